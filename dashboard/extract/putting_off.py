"""Putting off is done, and what is put off is expected on its new day: "adjourned the trial until 3 May" tells two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.extract import belonging, dating, expressions, flag, labels
from dashboard.extract.naming import aside_before
from dashboard.extract.nominal import begin_of, end_of
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.model import EventMention, Status, TimeExpression


def rearranged(
    scene: Scene, group: Group, times: Sequence[TimeExpression]
) -> tuple[int, str, tuple[str, TimeExpression]] | None:
    """What is put off to a day ahead: the noun that names it, its happening, the new day; None where no noun does."""
    if scene.words.free or group.verb.lemma not in scene.words.status["moved"]:
        return None
    new = belonging.new_day(scene, times)
    if new is None or not expressions.lies_ahead(new[0], scene.article.published):
        return None
    for j in range(*_of_what(scene, group)):
        word = scene.tokens.words[j]
        if word.bits & flag.PREPOSITIONS:
            break
        if (name := scene.phrase(j) or word.noun) and j not in scene.names.inside and not scene.modifies(j):
            return j, name, new
    return None


def _of_what(scene: Scene, group: Group) -> tuple[int, int]:
    """The tokens that say what is put off: before a passive and what is set apart there, else behind the verb, up to or
    behind its particle: "put off the vote", "brought the vote forward"."""
    if group.passive:
        parted = aside_before(scene, group)
        return (scene.groups[group.n - 1].start, parted) if parted >= 0 else (group.start, group.first)
    a, lows = group.head + 1, scene.tokens.lows
    particles = {rest[0] for rest, _ in scene.words.verb_phrases.get(group.verb.lemma, ())} if group.phrasal else ()
    at = next((j for j in range(a, group.end) if lows[j] in particles), -1)
    return (a, group.end) if at < 0 else (a + 1, group.end) if at == a else (a, at)


def expected(scene: Scene, group: Group) -> EventMention | None:
    """What is put off, as it is expected on its new day: "adjourned the trial until 3 May"; None of what is not."""
    found = rearranged(scene, group, belonging.of_clause(scene, group))
    if found is None:
        return None
    j, name, (value, time) = found
    words = scene.words
    start, end = _of_what(scene, group)
    begin, stop = begin_of(scene, start, j), end_of(scene, j, end)
    people, places = scene.people.partners(begin, j, stop, stop), scene.people.places(begin, stop)
    if not people and not group.passive and any(word.bits & flag.POSSESSIVE for word in scene.tokens.words[start:stop]):
        people = scene.people.subject(group)  # "put off the publication of its plan"
    label = labels.of_noun(scene.tokens, words, begin, stop, people, places, words.happenings[name], scene.spans)
    if " " not in label:
        label = words.patterns["awaited"].format(what=label)
    actors = list(dict.fromkeys(m.actor for m in people))
    told = (j, name, label, Status.EXPECTED, time.text, value, scene.place(time), dating.Why.OWN)
    return replace(scene.mention(begin, stop, *told, actors, people, places, []), moved=(name,))
