"""What a reader has corrected about events: label, actors, date and status, what is none, what is one and what is two,
what became of what was expected.

A correction names the mentions that tell the event, whose ids stay when articles are added. The date and the status
that it gives them are those of the one event that they go on telling, whatever others say of it; an article added later
that tells the event otherwise may make an event of its own. Label, actors and what became of it are given to the event
itself: which mentions are one does not depend on them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.merge.edits import Edits, homes, named, retype
from dashboard.merge.registry import known_kind, slug
from dashboard.model import Actor, Event, EventMention, Kind, Reading, Status

OUTCOMES = ("confirmed", "postponed", "cancelled")
WHAT = ("label", "new", "actors", "date", "status", "off", "apart", "together", *OUTCOMES, "refused")
WHY = "a reader’s correction"
LONGEST = 60  # characters of a label
JOINERS = "\u200c\u200d"  # are not seen, but how letters join is

Pairs = Collection[tuple[str, str]]


class Mend(NamedTuple):
    """One correction of an event, called `label` then, that `mentions` (ids) tell; `what` is one of `WHAT`.

    "label" calls the event `value`; "actors" are those of the names in `value`, one a line, "" for nobody; "new" says
    that one of these, `value`, acts although no article tells of it, so that it is an actor all the same. "date" gives
    the mentions the EDTF date `value`, "" for none; "status" the status `value`; "off" takes them off the timeline.
    "apart" parts them from the `others`, "together" joins the two; `value` says who the others are. One of `OUTCOMES`
    says what became of an expectation, by the event that the `others` tell, or, without others, by none; "refused" that
    it did not end by theirs. `sides` are those of joins that were withdrawn after this correction: only what is on the
    same ones was one without them.
    """

    what: str
    label: str
    mentions: tuple[str, ...]
    value: str = ""
    others: tuple[str, ...] = ()
    sides: tuple[tuple[str, ...], ...] = ()


class Corrections(NamedTuple):
    """What is corrected while mentions are put together and after it.

    `together`, `apart` are pairs of mention ids that a reader put together or parted for good; parting is the stronger.
    `held` are mentions that told one event when a reader corrected its date or status: those that are there go on doing
    so. `given` are the labels, the actors and what became of expectations, in order.
    """

    together: Pairs = ()
    apart: Pairs = ()
    held: tuple[tuple[str, ...], ...] = ()
    given: tuple[Mend, ...] = ()


NOTHING = Corrections()


class GivenEnd(NamedTuple):
    """What readers say of the end of an expectation: its `outcome`, "" where they give none, `by` which event (its id),
    None where no article tells it. It did not end by those `refused`."""

    outcome: str = ""
    by: str | None = None
    refused: tuple[str, ...] = ()


def mended(readings: Sequence[Reading], mends: Iterable[Mend]) -> list[Reading]:
    """The readings with the dates and statuses that a reader gave, without the mentions that tell of no event."""
    told: dict[str, list[Mend]] = {}
    for mend in mends:
        if mend.what in ("date", "status", "off"):
            for mention in mend.mentions:
                told.setdefault(mention, []).append(mend)
    return [_mended(reading, told) if any(m.id in told for m in reading.events) else reading for reading in readings]


def corrections(mends: Iterable[Mend]) -> Corrections:
    """What is not in the readings of `mended`; of two corrections of a pair the later holds."""
    apart: set[tuple[str, str]] = set()
    together: set[tuple[str, str]] = set()
    dated: list[Mend] = []
    given: list[Mend] = []
    for mend in mends:
        across = {(min(one, two), max(one, two)) for one in mend.mentions for two in mend.others}
        if mend.what == "apart":
            apart |= across
            together -= across
            given = [_kept(earlier, mend) for earlier in given]
        elif mend.what == "together":
            together |= across
            apart -= across
        elif mend.what in ("date", "status"):
            dated.append(mend)
        elif mend.what != "off":
            given.append(mend)
    held = tuple([group for mend in dated for group in _held(mend)])
    return Corrections(together, apart, held, tuple(given))


def withdraw(mends: dict[int, Mend], number: int) -> Mend | None:
    """Take a correction out of those in force, by number, and return it; None where it is not among them.

    What a join had put together does not stay one because a date or a status was given to the whole meanwhile.
    """
    gone = mends.pop(number, None)
    if gone is not None and gone.what == "together":
        for other, mend in mends.items():
            if mend.what in ("date", "status"):
                mends[other] = mend._replace(sides=(*mend.sides, gone.mentions, gone.others))
    return gone


def as_given(
    events: Sequence[Event], given: Sequence[Mend], registry: Mapping[str, Actor], edits: Edits
) -> tuple[Event, ...]:
    """The events with the labels and actors that a reader gave, of two to one event the later.

    Of an event that has come apart since, the part with most of the mentions that told it then has them.
    """
    out = list(events)
    wanted = [mend for mend in given if mend.what in ("label", "actors")]
    told = _told(out) if wanted else {}
    for mend in wanted:
        if (n := _meant(mend.mentions, told)) is not None:
            out[n] = _given(out[n], mend, registry, edits)
    return tuple(out)


def ends_given(events: Sequence[Event], given: Sequence[Mend], replay: bool = False) -> dict[str, GivenEnd]:
    """Event id → what readers say of its end; the later holds, also of two that would each be put off to the other.

    An end told by an event that is not there any more is told by none; in a `replay`, by one that is not told yet.
    """
    wanted = [mend for mend in given if mend.what == "refused" or mend.what in OUTCOMES]
    told = _told(events) if wanted else {}
    out: dict[str, GivenEnd] = {}
    gone: dict[str, tuple[str, ...]] = {}  # event id → the mentions that told its end, which are not there
    for mend in wanted:
        one, two = _meant(mend.mentions, told), _meant(mend.others, told)
        if one is None or one == two or (mend.others and two is None and replay):
            continue
        key, by = events[one].id, None if two is None else events[two].id
        before = out.get(key, GivenEnd())
        lost = gone.pop(key, ()) if mend.what != "refused" or by is None else ()
        refused = tuple([other for other in before.refused if other != by])
        if mend.what != "refused":
            out[key] = GivenEnd(mend.what, by, refused)
            _put_off_once(key, out)
            if by is None:
                gone[key] = mend.others
        elif by is None:
            taken = not frozenset(lost).isdisjoint(mend.others)
            out[key] = GivenEnd("", None, before.refused) if taken else before
            gone[key] = () if taken else lost
        else:
            now = before._replace(refused=(*refused, by))
            out[key] = now._replace(outcome="", by=None) if before.by == by else now
    return out


def _put_off_once(key: str, ends: dict[str, GivenEnd]) -> None:
    """Take back what was said before of an event to which this one is put off, where that would lead back to it."""
    at, seen = key, {key}
    while at in ends and ends[at].outcome == "postponed" and (by := ends[at].by) is not None:
        if by == key:
            ends[at] = ends[at]._replace(outcome="", by=None)
        if by in seen:
            return
        seen.add(by)
        at = by


def only_known(given: Sequence[Mend], readings: Iterable[Reading]) -> tuple[Mend, ...]:
    """What is given, without the tellings of ends that are in none of the readings."""
    there = frozenset([m.id for reading in readings for m in reading.events])
    known = [tuple([other for other in mend.others if other in there]) for mend in given]
    return tuple(
        [
            mend._replace(others=others) if mend.what in OUTCOMES else mend
            for mend, others in zip(given, known, strict=True)
        ]
    )


def newcomers(
    events: Sequence[Event], given: Sequence[Mend], registry: Mapping[str, Actor], edits: Edits
) -> dict[str, Actor]:
    """Actor id → Actor for those that only readers say act in some of the events."""
    new = {mend.value for mend in given if mend.what == "new"}
    there = {mention.id for event in events for mention in event.mentions} if new else set[str]()
    out: dict[str, Actor] = {}
    for mend in given:
        if mend.what == "actors" and not there.isdisjoint(mend.mentions):
            for name in names_of(mend):
                if name in new and actor_of(name, registry, edits) is None:
                    actor = _newcomer(name, registry, edits)
                    out[actor.id] = actor
    return out


def only_given(actor: Actor) -> bool:
    """No article tells of this actor, only a reader."""
    return actor.why == (WHY,)


def headline(typed: str) -> str:
    """What is typed as a label, on one line and without what is not seen; empty where nothing of it is."""
    kinds = [(c, unicodedata.category(c)) for c in " ".join(typed.split())]
    seen = "".join([c for c, kind in kinds if kind not in ("Cc", "Cf") or c in JOINERS])
    prints = any(kind not in ("Cc", "Cf", "Zs", "Mn") for _, kind in kinds)
    return " ".join(seen.split()) if prints else ""


def names_of(mend: Mend) -> list[str]:
    """The names of the actors that a correction gives."""
    return mend.value.split("\n") if mend.value else []


def without(mend: Mend, name: str) -> Mend:
    """A correction that gives actors without one of them."""
    return mend._replace(value="\n".join([one for one in names_of(mend) if one != name]))


def actor_of(name: str, registry: Mapping[str, Actor], edits: Edits) -> str | None:
    """The id of who was called so when a correction was made: by the name after all edits, else by a spelling of it."""
    now = named(edits, name)
    if (key := slug(now)) in registry:
        return key
    return next((actor.id for actor in registry.values() if now in actor.aliases), None)


def _newcomer(name: str, registry: Mapping[str, Actor], edits: Edits) -> Actor:
    """Who is of this name, after all edits: a person, unless the name is known or an edit says otherwise."""
    called = named(edits, name)
    kinds = {name: known_kind(name) or Kind.PERSON}
    retype(kinds, edits)
    home = slug(homes(edits).get(called) or called)
    affiliation = home if home in registry else None
    return Actor(slug(called), called, kinds.get(called, kinds[name]), affiliation=affiliation, why=(WHY,))


def _held(mend: Mend) -> list[tuple[str, ...]]:
    """The mentions of a correction that are one event without the joins that were withdrawn since."""
    sides = [frozenset(side) for side in mend.sides]
    groups: dict[tuple[bool, ...], list[str]] = {}
    for mention in mend.mentions:
        groups.setdefault(tuple([mention in side for side in sides]), []).append(mention)
    return [tuple(group) for group in groups.values()]


def _told(events: Sequence[Event]) -> dict[str, int]:
    """Mention id → the place of the event that it tells."""
    return {mention.id: n for n, event in enumerate(events) for mention in event.mentions}


def _meant(mentions: Sequence[str], told: Mapping[str, int]) -> int | None:
    """The place of the event that most of these mentions tell."""
    shares: dict[int, int] = {}
    for mention in mentions:
        if mention in told:
            shares[told[mention]] = shares.get(told[mention], 0) + 1
    return max(shares, key=shares.__getitem__) if shares else None


def _kept(given: Mend, parted: Mend) -> Mend:
    """What was given to an event, or is told by one, that came apart: it is that of the side with most mentions."""
    return given._replace(mentions=_side(given.mentions, parted), others=_side(given.others, parted))


def _side(mentions: tuple[str, ...], parted: Mend) -> tuple[str, ...]:
    one = [mention for mention in mentions if mention in parted.mentions]
    two = [mention for mention in mentions if mention in parted.others]
    if not (one and two):
        return mentions
    first = mentions.index(one[0]) < mentions.index(two[0])
    off = two if len(one) > len(two) or (len(one) == len(two) and first) else one
    return tuple([mention for mention in mentions if mention not in off])


# ---- one event ------------------------------------------------------------------------------------------------------
def _mended(reading: Reading, told: dict[str, list[Mend]]) -> Reading:
    events = [_after(event, told.get(event.id, [])) for event in reading.events]
    return replace(reading, events=tuple([event for event in events if event is not None]))


def _after(event: EventMention, mends: list[Mend]) -> EventMention | None:
    for mend in mends:
        if mend.what == "off":
            return None
        if mend.what == "date":
            event = replace(event, date=mend.value or None, time=None, date_why=WHY)
        else:
            event = replace(event, status=Status(mend.value), cue=WHY)
    return event


def _given(event: Event, mend: Mend, registry: Mapping[str, Actor], edits: Edits) -> Event:
    given = tuple(dict.fromkeys((*event.given, mend.what)))
    if mend.what == "label":
        return replace(event, label=mend.value, given=given)
    found = [actor_of(name, registry, edits) for name in names_of(mend)]
    actors = tuple(dict.fromkeys([actor for actor in found if actor is not None]))
    return replace(event, actors=actors, via=_through(event, actors, registry), given=given)


def _through(event: Event, actors: Sequence[str], registry: Mapping[str, Actor]) -> tuple[str, ...]:
    """Who comes in by affiliation: not whom only an actor brought in that is taken off, but whom a new one does."""
    off = [home for actor in event.actors if actor not in actors for home in _homes(actor, registry)]
    stay = [home for actor in actors for home in _homes(actor, registry)]
    via = [home for home in event.via if home in stay or home not in off]
    new = [registry[actor].affiliation for actor in actors if actor not in event.actors]
    via += [home for home in new if home is not None]
    return tuple([home for home in dict.fromkeys(via) if home not in actors])


def _homes(actor: str, registry: Mapping[str, Actor]) -> list[str]:
    """Whom an actor belongs to, or has belonged to."""
    if actor not in registry:
        return []
    homes = [home for home, _, _, _ in registry[actor].affiliations]
    main = registry[actor].affiliation
    return [*homes, main] if main is not None else homes
