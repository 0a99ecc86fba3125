"""EventStore(url): the one door to the database, for the command line and the app at the same time.

Reading an article and merging a collection take seconds, so they happen outside of any transaction; the write that
follows is short and begins by raising the collection's revision. Where another process was faster, that first statement
finds the revision gone, and the merge (not the reading) is done again over what is there now. What is cached by
(collection, revision) is therefore never out of date.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from dashboard import pipeline
from dashboard.errors import StoreError
from dashboard.merge import build
from dashboard.model import Article, Event, Problem, Reading, Status, Timeline, short_id
from dashboard.rows import Row, rows
from dashboard.store import codec, schema
from dashboard.store.schema import (
    actors,
    articles,
    collections,
    corrections,
    event_actor,
    events,
    mentions,
    readings,
    revisions,
)

_REFUSED = re.compile("[\0\ud800-\udfff]")

Progress = Callable[[int, int], None]
"""Called with the number of articles read and of those to be read."""

FACTS = ("title", "published", "source", "language", "url")
"""What may be corrected about an article without changing its text."""


def default_url() -> str:
    """Where the collections are kept: `DATELINE_DB` (an address or a path), else an SQLite file beside the app."""
    given = os.environ.get("DATELINE_DB", "").strip()
    if "://" in given:
        return given
    path = Path(given).expanduser() if given else Path(__file__).resolve().parents[2] / "dateline.db"
    return f"sqlite:///{path}"


@dataclass(frozen=True, slots=True)
class Collection:
    """One entry of the list of collections."""

    id: str
    title: str
    revision: int
    articles: int = 0
    events: int = 0
    actors: int = 0
    undated_articles: int = 0  # articles without a publication date


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the articles that were to be added: their ids."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()  # of the same id and another text, or the same text with new facts
    unchanged: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Kept:
    """One article as the database has it, or is to have it."""

    article: Article
    given: str
    position: int
    removed: str | None = None
    raw: Reading | None = None  # None where it has to be read


@dataclass(slots=True)
class _State:
    """A whole collection while it is being changed."""

    kept: dict[str, _Kept]
    known: dict[str, str]
    revision: int
    stale: int = 0
    corrections: list[dict[str, Any]] = field(default_factory=list)


class EventStore:
    """Collections of articles and the timelines read from them.

    Parameters
    ----------
    url : an SQLAlchemy address, `sqlite:///…` or `postgresql+psycopg://…`; `default_url()` where none is given

    Raises StoreError where the database cannot be opened, or a collection or article is not there. May be used by many
    threads and many processes at once.
    """

    def __init__(self, url: str | None = None) -> None:
        self.url = url or default_url()
        self._engine = schema.open_engine(self.url)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    # --- collections

    def collections(self) -> list[Collection]:
        """All collections that are not deleted, by title."""
        there = articles.c.removed.is_(None)

        def count(table: Table, *conditions: Any) -> Any:
            return (
                select(func.count())
                .select_from(table)
                .where(table.c.collection == collections.c.id, *conditions)
                .scalar_subquery()
            )

        query = (
            select(
                collections.c.id,
                collections.c.title,
                collections.c.revision,
                count(articles, there),
                count(events),
                count(actors),
                count(articles, there, articles.c.published.is_(None)),
            )
            .where(collections.c.deleted.is_(None))
            .order_by(collections.c.title, collections.c.id)
        )
        with self._engine.connect() as connection:
            return [Collection(*row) for row in connection.execute(query)]

    def collection(self, collection: str) -> Collection:
        """One collection; raises StoreError where there is none of this id."""
        for found in self.collections():
            if found.id == collection:
                return found
        raise _missing(collection)

    def create(self, title: str, collection: str | None = None) -> str:
        """Make an empty collection and return its id; one that is there already stays as it is."""
        name = collection or f"{_slug(title)}-{short_id(title, datetime.now(UTC))[:6]}"
        if not name or len(name) > 80:
            raise StoreError("not a name for a collection", name[:80], "Use up to 80 letters, digits and dashes.")
        with self._engine.begin() as connection:
            # The first statement of every transaction that writes is a write, else two of them can block each other.
            revived = connection.execute(
                update(collections).where(collections.c.id == name).values(deleted=None)
            ).rowcount
            if not revived:
                connection.execute(insert(collections).values(id=name, title=title.strip()[:200] or name, revision=0))
        return name

    def rename(self, collection: str, title: str) -> None:
        """Give a collection another title."""
        with self._engine.begin() as connection:
            self._raise_revision(connection, collection, f"renamed to {title[:200]}", title=title.strip()[:200])

    def delete(self, collection: str) -> None:
        """Take a collection out of the list; `restore` brings it back as it was."""
        with self._engine.begin() as connection:
            self._raise_revision(connection, collection, "deleted", deleted=_now())

    def restore(self, collection: str) -> None:
        """Undo `delete`."""
        with self._engine.begin() as connection:
            self._raise_revision(connection, collection, "restored", deleted=None)

    def purge(self, collection: str) -> None:
        """Delete a collection for good, with its articles and everything read from them."""
        with self._engine.begin() as connection:
            connection.execute(delete(collections).where(collections.c.id == collection))

    def revision(self, collection: str) -> int:
        """A number that rises with every change of the collection, by whichever process."""
        query = select(collections.c.revision).where(collections.c.id == collection, collections.c.deleted.is_(None))
        with self._engine.connect() as connection:
            found = connection.execute(query).scalar()
        if found is None:
            raise _missing(collection)
        return found

    # --- articles

    def add(
        self,
        collection: str,
        items: Iterable[Article | Problem],
        progress: Progress | None = None,
        workers: int = 0,
        replace_same_id: bool = False,
    ) -> Report:
        """Read articles and merge them into a collection.

        An article whose text is there already changes nothing, whatever its id, unless it brings facts that were not
        given before. One whose id is taken by another text gets an id of its own, or with `replace_same_id` takes the
        place of the other. Problems among the items are handed on in the report.
        """
        wanted, problems = [], []
        for item in items:
            (problems if isinstance(item, Problem) else wanted).append(item)
        outcome: dict[str, list[str]] = {}

        def edit(state: _State) -> bool:
            outcome.update(added=[], changed=[], unchanged=[])
            by_text = {short_id(kept.article.text): name for name, kept in state.kept.items()}
            for article in map(_storable, wanted):
                verdict, name = _place(state, by_text, article, replace_same_id)
                if name not in outcome["added"]:
                    outcome[verdict].append(name)
            return bool(outcome["added"] or outcome["changed"])

        state = self._change(collection, f"added {len(wanted)} articles", edit, progress, workers)
        fresh = {*outcome["added"], *outcome["changed"]}
        for name in sorted(fresh):
            raw = state.kept[name].raw
            problems += raw.problems if raw else ()
        lists = {verdict: tuple(dict.fromkeys(names)) for verdict, names in outcome.items()}
        return Report(**lists, problems=tuple(dict.fromkeys(problems)))

    def articles(self, collection: str) -> list[Article]:
        """The articles of a collection, in the order in which they were added."""
        query = (
            select(articles)
            .where(articles.c.collection == collection, articles.c.removed.is_(None))
            .order_by(articles.c.position, articles.c.id)
        )
        with self._engine.connect() as connection:
            return [_article(row) for row in connection.execute(query)]

    def set_article(self, collection: str, article: str, **facts: Any) -> None:
        """Correct what is known about an article: title, published (a date or None), source, language, url.

        It is read again, and the collection merged again; the correction is kept in the record of corrections, and
        adding the same file once more does not undo it.
        """
        unknown = facts.keys() - set(FACTS)
        if unknown:
            raise StoreError("cannot be corrected", ", ".join(sorted(unknown)), f"Choose of {', '.join(FACTS)}.")

        def edit(state: _State) -> bool:
            kept = _kept(state, article)
            changed = {name: value for name, value in facts.items() if getattr(kept.article, name) != value}
            for name, value in changed.items():
                old = getattr(kept.article, name)
                state.corrections.append(
                    {"target": article, "field": name, "old": old and str(old), "new": value and str(value)}
                )
            kept.article, kept.raw = _storable(replace(kept.article, **changed)), None if changed else kept.raw
            return bool(changed)

        self._change(collection, f"corrected {', '.join(facts)} of {article}", edit)

    def remove_article(self, collection: str, article: str) -> None:
        """Take an article out of the timeline; `restore_article` brings it back with the same events."""
        self._set_removed(collection, article, _now())

    def restore_article(self, collection: str, article: str) -> None:
        """Undo `remove_article`."""
        self._set_removed(collection, article, None)

    def sync(self, collection: str, wanted: Iterable[Article], source: str, workers: int = 0) -> bool:
        """Make a collection hold exactly these articles, read by the present rules; `source` is a hash of them.

        Returns whether anything had to be done.
        """
        mark = f"{source} {pipeline.version()}"
        query = select(collections.c.source).where(collections.c.id == collection)
        with self._engine.connect() as connection:
            if connection.execute(query).scalar() == mark:
                return False
        given = [_storable(article) for article in wanted]

        def edit(state: _State) -> bool:
            old = state.kept
            state.kept = {}
            for position, article in enumerate(given):
                same = old.get(article.id)
                if same and same.given == _given(article):
                    state.kept[article.id] = _Kept(same.article, same.given, position, raw=same.raw)
                else:
                    state.kept[article.id] = _Kept(article, _given(article), position)
            return True

        self._change(collection, "read again from its files", edit, workers=workers, source=mark)
        return True

    def refresh(self, collection: str, progress: Progress | None = None, workers: int = 0) -> bool:
        """Read again what an earlier version of the rules has read; returns whether there was any."""
        stale = []

        def edit(state: _State) -> bool:
            stale.append(state.stale)
            return state.stale > 0

        self._change(collection, "read again by newer rules", edit, progress, workers)
        return stale[-1] > 0

    # --- timelines

    def load(self, collection: str) -> Timeline:
        """The timeline of a collection, from what is stored; nothing is read or merged again."""
        try:
            return self._load(collection)
        except (codec.Stale, KeyError):  # written by another version of the nouns
            self.refresh(collection)
            return self._load(collection)

    def rows(self, collection: str) -> list[Row]:
        """The events of a collection as flat rows (see `dashboard.table.from_rows`), without loading its articles."""
        columns = [events.c[name] for name in Row.__annotations__]
        query = select(*columns).where(events.c.collection == collection).order_by(events.c.position)
        with self._engine.connect() as connection:
            found = [dict(row._mapping) for row in connection.execute(query)]
        for row in found:
            for name in ("actors", "via", "places"):
                row[name] = tuple(codec.json.loads(row[name]))
        return found  # type: ignore[return-value]

    def search(self, collection: str, words: str) -> list[str]:
        """Ids of the events that hold all of the words (or words that begin so), in the timeline's order."""
        condition = schema.match(self._engine.dialect.name, words)
        if condition is None:
            return []
        query = select(events.c.id).where(events.c.collection == collection, condition).order_by(events.c.position)
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def _load(self, collection: str) -> Timeline:
        while True:
            before = self.revision(collection)
            state = self._state(collection, merged=True)
            with self._engine.connect() as connection:
                of = select(actors).where(actors.c.collection == collection).order_by(actors.c.position)
                registry = {row.id: codec.decode_actor(row.data) for row in connection.execute(of)}
                of = select(events).where(events.c.collection == collection).order_by(events.c.position)
                found = connection.execute(of).all()
                of = select(collections.c.problems).where(collections.c.id == collection)
                problems = codec.decode_problems(connection.execute(of).scalar_one())
            if self.revision(collection) != before:  # several queries, and another process wrote between them
                continue
            named = {name: kept.raw for name, kept in state.kept.items() if kept.raw and not kept.removed}
            told = {mention.id: mention for reading in named.values() for mention in reading.events}
            return Timeline(named, registry, tuple(_event(row, told) for row in found), problems)

    # --- the one way in

    def _change(
        self,
        collection: str,
        what: str,
        edit: Callable[[_State], bool],
        progress: Progress | None = None,
        workers: int = 0,
        **values: Any,
    ) -> _State:
        """Load, edit, read what has to be read, merge, and write unless another process has written meanwhile."""
        done: dict[Article, Reading] = {}
        while True:
            state = self._state(collection)
            if not edit(state):
                return state
            todo = [k.article for k in state.kept.values() if k.raw is None and not k.removed and k.article not in done]
            if progress:
                progress(0, len(todo))
            for number, (article, reading) in enumerate(zip(todo, pipeline.read_all(todo, workers), strict=True), 1):
                done[article] = reading
                if progress:
                    progress(number, len(todo))
            for kept in state.kept.values():
                if kept.raw is None and not kept.removed:
                    kept.raw = done[kept.article]
                    kept.article = kept.raw.article  # which may know its language now
            timeline = build([k.raw for k in state.kept.values() if k.raw and not k.removed], state.known)
            try:
                with self._engine.begin() as connection:
                    if self._raise_revision(connection, collection, what, at_revision=state.revision, **values):
                        self._write(connection, collection, state, timeline)
                        return state
            except DBAPIError as error:
                raise StoreError(f"could not be written: {error.orig}", collection, "Nothing was changed.") from error

    def _state(self, collection: str, merged: bool = False) -> _State:
        revision = self.revision(collection)
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
        kept, stale = {}, 0
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                article, raw = _article(row), None
                if row.reading is not None and (merged or row.version == pipeline.version()):
                    try:
                        raw = codec.decode_reading(article, row.reading)
                    except codec.Stale:
                        if merged:
                            raise
                stale += raw is None and row.removed is None
                kept[row.id] = _Kept(article, row.given, row.position, row.removed, raw)
            known = {}
            if not merged:
                of = select(mentions.c.id, mentions.c.event).where(mentions.c.collection == collection)
                known = dict(connection.execute(of).tuples().all())
        return _State(kept, known, revision, stale)

    def _raise_revision(
        self, connection: Connection, collection: str, what: str, at_revision: int | None = None, **values: Any
    ) -> bool:
        condition = [collections.c.id == collection]
        if at_revision is not None:
            condition.append(collections.c.revision == at_revision)
        raised = update(collections).where(*condition).values(revision=collections.c.revision + 1, **values)
        if connection.execute(raised).rowcount == 0:
            if at_revision is None:
                raise _missing(collection)
            return False
        number = select(collections.c.revision).where(collections.c.id == collection).scalar_subquery()
        connection.execute(insert(revisions).values(collection=collection, revision=number, at=_now(), what=what[:500]))
        return True

    def _set_removed(self, collection: str, article: str, when: str | None) -> None:
        def edit(state: _State) -> bool:
            kept = _kept(state, article)
            kept.removed, changed = when, bool(kept.removed) != bool(when)
            return changed

        self._change(collection, f"{'removed' if when else 'restored'} {article}", edit)

    def _write(self, connection: Connection, collection: str, state: _State, timeline: Timeline) -> None:
        """Replace what differs from what is there; rows that are the same are left alone."""
        new_articles, new_readings = {}, {}
        for name, kept in state.kept.items():
            new_articles[name] = {
                **{fact: getattr(kept.article, fact) for fact in ("title", "text", *FACTS[1:])},
                "position": kept.position,
                "given": kept.given,
                "removed": kept.removed,
            }
            if kept.raw is not None:
                named = timeline.readings.get(name, kept.raw)
                raw, merged = codec.encode_reading(kept.raw), codec.encode_reading(named)
                new_readings[name] = {
                    "version": pipeline.version(),
                    "raw": raw,
                    "merged": merged if merged != raw else None,
                }
        told = {m.id: m for reading in timeline.readings.values() for m in reading.events}
        new_events, of_actors = {}, {}
        for position, (row, event) in enumerate(zip(rows(timeline), timeline.events, strict=True)):
            flat = {name: _json(value) if isinstance(value, tuple) else value for name, value in row.items()}
            rest = codec.encode_rest(event, told)
            new_events[event.id] = {**flat, "position": position, "data": rest}
            for actor in (*event.actors, *event.via):
                of_actors[event.id, actor] = {"start": row["start"], "via": actor not in event.actors}
        new_actors = {
            name: {"position": position, "data": codec.encode_actor(actor)}
            for position, (name, actor) in enumerate(timeline.actors.items())
        }
        told_by = {m.id: {"event": event.id} for event in timeline.events for m in event.mentions}
        _replace(connection, articles, collection, ("id",), new_articles)
        _replace(connection, readings, collection, ("article",), new_readings)
        _replace(connection, events, collection, ("id",), new_events)
        _replace(connection, actors, collection, ("id",), new_actors)
        _replace(connection, event_actor, collection, ("event", "actor"), of_actors)
        _replace(connection, mentions, collection, ("id",), told_by, forget=False)
        problems = codec.encode_problems(timeline.problems)
        connection.execute(update(collections).where(collections.c.id == collection).values(problems=problems))
        if state.corrections:
            number = state.revision + 1
            done = [{**one, "collection": collection, "revision": number} for one in state.corrections]
            connection.execute(insert(corrections), done)


