"""What only the whole article can say of its dates: the day of its news, and what it tells twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from dashboard import edtf
from dashboard.extract import flag
from dashboard.extract.hanging import speech
from dashboard.extract.lexicon import NONE, PART, PAST
from dashboard.extract.scene import Scene
from dashboard.extract.when import Why
from dashboard.model import Block, EventMention, Status

_OF_THE_REPORT = (Why.LEAD, Why.SAYING, Why.NOW)
_CARRIED = (Why.CARRIES_ON, Why.CARRIED_ON)
_OPEN = (Why.OPEN_SAID, Why.OPEN_TOLD, Why.OPEN_HARM)
_OF_THE_TEXT = _OF_THE_REPORT + _OPEN  # dated by no time and no other happening
_PARTS = flag.PREPOSITIONS | flag.AUXILIARIES  # what ends the first noun phrase of a headline
_TEXT = (Block.BODY, Block.BULLET)
_TWO, _TALKS = 2, ("call", "meet", "discuss")
_UNSETTLED = (Why.OPEN_SAID, Why.LEAD, Why.NONE)
_BETWEEN = 4  # characters between two sentences of a paragraph
_STEM = 5  # letters that the forms of one word share: agreed, agreement
_SPOKEN, _SHARE = 5, 2  # a speech has so many sentences in the first person, and they are one in so many
_MONTHS = 92  # days
_WEEK, _LATE_NEWS = timedelta(7), 3  # days
_NEAR = 2  # paragraphs over which what was said goes on from a day


def settle(scene: Scene) -> list[EventMention]:
    """The mentions, those of headline and lead on the day of the news: the day the body's first report gives.

    A present perfect in the body is of the article's own day only where the lead is. What was said without a date was
    said on the day of the news, where the text before it has not gone on to another time; shown for English only.
    """
    published, news = scene.article.published, _news(scene)
    today = published is not None and news == published.isoformat()
    day, near, past = news, 0, -1
    disaster, held = _disaster(scene, news), _held_on(scene)
    named = scene.days[::-1]
    out = []
    ordered = sorted(scene.found, key=lambda m: m.start)
    for n, m in enumerate(ordered):
        paragraph = scene.where[m.start][0]
        while named and named[-1][0] <= m.start:
            _, near, day = named.pop()
        if m.date_why in _UNSETTLED and (talked := _of_talk(scene, m)):
            m = m.on(talked, Why.TOLD_WITH)
        elif m.date_why is Why.PERFECT and not today:
            m = m.on(None, Why.NONE)
        elif held and m.block in _TEXT and m.date_why in _OF_THE_TEXT and m.status is Status.HAPPENED:
            m = m.on(held, Why.TOLD_WITH)
        elif m.date_why is Why.SAYING or (m.date_why is Why.NOW and not scene.told):
            m = _of_news(scene, m, news)
        elif m.date_why is Why.NOW and scene.words.large and (told := _told_next(scene, m)):
            m = m.on(told, Why.AGAIN)
        elif m.block is not Block.BODY and (plan := _programme(scene, m)) is not None:
            m = replace(m, date=plan.date, status=plan.status, cue=plan.cue)
        elif m.block is not Block.BODY and m.date:
            m = _of_headline(scene, m, news)
        elif m.date_why in _OPEN:
            said = _acted_before(scene, ordered, n) or (news if today else day if paragraph - near <= _NEAR else None)
            m = _left_open(scene, m, news, *((said, disaster) if past != paragraph else (None, None)))
        elif _is_dayless(scene, m) and not today and m.date == str(published):
            day = day if paragraph - near <= _NEAR else None  # "the plane fell at 6:19 pm": on the day told of
            m, near = m.on(day or m.date, m.date_why), paragraph
        elif m.time is not None and m.date and m.status is Status.HAPPENED and m.trigger[0] not in scene.before_that:
            if scene.recent(m.date):  # "Berg, who met both sides on Monday, said so": whenever she did
                day, near = (day, near) if m.trigger[0] in scene.passing else (m.date, paragraph)
            elif m.date_why is not Why.OWN and m.trigger[0] not in scene.described:
                past = paragraph
        out.append(m)
    out = [m for m in _repeated(scene, _as_lead(scene, out)) if m.trigger[0] not in scene.reported]
    return [m for m in out if not _is_background(m)] if _is_speech(scene) else out


def _held_on(scene: Scene) -> str | None:
    """The day on which the headline says that the meeting was held whose minutes stand below; None for any other."""
    first = scene.found[0] if scene.found else None
    if first is None or first.block is not Block.HEADLINE or first.time is None or not edtf.is_day(first.date):
        return None
    tokens, grammar, a = scene.tokens, scene.words.grammar, scene.tokens.index(first.start)
    b = tokens.index(first.end)
    at = next((j for j in range(a, b) if tokens.lows[j] in grammar["minutes"]), b)
    plain = all(tokens.lows[j][0].isalpha() and not tokens.words[j].bits & _PARTS for j in range(a, at))
    if at + 1 >= b or not plain:
        return None  # "Fire kills three in minutes on 5 March"
    ends = not tokens.lows[at + 1][0].isalpha() or tokens.starts[at + 1] >= scene.times[first.time].start
    return first.date if ends or tokens.lows[at + 1] in grammar["of"] else None  # not "Fed minutes released"


def _is_dayless(scene: Scene, m: EventMention) -> bool:
    """It happened at a time of a day that its sentence does not name; what is to come does so on the day at hand."""
    return m.time is not None and scene.times[m.time].dayless and m.status is Status.HAPPENED


def _told_next(scene: Scene, m: EventMention) -> str | None:
    """The day that the lead gives to the accident or victory that it tells of first: "Ein Mann ist verletzt worden.
    Sein Wagen prallte am Dienstag gegen einen Baum"; where both name nobody or one and the same, and two deaths or two
    victories only where both name him."""
    status, actors = scene.words.status, set(m.actors)
    kinds = status["harmful"] | status["harm"] if m.happening in status["harm"] else frozenset((m.happening,))
    if m.happening not in status["harm"] | status["harmful"] | status["told_next"]:
        return None
    for t in scene.told:
        if t.start > m.start and t.happening in kinds and t.status is Status.HAPPENED and scene.recent(t.date):
            nameless = not (actors or t.actors or t.happening in status["harm"] or t.happening in status["told_next"])
            if (nameless or not actors.isdisjoint(t.actors)) and t.trigger[0] not in scene.before_that:
                return t.date
    return None


def _as_lead(scene: Scene, found: list[EventMention]) -> list[EventMention]:
    """A headline is of the day of what the lead tells of the same happening and actors, where a saying gave it: "Berg
    dies", who "has died, her family said on Wednesday"."""
    lead = [m for m in found if m.date_why is Why.TOLD_WITH and m.block is Block.BODY and scene.where[m.start][1]]
    if not lead:
        return found
    out = []
    for m in found:
        if m.date_why is Why.LEAD and m.block is Block.HEADLINE and m.status is Status.HAPPENED and m.actors:
            same = (
                t for t in lead if t.status is m.status and _same_kind(scene, t, m) and set(t.actors) & set(m.actors)
            )
            if (told := next(same, None)) is not None:
                m = m.on(told.date, Why.AGAIN)
        out.append(m)
    return out


