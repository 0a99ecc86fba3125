"""Whether what is told without a day of its own is of the day of what was told before it.

What happened at an accident is; what the authorities do about it, and what is so until a day ahead, is not.
"""

from __future__ import annotations

from datetime import date, timedelta

from dashboard import edtf
from dashboard.extract import which_last
from dashboard.extract.expressions import lies_ahead, usable
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.model import EventMention, Status

_WEEK = 6  # days from its first to its last


def still_lasts(scene: Scene, group: Group) -> bool:
    """What is so until a day ahead is no happening of the day told of before: "лагерь закрыт до 25 мая"."""
    here = (scene.times[n] for n in scene.times_in(group.start, group.end))
    return group.passive and any(lies_ahead(t.date, scene.article.published) for t in here if usable(t))


def is_official(scene: Scene, group: Group, day: str) -> bool:
    """What the authorities do about an accident is not of its day: "На рынке в воскресенье сгорел склад. Возбуждено
    уголовное дело"; where they have done nothing else on that day."""
    official = scene.words.status["official"]
    if group.kind is None or group.kind.name not in official:
        return False
    return all(m.happening not in official for m in scene.found if m.date == day)


def at_which(scene: Scene, group: Group, last: EventMention) -> str | None:
    """The day of the accident just told of, at which something happened: "Am Montag brach ein Feuer aus, bei dem drei
    Menschen starben"; not of what was only said of one."""
    p = which_last.pronoun_of(scene.tokens, group, scene.words) if group.tense == "past" else -1
    at = p > 0 and scene.tokens.lows[p - 1] in scene.words.grammar["during"]
    told = last.status is Status.HAPPENED and last.happening in scene.words.status["harmful"]
    return last.date if at and told and edtf.is_day(last.date) else None


def _goes_on(scene: Scene, group: Group) -> bool:
    """The clause tells more of who travels: it is a relative one, has his pronoun, or "und" leads right to its verb."""
    tokens, grammar = scene.tokens, scene.words.grammar
    lows, begin = tokens.lows, group.start + (tokens.lows[group.start] == ",")
    if lows[begin - 1] == "," and lows[begin] in grammar["where"]:
        return True
    if which_last.pronoun_of(tokens, group, scene.words) > 0 or scene.people.pronoun(group)[0] >= 0:
        return True
    return lows[begin] in grammar["coordinators"] and group.first == begin + 1


def of_week_told(scene: Scene, group: Group, last: EventMention, day: str) -> str:
    """The weekday of a day in the week for which a journey was just told of: "reist kommende Woche nach Rom, wo er am
    Mittwoch Berg trifft"; the day itself where none was, or where somebody else does something: ", der Rat tagt am
    Freitag"."""
    if not _goes_on(scene, group):
        return day
    first, until = edtf.bounds(last.date) if last.date else (None, None)
    week = last.status is Status.EXPECTED and first is not None and until is not None and (until - first).days == _WEEK
    if not week or first is None or not edtf.is_day(day):
        return day
    return str(first + timedelta(days=(date.fromisoformat(day).weekday() - first.weekday()) % (_WEEK + 1)))
