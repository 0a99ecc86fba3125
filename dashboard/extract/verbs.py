"""An event from a verb: is it a happening, of what kind, with what status, and how would a headline say it?

Kept are the verbs that the rules name, and unknown ones that a named subject or a date vouches for; dropped are habits,
conditions, quotations and what serves grammar alone.
"""

from __future__ import annotations

from dashboard.extract import dating, labels
from dashboard.extract.scene import Scene
from dashboard.extract.status import judge
from dashboard.extract.tokens import Group
from dashboard.model import ActorMention, EventMention, Role, Status, TimeExpression

FINITE = frozenset(("past", "present", "perfect", "pluperfect", "future"))
REPORTED = frozenset(("that", ""))
_STRIKES = frozenset(("attack", "disaster", "protest", "crash", "win", "start", "move"))


def happening(
    scene: Scene,
    group: Group,
    subject: list[ActorMention],
    speaking: list[ActorMention],
    conditional: bool,
    reported: bool,
    used_nouns: set[int],
    made: list[EventMention],
) -> EventMention | None:
    words, tokens = scene.words, scene.tokens
    kind = words.happenings.get(group.verb.happening)
    if (phrasal := scene.phrasal(group)) is not None:
        kind = words.happenings[phrasal]
    trigger, head = group.head, group.head
    if group.verb.lemma in words.status["light"] and (noun := _object_noun(scene, group)) is not None:
        light = kind is None or kind.nature != "speech"
        if light or words.happenings[noun[1]].name == "press" or group.verb.lemma in words.status["expecting"]:
            kind = words.happenings[noun[1]]
            trigger = noun[0]
    if group.opener in words.grammar["conditional"]:
        return None
    arranged = group.verb.lemma in words.status["arranging"] and not group.passive
    if group.verb.lemma in words.status["occur"] and not arranged and _subject_noun(scene, group):
        return None  # the noun is the happening
    if "no" in tokens.lows[group.start : group.first] or "neither" in tokens.lows[group.start : group.first]:
        return None  # "no date was agreed"
    if group.tense == "base" and not (scene.headline and len(made) == 0):
        return None
    if group.tense == "modal" and (kind is None or tokens.lows[group.first] not in words.grammar["perhaps"]):
        return None
    if group.tense == "would" and not (reported or kind):
        return None
    speech = kind is not None and kind.nature == "speech"
    clause_times = dating.of_clause(scene, group)
    status, cue = judge(
        group, tokens, words, conditional=conditional, reported=reported or bool(speaking), headline=scene.headline
    )
    if group.verb.lemma in words.status["expecting"] and trigger != head:
        if group.negated >= 0:
            return None
        status, cue = Status.EXPECTED, tokens.lows[head]
    if kind is not None and kind.name == "deny" and (phrasal or _denies(scene, group)):
        status, cue = Status.DENIED, tokens.lows[head]
    since = any(t.signal == "since" for t in clause_times)
    if status is Status.HAPPENED and since and group.tense == "perfect" and not group.passive:
        status, cue = Status.ONGOING, "since"
    if group.verb.lemma in words.status["threats"]:
        status, cue = Status.POSSIBLE, tokens.lows[head]
    dated = dating.read(clause_times, status, scene.article.published)
    if dated is None and group.tense == "present" and status is Status.HAPPENED and not group.passive:
        dated = dating.read(clause_times, Status.EXPECTED, scene.article.published)
        if dated is not None:
            status, cue = Status.EXPECTED, dated[1].text  # "the trial opens on 4 March"
    if group.reduced and not dated:
        return None
    if group.tense in ("participle", "gerund") and not (dated or (kind and not speech and made)):
        return None
    if status is Status.DENIED and group.negated >= 0:
        firm = group.tense in ("future", "would") and reported
        if speech or not (subject or trigger != head) or (kind is None and not firm):
            return None
    if group.tense == "present" and not (
        scene.headline or scene.lead or speech or group.progressive or group.chain or dated or trigger != head
    ):
        return None
    if (
        kind is None
        and not (dated and (group.known or group.tense in FINITE))
        and not (subject and group.tense in FINITE and group.tense != "present")
    ):
        return None
    if kind is None and _grammatical(scene, group) and not (dated and group.verb.lemma in words.status["light"]):
        return None
    if speech and not subject and (group.passive or (kind.name == "say" and not dated)):
        return None
    if kind is not None and kind.name in _STRIKES and (natural := _striking(scene, group)):
        kind = words.happenings[natural]
    if _habit(scene, group) and not dated:
        return None
    after = scene.people.objects(
        (group.first if words.free else group.head) + 1,
        scene.reach(group),
        kind is not None and kind.name in ("say", "announce"),
    )
    people = (*subject, *after)
    actors = list(dict.fromkeys(m.actor for m in people))
    places = scene.people.places(group.start, group.end)
    if trigger != head:
        used_nouns.add(trigger)
    name = kind.name if kind else "act"  # a verb that no rule names
    date, time, why = dating.date_of(scene, group, dated, status, name, made)
    label = _label(scene, group, subject, clause_times, status, trigger, speech)
    if not label:
        return None
    span = (group.start, group.end)
    return scene.mention(*span, trigger, name, label, status, cue, date, time, why, actors, people, places, speaking)


