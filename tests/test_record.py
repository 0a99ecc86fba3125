"""The record says of each article what the contract promises, with offsets that hold."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dashboard import edtf
from dashboard.export.record import line_of, records_of, to_jsonl
from dashboard.model import (
    Actor,
    ActorMention,
    Article,
    Event,
    EventMention,
    Form,
    Kind,
    Problem,
    Reading,
    Status,
    TimeExpression,
    Timeline,
    TimeType,
)
from dashboard.pipeline import read_timeline

ONE = Article("one", "Anna met Bob on Friday. She left.", "", date(2022, 1, 22), "en")
TWO = Article("two", "Anna and Bob talked in Oslo.", "", None, "en")


def mention(name: str, article: str, start: int, **more: object) -> EventMention:
    return EventMention(name, article, start, start + 8, (start, start + 4), "meet", f"label {name}",
                        **{"status": Status.HAPPENED, "actors": ("Anna",), "via": ("Norway",), **more})  # fmt: skip


MENTIONS = [
    mention("m1", "one", 0, salience=0.9),
    mention("m2", "one", 9, date="2022-01-21", time=0, actors=("Anna", "Bob"), places=("Oslo",), salience=0.1),
    mention("m3", "two", 5, status=Status.EXPECTED, via=("Anna", "Norway"), source="Wire"),
]
EVENT = Event("e1", "label m1", Status.HAPPENED, tuple(MENTIONS), "2022-01-21", actors=("anna", "bob"), via=("norway",))
TIMELINE = Timeline(
    {
        "one": Reading(
            ONE,
            times=(TimeExpression(16, 22, "Friday", TimeType.DATE, "2022-01-21", date="2022-01-21"),),
            actors=(
                ActorMention(0, 4, "Anna", "Anna", Kind.PERSON),
                ActorMention(24, 27, "She", "Anna", Kind.PERSON, form=Form.PRONOUN),
            ),
            events=tuple(MENTIONS[:2]),
            problems=(Problem("what", "where", "hint"),),
        ),
        "two": Reading(TWO, events=(MENTIONS[2],)),
    },
    {name.lower(): Actor(name.lower(), name, Kind.PERSON) for name in ("Anna", "Bob", "Norway")},
    (EVENT,),
)


def test_an_event_is_told_article_by_article_under_one_id() -> None:
    one, two = records_of(TIMELINE)
    assert one["events"] == [
        {
            "id": "e1",
            "label": "label m1",
            "date": "2022-01-21",
            "status": "happened",
            "actors": ["Anna", "Bob"],
            "via": ["Norway"],
            "places": ["Oslo"],
            "source": None,
            "span": [9, 17],
            "time": 0,
        }
    ]
    (told,) = two["events"]
    assert (told["id"], told["date"], told["status"], told["source"]) == ("e1", None, "expected", "Wire")
    assert (told["actors"], told["via"], told["label"]) == (["Anna"], ["Norway"], "label m3")


def test_times_names_and_problems_stand_with_their_article() -> None:
    one, two = records_of(TIMELINE)
    assert one["published"] == "2022-01-22"
    assert two["published"] is None
    assert one["times"] == [{"span": [16, 22], "text": "Friday", "type": "DATE", "value": "2022-01-21", "mod": None}]
    assert one["mentions"] == [{"span": [0, 4], "text": "Anna", "actor": "Anna", "kind": "person"}]
    assert one["problems"] == [{"what": "what", "where": "where", "hint": "hint"}]
    assert (two["times"], two["mentions"], two["problems"]) == ([], [], [])


def test_a_place_and_who_only_reports_are_named_and_are_no_actor() -> None:
    text = "Sergei Lavrov flew to Geneva on Friday, Interfax reported.\n\nPhoto: Reuters"
    (record,) = records_of(read_timeline([Article("x", text, "", date(2022, 1, 21), "en")]))
    assert [(m["text"], m["actor"]) for m in record["mentions"]] == [
        ("Sergei Lavrov", "Sergei Lavrov"), ("Geneva", None), ("Interfax", None), ("Reuters", None)
    ]  # fmt: skip


def test_an_outlet_that_acts_anywhere_in_the_collection_is_an_actor_everywhere() -> None:
    texts = ("The Washington Post sued the city.", "The mayor resigned, according to The Washington Post.")
    timeline = read_timeline([Article(str(n), text, language="en") for n, text in enumerate(texts)])
    assert [m["actor"] for record in records_of(timeline) for m in record["mentions"]] == ["The Washington Post"] * 2


def test_pronouns_are_no_names_but_the_timeline_keeps_them() -> None:
    assert len(TIMELINE.readings["one"].actors) == 2
    assert [m["text"] for m in next(records_of(TIMELINE))["mentions"]] == ["Anna"]


def test_records_come_in_the_order_asked_for() -> None:
    assert [r["id"] for r in records_of(TIMELINE)] == ["one", "two"]
    assert [r["id"] for r in records_of(TIMELINE, ["two", "one"])] == ["two", "one"]


def test_a_line_is_one_line_of_json_with_letters_as_they_are() -> None:
    line = line_of({"id": "é\n\u2028"})
    assert line.count("\n") == 1
    assert "é" in line
    assert json.loads(line) == {"id": "é\n\u2028"}
    assert [json.loads(x)["id"] for x in to_jsonl(TIMELINE).splitlines()] == ["one", "two"]


@pytest.mark.parametrize("published", [date(2022, 1, 21), None])
def test_what_is_read_from_a_text_holds_in_the_text(published: date | None) -> None:
    text = (
        "Ministers meet in Geneva\n\nUS Secretary of State Antony Blinken met Russian Foreign Minister Sergei Lavrov "
        "in Geneva on Friday. Blinken visited Berlin on 20 January 2022. A written answer is expected next week."
    )
    (record,) = records_of(read_timeline([Article("x", text, "", published, "en")]))
    assert record.keys() == {"id", "published", "times", "mentions", "events", "problems"}
    assert record["events"]
    for item in (*record["times"], *record["mentions"]):
        start, end = item["span"]
        assert text[start:end] == item["text"]
    for event in record["events"]:
        start, end = event["span"]
        assert 0 <= start < end <= len(text)
        assert event["date"] is None or edtf.is_edtf(event["date"])
        assert event["time"] is None or record["times"][event["time"]]
        assert not set(event["actors"]) & set(event["via"])
        assert event["status"] in set(Status)
