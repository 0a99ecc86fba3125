"""Given names: whether a word is one, and whether it tells a woman or a man."""

from __future__ import annotations

from functools import cache

from dashboard.extract.actors.fold import fold
from dashboard.rules import table


@cache
def genders() -> dict[str, str]:
    """Folded given name → "f", "m" or "" where it tells neither or is of both: Jean, Andrea."""
    found: dict[str, str] = {}
    for row in table("first_names"):
        for name in map(fold, row["names"].split()):
            found[name] = row["gender"] if found.get(name, row["gender"]) == row["gender"] else ""
    return found


def gender(name: str) -> str:
    """ "f" or "m" by the given name, or its first half, that a name begins with; "" where it tells neither."""
    first = fold(name.partition(" ")[0])
    found = genders().get(first)
    return found if found is not None else genders().get(first.partition("-")[0], "")


def declines(given: str) -> bool:
    """A given name that stands so in the nominative alone, where names are declined: "Леонид", no "Элизабет", and no
    "Александра", which is a man's genitive too."""
    if not is_given(given):
        return False
    if given[-1] in "ая":
        return not (is_given(given[:-1]) or is_given(f"{given[:-1]}й"))
    return gender(given) == "m" and given[-1] not in "еёиоуыэю"


def is_given(word: str) -> bool:
    """The word is a given name of the table, "Jean-Luc" by its first half."""
    low = fold(word)
    return low in genders() or low.partition("-")[0] in genders()
