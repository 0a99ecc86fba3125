"""Which happening a verb names: by itself, with its object, by its subject, and by what follows it.

"Held talks" is a meeting, "called a strike" a strike and "called Visser" a call; who receives guests meets them.
"""

from __future__ import annotations

from dashboard.extract import flag, which_last
from dashboard.extract.lexicon import PART, PAST, Happening, spoken
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.model import ActorMention, Kind, TimeType

_PARTS = flag.PREPOSITIONS | flag.JOINS  # what parts an object from what follows
_STRIKES = frozenset(("attack", "disaster", "protest", "crash", "win", "start", "move"))
_OPENING = frozenset('“«„"')
_OBJECT = 7  # tokens behind a verb in which stands whom it shuts out, over a day
_GOVERNS = flag.PREPOSITIONS | flag.COORDINATORS | flag.ADVERBS | flag.DETERMINERS


def named(scene: Scene, group: Group, subject: list[ActorMention]) -> tuple[Happening | None, int]:
    """The happening that a verb group tells, None where no rule names it, and the token of the word that names it."""
    kind, at = _by_verb(scene, group, len(subject) > 1)
    happenings, lemma = scene.words.happenings, group.verb.lemma
    if kind is not None:
        natural = _striking(scene, group) if kind.name in _STRIKES else ""
        return (happenings[natural] if natural else kind), at
    person = any(m.kind is Kind.PERSON for m in subject)
    goes = person and lemma in scene.words.grammar["journeys"] and _goes_somewhere(scene, group)
    awaited = person and group.passive and lemma in scene.words.status["awaiting"]
    if goes or (awaited and group.tense in ("future", "perfect")):  # "Berg wird am Sonntag in Kiew erwartet"
        return happenings["visit"], at
    cause = _causing(scene, group) if lemma in scene.words.status["leaving"] else ""
    return (happenings[cause] if cause else None), at


def _by_verb(scene: Scene, group: Group, several: bool) -> tuple[Happening | None, int]:
    """The same by the verb and what follows it; `several` with names are its subject."""
    words, lemma = scene.words, group.verb.lemma
    meant = _meant(scene, group, several)
    kind = words.happenings[meant] if meant else group.kind
    if group.passive and lemma in words.grammar["active_only"] and not _by(scene, group):
        kind = None
    if kind is not None and kind.name in words.status["harmful"] and _feels(scene, group):
        kind = None
    if lemma in words.grammar["only_reflexive"] and not group.passive and not _reflexive(scene, group):
        kind = None
    if _bows(scene, group) or _disperses(scene, group):
        kind = None
    carries = lemma in words.status["light"] or lemma in words.status["weighing"]
    carries |= words.free and lemma in words.status["occur"]
    issues = lemma in words.status["issuing"]
    own = group.phrasal and kind is not None  # "brought forward the meeting" is no meeting
    noun = object_noun(scene, group) if (carries or issues) and not own else None
    if noun is None:
        return kind, group.head
    other = words.happenings[noun[1]]
    if issues and not spoken(other):
        return kind, group.head
    if _names(scene, group, noun[0]):
        return words.happenings["say"], group.head  # "called the meeting frank"
    light = not spoken(kind) or (words.free and lemma in words.status["threats"])
    if light or other.name == "press" or lemma in words.status["expecting"]:
        return other, noun[0]
    return kind, group.head


def _feels(scene: Scene, group: Group) -> bool:
    """Behind the verb stands a feeling: "burst into tears", "erupted in loud applause", not "burst into flames"."""
    after, grammar = group.head + 1, scene.words.grammar
    lows = scene.tokens.lows[after : min(after + 4, group.end)]
    return lows[:1] != [] and lows[0] in grammar["feeling_in"] and not grammar["feelings"].isdisjoint(lows[1:])


def _reflexive(scene: Scene, group: Group) -> bool:
    """The verb has a "se" right before it."""
    words, j = scene.tokens.words, group.first - 1
    j -= scene.tokens.lows[j] == "'"
    return j >= group.start and bool(words[j].bits & flag.REFLEXIVE)


