"""Who reads corrects who is who: another name, two that are one, one that is two."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store import EventStore
from tests.opened import ARTICLES, open_at, result

pytestmark = pytest.mark.app


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
    store.delete("spoiled")
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
