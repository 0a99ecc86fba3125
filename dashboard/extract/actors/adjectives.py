"""Countries named by an adjective that is written small, as in French, German, Spanish and Russian."""

from __future__ import annotations

import re

from dashboard.extract.actors.declined import of_stem
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import Piece
from dashboard.model import Kind

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

OPENS = re.compile(r"(?:^|[.!?:»”\"]\s+|\n\s*|[«„“\"])$")


def adjectives(text: str, lex: Lexicon) -> list[Piece]:
    """ "le ministre russe", "российские войска": an adjective beside a noun of people or state.

    Written small, or large where it opens a sentence.
    """
    out: list[Piece] = []
    nouns = lex.words["people.nouns"]
    offices = lex.words["titles.office"]
    words = list(WORD.finditer(text))
    for index, match in enumerate(words):
        word = match.group()
        entry = of_stem(word.lower(), lex)
        if entry is None or not (word[0].islower() or OPENS.search(text, max(0, match.start() - 4), match.start())):
            continue
        beside = {words[i].group() for i in (index - 2, index - 1, index + 1, index + 2) if 0 <= i < len(words)}
        beside |= {noun.lower() for noun in beside}  # "el Gobierno colombiano"
        if beside & nouns or any(word in offices for word in beside):
            why = f"“{word}” is {entry.name}"
            out.append(Piece(*match.span(), word, Kind.GROUP, entry.name, entry, why=why, sense="people"))
    return out
