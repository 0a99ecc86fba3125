"""A scene from a few events, and what a chart has drawn of it."""

from __future__ import annotations

from datetime import date, timedelta

from dashboard.charts import Look, Scene, set_scene
from dashboard.charts.lanes import GRIPS
from dashboard.charts.scene import Window
from dashboard.selection import select
from dashboard.table import to_frame
from dashboard.view import View
from tests.sketch import event, sketch

TODAY = date(2022, 1, 22)
JANUARY = Window(date(2022, 1, 1), date(2022, 1, 31))


def many(n: int, days: int = 60, actors: int = 5) -> list:
    """n events of one day, spread evenly, each of one actor."""
    start = date(2021, 12, 1)
    return [
        event(f"e{i}", str(start + timedelta(days=i * days // n)), f"actor{i % actors}", label=f"Some event number {i}")
        for i in range(n)
    ]


def scene_of(
    events: list, view: View | None = None, as_of: date = TODAY, quotes: dict | None = None, **look: object
) -> Scene:
    view, timeline = view or View(), sketch(events)
    frame = to_frame(timeline)
    return set_scene(frame, select(frame, view), timeline.actors, view, as_of, Look(**look), quotes)


def traces(figure: object, kind: str = "") -> list:
    """The traces, all or of one type, without the bars under the labels."""
    return [trace for trace in figure.data if trace.type == (kind or trace.type) and trace.name != GRIPS]


def drawn(figure: object) -> list[str]:
    """The event ids of all marks and bars that can be clicked, without those of the labels."""
    return [pick for trace in traces(figure) if trace.customdata is not None for pick in trace.customdata]


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


def numbers(figure: object) -> dict[tuple[float, float], int]:
    """The numbers of a grid by where they stand: milliseconds, and pixels from the top."""
    told = [trace for trace in traces(figure, "scatter") if trace.mode == "text"]
    return {(x, y): int(n) for t in told for x, y, n in zip(t.x, t.y, t.text, strict=True)}
