"""Reads a stretch of words that no table knows: newspapers, bodies and places by their head nouns, titles, and names.

"Deputy Foreign Minister Ann Lee" is a title and a name behind it: a person. What a name is by its own words alone says
`shapes`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.extract.actors.declined import given_name, is_foreign
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.persons import PARTICLES
from dashboard.extract.actors.piece import ORGANIZATION, Piece
from dashboard.extract.actors.scan import Word
from dashboard.extract.actors.shapes import A_KIND, NOBODY, headed, is_everyday, is_given, unknown
from dashboard.model import Kind

ROMAN = re.compile(r"[IVX]+")
_ARTICLED = re.compile(r"\b[Dd](?:er|ie|en|em|es) (?:\w+en? )?$")
_REACH = 25  # characters of an article and an adjective
CLOSE = 12  # characters between an office and who holds it: "President of Ukraine Volodymyr Zelenskyy"


def read(held: Sequence[Word], text: str, lex: Lexicon, out: list[Piece]) -> str:
    """Put what the words name behind the pieces that stand before them.

    Returns the title that is left over at its end, for the name that follows: "President of" (Ukraine).
    """
    if not held:
        return ""
    words = [w for w in held if w.written[0].isalnum() or w.written == "&"]
    while "nouns" in lex.large and words and words[-1].written in lex.words["writing.joins"]:
        words.pop()  # "nahm die Polizei den | Mann fest"
    while len(words) > 2 and words[0].written in lex.words["writing.joins"] and is_given(words[1].written, lex):
        words = words[1:]  # "la CGT" de Sophie Binet
    if not words:
        return ""
    if parted := _parted(spelled(words), "nouns" in lex.large and is_led(words[0].start, text), lex):
        read(words[:parted], text, lex, out)
        return read(words[parted + 1 :], text, lex, out)
    titles, words = _up_to_the_name(words, text, lex, out)
    links, joins = lex.words["links.inside"], lex.words["writing.joins"]
    while words and (words[-1].written in PARTICLES or words[-1].written in links or words[-1].written in joins):
        words.pop()
    while titles and titles[-1].written in links:
        titles.pop()
    while "nouns" in lex.large and len(words) == 2 and words[0].written in joins:
        words = words[1:]  # "von | der Straße"
    while words and not titles and out and words[0].written in joins and words[0].written not in links:
        words = words[1:]  # "Medef | de Guyane"
    office = out[-1] if out and out[-1].title and out[-1].known is not None else None
    words = _behind_the_field(words, bool(titles), office is not None, lex)
    owning = _owning(titles, text[titles[-1].end : words[0].start], lex) if titles and words else ""
    if owning:
        words, his = _behind_the_owner(words, text, lex, out)
        titles = titles if his or owning == "field" else []
    if not words:
        return text[titles[0].start : titles[-1].end] if titles else ""
    if lex.declension.given and len(words) > 1 and _of_whom(words, bool(titles), text, lex):
        if words[0].written.isupper() or is_foreign(words[0].written, lex):  # "основатель Telegram", but "мэр Омска"
            out.append(_piece(words[:1], text, Kind.ORGANIZATION, "somebody is of it"))
        elif not titles:
            out.append(_piece(words[:1], text, None))  # "в Твери Сомов"
        words = words[1:]
    elif lex.declension.given and (owner := _owner(spelled(words), lex)):
        out.append(_piece(words[:owner], text, None))
        words = words[owner:]
    if titles and len(words) > 2 and words[0].written.isupper() and words[0].written in lex.words["people.nouns"]:
        words = words[1:]  # "глава МИД Хосейн Амир Абдоллахиан"
    given = len(words) > 2 and (is_given(words[1].written, lex) or given_name(words[1].written, lex))
    if given and _is_acronym(words[0].written, lex):
        out.append(_piece(words[:1], text, Kind.ORGANIZATION, "capitals before a person"))
        words = words[1:]  # "the TCG Ann Lee"
    if len(words) > 2 and not titles and _owned(words, text, lex):
        out.append(_piece(words[:1], text, None))
        words = words[1:]
    words, rest = _before_second_title(words, lex)
    if rest and titles and all(is_everyday(word.lower(), lex) for word in spelled(words)):
        return read(rest, text, lex, out)  # "Chief Diversity Officer"
    name = _name(titles, words, office, text, lex)
    if name.kind is not NOBODY:
        out.append(name)
    return read(rest, text, lex, out) if len(rest) > 2 else ""  # "Ostrava Mayor Jana Kubíková"


def spelled(words: Sequence[Word]) -> list[str]:
    """The words as written."""
    return [word.written for word in words]


def _up_to_the_name(words: list[Word], text: str, lex: Lexicon, out: list[Piece]) -> tuple[list[Word], list[Word]]:
    """Put the newspapers, bodies and places at the front into `out`; the titles behind them, and what is left."""
    listed = lex.words
    links, offices = listed["links.inside"], listed["titles.office"]
    titled = bool(listed["writing.titled"])
    titles: list[Word] = []
    while words:
        names = spelled(words)
        if names[0] in links:
            words = words[1:]
            continue
        if count := _paper(names, lex):
            why = f"a newspaper of {' '.join(names[: count - 1])}"
            out.append(_piece(words[:count], text, Kind.ORGANIZATION, why, sense="outlet"))
            words, titles = words[count:], []
            continue
        if text[words[0].start : words[-1].end] in listed["organizations.national"]:
            out.append(_piece(words, text, Kind.ORGANIZATION, "a body of a state"))
            return [], []  # "General Staff": no general
        count = _title_words(names, lex)
        if 0 < count < len(names) and text.startswith("'s", words[count - 1].end):  # "Head of the President's Office"
            governing = lex.words["links.governing"]
            count = next((n for n, name in enumerate(names[:count]) if name in governing), count)
        if not count and _calls_a_firm(names, lex):
            words = words[1:]  # "Betreiberin Rieda Air"
            continue
        if not count or (titled and count < len(names) and names[count] not in links):
            kind, last = headed(names, lex)
            if last < count or ((count or titles) and names[last + 1 : last + 2] and names[last + 1] in offices):
                kind = None  # "Chief Financial Officer", "Chief Human Capital Officer"
            if kind is ORGANIZATION and last and names[0] in offices and names[1] in listed["links.of"]:
                count = last + 1  # "Secretary of Human Services" Ann Lee
            elif kind is not None:
                while last and names[last] in links:
                    last -= 1  # "Board of" Korvex
                if not last and names[0] in listed["actors.heads"]:
                    out.append(_piece(words[:1], text, None))
                elif kind is not NOBODY:
                    out.append(_piece(words[: last + 1], text, kind, f"“{names[last]}” names {A_KIND[kind]}"))
                words, titles = words[last + 1 :], []
                continue
        if not count:
            return ([], []) if _behind_noun(words, text, lex, out) else (titles, words)
        titles += words[:count]
        words = words[count:]
    return titles, words


def _behind_noun(words: list[Word], text: str, lex: Lexicon, out: list[Piece]) -> bool:
    """The first word says what the name behind it is, which is put into `out`: "Город Чехов", "Компания Neuralink"."""
    names, listed = spelled(words), lex.words
    if len(names) < 2:
        return False
    noun, why = names[0].lower(), f"“{names[0]}” before it"
    if noun in listed.get("places.before", ()):
        out.append(_piece(words[1:], text, Kind.PLACE, why))
        return True
    if noun in listed["organizations.nouns"] and is_foreign(names[1], lex):
        out.append(_piece(words[1:], text, Kind.ORGANIZATION, why))
        return True
    large = "nouns" in lex.large and names[0] in listed["organizations.nouns"]
    if not large or names[1] in listed["links.inside"]:
        return False
    if listed["never.words"].isdisjoint(names):  # "Gewerkschaft Luftverbund": the noun is written large too
        town = lex.exact.get(names[1]) if len(names) == 2 else None
        local = town is not None and town.sense in ("place", "capital")
        own = local and lex.ends(noun, "organizations.of_towns")  # "Mieterverein Köln"
        out.append(_piece(words[not own :], text, Kind.ORGANIZATION, why))
    return True


def _calls_a_firm(names: list[str], lex: Lexicon) -> bool:
    """The first word is a noun for a firm, where nouns are written large, and what follows is an organization."""
    if not lex.words.get("organizations.firms") or len(names) < 3 or names[1] in lex.words["actors.heads"]:
        return False
    return lex.ends(names[0].lower(), "organizations.firms") and headed(names[1:], lex)[0] is ORGANIZATION


def _behind_the_field(words: list[Word], titled: bool, in_office: bool, lex: Lexicon) -> list[Word]:
    """The words without what the office before them is for.

    "President of the Malian Republic Awa Diarra", "Minister for Reintegration of the Occupied Territories Ann Lee".
    """
    while words and words[0].written in lex.words["titles.portfolio"]:
        if not (in_office or titled or (len(words) > 2 and is_given(words[1].written, lex))):
            break
        words = words[1:]
    names = spelled(words)
    if not lex.words["titles.matters"].isdisjoint(names[:-1]) or (
        titled and not lex.words["links.governing"].isdisjoint(names)
    ):  # "Eurasian Affairs Karen Lee"
        return words[next((i for i, name in enumerate(names) if is_given(name, lex)), len(words)) :]
    return words


def _owning(titles: list[Word], gap: str, lex: Lexicon) -> str:
    """ "name" where the titles end with "of" or "for", "field" where they go on: "Director of National", else empty."""
    of = lex.words["links.of"]
    if not of.isdisjoint([titles[-1].written, *gap.split()]):
        return "name"
    return "" if of.isdisjoint(spelled(titles)) else "field"


def _behind_the_owner(words: list[Word], text: str, lex: Lexicon, out: list[Piece]) -> tuple[list[Word], bool]:
    """The words without what the title before them is the title of, and whether it is that of the name they are.

    "Director of Space Policy Ann Lee", "Commandant of the Marine Corps", "Governor of Lampung".
    """
    names = spelled(words)
    kind, last = headed(names, lex)
    if kind is ORGANIZATION:
        out.append(_piece(words[: last + 1], text, kind, f"“{names[last]}” names {A_KIND[kind]}"))
        return words[last + 1 :], True
    bearer = next((i for i, name in enumerate(names) if is_given(name, lex)), len(names))
    if bearer < len(names):
        return words[bearer:], True
    fields = lex.words["titles.portfolio"]
    if names[-1] not in lex.words["organizations.heads"] and all(
        name in fields or is_everyday(name.lower(), lex) for name in names
    ):
        return [], True
    return words, False


def _of_whom(words: Sequence[Word], titled: bool, text: str, lex: Lexicon) -> bool:
    """Where names are declined, the first word says whose or where the person behind it is: "мэра Омска Ивана Орлова",
    "в Твери Сомов"."""
    first, second, *more = spelled(words)
    before = text[max(0, words[0].start - 20) : words[0].start].split(" ")[-2:-1]
    led = before[0].rpartition("\n")[2] if before else ""
    if led.lower() in lex.words["places.ground"]:
        located = lex.ends(first, "places.located")
        return located and not lex.ends(second.lower(), "places.agreeing")
    if given_name(first, lex) or not (titled or led.islower()):
        return False
    person = bool(more) and given_name(second, lex) and not lex.ends(more[0], "people.patronymics")
    genitive = lex.ends(first, "places.genitive")
    woman = bool(lex.declension.of_women) and any(
        cases.fullmatch(words[-1].written) for cases, _ in lex.declension.of_women
    )
    return bool(person) or (genitive and not woman)


def _owner(names: Sequence[str], lex: Lexicon) -> int:
    """How many words at the front name in a case whose somebody is who is named in full behind them: "адвокат Игоря
    Лапина | Мария Седова"."""
    if len(names) < 4 or given_name(names[0], lex) in ("", names[0]):
        return 0
    return next((n for n in range(2, len(names) - 1) if given_name(names[n], lex) == names[n]), 0)


