"""An article's text as HTML with what was read from it marked: every character escaped, nothing of it taken as markup.

Marks may overlap (a date inside an event's sentence): the text is cut at all their ends and each piece is dressed by
the marks that cover it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from dashboard.model import EventMention, Reading, after_bullet
from dashboard.pages.parts import safe
from dashboard.rows import dated_by
from dashboard.words import date_in_words, say

LONGEST = 30_000  # characters of an article that a card shows
PASSAGE = 420  # characters of a paragraph that is shown whole
_DRESS = {
    "event": (
        '<mark style="background:rgba(230,159,0,.30);color:inherit;border-radius:3px" title="{title}">',
        "</mark>",
    ),
    "date": ('<b title="{title}">', "</b>"),
}


class Mark(NamedTuple):
    """A stretch of text and how it is dressed: "event" or "date"; `title` appears when the pointer rests on it."""

    start: int
    end: int
    kind: str
    title: str = ""


def passage(reading: Reading, mention: EventMention, mentions: Sequence[EventMention]) -> str:
    """A mention's sentence marked in its paragraph; of a long paragraph only the sentences beside it."""
    body = reading.article.text
    start, end = reading.around(mention)
    low = body.rfind("\n", 0, start) + 1
    high = end if (found := body.find("\n", end)) < 0 else found
    if high - low > PASSAGE:
        near = [
            s for s in reading.sentences if low <= s.start and s.end <= high and s.start < end + 2 and s.end > start - 2
        ]
        low, high = min([start, *(s.start for s in near)]), max([end, *(s.end for s in near)])
    cut = (low > 0 and body[low - 1] != "\n", high < len(body) and body[high] != "\n")
    inner = html(body, _marks(reading, mentions), after_bullet(body, low, high), high)
    return f'<p dir="auto" style="margin:.25rem 0">{"… " * cut[0]}{inner}{" …" * cut[1]}</p>'


def text(reading: Reading, mentions: Sequence[EventMention]) -> str:
    """The article with the sentences of these mentions marked; of a very long one the part around the first of them."""
    body, low, high = reading.article.text, 0, len(reading.article.text)
    note = ""
    if high > LONGEST:
        low = max(0, (mentions[0].start if mentions else 0) - LONGEST // 2)
        high = min(high, low + LONGEST)
        note = f'<p style="opacity:.7"><i>{safe(say("card.cut"))}</i></p>'
    return note + paragraphs(body, _marks(reading, mentions), low, high)


def whole(reading: Reading) -> str:
    """The article with all that was read from it: events marked, dates in bold, each with what was understood."""
    dates = [Mark(t.start, t.end, "date", date_in_words(t.date) if t.date else t.value) for t in reading.times]
    return paragraphs(reading.article.text[:LONGEST], [*_marks(reading, reading.events, False), *dates], 0, LONGEST)


def paragraphs(body: str, marks: Iterable[Mark], low: int, high: int) -> str:
    """Marked text with its line breaks kept; `dir="auto"` lets each paragraph run its own way."""
    marks, at, found = list(marks), low, []
    for line in body[low:high].splitlines(keepends=True):
        if line.strip():
            found.append(f'<p dir="auto" style="margin:.4rem 0">{html(body, marks, at, at + len(line))}</p>')
        at += len(line)
    return "".join(found)


def html(body: str, marks: Iterable[Mark], low: int, high: int) -> str:
    """`body[low:high]`, escaped and dressed; marks outside of it are cut off."""
    inside = [m for m in marks if m.start < high and m.end > low and m.start < m.end]
    cuts = sorted({low, min(high, len(body)), *(min(max(x, low), high) for m in inside for x in (m.start, m.end))})
    pieces = []
    for start, end in pairwise(cuts):
        piece = safe(body[start:end])
        for mark in sorted((m for m in inside if m.start <= start and m.end >= end), key=lambda m: m.kind == "event"):
            before, after = _DRESS[mark.kind]
            piece = before.format(title=safe(mark.title)) + piece + after
        pieces.append(piece)
    return "".join(pieces)


def web(url: str | None) -> str:
    """The address of the original, where it is one of the web; "" for anything else."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url if url and parts.scheme in ("http", "https") and parts.netloc else ""


def _marks(reading: Reading, mentions: Sequence[EventMention], with_dates: bool = True) -> list[Mark]:
    body = reading.article.text
    marks = [Mark(after_bullet(body, m.start, m.end), m.end, "event", m.label) for m in mentions]
    if with_dates:
        dates = filter(None, (dated_by(reading, m) for m in mentions))
        marks += [Mark(times[0].start, times[-1].end, "date", "; ".join(t.why for t in times)) for times in dates]
    return marks
