"""A gerund that describes the subject before it, and whom it governs: "A plane carrying Ada Berg crashed"."""

from __future__ import annotations

from collections.abc import Set

from dashboard.extract import flag
from dashboard.extract.lexicon import ING
from dashboard.extract.tokens import Tokens

_PARTS = flag.COORDINATORS | flag.PREPOSITIONS
_FAR = 60  # tokens behind a gerund in which the last name stands that it governs


def described_until(tokens: Tokens, a: int, b: int, inside: Set[int]) -> int:
    """The first comma behind a gerund that describes the noun which tokens a…b open with: "A plane carrying the mayor |
    , Ada Berg, and nine others crashed"; -1 without."""
    if tokens.free or a + 2 >= b or not tokens.words[a].bits & flag.DETERMINERS or "," not in tokens.lows[a:b]:
        return -1
    comma = a + tokens.lows[a:b].index(",")
    for j in range(a + 2, comma - 1):
        if _describes(tokens, j):
            bare = tokens.is_noun(j - 1) and j - 1 not in inside
            return comma if bare and not _is_called(tokens, j, comma, inside) else -1
        if not tokens.is_plain(j):
            return -1
    return -1


def led_by_gerund(tokens: Tokens, a: int, at: int, inside: Set[int]) -> bool:
    """ "A jet carrying Ada Berg crashed", "the need for sending Norway aid was noted": a gerund behind a bare noun or a
    preposition governs the name at token `at`, which tokens from a on stand before; also over his title."""
    for j in range(at - 1, max(a + 1, at - _FAR), -1):
        parted = (
            not tokens.lows[j][0].isalnum() and tokens.lows[j] != "," and tokens.lows[j] not in tokens.grammar["owning"]
        )
        if parted or tokens.words[j].bits & _PARTS:
            return False
        if _describes(tokens, j):
            if at - 1 > j and tokens.lows[at - 1] == "," and _is_called(tokens, j, at - 1, inside):
                return False
            return (tokens.is_noun(j - 1) or _is_governed(tokens, a, j)) and j - 1 not in inside
        if tokens.words[j].noun and _is_governed(tokens, a, j) and tokens.words[j + 1].bits & flag.DETERMINERS:
            return True  # "the importance of signing the Norway pact was noted"
    return False


def _is_called(tokens: Tokens, j: int, comma: int, inside: Set[int]) -> bool:
    """One name alone stands between two commas, the first at `comma`, and is that of the person whom the gerund at
    token j describes: "the man carrying the bag, Ole Vik, fled", not "a plane carrying the mayor, Ada Berg, crashed".
    """
    noun, k = tokens.lows[j - 1], comma + 1
    while k < len(tokens.lows) and k in inside:
        k += 1
    alone = comma + 1 < k < len(tokens.lows) and tokens.lows[k] == ","
    joined = k + 1 < len(tokens.lows) and bool(tokens.words[k + 1].bits & flag.COORDINATORS)
    return alone and not joined and noun in tokens.grammar["person_nouns"]


def _is_governed(tokens: Tokens, a: int, j: int) -> bool:
    """Token j ends in "-ing" behind a preposition, and a noun stands before that: "the need for sending"."""
    verb = tokens.words[j].verb
    led = verb is not None and bool(verb.forms & ING) and bool(tokens.words[j - 1].bits & flag.PREPOSITIONS)
    return led and j - 2 > a and tokens.is_plain(j - 2)


def _describes(tokens: Tokens, j: int) -> bool:
    """Token j can describe the noun before it, and is no saying and no part of a title: "Chief Operating Officer"."""
    word = tokens.words[j]
    gerund = word.verb is not None and bool(word.verb.forms & ING) and not (word.noun or word.says)
    return gerund and tokens.text[tokens.starts[j]].islower()
