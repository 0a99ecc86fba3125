"""Mentions become events: what several sentences and articles say of one happening is put together, and can say why.

`facts.py` judges two mentions, `clusters.py` puts them together, here a cluster gets its label, date, status and
sources.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard import edtf
from dashboard.merge.clusters import ids_of, put_together
from dashboard.merge.facts import Fact, facts_of, first_told
from dashboard.merge.mends import NOTHING, WHY, Corrections
from dashboard.merge.policy import policy
from dashboard.model import Actor, Block, Event, EventMention, Grain, Reading, Status

COPIED = 0.5  # share of equal labels that makes an article a near-copy of another
ROOM = range(20, 57)  # letters of a good label


def cluster(
    readings: Sequence[Reading],
    registry: Mapping[str, Actor],
    known: Mapping[str, str],
    corrections: Corrections = NOTHING,
) -> tuple[Event, ...]:
    """The events of a collection, by date, undated last.

    Parameters
    ----------
    registry : actor id → actor; the mentions bear the actors' names
    known : mention id → event id given earlier, so that an event keeps its id when articles are added
    corrections : what a reader has put together or parted
    """
    facts = facts_of(readings, registry)
    clusters = put_together(facts, corrections)
    names = {actor.name: key for key, actor in registry.items()}
    copies = _Copies(readings)
    members = clusters.members()
    groups = [[facts[n] for n in numbers] for _, numbers in members]
    events = [
        _event(key, group, clusters.why.get(root, ()), names, copies)
        for (root, _), group, key in zip(members, groups, ids_of(groups, known), strict=True)
    ]
    return tuple(sorted(events, key=_by_date))


def taking_part(mentions: Iterable[EventMention]) -> tuple[list[str], list[str]]:
    """Names of who acts in some mentions of one event, and of those who come in by affiliation only.

    Where its people act, a country comes in by them, although another sentence names it as acting.
    """
    told = list(mentions)
    acting, via = _all([m.actors for m in told]), _all([m.via for m in told])
    if not via:
        return acting, via
    actors = [name for name in acting if name not in via] or acting
    return actors, [name for name in via if name not in actors]


# ---- the event ------------------------------------------------------------------------------------------------------
def _event(key: str, facts: list[Fact], why: tuple[str, ...], names: dict[str, str], copies: _Copies) -> Event:
    mentions = tuple([f.mention for f in facts])
    single = len(mentions) == 1  # most are: then there is nothing to choose
    lead = mentions[0] if single else max(mentions, key=_leading)
    value, dates, conflict = _date(mentions, copies)
    actors, via = taking_part(mentions)
    sources = 1 if single else copies.independent(facts)
    kind = _kind(facts)
    status = lead.status if single else _status(mentions)
    return Event(
        id=key,
        label=lead.label if single else _label(_telling(mentions, status), kind, actors),
        status=status,
        mentions=mentions,
        date=value,
        happening=kind if any(m.happening == kind for m in mentions) else lead.happening,
        actors=tuple([names.get(a, a) for a in actors]),
        via=tuple([names.get(a, a) for a in via]),
        places=tuple(places_of(mentions)),
        dates=dates,
        conflict=conflict,
        speaker=_first([m.speaker for m in mentions]),
        source=_first([m.source for m in mentions]),
        salience=lead.salience if single else _salience(mentions, sources),
        sources=sources,
        why=why,
    )


def _first(told: list[str | None]) -> str | None:
    for one in told:
        if one:
            return one
    return None


def _leading(m: EventMention) -> tuple[bool, float, bool, int]:
    return (m.time is not None, m.salience, bool(m.actors), -m.start)


def _kind(facts: Sequence[Fact]) -> str:
    """The most telling kind: what people do with each other, then what is not broad, then the most salient."""
    if len(facts) == 1 or len({f.kind for f in facts}) == 1:
        return facts[0].kind
    votes: defaultdict[str, float] = defaultdict(float)
    for f in facts:
        votes[f.kind] += f.mention.salience
    p = policy()
    return min(votes, key=lambda k: (k not in p.pair, k in p.broad or k in p.phase, -votes[k], k))


def _telling(mentions: Sequence[EventMention], status: Status) -> Sequence[EventMention]:
    """Those whose words may call an event: what has happened is not called as it was announced, "Reuss to address"."""
    if status is not Status.HAPPENED:
        return mentions
    return [m for m in mentions if m.status is status] or mentions


def _label(mentions: Sequence[EventMention], kind: str, actors: Sequence[str]) -> str:
    return max(mentions, key=lambda m: _label_merit(m, kind, actors)).label


def _label_merit(m: EventMention, kind: str, actors: Sequence[str]) -> tuple[float, int, int]:
    """The label of the most telling kind that names most actors and the place, with room to spare, from no caption."""
    label = m.label
    words = set(label.replace("'", " ").replace("’", " ").split())
    named = sum(not words.isdisjoint((*a.split(), _letters(a))) for a in actors)
    merit = 1.5 * (m.happening == kind) + min(2, named) + 0.4 * any(place in label for place in m.places)
    merit += 0.6 * (len(label) in ROOM) + 1.5 * m.salience + 0.3 * (m.time is not None)
    merit -= 0.5 * (m.block is Block.CAPTION) + 0.6 * (named == 0 and bool(actors))
    return merit, -len(label), -m.start


def _letters(name: str) -> str:
    """What a headline may write for a name of several words: US for the United States."""
    words = name.split()
    return "".join(word[0] for word in words) if len(words) > 1 else name


def _all(lists: list[tuple[str, ...]]) -> list[str]:
    """What is in any of some tuples, each once, in order."""
    found: dict[str, None] = {}
    for names in lists:
        for name in names:
            found[name] = None
    return list(found)


def places_of(mentions: Iterable[EventMention]) -> list[str]:
    """Each place once, as most mentions write it: a Hotel Wilson is a Wilson Hotel."""
    places = [place for m in mentions for place in m.places]
    if len(places) < 2:
        return places
    counts = Counter(places)
    spelled: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for place in counts:
        spelled[frozenset(place.casefold().replace("the ", "").split())].append(place)
    return [max(same, key=lambda place: (counts[place], -same.index(place))) for same in spelled.values()]


def _status(mentions: Sequence[EventMention]) -> Status:
    """What a reader gave, else as of the latest telling; of one day's tellings the leading one."""
    given = [m for m in mentions if m.cue == WHY] or mentions
    return max(given, key=lambda m: (m.published or date.min, *_leading(m))).status


