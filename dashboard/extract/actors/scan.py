"""Finds the capitalised runs of a text: everything that could be a name, nothing decided yet.

One regular expression walks the text; runs that belong together over "of" or "for" ("Ministry of Foreign Affairs",
"Secretary of State") are joined where the word before asks for it.
"""

from __future__ import annotations

import re
import sys

from dashboard.extract.actors.fold import QUOTES, fold
from dashboard.extract.actors.lexicon import Lexicon


def _upper_class() -> str:
    letters = [chr(c) for c in range(0x41, 0x530) if chr(c).isupper()]
    out, start = [], letters[0]
    for a, b in zip(letters, [*letters[1:], chr(sys.maxunicode)], strict=True):
        if ord(b) != ord(a) + 1:
            out.append(start if start == a else f"{start}-{a}")
            start = b
    return "".join(out)


UPPER = _upper_class()
PLAIN = tuple((chr(odd), usual) for odd, usual in QUOTES.items())
ABBREVIATED = (
    "Mr|Mrs|Ms|Dr|Prof|Rev|Fr|Hon|St|Mt|Ft|Gen|Maj|Capt|Col|Lt|Sgt|Cpl|Pvt|Adm|Cmdr|Brig|"
    "Sen|Sens|Rep|Reps|Gov|Govs|Jr|Sr|No"
)
TOKEN = (
    rf"(?:(?:[{UPPER}]\.){{2,}}(?:[{UPPER}]\b|-[^\W\d_]+)?|(?:{ABBREVIATED})\.(?=,? )|[{UPPER}]\.(?= ?[{UPPER}])"
    rf"|(?:al-|el-|ash-|as-|ad-|an-|ar-|at-|az-|d'|i|e|easy|air)?[{UPPER}]\w*(?:[-'&][{UPPER}]\w*|-\w+|\.(?=com\b)com)*)"
)
LINK = (
    r"(?: (?:de|del|della|der|den|di|da|das|dos|do|du|van|von|zu|bin|ibn|bint|al|el|la|le|las|los|"
    r"y(?! (?:el|la|los|las)\b)|af|ter|ten|arap|ould|ole|&)){1,3}"
)
SUFFIXED = r"(?:,? (?:Jr|Sr|Inc|Ltd|Corp|Co)\.)?"
RUN = re.compile(rf"(?<![\w-]){TOKEN}(?:(?:{LINK})? {TOKEN}|(?<=\.){TOKEN}|,? (?:Jr|Sr|Inc|Ltd|Corp)\b\.?)*{SUFFIXED}")
WORD = re.compile(rf"(?:Jr|Sr|Inc|Ltd|Corp|Co)\.|{TOKEN}|\S+")
COARSE = re.compile(rf"[{UPPER}]\S*(?:(?:{LINK})? (?:\W|[a-z]{{1,3}}[-'])?[{UPPER}]\S*)*")
OF = frozenset({" of ", " of the ", " for ", " for the "})
ON = frozenset({" on ", " on the "})
POSSESSIVE = frozenset({"'s ", " 's ", "' ", " ' "})
AND = " and "
BOARDS = frozenset(["Council", "Committee", "Commission", "Conference", "Panel"])
LONGEST = 200  # characters: a longer stretch of capitals is no name
MEMORY = 20_000  # stretches kept: news repeats its names

Span = tuple[int, int]
_known_runs: dict[str, tuple[Span, ...]] = {}


def plain(text: str) -> str:
    """The text with typographic quotes, dashes and blanks made plain; every character keeps its place."""
    if text.isascii():
        return text
    for odd, usual in PLAIN:
        if odd in text:
            text = text.replace(odd, usual)
    return text


def runs(text: str, lexicon: Lexicon) -> list[Span]:
    """The spans of the runs of a text in order."""
    out: list[Span] = []
    for match in COARSE.finditer(text):
        start, end = match.span()
        while start and not text[start - 1].isspace():
            start -= 1
        if end - start > 5 * LONGEST:
            out += [m.span() for m in RUN.finditer(text, start, end) if m.end() - m.start() <= LONGEST]
            continue
        stretch = text[start : end + 1]
        found = _known_runs.get(stretch)
        if found is None:
            if len(_known_runs) > MEMORY:
                _known_runs.clear()
            found = _known_runs[stretch] = tuple(m.span() for m in RUN.finditer(stretch))
        for first, last in found:
            first, last = first + start, last + start
            if last - first > LONGEST:
                continue
            if out and '"' in text[first - 2 : first] and _nicknamed(out[-1], first, last, text, lexicon):
                out[-1] = (out[-1][0], last)
                continue
            if out and first - out[-1][1] < 10 and first - out[-1][0] < LONGEST:
                gap = text[out[-1][1] : first]
                if gap == AND and text.startswith("'s", last):
                    gap = ""  # "and King's College": another name
                if gap in GAPS and _goes_on(text[slice(*out[-1])].split(), gap, text[first:last].split(), lexicon):
                    out[-1] = (out[-1][0], last)
                    continue
            out.append((first, last))
    return out


def _nicknamed(before: Span, first: int, last: int, text: str, lexicon: Lexicon) -> bool:
    """The name before goes on over a nickname in quotes: Dwayne "The Rock" Johnson."""
    so_far, gap = text[slice(*before)], text[before[1] : first]
    if gap == ' "':
        return (
            text[last : last + 2] == '" '
            and text[last + 2 : last + 3].isupper()
            and fold(so_far.split()[-1]) in lexicon.given
        )
    return gap == '" ' and ' "' in so_far


GAPS = OF | ON | POSSESSIVE | {AND}


def _goes_on(so_far: list[str], gap: str, words: list[str], lexicon: Lexicon) -> bool:
    """The name before the gap goes on after it: "Ministry of", "Department of Health and", "People's"."""
    rules = lexicon.words
    if gap in POSSESSIVE:
        return so_far[-1] in rules["organizations.possessive"] and not rules["organizations.heads"].isdisjoint(words)
    linked = "of" in so_far or "for" in so_far
    if gap in OF:
        return so_far[-1] in rules["scan.openers"] or (linked and so_far[-1] not in lexicon.exact)
    if gap in ON:
        return so_far[-1] in BOARDS
    if words[0] in lexicon.exact or words[0] in rules["titles.office"]:
        return False
    portfolio, heads = rules["titles.portfolio"], rules["organizations.heads"]
    if "of" in so_far and so_far[-1] in portfolio and words[0] in portfolio:
        return True
    if so_far[0] in rules["modifiers.bodies"] and heads.isdisjoint(so_far):
        return words[-1] in heads or words[-1] == "Museum"
    if not linked or rules["organizations.open"].isdisjoint(so_far):
        return False
    return len(words) < 3 and fold(words[0]) not in lexicon.given


def words_of(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The words of a run: start, end, as written."""
    return [(m.start(), m.end(), m.group()) for m in WORD.finditer(text, start, end)]
