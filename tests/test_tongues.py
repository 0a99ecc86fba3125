"""Further short articles in German, French, Spanish and Russian (`tests/tongues`, in the form of `tests/articles`).

They are read while rules are written; those held back stay a third of `tests/articles`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import evaluate
from dashboard.evaluate.events import score_events
from dashboard.evaluate.gold import load

FLOORS = {"event F1": 93, "date within granularity": 92, "actors F1": 74, "joint F1": 82}


def test_other_languages_are_read_as_well_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    gold = load(Path(__file__).parent / "tongues")
    report = score_events(gold, evaluate.find(gold))
    with capsys.disabled():
        print("\ntests/tongues:", *evaluate.say(report), sep="\n  ")
    low = {name: report.figures[name] for name, floor in FLOORS.items() if (report.figures[name] or 0) < floor}
    assert not low, f"below the floor: {low}"
