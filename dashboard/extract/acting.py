"""Who acts in a clause, by its own words or those before it, and whom the pronouns behind it mean."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract import flag, hanging, headline, labels, left_out
from dashboard.extract.nominal import begin_of
from dashboard.extract.refer import Said
from dashboard.extract.scene import Scene
from dashboard.extract.subjects import noun_phrase, subject_text, thing_with_name
from dashboard.extract.tokens import FINITE, Group
from dashboard.model import ActorMention, Kind


def subject(
    scene: Scene, group: Group, before: list[ActorMention], *, speech: bool
) -> tuple[list[ActorMention], list[ActorMention]]:
    """The named subject of a clause, its own or that of the clause `before`, and the one that is handed on.

    `speech`: the clause tells that something is said. Whom pronouns behind it mean is kept.
    """
    people = scene.people
    if (told := hanging.of_which(scene, group)) is not None:
        return told, told
    what, comma = _what_takes_place(scene, group)
    if what >= 0:
        begin = begin_of(scene, group.start if comma > group.start else scene.groups[group.n - 1].head + 1, what)
        group.subject, people.named = noun_phrase(scene, begin, comma), False
        partners = people.partners(begin, what, comma, comma)
        return partners, partners
    own = _own_subject(scene, group, speech)
    if speech and hanging.inverted(scene, group) and not people.acting(group.head, group.end):
        own = before = []  # "…, informó su familia"
    hangs = group.reduced and not group.own_subject  # "12 sailors held by pirates": no subject of what follows
    kept = before if hangs else _subject_here(scene, group, own, before, speech)
    if group.tense in FINITE and (group.own_subject or group.host) and not group.reduced and not own:
        text = "" if kept else subject_text(scene, group)
        plural = people.plural(group) if scene.words.free else bool(text) and labels.is_plural(text, scene.words)
        meant = bool(text) or people.pronoun(group)[0] < 0  # "они" stays who they were
        if meant and not _is_aside(scene, group, plural):
            people.referents.remember([], text, plural)
            if plural and (owners := people.bodies_before(group)):
                people.referents.thing = Said(owners)  # "Norsa's shares fell after it sold a plant"
    elif own and speech and people.referents.only_says(own, group.n > 0 and hanging.told_behind(scene, group.n - 1)):
        people.referents.spoke = own[0].actor
    elif own and not hangs and not (_tells_which(scene, group) or _of_having(scene, group)):
        _remember(scene, group, own, speech)
    people.named = people.named or not kept
    return (own if hangs else kept), kept


def _what_takes_place(scene: Scene, group: Group) -> tuple[int, int]:
    """The noun of the happening that "which" stands for where that is what takes place, and the comma behind it: "asked
    for a meeting of the council, which will be held on Friday"; -1 without."""
    tokens, words, which = scene.tokens, scene.words, scene.words.grammar["of_things"]
    if words.free or group.verb.lemma not in words.status["occur"]:
        return -1, -1
    if group.first - 2 > group.start and scene.hangs(group) and tokens.lows[group.first - 1] in which:
        first, comma = group.start, group.first - 2
    elif group.n and group.opener in which and tokens.lows[group.start] == "," and not group.own_subject:
        first, comma = scene.groups[group.n - 1].head + 1, group.start
    else:
        return -1, -1
    for j in range(first, comma):
        if not tokens.lows[j][0].isalnum() and j not in scene.names.inside:
            return -1, -1
        if tokens.words[j].noun and j not in scene.names.inside:
            before = begin_of(scene, first, j) - 1
            if before > first and tokens.words[before].bits & flag.PREPOSITIONS:
                return -1, -1  # "the inquest into the death of Ott"
            return (j, comma) if tokens.words[j + 1].bits & flag.PREPOSITIONS else (-1, -1)
    return -1, -1


