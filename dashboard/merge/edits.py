"""What a reader has corrected about actors: name, kind, whom one belongs to, articles in which a name means another.

Edits are kept in the order in which they were made, each naming the actor as it was called then. Two actors of one
name are one actor, so giving an actor the name of another merges them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from dashboard.model import ActorMention, EventMention, Kind, Reading, Role

WHAT = ("name", "kind", "part", "home")


class Edit(NamedTuple):
    """One correction: `what` is one of `WHAT`; `value` the new name, the kind, or whom the actor belongs to.

    "part" gives the new name only in `articles` (ids): there the name means somebody else. "home" gives the name of the
    country or body through which the actor acts, "" for none.
    """

    what: str
    actor: str
    value: str
    articles: tuple[str, ...] = ()


Edits = Sequence[Edit]


def named(edits: Iterable[Edit], name: str, article: str | None = None) -> str:
    """The name after all edits; without an article, what holds in all of them."""
    for edit in edits:
        if edit.actor == name and (edit.what == "name" or (edit.what == "part" and article in edit.articles)):
            name = edit.value
    return name


def before(edits: Sequence[Edit], name: str, native: Set[str]) -> str:
    """The name from which the edits lead to this one; `native` are the names that there are without any edit.

    What is kept by it stays with whom it means when the edits are undone.
    """
    for edit in reversed(edits):
        if name not in native and edit.what == "name" and edit.value == name:
            name = edit.actor
    return name


def carried(later: Sequence[Edit], undone: Edit) -> list[Edit]:
    """The edits made after a rename that is undone, when nobody is called by the new name any more: they hold for whom
    it had renamed, up to one that gives the name to another."""
    out: list[Edit] = []
    old, new = undone.actor, undone.value
    for at, edit in enumerate(later):
        if edit.what in ("name", "part") and edit.value == new:
            return [*out, *later[at:]]
        value = old if edit.what == "home" and edit.value == new else edit.value
        out.append(Edit(edit.what, old if edit.actor == new else edit.actor, value, edit.articles))
    return out


def idle(edits: Mapping[int, Edit], called: Set[str]) -> set[int]:
    """The numbers of the edits without effect; `called`: the names that the collection has after all of them."""
    order = list(edits.items())
    return {
        number
        for at, (number, edit) in enumerate(order)
        if named([e for _, e in order[at:] if e.what == "name"], edit.actor) not in called
        and not (edit.what == "part" and edit.value in called)
    }


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
        elif edit.what != "home" and edit.actor in kinds:
            kinds.setdefault(edit.value, kinds[edit.actor])


def homes(edits: Edits) -> dict[str, str]:
    """Name after all edits → whom it belongs to, "" for nobody, for the actors of which a reader said so."""
    told: dict[str, str] = {}
    for edit in edits:
        if edit.what == "home":
            told[edit.actor] = edit.value
        elif edit.what == "name":
            if edit.actor in told:
                told.setdefault(edit.value, told[edit.actor])
            for name, home in told.items():
                if home == edit.actor:
                    told[name] = edit.value
    return told


def rehome(reading: Reading, told: Mapping[str, str]) -> Reading:
    """The reading, which bears the names after all edits, with its actors where `homes` says that they belong."""
    if not any(mention.actor in told for mention in reading.actors):
        return reading
    before: defaultdict[str, set[str]] = defaultdict(set)
    for mention in reading.actors:
        if mention.affiliation:
            before[mention.actor].add(mention.affiliation)
    actors = tuple([_at_home(mention, told) for mention in reading.actors])
    return replace(reading, actors=actors, events=tuple([_through(event, before, told) for event in reading.events]))


def _at_home(mention: ActorMention, told: Mapping[str, str]) -> ActorMention:
    if mention.actor not in told or mention.role is Role.PLACE:
        return mention
    home = told[mention.actor]
    return replace(mention, affiliation=home if home and home != mention.actor else None)


def _through(event: EventMention, before: Mapping[str, set[str]], told: Mapping[str, str]) -> EventMention:
    """The event without those that came in only by who does not belong to them, and with those to whom he does."""
    moved = [name for name in event.actors if name in told]
    if not moved:
        return event
    left = {home for name in moved for home in before.get(name, ())}
    stay = {home for name in event.actors if name not in told for home in before.get(name, ())}
    via = [home for home in event.via if home not in left or home in stay]
    via += [told[name] for name in moved if told[name]]
    return replace(event, via=tuple([home for home in dict.fromkeys(via) if home not in event.actors]))
