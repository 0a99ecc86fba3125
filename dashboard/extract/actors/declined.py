"""Names in languages that decline them: Russian cases, the German genitive.

A declined name is looked up without its ending; its Latin spelling is that of the newspapers, so that Лавров,
Lawrow and Lavrov can be one person.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dashboard.extract.actors.fold import fold, skeleton
from dashboard.extract.actors.lexicon import Entry, Lexicon

ENDINGS = (
    "",
    "а",
    "у",
    "е",
    "и",
    "ы",
    "ю",
    "я",
    "ом",
    "ем",
    "ой",
    "ей",
    "ым",
    "ого",
    "ому",
    "им",
    "ии",
    "ию",
    "ией",
    "ь",
)
GIVEN = (
    ("", ""),
    ("я", "й"),
    ("ю", "й"),
    ("ем", "й"),
    ("а", ""),
    ("у", ""),
    ("ом", ""),
    ("е", ""),
    ("я", "ь"),
    ("ю", "ь"),
)


def declined(word: str, lex: Lexicon) -> Entry | None:
    """The entry of a name in another case, spelled as it stands; None where there is none."""
    if lex.language == "de":
        entry = lex.exact.get(word[:-1]) if word.endswith("s") and len(word) > 4 else None
        return replace(entry, spelling=word) if entry is not None and not entry.the else None
    if lex.language != "ru":
        return None
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            base = word[: len(word) - len(ending)] if ending else word
            entry = lex.names.get(base) or lex.exact.get(base) or lex.exact.get(base + "й") or lex.exact.get(base + "ь")
            if entry is not None:
                city = entry.spelling if entry.sense == "capital" and entry.home is None else entry.home
                return replace(entry, spelling=word, the=False, home=city)
    return None


def nominative(name: str, lex: Lexicon) -> str:
    """A Russian full name without its case: "Сергея Лаврова" is Сергей Лавров."""
    words = name.split()
    if len(words) < 2 or not "а" <= words[0][-1].lower() <= "я":
        return name
    for ending, base in GIVEN:
        if words[0].endswith(ending):
            stem = words[0][: len(words[0]) - len(ending)]
            fleeting = f"{stem[:-1]}е{stem[-1:]}" if ending and not base else ""  # "Павла" is Павел
            given = next((x for x in (stem + base, fleeting) if fold(x) in lex.given), "")
            if given:
                changed = given != words[0]
                surname = _surname(words[-1], lex) if changed or lex.given[fold(given)] == "m" else words[-1]
                return " ".join([given, *words[1:-1], surname])
    return name


def _surname(word: str, lex: Lexicon) -> str:
    found = re.fullmatch(r"(.+(?:ов|ев|ёв|ин|ын))(?:а|у|ым|е)", word)
    if found:
        return found[1]
    found = re.fullmatch(r"(.+[сц]к)(?:ого|ому|им|ом)", word)
    if found:
        return f"{found[1]}ий"
    found = re.fullmatch(r"(.+(?:[тд]|н[кч]|ук|юк|як|ич|ль|ер|ан|ян))(?:а|у|ом|ем|е)", word)
    if found:
        return found[1]
    found = re.fullmatch(r"(.+[^аеёиоуыэюя])(?:ом|а|у|е)", word)  # a foreign surname, where the table knows it
    return found[1] if found and skeleton(fold(found[1])) in lex.surnames else word


def of_stem(word: str, lex: Lexicon) -> Entry | None:
    """The country of an adjective in any of its forms: russe, russes, russische."""
    for size in range(min(len(word), 14), 2, -1):
        entry = lex.stems.get(word[:size])
        if entry is not None:
            return entry if len(word) - size <= 4 else None
    return None
