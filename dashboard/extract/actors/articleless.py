"""Unknown names where every noun is written large: a name has no article, and does what one body or person does.

"Torwerk hatte die Sparte gekauft", and "bei Torwerk": a common noun in the singular would have an article in one place
of the article at least.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract.actors import context
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import Piece
from dashboard.extract.actors.shapes import is_given
from dashboard.model import Block, Kind

WHY = "without an article, and acts"
TWICE = 2  # a word that stands so but once may be any noun


def name_articleless(pieces: Sequence[Piece], text: str, lex: Lexicon) -> None:
    """Make organizations of the single unknown words that act and never have an article."""
    deeds = lex.words.get("acts.deeds")
    if not deeds:
        return
    acting: set[str] = set()
    seen: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.kind is None and piece.known is None and piece.single and len(piece.text) > 2:
            seen.setdefault(piece.text, []).append(piece)
            after = context.NEXT.match(text, piece.end)
            body = piece.sentence is None or piece.sentence.block is Block.BODY
            if body and after is not None and after[1] in deeds:
                acting.add(piece.text)
    for name in acting:
        found = seen[name]
        if len(found) < TWICE or is_given(name, lex) or lex.ends(name.lower(), "never.nouns"):
            continue
        if name not in lex.words["never.words"] and all(_is_bare(p, text, lex) for p in found):
            for piece in found:
                piece.kind, piece.actor, piece.why = Kind.ORGANIZATION, name, WHY


def _is_bare(piece: Piece, text: str, lex: Lexicon) -> bool:
    """No article, number or adjective stands before the word."""
    before = context.led_by(piece, text)
    if not before or piece.initial:
        return True
    last = before[-1].lower()
    if last in lex.words["dealings.bare"] or not last[-1].isalpha():
        return not last[-1].isdigit()
    return last in lex.words["acts.words"] or last in lex.words["acts.deeds"]
