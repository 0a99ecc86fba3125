"""What a name's own words betray: a head noun an organization or place, a given name or particle a person.

"Ministry", "Airport" and "Prize" tell most names apart; where they are silent the surroundings must speak
(context.py).
"""

from __future__ import annotations

import re

from dashboard.extract.actors.fold import fold
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.persons import PARTICLES, SUFFIXES
from dashboard.model import Kind

INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")


def is_given(word: str, lex: Lexicon) -> bool:
    """A given name of the table, also as the first half of a hyphenated one."""
    low = fold(word)
    return low in lex.given or low in lex.nicknames or ("-" in low and low.partition("-")[0] in lex.given)


def is_everyday(word: str, lex: Lexicon) -> bool:
    """A word in small letters that is none of a person's names: of the list, its plural, or formed like a noun."""
    listed = lex.words["common.words"]
    return (
        word in listed
        or word in lex.words["starts.words"]
        or is_plural(word, lex)
        or word.endswith(tuple(lex.words["common.endings"]))
    )


def is_plural(word: str, lex: Lexicon) -> bool:
    """The plural of an everyday word, in small letters."""
    listed = lex.words["common.words"]
    return word not in listed and word[-1:] == "s" and word[:-1] in listed


NOBODY = Kind.GROUP  # inside this module: a name that is no actor
A_KIND = {Kind.ORGANIZATION: "an organization", Kind.PLACE: "a place", Kind.PERSON: "a person", Kind.GROUP: "no actor"}


def headed(names: list[str], lex: Lexicon) -> tuple[Kind | None, int]:
    """Kind and last word of a name at the front of the words that a head noun betrays; a head alone betrays none."""
    if len(names) == 1:
        return None, 0
    words = lex.words
    places, organizations, never = words["places.heads"], words["organizations.heads"], words["never.heads"]
    if names[0] in words["never.first"]:
        return NOBODY, len(names) - 1
    if names[0] in words["never.open"] and len(names) > 2 and names[1] == "of":
        return NOBODY, _name_end(names, 1, lex)  # "Treaty of Versailles", "State of the Union"
    if names[0] in words["organizations.first"]:
        return Kind.ORGANIZATION, _name_end(names, 0, lex)  # "Front al-Nosra", "Université d'Exeter"
    if names[0] in words["organizations.clubs"] or (
        names[0] in words["organizations.towns"]
        and (entry := lex.exact.get(names[1])) is not None
        and entry.sense in ("place", "capital")
    ):
        return Kind.ORGANIZATION, 1 + (len(names) > 2 and names[1] in words["organizations.towns"])
    given = is_given(names[names[0] in words["titles.all"]], lex)
    surnames = words["people.surnames"]
    last = None
    for index, name in enumerate(names):
        if index and name in words["titles.office"] and name not in surnames and last is not None:
            break
        if name not in organizations and name not in places and name not in never:
            continue
        if index == 0 and name not in words["organizations.open"]:
            continue
        named = " ".join(names[:index]) in lex.people  # "Nelson Mandela Bridge"
        if 0 < index == len(names) - 1 < 4 and given and name in surnames and not named:
            continue
        behind_office = 1 < index == len(names) - 1 and names[index - 2] in words["titles.fields"]
        if behind_office and name in surnames and is_given(names[index - 1], lex):
            continue  # "Patrol Chief James Hall"
        if name == "State" and (
            index == 0 or names[index - 1] in words["links.inside"] or names[index - 1] in words["titles.office"]
        ):
            continue
        last = index
    if last is None:
        if not given and (names[0] in words["places.first"] or names[0] in words["places.saints"]):
            return Kind.PLACE, len(names) - 1
        if names[0] in words["modifiers.places"] and names[-1] in lex.exact:
            return Kind.PLACE, len(names) - 1
        if len(names) > 2 and names[0] in places and names[1] in words["links.of"]:
            return Kind.PLACE, _name_end(names, 1, lex)  # "Sea of Azov"
        return None, 0
    goes_on = names[1] in words["links.of"] or (
        names[0] in words["organizations.boards"] and names[1] in words["links.on_the"]
    )
    if last > 1 and names[last] in never and names[0] in words["organizations.open"] and goes_on:
        last = 0  # "Centers for Disease Control", "Commission on Prison Reform"
    if last == 0 and not goes_on:
        return (NOBODY, 1) if len(names[1]) == 1 else (None, 0)
    opening = next(
        (i for i in range(last) if names[i] in words["organizations.open"] and names[i + 1] in words["links.of"]), None
    )
    if opening is not None and names[last] in places and names[last] not in organizations:
        last = opening  # "Surveyor's Office for the Province of Utrecht"
    head, stop = names[last], last
    while stop + 1 < len(names) and names[stop + 1] in words["organizations.suffixes"]:
        if names[stop + 1] == "&" and (stop + 2 == len(names) or names[stop + 2] in words["titles.all"] | {"The"}):
            break
        stop += 1 + (names[stop + 1] == "&")
    if names[stop + 2 : stop + 3] == ["&"] and stop + 3 < len(names):
        stop += 3  # "ALAFCO Aviation Lease & Finance"
    if stop == last < len(names) - 1 and (
        names[last + 1] in words["links.of"]
        or (last == 0 and goes_on)
        or not words["links.of"].isdisjoint(names[: last + 1])
    ):
        stop = _name_end(names, last if names[last + 1] not in words["links.inside"] else last + 1, lex)
    if head in words["places.houses"] and (stop > last or (last and names[last - 1] in words["places.works"])):
        return Kind.ORGANIZATION, stop
    if head in places and head not in organizations:
        return Kind.PLACE, stop
    if head in never and head not in organizations:
        return NOBODY, stop
    return Kind.ORGANIZATION, stop


