"""Whether a verb that is negated leaves something open, "n'exclut pas d'autres grèves", or bars nobody, "n'a pas exclu
le joueur"."""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group

_LIGHT = flag.DETERMINERS | flag.ADVERBS | flag.NEGATION


def keeps_open(scene: Scene, group: Group) -> bool:
    """The verb, negated, does not rule something out: "schloss Streiks nicht aus", not "не исключили из партии"."""
    words = scene.words
    if group.negated < 0 or group.verb.lemma not in words.status["ruling_out"] or group.passive:
        return False
    if not words.grammar["out_of"].isdisjoint(scene.tokens.lows[group.head : group.end]):
        return False
    return not (_bars_before(scene, group) if words.large else _bars_behind(scene, group))


def _bars_before(scene: Scene, group: Group) -> bool:
    """The object, which stands before its "nicht", is somebody: "schloss den Spieler nicht aus", but "einen Rücktritt
    der Ministerin" and "Neuwahlen schloss die Ministerin nicht aus"."""
    tokens, grammar, at = scene.tokens, scene.words.grammar, group.negated
    if at + 1 < group.end and _is_somebody(scene, at + 1):
        return True  # "keinen Spieler"
    opens = range(group.start, group.first - 1)
    if not any(tokens.words[k].bits & flag.DETERMINERS or k in scene.names.inside for k in opens):
        return False
    j = _over_times(scene, at - 1, group.first)
    if j <= group.first or not (_is_somebody(scene, j) or j in scene.names.inside):
        return False
    for k in range(j - 1, group.first, -1):
        bits = tokens.words[k].bits
        if bits & flag.PREPOSITIONS or tokens.lows[k] in grammar["genitive"]:
            return k + 1 in scene.names.times
        if bits & flag.DETERMINERS or k in scene.names.times:
            break
        if tokens.text[tokens.starts[k]].isupper() and not (_is_somebody(scene, k) or k in scene.names.inside):
            return False  # "Pläne Russlands"
    return True


def _over_times(scene: Scene, j: int, stop: int) -> int:
    """The last token up to j, after `stop`, that is of no time: "den Spieler | am Montag"."""
    times = scene.names.times
    while j > stop and (j in times or (j + 1 in times and scene.tokens.words[j].bits & flag.PREPOSITIONS)):
        j -= 1
    return j


def _bars_behind(scene: Scene, group: Group) -> bool:
    """The object, which stands behind its verb, is somebody: "n'a pas exclu le joueur", "no descartó a Morata"."""
    tokens, times, whom = scene.tokens, scene.names.times, scene.words.grammar["personal"]
    j, named = group.head + 1, not whom
    while j < group.end:
        bits, low = tokens.words[j].bits, tokens.lows[j]
        if low in whom and j + 1 not in times:
            named = True
        elif _is_somebody(scene, j) or not (j in times or j + 1 in times or bits & _LIGHT or low == "'"):
            break
        j += 1
    return j < group.end and named and (_is_somebody(scene, j) or tokens.text[tokens.starts[j]].isupper())


def _is_somebody(scene: Scene, j: int) -> bool:
    grammar, low = scene.words.grammar, scene.tokens.lows[j]
    return (
        low in grammar["barred"] or low in grammar["person_nouns"] or low.removesuffix("s") in grammar["person_nouns"]
    )
