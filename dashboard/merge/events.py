"""Mentions become events: what several sentences and articles say of one happening is put together, and can say why.

A pair of mentions is judged by one table of weights (`data/rules/all.merge.toml`); pairs are looked for only among
mentions that share an actor, a place or an article, nearest dates first, so that the cost grows as n log n. The best
pairs join first, and a cluster never takes in a date or a status that contradicts it. The result does not depend on the
order of the input.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from dashboard import edtf
from dashboard.model import Actor, Block, Event, EventMention, Reading, Status, short_id
from dashboard.rules import rules

_SUMMARY = frozenset((Block.HEADLINE, Block.BULLET, Block.CAPTION, Block.HEADING))
_REAL = frozenset((Status.HAPPENED, Status.ONGOING))
_SPEECH = frozenset(("say", "announce", "warn", "accuse", "deny", "demand", "support"))


def cluster(readings: Sequence[Reading], registry: Mapping[str, Actor], known: Mapping[str, str]) -> tuple[Event, ...]:
    """The events of a collection, by date, undated last.

    `registry` maps actor ids to actors, whose names the mentions bear; `known` maps mention ids to event ids given
    earlier, so that an event keeps its id when articles are added.
    """
    facts = [_Fact.of(n, m, r) for n, (m, r) in enumerate(_ordered(readings))]
    groups = _Clusters(facts)
    for score, one, two, why in sorted(_pairs(facts), key=lambda p: (-p[0], facts[p[1]].order, facts[p[2]].order)):
        groups.join(one, two, score, why)
    ids = _ids(groups.members(), facts, known)
    names = {actor.name: key for key, actor in registry.items()}
    events = [
        _event(key, [facts[n] for n in members], groups.why.get(root, ()), names)
        for (root, members), key in zip(groups.members(), ids, strict=True)
    ]
    return tuple(sorted(events, key=_by_date))


def explain(one: EventMention, two: EventMention) -> tuple[float, tuple[str, ...]]:
    """How strongly two mentions look like one happening, and the reasons."""
    return _score(_Fact.of(0, one, None), _Fact.of(1, two, None))


# ---- facts of a mention, read once ---------------------------------------------------------------
@dataclass(slots=True)
class _Fact:
    order: int
    mention: EventMention
    first: date | None
    last: date | None
    exact: bool  # the date is a week long at most
    day: date | None  # where the mention stands in time for the search: its date, else its publication
    actors: frozenset[str]
    places: frozenset[str]
    circle: frozenset[str]  # actors and those they belong to
    words: frozenset[str]
    paragraph: int

    @staticmethod
    def of(order: int, m: EventMention, reading: Reading | None) -> _Fact:
        first, last = edtf.bounds(m.date) if m.date else (None, None)
        paragraph = -1
        if reading is not None:
            paragraph = next((s.paragraph for s in reading.sentences if s.start <= m.start < s.end), -1)
        return _Fact(
            order, m, first, last, bool(first and last and (last - first).days < 8), first or last or m.published,
            frozenset(m.actors), frozenset(m.places), frozenset((*m.actors, *m.via)), frozenset(m.keywords), paragraph,
        )  # fmt: skip


def _ordered(readings: Iterable[Reading]) -> list[tuple[EventMention, Reading]]:
    """Every mention with its reading, in an order that depends on the articles alone."""
    pairs = [(m, r) for r in readings for m in r.events]
    return sorted(pairs, key=lambda p: (p[0].published or date.max, p[0].article, p[0].start, p[0].trigger, p[0].id))


# ---- candidates and their score ------------------------------------------------------------------
@cache
def _table() -> tuple[
    dict[str, tuple[float, str]], float, int, dict[str, frozenset[str]], frozenset[str], frozenset[str]
]:
    data: dict[str, Any] = rules("all.merge")
    weights = {name: (row["weight"], row["why"]) for name, row in data["weights"].items()}
    alike: dict[str, set[str]] = defaultdict(set)
    for family in data["alike"]:
        for name in family:
            alike[name] |= set(family)
    return (
        weights, data["enough"], data["window"], {k: frozenset(v) for k, v in alike.items()},
        frozenset(data["recurring"]), frozenset(data["once"]),
    )  # fmt: skip


def _pairs(facts: list[_Fact]) -> Iterable[tuple[float, int, int, tuple[str, ...]]]:
    """Scored pairs that are enough, each once."""
    _, enough, window, _, _, _ = _table()
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        shared = family(fact.mention.happening)
        blocks[("article", fact.mention.article, shared)].append(n)
        for name in fact.actors:
            blocks[("actor", name, shared)].append(n)
        for name in fact.places:
            blocks[("place", name, shared)].append(n)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) < 2:
            continue
        members.sort(key=lambda n: (facts[n].day or date.max, facts[n].order))
        for i, one in enumerate(members):
            for two in members[i + 1 : i + 1 + window]:
                pair = (one, two) if one < two else (two, one)
                if pair in seen:
                    continue
                seen.add(pair)
                score, why = _score(facts[pair[0]], facts[pair[1]])
                if score >= enough:
                    yield score, *pair, why


@cache
def family(happening: str) -> str:
    """The name that kinds telling one story share."""
    alike = _table()[3]
    return min(alike.get(happening, (happening,)))


def _score(one: _Fact, two: _Fact) -> tuple[float, tuple[str, ...]]:
    """Sum of the weights that apply, and their reasons; -9 where the two cannot be one."""
    weights, _, _, alike, _, once = _table()
    a, b = one.mention, two.mention
    if (a.status in _REAL) != (b.status in _REAL) or (a.status is Status.DENIED) != (b.status is Status.DENIED):
        return -9.0, ()
    found: list[tuple[float, str]] = []
    if a.happening == b.happening:
        found.append(weights["same_kind"])
    elif b.happening in alike.get(a.happening, ()):
        found.append(weights["alike_kind"])
    else:
        return -9.0, ()
    same_article = a.article == b.article
    likeness = _likeness(one.words, two.words)
    speech = a.happening in _SPEECH and b.happening in _SPEECH
    if a.date and b.date:
        if one.first == two.first and one.last == two.last:
            found.append(weights["same_day"])
        elif edtf.overlap(a.date, b.date):
            if not same_article and likeness < 0.4 and not (one.exact and two.exact):
                return -9.0, ()
            found.append(weights["compatible"])
        elif not _can_conflict(one, two, likeness, once):
            return -9.0, ()
    elif not same_article and (likeness < 0.5 or not _near(a.published, b.published)):
        return -9.0, ()
    else:
        found.append(weights["undated_here" if same_article else "undated_elsewhere"])
    shared = len(one.actors & two.actors)
    if shared:
        found.append(weights["actor"])
        if shared > 1:
            found.append(weights["more_actors"])
    elif one.actors and two.actors and not one.circle & two.circle:
        found.append(weights["no_actor"])
    if one.places & two.places:
        found.append(weights["same_place"])
    elif one.places and two.places:
        found.append(weights["other_place"])
    if likeness:
        weight, why = weights["words"]
        found.append((weight * likeness, why))
    circle = one.circle & two.circle
    if not shared and circle:
        found.append(weights["affiliated"])
    if not (shared or circle or one.places & two.places or likeness >= 0.3):
        found.append(weights["nothing_shared"])
    if same_article and (a.block in _SUMMARY) != (b.block in _SUMMARY) and (likeness or not speech):
        found.append(weights["summary"])
    if speech:
        if one.actors != two.actors:
            return -9.0, ()
        if same_article and one.paragraph == two.paragraph and one.paragraph >= 0:
            found.append(weights["same_paragraph"])
        elif likeness < 0.3:
            found.append(weights["other_saying"])
    return sum(w for w, _ in found), tuple(why for _, why in found)


def _near(one: date | None, two: date | None) -> bool:
    """Published within a week of each other: an undated mention can mean the other's day."""
    return one is not None and two is not None and abs((one - two).days) <= 7


