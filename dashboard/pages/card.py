"""The card of the picked event: when and why that date, who and why they, and every source with its sentence.

The words of an article reach the page only through `safe` and `plain`: nothing in them is read as HTML or Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

import pandas as pd
import streamlit as st

from dashboard import session
from dashboard.model import Actor, Event, EventMention, Reading, Status, Timeline
from dashboard.pages import ARTICLES, bridge, lists, marked, mend, outcome
from dashboard.pages.parts import day, guard, plain, safe
from dashboard.rows import speakers
from dashboard.selection import outcome_in_words
from dashboard.session import Screen
from dashboard.view import View
from dashboard.words import date_in_words, list_in_words, say

_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
COLOURS: dict[Status, Literal["blue", "orange", "violet", "gray"]] = {
    Status.HAPPENED: "blue",
    Status.ONGOING: "blue",
    Status.EXPECTED: "orange",
    Status.POSSIBLE: "violet",
    Status.DENIED: "gray",
}


# The card stays in sight while the reader goes down a long chart; its place is as high as the chart beside it.
_STAY = """<style>
.st-key-stage > :has(> .st-key-side) { align-self: stretch; }
.st-key-side {
  position: sticky; top: 3.75rem; align-self: flex-start; max-height: calc(100vh - 4.5rem); overflow-y: auto;
}
:is(.st-key-side, [role=dialog]) :has(> .st-key-undo_row) { top: auto; bottom: 0; }
</style>"""


def show(screen: Screen, shown: pd.DataFrame) -> None:
    """The card of the event that the view picks."""
    st.html(_STAY)
    _card(screen, shown)


def _closed() -> None:
    session.change(event=None)


@st.dialog(say("look.pick"), width="large", on_dismiss=_closed)
def sheet(screen: Screen, shown: pd.DataFrame) -> None:
    """The card over the whole of a small screen; going away from it, or on to the next event, draws the page anew."""
    now = session.screen()
    if now.view != screen.view or now.whole is not screen.whole:
        st.rerun()
    guard(_card)(screen, shown)


def _picked(screen: Screen) -> Event | None:
    return next((event for event in screen.loaded.timeline.events if event.id == screen.view.event), None)


def _card(screen: Screen, shown: pd.DataFrame) -> None:
    """The whole card; says so where the filters hide its event."""
    timeline = screen.loaded.timeline
    event = _picked(screen)
    if event is None:
        mend.undo(screen)
        _not_yet(screen)
        return
    with st.container(border=not session.is_phone(), key="card", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _badge(event)
            if session.is_phone():  # a sheet has its own way to close it
                lists.steps(screen, shown, shown)
            else:
                st.button(
                    say("card.close"),
                    key="close",
                    type="tertiary",
                    icon=":material/close:",
                    shortcut="Escape",
                    help=say("card.close_help"),
                    on_click=session.change,
                    kwargs={"event": None},
                )
        if event.id not in set(shown["id"]):
            st.warning(say("card.hidden"), icon=":material/visibility_off:")
            cleared = replace(screen.view.cleared(), event=event.id)
            st.button(say("card.show_all"), key="show_all", on_click=session.go, args=(cleared,))
        st.markdown(f"## {plain(event.label)}")
        _when(event, timeline, screen)
        _who(event, timeline)
        _heard(event, timeline, screen.view)
        _told(event)
        _sources(event, timeline)
        _followed(event, timeline)
        outcome.offer(screen, event)
        if len(event.mentions) > 1 and event.why:
            with st.expander(say("card.why_one")):
                for why in event.why[:8]:
                    st.caption(plain(why))
        mend.of_event(screen, event)
        mend.offer(screen, event)
        bridge.copy_button(
            session.link(screen.view), say("card.link"), say("share.copied"), key=f"copy_{event.id}", quiet=True
        )
    mend.undo(screen)  # a sheet hides the page, where it stands else; here, at the foot, it covers no headline


def _not_yet(screen: Screen) -> None:
    """The link names an event of which nothing was known on the day that is replayed."""
    st.warning(plain(say("card.not_yet", day=day(screen.as_of))), icon=":material/history:")
    now = replace(screen.view, known=None)
    st.button(say("card.show_now"), key="show_now", on_click=session.go, args=(now,))


def _badge(event: Event) -> None:
    st.badge(
        f"{say(f'sign.{event.status}')} {say(f'status.{event.status}')}", color=COLOURS[event.status],
        width="content" if session.is_phone() else "stretch",
    )  # fmt: skip


def _when(event: Event, timeline: Timeline, screen: Screen) -> None:
    ahead = event.status in (Status.EXPECTED, Status.POSSIBLE)
    st.markdown(f"**{plain(date_in_words(event.date, 'long', ahead=ahead))}**")
    if event.conflict:
        dates = [say("card.conflict_dates", date=date_in_words(d), n=n) for d, n in sorted(event.dates.items())]
        st.warning(plain(f"{say('card.conflict')}: {list_in_words(dates)}"), icon=":material/warning:")
    if event.date is None:
        dateless = [m.article for m in event.mentions if m.published is None]
        st.caption(say("card.undated_article" if dateless else "card.undated"))
        if dateless:
            st.page_link(ARTICLES, label=say("look.give_date"), icon=":material/edit_calendar:",
                         query_params=session.query_of(screen.view))  # fmt: skip
    if reasons := _reasons(event, timeline, screen):
        st.caption("  \n".join(map(plain, reasons)))


def _reasons(event: Event, timeline: Timeline, screen: Screen) -> list[str]:
    """From which words the status follows, what became of an expectation, how its date was found, and what a reader has
    given."""
    cue = next((m.cue for m in event.mentions if m.cue and m.status == event.status), "")
    became = _outcome(event, screen)
    whys = (_why(m, timeline.readings.get(m.article)) for m in event.mentions if event.date and m.date == event.date)
    return [
        *([say("card.cue", status=say(f"status.{event.status}"), cue=cue)] if cue else []),
        *([f"{say('card.outcome')}: {became}"] if became else []),
        *[why for why in whys if why][:1],
        *[say(f"card.given_{field}") for field in event.given],
    ]


def _outcome(event: Event, screen: Screen) -> str:
    """What became of an expectation; one that is overdue and of which nobody wrote is "no report found"."""
    frame = screen.loaded.frame
    return outcome_in_words(frame.loc[frame["id"] == event.id].iloc[0], screen.as_of)


def _why(mention: EventMention, reading: Reading | None) -> str:
    """How this mention came to its date, in a sentence."""
    if mention.time is not None and reading and mention.time < len(reading.times):
        time = reading.times[mention.time]
        words, told, why = time.why.partition(" → ")
        if told and words.casefold() == date_in_words(time.date).casefold():
            return ""  # it stands above as it stands in the article
        if told:
            return say("card.date_word", words=words, why=_ISO.sub(lambda day: date_in_words(day[0]), why))
    return say("card.date_from", why=mention.date_why) if mention.date_why else ""


def _who(event: Event, timeline: Timeline) -> None:
    """The actors as buttons that filter, and who comes in through them."""
    actors = timeline.actors
    named = [actors[a] for a in event.actors if a in actors]
    via = [actors[a] for a in event.via if a in actors]
    if named:
        _buttons(say("card.actors"), named)
    if via:
        _buttons(say("card.and_through"), via)
        st.caption(plain("; ".join(_because(actor, named) for actor in via)))


def _heard(event: Event, timeline: Timeline, view: View) -> None:
    """Through whose words the filter finds an event in which none of its actors takes part."""
    if view.spoken and set(view.spoken).isdisjoint((*event.actors, *event.via)):
        said = speakers(event, {actor.name: actor for actor in timeline.actors.values()})
        if names := [actor.name for actor in said if actor.id in view.spoken or actor.affiliation in view.spoken]:
            st.caption(plain(say("card.heard", names=list_in_words(names))))


def _buttons(label: str, actors: Iterable[Actor]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.caption(label, width="content")
        for actor in actors:
            st.button(
                plain(actor.name),
                key=f"only_{actor.id}",
                help=plain(say("card.filter", name=actor.name)),
                on_click=session.change,
                kwargs={"actors": (actor.id,), "mode": "any"},
            )


def _because(actor: Actor, named: Iterable[Actor]) -> str:
    """ "United States because Antony Blinken"."""
    people = [a.name for a in named if actor.id == a.affiliation or actor.id in {x[0] for x in a.affiliations}]
    if not people:
        return say("card.via_plain", name=actor.name)
    return say("card.via", name=actor.name, names=list_in_words(people))


def _told(event: Event) -> None:
    facts = [
        (say("card.places"), list_in_words(event.places) if event.places else ""),
        (say("card.speaker"), event.speaker or ""),
        (say("card.source"), event.source or ""),
    ]
    said = [f"{plain(name)}: **{plain(value)}**" for name, value in facts if value]
    if said:
        st.markdown("  \n".join(said))


def _followed(event: Event, timeline: Timeline) -> None:
    """Steps to what an expectation led to, and back to what announced it."""
    later = [e for e in timeline.events if e.id == event.followed_by]
    before = [e for e in timeline.events if e.followed_by == event.id]
    for key, other in [("followed", e) for e in later] + [("follows", e) for e in before[:3]]:
        st.button(
            plain(say(f"card.{key}", label=other.label)), key=f"{key}_{other.id}", type="tertiary",
            icon=":material/arrow_forward:" if key == "followed" else ":material/arrow_back:",
            on_click=session.change, kwargs={"event": other.id},
        )  # fmt: skip


def _sources(event: Event, timeline: Timeline) -> None:
    by_article: dict[str, list[EventMention]] = {}
    for mention in event.mentions:
        by_article.setdefault(mention.article, []).append(mention)
    facts = [say("app.article_count", n=len(by_article))]
    if event.sources != len(by_article):  # copies of one text are one source, as on its mark and in the list
        facts.append(say("source.independent", n=event.sources))
    st.markdown(f"**{say('card.sources')}** · {', '.join(facts)}")
    for article, mentions in by_article.items():
        if reading := timeline.readings.get(article):
            st.html(_source(reading, mentions))
            if url := marked.web(reading.article.url):
                st.link_button(say("card.original"), url, type="tertiary", icon=":material/open_in_new:")


def _source(reading: Reading, mentions: list[EventMention]) -> str:
    """One article: outlet and day, its sentences on this event, and the whole text behind a click."""
    article = reading.article
    when = say("card.published", day=day(article.published)) if article.published else say("card.undated_source")
    sentences = "".join(marked.passage(reading, mention, mentions) for mention in _once(reading, mentions))
    return (
        '<div style="border-left:3px solid rgba(0,114,178,.5);padding-left:.7rem;margin:.2rem 0 .6rem">'
        f'<div style="opacity:.75;font-size:.85rem" dir="auto"><b>{safe(article.source or say("card.no_source"))}</b>'
        f" · {safe(when)}</div>{sentences}"
        f'<details style="font-size:.9rem"><summary style="cursor:pointer">{safe(say("card.whole"))}'
        f"{': ' if article.title else ''}{safe(article.title)}</summary>"
        f"{marked.text(reading, mentions)}</details></div>"
    )


def _once(reading: Reading, mentions: list[EventMention]) -> list[EventMention]:
    """One mention a paragraph: two in the same one would show it twice."""
    return list({reading.article.text.rfind("\n", 0, m.start): m for m in reversed(mentions)}.values())[::-1]
