"""How fast actors are found and put together: articles of 3.5 KB a second on one core, read once, in order.

    python benchmarks/actors.py [ARTICLES.jsonl]

Without a file a set is generated from the sample collection. Sentences and times are found first and not
counted; loading the tables is.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dashboard.extract import actors, sentences, times
from dashboard.merge.actors import resolve
from dashboard.model import Article, Reading

SIZE = 3_500  # characters of an article of usual length


def main(path: str | None) -> None:
    """Print the two figures."""
    articles = _articles(path)
    read = []
    for article in articles:
        split = sentences.split(article)
        read.append((article, split, times.find(article, split)[0]))
    start = time.process_time()
    actors.find(*read[0])
    load = time.process_time() - start
    start = time.process_time()
    readings = [Reading(a, s, t, actors.find(a, s, t)) for a, s, t in read]
    found = time.process_time() - start
    start = time.process_time()
    _, registry = resolve(readings)
    joined = time.process_time() - start
    size = sum(len(a.text) for a in articles) / SIZE
    print(
        f"actors: {len(articles)} articles, {size:.0f} of 3.5 KB, {len(registry)} actors; tables loaded in {load:.2f} s"
    )
    both = size / (found + joined)
    print(f"actors: recognition {size / found:,.0f} articles/s, with canonicalisation {both:,.0f} articles/s")


def _articles(path: str | None) -> list[Article]:
    if path is not None:
        with Path(path).open(encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines if line.strip()]
        return [Article(str(r["id"]), r["text"], language=r.get("language") or "en") for r in records]
    samples = sorted((Path(__file__).resolve().parent.parent / "data" / "articles").glob("*.md"))
    texts = [sample.read_text(encoding="utf-8").split("---", 2)[-1].strip() for sample in samples]
    joined = [" ".join(texts[i:] + texts[:i])[:SIZE] for i in range(len(texts))]
    return [Article(f"{n}-{i}", text, language="en") for n in range(20) for i, text in enumerate(joined)]


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
