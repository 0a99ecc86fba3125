"""Which time expressions of a sentence belong to which of its verbs, and how its clauses hang together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard import edtf
from dashboard.extract.calendar import edtf_of
from dashboard.extract.cues import HEDGES, RELATIVE, REPORTS
from dashboard.extract.expressions import RANGE_ENDS, ahead, read
from dashboard.extract.free import attributive
from dashboard.extract.labels import is_plural
from dashboard.extract.lexicon import BASE, ING
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import FINITE, OWNERS, Group
from dashboard.model import Status, TimeExpression, TimeType

_CLOSES = frozenset(',»”"')
_ON = frozenset(("", "on"))
_FROM = "from"
_UNTIL = frozenset(("until", "till", "to"))
_FOR = frozenset(("for", "to"))
_BEFORE_TIME = frozenset(("prepositions", "determiners"))
_BEFORE_NOUN = frozenset(("determiners", "possessive", "coordinators", "subordinators"))
_CONTESTS = ("win", "elect")  # happenings of the year that names them
_REPORT = 4  # tokens from "reports" to "that": "reports in Oslo newspapers that"
_RANKED = 6  # tokens from a rank to the time in which it is held: "third new mobile phone in two years"
AMOUNT = 5  # tokens that an amount has: "$ 5.2 million"


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
        own = [
            n
            for n in own
            if n not in scene.apart
            and (_on_its_day(scene, group, n) or not (_of_noun(scene, n) or _of_participle(scene, n)))
            and not _of_aside(scene, group, n)
        ]
        first = scene.groups[0]
        between = group.n < 2 and speech(scene, first.verb.happening) and between_commas(scene, first)
        if between and (opened := [n for n, _ in _opening(scene)]):
            own = (own or opened) if group.n else [n for n in own if n not in opened]
    elif (opening := _opening(scene)) and (main := _main(scene)) is not None and main.start > opening[0][1]:
        own = [n for n in own if (n, scene.time_at[n]) not in opening] or [n for n, _ in opening if group is main]
    if own and not words.free:
        own = [
            n
            for n in own
            if not any(of(scene, group, n) for of in (_model_year, _of_reason, _of_topic, _of_record, _of_rank))
        ]
    if own and not words.free and group.kind is not None and group.kind.nature == "speech":
        own = [n for n in own if not _of_content(scene, group, n)]
    if own and group.kind is not None and group.kind.name in words.status["done_to"]:
        own = [n for n in own if scene.time_at[n] > group.first or not _of_subject(scene, group, scene.time_at[n])]
    if own and group.verb.lemma in words.status["apart"]:
        noun = next((j for j in range(group.head + 1, group.end) if tokens.words[j].noun), group.end)
        known = _known(scene, group)
        own = [n for n in own if scene.time_at[n] < noun or _keeps(scene.times[n], known)]
    elif not own and (after := _helped(scene, group)) is not None:
        own = scene.times_in(after.start, after.end)
    elif not own and group.host is not None:
        near = scene.times_in(*group.host)  # "the 2004 wave that hit 13 countries killed thousands"
        own = [n for n in near if "determiners" in tokens.words[scene.time_at[n] - 1].flags]
    elif not own and (after := _in_which(scene, group)) is not None:
        own = scene.times_in(after.start, after.end)
    elif not own and (before := _fronted(scene, group)) is not None:
        own = scene.times_in(before.head + 1, before.end)
    elif not own and not words.free and (reach := scene.reach(group)) > group.end:  # "agreed to buy it last month"
        own = scene.times_in(group.end, reach)
        after = scene.groups[group.n + 1]
        if foreseen(scene, group, after) is not None or _asked_for(scene, group, after):
            own = []  # "agreed to meet on Friday": they will meet then
    if len(own) > 1:
        own = sorted(own, key=lambda n: _set_apart(scene, group, scene.time_at[n]))
    return [scene.times[n] for n in own]


def _in_which(scene: Scene, group: Group) -> Group | None:
    """The clause that tells of the disaster in which people came to harm, whose day is theirs: "died in a fire that
    broke out on Monday"."""
    after = scene.groups[group.n + 1] if group.n + 1 < len(scene.groups) else None
    if after is None or scene.words.free or after.end <= after.start or after.start != group.end:
        return None
    status, tokens = scene.words.status, scene.tokens
    noun = tokens.words[after.start - (tokens.lows[after.start] == ",")].noun or tokens.words[after.start - 1].noun
    harm = group.kind is not None and group.kind.name in status["harm"]
    told = after.opener in scene.words.grammar["relative"] and after.tense in FINITE
    return after if harm and told and noun in status["harmful"] else None


