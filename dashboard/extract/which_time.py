"""Times that say which thing is meant, or when something else was, and not when the verb was done."""

from __future__ import annotations

from dashboard import edtf
from dashboard.extract import flag
from dashboard.extract.cues import ACCORDING, HINGES, RELATIVE
from dashboard.extract.expressions import lies_ahead, usable
from dashboard.extract.hanging import BEFORE_NOUN, speech
from dashboard.extract.lexicon import ING
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.model import TimeExpression, TimeType

_AHEAD = frozenset(("future", "would"))
_OF_FIGURE = frozenset(("in", "for"))
_UP_TO = ("to", "through", "until", "ended", "ending")
_CONTESTS = ("win", "elect")  # happenings of the year that names them
_BEHIND = ("past", "perfect", "pluperfect")
_SILENT = flag.BE | flag.HAVE
_AMOUNT = 5  # tokens from where a time begins to its end
_RANKED = 6  # tokens from a rank to the time in which it is held: "third new mobile phone in two years"


def of_another(scene: Scene, group: Group, n: int) -> bool:
    """The time tells when something else was, or which thing is meant."""
    return (
        _model_year(scene, group, n)
        or _ends_term(scene, group, n)
        or _of_price(scene, group, n)
        or _of_object(scene, group, n)
        or _of_reason(scene, group, n)
        or _of_topic(scene, group, n)
        or _of_record(scene, group, n)
        or _of_rank(scene, group, n)
        or _of_headlined(scene, group, n)
        or _of_done_before(scene, group, n)
        or _of_what_was(scene, group, n)
        or of_done_next(scene, group, n)
        or _of_deed(scene, group, n)
        or _of_silent_clause(scene, group, n)
        or _of_forecast(scene, group, n)
    )


def between_noun_and_article(scene: Scene, n: int, stop: int) -> bool:
    """The time says which thing is meant, as it stands between its article and its noun before token `stop`: "the
    inquiry into the 2011 crash"."""
    tokens, behind = scene.tokens, scene.tokens.index(scene.times[n].end)
    articled = bool(tokens.words[scene.time_at[n] - 1].bits & flag.DETERMINERS)
    return not scene.words.free and articled and behind < stop and tokens.is_plain(behind)


def of_document(scene: Scene, n: int) -> bool:
    """The time right behind a report is what that is about: "подешевели после отчёта за первый квартал"."""
    at, reports = scene.time_at[n] - 2, scene.words.status["reports_of"]
    led = bool(reports) and bool(scene.tokens.words[at + 1].bits & flag.PREPOSITIONS)
    return led and at > scene.first and scene.tokens.lows[at] in reports


def _of_price(scene: Scene, group: Group, n: int) -> bool:
    """The day is that of a price compared with another: "a premium of 28 percent to Friday's closing price"."""
    at, tokens = scene.time_at[n], scene.tokens
    after = tokens.index(scene.times[n].end) + 1
    compared = at > group.head + 2 and tokens.words[at - 1].bits & flag.PREPOSITIONS and scene.owns(scene.times[n])
    return bool(compared) and not scene.words.grammar["measures"].isdisjoint(tokens.lows[after : after + 3])


def _ends_term(scene: Scene, group: Group, n: int) -> bool:
    """The time ends the term that a figure is for, not its report: "posted a loss of 43 million in the three months to
    June 30"."""
    if group.verb.lemma not in scene.words.status["reporting"]:
        return False
    term, at, lows = scene.times[n - 1] if n else None, scene.time_at[n], scene.tokens.lows
    if term is None or term.type is not TimeType.DURATION or scene.tokens.index(term.end) != at - 1:
        return False
    begin = scene.time_at[n - 1]
    the = lows[begin] in scene.words.grammar["the"] or lows[begin - 1] in scene.words.grammar["the"]
    figure = not scene.words.grammar["measures"].isdisjoint(lows[group.start : begin])
    return the and figure and lows[at - 1] in _UP_TO


