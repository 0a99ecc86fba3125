"""The forms of verbs and nouns that take -s, -ed and -ing, for a language whose rule file lists no paradigms."""

from __future__ import annotations

import re
from collections.abc import Set

_VOWEL_CONSONANT = re.compile(r"(?:^|[^aeiou]|qu)[aeiou][bdgklmnprt]$")


def third_person(base: str) -> str:
    """Of a verb its third person, of a noun its plural."""
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def plural(noun: str) -> tuple[str, ...]:
    """A noun and its plural; one that ends in -s has none beside it."""
    return (noun,) if noun.endswith("s") else (noun, third_person(noun))


def many(noun: str) -> bool:
    """The noun ends as a plural does: "groups", not "boss"."""
    return noun.endswith("s") and not noun.endswith("ss")


def past(base: str, stressed_last: Set[str]) -> str:
    """The form in -ed; verbs of several syllables that double their last letter are `stressed_last`."""
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if _doubles(base, stressed_last) else base + "ed"


def gerund(base: str, stressed_last: Set[str]) -> str:
    """The form in -ing, as `past`."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + base[-1] + "ing" if _doubles(base, stressed_last) else base + "ing"


def british(base: str, stressed_last: Set[str]) -> tuple[str, str] | None:
    """The forms in -led and -ling of a verb that only British spelling doubles: "travelled"; None for any other."""
    if base.endswith("l") and base[-2] in "aeiou" and not _doubles(base, stressed_last):
        return f"{base}led", f"{base}ling"
    return None


def _doubles(base: str, stressed_last: Set[str]) -> bool:
    if not _VOWEL_CONSONANT.search(base) or base[-1] in "wxy":
        return False
    return len(re.findall(r"[aeiou]+", base.replace("qu", "q"))) == 1 or base in stressed_last
