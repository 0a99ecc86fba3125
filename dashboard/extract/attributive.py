"""Which times only describe a noun, by a participle or an "of": "la grève prévue lundi", "le séisme de 2010"."""

from __future__ import annotations

from collections.abc import Collection

from dashboard.extract import extended, flag
from dashboard.extract.free import AUXILIARY
from dashboard.extract.lexicon import FUTURE, PART, PAST, Lexicon, S
from dashboard.extract.tokens import Names, Tokens


def attributive(tokens: Tokens, at: int, names: Names, heads: Collection[int], lexicon: Lexicon) -> bool:
    """The time at token `at` belongs to a participle that only describes a noun: "la huelga prevista para el lunes",
    "построенный в 1974 году", "der für Freitag geplante Streik"."""
    if lexicon.large and extended.holds(tokens, at):
        return True
    j = at - 1
    while (
        j > 0
        and at - j < 4
        and tokens.words[j].bits & (flag.PREPOSITIONS | flag.DETERMINERS)
        and not (lexicon.large and not tokens.words[j].bits & flag.PREPOSITIONS)
    ):
        j -= 1
    j = _past_agent(tokens, j, names, lexicon)
    if j < 0 or j in heads:
        return False
    if j > 0 and tokens.lows[j - 1] in lexicon.grammar["scheduled"] and j - 1 not in heads:
        return True  # "prévu du 10 au 13"
    if (at - j == 2 and tokens.lows[at - 1] in lexicon.grammar["of"]) or (
        at - j == 1 and tokens.lows[j] in lexicon.grammar["of"]
    ):
        return _of_noun(tokens, j if at - j == 2 else j - 1, at, names, lexicon)
    if lexicon.large:
        return False
    if lexicon.describing and tokens.lows[j].endswith(lexicon.describing):
        return True
    if j == 0:
        return False
    verb, before = tokens.words[j].verb, tokens.words[j - 1]
    if (tokens.lows[j - 1], tokens.lows[j]) in lexicon.phrase_noun:
        return False  # "ganó la segunda vuelta en diciembre"
    if before.bits & flag.DETERMINERS and (tokens.words[j].noun or any(head < j for head in heads)):
        return False  # "firmó el tratado el lunes", which is also the participle of "tratar"
    governed = flag.PREPOSITIONS if lexicon.articled else 0  # "condamnée à mort lundi"
    apart = AUXILIARY | flag.ADVERBS | governed
    plain = tokens.lows[j - 1][0].isalpha() and before.verb is None and not before.bits & apart
    return plain and verb is not None and bool(verb.forms & PART) and not verb.forms & (S | PAST | FUTURE)


def _behind_time(at: int, names: Names) -> int:
    """The token behind the time at token `at`."""
    while at in names.times:
        at += 1
    return at


def _past_agent(tokens: Tokens, j: int, names: Names, lexicon: Lexicon) -> int:
    """The participle before the name at token j that a preposition says it was done by: "buscado por Suecia | desde
    2019"; j itself without one."""
    k = j
    while k in names.mentioned and k > 0:
        k -= 1
    by = k < j and tokens.lows[k] in lexicon.grammar["agent"] and bool(lexicon.grammar["dropped"])
    return k - 1 if by else j


def _of_noun(tokens: Tokens, noun: int, at: int, names: Names, lexicon: Lexicon) -> bool:
    """ "La reunión del lunes", "le séisme de 2010": the time of a noun, and no span from … to."""
    end = _behind_time(at, names)
    span = end < len(tokens.lows) and lexicon.signals.get(tokens.lows[end]) in ("to", "until")
    kind = tokens.words[noun].noun  # a disaster or a death does what the verb tells
    mighty = kind == "kill" or kind in lexicon.status["harmful"]
    return tokens.may_be_noun(noun) and noun not in names.inside and not span and not mighty
