"""Finds who is meant where no name stands: "the alliance", "the two ministers", "he".

Only what the text around settles is resolved; the rest stays silent. Reasons begin with "described" or "pronoun", so that
lists of names can leave these mentions out while events use them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.extract.actors.lexicon import Lexicon, fold
from dashboard.extract.actors.pieces import Piece
from dashboard.model import Block, Kind, Role, Sentence

PRONOUN = re.compile(r"\b(?:He|She|he|she)\b")
FAR = 2  # sentences: a pronoun looks no further back


def descriptions(pieces: list[Piece], text: str, lex: Lexicon) -> list[Piece]:
    """The mentions by description; `pieces` are the named ones in order."""
    out: list[Piece] = []
    out += _short(pieces, text, lex)
    out += _pairs(pieces, text, lex)
    out += _offices(pieces, text)
    return out


def _short(pieces: list[Piece], text: str, lex: Lexicon) -> list[Piece]:
    """ "the North" in an article on Korea, "the alliance" after NATO."""
    named: dict[str, Piece] = {}
    for piece in pieces:
        named.setdefault(piece.actor, piece)
    out = []
    for pair in lex.words["anaphora.short"]:
        word, _, actor = pair.partition("=")
        first = named.get(actor)
        if first is None:
            continue
        if f"he {word}" not in text:
            continue
        for match in re.finditer(rf"\b[Tt]he ({word})\b(?! (?:of )?[A-Z]|-)", text):
            if match.start() > first.start and not _covered(match.start(1), pieces):
                why = f"described: {actor} is named in the text"
                out.append(_piece(match.start(1), match.end(1), text, first, why))
    return out


def _pairs(pieces: list[Piece], text: str, lex: Lexicon) -> list[Piece]:
    """ "the two ministers": the last two persons named, both."""
    if " two" not in text and "The two" not in text and "oth " not in text:
        return []
    people = "|".join(sorted(lex.words["anaphora.pairs_of_people"]))
    lands = "|".join(sorted(lex.words["anaphora.pairs_of_countries"]))
    pattern = rf"\b(?:[Tt]he|[Tt]hese|[Tt]hose) two (?:[a-z]+ )?(?P<people>{people})\b|\b[Bb]oth (?:[a-z]+ )?(?:(?P<more>{people})|(?P<both>{lands}))\b"
    pattern += rf"|\b[Tt]he two (?:[a-z]+ )?(?P<lands>{lands})\b|\b[Tt]he two(?= (?:expressed|said|agreed|met|spoke|discussed|will|have|had|are|were|also)\b)"
    out = []
    for match in re.finditer(pattern, text):
        kind = Kind.COUNTRY if match["lands"] or match["both"] else Kind.PERSON
        start = match.start()
        last: dict[str, Piece] = {}
        for piece in reversed(pieces):
            if piece.start < start and start - piece.start < 700 and piece.role is Role.ACTOR:
                is_kind = (
                    piece.kind is kind or (kind is Kind.COUNTRY and piece.known is not None and piece.kind is Kind.GROUP)
                )
                if is_kind and piece.actor not in last:
                    last[piece.actor] = piece
                if len(last) == 2:
                    break
        if len(last) == 2:
            why = f"described: “{match.group()}” after both were named"
            out += [_piece(start, match.end(), text, piece, why) for piece in reversed(last.values())]
    return out


def _offices(pieces: list[Piece], text: str) -> list[Piece]:
    """ "the president", "the Secretary of State": the one person of the article who bears that title."""
    bearers: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.kind is Kind.PERSON and piece.title and piece.role is Role.ACTOR:
            words = piece.title.split()
            for title in {piece.title, words[-1]}:
                held = bearers.setdefault(fold(title), [])
                if all(p.actor != piece.actor for p in held):
                    held.append(piece)
    out = []
    low = text.lower()
    for title, holders in bearers.items():
        if len(title) < 5 or len(holders) != 1 or title in ("leader", "member", "counterpart", "official", "former"):
            continue
        if f"the {title}" not in low:
            continue
        for match in re.finditer(rf"\b[Tt]he ({re.escape(title)})\b(?! [A-Z]| of\b|'s)", text, re.I):
            if match.start() > holders[0].start and not _covered(match.start(1), pieces):
                out.append(
                    _piece(
                        match.start(1), match.end(1), text, holders[0], "described: holds the office in this article"
                    )
                )
    return out


def pronouns(pieces: list[Piece], sentences: Sequence[Sentence], text: str, lex: Lexicon) -> list[Piece]:
    """ "he" and "she": the one person whom this or one of the sentences before names, if gender and number leave one.

    The subject of a sentence is the first person it names; a sentence that names two persons of the gender offers its
    subject only.
    """
    out: list[Piece] = []
    per: list[list[Piece]] = [[] for _ in sentences]
    index = 0
    for piece in pieces:
        while index + 1 < len(sentences) and sentences[index].end <= piece.start:
            index += 1
        if piece.kind is Kind.PERSON and piece.role is Role.ACTOR:
            per[index].append(piece)
    carried: list[tuple[int, Piece]] = []
    for number, sentence in enumerate(sentences):
        if sentence.block in (Block.CREDIT, Block.DATELINE, Block.HEADLINE, Block.HEADING):
            continue
        for match in PRONOUN.finditer(text, sentence.start, sentence.end):
            gender = "f" if match.group().lower() == "she" else "m"
            inside = [p for p in per[number] if p.end <= match.start() and _can_be(p, gender, lex)]
            before = [p for at, p in carried if number - at <= FAR and _can_be(p, gender, lex)]
            chosen = inside[0] if len({p.actor for p in inside}) == 1 else None
            if chosen is None and not inside and before:
                chosen = before[-1]
            if chosen is not None:
                out.append(
                    _piece(match.start(), match.end(), text, chosen, f"pronoun: {chosen.actor} is the one named before")
                )
        subject = next((p for p in per[number] if _opens(p, sentence, text)), per[number][0] if per[number] else None)
        if subject is not None:
            carried.append((number, subject))
    return out


def _opens(piece: Piece, sentence: Sentence, text: str) -> bool:
    return piece.start - sentence.start < 60 and "," not in text[sentence.start : piece.start]


def _can_be(piece: Piece, gender: str, lex: Lexicon) -> bool:
    known = lex.given.get(fold(piece.actor.split()[0]), "")
    return known in ("", gender)


def _covered(start: int, pieces: list[Piece]) -> bool:
    return any(p.start <= start < p.end for p in pieces)


def _piece(start: int, end: int, text: str, source: Piece, why: str) -> Piece:
    return Piece(
        start,
        end,
        text[start:end],
        source.kind,
        source.actor,
        role=Role.ACTOR,
        affiliation=source.affiliation,
        why=why,
    )
