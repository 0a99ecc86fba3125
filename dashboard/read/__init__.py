"""The outside world → Article: one file a format, one visible table of formats, nothing that a bad file could stop.

A file that cannot be read becomes an `Unread` problem and the next one follows; what is doubtful about one that was
read (a guessed encoding, a text that was cut) becomes a `Problem` that stands before its article. Content decides, not
the name alone: a PDF renamed .txt is refused, a page saved as .txt is read as HTML.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dashboard.model import Article, Problem, Unread
from dashboard.read import html, jsonl, markdown, text
from dashboard.read.encoding import MAX_BYTES, Refused, refuse_binary
from dashboard.read.guess import day_in, source_in, title_in

MAX_CHARS = 250_000  # of one article; the longest reports and speeches have a third of it

Reader = Callable[[BinaryIO, str], Iterable[Article | Problem]]
"""Takes a file opened for bytes and the name it goes by; raises `Refused` where it holds no article."""

FORMATS: dict[str, Reader] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
}
"""How a name ends → what reads it. A new format is a file in this folder and a row here."""


def read_path(
    path: str | Path, published: date | None = None, language: str | None = None
) -> Iterator[Article | Problem]:
    """The articles of a file, of every file of a known format in a folder, or of standard input for "-".

    Parameters
    ----------
    published, language : for articles that do not state their own; they come before what could be guessed from a text

    Never raises for what it reads: a missing file, a binary one, a bad line are `Unread` problems.
    """
    if str(path) == "-":
        yield from _read(sys.stdin.buffer, "-", "", published, language)
        return
    path = Path(path)
    try:
        if path.is_dir():
            below = sorted(p for p in path.iterdir() if p.suffix.lower() in FORMATS and p.is_file())
            for one in below:
                yield from read_path(one, published, language)
            if not below:
                yield Unread(
                    "no article in this folder", str(path), f"Put files that end in {', '.join(FORMATS)} there."
                )
            return
        with path.open("rb") as handle:
            yield from _read(handle, str(path), path.suffix.lower(), published, language)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        yield Unread(reason.lower(), str(path), "Check the path.")


def read_bytes(
    name: str, data: bytes, published: date | None = None, language: str | None = None
) -> Iterator[Article | Problem]:
    """The articles of an uploaded file. Nothing is written and no path is opened: the name only tells the format."""
    if len(data) > MAX_BYTES:
        yield Unread(f"larger than {MAX_BYTES // 1_000_000} MB", name, "Upload the article alone.")
        return
    name = re.split(r"[/\\]", name)[-1][:200]
    yield from _read(io.BytesIO(data), name, Path(name).suffix.lower(), published, language)


def _read(
    handle: BinaryIO, name: str, suffix: str, published: date | None, language: str | None
) -> Iterator[Article | Problem]:
    buffered = handle if hasattr(handle, "peek") else io.BufferedReader(handle)  # type: ignore[type-var]
    start = buffered.peek(4096)[:4096]
    try:
        refuse_binary(start)
        reader = _choose(suffix, start)
        for item in reader(buffered, name):
            if isinstance(item, Article):
                asked = reader is not jsonl.read  # a line of data that leaves the day out means it
                yield from _finish(item, name, published, language, asked)
            else:
                yield item
    except Refused as refusal:
        yield Unread(refusal.what, name, refusal.hint)


def _choose(suffix: str, start: bytes) -> Reader:
    """The reader for a name, unless the content says otherwise or there is no name to go by."""
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:500].lower()
    looks_html = re.match(rb"<!doctype\s+html|<html[\s>]|<\?xml[^>]*>\s*<(?:!doctype\s+)?html", head) is not None
    reader = FORMATS.get(suffix)
    if reader is text.read or reader is None:
        if looks_html:
            return html.read
        if reader is None and suffix not in ("", "."):
            raise Refused(f"{suffix} is not a format that can be read", f"Use one of {', '.join(FORMATS)}.")
        if reader is None:
            return jsonl.read if re.match(rb'\{\s*"', head) else markdown.read  # which reads plain text as it is
    return reader


def _finish(
    article: Article, name: str, published: date | None, language: str | None, guess_day: bool
) -> Iterator[Article | Problem]:
    """The article with what is still missing: facts from the caller, then from the text itself."""
    if stated := article.language:
        code = re.match(r"\s*([A-Za-z]{2,3})\s*(?:$|[-_])", stated)
        article = replace(article, language=code[1].lower() if code else None)
        if code is None:
            yield Problem(f"language {stated[:40]!r} is not a code", _where(article, name), "Write it as en or de.")
    if not article.text.strip():
        yield Unread("empty", _where(article, name), "There is no text in it: add the text, or leave it out.")
        return
    if len(article.text) > MAX_CHARS:
        cut = article.text.rfind("\n", MAX_CHARS // 2, MAX_CHARS)
        article = replace(article, text=article.text[: cut if cut > 0 else MAX_CHARS])
        what = f"partial: only the first {len(article.text):,} characters were read"
        yield Problem(what, _where(article, name), "Is it one article? Split it into several.")
    if article.published is None:
        article = replace(
            article, published=published or (day_in(article.text, article.language) if guess_day else None)
        )
    yield replace(
        article,
        title=article.title or title_in(article.text),
        source=article.source or source_in(article.text),
        language=article.language or language,
    )


def _where(article: Article, name: str) -> str:
    return name if Path(name).stem == article.id else f"{name}: {article.id}"
