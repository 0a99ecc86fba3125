"""What a clause says of its happening, and the word that shows it."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.extract import extract
from dashboard.model import Article, Status


@pytest.mark.parametrize(
    ("clause", "status", "cue"),
    [
        ("signed the treaty", Status.HAPPENED, ""),
        ("has signed the treaty", Status.HAPPENED, ""),
        ("will sign the treaty", Status.EXPECTED, "will"),
        ("is to sign the treaty", Status.EXPECTED, "is to"),
        ("plans to sign the treaty", Status.EXPECTED, "plans"),
        ("is expected to sign the treaty", Status.EXPECTED, "expected"),
        ("could sign the treaty", Status.POSSIBLE, "could"),
        ("would sign the treaty", Status.POSSIBLE, "would"),
        ("has not signed the treaty", Status.DENIED, "not"),
        ("will not sign the treaty", Status.DENIED, "not"),
        ("failed to sign the treaty", Status.DENIED, "failed"),
        ("is building a second plant", Status.ONGOING, "is"),
        ("was building a second plant", Status.HAPPENED, ""),
        ("has massed troops", Status.ONGOING, "massed"),
        ("threatened to leave", Status.POSSIBLE, "threatened"),
    ],
)
def test_the_verb_group_gives_the_status_and_its_cue(clause: str, status: Status, cue: str) -> None:
    reading = extract(Article("a", f"Rain fell. Russia {clause}.", published=date(2022, 1, 21), language="en"))
    events = [event for event in reading.events if "Russia" in event.actors]
    assert [(event.status, event.cue) for event in events] == [(status, cue)]


def test_a_future_told_by_a_speaker_in_the_past_is_expected() -> None:
    text = "Rain fell. Angela Merkel said that Germany would sign the treaty."
    reading = extract(Article("a", text, published=date(2022, 1, 21), language="en"))
    assert [e.status for e in reading.events if e.happening == "agree"] == [Status.EXPECTED]


def test_a_condition_makes_the_future_possible() -> None:
    text = "Rain fell. If Russia attacks, Germany will sign the treaty."
    reading = extract(Article("a", text, published=date(2022, 1, 21), language="en"))
    assert [e.status for e in reading.events if e.happening == "agree"] == [Status.POSSIBLE]
