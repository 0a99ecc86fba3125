"""Dates whose words leave a field open: a weekday, a month, a season or a holiday without its year.

The publication day and the tense choose in the news, the date mentioned last in a history. Where there is nothing to
choose by, the field stays open in the value (`XXXX-06-18`) and the expression waits for a publication date.
"""

from __future__ import annotations

from datetime import date, timedelta

from dashboard.extract import calendar
from dashboard.extract.times.context import WEEKDAYS, Context, Found, beyond, day_words
from dashboard.extract.times.senses import Sense

AGAINST = 8  # how much farther a date against the tense counts
YEAR_TURNS = 9  # months back from October to January: told in that order, the January is the next one
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def weekday(sense: Sense, context: Context, tense: str) -> Found:
    """The day that a weekday means: the nearest on the side to which the tense looks."""
    now = context.now
    name = WEEKDAYS[sense.weekday]
    if context.narrative and context.then_day:
        now = date.fromisoformat(context.then_day)
    if now is None:
        return Found(f"XXXX-WXX-{sense.weekday + 1}", f"{name} of a week the text does not name", waits=True)
    if context.told_on is not None and sense.rel is None:
        day = calendar.weekday_near(date.fromisoformat(context.told_on), sense.weekday, 1)
        if day is not None:
            after = day_words(date.fromisoformat(context.told_on))
            return Found(day.isoformat(), f"the {name} after {after}, from which it is told")
    which, why = _side(sense, tense, context.said)
    if which is None:
        day = now + timedelta(sense.weekday - now.weekday())
        return Found(day.isoformat(), f"{name} of the week of {day_words(now)}")
    day = calendar.weekday_near(now, sense.weekday, which)
    if day is None:
        return beyond(which > 0)
    side = {-1: "before", 0: "on or before", 1: "after", 2: "on or after"}[which]
    return Found(day.isoformat(), f"the {name} {side} {day_words(now)}{why}")


def _side(sense: Sense, tense: str, said: str) -> tuple[int | None, str]:
    """Which weekday is meant, as `calendar.weekday_near` counts, None for that of this week; and what says so."""
    if sense.rel is not None:
        return {-1: -1, 0: None, 1: 1}[sense.rel], ""
    if tense == "until":
        today_too = sense.clock or sense.part or sense.bare  # "para este viernes", told on a Friday
        return 2 if today_too else 1, f", because {said} sets a limit"
    if tense == "future":
        return 2, f", because {said} looks ahead"
    return 0, f", because {said} looks back"


def weekend(sense: Sense, context: Context, tense: str) -> Found:
    """The weekend before or after the day spoken of."""
    now = context.now
    if context.narrative and context.then_day:
        now = date.fromisoformat(context.then_day)
    if now is None:
        return Found("XXXX-WXX-WE", "a weekend that the text does not date", waits=True)
    back = sense.rel == -1 or (not sense.rel and tense not in ("future", "until"))
    if back and (now.weekday() < 5 or sense.rel == -1):
        day = calendar.add(now, -7, "day")
        if day is None:
            return beyond(ahead=False)
        return Found(calendar.value_of(day, "weekend"), f"the weekend before {day_words(now)}")
    if sense.rel == 1 and now.weekday() >= 5:
        day = calendar.add(now, 7, "day")
        if day is None:
            return beyond(ahead=True)
        return Found(calendar.value_of(day, "weekend"), f"the weekend after {day_words(now)}")
    return Found(calendar.value_of(now, "weekend"), f"the weekend of the week of {day_words(now)}")


def new_year(context: Context) -> Found:
    """The new year: in the first half of a year it is that one, later it is the next."""
    days = calendar.days_of(context.then) if context.narrative and context.then else None
    now = days[0] if days else context.now
    if now is None:
        return Found("XXXX", "the text does not say the year", waits=True)
    year = now.year + (now.month > 6)
    return Found(f"{year:04d}", f"the year that is new on {day_words(now)}") if year <= 9999 else beyond(ahead=True)


def yearless(sense: Sense, context: Context, tense: str) -> Found:
    """A day, month, season or quarter without its year."""
    if sense.month is None and sense.day is not None:
        return _day_of_month(sense, context)
    ending = tail(sense)
    if context.narrative and context.then and sense.rel is None:
        spoken = _narrative_year(sense, context)
        if spoken:
            return Found(spoken + ending, f"in {spoken.removeprefix('BC')}, the year the text speaks of")
    elif context.opening and sense.rel is None and tense not in ("future", "until"):
        opened = _year_on(context.opening, sense)
        if opened and (context.now is None or f"{opened}{ending}" <= context.now.isoformat()):
            return Found(opened + ending, f"told on from {context.opening}, which opens the sentence")
    now = context.now
    told = (context.narrative or sense.anchor == "then") and sense.rel is not None and context.then
    if told and (days := calendar.days_of(told)):
        now = days[sense.anchor == "then" and sense.rel > 0]  # "the following spring": behind the whole year spoken of
    if now is None:
        return Found(f"XXXX{ending}", "the text does not say the year", waits=True)
    span = _piece_span(sense)
    if sense.piece.endswith("?"):
        unit = "quarter" if sense.piece[0] == "Q" else "half"
        return Found(calendar.value_of(now, unit), f"that of {day_words(now)}")
    first, months = span
    candidates = []
    near = 8 if (sense.month, sense.day) == (2, 29) else 1  # leap years lie so far apart
    for year in range(now.year - near, now.year + near + 1):
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
    chosen, why = _choose(sense, candidates, now, tense, context.said)
    return Found(f"{chosen[0]:04d}{ending}", f"{why}: {chosen[0]}")


