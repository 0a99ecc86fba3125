"""A grid that counts: a cell for each lane and day, week, month or year, for more events than marks can tell apart.

A cell counts the events that can lie in it, so an event dated only to a month is in every week of that month. Cells are
bars and not a heatmap, because a click on a heatmap's cell tells Streamlit nothing.
"""

from __future__ import annotations

import numpy as np

from dashboard.charts.bins import bins_of, spread
from dashboard.charts.scene import NOBODY, OTHERS, Chart, ChartKind, Scene, in_window, write_pick
from dashboard.charts.stage import backdrop, lane_alt, lane_name, shell, stage_of
from dashboard.charts.style import ROW, faded, figure, plain, theme_of
from dashboard.view import membership
from dashboard.words import days_in_words, say

NEEDS = ("id", "date", "start", "end", "status", "actors", "via")
PIXELS_A_BIN = 13
STEPS = (0.26, 0.42, 0.62, 1.0)  # opacity of the four shades, each for a quarter of the range of the logarithm


def draw(scene: Scene) -> Chart:
    """The grid of a scene; `customdata` of a cell is read by `read_pick`."""
    stage, theme = stage_of(scene), theme_of(scene)
    bins = bins_of(scene.window, max(6, int(stage.plot // PIXELS_A_BIN)))
    drawn = scene.shown[in_window(scene.shown, scene.window)]
    rows, ids = membership(drawn)
    number = {lane: i for i, lane in enumerate(scene.lanes.ids)}
    lane = np.array([number.get(a, -1) for a in ids], dtype=np.int64)
    covered, acts = np.zeros(len(drawn), dtype=bool), np.zeros(len(drawn), dtype=bool)
    covered[rows[lane >= 0]] = True
    acts[rows] = True
    members = {i: rows[lane == i] for i in number.values()}
    for other, mask in ((OTHERS, acts & ~covered), (NOBODY, ~acts)):
        if other in number:
            members[number[other]] = np.flatnonzero(mask)
    grid = np.array([spread(drawn.iloc[members[i]], bins, whole=True) for i in range(len(number))])
    grid = grid.reshape(len(number), len(bins.edges) - 1)
    traces = list(backdrop(scene, stage))
    lanes, columns = np.nonzero(grid)
    if len(lanes):
        values = grid[lanes, columns]
        shade = np.minimum((np.log(values) / max(np.log(grid.max()), 1e-9) * len(STEPS)).astype(int), len(STEPS) - 1)
        narrow = stage.plot / (len(bins.edges) - 1) < 22
        for step, alpha in enumerate(STEPS):
            here = np.flatnonzero(shade == step)
            if not len(here):
                continue
            spans = [bins.days(columns[i]) for i in here]
            names = [scene.lanes.ids[lanes[i]] for i in here]
            counted = [int(values[i]) for i in here]
            left = stage.clip(bins.edges[columns[here]])
            traces.append(
                {
                    "type": "bar", "orientation": "h", "base": left,
                    "x": stage.clip(bins.edges[columns[here] + 1]) - left, "y": stage.row_y(lanes[here], 0.5),
                    "width": stage.rows[0] * ROW,
                    "marker": {"color": faded(theme.mark, alpha), "line": {"width": 1, "color": theme.ground}},
                    "text": None if narrow else [str(n) if n < 1000 else f"{n // 1000}k" for n in counted],
                    "textposition": "none" if narrow else "inside", "insidetextanchor": "middle", "textangle": 0,
                    "constraintext": "none",
                    "textfont": {"size": 10, "color": theme.ground if alpha == 1 else theme.text},
                    "customdata": [write_pick(name, a, b) for name, (a, b) in zip(names, spans, strict=True)],
                    "hovertext": [
                        f"<b>{plain(lane_name(scene, name))}</b><br>{days_in_words(a, b)}<br>{say('chart.group', n=n)}"
                        for name, (a, b), n in zip(names, spans, counted, strict=True)
                    ],
                    "hovertemplate": "%{hovertext}<extra></extra>",
                }
            )  # fmt: skip
    unit = say(f"unit.{bins.unit}")
    return Chart(
        figure(traces, shell(scene, stage)),
        lane_alt(scene, "chart.heat_alt", unit=unit),
        say("chart.binned", unit=unit),
        len(drawn),
        len(drawn),
    )


HEAT = ChartKind("heat", NEEDS, draw)
