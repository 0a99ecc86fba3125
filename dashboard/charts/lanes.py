"""Lanes by actor: who did what when, with every date as exact as the text gives it and no label over another.

Marks are drawn in pixels of height and milliseconds of time. An event stands in the lane of each of its actors, of those
by affiliation too, because that is what the filter finds. What does not fit is folded into a square that counts it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.charts import heat
from dashboard.charts.marks import BAR, FADE, hover_card, marks_of
from dashboard.charts.place import LABEL_MAX, Lane
from dashboard.charts.scene import NOBODY, OTHERS, Chart, ChartKind, Scene, in_window
from dashboard.charts.stage import Stage, backdrop, lane_alt, shell, stage_of
from dashboard.charts.style import (
    FONT_SIZE,
    SYMBOLS,
    faded,
    figure,
    plain,
    shortened,
    text_width,
    theme_of,
)
from dashboard.view import membership
from dashboard.words import say

MAX_MARKS = 2000  # above: squares that count
MAX_LABELLED = 300  # above: only the weightiest few have labels
FEW_LABELS = 15
PIXELS_A_LABEL = 90
STEADY = 4000  # up to so many marks the rows are found on all events, not only on those shown
BAR_HEIGHT = 15
_FADES = 6  # nested translucent bars that make one gradient

NEEDS = (
    "id", "label", "date", "start", "end", "grain", "about", "status", "outcome", "actors", "via", "source", "sources",
    "conflict", "salience", "published",
)  # fmt: skip


class _Placed(NamedTuple):
    """Marks by lane (`lane`, `row` in it, -1 folded), and the labels that fit: (mark, lane, text, x, inside)."""

    marks: pd.DataFrame
    labels: list[tuple[int, str, float, bool]]


def draw(scene: Scene) -> Chart:
    """The lanes of a scene, or squares that count (`heat.draw`) where there are more marks than can be told apart."""
    stage = stage_of(scene)
    dated = int(in_window(scene.shown, scene.window).sum())
    if dated > MAX_MARKS:
        return heat.draw(scene)
    marks = _in_lanes(scene, scene.shown)
    if len(marks) > MAX_MARKS:
        return heat.draw(scene)
    placed = _place(scene, stage, marks)
    marks = placed.marks
    cards = {int(row): hover_card(scene, int(row)) for row in marks["row"].unique()}
    traces = [
        *backdrop(scene, stage),
        *_fades(scene, stage, marks),
        *_bars(scene, stage, marks, cards),
        *_symbols(scene, stage, marks, cards),
        *_groups(scene, stage, marks),
        *_picked(scene, stage, marks),
        *_labels(scene, stage, placed),
    ]
    folded = int((marks["at_row"] < 0).sum())
    total, shown = len(marks), len(marks) - folded
    parts = [say("chart.marks", shown=shown, total=total) if folded else say("chart.all_marks", total=total)]
    if folded:
        parts.append(say("chart.folded", n=folded))
    if outside := int(scene.shown["date"].notna().sum()) - dated:
        parts.append(say("chart.outside", n=outside))
    return Chart(figure(traces, shell(scene, stage)), lane_alt(scene, "chart.lanes_alt"), " ".join(parts), shown, total)


def _in_lanes(scene: Scene, frame: pd.DataFrame) -> pd.DataFrame:
    """The marks of a frame, one for each lane that an event stands in, with the lane's number in `lane`."""
    marks = marks_of(frame, scene.window, scene.as_of)
    rows, ids = membership(frame.iloc[marks["row"]])
    number = {lane: i for i, lane in enumerate(scene.lanes.ids)}
    lane = np.array([number.get(a, -1) for a in ids], dtype=np.int64)
    rows_in, lanes_in = rows[lane >= 0], lane[lane >= 0]
    has_lane = np.zeros(len(marks), dtype=bool)
    has_lane[rows_in] = True
    acts = np.zeros(len(marks), dtype=bool)
    acts[rows] = True
    for other, mask in ((OTHERS, acts & ~has_lane), (NOBODY, ~acts)):
        if other in number:
            extra = np.flatnonzero(mask)
            rows_in = np.concatenate([rows_in, extra])
            lanes_in = np.concatenate([lanes_in, np.full(len(extra), number[other])])
    order = np.lexsort((rows_in, lanes_in))
    return marks.iloc[rows_in[order]].assign(lane=lanes_in[order]).reset_index(drop=True)


def _place(scene: Scene, stage: Stage, marks: pd.DataFrame) -> _Placed:
    lanes = {i: Lane.empty(stage.rows) for i in range(len(scene.lanes.ids))}
    homes: dict[tuple[int, str], int] = {}
    if len(scene.frame) <= STEADY and len(scene.frame) != len(scene.shown):
        everything = _in_lanes(scene, scene.frame)
        if len(everything) <= STEADY:
            homes = _rows(stage, everything, {i: Lane.empty(stage.rows) for i in lanes})
    keys = list(zip(marks["lane"], marks["id"], strict=True))
    late = []
    at_row = np.full(len(marks), -1)
    for i, (key, (a, b)) in enumerate(zip(keys, _extents(stage, marks), strict=True)):
        row = homes.get(key, -1)
        if row >= 0:
            lanes[key[0]].rows[row].take(a, b)
            at_row[i] = row
        else:
            late.append(i)
    found = _rows(stage, marks.iloc[late], lanes)
    for i in late:
        at_row[i] = found[keys[i]]
    marks = marks.assign(at_row=at_row)
    return _Placed(marks, _choose_labels(scene, stage, marks, lanes))


