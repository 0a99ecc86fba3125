"""Says of each name whether it acts, is the literal place, or only reports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.extract.actors import context
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import ACTOR, ORGANIZATION, PERSON, PLACE, Piece
from dashboard.model import Block, Kind, Role, Sentence

NAMES_A_STATE = frozenset(["country", "capital", "seat", "adjective"])


def give_roles(pieces: Sequence[Piece], text: str, lex: Lexicon) -> None:
    """Set `role` of every piece; None where the word names nobody here ("Russian salad", "former Soviet republic")."""
    previous: Piece | None = None
    sentence: Sentence | None = None
    dateline: re.Match[str] | None = None
    credit = False
    for piece in pieces:
        if piece.sentence is not None and piece.sentence is not sentence:
            sentence = piece.sentence
            opens = piece.start < sentence.start + 60
            closed = sentence.block is Block.DATELINE and text.startswith(".", sentence.end)  # "Santiago (EFE).-"
            opens = opens and (closed or piece.kind is not PERSON)
            dateline = context.dateline(sentence, text) if opens else None
            credit = context.in_credit(sentence, text, lex)
        if dateline is not None and piece.start < dateline.end():
            _in_dateline(piece, dateline)
        elif credit:
            piece.role, piece.why = Role.SOURCE, "byline or credit"
        else:
            _in_text(piece, previous, text, lex)
        if piece.sense == "capital" and piece.role is Role.PLACE:
            piece.kind, piece.actor, piece.affiliation = Kind.PLACE, piece.home or piece.text, piece.known_name
        if piece.nested and piece.sense in NAMES_A_STATE:
            piece.role, piece.kind, piece.actor = Role.ACTOR, Kind.GROUP, piece.known_name
            piece.why = "affiliation of the body named with it"
        previous = piece


def _in_dateline(piece: Piece, dateline: re.Match[str]) -> None:
    piece.role = ACTOR
    if piece.sense == "outlet" or (dateline["agency"] and piece.start >= dateline.start("agency")):
        piece.role, piece.why = Role.SOURCE, "agency in the dateline"
    elif piece.sense in ("capital", "place", "country", "") and piece.start < dateline.end("place"):
        piece.role, piece.why, piece.dateline = Role.PLACE, "dateline", True
        piece.kind = Kind.PLACE if piece.kind is PERSON else piece.kind  # "Santiago, 15 may (EFE)"


def _in_text(piece: Piece, previous: Piece | None, text: str, lex: Lexicon) -> None:
    piece.role, sense = ACTOR, piece.sense
    if sense == "outlet":
        if context.outlet_acts(piece, text, lex):
            piece.why = "acts itself"
        else:
            piece.role, piece.why = Role.SOURCE, "an outlet that reports"
    elif sense == "country" and piece.text != piece.known_name and _former(piece, text, lex):
        piece.role = None  # "the former Soviet republic"
    elif sense == "country" and _of_contest(piece, text, lex):
        piece.role = None
    elif sense in ("country", "capital", "seat"):
        if context.is_place(piece, text, previous, lex):
            piece.role, piece.why = Role.PLACE, "literal place"
        elif sense == "capital":
            piece.why = f"capital of {piece.known_name}, speaks for it"
        elif sense == "seat":
            piece.why = f"seat of government of {piece.known_name}"
    elif sense == "body":
        piece.why = f"stands for {piece.known_name}"
    elif sense in ("adjective", "actor") and _former(piece, text, lex):
        piece.role = None
    elif sense == "actor" and piece.text in lex.words["demonyms.members"]:
        piece.role = ACTOR if context.demonym_acts(piece, text, lex) else None  # "Berg, a Democrat"
    elif sense == "actor" and context.is_medium(piece, text, lex):
        piece.role, piece.why = Role.SOURCE, "where it was said"
    elif sense == "adjective":
        if context.demonym_acts(piece, text, lex):
            piece.why = f"“{piece.text}” is {piece.known_name}"
        else:
            piece.role = None
    elif not sense and piece.kind is ORGANIZATION and context.only_reports(piece, text, lex):
        piece.role, piece.why = Role.SOURCE, "an outlet that reports"
    elif piece.kind is PERSON and context.journey(piece, text, lex):
        piece.role, piece.kind, piece.why = Role.PLACE, Kind.PLACE, "where a journey leads"
    elif piece.kind is PERSON and context.named_after(piece, text, lex):
        piece.role, piece.kind, piece.why = Role.PLACE, Kind.PLACE, "a place named after a person"
    elif piece.kind is PLACE and not sense and not piece.single and context.speaks(piece, text, lex):
        piece.kind, piece.why = Kind.ORGANIZATION, "who runs the place speaks"
    elif piece.kind is PLACE:
        piece.role = Role.PLACE


def _of_contest(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "The US Open", "the Norway Cup": the land is in the name of what is won."""
    if text[piece.end : piece.end + 1] != " " or not text[piece.end + 1 : piece.end + 2].isupper():
        return False
    return text[piece.end + 1 : piece.end + 40].split()[0].strip(".,;:") in lex.words["never.contests"]


def _former(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "the former Soviet republic": what no longer is does not act."""
    if not text[piece.end + 1 : piece.end + 2].islower():
        return False
    before = context.led_by(piece, text)[-1:]
    return any(word.lower() in lex.words["links.former"] for word in before)


def home_of_dateline(pieces: Sequence[Piece]) -> str | None:
    """The country of the city in the dateline."""
    for piece in pieces[:6]:
        if piece.dateline and piece.known is not None:
            return piece.known_name if piece.sense in ("capital", "country") else piece.home
    return None
