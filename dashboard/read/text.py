"""Plain text: the file as it is. Offsets count in what is written, so nothing is stripped or joined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dashboard.model import Article, Problem, short_id
from dashboard.read import guess
from dashboard.read.encoding import read_all


def read(handle: BinaryIO, name: str) -> Iterator[Article | Problem]:
    """One article a file; its id is the file's name without ending."""
    content, problems = read_all(handle, name)
    yield from problems
    yield Article(name_to_id(name, content), content)


def from_text(
    text: str,
    title: str | None = None,
    source: str | None = None,
    published: date | None = None,
    language: str | None = None,
    url: str | None = None,
) -> Article:
    """The article that somebody pasted; what they did not say is guessed from the text. Its id depends on the text."""
    found = guess.guess(text, language)
    return Article(
        f"text-{short_id(text)}",
        text,
        title or found.title,
        published or found.published,
        language,
        source or found.source,
        url,
    )


def name_to_id(name: str, text: str) -> str:
    """An article's id from its file's name; from its text where it has none."""
    if name == "-":
        return f"text-{short_id(text)}"
    return Path(name).stem.encode("utf-8", "replace").decode()[:120] or short_id(text)
