"""Two names that share their last word: "North and South Korea", "the Foreign and Interior Ministries", "Bill and
Melinda Gates".

The last word names both, each by its own words; of a body it stands in the plural, and the name has its singular.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dashboard.extract.actors.context import led_by, words_before
from dashboard.extract.actors.fold import fold
from dashboard.extract.actors.lexicon import Lexicon, lexicon
from dashboard.extract.actors.piece import PERSON, Piece
from dashboard.extract.actors.scan import POSSESSIVE
from dashboard.extract.actors.shapes import is_given
from dashboard.model import Kind

LANDS = ("country", "adjective")
GROUND = ("country", "adjective", "place", "capital")  # what a body may be named after


def split_shared(pieces: Sequence[Piece], text: str, lex: Lexicon) -> list[Piece]:
    """The first names of such pairs; the second, a piece already, gets the singular."""
    out = []
    several, plurals = _several(lex.language), tuple(_several(lex.language))
    for at, piece in enumerate(pieces):
        if piece.sense == "country":
            if (first := _land(piece, text, lex)) is not None:
                out.append(first)
        elif piece.known is None and piece.text.endswith(plurals):
            own, _, head = piece.text.rpartition(" ")
            if not own and piece.title in lex.words["titles.portfolio"] and head in several:
                own, piece.title = piece.title, ""  # "the Energy and Justice Departments"
                piece.start -= len(f"{own} ")
            if own and head in several:
                out += _bodies(pieces, at, f"{own} {several[head]}", text, lex)
        elif piece.known is None and piece.kind is None and text[piece.end : piece.end + len("'s ")] in POSSESSIVE:
            out += _given_to(piece, text, lex)
    return out


def share_surnames(pieces: Sequence[Piece], text: str, lex: Lexicon) -> list[Piece]:
    """Give a given name alone the surname of the one that "and" joins to it, where the article or the table of people
    has it whole: "Bill et Melinda Gates", but not "Harry and Meghan Markle". Returns those that were no piece."""
    out, joints = [], lex.words["links.and"]
    at = {piece.start: piece for piece in pieces if piece.single}
    for right in [p for p in pieces if p.kind is PERSON and p.known is None and not (p.single or p.title)]:
        words = right.text.split()
        inside = len(words) > 3 and words[1] in joints  # "Bill y Melinda Gates"
        first, joint = words[:2] if inside else (["", "", *led_by(right, text)][-2:])
        given = words[2] if inside else words[0]
        if joint not in joints or not (first[:1].isupper() and is_given(first, lex) and is_given(given, lex)):
            continue
        if any(fold(first) in fold(p.text).split() for p in pieces if p is not right and (p.title or not p.single)):
            continue
        whole = f"{first} {' '.join(words[3 if inside else 1 :])}"
        if whole not in text and whole not in lex.exact:
            continue
        start = right.start if inside else right.start - len(f"{first} {joint} ")
        if inside:
            right.start += len(f"{first} {joint} ")
            right.text = right.actor = text[right.start : right.end]
        left = at.get(start)
        if left is None:
            left = Piece(start, start + len(first), first, Kind.PERSON, first)
            left.sentence = right.sentence
            out.append(left)
        left.actor = f"{first} {right.text.partition(' ')[2]}"
        left.kind, left.why = Kind.PERSON, f"shares the surname of {right.text}"
    return out


@cache
def _several(language: str) -> dict[str, str]:
    """The head of several bodies → that of one: Ministries → Ministry."""
    pairs = (pair.partition("=") for pair in lexicon(language).words.get("organizations.several", ()))
    return {many: one for many, _, one in pairs}


def _given_to(piece: Piece, text: str, lex: Lexicon) -> list[Piece]:
    """ "Promised Sundmark | Germany's support": behind a verb of giving, one unknown word and a land are two, of which
    the land keeps the piece."""
    name, _, land = piece.text.partition(" ")
    entry = lex.exact.get(land)
    if entry is None or entry.sense != "country" or is_given(name, lex):
        return []
    if lex.words["links.giving"].isdisjoint(led_by(piece, text)[-1:]):
        return []
    first = Piece(piece.start, piece.start + len(name), name, actor=name)
    first.sentence, first.led, first.led_at = piece.sentence, piece.led, piece.led_at
    piece.start, piece.text, piece.actor, piece.kind = first.end + 1, land, entry.name, entry.kind
    piece.known, piece.sense, piece.why = entry, entry.sense, ""
    return [first]


def _land(second: Piece, text: str, lex: Lexicon) -> Piece | None:
    """The country that the word before "and" makes with the last word of the second."""
    before = () if second.single else led_by(second, text)
    if len(before) < 2 or before[-1] not in lex.words["links.and"]:
        return None
    first = before[-2]
    entry = lex.exact.get(f"{first} {second.text.partition(' ')[2]}")
    if entry is None or entry.sense != "country":
        return None
    start = second.start - len(f"{first} {before[-1]} ")
    made = Piece(start, start + len(first), first, entry.kind, entry.name, entry, sense=entry.sense)
    made.sentence = second.sentence
    return made


def _bodies(pieces: Sequence[Piece], at: int, name: str, text: str, lex: Lexicon) -> list[Piece]:
    """Make a piece the second of two bodies, `name` its singular, and return the first; none where none is joined."""
    second = pieces[at]
    land = pieces[at - 1] if at and text[pieces[at - 1].end : second.start] == " " else None
    if land is not None and land.sense not in LANDS:
        land = None
    start = second.start if land is None else land.start
    before = words_before(text, start)
    if len(before) < 2 or before[-1] not in lex.words["links.and"]:
        return []
    end = start - len(f" {before[-1]} ")
    if land is not None:  # "the German and French Foreign Ministries"
        owner = next((p for p in _back_to(pieces, at, end) if p.end == end and p.sense in LANDS), None)
        if owner is None:
            return []
        first = _body(owner.start, end, f"{owner.text} {name}", owner, lex)
        _become(second, _body(start, second.end, f"{land.text} {name}", land, lex))
        first.sentence = second.sentence
        return [first]
    own = _own_words(before[:-1], lex)
    begin = end - len(" ".join(own))
    there = _back_to(pieces, at, begin + 1)
    if not own or _stands_alone(own, before, there, name, lex):
        return []
    owner = there[0] if there and there[0].sense in LANDS and there[0].start == begin and len(own) > 1 else None
    if owner is not None:
        begin += len(own[0]) + 1
        own = own[1:]
    if owner is None and text.endswith(tuple(f"{mark} " for mark in lex.words["writing.owning"]), 0, begin):
        near = _back_to(pieces, at, begin - max(map(len, POSSESSIVE)))
        owner = next((p for p in near if p.sense in LANDS and text[p.end : begin] in POSSESSIVE), None)
    first = _body(begin, end, f"{' '.join(own)} {name.rpartition(' ')[2]}", owner, lex)
    first.sentence = second.sentence
    _become(second, _body(second.start, second.end, name, owner, lex))
    if len(there) == 1 and there[0].start == begin and there[0].known is None:
        _become(there[0], first)
        return []
    return [first]


def _back_to(pieces: Sequence[Piece], at: int, end: int) -> list[Piece]:
    """The pieces before that at `at` that end at the character `end` or behind it, in order."""
    first = at
    while first and pieces[first - 1].end >= end:
        first -= 1
    return list(pieces[first:at])


def _stands_alone(own: list[str], before: Sequence[str], there: list[Piece], second: str, lex: Lexicon) -> bool:
    """ "Greenpeace and National Committees", "Paris and Foreign Ministries": the words name somebody or some place
    without the head."""
    if own[-1] in lex.words["actors.heads"] and own[-1] not in lex.words["titles.portfolio"]:
        return True
    behind = before[-len(own) - 2].lower() if len(before) > len(own) + 1 else ""
    of_a_field = second.partition(" ")[0] in lex.words["titles.portfolio"]
    literal = of_a_field or (bool(behind) and behind not in lex.words["links.articles"])
    if literal and len(own) == 1 and any(p.known is not None for p in there):
        return True
    return any(p.kind is not None and p.sense not in GROUND for p in there)


def _own_words(before: Sequence[str], lex: Lexicon) -> list[str]:
    """The last of the words that a name consists of: written large, behind an article or an owner."""
    own: list[str] = []
    for word in reversed(before):
        if not word[:1].isupper() or word.lower() in lex.words["links.articles"] or lex.ends(word, "writing.owning"):
            break
        own.insert(0, word)
    return own


def _body(start: int, end: int, name: str, owner: Piece | None, lex: Lexicon) -> Piece:
    """A body of that name, `owner` the country that stands in it or before it."""
    entry = (lex.exact.get(f"{owner.text} {name}") if owner is not None else None) or lex.exact.get(name)
    made = Piece(start, end, name, Kind.ORGANIZATION, name, why="one head names both")
    if entry is not None:
        made.kind, made.actor, made.known, made.sense = entry.kind, entry.name, entry, entry.sense
    if owner is not None:
        made.affiliation = owner.actor
        owner.nested = owner.nested or (owner.start >= start and owner.end <= end)
    return made


def _become(piece: Piece, other: Piece) -> None:
    piece.start, piece.text, piece.kind, piece.actor = other.start, other.text, other.kind, other.actor
    piece.known, piece.sense, piece.why, piece.affiliation = other.known, other.sense, other.why, other.affiliation
