"""Each expectation followed to its end: confirmed by what happened, moved, cancelled, or open as seen on a given day.

"No report found" is all that can be said of an expectation whose day has passed: never that it was missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard import edtf
from dashboard.merge.events import alike, likeness
from dashboard.model import Event, Status

OPEN, DUE, CONFIRMED, POSTPONED, CANCELLED, SILENT = (
    "open",
    "due",
    "confirmed",
    "postponed",
    "cancelled",
    "no report found",
)
_ENOUGH = 0.34  # words in common that tell one happening where the actors are the same


def follow(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with `outcome` and `followed_by` set on the expectations that others confirm, move or cancel."""
    by_actor: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for actor in (*event.actors, *event.via):
            by_actor[actor].append(event)
    return tuple(_followed(e, by_actor) if e.status is Status.EXPECTED else e for e in events)


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


def _followed(expected: Event, by_actor: dict[str, list[Event]]) -> Event:
    """The best later event that tells the end of an expectation."""
    best: tuple[float, str, str] | None = None
    seen: set[str] = set()
    for actor in (*expected.actors, *expected.via):
        for other in by_actor[actor]:
            if other.id == expected.id or other.id in seen:
                continue
            seen.add(other.id)
            if (outcome := _outcome(expected, other)) is None:
                continue
            score = likeness(expected, other) + 0.5 * bool(set(expected.places) & set(other.places))
            score += 0.25 * len(set(expected.actors) & set(other.actors))
            if best is None or (score, other.id) > (best[0], best[2]):
                best = (score, outcome, other.id)
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
