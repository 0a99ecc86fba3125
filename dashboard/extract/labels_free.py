"""The headline of a clause in a language of free order: who is named in it, and what is left out of its own words.

Left out are its times, asides and what a participle tells of a noun; a subject without a name is told as the text does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dashboard.extract import flag, hanging, labels_which
from dashboard.extract.fitting import fit
from dashboard.extract.labels import joined, short, upper_first
from dashboard.extract.lasting import only_on_doing
from dashboard.extract.lexicon import WISHED, Happening, Lexicon, body_nouns, spoken
from dashboard.extract.omitted import omitted
from dashboard.extract.phrases import LONGEST, text_of
from dashboard.extract.phrases_free import Skip, phrases, room
from dashboard.extract.placeholder import is_impersonal
from dashboard.extract.relative_object import is_plural_phrase, told_with_subject
from dashboard.extract.rephrased import is_governed
from dashboard.extract.scene import Scene
from dashboard.extract.subjects import phrase_before, subject_text
from dashboard.extract.telling import Telling, by_kind, in_own_words, says_who
from dashboard.extract.tokens import Group, Tokens
from dashboard.extract.whose_relative import OPENING_MARKS, antecedent, related, subject_pronoun
from dashboard.model import ActorMention, Form, Kind, TimeExpression

_PRONOUNS = flag.HE_SHE | flag.THEY | flag.SIE | flag.IT | flag.POSSESSIVE


def of_clause(scene: Scene, group: Group, subject: Sequence[ActorMention], skip: Skip, noun: int) -> str:
    """The headline of a verb's happening; `noun` is the token of the noun that names it, or the verb itself."""
    words, tokens = scene.words, scene.tokens
    if label := told_with_subject(scene, group, skip):
        return label
    if words.grammar["plural_noun"] and _is_object(scene, group):
        return ""
    skip, end, promise = omitted(scene, group, skip), scene.reach(group), None
    before, after = scene.groups[group.n - 1] if group.n else None, scene.after(group)
    if group.promised and before is not None:  # "prometió contratar a 200 médicos": the promise is named with it
        between = (scene.times[k] for k in scene.times_in(before.start, group.start))
        skip = [*skip, *((t.start, t.end) for t in between)]
        promise = group if tokens.lows[group.start] == "," else None  # "kündigte an, 200 Ärzte einzustellen"
        group, after = before, None
    elif after is not None and after.promised:
        end = scene.reach(after)
    kind = words.happenings.get(group.verb.happening)
    if noun != group.head:
        kind = words.happenings.get(tokens.words[noun].noun) or kind
    names = _names_of(scene, group, subject, spoken(kind))
    headed = scene.headline or only_on_doing(scene, group)
    if group.tense == "base" and not (group.promised or headed or words.large):
        return by_kind(kind, names, words) if kind is not None and names else ""  # "tras reunirse el lunes"
    named, related = _called_first(scene, group, subject, names)
    if related == "" and not (names or named) and (pronoun := subject_pronoun(scene, group)) > 0:
        return _with_its_noun(scene, group, pronoun, skip)
    follows = words.grammar["dropped"] and names and subject[0].start > tokens.starts[group.head]
    who = "" if follows else named  # "Murió en Lima la poeta Ana Ruiz": the clause names its subject itself
    content = after if after is not None and (_reports(scene, after) or _is_asked(scene, group, after)) else promise
    agree = not scene.people.plural(group) or len(names) > 1
    own = joined(names, words) if scene.people.named and agree else ""
    person = own != "" and subject[0].kind is Kind.PERSON
    on = _carried_on(scene, group, before, own, related, person)
    if words.large and group.helped and (on := on or _subject_behind(scene, *group.helped, skip)):
        on = f"{on} {tokens.lows[group.helped[0]]}"  # "Ein Sturm hat | Bäume entwurzelt"
    persons, told = _persons(scene, group, end, subject), hanging.told(scene, group)
    people = scene.people
    at, meant = people.pronoun(group)
    by_noun = bool(words.large and meant) and not tokens.words[at].bits & _PRONOUNS
    described = at if by_noun and not _names_ahead(tokens, group, subject, at) else -1
    clause = Telling(group, tokens, words, names, who, skip, kind, end, content, told, on, persons, described)
    clause = _with_it(scene, clause, at)
    clause.times = scene.spans
    label = labels_which.told(scene, group, joined(names, words), skip) or in_own_words(clause)
    if follows and label and not says_who(label, clause):
        label = f"{named} {label[:1].lower()}{label[1:]}"  # "Lo sustituirá al frente del club": by whom stands behind
    if words.grammar["agreed"] and (whole := _of_que(scene, group, names)):
        return whole
    if words.grammar["named_behind"] and names and (whole := _whom_before(scene, group, subject, names, skip)):
        return whole
    label = _as_told(scene, group, label)
    if words.large and noun != group.head and label:
        label = _with_noun(scene, group, noun, label, skip)
    if group.helped is not None and not words.large and f" {tokens.written(group.head)}" in label:
        return _with_help(scene, group, label)
    if not words.large:
        return label
    return _with_particle(scene, group, _with_object(scene, group, subject, _closed(scene, group, label)))


