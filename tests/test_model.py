"""The nouns are values: alike where their fields are, never changed, and the same behind a process or a copy."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, replace
from datetime import date

import pytest

from dashboard.model import Article, Block, EventMention, Kind, Problem, Sentence, Status, Timeline, Unread
from dashboard.pipeline import read_timeline

TEXT = "Foreign Minister Anna Berger met Tomas Novak in Vienna on Friday. Talks will go on next week, he said."


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return read_timeline([Article("a", TEXT, published=date(2022, 1, 22), language="en"), Article("b", "")])


def test_a_timeline_comes_whole_through_pickle_and_copy(timeline: Timeline) -> None:
    assert timeline.events and timeline.actors and timeline.readings["a"].times
    for same in (pickle.loads(pickle.dumps(timeline)), copy.deepcopy(timeline), copy.copy(timeline)):
        assert same == timeline and same is not timeline
        assert repr(same) == repr(timeline)


def test_members_of_an_enumeration_stay_themselves() -> None:
    assert pickle.loads(pickle.dumps(Kind.PERSON)) is Kind.PERSON
    assert copy.deepcopy(Block.BODY) is Block.BODY
    assert Kind("person") is Kind.PERSON and str(Kind.PERSON) == "person"


def test_a_mention_on_another_day_is_else_the_same() -> None:
    mention = EventMention(
        "m", "a", 1, 9, (2, 4), "meet", "Talks", Status.HAPPENED, "2022-01", 3, "told", "will", ("Ott",), ("Rome",),
        ("Oslo",), "Berg", "Agency", date(2022, 1, 3), 0.5, Block.HEADLINE, ("talks",), ("meet",),
    )  # fmt: skip
    assert all(getattr(mention, f.name) for f in fields(mention)), "none of which is lost unseen"
    assert mention.on("2022-02", "said") == replace(mention, date="2022-02", date_why="said")
    assert mention.on(None, "", Status.DENIED) == replace(mention, date=None, date_why="", status=Status.DENIED)


def test_a_noun_never_changes_but_a_changed_one_can_be_made(timeline: Timeline) -> None:
    event = timeline.events[0]
    with pytest.raises(FrozenInstanceError):
        event.label = "another"  # type: ignore[misc]
    other = replace(event, label="another")
    assert other.label == "another" and event.label != "another"
    assert [getattr(other, f.name) for f in fields(other)][2:] == [getattr(event, f.name) for f in fields(event)][2:]


def test_alike_nouns_are_equal_and_count_once() -> None:
    assert len({Sentence(0, 9, Block.BODY, 0), Sentence(0, 9, Block.BODY, 0), Sentence(0, 9, Block.BULLET, 0)}) == 2


def test_an_input_that_was_not_read_is_a_problem_of_its_own_kind() -> None:
    unread = Unread("empty", "a.txt")
    assert isinstance(unread, Problem)
    assert unread != Problem("empty", "a.txt")
    assert type(pickle.loads(pickle.dumps(unread))) is Unread
