"""Rows in, figures out: every chart the dashboard can draw, by name.

`set_scene` puts together what a chart needs; `CHARTS[name].draw(scene)` gives a `Chart`: a Plotly figure, its alt
text, and what it leaves out. A new chart is one file with a `ChartKind`, and one line here.
"""

from __future__ import annotations

from dashboard.charts.heat import HEAT
from dashboard.charts.lanes import LANES
from dashboard.charts.overview import OVERVIEW
from dashboard.charts.scene import (
    Chart,
    ChartKind,
    Lanes,
    Look,
    Pick,
    Scene,
    Window,
    lanes_of,
    opening,
    read_pick,
    set_scene,
    window_of,
)
from dashboard.charts.stage import lane_name

CHARTS: dict[str, ChartKind] = {kind.name: kind for kind in (OVERVIEW, LANES, HEAT)}

# what st.plotly_chart and an HTML page are given beside the figure
CONFIG = {
    "displaylogo": False,
    "showSendToCloud": False,
    "scrollZoom": False,
    "displayModeBar": False,
    "responsive": True,
}

__all__ = [
    "CHARTS", "CONFIG", "Chart", "ChartKind", "Lanes", "Look", "Pick", "Scene", "Window", "lane_name", "lanes_of",
    "opening", "read_pick", "set_scene", "window_of",
]  # fmt: skip
