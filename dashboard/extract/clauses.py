"""A sentence cut into clauses, each with its verb group: who stands before the verb, what follows, and how it is meant.

No part-of-speech tagger: forms that can only be verbs, auxiliaries before them and the words that open a clause are
enough for news. What is doubtful is left alone: an event that is not found is better than one that did not happen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard.extract.lexicon import BASE, ED, FUTURE, ING, NONE, PART, PAST, Lexicon, S, Verb, Word

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*\w*|\w+(?:[-.&]\w+)*(?:['’](?:t|re|ve|ll|d|m)\b)?|['’]s?\b|[^\w\s]")
_NOUN_PHRASE_OPENS = frozenset(("determiners", "possessive", "he_she", "it", "they", "we_you"))
_QUOTES = frozenset('“«„”»"')
_FINITE = frozenset(("past", "present", "perfect", "pluperfect", "future"))
# Openers of a clause that also govern a noun: "after the vote, he left".
_SOFT = frozenset(("since", "after", "before", "following", "amid", "despite", "so", "until", "once"))


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

    def index(self, offset: int) -> int:
        """The first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)


@dataclass(slots=True)
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
    own_subject: bool = True


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """All tokens of a text with their readings; linear in its length."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    folded = text.lower().replace("’", "'")
    if len(folded) != len(text):  # a letter that has no small form of its own length
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("’", "'")
    lows = [folded[start:end] for start, end in spans]
    get = lexicon.words.get
    words = [get(low) or (ED if low[-2:] == "ed" and len(low) > 4 else NONE) for low in lows]
    verbal = [i for i, word in enumerate(words) if word.verb is not None or word is ED or (i and words[i - 1].opens)]
    return Tokens(
        text,
        [start for start, _ in spans],
        [end for _, end in spans],
        lows,
        words,
        verbal,
        [i for i, word in enumerate(words) if word.nominal],
        [i for i, low in enumerate(lows) if low in _QUOTES],
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


def groups(tokens: Tokens, a: int, b: int, lexicon: Lexicon, names: Names, headline: bool) -> list[Group]:
    """The verb groups of the sentence that spans tokens a…b, with the borders of their clauses."""
    found: list[Group] = []
    verbal = tokens.verbal
    for i in verbal[bisect_left(verbal, a) : bisect_left(verbal, b)]:
        if i not in names.inside and (group := _group(tokens, a, b, i, lexicon, names, headline)) is not None:
            if not lexicon.free:
                _coordinate(tokens, found, group)
            if found and not lexicon.free and (joined := _chained(tokens, found[-1], group, lexicon)) is not None:
                found[-1] = joined
            else:
                found.append(group)
    if not lexicon.free:
        _mark_reduced(tokens, found, lexicon, names)
    _borders(tokens, a, b, found, lexicon, names)
    return found


def _group(tokens: Tokens, a: int, b: int, i: int, lexicon: Lexicon, names: Names, headline: bool) -> Group | None:
    if lexicon.free:
        return _free_group(tokens, a, b, i, lexicon, headline)
    low, word = tokens.lows[i], tokens.words[i]
    verb, known = word.verb, True
    if verb is None:
        if word.flags or not low[0].isalpha():
            return None
        if i > a and tokens.words[i - 1].opens and low not in lexicon.grammar["adverbs"]:
            verb, known = Verb(low, low, "", BASE), False
        elif word is ED and low not in lexicon.grammar["not_verbs"]:
            verb, known = Verb(low, low, "", PAST | PART), False
        else:
            return None
    elif low in lexicon.grammar["not_verbs"] and not word.verb.happening and not _with_particle(tokens, i, b, lexicon):
        known = False
    if verb.forms & BASE and verb.forms & PAST and i > a and not _invariable(tokens, a, i, b, names):
        return None
    if tokens.text[tokens.starts[i]].isupper() and i > a and not headline:
        return None
    if i + 1 < b and tokens.lows[i + 1] == "-":
        return None
    first, aux, negated = _auxiliaries(tokens, a, i, lexicon, names)
    before = tokens.words[first - 1] if first > a else NONE
    low_before = tokens.lows[first - 1] if first > a else ""
    free = not before.flags & {"determiners", "prepositions", "possessive"} and low_before != "'s"
    if first - 1 in names.adjectives and not aux and i + 1 < b:
        after = tokens.words[i + 1]  # "the American written response"
        free = bool(after.flags) or not tokens.lows[i + 1][0].isalpha() or i + 1 in names.inside
    if low_before in ("that", "both", "all", "two") and not aux:
        free = True
    if free and not aux and first > a and first - 1 not in names.inside and not before.flags and before.verb is None:
        # an unknown word before: an adjective or a noun; "local", "disgruntled" do not matter to a past form
        free = not (i + 1 < b and verb.forms & ING)
    tense, passive, progressive = _tense(verb.forms, aux, lexicon)
    if not tense:
        if aux:
            return None
        if verb.forms & (PAST | PART) and free:
            tense = "past" if verb.forms & PAST else "participle"
            after = tokens.words[i + 1] if i + 1 < b else NONE
            if (headline and verb.forms & PART and (i + 1 >= b or after.flags & {"prepositions", "subordinators"})) or (
                verb.forms & PART and i + 1 < b and tokens.lows[i + 1] == "by"
            ):
                tense, passive = "past", True
            if first > a and low_before in (",", "(") and not (verb.forms & PAST and known):
                tense = "participle"
        elif (
            verb.forms & S and _can_be_present(tokens, a, first, names, headline, word, lexicon.grammar["also_nouns"])
        ) or (
            verb.forms & BASE
            and first > a
            and _plural_subject(
                tokens,
                a,
                first,
                names,
                headline or not (word.noun or verb.present in lexicon.grammar["also_nouns"]),
                word,
            )
        ):
            tense = "present"
        elif verb.forms & ING and low_before == "," and known:
            tense = "gerund"
        elif verb.forms & PART and low_before == ",":
            tense = "participle"
        else:
            return None
    return Group(first, i, verb, tense, passive, progressive, negated, known)


def _with_particle(tokens: Tokens, i: int, b: int, lexicon: Lexicon) -> bool:
    """A happening of two words begins here: "called on", "took off"."""
    verb = tokens.words[i].verb
    after = tokens.lows[i + 1] if i + 1 < b else ""
    return verb is not None and any(rest[0] == after for rest, _ in lexicon.verb_phrases.get(verb.lemma, ()))


def _invariable(tokens: Tokens, a: int, i: int, b: int, names: Names) -> bool:
    """ "Cost", "cut", "hit" are verbs behind a subject or before an object, not in "low cost airline"."""
    before, after = tokens.words[i - 1], tokens.words[i + 1] if i + 1 < b else NONE
    subject = i - 1 in names.ends_at or bool(before.flags) or before.noun or tokens.lows[i - 1].endswith("s")
    return bool(
        subject
        or before.verb
        or after.flags
        or i + 1 >= b
        or i + 1 in names.inside
        or not tokens.lows[i + 1][0].isalpha()
    )


def _free_group(tokens: Tokens, a: int, b: int, i: int, lexicon: Lexicon, headline: bool) -> Group | None:
    """A listed form of a language whose auxiliary stands anywhere before its participle or infinitive in the clause."""
    verb = tokens.words[i].verb
    if verb is None or (lexicon.language == "de" and i > a and tokens.text[tokens.starts[i]].isupper()):
        return None
    g, forms = lexicon.grammar, verb.forms
    if g["particles"] and (whole := _separated(tokens, i, b, verb, lexicon)) is not None:
        verb = whole
    aux, first, negated = "", i, -1
    for j in range(i - 1, max(a, i - 16) - 1, -1):
        low, flags = tokens.lows[j], tokens.words[j].flags
        if (
            low in ",;:()"
            or ("subordinators" in flags and "determiners" not in flags)
            or tokens.words[j].verb is not None
        ):
            break
        if "negation" in flags:
            negated = j
        if not aux and flags & {"be", "have", "will", "would", "modal", "plan"}:
            aux, first = low, j
    if negated < 0 and not aux and any("negation" in tokens.words[j].flags for j in range(i + 1, min(i + 3, b))):
        negated = i + 1
    future = aux in g["will"] or aux in g["plan"]
    passive = bool(forms & PART and (aux in g["be"] or aux in g["will"]))
    if (forms & FUTURE and not aux) or (aux and forms & (BASE | PART) and future):
        tense = "future"
    elif aux in g["would"] and forms & (BASE | PART):
        tense = "would"
    elif aux in g["modal"] and forms & (BASE | PART):
        tense = "modal"
    elif forms & PART and aux in g["have"]:
        tense = "pluperfect" if aux in g["have_past"] else "perfect"
    elif forms & PART and aux in g["be"]:
        tense = "past"
    elif forms & PAST:
        tense, first = "past", i
    elif forms & S:
        tense, first = "present", i
    elif forms & PART and (headline or lexicon.language == "ru"):
        tense, passive = "past", True
    else:
        return None
    return Group(first, i, verb, tense, passive, False, negated)


def _separated(tokens: Tokens, i: int, b: int, verb: Verb, lexicon: Lexicon) -> Verb | None:
    """German: "schloss … aus" is "ausschließen"; the particle is the last word of the clause."""
    last = i
    while last + 1 < b and tokens.lows[last + 1][0].isalnum() and last - i < 25:
        last += 1
    if last == i or tokens.lows[last] not in lexicon.grammar["particles"]:
        return None
    found = lexicon.words.get(tokens.lows[last] + verb.lemma)
    return found.verb if found else None


def _coordinate(tokens: Tokens, found: list[Group], group: Group) -> None:
    """ "Was shot and killed": the second participle shares the auxiliary of the first."""
    if not found or group.first != group.head or not group.verb.forms & PART:
        return
    one = found[-1]
    if one.first == one.head or not one.verb.forms & PART or group.head - one.head > 6:
        return
    between = tokens.lows[one.head + 1 : group.head]
    if between and between[-1] in ("and", "or", "but") and not any(low == "," for low in between[:-2]):
        group.tense, group.passive = one.tense, one.passive


def _auxiliaries(tokens: Tokens, a: int, i: int, lexicon: Lexicon, names: Names) -> tuple[int, list[str], int]:
    """The auxiliaries right before a verb, over adverbs: index of the first, their lower-case words, a negation."""
    aux: list[str] = []
    negated, first, j = -1, i, i - 1
    while j >= a and i - j < 8 and j not in names.times:  # "in May was broken"
        flags, low = tokens.words[j].flags, tokens.lows[j]
        if flags & {"be", "have", "do", "will", "would", "modal"} or low == "to":
            aux.insert(0, low)
            first = j
        elif not (
            (aux[:1] == ["to"] and low in lexicon.status["expected_to"])  # "are due to meet"
            or "adverbs" in flags
            or "negation" in flags
            or (low.endswith("ly") and low not in lexicon.grammar["ly_nouns"])
        ):
            break
        if "negation" in flags and (aux or low in ("never", "not", "no")):
            negated = j
        j -= 1
    return first, aux, negated


def _tense(forms: int, aux: list[str], lexicon: Lexicon) -> tuple[str, bool, bool]:
    """Tense, passive, progressive; tense is "" where the auxiliaries do not fit the form."""
    if not aux:
        return "", False, False
    g = lexicon.grammar
    be = any(x in g["be"] for x in aux)
    passive = bool(forms & PART and aux[-1] in g["be"])
    progressive = bool(forms & ING and aux[-1] in g["be"])
    if any(x in g["will"] for x in aux):
        return "future", passive, progressive
    if any(x in g["would"] for x in aux):
        return "would", passive, progressive
    if any(x in g["modal"] for x in aux):
        return "modal", passive, progressive
    if "to" in aux:
        if len(aux) == 2 and aux[0] in g["have"]:
            return ("past" if aux[0] in g["have_past"] else "future"), False, False
        if aux[0] in g["be"] and len(aux) > 1 and aux[1] == "to":
            return "future", passive, progressive
        return "base", passive, progressive
    if any(x in g["have"] for x in aux) and (forms & PART or be):
        return ("pluperfect" if any(x in g["have_past"] for x in aux) else "perfect"), passive, progressive
    if passive or progressive:
        return ("past" if any(x in g["be_past"] for x in aux) else "present"), passive, progressive
    if any(x in g["do"] for x in aux) and forms & BASE:
        return ("past" if any(x.startswith("did") for x in aux) else "present"), False, False
    return "", False, False


def _can_be_present(
    tokens: Tokens, a: int, first: int, names: Names, headline: bool, word: Word, nouns: frozenset[str]
) -> bool:
    """A form in -s is a verb after a name, a relative pronoun or he/she/it, and where it is no noun after any noun."""
    if first == a:
        return False
    before, low = tokens.words[first - 1], tokens.lows[first - 1]
    if first - 1 in names.ends_at or low in ("who", "which", "he", "she", "it"):
        return True
    if "coordinators" in before.flags:
        return not word.noun
    named = first - 2 >= a and bool(tokens.words[first - 2].flags & {"determiners", "possessive"})
    if before.verb is not None and not before.noun and not named:
        return False
    if before.flags or not low[0].isalpha():
        aside = low == "," and "," in tokens.lows[a : first - 1]  # "a second trial, against his brother, opens"
        return (aside or (headline and low in (",", ")", "”", "»"))) and not word.noun
    return not word.noun and (headline or (word.verb is not None and word.verb.present not in nouns))


def _plural_subject(tokens: Tokens, a: int, first: int, names: Names, headline: bool, word: Word) -> bool:
    """A base form is a verb after we/they, or in a headline after a plural."""
    low = tokens.lows[first - 1]
    if low in ("they", "we", "you", "i", "who"):
        return True
    before = tokens.words[first - 1]
    if not headline or before.flags & {"determiners", "prepositions"} or (before.verb is not None and not before.noun):
        return False
    plural = (low.endswith("s") and not low.endswith("ss") and first - 1 not in names.inside) or (
        first - 1 in names.ends_at and any(tokens.lows[j] in ("and", ",") for j in range(a, first))
    )
    return plural and not (word.noun and tokens.words[first - 1].noun)


def _chained(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon) -> Group | None:
    """Join "plans to buy", "was expected to see", "began selling": one happening, told by two verbs."""
    lemma, gap = one.verb.lemma, two.first - one.head - 1
    status = lexicon.status
    to = two.tense == "base" and gap <= 1
    gerund = bool(two.verb.forms & ING) and two.first == two.head and gap == 0
    if not (to or gerund):
        return None
    catenative = (
        lemma in status["expected_to"]
        or lemma in status["happened_to"]
        or lemma in status["denied_to"]
        or (lemma in status["possible_to"] and not one.verb.happening)
    )
    if not catenative:
        return None
    return replace(
        one,
        head=two.head,
        verb=two.verb,
        passive=two.passive,
        negated=one.negated if one.negated >= 0 else two.negated,
        known=two.known,
        led=one.passive,
        chain=(*one.chain, (lemma, one.head)),
    )


def _mark_reduced(tokens: Tokens, found: list[Group], lexicon: Lexicon, names: Names) -> None:
    """A bare past form followed, with no mark or opener between, by an auxiliary group only describes a noun."""
    for one, two in pairwise(found):
        bare = one.first == one.head and not one.chain and one.tense in ("past", "participle")
        if two.tense in ("past", "participle") and two.first == two.head and not two.chain and two.verb.forms & PART:
            kind = lexicon.happenings.get(one.verb.happening)
            quiet = all(
                tokens.lows[j][0].isalnum()
                and not tokens.words[j].flags & {"subordinators", "coordinators", "they", "he_she"}
                for j in range(one.head + 1, two.first)
            )
            if quiet and not (kind and kind.nature == "speech") and two.first > one.head + 1 and one.tense in _FINITE:
                two.reduced = True  # "a list of people transferred to Rome"
        if not bare or two.tense in ("base", "gerund", "participle"):
            continue
        between = range(one.head + 1, two.first)
        cut = any(
            tokens.words[j].flags & {"subordinators", "coordinators"} or not tokens.lows[j][0].isalnum()
            for j in between
        )
        if not cut and one.verb.forms & PART and two.first != two.head and not _says(tokens, one, lexicon, names):
            one.reduced = True


def _says(tokens: Tokens, group: Group, lexicon: Lexicon, names: Names) -> bool:
    """ "She said sales would fall": a saying, and the subject of what is said right behind it or behind its date."""
    kind = lexicon.happenings.get(group.verb.happening)
    j = group.head + 1
    while j < len(tokens.lows) and (j in names.times or j + 1 in names.times):
        j += 1
    return kind is not None and kind.nature == "speech" and "prepositions" not in tokens.words[j].flags


def _borders(tokens: Tokens, a: int, b: int, found: list[Group], lexicon: Lexicon, names: Names) -> None:
    start, opener = a, ""
    for n, group in enumerate(found):
        group.start, group.opener = start, opener
        if n + 1 == len(found):
            group.end = b
            break
        kind = lexicon.happenings.get(group.verb.happening)
        speech = kind is None or kind.nature == "speech"
        start, opener = _border(tokens, group, found[n + 1], speech, names)
        group.end = start
    for group in found:
        j = group.start
        while j < group.first and (
            tokens.words[j].flags & {"subordinators", "coordinators"} or not tokens.lows[j][0].isalnum()
        ):
            if not group.opener and tokens.words[j].flags:
                group.opener = tokens.lows[j]
            j += 1
        group.own_subject = j < group.first


def _border(tokens: Tokens, one: Group, two: Group, speech: bool, names: Names) -> tuple[int, str]:
    """Where the clause of one verb ends and that of the next begins, and the word that opens it."""
    low, words = tokens.lows, tokens.words
    mark = conjunction = comma = soft = -1
    for j in range(one.head + 1, two.first):
        flags = words[j].flags
        if "subordinators" in flags:
            if low[j] in _SOFT:
                soft = j
            elif not (low[j] == "that" and words[j - 1].flags & {"prepositions"}):
                return (j - 1 if low[j - 1] == "," else j), low[j]
        elif low[j] in (";", ":", "—", "–", "«", "“", '"', "”", "»"):
            mark = j
        elif "coordinators" in flags:
            if j == two.first - 1 or low[j - 1] == "," or low[j] == "but" or conjunction < 0:
                conjunction = j
        elif low[j] == ",":
            comma = j
    if soft > comma and soft > conjunction:
        return (soft - 1 if low[soft - 1] == "," else soft), low[soft]
    if mark >= 0:
        return mark, ""
    if conjunction >= 0 and conjunction > comma - 2:
        return (conjunction - 1 if low[conjunction - 1] == "," else conjunction), low[conjunction]
    if comma >= 0:
        return comma, ""
    if two.tense == "base":
        return two.first, ""
    if speech:
        j = one.head + 1  # "said talks had failed", "said on Tuesday it would buy"
        if j + 1 < two.first and "prepositions" in words[j].flags and j + 1 in names.times:
            j += 1
        while j < two.first and j in names.times:
            j += 1
        return (j if j < two.first else one.head + 1), ""
    j = two.first - 1  # "sent a letter alleging his company stole secrets": before the subject of the second verb
    while j > one.head and low[j][0].isalnum() and not words[j].flags & _NOUN_PHRASE_OPENS:
        j -= 1
    return (j if j > one.head and words[j].flags & _NOUN_PHRASE_OPENS else two.first), ""
