"""When a happening was: the time expression of its clause, read with its preposition and checked against tense.

A date that tense forbids is not taken: what has happened is not next week, what is planned was not last year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from dashboard import edtf
from dashboard.extract.clauses import Group, Tokens
from dashboard.extract.scene import Scene
from dashboard.model import Block, EventMention, Status, TimeExpression, TimeType

LEAD_WHY = "told by the headline or lead as the day's news"
PERFECT_WHY = "the present perfect in an article that reports of its own day"
SAYING_WHY = "a saying of the lead, or told in the present"
NOW_WHY = "the present perfect of the lead"
_CARRIED_ON = frozenset(("past", "gerund", "participle"))
_PAST_STATUS = (Status.HAPPENED, Status.ONGOING)


def usable(time: TimeExpression) -> bool:
    """A date or clock time with an EDTF value."""
    return time.date is not None and time.type in (TimeType.DATE, TimeType.TIME)


def fits(value: str, status: Status, published: date | None) -> bool:
    """Tense allows the date: the past is not after publication, the planned not before."""
    if published is None:
        return True
    first, last = edtf.bounds(value)
    if status in _PAST_STATUS:
        return first is None or first <= published
    if status is Status.EXPECTED:
        return last is None or last >= published
    return True


def read(times: Sequence[TimeExpression], status: Status, published: date | None) -> tuple[str, TimeExpression] | None:
    """EDTF date that the time expressions of one clause give its happening, and the expression it rests on.

    Two expressions that are tied by from … to, between … and make an interval; else the first one that tense allows.
    """
    if status not in _PAST_STATUS and published is not None:
        for time in times:
            if time.signal == "within" and (until := _later(published, time.value)):
                return f"{published.isoformat()}/{until.isoformat()}", time
    wanted = [t for t in times if usable(t)]
    for one, two in pairwise(wanted):
        if one.signal in ("from", "between", "since") and two.signal in (
            "to",
            "until",
            "till",
            "through",
            "and",
            "-",
            "–",
        ):
            first, last = edtf.bounds(one.date)[0], edtf.bounds(two.date)[1]
            if first and last and first <= last:
                return _interval(one.date, two.date), one
    for time in wanted:
        value = _with_signal(time, status)
        if value is not None and fits(value, status, published):
            return value, time
    return None


def _later(start: date, value: str) -> date | None:
    """The day a duration after another: P2W, P10D, P3M; None for what is no plain count of such units."""
    match = re.fullmatch(r"P(\d{1,3})([DWMY])", value)
    if match is None:
        return None
    return start + timedelta(days=int(match[1]) * {"D": 1, "W": 7, "M": 30, "Y": 365}[match[2]])


def _interval(one: str, two: str) -> str:
    return f"{one.split('/')[0]}/{two.split('/')[-1]}"


def _with_signal(time: TimeExpression, status: Status) -> str | None:
    value, signal = time.date, time.signal.lower()
    if signal == "for" and status in _PAST_STATUS:
        return None  # "signed a quota for this year"
    if value is None or "/" in value:
        return value
    if signal == "since":
        return f"{value}/.."
    if signal in ("until", "till", "by") and (signal != "by" or status not in _PAST_STATUS):
        return f"../{value}"
    if signal == "from" and status is not Status.HAPPENED:
        return f"{value}/.."
    if signal in ("after", "before"):
        if status in _PAST_STATUS:
            return None
        return f"../{value}" if signal == "before" else f"{value}/.."
    return value


def of_clause(tokens: Tokens, group: Group, times: Sequence[TimeExpression], at: Sequence[int]) -> list[int]:
    """Indices (into `times`) of the expressions inside a clause."""
    return [n for n, i in enumerate(at) if group.start <= i < group.end]


def date_of(
    scene: Scene,
    group: Group,
    dated: tuple[str, TimeExpression] | None,
    status: Status,
    happening: str,
    made: list[EventMention],
    reported: bool = False,
) -> tuple[str | None, int | None, str]:
    """EDTF date of a verb's happening, the time expression it rests on, and from what it follows."""
    published, paragraph = scene.article.published, scene.sentence.paragraph
    kind = scene.words.happenings.get(happening)
    speech = kind is not None and kind.nature == "speech"
    if dated:
        value, time = dated
        if status is Status.HAPPENED and group.tense in ("past", "perfect") and len(value) == 10:
            scene.carried[speech] = (value, paragraph)
        return value, scene.times.index(time), "the time expression of its clause"
    if (anchored := _anchored(scene, group)) is not None:
        return anchored, None, "the day of the happening it is told with"
    if status is not Status.HAPPENED:
        return None, None, ""
    last = made[-1] if made and not reported else None
    goes_on = not group.opener or group.opener in scene.words.grammar["coordinators"]
    if last and last.date and last.status is Status.HAPPENED and goes_on and group.tense in _CARRIED_ON:
        return last.date, None, "the clause it carries on"
    if published and group.tense == "perfect":
        return published.isoformat(), None, NOW_WHY if scene.lead else PERFECT_WHY
    if speech and published and (group.tense == "present" or (group.tense == "past" and scene.lead and scene.body < 2)):
        return published.isoformat(), None, SAYING_WHY
    if scene.lead and published and (group.tense == "present" or scene.sentence.block is not Block.BODY):
        return published.isoformat(), None, LEAD_WHY
    if not speech and speech in scene.carried and group.tense == "past" and paragraph - scene.carried[speech][1] <= 1:
        scene.carried[speech] = (scene.carried[speech][0], paragraph)
        return scene.carried[speech][0], None, "the sentence before"
    return None, None, ""


def _anchored(scene: Scene, group: Group) -> str | None:
    """ "before the meeting", "in advance": the day of a happening that has its date."""
    tokens, words = scene.tokens, scene.words
    text = " ".join(tokens.lows[group.start : group.end])
    if scene.last_date and any(f"{cue}" in text for cue in words.status["same_day"]):
        return scene.last_date
    for j in range(group.start, group.end):
        if tokens.lows[j] in words.grammar["before_after"]:
            for k in range(j + 1, min(j + 6, group.end)):
                name = scene.phrase(k) or tokens.words[k].noun
                if name in scene.by_kind and k not in scene.names.inside:
                    return scene.by_kind[name]
                if not tokens.lows[k][0].isalnum():
                    break
    return None


def settle(scene: Scene) -> list[EventMention]:
    """The mentions, those of headline and lead on the day of the news: the day the body's first report gives.

    A headline of the same kind takes the very date of that report ("Tsunami hits": "on Saturday, a tsunami struck"); a
    present perfect in the body is of the article's own day only where the lead is.
    """
    published = scene.article.published
    if published is None:
        return scene.found
    news = next((m.date for m in scene.told if scene.recent(m.date)), None)
    today = news == published.isoformat()
    out = []
    for m in scene.found:
        if m.date_why == PERFECT_WHY and not today:
            m = replace(m, date=None, date_why="")
        elif m.date_why == SAYING_WHY:
            m = replace(m, date=news or m.date)
        elif m.date_why == LEAD_WHY and m.block is not Block.BODY:
            same = next((t.date for t in scene.told if t.happening == m.happening), news)
            m = replace(m, date=same or m.date)
        out.append(m)
    return out
