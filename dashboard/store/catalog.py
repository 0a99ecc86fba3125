"""A collection as a whole: the list of them, their titles, and the revision that every change counts up."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from dashboard.errors import StoreError
from dashboard.model import short_id
from dashboard.store.schema import actors, articles, collections, events, revisions
from dashboard.store.state import storable_text


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
class Removed:
    """What was taken out of a list and can come back: a collection, or an article of one."""

    id: str
    title: str
    on: date  # UTC
    articles: int = 1


def listed(connection: Connection, *which: Any) -> list[Collection]:
    """The collections that are not deleted and for which the conditions hold, by title."""
    there = articles.c.removed.is_(None)

    def count(table: Table, *conditions: Any) -> Any:
        counted = select(func.count()).select_from(table).where(table.c.collection == collections.c.id, *conditions)
        return counted.scalar_subquery()

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
    return [Collection(*row) for row in connection.execute(query)]


def removed(connection: Connection) -> list[Removed]:
    """The collections that are out of the list and not deleted for good, the latest first."""
    counted = select(func.count()).where(articles.c.collection == collections.c.id, articles.c.removed.is_(None))
    query = (
        select(collections.c.id, collections.c.title, collections.c.deleted, counted.scalar_subquery())
        .where(collections.c.deleted.is_not(None))
        .order_by(collections.c.deleted.desc(), collections.c.id)
    )
    return [Removed(name, title, day_of(when), n) for name, title, when, n in connection.execute(query)]


def removed_articles(connection: Connection, collection: str) -> list[Removed]:
    """The articles that were taken out of a collection, the latest first; without a title, how its text begins."""
    query = (
        select(articles.c.id, articles.c.title, func.substr(articles.c.text, 1, 200), articles.c.removed)
        .where(articles.c.collection == collection, articles.c.removed.is_not(None))
        .order_by(articles.c.removed.desc(), articles.c.id)
    )
    rows = connection.execute(query)
    return [Removed(name, title or " ".join(text.split()), day_of(when)) for name, title, text, when in rows]


def by_id(connection: Connection, collection: str) -> Collection:
    """One collection; raises StoreError where there is none of this id."""
    found = listed(connection, collections.c.id == collection) if _is_name(collection) else []
    if not found:
        raise _missing(collection)
    return found[0]


def by_title(connection: Connection, title: str) -> str | None:
    """The id of the collection of this title; raises StoreError, which names their ids, where several have it."""
    found = listed(connection, collections.c.title == title.strip()) if title.isprintable() else []
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise StoreError(f"{len(found)} collections have this title", title[:80], f"Name one by its id: {ids}.")
    return found[0].id if found else None


def exists(connection: Connection, collection: str, even_deleted: bool = False) -> bool:
    """There is a collection of this id."""
    if not _is_name(collection):
        return False
    query = select(collections.c.deleted).where(collections.c.id == collection)
    found = connection.execute(query).one_or_none()
    return found is not None and (even_deleted or found.deleted is None)


def new_name(title: str, collection: str | None) -> str:
    """The id of a collection that is to be made; raises StoreError where the one asked for cannot be one."""
    name = f"{_slug(title)}-{short_id(title, datetime.now(UTC))[:6]}" if collection is None else collection
    if not _is_name(name):
        raise StoreError(f"{name[:80]!r} is no name for a collection", "", "Use up to 80 letters, digits and dashes.")
    return name


def create(connection: Connection, title: str, name: str) -> None:
    """Make a collection, or bring back the one of this id; raises IntegrityError where another process just made it."""
    revive = update(collections).where(collections.c.id == name).values(deleted=None)
    # Revisions begin anywhere: what is cached of a collection of this id that was deleted for good is not shown.
    first = secrets.randbelow(2**30)
    fresh = insert(collections).values(id=name, title=storable_text(title.strip()[:200]) or name, revision=first)
    if connection.execute(revive).rowcount == 0:
        connection.execute(fresh)


def rename(connection: Connection, collection: str, title: str) -> None:
    """Give it another title; raises StoreError where that is blank, or the collection deleted."""
    title = storable_text(title.strip()[:200])
    if not title:
        raise StoreError("no title", collection[:80], "Type at least one letter.")
    raise_revision(connection, collection, f"renamed to {title}", title=title)
    if connection.execute(select(collections.c.deleted).where(collections.c.id == collection)).scalar():
        raise _missing(collection)  # rolls back


def purge(connection: Connection, collection: str) -> None:
    """Delete for good what is out of the list already; else raises StoreError: somebody may have restored it."""
    gone = delete(collections).where(collections.c.id == collection, collections.c.deleted.is_not(None))
    if connection.execute(gone).rowcount == 0:
        raise StoreError("this collection is not among the deleted ones", collection[:80], "Look at the list.")


def revision(connection: Connection, collection: str) -> int:
    """The number of its last change; raises StoreError where it is deleted, or never was."""
    query = select(collections.c.revision).where(collections.c.id == collection, collections.c.deleted.is_(None))
    found = connection.execute(query).scalar() if _is_name(collection) else None
    if found is None:
        raise _missing(collection)
    return found


def raise_revision(connection: Connection, collection: str, what: str, at: int | None = None, **values: Any) -> bool:
    """Begin a write: count the revision up, unless it is no longer `at`; the collection's other writers wait.

    `what` is noted in the record of changes, `values` are columns of the collection to be set. Raises StoreError where
    there is no such collection.
    """
    if not _is_name(collection):
        raise _missing(collection)
    condition = [collections.c.id == collection, *([collections.c.revision == at] if at is not None else [])]
    raised = update(collections).where(*condition).values(revision=collections.c.revision + 1, **values)
    if connection.execute(raised).rowcount == 0:
        if at is None:
            raise _missing(collection)
        return False
    number = select(collections.c.revision).where(collections.c.id == collection).scalar_subquery()
    connection.execute(insert(revisions).values(collection=collection, revision=number, at=now(), what=what[:500]))
    return True


def now() -> str:
    """This moment, as it is noted."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def day_of(noted: str) -> date:
    """The day of a moment that `now` has noted."""
    return datetime.fromisoformat(noted).date()


def _missing(collection: str) -> StoreError:
    return StoreError("no such collection", collection[:80], "It may have been deleted; see the list of collections.")


def _is_name(name: str) -> bool:
    return bool(name.strip()) and len(name) <= 80 and name.isprintable()


def _slug(title: str) -> str:
    letters = "".join(c if c.isalnum() and c.isascii() else "-" for c in title.casefold())
    return "-".join(filter(None, letters.split("-")))[:60] or "collection"
