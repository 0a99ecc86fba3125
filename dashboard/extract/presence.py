"""What "be" and "have" tell without another verb: "Berg was in Kyiv on Monday" is a visit, "had talks" are talks.

A form of "be" between a name and a preposition of place stands for the verb; without a time it tells a state. A form of
"have" does before a happening that people have with each other or that befalls them, not before what they own.
"""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.cues import BE, HAVE
from dashboard.extract.lexicon import BASE, ING, PAST, Lexicon, Verb
from dashboard.extract.tokens import Group, Passage

_VISIT = Verb("visit", "visits", "visit", 0)  # has no forms: what it tells must be dated
_HAVE = Verb("have", "has", "", PAST)
_BE_IN = Verb("are in", "is in", "meet", PAST)  # of many, of one
_BEFORE_NOUN = flag.OWNERS | flag.ADVERBS
_NEAR = 5  # tokens from "had" to what is had


def add_presence(passage: Passage, found: list[Group]) -> None:
    """Put the groups of a visit among those `found` in a sentence, each headed by its preposition."""
    tokens, a, b, lexicon, names = passage.tokens, passage.a, passage.b, passage.lexicon, passage.names
    grammar, lows, words = lexicon.grammar, tokens.lows, tokens.words
    if not tokens.here & BE:
        return
    visits: list[Group] = []
    for be in tokens.cued(a, b - 3, BE):
        first, j = be, be + 1
        if lows[j] not in grammar["located"] or j + 1 not in names.mentioned:
            continue
        while first > a and (words[first - 1].auxiliary or words[first - 1].bits & flag.NEGATION):
            first -= 1
        if first - 1 not in names.mentioned or _is_taken(be, found) or names.times.isdisjoint(range(a, b)):
            continue
        tense = _tense(set(lows[first:j]), lexicon)
        negated = next((k for k in range(first, j) if words[k].bits & flag.NEGATION), -1)
        visits.append(Group(first, j, _VISIT, tense, negated=negated))
    _put_among(found, visits)


def add_having(passage: Passage, found: list[Group]) -> None:
    """Put the groups of "had a meeting" among those `found` in a sentence."""
    tokens, a, b, lexicon, times = passage.tokens, passage.a, passage.b, passage.lexicon, passage.names.times
    lows, words = tokens.lows, tokens.words
    if not tokens.here & HAVE or not (tokens.nominal.within(a, b) or times):
        return
    had: list[Group] = []
    for j in tokens.cued(a + 1, b - 1, HAVE):
        given = lows[j + 1] in lexicon.status["terms"] and j + 2 in times  # "has until Friday to respond"
        if lows[j][0] == "'" or not (given or _is_had(passage, j + 1)):
            continue
        first = j
        while first > a and words[first - 1].auxiliary:
            first -= 1
        if not _is_taken(j, found):
            past = lows[j] in lexicon.grammar["have_past"] or first < j
            tense = "future" if not lexicon.grammar["will"].isdisjoint(lows[first:j]) else "past" if past else "present"
            had.append(Group(first, j, _HAVE, tense))
    _put_among(found, had)


def add_talks(passage: Passage, found: list[Group]) -> None:
    """Put the groups of "is in talks with Berg", "was in talks to buy it" among those `found` in a sentence, each
    headed by its preposition; a headline leaves out "is"."""
    tokens, a, b, lexicon, names = passage.tokens, passage.a, passage.b, passage.lexicon, passage.names
    lows, words, held = tokens.lows, tokens.words, lexicon.grammar["talks_held"]
    met: list[Group] = []
    for talks in tokens.nominal.within(a + 2, b - 1):
        if lows[talks] not in held or not words[talks + 1].bits & (flag.PREPOSITIONS | flag.TO):
            continue
        at = talks - 1
        while at > a and talks - at < _NEAR and tokens.is_plain(at):
            at -= 1
        be = at - 1 - bool(words[at - 1].bits & flag.NEGATION)
        if lows[at] not in lexicon.grammar["located"] or be < a:
            continue
        if not words[be].bits & flag.BE or lows[be][0] == "'":
            if passage.headline and be == at - 1 and be in names.ends_at:
                met.append(Group(at, at, _BE_IN, "present", progressive=True))
            continue
        first = be
        while first > a and (words[first - 1].auxiliary or words[first - 1].bits & flag.NEGATION):
            first -= 1
        tense = _tense(set(lows[first:at]), lexicon)
        if _is_taken(be, found) or tense == "future":
            continue
        if first < be and tense == "past" and lows[first] not in lexicon.grammar["have_past"]:
            tense = "perfect"
        negated = next((k for k in range(first, at) if words[k].bits & flag.NEGATION), -1)
        met.append(Group(first, at, _BE_IN, tense, progressive=True, negated=negated))
    _put_among(found, met)


