"""A noun written small by which the article has introduced one person means that person afterwards.

"La jueza Carmen Alday … La jueza apelará", "El gobernador de Alba, Luis Ferrán, … el gobernador", "Ferrán fue detenido
… el detenido". Two persons whom one noun introduces are told apart by their names alone.
"""

from __future__ import annotations

import re
from collections.abc import Set

from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import ACTOR, PERSON, Piece
from dashboard.model import Form

_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)?) ([^\W\d_]+(?:-[^\W\d_]+)?) $")
_REACH = 90  # characters from a noun to the name behind its comma
_BREAK = re.compile(r"[.;:!?,\n]")
_ENDS = frozenset(".;!?,")
_SENTENCE = re.compile(r"[.;:!?\n]")
_ARTICLE = re.compile(r"([^\W\d_]+[' ])$")
# "El alcalde ", "El alcalde de Alba, "
_OPENS = re.compile(r"\w+[' ](?P<noun>\w+)(?: (?:\w+[' ]){1,2}[^\W\d_a-z]\w+,)? $")


def introduced(pieces: list[Piece], text: str, lex: Lexicon) -> list[Piece]:
    """The mentions by such a noun; `pieces` are the named ones in order. None where the language lists no nouns."""
    nouns = lex.words.get("anaphora.introducing", frozenset[str]())
    if not nouns:
        return []
    holders = _holders(pieces, text, lex, nouns | lex.words["roles.nouns"])
    taken = {i for p in pieces for i in range(p.start, p.end)}
    out: list[Piece] = []
    for noun, bearers in holders.items():
        if len(bearers) == 1 and noun not in lex.words["anaphora.homonyms"]:
            bearer = next(iter(bearers.values()))
            out += _places(noun, bearer, text, lex, taken)
    return out


def _holders(pieces: list[Piece], text: str, lex: Lexicon, nouns: Set[str]) -> dict[str, dict[str, Piece]]:
    """Noun → the persons whom it introduces, each where it first does; also what the noun may be said for, as
    `anaphora.offices` pairs them."""
    holders: dict[str, dict[str, Piece]] = {}
    undergone = lex.patterns.get("undergone")
    for piece in pieces:
        if piece.kind is not PERSON or piece.role is not ACTOR:
            continue
        told = [_noun_before(piece, text, lex), _noun_over_comma(piece, text, nouns, lex)]
        if undergone is not None and (found := undergone.match(text, piece.end)) is not None:
            told.append(found["noun"] if _opens_clause(piece, text, nouns, lex) else "")
        for noun in told:
            if noun in nouns:
                holders.setdefault(noun, {}).setdefault(piece.actor, piece)
    for pair in lex.words["anaphora.offices"]:
        other, _, titles = pair.partition("=")
        for title in titles.split("/"):
            for actor, piece in holders.get(title, {}).items():
                holders.setdefault(other, {}).setdefault(actor, piece)
    return holders


def _opens_clause(piece: Piece, text: str, nouns: Set[str], lex: Lexicon) -> bool:
    """The sentence opens with the name, or with the noun that says who it is: "El alcalde de Alba, | Julio Ferrán,";
    not "El hermano del alcalde", "El hombre que mató a"."""
    opening = _SENTENCE.split(text[max(0, piece.start - _REACH) : piece.start])[-1].lstrip()
    found = _OPENS.match(opening)
    if found is None:
        return not opening
    return found["noun"] in nouns and lex.behind_the(opening, found.start("noun"))


def _noun_before(piece: Piece, text: str, lex: Lexicon) -> str:
    """The noun right before a name: "la jueza | Carmen Alday"; "" before an "ancien ministre", who is no minister."""
    found = _WORD_BEFORE.search(text, max(0, piece.start - _REACH), piece.start)
    if found is None:
        single = re.search(r"'([^\W\d_]+) $", text[max(0, piece.start - _REACH) : piece.start])
        return single[1] if single else ""
    return "" if found[1].lower() in lex.words["roles.other"] else found[2]


