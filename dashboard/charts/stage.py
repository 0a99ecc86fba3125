"""The frame that lanes and grid share: where a lane lies, its name, the ground, past and future, the time axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import accumulate, chain
from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts.scene import DAY, NOBODY, OTHERS, Scene, in_window, shown_in_lanes, to_ms
from dashboard.charts.style import (
    FONT_SIZE,
    GAP,
    NAMES,
    RIGHT,
    ROW,
    anchor,
    base_layout,
    faded,
    plain,
    shortened,
    theme_of,
    time_axis,
)
from dashboard.selection import taking_part
from dashboard.words import date_in_words, days_in_words, list_in_words, say

MIN_ROWS, MAX_ROWS, NARROW_ROWS = 2, 4, 3  # of a lane; the last is a phone's most
NEAR, NEAR_FINGER = (
    6,
    20,
)  # pixels from a mark's rim at which it is pointed at: a row has 18, and a label is not its neighbour
TOP, BOTTOM = 44, 20  # for the two lines of dates, and for the as-of day


@dataclass(frozen=True, slots=True)
class Stage:
    """Pixels: `plot` is the width between the margins, `left` the margin; a lane has `rows` and above them a `head`.

    `counted` lanes keep their last row for squares that count what found no place.
    """

    start: float
    end: float
    plot: float
    left: int
    head: float
    rows: tuple[int, ...]
    counted: tuple[bool, ...] = ()
    tops: tuple[float, ...] = ()  # of each lane, and the end of the last

    def with_rows(self, rows: Sequence[int], counted: Sequence[bool] = ()) -> Stage:
        """The same with other numbers of rows."""
        tops = (0.0, *accumulate(self.head + GAP + ROW * n for n in rows))
        return replace(self, rows=tuple(rows), counted=tuple(counted), tops=tops)

    def px(self, ms: Any) -> Any:
        """Milliseconds → pixels from the left of the plot."""
        return (ms - self.start) / (self.end - self.start) * self.plot

    def ms(self, px: Any) -> Any:
        """Pixels from the left of the plot → milliseconds."""
        return self.start + px / self.plot * (self.end - self.start)

    def clip(self, ms: Any) -> Any:
        """Milliseconds kept inside the window."""
        return np.clip(ms, self.start, self.end)

    def row_y(self, lane, row):
        """The middle of a row of a lane, pixels from the top; numbers or arrays."""
        return np.asarray(self.tops)[lane] + self.head + GAP / 2 + ROW * (np.asarray(row) + 0.5)

    def last_row_y(self, lane: int) -> float:
        """The middle of a lane's last row."""
        return float(self.row_y(lane, self.rows[lane] - 1))

    def y(self, marks: pd.DataFrame) -> np.ndarray:
        """The middle of the rows of marks with `lane` and `at_row`."""
        return self.row_y(marks["lane"].to_numpy(), marks["at_row"].to_numpy())

    @property
    def height(self) -> float:
        """All lanes together; never nothing."""
        return self.tops[-1] or 120.0


def stage_of(scene: Scene, rows: int = MIN_ROWS) -> Stage:
    """The stage of a scene with so many rows in each lane."""
    start, end = scene.window.ms
    left = 10 if scene.is_narrow else NAMES
    plot = max(120.0, scene.width - left - RIGHT)
    stage = Stage(start, end, plot, left, 17.0 if scene.is_narrow else 0.0, ())
    return stage.with_rows([rows] * len(scene.lanes.ids))


def as_of_line(scene: Scene) -> float:
    """Where the past ends, in milliseconds: with the as-of day."""
    return to_ms(scene.as_of) + DAY


def absent(scene: Scene) -> str:
    """How many actors of the collection are in no lane, nor counted in that of the others; "" where all are."""
    counts = scene.lanes.counts
    there = scene.lanes.folded + sum(counts[lane] > 0 for lane in scene.lanes.ids if lane not in (OTHERS, NOBODY))
    missing = len(taking_part(scene.frame)) - there
    return say("chart.absent", n=missing) if missing > 0 else ""


