"""The whole story in one strip: grey for everything, blue for what the filters leave, the window shaded.

The strip keeps its extent whatever is filtered. A few dates far off the story are counted at the edge instead of
squeezing it.
"""

from __future__ import annotations

import numpy as np

from dashboard.charts.bins import Bins, bins_of, spread
from dashboard.charts.scene import DAY, Chart, ChartKind, Scene, Window, ms_of, opening, to_ms, write_pick
from dashboard.charts.style import (
    FONT_SIZE,
    NAMES,
    RIGHT,
    anchor,
    base_layout,
    faded,
    figure,
    plain,
    theme_of,
    time_axis,
)
from dashboard.words import date_in_words, days_in_words, say

NEEDS = ("date", "start", "end", "near_start", "near_end", "grain", "status")
HEIGHT, HEIGHT_NARROW = 84, 76


def draw(scene: Scene) -> Chart:
    """Histogram of all dated events and of those shown; `customdata` of a bar is read by `read_pick`."""
    home = opening(scene.frame, scene.as_of)
    extent = Window(min(home.first, scene.window.first), max(home.last, scene.window.last))
    left = 10 if scene.is_narrow else NAMES  # as wide as the lanes' names: days stand above days
    bins = bins_of(extent, max(12, int((scene.width - left - RIGHT) // (4 if scene.is_narrow else 5))))
    every, some = spread(scene.frame, bins), spread(scene.shown, bins)
    early, late = _outside(scene, extent)
    outside = [say("chart.earlier", n=early)] * bool(early) + [say("chart.later", n=late)] * bool(late)
    layout = base_layout(scene, HEIGHT_NARROW if scene.is_narrow else HEIGHT)
    axis = time_axis(scene, extent, one_line=True) | {"range": list(extent.ms), "fixedrange": True}
    layout |= {
        "margin": {"l": left, "r": RIGHT, "t": 17, "b": 22, "pad": 0},
        "xaxis": axis,
        "yaxis": {"range": [0, max(1.0, float(every.max(initial=0))) * 1.04], "visible": False, "fixedrange": True},
        "shapes": _shapes(scene, extent),
        "annotations": _notes(scene, extent, bins, outside),
        "dragmode": False if scene.is_narrow else "select",
        "selectdirection": "h",
        "font": {**layout["font"], "size": FONT_SIZE - 1},
    }
    dated, shown = int(scene.frame["date"].notna().sum()), int(scene.shown["date"].notna().sum())
    alt = say("chart.overview_empty")
    if dated:
        alt = say(
            "chart.overview_alt", events=say("result.events", n=dated), unit=say(f"unit.{bins.unit}"), shown=shown,
            window=days_in_words(*extent), peak=days_in_words(*bins.days(int(every.argmax()))),
        )  # fmt: skip
    return Chart(figure(_bars(scene, bins, every, some), layout), alt, " · ".join(outside), shown, dated)


def _bars(scene: Scene, bins: Bins, every: np.ndarray, some: np.ndarray) -> list[dict]:
    """Grey bars for everything, and before them blue ones for what is shown."""
    theme = theme_of(scene)
    spans = [bins.days(i) for i in range(len(bins.edges) - 1)]
    tips = [
        say("chart.overview_bar", when=days_in_words(a, b), shown=_round(s), total=_round(t))
        for (a, b), s, t in zip(spans, some, every, strict=True)
    ]
    bars = {
        "type": "bar", "x": bins.middles, "width": np.diff(bins.edges) * 0.86, "hovertext": tips,
        "hovertemplate": "%{hovertext}<extra></extra>", "customdata": [write_pick("", a, b) for a, b in spans],
    }  # fmt: skip
    return [
        {**bars, "y": heights, "marker": {"color": colour, "line": {"width": 0}}}
        for heights, colour in ((every, theme.grey), (some, theme.mark))
    ]


def _shapes(scene: Scene, extent: Window) -> list[dict]:
    """The window, where it is not all of the strip, and the line where the past ends."""
    theme, (w0, w1) = theme_of(scene), scene.window.ms
    across = {"yref": "paper", "y0": 0, "y1": 1}
    shapes = []
    if scene.window != extent:
        edge = {"width": 1, "color": faded(theme.mark, 0.55)}
        shapes.append(
            {"type": "rect", "x0": w0, "x1": w1, **across, "fillcolor": theme.stage, "line": edge, "layer": "below"}
        )
    if (as_of := _as_of(scene, extent)) is not None:
        line = {"width": 1.5, "color": theme.accent}
        shapes.append({"type": "line", "x0": as_of, "x1": as_of, **across, "line": line})
    return shapes


def _notes(scene: Scene, extent: Window, bins: Bins, outside: list[str]) -> list[dict]:
    """What a bar counts, which day the past ends with, and how many lie beyond the strip."""
    theme, notes = theme_of(scene), []
    if not scene.is_narrow:
        notes.append(_aside(say("chart.per", unit=say(f"unit.{bins.unit}")), theme.quiet, 8))
    if (as_of := _as_of(scene, extent)) is not None:
        low, high = extent.ms
        notes.append(
            {
                "x": as_of, "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False,
                "xanchor": anchor((as_of - low) / (high - low) * scene.width, scene.width),
                "text": plain(say("chart.as_of", day=date_in_words(scene.as_of.isoformat(), "short"))),
                "font": {"color": theme.accent, "size": 11},
            }
        )  # fmt: skip
    if outside:
        notes.append(_aside(" · ".join(outside), theme.quiet, -8, on_top=scene.is_narrow))
    return notes


def _as_of(scene: Scene, extent: Window) -> float | None:
    """Where the past ends, in milliseconds; None beyond the strip."""
    (low, high), as_of = extent.ms, to_ms(scene.as_of) + DAY
    return as_of if low <= as_of <= high else None


def _aside(text: str, colour: str, down: int, on_top: bool = False) -> dict:
    """A word in the margin left of the strip, so far from its middle; above the strip where there is no margin."""
    place = {"x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom"} if on_top else {
        "x": 0, "xanchor": "right", "xshift": -10, "y": 0.5, "yanchor": "middle", "yshift": down,
    }  # fmt: skip
    return {"xref": "paper", "yref": "paper", "showarrow": False, "text": text, "font": {"color": colour, "size": 11},
            **place}  # fmt: skip


def _outside(scene: Scene, extent: Window) -> tuple[int, int]:
    """How many events end before the strip or start after it."""
    low, high = extent.ms
    start, end = ms_of(scene.frame["start"]), ms_of(scene.frame["end"])
    return int((np.nan_to_num(end, nan=np.inf) < low).sum()), int((np.nan_to_num(start, nan=-np.inf) >= high).sum())


def _round(value: float) -> str:
    """A shared-out count as a person reads it."""
    return say("result.number", n=round(value)) if value >= 1 or value == 0 else "<1"


OVERVIEW = ChartKind("overview", NEEDS, draw)
