"""From what the words say to a date: fills the missing fields from the day of the text or the time it speaks of.

News counts from its publication day and lets tense and cue words choose between past and future. A narrative counts
from the date mentioned last. Where there is nothing to count from, nothing is dated and the value says what is open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.edtf import from_bounds
from dashboard.extract import calendar
from dashboard.extract.times.senses import Sense

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January February March April May June July August September October November December").split()
AGAINST = 8  # how much farther a date against the tense counts
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX", "decade": "XXX",
           "century": "XX", "quarter": "XXXX-QX", "half": "XXXX-HX", "season": "XXXX", "clock": "XXXX-XX-XXTXX"}  # fmt: skip


@dataclass(slots=True)
class Context:
    """What an expression is counted from: `now` is the day of the text, `then` the value of the last date mentioned."""

    now: date | None
    narrative: bool = False
    then: str | None = None
    then_day: str | None = None
    why_now: str = "the publication date"
    sentence_day: str | None = None  # a day named in the sentence being read

    def saw(self, value: str) -> None:
        """Remember a date that the text has just spoken of."""
        unit = calendar.unit_of(value)
        if not unit and not value.startswith("BC"):
            return
        self.then = value.partition("T")[0]
        if unit == "day":
            self.then_day = self.sentence_day = self.then


@dataclass(frozen=True, slots=True)
class Found:
    """A resolved value, why it is that, and whether it waits for a publication date."""

    value: str
    why: str
    waits: bool = False
    date: str | None = None  # EDTF where it is not simply that of the value


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


def _day_words(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def _date(sense: Sense, context: Context, tense: str) -> Found:
    if sense.category == "decade":
        return Found(
            f"{sense.era}{sense.year:03d}" if not sense.era else f"BC{sense.year:03d}", "the decade as written"
        )
    if sense.category == "century":
        return Found(
            f"{sense.era}{sense.year:02d}", f"century {sense.year + 1} is the years that begin with {sense.year:02d}"
        )
    if sense.value:
        return _holiday(sense, context, tense)
    if sense.inside is not None:
        return _inside(sense, context, tense)
    if sense.year is not None:
        if sense.era == "BC":
            return Found(f"BC{sense.year:04d}" + _tail(sense), "as written")
        return Found(f"{sense.year:04d}" + _tail(sense), "the date is written out")
    if sense.weekday is not None and sense.day is None:
        return _weekday(sense, context, tense)
    if sense.month is not None or sense.piece or sense.day is not None:
        return _yearless(sense, context, tense)
    if sense.unit == "weekend":
        return _weekend(sense, context, tense)
    return Found("XXXX", "no field to go by")


def _weekend(sense: Sense, context: Context, tense: str) -> Found:
    now = context.now
    if context.narrative and context.then_day:
        now = date.fromisoformat(context.then_day)
    if now is None:
        return Found("XXXX-WXX-WE", "a weekend that the text does not date", waits=True)
    back = sense.rel == -1 or (not sense.rel and tense not in ("future", "until"))
    if back and (now.weekday() < 5 or sense.rel == -1):
        day = calendar.add(now, -7, "day") or now
        return Found(calendar.value_of(day, "weekend"), f"the weekend before {_day_words(now)}")
    if sense.rel == 1 and now.weekday() >= 5:
        day = calendar.add(now, 7, "day") or now
        return Found(calendar.value_of(day, "weekend"), f"the weekend after {_day_words(now)}")
    return Found(calendar.value_of(now, "weekend"), f"the weekend of the week of {_day_words(now)}")


def _tail(sense: Sense) -> str:
    if sense.day is not None:
        return f"-{sense.month:02d}-{sense.day:02d}"
    if sense.month is not None:
        return f"-{sense.month:02d}"
    return f"-{sense.piece}" if sense.piece else ""


def _anchor(context: Context, anchor: str) -> str | None:
    if context.then and (context.narrative or anchor == "then"):
        return context.then
    return context.now.isoformat() if context.now else None


def _weekday(sense: Sense, context: Context, tense: str) -> Found:
    now = context.now
    name = WEEKDAYS[sense.weekday]
    if context.narrative and context.then_day:
        now = date.fromisoformat(context.then_day)
    if now is None:
        return Found(f"XXXX-WXX-{sense.weekday + 1}", f"{name} of a week the text does not name", waits=True)
    if sense.rel == -1:
        day = calendar.weekday_near(now, sense.weekday, -1)
        return Found(day.isoformat(), f"the {name} before {_day_words(now)}")
    if sense.rel == 1:
        day = calendar.weekday_near(now, sense.weekday, 1)
        return Found(day.isoformat(), f"the {name} after {_day_words(now)}")
    if sense.rel == 0:
        day = now + timedelta(sense.weekday - now.weekday())
        return Found(day.isoformat(), f"{name} of the week of {_day_words(now)}")
    if tense == "until":
        day = calendar.weekday_near(now, sense.weekday, 1)
        return Found(day.isoformat(), f"the {name} after {_day_words(now)}, because the text sets it as a limit")
    if tense == "future":
        day = calendar.weekday_near(now, sense.weekday, 2)
        return Found(day.isoformat(), f"the {name} on or after {_day_words(now)}, because the text looks ahead")
    day = calendar.weekday_near(now, sense.weekday, 0)
    return Found(day.isoformat(), f"the {name} on or before {_day_words(now)}, because the text looks back")


def _yearless(sense: Sense, context: Context, tense: str) -> Found:
    """A day, month, season or quarter without its year."""
    if sense.month is None and sense.day is not None:
        return _day_of_month(sense, context)
    tail = _tail(sense)
    if context.narrative and context.then and sense.rel is None:
        year = _narrative_year(sense, context)
        if year:
            return Found(year + tail, f"in {year.removeprefix('BC')}, the year the text speaks of")
    now = context.now
    if context.narrative and sense.rel is not None and context.then and (days := calendar.days_of(context.then)):
        now = days[0]
    if now is None:
        return Found(f"XXXX{tail}", "the text does not say the year", waits=True)
    span = _piece_span(sense)
    if sense.piece.endswith("?"):
        unit = "quarter" if sense.piece[0] == "Q" else "half"
        return Found(calendar.value_of(now, unit), f"that of {_day_words(now)}")
    first, months = span
    candidates = []
    for year in (now.year - 1, now.year, now.year + 1):
        if not 1 <= year <= 9999:
            continue
        if sense.day is not None:
            if not calendar.is_day(year, sense.month, sense.day):
                continue
            start = end = date(year, sense.month, sense.day)
        else:
            start = date(year, first, 1)
            end = (calendar.add_months(start, months) or start) - timedelta(1)
        candidates.append((year, start, end))
    chosen, why = _choose(sense, candidates, now, tense)
    return Found(f"{chosen[0]:04d}{tail}", f"{why}: {chosen[0]}")


def _choose(
    sense: Sense, candidates: list[tuple[int, date, date]], now: date, tense: str
) -> tuple[tuple[int, date, date], str]:
    """The candidate that the words and the tense ask for; one on the wrong side of today counts as AGAINST times as far."""
    if sense.rel == 0:
        if sense.piece == "WI" and now.month < 3:
            return candidates[0], f"of {_day_words(now)}"
        return next((c for c in candidates if c[0] == now.year), candidates[0]), f"of {_day_words(now)}"
    if sense.rel == -1:
        return ([c for c in candidates if c[2] < now] or candidates)[-1], f"the last before {_day_words(now)}"
    if sense.rel == 1:
        return ([c for c in candidates if c[1] > now] or candidates[-1:])[0], f"the next after {_day_words(now)}"

    if tense == "since":
        candidates = [c for c in candidates if c[1] <= now] or candidates
    if tense == "until":
        candidates = [c for c in candidates if c[2] >= now] or candidates

    def distance(candidate: tuple[int, date, date]) -> float:
        _, first, last = candidate
        if first <= now <= last:
            return 0
        if first > now:
            return (first - now).days * {"past": AGAINST, "": 1.5}.get(tense, 1)
        return (now - last).days * (AGAINST if tense == "future" else 1)

    because = {"past": ", and the text looks back", "future": ", and the text looks ahead"}.get(tense, "")
    return min(candidates, key=distance), f"nearest to {_day_words(now)}{because}"


def _piece_span(sense: Sense) -> tuple[int, int]:
    if sense.month is not None:
        return sense.month, 1
    kind, number = sense.piece[0], sense.piece[1:]
    if sense.piece in SEASON_MONTHS:
        return SEASON_MONTHS[sense.piece], 3
    if number == "?":
        return 1, 12
    return (3 * int(number) - 2, 3) if kind == "Q" else (6 * int(number) - 5, 6)


def _day_of_month(sense: Sense, context: Context) -> Found:
    """The 5th: of the month the text speaks of."""
    anchor = context.then if context.then and calendar.unit_of(context.then) in ("day", "month") else None
    if anchor is None and context.now and not context.narrative:
        anchor = context.now.isoformat()
    if anchor is None:
        return Found(f"XXXX-XX-{sense.day:02d}", "the text does not say the month", waits=context.now is None)
    value = calendar.day_value(int(anchor[:4]), int(anchor[5:7]), sense.day)
    return Found(value or f"{anchor[:7]}-XX", f"of {anchor[:7]}, the month the text speaks of")


def _narrative_year(sense: Sense, context: Context) -> str | None:
    then = context.then
    width = 6 if then.startswith("BC") else 4
    year = then[:width]
    return year if year[-4:].isdigit() and len(year) == width else None


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
    if unit == "year" and (sense.month or sense.piece):
        return Found(value + _tail(sense), why, outer.waits)
    if value.startswith("BC") and len(value) == 6 and (sense.month or sense.piece):
        return Found(value + _tail(sense), why, outer.waits)
    if unit in ("month", "day") and (sense.month or sense.piece):
        return Found(value[:4] + _tail(sense), why, outer.waits)
    if value.startswith("XXXX") and (sense.month or sense.piece):
        return Found("XXXX" + _tail(sense), why, True)
    return Found(value or "XXXX", why, outer.waits)


def _nth_week(nth: int, value: str, why: str, waits: bool) -> Found:
    """The second week of January: the week that holds the middle of its days 8 to 14."""
    days = calendar.days_of(value)
    if days is None:
        return Found("XXXX-WXX", why, waits)
    middle = days[1] - timedelta(3) if nth == -1 else calendar.add(days[0], 7 * nth - 4, "day") or days[0]
    return Found(calendar.value_of(middle, "week"), why, waits)


def _holiday(sense: Sense, context: Context, tense: str) -> Found:
    def on(year: int) -> date | None:
        if not 1 <= year <= 9999:
            return None
        if sense.value.startswith("easter"):
            return calendar.add(calendar.easter(year), int(sense.value[6:]), "day")
        parts = sense.value.split("-")
        if len(parts) == 3:
            names = [name[:3].lower() for name in WEEKDAYS]
            return calendar.nth_weekday(year, int(parts[0]), names.index(parts[1]), int(parts[2]))
        return date(year, int(parts[0]), int(parts[1]))

    if sense.year is not None:
        day = on(sense.year)
        return Found(day.isoformat() if day else f"{sense.year:04d}", "the day of that year")
    if context.narrative and context.then and context.then[:4].isdigit() and (day := on(int(context.then[:4]))):
        return Found(day.isoformat(), "in the year the text speaks of")
    now = context.now
    if now is None:
        return Found("XXXX-XX-XX", "the text does not say the year", waits=True)
    days = [day for year in (now.year - 1, now.year, now.year + 1) if (day := on(year))]
    if tense in ("future", "until") or sense.rel == 1:
        days = [day for day in days if day >= now] or days
    elif tense in ("past", "since") or sense.rel == -1:
        days = [day for day in days if day <= now] or days
    day = min(days, key=lambda d: abs((d - now).days))
    return Found(day.isoformat(), f"nearest to {_day_words(now)}")


def _shift(sense: Sense, context: Context, tense: str) -> Found:
    if sense.n is None:
        return Found(sense.value, "the text leaves open how long")
    if sense.base is not None:
        outer = resolve(sense.base, context, tense)
        anchor, waits = outer.value.partition("T")[0], outer.waits
    else:
        anchor, waits = _anchor(context, sense.anchor), False
        if (
            sense.anchor == "then"
            and sense.unit == "day"
            and context.then_day
            and calendar.unit_of(anchor or "") != "day"
        ):
            anchor = context.then_day if context.then_day.startswith(anchor or "") else anchor
    unit = sense.unit
    if anchor is None:
        return Found(
            UNKNOWN.get(sense.category, "XXXX-XX-XX"), "counted from a day that the text does not name", waits=True
        )
    n = int(sense.n)
    if unit in ("second", "minute", "hour"):
        return _hours(n, unit, anchor)
    value = calendar.shift(anchor, n, {"night": "day"}.get(unit, unit))
    if value is None:
        known = anchor if calendar.unit_of(anchor) in ("year", "month") else ""
        value = (
            (known + "-XX" * ((10 - len(known)) // 3))
            if known and unit == "day"
            else UNKNOWN.get(sense.category, "XXXX")
        )
        return Found(value, f"counted from {anchor}, which is not exact enough", waits)
    words = {-1: "before", 0: "of", 1: "after"}[(n > 0) - (n < 0)]
    count = f"{abs(n)} {unit}{'s' if abs(n) != 1 else ''} {words}" if n else f"the {unit} of"
    base = _day_words(date.fromisoformat(anchor)) if calendar.unit_of(anchor) == "day" else anchor
    about = ", the date the text speaks of" if sense.anchor == "then" and anchor == context.then else ""
    return Found(value, f"{count} {base}{about}", waits)


def _hours(n: int, unit: str, anchor: str) -> Found:
    days = calendar.days_of(anchor)
    hours = n if unit == "hour" else 0
    if days and days[0] == days[1] and hours % 24 == 0 and hours:
        moved = calendar.add(days[0], hours // 24, "day")
        if moved:
            return Found(moved.isoformat(), f"{abs(hours)} hours from {anchor}")
    return Found(f"{anchor}TXX", f"some {unit}s from {anchor}")


def _stretch(sense: Sense, context: Context, tense: str) -> Found:
    """The first ten months of 1915: a length whose days are known."""
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
    if not sense.rel:
        return Found(sense.value, "a length of time, no date")
    now = _anchor(context, "then" if context.narrative else "now")
    days = calendar.days_of(now) if now else None
    why = "a length of time that ends" if sense.rel < 0 else "a length of time that begins"
    if (
        days is None
        or sense.n is None
        or sense.n != int(sense.n)
        or sense.unit not in (*calendar.MONTHS_OF, *calendar.DAYS_OF)
    ):
        return Found(sense.value, f"{why} with the time spoken of", waits=False)
    other = calendar.add(days[0], int(sense.n) * sense.rel, sense.unit)
    if other is None:
        return Found(sense.value, why)
    if sense.bare:  # "vor zehn Jahren": the point at the far end, as exact as the unit
        value = calendar.shift(now, int(sense.n) * sense.rel, sense.unit)
        side = "before" if sense.rel < 0 else "after"
        return Found(sense.value, f"counted {side} {now}", date=calendar.edtf_of(value) if value else None)
    first, last = sorted((days[0], other))
    return Found(sense.value, f"{why} on {days[0].isoformat()}", date=f"{first.isoformat()}/{last.isoformat()}")


def _of_day(sense: Sense, context: Context) -> Found:
    """A time of day: of the day named in the same sentence, else of the day of the text."""
    time = sense.clock + sense.zone if sense.clock else sense.part
    anchor = context.sentence_day or (context.then_day if sense.anchor == "then" or context.narrative else None)
    if anchor is None and not context.narrative and context.now:
        anchor = context.now.isoformat()
    if anchor is None or sense.bare:
        return Found(f"XXXX-XX-XXT{time}", "a time of a day that the text does not name", waits=context.now is None)
    day = date.fromisoformat(anchor)
    day = (calendar.add(day, sense.rel, "day") if sense.rel else day) or day
    return Found(f"{day.isoformat()}T{time}", f"on {_day_words(day)}, the day the text speaks of")