def _names_ahead(tokens: Tokens, group: Group, subject: Sequence[ActorMention], at: int) -> bool:
    """The clause names its subject before its verb, behind which token `at` stands."""
    begin, verb = tokens.starts[group.start], tokens.starts[group.first]
    return bool(subject) and begin <= subject[0].start < verb <= tokens.starts[at]


def _with_it(scene: Scene, clause: Telling, at: int) -> Telling:
    """The clause with the "es" at token `at` that stands for nobody: as its subject, "es regnete", or as what only
    holds the place of that."""
    tokens, group, words = scene.tokens, clause.group, scene.words
    if at < 0 or tokens.lows[at] not in words.grammar["neuter"] or not scene.people.expletive(group, at):
        return clause
    if is_impersonal(tokens, group, words):
        return replace(clause, who=tokens.lows[at] if clause.kind is not None else "")
    return replace(clause, holds=at) if at < group.first or group.passive else clause


def _with_particle(scene: Scene, group: Group, label: str) -> str:
    """The label with the particle behind a relative clause: "nahm den Mann, der geflohen war, in Ulm | fest"."""
    after, lows = scene.after(group), scene.tokens.lows
    if after is None or after.start != group.end or not label:
        return label
    behind = range(after.end + 1, min(after.end + LONGEST, scene.stop))
    at = next((j for j in behind if not lows[j][0].isalnum()), scene.stop) - 1
    closes = lows[at] in scene.words.grammar["particles"] and group.verb.lemma.startswith(lows[at])
    return f"{label} {lows[at]}" if closes and at > after.end and not label.endswith(f" {lows[at]}") else label


def _names_of(scene: Scene, group: Group, subject: Sequence[ActorMention], says: bool) -> list[str]:
    """The subject by names, none where it is a noun without one; `says`: it says something."""
    if (subject and _of_noun(scene, group, subject)) or not (scene.people.named or not group.host):
        return []
    return [called_here(scene, m) if says else called(m, scene.words) for m in subject]


def _called_first(
    scene: Scene, group: Group, subject: Sequence[ActorMention], names: Sequence[str]
) -> tuple[str, str | None]:
    """Who a headline names first: by name, else by the noun for it; and what a relative pronoun stands for that is the
    subject, None where there is none or a name."""
    words, people = scene.words, scene.people
    behind = words.large and group.own_subject and people.pronoun(group)[0] < 0 and not subject_text(scene, group)
    several = len(names) == 1 and people.plural(group)
    several = several and (subject[0].kind in (Kind.COUNTRY, Kind.PERSON) or not people.named)
    who = ""
    if words.large or not several:
        who = _none(scene, group, names) or joined(_articled(scene, subject[: len(names)], names), words)
        who = who or (text_of(scene.tokens, *group.host) if group.host else "")
    if words.articled and names and not people.named and group.host is None:
        before = range(group.start, min(group.first, scene.tokens.index(subject[0].start)))
        happens = any(scene.tokens.words[j].noun for j in before)
        who = (happens and subject_text(scene, group)) or who  # "Le match entre Lens et Brest, prévu samedi, a été …"
    who = who if who.startswith(tuple(names)) else f"{who[:1].upper()}{who[1:]}"
    if not who and (told := related(scene, group)) is not None:
        return told, told
    return who or antecedent(scene, group) or ("" if behind or _lost(scene, group) else people.unnamed(group)), None


