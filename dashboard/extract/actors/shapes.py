"""What a name's own words betray: a head noun an organization or place, a given name or particle a person.

"Ministry", "Airport" and "Prize" tell most names apart; where they are silent the surroundings must speak
(kinds.py).
"""

from __future__ import annotations

import re

from dashboard.extract.actors.fold import fold
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.persons import PARTICLES, SUFFIXES, YOUNGER
from dashboard.model import Kind

INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")


def is_given(word: str, lex: Lexicon) -> bool:
    """A given name of the table, also as the first half of a hyphenated one."""
    low = fold(word)
    if low[:-1] == word.lower()[:-1] and low != word.lower() and word.lower().endswith(lex.acting):
        return False  # "Marcó el delantero" is no Marco
    return low in lex.given or low in lex.nicknames or ("-" in low and low.partition("-")[0] in lex.given)


def is_everyday(word: str, lex: Lexicon) -> bool:
    """A word in small letters that is none of a person's names: of the list, its plural, or formed like a noun."""
    listed = lex.words["common.words"]
    return word in listed or word in lex.words["starts.words"] or is_plural(word, lex) or word.endswith(lex.everyday)


def is_plural(word: str, lex: Lexicon) -> bool:
    """The plural of an everyday word, in small letters."""
    listed = lex.words["common.words"]
    return word not in listed and word[-1:] == "s" and word[:-1] in listed


SHAPED = "shaped like a person's name"
NOBODY = Kind.GROUP  # inside this module: a name that is no actor
A_KIND = {Kind.ORGANIZATION: "an organization", Kind.PLACE: "a place", Kind.PERSON: "a person", Kind.GROUP: "no actor"}


def headed(names: list[str], lex: Lexicon) -> tuple[Kind | None, int]:
    """Kind and last word of a name at the front of the words that a head noun betrays; a head alone betrays none."""
    if len(names) == 1:
        return None, 0
    words = lex.words
    first, second = names[:2]
    if first in words["never.first"]:
        return NOBODY, len(names) - 1
    if first in words["never.open"] and len(names) > 2 and names[1] in words["links.governing"]:
        return NOBODY, _name_end(names, 1, lex)  # "Treaty of Versailles", "State of the Union"
    if first in words["organizations.first"]:
        return Kind.ORGANIZATION, _name_end(names, 0, lex)  # "Front al-Nosra", "Université d'Exeter"
    if first in words["organizations.causes"] and second in words["links.for"]:
        return Kind.ORGANIZATION, _name_end(names, 1, lex)  # "Nurses for Change"
    if first in words["organizations.clubs"] or (
        first in words["organizations.towns"]
        and (entry := lex.exact.get(second)) is not None
        and entry.sense in ("place", "capital")
    ):
        of = lex.exact.get(names[2]) if len(names) > 2 else None  # "FC Bayern München"
        town = of is not None and of.sense in ("place", "capital") and "nouns" in lex.large
        more = second in words["organizations.towns"] or second in words["places.saints"]  # "FC Sankt Pauli"
        return Kind.ORGANIZATION, 1 + (town or (len(names) > 2 and more))
    if _stands_before_its_name(names, lex):
        return Kind.ORGANIZATION, len(names) - 1
    head = None if words["all.heads"].isdisjoint(names) else _head(names, lex)
    if head is None:
        end = _place_end(names, lex)
        return (Kind.PLACE, end) if end else (None, 0)
    goes_on = second in words["links.of"] or (
        first in words["organizations.boards"] and second in words["links.on_the"]
    )
    if head > 1 and names[head] in words["never.heads"] and first in words["organizations.open"] and goes_on:
        head = 0  # "Centers for Disease Control", "Commission on Prison Reform"
    if head == 0 and not goes_on:
        return (NOBODY, 1) if len(second) == 1 else (None, 0)
    return _kind_and_end(names, head, goes_on, lex)


def _stands_before_its_name(names: list[str], lex: Lexicon) -> bool:
    """ "Hospital Clínic", "Bank Mandiri": a head before a name that is no everyday word."""
    words = lex.words
    return (
        names[0] in words["organizations.named"]
        and len(names) < 4
        and words["all.heads"].isdisjoint(names[1:])
        and words["links.inside"].isdisjoint(names)
        and not any(is_everyday(name.lower(), lex) or is_given(name, lex) for name in names[1:])
    )


