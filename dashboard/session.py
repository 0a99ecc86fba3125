"""The only door to Streamlit's cache, state and address: what is shown is a View, and the View lives in the address.

A page reads `screen()` and draws it. A control never keeps a choice of its own: its callback calls `change(...)`, which
writes the address (so that Back undoes it), and on the next run the control is set from the View again. What a link
shows is therefore what its maker saw.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from dashboard import charts
from dashboard import view as views
from dashboard.export.record import lead
from dashboard.merge.as_of import as_of
from dashboard.merge.edits import Edit, named
from dashboard.merge.mends import Mend, corrections
from dashboard.merge.registry import slug
from dashboard.model import Timeline
from dashboard.rows import date_words
from dashboard.selection import Counts, counts
from dashboard.store import Collection, EventStore, default_url, sample
from dashboard.table import to_frame
from dashboard.view import View

PHONE = ("Mobi", "iPhone", "Android")
OVERVIEW = "overview"  # the chart that is the same whichever event is picked
NARROW = 600  # pixels; below, the page is laid out as for a phone
LEAST, MOST = 280, 4000  # pixels that a page is laid out for
DESK, HAND = 1288, 358  # pixels between the margins where the browser has not said it yet


class Quote(NamedTuple):
    """The sentence that tells an event, where its date phrase stands (0, 0 where there is none), its article, and whose
    words it gives."""

    text: str
    start: int
    end: int
    article: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A collection as it stood at one revision, read once for all readers."""

    collection: Collection
    timeline: Timeline
    frame: pd.DataFrame
    quotes: dict[str, Quote]
    tally: Counts  # of all events
    edits: tuple[Edit, ...] = ()  # what readers have corrected about actors
    mends: dict[int, Mend] = field(default_factory=dict)  # and about events, by number

    @property
    def latest(self) -> date | None:
        """The day of the latest article."""
        return max((r.article.published for r in self.timeline.readings.values() if r.article.published), default=None)


@dataclass(frozen=True, slots=True)
class Screen:
    """What one run of a page shows; `empty` while there is no collection, and then nothing is loaded."""

    view: View
    notes: tuple[str, ...]
    collections: tuple[Collection, ...]
    held: tuple[Loaded, Loaded] | None = None  # the collection as known on the day asked for, and as it is now

    @property
    def empty(self) -> bool:
        """There is no collection to show."""
        return self.held is None

    @property
    def loaded(self) -> Loaded:
        """The collection as known on the day asked for."""
        assert self.held is not None, "ask `empty` first"
        return self.held[0]

    @property
    def whole(self) -> Loaded:
        """The collection as it is now."""
        assert self.held is not None, "ask `empty` first"
        return self.held[1]

    @property
    def as_of(self) -> date:
        """The day that parts past from future: what the link asks for, else that of the latest article, else today.

        A collection that is still growing (its latest article is at most a week old) is looked at from today.
        """
        latest = None if self.empty else self.loaded.latest
        if self.view.known:
            return self.view.known
        return latest if latest and (date.today() - latest).days > 7 else max(latest or date.min, date.today())


# --- the collections -----------------------------------------------------------------------------------------------


def address_of_store() -> str:
    """Where the database is: what DATELINE_DB says in the environment, else in the app's secrets, else a file."""
    if not os.environ.get("DATELINE_DB"):
        try:
            return default_url(str(st.secrets["DATELINE_DB"]))
        except (FileNotFoundError, KeyError):  # there are no secrets, or not this one
            pass
    return default_url()


@st.cache_resource(show_spinner=False)
def _open(url: str) -> EventStore:
    held = EventStore(url)
    try:
        sample.install(held)
    except Exception:  # the reader's own collections are there all the same
        logging.getLogger("dateline").exception("the sample collection could not be read")
    return held


def store() -> EventStore:
    """The store, opened once for all readers, with the sample collection in it."""
    return _open(address_of_store())


@st.cache_resource(max_entries=8, show_spinner=False)
def _load(url: str, collection: str, revision: int) -> Loaded:
    held = _open(url)
    timeline = held.load(collection)
    found = held.collection(collection)
    edits = tuple(held.actor_edits(collection).values())
    mends = held.event_mends(collection)
    frame = to_frame(timeline)
    loaded = Loaded(found, timeline, frame, _quotes(timeline), counts(frame, View()), edits, mends)
    gc.collect()
    gc.freeze()  # what is loaded stays: sparing it the collector's rounds makes every later run four times cheaper
    return loaded


