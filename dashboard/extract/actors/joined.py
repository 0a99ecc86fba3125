"""A land, or a town, and the name behind it that are one: "Ukrainian Ministry of Foreign Affairs", "Boston Celtics"."""

from __future__ import annotations

from itertools import pairwise

from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import ORGANIZATION, TEAM, Piece
from dashboard.extract.actors.shapes import is_everyday
from dashboard.model import Kind


def join_bodies(pieces: list[Piece], text: str, lex: Lexicon) -> None:
    """ "Ukrainian" + "Ministry of Foreign Affairs" is one name; its country stays a mention inside it."""
    for left, right in pairwise(pieces):
        if left.sense not in ("country", "adjective", "capital", "place"):
            continue
        made = right.text in lex.words.get("organizations.made", ())  # "Norwegian Architects" are no body
        if right.kind is None and right.text in lex.words["organizations.heads"] and not made:
            right.kind, right.why = Kind.ORGANIZATION, f"a body of {left.actor}"
        if right.kind is None and _is_team(left, right, text, lex):
            right.kind, right.why = Kind.ORGANIZATION, TEAM
        if right.kind is None and _is_of_the_land(left, right, text, lex):
            right.kind, right.why = Kind.ORGANIZATION, f"{left.text} before it"
        if right.kind is not ORGANIZATION:
            continue
        branch = right.known_name in lex.words["organizations.branches"] or _of_another_land(left, right, lex)
        if (right.known is not None and not branch) or text[left.end : right.start] != " ":
            continue
        if branch:
            right.known, right.sense = None, ""  # "Tanzania Red Cross"
        right.start, right.text = left.start, text[left.start : right.end]
        right.actor = left.actor if right.text.rpartition(" ")[2] in lex.words["organizations.cabinets"] else right.text
        left.nested = True
        if left.sense != "place":
            right.affiliation = left.actor


def _is_team(place: Piece, name: Piece, text: str, lex: Lexicon) -> bool:
    """ "Boston Celtics", "the Calgary Flames": a town and a plural; an everyday one behind the article only."""
    words, last = lex.words, name.text.rpartition(" ")[2]
    if name.known is not None or place.sense == "adjective" or not lex.ends(last, "organizations.plurals"):
        return False
    if last.lower() in words["acts.present"]:
        return False
    if place.sense == "country" or last in words["all.heads"] or text[place.end : name.start] != " ":
        return False
    behind = text[max(0, place.start - 4) : place.start].strip().lower() in words["writing.articles"]
    return name.text.count(" ") < 2 and (behind or not any(is_everyday(w.lower(), lex) for w in name.text.split()))


def _is_of_the_land(land: Piece, name: Piece, text: str, lex: Lexicon) -> bool:
    """ "Kenya Power", "UK Athletics": a country before one more word, which is no title of somebody."""
    words = lex.words
    alone = land.sense == "country" and name.known is None and name.single and not name.title
    return (
        alone
        and text[land.end : name.start] == " "
        and ("nouns" not in lex.large or name.text in words["organizations.fields"])
        and "." not in land.text
        and name.text.isalpha()
        and not name.text.isupper()
        and not lex.ends(name.text, "common.verbal")
        and (
            name.text in words["organizations.fields"]
            if land.text.isupper()
            else name.text not in words["titles.fields"]
        )
        and name.text not in words["never.words"]
        and name.text not in words["all.heads"]
    )


def _of_another_land(land: Piece, body: Piece, lex: Lexicon) -> bool:
    """ "Botswana Democratic Party": the table has the party of another country."""
    head = body.text.rpartition(" ")[2] in lex.words["organizations.heads"] and not body.single
    return head and body.sense == "actor" and body.home not in (None, land.known_name)
