"""The policy of merging, read once from `data/rules/all.merge.toml`: kinds, weights with their reasons, and limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from dashboard.extract.actors.lexicon import country_names
from dashboard.rules import rules, table

KEY = 6  # letters of a word that a keyword keeps
Weight = tuple[float, str]
Sides = dict[str, tuple[tuple[tuple[str, ...], ...], ...]]


_KINDS = (
    "speech", "pair", "joint", "together", "phase", "lasts", "broad", "once", "told", "move", "counted", "figures",
    "scored",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Policy:
    """What the rule file says; its legend explains each kind of kind."""

    weights: dict[str, Weight]
    enough: float
    window: int
    here: int
    large: frozenset[str]
    days: int
    alike: dict[str, frozenset[str]]
    family: dict[str, str]  # kind → the first of all kinds that `alike` connects with it, for finding candidates
    speech: frozenset[str]
    pair: frozenset[str]
    joint: frozenset[str]
    together: frozenset[str]
    phase: frozenset[str]
    lasts: frozenset[str]
    broad: frozenset[str]
    once: frozenset[str]
    told: frozenset[str]
    move: frozenset[str]
    counted: frozenset[str]
    figures: frozenset[str]
    scored: frozenset[str]
    numbers: dict[str, str]
    fulfils: dict[str, frozenset[str]]
    talking: tuple[str, ...]
    cancels: tuple[str, ...]
    ranks: frozenset[str]
    prolongs: dict[str, frozenset[str]]  # by language, as are the next ten
    ends: dict[str, frozenset[str]]
    lasts_until: dict[str, frozenset[str]]
    anew: dict[str, frozenset[str]]
    another: dict[str, frozenset[str]]
    topic: dict[str, frozenset[str]]
    apart: dict[str, frozenset[str]]
    because: dict[str, frozenset[str]]
    where: dict[str, frozenset[str]]
    owner: dict[str, frozenset[str]]
    does: dict[str, frozenset[str]]
    opposites: tuple[Sides, ...]  # of each question, by language, the sides with their phrases, cut as keywords are
    empty: frozenset[str]  # cut as keywords are
    generic: frozenset[str]  # these too


@cache
def policy() -> Policy:
    """The one policy. Raises RuleError where the file is missing or no TOML."""
    data: dict[str, Any] = rules("all.merge")
    kinds = data["kinds"]
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for family in kinds["alike"]:
        for name in family:
            alike[name] |= set(family)
    return Policy(
        weights={name: (row["weight"], row["why"]) for name, row in data["weights"].items()},
        enough=data["enough"],
        window=data["window"],
        here=data["here"],
        large=frozenset(data["large"]),
        days=data["days"],
        alike={name: frozenset(others) for name, others in alike.items()},
        family={name: min(_connected(name, alike)) for name in alike},
        fulfils={name: frozenset((name, *others)) for name, others in data["fulfils"].items()},
        numbers={word: figure for words in data["numbers"].values() for word, figure in words.items()},
        talking=_words(data["talking"]),
        cancels=_words(data["cancels"]),
        ranks=frozenset(_words(data["ranks"])),
        prolongs=_forms(data["prolongs"]),
        ends=_forms(data["ends"]),
        lasts_until=_forms(data["lasts_until"]),
        anew=_forms(data["anew"]),
        another=_forms(data["another"]),
        topic=_forms(data["topic"]),
        apart=_forms(data["apart"]),
        because=_forms(data["because"]),
        where=_forms(data["where"]),
        owner=_forms(data["owner"]),
        does=_forms(data["does"]),
        opposites=tuple({language: _sides(told) for language, told in row.items()} for row in data["opposites"]),
        empty=frozenset(word[:KEY] for word in _words(data["empty"])),
        generic=frozenset(word[:KEY] for word in _words(data["generic"])),
        **{name: frozenset(kinds[name]) for name in _KINDS},
    )


def alike(one: str, two: str) -> bool:
    """Two kinds of happening that can tell one story."""
    return one == two or two in policy().alike.get(one, ())


@cache
def related(one: str, two: str) -> bool:
    """Mentions of the two kinds may tell one happening, if much else agrees; most kinds never do."""
    return alike(one, two) or of_phase(one, two) or jointly(one, two) or "act" in (one, two)


def of_phase(one: str, two: str) -> bool:
    """The one kind begins or ends what the other is: "the talks began"."""
    p = policy()
    return (one in p.phase and two in p.lasts) or (two in p.phase and one in p.lasts)


def jointly(one: str, two: str) -> bool:
    """A meeting, and what those who meet do together."""
    p = policy()
    return "meet" in (one, two) and one in p.joint and two in p.joint


def fulfils(expected: str, happened: str) -> bool:
    """A happening of the one kind can be what was expected as the other."""
    return happened == expected or happened in policy().fulfils.get(expected, ())


def _words(by_language: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(word for words in by_language.values() for word in words)


def _forms(by_language: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {language: frozenset(words) for language, words in by_language.items()}


def _sides(told: list[list[str]]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    return tuple(tuple(tuple(word[:KEY] for word in phrase.split()) for phrase in side) for side in told)


def _connected(name: str, alike: dict[str, set[str]]) -> set[str]:
    found, left = {name}, [name]
    while left:
        new = alike[left.pop()] - found
        found |= new
        left += new
    return found


@cache
def _towns() -> frozenset[str]:
    """The places that the gazetteer has."""
    named = [row["names"] for row in table("places")] + [row["capital"] for row in table("countries") if row["capital"]]
    return frozenset(name for names in named for name in names.split("|") if name)


@cache
def _capitals() -> dict[str, str]:
    called = country_names()
    return {city: called[row["code"]] for row in table("countries") for city in row["capital"].split("|") if city}


def capital_of(place: str) -> str:
    """The country whose capital a place is, "" of any other."""
    return _capitals().get(place, "")


@cache
def _lands() -> dict[str, str]:
    called = country_names()
    rows = [(name, row["country"]) for row in table("places") for name in row["names"].split("|") if row["country"]]
    return {name: called[code] for name, code in rows if code in called}


def lands(places: Iterable[str]) -> frozenset[str]:
    """The countries in which places lie, as far as the gazetteer knows; what it does not know is its own."""
    return frozenset([capital_of(place) or _lands().get(place, place) for place in places])


def elsewhere(one: frozenset[str], two: frozenset[str]) -> bool:
    """Both are places of the gazetteer and none is in both: a hotel can be in any town, Kyiv is not Berlin."""
    if not (one and two and one.isdisjoint(two)):
        return False
    towns = _towns()
    return not (towns.isdisjoint(one) or towns.isdisjoint(two))