@st.cache_resource(max_entries=12, show_spinner=False)
def _replay(url: str, collection: str, revision: int, day: date) -> Loaded:
    """The collection as it would have been read on a day: with the events, statuses and outcomes of that day."""
    whole = _load(url, collection, revision)
    timeline = as_of(whole.timeline, day, whole.edits, corrections(whole.mends.values()))
    frame = to_frame(timeline)
    return Loaded(whole.collection, timeline, frame, _quotes(timeline), counts(frame, View()))


def _quotes(timeline: Timeline) -> dict[str, Quote]:
    """For each event the sentence of the mention that speaks for the others."""
    quotes = {}
    for event in timeline.events:
        mention = lead(event.mentions, event.date) if event.mentions else None
        reading = timeline.readings.get(mention.article) if mention else None
        if mention is None or reading is None:
            continue
        start, end = reading.around(mention)
        first, last = date_words(reading, mention, start, end) or (start, start)
        text = reading.article.text[start:end]
        quotes[event.id] = Quote(text, first - start, last - start, mention.article, mention.speaker)
    return quotes


def screen() -> Screen:
    """What the address asks for, with the collection as it is now: articles added by another process are in it."""
    there = tuple(sorted(store().collections(), key=lambda c: c.id != sample.SAMPLE))
    ids = [collection.id for collection in there]
    query = _query()
    chosen = views.collection_in(query, ids)
    revision = next((c.revision for c in there if c.id == chosen), 0)
    whole = _load(address_of_store(), chosen, revision) if chosen else None
    if whole and whole.edits:  # a link made before an actor got another name still finds it
        now = {slug(e.actor): slug(named(whole.edits, e.actor)) for e in whole.edits if e.what == "name"}
        there_now = whole.timeline.actors
        query["actor"] = [a if a in there_now else now.get(a, a) for a in query.get("actor", ())]
    frame, actors = (whole.frame, whole.timeline.actors) if whole else (None, None)
    titles = {c.id: c.title for c in there}
    if may_edit() and query.get("c", [chosen])[-1] != chosen:  # a link to what was removed says so
        titles |= {c.id: c.title for c in store().removed()}
    view, notes = views.from_query(query, ids, frame, actors, titles=titles)
    if whole is None:
        return Screen(view, notes, there)
    loaded = whole
    if view.known and whole.latest and view.known < whole.latest:
        loaded = _replay(address_of_store(), whole.collection.id, revision, view.known)
    return Screen(view, notes, there, (loaded, whole))


# --- the charts ----------------------------------------------------------------------------------------------------


def draw(name: str, screen: Screen, shown: pd.DataFrame, width: int, in_place: tuple[str, ...] = ()) -> charts.Chart:
    """The chart of that name as the screen asks for it: drawn once, then kept for every reader of the same view.

    `shown` are the rows that the view selects, `width` the pixels that the figure has; the lanes of actors `in_place`
    do not go to the top when they are filtered by.
    """
    view = replace(screen.view, layout="", event=None if name == OVERVIEW else screen.view.event)
    asked = (address_of_store(), screen.whole.collection.revision, str(view), screen.as_of)
    return _drawn(name, asked, charts.Look(theme(), width, in_place), screen, shown)


@st.cache_resource(max_entries=64, show_spinner=False)
def _drawn(
    name: str, asked: tuple[str, int, str, date], look: charts.Look, _screen: Screen, _shown: pd.DataFrame
) -> charts.Chart:
    """The chart of a view `asked` for: of which database and revision, and as of which day."""
    # on the stage of what was known: a lane or a day that only later articles tell would give them away
    actors = _screen.whole.timeline.actors | _screen.loaded.timeline.actors
    quotes = {event: (*quote[:3], quote.speaker) for event, quote in _screen.loaded.quotes.items()}
    scene = charts.set_scene(_screen.loaded.frame, _shown, actors, _screen.view, asked[-1], look, quotes)
    return charts.CHARTS[name].draw(scene)


