"""How a headline tells what a clause tells: its subject, its verb, what is said; "" where that cannot stand alone.

Who speaks and what is said come first; where what is said does not fit, the saying is a statement by somebody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.extract import flag, hanging, labels, labels_free, quoted, telling
from dashboard.extract.content import Skip, apart, auxiliary, content
from dashboard.extract.cues import BE
from dashboard.extract.fitting import fit
from dashboard.extract.hosts import tells_apart
from dashboard.extract.naming import found_to_be
from dashboard.extract.phrases import LONGEST, WIDEST, phrases
from dashboard.extract.scene import Scene
from dashboard.extract.subject_forms import last_noun, subject_forms
from dashboard.extract.suffixes import past
from dashboard.extract.tokens import FINITE, Group
from dashboard.extract.verb_labels import Complement, Subject, Told, of_verb, undergone
from dashboard.model import ActorMention, Kind, Role, Status, TimeExpression

_QUOTES = frozenset('“«„"')
_WITH_CONTENT = ("decide", "propose", "agree")
_USUAL, _WIDE = (LONGEST,), (LONGEST, WIDEST)
_TOLD = ("past", "present", "perfect", "pluperfect")
_AHEAD = (Status.EXPECTED, Status.POSSIBLE)
_TO = " to "


@dataclass(slots=True)
class _Line:
    """What the headline of a clause is made of."""

    scene: Scene
    group: Group
    actors: list[ActorMention]  # its subject
    names: list[str]  # of these
    subject: Subject
    times: list[TimeExpression]
    skip: Skip  # where the headline leaves them out
    speech: bool
    spoken: bool  # that its subject spoke can be told by itself


def of_clause(
    scene: Scene,
    group: Group,
    subject: list[ActorMention],
    times: list[TimeExpression],
    status: Status,
    noun: int,
    speech: bool,
) -> str:
    """Headline of a verb's happening, "" where it cannot stand alone."""
    words, skip = scene.words, apart(scene, group, times)
    if words.free:
        return _in_free_order(scene, group, subject, times, skip, status, noun, speech)
    if not speech and _has_another(scene, group):
        return ""
    names = labels.all_called(subject, words)
    called = subject_forms(scene, group, subject, names)
    if not called.forms:
        kind = words.happenings.get(group.verb.happening)
        after = scene.after(group)
        cut = after is not None and after.reduced and after.start == after.first == group.end  # "hit a home | run"
        if speech or kind is None or kind.weight < 0.6 or cut:
            return ""
        we = group.first > group.start and scene.tokens.words[group.first - 1].bits & flag.WE_YOU
        if we and (not times or kind.name == "meet"):
            return ""  # "I met a woman", "we have lost so many", but "we signed it in May"
        return undergone(scene, group, skip)
    if group.tense == "gerund" and not names and group.verb.lemma in words.grammar["undergoes"]:
        return _suffered(scene, group, skip)
    spoken = bool(names) and (scene.people.named or _are_speakers(scene, called.forms[0]))
    label = _told(_Line(scene, group, subject, names, called, times, skip, speech, spoken), status, noun)
    if label is not None:
        return label
    own = quoted.headline(scene, called.forms[0]) if spoken and speech and group.tense in FINITE else ""
    statement = words.patterns["statement"].format(who=_inside(called.forms[0], words.grammar)) if spoken else ""
    return own or statement


def _has_another(scene: Scene, group: Group) -> bool:
    """Right behind the verb and its day the verb of the sentence stands: "the measures they took in May are fair", not
    "a call that was planned for May was put off"."""
    if group.opener in scene.words.grammar["relative"]:
        return False
    words, j = scene.tokens.words, group.head + 1
    while j < group.end and (
        j in scene.names.times or (words[j].bits & flag.PREPOSITIONS and j + 1 in scene.names.times)
    ):
        j += 1
    is_ = j < group.end and bool(words[j].bits & flag.BE) and scene.tokens.lows[j].isalpha()  # not "Tuesday's signing"
    return is_ and group.tense in FINITE and j not in scene.names.inside