def _is_speech(scene: Scene) -> bool:
    """The article is a speech or its transcript, not a report: half of it is said in the first person."""
    return scene.spoken >= _SPOKEN and scene.spoken * _SHARE >= scene.body


def _is_background(m: EventMention) -> bool:
    """What a speaker tells without a date is what he argues with, unless it lies ahead."""
    return m.date is None and m.block is Block.BODY and m.status is not Status.EXPECTED


def _left_open(scene: Scene, m: EventMention, news: str | None, said: str | None, disaster: str | None) -> EventMention:
    """A past without a date: what was `said` in a text that tells of a day, a report of the lead, a casualty."""
    if m.date_why is Why.OPEN_SAID:
        day = said if m.status is Status.HAPPENED and not scene.words.free else None
        return m.on(day, Why.SAID if day else Why.NONE)
    if scene.where[m.start][1] and m.date_why is Why.OPEN_TOLD:
        m = _of_news(scene, m, news)
        if m.date is not None:
            return m
    day = disaster if m.happening in scene.words.status["harm"] else None
    return m.on(day, Why.HARM if day else Why.NONE)


def _acted_before(scene: Scene, ordered: list[EventMention], n: int) -> str | None:
    """The day that the sentence before gives to what the speaker did: "Berg received Visser on Monday. She said …"."""
    m, days = ordered[n], set[str]()
    if m.date_why is not Why.OPEN_SAID or len(m.actors) != 1:
        return None
    while n and m.start - ordered[n - 1].end < _BETWEEN:
        n -= 1
        t = ordered[n]
        dated = t.time is not None and t.date and t.status is Status.HAPPENED and scene.recent(t.date)
        if dated and t.date and m.start >= t.end and m.actors[0] in t.actors and t.trigger[0] not in scene.passing:
            days.add(t.date)
    return days.pop() if len(days) == 1 else None


