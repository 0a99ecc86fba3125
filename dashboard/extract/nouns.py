"""An event from a noun: "after her trip to Lisbon in May", "the 2009 crash", a headline without a verb.

A noun that names a happening is one of its own when it has its own date, when it stands in a headline without verb,
when it is what takes place, or when a clause is hung on it; else it belongs to the verb beside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from dashboard.extract import belonging, dating, expressions, labels, labels_free
from dashboard.extract.phrases import fit, phrases
from dashboard.extract.scene import Scene
from dashboard.extract.status import judge
from dashboard.extract.tokens import Group
from dashboard.model import Block, EventMention, Status

_PARTS_NOUN = frozenset(("prepositions", "coordinators", "subordinators", "be", "have"))
_NEAR = 4  # tokens from "there" to what there is


def happenings(
    scene: Scene, a: int, b: int, found: list[Group], quoted: set[int], used: set[int], made: list[EventMention]
) -> list[EventMention]:
    """The events that the nouns of tokens a…b name, beside those `made` from its verbs, which took the nouns `used`."""
    out: list[EventMention] = []
    tokens, inside, heads = scene.tokens, scene.names.inside, scene.heads
    marked = tokens.nominal
    for j in marked[bisect_left(marked, a) : bisect_left(marked, b)]:
        if j in inside or j in quoted or j in used or j in heads:
            continue
        group = _clause(found, j)
        if found and not _noticed(scene, a, j, group):
            continue
        phrase = scene.phrase(j)
        name = phrase or tokens.words[j].noun
        if not name or (phrase is None and scene.modifies(j)):
            continue
        if (event := _event(scene, a, b, j, name, group, found, made)) is not None:
            out.append(event)
    return out


def _clause(found: list[Group], j: int) -> Group | None:
    """The verb whose clause token j stands in."""
    n = bisect_right(found, j, key=lambda group: group.start) - 1
    return found[n] if n >= 0 and j < found[n].end else None


def _noticed(scene: Scene, a: int, j: int, group: Group | None) -> bool:
    """Something can make the noun at token j an event of its own: a date, "after", "there is", a verb like "begin"."""
    if scene.spans or (group is not None and group.verb.lemma in scene.words.status["occur"]):
        return True
    before = scene.tokens.lows[max(a, group.start - _NEAR if group else a) : j]
    return "there" in before or "on" in before or not scene.words.grammar["before_after"].isdisjoint(before)


def _event(
    scene: Scene,
    a: int,
    b: int,
    j: int,
    name: str,
    group: Group | None,
    found: list[Group],
    made: list[EventMention],
) -> EventMention | None:
    """The event that the noun at token j of a sentence a…b names, which stands in the clause of this verb group."""
    tokens, words = scene.tokens, scene.words
    kind = words.happenings[name]
    heads = scene.heads
    start, end = (group.start, group.end) if group else (a, b)
    stop = j + 1
    while (
        stop < end
        and stop not in scene.verbal
        and tokens.lows[stop] not in (",", ";", ":", ".", "—", "–", "(", "-")
        and not tokens.words[stop].flags & {"subordinators", "be", "have", "will", "would"}
    ):
        stop += 1
    while stop > j + 1 and tokens.words[stop - 1].flags & {"adverbs", "negation"}:
        stop -= 1
    begin = j
    while (
        begin > start
        and (_owned(scene, begin - 1) or not (tokens.words[begin - 1].flags & _PARTS_NOUN))
        and (tokens.lows[begin - 1][0].isalnum() or tokens.lows[begin - 1] == "'s")
        and begin - 1 not in heads
        and not (
            tokens.lows[begin - 1].endswith("ing") and tokens.words[begin - 1].verb and not tokens.words[begin - 1].noun
        )
        and not (begin - 1 in scene.names.times and (words.free or tokens.lows[begin] in words.grammar["articled"]))
    ):
        begin -= 1
    within = scene.times_in(begin, stop)
    own = [n for n in within if expressions.usable(scene.times[n])] if within else []
    adjectival = [n for n in own if scene.time_at[n] < j]
    governed = tokens.lows[begin - 1] if begin > a else ""
    verbless = not found and (scene.headline or scene.sentence.block is Block.BULLET)
    leading = group is not None and stop <= group.first and governed in words.grammar["before_after"]
    status = Status.HAPPENED
    cue = ""
    before = tokens.lows[begin:j]
    if not words.grammar["negation"].isdisjoint(before):
        return None
    if not words.status["expected_words"].isdisjoint(before):
        status, cue = Status.EXPECTED, next(w for w in before if w in words.status["expected_words"])
    elif not (own or leading or verbless or words.status["possible_words"].isdisjoint(before)):
        return None
    if kind.nature == "speech" and not verbless:
        return None
    dated = expressions.read([scene.times[n] for n in own], status, scene.article.published, move=False)
    if dated is None and own and status is Status.HAPPENED:
        dated = expressions.read([scene.times[n] for n in own], Status.EXPECTED, scene.article.published)
        if dated is not None:
            status, cue = Status.EXPECTED, dated[1].text
    free = group is None or not any(m.trigger[0] == tokens.starts[group.head] for m in made)
    occurs = (
        group is not None
        and free
        and stop <= group.first
        and group.verb.lemma in words.status["occur"]
        and not (group.verb.lemma in words.status["follows"] and _object(scene, group))
        and not any(tokens.words[k].noun or not tokens.lows[k][0].isalnum() for k in range(j + 1, group.first))
        and (group.passive or group.verb.lemma not in words.status["arranging"])
    )
    told = bool(dated) and group is not None and stop <= group.first and free
    state = begin > a + 1 and tokens.lows[begin - 1] == "on" and "be" in tokens.words[begin - 2].flags
    exists = state or "there" in tokens.lows[max(a, begin - _NEAR) : begin]
    if exists and not state and not tokens.words[begin - 1].flags & {"be", "have", "adverbs"}:
        exists = False
    if not (dated or verbless or exists or occurs or leading or adjectival):
        return None
    people = scene.people.partners(start if verbless else begin, j, stop, _complement(scene, stop, end, found))
    places = scene.people.places(begin, stop)
    apart = governed in words.grammar["before_after"] | words.grammar["complement"]
    if not (
        adjectival
        or verbless
        or told
        or exists
        or occurs
        or (leading and (dated or places))
        or (dated and (people or places) and (free or apart))
    ):
        return None
    if state:
        status, cue = Status.ONGOING, tokens.lows[begin - 2]
        after = [scene.times[n] for n in scene.times_in(j + 1, end)]
        dated = dated or expressions.read(after, status, scene.article.published)
    if group is not None and any(
        m.happening == name and tokens.starts[group.start] <= m.trigger[0] < tokens.end(group.end - 1) for m in made
    ):
        return None
    had = begin > a and "have" in tokens.words[begin - 1].flags
    if had and not people and made:
        people = [
            m for i in scene.people.between(a, begin) if scene.people._acts(i) for m in (scene.people.mentions[i],)
        ][:1]
    if leading and not people and group is not None:
        subject = scene.people.subject(group)
        people = subject
    if group is not None and occurs:
        reported = belonging.told(scene, group)
        status, cue = judge(
            group, tokens, words, conditional=scene.conditional, reported=reported, headline=scene.headline
        )
        if demand := belonging.demanded(scene, group):
            status, cue = Status.EXPECTED, demand
        if group.verb.lemma in words.status["expected_to"] and status is not Status.DENIED:
            status, cue = Status.EXPECTED, tokens.lows[group.head]
        if dated is None and group.tense == "present":
            extra = belonging.of_clause(scene, group)
            body = scene.sentence.block is Block.BODY and not words.free
            past = expressions.read(extra, Status.HAPPENED, scene.article.published, move=False)
            if body or past is None:
                dated = (
                    expressions.ahead(extra, scene.article.published)
                    if past
                    else expressions.read(extra, Status.EXPECTED, scene.article.published)
                )
                status = Status.EXPECTED if dated else status
        if dated is None or status is Status.EXPECTED:
            extra = belonging.of_clause(scene, group)
            dated = expressions.read(extra, status, scene.article.published)
        places = places or scene.people.places(group.start, group.end)
    label = labels.of_noun(tokens, words, begin, stop, people, places, kind, scene.spans)
    if state:
        label = _state_label(scene, a, begin - 1, stop) or label
    phase = occurs and group is not None and group.verb.lemma in words.status["phases"]
    noun = tokens.written(begin, stop)
    if words.free and occurs and group is not None:
        label = labels_free.of_occurrence(scene, group, kind) or label
    elif (occurs or told) and group is not None and (phase or len(label.split()) < 3) and len(noun) < 50:
        times = [] if group.verb.lemma in words.grammar["lasting"] else scene.spans
        label = (
            labels.of_verb(
                group, tokens, words, noun, labels.is_plural(noun, words), status, times, end=scene.reach(group)
            )
            or label
        )
    if not label or " " not in label:
        return None  # "Crash" says nothing
    date, time, why = None, None, dating.Why.NONE
    if occurs and group is not None:
        date, time, why = dating.date_of(scene, group, dated, status, name, made)
    elif dated:
        date, time, why = dated[0], scene.place(dated[1]), dating.Why.OWN
        if status is Status.HAPPENED and len(date) == 10 and not adjectival:
            scene.carry(date)
    elif exists and (day := dating.carried(scene, 0, end)) is not None:
        date, why = day, dating.Why.BEFORE
    elif verbless and scene.lead and scene.article.published:
        date, why = scene.article.published.isoformat(), dating.Why.LEAD
    span = (start, end) if verbless else (begin, stop)
    actors = list(dict.fromkeys(m.actor for m in people))
    return scene.mention(*span, j, name, label, status, cue, date, time, why, actors, tuple(people), places, [])


def _owned(scene: Scene, j: int) -> bool:
    """The "'s" of a name, no verb."""
    return scene.tokens.lows[j] == "'s" and j - 1 in scene.names.inside


def _complement(scene: Scene, stop: int, end: int, found: list[Group]) -> int:
    """Where the phrases of a noun end: over a participle right after it, "the deal signed by the two"."""
    after = next((g for g in found if g.first == g.head == stop and g.tense in ("past", "participle")), None)
    return end if after is not None else stop


def _object(scene: Scene, group: Group) -> bool:
    """Something stands behind the verb that is no time, place or mark: "the vote followed weeks of protests"."""
    j = group.head + 1
    after = scene.tokens.words[j] if j < group.end else None
    return after is not None and scene.tokens.lows[j][0].isalnum() and "prepositions" not in after.flags


def _state_label(scene: Scene, a: int, on: int, stop: int) -> str:
    """ "Dockers on strike": what stands before "have been on strike", and the state."""
    first = on - 1
    while first > a and scene.tokens.words[first - 1].flags & {"be", "have", "adverbs"}:
        first -= 1
    who = scene.noun_phrase(a + (not scene.tokens.lows[a][0].isalnum()), first, first)
    state = scene.tokens.written(on, stop)
    return (
        fit(scene.words.grammar, labels.upper_first(who), phrases(scene.tokens, on, stop, scene.spans))
        if who and state
        else ""
    )
