"""When a happening was: the time expression of its clause, read with its preposition and checked against tense.

A date that tense forbids is not taken: what has happened is not next week, what is planned was not last year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dashboard import edtf
from dashboard.extract.clauses import Group, Tokens
from dashboard.model import Status, TimeExpression, TimeType

_PAST_STATUS = (Status.HAPPENED, Status.ONGOING)


def usable(time: TimeExpression) -> bool:
    """A date or clock time with an EDTF value."""
    return time.date is not None and time.type in (TimeType.DATE, TimeType.TIME)


def fits(value: str, status: Status, published: date | None) -> bool:
    """Tense allows the date: the past is not after publication, the planned not before."""
    if published is None:
        return True
    first, last = edtf.bounds(value)
    if status in _PAST_STATUS:
        return first is None or first <= published
    if status is Status.EXPECTED:
        return last is None or last >= published
    return True


def read(times: Sequence[TimeExpression], status: Status, published: date | None) -> tuple[str, TimeExpression] | None:
    """EDTF date that the time expressions of one clause give its happening, and the expression it rests on.

    Two expressions that are tied by from … to, between … and make an interval; else the first one that tense allows.
    """
    if status not in _PAST_STATUS and published is not None:
        for time in times:
            if time.signal == "within" and (until := _later(published, time.value)):
                return f"{published.isoformat()}/{until.isoformat()}", time
    wanted = [t for t in times if usable(t)]
    for one, two in zip(wanted, wanted[1:], strict=False):
        if one.signal in ("from", "between", "since") and two.signal in (
            "to",
            "until",
            "till",
            "through",
            "and",
            "-",
            "–",
        ):
            first, last = edtf.bounds(one.date)[0], edtf.bounds(two.date)[1]
            if first and last and first <= last:
                return _interval(one.date, two.date), one
    for time in wanted:
        value = _with_signal(time, status)
        if value is not None and fits(value, status, published):
            return value, time
    return None


def _later(start: date, value: str) -> date | None:
    """The day a duration after another: P2W, P10D, P3M; None for what is no plain count of days, weeks, months or years."""
    match = re.fullmatch(r"P(\d{1,3})([DWMY])", value)
    if match is None:
        return None
    return start + timedelta(days=int(match[1]) * {"D": 1, "W": 7, "M": 30, "Y": 365}[match[2]])


def _interval(one: str, two: str) -> str:
    return f"{one.split('/')[0]}/{two.split('/')[-1]}"


def _with_signal(time: TimeExpression, status: Status) -> str | None:
    value, signal = time.date, time.signal.lower()
    if value is None or "/" in value:
        return value
    if signal == "since":
        return f"{value}/.."
    if signal in ("until", "till", "by") and (signal != "by" or status not in _PAST_STATUS):
        return f"../{value}"
    if signal == "from" and status is not Status.HAPPENED:
        return f"{value}/.."
    if signal == "for" and status in _PAST_STATUS:
        return None  # "signed a quota for this year"
    if signal in ("after", "before"):
        if status in _PAST_STATUS:
            return None
        return f"../{value}" if signal == "before" else f"{value}/.."
    return value


def of_clause(tokens: Tokens, group: Group, times: Sequence[TimeExpression], at: Sequence[int]) -> list[int]:
    """Indices (into `times`) of the expressions inside a clause."""
    return [n for n, i in enumerate(at) if group.start <= i < group.end]
