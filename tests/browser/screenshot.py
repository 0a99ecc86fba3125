"""Takes the picture of the app for the README: `python -m tests.browser.screenshot` writes docs/screenshot.png."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests import chromium
from tests.browser.app import ROOT, serve, settle

WINDOW = "/?c=sample&from=2022-01-08&to=2022-02-06&v=1"
EVENT = "Blinken and Lavrov meet"


def main() -> None:
    """Open the sample on its busiest weeks and on one event, and photograph what a reader sees."""
    with TemporaryDirectory() as folder, serve(Path(folder)) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium.find(), args=chromium.SWITCHES)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(address + WINDOW + "&show=list&q=" + EVENT.replace(" ", "+"))
        settle(page, 2000)
        page.get_by_role("button", name=EVENT, exact=True).first.click()
        settle(page, 1500)
        event = page.url.split("event=")[1].split("&")[0]
        page.goto(f"{address}{WINDOW}&event={event}")
        page.wait_for_selector(".st-key-chart .scatterlayer .point")
        settle(page, 2500)
        page.screenshot(path=str(ROOT / "docs" / "screenshot.png"))
        browser.close()


if __name__ == "__main__":
    main()
