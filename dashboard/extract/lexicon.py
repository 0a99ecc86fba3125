"""Every word form that matters to an event, looked up once: `data/rules/<language>.events.toml` as one dictionary.

English verbs are inflected here, other languages by the paradigms of their file (`inflect.py`). A form that is both a
verb and a noun keeps both readings, and the clause decides. A wrong rule file stops the start and names the entry.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from dashboard.errors import RuleError
from dashboard.extract import flag, suffixes
from dashboard.extract.cues import cues
from dashboard.extract.inflect import Inflection
from dashboard.rules import has_rules, rules

LONGEST = 60  # letters: nothing is guessed of a longer word, as a pattern would take their square of time
BASE, S, PAST, PART, ING, FUTURE, WOULD, WISHED, MAY = 1, 2, 4, 8, 16, 32, 64, 128, 256
_COLUMNS = (BASE, S, PAST, PART, FUTURE)  # infinitive, present, past, participle, future


@dataclass(frozen=True, slots=True)
class Happening:
    """One kind of happening: its name, nature ("act", "speech", "lasting"), weight and label patterns."""

    name: str
    nature: str = "act"
    weight: float = 0.5
    measured: bool = False  # only where the clause has a figure: "sales sank by a fifth", not "the ferry sank"
    label: str = ""
    label_one: str = ""
    noun_label: str = ""
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def spoken(kind: Happening | None) -> bool:
    """Something said, not done."""
    return kind is not None and kind.nature == "speech"


class Verb(NamedTuple):
    """One reading of a form as a verb. `happening` is "" where the verb serves grammar alone ("expect", "seem")."""

    lemma: str
    present: str  # third person, as a headline writes it
    happening: str
    forms: int
    other: str = ""  # the happening that it names where the first one, which is measured, has no figure


@dataclass(slots=True)
class Word:
    """What a lower-case form can be."""

    bits: int = 0  # what it does in a clause, as in `flag.py`
    verb: Verb | None = None
    noun: str = ""  # the happening that it names
    opens: bool = False  # an unknown word after it is a verb: will, could, did
    nominal: bool = False  # a noun of a happening may begin here
    says: bool = False  # a verb of saying
    content: bool = True  # of no closed class
    auxiliary: bool = False  # one of `flag.AUXILIARIES`, or "to"
    leads: bool = False  # an auxiliary, or what may stand between it and its verb: an adverb, a negation
    manner: bool = False  # its ending tells an adverb: "quickly"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled rule file of one language."""

    language: str
    free: bool  # auxiliary and participle stand apart, and the subject may follow the verb
    words: dict[str, Word]
    noun_phrases: dict[
        str, tuple[tuple[str, ...], ...]
    ]  # first word → the other words of noun phrases that name a happening
    phrase_noun: dict[tuple[str, ...], str]
    happenings: dict[str, Happening]
    grammar: dict[str, frozenset[str]]
    status: dict[str, frozenset[str]]
    names: dict[str, str] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    verb_phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)  # "shut" → "down"
    large: bool = False  # nouns are written large, so that a small word is none
    articled: bool = False  # nouns are written small and have articles, in a language of free order
    guess: re.Pattern[str] | None = None  # an unknown word whose ending tells a verb; its group says which forms
    guesses: tuple[int, ...] = ()
    heads: dict[str, str] = field(default_factory=dict)  # nouns that compounds end with, and what they name
    adverbial: tuple[str, ...] = ()  # endings of adverbs
    describing: tuple[str, ...] = ()  # endings of participles that only describe
    nominatives: dict[str, str] = field(default_factory=dict)  # case of a noun → its nominative, where it has cases
    plural: tuple[str, ...] = ()  # endings of a finite verb in the plural
    infixed: tuple[str, ...] = ()  # beginnings of infinitives with "zu" inside: "anzu"
    signals: dict[str, str] = field(default_factory=dict)  # words before a time, and the English one that they mean
    infinitive: tuple[str, ...] = ()  # endings of an infinitive behind "zu"
    inflected: tuple[str, ...] = ()  # endings of an adjective before its noun
    manner: tuple[str, ...] = ()  # endings that tell an adverb, but for `ly_nouns`
    past: tuple[str, ...] = ()  # endings of a past form, in a language that lists no paradigms
    plain: dict[str, Verb] = field(default_factory=dict)  # past form of a verb that names no happening
    joints: tuple[str, ...] = ()  # what makes no compound before them: "Bei" in "Beispiel"
    whole: tuple[str, ...] = ()  # endings of words that are no compounds with what they end like: "Gewerkschaft"
    signalling: frozenset[str] = frozenset()  # inner words of `signals`, some spelled like verbs: "à compter du"
    cues: dict[str, int] = field(default_factory=dict)  # words that rules ask a sentence for, as in `cues.py`
    stubs: tuple[str, ...] = ()  # how no label ends that left something out, with a blank before it
    articles: frozenset[str] = frozenset()  # written small or large

    def __hash__(self) -> int:
        return hash(self.language)

    def headed(self, kind: Happening) -> str:
        """What a happening is called, with a colon as the language sets it: "Erklärung:", "Déclaration :"."""
        return f"{kind.noun_label}{self.patterns.get('colon', ':')}"

    def in_manner(self, low: str) -> bool:
        """The word ends like an adverb and is no noun that does: "quickly", not "family"."""
        return low.endswith(self.manner) and low not in self.grammar["ly_nouns"]

    def unknown(self, low: str, written: str) -> Word:
        """What a word that no list has can be, by its ending: a compound of a known noun, a verb form, an adverb."""
        if not self.free:
            past = (len(low) > 4 and low.endswith(self.past)) or low in self.plain
            return ED if past else MANNER if self.in_manner(low) else NONE
        if len(low) > LONGEST:
            return NONE
        if self.heads and len(low) > 7 and written[0].isupper() and not low.endswith(self.whole):
            for k in range(3, len(low) - 3):
                if low[k:] in self.heads and low[:k] not in self.joints:
                    return Word(noun=self.heads[low[k:]], nominal=True)
        if (
            self.guess is not None
            and len(low) > 4
            and written[0].islower()
            and (match := self.guess.match(low)) is not None
        ):
            return Word(verb=Verb(low, low, "", self.guesses[(match.lastindex or 1) - 1]))
        return NONE


