"""How the happening of a verb stands: did it happen, does it go on, is it to come, possible or denied; and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import edtf
from dashboard.extract import belonging, dating, expressions, flag, hanging, meant, planned
from dashboard.extract.lexicon import Happening, spoken
from dashboard.extract.putting_off import rearranged
from dashboard.extract.ruled_out import keeps_open
from dashboard.extract.scene import Scene
from dashboard.extract.status import judge
from dashboard.extract.tokens import Group
from dashboard.model import ActorMention, Block, EventMention, Status, TimeExpression, TimeType

_REFUSED = 7  # tokens behind a verb in which stands what it refuses, over a day
_AT_HAND = 3  # days
_TERMS = frozenset(("until", "to"))  # before the end of what is agreed
_LATE = frozenset(("END",))  # how a time says that its end is meant
_BEHIND_GRANTED = flag.PREPOSITIONS | flag.TO | flag.ADVERBS | flag.COORDINATORS | flag.SUBORDINATORS
_FOR = frozenset(("for",))  # before a length of time
_AHEAD = (Status.EXPECTED, Status.POSSIBLE)
_RANGE_BEGINS = frozenset(("from", "since", "between"))


@dataclass(slots=True)
class Clause:
    """What a verb group tells, as far as it has been read."""

    scene: Scene
    group: Group
    subject: list[ActorMention]
    kind: Happening | None
    trigger: int  # the token that names the happening: the verb, or its object
    times: list[TimeExpression]
    reported: bool  # by the clause before
    promised: str = ""  # the word of a promise that it keeps: "agreed" before "to meet on Friday"
    appointed: tuple[str, TimeExpression] | None = None  # the day for which it is called or arranged
    status: Status = Status.HAPPENED
    cue: str = ""
    hedged: bool = False  # only alleged, believed or open
    dated: tuple[str, TimeExpression] | None = None

    name: str = "act"  # of the happening
    speech: bool = False  # something is said

    def __post_init__(self) -> None:
        if self.kind is not None:
            self.name, self.speech = self.kind.name, spoken(self.kind)

    def becomes(self, status: Status, cue: str = "") -> None:
        """The status, and the word that shows it, the verb where none is given."""
        self.status, self.cue = status, cue or self.scene.tokens.lows[self.group.head]


def give_status(clause: Clause, *, cited: bool) -> None:
    """How the happening is meant: as its verb says, unless a promise, a demand, a denial or a threat says otherwise.

    `cited`: it is known who said so.
    """
    scene, group, words = clause.scene, clause.group, clause.scene.words
    reported = clause.reported or cited or (words.free and hanging.told(scene, group))
    shares = hanging.hangs_on(scene, group) or group
    conditional = scene.conditional or (not words.free and scene.tokens.lows[group.start] in words.grammar["whatever"])
    clause.status, clause.cue = judge(
        shares, scene.tokens, words, conditional=conditional, reported=reported, headline=scene.headline
    )
    if shares is not group and not clause.times:
        clause.times = belonging.of_clause(scene, shares)
    group.hearsay = group.hearsay or meant.claimed(scene, group, clause.subject)
    if group.hearsay and clause.reported and scene.tokens.lows[group.first] in words.grammar["be"]:
        clause.becomes(Status.EXPECTED, scene.tokens.lows[group.first])  # "a annoncé qu'il serait incinéré"
    elif clause.status in (Status.HAPPENED, Status.EXPECTED) and (hedge := meant.hedged(scene, group)) >= 0:
        clause.becomes(Status.POSSIBLE, scene.tokens.lows[hedge])
        clause.hedged = True
        adverb, told = scene.tokens.words[hedge].manner, scene.tokens.words[hedge].verb is not None
        group.hedged = clause.cue if adverb else words.patterns.get("hedged", "") if told and not group.led else ""
    if clause.status is Status.EXPECTED and not clause.times and _is_under_way(scene, group):
        clause.becomes(Status.ONGOING, scene.tokens.lows[group.first])
    if clause.reported and clause.status is Status.HAPPENED and _was_doing(scene, group):
        clause.becomes(Status.ONGOING, scene.tokens.lows[group.first])
    if clause.status is Status.EXPECTED and _looks_back(scene, group):
        clause.becomes(Status.HAPPENED)  # "a annoncé avoir détecté"
    if promised := clause.promised or meant.demanded(scene, group):
        clause.becomes(Status.EXPECTED, promised)
    if group.opener in words.grammar["alleged"]:
        clause.becomes(Status.DENIED, meant.refuted(scene, group))
    if group.verb.lemma in words.status["expecting"]:
        awaited = group.passive and _is_now(scene, group) and not group.chain  # "is due in court", "est attendue"
        foresees = awaited or (not words.free and _foresees(scene, group))
        of_noun = clause.trigger != group.head and not _has_promised(clause)
        if of_noun or (foresees and clause.status is Status.HAPPENED):
            clause.becomes(Status.EXPECTED)
    elif group.tense == "present" and group.verb.lemma in words.status["foreseeing"] and clause.trigger != group.head:
        clause.becomes(Status.EXPECTED)
    if clause.name == "deny" and (group.phrasal or _denies(scene, group)):
        clause.becomes(Status.DENIED)
    if keeps_open(scene, group):
        clause.becomes(Status.POSSIBLE)
    if clause.name in ("say", "announce") and meant.calls_untrue(scene, group):
        clause.becomes(Status.DENIED)
    if clause.times and group.tense in (("perfect", "present") if words.free else ("perfect",)):
        _give_beginning(clause)  # "streiken seit Montag"
    elif clause.status is Status.EXPECTED and words.large and _only_since(clause.times):
        clause.becomes(Status.ONGOING, "since")  # "muss sich seit Montag verantworten"
    weighed = clause.trigger != group.head and group.verb.lemma in words.status["weighing"]
    if weighed or group.verb.lemma in words.status["threats"]:
        clause.becomes(Status.POSSIBLE)
    if group.tense == "present" and clause.status is Status.HAPPENED:  # "stimmt voraussichtlich im Mai ab"
        said = scene.tokens.lows[group.start : group.end]
        if not words.status["foreseen"].isdisjoint(said):
            clause.becomes(Status.EXPECTED, next(low for low in said if low in words.status["foreseen"]))
        elif words.free and not (clause.times or scene.headline) and dating.there_ahead(scene, group, []):
            clause.becomes(Status.EXPECTED)  # "reist am Freitag nach Oslo. Dort trifft er Visser"


def _only_since(times: Sequence[TimeExpression]) -> bool:
    return bool(times) and all(t.signal == "since" for t in times)


def _is_under_way(scene: Scene, group: Group) -> bool:
    """The passive that may be present or future tells what takes its time: "wird wegen Betrugs ermittelt"."""
    grammar = scene.words.grammar
    takes_time = group.passive and group.verb.lemma in grammar["under_way"]
    return takes_time and scene.tokens.lows[group.first] in grammar["is_being"]


def _was_doing(scene: Scene, group: Group) -> bool:
    """What was going on when it was said: "said she was leaving the party", not "was driving home when he was shot"."""
    after = scene.after(group)
    moment = after is not None and hanging.same_time(scene, after)
    return (
        not scene.words.free
        and group.progressive
        and group.tense == "past"
        and not (moment or group.opener in scene.words.status["same_time"])
    )


def _has_promised(clause: Clause) -> bool:
    """Who promised something has done so: "met and promised aid"; a time behind it is of what is to come."""
    group, tokens = clause.group, clause.scene.tokens
    promises = group.verb.lemma in clause.scene.words.status["promising"] and not group.passive
    behind = any(t.start > tokens.starts[group.head] for t in clause.times)
    return promises and group.tense in ("past", "perfect", "pluperfect") and not behind


def _foresees(scene: Scene, group: Group) -> bool:
    """What others will do stands behind the verb: "expects prices to fall", not "promised on Monday to pay"."""
    if group.verb.lemma not in scene.words.status["expected_to"]:
        return False
    after = scene.after(group)
    return after is not None and after.tense == "base" and after.start == group.end and not group.passive


def _is_now(scene: Scene, group: Group) -> bool:
    """The verb is a state of the present: "is expected", and "est attendue", which has the form of a perfect."""
    low, grammar = scene.tokens.lows[group.first], scene.words.grammar
    now = low in grammar["be"] - grammar["been"] - grammar["be_past"]
    state = scene.words.free and group.tense in ("perfect", "past") and now
    return group.tense == "present" or state


def _give_beginning(clause: Clause) -> None:
    """What has been done since a time goes on."""
    clause.times = [belonging.since_then(clause.scene, t) for t in clause.times]
    since = any(t.signal == "since" for t in clause.times)
    long = clause.group.verb.lemma in clause.scene.words.status["lasts"] and not clause.scene.words.free
    if long and not since and any(t.signal in _FOR and t.type is TimeType.DURATION for t in clause.times):
        clause.becomes(Status.ONGOING, "for")  # "has ruled for 20 years"
    lasting = not clause.group.passive or clause.group.verb.lemma in clause.scene.words.status["kept_so"]
    if since and clause.status is Status.HAPPENED and lasting:
        clause.becomes(Status.ONGOING, "since")


def give_date(clause: Clause, made: list[EventMention]) -> None:
    """The date that the times of the clause give; one ahead makes what is told in the present expected."""
    scene, group, published = clause.scene, clause.group, clause.scene.article.published
    times, ahead = _of_happening(clause)
    if not times:
        return
    present = group.tense == "present" and clause.status is Status.HAPPENED and not _looks_back(scene, group)
    if present and scene.words.free:  # "abaisse sa prévision pour 2025"
        plans = scene.words.status["expecting"] | scene.words.status["appointing"]
        times = [t for t in times if t.signal not in _FOR or len(t.value) != 4 or group.verb.lemma in plans]
    now = dating.seen_from(scene, group, made)
    if clause.status is Status.HAPPENED and clause.name == "postpone" and rearranged(scene, group, times) is not None:
        clause.dated = expressions.read(planned.told_on(times), Status.HAPPENED, now)
        return
    instead = meant.contrast(scene, group) is not None
    seen = _seen_as(clause, times, ahead, instead)
    moved = planned.moved_to(scene, group, times, clause.name == "postpone")
    if not (moved or present) and clause.status is Status.HAPPENED and scene.words.free:
        times = _but_aims(scene, times)
    then = planned.planned_then(scene, group) and not instead
    if then and scene.words.free and clause.status is Status.EXPECTED:
        seen = Status.POSSIBLE  # behind or ahead, whichever is nearer
    unforeseen = present and clause.name in scene.words.status["unforeseen"]
    move = (not present or group.passive or unforeseen) and not then
    clause.dated = moved or expressions.read(times, seen, now, move=move)
    if clause.dated is None and then and clause.status is Status.EXPECTED:
        clause.dated = expressions.read(times, Status.POSSIBLE, now)  # behind or ahead
    if moved and clause.status is Status.HAPPENED and expressions.lies_ahead(moved[0], published):
        clause.becomes(Status.EXPECTED, moved[1].text)  # what is "postponed to Wednesday" is to come
    if scene.words.large and clause.status is Status.HAPPENED and _is_now(scene, group):
        _look_on(clause, times)
    if present and not unforeseen:
        _look_ahead(clause, times)


def _of_happening(clause: Clause) -> tuple[list[TimeExpression], bool]:
    """The times of a clause that can be those of what it tells; and whether they are those of an infinitive alone, as
    what somebody has planned to do."""
    scene, group, times, published = clause.scene, clause.group, clause.times, clause.scene.article.published
    happened, free = clause.status is Status.HAPPENED, scene.words.free
    if times and free and (happened or scene.words.articled) and group.verb.lemma in scene.words.status["for_a_term"]:
        times = [t for t in times if not (t.signal in _TERMS and expressions.lies_ahead(t.date, published))]
    elif scene.words.nominatives and happened and group.tense == "past" and not group.passive:  # "перевели до вторника"
        times = [t for t in times if t.signal != "until" or not expressions.lies_ahead(t.date, published)]
    alone = group.tense == "perfect" and happened and len(times) == 1 and not free
    if alone and times[0].weekday and times[0].signal == "from":
        times = []  # "has issued a warning for snow from 6pm on Tuesday"
    plan = (scene.words.large or scene.words.articled) and bool(group.chain) and clause.status in _AHEAD
    calls = plan and group.tense == "present" and group.chain[0][0] in scene.words.status["possible_to"]
    ahead = plan and (calls or _was_not(group))  # "appelle à manifester jeudi"
    if ahead:
        behind = [t for t in times if scene.time_at[scene.place(t)] > _infinitive(scene, group)]
        times = behind or (times if clause.status is Status.POSSIBLE else [])  # "a menacé jeudi de" is of that day
        ahead = bool(behind)
    if scene.words.articled and happened and group.tense != "present":
        times = [t for t in times if t.signal != "from" or not expressions.lies_ahead(t.date, published)]
    return times, ahead


def _seen_as(clause: Clause, times: list[TimeExpression], ahead: bool, instead: bool) -> Status:
    """How the times of a clause are to be read, as of what lies behind or ahead; `ahead`: they are of an infinitive;
    `instead`: of what came in place of what was planned."""
    scene, group = clause.scene, clause.group
    if clause.status is Status.POSSIBLE and _threatens(scene, group, times):
        return Status.EXPECTED
    if clause.status is Status.POSSIBLE and keeps_open(scene, group):
        return Status.HAPPENED if any(edtf.is_day(t.date) for t in times) else Status.EXPECTED  # the day of saying so
    if instead or (clause.status is Status.DENIED and _was_not(group)):
        return Status.HAPPENED
    could = not clause.reported and planned.could_then(scene, group)
    told = clause.status is Status.POSSIBLE and clause.hedged
    if could or (told and group.tense not in ("future", "would", "modal")):
        return Status.HAPPENED
    if scene.words.free and clause.status is Status.POSSIBLE and group.tense == "future":
        return Status.EXPECTED  # "вступит в силу, если"
    if not scene.words.free and clause.status is Status.DENIED and group.tense == "future":
        return Status.EXPECTED  # "is unlikely to win on Tuesday" lies ahead
    aimed = clause.status is Status.POSSIBLE and ahead and all(t.weekday for t in times)
    return Status.EXPECTED if aimed else clause.status  # "a appelé à manifester samedi"


def _but_aims(scene: Scene, times: list[TimeExpression]) -> list[TimeExpression]:
    """The times of what was done, without those for which it was: "занятия отменены на четверг"."""
    own, in_it = _of_itself(times), scene.words.articled  # "au printemps", "au mois de mai"
    times = [t for t in times if t in own or (in_it and t.signal == "to" and _is_at(t))]
    if scene.words.large:  # "zum 1. Mai aufgelöst", told in April
        times = [t for t in times if not _as_of(scene, t)]
    return times


def _look_on(clause: Clause, times: list[TimeExpression]) -> None:
    """What is in a state from a day ahead on is expected: "ist von Freitag bis Dienstag gesperrt"."""
    published = clause.scene.article.published
    open_ = clause.dated is None or clause.dated[0].startswith("../")
    if not (open_ or _lasts_from(clause, times)):
        return
    dated = clause.dated = expressions.read(times, Status.EXPECTED, published) or clause.dated
    if dated is not None and not dated[0].startswith("../") and expressions.lies_ahead(dated[0], published):
        clause.becomes(Status.EXPECTED, dated[1].text)


def _look_ahead(clause: Clause, times: list[TimeExpression]) -> None:
    """What is told in the present and lies ahead is expected: "the trial opens on 4 March"."""
    scene, group, dated, published = clause.scene, clause.group, clause.dated, clause.scene.article.published
    if dated is not None:
        late = scene.words.large and dated[1].mod in _LATE and _is_open(dated[0], published)  # "Ende des Jahres"
        until = dated[0].startswith("../") and expressions.lies_ahead(dated[0], published)
        if late or until:  # "sinkt bis 2029 auf 35 Stunden"
            clause.becomes(Status.EXPECTED, dated[1].text)
            return
    later = None
    if scene.entry is not None:
        later = expressions.ahead(times, published, move=False)
    elif scene.words.free and not (scene.headline or clause.speech or group.passive):  # "am Freitag tritt Hertha an"
        yearless = scene.words.large
        bare = [
            t for t in times if (t.weekday or (yearless and _is_yearless(t))) and t.signal not in expressions.LIMITS
        ]
        bare = [t for t in bare if not _this(scene, t)]
        later = expressions.ahead(bare, published)
    elif scene.sentence.block is Block.BODY and not (clause.speech or scene.words.free):
        later = expressions.ahead(times, published)  # "goes on trial in February"
    if later is None and dated is None and not (group.passive or scene.entry is not None):
        later = expressions.read(times, Status.EXPECTED, published)
    if later is not None:
        clause.dated = later
        clause.becomes(Status.EXPECTED, later[1].text)


def _lasts_from(clause: Clause, times: Sequence[TimeExpression]) -> bool:
    """What "is closed from Saturday to Tuesday" will be so: the state has a beginning or an end, and no "has been"."""
    group, grammar = clause.group, clause.scene.words.grammar
    been = not grammar["been"].isdisjoint(clause.scene.tokens.lows[group.head + 1 : group.head + 2])
    bounded = bool(times) and times[0].signal in (_RANGE_BEGINS | expressions.LIMITS) - {"since"}
    return group.passive and not been and clause.name in grammar["done"] and bounded


def _is_at(time: TimeExpression) -> bool:
    """A preposition that may say to what day something is put off says when it was: "au mois de mai", "a las 8.33"."""
    return not edtf.is_day(time.date) or time.type is TimeType.TIME


def _is_yearless(time: TimeExpression) -> bool:
    """A month or a day of one that the text gives without its year: "tritt ihr Amt im November an"."""
    dated = time.type is TimeType.DATE and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", time.value) is not None
    return dated and not time.text[0].islower() and re.search(r"\d{3}", time.text) is None


def _of_itself(times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The times without those for which something is done, and what "and" joins to them: "рейсы отменены на 16 и 17
    мая"."""
    out: list[TimeExpression] = []
    dropped = False
    for n, t in enumerate(times):
        dropped = (t.signal == "to" and not (n and times[n - 1].signal in _RANGE_BEGINS)) or (
            dropped and t.signal == "and"
        )
        out += [] if dropped else [t]
    return out


