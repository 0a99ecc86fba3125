"""What was known on a day: the timeline as it would have been built from the articles published until then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.merge import build
from dashboard.merge.edits import Edits
from dashboard.merge.mends import NOTHING, Corrections, only_known
from dashboard.model import Reading, Timeline


def as_of(
    source: Timeline | Sequence[Reading], day: date, edits: Edits = (), corrections: Corrections = NOTHING
) -> Timeline:
    """The timeline of the articles published on or before a day; articles without a date were always known.

    Events keep the ids that they have in the given timeline; `edits` are what a reader has corrected about actors, and
    `corrections` what a reader has corrected about events that is no date and no status: the readings have those. What
    a reader says became of an expectation was so when an article told it, or where none does when its time had passed.
    """
    if isinstance(source, Timeline):
        readings = list(source.readings.values())
        known = {m.id: event.id for event in source.events for m in event.mentions}
    else:
        readings, known = list(source), {}
    corrections = corrections._replace(given=only_known(corrections.given, readings))
    then = [r for r in readings if r.article.published is None or r.article.published <= day]
    return build(then, known, corrections, edits, day)