def _of_forecast(scene: Scene, group: Group, n: int) -> bool:
    """A year or quarter behind a forecast is what that is for: "cut its forecast for growth this year"."""
    time, at, lows = scene.times[n], scene.time_at[n], scene.tokens.lows
    if not (len(time.value) == len("2024") or "-Q" in time.value or "-H" in time.value):
        return False
    forecasts = scene.words.status["forecasts"]
    noun = next((j for j in range(group.head + 1, at) if lows[j] in forecasts), -1)
    whose = scene.words.status["said_for"] if time.signal not in ("", "for") else frozenset[str]()
    return noun >= 0 and (not whose or not whose.isdisjoint(lows[noun + 1 : at]))


def _of_silent_clause(scene: Scene, group: Group, n: int) -> bool:
    """The time is that of a clause behind whose verb tells nothing: "cut its forecast after inflation stayed high in
    May", "closed the shop that had been open since 1998", not "sold a phone that has two screens in May"; a day behind
    "after" is that of both."""
    tokens, grammar, status = scene.tokens, scene.words.grammar, scene.words.status
    at, day = scene.time_at[n], scene.times[n].date
    lasts = scene.times[n].type is TimeType.DURATION or scene.times[n].signal in status["ever_since"]
    soft = day is not None and not edtf.is_day(day)
    for j in tokens.cued(group.head + 2, at - 2, HINGES | RELATIVE):
        low = tokens.lows[j]
        which, hinge = low in grammar["relative"], low in status["off_after"] or low in status["reasons"]
        if which or (soft and hinge):
            said = range(j + 1, at) if "," not in tokens.lows[j:at] else ()
            silent = _SILENT if lasts or not which else 0
            remains = soft or lasts
            return any(
                tokens.words[k].bits & silent or (remains and tokens.lows[k] in grammar["remaining"]) for k in said
            )
    return False


def _of_done_before(scene: Scene, group: Group, n: int) -> bool:
    """What is to come has not the past day of what was done before it: "will take over after winning Sunday's vote"."""
    published, day = scene.article.published, scene.times[n].date
    if group.tense not in _AHEAD or published is None or not day or lies_ahead(day, published):
        return False
    tokens, after = scene.tokens, scene.words.status["off_after"]
    for j in range(group.head + 1, scene.time_at[n] - 1):
        verb = tokens.words[j + 1].verb
        if tokens.lows[j] in after and verb is not None and verb.forms & ING:
            return True
    return False


def _of_deed(scene: Scene, group: Group, n: int) -> bool:
    """The time, no day of the news, is of what somebody is judged for: "convicted of murdering him in 2016", not
    "convicted in 2016 of murdering him"."""
    tokens, status, at = scene.tokens, scene.words.status, scene.time_at[n]
    judges = group.verb.lemma in status["judging"] or group.verb.lemma in scene.words.grammar["finding"]
    if scene.words.free or not judges or at < group.head or scene.recent(scene.times[n].date):
        return False
    for j in range(at - 1, group.head + 1, -1):
        verb = tokens.words[j].verb
        if verb is not None and verb.forms & ING and tokens.words[j - 1].bits & flag.PREPOSITIONS:
            return True
        if not tokens.lows[j][0].isalnum():
            return False
    return False


def of_done_next(scene: Scene, group: Group, n: int) -> bool:
    """The day is that of what was done next, long after: "hid for 40 days before moving to Rome on 5 May", "taught
    there before moving to Rome in 1990"; not "circled twice before crashing on 5 May"."""
    tokens, at = scene.tokens, scene.time_at[n]
    if scene.words.free or group.tense not in _BEHIND or at < group.head or scene.times[n].weekday:
        return False
    for j in range(at - 1, group.head, -1):
        verb = tokens.words[j + 1].verb
        if tokens.lows[j] in scene.words.status["off_before"] and verb is not None and verb.forms & ING:
            published, day = scene.article.published, scene.times[n].date or ""
            this_year = published is not None and day.startswith(str(published.year))
            later = bool(scene.times_in(group.head, j)) or not this_year
            return later and not any(scene.times[k].date for k in scene.times_in(j, at))
        if not tokens.lows[j][0].isalnum():
            return False
    return False


