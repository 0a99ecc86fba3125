"""The app without a browser: what the pages show, what the address does, and that nothing sent to it makes it fall."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import charts
from dashboard.model import Article
from dashboard.store import EventStore
from dashboard.view import View, to_query
from tests.opened import ARTICLES, events_of, open_at, result, said

pytestmark = pytest.mark.app


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_the_app_opens_on_the_sample_already_drawn(app: AppTest) -> None:
    open_at(app)
    assert not app.exception and not app.error
    assert app.title[0].value.startswith("Ukraine crisis")
    assert len(app.get("plotly_chart")) == 2
    assert result(app).startswith("**All ")


def test_the_head_counts_the_actors_that_the_filter_offers_and_names_the_button_that_adds(app: AppTest) -> None:
    open_at(app, c="sample")
    offered = len(app.multiselect(key="actors").options)
    head = re.sub(r"\\", "", said(app))
    assert f"· {offered} actors ·" in head
    label = next(link.proto.label for link in app.get("page_link") if link.proto.icon.endswith("add:"))
    assert f"“{label}”" in head
    app.switch_page("dashboard/pages/actors.py").run()
    idle = re.search(r"(\d+) more are named", said(app))
    assert idle and len(app.dataframe[0].value) == offered + int(idle[1])


def test_every_file_is_called_what_it_is(app: AppTest) -> None:
    open_at(app, c="sample")
    app.button(key="share").click().run()
    named = {str(button.key).removeprefix("file_"): button.proto.label for button in app.get("download_button")}
    assert named["csv"] == "CSV" and named["json"] == "JSON Lines", "it is saved as .jsonl"


def test_a_link_opens_what_its_maker_saw(app: AppTest, database: str) -> None:
    view = View("north", actors=("sanna-marin",), statuses=("happened",), words="turku", first=date(2022, 3, 1))
    open_at(app, **to_query(view))
    assert app.multiselect(key="actors").value == ["sanna-marin"]
    assert app.get_by_key("statuses").value == ["happened"]
    assert app.text_input(key="words").value == "turku"
    assert app.text_input(key="day_first").value == "2022-03-01"
    assert result(app).startswith("**1 of ")


@pytest.mark.parametrize(
    ("field", "typed", "day"),
    [
        ("known", "2022-03-10", "2022-03-10"),
        ("known", "10 March 2022", "2022-03-10"),
        ("first", "March 2022", "2022-03-01"),
        ("last", "March 2022", "2022-03-31"),
    ],
)
def test_a_typed_day_counts_at_once_and_stands_in_the_address(app: AppTest, field: str, typed: str, day: str) -> None:
    open_at(app, c="north")
    app.text_input(key=f"day_{field}").set_value(typed).run()
    key = {"known": "known", "first": "from", "last": "to"}[field]
    assert app.query_params[key] == day and app.text_input(key=f"day_{field}").value == day
    app.text_input(key=f"day_{field}").set_value("").run()
    assert key not in app.query_params and not app.exception


def test_a_typed_day_that_is_none_is_answered_and_stands_until_it_is_one(app: AppTest) -> None:
    open_at(app, c="north", known="2022-03-10")
    app.text_input(key="day_known").set_value("soonish").run()
    assert app.query_params["known"] == "2022-03-10" and "“soonish” is no day" in app.error[0].value
    assert app.text_input(key="day_known").value == "soonish"
    app.text_input(key="day_known").set_value("11 March 2022").run()
    assert app.query_params["known"] == "2022-03-11" and not app.error
    app.text_input(key="day_known").set_value("soonish").run()
    app.button(key="clear").click().run()
    assert not app.error and app.text_input(key="day_known").value == ""


def test_choosing_a_country_finds_what_its_people_do_and_the_card_says_through_whom(
    app: AppTest, database: str
) -> None:
    event = next(e for e in events_of(database) if "finland" in e.via)
    open_at(app, c="north", actor="finland", event=event.id)
    assert not any("hide this event" in w.value for w in app.warning)
    assert "Finland because Sanna Marin" in said(app)


def test_a_control_writes_the_address_and_nothing_else(app: AppTest) -> None:
    open_at(app, c="north")
    app.text_input(key="words").set_value("Turku").run()
    assert app.query_params["q"] == "Turku"
    app.button(key="clear").click().run()
    assert "q" not in app.query_params
    assert app.text_input(key="words").value == ""
    assert app.query_params["c"] == "north"


def test_a_filter_never_loses_the_window(app: AppTest) -> None:
    open_at(app, **{"c": "north", "from": "2022-03-01", "to": "2022-03-15"})
    app.multiselect(key="actors").select("sanna-marin").run()
    assert (app.query_params["from"], app.query_params["to"]) == ("2022-03-01", "2022-03-15")
    assert app.query_params["actor"] == "sanna-marin"


def test_any_or_all_is_asked_only_of_two_actors(app: AppTest) -> None:
    open_at(app, c="north", actor="sanna-marin")
    with pytest.raises(KeyError):
        app.get_by_key("mode")
    open_at(app, actor=["sanna-marin", "magdalena-andersson"])
    app.get_by_key("mode").set_value("all").run()
    assert app.query_params["mode"] == "all"


SPEECH = (
    "Norwegian Minister Hanna Weber said on 3 March 2021 that Denmark would close the bridge in Aarhus on 5 May 2021. "
    "Hanna Weber visited Oslo on 4 March 2021."
)


ONLY_SPOKE = "Denmark will close its port in Esbjerg on 6 May 2021, according to Erik Dahl."


def test_what_an_actor_only_spoke_of_is_shown_on_a_click_and_by_the_link(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Speech", "speech")
    store.add("speech", [Article("speech", SPEECH, "", date(2021, 3, 5), "en", "Coast Gazette")])
    closed = next(event for event in store.load("speech").events if event.date == "2021-05-05")
    assert closed.speaker == "Hanna Weber" and "hanna-weber" not in closed.actors
    open_at(app, c="speech", actor="hanna-weber", event=closed.id)
    hidden = app.get_by_key("result").caption[0].value
    assert "1 of which they only spoke of" in hidden and "The filters hide this event" in said(app)
    app.checkbox(key="said").check().run()
    assert app.query_params["said"] == "1" and result(app).endswith("Hanna Weber, also as speaker**")
    assert "Shown because Hanna Weber spoke of it" in said(app) and "hide this event" not in said(app)
    open_at(app, actor="norway")
    assert "Shown because Hanna Weber spoke of it" in said(app), "her country speaks through her"
    open_at(app, c="north", actor="sanna-marin", said="1", event="")
    assert not app.info and app.checkbox(key="said").value
    app.multiselect(key="actors").set_value([]).run()
    assert not [box for box in app.checkbox if box.key == "said"], "it is asked of actors that are chosen"
    store.delete("speech")
    store.purge("speech")
    store.close()


def test_who_only_spoke_can_be_chosen_and_is_led_to_what_was_said(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Speech", "speech")
    store.add("speech", [Article("speech", f"{SPEECH} {ONLY_SPOKE}", "", date(2021, 3, 5), "en", "Coast Gazette")])
    events = store.load("speech").events
    assert not any("erik-dahl" in (*event.actors, *event.via) for event in events)
    open_at(app, c="speech")
    labels = app.multiselect(key="actors").options
    assert "Erik Dahl · only spoke of 1" in labels and not [label for label in labels if label.endswith("· 0")]
    app.multiselect(key="actors").select("erik-dahl").run()
    assert "No event fits" in said(app)
    assert "there would be 1 event" in app.button(key="without_said").label
    app.button(key="without_said").click().run()
    assert result(app).startswith("**1 of ") and app.query_params["said"] == "1"
    store.delete("speech")
    store.purge("speech")
    store.close()


def test_an_empty_result_says_what_would_help(app: AppTest) -> None:
    open_at(app, c="north", q="zzzz")
    assert "No event fits" in said(app)
    app.button(key="without_words").click().run()
    assert "q" not in app.query_params
    assert "No event fits" not in said(app)


def test_the_counts_of_the_statuses_follow_the_other_filters(app: AppTest, database: str) -> None:
    def counted() -> dict[str, int]:
        chips = (label.split(" · ") for label in app.get_by_key("statuses").options)
        return {said.split()[1]: int(n) for said, n in chips}

    open_at(app, c="sample")
    everything = counted()
    assert everything == Counter(str(event.status) for event in events_of(database, "sample"))
    app.get_by_key("statuses").set_value(["denied"]).run()
    assert counted() == everything, "a choice among them changes none of them"
    app.multiselect(key="actors").select("joe-biden").run()
    left = counted()
    assert left.keys() == everything.keys() and 0 < left["denied"] < everything["denied"]
    assert result(app).startswith(f"**{left['denied']} of")


@pytest.mark.parametrize("layout", ["lanes", "list", "heat"])
def test_where_all_that_fits_has_no_date_the_page_says_so_and_shows_it(
    app: AppTest, database: str, layout: str
) -> None:
    events = [e for e in events_of(database, "sample") if e.status == "denied" and "joe-biden" in e.actors]
    assert events and not any(event.date for event in events)
    open_at(app, c="sample", status="denied", actor="joe-biden", show=layout)
    assert f"None of the {len(events)} events that fit has a date" in said(app)
    assert {f"pick_{event.id}" for event in events} <= {button.key for button in app.button}
    assert not any(chart.key == "chart" for chart in app.get("plotly_chart"))


def test_events_without_a_date_are_counted_above_the_chart_and_open_below_it_where_they_are_most(app: AppTest) -> None:
    open_at(app, c="sample", status="denied")
    said_above = "\n".join(caption.value for caption in app.get_by_key("result").caption)
    assert "have no date and stand below" in said_above and app.expander[0].proto.expanded
    app.get_by_key("statuses").set_value(["happened"]).run()
    assert not app.expander[0].proto.expanded


def test_a_window_with_nothing_in_it_leads_out_of_it(app: AppTest) -> None:
    open_at(app, **{"c": "north", "from": "1999-01-01", "to": "1999-02-01"})
    assert "No event lies in these dates" in said(app)
    app.button(key="without_window").click().run()
    assert "from" not in app.query_params and "No event lies" not in said(app)


@pytest.mark.parametrize("layout", ["lanes", "list", "table", "heat"])
def test_every_way_to_look_is_drawn(app: AppTest, layout: str) -> None:
    open_at(app, c="north", show=layout)
    assert not app.exception and not app.error


def test_the_chips_count_what_a_choice_would_leave_also_of_actors_together(app: AppTest) -> None:
    open_at(app, c="sample", actor=["sergei-lavrov", "antony-blinken"], mode="all")
    counted = [int(chip.rpartition("·")[2]) for chip in app.pills(key="statuses").options]
    assert result(app).startswith(f"**{sum(counted)} of ")


def test_the_expectations_are_counted_among_all_events(app: AppTest, database: str) -> None:
    open_at(app, c="sample", show="expected")
    n = sum(event.status == "expected" for event in events_of(database, "sample"))
    assert f"{n} of them were expected" in said(app)


def test_the_table_holds_every_event_of_the_chart(app: AppTest, database: str) -> None:
    open_at(app, c="north", show="table")
    assert len(app.dataframe[0].value) == len(events_of(database))


def test_the_table_says_what_became_of_an_expectation(app: AppTest, database: str) -> None:
    open_at(app, c="sample", show="table")
    cells = app.dataframe[0].value
    outcomes = [e.outcome for e in events_of(database, "sample")]
    assert list(cells["Outcome"]).count("confirmed since") == outcomes.count("confirmed") > 0
    assert set(cells["Outcome"][cells["Status"] == "● happened"]) == {""}


def test_the_tray_holds_what_no_article_dates(app: AppTest, database: str) -> None:
    undated = [e for e in events_of(database, "sample") if e.date is None]
    app.session_state["tray"] = True
    open_at(app, c="sample")
    keys = {button.key for button in app.button}
    assert undated and {f"pick_{e.id}" for e in undated[:60]} <= keys


def test_the_list_has_what_is_ahead_above_one_line_also_a_deadline(app: AppTest, database: str) -> None:
    text = (
        "Norway will close its port by the end of the month. Iceland will close its port by June. Sweden will close its"
        " port on 7 June. Finland closed its port on Monday."
    )
    store = EventStore(database)
    store.create("Ports", "ports")
    store.add("ports", [Article("ports", text, "Ports", date(2023, 5, 16), "en")])
    open_at(app, c="ports", show="list")
    lines = "\n".join(
        str(block.value) for block in (app.get_by_key("list").children.values()) if hasattr(block, "value")
    )
    assert lines.count("Expected after 16 May 2023") == lines.count("as of 16 May 2023") == 1
    assert "by the end of May 2023" in said(app)


@pytest.mark.parametrize("page", ["actors", "method"])
def test_the_other_pages_are_drawn(app: AppTest, page: str) -> None:
    open_at(app, c="north")
    app.switch_page(f"dashboard/pages/{page}.py")
    app.run()
    assert not app.exception and not app.error
    assert app.title


def test_articles_added_by_another_process_appear(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Growing", "growing")
    store.add("growing", ARTICLES[:1])
    open_at(app, c="growing")
    before = result(app)
    store.add("growing", ARTICLES[1:2])
    app.run()
    assert result(app) != before


# --- one event -------------------------------------------------------------------------------------------------------


def test_an_event_has_its_own_link_with_its_sentence_and_the_date_in_bold(app: AppTest, database: str) -> None:
    event = next(e for e in events_of(database) if e.date == "2022-03-08")
    open_at(app, c="north", event=event.id)
    assert "Tuesday 8 March 2022" in said(app)
    html = "\n".join(h.value for h in app.html)
    assert "<mark" in html and "Coast Gazette" in html
    assert any(">Tuesday</b>" in h.value for h in app.html)


def test_an_event_that_the_filters_hide_says_so(app: AppTest, database: str) -> None:
    open_at(app, c="north", event=events_of(database)[0].id, q="zzzz")
    assert any("hide this event" in w.value for w in app.warning)
    app.button(key="show_all").click().run()
    assert "q" not in app.query_params
    assert not any("hide this event" in w.value for w in app.warning)


def test_keys_step_through_the_events_in_the_order_of_time(app: AppTest, database: str) -> None:
    ids = [event.id for event in events_of(database)]
    open_at(app, c="north")
    for expected in ids[:2]:
        app.button(key="next").click().run()
        assert app.query_params["event"] == expected
    app.button(key="previous").click().run()
    assert app.query_params["event"] == ids[0]
    app.button(key="close").click().run()
    assert "event" not in app.query_params
    app.button(key="previous").click().run()
    assert app.query_params["event"] == ids[-1], "without a picked event it is the last"


def test_what_articles_contain_is_never_taken_for_markup(app: AppTest, database: str) -> None:
    for event in events_of(database):
        open_at(app, c="north", event=event.id)
        for block in app.html:
            assert "<script" not in block.value and "<b onclick" not in block.value and "<i>&" not in block.value
        for block in (*app.markdown, *app.caption, *app.title, *app.header):
            assert "![x](" not in str(block.value)
        assert not [link for link in app.link_button if link.url.startswith("javascript")]


def test_the_original_of_an_article_is_linked(app: AppTest, database: str) -> None:
    event = next(e for e in events_of(database) if e.mentions[0].article == "harbour")
    open_at(app, c="north", event=event.id)
    assert "https://example.org/harbour" in [link.url for link in app.link_button]


# --- an address that was tampered with -------------------------------------------------------------------------------

TAMPERED = [
    {"c": "nowhere"},
    {"actor": ["nobody", "sanna-marin"]},
    {"status": "exploded"},
    {"from": "31 February"},
    {"from": "2023-01-01", "to": "2022-01-01"},
    {"mode": "most"},
    {"event": "<script>"},
    {"show": "radar"},
    {"known": "0000-00-00"},
    {"q": "x" * 5000},
    {"actor": [f"a{n}" for n in range(300)]},
    {"v": "99", "drop": "table events"},
    {"q": "\x00'\"; --"},
    {"from": "0001-01-01", "to": "9999-12-31"},
]


@pytest.mark.parametrize("query", TAMPERED, ids=[" ".join(map(str, q))[:30] for q in TAMPERED])
def test_a_tampered_address_shows_a_note_and_never_a_traceback(app: AppTest, query: dict) -> None:
    open_at(app, **{"c": "north", **query})
    assert not app.exception and not app.error
    assert app.info or set(query) <= {"q", "from", "to"}


def test_what_a_link_could_not_have_is_told_until_the_reader_has_seen_it(app: AppTest) -> None:
    open_at(app, c="north", status=["happened", "exploded"])
    assert len(app.info) == 1
    app.button(key="note_ok").click().run()
    assert not app.info and app.query_params["status"] == "happened"


def test_which_days_tell_the_story_is_found_out_once_for_a_collection(app: AppTest) -> None:
    from dashboard.charts.scene import _story_of

    open_at(app, c="sample")
    asked = _story_of.cache_info()
    for status in ("happened", "expected"):
        open_at(app, c="sample", status=status)
    after = _story_of.cache_info()
    assert after.misses == asked.misses and after.hits > asked.hits


def test_a_failing_page_shows_a_sentence_and_no_traceback(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("dashboard.pages.filters.result", fail)
    open_at(app, c="north")
    assert not app.exception
    assert len(app.error) == 1 and "secret" not in said(app)


def test_a_view_that_was_drawn_is_drawn_anew_only_where_something_in_it_changed(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    for name in ("overview", "lanes"):
        kind = charts.CHARTS[name]
        draw = lambda scene, kind=kind: drawn.append(kind.name) or kind.draw(scene)  # noqa: E731
        monkeypatch.setitem(charts.CHARTS, name, replace(kind, draw=draw))
    open_at(app, c="north")
    app.run()
    assert drawn == ["overview", "lanes"]
    app.button(key="next").click().run()
    assert drawn[2:] == ["overview", "lanes"]  # narrower beside the card
    app.button(key="next").click().run()
    assert drawn[4:] == ["lanes"]  # the bars are the same whichever event is picked
    app.pills(key="statuses").set_value(["expected"]).run()
    assert drawn[5:] == ["overview", "lanes"]


# --- known on a day, and what became of expectations ------------------------------------------------------------------


def test_a_replayed_day_has_the_statuses_of_that_day(app: AppTest, database: str) -> None:
    whole = {e.id: e for e in events_of(database, "sample")}
    open_at(app, c="sample", known="2022-01-22", show="expected")
    assert "as known on 22 January 2022" in result(app)
    assert "articles were published later" in said(app)
    told = {e.id: min(m.published for m in e.mentions) for e in whole.values()}
    ended_later = [
        e for e in whole.values()
        if e.outcome and told[e.id] <= date(2022, 1, 22) < told[e.followed_by or e.id]
    ]  # fmt: skip
    keys = {button.key for button in app.button}
    assert ended_later
    for event in ended_later:
        assert f"pick_{event.id}" in keys and f"pick_{event.followed_by}_end_of_{event.id}" not in keys
    app.button(key="replay_later").click().run()
    days = {r.article.published for r in EventStore(database).load("sample").readings.values()}
    assert app.query_params["known"] == min(d for d in days if d > date(2022, 1, 22)).isoformat()
    app.button(key="replay_now").click().run()
    assert "known" not in app.query_params
    assert not app.exception and not app.error


def test_an_event_of_which_nothing_was_known_yet_says_so(app: AppTest, database: str) -> None:
    late = next(e for e in events_of(database, "sample") if min(m.published for m in e.mentions) > date(2022, 2, 15))
    open_at(app, c="sample", known="2022-01-22", event=late.id)
    assert any("no article told of this event yet" in w.value for w in app.warning)
    app.button(key="show_now").click().run()
    assert "known" not in app.query_params and not app.warning


def test_before_the_first_article_a_reader_is_led_back_to_now(app: AppTest) -> None:
    open_at(app, c="sample", known="2020-01-01")
    assert "No event fits" in said(app) and not app.exception and not app.error
    app.button(key="without_known").click().run()
    assert "known" not in app.query_params and "No event fits" not in said(app)


def test_a_collection_in_which_no_event_was_found_says_what_would_be_one(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Void", "void")
    store.add("void", [Article("colours", "Blue and green.", "Colours", date(2022, 3, 9), "en")])
    store.close()
    open_at(app, c="void")
    assert "No event was found" in said(app) and not app.exception and not app.error


def test_expectations_stand_beside_what_became_of_them_and_none_is_called_missed(app: AppTest, database: str) -> None:
    events = {e.id: e for e in events_of(database, "sample")}
    open_at(app, c="sample", show="expected")
    heads = " ".join(h.value for h in app.header)
    assert all(word in heads for word in ("Confirmed", "No report found", "Still ahead"))
    assert not re.search(r"\bmissed\b", said(app).lower())
    keys = {button.key for button in app.button}
    confirmed = [e for e in events.values() if e.outcome == "confirmed"]
    assert confirmed and f"{len(confirmed)} confirmed" in said(app)
    for event in confirmed:
        assert {f"pick_{event.id}", f"pick_{event.followed_by}_end_of_{event.id}"} <= keys
    assert not app.exception and not app.error
