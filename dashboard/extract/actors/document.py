"""Puts the names of one article together: the longest full name owns its parts, an acronym its long form.

Order of the sieves: full names of one person; surnames and other parts of a full name; initialisms; acronyms
that the text defines; short forms of organizations. Each leaves its reason in `why`.
"""

from __future__ import annotations

from collections.abc import Container, Set
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from dashboard.extract.actors.acronyms import acronyms
from dashboard.extract.actors.context import NEXT, behind_article, is_agent, led_by
from dashboard.extract.actors.declined import nominative, of_stem
from dashboard.extract.actors.fold import fold, skeleton
from dashboard.extract.actors.kinds import kind_around
from dashboard.extract.actors.lexicon import Entry, Lexicon
from dashboard.extract.actors.persons import PARTICLES, SUFFIXES, parts, same_person, without_second
from dashboard.extract.actors.piece import ORGANIZATION, PERSON, PLACE, TEAM, Piece
from dashboard.extract.actors.said import Said
from dashboard.extract.actors.shapes import is_everyday
from dashboard.model import Kind
from dashboard.rules import table


def settle(pieces: list[Piece], text: str, lex: Lexicon) -> None:
    """Give every piece the name of the actor it means in this article."""
    told = _told(pieces)
    full = _full_names([p for p in pieces if not _of_another(p, told)], lex)
    acronyms(pieces, text)
    said = Said(full, pieces, text, lex)
    firms = {p.actor.partition(" ")[0] for p in pieces if p.kind is ORGANIZATION and p.known is None and " " in p.actor}
    elsewhere = {p.known_name for p in pieces if p.known is not None and p.text != p.known_name and p.sense != "place"}
    states = _stand_as_states(pieces, text, lex)
    for index, piece in enumerate(pieces):
        name = full.get(piece.actor)
        if name is not None and len(crowned := said.crowned(piece, lex)) == 1:
            _make_part(piece, crowned[0])
        elif name is not None:
            piece.why = f"spelling of {name}" if name != piece.actor else piece.why
            piece.actor = name
        elif piece.known is None or _namesake(piece, said, elsewhere, states) or _of_another(piece, told):
            name = said.meant(index, lex) if piece.kind is not PLACE else None
            if name is not None and piece.kind is None and piece.text in firms and said.comes_later(name, index):
                firm = next(p for p in pieces if p.actor.startswith(f"{piece.text} ") and p.kind is ORGANIZATION)
                name = None if firm.start < piece.start else name  # "Norsa Shipping sank. Norsa's founder, Karl Norsa"
            if name is not None:
                _make_part(piece, name)
            elif (holder := _office_holder(piece, pieces, lex)) is not None:
                piece.actor, piece.why = holder, "the known holder of an office of a country named here"
    _short_organizations(pieces, text, lex)


def _office_holder(piece: Piece, pieces: list[Piece], lex: Lexicon) -> str | None:
    """ "Secretary Austin" where the article names the United States: the one known person of that name."""
    if piece.kind is not PERSON or piece.known is not None or not piece.single or not piece.title:
        return None
    if lex.words["roles.state"].isdisjoint(piece.title.lower().split()):
        return None
    person = lex.surnames.get(skeleton(fold(piece.text)))
    home = lex.homes.get(person) if person else None
    return person if home and any(p.known_name == home for p in pieces if p is not piece) else None