def _date(mentions: Sequence[EventMention], copies: _Copies) -> tuple[str | None, dict[str, int], bool]:
    """The best supported date, how many mentions give which, and whether the told ones contradict each other.

    What a reader gave stands alone. Else told outright before inferred, by more independent articles, more exactly,
    earlier published. An exact day inside the best, coarser date says more than it.
    """
    given = [m for m in mentions if m.date_why == WHY] or mentions
    dated = [m for m in given if m.date]
    values = {m.date for m in dated}
    if len(values) < 2:
        only = values.pop() if values else None
        return only, {only: len(dated)} if only else {}, False
    told = [m for m in dated if m.time is not None] or dated
    grains = list(Grain)
    by_date: defaultdict[str, list[EventMention]] = defaultdict(list)
    for m in told:
        by_date[m.date or ""].append(m)

    def support(value: str) -> tuple[int, bool, int, date, str]:
        tellers = by_date[value]
        first = min(m.published or date.max for m in tellers)
        articles = copies.count({m.article for m in tellers})
        return -articles, "/" in value, grains.index(edtf.grain(value)), first, value

    best = min(by_date, key=support)
    for value in sorted(by_date, key=support):
        if _length(value) < _length(best) and edtf.overlap(value, best):
            best = value
    listed = sorted(by_date)
    conflict = any(not edtf.overlap(a, b) for i, a in enumerate(listed) for b in listed[i + 1 :])
    return best, dict(sorted(Counter(m.date for m in dated if m.date).items())), conflict


def _length(value: str) -> int:
    """Days that a date can mean; an open end is long."""
    first, last = edtf.bounds(value)
    return (last - first).days if first and last else 99999


class _Copies:
    """Which articles repeat each other: most of what the shorter one tells has the very labels of the other."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings = {r.article.id: r for r in readings}
        self._labels: dict[str, frozenset[str]] = {}
        self._seen: dict[tuple[str, str], bool] = {}

    def copied(self, one: str, two: str) -> bool:
        """One article is a near-copy of the other."""
        pair = (one, two) if one < two else (two, one)
        if pair not in self._seen:
            a, b = self._told(one), self._told(two)
            self._seen[pair] = len(a & b) > 2 and len(a & b) >= COPIED * min(len(a), len(b))
        return self._seen[pair]

    def _told(self, article: str) -> frozenset[str]:
        if article not in self._labels:
            reading = self._readings.get(article)
            self._labels[article] = frozenset([m.label for m in reading.events] if reading else ())
        return self._labels[article]

    def count(self, articles: Iterable[str]) -> int:
        """Articles that are no near-copies of each other."""
        kept: list[str] = []
        for article in sorted(articles):
            if not any(self.copied(article, other) for other in kept):
                kept.append(article)
        return len(kept)

    def independent(self, facts: Sequence[Fact]) -> int:
        """Articles that do not repeat each other: near-copies, one agency, or clauses of the same words count once."""
        voices: list[tuple[str | None, frozenset[str], str]] = []
        for f in facts:
            m = f.mention
            if not any(
                m.article == article
                or (m.source and m.source == source)
                or self.copied(m.article, article)
                or (len(f.words) > 5 and len(f.words & words) >= 0.85 * max(len(f.words), len(words)))
                for source, words, article in voices
            ):
                voices.append((m.source, f.words, m.article))
        return len(voices)


def _salience(mentions: Sequence[EventMention], sources: int) -> float:
    best = max([m.salience for m in mentions])
    return round(min(1.0, best + 0.04 * min(5, len(mentions) - 1) + 0.08 * min(4, sources - 1)), 3)


def _by_date(event: Event) -> tuple[bool, date, date, str]:
    if not event.date:
        first = first_told(event.mentions) or date.max
        return True, first, first, event.id
    start, end = edtf.bounds(event.date)
    return False, start or end or date.max, end or date.max, event.id
