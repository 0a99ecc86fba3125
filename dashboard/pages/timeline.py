"""The timeline: filters, overview, the events in the way the reader likes, and the card of the one that is picked."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard import charts, edtf, session
from dashboard.model import Status
from dashboard.pages import ARTICLES, TIMELINE, bridge, card, expected, filters, lists, mend, share, undated
from dashboard.pages.parts import guard, head, plain
from dashboard.selection import in_order, select
from dashboard.session import Screen
from dashboard.view import LAYOUTS
from dashboard.words import say

WAYS = tuple(name for name in LAYOUTS if name in ("list", "table", "expected") or name in charts.CHARTS)
ORDERED = ("list", "table")  # ways that have an order to choose; the others go from left to right
FEW = 5  # articles whose date is asked for in place of the chart; the page of the articles asks for all
CARD = 0.33  # share of the page beside the chart
CONFIG = {**charts.CONFIG, "doubleClick": False, "showTips": False}

# A page laid out for a desk that arrives in a narrow window is not shown there: `bridge.measure` tells the width, and
# the phone's page is on its way. 640 leaves no width at which neither is so.
_WAIT = f"""<style>
@media screen and (max-width: 640px) {{
  .st-key-desk > * {{ display: none !important; }}
  .st-key-desk::before {{ content: {json.dumps(say("look.narrow"), ensure_ascii=False)}; opacity: 0.8; }}
}}
</style>"""

# A chart that was drawn for a wider page is not shown either: its labels would run into each other until the one that
# fits is there. 8 pixels are what `bridge.measure` lets pass. Where that one never comes, this one is shown in the end.
_FITS = """<style>
@keyframes unfit {{ from, to {{ visibility: hidden; }} }}
@keyframes unfit-said {{ from, to {{ opacity: 0.8; }} }}
.st-key-desk, .st-key-hand {{ container-type: inline-size; }}
@media screen {{ @container (max-width: {least}px) {{
  .st-key-overview .js-plotly-plot, .st-key-chart .js-plotly-plot {{ animation: unfit 8s; }}
  .st-key-chart {{ position: relative; }}
  .st-key-chart::before {{ content: {said}; position: absolute; opacity: 0; animation: unfit-said 8s; }}
}} }}
</style>"""


def show() -> None:
    """The page."""
    screen = session.screen()
    head(screen, TIMELINE, _tools)
    if screen.empty:
        st.info(say("app.nothing"))
        st.page_link(ARTICLES, label=say("app.add"), icon=":material/add:")
        return
    if screen.whole.frame.empty:
        _notes(screen)
        st.info(say("app.no_events"), icon=":material/article:")
        st.page_link(
            ARTICLES, label=say("app.see_articles"), icon=":material/article:",
            query_params=session.query_of(screen.view),
        )  # fmt: skip
        return
    st.html(_WAIT)
    if session.is_phone():
        st.empty()  # in place of the desk's page, of which nothing stays until this run is done
    with st.container(gap="xsmall", key="hand" if session.is_phone() else "desk"):
        _notes(screen)
        if not screen.view.event:  # else it stands on the card
            mend.undo(screen)
        if not (session.is_phone() or session.is_embedded()):
            filters.row(screen)
        shown = _shown(screen)
        if layout_of(screen) == "list":
            lists.follow(screen, shown)
        else:
            lists.leave()
        groups = expected.groups_of(screen, shown) if layout_of(screen) == "expected" else {}
        read = _as_read(screen, shown, groups)
        _bar(screen, shown, read)
        beside = bool(screen.view.event) and not session.is_phone()
        side = int(session.width() * CARD)
        # side by side also where there is no card, so that what is beside it is not made anew when one opens
        with st.container(horizontal=True, gap="small", key="stage"):
            with st.container(width="stretch", key="main", gap="xsmall"):
                _body(screen, shown, groups, session.width() - (side + 16) * beside)
            if beside:
                with st.container(width=side, key="side"):
                    card.show(screen, shown)
    mend.kept(screen)
    if session.is_phone() and screen.view.event:
        card.sheet(screen, shown)
    bridge.keys(lambda by: session.step(list(read["id"]), by))
    st.html(fits(session.width()))  # behind the chart that it is about
    bridge.measure(session.width(), lambda width: session.remember("width", width))


def fits(width: int) -> str:
    """The style that hides a chart drawn for `width` pixels where there are fewer; of the least none is hidden."""
    said = json.dumps(say("look.drawing"), ensure_ascii=False)
    return _FITS.format(least=width - 8 if width > session.LEAST else 0, said=said)


def _notes(screen: Screen) -> None:
    """What the link asked for and could not have, in one box."""
    if screen.notes:
        said = [plain(note) for note in screen.notes]
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.info("  \n".join(said), icon=":material/link_off:", width="stretch")
            st.button(
                say("note.ok"), key="note_ok", type="tertiary", icon=":material/close:",
                on_click=session.go, args=(screen.view,),
            )  # fmt: skip


def _shown(screen: Screen) -> pd.DataFrame:
    """The events that the view selects, in the order chosen where there is one to choose."""
    shown = select(screen.loaded.frame, screen.view)
    return in_order(shown, screen.view.order) if layout_of(screen) in ORDERED else shown


def _as_read(screen: Screen, shown: pd.DataFrame, groups: expected.Groups) -> pd.DataFrame:
    """The events that stand on the page, from top to bottom or from left to right: the keys step through them."""
    layout = layout_of(screen)
    if layout == "list":
        return lists.unfolded(screen, shown)
    return expected.as_read(shown, groups) if layout == "expected" else shown


def _bar(screen: Screen, shown: pd.DataFrame, read: pd.DataFrame) -> None:
    """How the events are shown, the steps from one to the next, and below, on one line, what is shown."""
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small", key="look"
    ):
        key = session.held("layout", layout_of(screen), labelled=True)
        st.segmented_control(
            say("look.label"), WAYS, key=key, width="content",
            format_func=lambda name: say(f"look.{name}"), required=True, label_visibility="collapsed",
            on_change=session.on_change(key, lambda chosen: session.change(layout=chosen or "")),
        )  # fmt: skip
        if not session.is_phone():
            with st.container(horizontal=True, width="content", vertical_alignment="center", gap="medium"):
                _order(screen)
                lists.steps(screen, read, shown)
    with filters.result(screen, _where(screen, shown)):
        if session.is_phone():
            _order(screen)


def _where(screen: Screen, shown: pd.DataFrame) -> str:
    """Which of the events counted do not stand in the layout: those without a date, or all that nobody expected."""
    layout, below = layout_of(screen), int(shown["date"].isna().sum())
    if layout == "expected":
        n = int((shown["status"] == Status.EXPECTED).sum())
        return say("result.expected", n=n) if n < len(shown) else ""
    windowed = screen.view.first or screen.view.last  # then the sentence says so
    apart = layout in (*charts.CHARTS, "list") and 0 < below < len(shown) and not windowed
    return say("result.below", n=below) if apart else ""


def _order(screen: Screen) -> None:
    if layout_of(screen) in ORDERED:
        lists.order(screen)


def layout_of(screen: Screen) -> str:
    """How the events are shown: as the link says, else as a list on a phone and in lanes elsewhere."""
    asked = screen.view.layout
    return asked if asked in WAYS else "list" if session.is_phone() else "lanes"


def _tools(screen: Screen) -> None:
    """What stands in the head beside the links: sharing; on a phone and in a frame the filters."""
    if (session.is_phone() or session.is_embedded()) and not screen.empty:
        filters.row(screen)
    if session.is_embedded():
        return
    st.button(say("app.share"), key="share", icon=":material/share:", type="primary", on_click=share.ask)
    if session.recall("share_asked") and not screen.empty:
        share.dialog(screen)


def _body(screen: Screen, shown: pd.DataFrame, groups: expected.Groups, width: int) -> None:
    layout = layout_of(screen)
    dates = screen.loaded.frame["date"]
    if len(dates) and dates.isna().all() and layout in (*charts.CHARTS, "list"):
        asked = undated.ask(screen, FEW)  # there is nothing to draw: what it lacks takes the place of the chart
        lists.tray(screen, shown, asked)
        return
    if not session.is_phone() or layout in charts.CHARTS:
        _overview(session.draw(session.OVERVIEW, screen, shown, width))
    bars = "" if session.is_phone() else session.OVERVIEW  # a finger cannot brush, and Streamlit tells of its taps
    bridge.listen("chart", _window, _only, bars, _days_of)
    if shown.empty:
        filters.nothing(screen)
        return
    if layout == "table":
        lists.table(screen, shown)
        return
    if layout == "expected":
        expected.show(screen, shown, groups)
        return
    if shown["date"].isna().all():
        filters.undated_only(screen, len(shown))
    elif layout in charts.CHARTS:
        _chart(session.draw(layout, screen, shown, width, _clicked(screen)), screen)
    else:
        lists.chronology(screen, shown)
    lists.tray(screen, shown)


def _overview(drawn: charts.Chart) -> None:
    """The bars over all the time there is; dragging across them chooses the window."""

    def act() -> None:
        chosen = st.session_state["overview"].selection
        if chosen.box:
            _window([str(x) for x in chosen.box[0]["x"]])
        elif chosen.points:
            _days_of(_data(chosen.points[0]))

    st.plotly_chart(
        drawn.figure,
        key="overview",
        on_select=act,
        selection_mode=("box", "points"),
        config=CONFIG,
        alt=drawn.alt,
        theme=None,
    )


def _chart(drawn: charts.Chart, screen: Screen) -> None:
    """The big chart; a clicked mark opens its card, a zoom reaches the address."""

    def act() -> None:
        points = st.session_state["chart"].selection.points
        if points and (pick := charts.read_pick(_data(points[0]))):
            _open(pick, screen)

    st.plotly_chart(
        drawn.figure, key="chart", on_select=act, selection_mode="points", alt=drawn.alt, theme=None,
        config={**CONFIG, "scrollZoom": not session.is_phone()},
    )  # fmt: skip
    st.caption(plain(f"{drawn.summary} {say('look.hint_touch' if session.is_phone() else 'look.hint')}"))


def _days_of(data: object) -> None:
    """A click on one of the bars chooses its days."""
    if (pick := charts.read_pick(data)) and pick.first:
        session.change(first=pick.first, last=pick.last)


def _only(actor: str) -> None:
    """A click on a lane's name chooses its actor, and once more lets go of it; the lane stays where it is."""
    chosen = session.screen().view.actors
    if actor not in chosen:
        session.remember("clicked", (*session.recall("clicked", ()), actor))
    session.change(actors=tuple(a for a in chosen if a != actor) if actor in chosen else (*chosen, actor))


def _clicked(screen: Screen) -> tuple[str, ...]:
    """Those of the actors filtered by who were chosen by a click on their lane."""
    clicked = tuple(a for a in session.recall("clicked", ()) if a in screen.view.actors)
    session.remember("clicked", clicked)
    return clicked


def _data(point: dict) -> object:
    """What the chart wrote on a mark; Streamlit hands a list over as a dictionary."""
    data = point.get("customdata")
    return list(data.values()) if isinstance(data, dict) else data


def _open(pick: charts.Pick, screen: Screen) -> None:
    """A mark of one event opens its card; one that counts several goes nearer, or lists them where it is near."""
    window = charts.window_of(screen.view, screen.loaded.frame, screen.as_of)
    if pick.first is None or pick.last is None:
        session.change(event=pick.events[0])
    elif (pick.last - pick.first).days > 1 and (pick.first, pick.last) != tuple(window):
        session.change(first=pick.first, last=pick.last)
    else:
        lane = {"actors": (pick.lane,)} if pick.lane in screen.whole.timeline.actors else {}
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
