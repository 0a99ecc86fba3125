"""Accuracy over `tests/articles` never falls: figures are printed, floors in `floors.toml` only rise.

The articles marked `held_out` are never tuned on; their figures are printed and floored apart.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from dashboard import evaluate
from dashboard.evaluate.events import score_events
from dashboard.evaluate.figures import Record, Report
from dashboard.evaluate.gold import load

ARTICLES = Path(__file__).parent / "articles"
FLOORS = tomllib.loads((ARTICLES / "floors.toml").read_text(encoding="utf-8"))
LANGUAGES = {"en", "de", "fr", "es", "ru"}


@cache
def gold() -> dict[str, Record]:
    return load(ARTICLES)


@cache
def reports() -> dict[str, Report]:
    """One report for the articles to tune on, one for those held out."""
    found = evaluate.find(gold())
    return {name: score_events(part, found) for name, part in evaluate.parts(gold()).items()}


@pytest.mark.parametrize("part", ["tuned", "held out"])
def test_accuracy_stands_above_its_floor(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    report = reports()[part]
    with capsys.disabled():
        print(f"\ntests/articles, {part}:", *evaluate.say(report), sep="\n  ")
    low = {name: floor for name, floor in FLOORS[part].items() if (report.figures[name] or 0) < floor}
    assert not low, f"below the floor: { {name: report.figures[name] for name in low} }"


def test_every_kind_of_figure_has_a_floor() -> None:
    for part in ("tuned", "held out"):
        assert set(FLOORS[part]) == {
            "event P",
            "event R",
            "event F1",
            "date within granularity",
            "undated kept undated",
            "actors F1",
            "joint F1",
        }


def test_a_third_is_held_out_in_every_language() -> None:
    for language in LANGUAGES:
        mine = [record for record in gold().values() if record["language"] == language]
        assert len(mine) >= 8
        assert 0.3 <= sum(record["held_out"] for record in mine) / len(mine) <= 0.4


def test_gold_answers_for_itself() -> None:
    """Gold scored against gold is right everywhere, so a figure below 100 is the extraction's."""
    found = {
        key: {"events": [event | {"span": event["spans"][0]} for event in record["events"]]}
        for key, record in gold().items()
    }
    figures = score_events(gold(), found).figures
    for name in ("event F1", "date exact (matched, gold dated)", "undated kept undated", "actors F1", "joint F1"):
        assert figures[name] == 100, name


def test_the_hard_cases_are_there() -> None:
    statuses = {event["status"] for record in gold().values() for event in record["events"]}
    assert statuses == {"happened", "ongoing", "expected", "possible", "denied"}
    dates = [event["date"] for record in gold().values() for event in record["events"]]
    assert dates.count(None) >= 40
    assert any(date and date.startswith("../") for date in dates)
    assert any(date and date[5:7] in ("33", "34", "35", "36") for date in dates)
    assert any(record["published"] is None for record in gold().values())
