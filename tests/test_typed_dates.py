"""A typed date keeps the precision it was typed with, counts from the day it is given, and never from the clock."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.typed_dates import LONGEST, parse_typed

FRIDAY = date(2022, 1, 21)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("2022-01-21", None, "2022-01-21"),
        ("2022-01-24/2022-01-30", None, "2022-01-24/2022-01-30"),
        ("2022-01-24 / 2022-01-30", None, "2022-01-24/2022-01-30"),
        ("2022-01-21T10:40-05:00", None, "2022-01-21"),
        ("2021", None, "2021"),
        ("2021/03", None, "2021-03"),
        ("March 2021", "en", "2021-03"),
        ("marzo 2021", "it", "2021-03"),
        ("12 March 2021", "en", "2021-03-12"),
        ("21 января 2022", "ru", "2022-01-21"),
        ("yesterday", "en", "2022-01-20"),
        ("last week", "en", "2022-W02"),
        ("the 1990s", "en", "199X"),
        ("the 90s", "en", "199X"),
        ("Q1 2022", "en", "2022-33"),
        ("2021-Q4", None, "2021-36"),
    ],
)
def test_precision_is_kept(text: str, language: str | None, wanted: str) -> None:
    assert parse_typed(text, FRIDAY, language) == wanted


@pytest.mark.parametrize(
    "text",
    ["-0300", "−0300", "-44-03-15", "-0300/-0200", "2024-05-17/2024-05-10", "2024-05-17/10", "2024-05-17 – 2024-05-20"],
)
def test_what_is_before_the_first_year_or_has_two_ends_is_not_read_as_one_of_its_dates(text: str) -> None:
    assert parse_typed(text, FRIDAY, "en") is None


@pytest.mark.parametrize("text", ["", "we", "12", "31 February 2021", "9" * 100, "12 March 2024, " * 500, "no date"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_typed(text, FRIDAY, "en") is None


def test_a_text_is_read_up_to_the_longest_length() -> None:
    padded = "12 March 2021".ljust(LONGEST, " ")
    assert parse_typed(padded, FRIDAY, "en") == "2021-03-12"
    assert parse_typed("on " * LONGEST + "12 March 2021", FRIDAY, "en") is None


@pytest.mark.parametrize("today", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_break_nothing(today: date) -> None:
    assert parse_typed("two years ago", today, "en") in (None, "9997", "9997-12-31")
