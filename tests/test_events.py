"""Events of one article: what is chosen, how it is dated, its status and its label."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from dashboard import edtf
from dashboard.extract import extract
from dashboard.extract.clauses import groups
from dashboard.extract.lexicon import lexicon
from dashboard.extract.tokens import Names, Passage, tokenize
from dashboard.extract.when import Why
from dashboard.model import Article, Reading
from dashboard.read import read_path

CASES = [
    case
    for name in ("events", "dating", "news")
    for case in tomllib.loads((Path(__file__).parent / "cases" / f"{name}.toml").read_text(encoding="utf-8"))["case"]
]
PUBLISHED = date(2022, 1, 21)  # a Friday
LANGUAGES = ("en", "de", "fr", "es", "ru")


def _read(text: str, published: date | None = PUBLISHED, language: str = "en") -> Reading:
    return extract(Article("a", text, published=published, language=language))


def _kinds(language: str, part: str) -> list[tuple[str, str, str]]:
    found = lexicon(language)
    assert found is not None
    return [(language, kind.name, text) for kind in found.happenings.values() for text in getattr(kind, part)]


@pytest.mark.parametrize("case", CASES, ids=[case["claim"] for case in CASES])
def test_a_clause_says_what_a_reader_would_note(case: dict) -> None:
    reading = _read(case["text"], PUBLISHED if case.get("published", "x") else None, case.get("language", "en"))
    found = [(e.date or "", str(e.status), e.label) for e in reading.events]
    for day, status, label in case["events"]:
        assert any(f[0] == day and f[1] == status and f[2].startswith(label) for f in found), found
    for words in case.get("never", ()):
        assert not any(words in f[2] for f in found), found


def test_a_day_taken_from_another_happening_is_not_called_that_of_the_report() -> None:
    taken, _ = _read("Ada Berg resigned. Berg was accused of fraud on Sunday.").events
    assert (taken.date, taken.date_why) == ("2022-01-16", Why.TOLD_WITH)
    own, _ = _read("Minister resigns\n\nThe match was called off on Sunday.").events
    assert (own.date, own.date_why) == ("2022-01-21", Why.LEAD)


def test_a_noun_of_two_words_is_one_event() -> None:
    found = _read(
        "Ada Berg is expected to speak at her annual press conference on Monday. The conference ended on Tuesday."
    ).events
    assert [e.label for e in found].count("Press conference") == 1
    assert "The conference ends" in [e.label for e in found]


def test_a_letter_is_no_answer() -> None:
    told = "The museum received a letter from Norway on Monday. The letter of the law was followed on Tuesday. "
    kinds = [e.happening for e in _read(told + "A reply from Oslo is expected on Friday.").events]
    assert kinds.count("respond") == 1


def test_what_is_put_off_is_kept_by_its_kind() -> None:
    named = [
        e.moved for e in _read("Norway postponed the summit on Monday. Iceland left the summit on Tuesday.").events
    ]
    assert named == [("meet",), ()]


@pytest.mark.parametrize(("language", "kind", "text"), _kinds("en", "examples"))
def test_an_english_example_is_a_happening_of_its_kind(language: str, kind: str, text: str) -> None:
    assert kind in {event.happening for event in _read(text, date(2024, 5, 15)).events}


@pytest.mark.parametrize(("language", "kind", "text"), _kinds("en", "never"))
def test_an_english_never_example_is_none_of_its_kind(language: str, kind: str, text: str) -> None:
    assert kind not in {event.happening for event in _read(text, date(2024, 5, 15)).events}


def _named(language: str, text: str) -> set[str]:
    words = lexicon(language)
    assert words is not None
    tokens = tokenize(text, words)
    found = groups(Passage(tokens, 0, len(tokens.starts), words, Names(tokens, []), headline=False))
    phrases = {
        words.phrase_noun[(low, *rest)]
        for j, low in enumerate(tokens.lows)
        for rest in words.noun_phrases.get(low, ())
        if tuple(tokens.lows[j + 1 : j + 1 + len(rest)]) == rest
    }
    return phrases | {g.verb.happening for g in found} | {word.noun for word in tokens.words if word.noun}


@pytest.mark.parametrize(("language", "kind", "text"), [row for x in LANGUAGES[1:] for row in _kinds(x, "examples")])
def test_an_example_in_another_language_names_its_kind(language: str, kind: str, text: str) -> None:
    assert kind in _named(language, text)


@pytest.mark.parametrize(("language", "kind", "text"), [row for x in LANGUAGES[1:] for row in _kinds(x, "never")])
def test_a_never_example_in_another_language_does_not(language: str, kind: str, text: str) -> None:
    assert kind not in _named(language, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_an_example_and_its_opposite(language: str) -> None:
    words = lexicon(language)
    assert words is not None
    assert [kind.name for kind in words.happenings.values() if not kind.examples or not kind.never] == []


@pytest.mark.parametrize("headline", ["", "Talks in Oslo\n\n", "Two ministers and the mayor of Oslo\n"])
def test_what_stands_before_a_sentence_governs_nobody_in_it(headline: str) -> None:
    reading = _read(f"{headline}Norwegian Prime Minister Ada Berg met Polish President Jan Visser in Bergen on Friday.")
    assert ("Ada Berg", "Jan Visser") in [event.actors for event in reading.events if event.date == "2022-01-21"]


def test_a_language_without_rules_has_no_events() -> None:
    assert _read("Αυτό είναι ένα κείμενο.", language="el").events == ()


@pytest.fixture(scope="module")
def sample() -> list[Reading]:
    folder = Path(__file__).parent.parent / "data" / "articles"
    return [extract(article) for article in read_path(folder) if isinstance(article, Article)]


def test_a_label_stands_alone(sample: list[Reading]) -> None:
    labels = [event.label for reading in sample for event in reading.events]
    assert len(labels) > 50
    hanging = re.compile(
        r"\b(?:the|a|an|of|at|to|for|with|and|or|but|by|from|his|her|its|their|that)$|(?<!goes )\b(?:in|on)$", re.I
    )
    leading = re.compile(r"^(?:and|or|but|however|because|although|he|she|it|they|this|which)\b", re.I)
    for label in labels:
        assert 3 < len(label) <= 60
        assert label[0] == label[0].upper()
        assert not hanging.search(label), label
        assert not leading.search(label), label


def test_spans_lie_in_the_text_and_dates_are_edtf(sample: list[Reading]) -> None:
    for reading in sample:
        for event in reading.events:
            assert 0 <= event.start <= event.trigger[0] < event.trigger[1] <= event.end <= len(reading.article.text)
            assert event.date is None or edtf.is_edtf(event.date)
            assert event.time is None or reading.times[event.time].date


def test_reading_twice_gives_the_same_ids(sample: list[Reading]) -> None:
    again = extract(sample[0].article)
    assert [e.id for e in again.events] == [e.id for e in sample[0].events]
    assert len({e.id for e in again.events}) == len(again.events)


@pytest.mark.parametrize("case", CASES[::3], ids=[case["claim"] for case in CASES[::3]])
def test_an_article_may_end_at_any_word_without_a_mark(case: dict) -> None:
    words, language = case["text"].split(" "), case.get("language", "en")
    for n in range(1, len(words) + 1):
        for rest in (words[:n], words[-n:]):
            text = " ".join(rest).rstrip(".,;:!?”")
            assert all(0 <= e.start < e.end <= len(text) for e in _read(text, language=language).events)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Talks failed, the minister said", "Talks fail"),
        ("Ada Berg received Jan Visser", "Berg receives Jan Visser"),
        ("Ada Berg received her colleagues", "Berg receives her colleagues"),
    ],
)
def test_the_last_clause_needs_no_mark_behind_it(text: str, label: str) -> None:
    assert label in [event.label for event in _read(text).events] == [event.label for event in _read(f"{text}.").events]


@pytest.mark.parametrize(
    ("said", "opens"),
    [("сказал Берг до октября 2020 года", "2022-05-01"), ("сказал Берг 3 октября 2020 года", "2021-05-01")],
)
def test_only_a_certain_day_is_one_from_which_a_saying_looks_ahead(said: str, opens: str) -> None:
    assert opens in [event.date for event in _read(f"Мост закроют 1 мая, {said}.", language="ru").events]


def test_a_headline_that_ends_in_a_place_governs_nothing_below_it() -> None:
    body = "Norwegian Prime Minister Erna Solberg met Polish President Andrzej Duda in Bergen on Wednesday."
    for head in ("", "Solberg and Duda meet in Bergen\n\n"):
        events = _read(head + body).events
        assert [e.date for e in events if e.start >= len(head)] == ["2022-01-19"]