def _lost(scene: Scene, group: Group) -> bool:
    """The clause goes on with a subject that cannot be told: "Cerca de Lugo un árbol cayó e | hirió a una mujer"."""
    if not group.n or group.own_subject or group.opener not in scene.words.grammar["coordinators"]:
        return False
    before = scene.groups[group.n - 1]
    return scene.words.articled and before.own_subject and not subject_text(scene, before)


def _reports(scene: Scene, after: Group) -> bool:
    """The clause behind a saying is what is said: no promise, no quotation, and not "acusó a Vega de mentir"."""
    words = scene.words
    if after.promised or after.head in scene.quoted:
        return False
    joins = not words.large and (after.tense == "base" or words.articled)
    return (not joins or after.opener in words.grammar["that"]) and hanging.told(scene, after)


def _is_asked(scene: Scene, group: Group, after: Group) -> bool:
    """The infinitive behind the comma says what is asked for: "beantragte, das Verfahren einzustellen"."""
    asks = group.verb.lemma in scene.words.grammar["asks_to"] and after.start == group.end
    return asks and after.tense == "base" and scene.tokens.lows[after.start] == ","


def _carried_on(scene: Scene, group: Group, before: Group | None, own: str, related: str | None, person: bool) -> str:
    """The subject of the clause `before` where this one goes on with it, "sperrte … und warnte …": its noun, "Сборная
    Сербии", of which only Serbia is an actor, but for a `person` its `own` name."""
    if group.opener not in scene.words.grammar["coordinators"] or group.own_subject:
        return ""
    said = "" if person else subject_text(scene, group)
    said = said if related is None else related
    if before is not None and not (said or own):
        behind = scene.words.large and before.first == before.head and not before.passive
        inverted = _subject_behind(scene, before.first, before.end, scene.spans) if behind else ""
        return inverted or antecedent(scene, before)  # "un centro que abrirá y creará empleo"
    return said or own


def _with_noun(scene: Scene, group: Group, noun: int, label: str, skip: Skip) -> str:
    """The label with the noun that names the happening, where it has none: "Verdi ruft | zu einem Warnstreik | auf"."""
    tokens, finite = scene.tokens, scene.tokens.written(group.first)
    named = next((p for p in phrases(tokens, group.first + 1, group.end, skip) if tokens.written(noun) in p), "")
    first, _, rest = label.partition(f" {finite} ")
    if tokens.written(noun) in label or not (named and first and rest and is_governed(named, scene.words)):
        return label
    last = rest.split()[-1]
    closes = last in scene.words.grammar["particles"] or last == tokens.written(group.head)
    whole = " ".join((first, finite, named, *((last,) if closes and not named.endswith(f" {last}") else ())))
    return whole if len(whole) <= room(scene.words) else label


def _as_told(scene: Scene, group: Group, label: str) -> str:
    """The label with a past form for one that is only wished: "después de que el agua arrastrara su coche"."""
    if group.tense != "past" or not group.verb.forms & WISHED:
        return label
    wished, _, done = scene.words.patterns.get("wished_many", "").partition("=")
    verb = scene.tokens.written(group.head)
    as_told = verb.removesuffix(wished) + done if wished and verb.endswith(wished) else group.verb.present
    return label.replace(f" {verb}", f" {as_told}", 1)


def _with_object(scene: Scene, group: Group, subject: Sequence[ActorMention], label: str) -> str:
    """The label with a name for its pronoun: "Ein Gericht verurteilte ihn"; in a language whose names do not change."""
    at, undergone = scene.people.pronoun_object(group, subject)
    if not undergone.people:
        return label
    words, said = scene.words, scene.tokens.lows[at]
    name = joined([called(m, words) for m in undergone.people], words)
    return fit(words, "", [re.sub(rf"\b{said}\b", name, label, count=1)]) or label


