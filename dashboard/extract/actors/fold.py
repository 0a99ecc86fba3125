"""Levels what makes two spellings of a name differ: case, accents, quotes, dashes; and lists words in one string."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "‐": "-"})
UNDECOMPOSED = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"})


def words(text: str) -> frozenset[str]:
    """A set of words written as one string."""
    return frozenset(text.split())


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without case, accents and quirks of quotes, for comparing."""
    return name.lower() if name.isascii() else strip_accents(name.translate(QUOTES)).lower()


def strip_accents(name: str) -> str:
    """A name as an English newspaper prints it: Erdoğan → Erdogan."""
    plain = unicodedata.normalize("NFKD", name.translate(UNDECOMPOSED))
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))
