"""Articles come in, get a date, go and come back; their collection is renamed, read again, removed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.model import Article
from dashboard.pages import parts
from dashboard.store import EventStore
from dashboard.words import say
from tests.opened import ARTICLES, articles_page, events_of, open_at, said

pytestmark = pytest.mark.app


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


def test_who_goes_away_while_articles_are_read_loses_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(BaseException):
        """What Streamlit ends a page with."""

    class Bar:
        def progress(self, share: float, words: str) -> None:
            raise Gone

    monkeypatch.setattr(parts.st, "progress", lambda *_: Bar())
    done = []
    with pytest.raises(Gone), parts.reading_bar(2) as progress:
        for n in (1, 2):
            progress(n, 2)
            done.append(n)
    assert done == [1, 2]


def test_text_pasted_without_a_date_is_asked_for_it(app: AppTest, database: str) -> None:
    articles_page(app)
    app.text_area(key="add_text").set_value("The court in Vaduz ruled on Monday against the bank.")
    app.get_by_key("paste").form_submit_button[0].click().run()
    assert "Not added yet" in said(app) and "No publication date was found" in said(app)
    draft = next(d for d in app.date_input if d.key.startswith("d_"))
    draft.set_value(date(2023, 5, 10))
    app.button(key="add_drafts").click().run()
    assert any("1 article added" in s.value for s in app.success)


def test_what_a_form_sends_is_kept_though_the_click_on_its_button_is_lost(app: AppTest) -> None:
    articles_page(app)
    app.session_state["add_text"] = "The court in Vaduz ruled on Monday against the bank."
    app.run()
    assert any(button.key == "add_drafts" for button in app.button)
    app.button(key="discard").click().run()
    assert not any(button.key == "add_drafts" for button in app.button), "what was taken is not taken again"


def test_a_timeline_asks_for_the_date_that_most_of_its_events_wait_for(app: AppTest, database: str) -> None:
    store = EventStore(database)
    for name, published in (("waiting", None), ("dated", date(2023, 5, 10))):
        text = "The court in Vaduz ruled on Monday against the bank. The bank appealed on Tuesday."
        text += " Police arrested Jan Visser on Tuesday. The court convicted Ada Berg on 2 May 2019."
        store.create(name, name)
        store.add(name, [Article(name, text, "Ruling", published, "en")])
    open_at(app, c="waiting")
    assert "1 article has no publication date" in said(app)
    app.session_state["tray"] = False
    open_at(app, c="waiting")
    assert "no publication date" not in said(app)  # closed by hand it stays closed
    open_at(app, c="dated")
    assert "no publication date" not in said(app)


@pytest.mark.parametrize(
    ("pasted", "told"), [("https://example.org/talks?id=3 ", True), ("Talks, see www.example.org", False)]
)
def test_an_address_is_no_article_and_is_not_fetched(app: AppTest, pasted: str, told: bool) -> None:
    articles_page(app)
    app.text_area(key="add_text").set_value(pasted)
    app.get_by_key("paste").form_submit_button[0].click().run()
    assert any("fetches nothing" in info.value for info in app.info) is told
    assert ("add_drafts" in {button.key for button in app.button}) is not told


def test_one_of_several_drafts_can_be_left_out(app: AppTest) -> None:
    articles_page(app)
    for text in ("The court in Vaduz ruled on Monday against the bank.", "qwertz qwertz qwertz"):
        app.text_area(key="add_text").set_value(text)
        app.get_by_key("paste").form_submit_button[0].click().run()
    left_out = [button for button in app.button if button.key.startswith("x_")]
    assert len(left_out) == 2
    left_out[1].click().run()
    assert app.button(key="add_drafts").label == "Add 1 article"
    assert [box.value for box in app.text_input if box.key.startswith("t_")] == [
        "The court in Vaduz ruled on Monday against the bank."
    ]
    assert not [button for button in app.button if button.key.startswith("x_")]  # one alone is discarded as a whole


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


def test_a_text_that_lacks_nothing_is_added_while_another_waits_for_its_date(app: AppTest, database: str) -> None:
    articles_page(app)
    app.text_input(key="add_title").set_value("Waits")
    app.text_area(key="add_text").set_value("The court in Vaduz ruled on Monday against the bank.")
    app.get_by_key("paste").form_submit_button[0].click().run()
    app.text_area(key="add_text").set_value("Dam reopened\n\nEngineers reopened the dam in Graz on Monday.")
    app.date_input(key="paste_day").set_value(date(2023, 5, 10))
    app.get_by_key("paste").form_submit_button[0].click().run()
    assert any("1 article added" in s.value for s in app.success)
    assert app.button(key="add_drafts").label == "Add 1 article", "the other still waits"
    made = next(c for c in EventStore(database).collections() if c.title == "Waits")
    assert {event.date for event in events_of(database, made.id)} == {"2023-05-08"}
    app.button(key="add_drafts").click().run()
    assert len(EventStore(database).load(made.id).readings) == 2


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


def test_of_many_articles_none_is_lost_because_one_has_no_date(app: AppTest, database: str) -> None:
    articles_page(app)
    app.text_input(key="add_title").set_value("Many")
    lines = [
        f'{{"text": "The court in Vaduz met on Monday, case {n}.", "published": "2023-05-10"}}' for n in range(119)
    ]
    content = "\n".join([*lines, '{"text": "The court in Linz met on Monday."}'])
    app.file_uploader(key="add_files").upload("many.jsonl", content.encode())
    app.get_by_key("upload").form_submit_button[0].click().run()
    assert "70 more, added as they are" in said(app).replace("\\", "")
    app.button(key="add_drafts").click().run(timeout=120)
    assert not app.exception and not app.error
    assert next(c.articles for c in EventStore(database).collections() if c.title == "Many") == 120


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


def test_an_article_dated_later_dates_its_events(app: AppTest, database: str) -> None:
    articles_page(app, c="north")
    app.date_input(key="set_dateless").set_value(date(2022, 3, 12))
    app.button(key="do_set_dateless").click().run()
    assert not app.exception and not app.error
    told = [e for e in events_of(database) if any(m.article == "dateless" for m in e.mentions)]
    assert {event.date for event in told} == {"2022-03-10"}


def test_a_wrong_day_of_publication_is_put_right_and_its_events_follow(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Mistyped", "mistyped")
    store.add("mistyped", ARTICLES[:2])
    app.session_state["kept_article_open"] = "harbour"
    articles_page(app, c="mistyped")
    assert events_of(database, "mistyped")[0].date == "2022-03-08"
    app.date_input(key="day_of_harbour").set_value(date(2021, 3, 10))
    app.text_input(key="source_of_harbour").set_value(" Coast Daily ")
    app.get_by_key("facts").form_submit_button[0].click().run()
    assert not app.exception and not app.error
    assert events_of(database, "mistyped")[0].date == "2021-03-09"
    assert store.articles("mistyped")[0].source == "Coast Daily"
    app.get_by_key("facts").form_submit_button[0].click().run()
    assert app.toast[0].value == say("actor_page.unchanged")
    assert app.subheader[0].value == "Ministers open harbour bridge"  # it stays open, though its row has moved
    app.button(key="delete_article").click().run()
    assert not app.subheader and len(store.articles("mistyped")) == 1  # and no other one opens in its place


def test_a_timeline_without_any_date_asks_for_it_in_place_of_a_chart(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Dateless", "lost")
    store.add("lost", ARTICLES[2:])
    open_at(app, c="lost")
    assert not app.get("plotly_chart")
    app.date_input(key="set_dateless").set_value(date(2022, 3, 12))
    app.button(key="do_set_dateless").click().run()
    assert not app.exception and not app.error
    assert len(app.get("plotly_chart")) == 2 and "set_dateless" not in {box.key for box in app.date_input}


def delete_one(app: AppTest, database: str, title: str) -> EventStore:
    """Take a collection of one article out of the list by its button; its id is the title in small letters."""
    store = EventStore(database)
    store.create(title, title.lower())
    store.add(title.lower(), ARTICLES[:1])
    articles_page(app, c=title.lower())
    app.session_state["removed"] = True  # what can come back is listed
    app.button(key="delete_collection").click().run()
    return store


def test_a_removed_collection_comes_back_with_undo(app: AppTest, database: str) -> None:
    def titles() -> set[str]:
        return {c.title for c in EventStore(database).collections()}

    delete_one(app, database, "Passing")
    assert "Passing" not in titles()
    app.button(key="undo").click().run()
    assert "Passing" in titles()
    assert not app.exception and not app.error


def test_a_removed_collection_can_be_deleted_for_good(app: AppTest, database: str) -> None:
    store = delete_one(app, database, "Gone")
    assert store.exists("gone", even_deleted=True)
    app.button(key="purge_gone").click().run()
    assert not app.exception and not app.error
    assert not store.exists("gone", even_deleted=True) and not store.articles("gone")
    assert {"undo", "purge_gone", "restore_gone"}.isdisjoint(button.key for button in app.button)


def test_what_another_session_removed_is_brought_back_by_anyone(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Elsewhere", "elsewhere")
    store.add("elsewhere", ARTICLES[:2])
    store.remove_article("elsewhere", ARTICLES[1].id)
    store.delete("elsewhere")
    open_at(app, c="elsewhere")
    assert "“Elsewhere” of the link was removed" in said(app)
    app.session_state["removed"] = True
    app.switch_page("dashboard/pages/articles.py").run()
    app.button(key="restore_elsewhere").click().run()
    assert not app.exception and not app.error
    assert store.collection("elsewhere").articles == 1
    app.button(key=f"back_{ARTICLES[1].id}").click().run()
    assert not app.exception and not app.error
    assert store.collection("elsewhere").articles == 2 and not store.removed()


def test_on_a_server_only_what_has_long_been_removed_is_deleted_for_good_by_others(
    app: AppTest, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.session.is_local", lambda: False)
    store = EventStore(database)
    store.create("Fresh", "fresh")
    store.delete("fresh")
    app.session_state["removed"] = True
    articles_page(app, c="north")
    keys = {button.key for button in app.button}
    assert "restore_fresh" in keys and "purge_fresh" not in keys
    monkeypatch.setattr("dashboard.pages.removed.REST", timedelta(0))
    app.run()
    app.button(key="purge_fresh").click().run()
    assert not app.exception and not app.error
    assert not store.exists("fresh", even_deleted=True)


@pytest.mark.parametrize("page", ["timeline", "actors", "articles", "method"])
def test_without_any_collection_every_page_still_opens(app: AppTest, database: str, page: str) -> None:
    store = EventStore(database)
    there = [collection.id for collection in store.collections()]
    app.run()
    for name in there:
        store.delete(name)
    try:
        app.run()
        if page != "timeline":
            app.switch_page(f"dashboard/pages/{page}.py").run()
        assert not app.exception and not app.error
        if page == "articles":
            assert app.text_area(key="add_text") and "undo" not in {button.key for button in app.button}
        elif page != "method":
            assert "There is no collection yet" in said(app)
    finally:
        for name in there:
            store.restore(name)


def test_what_somebody_else_deleted_for_good_is_told_kindly(app: AppTest, database: str) -> None:
    store = delete_one(app, database, "Lost")
    store.purge("lost")
    app.button(key="undo").click().run()
    assert not app.exception and not app.error
    assert [toast.value for toast in app.toast] and "undo" not in {button.key for button in app.button}


def test_a_removed_article_offers_nothing_for_good(app: AppTest, database: str) -> None:
    store = EventStore(database)
    store.create("Thinned", "thinned")
    store.add("thinned", ARTICLES[:2])
    app.session_state["kept_removed"] = ("thinned", ARTICLES[0].id, "Ministers open harbour bridge")
    articles_page(app, c="thinned")
    keys = {button.key for button in app.button}
    assert "undo" in keys and "purge_thinned" not in keys


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


def test_a_server_for_readers_offers_no_way_to_change_anything(
    app: AppTest, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_READONLY", "1")
    store = EventStore(database)
    store.create("Shut", "shut")
    store.delete("shut")
    articles_page(app, c="north")
    keys = {button.key for button in app.button}
    assert not app.text_area and {"delete_collection", "restore_shut", "do_set_dateless"}.isdisjoint(keys)
    store.purge("shut")
    assert not app.exception and not app.error


def test_two_collections_of_one_title_can_both_be_chosen(app: AppTest, database: str) -> None:
    store = EventStore(database)
    for name in ("twin-a", "twin-b"):
        store.create("Twins", name)
    open_at(app, c="north")
    assert not app.exception and not app.error
    articles_page(app, c="twin-a")
    labels = app.selectbox(key="add_into").options
    assert len(labels) == len(set(labels))
