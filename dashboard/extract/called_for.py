"""The strike or march that somebody calls for: a time behind it is its day, and lies ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dashboard import edtf
from dashboard.extract import flag
from dashboard.extract.expressions import read, usable
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.model import Status, TimeExpression

_SOON = timedelta(days=92)  # from the news to what is called for: a day of a year ahead lies behind


def called_for(scene: Scene, group: Group) -> tuple[int, tuple[str, TimeExpression]] | None:
    """The token of the noun of what is called for, and its date with the time that gives it: "a appelé à la | grève le
    21 mai"; None where the verb calls for none, or for none of a day ahead."""
    if group.verb.lemma not in scene.words.status["calling"] or group.negated >= 0 or not scene.spans:
        return None
    words, kinds, published = scene.tokens.words, scene.words.status["called_for"], scene.article.published
    noun = next((j for j in range(group.head + 1, group.end) if words[j].noun in kinds), group.end)
    own = [n for n in scene.times_in(noun + 1, group.end) if usable(scene.times[n])] if noun < group.end else []
    if not own or group.tense == "pluperfect" or not _stands_behind(scene, noun, scene.time_at[own[0]]):
        return None
    time = scene.times[own[0]]
    dated = read([replace(time, signal="" if time.signal == "for" else time.signal)], Status.EXPECTED, published)
    first = edtf.bounds(dated[0]).first if dated else None
    far = first is not None and published is not None and first - published > _SOON
    return (noun, dated) if dated is not None and not far else None


def _stands_behind(scene: Scene, noun: int, at: int) -> bool:
    """Only adjectives, a named place, and what leads to a time stand between a noun and the time at token `at`: "grève
    nationale à Brest pour le 21 mai", not "grève contre la réforme adoptée en mars"."""
    words, lows, named = scene.tokens.words, scene.tokens.lows, scene.names.mentioned
    while at - 1 > noun and words[at - 1].bits & (flag.PREPOSITIONS | flag.DETERMINERS):
        at -= 1
    for j in range(noun + 1, at):
        leads = j + 1 in named and words[j].bits & flag.PREPOSITIONS
        plain = words[j].bits == 0 and words[j].verb is None and lows[j].isalpha()
        if not (plain or leads or j in named):
            return False
    return True
