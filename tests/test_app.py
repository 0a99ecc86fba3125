"""The app without a browser: what the pages show, what the address does, and that nothing sent to it makes it fall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import charts
from dashboard.model import Article
from dashboard.store import EventStore
from dashboard.view import View, to_query

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = [
    Article(
        "harbour",
        "Ministers open harbour bridge\n\nFinnish Prime Minister Sanna Marin opened the bridge in Turku on Tuesday. "
        "She will meet Swedish Prime Minister Magdalena Andersson in Stockholm next week.",
        "Ministers open harbour bridge",
        date(2022, 3, 9),
        "en",
        "Coast Gazette",
        "https://example.org/harbour",
    ),
    Article(
        "hostile",
        "# Talks <script>alert(1)</script> ![x](http://example.org/beacon.png)\n\n"
        "Magdalena Andersson met Sanna Marin in Stockholm on Friday <b onclick=alert(2)>and</b> spoke of *trade*.",
        "Talks <script>alert(1)</script> ![x](http://example.org/beacon.png)",
        date(2022, 3, 19),
        "en",
        "S <i>& P</i>",
        "javascript:alert(3)",
    ),
    Article("dateless", "Sanna Marin visited Oslo on Thursday.", "A visit", None, "en", "Coast Gazette"),
]
pytestmark = pytest.mark.app


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the sample and a small collection of three articles, read once for all tests here."""
    url = f"sqlite:///{tmp_path_factory.mktemp('app')}/app.db"
    store = EventStore(url)
    store.create("North <b>bridges</b>", "north")
    store.add("north", ARTICLES)
    store.close()
    return url


