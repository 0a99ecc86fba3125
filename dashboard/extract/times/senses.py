"""What an expression says before anyone knows its date: the words put into fields, not yet counted on a calendar.

Each function that a rule may name under `means` takes the rule's slots and gives a `Sense`, or None where the words do
not make sense together (then the next rule is tried). A day that no calendar has raises NoSuchDay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from dashboard.extract import calendar
from dashboard.extract.times.lengths import amount, finer, period

Slots = dict[str, Any]


class NoSuchDay(Exception):
    """31 February, 29 February 2023: refused, never shifted."""


@dataclass(frozen=True, slots=True)
class Sense:
    """The fields of an expression; `kind` says which of them count.

    kinds: date (calendar fields, missing ones are filled from the anchor), shift (n units from the anchor), duration,
    set, ref, clock, part. `anchor` is "now" for the document's time or "then" for the time the text speaks of.
    """

    kind: str
    category: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    piece: str = ""  # SP SU FA WI, Q1…Q4, H1 H2, or ? for a quarter or half that the anchor fills
    nth: int | None = None  # the n-th week or weekday of a month
    unit: str = ""
    n: float | None = None  # None: the text leaves the number open
    anchor: str = ""
    like: str = ""  # "any", "quarter" or "month": the same part of another year; "period": the one spoken of
    rel: int | None = None  # last -1, this 0, next 1
    inside: Sense | None = None  # the period that fills missing fields
    base: Sense | None = None  # what is counted from
    era: str = ""
    clock: str = ""
    part: str = ""
    zone: str = ""
    mod: str | None = None
    value: str = ""
    order: str = (
        ""  # of a date in figures: "either" where 7/8/07 can be read both ways, "other" where only the other way
    )
    bare: bool = False  # a part of a range that stands alone
    ahead: bool = False  # from now; told in the past, from the time spoken of: "через три дня"
    open: bool = False  # what it is counted from may follow: "the day before Christmas"
    fiscal: bool = False
    genre: str = ""  # "narrative": only counts in a history


def date(slots: Slots) -> Sense | None:
    """A calendar date from whatever fields the words give."""
    year = slots.get("year")
    if year is None and "year2" in slots:
        year = slots["year2"] + (1900 if slots["year2"] > 40 else 2000)
    month, day = slots.get("month"), slots.get("day")
    reading = ""
    if "first" in slots and "second" in slots:
        order = slots.get("order", "dmy")
        day, month = (slots["first"], slots["second"]) if order == "dmy" else (slots["second"], slots["first"])
        reading = "either" if day <= 12 and month <= 12 else ""
        if month > 12:
            day, month, reading = month, day, "other"
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and month is not None:
        real = calendar.can_be_day(month, day) if year is None else calendar.is_day(year, month, day)
        if not 1 <= day <= 31:
            return None
        if not real:
            raise NoSuchDay
    if None not in (year, month, day) and slots.get("short_weekday") not in (None, calendar.weekday(year, month, day)):
        return None  # "the Edmonton Sun, August 16, 2008" is a newspaper
    piece = slots.get("season", "")
    if "quarter" in slots:
        piece = {1: "Q1", 2: "Q2", 3: "Q3", 4: "Q4", -1: "Q4"}.get(slots["quarter"], "Q?")
    if "half" in slots:
        piece = {1: "H1", 2: "H2", -1: "H2"}.get(slots["half"], "H?")
    inside = slots["container"].sense if "container" in slots else None
    weekday, nth, unit = slots.get("weekday"), slots.get("nth"), slots.get("unit", "")
    return Sense(
        "date",
        _category(day is not None or weekday is not None, unit if nth is not None else "", month is not None, piece),
        year=year,
        month=month,
        day=day,
        weekday=weekday,
        piece=piece,
        nth=nth,
        unit=unit,
        rel=slots.get("rel"),
        anchor=slots.get("anchor", ""),
        inside=inside,
        era=slots.get("era", ""),
        order=reading,
        bare=bool(slots.get("bare")),
        fiscal=bool(slots.get("fiscal")),
    )


def _category(day: bool, counted: str, month: bool, piece: str) -> str:
    """The finest field that the words give; `counted` is the unit of "the second week"."""
    if day:
        return "day"
    if counted or month:
        return counted or "month"
    return {"Q": "quarter", "H": "half"}.get(piece[0], "season") if piece else "year"


def decade(slots: Slots) -> Sense | None:
    """The 1990s, the nineties."""
    year = slots.get("year", slots.get("decade"))
    if year is None or year % 10:
        return None
    if year < 100:
        year += 1900
    return Sense("date", "decade", year=year // 10, era=slots.get("era", ""))


def years(slots: Slots) -> Sense | None:
    """1995–96: the short second year belongs to the first one's century."""
    first, tail = slots["year"], slots["tail"]
    if tail <= first % 100:
        return None
    return Sense("date", "year", year=first if slots.get("pick", first) == first else first // 100 * 100 + tail)


def weekend(slots: Slots) -> Sense | None:
    """Last, this or next weekend; without such a word the tense decides."""
    return Sense("date", "weekend", unit="weekend", rel=slots.get("rel"))


def new_year(slots: Slots) -> Sense | None:
    """Early in the new year: the one that begins, or has just begun."""
    return Sense("date", "year", unit="year", mod=slots.get("mod"))


def week_of_month(slots: Slots) -> Sense | None:
    """The n-th week of a month that one word names with it: "in der zweiten Maiwoche"."""
    return Sense("date", "week", unit="week", nth=slots["nth"], inside=Sense("date", "month", month=slots["month"]))


def stretch(slots: Slots) -> Sense | None:
    """The first or last so many units of a period: a length that lies in it."""
    nth, unit, container = slots.get("nth", 0), slots.get("unit", ""), slots["container"].sense
    n = amount(slots) or 1
    if "item" in slots:
        if slots["item"].sense.kind != "duration" or slots["item"].sense.n is None:
            return None
        n, unit = slots["item"].sense.n, slots["item"].sense.unit
        nth = slots["item"].sense.nth or slots["item"].sense.rel or 0
        if nth not in (1, -1):
            return None  # "two years of war" is no stretch of a year
    if container.kind not in ("date", "shift") or unit not in calendar.UNITS or n != int(n):
        return None
    if unit in ("quarter", "half") and n == 1:
        piece = f"{unit[0].upper()}{nth}" if nth > 0 else ("Q4" if unit == "quarter" else "H2")
        return Sense("date", unit, piece=piece, inside=container) if piece in _PIECES else None
    if n == 1 and unit == "day" and nth > 0 and container.category == "month":
        return replace(container, day=nth, category="day") if container.kind == "date" else None
    if n == 1 and unit == "week" and container.category == "month":
        return Sense("date", "week", unit="week", nth=nth, inside=container)
    value = period(n, unit)
    return Sense(
        "duration",
        "long",
        unit=unit,
        n=n,
        value=value,
        nth=nth,
        inside=container,
        mod="START" if nth == 1 else "END" if nth == -1 else None,
    )


_PIECES = ("Q1", "Q2", "Q3", "Q4", "H1", "H2")


def century(slots: Slots) -> Sense | None:
    """The 20th century is `19`, not every year of it."""
    n = slots.get("n", 0) + slots.get("tens", 0)
    if not 0 < n <= 99:
        return None
    return Sense("date", "century", year=n - 1, era=slots.get("era", ""))


def shift(slots: Slots) -> Sense | None:
    """Some units from the document's time or from the time the text speaks of."""
    n = amount(slots)
    if n is None and "number" in slots:
        n = slots["number"]
    if n is None and "vague" not in slots:
        n = slots.get("rel", slots.get("n", 0))
    sign = slots.get("sign", 1)
    unit = slots["unit"]
    if unit == "weekend" and slots.get("open"):
        return None  # "fled over the weekend | after Norway attacked"
    base = slots["base"].sense if "base" in slots else None
    category = unit if unit in calendar.UNITS else "day" if unit in ("fortnight",) else "clock"
    if "part" in slots:
        category = "clock"
    if n is not None and n != int(n):
        unit, n = finer(unit, n)
        if not unit:
            return None
    return Sense(
        "shift",
        category,
        unit=unit,
        n=None if n is None else sign * n,
        anchor=slots.get("anchor", "now"),
        like=slots.get("like", ""),
        base=base,
        mod=slots.get("mod"),
        value="" if n is not None else {-1: "PAST_REF", 1: "FUTURE_REF"}[sign],
        bare=amount(slots) is not None,
        part=slots.get("part", ""),
        open=bool(slots.get("open")),
        fiscal=bool(slots.get("fiscal")),
    )


def through(slots: Slots) -> Sense | None:
    """In so many units from now, told in the past from the time spoken of; without a number it is one."""
    sense = shift(slots | {"number": amount(slots) or 1, "sign": 1})
    return replace(sense, ahead=True) if sense is not None else None


def duration(slots: Slots) -> Sense | None:
    """Two years, several weeks, a 12-hour flight; `window` is -1 for the last and 1 for the next so many."""
    n = amount(slots)
    unit = slots["unit"]
    return Sense(
        "duration",
        "long" if "window" in slots else "duration",
        unit=unit,
        n=n,
        value=period(n, unit),
        rel=slots.get("window"),
        mod=slots.get("mod"),
        anchor=slots.get("anchor", "now"),
        bare=bool(slots.get("at_end")),
        nth=slots.get("nth"),
    )


def lasting(slots: Slots) -> Sense | None:
    """2:31:12 as the length of a race."""
    value = f"PT{slots['hours']}H{slots['minutes']}M{slots['seconds']}S"
    return Sense("duration", "duration", unit="hour", n=slots["hours"], value=value)


def often(slots: Slots) -> Sense | None:
    """Something that recurs: every Friday, annual, each month."""
    if "weekday" in slots:
        return Sense("set", "set", value=f"XXXX-WXX-{slots['weekday'] + 1}")
    if "month" in slots:
        return Sense("set", "set", value=f"XXXX-{slots['month']:02d}")
    if "season" in slots:
        return Sense("set", "set", value=f"XXXX-{slots['season']}")
    if "part" in slots:
        return Sense("set", "set", value=f"XXXX-XX-XXT{slots['part']}")
    n = amount(slots)
    return Sense("set", "set", value=slots.get("value") or period(1 if n is None else n, slots["unit"]))


def reference(slots: Slots) -> Sense | None:
    """Now, recently, in future: no days, only which side of the present."""
    value = f"XXXX-WXX-{slots['weekday'] + 1}" if "weekday" in slots else slots["value"]
    return Sense("ref", "ref", value=value, genre=slots.get("genre", ""))


def clock(slots: Slots) -> Sense | None:
    """A time of day on a 24-hour clock, with its zone."""
    hour, minute, second = slots.get("hour"), slots.get("minute"), slots.get("second")
    if "hhmm" in slots:
        hour, minute = divmod(slots["hhmm"], 100)
        if minute > 59:
            return None
    half = slots.get("ampm")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    if hour is None or hour > 24 or (minute or 0) > 59:
        return None
    text = f"{hour:02d}:{minute or 0:02d}"
    if second is not None:
        text += f":{second:02d}"
    return Sense("clock", "clock", clock=text, zone=slots.get("zone", ""))


def part(slots: Slots) -> Sense | None:
    """A part of a day: morning MO, afternoon AF, evening EV, night NI, daytime DT."""
    return Sense(
        "part",
        "part",
        part=slots["part"],
        rel=slots.get("rel"),
        anchor=slots.get("anchor", ""),
        bare=bool(slots.get("bare")),
    )


def named(slots: Slots) -> Sense | None:
    """A holiday or other named day: month and day, `easter±days`, or the n-th weekday of a month."""
    return Sense("date", "day", year=slots.get("year"), value=slots["holiday"], rel=slots.get("rel"))


# --- joins: expressions that stand together -------------------------------------------------------------------------


def within(slots: Slots) -> Sense | None:
    """A part of a longer period: "March of that year", "the summer of 1943", "the second half of last year"."""
    if isinstance(slots["item"], str):
        return None  # a season's word that no rule took for a date: "the 2028 Summer Olympics"
    item, container = slots["item"].sense, slots["container"].sense
    if item.kind != "date" or item.year is not None or item.inside or item.rel is not None:
        return None
    if container.kind not in ("date", "shift") or container.category not in calendar.UNITS:
        return None
    if item.piece in ("H1", "H2") and container.category == "month":
        return replace(container, mod="START" if item.piece == "H1" else "END")
    if calendar.UNITS.index(container.category) <= calendar.UNITS.index(item.category):
        return None  # "November 11, three days later" are two expressions
    if item.weekday is not None and item.day is None and container.category != "week":
        return None  # "a Sunday in May" names no day
    return replace(item, inside=container, fiscal=item.fiscal or container.fiscal)


def nth_day(slots: Slots) -> Sense | None:
    """The first Tuesday in November, the last Monday of May 2021."""
    item, container = slots["item"].sense, slots["container"].sense
    nth = slots.get("nth", -1 if item.rel == -1 else None)
    if nth is None or not -1 <= nth <= 5 or item.kind != "date" or item.weekday is None or item.day is not None:
        return None
    if container.category != "month" or container.kind not in ("date", "shift") or item.inside or item.clock:
        return None
    return replace(item, rel=None, nth=nth, inside=container)


def at_time(slots: Slots) -> Sense | None:
    """A clock time or part of a day on a day: "Friday morning", "14:48 on 3 May"."""
    day = slots["item"].sense
    word = slots.get("time", slots.get("part"))  # an expression, or the word "morning"
    time = Sense("part", "part", part=word) if isinstance(word, str) else word.sense
    if day.category != "day" or day.clock or day.part or day.kind not in ("date", "shift"):
        return None
    if time.rel is not None or time.inside is not None:
        return None
    return replace(
        day, clock=time.clock or day.clock, part=time.part or day.part, zone=time.zone or day.zone, category="clock"
    )


def night_to(slots: Slots) -> Sense | None:
    """The night to Thursday, "Nacht auf Donnerstag": the night of the day before."""
    day = slots["base"].sense
    if day.part or day.clock:
        return None
    return Sense("shift", "clock", unit="day", n=-1, anchor="then", base=day, part="NI")


def edged(slots: Slots) -> Sense | None:
    """A modifier that belongs to the expression: early, the end of, about, more than."""
    item = slots["item"].sense
    if item.mod is not None and item.kind != "shift":
        return None
    return replace(item, mod=slots["mod"])


def counted_from(slots: Slots) -> Sense | None:
    """Counted from a day that the text names: "the day after Christmas", "two days before the 21 June"."""
    base, item = slots["base"].sense, slots["item"].sense
    n, unit = (item.n, item.unit) if item.kind == "duration" else (1, item.unit)
    if n is None or n != int(n) or (unit not in calendar.UNITS and unit != "fortnight"):
        return None
    if slots.get("by_days") and unit in calendar.DAYS_OF:
        n, unit = n * calendar.DAYS_OF[unit], "day"
    return Sense(
        "shift", unit if unit in calendar.UNITS else "day", unit=unit, n=slots["sign"] * n, base=base, anchor="then"
    )


def compound_day(slots: Slots) -> Sense | None:
    """Montagabend: a weekday and a part of the day in one word."""
    weekday, name = slots["compound"]
    return Sense("date", "clock", weekday=weekday, part=name, rel=slots.get("rel"))


def compound_length(slots: Slots) -> Sense | None:
    """Dreijährig: a number and a unit in one word."""
    n, unit = slots["compound"]
    return Sense("duration", "duration", unit=unit, n=n, value=period(n, unit))


def unit_of(slots: Slots) -> Sense | None:
    """The week of March 7, the quarter ended June 30: the unit that holds the day."""
    unit = slots["unit"]
    if unit not in ("week", "month", "quarter", "year"):
        return None
    return Sense("shift", unit, unit=unit, n=0, base=slots["base"].sense, anchor="then")


def before_day(slots: Slots) -> Sense | None:
    """The day before Christmas: "the day before" counts from what follows."""
    item = slots["item"].sense
    if item.kind != "shift" or item.anchor != "then" or item.base is not None or item.n not in (1, -1) or not item.open:
        return None
    return replace(item, base=slots["base"].sense)


def nothing(slots: Slots) -> Sense | None:
    """Words that look like a time and are none: a newspaper, a fraction."""
    return Sense("nothing", "nothing")


def same(slots: Slots) -> Sense | None:
    """The same words, wider extent: "the year 1950"."""
    return slots["item"].sense


MEANINGS: dict[str, Callable[[Slots], Sense | None]] = {
    "date": date,
    "decade": decade,
    "century": century,
    "years": years,
    "weekend": weekend,
    "new_year": new_year,
    "holiday": named,
    "shift": shift,
    "through": through,
    "duration": duration,
    "lasting": lasting,
    "set": often,
    "reference": reference,
    "clock": clock,
    "part": part,
    "compound_day": compound_day,
    "compound_length": compound_length,
    "nothing": nothing,
    "unit_of": unit_of,
    "before_day": before_day,
    "within": within,
    "nth_day": nth_day,
    "at_time": at_time,
    "night_to": night_to,
    "stretch": stretch,
    "week_of_month": week_of_month,
    "modified": edged,
    "counted_from": counted_from,
    "same": same,
}
