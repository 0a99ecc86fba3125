"""The filter row: every control shows what the View says and changes the View, never itself.

Counts in the controls are those under the other filters: what a choice would leave.
What fits is always said, and what is hidden; where nothing fits, each filter says what would be there without it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import edtf, session
from dashboard.model import Actor
from dashboard.pages.parts import day, plain
from dashboard.selection import counts, describe, hidden, only_said, select
from dashboard.session import Screen
from dashboard.typed_dates import LONGEST, parse_typed
from dashboard.view import MODES, STATUSES, View
from dashboard.words import date_in_words, days_in_words, say

FIGURE_SPACE = "\u2007"  # as wide as a digit
ROOMY = 900  # pixels; below, the box for words is small, so that no date chosen takes a second line
PRESETS = (7, 31, 92, 0)  # days back from the as-of day; 0 is everything


def row(screen: Screen) -> None:
    """All filters: in a row where there is room, behind one button on a phone or in a frame."""
    everything = screen.loaded.tally
    left = counts(screen.loaded.frame, screen.view) if screen.view.is_filtered else everything
    if session.is_phone() or session.is_embedded():
        with st.popover(say("filter.more", n=active(screen.view)), icon=":material/tune:"):
            _words(screen)
            _actors(screen, everything.actors, left.actors)
            _mode(screen)
            _said(screen)
            _statuses(screen, everything.statuses, left.statuses)
            _presets(screen)
            _dates(screen)
            _known(screen)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="filters"):
        with st.container(width=230 if session.width() >= ROOMY else 150):
            _words(screen)
        with st.container(horizontal=True):  # in which its box stays one line high
            _actors(screen, everything.actors, left.actors)
        window = days_in_words(screen.view.first, screen.view.last, "short")
        with st.popover(say("filter.dates_now", window=window), icon=":material/calendar_month:"):
            _dates(screen)
        then = screen.view.known and date_in_words(screen.view.known.isoformat(), "short")
        known = say("filter.replay_day", day=then) if then else say("filter.replay")
        with st.popover(known, icon=":material/history:"):
            _known(screen)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="filters2"):
        _statuses(screen, everything.statuses, left.statuses)
        _presets(screen)
        _mode(screen)
        _said(screen)


def active(view: View) -> int:
    """How many filters are on."""
    return sum(map(bool, (view.actors, view.statuses, view.first or view.last, view.differ, view.words, view.known)))


def result(screen: Screen, where: str = "") -> DeltaGenerator:
    """What is shown and what is hidden, in words, with the button that clears; the line, for what else stands in it.

    `where` says which of the events stand elsewhere.
    """
    view, loaded = screen.view, screen.loaded
    line = st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="result", width="stretch")
    with line:
        said = describe(view, loaded.frame, loaded.timeline.actors)
        st.markdown(f"**{plain(said)}**", width="content")
        if where:
            st.caption(plain(where), width="content")
        if left_out := hidden(view, loaded.frame):
            st.caption(plain(left_out), width="content")
        if later := len(screen.whole.timeline.readings) - len(loaded.timeline.readings):
            st.caption(plain(say("result.later", n=later)), width="content")
        if view.is_filtered:
            st.button(
                say("filter.clear"), key="clear", type="tertiary", icon=":material/close:",
                on_click=session.go, args=(view.cleared(),),
            )  # fmt: skip
    return line


def undated_only(screen: Screen, n: int) -> None:
    """That all that fits has no date; where that is because of the dates chosen, the way out of them."""
    view = screen.view
    if view.first or view.last:
        st.info(say("filter.empty_window", n=n), icon=":material/search_off:")
        without = replace(view, first=None, last=None)
        _without("window", without, len(select(screen.loaded.frame, without)))
    else:
        st.info(say("filter.empty_undated", n=n), icon=":material/inventory_2:")


def nothing(screen: Screen) -> None:
    """A kind word instead of an empty page: which filter to take off, and what that would show; else all of them."""
    view = screen.view
    st.info(say("filter.empty"), icon=":material/search_off:")
    fields: dict[str, dict[str, Any]] = {
        "said": {"said": True} if view.actors else {},
        "actors": {"actors": ()},
        "statuses": {"statuses": ()},
        "window": {"first": None, "last": None},
        "differ": {"differ": False},
        "words": {"words": ""},
        "known": {"known": None},
    }
    helped = False
    with st.container(gap="xsmall"):
        for name, off in fields.items():
            without = replace(view, **off)
            frame = (screen.whole if name == "known" else screen.loaded).frame  # not only what had been published then
            if without != view and (found := len(select(frame, without))):
                _without(name, without, found)
                helped = True
        if not helped:
            st.button(say("filter.empty_clear"), key="without_all", on_click=session.go, args=(view.cleared(),))


def _without(name: str, view: View, n: int) -> None:
    """The button that takes a filter off, or lets what was said pass one, with what that would show."""
    shown = say("result.events", n=n)
    said = say("filter.empty_said", events=shown) if name == "said" else ""
    said = said or say("filter.empty_try", what=say(f"filter.by_{name}"), events=shown)
    st.button(said, key=f"without_{name}", on_click=session.go, args=(view,))


# --- the controls --------------------------------------------------------------------------------------------------


def _words(screen: Screen) -> None:
    key = session.held("words", screen.view.words)
    st.text_input(
        say("filter.words"), key=key, type="search", placeholder=say("filter.words_hint"),
        label_visibility="collapsed",
        on_change=session.on_change(key, lambda typed: session.change(words=typed or "")),
    )  # fmt: skip


def _actors(screen: Screen, everything: dict[str, int], left: dict[str, int]) -> None:
    """The actors in the order of all their events, which no filter changes, each with the number of those `left`.

    Who takes part in no event, and only spoke of some, comes last, with the number of these.
    """
    view, actors = screen.view, screen.loaded.timeline.actors
    spoke = Counter(voice for voices in screen.loaded.frame["voices"] for voice in voices if voice not in everything)
    options = list(dict.fromkeys([*everything, *spoke, *view.actors]))
    labels = _labels(options, actors, left, spoke)
    key = session.held("actors", list(view.actors), labelled=True)
    st.multiselect(
        say("filter.actors"), options, key=key, format_func=lambda a: labels.get(a, a),
        placeholder=say("filter.actors_hint"), label_visibility="collapsed", select_all=False,
        on_change=session.on_change(key, lambda chosen: session.change(actors=tuple(chosen))),
    )  # fmt: skip


def _mode(screen: Screen) -> None:
    """Whether any or all of the chosen actors take part; apart from their box, which leaves no room for it."""
    if len(screen.view.actors) > 1:
        key = session.held("mode", screen.view.mode, labelled=True)
        st.segmented_control(
            say("filter.mode"), MODES, key=key, format_func=lambda m: say(f"filter.{m}"), required=True,
            help=say("filter.mode_help"), label_visibility="collapsed",
            on_change=session.on_change(key, lambda chosen: session.change(mode=chosen or "any")),
        )  # fmt: skip


def _said(screen: Screen) -> None:
    """Whether also what the chosen actors only said is shown; asked where there is some."""
    more = only_said(screen.loaded.frame, screen.view) if screen.view.actors else 0
    if more or screen.view.spoken:
        key = session.held("said", screen.view.said)
        st.checkbox(
            say("filter.said", n=more), key=key, help=say("filter.said_help"),
            on_change=session.on_change(key, lambda chosen: session.change(said=chosen)),
        )  # fmt: skip


def _labels(
    options: list[str], actors: dict[str, Actor], tally: dict[str, int], spoke: Mapping[str, int]
) -> dict[str, str]:
    """Names with counts; two actors of one name are told apart by their kind, and at worst by their id."""
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for actor in options:
        found = actors.get(actor)
        name = found.name if found else actor
        line, n = ("filter.spoke", spoke[actor]) if actor in spoke else ("filter.actor", tally.get(actor, 0))
        label = say(line, name=name, n=n)
        for more in (say(f"kind.{found.kind}") if found else actor, actor):
            if label in taken:
                label = say(line, name=f"{name} ({more})", n=n)
        labels[actor] = label
        taken.add(label)
    return labels


def _statuses(screen: Screen, everything: dict[str, int], left: dict[str, int]) -> None:
    """A chip for each status there is, as wide as the number of all its events: none moves the next."""
    view = screen.view
    options = [status for status in STATUSES if everything[status] or status in view.statuses]
    if not options:
        return

    def label(status: str) -> str:
        n, most = (say("result.number", n=tally[status]) for tally in (left, everything))
        return say(
            "filter.status_item", sign=say(f"sign.{status}"), status=say(f"status.{status}"),
            n=n.ljust(len(most), FIGURE_SPACE),
        )  # fmt: skip

    key = session.held("statuses", list(view.statuses), labelled=True)
    st.pills(
        say("filter.status"), options, selection_mode="multi", key=key, label_visibility="collapsed",
        format_func=label,
        on_change=session.on_change(key, lambda chosen: session.change(statuses=tuple(chosen))),
    )  # fmt: skip


def _presets(screen: Screen) -> None:
    view = screen.view
    starts = {n: screen.as_of - timedelta(n - 1) if n else None for n in PRESETS}
    now = next((n for n, start in starts.items() if (view.first, view.last) == (start, None)), None)
    key = session.held("preset", now, labelled=True)

    def act(chosen: int | None) -> None:
        session.change(first=starts.get(chosen) if chosen else None, last=None)

    st.segmented_control(
        say("filter.presets"), PRESETS, key=key, format_func=lambda n: say(f"filter.preset_{n}"),
        label_visibility="collapsed", help=say("filter.presets_help", day=day(screen.as_of)),
        on_change=session.on_change(key, act),
    )  # fmt: skip


def _dates(screen: Screen) -> None:
    _typed_day(screen, "first", say("filter.first"))
    _typed_day(screen, "last", say("filter.last"))
    _differ(screen)


def _typed_day(screen: Screen, field: str, label: str) -> None:
    """A box for a day of the view. What is typed counts on Enter or Tab; a month is its first day, at an end its last.

    Streamlit's own box for dates tells of a typed day only when one clicks elsewhere.
    """
    value = getattr(screen.view, field)
    key = f"day_{field}"
    unread, then = session.recall(f"unread_{field}", ("", None))
    if not (unread and then == value and st.session_state.get(key) == unread):
        session.held(key, value.isoformat() if value else "")
        unread = ""

    def act(typed: str | None) -> None:
        wanted = (typed or "").strip()
        day = _day_of(wanted, screen.as_of, field == "first") if wanted else None
        session.remember(f"unread_{field}", (typed if wanted and day is None else "", value))
        if day or not wanted:
            session.change(**{field: day})

    st.text_input(
        label, key=key, max_chars=LONGEST, placeholder=say("filter.day_hint"), on_change=session.on_change(key, act)
    )
    if unread:
        st.error(plain(say("filter.unread", words=unread)), icon=":material/error:")


def _day_of(typed: str, today: date, first: bool) -> date | None:
    """The day that is meant by what is typed, of a longer time its first or last one; None where it is none."""
    if (told := parse_typed(typed, today)) is None:
        return None
    start, end = edtf.bounds(told)
    return (start or end) if first else (end or start)


def _differ(screen: Screen) -> None:
    """Whether only that is shown of which the sources give different dates; asked where there is some."""
    view = screen.view
    n = len(select(screen.loaded.frame, replace(view, differ=True)))
    if n or view.differ:
        key = session.held("differ", view.differ)
        st.checkbox(
            say("filter.differ", n=n), key=key, help=say("filter.differ_help"),
            on_change=session.on_change(key, lambda chosen: session.change(differ=chosen)),
        )  # fmt: skip


def _known(screen: Screen) -> None:
    """The replay: from one day of publication to the next, or to any day; the last of them is now."""
    readings = screen.whole.timeline.readings.values()
    days = sorted({r.article.published for r in readings if r.article.published})
    st.caption(say("filter.known_help"), width=300)
    if len(days) > 1:
        at = max(bisect_right(days, screen.view.known or days[-1]) - 1, 0)
        key = session.held("replay", days[at], labelled=True)

        def to(chosen: date) -> None:
            session.change(known=chosen if chosen < days[-1] else None)

        st.select_slider(
            say("filter.known"), days, key=key, format_func=lambda d: date_in_words(d.isoformat(), "short"),
            on_change=session.on_change(key, to),
        )  # fmt: skip
        with st.container(horizontal=True, gap="xsmall"):
            for name, there, icon in (("earlier", at - 1, "arrow_back"), ("later", at + 1, "arrow_forward")):
                st.button(
                    say(f"filter.{name}"), key=f"replay_{name}", icon=f":material/{icon}:", on_click=to,
                    disabled=not 0 <= there < len(days), args=(days[min(max(there, 0), len(days) - 1)],),
                )  # fmt: skip
            st.button(
                say("filter.now"), key="replay_now", type="tertiary", disabled=not screen.view.known,
                on_click=session.change, kwargs={"known": None},
            )  # fmt: skip
    _typed_day(screen, "known", say("filter.known_day"))