def _likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """Words in common over the smaller set's size, damped where that is tiny."""
    shared = len(one & two)
    return shared / max(3, min(len(one), len(two))) if shared else 0.0


def _can_conflict(one: _Fact, two: _Fact, likeness: float, once: frozenset[str]) -> bool:
    """Two dates for one thing that happens once, told in like words by two articles within a week of each other."""
    a, b = one.mention, two.mention
    if a.article == b.article or a.happening not in once or a.happening != b.happening or likeness < 0.5:
        return False
    if a.time is None or b.time is None or not one.first or not two.first:
        return False
    return bool(one.actors & two.actors or one.places & two.places) and abs((one.first - two.first).days) <= 7


# ---- clusters ------------------------------------------------------------------------------------
class _Clusters:
    """Union-find that refuses to join what contradicts itself."""

    def __init__(self, facts: list[_Fact]) -> None:
        self.facts = facts
        self.parent = list(range(len(facts)))
        self.all: dict[int, list[int]] = {n: [n] for n in range(len(facts))}
        self.why: dict[int, tuple[str, ...]] = {}

    def root(self, n: int) -> int:
        while self.parent[n] != n:
            self.parent[n] = self.parent[self.parent[n]]
            n = self.parent[n]
        return n

    def join(self, one: int, two: int, score: float, why: tuple[str, ...]) -> None:
        a, b = sorted((self.root(one), self.root(two)))
        if a == b or not self._agree(a, b):
            return
        self.parent[b] = a
        self.all[a] += self.all.pop(b)
        kept = self.why.get(a, ()) + self.why.pop(b, ())
        self.why[a] = tuple(dict.fromkeys((*kept, *why)))

    def _agree(self, a: int, b: int) -> bool:
        """No two mentions of the joined cluster contradict each other; the leaders of large ones stand for all."""
        once = _table()[5]
        for x in self.all[a][:12]:
            for y in self.all[b][:12]:
                one, two = self.facts[x], self.facts[y]
                dates = (one.mention.date, two.mention.date)
                apart = all(dates) and not edtf.overlap(*dates)
                if apart and not _can_conflict(one, two, _likeness(one.words, two.words), once):
                    return False
                if one.mention.happening in _SPEECH and one.actors != two.actors:
                    return False
                if (
                    one.places
                    and two.places
                    and not one.places & two.places
                    and one.mention.happening in ("meet", "visit")
                ):
                    return False
        return True

    def members(self) -> list[tuple[int, list[int]]]:
        """Clusters by their first mention, each sorted."""
        return [(root, sorted(self.all[root])) for root in sorted(self.all)]


