"""Articles are read one by one, in other processes where asked, and none can stop the others."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard import pipeline
from dashboard.errors import RuleError
from dashboard.export import to_jsonl
from dashboard.extract.language import detect
from dashboard.model import Article
from dashboard.pipeline import read_all, read_one, read_timeline
from dashboard.read import read_path

ROOT = Path(__file__).resolve().parent.parent

ARTICLES = [
    Article(f"a{n}", f"Anna Berger met Tomas Novak in Vienna on {n + 1} May 2021.", "", date(2021, 6, 1), "en")
    for n in range(20)
]
# A worker whose extraction dies, hangs, fails or finds a wrong rule where the text says so.
CHILD = """
import os, sys, time
from dashboard import pipeline
from dashboard.errors import RuleError
whole = pipeline.extract
def extract(article):
    if "DIE" in article.text: os._exit(9)
    if "HANG" in article.text: time.sleep(600)
    if "FAIL" in article.text: raise ZeroDivisionError
    if "RULE" in article.text: raise RuleError("a bracket is not closed", "en.toml")
    if "PRINT" in article.text: print("noise")
    return whole(article)
pipeline.extract = extract
pipeline._serve()
"""


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_COMMAND", [sys.executable, "-c", CHILD])


def with_text(at: int, word: str) -> list[Article]:
    return [replace(a, text=f"{a.text} {word}") if n == at else a for n, a in enumerate(ARTICLES)]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_result_is_the_same_for_every_number_of_workers(workers: int) -> None:
    assert read_timeline(ARTICLES, workers) == read_timeline(ARTICLES)
    assert len(read_timeline(ARTICLES).events) >= 20


def test_readings_come_in_the_order_of_the_articles() -> None:
    assert [r.article.id for r in read_all(ARTICLES, 2)] == [a.id for a in ARTICLES]


@pytest.mark.parametrize(
    ("word", "what", "seconds"),
    [("DIE", "ended the process", 120.0), ("HANG", "given up", 30.0), ("FAIL", "ZeroDivisionError", 120.0)],
)
def test_an_article_that_kills_hangs_or_fails_costs_no_other(
    trouble: None, word: str, what: str, seconds: float
) -> None:
    wanted = {a.id: r for a, r in zip(ARTICLES, read_all(ARTICLES), strict=True)}
    readings = list(read_all(with_text(4, word), 2, seconds))
    assert [r.article.id for r in readings] == [a.id for a in ARTICLES]
    bad = readings.pop(4)
    assert [what in p.what and p.where == "a4" for p in bad.problems] == [True]
    assert not bad.events
    assert all(reading == wanted[reading.article.id] for reading in readings)


def test_what_a_step_prints_comes_not_between_the_readings(trouble: None) -> None:
    (reading,) = read_all([replace(ARTICLES[0], text="PRINT")], 1)
    assert reading.article.text == "PRINT"


@pytest.mark.parametrize("workers", [0, 1])
def test_a_wrong_rule_stops_everything(trouble: None, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(_: Article) -> None:
        raise RuleError("a bracket is not closed", "en.toml")

    monkeypatch.setattr(pipeline, "extract", wrong)
    with pytest.raises(RuleError, match="bracket"):
        list(read_all(with_text(4, "RULE"), workers))


def test_a_step_that_fails_makes_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Article) -> None:
        raise IndexError

    monkeypatch.setattr(pipeline, "extract", broken)
    (problem,) = read_one(ARTICLES[0]).problems
    assert "IndexError" in problem.what
    assert problem.where == "a0"


@pytest.mark.parametrize("workers", [0, 2])
def test_articles_are_taken_only_as_they_are_needed(workers: int) -> None:
    taken = []

    def endless() -> Iterator[Article]:
        while True:
            taken.append(len(taken))
            yield replace(ARTICLES[0], id=f"n{len(taken)}")

    readings = read_all(endless(), workers)
    assert next(readings).article.id == "n1"
    readings.close()
    assert len(taken) <= workers * pipeline.AHEAD + 1


def test_texts_need_not_be_kept() -> None:
    slim, whole = read_timeline(ARTICLES, keep_text=False), read_timeline(ARTICLES)
    assert slim.events == whole.events
    assert slim.actors == whole.actors
    assert to_jsonl(slim) == to_jsonl(whole)
    for key, reading in whole.readings.items():
        kept = slim.readings[key]
        assert kept.article == replace(reading.article, text="")
        assert kept.times == tuple(replace(time, rule="", why="") for time in reading.times)
        assert (kept.sentences, kept.actors, kept.events) == (reading.sentences, reading.actors, reading.events)


def test_reading_and_merging_leave_no_garbage_that_holds_itself() -> None:
    articles = [a for a in read_path(ROOT / "data" / "articles") if isinstance(a, Article)]
    read_timeline(articles)  # tables are loaded once, and garbage of theirs is not meant
    gc.collect()
    gc.disable()
    try:
        assert len(read_timeline(articles).events) > len(articles)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_the_version_is_that_of_rules_and_code() -> None:
    assert pipeline.version() == pipeline.version.__wrapped__()
    assert len(pipeline.version()) == 16


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Berg met Visser on Friday 😀.", "en"),
        ("\u202eBerg met Visser in Oslo on Friday.\u202c", "en"),
        ("Am Freitag traf Außenministerin Berg in Oslo ihren Kollegen Visser zum Gespräch.", "de"),
    ],
)
def test_what_is_no_letter_says_nothing_of_the_language(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("sign", ["", "- ", "  • "])
def test_the_sentence_of_a_mention_is_quoted_whole_and_without_the_sign_of_a_list(sign: str) -> None:
    told = "Minister Anna Berg visited Oslo on 2 August 2021, said her office."
    reading = read_one(Article("a", f"The week\n\n{sign}{told}\n\nNothing else.", "", date(2021, 8, 3), "en"))
    for mention in reading.events:
        start, end = reading.around(mention)
        assert reading.article.text[start:end] == told
    assert reading.events


def test_another_package_of_that_name_where_the_command_is_given_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dashboard").mkdir()
    (tmp_path / "dashboard" / "__init__.py").write_text("raise SystemExit('the wrong one')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert list(read_all(ARTICLES[:2], workers=1)) == list(read_all(ARTICLES[:2]))
