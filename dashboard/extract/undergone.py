"""What was done to whom before, by the gender of its article: "Die Polizei nahm eine Frau fest. Sie wurde verhört".

Asked where the pronoun undergoes something itself. Left out are objects without an article and those before their verb.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from dashboard.extract import flag
from dashboard.extract.lexicon import Lexicon
from dashboard.extract.phrases import text_of
from dashboard.extract.tokens import Group, Tokens


def object_of(
    tokens: Tokens, told: Group, pronoun: str, many: bool, lexicon: Lexicon, names: Set[int], times: Set[int]
) -> str:
    """The object of the clause told before that the pronoun can mean, as a subject: "eine Frau", "der Entwurf", where
    it means `many` "zwei Männer"; "" without. `names` and `times` are tokens of such."""
    g = lexicon.grammar
    fitting = {said.partition("=")[2] for said in g["stands_for"] if said.startswith(f"{pronoun}=")}
    if told.passive or not fitting:
        return ""
    nouns = [k for k in range(told.start, told.end) if _opens(tokens, k, lexicon, names) and k not in times]
    acts = bool(nouns) and (tokens.lows[nouns[0]] in g["nominative"] or nouns[0] in names)  # no "den Entwurf"
    for k in nouns[acts:]:
        stop = next((j for j in range(k + 1, told.end) if tokens.text[tokens.starts[j]].isupper()), told.end)
        if k < told.first or k in names or stop == told.end:
            continue
        low = tokens.lows[k]
        if many:
            return text_of(tokens, k, stop + 1) if low in g["numerals"] - g["his"] or low[0].isdigit() else ""
        article = next((said.partition("=")[2] for said in sorted(g["as_subject"]) if said.startswith(f"{low}=")), "")
        return f"{article} {text_of(tokens, k + 1, stop + 1)}" if low in fitting else ""
    return ""


def law_in(tokens: Tokens, a: int, b: int, pronoun: str, grammar: Mapping[str, Set[str]]) -> str:
    """The last law or the like of that gender among tokens a…b, as a subject: "Das Gesetz"; "" without."""
    articles = {one.split("=")[1]: one.split("=")[2] for one in grammar["law_as"] if one.startswith(f"{pronoun}=")}
    ends = tuple(grammar["laws"])
    for k in range(b - 1, a, -1):
        if not (tokens.text[tokens.starts[k]].isupper() and tokens.lows[k].endswith(ends)):
            continue
        j = k - 1
        while j > a and tokens.is_plain(j) and tokens.text[tokens.starts[j]].islower():
            j -= 1
        if (article := articles.get(tokens.lows[j], "")) and not tokens.words[j].bits & flag.PREPOSITIONS:
            return f"{article} {text_of(tokens, k, k + 1)}"
    return ""


def _opens(tokens: Tokens, k: int, lexicon: Lexicon, names: Set[int]) -> bool:
    """A noun phrase begins at token k, with its article or a name, that no preposition governs and no dative is."""
    g, low = lexicon.grammar, tokens.lows[k]
    if k > 0 and tokens.words[k - 1].bits & (flag.PREPOSITIONS | flag.DETERMINERS):
        return False
    owner = k > 0 and low in g["genitive"] and tokens.text[tokens.starts[k - 1]].isupper()  # "der Chef | der Bank"
    article = (low in g["nominative"] or low in g["undergoes_with"]) and not owner
    return article or low in g["numerals"] or low[0].isdigit() or (k in names and k - 1 not in names)
