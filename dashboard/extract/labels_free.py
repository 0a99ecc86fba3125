"""The headline of a clause in a language of free order: its own words round the verb, without its times.

Nothing is inflected: the clause stands as it is told, a name for its pronoun, and as many whole phrases as fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.extract import flag, hanging
from dashboard.extract.free import drops, enclosed, verb_last
from dashboard.extract.labels import joined, short, upper_first
from dashboard.extract.lexicon import Happening, Lexicon, body_nouns
from dashboard.extract.phrases import LONGEST, fit, text_of
from dashboard.extract.phrases_free import (
    Skip,
    bare,
    complement,
    content_of,
    describes_noun,
    ended,
    holds,
    is_governed,
    led,
    main_clause,
    named,
    over_comma,
    particle,
    past_time,
    phrases,
    room,
    round_verb,
    scheduled,
    subject_first,
    surnames_in,
    until,
    verb_second,
)
from dashboard.extract.refer import Said
from dashboard.extract.scene import Scene
from dashboard.extract.subjects import phrase_before, subject_text
from dashboard.extract.tokens import Group, Tokens
from dashboard.model import ActorMention, Kind

_PRONOUNS = flag.HE_SHE | flag.THEY | flag.SIE | flag.IT | flag.POSSESSIVE
_CLOSES = frozenset(',»”"')
_OPENING_MARKS = frozenset('«„"')
_ASIDE = 12  # no aside between a verb and its object has more tokens
_LEANS = flag.REFLEXIVE | flag.NEGATION | flag.CLITICS


def of_clause(scene: Scene, group: Group, subject: Sequence[ActorMention], skip: Skip, noun: int) -> str:
    """The headline of a verb's happening; `noun` is the token of the noun that names it, or the verb itself."""
    words, n = scene.words, group.n
    if words.grammar["plural_noun"] and _is_object(scene, group):
        return ""
    skip = [*skip, *_of_participles(scene, group)] if scene.spans else skip
    skip = [*skip, *_asides(scene, group)] if words.large else skip
    skip = [*skip, *_participles(scene, group)] if words.describing else skip
    skip = [*_behind_verb(scene, group), *skip] if words.grammar["articles"] and not words.large else skip
    after = scene.groups[n + 1] if n + 1 < len(scene.groups) else None
    end = scene.reach(group)
    promise = None
    if group.promised and n:  # "prometió contratar a 200 médicos": the promise is named with it
        promise = group if scene.tokens.lows[group.start] == "," else None  # "kündigte an, 200 Ärzte einzustellen"
        group, end, after = scene.groups[n - 1], scene.reach(group), None
    elif after is not None and after.promised:
        end = scene.reach(after)
    kind = words.happenings.get(group.verb.happening)
    if noun != group.head:
        kind = words.happenings.get(scene.tokens.words[noun].noun) or kind
    says = kind is not None and kind.nature == "speech"
    names = [called_here(scene, m) if says else called(m, words) for m in subject]
    names = [] if subject and _of_noun(scene, group, subject) else names
    taken_up = text_of(scene.tokens, *group.host) if group.host else ""
    names = names if scene.people.named or not taken_up else []
    behind = words.large and group.own_subject and scene.people.pronoun(group)[0] < 0 and not subject_text(scene, group)
    several = len(names) == 1 and scene.people.plural(group) and subject[0].kind in (Kind.COUNTRY, Kind.PERSON)
    who = (
        ""
        if several and not words.large
        else _none(scene, group, names) or joined(_articled(scene, subject[: len(names)], names), words) or taken_up
    )
    who = who if who.startswith(tuple(names)) else f"{who[:1].upper()}{who[1:]}"
    who = who or _antecedent(scene, group) or ("" if behind else scene.people.unnamed(group))
    reports = after is not None and not after.promised and after.head not in scene.quoted
    reports = reports and (words.large or after is None or after.tense != "base")  # "acusó a Vega de mentir" goes on
    content = after if after is not None and reports and hanging.told(scene, after) else promise
    told = hanging.told(scene, group)
    goes_on = group.opener in words.grammar["coordinators"] and not group.own_subject  # "sperrte … und warnte …"
    agree = not scene.people.plural(group) or len(names) > 1
    own = joined(names, words) if scene.people.named and agree else ""
    said = "" if own and subject[0].kind is Kind.PERSON else subject_text(scene, group) if goes_on else ""
    on = (said or own) if goes_on else ""  # "Сборная Сербии", of which only Serbia is an actor
    persons = _persons(scene, group, end, subject)
    at, meant = scene.people.pronoun(group)
    described = at if words.large and meant and not scene.tokens.words[at].bits & _PRONOUNS else -1
    label = _of_words(
        _Telling(group, scene.tokens, words, names, who, skip, kind, end, content, told, on, persons, described)
    )
    if group.helped is not None and f" {scene.tokens.written(group.head)}" in label:
        return _with_help(scene, group, label)
    at, undergone = scene.people.pronoun_object(group, subject) if words.large else (-1, Said())
    if undergone.people:  # "Ein Gericht verurteilte ihn": in a language whose names do not change
        said, name = scene.tokens.lows[at], joined([called(m, words) for m in undergone.people], words)
        label = fit(words, "", [re.sub(rf"\b{said}\b", name, label, count=1)]) or label
    return label


