"""Which days are on the stage, how the grid and the overview count, and what all charts have in common."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import CHARTS, CONFIG, Pick, Scene, opening, read_pick, set_scene, window_of
from dashboard.charts.bins import bins_of, spread
from dashboard.charts.scene import DAY, Window, to_day, to_ms, write_pick
from dashboard.charts.style import NAMES, RIGHT, THEMES, shortened, text_width
from dashboard.table import COLUMNS, to_frame
from dashboard.view import View
from tests.drawing import JANUARY, MIXED, TODAY, many, numbers, scene_of, traces
from tests.sketch import event, sketch

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


def test_a_short_story_opens_with_its_next_date_two_weeks_off() -> None:
    story = [event(f"d{n}", f"2022-01-{n}", "us") for n in (18, 19, 19, 20, 21)]
    ahead = opening(to_frame(sketch([*story, event("vote", "2022-02-03", "us", status="expected")])), TODAY)
    assert ahead.last >= date(2022, 2, 3) and ahead.days < 25
    assert opening(to_frame(sketch([*story, event("summit", "2022-02-14", "us", status="expected")])), TODAY).days < 15


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


def test_no_number_of_the_grid_lies_on_the_as_of_line() -> None:
    told = [event(str(n), f"2021-{month:02}-10", "us") for n, month in enumerate([*range(1, 13)] * 9)]
    for day in range(1, 29):
        as_of = date(2021, 6, day)
        scene = scene_of(told, as_of=as_of, width=620)
        figure = CHARTS["heat"].draw(scene).figure
        pixel = (scene.window.ms[1] - scene.window.ms[0]) / (620 - NAMES - RIGHT)
        here = [x for x, _ in numbers(figure) if abs(x - to_ms(as_of) - DAY) < 4 * pixel]
        assert len(numbers(figure)) >= 11 and here == []


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


def test_no_square_counts_what_is_dated_no_closer_than_to_all_the_days_shown() -> None:
    told = [event("day", "2022-01-20", "us"), event("week", "2022-W03", "us"), event("year", "2022", "us")]
    window = View(first=date(2022, 1, 3), last=date(2022, 1, 30))
    chart = CHARTS["heat"].draw(scene_of(told, window))
    assert sorted(numbers(chart.figure).values()) == [1, 1, 1, 1, 1, 1, 2]
    assert "1 lasts all of these days" in chart.summary
    alone = CHARTS["heat"].draw(scene_of(told, View(first=date(2022, 1, 20), last=date(2022, 1, 20))))
    assert list(numbers(alone.figure).values()) == [1] and "2 last all of these days" in alone.summary


def test_thousands_of_events_are_counted_in_a_grid() -> None:
    chart = CHARTS["lanes"].draw(scene_of(many(3000)))
    cells = sum(len(trace.customdata) for trace in traces(chart.figure, "bar"))
    assert 0 < cells <= 2000
    assert sum(numbers(chart.figure).values()) == 3000 == chart.total
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
    quote = ("On Thursday <they> met in Berlin & spoke.", 3, 11, "Ada Berg")
    scene = scene_of(
        [event("e", "2022-01-20", "us", label="A visit", sources=3, speaker="Jan Visser")], quotes={"e": quote}
    )
    (card,) = [t.hovertext[0] for t in traces(CHARTS["lanes"].draw(scene).figure) if t.customdata is not None]
    assert "<b>A visit</b>" in card and "Thursday 20 January 2022 · happened" in card
    assert "“On <b>Thursday</b> &lt;they&gt; met in Berlin &amp; spoke.”" in card
    assert "said by Ada Berg · 3 sources" in card
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


@pytest.mark.parametrize("name", CHARTS)
def test_what_a_figure_is_made_of_is_gathered_once(name: str) -> None:
    figure = CHARTS[name].draw(scene_of(MIXED)).figure
    first = figure.to_json()
    assert figure.to_dict() is figure.to_dict() and figure.to_json() == first


@pytest.mark.parametrize("width", [390, 1340])
@pytest.mark.parametrize("events", [MIXED, many(900), []], ids=["mixed", "900", "none"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_property_of_a_figure_is_one_that_plotly_knows(name: str, events: list, width: int) -> None:
    outcomes = [
        event(what, f"2022-01-{n}", "us", status="expected", outcome=what, conflict=True)
        for n, what in enumerate(("confirmed", "postponed", "cancelled"), 20)
    ]
    scene = scene_of([*events, *(outcomes if events else [])], View(event="day"), width=width)
    drawn = dict(CHARTS[name].draw(scene).figure.to_dict())
    asked = go.Figure(drawn).to_dict()  # raises ValueError for what it does not know
    assert drawn["layout"].pop("template") == {}
    assert len(asked["data"]) == len(drawn["data"])
    with pytest.raises(ValueError):
        go.Figure({"data": [{"type": "bar", "colour": "red"}]})


def test_a_frame_of_a_hundred_thousand_is_bounded() -> None:
    base = to_frame(sketch(many(100)))
    frame = pd.concat([base] * 200, ignore_index=True)
    scene = set_scene(frame, frame, sketch(many(100)).actors, View(), TODAY)
    assert all(len(CHARTS[name].draw(scene).figure.to_json()) < 200_000 for name in CHARTS)