def lane_name(scene: Scene, lane: str) -> str:
    """The name of a lane's actor, or of what stands for none or for many."""
    if lane == OTHERS:
        return say("chart.others", n=scene.lanes.folded)
    if lane == NOBODY:
        return say("chart.nobody")
    return scene.actors[lane].name if lane in scene.actors else lane


def shell(scene: Scene, stage: Stage, labelled: Sequence[float] = ()) -> dict:
    """The layout: bands, lane names with counts, coarse time marks, the as-of line, the axis.

    The line is broken where a label runs across it: at the heights `labelled`, the middles of rows.
    """
    theme = theme_of(scene)
    layout = base_layout(scene, int(stage.height + TOP + BOTTOM))
    bands = list(zip(stage.tops, stage.tops[1:], strict=False))
    shapes = [_rect(stage.start, stage.end, top, bottom, theme.band) for top, bottom in bands[::2]]
    shapes += [_vertical(ms, stage.height, theme.rule, 1) for ms in coarse_marks(scene)]
    notes = []
    as_of = as_of_line(scene)
    if stage.start <= as_of <= stage.end:
        breaks = [0.0, *chain.from_iterable((y - ROW / 2, y + ROW / 2) for y in sorted(set(labelled))), stage.height]
        for top, bottom in zip(breaks[::2], breaks[1::2], strict=True):
            shapes.append(_vertical(as_of, bottom, theme.accent, 1.5, top))
        notes.append(
            {
                "x": as_of, "y": stage.height, "yanchor": "top", "showarrow": False, "yshift": -2,
                "xanchor": anchor(stage.px(as_of), stage.plot),
                "text": plain(say("chart.as_of", day=date_in_words(scene.as_of.isoformat(), "short"))),
                "font": {"color": theme.accent, "size": FONT_SIZE},
            }
        )  # fmt: skip
    shown = shown_in_lanes(scene)
    names = [_lane_label(scene, lane, stage, shown[lane]) for lane in scene.lanes.ids]
    notes += [
        {
            "xref": "paper", "x": 0, "xanchor": "left" if scene.is_narrow else "right", "showarrow": False,
            "xshift": 0 if scene.is_narrow else -10, "y": top + 2 if scene.is_narrow else (top + bottom) / 2,
            "yanchor": "top" if scene.is_narrow else "middle", "text": name, "align": "right",
            "font": {"size": FONT_SIZE, "color": theme.text if shown[lane] else theme.quiet},
            **({"name": lane, "captureevents": True} if lane in scene.actors else {}),
            "hovertext": _lane_told(scene, lane),
        }
        for lane, name, (top, bottom) in zip(scene.lanes.ids, names, bands, strict=True)
    ]  # fmt: skip
    if not len(scene.shown) or not in_window(scene.shown, scene.window).any():
        notes.append(
            {
                "xref": "paper", "x": 0.5, "y": stage.height / 2, "showarrow": False, "text": plain(say("chart.empty")),
                "font": {"size": 14, "color": theme.quiet},
            }
        )  # fmt: skip
    layout |= {
        "margin": {"l": stage.left, "r": RIGHT, "t": TOP, "b": BOTTOM, "pad": 0},
        "xaxis": time_axis(scene, scene.window, "top"),
        "yaxis": {
            "range": [stage.height, 0], "fixedrange": True, "showgrid": False, "zeroline": False, "automargin": False,
            "showticklabels": False, "ticks": "",
        },
        "shapes": shapes,
        "annotations": notes,
        "hoverdistance": NEAR_FINGER if scene.is_narrow else NEAR,
        "dragmode": False if scene.is_narrow else "pan",
    }  # fmt: skip
    return layout