def _of_what_was(scene: Scene, group: Group, n: int) -> bool:
    """The time is of the happening behind what came of it or looks into it: "the toll from the attack on Monday rose",
    "survivors of Monday's crash"; not where that has its own, goes on for long, or is what those who act came through:
    "survivors of the crash on Monday sued"."""
    tokens, at, status = scene.tokens, scene.time_at[n], scene.words.status
    if not group.start < at < group.first or scene.times_in(group.start, at):
        return False
    after = tokens.index(scene.times[n].end) + 1
    owned = happens = scene.owns(scene.times[n]) and after < group.first and bool(tokens.words[after].noun)
    for j in range(at - 1, group.start, -1):
        led = bool(tokens.words[j].bits & flag.PREPOSITIONS)
        if led and happens:
            noun = tokens.lows[j - 1]
            acts = not owned and not any(tokens.words[k].bits & flag.PREPOSITIONS for k in range(group.start, j - 1))
            return noun in status["come_of"] or (noun in status["come_through"] and not acts)
        if not tokens.lows[j][0].isalnum() or (led and j < at - 1):
            return False
        if not owned and tokens.lows[j] in status["go_on_long"]:
            return False
        happens |= bool(tokens.words[j].noun)
    return False


def of_source(scene: Scene, at: int) -> bool:
    """Token `at` stands in the phrase that names who or what tells it: "according to a report released on Thursday"."""
    tokens = scene.tokens
    if not tokens.here & ACCORDING:
        return False
    cue = max(tokens.cued(scene.first, at, ACCORDING), default=-1)
    if cue < 0 or "," in tokens.lows[cue:at]:
        return False
    papers = scene.words.status["documents"] | scene.words.grammar["papers"]
    told = (group for group in scene.groups if cue < group.head < at and not group.reduced)
    return all(group.first == group.head and tokens.lows[group.first - 1] in papers for group in told)


def _of_headlined(scene: Scene, group: Group, n: int) -> bool:
    """In a headline, which has no articles, the year right before a happening is of that: "judge clears Norsa in 2009
    crash"."""
    at, tokens = scene.time_at[n], scene.tokens
    after = tokens.index(scene.times[n].end)
    led = scene.headline and at > group.head + 1 and tokens.words[at - 1].bits & flag.PREPOSITIONS != 0
    return led and len(scene.times[n].value) == 4 and after < group.end and bool(tokens.words[after].noun)


def _of_reason(scene: Scene, group: Group, n: int) -> bool:
    """A month or year behind a happening that is the reason is when that was: "resigned over the crash in May"."""
    tokens, status = scene.tokens, scene.words.status
    said = speech(scene, group.verb.happening)
    if group.verb.happening in status["asking"]:
        return False  # "asked Norway for a loan last month": what is asked for is no reason
    reasons = status["said_for"] if said else status["reason_of"]
    happens = False
    for j in range(scene.time_at[n] - 1, group.head, -1):
        if tokens.lows[j] in reasons:
            return happens and len(scene.times[n].value) < len("2022-01-20")
        if tokens.words[j].bits & flag.PREPOSITIONS and j < scene.time_at[n] - 1 and not said:
            return False
        happens |= bool(tokens.words[j].noun)
    return False


def _of_topic(scene: Scene, group: Group, n: int) -> bool:
    """The time says which happening the verb is about: "discussed the outcome of the June 2021 summit"."""
    at, tokens = scene.time_at[n], scene.tokens
    after = tokens.index(scene.times[n].end)
    about = at > group.head + 2 and tokens.lows[at - 2] in scene.words.status["about"]
    named = after < group.end and tokens.is_plain(after)
    return about and named and bool(tokens.words[at - 1].bits & flag.DETERMINERS)


def _of_object(scene: Scene, group: Group, n: int) -> bool:
    """A day ahead between an article and a noun says which thing something was done to: "moved his June 16 show"."""
    at, tokens, published = scene.time_at[n], scene.tokens, scene.article.published
    if at != group.head + 2 or not tokens.words[at - 1].bits & flag.OWNERS or group.tense not in _BEHIND:
        return False
    after = tokens.index(scene.times[n].end)
    named = after < group.end and tokens.lows[after][0].isalpha() and not tokens.words[after].bits
    day = scene.times[n].date
    return named and day is not None and edtf.is_day(day) and lies_ahead(day, published)


def _of_rank(scene: Scene, group: Group, n: int) -> bool:
    """A length of time behind a rank is that in which it is held: "its third phone in two years"."""
    time, at, lows = scene.times[n], scene.time_at[n], scene.tokens.lows
    if time.type is not TimeType.DURATION or time.date is None:
        return False
    return not scene.words.status["ranks"].isdisjoint(lows[max(group.start, at - _RANKED) : at])


