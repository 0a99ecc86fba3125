"""Correcting an event where it is read: its headline, who acts, its day, whether it happened, that it is none, what is
one and what is two.

What is corrected is undone where it was done, and from the list of all corrections below the timeline.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import islice
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import session
from dashboard.merge.mends import LONGEST, OUTCOMES, Mend, actor_of, headline, names_of, only_given
from dashboard.model import Event
from dashboard.pages.actors import called
from dashboard.pages.parts import deed, name_of, plain, undo_row
from dashboard.pages.removed import MOST
from dashboard.session import Screen
from dashboard.typed_dates import parse_typed
from dashboard.view import STATUSES
from dashboard.words import date_in_words, list_in_words, say

MOST_OF_ONE = 5  # corrections of one event that stand on its card
NEAR = 60  # events that are offered as the same, the nearest in time
ASKED = ("label", "actors", "other", "date", "status", "same", "apart")  # what the form asks for
NONE = {"date": "undated", "actors": "nobody"}  # what is said of one that gives no value


def offer(screen: Screen, event: Event) -> None:
    """The form on the card of an event; not in a replay, which shows only some of what is told of it."""
    if not session.may_edit() or screen.view.known:
        return
    keys = {what: f"mend_{what}_{event.id}_{screen.whole.collection.revision}" for what in ASKED}
    others = _others(screen, event)
    with st.expander(say("mend.title"), icon=":material/edit:", expanded=any(map(refused, keys.values()))):
        with st.form(f"mend_{event.id}", border=False):
            _itself(screen, event, keys)
            _one_or_two(screen, event, keys, others)
            st.form_submit_button(
                say("mend.save"), type="primary", icon=":material/check:", key=f"mend_save_{event.id}",
                on_click=_save, args=(screen, event, keys, others),
            )  # fmt: skip
        st.button(
            say("mend.off"), key=f"mend_off_{event.id}", icon=":material/event_busy:", help=say("mend.off_help"),
            on_click=apply, args=(screen, [Mend("off", event.label, ids(event))]),
        )  # fmt: skip


def _itself(screen: Screen, event: Event, keys: Mapping[str, str]) -> None:
    """What the event is called, who acts in it, when it is and whether it happened."""
    actors = screen.whole.timeline.actors
    st.text_input(
        say("mend.label"), event.label, key=keys["label"], max_chars=max(LONGEST, len(event.label)),
        help=say("mend.label_help", n=LONGEST),
    )  # fmt: skip
    answer(keys["label"])
    st.multiselect(
        say("mend.actors"), _choices(screen, event), _acting(screen, event), key=keys["actors"],
        placeholder=say("mend.nobody"), select_all=False, format_func=lambda actor: actors[actor].name,
        help=say("mend.actors_help"),
    )  # fmt: skip
    # a box of its own: in a list that takes new names Streamlit has Enter choose what is typed, not what fits it
    st.text_input(
        say("mend.other"), key=keys["other"], max_chars=LONGEST, placeholder=say("mend.other"),
        label_visibility="collapsed",
    )  # fmt: skip
    st.text_input(
        say("mend.date"), event.date or "", key=keys["date"], max_chars=60,
        help=say("mend.date_help"), placeholder=say("mend.date_hint"),
    )  # fmt: skip
    answer(keys["date"])
    st.selectbox(
        say("mend.status"), STATUSES, STATUSES.index(event.status), key=keys["status"],
        format_func=lambda status: f"{say(f'sign.{status}')} {say(f'status.{status}')}",
    )  # fmt: skip


def _one_or_two(screen: Screen, event: Event, keys: Mapping[str, str], others: Mapping[str, Event]) -> None:
    """What is the same event, and which articles, or sentences of the one, mean another, where there is a choice."""
    tellings = _tellings(screen, event)
    if others:
        st.selectbox(
            say("mend.same"), others, None, key=keys["same"], placeholder=say("mend.choose"),
            format_func=lambda other: dated(others[other]),
        )  # fmt: skip
    if len(tellings) > 1:
        st.multiselect(
            say("mend.apart"), tellings, key=keys["apart"], placeholder=say("mend.choose"), select_all=False,
            format_func=lambda telling: tellings[telling],
        )  # fmt: skip
        answer(keys["apart"])


def _tellings(screen: Screen, event: Event) -> dict[str, str]:
    """What may mean another event, in words: the articles by their ids; of one alone its sentences, by the mentions."""
    articles = {m.article: screen.loaded.timeline.readings[m.article].article for m in event.mentions}
    if len(articles) > 1:
        return {name: name_of(article) for name, article in articles.items()}
    told = {m.id: " ".join(articles[m.article].text[m.start : m.end].split()) for m in event.mentions}
    return told if len({*told.values()}) == len(told) else {m.id: m.label for m in event.mentions}


def _gone(event: Event, apart: Collection[str]) -> tuple[str, ...]:
    """The mentions that mean another event, by the articles or the mentions chosen."""
    return tuple(m.id for m in event.mentions if m.article in apart or m.id in apart)


def refused(key: str) -> str:
    """Why what stands in this box was not kept when the form was sent; "" where it was, or something else stands there
    now."""
    value, why = session.recall("refused", {}).get(key, (None, ""))
    return why if key in st.session_state and st.session_state[key] == value else ""


def answer(key: str) -> None:
    """What was wrong, below the box that it is about."""
    if why := refused(key):
        st.error(plain(why), icon=":material/error:")


def undo(screen: Screen) -> None:
    """What this session has corrected last, with what else that did, and the buttons that take it back."""
    collection, numbers, joined = session.recall("mended") or ("", (), None)
    kept = [screen.whole.mends[number] for number in numbers if number in screen.whole.mends]
    if not kept or collection != screen.view.collection:
        return
    with undo_row():
        said = [_said(screen, mend) for mend in kept]
        if joined:
            said.append(say("mend.joined", label=joined.value))
        st.markdown("  \n".join(map(plain, said)), width="stretch")
        if joined:
            st.button(
                say("mend.keep_apart"), key="mend_keep_apart", icon=":material/call_split:", help=say("mend.keep_help"),
                on_click=apply, args=(screen, [joined], numbers),
            )  # fmt: skip
        st.button(
            say("articles.undo"), key="mend_undo", icon=":material/undo:", on_click=_undo, args=(collection, *numbers)
        )
        st.button(
            say("note.ok"), key="mend_ok", icon=":material/close:", type="tertiary",
            on_click=session.remember, args=("mended", None),
        )  # fmt: skip


def of_event(screen: Screen, event: Event) -> None:
    """The corrections of an event, the latest first, each with its undo, but for those that were made last."""
    if not session.may_edit() or screen.view.known:
        return
    told, (_, shown, _) = {*ids(event)}, session.recall("mended") or ("", (), None)
    mends = screen.whole.mends
    mine = [n for n in mends if n not in shown and not told.isdisjoint((*mends[n].mentions, *mends[n].others))]
    for number in sorted(mine, reverse=True)[:MOST_OF_ONE]:
        with st.container(horizontal=True, vertical_alignment="center", gap=None):
            st.caption(plain(_said(screen, mends[number])), width="stretch")
            st.button(
                say("mend.undo"), key=f"unmend_here_{number}", icon=":material/undo:", type="tertiary",
                on_click=_undo, args=(screen.view.collection, number),
            )  # fmt: skip


def kept(screen: Screen) -> None:
    """The corrections of events in force, the latest first, each with its undo; of many the latest ones."""
    mends = screen.whole.mends
    if not mends or not session.may_edit() or session.is_embedded():
        return
    with st.expander(say("mend.kept", n=len(mends)), icon=":material/edit:", key="mends"):
        for number, mend in sorted(mends.items(), reverse=True)[:MOST]:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.caption(plain(_said(screen, mend)), width="stretch")
                st.button(
                    say("articles.undo"), key=f"unmend_{number}", icon=":material/undo:", type="tertiary",
                    on_click=_undo, args=(screen.view.collection, number),
                )  # fmt: skip
        if len(mends) > MOST:
            st.caption(say("add.more", n=len(mends) - MOST))


# --- what the form means ---------------------------------------------------------------------------------------------


@deed
def _save(screen: Screen, event: Event, keys: Mapping[str, str], others: Mapping[str, Event]) -> None:
    """Keep what differs from what is known; what cannot be kept is said where it stands, and then nothing is."""
    chosen = {what: st.session_state.get(key) for what, key in keys.items()}
    label, typed = chosen["label"] or "", (chosen["date"] or "").strip()
    label = label if label == event.label else headline(label)
    wanted = chosen | {"label": label, "date": parse_typed(typed, screen.as_of) if typed else ""}
    wrong = _wrong(event, wanted, typed)
    session.remember("refused", {keys[what]: (chosen[what], why) for what, why in wrong.items()})
    if wrong:
        st.toast(say("mend.refused"), icon=":material/info:")
    elif mends := _mends(screen, event, wanted, others):
        apply(screen, mends)
    else:
        st.toast(say("actor_page.unchanged"))


def _wrong(event: Event, wanted: Mapping[str, Any], typed: str) -> dict[str, str]:
    """Why the form cannot be kept as it stands, by the box that it is about."""
    label, wrong = wanted["label"], {}
    if label != event.label and not 0 < len(label) <= LONGEST:
        wrong["label"] = say("mend.label_long" if label else "mend.label_none", n=LONGEST)
    if wanted["date"] is None:
        wrong["date"] = say("mend.unread", words=typed)
    if _gone(event, wanted["apart"] or ()) == ids(event):
        wrong["apart"] = say("mend.apart_all")
    return wrong


def _mends(screen: Screen, event: Event, chosen: Mapping[str, Any], others: Mapping[str, Event]) -> list[Mend]:
    """The corrections that the form means: what it says of the event holds for what stays in it and what joins it."""
    apart, same = set(chosen["apart"] or ()), others.get(chosen["same"] or "")
    gone = _gone(event, apart)
    stay = tuple(mention for mention in ids(event) if mention not in gone)
    joined = ids(same) if same else ()
    known, acting = _who(screen, event, chosen)
    label = chosen["label"]
    said = {
        "label": (event.label, label),
        "actors": ("\n".join(known), "\n".join(acting)),
        "date": (event.date or "", chosen["date"]),
        "status": (str(event.status), str(chosen["status"])),
    }
    mends = [
        Mend(what, event.label if what == "label" else label, stay + joined, now)
        for what, (before, now) in said.items()
        if before != now
    ]
    if acting != known:
        mends = [*(Mend("new", label, stay + joined, name) for name in _new(screen, acting)), *mends]
    if gone:
        readings = screen.loaded.timeline.readings
        names = [name_of(readings[article].article) for article in sorted(apart) if article in readings]
        names = names or [mention.label for mention in event.mentions if mention.id in gone]
        mends.append(Mend("apart", label, stay, "; ".join(names), gone))
    if same:
        mends.append(Mend("together", label, stay, same.label, joined))
    return mends


def _who(screen: Screen, event: Event, chosen: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The names of who acts in an event, and of who does by the form."""
    actors, known = screen.whole.timeline.actors, _acting(screen, event)
    acting = known if {*chosen["actors"]} == {*known} else chosen["actors"]
    before, now = ([actors[actor].name for actor in who] for who in (known, acting))
    other = called(actors, headline(chosen["other"] or ""))
    return before, [*now, other] if other and other not in now else now


