"""The whole pipeline (read, extract, merge) against dateparser's `search_dates` alone, in turns over the same texts."""

from __future__ import annotations

from datetime import datetime
from time import perf_counter

from benchmarks.texts import SIZE, texts
from dashboard.extract import extract
from dashboard.merge import build
from dashboard.pipeline import collect_rarely

TURN = 20  # articles a side before the other side's turn, so that a busy machine slows both


def run(path: str | None, most: int = 200) -> None:
    """Print articles and megabytes a second of both, and the ratio."""
    from dateparser.search import search_dates

    collect_rarely()
    start = perf_counter()
    articles = texts(path, most)
    reading = perf_counter() - start
    size = sum(len(a.text.encode()) for a in articles)
    extract(articles[0])  # warm: rules are compiled once
    search_dates("12 March 2024", languages=["en"])
    ours = theirs = 0.0
    readings = []
    for at in range(0, len(articles), TURN):
        turn = articles[at : at + TURN]
        start = perf_counter()
        readings += [extract(article) for article in turn]
        ours += perf_counter() - start
        start = perf_counter()
        for article in turn:
            base = datetime.combine(article.published, datetime.min.time()) if article.published else None
            search_dates(article.text, languages=["en"], settings={"RELATIVE_BASE": base} if base else {})
        theirs += perf_counter() - start
    start = perf_counter()
    timeline = build(readings)
    merging = perf_counter() - start
    print(f"texts: {path or 'generated'}, {len(articles)} articles, {size / 1e6:.2f} MB, one core, warm")
    whole = reading + ours + merging
    for name, seconds in (("extract", ours), ("read + extract + merge", whole), ("search_dates alone", theirs)):
        print(
            f"  {name:<22} {len(articles) / seconds:8.1f} articles/s  {size / 1e6 / seconds:6.2f} MB/s"
            f"  {size / SIZE / seconds:8.1f} articles of 3.5 KB/s"
        )
    print(
        f"  extract is {theirs / ours:.1f} times as fast as search_dates, {theirs / whole:.1f} times with all the rest"
    )
    print(f"  {len(timeline.events)} events of {len(timeline.actors)} actors")
