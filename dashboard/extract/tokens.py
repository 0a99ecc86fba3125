"""The words and marks of an article, the names among them, and the verb groups that its clauses are told by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial

from dashboard.extract import flag
from dashboard.extract.cues import ANY, BODY, TELLING
from dashboard.extract.lexicon import ED, NONE, Happening, Lexicon, Verb, Word
from dashboard.extract.spelling import Spelled, Spelling, plain, spelled

# Possessive: nothing that was taken is ever given back.
_TOKEN = re.compile(
    r"(?:\d++(?:[.,:]\d++)*+\w*+|\w++(?:[-.&]\w++)*+(?:['’]t\b)?+|['’](?:s|re|ve|ll|d|m)?\b|[^\w\s])\s*+"
)
_MARKS = frozenset('“«„”»"')
_TITLE = 5  # tokens of a name in quotation marks
FINITE = frozenset(("past", "present", "perfect", "pluperfect", "future"))


class Places:
    """Tokens in their order; looked for from where some were found last, as sentences are read in turn."""

    __slots__ = ("_first", "at")

    def __init__(self, at: list[int]) -> None:
        self.at, self._first = at, 0

    def within(self, a: int, b: int) -> list[int]:
        """Those of the tokens a…b."""
        at, first = self.at, self._first
        while first and at[first - 1] >= a:
            first -= 1
        while first < len(at) and at[first] < a:
            first += 1
        self._first = stop = first
        while stop < len(at) and at[stop] < b:
            stop += 1
        return at[first:stop]


@dataclass(slots=True)
class Tokens:
    """The words and marks of a whole article as parallel lists, each with its reading from the lexicon."""

    text: str
    starts: list[int]
    lows: list[str]
    words: list[Word]
    cues: list[int]  # what rules ask a sentence for, as in `cues.py`
    verbal: Places  # tokens that can be a verb
    nominal: Places  # tokens where the noun of a happening may begin
    quotes: Places  # quotation marks
    bodies: list[int]  # tokens that can call a body: "company"
    free: bool  # an auxiliary may close a clause
    grammar: Mapping[str, frozenset[str]]  # words of the language by what they do
    index: Callable[[int], int]  # the first token that starts at or after an offset
    here: int = ANY  # the cues of the sentence at hand
    titles: set[int] = field(default_factory=set)  # of persons, before their whole names: no label needs them

    def enter(self, a: int, b: int) -> None:
        """Go on to the sentence that spans tokens a…b."""
        here = 0
        for cue in self.cues[a:b]:
            here |= cue
        self.here = here

    def cued(self, a: int, b: int, cue: int) -> list[int]:
        """Those of the tokens a…b, in the sentence at hand, that are words of a cue."""
        if not self.here & cue:
            return []
        cues = self.cues
        return [j for j in range(max(a, 0), min(b, len(cues))) if cues[j] & cue]

    def holds(self, a: int, b: int, cue: int) -> bool:
        """One of the tokens a…b, in the sentence at hand, is a word of a cue."""
        if not self.here & cue:
            return False
        cues = self.cues
        return any(cues[j] & cue for j in range(max(a, 0), min(b, len(cues))))

    def located(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The first token of each of these stretches of the text, sorted by start, and the one past its last."""
        starts, size, first, found = self.starts, len(self.starts), 0, list[tuple[int, int]]()
        for start, end in spans:  # no token is shorter than a character
            reach = first + start - starts[first] + 1 if first < size else size
            first = bisect_left(starts, start, first, min(max(first, reach), size))
            found.append((first, bisect_left(starts, end, first, min(first + end - start + 1, size))))
        return found

    def leans(self, j: int) -> bool:
        """Token j leans on the verb behind it, or is the apostrophe of what does: "ne", "se", "s'"."""
        return bool(self.words[j - (self.lows[j] == "'")].bits & flag.LEANING)

    def is_shortened(self, j: int) -> bool:
        """Token j is the full stop of the name before it, with which no sentence ends: "Norsa Inc. plans to close"."""
        if self.free or j + 1 >= len(self.lows) or self.lows[j] != ".":
            return False
        low = self.lows[j + 1]
        return low == "," or low in self.grammar["owning"] or self.text[self.starts[j + 1]].islower()

    def is_plain(self, j: int) -> bool:
        """Token j is a word of no closed class: a noun, an adjective, a verb."""
        return self.lows[j][0].isalpha() and not self.words[j].bits

    def is_noun(self, j: int) -> bool:
        """Token j is such a word and no list has it as a verb: a noun, or an adjective."""
        return self.is_plain(j) and self.words[j].verb is None

    def may_be_noun(self, j: int) -> bool:
        """Token j is such a word, and a noun where it is a verb as well: "strike", "vote"."""
        return self.is_plain(j) and (self.words[j].verb is None or bool(self.words[j].noun))

    def counts(self, j: int) -> bool:
        """A number stands at token j."""
        return 0 <= j < len(self.lows) and (self.lows[j].isdigit() or self.lows[j] in self.grammar["many"])

    def is_age(self, j: int) -> bool:
        """The commas at tokens j and j + 2 hold the age of the name before them: "found Ada Berg, 45, guilty"."""
        lows = self.lows[j + 1 : j + 4]
        age = len(lows) > 2 and lows[0].isdigit() and len(lows[0]) < 3 and lows[1] == "," and lows[2][0].isalpha()
        return age and self.text[self.starts[j - 1]].isupper()

    def past_times(self, j: int, end: int, times: Set[int]) -> int:
        """The first token from j to `end` that is of none of the `times`, nor the preposition of one."""
        words = self.words
        while j < end and (j in times or (j + 1 in times and words[j].bits & flag.PREPOSITIONS)):
            j += 1
        return j

    def only_time(self, a: int, b: int, times: Set[int]) -> bool:
        """Tokens a…b are one of the `times` and what stands before it."""
        words = self.words
        return a < b and b - 1 in times and all(j in times or words[j].bits & flag.PREPOSITIONS for j in range(a, b))

    def joins_names(self, j: int) -> bool:
        """The dash at token j joins two names behind a noun or its number, in a language without articles: "поезд № 104
        Москва — Адлер"."""
        if self.lows[j] not in "–—" or not self.grammar["describing"] or not 1 < j < len(self.lows) - 1:
            return False
        names = self.text[self.starts[j - 1]].isupper() and self.text[self.starts[j + 1]].isupper()
        return names and (self.is_plain(j - 2) or self.lows[j - 2].isdigit())

    def quotes_name(self, j: int, inside: Set[int]) -> bool:
        """The mark at token j opens or closes the quotation marks right around a name: "«Зенит» обыграл «Ростов»"."""
        step = 1 if self.lows[j] == "«" else -1 if self.lows[j] == "»" else 0
        other = j + step
        while step and other in inside:
            other += step
        return abs(other - j) > 1 and self.lows[other : other + 1] == ["»" if step > 0 else "«"]

    def quotes_title(self, j: int, first: int) -> bool:
        """The mark at token j belongs to quotation marks round a name of few words behind a noun of the sentence that
        begins at `first`, or to two such: "на шахте «Северная»", "матч «Ротор» — «Рубин»"."""
        low = self.lows[j]
        if low in "—–":
            return self.lows[j - 1] == "»" and self.lows[j + 1 : j + 2] == ["«"]
        if low not in "«»":
            return False
        opens = next((k for k in range(j, max(first, j - _TITLE), -1) if self.lows[k] == "«"), -1)
        if opens <= first or "»" not in self.lows[opens : opens + _TITLE + 1]:
            return False
        named = self.text[self.starts[opens + 1]].isupper()
        return named and (self.lows[opens - 1][0].isalpha() or self.lows[opens - 1] in "—–")

    def end(self, i: int) -> int:
        """The offset behind a token."""
        return self.starts[i] + len(self.lows[i])

    def written(self, a: int, b: int | None = None) -> str:
        """The text of token a, or of tokens a…b."""
        return self.text[self.starts[a] : self.end(a if b is None else b - 1)]

    def on_one_line(self, a: int, b: int) -> str:
        """The text of tokens a…b, a blank for each white space in it."""
        return " ".join(self.written(a, b).split())


