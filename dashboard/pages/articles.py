"""The articles of a collection: add more, give a date to those without one, read one as Dateline does, take one out."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import session
from dashboard.model import Article, Timeline
from dashboard.pages import ARTICLES, add, marked, removed, undated
from dashboard.pages.parts import day, day_input, deed, guard, head, name_of, plain, reading_bar
from dashboard.session import Screen
from dashboard.store.sample import SAMPLE
from dashboard.view import View
from dashboard.words import say


def show() -> None:
    """The page."""
    screen = session.screen()
    head(screen, ARTICLES)
    if session.may_edit():
        removed.undo()
        if not screen.empty:
            undated.ask(screen)
        empty = screen.empty or not screen.loaded.timeline.readings
        with st.expander(say("add.title"), icon=":material/add:", expanded=True) if not empty else st.container():
            add.show(screen)
    if screen.empty:
        if session.may_edit():
            removed.show(screen)
        return
    timeline = screen.loaded.timeline
    st.header(plain(say("articles.title", title=screen.loaded.collection.title)), anchor=False)
    if timeline.readings:
        _table(screen)
    else:
        st.caption(say("articles.none"))
    if session.may_edit():
        _whole(screen)
        removed.show(screen)


def _table(screen: Screen) -> None:
    timeline = screen.loaded.timeline
    tally = _events_of(timeline)
    articles = sorted(
        (r.article for r in timeline.readings.values()), key=lambda a: (a.published or date.max, a.id), reverse=True
    )
    cells = pd.DataFrame(
        {
            say("articles.published"): [a.published.isoformat() if a.published else "" for a in articles],
            say("articles.article"): [name_of(a) for a in articles],
            say("articles.source"): [a.source or "" for a in articles],
            say("articles.language"): [a.language or "" for a in articles],
            say("articles.events"): [tally.get(a.id, 0) for a in articles],
        }
    )
    # another collection or a change of this one makes a new table: what is open is kept by its id, not by its row
    ids = [article.id for article in articles]
    key = f"article_table_{screen.view.collection}_{screen.loaded.collection.revision}_{len(ids)}"
    opened = [ids.index(a) for a in (session.recall("article_open"),) if a in ids]

    def act() -> None:
        rows = st.session_state[key].selection.rows
        session.remember("article_open", ids[rows[0]] if rows and rows[0] < len(ids) else None)

    st.dataframe(
        cells, hide_index=True, key=key, on_select=act, selection_mode="single-row",
        selection_default={"selection": {"rows": opened}},
        height=min(420, 38 + 35 * len(cells)), alt=say("articles.table_alt"),
        column_config={say("articles.article"): st.column_config.TextColumn(width="large")},
    )  # fmt: skip
    if opened:
        _one(screen, articles[opened[0]])
    else:
        st.caption(say("articles.pick"))


def _whole(screen: Screen) -> None:
    """What can be done with the collection as a whole: another title, read again by newer rules, out of the list."""
    collection, title = screen.view.collection, screen.loaded.collection.title
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="whole"):
        if collection != SAMPLE:
            menu = st.popover(say("articles.rename"), icon=":material/edit:", type="tertiary")
            with menu.form("rename", border=False):
                st.text_input(say("articles.rename_to"), title, key=f"title_{collection}", max_chars=100)
                st.form_submit_button(say("articles.rename_save"), on_click=_rename, args=(collection,))
            n = session.store().outdated(collection)
            if n and st.button(
                say("articles.refresh", n=n), key="refresh", type="tertiary", icon=":material/refresh:",
                help=say("articles.refresh_why"),
            ):  # fmt: skip
                _refresh(collection, n)
        st.button(
            say("articles.delete_collection"), key="delete_collection", type="tertiary", icon=":material/delete:",
            on_click=_delete_collection, args=(collection, title),
        )  # fmt: skip


@deed
def _rename(collection: str) -> None:
    if title := st.session_state[f"title_{collection}"].strip():
        session.store().rename(collection, title)


def _refresh(collection: str, n: int) -> None:
    with reading_bar(n) as progress:
        session.store().refresh(collection, progress, workers=1)
    st.toast(say("articles.refreshed"))
    st.rerun()


def _one(screen: Screen, article: Article) -> None:
    """One article with everything that was read from it marked in its text."""
    reading = screen.loaded.timeline.readings[article.id]
    with st.container(border=True, key="article"):
        st.subheader(plain(name_of(article)), anchor=False)
        facts = [article.source or "", day(article.published) if article.published else say("card.undated_source")]
        st.caption(plain(" · ".join(filter(None, facts))))
        for problem in reading.problems:
            st.caption(plain(f"{problem.what}. {problem.hint}"))
        st.caption(say("articles.legend"))
        st.html(marked.whole(reading))
        if url := marked.web(article.url):
            st.link_button(say("card.original"), url, icon=":material/open_in_new:")
        if session.may_edit():
            with st.container(horizontal=True, gap="small"):
                _facts(screen.view.collection, article)
                st.button(
                    say("articles.delete"), key="delete_article", icon=":material/delete:", on_click=_remove,
                    args=(screen.view.collection, article),
                )  # fmt: skip


def _facts(collection: str, article: Article) -> None:
    """Title, outlet and day of publication to be put right: from another day every "Thursday" is another."""
    menu = st.popover(say("articles.correct"), icon=":material/edit:")
    with menu.form("facts", border=False):
        st.text_input(say("add.article_title"), article.title, max_chars=300, key=f"title_of_{article.id}")
        st.text_input(say("add.source"), article.source or "", max_chars=120, key=f"source_of_{article.id}")
        day_input(say("add.published"), article.published, f"day_of_{article.id}", say("add.published_help"))
        st.form_submit_button(say("articles.correct_save"), type="primary", on_click=_save, args=(collection, article))


@deed
def _save(collection: str, article: Article) -> None:
    title, source, published = (st.session_state[f"{fact}_of_{article.id}"] for fact in ("title", "source", "day"))
    now = {"title": title.strip(), "source": source.strip() or None, "published": published}
    if changed := {fact: value for fact, value in now.items() if value != getattr(article, fact)}:
        session.store().set_article(collection, article.id, **changed)
        st.toast(say("articles.corrected"))
    else:
        st.toast(say("actor_page.unchanged"))


@deed
def _remove(collection: str, article: Article) -> None:
    session.store().remove_article(collection, article.id)
    removed.note(collection, article.id, name_of(article))


@deed
def _delete_collection(collection: str, title: str) -> None:
    session.store().delete(collection)
    removed.note(collection, None, title)
    session.remember("report", None)  # it may tell of this collection
    session.go(View())


def _events_of(timeline: Timeline) -> dict[str, int]:
    """Number of events that each article tells."""
    tally: dict[str, int] = {}
    for event in timeline.events:
        for article in {m.article for m in event.mentions}:
            tally[article] = tally.get(article, 0) + 1
    return tally


if __name__ == "__main__":
    guard(show)()
