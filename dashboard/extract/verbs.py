"""An event from a verb: is it a happening, of what kind, with what status, and how would a headline say it?

Kept are the verbs that the rules name, and unknown ones that a named subject or a date vouches for; dropped are habits,
conditions, quotations and what serves grammar alone.
"""

from __future__ import annotations

from dashboard.extract import belonging, dating, expressions, headline
from dashboard.extract.borders import told_of
from dashboard.extract.lexicon import PAST, Happening
from dashboard.extract.scene import Scene
from dashboard.extract.status import judge
from dashboard.extract.tokens import FINITE, Group
from dashboard.model import ActorMention, Block, EventMention, Kind, Status

_REFUSED = 7  # tokens behind a verb in which stands what it refuses, over a day
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
    """The event that a verb group tells; None where its verb names none, or tells only a commentary or a habit.

    `used_nouns` takes the noun that names the happening; `made` are the events of the sentence so far.
    """
    words, tokens = scene.words, scene.tokens
    if group.negated < 0:
        belonging.negate(scene, group)
    promised = _promised(scene, group)
    if group.tense == "base" and not promised and not (scene.headline and not made):
        return None
    if group.tense == "modal" and tokens.lows[group.first] not in words.grammar["perhaps"]:
        return None
    if group.opener in words.grammar["conditional"]:
        return None
    if group.reduced and not group.own_subject and tokens.lows[group.first - 1] == ",":
        return None  # ", reached on Friday": of which noun before it?
    if words.free and group.tense == "present" and group.opener in words.grammar["relative"]:
        return None  # "un test qui détecte la maladie"
    if not words.grammar["nobody"].isdisjoint(tokens.lows[group.start : group.first]):
        if (none := _none_of(scene, group, subject)) < 0:
            return None  # "no date was agreed"
        group.negated = none
    meant = _meant(scene, group)
    kind = words.happenings[meant] if meant else group.kind
    trigger, head = group.head, group.head
    carries = group.verb.lemma in words.status["light"] or (words.free and group.verb.lemma in words.status["occur"])
    noun = _object_noun(scene, group) if carries else None
    if noun is not None and _names(scene, group, noun[0]):
        kind = words.happenings["say"]  # "called the meeting frank"
    elif noun is not None:
        light = kind is None or kind.nature != "speech" or (words.free and group.verb.lemma in words.status["threats"])
        if light or words.happenings[noun[1]].name == "press" or group.verb.lemma in words.status["expecting"]:
            kind = words.happenings[noun[1]]
            trigger = noun[0]
    arranged = group.verb.lemma in words.status["arranging"] and not group.passive
    if group.verb.lemma in words.status["occur"] and not arranged and _subject_noun(scene, group):
        return None  # the noun is the happening
    if group.tense == "would":
        unreal = not reported and not words.grammar["have"].isdisjoint(tokens.lows[group.first : group.head])
        if unreal or not (reported or kind):
            return None  # "hundreds would have died" did not
    speech = kind is not None and kind.nature == "speech"
    clause_times = belonging.of_clause(scene, group) if scene.spans else []
    undated = _only_dated(scene, group, kind, subject, trigger)
    if undated and not clause_times:
        return None
    status, cue = judge(
        group,
        tokens,
        words,
        conditional=conditional,
        reported=reported or bool(speaking) or (words.free and belonging.told(scene, group)),
        headline=scene.headline,
    )
    if promised := promised or belonging.demanded(scene, group):
        status, cue = Status.EXPECTED, promised
    if group.opener in words.grammar["alleged"]:
        status, cue = Status.DENIED, belonging.refuted(scene, group)
    awaited = group.passive and group.tense == "present" and not group.chain
    if group.verb.lemma in words.status["expecting"] and awaited and status is Status.HAPPENED:
        status, cue = Status.EXPECTED, tokens.lows[head]  # "is due in court"
    if group.verb.lemma in words.status["expecting"] and trigger != head:
        contains = words.free and not subject and not group.passive  # "the agreement provides for a rise"
        if group.negated >= 0 or contains:
            return None
        status, cue = Status.EXPECTED, tokens.lows[head]
    if kind is not None and kind.name == "deny" and (group.phrasal or _denies(scene, group)):
        status, cue = Status.DENIED, tokens.lows[head]
    lasting = ("perfect", "present") if words.free else ("perfect",)  # "streiken seit Montag"
    if group.tense in lasting:
        clause_times = [belonging.since_then(scene, t) for t in clause_times]
    since = group.tense in lasting and any(t.signal == "since" for t in clause_times)
    if since and status is Status.HAPPENED and not group.passive:
        status, cue = Status.ONGOING, "since"
    if group.verb.lemma in words.status["threats"]:
        status, cue = Status.POSSIBLE, tokens.lows[head]
    if group.tense == "present" and status is Status.HAPPENED:  # "stimmt voraussichtlich im Mai ab"
        cue = next((low for low in tokens.lows[group.start : group.end] if low in words.status["foreseen"]), cue)
        status = Status.EXPECTED if cue in words.status["foreseen"] else status
    present = group.tense == "present" and status is Status.HAPPENED
    seen = Status.HAPPENED if not reported and belonging.could_then(scene, group) else status
    now = dating.seen_from(scene, group, made)
    dated = expressions.read(clause_times, seen, now, move=not present or group.passive)
    postpones = kind is not None and kind.name == "postpone"
    dated = belonging.moved_to(scene, group, clause_times, postpones) or dated
    body = scene.sentence.block is Block.BODY and not (speech or words.free)
    if present and body and (ahead := expressions.ahead(clause_times, scene.article.published)) is not None:
        dated, status, cue = ahead, Status.EXPECTED, ahead[1].text  # "goes on trial in February"
    if dated is None and present and not group.passive:
        dated = expressions.read(clause_times, Status.EXPECTED, scene.article.published)
        if dated is not None:
            status, cue = Status.EXPECTED, dated[1].text  # "the trial opens on 4 March"
    if undated and not dated:
        return None
    if group.tense in ("participle", "gerund") and not (dated or (kind and not speech and made)):
        return None
    if status is Status.DENIED and group.negated >= 0:
        firm = group.tense in ("future", "would") and reported
        if speech or not (subject or trigger != head) or (kind is None and not firm):
            return None
    if (
        kind is None
        and not (dated and (group.known or group.tense in FINITE))
        and not (subject and group.tense in FINITE and group.tense != "present")
    ):
        return None
    if kind is None and _grammatical(scene, group) and not (dated and group.verb.lemma in words.status["light"]):
        return None
    if speech and not subject and group.passive:
        return None
    if kind is not None and kind.name in _STRIKES and (natural := _striking(scene, group)):
        kind = words.happenings[natural]
    if _habit(scene, group) and not dated and status is not Status.DENIED:
        if not (speech and scene.lead and group.tense == "perfect" and (again := _again(scene, group))):
            return None
        status, cue = Status.ONGOING, again  # "has repeatedly warned"
    begin = (group.first if words.free else group.head) + 1
    if subject and not words.free and subject[0].start > tokens.starts[group.head]:
        begin = max(begin, tokens.index(subject[0].end))  # "said Acme chief executive Ada Berg"
    after = scene.people.objects(
        begin,
        scene.reach(group),
        kind is not None and kind.name in ("say", "announce"),
        kind is not None and kind.nature == "lasting",
        _particle(scene, group),
    )
    if kind is not None and kind.name == "meet" and group.verb.lemma in words.grammar["hosts"]:
        after += scene.people.governed(group.head + 1, scene.reach(group), words.grammar["origin"])
    after += scene.people.pronoun_object(group, subject)[1]
    people = (*subject, *after, *scene.people.antecedent(group))
    scene.people.referents.met(people, subject)
    actors = list(dict.fromkeys(m.actor for m in people))
    places = scene.people.places(group.start, scene.people.until_another(group.head, group.end))
    if trigger != head:
        used_nouns.add(trigger)
    name = kind.name if kind else "act"  # a verb that no rule names
    date, time, why = dating.date_of(scene, group, dated, status, name, made)
    label = headline.of_clause(scene, group, subject, clause_times, status, trigger, speech)
    if not label:
        return None
    if headline.pointed(scene, group) and not dated:
        date, time, why = None, None, dating.Why.NONE  # no more dated than what is refused
        if group.tense == "present" and not scene.lead:
            scene.refused(subject)
            return None
    elif name in ("demand", "propose") and (text := headline.asked(scene, group, clause_times)):
        scene.asked = text, scene.sentence.start
    span = (group.start, group.end)
    return scene.mention(*span, trigger, name, label, status, cue, date, time, why, actors, people, places, speaking)


