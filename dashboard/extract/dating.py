"""When a happening was: by its own time expression, the clause or sentence before, or the day of the article.

Where nothing says so it stays undated; what is dated by the whole article is left open for `settling`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import edtf
from dashboard.extract import flag, same_day
from dashboard.extract.belonging import of_clause
from dashboard.extract.cues import SINCE_THEN
from dashboard.extract.distance import by_anchor, hangs_off, length_before, off_before
from dashboard.extract.expressions import lies_ahead, read, usable
from dashboard.extract.hanging import (
    aside,
    opens_with_which,
    resumed,
    same_time,
    says_more,
    says_which,
    speech,
    told,
    told_behind,
)
from dashboard.extract.lexicon import ING
from dashboard.extract.meant import in_others_words
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.extract.when import UNDATED, When, Why
from dashboard.extract.which_time import of_source, time_taken_up
from dashboard.model import Block, EventMention, Status, TimeExpression

_CARRIED_ON = frozenset(("past", "gerund", "participle"))
_JOURNEYS = frozenset(("visit", "meet", "move"))
_YEAR = 366
_NEWS = 3  # days after which what happened is news no more


@dataclass(slots=True)
class _Asked:
    """A verb's happening whose day is asked for, and the events of its sentence so far."""

    scene: Scene
    group: Group
    status: Status
    happening: str
    made: list[EventMention]
    said: bool


def date_of(
    scene: Scene,
    group: Group,
    dated: tuple[str, TimeExpression] | None,
    status: Status,
    happening: str,
    made: list[EventMention],
) -> When:
    """When a verb's happening was: by its own time, by another happening, by the clause before, by the day of the
    report, by the day that the text has reached."""
    asked = _Asked(scene, group, status, happening, made, speech(scene, happening))
    if dated:
        return _by_expression(asked, *dated)
    return _by_another(asked) or _by_clause_before(asked) or _by_report(asked) or _by_text(asked)


def _by_expression(asked: _Asked, value: str, time: TimeExpression) -> When:
    """By its own time, and whether the text goes on from that day."""
    scene, group, status = asked.scene, asked.group, asked.status
    if value.startswith("../") and (begun := _begun(scene, group, status, asked.made)):
        return When(begun, None, Why.CARRIES_ON)
    if scene.words.large and time.weekday and status is Status.EXPECTED and asked.made:
        value = same_day.of_week_told(scene, group, asked.made[-1], value)
    if time.dayless and scene.words.free:
        value = value.removeprefix("../")  # "blieb bis zum Abend gesperrt"
    if time.dayless and value == str(scene.article.published) and status is Status.HAPPENED:
        value = scene.reached() or value  # "the fire broke out at 10:30 am": on the day that is told of
    opens = group.host is not None and group.head < group.host[0]  # "Hit by a storm on Friday, the ferry sank"
    beside = asked.said or (aside(scene, group) and not opens) or of_source(scene, group.head)
    if edtf.is_day(value) and scene.background(group):
        if group.start == scene.first:
            scene.carry(None)  # "When it fell on Monday, …": the text is of another day
        beside = True
    if status is Status.HAPPENED and group.tense in ("past", "perfect") and not beside:
        before = time.text.rpartition(" ")[2].lower() in scene.words.grammar["earlier"]  # "четырьмя днями ранее"
        before = before or (bool(scene.words.nominatives) and value < (scene.reached() or ""))  # "прибыл накануне"
        before = before or (
            group.passive and group.verb.lemma in scene.words.status["goes_back"]
        )  # "was born on 5 May"
        scene.carry(value if edtf.is_day(value) and not before else None)
    elif asked.said and scene.recent(value) and not scene.recent(scene.reached()):
        scene.carry(None)  # back from another time
    elif asked.happening == "deny" and scene.recent(value) and value != scene.reached() and not scene.words.free:
        scene.carry(None)  # "cancelled flights on Monday. The union had rejected an offer on Thursday. Members voted"
    return When(value, scene.place(time), Why.EXPRESSION)