def _articled(scene: Scene, subject: Sequence[ActorMention], names: Sequence[str]) -> list[str]:
    """The names, bodies and countries with the article that the text gives them, where there is one: "la SNCF"."""
    grammar, lows = scene.words.grammar, scene.tokens.lows
    if scene.words.large or not grammar["articles"]:
        return list(names)
    out = []
    for m, name in zip(subject, names, strict=True):
        j = scene.tokens.index(m.start) - 1
        elided = j > 0 and lows[j] == "'"
        article = lows[j - elided] if j >= 0 and m.kind is not Kind.PERSON else ""
        article = next((p.partition("=")[2] for p in grammar["contracted"] if p.startswith(f"{article}=")), article)
        joint = "'" if elided else " "
        out.append(f"{article}{joint}{name}" if article in grammar["definite"] else name)
    return out


def _with_help(scene: Scene, group: Group, label: str) -> str:
    """The label with the auxiliary that its verb shares: "Paris a convoqué l'envoyé"; "" where that is too long."""
    first, head = group.helped or (group.first, group.head)
    helping = scene.words.grammar["have"] | scene.words.grammar["be"]
    helps = " ".join(low for low in scene.tokens.lows[first:head] if low in helping)
    done = scene.tokens.written(group.head)
    label = label.replace(f" {done}", f" {helps} {done}", 1)
    return label if len(label) <= LONGEST else ""


def _is_object(scene: Scene, group: Group) -> bool:
    """What a "que" right before a verb in the plural stands for is one thing: "la huelga que habían convocado"."""
    grammar, j = scene.words.grammar, group.first - 1
    if j < group.start or scene.tokens.lows[j] not in grammar["doing"] or not scene.people.plural(group):
        return False
    stop = j - (scene.tokens.lows[j - 1] == ",")
    return stop > scene.first and not _is_plural(scene, phrase_before(scene, scene.first, stop), stop)


def _antecedent(scene: Scene, group: Group) -> str:
    """What "qui" right before the verb stands for, where it has no name: "20 millions d'euros, qui ont été versés"."""
    lows, j = scene.tokens.lows, group.first - 1
    while j > group.start and _leans(scene.tokens, j):
        j -= 1
    if j < group.start or lows[j] not in scene.words.grammar["doing"]:
        return ""
    stop = j - (lows[j - 1] == ",")
    begin = phrase_before(scene, scene.first, stop)
    grammar, words = scene.words.grammar, scene.tokens.words
    while begin - 2 > scene.first and lows[begin - 1] in grammar["of"] | grammar["bare_of"] and words[begin - 2].noun:
        begin = phrase_before(scene, scene.first, begin - 1)  # "le procès de l'ancien maire, qui devait s'ouvrir"
    text = text_of(scene.tokens, begin, stop)
    return f"{text[:1].upper()}{text[1:]}"


