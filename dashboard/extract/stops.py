"""A verb told once of two, each with a day of its own, is told twice: "visits Oslo on Monday and Rome on Tuesday".

Behind the first day every part must be a name and its day, with nothing but small words beside; else the clause is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from dashboard import edtf
from dashboard.extract import expressions, flag
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.extract.when import Why
from dashboard.model import ActorMention, EventMention, Role, Status, TimeExpression, short_id


class Stop(NamedTuple):
    """One object with its day: the tokens of its part of the clause, who or where it is, and when."""

    begin: int
    end: int
    names: list[ActorMention]
    time: TimeExpression


def find(scene: Scene, group: Group, subject: Sequence[ActorMention]) -> list[Stop]:
    """The stops of a clause with its subject in order, at least two; [] where it is one."""
    if len(scene.times_in(group.head + 1, group.end)) < 2:
        return []
    marks = _marks(scene, group)
    parts = list(zip([group.head, *marks], [*marks, group.end], strict=True))
    stops = [_stop(scene, a + 1, b) for a, b in parts if a + 1 < b]
    if len(stops) < 2 or any(stop is None for stop in stops):
        return []
    told = [stop for stop in stops if stop is not None]
    plain = all(_is_plain(scene, stop) for stop in told[1:])
    kinds = {(m.kind, m.role is Role.PLACE) for stop in told for m in stop.names}
    return told if plain and len(kinds) == 1 and _in_turn(scene, group, subject, told) else []


def _in_turn(scene: Scene, group: Group, subject: Sequence[ActorMention], told: Sequence[Stop]) -> bool:
    """The second name can only be whom it was done to: "played Iceland on Monday and Norway on Tuesday", not "Denmark
    recognised Palestine on Monday and Norway on Tuesday"."""
    if {m.kind for m in subject}.isdisjoint(m.kind for stop in told for m in stop.names):
        return True
    rounds = scene.words.status["rounds"]
    return group.verb.lemma in rounds or group.verb.happening in rounds


def _marks(scene: Scene, group: Group) -> list[int]:
    """The commas and conjunctions behind the first day and object, the last of each run."""
    tokens, inside = scene.tokens, scene.names.inside
    marks: list[int] = []
    for j in range(group.head + 1, group.end):
        if j not in inside and (tokens.lows[j] == "," or tokens.words[j].bits & flag.COORDINATORS):
            if marks and marks[-1] == j - 1:
                marks.pop()
            marks.append(j)
    return marks


def _stop(scene: Scene, a: int, b: int) -> Stop | None:
    """The one name and the one day in tokens a…b."""
    times = scene.times_in(a, b)
    people = scene.people
    names = [people.mentions[i] for i in people.between(a, b)]
    if len(times) != 1 or len(names) != 1:
        return None
    return Stop(a, b, names, scene.times[times[0]])


def _is_plain(scene: Scene, stop: Stop) -> bool:
    """Nothing but small words and marks stands beside the name and its day, and none that denies or doubts it."""
    tokens, inside, grammar = scene.tokens, scene.names.inside, scene.words.grammar
    for j in range(stop.begin - 1, stop.end):
        low, flags = tokens.lows[j], tokens.words[j].bits
        if j in inside:
            continue
        if flags & flag.NEGATION or low in scene.words.status["alternatives"] or low in grammar["another_time"]:
            return False  # "but not Rome on Tuesday", "or Rome on Tuesday"
        if not flags and low[0].isalnum():
            return False
    return True


def told(scene: Scene, event: EventMention, stops: Sequence[Stop]) -> list[EventMention]:
    """The event of the first stop as it is told of the others: with their name, day and place."""
    out: list[EventMention] = []
    one = stops[0].names[0]
    for stop in stops[1:]:
        other, last = stop.names[0], out[-1].date if out else event.date
        dated = expressions.read([stop.time], event.status, scene.article.published)
        if dated is not None and stop.time.weekday and event.status is Status.EXPECTED:
            dated = _later(dated, last)
        if one.text not in event.label or dated is None:
            continue
        actors = tuple(other.actor if name == one.actor else name for name in event.actors)
        via = [name for name in event.via if name != one.affiliation]
        land = other.affiliation
        if other.actor in actors and land and land not in actors and land not in via:
            via.append(land)
        out.append(
            replace(
                event,
                id=short_id(event.id, other.start),
                trigger=(other.start, other.start + len(other.text)),
                label=event.label.replace(one.text, other.text, 1),
                date=dated[0],
                time=scene.place(dated[1]),
                date_why=Why.EXPRESSION,
                actors=actors,
                via=tuple(via),
                places=tuple(other.actor if name == one.actor else name for name in event.places),
            )
        )
    return out


def _later(dated: tuple[str, TimeExpression], last: str | None) -> tuple[str, TimeExpression]:
    """A weekday ahead comes after that of the stop before: "on Wednesday and on Monday" is the Monday after it."""
    day, before = (edtf.bounds(value).first if value else None for value in (dated[0], last))
    if day is None or before is None or not edtf.is_day(dated[0]) or day >= before:
        return dated
    return (day + timedelta(7)).isoformat(), dated[1]
