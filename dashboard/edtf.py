"""Dates as written by EDTF (ISO 8601-2): a date is an interval as long as its precision, never a bare first day.

An event date is one of: a year `2021`, decade `202X`, century `20XX`, month `2022-01`, season or quarter or half
`2022-21` … `2022-41`, day `2022-01-20`, ISO week `2022-W04` (kept because news speaks in weeks), each with an optional
qualifier `~` (about) or `?` (uncertain), or an interval of two of them, open ends written `..`. Years run from 0001 to
9999; the calendar is the proleptic Gregorian one of `datetime.date`.

Sources: Library of Congress, EDTF specification of 4 February 2019; ISO 8601-2:2019.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from dashboard.model import Grain


class Bounds(NamedTuple):
    """First and last day that a date can mean, both included; None where an end is open."""

    first: date | None
    last: date | None


_POINT = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"|(?P<wyear>\d{4})-W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|(?P<myear>\d{4})-(?P<part>\d\d)"
    r"|(?P<digits>\d{2,4})(?P<unknown>X{0,2})",
    re.ASCII,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@lru_cache(maxsize=65536)
def bounds(value: str) -> Bounds:
    """First and last day of an EDTF value.

    Raises ValueError where the value is none of the forms named above, or is no day of the calendar (31 February).
    """
    left, slash, right = value.partition("/")
    if slash:
        first = None if left in ("", "..") else _point(left).first
        last = None if right in ("", "..") else _point(right).last
        if (first is None and last is None) or (first and last and first > last):
            raise ValueError(f"not an EDTF interval: {value!r}")
        return Bounds(first, last)
    return _point(value)


def ends(value: str) -> tuple[date, date]:
    """First and last day of an EDTF value that is closed on both sides; ValueError where one is open."""
    first, last = bounds(value)
    if first is None or last is None:
        raise ValueError(f"an end is open: {value!r}")
    return first, last


def is_edtf(value: str) -> bool:
    """The value is one that `bounds` understands."""
    try:
        bounds(value)
    except (ValueError, OverflowError):  # the last week of 9999 ends after the calendar
        return False
    return True


def is_day(value: str | None) -> bool:
    """The value is one certain day, "2022-01-21": what `date.fromisoformat` reads and other days are counted from."""
    return value is not None and _DAY.fullmatch(value) is not None


@lru_cache(maxsize=65536)
def grain(value: str) -> Grain:
    """How exact a value is: the coarser of the two ends of an interval."""
    ends = [_point_grain(x) for x in value.split("/") if x not in ("", "..")]
    return max(ends, key=list(Grain).index)


def is_about(value: str) -> bool:
    """The text says about, early, late, or the like: the value carries `~`, `?` or `%`."""
    return any(mark in value for mark in "~?%")


def overlap(a: str, b: str) -> bool:
    """The two dates can be the same day."""
    one, two = bounds(a), bounds(b)
    return (one.first or date.min) <= (two.last or date.max) and (two.first or date.min) <= (one.last or date.max)


def from_bounds(first: date | None, last: date | None) -> str:
    """The shortest plain EDTF value with these bounds: a day, a month, a year, else an interval."""
    if first and last:
        if first == last:
            return first.isoformat()
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year:04d}"
        if first.day == 1 and last == month_end(first.year, first.month):
            return f"{first.year:04d}-{first.month:02d}"
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _point(value: str) -> Bounds:
    match = _POINT.fullmatch(value.strip().rstrip("~?%"))
    if match is None:
        raise ValueError(f"not an EDTF date: {value!r}")
    if match["day"]:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        return Bounds(day, day)
    if match["week"]:
        monday = date.fromisocalendar(int(match["wyear"]), int(match["week"]), 1)
        return Bounds(monday + timedelta(5 if match["weekend"] else 0), monday + timedelta(6))
    if match["part"]:
        return _year_part(int(match["myear"]), int(match["part"]), value)
    if len(match["digits"]) + len(match["unknown"]) != 4:
        raise ValueError(f"not an EDTF year: {value!r}")
    start = int(match["digits"]) * 10 ** len(match["unknown"])
    return Bounds(date(max(1, start), 1, 1), date(start + 10 ** len(match["unknown"]) - 1, 12, 31))


def _year_part(year: int, part: int, value: str) -> Bounds:
    """Months 01–12, seasons 21–24 (winter runs into the next year), quarters 33–36, halves 40–41."""
    if 1 <= part <= 12:
        start, months = part, 1
    elif 21 <= part <= 24:
        start, months = 3 * (part - 20), 3
    elif 33 <= part <= 36:
        start, months = 3 * (part - 33) + 1, 3
    elif part in (40, 41):
        start, months = 6 * (part - 40) + 1, 6
    else:
        raise ValueError(f"no such part of a year: {value!r}")
    last = start + months - 1
    return Bounds(date(year, start, 1), month_end(year + (last - 1) // 12, (last - 1) % 12 + 1))


def _point_grain(value: str) -> Grain:
    match = _POINT.fullmatch(value.rstrip("~?%"))
    if match is None:
        raise ValueError(f"not an EDTF date: {value!r}")
    if match["day"]:
        return Grain.DAY
    if match["week"]:
        return Grain.WEEK
    if match["part"]:
        part = int(match["part"])
        return Grain.MONTH if part <= 12 else Grain.SEASON if part <= 36 else Grain.HALF
    return (Grain.YEAR, Grain.DECADE, Grain.CENTURY)[len(match["unknown"])]
