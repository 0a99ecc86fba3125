"""Courts, committees and theatres that an adjective written large names before a noun written small: "Басманный суд".

The name is that of the nominative; an adjective that any of them could have ("Городской суд") names none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from operator import attrgetter

from dashboard.extract.actors.lexicon import Lexicon, lexicon
from dashboard.extract.actors.piece import Piece
from dashboard.model import Kind

_NESTED = 3  # names that can nest before a place of the text


def name_courts(pieces: list[Piece], text: str, lex: Lexicon) -> None:
    """Put such names among the pieces, in place of the adjective alone and of the capital they sit in."""
    pattern = _pattern(lex.language)
    if pattern is None:
        return
    starts = [p.start for p in pieces]
    more, gone = [], set[int]()
    for found in pattern.finditer(text):
        adjective, ending, head, case = found.groups()
        if lex.begins(f"{adjective}{ending}".lower(), "never.general"):
            continue
        start, end = found.span()
        name = f"{adjective}{_nominative(adjective, ending, case, lex)} {head}"
        near = pieces[max(0, bisect_left(starts, start) - _NESTED) : bisect_left(starts, end + 2)]
        inside = [p for p in near if p.start < end and p.end > start]
        seat = [p for p in near if p.start == end + 1 and p.sense == "capital"]
        piece = Piece(start, end, text[start:end], Kind.ORGANIZATION, name, why=f"“{head}” behind it")
        piece.sentence = inside[0].sentence if inside else None
        if piece.sentence is None or any(p.known is not None for p in inside):
            continue
        more.append(piece)
        gone.update(map(id, (*inside, *seat)))
    if more:
        pieces[:] = sorted([p for p in pieces if id(p) not in gone] + more, key=attrgetter("start"))


def _nominative(stem: str, ending: str, case: str, lex: Lexicon) -> str:
    """The ending of the adjective in the nominative; `case` is that of the noun."""
    if not case:
        return ending
    behind, soft, hard = lex.declension.adjective
    return soft if stem[-1] in behind or ending[0] == soft[0] else hard


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    lex = lexicon(language)
    heads, pattern = lex.words.get("organizations.small"), lex.patterns.get("court")
    return re.compile(pattern.pattern.replace("HEADS", "|".join(sorted(heads)))) if heads and pattern else None