def _replace(
    connection: Connection,
    table: Table,
    collection: str,
    key: tuple[str, ...],
    wanted: dict[Any, dict[str, Any]],
    forget: bool = True,
) -> None:
    """Make the rows of a collection the wanted ones: insert new ones, update changed ones, delete the others."""
    columns = [column.name for column in table.columns if column.name not in ("collection", "row")]
    found = connection.execute(select(*(table.c[name] for name in columns)).where(table.c.collection == collection))
    there = {}
    for row in found.mappings():
        name = row[key[0]] if len(key) == 1 else tuple(row[part] for part in key)
        there[name] = row
    new, changed = [], []
    for name, values in wanted.items():
        parts = dict(zip(key, (name,) if len(key) == 1 else name, strict=True))
        full = {"collection": collection, **values, **parts}
        if name not in there:
            new.append(full)
        elif any(there[name][column] != full[column] for column in columns):
            changed.append(full)
    here = table.c.collection == collection
    if forget:
        for name in there.keys() - wanted.keys():
            parts = (name,) if len(key) == 1 else name
            same = (table.c[part] == value for part, value in zip(key, parts, strict=True))
            connection.execute(delete(table).where(here, *same))
    for full in changed:
        same = (table.c[part] == full[part] for part in key)
        connection.execute(update(table).where(here, *same).values(**full))
    if new:
        connection.execute(insert(table), new)


