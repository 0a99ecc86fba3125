"""Correcting an event on its card: the form, what is said of it, its undo, and the list of all corrections."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.merge.mends import Mend
from dashboard.model import Article, Event, Status
from dashboard.pages.timeline import fits
from dashboard.session import LEAST
from dashboard.store import EventStore
from dashboard.words import say
from tests.mended import FAIR, LATER, event, tellings
from tests.opened import open_at, result, said

KINDS = {"actors": "multiselect", "apart": "multiselect", "status": "selectbox", "same": "selectbox"}  # of inputs


def box(app: AppTest, what: str):
    """The one input of the form for what it corrects."""
    (found,) = [one for one in app.get(KINDS.get(what, "text_input")) if str(one.key).startswith(f"mend_{what}_")]
    return found


def fill(app: AppTest, event: Event, **values: object) -> None:
    """Open the card of an event and fill the boxes of its form."""
    open_at(app, c="mended", event=event.id)
    for what, value in values.items():
        box(app, what).set_value(value)


def correct(app: AppTest, event: Event, **values: object) -> AppTest:
    """Open the card of an event, fill its form and send it."""
    fill(app, event, **values)
    return save(app, event)


def save(app: AppTest, event: Event) -> AppTest:
    """Send the form on the card."""
    app.get_by_key(f"mend_save_{event.id}").click().run()
    assert not app.exception and not app.error
    return app


def refused(app: AppTest, event: Event) -> list[str]:
    """Send the form on the card, which is not kept; what it says below its boxes, which stand open."""
    app.get_by_key(f"mend_save_{event.id}").click().run()
    assert not app.exception and app.toast[0].value == say("mend.refused")
    assert next(e for e in app.expander if e.label == say("mend.title")).proto.expanded
    return [error.value.replace("\\", "") for error in app.error]


@pytest.mark.app
def test_a_reader_gives_another_date_and_takes_it_back(app: AppTest, mended: EventStore) -> None:
    talks = event(mended, "talks")
    correct(app, talks, date="February 2021")
    assert event(mended, "talks").date == "2021-02"
    assert "is dated February 2021" in said(app) and app.query_params["event"] == talks.id
    app.get_by_key("mend_undo").click().run()
    assert event(mended, "talks").date == talks.date and not mended.event_mends("mended")


@pytest.mark.app
def test_a_reader_gives_a_headline_and_other_actors_and_the_filter_follows(app: AppTest, mended: EventStore) -> None:
    talks = event(mended, "talks")
    open_at(app, c="mended", event=talks.id)
    assert box(app, "actors").value == ["jan-visser"]
    box(app, "label").set_value("  Bern  talks begin ")
    box(app, "actors").set_value(["ada-berg"])
    save(app, talks)
    now = event(mended, "Bern talks begin")
    assert (now.id, now.actors) == (talks.id, ("ada-berg",))
    assert f"“{talks.label}” is called “Bern talks begin”" in said(app) and app.query_params["event"] == talks.id
    assert "Who acts in “Bern talks begin”\\: Ada Berg" in said(app) and "a reader’s correction" in said(app)
    app.multiselect(key="actors").set_value(["jan-visser"]).run()
    assert result(app) == "**0 of 2 events\\: Jan Visser**"
    app.get_by_key("mend_undo").click().run()
    assert result(app) == "**1 of 2 events\\: Jan Visser**" and event(mended, "talks") == talks


@pytest.mark.app
def test_a_reader_names_who_acts_although_no_article_does_and_takes_it_back(app: AppTest, mended: EventStore) -> None:
    talks = event(mended, "talks")
    correct(app, talks, other="  Maria  Holm ")
    assert event(mended, "talks").actors == ("jan-visser", "maria-holm")
    assert "Maria Holm acts in" in said(app) and "is an actor of the collection now" in said(app)
    app.multiselect(key="actors").set_value(["maria-holm"]).run()
    assert result(app) == "**1 of 2 events\\: Maria Holm**"
    app.get_by_key("mend_undo").click().run()
    assert event(mended, "talks") == talks and "maria-holm" not in mended.load("mended").actors
    assert not mended.event_mends("mended")


@pytest.mark.app
def test_a_name_that_is_an_actor_s_already_is_that_actor(app: AppTest, mended: EventStore) -> None:
    talks = event(mended, "talks")
    correct(app, talks, other="ada berg")
    assert event(mended, "talks").actors == ("jan-visser", "ada-berg")
    assert [mend.what for mend in mended.event_mends("mended").values()] == ["actors"]


@pytest.mark.app
def test_the_card_of_a_corrected_event_has_its_undo_also_for_who_comes_later(app: AppTest, mended: EventStore) -> None:
    visit, talks = event(mended, "Oslo"), event(mended, "talks")
    (number,) = mended.correct_event("mended", Mend("status", talks.label, tellings(talks), "denied"))
    open_at(app, c="mended", event=visit.id)
    assert not [b for b in app.button if str(b.key).startswith("unmend_here")], "the other event is as it was read"
    open_at(app, c="mended", event=talks.id)
    app.get_by_key(f"unmend_here_{number}").click().run()
    assert event(mended, "talks").status == talks.status and not mended.event_mends("mended")


@pytest.mark.app
def test_what_was_just_corrected_has_one_undo_on_the_card(app: AppTest, mended: EventStore) -> None:
    talks = event(mended, "talks")
    correct(app, talks, date="February 2021")
    keys = [str(b.key) for b in app.button]
    assert "mend_undo" in keys and not [key for key in keys if key.startswith("unmend_here")]
    app.get_by_key("mend_ok").click().run()
    assert [b.key for b in app.button if str(b.key).startswith("unmend_here")]


def test_no_chart_is_hidden_where_none_is_drawn_for_fewer_pixels() -> None:
    assert "max-width: 892px" in fits(900)
    assert "max-width: 0px" in fits(LEAST)


@pytest.mark.app
@pytest.mark.parametrize("label", ["", " ", "\u200b", "\u00ad\ufeff"])
def test_a_label_that_cannot_be_one_is_answered_and_changes_nothing(
    app: AppTest, mended: EventStore, label: str
) -> None:
    talks = event(mended, "talks")
    fill(app, talks, label=label, date="February 2021")
    assert refused(app, talks) == [say("mend.label_none")] and not mended.event_mends("mended")
    assert box(app, "date").value == "February 2021"


@pytest.mark.app
@pytest.mark.parametrize("words", ["soonish", "-0300", "2024-05-17/2024-05-10"])
def test_what_cannot_be_read_as_a_date_changes_nothing(app: AppTest, mended: EventStore, words: str) -> None:
    talks = event(mended, "talks")
    fill(app, talks, date=words)
    assert refused(app, talks) == [say("mend.unread", words=words)] and not mended.event_mends("mended")


@pytest.mark.app
def test_what_was_wrong_is_said_at_each_box_until_it_is_right(app: AppTest, mended: EventStore) -> None:
    talks = event(mended, "talks")
    fill(app, talks, label=" ", date="soonish", status=Status.DENIED)
    assert refused(app, talks) == [say("mend.label_none"), say("mend.unread", words="soonish")]
    assert box(app, "date").value == "soonish" and box(app, "status").value == "denied"
    box(app, "label").set_value("Bern talks begin")
    assert refused(app, talks) == [say("mend.unread", words="soonish")]
    box(app, "date").set_value("February 2021")
    save(app, talks)
    now = event(mended, "Bern talks begin")
    assert (now.date, now.status) == ("2021-02", "denied")


@pytest.mark.app
def test_a_card_opened_again_says_nothing_of_what_was_typed_before(app: AppTest, mended: EventStore) -> None:
    talks, visit = event(mended, "talks"), event(mended, "Oslo")
    fill(app, talks, date="soonish")
    assert refused(app, talks)
    open_at(app, c="mended", event=visit.id)
    open_at(app, c="mended", event=talks.id)
    assert not app.error and box(app, "date").value == talks.date


@pytest.mark.app
def test_the_day_stands_before_the_name_of_an_event_that_may_be_the_same(app: AppTest, mended: EventStore) -> None:
    mended.add("mended", [FAIR])
    visit, fair = event(mended, "Oslo"), event(mended, "fair")
    open_at(app, c="mended", event=fair.id)
    assert box(app, "same").options == [f"3 Mar 2021 · {visit.label}"]


@pytest.mark.app
def test_a_correction_is_undone_on_the_card_and_where_none_is_open_above_the_chart(
    app: AppTest, mended: EventStore
) -> None:
    talks = event(mended, "talks")
    correct(app, talks, date="February 2021")
    assert "mend_undo" in [b.key for b in app.container(key="side").container(key="undo_row").button]
    app.get_by_key("close").click().run()
    assert [b.key for b in app.button].count("mend_undo") == 1
    with pytest.raises(KeyError):
        app.container(key="side")


@pytest.mark.app
def test_a_reader_takes_an_event_off_and_finds_it_in_the_list_of_corrections(app: AppTest, mended: EventStore) -> None:
    talks = event(mended, "talks")
    open_at(app, c="mended", event=talks.id)
    app.get_by_key(f"mend_off_{talks.id}").click().run()
    assert "event" not in app.query_params and not app.exception
    assert not [e for e in mended.load("mended").events if "talks" in e.label]
    (number,) = mended.event_mends("mended")
    app.get_by_key(f"unmend_{number}").click().run()
    assert event(mended, "talks").id == talks.id


@pytest.mark.app
def test_a_link_to_an_event_that_was_taken_off_says_why_it_may_be_gone(app: AppTest, mended: EventStore) -> None:
    talks = event(mended, "talks")
    mended.correct_event("mended", Mend("off", talks.label, tellings(talks)))
    open_at(app, c="mended", event=talks.id)
    assert "a correction has made it another" in said(app).replace("\\", "") and not app.exception


@pytest.mark.app
def test_a_reader_says_which_article_means_another_event_and_that_two_are_one(app: AppTest, mended: EventStore) -> None:
    visit = event(mended, "Oslo")
    correct(app, visit, apart=["again"])
    one, two = (e for e in mended.load("mended").events if "Oslo" in e.label)
    assert app.query_params["event"] in (one.id, two.id)
    correct(app, one, same=two.id)
    assert app.query_params["event"] == event(mended, "Oslo").id


@pytest.mark.app
def test_a_reader_says_which_sentence_of_the_one_article_means_another_event(app: AppTest, mended: EventStore) -> None:
    text = "Volvo recalls cars\n\nVolvo recalled 300 cars in China on 12 March 2021."
    mended.add("mended", [Article("cars", text, "", date(2021, 3, 12), "en")])
    recall = event(mended, "Volvo")
    above, below = tellings(recall)
    fill(app, recall, apart=[above, below])
    assert box(app, "apart").options == text.split("\n\n") and refused(app, recall) == [say("mend.apart_all")]
    correct(app, recall, apart=[above])
    one, two = (e for e in mended.load("mended").events if "Volvo" in e.label)
    assert {tellings(one), tellings(two)} == {(above,), (below,)} and "is kept apart from" in said(app)
    app.get_by_key("mend_undo").click().run()
    assert tellings(event(mended, "Volvo")) == (above, below)


@pytest.mark.app
def test_that_every_article_means_another_event_is_answered_and_changes_nothing(
    app: AppTest, mended: EventStore
) -> None:
    visit = event(mended, "Oslo")
    fill(app, visit, date="February 2021", apart=["visit", "again"])
    assert refused(app, visit) == [say("mend.apart_all")] and not mended.event_mends("mended")


@pytest.mark.app
def test_what_is_parted_in_the_same_save_keeps_its_date_and_is_joined_to_nothing(
    app: AppTest, mended: EventStore
) -> None:
    mended.add("mended", [FAIR])
    visit, fair = event(mended, "Oslo"), event(mended, "fair")
    correct(app, visit, date="February 2021", status=Status.POSSIBLE, same=fair.id, apart=["visit"])
    alone, joined = sorted(
        (e for e in mended.load("mended").events if "talks" not in e.label), key=lambda e: len(e.mentions)
    )
    assert {m.article for m in alone.mentions} == {"visit"}
    assert (alone.date, alone.status) == (visit.date, visit.status)
    assert {(m.article, m.date) for m in joined.mentions} == {("again", "2021-02"), ("fair", "2021-02")}
    assert (joined.date, joined.status) == ("2021-02", Status.POSSIBLE)
    assert app.query_params["event"] == joined.id, "the card goes on with what stays"


@pytest.mark.app
def test_what_a_new_date_makes_one_with_another_event_is_said_and_parted_with_a_click(
    app: AppTest, mended: EventStore
) -> None:
    mended.add("mended", [LATER])
    visit, later = sorted((e for e in mended.load("mended").events if "Oslo" in e.label), key=lambda e: e.date or "")
    correct(app, later, date="3 March 2021")
    joined = event(mended, "Oslo")
    assert {m.article for m in joined.mentions} == {"visit", "again", "later"}
    assert f"it became one with “{visit.label} · 3 March 2021”" in said(app) and app.query_params["event"] == joined.id
    app.get_by_key("mend_keep_apart").click().run()
    two = [e for e in mended.load("mended").events if "Oslo" in e.label]
    assert {e.date for e in two} == {"2021-03-03"} and {e.id for e in two} == {visit.id, later.id}
    assert app.query_params["event"] == later.id and f"is kept apart from “{visit.label} · 3 March 2021”" in said(app)
    assert "became one" not in said(app) and "mend_keep_apart" not in {b.key for b in app.button}
    app.get_by_key("mend_undo").click().run()
    assert not mended.event_mends("mended")


@pytest.mark.app
def test_what_a_reader_asked_to_be_one_or_only_named_anew_is_no_surprise(app: AppTest, mended: EventStore) -> None:
    mended.add("mended", [FAIR])
    visit, fair = event(mended, "Oslo"), event(mended, "fair")
    correct(app, fair, label="Berg abroad", date="3 March 2021", same=visit.id)
    assert "are one event" in said(app) and "became one" not in said(app)


@pytest.mark.app
def test_undo_leaves_what_somebody_else_corrected_meanwhile(app: AppTest, mended: EventStore) -> None:
    visit, talks = event(mended, "Oslo"), event(mended, "talks")
    open_at(app, c="mended", event=talks.id)
    (others,) = mended.correct_event("mended", Mend("status", visit.label, tellings(visit), "denied"))
    box(app, "date").set_value("February 2021")
    save(app, talks)
    app.get_by_key("mend_undo").click().run()
    assert set(mended.event_mends("mended")) == {others}


@pytest.mark.app
def test_of_many_corrections_the_latest_are_listed(
    app: AppTest, mended: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.pages.mend.MOST", 2)
    talks = event(mended, "talks")
    numbers = mended.correct_event(
        "mended", *(Mend("date", talks.label, tellings(talks), f"2021-0{n}") for n in (1, 2, 3))
    )
    open_at(app, c="mended")
    assert [b.key for b in app.button if str(b.key).startswith("unmend_")] == [f"unmend_{n}" for n in numbers[:0:-1]]
    mended.withdraw_edit("mended", numbers[0])
    open_at(app, c="mended")
    assert len([b for b in app.button if str(b.key).startswith("unmend_")]) == 2


@pytest.mark.app
def test_a_tick_leaves_what_the_sources_date_differently(app: AppTest, mended: EventStore) -> None:
    open_at(app, c="mended")
    assert "differ" not in {one.key for one in app.checkbox}, "nothing differs"
    visit, talks = event(mended, "Oslo"), event(mended, "talks")
    mended.correct_event("mended", Mend("together", visit.label, tellings(visit), talks.label, tellings(talks)))
    app.run()
    app.checkbox(key="differ").check().run()
    assert app.query_params["differ"] == "1" and not app.exception
    assert "with different dates in the sources" in said(app)


@pytest.mark.app
def test_nothing_is_corrected_in_a_replay_or_by_readers_only(
    app: AppTest, mended: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = event(mended, "Oslo")
    open_at(app, c="mended", event=visit.id, known="2021-03-05")
    assert not [b for b in app.button if str(b.key).startswith("mend_")]
    monkeypatch.setenv("DATELINE_READONLY", "1")
    del app.query_params["known"]
    open_at(app, c="mended", event=visit.id)
    assert not [b for b in app.button if str(b.key).startswith("mend_")]
