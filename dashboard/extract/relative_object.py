"""What a "que" before its verb stands for may be what is done: "la ley que aprobó ayer el Congreso", "los 3 millones
que ganó un año antes".

Where persons have a preposition as objects, one that stands bare behind the verb is its subject. Left out is a verb
whose subject is missing and agrees with what it may have done.
"""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.labels import upper_first
from dashboard.extract.lexicon import body_nouns
from dashboard.extract.phrases import ROOMY, text_of
from dashboard.extract.phrases_free import Skip, phrases
from dashboard.extract.rephrased import complement
from dashboard.extract.scene import Scene
from dashboard.extract.subjects import phrase_before, subject_text
from dashboard.extract.tokens import Group
from dashboard.model import Role

_BEFORE_TIME = flag.PREPOSITIONS | flag.DETERMINERS | flag.ADVERBS


def told_with_subject(scene: Scene, group: Group, skip: Skip) -> str:
    """The headline of a clause that tells what somebody behind the verb did to the noun before it; "" where none is."""
    words, tokens = scene.words, scene.tokens
    between = not group.n and scene.first < group.start < group.first - 1 and tokens.is_plain(group.start - 1)
    j = group.start if between else group.first - 1  # "la sonda | que | la agencia | lanzó"
    if not words.grammar["dropped"] or j <= scene.first or tokens.lows[j] not in words.grammar["that"]:
        return ""
    if group.passive or tokens.lows[j - 1] == ",":
        return ""
    begin, at = phrase_before(scene, scene.first, j), _subject_behind(scene, group)
    while begin > scene.first and tokens.words[begin - 1].bits & flag.DETERMINERS:
        begin -= 1  # "los dos hombres"
    if begin - 1 > scene.first and not tokens.words[begin - 2].bits & flag.PREPOSITIONS:  # "frente a"
        begin -= tokens.lows[begin - 1] in words.grammar["to_whom"]
    what = text_of(tokens, begin, j)
    who = next(iter(phrases(tokens, at, group.end, skip)), "") if at >= 0 else _subject_before(scene, group, begin)
    who = (
        text_of(tokens, j + 1, group.first) if between and scene.names.times.isdisjoint(range(j, group.first)) else who
    )
    if tokens.words[begin].bits & flag.DETERMINERS:
        what = _whom(scene, begin, j, f"{what[:1].lower()}{what[1:]}")
    verb = tokens.written(group.first, group.head + 1)
    for label in (f"{who} {verb} {what}", f"{complement(who, words)} {verb} {what}"):
        if what and who and len(label) <= ROOMY:
            return upper_first(label)
    return ""


def _whom(scene: Scene, a: int, b: int, what: str) -> str:
    """The object with the preposition that persons have: "detuvo al hombre", "rescató a las mujeres"."""
    grammar, tokens = scene.words.grammar, scene.tokens
    noun = next((tokens.lows[k] for k in range(a, b) if not tokens.words[k].bits), "")
    persons = grammar["person_nouns"] | grammar["arms"]
    if noun not in persons and not any(noun.removesuffix(end) in persons for end in grammar["plural_noun"]):
        return what
    article, _, rest = what.partition(" ")
    if article in grammar["to_whom"]:
        return what
    short = (one for one in grammar["to_whom"] if f"{one}={article}" in grammar["contracted"])
    return next((f"{one} {rest}" for one in short), f"{min(grammar['to_whom'])} {what}")


def _subject_before(scene: Scene, group: Group, begin: int) -> str:
    """The subject of the clause before, where the verb agrees with it and not with the noun at token `begin`."""
    before, many = scene.groups[group.n - 1] if group.n else group, scene.people.plural(group)
    agrees = before is not group and before.own_subject and scene.people.plural(before) == many
    if not agrees or is_plural_phrase(scene, begin, group.first - 1) == many:
        return ""
    return subject_text(scene, before)


def is_plural_phrase(scene: Scene, a: int, b: int) -> bool:
    """A noun phrase begins with a word in the plural, or counts more than one."""
    endings, lows = tuple(scene.words.grammar["plural_noun"]), scene.tokens.lows
    return any(lows[j].endswith(endings) or lows[j][0].isdigit() for j in range(a, min(a + 2, b)))


def _subject_behind(scene: Scene, group: Group) -> int:
    """The token at which the subject behind the verb begins, over its times: a person or body, with an article or a
    name, that no preposition governs; -1 without."""
    tokens, times, j = scene.tokens, scene.names.times, group.head + 1
    while j < group.end and (j in times or (j + 1 in times and tokens.words[j].bits & _BEFORE_TIME)):
        j += 1
    if j >= group.end or tokens.words[j].bits & flag.PREPOSITIONS:
        return -1
    article = bool(tokens.words[j].bits & flag.DETERMINERS)
    grammar, noun = scene.words.grammar, j + article
    if noun >= group.end:
        return -1
    named = next(iter(scene.people.between(noun, noun + 1)), None)
    if group.verb.happening in grammar["befalling"]:
        return -1  # "el terremoto que sacudió Turquía"
    if named is not None and scene.people.mentions[named].role is not Role.PLACE:
        return j
    doers = grammar["person_nouns"] | grammar["state_nouns"] | grammar["arms"] | body_nouns(scene.words)
    return j if article and tokens.lows[noun] in doers else -1
