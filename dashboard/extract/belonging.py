"""Which time expressions of a sentence belong to which of its verbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dashboard import edtf
from dashboard.extract import flag, which_last
from dashboard.extract.cues import ACCORDING
from dashboard.extract.expressions import RANGE_ENDS, ahead, lies_ahead, read, usable
from dashboard.extract.hanging import (
    between_commas,
    fronted,
    main_clause,
    of_subject,
    opening_times,
    set_apart,
    speech,
)
from dashboard.extract.lexicon import ING, body_nouns, spoken
from dashboard.extract.scene import Scene
from dashboard.extract.time_of_noun import at_which, of_aside, of_noun, of_participle, on_its_day
from dashboard.extract.tokens import FINITE, Group
from dashboard.extract.which_time import (
    between_noun_and_article,
    of_another,
    of_content,
    of_document,
    of_figure,
    of_source,
)
from dashboard.model import Status, TimeExpression

_ON = frozenset(("", "on"))
_OF_A_YEAR = re.compile(r"\d{4}-[01]\d(-\d\d)?")  # a day or month
_FROM, _SINCE = "from", frozenset(("since",))
_UNTIL = frozenset(("until", "till", "to"))
_TILL, _BEFORE = frozenset(("until", "till")), frozenset(("before",))
_AHEAD = ("future", "would")
_FOR = frozenset(("for", "to"))
BEFORE_TIME = flag.PREPOSITIONS | flag.DETERMINERS
_OPENING = 2  # tokens in which the time begins that a sentence opens with: "in 2025"
_TOLD = frozenset(("past", "perfect", "pluperfect"))
_NAMED_BEFORE = 12  # tokens before a relative in which the noun of its happening stands
_BOUND_PAST = {"by": "until", "from": "after"}  # of what lies behind
_AS_DAY = 5  # tokens from "as" in which stands that a day is meant: "as its election day"
AMOUNT = 5  # tokens that an amount has: "$ 5.2 million"


def of_clause(scene: Scene, group: Group) -> list[TimeExpression]:
    """The expressions inside a clause, those of the fronted phrase it leans on first where it has none.

    "In a statement issued on Monday, the ministry denied …" was denied on Monday. What was withdrawn from or called off
    keeps the date behind it for itself: "withdrew from the race on 7 May".
    """
    if not scene.spans:
        return []
    times = _told_in(scene, group)
    return times if scene.entry is None else _of_entry(scene, group, times, scene.entry)


def _of_entry(scene: Scene, group: Group, times: list[TimeExpression], day: TimeExpression) -> list[TimeExpression]:
    """A clause of its own, or one behind "and", that has no time of its own tells what was on the day that heads its
    entry of a chronicle; what is said there is of any day, and who says so behind it tells nothing more."""
    lows, grammar = scene.tokens.lows, scene.words.grammar
    heads = [n for n in scene.times_in(scene.first, scene.stop) if _is_head(scene, n)]
    if heads:  # "March 9: Norsa closes plant, March 10: Talbo opens"
        day = next((scene.times[n] for n in reversed(heads) if scene.time_at[n] < group.first), day)
        times = [t for t in times if all(t.start != scene.times[n].start for n in heads)]
    if lows[group.first - 1] == ",":
        times = [t for t in times if t.signal not in _SINCE]  # "Police release Ott, held since 2 March"
    if any(usable(t) for t in times) or group.reduced or (group.tense not in FINITE and group.start != scene.first):
        return times
    if day.dayless and group.tense == "base" and any(speech(scene, g.verb.happening) for g in scene.groups):
        return times  # "11:00 GMT: Norsa to close, Berg says"
    fronted = not group.n and "," in lows[group.start + 1 : group.first]  # "9 March: After talks, Norway signs pact"
    on = not group.opener or group.opener in grammar["coordinators"] or fronted
    before = scene.groups[group.n - 1] if group.n else None
    said = before is not None and speech(scene, before.verb.happening) and not group.opener
    says = before is not None and speech(scene, group.verb.happening)
    return [*times, day] if on and not (said or says) else times


def _is_head(scene: Scene, n: int) -> bool:
    """Behind the mark that ends an entry stands the time that heads the next, with a colon."""
    lows, at, after = scene.tokens.lows, scene.time_at[n], scene.names.timed[n][1]
    return after < scene.stop and lows[after] == ":" and not lows[at - 1][0].isalnum()


def _told_in(scene: Scene, group: Group) -> list[TimeExpression]:
    """The expressions that stand inside a clause, or belong to it in its sentence."""
    own = [n for n in scene.times_in(group.start, group.end) if bound(scene, n) or not _compared(scene, group, n)]
    if own and not scene.words.free:
        own = [n for n in own if not (names_day(scene, group, n) or _is_title(scene, n) or of_cause(scene, group, n))]
        own = [n for n in own if not _of_deed_said(scene, group, n)]
    own = _in_free_order(scene, group, own) if scene.words.free else _in_fixed_order(scene, group, own)
    own = which_last.round_nested(scene.groups, group, own, scene.time_at) if scene.words.large else own
    kind = group.kind
    if own and scene.words.large and kind is not None and kind.name == "warn":
        own = [n for n in own if scene.times[n].signal not in _FOR]  # "warnt für Donnerstag vor Sturm"
    if own and speech(scene, group.verb.happening) and not scene.words.free:
        own = [n for n in own if not _since_of_what_is_said(scene, group, n)]
    if own and kind is not None and kind.name in scene.words.status["done_to"]:
        own = [n for n in own if not _of_what_is_done_to(scene, group, n)]
    appoints = not group.phrasal and group.verb.lemma in scene.words.status["appointing"]
    called_for = appoints and (has_called(scene, group) or any(_set_for(scene, scene.times[n]) for n in own))
    if not called_for:  # "called a strike for Monday"
        own = _but_its_object_s(scene, group, own, appoints) if own else _from_elsewhere(scene, group)
    if own and scene.tokens.here & ACCORDING and not of_source(scene, group.head):
        own = [n for n in own if not of_source(scene, scene.time_at[n])]
    if len(own) > 1:
        own = sorted(own, key=lambda n: _is_aside(scene, group, n) + _is_of_noun_before(scene, group, n))
        if (dated := _in_its_year(scene, group, own)) is not None:
            return [dated]
    bounds = {n: bound(scene, n) for n in own}
    if group.tense == "past":  # "opened no later than 1890": on some day until then
        bounds = {n: "after" if s and scene.times[n].weekday else _BOUND_PAST.get(s, "") for n, s in bounds.items()}
    times = [replace(scene.times[n], signal=bounds[n] or scene.times[n].signal) for n in own]
    if group.late:
        then = "" if group.tense == "past" else "after"
        times = [replace(t, signal=then) if t.signal in _TILL | _BEFORE else t for t in times]
    return times


def _set_for(scene: Scene, time: TimeExpression) -> bool:
    """ "Called a strike for Monday", "called a strike from 8 May", which lies ahead."""
    return time.signal in _FOR or (time.signal == _FROM and lies_ahead(time.date, scene.article.published))


def names_day(scene: Scene, group: Group, n: int) -> bool:
    """The time is the day that somebody sets, not that on which he does: "set 17 November as the date", "set a trial
    date of 17 November"; not "named Tuesday as its captain", "fixed the fee on the date of 3 March"."""
    if group.verb.lemma not in scene.words.status["naming_day"] or group.passive or spoken(group.kind):
        return False
    at, after, lows, grammar = scene.time_at[n], scene.names.timed[n][1], scene.tokens.lows, scene.words.grammar
    if at == group.head + 1:
        as_day = grammar["day_set"].intersection(lows[after + 1 : min(scene.stop, after + _AS_DAY)])
        return after < scene.stop and lows[after] in grammar["as_what"] and len(as_day) > 0
    if at < group.head + 3 or lows[at - 1] not in grammar["of"] or lows[at - 2] not in grammar["day_set"]:
        return False
    return not any(scene.tokens.words[j].bits & flag.PREPOSITIONS for j in range(group.head + 1, at - 1))


