"""A clause in its own words: whole where it fits, else what fits round its verb, else its happening and who takes part.

Nothing is inflected: the clause stands as it is told, a name for its pronoun, and as many whole phrases as fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.extract import flag
from dashboard.extract.fitting import fit
from dashboard.extract.free import verb_last
from dashboard.extract.labels import joined, upper_first
from dashboard.extract.left_out import drops, no_subject
from dashboard.extract.lexicon import PART, Happening, Lexicon, spoken
from dashboard.extract.main_clause import main_clause, opens_main, particle, verb_second, with_second
from dashboard.extract.phrases import ROOMY
from dashboard.extract.phrases_free import Skip, past_time, phrases, room
from dashboard.extract.rephrased import (
    bare,
    complement,
    content_of,
    ended,
    holds,
    is_done_to,
    is_governed,
    led,
    named,
    not_governed,
    opened,
    over_comma,
    points_back,
    round_verb,
    shorter_contents,
    subject_first,
    surnames_in,
    until,
)
from dashboard.extract.tokens import Group, Tokens

_CLOSES = frozenset(',»”"')
_BARS = frozenset("|–—-:.")
_WORDS = 5  # that a phrase alone must have to say enough
_LEANING = 2  # tokens from a comma to a verb, over a pronoun that leans on it
_HE_OR_THEY = flag.HE_SHE | flag.THEY


def by_name(group: Group, names: Sequence[str], lexicon: Lexicon) -> str:
    """What a saying is called of which nothing but who said it fits: "Erklärung: Berg"."""
    kind = lexicon.happenings.get(group.verb.happening)
    return by_kind(kind, names, lexicon) if kind is not None and names else ""


def by_kind(kind: Happening, names: Sequence[str], lexicon: Lexicon) -> str:
    """What a happening is called by those who take part in it: "Besuch: Berg"."""
    return fit(lexicon, lexicon.headed(kind), [joined(names, lexicon)])


@dataclass(slots=True)
class Telling:
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
    holds: int = -1  # the pronoun that only holds the place of its subject: "es starben zwei"
    begin: int = 0  # its first word, over conjunctions and a time
    first: int = 0  # its verb, with what leans on it
    verb: str = ""
    finite: str = ""
    last: int = -1  # the finite verb that closes it
    pronoun: int = -1  # its subject
    said: str = ""  # … as it is written, with its article
    over: bool = False  # its infinitive stands behind a comma
    times: Skip = ()  # of its whole sentence
    fronted: bool = False  # its participle opens it: "Gewählt wurde Ada Berg"

    def __post_init__(self) -> None:
        group, tokens, lexicon = self.group, self.tokens, self.lexicon
        self.begin = _begin(tokens, group, lexicon, self.skip)
        self.begin += self.begin == self.holds
        self.first = group.first
        while self.first > self.begin and tokens.leans(self.first - 1):
            self.first -= 1
        times = {tokens.index(start) for start, _ in self.skip}
        if self.who and lexicon.grammar["dropped"] and no_subject(tokens, self.begin, self.first, lexicon, times):
            self.begin = self.first  # "Durante la dictadura | se exilió"
        self.verb, self.last = tokens.written(group.head), verb_last(tokens, group, lexicon)
        self.finite = tokens.written(group.first)
        to = tokens.lows[group.head - 1] in lexicon.grammar["to"] or tokens.lows[group.head].startswith(lexicon.infixed)
        self.over = lexicon.large and to and "," in tokens.lows[group.first + 1 : group.head]
        behind = tokens.words[group.head + 1 : group.head + 2]
        helped = bool(behind) and bool(behind[0].bits & flag.AUXILIARIES)
        self.fronted = lexicon.large and self.begin == group.head and helped
        near = range(self.begin, min(group.head + 2, self.end))
        self.pronoun = next((j for j in near if _pronoun(tokens, j, group) and j != self.holds), self.described)
        if self.pronoun >= 0:
            a, b = self.pronoun, self.pronoun + 1
            if a == self.described:
                a -= 3 if tokens.lows[a - 1] == "-" else bool(tokens.words[a - 1].bits & flag.DETERMINERS)
                b += not lexicon.grammar["person_nouns"].isdisjoint(tokens.lows[b : b + 1])  # "die beiden Minister"
            self.said = tokens.written(a, b)

    @property
    def verb_first(self) -> bool:
        """Nothing stands before the verb, or adverbs and times where "который" is all its subject."""
        words, times = self.tokens.words, {self.tokens.index(start) for start, _ in self.skip}
        before = range(self.begin, self.first) if self.lexicon.nominatives else ()
        light = bool(before) and all(words[j].bits & flag.ADVERBS or j in times for j in before)
        return self.first == self.begin or light

    @property
    def speech(self) -> bool:
        """Something is said, and no denial."""
        return self.kind is not None and spoken(self.kind) and self.kind.name != "deny"

    def phrases(self, a: int) -> list[str]:
        """Its phrases from token a on."""
        return phrases(self.tokens, a, self.end, self.skip)


def in_own_words(clause: Telling) -> str:
    """The headline of a clause in a language of free order: the clause itself without its times where it fits, else
    what of it fits round its verb, else its happening with a colon and who takes part."""
    whole = _whole(clause)
    parts = _verb_put_second(clause, _with_subject(clause, whole))
    goes_on = clause.on and parts and clause.first == clause.begin and clause.pronoun < 0
    brief = _brief(clause)
    for kept in _with_content(clause, parts, brief):
        label = ended(" ".join(kept).replace(" ,", ","), clause.lexicon)
        if _stands_alone(clause, label, ROOMY):
            return upper_first(label)
    for kept in _choices(clause, parts, brief, whole if goes_on else []):
        label = ended(" ".join(kept).replace(" ,", ","), clause.lexicon)
        if _stands_alone(clause, label, room(clause.lexicon)):
            lacks = clause.lexicon.articled and _lacks_object(kept, parts, clause.verb, clause.lexicon)
            return (_with_all(clause, parts, brief) if lacks else "") or upper_first(label)
    return _of_kind(clause, parts, brief) or (_first_phrase(clause, parts) if clause.lexicon.articled else "")


def _first_phrase(clause: Telling, parts: list[str]) -> str:
    """The phrase that has subject and verb alone, with the room that compounds have, where no shorter headline is left:
    "L'usine de Saint-Saulve fermera définitivement ses portes"; "" for a saying, or where that says too little."""
    if clause.speech or not parts or clause.group.head < clause.first:
        return ""
    first = next((n for n, part in enumerate(parts) if clause.verb in part.split()), len(parts))
    if first or len(parts[0].split()) < _WORDS:
        return ""
    return _with_all(clause, parts[:1], [bare(parts[0], clause.lexicon)])


def says_who(label: str, clause: Telling) -> bool:
    """A noun that no preposition governs stands behind the verb of a headline, or a colon says who it is of."""
    grammar = clause.lexicon.grammar
    behind = label[len(label.lower().partition(clause.verb.lower())[0]) + len(clause.verb) :].split()
    opens = (n for n, word in enumerate(behind) if word.lower() in grammar["determiners"] or word[0].isupper())
    governed = grammar["prepositions"] | grammar["determiners"]
    return ":" in label or any(not n or behind[n - 1].lower() not in governed for n in opens)


def _begin(tokens: Tokens, group: Group, lexicon: Lexicon, skip: Skip) -> int:
    """The first word of a clause that is told: over marks, conjunctions, a relative pronoun, a time, and what a colon
    closes."""
    lows, words, a = tokens.lows, tokens.words, group.start
    while a < group.end and (
        not lows[a][0].isalnum()
        or lows[a] in lexicon.grammar["leading"]
        or (words[a].bits & flag.SUBORDINATORS and not words[a].bits & flag.DETERMINERS)
        or " ".join(lows[a : a + 2]) in lexicon.grammar["expletive"]  # "avant | que"
        or (words[a].bits & flag.PREPOSITIONS and lows[a + 1] in lexicon.grammar["that"])  # "después | de que"
    ):
        a += 1
    relates = lows[a - 1] == "," and words[a].bits & flag.RELATIVE and not opens_main(tokens, group, a)
    if group.start < a < group.first and relates:
        a += 1  # ", den die Kommission vorstellte"
    once = lexicon.grammar["once"]  # "horas | después de que | los tanques irrumpieran"
    a = max((j + 3 for j in range(a, group.first - 2) if " ".join(lows[j : j + 3]) in once), default=a) if once else a
    a = max((j + 1 for j in range(a, group.first) if lows[j] == ":"), default=a)  # "Burundi : l'assemblée …"
    if lexicon.nominatives:  # "мужчина, который | напал"
        which = lexicon.grammar["relative"]
        a = max((j + 1 for j in range(a, group.first) if lows[j] in which and lows[j - 1] == ","), default=a)
    verb, comma = words[a].verb, lows.index(",", a) if "," in lows[a : group.first] else 0
    if (
        lexicon.grammar["dropped"]
        and comma
        and verb is not None
        and verb.forms == PART
        and group.first - comma <= _LEANING
    ):
        a = comma + 1  # "Exiliado en Francia desde 1975, perdió la nacionalidad"
    a = past_time(tokens, a, group, skip)
    while a < group.first and lows[a] in _BARS:
        a += 1  # "13:05 | El juez suspende la vista"
    if lexicon.articled:  # "Blessées mais conscientes, elles …"
        a = next((j for j in range(a + 2, group.first) if lows[j - 1] == "," and words[j].bits & _HE_OR_THEY), a)
    opens = flag.PREPOSITIONS | flag.ADVERBS * bool(lexicon.grammar["dropped"])  # "Poco antes, aviones …"
    comma = lows.index(",", a) if "," in lows[a : group.first] else 0
    before = lexicon.grammar["dropped"] and words[comma - 1].bits & flag.ADVERBS  # "Horas antes, el Ejército …"
    if not lexicon.large and comma and (words[a].bits & opens or before):
        # "Après trois mandats, Luc Garnier …"
        own = any(not words[j].bits and lows[j][0].isalnum() for j in range(comma + 1, group.first))
        own = own or (comma + 1 == group.first == group.head)  # "По его словам, сбиты четыре аппарата"
        a = comma + 1 if own and "," not in lows[comma + 1 : group.first] else a
    return a


def _whole(clause: Telling) -> list[str]:
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


def _with_subject(clause: Telling, parts: list[str]) -> list[str]:
    """The phrases with the subject that they lack; none where they tell nothing without what is told elsewhere."""
    lexicon, grammar, who, verb_first = clause.lexicon, clause.lexicon.grammar, clause.who, clause.verb_first
    if parts and points_back(parts[0], clause.finite, clause.lexicon) and not (clause.pronoun >= 0 and who):
        return []  # "Das teilte der Konzern mit"
    closes = clause.tokens.lows[clause.group.start] in _CLOSES  # ", informó el ministro"
    plain = closes or (not grammar["dropped"] and clause.described < 0)
    said_before = range(clause.group.start, clause.group.first) if lexicon.large else ()
    plain = plain and not any(clause.tokens.lows[j][0].isalnum() for j in said_before)  # "Laut Berg fordert Visser"
    hosted = bool(clause.group.host and who)  # "La CGT, qui n'a pas signé, a dénoncé …"
    if parts and clause.speech and verb_first and not clause.on and plain and not hosted:
        return []  # "a annoncé son avocate"
    if clause.pronoun >= 0:
        small = (
            bool(lexicon.nominatives) and not clause.names and who[1:2].islower()
        )  # "в июне | десятки врачей | вышли"
        small = small or (
            lexicon.large and who.split(" ")[0].lower() in grammar["determiners"]
        )  # "hat | der 24-Jährige"
        return named(parts, clause.said, clause.finite, f"{who[0].lower()}{who[1:]}" if small else who)
    if lexicon.large and clause.group.helped:
        return led(clause.on, parts) if clause.on else []
    if clause.on and verb_first:
        return led(clause.on, parts)
    if not any(holds(part, clause.verb) for part in parts):
        subject = who or (parts[0] if parts else "")  # "El ministro, Andrés Vidal, se reunirá": an aside stands between
        return led(subject, clause.phrases(clause.first)) if subject else parts
    if clause.group.host and who and not clause.over:
        return led(who, parts)  # "Berg, die … hatte, wurde festgenommen"
    hangs = clause.tokens.lows[clause.first - 1] in grammar["doing"]  # "Vega, que dimitirá"
    there = clause.group.opener in grammar["relative"] and bool(clause.names)  # "из Баку, где встретился с Бергом"
    if clause.lexicon.nominatives and not grammar["relative"].isdisjoint(
        clause.tokens.lows[clause.group.start : clause.first]
    ):
        there = bool(who)  # "мужчина, который напал"
    times = {clause.tokens.index(start) for start, _ in clause.skip}
    dropped = grammar["dropped"] and (clause.reported or drops(clause.tokens, clause.group, clause.lexicon, times))
    if clause.reported and clause.lexicon.nominatives:
        there = there or bool(clause.names)  # "Берг заявила, что не подпишет закон"
    if who and verb_first and parts and (hangs or there or dropped):
        clause.verb = clause.verb.lower() if parts[0].startswith(clause.verb) else clause.verb
        return led(who, [f"{parts[0][:1].lower()}{parts[0][1:]}", *parts[1:]])  # "Firmaron un acuerdo"
    return parts


def _verb_put_second(clause: Telling, parts: list[str]) -> list[str]:
    """The phrases with a verb that opened them, its time left out, behind the first: "droht ein Streik"."""
    alone = not clause.on
    opening = clause.tokens.written(clause.first)
    opens = bool(parts) and (clause.first == clause.begin or parts[0].lower().split()[0] == opening.lower())
    if not (clause.lexicon.large and opens and alone) or clause.fronted:
        return parts
    if parts[0].lower() == opening.lower() and parts[1:]:
        parts = [f"{parts[0]} {parts[1]}", *parts[2:]]  # "war in dem Park ein Tank explodiert"
    if parts[0].lower().startswith(f"{opening.lower()} ") and clause.pronoun < 0:
        name = clause.names[0] if clause.names and not clause.names[1:] else ""
        if name and parts[0][len(opening) + 1 :].startswith(f"{name} "):  # "wird Braun Revision einlegen"
            return [f"{name} {opening}{parts[0][len(opening) + 1 + len(name) :]}", *parts[1:]]
        return with_second(
            verb_second(parts[0], opening, clause.lexicon, not clause.names), opening, parts[1:], clause.lexicon
        )
    return parts


def _brief(clause: Telling) -> list[str]:
    """Who does it and the phrases from the verb on, where that leaves something out and names nobody twice."""
    who = clause.who
    shares = clause.lexicon.large and clause.group.helped is not None
    adjective = clause.lexicon.large and who[:1].islower()  # "geplante Warnstreik", whose article stands before a time
    opens = clause.phrases(clause.begin)[:1] if clause.lexicon.large else []
    pointing = bool(opens) and points_back(opens[0], clause.finite, clause.lexicon)  # "Das sagte eine Sprecherin"
    if (
        not who
        or shares
        or adjective
        or pointing
        or clause.group.first <= clause.begin
        or clause.pronoun >= 0
        or clause.last >= 0
    ):
        return []
    brief, last = led(who, clause.phrases(clause.first)), who.split()[-1]
    doubtful = clause.over or any(last in part.split() for part in brief[1:] or brief)
    return [] if doubtful and (not brief or brief[0].count(last) > 1 or len(brief) > 1) else brief


def _with_content(clause: Telling, parts: list[str], brief: list[str]) -> Iterator[Sequence[str]]:
    """The whole clause with what is said in it."""
    lexicon, content = clause.lexicon, clause.content
    said = content_of(clause.tokens, content, clause.skip) if content is not None else ""
    if content is None or not said:
        return
    shorter = shorter_contents(clause.tokens, content, clause.times) if lexicon.articled else ()
    if lexicon.large and content.tense == "base":  # what is asked, of whom: "verpflichtete die Firma, zu zahlen"
        whom = (kept for some in (parts, brief) for kept in (some, not_governed(some, lexicon)))
        yield from ([*until(kept, said), said] for kept in whom)
        return
    for text in (said, *shorter):
        yield [*until(opened(parts, lexicon), text), text]
        yield [*until(opened(brief, lexicon), text), text]


def _choices(clause: Telling, parts: list[str], brief: list[str], alone: list[str]) -> Iterator[Sequence[str]]:
    """What the headline could be, best first: the whole, without an article, what fits round the verb; `alone` is the
    clause without the subject that it goes on with."""
    lexicon = clause.lexicon
    yield parts
    if not lexicon.large:
        yield [part if n else bare(part, lexicon) for n, part in enumerate(parts)]
    yield brief
    yield from _shortened(clause, parts, brief)
    if not lexicon.large:  # a sentence without any article is the last resort where headlines keep them
        yield [bare(part, lexicon) for part in parts]
    if clause.pronoun >= 0 and (short := complement(clause.who, lexicon)) != clause.who:
        yield [part.replace(clause.who, short, 1) for part in parts]  # "Ils ont levé"
    if lexicon.grammar["dropped"] and not clause.verb_first:
        times = {clause.tokens.index(start) for start, _ in clause.skip}
        if no_subject(clause.tokens, clause.begin, clause.first, lexicon, times):
            yield clause.phrases(clause.first)  # "Desde las elecciones | han sido detenidas 2.400 personas"
    if alone:
        yield led(complement(clause.on, lexicon), alone)
        yield [] if lexicon.large else alone


def _shortened(clause: Telling, parts: list[str], brief: list[str]) -> Iterator[Sequence[str]]:
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
    first = phrases(clause.tokens, clause.begin, clause.first, clause.skip)
    if not lexicon.large and 0 <= clause.pronoun < clause.first and clause.who and not clause.names:
        first = [clause.who]  # "Elle rencontrera le ministre"
    alone = len(first) == 1 or (first and not lexicon.large and all(is_governed(part, lexicon) for part in first[1:]))
    short = complement(first[0], lexicon) if alone and not (is_governed(first[0], lexicon) or clause.over) else ""
    briefest = led(short, clause.phrases(clause.first)) if short and short != first[0] else []  # "Un homme | soupçonné"
    around = [round_verb(each, clause.verb, lexicon, helps) for each in (*by_surname, parts, inverted, brief) if each]
    lacking = [] if lexicon.large else [kept for kept in around if _lacks_object(kept, parts, clause.verb, lexicon)]
    around = [kept for kept in around if kept not in lacking]
    for each in (briefest, [] if lexicon.large else surnames_in(briefest, clause.persons)):
        if each:
            around.append(round_verb(each, clause.verb, lexicon, helps))
    if lexicon.large:
        if parts and group.verb.lemma not in lexicon.status["light"]:  # "das Gesetz | zur Umwelt | beschlossen"
            around += [round_verb(each, clause.verb, lexicon, helps, apart=True) for each in (parts, brief) if each]
        around.sort(key=lambda kept: (-sum(not is_governed(part, lexicon) for part in kept), -_objects(clause, kept)))
    yield from around
    yield from lacking


def _objects(clause: Telling, kept: Sequence[str]) -> int:
    """How many of the phrases name what is done or whom it is done to: nouns behind the finite verb, and no preposition
    before them."""
    behind = [kept[0].partition(f" {clause.finite} ")[2], *kept[1:]] if kept else []
    nouns = (part for part in behind if any(word[0].isupper() for word in part.split()))
    return sum(not is_governed(part, clause.lexicon) for part in nouns)


def _lacks_object(kept: Sequence[str], parts: Sequence[str], verb: str, lexicon: Lexicon) -> bool:
    """The phrases leave out the object of the clause, which stands behind its verb and at most one other phrase."""
    at = next((n for n, part in enumerate(parts) if part.endswith(f" {verb}")), len(parts))
    if not kept or at + 1 >= len(parts):
        return False
    behind = [part for part in parts[at + 1 : at + 3] if is_done_to(part, lexicon)]
    if behind and not any(is_done_to(part, lexicon) for part in kept[1:]):
        return True
    led = parts[at + 1].partition(" ")[0] in lexicon.grammar["before_persons"]  # "rescataron | a 22 personas"
    return kept[-1].endswith(verb) and (led or not is_governed(parts[at + 1], lexicon))


def _stands_alone(clause: Telling, label: str, longest: int) -> bool:
    """The headline of at most so many characters has its verb, which does not open it, says enough, and names nobody
    twice."""
    words, who = label.split(), clause.on or clause.who
    whom = len(words) == 3 and words[1] == clause.verb and words[2][0].isupper()  # "Hauck gratulierte Oswald"
    if len(label) > longest or clause.verb not in label or (len(words) <= (3 if clause.speech else 1) and not whom):
        return False
    fronted = clause.fronted and any(word[0].isupper() or word[0].isdigit() for word in words[1:])
    few = len(words) < 3 and not _needs_no_more(clause)
    if words[0] == clause.verb and (few or clause.lexicon.large) and not fronted:
        return False
    if clause.lexicon.large and words[-1] in clause.lexicon.grammar["pointing"] and words[-1] != who:
        return False  # "Das Gericht sah es"
    ends = words[-1] == clause.verb and (clause.verb == clause.finite or not clause.lexicon.large)
    if clause.speech and ends and clause.group.negated < 0:
        return False  # "EZB-Präsidentin Christine Lagarde sagte"
    grammar = clause.lexicon.grammar
    if words[0].lower() == clause.finite.lower() and clause.lexicon.articled and not grammar["dropped"]:
        return False  # "A jugé le syndicat"
    if "'" in words[0] and words[0].partition("'")[0].lower() in clause.lexicon.grammar["reflexive"]:
        return False  # "S'est décidé": nobody
    last = who.split()[-1] if who else ""
    twice = who and words.count(last) > who.split().count(last)  # "Colo Colo" is named once
    points = who not in grammar["neuter"] and points_back(label, clause.finite, clause.lexicon)  # "Es kam zu Protesten"
    return not twice and not points


def _of_kind(clause: Telling, parts: list[str], brief: list[str]) -> str:
    """What the happening is called, and who takes part: "Erklärung: Berg"; "" where neither is known. A verb with all
    it governs tells more, where that is little too long."""
    kind, lexicon = clause.kind, clause.lexicon
    if kind is None or not kind.noun_label:
        return ""
    if lexicon.nominatives and clause.pronoun >= 0 and not clause.who:
        return ""  # "он даёт показания"
    if clause.pronoun >= 0 and not clause.who:
        rest = clause.phrases(max(clause.group.head, clause.pronoun) + 1)[:1]  # "Sie bestreiten die Vorwürfe"
        if lexicon.large and not any(word[0].isupper() for part in rest for word in part.split()):
            return ""
        told = bool(rest) and not is_governed(rest[0], lexicon)
        return fit(lexicon, lexicon.headed(kind), [bare(part, lexicon) for part in rest]) if told else ""
    if clause.names:
        return _of_names(clause) or _with_all(clause, parts, brief) or by_kind(kind, clause.names, lexicon)
    subject = ended(bare(parts[0], lexicon), lexicon) if parts else ""
    governed = subject and subject.split()[0].lower() in lexicon.grammar["prepositions"]
    told = clause.verb in subject or (lexicon.articled and clause.finite in subject.split())  # "Fiscalía acusa"
    if not subject or governed or told or spoken(kind):
        return ""
    return fit(lexicon, lexicon.headed(kind), [subject])


def _with_all(clause: Telling, *choices: list[str]) -> str:
    """The first of the choices that is a headline with the room that compounds have."""
    labels = (ended(" ".join(kept).replace(" ,", ","), clause.lexicon) for kept in choices)
    return next((upper_first(label) for label in labels if _stands_alone(clause, label, ROOMY)), "")


def _of_names(clause: Telling) -> str:
    """Who takes part, the verb without its adverbs and what fits behind: "Mali et Niger ont quitté l'union"; "" where
    nouns are written large, for a saying and where too little fits."""
    tokens, group, lexicon = clause.tokens, clause.group, clause.lexicon
    opens = clause.first == clause.begin  # "…, a réagi le maire"
    if opens or clause.speech or not lexicon.articled or group.negated >= 0:
        return ""
    *helping, verb = tokens.written(clause.first, group.head + 1).split()
    adverbs = lexicon.grammar["adverbs"]
    verb = " ".join((*(w for w in helping if w not in adverbs and not w.endswith(lexicon.adverbial)), verb))
    for who in (clause.who, joined(clause.names, lexicon)):
        label = ended(fit(lexicon, f"{who} {verb}", clause.phrases(group.head + 1)), lexicon)
        if label and len(label) > len(f"{who} {verb}") and _stands_alone(clause, label, room(lexicon)):
            return upper_first(label)
    return ""


def _needs_no_more(clause: Telling) -> bool:
    """A verb says enough with the noun behind it: "Открыли парк", where it has no subject, "Сгорел склад", where the
    disaster befalls that; but "Подписал указ" lacks who did it."""
    lexicon, kind = clause.lexicon, clause.kind
    if not lexicon.nominatives or kind is None or clause.speech:
        return False
    befalls = kind.name in lexicon.status["harmful"] or kind.name in lexicon.status["harm"]
    happens = clause.group.verb.lemma in lexicon.status["occur"]
    return befalls or happens or clause.verb.lower().endswith(lexicon.plural)


def _pronoun(tokens: Tokens, j: int, group: Group) -> bool:
    """A pronoun that is the subject: before the verb, or right behind the finite one ("am Montag trafen sie sich")."""
    if not tokens.words[j].bits & (flag.HE_SHE | flag.THEY | flag.SIE) or not (j < group.head or j == group.first + 1):
        return False
    return not (j > group.start and tokens.words[j - 1].bits & flag.PREPOSITIONS)  # "uno de ellos"
