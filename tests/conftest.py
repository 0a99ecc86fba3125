"""What tests share: one headless Chromium, since Playwright allows one at a time; the app without a browser; properties
without a clock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests import chromium

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from dashboard.store import EventStore

os.environ.setdefault("DATELINE_COMPILED", "0")  # the sources; tests/test_compiled.py asks for the rest
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


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the sample and a small collection of three articles, read once for the tests of a file."""
    from dashboard.store import EventStore
    from tests.opened import ARTICLES

    url = f"sqlite:///{tmp_path_factory.mktemp('app')}/app.db"
    store = EventStore(url)
    store.create("North <b>bridges</b>", "north")
    store.add("north", ARTICLES)
    store.close()
    return url


@pytest.fixture
def app(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app on that database, not yet run."""
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    from tests.opened import ROOT

    monkeypatch.setenv("DATELINE_DB", database)
    yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    st.cache_resource.clear()


@pytest.fixture
def mended(database: str) -> Iterator[EventStore]:
    """A collection "mended" of two articles that tell one visit and one that tells of talks."""
    from dashboard.store import EventStore
    from tests.mended import AGAIN, TALKS, VISIT

    held = EventStore(database)
    held.create("Mended", "mended")
    held.add("mended", [VISIT, AGAIN, TALKS])
    yield held
    held.delete("mended")
    held.purge("mended")
    held.close()