def _of_talk(scene: Scene, m: EventMention) -> str | None:
    """The day of the talk told of before in the paragraph, in which one who had it says something to the other: "Berg
    and Visser spoke on Monday. Berg told him …"."""
    told = m.status is Status.HAPPENED and m.block is Block.BODY and m.trigger[0] not in scene.before_that
    if not told or len(m.actors) != _TWO or not speech(scene, m.happening):
        return None
    here = scene.where[m.start][0]
    before = (t for t in scene.found if t.start < m.start and scene.where[t.start][0] == here)
    talks = [t for t in before if t.happening in _TALKS and t.time is not None and t.status is Status.HAPPENED]
    return talks[-1].date if talks and set(m.actors) == set(talks[-1].actors) else None


def _disaster(scene: Scene, news: str | None) -> str | None:
    """The day of the disaster or attack that the lead reports, or the headline of a lead that gives the day."""
    kinds = scene.words.status["harmful"] | scene.words.status["harm"]
    day = next((m.date for m in scene.told if m.happening in kinds and scene.recent(m.date)), None)
    named = any(m.happening in kinds and m.block is Block.HEADLINE for m in scene.found)
    return day or (news if named and scene.told else None)


def _of_headline(scene: Scene, m: EventMention, news: str | None) -> EventMention:
    """A headline on the very date of the lead's report of that kind ("Tsunami hits": "on Saturday, a tsunami struck"),
    else on the day of the news; on a date that it gives itself only where the lead's is no more exact."""
    now = [t for t in scene.found if t.date_why is Why.NOW and t.block is Block.BODY] if scene.told else []
    lead = [t for t in scene.found if t.date_why in _CARRIED and t.block is Block.BODY and scene.where[t.start][1]]
    alike = (t.date for t in (*scene.told, *now, *lead) if _same_kind(scene, t, m) and not _of_others(t, m))
    same = next((day for day in alike if day and not day.endswith("/..")), None)  # no "has led it since May"
    if m.date_why is not Why.LEAD:
        if (told := _weekday_told(scene, m)) is not None:
            return m.on(told.date, m.date_why, told.status)
        if (ahead := _announced(scene, m)) is not None:
            return m.on(ahead, m.date_why, Status.EXPECTED)
        return m.on(same, m.date_why) if same and m.date and same.startswith(m.date) else m
    if same is None:
        return _of_news(scene, m, news)
    return m if same == m.date else m.on(same, Why.AGAIN)


