"""Do two mentions tell one happening? One table of weights says how strongly, and in words why.

First comes what forbids it: another kind of happening, another day, other partners, another town, another speaker, told
as a fact here and as a plan there. Then the weights of what they share are added up.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard import edtf
from dashboard.merge.called import names_in, score_in
from dashboard.merge.matter import Matter, differ, opposed, specific
from dashboard.merge.policy import Policy, Weight, alike, elsewhere, jointly, of_phase, policy
from dashboard.merge.ways import of_a_thing, told_by, ways_of
from dashboard.model import Actor, Block, EventMention, Kind, Reading, Sentence, Status

NOBODY: frozenset[str] = frozenset()
SUMMARY = frozenset((Block.HEADLINE, Block.BULLET, Block.CAPTION, Block.HEADING))
Verdict = tuple[float, tuple[str, ...]]
NEVER: Verdict = (-9.0, ())


@dataclass(slots=True)
class Fact:
    """A mention and what of it is asked again and again; `world` parts what is real, ahead and denied."""

    order: int
    mention: EventMention
    world: str
    kind: str
    first: date | None
    last: date | None
    begins: date  # the first day that it can mean, and the last
    ends: date
    day: date | None  # where it stands in time for the search: its date, else its publication
    actors: frozenset[str]
    circle: frozenset[str]  # the actors and those they belong to
    people: frozenset[str]
    places: frozenset[str]
    words: frozenset[str]
    clause: tuple[str, int, int] = ("", 0, 0)
    paragraph: int = -1
    counts: frozenset[str] = NOBODY  # how many it happened to, where its kind is told of so many
    exact: bool = False
    named: frozenset[str] = NOBODY  # words of names in the label of a plan that names no actor: "the Munch exhibition"
    score: str = ""  # of a match
    ways: frozenset[str] = NOBODY  # names of the ways whose outcome it tells
    reading: Reading | None = None
    _matter: Matter | None = None

    @property
    def matter(self) -> Matter:
        """What it says of its ways, found out where it is asked for: most meet no other of their ways."""
        if self._matter is None:
            self._matter = told_by(self.mention, self.reading)
        return self._matter

    @staticmethod
    def of(order: int, m: EventMention, sentence: Sentence | None = None, people: frozenset[str] = NOBODY) -> Fact:
        """What a mention says; `people` are the names of persons."""
        first, last = edtf.bounds(m.date) if m.date else (None, None)
        start, end = (sentence.start, sentence.end) if sentence else (m.start, m.end)
        actors = _set(m.actors)
        acting = NOBODY if actors.isdisjoint(people) else actors & people
        return Fact(
            order, m, _world(m.status), "call" if m.happening == "say" and len(acting) == 2 else m.happening,
            first, last, first or date.min, last or date.max, first or last or m.published,
            actors, _set((*m.actors, *m.via)) if m.via else actors, acting, _set(m.places),
            frozenset(m.keywords), (m.article, start, end), sentence.paragraph if sentence else -1,
            _counts(m), first is not None and last is not None and (first is last or (last - first).days < 8),
        )  # fmt: skip


@lru_cache(maxsize=4096)
def _set(names: tuple[str, ...]) -> frozenset[str]:
    """One set for all mentions of the same: an empty one alone takes 216 bytes."""
    return frozenset(names)


def facts_of(readings: Iterable[Reading], registry: Mapping[str, Actor] | None = None) -> list[Fact]:
    """The facts of all mentions, in an order that depends on the articles alone."""
    people = frozenset(a.name for a in (registry or {}).values() if a.kind is Kind.PERSON)
    ordered = sorted(readings, key=lambda r: (r.article.published or date.max, r.article.id))
    told = [(m, sentence) for r in ordered for m, sentence in zip(r.events, _sentences(r), strict=True)]
    told.sort(key=_in_order)  # which finds most of it done
    facts = [Fact.of(n, m, sentence, people) for n, (m, sentence) in enumerate(told)]
    by_id = {reading.article.id: reading for reading in ordered}
    for fact in facts:
        reading = by_id[fact.mention.article]
        if fact.circle:
            fact.score = score_in(fact.mention.label) if fact.kind in policy().scored else ""
        elif fact.world == "ahead" and reading.article.language not in policy().large:
            fact.named = names_in(fact.mention)
        if fact.world != "denied":
            fact.ways, fact.reading = ways_of(fact.mention, reading), reading
    return facts


def _in_order(told: tuple[EventMention, Sentence | None]) -> tuple[date, str, int, tuple[int, int], str]:
    m = told[0]
    return m.published or date.max, m.article, m.start, m.trigger, m.id


def _sentences(reading: Reading) -> list[Sentence | None]:
    """The sentence of each event's word, in the order of the events."""
    starts = [sentence.start for sentence in reading.sentences]
    found: list[Sentence | None] = []
    for m in reading.events:
        at = m.trigger[0]
        number = bisect_right(starts, at) - 1
        found.append(reading.sentences[number] if number >= 0 and at < reading.sentences[number].end else None)
    return found


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """Words in common over the smaller set's size, damped where that is tiny."""
    shared = len(one & two)
    return shared / max(3, min(len(one), len(two))) if shared else 0.0


