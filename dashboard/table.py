"""Timeline → DataFrame: the one column contract, shared by the view, the charts, the exports and the pages.

`COLUMNS` documents every column. Dates are kept to the second (`datetime64[s]`), so years 1 to 9999 survive, and the
EDTF text is kept beside them: `start` and `end` are the first and last day it can mean, both included.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from dashboard.model import Timeline
from dashboard.rows import rows

COLUMNS: dict[str, tuple[str, str]] = {
    # name: (dtype, meaning)
    "id": ("str", "stable id of the event"),
    "label": ("str", "short headline, at most 60 characters"),
    "date": ("object", "EDTF text, None where undated"),
    "start": ("datetime64[s]", "first day the date can mean; NaT where undated or open"),
    "end": ("datetime64[s]", "last day the date can mean, included; NaT where undated or open"),
    "near_start": (
        "datetime64[s]",
        "first day of the part that the words name (late January); NaT where they name none",
    ),
    "near_end": ("datetime64[s]", "last day of that part, included"),
    "grain": ("str", "precision: day, week, month, season, half, year, decade, century; empty where undated"),
    "about": ("bool", "the date is approximate (EDTF ~ or ?)"),
    "status": ("str", "happened, ongoing, expected, possible or denied"),
    "outcome": ("str", "of an expectation: empty, confirmed, postponed or cancelled"),
    "followed_by": ("object", "id of the event that confirms, moves or cancels it, else None"),
    "happening": ("str", "kind of happening: meet, visit, say …"),
    "actors": ("object", "tuple of actor ids that the text names as taking part"),
    "via": ("object", "tuple of actor ids that come in by affiliation only"),
    "places": ("object", "tuple of place names"),
    "voices": ("object", "tuple of ids of the actors that said it, and of whom they belong to"),
    "speaker": ("object", "who said it, a name, else None"),
    "source": ("object", "outlet or agency that reports it, else None"),
    "sources": ("int64", "number of independent sources"),
    "mentions": ("int64", "number of mentions"),
    "conflict": ("bool", "the mentions give dates that cannot be the same"),
    "salience": ("float64", "0 … 1, how much a reader would want it on a crowded timeline"),
    "published": ("datetime64[s]", "first publication date among its articles; NaT where unknown"),
    "words": ("str", "folded text for the word search: label, names, sentences"),
}


def to_frame(timeline: Timeline) -> pd.DataFrame:
    """One row an event, in the timeline's order (by date, undated last), with the columns of `COLUMNS`."""
    return from_rows(rows(timeline))


def from_rows(found: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """The same table from flat rows, as the store keeps them; a column at a time, so that ten thousand are fast."""
    columns: dict[str, object] = {}
    for name, (dtype, _) in COLUMNS.items():
        values = [row[name] for row in found]
        if dtype == "datetime64[s]":
            columns[name] = np.array(["NaT" if v is None else v for v in values], dtype=dtype)
        elif dtype == "object":
            columns[name] = pd.Series(values, dtype=object)  # else pandas 3 makes None of texts a NaN
        else:
            columns[name] = values
    frame = pd.DataFrame(columns, columns=list(COLUMNS))
    return frame.astype({name: dtype for name, (dtype, _) in COLUMNS.items()})
