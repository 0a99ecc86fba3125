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
ABBREVIATIONS, _WORDS_TOO = frozenset(_TEXT["abbreviations"]), frozenset(_TEXT["words_too"])
_COUNTED = re.compile(_TEXT["counted"])
_UNITS = frozenset(_TEXT["units"])
_STOPS = ".!?…"
# From a stop on. French sets a blank inside « and ».
_END = re.compile(
    r"[.!?…]+(?:[ \u00a0\u202f]?»|[\"'”’)\]])*(?=(\s+)[\"'“‘«„(\[–—-]*(?:(?<=«)[ \u00a0\u202f])?[\w$€£¥])"
)
_APART = re.compile(r"[^\w.]|_")
_LONGEST = 24  # characters of an abbreviation
_CLOSING = frozenset("\"'”’»)]")
_BULLET = re.compile(r"\s*(?:[•·●▪◦*–—-]|\d{1,2}[.)])\s+")
_MARKED = re.compile(r"#{1,6}[ \t]+(?=\S)")  # a heading as Markdown marks it
_CREDIT = re.compile(_TEXT["credit"], re.I)
_INITIALS = re.compile(r"(?:\w\.)+\w")
_FIRST = re.compile(rf"(?:{'|'.join(_TEXT['openers'])})\b(?!-)")
_CLOCK, _OPENS_WITH_TIME = frozenset(_TEXT["clock"]), frozenset(_TEXT["opens_with_time"])
# "5 p.m. New York time", and "the 10 p.m.".
_TIME_OF = re.compile(rf"(?:[A-ZÀ-ÞА-Я][\w-]*[ \u00a0]){{1,3}}(?:{'|'.join(_TEXT['clock_of'])})\b")
_ARTICLED = re.compile(rf"\b(?:{'|'.join(_TEXT['clock_article'])})\s\d{{1,2}}(?:[:.]\d\d)?\s?\w\.\w\Z", re.I)
_BEHIND_CLOCK = re.compile(rf"(?:{'|'.join(_TEXT['behind_clock'])})\b")
_ROMAN = re.compile(r"[IVX]{2,6}|[VX]")
_CAPTION = re.compile(_TEXT["caption"], re.I)
_DATELINE = re.compile(r"(?:[A-Z][a-z]+day,?\s+)?(?:[A-Z][a-z]+\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})\W*$")
# "KHOREM, Nov. 15 (Agency) - The ministers …": a dateline inside the first line of the text.
_PLACED = re.compile(
    r"(?P<line>[A-ZÀ-ÞА-Я][\w .’'-]{1,30}?(?:,\s[\w .]{2,20}?){0,2}(?:\s\([\w .]{2,20}\))?)"
    r"\s{1,9}[-–—]{1,2}\s+(?=[A-ZÀ-ÞА-Я«“\"])"
)
_SMALL = re.compile(r"(?<![\w-])[а-яё]")
# "Santiago, 15 may (EFE).- Tres mineros …": the same, closed by a full stop and a dash.
_CLOSED = re.compile(
    r"(?P<line>[A-ZÀ-Þ][\w’'-]{1,20}(?: (?:(?:de|del|la|las|los|el) ){0,2}[A-ZÀ-Þ][\w’'-]{1,20}){0,4}"
    r"(?:,\s[\w .]{2,25}?){0,2}(?:\s\([\w ./-]{2,30}\))?)\.\s?[-–—]{1,2}\s*(?=[A-ZÀ-Þ«“\"¿¡])"
)
_SOURCE_DAY = re.compile(r"(?:\s*[,|·•(–—-]\s*[^,|]{0,20}(?:, )?\b(?:19|20)\d\d\W*)?")
_ARTICLE = re.compile(r"(?:El|La|Los|Las|Un|Una) [^\W\d_A-ZÀ-Þ]")  # opens a sentence: "en la zona B. Los goles"
_BEFORE, _SIGNED = 4, 36  # characters that may stand before the outlet of such a line, and around it
_PLACE = 120  # characters in which the dash must stand


