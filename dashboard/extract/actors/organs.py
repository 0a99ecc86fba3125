"""Ministries, central banks and the like by the short name that every state gives its own: "МИД", "ЦБ".

Such a name is its state: that of the adjective before it, that of the same name further up, else the one the article is
about. A state whose name stands behind it ("МИД Украины") is named by that name itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from dashboard.extract.actors.bodies import about
from dashboard.extract.actors.context import words_before
from dashboard.extract.actors.declined import of_stem
from dashboard.extract.actors.lexicon import Lexicon, lexicon
from dashboard.extract.actors.piece import ACTOR, COUNTRY, ORGANIZATION, PERSON, Piece

_LANDS = frozenset(("country", "adjective", "people"))
_NEAR = 80  # characters in which the word before an organ begins


def name_organs(pieces: Sequence[Piece], text: str, lex: Lexicon, dateline: str | None) -> list[Piece]:
    """The organs that stand alone, as new pieces; what is a piece already is named in place.

    `pieces` are sorted by start; `dateline`: the country whose capital opens the article, where one does.
    """
    pattern = _pattern(lex.language)
    found = list(pattern.finditer(text)) if pattern is not None else []
    if not found:
        return []
    known = dict(pair.split("=") for pair in lex.words.get("organizations.organs_known", ()))
    shared = dict(pair.split("=") for pair in lex.words.get("organizations.organs_shared", ()))
    alone = lex.words.get("organizations.organs_alone", frozenset())
    short = dict(pair.split("=") for pair in lex.words.get("organizations.organs_short", ()))
    ends = {p.end: p for p in pieces}
    starts = {p.start: p for p in pieces}
    beside = [_named_beside(m, text, starts, lex) for m in found]
    last: dict[str, str] = {}  # of whom an organ was named last
    home = dateline or _about(pieces, found[0].start(), text, lex)
    of_all = {organ: _among(lands.split("/"), pieces, dateline, organ) for organ, lands in shared.items()}
    lands = {p.known_name for p in pieces if p.sense in _LANDS}
    begins, reach = [p.start for p in pieces], list(accumulate([p.end for p in pieces], max))
    more: list[Piece] = []
    for m, own in zip(found, beside, strict=True):
        after, whole = starts.get(m.end() + 1), ends.get(m.end())
        headed = whole is not None and whole.known is None  # "глава ЦБ Ада Берг"
        led = after is not None and text[m.end()] == " "
        led = led and after is not None and (after.sense in _LANDS or (after.kind is PERSON and not headed))
        organ = m.group(1)
        owner = own or last.get(organ) or of_all.get(organ, home)
        if owner is None and lands <= {house := lex.homes.get(known.get(organ, ""))}:
            owner = house  # "Центробанк" where no other land is named
        if organ in alone and owner == home and not _is_told_before(m, home, pieces, dateline, lex):
            owner = organ
        last |= {organ: own} if own else {}
        listed = whole is not None and whole.known is not None and organ not in shared
        before = bisect_right(begins, m.start())
        part = before > 0 and reach[before - 1] > m.end()  # the organ has a longer name here: "Fiscalía de Lima"
        part = part or (organ in alone and _is_anothers(m, whole, text, lex))
        if organ in short:
            owner, part = short[organ], part or not _behind_article(m, text, lex)
        if led and own and whole is not None and whole.known is None and whole.start == m.start():
            name = known.get(organ, "")  # "Минобороны Турции", but "Центробанк России"
            whole.kind, whole.actor = (ORGANIZATION, name) if lex.homes.get(name) == own else (COUNTRY, own)
            whole.affiliation, whole.why = own if name == whole.actor else None, f"an organ of {own}"
        if owner is None and whole is not None and whole.start == m.start() and whole.kind is PERSON:
            whole.kind, whole.actor = ORGANIZATION, organ  # "главу Минтранса" is nobody of that name
        if led or owner is None or listed or part:
            continue
        name = known.get(organ, "")
        name = name if lex.homes.get(name) == owner else owner
        body = name == known.get(organ) or organ in alone or organ in shared  # of one house, whoever it acts for
        kind = ORGANIZATION if body else COUNTRY
        if whole is None:
            more.append(Piece(m.start(), m.end(), m.group(), kind, name, role=ACTOR))
            whole = more[-1]
        whole.known = None  # also where the table has that of another state
        whole.kind, whole.actor, whole.role, whole.why = kind, name, ACTOR, f"an organ of {owner}"
    return more


def _about(pieces: Sequence[Piece], first: int, text: str, lex: Lexicon) -> str | None:
    """The land that the article is about; none that it names but once, behind the first organ or as where something
    comes from: "Минкультуры объявило конкурс. Победители поедут в Армению"."""
    home = about(pieces)
    named = [p for p in pieces if home in (p.known_name, p.home)] if home and lex.stems else []
    if len(named) != 1:
        return home
    before = words_before(text, named[0].start)[-1:]
    comes = bool(before) and before[0].lower() in lex.words.get("places.from", ())
    return None if comes or named[0].start > first + _NEAR else home


def is_organ(word: str, lex: Lexicon) -> bool:
    """The word is the short name that every state gives such a body of its own."""
    pattern = _pattern(lex.language)
    return pattern is not None and pattern.fullmatch(word) is not None


def _is_anothers(found: re.Match[str], whole: Piece | None, text: str, lex: Lexicon) -> bool:
    """The word is part of a name or somebody else's organ, or a name behind it says whose: "palacio de Gobierno",
    "Gobierno vasco", "Gobierno de Aragón"."""
    words = lex.words
    parts, others, own = (words.get(f"organizations.organs_{key}", frozenset[str]()) for key in ("no", "other", "own"))
    before, lands = words_before(text, found.start())[-1:], words["places.nouns"]  # "Gobierno de la ciudad"
    behind = text[found.end() : found.end() + _NEAR].split("\n")[0].split()
    if (whole is not None and whole.start < found.start()) or not parts.isdisjoint(before):
        return True
    if text[found.end() : found.end() + 1] != " " or not behind:
        return False
    owner = behind[1:]
    if owner and owner[0] in words["writing.articles"]:
        del owner[0]
    owned = behind[0] in words["places.of"] and bool(owner) and owner[0][0].isupper()
    owned = owned and owner[0].strip(",.;:") not in own
    owned = owned or (behind[0] in words["places.of"] and owner[:1] != [] and owner[0].strip(",.;:") in lands)
    return owned or behind[0].strip(",.;:") in others


def _behind_article(found: re.Match[str], text: str, lex: Lexicon) -> bool:
    """ "El Supremo", "del Constitucional": no "derecho Constitucional"."""
    before = words_before(text, found.start())[-1:]
    return bool(before) and before[0].lower() in lex.words["writing.articles"]


def _is_told_before(
    found: re.Match[str], home: str | None, pieces: Sequence[Piece], dateline: str | None, lex: Lexicon
) -> bool:
    """The article is from a land, or named it before its organ: no "Gobierno" that helps Ukraine is Ukraine's."""
    if home is None or home not in lex.adjectives:
        return False  # of no state: the European Union
    before = (p for p in pieces if p.start < found.start())
    return home == dateline or any(home in (p.known_name, p.home) for p in before)