def _of_record(scene: Scene, group: Group, n: int) -> bool:
    """The time since which nothing was so: "erupted for the fourth time since May", "the worst flood since 1950"."""
    tokens, at = scene.tokens, scene.time_at[n]
    if scene.times[n].signal != "since" or at < group.head + 3:
        return False
    for j in range(at - 2, max(group.head, at - 6), -1):
        if tokens.lows[j] in scene.words.status["ranks"]:
            return True
        if tokens.words[j].bits & (flag.PREPOSITIONS | flag.COORDINATORS) or not tokens.lows[j][0].isalpha():
            return False
    return False


def _model_year(scene: Scene, group: Group, n: int) -> bool:
    """A year right before a noun of the object that is no happening describes it: "found a 2002 Dodge", "cut its 2022
    forecast"; but "won the 2019 prize". A quarter there always does: "reported fourth-quarter revenue"."""
    at, tokens, time = scene.time_at[n], scene.tokens, scene.times[n]
    quarter = "-Q" in time.value
    if at <= group.head or not (quarter or len(time.value) == 4):
        return False
    revised = group.verb.lemma in scene.words.grammar["revising"]
    if group.kind is not None and group.kind.name in _CONTESTS and not revised:
        return False
    after = tokens.index(time.end)
    owned = bool(tokens.words[at - 1].bits & BEFORE_NOUN) or not tokens.words[at - 1].bits
    owned |= quarter and "-" in time.text  # "a drop in fourth-quarter profit"
    noun = after < group.end and tokens.is_plain(after)
    near = tokens.words[after : min(after + 3, group.end)]
    return owned and noun and (quarter or revised or not any(word.noun for word in near))


def of_figure(scene: Scene, group: Group, n: int) -> bool:
    """A quarter or year behind a figure is that of the figure, not of its report: "reported revenue of 7 million in the
    fourth quarter"."""
    at, value = scene.time_at[n], scene.times[n].value
    if group.verb.lemma not in scene.words.status["reporting"]:
        return False
    if scene.times[n].signal not in _OF_FIGURE:
        return False
    if at < group.head + 3 or not (len(value) == 4 or "-Q" in value or "-H" in value):
        return False
    said = scene.tokens.lows[group.head + 1 : at]
    return not scene.words.grammar["measures"].isdisjoint(said)


def of_content(scene: Scene, group: Group, n: int) -> bool:
    """The time is in what is said, not of the saying: "said that the May deal was void", "said the deal in May was"."""
    tokens, at, that = scene.tokens, scene.time_at[n], scene.words.grammar["that"]
    doing = tokens.words[group.head + 1].verb if group.head + 1 < at else None
    if doing is not None and doing.forms & ING and not scene.words.free:
        return True  # "admits killing his wife in 1996"
    opens = any(
        tokens.lows[j] in that and j not in scene.names.times and not tokens.words[j - 1].bits & flag.PREPOSITIONS
        for j in range(group.head + 1, at)
        if not (
            j + 2 < at and tokens.words[j + 1].noun and tokens.words[j + 2].bits & flag.PREPOSITIONS
        )  # "rejected that bid in May"
    )
    if opens:
        return not tokens.quotes.within(group.head + 1, at)  # "noted that “it is late” in May"
    k = tokens.index(scene.times[n].end)
    if k >= group.end or at <= group.head or not tokens.lows[k][0].isalpha():
        return False
    if tokens.words[at - 1].bits & flag.OWNERS:
        return not tokens.words[k].bits and at == group.head + 2  # "criticised the November deal"
    return at > group.head + 2 and bool(tokens.words[k].bits & flag.BE)


def time_taken_up(scene: Scene, group: Group) -> TimeExpression | None:
    """The time right before "when", which that stands for: "has not won since 2019, when it beat Norsa"; None
    without."""
    at = group.start - (scene.tokens.lows[group.start] != ",")
    if group.tense != "past" or group.opener not in scene.words.status["moment"] or at <= scene.first:
        return None
    near = [scene.times[n] for n in scene.times_in(max(scene.first, at - _AMOUNT), at)]
    time = near[-1] if near and scene.tokens.index(near[-1].end) == at else None
    return time if time is not None and time.date and usable(time) else None
