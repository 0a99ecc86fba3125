"""What happened so long before the day on which that is marked: "Se cumplen veinte años del incendio"."""

from __future__ import annotations

import re
from datetime import date

from dashboard import edtf
from dashboard.extract import calendar, expressions, labels
from dashboard.extract.nominal import end_of
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.extract.when import Report
from dashboard.model import EventMention, Status, TimeExpression, TimeType

_NEAR = 4  # tokens from "of" to the noun of what is marked
_LENGTH = re.compile(r"P(\d{1,3})([MY])")
_UNITS = {"M": ("month", 7), "Y": ("year", 4)}  # and how many characters its value has


def marked(scene: Scene, group: Group) -> EventMention | None:
    """The happening of which a verb says how long ago it was, on the day that this is marked or, where no day is told,
    in its year; None where the verb says no such thing or no noun names a happening."""
    tokens, words = scene.tokens, scene.words
    if group.verb.lemma not in words.status["marking"] or not scene.spans:
        return None
    times = [scene.times[n] for n in scene.times_in(group.start, group.end)]
    length = next((t for t in times if t.type is TimeType.DURATION and t.start > tokens.starts[group.head]), None)
    seen = Status.HAPPENED if group.tense == "past" else Status.EXPECTED
    others = expressions.read([t for t in times if t is not length], seen, scene.article.published)
    if length is None or (value := _day(scene, length, others[0] if others else None)) is None:
        return None
    of = tokens.index(length.end)
    if of >= group.end or tokens.lows[of] not in words.grammar["of"]:
        return None
    near = range(of + 1, min(of + _NEAR, group.end))
    j = next((j for j in near if (scene.phrase(j) or tokens.words[j].noun) and j not in scene.names.inside), -1)
    if j < 0:
        return None
    stop, kind = end_of(scene, j, group.end), words.happenings[scene.phrase(j) or tokens.words[j].noun]
    people, places = scene.people.partners(j, j, stop, stop), scene.people.places(j, stop)
    label = labels.of_noun(tokens, words, j, stop, people, places, kind, scene.spans)
    if " " not in label:
        return None
    told = Report(kind.name, label, Status.HAPPENED, "", scene.by_its_own((value, length)))
    return scene.mention((j, stop), j, told, people, places)


def _day(scene: Scene, length: TimeExpression, day: str | None) -> str | None:
    """The day a length of months or years before a day; where that is open, its month or year counted from now."""
    unit, published = _LENGTH.fullmatch(length.value), scene.article.published
    if unit is None or (published is None and not edtf.is_day(day)):
        return None
    start, (name, size) = published, _UNITS[unit[2]]
    if day is not None and edtf.is_day(day):
        start, size = date.fromisoformat(day), len(day)
    back = calendar.add(start, -int(unit[1]), name) if start is not None else None
    return back.isoformat()[:size] if back is not None else None
