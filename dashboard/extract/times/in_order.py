"""The expressions of an article dated one after the other: each may say what the next is counted from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dashboard.extract import calendar
from dashboard.extract.times.context import day_words
from dashboard.extract.times.resolve import Context, Found, resolve
from dashboard.extract.times.senses import Sense
from dashboard.extract.times.spot import Item
from dashboard.extract.times.tense import Cues
from dashboard.model import Article, Block, Sentence, TimeExpression, TimeType

_TYPES = {
    "duration": TimeType.DURATION,
    "long": TimeType.DURATION,
    "set": TimeType.SET,
    "part": TimeType.TIME,
    "clock": TimeType.TIME,
}
_LEAP = 2  # years; a history does not go farther in the middle of a sentence
_SIDES = ("earlier", "later")  # of the news: no mod of TIMEX3
_HEADINGS = (Block.HEADLINE, Block.HEADING, Block.DATELINE)
# What stands before and behind a weekday that heads an entry: "• Thursday and | Friday: Summit".
_HEADS, _HEADED = re.compile(r"\W*(?:\w+\W+(?:\w+ )?)?"), re.compile(r"(?: \w+ \w+)?\s?(?::|[–—-]\s)")
_FORTNIGHT = 14
_TIE = 24  # characters of the words that tie two expressions: "to", "and", "bis zum"


class Reader:
    """What has been read of an article so far; `waiting` and `beyond`: expressions without a date, for there is no day
    of publication or no such year."""

    def __init__(
        self, article: Article, sentences: Sequence[Sentence], items: Sequence[Item], context: Context, cues: Cues
    ) -> None:
        self.article, self.text, self.sentences, self.items = article, article.text, sentences, items
        self.context, self.cues = context, cues
        self.starts = [sentence.start for sentence in sentences]
        self.sentence = -2
        self.bounds = (0, len(self.text))  # of the sentence at hand
        self.begun: str | None = None  # the day on which a range begins whose end comes next
        self.waiting = 0
        self.beyond: list[tuple[int, int]] = []

    def read_all(self) -> list[TimeExpression]:
        """All expressions, in their order."""
        found = [self._read(n) for n in range(len(self.items))]
        return [self._before_new_day(found, n) for n in range(len(found))] if self.cues.put_off else found

    def _before_new_day(self, found: list[TimeExpression], n: int) -> TimeExpression:
        """A weekday from which something is put off lies before the new day: "due Tuesday, was delayed to Saturday"."""
        planned, new = found[n], found[n + 1] if n + 1 < len(found) else None
        if new is None or not planned.weekday or not (planned.date and new.date) or not planned.date > new.date:
            return planned
        between = self.text[planned.end : new.start]
        if ". " in between or len(new.date) != 10 or not any(words in between for words in self.cues.put_off):
            return planned
        day = calendar.shift(planned.date, -7, "day")
        why = f"{planned.text} → the {planned.text} before {new.text}, to which it was put off"
        return replace(planned, value=day, date=day, why=why, weekday=False) if day and day < new.date else planned

    def _read(self, n: int) -> TimeExpression:
        items, item, cues, context = self.items, self.items[n], self.cues, self.context
        self._enter(item)
        sense = _shared_year(items, n, self.text, cues)
        signal = cues.signal(self.text, item.start)
        coming = sense.kind == "duration" and sense.category == "duration" and signal in cues.in_words
        behind = _between(self.text, item, items[n + 1]) if n + 1 < len(items) else "."
        tense, context.cue, opens_range = "", "", False
        if coming or _is_open(sense) or (sense.kind == "date" and _years_on(sense, context) != 0):
            opens_range = behind in cues.to_words
            since = signal in cues.past_signals and not opens_range  # Russian says "с" for since and for from
            tense, context.cue = cues.tense(self.text, item.start, item.end, self.bounds, signal, since)
        told_on = _told_on(items, n, self.text, self.bounds, context, cues) if tense == "future" else None
        context.told_on = self.begun or told_on
        if sense.ahead and self._looks_back(item, signal):
            sense = replace(sense, anchor="then")
        if coming and tense == "future":  # "will meet in two weeks"
            sense = replace(sense, rel=1, bare=True)
        found = self._resolved(item, sense, tense, signal)
        goes_on = opens_range or behind in cues.and_words  # "on Thursday and Friday"
        self.begun = found.value if goes_on and sense.weekday is not None and len(found.value) == 10 else None
        self.waiting += found.waits
        self.beyond += [(item.start, item.end)] if found.beyond else []
        self._tell_on(item, sense, found, signal, tense)
        return _expression(self.text, item, sense, found, signal)

    def _enter(self, item: Item) -> None:
        """Go on to the sentence of an expression."""
        at = bisect_right(self.starts, item.start) - 1
        if at != self.sentence:
            context, self.sentence = self.context, at
            context.sentence, context.sentence_day, context.opening = at, None, None
            one = self.sentences[at] if at >= 0 else None
            self.bounds = (one.start, one.end) if one is not None else (0, len(self.text))

    def _looks_back(self, item: Item, signal: str) -> bool:
        """The clause of an expression tells of the past."""
        return self.cues.tense(self.text, item.start, item.end, self.bounds, signal)[0] == "past"

    def _resolved(self, item: Item, sense: Sense, tense: str, signal: str) -> Found:
        """The value of an expression, and why it is that."""
        context = self.context
        found = self._of_week(item, sense) or resolve(sense, context, tense)
        ahead = sense.kind == "shift" and sense.anchor == "then" and sense.unit == "day" and _is_ahead(found, context)
        if ahead and self._looks_back(item, signal):
            found = resolve(replace(sense, anchor="now"), context, tense)  # the day before, of what happened: not yet
        if context.by_dateline and context.now is not None and context.now.isoformat() in found.why:
            why = f"{found.why}; that day is the dateline's, {_not_published(self.article)}"
            found = replace(found, why=why)
        return found

    def _of_week(self, item: Item, sense: Sense) -> Found | None:
        """The weekday that heads an entry of a list is of the week that a heading above names: "Tuesday: Talks"."""
        week, bare = self.context.week, sense.rel is None and sense.day is None and sense.month is None
        if week is None or sense.kind != "date" or sense.weekday is None or not bare:
            return None
        line = self.text.rfind("\n", 0, item.start) + 1
        if not _HEADS.fullmatch(self.text, line, item.start) or not _HEADED.match(self.text, item.end):
            return None
        day = week + timedelta(sense.weekday)
        return Found(day.isoformat(), f"of the week from {day_words(week)}, which a heading names")

    def _keep_week(self, item: Item, found: Found) -> None:
        """A heading names the week of the entries below it, by itself or by one of its days: "Agenda, week of 18
        March"."""
        block = self.sentences[self.sentence].block if self.sentence >= 0 else Block.BODY
        if block in _HEADINGS and (days := calendar.days_of(found.value.partition("T")[0])) is not None:
            led = self.text[max(0, item.start - _TIE) : item.start].lower().rstrip().endswith(self.cues.week_of)
            said = self.text[self.bounds[0] : item.start].lower()
            led = led or (
                self._is_near(days[0]) and not self.cues.week_words.isdisjoint(said.replace(":", " ").split())
            )
            if calendar.unit_of(found.value) == "week" or led:
                self.context.week = days[0] - timedelta(days[0].weekday())

    def _is_near(self, day: date) -> bool:
        """So near to the day of the text that a list is of its week: not "Weekly magazine of 4 January" in March."""
        now = self.context.now
        return now is None or abs((day - now).days) <= _FORTNIGHT

    def _tell_on(self, item: Item, sense: Sense, found: Found, signal: str, tense: str) -> None:
        """Keep what the next expressions may be counted from."""
        context, cues = self.context, self.cues
        self._keep_week(item, found)
        opens = _opens(self.text, self.bounds[0], item.start)
        if opens and sense.kind == "date" and sense.year and not sense.era:
            context.opening = found.value.partition("T")[0]
        if sense.kind not in ("date", "shift") or found.waits or cues.of_noun(self.text, item.start, item.end):
            return
        if context.narrative:
            beside = signal in cues.aside or context.cue.split(" ")[0] in cues.before_past
            ahead = tense in ("future", "until") or cues.is_planned(self.text, item.start, self.bounds[0])
            if not _moves_on(sense, context, ahead, beside, opens):
                return
        context.saw(found.value)


def _between(text: str, one: Item, two: Item) -> str:
    """The words that tie two expressions, in small letters; "." where they are too far apart for that."""
    return text[one.end : two.start].strip().lower() if two.start - one.end <= _TIE else "."


def _is_ahead(found: Found, context: Context) -> bool:
    """The value is a day that is not behind that of the text."""
    return context.now is not None and len(found.value) >= 10 and found.value[:10] >= context.now.isoformat()


def _expression(text: str, item: Item, sense: Sense, found: Found, signal: str) -> TimeExpression:
    words = text[item.start : item.end]
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


def _not_published(article: Article) -> str:
    if article.published is None:
        return "as the publication date is not given"
    return f"not the publication date's, {article.published.isoformat()}"


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
