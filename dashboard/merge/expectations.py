"""Each expectation followed to its end: confirmed by what happened, moved, cancelled, or open as seen on a given day.

An expectation stays an event of its own; `followed_by` names the event that tells its end, so that the two can be
shown side by side. What was put off is followed by the expectation of the new day, and that by what happened: each
date of the chain is kept. One that is known by its new day alone is open, and followed by what moved it there. "No
report found" is all that can be said of an expectation whose day has passed, or which had none and was first told a
month ago: never that it was missed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard import edtf
from dashboard.merge.facts import first_told, likeness, words_of
from dashboard.merge.parts import named_part
from dashboard.merge.policy import alike, capital_of, elsewhere, fulfils, policy
from dashboard.model import Event, EventMention, Reading, Status

OPEN, DUE, UNDATED, CONFIRMED, POSTPONED, CANCELLED, SILENT = (
    "open",
    "due",
    "undated",
    "confirmed",
    "postponed",
    "cancelled",
    "no report found",
)
SLACK = timedelta(1)  # a journey "on Monday" has its meeting on Tuesday
LATE = timedelta(31)  # what happens once may come later than foreseen
WEEK = 7  # days: what is dated more roughly is vague
KEY = 6  # letters of a word that a keyword keeps
LONGER = "#>"  # stands for the kind of what prolongs something
NO_LANGUAGES: dict[str, str] = {}
NO_READINGS: dict[str, Reading] = {}
MANY = 120  # events of one actor about one day that are looked at


def state(
    event: Event, today: date, events: Iterable[Event] = (), readings: Mapping[str, Reading] = NO_READINGS
) -> str:
    """What has become of an expectation as seen on a day; "" for what is no expectation.

    Open until the first day foreseen (a deadline: until its day), due then, at last "no report found"; one without a
    day is undated for a month. With `events`, an end counts only from the day on which an article told it. With the
    `readings` by id, "mid-May" is due in the middle of May and not all of it.
    """
    if event.status is not Status.EXPECTED:
        return ""
    if event.outcome:
        end = next((e for e in events if e.id == event.followed_by), None)
        if end is None or (told := first_told(end.mentions)) is None or told <= today:
            return event.outcome
    first, last = named_part(event, readings)
    if event.date and last is None:
        first, last = edtf.bounds(event.date)
    until = waited_until(event.date, last, first_told(event.mentions))
    if until is not None and until < today:
        return SILENT
    begins = first or last
    if not event.date:
        return UNDATED
    return DUE if begins is None or begins <= today else OPEN


def waited_until(value: str | None, last: date | None, told: date | None) -> date | None:
    """The last day on which a report can still come in time.

    `last` is the last day that the date of an expectation, or the part of it that is named, can mean; where it has no
    date, a month from the day on which it was first `told`. None where nothing says.
    """
    if value:
        return last
    return told + LATE if told and date.max - told > LATE else None


def follow(events: Sequence[Event], languages: Mapping[str, str] = NO_LANGUAGES) -> tuple[Event, ...]:
    """The events with `outcome` and `followed_by` set on the expectations that others confirm, move or cancel.

    `languages` are the language codes of the articles by their ids.
    """
    index = _Index(events, languages)
    return tuple(_followed(e, index) if e.status is Status.EXPECTED else e for e in events)


@dataclass(slots=True)
class _End:
    """How an expectation ended: what, by which event, how sure, and in which words."""

    outcome: str
    event: Event
    score: float
    why: str


class _Index:
    """Events by actor, place and kind, sorted by day, so that only those about the day foreseen are looked at.

    By id: `told` is the day on which each was told first, `moves` the mention that puts something off. `put_off` is
    what a clause expects on a new day, `planned` the first day for which the sentence that puts off expected it.
    """

    def __init__(self, events: Sequence[Event], languages: Mapping[str, str]) -> None:
        self._languages = dict(languages)
        self._longer: dict[str, frozenset[str]] = {}
        self._ends: dict[str, frozenset[str]] = {}
        self.told = {event.id: first_told(event.mentions) for event in events}
        self.moves = {event.id: move for event in events if (move := _move(event)) is not None}
        expected = [event for event in events if event.status is Status.EXPECTED]
        self.put_off = {(m.article, m.start): event for event in expected for m in event.mentions if m.moved}
        self.planned = self._planned(expected)
        self._by: dict[str, list[tuple[date, str, Event]]] = {name: [] for e in expected for name in _asked(e)}
        for event in events:
            if event.status is not Status.POSSIBLE and event.status is not Status.DENIED:
                self._put(event)
        for rows in self._by.values():
            rows.sort()

    def _planned(self, expected: Sequence[Event]) -> dict[tuple[str, int], str]:
        puts_off = {(move.article, move.start) for move in self.moves.values()}
        found: dict[tuple[str, int], str] = {}
        for event in expected if puts_off else ():
            for m in event.mentions:
                where = (m.article, m.start)
                if m.date and where in puts_off and not m.moved and m.happening not in policy().move:
                    found[where] = min(m.date, found.get(where, m.date))
        return found

    def _put(self, event: Event) -> None:
        """Under the names that are asked for, on its own day and, where it has none or moves something, when told."""
        moves = policy().move
        own = edtf.bounds(event.date).first if event.date and event.happening not in moves else None
        told = self.told[event.id] if own is None or event.id in self.moves else None
        found = [(day, event.id, event) for day in (own, told) if day is not None]
        if len(found) == 2 and own == told:
            found.pop()
        names = dict.fromkeys([*event.actors, *event.via, *_at(event), f"#{event.happening}"])
        if LONGER in self._by and self.longer(event):
            names[LONGER] = None
        for name in names:
            if name in self._by:
                self._by[name] += found

    def longer(self, event: Event) -> frozenset[str]:
        """The words of what goes on longer."""
        if event.id not in self._longer:
            self._longer[event.id] = _what(event, policy().prolongs, self._languages)
        return self._longer[event.id]

    def ends(self, event: Event) -> frozenset[str]:
        """The words of what is to end."""
        if event.id not in self._ends:
            self._ends[event.id] = _what(event, policy().ends, self._languages)
        return self._ends[event.id]

    def near(self, expected: Event, told: date) -> list[Event]:
        """Events about the day foreseen that have a name that is asked for, each once, at most `MANY` of one name."""
        first, last = edtf.bounds(expected.date) if expected.date else (None, None)
        middle, until = first or told, last or first or told + LATE
        since = min(middle, told)
        since = since - LATE if since - date.min > LATE else date.min
        until = until + LATE if date.max - until > LATE else date.max
        found: dict[str, Event] = {}
        for name in _asked(expected):
            rows = self._by[name]
            start, end = bisect_left(rows, (since,)), bisect_left(rows, (until,))
            if end - start > MANY:
                here = bisect_left(rows, (middle,))
                start, end = max(start, here - MANY // 2), min(end, here + MANY // 2)
            found.update((row[1], row[2]) for row in rows[start:end] if row[1] != expected.id)
        return list(found.values())


def _asked(expected: Event) -> list[str]:
    """By which names its end is looked for: its actors and places; where it has none, its kind and what puts off or
    prolongs something."""
    via = expected.via if len(expected.actors) != 1 else ()
    names = [*expected.actors, *via, *_at(expected)]
    return names or [f"#{expected.happening}", *[f"#{kind}" for kind in sorted(policy().move)], LONGER]


def _at(event: Event) -> list[str]:
    return [f"@{place}" for place in event.places]


def _followed(expected: Event, index: _Index) -> Event:
    """The expectation with its surest end."""
    told = index.told[expected.id]
    if told is None:
        return expected
    near = index.near(expected, told)
    others = [other for other in near if (later := index.told[other.id]) is not None and later >= told]
    ends = [end for other in others if (end := _end(expected, other, told, index)) is not None]
    if any(end.outcome == POSTPONED for end in ends):  # on another day than it was foreseen, it came on the new one
        ends = [end for end in ends if end.outcome != CONFIRMED or _on_its_day(expected, end.event)]
    if not ends:
        return expected
    best = max(ends, key=lambda end: (end.score, end.event.id))
    if best.outcome == POSTPONED and (new := _new_day(expected, best.event, others, index)) is not None:
        best.event = new
    return replace(expected, outcome=best.outcome, followed_by=best.event.id, why=(*expected.why, best.why))


def _on_its_day(expected: Event, other: Event) -> bool:
    """The days foreseen, where any were, are among those on which it happened."""
    return not (expected.date and other.date) or edtf.overlap(expected.date, other.date)


def _end(expected: Event, other: Event, told: date, index: _Index) -> _End | None:
    moves, move = policy().move, index.moves.get(other.id)
    if move is not None and expected.happening not in moves:
        return _moved(expected, other, move, index.planned.get((move.article, move.start)))
    if (other.status is Status.HAPPENED or other.status is Status.ONGOING) and other.happening not in moves:
        return _prolonged(expected, other, index) or _confirmed(expected, other, told)
    return None


def _confirmed(expected: Event, other: Event, told: date) -> _End | None:
    """It happened on the day foreseen, with the people foreseen, at no other place."""
    if other.date is None or not _ahead_of(other.date, told):
        return None
    kind = _kind(expected)
    same = alike(kind, other.happening)
    fits = same or fulfils(kind, other.happening) or _arrived(expected, other)
    if not fits and "act" not in (expected.happening, other.happening):
        return None
    if _too_late(expected, other, same) or not _elsewhere_told(expected, other):
        return None
    if expected.places and other.places and elsewhere(frozenset(expected.places), frozenset(other.places)):
        return None
    people = _in_common(expected, other)
    places = frozenset(expected.places) & frozenset(other.places)
    if not fits and not (people > 1 or (people and places)):
        return None
    p = policy()
    like = likeness(words_of(expected.mentions), words_of(other.mentions))
    nobody = places and not (expected.actors and other.actors)
    if not _all_there(expected, other) and not nobody and not (like and _unnamed(expected, like)):
        return None
    if expected.happening in p.broad and not (like >= 0.34 or places or people > 1):
        return None
    if _is_vague(other.date) and (edtf.bounds(other.date).first or told) < told:
        return None  # in the month or year in which the article foresaw it
    if (_is_vague(expected.date) or _is_vague(other.date)) and not (like >= 0.5 or (fits and (places or people > 1))):
        return None
    if expected.date is None:
        begins = edtf.bounds(other.date).first
        named = len(frozenset(expected.actors) & frozenset(other.actors))  # a country's talks are not its envoy's
        vague = expected.happening in p.broad or other.happening in p.speech  # what one says of another is no talk
        if named < 2 or not fits or vague or begins is None or begins <= told:
            return None
        when = 1 / (begins - told).days  # of what it can mean, that which is soonest
    elif edtf.overlap(expected.date, other.date):
        if None in edtf.bounds(expected.date) and None in edtf.bounds(other.date):
            return None
        when = 2.0
    elif _within(expected.date, other.date, SLACK) and (places or (same and people > 1)):
        when = 1.0
    elif expected.happening in p.once and same and like >= 0.34 and _within(expected.date, other.date, LATE):
        when = 0.5
    else:
        return None
    why = f"confirmed: “{other.label}”" + (" on the day foreseen" if when == 2.0 else "")
    if expected.date is None:
        return _End(CONFIRMED, other, when + 3, why)
    return _End(CONFIRMED, other, when + 3 + same + like + 0.5 * people + 0.5 * len(places), why)


def _too_late(expected: Event, other: Event, same: bool) -> bool:
    """Further from the days foreseen than anything, or what happens but once, can be late."""
    if expected.date is None or other.date is None or edtf.overlap(expected.date, other.date):
        return False
    late = LATE if same and expected.happening in policy().once else SLACK
    return not _within(expected.date, other.date, late)


def _is_vague(value: str | None) -> bool:
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


def _prolonged(expected: Event, other: Event, index: _Index) -> _End | None:
    """Its end was put off while it lay ahead: who extends an exercise puts off the end of it, not that of a strike."""
    if not (ends := index.ends(expected)) or not (longer := index.longer(other)):
        return None
    said = index.told[other.id]
    last = edtf.bounds(expected.date).last if expected.date else None
    one, two = words_of(expected.mentions), words_of(other.mentions)
    like = likeness(one, two)
    told = not _sentences_of(expected).isdisjoint(_sentences_of(other))  # in one sentence
    if longer.isdisjoint(ends & (one | two)) or not (_in_common(expected, other) or like >= 0.34 or told):
        return None
    if said and last and last + SLACK < said:
        return None
    return _End(POSTPONED, other, 4 + like, f"{POSTPONED}: “{other.label}”")


def _what(event: Event, verbs: Mapping[str, frozenset[str]], languages: Mapping[str, str]) -> frozenset[str]:
    """The words of what is done to, where a mention has one of the verbs (forms by language) in its label: behind
    the verb as far as a preposition, else before it: "extends the exercise", "the strike to end"."""
    found: set[str] = set()
    for m in event.mentions:
        forms = verbs.get(languages.get(m.article, ""))
        if forms is None:
            continue
        words = m.label.casefold().replace("’", " ").replace("'", " ").split()
        if not forms.isdisjoint(words):
            at = next(n for n, word in enumerate(words) if word in forms)
            apart, content = policy().apart.get(languages[m.article], frozenset()), frozenset(m.keywords)
            behind, before = _until(words[at + 1 :], apart), _until(words[:at], apart)
            found |= (behind & content) or before
    return frozenset(found)


def _until(words: Sequence[str], apart: frozenset[str]) -> set[str]:
    """The words before the first of those set apart, cut as keywords are."""
    end = next((n for n, word in enumerate(words) if word in apart), len(words))
    return {word[:KEY] for word in words[:end]}


def _move(event: Event) -> EventMention | None:
    """The mention that puts something off or cancels it; the event may be what is to come on the new day."""
    return next((m for m in event.mentions if m.happening in policy().move), None)


def _moved(expected: Event, other: Event, move: EventMention, planned: str | None) -> _End | None:
    """It was put off or cancelled while it lay ahead; where that tells for when it was `planned`, it was for then."""
    if other.status is Status.EXPECTED and expected.date and other.date and edtf.overlap(expected.date, other.date):
        return None  # the new day itself
    said = move.published
    first, last = edtf.bounds(expected.date) if expected.date else (None, None)
    if said and last and last + SLACK < said:
        return None
    like = likeness(words_of(expected.mentions), words_of(other.mentions))
    if not _can_mean(other, expected.happening):
        return None
    people = _in_common(expected, other)
    involved = bool(other.actors) and frozenset(other.actors) <= frozenset((*expected.actors, *expected.via))
    as_planned = planned is not None and planned == expected.date
    told = (bool(like) or as_planned) and (move.article, move.start) in _sentences_of(expected)
    same = bool(move.moved) and like >= 0.34 and _unnamed(expected, like)
    if not (people > 1 or (people and (like >= 0.34 or involved)) or told or same):
        return None  # "told": one sentence says both, "a strike planned for Monday was called off"
    if told and _put_off_to(expected, move):
        return _End("", other, 0.0, f"put off to this day: “{move.label}”")
    if planned and expected.date and not edtf.overlap(planned, expected.date):
        return None
    label = move.label.casefold()
    outcome = CANCELLED if any(word in label for word in policy().cancels) else POSTPONED
    soon = 1 / (1 + abs((first - said).days)) if first and said else 0.0
    return _End(outcome, other, 1 + soon + like + 0.5 * people, f"{outcome}: “{move.label}”")


def _put_off_to(event: Event, move: EventMention) -> bool:
    """The clause that puts something off names the event's day as the new one."""
    return any(m.moved and (m.article, m.start) == (move.article, move.start) for m in event.mentions)


