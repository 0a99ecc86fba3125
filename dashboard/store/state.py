"""A whole collection in memory while it is being changed: loaded, edited, and written back as far as it differs."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from dashboard import pipeline
from dashboard.errors import StoreError
from dashboard.merge.edits import Edit
from dashboard.model import Article, Event, EventMention, Reading, Status, Timeline, short_id
from dashboard.rows import rows
from dashboard.store import codec
from dashboard.store.schema import (
    actors,
    articles,
    collections,
    corrections,
    event_actor,
    events,
    mentions,
    readings,
)

FACTS = ("title", "published", "source", "language", "url")
"""What may be corrected about an article without changing its text."""

WITHDRAWN = "actor edit withdrawn"
_EDITS = {"actor name": "name", "actor kind": "kind", "actor part": "part", WITHDRAWN: ""}

LONGEST_ID = 200
_REFUSED = re.compile("[\0\ud800-\udfff]")


@dataclass(slots=True)
class Kept:
    """One article as the database has it, or is to have it.

    `given` is the hash of the article as it came, before corrections; `origin` names the files that are kept in step
    with it, empty where somebody added it; `raw` is None where it has to be read.
    """

    article: Article
    given: str
    position: int
    origin: str = ""
    removed: str | None = None
    raw: Reading | None = None


@dataclass(slots=True)
class State:
    """The articles of a collection by id, the events its mentions belonged to, and the revision this was read at."""

    kept: dict[str, Kept]
    known: dict[str, str]
    revision: int
    corrections: list[dict[str, Any]] = field(default_factory=list)
    edits: dict[int, Edit] = field(default_factory=dict)  # of actors, those in force
    _by_text: dict[str, str] = field(default_factory=dict)  # text → the article that has it; filled by `place`
    _last: int = -1  # position of the last article

    @property
    def stale(self) -> list[str]:
        """Articles that are there and have to be read."""
        return [name for name, kept in self.kept.items() if kept.raw is None and kept.removed is None]

    def get(self, article: str) -> Kept:
        """One article; raises StoreError where there is none of this id."""
        if article not in self.kept:
            raise StoreError("no such article", article[:120], "It may have been removed meanwhile.")
        return self.kept[article]

    def readings(self) -> list[Reading]:
        """What is to be merged."""
        return [kept.raw for kept in self.kept.values() if kept.raw and not kept.removed]

    def place(self, article: Article, replace_same_id: bool) -> tuple[str, str]:
        """Put one article in; returns what became of it ("added", "changed", "unchanged") and its id."""
        if not self._by_text:
            self._by_text = {kept.article.text: name for name, kept in reversed(self.kept.items())}
            self._last = max((kept.position for kept in self.kept.values()), default=-1)
        name = self._by_text.get(article.text)
        if name is None and article.id in self.kept:
            if replace_same_id:
                name = article.id
            else:
                digits = short_id(article.id, article.text)
                free = (f"{article.id}-{digits[:n]}" for n in (6, len(digits)))
                article = replace(article, id=next(name for name in free if name not in self.kept))
        if name is None:
            self._last += 1
            self.kept[article.id] = Kept(article, given(article), self._last)
            self._by_text[article.text] = article.id
            return "added", article.id
        kept = self.kept[name]
        other = article.id != name and kept.article.text == article.text
        facts = {fact: _fact(fact, article, kept.article, other) for fact in FACTS}
        same = kept.given == given(article) or (
            kept.article.text == article.text and all(getattr(kept.article, fact) == facts[fact] for fact in FACTS)
        )
        if same and kept.removed is None:
            return "unchanged", name
        self._by_text.pop(kept.article.text, None)
        self._by_text[article.text] = name
        self.kept[name] = Kept(replace(article, id=name, **facts), given(article), kept.position, kept.origin)
        return "changed", name


def given(article: Article) -> str:
    """A hash of what came with an article."""
    return short_id(article.text, *(getattr(article, fact) or "" for fact in FACTS))


def storable_text(text: str) -> str:
    """The text without what a database refuses: NUL and halves of surrogate pairs, replaced one for one."""
    return _REFUSED.sub("\ufffd", text)


def storable(article: Article) -> Article:
    """The article with `storable_text` throughout and an id that an index takes."""
    texts: dict[str, Any] = {
        name: getattr(article, name) or "" for name in ("id", "title", "text", "language", "source", "url")
    }
    texts = {name: storable_text(value) for name, value in texts.items() if value}
    if len(article.id) > LONGEST_ID:
        texts["id"] = f"{texts['id'][: LONGEST_ID - 13]}-{short_id(article.id)}"
    return replace(article, **texts)


def article_of(row: Any) -> Article:
    """An article from its row."""
    return Article(row.id, row.text, row.title, row.published, row.language, row.source, row.url)


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
        article, raw = article_of(row), None
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
    return State(kept, known, revision, edits=load_edits(connection, collection))


def load_edits(connection: Connection, collection: str) -> dict[int, Edit]:
    """What readers have corrected about actors and not withdrawn, by its number, in order."""
    of = select(corrections).where(corrections.c.collection == collection, corrections.c.field.in_(_EDITS))
    found: dict[int, Edit] = {}
    for row in connection.execute(of.order_by(corrections.c.id)):
        if row.field == WITHDRAWN:
            found.pop(int(row.new), None)
        else:
            articles_of = tuple(json.loads(row.old)) if row.old else ()
            found[row.id] = Edit(_EDITS[row.field], row.target, row.new, articles_of)
    return found


def edit_row(edit: Edit) -> dict[str, Any]:
    """An edit as it stands in the table of corrections."""
    field_of = {what: name for name, what in _EDITS.items()}[edit.what]
    return {
        "target": edit.actor, "field": field_of, "old": _json(edit.articles) if edit.articles else None,
        "new": edit.value,
    }  # fmt: skip


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


def write(connection: Connection, collection: str, state: State, timeline: Timeline) -> None:
    """Make the database hold this state and timeline; rows that are the same are left alone."""
    new_articles, new_readings = {}, {}
    for name, kept in state.kept.items():
        facts = {fact: getattr(kept.article, fact) for fact in (*FACTS, "text")}
        new_articles[name] = {
            **facts,
            "position": kept.position,
            "given": kept.given,
            "origin": kept.origin,
            "removed": kept.removed,
        }
        if kept.raw is not None:
            raw = codec.encode_reading(kept.raw)
            merged = codec.encode_reading(timeline.readings.get(name, kept.raw))
            new_readings[name] = {
                "version": pipeline.version(),
                "raw": raw,
                "merged": merged if merged != raw else None,
            }
    told = {mention.id: mention for reading in timeline.readings.values() for mention in reading.events}
    new_events, new_pairs = {}, {}
    for position, (row, event) in enumerate(zip(rows(timeline), timeline.events, strict=True)):
        flat = {name: _json(value) if isinstance(value, tuple) else value for name, value in row.items()}
        new_events[event.id] = {**flat, "position": position, "data": codec.encode_rest(event, told)}
        for actor in (*event.actors, *event.via):
            new_pairs[event.id, actor] = {"start": row["start"], "via": actor not in event.actors}
    new_actors = {
        name: {"position": position, "data": codec.encode_actor(actor)}
        for position, (name, actor) in enumerate(timeline.actors.items())
    }
    told_by = {mention.id: {"event": event.id} for event in timeline.events for mention in event.mentions}
    _replace(connection, articles, collection, ("id",), new_articles)
    _replace(connection, readings, collection, ("article",), new_readings)
    _replace(connection, events, collection, ("id",), new_events)
    _replace(connection, actors, collection, ("id",), new_actors)
    _replace(connection, event_actor, collection, ("event", "actor"), new_pairs)
    _replace(connection, mentions, collection, ("id",), told_by, forget=False)
    problems = codec.encode_problems(timeline.problems)
    connection.execute(update(collections).where(collections.c.id == collection).values(problems=problems))
    if state.corrections:
        shared = {"collection": collection, "revision": state.revision + 1}
        connection.execute(insert(corrections), [correction | shared for correction in state.corrections])


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


def _fact(name: str, new: Article, old: Article, keep: bool) -> Any:
    """What is known of an article that comes again; `keep`: under another id, when it only tells what was missing."""
    first, second = (old, new) if keep else (new, old)
    return getattr(first, name) or getattr(second, name)


def _event(row: Any, told: dict[str, EventMention]) -> Event:
    mentions_of, dates, why = codec.decode_rest(row.data, told)
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
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
