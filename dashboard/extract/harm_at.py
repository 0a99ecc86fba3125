"""Harm at a disaster is of its day: "Ein Brand, bei dem am Samstag zwei Menschen starben, brach in Alva aus"."""

from __future__ import annotations

from dataclasses import replace

from dashboard.extract.dating import Why
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.model import EventMention


def of_one_day(
    scene: Scene, last: list[EventMention], disaster: EventMention, group: Group
) -> tuple[list[EventMention], EventMention]:
    """The `last` event and that of a disaster, the day of one given to the other where it has none; `group` is the verb
    of the disaster, which a clause with "bei dem" parts from its subject."""
    grammar, status, lows = scene.words.grammar, scene.words.status, scene.tokens.lows
    a = scene.groups[group.n - 1].start if last and group.n and group.host is not None else -1
    if a < 0 or lows[a] != "," or lows[a + 1] not in grammar["during"] or lows[a + 2] not in grammar["relative"]:
        return last, disaster
    harm = last[0]
    if harm.happening not in status["harm"] or disaster.happening not in status["harmful"]:
        return last, disaster
    if harm.trigger[0] < scene.tokens.starts[a] or harm.status is not disaster.status:
        return last, disaster
    if harm.date and not disaster.date:
        disaster = replace(disaster, date=harm.date, time=harm.time, date_why=Why.CARRIES_ON)
    elif disaster.date and not harm.date:
        harm = replace(harm, date=disaster.date, time=disaster.time, date_why=Why.CARRIED_ON)
    return [harm], disaster
