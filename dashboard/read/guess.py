"""Title, source and publication date where only the text itself can say them; nothing is taken that could be otherwise.

The publication date decides every relative date of an article, so it is guessed from few places only: a line of its
own near the top, also after a name ("Example Post, 4 March 2024"), a dateline, or a labelled line ("Updated: …"); and
only where all that are found agree.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from dashboard.rules import rules, table
from dashboard.typed_dates import LONGEST, read_day

TOP = 12  # lines at the top that may state the day of publication

_LABEL = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|issued|modified)|date|release date|for immediate release|"
    r"veröffentlicht|stand|publié|mis à jour|publicado|actualizado|pubblicato|опубликовано)\b"
    r"(?: on| at| am| le| el| il)?\W*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[|•·–—-]\s+|\s*[|•·]\s*|\t+")
_TOWN = r"\s*(?P<town>[^\W\d_][\w .'’/-]{0,40}(?:, [\w .'’/-]{2,25})??)"
_WIRE = r"\((?P<source>[^\W\d_][\w .&-]{1,30})\)"
_DATELINE = re.compile(
    rf"{_TOWN}(?P<mark>\s*[,(]\s*|\s+)"
    r"(?P<day>\d{1,2}(?:\.|er|st|nd|rd|th)?(?: de)? [^\W\d_]{3,12}\.?,?(?: de)? \d{4}(?: г\.| года)?"
    r"|[^\W\d_]{3,12}\.? \d{1,2},? \d{4})"  # which words are months, `read_day` knows
    rf"\)?\s*(?:{_WIRE})?\.?\s*[-–—:]\s"
)
_AGENCY = re.compile(rf"(?:{_TOWN})?\s*{_WIRE}\.?\s*[-–—]+\s")
_BYLINE = re.compile(
    r"(?:by|von|par|por)\s+(?P<writer>[^,\d|]{3,60}?)\s+(?:for|für|pour|para)\s+(?P<source>[^,\d|]{2,40})",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?P<names>[^\d|]{2,90})(?:, | \()(?P<day>[^|)]{8,40})\)?"
)  # under the headline: an outlet, a writer or a town, and a day; an outlet also above it
_APART = re.compile(r",\s+|\s*[|•·()]\s*|\s+[–—-]\s+")
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<words>.*?)(?:[ \t]+#+)?")
_EMPHASIS = re.compile(r"(?P<around>\*{1,3}|_{1,3})(?P<words>(?:(?![*_]).)+)(?P=around)")  # all of it, no two words
_SMALL = {"by", "von", "par", "por", "and", "und", "et", "y", "of", "the", "de", "la", "le", "del", "der", "die", "das"}
_CREDITED = re.compile(r"(?:source|quelle|fuente|fonte)\s*:\s*", re.IGNORECASE)
_CREDIT = re.compile(rf"{_CREDITED.pattern}(?P<source>[^\n,;|]{{2,40}})", re.IGNORECASE)


class Guess(NamedTuple):
    """What a text says of itself; empty or None where it does not."""

    title: str
    source: str | None
    published: date | None


def guess(text: str, language: str | None = None) -> Guess:
    """Title, source and publication date of a pasted text."""
    return Guess(title_in(text), source_in(text, language), day_in(text, language))


def title_in(text: str) -> str:
    """The first line where it stands alone like a headline: short, without full stop, with more text below."""
    lines = text.lstrip()[:2000].split("\n", 1)
    first = _unmarked(lines[0])
    if len(lines) < 2 or not lines[1].strip() or not 3 <= len(first) <= 200 or first[-1] in ".;:,":
        return ""
    return "" if _dateline(first + " - ") or read_day(first[:LONGEST]) else first


def source_in(text: str, language: str | None = None) -> str | None:
    """The agency of a dateline, "GENEVA (Reuters) -", the outlet of "By Ada Berg for The Post" or of "Source: …", or
    one that is known or calls itself one on a line with or above the day, "By Ada Berg | The Harbour Post | 4 May"."""
    lines = _lines(text)
    for line in lines[:TOP]:
        found = _dateline(line) or (_AGENCY.match(line) if "(" in line else None)
        if found and found["source"] and _signs(found["source"]):
            return found["source"].strip()
    for line in lines[1:TOP]:
        found = _BYLINE.fullmatch(line)
        if found and _is_name(found["writer"]) and _is_name(found["source"]):
            return found["source"]
    for line, below in pairwise(lines[: TOP + 1]):
        under = line is not lines[0]  # the headline
        outlet = next((name for name in _names(line) if _is_outlet(name) or (under and _is_the_one(name))), None)
        if outlet and (_stated(line, language) or _signed(line, language)):
            return outlet
        if len(line) < 50 and _is_outlet(line) and _stated(below, language):
            return line
    for line in (*lines[:TOP], *lines[-3:]):
        if found := _CREDIT.fullmatch(line):
            return found["source"].strip(" .")
    return None


def day_in(text: str, language: str | None = None) -> date | None:
    """The day of publication that a text states near its top or in a labelled line; None where it is silent or torn."""
    lines = _lines(text)
    found = {day for line in lines[:TOP] if (day := _stated(line, language))}
    opens = any(map(_is_outlet, _names(lines[0]))) if lines else False
    first = 0 if opens else 1  # "Hill End, 4 March 1924" is a headline
    found |= {day for line in lines[first:TOP] if (day := _signed(line, language))}
    if not found:
        found = {day for line in lines[-3:] if _LABEL.match(line) and (day := _stated(line, language))}
    return found.pop() if len(found) == 1 else None


def _lines(text: str) -> list[str]:
    """The first and last lines of a text that are not blank, however long the text is."""
    top = text[:8000]
    if len(text) > 12_000:
        top += "\n" + text[-2000:]
    return [plain for line in top.split("\n") if (plain := _unmarked(line))]


def _unmarked(line: str) -> str:
    """The words of a line, without what Markdown marks a heading with, or all of the line."""
    plain = line.strip()
    for marked in (_HEADING, _EMPHASIS):
        if match := marked.fullmatch(plain):
            plain = match["words"].strip()
    return plain if plain.strip("*_#") else ""


def _stated(line: str, language: str | None) -> date | None:
    if match := _dateline(line[:200]):
        return read_day(match["day"], language)
    if len(line) > 120:
        return None
    label = _LABEL.match(line)
    for part in _PARTS.split(line[label.end() :] if label else line):
        if re.search(r"\b(?:19|20)\d\d\b|\d{4}年", part) and re.search(r"(?<!\d)\d{1,2}(?!\d)", part):
            day = read_day(part.strip(" ,;()"), language)
            if day:
                return day
    return None


def _dateline(line: str) -> re.Match[str] | None:
    """A town and a day before a dash; "After the talks of 6 May 2024 - the second -" opens a sentence."""
    match = _DATELINE.match(line)
    if match is None or not _is_name(match["town"]):
        return None
    source = match["source"]
    apart = match["mark"].strip() or match["town"].isupper() or (source and _signs(source))
    return match if apart else None


def _signs(source: str) -> bool:
    """An agency in brackets begins large, or is three small letters: "(dpa)"."""
    return source[0].isupper() or len(source) == 3


def _is_name(words: str) -> bool:
    """All its words begin large, but for those that join names."""
    *others, last = words.split()
    return all(word[0].isupper() or word.lower() in _SMALL for word in others) and last[0].isupper()


def _is_desk(words: str) -> bool:
    """What newsrooms call a part of themselves, in at most three words: "Agency desk", "The foreign desk"."""
    said = words.split()
    return 1 < len(said) <= 3 and words[0].isupper() and said[-1].casefold() in rules("all.text")["desks"]


def _is_outlet(words: str) -> bool:
    """The name of a known outlet, or one whose last word, or the one before "of" and the like, is what outlets call
    themselves; "Times Square" is none, nor is "Breaking News", nor a writer."""
    if words in _known():
        return True
    if not (words[0].isalpha() and words[-1].isalpha() and _is_name(words)):
        return False
    said, text = words.casefold().split(), rules("all.text")
    if said[0] in text["no_outlets"]:
        return False
    ends = tuple(text["outlet_endings"])
    if (said[-1] in text["outlets"] and len(said) > 1) or said[-1].endswith(ends):
        return True
    return any(word in text["outlets"] and joint in _SMALL for word, joint in pairwise(said))


def _is_the_one(words: str) -> bool:
    """An article and one more word, of which nothing else is known: "The Lighthouse", not "The Netherlands" or "The
    Crash". No writer has an article, and few towns; a headline may, too."""
    article, _, name = words.partition(" ")
    text = rules("all.text")
    language = text["outlet_articles"].get(article)
    if language is None or not (name.istitle() and name.isalpha()):
        return False
    return name not in text["towns_with_one"] and name.lower() not in _otherwise(language)


