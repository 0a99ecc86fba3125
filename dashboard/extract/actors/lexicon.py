"""What is known of names before the article is read: every spelling with its entry, found by its first word.

Countries come from CLDR through babel, everything else from the commented tables in `data/`. Loaded once a
process, on the first article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache

from dashboard.extract.actors.fold import QUOTES, fold, skeleton, strip_accents, words
from dashboard.extract.actors.given import genders
from dashboard.extract.actors.rule_words import (
    TABLES,
    Declension,
    compounded,
    declension,
    patterns,
    rule_words,
    split_words,
    tail,
)
from dashboard.model import Kind
from dashboard.rules import has_rules, table

JOINT = re.compile("[ ']")
WORD = re.compile(r"\w+")
NO_TERRITORY = words("EZ UN ZZ XA XB QO")


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

    sizes: dict[str, tuple[int, ...]]  # first word → how long the known spellings are that it begins, longest first
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
    words: dict[str, Set[str]]  # "titles.office" → words
    affixes: dict[str, tuple[str, ...]]  # the same, as `ends` and `begins` ask for them
    codes: dict[str, str]  # country → its code in brackets, as the table of homonyms writes it
    language: str
    acts: Set[str]  # words after a name by which it acts; empty in English, where verb forms tell
    acting: tuple[str, ...]  # endings of such words: "-aron" in Spanish
    stems: dict[str, Entry]  # beginning of an adjective written small → entry
    stemmed: frozenset[str]  # the first three letters of these, for most words have others
    names: dict[str, Entry]  # name without its case ending → entry
    lands: dict[str, list[tuple[list[str], Entry]]]  # "Южн" → ["Коре"] and its entry: lands of several declined words
    combining: dict[str, Entry]  # "Sino" in "Sino-Indian" → China
    tails: re.Pattern[str] | None  # what is written small behind the head of an organization
    everyday: tuple[str, ...]  # endings of words that are no name: "-ness"
    large: Set[str]  # what is written large without being a name: "nouns"; "peoples" right before a name
    elided: Set[str]  # letters that stand with an apostrophe before a name: "L'Ukraine"
    goes_on: dict[str, tuple[str, ...]]  # "Bank" → " of England": how known names go on beyond a capitalised run
    declension: Declension
    patterns: dict[str, re.Pattern[str]]  # what stands around a name, by what it tells
    the: frozenset[str]  # the definite article in all its forms, without the apostrophe of one
    owner_links: Set[str]  # what stands between an office and whose it is: "of", "of the"

    def ends(self, word: str, listed: str) -> bool:
        """The word ends like one of a list: "Einfamilienhäuser" like one of "places.things"."""
        return word.endswith(self.affixes.get(listed, ()))

    def begins(self, word: str, listed: str) -> bool:
        """The word begins like one of a list."""
        return word.startswith(self.affixes.get(listed, ()))

    def behind_the(self, text: str, start: int) -> bool:
        """The definite article stands right before this place of the text; without one in the language, a large
        letter begins here."""
        if not self.the:
            return text[start].isupper()
        return any(word in self.the for word in WORD.findall(text[max(0, start - 9) : start].lower())[-1:])


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
    names, forms = country_names(), split_words(TABLES)
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
        sense = "outlet" if row["role"] == "outlet" else row["kind"] if row["kind"] in ("place", "country") else "actor"
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
    towns = {name for row in table("places") if row["country"] for name in row["names"].split("|")}
    local = {code: name for code, name in country_names(language).items() if name not in towns}  # "Granada" in Spain
    out = [Entry(local[code], names[code], Kind.COUNTRY, "country") for code in local if code in names and code != "EU"]
    out.append(Entry(local["EU"], names["EU"], Kind.ORGANIZATION, "actor"))
    capitals = {x: row for row in table("countries") for x in row["capital"].split("|") if x}
    for zone, data in Locale.parse(language).time_zones.items():
        row = capitals.get(zone.rpartition("/")[2].replace("_", " "))
        if row is not None and data.get("city"):
            city = zone.rpartition("/")[2].replace("_", " ")
            out.append(Entry(data["city"], names[row["code"]], Kind.COUNTRY, "capital", city))
    return out


def _surnames(people: dict[str, str]) -> dict[str, str]:
    bearers: dict[str, set[str]] = {}
    for name in set(people.values()):
        bearers.setdefault(skeleton(fold(name).split()[-1]), set()).add(name)
    return {surname: next(iter(names)) for surname, names in bearers.items() if len(names) == 1}


def _pairs(pairs: Set[str], by_code: bool, exact: dict[str, Entry]) -> dict[str, Entry]:
    out = {}
    for pair in pairs:
        stem, _, target = pair.partition("=")
        target = country_names().get(target, target) if by_code else target
        if target in exact:
            out[stem] = exact[target]
    return out


def _lands(whole: Mapping[str, Entry]) -> dict[str, list[tuple[list[str], Entry]]]:
    """The names of several words by the first of them."""
    out: dict[str, list[tuple[list[str], Entry]]] = {}
    for name, entry in whole.items():
        first, *more = name.split()
        out.setdefault(first, []).append((more, entry))
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


def _exact(entries: list[Entry], also: Set[str]) -> dict[str, Entry]:
    """Spelling → entry: with and without accents, in capitals, and as `also` ("spelling=name") has it."""
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
    for pair in also:
        spelling, _, name = pair.partition("=")
        if name in exact:
            exact[spelling] = replace(exact[name], spelling=spelling, the=False)
    return exact


def _nicknames() -> dict[str, frozenset[str]]:
    """Folded given name → all that are the same."""
    nicknames: dict[str, frozenset[str]] = {}
    for row in table("nicknames"):
        same = frozenset(fold(x) for x in row["names"].split())
        for name in same:
            nicknames[name] = nicknames.get(name, frozenset()) | same
    return nicknames


def _derive(listed: dict[str, Set[str]], entries: list[Entry]) -> None:
    """Add the lists that are made of others: heads of all kinds, titles with their compounds."""
    if owned := listed.get("owners.nouns"):  # nouns before a name in the genitive, but "Полиция Казани"
        bodies = frozenset(word.lower() for word in listed["organizations.first"])
        nouns = (owned | listed["starts.nouns"] | listed["roles.nouns"] | listed["people.nouns"]) - bodies
        listed["starts.words"] = listed["starts.words"] | nouns
    listed["starts.names"] = listed["starts.names"] - listed.get("writing.articles", frozenset())
    listed["scan.openers"] = (
        listed["organizations.open"] | listed["places.heads"] | listed["titles.office"] | listed["never.open"]
    )
    first = listed.setdefault("organizations.first", frozenset())
    listed["organizations.begin"] = listed["organizations.open"] | first
    listed["organizations.sides"] = listed["organizations.clubs"] | listed["organizations.towns"] | first
    listed["organizations.deciding"] = listed["organizations.heads"] - listed["organizations.matters"]
    listed["organizations.chambers"] = frozenset(x.rpartition("=")[2] for x in listed["organizations.parliaments"])
    listed["examples.ends"] = frozenset(x.rpartition(" ")[2] for x in listed.get("examples.behind", ()))
    listed["links.between"] = listed["links.of_the"] | listed["links.on_the"] | listed["links.and"]
    listed["actors.heads"] = listed["organizations.heads"] | listed["places.heads"]
    listed["actors.begin"] = listed["organizations.begin"] | listed["actors.heads"]
    listed["all.heads"] = listed["actors.heads"] | listed["never.heads"]
    listed["titles.fields"] = listed["titles.office"] | listed["titles.portfolio"]
    small = frozenset(word.lower() for word in listed["titles.portfolio"])
    listed["titles.small"] = small | listed["roles.nouns"] | listed.get("places.served", frozenset())
    places = frozenset(word.lower() for word in listed.get("modifiers.places", ()))
    fields = listed.get("starts.fields", frozenset()) | listed["common.words"] | small | places
    listed["starts.fields"] = listed["starts.words"] & fields
    all_titles = listed["titles.office"] | listed["titles.personal"] | listed["titles.military"]
    ends = listed.get("titles.ends", frozenset())
    listed["titles.all"] = compounded(all_titles, ends)
    listed["titles.office"] = compounded(listed["titles.office"], ends)
    nouns = listed.get("organizations.nouns", frozenset())
    listed["organizations.nouns"] = compounded(nouns, listed.get("organizations.ends", frozenset()))
    listed["people.nouns"] = listed.get("people.nouns", frozenset())
    many = tuple(listed.get("organizations.plurals", ()))
    listed["demonyms.one"] = frozenset(
        entry.spelling.removesuffix(ending)
        for entry in entries
        if entry.sense == "people"
        for ending in many
        if entry.spelling.endswith(ending)
    )


def _assemble(entries: list[Entry], people: dict[str, str], language: str) -> Lexicon:
    listed, cases = rule_words(language), declension(language)
    if cases.given:  # "Экс-мэра Ивана Орлова задержали": an office opens a sentence in any case
        listed["titles.office"] |= frozenset(word[:1].upper() + word[1:] for word in listed["roles.nouns"])
    _derive(listed, entries)
    exact = _exact(entries, listed.get("names.also", frozenset()))
    sizes: dict[str, set[int]] = {}
    for spelling in exact:
        sizes.setdefault(spelling.split(" ")[0].split("'")[0].rstrip("+"), set()).add(len(spelling))
    kinds: dict[str, Kind] = {}
    homes: dict[str, str] = {}
    for entry in entries:
        kinds.setdefault(
            entry.name, Kind.COUNTRY if entry.sense in ("adjective", "people") and entry.home is None else entry.kind
        )
        if entry.home and entry.sense != "capital":
            homes.setdefault(entry.name, entry.home)
    stems = _pairs(listed.get("demonyms.stems", frozenset()), True, exact)
    the = frozenset(word.removesuffix("'") for word in listed.get("writing.articles", ()))
    return Lexicon(
        sizes={first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()},
        exact=exact,
        upper={spelling.upper(): spelling for spelling in exact},
        kinds=kinds,
        homes=homes,
        adjectives={
            country_names()[r["code"]]: r["adjectives"].split("|")[0] for r in table("countries") if r["adjectives"]
        },
        people=people,
        famous=frozenset(people.values()),
        surnames=_surnames(people),
        given=genders(),
        nicknames=_nicknames(),
        words=listed,
        affixes={name: tuple(found) for name, found in listed.items()},
        codes={name: f"[{code}]" for code, name in country_names().items()},
        language=language,
        acts=listed.get("acts.words", frozenset()),
        acting=tuple(sorted(listed.get("acts.endings", ()))),
        stems=stems,
        stemmed=frozenset(stem[:3] for stem in stems),
        names=_pairs(listed.get("stems.names", frozenset()), False, exact),
        lands=_lands(_pairs(listed.get("stems.lands", frozenset()), True, exact)),
        combining=_pairs(listed.get("demonyms.combining", frozenset()), True, exact),
        tails=tail(listed, language),
        everyday=tuple(listed["common.endings"]),
        large=listed.get("writing.large", frozenset()),
        elided=listed.get("writing.elided", frozenset()),
        goes_on=_goes_on(exact),
        declension=cases,
        patterns=patterns(language),
        the=the,
        owner_links=listed["links.of"] | listed["writing.joins"] | the,
    )
