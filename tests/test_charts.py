"""Every mark is where its date is, no label lies on another, and what is left out is said."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import Browser

from dashboard.charts import CHARTS, CONFIG, Pick, Scene, lanes_of, opening, read_pick, set_scene, window_of
from dashboard.charts.bins import bins_of, spread
from dashboard.charts.marks import BAR, FADE, POINT, marks_of
from dashboard.charts.scene import DAY, NOBODY, OTHERS, Window, to_day, to_ms, write_pick
from dashboard.charts.style import SYMBOLS, THEMES, shortened, text_width
from dashboard.table import COLUMNS, to_frame
from dashboard.view import STATUSES, View, select
from tests.sketch import event, sketch

TODAY = date(2022, 1, 22)
JANUARY = Window(date(2022, 1, 1), date(2022, 1, 31))
NAMES = ("blinken", "lavrov", "us", "russia", "nato")


def many(n: int, days: int = 60, actors: int = 5) -> list:
    """n events of one day, spread evenly, each of one actor."""
    start = date(2021, 12, 1)
    return [
        event(f"e{i}", str(start + timedelta(days=i * days // n)), f"actor{i % actors}", label=f"Some event number {i}")
        for i in range(n)
    ]


def scene_of(events: list, view: View | None = None, **options: object) -> Scene:
    view, timeline = view or View(), sketch(events)
    frame = to_frame(timeline)
    return set_scene(frame, select(frame, view), timeline.actors, view, TODAY, **options)


def traces(figure: object, kind: str) -> list:
    return [trace for trace in figure.data if trace.type == kind]


def drawn(figure: object) -> list[str]:
    """The event ids of all marks and bars that can be clicked."""
    return [pick for trace in figure.data if trace.customdata is not None for pick in trace.customdata]


MIXED = [
    event("day", "2022-01-20", "blinken", via="us", label="Blinken visits Berlin", sources=4),
    event("month", "2022-01", "lavrov", label="Talks go on", status="expected"),
    event("week", "2022-W04", "us russia", label="Written response", status="expected"),
    event("span", "2022-01-11/2022-01-13", "nato russia", label="Three days of talks"),
    event("since", "2021-11/..", "russia", status="ongoing", label="Troops massed"),
    event("by", "../2022-02-01", "nato", status="possible", label="Answer", conflict=True),
    event("no", "2022-01-19", "russia", status="denied", label="Invasion"),
    event("undated", None, "lavrov", label="A call"),
]


# --- marks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shape", "lo", "hi"),
    [
        ("2022-01-20", POINT, date(2022, 1, 20), date(2022, 1, 20)),
        ("2022-01", FADE, date(2022, 1, 1), date(2022, 1, 31)),
        ("2022-W03", FADE, date(2022, 1, 17), date(2022, 1, 23)),
        ("2022-01-17/2022-01-23", FADE, date(2022, 1, 17), date(2022, 1, 23)),
        ("2022-01-17/2022-01-22", BAR, date(2022, 1, 17), date(2022, 1, 22)),
        ("2022", FADE, date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-01-20~", FADE, date(2022, 1, 17), date(2022, 1, 23)),
        ("2022-01-10/..", BAR, date(2022, 1, 10), TODAY),  # goes on until the as-of day
        ("../2022-01-25", FADE, date(2022, 1, 21), date(2022, 1, 25)),  # from the day it was told
    ],
)
def test_a_date_is_drawn_as_what_it_is(value: str, shape: str, lo: date, hi: date) -> None:
    (mark,) = marks_of(to_frame(sketch([event("e", value)])), JANUARY, TODAY).to_dict("records")
    assert (mark["shape"], mark["lo"], mark["hi"]) == (shape, to_ms(lo), to_ms(hi) + DAY)


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("2022-01-20", to_ms(date(2022, 1, 20)) + DAY / 2),
        ("2022-W03", to_ms(date(2022, 1, 17)) + 3.5 * DAY),
        ("2022-01-11/2022-01-13", to_ms(date(2022, 1, 11)) + DAY / 2),
        ("../2022-01-25", to_ms(date(2022, 1, 25)) + DAY / 2),
    ],
)
def test_the_symbol_stands_in_the_middle_at_a_known_start_or_at_a_deadline(value: str, at: float) -> None:
    marks = marks_of(to_frame(sketch([event("e", value)])), JANUARY, TODAY)
    assert marks["at"].tolist() == [at]


@pytest.mark.parametrize(("value", "inside"), [("2021", False), ("2022", True), ("202X", True), ("2022-02", False)])
def test_a_symbol_never_leaves_the_window(value: str, inside: bool) -> None:
    marks = marks_of(to_frame(sketch([event("e", value)])), JANUARY, TODAY)
    first, last = JANUARY.ms
    assert [first < at < last for at in marks["at"]] == [True] * inside


def test_a_month_is_never_drawn_like_a_duration() -> None:
    for status in STATUSES:
        figure = CHARTS["lanes"].draw(scene_of([event("e", "2022-01", "us", status=status)])).figure
        assert all(trace.customdata is None for trace in traces(figure, "bar")), status
    figure = CHARTS["lanes"].draw(scene_of([event("e", "2022-01-11/2022-01-13", "us")])).figure
    assert [list(trace.customdata) for trace in traces(figure, "bar")] == [["e"]]


def test_status_is_told_by_shape_and_fill() -> None:
    shapes = [SYMBOLS[status] for status in ("happened", "expected", "possible", "denied")]
    assert len(set(shapes)) == 4 and shapes[1].endswith("-open") and shapes[2].endswith("-open")
    scene = scene_of([event(status, f"2022-01-{day}", "us", status=status) for day, status in enumerate(STATUSES, 11)])
    symbols = {t.customdata[0]: t.marker.symbol for t in CHARTS["lanes"].draw(scene).figure.data if t.customdata}
    assert {symbols[s] for s in ("expected", "possible", "denied")} == {
        SYMBOLS[s] for s in ("expected", "possible", "denied")
    }


def test_more_sources_make_a_larger_mark_in_three_steps() -> None:
    frame = to_frame(sketch([event(f"e{n}", "2022-01-20", sources=n) for n in (1, 2, 3, 4, 9)]))
    sizes = marks_of(frame, JANUARY, TODAY).set_index("id")["size"]
    assert sizes["e1"] < sizes["e2"] == sizes["e3"] < sizes["e4"] == sizes["e9"]


# --- lanes ---------------------------------------------------------------------------------------------------------


def test_every_event_stands_in_the_lane_of_each_of_its_actors() -> None:
    chart = CHARTS["lanes"].draw(scene_of(MIXED))
    ids = drawn(chart.figure)
    assert {one: ids.count(one) for one in set(ids)} == {
        "day": 2, "month": 1, "week": 2, "span": 2, "since": 1, "by": 1, "no": 1,
    }  # fmt: skip
    assert (chart.shown, chart.total) == (10, 10)


def test_two_hundred_instants_are_two_hundred_marks() -> None:
    chart = CHARTS["lanes"].draw(scene_of(many(200)))
    sizes = [size for trace in chart.figure.data if trace.customdata is not None for size in trace.marker.size]
    assert len(drawn(chart.figure)) == 200 and min(sizes) >= 4


@pytest.mark.parametrize("width", [390, 860, 1340])
@pytest.mark.parametrize("events", [MIXED, many(30), many(200), many(900)], ids=["mixed", "30", "200", "900"])
def test_no_label_lies_on_a_mark_or_another_label(events: list, width: int) -> None:
    from dashboard.charts.lanes import _in_lanes
    from dashboard.charts.place import _wishes, place
    from dashboard.charts.stage import stage_of

    scene = scene_of(events, width=width)
    marks = _in_lanes(scene, scene.shown)
    marks, stage, labels = place(scene, stage_of(scene), marks, marks)
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for lane, row, wish in zip(marks["lane"], marks["at_row"], _wishes(stage, marks), strict=True):
        if row >= 0:
            taken.setdefault((lane, row), []).append((wish.a, wish.b))
    for label in labels:
        if label.side != "inside":
            x = label.x - text_width(label.text) if label.side == "left" else label.x
            home = int(marks["lane"].iat[label.mark]), int(marks["at_row"].iat[label.mark])
            taken[home].append((x, x + text_width(label.text)))
    for stretches in taken.values():
        assert all(a[1] <= b[0] + 0.01 for a, b in pairwise(sorted(stretches)))
        assert all(a >= -20 and b <= stage.plot + 20 for a, b in stretches)
    if len(events) < 100 and width > 400:
        assert labels


@pytest.mark.browser
@pytest.mark.parametrize(("width", "theme"), [(1340, "light"), (390, "dark")])
def test_no_two_texts_overlap_on_the_screen(width: int, theme: str, tmp_path: Path, browser: Browser) -> None:
    events = MIXED + many(60, days=80)
    figure = CHARTS["lanes"].draw(scene_of(events, width=width, theme=theme)).figure
    file = tmp_path / "lanes.html"
    figure.write_html(file, include_plotlyjs=True, config={**CONFIG, "responsive": False}, default_width=width)
    page = browser.new_page(viewport={"width": width + 20, "height": 1200})
    page.goto(file.as_uri())
    page.wait_for_selector(".textpoint text")
    boxes = page.eval_on_selector_all(
        ".textpoint text, .ytick text, .annotation text",
        "all => all.map(t => [t, t.getBoundingClientRect()])"
        ".map(([t, b]) => [t.textContent, b.x, b.y, b.right, b.bottom])",
    )
    page.close()
    assert len(boxes) > 15
    for one, two in combinations(boxes, 2):
        apart = one[3] <= two[1] + 1 or two[3] <= one[1] + 1 or one[4] <= two[2] + 4 or two[4] <= one[2] + 4
        assert apart, f"{one[0]} lies on {two[0]}"
    assert all(box[1] >= -8 and box[3] <= width + 28 for box in boxes)


def test_a_fade_has_a_row_of_its_own_while_there_is_one() -> None:
    def rows(days: list[event]) -> tuple[float, set[float]]:
        figure = CHARTS["lanes"].draw(scene_of([event("month", "2022-01", "us"), *days])).figure
        at = {
            pick: y
            for trace in figure.data
            if trace.customdata is not None
            for pick, y in zip(trace.customdata, trace.y, strict=True)
        }
        return at.pop("month"), set(at.values())

    spread = [event(f"d{day}", f"2022-01-{day:02}", "us") for day in range(3, 29, 2)]
    row, others = rows(spread)
    assert row not in others and row > max(others)
    row, others = rows([*spread, *(event(f"e{i}", "2022-01-21", "us") for i in range(3))])
    assert row in others  # where all rows are needed it is drawn over


def test_the_picked_event_has_a_frame_around_the_cells_that_count_it() -> None:
    def frames(event_id: str) -> list[tuple[float, float]]:
        figure = CHARTS["heat"].draw(scene_of([*many(300), *told], View(event=event_id))).figure
        accent = THEMES["light"].accent
        found = [trace for trace in traces(figure, "bar") if trace.marker.line.color == accent]
        return [(to_day(x), to_day(x + w)) for trace in found for x, w in zip(trace.base, trace.x, strict=True)]

    told = [event("both", "2022-01-05", "actor1 us"), event("month", "2021-12", "us"), event("never", None, "us")]
    assert len(frames("both")) == 2 and all(a <= date(2022, 1, 5) < b for a, b in frames("both"))
    assert [(b - a).days >= 31 for a, b in frames("month")] == [True]
    assert frames("never") == [] and frames("") == []


def test_what_finds_no_place_is_counted_and_said() -> None:
    crowd = [event(f"e{i}", "2022-01-20", "us", label=f"Event {i}") for i in range(7)] + many(60)
    chart = CHARTS["lanes"].draw(scene_of(crowd))
    picks = [read_pick(pick) for pick in drawn(chart.figure)]
    alone, grouped = [p for p in picks if len(p.events) == 1 and not p.lane], [p for p in picks if p.lane]
    assert len(alone) + sum(len(p.events) for p in grouped) == chart.total
    assert chart.total - chart.shown == sum(len(p.events) for p in grouped) == 4
    assert "Showing 63 of 67 marks. 4 stand behind others" in chart.summary
    assert "all" in CHARTS["lanes"].draw(scene_of(many(30))).summary


def test_zooming_in_shows_what_stood_behind_others_each_within_its_day() -> None:
    crowd = [event(f"e{i}", "2022-01-20", "us", label=f"Event {i}") for i in range(12)]
    far = CHARTS["lanes"].draw(scene_of(crowd, View(first=date(2021, 12, 1), last=date(2022, 2, 1))))
    near = CHARTS["lanes"].draw(scene_of(crowd, View(first=date(2022, 1, 18), last=date(2022, 1, 22))))
    assert far.shown < far.total == near.shown == near.total == 12
    at = [x for trace in near.figure.data if trace.customdata is not None for x in trace.x]
    assert len(at) == 12 and all(to_ms(date(2022, 1, 20)) < x < to_ms(date(2022, 1, 21)) for x in at)


def test_marks_and_lanes_stay_in_place_while_filtering() -> None:
    def places(view: View) -> tuple[dict, tuple, float]:
        scene = scene_of(many(120), view)
        figure = CHARTS["lanes"].draw(scene).figure
        at = {}
        for trace in figure.data:
            if trace.customdata is not None:
                at |= {one: (x, y) for one, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)}
        return at, scene.lanes.ids, figure.layout.height

    everything, lanes, height = places(View())
    some, same_lanes, same_height = places(View(words="event 1"))
    assert (lanes, height) == (same_lanes, same_height)
    assert 0 < len(some) < len(everything) and some.items() <= everything.items()
    _, pinned, same_height = places(View(actors=("actor1",)))
    assert pinned == ("actor1", *(lane for lane in lanes if lane != "actor1")) and height == same_height


def test_the_busiest_of_the_window_come_first_but_for_who_is_filtered_by() -> None:
    events = [event(f"{a}{i}", "2022-01-20", f"a{a:02}") for a in range(14) for i in range(14 - a)]
    frame = to_frame(sketch(events))
    lanes = lanes_of(frame, JANUARY)
    assert lanes.ids == (*(f"a{a:02}" for a in range(8)), OTHERS)
    assert (lanes.counts["a00"], lanes.counts[OTHERS], lanes.folded) == (14, 6 + 5 + 4 + 3 + 2 + 1, 6)
    pinned = lanes_of(frame, JANUARY, ["a13"])
    assert pinned.ids == ("a13", *(f"a{a:02}" for a in range(7)), OTHERS)
    clicked = lanes_of(frame, JANUARY, ["a13", "a02"], ["a02"])
    assert clicked.ids == ("a13", *(f"a{a:02}" for a in range(7)), OTHERS)
    late = lanes_of(frame, JANUARY, ["a13", "a12", "a02"], ["a02", "a12"])
    assert late.ids == ("a13", *(f"a{a:02}" for a in range(6)), "a12", OTHERS)
    assert lanes_of(frame, JANUARY, ["a02", "a02"]).ids == ("a02", *(f"a{a:02}" for a in range(8) if a != 2), OTHERS)
    assert lanes_of(frame, JANUARY, [f"a{a:02}" for a in range(13, 2, -1)]).ids[:11][-1] == "a03"
    assert lanes_of(frame, Window(date(2023, 1, 1), date(2023, 2, 1))).ids == ()


def test_a_lane_says_how_many_of_its_events_the_filters_leave_and_which_is_chosen() -> None:
    events = [event("a", "2022-01-20", "us"), event("b", "2022-01-21", "us nato"), event("c", "2022-01-22")]

    def names(view: View) -> dict[str, str]:
        notes = CHARTS["lanes"].draw(scene_of(events, view)).figure.layout.annotations
        return {note.name or note.text.split(" <")[0]: re.sub("<.*?>", "", note.text) for note in notes}

    assert names(View())["us"].endswith("United States 2")
    chosen = names(View(actors=("nato",)))
    assert (chosen["us"], chosen["nato"]) == ("United States 1/2", "NATO 1")
    assert chosen["No actor named"] == "No actor named 0/1"
    drawn = CHARTS["lanes"].draw(scene_of(events, View(actors=("nato",)))).figure.layout.annotations
    assert [note.name for note in drawn if THEMES["light"].mark in note.text] == ["nato"]


def test_the_name_of_a_lane_that_was_cut_is_told_in_full_where_it_is_pointed_at() -> None:
    long = "organization-for-" + "very-" * 10 + "long-names"
    events = [event("a", "2022-01-20", "us"), event("b", "2022-01-21", long)]
    scene = scene_of(events, View())
    told = {note.name: note.hovertext for note in CHARTS["lanes"].draw(scene).figure.layout.annotations if note.name}
    assert told == {"us": None, long: scene.actors[long].name}


def test_events_of_nobody_have_their_lane() -> None:
    assert lanes_of(to_frame(sketch([event("e", "2022-01-20")])), JANUARY).ids == (NOBODY,)


# --- window --------------------------------------------------------------------------------------------------------


def test_a_background_date_does_not_squeeze_the_story() -> None:
    story = many(40, days=21)
    plain = opening(to_frame(sketch(story)), TODAY)
    far = opening(to_frame(sketch([*story, event("founded", "1949-04-04", "nato")])), TODAY)
    assert plain == far and plain.days < 40
    near = opening(to_frame(sketch([*story, event("next", "2021-12-26", "nato")])), TODAY)
    assert near.last > plain.last


def test_a_tenth_of_background_does_not_squeeze_the_story_and_its_prelude_stays() -> None:
    story = many(40, days=21)
    window = opening(to_frame(sketch(story)), TODAY)
    years = [event(f"old{n}", f"2020-0{n}-15", "us") for n in range(1, 5)]
    assert opening(to_frame(sketch([*years, *story])), TODAY) == window
    months = [event(f"month{n}", f"2021-11-0{n}", "us") for n in range(1, 5)]
    assert opening(to_frame(sketch([*months, *story])), TODAY) == window  # a gap of three weeks parts them
    prelude = [event(f"new{n}", f"2021-11-2{n}", "us") for n in range(1, 5)]
    assert opening(to_frame(sketch([*prelude, *story])), TODAY).first <= date(2021, 11, 21)


def test_the_opening_holds_events_from_their_first_to_their_last_day_save_what_would_squeeze_the_story() -> None:
    story = [event("a", "2022-01-20"), event("b", "2022-01-21"), event("c", "2022-01-21")]
    window = opening(to_frame(sketch([*story, event("reply", "2022-01-24/2022-01-30")])), TODAY)
    assert window.first < date(2022, 1, 20) and window.last > date(2022, 1, 30)
    assert opening(to_frame(sketch([*story, event("long", "2021-05/2022-09")])), TODAY).days < 20
    year = opening(to_frame(sketch([event("only", "2020")])), TODAY)
    assert year.first < date(2020, 1, 1) and year.last > date(2020, 12, 31)


def test_expected_events_bring_the_as_of_day_on_the_stage() -> None:
    story = many(40, days=40)
    assert opening(to_frame(sketch(story)), TODAY).last < TODAY
    assert opening(to_frame(sketch([*story, event("x", "2022-01-08", status="expected")])), TODAY).last >= TODAY


def test_an_end_left_open_has_air_for_what_is_shown_not_for_all_the_years_there_are() -> None:
    years = [event(f"y{i}", f"{2015 + i // 12}-{i % 12 + 1:02}-10") for i in range(86)]
    frame = to_frame(sketch([*years, event("ahead", "2022-03-01", status="expected")]))
    assert (opening(frame, TODAY).last - date(2022, 3, 1)).days > 60
    week = window_of(View(first=date(2022, 2, 24)), frame, TODAY)
    assert week == (date(2022, 2, 24), date(2022, 3, 2))
    assert window_of(View(last=date(2015, 1, 12)), frame, TODAY) == (date(2015, 1, 9), date(2015, 1, 12))
    assert window_of(View(first=date(2030, 1, 1)), frame, TODAY) == (date(2030, 1, 1), date(2030, 1, 2))
    assert window_of(View(), frame, TODAY) == opening(frame, TODAY)


def test_the_window_is_written_into_the_axis() -> None:
    scene = scene_of(MIXED, View(first=date(2022, 1, 10), last=date(2022, 1, 31)))
    for name in ("lanes", "heat"):
        axis = CHARTS[name].draw(scene).figure.layout.xaxis
        assert list(axis.range) == [to_ms(date(2022, 1, 10)), to_ms(date(2022, 2, 1))]
        assert axis.autorange is False


def test_the_overview_keeps_its_extent_and_its_grey_bars() -> None:
    full = CHARTS["overview"].draw(scene_of(many(50))).figure
    some = CHARTS["overview"].draw(scene_of(many(50), View(actors=("actor1",), first=date(2022, 1, 3)))).figure
    assert full.layout.xaxis.range == some.layout.xaxis.range
    assert list(full.data[0].y) == list(some.data[0].y)
    assert sum(some.data[1].y) < sum(full.data[1].y) == 50


# --- bins ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "most", "unit", "n"),
    [
        (date(2022, 1, 1), date(2022, 1, 31), 31, "day", 31),
        (date(2022, 1, 1), date(2022, 1, 31), 30, "week", 6),
        (date(2022, 1, 1), date(2022, 12, 31), 12, "quarter", 4),
        (date(2022, 1, 1), date(2022, 12, 31), 13, "month", 12),
        (date(1, 1, 1), date(9999, 12, 31), 120, "century", 100),
    ],
)
def test_bins_are_of_the_finest_unit_that_fits(first: date, last: date, most: int, unit: str, n: int) -> None:
    bins = bins_of(Window(first, last), most)
    assert (bins.unit, len(bins.edges) - 1) == (unit, n)
    assert bins.edges[0] <= to_ms(first) and bins.edges[-1] >= to_ms(last) + DAY
    assert (np.diff(bins.edges) > 0).all()


def test_an_inexact_date_is_shared_out_and_nothing_is_counted_twice() -> None:
    bins = bins_of(JANUARY, 31)
    frame = to_frame(sketch([event("m", "2022-01"), event("d", "2022-01-20"), event("u", None), event("o", "2021")]))
    assert spread(frame, bins).sum() == pytest.approx(2, abs=1e-4)
    assert spread(frame, bins)[19] == pytest.approx(1 + 1 / 31, abs=1e-4)
    assert spread(frame, bins, whole=True).tolist() == [1.0] * 19 + [2.0] + [1.0] * 11


def test_thousands_of_events_are_counted_in_a_grid() -> None:
    chart = CHARTS["lanes"].draw(scene_of(many(3000)))
    cells = sum(len(trace.customdata) for trace in traces(chart.figure, "bar"))
    assert 0 < cells <= 2000
    counted = sum(int(text) for trace in traces(chart.figure, "bar") for text in trace.text)
    assert counted == 3000 == chart.total
    assert chart.summary.startswith("Grouped by")


# --- all charts ----------------------------------------------------------------------------------------------------

HARD = {
    "nothing": [],
    "undated": [event("u", None, "us")],
    "one": [event("e", "2022-01-20", "us")],
    "ends of time": [event("a", "0001-01-01", "us"), event("b", "9999-12-31", "us"), event("c", "20XX")],
    "naughty": [event("n", "2022-01-20", "us", label="<b>x</b><a href='javascript:alert(1)'>%{y} {0} \u202e"),
                event("o", "2022-01-20/..", "<i>", status="expected"),
                event("p", "../2022-01-20", "us", status="denied")],
    "mixed": MIXED,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(CHARTS))
@pytest.mark.parametrize("events", HARD.values(), ids=HARD)
@pytest.mark.parametrize(("theme", "width"), [("light", 1000), ("dark", 360)])
def test_every_chart_draws_whatever_there_is(name: str, events: list, theme: str, width: int) -> None:
    chart = CHARTS[name].draw(scene_of(events, theme=theme, width=width))
    assert chart.alt and chart.figure.layout.height > 60
    text = chart.figure.to_json()
    assert "NaT" not in text and "<b>x</b>" not in text and "\\u003cb\\u003ex" not in text
    assert CONFIG["showSendToCloud"] is False


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_a_chart_reads_only_the_columns_it_declares(name: str) -> None:
    scene = scene_of(MIXED)
    needs = list(CHARTS[name].needs)
    assert set(needs) <= set(COLUMNS)
    few = Scene(
        scene.frame[needs], scene.shown[needs], scene.actors, scene.window, scene.as_of, scene.lanes, scene.picked
    )
    assert CHARTS[name].draw(few).figure.to_json() == CHARTS[name].draw(scene).figure.to_json()


def test_the_same_scene_gives_the_same_bytes() -> None:
    for name in CHARTS:
        assert (
            CHARTS[name].draw(scene_of(MIXED)).figure.to_json() == CHARTS[name].draw(scene_of(MIXED)).figure.to_json()
        )


def test_times_are_sent_as_numbers() -> None:
    figure = CHARTS["lanes"].draw(scene_of(many(50))).figure
    for trace in figure.data:
        assert np.asarray(trace.x).dtype == np.float64, trace


def test_the_hover_card_has_the_sentence_with_its_phrase_bold() -> None:
    quote = ("On Thursday <they> met in Berlin & spoke.", 3, 11)
    scene = scene_of([event("e", "2022-01-20", "us", label="A visit", sources=3)], quotes={"e": quote})
    (card,) = [t.hovertext[0] for t in CHARTS["lanes"].draw(scene).figure.data if t.customdata is not None]
    assert "<b>A visit</b>" in card and "Thursday 20 January 2022 · happened" in card
    assert "“On <b>Thursday</b> &lt;they&gt; met in Berlin &amp; spoke.”" in card
    assert "3 sources" in card
    assert re.sub(r"</?b>|<br>", "", card).count("<") == 0


def test_the_picked_event_is_ringed_and_what_differs_is_marked() -> None:
    plain = CHARTS["lanes"].draw(scene_of(MIXED)).figure
    picked = CHARTS["lanes"].draw(scene_of(MIXED, View(event="day"))).figure
    assert len(picked.data) == len(plain.data) + 1
    accents = [t for t in plain.data if t.type == "scatter" and t.marker.color == THEMES["light"].accent]
    assert [list(t.x) for t in accents] == [[to_ms(date(2022, 2, 1)) + DAY / 2]]  # "by" has conflicting dates


def test_the_future_is_hatched_and_the_as_of_line_is_named() -> None:
    figure = CHARTS["lanes"].draw(scene_of(MIXED, View(first=date(2022, 1, 10), last=date(2022, 1, 31)))).figure
    (future,) = [t for t in figure.data if t.type == "scatter" and t.fill == "toself"]
    assert min(future.x) == to_ms(TODAY) + DAY and future.fillpattern.shape == "/"
    assert any("as of 22 Jan 2022" in note.text for note in figure.layout.annotations)
    past = CHARTS["lanes"].draw(scene_of(MIXED, View(first=date(2022, 1, 10), last=date(2022, 1, 20)))).figure
    assert not any(t.type == "scatter" and t.fill == "toself" for t in past.data)


def test_the_alt_text_says_what_is_there() -> None:
    alt = CHARTS["lanes"].draw(scene_of(MIXED, View(first=date(2022, 1, 10), last=date(2022, 1, 31)))).alt
    assert "7 events" in alt and "10–31 January 2022" in alt and "1 denied" in alt
    assert "without marks" in CHARTS["lanes"].draw(scene_of([])).alt


@pytest.mark.parametrize(
    ("customdata", "pick"),
    [
        ("abc123", Pick(("abc123",))),
        (["abc123"], Pick(("abc123",))),
        (write_pick("us", date(2022, 1, 1), date(2022, 1, 7)), Pick((), "us", date(2022, 1, 1), date(2022, 1, 7))),
        (write_pick("", date(2022, 1, 1), date(2022, 1, 7), ["a", "b"]),
         Pick(("a", "b"), "", date(2022, 1, 1), date(2022, 1, 7))),
        ("us yesterday today", None), ("", None), (None, None), ([], None), ({}, None), (3, None),
    ],
)  # fmt: skip
def test_a_click_is_read_back(customdata: object, pick: Pick | None) -> None:
    assert read_pick(customdata) == pick


# --- style ---------------------------------------------------------------------------------------------------------


def contrast(a: str, b: str) -> float:
    """WCAG 2 contrast of two hex colours."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    one, two = sorted((light(a), light(b)))
    return (two + 0.05) / (one + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_marks_and_text_can_be_seen_in_both_themes(name: str) -> None:
    theme = THEMES[name]
    for mark in (theme.mark, theme.denied, theme.accent):
        assert contrast(mark, theme.ground) >= 3
    for text in (theme.text, theme.quiet):
        assert contrast(text, theme.ground) >= 4.5
    assert contrast(theme.text, theme.card) >= 4.5
    assert contrast(theme.ground, theme.mark) >= 4.5  # a label on a bar


def test_a_label_is_cut_at_a_word_and_keeps_two() -> None:
    text = "Blinken visits Berlin for talks"
    assert shortened(text, 1000) == text
    assert shortened(text, text_width("Blinken visits Berlin…") + 1) == "Blinken visits Berlin…"
    assert shortened(text, text_width("Blinken…")) == ""
    speech = "Johnson and Putin speak to the press today"
    assert shortened(speech, text_width("Johnson and Putin speak to the…") + 1) == "Johnson and Putin speak…"


def test_a_frame_of_a_hundred_thousand_is_bounded() -> None:
    base = to_frame(sketch(many(100)))
    frame = pd.concat([base] * 200, ignore_index=True)
    scene = set_scene(frame, frame, sketch(many(100)).actors, View(), TODAY)
    assert all(len(CHARTS[name].draw(scene).figure.to_json()) < 200_000 for name in CHARTS)