def _among(lands: Sequence[str], pieces: Sequence[Piece], dateline: str | None, organ: str) -> str | None:
    """Which of the lands that have such an organ the article is about."""
    if dateline in lands:
        return dateline
    return about([p for p in pieces if p.text != organ and (p.known_name in lands or p.home in lands)])


def _named_beside(found: re.Match[str], text: str, starts: dict[int, Piece], lex: Lexicon) -> str | None:
    """The state that the adjective before an organ or the noun behind it names, or whose the longer name is."""
    here = starts.get(found.start())
    if here is not None and here.end > found.end() and here.home is not None:
        return here.home  # "ЦБ РФ"
    after = starts.get(found.end() + 1)
    if after is not None and text[found.end()] == " " and after.sense == "country":
        return after.known_name
    before = text[max(0, found.start() - _NEAR) : found.start()].rstrip().rpartition(" ")[2].rpartition("\n")[2]
    entry = of_stem(before.lower(), lex) if before else None
    return entry.name if entry is not None else None


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = lexicon(language).words
    stems, endings = words.get("organizations.organs"), words.get("organizations.organ_endings", ())
    if not stems:
        return None
    return re.compile(rf"\b({'|'.join(sorted(stems, key=len, reverse=True))})(?:{'|'.join(sorted(endings))})?\b")
