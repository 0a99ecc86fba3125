"""Who has a lane, where it stands while filters change, and what is counted of those who have none."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from dashboard.charts import CHARTS, lanes_of
from dashboard.charts.scene import NOBODY, OTHERS, Window, shown_in_lanes
from dashboard.charts.style import THEMES
from dashboard.table import to_frame
from dashboard.view import View
from tests.drawing import JANUARY, drawn, many, scene_of, traces
from tests.sketch import event, sketch


def test_marks_and_lanes_stay_in_place_while_filtering() -> None:
    def places(view: View) -> tuple[dict, tuple, float]:
        scene = scene_of(many(120), view)
        figure = CHARTS["lanes"].draw(scene).figure
        at = {}
        for trace in traces(figure):
            if trace.customdata is not None:
                at |= {one: (x, y) for one, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)}
        return at, scene.lanes.ids, figure.layout.height

    everything, lanes, height = places(View())
    some, same_lanes, same_height = places(View(words="event 1"))
    assert (lanes, height) == (same_lanes, same_height)
    assert 0 < len(some) < len(everything) and some.items() <= everything.items()
    _, pinned, _ = places(View(actors=("actor1",)))
    assert pinned == ("actor1", *(lane for lane in lanes if lane != "actor1"))


def test_a_lane_that_the_filters_leave_empty_keeps_its_place_and_is_thin() -> None:
    events = [event(f"{a}{i}", f"2022-01-{i + 10}", a) for a in ("us", "russia", "nato") for i in range(5)]

    def bands(view: View, width: int = 1000, **more: object) -> tuple[tuple, list[float], tuple, list[float]]:
        scene = scene_of(events, view, width=width, **more)
        layout = CHARTS["lanes"].draw(scene).figure.layout
        names = [note.y for note in layout.annotations if note.name]
        return scene.lanes.ids, [b - a for a, b in pairwise(names)], layout.margin.l, list(layout.xaxis.range)

    for width in (1000, 358):
        lanes, high, *aside = bands(View(), width)
        same, thin, *same_aside = bands(View(words="event us0"), width)
        assert same == lanes and same_aside == aside, "in its place, and nothing goes to the left or right"
        assert thin[-1] < high[-1]
    clicked = bands(View(actors=("russia",)), in_place=("russia",))
    assert clicked[0] == lanes and clicked[1][0] == bands(View())[1][0], "what was clicked stays under the pointer"


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


def busy(*more: tuple) -> list:
    """Eight actors of nine events each, and then some."""
    return [event(f"{a}{i}", f"2022-01-{i + 10}", f"busy{a}") for a in range(8) for i in range(9)] + list(more)


def test_who_shares_most_with_the_chosen_gets_a_lane_and_the_others_stay_where_they_are() -> None:
    shared = [event(f"s{i}", f"2022-01-{i + 10}", "scholz", via="germany") for i in range(3)]
    shared += [event(f"t{i}", f"2022-01-{i + 20}", "baerbock", via="germany") for i in range(2)]
    events = busy(*shared, event("u", "2022-01-19", "germany once"))
    fixed = tuple(f"busy{a}" for a in range(8))
    assert scene_of(events).lanes.ids == (*fixed, OTHERS)
    chosen = View(actors=("germany",))
    lanes = scene_of(events, chosen).lanes
    assert lanes.ids == ("germany", "scholz", "baerbock", *fixed[:7], OTHERS)
    assert lanes.counts["scholz"] == 3 and lanes.folded == 2, "who shares one event only gets none"
    assert scene_of(events, chosen, in_place=("germany",)).lanes.ids == (
        *fixed[:7], "germany", "scholz", "baerbock", OTHERS,
    )  # fmt: skip
    fewer = View(actors=("germany",), words="event t", statuses=("happened",))
    assert scene_of(events, fewer).lanes == lanes, "no other filter moves a lane"
    assert scene_of(events, View(actors=("busy2",))).lanes.ids[:3] == ("busy2", "busy0", "busy1")


@pytest.mark.parametrize("chart", ["lanes", "heat"])
def test_who_has_no_lane_is_counted_with_the_events_also_of_those_that_have_one(chart: str) -> None:
    events = busy(
        event("x", "2022-01-20", "busy0 rare"), event("y", "2022-01-21", "busy1 rare seldom", status="denied")
    )
    scene = scene_of(events)
    assert scene.lanes.ids[-1] == OTHERS and (scene.lanes.folded, scene.lanes.counts[OTHERS]) == (2, 2)
    drawn_of = CHARTS[chart].draw(scene)
    assert any("2 other actors" in note.text for note in drawn_of.figure.layout.annotations)
    assert shown_in_lanes(scene_of(events, View(statuses=("denied",))))[OTHERS] == 1
    assert OTHERS not in scene_of(busy()).lanes.ids
    assert "more actor" not in drawn_of.summary
    away = CHARTS[chart].draw(scene_of([*events, event("z", "1949", "old"), event("w", None, "dateless")]))
    assert "2 more actors have no event in these dates." in away.summary


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


def test_a_lane_that_is_pointed_at_tells_its_whole_name_what_it_counts_and_what_a_click_does() -> None:
    long = "organization-for-" + "very-" * 10 + "long-names"
    events = [event("a", "2022-01-20", "us"), event("b", "2022-01-21", long)]
    scene = scene_of(events, View(actors=(long,)))
    told = {note.name: note.hovertext for note in CHARTS["lanes"].draw(scene).figure.layout.annotations if note.name}
    assert told["us"] == "United States: 1 event in these days<br>Click to see them alone"
    assert told[long] == f"{scene.actors[long].name}: 1 event in these days<br>Click to let go"


@pytest.mark.parametrize("chart", ["lanes", "heat"])
def test_what_the_chosen_actor_only_said_stands_in_its_lane_where_that_is_asked_for(chart: str) -> None:
    events = [event("a", "2022-01-20", "lavrov"), event("b", "2022-01-21", "us", said="Sergey Lavrov")]
    for said, lavrov, us in ((False, 1, 0), (True, 2, 1)):
        view = View(actors=("lavrov",), said=said)
        scene = scene_of(events, view)
        assert scene.lanes.counts["lavrov"] == lavrov
        assert shown_in_lanes(scene) == {"lavrov": lavrov, "us": us}
        told = {n.name: re.sub("<.*?>", "", n.text) for n in CHARTS[chart].draw(scene).figure.layout.annotations}
        assert told["lavrov"] == f"Sergey Lavrov {lavrov}"
        if chart == "lanes":
            assert sorted(drawn(CHARTS[chart].draw(scene).figure)) == ["a"] + ["b", "b"] * said
    others = scene_of(events, View(actors=("blinken",), said=True))
    assert others.lanes.counts["lavrov"] == 1, "of who is not chosen, what is said stays with who does it"


def test_events_of_nobody_have_their_lane() -> None:
    assert lanes_of(to_frame(sketch([event("e", "2022-01-20")])), JANUARY).ids == (NOBODY,)
