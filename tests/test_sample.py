"""The sample collection shows what the product can do, and its front matter is complete."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from dashboard import edtf
from dashboard.model import Article, Event, Status, Timeline
from dashboard.pipeline import read_timeline
from dashboard.read import read_path

FOLDER = Path(__file__).parent.parent / "data" / "articles"
PATHS = sorted(FOLDER.glob("*.md"))
KEYS = ("title", "publisher", "published", "language", "url")


@cache
def articles() -> tuple[Article, ...]:
    return tuple(item for item in read_path(FOLDER) if isinstance(item, Article))


@cache
def timeline() -> Timeline:
    return read_timeline(articles())


def test_there_are_enough_articles() -> None:
    assert len(PATHS) == len(articles()) >= 16


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_front_matter_is_complete(path: Path) -> None:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in front.splitlines())
    assert list(fields)[: len(KEYS)] == list(KEYS)
    assert fields["url"] == '""'
    assert fields["language"] == "en"
    assert date(2021, 12, 1) <= date.fromisoformat(fields["published"]) <= date(2022, 2, 28)
    assert path.stem.startswith(fields["published"])
    assert 100 <= len(body.split()) <= 350
    assert not set(body) & set('"«»“”„‟‹›'), "the sample has no quotations"


def events(test: Callable[[Event], bool]) -> list[Event]:
    return [event for event in timeline().events if test(event)]


def outlets(event: Event) -> set[str]:
    return {event_mention.article for event_mention in event.mentions}


def names(event: Event) -> set[str]:
    known = timeline().actors
    return {known[actor].name for actor in (*event.actors, *event.via)}


def on(day: str, *people: str) -> list[Event]:
    """Events of that very day in which the people take part."""
    return events(lambda event: event.date == day and set(people) <= names(event))


def test_the_same_meeting_is_told_by_several() -> None:
    assert any(len(outlets(event)) >= 3 for event in on("2022-01-21", "Antony Blinken", "Sergei Lavrov"))


def test_two_articles_give_two_dates_for_the_written_response() -> None:
    [conflict] = events(lambda event: event.conflict and "2022-01-26" in event.dates and "2022-01-27" in event.dates)
    assert "United States" in names(conflict)


def test_a_near_copy_is_no_second_source() -> None:
    response = events(lambda e: "2022-01-26" in e.dates and "United States" in names(e) and len(outlets(e)) >= 2)
    assert response
    assert any(event.sources < len(outlets(event)) for event in response)


@pytest.mark.parametrize("outcome", ["confirmed", "postponed", "cancelled"])
def test_expectations_come_to_every_end(outcome: str) -> None:
    ended = events(lambda event: event.outcome == outcome)
    known = {event.id for event in timeline().events}
    assert ended
    assert all(event.followed_by in known for event in ended if outcome == "confirmed")


def test_the_written_response_is_confirmed() -> None:
    expected = events(
        lambda e: (
            e.status == Status.EXPECTED
            and e.outcome == "confirmed"
            and "United States" in names(e)
            and e.date is not None
            and edtf.overlap(e.date, "2022-01-24/2022-01-30")
        )
    )
    assert expected


def test_the_madrid_summit_stays_open() -> None:
    assert events(lambda e: e.status == Status.EXPECTED and e.outcome == "" and (e.date or "").startswith("2022-06"))


def test_every_status_is_there() -> None:
    assert {event.status for event in timeline().events} == set(Status)


def test_dates_of_every_exactness_are_there() -> None:
    grains = {str(edtf.grain(event.date)) for event in timeline().events if event.date}
    assert {"day", "month", "half"} <= grains


def test_the_massed_troops_have_no_day() -> None:
    massed = events(lambda e: "100,000" in " ".join(_text(e)) and e.status in (Status.ONGOING, Status.HAPPENED))
    assert massed
    assert all(event.date is None or edtf.bounds(event.date).first != edtf.bounds(event.date).last for event in massed)


def test_nobody_is_two_actors_and_no_source_or_hotel_is_one() -> None:
    every = [actor.name for actor in timeline().actors.values()]
    for surname in ("Lavrov", "Blinken", "Putin", "Biden", "Zelensky", "Scholz", "Macron", "Baerbock", "Stoltenberg"):
        assert len([name for name in every if surname in name]) == 1, surname
    for country in ("United States", "Russia", "Ukraine", "Belarus", "Germany"):
        assert every.count(country) == 1
    acting = {name for event in timeline().events for name in names(event)}
    assert not acting & {"USA", "US", "Wilson", "President Wilson", "Interfax", "Sample Wire", "Friday", "Moscow"}


def test_labels_stand_alone() -> None:
    for event in timeline().events:
        assert 3 <= len(event.label) <= 60, event.label
        assert event.label.split()[0].lower() not in {"and", "but", "he", "she", "it", "they", "that"}, event.label


def _text(event: Event) -> list[str]:
    readings = timeline().readings
    return [readings[m.article].article.text[m.start : m.end] for m in event.mentions]