def _choose(
    sense: Sense, candidates: list[tuple[int, date, date]], now: date, tense: str, said: str
) -> tuple[tuple[int, date, date], str]:
    """The candidate that words and tense ask for; one on the wrong side of today counts AGAINST times as far."""
    if sense.rel == 0:
        if sense.piece == "WI" and now.month < 3:
            return candidates[0], f"of {day_words(now)}"
        return next((c for c in candidates if c[0] == now.year), candidates[0]), f"of {day_words(now)}"
    if sense.rel == -1:
        return ([c for c in candidates if c[2] < now] or candidates)[-1], f"the last before {day_words(now)}"
    if sense.rel == 1:
        return ([c for c in candidates if c[1] > now] or candidates[-1:])[0], f"the next after {day_words(now)}"

    if tense == "since":
        candidates = [c for c in candidates if c[1] <= now] or candidates
    if tense == "until":
        candidates = [c for c in candidates if c[2] >= now] or candidates

    def distance(candidate: tuple[int, date, date]) -> float:
        _, first, last = candidate
        if first <= now <= last:
            begun = sense.piece[:1] in ("Q", "H") and tense == "past" and now - first < (last - first) / 2
            return 400 if begun else 0  # nobody reports a quarter that has only begun
        if first > now:
            return (first - now).days * {"past": AGAINST, "": 1.5}.get(tense, 1)
        return (now - last).days * (AGAINST if tense == "future" else 1)

    because = {"past": f", and {said} looks back", "future": f", and {said} looks ahead"}.get(tense, "")
    return min(candidates, key=distance), f"nearest to {day_words(now)}{because}"


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
    """The 5th: of the month the text speaks of; Monday 5: the nearest 5th that is a Monday."""
    anchor = context.then if context.then and calendar.unit_of(context.then) in ("day", "month") else None
    if anchor is None and context.now and not context.narrative:
        anchor = context.now.isoformat()
    if anchor is None:
        return Found(f"XXXX-XX-{sense.day:02d}", "the text does not say the month", waits=context.now is None)
    if sense.weekday is not None and (days := calendar.days_of(anchor)):
        first = days[0].replace(day=1)
        months = [month for n in range(-6, 7) if (month := calendar.add_months(first, n))]
        near = [m.replace(day=sense.day) for m in months if calendar.is_day(m.year, m.month, sense.day)]
        named = [day for day in near if day.weekday() == sense.weekday]
        if named:
            day = min(named, key=lambda day: abs((day - days[0]).days))
            return Found(day.isoformat(), f"the nearest {WEEKDAYS[sense.weekday]} with that number to {anchor}")
    value = calendar.day_value(int(anchor[:4]), int(anchor[5:7]), sense.day)
    return Found(value or f"{anchor[:7]}-XX", f"of {anchor[:7]}, the month the text speaks of")


def _year_on(opening: str, sense: Sense) -> str | None:
    """The year of the next such month or season from a date on: "on 3 April 2011 …; in May …"."""
    if not opening[:4].isdigit() or sense.piece.endswith("?"):
        return None
    begun = opening[5:7].isdigit() and _piece_span(sense)[0] < int(opening[5:7])
    return f"{int(opening[:4]) + begun:04d}"


def _narrative_year(sense: Sense, context: Context) -> str | None:
    """The year of the date told last; after the last months of a year a month of its beginning is the next year's."""
    then = context.then
    width = 6 if then.startswith("BC") else 4
    year, month = then[:width], then[width + 1 : width + 3]
    if not year[-4:].isdigit() or len(year) != width:
        return None
    if width == 4 and month.isdigit() and sense.month and int(month) - sense.month >= YEAR_TURNS:
        return f"{int(year) + 1:04d}"
    return year


def holiday(sense: Sense, context: Context, tense: str) -> Found:
    """A named day ("Christmas", "Easter Monday") of the year told, else the nearest on the side of the tense."""

    def on(year: int) -> date | None:
        if not 1 <= year <= 9999:
            return None
        if sense.value.startswith("easter"):
            return calendar.add(calendar.easter(year), int(sense.value[6:]), "day")
        parts = sense.value.split("-", 2)
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
    return Found(day.isoformat(), f"nearest to {day_words(now)}")


def tail(sense: Sense) -> str:
    """What stands behind the year in the value: month, day, or a piece of the year; "" for the whole."""
    if sense.day is not None:
        return f"-{sense.month:02d}-{sense.day:02d}"
    if sense.month is not None:
        return f"-{sense.month:02d}"
    return f"-{sense.piece}" if sense.piece else ""
