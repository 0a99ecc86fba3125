"""Given names: whether a word is one, and whether it tells a woman or a man."""

from __future__ import annotations

from functools import cache
from unicodedata import combining, normalize

from dashboard.rules import table


def _level(name: str) -> str:
    return "".join(c for c in normalize("NFKD", name.lower()) if not combining(c))


@cache
def _genders() -> dict[str, str]:
    """Given name, in small letters without accents → "f", "m" or "" where it tells neither."""
    return {_level(name): row["gender"] for row in table("first_names") for name in row["names"].split()}


def gender(name: str) -> str:
    """ "f" or "m" by the given name, or its first half, that a name begins with; "" where it tells neither."""
    first = _level(name.partition(" ")[0])
    found = _genders().get(first)
    return found if found is not None else _genders().get(first.partition("-")[0], "")


def is_given(word: str) -> bool:
    """The word is a given name of the table, "Jean-Luc" by its first half."""
    low = _level(word)
    return low in _genders() or low.partition("-")[0] in _genders()
