"""Do two tellings in one way mean one matter? Who does it, to what, how many and on which side must not differ.

A label tells who before the word of its way and what behind it: "Norway | approves | the gun law". Words that stand in
many such labels ("law", "case") tell one from another only where there is no other word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dashboard.merge.policy import KEY, policy
from dashboard.model import EventMention

NO_WORDS: frozenset[str] = frozenset()
STEM = 4  # letters of a short verb whose forms open like it
MARKS = '.,:;()“”"'


@dataclass(frozen=True, slots=True)
class Matter:
    """The words before the one that tells the way, those behind it, all of them, and those of what it is about.

    Of whom it names some are only owners ("Berg's driver"), some `doers`, who do it to another ("Berg jails a rival").
    The `topic` is that of a body or paper ("a commission on floods"). At last how many it tells, which of several, and
    the sides it takes.
    """

    before: frozenset[str] = NO_WORDS
    behind: frozenset[str] = NO_WORDS
    words: frozenset[str] = NO_WORDS
    thing: frozenset[str] = NO_WORDS
    owners: frozenset[str] = NO_WORDS
    doers: frozenset[str] = NO_WORDS
    topic: frozenset[str] = NO_WORDS
    numbers: frozenset[str] = NO_WORDS
    ranks: frozenset[str] = NO_WORDS
    sides: frozenset[tuple[int, int]] = frozenset()


NOTHING_SAID = Matter()


@dataclass(frozen=True, slots=True)
class Told:
    """A mention with the words of its ways, all its words and those of what it is about, cut as keywords are."""

    mention: EventMention
    tells: frozenset[str]
    words: frozenset[str]
    thing: frozenset[str]
    language: str


def matter_of(told: Told) -> Matter:
    """What a mention says, by its label."""
    m, p = told.mention, policy()
    label = [word.strip(MARKS) for word in split(m.label)]
    telling = [_is_of(word, told.tells) for word in label]
    at = telling.index(True) if True in telling else -1
    aside = p.empty | told.tells | {word[:KEY] for place in m.places for word in split(place)}
    aside |= {word[:KEY] for word, tells in zip(label, telling, strict=True) if tells}
    end = len(until(label, p.because.get(told.language, NO_WORDS)))
    before = _content(until(label[: max(at, 0)], p.apart.get(told.language, NO_WORDS)), aside)
    named = frozenset([word[:KEY] for name in (*m.actors, *m.via) for word in split(name)])
    return Matter(
        before,
        _content(until(label[at + 1 : end], p.where.get(told.language, NO_WORDS)), aside) if at >= 0 else NO_WORDS,
        (told.words | named) - p.empty,
        told.thing - aside - frozenset([*m.keywords[:1], *[word[:KEY] for word in label[end:]]]),
        _owners(m.label, tuple(p.owner.get(told.language, ()))),
        _content(label[: _place(label, p.does.get(told.language, NO_WORDS))], p.empty),
        _topic(label, frozenset(m.keywords[:1]), told.language) - aside,
        _numbers(label),
        p.ranks.intersection(label),
        _sides(told.words, told.language),
    )


def together(told: list[Matter]) -> Matter:
    """What several mentions of one event say."""
    return Matter(
        NO_WORDS.union(*[m.before for m in told]),
        NO_WORDS.union(*[m.behind for m in told]),
        NO_WORDS.union(*[m.words for m in told]),
        NO_WORDS.union(*[m.thing for m in told]),
        NO_WORDS.union(*[m.owners for m in told]),
        NO_WORDS.union(*[m.doers for m in told]),
        NO_WORDS.union(*[m.topic for m in told]),
        NO_WORDS.union(*[m.numbers for m in told]),
        NO_WORDS.union(*[m.ranks for m in told]),
        NOTHING_SAID.sides.union(*[m.sides for m in told]),
    )


def opposed(one: Matter, two: Matter) -> bool:
    """The two took other sides of one question: approved and rejected, won and lost, raised and cut."""
    if one.sides == two.sides:
        return False
    rows = {row for row, _ in one.sides} & {row for row, _ in two.sides}
    shared = {row for row, _ in one.sides & two.sides}
    return not rows <= shared


def differ(here: frozenset[str], there: frozenset[str], one: frozenset[str], two: frozenset[str]) -> bool:
    """Both parts say something, and neither a word of the other telling: "the gun law", "the abortion law".

    `one` and `two` are all the words of the two tellings.
    """
    mine, theirs = specific(here), specific(there)
    return bool(mine and theirs) and mine.isdisjoint(two) and theirs.isdisjoint(one)


def specific(words: frozenset[str]) -> frozenset[str]:
    """Without the words that many such things have, where others are left."""
    return (words - policy().generic) or words


def _topic(label: list[str], verb: frozenset[str], language: str) -> frozenset[str]:
    """The words behind the first that tells what something is about, as far as the next phrase or the verb."""
    opens = policy().topic.get(language, NO_WORDS)
    at = next((n for n, word in enumerate(label) if word in opens), -1)
    if at < 0:
        return NO_WORDS
    behind = until(label[at + 1 :], policy().apart.get(language, NO_WORDS))
    end = next((n for n, word in enumerate(behind) if _is_of(word, verb)), len(behind))
    return _content(behind[:end], NO_WORDS)


def _place(label: list[str], forms: frozenset[str]) -> int:
    """Where the first of some forms of one word or two stands, 0 where none does."""
    for n, word in enumerate(label):
        if word in forms or (n + 1 < len(label) and f"{word} {label[n + 1]}" in forms):
            return n
    return 0


def _numbers(label: list[str]) -> frozenset[str]:
    """How many it tells, one aside: "a" and "one" count nothing."""
    numbers = policy().numbers
    found = frozenset([numbers.get(word, word) for word in label])
    return frozenset([number for number in found if number.isdigit() and number != "1"])


def _sides(words: frozenset[str], language: str) -> frozenset[tuple[int, int]]:
    """The questions, by number, of which it takes a side, each with the number of that."""
    found = set()
    for word in words:
        for phrase, place in _sides_by_word(language).get(word, ()):
            if words.issuperset(phrase):
                found.add(place)
    return frozenset(found)


@cache
def _sides_by_word(language: str) -> dict[str, list[tuple[tuple[str, ...], tuple[int, int]]]]:
    """By a word of theirs the phrases that take a side, each with the numbers of question and side."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[int, int]]]] = {}
    for row, question in enumerate(policy().opposites):
        for side, phrases in enumerate(question.get(language, ())):
            for phrase in phrases:
                found.setdefault(phrase[0], []).append((phrase, (row, side)))
    return found


