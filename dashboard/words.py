"""Every sentence the reader sees stands in `data/words/<language>.toml`; code names it by key and fills in the blanks.

A message is a string with `{placeholders}`, or a table of plural forms (`one`, `other`, … as CLDR names them, and
`zero` for exactly none) whose `by` names the placeholder that is counted; `ordinal = true` takes the forms of "1st,
2nd". Dates are said at the precision they have: a month never becomes a day.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from dashboard import edtf
from dashboard.errors import RuleError
from dashboard.model import Grain

WORDS = Path(__file__).resolve().parent.parent / "data" / "words"
DEFAULT = "en"


def say(key: str, /, *, language: str = DEFAULT, **values: object) -> str:
    """The message `key` ("section.name") with its blanks filled: `say("result.count", shown=22, total=144)`.

    Whole numbers are written the reader's way (1,234); pass a year as text. Values are put in as they are: escape what
    goes into HTML or Markdown. Raises RuleError where the key or a value for a placeholder is missing.
    """
    message = _message(key, language)
    if isinstance(message, dict):
        message = _plural(key, message, language, values)
    written = {name: _written(value, language) for name, value in values.items()}
    try:
        return message.format_map(written)
    except (KeyError, IndexError) as error:
        raise RuleError(f"the message {key!r} lacks a value for {error}", _where(language)) from None


def list_in_words(items: Iterable[str], style: Literal["standard", "or"] = "standard", language: str = DEFAULT) -> str:
    """ "a", "a and b", "a, b, and c" as the language writes it; style "or" for alternatives."""
    return format_list(list(items), style=style, locale=language)


def date_in_words(value: str | None, style: str = "medium", *, ahead: bool = False, language: str = DEFAULT) -> str:
    """An EDTF date as a person would say it, never finer than it is.

    Parameters
    ----------
    value : EDTF text; None says "undated"; text that is no EDTF date is returned as it is
    style : "long" adds the weekday to a single day, "medium" writes months out, "short" abbreviates them
    ahead : an open end is "from" (what is expected) instead of "since"
    """
    if value is None or value != value or value == "":
        return say("date.undated", language=language)
    return _date_in_words(str(value), style, ahead, language)


def days_in_words(first: date | None, last: date | None, style: str = "medium", *, language: str = DEFAULT) -> str:
    """A window of days, both included, either end open: "10–31 January 2022", "since 10 January 2022"."""
    if first is None and last is None:
        return say("date.all", language=language)
    if first is None and last is not None:
        return say("date.by", date=date_in_words(last.isoformat(), style, language=language), language=language)
    return date_in_words(edtf.from_bounds(first, last), style, language=language)


@lru_cache(maxsize=16384)
def _date_in_words(value: str, style: str, ahead: bool, language: str) -> str:
    if not edtf.is_edtf(value):
        return value
    left, slash, right = value.partition("/")
    if not slash:
        return _point(value, style, language)
    inner = "short" if style == "short" else "medium"
    if left in ("", ".."):
        return _by(right, inner, language)
    if right in ("", ".."):
        return say("date.from" if ahead else "date.since", date=_point(left, inner, language), language=language)
    return _interval(left, right, inner, language)


def _by(value: str, style: str, language: str) -> str:
    """A deadline; the last day of a month or year is its end."""
    last = edtf.ends(value)[1]
    if edtf.grain(value) is Grain.DAY and not edtf.is_about(value) and last == edtf.month_end(last.year, last.month):
        value = value[:4] if last.month == 12 else value[:7]
        return say("date.by_end", date=_point(value, style, language), language=language)
    return say("date.by", date=_point(value, style, language), language=language)


def _point(value: str, style: str, language: str) -> str:
    plain = value.rstrip("~?%")
    marks = value[len(plain) :]
    said = _plain(plain, "medium" if marks and style == "long" else style, language)
    if "~" in marks or "%" in marks:
        said = say("date.about", date=said, language=language)
    if "?" in marks or "%" in marks:
        said = say("date.uncertain", date=said, language=language)
    return said


def _plain(value: str, style: str, language: str) -> str:
    """A single date without qualifier."""
    first, last = edtf.ends(value)
    grain = edtf.grain(value)
    if grain is Grain.DAY:
        return say(
            "date.day_long" if style == "long" else "date.day", **_names(first, style, language), language=language
        )
    if grain is Grain.WEEK:
        if value.endswith("-WE"):
            return say("date.weekend", days=_interval(str(first), str(last), style, language), language=language)
        return say("date.week", day=_plain(str(first), _no_weekday(style), language), language=language)
    if grain is Grain.MONTH:
        return say("date.month", **_names(first, style, language), language=language)
    year = _year(first, language)
    if grain in (Grain.SEASON, Grain.HALF):
        key = f"date.part_{value[5:7]}"
        return say(key, year=year, next=f"{(first.year + 1) % 100:02d}", language=language)
    if grain is Grain.YEAR:
        return year
    if grain is Grain.DECADE:
        return say("date.decade", year=value[:3] + "0", language=language)
    return say("date.century", n=say("date.ordinal", n=int(value[:2]) + 1, language=language), language=language)


def _interval(left: str, right: str, style: str, language: str) -> str:
    """Two ends; what they share (month, year) is said once."""
    style = _no_weekday(style)
    marked = edtf.is_about(left) or edtf.is_about(right)
    (a, end), (start, b) = edtf.ends(left), edtf.ends(right)
    grains = {edtf.grain(left), edtf.grain(right)}
    one, two = _names(a, style, language), _names(b, style, language)
    if not marked and a == start and b == end:
        return _point(left, style, language)
    if not marked and a.year == b.year and grains == {Grain.DAY}:
        if a.month == b.month:
            return say("date.days_in_month", first=one["day"], last=two["day"], **_but_day(two), language=language)
        return say(
            "date.days_in_year",
            first=f"{one['day']} {one['month']}",
            last=f"{two['day']} {two['month']}",
            year=two["year"],
            language=language,
        )
    if not marked and a.year == b.year and grains == {Grain.MONTH}:
        return say("date.months_in_year", first=one["month"], last=two["month"], year=two["year"], language=language)
    return say(
        "date.interval", first=_point(left, style, language), last=_point(right, style, language), language=language
    )


def _names(day: date, style: str, language: str) -> dict[str, str]:
    locale = _locale(language)
    width = "abbreviated" if style == "short" else "wide"
    return {
        "weekday": locale.days["format"]["wide"][day.weekday()],
        "day": str(day.day),
        "month": locale.months["format"][width][day.month],
        "year": _year(day, language),
    }


def _but_day(names: dict[str, str]) -> dict[str, str]:
    return {key: names[key] for key in ("month", "year")}


def _no_weekday(style: str) -> str:
    return "medium" if style == "long" else style


def _year(day: date, language: str) -> str:
    """Years before 1000 look like a number, not a year, unless they are named as one."""
    return str(day.year) if day.year >= 1000 else say("date.early_year", year=str(day.year), language=language)


def _written(value: object, language: str) -> object:
    return _number(value, language) if isinstance(value, int) and not isinstance(value, bool) else value


@lru_cache(maxsize=4096)
def _number(value: int, language: str) -> str:
    return format_decimal(value, locale=language)


def _plural(key: str, forms: dict[str, Any], language: str, values: dict[str, object]) -> str:
    number = values.get(forms.get("by", ""))
    if not isinstance(number, int):
        raise RuleError(f"the message {key!r} counts {forms.get('by')!r}, which was not given", _where(language))
    if number == 0 and "zero" in forms:
        return forms["zero"]
    locale = _locale(language)
    form = locale.ordinal_form(number) if forms.get("ordinal") else locale.plural_form(number)
    return forms.get(form, forms["other"])


def _message(key: str, language: str) -> Any:
    found: Any = _words(language)
    for part in key.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    if isinstance(found, str) or (isinstance(found, dict) and "other" in found):
        return found
    raise RuleError(f"there is no message {key!r}", _where(language), "Add it, or mend the key.")


@cache
def _words(language: str) -> dict[str, Any]:
    path = WORDS / f"{language}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RuleError("no words for this language", str(path), "Is the language code right?") from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"not valid TOML: {error}", str(path), "Mend the line named.") from None


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def _where(language: str) -> str:
    return f"data/words/{language}.toml"