def _bows(scene: Scene, group: Group) -> bool:
    """Nothing tells of a match: "se sont inclinés devant les victimes", but "s'est incliné 3-1", "face à l'Italie"."""
    grammar, lows = scene.words.grammar, scene.tokens.lows
    if group.verb.lemma not in grammar["bowing"]:
        return False
    if any(m.kind is Kind.ORGANIZATION for m in scene.people.subject(group)):
        return False  # "Lyon s'est incliné devant Lens"
    behind = (j for j in range(group.head + 1, group.end) if j not in scene.names.times)
    return not any(lows[j][0].isdigit() or lows[j] in grammar["in_a_match"] for j in behind)


def _disperses(scene: Scene, group: Group) -> bool:
    """Of nobody: "se sont séparés dans le calme", but "s'est séparé de son entraîneur"."""
    if group.verb.lemma not in scene.words.grammar["parting"]:
        return False
    return not any(scene.tokens.words[j].bits & flag.OF for j in range(group.head + 1, group.end))


def _meant(scene: Scene, group: Group, several: bool) -> str:
    """The happening that what follows the verb shows: who receives guests meets them, who strikes nobody walks out."""
    lemma, g = group.verb.lemma, scene.words.grammar
    if _telephones(scene, group):
        return "call"
    if lemma in g["naming"] and not group.passive and _predicates(scene, group):
        return "say"
    if several and lemma in scene.words.status["talking"] and _nothing_behind(scene, group):
        return "discuss"
    if lemma in g["hosts"] and not group.passive and _guests(scene, group):
        return "meet"
    if lemma in scene.words.status["brings"] and _into_care(scene, group):
        return "rescue"
    if lemma in scene.words.status["fails"] and subject_noun(scene, group):
        return "postpone"
    walks = lemma in g["walkouts"] and not group.passive and not group.verb.forms & PAST
    return "protest" if walks and _no_object(scene, group) else ""


def shuts_out(scene: Scene, group: Group) -> bool:
    """Somebody, and no claim, is excluded: "Maslin a été exclu", "a exclu le député Maslin", "exclus du parti"."""
    if group.verb.lemma not in scene.words.status["shutting_out"]:
        return False
    if group.passive:
        behind = group.head + 1
        while behind < group.end and behind in scene.names.times:
            behind += 1
        out_of = behind < group.end and bool(scene.tokens.words[behind].bits & flag.OF)
        return out_of or any(m.kind is Kind.PERSON for m in scene.people.subject(group))
    people = scene.people
    objects = people.between(group.head + 1, min(group.head + _OBJECT, group.end))
    return any(people.mentions[i].kind is Kind.PERSON for i in objects)


def _into_care(scene: Scene, group: Group) -> bool:
    """A hospital stands behind a preposition in the clause: "wurde in eine Klinik gebracht"."""
    words, care = scene.tokens.words, tuple(scene.words.status["care"])
    hospitals = (j for j in range(group.start + 1, group.end) if scene.tokens.lows[j].endswith(care))
    return any(words[k].bits & flag.PREPOSITIONS for j in hospitals for k in range(max(group.start, j - 3), j))


def _nothing_behind(scene: Scene, group: Group) -> bool:
    """A time or the end of the clause follows the verb: "had spoken on Saturday", not "spoke at a rally"."""
    j, tokens = group.head + 1, scene.tokens
    if j < group.end and tokens.words[j].bits & flag.PREPOSITIONS:
        j += 1
    return j >= group.end or j in scene.names.times or not tokens.lows[j][0].isalnum()


def _names(scene: Scene, group: Group, noun: int) -> bool:
    """Behind the object stands what somebody calls it: "called the meeting frank", not "called an election"."""
    tokens, j = scene.tokens, noun + 1
    if group.verb.lemma not in scene.words.grammar["naming"] or group.passive or j >= group.end:
        return False
    if tokens.lows[j] in _OPENING and scene.words.grammar["indefinite"].isdisjoint(tokens.lows[group.head + 1 : noun]):
        return True  # "called the vote “a farce”"
    word, plain = tokens.words[j], tokens.lows[j][0].isalpha() and j not in scene.names.inside
    if plain and tokens.lows[j] in scene.words.grammar["indefinite"] and j + 1 not in scene.names.times:
        return True  # "considers the visit a mistake"
    return plain and not word.bits and not word.noun and (word.verb is None or tokens.lows[j].endswith("ed"))