def _thing_in(scene: Scene, group: Group, before: Said, own: Said) -> Said:
    """What "it" means behind a subject that only holds a name: what it meant `before` where that is many ("officials in
    Oslo"), a happening itself ("the Norwegian reply"), else the `own` name ("Norway's government")."""
    words = scene.tokens.words
    if not scene.people.named and labels.is_plural(subject_text(scene, group), scene.words):
        return before
    a, b = group.host or (group.start, group.first)
    head = next((j for j in range(a + 1, b) if words[j].bits & flag.PREPOSITIONS), b) - 1  # no "since" that opens it
    if scene.tokens.lows[head] in scene.words.grammar["run"]:
        return Said((), subject_text(scene, group))  # "the bus, operated by Norsa, …. It"
    return Said((), subject_text(scene, group)) if words[head].noun and head not in scene.names.inside else own


def _own_subject(scene: Scene, group: Group, speech: bool) -> list[ActorMention]:
    """Who is named as the subject of a clause in it, or before "who"."""
    people, grammar, before = scene.people, scene.words.grammar, scene.tokens.lows[group.first - 1]
    own = people.ending_at(group.first - 1) if scene.hangs(group) else []
    if own and before in grammar["of_things"]:
        own = [m for m in own if m.kind is not Kind.PERSON and not _ends_pair(scene, group, m)]
    if own and scene.tokens.words[scene.tokens.index(own[0].start) - 1].bits & flag.NEGATION:
        own = []  # "it was Berg, not Ott, who left"
    own = own or people.subject(group) or (headline.inverted(scene, group) if speech else [])
    if own and group.kind is not None and group.kind.measured:
        own = [m for m in own if m.text.lower() not in grammar["indices"]]  # "the Nasdaq rose 2 percent"
    if scene.words.nominatives and before in grammar["oblique"]:
        return []  # "Ройзман, которого обвиняют в растрате"
    if _is_there(scene, group) and not group.own_subject and own:
        return own if own[-1].end > scene.tokens.starts[group.start] + 1 else []
    return own


def _ends_pair(scene: Scene, group: Group, m: ActorMention) -> bool:
    """ "Talks between Norway and Iceland, which were to open": the last of a pair is not what "which" stands for."""
    people = scene.people
    i = next((i for i in people.between(group.start, group.first) if people.mentions[i] is m), -1)
    return i >= 0 and people.role(i) in scene.words.grammar["pairing"]


def _is_there(scene: Scene, group: Group) -> bool:
    """The clause tells what was done in the place before it: "из Баку, где встретился с Бергом"."""
    return scene.words.free and group.opener in scene.words.status["there"]


def _subject_here(
    scene: Scene, group: Group, own: list[ActorMention], before: list[ActorMention], speech: bool
) -> list[ActorMention]:
    """Who acts in a clause: its `own` subject, whom it hangs on, or who acted `before`; nobody where its subject has no
    name."""
    people, grammar = scene.people, scene.words.grammar
    if group.n > 1 and not own and (main := hanging.resumed(scene, group)) is not None:
        return people.subject(main)
    if group.opener in grammar["of_things"] and group.passive and group.verb.lemma in grammar["of_papers"]:
        return []  # "a deal with Norway, which was signed"
    if own or group.host or left_out.stands_behind(scene.tokens, group, scene.words, scene.names.times):
        return own
    if group.own_subject:
        others = hanging.by_outlet(scene, group) or _means_others(scene, group, before)
        return before if not others and hanging.continues(scene, group) else []
    if thing_with_name(scene, group) is not None:
        return []
    if group.opener in grammar["relative"]:
        who = before if _is_there(scene, group) else people.ending_at(group.start)
        if scene.words.nominatives and group.opener in grammar["oblique"]:
            who = []  # "Ройзман, которого обвиняют в растрате"
        return who or (people.before_aside(group.start) if scene.tokens.lows[group.start] == "," else [])
    if not grammar["dropped"]:
        return [] if speech and scene.words.free and hanging.says_another(scene, group) else before
    if hanging.says_more(scene, group):
        return people.ending_at(group.start) or people.before_aside(group.start)
    if hanging.says_which(scene, group):
        return people.ending_at(group.start)  # "un centro que abrirá en 2027", "Vega que"
    return before