def _rows(stage: Stage, marks: pd.DataFrame, lanes: dict[int, Lane]) -> dict[tuple[int, str], int]:
    """A row for each (lane, event id), bars first, -1 where the lane is full there."""
    rows: dict[tuple[int, str], int] = {}
    columns = list(zip(marks["lane"], marks["id"], marks["shape"], _extents(stage, marks), strict=True))
    for bars in (True, False):
        for lane, event, shape, (a, b) in columns:
            if (shape == BAR) is bars:
                rows[lane, event] = lanes[lane].put_bar(a, b) if bars else lanes[lane].put_mark(a, b)
    return rows


def _extents(stage: Stage, marks: pd.DataFrame) -> list[tuple[float, float]]:
    """The pixels a mark takes in its row: a bar all of its length, else the symbol; a fade may be drawn over."""
    at, half = stage.px(marks["at"].to_numpy()), marks["size"].to_numpy() / 2 + 1.5
    bar = (marks["shape"] == BAR).to_numpy()
    lo, hi = stage.px(marks["lo"].to_numpy()), stage.px(marks["hi"].to_numpy())
    a = np.where(bar, np.clip(np.minimum(lo, at - half), 0, stage.plot), at - half)
    b = np.where(bar, np.clip(np.maximum(hi, at + half), 0, stage.plot), at + half)
    return list(zip(a.tolist(), b.tolist(), strict=True))