def _full_names(pieces: list[Piece], lex: Lexicon) -> dict[str, str]:
    """Full name as written → canonical full name of the article."""
    counts: dict[str, int] = {}
    for piece in pieces:
        if piece.kind is PERSON and is_full(piece.actor):
            counts[piece.actor] = counts.get(piece.actor, 0) + 1
    out: dict[str, str] = {}
    bearers: dict[str, list[str]] = {}
    tails = {" ".join(words[i:]) for words in map(str.split, map(fold, counts)) for i in range(1, len(words) - 1)}
    whole = {fold(name): name for name in counts}
    for name in counts:
        if fold(name) in tails and name not in lex.people:
            continue  # "López Obrador" beside Andrés Manuel López Obrador: a surname of two words
        known = lex.people.get(name)
        if known is None:
            known = _foreign(name, lex)
        if known is not None:
            out[name] = known
            bearers.setdefault(skeleton(parts(known).surname), []).append(known)
            continue
        key = skeleton(parts(name).surname)
        match = next((other for other in bearers.get(key, ()) if same_person(name, other)), None)
        if match is None and (short := whole.get(without_second(name))) is not None:
            match = out.get(short, short)
        out[name] = match or name
        if match is None:
            bearers.setdefault(key, []).append(name)
    best: dict[str, dict[str, int]] = {}
    for name, canonical in out.items():
        best.setdefault(canonical, {})[name] = counts[name]
    for canonical, spellings in best.items():
        if len(spellings) == 1 or canonical in lex.famous or canonical not in spellings:
            continue
        chosen = max(spellings, key=lambda s: (not s.isupper(), spellings[s], s == canonical))
        for name in spellings:
            out[name] = chosen
    return out


def tell_apart(pieces: list[Piece], lex: Lexicon) -> None:
    """Georgia beside Atlanta is the US state, Georgia beside Moldova the country: the rows of `data/homonyms.csv`."""
    rows = {p.text: _homonyms()[p.text] for p in pieces if p.sense == "country" and p.text in _homonyms()}
    if not rows:
        return
    texts = {p.text for p in pieces}
    lands = {lex.codes[p.home] for p in pieces if p.sense == "place" and p.home in lex.codes}
    for piece in pieces:
        row = rows.get(piece.text) if piece.sense == "country" else None
        if row is None:
            continue
        clue = not texts.isdisjoint(row["clues"].split("|")) or any(land in row["clues"] for land in lands)
        if clue and texts.isdisjoint(row["against"].split("|")):
            kind = Kind(row["kind"])
            sense = "place" if kind is PLACE else "country"
            if piece.known is not None:
                piece.known = replace(piece.known, name=row["other"], kind=kind, sense=sense)
            piece.sense, piece.kind, piece.actor = sense, kind, row["other"]


def towns(pieces: list[Piece], text: str) -> None:
    """ "Lebanon, Ohio": a country or capital before a place of another country is a town there."""
    for one, two in pairwise(pieces):
        if (
            one.sense in ("country", "capital")
            and two.sense == "place"
            and two.home not in (None, one.known_name)
            and text[one.end : two.start] == ", "
            and text[two.end : two.end + 1] in (",", ".", ")")
        ):
            one.known, one.sense, one.kind, one.actor = None, "", Kind.PLACE, one.text


@cache
def _homonyms() -> dict[str, dict[str, str]]:
    """The table of homonyms by spelling."""
    return {row["name"]: row for row in table("homonyms")}


def _foreign(name: str, lex: Lexicon) -> str | None:
    """The known person spelled otherwise: Лаврова, Lawrow, Andrei Yermak; else the name without its case.

    None where it has no other. An initial is too little to know a person by.
    """
    plain = nominative(name, lex)
    if plain in lex.people:
        return lex.people[plain]
    spelled = parts(plain)
    known = lex.surnames.get(skeleton(spelled.surname))
    if known is not None and len(spelled.given) > 1 and same_person(known, plain):
        return known
    for ending in lex.declension.endings:  # "Джо Байдену": a given name that no table declines
        if ending and (known := lex.people.get(name.removesuffix(ending))) is not None:
            return known
    return plain if plain != name else None


@lru_cache(maxsize=16384)
def is_full(name: str) -> bool:
    """A given name and a surname, not a surname of several words (Von der Leyen)."""
    first, _, rest = name.partition(" ")
    if first == "Le" and " " in rest:
        return True  # Le Duc Tho: family name first
    return bool(rest) and first.lower() not in PARTICLES and rest.lower() not in SUFFIXES


def _make_part(piece: Piece, name: str) -> None:
    """Make a surname, given name or initialism the person who bears it."""
    if piece.known is not None:
        piece.known, piece.sense = None, ""
    piece.kind, piece.actor = Kind.PERSON, name
    what = "initials" if piece.text.isupper() and len(piece.text) < 5 else "part of the name"
    piece.why = f"{what} of {name} in this article"


