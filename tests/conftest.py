"""One headless Chromium for every test that looks at a page: Playwright allows one at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed Chrome or Chromium; the tests that need it are skipped with a word where there is none."""
    path = chromium.find()
    if path is None:
        pytest.skip("no Chrome or Chromium is installed (Debian, Ubuntu: apt-get install chromium)")
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=chromium.SWITCHES)
        yield running
        running.close()