def _is_title(scene: Scene, n: int) -> bool:
    """A year that somebody owns and no noun follows is what he wrote: "Orwell's 1984 was banned"."""
    at, after = scene.time_at[n], scene.names.timed[n][1]
    owned = at > scene.first + 1 and scene.tokens.lows[at - 1] in scene.words.grammar["owning"]
    if not owned or not scene.times[n].text.isdigit() or at - 2 not in scene.names.mentioned:
        return False
    return after >= scene.stop or not (scene.tokens.is_plain(after) or after in scene.names.mentioned)


def of_cause(scene: Scene, group: Group, n: int) -> bool:
    """The day is that of what somebody is held or asked for, and not his: "was arrested over last night's shooting";
    not in a headline, and not in "took over last year's winner"."""
    at = scene.time_at[n]
    before = scene.tokens.lows[at - 1] if at > scene.first else ""
    if scene.headline or before not in scene.words.grammar["over_what"]:
        return False
    phrases = scene.words.verb_phrases.get(group.verb.lemma, ())
    taken = at == group.head + 2 and any(rest[0] == before for rest, _ in phrases)
    return not taken and scene.owns(scene.times[n])


def _of_deed_said(scene: Scene, group: Group, n: int) -> bool:
    """The day is that of a deed that is spoken of: "accused Norway over the seizure of a boat last Thursday"."""
    lows, at, over = scene.tokens.lows, scene.time_at[n], scene.words.grammar["over_what"]
    if not speech(scene, group.verb.happening):
        return False
    of = next((j for j in range(at - 2, group.head, -1) if lows[j] in over), 0)
    return bool(of) and "," not in lows[of:at] and _names_deed(scene, of + 1, at)


