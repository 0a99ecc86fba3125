"""Calendar arithmetic on TIMEX3 values: a value keeps the precision it was given, and knows its days as EDTF.

A value is what TIMEX3 writes: `2022-01-20`, `2022-01`, `2022`, `2022-W04`, `2022-W04-WE`, `2022-Q1`, `2022-H2`,
`2022-SU`, a decade `199`, a century `19`, a day with a time `2022-01-20T14:48Z` or `2022-01-20TMO`, a year before
Christ `BC0490`. Years run from 1 to 9999 in the proleptic Gregorian calendar; weeks are those of ISO 8601.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from dashboard import edtf

UNITS = ("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")
MONTHS_OF = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_OF = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
REMEMBERED = 10_000  # values: an article repeats its dates
_YEAR_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PLAIN = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?|\d{2,3}")


def is_day(year: int, month: int, day: int) -> bool:
    """The calendar has this day: 29 February only in leap years, never 31 April."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def can_be_day(month: int, day: int) -> bool:
    """Some year has this day."""
    return is_day(2024, month, day)


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that holds a day; `unit` is one of UNITS."""
    if unit == "day":
        return day.isoformat()
    if unit in ("week", "weekend"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "half":
        return f"{day.year:04d}-H{(day.month + 5) // 6}"
    if unit == "season":
        return season_of(day)
    width = {"year": 4, "decade": 3, "century": 2}[unit]
    return f"{day.year:04d}"[:width]


def season_of(day: date) -> str:
    """Northern seasons of whole months; a winter belongs to the year in which it begins."""
    name = ("WI", "SP", "SU", "FA")[day.month % 12 // 3]
    year = day.year - (1 if day.month < 3 else 0)
    return f"{year:04d}-{name}"


@lru_cache(maxsize=REMEMBERED)
def unit_of(value: str) -> str:
    """The precision of a value, one of UNITS; empty for a vague reference or a duration."""
    day, _, _ = value.partition("T")
    if _WEEK.fullmatch(day):
        return "weekend" if day.endswith("-WE") else "week"
    if part := _YEAR_PART.fullmatch(day):
        return {"Q": "quarter", "H": "half"}.get(part[2][0], "season") if part[2][1].isdigit() else "season"
    if _PLAIN.fullmatch(day):
        return {2: "century", 3: "decade", 4: "year", 7: "month", 10: "day"}[len(day)]
    return ""


@lru_cache(maxsize=REMEMBERED)
def edtf_of(value: str) -> str | None:
    """The EDTF date of a TIMEX3 value, None where it names no days (durations, references, years before Christ).

    Weeks and weekends become intervals of days, quarters 33–36, halves 40–41, seasons 21–24, decades `199X`.
    """
    day, _, _ = value.partition("T")
    if week := _WEEK.fullmatch(day):
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            first, last = (monday + timedelta(5), monday + timedelta(6)) if week[3] else (monday, monday + timedelta(6))
        except (ValueError, OverflowError):  # no such week, or it runs out of the calendar
            return None
        return f"{first.isoformat()}/{last.isoformat()}"
    if part := _YEAR_PART.fullmatch(day):
        code = SEASONS.get(part[2]) or {"Q": 32, "H": 39}[part[2][0]] + int(part[2][1])
        out = f"{part[1]}-{code}"
        return out if edtf.is_edtf(out) else None
    if not _PLAIN.fullmatch(day):
        return None
    out = day + "X" * (4 - len(day))
    return out if edtf.is_edtf(out) else None


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day that a value can mean, None where it names no days."""
    text = edtf_of(value)
    if text is None:
        return None
    first, last = edtf.bounds(text)
    return (first, last) if first and last else None


def add_months(day: date, months: int) -> date | None:
    """The same day some months on, or the month's last day; None beyond the years 1 to 9999."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add(day: date, n: int, unit: str) -> date | None:
    """A day some units on; None beyond the calendar."""
    try:
        if unit in DAYS_OF:
            return day + timedelta(days=n * DAYS_OF[unit])
        return add_months(day, n * MONTHS_OF[unit])
    except OverflowError:
        return None


def shift(value: str, n: int, unit: str) -> str | None:
    """The unit that lies `n` units from the one holding `value`: shift("2022-01-21", -1, "month") is "2021-12".

    None where the value is too vague for the unit (three days after "1915") or the calendar ends. A year before Christ
    counts backwards and has no year 0.
    """
    if value.startswith("BC") and unit == "year" and value[2:6].isdigit():
        year = int(value[2:6]) - n
        return f"BC{year:04d}" if year > 0 else f"{1 - year:04d}"
    have = unit_of(value)
    target = {"fortnight": "week"}.get(unit, unit)
    if not have or UNITS.index(have) > UNITS.index(target):
        return None
    days = days_of(value)
    if days is None:
        return None
    moved = add(days[0].replace(day=1) if unit in MONTHS_OF and unit != "season" else days[0], n, unit)
    return value_of(moved, target) if moved else None


def day_value(year: int, month: int, day: int) -> str | None:
    """ISO date, None where the calendar has no such day."""
    return f"{year:04d}-{month:02d}-{day:02d}" if is_day(year, month, day) else None


def easter(year: int) -> date:
    """Western Easter Sunday in the Gregorian calendar (the anonymous computus of 1876)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    month, day = divmod(moon + weekday - 7 * ((golden + 11 * moon + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th weekday (Monday 0) of a month, n from 1, or -1 for the last."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = edtf.month_end(year, month)
    return last - timedelta((last.weekday() - weekday) % 7)


def weekday_near(day: date, weekday: int, which: int) -> date | None:
    """The weekday before (-1), on or before (0), after (1), on or after (2) a day; None beyond the calendar."""
    try:
        if which <= 0:
            back = (day.weekday() - weekday) % 7
            return day - timedelta(days=back or (7 if which < 0 else 0))
        ahead = (weekday - day.weekday()) % 7
        return day + timedelta(days=ahead or (7 if which == 1 else 0))
    except OverflowError:
        return None


def weekday(year: int, month: int, day: int) -> int:
    """0 for Monday … 6 for Sunday; the day must exist."""
    return date(year, month, day).weekday()
