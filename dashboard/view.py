"""What the reader chose to see is one value, the View: it becomes an address, a sentence, and a selection of rows.

Nothing here changes a timeline. Actors and events are named by id, never by label, so that a link stays right when a
name is spelt another way. An address may hold anything: what cannot be understood is named in a note, never silently
dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from dashboard import edtf
from dashboard.merge.expectations import waited_until
from dashboard.model import Actor, Status
from dashboard.rows import fold
from dashboard.words import date_in_words, days_in_words, list_in_words, say

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
    "c": "collection", "actor": "actors", "mode": "mode", "status": "statuses", "from": "first", "to": "last",
    "q": "words", "event": "event", "show": "layout", "order": "order", "known": "known", "v": "version",
}  # fmt: skip
# what hosts, frames and other sites hang onto an address is none of ours
FOREIGN = re.compile(r"embed(_options)?|utm_\w+|fbclid|gclid|ref|_\w*|ajs_\w+|streamlit\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of one collection; every default means "all of it".

    `actors` are ids in the order chosen; `mode` "any" or "all" of them. `statuses` in the order of `STATUSES`, empty
    for all. `first` and `last` are days of the window, both included. `words` is searched in `frame.words`. `event`
    is the picked one. `layout` is "" for "what suits the screen"; `order` is that of the list, the table and the files:
    what is ahead and the "newest" first, or the "oldest". `known` shows what was published up to that day.
    """

    collection: str = ""
    actors: tuple[str, ...] = ()
    mode: str = "any"
    statuses: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    words: str = ""
    event: str | None = None
    layout: str = ""
    order: str = "newest"
    known: date | None = None

    @property
    def is_filtered(self) -> bool:
        """Something beside the collection, the layout and the picked event is chosen."""
        return self.cleared() != replace(self, event=None)

    def cleared(self) -> View:
        """The same collection, layout and order with every filter off."""
        return View(self.collection, layout=self.layout, order=self.order)


class Counts(NamedTuple):
    """How many events each choice would leave, under the other filters."""

    actors: dict[str, int]
    statuses: dict[str, int]


# --- the address ---------------------------------------------------------------------------------------------------


def to_query(view: View) -> dict[str, list[str]]:
    """The view as the parameters of an address, defaults left out; `from_query` reads it back unchanged."""
    query = {
        "c": [view.collection],
        "actor": list(view.actors),
        "mode": [view.mode] if view.mode != "any" else [],
        "status": list(view.statuses),
        "from": [view.first.isoformat()] if view.first else [],
        "to": [view.last.isoformat()] if view.last else [],
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
        collection, tuple(chosen[:MAX_ACTORS]), mode, _in_order(statuses), first, last, words, event, layout,
        order, _day(query, "known", note)[1],
    )  # fmt: skip
    if len(notes) > MAX_NOTES:
        notes = [*notes[: MAX_NOTES - 1], say("note.more", n=len(notes) - MAX_NOTES + 1)]
    return view, tuple(notes)


def clean(text: str) -> str:
    """Typed text as it is kept: composed characters, single spaces, nothing that cannot be printed or encoded."""
    text = unicodedata.normalize("NFC", text[: 20 * MAX_WORDS])
    text = "".join(c if unicodedata.category(c)[0] != "C" or c in "\u200c\u200d" else " " for c in text)
    return " ".join(text.split())


# --- the selection -------------------------------------------------------------------------------------------------


