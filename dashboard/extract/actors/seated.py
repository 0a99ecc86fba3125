"""Bodies written small that where they sit tells apart: "la cour d'appel de Paris", "le conseil municipal de Pau".

The name begins with a large letter, as where the text writes it so: "Cour d'appel de Paris". Without an article right
before it a body is only part of something else: "l'avis du conseil municipal de Pau".
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from dashboard.extract.actors.lexicon import WORD, Lexicon
from dashboard.extract.actors.piece import Piece
from dashboard.model import Kind

_LED = 24  # characters in which the article of a body stands, and the word before it
_NESTED = 3  # names that can nest before a place of the text


def name_seated(pieces: list[Piece], text: str, lex: Lexicon) -> None:
    """Put such bodies among the pieces, in place of the place that tells them apart; only where the language has them,
    as `organizations.seated_small` lists them."""
    heads = lex.words.get("organizations.seated_small", frozenset[str]())
    behind = lex.patterns.get("seat")
    if not heads or behind is None or not pieces:
        return
    starts = [p.start for p in pieces]
    more: dict[int, Piece] = {}
    gone = set[int]()
    for head in heads:
        at = text.find(f"{head} ")
        while at >= 0:
            found = behind.match(text, at + len(head))
            if found is not None and _behind_article(text, at, lex) and _acts(text, at, head, lex):
                _add(more, gone, pieces, starts, (at, found.start("place"), found.end()), text)
            at = text.find(f"{head} ", at + 1)
    if more:
        kept = [p for p in pieces if id(p) not in gone]
        pieces[:] = sorted([*kept, *more.values()], key=attrgetter("start"))


def _behind_article(text: str, at: int, lex: Lexicon) -> bool:
    """An article stands right before the body, and nothing between them."""
    return text[at - 1 : at] in (" ", "'") and lex.behind_the(text, at)


def _acts(text: str, at: int, head: str, lex: Lexicon) -> bool:
    """The body is no place or post here, "a explosé à la mairie de Nice"; what is also a building opens its clause, or
    is said to act: "par la mairie de Nice"."""
    *before, article = WORD.findall(text[max(0, at - _LED) : at].lower()) or [""]
    last = before[-1] if before else ""
    if last in lex.words["organizations.seated_not"] or article in lex.words["organizations.seated_not"]:
        return False
    if head not in lex.words["organizations.seated_houses"] or last in lex.words["organizations.seated_behind"]:
        return True
    led = text[max(0, at - _LED) : at].rstrip(" '").removesuffix(article.capitalize()).removesuffix(article)
    return not led.rstrip(" ") or led.rstrip(" ")[-1] in ".,;:!?\n"


def _add(
    more: dict[int, Piece],
    gone: set[int],
    pieces: list[Piece],
    starts: list[int],
    where: tuple[int, int, int],
    text: str,
) -> None:
    """Keep the body that begins at the first offset, whose place begins at the second and ends at the third, or with
    the longer name that stands there; the longest of those that begin here. The bodies of a land are
    named elsewhere."""
    start, seat, end = where
    near = pieces[max(0, bisect_left(starts, seat) - _NESTED) : bisect_left(starts, end)]
    inside = [p for p in near if p.start < end and p.end > seat]
    if len(inside) > 1 or any(p.start < seat or p.kind is Kind.PERSON or p.sense == "country" for p in inside):
        return
    end = max(end, *(p.end for p in inside)) if inside else end
    if start in more and more[start].end >= end:
        return
    name = text[start].upper() + text[start + 1 : end]
    more[start] = Piece(start, end, text[start:end], Kind.ORGANIZATION, name, why="a body by where it sits")
    more[start].sentence = inside[0].sentence if inside else None
    gone.update(id(p) for p in inside)
