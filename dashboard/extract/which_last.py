"""A relative clause that its verb closes: "Kurt Ott, der am Montag in Rom gelandet war", and the word that opens it.

Read in languages whose finite verb stands last there (`closing`) and whose nouns are written large.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract import flag
from dashboard.extract.lexicon import Lexicon
from dashboard.extract.main_clause import doers
from dashboard.extract.tokens import Group, Names, Tokens

_REACH = 24  # tokens between the pronoun and its verb
_WITH_OBJECT = 3  # words of an article and two nouns, the second the object: "die Polizei Hinweise"
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
    begin = max(group.start - 2, group.first - _REACH, 1)  # ", bei dem": the clause begins behind its preposition
    for j in range(group.first - 1, begin - 1, -1):
        if lows[j] == ",":
            p = j + 1 + bool(tokens.words[j + 1].bits & flag.PREPOSITIONS)
            return p if p < group.first and lows[p] in grammar["relative"] - grammar["where"] else -1
        dot = lows[j] == "." and lows[j - 1].isdigit()  # "die am 22. Mai fortgesetzt werden"
        if not (lows[j][0].isalnum() or dot) and lows[j] not in "-„“":
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


def nests(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon) -> bool:
    """The clause of the first verb stands between commas within the second: "hat den Mann, der floh, verurteilt"."""
    p, last = pronoun_of(tokens, one, lexicon), closing(tokens, one)
    return two.first < comma_before(tokens, p) < p and tokens.lows[last + 1 : last + 2] == [","]


def round_nested(groups: Sequence[Group], group: Group, times: list[int], time_at: Sequence[int]) -> list[int]:
    """Of the times of a verb those that no clause has which stands between commas within its own."""
    nested = [one for one in groups[: group.n] if group.start <= group.first < one.start and one.end <= group.end]
    return [n for n in times if not any(one.start <= time_at[n] < one.end for one in nested)] if nested else times


def without_object(tokens: Tokens, group: Group, said: str, lexicon: Lexicon, names: Names) -> str:
    """A subject of two nouns without the second, the object of the verb that closes its clause: "nachdem die Polizei |
    Hinweise erhalten hatte"."""
    words, at = said.split() if lexicon.large else [], group.first - 1
    if len(words) != _WITH_OBJECT or at in names.inside or tokens.written(at) != words[-1]:
        return said
    return " ".join(words[:-1]) if words[1].lower() in doers(lexicon) else said
