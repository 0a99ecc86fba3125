"""How fast actors are found and put together, on one core, read once, in order.

Sentences and times are found first and not counted; the tables are loaded before.
"""

from __future__ import annotations

from time import perf_counter

from benchmarks.texts import SIZE, texts
from dashboard.extract import actors, sentences, times
from dashboard.merge.actors import resolve
from dashboard.model import Reading
from dashboard.pipeline import collect_rarely


def run(path: str | None, most: int = 500) -> None:
    """Print articles of usual length a second, found and put together."""
    collect_rarely()
    articles = texts(path, most)
    read = []
    for article in articles:
        split = sentences.split(article)
        read.append((article, split, times.find(article, split)[0]))
    start = perf_counter()
    actors.find(*read[0])
    loaded = perf_counter() - start
    start = perf_counter()
    readings = [Reading(a, s, t, actors.find(a, s, t)) for a, s, t in read]
    found = perf_counter() - start
    start = perf_counter()
    _, registry = resolve(readings)
    joined = perf_counter() - start
    size = sum(len(a.text) for a in articles) / SIZE
    print(f"  {len(articles)} articles, {size:.0f} of 3.5 KB, {len(registry)} actors; tables loaded in {loaded:.2f} s")
    print(f"  recognition {size / found:,.0f} articles/s, with canonicalisation {size / (found + joined):,.0f}")
