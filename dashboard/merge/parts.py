"""The part of an event's date that the words name: of "late January" its second half, of "later this month" the rest.

An article says with a TIMEX3 `mod` that it means a part and never which days; the shares are those that a reader would
guess. One place for all who ask: what is drawn, and when an expectation is due.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil

from dashboard import edtf
from dashboard.model import Event, EventMention, Reading, Status

SHARES = {"START": (0.0, 0.5), "MID": (0.25, 0.75), "END": (0.5, 1.0)}  # of a date, by `mod`
NONE = edtf.Bounds(None, None)


def named_part(event: Event, readings: Mapping[str, Reading]) -> edtf.Bounds:
    """First and last day, both included, of the part of an event's date that its articles name.

    `readings` are the articles by id. None on both sides where they name no part, or none that is so in all articles.
    """
    named = [part for mention in event.mentions if (part := _part_of(mention, event.date, readings)) is not None]
    begin, end = max((a for a, _ in named), default=None), min((b for _, b in named), default=None)
    return edtf.Bounds(begin, end) if begin and end and begin <= end else NONE


def _part_of(mention: EventMention, value: str | None, readings: Mapping[str, Reading]) -> tuple[date, date] | None:
    """The part that one article names of the event's date, where it gives that very date."""
    reading = readings.get(mention.article)
    if reading is None or value is None or mention.date != value or mention.time is None:
        return None
    mod = reading.times[mention.time].mod if mention.time < len(reading.times) else None
    first, last = edtf.bounds(value)
    if mod is None or mod not in SHARES or first is None or last is None:
        return None
    return _part(first, last, mod, mention)


def _part(first: date, last: date, mod: str, mention: EventMention) -> tuple[date, date]:
    """The days that a `mod` of `SHARES` names of those from first to last.

    Of a time that had begun when it was told, what is ahead lies after that day, on all of it where it is late: "later
    this month" is any day from then on. What was early in it reaches on to that day.
    """
    days, (a, b), told = (last - first).days + 1, SHARES[mod], mention.published
    begin, end = first + timedelta(int(days * a)), first + timedelta(max(0, ceil(days * b) - 1))
    if told is not None and first <= told <= last:
        ahead = mention.status is Status.EXPECTED or mention.status is Status.POSSIBLE
        if ahead and (mod == "END" or told <= end):
            begin = told if mod == "END" else max(begin, told)
        if mod == "START" and not ahead:
            end = told
    return begin, end
