"""What a reader has corrected about events: when, whether it happened, that it is none, what is one and what is two.

A correction names the mentions that tell the event, whose ids stay when articles are added. The date and the status
that it gives them are those of any event that they tell, whatever others say of it; an article added later that tells
the event otherwise may make an event of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.merge.clusters import Corrections
from dashboard.model import EventMention, Reading, Status

WHAT = ("date", "status", "off", "apart", "together")
WHY = "a reader’s correction"


class Mend(NamedTuple):
    """One correction of an event, called `label` then, that `mentions` (ids) tell; `what` is one of `WHAT`.

    "date" gives them the EDTF date `value`, "" for none; "status" the status `value`; "off" takes them off the
    timeline. "apart" parts them from the `others`, "together" joins the two; `value` says who the others are.
    """

    what: str
    label: str
    mentions: tuple[str, ...]
    value: str = ""
    others: tuple[str, ...] = ()


def mended(readings: Sequence[Reading], mends: Iterable[Mend]) -> list[Reading]:
    """The readings with the dates and statuses that a reader gave, without the mentions that tell of no event."""
    told: dict[str, list[Mend]] = {}
    for mend in mends:
        if mend.what in ("date", "status", "off"):
            for mention in mend.mentions:
                told.setdefault(mention, []).append(mend)
    return [_mended(reading, told) if any(m.id in told for m in reading.events) else reading for reading in readings]


def corrections(mends: Iterable[Mend]) -> Corrections:
    """The pairs of mentions that a reader put together and parted; of two corrections of a pair the later holds."""
    apart: set[tuple[str, str]] = set()
    together: set[tuple[str, str]] = set()
    for mend in mends:
        across = {(min(one, two), max(one, two)) for one in mend.mentions for two in mend.others}
        if mend.what == "apart":
            apart |= across
            together -= across
        elif mend.what == "together":
            together |= across
            apart -= across
    return Corrections(together, apart)


def _mended(reading: Reading, told: dict[str, list[Mend]]) -> Reading:
    events = [_after(event, told.get(event.id, [])) for event in reading.events]
    return replace(reading, events=tuple([event for event in events if event is not None]))


def _after(event: EventMention, mends: list[Mend]) -> EventMention | None:
    for mend in mends:
        if mend.what == "off":
            return None
        if mend.what == "date":
            event = replace(event, date=mend.value or None, time=None, date_why=WHY)
        else:
            event = replace(event, status=Status(mend.value), cue=WHY)
    return event
