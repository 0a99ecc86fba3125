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

from dashboard.merge.matter import NO_WORDS, Matter, Told, differ, matter_of, split, together
from dashboard.merge.policy import KEY, policy
from dashboard.merge.registry import slug
from dashboard.model import ActorMention, Block, Event, EventMention, Reading, Role, Status
from dashboard.rules import rules

NO_READINGS: dict[str, Reading] = {}
WORD = 3  # letters of a word of a label that tells something
ANY = ""  # stands for every kind of happening
Phrase = tuple[str, ...]
Table = dict[str, list[tuple[Phrase, "Way"]]]  # phrases by their first words, each with its way


@dataclass(frozen=True, slots=True)
class Way:
    """One way: the kinds of happening on both sides, and whether both must name one thing ("the bid", "the law")
    or whom it befalls, to whom another may have `done` it; who will have what is `open` nobody knows before; `unless`
    are words that make it another."""

    name: str
    thing: bool
    whom: bool
    done: bool
    open: bool
    unless: frozenset[str]
    expected: frozenset[str]
    happened: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of one language by kind of happening: of what is expected, there by `ANY` too, and of its report."""

    of: dict[str, Table]
    by: dict[str, Table]


@cache
def of_a_thing(name: str) -> bool:
    """In the way of this name somebody does many things: both must name one."""
    return any(row["thing"] for row in rules("all.merge")["way"] if row["name"] == name)


@cache
def _phrases(language: str) -> _Phrases:
    found = _Phrases({ANY: {}}, {})
    for row in rules("all.merge")["way"]:
        unless = frozenset([word[:KEY] for word in row.get("unless", ())])
        kinds = frozenset(row["expected"]), frozenset(row["happened"])
        asks = row["thing"], row.get("whom", False), row.get("done", False), row.get("open", False)
        way = Way(row["name"], *asks, unless, *kinds)
        for words in row["of"].get(language, ()):
            _list(found.of, (ANY, *row["expected"]), words, way)
        for words in row["by"].get(language, ()):
            _list(found.by, row["happened"], words, way)
    return found


def _list(tables: dict[str, Table], kinds: Iterable[str], words: str, way: Way) -> None:
    phrase = tuple([word[:KEY] for word in words.split()])
    for kind in kinds:
        tables.setdefault(kind, {}).setdefault(phrase[0], []).append((phrase, way))


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
            told = [way for m in event.mentions for _, way in _longest(_foreseen(m, self._phrases(m)))]
            self._expects[event.id] = {way.name: way for way in told}
        return self._expects[event.id]

    def tells(self, event: Event) -> frozenset[str]:
        """The names of the ways whose outcome an event tells."""
        if event.id not in self._tells:
            told = [way.name for m in event.mentions for _, way in _reported(m, self._phrases(m))]
            self._tells[event.id] = frozenset(told) if told else NO_WORDS
        return self._tells[event.id]

    def speaks_of(self, event: Event) -> frozenset[str]:
        """The names of the ways in which that may come of which an event tells anything: "the launch was put off"."""
        if event.id not in self._spoken:
            told = [way.name for m in event.mentions for _, way in _longest(_said(self._phrases(m).of[ANY], m))]
            self._spoken[event.id] = frozenset(told) if told else NO_WORDS
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
        if one.ranks and two.ranks and one.ranks.isdisjoint(two.ranks):
            return True
        partners = _name_words(_acting(expected) - _acting(other)) if len(expected.actors) > 1 else NO_WORDS
        said = one.words
        if one.thing and one.thing <= policy().generic:  # "the bill": what bill, the paragraph says
            said |= self.scene(expected)[1]
        told = self.tells(other) if other.status is not Status.EXPECTED else NO_WORDS
        expects = self.expects(expected)
        foreseen = [way for name, way in expects.items() if name in told] or list(expects.values())
        taken = _name_words(_acting(other)) if any(way.open for way in foreseen) else NO_WORDS
        parts = [(one.behind or partners, two.behind - taken)]
        parts.append((one.topic, two.topic))
        if not (expected.actors or expected.via or other.actors or other.via):
            parts.append((one.before, two.before))
        if not foreseen or any(way.thing or way.whom for way in foreseen):
            parts.append((one.thing, two.thing))
        if any(way.whom for way in foreseen):  # "verdict in the trial": "guilty of bribery"
            generic = policy().generic
            parts = [(here - generic, there - generic) for here, there in parts]
        return any(differ(here, there, said, two.words) for here, there in parts)

    def befalls(self, expected: Event, other: Event, done: bool) -> bool:
        """It befalls whom it was to befall: it names him, not as owner alone, nor as who does it to another; the court
        that is to rule and does befalls nobody."""
        one, two = self.matter(expected), self.matter(other)
        spelled = [_name_words([name]) for name in _acting(other)]
        does = two.doers.union(*[words for words in spelled if not words.isdisjoint(two.doers)]) if done else NO_WORDS
        acting = [_name_words([name]) for name in _acting(expected)]
        names = NO_WORDS.union(*[words for words in acting if words.isdisjoint(does)])
        names = names or (one.before | one.behind) - does
        if not (acting or one.before or one.behind):  # "its verdict in the case": whose, the paragraph says
            return not other.actors or not self.scene(expected)[0].isdisjoint(other.actors)
        owners = two.owners.union(*[words for words in spelled if not two.owners.isdisjoint(words)])
        return not names.isdisjoint(two.words - owners)

    def names_all(self, expected: Event, other: Event) -> bool:
        """Two or more are to take part, and it names all of them, acting or not."""
        names = [_words_in(name)[-1:] for name in _acting(expected)]
        words = self.matter(other).words if len(names) > 1 else NO_WORDS
        return len(names) > 1 and all(words.issuperset(name) for name in names)

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
    phrases = _phrases(_language(reading))
    found = _foreseen(m, phrases) if _is_ahead(m) else _reported(m, phrases)
    return frozenset([way.name for _, way in found]) if found else NO_WORDS


def thing_of(m: EventMention, reading: Reading | None) -> frozenset[str]:
    """The words of what a mention is about: neither who acts nor those that tell a way."""
    return _thing(m, reading, *_telling(m, reading))


def told_by(m: EventMention, reading: Reading | None) -> Matter:
    """What a mention says, parted by the words of its ways; of what is put off those in which it would have come."""
    foreseen, reported = _telling(m, reading)
    tells = foreseen if _is_ahead(m) or m.happening in policy().move else reported
    return matter_of(Told(m, tells, said_in(m), _thing(m, reading, foreseen, reported), _language(reading)))


def _is_ahead(m: EventMention) -> bool:
    return m.status is Status.EXPECTED or m.status is Status.POSSIBLE


def _telling(m: EventMention, reading: Reading | None) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a mention that tell a way: in which what is expected may come, and in which it came."""
    phrases = _phrases(_language(reading))
    foreseen = [word for phrase, _ in _foreseen(m, phrases) for word in phrase]
    return frozenset(foreseen), frozenset([word for phrase, _ in _reported(m, phrases) for word in phrase])


