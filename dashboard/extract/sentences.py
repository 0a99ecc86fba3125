"""Splits a text into sentences that know what part of the article they stand in.

A newline ends a sentence where a blank line, a bullet or a short line without full stop says so; a full stop ends one
unless it belongs to an abbreviation, an initial, a number or an ordinal ("am 3. Oktober"). Quotes and brackets after
the stop stay with it.
"""

from __future__ import annotations

import re
from functools import cache

from dashboard.model import Article, Block, Sentence
from dashboard.rules import has_rules, rules

_TEXT = rules("all.text")
ABBREVIATIONS = frozenset(_TEXT["abbreviations"])
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«„(\[–—-]*[\w$€£¥])|\n\s*\n|\n")
_CLOSING = frozenset("\"'”’»)]")
_BULLET = re.compile(r"\s*(?:[•·●▪◦*–—-]|\d{1,2}[.)])\s+")
_CREDIT = re.compile(_TEXT["credit"], re.I)
_INITIALS = re.compile(r"(?:\w\.)+\w")
_CAPTION = re.compile(_TEXT["caption"], re.I)
_DATELINE = re.compile(r"(?:[A-Z][a-z]+day,?\s+)?(?:[A-Z][a-z]+\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})\W*$")
# "KHOREM, Nov. 15 (Agency) - The ministers …": a dateline inside the first line of the text.
_PLACED = re.compile(
    r"\s*(?P<line>[A-ZÀ-ÞА-Я][\w .’'-]{1,30}?(?:,\s[\w .]{2,20}?){0,2}(?:\s\([\w .]{2,20}\))?)"
    r"\s+[-–—]{1,2}\s+(?=[A-ZÀ-ÞА-Я«“\"])"
)


def split(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article in order, without surrounding white space."""
    text = article.text
    out: list[Sentence] = []
    ordinal = _ordinals((article.language or "en")[:2].lower())
    paragraph = 0
    for start, end in _lines(text):
        line = text[start:end]
        if not line.strip():
            continue
        block = _block(line, first=not out, article=article)
        before = len(out)
        if block is Block.BODY and (placed := _PLACED.match(text, start, end)):
            out.append(Sentence(start, placed.end("line"), Block.DATELINE, paragraph))
            start = placed.end()
        for a, b in _sentences(text, start, end, ordinal):
            out.append(Sentence(a, b, block, paragraph))
        paragraph += len(out) > before
    return tuple(out)


def _lines(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"[^\n]+", text)]


@cache
def _ordinals(language: str) -> re.Pattern[str] | None:
    """The stop of an ordinal, by what stands around it; None for a language whose ordinals have none.

    `[ordinals]` of the language's rules lists the words that stand before one and the words that follow one.
    """
    words = rules(language).get("ordinals") if has_rules(language) else None
    if words is None:
        return None
    before, behind = ("|".join(map(re.escape, words[side])) for side in ("before", "behind"))
    return re.compile(rf"(?:\b(?:{before})\s\d{{1,2}}\.\s)|(?:\b\d{{1,2}}\.\s+(?:{behind})\b)")


def _sentences(text: str, start: int, end: int, ordinal: re.Pattern[str] | None) -> list[tuple[int, int]]:
    stops = {match[0].index(".") + match.start() for match in ordinal.finditer(text, start, end)} if ordinal else ()
    cuts = []
    for match in _END.finditer(text, start, end):
        if match.start() in stops:
            continue
        if text[match.start()] == "." and _is_abbreviation(text, start, match.start()):
            continue
        if match.group()[-1] in _CLOSING and text[match.end() : match.end() + 9].lstrip()[:1].islower():
            continue  # “Stop!” he said.
        cuts.append(match.end())
    out = []
    for a, b in zip([start, *cuts], [*cuts, end], strict=True):
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            out.append((a, b))
    return out


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    at = stop
    while at > start and (text[at - 1].isalnum() or text[at - 1] == "."):
        at -= 1
    word = text[at:stop]
    return (
        word.lower() in ABBREVIATIONS
        or (len(word) == 1 and word.isupper())
        or ("." in word and _INITIALS.fullmatch(word) is not None)
    )


def _block(line: str, first: bool, article: Article) -> Block:
    stripped = line.strip()
    if first and (not article.title or stripped == article.title.strip()):
        return Block.BODY if stripped.endswith(".") else Block.HEADLINE
    if _BULLET.match(line):
        return Block.BULLET
    if _DATELINE.fullmatch(stripped):
        return Block.DATELINE
    told = stripped.endswith(".") and len(stripped.split()) > 4  # "Photo: The ministers shake hands."
    if len(stripped) < 60 and not told and _CREDIT.match(stripped):
        return Block.CREDIT
    if _CAPTION.match(stripped):
        return Block.CAPTION
    if len(stripped) < 80 and stripped[-1].isalnum():
        return Block.HEADING
    return Block.BODY
