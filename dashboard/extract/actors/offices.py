"""Attaches persons to the country or organization whose office the text names with them.

"US Secretary of State Antony Blinken", "Russia's foreign minister, Sergei Lavrov", "his Russian counterpart
Sergei Lavrov", "Emmanuel Macron, the French president", "the president of the World Bank, Ajay Banga".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, pairwise

from dashboard.extract.actors.fold import words
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.organs import is_organ
from dashboard.extract.actors.piece import COUNTRY, ORGANIZATION, PERSON, Piece
from dashboard.extract.actors.scan import LOWER
from dashboard.model import Role

PARTS = ("titles.office", "titles.fields", "titles.small", "roles.other", "links.titles")  # what a title may consist of
OWNERS = words("country actor seat capital body state")
GAP = re.compile(rf"(?: ?'s)?,? (?P<words>[{LOWER}-]+(?:[ -](?:[{LOWER}-]+)){{0,5}}),? ")
OWNED = frozenset(("'s ", "’s ", "' "))
LONGEST = 40  # characters of an office before a person's name
MASKED = re.compile("x{3,}")
ENDS = re.compile(rf"[{LOWER}x][.!?] ")  # of a sentence
OFFICE_AFTER = re.compile(rf"(?: ?'s)? ([{LOWER}]+)(?: ([{LOWER}]+))?(?: ([{LOWER}]+))?")


def affiliate(pieces: Sequence[Piece], text: str, lex: Lexicon) -> None:
    """Give persons affiliation and title, and countries that only come in by one the reason "affiliation of …"."""
    for left, right in pairwise(pieces):
        owned = left.sense == "country" and left.known is not None and text[left.end : right.start] in OWNED
        if owned and right.kind is ORGANIZATION and right.known is None and right.affiliation is None:
            right.affiliation = left.known_name  # "Turkey's Grand National Assembly"
        if right.kind is PERSON and right.affiliation in (None, left.actor) and _owner(left):
            if text[left.end : right.start] == " " and (said := _office_of(left, text, lex)) is not None:
                right.title = said
            office = office_between(left, right, text, lex)
            if office is not None:
                _attach(right, left, office)
                continue
        if left.kind is PERSON and left.affiliation is None and _owner(right):
            office = office_after(left, right, text, lex)
            if office is not None:
                _attach(left, right, office)
    for piece in pieces:
        if piece.kind is PERSON and not piece.title and text[piece.start - 2 : piece.start] == ", ":
            piece.title = _office_before(piece, text, lex)
    _carry(pieces, text, lex)


def _office_before(person: Piece, text: str, lex: Lexicon) -> str:
    """The office whose only holder is named behind it: "the prime minister, Erik Dahl, left"; "" without."""
    if text[person.end : person.end + 1] not in (",", "."):
        return ""
    words = text[max(0, person.start - LONGEST) : person.start - 2].split()
    backwards = range(len(words), 0, -1)  # "the firm's chief executive"
    heads = (n for n in backwards if words[n - 1].lower() in lex.the or lex.ends(words[n - 1], "writing.owning"))
    first = next(heads, len(words))
    office = words[first:]
    held = office and _is_office(office[-1], lex) and all(_of_title(word, lex) for word in office[:-1])
    return " ".join(office) if held else ""


def _owner(piece: Piece) -> bool:
    return piece.adjectival or piece.sense in OWNERS or (piece.known is None and piece.kind is ORGANIZATION)


def _attach(person: Piece, owner: Piece, office: str) -> None:
    if owner.known is not None and owner.sense in ("adjective", "people", "country", "capital", "seat"):
        name = owner.known.name
    else:
        name = owner.actor
    person.affiliation, person.title = name, office or person.title
    if owner.role is None:
        owner.role = Role.ACTOR
    if owner.sense in ("adjective", "country") or owner.kind is ORGANIZATION:
        owner.why = f"affiliation of {person.actor}"


def _carry(pieces: Sequence[Piece], text: str, lex: Lexicon) -> None:
    """What one mention of a person shows holds for the others of the article."""
    known: dict[str, str] = {}
    for piece in pieces:
        if piece.kind is PERSON:
            if piece.affiliation is None:
                piece.affiliation = lex.homes.get(piece.actor) or _country_of(piece, text, lex)
            if piece.affiliation:
                known.setdefault(piece.actor, piece.affiliation)
    for piece in pieces:
        if piece.affiliation is None:
            if piece.kind is PERSON:
                home = known.get(piece.actor)
                if not (home and _of_a_state(piece.title, lex) and lex.kinds.get(home) is not COUNTRY):
                    piece.affiliation = home
            elif piece.known is not None and piece.sense != "capital":
                piece.affiliation = piece.home


def _of_a_state(title: str, lex: Lexicon) -> bool:
    """No company has a minister: such an office is of no body named with the person before."""
    return not lex.words["roles.public"].isdisjoint(title.lower().split())


def _country_of(person: Piece, text: str, lex: Lexicon) -> str | None:
    """The country that alone has an office of this name, where no adjective names another: Germany has the
    "Bundesaußenminister"."""
    pairs = (pair.partition("=") for pair in lex.words.get("offices.country", ()))
    country = next((country for office, _, country in pairs if person.title == office), None)
    if country is None:
        return None
    before = text[: person.start].rpartition(person.title or " ")[0].rstrip()
    return None if lex.ends(before, "offices.foreign") else country


def office_between(left: Piece, right: Piece, text: str, lex: Lexicon) -> str | None:
    """The office between an owner and a person; "" for a bare possessive; None where they are unrelated."""
    gap = text[left.end : right.start]
    if len(gap) > 70 or "\n" in gap:
        return None
    if gap == " ":
        return right.title or None
    if gap == ", " and text[right.end : right.end + 1] in (",", "."):
        return _office_led(left, text, lex)
    if gap in ("'s ", "' ", " 's "):
        return right.title
    if right.title and gap.endswith((f" {right.title} ", f" {right.title}, ")):
        head = gap[: gap.rindex(right.title)]
        if head in (" ", "'s ", "' ", " 's ", "'s former ", " former ", "'s then-"):
            return right.title
        gap = head
    found = GAP.fullmatch(gap)
    if found is None:
        return None
    words = found["words"].split()
    if words[-1] in lex.words["roles.nouns"] and all(_of_title(word, lex) for word in words[:-1]):
        return found["words"]
    return None


def _office_led(owner: Piece, text: str, lex: Lexicon) -> str | None:
    """The office before its owner, behind whom a comma and its holder follow: "the head of the World Bank, Ajay Banga";
    None without one, and for one of several: "a member of the board of Acme"."""
    words = text[max(0, owner.start - LONGEST) : owner.start].split()
    while words and words[-1].lower() in lex.the:
        words.pop()
    if len(words) < 3 or words.pop() not in lex.words["links.of"]:
        return None
    return words[-1] if _is_office(words[-1], lex) and words[-2].lower() in lex.the else None


def _of_title(word: str, lex: Lexicon) -> bool:
    """A word that may stand before the last of an office: no time, which is masked, and none that says or does."""
    return not (word in lex.words["links.saying"] or MASKED.fullmatch(word))


def _office_of(owner: Piece, text: str, lex: Lexicon) -> str | None:
    """The office that stands before its owner: "Minister for Foreign Affairs of Ukraine", "глава МИД Украины", before a
    person's name; "" where it only says whom somebody works for: "adviser to the president of Ukraine"; None without
    one."""
    said = lex.words
    words = text[max(0, owner.start - 80) : owner.start].replace("'", " ").split()
    while words and words[-1].lower() in lex.owner_links:
        words.pop()
    first = len(words) - (bool(words) and _is_body(words[-1], lex))
    while first and any(words[first - 1] in said[key] for key in PARTS):
        first -= 1
    office = list(dropwhile(said["links.titles"].__contains__, words[first:]))
    governed = any(word in said["links.of"] for word in words[first : first + 1])
    other = any(_is_office(word, lex) for word in words[max(0, first - 2) : max(0, first - 1)])
    held = any(_is_office(word, lex) for word in office)
    if not held:
        return None
    return "" if governed or other else " ".join(office)


def _is_body(word: str, lex: Lexicon) -> bool:
    """What of a state somebody may head, and no office itself: "правительства", "МИД"."""
    return (word in lex.words["people.nouns"] and not _is_office(word, lex)) or is_organ(word, lex)


def _is_office(word: str, lex: Lexicon) -> bool:
    return word in lex.words["titles.office"] or word.lower() in lex.words["roles.nouns"]


def office_after(left: Piece, right: Piece, text: str, lex: Lexicon) -> str | None:
    """The office in "Emmanuel Macron, the French president" or "Tim Cook, head of Apple"; None where unrelated."""
    gap = text[left.end : right.start]
    if len(gap) > 60 or not gap.startswith(", ") or "\n" in gap or ENDS.search(gap):
        return None
    middle = gap[2:].strip()
    roles = lex.words["roles.nouns"]
    if right.sense in ("adjective", "country") and (not middle or middle in lex.words["links.before_office"]):
        following = OFFICE_AFTER.match(text, right.end)
        said = following.groups() if following else ()
        return next((" ".join(said[: n + 1]) for n, word in enumerate(said[:3]) if word in roles), None)
    words = middle.replace("-", " ").split()
    if len(words) > 1 and words[-1] in lex.words["links.owner"] and any(w in roles for w in words):
        return " ".join(w for w in words if w not in lex.words["links.articles"]).removesuffix(" of")
    return None
