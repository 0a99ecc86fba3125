"""On which day something was that is told by its distance from another happening: "two days before the meeting"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dashboard import edtf
from dashboard.extract import calendar
from dashboard.extract.belonging import AMOUNT, of_clause, read
from dashboard.extract.cues import BEFORE_AFTER, SAME_DAY
from dashboard.extract.expressions import lies_ahead, usable
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.extract.when import Why
from dashboard.model import EventMention, Status, TimeExpression, TimeType


def length_before(scene: Scene, group: Group) -> TimeExpression | None:
    """The length of time by which a clause lies off the one it hangs on: "resigned a day after police had come"."""
    return _length_at(scene, group.start)


def _length_at(scene: Scene, j: int) -> TimeExpression | None:
    """The length of time that stands right before the "before" or "after" at token j."""
    opener, status = scene.tokens.lows[j], scene.words.status
    if not scene.spans or (opener not in status["off_after"] and opener not in status["off_before"]):
        return None
    for n in scene.times_in(max(0, j - AMOUNT), j):
        time = scene.times[n]
        days = time.type is TimeType.DURATION and not time.value.startswith("PT")  # "minutes after" is that day
        if days and scene.tokens.index(time.end) == j:
            by = scene.tokens.lows[scene.tokens.index(time.start) - 1]
            return None if by in scene.words.grammar["lengths"] else time  # "put off by a week after"
    return None


def off_before(scene: Scene, group: Group, length: TimeExpression, made: Sequence[EventMention]) -> str | None:
    """The date so many units off that of the clause before, as exact as the unit; None where either is open."""
    before = [t for n in scene.times_in(scene.first, group.start) if (t := scene.times[n]).signal != "for"]
    day = next((t.date for t in reversed(before) if usable(t)), None)
    day = day or (made[-1].date if made else _named_before(scene, group))
    before_it = scene.tokens.lows[group.start] in scene.words.status["off_before"]
    return _off(day, length, 1 if before_it else -1)  # what "a day before" opens is a day later


def counted_ahead(scene: Scene, group: Group, made: Sequence[EventMention]) -> tuple[str, TimeExpression] | None:
    """The day ahead, so long before or after what has its date, and that length of time: "is out on 17 June, two days
    before the phone launches"."""
    length = length_before(scene, group) if group.tense == "present" else None
    day = off_before(scene, group, length, made) if length is not None else None
    if length is None or day is None or not lies_ahead(day, scene.article.published):
        return None
    return day, replace(length, date=day)


def _named_before(scene: Scene, group: Group) -> str | None:
    """The day of a happening told before, which a noun of the clause before names: "the arrest came a day after …"."""
    one = scene.groups[group.n - 1] if group.n else group
    names = [scene.phrase(j) or scene.tokens.words[j].noun for j in range(one.start, one.first)]
    return next((day for name in names if edtf.is_day(day := scene.by_kind.get(name or ""))), None)


def hangs_off(scene: Scene, group: Group) -> tuple[str | None, Why] | None:
    """When a clause in the past was that a length of time parts from the one behind or before it, "a farmer was shot
    two days after Berg and Visser met": counted from the day of that one, its own or told before; open where it has
    none, and never the day that the text has reached. None for other clauses, and where the text has reached none."""
    if scene.words.free or group.tense != "past" or length_before(scene, group) is not None:
        return None
    for n in (group.n + 1, group.n - 1):
        other = scene.groups[n] if 0 <= n < len(scene.groups) else group
        beside = other.start == group.end if n > group.n else other.end == group.start and other.n == 0
        at = other.start if n > group.n else _opened_at(scene, other)
        if other is group or not beside or (length := _length_at(scene, at)) is None:
            continue
        if n > group.n and _named_before(scene, other):
            return None  # "the arrest came a day after": told before, with its day
        sign = -1 if scene.tokens.lows[at] in scene.words.status["off_before"] else 1
        counted = _off(_day_of(scene, other), length, sign)
        if counted and not lies_ahead(counted, scene.article.published):
            return counted, Why.COUNTED
        return (None, Why.NONE) if scene.reached() else None
    return None


def _opened_at(scene: Scene, group: Group) -> int:
    """The "before" or "after" behind the length of time that opens a sentence: "Two days after Berg left, …"."""
    first = next(iter(scene.times_in(group.start, group.first)), -1)
    return scene.tokens.index(scene.times[first].end) if first >= 0 else group.start


def _day_of(scene: Scene, group: Group) -> str | None:
    """The day of a clause: its own, else that of the one happening of its sort told before of those whom it names."""
    dated = read(of_clause(scene, group), Status.HAPPENED, scene.article.published)
    if dated is not None:
        return dated[0] if edtf.is_day(dated[0]) else None
    who, kind = {m.actor for m in scene.people.acting(group.start, group.first)}, group.verb.happening
    if not who or not kind:
        return None
    same = (m for m in scene.found if m.happening == kind and m.status is Status.HAPPENED)
    days = {m.date for m in same if who.issubset(m.actors)}
    day = days.pop() if len(days) == 1 else None
    return day if edtf.is_day(day) else None


def _off(day: str | None, length: TimeExpression, sign: int) -> str | None:
    """The date a length of time after (1) or before (-1) a day, as exact as the unit; None where either is open."""
    unit = re.fullmatch(r"P(\d{1,3})([DWMY])", length.value)
    if unit is None or day is None:
        return None
    value = calendar.shift(day, sign * int(unit[1]), {"D": "day", "W": "week", "M": "month", "Y": "year"}[unit[2]])
    return calendar.edtf_of(value) if value else None


def by_anchor(scene: Scene, group: Group) -> tuple[str | None, Why] | None:
    """ "before the meeting", "in advance": the day of a happening that has its date, or so far off as a length of time
    says: "two days before the meeting"."""
    tokens, words = scene.tokens, scene.words
    day = scene.last_date
    if tokens.here & SAME_DAY and edtf.is_day(day):
        said = " ".join(tokens.lows[group.start : group.end])
        if any(cue in said for cue in words.status["same_day"]):
            return day, Why.TOLD_WITH
    for j in tokens.cued(group.start, group.end, BEFORE_AFTER):
        for k in range(j + 1, min(j + 6, group.end)):
            name = scene.phrase(k) or tokens.words[k].noun
            day = scene.by_kind.get(name) if k not in scene.names.inside else None
            if edtf.is_day(day):
                if (length := _length_at(scene, j)) is None:
                    return day, Why.TOLD_WITH
                counted = _off(day, length, -1 if tokens.lows[j] in words.status["off_before"] else 1)
                return counted, Why.COUNTED if counted else Why.NONE
            if name and _length_at(scene, j) is not None:
                return None, Why.NONE  # so long before what is told of later
            if not tokens.lows[k][0].isalnum():
                break
    return None
