"""The store keeps what was read, gives the same back, and stays whole while several processes use it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.event import listens_for

from dashboard import pipeline
from dashboard.errors import StoreError
from dashboard.model import Article, Problem, Reading, Timeline
from dashboard.pipeline import read_timeline
from dashboard.store import EventStore, default_url, sample, schema, state
from dashboard.table import from_rows, to_frame

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


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database of its own; DATELINE_TEST_DB names an empty one to run the same tests on another kind."""
    return os.environ.get("DATELINE_TEST_DB") or f"sqlite:///{tmp_path}/test.db"


@pytest.fixture
def store(url: str):
    held = EventStore(url)
    yield held
    for name in (*(one.id for one in held.collections()), sample.SAMPLE):
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


# --- what is kept --------------------------------------------------------------------------------------------------


def test_a_timeline_comes_back_as_it_was_read(store: EventStore, talks: str) -> None:
    assert store.load(talks) == read_timeline([GENEVA, VIENNA])
    assert len(store.load(talks).events) >= 3


def test_flat_rows_make_the_same_table_as_the_timeline(store: EventStore, talks: str) -> None:
    assert from_rows(store.rows(talks)).equals(to_frame(store.load(talks)))
    assert len(store.rows(talks)) == len(store.load(talks).events)


def test_adding_the_same_twice_changes_nothing(store: EventStore, talks: str) -> None:
    before, revision = store.load(talks), store.revision(talks)
    report = store.add(talks, [GENEVA, VIENNA])
    assert report.unchanged == ("geneva", "vienna")
    assert not report.added
    assert store.load(talks) == before
    assert store.revision(talks) == revision


def test_the_same_text_under_another_name_is_the_same_article(store: EventStore, talks: str) -> None:
    report = store.add(talks, [Article("copy", GENEVA.text)])
    assert report.unchanged == ("geneva",)


def test_a_fact_that_was_missing_is_taken(store: EventStore) -> None:
    store.create("Talks", "talks")
    store.add("talks", [UNDATED])
    assert all(event.date is None for event in store.load("talks").events)
    report = store.add("talks", [Article("again", UNDATED.text, published=date(2022, 3, 3))])
    assert report.changed == ("undated",)
    assert {event.date for event in store.load("talks").events} == {"2022-03-01"}
    assert store.articles("talks")[0].title == UNDATED.title


def test_another_text_under_a_name_that_is_taken_is_kept_beside_it(store: EventStore, talks: str) -> None:
    other = Article("geneva", VIENNA.text.replace("Vienna", "Oslo"), published=date(2022, 2, 2), language="en")
    (added,) = store.add(talks, [other]).added
    assert added.startswith("geneva-")
    assert store.add(talks, [other]).unchanged == (added,)
    assert len(store.articles(talks)) == 3


def test_another_text_takes_the_place_where_that_is_asked_for(store: EventStore, talks: str) -> None:
    other = Article("geneva", VIENNA.text.replace("Vienna", "Oslo"), published=date(2022, 2, 2), language="en")
    assert store.add(talks, [other], replace_same_id=True).changed == ("geneva",)
    assert [a.text for a in store.articles(talks)] == [other.text, VIENNA.text]


def test_problems_are_handed_on(store: EventStore, talks: str) -> None:
    problem = Problem("not text", "a.pdf")
    report = store.add(talks, [problem, UNDATED])
    assert report.added == ("undated",)
    assert problem in report.problems
    assert any(p.where != "a.pdf" for p in report.problems), "an article without a date says so"


