"""A saying told by its own words: a quotation short enough for a headline says more than that somebody spoke.

Only a whole sentence, or what its quotation marks hold of it, and only where a reader of the headline alone knows of
whom it speaks: "we" is the speaker, "he" is nobody.
"""

from __future__ import annotations

import re

from dashboard.extract import flag
from dashboard.extract.lexicon import BASE, FUTURE, NONE, PART, PAST, S
from dashboard.extract.phrases import LONGEST, WIDEST
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group

_MARKS = '“”„«»"'
_WHOLE = re.compile(rf"(?<!\S)[“„«\"]([^{_MARKS}]+)[”“»\"](?!\w)")
_OPENED = re.compile(rf"(?<!\S)[“„«\"]([^{_MARKS}]+)$")  # closed by a later sentence
_CLOSED = re.compile(rf"^([^{_MARKS}]+)[”»\"]")  # opened by an earlier one
_CUT = re.compile(r"[\[\]…()]|\.\.\.")
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_POINTING = flag.HE_SHE | flag.IT | flag.THEY | flag.SIE
_NEVER_FIRST = flag.AUXILIARIES | flag.JOINS
_FEWEST = 3  # words of a quotation that tells something


def headline(scene: Scene, who: str) -> str:
    """ "Berg: “We are at war”" where the sentence at hand quotes so much and no more; "" where it does not."""
    if not scene.quoted:
        return ""
    pattern = scene.words.patterns.get("quoted", "")
    text = " ".join(scene.article.text[scene.sentence.start : scene.sentence.end].split())
    goes_on = scene.first in scene.quoted
    for shape in (_WHOLE, _OPENED, *((_CLOSED,) if goes_on else ())):
        for match in shape.finditer(text) if pattern and who else ():
            said = match[1].strip(" ,.;:–—-")
            label = pattern.format(who=who, said=said[:1].upper() + said[1:])
            if len(label) <= (WIDEST if scene.words.free else LONGEST) and _stands(scene, said):
                return label
    return ""


def told_before(scene: Scene, group: Group, who: str) -> str:
    """ "Berg: Das Gericht entscheidet am Freitag" of "Das Gericht entscheidet am Freitag, sagte Berg"; "" where the
    sentence does not open with what is said, or that does not stand alone."""
    pattern, n = scene.words.patterns.get("told", ""), group.n
    if not (pattern and who and n) or scene.tokens.lows[group.start] != ",":
        return ""
    before = scene.groups[n - 1]
    if before.start != scene.first or before.head in scene.quoted or before.verb.happening == group.verb.happening:
        return ""
    said = scene.tokens.written(before.start, group.start)
    label = pattern.format(who=who, said=said)
    return label if len(label) <= WIDEST and _stands(scene, said) else ""


def _stands(scene: Scene, said: str) -> bool:
    """A clause with a subject and a verb, without a word that points at something told before."""
    if _CUT.search(said):
        return False
    spelled = _WORD.findall(said)
    lows = [word.lower().replace("’", "'") for word in spelled]
    flags = [scene.words.words.get(low, NONE).bits for low in lows]
    fewest = _FEWEST - (scene.words.free and not scene.words.grammar["definite"])
    if len(lows) < fewest or _points(scene, spelled, lows) or any(f & _POINTING for f in flags):
        return False
    if flags[0] & _NEVER_FIRST and not (scene.words.large and flags[0] & flag.DETERMINERS):
        return False
    if scene.words.free:
        ours = tuple(scene.words.grammar["we_do"])
        we = next((n for n, low in enumerate(lows) if low in scene.words.grammar["we"]), len(lows))
        do = any(low.endswith(ours) for low in lows[we + 1 : we + 3])  # "nous ne céderons pas"
        return do or any(_is_finite(scene, low) for low in lows[1:])
    tells = (
        n for n, f in enumerate(flags) if n and f & flag.AUXILIARIES and not flags[min(n + 1, len(flags) - 1)] & flag.TO
    )
    speaks = (n for n, f in enumerate(flags[:-1]) if f & flag.WE_YOU and scene.words.words.get(lows[n + 1], NONE).verb)
    return next(tells, -1) > 0 or next(speaks, -1) >= 0


def _points(scene: Scene, spelled: list[str], lows: list[str]) -> bool:
    """A word points at something told before; where nouns are written large, no article: "das Leid"."""
    anaphors = scene.words.grammar["anaphors"]
    if not scene.words.large:
        return not anaphors.isdisjoint(lows)
    articles = scene.words.grammar["definite"]
    behind = [*spelled[1:], ""]
    return any(
        low in anaphors and not (low in articles and after[:1].isupper())
        for low, after in zip(lows, behind, strict=True)
    )


def _is_finite(scene: Scene, low: str) -> bool:
    """The word is a finite verb, where order is free."""
    word = scene.words.words.get(low, NONE)
    if word.bits & flag.DETERMINERS:
        return False
    plan = bool(word.bits & (flag.AUXILIARIES | flag.PLAN))
    if scene.words.grammar["participle"] and word.verb is not None and word.verb.forms & PART:
        return True  # «Мы открыты для диалога»
    return plan or (
        word.verb is not None and bool(word.verb.forms & (S | PAST | FUTURE)) and not word.verb.forms & (PART | BASE)
    )
