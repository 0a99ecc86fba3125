"""Is what happened that which was expected? The day, the people and the kind must fit, by name or in one of the ways.

Precision comes before recall: what is only about the same people on the same day confirms nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dashboard import edtf
from dashboard.merge.facts import first_told, likeness, words_of
from dashboard.merge.matter import differ, specific
from dashboard.merge.policy import KEY, alike, capital_of, elsewhere, fulfils, lands, policy
from dashboard.merge.ways import Way, Ways
from dashboard.model import Event

CONFIRMED = "confirmed"
SLACK = timedelta(1)  # a journey "on Monday" has its meeting on Tuesday
LATE = timedelta(31)  # what happens once may come later than foreseen
TERM = timedelta(100)  # within which what most words tell is that which was due by then
WEEK = 7  # days: what is dated more roughly is vague


@dataclass(slots=True)
class End:
    """How an expectation ended: what, by which event, how sure, and in which words."""

    outcome: str
    event: Event
    score: float
    why: str


@dataclass(slots=True)
class _Pair:
    """An expectation and what may have come of it, with what is asked of the two more than once."""

    expected: Event
    other: Event
    same: bool  # the same kind, or one that tells the same story
    fits: bool  # a kind that fulfils it, or a way in which it can come
    way: str  # its name, "" where there is none
    people: int
    places: frozenset[str]
    like: float
    ways: Ways

    @staticmethod
    def of(expected: Event, other: Event, same: bool, ways: Ways) -> _Pair:
        kind, told, foreseen = kind_of(expected), ways.tells(other), ways.expects(expected)
        way = next((name for name in foreseen if name in told), "")
        fulfilled = fulfils(kind, other.happening) and not (
            foreseen and ways.thing(expected).isdisjoint(ways.thing(other))  # a country that votes wins a match
        )
        return _Pair(
            expected,
            other,
            same,
            bool(way) or same or fulfilled or _arrived(expected, other) or _talked(expected, other),
            way,
            in_common(expected, other),
            _places(expected, other),
            likeness(words_of(expected.mentions), words_of(other.mentions)),
            ways,
        )


def _places(expected: Event, other: Event) -> frozenset[str]:
    """Places of both; of a journey the land too in which the other place lies: "to South Sudan", "landed in Juba"."""
    here, there = frozenset(expected.places), frozenset(other.places)
    if expected.happening != "visit" or not (here and there) or here & there:
        return here & there
    return (here & lands(there)) | (there & lands(here))


def confirmed(expected: Event, other: Event, told: date, ways: Ways) -> End | None:
    """It happened on the day foreseen, with the people foreseen, at no other place."""
    if other.date is None or not _ahead_of(other.date, told):
        return None
    same = alike(kind_of(expected), other.happening)
    if _too_late(expected, other, same) or not _elsewhere_told(expected, other):
        return None
    if expected.places and other.places and elsewhere(frozenset(expected.places), frozenset(other.places)):
        return None
    pair = _Pair.of(expected, other, same, ways)
    if not pair.fits and "act" not in (expected.happening, other.happening):
        return None
    apart = expected.happening == "visit" and bool(expected.places and other.places) and not pair.places
    if apart and lands(expected.places).isdisjoint(lands(other.places)):
        return None
    if not (_of_those(pair) and _of_that(pair)):
        return None
    when = _when(pair, told)
    if not when:
        return None
    why = f"confirmed: “{other.label}”" + (f", in the way of {pair.way}" if pair.way and not pair.same else "")
    why += " on the day foreseen" if when == 2.0 else ""
    if expected.date is None:
        return End(CONFIRMED, other, when + 3, why)
    return End(CONFIRMED, other, when + 3 + pair.same + pair.like + 0.5 * pair.people + 0.5 * len(pair.places), why)


def _of_those(pair: _Pair) -> bool:
    """Those who were expected take part, or nobody was named."""
    expected, other = pair.expected, pair.other
    if not other.actors and pair.people == len(expected.actors) > 1:  # "the leaders of Norway and Sweden met"
        return True
    if all_there(expected, other) or (pair.places and not (expected.actors and other.actors)):
        return True
    if pair.like and unnamed(expected, pair.like) and _of_like_words(pair):
        there = pair.ways.thing(other)
        return not there or not pair.ways.about(expected).isdisjoint(there)
    in_time = expected.date and other.date and edtf.overlap(expected.date, other.date)
    return bool(pair.way and in_time) and _meant(pair)


def _of_like_words(pair: _Pair) -> bool:
    """They do not name two things, and a word more than the verb is in both where no very day is foreseen."""
    if pair.ways.differ(pair.expected, pair.other):
        return False
    one, two = _names_in(pair.expected), _names_in(pair.other)
    if one and two and one.isdisjoint(two):
        return False  # "the tunnel under the Tarn", "a tunnel at Halden"
    if edtf.is_day(pair.expected.date):
        return True
    verbs = {m.keywords[0] for m in (*pair.expected.mentions, *pair.other.mentions) if m.keywords}
    shared = words_of(pair.expected.mentions) & words_of(pair.other.mentions)
    labels = [
        [word[:KEY] for m in e.mentions for word in m.label.casefold().split()] for e in (pair.expected, pair.other)
    ]
    return not shared.intersection(*labels) <= verbs


def _names_in(event: Event) -> frozenset[str]:
    """The words of its labels that are written large, but for the first."""
    return frozenset([word[:KEY] for m in event.mentions for word in m.label.split()[1:] if word[:1].isupper()])


def _meant(pair: _Pair) -> bool:
    """In one way and on the day foreseen, those are meant whom one of the two does not name as acting."""
    expected, other, ways = pair.expected, pair.other, pair.ways
    if expected.actors and not other.actors:  # "Norsa to launch its Vela rocket": "Vela rocket lifts off"
        told_of = any(not way.thing for way in _ways(pair)) and frozenset(expected.actors) <= ways.scene(other)[0]
        return (told_of and ways.thing(other) <= ways.about(expected)) or ways.of_one_thing(expected, other)
    if expected.actors:  # "wins the election of Panama"
        missing = frozenset(expected.actors) - frozenset(other.actors)
        shared = ways.thing(expected) & ways.thing(other)
        if is_vague(expected.date) and len(shared - policy().generic) < 2:
            return False
        return len(missing) == len(expected.actors) == 1 and missing <= ways.named(other)
    if expected.places:  # "to make landfall in Florida": "Hurricane Nadine comes ashore"
        named = bool(specific(ways.thing(expected)) & specific(ways.thing(other)))
        return named and not (other.places or other.actors) and ways.of_one_thing(expected, other)
    if is_vague(expected.date) and pair.like < 0.5 and not _befalls_him(pair):
        return False
    who, _ = ways.scene(expected)  # "the verdict is expected on Friday" is on him of whom the paragraph tells
    if other.actors and any(way.open for way in _ways(pair)):
        return ways.of_one_thing(expected, other)
    if other.actors:
        return frozenset(other.actors) <= who
    return not ways.about(expected).isdisjoint(ways.thing(other))


def _one_prize(pair: _Pair) -> bool:
    """What is open goes to somebody by the same name, neither with a word that the other has not: "the Oscar for the
    best film", "wins the Oscar for the best song"."""
    expected, other, ways = pair.expected, pair.other, pair.ways
    one, two = ways.matter(expected), ways.matter(other)
    winner = {word[:KEY] for name in other.actors for word in name.split("-")}
    mine = (one.behind | (one.thing - one.before)) - two.words
    return not (mine and two.behind - one.words - winner)


