"""A reading without its text, for collections of any size: of strings that are alike one is kept over all articles."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any, TypeVar

from dashboard.model import ActorMention, EventMention, Reading, TimeExpression

_Said = TypeVar("_Said", bound=Hashable)


class Lean:
    """Makes the readings of one collection lean: no text, no derivations of times, and the same events."""

    def __init__(self) -> None:
        self._kept: dict[Any, Any] = {}

    def reading(self, reading: Reading) -> Reading:
        """The reading without its text."""
        article = replace(reading.article, text="")
        times = tuple([self._time(t) for t in reading.times])
        actors = tuple([self._actor(m) for m in reading.actors])
        events = tuple([self._event(m, article.id) for m in reading.events])
        return Reading(article, reading.sentences, times, actors, events, reading.problems)

    def _one(self, said: _Said) -> _Said:
        kept: _Said = self._kept.setdefault(said, said)
        return kept

    def _each(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([self._one(word) for word in words])

    def _names(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Names that stand together often."""
        kept: tuple[str, ...] | None = self._kept.get(names)
        return kept if kept is not None else self._one(self._each(names))

    def _time(self, t: TimeExpression) -> TimeExpression:
        return TimeExpression(
            t.start, t.end, self._one(t.text), t.type, self._one(t.value), t.mod, self._one(t.date),
            self._one(t.signal), "", "", t.dayless, t.weekday, t.side,
        )  # fmt: skip

    def _actor(self, m: ActorMention) -> ActorMention:
        return ActorMention(
            m.start, m.end, self._one(m.text), self._one(m.actor), m.kind, m.role, self._one(m.affiliation),
            self._one(m.title), self._one(m.why), m.form,
        )  # fmt: skip

    def _event(self, m: EventMention, article: str) -> EventMention:
        return EventMention(
            m.id, article, m.start, m.end, m.trigger, m.happening, self._one(m.label), m.status, self._one(m.date),
            m.time, self._one(m.date_why), self._one(m.cue), self._names(m.actors), self._names(m.via),
            self._names(m.places), self._one(m.speaker), m.source, m.published, m.salience, m.block,
            self._each(m.keywords), self._names(m.moved),
        )  # fmt: skip
