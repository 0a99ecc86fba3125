"""The optional reader of names: asked only where the setting names it, and never more than a second opinion."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import RuleError
from dashboard.extract import actors, sentences
from dashboard.model import Article, Kind


def find(text: str):
    article = Article("a", text, language="en")
    return actors.find(article, sentences.split(article), ())


def test_a_setting_that_names_no_reader_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_NER", "magic")
    with pytest.raises(RuleError, match="spacy:MODEL"):
        find("Joe Biden left.")


def test_a_model_that_is_not_there_stops_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_NER", f"spacy:{tmp_path / 'none'}")
    with pytest.raises(RuleError, match=r"requirements-spacy\.txt"):
        find("Joe Biden left.")


def test_a_model_names_what_the_tables_do_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    tiny = spacy.blank("en")
    tiny.add_pipe("entity_ruler").add_patterns(
        [{"label": "ORG", "pattern": "Zorbly"}, {"label": "GPE", "pattern": "Russia"}]
    )
    tiny.to_disk(tmp_path / "tiny")
    text = "Nobody knew Zorbly when Russia closed."
    assert [m.text for m in find(text)] == ["Russia"]
    monkeypatch.setenv("DATELINE_NER", f"spacy:{tmp_path / 'tiny'}")
    assert [(m.text, m.kind) for m in find(text)] == [("Zorbly", Kind.ORGANIZATION), ("Russia", Kind.COUNTRY)]