def _name_end(names: list[str], at: int, lex: Lexicon) -> int:
    """The last word of a long name that may be followed by a person: "Office of the Chancellor" Karl Ott."""
    links = lex.words["links.inside"]
    for index in range(at + 1, len(names) - 1):
        if is_given(names[index], lex) and names[index - 1] not in links and names[index + 1] not in links:
            return index - 1
    fields = lex.words["titles.portfolio"]
    if (
        len(names) > at + 4
        and names[at] in lex.words["organizations.ruled"]
        and names[-3] in fields
        and not any(n in fields or n in links or n.lower() in lex.words["common.words"] for n in names[-2:])
    ):
        return len(names) - 3  # "Ministry of Defence" Mihai Rusu
    end = len(names) - 1
    while end > at and names[end] in links:
        end -= 1
    return end


def _of_a_thing(word: str, lex: Lexicon) -> bool:
    """ "Prize-winner": the noun before the hyphen names a thing."""
    left, hyphen, right = word.partition("-")
    return bool(hyphen) and right[:1].islower() and left in lex.words["never.heads"]


def unknown(names: list[str], title: str, lex: Lexicon) -> tuple[Kind | None, str]:
    """What an unknown name is by its own words, None where they do not tell."""
    words = lex.words
    if all(n.rstrip(".").lower() in SUFFIXES or ("." in n and INITIALS.fullmatch(n)) for n in names):
        return (None, "") if len(names) == 1 and "." not in names[0] and len(names[0]) > 1 else (NOBODY, "")
    if len(names) == 1 and names[0] in words["organizations.heads"]:
        return None, ""
    if all(n in words["titles.portfolio"] or n in words["titles.office"] for n in names):
        return NOBODY, ""
    if title and names[0].lower() not in words["links.common"] and names[0] not in words["never.words"]:
        return Kind.PERSON, f"title “{title}”"
    if len(names) == 1:
        name = names[0]
        if name in words["never.words"] or (name.lower() in words["starts.words"] and not name.isupper()):
            return NOBODY, ""
        if len(name) == 1 or name.rstrip(".").lower() in SUFFIXES:
            return NOBODY, ""
        if name[-1] == "s" and len(name) > 2 and name[:-1].isupper():
            return NOBODY, ""  # NGOs, EVs
        if any(c.isdigit() for c in name) and name[-1].isdigit():
            return NOBODY, ""  # IE6, STS-135: products; M23 and G7 are in the table
        letters = name.replace("-", "").replace("&", "").replace(".", "")
        if len(letters) > 1 and letters.isupper():
            common = name.lower() in words["starts.words"] or name.title() in words["titles.office"]
            if common or name.title() in words["titles.portfolio"] or name.title() in words["organizations.heads"]:
                return NOBODY, ""
            return None, ""
        return None, ""
    if any(n in words["never.words"] or _of_a_thing(n, lex) for n in names) and not is_given(names[0], lex):
        return NOBODY, ""
    if names[-2] in words["organizations.fields"] and names[-1] in lex.exact:
        return Kind.ORGANIZATION, f"“{names[-2]}” before a country"
    if len(names[0]) == 1:
        return NOBODY, ""  # "Q Thank you": who asks in a transcript
    if len(names[-1]) == 1 and not is_given(names[0], lex):
        return NOBODY, ""  # "Group F", "Plan B"
    if names[-1] in words["organizations.suffixes"]:
        return Kind.ORGANIZATION, "company suffix"
    if is_given(names[0], lex):
        return Kind.PERSON, f"given name “{names[0]}”"
    everyday = any(n.lower() in words["common.words"] for n in names)
    if (
        (
            any(INITIALS.fullmatch(n) for n in names[:-1])
            and not everyday
            and names[-1].lower() not in words["starts.words"]
        )
        or ("nouns" not in lex.large and any(n in PARTICLES and n not in words["writing.joins"] for n in names[1:]))
        or names[-1].rstrip(".") in ("Jr", "Sr")
    ):
        return Kind.PERSON, "shaped like a person's name"
    if any(n in words["organizations.suffixes"] for n in names[1:]):
        return Kind.ORGANIZATION, "company suffix"
    return None, ""
