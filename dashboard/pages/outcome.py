"""Saying what became of an expectation: that an event confirms it, puts it off or calls it off, or that one does not.

What is said is a correction like every other: it is undone on the card, and in the list below the timeline.
"""

from __future__ import annotations

from itertools import islice

import streamlit as st

from dashboard import session
from dashboard.merge.mends import OUTCOMES, Mend
from dashboard.model import Event, Status
from dashboard.pages import mend
from dashboard.pages.parts import deed, plain
from dashboard.session import Screen
from dashboard.words import say

NOBODY = ""  # the choice of no event: no article here tells it


def may_say(screen: Screen, event: Event) -> bool:
    """A reader can say here what became of it; not in a replay, which shows only some of what is told."""
    return event.status is Status.EXPECTED and session.may_edit() and not screen.view.known


def offer(screen: Screen, event: Event) -> None:
    """The form on the card of an expectation."""
    if not may_say(screen, event):
        return
    events = {other.id: other for other in screen.loaded.timeline.events}
    end = events.get(event.followed_by or "") if event.outcome else None  # what only made the new day is no report
    kept = f"{event.id}_{screen.whole.collection.revision}"
    keys = {what: f"end_{what}_{kept}" for what in ("outcome", "by")}
    wrong = mend.refused(keys["outcome"])
    opened = bool(wrong) or session.recall("ask_end") == event.id
    session.remember("ask_end", None)  # it was asked once
    with st.expander(say("end.ask"), icon=":material/event_available:", expanded=opened):
        if end:
            refuse(screen, event, end, "card")
        with st.form(f"end_{event.id}", border=False):
            st.radio(
                say("card.outcome"), OUTCOMES, OUTCOMES.index(event.outcome) if event.outcome else None,
                key=keys["outcome"], format_func=lambda outcome: f"{say(f'sign.{outcome}')} {say(f'end.{outcome}')}",
                horizontal=True, label_visibility="collapsed",
            )  # fmt: skip
            mend.answer(keys["outcome"])
            offered = _offered(screen, event, end)
            st.selectbox(
                say("end.by"), [NOBODY, *offered], 1 if end else 0, key=keys["by"], help=say("end.by_help"),
                format_func=lambda other: mend.dated(offered[other]) if other in offered else say("end.nobody"),
            )  # fmt: skip
            st.form_submit_button(
                say("mend.save"), type="primary", icon=":material/check:", key=f"end_save_{event.id}",
                on_click=_save, args=(screen, event, keys, events),
            )  # fmt: skip


def ask(screen: Screen, event: Event) -> None:
    """The button that opens the card of an expectation with its form."""
    if may_say(screen, event):
        st.button(
            say("end.ask"), key=f"end_ask_{event.id}", type="tertiary", icon=":material/event_available:",
            on_click=_open, args=(event.id,),
        )  # fmt: skip


def refuse(screen: Screen, event: Event, end: Event, place: str) -> None:
    """The button that says that what was found is another thing; `place` tells it from others of the same pair."""
    if may_say(screen, event):
        no = Mend("refused", event.label, mend.ids(event), end.label, mend.ids(end))
        st.button(
            say("end.refuse") if place != "card" else plain(say("end.refuse_it", label=end.label)),
            key=f"end_refuse_{event.id}_{place}", type="tertiary", icon=":material/close:", help=say("end.refuse_help"),
            on_click=mend.apply, args=(screen, [no]), kwargs={"pick": place == "card"},
        )  # fmt: skip


def _open(event: str) -> None:
    session.remember("ask_end", event)
    session.change(event=event)


@deed
def _save(screen: Screen, event: Event, keys: dict[str, str], events: dict[str, Event]) -> None:
    session.remember("ask_end", None)
    outcome, by = (st.session_state.get(keys[what]) for what in ("outcome", "by"))
    session.remember("refused", {} if outcome else {keys["outcome"]: (outcome, say("end.none"))})
    end = events.get(by or NOBODY)
    if not outcome:
        st.toast(say("mend.refused"), icon=":material/info:")
    elif (outcome, by or None) == (event.outcome, event.followed_by):
        st.toast(say("actor_page.unchanged"))
    else:
        others = mend.ids(end) if end else ()
        mend.apply(screen, [Mend(outcome, event.label, mend.ids(event), end.label if end else "", others)])


def _offered(screen: Screen, event: Event, end: Event | None) -> dict[str, Event]:
    """The events that may tell its end: what was found, then those of its people and all others, nearest in time."""
    near = mend.nearest(screen, event)
    alike = islice((other for other in near if mend.share(other, event)), mend.NEAR)
    found = [*([end] if end else []), *alike, *near[: mend.NEAR]]
    return {other.id: other for other in found}