def _in_free_order(
    scene: Scene,
    group: Group,
    subject: list[ActorMention],
    times: list[TimeExpression],
    skip: Skip,
    status: Status,
    noun: int,
    speech: bool,
) -> str:
    """Headline of a verb's happening where word order is free."""
    words = scene.words
    names = [labels_free.called_here(scene, m) for m in subject]  # "Путин", not "Putin"
    if speech and names and hanging.between_commas(scene, group) and not hanging.is_aside(scene, group):
        return words.patterns["statement"].format(who=labels.joined(names, words))
    label = labels_free.of_clause(scene, group, subject, skip, noun)
    if speech and not times and points_back(scene, group):
        return ""  # "Das teilte die Polizei mit": what was told before
    if not speech or status is Status.DENIED or label != telling.by_name(group, names, words):
        return label
    who = labels.joined(names, words)
    return quoted.headline(scene, who) or quoted.told_before(scene, group, who) or label


def _told(line: _Line, status: Status, noun: int) -> str | None:
    """What the clause tells, "" where that cannot stand alone; None where only that somebody spoke can be told."""
    scene, group, speech = line.scene, line.group, line.speech
    words, lemma = scene.words, line.group.verb.lemma
    meant = scene.people.pronoun_object(group, line.actors)[1]
    if (denial := _denial(line, status)) and not pointed(scene, group):
        return denial
    before = labels.joined(labels.all_called(meant.people, words), words) or pointed(scene, group)
    before = before or (meant.text and labels.again(meant.text, words))
    if not before and (lone := _lone_pronoun(scene, group, speech)) is not None:
        return None if lone and line.times else ""
    if _unfinished(scene, group):
        return None
    stated = "" if before else _stated(line, noun)
    long = stated and not (speech or group.passive or _fits(line, group.verb.present, stated))
    if long and line.spoken and (ruling := _ruling(scene, group, line.subject.forms[0])):
        return ruling
    says = words.patterns["say" if line.subject.plural else "says"]
    addressed = lemma in words.grammar["addressing"]
    if _of_itself(stated, line.actors) or (addressed and not (group.passive or _fits(line, says, stated))):
        return None  # "Berg says Berg will …", "Berg tells the press"
    if speech and not (stated or before) and (inverted(scene, group) or _says_nothing(scene, group)):
        return None
    if speech and stated:  # a shorter subject leaves room for what is said
        line.subject.forms = [
            f for f in line.subject.forms if fit(words, f"{f} {says}", [stated])
        ] or line.subject.forms
    awaits = noun != group.head and (lemma in words.status["expecting"] or lemma in words.status["weighing"])
    shown = Status.HAPPENED if awaits else status
    brief = speech and line.spoken and not _reports_figure(scene, group)
    wide = (scene.lead or line.names or line.times) and not (brief or _doubtful(scene, group))
    line.subject.doer = _could_do_it(line)
    complement = Complement(
        end=scene.reach(group) if group.verb.forms else _place_end(scene, group),
        skip=line.skip,
        before=before or _relative_object(scene, group),
        pronoun=bool(before),
        stated=stated,
        says=says if group.phrasal or (addressed and not group.passive) else "",
        noun=noun if noun != group.head else -1,
        found=found_to_be(scene, group),
    )
    told = _in_room(line, complement, shown, _WIDE if wide else _USUAL)
    return _enough(line, told, shown)


def _denial(line: _Line, status: Status) -> str:
    """ "Denial by Norway" for who is named and "denies this", what was said before; "" for others."""
    kind = line.scene.words.happenings.get(line.group.verb.happening)
    if kind is None or not line.spoken or status is not Status.DENIED or line.group.tense not in _TOLD:
        return ""
    if _lone_pronoun(line.scene, line.group, line.speech) is None:
        return ""
    who = _inside(line.subject.forms[0], line.scene.words.grammar)
    return line.scene.words.patterns["ruled"].format(what=kind.noun_label, who=who)


