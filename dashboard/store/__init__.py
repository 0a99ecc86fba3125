"""EventStore(url): the one door to the database, for the command line and the app at the same time.

`catalog` knows the collections, `reading` asks, `writing` is the one way in, `state` a collection while it is changed;
`schema` has the tables, `codec` what stands in them as JSON, `sample` the collection that the app opens on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import IntegrityError

from dashboard import pipeline
from dashboard.errors import StoreError
from dashboard.merge.edits import WHAT, Edit
from dashboard.merge.mends import Mend
from dashboard.model import Article, Problem, Timeline
from dashboard.rows import Row
from dashboard.store import catalog, codec, reading, schema, writing
from dashboard.store.catalog import Collection, Removed
from dashboard.store.state import FACTS, State
from dashboard.store.writing import Progress

__all__ = ["Collection", "EventStore", "Progress", "Removed", "Report", "default_url"]


def default_url(named: str = "") -> str:
    """Where the collections are kept: the address or path named, or else by `DATELINE_DB`, or else beside the app."""
    named = named.strip() or os.environ.get("DATELINE_DB", "").strip()
    if "://" in named:
        return named
    path = Path(named).expanduser() if named else Path(__file__).resolve().parents[2] / "dateline.db"
    return f"sqlite:///{path}"


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
        with self._engine.connect() as connection:
            return catalog.listed(connection)

    def collection(self, collection: str) -> Collection:
        """One collection; raises StoreError where there is none of this id."""
        with self._engine.connect() as connection:
            return catalog.by_id(connection, collection)

    def removed(self) -> list[Removed]:
        """The collections that `restore` brings back and `purge` deletes for good, the latest removed first."""
        with self._engine.connect() as connection:
            return catalog.removed(connection)

    def removed_articles(self, collection: str) -> list[Removed]:
        """The articles of a collection that `restore_article` brings back, the latest removed first."""
        with self._engine.connect() as connection:
            return catalog.removed_articles(connection, collection)

    def exists(self, collection: str, even_deleted: bool = False) -> bool:
        """There is a collection of this id."""
        with self._engine.connect() as connection:
            return catalog.exists(connection, collection, even_deleted)

    def find(self, name: str) -> str | None:
        """The id of the collection that has this id, else this title; None where none has.

        Raises StoreError, which names their ids, where several have the title.
        """
        with self._engine.connect() as connection:
            return name if catalog.exists(connection, name) else catalog.by_title(connection, name)

    def create(self, title: str, collection: str | None = None) -> str:
        """Make an empty collection and return its id; one that is there already stays as it is."""
        name = catalog.new_name(title, collection)
        with suppress(IntegrityError), self._engine.begin() as connection:  # another process may make it just now
            catalog.create(connection, title, name)
        return name

    def rename(self, collection: str, title: str) -> None:
        """Give a collection another title; raises StoreError where that is blank, or the collection deleted."""
        with self._engine.begin() as connection:
            catalog.rename(connection, collection, title)

    def delete(self, collection: str) -> None:
        """Take a collection out of the list; `restore` brings it back as it was."""
        with self._engine.begin() as connection:
            catalog.raise_revision(connection, collection, "deleted", deleted=catalog.now())

    def restore(self, collection: str) -> None:
        """Undo `delete`."""
        with self._engine.begin() as connection:
            catalog.raise_revision(connection, collection, "restored", deleted=None)

    def purge(self, collection: str) -> None:
        """Delete for good a collection that has been taken out of the list, with everything read from its articles.

        Raises StoreError where it is in the list, or gone already: somebody else may have restored it.
        """
        with self._engine.begin() as connection:
            catalog.purge(connection, collection)

    def revision(self, collection: str) -> int:
        """A number that rises with every change of the collection, by whichever process."""
        with self._engine.connect() as connection:
            return catalog.revision(connection, collection)

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
            nonlocal verdicts
            verdicts = now.place_all(wanted, replace_same_id)
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
        with self._engine.connect() as connection:
            return reading.articles_of(connection, collection)

    def set_article(self, collection: str, article: str, **facts: Any) -> None:
        """Correct what is known about an article: title, published (a date or None), source, language, url.

        It is read again, and the collection merged again; the correction is kept in the record of corrections, and
        adding the same file once more does not undo it.
        """
        unknown = facts.keys() - set(FACTS)
        if unknown:
            raise StoreError("cannot be corrected", ", ".join(sorted(unknown)), f"Choose of {', '.join(FACTS)}.")
        said = f"corrected {', '.join(facts)} of {article}"
        self._change(collection, said, lambda now: now.correct(article, facts))

    def edit_actor(self, collection: str, *edits: Edit) -> None:
        """Correct actors: another name (that of another actor merges the two), kind or home, or parted articles.

        The corrections are kept in one step, hold for articles added later, and survive reading them again.
        """
        for edit in edits:
            nobody = edit.what == "home" and not edit.value
            if not (edit.value.strip() or nobody) or len(edit.value) > 120 or edit.what not in WHAT:
                raise StoreError("not a name for an actor", edit.value[:120], "Use up to 120 characters.")
        wanted = [edit for edit in edits if edit.actor != edit.value]
        said = "; ".join(f"actor {edit.actor}: {edit.what} {edit.value}" for edit in wanted)
        self._change(collection, said, lambda now: now.correct_actors(wanted))

    def correct_event(self, collection: str, *mends: Mend) -> tuple[int, ...]:
        """Correct events: another label, date or status, other actors, none at all, or what is one and what is two.

        The corrections are kept in one step, and survive adding articles and reading them again. Returns the numbers of
        what has been kept; raises StoreError, and keeps nothing, where one of them says nothing that could be.
        """
        said = "; ".join(f"event {mend.label}: {mend.what} {mend.value}" for mend in mends)
        now = self._change(collection, said, lambda now: now.correct_events(mends))
        with self._engine.connect() as connection:
            return reading.numbers_of(connection, collection, now.revision + 1) if mends else ()

    def event_mends(self, collection: str) -> dict[int, Mend]:
        """The corrections of events that are in force, by number, in the order in which they were made."""
        with self._engine.connect() as connection:
            return reading.load_mends(connection, collection)

    def withdraw_edit(self, collection: str, *numbers: int) -> None:
        """Undo corrections of actors or events in one step; those made after them stay."""
        said = f"corrections withdrawn: {', '.join(map(str, numbers))}"
        self._change(collection, said, lambda now: now.withdraw(numbers))

    def actor_edits(self, collection: str) -> dict[int, Edit]:
        """The corrections of actors that are in force, by number, in the order in which they were made."""
        with self._engine.connect() as connection:
            return reading.load_edits(connection, collection)

    def remove_article(self, collection: str, article: str) -> None:
        """Take an article out of the timeline; `restore_article` brings it back with the same events."""
        self._change(collection, f"removed {article}", lambda now: now.set_removed(article, catalog.now()))

    def restore_article(self, collection: str, article: str) -> None:
        """Undo `remove_article`."""
        self._change(collection, f"restored {article}", lambda now: now.set_removed(article, None))

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
            if reading.synced(connection, collection) == mark:
                return False
        fresh = list(wanted())
        self._change(collection, "read again from its files", lambda now: now.follow(fresh, origin), synced=mark)
        return True

    def outdated(self, collection: str) -> int:
        """How many articles an earlier version of the rules has read."""
        with self._engine.connect() as connection:
            return reading.outdated(connection, collection)

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
        with reading.snapshot(self._engine) as connection:
            catalog.revision(connection, collection)
            return reading.rows_of(connection, collection)

    def search(self, collection: str, words: str) -> list[str]:
        """Ids of the events that hold all of the words (or words that begin so), in the timeline's order."""
        with self._engine.connect() as connection:
            return reading.search(connection, collection, words)

    def _load(self, collection: str) -> Timeline:
        with reading.snapshot(self._engine) as connection:
            catalog.revision(connection, collection)
            return reading.load_timeline(connection, collection)

    def _change(self, collection: str, what: str, edit: Callable[[State], bool], *how: Any, **values: Any) -> State:
        return writing.change(self._engine, collection, what, edit, *how, **values)
