"""Where marks and labels go inside a lane: greedy, by importance, and what does not fit is folded or dropped, never overlaid.

Rows are chosen on all events of the window, so that a mark stays where it is while the reader filters; labels are chosen
on what is shown. Label placement is NP-hard in general; left to right and then by weight is fast and steady.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

LABEL_ROOM = 170.0  # pixels to the next mark that let a row be taken from the top
LABEL_MAX = 230.0


@dataclass(slots=True)
class Row:
    """What is taken in one row of a lane: intervals of pixels that do not overlap, sorted."""

    taken: list[tuple[float, float]] = field(default_factory=list)

    def is_free(self, a: float, b: float) -> bool:
        """Nothing lies between a and b."""
        i = bisect_left(self.taken, (a,))
        return (i == len(self.taken) or self.taken[i][0] >= b) and (i == 0 or self.taken[i - 1][1] <= a)

    def take(self, a: float, b: float) -> None:
        """Mark the stretch as taken."""
        insort(self.taken, (a, b))

    def room_right(self, a: float, limit: float) -> float:
        """Free pixels right of a, at most up to the limit."""
        i = bisect_left(self.taken, (a,))
        return max(0.0, (self.taken[i][0] if i < len(self.taken) else limit) - a)

    def room_left(self, b: float, limit: float = 0.0) -> float:
        """Free pixels left of b."""
        i = bisect_left(self.taken, (b,))
        return max(0.0, b - (self.taken[i - 1][1] if i else limit))


@dataclass(slots=True)
class Lane:
    """The rows of one lane, filled from left to right."""

    rows: list[Row]

    @classmethod
    def empty(cls, rows: int) -> Lane:
        """A lane with this many rows."""
        return cls([Row() for _ in range(rows)])

    def put_mark(self, a: float, b: float) -> int:
        """Row for a mark: the uppermost with room for a label, else the one with the most room; -1 where all are full."""
        free = [(row.room_left(a, -1e9), -i) for i, row in enumerate(self.rows) if row.is_free(a, b)]
        if not free:
            return -1
        roomy = [-i for room, i in free if room >= LABEL_ROOM]
        best = min(roomy) if roomy else -max(free)[1]
        self.rows[best].take(a, b)
        return best

    def put_bar(self, a: float, b: float) -> int:
        """Row for a bar: the lowest that is free, so that points keep the upper ones; -1 where all are full."""
        for i in range(len(self.rows) - 1, -1, -1):
            if self.rows[i].is_free(a, b):
                self.rows[i].take(a, b)
                return i
        return -1