def _names_deed(scene: Scene, a: int, b: int) -> bool:
    """A noun of tokens a…b names what somebody did or what happened."""
    return any(scene.tokens.words[j].noun or scene.tokens.lows[j] in scene.words.grammar["deeds"] for j in range(a, b))


def bound(scene: Scene, n: int) -> str:
    """What "no earlier than" and "no later than" before a time say of it: "from", "by"; "" without."""
    at, lows, grammar = scene.time_at[n], scene.tokens.lows, scene.words.grammar
    if at < 3 or lows[at - 1] not in grammar["comparing"] or not scene.tokens.words[at - 3].bits & flag.NEGATION:
        return ""
    return "from" if lows[at - 2] in grammar["sooner"] else "by" if lows[at - 2] in grammar["later_than"] else ""


def _in_free_order(scene: Scene, group: Group, own: list[int]) -> list[int]:
    """Those of the times of a clause that are its verb's, and none of a noun, a participle or an aside; the times that
    open a sentence belong to the verb behind who says it."""
    own = [n for n in own if _is_verb_s(scene, group, n) and not _of_deed(scene, group, n)]
    if group.chain and not group.led and group.chain[0][0] in scene.words.status["accusing"]:
        own = [n for n in own if scene.time_at[n] < group.head]  # "acusa de haber robado en 2013"
    first = scene.groups[0]
    between = group.n < 2 and speech(scene, first.verb.happening) and between_commas(scene, first)
    if between and (opened := [n for n, _ in opening_times(scene)]):
        return (own or opened) if group.n else [n for n in own if n not in opened]
    return own


