"""The app in a real browser: server start to first chart, and filter click to painted chart at 100 and 2,000 events."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from benchmarks.texts import generated
from dashboard.pipeline import read_timeline
from dashboard.store import EventStore
from tests import chromium
from tests.browser.app import READY, serve

SIZES = (100, 2000)
CLICKS = 24
CHART = ".js-plotly-plot .main-svg"

# Clicks the first status pill; waits until the result line has changed, the script is done and two frames were drawn.
CLICK = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const said = () => document.querySelector('.st-key-result')?.innerText;
  const before = said(), start = performance.now();
  document.querySelector('[data-testid=stButtonGroup] button').click();
  while (said() === before || !document.querySelector(`%s`) || !document.querySelector(`%s`)) {
    if (performance.now() - start > 30000) throw new Error('no answer to the click');
    await frame();
  }
  await frame(); await frame();
  return performance.now() - start;
}""" % (READY, CHART)


def run(path: str | None = None) -> None:
    """Print the seconds to the first chart and the milliseconds of a filter click; the corpus is not used here."""
    from playwright.sync_api import sync_playwright

    browser_path = chromium.find()
    if browser_path is None:
        print("  left out: no Chrome or Chromium")
        return
    with TemporaryDirectory() as folder, sync_playwright() as play:
        store = EventStore(f"sqlite:///{folder}/test.db")  # the one that `serve` opens
        sizes = {name: _collection(store, name, size) for name, size in ((f"bench-{n}", n) for n in SIZES)}
        store.close()
        browser = play.chromium.launch(executable_path=browser_path, args=chromium.SWITCHES)
        start = perf_counter()
        with serve(Path(folder)) as address:
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            _open(page, address)
            print(f"  server start to first chart of the sample, new database: {perf_counter() - start:.1f} s")
            start = perf_counter()
            _open(page, address)
            print(f"  second visit to first chart: {perf_counter() - start:.1f} s")
            for name, events in sizes.items():
                _open(page, f"{address}/?c={name}")
                _click(page)  # warm
                taken = [_click(page) for _ in range(CLICKS)]
                p95 = quantiles(taken, n=20)[-1]
                print(f"  filter click to painted, {events} events: median {median(taken):.0f} ms, p95 {p95:.0f} ms")
        browser.close()


def _collection(store: EventStore, name: str, events: int) -> int:
    """A collection of at least that many events; their true number."""
    made = generated(sys.maxsize, sentences=10)
    each = len(read_timeline(generated(20, sentences=10)).events) / 20
    store.create(name, name)
    while (there := len(store.load(name).events)) < events:
        store.add(name, list(islice(made, max(1, round((events - there) / each)))))
    return there


def _click(page) -> float:
    milliseconds = page.evaluate(CLICK)
    sleep(0.1)  # the collector's round after a run is not part of the next click
    return milliseconds


def _open(page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(CHART, timeout=60_000)
    page.wait_for_selector(READY, timeout=60_000)
