"""Towns that play are their clubs: "Liverpool beat Burnley 2-0", but "Liverpool beat London to the contract".

Where a language gives a club the article that no town has ("el Granada"), no result is asked for.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence, Set

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
    clubs = dict(pair.split("=") for pair in lex.words["plays.clubs"])
    towns = [p for p in pieces if not p.nested and p.home != p.text and _is_town(p, clubs)]
    won = [p for p in towns if lex.patterns["plays"].match(text, p.end) and _has_article(p, text, lex)]
    playing, told = {p.text for p in won if p.sense == "place"}, {id(p.sentence) for p in won}
    own = {id(p) for p in won}  # a capital is its club where it plays; elsewhere it may govern
    alone = bool(lex.words.get("plays.articles"))
    for piece in towns if won or alone else ():
        before = [word.lower() for word in led_by(piece, text)]
        against = " ".join(before[-2:]) in lex.words["plays.against"]
        beaten = against or (before and before[-1] in listed)
        here = alone and id(piece.sentence) in told  # "El Betis ganó el sábado al Granada"
        named = (here or piece.text in playing) and _has_article(piece, text, lex)
        plays = named or id(piece) in own or (beaten and (alone or id(piece.sentence) in told))
        if plays and (against or not (before and before[-1] in lex.words["places.ground"])):
            club = _club(piece.text, clubs, lex)
            piece.known, piece.sense, piece.kind = club, "actor" if club else "", Kind.ORGANIZATION
            piece.actor, piece.why = club.name if club else piece.text, PLAYS


def _is_town(piece: Piece, clubs: Container[str]) -> bool:
    """The tables know the name as a town, or nothing is known of it but that a town with a club has it."""
    return piece.sense in ("place", "capital") or (not piece.sense and piece.text in clubs)


def _has_article(piece: Piece, text: str, lex: Lexicon) -> bool:
    """The name has the article of a club, where the language gives clubs one."""
    articles, before = lex.words.get("plays.articles"), led_by(piece, text)
    return not articles or bool(before and before[-1].lower() in articles)


def _club(town: str, clubs: Mapping[str, str], lex: Lexicon) -> Entry | None:
    """The club of the table that is meant by the name of the town; `clubs`: those that are called otherwise."""
    called = clubs.get(town, town)
    return lex.exact.get(called if called != town else f"{town} F.C.")
