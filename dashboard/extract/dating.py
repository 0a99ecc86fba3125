"""When a happening was: the time expression of its clause, read with its preposition and checked against tense.

A date that tense forbids is not taken: what has happened is not next week, what is planned was not last year.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import pairwise

from dashboard import edtf
from dashboard.extract import calendar
from dashboard.extract.free import attributive
from dashboard.extract.lexicon import BASE
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.model import Block, EventMention, Status, TimeExpression, TimeType


class Why(StrEnum):
    """From what the date of a mention follows, as the reader is told."""

    EXPRESSION = "the time expression of its clause"
    OWN = "its own time expression"
    COUNTED = "counted from the happening told with it"
    TOLD_WITH = "the day of the happening told with it"
    CARRIES_ON = "the clause that it carries on"
    CARRIED_ON = "the clause that carries it on"
    BEFORE = "the sentence before"
    LEAD = "the day of the report: its headline or lead tells it as news"
    PERFECT = "the day of the report, which tells of that day what has happened"
    SAYING = "the day of the report: said in its lead, or told in the present"
    NOW = "the day of the report: its lead tells what has just happened"
    AGAIN = "the same happening, told with its date elsewhere in the article"
    SAID = "the day of the report: said about that day's news"
    # Past tense without a date; the end of the article decides.
    OPEN_SAID = "said at some time"
    OPEN_TOLD = "told of some time"
    NONE = ""


_OF_THE_REPORT = (Why.LEAD, Why.SAYING, Why.NOW)
_UNTIL = frozenset(("until", "till", "to"))
_STEM = 5  # letters that the forms of one word share: agreed, agreement
_NEAR = 2  # paragraphs over which what was said goes on from a day
_RANGE_ENDS = frozenset(("to", "until", "till", "through", "and", "-", "–"))
_BEFORE_TIME = frozenset(("prepositions", "determiners"))
_BEFORE_NOUN = frozenset(("determiners", "possessive", "coordinators", "subordinators"))
_AMOUNT = 5  # tokens that an amount has: "$ 5.2 million"
_CARRIED_ON = frozenset(("past", "gerund", "participle"))
_DATED = (TimeType.DATE, TimeType.TIME)
_PAST_STATUS = (Status.HAPPENED, Status.ONGOING)


def usable(time: TimeExpression) -> bool:
    """A date or clock time with an EDTF value."""
    return time.date is not None and time.type in _DATED


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


def read(
    times: Sequence[TimeExpression], status: Status, published: date | None, move: bool = True
) -> tuple[str, TimeExpression] | None:
    """EDTF date that the time expressions of one clause give its happening, and the expression it rests on.

    Two expressions that are tied by from … to, between … and make an interval; else the first one that tense allows.
    Where tense allows none, `move` takes the other week or year of a weekday, day or month.
    """
    if not times:
        return None
    if status not in _PAST_STATUS and published is not None:
        for time in times:
            if time.signal == "within" and (until := _later(published, time.value)):
                return f"{published.isoformat()}/{until.isoformat()}", time
    wanted = list(filter(usable, times))
    for one, two in pairwise(wanted):
        if one.signal in ("from", "between", "since") and two.signal in _RANGE_ENDS:
            begin, end = one.date or "", two.date or ""
            first, last = edtf.bounds(begin)[0], edtf.bounds(end)[1]
            if first and last and first <= last:
                return _interval(begin, end), one
    for time in wanted:
        value = _with_signal(time, status)
        if value is not None and fits(value, status, published):
            return value, time
    for time in wanted if move else ():
        if published is not None and (other := _other_way(time, status, published)) is not None:
            return other, time
    return None


def ahead(
    times: Sequence[TimeExpression], published: date | None, move: bool = True
) -> tuple[str, TimeExpression] | None:
    """The date after publication that the present tense gives: "the trial opens in February" is no February past."""
    dated = read(times, Status.EXPECTED, published, move)
    if dated is None or published is None:
        return None
    first, last = edtf.bounds(dated[0])
    later = first or last  # "until 20 February"
    return dated if later is not None and later > published else None


def _other_way(time: TimeExpression, status: Status, published: date) -> str | None:
    """The weekday of the other week, the day or month of the other year, where tense forbids the one first thought of.

    "Das Finale findet am Freitag statt" is no Friday past; None where the expression itself says which.
    """
    text, value = time.text.lower(), _with_signal(time, status)
    if (
        value is None
        or time.type is not TimeType.DATE
        or re.search(r"\d{3}", text)
        or (" " in text and not text[0].isdigit())
    ):
        return None
    step = 1 if status is Status.EXPECTED else -1 if status in _PAST_STATUS else 0
    day = re.fullmatch(r"(\.\./)?(\d{4})(-\d\d)(-\d\d)?(/\.\.)?", value)
    if day is None or not step:
        return None
    if day[4] and not any(c.isdigit() for c in text):  # a weekday
        moved = date.fromisoformat(f"{day[2]}{day[3]}{day[4]}") + timedelta(days=7 * step)
        other = f"{day[1] or ''}{moved.isoformat()}{day[5] or ''}" if abs((moved - published).days) < 8 else None
    else:
        other = f"{day[1] or ''}{int(day[2]) + step}{day[3]}{day[4] or ''}{day[5] or ''}"
    return other if other is not None and fits(other, status, published) else None


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
    if value is not None and time.type is TimeType.TIME:
        value = value.rstrip("~")  # about eight o'clock is that very day
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
        if signal == "after":
            return f"{value}/.."
        first, last = edtf.bounds(value)
        if first and last and date.min < first < last and time.mod not in ("MID", "END"):
            return f"../{first - timedelta(days=1)}"  # "before July" ends in June
        return f"../{value}"
    return value


def of_clause(scene: Scene, group: Group) -> list[TimeExpression]:
    """The expressions inside a clause, those of the fronted phrase it leans on first where it has none.

    "In a statement issued on Monday, the ministry denied …" was denied on Monday. What was withdrawn from or called off
    keeps the date behind it for itself: "withdrew from the race on 7 May".
    """
    if not scene.spans:
        return []
    tokens, words = scene.tokens, scene.words
    own: Sequence[int] = [n for n in scene.times_in(group.start, group.end) if not _compared(scene, group, n)]
    if words.free:
        own = [n for n in own if not attributive(tokens, scene.time_at[n], scene.names, scene.heads, words)]
    elif (opening := _opening(scene)) and (main := _main(scene)) is not None and main.start > opening[0][1]:
        own = [n for n in own if (n, scene.time_at[n]) not in opening] or [n for n, _ in opening if group is main]
    if own and group.verb.lemma in words.status["apart"]:
        noun = next((j for j in range(group.head + 1, group.end) if tokens.words[j].noun), group.end)
        own = [n for n in own if scene.time_at[n] < noun or scene.times[n].signal in ("to", "until")]
    elif not own and group.host is not None:
        near = scene.times_in(*group.host)  # "the 2004 wave that hit 13 countries killed thousands"
        own = [n for n in near if "determiners" in tokens.words[scene.time_at[n] - 1].flags]
    elif not own and (before := _fronted(scene, group)) is not None:
        own = scene.times_in(before.head + 1, before.end)
    elif not own and not words.free and (reach := scene.reach(group)) > group.end:  # "agreed to buy it last month"
        own = scene.times_in(group.end, reach)
        after = scene.groups[group.n + 1]
        if foreseen(scene, group, after) is not None:
            own = []  # "agreed to meet on Friday": they will meet then
    if len(own) > 1:
        own = sorted(own, key=lambda n: _set_apart(scene, group, scene.time_at[n]))
    return [scene.times[n] for n in own]


def moved_to(scene: Scene, group: Group, times: Sequence[TimeExpression]) -> tuple[str, TimeExpression] | None:
    """The new day of what is put off, which lies ahead: "postponed to Wednesday", "delayed until October"."""
    new = [t for t in times if t.signal in _UNTIL] if group.verb.lemma in scene.words.status["moved"] else []
    return read(new, Status.EXPECTED, scene.article.published)


def _compared(scene: Scene, group: Group, n: int) -> bool:
    """What a figure is compared with, not when it rose: "from $5 million a year earlier", "than in 2020"."""
    tokens, status, time = scene.tokens, scene.words.status, scene.times[n]
    if time.signal == "compared":  # "respecto a 2020"
        return True
    j = scene.time_at[n] - 1
    while j > group.head and tokens.words[j].flags & _BEFORE_TIME:
        if tokens.lows[j] in status["compared"]:
            return True
        j -= 1
    rises = group.verb.happening in status["rises"]
    ranged = n + 1 < len(scene.times) and scene.times[n + 1].signal in _RANGE_ENDS
    if rises and time.signal == "from" and j == scene.time_at[n] - 2 and not ranged:
        return True
    amount = j
    while j > max(group.head, amount - _AMOUNT) and not tokens.words[j].flags and tokens.lows[j] not in (",", ";"):
        j -= 1
    figure = any(low[0].isdigit() for low in tokens.lows[j + 1 : amount + 1])
    cues = status["compared"] | (status["rises_from"] if rises else frozenset())
    return figure and not cues.isdisjoint(tokens.lows[max(group.head + 1, j - 1) : j + 1])  # "compared with 5 million"


def demanded(scene: Scene, group: Group) -> str:
    """The demand whose content a clause in the present is: "demands that talks begin"; "" without."""
    n = group.n
    if not n or scene.words.free or group.tense != "present" or not group.verb.forms & BASE:
        return ""
    before = scene.groups[n - 1]
    demand = before.verb.happening == "demand" and told(scene, group)
    return scene.tokens.lows[before.head] if demand else ""


def foreseen(scene: Scene, before: Group, group: Group) -> tuple[str, TimeExpression] | None:
    """The date ahead of the infinitive behind a promise: "agreed to meet on Friday", "to close a plant in March".

    A bare weekday is that of an appointment, but not of what else was agreed: "agreed to buy Norsa on Tuesday".
    """
    promise = before.verb.lemma in scene.words.status["promising"] and before.negated < 0 and not scene.words.free
    if not promise or group.tense != "base" or before.end != group.start:
        return None
    appointed = group.verb.happening in scene.words.status["appointed"]
    times = [scene.times[n] for n in scene.times_in(group.start, group.end)]
    times = [t for t in times if appointed or " " in t.text or not t.text.isalpha() or len(t.value) != 10]
    return ahead(times, scene.article.published, move=appointed)


def _opening(scene: Scene) -> list[tuple[int, int]]:
    """The time that opens the sentence, and its token: "On Monday, Ott, who had led it, resigned"."""
    a = scene.first
    n = bisect_left(scene.time_at, a)
    if n == len(scene.times) or scene.time_at[n] > a + 2:
        return []
    before = scene.tokens.words[a : scene.time_at[n]]
    return [(n, scene.time_at[n])] if all(word.flags & {"prepositions", "adverbs"} for word in before) else []


def _main(scene: Scene) -> Group | None:
    """The first verb of the sentence that no "who", "while" or "-ing" sets apart."""
    words, lows = scene.tokens.words, scene.tokens.lows
    for group in scene.groups:
        before = range(group.start, group.first)
        apart = any("subordinators" in words[j].flags and "," not in lows[j : group.first] for j in before)
        if group.tense not in ("participle", "gerund", "base") and not apart and not _aside(scene, group):
            return group
    return None


def _set_apart(scene: Scene, group: Group, i: int) -> bool:
    """The time stands between commas behind the subject: "the summit, planned for May, was held in June"."""
    if i >= group.first:
        return False
    lows = scene.tokens.lows
    return ("," in lows[group.start + 1 : i] and "," in lows[i : group.first]) or _of_subject(scene, group, i)


def _of_subject(scene: Scene, group: Group, i: int) -> bool:
    """The time belongs to the happening that is the subject: "the May summit was", "the crash of a ferry in May led"."""
    tokens, words = scene.tokens, scene.tokens.words
    if i > group.start and "determiners" in words[i - 1].flags:
        after = tokens.index(scene.times[bisect_left(scene.time_at, i)].end)
        return not words[after].flags and tokens.lows[after].isalpha()
    first = group.start
    while first < i and words[first].flags & _BEFORE_NOUN:
        first += 1
    head = next((j for j in range(first, i) if words[j].noun or "prepositions" in words[j].flags), i)
    return head < i and bool(words[head].noun) and "," not in tokens.lows[head:i]


def _fronted(scene: Scene, group: Group) -> Group | None:
    """The participle of a phrase that opens the sentence: "In a report released on Monday, the ministry …"."""
    n = group.n
    if not n or scene.tokens.lows[group.start] != ",":
        return None
    tokens, before = scene.tokens, scene.groups[n - 1]
    first = before.start
    opens = n == 1 and "prepositions" in tokens.words[first].flags and before.first == before.head
    phrase = range(first + 2, before.first)
    plain = all(tokens.lows[j][0].isalnum() and not tokens.words[j].flags for j in phrase)
    return before if opens and phrase and plain and first + 1 not in scene.names.inside else None


def date_of(
    scene: Scene,
    group: Group,
    dated: tuple[str, TimeExpression] | None,
    status: Status,
    happening: str,
    made: list[EventMention],
) -> tuple[str | None, int | None, Why]:
    """EDTF date of a verb's happening, the time expression it rests on, and from what it follows."""
    published = scene.article.published
    speech = _speech(scene, happening)
    if dated:
        value, time = dated
        if group.verb.lemma in scene.words.status["moved"] and time.signal in _UNTIL:
            value = value.removeprefix("../")  # "postponed until June"
        if value == str(published) and time.dayless:
            value = scene.reached() or value  # "the fire broke out at 10:30 am": on the day that is told of
        if status is Status.HAPPENED and group.tense in ("past", "perfect") and not (speech or _aside(scene, group)):
            scene.carry(value if len(value) == 10 else None)
        elif speech and scene.recent(value) and not scene.recent(scene.reached()):
            scene.carry(None)  # back from another time
        return value, scene.place(time), Why.EXPRESSION
    if (length := _length_before(scene, group)) is not None:
        counted = _counted(scene, group, length, made)
        return counted, None, Why.COUNTED if counted else Why.NONE
    if (anchored := _anchored(scene, group)) is not None:
        return anchored, None, Why.TOLD_WITH
    if status is not Status.HAPPENED:
        return None, None, Why.NONE
    last = made[-1] if made and _goes_on(scene, group) else None
    figure = scene.tokens.lows[group.first - 1][0].isdigit()
    if last and _speech(scene, last.happening) and (figure or group.tense == "participle"):
        return None, None, Why.NONE  # "reported on Sunday 222 dead and 843 injured"
    if last and last.date and last.status is Status.HAPPENED and group.tense in _CARRIED_ON:
        return last.date, None, Why.CARRIES_ON
    if group.led and group.tense == "present":
        return None, None, Why.NONE  # "is believed to have killed 200"
    if published and group.tense == "perfect":
        return published.isoformat(), None, Why.NOW if scene.lead else Why.PERFECT
    if speech and published and (group.tense == "present" or (group.tense == "past" and scene.lead and scene.body < 2)):
        return published.isoformat(), None, Why.SAYING
    if scene.lead and published and (group.tense == "present" or scene.sentence.block is not Block.BODY):
        return published.isoformat(), None, Why.LEAD
    content = told(scene, group)
    begin = group.start if content else 0
    if group.tense != "past" or _aside(scene, group):
        return None, None, Why.NONE
    if not speech and (day := carried(scene, begin, group.first)):
        scene.carry(day)
        return day, None, Why.BEFORE
    if content or (_named(scene, begin, group.first) and not speech):
        return None, None, Why.NONE
    return None, None, Why.OPEN_SAID if speech else Why.OPEN_TOLD