def backdrop(scene: Scene, stage: Stage) -> list[dict]:
    """The future, faintly hatched, where the window reaches into it."""
    left = max(stage.start, as_of_line(scene))
    if left >= stage.end:
        return []
    x = np.array([left, stage.end, stage.end, left, left])
    y = np.array([0, 0, stage.height, stage.height, 0], dtype=float)
    return [
        {
            "type": "scatter", "mode": "lines", "x": x, "y": y, "fill": "toself", "hoverinfo": "skip",
            "line": {"width": 0}, "fillcolor": "rgba(0,0,0,0)",
            "fillpattern": {"shape": "/", "size": 9, "solidity": 0.08, "fgcolor": faded(theme_of(scene).denied, 0.35),
                            "bgcolor": "rgba(0,0,0,0)"},
        }
    ]  # fmt: skip


def lane_alt(scene: Scene, key: str, **more: str) -> str:
    """What a chart of lanes shows, for those who cannot see it."""
    drawn = scene.shown[in_window(scene.shown, scene.window)]
    window = days_in_words(*scene.window)
    if drawn.empty:
        return say("chart.lanes_empty", window=window)
    tally = drawn["status"].value_counts()
    said = [say(f"status_of.{status}", n=int(n)) for status, n in tally.items()]
    return say(
        key, events=say("result.events", n=len(drawn)), lanes=say("chart.lane_count", n=len(scene.lanes.ids)),
        window=window, statuses=list_in_words(said), **more,
    )  # fmt: skip


def coarse_marks(scene: Scene) -> list[float]:
    """Starts of the months, years or decades in the window, in milliseconds: at most about thirty."""
    first, last = scene.window
    if scene.window.days <= 21:
        day = first - timedelta(days=first.weekday()) if first.toordinal() > 7 else first
        return [to_ms(day) + DAY * 7 * k for k in range(1, 5) if to_ms(day) + DAY * 7 * k <= to_ms(last)]
    step = (
        1
        if scene.window.days <= 800
        else 12
        if scene.window.days <= 9000
        else 120
        if scene.window.days < 90000
        else 1200
    )
    months = range(-(-(first.year * 12 + first.month - 1) // step) * step, last.year * 12 + last.month, step)
    starts = [to_ms(first.replace(year=m // 12, month=m % 12 + 1, day=1)) for m in months if m // 12 >= 1]
    return [ms for ms in starts if ms > to_ms(first)]


def _lane_label(scene: Scene, lane: str, stage: Stage, shown: int) -> str:
    """Name and count in one line, "2/76" where filters hide some; the name is cut, the count is not."""
    total = scene.lanes.counts.get(lane, 0)
    name = lane_name(scene, lane)
    count = say("result.number", n=total) if shown == total else say("chart.lane_shown", shown=shown, total=total)
    room = (stage.plot if scene.is_narrow else NAMES - 16) - 9.0 * len(count) - 8
    name = shortened(name, room) or name[: max(4, int(room // 8))] + "…"
    name = plain(name)
    if lane in scene.chosen:  # in colour and not in bold, which is wider: nothing moves
        name = f"<span style='color:{theme_of(scene).mark}'>{name}</span>"
    return f"{name} <span style='color:{theme_of(scene).quiet}'>{count}</span>"


def _lane_told(scene: Scene, lane: str) -> str:
    """The whole name, what its number counts, and what a click does."""
    events = say("result.events", n=scene.lanes.counts.get(lane, 0))
    told = [say("chart.lane_told", name=lane_name(scene, lane), events=events)]
    if lane in scene.actors:
        told.append(say("chart.lane_free" if lane in scene.chosen else "chart.lane_choose"))
    return "<br>".join(map(plain, told))


def _rect(x0: float, x1: float, y0: float, y1: float, colour: str) -> dict:
    return {
        "type": "rect",
        "x0": x0,
        "x1": x1,
        "y0": y0,
        "y1": y1,
        "fillcolor": colour,
        "line": {"width": 0},
        "layer": "below",
    }


def _vertical(ms: float, bottom: float, colour: str, width: float, top: float = 0) -> dict:
    return {
        "type": "line", "x0": ms, "x1": ms, "y0": top, "y1": bottom, "line": {"color": colour, "width": width},
        "layer": "below",
    }  # fmt: skip
