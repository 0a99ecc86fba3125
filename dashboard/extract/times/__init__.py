"""Time expressions: what each says, what it is counted from, and the date that follows.

`find` spots expressions with the rules of the article's language (data/rules/<language>.toml), then goes through them in
order and dates each from the publication day or from the date the text is speaking of. Every expression keeps a sentence
that derives its value.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from dashboard.extract import calendar
from dashboard.extract.times.grammar import grammar
from dashboard.extract.times.resolve import Context, resolve
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
    language = (article.language or "en").partition("-")[0].lower()
    if not has_rules(language):
        return (), ()
    spotter, cues = _tools(language)
    bad: list[tuple[int, int]] = []
    items = spotter.find(article.text, bad)
    context = _context(article, items)
    out: list[TimeExpression] = []
    waiting = 0
    starts = [sentence.start for sentence in sentences]
    text = article.text
    for item in items:
        sense = item.sense
        at = bisect_right(starts, item.start) - 1
        bounds = (sentences[at].start, sentences[at].end) if at >= 0 else (0, len(text))
        signal = cues.signal(text, item.start)
        tense = cues.tense(text, item.start, item.end, bounds, signal) if _is_open(sense) else ""
        found = resolve(sense, context, tense)
        waiting += found.waits
        date = None if found.waits else found.date or calendar.edtf_of(found.value)
        if date and sense.mod == "APPROX" and "/" not in date:
            date += "~"
        kind = (
            TimeType.TIME
            if "T" in found.value and sense.category == "clock"
            else _TYPES.get(sense.category, TimeType.DATE)
        )
        if sense.category in ("part", "clock") and sense.kind == "shift" and "T" not in found.value:
            kind = TimeType.DATE
        out.append(
            TimeExpression(
                item.start,
                item.end,
                text[item.start : item.end],
                kind,
                found.value,
                sense.mod,
                date,
                signal,
                item.rule,
                f"{text[item.start : item.end]} → {found.why}",
            )  # fmt: skip
        )
        if sense.kind in ("date", "shift") and not found.waits:
            context.saw(found.value)
    return tuple(out), _problems(article, bad, waiting)


def _is_open(sense) -> bool:
    """Past or future must be decided: the words leave fields missing."""
    while sense.inside is not None:
        sense = sense.inside
    return sense.kind == "date" and sense.year is None and sense.rel is None


def _context(article: Article, items: Sequence[Item]) -> Context:
    dated = [
        item.sense for item in items if item.sense.kind == "date" and item.sense.year and len(str(item.sense.year)) >= 3
    ]
    published = article.published
    if published is None:
        return Context(None, narrative=len(dated) >= _NARRATIVE_DATES)
    past = sum(1 for sense in dated if sense.era or sense.year < published.year - 1)
    return Context(published, narrative=len(dated) >= _NARRATIVE_DATES and past >= 0.7 * len(dated))


def _problems(article: Article, bad: Sequence[tuple[int, int]], waiting: int) -> tuple[Problem, ...]:
    out = [
        Problem(f"“{article.text[a:b]}” is a day that no calendar has", article.id, "It was left undated.")
        for a, b in bad
    ]
    if article.published is None and waiting:
        many = "1 expression waits" if waiting == 1 else f"{waiting} expressions wait"
        out.append(
            Problem(f"the publication date is missing and {many} for it", article.id, "Give the date of publication.")
        )
    return tuple(out)
