"""Levels what makes two spellings of a name differ: case, accents, quotes, dashes; and lists words in one string."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "‐": "-"})
UNDECOMPOSED = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"})


CYRILLIC = {
    **dict(zip("абвгдезиклмнопрстуфы", "abvgdeziklmnoprstufy", strict=True)),
    **dict(zip("ёжйхцчшщьъэюяіїєґў", "e zh y kh ts ch sh shch   e yu ya i yi ye g w".split(" "), strict=True)),
}


def latin(text: str) -> str:
    """Lower-case Cyrillic letters as English newspapers write them; other letters stay."""
    return "".join(CYRILLIC.get(c, c) for c in text)


def words(text: str) -> frozenset[str]:
    """A set of words written as one string."""
    return frozenset(text.split())


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without case, accents and quirks of quotes, for comparing."""
    if name.isascii():
        return name.lower()
    return strip_accents(latin(name.translate(QUOTES).lower())).lower()


def strip_accents(name: str) -> str:
    """A name as an English newspaper prints it: Erdoğan → Erdogan."""
    plain = unicodedata.normalize("NFKD", name.translate(UNDECOMPOSED))
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


def skeleton(surname: str) -> str:
    """A surname with the spellings of transliteration levelled: Zelenskyy, Zelensky, Zelenskiy → zelensky."""
    word = surname
    for before, after in (
        ("yy", "y"), ("iy", "y"), ("ij", "y"), ("ii", "y"), ("yj", "y"), ("ï", "i"), ("ks", "x"), ("sch", "sh"),
        ("tch", "ch"), ("tsch", "ch"), ("w", "v"), ("ou", "u"), ("ph", "f"), ("kh", "h"), ("gh", "g"), ("dj", "j"),
    ):  # fmt: skip
        word = word.replace(before, after)
    return word[:-2] + "y" if word.endswith("ski") else (word[:-3] + "sky" if word.endswith("skj") else word)