def _head(names: list[str], lex: Lexicon) -> int | None:
    """The last head noun before an office; not one that opens no name, nor one that is somebody's surname here."""
    words = lex.words
    heads, surnames = words["all.heads"], words["people.surnames"]
    given = is_given(names[names[0] in words["titles.all"]], lex)
    last = None
    for index, name in enumerate(names):
        if index and name in words["titles.office"] and name not in surnames and last is not None:
            if names[index + 1 :] and names[-1] in words["organizations.deciding"] and index == len(names) - 2:
                continue  # "Liberal Alliance Student Organisation"
            break
        if name not in heads or (index == 0 and name not in words["organizations.open"]):
            continue
        if name in words.get("organizations.made", ()) and not _is_firm(names, index, lex):
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
    return last


def _is_firm(names: list[str], head: int, lex: Lexicon) -> bool:
    """Before the last word, which is also what is made or done, stands a name of its own: "Selmar Drilling", not "North
    Sea Drilling", "Norwegian Architects"."""
    own = names[:head]
    if head + 1 < len(names) and names[head + 1] not in lex.words["organizations.suffixes"]:
        return False  # "Oslo Construction Site"
    known = lex.words["never.words"] | lex.words["places.heads"]
    return bool(own) and not any(n in known or n in lex.exact or is_everyday(n.lower(), lex) for n in own)


def _place_end(names: list[str], lex: Lexicon) -> int:
    """The last word of a place that its first word makes: "Mount Ararat", "San Marino", "Northern Mali"; 0 for none."""
    words, first = lex.words, names[0]
    opens = first in words["places.first"] or first in words["places.saints"]
    if opens and not is_given(names[first in words["titles.all"]], lex):
        return len(names) - 1
    if first in words["modifiers.places"] and names[-1] in lex.exact:
        return len(names) - 1
    if len(names) > 2 and first in words["places.heads"] and names[1] in words["links.of"]:
        return _name_end(names, 1, lex)  # "Sea of Azov"
    return 0


def _kind_and_end(names: list[str], head: int, goes_on: bool, lex: Lexicon) -> tuple[Kind, int]:
    """What a head noun makes of a name, and the last word of it. `goes_on`: the first word goes on with "of"."""
    words = lex.words
    places, organizations = words["places.heads"], words["organizations.heads"]
    opening = next(
        (i for i in range(head) if names[i] in words["organizations.open"] and names[i + 1] in words["links.of"]), None
    )
    if opening is not None and names[head] in places and names[head] not in organizations:
        head = opening  # "Surveyor's Office for the Province of Utrecht"
    noun, stop = names[head], head
    while stop + 1 < len(names) and names[stop + 1] in words["organizations.suffixes"]:
        behind = names[stop + 2] if stop + 2 < len(names) else "The"
        if names[stop + 1] == "&" and (behind == "The" or behind in words["titles.all"]):
            break
        stop += 1 + (names[stop + 1] == "&")
    if names[stop + 2 : stop + 3] == ["&"] and stop + 3 < len(names):
        stop += 3  # "ALAFCO Aviation Lease & Finance"
    if stop == head < len(names) - 1 and (
        names[head + 1] in words["links.of"]
        or (head == 0 and goes_on)
        or not words["links.of"].isdisjoint(names[: head + 1])
    ):
        stop = _name_end(names, head if names[head + 1] not in words["links.inside"] else head + 1, lex)
    if noun in words["places.houses"] and (stop > head or (head and names[head - 1] in words["places.works"])):
        return Kind.ORGANIZATION, stop
    if noun in places and noun not in organizations:
        return Kind.PLACE, stop
    if noun in words["never.heads"] and noun not in organizations:
        return NOBODY, stop
    return Kind.ORGANIZATION, stop


def _name_end(names: list[str], at: int, lex: Lexicon) -> int:
    """The last word of a long name that may be followed by a person: "Office of the Chancellor" Karl Ott."""
    links = lex.words["links.inside"]
    if "nouns" in lex.large and not lex.words["links.of"].isdisjoint(names):
        return _noun_end(names, lex)
    for index in range(at + 1, len(names) - 1):
        given = names[index][0].isupper() and is_given(names[index], lex)  # no "les évêques"
        if given and names[index - 1] not in links and names[index + 1] not in links:
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


def _noun_end(names: list[str], lex: Lexicon) -> int:
    """The last word of what a body is for, where nouns are written large: "Union für Südtirol" Unterschriften, "Zentrum
    für Politische Schönheit"."""
    links = lex.words["links.inside"] | lex.words["writing.joins"]
    end = next(i for i, name in enumerate(names) if name in lex.words["links.of"])
    while end + 1 < len(names):
        end += 1
        goes_on = names[end + 1 :] and names[end + 1] in links
        if names[end] in links or lex.ends(names[end], "organizations.described"):
            continue
        if not goes_on:
            break
    return end


def _of_a_thing(word: str, lex: Lexicon) -> bool:
    """ "Prize-winner": the noun before the hyphen names a thing."""
    left, hyphen, right = word.partition("-")
    return bool(hyphen) and right[:1].islower() and left in lex.words["never.heads"]


