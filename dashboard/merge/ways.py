"""What is expected in one word is reported in another: a vote as an approval, a verdict as a conviction.

`data/rules/all.merge.toml` lists these ways with their words. What a mention says is taken from its keywords and its
label, so that a timeline without the texts of its articles is the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter

from dashboard.merge.matter import NO_WORDS, Matter, Told, differ, matter_of, together
from dashboard.merge.policy import KEY, policy
from dashboard.merge.registry import slug
from dashboard.model import ActorMention, Block, Event, EventMention, Reading, Role, Status
from dashboard.rules import rules

NO_READINGS: dict[str, Reading] = {}
WORD = 3  # letters of a word of a label that tells something
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way: the kinds of happening on both sides, and whether both must name one thing ("the bid", "the law")
    or whom it befalls, to whom another may have `done` it; `unless` are words that make it another."""

    name: str
    thing: bool
    whom: bool
    done: bool
    unless: frozenset[str]
    expected: frozenset[str]
    happened: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of one language by their first words, each with its way: of what is expected, and of its report."""

    of: dict[str, list[tuple[Phrase, Way]]]
    by: dict[str, list[tuple[Phrase, Way]]]


@cache
def of_a_thing(name: str) -> bool:
    """In the way of this name somebody does many things: both must name one."""
    return any(row["thing"] for row in rules("all.merge")["way"] if row["name"] == name)


@cache
def _phrases(language: str) -> _Phrases:
    found = _Phrases({}, {})
    for row in rules("all.merge")["way"]:
        unless = frozenset([word[:KEY] for word in row.get("unless", ())])
        kinds = frozenset(row["expected"]), frozenset(row["happened"])
        way = Way(row["name"], row["thing"], row.get("whom", False), row.get("done", False), unless, *kinds)
        for table, said in ((found.of, row["of"]), (found.by, row["by"])):
            for words in said.get(language, ()):
                phrase = tuple([word[:KEY] for word in words.split()])
                table.setdefault(phrase[0], []).append((phrase, way))
    return found


class Ways:
    """What the events of a collection expect and tell, each asked once; `readings` are its articles by id."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings
        self._expects: dict[str, dict[str, Way]] = {}
        self._tells: dict[str, frozenset[str]] = {}
        self._things: dict[str, frozenset[str]] = {}
        self._spoken: dict[str, frozenset[str]] = {}
        self._matters: dict[str, Matter] = {}
        self._scenes: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def expects(self, event: Event) -> dict[str, Way]:
        """The ways, by name, in which what is expected may come."""
        if event.id not in self._expects:
            told = [way for m in event.mentions for _, way in _longest(_fitting(m, self._phrases(m), True))]
            self._expects[event.id] = {way.name: way for way in told}
        return self._expects[event.id]

    def tells(self, event: Event) -> frozenset[str]:
        """The names of the ways whose outcome an event tells."""
        if event.id not in self._tells:
            told = [way.name for m in event.mentions for _, way in _fitting(m, self._phrases(m), False)]
            self._tells[event.id] = frozenset(told)
        return self._tells[event.id]

    def speaks_of(self, event: Event) -> frozenset[str]:
        """The names of the ways in which that may come of which an event tells anything: "the launch was put off"."""
        if event.id not in self._spoken:
            told = [way.name for m in event.mentions for _, way in _longest(_said(self._phrases(m).of, said_in(m)))]
            self._spoken[event.id] = frozenset(told)
        return self._spoken[event.id]

    def share_a_way(self, one: Event, two: Event) -> bool:
        """Both speak of what can come in one way: "the flight is planned", "no launch"."""
        return not self.speaks_of(one).isdisjoint(self.speaks_of(two))

    def _phrases(self, m: EventMention) -> _Phrases:
        return _phrases(_language(self._readings.get(m.article)))

    def thing(self, event: Event) -> frozenset[str]:
        """The words of what it is about."""
        if event.id not in self._things:
            told = [word for m in event.mentions for word in thing_of(m, self._readings.get(m.article))]
            self._things[event.id] = frozenset(told)
        return self._things[event.id]

    def of_one_thing(self, one: Event, two: Event) -> bool:
        """Half of the words of what one is about are those of the other: "the Vela rocket", not "the Orion rocket"."""
        here, there = self.thing(one), self.thing(two)
        return 2 * len(here & there) >= min(len(here), len(there)) > 0

    def matter(self, event: Event) -> Matter:
        """What its mentions say of who, what and how many."""
        if event.id not in self._matters:
            told = [told_by(m, self._readings.get(m.article)) for m in event.mentions]
            self._matters[event.id] = told[0] if len(told) == 1 else together(told)
        return self._matters[event.id]

    def differ(self, expected: Event, other: Event) -> bool:
        """They are about two things, done by two or done to two: "vote on the gun law", "approved the abortion law"."""
        one, two = self.matter(expected), self.matter(other)
        partners = _name_words(_acting(expected) - _acting(other)) if len(expected.actors) > 1 else NO_WORDS
        said = one.words
        if one.thing and one.thing <= policy().generic:  # "the bill": what bill, the paragraph says
            said |= self.scene(expected)[1]
        parts = [(one.behind or partners, two.behind)]
        if not (expected.actors or expected.via or other.actors or other.via):
            parts.append((one.before, two.before))
        foreseen = self.expects(expected).values()
        if not foreseen or any(way.thing or way.whom for way in foreseen):
            parts.append((one.thing, two.thing))
        if any(way.whom for way in foreseen):  # "verdict in the trial": "guilty of bribery"
            generic = policy().generic
            parts = [(here - generic, there - generic) for here, there in parts]
        return any(differ(here, there, said, two.words) for here, there in parts)

    def befalls(self, expected: Event, other: Event, done: bool) -> bool:
        """It befalls whom it was to befall: it names him, not as owner alone, nor as who does it to another."""
        one, two = self.matter(expected), self.matter(other)
        names = _name_words(_acting(expected)) or one.before | one.behind
        if not names:
            return True
        spelled = [_name_words([name]) for name in _acting(other)]
        owners = two.owners.union(*[words for words in spelled if not two.owners.isdisjoint(words)])
        return not names.isdisjoint(two.words - owners) and not (done and not names.isdisjoint(two.doers))

    def scene(self, event: Event) -> tuple[frozenset[str], frozenset[str]]:
        """Who acts, by id, and of what there is talk, where it is told: in the same paragraph and in the headline."""
        if event.id not in self._scenes:
            who: set[str] = set()
            words: set[str] = set()
            for m in event.mentions:
                reading = self._readings.get(m.article)
                if reading is not None:
                    spans = _around(reading, m)
                    here = [a for start, end in spans for a in _named_in(reading, start, end)]
                    who |= {slug(a.actor) for a in here if a.role is Role.ACTOR}
                    told = [e for e in reading.events if _within(e.trigger[0], spans)]
                    words |= {word for e in told for word in said_in(e)}
            self._scenes[event.id] = (frozenset(who), frozenset(words - policy().empty))
        return self._scenes[event.id]

    def about(self, event: Event) -> frozenset[str]:
        """The words of what it is about, and of what there is talk where it is told."""
        return self.thing(event) | self.scene(event)[1]

    def named(self, event: Event) -> frozenset[str]:
        """Whom its clauses name, by id, acting or not: "wins the Panama election"."""
        found: set[str] = set()
        for m in event.mentions:
            reading = self._readings.get(m.article)
            if reading is not None:
                found |= {slug(a.actor) for a in _named_in(reading, m.start, m.end)}
        return frozenset(found)