# Tables under [grammar] whose words are no class of words; what is only looked up by name stands under [lists].
_NO_CLASS = frozenset(
    (
        "not_verbs", "also_nouns", "state_nouns", "ly_nouns", "about", "both", "alone", "definite", "bodies",
        "kinds_of_body", "many_bodies", "bands", "self_called", "public_bodies", "bidding",
        "person_nouns", "arms", "with_whom", "to_whom",
        "organs", "quantities", "speaking", "prepositional", "naming", "clausal", "undergoes", "its",
        "person_possessive", "measures", "pairing", "nobody", "inverted",
        "that", "closing", "participle", "been", "were",
        "reportedly", "linking", "past_only", "adverbial", "into", "dropped", "plural", "to_have", "describing",
        "unnegated", "dangling", "things", "takes_of", "rings", "awaited", "states",
        "impersonal", "lasting", "singular", "numerals", "nominal_sayings", "lengths", "hosts", "guests",
        "walkouts", "origin", "aged", "wanting",
    )
)  # fmt: skip
_BEFORE_VERB = flag.AUXILIARIES | flag.TO
_BEFORE_UNKNOWN = flag.WILL | flag.WOULD | flag.MODAL | flag.DO
# Verbs whose infinitive tells how another verb is meant: "plans to", "failed to".
_GOVERNING = (
    "expected_to", "possible_to", "denied_to", "happened_to", "expecting", "weighing", "denials", "light", "occur",
)  # fmt: skip
_PHRASES = frozenset(("statement", "others", "and", "says", "say"))
# Where a label inflects its verb.
_VERB_PHRASES = frozenset(
    (
        "negated", "negated_many", "negated_form", "expected", "expected_form", "possible", "possible_form",
        "conditional", "conditional_form", "again",
    )
)  # fmt: skip
NONE = Word()
ED = Word()  # an unknown word that ends like a past form: "-ed"
MANNER = Word(manner=True)  # one that ends like an adverb: "-ly"