@pytest.fixture
def app(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app on that database, not yet run."""
    monkeypatch.setenv("DATELINE_DB", database)
    yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    st.cache_resource.clear()


def open_at(app: AppTest, **query: str | list[str]) -> AppTest:
    """Run the app as a link with these parameters opens it."""
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def said(app: AppTest) -> str:
    """Everything that stands on the page as text."""
    blocks = (
        *app.title,
        *app.header,
        *app.subheader,
        *app.markdown,
        *app.caption,
        *app.info,
        *app.warning,
        *app.error,
        *app.html,
    )
    return "\n".join(str(block.value) for block in blocks)


def result(app: AppTest) -> str:
    """The line that says what is shown."""
    return app.container(key="result").markdown[0].value


def events_of(database: str, collection: str = "north"):
    """The events of a collection, to compare the page with."""
    return EventStore(database).load(collection).events


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_the_app_opens_on_the_sample_already_drawn(app: AppTest) -> None:
    open_at(app)
    assert not app.exception and not app.error
    assert app.title[0].value.startswith("Ukraine crisis")
    assert len(app.get("plotly_chart")) == 2
    assert result(app).startswith("**All ")


def test_a_link_opens_what_its_maker_saw(app: AppTest, database: str) -> None:
    view = View("north", actors=("sanna-marin",), statuses=("happened",), words="turku", first=date(2022, 3, 1))
    open_at(app, **to_query(view))
    assert app.multiselect(key="actors").value == ["sanna-marin"]
    assert app.get_by_key("statuses").value == ["happened"]
    assert app.text_input(key="words").value == "turku"
    assert app.date_input(key="day_first").value == date(2022, 3, 1)
    assert result(app).startswith("**1 of ")


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


def test_an_empty_result_says_what_would_help(app: AppTest) -> None:
    open_at(app, c="north", q="zzzz")
    assert "No event fits" in said(app)
    app.button(key="without_words").click().run()
    assert "q" not in app.query_params
    assert "No event fits" not in said(app)


@pytest.mark.parametrize("layout", ["lanes", "list", "table", "heat"])
def test_every_way_to_look_is_drawn(app: AppTest, layout: str) -> None:
    open_at(app, c="north", show=layout)
    assert not app.exception and not app.error


def test_the_table_holds_every_event_of_the_chart(app: AppTest, database: str) -> None:
    open_at(app, c="north", show="table")
    assert len(app.dataframe[0].value) == len(events_of(database))


def test_the_table_says_what_became_of_an_expectation(app: AppTest, database: str) -> None:
    open_at(app, c="sample", show="table")
    cells = app.dataframe[0].value
    outcomes = [e.outcome for e in events_of(database, "sample")]
    assert list(cells["Outcome"]).count("confirmed since") == outcomes.count("confirmed") > 0
    assert set(cells["Outcome"][cells["Status"] == "● happened"]) == {""}


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


# --- articles --------------------------------------------------------------------------------------------------------


def articles_page(app: AppTest, **query: str) -> AppTest:
    """The page of the articles, opened from the timeline."""
    open_at(app, **query)
    app.switch_page("dashboard/pages/articles.py")
    return app.run()


def test_text_pasted_with_its_date_becomes_a_timeline_of_its_own(app: AppTest, database: str) -> None:
    articles_page(app)
    app.text_input(key="add_title").set_value("Rivers")
    app.text_area(key="add_text").set_value("Dam reopened\n\nEngineers reopened the dam in Graz on Monday.")
    app.date_input(key="paste_day").set_value(date(2023, 5, 10))
    app.get_by_key("paste").form_submit_button[0].click().run()
    assert not app.exception and not app.error
    assert any("1 article added" in s.value for s in app.success)
    made = next(c for c in EventStore(database).collections() if c.title == "Rivers")
    assert "2023-05-08" in {event.date for event in events_of(database, made.id)}


def test_collections_without_a_name_are_told_apart(app: AppTest, database: str) -> None:
    for text in ("The dam in Graz was reopened.", "The bridge in Linz was closed."):
        app.session_state["add_into"] = ""
        articles_page(app)
        app.text_area(key="add_text").set_value(text)
        app.date_input(key="paste_day").set_value(date(2023, 5, 10))
        app.get_by_key("paste").form_submit_button[0].click().run()
    titles = [c.title for c in EventStore(database).collections()]
    assert [title for title in titles if title.startswith("My collection")] == ["My collection", "My collection 2"]


def test_text_pasted_without_a_date_is_asked_for_it(app: AppTest, database: str) -> None:
    articles_page(app)
    app.text_area(key="add_text").set_value("The court in Vaduz ruled on Monday against the bank.")
    app.get_by_key("paste").form_submit_button[0].click().run()
    assert "No publication date was found" in said(app)
    draft = next(d for d in app.date_input if d.key.startswith("d_"))
    draft.set_value(date(2023, 5, 10))
    app.button(key="add_drafts").click().run()
    assert any("1 article added" in s.value for s in app.success)


def test_a_second_text_waits_beside_the_first_and_both_are_shown_when_added(app: AppTest) -> None:
    articles_page(app)
    app.text_input(key="add_title").set_value("Waiting")
    for text in ("The court in Vaduz ruled on Monday against the bank.", "The bank in Vaduz appealed on Tuesday."):
        app.text_area(key="add_text").set_value(text)
        app.get_by_key("paste").form_submit_button[0].click().run()
    assert app.button(key="add_drafts").label == "Add 2 articles"
    app.button(key="add_drafts").click().run()
    assert not app.exception and any("2 articles added" in s.value for s in app.success)
    assert "Articles of “Waiting”" in said(app).replace("\\", "")
    assert app.selectbox(key="add_into").value.startswith("waiting")


def test_a_text_that_is_too_long_is_cut_and_the_page_says_so(app: AppTest) -> None:
    articles_page(app)
    app.text_area(key="add_text").set_value("The court in Vaduz ruled on Monday against the bank. " * 5000)
    app.get_by_key("paste").form_submit_button[0].click().run()
    assert any("250,000 characters" in i.value for i in app.info)
    assert app.button(key="add_drafts").label == "Add 1 article"


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(app: AppTest) -> None:
    articles_page(app)
    files = app.file_uploader(key="add_files")
    files.upload("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    files.upload("note.txt", b"Published: 3 May 2023\n\nThe mayor of Bilbao opened the library on Monday.")
    app.get_by_key("upload").form_submit_button[0].click().run()
    assert any("photo.txt" in w.value.replace("\\", "") for w in app.warning)
    assert app.button(key="add_drafts").label == "Add 1 article"
    assert next(d for d in app.date_input if d.key.startswith("d_")).value == date(2023, 5, 3)


HOSTILE = {
    "empty.txt": b"",
    "blank.md": b" \n\n\t",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "line.txt": b"lorem ipsum " * 400_000 + b"and the minister met the envoy on Monday.",
    "sixteen.txt": "Am Montag traf Präsidentin Çelik den Botschafter in Łódź.".encode("utf-16"),
    "page.html": b"<html><script>alert(1)</script><title>T</title><p onclick=x()>Mayor Ada Lee spoke on Monday.</p>",
    "broken.jsonl": b'{"id": 1}\n{"text": "Ada Lee spoke on Monday.", "published": "31 June"}\nnot json\n',
    "naughty.txt": "'; DROP TABLE events; -- \u202e\u0000 {{7*7}} =1+1 on 99 January 0000 or 31.02.9999 🏴 ﷽".encode(),
    "..\\..\\etc.txt": b"Ada Lee spoke on 1 January 0001 and on 31 December 9999.",
}


def test_hostile_files_are_named_or_read_and_never_make_the_app_fall(app: AppTest) -> None:
    articles_page(app)
    files = app.file_uploader(key="add_files")
    for name, content in HOSTILE.items():
        files.upload(name, content)
    app.get_by_key("upload").form_submit_button[0].click().run()
    assert not app.exception and not app.error
    named = "\n".join(box.value for box in (*app.warning, *app.info)).replace("\\", "")
    for name in ("empty.txt", "blank.md", "picture.txt", "broken.jsonl"):
        assert name in named
    app.button(key="add_drafts").click().run(timeout=120)
    assert not app.exception and not app.error
    assert app.success
    app.switch_page("dashboard/pages/timeline.py")
    app.run()
    assert not app.exception and not app.error


def test_the_tray_holds_what_no_article_dates(app: AppTest, database: str) -> None:
    undated = [e for e in events_of(database, "sample") if e.date is None]
    app.session_state["tray"] = True
    open_at(app, c="sample")
    keys = {button.key for button in app.button}
    assert undated and {f"pick_{e.id}" for e in undated[:60]} <= keys


def test_an_article_dated_later_dates_its_events(app: AppTest, database: str) -> None:
    articles_page(app, c="north")
    app.date_input(key="set_dateless").set_value(date(2022, 3, 12))
    app.button(key="do_set_dateless").click().run()
    assert not app.exception and not app.error
    told = [e for e in events_of(database) if any(m.article == "dateless" for m in e.mentions)]
    assert {event.date for event in told} == {"2022-03-10"}


def test_a_removed_collection_comes_back_with_undo(app: AppTest, database: str) -> None:
    def titles() -> set[str]:
        return {c.title for c in EventStore(database).collections()}

    store = EventStore(database)
    store.create("Passing", "passing")
    store.add("passing", ARTICLES[:1])
    articles_page(app, c="passing")
    app.button(key="delete_collection").click().run()
    assert "Passing" not in titles()
    app.button(key="undo").click().run()
    assert "Passing" in titles()
    assert not app.exception and not app.error


def test_a_removed_collection_can_be_deleted_for_good(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Gone", "gone")
    store.add("gone", ARTICLES[:1])
    articles_page(app, c="gone")
    app.button(key="delete_collection").click().run()
    assert store.exists("gone", even_deleted=True)
    app.button(key="purge").click().run()
    assert not app.exception and not app.error
    assert not store.exists("gone", even_deleted=True) and not store.articles("gone")
    assert {"undo", "purge"}.isdisjoint(button.key for button in app.button)


def test_a_removed_article_offers_nothing_for_good(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Thinned", "thinned")
    store.add("thinned", ARTICLES[:2])
    app.session_state["kept_removed"] = ("thinned", ARTICLES[0].id, "Ministers open harbour bridge")
    articles_page(app, c="thinned")
    keys = {button.key for button in app.button}
    assert "undo" in keys and "purge" not in keys


def test_a_collection_gets_another_title_and_a_blank_one_changes_nothing(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Old", "old")
    store.add("old", ARTICLES[:1])
    articles_page(app, c="old")
    for typed, title in (("New *title*", "New *title*"), ("  ", "New *title*")):
        app.text_input(key="title_old").set_value(typed)
        app.get_by_key("rename").form_submit_button[0].click().run()
        assert not app.exception and not app.error
        assert store.collection("old").title == title


def test_articles_read_by_older_rules_are_read_again_when_asked(
    app: AppTest, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = EventStore(database)
    store.create("Older", "older")
    store.add("older", ARTICLES)
    articles_page(app, c="older")
    assert "refresh" not in {button.key for button in app.button}
    monkeypatch.setattr("dashboard.pipeline.version", lambda: "newer")
    assert store.outdated("older") == 3
    app.run()
    app.button(key="refresh").click().run(timeout=120)
    assert not app.exception and not app.error
    assert store.outdated("older") == 0
    assert "refresh" not in {button.key for button in app.button}


def test_a_server_for_readers_offers_no_way_to_change_anything(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_READONLY", "1")
    articles_page(app, c="north")
    keys = {button.key for button in app.button}
    assert not app.text_area and "delete_collection" not in keys
    assert not app.exception and not app.error


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


def test_two_collections_of_one_title_can_both_be_chosen(app: AppTest, database: str) -> None:
    store = EventStore(database)
    for name in ("twin-a", "twin-b"):
        store.create("Twins", name)
    open_at(app, c="north")
    assert not app.exception and not app.error
    articles_page(app, c="twin-a")
    labels = app.selectbox(key="add_into").options
    assert len(labels) == len(set(labels))


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
    open_at(app, c="north", known="2020-01-01")
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


# --- actors ----------------------------------------------------------------------------------------------------------


def actors_page(app: AppTest, *chosen: str, **query: str) -> AppTest:
    """The page of the actors with these rows of its table chosen."""
    open_at(app, **query)
    app.session_state["kept_actors_open"] = chosen
    app.switch_page("dashboard/pages/actors.py")
    return app.run()


@pytest.fixture
def bridges(database: str) -> Iterator[EventStore]:
    """A collection that a test may spoil."""
    store = EventStore(database)
    store.create("Spoiled", "spoiled")
    store.add("spoiled", ARTICLES)
    yield store
    store.purge("spoiled")
    store.close()


def test_an_actor_gets_another_name_and_old_links_still_find_it(app: AppTest, bridges: EventStore) -> None:
    actors_page(app, "sanna-marin", c="spoiled")
    app.text_input(key="new_name").set_value("Sanna Mirella Marin")
    app.get_by_key("name_sanna-marin").form_submit_button[0].click().run()
    assert not app.exception and not app.error
    assert "sanna-mirella-marin" in bridges.load("spoiled").actors
    app.switch_page("dashboard/pages/timeline.py")
    open_at(app, c="spoiled", actor="sanna-marin")
    assert "Sanna Mirella Marin" in result(app) and not app.info


def test_two_actors_become_one_and_undo_makes_them_two(app: AppTest, bridges: EventStore) -> None:
    before = set(bridges.load("spoiled").actors)
    actors_page(app, "sanna-marin", "magdalena-andersson", c="spoiled")
    app.radio(key="merge_into").set_value("sanna-marin")
    app.button(key="merge_save").click().run()
    assert not app.exception and not app.error
    assert "magdalena-andersson" not in bridges.load("spoiled").actors
    (number,) = bridges.actor_edits("spoiled")
    assert [button.key for button in app.get("download_button")] == ["edits_file"]
    app.button(key=f"undo_{number}").click().run()
    assert set(bridges.load("spoiled").actors) == before


def test_an_actor_is_parted_and_retyped(app: AppTest, bridges: EventStore) -> None:
    actors_page(app, "sanna-marin", c="spoiled")
    app.multiselect(key="part_articles").set_value(["dateless"])
    app.text_input(key="part_name").set_value("Another Sanna")
    app.get_by_key("part_sanna-marin").form_submit_button[0].click().run()
    assert not app.exception and not app.error
    assert "another-sanna" in bridges.load("spoiled").actors
    app.selectbox(key="new_kind").set_value("group")
    app.get_by_key("name_sanna-marin").form_submit_button[0].click().run()
    assert bridges.load("spoiled").actors["sanna-marin"].kind == "group"


def test_a_server_for_readers_corrects_no_actor(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_READONLY", "1")
    actors_page(app, "sanna-marin", c="north")
    assert not app.get("form") and not app.exception
