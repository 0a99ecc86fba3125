"""The registry of a collection: everybody who acts in it, with spellings, days, homes and offices."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from dashboard.extract.actors.fold import fold
from dashboard.extract.actors.lexicon import lexicon
from dashboard.extract.actors.piece import ACTOR, PLACE
from dashboard.model import Actor, Form, Kind, Reading, short_id

PLAIN = re.compile(r"[0-9a-z]+")

Tally = dict[str, int]


def add(tally: Tally, name: str, number: int = 1) -> None:
    """Count what is named. A Counter costs ten times as much to make, and a collection has tens of thousands."""
    tally[name] = tally.get(name, 0) + number


def by_count(tally: Tally) -> list[str]:
    """The highest count first; of equals the name that comes first in the alphabet."""
    names = sorted(tally)
    names.sort(key=tally.__getitem__, reverse=True)  # which leaves equals in their order
    return names


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """The id of an actor, from its canonical name alone, in ASCII: "Côte d'Ivoire" → cote-d-ivoire."""
    plain = fold(name)
    kept = PLAIN.findall(plain.replace("+", "-plus"))
    told = plain.isascii() or sum(map(len, kept)) * 2 >= sum(map(str.isalnum, plain))
    return "-".join(kept) if kept and told else f"actor-{short_id(name)}"


def known_kind(name: str) -> Kind | None:
    """What the one of this name is known to be, whatever a collection tells; None of who is known to nobody."""
    return lexicon().kinds.get(name)


@dataclass(slots=True)
class _Record:
    """What a collection tells of one actor, by the names after the merge."""

    acts: bool = False
    spellings: Tally = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    homes: Tally = field(default_factory=dict)
    offices: dict[tuple[str, str], list[date | None]] = field(default_factory=dict)  # (home, title) → days


def registry(readings: Sequence[Reading], kinds: dict[str, Kind], why: defaultdict[str, list[str]]) -> dict[str, Actor]:
    """Actor id → Actor: all that act in readings with the collection's names, and whom they belong to.

    Parameters
    ----------
    kinds : name → kind
    why : name → why other names mean it
    """
    records = _records(readings)
    acting = {name for name, record in records.items() if record.acts}
    for name in list(acting):
        acting.update(records[name].homes)
    known = lexicon().kinds
    counts = {name: sum(records[name].spellings.values()) for name in acting}
    out: dict[str, Actor] = {}
    for name in by_count(counts):
        record, key = records[name], slug(name)
        out[key] = Actor(
            key,
            name,
            kinds.get(name) or known.get(name) or Kind.ORGANIZATION,
            {spelling: record.spellings[spelling] for spelling in by_count(record.spellings)},
            slug(by_count(record.homes)[0]) if record.homes else None,
            _affiliations(record.offices),
            record.first,
            record.last,
            tuple(dict.fromkeys(why.get(name, ()))),
        )
    return out


def _records(readings: Sequence[Reading]) -> defaultdict[str, _Record]:
    records: defaultdict[str, _Record] = defaultdict(_Record)
    for reading in readings:
        day = reading.article.published
        for mention in reading.actors:
            record = records[mention.actor]
            if mention.kind is not PLACE and mention.role is ACTOR:
                record.acts = True
            if mention.form is Form.NAME:
                add(record.spellings, mention.text)
            if day is not None:
                if record.first is None or day < record.first:
                    record.first = day
                if record.last is None or day > record.last:
                    record.last = day
            home = mention.affiliation
            if home and home != mention.actor:
                add(record.homes, home)
                if day is not None or mention.title:
                    record.offices.setdefault((home, mention.title), []).append(day)
        for event in reading.events:
            for name in event.actors:
                records[name].acts = True
            for name in event.via:
                records[name].acts = True
    return records


def _affiliations(
    seen: Mapping[tuple[str, str], list[date | None]],
) -> tuple[tuple[str, str, date | None, date | None], ...]:
    """(actor id, title, first date, last date) of every office the articles name."""
    out = []
    for (home, title), days in seen.items():
        if title:
            dated = [day for day in days if day is not None]
            out.append((slug(home), title, min(dated, default=None), max(dated, default=None)))
    return tuple(sorted(out, key=lambda row: (row[0], row[1])))
