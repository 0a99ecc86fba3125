"""What a reader corrects about events is kept, holds for what is added later, and can be undone."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.errors import StoreError
from dashboard.export import to_jsonl
from dashboard.merge.as_of import as_of
from dashboard.merge.edits import Edit
from dashboard.merge.mends import Mend, corrections, headline
from dashboard.model import Article, Kind, Status
from dashboard.store import EventStore
from tests.mended import AGAIN, event, tellings


def test_a_date_and_a_status_hold_after_another_reading_and_until_they_are_undone(mended: EventStore) -> None:
    talks = event(mended, "talks")
    mended.correct_event(
        "mended",
        Mend("date", talks.label, tellings(talks), "2021-03"),
        Mend("status", talks.label, tellings(talks), "expected"),
    )
    mended.set_article("mended", "talks", source="Gazette")  # reads it again
    now = event(mended, "talks")
    assert (now.id, now.date, now.status) == (talks.id, "2021-03", Status.EXPECTED)
    assert now.mentions[0].time is None, "no words of the article give this date"
    mended.withdraw_edit("mended", *mended.event_mends("mended"))
    now = event(mended, "talks")
    assert (now.id, now.date, now.status) == (talks.id, talks.date, talks.status)


def test_what_is_no_event_leaves_the_timeline_and_comes_back(mended: EventStore) -> None:
    before = mended.load("mended")
    mended.correct_event("mended", Mend("off", "visit", tellings(event(mended, "Oslo"))))
    assert [e.label for e in mended.load("mended").events] == [e.label for e in before.events if "Oslo" not in e.label]
    mended.withdraw_edit("mended", *mended.event_mends("mended"))
    assert mended.load("mended").events == before.events


def test_what_is_parted_stays_apart_also_in_a_replay(mended: EventStore) -> None:
    visit = event(mended, "Oslo")
    one, two = (tuple(m.id for m in visit.mentions if m.article == name) for name in ("visit", "again"))
    assert one and two
    mended.correct_event("mended", Mend("apart", visit.label, one, "Again", two))
    timeline = mended.load("mended")
    assert sorted(e.mentions[0].article for e in timeline.events if "Oslo" in e.label) == ["again", "visit"]
    mends = mended.event_mends("mended").values()
    then = as_of(timeline, date(2021, 3, 6), corrections=corrections(mends))
    assert sum("Oslo" in e.label for e in then.events) == 2


def test_two_events_are_made_one_and_the_later_of_two_opposite_corrections_holds(mended: EventStore) -> None:
    visit, talks = event(mended, "Oslo"), event(mended, "talks")
    joined = Mend("together", visit.label, tellings(visit), talks.label, tellings(talks))
    mended.correct_event("mended", joined)
    (one,) = mended.load("mended").events
    assert {m.article for m in one.mentions} == {"visit", "again", "talks"} and one.conflict
    mended.correct_event("mended", joined._replace(what="apart"))
    assert len(mended.load("mended").events) == 2
    mended.correct_event("mended", joined)
    assert len(mended.load("mended").events) == 1


@pytest.mark.parametrize("value", ["2021-03", "2021-03-01/2021-03-20", "2021-03-05", ""])
def test_a_date_that_a_reader_gave_is_the_date_whatever_the_words_of_others_give(
    mended: EventStore, value: str
) -> None:
    visit, talks = event(mended, "Oslo"), event(mended, "talks")
    mended.correct_event(
        "mended",
        Mend("date", visit.label, tellings(visit), value),
        Mend("together", visit.label, tellings(visit), talks.label, tellings(talks)),
    )
    (one,) = mended.load("mended").events
    assert (one.date or "", one.conflict) == (value, False)


def test_a_status_that_a_reader_gave_is_that_of_the_event_and_no_other_makes_one_later(mended: EventStore) -> None:
    visit, talks = event(mended, "Oslo"), event(mended, "talks")  # the talks are told last
    together = Mend("together", visit.label, tellings(visit), talks.label, tellings(talks))
    mended.correct_event("mended", Mend("status", visit.label, tellings(visit), "possible"), together)
    (one,) = mended.load("mended").events
    assert one.status is Status.POSSIBLE
    mended.withdraw_edit("mended", min(mended.event_mends("mended")))
    assert mended.load("mended").events[0].status is Status.HAPPENED


def test_of_dates_that_readers_gave_to_two_events_that_are_one_both_are_told(mended: EventStore) -> None:
    visit, talks = event(mended, "Oslo"), event(mended, "talks")
    mended.correct_event(
        "mended",
        Mend("date", visit.label, tellings(visit), "2021-02-01"),
        Mend("date", talks.label, tellings(talks), "2021-02-05"),
        Mend("together", visit.label, tellings(visit), talks.label, tellings(talks)),
    )
    (one,) = mended.load("mended").events
    assert one.conflict and set(one.dates) == {"2021-02-01", "2021-02-05"}


@pytest.mark.parametrize(
    ("what", "value"), [("date", "2021-02"), ("date", "2021-W08"), ("date", ""), ("status", "expected")]
)
def test_an_event_that_is_corrected_stays_one_until_a_reader_parts_it(
    mended: EventStore, what: str, value: str
) -> None:
    visit = event(mended, "Oslo")
    one, two = (tuple(m.id for m in visit.mentions if m.article == name) for name in ("visit", "again"))
    mended.correct_event("mended", Mend(what, visit.label, tellings(visit), value))
    assert {m.article for m in event(mended, "Oslo").mentions} == {"visit", "again"}
    (parted,) = mended.correct_event("mended", Mend("apart", visit.label, one, "Again", two))
    assert sum("Oslo" in e.label for e in mended.load("mended").events) == 2
    mended.withdraw_edit("mended", parted)
    assert event(mended, "Oslo").id == visit.id


def test_what_is_corrected_as_one_is_held_but_for_what_is_parted() -> None:
    dated = Mend("date", "", ("a", "b", "c", "d"), "2021")
    assert corrections([dated]).held == (("a", "b", "c", "d"),)
    assert not corrections([dated._replace(what="label"), dated._replace(what="actors")]).held


def test_what_is_corrected_stays_one_without_the_article_that_was_first(mended: EventStore) -> None:
    mended.add("mended", [replace(AGAIN, id="third", text="Ada Berg visited Oslo on 3 March 2021, her office said.")])
    visit = event(mended, "Oslo")
    one = tuple(m.id for m in visit.mentions if m.article == "again")
    mended.correct_event("mended", Mend("date", "x", tellings(visit), "2021-02"))
    mended.correct_event("mended", Mend("date", "x", one, ""))
    assert {m.article for m in event(mended, "Oslo").mentions} == {"visit", "again", "third"}
    mended.remove_article("mended", visit.mentions[0].article)
    assert len(event(mended, "Oslo").mentions) == 2
    mended.restore_article("mended", visit.mentions[0].article)
    rest = tuple(m for m in tellings(visit) if m not in one)
    mended.correct_event("mended", Mend("apart", "x", one, "y", rest))
    assert sorted(len(e.mentions) for e in mended.load("mended").events if "Oslo" in e.label) == [1, 2]


@pytest.mark.parametrize(("what", "value"), [("date", "2021-02"), ("status", "expected")])
@pytest.mark.parametrize("dated_first", [False, True])
def test_a_join_that_is_undone_is_undone_whatever_was_given_to_the_whole(
    mended: EventStore, what: str, value: str, dated_first: bool
) -> None:
    visit, talks = event(mended, "Oslo"), event(mended, "talks")
    given = Mend(what, "x", tellings(visit, talks), value)
    joined = Mend("together", "x", tellings(visit), talks.label, tellings(talks))
    numbers = mended.correct_event("mended", *([given, joined] if dated_first else [joined, given]))
    assert len(mended.load("mended").events) == 1
    mended.withdraw_edit("mended", numbers[1 if dated_first else 0])
    for _ in range(2):
        assert len(event(mended, "Oslo").mentions) == 2 and len(event(mended, "talks").mentions) == 1
        mended.set_article("mended", "talks", source="Gazette")  # as it was kept


def test_a_label_and_actors_are_given_to_the_event_and_change_nothing_else(mended: EventStore) -> None:
    before, visit = mended.load("mended"), event(mended, "Oslo")
    mended.correct_event(
        "mended",
        Mend("label", visit.label, tellings(visit), "Berg in Norway"),
        Mend("actors", visit.label, tellings(visit), "Jan Visser\nAda Berg"),
    )
    now = mended.load("mended")
    changed = replace(visit, label="Berg in Norway", actors=("jan-visser", "ada-berg"), given=("label", "actors"))
    assert now.events == tuple(changed if e == visit else e for e in before.events)
    assert (now.readings, now.actors) == (before.readings, before.actors), "no mention says otherwise than its article"
    mended.set_article("mended", "talks", source="Gazette")  # merges again
    assert event(mended, "Norway") == changed
    mended.withdraw_edit("mended", *mended.event_mends("mended"))
    assert mended.load("mended").events == before.events


def test_a_given_label_and_actors_hold_for_what_is_added_and_in_a_replay(mended: EventStore) -> None:
    visit = event(mended, "Oslo")
    label, actors = Mend("label", "x", tellings(visit), "Berg in Norway"), Mend("actors", "x", tellings(visit), "")
    mended.correct_event("mended", label, actors, label._replace(value="Berg’s journey"))
    mended.add("mended", [replace(AGAIN, id="third", text="Ada Berg visited Oslo on 3 March 2021, her office said.")])
    now = event(mended, "journey")
    assert len({m.article for m in now.mentions}) == 3 and now.actors == () and now.id == visit.id
    mends = mended.event_mends("mended").values()
    then = as_of(mended.load("mended"), date(2021, 3, 4), corrections=corrections(mends))
    assert [(e.label, e.actors) for e in then.events] == [("Berg’s journey", ())]


def test_of_an_event_that_comes_apart_the_part_with_most_of_its_tellings_keeps_what_it_was_given(
    mended: EventStore,
) -> None:
    mended.add("mended", [replace(AGAIN, id="third", text="Ada Berg visited Oslo on 3 March 2021, her office said.")])
    visit = event(mended, "Oslo")
    mended.correct_event("mended", Mend("label", visit.label, tellings(visit), "Berg in Norway"))
    one = tuple(m.id for m in visit.mentions if m.article == "visit")
    rest = tuple(m for m in tellings(visit) if m not in one)
    mended.correct_event("mended", Mend("apart", "x", one, "y", rest))
    assert {m.article for m in event(mended, "Norway").mentions} == {"again", "third"}
    assert {m.article for m in event(mended, "Oslo").mentions} == {"visit"}


def test_a_given_label_stays_with_its_side_when_the_articles_of_that_are_gone(mended: EventStore) -> None:
    visit = event(mended, "Oslo")
    one, two = (tuple(m.id for m in visit.mentions if m.article == name) for name in ("visit", "again"))
    mended.correct_event("mended", Mend("label", "x", (*one, *two), "Berg in Norway"))
    (parted,) = mended.correct_event("mended", Mend("apart", "x", one, "y", two))
    assert [m.article for m in event(mended, "Norway").mentions] == ["visit"]
    mended.remove_article("mended", "visit")
    assert not [e for e in mended.load("mended").events if "Norway" in e.label]
    mended.withdraw_edit("mended", parted)
    assert [m.article for m in event(mended, "Norway").mentions] == ["again"]


def test_a_given_actor_brings_in_whom_it_belongs_to_and_takes_off_whom_only_it_brought_in(mended: EventStore) -> None:
    minister = "Norwegian Foreign Minister Kari Lund met Jan Visser in Bern on 11 March 2021."
    mended.add("mended", [Article("lund", minister, language="en", published=date(2021, 3, 11))])
    visit, met = event(mended, "Oslo"), event(mended, "Lund")
    assert (met.via, visit.via) == (("norway",), ())
    mended.correct_event(
        "mended",
        Mend("actors", met.label, tellings(met), "Jan Visser"),
        Mend("actors", visit.label, tellings(visit), "Ada Berg\nKari Lund"),
    )
    assert (event(mended, "Lund").actors, event(mended, "Lund").via) == (("jan-visser",), ())
    assert event(mended, "Oslo").via == ("norway",)
    mended.correct_event("mended", Mend("actors", visit.label, tellings(visit), "Kari Lund\nNorway"))
    assert (event(mended, "Oslo").actors, event(mended, "Oslo").via) == (("kari-lund", "norway"), ())


def test_a_given_actor_is_the_same_one_whatever_it_is_called_later(mended: EventStore) -> None:
    visit = event(mended, "Oslo")
    mended.edit_actor("mended", Edit("name", "Jan Visser", "Envoy Visser"))
    mended.correct_event("mended", Mend("actors", visit.label, tellings(visit), "Envoy Visser"))
    assert event(mended, "Oslo").actors == ("envoy-visser",)
    mended.edit_actor("mended", Edit("name", "Envoy Visser", "Visser"))
    assert event(mended, "Oslo").actors == ("visser",)
    mended.withdraw_edit("mended", *mended.actor_edits("mended"))
    assert event(mended, "Oslo").actors == ("jan-visser",)
    mended.remove_article("mended", "talks")
    assert event(mended, "Oslo").actors == (), "nobody is called that any more"


def test_who_is_only_given_is_an_actor_in_every_file_and_as_long_as_an_event_has_it(mended: EventStore) -> None:
    visit, before = event(mended, "Oslo"), mended.load("mended").actors
    new = Mend("new", visit.label, tellings(visit), "Maria Holm")
    mended.correct_event("mended", new, Mend("actors", visit.label, tellings(visit), "Maria Holm\nAda Berg"))
    timeline = mended.load("mended")
    assert event(mended, "Oslo").actors == ("maria-holm", "ada-berg") and "Maria Holm" in to_jsonl(timeline)
    assert {*timeline.actors} == {*before, "maria-holm"} and timeline.actors["maria-holm"].kind is Kind.PERSON
    assert not any("Maria Holm" in m.actors for r in timeline.readings.values() for m in r.events), "as it was read"
    mended.edit_actor("mended", Edit("name", "Maria Holm", "Holm AG"), Edit("kind", "Holm AG", "organization"))
    mended.edit_actor("mended", Edit("home", "Holm AG", "Ada Berg"))
    firm = mended.load("mended").actors["holm-ag"]
    assert (firm.kind, firm.affiliation) == (Kind.ORGANIZATION, "ada-berg")
    assert event(mended, "Oslo").actors == ("holm-ag", "ada-berg")
    then = as_of(timeline, date(2021, 3, 3), corrections=corrections(mended.event_mends("mended").values()))
    assert "maria-holm" not in then.actors
    mended.withdraw_edit("mended", *mended.actor_edits("mended"), *mended.event_mends("mended"))
    assert mended.load("mended").actors == before


def test_who_is_no_actor_any_more_acts_nowhere_and_the_others_who_were_given_do(mended: EventStore) -> None:
    visit, talks = event(mended, "Oslo"), event(mended, "talks")
    new = Mend("new", visit.label, tellings(visit), "Maria Holm")
    both = Mend("actors", visit.label, tellings(visit), "Maria Holm\nAda Berg")
    only = both._replace(mentions=tellings(talks), value="Maria Holm")
    number, with_berg, alone = mended.correct_event("mended", new, both, only)
    mended.withdraw_edit("mended", number)
    left = mended.event_mends("mended")
    assert left == {with_berg: both._replace(value="Ada Berg")}, "the number stays, and who gives nobody else is undone"
    assert event(mended, "Oslo").actors == ("ada-berg",) and event(mended, "talks").actors == ("jan-visser",)
    mended.withdraw_edit("mended", with_berg, alone)
    assert not mended.event_mends("mended") and event(mended, "Oslo").actors == ("ada-berg",)


def test_who_is_new_twice_or_told_of_by_now_goes_on_acting(mended: EventStore) -> None:
    visit, talks = event(mended, "Oslo"), event(mended, "talks")
    new = Mend("new", visit.label, tellings(visit), "Maria Holm")
    one, _, two, _ = mended.correct_event(
        "mended",
        new,
        new._replace(what="actors"),
        new._replace(mentions=tellings(talks)),
        new._replace(what="actors", mentions=tellings(talks)),
    )
    mended.withdraw_edit("mended", one)
    assert event(mended, "Oslo").actors == event(mended, "talks").actors == ("maria-holm",)
    told = "Minister Maria Holm resigned on 12 March 2021."
    mended.add("mended", [Article("told", told, "", date(2021, 3, 12), "en")])
    mended.withdraw_edit("mended", two)
    assert event(mended, "Oslo").actors == event(mended, "talks").actors == ("maria-holm",)


def test_who_is_given_first_and_told_of_later_is_one_actor(mended: EventStore) -> None:
    visit = event(mended, "Oslo")
    new = Mend("new", visit.label, tellings(visit), "Maria Holm")
    mended.correct_event("mended", new, new._replace(what="actors"))
    told = "Minister Maria Holm resigned on 12 March 2021."
    mended.add("mended", [Article("told", told, "", date(2021, 3, 12), "en")])
    assert event(mended, "Oslo").actors == event(mended, "resign").actors == ("maria-holm",)
    assert mended.load("mended").actors["maria-holm"].aliases


def test_a_given_surname_is_the_one_whose_full_name_an_article_tells_later(mended: EventStore) -> None:
    mended.add("mended", [Article("odd", "Okonkwo resigned on 12 March 2021.", "", date(2021, 3, 12), "en")])
    visit, (odd,) = event(mended, "Oslo"), event(mended, "resign").actors
    mended.correct_event("mended", Mend("actors", visit.label, tellings(visit), mended.load("mended").actors[odd].name))
    full = "Minister Chidi Okonkwo spoke in Bern. Okonkwo met Ada Berg on 13 March 2021."
    mended.add("mended", [Article("full", full, "", date(2021, 3, 13), "en")])
    assert odd not in mended.load("mended").actors and event(mended, "Oslo").actors == ("chidi-okonkwo",)


def test_of_two_opposite_corrections_of_a_pair_the_later_holds_and_the_other_pairs_stay() -> None:
    apart, together = Mend("apart", "", ("a", "b"), "", ("c",)), Mend("together", "", ("a",), "", ("c",))
    first, then = corrections([apart, together]), corrections([together, apart])
    assert (set(first.together), set(first.apart)) == ({("a", "c")}, {("b", "c")})
    assert (set(then.together), set(then.apart)) == (set(), {("a", "c"), ("b", "c")})


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("  Bern  talks\u00ad begin\ufeff ", "Bern talks begin"),
        ("a\tb\u200b \u200b c\x07", "a b c"),
        ("\u200b", ""),
        ("\u200d \u00ad\ufeff\x1b", ""),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_headline_has_no_characters_that_are_not_seen(typed: str, label: str) -> None:
    assert headline(typed) == label == headline(label)


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
        (Mend("colour", "x", (VISITED,)), "Choose of label"),
        (Mend("off", "x", ()), "that tell the event"),
        (Mend("off", "x", (VISITED,), "2021"), "no value"),
        (Mend("off", "x", (VISITED, "m")), "of this collection"),
        (Mend("label", "x", (VISITED,), ""), "1 to 60"),
        (Mend("label", "x", (VISITED,), "y" * 61), "1 to 60"),
        (Mend("label", "x", (VISITED,), "two\nlines"), "on one line"),
        (Mend("label", "x", (VISITED,), "\u200b"), "are seen"),
        (Mend("label", "x", (VISITED,), "\u200d"), "are seen"),
        (Mend("label", "x", (VISITED,), "\ufeffy"), "are seen"),
        (Mend("label", "x", (VISITED,), "a\u0007b"), "are seen"),
        (Mend("label", "x", (VISITED,), "\ud800"), "letters"),
        (Mend("label", "x", (VISITED,), "y", (TALKED,)), "another event"),
        (Mend("new", "x", (VISITED,), ""), "1 to 60"),
        (Mend("new", "x", (VISITED,), "two\nlines"), "on one line"),
        (Mend("actors", "x", (VISITED,), "Ada Berg\nAda Berg"), "once"),
        (Mend("actors", "x", (VISITED,), "Ada Berg\n"), "by its name"),
        (Mend("together", "x", (VISITED,), "y"), "the other side"),
        (Mend("apart", "x", (VISITED,), "y"), "the other side"),
        (Mend("apart", "x", (VISITED,), "y", ("m",)), "of this collection"),
        (Mend("apart", "x", (VISITED, TALKED), "y", (TALKED,)), "on one side"),
        (Mend("refused", "x", (VISITED,), "y"), "the other side"),
        (Mend("confirmed", "x", (VISITED,), "y", (VISITED,)), "on one side"),
        (Mend("cancelled", "x", (VISITED,), "y", ("m",)), "of this collection"),
        (Mend("off", "x\ud800", (VISITED,)), "letters"),
        (Mend("together", "x", (VISITED,), "\ud800", (TALKED,)), "letters"),
    ],
)
def test_what_is_no_correction_is_refused_and_nothing_is_kept(mended: EventStore, mend: Mend, hint: str) -> None:
    there = {VISITED: tellings(event(mended, "Oslo"))[0], TALKED: tellings(event(mended, "talks"))[0]}
    mentions, others = (tuple(there.get(m, m) for m in side) for side in (mend.mentions, mend.others))
    good = Mend("date", "x", (there[VISITED],), "2021-W09")
    with pytest.raises(StoreError, match="not a correction") as told:
        mended.correct_event("mended", good, mend._replace(mentions=mentions, others=others))
    assert hint in told.value.hint and mend.what in told.value.where
    str(told.value).encode()
    assert not mended.event_mends("mended")
    mended.correct_event("mended", good)


def test_every_file_and_the_search_say_what_a_reader_corrected(
    mended: EventStore, tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.__main__ import main

    visit = event(mended, "Oslo")
    mended.correct_event(
        "mended",
        Mend("date", visit.label, tellings(visit), "2021-03-02"),
        Mend("label", visit.label, tellings(visit), "Talks on fish"),
        Mend("actors", visit.label, tellings(visit), "Jan Visser"),
    )
    assert mended.search("mended", "fish visser") == [visit.id]
    monkeypatch.setenv("DATELINE_DB", database)
    told = {}
    for form in ("csv", "json", "html", "ics"):
        main(["export", "mended", "--format", form, "--to", str(out := tmp_path / f"out.{form}")])
        told[form] = out.read_text("utf-8-sig")
    assert ",2021-03-02,2021-03-02,2021-03-02," in told["csv"] and ",Talks on fish,Jan Visser," in told["csv"]
    lines = [json.loads(line) for line in told["json"].splitlines()]
    found = [e for line in lines for e in line["events"] if e["id"] == visit.id]
    assert [(e["label"], e["date"], e["actors"]) for e in found] == 2 * [
        ("Talks on fish", "2021-03-02", ["Jan Visser"])
    ]
    assert '<h3 dir="auto">Talks on fish</h3>' in told["html"] and "SUMMARY:Talks on fish" in told["ics"]
    rows = {row["id"]: row["corrected"] for row in csv.DictReader(told["csv"].splitlines())}
    assert rows.pop(visit.id) == "label; actors; date" and set(rows.values()) == {""}
    assert all(e.get("corrected") == ["label", "actors", "date"] for e in found)
    assert sum("corrected" in e for line in lines for e in line["events"]) == len(found) == 2
    assert told["html"].count("corrected by a reader: headline, who acts, and date") == 1
    assert "Corrected by a reader: headline\\, who acts\\, and date" in told["ics"].replace("\n ", "")


def test_a_date_taken_away_and_a_status_are_corrections_too_in_the_line_of_each_article(mended: EventStore) -> None:
    visit = event(mended, "Oslo")
    mended.correct_event(
        "mended", Mend("date", visit.label, tellings(visit), ""), Mend("status", visit.label, tellings(visit), "denied")
    )
    told = [e for line in to_jsonl(mended.load("mended")).splitlines() for e in json.loads(line)["events"]]
    assert [(e["date"], e["corrected"]) for e in told if e["id"] == visit.id] == 2 * [(None, ["date", "status"])]
