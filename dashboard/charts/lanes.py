"""Lanes by actor: who did what when, with every date as exact as the text gives it and no label over another.

Marks are drawn in pixels of height and milliseconds of time. An event stands in the lane of each of its actors, also
of those by affiliation, because that is what the filter finds; with what was said, also of who said it. What does not
fit is folded into a square that counts.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.charts import heat
from dashboard.charts.marks import BAR, FADE, POINT, hover_card, marks_of
from dashboard.charts.place import CELL, Label, cells_of, place
from dashboard.charts.scene import OTHERS, Chart, ChartKind, Scene, in_lanes, in_window, to_day, write_pick
from dashboard.charts.stage import Stage, absent, as_of_line, backdrop, lane_alt, shell, stage_of
from dashboard.charts.style import FONT_SIZE, ROW, SYMBOLS, faded, figure, plain, text_width, theme_of
from dashboard.words import say

MAX_MARKS = 2000  # above: bars that count
MAX_FOLDED = 0.4  # share of the marks without a place of their own; above, and above the few: bars that count
FEW_FOLDED = 40
LASTING, LASTING_NARROW = 2, 1  # marks that run through all the days shown, in each lane of a crowded chart
GROUP_TOLD = 8  # events whose labels a square that counts tells when it is pointed at
STEADY = 4000  # up to so many events the rows are found on all of them, not only on those shown
BAR_HEIGHT, FADE_HEIGHT = 15, 9  # pixels
ENDED = ("confirmed", "postponed", "cancelled")  # marks of expectations that no filter explains
GRIPS = "labels"  # the name of the trace under the labels that takes the clicks on them
_FADES = 8  # nested translucent bars that make one gradient

NEEDS = (
    "id", "label", "date", "start", "end", "near_start", "near_end", "grain", "about", "status", "outcome", "actors",
    "via", "voices", "speaker", "source", "sources", "conflict", "salience", "published",
)  # fmt: skip


def draw(scene: Scene) -> Chart:
    """The lanes of a scene, or bars that count (`heat.draw`) where there are more marks than can be told apart.

    `customdata` of a mark is its event's id; of a square that counts, what `read_pick` reads.
    """
    dated = int(in_window(scene.shown, scene.window).sum())
    marks = _in_lanes(scene, scene.shown) if dated <= MAX_MARKS else None
    if marks is None or len(marks) > MAX_MARKS:
        return heat.draw(scene)
    steady = len(scene.frame) != len(scene.shown) and len(scene.frame) <= STEADY
    everything = _in_lanes(scene, scene.frame) if steady else marks
    events = marks["id"].nunique()
    placed = place(scene, stage_of(scene), marks, everything)
    if (placed.marks["at_row"] < 0).any() and len(fewer := _thinned(scene, marks)) < len(marks):
        placed = place(scene, stage_of(scene), fewer, _thinned(scene, everything))
    marks, stage, labels = placed
    hidden = (marks["at_row"] < 0).to_numpy()
    folded, crowd = int(hidden.sum()), _of_one(scene, marks)
    if (hidden & crowd).sum() > max(FEW_FOLDED, MAX_FOLDED * crowd.sum()):
        return heat.draw(scene)
    rows = marks["row"].unique()
    told = scene.shown.iloc[rows].to_dict("records")
    cards = {int(row): hover_card(scene, event) for row, event in zip(rows, told, strict=True)}
    written = _written(stage, marks, labels)
    traces = [
        *backdrop(scene, stage),
        *_fades(scene, stage, marks),
        *_bars(scene, stage, marks, cards),
        *_stops(scene, stage, marks, written),
        *_symbols(scene, stage, marks, cards),
        *_groups(scene, stage, marks),
        *_picked(scene, stage, marks),
        *_labels(scene, stage, marks, labels),
        *_grips(stage, marks, labels, cards),
    ]
    total, shown = len(marks), len(marks) - folded
    parts = [say("chart.marks", shown=shown, total=total) if folded else say("chart.all_marks", total=total)]
    if folded:
        parts.append(say("chart.folded", n=folded))
    if lasting := events - marks["id"].nunique():
        parts.append(say("chart.lasting", n=lasting))
    if outside := int(scene.shown["date"].notna().sum()) - dated:
        parts.append(say("chart.outside", n=outside))
    if missing := absent(scene):
        parts.append(missing)
    if ended := [name for name in ENDED if (marks["symbol"] == name).any()]:
        parts.append(", ".join(f"{say(f'sign.{name}')} {say(f'outcome.{name}')}" for name in ended) + ".")
    line = as_of_line(scene)
    layout = shell(scene, stage, [y for y, stretches in written.items() if any(a < line < b for a, b in stretches)])
    return Chart(figure(traces, layout), lane_alt(scene, "chart.lanes_alt"), " ".join(parts), shown, total)


def _in_lanes(scene: Scene, frame: pd.DataFrame) -> pd.DataFrame:
    """The marks of a frame, one for each lane that an event stands in, with the lane's number in `lane`."""
    marks = marks_of(frame, scene.window, scene.as_of)
    rows_in, lanes_in = in_lanes(scene.lanes.ids, frame.iloc[marks["row"]], scene.spoken)
    order = np.lexsort((rows_in, lanes_in))
    return marks.iloc[rows_in[order]].assign(lane=lanes_in[order]).reset_index(drop=True)


