"""The store keeps what was read, gives the same back, and says what it cannot do."""

from __future__ import annotations

import random
import sys
from datetime import date
from pathlib import Path

import pytest

from dashboard import pipeline
from dashboard.errors import StoreError
from dashboard.merge.mends import Mend
from dashboard.model import Article, Problem
from dashboard.pipeline import read_timeline
from dashboard.store import EventStore, default_url, schema
from dashboard.table import from_rows, to_frame
from tests.store.conftest import GENEVA, UNDATED, VIENNA, events

# --- what is kept --------------------------------------------------------------------------------------------------


def test_a_timeline_comes_back_as_it_was_read(store: EventStore, talks: str) -> None:
    assert store.load(talks) == read_timeline([GENEVA, VIENNA])
    assert len(store.load(talks).events) >= 3


def test_flat_rows_make_the_same_table_as_the_timeline(store: EventStore, talks: str) -> None:
    assert from_rows(store.rows(talks)).equals(to_frame(store.load(talks)))
    assert len(store.rows(talks)) == len(store.load(talks).events)


def test_adding_the_same_twice_changes_nothing(store: EventStore, talks: str) -> None:
    before, revision = store.load(talks), store.revision(talks)
    report = store.add(talks, [GENEVA, VIENNA])
    assert report.unchanged == ("geneva", "vienna")
    assert not report.added
    assert store.load(talks) == before
    assert store.revision(talks) == revision


def test_the_same_text_under_another_name_is_the_same_article(store: EventStore, talks: str) -> None:
    report = store.add(talks, [Article("copy", GENEVA.text)])
    assert report.unchanged == ("geneva",)


def test_a_fact_that_was_missing_is_taken(store: EventStore) -> None:
    store.create("Talks", "talks")
    store.add("talks", [UNDATED])
    assert all(event.date is None for event in store.load("talks").events)
    report = store.add("talks", [Article("again", UNDATED.text, published=date(2022, 3, 3))])
    assert report.changed == ("undated",)
    assert {event.date for event in store.load("talks").events} == {"2022-03-01"}
    assert store.articles("talks")[0].title == UNDATED.title


def test_another_text_under_a_name_that_is_taken_is_kept_beside_it(store: EventStore, talks: str) -> None:
    other = Article("geneva", VIENNA.text.replace("Vienna", "Oslo"), published=date(2022, 2, 2), language="en")
    (added,) = store.add(talks, [other]).added
    assert added.startswith("geneva-")
    assert store.add(talks, [other]).unchanged == (added,)
    assert len(store.articles(talks)) == 3


def test_another_text_takes_the_place_where_that_is_asked_for(store: EventStore, talks: str) -> None:
    other = Article("geneva", VIENNA.text.replace("Vienna", "Oslo"), published=date(2022, 2, 2), language="en")
    assert store.add(talks, [other], replace_same_id=True).changed == ("geneva",)
    assert [a.text for a in store.articles(talks)] == [other.text, VIENNA.text]


def test_problems_are_handed_on(store: EventStore, talks: str) -> None:
    problem = Problem("not text", "a.pdf")
    report = store.add(talks, [problem, UNDATED])
    assert report.added == ("undated",)
    assert problem in report.problems
    assert any(p.where != "a.pdf" for p in report.problems), "an article without a date says so"


