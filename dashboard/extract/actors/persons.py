"""Which parts a person's name has, and when two spellings can be one person.

A name is given names, particles and surname; family-name-first names (Xi Jinping) and names called by any of
their parts (Lula) are reached because every part of the longest full name is a way to say it.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from dashboard.extract.actors.fold import fold, skeleton
from dashboard.extract.actors.lexicon import lexicon
from dashboard.rules import rules

PARTS = rules("all.names")["parts"]
PARTICLES = frozenset(PARTS["particles"])
ARTICLES = tuple(PARTS["articles"])
YOUNGER = frozenset(PARTS["junior"]) & frozenset(PARTS["ended"])  # Jr, Sr: only a person is called so
SUFFIXES = frozenset(name.lower() + stop for name in PARTS["junior"] for stop in ("", "."))
DOUBLED = re.compile(r"(.)\1")


class Parts(NamedTuple):
    """A person's name taken apart, all folded: first given name, middle initials, surname without particles."""

    given: str
    middle: str
    surname: str


@lru_cache(maxsize=16384)
def parts(name: str) -> Parts:
    """The parts of a full name; a single word is a surname."""
    words = [w for w in fold(name).replace(",", "").split() if w not in SUFFIXES]
    if len(words) < 2:
        return Parts("", "", bare(words[0]) if words else "")
    given, *middle, last = words
    initials = "".join(w[0] for w in middle if w not in PARTICLES)
    return Parts(given.rstrip("."), initials, bare(last))


def bare(word: str) -> str:
    """A surname without the Arabic article: al-Sisi → sisi."""
    if not word.startswith(ARTICLES):
        return word
    return word.removeprefix(next(filter(word.startswith, ARTICLES)))


@lru_cache(maxsize=16384)
def ways(name: str) -> tuple[str, ...]:
    """Folded shorter ways to say a full name: its surname with and without particles, its other parts."""
    words = [w for w in fold(name).replace(",", "").split() if w not in SUFFIXES]
    out = []
    for i in range(1, len(words)):
        out.append(" ".join(words[i:]))
    if words:
        out.append(bare(words[-1]))
        out += [w for w in words if w not in PARTICLES and not w.endswith(".") and len(w) > 1]
        if "-" in words[-1]:
            out += [w for w in words[-1].split("-") if len(w) > 3]
        out += map(str.lower, initialisms(name))
    return tuple(dict.fromkeys(out))


@lru_cache(maxsize=16384)
def initialisms(name: str) -> frozenset[str]:
    """What a full name is shortened to in capitals: AOC, MBS."""
    words = [w for w in name.replace("-", " ").split() if w.lower() not in SUFFIXES]
    return frozenset({"".join(w[0] for w in words).upper()} if len(words) > 2 else ())


@lru_cache(maxsize=65536)
def same_person(one: str, two: str) -> bool:
    """Two full names can be one person: surnames and given names alike, no different middle initials."""
    a, b = parts(one), parts(two)
    if not a.given or not b.given or _apart(one, two):
        return False
    if a.surname != b.surname and skeleton(a.surname) != skeleton(b.surname):
        return False
    if a.middle and b.middle and a.middle[0] != b.middle[0]:
        return False
    return same_given(a.given, b.given) or a.given in fold(two).split()[:-1] or b.given in fold(one).split()[:-1]


def _apart(one: str, two: str) -> bool:
    """Two suffixes tell a son from his father: "Robert Tran Jr.", "Robert Tran Sr."."""
    ends = [name.lower().rstrip(".").rpartition(" ")[2] for name in (one, two)]
    return ends[0] != ends[1] and SUFFIXES.issuperset(ends)


@lru_cache(maxsize=16384)
def without_second(name: str) -> str:
    """The folded name without its second surname, "luis arce" of Luis Arce Catacora; empty where it has none."""
    words = fold(name).replace(",", "").split()
    known = lexicon().given
    if len(words) < 3 or words[-1] in SUFFIXES or words[-2] in known or words[-2] in PARTICLES or len(words[-2]) < 3:
        return ""
    return " ".join(words[:-1])


def levelled(given: str) -> str:
    """A given name in its plainest spelling: Garry → gari, Stephen → stefen, Andrij → andri, Alexandr → aleksandr."""
    rest = given[1:].replace("j", "i").replace("c", "k").replace("ph", "f").replace("y", "i").replace("x", "ks")
    return DOUBLED.sub(r"\1", given[:1] + rest)


def same_given(one: str, two: str) -> bool:
    """One given name in two spellings: equal, a nickname, an initial, or nearly the same letters."""
    if one == two or two in lexicon().nicknames.get(one, ()):
        return True
    if len(one) == 1 or len(two) == 1:
        return one[0] == two[0]
    if levelled(one) == levelled(two):
        return True
    known = lexicon().given
    if one in known and two in known:
        return False
    return one[0] == two[0] and alike(one, two, 0.85)


@lru_cache(maxsize=65536)
def alike(one: str, two: str, share: float) -> bool:
    """So great a share of the letters of two words is the same, in order."""
    most = min(sum(letter in two for letter in one), sum(letter in one for letter in two))
    if 2 * most / (len(one) + len(two)) < share:
        return False  # whatever the order
    return SequenceMatcher(None, one, two).ratio() >= share
