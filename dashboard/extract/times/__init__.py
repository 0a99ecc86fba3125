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
from dashboard.extract import calendar
from dashboard.extract.times.grammar import grammar
from dashboard.extract.times.resolve import Context, Found, resolve
from dashboard.extract.times.senses import Sense
from dashboard.extract.times.spot import Item, Spotter
from dashboard.extract.times.tense import Cues
from dashboard.model import Article, Problem, Sentence, TimeExpression, TimeType
from dashboard.rules import has_rules

_TYPES = {
    "duration": TimeType.DURATION,
    "long": TimeType.DURATION,
    "set": TimeType.SET,
    "part": TimeType.TIME,
    "clock": TimeType.TIME,
}
DAY_FIRST = frozenset("gb ie au nz in za".split())  # where English writes the day before the month
_DATELINE_REACH = 400  # a dateline stands at the top
_BESIDE = 2  # days that a dateline and the publication date may be apart
_LEAP = 2  # years; a history does not go farther in the middle of a sentence
_SIDES = ("earlier", "later")  # of the news: no mod of TIMEX3
_MONTHS = re.compile(r"P(\d\d?)M")
_TIE = 24  # characters of the words that tie two expressions: "to", "and", "bis zum"
_LEAD = 500  # characters in which news says when it is
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
        items = _in_one_order(spotter.find(article.text, bad, tables), region)
    else:
        from dashboard.extract.times import elsewhere  # it costs more to import than all the rest

        items, cues = elsewhere.find(article.text, language, bad), Cues({})
    context = _context(article, items)
    items = [item for item in items if not item.sense.genre or context.narrative]
    out: list[TimeExpression] = []
    waiting, beyond = 0, []
    starts = [sentence.start for sentence in sentences]
    text = article.text
    sentence = -2
    begun = None  # the day on which a range begins whose end comes next
    for n, item in enumerate(items):
        at = bisect_right(starts, item.start) - 1
        if at != sentence:
            sentence, context.sentence, context.sentence_day, context.opening = at, at, None, None
        bounds = (sentences[at].start, sentences[at].end) if at >= 0 else (0, len(text))
        sense = _shared_year(items, n, text, cues)
        signal = cues.signal(text, item.start)
        coming = sense.kind == "duration" and sense.category == "duration" and signal in cues.in_words
        tense, context.cue, opens_range = "", "", False
        behind = _between(text, item, items[n + 1]) if n + 1 < len(items) else "."
        if coming or _is_open(sense) or (sense.kind == "date" and _years_on(sense, context) != 0):
            opens_range = behind in cues.to_words
            since = signal in cues.past_signals and not opens_range  # Russian says "с" for since and for from
            tense, context.cue = cues.tense(text, item.start, item.end, bounds, signal, since)
        context.told_on = begun or (_told_on(items, n, text, bounds, context, cues) if tense == "future" else None)
        if sense.ahead and cues.tense(text, item.start, item.end, bounds, signal)[0] == "past":
            sense = replace(sense, anchor="then")
        if coming and tense == "future":  # "will meet in two weeks"
            sense = replace(sense, rel=1, bare=True)
        found = resolve(sense, context, tense)
        ahead = sense.kind == "shift" and sense.anchor == "then" and sense.unit == "day" and _is_ahead(found, context)
        if ahead and cues.tense(text, item.start, item.end, bounds, signal)[0] == "past":
            found = resolve(replace(sense, anchor="now"), context, tense)  # the day before, of what happened: not yet
        goes_on = opens_range or behind in cues.and_words  # "on Thursday and Friday"
        begun = found.value if goes_on and sense.weekday is not None and len(found.value) == 10 else None
        if context.by_dateline and context.now.isoformat() in found.why:
            found = replace(found, why=f"{found.why}; that day is the dateline's, {_not_published(article)}")
        opens = _opens(text, bounds[0], item.start)
        if opens and sense.kind == "date" and sense.year and not sense.era:
            context.opening = found.value.partition("T")[0]
        waiting += found.waits
        beyond += [(item.start, item.end)] if found.beyond else []
        out.append(_expression(article, item, sense, found, signal))
        told = sense.kind in ("date", "shift") and not found.waits and not cues.of_noun(text, item.start, item.end)
        if told and context.narrative:
            beside = signal in cues.aside or context.cue.split(" ")[0] in cues.before_past
            ahead = tense in ("future", "until") or cues.is_planned(text, item.start, bounds[0])
            told = _moves_on(sense, context, ahead, beside, opens)
        if told:
            context.saw(found.value)
    return tuple(_with_ranges(out, text, cues)), _problems(article, bad, beyond, tables, waiting)


def _between(text: str, one: Item, two: Item) -> str:
    """The words that tie two expressions, in small letters; "." where they are too far apart for that."""
    return text[one.end : two.start].strip().lower() if two.start - one.end <= _TIE else "."


def _is_ahead(found: Found, context: Context) -> bool:
    """The value is a day that is not behind that of the text."""
    return context.now is not None and len(found.value) >= 10 and found.value[:10] >= context.now.isoformat()


