"""What the reader chose to see is one value, the View: it becomes an address and is read from one.

Actors and events are named by id, never by label, so that a link stays right when a name is spelt another way. An
address may hold anything: what cannot be understood is named in a note, never silently dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from dashboard import edtf
from dashboard.model import Actor, Status
from dashboard.words import say

VERSION = "1"
STATUSES = tuple(str(status) for status in Status)
MODES = ("any", "all")
LAYOUTS = ("lanes", "list", "table", "heat", "expected")
ORDERS = ("newest", "oldest")
MAX_WORDS = 200  # characters
MAX_ACTORS = 40
MAX_NOTES = 6
# the address: key → field; `v` is written whenever anything else is
KEYS = {
    "c": "collection", "actor": "actors", "mode": "mode", "said": "said", "status": "statuses", "from": "first",
    "to": "last", "differ": "differ", "q": "words", "event": "event", "show": "layout", "order": "order",
    "known": "known", "v": "version",
}  # fmt: skip
# what hosts, frames and other sites hang onto an address is none of ours
FOREIGN = re.compile(r"embed(_options)?|utm_\w+|fbclid|gclid|ref|_\w*|ajs_\w+|streamlit\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of one collection; every default means "all of it".

    `actors` are ids in the order chosen; `mode` "any" or "all" of them; `said` finds also what they only said.
    `statuses` in the order of `STATUSES`, empty
    for all. `first` and `last` are days of the window, both included. `differ` leaves those of which the sources give
    different dates. `words` is searched in `frame.words`. `event`
    is the picked one. `layout` is "" for "what suits the screen"; `order` is that of the list, the table and the files:
    what is ahead and the "newest" first, or the "oldest". `known` shows what was published up to that day.
    """

    collection: str = ""
    actors: tuple[str, ...] = ()
    mode: str = "any"
    said: bool = False
    statuses: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    words: str = ""
    event: str | None = None
    layout: str = ""
    order: str = "newest"
    known: date | None = None
    differ: bool = False

    @property
    def is_filtered(self) -> bool:
        """Something beside the collection, the layout and the picked event is chosen; how, of no actors, is nothing."""
        chosen = replace(self, event=None) if self.actors else replace(self, event=None, mode="any", said=False)
        return self.cleared() != chosen

    @property
    def spoken(self) -> tuple[str, ...]:
        """The actors filtered by whose words count as taking part."""
        return self.actors if self.said else ()

    def cleared(self) -> View:
        """The same collection, layout and order with every filter off."""
        return View(self.collection, layout=self.layout, order=self.order)


# --- the address ---------------------------------------------------------------------------------------------------


def to_query(view: View) -> dict[str, list[str]]:
    """The view as the parameters of an address, defaults left out; `from_query` reads it back unchanged."""
    query = {
        "c": [view.collection],
        "actor": list(view.actors),
        "mode": [view.mode] if view.mode != "any" else [],
        "said": ["1"] if view.said else [],
        "status": list(view.statuses),
        "from": [view.first.isoformat()] if view.first else [],
        "to": [view.last.isoformat()] if view.last else [],
        "differ": ["1"] if view.differ else [],
        "q": [view.words],
        "event": [view.event or ""],
        "show": [view.layout],
        "order": [view.order] if view.order != ORDERS[0] else [],
        "known": [view.known.isoformat()] if view.known else [],
    }
    query = {key: values for key, values in query.items() if any(values)}
    return {**query, "v": [VERSION]} if query else {}


def collection_in(query: Mapping[str, Sequence[str]], collections: Sequence[str]) -> str:
    """The collection an address asks for, or the first one there is, or "": load this one, then call `from_query`."""
    asked = _one(query, "c")
    return asked if asked in collections else (collections[0] if collections else "")


