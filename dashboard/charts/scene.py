"""What a chart is given and what it gives back; which lanes there are and which days are on the stage.

A chart is a function from a `Scene` to a `Chart` and knows nothing else: no state, no address, no clock. Lanes and
window depend on the collection, the dates and the actors chosen, never on the other filters, so that everything stays
in its place while the reader filters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.model import Actor
from dashboard.selection import membership, select
from dashboard.view import View

DAY = 86_400_000.0  # milliseconds
MAX_LANES = 8
MAX_COMPANY, SHARED = 3, 2  # lanes, and the least events: of who shares most with the chosen and is none of the busiest
CORE = 0.8  # share of the dates that tell what time the story is of
GAP = 0.25  # of that time: what lies beyond such a gap is another story
LEAST = 14.0  # days, of both: of a story of few days the next date is often two weeks off
NOBODY, OTHERS = "-", "+"  # lanes that are no actor's


class Window(NamedTuple):
    """The days on the stage, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Length in days, at least 1."""
        return (self.last - self.first).days + 1

    @property
    def ms(self) -> tuple[float, float]:
        """Start of the first and end of the last day, in milliseconds of Unix time."""
        return to_ms(self.first), to_ms(self.last) + DAY


class Lanes(NamedTuple):
    """The lanes from top to bottom: an actor id each, then `OTHERS` and `NOBODY` where they are needed.

    `counts` holds each lane's number of events in the window under no other filter; `folded` is the number of actors in
    the lane of others, where every event stands in which one of them takes part.
    """

    ids: tuple[str, ...]
    counts: dict[str, int]
    folded: int


class Pick(NamedTuple):
    """What the reader pointed at: one event, or the events between two days, in one lane where `lane` is not empty.

    `events` are their ids where they are few; empty means: ask the frame.
    """

    events: tuple[str, ...] = ()
    lane: str = ""
    first: date | None = None
    last: date | None = None


def write_pick(lane: str, first: date, last: date, events: Iterable[str] = ()) -> str:
    """The `customdata` of a mark that stands for several events."""
    return " ".join([lane or "*", first.isoformat(), last.isoformat(), *events])


def read_pick(customdata: object) -> Pick | None:
    """What a mark's `customdata` stands for; None where it is nothing a chart has written."""
    while isinstance(customdata, (list, tuple)) and customdata:
        customdata = customdata[0]
    parts = customdata.split() if isinstance(customdata, str) else []
    if len(parts) == 1:
        return Pick((parts[0],))
    try:
        lane, first, last, *events = parts
        return Pick(tuple(events), "" if lane == "*" else lane, date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None


class Look(NamedTuple):
    """How a chart is to look to this reader: the theme by name, the width in pixels that the figure will have, as far
    as is known (labels are placed by it), and the actors whose lanes stay `in_place` when they are filtered by."""

    theme: str = "light"
    width: int = 1000
    in_place: tuple[str, ...] = ()


USUAL = Look()


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a chart draws from.

    `frame` holds all events of the collection, `shown` those the view selects (both as table.py writes them). `as_of`
    is the day that parts past from future, `chosen` are the actors filtered by, `spoken` those of whom also what they
    said stands in their lanes. `theme` and `width` are those of `Look`. `quotes` gives an event's hover card its
    sentence: event id → (text, start, end of the date phrase).
    """

    frame: pd.DataFrame
    shown: pd.DataFrame
    actors: Mapping[str, Actor]
    window: Window
    as_of: date
    lanes: Lanes
    picked: str | None = None
    theme: str = "light"
    width: int = 1000
    quotes: Mapping[str, tuple[str, int, int, str | None]] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()

    @property
    def is_narrow(self) -> bool:
        """A phone: lane names stand inside the lanes."""
        return self.width < 600


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure, its name for those who cannot see it, and what it leaves out, in a sentence."""

    figure: go.Figure
    alt: str
    summary: str
    shown: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class ChartKind:
    """An entry of `CHARTS`: a name, the columns of the frame it reads, and how it is drawn."""

    name: str
    needs: tuple[str, ...]
    draw: Callable[[Scene], Chart]


def set_scene(
    frame: pd.DataFrame,
    shown: pd.DataFrame,
    actors: Mapping[str, Actor],
    view: View,
    as_of: date,
    look: Look = USUAL,
    quotes: Mapping[str, tuple[str, int, int, str | None]] | None = None,
) -> Scene:
    """The scene of a view: its window (chosen, or the one that opens the collection) and its lanes.

    The lanes of those filtered by stand on top, but for those in place: whose lane was clicked must not run away.
    """
    window = window_of(view, frame, as_of)
    theirs = select(frame, View(actors=view.actors, mode=view.mode, said=view.said)) if view.actors else frame[:0]
    company = _busiest(theirs, window, view.spoken, SHARED)
    lanes = lanes_of(frame, window, view.actors, look.in_place, spoken=view.spoken, company=company)
    return Scene(
        frame, shown, actors, window, as_of, lanes, view.event, look.theme, look.width, quotes or {}, view.actors,
        view.spoken,
    )  # fmt: skip


def window_of(view: View, frame: pd.DataFrame, as_of: date) -> Window:
    """The days the view asks for; an end it leaves open is that of the story, with a margin that suits the rest."""
    low, high = _story(frame, as_of)
    if view.first is not None:
        low, high = to_ms(view.first) / DAY, max(high, to_ms(view.first) / DAY)
    if view.last is not None:
        low, high = min(low, to_ms(view.last) / DAY), to_ms(view.last) / DAY
    first, last = _framed(low, high)
    return Window(view.first or first, view.last or last)


def opening(frame: pd.DataFrame, as_of: date) -> Window:
    """The days that show the story: all of them, without the few that lie far off.

    The shortest stretch that holds four fifths of the dates no coarser than a month, and what leads up to it and
    follows: as much time again on both sides, as far as there is no gap of a quarter of it, and of a short story two
    weeks. Background ("founded in 1949", "in 2020") does not squeeze a story of three weeks. What is in it is held from
    its first to its last day, save what alone is longer than the story and a month. Expected events bring the as-of day
    in.
    """
    return _framed(*_story(frame, as_of))


def _framed(low: float, high: float) -> Window:
    """These days of Unix time and a little air on both sides."""
    margin = max(1.0, 0.03 * (high - low))
    return Window(_day(np.floor(low - margin)), _day(np.floor(high + margin)))


class _Same:
    """A frame as a key: only the very same one is equal, and frames are never changed in place."""

    __slots__ = ("frame",)

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.frame is other.frame

    def __hash__(self) -> int:
        return id(self.frame)


def _story(frame: pd.DataFrame, as_of: date) -> tuple[float, float]:
    """The first and last day of Unix time of `opening`, without air; a page asks for it of one frame several times."""
    return _story_of(_Same(frame), as_of)


@lru_cache(maxsize=8)
def _story_of(key: _Same, as_of: date) -> tuple[float, float]:
    frame = key.frame
    fine = frame["grain"].isin(["day", "week", "month"])
    starts, ends = _extents(frame.loc[fine if fine.any() else slice(None), ["start", "end"]])
    days = (starts + ends) / 2
    if not len(days):
        return to_ms(as_of) / DAY - 14, to_ms(as_of) / DAY + 14
    first, last = _densest(days)
    low, high = days[first], days[last]
    reach = max(LEAST, high - low)
    gap = max(LEAST, GAP * reach)
    while first > 0 and days[first - 1] >= max(days[first] - gap, low - reach):
        first -= 1
    while last < len(days) - 1 and days[last + 1] <= min(days[last] + gap, high + reach):
        last += 1
    starts, ends = starts[first : last + 1], ends[first : last + 1]
    short = ends - starts <= max(31.0, reach)
    whole = short if short.any() else ~short
    low, high = min(days[first], starts[whole].min()), max(days[last], ends[whole].max())
    today = to_ms(as_of) / DAY
    if (frame["status"] == "expected").any() and low - reach <= today <= high + reach:
        low, high = min(low, today), max(high, today)
    return low, high


def lanes_of(
    frame: pd.DataFrame,
    window: Window,
    pinned: Sequence[str] = (),
    in_place: Sequence[str] = (),
    limit: int = MAX_LANES,
    spoken: Collection[str] = (),
    company: Sequence[str] = (),
) -> Lanes:
    """The busiest actors of the window, those with equal counts by first appearance, at most `limit`.

    The pinned ones (those that are filtered by) stand on top, where they are seen first. The order of the others
    depends on the window alone; who is pinned from outside the busiest takes the place of the last of them. Those of
    the pinned that are `in_place` stay where they are. The first of the `company` that have no lane so far get one
    more each: behind the pinned on top, else behind all.
    """
    order = _busiest(frame, window, spoken)
    first = [a for a in dict.fromkeys(pinned) if a not in in_place]
    rest = [a for a in order if a not in first]
    room = max(0, limit - len(first))
    late = [a for a in pinned if a in in_place and a not in rest[:room]]
    fixed = [*[a for a in rest if a not in late][: max(0, room - len(late))], *late]
    beside = [a for a in company if a not in first and a not in fixed][:MAX_COMPANY]
    kept = [*first, *beside, *fixed] if first else [*fixed, *beside]
    folded = len(set(order) - set(kept))
    lanes = [*kept, OTHERS, NOBODY] if folded else [*kept, NOBODY]
    _, numbers = in_lanes(lanes, frame[in_window(frame, window)], spoken)
    counts = dict(zip(lanes, map(int, np.bincount(numbers, minlength=len(lanes))), strict=True))
    if not counts[NOBODY]:
        del counts[NOBODY]
    return Lanes(tuple(counts), counts, folded)


def _busiest(frame: pd.DataFrame, window: Window, spoken: Collection[str], least: int = 1) -> list[str]:
    """Who has at least so many events in the window, who has most first, of equals who appears first."""
    _, ids = membership(frame[in_window(frame, window)], spoken)
    codes, names = pd.factorize(ids)
    tally = np.bincount(codes, minlength=len(names))
    return [str(names[i]) for i in np.argsort(-tally, kind="stable") if tally[i] >= least]


def in_lanes(lanes: Sequence[str], frame: pd.DataFrame, spoken: Collection[str] = ()) -> tuple[np.ndarray, np.ndarray]:
    """Which event stands in which lane, as two arrays of equal length: row positions, and numbers of lanes.

    An event stands once in the lane of each of its actors, and once in that of others where one of them has none.
    """
    rows, ids = membership(frame, spoken)
    number = {lane: i for i, lane in enumerate(lanes)}
    lane = np.array([number.get(a, -1) for a in ids], dtype=np.int64)
    nobody = np.ones(len(frame), dtype=bool)
    nobody[rows] = False
    rows_in, lanes_in = [rows[lane >= 0]], [lane[lane >= 0]]
    for other, extra in ((OTHERS, np.unique(rows[lane < 0])), (NOBODY, np.flatnonzero(nobody))):
        if other in number:
            rows_in.append(extra)
            lanes_in.append(np.full(len(extra), number[other]))
    return np.concatenate(rows_in), np.concatenate(lanes_in)


def shown_in_lanes(scene: Scene) -> dict[str, int]:
    """How many of the events that the view selects stand in each lane."""
    inside = scene.shown[in_window(scene.shown, scene.window)]
    _, numbers = in_lanes(scene.lanes.ids, inside, scene.spoken)
    tally = np.bincount(numbers, minlength=len(scene.lanes.ids))
    return dict(zip(scene.lanes.ids, map(int, tally), strict=True))


def in_window(frame: pd.DataFrame, window: Window) -> np.ndarray:
    """Rows with a date that can lie in the window."""
    start, end = frame["start"].to_numpy(), frame["end"].to_numpy()
    first, last = np.datetime64(window.first, "s"), np.datetime64(window.last, "s")
    return frame["date"].notna().to_numpy() & (np.isnat(start) | (start <= last)) & (np.isnat(end) | (end >= first))


def fills(frame: pd.DataFrame, window: Window) -> np.ndarray:
    """Rows whose date is longer than the window and covers all of it: it tells one of these days from no other."""
    start, end = frame["start"].to_numpy(), frame["end"].to_numpy()
    first, last = np.datetime64(window.first, "s"), np.datetime64(window.last, "s")
    return (start <= first) & (end >= last) & (end - start > last - first)


def ms_of(column: pd.Series) -> np.ndarray:
    """A date column as float64 milliseconds of Unix time, NaN where there is none: what Plotly takes fastest."""
    values = column.to_numpy().astype("datetime64[ms]")
    return np.where(np.isnat(values), np.nan, values.astype("int64").astype("float64"))


def to_ms(day: date) -> float:
    """Midnight UTC at the start of a day."""
    return (day.toordinal() - 719_163) * DAY


def _densest(days: np.ndarray) -> tuple[int, int]:
    """Where the shortest stretch that holds `CORE` of the sorted days begins and ends; the first of several."""
    more = int(np.ceil(CORE * len(days))) - 1  # days that it holds beside its first
    first = int(np.argmin(days[more:] - days[: len(days) - more]))
    return first, first + more


def _extents(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """First and last day of each date in days since 1970, sorted by their middles; a date with one end is that day."""
    start, end = ms_of(frame["start"]), ms_of(frame["end"])
    start, end = np.where(np.isnan(start), end, start), np.where(np.isnan(end), start, end)
    known = np.flatnonzero(~np.isnan(start))
    order = known[np.argsort(start[known] + end[known], kind="stable")]
    return start[order] / DAY, end[order] / DAY


def to_day(ms: float) -> date:
    """The day of a moment, kept inside the calendar."""
    return _day(np.floor(ms / DAY))


def _day(number: float) -> date:
    return date.fromordinal(int(min(max(number + 719_163, 1), date.max.toordinal())))