def _owners(label: str, endings: tuple[str, ...]) -> frozenset[str]:
    """The words of names that only tell whose somebody is: "Ada Berg's driver"."""
    words = label.replace("’", "'").split() if endings else []
    found = set()
    for n, word in enumerate(words):
        if word.endswith(endings):
            found.add(word.partition("'")[0].casefold()[:KEY])
            while n > 0 and words[n - 1][0].isupper():
                n -= 1
                found.add(words[n].casefold()[:KEY])
    return frozenset(found)


def _is_of(word: str, tells: frozenset[str]) -> bool:
    """A form of one of them: "elected", "jails"."""
    return word[:KEY] in tells or (word[:STEM] in tells or word[: STEM + 1] in tells)


def _content(words: Iterable[str], aside: frozenset[str]) -> frozenset[str]:
    numbers = policy().numbers
    return frozenset([
        word[:KEY]
        for word in words
        if len(word) > 2 and word[:KEY] not in aside and word not in numbers and not word[0].isdigit()
    ])  # fmt: skip


def until(words: list[str], ends: frozenset[str]) -> list[str]:
    """The words before the first of those that end it."""
    return words[: next((n for n, word in enumerate(words) if word in ends), len(words))]


def split(text: str) -> list[str]:
    """The words of a label or name in small letters, parts behind a hyphen or apostrophe by themselves."""
    return text.casefold().replace("’", " ").replace("'", " ").replace("-", " ").split()
