"""Which rows of the table a View shows, in which order, and the same in a sentence.

Nothing here changes a timeline. A row is selected by what it can be: a date that can lie in the window does, and one
that is not there hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from dashboard.merge.expectations import waited_until
from dashboard.model import Actor, Status
from dashboard.rows import fold
from dashboard.view import STATUSES, View
from dashboard.words import date_in_words, days_in_words, list_in_words, say


class Counts(NamedTuple):
    """How many events each choice would leave, under the other filters."""

    actors: dict[str, int]
    statuses: dict[str, int]


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
    return frame.iloc[np.concatenate([np.flatnonzero(dated)[::-1], np.flatnonzero(~dated)])]


def split(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with a date, and those without."""
    dated = frame["date"].notna().to_numpy()
    return frame[dated], frame[~dated]


def counts(frame: pd.DataFrame, view: View) -> Counts:
    """For each actor and status the number of events it would show under the *other* filters.

    With "all", an actor's count is of the events in which it acts together with those already chosen; where the view
    asks for what was said, it counts that too. Actors are in order of their count; those with none are left out.
    """
    others = view if view.mode == "all" else replace(view, actors=())
    by_actor = frame[_mask(frame, others)]
    _, ids = membership(by_actor, set(chain.from_iterable(by_actor["voices"])) if view.said else ())
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


def only_said(frame: pd.DataFrame, view: View) -> int:
    """How many events more the view shows with what its actors only said than without."""
    chosen = set(view.actors)
    spoken = (not chosen.isdisjoint(voices) for voices in frame["voices"])
    heard = frame[np.fromiter(spoken, dtype=bool, count=len(frame))]  # few: only they can be more
    with_words, without = (_mask(heard, replace(view, said=said)) for said in (True, False))
    return int((with_words & ~without).sum())


def membership(frame: pd.DataFrame, spoken: Collection[str] = ()) -> tuple[np.ndarray, np.ndarray]:
    """Who takes part in what, as two arrays of equal length: row positions, and actor ids (named or by affiliation).

    Of the actors `spoken`, also what they said counts.
    """
    parts = [dict.fromkeys((*a, *v)) for a, v in zip(frame["actors"], frame["via"], strict=True)]
    if spoken:
        for part, voices in zip(parts, frame["voices"], strict=True):
            part.update(dict.fromkeys(voice for voice in voices if voice in spoken))
    lengths = np.fromiter((len(part) for part in parts), dtype=np.int64, count=len(parts))
    return np.repeat(np.arange(len(parts)), lengths), np.array(list(chain.from_iterable(parts)), dtype=object)


def taking_part(frame: pd.DataFrame) -> set[str]:
    """The ids of all actors with events: who takes part in one, named or by affiliation, or tells of one."""
    return set(chain.from_iterable(chain(frame["actors"], frame["via"], frame["voices"])))


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
        masks["actors"] = _takes_part(frame, view)
    if view.statuses:
        masks["statuses"] = frame["status"].isin(view.statuses).to_numpy()
    if view.first or view.last:
        masks["window"] = _can_lie_in(frame, view.first, view.last)
    if view.differ:
        masks["differ"] = frame["conflict"].to_numpy(dtype=bool)
    if view.words:
        masks["words"] = _has_words(frame, view.words)
    return masks


def _takes_part(frame: pd.DataFrame, view: View) -> np.ndarray:
    rows, ids = membership(frame, view.spoken)
    hits = np.bincount(rows[np.isin(ids, list(view.actors))], minlength=len(frame))
    return hits >= (len(set(view.actors)) if view.mode == "all" else 1)


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
        said = say("result.both", actors=said) if both else said
        what.append(say("result.said", actors=said, n=len(names)) if view.said else said)
    if view.statuses:
        what.append(list_in_words([say(f"status.{status}") for status in view.statuses], "or"))
    if view.differ:
        what.append(say("result.differ"))
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
            said = say(f"result.hidden_{name}", n=lost)
            asked = name == "actors" and not view.said
            heard = only_said(frame[left], View(actors=view.actors, mode=view.mode)) if asked else 0
            parts.append(say("result.hidden_said", said=said, n=heard) if heard else said)
        left &= mask
    return say("result.hidden", parts=", ".join(parts)) if parts else ""


def outcome_in_words(row: Mapping[str, Any], as_of: date) -> str:
    """What became of an expectation (a row of the frame): "confirmed since", "postponed", …; "" of all other events.

    One whose last day, of "mid-May" that of the middle, is past with no word of it, or which has no day and was told a
    month ago, reads "no report found", never "missed".
    """
    if row["outcome"]:
        return say(f"outcome.{row['outcome']}")
    if row["status"] != str(Status.EXPECTED):
        return ""
    last = _as_date(row["near_end"]) or _as_date(row["end"])
    until = waited_until(row["date"], last, _as_date(row["published"]))
    return say("outcome.open") if until is not None and until < as_of else ""


def _as_date(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()


def speaker_in_words(name: object) -> str:
    """Whose words an event or the sentence shown of it is: "said by Sergei Lavrov"; "" where nobody is named."""
    return say("source.said_by", name=name) if isinstance(name, str) else ""
