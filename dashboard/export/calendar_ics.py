"""Dated events as a calendar (iCalendar, RFC 5545) of whole days: what is expected shows up where one plans.

A date is as long as its precision: a month is a month-long entry. Undated events and open ends are left out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dashboard.model import Timeline

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
    for row in frame.to_dict("records"):
        if row["start"] == row["start"] and row["end"] == row["end"]:  # NaT is not equal to itself
            lines += _entry(row, timeline)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _entry(row: dict[str, Any], timeline: Timeline) -> list[str]:
    first = date(row["start"].year, row["start"].month, row["start"].day)
    last = date(row["end"].year, row["end"].month, row["end"].day)
    after = min(last, date.max - timedelta(1)) + timedelta(1)  # the end of a whole-day entry is not part of it
    names = [timeline.actors[i].name for i in (*row["actors"], *row["via"]) if i in timeline.actors]
    published = row["published"] if row["published"] == row["published"] else row["start"]
    entry = [
        "BEGIN:VEVENT",
        f"UID:{row['id']}@dateline",
        f"DTSTAMP:{_digits(published)}T000000Z",
        f"DTSTART;VALUE=DATE:{_digits(first)}",
        f"DTEND;VALUE=DATE:{_digits(after)}",
        f"SUMMARY:{_text(row['label'])}",
        f"STATUS:{_STATUS.get(row['status'], 'TENTATIVE')}",
        "TRANSP:TRANSPARENT",
    ]
    if row["places"]:
        entry.append(f"LOCATION:{_text(', '.join(row['places']))}")
    about = f"{row['date']} ({row['status']})" + (f": {', '.join(names)}" if names else "")
    return [*entry, f"DESCRIPTION:{_text(about)}", "END:VEVENT"]


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