def add_plans(passage: Passage, found: list[Group]) -> None:
    """Make "has no plans to close", "had no intention of closing" one verb that plans, and denies it behind "no"."""
    tokens, a, b, grammar = passage.tokens, passage.a, passage.b, passage.lexicon.grammar
    lows, words = tokens.lows, tokens.words
    if not tokens.here & HAVE or not grammar["plans_had"]:
        return
    for j in tokens.cued(a + 1, b - 3, HAVE):
        k = j + 1
        while k < min(j + _NEAR, b - 3) and lows[k] not in grammar["plans_had"] and lows[k][0].isalpha():
            k += 1
        i = k + 2
        form = {True: BASE, False: ING}[lows[k + 1] in grammar["to"]]
        linked = lows[k + 1] in grammar["to"] or lows[k + 1] in grammar["of"]
        verb = words[i].verb if i < b and linked and lows[k] in grammar["plans_had"] else None
        if verb is None or not verb.forms & form or _is_taken(j, found):
            continue
        negated = next((n for n in range(k - 1, j - 3, -1) if n > a and words[n].bits & flag.NEGATION), -1)
        if negated < 0 and lows[k] in grammar["wishes_had"]:
            continue  # "has the desire to meet" plans nothing
        tense = "past" if lows[j] in grammar["have_past"] else "present"
        found[:] = [group for group in found if not j <= group.head <= i]
        _put_among(found, [Group(j, i, verb, tense, negated=negated, chain=(("plan", k + (form == ING)),))])


def _is_taken(j: int, found: list[Group]) -> bool:
    """Token j is part of a verb."""
    return any(group.first <= j <= group.head for group in found)


def _put_among(found: list[Group], more: list[Group]) -> None:
    """Put more groups among those found, in the order of their heads."""
    if more:
        found += more
        found.sort(key=lambda group: group.head)


def _is_had(passage: Passage, a: int) -> bool:
    """A happening of the kinds that people have stands at token a, over articles and adjectives."""
    tokens, b, lexicon, inside = passage.tokens, passage.b, passage.lexicon, passage.names.inside
    for j in range(a, min(a + _NEAR, b)):
        word, low = tokens.words[j], tokens.lows[j]
        phrases = lexicon.noun_phrases.get(low, ())
        phrase = next((p for p in phrases if tuple(tokens.lows[j + 1 : j + 1 + len(p)]) == p), None)
        kind = lexicon.phrase_noun[(low, *phrase)] if phrase is not None else word.noun
        after = tokens.words[j + 1] if j + 1 < b else None
        if kind and (phrase is not None or after is None or not after.noun):
            return kind in lexicon.grammar["had"] and j not in inside
        if j in inside or not low[0].isalpha() or word.bits & flag.NEGATION or word.bits & ~_BEFORE_NOUN:
            return False
    return False


def _tense(auxiliaries: set[str], lexicon: Lexicon) -> str:
    """Future, past or present, by the forms of "be" and what stands before them."""
    grammar = lexicon.grammar
    if not grammar["will"].isdisjoint(auxiliaries):
        return "future"
    return "present" if auxiliaries.isdisjoint(grammar["be_past"] | grammar["have"]) else "past"
