"""What is asked of the database: articles, rows, words, and a collection as it stood at one moment."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from dashboard import pipeline
from dashboard.merge.edits import Edit
from dashboard.merge.mends import Mend, withdraw, without
from dashboard.model import Article, Event, EventMention, Status, Timeline
from dashboard.rows import Row
from dashboard.store import codec, schema
from dashboard.store.schema import actors, articles, collections, corrections, events, mentions, readings
from dashboard.store.state import EDITS, LET_GO, MENDS, WITHDRAWN, Kept, State


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection whose queries all see the same moment, whoever writes between them."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def articles_of(connection: Connection, collection: str) -> list[Article]:
    """The articles that are not removed, in the order in which they were added."""
    query = (
        select(articles)
        .where(articles.c.collection == collection, articles.c.removed.is_(None))
        .order_by(articles.c.position, articles.c.id)
    )
    return [_article(row) for row in connection.execute(query)]


def outdated(connection: Connection, collection: str) -> int:
    """How many articles an earlier version of the rules has read."""
    query = (
        select(func.count())
        .select_from(articles.outerjoin(readings))
        .where(
            articles.c.collection == collection,
            articles.c.removed.is_(None),
            readings.c.version.is_distinct_from(pipeline.version()),
        )
    )
    return connection.execute(query).scalar_one()


def synced(connection: Connection, collection: str) -> str | None:
    """What files and rules a collection that is kept in step with files was last read from."""
    return connection.execute(select(collections.c.synced).where(collections.c.id == collection)).scalar()


def rows_of(connection: Connection, collection: str) -> list[Row]:
    """The events as flat rows, without loading the articles."""
    columns = [events.c[name] for name in Row.__annotations__]
    query = select(*columns).where(events.c.collection == collection).order_by(events.c.position)
    found = [dict(row._mapping) for row in connection.execute(query)]
    for row in found:
        for name in ("actors", "via", "places", "voices"):
            row[name] = tuple(json.loads(row[name] or "[]"))
    return found  # type: ignore[return-value]


def search(connection: Connection, collection: str, words: str) -> list[str]:
    """Ids of the events that hold all of the words (or words that begin so), in the timeline's order."""
    condition = schema.match(connection.dialect.name, words)
    if condition is None:
        return []
    query = select(events.c.id).where(events.c.collection == collection, condition).order_by(events.c.position)
    return list(connection.execute(query).scalars())


def load(connection: Connection, collection: str, revision: int, merged: bool = False) -> State:
    """The articles of a collection with their raw readings, or, `merged`, with those that bear its names.

    Raises codec.Stale where a merged reading is of another version; a raw one is then left to be read again.
    """
    join = articles.outerjoin(
        readings, (readings.c.collection == articles.c.collection) & (readings.c.article == articles.c.id)
    )
    text = func.coalesce(readings.c.merged, readings.c.raw) if merged else readings.c.raw
    query = (
        select(articles, readings.c.version, text.label("reading"))
        .select_from(join)
        .where(articles.c.collection == collection)
        .order_by(articles.c.position, articles.c.id)
    )
    kept = {}
    for row in connection.execute(query):
        article, raw = _article(row), None
        if row.reading is not None and (merged or row.version == pipeline.version()):
            try:
                raw = codec.decode_reading(article, row.reading)
            except codec.Stale:
                if merged:
                    raise
        kept[row.id] = Kept(article, row.given, row.position, row.origin, row.removed, raw)
    known = {}
    if not merged:
        of = select(mentions.c.id, mentions.c.event).where(mentions.c.collection == collection)
        known = {row.id: row.event for row in connection.execute(of)}
    edits, mends = load_edits(connection, collection), load_mends(connection, collection)
    return State(kept, known, revision, edits=edits, mends=mends)


def load_edits(connection: Connection, collection: str) -> dict[int, Edit]:
    """What readers have corrected about actors and not withdrawn, by its number, in order."""
    found: dict[int, Edit] = {}
    for row in _log(connection, collection, EDITS):
        if row.field == WITHDRAWN:
            found.pop(int(row.new), None)
        else:
            articles_of = tuple(json.loads(row.old)) if row.old else ()
            found[row.id] = Edit(EDITS[row.field], row.target, row.new, articles_of)
    return found


def load_mends(connection: Connection, collection: str) -> dict[int, Mend]:
    """What readers have corrected about events and not withdrawn, by its number, in order."""
    found: dict[int, Mend] = {}
    for row in _log(connection, collection, [*MENDS, LET_GO]):
        if row.field == WITHDRAWN:
            withdraw(found, int(row.new))
        elif row.field == LET_GO:
            found[int(row.new)] = without(found[int(row.new)], row.old)
        else:
            label, told, others = json.loads(row.old)
            found[row.id] = Mend(MENDS[row.field], label, tuple(told), row.new, tuple(others))
    return found


def numbers_of(connection: Connection, collection: str, revision: int) -> tuple[int, ...]:
    """The numbers of the corrections that one change of a collection has kept, in order."""
    here = (corrections.c.collection == collection, corrections.c.revision == revision)
    return tuple(connection.execute(select(corrections.c.id).where(*here).order_by(corrections.c.id)).scalars())


def _log(connection: Connection, collection: str, fields: Iterable[str]) -> Iterable[Any]:
    """The corrections of these fields and what was withdrawn, in order."""
    wanted = corrections.c.field.in_([*fields, WITHDRAWN])
    of = select(corrections).where(corrections.c.collection == collection, wanted).order_by(corrections.c.id)
    return connection.execute(of)


def load_timeline(connection: Connection, collection: str) -> Timeline:
    """The timeline as stored; raises codec.Stale or KeyError where it is of another version."""
    state = load(connection, collection, 0, merged=True)
    of = select(actors).where(actors.c.collection == collection).order_by(actors.c.position)
    registry = {row.id: codec.decode_actor(row.data) for row in connection.execute(of)}
    named = {reading.article.id: reading for reading in state.readings()}
    told = {mention.id: mention for reading in named.values() for mention in reading.events}
    of = select(events).where(events.c.collection == collection).order_by(events.c.position)
    found = tuple(_event(row, told) for row in connection.execute(of))
    of = select(collections.c.problems).where(collections.c.id == collection)
    return Timeline(named, registry, found, codec.decode_problems(connection.execute(of).scalar_one()))


def _article(row: Any) -> Article:
    return Article(row.id, row.text, row.title, row.published, row.language, row.source, row.url)


def _event(row: Any, told: dict[str, EventMention]) -> Event:
    mentions_of, dates, why, given = codec.decode_rest(row.data, told)
    return Event(
        id=row.id,
        label=row.label,
        status=Status(row.status),
        mentions=mentions_of,
        date=row.date,
        happening=row.happening,
        actors=tuple(json.loads(row.actors)),
        via=tuple(json.loads(row.via)),
        places=tuple(json.loads(row.places)),
        dates=dates,
        conflict=row.conflict,
        speaker=row.speaker,
        source=row.source,
        salience=row.salience,
        sources=row.sources,
        outcome=row.outcome,
        followed_by=row.followed_by,
        why=why,
        given=given,
    )
