"""Labels of events: headlines that stand alone, told as the clause tells it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from dashboard.extract import extract
from dashboard.extract.fitting import fit
from dashboard.extract.lexicon import lexicon
from dashboard.model import Article

CASES = tomllib.loads((Path(__file__).parent / "cases" / "labels.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["claim"] for case in CASES])
def test_a_headline_tells_what_the_clause_tells(case: dict) -> None:
    article = Article("a", case["text"], published=date(2022, 1, 21), language=case.get("language", "en"))
    labels = [event.label for event in extract(article).events]
    assert set(case["labels"]) <= set(labels), labels
    for words in case.get("never", ()):
        assert not any(words in label for label in labels), labels


def test_every_case_asks_for_something() -> None:
    assert all(case["labels"] or case["never"] for case in CASES)


@pytest.mark.parametrize(("language", "ends"), [("de", "und andere"), ("en", "and others"), ("ru", "и другие")])
def test_a_list_that_does_not_fit_ends_in_its_own_language(language: str, ends: str) -> None:
    many = "Hannelore Lindenbaum, Karl Theodor Hohenstein, Ada Berg, Jan Visser, Ana Ruiz, Luis Ortega"
    words = lexicon(language)
    assert words is not None
    assert fit(words, "", [many]) == f"Hannelore Lindenbaum {ends}"


def test_a_verb_goes_on_for_however_many_verbs_are_joined_to_it() -> None:
    text = f"Полиция ищет водителя, который сбил пешехода{' и скрылся и убил жену' * 600}."
    article = Article("a", text, published=date(2022, 1, 21), language="ru")
    assert {e.label for e in extract(article).events} == {
        "Водитель сбил пешехода",
        "Водитель скрылся",
        "Водитель убил жену",
    }
