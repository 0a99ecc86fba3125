"""A relative clause that its verb closes: "Kurt Ott, der am Montag in Rom gelandet war", and the word that opens it.

Read in languages whose finite verb stands last there (`closing`) and whose nouns are written large.
"""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.lexicon import Lexicon
from dashboard.extract.tokens import Group, Names, Tokens

_REACH = 24  # tokens between the pronoun and its verb
_HELPING = flag.AUXILIARIES | flag.PLAN | flag.DID
_LIGHT = flag.PREPOSITIONS | flag.ADVERBS | flag.REFLEXIVE | flag.NEGATION


def closing(tokens: Tokens, group: Group) -> int:
    """The finite verb that closes the clause of a verb: itself or the last of its auxiliaries; -1 where none does."""
    if group.first < group.head:
        return -1
    j = group.head
    while j + 1 < len(tokens.lows) and tokens.words[j + 1].bits & _HELPING:
        j += 1
    return j if j + 1 >= len(tokens.lows) or not tokens.lows[j + 1][0].isalnum() else -1


def pronoun_of(tokens: Tokens, group: Group, lexicon: Lexicon) -> int:
    """The relative pronoun behind a comma, or behind its preposition, that opens the clause which the verb closes; -1
    without."""
    grammar, lows = lexicon.grammar, tokens.lows
    if not (lexicon.large and grammar["closing"]) or closing(tokens, group) < 0:
        return -1
    for j in range(group.first - 1, max(group.start, group.first - _REACH, 1) - 1, -1):
        if lows[j] == ",":
            p = j + 1 + bool(tokens.words[j + 1].bits & flag.PREPOSITIONS)
            return p if p < group.first and lows[p] in grammar["relative"] - grammar["where"] else -1
        if not lows[j][0].isalnum() and lows[j] not in "-„“":
            return -1
    return -1


def comma_before(tokens: Tokens, pronoun: int) -> int:
    return pronoun - 1 - (tokens.lows[pronoun - 1] != ",")


def is_subject(tokens: Tokens, p: int, group: Group, lexicon: Lexicon, names: Names) -> bool:
    """The relative pronoun at token p may be the subject: no preposition governs it, and none of what can be one stands
    right behind it; "der die Bank überfiel", but "die die Polizei fasste"."""
    grammar, low, after = lexicon.grammar, tokens.lows[p], p + 1
    if tokens.lows[p - 1] != "," or low not in grammar["who"]:
        return False
    if after >= group.first or after in names.times or tokens.words[after].bits & _LIGHT:
        return True
    follows = tokens.lows[after]
    if follows in grammar["oblique"] or follows in grammar["numerals"] or follows[0].isdigit():
        return True
    if tokens.words[after].bits & (flag.HE_SHE | flag.SIE) or follows in grammar["nobody_else"]:
        return False
    if low in grammar["masculine"]:
        return follows not in grammar["masculine"] and after not in names.mentioned
    return not (follows in grammar["nominative"] - {"eine"} or tokens.text[tokens.starts[after]].isupper())
