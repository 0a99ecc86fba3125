"""Nouns whose aim an infinitive tells, and the verb that is theirs: "An attempt to free the miners failed"."""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.tokens import Group, Names, Tokens
from dashboard.extract.two_verbs import TAKES_UP


def aimed(tokens: Tokens, a: int, found: list[Group], n: int, names: Names) -> int:
    """The number of the infinitive that tells the aim of the noun whose verb group n is: "An attempt to free the miners
    failed", "said a plan to close the port angered him"; -1 without. The clause begins behind token a."""
    two, lows, words = found[n], tokens.lows, tokens.words
    k = n - 1
    while k > 0 and found[k].reduced:
        k -= 1
    if tokens.free or k < 0 or two.tense not in TAKES_UP:
        return -1
    one, before = found[k], found[k - 1] if k else found[k]
    said = before.verb.lemma in tokens.grammar["clause_too"] or before.verb.lemma in tokens.grammar["clausal"]
    if one.tense != "base" or one.first == one.head or (k and not said):
        return -1
    a = before.head + 1 if k else a
    opens = (
        j + 1
        for j in range(a, one.first)
        if lows[j] == "," or lows[j] in tokens.grammar["as"] or (words[j].bits & flag.JOINS and j not in names.inside)
    )
    noun, aim = range(max(opens, default=a), one.first), range(one.head + 1, two.first)
    if not noun or words[noun[0]].bits & (flag.PREPOSITIONS | flag.PRONOUNS):
        return -1
    if any(words[j].bits & flag.AUXILIARIES and lows[j].isalpha() and j not in names.inside for j in noun):
        return -1  # "It is a decision to close the port opened in May"
    plain = all(lows[j][0].isalnum() or lows[j] in tokens.grammar["owning"] or j in names.inside for j in aim)
    joined = bool(words[two.first - 1].bits & flag.COORDINATORS)
    opened = (words[j].bits & (flag.SUBORDINATORS | flag.PREPOSITIONS) == flag.SUBORDINATORS for j in aim)
    return k if plain and not joined and not any(opened) else -1