def _is_plural(scene: Scene, a: int, b: int) -> bool:
    """A noun phrase begins with a word in the plural, or counts more than one."""
    endings, lows = tuple(scene.words.grammar["plural_noun"]), scene.tokens.lows
    return any(lows[j].endswith(endings) or lows[j][0].isdigit() for j in range(a, min(a + 2, b)))


def _none(scene: Scene, group: Group, names: Sequence[str]) -> str:
    """The subjects of what none of them did: "Ni Vega ni Solís"; "" where it is told otherwise."""
    none = scene.tokens.lows[group.negated] if group.negated >= 0 else ""
    grammar = scene.words.grammar
    if none not in grammar["none_of"] or len(names) < 2:
        return ""
    nor = none if none in grammar["neither"] else next(iter(sorted(grammar["neither"])), none)
    return upper_first(f"{none} {f' {nor} '.join(names)}")


def _asides(scene: Scene, group: Group) -> list[tuple[int, int]]:
    """The spans, commas too, of what is set apart within a verb: "hat den Chef, Jan Visser, empfangen"."""
    tokens, commas = scene.tokens, [j for j in range(group.first + 1, group.head) if scene.tokens.lows[j] == ","]
    found = ((enclosed(tokens, group.first, j, scene.words, scene.names), j) for j in commas)
    return [(tokens.starts[k], tokens.end(j)) for k, j in found if k >= 0]


def _behind_verb(scene: Scene, group: Group) -> list[tuple[int, int]]:
    """The span, commas too, of when or how something was done that parts a verb from its object: "a adopté, lundi soir,
    la loi", not "s'est effondré, lundi soir, une catastrophe"."""
    lows, words, times = scene.tokens.lows, scene.tokens.words, scene.names.times
    j = group.head + 1
    while j < group.end and lows[j] != "," and (j in times or j + 1 in times or words[j].bits & flag.ADVERBS):
        j += 1
    if (
        j + 2 >= group.end
        or lows[j] != ","
        or not (j + 1 in times or words[j + 1].bits & flag.PREPOSITIONS | flag.DETERMINERS)
    ):
        return []
    object_less = group.passive or group.verb.lemma in scene.words.grammar["goes"]
    if object_less or any(words[i].bits & flag.REFLEXIVE for i in range(group.start, group.first)):
        return []
    closes = next((k for k in range(j + 2, min(j + _ASIDE, group.end - 1)) if lows[k] == ","), 0)
    opens = closes and (words[closes + 1].bits & flag.DETERMINERS or lows[closes + 1][0].isdigit())
    told = opens and any(
        words[i].verb is not None and not words[i].noun for i in range(j + 1, closes) if i not in times
    )
    return [(scene.tokens.starts[j], scene.tokens.end(closes))] if opens and not told else []


def _participles(scene: Scene, group: Group) -> list[tuple[int, int]]:
    """The spans, commas too, of what a participle opens before a verb: "самолёт, следовавший в Баку, упал"."""
    tokens, out = scene.tokens, list[tuple[int, int]]()
    commas = [j for j in range(group.start, group.first) if tokens.lows[j] == ","]
    for opens, closes in pairwise(commas):
        if tokens.lows[opens + 1].endswith(scene.words.describing):
            out.append((tokens.starts[opens], tokens.end(closes)))
    return out


def _of_participles(scene: Scene, group: Group) -> list[tuple[int, int]]:
    """The spans of the times with which a participle describes a noun, in a clause that is too long with them: "Der für
    Freitag geplante Streik", "la grève prévue lundi"."""
    if scene.tokens.end(group.end - 1) - scene.tokens.starts[group.start] <= room(scene.words):
        return []
    tokens, at = scene.tokens, scene.time_at
    times = (
        n
        for n in scene.times_in(group.start, group.end)
        if describes_noun(tokens, at[n]) or scheduled(tokens, group.start, at[n]) < at[n]
    )
    return [(scene.times[n].start, scene.times[n].end) for n in times]


