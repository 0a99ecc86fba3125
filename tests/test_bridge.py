"""What the browser tells of a page that the reader has left meanwhile is heard without harm."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st

from dashboard.pages import bridge

Acts = dict[str, Callable[[], None]]


@pytest.fixture
def acts(monkeypatch: pytest.MonkeyPatch) -> Acts:
    """What is to be called when the browser tells something, by its name."""
    found: Acts = {}

    def component(**how: Any) -> None:
        found.update({name: act for name, act in how.items() if name.startswith("on_")})

    for name in ("_zoom", "_measure", "_keys"):
        monkeypatch.setattr(bridge, name, component)
    monkeypatch.setattr(st, "session_state", {})
    return found


def test_of_a_page_that_was_left_nothing_changes(acts: Acts) -> None:
    heard: list[object] = []
    bridge.listen("chart", heard.append, heard.append, "bars", heard.append)
    bridge.measure(700, heard.append)
    bridge.keys(heard.append)
    for act in acts.values():
        act()
    assert len(acts) == 5 and heard == [700, 0], "the width that is known, and no step"


def test_of_the_page_that_is_shown_all_is_heard(acts: Acts) -> None:
    heard: list[object] = []
    bridge.listen("chart", heard.append, heard.append, "bars", heard.append)
    bridge.measure(700, heard.append)
    bridge.keys(heard.append)
    st.session_state["zoom"] = SimpleNamespace(window=["2022-01-12", "2022-01-14"], lane="russia", bar="day")
    st.session_state["measure"], st.session_state["keys"] = SimpleNamespace(width=640), SimpleNamespace(steps=("a", 2))
    for act in acts.values():
        act()
    assert heard == [["2022-01-12", "2022-01-14"], "russia", "day", 640, 2]
    st.session_state["zoom"] = SimpleNamespace(window=None, lane=None, bar=None)
    acts["on_window_change"]()
    assert heard[-1] == [], "a double click: everything"
