"""What was taken out and can come back: the last removal of this session with its undo, and all that anyone removed.

On a server that several people use, what somebody else has removed can be brought back by anyone, but is deleted for
good only when it has lain here for a week.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import session
from dashboard.pages.parts import day, deed, plain, undo_row
from dashboard.session import Screen
from dashboard.store import Removed
from dashboard.store.sample import SAMPLE
from dashboard.view import View
from dashboard.words import say

REST = timedelta(days=7)
MOST = 50  # of each kind that are listed, the latest


def note(collection: str, article: str | None, title: str) -> None:
    """Remember what this session has just removed: a collection, or where it is named an article of it."""
    session.remember("removed", (collection, article, title))


def undo() -> None:
    """The last removal of this session, and the button that takes it back."""
    if not (kept := session.recall("removed")):
        return
    collection, article, title = kept
    with undo_row():
        st.markdown(plain(say("articles.deleted" if article else "articles.deleted_collection", title=title)))
        back = (collection, article) if article else (collection,)
        st.button(
            say("articles.undo"), key="undo", icon=":material/undo:", args=back,
            on_click=_restore_article if article else _restore,
        )  # fmt: skip


def show(screen: Screen) -> None:
    """All that can come back, folded away: articles of this collection, and collections."""
    articles = [] if screen.empty else session.store().removed_articles(screen.view.collection)
    collections = session.store().removed()
    if not articles and not collections:
        return
    box = st.expander(
        say("removed.title", n=len(articles) + len(collections)), icon=":material/restore_from_trash:",
        key="removed", on_change="rerun",
    )  # fmt: skip
    if box.open:
        with box:
            _listed(screen, articles, collections)


def _listed(screen: Screen, articles: list[Removed], collections: list[Removed]) -> None:
    if articles:
        st.markdown(f"**{plain(say('removed.articles', title=screen.whole.collection.title))}**")
    for one in articles[:MOST]:
        with _row(one, say("removed.on", day=day(one.on))):
            st.button(
                say("removed.restore"), key=f"back_{one.id}", icon=":material/undo:",
                on_click=_restore_article, args=(screen.view.collection, one.id),
            )  # fmt: skip
    if collections:
        st.markdown(f"**{say('removed.collections')}**")
    for one in collections[:MOST]:
        with _row(one, f"{say('app.article_count', n=one.articles)} · {say('removed.on', day=day(one.on))}"):
            st.button(
                say("removed.restore"), key=f"restore_{one.id}", icon=":material/undo:",
                on_click=_restore, args=(one.id,),
            )  # fmt: skip
            _offer_purge(one)
    if more := len(articles[MOST:]) + len(collections[MOST:]):
        st.caption(say("add.more", n=more))


def _row(one: Removed, facts: str) -> DeltaGenerator:
    row = st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"removed_{one.id}")
    with row:
        st.markdown(f"{plain(one.title[:120])}  \n:small[{plain(facts)}]", width="stretch")
    return row


def _offer_purge(one: Removed) -> None:
    """The way to delete a collection for good, in two steps, and from when on there is one."""
    if one.id == SAMPLE:
        return
    from_day = one.on + REST
    mine = (session.recall("removed") or ("", None, ""))[:2] == (one.id, None)
    if not (mine or session.is_local() or from_day <= datetime.now(UTC).date()):
        st.caption(plain(say("removed.purge_later", day=day(from_day))), width="content")
        return
    with st.popover(say("articles.purge"), icon=":material/delete_forever:", type="tertiary"):
        st.markdown(plain(say("removed.purge_sure", title=one.title)))
        st.button(say("removed.purge_yes"), key=f"purge_{one.id}", type="primary", on_click=_purge, args=(one,))


@deed
def _restore(collection: str) -> None:
    _forget(collection, None)
    session.store().restore(collection)
    session.go(View(collection))
    st.toast(say("articles.restored"))


@deed
def _restore_article(collection: str, article: str) -> None:
    _forget(collection, article)
    session.store().restore_article(collection, article)
    st.toast(say("articles.restored"))


@deed
def _purge(one: Removed) -> None:
    _forget(one.id, None)
    session.store().purge(one.id)
    st.toast(plain(say("articles.purged", title=one.title)))


def _forget(collection: str, article: str | None) -> None:
    """What comes back or goes for good is no longer this session's last removal."""
    if (session.recall("removed") or ())[:2] == (collection, article):
        session.remember("removed", None)
