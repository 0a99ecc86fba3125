"""The same events as text: the list, the table, the tray of those without a date, and the steps from one to the next.

Marks in a chart cannot be reached by keyboard or read aloud, so everything a chart shows stands here too.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import session
from dashboard.pages import ARTICLES
from dashboard.pages.parts import day, plain
from dashboard.selection import outcome_in_words, speaker_in_words, split
from dashboard.session import Quote, Screen
from dashboard.view import ORDERS
from dashboard.words import date_in_words, list_in_words, say

PAGE = 25  # events on a page of the list
AHEAD = 3  # of what is ahead, the nearest, that stand above what has been; more are a click away
TRAY = 60  # undated events that are listed; the table has them all
EXCERPT = 110  # characters of a sentence that are quoted on each side of its date
STYLED = 60_000  # cells; above, it would take a second to put the dates into words, and they stand as EDTF
# columns that say what became of an expectation
_OUTCOME = ["status", "outcome", "date", "end", "near_end", "published"]
WIDTHS = {"what": 300, "status": 100, "outcome": 125, "who": 220, "speaker": 120, "where": 90, "sources": 70}  # pixels
DATE = 215  # pixels of the column of dates


def steps(screen: Screen, read: pd.DataFrame, shown: pd.DataFrame) -> None:
    """Buttons and keys (K, J) to the event before and after the picked one; without one, to the last and first.

    They go through the events in the order in which they are `read`; the number beside them is of all that are `shown`,
    by date, and so the same in every layout.
    """
    ids = list(read["id"])
    at = ids.index(screen.view.event) if screen.view.event in ids else None
    with st.container(horizontal=True, width="content", vertical_alignment="center", gap="xsmall", key="steps"):
        for key, by, end in (("previous", -1, 0), ("next", 1, len(ids) - 1)):
            st.button(
                say(f"look.{key}" if session.is_phone() else f"look.{key}_key"), key=key, type="tertiary",
                icon=f":material/chevron_{'left' if by < 0 else 'right'}:", help=say(f"look.{key}_help"),
                disabled=not ids or at == end, on_click=session.step, args=(ids, by),
            )  # fmt: skip
        if at is not None:
            place = int((shown.index <= read.index[at]).sum())  # the whole frame stands in order of time
            st.caption(say("look.place", n=place, total=len(shown)), width="content", help=say("look.place_help"))


def order(screen: Screen) -> None:
    """The button that says in which order the events stand, and turns it round."""
    now = screen.view.order
    st.button(
        say(f"look.{now}"), key="order", type="tertiary", icon=":material/swap_vert:", help=say("look.order_help"),
        on_click=session.change, kwargs={"order": next(other for other in ORDERS if other != now)},
    )  # fmt: skip


def chronology(screen: Screen, shown: pd.DataFrame) -> None:
    """The list with a line where the future begins; where that is on top, the nearest of it unless all is asked for."""
    dated, _ = split(unfolded(screen, shown))
    far, as_of = _far_ahead(screen, shown), pd.Timestamp(screen.as_of)
    pages = max(1, -(-len(dated) // PAGE))
    page = 1
    slot = st.container(gap="small", key="list")
    if pages > 1:
        page = _page(pages)
    part = dated.iloc[(page - 1) * PAGE : page * PAGE]
    ends = [_first(row) > as_of for row in (*dated.head(1).itertuples(), *dated.tail(1).itertuples())]
    with slot:
        if far and page == 1:
            _far(far)
        # in order of its first day, of a deadline its last: what is ahead stands together
        for ahead, group in groupby(part.itertuples(), key=lambda row: _first(row) > as_of):
            _headed(screen, ahead, screen.view.order == "newest", any(ends) and not all(ends))
            before = None
            for row in group:
                _item(screen, row, said=row.date == before and not session.is_phone())
                before = row.date


def _page(pages: int) -> int:
    """The page that is open, from 1; where it was turned to a picked event, by a new control that begins there.

    Streamlit warns of one that is told its page by the state, as it always has a page to begin with.
    """
    number, begins = session.recall("page", (0, 1))
    return min(st.pagination(pages, key=f"page_{number}", default=min(begins, pages)), pages)


def _headed(screen: Screen, ahead: bool, newest: bool, mixed: bool) -> None:
    """What stands above what is ahead, and, where past and future meet, the line between them."""
    if mixed and ahead != newest:
        st.markdown(f":small[:orange[━━ {plain(say('look.from_here', day=day(screen.as_of)))}]]")
    if ahead:
        st.caption(plain(say("look.ahead", day=day(screen.as_of))))


def unfolded(screen: Screen, shown: pd.DataFrame) -> pd.DataFrame:
    """The events in the list: without those far ahead, unless they were asked for."""
    return shown if session.recall("far") else shown.iloc[_far_ahead(screen, shown) :]


def follow(screen: Screen, shown: pd.DataFrame) -> None:
    """Turn the list to the page of the event that was just picked, also by a key, and unfold it where it is far."""
    picked = screen.view.event
    if session.recall("followed") == picked:
        return
    session.remember("followed", picked)
    ids = list(shown.loc[shown["date"].notna(), "id"])
    if picked in ids:
        if ids.index(picked) < _far_ahead(screen, shown):
            session.remember("far", True)
        number, _ = session.recall("page", (0, 1))
        session.remember("page", (number + 1, list(unfolded(screen, shown)["id"]).index(picked) // PAGE + 1))


def leave() -> None:
    """Forget where the list stood: when it is opened again it turns to the picked event."""
    session.remember("followed", None)
    session.remember("page", (session.recall("page", (0, 1))[0], 1))


def _far_ahead(screen: Screen, shown: pd.DataFrame) -> int:
    """How many events on top lie further ahead than the nearest."""
    if screen.view.order == "oldest":
        return 0
    first = shown["start"].fillna(shown["end"])
    ahead = int((first > pd.Timestamp(screen.as_of)).sum())
    return ahead - AHEAD if ahead > AHEAD + 1 and ahead < first.notna().sum() else 0


def _far(n: int) -> None:
    """The button that shows all that is ahead, and then only the nearest again."""
    opened = session.recall("far")
    st.button(
        say("look.near") if opened else say("look.far", n=n), key="far", type="tertiary",
        icon=":material/unfold_less:" if opened else ":material/unfold_more:",
        on_click=session.remember, args=("far", not opened),
    )  # fmt: skip


def _first(row: Any) -> pd.Timestamp:
    return row.start if pd.notna(row.start) else row.end


def _item(screen: Screen, row: Any, said: bool) -> None:
    """One event of the list: when on the left, unless `said` above; what, its sentence, and who on the right."""
    when = date_in_words(row.date, "long", ahead=row.status in ("expected", "possible"))
    sign = f":small[{say(f'sign.{row.status}')} {'' if said else plain(when)}]"
    with st.container(horizontal=not session.is_phone(), gap=None, key=f"item_{row.id}"):
        st.markdown(sign, width="stretch" if session.is_phone() else DATE)
        with st.container(gap=None, width="stretch"):
            _told(screen, row)


def _told(screen: Screen, row: Any) -> None:
    """What happened, its sentence, and who told it."""
    pick(row.id, row.label, screen.view.event == row.id)
    quote = screen.loaded.quotes.get(row.id)
    facts = [*([outlet(screen, quote)] if quote else []), *_facts(screen, row, quote)]
    st.caption("  \n".join([*([quoted(quote)] if quote else []), f":small[{plain(' · '.join(facts))}]"]))


def _facts(screen: Screen, row: Any, quote: Quote | None) -> list[str]:
    """["expected", "Sergei Lavrov and Russia", "said by Ryabkov", "3 sources"]: what the headline does not say."""
    actors = screen.loaded.timeline.actors
    told = row._asdict()
    facts = [
        say(f"status.{row.status}") if row.status != "happened" else "",
        outcome_in_words(told, screen.as_of),
        list_in_words(actors[a].name for a in row.actors if a in actors),
        speaker_in_words(quote.speaker if quote else row.speaker),  # of the sentence that stands above it
        say("source.count", n=row.sources) if row.sources > 1 else "",
        say("chart.conflict") if row.conflict else "",
    ]
    return [fact for fact in facts if fact]


def pick(event: str, label: str, picked: bool = False, place: str = "") -> None:
    """An event's headline as a button that opens its card; `place` tells it from others of the same event."""
    st.button(
        f":primary-background[**{plain(label)}**]" if picked else f"**{plain(label)}**",
        key=f"pick_{event}{place}", type="tertiary", wrap=True,
        on_click=session.change, kwargs={"event": event},
    )  # fmt: skip


