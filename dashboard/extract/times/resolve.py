"""From what the words say to a date: fills the missing fields from the day of the text or the time it speaks of.

News counts from its publication day and lets tense and cue words choose between past and future. A narrative counts
from the date mentioned last. Where there is nothing to count from, nothing is dated and the value says what is open.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dashboard.edtf import from_bounds
from dashboard.extract import calendar
from dashboard.extract.times.context import Context, Found, beyond, day_words
from dashboard.extract.times.missing import holiday, new_year, tail, weekday, weekend, yearless
from dashboard.extract.times.senses import Sense

UNKNOWN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "season": "XXXX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
    "clock": "XXXX-XX-XXTXX",
}
PARTS_OF_YEAR = {"quarter": 4, "month": 12}


def resolve(sense: Sense, context: Context, tense: str) -> Found:
    """The TIMEX3 value of a sense. `tense` is "past", "future" or "" and decides where fields are missing."""
    if sense.kind == "date":
        found = _date(sense, context, tense)
    elif sense.kind == "shift":
        found = _shift(sense, context, tense)
    elif sense.kind == "duration":
        found = _stretch(sense, context, tense) if sense.inside else _duration(sense, context)
    elif sense.kind in ("clock", "part"):
        found = _of_day(sense, context)
    elif sense.kind == "ref":
        found = Found(sense.value, "a reference to the present, past or future, no day")
    else:
        found = Found(sense.value, "something that recurs")
    if sense.fiscal and calendar.unit_of(found.value) == "year":
        found = replace(found, value=f"FY{found.value}", date=f"{found.value}~")
    if sense.kind in ("date", "shift") and (sense.clock or sense.part):
        day = found.value
        if calendar.unit_of(day) == "day" or day.startswith("XXXX"):
            found = replace(found, value=day + "T" + (sense.clock + sense.zone if sense.clock else sense.part))
    return found


def _date(sense: Sense, context: Context, tense: str) -> Found:
    if sense.category == "decade":
        return Found(
            f"{sense.era}{sense.year:03d}" if not sense.era else f"BC{sense.year:03d}", "the decade as written"
        )
    if sense.category == "century":
        return Found(
            f"{sense.era}{sense.year:02d}",
            f"century {sense.year + 1} before Christ"
            if sense.era
            else f"century {sense.year + 1} is the years that begin with {sense.year:02d}",
        )
    if sense.value:
        return holiday(sense, context, tense)
    if sense.inside is not None:
        return _inside(sense, context, tense)
    if sense.year is not None:
        if sense.era == "BC":
            return Found(f"BC{sense.year:04d}" + tail(sense), "as written")
        return Found(f"{sense.year:04d}" + tail(sense), "the date is written out")
    if sense.weekday is not None and sense.day is None:
        return weekday(sense, context, tense)
    if sense.month is not None or sense.piece or sense.day is not None:
        return yearless(sense, context, tense)
    if sense.unit == "weekend":
        return weekend(sense, context, tense)
    if sense.unit == "year":
        return new_year(context)
    return Found("XXXX", "no field to go by")


def _anchor(context: Context, anchor: str) -> str | None:
    if context.then and (context.narrative or anchor == "then"):
        return context.then
    return context.now.isoformat() if context.now else None


def _inside(sense: Sense, context: Context, tense: str) -> Found:
    """A part of a period that is found first: "March of that year"."""
    outer = resolve(sense.inside, context, tense)
    value = outer.value.partition("T")[0]
    unit = calendar.unit_of(value)
    why = f"in {value}, {outer.why}"
    if sense.unit == "week" and sense.nth is not None:
        return _nth_week(sense.nth, value, why, outer.waits)
    if sense.weekday is not None and sense.day is None and unit in ("week", "month"):
        days = calendar.days_of(value)
        if unit == "week" and days:
            return Found((days[0] + timedelta(sense.weekday)).isoformat(), why, outer.waits)
        if unit == "month" and days and sense.nth:
            day = calendar.nth_weekday(days[0].year, days[0].month, sense.weekday, sense.nth)
            return Found(day.isoformat(), why, outer.waits)
    if unit == "month" and sense.day and not sense.month and (days := calendar.days_of(value)) is not None:
        return Found(days[0].replace(day=min(sense.day, days[1].day)).isoformat(), why, outer.waits)
    if unit == "year" and (sense.month or sense.piece):
        return Found(value + tail(sense), why, outer.waits)
    if value.startswith("BC") and len(value) == 6 and (sense.month or sense.piece):
        return Found(value + tail(sense), why, outer.waits)
    if unit in ("month", "day") and (sense.month or sense.piece):
        return Found(value[:4] + tail(sense), why, outer.waits)
    if value.startswith("XXXX") and (sense.month or sense.piece):
        return Found("XXXX" + tail(sense), why, True)
    return Found(value or "XXXX", why, outer.waits)


def _nth_week(nth: int, value: str, why: str, waits: bool) -> Found:
    """The second week of January: the week that holds the middle of its days 8 to 14."""
    days = calendar.days_of(value)
    if days is None:
        return Found("XXXX-WXX", why, waits)
    middle = days[1] - timedelta(3) if nth == -1 else calendar.add(days[0], 7 * nth - 4, "day") or days[0]
    return Found(calendar.value_of(middle, "week"), why, waits)


def _shift(sense: Sense, context: Context, tense: str) -> Found:
    if sense.n is None:
        return Found(sense.value, "the text leaves open how long")
    anchor, waits = _start(sense, context, tense)
    unit, n = sense.unit, int(sense.n)
    if sense.like:
        unit, n, anchor = _compared(sense, context, unit, n, anchor)
    if anchor is None:
        return Found(
            UNKNOWN.get(sense.category, "XXXX-XX-XX"), "counted from a day that the text does not name", waits=True
        )
    if unit in ("second", "minute", "hour"):
        if calendar.unit_of(anchor) != "day" and not context.narrative and context.now:
            anchor = context.then_day or context.now.isoformat()
        return _hours(n, unit, anchor)
    step = {"night": "day"}.get(unit, unit)
    value = calendar.shift(anchor, n, step)
    if value is None and not context.narrative and sense.base is None and context.now:
        anchor = context.then_day or context.now.isoformat()  # news steps from a day it knows, not from a bare year
        value = calendar.shift(anchor, n, step)
    if value is None:
        return _unreached(sense, anchor, waits)
    words = {-1: "before", 0: "of", 1: "after"}[(n > 0) - (n < 0)]
    count = f"{abs(n)} {unit}{'s' if abs(n) != 1 else ''} {words}" if n else f"the {unit} of"
    base = day_words(date.fromisoformat(anchor)) if calendar.unit_of(anchor) == "day" else anchor
    about = ", the date the text speaks of" if sense.anchor == "then" and anchor == context.then else ""
    exact = calendar.shift(anchor, n * 10, "year") if sense.bare and unit == "decade" else None
    return Found(value, f"{count} {base}{about}", waits, date=exact and f"{exact}~")


def _start(sense: Sense, context: Context, tense: str) -> tuple[str | None, bool]:
    """What a shift is counted from, and whether that waits for a publication date."""
    if sense.base is not None:
        outer = resolve(sense.base, context, tense)
        return outer.value.partition("T")[0], outer.waits
    anchor = _anchor(context, sense.anchor)
    by_day = sense.anchor == "then" and sense.unit == "day" and calendar.unit_of(anchor or "") != "day"
    if by_day and context.then_day and context.then_day.startswith(anchor or ""):
        return context.then_day, False
    return anchor, False


def _unreached(sense: Sense, anchor: str, waits: bool) -> Found:
    """The anchor is too vague for the unit ("three days later" in 1915), or the step leaves the calendar."""
    unit = calendar.unit_of(anchor)
    if unit == "day":
        return beyond(sense.n > 0)
    if sense.unit == "day" and unit in ("year", "month"):
        value = anchor + "-XX" * ((10 - len(anchor)) // 3)
    else:
        value = UNKNOWN.get(sense.category, "XXXX")
    return Found(value, f"counted from {anchor}, which is not exact enough", waits)


def _compared(sense: Sense, context: Context, unit: str, n: int, anchor: str | None) -> tuple[str, int, str | None]:
    """The year-ago quarter, "$3 million a year earlier": the same part of the year as what it is compared with."""
    same = context.compared()
    if sense.like == "period":
        return unit, n, context.then if same == unit else anchor
    if same and sense.like in (same, "any"):
        return same, n * PARTS_OF_YEAR[same], context.then
    if sense.like in PARTS_OF_YEAR:
        return sense.like, n * PARTS_OF_YEAR[sense.like], anchor
    return unit, n, anchor


def _hours(n: int, unit: str, anchor: str) -> Found:
    days = calendar.days_of(anchor)
    hours = n if unit == "hour" else 0
    if days and days[0] == days[1] and hours % 24 == 0 and hours:
        moved = calendar.add(days[0], hours // 24, "day")
        if moved:
            return Found(moved.isoformat(), f"{abs(hours)} hours from {anchor}")
    if calendar.unit_of(anchor) != "day":
        return Found(UNKNOWN["clock"], f"counted from {anchor}, which is not exact enough")
    return Found(f"{anchor}TXX", f"some {unit}s from {anchor}")


def _stretch(sense: Sense, context: Context, tense: str) -> Found:
    """The last three weeks of May: a length whose days are known."""
    outer = resolve(sense.inside, context, tense)
    days = calendar.days_of(outer.value)
    why = f"a length of time in {outer.value}, {outer.why}"
    if days is None or sense.nth not in (1, -1):
        return Found(sense.value, why, outer.waits)
    n = int(sense.n)
    if sense.nth == 1:
        other = calendar.add(days[0], n, sense.unit)
        span = (days[0], other - timedelta(1)) if other else days
    else:
        other = calendar.add(days[1] + timedelta(1), -n, sense.unit) if days[1] < date.max else None
        span = (other, days[1]) if other else days
    return Found(sense.value, why, outer.waits, date=from_bounds(*span))


def _duration(sense: Sense, context: Context) -> Found:
    """A length; "the last five years" and "the past few days" also know on which day they end, and so their days."""
    if not sense.rel:
        return Found(sense.value, "a length of time, no date")
    now = _anchor(context, "then" if context.narrative else "now")
    days = calendar.days_of(now) if now else None
    why = "a length of time that ends" if sense.rel < 0 else "a length of time that begins"
    if days is None:
        return Found(sense.value, f"{why} with the time spoken of", waits=False)
    day, counted = days[0], sense.unit in calendar.MONTHS_OF or sense.unit in calendar.DAYS_OF
    if sense.n is None or sense.n != int(sense.n) or not counted:
        span = f"../{day.isoformat()}" if sense.rel < 0 else f"{day.isoformat()}/.."
        return Found(sense.value, f"{why} with the time spoken of", date=None if sense.bare else span)
    other = calendar.add(day, int(sense.n) * sense.rel, sense.unit)
    if other is None:
        return Found(sense.value, why)
    if sense.bare:  # "vor zehn Jahren": the point at the far end, as exact as the unit
        value = calendar.shift(now, int(sense.n) * sense.rel, sense.unit)
        side = "before" if sense.rel < 0 else "after"
        return Found(sense.value, f"counted {side} {now}", date=calendar.edtf_of(value) if value else None)
    months = calendar.MONTHS_OF.get(sense.unit, 0)
    ends = "year" if months >= 12 else "month" if months else "day"
    first, last = (calendar.value_of(end, ends) for end in sorted((day, other)))
    return Found(sense.value, f"{why} on {day.isoformat()}", date=f"{first}/{last}")


def _of_day(sense: Sense, context: Context) -> Found:
    """A time of day: of the day named in the same sentence, else of the day of the text."""
    time = sense.clock + sense.zone if sense.clock else sense.part
    near = sense.kind == "part" and sense.rel is None and context.sentence - context.day_sentence <= 1
    anchor = context.sentence_day or (context.then_day if near or sense.anchor == "then" or context.narrative else None)
    if anchor is None and not context.narrative and context.now:
        anchor = context.now.isoformat()
    if anchor is None or sense.bare:
        return Found(f"XXXX-XX-XXT{time}", "a time of a day that the text does not name", waits=context.now is None)
    day = date.fromisoformat(anchor)
    day = (calendar.add(day, sense.rel, "day") if sense.rel else day) or day
    why = f"on {day_words(day)}, the day the text speaks of"
    return Found(f"{day.isoformat()}T{time}", why, dayless=context.sentence_day is None and sense.rel is None)
