"""Mentions of many articles in, actors, events and a timeline out: the whole flow on one screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.merge import actors, events, expectations
from dashboard.merge.edits import Edits
from dashboard.merge.mends import NOTHING, Corrections, as_given, newcomers
from dashboard.model import Reading, Timeline


def build(
    readings: Sequence[Reading],
    known: Mapping[str, str] | None = None,
    corrections: Corrections = NOTHING,
    edits: Edits = (),
    day: date | None = None,
) -> Timeline:
    """Put the readings of one collection together.

    Parameters
    ----------
    readings : in any order; the result does not depend on it
    known : event mention id → event id given earlier, so that an event keeps its id when articles are added
    corrections : what a reader has put together or parted for good, and what he gave: labels, actors, ends
    edits : what a reader has corrected about actors, in order
    day : of a replay; what no article tells became of an expectation only when its time had passed

    The mentions in the result bear the collection's canonical actor names.
    """
    named, registry = actors.resolve(readings, edits)
    clustered = events.cluster(named, registry, known or {}, corrections)
    by_id = {r.article.id: r for r in named}
    followed = expectations.follow(clustered, by_id, corrections.given, day)
    registry |= newcomers(followed, corrections.given, registry, edits)
    told = as_given(followed, corrections.given, registry, edits)
    problems = tuple(problem for reading in named for problem in reading.problems)
    return Timeline(by_id, registry, told, problems)
