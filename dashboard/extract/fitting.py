"""As many phrases of a clause as a headline holds, none of them cut.

Where not all fit, articles go first, then the last "of …" of a phrase, then whole phrases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dashboard.extract.lexicon import Lexicon
from dashboard.extract.phrases import LONGEST, Grammar, plain


def fit(lexicon: Lexicon, head: str, parts: Sequence[str], room: int = LONGEST) -> str:
    """Head and as many of the parts as fit, in order; without articles where that makes all, or the first, fit.

    With more `room` than the usual the first part comes alone: without its complement, else whole."""
    grammar = lexicon.grammar
    for n, part in enumerate(parts):
        if _holds(part, grammar["here"]):
            elsewhere = _without(part, grammar) if n else ""
            parts = [*parts[:n], elsewhere] if elsewhere else parts[:n]
            if not parts:
                return ""
            break
    if room > LONGEST and parts:
        whole = (f"{head} {part}" for part in (_uncomplemented(parts[0], grammar), parts[0]) if part)
        return next((trim(label, grammar) for label in whole if len(label) <= room), "")
    full = " ".join((head, *parts)).strip()
    if len(full) <= LONGEST:
        return trim(full, grammar)
    full, count, cut = _filled(lexicon, head, parts)
    if cut or count < len(parts):
        bare, more, short = _filled(lexicon, head, [plain(part, lexicon.articles) for part in parts])
        if count == 0 or (more == len(parts) and not short) or (cut and not short and more >= count):
            full, count = bare, more
    if not count and parts and parts[0].partition(" ")[0] in grammar["possessive"]:  # "extend | their exercise Resolve"
        full, count, _ = _filled(lexicon, head, [parts[0].partition(" ")[2], *parts[1:]])
    if not (count or not parts):
        return ""
    all_said = len(full) >= len(plain(" ".join((head, *parts)), lexicon.articles))
    return trim(full if all_said else _without_stub(full, lexicon.stubs), grammar)


def _without(part: str, grammar: Grammar) -> str:
    """A phrase up to the last "of …" behind which "our" and the like stand: "to the issues of security | of our state";
    "" where they stand before it, or it says nothing alone."""
    while part and _holds(part, grammar["here"]):
        part = part.rpartition(" of ")[0]
    return "" if _wants_complement(part, grammar) else part


def _holds(part: str, listed: frozenset[str]) -> bool:
    """One of the words stands in the phrase, alone or with a mark or another word at it, but for a full stop behind."""
    for word in part.split(" "):
        if word in listed or not (word.isalnum() or _any_of(listed).search(word) is None):
            return True
    return False


@cache
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    """One of the words, whole, and no full stop behind it; nothing where there are none."""
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})\b(?!\.)" if words else "(?!)")


def _without_stub(label: str, stubs: tuple[str, ...]) -> str:
    """A label that had to leave something out, without a phrase at its end that says nothing by itself."""
    low = label.lower()
    if not low.endswith(stubs):
        return label
    return label[: -len(next(stub for stub in stubs if low.endswith(stub)))].rstrip()


def _uncomplemented(part: str, grammar: Grammar) -> str:
    """A phrase without its last "of …", "" where it says nothing without it: "a number of jets"."""
    before, _, complement = part.rpartition(" of ")
    empty = not before or before.split()[-1].lower() in grammar["quantities"] | grammar["counting"]
    return "" if empty or not complement else before


def _filled(lexicon: Lexicon, head: str, parts: Sequence[str]) -> tuple[str, int, bool]:
    """Head and the parts that fit, how many these are, and whether the last of them had to lose its complement."""
    label = head
    for n, part in enumerate(parts):
        longer = f"{label} {part}".strip()
        if len(longer) > LONGEST and n and " of " in part:
            shorter = _shorter(part, LONGEST - len(label) - 1, lexicon.grammar)
            return (f"{label} {shorter}", n + 1, True) if shorter else (label, n, False)
        if len(longer) > LONGEST and not n and ", " in part:
            if noun := _one_noun(part, lexicon):
                longer = f"{label} {noun}".strip()
                return (longer, 1, False) if len(longer) <= LONGEST else (label, 0, False)
            first = part.partition(", ")[0]
            if any(word[:1].isupper() for word in first.split()[-2:]):  # "Norway and others", but "supply depots"
                first = lexicon.patterns["others"].format(who=first)
            return f"{label} {first}".strip(), 1, False
        if len(longer) > LONGEST:
            joined = part.partition(" ")[0] == lexicon.patterns["and"]  # "on British | and Irish markets"
            first = parts[n - 1].partition(" ")[0] if n else ""
            if n > 1 and joined and (parts[n - 1].count(" ") < 2 or first in lexicon.grammar["pairing"]):
                return label[: -len(parts[n - 1])].rstrip(), n - 1, False
            return label, n, False
        label = longer
    return label, len(parts), False


def _shorter(part: str, room: int, grammar: Grammar) -> str:
    """A phrase without as many of its last "of …" as must go, what they belong to stays whole: "to the issues of energy
    security | of the state"; "" where nothing fits."""
    before, _, complement = part.rpartition(" of ")
    while before and (
        len(before) > room or _wants_complement(before, grammar) or _is_named(before, complement, grammar)
    ):
        before, _, complement = before.rpartition(" of ")
    counts = before.rpartition(" ")[2].lower() in grammar["quantities"] | grammar["counting"]  # "a number of jets"
    return "" if counts else before


