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

SHARES = {  # of a date, by what the words say: a `mod`, or the side of the news on which it lies
    "START": (0.0, 0.5),
    "MID": (0.25, 0.75),
    "END": (0.5, 1.0),
    "earlier": (0.0, 0.5),
    "later": (0.5, 1.0),
}
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
    time = reading.times[mention.time] if mention.time < len(reading.times) else None
    said = (time.side or time.mod) if time is not None else None
    first, last = edtf.bounds(value)
    if said is None or said not in SHARES or first is None or last is None:
        return None
    return _part(first, last, said, mention)


def _part(first: date, last: date, said: str, mention: EventMention) -> tuple[date, date]:
    """The days that one of `SHARES` names of those from first to last.

    Of a time that had begun when it was told, what is ahead does not lie before that day, nor what has happened behind
    it: "late this month" is the rest of its second half. "Later this month" is any day from the news on, and "earlier"
    any until then.
    """
    days, (a, b), told = (last - first).days + 1, SHARES[said], mention.published
    begin, end = first + timedelta(int(days * a)), first + timedelta(max(0, ceil(days * b) - 1))
    if told is None or not first <= told <= last:
        return begin, end
    ahead = mention.status is Status.EXPECTED or mention.status is Status.POSSIBLE
    behind = mention.status is Status.HAPPENED or mention.status is Status.ONGOING
    inside = begin <= told <= end
    if (ahead and inside) or (said == "later" and not behind):
        begin = told
    elif (behind and inside) or (said == "earlier" and not ahead):
        end = told
    return begin, end