def _choose_labels(
    scene: Scene, stage: Stage, marks: pd.DataFrame, lanes: dict[int, Lane]
) -> list[tuple[int, str, float, bool]]:
    """Labels by weight, each event once: inside its bar, else right of the mark, else left of it, else none."""
    many = len(marks) > MAX_LABELLED
    per_lane = max(2, int(stage.plot // PIXELS_A_LABEL)) * (1 if many else stage.rows)
    left = {i: per_lane for i in lanes}
    total = FEW_LABELS if many else len(marks)
    named = _is_named(scene, marks)
    weight = marks["weight"].to_numpy() + 10 * (marks["id"] == scene.picked).to_numpy() + 0.5 * named
    extents = _extents(stage, marks)
    labels: list[tuple[int, str, float, bool]] = []
    done: set[str] = set()
    for i in np.argsort(-weight, kind="stable"):
        lane, row, event = int(marks["lane"].iat[i]), int(marks["at_row"].iat[i]), marks["id"].iat[i]
        if row < 0 or event in done or left[lane] <= 0 or len(labels) >= total:
            continue
        text, (a, b), places = marks["label"].iat[i], extents[i], lanes[lane].rows[row]
        width = text_width(text)
        if marks["shape"].iat[i] == BAR and b - a >= min(width, 90) + 12 and (cut := shortened(text, b - a - 12)):
            labels.append((int(i), cut, a + 6, True))
        else:
            right = min(places.room_right(b, stage.plot) - 6, LABEL_MAX)
            if cut := shortened(text, right):
                x = b + 2
            elif cut := shortened(text, min(places.room_left(a) - 6, LABEL_MAX)):
                x = a - 4 - text_width(cut)
            else:
                continue
            places.take(x, x + text_width(cut) + 2)
            labels.append((int(i), cut, x, False))
        done.add(event)
        left[lane] -= 1
    return labels


def _is_named(scene: Scene, marks: pd.DataFrame) -> np.ndarray:
    """The text names the lane's actor, who does not come in by affiliation alone."""
    actors = scene.shown["actors"].to_numpy()
    ids = scene.lanes.ids
    return np.array(
        [ids[lane] in actors[row] for lane, row in zip(marks["lane"], marks["row"], strict=True)], dtype=bool
    )


# --- traces --------------------------------------------------------------------------------------------------------


def _fades(scene: Scene, stage: Stage, marks: pd.DataFrame) -> list[dict]:
    """Gradients of nested bars in one trace: thickest in the middle, or towards the deadline, or at a vague start."""
    theme, base, length, y = theme_of(scene), [], [], []
    heights = stage.y(marks)
    for i, (shape, lo, hi, soft, open_lo, row) in enumerate(
        zip(marks["shape"], marks["lo"], marks["hi"], marks["soft"], marks["open_lo"], marks["at_row"], strict=True)
    ):
        if row < 0 or (shape == BAR and not soft) or (shape != BAR and shape != FADE):
            continue
        if shape == BAR:
            hi, open_lo = lo + min(soft, hi - lo), True
        for k in range(_FADES):
            share = k / _FADES
            left = lo + (hi - lo) * share * (1.0 if open_lo else 0.5)
            right = hi if open_lo else hi - (hi - lo) * share * 0.5
            a, b = stage.clip(left), stage.clip(right)
            if b > a:
                base.append(a)
                length.append(b - a)
                y.append(heights[i])
    if not base:
        return []
    return [_bar_trace(base, length, y, faded(theme.mark, 0.09), hoverinfo="skip")]


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


def _symbols(scene: Scene, stage: Stage, marks: pd.DataFrame, cards: dict[int, str]) -> list[dict]:
    """Points and the middles of fades, one trace a symbol, with whiskers to both ends of what is imprecise."""
    theme, traces = theme_of(scene), []
    # a solid bar is its own mark; other bars carry the sign of their status at the start
    drawn = (marks["at_row"] >= 0) & ~((marks["shape"] == BAR) & marks["status"].isin(["happened", "ongoing"]))
    for symbol, part in marks[drawn.to_numpy()].groupby("symbol", sort=True):
        colour = theme.denied if symbol == "denied" else theme.mark
        fade = (part["shape"] == FADE).to_numpy()
        at = part["at"].to_numpy()
        trace = {
            "type": "scatter", "mode": "markers", "x": at, "y": stage.y(part), "name": say(f"status.{symbol}")
            if symbol in ("happened", "ongoing", "expected", "possible", "denied") else say(f"outcome.{symbol}"),
            "marker": {
                "symbol": SYMBOLS[symbol], "size": part["size"].to_numpy(), "color": colour, "opacity": 1,
                "line": {"width": 1 if symbol in ("happened", "ongoing") else 2,
                         "color": theme.ground if symbol in ("happened", "ongoing") else colour},
            },
            "cliponaxis": False,
            **_told(part, cards),
        }  # fmt: skip
        if fade.any():
            lo, hi = stage.clip(part["lo"].to_numpy()), stage.clip(part["hi"].to_numpy())
            trace["error_x"] = {
                "type": "data", "symmetric": False, "array": np.where(fade, np.maximum(hi - at, 0), 0.0),
                "arrayminus": np.where(fade, np.maximum(at - lo, 0), 0.0), "color": colour, "thickness": 1, "width": 3,
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
    """Marks without a row of their own: one square for those that stand within its width, bearing their number."""
    folded = marks[(marks["at_row"] < 0).to_numpy()]
    if folded.empty:
        return []
    theme = theme_of(scene)
    cell = np.floor(stage.px(folded["at"].to_numpy()) / 24)
    x, y, count, ids = [], [], [], []
    for (lane, _), part in folded.groupby(["lane", cell], sort=True):
        x.append(float(part["at"].mean()))
        y.append(stage.row_y(int(lane), stage.rows - 1))
        count.append(len(part))
        ids.append(" ".join(part["id"]))
    return [
        {
            "type": "scatter", "mode": "markers+text", "x": np.array(x), "y": np.array(y), "customdata": ids,
            "text": [f"+{n}" for n in count], "textposition": "middle center",
            "textfont": {"size": 10, "color": theme.text},
            "hovertext": [say("chart.group", n=n) for n in count], "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"symbol": "square", "size": 19, "color": theme.card, "opacity": 0.92,
                       "line": {"width": 1.5, "color": theme.mark}},
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


def _labels(scene: Scene, stage: Stage, placed: _Placed) -> list[dict]:
    theme, heights = theme_of(scene), stage.y(placed.marks)
    solid = placed.marks["status"].isin(["happened", "ongoing"]).to_numpy()
    traces = []
    for on_bar in (False, True):
        chosen = [(i, text, x) for i, text, x, inside in placed.labels if (inside and solid[i]) is on_bar]
        if chosen:
            traces.append(
                {
                    "type": "scatter", "mode": "text", "hoverinfo": "skip", "cliponaxis": False,
                    "x": np.array([stage.ms(x) for _, _, x in chosen]), "y": np.array([heights[i] for i, _, _ in chosen]),
                    "text": [plain(text) for _, text, _ in chosen], "textposition": "middle right",
                    "textfont": {"size": FONT_SIZE, "color": theme.ground if on_bar else theme.text},
                }
            )  # fmt: skip
    return traces


def _bar_trace(base, length, y, colour: str, **more: object) -> dict:
    return {
        "type": "bar", "orientation": "h", "base": np.asarray(base, dtype=float), "x": np.asarray(length, dtype=float),
        "y": np.asarray(y, dtype=float), "width": BAR_HEIGHT, "marker": {"color": colour, "line": {"width": 0}}, **more,
    }  # fmt: skip


def _told(part: pd.DataFrame, cards: dict[int, str]) -> dict:
    """What a trace says when pointed at, and the event ids it gives back when clicked."""
    return {
        "customdata": part["id"].tolist(),
        "hovertext": [cards[int(row)] for row in part["row"]],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


LANES = ChartKind("lanes", NEEDS, draw)