def _ids(clusters: list[tuple[int, list[int]]], facts: list[_Fact], known: Mapping[str, str]) -> list[str]:
    """An id given earlier stays with the cluster that holds most of its mentions; else that of the earliest mention."""
    votes = []
    for n, (_, members) in enumerate(clusters):
        counts = Counter(known[i] for m in members if (i := facts[m].mention.id) in known)
        votes += [(-count, key, n) for key, count in counts.items()]
    given: dict[int, str] = {}
    taken: set[str] = set()
    for _, key, n in sorted(votes):
        if n not in given and key not in taken:
            given[n] = key
            taken.add(key)
    out = []
    for n, (_, members) in enumerate(clusters):
        key = given.get(n) or short_id("event", facts[members[0]].mention.id)
        while n not in given and key in taken:
            key = short_id(key)
        taken.add(key)
        out.append(key)
    return out


# ---- the event -----------------------------------------------------------------------------------
def _event(key: str, facts: list[_Fact], why: tuple[str, ...], names: Mapping[str, str]) -> Event:
    mentions = tuple(f.mention for f in facts)
    lead = max(mentions, key=_leading)
    value, dates, conflict = _date(mentions)
    acting, via = _most(m.actors for m in mentions), _most(m.via for m in mentions)
    actors = [a for a in acting if a not in via] or acting  # where its people act, a country comes in by them
    via = [v for v in via if v not in actors]
    sources = _independent(facts)
    return Event(
        id=key,
        label=max(mentions, key=_label_merit).label,
        status=lead.status,
        mentions=mentions,
        date=value,
        happening=lead.happening,
        actors=tuple(names.get(a, a) for a in actors),
        via=tuple(names.get(a, a) for a in via),
        places=tuple(_most(m.places for m in mentions)),
        dates=dates,
        conflict=conflict,
        speaker=next((m.speaker for m in mentions if m.speaker), None),
        source=next((m.source for m in mentions if m.source), None),
        salience=_salience(mentions, sources),
        sources=sources,
        why=why,
    )