def unknown(names: list[str], title: str, lex: Lexicon) -> tuple[Kind | None, str]:
    """What an unknown name is by its own words, None where they do not tell."""
    words = lex.words
    if all(_is_addition(name) for name in names):
        return (None, "") if len(names) == 1 and "." not in names[0] and len(names[0]) > 1 else (NOBODY, "")
    if len(names) == 1 and names[0] in words["organizations.heads"]:
        return None, ""
    head = names[-1].rpartition("-")
    if head[0] and "nouns" in lex.large and head[2] in words["places.heads"]:
        return Kind.PLACE, f"“{head[2]}” names a place"  # "Conrad-von-Hötzendorf-Straße"
    fields, offices = words["titles.portfolio"], words["titles.office"]
    if all(n in fields or n in offices or n in words.get("writing.and", ()) for n in names):
        return NOBODY, ""  # "Energía y Minas"
    bears = names[0] not in words["never.words"] or names[0] in words["people.rare"]
    if title and bears and names[0].lower() not in words["links.common"]:
        return Kind.PERSON, f"title “{title}”"
    if len(names) == 1:
        return (NOBODY, "") if _is_nobody(names[0], lex) else (None, "")
    return _of_several(names, lex)


def _is_addition(word: str) -> bool:
    """ "Jr.", "K.": no name by itself."""
    return word.rstrip(".").lower() in SUFFIXES or ("." in word and INITIALS.fullmatch(word) is not None)


def _is_nobody(name: str, lex: Lexicon) -> bool:
    """A single word that names nobody: an everyday one, NGOs, IE6, a heading in capitals."""
    words = lex.words
    low = name.lower()
    if name in words["modifiers.groups"]:
        return False  # "Muslims", though "Muslim" is nobody
    if name in words["never.words"] or (low in words["starts.words"] and not name.isupper()):
        return True
    if len(name) == 1 or low.rstrip(".") in SUFFIXES:
        return True
    if name[-1] == "s" and len(name) > 2 and (name[:-1].isupper() or name[:-1] in words["never.words"]):
        return True  # NGOs, EVs, iPods
    if name[-1].isdigit():
        return True  # IE6, STS-135: products; M23 and G7 are in the table
    letters = name.replace("-", "").replace("&", "").replace(".", "")
    if len(letters) < 2 or not letters.isupper():
        return False
    written = name.title()
    return (
        low in words["starts.words"]
        or written in words["titles.office"]
        or written in words["titles.portfolio"]
        or written in words["organizations.heads"]
    )


def _of_several(names: list[str], lex: Lexicon) -> tuple[Kind | None, str]:
    """What several unknown words are: a company by its suffix, a person by a given name, initials or a particle."""
    words = lex.words
    first, last = names[0], names[-1]
    given = is_given(first, lex)
    rare = last in words["people.rare"] and not is_everyday(first.lower(), lex)
    whole = names[:-1] if rare else names  # "Nahid Islam", not "Political Islam"
    if not given and any(n in words["never.words"] or _of_a_thing(n, lex) for n in whole):
        return NOBODY, ""
    if " ".join(names) in words["organizations.national"]:
        return Kind.ORGANIZATION, "a body of a state"
    if names[-2] in words["organizations.fields"] and last in lex.exact:
        return Kind.ORGANIZATION, f"“{names[-2]}” before a country"
    if len(first) == 1:
        if first in words["people.inside"]:
            return Kind.PERSON, SHAPED  # "Ó Conchúir"
        return NOBODY, ""  # "Q Thank you": who asks in a transcript
    if len(last) == 1 and not given:
        return NOBODY, ""  # "Group F", "Plan B"
    if last in words["organizations.suffixes"]:
        return Kind.ORGANIZATION, "company suffix"
    if given:
        return Kind.PERSON, f"given name “{first}”"
    if _shaped_like_a_person(names, lex):
        return Kind.PERSON, SHAPED
    if not words["organizations.suffixes"].isdisjoint(names[1:]):
        return Kind.ORGANIZATION, "company suffix"
    return None, ""


def _shaped_like_a_person(names: list[str], lex: Lexicon) -> bool:
    """Initials before a name, a particle inside it, "Jr." behind it."""
    words = lex.words
    if names[-1].rstrip(".") in YOUNGER or not words["people.inside"].isdisjoint(names[1:]):
        return True
    if "nouns" not in lex.large and any(n in PARTICLES and n not in words["writing.joins"] for n in names[1:]):
        return True
    return (
        any("." in n and INITIALS.fullmatch(n) for n in names[:-1])
        and names[-1].lower() not in words["starts.words"]
        and all(n.lower() not in words["common.words"] for n in names)
    )