def _expression(article: Article, item: Item, sense: Sense, found: Found, signal: str) -> TimeExpression:
    words = article.text[item.start : item.end]
    date = None if found.waits else found.date or calendar.edtf_of(found.value)
    if date and sense.mod == "APPROX" and "/" not in date:
        date += "~"
    if date and sense.base is not None and sense.part == "NI" and sense.n == -1:
        date = calendar.shift(found.value.partition("T")[0], 1, "day") or date  # a night to a day ends in it
    kind = _TYPES.get(sense.category, TimeType.DATE)
    if sense.kind in ("date", "shift"):
        kind = TimeType.TIME if "T" in found.value and not found.value.endswith("REF") else TimeType.DATE
    why = f"{words} → {found.why}"
    inner = sense.inside or (sense.base if sense.part else None) or sense  # "Nacht zum Donnerstag"
    bare = inner.kind == "date" and inner.weekday is not None and {inner.day, inner.month, inner.rel} == {None}
    side = sense.mod if sense.mod in _SIDES else ""
    return TimeExpression(
        item.start, item.end, words, kind, found.value, None if side else sense.mod, date, signal, item.rule, why,
        found.dayless, bare, side,
    )  # fmt: skip


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


def _is_open(sense: Sense) -> bool:
    """Past or future must be decided: the words leave fields missing."""
    while sense.inside is not None:
        sense = sense.inside
    return sense.kind == "date" and sense.year is None and (sense.rel is None or sense.unit == "weekend")


def _told_on(
    items: Sequence[Item], n: int, text: str, bounds: tuple[int, int], context: Context, cues: Cues
) -> str | None:
    """The day of the saying, past and in the same sentence, behind which "would" looks ahead to expression n."""
    now = context.now
    if now is None or context.narrative or not cues.told_ahead(context.cue):
        return None
    day = context.sentence_day
    for item in items[n + 1 : n + 2] if day is None else ():
        signal = cues.signal(text, item.start)
        tense, _ = cues.tense(text, item.start, item.end, bounds, signal)
        if item.start < bounds[1] and item.sense.weekday is not None and tense == "past":
            day = resolve(item.sense, replace(context, told_on=None), tense).value.partition("T")[0]
    return day if day and len(day) == 10 and day < now.isoformat() else None


def _opens(text: str, start: int, at: int) -> bool:
    """The expression opens its sentence, but for a word or two."""
    return at - start <= 12 and text.count(" ", start, at) <= 2


def _moves_on(sense: Sense, context: Context, ahead: bool, beside: bool, opens: bool) -> bool:
    """A history now tells of this date.

    Today and last year are seen from the day of the text, and no decade tells on. What is told `beside` the story ("the
    treaty of 1955", "since 1911"), a year far off in the middle of a sentence and a later one that is only looked
    `ahead` to or planned ("was to last until May 1949") date something else.
    """
    if sense.category in ("decade", "century"):
        return False
    if sense.kind == "shift":
        return sense.anchor != "now" and not (sense.unit == "year" and (sense.n or 0) < 0)
    apart = _years_on(sense, context)
    if (apart > 0 and ahead) or (apart < 0 and beside):
        return False
    return sense.category != "year" or not (beside or (abs(apart) > _LEAP and not opens))


def _years_on(sense: Sense, context: Context) -> int:
    """How much later the year is than that which a history has told; 0 where one of them is not known."""
    told = context.then[:4] if context.narrative and context.then else ""
    return sense.year - int(told) if told.isdigit() and sense.year and not sense.era else 0


def _shared_year(items: Sequence[Item], n: int, text: str, cues: Cues) -> Sense:
    """August and September 1914: the year belongs to both."""
    sense = items[n].sense
    if sense.kind != "date" or sense.year is not None or sense.rel is not None or sense.inside or sense.month is None:
        return sense
    for other in items[n + 1 : n + 4]:
        if other.start - items[n].end > 12 or text[items[n].end : other.start].strip(" ,(").lower() not in cues.joiners:
            return sense
        if other.sense.kind == "date" and other.sense.year is not None and other.sense.category in ("day", "month"):
            return replace(sense, year=other.sense.year, era=other.sense.era)
        n += 1
    return sense


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
    """The months of "the three months ended March 31", which end with a month; "" for any other length and time."""
    months = _MONTHS.fullmatch(length.value)
    day = end.date or ""
    tied = text[length.end : end.start].strip().lower() in cues.ended_words
    if months is None or not tied or end.type is not TimeType.DATE or not edtf.is_day(day):
        return ""
    last = date.fromisoformat(day)
    if last.month == (last + timedelta(days=1)).month:
        return ""
    first = last.year * 12 + last.month - int(months[1])
    return f"{first // 12:04}-{first % 12 + 1:02}/{day[:7]}"


def _context(article: Article, items: Sequence[Item]) -> Context:
    """The day of the text, and whether it is a history.

    A history has many dates with a year, most of them long past, none of its own week, and hardly speaks of today.
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


def _days_apart(sense: Sense, day: date) -> int:
    return (date(sense.year, sense.month, sense.day) - day).days


def _is_dateline(text: str, item: Item) -> bool:
    """The date stands alone on its line, or ends a place line ("GENEVA, 21 January 2022 –")."""
    start = text.rfind("\n", 0, item.start) + 1
    end = text.find("\n", item.end)
    after = text[item.end : end if end >= 0 else len(text)].strip()
    before = text[start : item.start].strip(" ,–—-(")
    return (not after or after[0] in "-–—:(") and (not before or (len(before) < 40 and before[0].isupper()))


def _not_published(article: Article) -> str:
    if article.published is None:
        return "as the publication date is not given"
    return f"not the publication date's, {article.published.isoformat()}"


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
