"""Towns that play are their clubs: "Liverpool beat Burnley 2-0", but "Liverpool beat London to the contract".

Where a language gives a club the article that no town has ("el Granada"), no result is asked for. Those of a town are
its club too where they play: "Les Bordelais se sont imposés", "le Stade rennais".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import pairwise

from dashboard.extract.actors.context import led_by
from dashboard.extract.actors.lexicon import Entry, Lexicon, lexicon
from dashboard.extract.actors.piece import Piece
from dashboard.model import Kind, Sentence

PLAYS = "a town that plays"
_NEAR = 40  # characters behind a town in which the other of the two that play stands


def name_clubs(pieces: list[Piece], text: str, small: Set[str], lex: Lexicon) -> list[Piece]:
    """The pieces with clubs for the towns that an article tells the result of a match of, wherever they are not where
    it was, and for those of such a town."""
    listed, told = lex.words["plays.words"], bool(lex.words.get("plays.townsmen"))
    clubs = _clubs(text, small, lex)
    pieces = _with_townsmen(pieces, text, clubs, lex) if told else pieces
    if listed.isdisjoint(small):
        return pieces
    _name_towns(pieces, text, clubs, lex)
    return _with_townsmen(pieces, text, clubs, lex) if told else pieces


def _clubs(text: str, small: Set[str], lex: Lexicon) -> dict[str, str]:
    """Town → club, in the game that the article is about."""
    rugby = not lex.words.get("plays.rugby_words", frozenset()).isdisjoint(small)
    rugby = rugby or any(name in text for name in lex.words.get("plays.rugby_names", ()))
    return _called_otherwise(lex.language, "plays.rugby" if rugby else "plays.clubs")


@cache
def _called_otherwise(language: str, game: str) -> dict[str, str]:
    """Town → its club in a game, where that is called otherwise."""
    return dict(pair.split("=") for pair in lexicon(language).words.get(game, ()))


def _name_towns(pieces: Sequence[Piece], text: str, clubs: Mapping[str, str], lex: Lexicon) -> None:
    """Make clubs of the towns that play."""
    listed = lex.words["plays.words"]
    towns = [p for p in pieces if not p.nested and p.home != p.text and _is_town(p, clubs)]
    won = [p for p in towns if lex.patterns["plays"].match(text, p.end) and _has_article(p, text, lex)]
    facing: set[int] = set()
    for one, two in pairwise(towns):
        before = " ".join(word.lower() for word in led_by(one, text)[-2:])
        if before in lex.words.get("plays.between", ()) and two.start - one.end < _NEAR:
            facing |= {id(one), id(two)}  # "le match entre Lens et Brest"
    playing, told = {p.text for p in won if p.sense == "place"}, {id(p.sentence) for p in won}
    by_club = sorted(p.start for p in pieces if p.why == PLAYS and lex.patterns["plays"].match(text, p.end))
    told |= {id(p.sentence) for p in towns if p.sentence is not None and _begins_in(p.sentence, by_club)}
    own = {id(p) for p in won}  # a capital is its club where it plays; elsewhere it may govern
    alone = bool(lex.words.get("plays.articles"))
    for piece in towns if told or facing or alone else ():
        before_it = [word.lower() for word in led_by(piece, text)]
        against = " ".join(before_it[-2:]) in lex.words["plays.against"] or id(piece) in facing
        beaten = against or (before_it and before_it[-1] in listed)
        here = alone and id(piece.sentence) in told  # "El Betis ganó el sábado al Granada"
        named = (here or piece.text in playing) and _has_article(piece, text, lex)
        plays = named or id(piece) in own | facing or (beaten and (alone or id(piece.sentence) in told))
        if plays and (against or not (before_it and before_it[-1] in lex.words["places.ground"])):
            _becomes(piece, clubs, lex, piece.text)


def _begins_in(sentence: Sentence, starts: Sequence[int]) -> bool:
    """One of the offsets, which are sorted, is in the sentence."""
    at = bisect_left(starts, sentence.start)
    return at < len(starts) and starts[at] < sentence.end


def _becomes(piece: Piece, clubs: Mapping[str, str], lex: Lexicon, town: str) -> None:
    """The piece is the club of the town."""
    club = _club(town, clubs, lex)
    piece.known, piece.sense, piece.kind = club, "actor" if club else "", Kind.ORGANIZATION
    piece.actor, piece.why = club.name if club else town, PLAYS


def _with_townsmen(pieces: list[Piece], text: str, clubs: Mapping[str, str], lex: Lexicon) -> list[Piece]:
    """The pieces with those of a town that are its club: "Les Bordelais", "le Stade rennais"."""
    named = {p.actor for p in pieces if p.kind is Kind.ORGANIZATION}
    out = []
    for start, end, town, sure in _told_of(text, lex):
        named_so = _called(text[start:end], town, lex)
        club = lex.exact.get(named_so) if named_so else _club(town, clubs, lex)
        if named_so == "" or not (sure or (club is not None and club.name in named)):
            continue
        known = next((p for p in pieces if p.start == start and p.end == end), None)
        piece = known or Piece(start, end, text[start:end])
        _becomes(piece, {town: named_so} if named_so else clubs, lex, town)
        out.append(piece)
    spans = [(p.start, p.end) for p in out]
    kept = [p for p in pieces if not any(a < p.end and p.start < b for a, b in spans)]
    return sorted([*kept, *out], key=lambda p: (p.start, -p.end)) if out else pieces


def _called(words: str, town: str, lex: Lexicon) -> str | None:
    """The club of the town, in whatever game, that the words name: "Stade toulousain"; "" where none is called so, None
    where they name those of the town or only a club."""
    head = words.split(" ")[0]
    if head not in lex.words["plays.club_heads"]:
        return None
    clubs = (_called_otherwise(lex.language, game).get(town, "") for game in ("plays.clubs", "plays.rugby"))
    return next((club for club in clubs if club.startswith(f"{head} ")), "")


def _told_of(text: str, lex: Lexicon) -> Iterator[tuple[int, int, str, bool]]:
    """Where those of a town stand, which town, and whether they surely play: by name, or their result beside them."""
    towns, large, small = _townsmen(lex.language)
    for found in large.finditer(text):
        before = text[max(0, found.start() - _NEAR) : found.start()].split()[-1:]
        against = " ".join((*before, found[1])).lower() in lex.words["plays.against"]
        sure = against or lex.patterns["plays"].match(text, found.end()) is not None
        yield found.start(2), found.end(2), towns[found[2].lower()], sure
    for found in small.finditer(text):
        yield found.start(), found.end(), towns[found[2].lower()], found[1] in lex.words["plays.club_heads"]


@cache
def _townsmen(language: str) -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """The words for those of a town in small letters → the town; a pattern of article and word, and of "club" and the
    adjective."""
    words = lexicon(language).words
    towns = {one.lower(): town for one, town in (pair.split("=") for pair in words["plays.townsmen"])}
    large = "|".join(sorted((one.capitalize() for one in towns), reverse=True))
    heads = "|".join(sorted(words["plays.club_heads"] | words["plays.club_nouns"]))
    articles, small = "|".join(sorted(words["plays.townsmen_behind"])), "|".join(sorted(towns, reverse=True))
    return towns, re.compile(rf"\b({articles}) ({large})\b"), re.compile(rf"\b({heads}) ({small})\b")


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