def _goes_on(scene: Scene, group: Group) -> bool:
    """The clause tells on from the one before: no opener, not what was said, no main clause behind "who …"."""
    n = group.n
    if _same_time(scene, group) or not n:
        return True
    if group.opener:
        return group.opener in scene.words.grammar["coordinators"]
    return group.tense != "past" or not (_aside(scene, scene.groups[n - 1]) or told(scene, group))


def _aside(scene: Scene, group: Group) -> bool:
    """The clause only says who or what it was: "who won the seat in May", "sent in March"."""
    relative, same_time = scene.words.grammar["relative"], scene.words.status["same_time"]
    openers = (group.opener, scene.tokens.lows[group.first - 1])
    return group.reduced or any(low in relative and low not in same_time for low in openers)


def carried(scene: Scene, begin: int, end: int) -> str | None:
    """The day the text has reached, unless tokens begin…end of the sentence at hand go on to another time."""
    day = scene.reached(before=begin > 0)
    return day if day and all(value.startswith(day) for value in _named(scene, begin, end)) else None


def _named(scene: Scene, begin: int, end: int) -> list[str]:
    """The dates that tokens begin…end of the sentence at hand give."""
    begin = max(begin, scene.first)
    here = (scene.times[n] for n in scene.times_in(begin, end))
    return [t.date for t in here if t.date is not None and usable(t)]


