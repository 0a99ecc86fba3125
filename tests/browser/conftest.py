"""A server with a database of its own on a free port of this machine, and a browser that looks at it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests import chromium

ROOT = Path(__file__).resolve().parents[2]
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
    "is_mobile": True,
    "has_touch": True,
}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running app; its database is new and goes with it."""
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "streamlit",
                "run",
                "app.py",
                "--server.port",
                str(port),
                "--server.address",
                "127.0.0.1",
            ],
            cwd=ROOT,
            env=os.environ | {"DATELINE_DB": str(folder / "test.db")},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; skipped with a word on what to do where there is none."""
    play_api = pytest.importorskip("playwright.sync_api", reason="pip install -r requirements-dev.txt")
    path = chromium.find()
    if path is None:
        pytest.skip("no Chrome or Chromium is installed (Debian, Ubuntu: apt-get install chromium)")
    with play_api.sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=chromium.SWITCHES)
        yield running
        running.close()


@pytest.fixture
def open_page(browser, server: str) -> Iterator[Callable]:
    """Opens a path in a browser of its own (fresh cookies, fresh session); fails where the page throws an error."""
    contexts, errors = [], []

    def open_(path: str = "/", **options):
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **options})
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


def settle(page, after: int = 400) -> None:
    """Wait until the script has run: `after` milliseconds for a gesture to arrive, then for the answer."""
    page.wait_for_timeout(after)
    page.wait_for_selector(READY, timeout=60_000)


def _wait(address: str, process: subprocess.Popen) -> None:
    until = monotonic() + 60
    while monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            sleep(0.2)
    raise RuntimeError("the app did not start")