@cache
def _otherwise(language: str) -> frozenset[str]:
    """What the tables know that is no outlet, in small letters: lands and their seats, places, actors, whom or what a
    language's lists of common words name, and what happens."""
    from babel import Locale  # 30 ms: only where a name with an article is met

    names = list(Locale.parse(language).territories.values())
    for row in table("countries"):
        names += [name for column in ("names", "people", "capital", "seats") for name in row[column].split("|")]
    names += [name for row in table("places") for name in row["names"].split("|")]
    for row in table("actors"):
        if row["role"] != "outlet":
            names += [row["name"], *row["aliases"].split("|")]
    actors = rules(f"{language}.actors")
    for part in ("titles", "roles", "people", "organizations", "places", "starts", "common"):
        for listed in ("royal", "nouns", "words"):
            names += actors.get(part, {}).get(listed, "").split()
    names += [also.partition("=")[0] for also in actors.get("names", {}).get("also", "").split("|")]
    names += [noun for happening in rules(f"{language}.events")["happening"] for noun in happening.get("nouns", ())]
    return frozenset([name.lower().removeprefix("the ") for name in names])


@cache
def _known() -> frozenset[str]:
    """The names of the outlets that the table of actors has."""
    outlets = [row for row in table("actors") if row["role"] == "outlet"]
    return frozenset(name for row in outlets for name in (row["name"], *row["aliases"].split("|")) if name)


def _names(line: str) -> list[str]:
    """The names on a line that holds nothing but names and a day: of a writer, a desk, an outlet, a town; else none."""
    if len(line) > 120 or not (parts := [part for part in _APART.split(_CREDITED.sub("", line, 1)) if part.strip()]):
        return []
    names = [part.strip() for part in parts if not any(letter.isdigit() for letter in part)]
    return names if all(name in _known() or _is_name(name) or _is_desk(name) for name in names) else []


def _signed(line: str, language: str | None) -> date | None:
    """The day after a name, where that is the whole line; "They met, 21 January 2022" is no name, and of several one is
    an outlet."""
    match = _SIGNED.fullmatch(line)
    if match is None or not re.search(r"\b(?:19|20)\d\d\b", match["day"]):
        return None
    names = _names(match["names"])
    alone = len(names) == 1 and line[match.end("names")] == ","
    if not (alone or any(_is_outlet(name) or _is_the_one(name) for name in names)):
        return None
    return read_day(match["day"].strip(), language)
