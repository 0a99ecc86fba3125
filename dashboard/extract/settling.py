"""What only the whole article can say of its dates: the day of its news, and what it tells twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from dashboard.extract.belonging import speech
from dashboard.extract.dating import Why
from dashboard.extract.scene import Scene
from dashboard.model import Block, EventMention, Status

_OF_THE_REPORT = (Why.LEAD, Why.SAYING, Why.NOW)
_STEM = 5  # letters that the forms of one word share: agreed, agreement
_NEAR = 2  # paragraphs over which what was said goes on from a day


def settle(scene: Scene) -> list[EventMention]:
    """The mentions, those of headline and lead on the day of the news: the day the body's first report gives.

    A present perfect in the body is of the article's own day only where the lead is. What was said without a date was
    said on the day of the news, where the text before it has not gone on to another time; shown for English only.
    """
    published, news = scene.article.published, _news(scene)
    today = published is not None and news == published.isoformat()
    day, near, past = news, 0, -1
    named = scene.days[::-1]
    out = []
    for m in sorted(scene.found, key=lambda m: m.start):
        paragraph, lead = scene.where[m.start]
        while named and named[-1][0] <= m.start:
            _, near, day = named.pop()
        if m.date_why is Why.PERFECT and not today:
            m = replace(m, date=None, date_why=Why.NONE)
        elif m.date_why is Why.SAYING or (m.date_why is Why.NOW and not scene.told):
            m = replace(m, date=news or m.date)
        elif m.block is not Block.BODY and m.date:
            m = replace(m, date=_of_lead(scene, m, news))
        elif m.date_why is Why.OPEN_SAID:
            said = news if today else day if paragraph - near <= _NEAR else None
            said = said if past != paragraph and m.status is Status.HAPPENED and not scene.words.free else None
            m = replace(m, date=said, date_why=Why.SAID if said else Why.NONE)
        elif m.date_why is Why.OPEN_TOLD:
            m = replace(m, date=news if lead else None, date_why=Why.LEAD if lead and news else Why.NONE)
        elif m.time is not None and m.date and m.status is Status.HAPPENED and m.trigger[0] not in scene.before_that:
            if scene.recent(m.date):
                day, near = m.date, paragraph
            else:
                past = paragraph
        out.append(m)
    return _repeated(scene, out)


def _of_lead(scene: Scene, m: EventMention, news: str | None) -> str | None:
    """The date of a headline: the very date of the lead's report of that kind ("Tsunami hits": "on Saturday, a tsunami
    struck"), else the day of the news; a year that it names itself only where the lead is no more exact."""
    now = [t for t in scene.found if t.date_why is Why.NOW and t.block is Block.BODY] if scene.told else []
    same = next((t.date for t in (*scene.told, *now) if t.happening == m.happening and t.date), None)
    if m.date_why is Why.LEAD:
        return same or news or m.date
    return same if same and m.date and same.startswith(m.date) else m.date


def _repeated(scene: Scene, found: list[EventMention]) -> list[EventMention]:
    """What is told again without a date has the date it was told with: the same word, an actor and one more word."""
    dated: defaultdict[tuple[str, str], list[EventMention]] = defaultdict(list)
    word = {m.id: (m.happening, scene.article.text[slice(*m.trigger)].lower()[:_STEM]) for m in found}
    for m in found:
        if m.date and m.time is not None and m.status is Status.HAPPENED and m.actors:
            dated[word[m.id]].append(m)
    out = []
    for m in found:
        if not m.date and m.status is Status.HAPPENED and not speech(scene, m.happening):
            told = dated.get(word[m.id], ())
            dates = {o.date for o in told if set(o.actors) & set(m.actors) and set(o.keywords) & set(m.keywords)}
            if len(dates) == 1:
                m = replace(m, date=dates.pop(), date_why=Why.AGAIN)
        out.append(m)
    return out


def _news(scene: Scene) -> str | None:
    """The day of the article's news: the first that its lead gives; where it only names one, as in "Sunday was chosen
    because …", that; else the day of publication."""
    if scene.article.published is None:
        return None
    given = next((m.date for m in scene.told if scene.recent(m.date)), None)
    if given is None and not scene.told and any(m.date_why in _OF_THE_REPORT for m in scene.found):
        named = (day for start, _, day in scene.days if scene.where[start][1])
        return next(named, scene.article.published.isoformat())
    return given