def _label(
    scene: Scene,
    group: Group,
    subject: list[ActorMention],
    times: list[TimeExpression],
    status: Status,
    noun: int,
    speech: bool,
) -> str:
    """Headline of a verb's happening, "" where it cannot stand alone."""
    words, tokens = scene.words, scene.tokens
    names = [labels.called(m, words) for m in subject]
    if words.free:
        kind = words.happenings.get(group.verb.happening)
        return labels.of_free(group, tokens, words, names, [(t.start, t.end) for t in times], kind)
    whole = "" if names and scene.people.named else scene.subject_text(group)
    at, _ = scene.people.pronoun(group)
    if whole and names and at >= 0 and "possessive" in tokens.words[at].flags:
        whole = f"{labels.joined(names, words)}'s {whole}"  # "its leaders"
    who = whole or (labels.joined(names, words) if scene.people.named else "")
    skip = [(t.start, t.end) for t in times]
    if len(who) > 42 and len(names) > 1:
        who = words.patterns["others"].format(who=names[0])
    if not names and len(who) > 30:
        who = labels.core(who, words)
    if not who or len(who) > 48:
        return "" if speech else labels.undergone(group, tokens, words, skip, scene.reach(group))
    plural = labels.is_plural(who, words) if whole or not names else len(names) > 1
    after = group.head + 1
    lone = tokens.lows[after] if after < len(tokens.lows) else ""
    if lone in words.grammar["pronoun_objects"] and after + 1 < len(tokens.words):
        follows = tokens.words[after + 1].flags if after + 1 < len(tokens.words) else frozenset()
        if (not speech and (follows or not tokens.lows[after + 1][0].isalnum())) or (
            speech and "prepositions" in follows
        ):
            return words.patterns["statement"].format(who=who) if speech and names and times else ""
    stated = (_stated(scene, group, skip) or _wished(scene, group, skip)) if speech else ""
    end = scene.reach(group)
    says = words.patterns["say" if plural else "says"] if scene.phrasal(group) or group.verb.lemma == "tell" else ""
    if speech and not stated and inverted(scene, group):
        return words.patterns["statement"].format(who=who)
    shown = Status.HAPPENED if group.verb.lemma in words.status["expecting"] and noun != group.head else status
    label = labels.of_verb(
        group,
        tokens,
        words,
        who,
        plural,
        shown,
        skip,
        noun=noun if noun != group.head else None,
        stated=stated,
        end=end,
        says=says,
    )
    bare = speech and len(label) <= len(who) + len(group.verb.present) + 1
    placed = tokens.words[group.head + 1].flags if group.head + 1 < len(tokens.words) else frozenset()
    bare |= group.verb.lemma in ("say", "state", "add", "tell") and not stated and "prepositions" in placed
    kind = words.happenings.get(group.verb.happening)
    if (
        not speech
        and not group.passive
        and label == labels.upper_first(label)
        and len(label.split()) == len(who.split()) + 1
    ):
        return label if kind is not None and kind.name in words.grammar["alone"] else ""
    if bare and group.passive and names and label:
        return label
    if bare and not names:
        return ""
    if (bare or not label) and speech and names:
        label = words.patterns["statement"].format(who=who)
    return label


def _wished(scene: Scene, group: Group, skip: list[tuple[int, int]]) -> str:
    """What is demanded in "demanded that Careway hand over its lists"."""
    for j in range(group.head + 1, group.end - 2):
        if scene.tokens.lows[j] == "that":
            return " ".join(labels.phrases(scene.tokens, j + 1, group.end, skip)[:2])
    return ""