# --- the address ---------------------------------------------------------------------------------------------------


def _query() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def go(view: View) -> None:
    """Show this view: the address takes it, as one step that Back undoes. For callbacks only."""
    remember("path", (*_path(), view))
    st.query_params.from_dict(views.to_query(view))


def change(**changes: Any) -> None:
    """Show the same view but for some fields. For callbacks only."""
    go(replace(_path()[-1], **changes))


def step(ids: Sequence[str], by: int) -> None:
    """Pick the event so many places on in `ids`, without one from the first or the last. For callbacks only."""
    if not ids or not by:
        return
    at = _path()[-1].event
    place = ids.index(at) + by if at in ids else by - 1 if by > 0 else len(ids) + by
    change(event=ids[min(max(place, 0), len(ids) - 1)])


def arrive(view: View) -> None:
    """A page shows this view: what was asked for otherwise is over, the reader went back or came by a link."""
    if view not in recall("path", ())[-1:]:
        remember("path", ())


def _path() -> tuple[View, ...]:
    """The views from the one in the browser's address to the one asked for last.

    They are two where the browser has not got the new address yet and already asks for more: what is changed then is
    the last one, or a quick second choice would undo the first.
    """
    shown, path = screen().view, recall("path", ())
    return path[path.index(shown) :] if shown in path else (shown,)


def query_of(view: View) -> list[tuple[str, str]]:
    """The view as pairs, as links within the app take them."""
    return [(key, value) for key, values in views.to_query(view).items() for value in values]


def link(view: View) -> str:
    """The full address of a view, to be sent to somebody."""
    base = (st.context.url or "http://localhost:8501").split("?")[0].rstrip("/") + "/"
    query = urlencode(query_of(view))
    return f"{base}?{query}" if query else base


# --- widgets and the reader ----------------------------------------------------------------------------------------


def held(key: str, value: Any, *, labelled: bool = False) -> str:
    """The key of a widget that shows `value` and nothing else: what did not get into the View is undone.

    A widget whose options have labels (`labelled`) is told its value on every run: the browser keeps the labels of what
    was chosen, and would lose a choice whose label has changed meanwhile (its count, after articles were added). One
    that is typed into is told only what is new, else it would overwrite what is being typed.
    """
    if labelled or key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def on_change(key: str, act: Callable[[Any], None]) -> Callable[[], None]:
    """A callback that hands the widget's new value to `act`."""
    return lambda: act(st.session_state[key])


def remember(key: str, value: Any) -> None:
    """Keep something for this reader's session that is nobody else's business: a draft, the last deletion."""
    st.session_state[f"kept_{key}"] = value


def recall(key: str, default: Any = None) -> Any:
    """What `remember` kept."""
    return st.session_state.get(f"kept_{key}", default)


def may_edit() -> bool:
    """Articles may be added and removed here; DATELINE_READONLY=1 makes a server for readers only."""
    return os.environ.get("DATELINE_READONLY", "") in ("", "0")


def is_local() -> bool:
    """The app runs on the reader's own computer."""
    return (urlsplit(st.context.url or "").hostname or "localhost") in ("localhost", "127.0.0.1", "::1", "0.0.0.0")


def width() -> int:
    """Pixels that the page has between its margins: as measured, else as on the last visit, else as is usual."""
    told = recall("width")
    if told is None:  # reading cookies takes longer than looking it up
        told = st.context.cookies.get("dateline_width", "")
        remember("width", told)
    if str(told).isascii() and str(told).isdigit():
        return min(max(int(told), LEAST), MOST)
    return HAND if _on_phone() else DESK


def is_phone() -> bool:
    """The reader holds a phone, or the window is as narrow as one: the page begins with the list."""
    return _on_phone() or width() < NARROW


def _on_phone() -> bool:
    if (known := recall("phone")) is None:
        agent = st.context.headers.get("User-Agent") or ""
        known = any(mark in agent for mark in PHONE)
        remember("phone", known)
    return known


def is_embedded() -> bool:
    """The page stands in a frame of another page (`?embed=true`)."""
    return bool(st.context.is_embedded)


def theme() -> str:
    """ "light" or "dark", as the reader's browser says."""
    return getattr(st.context.theme, "type", None) or "light"
