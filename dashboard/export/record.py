"""Timeline → the JSON record: one line an article, as the command line writes it and the scorers read it.

Actors and events are those of the whole collection, told article by article: an event is listed under every article
that mentions it, with its one id, and with what that article says of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dashboard.merge.events import places_of, taking_part
from dashboard.merge.mends import WHY
from dashboard.merge.registry import slug
from dashboard.model import (
    Actor,
    ActorMention,
    Block,
    Event,
    EventMention,
    Form,
    Kind,
    Reading,
    Role,
    TimeExpression,
    Timeline,
)
from dashboard.words import list_in_words, say

_POINTS = (Block.HEADLINE, Block.HEADING)


def records_of(timeline: Timeline, order: Iterable[str] | None = None) -> Iterator[dict[str, Any]]:
    """A record for each article, in the given order of ids, else in the timeline's.

        {"id", "published", "times": [{"span", "text", "type", "value", "mod"}],
         "mentions": [{"span", "text", "actor", "kind"}],
         "events": [{"id", "label", "date", "status", "actors", "via", "places", "source", "span", "time"}],
         "problems": [{"what", "where", "hint"}]}

    An event of which a reader has corrected something has one key more, "corrected": what `corrected` gives. Where that
    is what became of an expectation, "outcome" says what, and "followed_by" has the id of the event that tells it.

    Spans count Python string indices in the article's text, `time` is an index into `times`. The `actor` of a mention
    is an entry of the actor filter, null where the name is none: a place (events keep it in `places`) or an outlet,
    agency or byline that only reports.
    """
    told: dict[str, list[tuple[Event, list[EventMention]]]] = {name: [] for name in timeline.readings}
    for event in timeline.events:
        by_article: dict[str, list[EventMention]] = {}
        for mention in event.mentions:
            by_article.setdefault(mention.article, []).append(mention)
        for name, mentions in by_article.items():
            told[name].append((event, mentions))
    for name in timeline.readings if order is None else order:
        yield _record(timeline.readings[name], told[name], timeline.actors)


def to_jsonl(timeline: Timeline) -> str:
    """All records, a line each."""
    return "".join(map(line_of, records_of(timeline)))


def line_of(record: dict[str, Any]) -> str:
    """One record as a line of JSON, the same bytes wherever and whenever it is written."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def lead(mentions: Iterable[EventMention], date: str | None) -> EventMention:
    """The mention that speaks for the others, the first `in_order`."""
    return in_order(mentions, date)[0]


def in_order(mentions: Iterable[EventMention], date: str | None) -> list[EventMention]:
    """Who speaks for the others first: what gives the event's date, else any date, then sentences, then the strongest.

    A headline only points to the text below it.
    """
    return sorted(
        mentions,
        key=lambda m: (m.date != date, m.date is None, m.block in _POINTS, m.time is None, -m.salience, m.start, m.id),
    )


def corrected(event: Event) -> list[str]:
    """What a reader's correction has given it of "outcome", "label", "actors", "date" and "status"."""
    return _corrected(event, event.mentions, event.date, event.status)


def _corrected(event: Event, mentions: Sequence[EventMention], date: str | None, status: str) -> list[str]:
    """The same where these of its mentions are told with this date and this status."""
    dated = any(m.date_why == WHY and m.date == date for m in mentions)
    judged = any(m.cue == WHY and m.status == status for m in mentions)
    return [*event.given, *["date"] * dated, *["status"] * judged]


def corrected_in_words(event: Event) -> str:
    """ "corrected by a reader: date, status"; "" where nothing of the event is."""
    given = corrected(event)
    fields = list_in_words([say(f"export.corrected_{field}") for field in given])
    return say("export.corrected", fields=fields) if given else ""


def _record(
    reading: Reading, told: list[tuple[Event, list[EventMention]]], actors: Mapping[str, Actor]
) -> dict[str, Any]:
    article = reading.article
    events = [_event(event, mentions, actors) for event, mentions in told]
    return {
        "id": article.id,
        "published": article.published.isoformat() if article.published else None,
        "times": [_time(time) for time in reading.times],
        "mentions": [_mention(m, actors) for m in reading.actors if _is_name(m)],
        "events": sorted(events, key=lambda event: (event["span"], event["id"])),
        "problems": [{"what": p.what, "where": p.where, "hint": p.hint} for p in reading.problems],
    }


def _time(time: TimeExpression) -> dict[str, Any]:
    return {
        "span": [time.start, time.end],
        "text": time.text,
        "type": str(time.type),
        "value": time.value,
        "mod": time.mod,
    }


def _mention(mention: ActorMention, actors: Mapping[str, Actor]) -> dict[str, Any]:
    return {
        "span": [mention.start, mention.end],
        "text": mention.text,
        "actor": mention.actor if _is_entry(mention, actors) else None,
        "kind": str(mention.kind),
    }


def _is_name(mention: ActorMention) -> bool:
    """A name, or a description that is written like one ("the North"); no "he", no "two ministers"."""
    return mention.form is Form.NAME or (mention.form is Form.DESCRIPTION and mention.text.istitle())


def _is_entry(mention: ActorMention, actors: Mapping[str, Actor]) -> bool:
    """Names an entry of the actor filter: no place, and nobody who reports and acts nowhere in the collection."""
    return mention.kind is not Kind.PLACE and (mention.role is not Role.SOURCE or slug(mention.actor) in actors)


def _event(event: Event, mentions: list[EventMention], registry: Mapping[str, Actor]) -> dict[str, Any]:
    """What these mentions say of the event; the label and the actors that a reader gave it, where one did."""
    first = lead(mentions, event.date)
    actors, via = taking_part((first, *mentions))
    if "actors" in event.given:
        actors, via = ([registry[a].name for a in ids if a in registry] for ids in (event.actors, event.via))
    labels = [event.label] if "label" in event.given else [m.label for m in mentions]
    given = _corrected(event, mentions, first.date, first.status)
    return {
        "id": event.id,
        "label": event.label if event.label in labels else first.label,
        "date": first.date,
        "status": str(first.status),
        "actors": actors,
        "via": via,
        "places": places_of((first, *mentions)),
        "source": next((m.source for m in (first, *mentions) if m.source), None),
        "span": [first.start, first.end],
        "time": first.time,
        **({"outcome": event.outcome, "followed_by": event.followed_by} if "outcome" in given else {}),
        **({"corrected": given} if given else {}),
    }