def _new(screen: Screen, names: list[str]) -> list[str]:
    """The names of whom no article tells."""
    told = {actor.name for actor in screen.whole.timeline.actors.values() if not only_given(actor)}
    return [name for name in names if name not in told]


def ids(event: Event) -> tuple[str, ...]:
    """The mentions that tell an event."""
    return tuple(mention.id for mention in event.mentions)


@deed
def apply(screen: Screen, mends: list[Mend], already: tuple[int, ...] = (), pick: bool = True) -> None:
    """Keep the corrections and go on with the event that the same sentence tells now, where there is one; without
    `pick` with what was on the page.

    They are said and undone together with those that are kept `already`.
    """
    collection = screen.view.collection
    numbers = session.store().correct_event(collection, *mends)
    now = _telling(session.screen(), mends[0].mentions[0])
    session.remember("mended", (collection, (*already, *numbers), now and _joined(screen, now, mends)))
    if pick:
        session.change(event=now and now.id)


def _telling(screen: Screen, mention: str) -> Event | None:
    """The event that a mention tells."""
    return next((e for e in screen.whole.timeline.events if mention in ids(e)), None)


def _joined(before: Screen, now: Event, mends: list[Mend]) -> Mend | None:
    """What parts an event from those that nobody asked to make one with it, and that its new date or status did.

    Mostly it is right: two dates were given for one thing, and one of them was wrong. So it is done, and said.
    """
    old = _telling(before, mends[0].mentions[0])
    meant = {m for mend in mends for m in (*mend.mentions, *mend.others)} | {*(ids(old) if old else ())}
    there = {mention: e for e in before.whole.timeline.events for mention in ids(e)}
    came = tuple(mention for mention in ids(now) if mention not in meant and mention in there)
    if not came:
        return None
    others = dict.fromkeys(_called(there[mention]) for mention in came)
    stay = tuple(mention for mention in ids(now) if mention not in came)
    return Mend("apart", mends[-1].label, stay, "; ".join(others), came)


