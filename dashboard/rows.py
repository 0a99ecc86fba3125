"""One flat row an event: what the store keeps in columns and the table shows, made in one place.

Knows neither pandas nor a database. Dates are ISO text, so that rows sort as they are and years 1 to 9999 survive.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from typing import TypedDict

from dashboard import edtf
from dashboard.merge.facts import first_told
from dashboard.merge.parts import named_part
from dashboard.model import Actor, Event, EventMention, Reading, TimeExpression, Timeline

LONGEST = 100_000  # characters of an event that are searched; an event told a thousand times says nothing new


class Row(TypedDict):
    """One event, flat; `dashboard.table.COLUMNS` says what each column means."""

    id: str
    label: str
    date: str | None
    start: str | None
    end: str | None
    near_start: str | None
    near_end: str | None
    grain: str
    about: bool
    status: str
    outcome: str
    followed_by: str | None
    happening: str
    actors: tuple[str, ...]
    via: tuple[str, ...]
    places: tuple[str, ...]
    voices: tuple[str, ...]
    speaker: str | None
    source: str | None
    sources: int
    mentions: int
    conflict: bool
    salience: float
    published: str | None
    words: str


def fold(text: str) -> str:
    """The text as it is searched: without capitals and accents. What is looked for has to be folded too."""
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def dated_by(reading: Reading, mention: EventMention) -> tuple[TimeExpression, ...]:
    """The time expression by which a mention is dated, and its neighbour where the two are the ends of its date.

    "29 and 30 June" of a summit of two days are two expressions; empty where it is dated by none of its article.
    """
    if mention.time is None or not 0 <= mention.time < len(reading.times):
        return ()
    for pair in pairwise(reading.times[max(0, mention.time - 1) : mention.time + 2]):
        if mention.date == f"{pair[0].date}/{pair[1].date}":
            return pair
    return (reading.times[mention.time],)


def date_words(reading: Reading, mention: EventMention, start: int, end: int) -> tuple[int, int] | None:
    """From where to where the words run that date a mention, between two offsets; None where there are none."""
    inside = [time for time in dated_by(reading, mention) if start <= time.start and time.end <= end]
    return (inside[0].start, inside[-1].end) if inside else None


def rows(timeline: Timeline) -> list[Row]:
    """The events of a timeline in its order, flat."""
    named = {actor.name: actor for actor in timeline.actors.values()}
    return [_row(event, timeline, named) for event in timeline.events]


def speakers(event: Event, named: Mapping[str, Actor]) -> list[Actor]:
    """The actors, by their names, that said it in one of its articles."""
    return [named[name] for name in dict.fromkeys(m.speaker for m in event.mentions if m.speaker) if name in named]


def _row(event: Event, timeline: Timeline, named: Mapping[str, Actor]) -> Row:
    first, last = edtf.bounds(event.date) if event.date else (None, None)
    near = named_part(event, timeline.readings)
    published = first_told(event.mentions)
    names = [timeline.actors[a].name for a in (*event.actors, *event.via) if a in timeline.actors]
    said = speakers(event, named)
    texts = [timeline.readings[m.article].article.text[m.start : m.end] for m in event.mentions]
    return {
        "id": event.id,
        "label": event.label,
        "date": event.date,
        "start": first.isoformat() if first else None,
        "end": last.isoformat() if last else None,
        "near_start": near.first.isoformat() if near.first else None,
        "near_end": near.last.isoformat() if near.last else None,
        "grain": str(edtf.grain(event.date)) if event.date else "",
        "about": bool(event.date and edtf.is_about(event.date)),
        "status": str(event.status),
        "outcome": event.outcome,
        "followed_by": event.followed_by,
        "happening": event.happening,
        "actors": tuple(event.actors),
        "via": tuple(event.via),
        "places": tuple(event.places),
        "voices": tuple(dict.fromkeys([*(a.id for a in said), *(a.affiliation for a in said if a.affiliation)])),
        "speaker": event.speaker,
        "source": event.source,
        "sources": event.sources,
        "mentions": len(event.mentions),
        "conflict": event.conflict,
        "salience": event.salience,
        "published": published.isoformat() if published else None,
        "words": fold(" ".join([event.label, *names, *event.places, *texts])[:LONGEST]),
    }