def _of_one(scene: Scene, marks: pd.DataFrame) -> np.ndarray:
    """The marks in the lane of one actor, or of none: the lane of all others may be crowded."""
    return ~np.isin(marks["lane"], [n for n, lane in enumerate(scene.lanes.ids) if lane == OTHERS])


def _thinned(scene: Scene, marks: pd.DataFrame) -> pd.DataFrame:
    """The marks without those that run through all the days shown, but for the weightiest of each lane.

    They tell no day from another, and would take the rows in which the others have their place.
    """
    start, end = scene.window.ms
    lasting = (marks["shape"] != POINT) & (marks["lo"] <= start) & (marks["hi"] >= end)
    weight = (marks["weight"] + 10.0 * (marks["id"] == scene.picked)).where(lasting)
    most = LASTING_NARROW if scene.is_narrow else LASTING
    rank = weight.groupby(marks["lane"]).rank(ascending=False, method="first")
    return marks[~lasting | (rank <= most)].reset_index(drop=True)


# --- traces --------------------------------------------------------------------------------------------------------


def _fades(scene: Scene, stage: Stage, marks: pd.DataFrame) -> list[dict]:
    """Gradients of nested bars in one trace: thickest in the middle, or where the date leans to, or at a vague start.

    A deadline and "late January" lean to their end, "early January" to its beginning.
    """
    theme, base, length, y = theme_of(scene), [], [], []
    heights = stage.y(marks)
    for i, (shape, lo, hi, soft, lean, row) in enumerate(
        zip(marks["shape"], marks["lo"], marks["hi"], marks["soft"], marks["lean"], marks["at_row"], strict=True)
    ):
        if row < 0 or (shape == BAR and not soft) or (shape != BAR and shape != FADE):
            continue
        if shape == BAR:
            hi, lean = lo + min(soft, hi - lo), 1.0
        for k in range(_FADES):
            share = k / _FADES
            left = lo + (hi - lo) * share * (1 + lean) / 2
            right = hi - (hi - lo) * share * (1 - lean) / 2
            a, b = stage.clip(left), stage.clip(right)
            if b > a:
                base.append(a)
                length.append(b - a)
                y.append(heights[i])
    if not base:
        return []
    return [_bar_trace(base, length, y, faded(theme.mark, 0.6 / _FADES), height=FADE_HEIGHT, hoverinfo="skip")]


def _bars(scene: Scene, stage: Stage, marks: pd.DataFrame, cards: dict[int, str]) -> list[dict]:
    """Known durations: solid for what happened or goes on, outlined for what is expected, dotted for the possible."""
    theme, traces, heights = theme_of(scene), [], stage.y(marks)
    is_bar = ((marks["shape"] == BAR) & (marks["at_row"] >= 0)).to_numpy()
    hollow = {"expected": "expected", "possible": "possible", "denied": "denied"}
    for look in ("solid", "expected", "possible", "denied"):
        chosen = np.flatnonzero(is_bar & (marks["status"].map(lambda s: hollow.get(s, "solid")) == look).to_numpy())
        if not len(chosen):
            continue
        part = marks.iloc[chosen]
        lo = stage.clip(np.minimum(part["lo"] + part["soft"], part["hi"]).to_numpy())
        hi = stage.clip(part["hi"].to_numpy())
        colour = theme.denied if look == "denied" else theme.mark
        trace = _bar_trace(lo, hi - lo, heights[chosen], colour if look == "solid" else faded(colour, 0.08))
        if look != "solid":
            trace["marker"]["line"] = {"color": colour, "width": 1.5}
        if look in ("possible", "denied"):
            trace["marker"]["pattern"] = {
                "shape": "." if look == "possible" else "x", "size": 5, "fgcolor": faded(colour, 0.6),
                "bgcolor": "rgba(0,0,0,0)", "solidity": 0.2,
            }  # fmt: skip
        traces.append({**trace, **_told(part, cards)})
        ends = part[part["open_hi"].to_numpy()]
        if len(ends):
            traces.append(
                {
                    "type": "scatter", "mode": "markers", "x": stage.clip(ends["hi"].to_numpy()),
                    "y": stage.y(ends), "hoverinfo": "skip",
                    "marker": {"symbol": "triangle-right", "size": BAR_HEIGHT, "color": colour},
                }
            )  # fmt: skip
    return traces


