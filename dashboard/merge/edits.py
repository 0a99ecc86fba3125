"""What a reader has corrected about actors: another name, another kind, articles in which the name means another.

Edits are kept in the order in which they were made, each naming the actor as it was called then. Two actors of one
name are one actor, so giving an actor the name of another merges them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dashboard.model import Kind, Reading


class Edit(NamedTuple):
    """One correction: `what` is "name", "kind" or "part"; `value` the new name or kind.

    "part" gives the new name only in `articles` (ids): there the name means somebody else.
    """

    what: str
    actor: str
    value: str
    articles: tuple[str, ...] = ()


Edits = Sequence[Edit]


def named(edits: Iterable[Edit], name: str, article: str | None = None) -> str:
    """The name after all edits; without an article, what holds in all of them."""
    for edit in edits:
        if edit.actor != name or edit.what == "kind":
            continue
        if edit.what == "name" or article in edit.articles:
            name = edit.value
    return name


def names_in(reading: Reading, chosen: dict[str, str], edits: Edits) -> dict[str, str]:
    """Name in this article → name after the merge and all edits, for the names that it changes."""
    names = {name for m in reading.actors for name in (m.actor, m.affiliation) if name}
    for event in reading.events:
        names.update((*event.actors, *event.via), filter(None, [event.speaker]))
    return {name: named(edits, chosen.get(name, name), reading.article.id) for name in names}


def retype(kinds: dict[str, Kind], edits: Edits) -> None:
    """Carry the kinds over to the new names, and set those that a reader chose."""
    for edit in edits:
        if edit.what == "kind":
            kinds[edit.actor] = Kind(edit.value)
        elif edit.actor in kinds:
            kinds.setdefault(edit.value, kinds[edit.actor])
