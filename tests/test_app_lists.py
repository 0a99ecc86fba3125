"""The list and the expectations as text: each date beside its words and its source, of what is ahead the nearest."""

from __future__ import annotations

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts.scene import to_ms
from dashboard.model import Article
from dashboard.store import EventStore
from tests.opened import events_of, open_at, said, tell_rows

pytestmark = pytest.mark.app

PLANS = "\n\n".join(f"Norway will open a bridge in Bergen on 5 May {year}." for year in range(2031, 2041))
NEWS = "Norway opened a tunnel in Oslo on 2 May 2024."


@pytest.fixture
def plans(database: str) -> str:
    """A collection of one happening and ten plans for years far ahead."""
    store = EventStore(database)
    store.create("Plans", "plans")
    store.add("plans", [Article("plans", f"{NEWS}\n\n{PLANS}", "", date(2024, 5, 3), "en", "Coast Gazette")])
    store.close()
    return "plans"


def listed(app: AppTest) -> str:
    """What stands in the list, of its captions."""
    return "\n".join(caption.value for caption in app.get_by_key("list").caption)


def test_each_date_can_be_checked_in_the_list(app: AppTest) -> None:
    open_at(app, c="north", show="list")
    line = next(caption.value for caption in app.get_by_key("list").caption if "opened the bridge" in caption.value)
    assert "in Turku on **Tuesday**" in line
    assert "Coast Gazette, 9 March 2022" in line


def test_of_much_that_is_ahead_the_list_shows_the_nearest_until_all_is_asked_for(app: AppTest, plans: str) -> None:
    open_at(app, c=plans, show="list")
    said_first = listed(app)
    assert "2 May 2024" in said_first
    assert ["5 May 2033" in said_first, "5 May 2034" in said_first] == [True, False]
    app.button(key="far").click().run()
    assert "5 May 2040" in listed(app) and "5 May 2033" in listed(app)
    app.button(key="far").click().run()
    assert listed(app) == said_first
    assert not app.exception and not app.error


def headlines(app: AppTest) -> list[str]:
    """The events of the list from top to bottom."""
    return [button.label for button in app.get_by_key("list").button if str(button.key).startswith("pick_")]


def test_list_and_table_stand_in_one_order_and_turn_together(app: AppTest, plans: str) -> None:
    open_at(app, c=plans, show="list")
    newest = headlines(app)
    app.segmented_control(key="layout").set_value("table").run()
    years = [str(when)[:4] for when in app.dataframe[0].value["When"]]
    assert (years[0], years[-1]) == ("2040", "2024")
    app.button(key="order").click().run()
    assert app.query_params["order"] == "oldest"
    assert [str(when)[:4] for when in app.dataframe[0].value["When"]] == years[::-1]
    app.segmented_control(key="layout").set_value("list").run()
    oldest = headlines(app)
    assert len(oldest) == 11 and newest == oldest[3::-1], "on top the far ones are folded, below nothing is"
    assert listed(app).index("2 May 2024") < listed(app).index("Expected after") < listed(app).index("5 May 2031")


def test_keys_follow_the_list_from_top_to_bottom(app: AppTest, plans: str, database: str) -> None:
    ids = [event.id for event in events_of(database, plans)]
    open_at(app, c=plans, show="list")
    for expected in ids[3::-1]:
        app.button(key="next").click().run()
        assert app.query_params["event"] == expected
    app.button(key="order").click().run()
    app.button(key="next").click().run()
    assert app.query_params["event"] == ids[1]


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_an_event_has_one_number_however_it_is_shown(app: AppTest, plans: str, database: str, order: str) -> None:
    third = events_of(database, plans)[2]
    open_at(app, c=plans, event=third.id, order=order, show="lanes")
    for layout in ("lanes", "list", "heat", "table", "expected"):
        app.segmented_control(key="layout").set_value(layout).run()
        assert app.get_by_key("steps").caption[0].value == "3 of 11"


def test_a_row_chosen_in_the_table_is_picked_and_let_go_of(app: AppTest, plans: str, database: str) -> None:
    newest = [event.id for event in events_of(database, plans)][::-1]
    open_at(app, c=plans, show="table")
    table = app.dataframe[0].proto.id
    for rows, picked in (([2], newest[2]), ([5], newest[5]), ([2], newest[2]), ([], None)):
        tell_rows(app, table, rows)
        assert app.query_params.get("event") == picked
        assert app.dataframe[0].proto.id == table, "it keeps its order and place"


