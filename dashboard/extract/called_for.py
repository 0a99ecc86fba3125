"""The strike or march that somebody calls for: a time behind it is its day, and lies ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dashboard import edtf
from dashboard.extract import flag
from dashboard.extract.expressions import read, usable
from dashboard.extract.lexicon import PART
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
    first, *others = (scene.times[n] for n in own)
    bare = first.weekday and " " not in first.text and first.signal != "from"
    if bare and group.verb.lemma in scene.words.status["called_then"]:
        return None  # "convocó una huelga el martes"
    times = [replace(first, signal="" if first.signal == "for" else first.signal), *others]
    dated = read(times, Status.EXPECTED, published)
    day = edtf.bounds(dated[0]).first if dated else None
    far = day is not None and published is not None and day - published > _SOON
    return (noun, dated) if dated is not None and not far else None


def _stands_behind(scene: Scene, noun: int, at: int) -> bool:
    """The time at token `at` says when what the noun calls for is to be: only adjectives, a named place, and what leads
    to a time stand between, "grève nationale à Brest pour le 21 mai", or the time has an article alone before it and no
    participle: "grève contre la réforme le 21 mai", not "contre la réforme adoptée le 21 mai" or "celle de mai"."""
    words, begin, leading = scene.tokens.words, at, scene.words.signalling
    while at - 1 > noun and (
        words[at - 1].bits & (flag.PREPOSITIONS | flag.DETERMINERS) or scene.tokens.lows[at - 1] in leading
    ):
        at -= 1  # "à partir de lundi"
    near = all(_goes_with(scene, j) for j in range(noun + 1, at))
    led = any(words[j].bits & flag.PREPOSITIONS for j in range(at, begin))
    return near or (not led and not any(_begins_anew(scene, j) for j in range(noun + 1, at)))


def _goes_with(scene: Scene, j: int) -> bool:
    """Token j is an adjective of the noun before it, a place, or leads to one."""
    word, named = scene.tokens.words[j], scene.names.mentioned
    leads = j + 1 in named and word.bits & flag.PREPOSITIONS
    plain = word.bits == 0 and word.verb is None and scene.tokens.lows[j].isalpha()
    return bool(plain or leads or j in named)


def _begins_anew(scene: Scene, j: int) -> bool:
    """Token j begins something of its own: a mark, a clause, a participle."""
    word = scene.tokens.words[j]
    done = word.verb is not None and not word.noun and bool(word.verb.forms & PART)
    mark = not scene.tokens.lows[j][0].isalnum() and scene.tokens.lows[j] != "'"
    return done or mark or bool(word.bits & flag.SUBORDINATORS)