def _weekday_told(scene: Scene, m: EventMention) -> EventMention | None:
    """What the body tells of somebody on the bare weekday that his headline gives: "Berg in Oslo on Friday", where he
    "will go" on Friday; or of its kind, where that names nobody: "Grève jeudi"."""
    own = scene.times[m.time] if m.time is not None and scene.words.free else None
    if own is None or not own.weekday:
        return None
    day, actors = own.text.lower(), set(m.actors)
    body = (t for t in scene.found if t.block is Block.BODY)
    same = (t for t in body if actors.intersection(t.actors) or (not actors and _same_kind(scene, t, m)))
    return next((t for t in same if t.time is not None and scene.times[t.time].text.lower() == day), None)


def _announced(scene: Scene, m: EventMention) -> str | None:
    """The day ahead of what a noun of the headline names with a bare weekday that would lie more than half a week back:
    "Grève à la SNCF jeudi", told on a Wednesday; no headline is that late."""
    own, published = scene.times[m.time] if m.time is not None else None, scene.article.published
    if own is None or not own.weekday or published is None or m.status is not Status.HAPPENED:
        return None
    word = scene.tokens.words[scene.tokens.index(m.trigger[0])]
    if word.noun != m.happening or word.verb is not None or not m.date or m.date != own.date or not edtf.is_day(m.date):
        return None
    told = scene.tokens.words[scene.tokens.index(m.start) : scene.tokens.index(m.end)]
    if any(one.verb is not None and not one.noun and one.verb.forms & PAST for one in told):
        return None  # "Norway signed a pact on Monday"
    day = date.fromisoformat(m.date)
    return (day + _WEEK).isoformat() if (published - day).days > _LATE_NEWS else None


def _of_news(scene: Scene, m: EventMention, news: str | None) -> EventMention:
    """A report of the lead on the day that the lead gives before it, or gives later to what has its kind, an actor or a
    word of it, and tells as news: no "talks held on Monday" that somebody praises; on the day of the report where the
    lead gives none."""
    for t in scene.told:
        beside = t.trigger[0] in scene.passing and t.start != m.start
        described = t.trigger[0] in scene.described and t.trigger[0] > m.trigger[0]
        if scene.recent(t.date) and not (beside or described) and (t.start <= m.start or _akin(scene, t, m)):
            return m.on(t.date, Why.TOLD_WITH)
    if m.date_why is not Why.OPEN_TOLD:
        return m if scene.told else m.on(news or m.date, m.date_why)
    day = None if scene.told else news
    return m.on(day, Why.LEAD if day else Why.NONE)


def _akin(scene: Scene, one: EventMention, two: EventMention) -> bool:
    """Both tell the same, or of the same: their kind, an actor or a word is one."""
    shared = not set(one.actors).isdisjoint(two.actors) or not set(one.keywords).isdisjoint(two.keywords)
    return shared or (_same_kind(scene, one, two) and not _of_others(one, two))


def _same_kind(scene: Scene, one: EventMention, two: EventMention) -> bool:
    """Both are of one kind that the rules name; two verbs that no rule names are not."""
    return one.happening == two.happening and one.happening in scene.words.happenings


def _of_others(one: EventMention, two: EventMention) -> bool:
    """Both name who takes part, and nobody does in both: "Norsa hires Berg", "Brisa named Ott"."""
    return bool(one.actors and two.actors) and set(one.actors).isdisjoint(two.actors)


def _trigger(scene: Scene, m: EventMention) -> str:
    """The word that tells of it, in small letters."""
    return scene.article.text[slice(*m.trigger)].lower()


def _programme(scene: Scene, m: EventMention) -> EventMention | None:
    """What the body tells as an expectation of a headline in the present, where it tells of nothing alike that has
    happened: "Minister travels to Oslo", who "will travel to Oslo on Tuesday"."""
    if m.date_why is not Why.LEAD or m.status is not Status.HAPPENED:
        return None
    text, low = scene.article.text, _trigger(scene, m)
    verb = scene.words.words.get(low, NONE).verb
    present = low in scene.words.grammar["presents"] if verb is None else not verb.forms & (PAST | PART)
    if not present:
        return None
    stem, own = low[:_STEM], text[m.trigger[1] : m.end].lower().split()
    same = [
        t
        for t in scene.found
        if t.block is Block.BODY
        and t.happening == m.happening
        and _trigger(scene, t)[:_STEM] == stem
        and (
            not set(t.actors).isdisjoint(m.actors)
            or any(word[0].isalpha() and len(word) > _STEM and word in text[t.start : t.end].lower() for word in own)
        )
    ]
    ahead = same and all(t.status is Status.EXPECTED for t in same)
    return next((t for t in same if t.date), None) if ahead else None


