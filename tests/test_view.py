"""A view survives its address, an address can hold anything, and a selection is what the words say it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlencode

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.selection import (
    counts,
    describe,
    durations,
    hidden,
    in_order,
    only_said,
    outcome_in_words,
    select,
    split,
)
from dashboard.table import to_frame
from dashboard.view import (
    LAYOUTS,
    MAX_ACTORS,
    MAX_NOTES,
    MAX_WORDS,
    ORDERS,
    STATUSES,
    View,
    clean,
    collection_in,
    from_query,
    to_query,
)
from tests.sketch import event, sketch

TIMELINE = sketch(
    [
        event("berlin", "2022-01-20", "blinken", via="us", label="Blinken visits Berlin"),
        event("geneva", "2022-01-21", "blinken lavrov", via="us russia", label="Blinken meets Lavrov"),
        event("reply", "2022-01-24/2022-01-30", "us russia", status="expected", label="Written response"),
        event("troops", "2021-11/..", "russia", status="ongoing", label="Troops massed"),
        event(
            "deadline", "../2022-02-01", "nato", status="possible", label="Answer to the demands", said="Sergey Lavrov"
        ),
        event("year", "2021", "nato", label="Talks of the year", published=date(2022, 1, 10)),
        event("someday", None, "lavrov", via="russia", label="A call"),
        event("denial", "2022-01-19", "russia", status="denied", label="Invasion denied", published=None),
    ]
)
FRAME = to_frame(TIMELINE)
COLLECTIONS = ("sample", "other")


SAID = to_frame(
    sketch(
        [
            event("meets", "2022-01-20", "lavrov blinken", said="Sergey Lavrov"),
            event("sends", "2022-01-21", "us", said="Sergey Lavrov", status="expected"),
            event("waits", "2022-01-22", "russia", said="Antony Blinken"),
            event("falls", "2022-01-23", "nato", said="Somebody Else"),
        ]
    )
)


def ids(view: View) -> set[str]:
    return set(select(FRAME, view)["id"])


def read(query: dict[str, list[str]]) -> tuple[View, tuple[str, ...]]:
    return from_query(query, COLLECTIONS, FRAME, TIMELINE.actors)


VIEWS = st.builds(
    lambda first, last, statuses, words, **more: View(
        first=min(first, last) if first and last else first,
        last=max(first, last) if first and last else last,
        statuses=tuple(s for s in STATUSES if s in statuses) if len(statuses) < len(STATUSES) else (),
        words=clean(words)[:MAX_WORDS].strip(),
        **more,
    ),
    first=st.none() | st.dates(),
    last=st.none() | st.dates(),
    statuses=st.sets(st.sampled_from(STATUSES)),
    words=st.text(max_size=60),
    collection=st.sampled_from(COLLECTIONS),
    actors=st.lists(st.sampled_from(sorted(TIMELINE.actors)), unique=True).map(tuple),
    mode=st.sampled_from(["any", "all"]),
    said=st.booleans(),
    differ=st.booleans(),
    event=st.none() | st.sampled_from(sorted(FRAME["id"])),
    layout=st.sampled_from(["", *LAYOUTS]),
    order=st.sampled_from(ORDERS),
    known=st.none() | st.dates(),
)
NAUGHTY = st.text() | st.sampled_from(
    ["", "undefined", "NaN", "-1", "0000-00-00", "2022-02-31", "9999-99-99", "10000-01-01", "<script>", "%00", "\x00",
     "\ud800", "{0}", "../../etc/passwd", "١٢٣٤-٠١-٠١", "2022-01-01/..", "x" * 100_000, "' OR 1=1 --", "20XX", "\u202e"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["c", "actor", "mode", "said", "status", "from", "to", "differ", "q", "event", "show", "order", "known", "v"]
) | st.text(max_size=9)


@given(VIEWS)
def test_a_view_survives_its_address(view: View) -> None:
    assert read(to_query(view)) == (view, ())


@given(VIEWS)
def test_a_view_survives_a_browser(view: View) -> None:
    address = urlencode(to_query(view), doseq=True)
    assert read(parse_qs(address, keep_blank_values=True)) == (view, ())


@settings(max_examples=300)
@given(st.dictionaries(KEYS, st.lists(NAUGHTY, max_size=3), max_size=6))
def test_an_address_can_hold_anything(query: dict[str, list[str]]) -> None:
    view, notes = read(query)
    assert len(notes) <= MAX_NOTES and all(len(note) < 300 for note in notes)
    assert read(to_query(view))[0] == view
    select(FRAME, view)
    describe(view, FRAME, TIMELINE.actors)


@pytest.mark.parametrize(
    ("query", "field", "value", "says"),
    [
        ({"actor": ["blinken", "nobody"]}, "actors", ("blinken",), "nobody"),
        ({"status": ["happened", "sure"]}, "statuses", ("happened",), "sure"),
        ({"mode": ["both"]}, "mode", "any", "both"),
        ({"said": ["yes"]}, "said", False, "yes"),
        ({"differ": ["yes"]}, "differ", False, "yes"),
        ({"actor": ["blinken"], "said": ["1"]}, "said", True, None),
        ({"show": ["spiral"]}, "layout", "", "spiral"),
        ({"event": ["gone"]}, "event", None, "gone"),
        ({"from": ["31 January"]}, "first", None, "31 January"),
        ({"to": ["2022-02-31"]}, "last", None, "2022-02-31"),
        ({"c": ["lost"]}, "collection", "sample", "lost"),
        ({"actr": ["blinken"]}, "actors", (), "actr"),
        ({"v": ["99"]}, "collection", "sample", "99"),
        ({"q": ["x" * 900]}, "words", "x" * MAX_WORDS, str(MAX_WORDS)),
        ({"actor": ["blinken"], "mode": ["all"]}, "mode", "all", None),
        ({"from": ["2022-01"]}, "first", date(2022, 1, 1), None),
        ({"to": ["2022-01"]}, "last", date(2022, 1, 31), None),
        ({"utm_source": ["mail"], "embed": ["true"]}, "actors", (), None),
        ({"status": list(STATUSES)}, "statuses", (), None),
    ],
)
def test_what_a_link_cannot_have_is_named(query: dict, field: str, value: object, says: str | None) -> None:
    view, notes = read(query)
    assert getattr(view, field) == value
    assert [says in note for note in notes] == [True] if says else notes == ()


def test_dates_the_wrong_way_round_are_turned_and_said() -> None:
    view, notes = read({"from": ["2022-01-31"], "to": ["2022-01-10"]})
    assert (view.first, view.last) == (date(2022, 1, 10), date(2022, 1, 31))
    assert len(notes) == 1


def test_many_actors_are_cut_and_said() -> None:
    _, notes = from_query({"actor": [f"a{i}" for i in range(MAX_ACTORS + 1)]}, COLLECTIONS)
    assert str(MAX_ACTORS) in notes[0]
    assert from_query({"actor": [f"a{i}" for i in range(MAX_ACTORS)]}, COLLECTIONS)[1] == ()


def test_the_plain_view_has_an_empty_address() -> None:
    assert to_query(View()) == {}
    assert set(to_query(View(words="x"))) == {"q", "v"}


def test_a_link_without_collection_opens_the_first() -> None:
    assert collection_in({}, COLLECTIONS) == "sample"
    assert collection_in({"c": ["other"]}, COLLECTIONS) == "other"
    assert collection_in({"c": ["other"]}, ()) == ""


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(), set(FRAME["id"])),
        (View(actors=("blinken",)), {"berlin", "geneva"}),
        (View(actors=("us",)), {"berlin", "geneva", "reply"}),  # what its people do is found
        (View(actors=("blinken", "lavrov")), {"berlin", "geneva", "someday"}),
        (View(actors=("blinken", "lavrov"), mode="all"), {"geneva"}),
        (View(statuses=("expected", "denied")), {"reply", "denial"}),
        (View(words="written"), {"reply"}),
        (View(words="BLINKEN berlin"), {"berlin"}),
        (View(words='"meets lavrov"'), {"geneva"}),
        (View(words='"lavrov meets"'), set()),
        (View(known=date(2022, 1, 15)), {"year", "denial"}),  # an article without date hides nothing
        (View(known=date(2022, 1, 21)), set(FRAME["id"])),
        # the window keeps what can lie in it; the undated stand apart
        (View(first=date(2022, 1, 21), last=date(2022, 1, 21)), {"geneva", "troops", "deadline", "someday"}),
        (View(first=date(2022, 1, 30), last=date(2022, 1, 30)), {"reply", "troops", "deadline", "someday"}),
        (View(first=date(2022, 1, 31), last=date(2022, 1, 31)), {"troops", "deadline", "someday"}),
        (View(first=date(2022, 2, 2)), {"troops", "someday"}),
        (View(last=date(2020, 12, 31)), {"deadline", "someday"}),
        (View(last=date(2021, 1, 1)), {"deadline", "year", "someday"}),
    ],
)  # fmt: skip
def test_a_view_selects(view: View, expected: set[str]) -> None:
    assert ids(view) == expected


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(actors=("lavrov",)), {"meets"}),
        (View(actors=("lavrov",), said=True), {"meets", "sends"}),
        (View(actors=("russia",), said=True), {"meets", "sends", "waits"}),  # what its people say, as what they do
        (View(actors=("lavrov", "us"), mode="all"), set()),
        (View(actors=("lavrov", "us"), mode="all", said=True), {"sends"}),
        (View(actors=("nato",), said=True), {"falls"}),
        (View(said=True), set(SAID["id"])),
    ],
)
def test_what_an_actor_only_said_is_shown_where_it_is_asked_for(view: View, expected: set[str]) -> None:
    assert set(select(SAID, view)["id"]) == expected


def test_how_many_events_more_actors_only_said_is_told_until_they_are_shown() -> None:
    view, actors = View(actors=("lavrov",)), TIMELINE.actors
    assert only_said(SAID, view) == 1 and only_said(SAID, View(actors=("nato",))) == 0 == only_said(SAID[:0], view)
    assert hidden(view, SAID) == "Hidden: 3 by actor, 1 of which they only spoke of."
    assert hidden(View(actors=("nato",)), SAID) == "Hidden: 3 by actor."
    shown = replace(view, said=True)
    assert describe(shown, SAID, actors) == "2 of 4 events: Sergey Lavrov, also as speaker"
    assert hidden(shown, SAID) == "Hidden: 2 by actor."
    assert counts(SAID, shown).actors["blinken"] == 2 == counts(SAID, view).actors["blinken"] + 1
    assert not View(said=True).is_filtered, "without an actor it hides nothing"


def test_the_undated_stand_apart() -> None:
    dated, undated = split(select(FRAME, View(actors=("lavrov",))))
    assert list(dated["id"]) == ["geneva"]
    assert list(undated["id"]) == ["someday"]


@given(VIEWS)
def test_counts_are_what_a_choice_would_leave(view: View) -> None:
    counted = counts(FRAME, view)
    for actor in TIMELINE.actors:
        chosen = replace(view, actors=(*view.actors, actor) if view.mode == "all" else (actor,))
        assert counted.actors.get(actor, 0) == len(select(FRAME, chosen))
    for status in STATUSES:
        assert counted.statuses[status] == len(select(FRAME, replace(view, statuses=(status,))))


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (View(), "All 8 events"),
        (View(actors=("lavrov",)), "2 of 8 events: Sergey Lavrov"),
        (
            View(actors=("lavrov", "blinken"), first=date(2022, 1, 10), last=date(2022, 1, 31)),
            "2 of 8 events: Sergey Lavrov or Antony Blinken, 10–31 January 2022, and 1 without a date",
        ),
        (
            View(statuses=("expected",), first=date(2022, 1, 10)),
            "1 of 8 events: expected, since 10 January 2022",
        ),
        (View(actors=("lavrov", "blinken"), mode="all"), "1 of 8 events: Sergey Lavrov and Antony Blinken together"),
        (View(statuses=("expected", "possible")), "2 of 8 events: expected or possible"),
        (View(known=date(2022, 1, 22)), "All 8 events: as known on 22 January 2022"),
        (View(words="troops"), "1 of 8 events: with the words “troops”"),
        (View(known=date(2022, 1, 15)), "2 of 8 events: as known on 15 January 2022"),
    ],
)
def test_a_view_is_said_in_a_sentence(view: View, said: str) -> None:
    assert describe(view, FRAME, TIMELINE.actors) == said


def test_what_the_sources_date_differently_is_shown_alone_and_said() -> None:
    frame, view = FRAME.assign(conflict=FRAME["id"] == "geneva"), View(differ=True)
    assert list(select(frame, view)["id"]) == ["geneva"] and view.is_filtered
    assert describe(view, frame, TIMELINE.actors) == "1 of 8 events: with different dates in the sources"
    assert hidden(view, frame) == "Hidden: 7 on whose date the sources agree."


def test_what_is_hidden_is_said_and_counted_once() -> None:
    view = View(actors=("blinken",), statuses=("happened",), first=date(2022, 1, 21))
    said = hidden(view, FRAME)
    assert said == "Hidden: 6 by actor, 1 outside the dates."
    assert sum(int(word) for word in said.split() if word.isdigit()) == len(FRAME) - len(select(FRAME, view))
    assert hidden(View(), FRAME) == ""


@pytest.mark.parametrize(
    ("when", "status", "outcome", "said"),
    [
        ("2022-01-20", "expected", "", "no report found"),
        ("2022-01-21", "expected", "", ""),  # today is not past
        ("2022-01", "expected", "", ""),  # the month is not over
        ("2022-01-22/..", "expected", "", ""),
        (None, "expected", "", ""),
        ("0044-03-15", "expected", "", "no report found"),
        ("2022-01-20", "expected", "confirmed", "confirmed since"),
        ("2022-01-20", "happened", "", ""),
    ],
)
def test_an_expectation_past_its_day_is_open_and_not_missed(
    when: str | None, status: str, outcome: str, said: str
) -> None:
    frame = to_frame(sketch([event("e", when, status=status, outcome=outcome)]))
    assert outcome_in_words(frame.iloc[0], date(2022, 1, 21)) == said


@pytest.mark.parametrize(("near_end", "said"), [("2022-01-20", "no report found"), ("2022-01-21", ""), (None, "")])
def test_an_expectation_is_past_when_the_part_of_its_month_is_that_is_named(near_end: str | None, said: str) -> None:
    frame = to_frame(sketch([event("e", "2022-01", status="expected")]))
    near = {"near_end": pd.Timestamp(near_end) if near_end else pd.NaT}
    assert outcome_in_words({**frame.iloc[0], **near}, date(2022, 1, 21)) == said


@pytest.mark.parametrize(("as_of", "said"), [(date(2022, 2, 21), ""), (date(2022, 2, 22), "no report found")])
def test_an_expectation_without_a_day_is_waited_for_a_month(as_of: date, said: str) -> None:
    frame = to_frame(sketch([event("e", None, status="expected", published=date(2022, 1, 21))]))
    assert outcome_in_words(frame.iloc[0], as_of) == said


def test_clearing_keeps_the_collection_and_the_layout() -> None:
    view = View("sample", ("lavrov",), words="x", layout="list", event="geneva")
    assert view.is_filtered and view.cleared() == View("sample", layout="list")
    assert not View(order="oldest").is_filtered and View(order="oldest", words="x").cleared() == View(order="oldest")


def test_events_stand_newest_or_oldest_first_and_those_without_a_date_last() -> None:
    oldest, newest = ([*in_order(FRAME, order)["id"]] for order in ORDERS[::-1])
    undated = [*split(FRAME)[1]["id"]]
    assert oldest == [*FRAME["id"]] and undated
    assert newest == [*[e for e in oldest if e not in undated][::-1], *undated]
    assert not View("sample", layout="list", event="geneva").is_filtered


@pytest.mark.parametrize(
    ("value", "lasts"),
    [
        ("2022-01-20", False),
        ("2022-01", False),
        ("2022-W04", False),
        ("2022-01-24/2022-01-30", False),  # Monday to Sunday: "next week"
        ("2022-01-23/2022-01-29", False),  # Sunday to Saturday
        ("2022-01-25/2022-01-31", True),
        ("2022-01-24/2022-01-29", True),
        ("2022-01/2022-03", False),
        ("2021-11/..", True),
        ("../2022-02-01", False),
        ("2022-01-24~/2022-01-29", False),
        (None, False),
    ],
)
def test_imprecision_is_not_duration(value: str | None, lasts: bool) -> None:
    assert list(durations(to_frame(sketch([event("e", value)])))) == [lasts]


def test_years_beyond_pandas_nanoseconds_are_selected() -> None:
    frame = to_frame(sketch([event("old", "0044-03-15"), event("far", "9999-12-31")]))
    assert list(select(frame, View(last=date(1000, 1, 1)))["id"]) == ["old"]
    assert list(select(frame, View(first=date(9999, 1, 1)))["id"]) == ["far"]
