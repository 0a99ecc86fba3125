"""The text of a clause cut into phrases, and as many of them as a headline holds.

A phrase begins at a preposition or conjunction; times, asides and clauses of their own are left out, and what a
quotation or bracket cuts off before it is whole.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from dashboard.extract import flag
from dashboard.extract.lexicon import BASE, ING, Word
from dashboard.extract.tokens import Tokens

Grammar = Mapping[str, frozenset[str]]  # words of a language by what they do
LONGEST = 60
ROOMY = 72  # … where nouns are compounds
WIDEST = 80  # of a label whose first phrase does not fit otherwise
HOLDS = "\u00a0"  # between a verb and its particle, which no label leaves: "sworn in"
FAR = 200  # tokens of a clause or phrase that are read for a label: many times what it can hold
STOP_AT = frozenset((";", ":", "(", "—", "–", "«", "“", '"', "”", "»", "[", "?", "!"))
_DASHES = frozenset("–—")
_QUOTES = frozenset("«“„\"‘'")
_PARTICIPLE: tuple[str, ...] = ("ed", "en")  # endings
_LEADS_TO_TIME = flag.PREPOSITIONS | flag.DETERMINERS | flag.LIMITING
_UNFINISHED = flag.AUXILIARIES | flag.OWNERS | flag.COORDINATORS  # what no phrase ends with
_PARTS = flag.PREPOSITIONS | flag.JOINS | flag.RELATIVE | flag.STRANDED  # where a phrase may end
_NO_TITLES = frozenset[int]()


class _Phrases:
    """Phrases in the making: of each its stretches of tokens, between which something was left out."""

    __slots__ = ("b", "cuts", "held", "kept", "start", "timed", "tokens")

    def __init__(self, tokens: Tokens, a: int, b: int, skip: Sequence[tuple[int, int]]) -> None:
        self.tokens, self.b = tokens, b
        self.cuts: list[list[tuple[int, int]]] = []
        self.kept: list[tuple[int, int]] = []  # of the phrase at hand, before what was last left out
        self.start = a
        self.held: set[int] = set()  # particles that stay with their verb
        self.timed: dict[int, int] = {}  # a token of a time → the first one behind it
        for begin, end in reversed(skip) if skip else ():
            if a < b and end > tokens.starts[a] and begin <= tokens.starts[b - 1]:
                stop = tokens.index(end)
                self.timed.update(dict.fromkeys(range(tokens.index(begin), stop), min(stop, b)))

    def cut(self, j: int, after: int | None = None) -> None:
        """A phrase ends before token j; the next one begins there, or at another token."""
        self.cuts.append([*self.kept, (self.start, j)])
        self.start, self.kept = j if after is None else after, []

    def leave_out(self, j: int, after: int) -> int:
        """Tokens j…after are no part of the phrase, which goes on behind them."""
        self.kept.append((self.start, j))
        self.start = after
        return after

    def leave_time(self, j: int) -> int:
        """Leave out the time at token j, and what leads to it; where the phrases go on."""
        tokens, b, start, after = self.tokens, self.b, self.start, self.timed[j]
        lows, words = tokens.lows, tokens.words
        while after + 1 < b and words[after].bits & flag.COORDINATORS and after + 1 in self.timed:
            after = self.timed[after + 1]  # "in March and June"
        if after == j + 1 < b and lows[j].isalpha() and words[after].noun and words[j - 1].bits & flag.PREPOSITIONS:
            return after  # "arrested in dawn raids"
        if _before_noun(tokens, j, after, b):
            article = lows[j - 1] in tokens.grammar["indefinite"]  # goes too: "a 2009 accident"
            return self.leave_out(j - article, after + (lows[after] in tokens.grammar["owning"]))
        end = j
        while (
            end > start
            and end - 1 not in self.held
            and (
                words[end - 1].bits & _LEADS_TO_TIME
                or lows[end - 1] == ","
                or lows[end - 1] in tokens.grammar["early_late"]
            )
        ):
            end -= 1
        if end == start and self.cuts:
            x, y = self.cuts[-1][-1]
            if words[y - 1].bits & flag.LIMITING:
                self.cuts[-1][-1] = x, y - 1  # "took office only in March"
            elif lows[y - 1] in tokens.grammar["early_late"] and lows[end] in tokens.grammar["as"]:
                self.cuts[-1][-1] = x, y - 1 - (y - 2 >= x and lows[y - 2] in tokens.grammar["as"])  # "as early as May"
        on = _past_time(tokens, after, b)
        if not tokens.grammar["around"].isdisjoint(lows[end:j]):
            on = b  # "met Berg after two days with Visser"
        elif on < b and _saying(words[on]):
            on = b  # "released a report Wednesday alleging …"
        self.cut(end, on)
        return on

    def begins(self, j: int) -> bool:
        """A phrase begins at token j: a preposition or conjunction, or a participle that describes."""
        tokens, start = self.tokens, self.start
        lows, flags = tokens.lows, tokens.words[j].bits
        led, joined = bool(flags & flag.PREPOSITIONS), bool(flags & flag.COORDINATORS)
        if j <= start or not (led or joined or _describes(tokens, j)):
            return False
        if lows[j] in tokens.grammar["unparted"] or lows[j - 1] == "-" or (joined and _elides(tokens, j)):
            return False
        if lows[j - 1] in tokens.grammar["open"] and j - 1 not in self.held:
            return False
        if start == j - 1 and _describes(tokens, start):
            return False  # "related | to the unrest"
        if lows[j] in tokens.grammar["located"] and lows[j - 1] in tokens.grammar["singular"]:
            return not tokens.counts(j + 1)  # "one in five trains"
        return led or not joined or not ("," in lows[start:j] or self._joins_adjectives(j))  # a list is one phrase

    def _joins_adjectives(self, j: int) -> bool:
        """The words around the conjunction at token j describe one noun: "in a frank and cordial mood"."""
        tokens, words = self.tokens, self.tokens.words
        if not tokens.grammar["indefinite"].isdisjoint(tokens.lows[j - 2 : j - 1]):
            single = True
        else:
            ends = tuple(tokens.grammar["adjectival"])
            single = j - 2 >= self.start and bool(words[j - 2].bits)
            single = single and any(low.endswith(ends) for low in tokens.lows[j - 1 : j + 2])
        behind = range(j + 1, min(j + 4, self.b))
        plain = [k for k in behind if tokens.lows[k] == "-" or tokens.is_plain(k)]
        return single and len(plain) > 1 and plain[:2] == [j + 1, j + 2] and not words[j - 1].noun

    def lacks_start(self, j: int) -> bool:
        """Nothing stands before the conjunction at token j to go on with: "to be sentenced [on Monday] and faces"."""
        start = self.start
        opens = j == start or (j == start + 1 and self.tokens.lows[start] == ",")
        return opens and not any(x < y for stretches in (*self.cuts, self.kept) for x, y in stretches)


def _elides(tokens: Tokens, j: int) -> bool:
    """No blank parts token j from the apostrophe before it, nor that from its word: "Ballon d'Or"."""
    lows, starts = tokens.lows, tokens.starts
    return lows[j - 1] == "'" and starts[j] == starts[j - 1] + 1 == starts[j - 2] + len(lows[j - 2]) + 1


def phrases(tokens: Tokens, a: int, b: int, skip: Sequence[tuple[int, int]], *, titled: bool = True) -> list[str]:
    """The text of tokens a…b as phrases, each beginning at a preposition or conjunction, up to the first strong mark.

    `skip` are character spans to leave out (time expressions): with the preposition before them, or alone where they
    only describe a noun ("the 2009 crash", "this year's cup"). `titled`: with the titles before whole names.
    """
    lows, words, titles = tokens.lows, tokens.words, _NO_TITLES if titled else tokens.titles
    b = min(b, a + FAR)
    made = _Phrases(tokens, a, b, skip)
    timed, j = made.timed, a
    apart = bool(timed or titles)
    while j < b:
        low, flags = lows[j], words[j].bits
        plain = not flags & _PARTS and low[0].isalnum()
        if plain and not low.endswith(_PARTICIPLE) and not (apart and (j in timed or j in titles)):
            j += 1  # most words
            continue
        if low == "," and a < j < b - 3 and tokens.is_age(j):
            j = made.leave_out(j, j + 3)
            continue
        if not plain and _ends(tokens, a, j, b):
            break
        if j in timed:
            j = made.leave_time(j)
        elif j in titles:
            j = made.leave_out(j, next((k for k in range(j, b) if k not in titles), b))
        elif flags & flag.COORDINATORS and made.lacks_start(j):
            break
        else:
            if flags & flag.STRANDED and _stranded(tokens, j, b, timed):
                made.held.add(j)
            elif made.begins(j):
                made.cut(j)
            j += 1
    whole = not (j < len(lows) and lows[j] in _QUOTES)
    if end := _finished(tokens, made.start, j, whole):
        made.cut(end)
    return _texts(tokens, made.cuts, made.held)


def _texts(tokens: Tokens, cuts: list[list[tuple[int, int]]], held: set[int]) -> list[str]:
    found = []
    for parts in cuts:
        text = ""
        for x, y in parts:
            if part := text_of(tokens, x, y):
                text += f" {part}," if tokens.lows[y - 1] == "," else f" {part}"
        text = text[1:].rstrip(",")
        last = parts[-1][1] - 1
        if held and text and (last if tokens.lows[last][0].isalnum() else last - 1) in held:
            before, _, particle = text.rpartition(" ")
            text = f"{before}{HOLDS}{particle}"
        if text:
            found.append(text)
    return found


def _stranded(tokens: Tokens, j: int, b: int, timed: Container[int]) -> bool:
    """No noun follows the preposition j, so it belongs to the verb before it: "sworn in on Monday", "to step in"."""
    if j + 1 >= len(tokens.lows):
        return True
    after = tokens.words[j + 1].bits
    if not tokens.lows[j + 1][0].isalnum() or after & flag.COORDINATORS:
        return tokens.lows[j + 1] not in _QUOTES and tokens.lows[j + 1] not in "$€£-("
    if tokens.lows[j] in tokens.grammar["particles_only"] and j + 1 in timed:
        return True  # "went down Friday"
    return j + 2 < b and j + 2 in timed and tokens.lows[j + 1] in tokens.grammar["dating"]


def _ends(tokens: Tokens, a: int, j: int, b: int) -> bool:
    """The phrases of the clause end before token j: at a mark, a relative or a clause with a pronoun as its subject."""
    low, flags = tokens.lows[j], tokens.words[j].bits
    if not flags:
        if low == ",":
            return not (_wants_noun(tokens, a, j, b) or _list_goes_on(tokens, a, j, b))
        if low in _DASHES and a < j < b - 1 and tokens.lows[j - 1][0].isdigit() and tokens.lows[j + 1][0].isdigit():
            return False  # "won 1–0"
        if low == "–" and a < j < b - 1 and not any(tokens.text[tokens.starts[j] + k].isspace() for k in (-1, 1)):
            return False  # "Libya–Turkey relations"
        return low in STOP_AT
    if j > a and low in tokens.grammar["contrasting"] and j + 1 < b and tokens.lows[j + 1] in tokens.grammar["not"]:
        return not tokens.free  # "visited Oslo | but not Rome"
    if j > a and flags & flag.RELATIVE:
        return not flags & flag.DETERMINERS or not tokens.words[j - 1].bits & flag.PREPOSITIONS  # but "of that firm"
    if j > a and flags & flag.COORDINATORS and _new_clause(tokens, j + 1, b):
        return True
    opens = flags & (flag.SUBORDINATORS | flag.PREPOSITIONS) != 0 and low not in tokens.grammar["goals"]
    return opens and j + 1 < b and tokens.words[j + 1].bits & flag.PRONOUNS != 0


def _new_clause(tokens: Tokens, j: int, b: int) -> bool:
    """Behind a conjunction stands a verb of its own, or a subject and an auxiliary: "and Oslo is waiting"."""
    for k in range(j, min(j + 5, b)):
        word = tokens.words[k]
        if k == j and k + 1 < b and tokens.lows[k] in tokens.grammar["presents"]:
            after = tokens.lows[k + 1]  # "and employs 640 people"
            return after[0].isdigit() or tokens.words[k + 1].bits & flag.DETERMINERS != 0
        if word.verb is not None and not word.noun:
            return k == j and not word.verb.forms & (BASE | ING)
        if word.bits & flag.AUXILIARIES and tokens.lows[k] not in tokens.grammar["owning"]:
            return True  # also "and was late"
        if word.bits & ~flag.OWNERS or not tokens.lows[k][0].isalnum():
            return False
    return False


def _before_noun(tokens: Tokens, j: int, after: int, b: int) -> bool:
    """The time in tokens j…after only describes the noun behind it: "the 2009 crash", "Monday's vote"."""
    if after >= b:
        return False
    word, low = tokens.words[after], tokens.lows[after]
    if low in tokens.grammar["owning"]:
        return True
    plain = tokens.may_be_noun(after) or (word.nominal and tokens.is_plain(after))
    compound = after == j + 1 and "-" in tokens.lows[j]  # "in fourth-quarter profit"
    return plain and j > 0 and (compound or bool(tokens.words[j - 1].bits & flag.OWNERS))


def _past_time(tokens: Tokens, j: int, b: int) -> int:
    """Over what still belongs to a time: "local time", "after three days of heavy rain", adverbs."""
    lows, words, place = tokens.lows, tokens.words, j
    while place < min(b, j + 3) and tokens.text[tokens.starts[place]].isupper():
        place += 1
    if place < b and lows[place] in tokens.grammar["clock"]:
        j = place  # "5 p.m. New York time"
    while j < b and lows[j] in tokens.grammar["clock"]:
        j += 1
    named = j > 0 and tokens.text[tokens.starts[j - 1]].isupper()  # "warned on Monday of floods"
    if j < b and lows[j] in tokens.grammar["of"] and not named:
        j += 1
        owning = tokens.grammar["owning"]  # "within seven days of Wednesday's poll"
        while j < b and not words[j].bits & (flag.PREPOSITIONS | flag.COORDINATORS):
            if not (lows[j][0].isalnum() or lows[j] in owning):
                break
            j += 1
    while j < b and words[j].bits & flag.ADVERBS:
        j += 1
    return j


def _finished(tokens: Tokens, start: int, end: int, whole: bool) -> int:
    """Where the last phrase ends, 0 where nothing of it can stand: a quotation cut it off, or it is "by saying"."""
    words = tokens.words
    while not tokens.free and end > start and words[end - 1].bits & _UNFINISHED and not _ends_name(tokens, end - 1):
        end -= 1
    if end - start > 2 and _saying(words[end - 1]):
        end -= 1  # "a statement saying"
    if end - start > 1 and not whole and words[end - 1].verb is not None and not words[end - 1].noun:
        return 0
    said = end - start == 2 and _saying(words[end - 1])
    return 0 if said and words[start].bits else end


def _ends_name(tokens: Tokens, j: int) -> bool:
    """A number written large is the last word of a name: "the Visegrad Four (V4)"."""
    return tokens.lows[j] in tokens.grammar["numbers"] and tokens.text[tokens.starts[j]].isupper()


def _saying(word: Word) -> bool:
    return word.says and word.verb is not None and bool(word.verb.forms & ING)


def _describes(tokens: Tokens, j: int) -> bool:
    """A participle behind the noun that it describes: "content related to the unrest"."""
    low = tokens.lows[j]
    if tokens.free or not low.endswith(_PARTICIPLE) or tokens.words[j].bits:
        return False
    if j + 1 >= len(tokens.words) or not tokens.words[j + 1].bits & flag.PREPOSITIONS:
        return False
    return tokens.may_be_noun(j - 1) and (
        low[-2:] in tokens.grammar["past_endings"] or tokens.words[j].verb is not None
    )


def _wants_noun(tokens: Tokens, a: int, j: int, b: int) -> bool:
    """The word before this comma wants a noun, which comes behind it: "new, faster trains"."""
    wants = j > a and tokens.lows[j - 1] in tokens.grammar["open"]
    led = wants and tokens.words[j - 1].bits & flag.DETERMINERS != 0
    return led and j + 1 < b and tokens.text[tokens.starts[j + 1]].islower()


def _list_goes_on(tokens: Tokens, a: int, j: int, b: int) -> bool:
    """After this comma stands one more item of a list, that is, an "and" follows soon; right behind the first comma of
    the phrases an "and" joins clauses: "left Oslo, and her brother stayed"."""
    joins = j + 1 < b and tokens.lows[j + 1] in tokens.grammar["joining"]
    if joins and not tokens.free and "," not in tokens.lows[a:j]:
        return False
    return any(tokens.lows[k] in tokens.grammar["joining"] for k in range(j + 1, min(j + 5, b - 1)))


def text_of(tokens: Tokens, a: int, b: int) -> str:
    """The text of tokens a…b without marks at its ends."""
    while a < b and tokens.lows[a] in (",", ".", ")", "'", "-", "•"):
        a += 1
    while b > a and tokens.lows[b - 1] in (",", ".", "(", "-", "•", "'"):
        b -= 1
    text = tokens.on_one_line(a, b) if a < b else ""
    if " '" in text and tokens.lows[b : b + 1] == ["'"]:
        text = text.replace(" '", " ")  # "in 'quasi-state of war": what closes the quotation was cut off
    return text.rstrip(")]") if "(" not in text and "[" not in text else text


def plain(text: str, articles: frozenset[str]) -> str:
    """Without articles."""
    if not articles:
        return text
    words = text.split(" ")
    last = words.pop()
    return " ".join([*[word for word in words if word not in articles], last])


class Rest:
    """What stands behind a head: first what is given as `before`, then the phrases of tokens a…b, cut only once."""

    __slots__ = ("led", "span", "titled", "untitled")

    def __init__(self, tokens: Tokens, a: int, b: int, skip: Sequence[tuple[int, int]], before: str) -> None:
        self.led, self.span = [before] if before else [], (tokens, a, b, skip)
        self.titled = _standing(tokens, self.led + phrases(tokens, a, b, skip))
        self.untitled: list[str] | None = None

    def behind(self, head: str) -> list[str]:
        """The phrases, without titles where not all fits."""
        if len(" ".join((head, *self.titled))) <= LONGEST:
            return self.titled
        if self.untitled is None:
            tokens, a, b, skip = self.span
            self.untitled = self.titled
            if not tokens.titles.isdisjoint(range(a, b)):
                self.untitled = _standing(tokens, self.led + phrases(tokens, a, b, skip, titled=False))
        return self.untitled


def _standing(tokens: Tokens, parts: list[str]) -> list[str]:
    """The phrases but those behind the first that say nothing alone, and without "there" at their head; what there was
    is told by itself."""
    if tokens.free or not parts:
        return parts
    first, _, rest = parts[0].partition(" ")
    if first in tokens.grammar["there_is"]:
        if rest.partition(" ")[0] in tokens.grammar["be"]:
            return []  # "grew, there was little change"
        parts = [rest, *parts[1:]] if rest else parts[1:]  # "warned there of floods"
    return [part for n, part in enumerate(parts) if not (n and _to_him(part, tokens.grammar))]


def _to_him(part: str, grammar: Grammar) -> bool:
    """ "Paid tribute | to him": a phrase that says nothing to who has not read the sentence before."""
    first, _, rest = part.lower().partition(" ")
    return rest in grammar["pronoun_objects"] and first in grammar["prepositions"]
