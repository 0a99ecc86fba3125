"""How a comparison is counted: hits against what was found and what was expected, and the mistakes worth reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Record = dict[str, Any]  # one article of a gold file, or what was found in it; keys as the command line writes them
Records = Mapping[str, Record]  # by article id


@dataclass
class Count:
    """Hits, found, expected; precision, recall and F1 of them in percent."""

    hits: float = 0
    found: int = 0
    expected: int = 0

    def add(self, hits: float, found: int, expected: int) -> None:
        """Count one more article."""
        self.hits, self.found, self.expected = self.hits + hits, self.found + found, self.expected + expected

    @property
    def precision(self) -> float:
        """Of what was found, how much is right, in percent; 0 where nothing was."""
        return 100 * self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what was expected, how much was found, in percent; 0 where nothing was."""
        return 100 * self.hits / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two, in percent."""
        return harmonic(self.precision, self.recall)


@dataclass
class Share:
    """A part of a whole in percent, None where the whole is empty."""

    part: int = 0
    whole: int = 0

    def add(self, part: int, whole: int = 1) -> None:
        """Count one more case, or several."""
        self.part, self.whole = self.part + part, self.whole + whole

    @property
    def percent(self) -> float | None:
        """The share in percent."""
        return 100 * self.part / self.whole if self.whole else None


class Mistake(NamedTuple):
    """What is wrong: `kind` in capitals, the sentence it stands in, what was expected and what was found."""

    kind: str
    article: str
    sentence: str
    expected: str = "nothing"
    found: str = "nothing"

    def __str__(self) -> str:
        return (
            f"{self.kind} in {self.article}\n    {self.sentence}\n"
            f"    expected: {self.expected}\n    found:    {self.found}"
        )


@dataclass
class Report:
    """Figures by name, in the order they are printed, and the mistakes behind them."""

    figures: dict[str, float | int | str | None] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def put(self, name: str, count: Count) -> None:
        """Note precision, recall and F1."""
        self.figures |= {f"{name} P": count.precision, f"{name} R": count.recall, f"{name} F1": count.f1}


def harmonic(precision: float, recall: float) -> float:
    """F1 of precision and recall, 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def one_to_one(ranked: Iterable[tuple[Any, int, int]]) -> list[tuple[int, int]]:
    """Pairs (i, j) out of (rank, i, j), smallest rank first, no i and no j used twice."""
    pairs: list[tuple[int, int]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            pairs.append((i, j))
    return pairs


def sentence_round(text: str, span: Iterable[int] | None) -> str:
    """The line or sentence that holds a span, the span in brackets; "" without a span."""
    if not span:
        return ""
    start, end = span
    before = re.split(r"[.!?]\s|\n", text[max(0, start - 200) : start])[-1]
    after = re.split(r"(?<=[.!?])\s|\n", text[end : end + 200], maxsplit=1)[0]
    return " ".join(f"{before}[{text[start:end]}]{after}".split())


def annotated(items: Iterable[Record], article: Record) -> list[Record]:
    """What lies inside the part of an article that was annotated: gold may stop at `annotated_upto`."""
    limit = article.get("annotated_upto")
    return [item for item in items if limit is None or not item.get("span") or item["span"][1] <= limit]