def test_progress_is_told(store: EventStore) -> None:
    seen = []
    store.create("Talks", "talks")
    store.add("talks", [GENEVA, VIENNA], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_any_text_can_be_kept(store: EventStore) -> None:
    store.create("'; DROP TABLE events; --", "talks")
    strange = "'; DROP TABLE articles; -- \x00 \ud800 \u202e 𝄞 %s {} \\ <script>"
    (name,) = store.add("talks", [Article(strange, strange, strange, language="en")]).added
    (kept,) = store.articles("talks")
    assert kept.text == strange.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert len(kept.text) == len(strange)
    assert kept.id == name
    assert store.collection("talks").title == "'; DROP TABLE events; --"


# --- ids that stay -------------------------------------------------------------------------------------------------


def test_events_keep_their_ids_when_articles_come_and_go(store: EventStore, talks: str) -> None:
    before = events(store)
    told = Article("told", GENEVA.text + " They will meet again in March.", published=date(2022, 1, 22), language="en")
    store.add(talks, [told])
    assert set(before.values()) <= set(events(store).values())
    store.remove_article(talks, "geneva")
    assert len(store.articles(talks)) == 2
    store.restore_article(talks, "geneva")
    store.remove_article(talks, "told")
    assert events(store) == before


def test_a_removed_article_that_is_added_again_is_back(store: EventStore, talks: str) -> None:
    before = events(store)
    store.remove_article(talks, "vienna")
    assert len(events(store)) < len(before)
    assert store.add(talks, [VIENNA]).changed == ("vienna",)
    assert events(store) == before


def test_an_id_of_any_length_can_be_kept(store: EventStore, talks: str) -> None:
    chance = random.Random(2)
    start = "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(5000))
    two = [
        Article(start + end, f"Irena Kovac met David Okafor in {town}.") for end, town in (("a", "Oslo"), ("b", "Rome"))
    ]
    assert len(store.add(talks, two).added) == 2
    assert len(store.add(talks, two).unchanged) == 2


# --- corrections ---------------------------------------------------------------------------------------------------


def test_a_date_that_is_set_dates_the_events(store: EventStore) -> None:
    store.create("Talks", "talks")
    store.add("talks", [UNDATED])
    (event,) = store.load("talks").events
    assert event.date is None
    store.set_article("talks", "undated", published=date(2022, 3, 3), title="The prime minister goes")
    (event,) = store.load("talks").events
    assert event.date == "2022-03-01"
    assert store.articles("talks")[0].title == "The prime minister goes"


def test_a_correction_outlives_the_file_it_corrects(store: EventStore, talks: str) -> None:
    store.set_article(talks, "vienna", published=date(2022, 2, 9))
    assert store.add(talks, [VIENNA]).unchanged == ("vienna",)
    assert store.articles(talks)[1].published == date(2022, 2, 9)


def test_a_correction_is_recorded_with_what_was_there_before(store: EventStore, talks: str) -> None:
    store.set_article(talks, "vienna", published=date(2022, 2, 9))
    with store._engine.connect() as connection:
        (row,) = connection.execute(schema.corrections.select()).all()
    assert (row.target, row.field, row.old, row.new) == ("vienna", "published", "2022-02-02", "2022-02-09")
    assert row.revision == store.revision(talks)


def test_a_correction_that_says_the_same_is_none(store: EventStore, talks: str) -> None:
    revision = store.revision(talks)
    store.set_article(talks, "vienna", published=VIENNA.published)
    assert store.revision(talks) == revision


@pytest.mark.parametrize("facts", [{"text": "other"}, {"id": "other"}, {"nothing": 1}])
def test_only_facts_can_be_corrected(store: EventStore, talks: str, facts: dict[str, object]) -> None:
    with pytest.raises(StoreError):
        store.set_article(talks, "vienna", **facts)


# --- search --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("berger", True),
        ("BERG", True),
        ("anna vienna", True),
        ("anna geneva", False),
        ("", False),
        ("  ", False),
        ('"anna" OR *', False),
        ("anna*", True),
        ("' ; -- NEAR(", False),
        ("% _", False),
        ("a " * 500, True),
        ("q " * 500, False),
    ],
)
def test_words_are_searched_and_never_understood_as_commands(
    store: EventStore, talks: str, words: str, found: bool
) -> None:
    assert bool(store.search(talks, words)) == found


def test_the_index_follows_every_change(store: EventStore, talks: str) -> None:
    assert store.search(talks, "Berlin")
    store.remove_article(talks, "geneva")
    assert store.search(talks, "Berlin") == []
    store.add(talks, [Article("oslo", "Irena Kovač met David Okafor in Oslo on Friday.", "", date(2022, 2, 2), "en")])
    assert store.search(talks, "kovac") == store.search(talks, "Kovač") != []


# --- versions ------------------------------------------------------------------------------------------------------