def _whom_before(scene: Scene, group: Group, subject: Sequence[ActorMention], names: Sequence[str], skip: Skip) -> str:
    """The headline with a name for the pronoun before a verb: "Vladimir Poutine l'a félicité" is "Poutine a félicité
    Orban"; "" where none stands there."""
    tokens, words = scene.tokens, scene.words
    at, meant = scene.people.pronoun_object(group, subject)
    if not (meant.people and group.start <= at < group.first and tokens.lows[at] in words.grammar["named_behind"]):
        return ""
    told = f"{upper_first(joined(names, words))} {_verb(scene, group)}"
    whom = joined([called(m, words) for m in meant.people], words)
    return fit(words, f"{told} {whom}", phrases(tokens, group.head + 1, scene.reach(group), skip))


def _of_que(scene: Scene, group: Group, names: Sequence[str]) -> str:
    """The headline of a relative clause whose participle agrees with its object before it: "sa démission, que le chef
    de l'État a refusée" is "Le chef de l'État a refusé sa démission"; "" where none is."""
    tokens, words, a = scene.tokens, scene.words, group.start
    if (
        group.opener not in words.grammar["that"]
        or group.passive
        or _verb(scene, group).endswith(tokens.lows[group.head])
    ):
        return ""
    who, begin = joined(names, words) or subject_text(scene, group), phrase_before(scene, scene.first, a)
    what = text_of(tokens, begin, a) if begin < a else ""
    return fit(words, f"{upper_first(who)} {_verb(scene, group)}", [what]) if who and what else ""


def _verb(scene: Scene, group: Group) -> str:
    """A verb with its auxiliary, its participle without the ending by which it agrees with an object before it."""
    tokens, words = scene.tokens, scene.words
    done = tokens.written(group.head)
    ends = sorted(words.grammar["agreed"]) if group.first < group.head else ()
    plain = (done.removesuffix(end) for end in ends if done.endswith(end))
    done = next((one for one in plain if (known := words.words.get(one)) and known.verb == group.verb), done)
    return " ".join((*tokens.written(group.first, group.head).split(), done))


def _articled(scene: Scene, subject: Sequence[ActorMention], names: Sequence[str]) -> list[str]:
    """The names, bodies and countries with the article that the text gives them, where there is one: "la SNCF"; a
    people that only describes a noun with it: "le président ukrainien"."""
    grammar, lows = scene.words.grammar, scene.tokens.lows
    if not scene.words.articled:
        return list(names)
    out = []
    for m, name in zip(subject, names, strict=True):
        j = scene.tokens.index(m.start) - 1
        if name[0].islower() and j > 0 and scene.tokens.is_plain(j):
            out.append(text_of(scene.tokens, phrase_before(scene, scene.first, j + 1), j + 2))
            continue
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
    done = scene.tokens.written(group.chain[0][1] if group.chain else group.head)
    label = label.replace(f" {done}", f" {helps} {done}", 1)
    return label if len(label) <= LONGEST else ""


def _subject_behind(scene: Scene, first: int, head: int, skip: Skip) -> str:
    """The subject right behind the finite verb at token `first`, before its participle at `head`: "Am Montag hatte |
    ein Sturm"; "" where it may be none."""
    tokens, words = scene.tokens, scene.words
    said = next(iter(phrases(tokens, first + 1, head, skip)), "")
    if tokens.words[first].bits & flag.BE:  # "wurde ein Mann | von einem Ast getroffen"
        at = next((n for n, word in enumerate(said.split()) if word in words.grammar["of"]), None)
        said = " ".join(said.split()[:at])
    opens = said.split()[0].lower() if said else ""
    noun = any(word[0].isupper() for word in said.split())
    doubtful = not noun or is_governed(said, words) or opens in words.grammar["oblique"] | words.grammar["pointing"]
    return "" if doubtful else f"{said[0].upper()}{said[1:]}"


