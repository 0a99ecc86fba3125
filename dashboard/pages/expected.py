"""What was expected, and what became of it: each expectation beside the event that tells its end, as seen on a day.

An expectation of which nothing more was written is never called missed: no report was found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain

import pandas as pd
import streamlit as st

from dashboard import export
from dashboard.merge import expectations
from dashboard.model import Event
from dashboard.pages import lists, outcome
from dashboard.pages.parts import day, plain
from dashboard.session import Screen
from dashboard.words import date_in_words, say

GROUPS = {
    expectations.DUE: "due",
    expectations.OPEN: "open",
    expectations.UNDATED: "undated",
    expectations.SILENT: "silent",
    expectations.POSTPONED: "postponed",
    expectations.CANCELLED: "cancelled",
    expectations.CONFIRMED: "confirmed",
}
MOST = 40  # of one group
Groups = dict[str, list[Event]]


def show(screen: Screen, shown: pd.DataFrame, groups: Groups) -> None:
    """All expectations among the events shown, in their groups: what is due first, what has come true last."""
    if not groups:
        st.info(say("expect.none"), icon=":material/event_upcoming:")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _calendar(screen, shown, [event.id for name in ("due", "open") for event in groups.get(name, [])])
        tally = [say(f"expect.tally_{name}", n=len(found)) for name, found in groups.items()]
        st.caption(plain(" · ".join(tally)), width="content")
    ends = {event.id: event for event in screen.loaded.timeline.events}
    for name, found in groups.items():
        with st.container(gap="xsmall", key=f"expect_{name}"):
            st.header(say(f"expect.{name}", n=len(found)), anchor=False)
            st.caption(plain(say(f"expect.{name}_why", day=day(screen.as_of))))
            alone = []
            for event in _on_page(found):
                if _has_beside(event, name, ends):
                    _pair(screen, event, ends[event.followed_by or ""])
                else:
                    alone.append(event)
            for two in _in_twos(alone):
                for column, event in zip(st.columns(2, gap="xsmall"), two, strict=False):
                    with column, st.container(border=True, height="stretch", key=f"alone_{event.id}"):
                        _expected(screen, event)
            if len(found) > MOST:
                st.caption(say("expect.more", n=len(found) - MOST))


def _has_beside(event: Event, group: str, ends: Collection[str]) -> bool:
    """Something stands beside it: no report is found, where all that is told made its new day."""
    return event.followed_by in ends and bool(event.outcome or group != "silent")


def as_read(shown: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    """The expectations among the events shown, in the order in which they stand on the page."""
    places = {event.id: n for n, event in enumerate(chain.from_iterable(map(_on_page, groups.values())))}
    return shown[shown["id"].isin(places)].sort_values("id", key=lambda ids: ids.map(places))


def groups_of(screen: Screen, shown: pd.DataFrame) -> Groups:
    """The expectations among the events shown by what became of them; in each group first what has an end beside it."""
    wanted, timeline = set(shown["id"]), screen.loaded.timeline
    events = timeline.events
    there = {event.id for event in events}
    groups: dict[str, list[Event]] = {name: [] for name in GROUPS.values()}
    for event in sorted(events, key=lambda event: event.followed_by not in there):
        if event.id in wanted and (state := expectations.state(event, screen.as_of, readings=timeline.readings)):
            groups[GROUPS[state]].append(event)
    soonest = {event: n for n, event in enumerate(shown.sort_values("end")["id"])}  # "this century" is due last
    groups["due"].sort(key=lambda event: (event.followed_by not in there, soonest[event.id]))
    return {name: found for name, found in groups.items() if found}


def _on_page(found: list[Event]) -> list[Event]:
    """Those of a group that have room on the page."""
    return found[:MOST]


def _calendar(screen: Screen, shown: pd.DataFrame, ahead: list[str]) -> None:
    if not ahead:
        return
    loaded = screen.loaded
    rows, title = shown[shown["id"].isin(ahead)], loaded.collection.title
    st.download_button(
        say("expect.calendar"), lambda: export.to_ics(rows, loaded.timeline, title),
        file_name=f"{say('share.file', name=loaded.collection.id)}-expected.ics", mime="text/calendar", key="calendar",
        help=say("expect.calendar_help"), icon=":material/event:", on_click="ignore",
    )  # fmt: skip


def _in_twos(events: list[Event]) -> Iterator[list[Event]]:
    """Two side by side: nothing stands beside an expectation of which no article says more."""
    return (events[i : i + 2] for i in range(0, len(events), 2))


def _pair(screen: Screen, event: Event, end: Event) -> None:
    """The expectation on the left, what became of it on the right."""
    with st.container(border=True, key=f"pair_{event.id}"):
        left, right = st.columns(2, gap="medium")
        with left:
            _expected(screen, event)
        with right:
            ahead = end.status in ("expected", "possible")
            _told(screen, end, date_in_words(end.date, "long", ahead=ahead), f"_end_of_{event.id}")
            if event.outcome:
                outcome.refuse(screen, event, end, "pair")


def _expected(screen: Screen, event: Event) -> None:
    when = say("expect.foreseen", when=date_in_words(event.date, "long", ahead=True))
    _told(screen, event, when if event.date else say("expect.foreseen_never"))
    if "outcome" in event.given:
        st.caption(say("card.given_outcome"))
    outcome.ask(screen, event)


def _told(screen: Screen, event: Event, when: str, place: str = "") -> None:
    """One event: when, what, and the sentence that tells it best with its outlet and day."""
    with st.container(gap=None):
        st.markdown(f":small[{say(f'sign.{event.status}')} {plain(when)}]")
        lists.pick(event.id, event.label, screen.view.event == event.id, place)
        if quote := screen.loaded.quotes.get(event.id):
            st.caption(f"{lists.quoted(quote)}  \n{plain(lists.outlet(screen, quote))}")