def _helped(scene: Scene, group: Group) -> Group | None:
    """The next verb where it shares the auxiliary of this one, and a time closes it: "interpellé et écroué mardi" are
    both of Tuesday."""
    after = scene.groups[group.n + 1] if group.n + 1 < len(scene.groups) else None
    if after is None or after.helped is None:
        return None
    last = after.end - 1 - (not scene.tokens.lows[after.end - 1][0].isalnum())
    return after if last in scene.names.times else None


def _of_reason(scene: Scene, group: Group, n: int) -> bool:
    """A month or year behind a happening that is the reason is when that was: "resigned over the crash in May"."""
    tokens, status = scene.tokens, scene.words.status
    said = speech(scene, group.verb.happening)
    reasons = status["said_for"] if said else status["reason_of"]
    happens = False
    for j in range(scene.time_at[n] - 1, group.head, -1):
        if tokens.lows[j] in reasons:
            return happens and len(scene.times[n].value) < len("2022-01-20")
        if "prepositions" in tokens.words[j].flags and j < scene.time_at[n] - 1 and not said:
            return False
        happens |= bool(tokens.words[j].noun)
    return False


def _of_topic(scene: Scene, group: Group, n: int) -> bool:
    """The time says which happening the verb is about: "discussed the outcome of the June 2021 summit"."""
    at, tokens = scene.time_at[n], scene.tokens
    after = tokens.index(scene.times[n].end)
    about = at > group.head + 2 and tokens.lows[at - 2] in scene.words.status["about"]
    named = after < group.end and tokens.lows[after][0].isalpha() and not tokens.words[after].flags
    return about and named and "determiners" in tokens.words[at - 1].flags


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
        if tokens.words[j].flags & {"prepositions", "coordinators"} or not tokens.lows[j][0].isalpha():
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
    owned = bool(tokens.words[at - 1].flags & _BEFORE_NOUN) or not tokens.words[at - 1].flags
    noun = after < group.end and tokens.lows[after][0].isalpha() and not tokens.words[after].flags
    near = tokens.words[after : min(after + 3, group.end)]
    return owned and noun and (quarter or revised or not any(word.noun for word in near))


def _of_content(scene: Scene, group: Group, n: int) -> bool:
    """The time is in what is said, not of the saying: "said that the May deal was void", "said the deal in May was"."""
    tokens, at, that = scene.tokens, scene.time_at[n], scene.words.grammar["that"]
    said = range(group.head + 1, at)
    doing = tokens.words[group.head + 1].verb if group.head + 1 < at else None
    if doing is not None and doing.forms & ING and not scene.words.free:
        return True  # "admits killing his wife in 1996"
    opens = any(
        tokens.lows[j] in that and j not in scene.names.times and "prepositions" not in tokens.words[j - 1].flags
        for j in said
    )
    if opens:
        return not any(j in tokens.quotes for j in said)  # "noted that “it is late” in May"
    k = tokens.index(scene.times[n].end)
    if k >= group.end or at <= group.head or not tokens.lows[k][0].isalpha():
        return False
    if not tokens.words[at - 1].flags.isdisjoint(OWNERS):
        return not tokens.words[k].flags and at == group.head + 2  # "criticised the November deal"
    return at > group.head + 2 and "be" in tokens.words[k].flags


def _keeps(time: TimeExpression, known: bool) -> bool:
    """The time is of the calling off though it stands behind its object: a new date, or a day where that is known."""
    return time.signal in ("to", "until") or (known and (not time.signal or edtf.is_day(time.date)))


def _known(scene: Scene, group: Group) -> bool:
    """What is called off is known, so that the day is that of the calling off: "its strike", not "a concert"."""
    words, j = scene.tokens.words, group.head + 1
    if group.phrasal:
        j += 1
    if group.verb.lemma not in scene.words.status["called_off"] or j >= group.end:
        return False
    owned = not words[j].flags.isdisjoint(("determiners", "possessive"))
    return owned and scene.tokens.lows[j] not in scene.words.grammar["indefinite"]