def _of_deed(scene: Scene, group: Group, n: int) -> bool:
    """The time, long past or told so, is of what somebody is tried or blamed for, which has its article or its years or
    is a deed by its name: "ha pedido nueve años por el desvío de fondos en 2019", "por un robo en 2018", "por estafa
    entre 2015 y 2019"; not "fue condenado por la Audiencia en 2019", "por unanimidad en 2019"."""
    tokens, grammar, time = scene.tokens, scene.words.grammar, scene.times[n]
    if not grammar["for_deeds"] or scene.recent(time.date):
        return False
    j = next((j for j in range(group.head + 1, scene.time_at[n]) if tokens.lows[j] in grammar["agent"]), -1)
    objects = {tokens.words[k].noun for k in range(group.head + 1, j)}  # "abrió una investigación | por"
    if grammar["for_deeds"].isdisjoint({group.verb.happening} | objects):
        return False
    deed = len(time.value) == len("2018") and tokens.lows[j + 2] in grammar["deeds"]
    led = j >= 0 and (tokens.lows[j + 1] in grammar["definite"] or deed)
    if j < 0 or not (led or time.signal in RANGE_ENDS or time.signal == "between"):
        return False
    noun = next((k for k in range(j + 1, scene.time_at[n]) if not tokens.words[k].bits), j)
    doers = grammar["state_nouns"] | grammar["arms"] | grammar["public_bodies"] | grammar["person_nouns"]
    return noun > j and noun not in scene.names.mentioned and tokens.lows[noun] not in doers | body_nouns(scene.words)


def _is_verb_s(scene: Scene, group: Group, n: int) -> bool:
    """A time of a clause in free order is that of its verb."""
    if ";" in scene.tokens.lows[group.head : scene.time_at[n]] or _past_colon(scene, group, n):
        return False  # "kostet 9 Millionen; Baubeginn ist im Mai"
    if at_which(scene, group, n):
        return True
    if _planned_then(scene, group, n):
        return False
    if n in scene.apart or of_aside(scene, group, n) or of_document(scene, n):
        return False
    return on_its_day(scene, group, n) or not (of_noun(scene, n) or of_participle(scene, n))


def _planned_then(scene: Scene, group: Group, n: int) -> bool:
    """For then was planned, between commas, what is lifted or upheld, "la grève, prévue jeudi, a été levée", or what
    stands before the comma behind the verb, "a annulé la première, prévue dimanche"."""
    tokens, k = scene.tokens, scene.time_at[n]
    while k > group.start + 1 and tokens.words[k - 1].bits & BEFORE_TIME:
        k -= 1
    planned = k > group.start + 1 and tokens.lows[k - 1] in scene.words.grammar["scheduled"]
    if planned and group.head < k - 2 and tokens.lows[k - 2] == ",":
        return True
    planned = planned and group.verb.lemma in scene.words.grammar["lifts"]  # not "prévu lundi, a débouché sur"
    return planned and tokens.lows[k - 2] == "," and k < group.first and group.tense in _TOLD


def _in_fixed_order(scene: Scene, group: Group, own: list[int]) -> list[int]:
    """Those of the times of a clause that are its verb's, and not of another happening, of what is said or of a figure;
    the times that open a sentence belong to its main clause."""
    opening = opening_times(scene)
    if opening and (main := main_clause(scene)) is not None and main.start > opening[0][1]:
        own = [n for n in own if (n, scene.time_at[n]) not in opening] or [n for n, _ in opening if group is main]
    own = [n for n in own if not of_another(scene, group, n)]
    if own and spoken(group.kind):
        own = [
            n for n in own if not (of_content(scene, group, n) or of_figure(scene, group, n) or _from(scene, group, n))
        ]
    return own


def _from(scene: Scene, group: Group, n: int) -> bool:
    """What is said begins then, and not the saying: "announced a ban on travel from midnight on Friday"."""
    return scene.times[n].signal == _FROM and scene.time_at[n] > group.head + 2


def _of_what_is_done_to(scene: Scene, group: Group, n: int) -> bool:
    """The time is of the happening to which something is done: "Friday's vote was put off"."""
    at = scene.time_at[n]
    own = at <= group.first and of_subject(scene, group, at) and not _does_it_then(scene, group, at)
    return own or scene.owns(scene.times[n])


def _does_it_then(scene: Scene, group: Group, at: int) -> bool:
    """A body that does it stands before the time: "Суд в среду отложил заседание", not "Суд в среду отложили"."""
    if not scene.words.nominatives or group.passive or scene.people.plural(group):
        return False
    bodies = scene.words.grammar["public_bodies"] | body_nouns(scene.words)
    return not bodies.isdisjoint(scene.tokens.lows[group.start : at])


