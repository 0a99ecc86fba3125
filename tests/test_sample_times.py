"""The dates of the sample articles are read as a person reads them: each expression, its extent and its value."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from dashboard.evaluate.figures import Count
from dashboard.extract import extract
from dashboard.model import Article
from dashboard.read import read_path

HERE = Path(__file__).parent
GOLD = tomllib.loads((HERE / "sample_times.toml").read_text(encoding="utf-8"))
ARTICLES = {item.id: item for item in read_path(HERE.parent / "data" / "articles") if isinstance(item, Article)}


def test_every_article_has_its_times() -> None:
    assert set(GOLD) - {"floor"} == set(ARTICLES)


def test_every_expected_expression_stands_in_its_article() -> None:
    for name, article in ARTICLES.items():
        at = 0
        for words, _ in GOLD[name]:
            assert words in article.text[at:], f"{words!r} in {name}, after {article.text[max(0, at - 30) : at]!r}"
            at = article.text.index(words, at) + len(words)


def test_dates_are_read_as_a_person_reads_them(capsys: pytest.CaptureFixture[str]) -> None:
    total, wrong = Count(), []
    for name, article in ARTICLES.items():
        found = Counter((time.text, time.value) for time in extract(article).times)
        wanted = Counter((words, value) for words, value in GOLD[name])
        total.add((found & wanted).total(), found.total(), wanted.total())
        wrong += [f"{name}: {words} is {value}" for words, value in wanted - found]
        wrong += [f"{name}: {words} is not {value}" for words, value in found - wanted]
    with capsys.disabled():
        print(f"\nsample times: P {total.precision:.1f} R {total.recall:.1f} F1 {total.f1:.1f}")
    assert total.f1 >= GOLD["floor"], "\n".join(wrong)
