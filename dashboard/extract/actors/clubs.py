"""Towns that play are their clubs: "Liverpool beat Burnley 2-0", but "Liverpool beat London to the contract"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from dashboard.extract.actors.context import led_by
from dashboard.extract.actors.lexicon import Entry, Lexicon
from dashboard.extract.actors.piece import Piece
from dashboard.model import Kind

PLAYS = "a town that plays"


def name_clubs(pieces: Sequence[Piece], text: str, small: Set[str], lex: Lexicon) -> None:
    """Make clubs of the towns that an article tells the result of a match of, wherever they are not where it was."""
    listed = lex.words["plays.words"]
    if listed.isdisjoint(small):
        return
    towns = [p for p in pieces if p.sense in ("place", "capital") and not p.nested and p.home != p.text]
    won = [p for p in towns if lex.patterns["plays"].match(text, p.end)]
    playing, told = {p.text for p in won if p.sense == "place"}, {id(p.sentence) for p in won}
    own = {id(p) for p in won}  # a capital is its club where it plays; elsewhere it may govern
    for piece in towns if won else ():
        before = [word.lower() for word in led_by(piece, text)]
        beaten = before and (before[-1] in listed or " ".join(before[-2:]) in lex.words["plays.against"])
        plays = piece.text in playing or id(piece) in own or (beaten and id(piece.sentence) in told)
        if plays and not (before and before[-1] in lex.words["places.ground"]):
            club = _club(piece.text, lex)
            piece.known, piece.sense, piece.kind = club, "actor" if club else "", Kind.ORGANIZATION
            piece.actor, piece.why = club.name if club else piece.text, PLAYS


def _club(town: str, lex: Lexicon) -> Entry | None:
    """The club of the table that is meant by the name of the town."""
    called = next((pair.partition("=")[2] for pair in lex.words["plays.clubs"] if pair.startswith(f"{town}=")), town)
    return lex.exact.get(called if called != town else f"{town} F.C.")
