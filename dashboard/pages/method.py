"""How it works, in a page: what is read, what the marks mean, what is never guessed, and the keys."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.pages import METHOD
from dashboard.pages.parts import guard, head
from dashboard.view import STATUSES
from dashboard.words import say

PARTS = ("dates", "actors", "events", "expected", "limits", "links", "keys")


def show() -> None:
    """The page."""
    head(session.screen(), METHOD)
    left, right = st.columns([0.62, 0.38], gap="large")
    with left:
        for part in PARTS:
            st.markdown(f"**{say(f'method.{part}')}**  \n{say(f'method.{part}_text')}")
    with right, st.container(border=True):
        st.markdown(f"**{say('method.marks')}**")
        for status in STATUSES:
            st.markdown(f"{say(f'sign.{status}')} &nbsp;**{say(f'status.{status}')}**: {say(f'method.is_{status}')}")
        for mark in ("confirmed", "postponed", "cancelled", "fade", "size", "group", "conflict", "line"):
            st.markdown(f"{say(f'method.sign_{mark}')} &nbsp;{say(f'method.is_{mark}')}")


if __name__ == "__main__":
    guard(show)()
