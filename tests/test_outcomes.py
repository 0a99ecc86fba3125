"""What is expected in one word and reported in another is followed, what is only about the same people is not."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.extract import extract
from dashboard.merge import build
from dashboard.merge.as_of import as_of
from dashboard.model import Article, Status, Timeline

CASES = tomllib.loads((Path(__file__).parent / "cases" / "outcomes.toml").read_text(encoding="utf-8"))["case"]


def _timeline(articles: list[list[str]], language: str = "en") -> Timeline:
    read = [
        extract(Article(f"a{n}", text, "", date.fromisoformat(day), language)) for n, (day, text) in enumerate(articles)
    ]
    return build(read)


def _ends(timeline: Timeline) -> list[tuple[str, str, str]]:
    """Of each expectation its day, its outcome, and the label of what tells that."""
    labels = {event.id: event.label for event in timeline.events}
    return [
        (event.date or "", event.outcome, labels[event.followed_by] if event.outcome and event.followed_by else "")
        for event in timeline.events
        if event.status is Status.EXPECTED
    ]


@pytest.mark.parametrize("case", [case for case in CASES if "ends" in case], ids=lambda case: case["claim"])
def test_an_expectation_comes_to_its_end_and_to_no_other(case: dict[str, Any]) -> None:
    found = _ends(_timeline(case["articles"], case.get("language", "en")))
    awaited = {(day, *end) for day, end in case["ends"].items()}
    assert awaited <= set(found)
    assert {end for end in found if end[1]} <= awaited, "an end that nobody foresaw"


@pytest.mark.parametrize("case", [case for case in CASES if "tellings" in case], ids=lambda case: case["claim"])
def test_one_happening_told_in_other_words_is_one_event(case: dict[str, Any]) -> None:
    found = {event.label: len(event.mentions) for event in _timeline(case["articles"]).events}
    assert {label: found.get(label) for label in case["tellings"]} == case["tellings"]


TRIAL = next(case["articles"] for case in CASES if case["claim"].startswith("what is put off twice"))


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2023, 3, 1), {"2023-05-08": ""}),
        (date(2023, 5, 3), {"2023-05-08": "postponed", "2023-06-12": ""}),
        (date(2023, 6, 9), {"2023-05-08": "postponed", "2023-06-12": "postponed", "2023-09-04": ""}),
        (date(2023, 9, 4), {"2023-05-08": "postponed", "2023-06-12": "postponed", "2023-09-04": "confirmed"}),
    ],
)
def test_a_replay_knows_each_new_day_from_the_day_on_which_it_was_told(day: date, known: dict[str, str]) -> None:
    whole = _timeline(TRIAL)
    then = as_of(whole, day)
    assert sorted((key, outcome) for key, outcome, _ in _ends(then)) == sorted(known.items())
    assert {event.id for event in then.events} <= {event.id for event in whole.events}
