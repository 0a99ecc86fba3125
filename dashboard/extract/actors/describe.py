"""Finds who is meant where no name stands: "the alliance", "the two ministers", "he".

Only what the text around settles is resolved; the rest stays silent. Their `form` says that they are no names, so
that lists of names can leave these mentions out while events use them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile
from operator import attrgetter

from dashboard.extract.actors.fold import fold
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import ACTOR, COUNTRY, GROUP, PERSON, Piece
from dashboard.extract.actors.scan import UPPER
from dashboard.model import Block, Form, Kind, Role, Sentence

SILENT = frozenset((Block.CREDIT, Block.DATELINE, Block.HEADLINE, Block.HEADING))
GOES_ON = re.compile(rf"\w| [{UPPER}]|'s|-")  # "the president's", "the president Ada Berg"
NEAR = 100  # names before "the two ministers" that are looked at
BESIDE = 6  # characters between two names that are joined: "Iran and Iraq"
_FRONTED = 25  # characters that stand before the subject of a sentence: "In 1968 ", "Two years later "
FAR = 2  # sentences: a pronoun looks no further back


def descriptions(pieces: list[Piece], text: str, lex: Lexicon) -> list[Piece]:
    """The mentions by description; `pieces` are the named ones in order."""
    starts = [p.start for p in pieces]
    out = _short(pieces, starts, text, lex) + _pairs(pieces, starts, text, lex) + _offices(pieces, starts, text, lex)
    return out + _heads(pieces, [*pieces, *out], text, lex)


def _short(pieces: list[Piece], starts: list[int], text: str, lex: Lexicon) -> list[Piece]:
    """ "the North" in an article on Korea, "the alliance" after NATO."""
    named: dict[str, Piece] = {}
    for piece in pieces:
        named.setdefault(piece.actor, piece)
    out = []
    articles, of = "|".join(sorted(lex.the)), "|".join(sorted(lex.words["links.of"]))
    for pair in lex.words["anaphora.short"]:
        word, _, actor = pair.partition("=")
        actor, _, other = actor.partition("<")
        first = named.get(actor) or named.get(other)
        if first is None or f" {word}" not in text:
            continue
        for match in re.finditer(rf"\b(?i:{articles}) ({word})\b(?! (?:(?:{of}) )?[{UPPER}]|-)", text):
            if match.start() > first.start and not _covered(match.start(1), pieces, starts):
                why = f"described: {first.actor} is named in the text"
                out.append(_piece(match.start(1), match.end(1), text, first, why, Form.DESCRIPTION))
                out[-1].actor = actor
    return out


@cache
def _pair_pattern(pattern: str, people: frozenset[str], lands: frozenset[str]) -> re.Pattern[str]:
    """The pattern of "the two ministers" with the nouns of people and of lands in their places."""
    return re.compile(pattern.replace("PEOPLE", "|".join(sorted(people))).replace("LANDS", "|".join(sorted(lands))))


def _pairs(pieces: list[Piece], starts: list[int], text: str, lex: Lexicon) -> list[Piece]:
    """ "the two ministers": the last two persons named, both; "the two countries": the last two countries."""
    people, lands = lex.words["anaphora.pairs_of_people"], lex.words["anaphora.pairs_of_countries"]
    if not people or not lands:
        return []
    pattern = _pair_pattern(lex.patterns["pair"].pattern, people, lands)
    out: list[Piece] = []
    for start, behind in _words(lex.words["anaphora.pairs_led_by"], text, 0):
        match = pattern.match(text, behind)
        if match is None:
            continue
        kind = Kind.COUNTRY if match["lands"] else Kind.PERSON
        last: dict[str, Piece] = {}
        at = bisect_left(starts, start)
        for piece in reversed(pieces[max(0, at - NEAR) : at]):
            if start - piece.start < 700 and piece.role is ACTOR:
                is_kind = piece.kind is kind or (kind is COUNTRY and piece.known is not None and piece.kind is GROUP)
                if is_kind and piece.actor not in last:
                    last[piece.actor] = piece
                if len(last) == 2:
                    break
        if kind is COUNTRY and (own := _lands_of_two(pieces[:at], last, lex)):
            why = "described: the countries of the two who are named"
            out += [
                Piece(
                    start,
                    match.end(),
                    text[start : match.end()],
                    COUNTRY,
                    land,
                    role=ACTOR,
                    why=why,
                    form=Form.DESCRIPTION,
                )
                for land in own
            ]
        elif len(last) == 2:
            why = f"described: “{text[start : match.end()]}” after both were named"
            out += [_piece(start, match.end(), text, piece, why, Form.DESCRIPTION) for piece in reversed(last.values())]
    return out


def _lands_of_two(before: list[Piece], last: dict[str, Piece], lex: Lexicon) -> list[str]:
    """The countries of the two persons whom alone the text has named so far, where the `last` two that it names are not
    theirs and do not stand side by side: "Berg warned Visser", who are of two."""
    homes: dict[str, str] = {}
    for piece in before:
        if piece.kind is PERSON and piece.role is ACTOR:
            homes[piece.actor] = homes.get(piece.actor) or piece.affiliation or lex.homes.get(piece.actor, "")
    own = [land for land in dict.fromkeys(homes.values()) if land in lex.codes]
    if len(homes) != 2 or len(own) != 2 or set(own) == last.keys():
        return []
    two = sorted(last.values(), key=attrgetter("start"))
    return [] if len(two) == 2 and two[1].start - two[0].end <= BESIDE else own


def _offices(pieces: list[Piece], starts: list[int], text: str, lex: Lexicon) -> list[Piece]:
    """ "the president", "the French president", "the president of France": the one person of the article who bears
    that title."""
    vague = lex.words["roles.vague"]
    bearers = {title: held for title, held in _bearers(pieces, lex).items() if len(title) > 4 and title not in vague}
    if not bearers:
        return []
    nations = {p.end: p for p in pieces if p.sense == "country" or p.adjectival}
    out = []
    low, owning = _lowered(text, bearers), lex.words["writing.owning"]
    for title, holders in bearers.items():
        for at in _places(f" {title}", low, holders[0].end):
            start, end = at + 1, at + 1 + len(title)
            nation = nations.get(at)
            owners = (nations.get(at - len(s)) for s in owning if text.startswith(s, at - len(s)))
            owner = next(filter(None, owners), None)  # "Peru's president"
            first = nation.start if nation is not None else start
            if not (owner or lex.behind_the(text, first)) or _covered(start, pieces, starts):
                continue
            nation = nation or owner
            if nation is None:
                nation = _of_nation(end, pieces, starts, text, lex)
            if GOES_ON.match(text, end if nation is None else max(end, nation.end)):
                continue
            holder = _holder(holders, start, nation)
            if holder is not None:
                why = "described: holds the office in this article"
                out.append(_piece(start, end, text, holder, why, Form.DESCRIPTION))
    return out


def _of_nation(end: int, pieces: list[Piece], starts: list[int], text: str, lex: Lexicon) -> Piece | None:
    """Of which country the office that ends here is: "the president of France", "le président français"."""
    at = bisect_left(starts, end)
    owner = pieces[at] if at < len(pieces) else None
    if owner is None or not (owner.sense == "country" or owner.adjectival) or owner.start - end > 12:
        return None
    between = text[end : owner.start].replace("'", " ").split()
    return owner if set(between) <= lex.owner_links else None


def _bearers(pieces: list[Piece], lex: Lexicon) -> dict[str, list[Piece]]:
    """Title, whole and its chief word → the persons who bear it, each where first named with it."""
    bearers: dict[str, dict[str, Piece]] = {}
    for piece in pieces:
        if piece.kind is PERSON and piece.title and piece.role is ACTOR:
            chief = list(takewhile(lambda word: word not in lex.owner_links, piece.title.split()))[-1:]
            if not lex.words["roles.other"].isdisjoint(map(str.lower, piece.title.split())):
                chief = []
            for title in (piece.title, *chief):
                bearers.setdefault(title.lower(), {}).setdefault(piece.actor, piece)
    for pair in lex.words["anaphora.offices"]:
        other, _, titles = pair.partition("=")
        held = {name: piece for title in titles.split("/") for name, piece in bearers.get(title, {}).items()}
        if held:
            bearers.setdefault(other, {}).update(held)
    return {title: sorted(held.values(), key=attrgetter("start")) for title, held in bearers.items()}


def _lowered(text: str, titles: Iterable[str]) -> str:
    """A text in small letters, as far as the titles need it: to lower letters of ASCII is much quicker."""
    plain = all(map(str.isascii, titles))
    return (text.encode("ascii", "replace").decode("ascii") if plain else text).lower()


def _words(listed: Iterable[str], text: str, start: int) -> list[tuple[int, int]]:
    """Where words stand by themselves in a text, from a place on, written small or with a first capital; in order."""
    out: list[tuple[int, int]] = []
    for word in listed:
        for written in (word, word.capitalize()):
            for at in _places(written, text, start):
                end = at + len(written)
                if not (_in_word(text, at - 1) or _in_word(text, end)):
                    out.append((at, end))
    out.sort()
    return out


def _in_word(text: str, at: int) -> bool:
    """A letter or digit stands there."""
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def _places(word: str, text: str, start: int) -> list[int]:
    """Where a word stands in a text, from a place on."""
    out: list[int] = []
    at = text.find(word, start)
    while at >= 0:
        out.append(at)
        at = text.find(word, at + len(word))
    return out


def _holder(holders: list[Piece], start: int, nation: Piece | None) -> Piece | None:
    """The only one who was named with the office before a place in the text, of the nation that is said with it."""
    only = None
    for piece in holders:
        if piece.end >= start:
            break
        if nation is None or piece.affiliation == nation.actor:
            if only is not None:
                return None
            only = piece
    return only


def _heads(pieces: list[Piece], covering: list[Piece], text: str, lex: Lexicon) -> list[Piece]:
    """ "der Bundeskanzler" in an article that names one of the countries which have one: that country."""
    pairs = (pair.partition("=") for pair in lex.words.get("offices.either", ()))
    said = [(title, countries.split("/")) for title, _, countries in pairs if title in text]
    if not said:
        return []
    named = {p.actor for p in pieces} | {p.affiliation for p in pieces} | {p.home for p in pieces}
    taken = {i for p in covering for i in range(p.start, p.end)}
    out = []
    for title, countries in said:
        meant = [country for country in countries if country in named]
        if len(meant) != 1:
            continue
        articles = "|".join(lex.words["writing.articles"])
        for match in re.finditer(rf"\b(?i:{articles}) ({title}s?)\b(?!-| (?:\w+ )?[{UPPER}])", text):
            if match.start(1) not in taken:
                why = f"described: {meant[0]} is named in the text"
                out.append(Piece(*match.span(1), match[1], Kind.ORGANIZATION, meant[0], role=Role.ACTOR, why=why))
                out[-1].form = Form.DESCRIPTION
    return out


def pronouns(pieces: list[Piece], sentences: Sequence[Sentence], text: str, lex: Lexicon) -> list[Piece]:
    """ "he" and "she": the one person whom this or one of the sentences before names, if gender and number leave one.

    The subject of a sentence is who a pronoun that opens it means, else the first person it names; a sentence that
    names two persons of the gender offers its subject only.
    """
    people = [p for p in pieces if p.kind is PERSON and p.role is ACTOR]
    found = _words(lex.words["anaphora.he"] | lex.words["anaphora.she"], text, people[0].end) if people else []
    if not found:
        return []
    out: list[Piece] = []
    carried: list[tuple[int, Piece]] = []  # number of a sentence and its subject
    at = said = 0
    for number, sentence in enumerate(sentences):
        first = at
        while at < len(people) and people[at].start < sentence.end:
            at += 1
        own, subject, open_ = people[first:at], None, False
        while said < len(found) and found[said][0] < sentence.end:
            start, end = found[said]
            said += 1
            if sentence.block in SILENT or start < sentence.start:
                continue
            gender = "f" if text[start:end].lower() in lex.words["anaphora.she"] else "m"
            chosen = _dead(people[:at], end, gender, text, lex) if lex.patterns["dead"].match(text, end) else None
            chosen = chosen or _meant(start, gender, own, [p for n, p in carried[-FAR:] if number - n <= FAR], lex)
            leads = start == sentence.start or _leads(text[sentence.start : start], start, own, lex)
            open_ |= leads and chosen is None
            if chosen is not None:
                subject = chosen if leads else subject
                why = f"pronoun: {chosen.actor} is the one named before"
                out.append(_piece(start, end, text, chosen, why, Form.PRONOUN))
        if own and not open_:
            if subject is None and carried and lex.patterns["aged"].match(text, sentence.start):
                subject = carried[-1][1]
            subject = subject or next((p for p in own if _opens(p, sentence, text, lex)), own[0])
            carried.append((number, subject))
        elif subject is not None:
            carried.append((number, subject))  # "She …": who it is goes on
    return out


def _leads(before: str, start: int, own: list[Piece], lex: Lexicon) -> bool:
    """The pronoun is the subject behind a time of few words, and whoever is named comes later: "In 1968 she found a
    score by Zofia Wolska", but "When she came, Ada Berg left"."""
    first = before.partition(" ")[0].lower()
    return first in lex.words["anaphora.led"] and len(before) < _FRONTED and all(p.start > start for p in own)


