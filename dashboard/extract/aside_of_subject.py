"""What stands between a subject and its verb, or before it, and is no part of it: asides, predicates, days."""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.scene import Scene


def before_predicate(scene: Scene, a: int, b: int) -> int:
    """Where the subject ends of which "be" and, behind "and", a verb tell: "the man was ill and died"."""
    words, j = scene.tokens.words, b - 1
    while j > a and words[j].bits & flag.ADVERBS and not words[j].bits & flag.COORDINATORS:
        j -= 1
    if j <= a or not words[j].bits & flag.COORDINATORS or scene.words.free:
        return b
    for k in range(a + 1, j):
        if words[k].bits & flag.BE and k not in scene.names.inside and scene.tokens.lows[k].isalpha():
            return k
    return b


def before_aside(scene: Scene, a: int, b: int) -> int:
    """Where the subject ends before an aside in commas: "a strike in Brest, a port in Brittany, went on"."""
    tokens, whole = scene.tokens, b
    while scene.words.free and b > a and leans(scene, b - 1):
        b -= 1  # "La compra, sujeta a aprobación, se cerrará"
    if b <= a or tokens.lows[b - 1] != "," or "," not in tokens.lows[a : b - 1]:
        return whole
    comma = max(j for j in range(a, b - 1) if tokens.lows[j] == ",")
    first = tokens.words[comma + 1]
    aged = tokens.lows[comma + 1] in tokens.grammar["not_verbs"]  # "the men, aged between 24 and 41, fled"
    describes = scene.words.articled and not first.bits
    describes = describes and comma + 1 not in scene.names.inside  # "el tenista, ganador en 2023, será operado"
    tells = first.bits or first.verb or aged or describes or is_adverb(scene, comma + 1)
    named = comma + 1 in scene.names.inside and not _is_owned(scene, a, comma)
    said = named or not (tells or comma + 1 in scene.names.inside)
    if said or comma == a:
        return whole
    before = max((j for j in range(a, comma) if tokens.lows[j] == ","), default=a)
    return before if before > a and tokens.lows[before + 1] in tokens.grammar["indefinite"] else comma


def _is_owned(scene: Scene, a: int, comma: int) -> bool:
    """Behind the comma stands whose what the phrase before it names is: "the airport, Britain's largest,"."""
    people = scene.people
    i = next(iter(people.between(comma + 1, comma + 2)), -1)
    owned = i >= 0 and people.at[i] == comma + 1 and people.owns(people.till[i])
    return owned and not scene.words.free and scene.tokens.lows[a] in scene.words.grammar["definite"]


def of_its_day(scene: Scene, j: int) -> bool:
    """The time at token j says which happening is meant that a preposition governs: "the toll from Monday's quake"."""
    if scene.words.free or j < scene.first + 2:
        return False
    time = scene.times[scene.times_before[j + 1] - 1]
    noun = scene.tokens.is_plain(j - 2) and j - 2 not in scene.names.times
    return noun and scene.owns(time) and scene.tokens.words[j - 1].bits & flag.PREPOSITIONS != 0


def is_adverb(scene: Scene, j: int) -> bool:
    word = scene.tokens.words[j]
    return word.bits & flag.ADVERBS != 0 or (word.manner and not in_name(scene, j))


def leans(scene: Scene, j: int) -> bool:
    """A clitic, no article, or the apostrophe behind one, right before the verb."""
    flags = scene.tokens.words[j].bits
    return scene.tokens.lows[j] == "'" or (
        bool(flags & (flag.CLITICS | flag.REFLEXIVE)) and not flags & flag.DETERMINERS
    )


def in_name(scene: Scene, j: int) -> bool:
    return j in scene.names.inside and j not in scene.names.times