def _owned(words: Sequence[Word], text: str, lex: Lexicon) -> bool:
    """What an office written small is of, and then who holds it: "exalcalde de Ronda Antonio Marín"."""
    if not is_given(words[1].written, lex) or is_given(words[0].written, lex):
        return False
    before = text[max(0, words[0].start - 40) : words[0].start].split()
    office = next((w.lower() for w in reversed(before[:-1]) if w.lower() not in lex.words["writing.joins"]), "")
    of = bool(before) and before[-1].lower() in lex.words["writing.joins"]
    roles = lex.words["roles.nouns"]
    return of and (office in roles or office.removeprefix("ex").lstrip("-") in roles)


def _is_acronym(word: str, lex: Lexicon) -> bool:
    """Three capitals or more that are no title and no word of their own."""
    return len(word) > 2 and word.isalpha() and word.isupper() and word not in lex.words["never.words"]


def _name(titles: list[Word], words: list[Word], office: Piece | None, text: str, lex: Lexicon) -> Piece:
    """The name that the words are, behind titles or the office of the piece before; of what kind where they tell."""
    royal = lex.words["titles.royal"]
    title = text[titles[0].start : titles[-1].end] if titles else ""
    crowned = bool(titles) and titles[-1].written in royal and titles[-1].end + 1 == words[0].start
    if crowned and (len(words) == 1 or (len(words) == 2 and ROMAN.fullmatch(words[1].written))):
        words, title = [titles[-1], *words], ""  # "Prince Harry"
    names = spelled(words)
    piece = _piece(words, text, None)
    piece.title = title
    everyday = len(names) == 1 and names[0].lower() in lex.words["common.words"]
    if office is not None and piece.start - office.end < CLOSE and not everyday:
        piece.title, piece.affiliation = office.title, office.actor
    piece.kind, piece.why = unknown(names, piece.title, lex)
    if len(names) > 1 and names[0] in royal:
        piece.kind, piece.why = Kind.PERSON, f"“{names[0]}” and a given name"
    if '"' in piece.text:
        piece.actor = " ".join(names)
    return piece


