"""A timeline from a few words: each event is one line of a test, everything else is filled in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dashboard.model import (
    Actor,
    Article,
    Block,
    Event,
    EventMention,
    Kind,
    Reading,
    Sentence,
    Status,
    TimeExpression,
    Timeline,
    TimeType,
)

PUBLISHED = date(2022, 1, 21)
HOMES = {"blinken": "us", "lavrov": "russia"}
ACTORS = {
    "blinken": ("Antony Blinken", Kind.PERSON),
    "lavrov": ("Sergey Lavrov", Kind.PERSON),
    "us": ("United States", Kind.COUNTRY),
    "russia": ("Russia", Kind.COUNTRY),
    "nato": ("NATO", Kind.ORGANIZATION),
}


def event(
    id: str,
    when: str | None,
    actors: str = "",
    *,
    via: str = "",
    status: str = "happened",
    label: str = "",
    text: str = "",
    published: date | None = PUBLISHED,
    sources: int = 1,
    said: str | None = None,
    **more: object,
) -> tuple[Event, str]:
    """An event and the text of the article that tells it; `actors`, `via`: ids parted by spaces; `said`: a name."""
    label = label or f"Event {id}"
    text = text or f"On the day {label} was told."
    mention = EventMention(
        f"m-{id}", f"a-{id}", 0, len(text), (0, 2), "tell", label, Status(status), when, 0, speaker=said,
        published=published,
    )  # fmt: skip
    made = Event(
        id, label, Status(status), (mention,), when, "tell", tuple(actors.split()), tuple(via.split()),
        sources=sources, salience=0.5, **more,
    )  # fmt: skip
    return made, text


def sketch(events: Iterable[tuple[Event, str]]) -> Timeline:
    """The timeline of these events, one article each; the date phrase of each article is "the day"."""
    readings, made, ids = {}, [], set(ACTORS)
    for one, text in events:
        mention = one.mentions[0]
        at = text.find("the day")
        phrase = TimeExpression(at, at + 7, "the day", TimeType.DATE, "XXXX") if at >= 0 else None
        article = Article(mention.article, text, "Title", mention.published, "en", "Wire")
        readings[article.id] = Reading(
            article, (Sentence(0, len(text), Block.BODY, 0),), (phrase,) if phrase else (), (), (mention,)
        )
        made.append(one)
        ids |= {*one.actors, *one.via}
    made.sort(key=lambda e: (e.date is None, e.date or ""))
    actors = {}
    for id in sorted(ids):
        name, kind = ACTORS.get(id, (id.title(), Kind.PERSON))
        actors[id] = Actor(id, name, kind, affiliation=HOMES.get(id))
    return Timeline(readings, actors, tuple(made))
