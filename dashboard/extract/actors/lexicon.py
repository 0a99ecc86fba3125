"""What is known of names before the article is read: one index from the first word of a name to its entries.

Countries come from CLDR through babel, everything else from the commented tables in `data/`. Loaded once a
process, on the first article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from dashboard.errors import RuleError
from dashboard.extract.actors.fold import QUOTES, fold, skeleton, strip_accents, words
from dashboard.model import Kind
from dashboard.rules import has_rules, rules, table

JOINT = re.compile("[ ']")
NO_TERRITORY = words("EZ UN ZZ XA XB QO")
TABLES = "en"  # the language of data/*.csv; its titles and heads hold in others too


@dataclass(frozen=True, slots=True)
class Entry:
    """One known spelling: the actor it means, and in what sense.

    `sense` is one of country, adjective, people, capital, seat, body (of a state, which it stands for), state
    (a body that stands for itself), actor, outlet, place, person. `home` is the canonical name of the country or
    organization it belongs to. `the`: only after the definite article.
    """

    spelling: str
    name: str
    kind: Kind
    sense: str
    home: str | None = None
    the: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables of one language, ready to be asked."""

    index: dict[str, tuple[Entry, ...]]  # first word → entries, longest first
    exact: dict[str, Entry]  # spelling → entry
    upper: dict[str, str]  # upper-case spelling → spelling, for headlines in capitals
    kinds: dict[str, Kind]  # canonical name → kind
    homes: dict[str, str]  # canonical name → country or organization
    adjectives: dict[str, str]  # country → how its bodies are called: "Russian"
    people: dict[str, str]  # spelling of a known person → canonical name
    famous: frozenset[str]  # canonical names of known persons
    surnames: dict[str, str]  # surname of a known person, levelled → canonical name, where one person bears it
    given: dict[str, str]  # folded given name → gender or ""
    nicknames: dict[str, frozenset[str]]  # folded given name → folded given names that are the same
    words: dict[str, frozenset[str]]  # "titles.office" → words
    codes: dict[str, str]  # country → its code in brackets, as the table of homonyms writes it
    language: str
    acts: frozenset[str]  # words after a name by which it acts; empty in English, where verb forms tell
    acting: tuple[str, ...]  # endings of such words: "-aron" in Spanish
    stems: dict[str, Entry]  # beginning of an adjective written small → entry
    names: dict[str, Entry]  # name without its case ending → entry
    combining: dict[str, Entry]  # "Sino" in "Sino-Indian" → China
    tails: re.Pattern[str] | None  # what is written small behind the head of an organization
    place_suffixes: tuple[str, ...]
    large: frozenset[str]  # what is written large without being a name: "nouns"; "peoples" right before a name
    elided: frozenset[str]  # letters that stand with an apostrophe before a name: "L'Ukraine"
    goes_on: dict[str, tuple[str, ...]]  # "Bank" → " of England": how known names go on beyond a capitalised run
    declension: Declension
    patterns: dict[str, re.Pattern[str]]  # what stands around a name, by what it tells


@dataclass(frozen=True, slots=True)
class Declension:
    """The case endings of names; all empty in a language that declines none."""

    endings: tuple[str, ...] = ()  # of a known name, tried in this order
    shortest: int = 2  # letters of a name before its ending
    nominative: tuple[str, ...] = ()  # what a name without its ending may lack
    given: tuple[tuple[str, str], ...] = ()  # ending of a given name, and what the nominative has instead
    oblique: tuple[str, ...] = ()  # given names in a case, though other languages have such a name
    fleeting: str = ""  # vowel that only the nominative has: "Павел", "Павла"
    surnames: tuple[tuple[re.Pattern[str], str], ...] = ()  # a surname in a case, and the ending of its nominative
    of_women: tuple[tuple[re.Pattern[str], str], ...] = ()  # the same of a woman's surname
    foreign: re.Pattern[str] | None = None  # a surname in a case, where the table of people has its nominative


class Compounded(frozenset[str]):
    """Words, and whatever is written large and ends with one of `ends`: "Verkehrsministerin" is a title too."""

    ends: tuple[str, ...] = ()

    def __contains__(self, word: object) -> bool:
        return super().__contains__(word) or (
            bool(self.ends) and isinstance(word, str) and word[:1].isupper() and word.lower().endswith(self.ends)
        )


