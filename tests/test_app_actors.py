"""Who reads corrects who is who: another name, two that are one, one that is two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.merge.edits import Edit
from dashboard.model import Actor, Kind
from dashboard.pages.actors import called
from dashboard.store import EventStore
from dashboard.words import say
from tests.opened import ARTICLES, events_of, open_at, result, said

pytestmark = pytest.mark.app


def actors_page(app: AppTest, *chosen: str, **query: str) -> AppTest:
    """The page of the actors with these rows of its table chosen."""
    open_at(app, **query)
    app.session_state["kept_actors_open"] = chosen
    app.switch_page("dashboard/pages/actors.py")
    return app.run()


def box(app: AppTest, kind: str, begins: str) -> Any:
    """The one input of a kind whose key begins so: what stands in it is of the actor that is shown."""
    (found,) = [one for one in app.get(kind) if str(one.key).startswith(begins)]
    return found


def type_home(app: AppTest, name: str) -> None:
    """Type in whom an actor belongs to, which is none of the names offered."""
    box(app, "text_input", "other_home").set_value(name)


@pytest.fixture
def bridges(database: str) -> Iterator[EventStore]:
    """A collection that a test may spoil."""
    store = EventStore(database)
    store.create("Spoiled", "spoiled")
    store.add("spoiled", ARTICLES)
    yield store
    store.delete("spoiled")
    store.purge("spoiled")
    store.close()


def test_an_actor_gets_another_name_and_old_links_still_find_it(app: AppTest, bridges: EventStore) -> None:
    actors_page(app, "sanna-marin", c="spoiled")
    box(app, "text_input", "new_name").set_value("Sanna Mirella Marin")
    app.get_by_key("name_sanna-marin").form_submit_button[0].click().run()
    assert not app.exception and not app.error
    assert "sanna-mirella-marin" in bridges.load("spoiled").actors
    app.switch_page("dashboard/pages/timeline.py")
    open_at(app, c="spoiled", actor="sanna-marin")
    assert "Sanna Mirella Marin" in result(app) and not app.info


def test_the_card_of_an_actor_stays_open_when_its_new_name_is_taken_back(app: AppTest, bridges: EventStore) -> None:
    actors_page(app, "sanna-marin", c="spoiled")
    box(app, "text_input", "new_name").set_value("Sanna Mirella Marin")
    app.get_by_key("name_sanna-marin").form_submit_button[0].click().run()
    assert "## Sanna Mirella Marin" in said(app)
    (number,) = bridges.actor_edits("spoiled")
    app.button(key=f"undo_{number}").click().run()
    assert "## Sanna Marin" in said(app) and not app.exception


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


def test_of_many_corrections_the_latest_are_listed_and_all_are_in_the_file(
    app: AppTest, bridges: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.pages.removed.MOST", 2)
    names = "Sanna Marin", "Magdalena Andersson"
    bridges.edit_actor("spoiled", *(Edit("kind", name, str(Kind.GROUP)) for name in names))
    bridges.edit_actor("spoiled", *(Edit("home", name, "NATO") for name in names))
    numbers = sorted(bridges.actor_edits("spoiled"), reverse=True)
    actors_page(app, c="spoiled")
    assert len(numbers) > 2
    assert [b.key for b in app.button if str(b.key).startswith("undo_")] == [f"undo_{n}" for n in numbers[:2]]
    assert f"And {len(numbers) - 2} more." in said(app)


def test_who_is_named_and_takes_no_part_is_counted_among_all_and_not_in_a_search(app: AppTest) -> None:
    actors_page(app, c="sample")
    assert "take part in no event" in said(app)
    app.text_input(key="actor_search").set_value("lavrov").run()
    assert "take part in no event" not in said(app) and len(app.dataframe[0].value) == 1


def test_an_actor_is_parted_and_retyped(app: AppTest, bridges: EventStore) -> None:
    actors_page(app, "sanna-marin", c="spoiled")
    box(app, "multiselect", "part_articles").set_value(["dateless"])
    box(app, "text_input", "part_name").set_value("Another Sanna")
    app.get_by_key("part_sanna-marin").form_submit_button[0].click().run()
    assert not app.exception and not app.error
    assert "another-sanna" in bridges.load("spoiled").actors
    box(app, "selectbox", "new_kind").set_value("group")
    app.get_by_key("name_sanna-marin").form_submit_button[0].click().run()
    assert bridges.load("spoiled").actors["sanna-marin"].kind == "group"


def test_what_a_form_of_an_actor_lacks_is_said_and_nothing_is_kept(app: AppTest, bridges: EventStore) -> None:
    actors_page(app, "sanna-marin", c="spoiled")
    app.get_by_key("part_sanna-marin").form_submit_button[0].click().run()
    assert [e.value for e in app.error] == [say("actor_page.part_none")]
    box(app, "multiselect", "part_articles").set_value(["dateless"])
    box(app, "text_input", "part_name").set_value("Sanna  Marin")
    app.get_by_key("part_sanna-marin").form_submit_button[0].click().run()
    assert "not “Sanna Marin”" in app.error[0].value
    box(app, "text_input", "new_name").set_value(" ")
    app.get_by_key("name_sanna-marin").form_submit_button[0].click().run()
    assert [e.value for e in app.error] == [say("actor_page.name_none")] and not bridges.actor_edits("spoiled")


def test_whom_an_actor_belongs_to_is_corrected_and_the_filter_follows(app: AppTest, bridges: EventStore) -> None:
    actors_page(app, "sanna-marin", c="spoiled")
    home = box(app, "selectbox", "new_home")
    assert home.value == "Finland" and home.options == ["nobody", "Finland", "Sweden"]
    home.set_value("Sweden")
    app.get_by_key("name_sanna-marin").form_submit_button[0].click().run()
    assert not app.exception and not app.error
    assert bridges.load("spoiled").actors["sanna-marin"].affiliation == "sweden"
    assert "Sanna Marin belongs to Sweden" in said(app)
    events = events_of(bridges.url, "spoiled")
    assert not any("finland" in event.via for event in events)
    opened = next(event for event in events if "Turku" in event.places)
    app.switch_page("dashboard/pages/timeline.py")
    open_at(app, c="spoiled", actor="sweden", event=opened.id)
    assert result(app).startswith("**All 4 events") and "Sweden because Sanna Marin" in said(app)


@pytest.mark.parametrize("kind", ["country", "organization"])
def test_what_a_home_is_that_nobody_has_named_is_asked_first(app: AppTest, bridges: EventStore, kind: str) -> None:
    actors_page(app, "sanna-marin", c="spoiled")
    type_home(app, "Norland")
    app.get_by_key("name_sanna-marin").form_submit_button[0].click().run()
    assert "Norland is new here" in said(app) and not bridges.actor_edits("spoiled")
    type_home(app, "Norland")  # it stands in its box
    app.button(key=f"home_is_{kind}").click().run()
    assert not app.exception and not app.error and "Norland is new here" not in said(app)
    actors = bridges.load("spoiled").actors
    assert (actors["sanna-marin"].affiliation, actors["norland"].kind) == ("norland", kind)


def test_what_was_asked_of_a_home_is_over_when_the_form_is_sent_without_a_name(
    app: AppTest, bridges: EventStore
) -> None:
    actors_page(app, "sanna-marin", c="spoiled")
    type_home(app, "Norland")
    app.get_by_key("name_sanna-marin").form_submit_button[0].click().run()
    assert "Norland is new here" in said(app)
    box(app, "text_input", "new_name").set_value(" ")
    app.get_by_key("name_sanna-marin").form_submit_button[0].click().run()
    assert [e.value for e in app.error] == [say("actor_page.name_none")] and "new here" not in said(app)


def test_of_a_country_that_is_known_nothing_is_asked(app: AppTest, bridges: EventStore) -> None:
    actors_page(app, "sanna-marin", c="spoiled")
    type_home(app, "Estonia")
    app.get_by_key("name_sanna-marin").form_submit_button[0].click().run()
    assert "new here" not in said(app)
    assert bridges.load("spoiled").actors["estonia"].kind == "country"


def test_who_belongs_to_nobody_is_said_and_undone(app: AppTest, bridges: EventStore) -> None:
    actors_page(app, "sanna-marin", c="spoiled")
    box(app, "selectbox", "new_home").set_value("")
    app.get_by_key("name_sanna-marin").form_submit_button[0].click().run()
    assert bridges.load("spoiled").actors["sanna-marin"].affiliation is None
    assert "Sanna Marin belongs to nobody" in said(app)
    (number,) = bridges.actor_edits("spoiled")
    app.button(key=f"undo_{number}").click().run()
    assert bridges.load("spoiled").actors["sanna-marin"].affiliation == "finland"
    assert box(app, "selectbox", "new_home").value == "Finland", "else the next correction would make it again"


@pytest.mark.parametrize(
    ("typed", "meant"), [(" finland ", "Finland"), ("Suomi", "Finland"), ("Åland  Islands", "Åland Islands"), (" ", "")]
)
def test_a_home_that_is_typed_is_the_actor_written_so(typed: str, meant: str) -> None:
    finland = Actor("finland", "Finland", Kind.COUNTRY, {"Suomi": 1, "Finland": 2})
    assert called({"finland": finland}, typed) == meant


def test_another_actor_is_corrected_in_boxes_of_its_own(app: AppTest, bridges: EventStore) -> None:
    actors_page(app, "sanna-marin", c="spoiled")
    actors_page(app, "magdalena-andersson", c="spoiled")
    assert box(app, "text_input", "new_name").value == "Magdalena Andersson"
    assert box(app, "text_input", "part_name").value == "Magdalena Andersson (2)"
    assert box(app, "selectbox", "new_home").value == "Sweden"


def test_a_server_for_readers_corrects_no_actor(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_READONLY", "1")
    actors_page(app, "sanna-marin", c="north")
    assert not app.get("form") and not app.exception