def _stand_as_states(pieces: list[Piece], text: str, lex: Lexicon) -> set[str]:
    """Names of lands and capitals by which the article means the ground or names the state otherwise: "in Paris",
    "the French"."""
    known = [
        p for p in pieces if p.known is not None and p.sense in ("country", "capital", "adjective", "body", "seat")
    ]
    texts: dict[str, set[str]] = {}
    for p in known:
        texts.setdefault(p.known_name, set()).add(p.text)
    grounds = lex.words["places.ground"] | lex.words["places.to"]
    return {
        p.text
        for p in known
        if len(texts[p.known_name]) > 1 or not grounds.isdisjoint(word.lower() for word in led_by(p, text)[-1:])
    }


def _namesake(piece: Piece, said: Said, elsewhere: set[str], states: set[str]) -> bool:
    """ "Jordan" after Michael Jordan, in an article that names the country by no other word."""
    if piece.sense not in ("place", "capital", "country") or not piece.single or piece.nested:
        return False
    names = said.ways.get(fold(piece.text), ())
    given = piece.initial and any(fold(name).startswith(fold(piece.text) + " ") for name in names)
    if given and (piece.sense == "place" or piece.text not in states):
        return True  # "Victoria" after Victoria Pendleton, where it opens a sentence, "Paris" after Paris Hilton
    return any(fold(name).endswith(" " + fold(piece.text)) for name in names) and (
        bool(piece.title) or piece.known_name not in elsewhere
    )


def _told(pieces: list[Piece]) -> set[str]:
    """Known persons whom the article names by more than a surname, or by it where it names nobody else so in full."""
    surnames = {
        fold(p.text).rpartition(" ")[2] for p in pieces if p.kind is PERSON and p.known is None and not p.single
    }
    known = [p for p in pieces if p.sense == "person"]
    return {p.actor for p in known if p.title or not p.single or fold(p.text) not in surnames}


def _of_another(piece: Piece, told: set[str]) -> bool:
    """The surname of a known person whom the article names in no other way: "Biden" after Hunter Biden."""
    return piece.sense == "person" and piece.actor not in told


def _longer_names(pieces: list[Piece], heads: Container[str], lex: Lexicon) -> dict[str, Piece]:
    """ "Norsa Foundation" → "Norsa Foundation for Young Sculptors", "First Norsa" → "First Norsa Foundation", "City
    Council" → "Leeds City Council".

    Only where one name goes on from it, and the first words are no body by themselves: not "Supreme Court".
    """
    several = [p for p in pieces if p.known is None and " " in p.actor]
    bodies = {p.actor: p for p in several if p.kind is ORGANIZATION}
    unsure = {p.actor for p in several if p.kind is None} | bodies.keys()
    longer: dict[str, list[Piece]] = {}
    for name, body in bodies.items():
        for short in _shorter(name, lex):
            if short in bodies and " " in short:
                longer.setdefault(short, []).append(body)
        short, _, last = name.rpartition(" ")
        if short in unsure and last in heads and short.rpartition(" ")[2] not in heads:
            longer.setdefault(short, []).append(body)
    return {short: found[0] for short, found in longer.items() if len(found) == 1}


def _shorter(name: str, lex: Lexicon) -> set[str]:
    """A body's name without what it is for or of; one that many places have also without whose it is."""
    owner, _, rest = name.partition(" ")
    links = [f" {link} " for link in lex.words["links.of"]]
    short = {name.partition(link)[0] for link in links}
    if lex.tails is not None:  # "Cour d'appel" de Paris
        short |= {name.rpartition(f" {link} ")[0] for link in lex.words["places.of"]}
    begin, _, last = name.rpartition(" ")
    if lex.stems and of_stem(last.lower(), lex) is not None:
        short.add(begin)  # "Comité olympique" français
    ranks, first = lex.words["organizations.ranks"], rest.partition(" ")[0]
    general = first in ranks or first in lex.words["titles.portfolio"] or rest in lex.words["organizations.national"]
    if general and owner not in ranks and not is_everyday(owner.lower(), lex):
        short |= {rest, *(rest.partition(link)[0] for link in links)}
    return short - {name}


