"""Dated events as a calendar (iCalendar, RFC 5545) of whole days: what is expected shows up where one plans.

A date is as long as its precision: a month is a month-long entry, "late May" one of its second half. "By 5 April" and
"from 1 May" stand on the day they name, with that word in their title; undated events, and open ends that name no day,
are left out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dashboard.export.record import corrected_in_words, lead
from dashboard.model import Event, Timeline
from dashboard.words import date_in_words, say

if TYPE_CHECKING:
    from pandas import DataFrame

_STATUS = {"happened": "CONFIRMED", "ongoing": "CONFIRMED", "denied": "CANCELLED"}  # all else is TENTATIVE
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def to_ics(frame: DataFrame, timeline: Timeline, title: str) -> str:
    """The events of `frame` (columns of `dashboard.table.COLUMNS`) that have a first and a last day."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Dateline//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    events = {event.id: event for event in timeline.events}
    for row in frame.to_dict("records"):
        sides = ("near_start", "near_end") if row["near_end"] == row["near_end"] else ("start", "end")
        there = [row[side] for side in sides if row[side] == row[side]]  # NaT is not equal to itself
        if len(there) == 2 or (there and row["grain"] == "day"):
            lines += _entry(row, there[0], there[-1], events.get(row["id"]), timeline)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _entry(row: dict[str, Any], start: Any, end: Any, event: Event | None, timeline: Timeline) -> list[str]:
    first, last = date(start.year, start.month, start.day), date(end.year, end.month, end.day)
    when = date_in_words(row["date"], "long", ahead=row["status"] in ("expected", "possible"))
    is_open = row["start"] != row["start"] or row["end"] != row["end"]
    after = min(last, date.max - timedelta(1)) + timedelta(1)  # the end of a whole-day entry is not part of it
    names = [timeline.actors[i].name for i in (*row["actors"], *row["via"]) if i in timeline.actors]
    published = row["published"] if row["published"] == row["published"] else start
    off = event is not None and event.outcome == "cancelled"
    entry = [
        "BEGIN:VEVENT",
        f"UID:{row['id']}@dateline",
        f"DTSTAMP:{_digits(published)}T000000Z",
        f"DTSTART;VALUE=DATE:{_digits(first)}",
        f"DTEND;VALUE=DATE:{_digits(after)}",
        f"SUMMARY:{_text(row['label'] + (f' ({when})' if is_open else ''))}",
        f"STATUS:{'CANCELLED' if off else _STATUS.get(row['status'], 'TENTATIVE')}",
        "TRANSP:TRANSPARENT",
    ]
    if row["places"]:
        entry.append(f"LOCATION:{_text(', '.join(row['places']))}")
    about = f"{when} ({say('status.' + row['status'])})" + (f": {', '.join(names)}" if names else "")
    given = corrected_in_words(event) if event else ""
    about += f"\n{given[:1].upper()}{given[1:]}" if given else ""
    return [*entry, f"DESCRIPTION:{_text(about + _quoted(event, timeline))}", "END:VEVENT"]


def _quoted(event: Event | None, timeline: Timeline) -> str:
    """The sentence that tells the event and where it stands, each on a line of its own."""
    told = lead(event.mentions, event.date) if event and event.mentions else None
    if told is None or (reading := timeline.readings.get(told.article)) is None:
        return ""
    article = reading.article
    where = ", ".join(filter(None, (article.source, article.title or article.id)))
    return f"\n“{' '.join(article.text[told.start : told.end].split())}”\n{where}"


def _digits(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"  # strftime leaves the noughts of early years out


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return _CONTROL.sub("", escaped)


def _folded(line: str) -> str:
    """Lines of at most 75 bytes, none cut inside a character; what follows begins with a space."""
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode("utf-8", "replace"))
        if size + width > 74:
            parts.append(part)
            part, size = "", 0
        part, size = part + letter, size + width
    return "\r\n ".join([*parts, part])