def _but_its_object_s(scene: Scene, group: Group, own: list[int], appoints: bool) -> list[int]:
    """The times of a clause but for those behind what was withdrawn from, called or called off, which keeps them."""
    if group.verb.lemma not in scene.words.status["apart"] or (appoints and group.passive):
        return own
    noun = next((j for j in range(group.head + 1, group.end) if scene.tokens.words[j].noun), group.end)
    if group.phrasal and spoken(group.kind) and noun < group.end and not _held_then(scene, noun):
        return [n for n in own if scene.time_at[n] < noun or edtf.is_day(scene.times[n].date)]  # "an inquiry on Monday"
    # "called a strike on Monday": then it was called, if it was not held
    kept, times = called_off_known(scene, group), scene.times
    called = appoints and group.tense == "past" and not scene.words.free
    return [n for n in own if scene.time_at[n] < noun or _keeps(times[n], kept or (called and times[n].weekday))]


def _held_then(scene: Scene, j: int) -> bool:
    """What somebody calls for at token j is held on the day behind it: "a strike on Monday", "a debate on Friday"."""
    status, tokens = scene.words.status, scene.tokens
    return tokens.words[j].noun in status["called_for"] or tokens.lows[j] in status["called_for_nouns"]


def _from_elsewhere(scene: Scene, group: Group) -> list[int]:
    """The times of a clause that has none of its own: of the one it shares an auxiliary with, stands in or leans on, or
    of what was agreed to."""
    if (after := _helped(scene, group)) is not None:
        return scene.times_in(after.start, after.end)
    if group.host is not None:
        near = scene.times_in(*group.host)  # "the 2004 wave that hit 13 countries killed thousands"
        return [n for n in near if scene.tokens.words[scene.time_at[n] - 1].bits & flag.DETERMINERS]
    if (after := _in_which(scene, group)) is not None:
        return scene.times_in(after.start, after.end)
    if (before := fronted(scene, group)) is not None and (scene.words.free or group.tense not in _AHEAD):
        return scene.times_in(before.head + 1, before.end)
    if scene.words.large and (after := scene.after(group)) is not None and after.start == group.end:
        behind = scene.after(after)
        return scene.times_in(after.end, behind.start if behind is not None else scene.stop)
    if scene.words.free or (reach := scene.reach(group)) <= group.end:
        return []
    after = scene.groups[group.n + 1]
    if foreseen(scene, group, after) is not None or _asked_for(scene, group, after):
        return []  # "agreed to meet on Friday": they will meet then
    return scene.times_in(group.end, reach)  # "agreed to buy it last month"


def _past_colon(scene: Scene, group: Group, n: int) -> bool:
    """A colon parts verb and time: "No habrá paro el jueves: los gremios …", not "Jueves 3: los gremios …"."""
    lows, at = scene.tokens.lows, scene.time_at[n]
    parted = at < group.first and ":" in lows[at : group.first]
    return parted and any(scene.tokens.is_plain(j) for j in range(group.start, at))


def _is_aside(scene: Scene, group: Group, n: int) -> bool:
    """The time is of something beside the verb, or says in which time something was counted: "for the fourth time this
    year on Wednesday"."""
    at = scene.time_at[n]
    counted = at > group.head and scene.tokens.lows[at - 1] in scene.words.status["times_told"]
    return counted or set_apart(scene, group, at) or _in_subject(scene, group, n)


def _is_of_noun_before(scene: Scene, group: Group, n: int) -> bool:
    """The time says which thing before the verb is meant: "the inquiry into the 2011 crash ended on Monday"."""
    return scene.time_at[n] > group.start and between_noun_and_article(scene, n, group.first)


def _in_subject(scene: Scene, group: Group, n: int) -> bool:
    """How long the subject has been what it is: "Deux femmes égarées depuis dimanche ont été retrouvées mardi"."""
    at = scene.time_at[n]
    since = scene.times[n].signal == "since" or "since" in map(scene.words.signals.get, scene.tokens.lows[at - 1 : at])
    ends = n + 1 < len(scene.times) and scene.times[n + 1].signal in RANGE_ENDS  # "с 2015 по 2019 год"
    return scene.words.free and since and not ends and group.start + 2 < at < group.first


