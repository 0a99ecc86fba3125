"""The noun phrase that a relative pronoun stands for, also over what stands between: "brach ein Feuer aus, bei dem".

Only an article tells which noun is meant: the nearest one that the pronoun agrees with.
"""

from __future__ import annotations

from functools import cache

from dashboard.extract import flag, which_last
from dashboard.extract.lexicon import Lexicon
from dashboard.extract.scene import Scene
from dashboard.extract.subjects import phrase_before

_REACH = 20  # tokens before the comma in which the noun stands


@cache
def _articles(lexicon: Lexicon, table: str, pronoun: str) -> frozenset[str]:
    """The articles of the nouns that a relative pronoun may stand for: "ein" for "der"."""
    pairs = (pair.partition("=") for pair in lexicon.grammar[table])
    return frozenset(article for which, _, article in pairs if which == pronoun)


def counts(scene: Scene, j: int) -> bool:
    """Token j says how many there are: "zwei", "mehrere"; such a word is the same for subject and object."""
    return scene.tokens.lows[j] in scene.words.grammar["numerals"] - scene.words.grammar["his"]


def agrees(scene: Scene, pronoun: int, article: int) -> bool:
    """The article may be that of the noun, some only behind a preposition: "mit der Frau, die"."""
    which, lows = scene.tokens.lows[pronoun], scene.tokens.lows
    led = article > scene.first and bool(scene.tokens.words[article - 1].bits & flag.PREPOSITIONS)
    if led and lows[article] in _articles(scene.words, "agrees_led", which):
        return True
    if counts(scene, article):
        return which in scene.words.grammar["which_of_many"]
    governed = lows[pronoun - 1] != "," and "agrees_governed"
    own = _articles(scene.words, governed, which) if governed else frozenset[str]()
    return lows[article] in (own or _articles(scene.words, "agrees", which))


def owns(scene: Scene, pronoun: int, article: int) -> bool:
    """The noun of the article, in the case of an owner, is the one that the pronoun stands for, and has a form that no
    label can take: "der Toten des Brandes, bei dem"."""
    return scene.tokens.lows[article] in _articles(scene.words, "agrees_owning", scene.tokens.lows[pronoun])


def is_parted(scene: Scene, pronoun: int) -> bool:
    """What closes the verb of the clause before stands right before the comma: "brach ein Feuer aus, bei dem"."""
    at = which_last.comma_before(scene.tokens, pronoun) - 1
    return at > scene.first and _closes(scene, at)


def noun_over(scene: Scene, pronoun: int, many: bool) -> tuple[int, int]:
    """The first token and the one past the last of the nearest noun phrase that the pronoun agrees with, with all that
    stands between it and the end of the clause before where that only says which; two times 0 without. `many`: one
    without an article will do, "Autos des Typs X, die"."""
    tokens, stop = scene.tokens, which_last.comma_before(scene.tokens, pronoun)
    while stop - 1 > scene.first and _closes(scene, stop - 1):
        stop -= 1
    end, whole, least = stop, stop, max(scene.first, stop - _REACH)
    while end > least:
        begin = phrase_before(scene, scene.first, end)
        if begin < end and tokens.words[begin].bits & flag.DETERMINERS:
            if owns(scene, pronoun, begin):
                return 0, 0
            if agrees(scene, pronoun, begin) and tokens.text[tokens.starts[end - 1]].isupper():
                return begin, whole
        elif tokens.lows[end - 1] == "-" and end - 3 > least and tokens.lows[end - 2].isdigit():
            if agrees(scene, pronoun, end - 3):
                return end - 3, whole  # "einen 34-Jährigen festgenommen, der"
            break
        elif tokens.lows[end - 1] == ",":
            break
        elif many and begin < end and not tokens.words[begin - 1].bits & flag.PREPOSITIONS:
            if tokens.text[tokens.starts[begin]].isupper():
                return begin, whole
        elif begin == end:
            begin -= 1
            whole = end if _binds_nothing(scene, begin) else whole
        if begin in scene.verbal or begin in scene.names.times:
            whole = begin
        end = begin
    return 0, 0


def _closes(scene: Scene, j: int) -> bool:
    """Token j is a verb, or the particle that closes a clause."""
    tokens = scene.tokens
    if not tokens.text[tokens.starts[j]].islower():
        return False
    verbal = j in scene.verbal or tokens.words[j].verb is not None or bool(tokens.words[j].bits & flag.AUXILIARIES)
    return verbal or tokens.lows[j] in tokens.grammar["particles"]


def _binds_nothing(scene: Scene, j: int) -> bool:
    """Token j is no word that binds a noun to the one before it: a verb, an adverb, a mark."""
    return not scene.tokens.words[j].bits & (flag.PREPOSITIONS | flag.OF | flag.DETERMINERS)
