"""Whose office a compound title says it is, where nouns are compounded: "VW-Chef Oliver Blume", "US-Außenminister"."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import ACTOR, COUNTRY, ORGANIZATION, PERSON, Piece

OWNERS = frozenset(("country", "actor", "state", "body", "seat"))


def owners_in_titles(pieces: Sequence[Piece], text: str, lex: Lexicon) -> list[Piece]:
    """The countries and organizations inside the titles of persons, as new pieces; the persons become theirs."""
    if "nouns" not in lex.large:
        return []
    out: list[Piece] = []
    for person in pieces:
        if person.kind is not PERSON or "-" not in person.title:
            continue
        start = text.rfind(person.title, 0, person.start)
        owner = _owner(person.title, start, lex) if start >= 0 else None
        if owner is None or (person.affiliation or owner.actor) != owner.actor:
            continue
        owner.sentence, owner.why = person.sentence, f"affiliation of {person.actor}"
        person.affiliation = owner.actor
        out.append(owner)
    return out


def _owner(title: str, start: int, lex: Lexicon) -> Piece | None:
    """The first part of a compound in the title that names somebody: a known name, or capitals."""
    for word in title.split():
        name, hyphen, _ = word.partition("-")
        at = start + title.index(word)
        entry = lex.exact.get(name) if hyphen else None
        studied = lex.ends(word.lower(), "titles.studying")
        if entry is not None and entry.sense in OWNERS and not (studied and entry.sense == "country"):
            kind = COUNTRY if entry.sense == "country" else entry.kind
            return Piece(at, at + len(name), name, kind, entry.name, entry, ACTOR, sense=entry.sense)
        if entry is None and hyphen and name.isupper() and len(name) > 1 and name not in lex.words["titles.not_of"]:
            return Piece(at, at + len(name), name, ORGANIZATION, name, role=ACTOR)
    return None
