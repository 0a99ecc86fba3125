"""What every page has: the door that catches what goes wrong, the head with its links, and text made harmless."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from html import escape
from typing import Literal, ParamSpec

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import session
from dashboard.errors import DatelineError
from dashboard.model import Article
from dashboard.pages import ARTICLES, LINKS, TIMELINE
from dashboard.selection import taking_part
from dashboard.session import Screen
from dashboard.store import Progress
from dashboard.store.sample import SAMPLE
from dashboard.view import View
from dashboard.words import date_in_words, say

# Streamlit leaves much air above and beside a page and has no setting for it; its own menu keeps the corner.
_STYLE = """<style>
[data-testid=stMainBlockContainer] { padding: 0.9rem clamp(1rem, 4vw, 3.5rem) 2rem; }
@media (max-width: 640px) {
  .st-key-look [data-testid=stButtonGroup] button { padding-inline: clamp(0.25rem, (100vw - 14.7rem) / 10, 1rem); }
  [data-testid=stHeading] h1 { font-size: 1.35rem; line-height: 1.3; padding: 0 2.2rem 0.7rem 0; }
}
[data-testid=stHeader] { background: none; height: 3.2rem; }
[data-testid=stHeader], [data-testid=stHeader] :not(button, button *) { pointer-events: none; }
[data-testid=stHeader] button { pointer-events: auto; backdrop-filter: blur(6px); }
[data-testid=stStatusWidget] { position: fixed; right: 0.5rem; bottom: 0.5rem; }
.st-key-head { padding-right: 1.6rem; }
@media (max-width: 640px) { .st-key-head { padding-right: 0; gap: 0.4rem; } }
@media (min-width: 641px) { .st-key-head > :first-child { min-width: min(100%, 20rem); } }
@media (min-width: 641px) and (max-width: 900px) { .st-key-head > :first-child { min-width: 100%; } }
.st-key-head h1 { padding: 0 0 0.75rem; }
/* what is shown is said on one line, so that no filter moves the chart below it */
@media (min-width: 641px) {
  .st-key-result { align-items: baseline; flex-wrap: nowrap; min-height: 1.75rem; }
  .st-key-result > div { flex-shrink: 9; min-width: 0; }
  .st-key-result > div:first-child { flex-shrink: 1; }
  .st-key-result > div:has(button) { flex-shrink: 0; }
  .st-key-result p { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .st-key-result button { min-height: 0; padding-block: 0; translate: 0 0.2rem; }
}
/* where one line does not hold it, two are kept for it */
@media (min-width: 641px) and (max-width: 1000px) {
  .st-key-result { flex-wrap: wrap; align-content: flex-start; min-height: 3.3rem; row-gap: 0; }
  .st-key-result p { white-space: normal; }
}
[data-testid=stHeaderActionElements] { display: none; }
[data-testid=stCaptionContainer] { opacity: 0.8; }
[class*=st-key-pick_] p, [class*=st-key-follow] p { text-align: start; }
[data-testid=stPageLink-NavLink] :is(div, span:has(div)) { white-space: normal; }
[class*=st-key-lost_] { flex-wrap: nowrap; }
.st-key-tray { margin-block-start: 0.5rem; }
.st-key-card h2 { font-size: 1.15rem; padding: 0 0 0.3rem; }
button[kind^=primary] { color: light-dark(#FFFFFF, #0E1117); }
button[class] kbd { opacity: 0.8; color: inherit; }
@media (min-width: 641px) {
  .st-key-stage { flex-wrap: nowrap; }
  .st-key-main { min-width: 0; }
}
@media (hover: none) {
  button[kind] kbd { display: none; }
  [data-testid=stMain] button { min-height: 2.5rem; }
  [class*=st-key-pick_] button { padding-block: 0.35rem; }
}
@media (hover: hover) {
  [class*=st-key-pick_] button { min-height: 0; padding-block: 0.1rem; }
  [class*=st-key-only_] button { min-height: 1.9rem; padding: 0.1rem 0.6rem; }
}
.st-key-chart .annotation-text-g[style*=all]:hover { text-decoration: underline; cursor: pointer; }
</style>"""

_STAY = """<style>
:has(> .st-key-undo_row) { position: sticky; top: 0.5rem; z-index: 5; }
.st-key-undo_row {
  background: light-dark(#F3F5F7, #1C222B); border-radius: 0.4rem; padding: 0.4rem 0.8rem;
}
</style>"""

P = ParamSpec("P")
LabelVisibility = Literal["visible", "collapsed"]
_log = logging.getLogger("dateline")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&=^])")


def plain(text: str) -> str:
    """Text from outside for a place where Streamlit reads Markdown: every mark of it is taken literally."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def safe(text: str) -> str:
    """Text from outside for HTML."""
    return escape(text, quote=True)


def guard(draw: Callable[P, None]) -> Callable[P, None]:
    """The page, or a kind sentence where it fails; what happened goes into the log and never to the reader."""

    @wraps(draw)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            draw(*args, **kwargs)
        except DatelineError as error:
            st.error(_sentence(error), icon=":material/info:")
        except Exception:  # Streamlit's own signals are BaseExceptions and pass
            _log.exception("a page could not be drawn")
            st.error(say("app.failed"), icon=":material/sentiment_dissatisfied:")
            st.button(say("app.again"), on_click=session.go, args=(View(),))

    return guarded


def deed(act: Callable[P, None]) -> Callable[P, None]:
    """What a button does, or a kind sentence where the store refuses it: another reader may have been faster."""

    @wraps(act)
    def done(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            act(*args, **kwargs)
        except DatelineError as error:
            st.toast(_sentence(error), icon=":material/info:")

    return done


def undo_row() -> DeltaGenerator:
    """Where what was done last stands with its undo: in sight, however far down the page the button was that did it."""
    st.html(_STAY)
    return st.container(horizontal=True, vertical_alignment="center", gap="small", key="undo_row")


@contextmanager
def reading_bar(n: int) -> Iterator[Progress]:
    """A bar that tells how many of `n` articles have been read, while they are; to be called with (done, total).

    Who goes to another page meanwhile, or closes this one, loses nothing: what Streamlit ends the page with is kept
    until the work is done.
    """
    bar = st.progress(0.0, say("add.reading_first", n=n))
    ended: list[BaseException] = []

    def progress(done: int, total: int) -> None:
        try:
            if not ended:
                bar.progress(done / max(1, total), say("add.reading", n=done, total=total))
        except Exception:
            raise
        except BaseException as end:  # no error: the page is to be drawn anew, or nobody looks any more
            ended.append(end)

    yield progress
    if ended:
        raise ended[0]
    bar.empty()


def _sentence(error: DatelineError) -> str:
    return plain(f"{error.what[:1].upper()}{error.what[1:]}. {error.hint}".strip())


def head(screen: Screen, here: str, tools: Callable[[Screen], None] | None = None) -> None:
    """Title of the collection, what it is made of, and the links; small in a frame."""
    session.arrive(screen.view)
    st.html(_STYLE)
    title = say("app.name") if screen.empty else screen.loaded.collection.title
    heading = title if here == TIMELINE else say(f"app.{LINKS[here][0]}")
    st.set_page_config(page_title=say("app.tab", title=title) if not screen.empty else title)
    if session.is_embedded():
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{plain(title)}**", width="stretch")
            if tools is not None:
                tools(screen)
            st.link_button(
                say("app.open_full"), session.link(screen.view), type="tertiary", icon=":material/open_in_new:"
            )
        return
    if session.is_phone():
        top = st.container()  # one box, as on a desk, so that what stands below keeps its place in the page
        top.title(plain(heading), anchor=False)
        if here != TIMELINE and not screen.empty:
            top.caption(f"**{plain(title)}**")
        with top.container(horizontal=True, vertical_alignment="center", gap="small", key="head"):
            with st.popover(say("app.menu"), icon=":material/menu:"):
                choose_collection(screen)
                _links(screen, here)
                if not screen.empty:
                    st.caption(made_of(screen))
            if tools is not None:
                tools(screen)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="head"):
        with st.container(gap=None, width="stretch"):
            st.title(plain(heading), anchor=False)
            if not screen.empty:
                st.caption(
                    made_of(screen) if here == TIMELINE else f"**{plain(title)}** · {made_of(screen, brief=True)}"
                )
        choose_collection(screen)
        _links(screen, here)
        if tools is not None:
            tools(screen)


def _links(screen: Screen, here: str) -> None:
    """Links to the other pages; each carries the view, so that nothing chosen is lost on the way."""
    with st.container(horizontal=True, width="content", vertical_alignment="center", gap="xsmall", key="links"):
        for page, (key, icon) in LINKS.items():
            if page == here:
                continue
            adds = page == ARTICLES and session.may_edit()
            st.page_link(
                page,
                label=say("app.add" if adds else f"app.{key}"),
                icon=":material/add:" if adds else f":material/{icon}:",
                query_params=session.query_of(screen.view),
            )


def made_of(screen: Screen, brief: bool = False) -> str:
    """ "22 articles · 144 events · 30 actors", and of the sample that it is one where the line is not to be brief.

    The actors are those that the filter offers: who takes part in an event, or tells of one.
    """
    loaded = screen.loaded
    counts = say(
        "app.made_of",
        articles=say("app.article_count", n=len(loaded.timeline.readings)),
        events=say("app.event_count", n=len(loaded.frame)),
        actors=say("app.actor_count", n=len(taking_part(loaded.frame))),
    )
    more = (
        f" · {say('app.sample', add=say('app.add'))}"
        if loaded.collection.id == SAMPLE and session.may_edit() and not brief
        else ""
    )
    return plain(counts + more)


def titles_of(screen: Screen) -> dict[str, str]:
    """Id → title of every collection; those of the same title are told apart by their id."""
    often = Counter(c.title for c in screen.collections)
    return {c.id: c.title if often[c.title] == 1 else f"{c.title} ({c.id})" for c in screen.collections}


def choose_collection(screen: Screen) -> None:
    """A menu of the other collections, where there are any."""
    titles = titles_of(screen)
    titles.pop(screen.view.collection, None)
    if not titles:
        return

    def act() -> None:
        if (chosen := st.session_state["collection"]) in titles:
            session.go(View(chosen))

    st.menu_button(
        say("app.collection"), list(titles), key="collection", type="tertiary", icon=":material/folder_open:",
        format_func=lambda c: plain(titles[c]), on_click=act,
    )  # fmt: skip


def day(value: date | None) -> str:
    """A day in words, from a date; "undated" for None."""
    return date_in_words(value.isoformat() if value is not None else None)


def name_of(article: Article) -> str:
    """What an article is called: its title, else the beginning of its text."""
    if article.title:
        return article.title
    words = " ".join(article.text[:200].split())
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"


def day_input(
    label: str, value: date | None, key: str, hint: str | None = None, width: int = 180,
    labels: LabelVisibility = "visible",
) -> date | None:  # fmt: skip
    """A box for a day of publication."""
    return st.date_input(
        label, value, key=key, min_value=date(1500, 1, 1), max_value=date(2200, 12, 31), format="YYYY-MM-DD",
        help=hint if labels == "visible" else None, width=width, label_visibility=labels,
    )  # fmt: skip