def _closed(scene: Scene, group: Group, label: str) -> str:
    """The label with the auxiliary that closes the verb joined to its own: "soll gesperrt | und saniert werden"."""
    after, tokens = scene.after(group), scene.tokens
    while after is not None and after.helped is not None and (on := scene.after(after)) is not None and on.helped:
        after = on if on.helped[0] == after.helped[0] else None
    if after is None or after.helped is None or not label.endswith(f" {tokens.written(group.head)}"):
        return label
    stop = after.head + 1
    while stop < len(tokens.words) and tokens.words[stop].bits & flag.AUXILIARIES:
        stop += 1
    closed = " ".join((label, *tokens.lows[after.head + 1 : stop]))
    return closed if len(closed) <= LONGEST else label


def _is_object(scene: Scene, group: Group) -> bool:
    """What a "que" right before a verb in the plural stands for is one thing: "la huelga que habían convocado"."""
    grammar, j = scene.words.grammar, group.first - 1
    if j < group.start or scene.tokens.lows[j] not in grammar["doing"] or not scene.people.plural(group):
        return False
    stop = j - (scene.tokens.lows[j - 1] == ",")
    return stop > scene.first and not is_plural_phrase(scene, phrase_before(scene, scene.first, stop), stop)


def _with_its_noun(scene: Scene, group: Group, pronoun: int, skip: Skip) -> str:
    """The noun that opens the sentence with what "который" tells of it, where it may be told of either of two:
    "Водитель автобуса, который врезался в опору"; "" where that noun is in another case."""
    tokens, begin = scene.tokens, pronoun - 1
    while begin > scene.first and tokens.lows[begin - 1][0].isalnum() and begin - 1 not in scene.verbal:
        begin -= 1
    if begin != scene.first or tokens.words[begin].bits & flag.PREPOSITIONS:
        return ""
    label = f"{upper_first(text_of(tokens, begin, pronoun - 1))},"
    for part in phrases(tokens, pronoun, group.end, skip):
        if len(label) + len(part) >= room(scene.words):
            break
        label = f"{label} {part}"
    return "" if label.endswith(",") else label


def _none(scene: Scene, group: Group, names: Sequence[str]) -> str:
    """The subjects of what none of them did: "Ni Vega ni Solís"; "" where it is told otherwise."""
    none = scene.tokens.lows[group.negated] if group.negated >= 0 else ""
    grammar = scene.words.grammar
    if none not in grammar["none_of"] or len(names) < 2:
        return ""
    nor = none if none in grammar["neither"] else next(iter(sorted(grammar["neither"])), none)
    return upper_first(f"{none} {f' {nor} '.join(names)}")


def _of_noun(scene: Scene, group: Group, subject: Sequence[ActorMention]) -> bool:
    """The only name stands behind a noun whose genitive it is: "Сборная Испании" in a language without articles, "Der
    Streik der Gewerkschaft Verdi", "das Treffen von Berg", where nouns are written large and it is the noun that
    happens."""
    m, words, tokens = subject[0], scene.words, scene.tokens
    at = tokens.index(m.start)
    if m.kind is Kind.GROUP and m.text[0].islower() and not words.large:
        return True  # "la selección española"
    if words.large and len(subject) == 1 and group.start < at < group.first:
        article = next((j for j in range(at - 1, group.start, -1) if tokens.words[j].bits & flag.DETERMINERS), 0)
        owns = article and tokens.lows[article] in words.grammar["genitive"]
        of = next((j for j in range(at - 1, group.start, -1) if tokens.words[j].bits & flag.PREPOSITIONS), 0)
        return bool((owns and tokens.words[article - 1].noun) or (of and tokens.words[of - 1].noun))
    if len(subject) > 1 or m.kind is Kind.PERSON or words.grammar["definite"] or not group.start < at < group.first:
        return False
    if tokens.lows[at - 2] in "—–" and tokens.quotes_title(at - 2, scene.first):
        at = next(
            (k + 1 for k in range(at - 4, group.start, -1) if tokens.lows[k] == "«"), at
        )  # "матч «Ротор» — «Рубин»"
    if tokens.lows[at - 1] in OPENING_MARKS and tokens.lows[at - 2] not in body_nouns(words):
        at -= 1  # "Хоккеисты «Авангарда»", but "компания «Норса»"
    return tokens.is_noun(at - 1) and at - 1 not in scene.names.times


