"""Takes the picture of the app for the README: `python -m tests.browser.screenshot` writes docs/screenshot.png."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from dashboard.store import EventStore
from dashboard.store.sample import SAMPLE
from tests import chromium
from tests.browser.app import ROOT, drawn, serve


def main() -> None:
    """Open the sample on its busiest weeks and on its best told event, and photograph what a reader sees."""
    with TemporaryDirectory() as folder, serve(Path(folder)) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium.find(), args=chromium.SWITCHES)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(address)
        drawn(page)  # the sample has been read
        events = EventStore(f"sqlite:///{folder}/test.db").load(SAMPLE).events
        told = max((e for e in events if e.date and e.status == "happened"), key=lambda e: (e.sources, e.salience))
        page.goto(f"{address}/?c={SAMPLE}&from=2022-01-08&to=2022-02-06&event={told.id}&v=1")
        drawn(page)
        page.screenshot(path=str(ROOT / "docs" / "screenshot.png"))
        browser.close()


if __name__ == "__main__":
    main()
