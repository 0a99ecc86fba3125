"""Forms that are nouns as well as verbs, which another verb of their sentence shows to be nouns: "the NATO bid"."""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.lexicon import BASE, FUTURE, PART, PAST, Lexicon, S, spoken
from dashboard.extract.tense import BEHIND_PASSIVE
from dashboard.extract.tokens import FINITE, Group, Names, Tokens
from dashboard.extract.two_verbs import OPENS_CLAUSE, TAKES_UP, hangs

_NEAR = 5  # tokens behind a verb in which its object ends
_PHRASE = 9  # tokens behind a verb in which a noun ends that a preposition governs


def is_object_of(tokens: Tokens, one: Group, group: Group, lexicon: Lexicon, names: Names) -> bool:
    """A form that is a noun too ends the object of the verb before, or what a preposition behind that governs: "cut its
    profit forecast on Monday", "will vote on the NATO bid on Monday"."""
    at, after = group.head, group.head + 1
    if group.first < at or tokens.lows[at] not in tokens.grammar["object_nouns"] or at - one.head < 2:
        return False
    if one.verb.lemma in tokens.grammar["clause_too"] or _takes_clause(one, lexicon):
        return False
    if at - one.head < _PHRASE and _is_governed(tokens, one, at, names):
        return _ends(tokens, after, names) or tokens.is_plain(after)
    between = range(one.head + 1, at)
    owned = not any(tokens.words[j].bits & ~flag.OWNERS for j in between if j not in names.mentioned)
    near = at - one.head < _NEAR and owned and all(tokens.lows[j][0].isalpha() for j in between)
    return near and _ends(tokens, after, names)


def is_subject_of(tokens: Tokens, one: Group, group: Group, names: Names) -> bool:
    """The first form ends the subject of the second: "the surprise rate cut on Thursday hit the lira"; but "the fire
    spread to a school built in 1974", where the second only describes."""
    at, words = one.head, tokens.words
    if one.first < at or tokens.lows[at] not in tokens.grammar["object_nouns"] or group.tense not in TAKES_UP:
        return False
    if not hangs(tokens, one, names) or not _has_article(tokens, at, names):
        return False
    told = group.first < group.head or not group.verb.forms & PART or bool(group.verb.forms & BASE)
    after = group.head + 1
    told = told or (group.tense in FINITE and after < len(words) and bool(words[after].bits & flag.DETERMINERS))
    between = range(at + 1, group.first)
    return told and all(tokens.lows[j][0].isalnum() and not words[j].bits & OPENS_CLAUSE for j in between)


def _takes_clause(verb: Group, lexicon: Lexicon) -> bool:
    """A clause can follow the verb, whose subject the noun would end: "said the bank cut rates"."""
    happening = verb.verb.happening
    nominal = lexicon.grammar["nominal_sayings"]
    return spoken(lexicon.happenings.get(happening)) and nominal.isdisjoint((happening, verb.verb.lemma))


def _is_governed(tokens: Tokens, one: Group, at: int, names: Names) -> bool:
    """A preposition behind the verb `one` stands before the article of the noun phrase that token `at` ends."""
    words, j = tokens.words, _article(tokens, at, names)
    governs = j - 1 > one.head and bool(words[j - 1].bits & flag.PREPOSITIONS)
    if j < 0 or not governs or words[j - 1].bits & flag.SUBORDINATORS:
        return False
    return all(tokens.lows[k][0].isalnum() and not words[k].bits & flag.JOINS for k in range(one.head + 1, j))


def _has_article(tokens: Tokens, at: int, names: Names) -> bool:
    return _article(tokens, at, names) >= 0


def _article(tokens: Tokens, at: int, names: Names) -> int:
    """Where the noun phrase begins that token `at` ends, at its article and with more before it; -1 without one."""
    j = at - 1
    while j > 0 and (tokens.is_plain(j) or j in names.mentioned) and j not in names.times:
        j -= 1
    return j if j < at - 1 and tokens.words[j].bits & flag.OWNERS else -1


def _ends(tokens: Tokens, after: int, names: Names) -> bool:
    """No object stands at token `after`: a time, a mark, a preposition or an "and"."""
    ends = after >= len(tokens.lows) or after in names.times or not tokens.lows[after][0].isalnum()
    return ends or bool(tokens.words[after].bits & (BEHIND_PASSIVE | flag.COORDINATORS))


def ends_like_conditional(tokens: Tokens, i: int) -> bool:
    """What ends like a conditional that no list has is a noun behind an article, before another verb or "of": "La
    consejería entregó", "La galería de Vega abrió"."""
    verb, after = tokens.words[i].verb, tokens.words[i + 1] if i + 1 < len(tokens.words) else None
    if verb is None or verb.lemma != tokens.lows[i] or after is None or not tokens.words[i - 1].bits & flag.DETERMINERS:
        return False
    finite = after.verb is not None and bool(after.verb.forms & (S | PAST | FUTURE))
    return finite or bool(after.bits & (flag.OF | flag.BE | flag.HAVE))