def _piece(words: Sequence[Word], text: str, kind: Kind | None, why: str = "", sense: str = "") -> Piece:
    start, end = words[0].start, words[-1].end
    name = text[start:end]
    return Piece(start, end, name, kind, name, why=why, sense=sense)


def _parted(names: list[str], led: bool, lex: Lexicon) -> int:
    """Where a small word parts two names: "das Angebot der Rheinland AG", "PDG de la SNCF"; 0 where none does."""
    if len(names) < 3:
        return 0
    joins, opens = lex.words["writing.joins"], lex.words["organizations.begin"]
    if "&" in names[1:-1] and names[names.index("&", 1) + 1] in lex.words["titles.personal"]:
        return names.index("&", 1)  # "Joe Bae & Mrs. Janice Lee"
    for index in (n for n in range(1, len(names) - 1) if names[n] in lex.words.get("writing.and", ())):
        if names[index - 1].isupper() or names[index + 1].isupper():
            return index  # "CCOO y UGT", not "Ramón y Cajal"
        if index > 1 and is_given(names[0], lex) and is_given(names[index + 1], lex):
            return index  # "Luis Vega y Rosa Gil", "Luis Vega y Rosa"
        nobody = lex.words["all.heads"].isdisjoint(names) and lex.words["titles.portfolio"].isdisjoint(names)
        if len(names) == 3 and nobody and " ".join(names) not in lex.words.get("people.joined", ()):
            return index  # "Kast y Jara", but "Ramón y Cajal"
        if index > 1 and len(names) > index + 2 and nobody and names[index + 2][0].isupper():
            return index  # "Alberto Lagos y Elmer Salcedo", not "José Ortega y Gasset"
    nouns = "nouns" in lex.large
    if nouns and (found := _noun_behind(names, lex) or _of_somebody(names, led, lex)):
        return found
    if joins.isdisjoint(names):
        return 0
    genitive = lex.words.get("writing.genitive") or joins
    for index in range(1, len(names) - 1):
        if names[index] not in joins or (names[index] in genitive and not opens.isdisjoint(names[:index])):
            continue
        behind = names[index + 1]
        ruled = names[0].lower() in lex.words["people.nouns"] or (len(names[0]) > 1 and names[0].isupper())
        if index == 1 and len(names) > 3 and ruled and is_given(behind, lex):
            return index  # "Gobierno de Daniel Noboa", "PP de Alberto Núñez"
        if (nouns and names[index - 1] not in PARTICLES) or behind in opens or (len(behind) > 1 and behind.isupper()):
            return index
    return 0