def _stops(
    scene: Scene, stage: Stage, marks: pd.DataFrame, written: dict[float, list[tuple[float, float]]]
) -> list[dict]:
    """End stops of the fades: first and last day that an imprecise date can mean, where they lie in the window.

    Not `error_x`, which Plotly leaves out on axes of dates, and no line between them, which would strike labels
    through; nor a stop where a label is `written`.
    """
    part = marks[((marks["shape"] == FADE) & (marks["at_row"] >= 0)).to_numpy()]
    lo, hi, y = part["lo"].to_numpy(), part["hi"].to_numpy(), stage.y(part)
    left, right = (lo >= stage.start) & ~part["open_lo"].to_numpy(), hi <= stage.end
    x, y = np.concatenate([lo[left], hi[right]]), np.concatenate([y[left], y[right]])
    clear = [not any(a < at < b for a, b in written.get(float(row), ())) for at, row in zip(x, y, strict=True)]
    x, y, colour = x[clear], y[clear], theme_of(scene).mark
    if not len(x):
        return []
    return [
        {
            "type": "scatter", "mode": "markers", "x": x, "y": y, "hoverinfo": "skip",
            "marker": {"symbol": "line-ns-open", "size": 10, "color": colour, "line": {"width": 1, "color": colour}},
        }
    ]  # fmt: skip


def _symbols(scene: Scene, stage: Stage, marks: pd.DataFrame, cards: dict[int, str]) -> list[dict]:
    """Points and the middles of fades, one trace a symbol."""
    theme, traces = theme_of(scene), []
    # a solid bar is its own mark; other bars carry the sign of their status at the start
    drawn = (marks["at_row"] >= 0) & ~((marks["shape"] == BAR) & marks["status"].isin(["happened", "ongoing"]))
    for symbol, part in marks[drawn.to_numpy()].groupby("symbol", sort=True):
        colour = theme.denied if symbol == "denied" else theme.mark
        trace = {
            "type": "scatter", "mode": "markers", "x": part["at"].to_numpy(), "y": stage.y(part),
            "name": say(f"status.{symbol}")
            if symbol in ("happened", "ongoing", "expected", "possible", "denied") else say(f"outcome.{symbol}"),
            "marker": {
                "symbol": SYMBOLS[symbol], "size": part["size"].to_numpy(), "color": colour, "opacity": 1,
                "line": {"width": 1 if symbol in ("happened", "ongoing") else 2,
                         "color": theme.ground if symbol in ("happened", "ongoing") else colour},
            },
            "cliponaxis": False,
            **_told(part, cards),
        }  # fmt: skip
        traces.append(trace)
    told = marks[(marks["conflict"] & (marks["at_row"] >= 0)).to_numpy()]
    if len(told):
        traces.append(
            {
                "type": "scatter", "mode": "markers", "x": told["at"].to_numpy(), "hoverinfo": "skip",
                "y": stage.y(told) - told["size"].to_numpy() / 2 - 2,
                "marker": {"symbol": "triangle-up", "size": 7, "color": theme.accent,
                           "line": {"width": 1, "color": theme.ground}},
            }
        )  # fmt: skip
    return traces


def _groups(scene: Scene, stage: Stage, marks: pd.DataFrame) -> list[dict]:
    """Marks without a row of their own: one square with their number for each stretch of the lane's last row."""
    folded = marks[(marks["at_row"] < 0).to_numpy()]
    if folded.empty:
        return []
    theme = theme_of(scene)
    cells, cell = int(stage.plot // CELL), cells_of(stage, folded)
    x, y, count, picks, told = [], [], [], [], []
    for (lane, number), part in folded.groupby(["lane", cell], sort=True):
        x.append(stage.ms((number + 0.5) * stage.plot / cells))
        y.append(stage.last_row_y(int(lane)))
        count.append(len(part))
        more = [say("chart.group_more", n=len(part) - GROUP_TOLD)] * (len(part) > GROUP_TOLD)
        told.append("<br>".join([*map(plain, part["label"].head(GROUP_TOLD)), *more]))
        first, last = to_day(part["at"].min()), to_day(part["at"].max())
        picks.append(write_pick(scene.lanes.ids[int(lane)], first, last, part["id"]))
    return [
        {
            "type": "scatter", "mode": "markers+text", "x": np.array(x), "y": np.array(y), "customdata": picks,
            "text": [f"+{n}" for n in count], "textposition": "middle center",
            "textfont": {"size": 10, "color": theme.text},
            "hovertext": told, "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"symbol": "square", "size": CELL - 6, "color": theme.card, "opacity": 1,
                       "line": {"width": 1, "color": theme.mark}},
        }
    ]  # fmt: skip


