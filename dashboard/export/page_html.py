"""One page that holds everything and asks nobody: it opens from disk, filters by actor, shows each event's sentence.

The list is written here, so that the page can be read, printed and searched without a script; the script (page.js) adds
the drawing and the filters. Text from articles is escaped; the content security policy lets no other script run and
nothing be fetched.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd

from dashboard.export.record import corrected_in_words, in_order
from dashboard.model import Event, EventMention, Timeline
from dashboard.rows import date_words
from dashboard.selection import durations, outcome_in_words, speaker_in_words
from dashboard.view import STATUSES
from dashboard.words import DEFAULT, date_in_words, list_in_words, say

HERE = Path(__file__).resolve().parent
MAX_QUOTES = 3  # of one event; the number of sources is told in full
MAX_QUOTE = 600  # characters
MAX_ACTORS = 60  # in the filter, the busiest


def to_html(timeline: Timeline, frame: pd.DataFrame, title: str, about: str = "", as_of: date | None = None) -> str:
    """The page for the events of `frame` (columns of table.py), in its order.

    Parameters
    ----------
    timeline : where the frame was made from; gives actors' names and the sentences
    title : heading of the page
    about : a sentence under it, as `view.describe` says it; left out where it only says that these are all
    as_of : the day that parts past from future; by default that of the latest article
    """
    events = {event.id: event for event in timeline.events}
    published = [r.article.published for r in timeline.readings.values() if r.article.published]
    as_of = as_of or max(published, default=date.today())
    rows = frame.to_dict("records")
    bars = durations(frame)
    script = _file("page.js")
    everything = say("result.all", total=len(rows))
    values = {
        "language": DEFAULT,
        "policy": _policy(script),
        "title": _safe(title),
        "about": f'<p class="about">{_safe(about)}</p>' if about not in ("", everything) else "",
        "actors": _actor_chips(rows, timeline),
        "statuses": _status_chips(rows),
        "count": _safe(say("result.events", n=len(rows)) if rows else everything),
        "events": "\n".join(_item(row, events.get(row["id"]), timeline, as_of) for row in rows),
        "made": _safe(_made(len(timeline.readings), max(published, default=None))),
        "data": _json(_data(rows, bars, timeline, as_of)),
        "script": script,
        "skip": _safe(say("export.skip")),
        "chart_label": _safe(say("export.chart")),
        **{f"word_{word}": _safe(say(f"export.{word}")) for word in _WORDS},
    }
    page = re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], _file("page.html"))
    return page.encode("utf-8", "replace").decode()  # half of a surrogate pair cannot be written to a file


_WORDS = (
    "filters", "search", "from", "to", "clear", "actors", "mode", "any", "all", "said", "said_too", "status", "events",
)  # fmt: skip


def _item(row: dict, event: Event | None, timeline: Timeline, as_of: date) -> str:
    """One event of the list."""
    ahead = row["status"] in ("expected", "possible")
    when = date_in_words(row["date"], "long", ahead=ahead)
    facts = [
        f'<span class="sign" aria-hidden="true">{say("sign." + row["status"])}</span> {say("status." + row["status"])}'
    ]
    if outcome := outcome_in_words(row, as_of):
        facts.append(_safe(outcome))
    who = _names(row["actors"], timeline)
    if who:
        facts.append(_safe(list_in_words(who)))
    if via := _names(row["via"], timeline):
        facts.append(_safe(say("export.via", names=list_in_words(via))))
    if row["places"]:
        facts.append(_safe(list_in_words(row["places"])))
    facts.append(_safe(say("source.count", n=int(row["sources"]))))
    if row["conflict"]:
        facts.append("⚠ " + _safe(say("chart.conflict")))
    if event and (given := corrected_in_words(event)):
        facts.append(_safe(given))
    quotes = "".join(_quote(mention, timeline) for mention in _quoted(event)) if event else ""
    return (
        f'<li class="event" data-id="{_safe(row["id"])}" data-status="{_safe(row["status"])}" tabindex="-1">'
        f'<p class="when">{_safe(when)}</p><h3 dir="auto">{_safe(row["label"])}</h3>'
        f'<p class="facts">{" · ".join(facts)}</p>{quotes}</li>'
    )


def _quoted(event: Event) -> Iterator[EventMention]:
    """The mentions to quote, one of each article."""
    seen: set[str] = set()
    for mention in in_order(event.mentions, event.date):
        if mention.article not in seen and len(seen) < MAX_QUOTES:
            seen.add(mention.article)
            yield mention


def _quote(mention: EventMention, timeline: Timeline) -> str:
    """The sentence that tells it, its date phrase marked, and who published it when."""
    reading = timeline.readings.get(mention.article)
    if reading is None:
        return ""
    text = reading.article.text
    start, end = reading.around(mention)
    end = min(end, start + MAX_QUOTE)
    said = _safe(text[start:end])
    if dated := date_words(reading, mention, start, end):
        first, last = dated
        said = "{}<mark>{}</mark>{}".format(*map(_safe, (text[start:first], text[first:last], text[last:end])))
    article = reading.article
    told = [x for x in (speaker_in_words(mention.speaker), article.source or mention.source, article.title) if x]
    told += [date_in_words(article.published.isoformat())] if article.published else []
    name = _safe(" · ".join(told))
    if article.url and urlsplit(article.url).scheme in ("http", "https"):
        name = f'<a href="{_safe(article.url)}" rel="noopener noreferrer">{name or _safe(article.url)}</a>'
    return f'<blockquote dir="auto">{said}<footer>{name}</footer></blockquote>'


def _actor_chips(rows: list[dict], timeline: Timeline) -> str:
    acts = Counter(actor for row in rows for actor in {*row["actors"], *row["via"]})
    spoke = Counter(voice for row in rows for voice in {*row["voices"]})  # who only spoke can be chosen, too
    busiest = sorted({*acts, *spoke}, key=lambda actor: (-acts[actor], -spoke[actor], _name(actor, timeline)))[
        :MAX_ACTORS
    ]
    return "".join(
        _chip("actor", actor, _name(actor, timeline), say("result.number", n=acts[actor]))
        if acts[actor]
        else _chip("actor", actor, _name(actor, timeline), say("export.spoke", n=spoke[actor]))
        for actor in busiest
    )


def _status_chips(rows: list[dict]) -> str:
    tally = {status: sum(row["status"] == status for row in rows) for status in STATUSES}
    return "".join(
        _chip("status", status, f"{say('sign.' + status)} {say('status.' + status)}", say("result.number", n=n))
        for status, n in tally.items()
        if n
    )


def _chip(field: str, value: str, label: str, told: str) -> str:
    return (
        f'<label><input type="checkbox" name="{field}" value="{_safe(value)}">{_safe(label)} '
        f"<small>{_safe(told)}</small></label>"
    )


def _data(rows: list[dict], bars, timeline: Timeline, as_of: date) -> dict:
    """What the script needs: dates in whole days since 1970, and no text that the list does not hold."""
    used = {actor for row in rows for actor in (*row["actors"], *row["via"], *row["voices"])}
    return {
        "locale": say("export.locale"),
        "asOf": _number(pd.Timestamp(as_of.isoformat()).as_unit("s")),
        "actors": {actor: _name(actor, timeline) for actor in sorted(used)},
        "events": [
            {
                "id": row["id"],
                "label": row["label"],
                "when": date_in_words(row["date"], ahead=row["status"] in ("expected", "possible")),
                "dated": isinstance(row["date"], str),
                "first": _number(row["start"]),
                "last": _number(row["end"]),
                "near": [_number(row["near_start"]), _number(row["near_end"])],
                "bar": bool(bar),
                "about": bool(row["about"]),
                "status": row["status"],
                "outcome": row["outcome"] or "",
                "actors": list(row["actors"]),
                "via": list(row["via"]),
                "voices": list(row["voices"]),
                "sources": int(row["sources"]),
            }
            for row, bar in zip(rows, bars, strict=True)
        ],
        "say": {
            **{status: say(f"status.{status}") for status in STATUSES},
            "as_of": say("chart.as_of", day=date_in_words(as_of.isoformat(), "short")),
            "others": say("export.others"),
            "count": say("export.count", shown="{shown}", total="{total}"),
            "nothing": say("export.nothing"),
            "not_drawn": say("export.not_drawn", parts="{parts}"),
            **{name: say(f"export.{name}", n="{n}") for name in ("undated", "outside", "folded")},
        },
    }


def _number(moment: pd.Timestamp) -> int | None:
    """Days since 1970, None where there is no date. Not `timestamp()`: that fails before the year 1678."""
    return None if pd.isna(moment) else date(moment.year, moment.month, moment.day).toordinal() - 719_163


def _made(articles: int, latest: date | None) -> str:
    counted = say("export.articles", n=articles)
    if latest is None:
        return say("export.made", articles=counted)
    return say("export.made_until", articles=counted, day=date_in_words(latest.isoformat()))


def _names(ids: tuple[str, ...], timeline: Timeline) -> list[str]:
    return [_name(actor, timeline) for actor in ids]


def _name(actor: str, timeline: Timeline) -> str:
    return timeline.actors[actor].name if actor in timeline.actors else actor


def _safe(text: object) -> str:
    return escape(str(text), quote=True)


def _json(value: object) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _policy(script: str) -> str:
    digest = b64encode(sha256(script.encode()).digest()).decode()
    rules = (
        "default-src 'none'",
        f"script-src 'sha256-{digest}'",
        "style-src 'unsafe-inline'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
