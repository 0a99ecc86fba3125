"""From a date to what is drawn: imprecision is not duration.

An event of one day is a point. A span that was told from its first to its last day is a bar. Everything else (a
month, a year, a whole calendar week, "about") is somewhere in its span: a symbol in the middle, a fade around it,
whiskers to both ends. A span that is exactly one calendar week counts as "somewhere in that week", because that is
how news says "next week". Of "late January" the fade covers the part that is named, and grows towards its end.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts.scene import DAY, Scene, Window, in_window, ms_of, to_ms
from dashboard.charts.style import SIZES, plain
from dashboard.selection import durations, outcome_in_words, speaker_in_words
from dashboard.words import date_in_words, say

POINT, BAR, FADE = "point", "bar", "fade"
# half of how far "about" reaches around a date, in days; and how long the vague start of "since November" is
_ABOUT = {"day": 3, "week": 5, "month": 15, "season": 45, "half": 90, "year": 180, "decade": 1800, "century": 18000}
_GRAIN = {"day": 1, "week": 7, "month": 30, "season": 91, "half": 182, "year": 365, "decade": 3652, "century": 36524}


def marks_of(frame: pd.DataFrame, window: Window, as_of: date) -> pd.DataFrame:
    """One row for each event of `frame` that has a date which can lie in the window, in order of time.

    Columns: `row` (position in `frame`), `id`, `label`, `status`, `shape` (POINT, BAR or FADE), `lo` and `hi`
    (extent) and `at` (where the symbol stands, always inside the window), all three in milliseconds; `soft`
    (milliseconds of a bar's vague start), `lean` (where in its fade it is likeliest: -1 at the beginning, 1 at the
    end), `open_lo` and `open_hi` (the text leaves that end open), `symbol` (a key of style.SYMBOLS), `size` (pixels),
    `weight` (how much it deserves a label), `conflict`.
    """
    inside = np.flatnonzero(in_window(frame, window))
    part = frame.iloc[inside]
    lo, hi = ms_of(part["start"]), ms_of(part["end"]) + DAY
    open_lo, open_hi = np.isnan(lo), np.isnan(hi)
    closed = ~open_lo & ~open_hi
    about = part["about"].to_numpy(dtype=bool)
    status = part["status"].to_numpy(dtype=object)
    grain = part["grain"].to_numpy(dtype=object)
    single = closed & (hi - lo == DAY) & ~about
    bar = durations(part)
    # a deadline fades from when it was told, an open state runs to today, or to the edge where it begins later
    w0, w1 = window.ms
    told = ms_of(part["published"])
    lo = np.where(open_lo, np.where(told < hi - DAY, told, hi - max(7 * DAY, (w1 - w0) / 6)), lo)
    today = to_ms(as_of) + DAY
    hi = np.where(open_hi, np.where(lo < today - DAY, today, np.maximum(w1, lo + DAY)), hi)
    reach = np.array([_ABOUT.get(g, 0) for g in grain]) * DAY * (about & closed)
    lo, hi = lo - reach, hi + reach
    # the part that the words name, unless the window shows only the rest
    near_lo, near_hi = ms_of(part["near_start"]), ms_of(part["near_end"]) + DAY
    near = closed & ~bar & ~about & (near_lo < w1) & (near_hi > w0)
    lean = np.where(open_lo, 1.0, np.where(near, 0.0 + (near_lo > lo) - (near_hi < hi), 0.0))
    lo, hi = np.where(near, near_lo, lo), np.where(near, near_hi, hi)
    at = np.where(open_lo, hi - DAY / 2, np.where(bar, lo + DAY / 2, lo + (hi - lo) * (2 + lean) / 4))
    margin = 0.012 * (w1 - w0)
    outcome = part["outcome"].to_numpy(dtype=object)
    expected = np.isin(status, ["expected", "possible"]) & (outcome != "")
    sources = part["sources"].to_numpy()
    return pd.DataFrame(
        {
            "row": inside,
            "id": part["id"].to_numpy(dtype=object),
            "label": part["label"].to_numpy(dtype=object),
            "status": status,
            "shape": np.where(single, POINT, np.where(bar, BAR, FADE)),
            "lo": lo,
            "hi": hi,
            "at": np.clip(at, w0 + margin, w1 - margin),
            "soft": np.array([_GRAIN.get(g, 1) for g in grain]) * DAY * (bar & (grain != "day")),
            "lean": lean,
            "open_lo": open_lo,
            "open_hi": open_hi,
            "symbol": np.where(expected, outcome, status),
            "size": np.choose(np.digitize(sources, [2, 4]), SIZES),
            "weight": part["salience"].to_numpy() + 0.1 * np.minimum(sources, 5),
            "conflict": part["conflict"].to_numpy(dtype=bool),
        }
    ).sort_values("at", kind="stable", ignore_index=True)


def hover_card(scene: Scene, event: Mapping[str, Any]) -> str:
    """What is said on a mark: headline, date in words, status, the sentence with its date phrase bold, sources.

    `event` is a row of `scene.shown`. The result is Plotly's pseudo-HTML; everything that came from a text is escaped.
    """
    ahead = event["status"] in ("expected", "possible")
    facts = [date_in_words(event["date"], "long", ahead=ahead), say(f"status.{event['status']}")]
    if outcome := outcome_in_words(event, scene.as_of):
        facts.append(outcome)
    lines = [f"<b>{plain(event['label'])}</b>", plain(" · ".join(facts))]
    speaker = event["speaker"]
    if event["id"] in scene.quotes:
        text, start, end, speaker = scene.quotes[event["id"]]
        lines.append(_quoted(text, start, end))
    told = [speaker_in_words(speaker), event["source"] if isinstance(event["source"], str) else ""]
    lines.append(plain(" · ".join([*filter(None, told), say("source.count", n=int(event["sources"]))])))
    if event["conflict"]:
        lines.append("⚠ " + say("chart.conflict"))
    return "<br>".join(lines)


def _quoted(text: str, start: int, end: int) -> str:
    """The sentence in quotation marks, broken into lines, the phrase bold; long ones are cut around the phrase."""
    before, phrase, after = text[:start], text[start:end], text[end:]
    if len(before) > 140:
        before = "…" + before[-120:].partition(" ")[2]
    if len(after) > 140:
        after = after[:120].rpartition(" ")[0] + "…"
    joined = " ".join(f"“{before}\x01{phrase}\x02{after}”".split())
    lines = textwrap.wrap(joined, 64, break_on_hyphens=False) or [""]
    return "<br>".join(plain(line) for line in lines).replace("\x01", "<b>").replace("\x02", "</b>")