def contradict(one: Fact, two: Fact) -> bool:
    """Whatever they share, they are two: another day, other people or partners, another town, another speaker."""
    return one.world != two.world or _another_day(one, two) or _others(one, two)


def _at_once(one: Fact, two: Fact) -> bool:
    """The two dates can be the same day."""
    return one.begins <= two.ends and two.begins <= one.ends


def _another_day(one: Fact, two: Fact) -> bool:
    if not _at_once(one, two) and not can_conflict(one, two):
        return True
    if one.world != "ahead":
        return False
    return _gone(one, two) or _gone(two, one) or _overlap_in_part(one, two)


def _overlap_in_part(one: Fact, two: Fact) -> bool:
    """Plans for two spans of which none holds the other: "in the last week of March", "in April"."""
    if None in (one.first, one.last, two.first, two.last) or one.begins == two.begins or one.ends == two.ends:
        return False
    return (one.begins < two.begins) == (one.ends < two.ends)


def _others(one: Fact, two: Fact) -> bool:
    """Other people or partners, another town, another speaker."""
    p = policy()
    if _others_fell(one, two) or (one.ways and two.ways and _two_matters(one, two)):
        return True
    if one.mention.article == two.mention.article and _other_bodies(one, two):
        return True
    if one.named and two.named and one.named.isdisjoint(two.named) and not _in_summary(one, two):
        return True  # "the Munch exhibition", "the Vermeer exhibition"
    if one.world == "ahead" and not (one.circle or two.circle) and one.kind == two.kind and _two_topics(one, two):
        return True
    if one.score and two.score and one.score != two.score:
        return True  # two matches of one pair
    if one.kind in p.speech and two.kind in p.speech and one.actors != two.actors:
        return True
    if one.people and two.people and one.people.isdisjoint(two.people):
        return True
    if (one.kind in p.pair or "visit" in (one.kind, two.kind)) and elsewhere(one.places, two.places):
        return True
    return (one.kind in p.pair or two.kind in p.pair) and other_partners(one, two)


def _two_topics(one: Fact, two: Fact) -> bool:
    """ "A commission on floods is to report", "a commission on wolves"."""
    a, b = one.matter, two.matter
    return differ(a.topic, b.topic, a.words, b.words)


def _in_summary(one: Fact, two: Fact) -> bool:
    """A headline, where every word may be written large, or the like tells one of them."""
    return one.mention.block in SUMMARY or two.mention.block in SUMMARY


def _two_matters(one: Fact, two: Fact) -> bool:
    """They take other sides, or do in one way other things or to others: "releases a spy", "releases a report"."""
    a, b = one.matter, two.matter
    if opposed(a, b):
        return True
    if one.ways.isdisjoint(two.ways) or len(one.actors & two.actors) > 1:
        return False
    if one.people - two.circle and two.people - one.circle:
        return True
    return differ(a.behind, b.behind, a.words, b.words)