def _compounded(words: frozenset[str], ends: frozenset[str]) -> frozenset[str]:
    if not ends:
        return words
    out = Compounded(words)
    out.ends = tuple(sorted(ends))
    return out


@cache
def country_names(language: str = TABLES) -> dict[str, str]:
    """ISO 3166-1 code → name in CLDR, typographic apostrophes made plain."""
    from babel import Locale  # 30 ms: only when the first article is read

    names = Locale.parse(language).territories
    return {code: name.translate(QUOTES) for code, name in names.items() if len(code) == 2 and code not in NO_TERRITORY}


def lexicon(language: str = TABLES) -> Lexicon:
    """The lexicon of a language; a language without tables of its own gets the English one."""
    return _load(language if has_rules(f"{language}.actors") else TABLES)


@cache
def _load(language: str) -> Lexicon:
    entries: list[Entry] = _of_language(language)
    names, forms = country_names(), _split_words(TABLES)
    for code, name in names.items():
        if code == "EU":
            continue  # an organization, in the table of actors
        entries.append(Entry(name, name, Kind.COUNTRY, "country"))
        for form in forms["countries.forms"]:
            if (whole := form.replace("-", name)) not in forms["countries.never"]:
                entries.append(Entry(whole, name, Kind.COUNTRY, "country"))
        for short, long in (pair.split("=") for pair in forms["countries.written"]):
            if short in name:
                entries.append(Entry(name.replace(short, long), name, Kind.COUNTRY, "country"))
    for row in table("countries"):
        name = names[row["code"]]
        for column, sense, kind in (
            ("names", "country", Kind.COUNTRY),
            ("adjectives", "adjective", Kind.GROUP),
            ("people", "people", Kind.GROUP),
            ("capital", "capital", Kind.COUNTRY),
            ("seats", "seat", Kind.COUNTRY),
        ):
            if language != TABLES and sense in ("adjective", "people"):
                continue
            kind = Kind.ORGANIZATION if row["code"] == "EU" else kind
            entries += [_entry(x, name, kind, sense) for x in row[column].split("|") if x]
    for row in table("actors"):
        home = names.get(row["country"], row["country"]) or None
        sense = "outlet" if row["role"] == "outlet" else "place" if row["kind"] == "place" else "actor"
        whose = _own_words(row["country"])
        for spelling in (row["name"], *row["aliases"].split("|")):
            if home and row["role"] == "state" and spelling and not spelling.startswith(whose):
                entries.append(_entry(spelling, home, Kind.ORGANIZATION, "body"))
            elif spelling:
                entries.append(
                    _entry(spelling, row["name"], Kind(row["kind"]), "state" if row["role"] == "state" else sense, home)
                )
    for row in table("places"):
        first, *more = row["names"].split("|")
        entries += [_entry(x, first, Kind.PLACE, "place", names.get(row["country"])) for x in (first, *more)]
    people: dict[str, str] = {}
    for row in table("people"):
        home = names.get(row["country"], row["country"]) or None
        for spelling in filter(None, (row["name"], row["alone"], *row["aliases"].split("|"))):
            people[spelling] = row["name"]
            entries.append(_entry(spelling, row["name"], Kind.PERSON, "person", home))
    return _assemble(entries, people, language)


def _of_language(language: str) -> list[Entry]:
    """The countries and capitals of CLDR in another language."""
    if language == TABLES:
        return []
    from babel import Locale

    names = country_names()
    local = country_names(language)
    out = [Entry(local[code], names[code], Kind.COUNTRY, "country") for code in local if code in names and code != "EU"]
    out.append(Entry(local["EU"], names["EU"], Kind.ORGANIZATION, "actor"))
    capitals = {x: row for row in table("countries") for x in row["capital"].split("|") if x}
    for zone, data in Locale.parse(language).time_zones.items():
        row = capitals.get(zone.rpartition("/")[2].replace("_", " "))
        if row is not None and data.get("city"):
            city = zone.rpartition("/")[2].replace("_", " ")
            out.append(Entry(data["city"], names[row["code"]], Kind.COUNTRY, "capital", city))
    return out


UNITED = (
    "titles.", "organizations.", "never.", "places.heads", "places.first", "places.saints",
    "modifiers.", "links.", "people.surnames", "people.small", "people.rule", "roles.vague", "starts.names",
    "demonyms.no_people",
)  # fmt: skip


