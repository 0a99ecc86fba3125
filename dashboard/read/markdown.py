"""Markdown with front matter, the format of the sample articles; its marks are taken off, its words stay.

Front matter is `key: value` lines between two lines of three dashes: title, publisher (or source), published (or date),
language, url, id. It is not YAML: no lists, no nesting, nothing to be executed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dashboard.model import Article, Problem
from dashboard.read.encoding import read_all
from dashboard.read.text import name_to_id
from dashboard.typed_dates import read_day

_FENCE = re.compile(r"﻿?---[ \t]*\n")
_PAIR = re.compile(r"([A-Za-z_][\w-]{0,40})[ \t]*:[ \t]*(.*)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_MARKS = (
    (re.compile(r"<!--.{0,5000}?-->", re.DOTALL), ""),
    (re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,2000}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]{1,2000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"^(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"\n{3,}"), "\n\n"),
)


def read(handle: BinaryIO, name: str) -> Iterator[Article | Problem]:
    """One article a file; plain text passes through unchanged but for the marks."""
    content, problems = read_all(handle, name)
    yield from problems
    facts, body = split_front_matter(content)
    published = None
    stated = facts.get("published") or facts.get("date")
    if stated:
        published = read_day(stated, facts.get("language"))
        if published is None:
            yield Problem(f"publication date {stated[:40]!r} is not a day", name, "Write it as 2022-01-21.")
    heading = _HEADING.search(body[:2000])
    text = plain(body)
    yield Article(
        facts.get("id") or name_to_id(name, text),
        text,
        facts.get("title") or (plain(heading[1]) if heading else ""),
        published,
        facts.get("language") or None,
        facts.get("publisher") or facts.get("source") or None,
        facts.get("url") or None,
    )


def split_front_matter(content: str) -> tuple[dict[str, str], str]:
    """The facts of the front matter (keys in lower case, empty ones left out) and the text below it."""
    start = _FENCE.match(content)
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE).search(content, start.end()) if start else None
    if start is None or end is None or end.start() > 20_000:
        return {}, content
    lines = content[start.end() : end.start()].splitlines()
    if any(line.strip() and not line.lstrip().startswith("#") and not _PAIR.match(line) for line in lines):
        return {}, content  # two rules around ordinary text
    pairs = (match.groups() for line in lines if (match := _PAIR.match(line)))
    facts = {key.lower(): _unquote(value.strip()) for key, value in pairs}
    return {key: value for key, value in facts.items() if value}, content[end.end() :].lstrip("\n")


def plain(text: str) -> str:
    """The words of a Markdown text: headings, emphasis, links and rules without their marks; bullets stay."""
    text = _HEADING.sub(r"\1", text)
    for pattern, by in _MARKS:
        text = pattern.sub(by, text)
    return text


def _unquote(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
