"""The one way in: load, edit, read and merge outside of any transaction, then write what differs.

Reading an article and merging a collection take seconds; the write that follows is short and begins by raising the
collection's revision. Where another process was faster, that first statement finds the revision gone, and the merge
(not the reading) is done again over what is there now. What is cached by (collection, revision) is therefore never out
of date.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, delete, insert, select, update

from dashboard import pipeline
from dashboard.merge import build
from dashboard.merge.mends import corrections as corrected
from dashboard.merge.mends import mended
from dashboard.model import Article, Reading, Timeline
from dashboard.rows import rows
from dashboard.store import catalog, codec, reading
from dashboard.store.schema import actors, articles, collections, corrections, event_actor, events, mentions, readings
from dashboard.store.state import FACTS, State

Progress = Callable[[int, int], None]
"""Called with the number of articles read and of those to be read."""


def change(
    engine: Engine,
    collection: str,
    what: str,
    edit: Callable[[State], bool],
    progress: Progress | None = None,
    workers: int = 0,
    **values: Any,
) -> State:
    """Change a collection; `edit` tells whether it changed anything, and is called again where others wrote meanwhile.

    `what` is noted in the record of changes; `values` are columns of the collection to be set.
    """
    done: dict[Article, Reading] = {}
    while True:
        with reading.snapshot(engine) as connection:
            revision = catalog.revision(connection, collection)
            now = reading.load(connection, collection, revision)
        if not edit(now):
            return now
        _read(now, done, progress, workers)
        mends = now.mends.values()
        timeline = build(mended(now.readings(), mends), now.known, corrected(mends), tuple(now.edits.values()))
        with engine.begin() as connection:
            if catalog.raise_revision(connection, collection, what, revision, **values):
                write(connection, collection, now, timeline)
                return now


def _read(now: State, done: dict[Article, Reading], progress: Progress | None, workers: int) -> None:
    """Read what has to be read and is not in `done` yet, which keeps it."""
    todo = [now.kept[name].article for name in now.stale if now.kept[name].article not in done]
    if progress:
        progress(0, len(todo))
    for number, (article, read) in enumerate(zip(todo, pipeline.read_all(todo, workers), strict=True), 1):
        done[article] = read
        if progress:
            progress(number, len(todo))
    for name in now.stale:
        kept = now.kept[name]
        kept.raw = done[kept.article]
        kept.article = kept.raw.article  # which may know its language now


def write(connection: Connection, collection: str, state: State, timeline: Timeline) -> None:
    """Make the database hold this state and timeline; rows that are the same are left alone."""
    _write_articles(connection, collection, state, timeline)
    told = {mention.id: mention for reading in timeline.readings.values() for mention in reading.events}
    new_events, new_pairs = {}, {}
    for position, (row, event) in enumerate(zip(rows(timeline), timeline.events, strict=True)):
        flat = {name: codec.dump(value) if isinstance(value, tuple) else value for name, value in row.items()}
        new_events[event.id] = {**flat, "position": position, "data": codec.encode_rest(event, told)}
        for actor in (*event.actors, *event.via):
            new_pairs[event.id, actor] = {"start": row["start"], "via": actor not in event.actors}
    new_actors = {
        name: {"position": position, "data": codec.encode_actor(actor)}
        for position, (name, actor) in enumerate(timeline.actors.items())
    }
    told_by = {mention.id: {"event": event.id} for event in timeline.events for mention in event.mentions}
    _replace(connection, events, collection, ("id",), new_events)
    _replace(connection, actors, collection, ("id",), new_actors)
    _replace(connection, event_actor, collection, ("event", "actor"), new_pairs)
    _replace(connection, mentions, collection, ("id",), told_by, forget=False)
    problems = codec.encode_problems(timeline.problems)
    connection.execute(update(collections).where(collections.c.id == collection).values(problems=problems))
    if state.corrections:
        shared = {"collection": collection, "revision": state.revision + 1}
        connection.execute(insert(corrections), [correction | shared for correction in state.corrections])


def _write_articles(connection: Connection, collection: str, state: State, timeline: Timeline) -> None:
    new_articles, new_readings = {}, {}
    for name, kept in state.kept.items():
        facts = {fact: getattr(kept.article, fact) for fact in (*FACTS, "text")}
        itself = {"position": kept.position, "given": kept.given, "origin": kept.origin, "removed": kept.removed}
        new_articles[name] = facts | itself
        if kept.raw is not None:
            raw = codec.encode_reading(kept.raw)
            merged = codec.encode_reading(timeline.readings.get(name, kept.raw))
            kept_apart = merged if merged != raw else None
            new_readings[name] = {"version": pipeline.version(), "raw": raw, "merged": kept_apart}
    _replace(connection, articles, collection, ("id",), new_articles)
    _replace(connection, readings, collection, ("article",), new_readings)


def _replace(
    connection: Connection,
    table: Table,
    collection: str,
    key: tuple[str, ...],
    wanted: dict[Any, dict[str, Any]],
    forget: bool = True,
) -> None:
    """Make the rows of a collection the wanted ones: insert, update what differs, and (`forget`) delete.

    Only columns that differ are written: one new event moves the position of all after it, and of nothing else.
    """
    here = table.c.collection == collection
    columns = [column.name for column in table.columns if column.name not in ("collection", "row")]
    found = connection.execute(select(*(table.c[name] for name in columns)).where(here)).mappings()
    there = {row[key[0]] if len(key) == 1 else tuple(row[part] for part in key): row for row in found}
    this_row = [here, *(table.c[part] == bindparam(f"its_{part}") for part in key)]

    def names(name: Any, prefix: str = "") -> dict[str, str]:
        return {prefix + part: value for part, value in zip(key, (name,) if len(key) == 1 else name, strict=True)}

    new: list[dict[str, Any]] = []
    changed: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for name, values in wanted.items():
        old = there.get(name)
        if old is None:
            new.append({"collection": collection, **values, **names(name)})
        elif differing := tuple(column for column, value in values.items() if old[column] != value):
            changes = {f"new_{column}": values[column] for column in differing}
            changed.setdefault(differing, []).append(names(name, "its_") | changes)
    for differing, rows_of in changed.items():
        values = {column: bindparam(f"new_{column}") for column in differing}
        connection.execute(update(table).where(*this_row).values(values), rows_of)
    gone = [names(name, "its_") for name in there.keys() - wanted.keys()] if forget else []
    if gone:
        connection.execute(delete(table).where(*this_row), gone)
    if new:
        connection.execute(insert(table), new)