def table(screen: Screen, shown: pd.DataFrame) -> None:
    """The table twin of the charts: one row an event; a chosen row opens its card."""
    cells = _cells(screen, shown)
    ids = list(shown["id"])
    key = _table_key(ids, screen.view.event)
    told = [row for row, event in enumerate(ids) if event == screen.view.event]  # what the table shows as chosen

    def act() -> None:
        rows = list(st.session_state[key].selection.rows)
        if rows == told:  # while a new table is on its way, the one before tells once more what it was told: no choice
            return
        told[:] = rows
        session.change(event=ids[rows[0]] if rows and rows[0] < len(ids) else None)

    # dates are said in words and sorted, searched and copied as the EDTF text that they are
    said = cells.style.format(date_in_words, subset=[say("look.when")]) if cells.size <= STYLED else cells
    st.dataframe(
        said, hide_index=True, key=key, on_select=act, selection_mode="single-row", placeholder=say("date.undated"),
        selection_default={"selection": {"rows": list(told)}},
        height=min(640, 38 + 35 * max(1, len(cells))),
        column_config={say(f"look.{name}"): st.column_config.Column(width=width) for name, width in WIDTHS.items()},
        alt=say("look.table_alt", events=say("result.events", n=len(cells))),
    )  # fmt: skip