def _thing(
    m: EventMention, reading: Reading | None, foreseen: frozenset[str], reported: frozenset[str]
) -> frozenset[str]:
    here = _named_in(reading, m.start, m.end) if reading is not None else ()
    spelled = [a.text for a in here if a.actor in m.actors or a.actor in m.via]
    return said_in(m) - _name_words((*m.actors, *m.via, *spelled)) - foreseen - reported - policy().empty


def _acting(event: Event) -> frozenset[str]:
    """The names of who acts, as its mentions have them."""
    return frozenset([name for m in event.mentions for name in m.actors])


def _name_words(names: Iterable[str]) -> frozenset[str]:
    return frozenset([word for name in names for word in _words_in(name)])


def _foreseen(m: EventMention, phrases: _Phrases) -> list[tuple[Phrase, Way]]:
    """The phrases of a mention that tell how what is expected may come; what is put off may come in every way."""
    return _said(phrases.of.get(ANY if m.happening in policy().move else m.happening), m)


def _reported(m: EventMention, phrases: _Phrases) -> list[tuple[Phrase, Way]]:
    """The phrases of a mention that tell how it came."""
    return _said(phrases.by.get(m.happening), m)


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


def _said(table: Table | None, m: EventMention) -> list[tuple[Phrase, Way]]:
    """The phrases all of whose words are in a mention, each with its way; most kinds of happening have none."""
    if not table:
        return []
    words = said_in(m)
    if table.keys().isdisjoint(words):
        return []
    return [said for word in sorted(words) for said in table.get(word, ()) if words.issuperset(said[0])]


def _language(reading: Reading | None) -> str:
    return (reading.article.language or "") if reading is not None else ""


def said_in(m: EventMention) -> frozenset[str]:
    """The words of a mention, cut as keywords are: those of its clause, and those of its label."""
    parted = [first for key in m.keywords if "-" in key and len(first := key.partition("-")[0]) >= WORD]  # "Heron-1"
    return frozenset((*m.keywords, *parted, *_words_in(m.label)))


@lru_cache(maxsize=65536)
def _words_in(text: str) -> tuple[str, ...]:
    """The words of a label or name, cut as keywords are."""
    return tuple([word[:KEY] for word in (word.strip(".,:;()") for word in split(text)) if len(word) >= WORD])


def _around(reading: Reading, m: EventMention) -> list[tuple[int, int]]:
    """Start and end of the sentences of the paragraph in which a mention stands, and of the headline."""
    paragraphs = {s.paragraph for s in reading.sentences if s.start <= m.trigger[0] < s.end}
    return [(s.start, s.end) for s in reading.sentences if s.block is Block.HEADLINE or s.paragraph in paragraphs]


def _within(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
