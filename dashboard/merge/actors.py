"""One person, one entry: the names of all articles of a collection put together in a registry.

Placeholder of the first day: keeps the names of each article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.extract.actors.lexicon import fold, lexicon
from dashboard.model import Actor, Kind, Reading, Role


def slug(name: str) -> str:
    """The id of an actor, from its canonical name alone: "Côte d'Ivoire" → cote-d-ivoire."""
    plain = "".join(c if c.isalnum() else "-" for c in fold(name))
    return "-".join(filter(None, plain.split("-"))) or "x"


def resolve(readings: Sequence[Reading]) -> tuple[list[Reading], dict[str, Actor]]:
    """The readings with the collection's names, and the registry by actor id."""
    aliases: dict[str, Counter] = {}
    kinds: dict[str, Counter] = {}
    homes: dict[str, str] = {}
    for reading in readings:
        for mention in reading.actors:
            if mention.role is Role.PLACE:
                continue
            aliases.setdefault(mention.actor, Counter())[mention.text] += 1
            kinds.setdefault(mention.actor, Counter())[mention.kind] += 1
            if mention.affiliation:
                homes.setdefault(mention.actor, mention.affiliation)
    known = lexicon().kinds
    registry = {}
    for name, spellings in aliases.items():
        kind = known.get(name) or kinds[name].most_common(1)[0][0]
        home = homes.get(name)
        registry[slug(name)] = Actor(slug(name), name, Kind(kind), dict(spellings), slug(home) if home else None)
    return list(readings), registry