def is_led(start: int, text: str) -> bool:
    """An article stands before the offset, perhaps over an adjective: "den früheren | Bürgermeister"."""
    return _ARTICLED.search(text, max(0, start - _REACH), start) is not None


def _noun_behind(names: list[str], lex: Lexicon) -> int:
    """Where a noun follows given name and surname, in a language that writes nouns large: "hat gegen Kurt Ott Anklage
    erhoben"; 0 where none does."""
    given = next((n for n, name in enumerate(names[:-2]) if is_given(name, lex)), -1)
    at = given + 2
    if given < 0 or names[at].isupper() or not lex.ends(names[at].lower(), "never.behind"):
        return 0
    if not lex.words["all.heads"].isdisjoint(names[at:]):
        return 0  # "Robert Bosch Stiftung"
    return 0 if any(is_given(name, lex) or name[0].islower() for name in names[given + 1 : at + 1]) else at


def _of_somebody(names: list[str], led: bool, lex: Lexicon) -> int:
    """Where "of" stands between a noun and a given name, in a language that writes nouns large: "Anwalt von Kurt Ott",
    no "Kurt von Ott"; also behind a whole name, "Jan Ott von Union Alva", or an office led by an article: "der
    Bürgermeister von Alva"; 0 where none does."""
    of, offices = lex.words["places.of"], lex.words["titles.office"]
    for n in range(1, len(names) - 1):
        if names[n] not in of or is_given(names[n - 1], lex):
            continue
        if names[n + 1] in PARTICLES:
            if names[-1] in lex.words["places.heads"] and n + 3 == len(names):
                return n  # "in einer Kurve von der Straße"
            continue
        somebody = n < len(names) - 2 and is_given(names[n + 1], lex)
        if somebody or (led and names[n - 1] in offices) or (n > 1 and is_given(names[n - 2], lex)):
            return n
    return 0


