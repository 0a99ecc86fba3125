"""What a relative clause of free order is about, as a headline says it: "el juez que investiga", "die Brücke, die"."""

from __future__ import annotations

import re
from functools import cache

from dashboard.extract import flag, hanging
from dashboard.extract.labels import upper_first
from dashboard.extract.lexicon import Lexicon
from dashboard.extract.phrases import text_of
from dashboard.extract.scene import Scene
from dashboard.extract.subjects import phrase_before
from dashboard.extract.tokens import Group

OPENING_MARKS = frozenset('«„"“')
_CLOSING_MARKS = frozenset('»"”')


def antecedent(scene: Scene, group: Group) -> str:
    """What "qui" right before the verb stands for, where it has no name: "20 millions d'euros, qui ont été versés"."""
    lows, j = scene.tokens.lows, group.first - 1
    while j > group.start and scene.tokens.leans(j):
        j -= 1
    if j < group.start or lows[j] not in scene.words.grammar["doing"] or hanging.takes_up_all(scene, group):
        return ""
    stop = j - (lows[j - 1] == ",")
    begin = phrase_before(scene, scene.first, _before_title(scene, stop))
    grammar, words = scene.words.grammar, scene.tokens.words
    while begin - 2 > scene.first and lows[begin - 1] in grammar["of"] | grammar["bare_of"] and words[begin - 2].noun:
        begin = phrase_before(scene, scene.first, begin - 1)  # "le procès de l'ancien maire, qui devait s'ouvrir"
    bare = scene.tokens.written(begin)[:1].isupper() and bool(words[begin - 1].bits & flag.PREPOSITIONS)
    bare = (
        bare and bool(grammar["dropped"]) and lows[begin - 1] not in _contracted(scene.words)
    )  # "la Vuelta a Castilla, que"
    bare = bare or (bool(scene.people.places(begin, stop)) and not words[begin].bits & flag.DETERMINERS)
    if bare and begin - 2 > scene.first:
        begin = phrase_before(scene, scene.first, begin - 1)  # "un centro en Valencia que abrirá"
    contracted, of = _contracted(scene.words), begin > 0 and lows[begin - 1] in grammar["of"]
    first, _, rest = text_of(scene.tokens, begin, stop).partition(" ")
    article = contracted.get(lows[begin - 1], "") if of else ""  # "del libro, que"
    return upper_first(f"{article} {contracted.get(first, first)} {rest}".strip())  # "du séisme qui a frappé"


@cache
def _contracted(lexicon: Lexicon) -> dict[str, str]:
    """The articles that prepositions hold, "el" in "del"."""
    pairs = (pair.partition("=") for pair in lexicon.grammar["contracted"])
    return {short: article for short, _, article in pairs}


def _before_title(scene: Scene, stop: int) -> int:
    """Where the title in quotation marks begins that ends at token stop: "la novela | «La sal», que"; stop without."""
    lows = scene.tokens.lows
    if stop <= scene.first or lows[stop - 1] not in _CLOSING_MARKS:
        return stop
    return next((j for j in range(stop - 2, scene.first, -1) if lows[j] in OPENING_MARKS), stop)


def related(scene: Scene, group: Group) -> str | None:
    """What "который" behind its noun stands for, in the nominative: "в финале, который прошёл" is the final; "" where
    no list has the noun, it may be another, or there are many; the subject of the sentence as it stands. None where no
    such clause is."""
    if not scene.words.nominatives:
        return None
    n, known = group.n, scene.related
    while n and n not in known and scene.groups[n].opener in scene.words.grammar["coordinators"]:
        if scene.groups[n].own_subject:
            break
        n -= 1  # "который сбил прохожего и скрылся"
    known[group.n] = said = known[n] if n in known else _relative(scene, scene.groups[n])
    return said


def _relative(scene: Scene, group: Group) -> str | None:
    """The same of a verb that no "and" joins to the one before it."""
    words, lows = scene.words, scene.tokens.lows
    which = words.grammar["relative"] - words.status["there"]
    stop = next((j - 1 for j in range(group.first - 1, group.start, -1) if lows[j] in which and lows[j - 1] == ","), -1)
    if stop < 0:
        return None
    begin = stop
    while begin > scene.first and lows[begin - 1][0].isalnum() and begin - 1 not in scene.verbal:
        begin -= 1
    if lows[stop + 1] in words.grammar["oblique"]:
        return ""  # "компания, которую основал Берг"
    if begin == scene.first and next((g.host for g in scene.groups[group.n + 1 :] if g.host), None) == (begin, stop):
        return "" if _owned(scene, begin, stop) else scene.tokens.written(begin, stop)
    at = next((j for j in range(begin, stop) if lows[j] in words.nominatives), -1)
    if at < 0 or scene.people.plural(group) or _owned(scene, at, stop):
        return ""
    return upper_first(words.nominatives[lows[at]])


def subject_pronoun(scene: Scene, group: Group) -> int:
    """The token of the "который" that is itself the subject of the verb, over what a preposition governs; 0 where it
    may be the object or another noun is the subject."""
    tokens, grammar, j = scene.tokens, scene.words.grammar, group.first - 1
    which = grammar["relative"] - scene.words.status["there"]
    while j > group.start and tokens.lows[j] not in which:
        governed = bool(tokens.words[j - 1].bits & flag.PREPOSITIONS) or j in scene.names.times
        if tokens.is_plain(j) and not governed:
            return 0
        j -= 1
    apart = j > scene.first and tokens.lows[j] in which and tokens.lows[j - 1] == ","
    return j if apart and tokens.lows[j] not in grammar["oblique"] else 0


def _owned(scene: Scene, a: int, stop: int) -> bool:
    """A genitive behind the noun at token a agrees with "который" too: "адвокат водителя, который", no "жена
    водителя, которая"."""
    lows = scene.tokens.lows
    said = f"{lows[a]} {lows[stop - 1]} {lows[stop + 1]}"
    return stop - a > 1 and re.fullmatch(scene.words.patterns.get("owned", ""), said) is not None