def _other_bodies(one: Fact, two: Fact) -> bool:
    """Each names only bodies that the other does not know: "Norsa will cut 300 jobs", "Brisa will cut 200 jobs"."""
    bodies = bool(one.actors and two.actors) and not (one.people or two.people)
    return bodies and not (one.actors & two.circle or two.actors & one.circle)


def _others_fell(one: Fact, two: Fact) -> bool:
    """One article tells other numbers of casualties elsewhere, in one sentence or in other words: "two killed in Oslo,
    four in Bergen"; a toll that rises is one, what rose by other figures is not."""
    if not (one.counts and two.counts) or one.mention.article != two.mention.article:
        return False
    if one.kind in policy().figures and _both_told(one, two):  # "the Dax fell 2 percent", "the Dow fell 100 points"
        return one.counts.isdisjoint(two.counts) or _moved(one).isdisjoint(_moved(two))
    if one.counts & two.counts:
        return False
    apart = bool(one.places and two.places) and not one.places & two.places
    return apart or one.clause == two.clause or likeness(one.words, two.words) < 0.34


def _moved(fact: Fact) -> frozenset[str]:
    """The words of a label before its first figure and the verb before that: what rose or fell."""
    words = fact.mention.label.lower().split()
    figure = next((n for n, word in enumerate(words) if _is_figure(word)), len(words))
    return frozenset(words[: max(0, figure - 1)]) - {"the"}


def _is_figure(word: str) -> bool:
    """ "3", "3rd", "$7"."""
    return word[0].isdigit() or word[-1].isdigit()


def _gone(one: Fact, two: Fact) -> bool:
    """The day of the second was past when an article foresaw the first, which it does not date."""
    told = one.mention.published
    return bool(one.mention.date is None and told and two.last and two.last < told)


def other_partners(one: Fact, two: Fact) -> bool:
    """Each side names somebody whom the other does not know: a person, or where they share neither place nor most."""
    if not one.actors or not two.actors or one.actors <= two.circle or two.actors <= one.circle:
        return False
    if one.people - two.circle and two.people - one.circle:
        return True  # Berg met Visser, Berg met Ott
    return not (one.places & two.places and 2 * len(one.circle & two.circle) > min(len(one.actors), len(two.actors)))


def can_conflict(one: Fact, two: Fact) -> bool:
    """Two days for what happens once, told outright in like words by two articles of one week: with the same verb, and
    not with that alone."""
    p, a, b = policy(), one.mention, two.mention
    if one.kind != two.kind or one.kind not in p.once or a.time is None or b.time is None or a.article == b.article:
        return False
    if not (one.first and two.first and one.exact and two.exact) or abs((one.first - two.first).days) > p.days:
        return False
    if other_partners(one, two) or a.moved or b.moved:  # a new day is no other telling of the old
        return False
    shared, verbs = one.words & two.words, frozenset((*a.keywords[:1], *b.keywords[:1]))
    if shared.isdisjoint(verbs) or not (shared - verbs or one.places & two.places):
        return False
    enough = len(shared) + 2 * len(one.actors & two.actors) + len(one.places & two.places) > 2
    return bool(shared) and enough and len(shared) >= 0.5 * min(len(one.words), len(two.words))


def judge(one: Fact, two: Fact) -> Verdict:
    """Sum of the weights that apply, and their reasons; -9 where the two cannot be one."""
    if one.world != two.world or _another_day(one, two):
        return NEVER
    p, a, b = policy(), one.mention, two.mention
    like = likeness(one.words, two.words)
    kinds = _kinds(one, two, like, p)
    if kinds is None:
        return NEVER
    dates = _dates(one, two, like, p)
    if dates is None or _others(one, two):
        return NEVER
    found = [kinds, dates, *_sharing(one, two, like, p)]
    same_article = a.article == b.article
    speech = one.kind in p.speech and two.kind in p.speech
    if same_article and (a.block in SUMMARY) != (b.block in SUMMARY) and (like or not speech):
        found.append(p.weights["summary"])
    if speech:
        if same_article and one.paragraph == two.paragraph and one.paragraph >= 0:
            found.append(p.weights["same_paragraph"])
        elif like < 0.5:
            found.append(p.weights["other_saying"])
    return sum([weight for weight, _ in found]), tuple([why for _, why in found])