def _ways(pair: _Pair) -> list[Way]:
    """Those in which what was expected came."""
    told = pair.ways.tells(pair.other)
    return [way for name, way in pair.ways.expects(pair.expected).items() if name in told]


def _befalls_him(pair: _Pair) -> bool:
    """It befell the one of whom the paragraph tells where it was foreseen: "a verdict is due before Christmas"."""
    taken = frozenset(pair.other.actors)
    return len(taken) == 1 and any(way.whom for way in _ways(pair)) and taken <= pair.ways.scene(pair.expected)[0]


def _of_that(pair: _Pair) -> bool:
    """It is that which was expected, where those who take part do many things of the kind."""
    expected, other, p = pair.expected, pair.other, policy()
    if not pair.fits and not (pair.people > 1 or (pair.people and (pair.places or pair.like >= 0.5))):
        return False
    if not pair.fits and expected.happening in p.pair and pair.people < 2 <= len(expected.actors):
        return False  # what one of the two does alone
    if not _one_thing(pair):
        return False
    alike_enough = pair.like >= 0.34 or pair.ways.of_one_thing(expected, other)
    very = edtf.is_day(expected.date) and expected.date == other.date and _says_no_more(expected)
    told = (expected.happening in p.told and not very) or (
        expected.happening in p.speech and bool(pair.ways.expects(expected))
    )
    if (told or expected.happening in p.broad) and not (pair.way or alike_enough or pair.places or pair.people > 1):
        return False
    if not (is_vague(expected.date) or is_vague(other.date)):
        return True
    return pair.like >= 0.5 or (pair.fits and (bool(pair.places) or pair.people > 1)) or _befalls_him(pair)


