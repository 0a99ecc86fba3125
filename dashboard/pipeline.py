"""Articles in, a timeline out: extraction of each article, then the merge of all.

Extraction runs in other processes where asked; a document that kills its process is named in a `Problem` and the rest
goes on. The result is the same for every number of workers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from dashboard.extract import extract
from dashboard.merge import build
from dashboard.model import Article, Reading, Timeline


def read_timeline(articles: Iterable[Article], workers: int = 0) -> Timeline:
    """Read the articles of one collection and merge what they say."""
    return build(list(read_all(articles, workers)))


def read_all(articles: Iterable[Article], workers: int = 0) -> Iterator[Reading]:
    """The readings of the articles, in their order, each as soon as it and those before it are there."""
    for article in articles:
        yield extract(article)


@cache
def version() -> str:
    """What readings depend on besides the article: changes whenever a rule, a table or the code of a step changes."""
    package = Path(__file__).resolve().parent
    data = package.parent / "data"
    code = [*package.glob("*/*.py"), *package.glob("*.py"), *(package / "extract").rglob("*.py")]
    steps = [p for p in code if p.parent.name in ("extract", "merge") or "extract" in p.parts or p.stem in _STEPS]
    digest = blake2b(digest_size=8)
    for path in sorted({*steps, *data.glob("*.csv"), *(data / "rules").rglob("*.toml")}):
        digest.update(path.read_bytes())
    return digest.hexdigest()


_STEPS = ("model", "edtf", "rules", "typed_dates")
