"""Every mark is where its date is, in the lane of its actor; no label lies on another, what is left out is said."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import pandas as pd
import plotly.graph_objects as go
import pytest
from playwright.sync_api import Browser, Page

from dashboard.charts import CHARTS, CONFIG, read_pick
from dashboard.charts.lanes import GRIPS
from dashboard.charts.marks import BAR, FADE, POINT, marks_of
from dashboard.charts.place import CELL
from dashboard.charts.scene import DAY, Window, to_ms
from dashboard.charts.style import ROW, SYMBOLS, THEMES, text_width
from dashboard.table import to_frame
from dashboard.view import STATUSES, View
from tests.drawing import JANUARY, MIXED, TODAY, drawn, many, scene_of, traces
from tests.sketch import event, sketch

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


def _near(first: date, last: date, value: str = "2022-01", window: Window = JANUARY) -> dict:
    """The mark of a date of which the words name these days."""
    frame = to_frame(sketch([event("e", value)]))
    frame["near_start"], frame["near_end"] = (
        pd.Series([day.isoformat()], dtype="datetime64[s]") for day in (first, last)
    )
    (mark,) = marks_of(frame, window, TODAY).to_dict("records")
    return mark


@pytest.mark.parametrize(
    ("first", "last", "lean", "at"),
    [
        (date(2022, 1, 16), date(2022, 1, 31), 1, 27 + 1),  # late January
        (date(2022, 1, 1), date(2022, 1, 16), -1, 4 + 1),
        (date(2022, 1, 9), date(2022, 1, 24), 0, 16 + 1),
    ],
)
def test_of_a_month_only_the_part_that_the_words_name_is_drawn(first: date, last: date, lean: int, at: int) -> None:
    mark = _near(first, last)
    assert (mark["shape"], mark["lo"], mark["hi"]) == (FADE, to_ms(first), to_ms(last) + DAY)
    assert (mark["lean"], mark["at"]) == (lean, to_ms(date(2022, 1, at)))


def test_a_window_that_shows_only_the_rest_of_it_shows_the_whole_date() -> None:
    mark = _near(date(2022, 1, 16), date(2022, 1, 31), window=Window(date(2022, 1, 2), date(2022, 1, 8)))
    assert (mark["lo"], mark["hi"], mark["lean"]) == (to_ms(date(2022, 1, 1)), to_ms(date(2022, 2, 1)), 0)


@pytest.mark.parametrize("value", ["2022-01-11/2022-01-19", "2022-01~", "2022-01-11/..", "../2022-01-25"])
def test_a_duration_an_open_end_and_about_are_drawn_as_they_are(value: str) -> None:
    (plain,) = marks_of(to_frame(sketch([event("e", value)])), JANUARY, TODAY).to_dict("records")
    assert _near(date(2022, 1, 16), date(2022, 1, 18), value) == plain


def test_a_fade_is_thickest_where_its_date_leans_to() -> None:
    for first, last, thick in (("2022-01-16", "2022-01-31", "end"), ("2022-01-01", "2022-01-16", "start")):
        scene = scene_of([event("e", "2022-01", "us")])
        for frame in (scene.frame, scene.shown):
            frame["near_start"], frame["near_end"] = pd.Timestamp(first).as_unit("s"), pd.Timestamp(last).as_unit("s")
        (fade,) = traces(CHARTS["lanes"].draw(scene).figure, "bar")
        starts, ends = set(fade.base), {a + b for a, b in zip(fade.base, fade.x, strict=True)}
        assert (len(starts), len(ends)) == ((len(fade.base), 1) if thick == "end" else (1, len(fade.base)))


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
    symbols = {t.customdata[0]: t.marker.symbol for t in traces(CHARTS["lanes"].draw(scene).figure) if t.customdata}
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
    sizes = [size for trace in traces(chart.figure) if trace.customdata is not None for size in trace.marker.size]
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


@pytest.mark.parametrize("width", [390, 1340])
@pytest.mark.parametrize("events", [MIXED, many(30), many(200)], ids=["mixed", "30", "200"])
def test_no_label_is_struck_through_by_the_line_between_past_and_future(events: list, width: int) -> None:
    near = [event(f"near{i}", f"2022-01-{20 + i}", "us nato", label="Ministers speak of the answer") for i in range(5)]
    from dashboard.charts.stage import stage_of

    scene = scene_of(events + near, width=width)
    figure = CHARTS["lanes"].draw(scene).figure
    line, across, struck = to_ms(TODAY) + DAY, [], []
    segments = [(s.y0, s.y1) for s in figure.layout.shapes if s.type == "line" and s.x0 == line]
    pixel = (scene.window.ms[1] - scene.window.ms[0]) / stage_of(scene).plot
    for trace in traces(figure, "scatter"):
        if trace.mode != "text" or trace.textfont.color == THEMES["light"].ground:  # on a bar, which hides the line
            continue
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True):
            wide = text_width(text) * pixel
            first, last = (x - wide, x) if trace.textposition == "middle left" else (x, x + wide)
            if first < line < last:
                across.append(text)
                struck += [text for top, bottom in segments if top < y < bottom]
    assert not struck and sum(bottom - top for top, bottom in segments) > figure.layout.yaxis.range[0] / 2
    assert across or width < 400 or len(events) > 100


def test_no_label_is_struck_through_by_the_stop_of_a_fade_and_the_other_stops_stand() -> None:
    fade = event("week", "2022-W03", "us", status="expected", label="The talks to resume in the city of Copenhagen")
    others = [event(f"e{i}", f"2022-01-{10 + 2 * i}", "nato") for i in range(10)]
    window = View(first=date(2022, 1, 1), last=date(2022, 3, 31))

    def stops(events: list) -> list[float]:
        figure = CHARTS["lanes"].draw(scene_of(events, window, width=1340)).figure
        return [x for t in traces(figure, "scatter") if t.marker.symbol == "line-ns-open" for x in t.x]

    first, last = to_ms(date(2022, 1, 17)), to_ms(date(2022, 1, 23)) + DAY
    assert stops([fade, *others]) == [first], "the label stands on the right"
    short = event("week", "2022-W03", "us", status="expected", label="Go")
    assert stops([short, *others]) == [first, last]


@pytest.mark.parametrize("seed", range(20))
def test_no_lane_fits_into_fewer_rows_than_marks_lie_over_one_another(seed: int) -> None:
    from dashboard.charts.place import Wish, _depth, _fill, _fits

    dice = Random(seed)
    starts = [dice.uniform(0, 200) for _ in range(dice.randint(1, 30))]
    wishes = [Wish(f"e{i}", False, a, a + dice.choice((10.0, 40.0)), 0.0) for i, a in enumerate(starts)]
    depth = _depth(wishes)
    assert not any(_fits(_fill(wishes, rows)) for rows in range(1, depth))
    assert depth == max(sum(w.a <= at < w.b for w in wishes) for at in starts)


def _opened(figure: go.Figure, width: int, folder: Path, browser: Browser) -> Page:
    """A page on which a figure stands in its width, in pixels."""
    file = folder / "chart.html"
    figure.write_html(file, include_plotlyjs=True, config={**CONFIG, "responsive": False}, default_width=width)
    page = browser.new_page(viewport={"width": width + 100, "height": 1200})
    page.goto(file.as_uri())
    return page


@pytest.mark.browser
@pytest.mark.parametrize(("width", "theme"), [(1340, "light"), (390, "dark")])
def test_no_two_texts_overlap_on_the_screen(width: int, theme: str, tmp_path: Path, browser: Browser) -> None:
    events = MIXED + many(60, days=80)
    figure = CHARTS["lanes"].draw(scene_of(events, width=width, theme=theme)).figure
    page = _opened(figure, width, tmp_path, browser)
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


@pytest.mark.browser
@pytest.mark.parametrize(("chart", "width"), [("overview", 1288), ("overview", 358), ("lanes", 1288)])
def test_no_day_under_the_axis_is_cut_at_the_edge(chart: str, width: int, tmp_path: Path, browser: Browser) -> None:
    view = View(first=date(2021, 10, 1), last=date(2022, 12, 31))  # the next tick stands on its last moment
    events = [event("a", "2021-11-20", "us"), event("b", "2022-11-20", "us")]
    figure = CHARTS[chart].draw(scene_of(events, view, width=width)).figure
    page = _opened(figure, width, tmp_path, browser)
    page.wait_for_selector(".xtick text")
    ends = page.evaluate(
        """() => {
          const edge = document.querySelector(".main-svg").getBoundingClientRect()
          const shown = [...document.querySelectorAll(".xtick text")].filter((t) => t.getBoundingClientRect().width)
          return shown.filter((t) => getComputedStyle(t).display !== "none").map((t) => t.getBoundingClientRect())
            .map((box) => [box.left - edge.left, edge.right - box.right])
        }"""
    )
    page.close()
    assert ends and min(map(min, ends)) >= 0


def test_a_label_is_pointed_at_as_its_mark_is() -> None:
    scene = scene_of(many(40, actors=3), width=1400)
    figure = CHARTS["lanes"].draw(scene).figure
    (grips,) = [trace for trace in figure.data if trace.name == GRIPS]
    marks = {
        one: y for t in traces(figure, "scatter") if t.customdata for one, y in zip(t.customdata, t.y, strict=True)
    }
    texts = sum(len(trace.text) for trace in traces(figure, "scatter") if trace.mode == "text")
    assert len(grips.customdata) == texts > 10
    for one, y, left, wide in zip(grips.customdata, grips.y, grips.base, grips.x, strict=True):
        assert y == marks[one] and wide > 0 and left >= scene.window.ms[0]
    assert figure.layout.hoverdistance < ROW / 2  # else the mark in the next row would be taken for the label's


def test_a_fade_has_a_row_of_its_own_while_there_is_one() -> None:
    def rows(days: list[event]) -> tuple[float, set[float]]:
        figure = CHARTS["lanes"].draw(scene_of([event("month", "2022-01", "us"), *days])).figure
        at = {
            pick: y
            for trace in traces(figure)
            if trace.customdata is not None
            for pick, y in zip(trace.customdata, trace.y, strict=True)
        }
        return at.pop("month"), set(at.values())

    spread = [event(f"d{day}", f"2022-01-{day:02}", "us") for day in range(3, 29, 2)]
    row, others = rows(spread)
    assert row not in others and row > max(others)
    row, others = rows([*spread, *(event(f"e{i}", "2022-01-21", "us") for i in range(4))])
    assert row in others  # where all rows are needed it is drawn over


def test_a_crowd_of_marks_still_names_its_weightiest_and_no_more_than_can_be_read() -> None:
    crowd = [event(f"e{i}", f"2021-{i % 12 + 1:02}-{i % 28 + 1:02}", f"a{i % 8}", label=f"Ore {i}") for i in range(340)]
    chart = CHARTS["lanes"].draw(scene_of(crowd, width=1400))
    named = [text for trace in traces(chart.figure, "scatter") if trace.mode == "text" for text in trace.text]
    assert chart.total > 300 and 30 <= len(named) <= 60


@pytest.mark.parametrize(("width", "least"), [(820, 2), (1400, 4)])
def test_a_crowded_lane_keeps_room_for_the_names_of_its_weightiest(width: int, least: int) -> None:
    crowd = [event(f"e{i}", f"2022-01-{i % 28 + 1:02}", "us", label=f"Something of {i} happens") for i in range(60)]
    days = (3, 8, 14, 20, 28)
    main = [event(f"m{i}", f"2022-01-{i:02}", "us", label=f"The main matter of {i}", sources=4) for i in days]
    chart = CHARTS["lanes"].draw(scene_of([*crowd, *main], width=width))
    named = [text for trace in traces(chart.figure, "scatter") if trace.mode == "text" for text in trace.text]
    assert sum("main matter" in text for text in named) >= least, named


def test_what_lasts_all_the_days_shown_takes_no_place_from_what_happened_on_one_of_them() -> None:
    days = [event(f"d{n}", f"2022-01-{n + 1:02}", "us") for n in range(30)]
    years = [event(f"y{n}", ("2022", "2021-05/2022-09", "2021-12-01/2022-03-05")[n % 3], "us") for n in range(120)]
    january = View(first=date(2022, 1, 1), last=date(2022, 1, 30))
    chart = CHARTS["lanes"].draw(scene_of([*days, *years], january, width=1400))
    assert {one.id for one, _ in days} <= set(drawn(chart.figure))
    assert "118 last all of these days" in chart.summary
    few = CHARTS["lanes"].draw(scene_of([*days[:4], *years[:3]], january, width=1400))
    assert set(drawn(few.figure)) == {one.id for one, _ in (*days[:4], *years[:3])} and "last" not in few.summary
    picked = CHARTS["lanes"].draw(scene_of([*days, *years], View(event="y50", first=january.first, last=january.last)))
    assert "y50" in drawn(picked.figure)


def test_what_finds_no_place_is_counted_and_said() -> None:
    crowd = [event(f"e{i}", "2022-01-20", "us", label=f"Event {i}") for i in range(7)] + many(60)
    chart = CHARTS["lanes"].draw(scene_of(crowd))
    picks = [read_pick(pick) for pick in drawn(chart.figure)]
    alone, grouped = [p for p in picks if len(p.events) == 1 and not p.lane], [p for p in picks if p.lane]
    assert len(alone) + sum(len(p.events) for p in grouped) == chart.total
    assert chart.total - chart.shown == sum(len(p.events) for p in grouped) == 3
    assert "Showing 64 of 67 marks. 3 stand behind others" in chart.summary
    assert "all" in CHARTS["lanes"].draw(scene_of(many(30))).summary


def test_zooming_in_shows_what_stood_behind_others_each_within_its_day() -> None:
    crowd = [event(f"e{i}", "2022-01-20", "us", label=f"Event {i}") for i in range(12)]
    far = CHARTS["lanes"].draw(scene_of(crowd, View(first=date(2021, 12, 1), last=date(2022, 2, 1))))
    near = CHARTS["lanes"].draw(scene_of(crowd, View(first=date(2022, 1, 18), last=date(2022, 1, 22))))
    assert far.shown < far.total == near.shown == near.total == 12
    at = [x for trace in traces(near.figure) if trace.customdata is not None for x in trace.x]
    assert len(at) == 12 and all(to_ms(date(2022, 1, 20)) < x < to_ms(date(2022, 1, 21)) for x in at)


@pytest.mark.parametrize("seed", range(8))
def test_no_square_that_counts_lies_on_a_mark(seed: int) -> None:
    dice, width = Random(seed), 900
    days = [date(2021, 12, 1) + timedelta(int(40 * dice.random() ** 1.5)) for _ in range(120)]
    crowd = [event(f"e{i}", str(day), "us", sources=dice.choice([1, 1, 2, 5])) for i, day in enumerate(days)]
    figure = CHARTS["lanes"].draw(scene_of(crowd, width=width)).figure
    first, last = figure.layout.xaxis.range
    scale = (width - figure.layout.margin.l - figure.layout.margin.r) / (last - first)
    (squares,) = [trace for trace in traces(figure, "scatter") if trace.marker.symbol == "square"]
    marks = [trace for trace in traces(figure, "scatter") if trace.customdata is not None and trace is not squares]
    for trace in marks:
        for x, y, size in zip(trace.x, trace.y, trace.marker.size, strict=True):
            apart = [abs(at - x) * scale for at, row in zip(squares.x, squares.y, strict=True) if row == y]
            assert min(apart, default=99) >= (CELL - 6 + size) / 2
