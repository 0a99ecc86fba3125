"""Mentions that tell one happening, put together so that no cluster contradicts itself.

Pairs are looked for only among mentions that share an actor, a place or an article, nearest dates first, so that the
cost grows as n log n. The best pairs join first. What remains undated joins at last what it can only mean. The result
does not depend on the order of the input.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from dashboard.merge.facts import Fact, contradict, in_one_way, judge, likeness, near
from dashboard.merge.mends import NOTHING, Corrections, Pairs
from dashboard.merge.policy import Policy, alike, policy, related
from dashboard.model import short_id

LEADERS = 12  # mentions of a cluster that speak for it when another wants to join


class Clusters:
    """Union-find that refuses to join what contradicts itself, and what a reader has parted."""

    def __init__(self, facts: list[Fact], apart: Pairs = ()) -> None:
        self.facts = facts
        self._parent = list(range(len(facts)))
        self.all: dict[int, list[int]] = {n: [n] for n in range(len(facts))}
        self.why: dict[int, tuple[str, ...]] = {}
        self._foes: defaultdict[str, set[str]] = defaultdict(set)
        for one, two in apart:
            self._foes[one].add(two)
            self._foes[two].add(one)

    def root(self, n: int) -> int:
        """The first mention of the cluster that holds a mention."""
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, one: int, two: int, why: Iterable[str], forced: bool = False) -> bool:
        """Put the clusters of two mentions together, unless something forbids it; `forced` hears only readers."""
        a, b = self.root(one), self.root(two)
        if a > b:
            a, b = b, a
        if a == b or self._parted(a, b) or not (forced or self._agree(a, b)):
            return False
        self._parent[b] = a
        self.all[a] += self.all.pop(b)
        kept = self.why.get(a, ()) + self.why.pop(b, ())
        self.why[a] = tuple(dict.fromkeys((*kept, *why)))
        return True

    def hold(self, group: Sequence[int], why: str) -> None:
        """Put mentions together, each with the first before it from which no reader has parted it."""
        for n, two in enumerate(group):
            for one in group[:n]:
                if self.root(one) == self.root(two) or self.join(one, two, (why,), forced=True):
                    break

    def members(self) -> list[tuple[int, list[int]]]:
        """Clusters by their first mention, each sorted."""
        for group in self.all.values():
            group.sort()
        return sorted(self.all.items())

    def _agree(self, a: int, b: int) -> bool:
        there = [self.facts[n] for n in self.all[b][:LEADERS]]
        for n in self.all[a][:LEADERS]:
            one = self.facts[n]
            for two in there:
                if contradict(one, two):
                    return False
        return True

    def _parted(self, a: int, b: int) -> bool:
        if not self._foes:
            return False
        there = {self.facts[n].mention.id for n in self.all[b]}
        return any(
            self._foes[self.facts[n].mention.id] & there for n in self.all[a] if self.facts[n].mention.id in self._foes
        )


def put_together(facts: list[Fact], corrections: Corrections = NOTHING) -> Clusters:
    """The clusters of a collection, as a reader has corrected them."""
    clusters = Clusters(facts, corrections.apart)
    where = {fact.mention.id: n for n, fact in enumerate(facts)}
    for pair in sorted(tuple(sorted(pair)) for pair in corrections.together):
        if all(mention in where for mention in pair):
            clusters.join(where[pair[0]], where[pair[1]], ("joined by a reader",), forced=True)
    for group in corrections.held:
        clusters.hold([where[mention] for mention in group if mention in where], "corrected as one by a reader")
    for _, one, two, why in sorted(_pairs(facts)):
        clusters.join(one, two, why)
    _join_the_only(clusters)
    return clusters


def _pairs(facts: list[Fact]) -> list[tuple[float, int, int, tuple[str, ...]]]:
    """Pairs that are enough, each once, behind their negative score; a mention meets those that stand before it."""
    p = policy()
    kinds = {fact.kind for fact in facts}
    kin = {one: frozenset([two for two in kinds if related(one, two)]) for one in kinds}
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    met = [-1] * len(facts)  # by which mention each was last met: it may stand in several blocks of one
    found = []
    for two in sorted(range(len(facts)), key=lambda n: facts[n].day or date.max):
        fact = facts[two]
        related_kinds, world = kin[fact.kind], fact.world
        for key in _blocks_of(fact, p):
            block = blocks[key]
            for one in block[-p.here if key[0] == "article" else -p.window :]:
                other = facts[one]
                if other.world != world or met[one] == two:
                    continue
                if other.kind not in related_kinds and fact.ways.isdisjoint(other.ways):
                    continue
                if key[0] == "way" and not in_one_way(fact, other):
                    continue
                if key[0] == "plan" and not _in_like_words(fact, other):
                    continue
                met[one] = two
                a, b = (one, two) if one < two else (two, one)
                score, why = judge(facts[a], facts[b])
                if score >= p.enough:
                    found.append((-score, a, b, why))
            block.append(two)
    return found


def _blocks_of(fact: Fact, p: Policy) -> list[tuple[str, ...]]:
    """Where a mention is looked for: in its article, by actors, places and kinds that tell one story, by the way in
    which it came, and what nobody with a name is to do by its day."""
    family = p.family.get(fact.kind, fact.kind)
    keys: list[tuple[str, ...]] = [("article", fact.mention.article)]
    for name in fact.actors:
        keys.append(("actor", name, family))
    for name in fact.places:
        keys.append(("place", name, family))
        if fact.kind in p.joint:
            keys.append(("joint", name))
    for way in sorted(fact.ways):
        keys += [("way", way, name) for name in fact.actors]
    if fact.world == "ahead" and fact.exact and fact.mention.date and not fact.circle:
        keys.append(("plan", fact.mention.date, family))
    return keys


def _in_like_words(one: Fact, two: Fact) -> bool:
    """Two plans of nobody at no place for one day are one where most words agree: "The bridge will reopen"."""
    return likeness(one.words, two.words) >= 0.5


def _join_the_only(clusters: Clusters) -> None:
    """An undated mention of what people do with each other joins the one dated event of those days that it can mean."""
    p, facts = policy(), clusters.facts
    dated: defaultdict[tuple[str, str], list[tuple[date, int]]] = defaultdict(list)
    for n, fact in enumerate(facts):
        if fact.exact and fact.first and fact.world != "denied":
            for name in fact.actors:
                dated[fact.world, name].append((fact.first, n))
    for days in dated.values():
        days.sort()
    for n, fact in enumerate(facts):
        m = fact.mention
        if m.date or m.published is None or fact.world == "denied" or m.happening not in p.pair or not fact.actors:
            continue
        if len(fact.actors) < 2 and not fact.places:
            continue
        back, on = (2 * p.days, 0) if fact.world == "real" else (p.days, 4 * p.days)
        days = min((dated.get((fact.world, name), []) for name in sorted(fact.actors)), key=len)
        since = bisect_left(days, (m.published - timedelta(back), -1))
        until = bisect_left(days, (m.published + timedelta(on + 1), -1))
        roots = {
            clusters.root(k)
            for _, k in days[since:until]
            if alike(fact.kind, facts[k].kind)
            and fact.actors <= facts[k].circle
            and (len(fact.actors) > 1 or fact.places & facts[k].places)
            and not (contradict(fact, facts[k]) or facts[k].mention.moved)  # what is put off had a day before
            and (fact.world == "real" or near(m.published, facts[k].mention.published, p.days))
        }
        if len(roots) == 1 and (root := roots.pop()) != clusters.root(n):
            clusters.join(n, root, (p.weights["only"][1],))


def ids_of(groups: Sequence[Sequence[Fact]], known: Mapping[str, str]) -> list[str]:
    """The id of each cluster, given by its mentions in their order.

    A cluster keeps the id that its earliest mention with a known id had; where two claim one id, that which holds most
    of its mentions has it. A new cluster takes an id from its earliest mention.
    """
    claims = []
    for n, group in enumerate(groups if known else ()):
        counts = Counter(known[i] for fact in group if (i := fact.mention.id) in known)
        claims += [(rank, -count, n, key) for rank, (key, count) in enumerate(counts.items())]
    given: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, n, key in sorted(claims):
        if n not in given and key not in taken:
            given[n] = key
            taken.add(key)
    out = []
    for n, group in enumerate(groups):
        key = given.get(n) or short_id("event", group[0].mention.id)
        while n not in given and key in taken:
            key = short_id(key)
        taken.add(key)
        out.append(key)
    return out