def _by_another(asked: _Asked) -> When | None:
    """By another happening, from which it is counted, since which or on whose day it was; no other is looked for where
    it is of no day told before, or has not happened. None where the text may tell."""
    scene, group, status, made = asked.scene, asked.group, asked.status, asked.made
    words, published = scene.words, scene.article.published
    if group.opener in words.status["ever_since"] and group.tense == "past":
        return UNDATED  # "the first visit since the war began": some day behind that which is told of
    judged = group.n > 0 and scene.groups[group.n - 1].verb.lemma in words.status["judging"]
    if judged and group.tense == "past" and group.opener in words.status["off_after"]:
        return UNDATED  # "was jailed on Monday after he robbed a bank"
    if group.verb.lemma in words.status["goes_back"] and group.passive and not scene.headline:
        scene.carry(None)  # "She was born in Oslo and became a judge"
        return UNDATED
    if words.large and group.helped and made and made[-1].date and made[-1].status is status:
        return When(made[-1].date, None, Why.CARRIES_ON)  # "hat am Montag Keller überflutet und Bäume entwurzelt"
    if asked.happening in words.status["harm"] and not words.free and (day := _in_disaster(scene, group)):
        return When(day, None, Why.TOLD_WITH)
    if (length := length_before(scene, group)) is not None:
        counted = off_before(scene, group, length, made)
        if counted and status is Status.HAPPENED and lies_ahead(counted, published):
            counted = None  # "it could be three years before the first is sold"
        return When(counted, None, Why.COUNTED) if counted else UNDATED
    if status is Status.HAPPENED and (counted_from := hangs_off(scene, group)) is not None:
        return When(counted_from[0], None, counted_from[1])
    if (anchored := by_anchor(scene, group)) is not None:
        ahead = status is Status.HAPPENED and anchored[0] is not None and lies_ahead(anchored[0], published)
        return UNDATED if ahead else When(anchored[0], None, anchored[1])  # "left after" a match to come
    if not asked.said and (begun := _since_then(scene, group)) is not None:
        return When(f"{begun}/..", None, Why.SINCE) if begun else UNDATED
    if status is not Status.HAPPENED:
        there = there_ahead(scene, group, made) or _that_day(scene, group) if status is Status.EXPECTED else None
        return When(there, None, Why.TOLD_WITH) if there else UNDATED
    return None


def _by_clause_before(asked: _Asked) -> When | None:
    """By the clause before that it carries on; undated where it says that it is of an earlier time."""
    scene, group, made, said = asked.scene, asked.group, asked.made, asked.said
    words = scene.words
    if (then := time_taken_up(scene, group)) is not None:
        return When(then.date, None, Why.TOLD_WITH)
    if words.large and made and (day := same_day.at_which(scene, group, made[-1])):
        return When(day, None, Why.TOLD_WITH)
    if group.tense == "gerund" and group.passive and group.opener in words.status["off_after"]:
        return UNDATED  # "resigned on Tuesday after being convicted"
    if group.n and group.tense == "past" and not words.free and _is_off(scene, scene.groups[group.n - 1]):
        lasts = group.verb.lemma in words.status["lasts"] | words.status["lengthy"]
        opens = scene.groups[group.n - 1].start == scene.first and not lasts
        if opens and (day := _of_clause_before(scene, group)):
            return When(day, None, Why.CARRIES_ON)  # "After losing to Norway on Monday, Denmark sacked its coach"
        return UNDATED  # "Before joining Norsa in 2001, Ott led a bank"
    if words.nominatives and any(scene.times[n].value == "PAST_REF" for n in scene.times_in(group.start, group.end)):
        return UNDATED  # "Ранее Берлин приостановил поставки": of no day told before
    if not words.grammar["later"].isdisjoint(scene.tokens.lows[scene.first : group.first]):
        return UNDATED  # "Позднее его нашли": some day behind that
    shared = not group.own_subject and group.opener in words.grammar["coordinators"] and not words.free
    alone = bool(made) and made[-1].date_why is Why.COUNTED and not shared  # "a day after she resigned and fled"
    last = made[-1] if made and not alone and _goes_on(scene, group) else None
    figure = scene.tokens.lows[group.first - 1][0].isdigit()
    if last and speech(scene, last.happening) and (figure or group.tense == "participle"):
        harm = asked.happening in words.status["harm"]  # "reported on Sunday 222 dead and 843 injured"
        return When(None, None, Why.OPEN_HARM) if harm else UNDATED  # "confirmed by Friday 40 flooded farms"
    if group.n > 1 and group.tense == "past" and (main := resumed(scene, group)) is not None:
        last = next((m for m in made if m.trigger[0] == scene.tokens.starts[main.head]), last)
    denied = last is not None and words.large and last.happening == "deny"  # "wies es am Montag zurück und kündigte"
    carries = last and last.date and (last.status is Status.HAPPENED or denied)
    carries = carries and (group.tense in _CARRIED_ON or _a_little_off(scene, group))
    if said and last and not (group.opener or speech(scene, last.happening)):
        carries = carries and (scene.recent(last.date) if words.free else _is_fresh(scene, last.date))
    goes_there = words.free and not words.status["there"].isdisjoint(scene.tokens.lows[group.start : group.end])
    if last and carries and (goes_there or _holds_on(scene, group, last)):
        return When(last.date, None, Why.CARRIES_ON)
    if group.tense == "gerund" and not said and (day := _of_clause_before(scene, group)):
        return When(day, None, Why.CARRIES_ON)
    if last and last.date_why is Why.SINCE and group.tense == "perfect":
        return When(last.date, None, Why.CARRIES_ON)  # "since then 240 have fallen ill and nine have died"
    return None