def _predicates(scene: Scene, group: Group) -> bool:
    """Behind the object stands what it is called: "called the mutiny a stab in the back", not "called for a vote"."""
    tokens, grammar = scene.tokens, scene.words.grammar
    for j in range(group.head + 1, min(group.head + 6, group.end - 1)):
        if j > group.head + 1 and tokens.lows[j] in grammar["indefinite"] and j + 1 not in scene.names.times:
            return not scene.words.free
        if not tokens.lows[j][0].isalnum() or (tokens.words[j].bits & _PARTS and j not in scene.names.inside):
            return False
    return False


def found_to_be(scene: Scene, group: Group) -> str:
    """What somebody is found or declared: "guilty" in "found Berg and Visser not guilty of fraud"; "" without."""
    if group.passive or group.verb.lemma not in scene.words.grammar["finding"]:
        return ""
    behind = scene.tokens.lows[group.head + 1 : group.end]
    return next((low for low in behind if low in scene.words.grammar["predicates"]), "")


def _by(scene: Scene, group: Group) -> bool:
    """Behind a passive stands who did it."""
    return not scene.words.grammar["agent"].isdisjoint(scene.tokens.lows[group.head + 1 : group.head + 2])


def _guests(scene: Scene, group: Group) -> bool:
    """The object of the verb is a person, or a noun for persons in the plural: "received his colleagues"."""
    tokens, people, g = scene.tokens, scene.people, scene.words.grammar
    for j in range(group.head + 1, min(group.head + 8, group.end)):
        low, flags = tokens.lows[j], tokens.words[j].bits
        if not low[0].isalnum() or flags & _PARTS:
            return False
        i = next((i for i in people.between(j, j + 1) if people.mentions[i].kind is Kind.PERSON), None)
        if i is not None:
            return not people.owns(people.till[i])
        if low in g["guests"] or (low.endswith("s") and low[:-1] in g["person_nouns"]):
            return not people.owns(j + 1) and not any(word.noun for word in tokens.words[j + 1 : j + 2])
    return False


def _no_object(scene: Scene, group: Group) -> bool:
    """A mark, a time or a preposition follows the verb."""
    j = group.head + 1
    if j >= group.end or j in scene.names.times or not scene.tokens.lows[j][0].isalnum():
        return True
    places = scene.tokens.lows[j] in scene.words.grammar["places_object"]
    return bool(scene.tokens.words[j].bits & flag.PREPOSITIONS) and not places


def _telephones(scene: Scene, group: Group) -> bool:
    """ "Berg called President Visser on Monday": a person and nothing that names him follows the verb."""
    tokens, people = scene.tokens, scene.people
    if group.verb.lemma not in scene.words.grammar["rings"] or group.passive:
        return False
    near = people.between(group.head + 1, min(group.head + 7, len(tokens.lows)))
    i = next((i for i in near if people.mentions[i].kind is Kind.PERSON), None)
    if (
        i is None
        or people.preposition(i)
        or any(not low[0].isalpha() for low in tokens.lows[group.head + 1 : people.at[i]])
    ):
        return False
    j = people.till[i]
    return j >= group.end or j in scene.names.times or bool(tokens.words[j].bits) or tokens.lows[j] in ".,;"


def _goes_somewhere(scene: Scene, group: Group) -> bool:
    """Somebody goes to a place or will go on a day: "will go on to Rome", "will come on 3 June", not "went on to
    win", "went to court"."""
    goals, lows = scene.words.grammar["goals"], scene.tokens.lows
    if not scene.words.grammar["singular"].isdisjoint(lows[group.head : group.end]) and _again_and_again(scene, group):
        return False
    j = next((j for j in range(group.head + 1, min(group.head + 3, group.end - 1)) if lows[j] in goals), 0)
    on_a_day = group.tense == "future" and not scene.names.times.isdisjoint((group.head + 1, group.head + 2))
    return on_a_day or bool(j and scene.people.between(j + 1, j + 2) and scene.people.places(j, j + 2))


def _again_and_again(scene: Scene, group: Group) -> bool:
    """A time of the clause comes back: "every Monday"."""
    return any(scene.times[n].type is TimeType.SET for n in scene.times_in(group.head, group.end))


