"""Sharing: what the other person will see, the link to it, the code that puts it into a page, and the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dashboard import export, session
from dashboard.model import Timeline
from dashboard.pages import bridge
from dashboard.pages.parts import day, guard, plain
from dashboard.selection import describe, in_order, select
from dashboard.session import Screen
from dashboard.view import View
from dashboard.words import say


def ask() -> None:
    """Remember that the dialog is wanted; it stays open over the reruns that its own controls cause."""
    session.remember("share_asked", True)


def _closed() -> None:
    session.remember("share_asked", False)


@st.dialog(say("share.title"), width="medium", on_dismiss=_closed)
def dialog(screen: Screen) -> None:
    """The dialog on the view as it is now."""
    guard(_fill)(screen)


def _fill(screen: Screen) -> None:
    frozen = st.checkbox(say("share.freeze", day=day(screen.as_of)), value=bool(screen.view.known), key="freeze")
    view = replace(screen.view, known=screen.as_of) if frozen else screen.view
    link = session.link(view)
    st.markdown(f"{say('share.see')} **{plain(preview(screen, view))}**")
    st.caption(plain(say("share.frozen", day=day(screen.as_of)) if frozen else say("share.live")))
    st.code(link, language=None, wrap_lines=True)
    bridge.copy_button(link, say("share.copy"), say("share.copied"), key="copy_link")
    if session.is_local():
        st.info(say("share.local"), icon=":material/computer:")
    with st.expander(say("share.embed"), icon=":material/code:"):
        st.code(embed_code(link, screen), language="html", wrap_lines=True)
    st.markdown(f"**{say('share.files')}**")
    _files(screen, view)
    st.caption(say("share.texts"))


def preview(screen: Screen, view: View) -> str:
    """What the link opens, in words."""
    loaded = screen.loaded
    said = [f"“{loaded.collection.title}”. {describe(view, loaded.frame, loaded.timeline.actors)}"]
    if view.event:
        label = loaded.frame.loc[loaded.frame["id"] == view.event, "label"]
        said += [say("share.picked", label=label.iloc[0])] if len(label) else []
    if view.layout:
        said.append(say("share.layout", layout=say(f"look.{view.layout}").lower()))
    return ", ".join(said)


def embed_code(link: str, screen: Screen) -> str:
    """The frame to paste into another page."""
    address = link + ("&" if "?" in link else "?") + "embed=true"
    title = escape(screen.loaded.collection.title, quote=True)
    return (
        f'<iframe src="{escape(address, quote=True)}" title="{title}" width="100%" height="760" '
        'style="border:0" loading="lazy"></iframe>'
    )


def _files(screen: Screen, view: View) -> None:
    """The files are made when they are asked for, not before."""
    name = say("share.file", name=screen.loaded.collection.id)
    with st.container(horizontal=True, gap="small"):
        for kind, (suffix, mime, make) in _makers(screen, view).items():
            st.download_button(
                say(f"share.{kind}"), make, file_name=f"{name}.{suffix}", mime=mime, key=f"file_{kind}",
                help=say(f"share.{kind}_help"), icon=":material/download:", on_click="ignore",
            )  # fmt: skip


def _only(timeline: Timeline, events: set[str]) -> Timeline:
    """The timeline with these events and the articles that tell them."""
    kept = tuple(event for event in timeline.events if event.id in events)
    told = {mention.article for event in kept for mention in event.mentions}
    readings = {name: reading for name, reading in timeline.readings.items() if name in told}
    return replace(timeline, events=kept, readings=readings)


def _makers(screen: Screen, view: View) -> dict[str, tuple[str, str, Callable[[], str]]]:
    loaded = screen.loaded
    timeline, title = loaded.timeline, loaded.collection.title

    def rows() -> pd.DataFrame:
        return in_order(select(loaded.frame, view), view.order)

    def record() -> str:
        return export.to_jsonl(_only(timeline, set(rows()["id"])) if view.is_filtered else timeline)

    def page() -> str:
        about = describe(view, loaded.frame, timeline.actors)
        return export.to_html(timeline, rows(), title, about, screen.as_of)

    return {
        "html": ("html", "text/html", page),
        "csv": ("csv", "text/csv", lambda: export.to_csv(rows(), timeline)),
        "json": ("jsonl", "application/jsonl", record),
        "ics": ("ics", "text/calendar", lambda: export.to_ics(rows(), timeline, title)),
    }
