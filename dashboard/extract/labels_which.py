"""The headline of a relative clause that its verb closes, told as a main clause: "Kurt Ott, der in Rom gelandet war"
is "Ott war in Rom gelandet".

Nothing is inflected but an article: a noun that stands in another case beside an adjective loses both.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract import flag, which_last, which_noun
from dashboard.extract.lexicon import Lexicon
from dashboard.extract.main_clause import particle, with_second
from dashboard.extract.phrases_free import Skip, phrases, room
from dashboard.extract.rephrased import is_governed
from dashboard.extract.scene import Scene
from dashboard.extract.subjects import phrase_before
from dashboard.extract.tokens import Group


def told(scene: Scene, group: Group, who: str, skip: Skip) -> str:
    """The headline; "" where the clause is none of these, or nobody can be told. `who` has the names of its subject."""
    tokens, words = scene.tokens, scene.words
    p = which_last.pronoun_of(tokens, group, words)
    if p < 0:
        return ""
    last = which_last.closing(tokens, group)
    apart = particle(group, tokens, words) if last == group.head else ""
    finite = tokens.written(last).removeprefix(apart)
    done = apart or (tokens.written(group.head, last) if last > group.head else "")
    middle = phrases(tokens, p + 1, group.head, skip)
    many = finite.endswith(words.plural)
    if which_last.is_subject(tokens, p, group, words, scene.names):
        who = who or _noun(scene, p, "as_subject", many)
        return _fitted(f"{who} {finite}", middle, done, words) if who else ""
    subject, *rest = middle or [""]
    if not subject or is_governed(subject, words) or not any(word[0].isupper() for word in subject.split()):
        return ""
    if tokens.lows[p] in words.grammar["owned_by"]:  # "ein Arzt, dessen Haus abbrannte"
        owner = scene.people.ending_at(which_last.comma_before(tokens, p))
        subject = f"{subject} von {owner[0].text}" if owner and " " not in subject else subject
        return _fitted(f"{subject} {finite}", rest, done, words)
    first, *rest = with_second(f"{subject} {finite}", finite, rest, words)
    what = _object(scene, p, tokens.lows[p] in words.grammar["many_which"])
    if not what and tokens.lows[p - 1] in words.grammar["during"]:
        return _fitted(first, rest, done, words)  # "brach ein Feuer aus, bei dem drei Menschen starben"
    return _fitted(first, [what, *rest], done, words) if what else ""


def _fitted(first: str, middle: Sequence[str], done: str, lexicon: Lexicon) -> str:
    """As many of the phrases as fit, those next to the verb first; "" where not even the verb does."""
    kept: list[str] = []
    for part in reversed(middle):
        if len(" ".join((first, part, *kept, done)).strip()) > room(lexicon):
            break
        kept.insert(0, part)
    label = " ".join(part for part in (first, *kept, done) if part)
    whole = bool(kept or done) or not middle  # "Das Haus brannte"
    return f"{label[:1].upper()}{label[1:]}" if len(label) <= room(lexicon) and whole else ""


def _object(scene: Scene, p: int, many: bool) -> str:
    """What the pronoun at token p stands for, as an object or behind its preposition; "" where its case is another."""
    tokens, lows = scene.tokens, scene.tokens.lows
    if lows[p - 1] != ",":
        noun = _bare(scene, *_span(scene, p, many))
        return f"{lows[p - 1]} {lows[p]} {noun}" if noun and lows[p] in scene.words.grammar["definite"] else ""
    if lows[p] not in scene.words.grammar["whom"]:
        return ""
    if named := scene.people.ending_at(p - 1):
        return named[0].text
    return _noun(scene, p, "as_object", many) if tokens.words[p].bits & flag.DETERMINERS else ""


def _span(scene: Scene, p: int, many: bool) -> tuple[int, int]:
    """The noun phrase that the pronoun at token p stands for: the one before its comma, else one before that with which
    it agrees; `many`: its verb is in the plural."""
    tokens, lows, comma = scene.tokens, scene.tokens.lows, which_last.comma_before(scene.tokens, p)
    comma -= lows[comma - 1] == "."  # "Papst Johannes Paul II., die"
    begin = phrase_before(scene, scene.first, comma)
    parted = which_noun.is_parted(scene, p)
    if not parted and which_noun.owns(scene, p, begin):
        return 0, 0
    articled = begin < comma and bool(tokens.words[begin].bits & flag.DETERMINERS)
    governed = begin > scene.first and bool(tokens.words[begin - 1].bits & flag.PREPOSITIONS)
    governed = governed or lows[begin - 1] in scene.words.grammar["place_prepositions"]
    one = not many or lows[p] in scene.words.grammar["masculine"] | scene.words.grammar["neuter"]
    doubtful = not which_noun.agrees(scene, p, begin) if articled else governed and one
    if parted or doubtful:
        a, stop = which_noun.noun_over(scene, p, many and lows[p] in scene.words.grammar["alike"])
        if a < stop or parted:
            return a, stop
    return begin, comma


def _noun(scene: Scene, p: int, table: str, many: bool) -> str:
    """The noun phrase that the pronoun at token p stands for, with the article that the `table` gives it; the bare noun
    where a preposition governs it or an adjective has the ending of another case."""
    tokens, lows, grammar = scene.tokens, scene.tokens.lows, scene.words.grammar
    begin, stop = _span(scene, p, many)
    if begin >= stop:
        return ""
    if lows[begin + 1].isdigit() and lows[begin + 2] == "-":
        return _aged(scene, begin, stop, table)
    if begin - 3 >= scene.first and lows[begin - 1] == "-" and lows[begin - 2].isdigit():
        begin -= 2 + bool(tokens.words[begin - 3].bits & flag.DETERMINERS)  # "ein 19-Jähriger, der"
    articles = {a: b for a, _, b in (pair.partition("=") for pair in grammar[table])}
    determined = bool(tokens.words[begin].bits & flag.DETERMINERS)
    many_of = determined and which_noun.counts(scene, begin)
    article = lows[begin] if many_of else articles.get(lows[begin], "") if determined else ""
    alike = lows[begin] in grammar["alike"] and which_noun.agrees(scene, p, begin)  # as subject and as object
    governed = begin > scene.first and bool(tokens.words[begin - 1].bits & flag.PREPOSITIONS) and not alike
    plain = tokens.text[tokens.starts[begin + 1]].isupper() if begin + 1 < stop else False
    keeps = lows[begin] == article and (alike or begin == scene.first or lows[begin - 1] == ",")
    whole = f"{article} {tokens.written(begin + 1, stop)}"
    if not article and not governed and tokens.text[tokens.starts[begin]].isupper():
        return tokens.written(begin, stop)  # "Autos des Typs X"
    return whole if article and (plain or keeps) and not governed else _bare(scene, begin, stop)


def _bare(scene: Scene, begin: int, stop: int) -> str:
    """The noun of the phrase of these tokens without what describes it."""
    tokens = scene.tokens
    plain = (j for j in range(begin, stop) if not tokens.words[j].bits & flag.DETERMINERS)
    at = next((j for j in plain if tokens.text[tokens.starts[j]].isupper() and j not in scene.names.times), stop)
    end = at
    while end < stop and tokens.text[tokens.starts[end]].isupper():
        end += 1
    return tokens.written(at, end) if at < end else ""


def _aged(scene: Scene, begin: int, stop: int, table: str) -> str:
    """ "Ein 34-Jähriger" for "einen 34-Jährigen" as the subject; whom nothing else ends so stays as he is."""
    tokens, lows = scene.tokens, scene.tokens.lows
    articles = {a: b for a, _, b in (pair.partition("=") for pair in scene.words.grammar[table])}
    article, said = articles.get(lows[begin], ""), tokens.written(begin + 1, stop)
    strong = (pair.split("=") for pair in scene.words.grammar["strong"] if table == "as_subject")
    said = next((said.removesuffix(a) + b for a, b in strong if said.endswith(a) and article != lows[begin]), said)
    return f"{article} {said}" if article else ""