def _sentences_of(event: Event) -> frozenset[tuple[str, int]]:
    """Where it is told: the article, and where the clause begins."""
    return frozenset((m.article, m.start) for m in event.mentions)


def _can_mean(move: Event, kind: str) -> bool:
    """What is put off can be of that kind: it names one that fits, or none; a signing put off is no meeting put off.

    A begin or end, and a deed of no certain kind, can be that of anything.
    """
    named = {name for m in move.mentions for name in m.moved}
    open_to_all = policy().phase | {"act"}
    return (
        not named
        or not open_to_all.isdisjoint((kind, *named))
        or any(alike(kind, n) or fulfils(kind, n) for n in named)
    )


def _new_day(expected: Event, move: Event, others: Iterable[Event], index: _Index) -> Event | None:
    """The expectation of the same for another day, told with the move or after it."""
    if move.status is Status.EXPECTED:
        return move
    putting = index.moves.get(move.id)
    new = index.put_off.get((putting.article, putting.start)) if putting else None
    if new is not None and new.id != expected.id and alike(new.happening, expected.happening):
        return new
    said = index.told[move.id] or date.max
    later = [
        e
        for e in others
        if e.status is Status.EXPECTED and e.date and e.date != expected.date and (index.told[e.id] or date.min) >= said
        and alike(e.happening, expected.happening) and _all_there(expected, e)
    ]  # fmt: skip
    return min(later, key=lambda e: (index.told[e.id] or date.max, e.id), default=None)


def _kind(event: Event) -> str:
    """The kind that is expected; what a move puts off is most often a conversation."""
    return "discuss" if event.happening in policy().move else event.happening


def _in_common(one: Event, two: Event) -> int:
    """Actors of both, a country counting where its people act: once for each who is of one side alone."""
    here, there = frozenset(one.actors), frozenset(two.actors)
    both = here & there
    here, there = here - both, there - both
    more = min(len(here & frozenset(two.via)), len(there)) + min(len(there & frozenset(one.via)), len(here))
    return len(both) + more


def _all_there(expected: Event, other: Event) -> bool:
    """Everybody expected takes part, two or more by their countries too, of four all but one, or everybody who takes
    part was expected."""
    here, there = frozenset(expected.actors), frozenset(other.actors)
    if not here or not there:
        return False
    if here <= there | frozenset(other.via) or there <= here | frozenset(expected.via):
        return True
    least, common = min(len(here), len(there)), _in_common(expected, other)
    return 1 < least <= common or 2 < common == least - 1


def _unnamed(expected: Event, like: float) -> bool:
    """It names nobody and no place; its very day, or its week and many like words, must do: "The strike will begin"."""
    first, last = edtf.bounds(expected.date) if expected.date else (None, None)
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