def split(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article in order, without surrounding white space."""
    text = article.text
    out: list[Sentence] = []
    ordinal = _ordinals((article.language or "en")[:2].lower())
    paragraph = behind = 0
    first = True  # nothing but credits so far
    for line in text.split("\n"):
        start, behind = behind, behind + len(line) + 1
        stripped = line.strip()
        if not stripped:
            continue
        start += len(line) - len(line.lstrip())
        end = start + len(stripped)
        if stripped[0] == "#" and (mark := _MARKED.match(stripped)):
            start += mark.end()
            line = stripped = stripped[mark.end() :]
        block = _block(line, stripped, first, article)
        first &= block is Block.CREDIT
        if block is Block.BODY and _has_dash(stripped[:_PLACE]) and (placed := _dateline(text, start, end)):
            out.append(Sentence(start, placed.end("line"), Block.DATELINE, paragraph))
            start = placed.end()
        for a, b in _sentences(text, start, end, ordinal):
            out.append(Sentence(a, b, block, paragraph))
        paragraph += 1
    return tuple(out)


def _dateline(text: str, start: int, end: int) -> re.Match[str] | None:
    """The dateline that opens a line of text; what runs between two towns opens none, nor a noun written small: "Мать
    погибшего — Ада Берг"."""
    if text[start:end].partition(" ")[0].lower() in _TEXT["ways"]:
        return None
    placed = _PLACED.match(text, start, end)
    if placed and _SMALL.search(placed["line"].partition(",")[0]):
        return None
    return placed or _CLOSED.match(text, start, end)


def _has_dash(text: str) -> bool:
    return "-" in text or "–" in text or "—" in text


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
    """The spans of the sentences of a stripped line, without the white space between them."""
    ordinals = {match[0].index(".") + match.start() for match in ordinal.finditer(text, start, end)} if ordinal else ()
    out: list[tuple[int, int]] = []
    close = start
    for stop in _stops(text, start, end):
        if stop < close or text[stop + 1].isalnum() or (match := _END.match(text, stop, end)) is None:
            continue
        close, behind = match.end(), match.end(1)
        if stop in ordinals or (text[stop] == "." and _is_abbreviation(text, start, stop, behind)):
            continue
        if text[close - 1] in _CLOSING and text[behind].islower():
            continue  # “Stop!” he said.
        out.append((start, close))
        start = behind
    if start < end:
        out.append((start, end))
    return out


def _stops(text: str, start: int, end: int) -> list[int]:
    """Where in a line a mark that can end a sentence stands, but for the line's last character."""
    found: list[int] = []
    for mark in _STOPS:
        at = text.find(mark, start, end - 1)
        while at >= 0:
            found.append(at)
            at = text.find(mark, at + 1, end - 1)
    found.sort()
    return found


def _is_abbreviation(text: str, start: int, stop: int, behind: int) -> bool:
    """The word before the full stop `stop` is shortened, and what stands `behind` it can go on."""
    word = text[max(start, stop - _LONGEST) : stop].rpartition(" ")[2]
    if not word.isalnum():
        word = _APART.split(word)[-1]
    return (
        (word.lower() in ABBREVIATIONS and not (word in _WORDS_TOO and _is_word(text, behind)))
        or (word.lower() in _UNITS and not text[behind].isupper())
        or (len(word) == 1 and word.isupper() and not _is_platform(text, stop) and not _ARTICLE.match(text, behind))
        or (text[behind].islower() and _ROMAN.fullmatch(word) is not None)  # "Felipe VI. will"
        or ("." in word and _INITIALS.fullmatch(word) is not None)
    ) and not ("." in word and (_opens(text, behind) or _closes(text, start, stop, behind, word)))


def _is_word(text: str, behind: int) -> bool:
    """The shortened word is a word of its own: "said no. Norway left", not "case no. A-5", "on sat. March 2"."""
    return text[behind].isupper() and _COUNTED.match(text, behind) is None


def _opens(text: str, behind: int) -> bool:
    """ "At 5:03 p.m. The suspect", "in the U.S. He": what stands behind the stop is only large to open a sentence."""
    return text[behind].isupper() and _FIRST.match(text, behind) is not None


def _closes(text: str, start: int, stop: int, behind: int, word: str) -> bool:
    """ "The talks ended at 9 p.m. Visser left": what stands behind the time of day goes on with it no more, and the
    sentence from `start` has not begun with it; it names no hour of a place or programme, "5 p.m. Oslo time", "the 10
    p.m. News"."""
    articled = _ARTICLED.search(text, max(start, stop - _LONGEST), stop)
    if word.lower() not in _CLOCK or articled or _TIME_OF.match(text, behind):
        return False
    first = text[start:behind].split(" ", 1)[0].lower()
    return text[behind].isupper() and _BEHIND_CLOCK.match(text, behind) is None and first not in _OPENS_WITH_TIME


def _is_platform(text: str, stop: int) -> bool:
    """ "In the network X. Then": the letter behind a word written small is a name of its own."""
    return (
        text[stop - 1] == _TEXT["platform"] and text[stop - 2 : stop - 1] == " " and text[stop - 3 : stop - 2].islower()
    )


def _is_signature(line: str, source: str) -> bool:
    """A line that names the outlet of the article and at most its day: "The Harbour Post, 4 March 2024"."""
    at = line.find(source, 0, len(source) + _BEFORE) if len(line) < len(source) + _SIGNED else -1
    return at >= 0 and _SOURCE_DAY.fullmatch(line, at + len(source)) is not None


def _block(line: str, stripped: str, first: bool, article: Article) -> Block:
    if article.source and _is_signature(stripped, article.source) and stripped != article.title.strip():
        return Block.CREDIT
    if first and (not article.title or stripped == article.title.strip()):
        return Block.BODY if stripped.endswith(".") else Block.HEADLINE
    if _BULLET.match(line):
        return Block.BULLET
    if _DATELINE.fullmatch(stripped):
        return Block.DATELINE
    if len(stripped) < 60 and _CREDIT.match(stripped):
        told = stripped.endswith(".") and len(stripped.split()) > 4  # "Photo: The ministers shake hands."
        if not told:
            return Block.CREDIT
    if _CAPTION.match(stripped):
        return Block.CAPTION
    if len(stripped) < 80 and stripped[-1].isalnum():
        return Block.HEADING
    return Block.BODY
