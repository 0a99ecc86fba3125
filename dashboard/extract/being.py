"""What "be" tells with a noun for who does it, in a language of free order: "fue la ganadora del premio" tells a
victory, "será el nuevo entrenador" an appointment."""

from __future__ import annotations

from functools import cache

from dashboard.extract import flag
from dashboard.extract.cues import BE
from dashboard.extract.free import AUXILIARY
from dashboard.extract.lexicon import FUTURE, PART, PAST, Lexicon, S, Verb
from dashboard.extract.tokens import Group, Names, Passage, Tokens

_NEAR = 6  # tokens between "be" and the noun
_FORMS = {"past": PAST, "perfect": PART, "pluperfect": PART, "future": FUTURE, "present": S}


@cache
def _doers(lexicon: Lexicon) -> dict[str, str]:
    """The nouns for who does something, and the happening that it is."""
    pairs = (pair.partition("=") for pair in lexicon.grammar["doers"])
    return {noun: happening for noun, _, happening in pairs}


def add_being(passage: Passage, found: list[Group]) -> None:
    """Put the groups of what "be" tells among those `found` in a sentence, each headed by its "be"."""
    tokens, a, b, lexicon, names = passage.tokens, passage.a, passage.b, passage.lexicon, passage.names
    if not lexicon.grammar["doers"] or not tokens.here & BE:
        return
    more: list[Group] = []
    for j in tokens.cued(a + 1, b - 1, BE):
        if j in names.inside or any(group.first <= j <= group.head for group in found):
            continue
        happening = _named_behind(tokens, j, b, lexicon, names) or _named_before(tokens, a, j, b, lexicon, names)
        first = j
        while first > a and tokens.words[first - 1].bits & AUXILIARY:
            first -= 1
        tense = _tense(tokens.lows[first : j + 1], lexicon)
        if happening and tense:
            negated = first - 1 if tokens.words[first - 1].bits & flag.NEGATION else -1
            verb = Verb(tokens.lows[j], tokens.lows[j], happening, _FORMS[tense])
            more.append(Group(first, j, verb, tense, negated=negated))
    if more:
        found += more
        found.sort(key=lambda group: group.head)


def _named_behind(tokens: Tokens, j: int, b: int, lexicon: Lexicon, names: Names) -> str:
    """The happening of the noun behind "be" at token j, over times, articles and adjectives; "" without. Who holds an
    office is only told as a new one."""
    doers, new = _doers(lexicon), False
    for k in range(j + 1, min(j + _NEAR, b)):
        low, bits = tokens.lows[k], tokens.words[k].bits
        if k in names.times or (bits & flag.PREPOSITIONS and k + 1 in names.times):
            continue
        if low in doers:
            return doers[low]
        if low in lexicon.grammar["offices"]:
            return _appointed(lexicon) if new else ""
        new |= low in lexicon.grammar["new"]
        light = bits & flag.DETERMINERS or not bits & ~flag.ADVERBS  # "la" is a pronoun too
        if not (low[0].isalpha() and light) or k in names.inside:
            return ""
    return ""


def _appointed(lexicon: Lexicon) -> str:
    """The happening of a new office."""
    return next(iter(lexicon.grammar["appointed"]), "")


def _named_before(tokens: Tokens, a: int, j: int, b: int, lexicon: Lexicon, names: Names) -> str:
    """The happening of the noun that opens the clause, where "be" at token j says by name who that is: "El ganador fue
    Luis Vega"; "" without."""
    doers = _doers(lexicon)
    noun = a + bool(tokens.words[a].bits & flag.DETERMINERS)
    if tokens.lows[noun] not in doers or any(not tokens.lows[k][0].isalnum() for k in range(noun, j)):
        return ""
    named = any(k in names.mentioned and k not in names.times for k in range(j + 1, min(j + _NEAR, b)))
    return doers[tokens.lows[noun]] if named else ""


def _tense(lows: list[str], lexicon: Lexicon) -> str:
    """The tense of a form of "be" with its auxiliaries; "" of one that tells no time."""
    grammar, finite = lexicon.grammar, lows[0]
    if lows[-1] in grammar["been"]:
        return "pluperfect" if finite in grammar["have_past"] else "perfect" if finite in grammar["have"] else ""
    if finite in grammar["be_past"]:
        return "past"
    return "future" if finite in grammar["will"] else "present" if finite in grammar["be_now"] else ""
