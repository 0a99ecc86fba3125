"""Who takes part in what a verb tells, and which place it takes them to, by what stands behind it."""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.free import verb_last
from dashboard.extract.lexicon import PART, S, spoken
from dashboard.extract.scene import Scene
from dashboard.extract.standing import Clause
from dashboard.extract.tokens import Group
from dashboard.model import ActorMention, Role


def beside(clause: Clause) -> list[ActorMention]:
    """Who takes part behind the verb: objects, those met or told, guests, whom a pronoun means."""
    scene, group, subject, kind = clause.scene, clause.group, clause.subject, clause.kind
    begin, end = (group.first if scene.words.free else group.head) + 1, _told_of(scene, group)
    if scene.words.free and verb_last(scene.tokens, group, scene.words) >= 0:
        begin = group.start + 1  # "dass er mit Berg zusammentrifft"
    if scene.words.large and group.helped:
        begin = group.start + 1  # "hat das Amt abgegeben und Berg berufen"
    ahead = group.host is not None and group.host[0] > group.head  # "After suing Norsa in May, Ott left"
    if subject and not (scene.words.free or ahead) and subject[0].start > scene.tokens.starts[group.head]:
        begin = max(begin, scene.tokens.index(subject[0].end))  # "said Acme chief executive Ada Berg"
    speech, lasting = clause.name in ("say", "announce"), kind is not None and kind.nature == "lasting"
    about = not scene.words.free and clause.trigger == group.head and (spoken(kind) or _only_talked_of(scene, group))
    led = scene.people.leading(_particle(scene, group), speech=speech, about=about, passive=group.passive)
    if not scene.words.free:
        scene.people.referents.acting = {m.actor for m in subject}
    after = scene.people.objects(begin, end, led, speech=speech, aimed=lasting)
    scene.people.referents.acting = frozenset()
    if group.verb.lemma in scene.words.grammar["prizes"] and not group.passive:  # "won the Cup against Iceland"
        against = scene.words.grammar["with_whom"] | scene.words.grammar["origin"]
        rivals = scene.people.governed(begin, end, against)
        after = [m for m in after if m in rivals]
    if clause.name == "meet" and group.verb.lemma in scene.words.grammar["hosts"]:
        after += scene.people.governed(group.head + 1, end, scene.words.grammar["origin"])
    if not group.verb.forms and clause.name == "visit":  # "was in Kyiv with Ada Berg"
        after += scene.people.governed(group.head + 1, end, scene.words.grammar["beside"])
    return after + list(scene.people.pronoun_object(group, subject)[1].people)


def _only_talked_of(scene: Scene, group: Group) -> bool:
    """What the verb has as its object is a topic, and does nothing: "discussed the deal between the two"."""
    return group.verb.lemma in scene.words.grammar["topics"]


def _told_of(scene: Scene, group: Group) -> int:
    """Where the clause ends in which those stand who take part: an infinitive behind a participle tells of whom that
    describes, "detuvo a dos hombres acusados | de matar a Vega"; one of talking has a topic behind it, "met to discuss
    | the deal between the two"."""
    after = scene.after(group)
    if after is not None and not scene.words.free and _only_talked_of(scene, after) and after.tense == "base":
        with_whom = scene.people.governed(after.head + 1, after.end, scene.words.grammar["beside"])
        if after.start == group.end and not with_whom:
            return after.start
    if not scene.words.free or after is None or after.tense != "base" or after.start - 2 <= group.head:
        return scene.reach(group)
    before = after.start - 1 - bool(scene.tokens.words[after.start - 1].bits & flag.PREPOSITIONS)
    verb = scene.tokens.words[before].verb
    describes = before > group.head and verb is not None and bool(verb.forms & PART) and not verb.forms & S
    return after.start if describes else scene.reach(group)


def _particle(scene: Scene, group: Group) -> str:
    """The preposition behind which stands the verb's object: "called on Berg", "identified the man as Ott"."""
    lows = scene.tokens.lows
    if group.verb.lemma in scene.words.grammar["comes_upon"]:  # "trifft auf Spanien"
        return next(iter(scene.words.grammar["upon"]), "")
    if lows[group.head] in scene.words.grammar["named_as"]:
        return next(iter(scene.words.grammar["as"]), "")
    if group.verb.lemma in scene.words.grammar["puts_into"]:
        return next((low for low in lows[group.head + 1 : group.end] if low in scene.words.grammar["located"]), "")
    return lows[group.head + 1] if group.phrasal and group.head + 1 < group.end else ""


def visited(scene: Scene, group: Group) -> str:
    """The place right behind a verb of visiting: "visited Oslo", not "visited Oslo's mayor"; "" without."""
    people = scene.people
    i = next(iter(people.between(group.head + 1, group.end)), None)
    if i is None or people.mentions[i].role is not Role.PLACE or people.owns(people.till[i]):
        return ""
    between = range(group.head + 1, people.at[i])
    return people.mentions[i].actor if all(scene.tokens.words[j].bits & flag.DETERMINERS for j in between) else ""
