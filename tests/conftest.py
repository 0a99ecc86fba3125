"""What all tests share: one headless Chromium, since Playwright allows one at a time; properties without a clock."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests import chromium

settings.register_profile("dateline", deadline=None)  # speed is measured in benchmarks/
settings.load_profile("dateline")


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
