"""Who acts in a collection: spellings, belonging, number of events, and why several names are taken for one."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import session
from dashboard.model import Actor
from dashboard.pages.parts import ACTORS, TIMELINE, guard, head, plain
from dashboard.session import Screen
from dashboard.view import View, counts
from dashboard.words import list_in_words, say


def show() -> None:
    """The page."""
    screen = session.screen()
    head(screen, ACTORS)
    if screen.loaded is None:
        st.info(say("app.nothing"))
        return
    actors = screen.loaded.timeline.actors
    st.subheader(plain(say("actor_page.title", title=screen.loaded.collection.title)), anchor=False)
    if not actors:
        st.caption(say("actor_page.none"))
        return
    tally = counts(screen.loaded.frame, View(screen.view.collection)).actors
    wanted = st.text_input(
        say("actor_page.search"), key="actor_search", type="search", placeholder=say("actor_page.search"),
        label_visibility="collapsed", width=320,
    ).casefold()  # fmt: skip
    found = [
        a for a in sorted(actors.values(), key=lambda a: (-tally.get(a.id, 0), a.name))
        if wanted in a.name.casefold() or any(wanted in alias.casefold() for alias in a.aliases)
    ]  # fmt: skip
    _table(screen, found, tally)


def _table(screen: Screen, found: list[Actor], tally: dict[str, int]) -> None:
    actors = screen.loaded.timeline.actors
    cells = pd.DataFrame(
        {
            say("actor_page.name"): [a.name for a in found],
            say("actor_page.kind"): [say(f"kind.{a.kind}") for a in found],
            say("actor_page.events"): [tally.get(a.id, 0) for a in found],
            say("actor_page.affiliation"): [_name(actors, a.affiliation) for a in found],
            say("actor_page.aliases"): [", ".join(s for s in a.aliases if s != a.name) for a in found],
        }
    )
    picked = st.dataframe(
        cells, hide_index=True, key="actor_table", on_select="rerun", selection_mode="single-row",
        height=min(560, 38 + 35 * max(1, len(cells))), alt=say("actor_page.table_alt"),
        column_config={say("actor_page.aliases"): st.column_config.TextColumn(width="large")},
    )  # fmt: skip
    rows = picked.selection.rows
    if rows and rows[0] < len(found):
        _one(screen, found[rows[0]], tally)
    else:
        st.caption(say("actor_page.hint"))


def _one(screen: Screen, actor: Actor, tally: dict[str, int]) -> None:
    actors = screen.loaded.timeline.actors
    with st.container(border=True, key="actor"):
        st.subheader(plain(actor.name), anchor=False)
        st.page_link(
            TIMELINE, label=f"**{plain(say('actor_page.events_of', name=actor.name, n=tally.get(actor.id, 0)))}**",
            icon=":material/timeline:",
            query_params=session.query_of(View(screen.view.collection, actors=(actor.id,))),
        )  # fmt: skip
        spellings = sorted(actor.aliases.items(), key=lambda item: -item[1])
        if spellings:
            said = list_in_words(f"{name} ({n})" for name, n in spellings)
            st.markdown(f"{say('actor_page.aliases')}: {plain(said)}")
        for other, title, first, last in actor.affiliations:
            days = " – ".join(dict.fromkeys(d.isoformat() for d in (first, last) if d))
            st.caption(plain(" · ".join(filter(None, (_name(actors, other), title, days)))))
        if actor.why:
            st.markdown(f"**{say('actor_page.why')}**")
            for why in actor.why[:12]:
                st.caption(plain(why))


def _name(actors: dict[str, Actor], actor: str | None) -> str:
    return actors[actor].name if actor in actors else (actor or "")


if __name__ == "__main__":
    guard(show)()
