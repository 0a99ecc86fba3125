"""Names in languages that decline them: Russian cases, the German genitive.

A declined name is looked up without its ending; its Latin spelling is that of the newspapers, so that Лавров,
Lawrow and Lavrov can be one person. The endings stand under [declension] in the rule file of a language.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dashboard.extract.actors.fold import fold, skeleton
from dashboard.extract.actors.lexicon import Entry, Lexicon

CASES = (1, 4)  # letters that a case ending has, and fewer than it never has
NEXT_WORD = re.compile(r" ([^\W\d_]+)")


def declined(word: str, lex: Lexicon) -> Entry | None:
    """The entry of a name in another case, spelled as it stands; None where there is none."""
    cases = lex.declension
    if cases.adjectival is not None and cases.adjectival.search(word):
        return None
    for ending in cases.endings:
        base = word.removesuffix(ending)
        if len(base) < cases.shortest or not word.endswith(ending):
            continue
        entry = lex.names.get(base)
        if entry is None:
            spelled = (lex.exact.get(base + more) for more in ("", *cases.nominative))
            entry = next((found for found in spelled if found is not None and not found.the), None)
        if entry is not None:
            city = entry.spelling if entry.sense == "capital" and entry.home is None else entry.home
            return replace(entry, spelling=word, the=False, home=city)
    return None


def declined_land(text: str, start: int, end: int, lex: Lexicon) -> Entry | None:
    """The entry of a land whose name of several words begins with the word at start…end in some case, spelled as it
    stands: "Южной Кореи"."""
    word = text[start:end]
    for size in range(CASES[0], min(CASES[1], len(word) - 1)):
        for more, entry in lex.lands.get(word[: len(word) - size], ()):
            at = end
            for stem in more:
                found = NEXT_WORD.match(text, at)
                if found is None or not found[1].startswith(stem) or len(found[1]) - len(stem) >= CASES[1]:
                    break
                at = found.end()
            else:
                return replace(entry, spelling=text[start:at], the=False)
    return None


def nominative(name: str, lex: Lexicon) -> str:
    """A full name without its case: "Сергея Лаврова" is Сергей Лавров."""
    words = name.split()
    given = given_name(words[0], lex) if len(words) > 1 else ""
    if not given:
        return name
    if given != words[0] and lex.given[fold(given)] == "m" and words[-1][-1] not in lex.declension.vowels:
        given = _womans(words[0], lex) or given  # "Марину Олейник", no Марин, who would be "Олейнику"
    woman = lex.given[fold(given)] == "f"
    changed = given != words[0] or lex.given[fold(given)] == "m"
    last = _surname(words[-1], lex, woman) if changed else words[-1]
    surname = _patronymic(last, lex) if changed and len(words) == 2 else last  # "Анне Павловне"
    middle = (_patronymic(word, lex) for word in words[1:-1]) if changed else words[1:-1]
    return " ".join([given, *middle, surname])


def given_name(word: str, lex: Lexicon) -> str:
    """The given name of the table that a word is, in whatever case; empty where it is none."""
    cases = lex.declension
    if (known := next((base for case, base in cases.irregular if case == word), "")) and fold(known) in lex.given:
        return known
    ends = [pair for pair in cases.given if word.endswith(pair[0]) and (pair[0] or word not in cases.oblique)]
    vowels = ["", cases.fleeting] if cases.fleeting else [""]
    for fleeting in vowels:  # "Ольге" is Ольга, "Павла" Павел
        for ending, base in ends:
            stem, mans = word.removesuffix(ending), bool(ending) and not base
            if fleeting and not mans:
                continue
            found = f"{stem[:-1]}{fleeting}{stem[-1:]}" if fleeting else stem + base
            sex = lex.given.get(fold(found))
            if sex is not None and not (mans and sex == "f"):  # "Анну" is Анна, and no Ann
                return found
    return ""


def _womans(word: str, lex: Lexicon) -> str:
    """The woman's given name that a word in some case is; empty where it is none."""
    ends = (pair for pair in lex.declension.given if pair[0] and pair[1] and word.endswith(pair[0]))
    bases = (word.removesuffix(ending) + base for ending, base in ends)
    return next((base for base in bases if lex.given.get(fold(base)) == "f"), "")


def surnames(word: str, lex: Lexicon) -> tuple[str, ...]:
    """What a bare surname can be without its case: a man's and a woman's."""
    return (_surname(word, lex, False), _surname(word, lex, True)) if lex.declension.surnames else ()


def _surname(word: str, lex: Lexicon, woman: bool) -> str:
    for cases, ending in lex.declension.of_women if woman else lex.declension.surnames:
        if found := cases.fullmatch(word):
            return found[1] + ending
    found = lex.declension.foreign.fullmatch(word) if lex.declension.foreign else None
    return found[1] if found and skeleton(fold(found[1])) in lex.surnames else word


def _patronymic(word: str, lex: Lexicon) -> str:
    """ "Петровича" is Петрович."""
    found = ((cases.fullmatch(word), ending) for cases, ending in lex.declension.patronymics)
    return next((match[1] + ending for match, ending in found if match), word)


def is_foreign(word: str, lex: Lexicon) -> bool:
    """Written in other letters than those of the language, which declines no such word: "Telegram" in Russian."""
    letters = lex.patterns.get("letters")
    return letters is not None and letters.search(word) is None


def of_stem(word: str, lex: Lexicon) -> Entry | None:
    """The country of an adjective in any of its forms: russe, russes, russische."""
    if word[:3] not in lex.stemmed:
        return None
    for size in range(min(len(word), 14), 2, -1):
        entry = lex.stems.get(word[:size])
        if entry is not None:
            return entry if len(word) - size <= 4 else None
    return None