def test_a_table_that_a_step_has_replaced_tells_of_the_pick_before_in_vain(
    app: AppTest, plans: str, database: str
) -> None:
    newest = [event.id for event in events_of(database, plans)][::-1]
    open_at(app, c=plans, show="table", event=newest[2])
    before = app.dataframe[0].proto.id
    app.button(key="next").click().run()
    assert app.dataframe[0].proto.id != before
    tell_rows(app, before, [2])  # the browser has not got the new one yet
    assert app.query_params["event"] == newest[3]
    tell_rows(app, before, [7])  # a choice made in it meanwhile is one
    assert app.query_params["event"] == newest[7]


def test_keys_step_through_the_expectations_as_they_stand_on_the_page(app: AppTest, database: str) -> None:
    open_at(app, c="sample", show="expected")
    events = {event.id: event for event in events_of(database, "sample")}
    keys = [str(button.key) for button in app.button]
    on_page = [key.removeprefix("pick_") for key in keys if key.startswith("pick_") and "_end_of_" not in key]
    assert len(on_page) > 10
    for expected in on_page[:3]:
        app.button(key="next").click().run()
        assert app.query_params["event"] == expected and events[expected].status == "expected"


def test_the_expectations_are_grouped_once_for_a_page(
    app: AppTest, plans: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.merge import expectations

    asked, state = [], expectations.state
    monkeypatch.setattr(expectations, "state", lambda event, *a, **k: asked.append(event.id) or state(event, *a, **k))
    open_at(app, c=plans, show="expected")
    assert len(asked) > 2 and len(asked) == len(set(asked))


def test_keys_step_to_nothing_that_has_no_room_on_the_page(
    app: AppTest, plans: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_at(app, c=plans, show="expected")
    assert len(_picks(app)) > 2
    monkeypatch.setattr("dashboard.pages.expected.MOST", 1)
    open_at(app, c=plans, show="expected")
    alone = _picks(app)
    stepped = []
    for _ in range(len(alone) + 1):
        app.button(key="next").click().run() if not app.button(key="next").disabled else None
        stepped.append(app.query_params["event"])
    assert list(dict.fromkeys(stepped)) == alone


def _picks(app: AppTest) -> list[str]:
    """The ids of the expectations on the page."""
    keys = [str(button.key) for button in app.button]
    return [key.removeprefix("pick_") for key in keys if key.startswith("pick_") and "_end_of_" not in key]


@pytest.mark.parametrize(("to", "head"), [(" to 5 May 2031", "Still ahead"), ("", "Postponed")])
def test_what_was_put_off_to_a_day_ahead_stands_there_beside_what_moved_it(
    app: AppTest, database: str, to: str, head: str
) -> None:
    store = EventStore(database)
    late = "late-ahead" if to else "late"
    store.create("Late", late)
    told = ["Norway will hold a vote on the treaty on 10 May 2029.", f"Norway postponed a vote on the treaty{to}."]
    store.add(late, [Article(f"t{n}", text, "", date(2024, 5, 1 + n), "en") for n, text in enumerate(told)])
    (last,) = [e for e in events_of(database, late) if e.status == "expected" and ("2031" in str(e.date)) == bool(to)]
    open_at(app, c=late, show="expected")
    heads = [header.value.split(" ·")[0] for header in app.header]
    assert head in heads and f"pick_{last.followed_by}_end_of_{last.id}" in {button.key for button in app.button}
    assert ("calendar" in {str(each.key) for each in app.get("download_button")}) == bool(to)


def test_the_list_turns_to_the_page_of_the_event_that_is_picked(app: AppTest, database: str) -> None:
    ids = [event.id for event in events_of(database, "sample") if event.date]
    open_at(app, c="sample", show="list", event=ids[0])
    assert headlines(app)[-1].startswith(":primary-background")
    for _ in headlines(app):
        app.button(key="previous").click().run()
    assert headlines(app)[-1].startswith(":primary-background"), "the page before"


def test_who_said_it_stands_in_the_list_and_in_the_table(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Said", "said")
    text = (
        "Norwegian Prime Minister Erna Solberg said that Poland would open a bridge in Gdynia on 5 May 2031. "
        "Norway opened a port on 2 May 2024."
    )
    store.add("said", [Article("said", text, "", date(2024, 5, 3), "en", "Gazette")])
    (told,) = [event for event in events_of(database, "said") if event.speaker]
    open_at(app, c="said", show="list")
    assert listed(app).count(f"said by {told.speaker}") == listed(app).count("said by") == 1
    open_at(app, show="table")
    assert set(app.dataframe[0].value["Said by"]) == {"", told.speaker}


def test_who_is_said_to_have_said_it_said_the_sentence_that_is_shown(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Voices", "voices")
    told = (
        "Norwegian Prime Minister Erna Solberg said that Poland would open a bridge in Gdynia in May 2031.",
        "Swedish Foreign Minister Erik Dahl said that Poland would open a bridge in Gdynia on 5 May 2031.",
    )
    store.add("voices", [Article(f"v{n}", text, "", date(2024, 5, 1 + n), "en") for n, text in enumerate(told)])
    (event,) = [event for event in store.load("voices").events if len(event.mentions) == 2]
    assert event.speaker == "Erna Solberg"
    open_at(app, c="voices", show="list")
    (line,) = [caption.value for caption in app.get_by_key(f"item_{event.id}").caption]
    assert "5 May 2031" in line and "said by Erik Dahl" in line and "Solberg" not in line


def test_the_list_turns_without_a_warning(app: AppTest, database: str, caplog: pytest.LogCaptureFixture) -> None:
    open_at(app, c="sample")  # which puts the collection there
    ids = [event.id for event in events_of(database, "sample") if event.date]
    open_at(app, c="sample", show="list", event=ids[0], order="oldest")
    assert headlines(app)[0].startswith(":primary-background")
    open_at(app, event=ids[-1])
    assert any(headline.startswith(":primary-background") for headline in headlines(app)) and not app.exception
    assert "default value" not in caplog.text


def test_a_list_of_nothing_but_plans_shows_them_all(app: AppTest, plans: str) -> None:
    open_at(app, c=plans, show="list", status="expected")
    assert "5 May 2031" in listed(app) and "5 May 2040" in listed(app)
    assert "far" not in {button.key for button in app.button}


def test_the_sentence_of_an_expectation_has_its_own_outlet_beside_it(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Twice", "twice")
    for n, (outlet, when) in enumerate((("Gazette", ""), ("Herald", " on 5 May 2031"))):
        text = f"Norway will open the bridge in Bergen{when}."
        store.add("twice", [Article(f"t{n}", text, "", date(2024, 5, 1 + n), "en", outlet)])
    assert len(events_of(database, "twice")) == 1
    open_at(app, c="twice", show="expected")
    (line,) = [caption.value for caption in app.caption if "in Bergen" in caption.value]
    assert line.endswith("on **5 May 2031**\\.  \nHerald, 2 May 2024")


def test_where_no_single_filter_is_in_the_way_all_can_be_taken_off(app: AppTest) -> None:
    open_at(app, c="north", actor="sanna-marin", status="denied", q="zebra")
    assert "No event fits" in said(app)
    app.button(key="without_all").click().run()
    assert "No event fits" not in said(app) and set(app.query_params) <= {"c", "v"}


def test_a_card_counts_articles_and_where_they_are_copies_the_sources(app: AppTest, database: str) -> None:
    told = [(e, {m.article for m in e.mentions}) for e in events_of(database, "sample")]
    copied = next(e for e, articles in told if len(articles) > e.sources)
    apart = next(e for e, articles in told if len(articles) == e.sources == 2)
    open_at(app, c="sample", event=copied.id)
    assert f"2 articles, {copied.sources} independent source" in said(app)
    open_at(app, c="sample", event=apart.id)
    assert "** · 2 articles\n" in said(app) and "independent source" not in said(app)


@pytest.mark.parametrize(("known", "there"), [("2024-05-10", False), ("", True)])
def test_what_was_known_on_a_day_has_no_lane_and_no_day_that_later_articles_told(
    app: AppTest, database: str, known: str, there: bool
) -> None:
    store = EventStore(database)
    late = f"later{known}"
    store.create("Later", late)
    told = ("Norway opened a tunnel in Oslo on 2 May 2024.", "Poland opened a bridge in Gdynia on 5 August 2024.")
    days = (date(2024, 5, 3), date(2024, 8, 6))
    store.add(late, [Article(f"t{n}", told[n], "", day, "en") for n, day in enumerate(days)])
    open_at(app, c=late, **({"known": known} if known else {}))
    drawn = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    assert len(drawn) == 2
    assert "Norway" in str(drawn) and ("Poland" in str(drawn)) == there
    ends = [chart["layout"]["xaxis"]["range"][1] for chart in drawn]
    assert (max(ends) > to_ms(date(2024, 7, 1))) == there


@pytest.mark.parametrize(("status", "there"), [("expected", True), ("happened", False)])
def test_the_marks_of_what_became_of_an_expectation_are_explained_where_there_are_any(
    app: AppTest, status: str, there: bool
) -> None:
    open_at(app, c="sample", show="lanes", status=status)
    assert ("⊙ confirmed since" in said(app)) == there
