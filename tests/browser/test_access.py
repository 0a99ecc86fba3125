"""Who cannot see, point or tell colours apart reads every page too: axe finds no fault, light, dark or on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.export import to_html
from dashboard.model import Timeline
from dashboard.store import EventStore
from dashboard.store.sample import SAMPLE, install
from dashboard.table import to_frame
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

DARK = {"color_scheme": "dark"}
EVENT = "/?event={event}"
PAGES = [
    *(("light", {}, path) for path in (EVENT, "/?show=list", "/?show=expected", "/articles", "/actors", "/method")),
    *((name, reader, path) for name, reader in (("dark", DARK), ("phone", PHONE)) for path in (EVENT, "/articles")),
    ("dark", DARK, "/?show=list"),
]


def faults(page) -> list[str]:
    """What axe finds wrong, each with its element and what would mend it, once the page stands still."""
    for patience in (0, 1500, 5000):
        page.wait_for_timeout(patience)
        found = Axe().run(page).response["violations"]
        if not found:
            break
    return [f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="module")
def story(server: str, folder: Path) -> Iterator[Timeline]:
    """The sample collection, in the database of the running app."""
    store = EventStore(f"sqlite:///{folder}/test.db")
    install(store)
    yield store.load(SAMPLE)
    store.close()


@pytest.mark.parametrize(("reader", "path"), [page[1:] for page in PAGES], ids=[f"{p[2]}-{p[0]}" for p in PAGES])
def test_no_page_has_a_fault_that_axe_knows(open_page, story: Timeline, reader: dict, path: str) -> None:
    assert faults(open_page(path.format(event=story.events[0].id), **reader)) == []


@pytest.mark.parametrize("reader", [{}, DARK], ids=["light", "dark"])
def test_the_file_to_send_has_none_either(browser, story: Timeline, tmp_path: Path, reader: dict) -> None:
    file = tmp_path / "story.html"
    file.write_text(to_html(story, to_frame(story), "A story"), encoding="utf-8")
    with browser.new_context(**reader) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        assert faults(page) == []


def test_a_fault_would_be_seen(browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='data:,'></main>")
        (fault,) = faults(page)
        assert fault.startswith("image-alt")
