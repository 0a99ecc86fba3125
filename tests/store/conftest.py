"""A store on a database of its own, and a collection of two articles in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from dashboard.errors import StoreError
from dashboard.model import Article, Timeline
from dashboard.store import EventStore, sample
from tests.store import postgresql

GENEVA = Article(
    "geneva",
    "US Secretary of State Antony Blinken met Russian Foreign Minister Sergei Lavrov in Geneva on Friday. "
    "Blinken visited Berlin on Thursday.",
    "Ministers meet in Geneva",
    date(2022, 1, 21),
    "en",
    "Sample Wire",
)
VIENNA = Article(
    "vienna", "Anna Berger met Tomas Novak in Vienna on Monday.", "Talks in Vienna", date(2022, 2, 2), "en", "Courier"
)
UNDATED = Article("undated", "Prime Minister Lucia Marin resigned on Tuesday.", "She resigns", None, "en")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL database: DATELINE_TEST_DB, which is empty, else one of the server installed here."""
    if named := os.environ.get("DATELINE_TEST_DB"):
        yield named
        return
    programs = postgresql.find()
    if programs is None:
        pytest.skip("no PostgreSQL is installed (Debian, Ubuntu: apt-get install postgresql)")
    with postgresql.serve(programs) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind, empty at first."""
    return request.getfixturevalue("server") if request.param == "postgresql" else f"sqlite:///{tmp_path}/test.db"


@pytest.fixture
def store(url: str):
    held = EventStore(url)
    yield held
    for name in (*(one.id for one in held.collections()), sample.SAMPLE):
        with suppress(StoreError):  # the test has deleted it itself
            held.delete(name)
        with suppress(StoreError):
            held.purge(name)
    held.close()


@pytest.fixture
def talks(store: EventStore) -> str:
    name = store.create("Talks", "talks")
    store.add(name, [GENEVA, VIENNA])
    return name


def events(store: EventStore, name: str = "talks") -> dict[str, str]:
    """Label → id."""
    return {event.label: event.id for event in store.load(name).events}


def told(timeline: Timeline) -> set[tuple[str | None, frozenset[str]]]:
    """Date and mentions of each event: all but its id, which depends on what was added first."""
    return {(event.date, frozenset(mention.id for mention in event.mentions)) for event in timeline.events}
