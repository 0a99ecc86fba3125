"""What an expression is counted from, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.extract import calendar

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(slots=True)
class Context:
    """What an expression is counted from: `now` is the day of the text, `then` the value of the last date mentioned."""

    now: date | None
    narrative: bool = False
    then: str | None = None
    then_day: str | None = None
    cue: str = ""  # the word that says whether the clause looks back or ahead
    by_dateline: bool = False  # `now` stands in the text itself
    sentence_day: str | None = None  # a day named in the sentence being read
    opening: str | None = None  # a date with its year that opens the sentence being read
    told_on: str | None = None  # the day on which was said what it tells as ahead, or a range begins that it ends
    week: date | None = None  # the Monday of the week that a heading names: "Agenda, week of 18 March"
    sentence: int = 0  # which sentence is being read
    then_sentence: int = -9  # the sentence of the last date mentioned
    day_sentence: int = -9  # the sentence of the last day mentioned

    @property
    def said(self) -> str:
        """What looks back or ahead, for a derivation."""
        return f"“{self.cue}”" if self.cue else "the text"

    def compared(self) -> str:
        """What "a year earlier" is compared with: a quarter just spoken of, or a month of the same sentence."""
        unit = calendar.unit_of(self.then or "")
        reach = {"quarter": 1, "month": 0}.get(unit, -1)
        return unit if self.sentence - self.then_sentence <= reach else ""

    def saw(self, value: str) -> None:
        """Remember a date that the text has just spoken of; its year named again makes it no coarser."""
        unit = calendar.unit_of(value)
        if (not unit and not value.startswith("BC")) or (unit == "year" and (self.then or "").startswith(value)):
            return
        self.then = value.partition("T")[0]
        self.then_sentence = self.sentence
        if unit == "day":
            self.day_sentence = self.sentence
            self.then_day = self.sentence_day = self.then


@dataclass(frozen=True, slots=True)
class Found:
    """A resolved value, why it is that, whether it waits for a publication date or lies beyond the calendar."""

    value: str
    why: str
    waits: bool = False
    date: str | None = None  # EDTF where it is not simply that of the value
    beyond: bool = False  # before the year 1 or after 9999
    dayless: bool = False  # a time of day, put on the day of the text


def beyond(ahead: bool) -> Found:
    """What lies outside the years that a calendar counts: no day, only a direction."""
    value, side = ("FUTURE_REF", "after") if ahead else ("PAST_REF", "before")
    return Found(value, f"{side} the years that a calendar counts", beyond=True)


def day_words(day: date) -> str:
    """A day as the reasons name it: Friday 2022-01-21."""
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"
