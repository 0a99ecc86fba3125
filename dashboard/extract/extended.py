"""What stands between an article and its noun where nouns are written large: "das | vom Gericht verhängte | Urteil".

It ends with a participle or adjective right before the noun. Left out is what no preposition opens: "das der Partei
nahe Institut".
"""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.tokens import Tokens

_EXTENT = 9  # tokens from an article to a time before its noun


def opens(tokens: Tokens, j: int) -> bool:
    """An article stands right before the preposition at token j: "das | in Bonn geplante Treffen"."""
    article = j > 0 and bool(tokens.words[j - 1].bits & flag.DETERMINERS) and bool(tokens.grammar["genitive"])
    return article and bool(tokens.words[j].bits & flag.PREPOSITIONS)


def noun_behind(tokens: Tokens, j: int, b: int) -> int:
    """The noun that the phrases from the preposition at token j on part from its article, before token b; -1 where none
    stands there: "hatte das am Montag in einem offenen Brief gesagt"."""
    lows, words, inside = tokens.lows, tokens.words, True  # a phrase with its preposition
    inflected = tuple(tokens.grammar["inflected"])
    for k in range(j + 1, b):
        bits, low = words[k].bits, lows[k]
        large = tokens.text[tokens.starts[k]].isupper()
        if bits & flag.PREPOSITIONS:
            inside = True
        elif large and inside:
            inside = False
        elif large:
            before = tokens.text[tokens.starts[k - 1]]
            if before.islower() and lows[k - 1].endswith(inflected) and not words[k - 1].bits & flag.DETERMINERS:
                return k
        elif bits & flag.DETERMINERS:
            if not inside and not tokens.text[tokens.starts[k - 1]].isupper():
                return -1
            inside = True  # "vom Chef | der Bank"
        elif low[0].isdigit():
            inside = inside and k + 1 < b and not tokens.text[tokens.starts[k + 1]].islower()  # "bis 2014 | geltende"
        elif not (low[0].isalnum() or (low == "." and lows[k - 1].isdigit())):  # "3. März"
            return -1
    return -1


def holds(tokens: Tokens, at: int) -> bool:
    """The time at token `at` stands between an article and its noun: "die von der EU am Montag verhängten Sanktionen";
    not behind a "der" that opens a clause: "ein Mann, der am Montag verletzte Tiere fand"."""
    for k in range(at, max(0, at - _EXTENT), -1):
        if not tokens.lows[k][0].isalnum():
            return False
        if opens(tokens, k) and not (tokens.lows[k - 2] == "," and tokens.words[k - 1].bits & flag.RELATIVE):
            return noun_behind(tokens, k, len(tokens.lows)) > at
    return False
