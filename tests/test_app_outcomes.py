"""Saying what became of an expectation, on its card and beside what was found, and taking it back."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.merge.mends import Mend
from dashboard.model import Article, Status
from dashboard.store import EventStore
from dashboard.words import say
from tests.mended import CAME, NEW_DAY, PLAN, event, tellings
from tests.opened import open_at, said

pytestmark = pytest.mark.app

TO_ROME, IN_ROME, DINNER = "to visit Rome", "visits Rome", "dine"


@pytest.fixture
def planned(mended: EventStore) -> EventStore:
    """The collection "mended" with a visit that is foreseen and takes place, and a dinner foreseen."""
    mended.add("mended", [PLAN, CAME, NEW_DAY])
    return mended


def ended(store: EventStore, label: str = TO_ROME) -> tuple[str, str | None]:
    """What became of an expectation, and by which event."""
    found = event(store, label)
    return found.outcome, found.followed_by


def say_end(app: AppTest, store: EventStore, label: str, outcome: str | None, by: str | None = None) -> AppTest:
    """Open the card of an expectation and send the form that asks what became of it, as far as it is filled."""
    plan = event(store, label)
    open_at(app, c="mended", event=plan.id)
    (how,) = [one for one in app.radio if str(one.key).startswith("end_outcome_")]
    (teller,) = [one for one in app.selectbox if str(one.key).startswith("end_by_")]
    if outcome:
        how.set_value(outcome)
    if by is not None:
        teller.set_value(event(store, by).id if by else "")
    app.get_by_key(f"end_save_{plan.id}").click().run()
    assert not app.exception
    return app


def buttons(app: AppTest, start: str) -> list[str]:
    """The keys of the buttons that begin so."""
    return [str(b.key) for b in app.button if str(b.key).startswith(start)]


def test_what_only_made_the_new_day_is_no_report_of_it(app: AppTest, mended: EventStore) -> None:
    moved = "Ada Berg has postponed her trip to Rome by a week, to 19 March 2021."
    mended.add("mended", [PLAN, Article("moved", moved, language="en", published=date(2021, 3, 11))])
    mended.add("mended", [Article("after", "Jan Visser dined in Bern on 2 May 2021.", published=date(2021, 5, 3))])
    plans = [e for e in mended.load("mended").events if e.status is Status.EXPECTED]
    assert {(e.date, e.outcome, bool(e.followed_by)) for e in plans} == {
        ("2021-03-12", "postponed", True),
        ("2021-03-19", "", True),
    }
    (new,) = [e for e in plans if not e.outcome]
    open_at(app, c="mended", show="expected")
    assert len(buttons(app, "end_refuse_")) == 1
    open_at(app, c="mended", event=new.id)
    assert not buttons(app, f"end_refuse_{new.id}")


@pytest.mark.parametrize(
    ("outcome", "by", "told"),
    [
        ("confirmed", "talks", "is confirmed by “{by}”"),
        ("confirmed", "", "is confirmed, by no event here"),
        ("postponed", DINNER, "is postponed to “{by}”"),
        ("postponed", "talks", "is postponed by “{by}”"),
        ("cancelled", "talks", "is called off by “{by}”"),
    ],
)
def test_a_reader_says_what_became_of_it_and_takes_it_back(
    app: AppTest, planned: EventStore, outcome: str, by: str, told: str
) -> None:
    plan, before = event(planned, TO_ROME), ended(planned)
    say_end(app, planned, TO_ROME, outcome, by)
    teller = event(planned, by) if by else None
    assert ended(planned) == (outcome, teller and teller.id)
    words = said(app).replace("\\", "")
    assert told.format(by=teller.label if teller else "") in words and say("card.given_outcome") in words
    assert app.query_params["event"] == plan.id and not app.error
    app.get_by_key("mend_undo").click().run()
    assert ended(planned) == before and not planned.event_mends("mended")


def test_the_form_asks_what_became_of_it_and_keeps_nothing_before_it_is_said(app: AppTest, planned: EventStore) -> None:
    say_end(app, planned, DINNER, None, "talks")
    assert [error.value for error in app.error] == [say("end.none").replace(".", "\\.")]
    assert not planned.event_mends("mended")
    say_end(app, planned, TO_ROME, "confirmed", IN_ROME)
    assert app.toast[0].value == say("actor_page.unchanged") and not planned.event_mends("mended")


def test_what_was_found_is_refused_on_the_card_and_beside_it(app: AppTest, planned: EventStore) -> None:
    plan, before = event(planned, TO_ROME), ended(planned)
    for place, query in (("card", {"event": plan.id}), ("pair", {"show": "expected"})):
        app.query_params.clear()
        open_at(app, c="mended", **query)
        app.get_by_key(f"end_refuse_{plan.id}_{place}").click().run()
        assert ended(planned) == ("", None) and not app.exception
        assert "is not what became of" in said(app) and not buttons(app, f"end_refuse_{plan.id}")
        assert ("event" in app.query_params) == ("event" in query), "what is read stays as it is"
        app.get_by_key("mend_undo").click().run()
        assert ended(planned) == before


def test_from_the_expectations_the_form_opens_on_the_card(app: AppTest, planned: EventStore) -> None:
    plan = event(planned, DINNER)
    open_at(app, c="mended", show="expected")
    app.get_by_key(f"end_ask_{plan.id}").click().run()
    assert app.query_params["event"] == plan.id
    assert next(e for e in app.expander if e.label == say("end.ask")).proto.expanded
    for name in (event(planned, TO_ROME).id, plan.id):
        open_at(app, c="mended", event=name)
        assert not next(e for e in app.expander if e.label == say("end.ask")).proto.expanded, "it was asked once"


def test_only_of_an_expectation_it_is_asked_what_became_of_it(app: AppTest, planned: EventStore) -> None:
    open_at(app, c="mended", event=event(planned, "talks").id)
    assert not buttons(app, "end_")
    open_at(app, c="mended", event=event(planned, TO_ROME).id)
    assert buttons(app, "end_")


def test_what_readers_say_stands_in_the_list_of_corrections_and_on_both_cards(
    app: AppTest, planned: EventStore
) -> None:
    plan, talks = event(planned, TO_ROME), event(planned, "talks")
    ended_by = Mend("cancelled", plan.label, tellings(plan), talks.label, tellings(talks))
    (number,) = planned.correct_event("mended", ended_by)
    for one in (plan, talks):
        open_at(app, c="mended", event=one.id)
        assert {f"unmend_{number}", f"unmend_here_{number}"} <= set(buttons(app, "unmend"))
    app.get_by_key(f"unmend_{number}").click().run()
    assert ended(planned)[0] == "confirmed"


def test_in_a_replay_and_by_readers_only_nothing_is_said(
    app: AppTest, planned: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = event(planned, TO_ROME)
    planned.correct_event("mended", Mend("cancelled", plan.label, tellings(plan)))
    open_at(app, c="mended", event=plan.id, show="expected", known="2021-03-13")
    assert not buttons(app, "end_") and "Called off · 1" in said(app)
    monkeypatch.setenv("DATELINE_READONLY", "1")
    del app.query_params["known"]
    open_at(app, c="mended", event=plan.id, show="expected")
    assert not buttons(app, "end_") and "Called off · 1" in said(app)