def _kinds(one: Fact, two: Fact, like: float, p: Policy) -> Weight | None:
    """Why the kinds allow it; None where they do not."""
    if one.clause == two.clause and of_phase(one.kind, two.kind) and _one_in_other(one, two):
        moved = [b.kind in a.mention.moved for a, b in ((one, two), (two, one)) if a.kind in p.move]
        if all(moved):  # "trains were cancelled as drivers walked out"
            return p.weights["phase"]
    if in_one_way(one, two):
        return p.weights["one_way"]
    if one.kind == two.kind:
        broad = like < 0.34 and (one.kind in p.broad or (one.kind in p.told and _both_told(one, two)))
        broad = broad or (not like and one.kind in p.move)  # a concert and a visit called off
        return None if broad and not _told_twice(one, two) else p.weights["same_kind"]
    if jointly(one.kind, two.kind) and _together(one, two):
        return p.weights["joint"]
    if _appointed(one, two):
        return p.weights["appointed"]
    if "act" in (one.kind, two.kind) and like >= 0.66 and _told_in_summary(one, two):
        return p.weights["alike_kind"]
    if alike(one.kind, two.kind) and (like >= 0.34 or not (one.kind in p.broad or two.kind in p.broad)):
        return p.weights["alike_kind"]
    return None


def in_one_way(one: Fact, two: Fact) -> bool:
    """Both tell on one day what comes in one way, of two actors or of one thing, not one text of two: "the council
    backs the tram", "the council approved a tram line"; of one person: "Berg jailed", "the court sentenced Berg"; a
    headline may name nobody: "Former minister goes on trial"."""
    a, b = one.mention, two.mention
    ways = one.ways & two.ways
    if not ways or a.date != b.date or not one.exact or _both_told(one, two):
        return False
    if _told_apart(one, two):
        return False
    if len(one.actors & two.actors) > 1 or _of_one_thing(one, two):
        return True
    if one.kind != two.kind:
        return False
    once = any(not of_a_thing(way) for way in ways) and not one.people.isdisjoint(two.people)
    return once or (a.article == b.article and not (one.actors and two.actors))


def _told_apart(one: Fact, two: Fact) -> bool:
    """Each names a place or a number that the other has not: "jailed in Rome", "frees six prisoners"."""
    here, there = one.matter.numbers, two.matter.numbers
    if one.places and two.places and one.places.isdisjoint(two.places):
        return True
    return bool(here and there) and here.isdisjoint(there)


def _of_one_thing(one: Fact, two: Fact) -> bool:
    """Half of the words of what one is about, those aside that many things have, are those of the other."""
    here, there = specific(one.matter.thing), specific(two.matter.thing)
    return 2 * len(here & there) >= min(len(here), len(there)) > 0


def _both_told(one: Fact, two: Fact) -> bool:
    """One article's text tells both, not its headline one of them."""
    a, b = one.mention, two.mention
    return a.article == b.article and (a.block in SUMMARY) == (b.block in SUMMARY)


def _told_in_summary(one: Fact, two: Fact) -> bool:
    """A headline and the text tell what the same actors did on one day."""
    a, b = one.mention, two.mention
    same = bool(a.date) and a.date == b.date and bool(one.actors) and one.actors == two.actors
    return same and a.article == b.article and (a.block in SUMMARY) != (b.block in SUMMARY)


def _told_twice(one: Fact, two: Fact) -> bool:
    """The same actors on the same day at the same place, told by two articles, or in the summary and in the text; there
    in a word of both where they are persons or several: "Berg wins title", "Berg won the cup"."""
    a, b = one.mention, two.mention
    if not (a.date and a.date == b.date and one.actors and one.actors == two.actors):
        return False
    if a.article != b.article:
        return bool(one.places & two.places)
    again = bool(one.words & two.words) and (bool(one.people) or len(one.actors) > 1)
    return (a.block in SUMMARY) != (b.block in SUMMARY) and (again or bool(one.places & two.places))


