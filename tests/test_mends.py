"""What a reader corrects about events is kept, holds for what is added later, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.errors import StoreError
from dashboard.merge.as_of import as_of
from dashboard.merge.mends import Mend, corrections
from dashboard.model import Article, Event, Status
from dashboard.store import EventStore
from tests.opened import open_at, said

VISIT = Article("visit", "Ada Berg visited Oslo on 3 March 2021.", language="en", published=date(2021, 3, 4))
AGAIN = Article(
    "again", "Ada Berg visited Oslo on 3 March 2021, aides said.", language="en", published=date(2021, 3, 6)
)
TALKS = Article("talks", "Jan Visser opened talks in Bern on 9 March 2021.", language="en", published=date(2021, 3, 9))

FAIR = Article("fair", "Ada Berg opened a fair in Rome on 9 March 2021.", language="en", published=date(2021, 3, 9))


@pytest.fixture
def store(database: str) -> Iterator[EventStore]:
    """A collection "mended" of two articles that tell one visit and one that tells of talks."""
    held = EventStore(database)
    held.create("Mended", "mended")
    held.add("mended", [VISIT, AGAIN, TALKS])
    yield held
    held.delete("mended")
    held.purge("mended")
    held.close()


def event(store: EventStore, label: str) -> Event:
    """The one event whose label holds these words."""
    (found,) = [e for e in store.load("mended").events if label in e.label]
    return found


def tellings(*events: Event) -> tuple[str, ...]:
    """The ids of the mentions that tell some events."""
    return tuple(mention.id for one in events for mention in one.mentions)


def test_a_date_and_a_status_hold_after_another_reading_and_until_they_are_undone(store: EventStore) -> None:
    talks = event(store, "talks")
    store.correct_event(
        "mended",
        Mend("date", talks.label, tellings(talks), "2021-03"),
        Mend("status", talks.label, tellings(talks), "expected"),
    )
    store.set_article("mended", "talks", source="Gazette")  # reads it again
    now = event(store, "talks")
    assert (now.id, now.date, now.status) == (talks.id, "2021-03", Status.EXPECTED)
    assert now.mentions[0].time is None, "no words of the article give this date"
    store.withdraw_edit("mended", *store.event_mends("mended"))
    now = event(store, "talks")
    assert (now.id, now.date, now.status) == (talks.id, talks.date, talks.status)


def test_what_is_no_event_leaves_the_timeline_and_comes_back(store: EventStore) -> None:
    before = store.load("mended")
    store.correct_event("mended", Mend("off", "visit", tellings(event(store, "Oslo"))))
    assert [e.label for e in store.load("mended").events] == [e.label for e in before.events if "Oslo" not in e.label]
    store.withdraw_edit("mended", *store.event_mends("mended"))
    assert store.load("mended").events == before.events


def test_what_is_parted_stays_apart_also_in_a_replay(store: EventStore) -> None:
    visit = event(store, "Oslo")
    one, two = (tuple(m.id for m in visit.mentions if m.article == name) for name in ("visit", "again"))
    assert one and two
    store.correct_event("mended", Mend("apart", visit.label, one, "Again", two))
    timeline = store.load("mended")
    assert sorted(e.mentions[0].article for e in timeline.events if "Oslo" in e.label) == ["again", "visit"]
    mends = store.event_mends("mended").values()
    then = as_of(timeline, date(2021, 3, 6), corrections=corrections(mends))
    assert sum("Oslo" in e.label for e in then.events) == 2


def test_two_events_are_made_one_and_the_later_of_two_opposite_corrections_holds(store: EventStore) -> None:
    visit, talks = event(store, "Oslo"), event(store, "talks")
    joined = Mend("together", visit.label, tellings(visit), talks.label, tellings(talks))
    store.correct_event("mended", joined)
    (one,) = store.load("mended").events
    assert {m.article for m in one.mentions} == {"visit", "again", "talks"} and one.conflict
    store.correct_event("mended", joined._replace(what="apart"))
    assert len(store.load("mended").events) == 2
    store.correct_event("mended", joined)
    assert len(store.load("mended").events) == 1


@pytest.mark.parametrize("value", ["2021-03", "2021-03-01/2021-03-20", "2021-03-05", ""])
def test_a_date_that_a_reader_gave_is_the_date_whatever_the_words_of_others_give(store: EventStore, value: str) -> None:
    visit, talks = event(store, "Oslo"), event(store, "talks")
    store.correct_event(
        "mended",
        Mend("date", visit.label, tellings(visit), value),
        Mend("together", visit.label, tellings(visit), talks.label, tellings(talks)),
    )
    (one,) = store.load("mended").events
    assert (one.date or "", one.conflict) == (value, False)


def test_a_status_that_a_reader_gave_is_that_of_the_event_and_no_other_makes_one_later(store: EventStore) -> None:
    visit, talks = event(store, "Oslo"), event(store, "talks")  # the talks are told last
    together = Mend("together", visit.label, tellings(visit), talks.label, tellings(talks))
    store.correct_event("mended", Mend("status", visit.label, tellings(visit), "possible"), together)
    (one,) = store.load("mended").events
    assert one.status is Status.POSSIBLE
    store.withdraw_edit("mended", min(store.event_mends("mended")))
    assert store.load("mended").events[0].status is Status.HAPPENED


def test_of_dates_that_readers_gave_to_two_events_that_are_one_both_are_told(store: EventStore) -> None:
    visit, talks = event(store, "Oslo"), event(store, "talks")
    store.correct_event(
        "mended",
        Mend("date", visit.label, tellings(visit), "2021-02-01"),
        Mend("date", talks.label, tellings(talks), "2021-02-05"),
        Mend("together", visit.label, tellings(visit), talks.label, tellings(talks)),
    )
    (one,) = store.load("mended").events
    assert one.conflict and set(one.dates) == {"2021-02-01", "2021-02-05"}


def test_of_two_opposite_corrections_of_a_pair_the_later_holds_and_the_other_pairs_stay() -> None:
    apart, together = Mend("apart", "", ("a", "b"), "", ("c",)), Mend("together", "", ("a",), "", ("c",))
    first, then = corrections([apart, together]), corrections([together, apart])
    assert (set(first.together), set(first.apart)) == ({("a", "c")}, {("b", "c")})
    assert (set(then.together), set(then.apart)) == (set(), {("a", "c"), ("b", "c")})


VISITED, TALKED = "<visit>", "<talks>"  # stand for mentions that are there


@pytest.mark.parametrize(
    ("mend", "hint"),
    [
        (Mend("date", "x", (VISITED,), "tomorrow"), "EDTF"),
        (Mend("date", "x", (VISITED,), "١٩٩٩"), "EDTF"),
        (Mend("date", "x", (VISITED,), "2021 / 2022"), "EDTF"),
        (Mend("date", "x", (VISITED,), "9999-W52"), "EDTF"),
        (Mend("date", "x", (VISITED,), "2021", (TALKED,)), "another event"),
        (Mend("status", "x", (VISITED,), "likely"), "Choose of happened"),
        (Mend("colour", "x", (VISITED,)), "Choose of date"),
        (Mend("off", "x", ()), "that tell the event"),
        (Mend("off", "x", (VISITED,), "2021"), "no value"),
        (Mend("off", "x", (VISITED, "m")), "of this collection"),
        (Mend("together", "x", (VISITED,), "y"), "the other side"),
        (Mend("apart", "x", (VISITED,), "y"), "the other side"),
        (Mend("apart", "x", (VISITED,), "y", ("m",)), "of this collection"),
        (Mend("apart", "x", (VISITED, TALKED), "y", (TALKED,)), "on one side"),
        (Mend("off", "x\ud800", (VISITED,)), "letters"),
        (Mend("together", "x", (VISITED,), "\ud800", (TALKED,)), "letters"),
    ],
)
def test_what_is_no_correction_is_refused_and_nothing_is_kept(store: EventStore, mend: Mend, hint: str) -> None:
    there = {VISITED: tellings(event(store, "Oslo"))[0], TALKED: tellings(event(store, "talks"))[0]}
    mentions, others = (tuple(there.get(m, m) for m in side) for side in (mend.mentions, mend.others))
    good = Mend("date", "x", (there[VISITED],), "2021-W09")
    with pytest.raises(StoreError, match="not a correction") as told:
        store.correct_event("mended", good, mend._replace(mentions=mentions, others=others))
    assert hint in told.value.hint and mend.what in told.value.where
    str(told.value).encode()
    assert not store.event_mends("mended")
    store.correct_event("mended", good)


def test_the_command_line_writes_what_a_reader_corrected(store: EventStore, tmp_path: Path, database: str) -> None:
    from dashboard.__main__ import main

    visit = event(store, "Oslo")
    store.correct_event("mended", Mend("date", visit.label, tellings(visit), "2021-02"))
    out = tmp_path / "out.csv"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_DB", database)
        main(["export", "mended", "--format", "csv", "--to", str(out)])
    assert ",2021-02,2021-02-01,2021-02-28," in out.read_text("utf-8-sig")


# --- on the card -----------------------------------------------------------------------------------------------------


def box(app: AppTest, kind: str, what: str):
    """The one input of the form for what it corrects."""
    (found,) = [one for one in app.get(kind) if str(one.key).startswith(f"mend_{what}_")]
    return found


def save(app: AppTest, event: Event) -> AppTest:
    """Send the form on the card."""
    app.get_by_key(f"mend_save_{event.id}").click().run()
    assert not app.exception and not app.error
    return app


@pytest.mark.app
def test_a_reader_gives_another_date_and_takes_it_back(app: AppTest, store: EventStore) -> None:
    talks = event(store, "talks")
    open_at(app, c="mended", event=talks.id)
    box(app, "text_input", "date").set_value("February 2021")
    save(app, talks)
    assert event(store, "talks").date == "2021-02"
    assert "is dated February 2021" in said(app) and app.query_params["event"] == talks.id
    app.get_by_key("mend_undo").click().run()
    assert event(store, "talks").date == talks.date and not store.event_mends("mended")


@pytest.mark.app
@pytest.mark.parametrize("words", ["soonish", "-0300", "2024-05-17/2024-05-10"])
def test_what_cannot_be_read_as_a_date_changes_nothing(app: AppTest, store: EventStore, words: str) -> None:
    talks = event(store, "talks")
    open_at(app, c="mended", event=talks.id)
    box(app, "text_input", "date").set_value(words)
    save(app, talks)
    assert words in app.toast[0].value.replace("\\", "") and not store.event_mends("mended")


@pytest.mark.app
def test_a_reader_takes_an_event_off_and_finds_it_in_the_list_of_corrections(app: AppTest, store: EventStore) -> None:
    talks = event(store, "talks")
    open_at(app, c="mended", event=talks.id)
    app.get_by_key(f"mend_off_{talks.id}").click().run()
    assert "event" not in app.query_params and not app.exception
    assert not [e for e in store.load("mended").events if "talks" in e.label]
    (number,) = store.event_mends("mended")
    app.get_by_key(f"unmend_{number}").click().run()
    assert event(store, "talks").id == talks.id


@pytest.mark.app
def test_a_reader_says_which_article_means_another_event_and_that_two_are_one(app: AppTest, store: EventStore) -> None:
    visit = event(store, "Oslo")
    open_at(app, c="mended", event=visit.id)
    box(app, "multiselect", "apart").set_value(["again"])
    save(app, visit)
    one, two = (e for e in store.load("mended").events if "Oslo" in e.label)
    assert app.query_params["event"] in (one.id, two.id)
    open_at(app, c="mended", event=one.id)
    box(app, "selectbox", "same").set_value(two.id)
    save(app, one)
    assert app.query_params["event"] == event(store, "Oslo").id


@pytest.mark.app
def test_that_every_article_means_another_event_is_answered_and_changes_nothing(
    app: AppTest, store: EventStore
) -> None:
    visit = event(store, "Oslo")
    open_at(app, c="mended", event=visit.id)
    box(app, "text_input", "date").set_value("February 2021")
    box(app, "multiselect", "apart").set_value(["visit", "again"])
    save(app, visit)
    assert "Leave one article out" in app.toast[0].value and not store.event_mends("mended")


@pytest.mark.app
def test_what_is_parted_in_the_same_save_keeps_its_date_and_is_joined_to_nothing(
    app: AppTest, store: EventStore
) -> None:
    store.add("mended", [FAIR])
    visit, fair = event(store, "Oslo"), event(store, "fair")
    open_at(app, c="mended", event=visit.id)
    box(app, "text_input", "date").set_value("February 2021")
    box(app, "selectbox", "status").set_value(Status.POSSIBLE)
    box(app, "selectbox", "same").set_value(fair.id)
    box(app, "multiselect", "apart").set_value(["visit"])
    save(app, visit)
    alone, joined = sorted(
        (e for e in store.load("mended").events if "talks" not in e.label), key=lambda e: len(e.mentions)
    )
    assert {m.article for m in alone.mentions} == {"visit"}
    assert (alone.date, alone.status) == (visit.date, visit.status)
    assert {(m.article, m.date) for m in joined.mentions} == {("again", "2021-02"), ("fair", "2021-02")}
    assert (joined.date, joined.status) == ("2021-02", Status.POSSIBLE)
    assert app.query_params["event"] == joined.id, "the card goes on with what stays"


@pytest.mark.app
def test_undo_leaves_what_somebody_else_corrected_meanwhile(app: AppTest, store: EventStore) -> None:
    visit, talks = event(store, "Oslo"), event(store, "talks")
    open_at(app, c="mended", event=talks.id)
    (others,) = store.correct_event("mended", Mend("status", visit.label, tellings(visit), "denied"))
    box(app, "text_input", "date").set_value("February 2021")
    save(app, talks)
    app.get_by_key("mend_undo").click().run()
    assert set(store.event_mends("mended")) == {others}


@pytest.mark.app
def test_of_many_corrections_the_latest_are_listed(
    app: AppTest, store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.pages.mend.MOST", 2)
    talks = event(store, "talks")
    numbers = store.correct_event(
        "mended", *(Mend("date", talks.label, tellings(talks), f"2021-0{n}") for n in (1, 2, 3))
    )
    open_at(app, c="mended")
    assert [b.key for b in app.button if str(b.key).startswith("unmend_")] == [f"unmend_{n}" for n in numbers[:0:-1]]
    store.withdraw_edit("mended", numbers[0])
    open_at(app, c="mended")
    assert len([b for b in app.button if str(b.key).startswith("unmend_")]) == 2


@pytest.mark.app
def test_a_tick_leaves_what_the_sources_date_differently(app: AppTest, store: EventStore) -> None:
    open_at(app, c="mended")
    assert "differ" not in {one.key for one in app.checkbox}, "nothing differs"
    visit, talks = event(store, "Oslo"), event(store, "talks")
    store.correct_event("mended", Mend("together", visit.label, tellings(visit), talks.label, tellings(talks)))
    app.run()
    app.checkbox(key="differ").check().run()
    assert app.query_params["differ"] == "1" and not app.exception
    assert "with different dates in the sources" in said(app)


@pytest.mark.app
def test_nothing_is_corrected_in_a_replay_or_by_readers_only(
    app: AppTest, store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = event(store, "Oslo")
    open_at(app, c="mended", event=visit.id, known="2021-03-05")
    assert not [b for b in app.button if str(b.key).startswith("mend_")]
    monkeypatch.setenv("DATELINE_READONLY", "1")
    del app.query_params["known"]
    open_at(app, c="mended", event=visit.id)
    assert not [b for b in app.button if str(b.key).startswith("mend_")]