def _striking(scene: Scene, group: Group) -> str:
    """What a disaster does is the disaster: the happening of the subject's noun in "a tsunami struck the coast"."""
    j = group.first - 1
    while j > group.start and scene.tokens.words[j].bits & flag.ADVERBS:
        j -= 1
    name = scene.tokens.words[j].noun if j >= group.start else ""
    return name if name in scene.words.status["harmful"] and j not in scene.names.inside else ""


def _causing(scene: Scene, group: Group) -> str:
    """The disaster that is the subject: "el accidente de un autobús dejó tres muertos"; "" without."""
    for j in range(group.first - 1, group.start - 1, -1):
        if (name := scene.tokens.words[j].noun) in scene.words.status["harmful"] and j not in scene.names.inside:
            return name
        if scene.tokens.lows[j] == ",":
            break
    return ""


def object_noun(scene: Scene, group: Group) -> tuple[int, str] | None:
    """The first happening noun after a light verb, before any preposition or clause: index and happening.

    Where order is free it may also stand right before the participle, or behind the time and place of the happening.
    """
    tokens, words, inside = scene.tokens, scene.words, scene.names.inside
    if words.large and (bare := _bare_noun(scene, group) or _noun_of_last(scene, group)) is not None:
        return bare
    if words.free and group.first < group.head:
        for j in range(group.head - 1, max(group.first, group.head - 4), -1):
            if (noun := scene.phrase(j) or tokens.words[j].noun) and j not in inside:
                return j, noun
    if words.nominatives and group.start < group.first == group.head:
        for j in (group.start, group.head - 1):  # "Без света | остались дома", "самолёт | экстренно сел"
            if (named := scene.phrase(j)) is not None:
                return j, named
    reflexive = governed = False
    for j in range(group.head + 1, min(group.head + (16 if words.free else 10), group.end)):
        flags, low = tokens.words[j].bits, tokens.lows[j]
        reflexive |= bool(flags & flag.REFLEXIVE)
        into = (reflexive and low in words.grammar["reflexive_in"]) or (
            group.verb.lemma in words.status["into"] and low in words.grammar["into"]
        )
        led = bool(flags & flag.PREPOSITIONS) and not scene.names.times.isdisjoint((j + 1, j + 2))
        subordinates = flags & flag.SUBORDINATORS and not led  # not "convocaron para el lunes una huelga"
        if subordinates and (not flags & flag.DETERMINERS or _is_relative(scene, group, j)):
            return None
        if flags & flag.PREPOSITIONS and not into:
            if not words.free:
                return None
            if (phrase := scene.phrase(j)) is not None:
                return j, phrase  # "mis en examen"
            governed = True
        elif governed and (into or flags & flag.DETERMINERS) and not tokens.words[j - 1].bits & flag.PREPOSITIONS:
            governed = False
        if governed:
            governed = j not in scene.names.times and j not in scene.names.ends_at
            continue
        if (phrase := scene.phrase(j)) is not None:
            return j, phrase
        if tokens.words[j].noun and j not in inside and not scene.modifies(j):
            return j, tokens.words[j].noun
    return None


def _is_relative(scene: Scene, group: Group, j: int) -> bool:
    """The "that" at token j stands behind a noun: "signed a bill that bans bags", not "signed that bill"."""
    before = scene.tokens.words[j - 1]
    return not scene.words.free and j > group.head + 1 and not before.bits & _GOVERNS and before.verb is None


def _bare_noun(scene: Scene, group: Group) -> tuple[int, str] | None:
    """The happening noun without article that goes with a verb at the end, "hat Anklage gegen zwei Männer erhoben":
    index and happening."""
    words, inside = scene.tokens.words, scene.names.inside
    for j in range(group.first + 1, group.head):
        before = words[j - 1]
        led = bool(before.bits & (flag.PREPOSITIONS | flag.DETERMINERS))
        adjective = not before.bits and scene.tokens.lows[j - 1].endswith(scene.words.inflected)
        plain = j - 1 in inside or not (led or (adjective and not scene.tokens.written(j - 1)[0].isupper()))
        if words[j].noun and plain and j not in inside:
            return j, words[j].noun
    return None


