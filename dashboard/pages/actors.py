"""Who acts in a collection: spellings, belonging, number of events, and why several names are taken for one.

What was read wrongly is corrected here: a name, a kind, whom one belongs to, two that are one, one that is two. Every
correction is kept, holds for articles added later, and can be undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dashboard import session
from dashboard.merge.edits import Edit, idle
from dashboard.merge.registry import known_kind, slug
from dashboard.model import Actor, Article, Kind
from dashboard.pages import ACTORS, TIMELINE
from dashboard.pages.parts import deed, guard, head, name_of, plain
from dashboard.pages.removed import MOST
from dashboard.selection import taking_part
from dashboard.session import Screen
from dashboard.view import View
from dashboard.words import days_in_words, list_in_words, say

KINDS = (Kind.PERSON, Kind.ORGANIZATION, Kind.COUNTRY, Kind.GROUP)
HOMES = (Kind.COUNTRY, Kind.ORGANIZATION)  # what somebody may belong to
WHYS = 12  # reasons that are shown
LONGEST = 120  # characters of a name


def show() -> None:
    """The page."""
    screen = session.screen()
    head(screen, ACTORS)
    if screen.empty:
        st.info(say("app.nothing"))
        return
    actors = screen.whole.timeline.actors
    if not actors:
        st.info(say("actor_page.none"), icon=":material/group:")
        return
    tally = screen.whole.tally.actors
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        wanted = st.text_input(
            say("actor_page.search"), key="actor_search", type="search", placeholder=say("actor_page.search"),
            label_visibility="collapsed",
        ).casefold()  # fmt: skip
        found = [
            actor for actor in actors.values()
            if wanted in actor.name.casefold() or any(wanted in alias.casefold() for alias in actor.aliases)
        ]  # fmt: skip
        found.sort(key=lambda a: (wanted not in a.name.casefold(), -tally.get(a.id, 0), a.name))
        if found:
            _table(screen, found, tally)
            if not wanted and (idle := len(actors.keys() - taking_part(screen.whole.frame))):
                st.caption(plain(say("actor_page.idle", n=idle)))
        else:
            st.caption(plain(say("actor_page.not_found", words=wanted)))
    chosen = [actors[a] for a in session.recall("actors_open", ()) if a in actors]
    with right:
        if len(chosen) == 1:
            _one(screen, chosen[0], tally)
        elif chosen:
            _merge(screen, chosen)
        else:
            st.caption(say("actor_page.hint_edit" if session.may_edit() else "actor_page.hint"))
        _edits(screen)


def _table(screen: Screen, found: list[Actor], tally: dict[str, int]) -> None:
    actors = screen.whole.timeline.actors
    cells = pd.DataFrame(
        {
            say("actor_page.name"): [a.name for a in found],
            say("actor_page.kind"): [say(f"kind.{a.kind}") for a in found],
            say("actor_page.events"): [tally.get(a.id, 0) for a in found],
            say("actor_page.affiliation"): [_name(actors, a.affiliation) for a in found],
            say("actor_page.aliases"): [", ".join(s for s in a.aliases if s != a.name) for a in found],
        }
    )
    # rows move when an actor gets another name or names are searched: what is chosen is kept by id, in a new table
    ids = [actor.id for actor in found]
    key = f"actor_table_{screen.view.collection}_{screen.whole.collection.revision}_{len(ids)}_{ids[0]}"
    opened = [ids.index(a) for a in session.recall("actors_open", ()) if a in ids]

    def act() -> None:
        rows = st.session_state[key].selection.rows
        session.remember("actors_open", tuple(ids[row] for row in rows if row < len(ids)))

    st.dataframe(
        cells, hide_index=True, key=key, on_select=act, alt=say("actor_page.table_alt"),
        selection_mode="multi-row" if session.may_edit() else "single-row",
        selection_default={"selection": {"rows": opened}},
        column_config={
            say("actor_page.name"): st.column_config.TextColumn(width=165),
            say("actor_page.kind"): st.column_config.TextColumn(width=100),
            say("actor_page.events"): st.column_config.NumberColumn(width=70),
            say("actor_page.affiliation"): st.column_config.TextColumn(width=125),
        },
        height=min(300 if session.is_phone() else 640, 38 + 35 * max(1, len(cells))),
    )  # fmt: skip


def _one(screen: Screen, actor: Actor, tally: dict[str, int]) -> None:
    actors = screen.whole.timeline.actors
    with st.container(border=True, key="actor", gap="xsmall"):
        st.markdown(f"## {plain(actor.name)}")
        facts = [say(f"kind.{actor.kind}"), _name(actors, actor.affiliation)]
        st.caption(plain(" · ".join(filter(None, facts))))
        st.page_link(
            TIMELINE, label=f"**{plain(say('actor_page.events_of', name=actor.name, n=tally.get(actor.id, 0)))}**",
            icon=":material/timeline:",
            query_params=session.query_of(View(screen.view.collection, actors=(actor.id,))),
        )  # fmt: skip
        if actor.aliases:
            said = list_in_words(f"{name} ({n})" for name, n in sorted(actor.aliases.items(), key=lambda a: -a[1]))
            st.markdown(f"{say('actor_page.written')}: {plain(said)}")
        for other, title, first, last in actor.affiliations:
            days = days_in_words(first, last or first) if first else ""
            st.caption(plain(" · ".join(filter(None, (_name(actors, other), title, days)))))
        if actor.why:
            with st.expander(say("actor_page.why")):
                for why in actor.why[:WHYS]:
                    st.caption(plain(why))
        if session.may_edit():
            _correct(screen, actor)


# --- corrections ---------------------------------------------------------------------------------------------------


def _correct(screen: Screen, actor: Actor) -> None:
    """Another name, kind or home, and the articles in which the name means somebody else."""
    collection = screen.view.collection
    with st.expander(say("actor_page.correct"), icon=":material/edit:"):
        _facts(screen, actor)
        told = _articles(screen, actor)
        if len(told) > 1:
            with st.form(f"part_{actor.id}", border=False):
                st.markdown(f"**{say('actor_page.part')}**")
                chosen = st.multiselect(
                    say("actor_page.part_in"), told, key=f"part_articles_{actor.id}",
                    placeholder=say("actor_page.part_hint"),
                    format_func=lambda a: f"{told[a].published or ''} {name_of(told[a])}".strip(),
                )  # fmt: skip
                other = st.text_input(
                    say("actor_page.part_name"), f"{actor.name} (2)", max_chars=LONGEST, key=f"part_name_{actor.id}"
                )
                if st.form_submit_button(say("actor_page.part_save"), icon=":material/call_split:"):
                    if not chosen:
                        st.error(say("actor_page.part_none"), icon=":material/error:")
                    elif _tidy(other) in ("", actor.name):
                        st.error(plain(say("actor_page.part_same", name=actor.name)), icon=":material/error:")
                    else:
                        _apply(collection, [Edit("part", actor.name, _tidy(other), tuple(chosen))])


def _facts(screen: Screen, actor: Actor) -> None:
    """What an actor is called, what it is and whom it belongs to; the boxes are new ones when that has changed."""
    actors = screen.whole.timeline.actors
    home, homes = _name(actors, actor.affiliation), _homes(actors, actor)
    kinds = [*KINDS, *({actor.kind} - {*KINDS})]
    facts = f"{screen.view.collection}_{actor.id}_{actor.kind}_{actor.affiliation}"
    with st.form(f"name_{actor.id}", border=False):
        name = st.text_input(
            say("actor_page.name"), actor.name, max_chars=LONGEST, help=say("actor_page.name_help"),
            key=f"new_name_{facts}",
        )  # fmt: skip
        kind = st.selectbox(
            say("actor_page.kind"), kinds, kinds.index(actor.kind), key=f"new_kind_{facts}",
            format_func=lambda k: say(f"kind.{k}"),
        )  # fmt: skip
        chosen = st.selectbox(
            say("actor_page.affiliation"), homes, homes.index(home), key=f"new_home_{facts}",
            format_func=lambda name: name or say("actor_page.nobody"),
            help=say("actor_page.affiliation_help"),
        )  # fmt: skip
        # a box of its own: in a list that takes new names Streamlit has Enter choose what is typed, not what fits it
        other = st.text_input(
            say("actor_page.other_home"), max_chars=LONGEST, key=f"other_home_{facts}",
            placeholder=say("actor_page.other_home"), label_visibility="collapsed",
        )  # fmt: skip
        if st.form_submit_button(say("actor_page.save"), type="primary", icon=":material/check:"):
            edits = [Edit("kind", actor.name, str(kind))] if kind != actor.kind else []
            edits += [Edit("home", actor.name, to)] if (to := called(actors, other) or chosen) != home else []
            edits += [Edit("name", actor.name, _tidy(name))] if _tidy(name) not in ("", actor.name) else []
            shown = slug(_tidy(name) or actor.name)
            session.remember("asked", None)
            if not _tidy(name):
                st.error(say("actor_page.name_none"), icon=":material/error:")
            elif to and to not in {a.name for a in actors.values()} and known_kind(to) is None:
                session.remember("asked", (facts, to, edits, shown))
            else:
                _apply(screen.view.collection, edits, shown)
    _asked(screen, facts)


def _asked(screen: Screen, about: str) -> None:
    """What the home is that was given to the actor and that nobody has named: nothing is kept before that is said."""
    who, home, edits, shown = session.recall("asked") or ("", "", [], "")
    if who != about:
        return
    st.markdown(plain(say("actor_page.new_home", name=home)))
    with st.container(horizontal=True, gap="small"):
        for kind in HOMES:
            if st.button(say(f"kind.{kind}"), key=f"home_is_{kind}"):
                session.remember("asked", None)
                _apply(screen.view.collection, [*edits, Edit("kind", home, str(kind))], shown)


def _merge(screen: Screen, chosen: list[Actor]) -> None:
    """Several rows are chosen: they may be one."""
    with st.container(border=True, key="merge", gap="small"):
        st.markdown(f"## {say('actor_page.merge', n=len(chosen))}")
        st.markdown(plain(list_in_words(a.name for a in chosen)))
        final = st.radio(
            say("actor_page.merge_into"), [a.id for a in chosen], key="merge_into",
            format_func=lambda a: plain(_name(screen.whole.timeline.actors, a)),
        )  # fmt: skip
        name = _name(screen.whole.timeline.actors, final)
        if st.button(say("actor_page.merge_save"), type="primary", icon=":material/merge:", key="merge_save"):
            edits = [Edit("name", a.name, name) for a in chosen if a.id != final]
            _apply(screen.view.collection, edits, final)


def _edits(screen: Screen) -> None:
    """The corrections in force, the latest first, each with its undo; of many the latest ones."""
    if not session.may_edit() or not screen.whole.edits:
        return
    collection = screen.view.collection
    kept = session.store().actor_edits(collection)
    readings, actors = screen.whole.timeline.readings.values(), screen.whole.timeline.actors.values()
    told = {name for r in readings for m in r.actors for name in (m.actor, m.affiliation) if name}
    empty = idle(kept, told | {actor.name for actor in actors})
    with st.container(border=True, key="edits", gap="xsmall"):
        st.markdown(f"**{say('actor_page.edits', n=len(kept))}**")
        for number, edit in sorted(kept.items(), reverse=True)[:MOST]:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                value = say(f"kind.{edit.value}") if edit.what == "kind" else edit.value or say("actor_page.nobody")
                said = say(f"actor_page.edit_{edit.what}", name=edit.actor, value=value, n=len(edit.articles))
                said = f"{said} – {say('actor_page.edit_idle')}" if number in empty else said
                st.caption(plain(said), width="stretch")
                st.button(
                    say("articles.undo"), key=f"undo_{number}", icon=":material/undo:", type="tertiary",
                    on_click=_undo, args=(collection, number, edit),
                )  # fmt: skip
        if len(kept) > MOST:
            st.caption(say("add.more", n=len(kept) - MOST))
        st.download_button(
            say("actor_page.edits_file"), lambda: _as_json(kept.values()), file_name=f"{collection}-corrections.json",
            mime="application/json", key="edits_file", icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def _as_json(edits: Iterable[Edit]) -> str:
    """The corrections as a file, in the order in which they were made: {"what", "actor", "value", "articles"} each."""
    return json.dumps([edit._asdict() for edit in edits], ensure_ascii=False, indent=1)


def _apply(collection: str, edits: list[Edit], shown: str = "") -> None:
    """Keep the corrections, and show the actor as it is called now."""
    if not edits:
        st.caption(say("actor_page.unchanged"))
        return
    with st.spinner(say("actor_page.working")):
        session.store().edit_actor(collection, *edits)
    if shown:
        session.remember("actors_open", (shown,))
    st.rerun()


@deed
def _undo(collection: str, number: int, edit: Edit) -> None:
    session.store().withdraw_edit(collection, number)
    there, opened = session.screen().whole.timeline.actors, session.recall("actors_open", ())
    if opened and there.keys().isdisjoint(opened):  # the card that is open goes on with the name that is back
        session.remember("actors_open", (slug(edit.actor),))
    st.toast(say("actor_page.undone"))


def _articles(screen: Screen, actor: Actor) -> dict[str, Article]:
    """The articles that name an actor, oldest first."""
    readings = screen.whole.timeline.readings.values()
    told = [r.article for r in readings if any(m.actor == actor.name for m in r.actors)]
    return {a.id: a for a in sorted(told, key=lambda a: (str(a.published or ""), a.id))}


def _homes(actors: dict[str, Actor], actor: Actor) -> list[str]:
    """Whom an actor may belong to: nobody, or a country or body of the collection, by name."""
    names = {a.name for a in actors.values() if a.kind not in (Kind.PERSON, Kind.PLACE) and a.id != actor.id}
    return ["", *sorted(names | {_name(actors, actor.affiliation)} - {""}, key=str.casefold)]


def called(actors: dict[str, Actor], typed: str) -> str:
    """What is typed, by the name of the one actor that is written so."""
    name = _tidy(typed)
    same = {a.name for a in actors.values() if name.casefold() in (a.name.casefold(), *map(str.casefold, a.aliases))}
    return same.pop() if len(same) == 1 else name


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _name(actors: dict[str, Actor], actor: str | None) -> str:
    return actors[actor].name if actor in actors else (actor or "")


if __name__ == "__main__":
    guard(show)()
