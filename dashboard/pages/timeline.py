"""The timeline: filters, overview, the events in the way the reader likes, and the card of the one that is picked."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard import charts, edtf, session
from dashboard.pages import bridge, card, filters, lists, share
from dashboard.pages.parts import ARTICLES, TIMELINE, guard, head, plain
from dashboard.session import Screen
from dashboard.view import LAYOUTS, select
from dashboard.words import say

WAYS = tuple(name for name in LAYOUTS if name in ("list", "table") or name in charts.CHARTS)
CONFIG = {**charts.CONFIG, "doubleClick": False, "showTips": False}


def show() -> None:
    """The page."""
    screen = session.screen()
    head(screen, TIMELINE, _tools)
    if screen.loaded is None:
        st.info(say("app.nothing"))
        st.page_link(ARTICLES, label=say("app.add"), icon=":material/add:")
        return
    for note in screen.notes:
        st.info(plain(note), icon=":material/link_off:")
    if not session.is_phone():
        filters.row(screen)
    shown = select(screen.loaded.frame, screen.view)
    filters.result(screen, shown)
    if session.is_phone():
        _body(screen, shown)
        if screen.view.event:
            card.sheet(screen, shown)
    elif screen.view.event:
        left, right = st.columns([0.66, 0.34], gap="medium")
        with left:
            _body(screen, shown)
        with right:
            card.show(screen, shown)
    else:
        _body(screen, shown)


def layout_of(screen: Screen) -> str:
    """How the events are shown: as the link says, else as a list on a phone and in lanes elsewhere."""
    asked = screen.view.layout
    return asked if asked in WAYS else "list" if session.is_phone() else "lanes"


def _tools(screen: Screen) -> None:
    """What stands in the head beside the links: sharing, and on a phone the filters."""
    if session.is_phone() and screen.loaded:
        filters.row(screen)
    st.button(say("app.share"), key="share", icon=":material/share:", type="primary", on_click=share.ask)
    if session.recall("share_asked") and screen.loaded:
        share.dialog(screen)


def _body(screen: Screen, shown: pd.DataFrame) -> None:
    layout = layout_of(screen)
    width = 360 if session.is_phone() else 800 if screen.view.event else 1240
    scene = charts.set_scene(
        screen.loaded.frame, shown, screen.loaded.timeline.actors, screen.view, screen.as_of,
        theme=session.theme(), width=width, quotes=screen.loaded.quotes,
    )  # fmt: skip
    if not session.is_phone() or layout in charts.CHARTS:
        _overview(scene)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="look"):
        key = session.held("layout", layout)
        st.segmented_control(
            say("look.label"), WAYS, key=key,
            format_func=lambda name: say(f"look.{name}"), required=True, label_visibility="collapsed",
            on_change=session.on_change(key, lambda chosen: session.change(layout=chosen or "")),
        )  # fmt: skip
        if not session.is_phone():
            lists.steps(screen, shown)
    if layout in charts.CHARTS:
        _chart(layout, scene)
    elif layout == "list":
        lists.chronology(screen, shown)
    else:
        lists.table(screen, shown)
    lists.tray(screen, shown)


def _overview(scene: charts.Scene) -> None:
    """The bars over all the time there is; dragging across them chooses the window."""
    drawn = charts.CHARTS["overview"].draw(scene)

    def act() -> None:
        chosen = st.session_state["overview"].selection
        if chosen.box:
            _window([str(x) for x in chosen.box[0]["x"]])
        elif chosen.points and (pick := charts.read_pick(_data(chosen.points[0]))):
            session.change(first=pick.first, last=pick.last)

    st.plotly_chart(
        drawn.figure,
        key="overview",
        on_select=act,
        selection_mode=("box", "points"),
        config=CONFIG,
        alt=drawn.alt,
        theme=None,
    )


def _chart(layout: str, scene: charts.Scene) -> None:
    """The big chart; a clicked mark opens its card, a zoom reaches the address."""
    drawn = charts.CHARTS[layout].draw(scene)

    def act() -> None:
        points = st.session_state["chart"].selection.points
        if points and (pick := charts.read_pick(_data(points[0]))):
            _open(pick, scene)

    st.plotly_chart(
        drawn.figure, key="chart", on_select=act, selection_mode="points", alt=drawn.alt, theme=None,
        config={**CONFIG, "scrollZoom": not session.is_phone()},
    )  # fmt: skip
    bridge.zoom("chart", _window)
    st.caption(plain(f"{drawn.summary} {say('look.hint')} {say('look.brush_hint')}"))


def _data(point: dict) -> object:
    """What the chart wrote on a mark; Streamlit hands a list over as a dictionary."""
    data = point.get("customdata")
    return list(data.values()) if isinstance(data, dict) else data


def _open(pick: charts.Pick, scene: charts.Scene) -> None:
    """A mark of one event opens its card; one that counts several goes nearer, or lists them where it is near."""
    if pick.first is None or pick.last is None:
        session.change(event=pick.events[0])
    elif (pick.last - pick.first).days > 1 and (pick.first, pick.last) != tuple(scene.window):
        session.change(first=pick.first, last=pick.last)
    else:
        lane = {"actors": (pick.lane,)} if pick.lane in scene.actors else {}
        session.change(first=pick.first, last=pick.last, layout="list", **lane)


def _window(ends: list[str]) -> None:
    """What the reader dragged or zoomed to, as days; nothing means everything."""
    if not ends:
        session.change(first=None, last=None)
        return
    first, last = sorted(ends)[0], sorted(ends)[-1]
    if edtf.is_edtf(first[:10]) and edtf.is_edtf(last[:10]) and len(first[:10]) == len(last[:10]) == 10:
        end = date.fromisoformat(last[:10])
        if len(last) == 10 or not last[10:].strip(" 0:.T"):  # midnight: that day has not begun
            end = max(date.fromisoformat(first[:10]), end - timedelta(1))
        session.change(first=date.fromisoformat(first[:10]), last=end)


if __name__ == "__main__":
    guard(show)()
