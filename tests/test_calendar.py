"""The calendar keeps the precision it is given, on any day from year 1 to 9999."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import edtf
from dashboard.extract import calendar

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@pytest.mark.parametrize(
    ("value", "date_"),
    [
        ("2022-01-20", "2022-01-20"),
        ("2022-01", "2022-01"),
        ("2022", "2022"),
        ("2022-W04", "2022-01-24/2022-01-30"),
        ("2022-W04-WE", "2022-01-29/2022-01-30"),
        ("2020-W53", "2020-12-28/2021-01-03"),
        ("2022-Q1", "2022-33"),
        ("2022-H2", "2022-41"),
        ("2022-SU", "2022-22"),
        ("199", "199X"),
        ("19", "19XX"),
        ("2022-01-20TMO", "2022-01-20"),
        ("2022-01-20T14:48Z", "2022-01-20"),
        ("0001-01-01", "0001-01-01"),
        ("9999", "9999"),
        ("2021-W53", None),
        ("2023-02-29", None),
        ("BC0490", None),
        ("P2Y", None),
        ("PRESENT_REF", None),
        ("XXXX-WXX-4", None),
    ],
)
def test_a_value_knows_its_days_and_a_vague_one_has_none(value: str, date_: str | None) -> None:
    assert calendar.edtf_of(value) == date_


@pytest.mark.parametrize(
    ("value", "n", "unit", "moved"),
    [
        ("2022-01-21", -1, "month", "2021-12"),
        ("2022-03-31", -1, "month", "2022-02"),
        ("2022-01-21", -2, "year", "2020"),
        ("2020-02-29", -1, "year", "2019"),
        ("2022-01-21", 3, "day", "2022-01-24"),
        ("2022-01-21", 1, "week", "2022-W04"),
        ("2021-01-01", 0, "week", "2020-W53"),
        ("2022-01-21", 0, "weekend", "2022-W03-WE"),
        ("2022-01-21", -1, "quarter", "2021-Q4"),
        ("2022-01-21", -1, "decade", "201"),
        ("2022-01-21", -1, "century", "19"),
        ("2022-01", 1, "month", "2022-02"),
        ("1915", 3, "day", None),
        ("1915", 1, "year", "1916"),
        ("BC0490", -1, "year", "BC0491"),
        ("BC0001", 1, "year", "0001"),
        ("9999-12-31", 1, "day", None),
        ("0001-01-01", -1, "year", None),
    ],
)
def test_a_step_keeps_its_unit(value: str, n: int, unit: str, moved: str | None) -> None:
    assert calendar.shift(value, n, unit) == moved


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "half", "year", "decade", "century"]))
def test_a_unit_holds_the_day_it_is_made_from(day: date, unit: str) -> None:
    value = calendar.value_of(day, unit)
    assert calendar.unit_of(value) == unit
    days = calendar.days_of(value) if value not in ("0000", "000", "00") else None
    assert days is None or days[0] <= day <= days[1]


@given(DAYS, st.integers(-200, 200))
def test_there_and_back_by_days_is_the_same_day(day: date, n: int) -> None:
    there = calendar.shift(day.isoformat(), n, "day")
    assert there is None or calendar.shift(there, -n, "day") == day.isoformat()


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9990, 1, 1)), st.integers(0, 6))
def test_the_nearest_weekdays_lie_within_a_week(day: date, weekday: int) -> None:
    before, on_or_before, after, on_or_after = (calendar.weekday_near(day, weekday, which) for which in (-1, 0, 1, 2))
    assert {d.weekday() for d in (before, on_or_before, after, on_or_after)} == {weekday}
    assert day - timedelta(7) <= before < day < after <= day + timedelta(7)
    assert day - timedelta(6) <= on_or_before <= day <= on_or_after <= day + timedelta(6)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2000, 4, 23), (2019, 4, 21), (2021, 4, 4), (2022, 4, 17), (2024, 3, 31), (2038, 4, 25)]
)
def test_easter_falls_on_its_sunday(year: int, month: int, day: int) -> None:
    assert calendar.easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("year", "month", "day", "there"),
    [
        (2024, 2, 29, True),
        (2023, 2, 29, False),
        (1900, 2, 29, False),
        (2000, 2, 29, True),
        (2022, 4, 31, False),
        (0, 1, 1, False),
        (10000, 1, 1, False),
    ],
)
def test_the_calendar_knows_its_days(year: int, month: int, day: int, there: bool) -> None:
    assert calendar.is_day(year, month, day) is there


def test_the_third_thursday_and_the_last_monday() -> None:
    assert calendar.nth_weekday(2021, 11, 3, 4) == date(2021, 11, 25)
    assert calendar.nth_weekday(2022, 5, 0, -1) == date(2022, 5, 30)


@given(DAYS)
def test_every_value_is_a_date_that_edtf_understands(day: date) -> None:
    for unit in ("day", "month", "quarter", "half"):
        assert edtf.is_edtf(calendar.edtf_of(calendar.value_of(day, unit)) or "?")
