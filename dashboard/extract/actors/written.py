"""How an article writes its words: where those with a capital begin, and which it writes small."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from dashboard.extract.actors.fold import plain
from dashboard.extract.spelling import Spelled, spelled

CAPITALS = frozenset(filter(str.isupper, map(chr, range(0x41, 0x530))))  # the letters of Europe
MARKS = frozenset(",.")


@dataclass(slots=True)
class Look:
    """How a word is written: where its first capital stands, -1 without one; written small, it without a mark too."""

    capital: int
    small: tuple[str, ...]


@dataclass(slots=True)
class Written:
    """The offsets of the first capitals of the words of an article, in order; the words that it writes small."""

    capitals: list[int]
    small: Set[str]


def written(raw: str, text: str, masks: Sequence[tuple[int, int]], language: str) -> Written:
    """How the words of an article are written.

    Parameters
    ----------
    raw, text : as published; with plain quotes, and in small letters between the offsets of `masks`
    """
    capitals: list[int] = []
    small: list[str] = []
    at, mask = len(raw) - len(raw.lstrip()), 0
    for word in spelled(raw, language):
        look: Look | None = word.look
        if look is None:
            look = word.look = _look(word)
        behind = at + word.size
        while mask < len(masks) and masks[mask][1] <= at:
            mask += 1
        if mask < len(masks) and masks[mask][0] < behind:
            capitals += [i for i in range(at, behind) if text[i] in CAPITALS][:1]
        elif look.capital >= 0:
            capitals.append(at + look.capital)
        else:
            small += look.small
        at = behind
    return Written(capitals, frozenset(small))


def _look(word: Spelled) -> Look:
    bare = plain(word.text.rstrip())
    small = (bare, bare[:-1]) if bare[-1:] in MARKS else (bare,)
    capital = next((i for i, letter in enumerate(bare) if letter in CAPITALS), -1)
    return Look(capital, small if bare.islower() else ())
