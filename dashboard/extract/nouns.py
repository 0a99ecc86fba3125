"""An event from a noun: "after her trip to Lisbon in May", "the 2009 crash", a headline without a verb.

A noun that names a happening is one of its own when it has its own date, when it stands in a headline without verb,
when it is what takes place, or when a clause is hung on it; else it belongs to the verb beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date
from itertools import takewhile

from dashboard import edtf
from dashboard.extract import (
    belonging,
    dating,
    distance,
    expressions,
    flag,
    hanging,
    labels,
    labels_free,
    meant,
    planned,
)
from dashboard.extract.cues import BEFORE_AFTER, THERE_IS, UNDER_WAY
from dashboard.extract.fitting import fit
from dashboard.extract.naming import aside_before
from dashboard.extract.nominal import NEAR, Noun, begin_of, end_of, give_date, is_its_own, is_meant, is_topic, stands
from dashboard.extract.phrases import phrases
from dashboard.extract.scene import Scene
from dashboard.extract.status import judge
from dashboard.extract.subjects import noun_phrase
from dashboard.extract.tokens import Group
from dashboard.extract.verb_labels import Complement, Subject, of_verb
from dashboard.extract.when import UNDATED, Report, When, Why
from dashboard.extract.which_time import of_source
from dashboard.model import ActorMention, Block, EventMention, Status, TimeExpression

_SETS_OFF = THERE_IS | UNDER_WAY | BEFORE_AFTER
_BETWEEN = 3  # characters between two sentences of a paragraph
_MONTH = 31  # days
Told = tuple[int, str]  # offset of a verb, and the happening it told


def happenings(scene: Scene, used: set[int], made: list[EventMention]) -> list[EventMention]:
    """The events that the nouns of a sentence name, beside those `made` from its verbs, which took the nouns `used`."""
    tokens, inside, heads, found, a = scene.tokens, scene.names.inside, scene.heads, scene.groups, scene.first
    here = tokens.nominal.within(a, scene.stop)
    if not here:
        return []
    out: list[EventMention] = []
    told = sorted([(m.trigger[0], m.happening) for m in made])
    n = -1  # the last clause that begins by token j
    for j in here:
        while n + 1 < len(found) and found[n + 1].start <= j:
            n += 1
        if j in inside or j in scene.quoted or j in used or j in heads or scene.people.is_flight(j):
            continue
        group = _clause(scene, n, j)
        start, end = _bounds(scene, group, j)
        if found and not (scene.times_in(start, end) or _set_off(scene, j, group)):
            continue
        if j > a and scene.phrase(j - 1):
            continue  # "press | conference" is told
        if tokens.lows[j] in scene.words.status["documents"] and of_source(scene, j):
            continue
        phrase = scene.phrase(j)
        name = phrase or tokens.words[j].noun
        if not name or (phrase is None and (scene.modifies(j) or _names_text(scene, j))):
            continue
        if (event := _event(scene, j, name, group, told, made)) is not None:
            out.append(event)
    return out


def _names_text(scene: Scene, j: int) -> bool:
    """ "Press release", "Morning briefing" alone in a line: what stands below it is one."""
    lows = scene.tokens.lows
    alone = not any(low[0].isalnum() for low in lows[j + 1 : scene.stop])
    return alone and " ".join(lows[scene.first : j + 1]) in scene.words.grammar["kinds_of_text"]


def _clause(scene: Scene, n: int, j: int) -> Group | None:
    """The verb whose clause token j stands in, over what is set apart behind its subject; `n` is the last to begin."""
    found = scene.groups
    if n < 0 or j >= found[n].end:
        return None
    main = found[n + 1] if n + 1 < len(found) else None
    if main is not None and main.verb.lemma in scene.words.status["occur"] and j < aside_before(scene, main):
        return main
    return found[n]


def _bounds(scene: Scene, group: Group | None, j: int) -> tuple[int, int]:
    """Where the clause begins and ends that token j stands in, the sentence where it has no verb."""
    if group is None:
        return scene.first, scene.stop
    return (group if group.start <= j else scene.groups[group.n - 1]).start, group.end


def _set_off(scene: Scene, j: int, group: Group | None) -> bool:
    """What is no date can make the noun at token j an event of its own: "after", "there is", a verb like "begin"."""
    if group is None:
        return scene.tokens.holds(scene.first, j, _SETS_OFF)
    occurs = group.verb.lemma in scene.words.status["occur"]
    return occurs or scene.tokens.holds(max(scene.first, group.start - NEAR), j, _SETS_OFF)


def _event(
    scene: Scene, j: int, name: str, group: Group | None, told: list[Told], made: list[EventMention]
) -> EventMention | None:
    """The event that the noun at token j of a sentence names, which stands in the clause of this verb group."""
    found, (start, end) = scene.groups, _bounds(scene, group, j)
    if scene.words.large and scene.tokens.lows[start] in scene.words.grammar["interrogatives"]:
        return None  # "Warum das Feuer ausbrach, ist unklar"
    head = scene.tokens.starts[group.head] if group else 0
    free = group is None or not _between(told, head, head + 1)
    verbless = not found and (scene.headline or scene.sentence.block is Block.BULLET)
    begin, stop = phrase = begin_of(scene, start, j), end_of(scene, j, end)
    if found and not (scene.times_in(begin, stop) or _set_off(scene, j, group)):
        return None
    noun = Noun(scene, j, scene.words.happenings[name], group, start, end, *phrase, free, verbless)
    if not is_meant(noun) or (verbless and noun.governed in scene.words.grammar["of_topics"] and is_topic(noun)):
        return None  # "Vote on ceasefire" is no ceasefire
    give_date(noun)
    if verbless and noun.dated is None and scene.entry is not None:
        noun.dated = _of_entry(noun, scene.entry)
    if not stands(noun) or _is_called_off(noun):
        return None
    people = scene.people.partners(start if verbless else begin, j, stop, _complement(scene, stop, end))
    places = scene.people.places(begin, stop)
    if not is_its_own(noun, people, places) or _is_told_by_verb(noun, told):
        return None
    if noun.occurs and group is not None and (meant.unreal(scene, group) or meant.comes_alone(scene, group)):
        return None  # "would be replaced before the tour began", "The shooting came"
    if noun.state:
        _date_state(noun)
    people = people or _who(noun, bool(made)) or _told_before(noun)
    if noun.occurs and group is not None:
        _take_status(noun, group)
        if (counted := distance.counted_ahead(scene, group, made)) is not None:
            noun.status, noun.dated = Status.EXPECTED, counted
        here = scene.people.places  # not what the phrase is about: "talks on Oslo's demands will begin in Rome"
        places = places or [*here(min(group.start, begin), begin), *here(group.first, group.end)]
    label = _label(noun, people, places)
    if not label or " " not in label:
        return None  # "Crash" says nothing
    report = Report(name, label, noun.status, noun.cue, _date(noun, made))
    return scene.mention((start, end) if verbless else phrase, j, report, people, places)


def _of_entry(noun: Noun, day: TimeExpression) -> tuple[str, TimeExpression] | None:
    """What an entry of a chronicle names without a verb is of the day that heads it."""
    published = noun.scene.article.published
    if expressions.lies_ahead(day.date, published):
        noun.status = Status.EXPECTED if noun.status is Status.HAPPENED else noun.status
    return expressions.read([day], noun.status, published, move=False)


def _is_called_off(noun: Noun) -> bool:
    """What was called off did not happen on the day of that: "cancelled the dates of her tour on Friday"."""
    group, happened = noun.group, noun.status is Status.HAPPENED
    return happened and group is not None and noun.at > group.head and belonging.called_off_known(noun.scene, group)


def _between(told: list[Told], a: int, b: int) -> list[Told]:
    """What verbs tell at the offsets a…b."""
    return told[bisect_left(told, (a, "")) : bisect_left(told, (b, ""))]


def _is_told_by_verb(noun: Noun, told: list[Told]) -> bool:
    """A verb of the clause tells the same kind of happening, or has the figure as its object: "reported revenue"."""
    if noun.group is None:
        return False
    if noun.kind.measured and not noun.free and noun.at > noun.group.head:
        return True
    a, b = noun.scene.tokens.starts[noun.group.start], noun.scene.tokens.end(noun.group.end - 1)
    return any(happening == noun.kind.name for _, happening in _between(told, a, b))


def _date_state(noun: Noun) -> None:
    """ "Have been on strike since May": it goes on, the time behind it is its date; "seront en grève" is to come."""
    scene, grammar = noun.scene, noun.scene.words.grammar
    noun.status, noun.cue = Status.ONGOING, scene.tokens.lows[noun.begin - 2]
    before = scene.tokens.lows[max(noun.scene.first, noun.begin - 4) : noun.begin - 1]
    if not grammar["will"].isdisjoint(before):
        noun.status, noun.dated = Status.EXPECTED, None
    elif scene.words.free and not grammar["be_past"].isdisjoint(before):
        noun.status = Status.HAPPENED
    end = noun.end
    if _which(scene, scene.first, _verb_of_state(scene, scene.first, noun.begin - 1)):
        end = next((j for j in range(noun.at, end) if scene.tokens.lows[j] == ","), end)
    after = [scene.times[n] for n in scene.times_in(noun.at + 1, end)]
    noun.dated = noun.dated or expressions.read(after, noun.status, scene.article.published)


def _who(noun: Noun, beside: bool) -> list[ActorMention]:
    """Who takes part where the phrase names nobody: who had it, told `beside` an event, or the subject of the verb."""
    scene = noun.scene
    had = noun.begin > noun.scene.first and scene.tokens.words[noun.begin - 1].bits & flag.HAVE
    people = scene.people.acting(noun.scene.first, noun.begin)[:1] if had and beside else []
    return scene.people.subject(noun.group) if noun.leading and noun.group is not None and not people else people


def _told_before(noun: Noun) -> list[ActorMention]:
    """ "The talks": those of whom the sentence before tells that they talked, or agreed on talks."""
    scene, lists = noun.scene, noun.scene.words.grammar
    tokens, name = scene.tokens, noun.kind.name
    bare = noun.at == noun.begin + 1 and tokens.lows[noun.begin] in lists["definite"]
    if name not in lists["shared"] or not bare or not scene.found:
        return []
    before = scene.found[-1].start
    for m in reversed(list(takewhile(lambda m: m.start == before, reversed(scene.found)))):
        if not m.actors or scene.sentence.start - m.end > _BETWEEN:
            continue
        there = range(tokens.index(m.start), tokens.index(m.end))
        told = m.happening == name or {m.happening, name} <= lists["alike"]
        enough = len(m.actors) > 1 or name not in lists["alike"]  # nobody talks alone
        if not told and enough and m.happening in lists["bringing_about"]:
            told = any(tokens.words[j].noun == name for j in there)
        if told:
            named = {one.actor: one for one in scene.people.mentions if one.actor in m.actors}
            return list(named.values())
    return []


def _take_status(noun: Noun, group: Group) -> None:
    """The status and date of what takes place are those of its verb."""
    scene, status = noun.scene, noun.scene.words.status
    noun.status, noun.cue = judge(
        group,
        scene.tokens,
        scene.words,
        conditional=scene.conditional,
        reported=hanging.told(scene, group),
        headline=scene.headline,
    )
    if demand := meant.demanded(scene, group):
        noun.status, noun.cue = Status.EXPECTED, demand
    awaited = group.passive and group.verb.lemma in status["expecting"]  # "ist für Freitag angesetzt"
    if (awaited or group.verb.lemma in status["expected_to"]) and noun.status is not Status.DENIED:
        first = group.first if group.passive and group.first < group.head - 1 else group.head  # "is now planned"
        noun.status, noun.cue = Status.EXPECTED, " ".join(scene.tokens.lows[first : group.head + 1])
    _date_what_takes_place(noun, group)


def _date_what_takes_place(noun: Noun, group: Group) -> None:
    """The date that its verb gives; in the present one that lies ahead, where a headline tells of no past one."""
    scene, published = noun.scene, noun.scene.article.published
    times = belonging.of_clause(scene, group)
    if not times and group.start > noun.at:
        times = belonging.of_clause(scene, scene.groups[group.n - 1])  # "the vote set for May will not take place"
    if noun.dated is None and group.tense == "present":
        past = expressions.read(times, Status.HAPPENED, published, move=False)
        until = past is not None and past[0].startswith("../") and expressions.lies_ahead(past[0], published)
        if past is None or until:
            noun.dated = expressions.read(times, Status.EXPECTED, published)
        elif scene.entry is not None:
            noun.dated = expressions.ahead(times, published, move=False)
        elif scene.sentence.block is Block.BODY and not scene.words.free:
            noun.dated = expressions.ahead(times, published)
        noun.status = Status.EXPECTED if noun.dated else noun.status
    if noun.dated is None or noun.status is Status.EXPECTED:
        then = noun.status is Status.EXPECTED and planned.planned_then(scene, group)  # behind or ahead
        over = then and group.tense == "pluperfect" and not scene.words.free  # "had been planned for May"
        over = over and not any(_is_soon(t.date, published) for t in times)  # "for 25 May", told on 23 May
        seen = Status.HAPPENED if over else Status.POSSIBLE if then else noun.status
        times = [replace(t, signal="") for t in times] if over else times
        noun.dated = expressions.read(times, seen, published)
    elif times and (times[0].date or "").startswith(f"{noun.dated[0]}-"):
        noun.dated = times[0].date or "", times[0]  # "next year's race starts on 29 June"
    if group.tense == "present" and noun.dated is not None and expressions.lies_ahead(noun.dated[0], published):
        noun.status = Status.EXPECTED if noun.status is Status.HAPPENED else noun.status


def _is_soon(value: str | None, published: date | None) -> bool:
    """The value is a day at most a month after publication."""
    day = edtf.bounds(value).first if value and edtf.is_day(value) else None
    return day is not None and published is not None and 0 <= (day - published).days <= _MONTH


def _label(noun: Noun, people: list[ActorMention], places: list[str]) -> str:
    """The headline of the noun, told with its verb where the noun alone says too little."""
    scene, words, tokens, group = noun.scene, noun.scene.words, noun.scene.tokens, noun.group
    nominative = words.nominatives.get(tokens.lows[noun.at], "")
    cased = nominative not in ("", tokens.lows[noun.at])
    inflected = words.large and noun.governed in words.grammar["prepositions"]  # "bei einem schweren Unfall"
    inflected = inflected or cased
    label = labels.of_noun(
        tokens, words, noun.at if inflected else noun.begin, noun.stop, people, places, noun.kind, scene.spans
    )
    if cased and label.lower().startswith(tokens.lows[noun.at]):
        label = labels.upper_first(nominative + label[len(tokens.lows[noun.at]) :])  # "на саммите ШОС"
    if noun.state:
        label = _state_label(scene, scene.first, noun.begin - 1, noun.stop) or label
    if group is None or not (noun.occurs or noun.told):
        return label
    if words.free:
        return labels_free.of_occurrence(scene, group, noun.kind) or label
    who, brief = tokens.written(noun.begin, noun.stop), len(label.split()) < 3
    if people and tokens.words[noun.begin].bits & flag.POSSESSIVE:  # "its annual meeting"
        own = labels.joined(labels.all_called(people, words), words)
        who = f"{own}'s {tokens.written(noun.begin + 1, noun.stop)}"
        label = fit(words, "", [who]) or label
    phase = noun.occurs and group.verb.lemma in words.status["phases"]
    if not (phase or brief) or len(who) >= 50:
        return label
    times = [] if group.verb.lemma in words.grammar["lasting"] else scene.spans
    subject, after = Subject([who], labels.is_plural(who, words)), Complement(scene.reach(group), times)
    return of_verb(scene, group, subject, after, noun.status).label or label


def _date(noun: Noun, made: list[EventMention]) -> When:
    """When the happening of a noun was."""
    scene = noun.scene
    if noun.occurs and noun.group is not None:
        return dating.date_of(scene, noun.group, noun.dated, noun.status, noun.kind.name, made)
    if noun.dated:
        date = noun.dated[0]
        onward = noun.subject_of is not None or noun.verbless or scene.recent(date)
        if noun.status is Status.HAPPENED and edtf.is_day(date) and not noun.adjectival and onward:
            scene.carry(date)
        return scene.by_its_own(noun.dated)
    if noun.leading and noun.governed in scene.words.grammar["during"] and noun.group is not None:
        # "Bei einem Brand in Kiel starben am Montag zwei Menschen"
        start = scene.tokens.starts[noun.group.start]
        for m in made:
            if m.start == start and m.status is Status.HAPPENED:
                return When(m.date, m.time, Why.TOLD_WITH)
    which = noun.state and _which(scene, scene.first, _verb_of_state(scene, scene.first, noun.begin - 1))
    if noun.exists and not which and (day := dating.carried(scene, 0, noun.end)) is not None:
        return When(day, None, Why.BEFORE)
    if noun.verbless and scene.lead and scene.article.published:
        return When(scene.article.published.isoformat(), None, Why.LEAD)
    return UNDATED


def _complement(scene: Scene, stop: int, end: int) -> int:
    """Where the phrases of a noun end: over a participle right after it, "the deal signed by the two"."""
    after = scene.heads.get(stop)
    led = after is not None and after.first == after.head and after.tense in ("past", "participle")
    return end if led else stop


def _verb_of_state(scene: Scene, a: int, on: int) -> int:
    """Where "have been" begins before the "on" of a state."""
    first = on - 1
    while first > a and scene.tokens.words[first - 1].bits & (flag.BE | flag.HAVE | flag.ADVERBS):
        first -= 1
    return first


def _which(scene: Scene, a: int, first: int) -> int:
    """The relative pronoun right before the verb at token `first`, behind who opens the sentence; 0 without."""
    relative = first > a + 2 and scene.tokens.lows[first - 1] in scene.words.grammar["relative"]
    return first - 1 if relative else 0


def _state_label(scene: Scene, a: int, on: int, stop: int) -> str:
    """ "Dockers on strike": what stands before "have been on strike", and the state."""
    first = _verb_of_state(scene, a, on)
    if which := _which(scene, a, first):
        first = which - (scene.tokens.lows[which - 1] == ",")  # "Ada Berg, who has been on strike since May"
    who = noun_phrase(scene, a + (not scene.tokens.lows[a][0].isalnum()), first)
    state = scene.tokens.written(on, stop)
    return (
        fit(scene.words, labels.upper_first(who), phrases(scene.tokens, on, stop, scene.spans)) if who and state else ""
    )
