"""What can be taken away: one file a format; a new one is a file in this folder and a name here."""

from __future__ import annotations

from typing import Any

from dashboard.export.calendar_ics import to_ics
from dashboard.export.record import to_jsonl
from dashboard.export.table_csv import to_csv

__all__ = ["to_csv", "to_html", "to_ics", "to_jsonl"]


def to_html(*args: Any, **options: Any) -> str:
    """One self-contained page, see dashboard/export/page_html.py; its libraries are loaded when it is asked for."""
    from dashboard.export.page_html import to_html as make

    return make(*args, **options)