def _stated(scene: Scene, group: Group, skip: list[tuple[int, int]]) -> str:
    """What a saying says: the clause right after it, or before it where it closes the sentence."""
    n = scene.groups.index(group)
    if n + 1 < len(scene.groups) and (
        scene.groups[n + 1].head in scene.quoted or scene.tokens.lows[scene.groups[n + 1].start] == ";"
    ):
        return ""
    if n + 1 < len(scene.groups) and scene.groups[n + 1].opener in REPORTED and scene.groups[n + 1].tense != "base":
        content = scene.groups[n + 1]
        between = scene.tokens.words[group.head + 1 : content.start]
        stated = labels.of_content(content, scene.tokens, scene.words, skip, scene.reach(content))
        if stated and len(between) < 5 and any(w.noun == "accuse" for w in between):
            claim = scene.article.text[scene.tokens.starts[group.head + 1] : scene.tokens.ends[content.start - 1]]
            return f"{claim} that {stated}"
        after = group.head + 1
        plain = not between or bool(between[0].flags) or after in scene.names.inside or group.verb.lemma == "tell"
        return stated if plain else ""
    closes = n > 0 and group.end >= scene.tokens.index(scene.sentence.end) and not group.opener
    if (
        closes
        and group.tense in FINITE
        and scene.tokens.lows[group.start] == ","
        and scene.groups[n - 1].head not in scene.quoted
    ):
        k = n - 1
        while k > 0 and scene.groups[k].opener and scene.groups[k].opener not in scene.words.grammar["coordinators"]:
            k -= 1
        return labels.of_content(scene.groups[k], scene.tokens, scene.words, skip, scene.groups[k].end)
    return ""


def _grammatical(scene: Scene, group: Group) -> bool:
    """The verb serves grammar only: "seem", "include", or expects and wants with nothing to follow."""
    lemma, status = group.verb.lemma, scene.words.status
    if lemma in status["causing"] and not group.passive and "to" in scene.tokens.lows[group.head + 2 : group.head + 7]:
        return False  # "a crack forced engineers to empty the lake"
    return any(lemma in status[name] for name in ("expected_to", "possible_to", "denied_to", "happened_to", "light"))


def _striking(scene: Scene, group: Group) -> str:
    """What a disaster does is the disaster: the happening of the subject's noun in "a tsunami struck the coast"."""
    j = group.first - 1
    while j > group.start and "adverbs" in scene.tokens.words[j].flags:
        j -= 1
    name = scene.tokens.words[j].noun if j >= group.start else ""
    return name if name in ("disaster", "explode", "crash", "attack") and j not in scene.names.inside else ""


def _denies(scene: Scene, group: Group) -> bool:
    """What is denied is a claim, not an offer: "denies that", "rejects the accusation", "denied taking"."""
    words = scene.tokens.words
    if scene.words.free:
        return group.verb.lemma in scene.words.status["denials"]
    after = range(group.head + 1, min(group.head + 5, len(words)))
    return group.verb.lemma == "deny" or any(words[j].noun == "accuse" for j in after)


def _habit(scene: Scene, group: Group) -> bool:
    lows = scene.tokens.lows
    return any(lows[j] in scene.words.status["background"] for j in range(group.start, min(group.head + 3, group.end)))


def _object_noun(scene: Scene, group: Group) -> tuple[int, str] | None:
    """The first happening noun after a light verb, before any preposition or clause: index and happening."""
    tokens = scene.tokens
    reflexive = False
    for j in range(group.head + 1, min(group.head + 10, group.end)):
        flags, low = tokens.words[j].flags, tokens.lows[j]
        reflexive |= "reflexive" in flags
        if "subordinators" in flags or (("prepositions" in flags or low == "to") and not (reflexive and low == "in")):
            return None
        if (phrase := scene.phrase(j)) is not None:
            return j, phrase
        if tokens.words[j].noun and j not in scene.names.inside and not scene.modifies(j):
            return j, tokens.words[j].noun
    return None


def _subject_noun(scene: Scene, group: Group) -> bool:
    """A happening noun is the subject: "the meeting in Geneva has started"."""
    tokens = scene.tokens
    j = group.first - 1
    while j >= group.start:
        if tokens.words[j].noun and j not in scene.names.inside:
            return True
        if not tokens.lows[j][0].isalnum():
            return False
        j -= 1
    return False


def inverted(scene: Scene, group: Group) -> list[ActorMention]:
    """The speaker right after the verb: "said Blinken"."""
    n = scene.groups.index(group)
    if (group.first > group.start and scene.tokens.lows[group.first - 1][0].isalnum()) or (
        n and scene.groups[n - 1].reduced
    ):
        return []
    near = scene.people.between(group.head + 1, min(group.head + 8, group.end))
    if near and scene.people.at[near[0]] - group.head <= 6 and scene.people.mentions[near[0]].role is Role.ACTOR:
        between = scene.tokens.lows[group.head + 1 : scene.people.at[near[0]]]
        if all(
            low[0].isalnum() and not scene.tokens.words[group.head + 1 + n].flags & {"prepositions", "subordinators"}
            for n, low in enumerate(between)
        ):
            return [scene.people.mentions[near[0]]]
    return []


def continues(scene: Scene, group: Group) -> bool:
    """The clause has no noun of its own before the verb, only conjunctions, adverbs and times."""
    for j in range(group.start, group.first):
        low, word = scene.tokens.lows[j], scene.tokens.words[j]
        if low[0].isalnum() and not word.flags and not low.endswith("ly") and j not in scene.names.inside:
            return False
    return True
