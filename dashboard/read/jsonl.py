"""JSON Lines: one article a line, `{"id", "title", "text", "published", "language", "source", "url"}`.

Read line by line, so a file of any size takes the memory of one article; other keys are kept out of the way. A line
that is wrong is named by its number and the rest goes on. Text is taken as it is: offsets count in what was given.
"""

from __future__ import annotations

import io
import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from dashboard.model import Article, Problem, Unread
from dashboard.read.encoding import MAX_BYTES, Refused, decode
from dashboard.typed_dates import read_day

MAX_LINE = 20_000_000  # bytes
_HALVES = re.compile("[\ud800-\udfff]")  # of surrogate pairs: JSON may hold one alone, no file or database may


def read(handle: BinaryIO, name: str) -> Iterator[Article | Problem]:
    """The articles of a file, each as soon as it is read."""
    if hasattr(handle, "peek") and handle.peek(2).startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        handle = io.BytesIO(decode(handle.read(MAX_BYTES))[0].encode("utf-8", "replace"))
    seen, stem = 0, Path(name).stem if name != "-" else "line"
    for number, line in _lines(handle):
        where = f"{name}, line {number}"
        if line is None:
            yield Unread(f"longer than {MAX_LINE // 1_000_000} MB", where, "One article a line.")
            continue
        if not line.removeprefix(BOM_UTF8).strip():
            continue
        seen += 1
        try:
            content, doubt = decode(line)
            found = json.loads(content)
        except Refused as refusal:
            yield Unread(refusal.what, where, refusal.hint)
            continue
        except (ValueError, RecursionError) as error:
            why = str(error)[:100]
            if isinstance(error, json.JSONDecodeError):  # which counts lines of its own
                why = f"{error.msg} at letter {error.pos + 1}"
            yield Unread(f"not JSON: {why}", where, "One article a line, each an object in braces.")
            continue
        if not isinstance(found, dict) or not isinstance(found.get("text"), str):
            yield Unread('no "text"', where, 'One article a line: {"id", "title", "text", "published", …}.')
            continue
        if doubt:
            yield Problem(doubt, where, "If letters look wrong, save the file as UTF-8.")
        yield from _article(found, f"{stem}-{number}", where)
    if not seen:
        raise Refused("empty", "There is no article in it.")


def _lines(handle: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is too long, which is skipped."""
    number = 0
    while line := handle.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            while (rest := handle.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def _article(found: dict[str, Any], fallback: str, where: str) -> Iterator[Article | Problem]:
    def say(key: str) -> str:
        value = found.get(key)
        return _whole(value) if isinstance(value, str) else ""

    given = found.get("id")
    name = str(given) if isinstance(given, int | float) and not isinstance(given, bool) else say("id")
    published, stated = None, found.get("published")
    if stated is not None and stated != "":
        published = read_day(str(stated)[:60], say("language") or None)
        if published is None:
            yield Problem(f"publication date {str(stated)[:40]!r} is not a day", where, "Write it as 2022-01-21.")
    yield Article(
        name or fallback,
        say("text"),
        say("title"),
        published,
        say("language") or None,
        say("source") or None,
        say("url") or None,
    )


def _whole(text: str) -> str:
    """The text as it can be written to a file."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", text)
    return text