def _picked(scene: Scene, stage: Stage, marks: pd.DataFrame) -> list[dict]:
    """A ring around the event that is picked, in every lane where it stands."""
    part = marks[((marks["id"] == scene.picked) & (marks["at_row"] >= 0)).to_numpy()]
    if part.empty:
        return []
    return [
        {
            "type": "scatter", "mode": "markers", "x": part["at"].to_numpy(), "y": stage.y(part), "hoverinfo": "skip",
            "marker": {"symbol": "circle-open", "size": part["size"].to_numpy() + 9, "color": theme_of(scene).accent,
                       "line": {"width": 2.5}},
        }
    ]  # fmt: skip


def _written(stage: Stage, marks: pd.DataFrame, labels: list[Label]) -> dict[float, list[tuple[float, float]]]:
    """The stretches of time that labels take, by the height of their row: no line is drawn through them.

    Without those inside a bar, which hides what is behind it.
    """
    written: dict[float, list[tuple[float, float]]] = {}
    heights = stage.y(marks)
    for label in labels:
        if label.side != "inside":
            wide = text_width(label.text)
            first = label.x - (wide if label.side == "left" else 0)
            written.setdefault(float(heights[label.mark]), []).append((stage.ms(first), stage.ms(first + wide)))
    return written


def _labels(scene: Scene, stage: Stage, marks: pd.DataFrame, labels: list[Label]) -> list[dict]:
    """One trace for each side a label may stand on; on a solid bar it takes the colour of the ground."""
    theme, heights = theme_of(scene), stage.y(marks)
    halo = ", ".join([f"0 0 2px {theme.ground}"] * 3)  # a label may stand on a fade, or on the hatching of the future
    solid = marks["status"].isin(["happened", "ongoing"]).to_numpy()
    looks: dict[tuple[str, bool], list[Label]] = {}
    for label in labels:
        looks.setdefault((label.side, label.side == "inside" and bool(solid[label.mark])), []).append(label)
    return [
        {
            "type": "scatter", "mode": "text", "hoverinfo": "skip", "cliponaxis": False,
            "x": np.array([stage.ms(label.x) for label in chosen]),
            "y": np.array([heights[label.mark] for label in chosen]),
            "text": [plain(label.text) for label in chosen],
            "textposition": "middle left" if side == "left" else "middle right",
            "textfont": {"size": FONT_SIZE, "color": theme.ground} if on_bar else {
                "size": FONT_SIZE, "color": theme.text, "shadow": halo,
            },
        }
        for (side, on_bar), chosen in looks.items()
    ]  # fmt: skip


def _grips(stage: Stage, marks: pd.DataFrame, labels: list[Label], cards: dict[int, str]) -> list[dict]:
    """Bars that nobody sees under the labels: Plotly does not notice that a text is pointed at, and readers do."""
    beside = [label for label in labels if label.side != "inside"]
    if not beside:
        return []
    part = marks.iloc[[label.mark for label in beside]]
    wide = np.array([text_width(label.text) for label in beside])
    x = np.array([label.x for label in beside]) - np.where([label.side == "left" for label in beside], wide, 0.0)
    left, right = stage.clip(stage.ms(x)), stage.clip(stage.ms(x + wide))
    return [
        _bar_trace(left, right - left, stage.y(part), "rgba(0,0,0,0)", height=ROW - 2, name=GRIPS)
        | _told(part, cards)
    ]  # fmt: skip


def _bar_trace(base, length, y, colour: str, height: float = BAR_HEIGHT, **more: object) -> dict:
    return {
        "type": "bar", "orientation": "h", "base": np.asarray(base, dtype=float).tolist(),
        "x": np.asarray(length, dtype=float),
        "y": np.asarray(y, dtype=float), "width": height, "marker": {"color": colour, "line": {"width": 0}}, **more,
    }  # fmt: skip


def _told(part: pd.DataFrame, cards: dict[int, str]) -> dict:
    """What a trace says when pointed at, and the event ids it gives back when clicked."""
    return {
        "customdata": part["id"].tolist(),
        "hovertext": [cards[int(row)] for row in part["row"]],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


LANES = ChartKind("lanes", NEEDS, draw)
