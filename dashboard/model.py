"""The nouns of Dateline, each defined once.

An `Article` is read into a `Reading`: its sentences, time expressions, actor mentions and event mentions, each with
offsets into the article's text. The readings of a collection are merged into a `Timeline` of actors and events.
Mentions are kept: an event is a cluster of mentions, so that "who told it", "what was known when" and "what became of
it" can always be asked.

All spans are Python string indices into `Article.text`, end exclusive. Event dates are EDTF strings (see edtf.py), time
values are TIMEX3 (ISO-TimeML).
"""

from __future__ import annotations

import copyreg
import re
from dataclasses import dataclass, field
from datetime import date as Day  # a field is named `date`
from enum import StrEnum
from hashlib import blake2b
from typing import Any

_BULLET = re.compile(r"[\s•*–—-]*")


class Grain(StrEnum):
    """Precision of a date, finest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Status(StrEnum):
    """What a text says of a happening at the time of writing."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    EXPECTED = "expected"  # announced, planned, demanded by a date
    POSSIBLE = "possible"  # conditional, threatened
    DENIED = "denied"  # said not to have happened, or not to be going to


class Kind(StrEnum):
    """What an actor is. Places are mentions too, but never act."""

    PERSON = "person"
    ORGANIZATION = "organization"
    COUNTRY = "country"
    GROUP = "group"
    PLACE = "place"


class TimeType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Block(StrEnum):
    """What part of an article a sentence stands in."""

    HEADLINE = "headline"
    DATELINE = "dateline"  # a line that holds only the date, or place and date
    HEADING = "heading"
    BULLET = "bullet"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"  # byline, photo credit, "source: …"


class Role(StrEnum):
    """What a named thing does where it is mentioned."""

    ACTOR = "actor"
    PLACE = "place"  # the literal place, not the government that sits there
    SOURCE = "source"  # reports and does not act


class Form(StrEnum):
    """How a mention names its actor; only a name counts as a spelling of it."""

    NAME = "name"
    DESCRIPTION = "description"  # "the two ministers", "the North"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader should know: what, where (article or file), and what to do."""

    what: str
    where: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Unread(Problem):
    """An input that gave no article."""


