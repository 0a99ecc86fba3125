"""Names in one list are of one kind: "Tesco, Velnor and Dorsan Pharma", "Lindholm and Jan Visser"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.extract.actors.context import NEXT, behind_article
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import Piece
from dashboard.extract.actors.scan import POSSESSIVE
from dashboard.extract.actors.shapes import is_everyday, is_given
from dashboard.model import Kind

FAR = 20  # characters: nothing that joins a list is so long
ALIKE = frozenset((Kind.PERSON, Kind.ORGANIZATION))


def by_mates(pieces: Sequence[Piece], text: str, lex: Lexicon) -> dict[int, Kind]:
    """The ids of the unknown names of one word in lists → the kind that all others of their list have."""
    out: dict[int, Kind] = {}
    for items in _lists(pieces, text, lex):
        unknown = [piece for piece in items if piece.kind is None and piece.known is None and piece.single]
        kinds = {piece.kind for piece in items if piece.kind is not None}
        if not unknown or len(kinds) != 1 or not kinds <= ALIKE or any(p.sense == "outlet" for p in items):
            continue
        (kind,) = kinds
        for piece in unknown:
            low = piece.text.lower()
            noun = NEXT.match(text, piece.end)
            describes = noun is not None and (
                noun[1] in lex.words["organizations.nouns"] or noun[1] in lex.words["people.nouns"]
            )  # "Norsa Airlines and Surinam carrier Blue Wing"
            nobody = describes or is_everyday(low, lex) or (piece.initial and lex.ends(low, "common.many"))
            if not (nobody or _is_noun(piece, text, lex)):
                out[id(piece)] = kind
    return out


def _is_noun(piece: Piece, text: str, lex: Lexicon) -> bool:
    """Where nouns are written large: "die Partei und Olaf Scholz", "Siemens und Experten"."""
    if "nouns" not in lex.large or is_given(piece.text, lex):
        return False
    return behind_article(piece, text, lex) or lex.ends(piece.text.lower(), "never.nouns")


def firms_among(doubted: Sequence[Piece], pieces: Sequence[Piece], text: str, lex: Lexicon) -> list[Piece]:
    """The doubted persons who stand in a list with two organizations or more and no other person."""
    ids = {id(piece) for piece in doubted}
    out: list[Piece] = []
    for items in _lists(pieces, text, lex) if doubted else ():
        others = [piece for piece in items if id(piece) not in ids]
        if len(others) > 1 and all(p.kind is Kind.ORGANIZATION or (not p.kind and p.text.isupper()) for p in others):
            out += [piece for piece in items if id(piece) in ids]
    return out


def _lists(pieces: Sequence[Piece], text: str, lex: Lexicon) -> Iterator[list[Piece]]:
    """The names that commas and a last "and" or "or" join, each list in order.

    Whose they are stands before them: "Sweden's Berg and Norway's Lindholm".
    """
    comma, joints = ", ", lex.words["links.listed"]
    items: list[Piece] = []
    closed = False
    end = -1  # of the last item, or of the land that the next one is of
    for piece in pieces:
        gap = text[end : piece.start] if piece.start - end < FAR else ""
        if gap in POSSESSIVE and items and items[-1].sense == "country":
            items[-1] = piece
        elif items and (gap == comma or gap in joints):
            items.append(piece)
            closed |= gap != comma
        elif piece.start >= end:
            if closed:
                yield _without_place(items)
            items, closed = [piece], False
        else:
            continue
        end = piece.end
    if closed:
        yield _without_place(items)


def _without_place(items: list[Piece]) -> list[Piece]:
    """The names behind a place that opens the sentence: "In Lagos, Norsa and Velnor signed"."""
    return items[1:] if len(items) > 2 and items[0].sense in ("country", "capital", "place") else items