def _noun_over_comma(piece: Piece, text: str, nouns: Set[str], lex: Lexicon) -> str:
    """The noun of which a name between commas says who it is: "El gobernador de Alba, | Luis Ferrán,"."""
    if text[piece.start - 2 : piece.start] != ", " or text[piece.end : piece.end + 1] not in (",", "."):
        return ""
    begin = max(0, piece.start - 2 - _REACH)
    stretch = _BREAK.split(text[begin : piece.start - 2])[-1]
    words = stretch.replace("'", " ").split()
    for at in range(len(words) - 1):
        if words[at].lower() in lex.the and words[at + 1] in nouns:
            return words[at + 1]
    return ""


def _places(noun: str, bearer: Piece, text: str, lex: Lexicon, taken: Set[int]) -> list[Piece]:
    """Where the noun, with its article and what acts behind it, stands for the person afterwards; nowhere once he has
    died or left, or another is told of: "una nueva jueza"."""
    out: list[Piece] = []
    first = text.rfind(noun, 0, bearer.start)
    stop = _replaced(noun, bearer, text, lex)
    at = text.find(noun, bearer.end, stop)
    while at >= 0:
        end = at + len(noun)
        if at not in taken and _led_by_its_article(text, first, at, lex) and _goes_on_to_act(text, end, taken, lex):
            why = f"described: {bearer.actor} is introduced so"
            out.append(Piece(at, end, text[at:end], PERSON, bearer.actor, role=ACTOR, why=why, form=Form.DESCRIPTION))
            out[-1].affiliation = bearer.affiliation
        at = text.find(noun, end, stop)
    return out


def _replaced(noun: str, bearer: Piece, text: str, lex: Lexicon) -> int:
    """Where the text behind the bearer says that somebody left or died, or tells of another of whom the noun is said;
    its end without."""
    words = "|".join(sorted(map(re.escape, lex.words["anaphora.leaving"]), key=len, reverse=True))
    others = "|".join(sorted(lex.words["anaphora.another"]))
    found = re.compile(rf"\b(?:{words})\b|\b(?:{others}) (?:\w+ )?{noun}\b").search(text, bearer.end)
    return found.start() if found is not None else len(text)


def _led_by_its_article(text: str, first: int, at: int, lex: Lexicon) -> bool:
    """An article of the gender of the first stands before the noun, no comma before that, "sa sœur, la juge,", and
    nobody is chosen or shown: "éliront le bâtonnier"."""
    if text[at - 1] not in " '" or not lex.behind_the(text, at):
        return False
    article, before = _ARTICLE.search(text[:at][-9:]), _ARTICLE.search(text[max(0, first - 9) : max(0, first)])
    if article is None:
        return False
    start = at - len(article[1])
    led = before is not None and lex.behind_the(text, first)
    if led and before is not None and "'" not in article[1] + before[1]:
        she = lex.words["anaphora.feminine"]
        if (article[1].strip().lower() in she) != (before[1].strip().lower() in she):
            return False
    if text[start - 2 : start] == ", ":
        return False
    sentence = _SENTENCE.split(text[max(0, start - _REACH) : start])[-1]
    return not any(lex.begins(word, "anaphora.choosing") for word in sentence.lower().split())


def _goes_on_to_act(text: str, end: int, taken: Set[int], lex: Lexicon) -> bool:
    """The noun ends here, at a mark or before what only acts; no name behind a comma says who it is."""
    mark = text[end : end + 1]
    if mark in _ENDS:
        behind = text[end + 1 : end + 40].lower().split(maxsplit=1)[:1]
        return end + 2 not in taken and not any(lex.begins(word, "anaphora.choosing") for word in behind)
    word = re.match(r" (\w+'?)", text[end : end + 40])
    if word is None:
        return False
    low = word[1]
    acts = low in lex.acts or (bool(lex.acting) and low.endswith(lex.acting))
    return acts or low in lex.words["anaphora.acting_too"] or lex.ends(low, "anaphora.acting_ends")
