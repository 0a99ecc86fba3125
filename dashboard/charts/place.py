"""Where marks and labels go in a lane: what does not fit is folded into a count or dropped, never laid over another.

Rows are found on all events of the window, so that a mark stays where it is while the reader filters; labels are
found on what is shown. The best placement of labels is NP-hard; left to right, then by weight, is fast and steady.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate
from math import inf
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.charts.marks import BAR, FADE, POINT
from dashboard.charts.scene import Scene
from dashboard.charts.stage import MAX_ROWS, MIN_ROWS, NARROW_ROWS, Stage
from dashboard.charts.style import shortened, text_width

LABEL_ROOM = 170.0  # pixels to the mark before that let a row be taken from the top
LABEL_MAX = 320.0
PIXELS_A_LABEL = 90
NAME_MAX, PIXELS_A_NAME = 190.0, 300  # of the names for which a crowded lane keeps room, and of the lane for each
MAX_REPEATED = 150  # marks; up to here an event is named in each of its lanes
MAX_LABELLED = 300  # marks; above, only the weightiest few have labels
FEW_LABELS = 60  # enough to tell the story, few enough to be read and drawn at once
THIN, THIN_NARROW = 1, 0  # rows of a lane that the filters leave empty; on a phone its name has a line of its own
CELL = 25  # pixels of a square that counts


class Label(NamedTuple):
    """The text beside or in a mark: `mark` is its position, `x` in pixels where it begins or, on the left, ends."""

    mark: int
    text: str
    x: float
    side: str


class Placed(NamedTuple):
    """Marks with their row (`at_row`, -1 where folded), the stage with the rows it needs, the labels that fit."""

    marks: pd.DataFrame
    stage: Stage
    labels: list[Label]


@dataclass(slots=True)
class Row:
    """What is taken in one row of a lane: stretches of pixels that do not overlap, sorted.

    `shaded` are those that a fade covers: it may be drawn over, but not where another row will do.
    """

    taken: list[tuple[float, float]] = field(default_factory=list)
    shaded: list[tuple[float, float]] = field(default_factory=list)

    def is_free(self, a: float, b: float) -> bool:
        """Nothing lies between a and b."""
        i = bisect_left(self.taken, (a,))
        return (i == len(self.taken) or self.taken[i][0] >= b) and (i == 0 or self.taken[i - 1][1] <= a)

    def take(self, a: float, b: float) -> None:
        """Mark the stretch as taken."""
        insort(self.taken, (a, b))

    def hold(self, wish: Wish, shift: float) -> None:
        """Take what a mark needs, and shade what its fade covers."""
        self.take(wish.a + shift, wish.b + shift)
        lo, hi = wish.fade
        if lo < hi:
            touched = [(a, b) for a, b in self.shaded if a < hi and b > lo]
            self.shaded = [one for one in self.shaded if one not in touched]
            insort(self.shaded, (min([lo, *(a for a, _ in touched)]), max([hi, *(b for _, b in touched)])))

    def is_clear(self, wish: Wish, shift: float) -> bool:
        """The mark would stand on no fade, and its own fade under no mark and on no other fade."""
        lo, hi = min(wish.fade[0], wish.a + shift), max(wish.fade[1], wish.b + shift)
        i = bisect_left(self.shaded, (lo,))
        shaded = (i < len(self.shaded) and self.shaded[i][0] < hi) or (i > 0 and self.shaded[i - 1][1] > lo)
        return not shaded and self.is_free(lo, hi)

    def room_right(self, a: float, limit: float) -> float:
        """Free pixels right of a, at most up to the limit."""
        i = bisect_left(self.taken, (a,))
        return max(0.0, (self.taken[i][0] if i < len(self.taken) else limit) - a)

    def room_left(self, b: float, limit: float = 0.0) -> float:
        """Free pixels left of b, at most down to the limit."""
        i = bisect_left(self.taken, (b,))
        return max(0.0, b - (self.taken[i - 1][1] if i else limit))


class Wish(NamedTuple):
    """What a mark would take in a row, in pixels; `slack` is how far it may move and still mean the same day.

    `fade` is the stretch that its fade covers, empty where it has none. `is_named` says that room for its label is in
    it.
    """

    event: str
    is_bar: bool
    a: float
    b: float
    slack: float
    fade: tuple[float, float] = (inf, -inf)
    label: str = ""
    weight: float = 0.0
    is_named: bool = False


class Home(NamedTuple):
    """Where a mark is put: the row, -1 for none, and by how many pixels it was moved."""

    row: int
    shift: float = 0.0


Homes = dict[tuple[int, str], Home]  # by lane and event
Names = dict[tuple[int, str], Wish]


class Settled(NamedTuple):
    """A lane: how many rows, whether the last counts, the homes by event, and the wishes that have room for a name."""

    rows: int
    counted: bool
    homes: dict[str, Home]
    named: tuple[Wish, ...] = ()


def place(scene: Scene, stage: Stage, marks: pd.DataFrame, everything: pd.DataFrame) -> Placed:
    """Give each of `marks` its row and choose the labels; `everything` are the marks without filters, a superset."""
    stage, homes, names = _homes(scene, stage, set(marks["lane"].tolist()), everything)
    lane_of, mine = marks["lane"].tolist(), _wishes(stage, marks)
    placed = [homes.get((lane, wish.event), Home(-1)) for lane, wish in zip(lane_of, mine, strict=True)]
    wide = [names.get((lane, wish.event), wish) for lane, wish in zip(lane_of, mine, strict=True)]
    lanes = _held(stage, lane_of, wide, placed)
    for i, home in enumerate(placed):
        if home.row < 0:  # folded among all, but what is shown may leave room
            placed[i] = _put(lanes[lane_of[i]], mine[i], mine[i].slack)
    lanes = _held(stage, lane_of, mine, placed)  # the labels come into the room that was kept for them
    moved = stage.ms(np.array([home.shift for home in placed])) - stage.start
    at_row = np.array([home.row for home in placed], dtype=np.int64)
    marks = marks.assign(at=marks["at"].to_numpy() + moved)
    extents = [(wish.a, wish.b) for wish in _wishes(stage, marks)]
    for lane, row in _single_out(stage, marks, at_row, extents).items():
        lanes[lane].append(row)
    marks = marks.assign(at_row=at_row)
    return Placed(marks, stage, _choose(scene, stage, marks, lanes, extents, names))


def _held(stage: Stage, lane_of: list[int], wishes: list[Wish], homes: list[Home]) -> list[list[Row]]:
    """The rows of every lane with what the marks that have a home take in them."""
    lanes = [[Row() for _ in range(n - full)] for n, full in zip(stage.rows, stage.counted, strict=True)]
    for lane, wish, home in zip(lane_of, wishes, homes, strict=True):
        if home.row >= 0:
            lanes[lane][home.row].hold(wish, home.shift)
    return lanes


def _homes(scene: Scene, stage: Stage, filled: set[int], everything: pd.DataFrame) -> tuple[Stage, Homes, Names]:
    """The stage with the rows that each lane needs for all its marks, where these are put, and which have room for a
    name, each in one lane.

    A lane that is not `filled` keeps its place and is thin; those above a chosen one keep their height too, so that the
    name that was clicked stays under the pointer.
    """
    wishes: dict[int, list[Wish]] = {}
    for lane, wish in zip(everything["lane"], _wishes(stage, everything), strict=True):
        wishes.setdefault(int(lane), []).append(wish)
    homes: Homes = {}
    names: Names = {}
    rows, counted = [], []
    thin, most = (THIN_NARROW, NARROW_ROWS) if scene.is_narrow else (THIN, MAX_ROWS)
    steady = max((n for n, lane in enumerate(scene.lanes.ids) if lane in scene.chosen), default=0)
    for lane in range(len(scene.lanes.ids)):
        needed = lane in filled or lane < steady
        found = Settled(thin, False, {})
        if needed:
            done = {event for _, event in names}
            found = _settle(wishes.get(lane, []), most, _names(wishes.get(lane, []), stage.plot, done))
        rows.append(found.rows)
        counted.append(found.counted)
        homes |= {(lane, event): home for event, home in found.homes.items()}
        names |= {(lane, wish.event): wish for wish in found.named}
    return stage.with_rows(rows, counted), homes, names


def cells_of(stage: Stage, marks: pd.DataFrame) -> np.ndarray:
    """The number of the square in which a mark is counted that has no row of its own."""
    number = int(stage.plot // CELL)
    return np.clip(stage.px(marks["at"].to_numpy()) / stage.plot * number, 0, number - 1).astype(int)


def _single_out(
    stage: Stage, marks: pd.DataFrame, at_row: np.ndarray, extents: list[tuple[float, float]]
) -> dict[int, Row]:
    """The last rows of lanes that count: a square would be no smaller than the one mark it counts, so that is drawn,
    unless it would lie on a square or on another such mark.

    Changes `at_row`; gives what is taken in the last row of each such lane.
    """
    cells, width = cells_of(stage, marks), stage.plot / int(stage.plot // CELL)
    homes = {int(i): (int(marks["lane"].iat[i]), int(cells[i])) for i in np.flatnonzero(at_row < 0)}
    tally = Counter(homes.values())
    squares = {home for home, n in tally.items() if n > 1}
    while True:
        rows = {lane: Row() for lane, counted in enumerate(stage.counted) if counted}
        for lane, cell in squares:
            rows[lane].take(cell * width, (cell + 1) * width)
        singles = [i for i, home in homes.items() if home not in squares]
        before = len(squares)
        for i in singles:
            if rows[homes[i][0]].is_free(*extents[i]):
                rows[homes[i][0]].take(*extents[i])
            else:
                squares.add(homes[i])  # whose square may lie on one that was free before it
        if len(squares) == before:
            break
    for i in singles:
        at_row[i] = stage.rows[homes[i][0]] - 1
    return rows


def _settle(wishes: list[Wish], most: int, names: list[Wish]) -> Settled:
    """Rows for one lane: as few as hold everything and one more for labels.

    Where the most are no more than needed, one more is taken, and those that would be in it have room for `names`
    instead; marks move aside within their day, and where that is not enough the last row counts what found no place.
    """
    for number in range(max(1, _depth(wishes)), most + (not names)):
        if _fits(_fill(wishes, number)):
            roomy = min(most, max(MIN_ROWS, number + 1))
            return Settled(roomy, False, _fill(wishes, roomy))
    most += bool(names)
    named = {wish.event: wish for wish in names}
    wishes = [named.get(wish.event, wish) for wish in wishes]
    if _fits(found := _fill(wishes, most, aside=True)):
        return Settled(most, False, found, tuple(names))
    return Settled(most, True, _fill(wishes, most - 1, aside=True), tuple(names))


def _names(wishes: list[Wish], plot: float, done: set[str]) -> list[Wish]:
    """The weightiest of a lane, but for bars and those that are named elsewhere, with room for their labels."""
    there = [wish for wish in wishes if not wish.is_bar and wish.event not in done]
    chosen = sorted(there, key=lambda wish: -wish.weight)[: int(plot // PIXELS_A_NAME)]
    return [_with_name(wish, plot) for wish in chosen]


def _with_name(wish: Wish, plot: float) -> Wish:
    """The same with its label, right of it where the plot does not end before."""
    wide = text_width(shortened(wish.label, NAME_MAX)) + 10
    if wish.b + wide <= plot:
        return wish._replace(b=wish.b + wide, slack=0.0, is_named=True)
    return wish._replace(a=wish.a - wide, slack=0.0, is_named=True)


def _depth(wishes: list[Wish]) -> int:
    """How many marks lie over one another where most do: fewer rows cannot hold them."""
    ends = sorted([(wish.a, 1) for wish in wishes] + [(wish.b, -1) for wish in wishes])
    return max(accumulate(step for _, step in ends), default=0)


def _fits(found: dict[str, Home]) -> bool:
    return all(home.row >= 0 for home in found.values())


def _fill(wishes: list[Wish], number: int, aside: bool = False) -> dict[str, Home]:
    """Event id → home in so many rows: bars first, then what has room for a name, then what fades, then the rest."""
    rows = [Row() for _ in range(number)]
    ordered = sorted(wishes, key=lambda wish: (not wish.is_bar, not wish.is_named, wish.fade[0] > wish.fade[1]))
    return {wish.event: _put(rows, wish, wish.slack if aside else 0.0) for wish in ordered}


def _put(rows: list[Row], wish: Wish, slack: float) -> Home:
    """The home taken: what is long lies as low as it can; a mark takes the uppermost row with room for a label before
    it, where it can one that no fade shades.

    Where all rows are taken, a mark moves right, then left, by its own width and again, as far as its slack goes.
    """
    width = wish.b - wish.a
    for step in range(int(slack / width) * 2 + 1):
        shift = (step + 1) // 2 * width * (1 if step % 2 else -1)
        a, b = wish.a + shift, wish.b + shift
        free = [i for i, row in enumerate(rows) if row.is_free(a, b)]
        if free:
            free = [i for i in free if rows[i].is_clear(wish, shift)] or free
            room = {i: rows[i].room_left(a, -1e9) for i in free}
            roomiest = max(free, key=lambda i: room[i])
            long = wish.is_bar or wish.fade[0] < wish.fade[1]
            best = free[-1] if long else next((i for i in free if room[i] >= LABEL_ROOM), roomiest)
            rows[best].hold(wish, shift)
            return Home(best, shift)
    return Home(-1)


def _wishes(stage: Stage, marks: pd.DataFrame) -> list[Wish]:
    """What each mark takes: a bar all of its length, else the symbol alone, and beside that what its fade covers."""
    at, half = stage.px(marks["at"].to_numpy()), marks["size"].to_numpy() / 2 + 1.5
    bar = (marks["shape"] == BAR).to_numpy()
    lo, hi = stage.px(marks["lo"].to_numpy()), stage.px(marks["hi"].to_numpy())
    a = np.where(bar, np.clip(np.minimum(lo, at - half), 0, stage.plot), at - half)
    b = np.where(bar, np.clip(np.maximum(hi, at + half), 0, stage.plot), at + half)
    slack = np.where(marks["shape"] == POINT, np.maximum(0.0, np.minimum(at - half - lo, hi - at - half)), 0.0)
    fades = (marks["shape"] == FADE).to_numpy()
    first, last = np.where(fades, np.clip(lo, 0, stage.plot), inf), np.where(fades, np.clip(hi, 0, stage.plot), -inf)
    fade = zip(first.tolist(), last.tolist(), strict=True)
    parts = (marks["id"], bar.tolist(), a.tolist(), b.tolist(), slack.tolist(), fade, marks["label"], marks["weight"])
    return [Wish(*wish) for wish in zip(*parts, strict=True)]


def _choose(
    scene: Scene, stage: Stage, marks: pd.DataFrame, lanes: list[list[Row]], extents: list[tuple[float, float]],
    names: Names,
) -> list[Label]:  # fmt: skip
    """Labels by weight: first where room was kept for them, then each event once where its actor is named, then again
    in its other lanes while there is room."""
    many = len(marks) > MAX_LABELLED
    per_row = max(2, int(stage.plot // PIXELS_A_LABEL))
    left = [per_row * (1 if many else len(rows)) for rows in lanes]
    total = FEW_LABELS if many else len(marks)
    actors, ids = scene.shown["actors"].to_numpy(), scene.lanes.ids
    named = [ids[lane] in actors[row] for lane, row in zip(marks["lane"], marks["row"], strict=True)]
    kept = [home in names for home in zip(marks["lane"].tolist(), marks["id"], strict=True)]
    weight = marks["weight"].to_numpy() + 10.0 * (marks["id"] == scene.picked).to_numpy()
    weight = weight + 5.0 * np.array(kept, float) + 0.5 * np.array(named, float)
    order = np.argsort(-weight, kind="stable")
    lane_of, row_of, id_of, text_of = (marks[name].to_numpy() for name in ("lane", "at_row", "id", "label"))
    ring = np.where(marks["id"] == scene.picked, 5.0, 0.0)
    labels = _inside(stage, marks, extents)
    done = {id_of[label.mark] for label in labels}
    for again in (False, True) if len(marks) <= MAX_REPEATED else (False,):
        had = {label.mark for label in labels}
        for i in map(int, order):
            lane, row = int(lane_of[i]), int(row_of[i])
            if row < 0 or i in had or left[lane] <= 0 or len(labels) >= total or (not again and id_of[i] in done):
                continue
            if label := _beside(i, text_of[i], extents[i], ring[i], lanes[lane][row], stage.plot):
                labels.append(label)
                done.add(id_of[i])
                left[lane] -= 1
    return labels


def _inside(stage: Stage, marks: pd.DataFrame, extents: list[tuple[float, float]]) -> list[Label]:
    """Labels of solid bars that hold them, from where a vague start has ended."""
    bar = (marks["shape"] == BAR) & marks["status"].isin(["happened", "ongoing"]) & (marks["at_row"] >= 0)
    firm = np.clip(stage.px((marks["lo"] + marks["soft"]).to_numpy()), 0, stage.plot)
    cuts = ((int(i), shortened(marks["label"].iat[i], extents[i][1] - firm[i] - 12)) for i in np.flatnonzero(bar))
    return [Label(i, cut, float(firm[i]) + 6, "inside") for i, cut in cuts if cut]


def _beside(i: int, text: str, extent: tuple[float, float], ring: float, row: Row, plot: float) -> Label | None:
    """The label right of the mark, else left of it, else none; the room it needs is taken in the row."""
    a, b = extent
    if row.is_free(b, b + ring) and row.is_free(a - ring, a):  # the picked event's ring needs its place too
        a, b = a - ring, b + ring
    if cut := shortened(text, min(row.room_right(b, plot) - 8, LABEL_MAX)):
        row.take(b, b + text_width(cut) + 6)
        return Label(i, cut, b + 2, "right")
    if cut := shortened(text, min(row.room_left(a) - 8, LABEL_MAX)):
        row.take(a - text_width(cut) - 6, a)
        return Label(i, cut, a - 2, "left")
    return None