def test_readings_by_older_rules_are_made_again(store: EventStore, talks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.refresh(talks) is False and store.outdated(talks) == 0
    monkeypatch.setattr(pipeline, "version", lambda: "newer")
    before = store.load(talks)
    assert store.outdated(talks) == 2
    assert store.refresh(talks) is True and store.outdated(talks) == 0
    assert store.refresh(talks) is False
    assert store.load(talks) == before


def test_readings_with_other_fields_are_never_misread(
    store: EventStore, talks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.load(talks)
    monkeypatch.setattr("dashboard.store.codec.SIGNATURE", "other fields")
    monkeypatch.setattr(pipeline, "version", lambda: "newer")
    assert store.load(talks) == before


# --- corrections of events -----------------------------------------------------------------------------------------


def test_corrections_of_events_are_kept_listed_and_withdrawn(store: EventStore, talks: str) -> None:
    before = store.load(talks)
    one, two, *_ = before.events
    mine, its = (tuple(mention.id for mention in event.mentions) for event in (one, two))
    wanted = (
        Mend("date", one.label, mine, "2022-01"),
        Mend("apart", one.label, mine, two.label, its),
        Mend("off", two.label, its),
    )
    numbers = store.correct_event(talks, *wanted)
    assert store.event_mends(talks) == dict(zip(numbers, wanted, strict=True))
    assert store.correct_event(talks) == () and len(store.event_mends(talks)) == 3
    store.add(talks, [UNDATED])
    now = {event.id: event.date for event in store.load(talks).events}
    assert now[one.id] == "2022-01" and two.id not in now
    (last,) = store.correct_event(talks, Mend("status", one.label, mine, "denied"))
    store.withdraw_edit(talks, *numbers)
    assert list(store.event_mends(talks)) == [last]
    store.withdraw_edit(talks, last)
    store.remove_article(talks, "undated")
    assert not store.event_mends(talks) and store.load(talks).events == before.events


def test_what_became_of_an_expectation_is_kept_with_the_event_that_tells_it(store: EventStore, talks: str) -> None:
    ahead = Article("ahead", "Anna Berger will visit Oslo on 9 February 2022.", "", date(2022, 2, 2), "en")
    store.add(talks, [ahead])
    (plan,) = [e for e in store.load(talks).events if "Oslo" in e.label]
    (met,) = [e for e in store.load(talks).events if "Novak" in e.label or "Tomas" in e.label]
    mine, its = ([m.id for m in e.mentions] for e in (plan, met))
    no = Mend("refused", plan.label, tuple(mine), met.label, tuple(its))
    first, second, third = store.correct_event(talks, no, no._replace(what="postponed"), no._replace(what="cancelled"))
    assert store.event_mends(talks)[second] == no._replace(what="postponed")

    def ended() -> tuple[str, str | None, tuple[str, ...]]:
        (found,) = [e for e in store.load(talks).events if e.id == plan.id]
        (row,) = [row for row in store.rows(talks) if row["id"] == plan.id]
        assert (row["outcome"], row["followed_by"]) == (found.outcome, found.followed_by)
        return found.outcome, found.followed_by, found.given

    assert ended() == ("cancelled", met.id, ("outcome",))
    store.withdraw_edit(talks, third)
    assert ended() == ("postponed", met.id, ("outcome",))
    store.withdraw_edit(talks, first, second)
    assert ended() == ("", None, ())


# --- addresses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["mysql://x/y", "not an address", "sqlite:////no/such/folder/x.db", "://"])
def test_an_address_that_cannot_be_used_is_named(address: str) -> None:
    with pytest.raises(StoreError):
        EventStore(address)


def test_where_the_database_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATELINE_DB", raising=False)
    assert default_url().startswith("sqlite:///")
    assert default_url().endswith("/dateline.db")
    monkeypatch.setenv("DATELINE_DB", str(tmp_path / "x.db"))
    assert default_url() == f"sqlite:///{tmp_path}/x.db"
    monkeypatch.setenv("DATELINE_DB", "postgresql+psycopg://host/name")
    assert default_url() == "postgresql+psycopg://host/name"
    assert default_url("y.db") == "sqlite:///y.db", "what is named comes before the environment"


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"requirements-postgresql\.txt"):
        EventStore("postgresql+psycopg://me:secret@127.0.0.1:1/x")


def test_a_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="Is the server running") as told:
        EventStore("postgresql+psycopg://me:secret@127.0.0.1:1/x")
    assert "secret" not in str(told.value)
