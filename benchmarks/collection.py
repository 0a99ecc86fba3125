"""The whole way, read, extract, merge and write, as the command line goes it: time and memory as a collection grows.

The articles are made by repetition of a few sentences with other names and dates, so a collection of a hundred times as
many holds far more people and events, and as many mentions of each country. Each run is a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.texts import generated

NUMBERS = (50, 500, 5_000, 50_000)
ROOT = Path(__file__).resolve().parent.parent


def run(path: str | None = None) -> None:
    """Print seconds, milliseconds an article and megabytes of memory; the corpus is not used here."""
    start, base, first = 0.0, 0.0, 0.0
    with TemporaryDirectory() as folder:
        given = Path(folder) / "articles.jsonl"
        for number in NUMBERS:
            size = _write(given, number)
            seconds, memory = _extract(given)
            if not first:  # rules and tables are loaded in each run; what the smallest takes is not counted
                start, base, first = seconds, memory, number
                print(f"  start, with {number} articles: {seconds:.1f} s, {memory:.0f} MB")
                continue
            each = (seconds - start) / (number - first)
            print(
                f"  {number:>7,} articles, {size / 1e6:5.1f} MB: {seconds:7.1f} s, {1e3 * each:5.2f} ms an article"
                f" ({1e3 * each / log(number):.2f} by log n), {memory:5.0f} MB,"
                f" {1e3 * (memory - base) / number:3.0f} KB an article",
                flush=True,
            )


def _write(path: Path, number: int) -> int:
    with path.open("w", encoding="utf-8") as out:
        for article in generated(number, sentences=10):
            record = {"id": article.id, "text": article.text, "published": str(article.published), "language": "en"}
            out.write(json.dumps(record) + "\n")
    return path.stat().st_size


def _extract(path: Path) -> tuple[float, float]:
    """Processor seconds and megabytes at most of `python -m dashboard extract`."""
    command = [sys.executable, "-m", "dashboard", "extract", str(path), "--to", os.devnull]
    start = perf_counter()
    process = subprocess.Popen(command, cwd=ROOT)
    if not hasattr(os, "wait4"):
        process.wait()
        return perf_counter() - start, float("nan")
    _, _, used = os.wait4(process.pid, 0)
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return used.ru_utime + used.ru_stime, used.ru_maxrss / unit