def _is_named(before: str, complement: str, grammar: Grammar) -> bool:
    """A name goes on over "of": "the Battle | of Blue Licks"."""
    last = before.rpartition(" ")[2]
    return last[:1].isupper() and complement[:1].isupper() and last.lower() in grammar["named_of"]


def _wants_complement(part: str, grammar: Grammar) -> bool:
    """A phrase behind a preposition says nothing without the "of …" behind it: "about the course", "off the coast"."""
    governed, _, noun = part.rpartition(" ")
    return noun.lower() in grammar["relational"] and governed.partition(" ")[0].lower() in grammar["prepositions"]


def _one_noun(part: str, lexicon: Lexicon) -> str:
    """A list of adjectives with the last alone: "seven bright young men" of "seven kind, gifted and bright young men";
    "" where nouns are listed."""
    *before, last = part.replace(f" {lexicon.patterns['and']} ", ", ").split(", ")
    first, grammar = before[0].split() if before else [], lexicon.grammar
    words = last.split()
    counts = len(first) == 2 and (first[0].lower() in grammar["determiners"] or first[0].isdigit())
    plain = all(item.islower() and " " not in item for item in (*before[1:], first[-1])) if counts else False
    noun = len(words) > 1 and words[0].islower() and words[0] not in grammar["determiners"] and words[0][0].isalpha()
    bare = noun and words[1].islower() and words[1] not in grammar["prepositions"]
    return f"{first[0]} {last}" if plain and bare and len(before) > 1 else ""


def trim(label: str, grammar: Grammar) -> str:
    """Without words at the end that want another behind them."""
    before, _, last = label.rpartition(" ")
    while last.lower().strip(",") in grammar["open"] and not _is_month(before, last):
        label = before
        before, _, last = label.rpartition(" ")
    return _unaddressed(label.strip(" ,;:–—-"), grammar)


def _is_month(before: str, last: str) -> bool:
    """What wants another word behind it where it is small is a month behind its day: "a closing date of 3 May"."""
    return last[:1].isupper() and before[-1:].isdigit()


def _unaddressed(label: str, grammar: Grammar) -> str:
    """Without the telling at its end of which nobody hears what is told: "calls Holm | to tell her"."""
    words = label.split(" ")
    verb = len(words) - 1 - (words[-1] in grammar["him"])
    if verb > 2 and words[verb] in grammar["addressing"] and words[verb - 1] in grammar["to"]:
        return " ".join(words[: verb - 1])
    return label
