"""HTML as a flat stream of tags and texts, in time that grows with its length alone.

Parsers that build a tree, and the standard library's, take minutes over hostile pages: forty thousand attributes, tags
that are never closed, half a million elements inside each other. This one looks at every character a bounded number of
times and keeps nothing. It does not mend markup and need not: an article's words are in the same order either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

LONGEST_TAG = 4_000  # characters of a tag that are searched for attributes
QUOTED = 8  # times that a ">" may turn out to stand inside quotes

_NAME = re.compile(r"/?[a-zA-Z][^\s/>]{0,40}")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]{1,60})(?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "noembed", "iframe", "xmp", "noframes")
}


class Tag(NamedTuple):
    """A start tag (`close` False) or an end tag; `raw` is what stands between the name and the ">"."""

    name: str
    close: bool
    raw: str

    def attributes(self) -> dict[str, str]:
        """Attributes with names in lower case; of two alike the first counts, as in a browser."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.raw[:LONGEST_TAG]):
            found.setdefault(match[1].lower(), unescape(match[2] or match[3] or match[4] or ""))
        return found


class Words(NamedTuple):
    """Text between tags, entities resolved; `inside` names the element whose content is not markup, such as script."""

    text: str
    inside: str = ""


def scan(page: str) -> Iterator[Tag | Words]:
    """The tags and texts of a page in order; comments, doctypes and processing instructions are left out."""
    at, size = 0, len(page)
    while at < size:
        start = page.find("<", at)
        if start < 0:
            start = size
        if start > at:
            yield Words(unescape(page[at:start]))
        if start >= size:
            return
        name = _NAME.match(page, start + 1)
        if name is None:
            if page.startswith(("!", "?"), start + 1):
                at = _skip(page, start)
            else:  # a "<" that stands for itself
                yield Words("<")
                at = start + 1
            continue
        end = _end(page, name.end())
        if end < 0:  # nothing is closed from here on: what is left is one broken tag
            return
        tag = Tag(name[0].lstrip("/").lower(), name[0][0] == "/", page[name.end() : end])
        yield tag
        at = end + 1
        if tag.name in _RAW and not tag.close:
            closing = _RAW[tag.name].search(page, at)
            stop = closing.start() if closing else size
            yield Words(page[at:stop] if tag.name != "title" else unescape(page[at:stop]), tag.name)
            at = stop


def _skip(page: str, start: int) -> int:
    """The end of a comment, doctype or instruction; one that is never closed takes the rest, as in a browser."""
    if page.startswith("<!--", start):
        if page.startswith(("<!-->", "<!--->"), start):
            return page.index(">", start) + 1
        end = page.find("-->", start + 4)
        return end + 3 if end >= 0 else len(page)
    if page.startswith("<![CDATA[", start):
        end = page.find("]]>", start)
        return end + 3 if end >= 0 else len(page)
    end = page.find(">", start)
    return end + 1 if end >= 0 else len(page)


def _end(page: str, at: int) -> int:
    """Where the tag ends: the first ">" outside quotes, looked for a few times only; -1 where there is none."""
    first = end = page.find(">", at)
    for _ in range(QUOTED):
        if end < 0 or end - at > LONGEST_TAG or not _open_quote(page, at, end):
            break
        end = page.find(">", end + 1, at + LONGEST_TAG)
    else:
        return first
    return end if end >= 0 else first


def _open_quote(page: str, at: int, end: int) -> bool:
    """A ">" at `end` would stand inside a quoted value."""
    quote = ""
    for mark in re.findall(r"""=\s{0,9}["']|["']""", page[at:end]):
        if not quote:
            quote = mark[-1] if mark[0] == "=" else ""
        elif mark[-1] == quote:
            quote = ""
    return bool(quote)
