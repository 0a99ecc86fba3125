"""When a happening was, as it is handed on: a date, the words it rests on, and why these are of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from dashboard.model import Status


class Why(StrEnum):
    """From what the date of a mention follows, as the reader is told."""

    EXPRESSION = "the time expression of its clause"
    OWN = "its own time expression"
    COUNTED = "counted from the happening told with it"
    TOLD_WITH = "the day of the happening told with it"
    SINCE = "since the happening told before"
    CARRIES_ON = "the clause that it carries on"
    CARRIED_ON = "the clause that carries it on"
    BEFORE = "the sentence before"
    LEAD = "the day of the report: its headline or lead tells it as news"
    PERFECT = "the day of the report, which tells of that day what has happened"
    SAYING = "the day of the report: said in its lead, or told in the present"
    NOW = "the day of the report: its lead tells what has just happened"
    AGAIN = "the same happening, told with its date elsewhere in the article"
    SAID = "the day of the report: said about that day's news"
    HARM = "the day of the disaster that the lead reports"
    # Past tense without a date; the end of the article decides.
    OPEN_SAID = "said at some time"
    OPEN_TOLD = "told of some time"
    OPEN_HARM = "harm reported of some time"
    NONE = ""


class When(NamedTuple):
    """EDTF date of a happening, the time expression it rests on, and from what it follows."""

    date: str | None
    time: int | None
    why: Why


@dataclass(frozen=True, slots=True)
class Report:
    """What a mention says: its kind of happening, its headline, its status with the word that gave it, and when."""

    happening: str
    label: str
    status: Status
    cue: str
    when: When


UNDATED = When(None, None, Why.NONE)
