"""Whom the article means by a part of a full name: a surname, a given name, initials, a case, a misprint."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dashboard.extract.actors.context import led_by
from dashboard.extract.actors.declined import surnames
from dashboard.extract.actors.fold import fold
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.persons import alike, bare, ways
from dashboard.extract.actors.piece import Piece
from dashboard.model import Kind

LONG, NEAR = 5, 0.88  # letters of a surname that a misprint leaves alike, and how much alike
JUNIOR = (" jr.", " jr", " sr.")


@lru_cache(maxsize=65536)
def _keys(text: str) -> tuple[str, str]:
    """What is written, folded, without what tells a son from his father; the same without an article."""
    key = fold(text)
    for suffix in JUNIOR:
        key = key.removesuffix(suffix)
    return key, bare(key)


class Said:
    """The full names of an article by the shorter ways to say them.

    Parameters
    ----------
    full : full name as written → canonical full name
    pieces : all names of the article in order
    """

    def __init__(self, full: Mapping[str, str], pieces: Sequence[Piece], text: str, lex: Lexicon) -> None:
        self.ways: dict[str, list[str]] = {}  # folded → full names
        for name, canonical in full.items():
            for way in {*ways(name), *ways(canonical)} if lex.declension.surnames else ways(name):
                names = self.ways.setdefault(way, [])
                if canonical not in names:
                    names.append(canonical)
        for piece in pieces if lex.declension.surnames else ():  # "Ассанж" of the known Julian Assange
            if piece.kind is Kind.PERSON and piece.known is not None and not piece.single:
                for way in ways(piece.text):
                    if piece.actor not in (names := self.ways.setdefault(way, [])):
                        names.append(piece.actor)
        self.surnames: dict[str, list[tuple[str, str]]] = {}  # first letter → long surnames, and who bears them
        written = {
            canonical: fold(name) for name, canonical in full.items()
        }  # "Olexandr Syrsky" of one spelled otherwise
        for way, names in self.ways.items():
            if len(way) >= LONG and " " not in way:
                bearers = (
                    (way, name) for name in names if fold(name).endswith(way) or written.get(name, "").endswith(way)
                )
                self.surnames.setdefault(way[0], []).extend(bearers)
        self.pieces, self.kin = pieces, self._kin(full, pieces, text, lex)
        self.places: dict[str, list[int]] = {name: [] for name in full.values()}  # full name → pieces that write it
        for index, piece in enumerate(pieces):
            if piece.text in self.places:
                self.places[piece.text].append(index)

    def _kin(self, full: Mapping[str, str], pieces: Sequence[Piece], text: str, lex: Lexicon) -> set[str]:
        """Who is first named as somebody's son or wife, whom the bare surname does not mean: "His sons, Peter and Mark
        Doyle"."""
        words, known, out = lex.words.get("people.kin"), set[str](), set[str]()
        for piece in pieces if words else ():
            name = full.get(piece.text)
            if words and name is not None and name not in known:
                known.add(name)
                if not words.isdisjoint(word.rstrip(",") for word in led_by(piece, text)):
                    out.add(name)
        return out

    def meant(self, index: int, lex: Lexicon) -> str | None:
        """The full name that a piece is a part of; None where it is part of none."""
        piece = self.pieces[index]
        key, plain = _keys(piece.text)
        names = (
            self.ways.get(key) or self.ways.get(plain) or self._in_a_case(piece, lex) or self._misprinted(key, piece)
        )
        if len(names) < 2:
            return names[0] if names else None
        return self._chosen(names, index, lex)

    def comes_later(self, name: str, index: int) -> bool:
        """The full name is first written behind a piece."""
        at = self.places.get(name, [])
        return len(at) > 0 and at[0] > index

    def crowned(self, piece: Piece, lex: Lexicon) -> list[str]:
        """Who bears both the title and the given name: "Prince Faisal" after Prince Faisal bin Farhan."""
        title, _, given = piece.text.partition(" ")
        royal = lex.words["titles.royal"]
        if title not in royal or piece.known is not None:
            return []
        crowned = {p.actor for p in self.pieces if p.title and not royal.isdisjoint(p.title.split())}
        return [
            name for name in self.ways.get(fold(given), ()) if name in crowned and fold(name).startswith(fold(given))
        ]

    def _in_a_case(self, piece: Piece, lex: Lexicon) -> list[str]:
        """Whom a bare surname in another case means: "Лапшиной" after Вера Лапшина."""
        if not lex.declension.surnames or not piece.single or piece.known is not None:
            return []
        forms = surnames(piece.text, lex)
        return next((self.ways[fold(form)] for form in forms if form != piece.text and fold(form) in self.ways), [])

    def _misprinted(self, key: str, piece: Piece) -> list[str]:
        """The one person whose surname is a letter or two off: "Mauer" beside K.C. Maurer."""
        if len(key) < LONG or not piece.single or piece.text.isupper():
            return []
        if piece.known is not None or piece.kind not in (None, Kind.PERSON):
            return []
        bearers = self.surnames.get(key[0], ())
        near = {name for way, name in bearers if way != f"{key}s" and alike(way, key, NEAR)}
        return list(near) if len(near) == 1 else []

    def _chosen(self, names: list[str], index: int, lex: Lexicon) -> str:
        """Of several the one of the title's gender, who bears it as surname, was named most, or was named first in the
        last sentence that names one."""
        piece = self.pieces[index]
        gender = (
            "f" if piece.title in lex.words["titles.female"] else "m" if piece.title in lex.words["titles.male"] else ""
        )
        if gender:
            names = [n for n in names if lex.given.get(fold(n.split()[0])) == gender] or names
        said = fold(piece.text)
        names = [n for n in names if fold(n).split()[-1] == said] or names
        names = [n for n in names if n not in self.kin] or names
        told = [bisect_left(self.places[n], index) for n in names]
        best = max(told)
        if best > 2 * (sum(told) - best) > 0:
            return names[told.index(best)]
        last = next((i for i in range(index - 1, -1, -1) if self.pieces[i].actor in names), -1)
        while last > 0 and self.pieces[last - 1].sentence is self.pieces[last].sentence:
            last -= 1
        return next((p.actor for p in self.pieces[max(last, 0) : index] if p.actor in names), names[0])
