"""How an article writes its words: where they stand together with capitals, and which it writes small."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from dashboard.extract.actors.fold import plain
from dashboard.extract.spelling import Spelling, spelled
from dashboard.rules import rules

CAPITALS = frozenset(filter(str.isupper, map(chr, range(0x41, 0x530))))  # the letters of Europe
MARKS = frozenset(",.")
BETWEEN = rules("all.names")["parts"]["between"]
LINKS = frozenset(link.partition("(")[0] for link in BETWEEN)  # whatever may not follow them: BRIDGE knows
LINK = rf"(?: (?:{'|'.join(BETWEEN)})){{1,3}}"
FIRST = r"(?:\W|[a-z]{1,3}[-'])?(.)"  # behind a mark or an elided word
OPENS = re.compile(FIRST, re.DOTALL)
BRIDGE = re.compile(f"{LINK} {FIRST}", re.DOTALL)


@dataclass(slots=True)
class Look:
    """How a word is written.

    `capital`: it has one; `opens`: it begins with one, perhaps behind a mark or an elided word; `links`: it may stand
    between two that do. `small` is it where it has none, else empty; `bare` the same without the mark behind it.
    """

    size: int
    capital: bool
    opens: bool
    links: bool
    small: str = ""
    bare: str = ""


@dataclass(slots=True)
class Written:
    """Where the words with capitals stand together, as offsets in order; the words written small."""

    stretches: list[tuple[int, int]]
    small: Set[str]


def written(raw: str, text: str, masks: list[tuple[int, int]], language: str) -> Written:
    """How the words of an article are written.

    Parameters
    ----------
    raw, text : as published; with plain quotes, and in small letters between the offsets of `masks`
    """
    stretches: list[tuple[int, int]] = []
    small: list[str] = []
    start, end = -1, -1  # of the stretch at hand, -1 while there is none
    mask = 0
    masked, free = masks[0] if masks else (len(raw), len(raw))
    read: Spelling = spelled(raw, language)
    for n, word in enumerate(read.words):
        at, behind = read.starts[n], read.starts[n + 1]
        while free <= at and mask < len(masks):
            mask += 1
            masked, free = masks[mask] if mask < len(masks) else (len(raw), len(raw))
        look: Look | None = word.look
        if masked < behind:
            look = _look(text[at:behind])
        elif look is None:
            look = word.look = _look(plain(word.text))
        if look.small:
            small.append(look.small)
            if look.bare:
                small.append(look.bare)
        if start >= 0:
            if at <= end or (at == end + 1 and look.opens and text[end] == " "):
                end = max(end, at + look.size)
            elif look.links and (bridge := BRIDGE.match(text, end)) is not None and bridge[1] in CAPITALS:
                end = bridge.end()
            else:
                stretches.append((start, end))
                start = -1
        if start < 0 and look.capital:
            start, end = at, at + look.size
    if start >= 0:
        stretches.append((start, end))
    return Written(stretches, frozenset(small))


def _look(word: str) -> Look:
    """How a word is written that has plain quotes, and white space behind it."""
    bare = word.rstrip()
    size = len(bare)
    links = bare in LINKS
    if bare.islower():
        return Look(size, False, False, links, bare, bare[:-1] if bare[-1] in MARKS else "")
    opens = bare[0] in CAPITALS or ((found := OPENS.match(bare)) is not None and found[1] in CAPITALS)
    return Look(size, opens or not CAPITALS.isdisjoint(bare), opens, links)