def _remember(scene: Scene, group: Group, own: list[ActorMention], speech: bool) -> None:
    """Keep the subject of a clause for the pronouns behind."""
    people, words = scene.people, scene.words
    if _stands_for(scene, group, own):
        people.referents.stands_for(own)
        return
    thing = people.referents.thing
    text = "" if words.free or people.named or len(own) > 1 else subject_text(scene, group)
    people.referents.remember(own, text if text and labels.is_plural(text, words) else "")
    if speech:
        people.referents.spoke = own[0].actor
    if text.rpartition(" ")[2].lower() in words.grammar["worth"]:
        people.referents.thing = Said(tuple(own))  # "Norsa's shares fell after it sold a plant"
    elif not words.free:
        people.referents.thing = _thing_in(scene, group, thing, people.referents.thing)


def _stands_for(scene: Scene, group: Group, own: list[ActorMention]) -> bool:
    """The subject is somebody's lawyer or spokesman: "Sein Verteidiger Lars Petersen", "Son avocat, Loïc Kerbrat"."""
    representing, lows = scene.words.grammar["representing"], scene.tokens.lows
    if len(own) != 1 or own[0].kind is not Kind.PERSON or not representing:
        return False
    at = scene.tokens.index(own[0].start)
    j = next((j for j in range(at - 1, max(group.start, at - 4), -1) if lows[j] in representing), -1)
    if j < 1 or scene.people.named is False:
        return False
    return bool(scene.tokens.words[j - 1].bits & flag.POSSESSIVE) or lows[j - 1] in scene.words.grammar["his"]


def _means_others(scene: Scene, group: Group, before: Sequence[ActorMention]) -> bool:
    """ "They" before the verb are some without a name: "saved 200 men after they were found"; so are "those who", and
    whoever they are behind a person alone: "Berg told jurors they may go"; so is "he" whom no name stands for."""
    at, meant = scene.people.pronoun(group)
    lows = scene.tokens.lows[group.start : group.first]
    if not scene.words.free and any(low in scene.words.grammar["those"] for low in lows[-2:-1]):
        return lows[-1] in scene.words.grammar["relative"]
    if at >= 0 and not (scene.words.free or meant) and scene.tokens.words[at].bits & flag.IT:
        return True  # "brokered a truce, but it collapsed"
    if scene.words.articled and at >= 0 and not meant and scene.tokens.words[at].bits & flag.HE_SHE:
        return at < group.first  # "elle a précisé qu'il avait avoué", who has no name
    they = at >= 0 and not scene.words.free and scene.tokens.words[at].bits & flag.THEY != 0
    couple = they and scene.tokens.lows[at] in scene.words.grammar["couple"]
    alone = len(before) == 1 and before[0].kind is Kind.PERSON
    return they and not meant and (couple or alone or scene.people.those(group).text != "")


def _of_having(scene: Scene, group: Group) -> bool:
    """ "The union accused Norsa of having lied. It": who is accused is not the subject of the sentence."""
    led = group.first - 1 >= group.start and bool(scene.tokens.words[group.first - 1].bits & flag.PREPOSITIONS)
    return not scene.words.free and led and group.n > 0 and group.tense in ("perfect", "gerund")


def _tells_which(scene: Scene, group: Group) -> bool:
    """ "Les taxes que Trump impose": who does what tells a noun apart is not whom "il" means behind the sentence."""
    grammar = scene.words.grammar
    which = group.opener in grammar["relative"] or group.opener in grammar["that"]
    behind = scene.words.free and group.n > 0 and which and scene.tokens.lows[group.first - 1] != group.opener
    return behind and bool(scene.people.referents.last.people) and not hanging.told(scene, group)


def _is_aside(scene: Scene, group: Group, plural: bool) -> bool:
    """A clause behind "after" whose subject pronouns do not mean, as the main clause has one that they can: "Actors
    will strike after talks collapsed. They …"."""
    said = scene.people.referents
    before, now = (said.before_them, said.many) if plural else (said.before_it, said.thing)
    return not scene.words.free and group.opener in scene.words.grammar["soft"] and now is not before and group.n > 0
