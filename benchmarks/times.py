"""Time expressions alone against dateparser's `search_dates`, and how the cost grows from 1 KB to 10 MB."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter

from benchmarks.texts import texts
from dashboard.extract import sentences, times
from dashboard.model import Article

ROOT = Path(__file__).resolve().parent.parent
TURN = 20  # articles a side before the other side's turn, so that a busy machine slows both
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
HOSTILE = {
    "10,000 digits": "1" * 10_000,
    "50,000 commas": "," * 50_000,
    "a table of years": "1939 1940 1941\n" * 3_000,
    "a list of dates": "12 March 2024, " * 3_000,
    "months with years": "May 2020, June 2021, " * 5_000,
    "weekdays": "Monday Tuesday " * 5_000,
    "spans of years": "1990-2000 " * 5_000,
    "years with a word": "1990 Bulgaria\n1991 Romania\n" * 2_000,
    "number words": "one hundred and twenty-one " * 2_000,
}


def run(path: str | None, most: int = 200) -> None:
    """Print MB/s of both and their ratio, MB/s by size, and milliseconds a KB of hostile strings."""
    from dateparser.search import search_dates

    articles = texts(path, most)
    split = [sentences.split(article) for article in articles]
    size = sum(len(article.text.encode()) for article in articles)
    times.find(articles[0], split[0])  # warm: rules are compiled once
    search_dates("12 March 2024", languages=["en"])
    ours = theirs = 0.0
    found = 0
    for at in range(0, len(articles), TURN):
        start = perf_counter()
        for n in range(at, min(at + TURN, len(articles))):
            found += len(times.find(articles[n], split[n])[0])
        ours += perf_counter() - start
        start = perf_counter()
        for article in articles[at : at + TURN]:
            base = datetime.combine(article.published, datetime.min.time()) if article.published else None
            search_dates(article.text, languages=["en"], settings={"RELATIVE_BASE": base} if base else {})
        theirs += perf_counter() - start
    print(f"texts: {path or 'generated'}, {len(articles)} articles, {size / 1e6:.2f} MB, one core, warm")
    for name, seconds in (("times.find", ours), ("search_dates", theirs)):
        print(f"  {name:<14} {len(articles) / seconds:8.1f} articles/s  {size / 1e6 / seconds:6.2f} MB/s")
    print(
        f"  times.find is {theirs / ours:.0f} times as fast;"
        f" {1e6 * ours / max(1, found):.0f} microseconds an expression"
    )
    print(f"  import: {_import():.0f} ms in a new process")
    whole = "\n\n".join(article.text for article in articles)
    for length in SIZES:
        text = (whole * (length // len(whole) + 1))[:length]
        seconds = _seconds(text, articles[0])
        print(f"  {length:>11,} characters: {length / 1e6 / seconds:6.2f} MB/s")
    for name, text in HOSTILE.items():
        print(f"  {name:<18} {1e6 * _seconds(text, articles[0]) / len(text):6.3f} ms/KB")


def _import() -> float:
    """Milliseconds to import the step, the least of five new processes."""
    code = "from time import perf_counter as now; a = now(); import dashboard.extract.times; print(1000 * (now() - a))"
    return min(float(subprocess.check_output([sys.executable, "-c", code], cwd=ROOT)) for _ in range(5))


def _seconds(text: str, like: Article) -> float:
    article = Article("benchmark", text, published=like.published, language="en")
    other = Article("other", "On Monday.", language="en")
    times.find(other, sentences.split(other))  # lets go what is kept of the text before
    split = sentences.split(article)
    start = perf_counter()
    times.find(article, split)
    return perf_counter() - start
