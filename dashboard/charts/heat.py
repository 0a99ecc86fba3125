"""A grid that counts: a cell for each lane and day, week, month or year, for more events than marks can tell apart.

A cell counts the events that can lie in it, so an event dated only to a month is in every week of that month; what is
dated no closer than to all the days shown would be in every cell, and is left out. Cells are bars and not a heatmap,
because a click on a heatmap's cell tells Streamlit nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.charts.bins import Bins, bins_of, spread
from dashboard.charts.scene import Chart, ChartKind, Scene, fills, in_lanes, in_window, write_pick
from dashboard.charts.stage import Stage, absent, as_of_line, backdrop, lane_alt, lane_name, shell, stage_of
from dashboard.charts.style import ROW, faded, figure, plain, text_width, theme_of
from dashboard.words import days_in_words, say

NEEDS = ("id", "date", "start", "end", "near_start", "near_end", "status", "actors", "via", "voices")
PIXELS_A_BIN = 13
STEPS = (0.26, 0.42, 0.62, 1.0)  # opacity of the four shades, each for a quarter of the range of the logarithm


def draw(scene: Scene) -> Chart:
    """The grid of a scene; `customdata` of a cell is read by `read_pick`; the picked event's have a frame."""
    stage = stage_of(scene)
    bins = bins_of(scene.window, max(6, int(stage.plot // PIXELS_A_BIN)))
    inside = scene.shown[in_window(scene.shown, scene.window)]
    lasting = fills(inside, scene.window)
    drawn = inside[~lasting]
    members = _members(scene, drawn)
    grid = np.array([spread(drawn.iloc[members[i]], bins, whole=True) for i in range(len(members))])
    grid = grid.reshape(len(members), len(bins.edges) - 1)
    traces = [*backdrop(scene, stage), *_cells(scene, stage, bins, grid), *_frames(scene, stage, bins, drawn, members)]
    unit = say(f"unit.{bins.unit}")
    summary = [say("chart.binned", unit=unit)]
    if left := int(lasting.sum()):
        summary.append(say("chart.lasting", n=left))
    if missing := absent(scene):
        summary.append(missing)
    return Chart(
        figure(traces, shell(scene, stage)), lane_alt(scene, "chart.heat_alt", unit=unit), " ".join(summary),
        len(drawn), len(inside),
    )  # fmt: skip


def _members(scene: Scene, drawn: pd.DataFrame) -> list[np.ndarray]:
    """The rows of a frame that stand in each lane."""
    rows, numbers = in_lanes(scene.lanes.ids, drawn, scene.spoken)
    return [rows[numbers == lane] for lane in range(len(scene.lanes.ids))]


def _cells(scene: Scene, stage: Stage, bins: Bins, grid: np.ndarray) -> list[dict]:
    """One trace for each shade, and where the cells are wide enough their numbers."""
    lanes, columns = np.nonzero(grid)
    if not len(lanes):
        return []
    theme, values, traces = theme_of(scene), grid[lanes, columns], []
    shade = np.minimum((np.log(values) / max(np.log(grid.max()), 1e-9) * len(STEPS)).astype(int), len(STEPS) - 1)
    narrow = stage.plot / (len(bins.edges) - 1) < 22
    numbers = [] if narrow else _numbers(scene, stage, bins, lanes, columns, values, shade == len(STEPS) - 1)
    for step, alpha in enumerate(STEPS):
        here = np.flatnonzero(shade == step)
        if not len(here):
            continue
        spans = [bins.days(columns[i]) for i in here]
        names = [scene.lanes.ids[lanes[i]] for i in here]
        counted = [int(values[i]) for i in here]
        traces.append(
            {
                **_bars(stage, bins, lanes[here], columns[here], columns[here]),
                "marker": {"color": faded(theme.mark, alpha), "line": {"width": 1, "color": theme.ground}},
                "customdata": [write_pick(name, a, b) for name, (a, b) in zip(names, spans, strict=True)],
                "hovertext": [
                    f"<b>{plain(lane_name(scene, name))}</b><br>{days_in_words(a, b)}<br>{say('chart.group', n=n)}"
                    for name, (a, b), n in zip(names, spans, counted, strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )  # fmt: skip
    return [*traces, *numbers]


def _numbers(
    scene: Scene, stage: Stage, bins: Bins, lanes: np.ndarray, columns: np.ndarray, values: np.ndarray, dark: np.ndarray
) -> list[dict]:  # fmt: skip
    """The numbers of the cells, in the middle of each, or of its wider part where the as-of line runs through it.

    A number for which there is no room is left out: the line never strikes one through.
    """
    theme, line = theme_of(scene), stage.px(as_of_line(scene))
    edges = stage.px(stage.clip(bins.edges))
    told: dict[bool, list[tuple[float, float, str]]] = {False: [], True: []}
    for lane, column, n, on_dark in zip(lanes, columns, values, dark, strict=True):
        said = str(int(n)) if n < 1000 else f"{int(n) // 1000}k"
        left, right = edges[column], edges[column + 1]
        wide = text_width(said, 10) + 4
        if abs((left + right) / 2 - line) < wide / 2 and left < line < right:
            left, right = (left, line) if line - left > right - line else (line, right)
        if right - left >= wide:
            told[bool(on_dark)].append((stage.ms((left + right) / 2), float(stage.row_y(lane, 0.5)), said))
    return [
        {
            "type": "scatter", "mode": "text", "hoverinfo": "skip",
            "x": np.array([x for x, _, _ in some]), "y": np.array([y for _, y, _ in some]),
            "text": [said for _, _, said in some],
            "textfont": {"size": 10, "color": theme.ground if on_dark else theme.text},
        }
        for on_dark, some in told.items() if some
    ]  # fmt: skip


def _frames(scene: Scene, stage: Stage, bins: Bins, drawn: pd.DataFrame, members: Sequence[np.ndarray]) -> list[dict]:
    """A frame around the cells in which the picked event is counted, in every lane where it stands."""
    picked = np.flatnonzero((drawn["id"] == scene.picked).to_numpy())
    if not len(picked):
        return []
    counted = np.flatnonzero(spread(drawn.iloc[picked], bins, whole=True))
    lanes = np.array([i for i, rows in enumerate(members) if picked[0] in rows], dtype=np.int64)
    if not len(counted) or not len(lanes):
        return []
    first, last = np.full(len(lanes), counted[0]), np.full(len(lanes), counted[-1])
    line = {"width": 2.5, "color": theme_of(scene).accent}
    look = {"marker": {"color": "rgba(0,0,0,0)", "line": line}, "hoverinfo": "skip"}
    return [_bars(stage, bins, lanes, first, last) | look]


def _bars(stage: Stage, bins: Bins, lanes: np.ndarray, first: np.ndarray, last: np.ndarray) -> dict:
    """Bars from the first to the last of some bins, one in each of the lanes."""
    left = stage.clip(bins.edges[first])
    return {
        "type": "bar", "orientation": "h", "base": left.tolist(), "x": stage.clip(bins.edges[last + 1]) - left,
        "y": stage.row_y(lanes, 0.5), "width": stage.rows[0] * ROW,
    }  # fmt: skip


HEAT = ChartKind("heat", NEEDS, draw)
