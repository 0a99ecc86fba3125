"""Who takes part in an event, who said so, and whether its label stands alone."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from dashboard.extract import extract
from dashboard.model import Article

CASES = tomllib.loads((Path(__file__).parent / "cases" / "who.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["claim"] for case in CASES])
def test_those_take_part_whom_a_reader_would_name(case: dict) -> None:
    language = case.get("language", "en")
    events = extract(Article("a", case["text"], published=date(2022, 1, 21), language=language)).events
    labels = [e.label for e in events]
    for label, actors in case.get("who", {}).items():
        told = [sorted(e.actors) for e in events if e.label.startswith(label)]
        assert sorted(actors) in told, (label, told, labels)
    for label, homes in case.get("via", {}).items():
        assert [list(e.via) for e in events if e.label.startswith(label)] == [homes], labels
    for label, speaker in case.get("said", {}).items():
        assert [e.speaker for e in events if e.label.startswith(label)] == [speaker or None]
    assert not [words for words in case.get("never", ()) if any(words in label for label in labels)], labels
