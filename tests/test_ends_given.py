"""What a reader says became of an expectation is kept, holds for what is added later and in a replay, and is undone."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.export import to_jsonl
from dashboard.merge.as_of import as_of
from dashboard.merge.expectations import SILENT, state
from dashboard.merge.mends import GivenEnd, Mend, corrections, ends_given
from dashboard.model import Article, Event, Timeline
from dashboard.store import EventStore
from tests.mended import CAME, NEW_DAY, PLAN, event, tellings

TO_ROME, IN_ROME, DINNER = "to visit Rome", "visits Rome", "dine"


@pytest.fixture
def planned(mended: EventStore) -> EventStore:
    """The collection "mended" with a visit that is foreseen and takes place, and a dinner foreseen."""
    mended.add("mended", [PLAN, CAME, NEW_DAY])
    assert ended(mended) == ("confirmed", event(mended, IN_ROME).id, ())
    return mended


def ended(store: EventStore, label: str = TO_ROME) -> tuple[str, str | None, tuple[str, ...]]:
    """What became of an expectation, by which event, and what of it readers gave."""
    found = event(store, label)
    return found.outcome, found.followed_by, found.given


def known_on(store: EventStore, day: date) -> Event:
    """The visit that is foreseen as it was known on a day."""
    timeline = store.load("mended")
    then: Timeline = as_of(timeline, day, corrections=corrections(store.event_mends("mended").values()))
    return next(e for e in then.events if TO_ROME in e.label)


def given(store: EventStore, what: str, by: str = "") -> int:
    """Say what became of the visit, by an event or by none; the number of the correction."""
    plan, other = event(store, TO_ROME), event(store, by) if by else None
    mend = Mend(what, plan.label, tellings(plan), other.label if other else "", tellings(other) if other else ())
    (number,) = store.correct_event("mended", mend)
    return number


@pytest.mark.parametrize("what", ["confirmed", "postponed", "cancelled"])
@pytest.mark.parametrize("by", [DINNER, "talks", ""])
def test_what_a_reader_says_became_of_it_holds_until_it_is_undone(planned: EventStore, what: str, by: str) -> None:
    before = planned.load("mended")
    number = given(planned, what, by)
    teller = event(planned, by).id if by else None
    assert ended(planned) == (what, teller, ("outcome",))
    planned.set_article("mended", "plan", source="Gazette")  # reads it again
    planned.add("mended", [replace(CAME, id="more", text="Ada Berg visited Rome on 12 March 2021, aides said.")])
    assert ended(planned) == (what, teller, ("outcome",))
    planned.remove_article("mended", "more")
    planned.withdraw_edit("mended", number)
    assert [(e.id, e.outcome, e.followed_by, e.given) for e in planned.load("mended").events] == [
        (e.id, e.outcome, e.followed_by, e.given) for e in before.events
    ]


def test_what_a_reader_refuses_confirms_nothing_and_another_event_may(planned: EventStore) -> None:
    given(planned, "refused", IN_ROME)
    assert ended(planned) == ("", None, ("outcome",))
    assert state(event(planned, TO_ROME), date(2021, 3, 20)) == SILENT
    more = "Ada Berg visited Rome on 12 March 2021, aides said."
    planned.add("mended", [Article("more", more, language="en", published=date(2021, 3, 14))])
    found = event(planned, IN_ROME)
    one, two = (tuple(m.id for m in found.mentions if m.article == name) for name in ("came", "more"))
    planned.correct_event("mended", Mend("apart", found.label, one, "More", two))
    outcome, by, _ = ended(planned)
    told = next(e for e in planned.load("mended").events if e.id == by)
    assert outcome == "confirmed" and [m.article for m in told.mentions] == ["more"]
    planned.withdraw_edit("mended", *planned.event_mends("mended"))
    assert ended(planned) == ("confirmed", event(planned, IN_ROME).id, ())


def test_of_what_readers_say_in_turn_the_later_holds(planned: EventStore) -> None:
    given(planned, "cancelled", "talks")
    given(planned, "refused", "talks")
    assert ended(planned) == ("confirmed", event(planned, IN_ROME).id, ())
    given(planned, "refused", IN_ROME)
    given(planned, "confirmed", IN_ROME)
    assert ended(planned) == ("confirmed", event(planned, IN_ROME).id, ("outcome",))
    given(planned, "refused", "talks")
    assert ended(planned) == ("confirmed", event(planned, IN_ROME).id, ("outcome",))


def test_an_end_whose_article_is_removed_stays_and_is_told_by_none(planned: EventStore) -> None:
    given(planned, "cancelled", "talks")
    teller = event(planned, "talks")
    planned.remove_article("mended", "talks")
    assert ended(planned) == ("cancelled", None, ("outcome",))
    assert [known_on(planned, date(2021, 3, n)).outcome for n in (12, 13)] == ["", "cancelled"], "as told by none"
    planned.restore_article("mended", "talks")
    assert ended(planned) == ("cancelled", teller.id, ("outcome",))
    planned.correct_event("mended", Mend("off", teller.label, tellings(teller)))
    assert ended(planned) == ("cancelled", None, ("outcome",))


def test_what_is_taken_back_stays_so_when_its_article_is_removed(planned: EventStore) -> None:
    given(planned, "cancelled", "talks")
    given(planned, "refused", "talks")
    planned.remove_article("mended", "talks")
    assert ended(planned) == ("confirmed", event(planned, IN_ROME).id, ())


def test_what_is_refused_and_never_was_the_end_is_no_correction(planned: EventStore) -> None:
    given(planned, "refused", "talks")
    assert ended(planned) == ("confirmed", event(planned, IN_ROME).id, ())
    given(planned, "refused", IN_ROME)
    assert ended(planned) == ("", None, ("outcome",))


def test_of_two_that_would_each_be_put_off_to_the_other_the_later_holds(planned: EventStore) -> None:
    given(planned, "postponed", DINNER)
    plan, dinner = event(planned, TO_ROME), event(planned, DINNER)
    back = Mend("postponed", dinner.label, tellings(dinner), plan.label, tellings(plan))
    (number,) = planned.correct_event("mended", back)
    assert ended(planned, DINNER)[:2] == ("postponed", plan.id) and ended(planned)[0] == "confirmed"
    planned.withdraw_edit("mended", number)
    assert ended(planned)[:2] == ("postponed", dinner.id) and ended(planned, DINNER) == ("", None, ())


def test_what_was_found_to_be_put_off_is_not_where_a_reader_says_that_the_other_was(planned: EventStore) -> None:
    texts = "Jan Visser will visit Oslo on 5 May 2021.", "The visit of Jan Visser to Oslo was put off to 20 May 2021."
    planned.add("mended", [Article(f"v{n}", text, "", date(2021, 4, 20 + n), "en") for n, text in enumerate(texts)])
    one, two = (next(e for e in planned.load("mended").events if e.date == f"2021-05-{n}") for n in ("05", "20"))
    assert (one.outcome, one.followed_by) == ("postponed", two.id)
    planned.correct_event("mended", Mend("postponed", two.label, tellings(two), one.label, tellings(one)))
    after = {e.id: e for e in planned.load("mended").events}
    assert after[two.id].followed_by == one.id and after[one.id].followed_by != two.id


def test_in_a_replay_an_end_is_known_when_its_article_is(planned: EventStore) -> None:
    given(planned, "postponed", DINNER)
    assert known_on(planned, date(2021, 3, 14)).outcome == "confirmed", "as found: the dinner is told on the 15th"
    assert known_on(planned, date(2021, 3, 15)).outcome == "postponed"


def test_in_a_replay_an_end_that_no_article_tells_is_known_when_its_time_has_passed(planned: EventStore) -> None:
    given(planned, "cancelled")
    assert [known_on(planned, date(2021, 3, n)).outcome for n in (10, 12, 13)] == ["", "", "cancelled"]


def test_in_a_replay_what_is_refused_is_refused(planned: EventStore) -> None:
    given(planned, "refused", IN_ROME)
    assert known_on(planned, date(2021, 3, 13)).outcome == ""
    assert known_on(planned, date(2021, 3, 11)).given == (), "nothing was found yet that could be refused"


def test_an_end_belongs_to_the_side_with_most_tellings_of_what_comes_apart() -> None:
    says = Mend("confirmed", "x", ("a", "b", "c"), "y", ("d", "e", "f"))
    parted = Mend("apart", "x", ("a",), "z", ("b", "c"))
    also = Mend("apart", "y", ("e", "f"), "z", ("d",))
    (kept,) = corrections([says, parted, also]).given
    assert (kept.mentions, kept.others) == (("b", "c"), ("e", "f"))


def test_an_event_is_not_its_own_end(planned: EventStore) -> None:
    plan, talks = event(planned, TO_ROME), event(planned, "talks")
    says = Mend("confirmed", plan.label, tellings(plan), talks.label, tellings(talks))
    assert ends_given([plan, talks], [says]) == {plan.id: GivenEnd("confirmed", talks.id)}
    joined = replace(plan, mentions=(*plan.mentions, *talks.mentions))
    assert not ends_given([joined], [says])
    assert not ends_given([talks], [says]), "nor of an expectation that is not there"


def test_every_file_says_that_what_became_of_it_is_a_reader_s_correction(
    planned: EventStore, tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.__main__ import main

    given(planned, "cancelled", "talks")
    plan, talks = event(planned, TO_ROME), event(planned, "talks")
    monkeypatch.setenv("DATELINE_DB", database)
    told = {}
    for form in ("csv", "html", "ics"):
        main(["export", "mended", "--format", form, "--to", str(out := tmp_path / f"out.{form}")])
        told[form] = out.read_text("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(told["csv"].splitlines())}
    assert (rows[plan.id]["outcome"], rows[plan.id]["corrected"]) == ("cancelled", "outcome")
    assert told["html"].count("corrected by a reader: what became of it") == 1
    assert "Corrected by a reader: what became of it" in told["ics"].replace("\r\n ", "").replace("\n ", "")
    assert "STATUS:CANCELLED" in told["ics"]
    lines = [json.loads(line) for line in to_jsonl(planned.load("mended")).splitlines()]
    events = [e for line in lines for e in line["events"]]
    (found,) = [e for e in events if "corrected" in e]
    assert (found["corrected"], found["outcome"], found["followed_by"]) == (["outcome"], "cancelled", talks.id)
    assert sum("outcome" in e for e in events) == 1
