"""Other names that a text gives somebody: "Jorge Mata, alias "Ratón"", "Salma Idris, better known as Sally"."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract.actors.document import is_full
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import ORGANIZATION, PERSON, Piece


def name_aliases(pieces: list[Piece], text: str, lex: Lexicon) -> None:
    """Let the names by which a person or an organization is known mean it in the whole text."""
    alias = lex.patterns["alias"]
    means: dict[str, Piece] = {}
    for piece in pieces:
        owner = piece.kind is ORGANIZATION or (piece.kind is PERSON and is_full(piece.actor))
        if owner and (found := alias.match(text, piece.end)) is not None:
            means.setdefault(found["name"], piece)
            _make_one(pieces, found.start("name"), found.end("name"), found["name"])
    for piece in pieces if means else ():
        whose = means.get(piece.text)
        if whose is not None and piece.known is None and piece is not whose:
            piece.kind, piece.actor = whose.kind, whose.actor
            piece.why = f"another name of {whose.actor} in this article"


def _make_one(pieces: Sequence[Piece], start: int, end: int, name: str) -> None:
    """Let the first piece of an alias be all of it: "Little Sultan" is one name, whatever its words are."""
    for piece in pieces:
        if piece.start == start and piece.end < end:
            piece.end, piece.text, piece.known, piece.sense = end, name, None, ""
