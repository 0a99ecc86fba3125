"""Levels what makes two spellings of a name differ: case, accents, quotes, dashes; and lists words in one string."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "‐": "-"})
UNDECOMPOSED = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"})


PLAIN = tuple((chr(odd), usual) for odd, usual in QUOTES.items())
CYRILLIC = {
    **dict(zip("абвгдезиклмнопрстуфы", "abvgdeziklmnoprstufy", strict=True)),
    **dict(zip("ёжйхцчшщьъэюяіїєґў", "e zh y kh ts ch sh shch   e yu ya i yi ye g w".split(" "), strict=True)),
}


def plain(text: str) -> str:
    """The text with typographic quotes, dashes and blanks made plain; every character keeps its place."""
    if text.isascii():
        return text
    for odd, usual in PLAIN:
        if odd in text:
            text = text.replace(odd, usual)
    return text


def latin(text: str) -> str:
    """Lower-case Cyrillic letters as English newspapers write them; other letters stay."""
    return "".join(CYRILLIC.get(c, c) for c in text)


def words(text: str) -> frozenset[str]:
    """A set of words written as one string."""
    return frozenset(text.split())


def fold(name: str) -> str:
    """A name without case, accents and quirks of quotes, for comparing."""
    return name.lower() if name.isascii() else _folded(name)


@lru_cache(maxsize=65536)
def _folded(name: str) -> str:
    return strip_accents(latin(name.translate(QUOTES).lower())).lower()


def strip_accents(name: str) -> str:
    """A name as an English newspaper prints it: Erdoğan → Erdogan."""
    plain = unicodedata.normalize("NFKD", name.translate(UNDECOMPOSED))
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


SAME_SOUND = (
    ("kh", "ch"), ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("chyo", "che"), ("cho", "che"), ("ï", "i"), ("j", "y"),
    ("yy", "y"), ("iy", "y"), ("yi", "y"), ("ii", "y"), ("y", "i"), ("ks", "x"), ("w", "v"), ("ou", "u"), ("ph", "f"),
    ("zh", "sh"), ("gh", "g"), ("ts", "z"), ("ie", "e"),
)  # fmt: skip
SAME_END = (("enka", "enko"), ("off", "ov"), ("eff", "ev"))


@lru_cache(maxsize=65536)
def skeleton(surname: str) -> str:
    """A surname with the spellings of transliteration levelled: Zelenskyy, Zelensky, Zelenskiy → zelensky."""
    word = surname
    for before, after in SAME_SOUND:
        word = word.replace(before, after)
    for before, after in SAME_END:
        if word.endswith(before):
            return word.removesuffix(before) + after
    return word