def _leading(m: EventMention) -> tuple[bool, float, bool, int]:
    return (m.time is not None, m.salience, bool(m.actors), -m.start)


def _label_merit(m: EventMention) -> tuple[float, int, int]:
    """A label with actors in it, from a finite clause, neither too short nor full to the brim."""
    label = m.label
    named = sum(a.split()[-1] in label for a in m.actors)
    return (
        min(2, named) + (20 <= len(label) <= 56) + m.salience - (" their " in label) - (" his " in label),
        -len(label),
        -m.start,
    )


def _most(lists: Iterable[Sequence[str]]) -> list[str]:
    counts: Counter[str] = Counter()
    for each in lists:
        counts.update(each)
    return list(counts)


def _date(mentions: Sequence[EventMention]) -> tuple[str | None, dict[str, int], bool]:
    """The date told outright before the inferred, the commonest before the rare, the exact before the coarse."""
    told = Counter(m.date for m in mentions if m.date and m.time is not None)
    inferred = Counter(m.date for m in mentions if m.date and m.time is None)
    dates = told or inferred
    if not dates:
        return None, {}, False
    grains = list(edtf.Grain)
    best = min(dates, key=lambda d: (-dates[d], "/" in d, grains.index(edtf.grain(d)), d))
    for value in sorted(dates):  # an exact day inside the commonest, coarser date says more
        if grains.index(edtf.grain(value)) < grains.index(edtf.grain(best)) and edtf.overlap(value, best):
            best = value
    listed = sorted(dates)
    conflict = any(not edtf.overlap(a, b) for i, a in enumerate(listed) for b in listed[i + 1 :])
    return best, dict(sorted((told + inferred).items())), conflict


def _independent(facts: Sequence[_Fact]) -> int:
    """Articles that do not copy each other: one agency, or clauses of the same words, count once."""
    voices: list[tuple[str | None, frozenset[str], str]] = []
    for f in facts:
        m = f.mention
        if any(
            m.article == article
            or (m.source and m.source == source)
            or (len(f.words) > 5 and len(f.words & words) >= 0.85 * max(len(f.words), len(words)))
            for source, words, article in voices
        ):
            continue
        voices.append((m.source, f.words, m.article))
    return len(voices)


def _salience(mentions: Sequence[EventMention], sources: int) -> float:
    best = max(m.salience for m in mentions)
    return round(min(1.0, best + 0.04 * min(5, len(mentions) - 1) + 0.08 * min(4, sources - 1)), 3)


def _by_date(event: Event) -> tuple[bool, date, date, str]:
    if not event.date:
        first = min((m.published for m in event.mentions if m.published), default=date.max)
        return True, first, first, event.id
    first, last = edtf.bounds(event.date)
    return False, first or last or date.max, last or date.max, event.id


# ---- likeness of events, for what follows --------------------------------------------------------
def alike(one: str, two: str) -> bool:
    """Two kinds of happening that can tell one story."""
    return one == two or two in _table()[3].get(one, ())


def likeness(one: Event, two: Event) -> float:
    """Share of words that two events have in common, 0 … 1."""
    return _likeness(
        frozenset(w for m in one.mentions for w in m.keywords), frozenset(w for m in two.mentions for w in m.keywords)
    )