def _one_in_other(one: Fact, two: Fact) -> bool:
    """One of them names nobody whom the other does not name."""
    return one.actors <= two.circle or two.actors <= one.circle


def _together(one: Fact, two: Fact) -> bool:
    """The same two people in one article, or the same two actors at one place, on one day."""
    a, b = one.mention, two.mention
    if not (one.exact and two.exact and _at_once(one, two)):
        return False
    if a.article == b.article and len(one.people & two.people) > 1:
        return True
    return bool(len(one.actors & two.actors) > 1 and one.places & two.places)


def _appointed(one: Fact, two: Fact) -> bool:
    """What the same actors are to do on one day at one place is one thing, where one telling does not say what."""
    same = one.mention.date == two.mention.date and bool(one.actors) and one.actors == two.actors
    return (
        same and "act" in (one.kind, two.kind) and one.world == "ahead" and one.exact and bool(one.places & two.places)
    )


def _dates(one: Fact, two: Fact, like: float, p: Policy) -> Weight | None:
    """What the dates say for it; two happenings of one month or year are one only where the words agree too."""
    a, b = one.mention, two.mention
    same_article = a.article == b.article
    if a.date and b.date:
        vague = not (one.exact and two.exact)
        if one.first == two.first and one.last == two.last and not vague:
            return p.weights["same_day"]
        if _at_once(one, two):
            return None if vague and like < 0.34 else p.weights["compatible"]
        return p.weights["other_day"]
    if same_article:
        return p.weights["undated_here"]
    if like < 0.5 or not near(a.published, b.published, p.days):
        return None
    shared = one.actors & two.actors
    if one.kind in p.pair and len(shared) < 2 and (not shared or one.actors != two.actors):
        return None  # "the parties discussed security" are others in another article
    return p.weights["undated_elsewhere"]


def _sharing(one: Fact, two: Fact, like: float, p: Policy) -> list[Weight]:
    """Actors, places and words in common."""
    found = []
    shared, circle = len(one.actors & two.actors), not one.circle.isdisjoint(two.circle)
    place = not one.places.isdisjoint(two.places)
    if shared:
        found.append(p.weights["actor"])
        if shared > 1:
            found.append(p.weights["more_actors"])
    elif one.actors and two.actors:
        found.append(p.weights["affiliated" if circle else "no_actor"])
    if place:
        found.append(p.weights["same_place"])
    if like:
        found.append((p.weights["words"][0] * like, p.weights["words"][1]))
    if not (shared or circle or place or like >= 0.3 or one.clause == two.clause):
        found.append(p.weights["nothing_shared"])
    return found


def near(one: date | None, two: date | None, days: int) -> bool:
    """Published within some days of each other."""
    return one is not None and two is not None and abs((one - two).days) <= days


def _world(status: Status) -> str:
    if status is Status.DENIED:
        return "denied"
    return "real" if status in (Status.HAPPENED, Status.ONGOING) else "ahead"


def _counts(m: EventMention) -> frozenset[str]:
    """The figures of what rises or falls; the numbers that the label of what befell some tells, "1" where it opens with
    one of them: "A woman dies"."""
    p = policy()
    if m.happening in p.figures:
        return frozenset(word for word in m.label.split() if _is_figure(word))
    if m.happening not in p.counted:
        return NOBODY
    numbers = [p.numbers.get(word, word) for word in m.label.lower().replace(",", "").split()]
    found = frozenset(number for number in numbers if number.isdigit() and number != "1")
    return found or frozenset(number for number in numbers[:1] if number == "1")


def words_of(mentions: Sequence[EventMention]) -> frozenset[str]:
    """All the content words of some mentions."""
    return frozenset([word for m in mentions for word in m.keywords])


def first_told(mentions: Sequence[EventMention]) -> date | None:
    """The day on which the first of some mentions was published, where that is known."""
    first: date | None = None
    for m in mentions:
        if m.published is not None and (first is None or m.published < first):
            first = m.published
    return first