def _in_room(line: _Line, complement: Complement, status: Status, rooms: Sequence[int]) -> Told:
    """The headline in the first of the rooms where it fits; of two subjects both are named where that can be."""
    forms, pair = line.subject.forms, len(line.names) == 2 and line.scene.people.named
    if pair and len(forms) > 1:  # "Russia and others" are more than two
        both = Subject(forms[:1], line.subject.plural, line.subject.doer)
        told = of_verb(line.scene, line.group, both, complement, status, _WIDE)
        return told if told.label else of_verb(line.scene, line.group, line.subject, complement, status, _WIDE)
    told = of_verb(line.scene, line.group, line.subject, complement, status, rooms)
    if _TO in told.label or not _wants_something(line):
        return told
    shorter = (
        of_verb(
            line.scene, line.group, Subject([form], line.subject.plural, line.subject.doer), complement, status, rooms
        )
        for form in forms[1:]
    )
    return next((other for other in shorter if _TO in other.label), told)


def _wants_something(line: _Line) -> bool:
    """Somebody is asked to do something, which a shorter subject leaves room for: "asks Putin | to recognise"."""
    after = line.scene.after(line.group)
    wants = line.group.verb.lemma in line.scene.words.status["possible_to"] and not line.group.passive
    return wants and after is not None and after.tense == "base" and after.start <= line.group.end


def _stated(line: _Line, noun: int) -> str:
    """The content of what is said, ruled or found, short enough to follow the verb; "" without, and where the `noun` at
    a token is what is said: "released a statement after he left"."""
    scene, group = line.scene, line.group
    if not ((line.speech and noun == group.head) or _rules_that(scene, group)):
        found = group.verb.lemma in scene.words.grammar["clause_too"] and (line.names or line.times)
        if not found or not finds_that(scene, group):
            return ""
    room = LONGEST - len(f"{line.subject.forms[-1]} {line.group.verb.present} ")
    return content(line.scene, line.group, line.skip, room)


def _fits(line: _Line, verb: str, stated: str) -> bool:
    """There is a content, and it fits behind the subject at its shortest and a verb."""
    return stated != "" and fit(line.scene.words, f"{line.subject.forms[-1]} {verb}", [stated]) != ""


def _enough(line: _Line, told: Told, shown: Status) -> str | None:
    """The headline where it tells enough, as `_told`: a subject and a verb alone seldom do."""
    scene, group, words, speech = line.scene, line.group, line.scene.words, line.speech
    lemma = group.verb.lemma
    *_, last = ["", *told.label.lower().split()]
    if last in words.grammar["quantities"] and not words.free and _of_it(scene, group, last):
        return ""
    if told.bare and not speech:
        if not group.reduced and shown not in _AHEAD and lemma in words.grammar["wanting"]:
            return ""  # "the girls granted"
        if len(line.actors) > 1 and (lemma in words.status["talking"] or lemma in words.grammar["each_other"]):
            return told.label  # "Berg and Visser speak", with each other
        foreseen = shown in _AHEAD or group.negated > group.head  # also what did not come
        if not group.passive and not (foreseen and any(t.date for t in line.times)):
            alone = _alone(scene, group, told.who, told.label)
            return alone or (_ruling(scene, group, line.subject.forms[0]) if line.spoken else "")
    if speech and told.bare and shown is Status.EXPECTED:
        return told.label if line.times else ""
    if speech and told.bare and group.passive and (line.names or line.times) and told.label:
        return told.label  # "The appeal rejected"
    return None if speech and (told.bare or not told.label) else told.label


def _of_it(scene: Scene, group: Group, quantity: str) -> bool:
    """ "Set part of it on fire": the quantity that ends a headline is one of what it cannot name."""
    lows, words, of = scene.tokens.lows, scene.tokens.words, scene.words.grammar["of"]
    here = range(group.head + 1, group.end - 2)
    return any(lows[j] == quantity and lows[j + 1] in of and words[j + 2].bits & flag.PRONOUNS for j in here)


def _could_do_it(line: _Line) -> bool:
    """The subject of what is plainly a passive is somebody, a name or one person, and no word behind the verb tells
    what was done to him: "Berg is shot", "the gunman is shot", not "Berg shot dead"."""
    group, scene, grammar = line.group, line.scene, line.scene.words.grammar
    first = scene.groups[group.n - 1] if group.n and group.opener in grammar["coordinators"] else group
    plain = group.passive and (group.first < group.head or (first.passive and first.first < first.head))
    if not plain or not grammar["resultative"].isdisjoint(scene.tokens.lows[group.head + 1 : group.head + 2]):
        return False
    last = labels.core(line.subject.forms[0], scene.words).lower().rpartition(" ")[2]
    return bool(line.names and scene.people.named) or last in grammar["person_nouns"]


