"""The table of events as CSV that a spreadsheet opens without doing anything: no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dashboard.export.record import corrected, lead
from dashboard.model import Event, EventMention, Reading, Timeline

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = (
    "id", "date", "first_day", "last_day", "precision", "status", "outcome", "label", "actors", "via",
    "places", "speaker", "source", "sources", "mentions", "dates_differ", "published", "article", "sentence",
    "date_words", "outlet", "article_published", "url", "corrected",
)  # fmt: skip
"""What the JSON record has, too, is called as there: `via` are the actors that come in by those who belong to them.
Several names in one cell are parted by "; ". Days are ISO 8601, `date` is EDTF (ISO 8601-2), empty where undated.
`published` is when it was first told. `sentence` and what follows it are of `article`; `date_words` are those that give
the date. `corrected` names what is a reader's correction of an event, of outcome, label, actors, date
and status."""

_FORMULA = re.compile(r" *[\t\r\n]|[\s\u200b\ufeff]*[=+\-@|%]")  # the marks of zero width are no white space to Python


def to_csv(frame: DataFrame, timeline: Timeline) -> str:
    """The events of `frame` (columns of `dashboard.table.COLUMNS`), in its order.

    Begins with a byte order mark, without which spreadsheets take UTF-8 for something else.
    """
    events = {event.id: event for event in timeline.events}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in frame.to_dict("records"):
        writer.writerow(map(defused, _cells(row, events.get(row["id"]), timeline)))
    return "\ufeff" + out.getvalue()


def defused(cell: object) -> str:
    """The cell as text; one that a spreadsheet would calculate, also behind any white space and with its signs in full
    width, gets an apostrophe before it."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if _FORMULA.match(unicodedata.normalize("NFKC", text)) else text


def _cells(row: dict[str, Any], event: Event | None, timeline: Timeline) -> list[object]:
    told = lead(event.mentions, event.date) if event and event.mentions else None
    reading = timeline.readings.get(told.article) if told else None

    def names(ids: Iterable[str]) -> str:
        return "; ".join(timeline.actors[i].name if i in timeline.actors else i for i in ids)

    def day(value: Any) -> str:
        return "" if value != value or value is None else value.isoformat()[:10]  # NaT is not equal to itself

    return [
        row["id"],
        row["date"],
        day(row["start"]),
        day(row["end"]),
        row["grain"],
        row["status"],
        row["outcome"],
        row["label"],
        names(row["actors"]),
        names(row["via"]),
        "; ".join(row["places"]),
        row["speaker"],
        row["source"],
        row["sources"],
        row["mentions"],
        "yes" if row["conflict"] else "no",
        day(row["published"]),
        reading.article.title or reading.article.id if reading else "",
        " ".join(reading.article.text[told.start : told.end].split()) if reading and told else "",
        _date_words(told, reading) if reading and told else "",
        reading.article.source if reading else "",
        day(reading.article.published) if reading else "",
        reading.article.url if reading else "",
        "; ".join(corrected(event)) if event else "",
    ]


def _date_words(told: EventMention, reading: Reading) -> str:
    there = told.time is not None and told.time < len(reading.times)
    return " ".join(reading.times[told.time].text.split()) if told.time is not None and there else ""
