"""The names that the label of a mention has besides those of actors, and what is called by one; the score it tells."""

from __future__ import annotations

from dashboard.merge.matter import MARKS
from dashboard.merge.policy import KEY
from dashboard.model import Event, EventMention


def names_in(m: EventMention) -> frozenset[str]:
    """The words of names in a label, cut as keywords are: neither its first nor those of places."""
    words = [word.strip(MARKS) for word in m.label.split()[1:]]
    places = {part for place in m.places for part in place.casefold().split()}
    found = [word.casefold() for word in words if word[:1].isupper()]
    return frozenset([word[:KEY] for word in found if word not in places])


def names_of(event: Event) -> frozenset[str]:
    """The words of its labels that are written large, also of whose it is: "Berg's trip", cut as keywords are."""
    words = [word.strip(MARKS).replace("’", "'").partition("'")[0] for m in event.mentions for word in m.label.split()]
    return frozenset([word.casefold()[:KEY] for word in words if word[:1].isupper()])


def called_by_name(expected: Event, other: Event) -> bool:
    """At the place foreseen, of him who is to go there, by name: "Berg's trip to Rome was cancelled"."""
    if len(expected.actors) != 1 or not frozenset(other.actors) <= frozenset(expected.actors):
        return False
    here, there = names_of(expected), names_of(other)
    surnames = {m.actors[0].casefold().split()[-1][:KEY] for m in expected.mentions if m.actors}
    travels = expected.happening == "visit" and any("visit" in m.moved for m in other.mentions)
    if (other.actors and not travels) or (not other.actors and surnames.isdisjoint(there)):
        return False
    names = frozenset([word[:KEY] for m in expected.mentions for name in m.actors for word in name.casefold().split()])
    unknown = (here & there) - names  # "to Tavna", which no table knows
    return (travels and bool(unknown)) or not frozenset(expected.places).isdisjoint(other.places)


def of_one_name(expected: Event, other: Event) -> bool:
    """Neither names who acts, and both name what comes, one of them with no other word: "the launch of Heron-1"."""
    if expected.actors or other.actors or len(expected.mentions) != 1 or len(other.mentions) != 1:
        return False
    here, there = _whole(expected.mentions[0]), _whole(other.mentions[0])
    return bool(here & there) and (here <= there or there <= here)


def _whole(m: EventMention) -> frozenset[str]:
    """The words of its label written large, but for the first and those of places, whole: Heron-1 is not Heron-2."""
    words = [word.strip(MARKS) for word in m.label.split()[1:]]
    return frozenset([word for word in words if word[:1].isupper() and word not in m.places])


def score_in(label: str) -> str:
    """The score that a label tells, the higher number first; "" where it tells none: "wins 3-1", "loses 1-3"."""
    for word in label.split():
        one, dash, two = word.strip(MARKS).replace("–", "-").partition("-")
        if dash and one.isdigit() and two.isdigit():
            return f"{max(int(one), int(two))}-{min(int(one), int(two))}"
    return ""
