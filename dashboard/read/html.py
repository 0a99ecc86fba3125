"""A news page → its article: the paragraphs that are the report, without menus, teasers and scripts.

The page is read as a stream (see tags.py). Each paragraph remembers where it stands; the report is the marked article
body where there is one, else the longest <article>, else <main>, else all outside navigation that is not mostly links.
Title, source, day and language come from what the page states for machines: JSON-LD, <meta>, <time>, <html lang>.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from dashboard.model import Article, Problem
from dashboard.read.encoding import Refused, read_all
from dashboard.read.metadata import Facts
from dashboard.read.tags import Tag, Words, scan
from dashboard.read.text import name_to_id

ENOUGH = 200  # characters that make a part of a page its article
DEEPEST = 100  # open elements that an end tag is matched with

_BLOCKS = frozenset(
    str.split(
        "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table "
        "tbody td tfoot th thead tr ul"
    )
)
_VOID = frozenset(str.split("area base br col embed hr img input link meta param source track wbr"))
_OUT = frozenset(
    str.split("nav footer aside form button select noscript template svg math object canvas dialog menu option")
)
_OUT_ROLES = frozenset(str.split("navigation complementary contentinfo banner search dialog menu alert"))
_OUT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|footer|comments?|related|share|sharing|social|promo|"
    r"newsletter|cookies?|consent|advert\w*|ads?|sponsor\w*|subscribe|paywall|recommend\w*|teasers?|popup|modal|"
    r"read-?more|most-?read|tags)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADINGS = frozenset(str.split("h1 h2 h3 h4 h5 h6"))
_PROSE = frozenset(str.split("p li blockquote pre figcaption dd td section article main body"))


@dataclass(slots=True)
class _Paragraph:
    text: str
    tag: str
    body: int  # 1 inside the marked article body
    article: int  # number of the <article> it stands in, 0 for none
    main: int
    links: int  # characters of it that are links


@dataclass(slots=True)
class _Open:
    name: str
    out: bool = False
    body: bool = False
    main: bool = False
    article: int = 0


@dataclass(slots=True)
class _Page:
    """What the scan gathers."""

    paragraphs: list[_Paragraph] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)


def read(handle: BinaryIO, name: str) -> Iterator[Article | Problem]:
    """The one article of a page. Raises Refused where the page has no text outside of menus and scripts."""
    start = handle.peek(2048)[:2048] if hasattr(handle, "peek") else b""
    declared = re.search(rb"""charset\s*=\s*["']?\s*([\w-]{2,30})|encoding=["']([\w-]{2,30})""", start)
    charset = next((part.decode("ascii") for part in declared.groups() if part), None) if declared else None
    content, problems = read_all(handle, name, charset)
    yield from problems
    article = read_page(content, name)
    if not article.text.strip():
        raise Refused("no article in this page", "Is it drawn by a script? Copy its text instead.")
    yield article


def read_page(content: str, name: str) -> Article:
    """The article of a page that is already decoded."""
    page = _gather(content)
    chosen = _report(page.paragraphs)
    text = _join(chosen)
    facts = page.facts
    headline = next((p.text for p in page.paragraphs if p.tag == "h1"), "")
    source = facts.source
    title = _title(facts.title, source) or headline or _title(facts.page_title, source)
    return Article(name_to_id(name, text), text, title, facts.published, facts.language, source, facts.url)


def _gather(content: str) -> _Page:
    page, stack, links = _Page(), [_Open("")], 0
    words: list[str] = []
    out = body = main = anchors = articles = 0
    in_articles: list[int] = []

    def flush(tag: str) -> None:
        nonlocal links
        text = re.sub(r"\s+", " ", "".join(words)).strip()
        if text:
            number = in_articles[-1] if in_articles else 0
            page.paragraphs.append(_Paragraph(text, tag, body > 0, number, main > 0, links))
        words.clear()
        links = 0

    for item in scan(content):
        if isinstance(item, Words):
            if item.inside:
                page.facts.see_raw(item)
            elif not out:
                words.append(item.text)
                links += len(item.text) if anchors else 0
            continue
        if item.name in _BLOCKS and not out:
            flush(_block_of(stack))
        if item.name == "a":
            anchors = 0 if item.close else 1
        if item.close:
            at = next(
                (i for i in range(len(stack) - 1, max(0, len(stack) - DEEPEST), -1) if stack[i].name == item.name), 0
            )
            for closed in stack[at:] if at else ():
                out, body, main = out - closed.out, body - closed.body, main - closed.main
                if closed.article:
                    in_articles.pop()
            if at:
                del stack[at:]
            continue
        attributes = page.facts.see(item)
        if item.name in _VOID or item.raw.endswith("/"):
            continue
        if item.name in ("p", "li") and stack[-1].name == item.name:  # the end tag may be left out
            stack.pop()
        opened = _open(item, attributes)
        if item.name == "article":
            articles += 1
            opened.article = articles
            in_articles.append(articles)
        out, body, main = out + opened.out, body + opened.body, main + opened.main
        stack.append(opened)
    flush(_block_of(stack))
    return page


def _open(tag: Tag, attributes: dict[str, str]) -> _Open:
    role, names = attributes.get("role", ""), f"{attributes.get('class', '')} {attributes.get('id', '')}"
    whole = tag.name in ("html", "body", "main", "article")
    out = tag.name in _OUT or role in _OUT_ROLES or "hidden" in attributes or attributes.get("aria-hidden") == "true"
    out = out or (not whole and len(names) < 500 and _OUT_NAMES.search(names) is not None)
    body = "articlebody" in attributes.get("itemprop", "").lower()
    return _Open(tag.name, out and not whole, body, tag.name == "main" or role == "main")


def _block_of(stack: list[_Open]) -> str:
    return next((item.name for item in reversed(stack[-DEEPEST:]) if item.name in _BLOCKS), "body")


def _report(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """The paragraphs of the article, in order."""
    prose = [p for p in paragraphs if p.tag in _HEADINGS or p.links <= 0.6 * len(p.text)]
    longest = Counter[int]()
    for p in prose:
        longest[p.article] += len(p.text) if p.article else 0
    best = longest.most_common(1)[0][0] if longest else 0
    choices = (
        [p for p in prose if p.body],
        [p for p in prose if best and p.article == best],
        [p for p in prose if p.main],
    )
    chosen = next((c for c in choices if sum(len(p.text) for p in c if p.tag not in _HEADINGS) >= ENOUGH), prose)
    if chosen is prose and sum(len(p.text) for p in prose if p.tag == "p") >= ENOUGH:  # a page of loose boxes
        chosen = [p for p in prose if p.tag in _HEADINGS or p.tag in _PROSE or len(p.text) > 80]
    headline = next((p for p in paragraphs if p.tag == "h1"), None)
    if headline and headline not in chosen:
        chosen = [headline, *chosen]
    while chosen and chosen[-1].tag in _HEADINGS and len(chosen) > 1:  # a heading with nothing below it
        chosen = chosen[:-1]
    return chosen


def _join(paragraphs: list[_Paragraph]) -> str:
    parts = []
    for before, p in zip([None, *paragraphs], paragraphs, strict=False):
        if before:
            parts.append("\n" if before.tag == p.tag == "li" else "\n\n")
        parts.append(f"• {p.text}" if p.tag == "li" else p.text)
    return "".join(parts)


def _title(title: str, source: str | None) -> str:
    """A page's title without the name of the site behind it."""
    title = " ".join(title.split())[:300]
    head, mark, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    named = source and tail.strip().casefold() in (source.casefold(), source.casefold().removeprefix("the "))
    return head.strip() if head and (named or (mark == " | " and len(tail) < 30)) else title
