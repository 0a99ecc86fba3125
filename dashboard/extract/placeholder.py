"""Whether a neuter pronoun only holds the place of the subject: "es gab", "es starben zwei", "es zeigte sich, dass".

Right behind the verb it may be the object: "übernahm es die Norsa AG". What else stands for nothing ("es brannte") is a
list of the language.
"""

from __future__ import annotations

from collections.abc import Set

from dashboard.extract import flag
from dashboard.extract.lexicon import Lexicon
from dashboard.extract.tokens import Group, Tokens


def is_impersonal(tokens: Tokens, group: Group, lexicon: Lexicon) -> bool:
    """The verb has no other subject than the pronoun: "es brannte", "es kam zu Protesten"."""
    g, lemma = lexicon.grammar, group.verb.lemma
    return lemma in g["of_nobody"] or (
        lemma in g["comes_to"] and not g["into"].isdisjoint(tokens.lows[group.first : group.end])
    )


def holds_place(tokens: Tokens, j: int, group: Group, lexicon: Lexicon, times: Set[int], inside: Set[int]) -> bool:
    """The pronoun at token j of the clause of a verb stands for nothing told before; `inside` are the tokens of names
    and of the `times`."""
    g, lemma = lexicon.grammar, group.verb.lemma
    opens = tokens.lows[group.end - 1 : group.end + 2]
    if is_impersonal(tokens, group, lexicon) or not (g["that"] | g["interrogatives"]).isdisjoint(opens):
        return True  # "es zeigte sich, dass"
    behind = range(max(group.first, j) + 1, group.end)
    own = next((k for k in behind if k not in times and _may_be_subject(tokens, k, lexicon)), -1)
    if own < 0:
        return False
    stands = lemma in g["without_object"] or lemma in lexicon.status["occur"]
    return group.passive or stands or (j > group.first and (own in inside or own + 1 in inside))


def _may_be_subject(tokens: Tokens, k: int, lexicon: Lexicon) -> bool:
    """A noun phrase begins at token k that nothing governs and that need be no object: with its article, or bare."""
    g, starts = lexicon.grammar, tokens.starts
    before = tokens.words[k - 1].bits
    if before & (flag.PREPOSITIONS | flag.DETERMINERS) or tokens.lows[k] in g["oblique"]:
        return False
    if tokens.lows[k] in g["nominative"] or tokens.lows[k] in g["numerals"]:
        return tokens.text[starts[k - 1]].islower() or tokens.lows[k] not in g["genitive"]
    return tokens.text[starts[k]].isupper() and tokens.text[starts[k - 1]].islower() and not _described(tokens, k)


def _described(tokens: Tokens, k: int) -> bool:
    """An adjective stands right before the noun at token k, and before that what governs it."""
    j = k - 1
    while j > 0 and tokens.is_plain(j) and tokens.text[tokens.starts[j]].islower():
        j -= 1
    return j < k - 1 and bool(tokens.words[j].bits & (flag.PREPOSITIONS | flag.DETERMINERS))
