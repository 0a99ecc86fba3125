"""Names the ministries, courts and forces of a state after their state, so that two Defence Ministries stay two
actors.

"Russia's Defense Ministry", "the Russian Defence Ministry" and "Russian Ministry of Defence" are one name; "the
Supreme Court" is that of the country the article is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from dashboard.extract.actors.context import NEXT, led_by
from dashboard.extract.actors.lexicon import Lexicon, lexicon
from dashboard.extract.actors.piece import ORGANIZATION, Piece
from dashboard.extract.actors.scan import POSSESSIVE
from dashboard.model import Kind, Role

_OWNER = 60  # characters before a body in which its owner stands
CLEAR = 2  # the article is about a country that it names at least so many times as often as the next


def name_bodies(pieces: Sequence[Piece], text: str, lex: Lexicon, dateline: str | None) -> None:
    """Give the bodies of states the names of the collection and their country as affiliation.

    `dateline`: the country whose capital opens the article, where one does.
    """
    _parliaments(pieces, text, dateline, lex)
    bodies = []
    for at, piece in enumerate(pieces):
        if piece.kind is ORGANIZATION and piece.known is None:
            bare, owner = _bare(piece, lex)
            if bare and not _is_part(piece, lex):
                bodies.append((at, piece, bare, piece.affiliation or owner))
    if not bodies:
        return
    home = dateline or _plainly(pieces, bodies[0][1], text, lex)
    renamed: dict[str, Piece] = {}
    seated, written = lex.words["organizations.seated"], {piece.text for _, piece, _, _ in bodies}
    for at, piece, bare, owner in bodies:
        if owner is None and at:
            before = pieces[at - 1]
            gap = text[before.end : piece.start]
            if before.sense in ("country", "capital", "adjective") and gap in POSSESSIVE:
                owner = before.known_name
        after = pieces[at + 1] if owner is None and at + 1 < len(pieces) else None
        if after is not None and after.role is Role.PLACE and text[piece.end : after.start].strip() in seated:
            owner = after.affiliation  # "the General Staff in Kyiv"
        if owner is None and not _anothers(piece, text):
            owner = home
        if owner in lex.adjectives and bare in lex.words["organizations.chambers"]:
            piece.actor, piece.affiliation, piece.why = f"{lex.adjectives[owner]} {bare}", owner, f"a body of {owner}"
        elif bare in lex.words["organizations.governments"]:
            piece.actor, piece.why = owner or piece.text, f"government of {owner}"
            piece.kind = piece.kind if owner else None
        elif owner in lex.adjectives:
            was = piece.actor
            piece.actor = _full(bare, lex.adjectives[owner], lex)
            piece.affiliation = owner
            piece.why = f"a body of {owner}"
            if was == piece.text:
                renamed[was] = piece
        elif piece.actor == piece.text and (other := _full(piece.text, "", lex).strip()) in written:
            piece.actor = other  # "Health Ministry" beside "Ministry of Health"
    for piece in pieces:
        if piece.actor in renamed and piece.actor != piece.text:
            whole = renamed[piece.actor]
            piece.actor, piece.affiliation = whole.actor, piece.affiliation or whole.affiliation
            piece.why = f"short for {piece.actor} in this article"


def _plainly(pieces: Sequence[Piece], body: Piece, text: str, lex: Lexicon) -> str | None:
    """The country an article is about, for its first body without one: no land that it names but once, as where
    somebody comes from ("engineers from Germany") or after the body, where it opens no sentence."""
    home = about(pieces)
    named = [p for p in pieces if home in (p.known_name, p.home)] if home else []
    if len(named) != 1 or named[0].sentence is body.sentence:
        return home
    land = named[0]
    if not lex.words.get("places.from", frozenset[str]()).isdisjoint(led_by(land, text)[-1:]):
        return None
    opens = land.sense in ("country", "capital") and land.sentence is not None and land.start == land.sentence.start
    return home if opens or land.start < body.start else None


def _anothers(body: Piece, text: str) -> bool:
    """A name that no table knows owns the body: "Norland's Energy Ministry"."""
    if text[body.start - 3 : body.start] not in ("'s ", "s' "):
        return False
    before = text[max(0, body.start - _OWNER) : body.start - 3].split()
    return bool(before) and before[-1][:1].isupper()


def _is_part(body: Piece, lex: Lexicon) -> bool:
    """ "Supreme Court" that the article calls "Italian Supreme Court of Cassation" elsewhere."""
    longer = body.actor != body.text and body.text in body.actor
    return longer and body.text not in lex.words["organizations.governments"]


def _parliaments(pieces: Sequence[Piece], text: str, dateline: str | None, lex: Lexicon) -> None:
    """ "Congress" in an article on Peru, which has one, that names nothing of the United States is the Peruvian one, as
    is "Peru's Congress" or "the Peruvian Congress" in any, and what is called so after it. A party of a general name
    likewise."""
    there, heads = lex.words["organizations.parliaments"], lex.words["organizations.chambers"]
    parties = {p for p in pieces if p.sense == "actor" and p.home and p.text in lex.words["organizations.parties"]}
    named = [p for p in pieces if p in parties or (p.sense == "body" and p.text in heads)]
    if not named:
        return
    rest = [p for p in pieces if p not in parties and (p.sense != "body" or p.text not in heads)]
    owned: dict[int, str] = {}
    for before, piece in pairwise(pieces):
        lands = before.sense in ("country", "adjective") and piece.sense == "body" and piece.text in heads
        gap = text[before.end : piece.start] if lands else ""
        owner = before.known_name if gap in POSSESSIVE or (gap == " " and before.sense == "adjective") else None
        if owner and owner != piece.known_name:
            owned[id(piece)] = owner
    others = {p.known_name for p in rest if p.sense in ("country", "adjective", "people", "capital", "seat", "body")}
    others |= {p.home for p in rest if p.sense == "place" and p.home}
    others |= {lex.homes[p.actor] for p in rest if p.actor in lex.famous and p.actor in lex.homes}
    for piece in parties:
        own = any(p.known is not None and p.home == piece.home and p.end == piece.start - len("'s ") for p in rest)
        if not own and piece.home not in others and _anothers(piece, text):
            piece.known, piece.sense, piece.affiliation = None, "", None
            piece.why = "a name that no table knows owns it"
    home = next(iter(owned.values()), None) or dateline or about(rest)
    adjective = lex.adjectives.get(home or "")
    if adjective is None:
        return
    for piece in named:
        if id(piece) in owned:
            piece.known, piece.sense, piece.affiliation = None, "", owned[id(piece)]
            piece.actor = f"{lex.adjectives.get(owned[id(piece)], owned[id(piece)])} {piece.text}"
            piece.why = f"a body of {piece.affiliation}"
        elif piece in parties and (piece.home in others or piece.home == home):
            continue
        elif piece in parties or (piece.known_name not in others and f"{home}={piece.text}" in there):
            piece.known, piece.sense, piece.affiliation = None, "", home
            known = lex.exact.get(f"{adjective} {piece.text}")
            piece.actor = known.name if known is not None else f"{adjective} {piece.text}"
            piece.why = f"a body of {home}"


def name_governments(pieces: list[Piece], text: str, lex: Lexicon) -> None:
    """ "the Biden Administration", "the Merkel Government": the country whose head the table knows.

    Two such names joined by a hyphen are nobody without a government: "the Biden-Harris campaign".
    """
    pairs: set[Piece] = set()
    for piece in pieces:
        if piece.known is not None or not (piece.kind is ORGANIZATION or "-" in piece.text):
            continue
        named, _, head = piece.text.rpartition(" ")
        pair = piece.single and "-" in piece.text and all(p in _homes(lex.language) for p in piece.text.split("-"))
        if pair:
            named, head = piece.text, (text[piece.end : piece.end + 20].split() or [""])[0].capitalize()
            pairs.add(piece)
        if (pair or piece.kind is ORGANIZATION) and head in lex.words["organizations.cabinets"]:
            homes = {home for part in named.split("-") for home in _homes(lex.language).get(part, ())}
            if len(homes) == 1:
                piece.kind, piece.actor, piece.why = Kind.ORGANIZATION, homes.pop(), f"government of {named}"
    if pairs:
        pieces[:] = [piece for piece in pieces if piece not in pairs or piece.kind is ORGANIZATION]


@cache
def _homes(language: str) -> dict[str, set[str]]:
    """Surname → the countries that known persons who bear it hold an office of."""
    lex = lexicon(language)
    homes: dict[str, set[str]] = {}
    for person in lex.famous.intersection(lex.homes):
        homes.setdefault(person.rpartition(" ")[2], set()).add(lex.homes[person])
    return homes


def _bare(piece: Piece, lex: Lexicon) -> tuple[str, str | None]:
    """The name of a body of a state without its state, empty where it is none; the state that stands behind it."""
    name = piece.text
    owner: str | None = None
    first, _, _ = name.partition(" ")
    entry = lex.exact.get(first) or lex.exact.get(" ".join(name.split()[:2]))
    if (
        entry is not None
        and entry.sense in ("country", "adjective", "capital")
        and name.startswith(entry.spelling + " ")
    ):
        name = name[len(entry.spelling) + 1 :]
    else:
        name, owner = _of_a_land(name, lex)
    ministry = name.endswith(" Ministry") or name.startswith(("Ministry of ", "Department of "))
    chamber = owner is not None and name in lex.words["organizations.chambers"]
    national = name in lex.words["organizations.governments"] or name in lex.words["organizations.national"]
    if ministry or chamber or (national and (owner is None or name in _spelled("also", lex))):
        return name, owner  # "Supreme Court of India" keeps its name
    return "", None


def _of_a_land(name: str, lex: Lexicon) -> tuple[str, str | None]:
    """ "High Court of Kenya": the name without its country, and that; the whole name where it has none."""
    words = name.split()
    for at in range(1, len(words) - 1):
        if words[at] in lex.words["links.governing"]:
            land = words[at + 1 + (words[at + 1] in lex.words["links.articles"]) :]
            entry = lex.exact.get(" ".join(land))
            if entry is not None and entry.sense == "country":
                return " ".join(words[:at]), entry.name
    return name, None


def _full(body: str, adjective: str, lex: Lexicon) -> str:
    if body.endswith(" Ministry"):
        body = f"Ministry of {_field(body.removesuffix(' Ministry'), lex)}"
    elif body.startswith("Ministry of "):
        body = f"Ministry of {_field(body.removeprefix('Ministry of ').removeprefix('the '), lex)}"
    body = _spelled("also", lex).get(body, body)
    name = f"{adjective} {body}"
    entry = lex.exact.get(name)
    return entry.name if entry is not None else name


def _field(name: str, lex: Lexicon) -> str:
    """What a ministry is for, as the collection writes it."""
    return _spelled("ministries", lex).get(name, name)


def _spelled(key: str, lex: Lexicon) -> dict[str, str]:
    """How a body may be called → as the collection writes it."""
    return dict(pair.split("=") for pair in lex.words[f"organizations.{key}"])


def about(pieces: Sequence[Piece]) -> str | None:
    """The country an article is about: the one named clearly more often than any other."""
    named = Counter(
        p.home if p.sense == "place" else p.known_name
        for p in pieces
        if p.sense in ("country", "capital", "adjective", "people", "seat", "body") or (p.sense == "place" and p.home)
    )
    best = named.most_common(2)
    if not best or (len(best) == 2 and best[0][1] < CLEAR * best[1][1]):
        return None
    return best[0][0]


def is_object_of_body(piece: Piece, text: str, lex: Lexicon) -> bool:
    """What stands behind a body that needs no name is its object: "Wie die Polizei Drogen fand".

    Not where the body opens the sentence, "Die Polizei Alva teilte mit", nor where the word is a town that the tables
    know or that ends like one, or where the object stands behind it: "nahm die Polizei Ulm zwei Männer fest"; and no
    plural ends in another vowel than "e".
    """
    head, _, name = piece.text.partition(" ")
    if piece.single or " " in name:
        return False
    article = (led_by(piece, text)[-1:] or ("",))[0].lower()
    opens = piece.sentence is None or len(text[piece.sentence.start : piece.start].split()) <= 1
    if opens or head not in lex.words.get(f"organizations.alone_{article}", ()) or name in lex.exact:
        return False
    low, after = name.lower(), NEXT.match(text, piece.end)
    if after is not None and after[1] in lex.words["organizations.object_opens"]:
        return False
    return not (lex.ends(low, "places.towns") or lex.ends(low, "places.no_plural"))