def _of_noun(scene: Scene, group: Group, subject: Sequence[ActorMention]) -> bool:
    """The only name stands behind a noun whose genitive it is: "Сборная Испании" in a language without articles, "Der
    Streik der Gewerkschaft Verdi", "das Treffen von Berg", where nouns are written large and it is the noun that
    happens."""
    m, words, tokens = subject[0], scene.words, scene.tokens
    at = tokens.index(m.start)
    if words.large and len(subject) == 1 and group.start < at < group.first:
        article = next((j for j in range(at - 1, group.start, -1) if tokens.words[j].bits & flag.DETERMINERS), 0)
        owns = article and tokens.lows[article] in words.grammar["genitive"]
        of = next((j for j in range(at - 1, group.start, -1) if tokens.words[j].bits & flag.PREPOSITIONS), 0)
        return bool((owns and tokens.words[article - 1].noun) or (of and tokens.words[of - 1].noun))
    if len(subject) > 1 or m.kind is Kind.PERSON or words.grammar["definite"] or not group.start < at < group.first:
        return False
    if tokens.lows[at - 1] in _OPENING_MARKS and tokens.lows[at - 2] not in body_nouns(words):
        at -= 1  # "Хоккеисты «Авангарда»", but "компания «Норса»"
    before = tokens.words[at - 1]
    return (
        tokens.lows[at - 1][0].isalpha() and not before.bits and before.verb is None and at - 1 not in scene.names.times
    )


def of_occurrence(scene: Scene, group: Group, kind: Happening) -> str:
    """The headline of a noun's happening from the verb with which it happens: "Похороны пройдут в Москве"."""
    return _of_words(_Telling(group, scene.tokens, scene.words, [], "", scene.spans, kind, scene.reach(group)))


def by_name(group: Group, names: Sequence[str], lexicon: Lexicon) -> str:
    """What a saying is called of which nothing but who said it fits: "Erklärung: Berg"."""
    kind = lexicon.happenings.get(group.verb.happening)
    return by_kind(kind, names, lexicon) if kind is not None and names else ""


def by_kind(kind: Happening, names: Sequence[str], lexicon: Lexicon) -> str:
    """What a happening is called by those who take part in it: "Besuch: Berg"."""
    return fit(lexicon, lexicon.headed(kind), [joined(names, lexicon)])


def called(m: ActorMention, lexicon: Lexicon) -> str:
    """A mention as a headline of its own language writes it: a person by surname, all others as the text does."""
    if m.kind is not Kind.PERSON:
        return m.text
    name = short(m.actor, "person", lexicon)
    return name if name in m.text or m.text.split()[-1][:3] == name[:3] else m.text.split()[-1]


def called_here(scene: Scene, m: ActorMention) -> str:
    """A mention as a headline names who speaks: with the noun whose genitive it is, in a language without articles:
    "Пресс-служба Кремля"."""
    tokens, at = scene.tokens, scene.tokens.index(m.start)
    if m.kind is Kind.PERSON or scene.words.large or scene.words.grammar["definite"] or not at:
        return called(m, scene.words)
    before = tokens.words[at - 1]
    noun = tokens.lows[at - 1][0].isalpha() and not before.bits and before.verb is None
    plain = noun and at - 1 not in scene.names.inside and tokens.text[tokens.starts[at - 1]].islower()
    return upper_first(tokens.text[tokens.starts[at - 1] : m.end]) if plain else called(m, scene.words)