def _says_no_more(event: Event) -> bool:
    """Its labels name who does it and a verb alone: "Berg to announce"."""
    names = {word[:KEY] for m in event.mentions for name in m.actors for word in name.casefold().split()}
    said = {word[:KEY] for m in event.mentions for word in m.label.casefold().split() if len(word) > 2}
    return len(said - names) < 2


def _one_thing(pair: _Pair) -> bool:
    """In the ways that ask for it both name one thing: a parliament votes on the bid and approves a budget."""
    one, two = pair.ways.matter(pair.expected), pair.ways.matter(pair.other)
    if differ(one.topic, two.topic, one.words, two.words):
        return False  # "a summit on wheat", "a summit on trade"
    foreseen, common = pair.ways.expects(pair.expected), _ways(pair)
    near = common or [way for way in foreseen.values() if pair.other.happening in way.happened]
    asks = bool(near) and all(way.thing for way in near)
    if (common or asks) and not _one_matter(pair, common):
        return False
    if not asks or pair.people > 1:
        return True
    who, words = pair.ways.scene(pair.expected)
    if len(who.union(pair.expected.actors).intersection(pair.other.actors)) > 1:
        return True
    thing, there = pair.ways.thing(pair.expected), pair.ways.thing(pair.other)
    generic = policy().generic
    if thing <= generic:  # "the bill": what bill, the paragraph says
        thing = (thing | words) - (generic if there - generic else frozenset())
    if not (there or pair.ways.thing(pair.expected)):  # "Iran to vote": "Iran votes", not "Iran backs Russia"
        return any(way.name in pair.ways.speaks_of(pair.other) for way in near)
    return not (thing and there) or not thing.isdisjoint(there)


def _one_matter(pair: _Pair, common: list[Way]) -> bool:
    """In the ways in which it came, it is about the same, befalls the same and is nothing else that comes so."""
    expected, other, ways = pair.expected, pair.other, pair.ways
    if pair.people < 2 and ways.differ(expected, other):
        return False
    if any(way.open for way in common) and not _one_prize(pair):
        return False
    done = any(way.done for way in common)
    if any(way.whom for way in common) and not ways.befalls(expected, other, done):
        return False
    new = ways.matter(other).behind - ways.matter(expected).words
    return all(way.unless.isdisjoint(new) for way in common)


def _when(pair: _Pair, told: date) -> float:
    """How well the days fit; 0.0 where they do not."""
    expected, other = pair.expected, pair.other
    if other.date is None or (is_vague(other.date) and (edtf.bounds(other.date).first or told) < told):
        return 0.0  # in the month or year in which the article foresaw it
    if expected.date is None:
        return _soon(pair, told)
    if edtf.overlap(expected.date, other.date):
        return 0.0 if None in edtf.bounds(expected.date) and None in edtf.bounds(other.date) else 2.0
    if _within(expected.date, other.date, SLACK) and (pair.places or (pair.same and pair.people > 1)):
        return 1.0
    late = expected.happening in policy().once and pair.same and pair.like >= 0.34
    if late and _within(expected.date, other.date, LATE):
        return 0.5
    return 0.5 if _came_late(pair.same, expected, other) else 0.0


def _came_late(same: bool, expected: Event, other: Event) -> bool:
    """Who was to come somewhere came there within the week after, all who were expected."""
    if not same or expected.happening != "visit" or not (expected.date and other.date):
        return False
    there = frozenset(expected.places) & frozenset(other.places)
    all_came = bool(expected.actors) and frozenset(expected.actors) <= frozenset(other.actors)
    return bool(there) and all_came and _within(expected.date, other.date, timedelta(WEEK))


def _soon(pair: _Pair, told: date) -> float:
    """Of what an expectation without a day can mean that which is soonest: two actors by name, or one and one thing."""
    expected, other, p = pair.expected, pair.other, policy()
    vague = expected.happening in p.broad or other.happening in p.speech  # what one says of another is no talk
    begins = edtf.bounds(other.date).first if other.date else None
    if begins is None or begins <= told or not pair.fits:
        return 0.0
    came = _ways(pair)
    if came and pair.ways.names_all(expected, other):
        return 1 / (begins - told).days
    if vague and not came:
        return 0.0
    named = len(frozenset(expected.actors) & frozenset(other.actors))  # a country's talks are not its envoy's
    if named < 2 and not (named and _the_very_thing(pair) and begins - told <= LATE):
        return 0.0
    return 1 / (begins - told).days