def _sets(lists: Mapping[str, Iterable[str]]) -> defaultdict[str, frozenset[str]]:
    """Classes of words by name; a language that lacks one has it empty."""
    return defaultdict(frozenset, {name: frozenset(listed) for name, listed in lists.items()})


@cache
def body_nouns(lexicon: Lexicon) -> frozenset[str]:
    """The nouns by which a text calls a body: "company", "airline", "firms"."""
    grammar = lexicon.grammar
    return grammar["bodies"] | grammar["kinds_of_body"] | grammar["many_bodies"] | grammar["bands"]


@cache
def human_endings(lexicon: Lexicon) -> tuple[str, ...]:
    """How nouns end, or what they are, that can mean somebody: "Täter", "…mann"."""
    grammar = lexicon.grammar
    return tuple(sorted(grammar["person_endings"] | grammar["person_nouns"] | grammar["accused"]))


@cache
def lexicon(language: str) -> Lexicon | None:
    """The compiled file of a language, None where there is none.

    Raises RuleError where an entry lacks a name, a verb or noun is empty, or a phrase of labels is missing.
    """
    if not has_rules(f"{language}.events"):
        return None
    data, where = rules(f"{language}.events"), f"data/rules/{language}.events.toml"
    free = data.get("order") == "free"
    _check_phrases(data, free, where)
    inflection = Inflection(data, where)
    lists = data["grammar"] | data.get("lists", {})
    grammar, status = _sets(lists), _sets(data["status"])
    manner = tuple(lists.get("manner", ()))
    named = _named(data, grammar, inflection, where)
    words = named.words
    for form, word in words.items():
        word.manner = form.endswith(manner) and form not in grammar["ly_nouns"]
    plain = _plain(lists.get("regular", ""), grammar["irregular"], named.stressed)
    grammar["presents"] = frozenset(verb.present for verb in plain.values())
    guess, guesses = _guesses(data)
    heads = {form: word.noun for form, word in words.items() if word.noun and len(form) > 3}
    signals = {said: role for role, listed in data.get("signals", {}).items() for said in listed}
    return Lexicon(
        language=language,
        free=free,
        words=words,
        noun_phrases={first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in named.phrases.items()},
        phrase_noun=named.phrase_noun,
        happenings=named.happenings,
        grammar=grammar,
        status=status,
        names=dict(data.get("names", {})),
        patterns=dict(data.get("phrases", {})),
        verb_phrases=named.verb_phrases,
        large=bool(data.get("large")),
        articled=free and not data.get("large") and bool(grammar["definite"]),
        guess=guess,
        guesses=guesses,
        heads=heads if data.get("compounds") else {},
        adverbial=tuple(lists.get("adverbial", ())),
        describing=tuple(lists.get("describing", ())),
        nominatives=_nominatives(data, inflection),
        plural=tuple(lists.get("plural", ())),
        infixed=tuple(f"{particle}{inflection.between}" for particle in lists.get("particles", ())),
        signals=signals,
        infinitive=tuple(lists.get("infinitive", ())),
        inflected=tuple(lists.get("inflected", ())),
        manner=manner,
        past=tuple(lists.get("past_endings", ())),
        plain=plain,
        joints=tuple(data.get("compounds", ())),
        whole=tuple(data.get("whole", ())),
        signalling=frozenset(said.split()[1] for said in signals if said.count(" ") == 2),
        cues=cues(grammar, status),
        stubs=tuple(f" {stub}" for stub in grammar["stubs"]),
        articles=frozenset(form for word in grammar["article"] for form in (word, word.capitalize(), word.upper())),
    )


def _check_phrases(data: dict[str, Any], free: bool, where: str) -> None:
    """RuleError where a phrase that labels are made of is missing."""
    if lacking := sorted((_PHRASES if free else _PHRASES | _VERB_PHRASES) - data.get("phrases", {}).keys()):
        raise RuleError(
            f"[phrases] lacks {', '.join(lacking)}", where, "Say them in that language, as in en.events.toml."
        )