@deed
def _undo(collection: str, *numbers: int) -> None:
    session.store().withdraw_edit(collection, *numbers)
    session.remember("mended", None)
    st.toast(say("actor_page.undone"))


def _said(screen: Screen, mend: Mend) -> str:
    """ "“Scholz visits Kyiv” is dated 14 February 2022"."""
    if not mend.value and mend.what in NONE:
        return say(f"mend.said_{NONE[mend.what]}", label=mend.label)
    if mend.what in OUTCOMES:
        return say(f"mend.said_{mend.what}{_by(screen, mend)}", label=mend.label, value=mend.value)
    value = mend.value
    if mend.what == "date":
        value = date_in_words(value)
    elif mend.what == "status":
        value = say(f"status.{value}")
    elif mend.what == "actors":
        actors, edits = screen.whole.timeline.actors, screen.whole.edits
        found = [(name, actor_of(name, actors, edits)) for name in names_of(mend)]
        value = list_in_words(actors[actor].name if actor else name for name, actor in found)
    return say(f"mend.said_{mend.what}", label=mend.label, value=value)


def _by(screen: Screen, mend: Mend) -> str:
    """Whether no event tells the end, one does, or the event is what was put off on its new day."""
    if not mend.others:
        return ""
    new = mend.what == "postponed" and (end := _telling(screen, mend.others[0])) and end.status == "expected"
    return "_to" if new else "_by"


