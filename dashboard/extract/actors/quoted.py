"""Names of firms, clubs and parties in quotation marks, where a language writes them so: «Зенит» обыграл «Спартак».

Not every word in quotation marks is one: a noun before it may call it a film or a ship. What one occurrence shows
counts for all of a spelling.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from itertools import accumulate
from operator import attrgetter

from dashboard.extract.actors import context
from dashboard.extract.actors.declined import given_name
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import Piece
from dashboard.extract.actors.shapes import is_given
from dashboard.model import Kind


def is_quoted(piece: Piece, text: str, lex: Lexicon) -> bool:
    """The quotation marks of firms stand right around the name."""
    marks = lex.words["writing.firms"]
    return text[piece.start - 1 : piece.start] in marks and text[piece.end : piece.end + 1] in marks


_WORDS = re.compile(r"(?<![^\s(])([«„“\"])([^\W\d_][\w-]*(?: [\w-]+){1,3})[»“”\"]")


def name_called(pieces: list[Piece], text: str, lex: Lexicon) -> None:
    """Put the organizations of several words that a noun before their quotation marks calls so among the pieces:
    "авиакомпания «Северный ветер»"."""
    if not lex.words.get("writing.firms"):
        return
    more, gone = [], set[int]()
    ordered = sorted(pieces, key=attrgetter("start"))
    starts = [p.start for p in ordered]
    reach = list(accumulate((p.end for p in ordered), max))  # how far each and all before it go
    for found in _WORDS.finditer(text):
        before = context.words_before(text, found.start())
        a, b = bisect_right(reach, found.start(2)), bisect_left(starts, found.end(2))
        inside = [p for p in ordered[a:b] if p.end > found.start(2)]
        called = before and before[-1].lower() in lex.words["organizations.nouns"] and found[2][0].isupper()
        known = any(p.known is not None for p in inside)
        if not (_of_firm(inside, found, before, lex) if known else called) or any(p.text == found[2] for p in inside):
            continue
        why = f"“{before[-1]}” before it" if called else "named after another"
        piece = Piece(*found.span(2), found[2], Kind.ORGANIZATION, found[2], why=why)
        piece.sentence = next((p.sentence for p in inside), None)
        more.append(piece)
        gone.update(map(id, inside))
    if more:
        pieces[:] = sorted([p for p in pieces if id(p) not in gone] + more, key=attrgetter("start"))


def _of_firm(inside: Sequence[Piece], found: re.Match[str], before: Sequence[str], lex: Lexicon) -> bool:
    """The quoted name is that of a known firm and a noun: «Газпром нефть» is another one than «Газпром»."""
    first, more = inside[0], found[2].split(" ")[1:]
    if first.kind is not Kind.ORGANIZATION or first.start != found.start(2) or first.end == found.end(2):
        return False
    works = before and lex.begins(before[-1].lower(), "never.works")
    noun = len(more) == 1 and more[0].islower() and not more[0].endswith(lex.acting)
    return noun and not works


def name_quoted(pieces: Sequence[Piece], text: str, lex: Lexicon) -> None:
    """Make organizations of the unknown names in quotation marks that act, are dealt with or are of a town."""
    if not lex.words.get("writing.firms"):
        return
    for piece in pieces:
        if piece.sense == "place" and is_quoted(piece, text, lex):  # "«Ростов» обыграл «Уфу»"
            piece.known, piece.kind, piece.sense, piece.actor = None, None, "", piece.text
    unknown = [p for p in pieces if p.kind is None and p.known is None and is_quoted(p, text, lex)]
    shown = {p.text for p in unknown if _acts(p, text, lex)}
    for piece in unknown:
        if piece.text in shown or _of_shown(piece.text, shown, lex):
            piece.kind, piece.why = Kind.ORGANIZATION, "in quotation marks, and acts"


def _acts(piece: Piece, text: str, lex: Lexicon) -> bool:
    """No noun before it calls it a work or a thing, and it acts, is dealt with, or an adjective says where it is."""
    before = context.words_before(text, piece.start - 1)
    last = before[-1].lower() if before else ""
    if lex.begins(last, "never.works"):
        return False
    if context.acts(piece, text, lex):
        return True
    plays = last in lex.words.get("organizations.players", ())
    return (
        plays
        or last in lex.words["dealings.agent"]
        or context.deals(last, lex)
        or lex.ends(last, "organizations.local")
    )


def _of_shown(name: str, shown: set[str], lex: Lexicon) -> bool:
    """The name is one of those that act in another case."""
    return any(base in shown for base in bases(name, lex))


def bases(name: str, lex: Lexicon) -> tuple[str, ...]:
    """What a name can be without its case ending: "Зенита" is Зенит, "Роснефтью" Роснефть."""
    cases, out = lex.declension, []
    for ending in cases.endings:
        if ending and name.endswith(ending) and len(name) - len(ending) > 2:
            stem = name[: -len(ending)]
            out += [stem, *(f"{stem}{more}" for more in cases.restored)]
    return tuple(out)


def one_nominative(pieces: Sequence[Piece], text: str, lex: Lexicon) -> None:
    """Unknown names of an article that are one name in several cases get its nominative: "Линдхольмом" beside
    "Линдхольм"; one that stands only in a case which no nominative looks like is told without it."""
    if lex.declension.unlike is None:
        return
    own = [p for p in pieces if p.known is None and p.kind in (Kind.PERSON, Kind.ORGANIZATION) and p.actor == p.text]
    spelled = {p.text for p in own}
    for piece in own:
        if _is_called(piece, text, lex):
            continue
        if _is_of_players(piece, text, lex):
            piece.actor = piece.text.removesuffix(lex.declension.shared[0])
            continue
        if ending := _case_of_role(piece, text, lex):
            first, *more = piece.text.split()
            first = given_name(first, lex) or first.removesuffix(ending)  # "мэра Павла Громова"
            piece.actor = " ".join((first, *(word.removesuffix(ending) for word in more)))
            continue
        if ending := _case_of_surname(piece, spelled, lex):
            piece.actor = " ".join(word.removesuffix(ending) for word in piece.text.split())
            continue
        first, *more = piece.text.split()
        if given := given_name(first, lex):  # the table of given names tells its nominative
            first, more = given, [lex.declension.unlike.sub("", word) for word in more]
            piece.actor = " ".join((first, *more)) if more != piece.text.split()[1:] else piece.actor
            continue
        other = next((base for base in bases(piece.text, lex) if base in spelled), None)
        piece.actor = other or " ".join(_without_case([first, *more], lex.declension.unlike, lex.declension.vowels))


def _without_case(words: list[str], unlike: re.Pattern[str], vowels: str) -> list[str]:
    """The words without endings that no nominative has, unless the surname has none where it would: "Джером Пауэлл"."""
    bare = len(words) > 1 and words[-1][-1] not in vowels and unlike.search(words[-1]) is None
    return words if bare else [unlike.sub("", word) for word in words]


def _is_called(piece: Piece, text: str, lex: Lexicon) -> bool:
    """Behind the noun that calls it so a name in quotation marks is in the nominative: "на заводе «Электропром»"."""
    before = context.words_before(text, piece.start - 1) if is_quoted(piece, text, lex) else ()
    return bool(before) and before[-1].lower() in lex.words["organizations.nouns"]


def _is_of_players(piece: Piece, text: str, lex: Lexicon) -> bool:
    """The club in quotation marks stands in the genitive behind those who play for it: "Хоккеисты «Авангарда»"."""
    if not (piece.single and lex.declension.shared and is_quoted(piece, text, lex)):
        return False
    before, ending = context.words_before(text, piece.start - 1), lex.declension.shared[0]
    plays = bool(before) and before[-1].lower() in lex.words.get("organizations.players", ())
    stem = piece.text.removesuffix(ending)
    return plays and stem != piece.text and len(stem) > 3 and stem[-1] not in lex.declension.vowels


def _case_of_surname(piece: Piece, spelled: Set[str], lex: Lexicon) -> str:
    """The case ending of a man whose surname stands elsewhere without it, "Марка Виссера" beside "Виссер"; "" without.

    A woman's would have none.
    """
    first, *more = piece.text.split()
    for ending in lex.declension.shared if more else ():
        same = all(word.endswith(ending) for word in (first, *more))
        if same and more[-1].removesuffix(ending) in spelled and is_given(first.removesuffix(ending), lex):
            return ending
    return ""


def _case_of_role(piece: Piece, text: str, lex: Lexicon) -> str:
    """The case ending that a man's name shares with the role before it: "тренера Деяна Станковича"; "" without."""
    before = context.led_by(piece, text)
    role = before[-1] if before else ""
    if role not in lex.words["roles.nouns"]:
        return ""
    for ending in lex.declension.shared:
        stem = role.removesuffix(ending)
        if stem != role and stem in lex.words["roles.nouns"]:  # no "глава"
            plain = (word.removesuffix(ending) for word in piece.text.split())
            bare = all(word != name and len(word) > 2 for word, name in zip(plain, piece.text.split(), strict=True))
            return ending if bare else ""
    return ""