def _the_very_thing(pair: _Pair) -> bool:
    """The same alone are to do the same with one thing: "to sign the bill" and "signed the bill", not two meetings."""
    here, there = pair.ways.thing(pair.expected), pair.ways.thing(pair.other)
    if _ways(pair) and frozenset(pair.expected.actors) <= frozenset(pair.other.actors):  # "sues Norsa over the spill"
        return 2 * len(here & pair.ways.matter(pair.other).words) >= len(here) > 0
    alone = pair.expected.actors == pair.other.actors and pair.expected.happening == pair.other.happening
    return alone and pair.expected.happening in policy().once and 2 * len(here & there) >= len(here) > 0


def _too_late(expected: Event, other: Event, same: bool) -> bool:
    """Further from the days foreseen than anything, or what happens but once, can be late."""
    if expected.date is None or other.date is None or edtf.overlap(expected.date, other.date):
        return False
    late = LATE if same and expected.happening in policy().once else SLACK
    return not (_within(expected.date, other.date, late) or _came_late(same, expected, other))


def is_vague(value: str | None) -> bool:
    """The date can mean more than a week: people do many things in a month, so more than they must agree."""
    first, last = edtf.bounds(value) if value else (None, None)
    return value is not None and (first is None or last is None or (last - first).days > WEEK)


def _arrived(expected: Event, other: Event) -> bool:
    """Who was to travel somewhere did something there, or was with those whose capital it is."""
    if expected.happening != "visit" or not expected.places:
        return False
    if not frozenset(expected.places).isdisjoint(other.places):
        return True
    hosts = frozenset(filter(None, map(capital_of, expected.places)))
    taking_part = {name for m in other.mentions for name in m.actors}
    return other.happening in policy().together and not hosts.isdisjoint(taking_part)


def _talked(expected: Event, other: Event) -> bool:
    """Those who were to meet that day did so while one of them did something: "promised aid in talks with Tusk"."""
    if expected.happening not in ("meet", "discuss") or expected.date != other.date:
        return False
    if len(expected.actors) < 2 or not frozenset(expected.actors) <= frozenset(other.actors):
        return False
    guests = {name.rpartition("-")[2] for name in expected.actors}
    behind = [m.label.casefold().partition(words)[2] for m in other.mentions for words in policy().talking]
    return any(not guests.isdisjoint(words.split()) for words in behind if words)


def kind_of(event: Event) -> str:
    """The kind that is expected; what a move puts off is most often a conversation."""
    return "discuss" if event.happening in policy().move else event.happening


def in_common(one: Event, two: Event) -> int:
    """Actors of both, a country counting where its people act: once for each who is of one side alone."""
    here, there = frozenset(one.actors), frozenset(two.actors)
    both = here & there
    here, there = here - both, there - both
    mine, theirs = len(here & frozenset(two.via)), len(there & frozenset(one.via))
    if not two.actors:  # "the leaders of Norway and Sweden"
        return mine
    if not one.actors:
        return theirs
    return len(both) + min(mine, len(there)) + min(theirs, len(here))


def all_there(expected: Event, other: Event) -> bool:
    """Everybody expected takes part, two or more by their countries too, of four all but one, or everybody who takes
    part was expected."""
    here, there = frozenset(expected.actors), frozenset(other.actors)
    if not here or not there:
        return False
    if here <= there | frozenset(other.via) or there <= here | frozenset(expected.via):
        return True
    least, common = min(len(here), len(there)), in_common(expected, other)
    return 1 < least <= common or 2 < common == least - 1


def unnamed(expected: Event, like: float) -> bool:
    """It names nobody and no place; its very day, or its week and many like words, must do: "The strike will begin";
    with most words alike a term within a month too: "power will be restored by Saturday"."""
    first, last = edtf.bounds(expected.date) if expected.date else (None, None)
    told = first_told(expected.mentions)
    by = (
        last is not None
        and told is not None
        and (first is None or first <= told < last)
        and last - told <= (LATE if like < 0.66 else TERM)
    )
    if by and like >= 0.5:  # "by Saturday", "within three weeks"
        first = last
    near = first is not None and last is not None and (last - first).days < (8 if like >= 0.34 else 1)
    return near and not (expected.actors or expected.via or expected.places)


def _elsewhere_told(expected: Event, other: Event) -> bool:
    """Some article tells it that did not only foresee it: an article confirms no expectation of its own."""
    return not {m.article for m in other.mentions} <= {m.article for m in expected.mentions}


def _ahead_of(value: str, told: date) -> bool:
    last = edtf.bounds(value).last
    return last is None or last >= told


def _within(one: str, two: str, late: timedelta) -> bool:
    """The second begins within some days after the first ends, or just before it."""
    (start, end), (first, last) = edtf.bounds(one), edtf.bounds(two)
    if not (end and first) or (first - end) > late:
        return False
    return not (start and last and (start - last) > SLACK)
