"""Gives a kind to names that no table knows, by their own words, by what stands around them, and by the rest of
the article.

What one occurrence shows counts for all of a spelling. A bare word that never acts, owns or is dealt with stays
without a kind, and falls out: a capital letter alone names nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence, Set
from itertools import pairwise

from dashboard.extract.actors import context
from dashboard.extract.actors.declined import given_name, is_foreign, of_stem
from dashboard.extract.actors.fold import fold
from dashboard.extract.actors.kinds import Vote, is_thing, kind_around, people
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.lists import by_mates, firms_among
from dashboard.extract.actors.persons import PARTICLES
from dashboard.extract.actors.piece import ORGANIZATION, PERSON, PLACE, Piece
from dashboard.extract.actors.shapes import SHAPED, is_everyday, is_given, is_plural
from dashboard.model import Kind

BARE = "a name without quotation marks that acts"
IN_A_ROW = "two names in a row"
ACTS = "a name of one word that acts"
GUESSED = (
    BARE,
    IN_A_ROW,
    "a name of several words",
    "a name of several words that acts",
    ACTS,
    "where something is",
)
LISTED = "named in one list with such"
RUN_TOGETHER = re.compile(r"(?!Fitz)[^\W\d_][^\W\d_A-ZÀ-Þ]{3,}[A-Z]")  # "OceanGate", no "McDonald", "DeSantis"


def is_common(piece: Piece, text: str, lex: Lexicon) -> bool:
    """The article before a known name makes it a common noun: "Das Bild zeigt" is no newspaper."""
    articled = lex.words.get("never.articled")
    led = context.led_by(piece, text)[-1:] if articled and piece.single else ()
    return bool(led and articled) and f"{led[0].lower()} {piece.text}" in (articled or ())


def is_name(piece: Piece, text: str, small: Set[str], lex: Lexicon) -> bool:
    """An unknown name could be somebody: no handle or hashtag, no ship or book, no single word also written small.

    `small`: the words that the article writes small: "iodine" is no name where it also writes it so.
    """
    if piece.single and piece.kind is not PERSON:
        if text[piece.start - 1 : piece.start] in ("#", "@"):
            return False
        if piece.kind is None and piece.text.lower() in small:
            return False
    if (of_town := lex.words.get("places.genitive")) and piece.text.endswith(tuple(of_town)):
        first, _, second = piece.text.partition(" ")
        led = context.led_by(piece, text)[-1:]
        if piece.single and (piece.title or (led and led[0].islower())) and not given_name(first, lex):
            return False  # "мэр Зареченска", "суд Башкирии"
        if piece.initial and second and " " not in second and not given_name(first, lex):
            return False  # "Учителя Красноярска"
    if (settled := lex.words.get("people.settled")) and piece.single and piece.text.endswith(tuple(settled)):
        led = context.led_by(piece, text)[-1:]
        if led and led[0] in lex.words["people.many"]:
            return False  # "six jeunes Sevranais"
    if lex.acts and piece.text.isupper() and piece.text in lex.words["people.nouns"]:
        return False  # "глава МИД": an organ, not whose it is
    if areas := lex.words.get("places.areas"):
        after = context.NEXT.match(text, piece.end)
        if after is not None and after[1] in areas:
            return False  # "губернатор Курской области"
    if piece.title and lex.words.get("titles.not_after") and not _is_titled(piece, text, lex):
        return False
    if "-" in piece.text and piece.text.rpartition("-")[2] in lex.words["never.heads"]:
        return False  # "Uwe-Johnson-Preis"
    return not (is_thing(piece, text, lex) or context.on_route(piece, text, lex))


def _is_titled(piece: Piece, text: str, lex: Lexicon) -> bool:
    """Where nouns are written large: the title makes a name of the word behind it.

    Not in "ein Richter Haftbefehl" or "Wissenschaftler Methoden", a title that is also several persons'.
    """
    words = piece.text.split()
    names = [word for word in words if word not in PARTICLES]
    if piece.single and lex.ends(piece.text.lower(), "titles.no_names"):
        return False  # "gegen den Bankchef Anklage erhoben"
    if is_given(words[0], lex) or (len(names) > 1 and names == words):
        return True
    before = [w.lower() for w in context.words_before(text, max(0, text.rfind(piece.title, 0, piece.start)))]
    if before and before[-1] in lex.words["titles.not_after"]:
        return False
    if "-" in piece.title or not lex.ends(piece.title.lower(), "titles.several"):
        return True
    return not lex.words["titles.singular"].isdisjoint(before[-2:]) or (names == words and text.count(words[0]) > 1)


def type_several(pieces: Sequence[Piece], text: str, small: Set[str], lex: Lexicon) -> None:
    """Names of several words: before the article is settled, because they may own the single words."""
    surnames = {fold(p.text.rpartition(" ")[2]) for p in pieces if p.kind is PERSON and not p.single}
    _called(pieces, text, lex)
    _of_a_land(pieces, text, lex)
    votes: dict[str, list[Vote]] = {}
    unknown = [p for p in pieces if p.kind is None and p.known is None and not p.single]
    for piece in unknown:
        vote = kind_around(piece, text, lex)
        if vote[0] is None and context.person_said(piece, text, lex):
            vote = Kind.PERSON, "speaks"
        first, _, rest = piece.text.partition(" ")
        run = RUN_TOGETHER.match(first)
        if vote[0] is None and run is not None and not is_given(run[0][:-1], lex):  # "AnnaLynne Carver"
            vote = Kind.ORGANIZATION, "two words in one"
        if vote[0] is None and not ("-" not in rest and fold(first) in surnames):  # "Warhol Polaroids"
            vote = _by_words(piece, text, small, lex)
        if vote[0] is not None:
            votes.setdefault(piece.text, []).append(vote)
    _decide(unknown, votes, lex)
    for piece in firms_among([p for p in unknown if p.why == IN_A_ROW], pieces, text, lex):
        piece.kind, piece.why = Kind.ORGANIZATION, LISTED  # "DHL, UPS and Kestrel Parcel"


def name_in_s(pieces: Sequence[Piece], text: str, lex: Lexicon) -> None:
    """ "Hartley's, which has 40 shops": where its name ends so once, it does wherever no noun follows it."""
    firm = lex.patterns["in_s"]
    if "'s" not in text:
        return
    seen: dict[str, list[tuple[Piece, bool]]] = {}
    surnames = {p.text.rpartition(" ")[2] for p in pieces if not p.single}
    for piece in pieces:
        free = piece.known is None and piece.single and not piece.title and piece.text not in surnames
        if free and text[piece.end : piece.end + 1] == "'" and (match := firm.match(text, piece.end)):
            seen.setdefault(piece.text, []).append((piece, match["near"] is None))
    for found in seen.values():
        for piece, _ in found if any(sure for _, sure in found) else ():
            piece.end += len("'s")
            piece.text = piece.actor = text[piece.start : piece.end]
            piece.kind, piece.why = Kind.ORGANIZATION, "its name ends like a possessive"


def _called(pieces: Sequence[Piece], text: str, lex: Lexicon) -> None:
    """ "The band Pale Harbour" ends like a place, "the operator Linea del Sur" has a person's particle, but the noun
    says what it is."""
    persons = lex.words["roles.nouns"]
    called = {
        piece.text: noun
        for piece in pieces
        if (piece.kind is PLACE or piece.why == SHAPED)
        and piece.known is None
        and (noun := context.led_by(piece, text)[-1:])
        and noun[0] in lex.words["organizations.nouns"]
        and noun[0] not in persons
    }
    for piece in pieces if called else ():
        if piece.text in called and piece.known is None:
            piece.kind, piece.why = Kind.ORGANIZATION, f"“{called[piece.text][0]}” before it"


def _of_a_land(pieces: Sequence[Piece], text: str, lex: Lexicon) -> None:
    """ "The ferry company Irish Sails": behind the noun that calls it, the land is part of the name."""
    for land, piece in pairwise(pieces):
        if land.sense != "adjective" or piece.kind is not None or piece.known is not None:
            continue
        if text[land.end : piece.start] == " ":
            before = context.led_by(land, text)[-1:]
            if before and before[0] in lex.words["organizations.nouns"] and before[0] not in lex.words["roles.nouns"]:
                piece.start, land.nested, piece.affiliation = land.start, True, land.actor
                piece.text = piece.actor = text[piece.start : piece.end]
                piece.kind, piece.why = Kind.ORGANIZATION, f"“{before[0]}” before it"


def type_single(pieces: Sequence[Piece], text: str, shouted: Container[str], lex: Lexicon) -> None:
    """Names of one word that are no part of another: after the article is settled.

    `shouted`: the words of headlines in which a capital means nothing, in capitals.
    """
    votes: dict[str, list[Vote]] = {}
    for piece in (
        pieces if lex.words.get("organizations.firms") else ()
    ):  # "der Konzern Norsa" says what "Norsa" is everywhere
        if piece.single and piece.known is None and piece.kind is ORGANIZATION:
            before = context.led_by(piece, text)
            if before and lex.ends(before[-1].lower(), "organizations.firms"):
                votes.setdefault(piece.text, []).append((piece.kind, piece.why))
    one = _of_a_people(pieces, text, lex)
    unknown = [p for p in pieces if p.kind is None and p.known is None and p.single and p.text not in one]
    told = Counter(p.text for p in unknown)
    inside = {
        p.text
        for p in unknown
        if not p.initial or _stands_out(p, told[p.text] + (p.text.upper() in shouted), text, lex)
    }
    for piece in unknown:
        vote = kind_around(piece, text, lex)
        if vote[0] is not PLACE and people(piece, text, lex):
            vote = Kind.GROUP, "a people"
        piece.kind, piece.why = vote
    mates = by_mates(pieces, text, lex) if unknown else {}
    for piece in unknown:
        vote = piece.kind, piece.why
        if vote[0] is None and (kind := mates.get(id(piece))) is not None:
            vote = kind, LISTED
        if vote[0] is None:
            vote = _by_deeds(piece, text, piece.text in inside, lex)
        if vote[0] is PERSON and len(piece.text) > 2 and piece.text.isupper():
            vote = Kind.ORGANIZATION, "an acronym"
        elif vote[0] is PERSON and RUN_TOGETHER.match(piece.text):
            vote = Kind.ORGANIZATION, "two words in one"
        if vote[0] is not None:
            votes.setdefault(piece.text, []).append(vote)
    _decide(unknown, votes, lex)
    if any(piece.kind is not None for piece in unknown):
        mates = by_mates(pieces, text, lex)
        _decide(unknown, {p.text: [(mates[id(p)], LISTED)] for p in unknown if id(p) in mates}, lex)
    _drop_products(unknown, lex)


def _of_a_people(pieces: Sequence[Piece], text: str, lex: Lexicon) -> set[str]:
    """The words for one of a people by which the article means nobody: "the Spaniard", but not "Chancellor Pole", and
    not "Dane said" where no article ever stands before it."""
    one = lex.words["demonyms.one"]
    used = [p for p in pieces if p.text in one]
    if not used:
        return set()
    articles = lex.words["links.articles"]
    borne = {p.text for p in used if p.kind is PERSON or context.person_said(p, text, lex)}
    led = {p.text for p in used for word in context.led_by(p, text)[-1:] if word.lower() in articles}
    return {p.text for p in used} - (borne - led)


def _drop_products(unknown: Sequence[Piece], lex: Lexicon) -> None:
    """The plural of a known firm is what it makes: "Ford said 300 Fords burned"."""
    endings = lex.words.get("organizations.products", ())
    for piece in unknown:
        for ending in endings:
            maker = lex.exact.get(piece.text.removesuffix(ending))
            if maker is not None and maker.spelling != piece.text and maker.kind is ORGANIZATION:
                piece.kind, piece.why = None, ""


def _by_deeds(piece: Piece, text: str, inside: bool, lex: Lexicon) -> Vote:
    """A single word that speaks is a person, one that acts an organization.

    `inside`: it is written large inside a sentence too, or stands out.
    """
    name, low = piece.text, piece.text.lower()
    if not name.isupper() and context.person_said(piece, text, lex) and not _are_many(piece, text, inside, lex):
        return Kind.PERSON, "speaks"
    if is_given(name, lex):
        return Kind.PERSON, "a given name"
    acronym = bool(lex.acts) and len(name) > 1 and name.isupper() and name not in lex.words["never.words"]
    if (
        (acronym or "nouns" not in lex.large)
        and (inside or acronym or not piece.initial)
        and name not in lex.words["all.heads"]
        and f"{name}s" not in lex.words["modifiers.groups"]  # "the Sikh group"
        and (is_plural(low, lex) or not is_everyday(low, lex))
        and context.acts(piece, text, lex)
    ):
        if lex.words.get("writing.firms") and not (name.isupper() or is_foreign(name, lex)):
            return Kind.PERSON, BARE  # firms stand in quotation marks
        return Kind.ORGANIZATION, ACTS
    return None, ""


def _stands_out(piece: Piece, told: int, text: str, lex: Lexicon) -> bool:
    """The first word of a sentence is a name for its inner capitals, "IndiGo", as it opens another one too, or by what
    it did."""
    name = piece.text
    if name[1:] != name[1:].lower():
        return True
    if lex.ends(name, "common.openers") or lex.ends(name, "common.many"):
        return False
    return told > 1 or context.is_agent(piece, text, lex)


def _are_many(piece: Piece, text: str, inside: bool, lex: Lexicon) -> bool:
    """ "Retailers said", "the Romans said"."""
    if not inside and lex.ends(piece.text, "common.many"):
        return True
    return piece.text.endswith("s") and context.behind_article(piece, text, lex)


def _by_words(piece: Piece, text: str, small: Set[str], lex: Lexicon) -> tuple[Kind | None, str]:
    """Two or three words that the language does not write small are a person."""
    words = piece.text.split()
    if "nouns" in lex.large:
        return _of_people(piece, words, text, lex)
    if (marks := lex.words.get("writing.firms")) and text[piece.end : piece.end + 1] in marks:
        return None, ""  # «Крокус Сити Холл»
    if all(word.lower() in lex.words["common.words"] for word in words):
        return None, ""  # "Climate Change"
    for word in words:
        low = word.lower()
        gerund = word is words[0] and piece.initial and low.endswith("ing")
        if low in small or gerund or (is_everyday(low, lex) and not is_plural(low, lex)):
            if not piece.initial and context.acts(piece, text, lex):
                return Kind.ORGANIZATION, "a name of several words that acts"
            return None, ""
    if context.behind_article(piece, text, lex):
        return (Kind.ORGANIZATION, "several named with an article") if words[-1].endswith("s") else (None, "")
    person = len(words) <= 3 and all(w[-1].isalpha() and (len(w) < 2 or not w.isupper()) for w in words)
    if person and (not is_plural(words[-1].lower(), lex) or words[-1] in lex.words["people.surnames"]):
        return Kind.PERSON, IN_A_ROW  # "Velnor Gardens" makes something
    return Kind.ORGANIZATION, "a name of several words"


def _of_people(piece: Piece, words: Sequence[str], text: str, lex: Lexicon) -> Vote:
    """Where nouns are written large, the adjective of a people is so too only in a name: "die Deutsche Bahn"."""
    before = context.led_by(piece, text)
    inside = bool(before) and before[-1].isalpha()  # no word that a sentence opens with
    if not inside or of_stem(words[0].lower(), lex) is None or is_given(words[1], lex):
        return None, ""
    if words[-1] in lex.words["never.heads"]:
        return None, ""  # "Deutsche Meisterschaften"
    return Kind.ORGANIZATION, f"“{words[0]}” written large"


def _decide(unknown: Sequence[Piece], votes: dict[str, list[Vote]], lex: Lexicon) -> None:
    decided = {name: _verdict(given) for name, given in votes.items()}
    for piece in unknown:
        verdict = decided.get(piece.text)
        if verdict is not None:
            piece.kind, piece.why = verdict
            if piece.text in lex.words["modifiers.groups"]:
                piece.kind, piece.why = Kind.GROUP, "a people"


def _verdict(votes: list[Vote]) -> Vote:
    """The kind most occurrences show; a place only where nothing else is shown as often.

    What is guessed from the mere shape of a name counts only where nothing around it tells.
    """
    if len(votes) == 1:
        return votes[0]
    votes = [vote for vote in votes if vote[1] not in GUESSED] or votes
    kinds = Counter(kind for kind, _ in votes)
    best = max(kinds, key=lambda kind: (kinds[kind], kind is not PLACE))
    return next(vote for vote in votes if vote[0] is best)
