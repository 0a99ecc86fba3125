"""The headline of a relative clause that its verb closes, told as a main clause: "Kurt Ott, der in Rom gelandet war"
is "Ott war in Rom gelandet".

Nothing is inflected but an article: a noun that stands in another case beside an adjective loses both.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract import flag, which_last
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
    if which_last.is_subject(tokens, p, group, words, scene.names):
        who = who or _noun(scene, p, "as_subject")
        return _fitted(f"{who} {finite}", middle, done, words) if who else ""
    subject, *rest = middle or [""]
    if not subject or is_governed(subject, words) or not any(word[0].isupper() for word in subject.split()):
        return ""
    if tokens.lows[p] in words.grammar["owned_by"]:  # "ein Arzt, dessen Haus abbrannte"
        owner = scene.people.ending_at(which_last.comma_before(tokens, p))
        subject = f"{subject} von {owner[0].text}" if owner and " " not in subject else subject
        return _fitted(f"{subject} {finite}", rest, done, words)
    first, *rest = with_second(f"{subject} {finite}", finite, rest, words)
    what = _object(scene, p)
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


def _object(scene: Scene, p: int) -> str:
    """What the pronoun at token p stands for, as an object or behind its preposition; "" where its case is another."""
    tokens, lows = scene.tokens, scene.tokens.lows
    if lows[p - 1] != ",":
        noun = _bare(scene, p)
        return f"{lows[p - 1]} {lows[p]} {noun}" if noun and lows[p] in scene.words.grammar["definite"] else ""
    if lows[p] not in scene.words.grammar["whom"]:
        return ""
    if named := scene.people.ending_at(p - 1):
        return named[0].text
    return _noun(scene, p, "as_object") if tokens.words[p].bits & flag.DETERMINERS else ""


def _noun(scene: Scene, p: int, table: str) -> str:
    """The noun phrase before the comma of the pronoun at token p, with the article that the `table` gives it; the bare
    noun where a preposition governs it or an adjective has the ending of another case."""
    tokens, lows, comma = scene.tokens, scene.tokens.lows, which_last.comma_before(scene.tokens, p)
    begin = phrase_before(scene, scene.first, comma)
    if begin >= comma:
        return ""
    if begin - 3 >= scene.first and lows[begin - 1] == "-" and lows[begin - 2].isdigit():
        begin -= 2 + bool(tokens.words[begin - 3].bits & flag.DETERMINERS)  # "ein 19-Jähriger, der"
    articles = {a: b for a, _, b in (pair.partition("=") for pair in scene.words.grammar[table])}
    article = articles.get(lows[begin], "") if tokens.words[begin].bits & flag.DETERMINERS else ""
    governed = begin > scene.first and bool(tokens.words[begin - 1].bits & flag.PREPOSITIONS)
    bare = _bare(scene, p)
    plain = tokens.text[tokens.starts[begin + 1]].isupper() if begin + 1 < comma else False
    opens = begin == scene.first or lows[begin - 1] == ","
    keeps = lows[begin] == article and opens
    return f"{article} {tokens.written(begin + 1, comma)}" if article and (plain or keeps) and not governed else bare


def _bare(scene: Scene, p: int) -> str:
    """The noun before the comma without what describes it."""
    tokens, stop = scene.tokens, which_last.comma_before(scene.tokens, p)
    at = stop
    while at > scene.first and tokens.text[tokens.starts[at - 1]].isupper() and at - 1 not in scene.names.times:
        if tokens.words[at - 1].bits & flag.DETERMINERS:
            break
        at -= 1
    return tokens.written(at, stop) if at < stop else ""