def _none_of(scene: Scene, group: Group, subject: list[ActorMention]) -> int:
    """The "neither" before two subjects that have names, -1 without."""
    lows = scene.tokens.lows[group.start : group.first]
    at = next((n for n, low in enumerate(lows) if low in scene.words.grammar["none_of"]), -1)
    return group.start + at if at >= 0 and len(subject) > 1 and group.negated < 0 else -1


def _particle(scene: Scene, group: Group) -> str:
    """The preposition behind which stands the verb's object: "called on Berg", "identified the man as Ott"."""
    lows = scene.tokens.lows
    if lows[group.head] in scene.words.grammar["named_as"]:
        return next(iter(scene.words.grammar["as"]), "")
    return lows[group.head + 1] if group.phrasal and group.head + 1 < group.end else ""


def _promised(scene: Scene, group: Group) -> str:
    """The promise before an infinitive that has a date ahead of its own: "agreed to meet on Friday"; "" without."""
    n = group.n
    if group.tense != "base" or not n or belonging.foreseen(scene, scene.groups[n - 1], group) is None:
        return ""
    return scene.tokens.lows[scene.groups[n - 1].head]


def _meant(scene: Scene, group: Group) -> str:
    """The happening that what follows the verb shows: who receives guests meets them, who strikes nobody walks out."""
    lemma, g = group.verb.lemma, scene.words.grammar
    if _telephones(scene, group):
        return "call"
    if lemma in g["hosts"] and not group.passive and _guests(scene, group):
        return "meet"
    walks = lemma in g["walkouts"] and not group.passive and not group.verb.forms & PAST
    return "protest" if walks and _no_object(scene, group) else ""


