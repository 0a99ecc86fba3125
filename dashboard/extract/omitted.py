"""What of a clause in free order no headline holds: times, asides, and what participles tell of a noun."""

from __future__ import annotations

from itertools import pairwise

from dashboard.extract import extended, flag
from dashboard.extract.free import enclosed
from dashboard.extract.phrases_free import Skip, room, scheduled
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.model import TimeType

_ASIDE = 12  # no aside between a verb and its object has more tokens


def omitted(scene: Scene, group: Group, skip: Skip) -> Skip:
    """The spans that a headline leaves out: times, what lasts so long, asides, what participles tell of a noun."""
    words, after = scene.words, scene.after(group)
    if scene.spans:
        skip = [span for span in skip if not (group.late or _is_subject(scene, group, span[0]))]
        skip = [span for span in skip if not _is_claimed(scene, group, span[0])] if words.large else skip
        skip = [*_terms(scene, group), *skip] if words.nominatives else skip
        skip = [*_lengths_of(scene, group), *skip, *_of_participles(scene, group)]
    if scene.parted:
        before = scene.tokens.starts[group.first]  # "el fuego | declarado el viernes | ha arrasado el monte"
        skip = [*(span for span in scene.parted if span[1] <= before), *skip]
    skip = [*skip, *_asides(scene, group), *_sources(scene, group)] if words.large else skip
    skip = [*skip, *_participles(scene, group)] if words.describing else skip
    skip = [*_behind_verb(scene, group), *skip] if words.articled else skip
    return [*skip, *_named_aside(scene, after)] if after is not None and words.grammar["dropped"] else skip


def _is_subject(scene: Scene, group: Group, start: int) -> bool:
    """The length of time that opens a clause is of what it tells: "Une minute de silence sera observée"."""
    tokens, of = scene.tokens, scene.words.grammar["of"] | scene.words.grammar["bare_of"]
    if start != tokens.starts[group.start] or not scene.words.articled:
        return False
    time = next((scene.times[n] for n in scene.times_in(group.start, group.first)), None)
    return time is not None and time.type is TimeType.DURATION and tokens.lows[tokens.index(time.end)] in of


def _is_claimed(scene: Scene, group: Group, start: int) -> bool:
    """The length of time is what somebody asks for or is given: "hatte sechs Jahre gefordert", "zwei Jahre Haft"."""
    tokens, grammar, at = scene.tokens, scene.words.grammar, scene.tokens.index(start)
    time = next((scene.times[n] for n in scene.times_in(at, at + 1)), None)
    if time is None or time.type is not TimeType.DURATION or tokens.words[at - 1].bits & flag.PREPOSITIONS:
        return False
    return group.verb.lemma in grammar["asking_length"] or not grammar["terms"].isdisjoint(
        tokens.lows[at + 1 : group.end]
    )


def _terms(scene: Scene, group: Group) -> list[tuple[int, int]]:
    """The spans of lengths of time between a verb and its object, in a clause that is too long with them: "арестовал
    | на два месяца | бывшего мэра Антонину Белову"."""
    tokens, after = scene.tokens, group.head + 1
    if tokens.end(group.end - 1) - tokens.starts[group.start] <= room(scene.words):
        return []
    times = (scene.times[n] for n in scene.times_in(after, min(after + 2, group.end)))
    return [(t.start, t.end) for t in times if t.type is TimeType.DURATION and tokens.index(t.end) < group.end - 1]


def _lengths_of(scene: Scene, group: Group) -> list[tuple[int, int]]:
    """The spans of lengths of time behind a preposition, with what lasts so long: "après huit mois | de travaux"."""
    tokens, grammar, out = scene.tokens, scene.words.grammar, list[tuple[int, int]]()
    for n in scene.times_in(group.head, group.end) if scene.words.articled else ():
        time, j = scene.times[n], tokens.index(scene.times[n].end)
        before = tokens.lows[scene.time_at[n] - 1]
        loose = before in grammar["before_after"] or tokens.lows[scene.time_at[n] - 2] in grammar["so_long_after"]
        loose = loose and time.type is TimeType.DURATION
        if loose and tokens.lows[j : j + 1] and tokens.lows[j] in grammar["of"] | grammar["bare_of"]:
            j += 1 + (tokens.lows[j + 1 : j + 2] == ["'"])
            while j < group.end and tokens.is_plain(j):
                j += 1
            out.append((time.start, tokens.end(j - 1)))
    return out


def _asides(scene: Scene, group: Group) -> list[tuple[int, int]]:
    """The spans, commas too, of what is set apart within a verb: "hat den Chef, Jan Visser, empfangen"."""
    tokens, commas = scene.tokens, [j for j in range(group.first + 1, group.head) if scene.tokens.lows[j] == ","]
    found = ((enclosed(tokens, group.first, j, scene.words, scene.names), j) for j in commas)
    return [(tokens.starts[k], tokens.end(j)) for k, j in found if k >= 0]


