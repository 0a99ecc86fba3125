"""Things in a row as one subject: "Two cars, three trucks and a bus were destroyed"."""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.lexicon import S
from dashboard.extract.suffixes import many
from dashboard.extract.tokens import Names, Tokens

_NO_PART = flag.SUBORDINATORS | flag.RELATIVE | flag.AUXILIARIES | flag.PRONOUNS
_NO_START = flag.PREPOSITIONS | flag.ADVERBS | flag.COORDINATORS | flag.OF


def commas_of_list(tokens: Tokens, names: Names, a: int, b: int) -> set[int]:
    """The commas in tokens a…b, right before a verb, between the things of a list that "and" closes; none of those
    behind what only leads to it ("In Oslo, shops and bars closed") or where a comma closes the last ("Norsa, maker of
    cars and trucks, closed")."""
    lows = tokens.lows
    commas = [j for j in range(a + 1, b - 1) if lows[j] == ","]
    if not commas or not lows[b - 1][0].isalnum():
        return set()
    joins = [j for j in range(commas[-1] + 1, b - 1) if tokens.words[j].bits & flag.COORDINATORS]
    if not joins or not _is_thing(tokens, names, joins[0] + 1, b):
        return set()
    oxford = joins[0] == commas[-1] + 1
    if not oxford and not _is_thing(tokens, names, commas[-1] + 1, joins[0]):
        return set()
    if len(commas) == 1 and not oxford and not _opens_list(tokens, names, a, commas[0]):
        return set()
    inside, stop = set[int](), commas[-1]
    for begin in [*[j + 1 for j in commas[-2::-1]], a]:
        if not _is_thing(tokens, names, begin, stop):
            break
        inside.add(stop)
        stop = begin - 1
    return inside


def _is_thing(tokens: Tokens, names: Names, a: int, b: int) -> bool:
    """Tokens a…b are a noun phrase without a name: a noun, with nothing that leads to it and no time in it."""
    if a >= b or tokens.words[a].bits & _NO_START or tokens.words[a].manner:
        return False
    if not names.times.isdisjoint(range(a, b)) or any(tokens.words[j].bits & _NO_PART for j in range(a, b)):
        return False
    if any(j - 1 in names.inside and tokens.lows[j] in tokens.grammar["not_verbs"] for j in range(a + 1, b)):
        return False  # "Norsa used trucks"
    verb = tokens.words[b - 1].verb
    return tokens.may_be_noun(b - 1) or b - 1 in names.inside or (verb is not None and bool(verb.forms & S))


def _opens_list(tokens: Tokens, names: Names, a: int, b: int) -> bool:
    """Tokens a…b are the first of three: counted, or many; not "Worse, homes and shops burned", "Dear readers, …"."""
    if tokens.lows[a] in tokens.grammar["greets"]:
        return False
    counted = bool(tokens.words[a].bits & flag.DETERMINERS) or tokens.counts(a) or a in names.inside
    return counted or many(tokens.lows[a]) or many(tokens.lows[b - 1])
