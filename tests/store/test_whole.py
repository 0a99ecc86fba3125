"""The store stays whole: several processes at once, a kill in mid-write, a damaged file, a full disk, an old one."""

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
from dashboard.model import Article, Reading
from dashboard.pipeline import read_timeline
from dashboard.store import EventStore, codec, schema
from dashboard.table import from_rows, to_frame
from tests.store.conftest import GENEVA, UNDATED, VIENNA, told

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
    root = Path(__file__).resolve().parents[2]
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
        with store._engine.connect() as connection:
            noted = sorted(row.revision for row in connection.execute(schema.revisions.select()))
        assert noted == list(range(noted[0], noted[0] + 12)) and store.revision("talks") == noted[-1]
    finally:
        store.delete("talks")
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
        patch.setattr(codec, "encode_problems", broken)
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
    env = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
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
        with store._engine.connect() as connection:
            assert len(connection.execute(schema.revisions.select()).all()) == len(found)
    finally:
        store.delete("talks")
        store.purge("talks")
        store.close()


def test_a_store_opens_while_another_writes(store: EventStore, talks: str) -> None:
    with ThreadPoolExecutor(1) as pool, store._engine.begin() as writing:
        writing.execute(schema.event_actor.update().values(via=False))
        pool.submit(EventStore, store.url).result(timeout=30).close()


def test_readers_and_a_writer_do_not_wait_for_each_other(store: EventStore, talks: str) -> None:
    done = threading.Event()

    def read() -> int:
        with closing(EventStore(store.url)) as mine:
            seen = [len(mine.load(talks).readings)]
            while not done.is_set():
                seen.append(len(mine.load(talks).readings))
                mine.rows(talks), mine.search(talks, "met")
            seen.append(len(mine.load(talks).readings))
            assert seen == sorted(seen), "nobody sees the past again"
        return seen[-1]

    with ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(read) for _ in range(8)]
        try:
            for n in range(10):
                store.add(talks, [Article(f"n{n}", f"Anna Berger met Jan {chr(65 + n)}strom in Oslo.", language="en")])
        finally:
            done.set()
        assert [reader.result() for reader in readers] == [12] * 8
    assert len(store.articles(talks)) == 12