def select(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """The rows of `frame` (see table.py) that the view shows, in their order.

    The window keeps every date that *can* lie in it. Events without a date pass the window: they stand apart (`split`).
    """
    return frame[_mask(frame, view)]


def in_order(frame: pd.DataFrame, order: str) -> pd.DataFrame:
    """The rows of a frame, which stand in order of time, as a reader wants them; those without a date are last."""
    if order == "oldest":
        return frame
    dated = frame["date"].notna().to_numpy()
    return frame.iloc[[*np.flatnonzero(dated)[::-1], *np.flatnonzero(~dated)]]


def split(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with a date, and those without."""
    dated = frame["date"].notna().to_numpy()
    return frame[dated], frame[~dated]


def counts(frame: pd.DataFrame, view: View) -> Counts:
    """For each actor and status the number of events it would show under the *other* filters.

    With "all", an actor's count is of the events in which it acts together with those already chosen. Actors are in
    order of their count; those with none are left out.
    """
    others = view if view.mode == "all" else replace(view, actors=())
    by_actor = frame[_mask(frame, others)]
    _, ids = membership(by_actor)
    found = pd.Series(ids, dtype="object").value_counts(sort=True)
    tally = frame.loc[_mask(frame, replace(view, statuses=())), "status"].value_counts()
    return Counts(
        {str(actor): int(n) for actor, n in found.items()}, {status: int(tally.get(status, 0)) for status in STATUSES}
    )


def durations(frame: pd.DataFrame) -> np.ndarray:
    """Which dates are spans of time that an event took, and not the time somewhere in which it lies.

    A span told from day to day, or from a day on, is a duration; one that is exactly a calendar week is not, because
    that is how news says "next week"; nor is what is "about" or has only an end ("by 1 February").
    """
    start, end = frame["start"].to_numpy(), frame["end"].to_numpy()
    spans = np.fromiter(("/" in str(text) for text in frame["date"]), dtype=bool, count=len(frame))
    begun = spans & ~np.isnat(start) & ~frame["about"].to_numpy(dtype=bool)
    days = (end - start).astype("timedelta64[D]")
    weekday = (start.astype("datetime64[D]").view("int64") + 3) % 7  # 0 is Monday
    week = (days == np.timedelta64(6, "D")) & ((weekday == 0) | (weekday == 6))
    exact = (frame["grain"] == "day").to_numpy(dtype=bool) & (days > np.timedelta64(0, "D")) & ~week
    return begun & (np.isnat(end) | exact)


def membership(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Who takes part in what, as two arrays of equal length: row positions, and actor ids (named or by affiliation)."""
    parts = [dict.fromkeys((*a, *v)) for a, v in zip(frame["actors"], frame["via"], strict=True)]
    lengths = np.fromiter((len(part) for part in parts), dtype=np.int64, count=len(parts))
    return np.repeat(np.arange(len(parts)), lengths), np.array(list(chain.from_iterable(parts)), dtype=object)


def _mask(frame: pd.DataFrame, view: View) -> np.ndarray:
    mask = np.ones(len(frame), dtype=bool)
    for part in _masks(frame, view).values():
        mask &= part
    return mask


def _masks(frame: pd.DataFrame, view: View) -> dict[str, np.ndarray]:
    """One array of yes and no for each filter that is on, by its name in the words file."""
    masks: dict[str, np.ndarray] = {}
    if view.known:
        published = frame["published"].to_numpy()
        masks["known"] = np.isnat(published) | (published <= np.datetime64(view.known, "s"))
    if view.actors:
        masks["actors"] = _takes_part(frame, view.actors, view.mode)
    if view.statuses:
        masks["statuses"] = frame["status"].isin(view.statuses).to_numpy()
    if view.first or view.last:
        masks["window"] = _can_lie_in(frame, view.first, view.last)
    if view.words:
        masks["words"] = _has_words(frame, view.words)
    return masks


def _takes_part(frame: pd.DataFrame, actors: Sequence[str], mode: str) -> np.ndarray:
    rows, ids = membership(frame)
    hits = np.bincount(rows[np.isin(ids, list(actors))], minlength=len(frame)) if len(rows) else np.zeros(len(frame))
    return hits >= (len(set(actors)) if mode == "all" else 1)


def _can_lie_in(frame: pd.DataFrame, first: date | None, last: date | None) -> np.ndarray:
    """An open end (NaT beside a date) lies anywhere; an undated event passes."""
    start, end = frame["start"].to_numpy(), frame["end"].to_numpy()
    mask = np.ones(len(frame), dtype=bool)
    if first:
        mask &= np.isnat(end) | (end >= np.datetime64(first, "s"))
    if last:
        mask &= np.isnat(start) | (start <= np.datetime64(last, "s"))
    return mask


def _has_words(frame: pd.DataFrame, words: str) -> np.ndarray:
    """Every word, or "phrase in quotation marks", stands somewhere in the folded text."""
    mask = np.ones(len(frame), dtype=bool)
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', fold(words)):
        if wanted := (phrase or word).strip():
            mask &= frame["words"].str.contains(wanted, regex=False).to_numpy(dtype=bool)
    return mask


# --- the same in words ---------------------------------------------------------------------------------------------


def describe(view: View, frame: pd.DataFrame, actors: Mapping[str, Actor]) -> str:
    """One sentence on what is shown: "22 of 144 events: Lavrov and Blinken, 10–31 January 2022".

    Events without a date are in every window and no event of it: "19 of 144 events: …, and 3 without a date".
    """
    mask, total = _mask(frame, view), len(frame)
    undated = mask & frame["date"].isna().to_numpy() if view.first or view.last else np.zeros(total, dtype=bool)
    shown = int((mask & ~undated).sum())
    what = []
    if view.actors:
        names = [actors[a].name if a in actors else a for a in view.actors]
        both = view.mode == "all" and len(names) > 1
        said = list_in_words(names, "standard" if both or len(names) == 1 else "or")
        what.append(say("result.both", actors=said) if both else said)
    if view.statuses:
        what.append(list_in_words([say(f"status.{status}") for status in view.statuses], "or"))
    if view.words:
        what.append(say("result.words", words=view.words))
    if view.first or view.last:
        what.append(days_in_words(view.first, view.last))
    if view.known:
        what.append(say("result.known", day=date_in_words(view.known.isoformat())))
    if undated.any():
        what.append(say("result.undated", n=int(undated.sum())))
    if not what:
        return say("result.all", total=total)
    count = say("result.all", total=total) if shown == total else say("result.count", shown=shown, total=total)
    return say("result.with", count=count, what=", ".join(what))


def hidden(view: View, frame: pd.DataFrame) -> str:
    """What the filters leave out, each event counted once, for the first filter that hides it; "" where nothing is."""
    left = np.ones(len(frame), dtype=bool)
    parts = []
    for name, mask in _masks(frame, view).items():
        if lost := int((left & ~mask).sum()):
            parts.append(say(f"result.hidden_{name}", n=lost))
        left &= mask
    return say("result.hidden", parts=", ".join(parts)) if parts else ""


def outcome_in_words(row: Mapping[str, Any], as_of: date) -> str:
    """What became of an expectation (a row of the frame): "confirmed since", "postponed", …; "" of all other events.

    One whose last day is past with no word of it, or which has no day and was told a month ago, reads "no report
    found", never "missed".
    """
    if row["outcome"]:
        return say(f"outcome.{row['outcome']}")
    if row["status"] != str(Status.EXPECTED):
        return ""
    until = waited_until(row["date"], _as_date(row["end"]), _as_date(row["published"]))
    return say("outcome.open") if until is not None and until < as_of else ""


def _as_date(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()


def speaker_in_words(row: Mapping[str, object]) -> str:
    """Whose words an event is (a row of the frame): "said by Sergei Lavrov"; "" where nobody is named."""
    return say("source.said_by", name=row["speaker"]) if isinstance(row["speaker"], str) else ""


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