@dataclass(frozen=True, slots=True)
class Article:
    """One text as published.

    `published` is the document creation time, None where unknown: then nothing relative is dated. `text` begins with
    the title where the original does; `title` is never prepended by Dateline itself. `source` is the outlet.
    """

    id: str
    text: str
    title: str = ""
    published: Day | None = None
    language: str | None = None
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of text between sentence ends; `paragraph` counts from 0."""

    start: int
    end: int
    block: Block
    paragraph: int


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3: "Thursday", "the coming week", "since November".

    `date` is the EDTF value an event would take from it, None for durations, sets and vague references, and for
    relative expressions of an article without publication date. `signal` is the preposition before it ("until", "by",
    "since", "from"), outside the span. `why` derives the value in a sentence a copy editor accepts; `rule` names the
    rule. `dayless`: a time of day whose day neither it nor its sentence names ("about 10:30 am").
    `weekday`: a bare weekday, of which tense alone says whether it lies behind or ahead ("on Friday").
    `side`: "later" or "earlier" of what the words leave open but for the side of the news on which it lies ("later this
    year"), which is no TIMEX3 `mod`: END is for "late this year".
    """

    start: int
    end: int
    text: str
    type: TimeType
    value: str
    mod: str | None = None
    date: str | None = None
    signal: str = ""
    rule: str = ""
    why: str = ""
    dayless: bool = False
    weekday: bool = False
    side: str = ""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name or description of somebody or some place, as resolved inside its article.

    `actor` is the canonical name; the merge step may still change it to the collection's name. `affiliation` is the
    canonical name of the country or organization the text (or a table) attaches the actor to: "Russian Foreign Minister
    Sergei Lavrov" → Russia; `title` is what attached it. `form` is NAME but for "he" and "the minister". `why` explains
    the decision.
    """

    start: int
    end: int
    text: str
    actor: str
    kind: Kind
    role: Role = Role.ACTOR
    affiliation: str | None = None
    title: str = ""
    why: str = ""
    form: Form = Form.NAME


@dataclass(frozen=True, slots=True)
class EventMention:
    """One article saying one thing once.

    `time` is the index into the reading's times, None where the date was inferred (then `date_why` says from what) or
    is absent. `trigger` is the span of the word that names the happening, `happening` its class from the rule data
    ("meet", "visit", "say", "respond"). `actors`, `via` and `places` are canonical names; `speaker` is who said it,
    `source` the outlet that reports it. `cue` is the word that gave the status.
    """

    id: str
    article: str
    start: int
    end: int
    trigger: tuple[int, int]
    happening: str
    label: str
    status: Status
    date: str | None = None
    time: int | None = None
    date_why: str = ""
    cue: str = ""
    actors: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    speaker: str | None = None
    source: str | None = None
    published: Day | None = None
    salience: float = 0.0
    block: Block = Block.BODY
    keywords: tuple[str, ...] = ()  # folded content words of the clause, for merging
    moved: tuple[str, ...] = ()  # of putting off: the kinds that nouns of its clause name; on a new day: what was moved

    def on(self, date: str | None, why: str, status: Status | None = None) -> EventMention:
        """The same on another date, for another reason, and where one is given with another status."""
        return EventMention(
            self.id, self.article, self.start, self.end, self.trigger, self.happening, self.label,
            status or self.status, date, self.time, why, self.cue, self.actors, self.via, self.places, self.speaker,
            self.source, self.published, self.salience, self.block, self.keywords, self.moved,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one article says; each layer sorted by start."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    problems: tuple[Problem, ...] = ()

    def around(self, mention: EventMention) -> tuple[int, int]:
        """Start and end of the sentences in which a mention stands (its own span may be a clause), without a bullet."""
        touched = [s for s in self.sentences if s.start < mention.end and s.end > mention.start]
        end = max([mention.end, *(s.end for s in touched)])
        return after_bullet(self.article.text, min([mention.start, *(s.start for s in touched)]), end), end


def after_bullet(text: str, start: int, end: int) -> int:
    """Where the words of `text[start:end]` begin: behind the sign of a list."""
    sign = _BULLET.match(text, start, end)
    return sign.end() if sign else start


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry of the actor filter.

    `id` is a slug that stays the same. `aliases` counts spellings over the collection. `affiliation` is an actor id;
    `affiliations` lists (actor id, title, first date, last date) as seen.
    """

    id: str
    name: str
    kind: Kind
    aliases: dict[str, int] = field(default_factory=dict)
    affiliation: str | None = None
    affiliations: tuple[tuple[str, str, Day | None, Day | None], ...] = ()
    first: Day | None = None
    last: Day | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What several mentions say of one happening.

    `actors` and `via` are actor ids. `dates` counts the mentions' dates: more than one that cannot be the same day is a
    conflict. `followed_by` is the id of the event that confirms, moves or cancels an expectation, `outcome` one of "",
    "confirmed", "postponed", "cancelled" (whether an open one is due depends on the day it is looked at); one that is
    followed without an outcome was put off to its day by that event. `given` names the fields that a reader has given
    it, whatever its mentions say: "label", "actors", "outcome".
    """

    id: str
    label: str
    status: Status
    mentions: tuple[EventMention, ...]
    date: str | None = None
    happening: str = ""
    actors: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    dates: dict[str, int] = field(default_factory=dict)
    conflict: bool = False
    speaker: str | None = None
    source: str | None = None
    salience: float = 0.0
    sources: int = 1  # independent sources
    outcome: str = ""
    followed_by: str | None = None
    why: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """A collection, read and merged. Events are sorted by date, undated last; actors by number of events."""

    readings: dict[str, Reading] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()


def short_id(*parts: object) -> str:
    """Twelve hexadecimal digits that depend on the parts alone: the same on every machine and run."""
    said = "\x1f".join([str(part) for part in parts])
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _by_fields(noun: Any) -> tuple[type, tuple[object, ...]]:
    """A noun is pickled and copied as the call that makes it: its fields cannot be set one by one."""
    return type(noun), tuple(getattr(noun, name) for name in noun.__match_args__)


for _noun in (
    Problem, Unread, Article, Sentence, TimeExpression, ActorMention, EventMention, Reading, Actor, Event, Timeline,
):  # fmt: skip
    copyreg.pickle(_noun, _by_fields)