def _title_words(names: list[str], lex: Lexicon) -> int:
    """How many words at the front are a title: "Deputy Foreign Minister", "Secretary of State"."""
    words = lex.words
    offices = words["titles.all"]
    portfolio = words["titles.portfolio"]
    real = at = 0
    while at < len(names):
        if names[at] in offices or (len(names[at]) > 3 and names[at].isupper() and names[at].title() in offices):
            real = at + 1
        elif names[at] in portfolio:
            if (real and names[at - 1] in words["links.titles"]) or (
                real and at and names[at - 1] in portfolio and not words["links.governing"].isdisjoint(names[:at])
            ):
                real = at + 1
        elif not (real and names[at] in words["links.titles"]):
            break
        at += 1
    return real


def _before_second_title(words: list[Word], lex: Lexicon) -> tuple[list[Word], list[Word]]:
    """The words before an office that stands inside, and those from there on."""
    if len(words) == 1 or is_given(words[0].written, lex):
        return words, []
    offices, surnames = lex.words["titles.office"], lex.words["people.surnames"]
    cut_at = next(
        (i for i, w in enumerate(words) if i and w.written in offices and w.written not in surnames), len(words)
    )
    return words[:cut_at], words[cut_at:]


def _paper(names: list[str], lex: Lexicon) -> int:
    """How many words are a town and its newspaper: "Lisbon Courier"; 0 where none are."""
    papers = lex.words["organizations.papers_of"]
    if papers.isdisjoint(names):
        return 0
    if names[0] in lex.words["organizations.papers_begin"] and names[1:2] and names[1] in papers:
        return 2
    for count, name in enumerate(names[1:3], 2):
        town = lex.exact.get(" ".join(names[: count - 1])) if name in papers else None
        if town is not None and town.sense in ("place", "capital"):
            return count
    return 0
