"""Which language an article is written in, when it does not say.

py3langid (BSD licence, its model inside its wheel, offline) judges the first two thousand characters among the
languages news is mostly written in: left to choose among 97 it takes a short English headline for Dutch or Quechua.
"""

from __future__ import annotations

from functools import cache

NEWS_LANGUAGES = "ar cs da de el en es et fa fi fr he hi hu id it ja ko lt lv nl no pl pt ro ru sk sl sr sv tr uk vi zh"
ENOUGH = 40  # letters; a shorter text is taken for English unless it is in another script


@cache
def _classify():
    import py3langid  # one second to load its model: only where an article does not say its language

    py3langid.set_languages(NEWS_LANGUAGES.split())
    return py3langid.classify


def detect(text: str) -> str:
    """ISO 639-1 code of the language of a text; English where there is too little to judge by."""
    start = text[:2000]
    letters = "".join(filter(str.isalpha, start))  # no emoji, no marks of direction
    if not letters or (len(letters) < ENOUGH and letters.isascii()):
        return "en"
    return _classify()(start)[0]