def _cells(screen: Screen, shown: pd.DataFrame) -> pd.DataFrame:
    """What stands in the table."""
    actors = screen.loaded.timeline.actors

    def names(ids: tuple[str, ...]) -> str:
        return list_in_words(actors[a].name if a in actors else a for a in ids)

    columns = {
        "when": shown["date"],
        "what": shown["label"],
        "status": [f"{say(f'sign.{s}')} {say(f'status.{s}')}" for s in shown["status"]],
        "outcome": [outcome_in_words(row, screen.as_of) for row in shown[_OUTCOME].to_dict("records")],
        "who": [names((*a, *v)) for a, v in zip(shown["actors"], shown["via"], strict=True)],
        "speaker": shown["speaker"].fillna(""),
        "where": [list_in_words(p) for p in shown["places"]],
        "sources": shown["sources"],
    }
    return pd.DataFrame({say(f"look.{name}"): values for name, values in columns.items()}).reset_index(drop=True)


def _table_key(ids: list[str], picked: str | None) -> str:
    """The key of the table: a new one, which begins with the picked row chosen, where it was picked elsewhere.

    Rows cannot be chosen from here once a table is drawn; one whose reader picks in it keeps its order and its place.
    """
    number = session.recall("table", 0)
    held = st.session_state.get(f"table_{number}")
    rows = held.selection.rows if held else []
    if held and [ids[row] for row in rows if row < len(ids)] != [event for event in (picked,) if event in ids]:
        session.remember("table", number := number + 1)
    return f"table_{number}"


def tray(screen: Screen, shown: pd.DataFrame, asked: bool = False) -> None:
    """The events that no article dates: never drawn at a day they do not have.

    Open where one of them is picked and where most have no date. Where that is because an article lacks its own, it
    says where to give it, unless that is `asked` for beside it.
    """
    dated, undated = split(shown)
    if undated.empty:
        return
    opened = len(undated) > len(dated) or screen.view.event in set(undated["id"])
    said = say("look.undated", n=len(undated))
    box = st.expander(said, icon=":material/inventory_2:", expanded=opened, key="tray", on_change="rerun")
    if box.open:
        with box:
            _undated(screen, undated, asked)


def _undated(screen: Screen, undated: pd.DataFrame, asked: bool) -> None:
    if not asked:
        st.caption(say("look.undated_why"))
    if (dateless := screen.loaded.collection.undated_articles) and not asked:
        st.caption(say("look.undated_dateless", n=dateless))
        st.page_link(
            ARTICLES, label=say("look.give_date"), icon=":material/edit_calendar:",
            query_params=session.query_of(screen.view),
        )  # fmt: skip
    for row in undated.head(TRAY).itertuples():
        with st.container(horizontal=True, gap="small", key=f"lost_{row.id}"):
            st.markdown(say(f"sign.{row.status}"), width="content")
            with st.container(gap=None, width="stretch"):
                _told(screen, row)
    if len(undated) > TRAY:
        st.caption(say("look.undated_more", n=len(undated) - TRAY))


def quoted(quote: Quote) -> str:
    """The sentence as Markdown, its date phrase bold; what stands far from that is left out, cut at a word."""
    parts = quote.text[: quote.start], quote.text[quote.start : quote.end], quote.text[quote.end :]
    before, phrase, after = (" ".join(f"|{part}|".split())[1:-1] for part in parts)  # blanks at the ends stay
    room = EXCERPT if phrase else 2 * EXCERPT
    if len(before) > room:
        before = "… " + before[-room:].partition(" ")[2]
    if len(after) > room:
        after = after[:room].rpartition(" ")[0] + " …"
    bold = phrase[:1].isalnum() and phrase[-1:].isalnum()  # else Markdown would take the asterisks for text
    return f"{_spaced(before)}{'**' * bold}{plain(phrase)}{'**' * bold}{_spaced(after)}"


def _spaced(text: str) -> str:
    """Text made plain that keeps a blank at its ends."""
    return f"{' ' * text[:1].isspace()}{plain(text)}{' ' * (text[-1:].isspace() and len(text) > 1)}"


def outlet(screen: Screen, quote: Quote) -> str:
    """Who published the sentence, and when: "Meridian Dispatch, 23 February 2022"."""
    article = screen.loaded.timeline.readings[quote.article].article
    source = article.source or say("card.no_source")
    return say("expect.told", source=source, day=day(article.published)) if article.published else source