def of_occurrence(scene: Scene, group: Group, kind: Happening) -> str:
    """The headline of a noun's happening from the verb with which it happens: "Похороны пройдут в Москве"."""
    return in_own_words(Telling(group, scene.tokens, scene.words, [], "", scene.spans, kind, scene.reach(group)))


def describes(scene: Scene, time: TimeExpression) -> bool:
    """An adjective that only looks back, before its noun: "drei ehemalige Manager", where nouns are written large."""
    after = scene.tokens.index(time.end)
    inflected = scene.words.large and not time.date and time.text.endswith(scene.words.inflected)
    return inflected and time.text.islower() and scene.article.text[scene.tokens.starts[after]].isupper()


def called(m: ActorMention, lexicon: Lexicon) -> str:
    """A mention as a headline of its own language writes it: a person by surname, all others as the text does."""
    if m.kind is not Kind.PERSON:
        return m.text
    name = short(m.actor, "person", lexicon)
    if lexicon.articled and m.form is Form.DESCRIPTION:
        return name  # "el detenido"
    return name if name in m.text or m.text.split()[-1][:3] == name[:3] else m.text.split()[-1]


def called_here(scene: Scene, m: ActorMention) -> str:
    """A mention as a headline names who speaks: with the noun whose genitive it is, in a language without articles:
    "Пресс-служба Кремля"."""
    tokens, at = scene.tokens, scene.tokens.index(m.start)
    if m.kind is Kind.PERSON or scene.words.large or scene.words.grammar["definite"] or not at:
        return called(m, scene.words)
    plain = tokens.is_noun(at - 1) and at - 1 not in scene.names.inside and tokens.text[tokens.starts[at - 1]].islower()
    return upper_first(tokens.text[tokens.starts[at - 1] : m.end]) if plain else called(m, scene.words)


def _persons(scene: Scene, group: Group, end: int, subject: Sequence[ActorMention]) -> list[tuple[str, str]]:
    """The persons behind the first word of a verb as the clause writes them, from article and title on, and by surname:
    "den früheren Klinikchef Jan Berg" is Berg."""
    tokens, people, out = scene.tokens, scene.people, []
    for i in people.between(group.first, end):
        m = people.mentions[i]
        if m.kind is not Kind.PERSON or (m in subject and not scene.words.large):
            continue
        j = people.at[i]
        while j - 1 > group.first and not tokens.words[j - 1].bits and tokens.words[j - 1].verb is None:
            if j - 1 in scene.names.times:
                break  # "арестовал на два месяца | мэра Антонину Белову"
            j -= 1
        grammar, article = scene.words.grammar, tokens.lows[j - 1]
        owned = not scene.words.large or (tokens.lows[j - 2][0].isalpha() and not tokens.words[j - 2].bits)
        owner = not grammar["of"].isdisjoint(tokens.lows[j - 2 : j]) or (article in grammar["genitive"] and owned)
        while tokens.words[j - 2].bits & flag.DETERMINERS and j - 2 > group.first:
            j -= 1  # "le Premier ministre"
        described = j - 1 > group.first and bool(tokens.words[j - 1].bits & flag.DETERMINERS) and not owner
        titled = scene.words.large and bool(m.title) and tokens.lows[people.at[i] - 1] == m.title.lower()
        titled = titled and not tokens.words[people.at[i] - 2].bits & flag.DETERMINERS  # "der Abgeordneten Ada Berg"
        name = called(m, scene.words)
        name = name if m.text.endswith(name) else m.text.split()[-1]  # "Громова", not "Громов"
        begin = tokens.starts[j - 1] if described else tokens.starts[people.at[i] - 1] if titled else m.start
        out.append((tokens.text[begin : m.end], name))
    return out
