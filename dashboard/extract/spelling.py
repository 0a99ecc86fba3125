"""What stands between two blanks, looked up once for all the steps that ask of it: news repeats its words.

One grammar of times and one lexicon of events per language write into a word what they have made of it: another one of
the same language would read what is not its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

_SPELLED = re.compile(r"\S{1,4000}+\s*+")
_REMEMBERED = 30_000  # words of a language, 14 MB
_LONGEST = 40  # characters of a word that is remembered


@dataclass(slots=True, eq=False)
class Spelled:
    """A word as written, with its marks and the white space behind it, and what the steps have made of it so far."""

    text: str
    size: int
    mark: str = ""  # whether it can be of a time, as in `times/spot.py`
    forms: tuple[Any, ...] = ()  # its tokens, as in `tokens.py`, which is not known here: times do without the lexicon
    look: Any = None  # how it is written, as in `actors/written.py`


class _Known(dict[str, Spelled]):
    """The words of a language that were seen, up to a bound."""

    def __missing__(self, text: str) -> Spelled:
        word = Spelled(text, len(text))
        if len(self) < _REMEMBERED and len(text) < _LONGEST:
            self[text] = word
        return word


@cache
def _known(language: str) -> _Known:
    return _Known()


@lru_cache(maxsize=1)  # the steps ask for the same text in turn
def spelled(text: str, language: str) -> tuple[Spelled, ...]:
    """The words of a text in order; together they are all of it but the white space that it begins with."""
    return tuple(map(_known(language).__getitem__, _SPELLED.findall(text)))