def told(scene: Scene, group: Group) -> bool:
    """The clause is what the verb before it says, with or without "that"; when that was is not when it was said."""
    n = group.n
    content = not group.opener or group.opener in scene.words.grammar["that"]
    if not n or not content or _same_time(scene, group):
        return False
    near = scene.tokens.words[group.start - 1].verb  # "sent a letter alleging his company stole"
    verbs = (scene.groups[n - 1].verb, *((near,) if near else ()))
    return any(_speech(scene, verb.happening) for verb in verbs)


def _same_time(scene: Scene, group: Group) -> bool:
    """ "As he inspected the scene": the clause tells the moment of the one it hangs on."""
    return not {group.opener, scene.tokens.lows[group.start]}.isdisjoint(scene.words.status["same_time"])


def _speech(scene: Scene, happening: str) -> bool:
    kind = scene.words.happenings.get(happening)
    return kind is not None and kind.nature == "speech"


def _length_before(scene: Scene, group: Group) -> TimeExpression | None:
    """The length of time by which a clause lies off the one it hangs on: "resigned a day after police had come"."""
    if scene.tokens.lows[group.start] not in scene.words.status["off_after"] | scene.words.status["off_before"]:
        return None
    for n in scene.times_in(max(0, group.start - _AMOUNT), group.start):
        time = scene.times[n]
        days = time.type is TimeType.DURATION and not time.value.startswith("PT")  # "minutes after" is that day
        if days and scene.tokens.index(time.end) == group.start:
            return time
    return None


