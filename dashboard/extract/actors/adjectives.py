"""Countries named by an adjective that is written small, as in French, German, Spanish and Russian."""

from __future__ import annotations

import re

from dashboard.extract.actors.lexicon import Entry, Lexicon
from dashboard.extract.actors.pieces import Piece
from dashboard.model import Kind

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def adjectives(text: str, lex: Lexicon) -> list[Piece]:
    """ "le ministre russe", "российские войска": an adjective written small, beside a noun of people or state."""
    out: list[Piece] = []
    nouns = lex.words["people.nouns"]
    words = list(WORD.finditer(text))
    for index, match in enumerate(words):
        word = match.group()
        entry = _of_stem(word, lex) if word[0].islower() else None
        if entry is None:
            continue
        beside = {words[i].group() for i in (index - 2, index - 1, index + 1, index + 2) if 0 <= i < len(words)}
        if beside & nouns:
            why = f"“{word}” is {entry.name}"
            out.append(Piece(*match.span(), word, Kind.GROUP, entry.name, entry, why=why, sense="people"))
    return out


def _of_stem(word: str, lex: Lexicon) -> Entry | None:
    for size in range(min(len(word), 14), 2, -1):
        entry = lex.stems.get(word[:size])
        if entry is not None:
            return entry if len(word) - size <= 4 else None
    return None