def _rule_words(language: str) -> dict[str, frozenset[str]]:
    """The word lists of a language; titles, heads, links and what never acts also those of the tables."""
    tables = _split_words(TABLES)
    if language == TABLES:
        return tables
    own = _split_words(language)
    return {
        key: (own.get(key, frozenset()) | tables.get(key, frozenset()))
        if key.startswith(UNITED)
        else own.get(key, frozenset())
        for key in {*tables, *own}
    }


def _split_words(language: str) -> dict[str, frozenset[str]]:
    return {
        f"{section}.{key}": frozenset(filter(None, value.split("|" if "|" in value else None)))
        for section, keys in rules(f"{language}.actors").items()
        for key, value in keys.items()
        if section not in ("patterns", "declension")
    }


def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a language; one that it lacks is that of the tables."""
    found = rules(f"{TABLES}.actors")["patterns"] | rules(f"{language}.actors").get("patterns", {})
    return {name: _compiled(pattern, f"[patterns] {name}", language) for name, pattern in found.items()}


def _tail(words: dict[str, frozenset[str]], language: str) -> re.Pattern[str] | None:
    """What is written small behind the head of an organization, with the two lists of the language in their places."""
    pattern = rules(f"{language}.actors").get("patterns", {}).get("tail")
    adjectives, matters = words.get("organizations.tail"), words.get("organizations.tail_matters", frozenset())
    if not adjectives:
        return None
    filled = (pattern or r"(?: (?:TAIL)\b)+").replace("TAIL", "|".join(sorted(adjectives)))
    return _compiled(filled.replace("MATTERS", "|".join(sorted(matters))), "[patterns] tail", language)


def _declension(language: str) -> Declension:
    data = rules(f"{language}.actors").get("declension", {})
    return Declension(
        tuple(data.get("endings", ())),
        data.get("shortest", 2),
        tuple(data.get("nominative", ())),
        tuple((ending, base) for ending, base in data.get("given", ())),
        tuple(data.get("oblique", ())),
        data.get("fleeting", ""),
        _of_cases(data, "surnames", language),
        _of_cases(data, "surnames_of_women", language),
        _compiled(data["foreign"], "[declension] foreign", language) if "foreign" in data else None,
    )


def _of_cases(data: Mapping[str, Any], key: str, language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_compiled(spelled, f"[declension] {key}", language), ending) for spelled, ending in data.get(key, ()))


def _compiled(pattern: str, what: str, language: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise RuleError(f"{what}: {error}", f"data/rules/{language}.actors.toml", "Mend the pattern.") from None


def _surnames(people: dict[str, str]) -> dict[str, str]:
    bearers: dict[str, set[str]] = {}
    for name in set(people.values()):
        bearers.setdefault(skeleton(fold(name).split()[-1]), set()).add(name)
    return {surname: next(iter(names)) for surname, names in bearers.items() if len(names) == 1}


def _pairs(pairs: frozenset[str], by_code: bool, exact: dict[str, Entry]) -> dict[str, Entry]:
    out = {}
    for pair in pairs:
        stem, _, target = pair.partition("=")
        target = country_names().get(target, target) if by_code else target
        if target in exact:
            out[stem] = exact[target]
    return out


def _own_words(code: str) -> tuple[str, ...]:
    """The words by which a country's bodies are called its own: "US ", "American "."""
    for row in table("countries"):
        if row["code"] == code:
            words = [country_names()[code], *row["names"].split("|"), *row["adjectives"].split("|")]
            return tuple(f"{word} " for word in words if word)
    return ()


def _entry(spelling: str, name: str, kind: Kind, sense: str, home: str | None = None) -> Entry:
    the = spelling.startswith("the ")
    return Entry(spelling[4:] if the else spelling, name, kind, sense, home, the)