def from_query(
    query: Mapping[str, Sequence[str]],
    collections: Sequence[str],
    frame: pd.DataFrame | None = None,
    actors: Mapping[str, Actor] | None = None,
    foreign: Collection[str] = (),
    titles: Mapping[str, str] | None = None,
) -> tuple[View, tuple[str, ...]]:
    """The view an address asks for, and a sentence on every part of it that could not be had.

    Parameters
    ----------
    query : parameter → values, as a browser sent them: may hold anything
    collections : ids of the collections there are, the default one first
    frame, actors : of the collection `collection_in` names; None leaves events and actors unchecked
    foreign : parameters that belong to somebody else and are passed over
    titles : of the collections, and of those that were removed
    """
    notes: list[str] = []

    def note(key: str, value: str = "", shown: str = "", n: int = 0) -> None:
        notes.append(say(f"note.{key}", value=_shown(value), shown=shown, n=n))

    for key in query:
        if key not in KEYS and key not in foreign and not FOREIGN.fullmatch(key):
            note("key", key)
    if (version := _one(query, "v")) not in ("", VERSION):
        note("version", version)
    collection = collection_in(query, collections)
    if (asked := _one(query, "c")) not in ("", collection):
        named = titles or {}
        note("removed" if asked in named else "collection", named.get(asked, asked), named.get(collection, collection))
    mode = _choice(query, "mode", MODES, "any", note)
    said = bool(_choice(query, "said", ("1",), "", note))
    differ = bool(_choice(query, "differ", ("1",), "", note))
    layout = _choice(query, "show", LAYOUTS, "", note, "layout")
    order = _choice(query, "order", ORDERS, ORDERS[0], note)
    statuses = {status for status in _many(query, "status") if _is_known(status, STATUSES, "status", note)}
    chosen = [actor for actor in _many(query, "actor") if _is_known(actor, actors, "actor", note)]
    if len(chosen) > MAX_ACTORS:
        note("many", n=MAX_ACTORS)
    first, last = _day(query, "from", note)[0], _day(query, "to", note)[1]
    if first and last and first > last:
        first, last = last, first
        note("reversed")
    words = clean(_one(query, "q", raw=True))
    if len(words) > MAX_WORDS:
        words = words[:MAX_WORDS].strip()
        note("long", n=MAX_WORDS)
    event = _one(query, "event") or None
    if event and not _is_known(event, None if frame is None else set(frame["id"]), "event", note):
        event = None
    view = View(
        collection, tuple(chosen[:MAX_ACTORS]), mode, said, _in_order(statuses), first, last, words, event, layout,
        order, _day(query, "known", note)[1], differ,
    )  # fmt: skip
    if len(notes) > MAX_NOTES:
        notes = [*notes[: MAX_NOTES - 1], say("note.more", n=len(notes) - MAX_NOTES + 1)]
    return view, tuple(notes)


def clean(text: str) -> str:
    """Typed text as it is kept: composed characters, single spaces, nothing that cannot be printed or encoded."""
    text = unicodedata.normalize("NFC", text[: 20 * MAX_WORDS])
    text = "".join(c if unicodedata.category(c)[0] != "C" or c in "\u200c\u200d" else " " for c in text)
    return " ".join(text.split())


# --- reading an address --------------------------------------------------------------------------------------------


def _one(query: Mapping[str, Sequence[str]], key: str, raw: bool = False) -> str:
    values = query.get(key) or [""]
    value = values if isinstance(values, str) else str(values[-1])
    return value if raw else clean(value)


def _many(query: Mapping[str, Sequence[str]], key: str) -> list[str]:
    values = query.get(key) or []
    values = [values] if isinstance(values, str) else list(values)[: 10 * MAX_ACTORS]
    return list(dict.fromkeys(filter(None, (clean(str(value)) for value in values))))


def _choice(query: Mapping, key: str, known: Sequence[str], default: str, note, what: str = "") -> str:
    value = _one(query, key)
    return value if value and _is_known(value, known, what or key, note) else default


def _is_known(value: str, known: Iterable[str] | None, what: str, note) -> bool:
    if known is None or value in known:
        return True
    note(what, value)
    return False


def _day(query: Mapping[str, Sequence[str]], key: str, note) -> edtf.Bounds:
    """First and last day of what the address gives for a day; a month or year is taken for all of it."""
    value = _one(query, key)
    if not value:
        return edtf.Bounds(None, None)
    if len(value) <= 10 and "/" not in value and value.isascii() and edtf.is_edtf(value):
        return edtf.bounds(value)
    note("date", value)
    return edtf.Bounds(None, None)


def _in_order(statuses: Collection[str]) -> tuple[str, ...]:
    """All of them is the same as none chosen."""
    return tuple(s for s in STATUSES if s in statuses) if len(statuses) < len(STATUSES) else ()


def _shown(value: str) -> str:
    return value if len(value) <= 40 else value[:39] + "…"
