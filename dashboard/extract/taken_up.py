"""The subject of a verb that an infinitive or "who" parts from it, whose object is none.

"Un homme accusé d'avoir tué sa femme a été condamné", "Le garçon qui a fui d'un foyer a été retrouvé": where the
language is `articled`.
"""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.lexicon import PART
from dashboard.extract.tokens import FINITE, Group, Names, Tokens

_STOPS = frozenset(";:—–«»")
_LEANS = flag.REFLEXIVE | flag.CLITICS | flag.NEGATION


def taken_up(tokens: Tokens, found: list[Group], n: int, names: Names) -> tuple[int, int] | None:
    """The tokens of the subject that verb n takes up again; None where it takes up none."""
    return _over_infinitive(tokens, found, n, names) or _over_relative(tokens, found, n)


def predicated(tokens: Tokens, group: Group) -> int:
    """The "be" behind the subject of a clause whose verb stands behind "and": "La medida | estará vigente un mes y
    permitirá"; 0 without."""
    joins = group.first - 1
    while joins > group.start and tokens.words[joins].bits & _LEANS and not tokens.words[joins].bits & flag.JOINS:
        joins -= 1
    if joins <= group.start or not tokens.words[joins].bits & flag.COORDINATORS or group.tense not in FINITE:
        return 0
    for j in range(group.start + 1, joins):
        if tokens.words[j].bits & flag.SUBORDINATORS or not tokens.lows[j][0].isalnum():
            return 0
        if tokens.words[j].bits & flag.BE:
            return j
    return 0


def alone_behind(tokens: Tokens, group: Group) -> int:
    """The comma before the "que" of the only verb of a sentence that "be" makes none: "es la autora del libro, que se
    publicará en mayo"; -1 without."""
    which = group.first - 1
    while (
        which > group.start and tokens.words[which].bits & _LEANS and not tokens.words[which].bits & flag.SUBORDINATORS
    ):
        which -= 1
    relative = tokens.grammar["hanging"] | tokens.grammar["relative"]
    if which - 1 <= group.start or tokens.lows[which] not in relative or tokens.lows[which - 1] != ",":
        return -1
    states = any(tokens.words[j].bits & flag.BE for j in range(group.start, which - 1))
    return which - 1 if states else -1


def bare_noun(tokens: Tokens, a: int, b: int) -> int:
    """Where the noun phrase begins that ends at token b: "12 sailors" in "freed 12 sailors held by pirates"."""
    for j in range(b - 1, a - 1, -1):
        if tokens.words[j].bits & flag.PREPOSITIONS or not tokens.lows[j][0].isalnum():
            return j + 1
    return a


def which_begins(tokens: Tokens, j: int) -> int:
    """Where the relative begins that the "que" at token j ends, with its comma: "un incendio | en el que"; j where none
    does."""
    that = j > 2 and tokens.grammar["dropped"] and tokens.lows[j] in tokens.grammar["that"]
    led = that and tokens.words[j - 1].bits & flag.DETERMINERS and tokens.words[j - 2].bits & flag.PREPOSITIONS
    return j - 2 - (tokens.lows[j - 3] == ",") if led else j


def _over_infinitive(tokens: Tokens, found: list[Group], n: int, names: Names) -> tuple[int, int] | None:
    """The tokens of the subject of verb n before an infinitive; None without one."""
    two, lows, words, grammar = found[n], tokens.lows, tokens.words, tokens.grammar
    k = n
    while k and found[k - 1].tense == "base":
        k -= 1
    if k == n or two.tense not in FINITE or two.opener:
        return None
    a, p, end = found[k].start, found[k].first - 1, two.first
    while end > p and lows[end - 1] != "," and (lows[end - 1] == "'" or words[end - 1].bits & flag.LIGHT):
        end -= 1
    while p > a and (lows[p] == "'" or words[p].bits & flag.PREPOSITIONS):
        p -= 1
    if p == found[k].first - 1 or not _STOPS.isdisjoint(lows[a:end]):
        return None
    apart, verb = lows[p - 1] == ",", words[p].verb
    if apart != (lows[end - 1] == ",") or "," in lows[p : end - apart]:
        return None
    b = p - apart
    a = max((j + 1 for j in range(a, b) if lows[j] == "," or _subordinates(tokens, j)), default=a)
    a += lows[a : a + 1] == ["'"]
    tells = apart or lows[p] in grammar["telling_apart"] or (verb is not None and bool(verb.forms & PART))
    b += not tells  # "la décision | de fermer", but "un homme | accusé d'avoir"
    opens = words[a].bits & flag.DETERMINERS or lows[a][0].isdigit() or a in names.inside
    return (a, b) if a < b and opens else None


def _over_relative(tokens: Tokens, found: list[Group], n: int) -> tuple[int, int] | None:
    """The tokens of the subject of verb n before a clause without commas that says which one is meant."""
    one, two, lows, words, grammar = found[n - 1], found[n], tokens.lows, tokens.words, tokens.grammar
    if not n or one.tense not in FINITE or two.tense not in FINITE or two.opener:
        return None
    if "," in lows[one.head : two.first]:
        return None
    if grammar["dropped"] and words[one.start].bits & flag.DETERMINERS and "," not in lows[one.start : one.first]:
        # "los militares | que tomaron el poder en Gabanda | nombraron", "la sonda | que la agencia lanzó | entrará"
        which = next((j for j in range(one.start + 2, one.first) if lows[j] in grammar["that"]), 0)
        if which and tokens.is_plain(which - 1) and (two.start < two.first or which < one.first - 1):
            return one.start, which
    if two.start == two.first:
        return None
    if not (words[two.start].bits | words[two.start - 1].bits) & flag.PREPOSITIONS:
        return None
    who = next((j for j in range(one.first - 1, one.start, -1) if lows[j] in grammar["relative"]), 0)
    return (one.start, who) if who and lows[who - 1][0].isalnum() and not words[who - 1].bits else None


def _subordinates(tokens: Tokens, j: int) -> bool:
    """A conjunction or relative pronoun, no article."""
    flags = tokens.words[j].bits
    return bool(flags & flag.SUBORDINATORS) and not flags & (flag.DETERMINERS | flag.PREPOSITIONS)
