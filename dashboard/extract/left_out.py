"""Whether the subject of a verb is left out, in a language that drops it: what stands behind the verb says so."""

from __future__ import annotations

from collections.abc import Collection

from dashboard.extract import flag
from dashboard.extract.lexicon import Lexicon
from dashboard.extract.tokens import Group, Tokens


def drops(tokens: Tokens, group: Group, lexicon: Lexicon, times: Collection[int]) -> bool:
    """The subject of a verb can be left out: "Firmaron un acuerdo"; of some only where no noun behind can be it:
    "Falleció el lunes en Lima", not "Falleció el poeta". `times` are tokens of times."""
    happening, j = group.verb.happening, group.head + 1
    phrases = _phrases_behind(tokens, group, times)
    counted = tokens.lows[j : j + 1] != [] and tokens.lows[j][0].isdigit() and j not in times
    if phrases and group.verb.lemma in lexicon.grammar["goes"]:
        return False  # "Llegó a Lima el martes el canciller"
    if (phrases or counted) and _is_done(tokens, group):
        return False  # "En 2010 se aprobó una ley", "Se invertirán 120 millones"
    if happening in lexicon.grammar["impersonal"] and _is_done(tokens, group) and _to_somebody(tokens, j, lexicon):
        return False  # "En marzo se detuvo a tres personas", but "Se entregó a la policía"
    if lexicon.grammar["agreeing"] and group.passive and happening in lexicon.grammar["him_in"] and not phrases:
        return not tokens.lows[group.head].endswith(tuple(lexicon.grammar["many"]))  # "Fueron hallados restos humanos"
    if happening in lexicon.grammar["dropped"] or lacks_subject(tokens, group, lexicon, times):
        return True
    if happening not in lexicon.grammar["dropped_alone"]:
        return False
    while j < group.end and (j in times or j + 1 in times):
        j += 1
    if j >= group.end or not tokens.lows[j][0].isalnum():
        return True
    return bool(tokens.words[j].bits & flag.PREPOSITIONS) and not phrases


def stands_behind(tokens: Tokens, group: Group, lexicon: Lexicon, times: Collection[int]) -> bool:
    """The subject of a verb that takes no object stands behind it, "…, donde murieron siete personas", or what is done,
    counted, behind "se": "Se invertirán 120 millones"."""
    j = group.head + 1
    counted = lexicon.grammar["dropped"] and j < group.end and tokens.lows[j][0].isdigit() and j not in times
    if counted and group.own_subject is False and _is_done(tokens, group):
        return True
    return group.verb.lemma in lexicon.grammar["goes"] and _phrases_behind(tokens, group, times) > 0


def lacks_subject(tokens: Tokens, group: Group, lexicon: Lexicon, times: Collection[int]) -> bool:
    """A verb that always has an object has but one noun behind it, so that none is its subject: "Sufrió un accidente",
    not "Sufrió un accidente el piloto", "Se presentó una queja"."""
    if group.verb.lemma not in lexicon.grammar["needs_object"] or group.passive:
        return False
    return not _is_done(tokens, group) and _phrases_behind(tokens, group, times) < 2


def no_subject(tokens: Tokens, a: int, b: int, lexicon: Lexicon, times: Collection[int]) -> bool:
    """No subject stands in tokens a…b before a verb: "En 2010 firmaron", "Durante la dictadura se exilió"."""
    light = flag.LIGHT | flag.PREPOSITIONS | flag.DETERMINERS | flag.COORDINATORS
    led = closed = False  # in what a preposition governs, and behind its noun
    for j in range(a, b):
        low, bits = tokens.lows[j], tokens.words[j].bits
        if j in times or not low[0].isalnum():
            led = False
        elif not bits & light or low[0].isdigit():
            if low[0].isdigit() or low in lexicon.grammar["crowds"] or not (led and lexicon.grammar["dropped"]):
                return False
            closed = True
        elif bits & flag.PREPOSITIONS:
            led, closed = True, False
        elif (closed or j + 1 == b) and bits & flag.DETERMINERS and not bits & flag.CLITICS:
            return False  # "En la capital los vecinos protestaron", "siete resultaron heridas"
    return True


def _is_done(tokens: Tokens, group: Group) -> bool:
    """ "Se" before the verb makes a passive of it, where a noun follows: "se presentó una queja"."""
    return any(tokens.words[j].bits & flag.REFLEXIVE for j in range(group.start, group.first))


def _to_somebody(tokens: Tokens, j: int, lexicon: Lexicon) -> bool:
    """Token j leads to persons to whom something is done, counted or with an article: "a tres personas", "a un hombre",
    not "a Lima"."""
    if tokens.lows[j : j + 1] == [] or tokens.lows[j] not in lexicon.grammar["to_whom"]:
        return False
    after = j + 1
    return after < len(tokens.lows) and bool(
        tokens.words[after].bits & flag.DETERMINERS or tokens.lows[after].isdigit()
    )


def _phrases_behind(tokens: Tokens, group: Group, times: Collection[int]) -> int:
    """How many nouns with an article stand behind a verb in its clause, governed by no preposition."""
    nouns = 0
    for j in range(group.head + 1, group.end):
        flags = tokens.words[j].bits
        if not tokens.lows[j][0].isalnum() or (flags & flag.SUBORDINATORS and not flags & flag.DETERMINERS):
            break
        led = tokens.words[j - 1].bits & (flag.PREPOSITIONS | flag.COORDINATORS | flag.DETERMINERS)
        nouns += bool(flags & flag.DETERMINERS) and not led and j not in times and j + 1 not in times
    return nouns
