"""Finds the capitalised runs of a text: everything that could be a name, nothing decided yet.

One regular expression walks the text; runs that belong together over "of" or "for" ("Ministry of Foreign Affairs",
"Secretary of State") are joined where the word before asks for it.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from dashboard.extract.actors.lexicon import QUOTES, Lexicon, fold


def _upper_class() -> str:
    letters = [chr(c) for c in range(0x41, 0x530) if chr(c).isupper()]
    out, start = [], letters[0]
    for a, b in zip(letters, [*letters[1:], chr(sys.maxunicode)], strict=True):
        if ord(b) != ord(a) + 1:
            out.append(start if start == a else f"{start}-{a}")
            start = b
    return "".join(out)


UPPER = _upper_class()
ABBREVIATED = "Mr|Mrs|Ms|Dr|Prof|Rev|Fr|Hon|St|Mt|Ft|Gen|Maj|Capt|Col|Lt|Sgt|Cpl|Pvt|Adm|Cmdr|Brig|Sen|Sens|Rep|Reps|Gov|Govs|Jr|Sr|No"
TOKEN = (
    rf"(?:(?:[{UPPER}]\.){{2,}}[{UPPER}]?\b|(?:{ABBREVIATED})\.(?=,? )|[{UPPER}]\.(?= ?[{UPPER}])"
    rf"|(?:al-|el-|ash-|as-|d'|i|e|easy)?[{UPPER}]\w*(?:[-'&][{UPPER}]\w*|-\w+|\.(?=com\b)com)*)"
)
LINK = (
    r"(?: (?:de|del|della|der|den|di|da|das|dos|do|du|van|von|zu|bin|ibn|bint|al|el|la|le|las|los|y|af|ter|ten|&)){1,3}"
)
RUN = re.compile(
    rf"(?<![\w-]){TOKEN}(?:(?:{LINK})? (?:{TOKEN})|(?<=\.){TOKEN}|,? (?:Jr|Sr|Inc|Ltd|Corp)\b\.?)*(?:,? (?:Jr|Sr|Inc|Ltd|Corp|Co)\.)?"
)
WORD = re.compile(rf"(?:Jr|Sr|Inc|Ltd|Corp|Co)\.|{TOKEN}|\S+")
OF = re.compile(r" (?:of|for|on)(?: the)? ")
AND = " and "


@dataclass(slots=True)
class Run:
    """A capitalised stretch: its span and the spans and texts of its words."""

    start: int
    end: int
    words: list[tuple[int, int, str]]


def plain(text: str) -> str:
    """The text with typographic quotes, dashes and blanks made plain; every character keeps its place."""
    return text.translate(QUOTES)


def runs(text: str, lexicon: Lexicon) -> list[Run]:
    """The runs of a text in order."""
    openers = lexicon.words["organizations.open"] | lexicon.words["places.heads"] | lexicon.words["titles.office"]
    out: list[Run] = []
    for match in RUN.finditer(text):
        start, end = match.span()
        words = [(m.start(), m.end(), m.group()) for m in WORD.finditer(text, start, end)]
        last = out[-1] if out else None
        if last is not None and start - last.end < 10:
            gap = text[last.end : start]
            if _goes_on(last, gap, words, lexicon, openers):
                middle = [(last.end + m.start(), last.end + m.end(), m.group()) for m in re.finditer(r"\S+", gap)]
                last.words += [*middle, *words]
                last.end = end
                continue
        out.append(Run(start, end, words))
    return out


def _goes_on(last: Run, gap: str, words: list[tuple[int, int, str]], lexicon: Lexicon, openers: frozenset[str]) -> bool:
    """The name before the gap goes on after it: "Ministry of", "Department of Health and", "National Air and"."""
    so_far = [w[2] for w in last.words]
    if gap in ("'s ", " 's ", "' ", " ' "):
        rules = lexicon.words
        return so_far[-1] in rules["organizations.possessive"] and words[-1][2] in rules["organizations.heads"]
    if OF.fullmatch(gap):
        if " on" in gap and so_far[-1] not in ("Council", "Committee", "Commission", "Conference", "Panel"):
            return False
        return so_far[-1] in openers or (so_far[-1] not in lexicon.exact and bool({"of", "for"} & set(so_far)))
    if gap != AND or words[0][2] in lexicon.exact or words[0][2] in lexicon.words["titles.office"]:
        return False
    heads = lexicon.words["organizations.heads"]
    if "of" in so_far and words[0][2] in lexicon.words["titles.portfolio"]:
        return True
    if so_far[0] in lexicon.words["modifiers.bodies"] and not heads & set(so_far):
        return words[-1][2] in heads or words[-1][2] == "Museum"
    if not {"of", "for"} & set(so_far) or not lexicon.words["organizations.open"] & set(so_far):
        return False
    return len(words) < 3 and fold(words[0][2]) not in lexicon.given
