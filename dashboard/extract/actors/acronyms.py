"""Acronyms and what they are short for: "World Food Aid (WFA)", "the Centers for Disease Control, the CDC"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import ORGANIZATION, PERSON, Piece
from dashboard.model import Kind

APPOSED = (", or ", ", or the ", ", the ")
BRACKET = re.compile(r" \((?:the )?([A-Z][A-Za-z]{1,7}[A-Z])\)")
PART = re.compile(r"[^\W\d_][\w']*")  # of a long name, "Asia" and "Pacific" of "Asia-Pacific"
SHORT = 3  # letters
FAR = 120  # characters that a long name may have


def spell_out(pieces: Sequence[Piece], text: str, lex: Lexicon) -> list[Piece]:
    """The pieces with long names made whole whose first letters are the acronym in brackets behind them: "United
    Nations Interim Force in Lebanon (UNIFIL)" is one name over its small words and the known names inside."""
    out = list(pieces)
    for match in BRACKET.finditer(text):
        end = match.start()
        end -= 2 * (text[max(0, end - 2) : end] == "'s")
        start = _long_name(match[1], text, end)
        at, after = bisect_left(out, start, key=_start), bisect_left(out, end, key=_start)
        inside = out[at:after]
        apart = not inside or (at and out[at - 1].end > start) or inside[-1].end > end
        if start < 0 or apart or any(p.kind is PERSON or p.end - p.start == end - start for p in inside):
            continue
        whole = text[start:end]
        if not _names_a_body(whole, text[match.end() : match.end() + 20], lex):
            continue
        known = lex.exact.get(match[1])
        piece = Piece(start, end, whole, Kind.ORGANIZATION, whole, why="its acronym follows")
        if known is not None and known.sense == "actor":
            piece.kind, piece.actor, piece.known, piece.sense = known.kind, known.name, known, known.sense
        owner = inside[0]
        piece.initial, piece.sentence = owner.initial, owner.sentence
        keeps = owner.start == start and owner.sense in ("country", "adjective")
        owner.nested = keeps or owner.nested
        piece.affiliation = owner.known_name if keeps else None
        out[at:after] = [owner, piece] if keeps else [piece]
    return out


def _start(piece: Piece) -> int:
    return piece.start


def _names_a_body(name: str, after: str, lex: Lexicon) -> bool:
    """No treaty or act is meant, "Protecting the Right to Organize (PRO) Act", nor a mere list of matters."""
    words, things, heads = name.split(), lex.words["never.heads"], lex.words["organizations.heads"]
    ends = {words[0], words[-1], *PART.findall(after)[:1]}
    return things.isdisjoint(ends) and ("," not in name or not heads.isdisjoint(words))


def _long_name(short: str, text: str, end: int) -> int:
    """Where the name begins that ends there and whose words begin with the letters; -1 where there is none.

    Small words may be left out, those written large may not.
    """
    line = text.rfind("\n", max(0, end - FAR), end) + 1 or max(0, end - FAR)
    words = [(m.start(), m[0][0]) for m in PART.finditer(text, line, end)]
    at = _matched(short.upper(), "".join(first for _, first in words), {})
    return words[at][0] if at >= 0 else -1


def _matched(letters: str, firsts: str, known: dict[tuple[int, int], int]) -> int:
    """The index of the first letter from which the others give the letters, small ones where need be; -1 for none.

    `known`: the answers for fewer letters and words, each looked for once.
    """
    key = len(letters), len(firsts)
    if key not in known:
        known[key] = _first_of(letters, firsts, known)
    return known[key]


def _first_of(letters: str, firsts: str, known: dict[tuple[int, int], int]) -> int:
    small: list[int] = []
    for at in range(len(firsts) - 1, -1, -1):
        first = firsts[at]
        if first.isupper():
            found = -1
            if first == letters[-1]:
                found = at if len(letters) == 1 else _matched(letters[:-1], firsts[:at], known)
            if found >= 0:
                return found
            break
        if first.upper() == letters[-1] and len(letters) > 1:
            small.append(at)
    return next((found for at in small if (found := _matched(letters[:-1], firsts[:at], known)) >= 0), -1)