def _counted(scene: Scene, group: Group, length: TimeExpression, made: list[EventMention]) -> str | None:
    """The date so many units off that of the clause before, as exact as the unit; None where either is open."""
    unit = re.fullmatch(r"P(\d{1,3})([DWMY])", length.value)
    before = [scene.times[n] for n in scene.times_in(scene.tokens.index(scene.sentence.start), group.start)]
    day = next((t.date for t in reversed(before) if usable(t)), made[-1].date if made else None)
    if unit is None or day is None:
        return None
    sign = 1 if scene.tokens.lows[group.start] in scene.words.status["off_before"] else -1
    value = calendar.shift(day, sign * int(unit[1]), {"D": "day", "W": "week", "M": "month", "Y": "year"}[unit[2]])
    return calendar.edtf_of(value) if value else None


def _anchored(scene: Scene, group: Group) -> str | None:
    """ "before the meeting", "in advance": the day of a happening that has its date."""
    tokens, words = scene.tokens, scene.words
    lows = tokens.lows[group.start : group.end]
    day = scene.last_date
    if day and len(day) == 10 and _any_of(words.status["same_day"]).search(" ".join(lows)):
        return day
    if words.grammar["before_after"].isdisjoint(lows):
        return None
    for j in range(group.start, group.end):
        if tokens.lows[j] in words.grammar["before_after"]:
            for k in range(j + 1, min(j + 6, group.end)):
                name = scene.phrase(k) or tokens.words[k].noun
                day = scene.by_kind.get(name) if k not in scene.names.inside else None
                if day and len(day) == 10:
                    return day
                if not tokens.lows[k][0].isalnum():
                    break
    return None


@cache
def _any_of(cues: frozenset[str]) -> re.Pattern[str]:
    """One of the cues; nothing where there are none."""
    return re.compile("|".join(map(re.escape, cues)) or "(?!)")


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
        if not m.date and m.status is Status.HAPPENED and not _speech(scene, m.happening):
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