def _names(scene: Scene, group: Group, noun: int) -> bool:
    """Behind the object stands what somebody calls it: "called the meeting frank", not "called an election"."""
    tokens, j = scene.tokens, noun + 1
    if group.verb.lemma not in scene.words.grammar["naming"] or group.passive or j >= group.end:
        return False
    word, plain = tokens.words[j], tokens.lows[j][0].isalpha() and j not in scene.names.inside
    return plain and not word.flags and not word.noun and (word.verb is None or tokens.lows[j].endswith("ed"))


def _guests(scene: Scene, group: Group) -> bool:
    """The object of the verb is a person, or a noun for persons in the plural: "received his colleagues"."""
    tokens, people, g = scene.tokens, scene.people, scene.words.grammar
    for j in range(group.head + 1, min(group.head + 8, group.end)):
        low, flags = tokens.lows[j], tokens.words[j].flags
        if not low[0].isalnum() or flags & {"prepositions", "coordinators", "subordinators"}:
            return False
        i = next((i for i in people.between(j, j + 1) if people.mentions[i].kind is Kind.PERSON), None)
        if i is not None:
            return tokens.lows[people.till[i]] not in ("'s", "'")
        if low in g["guests"] or (low.endswith("s") and low[:-1] in g["person_nouns"]):
            return tokens.lows[j + 1] not in ("'s", "'") and not tokens.words[j + 1].noun
    return False


def _no_object(scene: Scene, group: Group) -> bool:
    """A mark, a time or a preposition follows the verb."""
    j = group.head + 1
    if j >= group.end or j in scene.names.times or not scene.tokens.lows[j][0].isalnum():
        return True
    places = scene.tokens.lows[j] in scene.words.grammar["places_object"]
    return "prepositions" in scene.tokens.words[j].flags and not places


def _telephones(scene: Scene, group: Group) -> bool:
    """ "Berg called President Visser on Monday": a person and nothing that names him follows the verb."""
    tokens, people = scene.tokens, scene.people
    if group.verb.lemma not in scene.words.grammar["rings"] or group.passive:
        return False
    near = people.between(group.head + 1, group.head + 7)
    i = next((i for i in near if people.mentions[i].kind is Kind.PERSON), None)
    if (
        i is None
        or people.preposition(i)
        or any(not low[0].isalpha() for low in tokens.lows[group.head + 1 : people.at[i]])
    ):
        return False
    j = people.till[i]
    return j >= group.end or j in scene.names.times or bool(tokens.words[j].flags) or tokens.lows[j] in ".,;"