@dataclass(slots=True)
class _Telling:
    """A clause to be told in its own words: `who` is named for a pronoun, for a subject that an aside parts from its
    verb or that is too long, and for a verb that has none of its own."""

    group: Group
    tokens: Tokens
    lexicon: Lexicon
    names: Sequence[str]
    who: str
    skip: Skip
    kind: Happening | None
    end: int
    content: Group | None = None  # the clause that a saying reports
    reported: bool = False  # this is one
    on: str = ""  # the subject of the clause before where this one goes on with it
    persons: Sequence[tuple[str, str]] = ()  # the others of it, as it writes them and by surname
    described: int = -1  # the noun of its subject where that stands for a name: "die beiden", "der Konzern"
    begin: int = 0  # its first word, over conjunctions and a time
    first: int = 0  # its verb, with what leans on it
    verb: str = ""
    finite: str = ""
    last: int = -1  # the finite verb that closes it
    pronoun: int = -1  # its subject
    said: str = ""  # … as it is written, with its article
    over: bool = False  # its infinitive stands behind a comma

    def __post_init__(self) -> None:
        group, tokens, lexicon = self.group, self.tokens, self.lexicon
        self.begin = _begin(tokens, group, lexicon, self.skip)
        self.first = group.first
        while self.first > self.begin and _leans(tokens, self.first - 1):
            self.first -= 1
        self.verb, self.last = tokens.written(group.head), verb_last(tokens, group, lexicon)
        self.finite = tokens.written(group.first)
        to = tokens.lows[group.head - 1] in lexicon.grammar["to"] or tokens.lows[group.head].startswith(lexicon.infixed)
        self.over = lexicon.large and to and "," in tokens.lows[group.first + 1 : group.head]
        near = range(self.begin, min(group.head + 2, self.end))
        self.pronoun = next((j for j in near if _pronoun(tokens, j, group)), self.described)
        if self.pronoun >= 0:
            a, b = self.pronoun, self.pronoun + 1
            if a == self.described:
                a -= bool(tokens.words[a - 1].bits & flag.DETERMINERS)
                b += not lexicon.grammar["person_nouns"].isdisjoint(tokens.lows[b : b + 1])  # "die beiden Minister"
            self.said = tokens.written(a, b)

    @property
    def speech(self) -> bool:
        """Something is said, and no denial."""
        return self.kind is not None and self.kind.nature == "speech" and self.kind.name != "deny"

    def phrases(self, a: int) -> list[str]:
        """Its phrases from token a on."""
        return phrases(self.tokens, a, self.end, self.skip)


def _leans(tokens: Tokens, j: int) -> bool:
    """A word that leans on the verb behind it: "ne", "se", "s'"."""
    j -= tokens.lows[j] == "'"
    return bool(tokens.words[j].bits & _LEANS)


def _of_words(clause: _Telling) -> str:
    """The headline of a clause in a language of free order: the clause itself without its times where it fits, else
    what of it fits round its verb, else its happening with a colon and who takes part."""
    whole = _whole(clause)
    parts = _verb_put_second(clause, _with_subject(clause, whole))
    goes_on = clause.on and parts and clause.first == clause.begin and clause.pronoun < 0
    for kept in _choices(clause, parts, _brief(clause), whole if goes_on else []):
        label = ended(" ".join(kept).replace(" ,", ","), clause.lexicon)
        if _stands_alone(clause, label):
            return upper_first(label)
    return _of_kind(clause, parts)


def _begin(tokens: Tokens, group: Group, lexicon: Lexicon, skip: Skip) -> int:
    """The first word of a clause that is told: over marks, conjunctions, a relative pronoun, a time, and what a colon
    closes."""
    lows, words, a = tokens.lows, tokens.words, group.start
    while a < group.end and (
        not lows[a][0].isalnum()
        or lows[a] in lexicon.grammar["leading"]
        or (words[a].bits & flag.SUBORDINATORS and not words[a].bits & flag.DETERMINERS)
        or " ".join(lows[a : a + 2]) in lexicon.grammar["expletive"]  # "avant | que"
    ):
        a += 1
    if group.start < a < group.first and words[a].bits & flag.RELATIVE and lows[a - 1] == ",":
        a += 1  # ", den die Kommission vorstellte"
    a = max((j + 1 for j in range(a, group.first) if lows[j] == ":"), default=a)  # "Burundi : l'assemblée …"
    a = past_time(tokens, a, group, skip)
    if not lexicon.large and words[a].bits & flag.PREPOSITIONS and "," in lows[a : group.first]:
        comma = lows.index(",", a)  # "Après trois mandats, Luc Garnier …"
        own = any(not words[j].bits and lows[j][0].isalnum() for j in range(comma + 1, group.first))
        own = own or (comma + 1 == group.first == group.head)  # "По его словам, сбиты четыре аппарата"
        a = comma + 1 if own and "," not in lows[comma + 1 : group.first] else a
    return a