def _by_report(asked: _Asked) -> When | None:
    """By the day of the report, or of who is cited, where that is told as news; undated where an older word is
    cited."""
    scene, group, said = asked.scene, asked.group, asked.said
    words, published = scene.words, scene.article.published
    before = group.led and any(word.bits & flag.HAVE for word in scene.tokens.words[group.chain[-1][1] : group.head])
    if before or (group.led and group.tense == "present"):
        return UNDATED  # "is believed to kill", "was reported to have killed 200"
    if _tells_court(scene, group):
        return UNDATED  # "Er habe das Geld genommen, sagte der Richter": long before
    long = scene.tokens.lows[group.head - 1] in words.grammar["between"]  # "has long fought the law"
    opens = group.host is not None and group.first == group.start and not said  # "Having left Norsa, Ott joined"
    some_time = long or opens or (scene.hangs(group) and _at_some_time(scene, group))
    if group.tense == "perfect" and not words.free and some_time:
        return UNDATED  # "Norsa, which has filed several patents, closed": at some time
    now = group.tense == "perfect" or (group.tense == "present" and not said)
    if published and now and (day := _said_on(scene, group, asked.made)) and scene.recent(day):
        return When(day, None, Why.TOLD_WITH)  # "Ott has resigned, his party said on Monday"
    if published and group.tense == "perfect" and group.verb.lemma not in words.status["lasting_on"]:
        return When(published.isoformat(), None, Why.NOW if scene.lead else Why.PERFECT)
    if said and group.tense == "past" and _behind_old(asked):
        return UNDATED
    told_of = scene.reached() if said and group.tense == "past" else None
    a = group.first - 2
    written = a >= group.start and bool(scene.tokens.words[a].bits & flag.DETERMINERS)
    if told_of and written and scene.tokens.lows[a + 1] in words.status["documents"]:
        return When(None, None, Why.OPEN_SAID)  # "sent a letter. The letter accused Norsa of theft"
    at, _ = scene.people.pronoun(group)
    if told_of and words.free and at >= 0 and scene.tokens.words[at].bits & flag.THEY:
        return When(told_of, None, Why.BEFORE)  # "Врачи вышли в пятницу на площадь. Они потребовали повышения зарплат"
    if published and told_of and _long_past(published, told_of):  # "died last Friday. The minister said"
        return When(published.isoformat(), None, Why.LEAD) if scene.lead else UNDATED
    if said and group.tense == "present" and group.opener in words.grammar["as"]:
        return UNDATED  # "as Visser notes": cited, at whatever time he wrote
    if said and published and (group.tense == "present" or (group.tense == "past" and scene.lead and scene.body < 2)):
        return When(published.isoformat(), None, Why.SAYING)
    if scene.lead and published and (group.tense == "present" or scene.sentence.block is not Block.BODY):
        return When(published.isoformat(), None, Why.LEAD)
    return None


