"""Where somebody is on a day is a visit: "Berg was in Kyiv on Monday", "will be in Kyiv on Monday for talks".

No verb says so: a form of "be" between a name and a preposition of place stands for one. Without a time it is a state.
"""

from __future__ import annotations

from dashboard.extract.lexicon import Lexicon, Verb
from dashboard.extract.tokens import Group, Names, Tokens

_VISIT = Verb("visit", "visits", "visit", 0)  # has no forms: what it tells must be dated


def add_presence(tokens: Tokens, a: int, b: int, found: list[Group], lexicon: Lexicon, names: Names) -> None:
    """Put the groups of a visit among those `found` in the sentence of tokens a…b, each headed by its preposition."""
    grammar, lows, words = lexicon.grammar, tokens.lows, tokens.words
    if names.times.isdisjoint(range(a, b)):
        return
    for j in range(a + 1, b - 2):
        if lows[j] not in grammar["located"] or "be" not in words[j - 1].flags or j + 1 not in names.mentioned:
            continue
        first = j - 1
        while first > a and (words[first - 1].auxiliary or "negation" in words[first - 1].flags):
            first -= 1
        if first - 1 not in names.mentioned or any(group.first <= j - 1 <= group.head for group in found):
            continue
        tense = _tense(set(lows[first:j]), lexicon)
        negated = next((k for k in range(first, j) if "negation" in words[k].flags), -1)
        found.append(Group(first, j, _VISIT, tense, negated=negated))
    found.sort(key=lambda group: group.head)


def _tense(auxiliaries: set[str], lexicon: Lexicon) -> str:
    """Future, past or present, by the forms of "be" and what stands before them."""
    grammar = lexicon.grammar
    if not grammar["will"].isdisjoint(auxiliaries):
        return "future"
    return "present" if auxiliaries.isdisjoint(grammar["be_past"] | grammar["have"]) else "past"