def _as_of(scene: Scene, time: TimeExpression) -> bool:
    """The day from which something holds, ahead: "zum 28. Februar"."""
    before = scene.tokens.lows[scene.time_at[scene.place(time)] - 1]
    return (
        time.signal != "until"
        and before in scene.words.grammar["as_of"]
        and expressions.lies_ahead(time.date, scene.article.published)
    )


def _is_open(day: str, published: date | None) -> bool:
    """The date has not ended by the day of publication."""
    last = edtf.bounds(day).last
    return published is not None and last is not None and last > published


def _infinitive(scene: Scene, group: Group) -> int:
    """Behind which token the infinitive of a verb stands whose own times stand before it: "a décidé lundi de | fermer",
    "kündigte am Montag an, | am Freitag zurückzutreten"."""
    begin = group.chain[-1][1]
    return max((j for j in range(begin, group.head) if scene.tokens.lows[j] == ","), default=group.head)


def _looks_back(scene: Scene, group: Group) -> bool:
    """What somebody says in the present that he has done: "affirme avoir tué"."""
    if not (scene.words.free and group.chain):
        return False
    between = scene.tokens.lows[group.chain[-1][1] : group.head]
    return not scene.words.grammar["to_have"].isdisjoint(between)


def _this(scene: Scene, time: TimeExpression) -> bool:
    """A weekday is told as the one at hand, and was at most three days ago: "ce jeudi"."""
    if scene.tokens.lows[scene.time_at[scene.place(time)] - 1] not in scene.words.grammar["this_day"]:
        return False
    published, day = scene.article.published, time.date or ""
    return published is not None and edtf.is_day(day) and (published - date.fromisoformat(day)).days <= _AT_HAND


