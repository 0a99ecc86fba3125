"""What stands between two blanks, looked up once for all the steps that ask of it: news repeats its words.

One grammar of times and one lexicon of events per language write into a word what they have made of it: another one of
the same language would read what is not its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

_REMEMBERED = 30_000  # words of a language, 14 MB
_SHORT = 40  # characters of a word that is remembered
_WORD = re.compile(r"\S{1,4000}+")
_MARKS = frozenset(",.;:!?")


@dataclass(slots=True, eq=False)
class Spelled:
    """A word as written, with its marks, and what the steps have made of it so far."""

    text: str
    mark: int = 0  # whether it can be of a time, as in `times/spot.py`; 0 before it was asked
    forms: tuple[Any, ...] = ()  # its tokens, as in `tokens.py`, which is not known here: times do without the lexicon
    look: Any = None  # how it is written, as in `actors/written.py`


@dataclass(slots=True, eq=False)
class Spelling:
    """The words of a text in order, where each starts, and behind those where the text ends."""

    words: list[Spelled]
    starts: list[int]


@cache
def _known(language: str) -> dict[str, Spelled]:
    """The words of a language that were seen, up to a bound."""
    return {}


@lru_cache(maxsize=1)  # the steps ask for the same text in turn
def spelled(text: str, language: str) -> Spelling:
    """The words of a text: what stands between white space."""
    known: dict[str, Spelled] = _known(language)
    words: list[Spelled] = []
    starts: list[int] = []
    at = 0
    for line in text.split("\n"):
        for piece in line.split(" "):
            word = known.get(piece)
            if word is not None:
                words.append(word)
                starts.append(at)
            elif piece:  # it is new, or holds other white space than blanks
                for match in _WORD.finditer(piece):
                    words.append(known.get(match[0]) or _learn(match[0], known))
                    starts.append(at + match.start())
            at += len(piece) + 1
    starts.append(len(text))
    return Spelling(words, starts)


def _learn(text: str, known: dict[str, Spelled]) -> Spelled:
    """A word that was not seen before."""
    word = Spelled(text)
    if len(known) < _REMEMBERED and len(text) < _SHORT:
        known[text] = word
    return word


def plain(text: str) -> list[str]:
    """A word that is all letters, and the mark behind it if there is one; empty for any other."""
    if text.isalpha():
        return [text]
    return [text[:-1], text[-1]] if text[:-1].isalpha() and text[-1] in _MARKS else []