def _in_its_year(scene: Scene, group: Group, own: Sequence[int]) -> TimeExpression | None:
    """The day in the year that the sentence opens with, or on which what has its year in its name begins, ends or is
    held: "next year the race starts on 29 June", "next year's race starts on 29 June"."""
    tokens, words = scene.tokens, scene.words
    if words.free or len(own) != 2:
        return None
    first, last = sorted(own, key=scene.time_at.__getitem__)
    year, day = scene.times[first], scene.times[last]
    named = group.verb.lemma in words.status["of_its_year"] and scene.owns(scene.times[first])
    opens = scene.time_at[first] - scene.first < _OPENING and not scene.owns(scene.times[first])
    named = tokens.index(year.end) <= group.first and (named or opens)
    own_year = day.weekday or not _OF_A_YEAR.fullmatch(day.value) or day.value[:4] in day.text
    is_year = len(year.value) == 4 and year.value.isdigit()  # not "P10D", "for 10 days"
    if not (named and is_year) or own_year or tokens.index(day.start) < group.head:
        return None
    value = year.value + day.value[4:]
    return replace(day, value=value, date=value)


def _in_which(scene: Scene, group: Group) -> Group | None:
    """The clause that tells of the disaster in which people came to harm, whose day is theirs: "died in a fire that
    broke out on Monday"."""
    after = scene.after(group)
    if after is None or after.end <= after.start or after.start != group.end:
        return None
    status, tokens = scene.words.status, scene.tokens
    noun = tokens.words[after.start - (tokens.lows[after.start] == ",")].noun or tokens.words[after.start - 1].noun
    if scene.words.free and not noun:  # "dans des feux | de broussailles qui se sont déclarés lundi"
        near = range(after.start - 2, max(group.head, after.start - _NAMED_BEFORE), -1)
        noun = next((tokens.words[j].noun for j in near if tokens.words[j].noun), "")
    harm = group.kind is not None and group.kind.name in status["harm"]
    told = after.opener in scene.words.grammar["relative"] and after.tense in FINITE
    return after if harm and told and noun in status["harmful"] else None


def _helped(scene: Scene, group: Group) -> Group | None:
    """The next verb where it shares the auxiliary of this one, and a time closes it: "interpellé et écroué mardi" are
    both of Tuesday"; not where one before has its own, "interpellé lundi, jugé et écroué mardi"."""
    after, before = scene.after(group), scene.groups[group.n - 1] if group.helped is not None else group
    if after is None or after.helped is None or (before is not group and scene.times_in(before.start, before.end)):
        return None
    while (
        (on := scene.after(after)) is not None
        and on.helped == after.helped
        and not scene.times_in(after.start, after.end)
    ):
        after = on
    last = after.end - 1 - (not scene.tokens.lows[after.end - 1][0].isalnum())
    return after if last in scene.names.times else None


def _keeps(time: TimeExpression, known: bool) -> bool:
    """The time is of the calling off though it stands behind its object: a new date, or a day where that is known."""
    return time.signal in ("to", "until") or (known and (not time.signal or edtf.is_day(time.date)))


def called_off_known(scene: Scene, group: Group) -> bool:
    """What is called off is known, so that the day is that of the calling off: "its strike", not "a concert"."""
    words, j = scene.tokens.words, group.head + 1
    if group.phrasal:
        j += 1
    if group.verb.lemma not in scene.words.status["called_off"] or j >= group.end:
        return False
    low, grammar = scene.tokens.lows[j], scene.words.grammar
    if low[0].isdigit() or low in grammar["numerals"] or low in scene.words.status["running"]:
        return True  # "cancelled 40 flights on Tuesday", "cancelled flights on Tuesday"
    owned = bool(words[j].bits & flag.OWNERS)
    return owned and low not in grammar["indefinite"]