def ways_of(m: EventMention, reading: Reading | None) -> frozenset[str]:
    """The names of the ways whose outcome a mention tells, of what lies ahead those in which it may come."""
    ahead = m.status is Status.EXPECTED or m.status is Status.POSSIBLE
    return frozenset([way.name for _, way in _fitting(m, _phrases(_language(reading)), ahead)])


def thing_of(m: EventMention, reading: Reading | None) -> frozenset[str]:
    """The words of what a mention is about: neither who acts nor those that tell a way."""
    phrases = _phrases(_language(reading))
    here = _named_in(reading, m.start, m.end) if reading is not None else ()
    spelled = [a.text for a in here if a.actor in m.actors or a.actor in m.via]
    aside = {part for name in (*m.actors, *m.via, *spelled) for part in _parts(name)}
    for ahead in (True, False):
        aside.update([word for phrase, _ in _fitting(m, phrases, ahead) for word in phrase])
    return said_in(m) - aside - policy().empty


def told_by(m: EventMention, reading: Reading | None) -> Matter:
    """What a mention says, parted by the words of its ways; of what is put off those in which it would have come."""
    language = _language(reading)
    phrases, words = _phrases(language), said_in(m)
    ahead = m.status is Status.EXPECTED or m.status is Status.POSSIBLE
    found = _said(phrases.of, words) if m.happening in policy().move else _fitting(m, phrases, ahead)
    tells = frozenset([word for phrase, _ in found for word in phrase])
    return matter_of(Told(m, tells, words, thing_of(m, reading), language))


