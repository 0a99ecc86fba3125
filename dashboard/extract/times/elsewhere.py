"""Languages without a rule file: their explicit dates, found by month names and figures and read by dateparser.

Month names come from CLDR (babel), a candidate is at most LONGEST characters around one, and dateparser never sees more
than that. Nothing relative is dated: a wrong guess would look like a fact.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from dashboard.extract import calendar
from dashboard.extract.times.grammar import number_features
from dashboard.extract.times.senses import Sense
from dashboard.extract.times.spot import Item
from dashboard.typed_dates import LONGEST, parse_typed, read_day

MOST = 500  # candidates an article may hand to dateparser: each costs milliseconds
_ISO = r"(?<![\w.-])\d{4}-\d\d-\d\d(?![\w-])"
_FIGURES = r"(?<![\w./-])\d{1,2}(?:[./]\s?\d{1,2}[./]\s?|-\d{1,2}-)\d{4}(?![\w/-])"
_HAN = r"\d{4}\s?[年년]\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?"
_RULE = "an explicit date in a language without rules"
_ENDING = r"[^\W\d_]{1,5}"  # of a month in another case: kwietniu, квітні, huhtikuussa


@cache
def _candidates(language: str) -> re.Pattern[str]:
    """Day, month and year around a month's name, in any order, and dates in figures."""
    names = sorted(map(re.escape, _month_names(language)), key=len, reverse=True)
    names += [f"{re.escape(stem)}{_ENDING}" for stem in sorted(_stems(language), key=len, reverse=True)]
    month = "|".join(names)
    patterns = [_ISO, _FIGURES, _HAN]
    if names:
        day = r"\d{1,2}(?:\.|-?[^\W\d_]{1,3}|º|ª)?"
        small = r"(?:[^\W\d_]{1,3}\.?\s)?"  # de, do, год's г.
        patterns.append(rf"(?<!\w)(?:{day}\s{small})?(?:{month})\.?,?\s{small}\d{{4}}(?!\w)")
        patterns.append(rf"(?<!\w)(?:{month})\.?\s{day},?\s\d{{4}}(?!\w)")
        patterns.append(rf"(?<!\w)\d{{4}}\.?\s{small}(?:{month})\s\d{{1,2}}(?!\d)")
    return re.compile(
        rf"(?=\w)(?:{'|'.join(patterns)})", re.IGNORECASE
    )  # a comma is no start: 50,000 of them cost nothing


@cache
def _month_names(language: str) -> dict[str, int]:
    """Month names of a language in small letters, wide and short, as CLDR has them."""
    from babel.core import UnknownLocaleError  # only for a language without rules
    from babel.dates import get_month_names

    try:
        forms = [
            get_month_names(width, context, language)
            for width in ("wide", "abbreviated")
            for context in ("format", "stand-alone")
        ]
    except (UnknownLocaleError, ValueError):
        return {}
    names = {str(name).strip(".").lower(): number for form in forms for number, name in form.items()}
    return {name: number for name, number in names.items() if len(name) > 2 and not name.isdigit()}


@cache
def _stems(language: str) -> dict[str, int]:
    """Beginnings of long month names that are one month's only, for the cases that CLDR does not list."""
    cut = {
        name[: -1 if len(name) < 7 else -2]: number for name, number in _month_names(language).items() if len(name) > 4
    }
    return {stem: n for stem, n in cut.items() if all(n == m for other, m in cut.items() if other.startswith(stem))}


def find(text: str, language: str, bad: list[tuple[int, int]]) -> list[Item]:
    """Explicit dates of a text, in order; spans of days that no calendar has are added to `bad`."""
    out = []
    for count, match in enumerate(_candidates(language).finditer(text)):
        words = match[0]
        if count >= MOST or len(words) > LONGEST:
            continue
        value = _in_figures(words) or _read(words, language, date(2000, 1, 1))
        if value is None:
            if _is_impossible(words, language):
                bad.append(match.span())
            continue
        year, month, day = (int(part) for part in (*value.split("-"), "0", "0")[:3])
        category = "day" if day else "month" if month else "year"
        out.append(
            Item(
                match.start(),
                match.end(),
                Sense("date", category, year=year, month=month or None, day=day or None),
                _RULE,
            )
        )
    return out


def _in_figures(words: str) -> str | None:
    numbers = [int(part) for part in re.findall(r"\d+", words)]
    if re.fullmatch(_HAN, words):
        year, month, *day = numbers
        return "-".join([f"{year:04d}", *(f"{n:02d}" for n in (month, *day))])
    return None


def _read(words: str, language: str, base: date) -> str | None:
    words = _plain(words, language)
    day = read_day(words, language)
    if day is not None:
        return day.isoformat()
    value = parse_typed(words, base, language)
    years = [part for part in re.findall(r"\d+", words) if "year_no" in number_features(part)]
    if value is None or not years or not value.startswith(years[-1]) or "W" in value:
        return None
    return value


def _plain(words: str, language: str) -> str:
    """The words as dateparser knows them: no "1º", and a month in the case that CLDR lists."""
    names, stems = _month_names(language), _stems(language)
    for word in re.findall(r"[^\W\d_]{5,}", words):
        if word.lower() not in names:
            stem = next((stem for stem in stems if word.lower().startswith(stem)), None)
            if stem is not None:
                nominative = next(name for name, number in names.items() if number == stems[stem])
                words = words.replace(word, nominative)
    return words.replace("º", "").replace("ª", "")


def _is_impossible(words: str, language: str) -> bool:
    """31 February: day and month are there, the day is not."""
    day = re.match(r"\d{1,2}(?!\d)", words)
    names = _month_names(language)
    months = [names[word] for word in re.findall(r"[^\W\d_]+", words.lower()) if word in names]
    return day is not None and len(months) == 1 and not calendar.can_be_day(months[0], int(day[0]))