def _nominatives(data: dict[str, Any], inflection: Inflection) -> dict[str, str]:
    """Every case of the nouns for persons, bodies and happenings, and its nominative, in a language that describes by
    participles."""
    grammar = data["grammar"]
    if not grammar.get("describing"):
        return {}
    nouns = [*grammar["person_nouns"], *grammar["kinds_of_body"], *grammar["public_bodies"]]
    nouns += [noun for entry in data["happening"] for noun in entry.get("nouns", ()) if " " not in noun]
    out: dict[str, str] = {}
    for noun in nouns:
        for form in inflection.noun(noun):
            out.setdefault(form, noun)
    return out


class _Named:
    """The words of a rule file: of its classes, and those that name its happenings."""

    def __init__(self, data: dict[str, Any], grammar: Mapping[str, frozenset[str]], inflection: Inflection) -> None:
        self.paradigms = "conjugation" in data  # else verbs take -s, -ed and -ing
        self.inflection = inflection
        self.stressed = grammar["stressed_last"]
        self.irregular = {verb.partition("/")[0]: verb for verb in grammar["irregular"]}
        self.words = {word: Word(bits) for word, bits in _classes(data["grammar"]).items()}
        self.happenings: dict[str, Happening] = {}
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        self.phrase_noun: dict[tuple[str, ...], str] = {}
        self.verb_phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}

    def add(self, entry: dict[str, Any], where: str) -> None:
        """One [[happening]] with its verbs and nouns; RuleError where it has no name or an empty verb."""
        if not entry.get("name"):
            raise RuleError("a happening without name", where, "Give every [[happening]] a name.")
        kind = _happening(entry)
        self.happenings[kind.name] = kind
        for verb in entry.get("verbs", ()):
            if not verb.strip():
                raise RuleError(f"an empty verb in {kind.name}", where, "Remove it.")
            base, _, rest = verb.partition(" ")
            if self.paradigms:
                _add_inflected(self.words, self.inflection, verb, kind.name)
            elif rest:
                self.verb_phrases.setdefault(base, []).append((tuple(rest.split()), kind.name))
                if base not in self.words:
                    self.add_plain(base)
            else:
                _add_verb(self.words, verb, kind.name, self.stressed)
        for noun in entry.get("nouns", ()):
            for spelled in self.inflection.noun(noun) if self.paradigms else suffixes.plural(noun):
                self._add_noun(spelled, kind.name)

    def add_plain(self, verb: str) -> None:
        """An English verb that names nothing."""
        _add_verb(self.words, self.irregular.get(verb, verb), "", self.stressed)

    def _add_noun(self, spelled: str, happening: str) -> None:
        parts = tuple(spelled.split())
        if len(parts) > 1:
            self.phrases.setdefault(parts[0], []).append(parts[1:])
            self.phrase_noun[parts] = happening
        else:
            word = self.words.setdefault(spelled, Word())
            word.noun = word.noun or happening


def _named(data: dict[str, Any], grammar: Mapping[str, frozenset[str]], inflection: Inflection, where: str) -> _Named:
    """The words of a rule file, and what follows from all of them for each."""
    named = _Named(data, grammar, inflection)
    words = named.words
    for verb in data.get("verbs", ()):
        _add_inflected(words, inflection, verb, "")
    for entry in data["happening"]:
        named.add(entry, where)
    for due in grammar["awaited"]:
        words[due].verb = Verb("schedule", "schedules", "", PART)
    for state in grammar["states"]:
        if (word := words.setdefault(state, Word())).verb is None or not word.verb.happening:
            word.verb = Verb(state, state, "start", 0)
    for word in words.values():
        _tell(word, named)
    for first in named.phrases:
        words.setdefault(first, Word()).nominal = True
    for verb in () if named.paradigms else (verb for name in _GOVERNING for verb in data["status"].get(name, ())):
        if (found := words.get(verb)) is None or not (found.verb or found.bits):
            named.add_plain(verb)
    for verb in grammar["rivals"]:
        named.add_plain(verb)
    return named


def _classes(grammar: dict[str, list[str]]) -> dict[str, int]:
    """Word → bits of what it does in a clause."""
    flags: dict[str, set[str]] = {}
    for name, listed in grammar.items():
        for word in listed if name not in _NO_CLASS else ():
            flags.setdefault(word, set()).add(name)
    return {word: flag.bits(found) for word, found in flags.items()}


