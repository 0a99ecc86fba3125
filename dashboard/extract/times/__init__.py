"""Time expressions: what each says, what it is counted from, and the date that follows.

`find` spots expressions with the rules of the article's language (data/rules/<language>.toml), then goes through them
in order and dates each from the publication day or from the date the text is speaking of. Every expression keeps a
sentence that derives its value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from dashboard import edtf
from dashboard.extract.times.grammar import grammar
from dashboard.extract.times.in_order import Reader
from dashboard.extract.times.resolve import Context
from dashboard.extract.times.senses import Sense
from dashboard.extract.times.spot import Item, Spotter
from dashboard.extract.times.tense import Cues
from dashboard.model import Article, Problem, Sentence, TimeExpression, TimeType
from dashboard.rules import has_rules

DAY_FIRST = frozenset("gb ie au nz in za".split())  # where English writes the day before the month
_DATELINE_REACH = 400  # a dateline stands at the top
_BESIDE = 2  # days that a dateline and the publication date may be apart
_MONTHS = re.compile(r"P(\d\d?)M")
_LEAD = 500  # characters in which news says when it is
_WEEK = 7  # days
_NARRATIVE_DATES = 5  # so many dates with a year, most of them long past, make a narrative


@cache
def _tools(language: str) -> tuple[Spotter, Cues]:
    rules = grammar(language)
    return Spotter(rules), Cues(rules.settings)


def find(article: Article, sentences: Sequence[Sentence]) -> tuple[tuple[TimeExpression, ...], tuple[Problem, ...]]:
    """The time expressions of an article in order, and what the reader should know about them.

    Offsets count in `article.text`. Without a publication date nothing relative is dated: a Problem says how many
    expressions wait for it. A day that no calendar has is named in a Problem and left out.
    """
    language, _, region = (article.language or "en").lower().replace("_", "-").partition("-")
    bad: list[tuple[int, int]] = []
    tables: list[tuple[int, int]] = []
    if has_rules(language):
        spotter, cues = _tools(language)
        items = _in_one_order(_outside_titles(spotter.find(article.text, bad, tables), article.text, cues), region)
    else:
        from dashboard.extract.times import elsewhere  # it costs more to import than all the rest

        items, cues = elsewhere.find(article.text, language, bad), Cues({})
    context = _context(article, items)
    reader = Reader(article, sentences, [i for i in items if not i.sense.genre or context.narrative], context, cues)
    times = _with_ranges(reader.read_all(), article.text, cues)
    return tuple(times), _problems(article, bad, reader.beyond, tables, reader.waiting)


def _outside_titles(items: list[Item], text: str, cues: Cues) -> list[Item]:
    """Those that are no part of a title between its marks: not the May of “Winter Light in May”."""
    if not items or cues.title is None or not ('"' in text or "“" in text):
        return items
    titles = [match.span() for match in cues.title.finditer(text)]
    starts = [a for a, _ in titles]

    def outside(item: Item) -> bool:
        n = bisect_right(starts, item.start) - 1
        return n < 0 or item.start >= titles[n][1]

    return [item for item in items if outside(item)] if titles else items


def _in_one_order(items: list[Item], region: str) -> list[Item]:
    """Figures are read in one order: that of the dates that can be read one way only, else that of the country."""
    if not any(item.sense.order == "other" for item in items) and region not in DAY_FIRST:
        return items
    return [
        replace(item, sense=replace(item.sense, day=item.sense.month, month=item.sense.day))
        if item.sense.order == "either"
        else item
        for item in items
    ]


def _with_ranges(times: list[TimeExpression], text: str, cues: Cues) -> list[TimeExpression]:
    """From 12 to 14 April: both ends are dated with the whole range, because the happening fills it."""
    for n, (one, two) in enumerate(pairwise(times)):
        if one.type is TimeType.DURATION and (span := _ended(one, two, text, cues)):
            times[n + 1] = replace(two, date=span, why=f"{two.why}; “{one.text}” end then")
        if two.start - one.end > 9 or one.type is not TimeType.DATE or two.type is not TimeType.DATE:
            continue
        between = text[one.end : two.start].strip().lower()
        if not (between in cues.to_words and (not between.isalpha() or one.signal in cues.from_words)) and not (
            between in cues.and_words and one.signal in cues.between_words
        ):
            continue
        if one.date and two.date and "/" not in one.date + two.date and edtf.is_edtf(f"{one.date}/{two.date}"):
            span = f"{one.date}/{two.date}"
            times[n] = replace(one, date=span, why=f"{one.why}; the range runs to {two.date}")
            times[n + 1] = replace(two, date=span, why=f"{two.why}; the range runs from {one.date}")
    return times


def _ended(length: TimeExpression, end: TimeExpression, text: str, cues: Cues) -> str:
    """The months of "the three months ended March 31"; "" for any other length and time."""
    months = _MONTHS.fullmatch(length.value)
    day = end.date or ""
    tied = text[length.end : end.start].strip().lower() in cues.ended_words
    the = length.text.partition(" ")[0].lower() in cues.before_noun  # not "lasted three months ended on Monday"
    if months is None or not (tied and the) or end.type is not TimeType.DATE or not edtf.is_day(day):
        return ""
    last = date.fromisoformat(day)
    months_before = last.year * 12 + last.month - int(months[1])  # counted from January
    year, month = divmod(months_before, 12)
    if last.month == (last + timedelta(days=1)).month:  # "the three months to December 26" began on September 27
        begun = f"{year - (month == 0):04}-{month or 12:02}-{last.day:02}"
        return f"{date.fromisoformat(begun) + timedelta(days=1)}/{day}" if last.day < 28 else ""
    return f"{year:04}-{month + 1:02}/{day[:7]}"


def _context(article: Article, items: Sequence[Item]) -> Context:
    """The day of the text, and whether it is a history.

    A history has many dates with a year, most of them long past, none of its own week, does not open as news does, and
    hardly speaks of today.
    """
    dated = [
        i.sense
        for i in items
        if i.sense.kind == "date" and i.sense.year and i.sense.category in ("day", "month", "year")
    ]
    published = _dateline(article, items)
    if published is None:
        return Context(None, narrative=len(dated) >= _NARRATIVE_DATES)
    past = sum(1 for sense in dated if sense.era or sense.year < published.year - 1)
    own = any(
        sense.day and sense.month and not sense.era and abs(_days_apart(sense, published)) <= 7 for sense in dated
    )
    deictic = [i for i in items if _is_deictic(i.sense)]
    own = own or (bool(deictic) and (deictic[0].start < _LEAD or len(deictic) * 20 >= len(dated)))
    own = own or _opens_as_news(items, published)
    narrative = len(dated) >= _NARRATIVE_DATES and past >= 0.6 * len(dated) and not own
    return Context(published, narrative, by_dateline=article.published != published)


def _dateline(article: Article, items: Sequence[Item]) -> date | None:
    """The day from which an article is written: that of its dateline where it is not published, or came out a day or
    two beside it; else the day of publication."""
    published = article.published
    if not items or items[0].start >= _DATELINE_REACH:
        return published
    sense = items[0].sense
    full = sense.category == "day" and sense.year and sense.month and sense.day and not sense.era
    if not full or not _is_dateline(article.text, items[0]):
        return published
    written = date(sense.year, sense.month, sense.day)
    return written if published is None or abs((written - published).days) <= _BESIDE else published


def _is_deictic(sense: Sense) -> bool:
    """Today, last week, this morning: counted from the day of the text."""
    if sense.kind == "part":
        return sense.rel is not None and sense.anchor != "then"
    return sense.kind == "shift" and sense.anchor == "now" and sense.base is None and not (sense.n or 0) > 0


def _opens_as_news(items: Sequence[Item], published: date) -> bool:
    """The first day of the text is a weekday alone, as only the news of its week gives it: "died on Friday", or a day
    of its week without a year: "TOKYO, Jan. 21 (Norsa) -"."""
    first = next((i for i in items if i.sense.kind == "date" and i.sense.category in ("day", "clock")), None)
    if first is None or first.start >= _LEAD:
        return False
    sense = first.sense
    if sense.day is None or sense.month is None or sense.year:
        return sense.weekday is not None and sense.day is None
    return (sense.month, sense.day) in {
        (day.month, day.day) for day in (published - timedelta(days=n) for n in range(-1, _WEEK))
    }


def _days_apart(sense: Sense, day: date) -> int:
    return (date(sense.year, sense.month, sense.day) - day).days


def _is_dateline(text: str, item: Item) -> bool:
    """The date stands alone on its line, or ends a place line ("GENEVA, 21 January 2022 –")."""
    start = text.rfind("\n", 0, item.start) + 1
    end = text.find("\n", item.end)
    after = text[item.end : end if end >= 0 else len(text)].strip()
    before = text[start : item.start].strip(" ,–—-(")
    return (not after or after[0] in "-–—:(") and (not before or (len(before) < 40 and before[0].isupper()))


def _problems(
    article: Article,
    bad: Sequence[tuple[int, int]],
    beyond: Sequence[tuple[int, int]],
    tables: Sequence[tuple[int, int]],
    waiting: int,
) -> tuple[Problem, ...]:
    said = {"is a day that no calendar has": bad, "lies outside the years that a calendar counts": beyond}
    out = [
        Problem(f"“{article.text[a:b]}” {what}", article.id, "It is undated.")
        for what, spans in said.items()
        for a, b in spans
    ]
    if tables:
        size = sum(b - a for a, b in tables)
        out.append(Problem(f"{size} characters are a table of figures and were not read for dates", article.id))
    if article.published is None and waiting:
        many = "1 expression waits" if waiting == 1 else f"{waiting} expressions wait"
        out.append(
            Problem(f"the publication date is missing and {many} for it", article.id, "Give the date of publication.")
        )
    return tuple(out)