def _meant(start: int, gender: str, own: list[Piece], before: list[Piece], lex: Lexicon) -> Piece | None:
    """The one person of the gender named earlier in this sentence, else the last subject of the sentences before."""
    inside = [p for p in own if p.end <= start and _can_be(p, gender, lex)]
    if inside:
        return inside[0] if all(p.actor == inside[0].actor for p in inside) else None
    return next((p for p in reversed(before) if _can_be(p, gender, lex)), None)


def _dead(people: list[Piece], end: int, gender: str, text: str, lex: Lexicon) -> Piece | None:
    """The only one of the gender who is said to have died before a place in the text: "he will be buried" is not who
    spoke last."""
    died = lex.patterns["died"]
    told = {p.actor: p for p in people if p.end <= end and _can_be(p, gender, lex) and died.match(text, p.end)}
    return next(iter(told.values())) if len(told) == 1 else None


def _opens(piece: Piece, sentence: Sentence, text: str, lex: Lexicon) -> bool:
    """The person is the subject of a sentence: near its beginning, or that of its main clause, and no owner: "After
    meeting Ott, Berg left", "Earning Ott's thanks, Berg left"."""
    fronted = lex.patterns["fronted"].match(text, sentence.start)
    begin = fronted.end() if fronted is not None else sentence.start
    return begin <= piece.start < begin + 60 and "," not in text[begin : piece.start]


def _can_be(piece: Piece, gender: str, lex: Lexicon) -> bool:
    known = lex.given.get(fold(piece.actor.split()[0]), "")
    return known in ("", gender)


def _covered(start: int, pieces: list[Piece], starts: list[int]) -> bool:
    """A name stands here; at most a few of them nest, so that only the nearest are looked at."""
    at = bisect_right(starts, start)
    return any(p.end > start for p in pieces[max(0, at - 3) : at])


def _piece(start: int, end: int, text: str, source: Piece, why: str, form: Form) -> Piece:
    return Piece(
        start,
        end,
        text[start:end],
        source.kind,
        source.actor,
        role=Role.ACTOR,
        affiliation=source.affiliation,
        why=why,
        form=form,
    )
