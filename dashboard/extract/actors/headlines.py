"""Reads headlines in Title Case or CAPITALS through the body: there a capital names nobody by itself.

Only what the tables know or what the body names is a name in such a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.extract.actors.fold import fold
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import PERSON, Piece
from dashboard.model import Block, Sentence

WORDS = re.compile(r"[^\W\d_]{2,}")
NAMES = re.compile(r"[^\W_][\w.-]*(?:'(?!s\b|S\b)\w+)?")
TITLES = (Block.HEADLINE, Block.HEADING)
LONGEST = 5  # words a name may have here
SHARE = 0.75  # of the longer words begin with a capital


def shouts(text: str, sentence: Sentence, lex: Lexicon) -> bool:
    """A headline in capitals or Title Case, but for what that leaves small; one of fewer than four longer words does
    not tell, and "Haitian PM Ariel Henry resigns" is in none, "Boeing Cuts Jobs at plant in Oslo" by its verb is."""
    line = text[sentence.start : sentence.end]
    if (sentence.block not in TITLES and not line.isupper()) or lex.patterns["credit"].match(line):
        return False
    words = [w for w in WORDS.findall(line) if len(w) > 3 or w.isupper()]
    if len(words) < 4 or sum(w[0].isupper() for w in words) < SHARE * len(words):
        return False
    small = lex.words.get("common.small_in_titles")
    if not small or all(w[0].isupper() or w in small or f"-{w}" in line for w in words):  # "Goes to Tie-break"
        return True
    verbs = lex.words["common.title_verbs"]
    return any(w[0].isupper() and w.lower() in verbs for w in WORDS.findall(line)[1:])


def read_headlines(loud: Sequence[Sentence], text: str, body: Sequence[Piece], lex: Lexicon) -> list[Piece]:
    """The names of the shouting lines."""
    if not loud:
        return []
    out: list[Piece] = []
    spoken: dict[str, Piece] = {}
    _listen(body, spoken)
    for sentence in loud:
        found = _read(sentence, text, spoken, lex)
        _listen(found, spoken)
        out += found
    return out


def _read(sentence: Sentence, text: str, spoken: dict[str, Piece], lex: Lexicon) -> list[Piece]:
    """The names of a shouting line, longest first."""
    upper = text[sentence.start : sentence.end].isupper()
    words = [m.span() for m in NAMES.finditer(text, sentence.start, sentence.end)]
    out: list[Piece] = []
    at = 0
    while at < len(words):
        for last in range(min(at + LONGEST, len(words)) - 1, at - 1, -1):
            piece = _named(words[at][0], words[last][1], text, spoken, upper, lex)
            if piece is not None:
                piece.sentence = sentence
                out.append(piece)
                at = last
                break
        at += 1
    return out


def _listen(pieces: Sequence[Piece], spoken: dict[str, Piece]) -> None:
    """Add what is named, by folded spelling; persons also by full name and surname. Who was named first stays."""
    for piece in pieces:
        if piece.kind is None:
            continue
        spoken.setdefault(fold(piece.text), piece)
        if piece.kind is PERSON:
            name = fold(piece.actor)
            spoken.setdefault(name, piece)
            spoken.setdefault(name.rpartition(" ")[2], piece)


def _named(start: int, end: int, text: str, spoken: dict[str, Piece], upper: bool, lex: Lexicon) -> Piece | None:
    said = text[start:end]
    known = spoken.get(fold(said))
    if known is not None and known.kind is not None:
        why = f"named in the text: {known.actor}"
        return Piece(start, end, said, known.kind, known.actor, known.known, why=why, sense=known.sense)
    entry = lex.exact.get(lex.upper.get(said, "")) if upper else lex.exact.get(said)
    if entry is None or entry.the or (entry.sense == "actor" and entry.spelling.lower() in lex.words["common.words"]):
        return None  # "Forces Shell a Town": no company
    return Piece(start, end, said, entry.kind, entry.name, entry, sense=entry.sense)
