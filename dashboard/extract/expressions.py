"""What a time expression dates, by its preposition, and whether tense allows it.

A date that tense forbids is not taken: what has happened is not next week, what is planned was not last year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from dashboard import edtf
from dashboard.model import Status, TimeExpression, TimeType

LIMITS = frozenset(("since", "from", "until", "till", "by"))
RANGE_ENDS = frozenset(("to", "until", "till", "through", "and", "-", "–"))
_RANGE_BEGINS = frozenset(("from", "between", "since"))
_AFTER = "in"  # before a length of time that lies between now and what is ahead
_ON = ("", "on")
_BESIDE = 6  # characters between two days that are told as one: "on 5 and 6 May"
_YEAR, _MONTH = 4, 7  # characters of a year, and of a month
_PARTED = re.compile(r"\d{4}(?:-\d\d)?")  # a year, season or month
_MONTH_DAY = re.compile(r"[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?")
_DATED = (TimeType.DATE, TimeType.TIME)
_PAST_STATUS = (Status.HAPPENED, Status.ONGOING)


def usable(time: TimeExpression) -> bool:
    """A date or clock time with an EDTF value, or a length of time that says how long ago."""
    return time.date is not None and (time.type in _DATED or _counted_back(time))


def _counted_back(time: TimeExpression) -> bool:
    """ "Vor zwei Tagen": a length behind "before", where its end has a date."""
    return time.type is TimeType.DURATION and time.signal == "before" and time.date is not None


def counted_from_now(time: TimeExpression) -> bool:
    """ "Will meet in two weeks": a length that says when, not how long; "in the coming days" does not say when."""
    counted = time.type is TimeType.DURATION and time.date is not None and time.signal == _AFTER
    return counted and not (time.date or "").endswith("/..")


def fits(value: str, status: Status, published: date | None) -> bool:
    """Tense allows the date: the past is not after publication, the planned not before."""
    if published is None:
        return True
    first, last = edtf.bounds(value)
    if status in _PAST_STATUS:
        return first is None or first <= published
    if status is Status.EXPECTED and value.endswith("/.."):
        return first is None or first >= published  # what will be from December on, is not from the last one on
    if status is Status.EXPECTED:
        return last is None or last >= published
    return True


def read(
    times: Sequence[TimeExpression], status: Status, published: date | None, move: bool = True
) -> tuple[str, TimeExpression] | None:
    """EDTF date that the time expressions of one clause give its happening, and the expression it rests on.

    Two expressions that are tied by from … to, between … and make an interval, and so do two days that follow each
    other; else the first one that tense allows.
    Where tense allows none, `move` takes the other week or year of a weekday, day or month.
    """
    if not times:
        return None
    if status not in _PAST_STATUS and published is not None:
        for time in times:
            if time.signal == "within" and (until := _later(published, time.value)):
                return f"{published.isoformat()}/{until.isoformat()}", time
    ahead_too = status not in _PAST_STATUS
    wanted = [time for time in times if usable(time) or (ahead_too and counted_from_now(time))]
    if not ahead_too:
        wanted = _but_ahead(wanted, published)
    for n, (one, two) in enumerate(pairwise(wanted)):
        if (one.signal in _RANGE_BEGINS and two.signal in RANGE_ENDS) or _both_days(one, two):
            one = _first_of_days(wanted, n) if _both_days(one, two) else one
            begin, end = one.date or "", two.date or ""
            first, last = edtf.bounds(begin)[0], edtf.bounds(end)[1]
            if first and last and first <= last:
                span = _interval(begin, end)
                if fits(span, status, published) or not (move and published):
                    return (span, one) if fits(span, status, published) else None
                ends = [_other_way(replace(t, date=t.value, signal=""), status, published) for t in (one, two)]
                return (_interval(ends[0], ends[1]), one) if ends[0] and ends[1] else None
    if any(time.weekday and time.signal in _ON for time in wanted):
        wanted = [time for time in wanted if not time.dayless]  # "at 5 p.m. in Oslo on Friday"
    for time in wanted:
        value = _lasting(times, time) or _with_signal(time, status)
        if value is not None and fits(value, status, published):
            return value, time
    for time in wanted if move else ():
        if published is not None and (other := _other_way(time, status, published)) is not None:
            return other, time
    return None


def _but_ahead(times: list[TimeExpression], published: date | None) -> list[TimeExpression]:
    """The times without a day ahead "from" which something is to be, and without the end of that: what was decided
    "from 10 March" was not decided then, nor a year before."""
    begun = [time for time in times if time.signal == "from" and lies_ahead(time.date, published)]
    if not begun:
        return times
    return [time for time in times if time not in begun and time.signal not in RANGE_ENDS]


def ahead(
    times: Sequence[TimeExpression], published: date | None, move: bool = True
) -> tuple[str, TimeExpression] | None:
    """The date after publication that the present tense gives: "the trial opens in February" is no February past."""
    dated = read(times, Status.EXPECTED, published, move)
    return dated if dated is not None and lies_ahead(dated[0], published) else None


def lies_ahead(day: str | None, published: date | None) -> bool:
    """The date, in EDTF, begins after publication: "until 20 February" by its end."""
    if published is None or not day:
        return False
    first, last = edtf.bounds(day)
    later = first or last
    return later is not None and later > published


def _other_way(time: TimeExpression, status: Status, published: date) -> str | None:
    """The weekday of the other week, the day or month of the other year, where tense forbids the one first thought of.

    "Das Finale findet am Freitag statt" is no Friday past; None where the expression itself says which.
    """
    text, value = time.text.lower(), _with_signal(time, status)
    if (
        value is None
        or (time.type is not TimeType.DATE and not time.weekday)
        or re.search(r"\d{3}", text)
        or (" " in text and not (text[0].isdigit() or time.weekday or _MONTH_DAY.fullmatch(text)))
    ):
        return None
    step = 1 if status is Status.EXPECTED else -1 if status in _PAST_STATUS else 0
    day = re.fullmatch(r"(\.\./)?(\d{4})(-\d\d)(-\d\d)?(/\.\.)?", value)
    if day is None or not step:
        return None
    if day[4] and not any(c.isdigit() for c in text):
        if not time.weekday:
            return None  # "yesterday", "on Christmas Eve"
        moved = date.fromisoformat(f"{day[2]}{day[3]}{day[4]}") + timedelta(days=7 * step)
        other = f"{day[1] or ''}{moved.isoformat()}{day[5] or ''}" if abs((moved - published).days) < 8 else None
    elif step < 0 and day[4] and lies_ahead(value, published):
        return None  # "has barred two men from the October 6 vote": of what is to come
    else:
        other = f"{day[1] or ''}{int(day[2]) + step}{day[3]}{day[4] or ''}{day[5] or ''}"
    return other if other is not None and fits(other, status, published) else None


def _later(start: date, value: str) -> date | None:
    """The day a duration after another: P2W, P10D, P3M; None for what is no plain count of such units."""
    match = re.fullmatch(r"P(\d{1,3})([DWMY])", value)
    if match is None:
        return None
    return start + timedelta(days=int(match[1]) * {"D": 1, "W": 7, "M": 30, "Y": 365}[match[2]])


def _both_days(one: TimeExpression, two: TimeExpression) -> bool:
    """Two days that follow each other, told as one time: "on 5 and 6 May"."""
    return two.signal == "and" and _follows(one, two)


def _first_of_days(times: Sequence[TimeExpression], n: int) -> TimeExpression:
    """The first of the days that follow each other up to the nth: "on 5, 6 and 7 May"."""
    while n and _follows(times[n - 1], times[n]):
        n -= 1
    return times[n]


def _follows(one: TimeExpression, two: TimeExpression) -> bool:
    """Two days told beside each other, of which the second is that after the first."""
    if two.start - one.end > _BESIDE or not (edtf.is_day(one.date) and edtf.is_day(two.date)):
        return False
    return date.fromisoformat(two.date or "") - date.fromisoformat(one.date or "") == timedelta(days=1)


def _lasting(times: Sequence[TimeExpression], begin: TimeExpression) -> str | None:
    """The days of "for 48 hours from 4 November" and "from Monday for three days"; None without a length beside."""
    if begin.signal not in ("from", "since") or len(times) < 2:
        return None
    day = re.fullmatch(r"\d{4}-\d\d-\d\d", begin.date or "")
    if day is None:
        return None
    at = next(n for n, time in enumerate(times) if time is begin)
    for length in (*times[max(0, at - 1) : at], *times[at + 1 : at + 2]):
        match = re.fullmatch(r"P(?:(\d{1,2})D|T(\d{1,3})H)", length.value)
        if match and length.type is TimeType.DURATION and length.signal == "for":
            days = int(match[1]) if match[1] else -(-int(match[2]) // 24)
            first = date.fromisoformat(day[0])
            last = first + timedelta(days=max(days, 1) - 1)
            return f"{first}/{last}" if last > first else first.isoformat()
    return None


def _interval(one: str, two: str) -> str:
    return f"{one.split('/')[0]}/{two.split('/')[-1]}"


def _with_signal(time: TimeExpression, status: Status) -> str | None:
    value, signal = time.date, time.signal.lower()
    if value is not None and time.type is TimeType.TIME:
        value = value.rstrip("~")  # about eight o'clock is that very day
    if signal == "for" and status in _PAST_STATUS:
        return None  # "signed a quota for this year"
    if value is not None and "/" in value and signal in ("until", "till", "by") and ".." not in value:
        return f"../{value.partition('/')[2]}" if signal != "by" or status not in _PAST_STATUS else value
    if value is None or "/" in value:
        beside = signal in ("after", "before") and status in _PAST_STATUS and ".." not in (value or "")
        beside = beside and not _counted_back(time)
        return None if beside else value  # "hatte vor dem Wochenende gewarnt"
    if signal == "since":
        return f"{value}/.."
    if signal in ("until", "till", "by") and (signal != "by" or status not in _PAST_STATUS):
        return _until(value, time)
    if signal == "from" and status is not Status.HAPPENED:
        return f"{value}/.."
    if signal in ("after", "before"):
        if status in _PAST_STATUS:
            return value if _counted_back(time) or time.type is TimeType.TIME else None  # "just before 5am on Tuesday"
        if signal == "after":
            return f"{value}/.."
        first, last = edtf.bounds(value)
        if first and last and date.min < first < last and time.mod not in ("MID", "END"):
            return f"../{first - timedelta(days=1)}"  # "before July" ends in June
        return _until(value, time)
    return value


def _until(value: str, time: TimeExpression) -> str:
    """Until a date; "by the end of May" is until its last day, "by mid-May", but no decade, until about its middle."""
    first, last = edtf.bounds(value)
    if time.mod == "MID" and first and last and _PARTED.fullmatch(value):
        middle = (first + (last - first) / 2).isoformat()
        return f"../{middle if len(value) > _YEAR else middle[:_MONTH]}~"
    return f"../{last}" if time.mod == "END" and last and not edtf.is_about(value) else f"../{value}"