def since_then(scene: Scene, time: TimeExpression) -> TimeExpression:
    """The time as one that "since" begins, also where it is of the happening behind it: "since the coup in 2021", not
    "erstmals seit 2015 hat sie am Montag"."""
    lows, j = scene.tokens.lows, scene.tokens.index(time.start) - 1
    while j >= scene.first and j not in scene.heads and j not in scene.names.times and lows[j][0].isalnum():
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
    if time.signal == "since" and not scene.words.grammar["first_since"].isdisjoint(tokens.lows[max(0, j - 1) : j]):
        return True  # "впервые с 2015 года"
    while j > group.head and tokens.words[j].bits & BEFORE_TIME:
        if tokens.lows[j] in status["compared"]:
            return True
        j -= 1
    rises = group.verb.happening in status["rises"]
    ranged = n + 1 < len(scene.times) and scene.times[n + 1].signal in RANGE_ENDS
    onwards = scene.words.articled and tokens.lows[j] in scene.words.grammar["limiting"]  # "a | partir de julio"
    if rises and time.signal == "from" and j == scene.time_at[n] - 2 and not (ranged or onwards):
        return True
    amount = j
    while j > max(group.head, amount - AMOUNT) and not tokens.words[j].bits and tokens.lows[j] not in (",", ";"):
        j -= 1
    if not any(low[0].isdigit() for low in tokens.lows[j + 1 : amount + 1]):
        return False
    cues = status["compared"] | (status["rises_from"] if rises else frozenset())
    about = " ".join(tokens.lows[j - 1 : j + 1]) in scene.words.grammar["about"]  # "more than 5 million" compares none
    return not about and not cues.isdisjoint(tokens.lows[max(group.head + 1, j - 1) : j + 1])


def _asked_for(scene: Scene, before: Group, group: Group) -> bool:
    """The time behind an infinitive that somebody else is to do is not over: "invited Berg to visit Oslo this year",
    "ordered that Berg stand trial in June"."""
    published, other = scene.article.published, group.first - before.head > 1 and before.end == group.start
    asks, wants = scene.words.status["possible_to"], scene.words.grammar["wants_that"]
    if not (other and published and group.tense == "base" and before.verb.lemma in asks | wants):
        return False
    times = [scene.times[n] for n in scene.times_in(group.start, group.end)]
    if before.verb.lemma not in asks and group.opener not in scene.words.grammar["that"]:
        times = [t for t in times if not t.weekday]  # "ordered the families to leave on Sunday": so it did that day
    dated = read(times, Status.EXPECTED, published)
    last = edtf.bounds(dated[0]).last if dated else None
    return last is not None and last > published


def _since_of_what_is_said(scene: Scene, group: Group, n: int) -> bool:
    """ "Accused Norway of holding back water since January": since then the water is held back, and not accused."""
    if scene.times[n].signal != "since":
        return False
    between = (scene.tokens.words[j] for j in range(group.head + 1, scene.time_at[n]))
    return any(word.verb is not None and bool(word.verb.forms & ING) and not word.noun for word in between)


def has_called(scene: Scene, group: Group) -> bool:
    """The perfect has no day of its own in English: "has called a rally on Friday" is about the rally's."""
    return group.tense == "perfect" and not scene.words.free


def foreseen(scene: Scene, before: Group, group: Group) -> tuple[str, TimeExpression] | None:
    """The date ahead of the infinitive behind a promise: "agreed to meet on Friday", "to close a plant in March".

    A bare weekday is that of an appointment, but not of what else was agreed: "agreed to buy Norsa on Tuesday".
    """
    promise = before.verb.lemma in scene.words.status["promising"] and before.negated < 0 and not scene.words.free
    others = group.opener in scene.words.grammar["that"]  # "proposed that Norway host the talks in June"
    if not promise or others or group.tense != "base" or before.end != group.start:
        return None
    appointed = group.verb.happening in scene.words.status["appointed"]
    times = [scene.times[n] for n in scene.times_in(group.start, group.end)]
    times = [t for t in times if appointed or " " in t.text or not t.text.isalpha() or len(t.value) != 10]
    return ahead(times, scene.article.published, move=appointed)