def _sources(scene: Scene, group: Group) -> list[tuple[int, int]]:
    """The spans of phrases that say whose word it is: "nach Angaben von Gouverneur Ott", "laut Polizei"; not where the
    verb stands in the mood of their words."""
    tokens, lows, status, out = scene.tokens, scene.tokens.lows, scene.words.status, list[tuple[int, int]]()
    if lows[group.first] in scene.words.grammar["said_so"]:
        return out
    tells = tuple(scene.words.grammar["sources"])
    for j in range(group.start, group.end - 1):
        at = j
        if scene.words.signals.get(lows[j]) == "after":
            at = next((k for k in range(j + 1, min(j + 4, group.end - 1)) if lows[k].endswith(tells)), -1)
            owned = at > 0 and (lows[at + 1] in scene.words.grammar["genitive"] or tokens.words[at + 1].bits & flag.OF)
            stop = _noun_phrase_end(scene, at + 1, group.end) if owned else at + 1
        elif lows[j] in status["according"] and tokens.words[j].bits & flag.PREPOSITIONS:
            stop = _noun_phrase_end(scene, j, group.end)
        else:
            continue
        if at >= 0 and j == group.start < group.first and "," not in lows[j : group.first]:
            stop = group.first  # "Nach Angaben der Polizei in Bonn | starben"
        if at >= 0 and stop > j + 1:
            out.append((tokens.starts[j], tokens.end(stop - 1)))
    return out


def _noun_phrase_end(scene: Scene, j: int, end: int) -> int:
    """The token behind the noun or name that token j, its article or preposition, governs."""
    tokens, names, k = scene.tokens, scene.names, j + 1
    while k < end - 1 and tokens.text[tokens.starts[k]].islower() and tokens.lows[k].isalpha():
        k += 1
    titled = bool(tokens.words[j].bits & (flag.OF | flag.PREPOSITIONS))
    k += 1
    while k < end and (k in names.mentioned or (titled and tokens.text[tokens.starts[k]].isupper())):
        k += 1
    return k


def _behind_verb(scene: Scene, group: Group) -> list[tuple[int, int]]:
    """The span, commas too, of when or how something was done that parts a verb from its object: "a adopté, lundi soir,
    la loi", not "s'est effondré, lundi soir, une catastrophe"."""
    lows, words, times = scene.tokens.lows, scene.tokens.words, scene.names.times
    j = group.head + 1
    while j < group.end and lows[j] != "," and (j in times or j + 1 in times or words[j].bits & flag.ADVERBS):
        j += 1
    if (
        j + 2 >= group.end
        or lows[j] != ","
        or not (j + 1 in times or words[j + 1].bits & flag.PREPOSITIONS | flag.DETERMINERS)
    ):
        return []
    object_less = group.passive or group.verb.lemma in scene.words.grammar["goes"]
    if object_less or any(words[i].bits & flag.REFLEXIVE for i in range(group.start, group.first)):
        return []
    closes = next((k for k in range(j + 2, min(j + _ASIDE, group.end - 1)) if lows[k] == ","), 0)
    opens = closes and (words[closes + 1].bits & flag.DETERMINERS or lows[closes + 1][0].isdigit())
    told = opens and any(
        words[i].verb is not None and not words[i].noun for i in range(j + 1, closes) if i not in times
    )
    return [(scene.tokens.starts[j], scene.tokens.end(closes))] if opens and not told else []


def _named_aside(scene: Scene, content: Group) -> list[tuple[int, int]]:
    """The spans, commas too, of who two commas name in what is said: "negó que el jefe, Ana Ruiz, vaya a dimitir"."""
    tokens, people = scene.tokens, scene.people
    found = [(people.at[i] - 1, people.till[i]) for i in people.between(content.start + 1, content.first)]
    return [(tokens.starts[a], tokens.end(b)) for a, b in found if tokens.lows[a] == tokens.lows[b] == ","]


def _participles(scene: Scene, group: Group) -> list[tuple[int, int]]:
    """The spans, commas too, of what a participle opens before a verb: "самолёт, следовавший в Баку, упал"."""
    tokens, out = scene.tokens, list[tuple[int, int]]()
    commas = [j for j in range(group.start, group.first) if tokens.lows[j] == ","]
    for opens, closes in pairwise(commas):
        if tokens.lows[opens + 1].endswith(scene.words.describing):
            out.append((tokens.starts[opens], tokens.end(closes)))
    return out


def _of_participles(scene: Scene, group: Group) -> list[tuple[int, int]]:
    """The spans of the times with which a participle describes a noun, in a clause that is too long with them: "Der für
    Freitag geplante Streik", "la grève prévue lundi"."""
    if scene.tokens.end(group.end - 1) - scene.tokens.starts[group.start] <= room(scene.words):
        return []
    tokens, at = scene.tokens, scene.time_at
    times = (
        n
        for n in scene.times_in(group.start, group.end)
        if extended.holds(tokens, at[n]) or scheduled(tokens, group.start, at[n]) < at[n]
    )
    return [(scene.times[n].start, scene.times[n].end) for n in times]