def _just_past(time: TimeExpression, published: date | None) -> bool:
    """A month or day of the year of publication that is over by then."""
    last = edtf.bounds(time.date).last if time.date and published else None
    return last is not None and published is not None and last < published and last.year == published.year


def _threatens(scene: Scene, group: Group, times: list[TimeExpression]) -> bool:
    """What somebody threatens to do lies ahead: "threatened to strike in May"; a weekday is that of the threat."""
    if (group.chain[0][0] if group.chain else group.verb.lemma) not in scene.words.status["threats"]:
        return False
    first = group.head if group.chain or scene.words.nominatives else group.end  # "пригрозил забастовкой с 14 мая"
    if any(_just_past(t, scene.article.published) for t in times):
        return False  # "threatened to resign in January", told in March
    return not any(t.weekday or scene.time_at[scene.place(t)] < first for t in times)


def _was_not(group: Group) -> bool:
    """What was not done lies behind, and so does what was to be "but did not" come."""
    return group.tense in ("past", "perfect", "pluperfect") or group.negated > group.head


def _is_granted(scene: Scene, j: int) -> bool:
    """Token j ends what somebody asked for: "denied bail", "denied him entry to Norway"; not "denied visa fraud",
    "denied a request had been ignored"."""
    tokens, after = scene.tokens, j + 1
    if j >= len(tokens.lows) or tokens.lows[j] not in scene.words.status["granted"]:
        return False
    if after >= len(tokens.lows) or after in scene.names.times or not tokens.lows[after][0].isalnum():
        return True
    return bool(tokens.words[after].bits & _BEHIND_GRANTED)


def _denies(scene: Scene, group: Group) -> bool:
    """What is denied is a claim, not an offer: "denies that", "rejects the accusation", "denied taking"."""
    words = scene.tokens.words
    if group.verb.lemma in scene.words.status["denials"]:
        return not any(_is_granted(scene, j) for j in range(group.head + 1, group.head + 4))
    after = range(group.head + 1, min(group.head + 5, len(words)))
    if scene.words.free:  # the object may stand before the verb, or between its parts
        after = range(group.start, min(group.head + _REFUSED, group.end))
    claims = scene.words.status["claims"] | scene.words.status["untrue"]
    return any(words[j].noun == "accuse" or scene.tokens.lows[j] in claims for j in after)