def _only_dated(scene: Scene, group: Group, kind: Happening | None, subject: list[ActorMention], trigger: int) -> bool:
    """Only a date makes it an event: what "will be ready", a participle that describes, the present of later
    sentences, an unknown verb of nobody, a saying of nobody or behind "who"."""
    speech = kind is not None and kind.nature == "speech"
    behind = scene.groups[group.n + 1] if speech and group.n + 1 < len(scene.groups) else None
    if behind is not None and behind.host is not None and told_of(scene.tokens, group, scene.words):
        return True
    if group.reduced or not group.verb.forms or (kind is not None and kind.name == "say" and not subject):
        return True
    if group.tense == "present" and not (
        scene.headline or scene.lead or speech or group.progressive or group.chain or trigger != group.head
    ):
        return True
    return kind is None and (group.tense not in FINITE or group.tense == "present" or not subject)


def _grammatical(scene: Scene, group: Group) -> bool:
    """The verb serves grammar only: "seem", "include", or expects and wants with nothing to follow."""
    lemma, status = group.verb.lemma, scene.words.status
    goes_on = not scene.words.grammar["to"].isdisjoint(scene.tokens.lows[group.head + 2 : group.head + 7])
    if lemma in status["causing"] and not group.passive and goes_on:
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
    if group.verb.lemma in scene.words.status["denials"]:
        return True
    after = range(group.head + 1, min(group.head + 5, len(words)))
    if scene.words.free:  # the object may stand between the parts of the verb
        after = range(group.first + 1, min(group.head + _REFUSED, group.end))
    claims = scene.words.status["claims"]
    return any(words[j].noun == "accuse" or scene.tokens.lows[j] in claims for j in after)


def _again(scene: Scene, group: Group) -> str:
    """The word that says that something was said more than once, "" without."""
    near = scene.tokens.lows[group.start : group.head]
    return next((low for low in near if low in scene.words.status["again"]), "")


def _habit(scene: Scene, group: Group) -> bool:
    near = scene.tokens.lows[group.start : min(group.head + 3, group.end)]
    return not scene.words.status["background"].isdisjoint(near)


def _object_noun(scene: Scene, group: Group) -> tuple[int, str] | None:
    """The first happening noun after a light verb, before any preposition or clause: index and happening.

    Where order is free it may also stand right before the participle, or behind the time and place of the happening.
    """
    tokens, words, inside = scene.tokens, scene.words, scene.names.inside
    if words.free and group.first < group.head:
        for j in range(group.head - 1, max(group.first, group.head - 4), -1):
            if tokens.words[j].noun and j not in inside:
                return j, tokens.words[j].noun
    reflexive = governed = False
    for j in range(group.head + 1, min(group.head + (16 if words.free else 10), group.end)):
        flags, low = tokens.words[j].flags, tokens.lows[j]
        reflexive |= "reflexive" in flags
        into = (reflexive and low == "in") or (
            group.verb.lemma in words.status["into"] and low in words.grammar["into"]
        )
        if "subordinators" in flags and "determiners" not in flags:
            return None
        if "prepositions" in flags and not into:
            if not words.free:
                return None
            governed = True
        elif governed and "determiners" in flags and "prepositions" not in tokens.words[j - 1].flags:
            governed = False
        if governed:
            governed = j not in scene.names.times and j not in scene.names.ends_at
            continue
        if (phrase := scene.phrase(j)) is not None:
            return j, phrase
        if tokens.words[j].noun and j not in inside and not scene.modifies(j):
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


def told_behind(scene: Scene, n: int) -> bool:
    """The sentence ends with who says so: "Berg would resign, a spokesman said"."""
    if n + 2 != len(scene.groups):
        return False
    says = scene.groups[n + 1]
    kind = scene.words.happenings.get(says.verb.happening)
    speech = kind is not None and kind.nature == "speech" and says.tense in FINITE and says.host is None
    return speech and not says.opener and scene.tokens.lows[says.start] == ","


def continues(scene: Scene, group: Group) -> bool:
    """The clause has no noun of its own before the verb, only conjunctions, adverbs and times."""
    for j in range(group.start, group.first):
        low, word = scene.tokens.lows[j], scene.tokens.words[j]
        if low[0].isalnum() and not word.flags and not low.endswith("ly") and j not in scene.names.inside:
            return False
    return True
