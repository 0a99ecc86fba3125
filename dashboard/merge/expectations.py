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
from dataclasses import replace
from datetime import date

from dashboard import edtf
from dashboard.merge.called import called_by_name, names_of, of_one_name
from dashboard.merge.confirmed import CONFIRMED, LATE, SLACK, End, all_there, confirmed, in_common, unnamed
from dashboard.merge.facts import first_told, likeness, words_of
from dashboard.merge.lasting import what
from dashboard.merge.mends import WHY, GivenEnd, Mend, ends_given
from dashboard.merge.parts import named_part
from dashboard.merge.policy import KEY, alike, elsewhere, fulfils, lands, policy
from dashboard.merge.ways import NO_READINGS, Ways
from dashboard.model import Event, EventMention, Reading, Status

OPEN, DUE, UNDATED, POSTPONED, CANCELLED, SILENT = (
    "open",
    "due",
    "undated",
    "postponed",
    "cancelled",
    "no report found",
)
NO_END = GivenEnd()  # readers say nothing of it
OVER = "#<"  # stands for the kind of what ends something
LONGER = "#>"  # stands for the kind of what prolongs something
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
    first, last = _foreseen(event, readings)
    until = waited_until(event.date, last, first_told(event.mentions))
    if until is not None and until < today:
        return SILENT
    begins = first or last
    if not event.date:
        return UNDATED
    return DUE if begins is None or begins <= today else OPEN


def _foreseen(event: Event, readings: Mapping[str, Reading]) -> tuple[date | None, date | None]:
    """The first and the last day that its date, or the part of it that is named, can mean."""
    first, last = named_part(event, readings)
    if event.date and last is None:
        first, last = edtf.bounds(event.date)
    return first, last


def waited_until(value: str | None, last: date | None, told: date | None) -> date | None:
    """The last day on which a report can still come in time.

    `last` is the last day that the date of an expectation, or the part of it that is named, can mean; where it has no
    date, a month from the day on which it was first `told`. None where nothing says.
    """
    if value:
        return last
    return told + LATE if told and date.max - told > LATE else None


def follow(
    events: Sequence[Event],
    readings: Mapping[str, Reading] = NO_READINGS,
    given: Sequence[Mend] = (),
    day: date | None = None,
) -> tuple[Event, ...]:
    """The events with `outcome` and `followed_by` set on the expectations that others confirm, move or cancel.

    `readings` are the articles by their ids, `given` what readers say of the ends, in order. On a `day` of a replay,
    an end that readers know from no article is one only when the time foreseen has passed.
    """
    index = _Index(events, readings)
    said = ends_given(events, given, replay=day is not None)
    for event in events if day else ():
        end = said.get(event.id)
        if end and end.outcome and end.by is None and not _is_over(event, day, readings):
            said[event.id] = end._replace(outcome="")
    back = [(end.by, key) for key, end in said.items() if end.outcome == POSTPONED]
    out = list(events)
    for n, event in enumerate(events):
        if event.status is Status.EXPECTED:
            out[n] = _ended(event, index, said.get(event.id, NO_END), [one for by, one in back if by == event.id])
    return tuple(out)


def _is_over(event: Event, day: date | None, readings: Mapping[str, Reading]) -> bool:
    """The time foreseen has passed on a day; one without an end when it has begun."""
    first, last = _foreseen(event, readings)
    until = waited_until(event.date, last, first_told(event.mentions)) or first
    return day is None or until is None or until < day


def _ended(expected: Event, index: _Index, said: GivenEnd, back: Sequence[str]) -> Event:
    """The expectation with the end that a reader says, else with the surest one that none has refused, and that is none
    of those which readers say were put off to it (ids), `back`."""
    if said.outcome:
        why = f"{said.outcome}: {WHY}"
        found = replace(expected, outcome=said.outcome, followed_by=said.by, why=(*expected.why, why))
        return replace(found, given=(*found.given, "outcome"))
    as_found = _followed(expected, index, back)
    found = _followed(expected, index, (*said.refused, *back)) if said.refused else as_found
    return found if found.followed_by == as_found.followed_by else replace(found, given=(*found.given, "outcome"))


