"""What a reader corrects about actors is kept, holds for what is added later, and can be undone."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.errors import StoreError
from dashboard.export import to_csv, to_jsonl
from dashboard.merge.as_of import as_of
from dashboard.merge.edits import Edit, carried, idle
from dashboard.model import Article, Kind
from dashboard.store import EventStore
from dashboard.table import to_frame

VISIT = Article(
    "visit", "Minister Hanna Weber visited Oslo on 3 March 2021.", language="en", published=date(2021, 3, 4)
)
TALKS = Article(
    "talks", "Minister Johanna Weber visited Bern on 5 March 2021.", language="en", published=date(2021, 3, 6)
)
LATER = Article(
    "later", "Minister Hanna Weber visited Rome on 8 March 2021.", language="en", published=date(2021, 3, 9)
)
ONE = Edit("name", "Hanna Weber", "Johanna Weber")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    """A store with a collection "c" of two articles."""
    held = EventStore(f"sqlite:///{tmp_path}/test.db")
    held.create("C", "c")
    held.add("c", [VISIT, TALKS])
    yield held
    held.close()


def who(store: EventStore) -> dict[str, tuple[str, ...]]:
    """Article → the actors of what it tells."""
    return {e.mentions[0].article: e.actors for e in store.load("c").events}


def test_a_merge_is_kept_and_holds_for_articles_added_later(store: EventStore) -> None:
    assert who(store) == {"visit": ("hanna-weber",), "talks": ("johanna-weber",)}
    store.edit_actor("c", ONE)
    store.add("c", [LATER])
    store.set_article("c", "visit", source="Gazette")  # reads it again
    assert who(store) == dict.fromkeys(("visit", "talks", "later"), ("johanna-weber",))
    assert "hanna-weber" not in store.load("c").actors


def test_corrections_of_one_form_are_one_step(store: EventStore) -> None:
    before = store.revision("c")
    store.edit_actor("c", Edit("kind", "Hanna Weber", "group"), ONE, Edit("name", "Hanna Weber", "Hanna Weber"))
    assert store.revision("c") == before + 1
    assert [edit.what for edit in store.actor_edits("c").values()] == ["kind", "name"]


def test_an_undone_correction_leaves_the_others(store: EventStore) -> None:
    before = who(store)
    store.edit_actor("c", ONE)
    store.edit_actor("c", Edit("kind", "Johanna Weber", "group"))
    first, second = store.actor_edits("c")
    store.withdraw_edit("c", first)
    assert who(store) == before
    assert store.load("c").actors["johanna-weber"].kind is Kind.GROUP
    store.withdraw_edit("c", second)
    assert store.load("c").actors["johanna-weber"].kind is Kind.PERSON
    assert store.actor_edits("c") == {}


def test_what_was_corrected_of_a_renamed_actor_holds_when_the_rename_is_undone(store: EventStore) -> None:
    store.edit_actor("c", Edit("name", "Hanna Weber", "H. Weber"))
    store.edit_actor("c", Edit("kind", "H. Weber", "group"), Edit("home", "H. Weber", "Estonia"))
    store.withdraw_edit("c", 1)
    weber = store.load("c").actors["hanna-weber"]
    assert (weber.kind, weber.affiliation) == (Kind.GROUP, "estonia")
    assert [(e.what, e.actor) for e in store.actor_edits("c").values()] == [
        ("kind", "Hanna Weber"),
        ("home", "Hanna Weber"),
    ]


def test_corrections_follow_a_rename_that_is_undone_no_further_than_its_name(store: EventStore) -> None:
    rename, other = Edit("name", "A", "B"), Edit("name", "X", "B")
    on_b = Edit("kind", "B", "group")
    assert carried([on_b, other, on_b], rename) == [Edit("kind", "A", "group"), other, on_b]
    assert carried([Edit("name", "B", "C"), Edit("home", "D", "B")], rename) == [
        Edit("name", "A", "C"), Edit("home", "D", "A")
    ]  # fmt: skip


def test_an_edit_of_a_name_that_nobody_bears_is_idle() -> None:
    edits = {1: Edit("kind", "A", "group"), 2: Edit("name", "A", "B"), 5: Edit("kind", "Nobody", "person")}
    assert idle(edits, {"B"}) == {5}
    assert idle(edits, {"C"}) == {1, 2, 5}


def test_a_name_is_parted_in_some_articles_only(store: EventStore) -> None:
    store.add("c", [LATER])
    store.edit_actor("c", Edit("part", "Hanna Weber", "Another Hanna", ("later",)))
    assert who(store)["later"] == ("another-hanna",)
    assert who(store)["visit"] == ("hanna-weber",)


def test_a_replayed_day_bears_the_corrections(store: EventStore) -> None:
    store.edit_actor("c", ONE)
    edits = tuple(store.actor_edits("c").values())
    assert set(as_of(store.load("c"), date(2021, 3, 5), edits).actors) == {"johanna-weber"}


# --- whom an actor belongs to ---------------------------------------------------------------------------------------

PAIR = Article(
    "pair",
    "Norwegian Minister Hanna Weber met Norwegian Minister Erik Dahl in Rome on 8 March 2021.",
    language="en",
    published=date(2021, 3, 9),
)
ABROAD = Edit("home", "Hanna Weber", "Estonia")


def through(store: EventStore) -> dict[str, tuple[str, ...]]:
    """Article → who comes into what it tells by affiliation."""
    return {e.mentions[0].article: e.via for e in store.load("c").events}


def test_whom_an_actor_belongs_to_holds_in_all_articles_also_those_added_or_read_again_later(store: EventStore) -> None:
    assert through(store) == {"visit": (), "talks": ()}
    store.edit_actor("c", ABROAD)
    store.add("c", [LATER])
    store.set_article("c", "visit", source="Gazette")  # reads it again
    assert through(store) == {"visit": ("estonia",), "talks": (), "later": ("estonia",)}
    actors = store.load("c").actors
    assert (actors["hanna-weber"].affiliation, actors["estonia"].kind) == ("estonia", Kind.COUNTRY)
    assert actors["johanna-weber"].affiliation is None


def test_an_event_is_left_only_by_those_whom_no_other_actor_brings(store: EventStore) -> None:
    store.add("c", [PAIR])
    assert through(store)["pair"] == ("norway",)
    store.edit_actor("c", ABROAD)
    assert through(store)["pair"] == ("norway", "estonia")
    store.edit_actor("c", Edit("home", "Erik Dahl", ""))
    assert through(store)["pair"] == ("estonia",)
    assert store.load("c").actors["erik-dahl"].affiliation is None


def test_a_home_is_undone_and_the_other_corrections_stay(store: EventStore) -> None:
    store.add("c", [PAIR])
    before = through(store)
    store.edit_actor("c", ABROAD, Edit("kind", "Hanna Weber", "group"))
    store.withdraw_edit("c", min(store.actor_edits("c")))
    assert through(store) == before
    assert store.load("c").actors["hanna-weber"].kind is Kind.GROUP


def test_a_home_goes_with_its_actor_and_under_its_own_new_name(store: EventStore) -> None:
    store.edit_actor("c", ABROAD)
    store.edit_actor("c", Edit("name", "Hanna Weber", "H. Weber"), Edit("name", "Estonia", "Eesti"))
    assert through(store) == {"visit": ("eesti",), "talks": ()}
    store.edit_actor("c", Edit("name", "H. Weber", "Johanna Weber"))
    assert through(store) == {"visit": ("eesti",), "talks": ("eesti",)}, "the two are one and belong to one"


def test_who_is_parted_from_an_actor_does_not_belong_where_it_does(store: EventStore) -> None:
    store.add("c", [LATER])
    store.edit_actor("c", ABROAD, Edit("part", "Hanna Weber", "Another Hanna", ("later",)))
    assert through(store) == {"visit": ("estonia",), "talks": (), "later": ()}


def test_what_is_taken_home_says_to_whom_an_actor_belongs(store: EventStore) -> None:
    store.edit_actor("c", ABROAD)
    timeline = store.load("c")
    (row,) = [r for r in csv.DictReader(to_csv(to_frame(timeline), timeline).splitlines()) if "Oslo" in r["places"]]
    assert row["via"] == "Estonia"
    records = map(json.loads, to_jsonl(timeline).splitlines())
    assert {record["id"]: record["events"][0]["via"] for record in records} == {"visit": ["Estonia"], "talks": []}


@pytest.mark.parametrize(
    "edit",
    [Edit("name", "Johanna Weber", " "), Edit("name", "a", "x" * 500), Edit("all", "a", "b"), Edit("home", "a", " ")],
)
def test_what_is_no_name_is_refused(store: EventStore, edit: Edit) -> None:
    with pytest.raises(StoreError):
        store.edit_actor("c", edit)
    assert store.actor_edits("c") == {}
