"""What the rule file of a language says of names: word lists, patterns of what stands around them, case endings.

Titles, heads and links of the language of the tables hold in the others too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from dashboard.errors import RuleError
from dashboard.rules import rules

TABLES = "en"  # the language of data/*.csv; its titles and heads hold in others too
UNITED = (
    "titles.", "organizations.", "never.", "places.heads", "places.first", "places.saints",
    "modifiers.", "links.", "people.surnames", "people.small", "people.rule", "roles.vague", "starts.names",
    "demonyms.no_people",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Declension:
    """The case endings of names; all empty in a language that declines none."""

    endings: tuple[str, ...] = ()  # of a known name, tried in this order
    shortest: int = 2  # letters of a name before its ending
    nominative: tuple[str, ...] = ()  # what a name without its ending may lack
    given: tuple[tuple[str, str], ...] = ()  # ending of a given name, and what the nominative has instead
    restored: tuple[str, ...] = ()  # what the nominative of an unknown name may have instead of an ending
    shared: tuple[str, ...] = ()  # endings that a man's name has with the role before it
    unlike: re.Pattern[str] | None = None  # an ending that no nominative has
    adjectival: re.Pattern[str] | None = None  # the ending of an adjective that a known name has not: "Омского"
    oblique: tuple[str, ...] = ()  # given names in a case, though other languages have such a name
    adjective: tuple[str, str, str] = ("", "", "")  # letters behind which its nominative is soft; soft and hard ending
    vowels: str = ""  # a name that ends in none of these and has no ending is a man's in the nominative, or a woman's
    irregular: tuple[tuple[str, str], ...] = ()  # a given name in a case that no ending tells, and its nominative
    fleeting: str = ""  # vowel that only the nominative has: "Павел", "Павла"
    surnames: tuple[tuple[re.Pattern[str], str], ...] = ()  # a surname in a case, and the ending of its nominative
    of_women: tuple[tuple[re.Pattern[str], str], ...] = ()  # the same of a woman's surname
    patronymics: tuple[tuple[re.Pattern[str], str], ...] = ()  # one in a case, and the ending of its nominative
    foreign: re.Pattern[str] | None = None  # a surname in a case, where the table of people has its nominative


class Compounded(Set[str]):
    """Words, and whatever is written large and ends with one of `ends`: "Verkehrsministerin" is a title too."""

    def __init__(self, words: Set[str], ends: Set[str]) -> None:
        self.words, self.ends = words, tuple(ends)

    @classmethod
    def _from_iterable(cls, words: Iterable[str]) -> frozenset[str]:  # type: ignore[override]
        """What set operators make of it: the words alone."""
        return frozenset(words)

    def __contains__(self, word: object) -> bool:
        return word in self.words or (isinstance(word, str) and word[:1].isupper() and word.lower().endswith(self.ends))

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)


def compounded(words: Set[str], ends: Set[str]) -> Set[str]:
    """The words, with the compounds that end so where there are any such ends."""
    return Compounded(words, ends) if ends else words


def rule_words(language: str) -> dict[str, Set[str]]:
    """The word lists of a language; titles, heads, links and what never acts also those of the tables."""
    tables = split_words(TABLES)
    if language == TABLES:
        return tables
    own = split_words(language)
    return {
        key: (own.get(key, frozenset()) | tables.get(key, frozenset()))
        if key.startswith(UNITED)
        else own.get(key, frozenset())
        for key in {*tables, *own}
    }


def split_words(language: str) -> dict[str, Set[str]]:
    """The lists of one file by "section.key"; words are parted by blanks, phrases by "|"."""
    return {
        f"{section}.{key}": frozenset(filter(None, value.split("|" if "|" in value else None)))
        for section, keys in rules(f"{language}.actors").items()
        for key, value in keys.items()
        if section not in ("patterns", "declension")
    }


def patterns(language: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a language; one that it lacks is that of the tables. Raises RuleError where one is none."""
    found = rules(f"{TABLES}.actors")["patterns"] | rules(f"{language}.actors").get("patterns", {})
    return {name: _compiled(pattern, f"[patterns] {name}", language) for name, pattern in found.items()}


def tail(words: dict[str, Set[str]], language: str) -> re.Pattern[str] | None:
    """What is written small behind the head of an organization, with the two lists of the language in their places."""
    pattern = rules(f"{language}.actors").get("patterns", {}).get("tail")
    adjectives, matters = words.get("organizations.tail"), words.get("organizations.tail_matters", frozenset())
    if not adjectives:
        return None
    filled = (pattern or r"(?: (?:TAIL)\b)+").replace("TAIL", "|".join(sorted(adjectives)))
    return _compiled(filled.replace("MATTERS", "|".join(sorted(matters))), "[patterns] tail", language)


def declension(language: str) -> Declension:
    """The case endings under [declension]; raises RuleError where a pattern is none."""
    data = rules(f"{language}.actors").get("declension", {})
    return Declension(
        tuple(data.get("endings", ())),
        data.get("shortest", 2),
        tuple(data.get("nominative", ())),
        tuple((ending, base) for ending, base in data.get("given", ())),
        tuple(data.get("restored", ())),
        tuple(data.get("shared", ())),
        _compiled(data["unlike"], "[declension] unlike", language) if "unlike" in data else None,
        _compiled(data["adjectival"], "[declension] adjectival", language) if "adjectival" in data else None,
        tuple(data.get("oblique", ())),
        _adjective(data),
        data.get("vowels", ""),
        tuple((case, base) for case, _, base in (pair.partition("=") for pair in data.get("irregular", ()))),
        data.get("fleeting", ""),
        _of_cases(data, "surnames", language),
        _of_cases(data, "surnames_of_women", language),
        _of_cases(data, "patronymics", language),
        _compiled(data["foreign"], "[declension] foreign", language) if "foreign" in data else None,
    )


def _adjective(data: Mapping[str, Any]) -> tuple[str, str, str]:
    behind, soft, hard = data.get("adjective", ("", "", ""))
    return behind, soft, hard


def _of_cases(data: Mapping[str, Any], key: str, language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_compiled(spelled, f"[declension] {key}", language), ending) for spelled, ending in data.get(key, ()))


def _compiled(pattern: str, what: str, language: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise RuleError(f"{what}: {error}", f"data/rules/{language}.actors.toml", "Mend the pattern.") from None