def _repeated(scene: Scene, found: list[EventMention]) -> list[EventMention]:
    """What is told again without a date has the date it was told with, or that of the headline and lead which report
    it as news: the same word, an actor and one more word."""
    if not any(_lacks_date(scene, m) for m in found):
        return found
    dated: defaultdict[tuple[str, str], list[EventMention]] = defaultdict(list)
    named: defaultdict[str, list[EventMention]] = defaultdict(list)  # of them, those that a noun tells
    word = {m.id: (m.happening, _trigger(scene, m)[:_STEM]) for m in found}
    for m in found:
        firm = m.time is not None or m.date_why in _OF_THE_REPORT or m.block is not Block.BODY
        if m.date and firm and m.status is Status.HAPPENED and m.actors:
            dated[word[m.id]].append(m)
            if scene.tokens.words[scene.tokens.index(m.trigger[0])].noun == m.happening:
                named[m.happening].append(m)
    out = []
    for m in found:
        if _lacks_date(scene, m):
            told = [o for o in dated.get(word[m.id], ()) if set(o.keywords) & set(m.keywords)]
            told += [o for o in named.get(m.happening, ()) if _takes_up(scene, o, m)]
            dates = {o.date for o in told if set(o.actors) & set(m.actors)}
            if len(dates) == 1:
                m = m.on(dates.pop(), Why.AGAIN)
        out.append(m)
    return out


def _takes_up(scene: Scene, one: EventMention, two: EventMention) -> bool:
    """A sentence names with "the" what the one before it has named: "signed a contract", "signed the agreement"."""
    first, then = (one, two) if one.trigger < two.trigger else (two, one)
    if not 0 <= then.start - first.end < _BETWEEN:
        return False
    tokens, definite = scene.tokens, scene.words.grammar["definite"]
    named, again = tokens.index(first.trigger[0]), tokens.index(then.trigger[0])
    both = tokens.words[named].noun == tokens.words[again].noun == then.happening
    return both and tokens.lows[again - 1] in definite


def _lacks_date(scene: Scene, m: EventMention) -> bool:
    """It has happened, is no saying, and nothing has told when."""
    return not m.date and m.status is Status.HAPPENED and not speech(scene, m.happening)


def _goes_to_now(scene: Scene, m: EventMention) -> bool:
    """It began in the months before publication: "have died since April, doctors warned", who did so today."""
    published, begun = scene.article.published, edtf.bounds(m.date).first if m.date else None
    return published is not None and begun is not None and 0 <= (published - begun).days <= _MONTHS


def _news(scene: Scene) -> str | None:
    """The day of the article's news: the first that its lead gives, else the day of publication."""
    if scene.article.published is None:
        return None
    told = (m for m in scene.told if m.trigger[0] not in scene.passing)
    first = next((m for m in told if scene.recent(m.date)), None)
    now = next((m for m in scene.found if m.date_why is Why.NOW and m.block is Block.BODY), None)
    given = None if first is None or (now is not None and now.start < first.start) else first.date
    reports = not scene.told and any(m.date_why in _OF_THE_REPORT for m in scene.found)
    lead = [m for m in scene.found if m.block is Block.BODY and scene.where[m.start][1]]
    if first is None and not scene.words.free and any(_goes_to_now(scene, m) for m in lead if m.time is not None):
        reports = reports or any(m.date_why is Why.SAYING for m in lead)
    if given is None and (reports or any(m.date_why is Why.NOW for m in scene.found)):
        return scene.article.published.isoformat()
    return given