def _place_end(scene: Scene, group: Group) -> int:
    """Where the place ends that somebody was in: "was in Kyiv | with Ada Berg", whom he did not visit it with."""
    lows, beside = scene.tokens.lows, scene.words.grammar["beside"]
    return next((j for j in range(group.head + 1, group.end) if lows[j] in beside), group.end)


def _inside(who: str, grammar: Mapping[str, frozenset[str]]) -> str:
    """A subject as it is written inside a headline: "a Greek court"."""
    first, _, rest = who.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in grammar["article"] else who


def _are_speakers(scene: Scene, who: str) -> bool:
    """The subject is some who act for the one named: "Norway's coast guard", "Brisa's chief executive"."""
    grammar = scene.words.grammar
    return not (grammar["several"] | grammar["person_nouns"]).isdisjoint(who.lower().split())


def points_back(scene: Scene, group: Group) -> bool:
    """The clause has but a word for what was told before, and tells who says so: "Об этом сообщил Берг", "Le jury l'a
    annoncé"."""
    lows, a, he = scene.tokens.lows, group.start, scene.words.grammar["he_she"]
    j = group.first - 1 - (group.first > a and lows[group.first - 1] == "'")
    if group.first > a and j >= a and lows[j] in scene.words.grammar["says_it"]:
        after = scene.after(group)
        return after is None or after.opener not in scene.words.grammar["that"]  # not "l'a informé que"
    said = (lows[j] for j in range(a, group.first) if lows[j] not in he and j not in scene.names.times)
    return a == scene.first and " ".join(said) in scene.words.grammar["pointing_back"]


def _doubtful(scene: Scene, group: Group) -> bool:
    """The verb may only describe a noun of the clause before: "spoke of steps taken", "is a jet built by Acme"."""
    tokens = scene.tokens
    if group.reduced or not (group.tense in FINITE or (group.tense == "base" and scene.headline)):
        return True
    if tokens.here & BE:
        for j in range(group.start, group.first):
            if tokens.words[j].bits & flag.BE and tokens.lows[j][0].isalpha():
                return True
    after = group.head + 1
    hangs = group.first == group.head and after < group.end and tokens.words[after].bits & flag.PREPOSITIONS != 0
    return hangs and group.n > 0 and not group.opener and tokens.lows[group.start][0].isalnum()


def _of_itself(stated: str, subject: list[ActorMention]) -> bool:
    """What is said begins with the name of who says it."""
    low = stated.lower().removeprefix("the ")
    return low != "" and any(low.startswith(f"{name.lower()} ") for m in subject for name in (m.text, m.actor))


def _unfinished(scene: Scene, group: Group) -> bool:
    """A quotation says what somebody calls something: "called the ban “strange”"."""
    if group.verb.lemma not in scene.words.grammar["naming"] or group.passive:
        return False
    end = min(group.head + 10, len(scene.tokens.lows))
    return any(scene.tokens.lows[j] in _QUOTES for j in range(group.head + 1, end))


def _suffered(scene: Scene, group: Group, skip: Skip) -> str:
    """What a happening did to some: "31 people killed" for "derailed, killing 31 people"."""
    parts = phrases(scene.tokens, group.head + 1, scene.reach(group), skip)[:1]
    done = past(group.verb.lemma, scene.words.grammar["stressed_last"])
    return labels.upper_first(fit(scene.words, "", [f"{part} {done}" for part in parts]))


def pointed(scene: Scene, group: Group) -> str:
    """What "this" means behind a refusal: what the sentence before asked for, "" where it asked for nothing."""
    kind, after = scene.words.happenings.get(group.verb.happening), group.head + 1
    if scene.asked is None or kind is None or kind.name != "deny" or after >= len(scene.tokens.lows):
        return ""
    text, at = scene.asked
    near = at in (scene.sentence.start, scene.people.referents.before)
    lows, behind = scene.tokens.lows, after + 1
    if lows[after] in scene.words.grammar["that"] and behind < scene.stop and behind not in scene.names.times:
        goes_on = scene.tokens.words[behind].bits & (flag.PREPOSITIONS | flag.COORDINATORS)
        if lows[behind][0].isalnum() and not goes_on:
            return ""  # "denied that they were", but "rejected that on Thursday"
    return text if near and lows[after] in scene.words.grammar["this"] else ""


