"""Days, weeks, months, quarters, years or decades to count in, and how an inexact date is shared out among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.charts.scene import DAY, Window, ms_of, to_ms

UNITS = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25, "decade": 3652.5, "century": 36525.0}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True)
class Bins:
    """Bins of one unit; `edges` in milliseconds, one more than there are bins."""

    unit: str
    edges: np.ndarray

    @property
    def middles(self) -> np.ndarray:
        """The middle of each bin in milliseconds."""
        return (self.edges[:-1] + self.edges[1:]) / 2

    def days(self, i: int) -> tuple[date, date]:
        """First and last day of a bin."""
        return _day(self.edges[i]), _day(self.edges[i + 1] - DAY)


def bins_of(window: Window, most: int) -> Bins:
    """Bins of the finest unit that covers the window with at most `most` of them."""
    unit = next((unit for unit, days in UNITS.items() if window.days / days <= most), "century")
    last = to_ms(window.last) + DAY
    if unit in ("day", "week"):
        step = DAY * UNITS[unit]
        first = to_ms(window.first) - (DAY * window.first.weekday() if unit == "week" else 0)
        return Bins(unit, first + step * np.arange(int(np.ceil((last - first) / step)) + 1))
    step = _MONTHS[unit]
    month = (window.first.year * 12 + window.first.month - 1) // step * step
    edges = [_month_ms(month)]
    while edges[-1] < last:
        month += step
        edges.append(_month_ms(month))
    return Bins(unit, np.array(edges))


def spread(frame: pd.DataFrame, bins: Bins, whole: bool = False) -> np.ndarray:
    """How many events lie in each bin.

    An event that can lie in several bins is shared out among them, so that the sum is the number of events; with
    `whole` it counts in each of them. Of a date of which the words name a part, that counts. A date with one end lies
    at that end. Undated events and those outside count nowhere.
    """
    start, end = (ms_of(frame[f"near_{side}"].fillna(frame[side])) for side in ("start", "end"))
    start, end = np.where(np.isnan(start), end, start), np.where(np.isnan(end), start, end)
    known = ~np.isnan(start)
    n = len(bins.edges) - 1
    a = np.searchsorted(bins.edges, start[known], side="right") - 1
    b = np.searchsorted(bins.edges, end[known], side="right") - 1
    inside = (b >= 0) & (a < n)
    a, b = a[inside], b[inside]
    weight = np.ones(len(a)) if whole else 1.0 / (b - a + 1)
    steps = np.zeros(n + 1)
    np.add.at(steps, np.clip(a, 0, n), weight)
    np.add.at(steps, np.clip(b + 1, 0, n), -weight)
    return np.round(np.cumsum(steps)[:n], 6)


def _month_ms(month: int) -> float:
    """Start of a month counted from year 0, also beyond the years that `date` knows."""
    year = min(max(month // 12, 1), 9999)
    beyond = (month // 12 - year) * 365.2425 * DAY
    return to_ms(date(year, month % 12 + 1, 1)) + beyond


def _day(ms: float) -> date:
    number = int(np.floor(ms / DAY)) + date(1970, 1, 1).toordinal()
    return date.fromordinal(min(max(number, 1), date.max.toordinal()))
