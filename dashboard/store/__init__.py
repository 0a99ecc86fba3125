"""EventStore(url): the one door to the database, for the command line and the app at the same time.

Reading an article and merging a collection take seconds, so they happen outside of any transaction; the write that
follows is short and begins by raising the collection's revision. Where another process was faster, that first statement
finds the revision gone, and the merge (not the reading) is done again over what is there now. What is cached by
(collection, revision) is therefore never out of date.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from dashboard import pipeline
from dashboard.errors import StoreError
from dashboard.merge import build
from dashboard.merge.edits import Edit
from dashboard.model import Article, Problem, Reading, Timeline, short_id
from dashboard.rows import Row
from dashboard.store import codec, schema, state
from dashboard.store.schema import actors, articles, collections, events, readings, revisions
from dashboard.store.state import FACTS, Kept, State, given, storable, storable_text

Progress = Callable[[int, int], None]
"""Called with the number of articles read and of those to be read."""


def default_url(named: str = "") -> str:
    """Where the collections are kept: the address or path named, or else by `DATELINE_DB`, or else beside the app."""
    named = named.strip() or os.environ.get("DATELINE_DB", "").strip()
    if "://" in named:
        return named
    path = Path(named).expanduser() if named else Path(__file__).resolve().parents[2] / "dateline.db"
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
        return self._collections()

    def collection(self, collection: str) -> Collection:
        """One collection; raises StoreError where there is none of this id."""
        found = self._collections(collections.c.id == collection) if _is_name(collection) else []
        if not found:
            raise _missing(collection)
        return found[0]

    def _collections(self, *which: Any) -> list[Collection]:
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
            .where(collections.c.deleted.is_(None), *which)
            .order_by(collections.c.title, collections.c.id)
        )
        with self._engine.connect() as connection:
            return [Collection(*row) for row in connection.execute(query)]

    def exists(self, collection: str, even_deleted: bool = False) -> bool:
        """There is a collection of this id."""
        if not _is_name(collection):
            return False
        query = select(collections.c.deleted).where(collections.c.id == collection)
        with self._engine.connect() as connection:
            found = connection.execute(query).one_or_none()
        return found is not None and (even_deleted or found.deleted is None)

    def find(self, name: str) -> str | None:
        """The id of the collection that has this id, else this title; None where none has.

        Raises StoreError, which names their ids, where several have the title.
        """
        if self.exists(name):
            return name
        found = self._collections(collections.c.title == name.strip()) if name.isprintable() else []
        if len(found) > 1:
            ids = ", ".join(one.id for one in found)
            raise StoreError(f"{len(found)} collections have this title", name[:80], f"Name one by its id: {ids}.")
        return found[0].id if found else None

    def create(self, title: str, collection: str | None = None) -> str:
        """Make an empty collection and return its id; one that is there already stays as it is."""
        name = f"{_slug(title)}-{short_id(title, datetime.now(UTC))[:6]}" if collection is None else collection
        if not _is_name(name):
            raise StoreError(
                f"{name[:80]!r} is no name for a collection", "", "Use up to 80 letters, digits and dashes."
            )
        revive = update(collections).where(collections.c.id == name).values(deleted=None)
        # Revisions begin anywhere: what is cached of a collection of this id that was deleted for good is not shown.
        first = secrets.randbelow(2**30)
        fresh = insert(collections).values(id=name, title=storable_text(title.strip()[:200]) or name, revision=first)
        with suppress(IntegrityError), self._engine.begin() as connection:  # another process may make it just now
            if connection.execute(revive).rowcount == 0:
                connection.execute(fresh)
        return name

    def rename(self, collection: str, title: str) -> None:
        """Give a collection another title; raises StoreError where that is blank, or the collection deleted."""
        title = storable_text(title.strip()[:200])
        if not title:
            raise StoreError("no title", collection[:80], "Type at least one letter.")
        with self._engine.begin() as connection:
            self._raise_revision(connection, collection, f"renamed to {title}", title=title)
            if connection.execute(select(collections.c.deleted).where(collections.c.id == collection)).scalar():
                raise _missing(collection)  # rolls back

    def delete(self, collection: str) -> None:
        """Take a collection out of the list; `restore` brings it back as it was."""
        with self._engine.begin() as connection:
            self._raise_revision(connection, collection, "deleted", deleted=_now())

    def restore(self, collection: str) -> None:
        """Undo `delete`."""
        with self._engine.begin() as connection:
            self._raise_revision(connection, collection, "restored", deleted=None)

    def purge(self, collection: str) -> None:
        """Delete for good a collection that has been taken out of the list, with everything read from its articles.

        Raises StoreError where it is in the list, or gone already: somebody else may have restored it.
        """
        gone = delete(collections).where(collections.c.id == collection, collections.c.deleted.is_not(None))
        with self._engine.begin() as connection:
            if connection.execute(gone).rowcount == 0:
                raise StoreError("this collection is not among the deleted ones", collection[:80], "Look at the list.")

    def revision(self, collection: str) -> int:
        """A number that rises with every change of the collection, by whichever process."""
        with self._engine.connect() as connection:
            return _revision(connection, collection)

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
        wanted: list[Article] = []
        problems: list[Problem] = []
        for item in items:
            if isinstance(item, Problem):
                problems.append(item)
            else:
                wanted.append(item)
        verdicts: dict[str, str] = {}

        def edit(now: State) -> bool:
            verdicts.clear()
            for article in map(storable, wanted):
                verdict, name = now.place(article, replace_same_id)
                verdicts[name] = verdict if verdicts.get(name, "unchanged") == "unchanged" else verdicts[name]
            return any(verdict != "unchanged" for verdict in verdicts.values())

        now = self._change(collection, f"added {len(wanted)} articles", edit, progress, workers)
        lists: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
        for name, verdict in verdicts.items():
            lists[verdict].append(name)
            raw = now.kept[name].raw
            problems += raw.problems if raw and verdict != "unchanged" else ()
        named = {verdict: tuple(names) for verdict, names in lists.items()}
        return Report(**named, problems=tuple(dict.fromkeys(problems)))

    def articles(self, collection: str) -> list[Article]:
        """The articles of a collection, in the order in which they were added."""
        query = (
            select(articles)
            .where(articles.c.collection == collection, articles.c.removed.is_(None))
            .order_by(articles.c.position, articles.c.id)
        )
        with self._engine.connect() as connection:
            return [state.article_of(row) for row in connection.execute(query)]

    def set_article(self, collection: str, article: str, **facts: Any) -> None:
        """Correct what is known about an article: title, published (a date or None), source, language, url.

        It is read again, and the collection merged again; the correction is kept in the record of corrections, and
        adding the same file once more does not undo it.
        """
        unknown = facts.keys() - set(FACTS)
        if unknown:
            raise StoreError("cannot be corrected", ", ".join(sorted(unknown)), f"Choose of {', '.join(FACTS)}.")

        def edit(now: State) -> bool:
            kept = now.get(article)
            changed = {name: value for name, value in facts.items() if getattr(kept.article, name) != value}
            for name, value in changed.items():
                old = getattr(kept.article, name)
                now.corrections.append(
                    {"target": article, "field": name, "old": old and str(old), "new": value and str(value)}
                )
            if changed:
                kept.article, kept.raw = storable(replace(kept.article, **changed)), None
            return bool(changed)

        self._change(collection, f"corrected {', '.join(facts)} of {article}", edit)

    def edit_actor(self, collection: str, *edits: Edit) -> None:
        """Correct actors: another name (that of another actor merges the two), another kind, or parted articles.

        The corrections are kept in one step, hold for articles added later, and survive reading them again.
        """
        for edit in edits:
            if not edit.value.strip() or len(edit.value) > 120 or edit.what not in ("name", "kind", "part"):
                raise StoreError("not a name for an actor", edit.value[:120], "Use up to 120 characters.")
        wanted = [edit for edit in edits if edit.actor != edit.value]

        def change(now: State) -> bool:
            for edit in wanted:
                now.edits[max(now.edits, default=0) + 1] = edit
                now.corrections.append(state.edit_row(edit))
            return bool(wanted)

        said = "; ".join(f"actor {edit.actor}: {edit.what} {edit.value}" for edit in wanted)
        self._change(collection, said, change)

    def withdraw_edit(self, collection: str, number: int) -> None:
        """Undo one correction of an actor; those made after it stay."""

        def change(now: State) -> bool:
            edit = now.edits.pop(number, None)
            if edit is not None:
                row = {"target": edit.actor, "field": state.WITHDRAWN, "old": edit.value, "new": str(number)}
                now.corrections.append(row)
            return edit is not None

        self._change(collection, f"actor edit {number} withdrawn", change)

    def actor_edits(self, collection: str) -> dict[int, Edit]:
        """The corrections of actors that are in force, by number, in the order in which they were made."""
        with self._engine.connect() as connection:
            return state.load_edits(connection, collection)

    def remove_article(self, collection: str, article: str) -> None:
        """Take an article out of the timeline; `restore_article` brings it back with the same events."""
        self._set_removed(collection, article, _now())

    def restore_article(self, collection: str, article: str) -> None:
        """Undo `remove_article`."""
        self._set_removed(collection, article, None)

    def sync(self, collection: str, wanted: Callable[[], Iterable[Article]], origin: str, digest: str) -> bool:
        """Keep the articles of one origin in step with files; what people added, removed or corrected stays so.

        Parameters
        ----------
        wanted : reads the articles; called only where something has changed
        origin : what the articles belong to; those of it that are no longer wanted go
        digest : changes when the files do; with the version of the rules it tells whether anything is to be done

        Returns whether anything was.
        """
        mark = f"{digest} {pipeline.version()}"
        with self._engine.connect() as connection:
            if connection.execute(select(collections.c.synced).where(collections.c.id == collection)).scalar() == mark:
                return False
        fresh = [storable(article) for article in wanted()]

        def edit(now: State) -> bool:
            old = {name: kept for name, kept in now.kept.items() if kept.origin == origin}
            others = {name: kept for name, kept in now.kept.items() if kept.origin != origin}
            now.kept = {}
            for position, article in enumerate(fresh):
                same = old.get(article.id)
                if same is None or same.given != given(article):
                    same = Kept(article, given(article), position, origin)
                now.kept[article.id] = same
            now.kept |= {name: kept for name, kept in others.items() if name not in now.kept}
            return True

        self._change(collection, "read again from its files", edit, synced=mark)
        return True

    def outdated(self, collection: str) -> int:
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
        with self._engine.connect() as connection:
            return connection.execute(query).scalar_one()

    def refresh(self, collection: str, progress: Progress | None = None, workers: int = 0) -> bool:
        """Read again what an earlier version of the rules has read; returns whether there was any."""
        found = False

        def edit(now: State) -> bool:
            nonlocal found
            found = bool(now.stale)
            return found

        self._change(collection, "read again by newer rules", edit, progress, workers)
        return found

    # --- timelines

    def load(self, collection: str) -> Timeline:
        """The timeline of a collection, from what is stored; nothing is read or merged again."""
        try:
            return self._load(collection)
        except codec.Stale:  # written by another version of the nouns, or damaged: the articles are the record
            self._change(collection, "made again from its articles", lambda now: True)
            return self._load(collection)

    def rows(self, collection: str) -> list[Row]:
        """The events of a collection as flat rows (see `dashboard.table.from_rows`), without loading its articles."""
        columns = [events.c[name] for name in Row.__annotations__]
        query = select(*columns).where(events.c.collection == collection).order_by(events.c.position)
        with self._snapshot() as connection:
            _revision(connection, collection)
            found = [dict(row._mapping) for row in connection.execute(query)]
        for row in found:
            for name in ("actors", "via", "places"):
                row[name] = tuple(json.loads(row[name]))
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
        with self._snapshot() as connection:
            _revision(connection, collection)
            return state.load_timeline(connection, collection)

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        """A connection whose queries all see the same moment, whoever writes between them."""
        with self._engine.connect() as connection:
            if self._engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    # --- the one way in

    def _change(
        self,
        collection: str,
        what: str,
        edit: Callable[[State], bool],
        progress: Progress | None = None,
        workers: int = 0,
        **values: Any,
    ) -> State:
        """Load, edit, read what has to be read, merge, and write unless another process has written meanwhile."""
        done: dict[Article, Reading] = {}
        while True:
            with self._snapshot() as connection:
                revision = _revision(connection, collection)
                now = state.load(connection, collection, revision)
            if not edit(now):
                return now
            todo = [now.kept[name].article for name in now.stale if now.kept[name].article not in done]
            if progress:
                progress(0, len(todo))
            for number, (article, reading) in enumerate(zip(todo, pipeline.read_all(todo, workers), strict=True), 1):
                done[article] = reading
                if progress:
                    progress(number, len(todo))
            for name in now.stale:
                kept = now.kept[name]
                kept.raw = done[kept.article]
                kept.article = kept.raw.article  # which may know its language now
            timeline = build(now.readings(), now.known, edits=tuple(now.edits.values()))
            with self._engine.begin() as connection:
                if self._raise_revision(connection, collection, what, revision, **values):
                    state.write(connection, collection, now, timeline)
                    return now

    def _raise_revision(
        self, connection: Connection, collection: str, what: str, at: int | None = None, **values: Any
    ) -> bool:
        """Begin a write: count the revision up, unless it is no longer `at`; the collection's other writers wait."""
        condition = [collections.c.id == collection, *([collections.c.revision == at] if at is not None else [])]
        if not _is_name(collection):
            raise _missing(collection)
        raised = update(collections).where(*condition).values(revision=collections.c.revision + 1, **values)
        if connection.execute(raised).rowcount == 0:
            if at is None:
                raise _missing(collection)
            return False
        number = select(collections.c.revision).where(collections.c.id == collection).scalar_subquery()
        connection.execute(insert(revisions).values(collection=collection, revision=number, at=_now(), what=what[:500]))
        return True

    def _set_removed(self, collection: str, article: str, when: str | None) -> None:
        def edit(now: State) -> bool:
            kept = now.get(article)
            changed, kept.removed = bool(kept.removed) != bool(when), when
            return changed

        self._change(collection, f"{'removed' if when else 'restored'} {article}", edit)


def _revision(connection: Connection, collection: str) -> int:
    query = select(collections.c.revision).where(collections.c.id == collection, collections.c.deleted.is_(None))
    found = connection.execute(query).scalar() if _is_name(collection) else None
    if found is None:
        raise _missing(collection)
    return found


def _missing(collection: str) -> StoreError:
    return StoreError("no such collection", collection[:80], "It may have been deleted; see the list of collections.")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _is_name(name: str) -> bool:
    return bool(name.strip()) and len(name) <= 80 and name.isprintable()


def _slug(title: str) -> str:
    letters = "".join(c if c.isalnum() and c.isascii() else "-" for c in title.casefold())
    return "-".join(filter(None, letters.split("-")))[:60] or "collection"
