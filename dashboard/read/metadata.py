"""What a page states for machines, JSON-LD, <meta>, <time>, <link>, <html lang>: of each fact the surest statement."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.read.tags import Tag, Words
from dashboard.typed_dates import LONGEST, read_day

MOST = 2_000  # tags of one page whose attributes are looked at for facts
LONGEST_JSON = 500_000  # characters

# Meta names in lower case → how much to believe them, best first. "Modified" is not when it was published: never taken.
_DAYS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "publishdate",
    "publish-date",
    "publication_date",
    "pubdate",
    "date",
)
_TITLES = ("og:title", "headline", "citation_title", "twitter:title", "dc.title")
_SOURCES = ("og:site_name", "publisher", "citation_publisher", "dc.publisher", "application-name", "copyright-holder")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")


@dataclass(slots=True)
class Facts:
    """Gathers facts while a page is scanned: `see` every start tag, `see_raw` the content of scripts and the title."""

    meta: dict[str, str] = field(default_factory=dict)
    ld: dict[str, str] = field(default_factory=dict)
    times: list[tuple[bool, str]] = field(default_factory=list)
    page_title: str = ""
    lang: str = ""
    url: str | None = None
    seen: int = 0
    script: str = ""

    def see(self, tag: Tag) -> dict[str, str]:
        """Note what a start tag states; returns its attributes, empty where it has none worth a look."""
        if len(tag.raw) < 3:
            return {}
        attributes = tag.attributes()
        self.seen += 1
        if self.seen > MOST and tag.name not in ("time", "script"):
            return attributes
        if tag.name == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self.meta.setdefault(key.lower(), attributes.get("content", "")[:500])
        elif tag.name == "time" and len(self.times) < 20:
            marked = "pubdate" in attributes or "datepublished" in attributes.get("itemprop", "").lower()
            self.times.append((marked, attributes.get("datetime", "")))
        elif attributes.get("itemprop", "").lower() == "datepublished":
            self.times.append((True, attributes.get("content") or attributes.get("datetime", "")))
        elif tag.name == "html":
            self.lang = attributes.get("lang") or attributes.get("xml:lang") or ""
        elif tag.name == "link" and "canonical" in attributes.get("rel", "").lower():
            self.url = attributes.get("href") or None
        elif tag.name == "script":
            self.script = attributes.get("type", "").lower()
        return attributes

    def see_raw(self, words: Words) -> None:
        """Note the title, or the facts of a JSON-LD script."""
        if words.inside == "title":
            self.page_title = self.page_title or words.text
        elif words.inside == "script" and "ld+json" in self.script and len(words.text) < LONGEST_JSON:
            with suppress(ValueError, RecursionError):
                self._see_ld(json.loads(words.text), 0)

    @property
    def title(self) -> str:
        """The headline as stated, empty where only <title> has one."""
        return self.ld.get("headline") or self._first(_TITLES)

    @property
    def source(self) -> str | None:
        """The outlet."""
        found = (self.ld.get("publisher") or self._first(_SOURCES)).strip()
        return found if found and not found.startswith(("http:", "https:", "@")) else None

    @property
    def language(self) -> str | None:
        """ISO 639 code."""
        stated = self.lang or self.ld.get("inLanguage") or self.meta.get("og:locale", "")
        found = re.match(r"[a-zA-Z]{2,3}(?=$|[_-])", stated.strip())
        return found[0].lower() if found else None

    @property
    def published(self) -> date | None:
        """The day of publication as stated, in the page's own time zone."""
        marked = [value for sure, value in self.times if sure]
        others = [value for sure, value in self.times if not sure]
        for value in (
            self.ld.get("datePublished", ""),
            *(self.meta.get(key, "") for key in _DAYS),
            *marked,
            *others[:1],
        ):
            if day := read_day(value[:LONGEST], self.language):
                return day
        found = _IN_ADDRESS.search(self.url or self.meta.get("og:url", ""))
        return read_day("-".join(part.zfill(2) for part in found.groups())) if found else None

    def _first(self, keys: tuple[str, ...]) -> str:
        return next((self.meta[key] for key in keys if self.meta.get(key)), "")

    def _see_ld(self, node: Any, depth: int) -> None:
        if depth > 6:
            return
        if isinstance(node, list):
            for one in node[:50]:
                self._see_ld(one, depth + 1)
        elif isinstance(node, dict):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report")) for kind in kinds):
                for key in ("datePublished", "headline", "inLanguage", "publisher"):
                    value = node.get(key)
                    value = value.get("name") if isinstance(value, dict) else value
                    if isinstance(value, str) and value:
                        self.ld.setdefault(key, value[:500])
            for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
                self._see_ld(node.get(key), depth + 1)
