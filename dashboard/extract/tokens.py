"""The words and marks of an article, the names among them, and the verb groups that its clauses are told by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from dashboard.extract.lexicon import ED, NONE, Lexicon, Verb, Word

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*\w*|\w+(?:[-.&]\w+)*(?:['’]t\b)?|['’](?:s|re|ve|ll|d|m)?\b|[^\w\s]")
_QUOTES = frozenset('“«„”»"')
FINITE = frozenset(("past", "present", "perfect", "pluperfect", "future"))


@dataclass(slots=True)
class Tokens:
    """The words and marks of a whole article as parallel lists, each with its reading from the lexicon."""

    text: str
    starts: list[int]
    ends: list[int]
    lows: list[str]
    words: list[Word]
    verbal: list[int]  # tokens that can be a verb
    nominal: list[int]  # tokens where the noun of a happening may begin
    quotes: list[int]  # quotation marks
    free: bool  # an auxiliary may close a clause
    grammar: Mapping[str, frozenset[str]]  # words of the language by what they do
    titles: set[int] = field(default_factory=set)  # of persons, before their whole names: no label needs them

    def index(self, offset: int) -> int:
        """The first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)


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
    chain: tuple[tuple[str, int], ...] = ()
    start: int = 0  # clause, token indices
    end: int = 0
    opener: str = ""  # the subordinator or coordinator that opens the clause
    own_subject: bool = False  # a word of its own stands before the verb
    promised: bool = False  # an infinitive behind a promise: who promises will do it
    host: tuple[int, int] | None = None  # its subject, parted from it by "who …": "Ott, whom Rome had sent, left"
    absolute: bool = False  # "with Norway saying it would help": a gerund that has its own subject behind "with"


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """All tokens of a text with their readings; linear in its length."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    starts, ends = map(list, zip(*spans, strict=True)) if spans else ([], [])
    folded = text.lower().replace("’", "'")
    if len(folded) != len(text):  # a letter that has no small form of its own length
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("’", "'")
    lows = [folded[start:end] for start, end in spans]
    get = lexicon.words.get
    if lexicon.free:
        words = [get(low) or lexicon.unknown(low, text[spans[n][0]]) for n, low in enumerate(lows)]
    else:
        words = [get(low) or (ED if low[-2:] == "ed" and len(low) > 4 else NONE) for low in lows]
    if lexicon.large:  # nouns are written large
        words = [
            word if not word.nominal or text[span[0]].isupper() else replace(word, noun="", nominal=False)
            for word, span in zip(words, spans, strict=True)
        ]
    for i, low in enumerate(lows) if "(" in text else ():
        if low == "(" and lows[i + 2 : i + 3] == [")"]:
            words[i + 1] = NONE  # the letters of a name: the (WHO) is no "who"
    verbal, nominal, opened = [], [], False
    for i, word in enumerate(words):
        if opened or word.verb is not None or word is ED:
            verbal.append(i)
        if word.nominal:
            nominal.append(i)
        opened = word.opens
    return Tokens(
        text,
        starts,
        ends,
        lows,
        words,
        verbal,
        nominal,
        [i for i, low in enumerate(lows) if low in _QUOTES],
        lexicon.free,
        lexicon.grammar,
    )


class Names:
    """Which tokens belong to a name: a verb form inside a name is no verb, and a name is what can stand before one."""

    __slots__ = ("adjectives", "ends_at", "inside", "times")

    def __init__(
        self,
        tokens: Tokens,
        spans: list[tuple[int, int]],
        times: Sequence[tuple[int, int]] = (),
        adjectives: Set[int] = frozenset(),
    ) -> None:
        self.inside: set[int] = set()
        self.ends_at: set[int] = set()
        self.adjectives: set[int] = set()  # last tokens of the spans with these starts: "Russian" in "Russian demands"
        self.times: set[int] = set()  # tokens of time expressions, which are inside too
        for n, (start, end) in enumerate((*spans, *times)):
            i = tokens.index(start)
            while i < len(tokens.starts) and tokens.starts[i] < end:
                self.inside.add(i)
                if n >= len(spans):
                    self.times.add(i)
                i += 1
            (self.adjectives if start in adjectives else self.ends_at).add(i - 1)