@dataclass(slots=True, eq=False)
class Group:
    """One verb group. Token indices are into the article's tokens; `first` is the first auxiliary.

    `tense` is one of past, present, perfect, pluperfect, future, would, modal, base (infinitive), participle, gerund.
    `chain` lists catenative lemmas before the verb ("plan" in "plans to buy").
    """

    first: int
    head: int
    verb: Verb
    tense: str
    passive: bool = False
    progressive: bool = False
    negated: int = -1
    known: bool = True
    led: bool = False  # the first verb of the chain is passive: "were forced to walk"
    reduced: bool = False  # "the bill passed in March would …": a participle that only describes
    copula: int = -1  # the "was" of "it was the third treaty signed in May", which such a participle stands behind
    chain: tuple[tuple[str, int], ...] = ()
    start: int = 0  # clause, token indices
    end: int = 0
    opener: str = ""  # the subordinator or coordinator that opens the clause
    own_subject: bool = False  # a word of its own stands before the verb
    promised: bool = False  # an infinitive behind a promise: who promises will do it
    host: tuple[int, int] | None = None  # its subject, parted from it by "who …": "Ott, whom Rome had sent, left"
    subject: str | None = None  # the noun phrase that is its subject, once it was asked for
    n: int = 0  # its place among the groups of the sentence
    kind: Happening | None = None  # what the verb names
    phrasal: str = ""  # the happening of the verb with its particle: "shut down", "made it clear"
    helped: tuple[int, int] | None = None  # from the auxiliary that it shares to the verb before: "a condamné et exclu"
    hearsay: bool = False  # "soll … geflohen sein", "aurait fui": so it is said
    hedged: str = ""  # how its headline says that it is only alleged: "allegedly"
    late: bool = False  # what is not until a time, and so is from then on: "will not reopen until May"
    absolute: bool = False  # "with Norway saying it would help": a gerund that has its own subject behind "with"