def _whole(clause: _Telling) -> list[str]:
    """The phrases of the clause as a main clause; takes the particle off a verb that stands last."""
    tokens, group, lexicon = clause.tokens, clause.group, clause.lexicon
    if clause.over:
        return over_comma(tokens, clause.begin, group, clause.end, clause.skip, clause.who, lexicon)
    parts = clause.phrases(clause.begin)
    if clause.last < 0:
        return parts
    apart = particle(group, tokens, lexicon) if clause.last == group.head else ""
    clause.verb = clause.verb.removeprefix(apart)
    return main_clause(parts, tokens.written(clause.last), apart, clause.names, lexicon)


def _with_subject(clause: _Telling, parts: list[str]) -> list[str]:
    """The phrases with the subject that they lack; none where they tell nothing without what is told elsewhere."""
    grammar, who, verb_first = clause.lexicon.grammar, clause.who, clause.first == clause.begin
    if parts and _points(parts[0], clause.finite, clause.lexicon):
        return []  # "Das teilte der Konzern mit"
    closes = clause.tokens.lows[clause.group.start] in _CLOSES  # ", informó el ministro"
    plain = closes or (not grammar["dropped"] and clause.described < 0)
    hosted = bool(clause.group.host and who)  # "La CGT, qui n'a pas signé, a dénoncé …"
    if parts and clause.speech and verb_first and not clause.on and plain and not hosted:
        return []  # "a annoncé son avocate"
    if clause.pronoun >= 0:
        return named(parts, clause.said, clause.finite, who)
    if clause.on and verb_first:
        return led(clause.on, parts)
    if not any(holds(part, clause.verb) for part in parts):
        subject = who or (parts[0] if parts else "")  # "El ministro, Andrés Vidal, se reunirá": an aside stands between
        return led(subject, clause.phrases(clause.first)) if subject else parts
    if clause.group.host and who and not clause.over:
        return led(who, parts)  # "Berg, die … hatte, wurde festgenommen"
    hangs = clause.tokens.lows[clause.first - 1] in grammar["doing"]  # "Vega, que dimitirá"
    there = clause.group.opener in grammar["relative"] and bool(clause.names)  # "из Баку, где встретился с Бергом"
    times = {clause.tokens.index(start) for start, _ in clause.skip}
    dropped = grammar["dropped"] and (clause.reported or drops(clause.tokens, clause.group, clause.lexicon, times))
    if who and verb_first and parts and (hangs or there or dropped):
        clause.verb = clause.verb.lower() if parts[0].startswith(clause.verb) else clause.verb
        return led(who, [f"{parts[0][:1].lower()}{parts[0][1:]}", *parts[1:]])  # "Firmaron un acuerdo"
    return parts


def _verb_put_second(clause: _Telling, parts: list[str]) -> list[str]:
    """The phrases with a verb that opened them, its time left out, behind the first: "droht ein Streik"."""
    alone = not clause.names[1:] and not clause.on
    if not (clause.lexicon.large and parts and clause.first == clause.begin and alone):
        return parts
    opening = clause.tokens.written(clause.first)
    if parts[0].lower() == opening.lower() and parts[1:]:
        parts = [f"{parts[0]} {parts[1]}", *parts[2:]]  # "war in dem Park ein Tank explodiert"
    if parts[0].lower().startswith(f"{opening.lower()} ") and clause.pronoun < 0:
        name = clause.names[0] if clause.names else ""
        if name and parts[0][len(opening) + 1 :].startswith(f"{name} "):  # "wird Braun Revision einlegen"
            return [f"{name} {opening}{parts[0][len(opening) + 1 + len(name) :]}", *parts[1:]]
        return [verb_second(parts[0], opening, clause.lexicon), *parts[1:]]
    return parts