def _noun_of_last(scene: Scene, group: Group) -> tuple[int, str] | None:
    """The happening that stands right before the verb which closes its clause: "bei dem drei Menschen ums Leben kamen",
    "nachdem er Anklage erhoben hatte": index and happening."""
    j, words = group.head - 1, scene.tokens.words
    if j <= group.start or which_last.closing(scene.tokens, group) < 0:
        return None
    if j - 1 > group.start and (phrase := scene.phrase(j - 1)) is not None:
        return j - 1, phrase
    led = bool(words[j - 1].bits & (flag.PREPOSITIONS | flag.DETERMINERS))
    alone = led or scene.tokens.lows[j - 1].endswith(scene.words.inflected)
    return None if alone or j in scene.names.inside or not words[j].noun else (j, words[j].noun)


def aside_before(scene: Scene, group: Group) -> int:
    """The token at which a participle parts a subject from this verb, its comma where it has one: "the fair, first
    planned for May, will be held", "the fair planned for May was held"; -1 without."""
    tokens, lows = scene.tokens, scene.tokens.lows
    if not group.n or group.own_subject or group.opener or scene.words.free:
        return -1
    aside = scene.groups[group.n - 1]
    if aside.first < aside.head or not aside.verb.forms & PART or aside.end != group.start:
        return -1
    if lows[group.start] != ",":
        return aside.head if aside.passive and aside.verb.lemma in scene.words.status["arranging"] else -1
    j = aside.head - 1
    while j > aside.start and (tokens.words[j].bits & flag.ADVERBS or tokens.words[j].manner):
        j -= 1
    return j if j > aside.start and lows[j] == "," else -1


def within(scene: Scene, j: int, start: int) -> bool:
    """The happening at token j only says which ones its phrase begins with: "jurors in the trial", not "a round of
    talks"."""
    tokens, k = scene.tokens, j - 1
    if scene.words.free:
        return False
    while k > start and tokens.lows[k][0].isalnum() and not tokens.words[k].bits & flag.PREPOSITIONS:
        k -= 1
    if k <= start or not tokens.words[k].bits & flag.PREPOSITIONS or tokens.lows[k] in scene.words.grammar["of"]:
        return False
    before = tokens.words[k - 1]
    plain = tokens.lows[k - 1].isalpha() and not (before.bits or before.noun) and before.verb is None
    return plain and k - 1 not in scene.names.inside and k - 1 not in scene.names.times


def subject_noun(scene: Scene, group: Group) -> bool:
    """A happening noun is the subject: "the meeting in Geneva has started"."""
    tokens = scene.tokens
    j, start = group.first - 1, group.start
    if (parted := aside_before(scene, group)) >= 0:
        j, start = parted - 1, scene.groups[group.n - 1].start
    while j >= start:
        named = bool(tokens.words[j].noun) and j not in scene.names.inside
        if named and not (scene.modifies(j) or within(scene, j, start)):
            return True
        if tokens.lows[j] == "," and j in scene.people.list_commas(start, group.first):  # "Norway, Sweden and Denmark"
            j -= 1
            continue
        if not tokens.lows[j][0].isalnum() and not (scene.words.free and tokens.lows[j] == "'"):  # "s'est déclaré"
            return False
        j -= 1
    return False


def calls_so(scene: Scene, group: Group) -> bool:
    """An object stands behind the verb, and behind that what it is called: "called the veto unfair", "called it a
    farce", not "called the general election"."""
    tokens, a = scene.tokens, group.head + 1
    if scene.words.free or group.phrasal or a + 2 >= group.end or group.verb.lemma not in scene.words.grammar["naming"]:
        return False
    if tokens.lows[a] in scene.words.grammar["him"]:
        return tokens.lows[a + 1] in scene.words.grammar["indefinite"] or tokens.is_noun(a + 1)
    if not tokens.words[a].bits & flag.DETERMINERS or tokens.lows[a] in scene.words.grammar["indefinite"]:
        return False
    stop = next((j for j in range(a + 1, group.end) if not tokens.is_plain(j) or j in scene.names.times), group.end)
    if stop < group.end and tokens.lows[stop] in scene.words.grammar["indefinite"]:
        return True
    return stop > a + 2 and not tokens.words[stop - 1].noun