def test_progress_is_told(store: EventStore) -> None:
    seen = []
    store.create("Talks", "talks")
    store.add("talks", [GENEVA, VIENNA], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_any_text_can_be_kept(store: EventStore) -> None:
    store.create("'; DROP TABLE events; --", "talks")
    strange = "'; DROP TABLE articles; -- \x00 \ud800 \u202e 𝄞 %s {} \\ <script>"
    (name,) = store.add("talks", [Article(strange, strange, strange, language="en")]).added
    (kept,) = store.articles("talks")
    assert kept.text == strange.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert len(kept.text) == len(strange)
    assert kept.id == name
    assert store.collection("talks").title == "'; DROP TABLE events; --"


# --- ids that stay -------------------------------------------------------------------------------------------------


def test_events_keep_their_ids_when_articles_come_and_go(store: EventStore, talks: str) -> None:
    before = events(store)
    told = Article("told", GENEVA.text + " They will meet again in March.", published=date(2022, 1, 22), language="en")
    store.add(talks, [told])
    assert set(before.values()) <= set(events(store).values())
    store.remove_article(talks, "geneva")
    assert len(store.articles(talks)) == 2
    store.restore_article(talks, "geneva")
    store.remove_article(talks, "told")
    assert events(store) == before


def test_a_removed_article_that_is_added_again_is_back(store: EventStore, talks: str) -> None:
    before = events(store)
    store.remove_article(talks, "vienna")
    assert len(events(store)) < len(before)
    assert store.add(talks, [VIENNA]).changed == ("vienna",)
    assert events(store) == before


# --- corrections ---------------------------------------------------------------------------------------------------


def test_a_date_that_is_set_dates_the_events(store: EventStore) -> None:
    store.create("Talks", "talks")
    store.add("talks", [UNDATED])
    (event,) = store.load("talks").events
    assert event.date is None
    store.set_article("talks", "undated", published=date(2022, 3, 3), title="The prime minister goes")
    (event,) = store.load("talks").events
    assert event.date == "2022-03-01"
    assert store.articles("talks")[0].title == "The prime minister goes"


def test_a_correction_outlives_the_file_it_corrects(store: EventStore, talks: str) -> None:
    store.set_article(talks, "vienna", published=date(2022, 2, 9))
    assert store.add(talks, [VIENNA]).unchanged == ("vienna",)
    assert store.articles(talks)[1].published == date(2022, 2, 9)


def test_a_correction_is_recorded_with_what_was_there_before(store: EventStore, talks: str) -> None:
    store.set_article(talks, "vienna", published=date(2022, 2, 9))
    with store._engine.connect() as connection:
        (row,) = connection.execute(schema.corrections.select()).all()
    assert (row.target, row.field, row.old, row.new) == ("vienna", "published", "2022-02-02", "2022-02-09")
    assert row.revision == store.revision(talks)


def test_a_correction_that_says_the_same_is_none(store: EventStore, talks: str) -> None:
    revision = store.revision(talks)
    store.set_article(talks, "vienna", published=VIENNA.published)
    assert store.revision(talks) == revision


@pytest.mark.parametrize("facts", [{"text": "other"}, {"id": "other"}, {"nothing": 1}])
def test_only_facts_can_be_corrected(store: EventStore, talks: str, facts: dict[str, object]) -> None:
    with pytest.raises(StoreError):
        store.set_article(talks, "vienna", **facts)


# --- collections ---------------------------------------------------------------------------------------------------


def test_the_list_says_what_there_is(store: EventStore, talks: str) -> None:
    store.add(talks, [UNDATED])
    (found,) = store.collections()
    timeline = store.load(talks)
    assert (found.id, found.title, found.articles, found.undated_articles) == ("talks", "Talks", 3, 1)
    assert (found.events, found.actors) == (len(timeline.events), len(timeline.actors))


def test_deleting_can_be_undone(store: EventStore, talks: str) -> None:
    before = store.load(talks)
    store.delete(talks)
    assert store.collections() == []
    with pytest.raises(StoreError):
        store.load(talks)
    store.restore(talks)
    assert store.load(talks) == before


def test_every_change_raises_the_revision_and_reading_does_not(store: EventStore, talks: str) -> None:
    seen = [store.revision(talks)]
    for change in (
        lambda: store.rename(talks, "Other"),
        lambda: store.add(talks, [UNDATED]),
        lambda: store.set_article(talks, "undated", published=date(2022, 3, 3)),
        lambda: store.remove_article(talks, "undated"),
    ):
        change()
        store.load(talks)
        seen.append(store.revision(talks))
    assert seen == sorted(set(seen))
    assert store.collection(talks).title == "Other"


@pytest.mark.parametrize("name", ["none", "", "'", "a" * 1000, "\0", "\udcff"])
def test_a_collection_that_is_not_there_is_named(store: EventStore, name: str) -> None:
    for ask in (store.load, store.collection, store.revision, store.rows, store.delete):
        with pytest.raises(StoreError):
            ask(name)
    assert not store.exists(name)


def test_an_article_that_is_not_there_is_named(store: EventStore, talks: str) -> None:
    with pytest.raises(StoreError):
        store.set_article(talks, "none", title="x")
    with pytest.raises(StoreError):
        store.remove_article(talks, "none")


def test_titles_of_two_collections_may_be_alike(store: EventStore) -> None:
    one, two = store.create("Élysée talks!"), store.create("Élysée talks!")
    assert one != two
    assert one.isascii()
    assert store.collection(one).title == "Élysée talks!"


# --- search --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("berger", True),
        ("BERG", True),
        ("anna vienna", True),
        ("anna geneva", False),
        ("", False),
        ("  ", False),
        ('"anna" OR *', False),
        ("anna*", True),
        ("' ; -- NEAR(", False),
        ("% _", False),
        ("a " * 500, True),
        ("q " * 500, False),
    ],
)
def test_words_are_searched_and_never_understood_as_commands(
    store: EventStore, talks: str, words: str, found: bool
) -> None:
    assert bool(store.search(talks, words)) == found