_BEFORE_BASE = flag.ADVERBS | flag.NEGATION  # stand between "will" and its verb
_VERBAL, _NOMINAL, _OPENS, _QUOTES, _BODY, _BRACKET = 1, 2, 4, 8, 16, 32  # what a token is marked as


@dataclass(slots=True)
class Form:
    """A token as it is written, and its reading."""

    low: str
    word: Word
    cues: int  # as in `cues.py`
    marks: int
    size: int  # characters, the white space behind it included


def _read(word: Spelled, lexicon: Lexicon) -> tuple[Form, ...]:
    """The tokens of what stands between two blanks."""
    word.forms = tuple([_form(piece, lexicon) for piece in plain(word.text) or _TOKEN.findall(word.text)])
    return word.forms


def _form(piece: str, lexicon: Lexicon) -> Form:
    """A token as written, with the white space behind it."""
    written = piece.rstrip()
    low = written.lower()
    if len(low) != len(written):  # a letter that has no small form of its own length
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in written)
    low = low.replace("’", "'")
    word = lexicon.words.get(low)
    if word is None:
        word = lexicon.unknown(low, written)
    if lexicon.large and word.nominal and not written[0].isupper():  # nouns are written large
        word = replace(word, noun="", nominal=False)
    verbal = _VERBAL if word.verb is not None or word is ED else 0
    marks = verbal | _NOMINAL * word.nominal | _OPENS * word.opens | _QUOTES * (low in _MARKS)
    if low == "(":
        marks |= _BRACKET
    cues = lexicon.cues.get(low, 0)
    if cues & BODY:
        marks |= _BODY
    if word.content and len(low) > 3 and low[0].isalpha():
        cues |= TELLING
    return Form(low, word, cues, marks, len(piece))


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """All tokens of a text with their readings; linear in its length."""
    read: Spelling = spelled(text, lexicon.language)
    starts, lows, words, cues = list[int](), list[str](), list[Word](), list[int]()
    marked, marks_of = list[int](), list[int]()
    for n, spell in enumerate(read.words):
        at = read.starts[n]
        forms: tuple[Form, ...] = spell.forms or _read(spell, lexicon)
        for form in forms:
            if form.marks:
                marked.append(len(starts))
                marks_of.append(form.marks)
            starts.append(at)
            lows.append(form.low)
            words.append(form.word)
            cues.append(form.cues)
            at += form.size
    verbal, nominal, quotes, bodies = set[int](), list[int](), list[int](), list[int]()
    void = -1
    for n, i in enumerate(marked):
        marks = marks_of[n]
        if i == void:
            continue
        if marks & _BRACKET and lows[i + 2 : i + 3] == [")"]:
            void = i + 1
            words[void], cues[void] = NONE, 0  # the letters of a name: the (WHO) is no "who"
        if marks & _VERBAL:
            verbal.add(i)
        if marks & _OPENS:
            verbal.add(i + 1)
            if not lexicon.free and i + 1 < len(words) and words[i + 1].bits & _BEFORE_BASE:
                verbal.add(i + 2)  # "may not limit", "will also mean"
        if marks & _NOMINAL:
            nominal.append(i)
        if marks & _QUOTES:
            quotes.append(i)
        if marks & _BODY:
            bodies.append(i)
    index = partial(bisect_left, starts)
    return Tokens(
        text, starts, lows, words, cues, Places(sorted(verbal)), Places(nominal), Places(quotes), bodies,
        lexicon.free, lexicon.grammar, index,
    )  # fmt: skip


def counted(at: Sequence[int], size: int) -> list[int]:
    """How many of some things begin before each of `size` tokens, and before the end; `at` is sorted."""
    before: list[int] = []
    for n, i in enumerate(at):
        before += [n] * (i + 1 - len(before))
    return before + [len(at)] * (size + 2 - len(before))


class Names:
    """Which tokens belong to a name: a verb form inside a name is no verb, and a name is what can stand before one."""

    __slots__ = ("adjectives", "ends_at", "inside", "mentioned", "spans", "timed", "times")

    def __init__(
        self,
        tokens: Tokens,
        spans: Sequence[tuple[int, int]],
        times: Sequence[tuple[int, int]] = (),
        adjectives: Set[int] = frozenset(),
    ) -> None:
        # first token of each, and the one past its last
        self.timed = tokens.located(times)
        self.spans = [(first, stop + tokens.is_shortened(stop)) for first, stop in tokens.located(spans)]
        self.mentioned = {j for first, stop in self.spans for j in range(first, stop)}  # tokens of names
        self.times = {j for first, stop in self.timed for j in range(first, stop)}  # tokens of time expressions
        self.inside = self.mentioned | self.times
        self.ends_at: set[int] = set()  # last tokens of both
        self.adjectives: set[int] = set()  # … of those that start there: "Russian" in "Russian demands"
        for (start, _), (_, stop) in zip((*spans, *times), self.spans + self.timed, strict=True):
            (self.adjectives if start in adjectives else self.ends_at).add(stop - 1)


@dataclass(slots=True)
class Passage:
    """A sentence whose verbs are looked for."""

    tokens: Tokens
    a: int  # its first token
    b: int  # the one past its last
    lexicon: Lexicon
    names: Names
    headline: bool  # written as headlines are