def _of_noun(scene: Scene, n: int) -> bool:
    """The time belongs to a noun: "la huelga prevista para el lunes"."""
    return attributive(scene.tokens, scene.time_at[n], scene.names, scene.heads, scene.words)


def _of_participle(scene: Scene, n: int) -> bool:
    """The time stands in an aside that a participle opens: "Шойгу, возглавлявший ведомство с 2012 года, назначен"."""
    describing, lows, at = scene.words.describing, scene.tokens.lows, scene.time_at[n]
    if not describing or "," not in lows[scene.first : at]:
        return False
    comma = next(j for j in range(at - 1, scene.first - 1, -1) if lows[j] == ",")
    opens = lows[comma + 1].endswith(describing) and comma + 1 not in scene.heads
    return opens and not any(comma < j < at for j in scene.heads)


def _of_aside(scene: Scene, group: Group, n: int) -> bool:
    """The time stands behind a comma and a bare noun that says who somebody is: "murió Siles, premio Cervantes en
    2019"."""
    tokens, at = scene.tokens, scene.time_at[n]
    comma = next((j for j in range(at - 1, group.head, -1) if tokens.lows[j] == ","), 0)
    if scene.words.large or not comma or comma + 1 >= at or comma + 1 in scene.names.inside:
        return False
    if len(scene.times[n].value) > len("2019-05"):
        return False
    word = tokens.words[comma + 1]
    return not word.flags and word.verb is None and tokens.lows[comma + 1][0].isalpha()


def _on_its_day(scene: Scene, group: Group, n: int) -> bool:
    """Who wins or loses a match or an election does so on its day: "ganó las elecciones del domingo"."""
    decided, at = scene.words.status["decided_by"], scene.time_at[n]
    nouns = (scene.tokens.words[j].noun for j in range(max(group.head + 1, at - 5), at))
    return group.verb.happening in decided and any(noun in decided for noun in nouns)


def appointed(scene: Scene, group: Group, times: Sequence[TimeExpression]) -> tuple[str, TimeExpression] | None:
    """The day ahead for which something is announced or called: "kündigte für Montag Proteste an"; None without."""
    if group.verb.lemma not in scene.words.status["appointing"] or group.negated >= 0:
        return None
    meant = [replace(t, signal="") for t in times if t.signal in _FOR]
    return ahead(meant, scene.article.published) if meant else None


def moved_to(
    scene: Scene, group: Group, times: Sequence[TimeExpression], postpones: bool
) -> tuple[str, TimeExpression] | None:
    """The new day of what is put off, which lies ahead: "postponed to Wednesday", "delayed from March to May"."""
    put_off = postpones and group.verb.lemma in scene.words.status["moved"] and not _late(scene, group, times)
    if not times or not (put_off or _shifted(scene, group)):
        return None
    told = [t for t in times if t.signal in _ON and edtf.is_day(t.date)]
    if told and len(times) > len(told) and read(told, Status.HAPPENED, scene.article.published):
        return None  # "on Tuesday the court postponed the trial to May"
    return new_day(scene, times)


def new_day(scene: Scene, times: Sequence[TimeExpression]) -> tuple[str, TimeExpression] | None:
    """The day until or to which something is put off."""
    new = [replace(t, date=edtf_of(t.value), signal="") for t in times if t.signal in _UNTIL]  # the end of no range
    published = scene.article.published
    return read(new, Status.EXPECTED, published) or read(new, Status.HAPPENED, published)


