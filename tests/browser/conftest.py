"""A server with a database of its own on a free port of this machine, and pages of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.app import PATIENCE, serve, settle

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
    "is_mobile": True,
    "has_touch": True,
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the running app has its database (`test.db`), which is new and goes with it."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[str]:
    """The address of a running app."""
    with serve(folder) as address:
        yield address


@pytest.fixture
def open_page(browser, server: str) -> Iterator[Callable]:
    """Opens a path in a browser of its own (fresh cookies, fresh session); fails where the page throws an error."""
    contexts, errors = [], []

    def open_(path: str = "/", **options):
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **options})
        context.set_default_timeout(1000 * PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path if "://" in path else server + path)
        settle(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not errors
