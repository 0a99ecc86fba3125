"""Gold in, records out: an annotated JSON Lines file, or a folder of articles with their expected events beside them.

A folder holds `NAME.md` and `NAME.events.toml`: the header gives `published` (and `held_out = true` for an article that
no rule may be tuned on), each `[[event]]` a label, an EDTF date (absent: the text does not say when; with
`date_unknown = true`: not judged), status, actors, and `phrase`, the words of the text that tell it (`also` lists
further mentions; `optional = true` marks one that a reader would not miss). `[aliases]` lists other names of an actor.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dashboard import edtf
from dashboard.errors import InputError
from dashboard.evaluate.figures import Record
from dashboard.model import Article, Status
from dashboard.read import read_path

EVENT_KEYS = {"label", "date", "date_unknown", "status", "actors", "phrase", "also", "optional"}
LAYERS = {  # what a row of each layer cannot do without
    "times": {"span", "type", "value"},
    "mentions": {"span", "kind"},
    "events": {"label", "date", "status", "actors"},
}
HEADER_KEYS = {"published", "held_out", "event", "aliases"}


def load(path: Path) -> dict[str, Record]:
    """Gold records by article id.

    Raises InputError, naming file and line or event, where gold is not as described.
    """
    if path.is_dir():
        return {record["id"]: record for record in map(_expected_events, sorted(path.glob("*.events.toml")))}
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({error})", str(path), "Give a JSON Lines file or a folder.") from None
    return dict(_annotated(line, f"{path}, line {n}") for n, line in enumerate(lines, 1) if line.strip())


def article_of(record: Record) -> Article:
    """The article as extraction sees it: without any gold."""
    published = date.fromisoformat(record["published"]) if record.get("published") else None
    return Article(
        record["id"],
        record["text"],
        record.get("title") or "",
        published,
        record.get("language"),
        record.get("source"),
        record.get("url"),
    )


def _annotated(line: str, where: str) -> tuple[str, Record]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError("not JSON", where, "Write one object a line.") from None
    texts = [record.get("text")] if isinstance(record, dict) and not isinstance(record.get("text"), list) else None
    texts = texts or (record["text"] if isinstance(record, dict) else [None])  # a case may have several articles
    if not all(isinstance(text, str) for text in texts) or not isinstance(record.get("id"), str | int):
        raise InputError("not an article with id and text", where, "Write one JSON object a line.")
    try:
        if record.get("published"):
            date.fromisoformat(record["published"])
    except (ValueError, TypeError):
        raise InputError(f"{record['published']!r} is not a day", where, "Write it as 2022-01-21.") from None
    for layer, keys in LAYERS.items():
        for row in record.get(layer) or ():
            if not isinstance(row, dict) or not keys <= row.keys() or not _is_span(row.get("span")):
                raise InputError(f"{layer} need {', '.join(sorted(keys))}", where, "See docs/accuracy.md.")
    return str(record["id"]), record | {"id": str(record["id"])}


def _is_span(span: object) -> bool:
    return span is None or (isinstance(span, list) and len(span) == 2 and all(isinstance(at, int) for at in span))


def _expected_events(path: Path) -> Record:
    """One `NAME.events.toml` with the text of its `NAME.md`."""
    name = path.name.removesuffix(".events.toml")
    try:
        gold = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"not valid TOML: {error}", str(path), "Mend the line named.") from None
    if unknown := gold.keys() - HEADER_KEYS:
        raise InputError(f"unknown keys {sorted(unknown)}", str(path), f"Known are {sorted(HEADER_KEYS)}.")
    article = next((item for item in read_path(path.with_name(f"{name}.md")) if isinstance(item, Article)), None)
    if article is None:
        raise InputError("no article beside it", str(path), f"Write {name}.md, with front matter and text.")
    return {
        "id": name,
        "text": article.text,
        "title": article.title,
        "published": _day(gold.get("published"), str(path)),
        "language": article.language,
        "source": article.source,
        "held_out": gold.get("held_out", False),
        "aliases": gold.get("aliases", {}),
        "events": [
            _event(event, article.text, f"{path}, event {n}") for n, event in enumerate(gold.get("event", ()), 1)
        ],
    }


def _day(value: object, where: str) -> str | None:
    """A day as text, whether the file has it in quotes or not."""
    try:
        return date.fromisoformat(str(value)).isoformat() if value else None
    except ValueError:
        raise InputError(f"{value!r} is not a day", where, "Write it as 2022-01-21.") from None


def _event(event: Record, text: str, where: str) -> Record:
    if unknown := event.keys() - EVENT_KEYS:
        raise InputError(f"unknown keys {sorted(unknown)}", where, f"Known are {sorted(EVENT_KEYS)}.")
    if missing := {"label", "status", "phrase"} - event.keys():
        raise InputError(f"no {', '.join(sorted(missing))}", where, "See tests/articles/README.md.")
    if not isinstance(event.get("actors", []), list):
        raise InputError("actors is no list", where, 'Write actors = ["Anna Berger"].')
    if event["status"] not in set(Status):
        raise InputError(f"no such status: {event['status']}", where, f"One of {', '.join(Status)}.")
    if event.get("date") is not None and not edtf.is_edtf(event["date"]):
        raise InputError(f"not an EDTF date: {event['date']}", where, "See dashboard/edtf.py.")
    phrases = [event["phrase"], *event.get("also", ())]
    return event | {
        "date": event.get("date"),
        "actors": event.get("actors", []),
        "spans": [_place(phrase, text, where) for phrase in phrases],
    }


def _place(phrase: str, text: str, where: str) -> Sequence[int]:
    if text.count(phrase) != 1:
        raise InputError(
            f"{phrase!r} stands {text.count(phrase)} times in the text", where, "Name words that stand once."
        )
    start = text.index(phrase)
    return [start, start + len(phrase)]
