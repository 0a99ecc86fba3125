"""Days that people type or pages state: the one door to dateparser, which is given short texts and a fixed base only.

Not for running text: that is what extract/times is for. For `read_day` a day counts only where its day, month and year
are all given; "March 2021" or "Friday" is none. `parse_typed` keeps whatever precision was typed. ISO dates, mail dates
and plain English dates are read here, everything else (two hundred locales) by dateparser, whose first call takes a
second.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate
from functools import cache, lru_cache
from typing import Any

from dashboard import edtf

LONGEST = 60  # characters; dateparser's time grows with the square of the length

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)|(\d{4})(\d\d)(\d\d)(?:T\d{4,6}Z?)?$")
_NAMES = "jan january/feb february/mar march/apr april/may/jun june/jul july/aug august/sep sept september/"
_NAMES += "oct october/nov november/dec december"
_MONTHS = {name: number for number, names in enumerate(_NAMES.split("/"), 1) for name in names.split()}
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_CLOCK = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d.{0,20})?"
_ENGLISH = re.compile(
    rf"{_WEEKDAY}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})"
    rf"|{_MONTH.replace('month', 'month2')}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})){_CLOCK}",
    re.IGNORECASE,
)

_NEITHER = re.compile(r"[-–−]\s*\d|\d{4}-\d\d(?:-\d\d)?\s*/|\d{4}-\d\d.*[^\dT]\d{4}-\d\d")
"""How a year before the first begins, and what has two ends: never to be read as one of its dates."""

_DECADE = re.compile(r"(?:(?:in )?the )?['’]?(\d{3}|\d)0['’]?s", re.ASCII)
_QUARTER = re.compile(r"q([1-4])[ /-]?(\d{4})|(\d{4})[ /-]?q([1-4])", re.IGNORECASE | re.ASCII)  # 33 to 36 in EDTF
_LOOKS_FULL = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d\d")


def read_day(text: str, language: str | None = None) -> date | None:
    """The day that a short text states in full, None where it states none.

    Parameters
    ----------
    text : up to `LONGEST` characters, such as "2022-01-21T10:40Z", "Fri, 21 Jan 2022 10:40 GMT", "21 января 2022 г."
    language : ISO 639-1 code, where known: which of 03/04/2022 is the month depends on it
    """
    text = " ".join(text.split())
    if not text or len(text) > LONGEST or not any(map(str.isdigit, text)):
        return None
    if match := _ISO.match(text):
        return _day(*(part for part in match.groups() if part))
    if match := _ENGLISH.fullmatch(text):
        found = match.groupdict()
        month = _MONTHS[(found["month"] or found["month2"]).lower()]
        return _day(found["year"] or found["year2"], month, found["day"] or found["day2"])
    if mail := parsedate(text):
        return _day(*mail[:3])
    return _by_locale(text, language) if _LOOKS_FULL.search(text) else None


def parse_typed(text: str, today: date, language: str | None = None) -> str | None:
    """The EDTF date that a person means who types "March 2021", "last week" or "21 января"; None where it is none.

    Precision is kept: a month stays a month. What is relative counts from `today`; nothing depends on the clock.

    Parameters
    ----------
    text : up to `LONGEST` characters; EDTF itself is understood too
    language : ISO 639-1 code, where known
    """
    text = re.sub(" ?/ ?", "/", " ".join(text.split()))
    if not 2 < len(text) <= LONGEST or (text.isdigit() and len(text) != 4):
        return None
    if edtf.is_edtf(text):
        return text
    if _NEITHER.match(text):
        return None
    if decade := _DECADE.fullmatch(text):
        return f"{decade[1] if len(decade[1]) == 3 else '19' + decade[1]}X"
    if quarter := _QUARTER.fullmatch(text):
        return f"{quarter[2] or quarter[3]}-{32 + int(quarter[1] or quarter[4])}"
    if day := read_day(text, language):
        return day.isoformat()
    try:
        found = _loose_parser(language, today).get_date_data(text)
    except (ValueError, OverflowError, TypeError, RecursionError):
        return None
    if found.date_obj is None:
        return None
    year, week, _ = found.date_obj.isocalendar()
    iso = found.date_obj.date().isoformat()
    return {"year": iso[:4], "month": iso[:7], "week": f"{year:04d}-W{week:02d}"}.get(found.period, iso)


@lru_cache(maxsize=64)
def _loose_parser(language: str | None, today: date) -> Any:
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": datetime(today.year, today.month, today.day),
        "RETURN_AS_TIMEZONE_AWARE": False,
        "PARSERS": ["relative-time", "absolute-time"],  # no seconds since 1970
    }
    try:
        return DateDataParser(languages=[language] if language else None, settings=settings)
    except ValueError:
        return DateDataParser(settings=settings)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _by_locale(text: str, language: str | None) -> date | None:
    try:
        found = _parser(language).get_date_data(text)
    except (ValueError, OverflowError, TypeError, RecursionError):
        return None
    moment = found.date_obj
    return moment.date() if moment and found.period in ("day", "time") else None


@cache
def _parser(language: str | None) -> Any:
    from dateparser.date import DateDataParser  # a second to import: only where nothing cheaper understood

    settings = {
        "PARSERS": ["absolute-time"],  # no "in two days", no seconds since 1970
        "REQUIRE_PARTS": ["day", "month", "year"],
        "RELATIVE_BASE": datetime(2000, 1, 1),  # never used, but without it dateparser asks the clock
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    try:
        return DateDataParser(languages=[language] if language else None, settings=settings)
    except ValueError:  # a language that dateparser does not have
        return DateDataParser(settings=settings)