def _by_text(asked: _Asked) -> When:
    """By the day that the text has reached; what is told in the past without one is left open for `settling`."""
    scene, group, said = asked.scene, asked.group, asked.said
    content = told(scene, group)
    begin = group.start if content else 0
    if group.tense != "past" or aside(scene, group) or group.verb.lemma in scene.words.status["lengthy"]:
        return UNDATED
    if _tells_which(scene, group) and not scene.tokens.words[group.start - 1].noun:
        return UNDATED  # "El hospital que bombardeó Israel": at some time; "un incendio que destruyó la nave" is one
    if not (said or scene.words.free) and (_in_time_of(scene, group) or _several_times(scene, group)):
        return UNDATED
    if scene.words.nominatives and same_day.still_lasts(scene, group):
        return UNDATED
    if not said and (day := carried(scene, begin, group.first)):
        if same_day.is_official(scene, group, day):
            return UNDATED
        scene.carry(day)
        return When(day, None, Why.BEFORE)
    if content or (_named(scene, begin, group.first) and not said):
        return UNDATED
    return When(None, None, Why.OPEN_SAID if said or _by_saying(scene, group) else Why.OPEN_TOLD)


def _in_disaster(scene: Scene, group: Group) -> str | None:
    """The day of the disaster or attack told of before, in which people came to harm: "40 people died in the fire"."""
    lows, words, known = scene.tokens.lows, scene.tokens.words, scene.by_kind
    for j in range(group.head + 1, min(group.end - 1, group.head + 5)):
        named = words[j + 1].noun
        if lows[j] in scene.words.grammar["the"] and named in scene.words.status["harmful"]:
            placed = lows[j - 1] in scene.words.grammar["located"] or lows[j - 1] in scene.words.status["spanning"]
            return known[named] if placed and edtf.is_day(known.get(named)) else None
    return None


def _in_time_of(scene: Scene, group: Group) -> bool:
    """It happened in the course of what lasts and is no happening of a day: "were killed during the campaign"."""
    tokens, spanning = scene.tokens, scene.words.status["spanning"]
    at = next((j for j in range(group.head + 1, group.end - 1) if tokens.lows[j] in spanning), -1) if spanning else -1
    return at >= 0 and not any(tokens.words[j].noun for j in range(at + 1, min(at + 4, group.end)))


def _behind_old(asked: _Asked) -> bool:
    """The clause before tells of an old day: "when the ministry hired Norsa on 12 January, Brell challenged it"."""
    last = asked.made[-1] if asked.made and not asked.scene.words.free else None
    own = last is not None and last.time is not None and last.status is Status.HAPPENED
    return last is not None and own and edtf.is_day(last.date) and not asked.scene.recent(last.date)


def _several_times(scene: Scene, group: Group) -> bool:
    """It happened more than once in a span that has a name: "the two clubs met twice this season"."""
    lows = scene.tokens.lows[group.head + 1 : group.end]
    often = next((n for n, low in enumerate(lows) if low in scene.words.status["often"]), -1)
    return often >= 0 and not scene.words.status["seasons"].isdisjoint(lows[often:])


def _tells_court(scene: Scene, group: Group) -> bool:
    """A judge repeats in the mood of reported speech what a trial has told: "Er habe es genommen, sagte die Richterin";
    a Max Richter is none."""
    if not in_others_words(scene, group) or not told_behind(scene, group.n):
        return False
    says, names = scene.groups[group.n + 1], scene.names.mentioned
    said = (j for j in range(says.start, says.end) if j not in names)
    return any(scene.tokens.lows[j] in scene.words.grammar["judges"] for j in said)


def _by_saying(scene: Scene, group: Group) -> bool:
    """What is done by words that the text quotes: "justified it by saying: “We …”", "opened the show, saying “…”"."""
    tokens = scene.tokens
    if scene.words.free or group.passive or not scene.quoted:
        return False
    reach = range(group.head + 1, min(scene.reach(group) + 2, scene.stop))
    for j in reach:
        verb = tokens.words[j].verb if tokens.words[j].says else None
        if verb is not None and verb.forms & ING and tokens.lows[j - 1] in scene.words.grammar["spoken"]:
            return True
    return False


def seen_from(scene: Scene, group: Group, made: Sequence[EventMention]) -> date | None:
    """The day from which a clause looks ahead: that of publication, or for "would" that of the saying before or behind
    it: "a pact would be signed on Thursday, he said on Monday"."""
    published = scene.article.published
    if published is None or group.tense not in ("would", "future" if scene.words.free else "would"):
        return published
    said = _said_on(scene, group, made)
    return min(published, date.fromisoformat(said)) if said else published