class _Index:
    """Events by actor, place and kind, sorted by day, so that only those about the day foreseen are looked at.

    By id: `told` is the day on which each was told first, `moves` the mentions that put something off. `put_off` is
    what a clause expects on a new day, `planned` the first day for which the sentence that puts off expected it.
    """

    def __init__(self, events: Sequence[Event], readings: Mapping[str, Reading]) -> None:
        self._languages = {key: reading.article.language or "" for key, reading in readings.items()}
        self.ways = Ways(readings)
        self._longer: dict[str, frozenset[str]] = {}
        self._ends: dict[str, frozenset[str]] = {}
        self._lasts: dict[str, frozenset[str]] = {}
        self.told = {event.id: first_told(event.mentions) for event in events}
        self.moves = {event.id: moves for event in events if (moves := _moves(event))}
        self._puts_off = frozenset([clause for moves in self.moves.values() for clause in _clauses(moves)])
        expected = [event for event in events if event.status is Status.EXPECTED]
        self.put_off = {(m.article, m.start): event for event in expected for m in event.mentions if m.moved}
        self.planned = self._planned(expected)
        self._by: dict[str, list[tuple[date, str, Event]]] = {name: [] for e in expected for name in self.asked(e)}
        for event in events:
            if event.status is not Status.POSSIBLE and event.status is not Status.DENIED:
                self._put(event)
        for rows in self._by.values():
            rows.sort()

    def _planned(self, expected: Sequence[Event]) -> dict[tuple[str, int], str]:
        found: dict[tuple[str, int], str] = {}
        for event in expected if self._puts_off else ():
            for m in event.mentions:
                where = (m.article, m.start)
                if m.date and where in self._puts_off and not m.moved and m.happening not in policy().move:
                    found[where] = min(m.date, found.get(where, m.date))
        return found

    def _put(self, event: Event) -> None:
        """Under the names that are asked for, on its own day and, where it has none or moves something, when told."""
        moves = policy().move
        own = edtf.bounds(event.date).first if event.date and event.happening not in moves else None
        again = event.id in self.moves or (event.status is Status.EXPECTED and self.anew(event))
        told = self.told[event.id] if own is None or again else None
        found = [(day, event.id, event) for day in (own, told) if day is not None]
        if len(found) == 2 and own == told:
            found.pop()
        names = dict.fromkeys([*event.actors, *event.via, *_at(event), f"#{event.happening}"])
        ways = self.ways.speaks_of(event) if event.id in self.moves else self.ways.tells(event)
        names.update(dict.fromkeys([f"~{name}" for name in sorted(ways)]))
        names.update(dict.fromkeys([_told_at(clause) for clause in _clauses(self.moves.get(event.id, ()))]))
        if event.id in self.moves:
            names.update(dict.fromkeys([f"={word}" for word in sorted(names_of(event))]))
        if LONGER in self._by and self.longer(event):
            names[LONGER] = None
        if OVER in self._by and self.ends(event):
            names[OVER] = None
        for name in names:
            if name in self._by:
                self._by[name] += found

    def longer(self, event: Event) -> frozenset[str]:
        """The words of what goes on longer."""
        if event.id not in self._longer:
            self._longer[event.id] = what(event, policy().prolongs, self._languages)
        return self._longer[event.id]

    def ends(self, event: Event) -> frozenset[str]:
        """The words of what is to end."""
        if event.id not in self._ends:
            self._ends[event.id] = what(event, policy().ends, self._languages)
        return self._ends[event.id]

    def lasts(self, event: Event) -> frozenset[str]:
        """The words of what is to go on until a day."""
        if event.id not in self._lasts:
            last = edtf.bounds(event.date).last if event.date else None
            self._lasts[event.id] = what(event, policy().lasts_until, self._languages) if last else frozenset()
        return self._lasts[event.id]

    def anew(self, event: Event) -> bool:
        """It is planned once more: "will now be held in May"."""
        return self._has(event, policy().anew, "cue")

    def another(self, event: Event) -> bool:
        """It comes after another of its sort: "the next attempt"."""
        return self._has(event, policy().another, "label")

    def _has(self, event: Event, words: Mapping[str, frozenset[str]], where: str) -> bool:
        """A word of the language of a mention stands in its cue or label."""
        for m in event.mentions:
            said = m.cue if where == "cue" else m.label
            if not words.get(self._languages.get(m.article, ""), frozenset()).isdisjoint(said.casefold().split()):
                return True
        return False

    def asked(self, expected: Event) -> list[str]:
        """By which names its end is looked for: its actors and places, and the ways in which it may come; where it has
        none, its kind and what puts off or prolongs something; at last the clauses that put it off."""
        via = expected.via if len(expected.actors) != 1 else ()
        names = [*expected.actors, *via, *_at(expected)]
        named = names or [f"#{expected.happening}", *[f"#{kind}" for kind in sorted(policy().move)], LONGER]
        if self.lasts(expected):
            named.append(OVER)
        told = [_told_at(clause) for clause in _clauses(expected.mentions) if clause in self._puts_off]
        if expected.happening == "visit":
            named += [f"={word}" for word in sorted(names_of(expected))]  # "to Tavna", which no table knows
        return [*named, *[f"~{name}" for name in self.ways.expects(expected)], *told]

    def near(self, expected: Event, told: date) -> list[Event]:
        """Events about the day foreseen that have a name that is asked for, each once, at most `MANY` of one name."""
        first, last = edtf.bounds(expected.date) if expected.date else (None, None)
        middle, until = first or told, last or first or told + LATE
        since = min(middle, told)
        since = since - LATE if since - date.min > LATE else date.min
        until = until + LATE if date.max - until > LATE else date.max
        found: dict[str, Event] = {}
        for name in self.asked(expected):
            rows = self._by[name]
            start, end = bisect_left(rows, (since,)), bisect_left(rows, (until,))
            if end - start > MANY:
                here = bisect_left(rows, (middle,))
                start, end = max(start, here - MANY // 2), min(end, here + MANY // 2)
            found.update((row[1], row[2]) for row in rows[start:end] if row[1] != expected.id)
        return list(found.values())


def _told_at(clause: tuple[str, int]) -> str:
    return f"^{clause[0]} {clause[1]}"


def _at(event: Event) -> list[str]:
    return [f"@{place}" for place in event.places]


def _followed(expected: Event, index: _Index, refused: Sequence[str]) -> Event:
    """The expectation with its surest end, by none of the events `refused` (ids)."""
    told = index.told[expected.id]
    if told is None:
        return expected
    near = [other for other in index.near(expected, told) if other.id not in refused]
    others = [other for other in near if (later := index.told[other.id]) is not None and later >= told]
    ends = [end for other in others if (end := _end(expected, other, told, index)) is not None]
    if any(end.outcome == POSTPONED for end in ends):  # on another day than it was foreseen, it came on the new one
        ends = [end for end in ends if end.outcome != CONFIRMED or _on_its_day(expected, end.event)]
    if not ends:
        return expected
    best = max(ends, key=lambda end: (end.score, end.event.id))
    if best.outcome == POSTPONED and (new := _new_day(expected, best.event, others, index)) is not None:
        best.event = best.event if new.id in refused else new
    return replace(expected, outcome=best.outcome, followed_by=best.event.id, why=(*expected.why, best.why))


def _on_its_day(expected: Event, other: Event) -> bool:
    """The days foreseen, where any were, are among those on which it happened."""
    return not (expected.date and other.date) or edtf.overlap(expected.date, other.date)


def _end(expected: Event, other: Event, told: date, index: _Index) -> End | None:
    kinds = policy().move
    if other.id in index.moves and expected.happening not in kinds:
        moved = _moved(expected, other, index)
        if moved is not None or other.happening in kinds:
            return moved
    if other.status is Status.EXPECTED:
        return _planned_anew(expected, other, told, index)
    if (other.status is Status.HAPPENED or other.status is Status.ONGOING) and other.happening not in kinds:
        return (
            _prolonged(expected, other, index)
            or _over(expected, other, index)
            or confirmed(expected, other, told, index.ways)
        )
    return None


def _planned_anew(expected: Event, other: Event, told: date, index: _Index) -> End | None:
    """What was foreseen for one day "will now be held" on another: it has the same people, or place and words."""
    if not (expected.date and other.date) or not index.anew(other):
        return None
    (first, last), (start, end) = edtf.bounds(expected.date), edtf.bounds(other.date)
    if not (first and last and start and end) or (first <= start and end <= last) or (start <= first and last <= end):
        return None  # the same day, or one that lies in it
    said = index.told[other.id]
    if said is None or last + SLACK < said or not _of_one_kind(expected.happening, other.happening):
        return None
    like = likeness(words_of(expected.mentions), words_of(other.mentions))
    here = not _sentences_of(expected).isdisjoint(_sentences_of(other))
    if _at_another_place(expected, other) or index.ways.differ(expected, other) or not (like or here):
        return None
    if not (here or all_there(expected, other) or like >= 0.5 or _at_its_place(expected, other, like)):
        return None
    return End(POSTPONED, other, 2 + like, f"{POSTPONED}: “{other.label}”")


def _over(expected: Event, other: Event, index: _Index) -> End | None:
    """What is to last until a day ends on it: "the strike continues until Friday", "the strike ended on Friday"."""
    if not (lasts := index.lasts(expected)) or not (ends := index.ends(other)) or not (expected.date and other.date):
        return None
    last, (first, until) = edtf.bounds(expected.date).last, edtf.bounds(other.date)
    if last is None or first is None or until is None or not first - SLACK <= last <= until + SLACK:
        return None
    shared = frozenset([word for word in lasts & ends if len(word) > 2]) - policy().empty
    others = bool(expected.actors and other.actors) and not in_common(expected, other)
    if not shared or others or _at_another_place(expected, other) or index.ways.differ(expected, other):
        return None
    verbs = {m.keywords[0] for m in other.mentions if m.keywords}
    there = index.ways.thing(other) - shared - policy().generic - verbs  # "the strike": which, the paragraph says
    around = index.ways.about(expected).union(*[_spelled(name) for name in index.ways.scene(expected)[0]])
    if not in_common(expected, other) and there and there.isdisjoint(around):
        return None
    return End(CONFIRMED, other, 4 + len(shared), f"{CONFIRMED}: “{other.label}”, which was to last until then")


def _prolonged(expected: Event, other: Event, index: _Index) -> End | None:
    """Its end was put off while it lay ahead: who extends an exercise puts off the end of it, not that of a strike."""
    if not (ends := index.ends(expected)) or not (longer := index.longer(other)):
        return None
    said = index.told[other.id]
    last = edtf.bounds(expected.date).last if expected.date else None
    one, two = words_of(expected.mentions), words_of(other.mentions)
    like = likeness(one, two)
    told = not _sentences_of(expected).isdisjoint(_sentences_of(other))  # in one sentence
    if longer.isdisjoint(ends & (one | two)) or not (in_common(expected, other) or like >= 0.34 or told):
        return None
    if said and last and last + SLACK < said:
        return None
    return End(POSTPONED, other, 4 + like, f"{POSTPONED}: “{other.label}”")


def _spelled(name: str) -> list[str]:
    """The words of the id of an actor, cut as keywords are."""
    return [word[:KEY] for word in name.split("-")]


def _moves(event: Event) -> list[EventMention]:
    """The mentions that put something off or cancel it; the event may be what is to come on the new day."""
    return [m for m in event.mentions if m.happening in policy().move]


def _clauses(mentions: Iterable[EventMention]) -> list[tuple[str, int]]:
    """Where each is told: the article, and where the clause begins."""
    return [(m.article, m.start) for m in mentions]


def _moved(expected: Event, other: Event, index: _Index) -> End | None:
    """It was put off or cancelled while it lay ahead; where that tells for when it was planned, it was for then."""
    if other.status is Status.EXPECTED and expected.date and other.date and edtf.overlap(expected.date, other.date):
        return None  # the new day itself
    moves = index.moves[other.id]
    said = moves[0].published
    first, last = edtf.bounds(expected.date) if expected.date else (None, None)
    if said and last and last + SLACK < said:
        return None
    like = likeness(words_of(expected.mentions), words_of(other.mentions))
    way = index.ways.share_a_way(expected, other)
    if not (way or _can_mean(other, expected.happening)) or _at_another_place(expected, other):
        return None
    clauses = _clauses(moves)
    planned = min(filter(None, map(index.planned.get, clauses)), default=None)
    as_planned = planned is not None and planned == expected.date
    here = not _sentences_of(expected).isdisjoint(clauses)
    told = here and (bool(like) or as_planned)  # one sentence says both: "a strike planned for Monday was called off"
    if not (told or _is_what_moved(expected, other, way, index)):
        return None
    if (
        not here
        and said
        and said <= (index.told[expected.id] or said)
        and (index.another(expected) or index.anew(expected))
    ):
        return None  # "the launch was called off; the next attempt is planned for Monday"
    if here and _put_off_to(expected, clauses):
        return End("", other, 0.0, f"put off to this day: “{moves[0].label}”")
    if planned and expected.date and not edtf.overlap(planned, expected.date):
        return None
    label = moves[0].label.casefold()
    off = any(word in label for word in policy().cancels) and not any(clause in index.put_off for clause in clauses)
    outcome = CANCELLED if off else POSTPONED
    soon = 1 / (1 + abs((first - said).days)) if first and said else 0.0
    return End(outcome, other, 1 + soon + like + 0.5 * in_common(expected, other), f"{outcome}: “{moves[0].label}”")


def _is_what_moved(expected: Event, other: Event, way: bool, index: _Index) -> bool:
    """What is put off has the people of what was expected, or where that names nobody its words or its way."""
    people = in_common(expected, other)
    like = likeness(words_of(expected.mentions), words_of(other.mentions))
    involved = bool(other.actors) and frozenset(other.actors) <= frozenset((*expected.actors, *expected.via))
    if people > 1:
        return True
    ways = index.ways
    if called_by_name(expected, other) or (way and of_one_name(expected, other)):
        return True
    if ways.differ(expected, other) or (not way and ways.expects(expected) and ways.speaks_of(other)):
        return False
    shared = (words_of(expected.mentions) & words_of(other.mentions)) - policy().empty
    named = way or shared or any(m.moved for m in index.moves[other.id]) or not index.ways.matter(other).thing
    if people and (like >= 0.34 or (involved and named) or way):
        return True
    if _at_its_place(expected, other, like):
        return True
    if way and expected.actors and not other.actors:  # "Norsa to launch its Vela rocket": "launch of Vela postponed"
        return index.ways.of_one_thing(expected, other)
    if not unnamed(expected, like):
        return False
    if not any(m.moved for m in index.moves[other.id]) and (like < 0.5 or len(shared) < 2):
        return False  # "the return of the Starliner was postponed"
    who, words = index.ways.scene(expected)  # of whom and of what there is talk where it is foreseen
    around = bool(who.intersection(other.actors)) or not words.isdisjoint(index.ways.about(other))
    return like >= 0.34 or (around and (way or bool(shared)))


def _at_its_place(expected: Event, other: Event, like: float) -> bool:
    """At the place foreseen, in like words, where one of the two names nobody: "the opening of its plant in Kosice"."""
    here = frozenset(expected.places) & frozenset(other.places)
    if expected.happening == "visit" and expected.actors:
        return False  # whose visit, must be told
    return bool(here) and not (expected.actors and other.actors) and like > 0.3


def _at_another_place(expected: Event, other: Event) -> bool:
    """Both name a place, and no place of the one is that of the other or lies in its country: a visit to Niger put off
    is none to Mali; of what two meet for, two towns."""
    here, there = frozenset(expected.places), frozenset(other.places)
    if not (here and there) or not here.isdisjoint(there):
        return False
    if expected.happening == "visit":
        return lands(here).isdisjoint(lands(there))
    return elsewhere(here, there)


def _put_off_to(event: Event, clauses: Sequence[tuple[str, int]]) -> bool:
    """One of the clauses that put something off names the event's day as the new one."""
    return any(m.moved and (m.article, m.start) in clauses for m in event.mentions)


def _sentences_of(event: Event) -> frozenset[tuple[str, int]]:
    """Where it is told: the article, and where the clause begins."""
    return frozenset(_clauses(event.mentions))


def _can_mean(move: Event, kind: str) -> bool:
    """What is put off can be of that kind: it names one that fits, or none; a signing put off is no meeting put off."""
    named = {name for m in move.mentions for name in m.moved}
    return not named or any(_of_one_kind(kind, name) for name in named)


def _of_one_kind(one: str, two: str) -> bool:
    """Both can be one thing: a begin or end, and a deed of no certain kind, can be that of anything."""
    open_to_all = policy().phase | {"act"}
    return one in open_to_all or two in open_to_all or alike(one, two) or fulfils(one, two)


def _new_day(expected: Event, move: Event, others: Iterable[Event], index: _Index) -> Event | None:
    """The expectation of the same for another day, told with the move or after it."""
    if move.status is Status.EXPECTED:
        return move
    for clause in _clauses(index.moves.get(move.id, ())):
        new = index.put_off.get(clause)
        if new is not None and new.id != expected.id and _same_plan(expected, new, index):
            return new
    said = index.told[move.id] or date.max
    later = [
        e
        for e in others
        if e.status is Status.EXPECTED and e.date and e.date != expected.date and (index.told[e.id] or date.min) >= said
        and alike(e.happening, expected.happening) and all_there(expected, e)
    ]  # fmt: skip
    return min(later, key=lambda e: (index.told[e.id] or date.max, e.id), default=None)


def _same_plan(expected: Event, new: Event, index: _Index) -> bool:
    return _of_one_kind(expected.happening, new.happening) or index.ways.share_a_way(expected, new)