def _acting(screen: Screen, event: Event) -> list[str]:
    """The ids of who acts in an event, as far as the collection has them."""
    return [actor for actor in event.actors if actor in screen.whole.timeline.actors]


def _choices(screen: Screen, event: Event) -> list[str]:
    """The ids of all actors: first who acts in the event or through whom somebody does, then the busiest."""
    tally, actors = screen.whole.tally.actors, screen.whole.timeline.actors
    near = [actor for actor in (*event.actors, *event.via) if actor in actors]
    return list(dict.fromkeys([*near, *sorted(actors, key=lambda actor: -tally.get(actor, 0))]))


def _called(event: Event) -> str:
    return f"{event.label} · {date_in_words(event.date)}"


def dated(event: Event) -> str:
    """The same for a list: the day first, which a narrow box would cut off behind a long name."""
    return f"{date_in_words(event.date, 'short')} · {event.label}"


def _others(screen: Screen, event: Event) -> dict[str, Event]:
    """The events that may be the same: of an actor of it, or without any, the nearest in time first."""
    return {other.id: other for other in islice((o for o in nearest(screen, event) if share(o, event)), NEAR)}


def nearest(screen: Screen, event: Event) -> list[Event]:
    """All other events, the nearest in time first."""
    frame = screen.loaded.frame
    at = frame["start"].fillna(frame["end"])
    mine = at[frame["id"] == event.id].iloc[0]
    far = (at - mine).abs() if pd.notna(mine) else pd.Series(pd.Timedelta(0), index=frame.index)
    near = frame["id"].loc[far.sort_values(kind="stable").index]
    events = {e.id: e for e in screen.loaded.timeline.events}
    return [events[name] for name in near if name != event.id]


def share(one: Event, two: Event) -> bool:
    """They have an actor in common, or one has none."""
    acting = {*one.actors, *one.via}
    return not (acting and (two.actors or two.via)) or not acting.isdisjoint((*two.actors, *two.via))