def asked(scene: Scene, group: Group, times: list[TimeExpression]) -> str:
    """What a demand or an offer is for: "security guarantees"; "" where a clause says it."""
    parts = phrases(scene.tokens, group.head + 1, scene.reach(group), [(t.start, t.end) for t in times])
    more = len(parts) > 1 and len(f"{parts[0]} {parts[1]}") < LONGEST // 2
    words = " ".join(parts[: 1 + more]).split()
    while words and words[0].lower() in scene.words.grammar["prepositions"]:
        words = words[1:]
    first = scene.words.words.get(words[0].lower()) if words else None
    closed = first is not None and bool(first.bits & ~flag.DETERMINERS)
    return "" if closed or not words else " ".join(words)


def _rules_that(scene: Scene, group: Group) -> bool:
    """ "Ruled on Thursday that the law is void": a decision, proposal or agreement told by its content."""
    kind = scene.words.happenings.get(group.verb.happening)
    name = kind.name if kind is not None else ""
    at = scene.tokens.past_times(group.head + 1, group.end, scene.names.times)
    near = scene.tokens.lows[at : at + (5 if name == "decide" else 1)]  # not "signed a law that"
    return name in _WITH_CONTENT and not scene.words.grammar["that"].isdisjoint(near)


def finds_that(scene: Scene, group: Group) -> bool:
    """ "Found on Monday that the law was void": a finding told by its content."""
    if group.verb.lemma not in scene.words.grammar["clause_too"] or scene.words.free or group.passive:
        return False
    at = scene.tokens.past_times(group.head + 1, group.end, scene.names.times)
    after = scene.after(group)
    finds = after is not None and not after.opener and after.own_subject and after.tense in FINITE and after.start == at
    return finds or not scene.words.grammar["that"].isdisjoint(scene.tokens.lows[at : at + 1])


def _ruling(scene: Scene, group: Group, who: str) -> str:
    """A decision, proposal or agreement whose content is too long to tell: "Decision by Supreme Court"; else ""."""
    kind = scene.words.happenings.get(group.verb.happening)
    if kind is None or not _rules_that(scene, group):
        return ""
    return scene.words.patterns["ruled"].format(what=kind.noun_label, who=_inside(who, scene.words.grammar))


def _lone_pronoun(scene: Scene, group: Group, speech: bool) -> bool | None:
    """Only a pronoun follows the verb, so nothing is told: whether it is at least a saying; None where more follows."""
    tokens, after = scene.tokens, group.head + 1
    if after + 1 >= len(tokens.words) or tokens.lows[after] not in scene.words.grammar["pronoun_objects"]:
        return None
    n, grammar = group.n + 1, scene.words.grammar
    if tokens.lows[after + 1] in grammar["as"] and tokens.lows[group.head] in grammar["named_as"]:
        return None  # "identified him as Ott"
    if tokens.lows[after] in grammar["that"] and n < len(scene.groups) and scene.groups[n].start == after:
        return None  # "warned that such rules"
    if not speech and _rules_that(scene, group):
        return None  # "ruled that the law is void"
    follows = tokens.words[after + 1].bits
    if speech:
        return True if follows & flag.PREPOSITIONS or tokens.lows[after + 1] == "." else None
    return False if follows or not tokens.lows[after + 1][0].isalnum() else None


def _reports_figure(scene: Scene, group: Group) -> bool:
    """ "Reports net income of $2 billion": the figure is the news."""
    measures, said = scene.words.grammar["measures"], scene.tokens.lows[group.head + 1 : group.end]
    return group.verb.lemma in scene.words.status["reporting"] and not measures.isdisjoint(said)