def told_on(times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The times of putting off itself: neither of the old day nor of the new."""
    return [t for t in times if t.signal not in _UNTIL and t.signal != _FROM]


def _late(scene: Scene, group: Group, times: Sequence[TimeExpression]) -> bool:
    """What runs was late all the time: "trains were delayed from Monday to Wednesday" moved no train to Wednesday."""
    runs = not scene.words.status["running"].isdisjoint(scene.tokens.lows[group.start : group.first])
    return runs and any("/" in (t.date or "") for t in times)


def _shifted(scene: Scene, group: Group) -> bool:
    """Something is moved right from or to a date: "moved the vote from May", not "troops moved from May"."""
    words, times = scene.tokens.words, scene.times_in(group.head, group.end)
    if group.verb.lemma not in scene.words.status["shifted"] or not times:
        return False
    taken = group.passive or "determiners" in words[group.head + 1].flags
    return taken and not any(
        "prepositions" in words[j].flags for j in range(group.head + 1, scene.time_at[times[0]] - 1)
    )


def planned_then(scene: Scene, group: Group) -> bool:
    """A plan told in the past, whose day may be behind: "was to open in 2020", "had first been planned for May"."""
    past = scene.words.grammar["be_past"] | scene.words.grammar["have_past"]
    if group.first == group.head and group.passive and group.verb.lemma in scene.words.status["arranging"]:
        return not scene.words.free  # "a strike planned for last week"
    ahead = group.tense == "future" or bool(group.chain) or (group.tense == "pluperfect" and group.passive)
    if scene.words.free:  # "war für Februar geplant", "estaba previsto para febrero"
        expects = group.verb.lemma in scene.words.status["expecting"]
        ahead = expects and not any(t.weekday for t in of_clause(scene, group))
    return ahead and scene.tokens.lows[group.first] in past


def could_then(scene: Scene, group: Group) -> bool:
    """What could be done because something had happened lies behind: "could sail because the storm had passed"."""
    if group.tense != "modal":
        return False
    near = (*scene.groups[max(0, group.n - 1) : group.n], *scene.groups[group.n + 1 : group.n + 2])
    return any(g.tense == "pluperfect" and g.opener in scene.words.status["reasons"] for g in near)


def since_then(scene: Scene, time: TimeExpression) -> TimeExpression:
    """The time as one that "since" begins, also where it is of the happening behind it: "since the coup in 2021"."""
    lows, j = scene.tokens.lows, scene.tokens.index(time.start) - 1
    while j >= scene.first and j not in scene.heads and lows[j][0].isalnum():
        if scene.words.signals.get(lows[j], lows[j]) == "since":
            return replace(time, signal="since")
        j -= 1
    return time


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
    ranged = n + 1 < len(scene.times) and scene.times[n + 1].signal in RANGE_ENDS
    if rises and time.signal == "from" and j == scene.time_at[n] - 2 and not ranged:
        return True
    amount = j
    while j > max(group.head, amount - AMOUNT) and not tokens.words[j].flags and tokens.lows[j] not in (",", ";"):
        j -= 1
    figure = any(low[0].isdigit() for low in tokens.lows[j + 1 : amount + 1])
    cues = status["compared"] | (status["rises_from"] if rises else frozenset())
    about = (
        " ".join(tokens.lows[j - 1 : j + 1]) in scene.words.grammar["about"]
    )  # "more than 5 million" compares nothing
    return figure and not about and not cues.isdisjoint(tokens.lows[max(group.head + 1, j - 1) : j + 1])


def demanded(scene: Scene, group: Group) -> str:
    """The demand or proposal whose content a clause in the present is: "demands that talks begin", "proposed that it
    be closed"; "" without."""
    n = group.n
    if not n or scene.words.free or group.tense != "present" or group.negated >= 0:
        return ""
    bare = group.verb.forms & BASE or scene.tokens.lows[group.first] in scene.words.grammar["subjunctive"]
    before = scene.groups[n - 1]
    proposed = before.verb.happening == "propose" and group.opener in scene.words.grammar["that"]
    demand = bare and (proposed or (before.verb.happening == "demand" and told(scene, group)))
    return scene.tokens.lows[before.head] if demand else ""


def unwanted(scene: Scene, group: Group) -> bool:
    """What somebody demands not to be done tells of no happening: "demands that Oslo does not expand the port"."""
    if group.negated < 0 or not group.n or group.opener not in scene.words.grammar["that"]:
        return False
    before = scene.groups[group.n - 1]
    return before.verb.happening == "demand" and before.end == group.start


def refuted(scene: Scene, group: Group) -> str:
    """The word that calls untrue what a clause alleges: "Berichte, wonach sie verhandelt habe, seien falsch"; ""."""
    tokens, words = scene.tokens, scene.words
    behind = range(group.head + 1, min(group.head + 10, len(tokens.lows)))
    at = next((j for j in behind if tokens.lows[j] in words.status["untrue"]), -1)
    said = range(group.head + 1, at)
    plain = any("be" in tokens.words[j].flags for j in said) and not any(
        "negation" in tokens.words[j].flags for j in said
    )
    return tokens.lows[at] if plain else ""


def calls_untrue(scene: Scene, group: Group) -> bool:
    """Somebody says that reports are false: "aseguró que las informaciones sobre una crisis son falsas"; for languages
    whose rules list what is reported."""
    tokens, status, end = scene.tokens, scene.words.status, scene.tokens.index(scene.sentence.end)
    if not scene.words.free or status["reports"].isdisjoint(tokens.lows[group.head + 1 : end]):
        return False
    told = next(j for j in range(group.head + 1, end) if tokens.lows[j] in status["reports"])
    at = next((j for j in range(told + 1, end) if "be" in tokens.words[j].flags), end)
    near = range(at - 1, min(at + _REPORT, end))
    false = any(tokens.lows[j] in status["untrue"] for j in near)
    return false and not any("negation" in tokens.words[j].flags for j in near)


def negate(scene: Scene, group: Group) -> None:
    """Give a clause the negation that stands outside it: of the belief it is the content of, or of the report of it,
    behind which it ends."""
    if (at := judged(scene, group)) is not None:
        word = _predicate(scene, at, group.end)
        group.end, group.negated = at, word if scene.tokens.lows[word] in _false(scene, at, word) else -1
    else:
        group.negated = max(_disbelieved(scene, group), _came_to_nothing(scene, group))


def contrast(scene: Scene, group: Group) -> Group | None:
    """What came instead of what was to be: "was to testify on Monday but fell ill"; None where nothing is told."""
    after = scene.groups[group.n + 1] if group.n + 1 < len(scene.groups) else None
    if after is None or after.opener not in scene.words.grammar["contrasting"] or after.own_subject:
        return None
    return after if after.tense == "past" and planned_then(scene, group) else None


def _came_to_nothing(scene: Scene, group: Group) -> int:
    """The negation behind "but" of what was to be: "was to testify on Monday but did not appear"; -1 without."""
    after = contrast(scene, group)
    if after is not None and after.chain and after.chain[0][0] in scene.words.status["denied_to"]:
        return after.chain[0][1]
    return after.negated if after is not None else -1


def _disbelieved(scene: Scene, group: Group) -> int:
    """The negation of the belief that a clause is the content of: "does not expect that talks begin"; -1 without."""
    if not group.n or not group.own_subject or scene.tokens.lows[group.start] in (",", ";"):
        return -1
    before = scene.groups[group.n - 1]
    content = not group.opener or group.opener in scene.words.grammar["that"]
    return before.negated if content and before.verb.lemma in scene.words.status["beliefs"] else -1


def judged(scene: Scene, group: Group) -> int | None:
    """The auxiliary behind a clause by which the report of it is judged: "reports that they met are untrue"."""
    tokens, status, opens = scene.tokens, scene.words.status, scene.words.grammar["that"]
    if not tokens.here & REPORTS:
        return None
    that = next((j for j in range(group.start, group.first) if tokens.lows[j] in opens), 0)
    if not that or status["reports"].isdisjoint(tokens.lows[max(scene.first, that - _REPORT) : that]):
        return None
    stop = min(group.end + 1, len(tokens.lows) - 1)  # the clause may end before it already; a verdict stands behind
    for j in range(group.head + 1, stop):
        if "be" in tokens.words[j].flags and tokens.lows[j][0].isalpha() and j not in scene.names.inside:
            return j
    return None


def _predicate(scene: Scene, at: int, end: int) -> int:
    """The word behind an auxiliary, over adverbs and "not"."""
    words, j = scene.tokens.words, at + 1
    while j < end - 1 and (words[j].flags & {"adverbs", "negation"} or words[j].manner):
        j += 1
    return j


def _false(scene: Scene, at: int, word: int) -> frozenset[str]:
    """The words that say a report is false behind an auxiliary, with a negation between or in it or without."""
    negated = any("negation" in scene.tokens.words[j].flags for j in range(at, word))
    return scene.words.status["true" if negated else "untrue"]


def _asked_for(scene: Scene, before: Group, group: Group) -> bool:
    """The time behind an infinitive that somebody else is to do is not over: "invited Berg to visit Oslo this year"."""
    published, other = scene.article.published, group.first - before.head > 1 and before.end == group.start
    if not (other and published and group.tense == "base" and before.verb.lemma in scene.words.status["possible_to"]):
        return False
    dated = read([scene.times[n] for n in scene.times_in(group.start, group.end)], Status.EXPECTED, published)
    last = edtf.bounds(dated[0]).last if dated else None
    return last is not None and last > published


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


def hedged(scene: Scene, group: Group) -> int:
    """The token by which the clause is only alleged, believed or open: "allegedly paid", "accused of having paid",
    "police believe he paid", "is said to have paid", "whether he paid"; -1 where it is told outright."""
    tokens, status = scene.tokens, scene.words.status
    words = tokens.words
    if group.chain and group.led and group.chain[-1][0] in status["believing"] | status["rumoured"]:
        said = range(group.chain[-1][1], group.head)
        have = any("have" in words[j].flags for j in said)
        if scene.words.free and not scene.names.times.isdisjoint(said):
            return -1  # "fue acusado el lunes de haber cobrado": that he was accused is told outright
        return group.chain[-1][1] if have else -1
    before = scene.groups[group.n - 1] if group.n else group
    if before is not group and before.end == group.start and before.verb.lemma in status["accusing"]:
        return before.head if "have" in words[group.head - 1].flags else -1
    if group.hearsay:
        return group.first
    if tokens.here & HEDGES and (hedge := _hedge(scene, group)) >= 0:
        return hedge
    for j in range(group.start, group.first):
        verb = words[j].verb
        if verb is not None and verb.lemma in status["believing"]:
            return j
    return -1


def _hedge(scene: Scene, group: Group) -> int:
    """The first word of what hedges a clause; where word order is free also right behind its verb or a time, or there
    in a phrase of its own: "tötete mutmaßlich seine Frau", "a été tué, selon des rumeurs"; not what hedges a noun
    alone: "ein mutmaßlich gestohlener Wagen", "un homme apparemment ivre", "якобы похищенный"."""
    tokens, hedges, free = scene.tokens, scene.words.status["hedges"], scene.words.free
    for j in range(group.start, group.end if free else group.head):
        flags = tokens.words[j].flags
        if j > group.head and "subordinators" in flags and not flags & _BEFORE_TIME:
            return -1
        if tokens.lows[j] not in hedges and " ".join(tokens.lows[j : j + 2]) not in hedges:
            continue
        before = tokens.words[j - 1].flags if j else frozenset[str]()
        led = bool(before & _BEFORE_TIME)
        adverb = led and tokens.text[tokens.starts[j]].islower() and "determiners" in before
        describes = scene.words.large and adverb and tokens.lows[j - 2] != ","
        after = tokens.lows[j + 1] if j + 1 < group.end else ""
        describes = describes or (not led and bool(scene.words.describing) and after.endswith(scene.words.describing))
        apart = j > group.head + 1 and not led and j - 1 not in scene.names.times and tokens.lows[j] in hedges
        if not free or not (describes or apart):
            return j
    return -1


def hangs_on(scene: Scene, group: Group) -> Group | None:
    """The clause ahead that a gerund right behind it goes with: "will meet on Monday, with Berg joining by video"."""
    if not group.n or group.tense != "gerund" or group.negated >= 0 or scene.words.free:
        return None
    before = scene.groups[group.n - 1]
    return before if before.tense in ("future", "would", "modal") and before.end == group.start else None


def _opening(scene: Scene) -> list[tuple[int, int]]:
    """The time that opens the sentence, and its token: "On Monday, Ott, who had led it, resigned"."""
    a = scene.first
    n = scene.times_before[a]
    if n == len(scene.times) or scene.time_at[n] > a + 2:
        return []
    before = scene.tokens.words[a : scene.time_at[n]]
    light = (
        ("prepositions", "adverbs", "determiners") if scene.words.free else ("prepositions", "adverbs")
    )  # "el martes"
    return [(n, scene.time_at[n])] if all(not word.flags.isdisjoint(light) for word in before) else []


def _main(scene: Scene) -> Group | None:
    """The first verb of the sentence that no "who", "while" or "-ing" sets apart."""
    words, lows = scene.tokens.words, scene.tokens.lows
    for group in scene.groups:
        before = [j for j in range(group.start, group.first) if j not in scene.names.times]  # "the following spring"
        apart = any("subordinators" in words[j].flags and "," not in lows[j : group.first] for j in before)
        told_by = speech(scene, group.verb.happening) and between_commas(scene, group)
        if group.tense not in ("participle", "gerund", "base") and not (apart or told_by or aside(scene, group)):
            return group
    return None


def between_commas(scene: Scene, group: Group) -> bool:
    """ "On Tuesday, Berg said, the court …": a subject and a verb between commas, and a clause behind them."""
    lows, after = scene.tokens.lows, next(iter(scene.groups[group.n + 1 : group.n + 2]), None)
    if after is None or after.opener or not (after.own_subject or after.host or scene.words.free):
        return False
    before = next((j for j in range(group.first - 1, group.start, -1) if lows[j] == ","), group.start)
    behind = lows[group.head + 1 : min(after.first, group.head + 5)] if scene.words.free else [lows[group.head + 1]]
    return lows[before] == "," and "," in behind


def _set_apart(scene: Scene, group: Group, i: int) -> bool:
    """The time stands between commas or in a clause behind the subject: "the summit, planned for May, was held in
    June", "a man who had been missing since May was found in June"."""
    if i >= group.first:
        return False
    lows = scene.tokens.lows
    before, relative = lows[group.start + 1 : i], scene.words.grammar["relative"]
    apart = ("," in before and "," in lows[i : group.first]) or not relative.isdisjoint(before)
    return apart or _of_subject(scene, group, i)


def _of_subject(scene: Scene, group: Group, i: int) -> bool:
    """The time is of the happening that is the subject: "the May summit was", "the crash of a ferry in May led", "the
    verdict, first due on 1 May, was"."""
    tokens, words = scene.tokens, scene.tokens.words
    due = scene.words.status["expected_words"] | scene.words.grammar["awaited"]
    if not due.isdisjoint(tokens.lows[max(group.start, i - 2) : i]):
        return True
    if i > group.start and "determiners" in words[i - 1].flags:
        after = tokens.index(scene.times[scene.times_before[i]].end)
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


def aside(scene: Scene, group: Group) -> bool:
    """The clause only says who or what it was: "who won the seat in May", "sent in March"."""
    relative, same_time = scene.words.grammar["relative"], scene.words.status["same_time"]
    openers = (group.opener, scene.tokens.lows[group.first - 1], _hung(scene, group))
    if group.reduced or any(low in relative and low not in same_time for low in openers):
        return True
    on = group.opener in scene.words.grammar["coordinators"] and not group.own_subject
    goes_on = (
        on and bool(group.n) and scene.tokens.lows[group.start] == group.opener
    )  # "who had left and sold the firm"
    return goes_on and aside(scene, scene.groups[group.n - 1])


def _hung(scene: Scene, group: Group) -> str:
    """The relative pronoun behind a comma before the verb, over the subject of its own: "Ott, whose firm sued"."""
    if scene.words.free or group.n or group.host is not None or not scene.tokens.here & RELATIVE:
        return ""
    lows, relative = scene.tokens.lows, scene.words.grammar["relative"]
    return next(
        (lows[j] for j in range(group.first - 1, group.start, -1) if lows[j] in relative and lows[j - 1] == ","), ""
    )


def told(scene: Scene, group: Group) -> bool:
    """The clause is what the verb before it says, with or without "that"; when that was is not when it was said."""
    n = group.n
    content = not group.opener or group.opener in scene.words.grammar["that"]
    if not n or not content or same_time(scene, group):
        return False
    near = scene.tokens.words[group.start - 1].verb  # "sent a letter alleging his company stole"
    verbs = (scene.groups[n - 1].verb, *((near,) if near else ()))
    return any(speech(scene, verb.happening) for verb in verbs)


def told_behind(scene: Scene, n: int) -> bool:
    """The sentence ends with who says so: "Berg would resign, a spokesman said"."""
    if n + 2 != len(scene.groups):
        return False
    says = scene.groups[n + 1]
    kind = scene.words.happenings.get(says.verb.happening)
    speech = kind is not None and kind.nature == "speech" and says.tense in FINITE and says.host is None
    return speech and not says.opener and scene.tokens.lows[says.start] == ","


def resumed(scene: Scene, group: Group) -> Group | None:
    """The clause that a verb behind ", and" takes up again over a "who …" between commas: "A court cleared Ott, who had
    served nine years, and ordered a retrial"; None where it carries on the clause before."""
    lows, grammar = scene.tokens.lows, scene.words.grammar
    if scene.words.free or group.own_subject or group.opener not in grammar["coordinators"]:
        return None
    if (main := _singular(scene, group)) is not None:
        return main
    if lows[group.start] != ",":
        return None
    if (main := _said_on(scene, group)) is not None:
        return main
    if group.tense not in FINITE or group.host is not None:
        return None
    for k in range(group.n - 1, 0, -1):
        aside, main = scene.groups[k], scene.groups[k - 1]
        if aside.opener in grammar["relative"] and lows[aside.start] == ",":
            return main if main.tense in FINITE and main.end == aside.start else None
        if aside.opener in grammar["coordinators"]:
            return None
    return None


def _said_on(scene: Scene, group: Group) -> Group | None:
    """The saying that another goes on from behind a comma: "Ott said his party would vote, and added that …"."""
    main, said = scene.groups[group.n - 2], scene.groups[group.n - 1]
    both = speech(scene, group.verb.happening) and speech(scene, main.verb.happening)
    near = main.end == said.start and said.end == group.start and main.tense in FINITE
    return main if both and near and told(scene, said) else None


def _singular(scene: Scene, group: Group) -> Group | None:
    """The saying that a verb in the singular carries on, over what it says of several: "Oslo demands that talks begin
    and has named a day"; None where it may carry on what is said."""
    said, tokens = scene.groups[group.n - 1], scene.tokens
    if tokens.lows[group.first] not in scene.words.grammar["one_verb"] or said.first <= said.start:
        return None
    noun, main = said.first - 1, scene.groups[group.n - 2]
    plural = noun not in scene.names.inside and is_plural(tokens.written(noun), scene.words)
    return main if plural and told(scene, said) and main.tense in FINITE and main.end == said.start else None


def continues(scene: Scene, group: Group) -> bool:
    """The clause has no noun of its own before the verb, only conjunctions, adverbs and times, nor a place that is its
    subject: "and Aleppo fell", but "and in Aleppo fell ill"."""
    lows, words, inside = scene.tokens.lows, scene.tokens.words, scene.names.inside
    if inverted(scene, group):
        return False
    for j in range(group.start, group.first):
        if not words[j].flags and j not in inside and lows[j][0].isalnum() and not words[j].manner:
            return False
    return scene.words.free or not scene.people.place_before(group)


def conditional(scene: Scene, a: int, b: int) -> bool:
    """A condition stands among tokens a…b: "caerá si llueve", not "decidirá el viernes si pueden volver"."""
    lows, grammar = scene.tokens.lows, scene.words.grammar
    if grammar["conditional"].isdisjoint(lows[a:b]):
        return False
    asked = max((g.head for g in scene.groups if g.verb.lemma in grammar["whether"]), default=b)
    return any(
        low in grammar["conditional"]
        and not (asked < j and all(k in scene.names.times or scene.tokens.words[k].flags for k in range(asked + 1, j)))
        for j, low in enumerate(lows[a:b], a)
    )


def inverted(scene: Scene, group: Group) -> bool:
    """A common noun behind the verb is its subject: ", informó su familia", "donde se suspendieron las clases"."""
    tokens, grammar, j = scene.tokens, scene.words.grammar, group.head + 1
    if not scene.words.free or scene.words.large:
        return False
    passive = not grammar["reflexive"].isdisjoint(tokens.lows[group.start : group.first])
    if not passive and (group.own_subject or tokens.lows[group.start] not in _CLOSES):
        return False
    while j < group.end and (j in scene.names.times or (j + 1 in scene.names.times and tokens.words[j].flags)):
        j += 1
    return j < group.end and "determiners" in tokens.words[j].flags


def same_time(scene: Scene, group: Group) -> bool:
    """ "As he inspected the scene": the clause tells the moment of the one it hangs on."""
    return not {group.opener, scene.tokens.lows[group.start]}.isdisjoint(scene.words.status["same_time"])


def speech(scene: Scene, happening: str) -> bool:
    """The happening is something said."""
    kind = scene.words.happenings.get(happening)
    return kind is not None and kind.nature == "speech"
