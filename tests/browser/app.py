"""The app as a process of its own: started with a new database on a free port of this machine, ended at the end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds that a busy machine may take
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
LOADING = "[data-testid=stSkeleton]"  # stands for a part whose program is still on its way
LOOK = f"""() => [
  location.href, document.body.innerHTML.length, !!document.querySelector('{READY}'),
  ...[...document.querySelectorAll(".nsewdrag")].map(plot => JSON.stringify(plot.getBoundingClientRect()))
].join()"""
MARKS = ".st-key-chart .scatterlayer .point:not([d^='M0,'])"  # not the ends of fades, which have no width


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of the app while it runs; database and log lie in `folder`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"http://127.0.0.1:{port}"
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.address",
        "127.0.0.1",
        "--server.port",
        port,
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
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
        process.wait(timeout=PATIENCE)


def settle(page, after: int = 400) -> None:
    """Wait until the page stands still: `after` milliseconds for a gesture to arrive, the answer, and its drawing.

    Enough before the next gesture. What a gesture must lead to is waited for with `until`: a busy machine is late.
    """
    page.wait_for_timeout(after)
    page.wait_for_selector(READY, timeout=1000 * PATIENCE)
    last, deadline = None, monotonic() + 20
    while ((now := page.evaluate(LOOK)) != last or page.locator(LOADING).count()) and monotonic() < deadline:
        last = now
        page.wait_for_timeout(150)


def drawn(page) -> None:
    """Wait until the chart has its marks and stands still: what is measured earlier may be elsewhere a moment later."""
    page.wait_for_selector(MARKS)
    settle(page)


def until(page, holds: Callable[[], bool]) -> None:
    """Wait until something is so on a page whose script has run; fails where it is not within a minute, saying what is.

    `holds` looks and does not wait: what is not there yet is not so yet.
    """
    deadline = monotonic() + PATIENCE
    while not (page.locator(READY).count() and holds()):
        if monotonic() > deadline:
            state = "is still" if not page.locator(READY).count() else "has been"
            pytest.fail(f"not so at {page.url}, which {state} drawn:\n{page.locator('body').inner_text()}")
        page.wait_for_timeout(50)


def _wait(address: str, process: subprocess.Popen) -> None:
    deadline = monotonic() + PATIENCE
    while monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            sleep(0.05)
    raise RuntimeError("the app did not start")