def _acting(event: Event) -> frozenset[str]:
    """The names of who acts, as its mentions have them."""
    return frozenset([name for m in event.mentions for name in m.actors])


def _name_words(names: Iterable[str]) -> frozenset[str]:
    return frozenset([word for name in names for word in _parts(name)])


def _fitting(m: EventMention, phrases: _Phrases, ahead: bool) -> list[tuple[Phrase, Way]]:
    """The phrases that a mention has and whose ways fit its kind, of what is expected or of its report."""
    found = _said(phrases.of if ahead else phrases.by, said_in(m))
    if ahead and m.happening in policy().move:
        return found  # on the day to which it was put off
    return [(phrase, way) for phrase, way in found if m.happening in (way.expected if ahead else way.happened)]


def _longest(found: list[tuple[Phrase, Way]]) -> list[tuple[Phrase, Way]]:
    """Without those that are part of a longer one: a rate decision is no decision on anything."""
    if len(found) < 2:
        return found
    phrases = [frozenset(phrase) for phrase, _ in found]
    return [(phrase, way) for phrase, way in found if not any(frozenset(phrase) < longer for longer in phrases)]


def _named_in(reading: Reading, start: int, end: int) -> Sequence[ActorMention]:
    """The actor mentions that begin between two places of a text; found by halves, as a history has thousands."""
    first = bisect_left(reading.actors, start, key=attrgetter("start"))
    return reading.actors[first : bisect_left(reading.actors, end, first, key=attrgetter("start"))]


def _said(table: dict[str, list[tuple[Phrase, Way]]], words: frozenset[str]) -> list[tuple[Phrase, Way]]:
    """The phrases all of whose words are among these, each with its way."""
    return [said for word in words if word in table for said in table[word] if words.issuperset(said[0])]


def _language(reading: Reading | None) -> str:
    return (reading.article.language or "") if reading is not None else ""


def said_in(m: EventMention) -> frozenset[str]:
    """The words of a mention, cut as keywords are: those of its clause, and those of its label."""
    return frozenset((*m.keywords, *_parts(m.label)))


@lru_cache(maxsize=65536)
def _parts(text: str) -> tuple[str, ...]:
    """The words of a label or name, cut as keywords are."""
    words = text.casefold().replace("’", " ").replace("'", " ").replace("-", " ").split()
    return tuple([word[:KEY] for word in (word.strip(".,:;()") for word in words) if len(word) >= WORD])


def _around(reading: Reading, m: EventMention) -> list[tuple[int, int]]:
    """Start and end of the sentences of the paragraph in which a mention stands, and of the headline."""
    paragraphs = {s.paragraph for s in reading.sentences if s.start <= m.trigger[0] < s.end}
    return [(s.start, s.end) for s in reading.sentences if s.block is Block.HEADLINE or s.paragraph in paragraphs]


def _within(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