def _brief(clause: _Telling) -> list[str]:
    """Who does it and the phrases from the verb on, where that leaves something out and names nobody twice."""
    who = clause.who
    if not who or clause.group.first <= clause.begin or clause.pronoun >= 0 or clause.last >= 0:
        return []
    brief, last = led(who, clause.phrases(clause.first)), who.split()[-1]
    doubtful = clause.over or any(last in part.split() for part in brief[1:] or brief)
    return [] if doubtful and (not brief or brief[0].count(last) > 1 or len(brief) > 1) else brief


def _choices(clause: _Telling, parts: list[str], brief: list[str], alone: list[str]) -> Iterator[Sequence[str]]:
    """What the headline could be, best first: the whole with what is said, without an article, what fits round the
    verb; `alone` is the clause without the subject that it goes on with."""
    tokens, lexicon = clause.tokens, clause.lexicon
    said = content_of(tokens, clause.content, lexicon, clause.skip) if clause.content is not None else ""
    if said:
        yield [*until(_opened(parts, lexicon), said), said]
        yield [*until(_opened(brief, lexicon), said), said]
    yield parts
    if not lexicon.large:
        yield [part if n else bare(part, lexicon) for n, part in enumerate(parts)]
    yield brief
    yield from _shortened(clause, parts, brief)
    if not lexicon.large:  # a sentence without any article is the last resort where headlines keep them
        yield [bare(part, lexicon) for part in parts]
    if clause.pronoun >= 0 and (short := complement(clause.who, lexicon)) != clause.who:
        yield [part.replace(clause.who, short, 1) for part in parts]  # "Ils ont levé"
    if alone:
        yield led(complement(clause.on, lexicon), alone)
        yield [] if lexicon.large else alone


def _shortened(clause: _Telling, parts: list[str], brief: list[str]) -> Iterator[Sequence[str]]:
    """The phrases with persons by surname; then what fits round the verb: where nouns are written large, what keeps
    most objects comes first, also without the phrase in front of the subject."""
    lexicon, group = clause.lexicon, clause.group
    inverted: list[str] = []
    if lexicon.large and parts and not clause.over and clause.last < 0:
        inverted = subject_first(parts, clause.finite, clause.verb, clause.phrases(clause.first), lexicon)
    if inverted and clause.who and len(clause.names) == 1:  # "Georgescu hat die meisten Stimmen erhalten"
        yield [f"{clause.who} {clause.finite}", *inverted[1:]]
    by_surname = [surnames_in(each, clause.persons) for each in (parts, inverted, brief)]
    yield from by_surname
    if lexicon.large:  # a headline drops all its articles, after the titles
        yield [bare(part, lexicon) for part in parts]
    helps = clause.finite if group.first < group.head else ""
    around = [round_verb(each, clause.verb, lexicon, helps) for each in (*by_surname, parts, inverted, brief) if each]
    if lexicon.large:
        around.sort(key=lambda kept: -sum(not is_governed(part, lexicon) for part in kept))
    yield from around
    first = phrases(clause.tokens, clause.begin, clause.first, clause.skip)
    if (
        len(first) == 1
        and not is_governed(first[0], lexicon)
        and (short := complement(first[0], lexicon)) != first[0]
        and not clause.over
    ):
        yield round_verb(led(short, clause.phrases(clause.first)), clause.verb, lexicon, helps)  # "Un homme soupçonné"