def _said_on(scene: Scene, group: Group, made: Sequence[EventMention]) -> str | None:
    """The day of the saying before or behind a clause that tells what was said; None where it gives none."""
    said = made[-1].date if made and told(scene, group) and speech(scene, made[-1].happening) else None
    n = group.n + 1
    while (
        n < len(scene.groups) and scene.groups[n].tense == "base" and scene.groups[n].start == scene.groups[n - 1].end
    ):
        n += 1  # "have agreed to meet, Berg said on Monday"
    if not scene.words.free and n < len(scene.groups) - 1 and scene.groups[n].opener in scene.words.grammar["soft"]:
        n += 1  # "have ended the search for men missing after a ship sank, Berg said on Monday"
    for after in scene.groups[n : n + 1]:
        if said is None and speech(scene, after.verb.happening) and not after.opener:
            dated = read(of_clause(scene, after), Status.HAPPENED, scene.article.published)
            said = dated[0] if dated else None
    return said if edtf.is_day(said) else None


def _since_then(scene: Scene, group: Group) -> str | None:
    """The date of the happening told before, where a clause tells what has come since; "" where none lies behind."""
    if not scene.tokens.here & SINCE_THEN:
        return None
    said = " ".join(scene.tokens.lows[group.start : group.end])
    if not any(cue in said for cue in scene.words.status["since_then"]):
        return None
    day, published = scene.last_date or "", scene.article.published
    plain = published is not None and "/" not in day and day[:10] < published.isoformat()
    return day if plain else ""


def _is_fresh(scene: Scene, day: str | None) -> bool:
    """What happened that day was told on it: the day before publication or later. Of older days it was said after."""
    published, last = scene.article.published, edtf.bounds(day).last if day else None
    return published is not None and last is not None and 0 <= (published - last).days <= 1


def _long_past(published: date, day: str) -> bool:
    """What was told of that day is no news any more: what is said of it was not said then."""
    last = edtf.bounds(day).last
    return last is not None and (published - last).days > _NEWS


def _goes_on(scene: Scene, group: Group) -> bool:
    """The clause tells on from the one before: no opener, not what was said, no main clause behind "who …"."""
    n = group.n
    if same_time(scene, group) or not n:
        return True
    if scene.words.free and group.opener in scene.words.status["there"]:
        return True  # "reiste nach Oslo, wo er Berg traf"
    if _a_little_off(scene, group):
        return True
    if group.opener:
        return group.opener in scene.words.grammar["coordinators"]
    if group.host is not None and _tells_which(scene, scene.groups[n - 1]):
        return False  # "Vega, que fue destituido el martes, fue detenido"
    return group.tense != "past" or not (aside(scene, scene.groups[n - 1]) or told(scene, group))


def _tells_which(scene: Scene, group: Group) -> bool:
    """A "que" that tells of the noun before it opens the clause."""
    return says_which(scene, group) or says_more(scene, group) or opens_with_which(scene, group)


def _is_off(scene: Scene, group: Group) -> bool:
    """A gerund behind "before", or an "after" that says no more, has its time for itself."""
    status = scene.words.status
    begins = scene.tokens.lows[group.start + (scene.tokens.lows[group.start] == ",")] == group.opener  # no "Just after"
    off = group.opener in status["off_before"] or (group.opener in status["off_after"] and begins)
    return off and group.tense == "gerund" and not group.passive


def _at_some_time(scene: Scene, group: Group) -> bool:
    """What a clause behind "which" has done, or done to a number, is of no day; "who has died", "which has just closed"
    are news."""
    tokens, words = scene.tokens, scene.words
    if not words.status["often"].isdisjoint(tokens.lows[group.head + 1 : group.end]):
        return True  # "who has resigned three times"
    if group.verb.lemma in words.status["news_of"] or (group.kind and group.kind.name in words.status["harm"]):
        return False
    if not words.status["lately"].isdisjoint(tokens.lows[group.first : group.head]):
        return False
    if group.opener not in words.grammar["persons_who"]:
        return True
    behind = tokens.lows[group.head + 1 : group.end]
    numbers = words.grammar["numbers"] | words.grammar["some_alone"]
    return any(low[0].isdigit() or low in numbers for low in behind)