def _says_nothing(scene: Scene, group: Group) -> bool:
    """What follows the verb of saying is no object: a place or time, whoever is told, a clause too long to quote."""
    tokens, j = scene.tokens, scene.tokens.past_times(group.head + 1, group.end, scene.names.times)
    if group.passive or j >= group.end:
        return False
    placed = tokens.words[j].bits & flag.PREPOSITIONS and scene.people.places(j, min(j + 4, group.end))
    if placed and group.verb.lemma not in scene.words.grammar["speaking"]:
        return True
    return group.verb.lemma in scene.words.grammar["clausal"] or auxiliary(scene, j, group.end) >= 0


def _alone(scene: Scene, group: Group, who: str, label: str) -> str:
    """A subject and a verb without more: enough for what happens to one ("Two men died"), else nothing."""
    kind = scene.words.happenings.get(group.verb.happening)
    name = kind.name if kind is not None else ""
    if group.verb.lemma in scene.words.grammar["undergoes"]:
        own = scene.tokens.written(group.head)
        return labels.upper_first(f"{who} {own}") if any(c.isdigit() for c in who) else ""  # "843 injured"
    back = (
        group.verb.lemma in scene.words.grammar["comes_back"]
        and scene.people.named
        and bool(scene.people.subject(group))
    )
    return label if back or name in scene.words.grammar["alone"] else ""


def _relative_object(scene: Scene, group: Group) -> str:
    """Whom or what "which the ministry accused of fraud" is about: the name, or the noun, before the relative pronoun:
    "a tax that Norway introduced", and "a law that Norway passed in May angered Iceland"."""
    names = labels.joined(labels.all_called(scene.people.antecedent(group), scene.words), scene.words)
    if names or scene.words.free or group.passive or not group.own_subject:
        return names
    if group.n and scene.groups[group.n - 1].verb.lemma in scene.words.grammar["addressing"]:
        return ""  # "was told after the match that her father had died"
    tokens, after, relative = scene.tokens, group.head + 1, scene.words.grammar["relative"]
    more = after < group.end and tokens.lows[after][0].isalnum() and not tokens.words[after].bits & flag.PREPOSITIONS
    if more and after not in scene.names.times:
        return ""
    if group.opener in relative and group.n:
        begin, opens = scene.groups[group.n - 1].head + 1, group.start
    else:
        begin, opens = group.start, tells_apart(tokens, group)
    relative -= scene.words.grammar["possessor"]  # "a man whose house burned"
    if not begin < opens < group.first - 1 or tokens.lows[opens] not in relative or tokens.words[opens - 1].verb:
        return ""
    what = last_noun(scene, begin, opens)
    first, _, rest = what.partition(" ")
    known = scene.words.words.get(first.lower())
    return f"{first.lower()} {rest}" if rest and known is not None and known.bits & flag.DETERMINERS else ""


def inverted(scene: Scene, group: Group) -> list[ActorMention]:
    """The speaker right after the verb, over a title: "said Blinken", "said Acme chief executive Jane Rumble"."""
    n = group.n
    if (group.first > group.start and scene.tokens.lows[group.first - 1][0].isalnum()) or (
        n and scene.groups[n - 1].reduced
    ):
        return []
    people, tokens = scene.people, scene.tokens
    if hanging.behind_aside(scene, group):
        return []
    end = group.head + 1
    while end < min(group.head + 8, group.end - 1) and (
        tokens.lows[end][0].isalnum()
        or tokens.lows[end] == "."  # "Acme Inc. chief executive"
        or tokens.text[tokens.starts[end + 1]].islower()
        or people.owns(end)  # "Norway's Ada Berg"
    ):
        if tokens.words[end].bits & (flag.PREPOSITIONS | flag.SUBORDINATORS) and end not in scene.names.inside:
            break
        end += 1
    near = [i for i in people.between(group.head + 1, end) if people.mentions[i].role is Role.ACTOR]
    if tokens.lows[end : end + 1] == [","] and end - 1 not in scene.names.inside and end > group.head + 1:
        near = [*near, *people.between(end + 1, end + 2)]  # "Norway's foreign minister, Ada Berg"
    persons = [i for i in near if people.mentions[i].kind is Kind.PERSON]
    return [people.mentions[i] for i in (persons or near)[:1]]
