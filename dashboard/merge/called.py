"""The names that the label of a mention has besides those of actors, and the score that it tells."""

from __future__ import annotations

from dashboard.merge.matter import MARKS
from dashboard.merge.policy import KEY
from dashboard.model import EventMention


def names_in(m: EventMention) -> frozenset[str]:
    """The words of names in a label, cut as keywords are: neither its first nor those of places."""
    words = [word.strip(MARKS) for word in m.label.split()[1:]]
    places = {part for place in m.places for part in place.casefold().split()}
    found = [word.casefold() for word in words if word[:1].isupper()]
    return frozenset([word[:KEY] for word in found if word not in places])


def score_in(label: str) -> str:
    """The score that a label tells, the higher number first; "" where it tells none: "wins 3-1", "loses 1-3"."""
    for word in label.split():
        one, dash, two = word.strip(MARKS).replace("–", "-").partition("-")
        if dash and one.isdigit() and two.isdigit():
            return f"{max(int(one), int(two))}-{min(int(one), int(two))}"
    return ""