def _tell(word: Word, named: _Named) -> None:
    """Work out what follows from the bits, verb and noun of a word."""
    word.content = not word.bits
    word.auxiliary = bool(word.bits & _BEFORE_VERB)
    word.leads = word.auxiliary or bool(word.bits & (flag.ADVERBS | flag.NEGATION))
    word.opens = bool(word.bits & _BEFORE_UNKNOWN or (named.paradigms and word.bits & flag.TO))
    word.nominal = bool(word.noun)
    word.says = word.verb is not None and spoken(named.happenings.get(word.verb.happening))


_BITS = {"past": PAST, "participle": PART, "future": FUTURE, "conditional": WOULD, "wished": WISHED}


def _guesses(data: dict[str, Any]) -> tuple[re.Pattern[str] | None, tuple[int, ...]]:
    """The endings that tell a verb form, as one pattern with a group for each row of [guess]."""
    rows = data.get("guess", {})
    if not rows:
        return None, ()
    joined = "|".join(f"({'|'.join(endings)})" for endings in rows.values())
    return re.compile(rf"\w*?(?:{joined})\Z"), tuple(_BITS[name] for name in rows)


def _plain(regular: str, irregular: Iterable[str], stressed_last: frozenset[str]) -> dict[str, Verb]:
    """The past forms of verbs that name no happening: "signalled", "overthrew", "overthrown"."""
    found: dict[str, Verb] = {}
    for base in regular.split():
        verb = Verb(base, suffixes.third_person(base), "", PAST | PART)
        found[suffixes.past(base, stressed_last)] = verb
    for spelled in irregular:
        base, past, part = spelled.split("/")
        for form, bit in ((past, PAST), (part, PART)):
            forms = found[form].forms if form in found else BASE if form == base else 0
            found[form] = Verb(base, suffixes.third_person(base), "", forms | bit)
    return found


def _happening(entry: dict[str, Any]) -> Happening:
    wanted = {k: v for k, v in entry.items() if k not in ("verbs", "nouns", "forms")}
    for key in ("examples", "never"):
        wanted[key] = tuple(wanted.get(key, ()))
    return Happening(**wanted)


def _add_verb(words: dict[str, Word], spelled: str, happening: str, stressed_last: frozenset[str]) -> None:
    base, *irregular = spelled.split("/")
    past, part = (irregular + irregular)[:2] if irregular else (suffixes.past(base, stressed_last),) * 2
    present, ing = suffixes.third_person(base), suffixes.gerund(base, stressed_last)
    for form, bit in ((base, BASE), (present, S), (past, PAST), (part, PART), (ing, ING)):
        _put(words, form, Verb(base, present, happening, bit))
    if not irregular and (british := suffixes.british(base, stressed_last)):
        _put(words, british[0], Verb(base, present, happening, PAST | PART))
        _put(words, british[1], Verb(base, present, happening, ING))


def _add_inflected(words: dict[str, Word], inflection: Inflection, spelled: str, happening: str) -> None:
    """A verb by the paradigms of its language. The stem of a verb that parts ("festnehmen") names nothing by itself."""
    for n, (lemma, columns) in enumerate(inflection.verb(spelled)):
        present = (columns[1] or columns[0])[0]
        for bit, forms in zip(_COLUMNS, columns, strict=True):
            for form in forms:
                may, form = form.endswith("?"), form.rstrip("?")
                for written in {form, form.replace("ё", "е")}:
                    _put(words, written, Verb(lemma, present, "" if n else happening, MAY if may else bit))
                for ending, derived, name in inflection.derived:  # "tendrá" gives "tendría", "firmaron" "firmaran"
                    if form.endswith(ending) and bit in (FUTURE, PAST):
                        other = form.removesuffix(ending) + derived
                        _put(words, other, Verb(lemma, present, "" if n else happening, _BITS[name]))


def _put(words: dict[str, Word], form: str, verb: Verb) -> None:
    word = words.setdefault(form, Word())
    if word.verb is None or (verb.happening and not word.verb.happening and word.verb.lemma != verb.lemma):
        word.verb = verb
    elif word.verb.lemma == verb.lemma:
        first = word.verb
        word.verb = first._replace(
            forms=first.forms | verb.forms,
            happening=first.happening or verb.happening,
            other=first.other or (verb.happening if verb.happening != first.happening else ""),
        )