def _opened(parts: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The phrase with which a saying opens, and that of the particle that closes it: "Die Bahn teilte … mit"."""
    closes = len(parts) > 1 and parts[-1].split()[-1] in lexicon.grammar["particles"]
    return [*parts[:1], *(parts[-1:] if closes else ())]


def _stands_alone(clause: _Telling, label: str) -> bool:
    """The headline has its verb, which does not open it, says enough, and names nobody twice."""
    words, who = label.split(), clause.on or clause.who
    whom = len(words) == 3 and words[1] == clause.verb and words[2][0].isupper()  # "Hauck gratulierte Oswald"
    if (
        len(label) > room(clause.lexicon)
        or clause.verb not in label
        or (len(words) <= (3 if clause.speech else 1) and not whom)
    ):
        return False
    if words[0] == clause.verb and (len(words) < 3 or clause.lexicon.large):
        return False
    if clause.lexicon.large and words[-1] in clause.lexicon.grammar["pointing"]:
        return False  # "Das Gericht sah es"
    ends = words[-1] == clause.verb and (clause.verb == clause.finite or not clause.lexicon.large)
    if clause.speech and ends and clause.group.negated < 0:
        return False  # "EZB-Präsidentin Christine Lagarde sagte"
    grammar = clause.lexicon.grammar
    if words[0].lower() == clause.finite.lower() and grammar["articles"] and not grammar["dropped"]:
        return False  # "A jugé le syndicat"
    if "'" in words[0] and words[0].partition("'")[0].lower() in clause.lexicon.grammar["reflexive"]:
        return False  # "S'est décidé": nobody
    twice = who and words.count(who.split()[-1]) > 1
    return not twice and not _points(label, clause.finite, clause.lexicon)


def _of_kind(clause: _Telling, parts: list[str]) -> str:
    """What the happening is called, and who takes part: "Erklärung: Berg"; "" where neither is known."""
    kind, lexicon = clause.kind, clause.lexicon
    if kind is None or not kind.noun_label:
        return ""
    if clause.pronoun >= 0 and not clause.who:
        rest = clause.phrases(max(clause.group.head, clause.pronoun) + 1)[:1]  # "Sie bestreiten die Vorwürfe"
        if lexicon.large and not any(word[0].isupper() for part in rest for word in part.split()):
            return ""
        told = bool(rest) and not is_governed(rest[0], lexicon)
        return fit(lexicon, lexicon.headed(kind), [bare(part, lexicon) for part in rest]) if told else ""
    if clause.names:
        return by_kind(kind, clause.names, lexicon)
    subject = ended(bare(parts[0], lexicon), lexicon) if parts else ""
    governed = subject and subject.split()[0].lower() in lexicon.grammar["prepositions"]
    if not subject or governed or clause.verb in subject or kind.nature == "speech":
        return ""
    return fit(lexicon, lexicon.headed(kind), [subject])


def _pronoun(tokens: Tokens, j: int, group: Group) -> bool:
    """A pronoun that is the subject: before the verb, or right behind the finite one ("am Montag trafen sie sich")."""
    if not tokens.words[j].bits & (flag.HE_SHE | flag.THEY | flag.SIE) or not (j < group.head or j == group.first + 1):
        return False
    return not (j > group.start and tokens.words[j - 1].bits & flag.PREPOSITIONS)  # "uno de ellos"


def _points(label: str, finite: str, lexicon: Lexicon) -> bool:
    """The label opens with a word that points back, no article: "Das teilte sie mit", not "Das Gericht urteilt"."""
    opens, *rest = label.split()
    return opens.lower() in lexicon.grammar["pointing"] and not (lexicon.large and rest[:1] != [finite] and rest)


def _persons(scene: Scene, group: Group, end: int, subject: Sequence[ActorMention]) -> list[tuple[str, str]]:
    """The persons behind the first word of a verb as the clause writes them, from article and title on, and by surname:
    "den früheren Klinikchef Jan Berg" is Berg."""
    tokens, people, out = scene.tokens, scene.people, []
    for i in people.between(group.first, end):
        m = people.mentions[i]
        if m.kind is not Kind.PERSON or m in subject:
            continue
        j = people.at[i]
        while j - 1 > group.first and not tokens.words[j - 1].bits and tokens.words[j - 1].verb is None:
            j -= 1
        grammar, article = scene.words.grammar, tokens.lows[j - 1]
        owner = tokens.lows[j - 2] in grammar["of"] or article in grammar["genitive"]
        while tokens.words[j - 2].bits & flag.DETERMINERS and j - 2 > group.first:
            j -= 1  # "le Premier ministre"
        described = j - 1 > group.first and bool(tokens.words[j - 1].bits & flag.DETERMINERS) and not owner
        name = called(m, scene.words)
        name = name if m.text.endswith(name) else m.text.split()[-1]  # "Громова", not "Громов"
        out.append((tokens.text[tokens.starts[j - 1] if described else m.start : m.end], name))
    return out