def _a_little_off(scene: Scene, group: Group) -> bool:
    """ "hours after guards had seized him": on the day of the clause before."""
    status = scene.words.status
    off = group.opener in status["off_after"] or group.opener in status["off_before"]
    return off and scene.tokens.lows[group.start - 1] in status["off_little"]


def _begun(scene: Scene, group: Group, status: Status, made: list[EventMention]) -> str | None:
    """The day of the verb before, which one with an end of its own goes on from: "was charged on Friday and held until
    May"."""
    goes_on = made and status is Status.HAPPENED and group.opener in scene.words.grammar["coordinators"]
    return made[-1].date if goes_on and not group.own_subject and edtf.is_day(made[-1].date) else None


def _of_clause_before(scene: Scene, group: Group) -> str | None:
    """The day of the clause before, which a noun tells: "a fire broke out on Saturday, destroying 13 houses"."""
    before = scene.groups[group.n - 1] if group.n else group
    if before is group or before.end != group.start or scene.words.free:
        return None
    dated = read(of_clause(scene, before), Status.HAPPENED, scene.article.published)
    return dated[0] if dated and edtf.is_day(dated[0]) else None


def _holds_on(scene: Scene, group: Group, last: EventMention) -> bool:
    """The date of the clause before is that of the one that carries it on: no "until", and behind "and" no month or
    year that stands behind the verb before, "joined the club in June 2020 and led it to the cup"."""
    date, behind = last.date or "", last.time is not None and scene.times[last.time].start > last.trigger[0]
    coarse = behind and len(date) < len("2022-01-20") and group.opener in scene.words.grammar["coordinators"]
    return not (coarse or date.startswith("../"))


def carried(scene: Scene, begin: int, end: int) -> str | None:
    """The day the text has reached, unless tokens begin…end of the sentence at hand go on to another time."""
    day = scene.reached(before=begin > 0)
    aside = day and scene.told and (_long_ago(scene, day) or scene.is_behind(day))
    if day and aside and _is_another(scene, max(begin, scene.first), end, day):
        return None  # "In 1981 the shuttle lifted off. Norway held a ceremony": back to the news
    return day if day and all(value.startswith(day) for value in _named(scene, begin, end)) else None


def _long_ago(scene: Scene, day: str) -> bool:
    """The day lies more than a year before publication."""
    last, published = edtf.bounds(day).last, scene.article.published
    return published is not None and last is not None and (published - last).days > _YEAR


def _is_another(scene: Scene, a: int, b: int, day: str) -> bool:
    """Somebody acts in tokens a…b who had no part in what is told of that day, in a text with news of its own."""
    named = {m.actor for m in scene.people.acting(a, b)}
    news = bool(scene.news) or any(scene.recent(m.date) for m in scene.told)
    of_day = {actor for m in scene.found if m.date == day for actor in m.actors}
    return news and bool(named) and named.isdisjoint(of_day)


def _named(scene: Scene, begin: int, end: int) -> list[str]:
    """The dates that tokens begin…end of the sentence at hand give."""
    begin = max(begin, scene.first)
    here = (scene.times[n] for n in scene.times_in(begin, end))
    return [t.date for t in here if t.date is not None and usable(t)]


def there_ahead(scene: Scene, group: Group, made: list[EventMention]) -> str | None:
    """The day of the journey or meeting just told of, where the clause says that it is there or then what is expected:
    "Berg reist am Freitag nach Oslo, wo er Visser trifft"."""
    if scene.words.status["there"].isdisjoint(scene.tokens.lows[group.start : group.end]):
        return None
    near = [m for m in (*scene.found, *made) if m.start >= scene.people.referents.before and m.block is Block.BODY]
    last = next((m for m in reversed(near) if m.happening in _JOURNEYS), None)
    return last.date if last is not None and last.status is Status.EXPECTED else None


def _that_day(scene: Scene, group: Group) -> str | None:
    """The day of what was told last as expected, where the clause tells of "the same day"."""
    said, that = [scene.times[n] for n in scene.times_in(group.start, group.end)], scene.words.status["that_day"]
    if not that or all(t.text.lower() not in that for t in said):
        return None
    near = (m for m in reversed(scene.found) if m.start >= scene.people.referents.before)
    return next((m.date for m in near if m.status is Status.EXPECTED and edtf.is_day(m.date)), None)