def _before_people(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "The Kavari army" is no short form of the Kavari Revolutionary Front."""
    after = NEXT.match(text, piece.end)
    return after is not None and after[1] in lex.words["people.nouns"] and after[1] not in lex.words["roles.nouns"]


def _is_ground(piece: Piece, meant: Set[str] | None, text: str, lex: Lexicon) -> bool:
    """ "A court in Halvern" beside the Halvern Courier: the place that the body `meant`, which no table knows, is named
    after."""
    return meant is not None and lex.kinds.keys().isdisjoint(meant) and kind_around(piece, text, lex)[0] is PLACE


def _firm(piece: Piece, lex: Lexicon) -> Entry | None:
    """The known firm that a name with a company suffix is: "SoftBank Corp."."""
    name, _, last = piece.text.rpartition(" ")
    legal = last in lex.words["organizations.suffixes"] or last in lex.words.get("organizations.legal", ())
    entry = lex.exact.get(name.rstrip(",")) if legal else None
    return entry if entry is not None and entry.kind is Kind.ORGANIZATION and entry.sense == "actor" else None


def _adds_nothing(name: str, lex: Lexicon) -> bool:
    """ "NPD Group" is NPD, "UN Watch" another one than the UN."""
    last = name.rpartition(" ")[2]
    return last in lex.words["organizations.generic"] or last in lex.words["organizations.suffixes"]


def _is_side(piece: Piece, lex: Lexicon) -> bool:
    """ "Kaizer Chiefs": two words, the last in the plural, name an organization."""
    return piece.kind is ORGANIZATION and lex.ends(piece.text, "organizations.plurals") and piece.text.count(" ") == 1


def _short_organizations(pieces: list[Piece], text: str, lex: Lexicon) -> None:
    """ "Lockheed" is Lockheed Martin, "the Council" the council named last, where the article has no other."""
    heads = lex.words["actors.heads"]
    firsts: dict[str, set[str]] = {}
    for piece in pieces:
        if piece.kind is ORGANIZATION and " " in piece.actor:
            firsts.setdefault(piece.actor.split()[0], set()).add(piece.actor)
    ground = {p.text for p in pieces if p.kind is None and p.single and _is_ground(p, firsts.get(p.text), text, lex)}
    longer = _longer_names(pieces, heads, lex)
    teams = {
        piece.text.rpartition(" ")[2]: piece
        for piece in pieces
        if piece.why == TEAM or (piece.known is not None and _is_side(piece, lex))
    }
    last: dict[str, Piece] = {}
    for piece in pieces:
        if (whole := longer.get(piece.actor)) is not None:
            piece.kind, piece.actor = Kind.ORGANIZATION, whole.actor
            piece.affiliation = piece.affiliation or whole.affiliation
            piece.why = f"short for {piece.actor} in this article"
        if piece.kind is ORGANIZATION and piece.known is None and (firm := _firm(piece, lex)) is not None:
            piece.actor, piece.affiliation, piece.why = firm.name, firm.home, f"{firm.name} with its company suffix"
        if (piece.kind is ORGANIZATION or piece.kind is PLACE) and not piece.single:
            for word in piece.text.split():
                if word in heads:
                    last[word] = piece
        elif piece.kind is None and piece.single:
            if piece.text in teams and (teams[piece.text].why == TEAM or behind_article(piece, text, lex)):
                piece.kind, piece.actor = Kind.ORGANIZATION, teams[piece.text].actor
                piece.why = f"short for {piece.actor} in this article"
            elif piece.text in heads and not piece.text.isupper():
                if piece.text in last:
                    piece.kind, piece.actor = last[piece.text].kind, last[piece.text].actor
                    piece.why = f"short for {piece.actor} in this article"
            elif (meant := firsts.get(piece.text)) and not (
                piece.text.lower() in lex.words["common.words"]
                or _before_people(piece, text, lex)
                or (piece.text in ground and not is_agent(piece, text, lex))
                or (piece.text.isupper() and not all(_adds_nothing(name, lex) for name in meant))
            ):
                meant = meant if len(meant) == 1 else meant & lex.kinds.keys()
                if len(meant) == 1:
                    piece.kind, piece.actor = Kind.ORGANIZATION, next(iter(meant))
                    piece.why = f"short for {piece.actor} in this article"