def test_the_index_follows_every_change(store: EventStore, talks: str) -> None:
    assert store.search(talks, "Berlin")
    store.remove_article(talks, "geneva")
    assert store.search(talks, "Berlin") == []
    store.add(talks, [Article("oslo", "Irena Kovač met David Okafor in Oslo on Friday.", "", date(2022, 2, 2), "en")])
    assert store.search(talks, "kovac") == store.search(talks, "Kovač") != []


# --- versions ------------------------------------------------------------------------------------------------------


def test_readings_by_older_rules_are_made_again(store: EventStore, talks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.refresh(talks) is False
    monkeypatch.setattr(pipeline, "version", lambda: "newer")
    before = store.load(talks)
    assert store.refresh(talks) is True
    assert store.refresh(talks) is False
    assert store.load(talks) == before


def test_readings_with_other_fields_are_never_misread(
    store: EventStore, talks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.load(talks)
    monkeypatch.setattr("dashboard.store.codec.SIGNATURE", "other fields")
    monkeypatch.setattr(pipeline, "version", lambda: "newer")
    assert store.load(talks) == before


# --- the sample ----------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.mkdir()
    for article in (GENEVA, VIENNA):
        facts = f"title: {article.title}\npublisher: {article.source}\npublished: {article.published}\nlanguage: en"
        (path / f"{article.id}.md").write_text(f"---\n{facts}\n---\n{article.text}")
    return path


def test_the_sample_is_read_once_and_again_when_a_file_changes(store: EventStore, folder: Path) -> None:
    assert sample.install(store, folder) is True
    assert sample.install(store, folder) is False
    before = events(store, sample.SAMPLE)
    path = folder / "vienna.md"
    path.write_text(path.read_text().replace("in Vienna", "in Oslo"))
    assert sample.install(store, folder) is True
    assert "Oslo" in store.articles(sample.SAMPLE)[1].text
    assert set(before.values()) & set(events(store, sample.SAMPLE).values())


def test_what_readers_did_to_the_sample_stays(store: EventStore, folder: Path) -> None:
    sample.install(store, folder)
    store.add(sample.SAMPLE, [UNDATED])
    store.set_article(sample.SAMPLE, "geneva", published=date(2022, 1, 28))
    (folder / "vienna.md").unlink()
    sample.install(store, folder)
    kept = {article.id: article for article in store.articles(sample.SAMPLE)}
    assert kept.keys() == {"geneva", "undated"}
    assert kept["geneva"].published == date(2022, 1, 28)


def test_a_sample_that_was_deleted_stays_deleted(store: EventStore, folder: Path) -> None:
    sample.install(store, folder)
    store.delete(sample.SAMPLE)
    assert sample.install(store, folder) is False
    assert store.collections() == []


# --- several at once -----------------------------------------------------------------------------------------------

ADD = """
import sys
from dashboard.model import Article
from dashboard.store import EventStore
store = EventStore(sys.argv[1])
store.create("Talks", "talks")
for n in range(4):
    who = f"Anna Berger{sys.argv[2]}{n}"
    text = f"{who} met Tomas Novak in Vienna on 3 May 2021."
    store.add("talks", [Article(f"{sys.argv[2]}-{n}", text, language="en")])
"""


def test_several_processes_add_to_one_new_database(url: str, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parent.parent
    env = os.environ | {"PYTHONPATH": str(root)}
    command = [sys.executable, "-c", ADD, url]
    running = [subprocess.Popen([*command, letter], env=env, stderr=subprocess.PIPE) for letter in "abc"]
    for process in running:
        assert process.wait(120) == 0, process.stderr.read().decode()
    store = EventStore(url)
    try:
        found = store.articles("talks")
        assert len(found) == 12
        assert told(store.load("talks")) == told(read_timeline(found))
        assert store.revision("talks") == 12
        with store._engine.connect() as connection:
            assert len(connection.execute(schema.revisions.select()).all()) == 12
    finally:
        store.purge("talks")
        store.close()


def test_a_writer_that_was_overtaken_merges_again(
    store: EventStore, talks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, read = EventStore(store.url), []

    def slow(articles: list[Article], workers: int = 0) -> list[Reading]:
        articles = list(articles)
        if articles and not read:
            read.append(True)
            monkeypatch.setattr(pipeline, "read_all", original)
            other.add(talks, [UNDATED])
        return list(original(articles, workers))

    original = pipeline.read_all
    monkeypatch.setattr(pipeline, "read_all", slow)
    oslo = Article("oslo", "Irena Kovac met David Okafor in Oslo on Friday.", "", date(2022, 2, 2), "en")
    store.add(talks, [oslo])
    assert {article.id for article in store.articles(talks)} == {"geneva", "vienna", "undated", "oslo"}
    assert told(store.load(talks)) == told(read_timeline(store.articles(talks)))
    other.close()


def test_threads_share_one_store(store: EventStore, talks: str) -> None:
    before = store.load(talks)
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: store.load(talks), range(16)):
            assert found == before


def test_a_write_that_fails_changes_nothing(store: EventStore, talks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, revision = store.load(talks), store.revision(talks)

    def broken(*_: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(state.codec, "encode_problems", broken)
        with pytest.raises(RuntimeError):
            store.add(talks, [UNDATED])
    assert store.load(talks) == before
    assert store.revision(talks) == revision


def damaged(path: Path) -> None:
    """A file in which every few hundred bytes some are wrong."""
    chance, data = random.Random(1), bytearray(path.read_bytes())
    for at in range(5000, len(data) - 100, 300):
        data[at : at + 60] = chance.randbytes(60)
    path.write_bytes(data)


@pytest.mark.parametrize("content", ["damaged", "noise", "text", "cut"])
def test_a_file_that_is_damaged_is_named_with_what_to_do(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.db"
    first = EventStore(f"sqlite:///{path}")
    first.add(first.create("Talks", "talks"), [GENEVA, VIENNA])
    first.close()
    if content == "damaged":
        damaged(path)
    else:
        made = {"noise": random.Random(1).randbytes(9000), "text": b"hello " * 99, "cut": path.read_bytes()[:30_000]}
        path.write_bytes(made[content])
    with pytest.raises(StoreError, match=r"x\.db.*Restore a copy"):
        EventStore(f"sqlite:///{path}").load("talks")


def test_a_database_of_an_older_version_catches_up(store: EventStore, talks: str) -> None:
    before = store.load(talks)
    lost = (
        ("articles", "origin"),
        ("articles", "removed"),
        ("collections", "problems"),
        ("event_actor", "via"),
    )
    lost += ("events", "salience"), ("events", "happening")
    with store._engine.begin() as connection:
        for table, column in lost:
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
    with closing(EventStore(store.url)) as newer:
        assert newer.load(talks) == before
        assert from_rows(newer.rows(talks)).equals(to_frame(before))
        assert newer.add(talks, [GENEVA]).unchanged == ("geneva",)


def test_what_is_computed_heals_from_the_articles(store: EventStore, talks: str) -> None:
    before = store.load(talks)
    for table, column in ((schema.readings, "merged"), (schema.readings, "raw"), (schema.events, "data"),
                          (schema.actors, "data")):  # fmt: skip
        for wrong in ("", "[", "[1]", before.events[0].id):
            with store._engine.begin() as connection:
                connection.execute(table.update().values({column: wrong}))
            assert store.load(talks) == before


def test_no_room_or_no_leave_to_write_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    store = EventStore(f"sqlite:///{tmp_path}/x.db")
    store.add(store.create("Talks", "talks"), [GENEVA])
    before = store.load("talks")

    def limit(statement: str) -> None:
        @listens_for(store._engine, "connect")
        def _(connection: Any, _record: object) -> None:
            connection.execute(statement)

        store._engine.dispose()

    for statement, said in (("PRAGMA max_page_count = 1", "full.*Make room"), ("PRAGMA query_only = 1", "readonly")):
        limit(statement)
        with pytest.raises(StoreError, match=said):
            store.add("talks", [replace(VIENNA, text=VIENNA.text * 500)])
        assert store.load("talks") == before
    store.close()


@pytest.mark.skipif(os.name != "posix", reason="kills in the middle of a write")
def test_a_process_that_is_killed_loses_nothing_that_was_acknowledged(url: str, tmp_path: Path) -> None:
    add = "import sys\nsys.argv[2:] = ['k']\n" + ADD.replace("range(4)", "range(400)").replace(
        'language="en")])', 'language="en")])\n    print(n, flush=True)'
    )
    env = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    process = subprocess.Popen([sys.executable, "-c", add, url], env=env, stdout=subprocess.PIPE)
    for _ in range(4):
        process.stdout.readline()
    time.sleep(0.02)
    process.kill()
    acknowledged = 4 + len(process.stdout.readlines())
    process.wait()
    store = EventStore(url)
    try:
        found = store.articles("talks")
        assert acknowledged <= len(found) <= acknowledged + 1
        assert told(store.load("talks")) == told(read_timeline(found))
        assert store.revision("talks") == len(found)
    finally:
        store.purge("talks")
        store.close()


def test_readers_and_a_writer_do_not_wait_for_each_other(store: EventStore, talks: str) -> None:
    done = threading.Event()

    def read() -> int:
        with closing(EventStore(store.url)) as mine:
            seen = [len(mine.load(talks).readings)]
            while not done.is_set():
                seen.append(len(mine.load(talks).readings))
                mine.rows(talks), mine.search(talks, "met")
            assert seen == sorted(seen), "nobody sees the past again"
        return len(seen)

    with ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(read) for _ in range(8)]
        try:
            for n in range(10):
                store.add(talks, [Article(f"n{n}", f"Anna Berger met Jan {chr(65 + n)}strom in Oslo.", language="en")])
        finally:
            done.set()
        assert all(reader.result() > 1 for reader in readers)
    assert len(store.articles(talks)) == 12


def test_an_id_of_any_length_can_be_kept(store: EventStore, talks: str) -> None:
    chance = random.Random(2)
    start = "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(5000))
    two = [
        Article(start + end, f"Irena Kovac met David Okafor in {town}.") for end, town in (("a", "Oslo"), ("b", "Rome"))
    ]
    assert len(store.add(talks, two).added) == 2
    assert len(store.add(talks, two).unchanged) == 2


# --- addresses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["mysql://x/y", "not an address", "sqlite:////no/such/folder/x.db", "://"])
def test_an_address_that_cannot_be_used_is_named(address: str) -> None:
    with pytest.raises(StoreError):
        EventStore(address)


def test_where_the_database_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATELINE_DB", raising=False)
    assert default_url().startswith("sqlite:///")
    assert default_url().endswith("/dateline.db")
    monkeypatch.setenv("DATELINE_DB", str(tmp_path / "x.db"))
    assert default_url() == f"sqlite:///{tmp_path}/x.db"
    monkeypatch.setenv("DATELINE_DB", "postgresql+psycopg://host/name")
    assert default_url() == "postgresql+psycopg://host/name"
    assert default_url("y.db") == "sqlite:///y.db", "what is named comes before the environment"


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"requirements-postgresql\.txt"):
        EventStore("postgresql+psycopg://me:secret@127.0.0.1:1/x")


def test_a_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="Is the server running") as told:
        EventStore("postgresql+psycopg://me:secret@127.0.0.1:1/x")
    assert "secret" not in str(told.value)