def _place(state: _State, by_text: dict[str, str], article: Article, replace_same_id: bool) -> tuple[str, str]:
    """Put one article into the state; returns what became of it ("added", "changed", "unchanged") and its id."""
    text, given = short_id(article.text), _given(article)
    name = by_text.get(text)
    if name is None and article.id in state.kept:
        if replace_same_id:
            by_text.pop(short_id(state.kept[article.id].article.text), None)
            name = article.id
        else:
            article = replace(article, id=f"{article.id}-{text[:6]}")
    if name is None:
        by_text[text] = article.id
        state.kept[article.id] = _Kept(article, given, max((k.position for k in state.kept.values()), default=-1) + 1)
        return "added", article.id
    kept = state.kept[name]
    if kept.removed is None and (
        kept.given == given or (kept.article.text == article.text and _says_no_more(article, kept))
    ):
        return "unchanged", name
    by_text[text] = name
    facts = {fact: getattr(article, fact) or getattr(kept.article, fact) for fact in FACTS}
    state.kept[name] = _Kept(replace(article, id=name, **facts), given, kept.position)
    return "changed", name


def _says_no_more(article: Article, kept: _Kept) -> bool:
    return all(getattr(article, fact) in (None, "", getattr(kept.article, fact)) for fact in FACTS)


