"""The one thing that only a person can say: on which day an article without a date was published."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.model import Article
from dashboard.pages.parts import day, day_input, deed, name_of, plain
from dashboard.session import Screen
from dashboard.words import say

MOST = 50  # articles that are asked for at a time


def ask(screen: Screen, most: int = MOST) -> bool:
    """The first `most` articles without a date, each with a box for it; returns whether there was one to ask for."""
    if not session.may_edit():
        return False
    without = [r.article for r in screen.loaded.timeline.readings.values() if r.article.published is None]
    if not without:
        return False
    with st.container(border=True, key="undated"):
        st.markdown(f"**{say('articles.undated', n=len(without))}** · {say('articles.undated_why')}")
        for article in without[:most]:
            with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
                key = f"set_{article.id}"
                day_input(plain(name_of(article)), None, key, width=320)
                st.button(
                    say("articles.set"), key=f"do_{key}", on_click=_set_day, args=(screen.view.collection, article, key)
                )
        if len(without) > most:
            st.caption(say("add.more", n=len(without) - most))
    return True


@deed
def _set_day(collection: str, article: Article, key: str) -> None:
    if published := st.session_state[key]:
        session.store().set_article(collection, article.id, published=published)
        st.toast(plain(say("articles.dated", title=name_of(article), day=day(published))))
