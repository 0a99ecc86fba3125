"""Each expectation followed to its end: confirmed by what happened, moved, cancelled, or open as seen on a given day.

"No report found" is all that can be said of an expectation whose day has passed: never that it was missed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dashboard import edtf
from dashboard.merge.events import alike, family, likeness
from dashboard.model import Event, Status

OPEN, DUE, CONFIRMED, POSTPONED, CANCELLED, SILENT = (
    "open",
    "due",
    "confirmed",
    "postponed",
    "cancelled",
    "no report found",
)
_PATIENCE = timedelta(days=62)
_ENOUGH = 0.34  # words in common that tell one happening where the actors are the same


def follow(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with `outcome` and `followed_by` set on the expectations that others confirm, move or cancel.

    Looks, for each expectation, only at what was told of the same actors and the like happenings from then until two
    months after its day: n log n in the number of events.
    """
    blocks: dict[tuple[str, str], list[tuple[date, str, Event]]] = defaultdict(list)
    for event in events:
        if (told := _told(event)) is not None:
            for actor in (*event.actors, *event.via):
                blocks[actor, family(event.happening)].append((told, event.id, event))
    for told_events in blocks.values():
        told_events.sort(key=lambda row: row[:2])
    return tuple(_followed(e, blocks) if e.status is Status.EXPECTED else e for e in events)


def state(event: Event, today: date) -> str:
    """What has become of an expectation as seen on a day; "" for what is no expectation."""
    if event.status is not Status.EXPECTED:
        return ""
    if event.outcome:
        return event.outcome
    if not event.date:
        return OPEN
    first, last = edtf.bounds(event.date)
    if last is not None and last < today:
        return SILENT
    return DUE if first is None or first <= today else OPEN


def _followed(expected: Event, blocks: Mapping[tuple[str, str], list[tuple[date, str, Event]]]) -> Event:
    """The best later event that tells the end of an expectation."""
    told = _told(expected)
    if told is None:
        return expected
    end = (edtf.bounds(expected.date)[1] if expected.date else None) or told
    until = max(end, told) + _PATIENCE if max(end, told) < date.max - _PATIENCE else date.max
    best: tuple[float, str, str] | None = None
    seen = {expected.id}
    for actor in (*expected.actors, *expected.via):
        for kind in (family(expected.happening), family("postpone")):
            rows = blocks.get((actor, kind), [])
            for n in range(bisect_left(rows, told, key=lambda row: row[0]), len(rows)):
                when, key, other = rows[n]
                if when > until:
                    break
                if key in seen:
                    continue
                seen.add(key)
                if (outcome := _outcome(expected, other)) is None:
                    continue
                score = likeness(expected, other) + 0.5 * bool(set(expected.places) & set(other.places))
                score += 0.25 * len(set(expected.actors) & set(other.actors))
                if best is None or (score, key) > (best[0], best[2]):
                    best = (score, outcome, key)
    return replace(expected, outcome=best[1], followed_by=best[2]) if best else expected


def _outcome(expected: Event, other: Event) -> str | None:
    """What the other event makes of the expectation: confirmed, postponed, cancelled, or nothing."""
    told, later = _told(expected), _told(other)
    if told is None or later is None or later < told:
        return None
    same = alike(expected.happening, other.happening)
    close = likeness(expected, other) >= _ENOUGH
    if other.happening == "postpone":
        if not close:
            return None
        return CANCELLED if _cancels(other) else POSTPONED
    if not same or not (close or len(set(expected.actors) & set(other.actors)) > 1):
        return None
    if other.status in (Status.HAPPENED, Status.ONGOING):
        return CONFIRMED if _in_time(expected, other, told) else None
    if other.status is Status.DENIED:
        return CANCELLED if close else None
    return None


def _in_time(expected: Event, other: Event, told: date) -> bool:
    """It happened after it was announced, near the day it was expected for."""
    if other.date is None:
        return False
    first, last = edtf.bounds(other.date)
    if last is not None and last < told:
        return False
    if not expected.date:
        return True
    start, end = edtf.bounds(expected.date)
    if start and last and (start - last).days > 7:
        return False
    return not (end and first and (first - end).days > 31)


def _cancels(event: Event) -> bool:
    label = event.label.casefold()
    return any(word in label for word in ("cancel", "call off", "calls off", "called off", "scrap"))


def _told(event: Event) -> date | None:
    return min((m.published for m in event.mentions if m.published), default=None)