def _kept(state: _State, article: str) -> _Kept:
    if article not in state.kept:
        raise StoreError("no such article", article, "It may have been removed meanwhile.")
    return state.kept[article]


def _given(article: Article) -> str:
    return short_id(article.text, *(getattr(article, fact) or "" for fact in FACTS))


def _storable(article: Article) -> Article:
    """The article without what a database refuses: NUL and halves of surrogate pairs, replaced one for one."""

    def clean(value: str) -> str:
        return value.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    texts = {
        name: value
        for name in ("id", "title", "text", "language", "source", "url")
        if (value := getattr(article, name))
    }
    return replace(article, **{name: clean(value) for name, value in texts.items()})


def _article(row: Any) -> Article:
    return Article(row.id, row.text, row.title, row.published, row.language, row.source, row.url)


def _event(row: Any, told: dict[str, Any]) -> Event:
    told_by, dates, why = codec.decode_rest(row.data, told)
    load = codec.json.loads
    return Event(
        id=row.id,
        label=row.label,
        status=Status(row.status),
        mentions=told_by,
        date=row.date,
        happening=row.happening,
        actors=tuple(load(row.actors)),
        via=tuple(load(row.via)),
        places=tuple(load(row.places)),
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
    return codec.json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _missing(collection: str) -> StoreError:
    return StoreError("no such collection", collection[:80], "It may have been deleted; see the list of collections.")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _slug(title: str) -> str:
    letters = "".join(c if c.isalnum() and c.isascii() else "-" for c in title.casefold())
    return "-".join(filter(None, letters.split("-")))[:60] or "collection"
