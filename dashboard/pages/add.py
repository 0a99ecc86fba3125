"""Adding articles: paste or upload, check what each says of itself, give the date where it is missing, read, undo.

What is not yet added is a draft of this session alone. A file that cannot be read is named with the reason, and the
others go on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import streamlit as st

from dashboard import session
from dashboard.model import Article, Problem, Unread
from dashboard.pages import TIMELINE
from dashboard.pages.parts import LabelVisibility, day_input, plain, reading_bar, titles_of
from dashboard.read import MAX_CHARS, read_bytes
from dashboard.read.text import from_text
from dashboard.session import Screen
from dashboard.store import Report
from dashboard.store.sample import SAMPLE
from dashboard.view import View
from dashboard.words import say

NEW = ""  # the choice of a collection that is not there yet
LONGEST = MAX_CHARS  # characters that can be pasted
MOST = 12  # problems that are told one by one
CHECKED = 50  # drafts that are shown to be checked, those without a date first
ADDRESS = re.compile(r"(https?://|www\.)\S+")
ENDINGS = ["txt", "md", "html", "htm", "jsonl"]


def show(screen: Screen) -> None:
    """The whole form: where to, what, the check, and what came of it."""
    into, title = _where(screen)
    answer = st.container()  # what came of the last step stands above the forms, where it is seen
    paste, upload = st.tabs([say("add.paste"), say("add.upload")])
    with paste:
        _paste()
    with upload:
        _upload()
    with answer:
        _check(into, title)
        _report()
    st.caption(say("add.private" if session.is_local() else "add.private_server"))


def _where(screen: Screen) -> tuple[str, str]:
    """The collection to add to: its id, or `NEW` and a title."""
    titles = titles_of(screen)
    options = [NEW, *titles]
    here = screen.view.collection if screen.view.collection != SAMPLE else NEW
    now = session.recall("made") or st.session_state.get("add_into", here)  # the next go where the last ones went
    session.remember("made", None)
    key = session.held("add_into", now if now in options else NEW, labelled=True)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        into = st.selectbox(
            say("add.where"), options, key=key,
            format_func=lambda c: titles.get(c, say("add.new")), width=300,
        )  # fmt: skip
        title = ""
        if into not in titles:
            title = st.text_input(
                say("add.new_title"), placeholder=_unused(screen), max_chars=100, key="add_title", width=300
            )
    return into, title.strip() or _unused(screen)


def _unused(screen: Screen) -> str:
    """ "My collection", or "My collection 2" where there is one."""
    there = {collection.title for collection in screen.collections}
    names = (say("add.new_again", n=n) if n > 1 else say("add.new_default") for n in count(1))
    return next(name for name in names if name not in there)


# --- what comes in becomes drafts ----------------------------------------------------------------------------------


def _paste() -> None:
    with st.form("paste", clear_on_submit=True, border=False):
        text = st.text_area(say("add.text"), height=180, placeholder=say("add.text_hint"), key="add_text")
        with st.container(horizontal=not session.is_phone(), vertical_alignment="bottom", gap="small"):
            title = st.text_input(
                say("add.article_title"), placeholder=say("add.title_hint"), max_chars=300, key="paste_title"
            )
            source = st.text_input(
                say("add.source"), placeholder=say("add.source_hint"), max_chars=120, key="paste_source"
            )
            published = day_input(say("add.published"), None, "paste_day", say("add.published_help"))
        sent = st.form_submit_button(say("add.add"), type="primary", icon=":material/add:")
    if not _came("pasted", sent, text):
        return
    if not text.strip():
        st.info(say("add.empty"))
        return
    if ADDRESS.fullmatch(text.strip()):
        st.info(say("add.address"), icon=":material/link_off:")
        return
    article = from_text(text[:LONGEST], title.strip() or None, source.strip() or None, published)
    cut = [Problem(say("add.cut", n=LONGEST), say("add.text"), say("add.cut_hint"))] if len(text) > LONGEST else []
    _wait([article], cut, ready=published is not None and not cut)  # nothing to ask: it is read at once


def _upload() -> None:
    with st.form("upload", clear_on_submit=True, border=False):
        files = st.file_uploader(
            say("add.files"), type=ENDINGS, accept_multiple_files=True, help=say("add.files_help"), key="add_files"
        )
        sent = st.form_submit_button(say("add.read"), type="primary", icon=":material/upload:")
    if not _came("uploaded", sent, [file.file_id for file in files or ()]):
        return
    if not files:
        st.info(say("add.empty"))
        return
    drafts: list[Article] = []
    problems: list[Problem] = []
    for file in files:
        for item in read_bytes(file.name, file.getvalue()):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                drafts.append(item)
    _wait(drafts, problems, ready=bool(drafts) and all(d.published for d in drafts) and not problems)


def _came(form: str, sent: bool, held: str | list[str]) -> bool:
    """What a form holds was sent to be added: its button says so, or that it holds something new.

    A tap on the button that leaves a field outside the form, as the name of the collection, comes as two gestures at
    once, of which Streamlit loses the button's and empties the form; what a form holds comes by its button alone.
    """
    new = bool(held) and held != session.recall(form)
    session.remember(form, held)
    return sent or new


def _wait(new: list[Article], problems: list[Problem], *, ready: bool) -> None:
    """Put drafts beside those that wait for their check; those that are `ready` wait for nothing and nobody."""
    waiting = {draft.id: draft for draft in session.recall("drafts", [])}
    session.remember("ready", [draft.id for draft in new] if ready else [])
    session.remember("drafts", list((waiting | {draft.id: draft for draft in new}).values()))
    session.remember("unread", problems)
    session.remember("report", None)


# --- the check -----------------------------------------------------------------------------------------------------


def _check(into: str, title: str) -> None:
    """The drafts with what was found in them, those without a date first; nothing is asked where nothing is missing."""
    drafts: list[Article] = session.recall("drafts", [])
    found: list[Problem] = session.recall("unread", [])
    unread = [problem for problem in found if isinstance(problem, Unread)]
    if unread:
        st.warning(_in_lines(unread), icon=":material/error:")
    if noted := [problem for problem in found if problem not in unread]:
        st.info(_in_lines(noted), icon=":material/info:")
    if not drafts:
        return
    if ready := [draft for draft in drafts if draft.id in session.recall("ready", [])]:
        _read(into, title, ready)
        return
    with st.container(border=True, key="drafts"):
        st.markdown(f"**{say('add.check')}**")
        if missing := sum(d.published is None for d in drafts):
            st.info(say("add.ask", n=missing), icon=":material/edit_calendar:")
        ordered = sorted(drafts, key=lambda d: d.published is not None)
        rest = ordered[CHECKED:]
        drafts = [*(_draft(d, n, len(drafts)) for n, d in enumerate(ordered[:CHECKED])), *rest]
        if rest:
            st.caption(say("add.unchecked", n=len(rest)))
        with st.container(horizontal=True, gap="small"):
            if st.button(say("add.add_many", n=len(drafts)), type="primary", key="add_drafts", icon=":material/add:"):
                _read(into, title, drafts)
            st.button(say("add.discard"), key="discard", on_click=_forget)


def _in_lines(problems: Sequence[Problem]) -> str:
    """What was wrong, a line each; of very many the first."""
    said = [plain(f"{problem.where}: {problem.what}. {problem.hint}") for problem in problems[:MOST]]
    more = [say("add.more", n=len(problems) - MOST)] if len(problems) > MOST else []
    return "  \n".join([*said, *more])


def _draft(draft: Article, n: int, of: int) -> Article:
    """One draft with its three facts to be mended, as a row under the names of the first; one of several can go."""
    labels: LabelVisibility = "visible" if n == 0 or session.is_phone() else "collapsed"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        title = st.text_input(
            say("add.article_title"), draft.title or _beginning(draft), key=f"t_{draft.id}", max_chars=300,
            label_visibility=labels,
        )  # fmt: skip
        source = st.text_input(
            say("add.source"), draft.source or "", key=f"s_{draft.id}", max_chars=120, label_visibility=labels
        )
        published = day_input(
            say("add.published"), draft.published, f"d_{draft.id}", say("add.published_help"), labels=labels
        )
        if of > 1:
            st.button(
                say("add.leave_out"), key=f"x_{draft.id}", icon=":material/close:", type="tertiary",
                on_click=_leave_out, args=(draft.id,),
            )  # fmt: skip
    return replace(draft, title=title.strip(), source=source.strip() or None, published=published)


def _beginning(draft: Article) -> str:
    first = next((line.strip() for line in draft.text.splitlines() if line.strip()), "")
    return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + " …"


def _leave_out(draft: str) -> None:
    session.remember("drafts", [kept for kept in session.recall("drafts", []) if kept.id != draft])


def _forget() -> None:
    for name in ("drafts", "unread", "ready"):
        session.remember(name, [])


# --- reading -------------------------------------------------------------------------------------------------------


def _read(into: str, title: str, drafts: list[Article]) -> None:
    """Read the drafts into the collection with a bar that shows how far it is, then show that collection."""
    held = session.store()
    with reading_bar(len(drafts)) as progress:
        collection = into if into in {c.id for c in held.collections()} else held.create(title)
        report = held.add(collection, drafts, progress, workers=1)  # a text that hangs must not hang the app
        found = held.collection(collection)
        names = {draft.id: draft.title for draft in drafts if draft.title}
        problems = [replace(p, where=names.get(p.where, p.where)) for p in report.problems]
        session.remember("report", (collection, found.title, replace(report, problems=tuple(problems)), found.events))
        session.remember("made", collection)
        for draft in drafts:
            _leave_out(draft.id)
        session.remember("unread", [])
    session.go(View(collection))
    st.rerun()


def _report() -> None:
    """What came of the last adding, with the way to the timeline."""
    kept = session.recall("report")
    if not kept:
        return
    collection, title, report, events = kept
    _say_report(report)
    st.page_link(
        TIMELINE, label=f"**{plain(say('add.open', title=title, events=say('result.events', n=events)))}**",
        icon=":material/timeline:", query_params=session.query_of(View(collection)),
    )  # fmt: skip


def _say_report(report: Report) -> None:
    said = [say("add.done", n=len(report.added))] if report.added else []
    said += [say("add.changed", n=len(report.changed))] if report.changed else []
    said += [say("add.same", n=len(report.unchanged))] if report.unchanged else []
    if said:
        st.success(" ".join(said), icon=":material/check:")
    else:
        st.warning(say("add.none"), icon=":material/error:")
    for problem in report.problems[:20]:
        st.caption(plain(f"{problem.where}: {problem.what}. {problem.hint}".removeprefix(": ")))