def acronyms(pieces: list[Piece], text: str) -> None:
    """ "World Food Aid (WFA)": from here on WFA is World Food Aid."""
    means: dict[str, Piece] = {}
    for one, two in pairwise([p for p in pieces if not p.nested]):
        after = text[two.end : two.end + 1]
        if after not in "),.":
            continue
        gap = text[one.end : two.start]
        if one.text.isupper() and gap in (" (", ", the ", ", or the ", " (the "):
            one, two = two, one  # "CDC, the Centers for Disease Control"
        near = after == ")" if "(" in gap else gap in APPOSED and after in ",."
        if "(" in gap and near and _is_known(one, two):
            one.known, one.kind, one.actor = two.known, two.kind, two.actor
        elif near and (_abbreviates(two.text, one.text) or ("(" in gap and _short_name(one, two))):
            if one.kind is None:
                one.kind, one.why = Kind.ORGANIZATION, "its acronym follows"
            if one.kind is not PERSON:
                means[two.text] = one
    unknown = [piece for piece in pieces if piece.kind is None and piece.known is None]
    for piece in unknown:
        if piece.text not in means and _in_brackets(piece, text):
            means[piece.text] = piece  # "electric vehicle (EV)": what its long form is, and that is no name
    if short := [piece.text for piece in unknown if len(piece.text) > 2 and piece.text.isupper()]:
        long_names = {_initials(p.actor): p for p in pieces if p.kind is ORGANIZATION and " " in p.actor}
        for name in short:
            if name in long_names:
                means.setdefault(name, long_names[name])
    if not means:
        return
    pieces[:] = [p for p in pieces if p.known is not None or p.text not in means or means[p.text].kind is not None]
    for piece in pieces:
        long = means.get(piece.text)
        if long is None or long.kind is None:
            continue
        if piece.known is None or (long.known is None and len(piece.text) <= SHORT and piece.sense == "actor"):
            piece.known, piece.sense, piece.kind, piece.actor = None, "", long.kind, long.actor
            piece.why = f"short for {long.actor} in this article"


def _is_known(long: Piece, short: Piece) -> bool:
    """ "The National Union for the Total Independence of Angola (UNITA)": the table has the capitals only.

    Three letters or fewer are many bodies', and mean the one whose words begin with them.
    """
    if long.known is not None or (len(short.text) <= SHORT and _abbreviates(short.text, long.text)):
        return False
    return long.kind is ORGANIZATION and short.sense == "actor" and short.text.isupper()


def _short_name(long: Piece, short: Piece) -> bool:
    """ "Five Star Movement (M5S)": capitals in brackets behind an organization are its name, in whatever language."""
    capitals = short.known is None and short.text.isupper() and 2 <= len(short.text) <= 6
    return capitals and long.kind is ORGANIZATION and not long.single


def _in_brackets(piece: Piece, text: str) -> bool:
    """Capitals in brackets of their own, which abbreviate the words before."""
    start, end = piece.start, piece.end
    if not piece.text.isupper() or len(piece.text) < 2 or text[start - 2 : start] != " (" or text[end : end + 1] != ")":
        return False
    said = re.findall(r"[^\W\d_]+", text[max(0, start - 100) : start])[-len(piece.text) - 3 :]
    return _abbreviates(piece.text, " ".join(said[-len(piece.text) :])) or _abbreviates(piece.text, " ".join(said))


@lru_cache(maxsize=16384)
def _initials(name: str) -> str:
    return "".join(w[0] for w in re.findall(r"[^\W\d_]+", name.replace("'s", "")) if w[0].isupper())


def _abbreviates(short: str, long: str) -> bool:
    letters = [c for c in short.upper() if c.isalpha()]
    initials = [w[0].upper() for w in re.findall(r"[^\W\d_]+", long)]
    if not letters or len(letters) < 2 or letters[0] != initials[0]:
        return False
    it = iter(initials)
    return all(c in it for c in letters) or "".join(letters) in "".join(initials)