def _goes_on(spellings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """A word → what follows it in known names where that is written small, or stands behind an apostrophe."""
    out: dict[str, list[str]] = {}
    for spelling in spellings:
        for end in (match.start() for match in JOINT.finditer(spelling)):
            if spelling[end] == "'" or not spelling[end + 1].isupper():
                out.setdefault(JOINT.split(spelling[:end])[-1], []).append(spelling[end:])
    return {word: tuple(behind) for word, behind in out.items()}


def _assemble(entries: list[Entry], people: dict[str, str], language: str) -> Lexicon:
    exact: dict[str, Entry] = {}
    for entry in entries:
        plain = strip_accents(entry.spelling)
        for spelling in {entry.spelling.translate(QUOTES), plain.translate(QUOTES)}:
            held = exact.get(spelling)
            if held is None or (held.sense == "adjective" and entry.sense == "country"):
                exact[spelling] = Entry(spelling, entry.name, entry.kind, entry.sense, entry.home, entry.the)
    for spelling, entry in list(exact.items()):
        if len(spelling) > 3 and not entry.the and spelling.upper() not in exact:
            loud = spelling.upper()
            exact[loud] = Entry(loud, entry.name, entry.kind, entry.sense, entry.home)
    rule_words = _rule_words(language)
    for pair in rule_words.get("names.also", ()):
        spelling, _, name = pair.partition("=")
        if name in exact:
            exact[spelling] = replace(exact[name], spelling=spelling, the=False)
    index: dict[str, list[Entry]] = {}
    for spelling, entry in exact.items():
        index.setdefault(spelling.split(" ")[0].split("'")[0].rstrip("+"), []).append(entry)
    kinds: dict[str, Kind] = {}
    homes: dict[str, str] = {}
    for entry in entries:
        kinds.setdefault(
            entry.name, Kind.COUNTRY if entry.sense in ("adjective", "people") and entry.home is None else entry.kind
        )
        if entry.home and entry.sense != "capital":
            homes.setdefault(entry.name, entry.home)
    given = {fold(x): row["gender"] for row in table("first_names") for x in row["names"].split()}
    nicknames: dict[str, frozenset[str]] = {}
    for row in table("nicknames"):
        same = frozenset(fold(x) for x in row["names"].split())
        for name in same:
            nicknames[name] = nicknames.get(name, frozenset()) | same
    rule_words["scan.openers"] = (
        rule_words["organizations.open"]
        | rule_words["places.heads"]
        | rule_words["titles.office"]
        | rule_words["never.open"]
    )
    rule_words["links.between"] = rule_words["links.of_the"] | rule_words["links.on_the"] | rule_words["links.and"]
    rule_words["actors.heads"] = rule_words["organizations.heads"] | rule_words["places.heads"]
    rule_words["all.heads"] = rule_words["actors.heads"] | rule_words["never.heads"]
    rule_words["titles.fields"] = rule_words["titles.office"] | rule_words["titles.portfolio"]
    all_titles = rule_words["titles.office"] | rule_words["titles.personal"] | rule_words["titles.military"]
    ends = rule_words.get("titles.ends", frozenset())
    rule_words["titles.all"] = _compounded(all_titles, ends)
    rule_words["titles.office"] = _compounded(rule_words["titles.office"], ends)
    nouns = rule_words.get("organizations.nouns", frozenset())
    rule_words["organizations.nouns"] = _compounded(nouns, rule_words.get("organizations.ends", frozenset()))
    rule_words["people.nouns"] = rule_words.get("people.nouns", frozenset())
    return Lexicon(
        {first: tuple(sorted(found, key=lambda e: -len(e.spelling))) for first, found in index.items()},
        exact,
        {spelling.upper(): spelling for spelling in exact},
        kinds,
        homes,
        {country_names()[r["code"]]: r["adjectives"].split("|")[0] for r in table("countries") if r["adjectives"]},
        people,
        frozenset(people.values()),
        _surnames(people),
        given,
        nicknames,
        rule_words,
        {name: f"[{code}]" for code, name in country_names().items()},
        language,
        rule_words.get("acts.words", frozenset()),
        tuple(sorted(rule_words.get("acts.endings", ()))),
        _pairs(rule_words.get("demonyms.stems", frozenset()), True, exact),
        _pairs(rule_words.get("stems.names", frozenset()), False, exact),
        _pairs(rule_words.get("demonyms.combining", frozenset()), True, exact),
        _tail(rule_words, language),
        tuple(rule_words.get("places.suffixes", ())),
        rule_words.get("writing.large", frozenset()),
        rule_words.get("writing.elided", frozenset()),
        _goes_on(exact),
        _declension(language),
        _patterns(language),
    )
