"""Finds who and what an article names: persons, organizations, countries, groups and places, each under one name.

    lexicon    what is known before reading: countries of CLDR, tables of `data/`
    written    where words with capitals stand together, and which are written small
    scan       capitalised runs: everything that could be a name
    pieces     a run cut into known names and stretches of unknown words
    joined     a land and the name behind it that are one
    stretch    such a stretch read: newspapers, bodies, titles, unknown names
    unknown    the kind of the unknown ones (by kinds, the words around); lists, those of one list
    shared     two names that share a word
    quoted     firms in quotation marks, and one name in several cases, where a language has these
    acronyms   what they are short for
    aliases    other names that the text gives them
    document   the names of one article put together
    said       whom a part of a name means in it
    headlines  Title Case and CAPITALS, read through the body
    adjectives, declined   countries and names in languages that write or decline them otherwise
    roles      actor, literal place or source (by context, the words around)
    articleless   unknown names where every noun is written large
    courts, seated   courts and other bodies named by an adjective, or written small before where they sit
    bodies     ministries and courts, named after their state
    compounds  whose office a compound title says it is
    offices    whose office a person holds
    describe, introduced   "the two ministers", "he", "la jueza": who is meant where no name stands

Mentions may overlap ("Ukrainian" in "Ukrainian Ministry of Foreign Affairs") and several may share one span.
`why` says how each was decided; `form` tells pronouns and descriptions from names. A mention of kind group is a
people, or a country through an adjective: "Russian troops".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from dashboard.extract.actors.acronyms import spell_out
from dashboard.extract.actors.adjectives import adjectives
from dashboard.extract.actors.aliases import name_aliases
from dashboard.extract.actors.articleless import name_articleless
from dashboard.extract.actors.bodies import is_object_of_body, name_bodies, name_governments
from dashboard.extract.actors.clubs import name_clubs
from dashboard.extract.actors.compounds import owners_in_titles
from dashboard.extract.actors.courts import name_courts
from dashboard.extract.actors.describe import descriptions, pronouns
from dashboard.extract.actors.document import settle, tell_apart, towns
from dashboard.extract.actors.fold import plain
from dashboard.extract.actors.headlines import read_headlines, shouts
from dashboard.extract.actors.introduced import introduced
from dashboard.extract.actors.kinds import parties, vessels
from dashboard.extract.actors.lexicon import Lexicon, lexicon
from dashboard.extract.actors.offices import affiliate
from dashboard.extract.actors.organs import name_organs
from dashboard.extract.actors.piece import ORGANIZATION, Piece
from dashboard.extract.actors.pieces import cut, openers
from dashboard.extract.actors.quoted import name_called, name_quoted, one_nominative
from dashboard.extract.actors.roles import give_roles, home_of_dateline
from dashboard.extract.actors.scan import Word, runs
from dashboard.extract.actors.seated import name_seated
from dashboard.extract.actors.shared import share_surnames, split_shared
from dashboard.extract.actors.spacy_names import second_opinion, wanted
from dashboard.extract.actors.unknown import is_common, is_name, name_in_s, type_several, type_single
from dashboard.extract.actors.written import written
from dashboard.model import ActorMention, Article, Kind, Role, Sentence, TimeExpression

OPENERS = frozenset("\"“”«»„‘'([–—-•*:")
TICKER = re.compile(r"x{3,} ?[|–—-] ")  # a clock time, masked, and its mark: "08:40 | La Aemet"
NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:st|nd|rd|th) $")
NUMBER_ENDS = frozenset(("st ", "nd ", "rd ", "th "))


def find(article: Article, sentences: Sequence[Sentence], times: Sequence[TimeExpression]) -> tuple[ActorMention, ...]:
    """All mentions of an article, sorted by start.

    `actor` is the canonical name inside the article; `merge.actors.resolve` gives the collection's.
    """
    lex = lexicon(article.language or "en")
    text, masks = _masked(plain(article.text), times, lex)
    words = written(article.text, text, masks, lex.language)
    body, loud = _cut_all(text, words.stretches, sentences, lex)
    name_courts(body, text, lex)
    name_seated(body, text, lex)
    body = _names(body, text, words.small, lex)
    _name_outlet(body, article.source)
    body = _of_kinds(body, text, words.small, sentences, lex)
    shouted = frozenset(word for s in loud for word in text[s.start : s.end].upper().split())
    type_single(body, text, shouted, lex)
    name_articleless(body, text, lex)
    one_nominative(body, text, lex)
    body += read_headlines(loud, text, body, lex)
    body.sort(key=_place)
    named = [p for p in _in_roles(body, text, sentences, lex) if p.kind is not None and p.role is not None]
    named = _sorted_in(named, descriptions(named, text, lex))
    named = _sorted_in(named, introduced(named, text, lex))
    named = _sorted_in(named, pronouns(named, sentences, text, lex))
    found = ((p, p.kind, p.role) for p in named)
    return tuple(
        _mention(p, kind, role, article.text) for p, kind, role in found if kind is not None and role is not None
    )


def _names(pieces: list[Piece], text: str, small: Set[str], lex: Lexicon) -> list[Piece]:
    """The pieces that are names and no everyday words."""
    nobody = parties(text) | vessels(pieces, text, lex)
    body = []
    for p in pieces:
        common = (
            is_common(p, text, lex) if p.known is not None else p.text in nobody or not is_name(p, text, small, lex)
        ) or is_object_of_body(p, text, lex)
        if not common:
            body.append(p)
    return body


def _name_outlet(body: Iterable[Piece], source: str | None) -> None:
    """Who publishes the article is no person, whatever the name looks like: "Norsa Echo"."""
    bare = (source or "").removeprefix("The ")
    for p in body:
        if p.kind is None and p.known is None and p.text in (source, bare):
            p.kind, p.why = ORGANIZATION, "publishes the article"


def _of_kinds(
    body: list[Piece], text: str, small: Set[str], sentences: Sequence[Sentence], lex: Lexicon
) -> list[Piece]:
    """The names with their kinds, by all the places where they stand; clubs for towns, and what is named otherwise."""
    if model := wanted():
        body = second_opinion(body, text, model)
        _place_in_sentences(body, sentences)
    body += split_shared(body, text, lex)
    body = spell_out(body, text, lex)
    name_in_s(body, text, lex)
    type_several(body, text, small, lex)
    if lex.stems:
        small_ones = adjectives(text, lex)
        _place_in_sentences(small_ones, sentences)
        body = sorted(body + small_ones, key=_place)
    tell_apart(body, lex)
    towns(body, text)
    body = name_clubs(body, text, small, lex)
    _place_in_sentences([p for p in body if p.sentence is None], sentences)
    name_governments(body, text, lex)
    name_quoted(body, text, lex)
    one_nominative(body, text, lex)
    name_called(body, text, lex)
    _place_in_sentences([p for p in body if p.sentence is None], sentences)
    name_aliases(body, text, lex)
    if more := share_surnames(body, text, lex):
        body = sorted(body + more, key=_place)
    settle(body, text, lex)
    return body


def _in_roles(body: list[Piece], text: str, sentences: Sequence[Sentence], lex: Lexicon) -> list[Piece]:
    """The names with what they are in the article: actor, place or source, whose body, whose office."""
    give_roles(body, text, lex)
    name_bodies(body, text, lex, home_of_dateline(body))
    more = name_organs(body, text, lex, home_of_dateline(body))
    _place_in_sentences(more, sentences)
    body = _sorted_in(body, more)
    body = _sorted_in(body, owners_in_titles(body, text, lex))
    affiliate(body, text, lex)
    return body


def _mention(p: Piece, kind: Kind, role: Role, text: str) -> ActorMention:
    """The mention that a piece is of an article's text."""
    written, name, why = text[p.start : p.end], p.actor or p.text, p.why or "named"
    return ActorMention(p.start, p.end, written, name, kind, role, p.affiliation, p.title, why, p.form)


def _sorted_in(body: list[Piece], more: list[Piece]) -> list[Piece]:
    """The pieces with more of them, as they stand in the text."""
    return sorted(body + more, key=_place) if more else body


def _place(piece: Piece) -> tuple[int, int]:
    return piece.start, -piece.end


def _masked(text: str, times: Sequence[TimeExpression], lex: Lexicon) -> tuple[str, list[tuple[int, int]]]:
    """The text with time expressions made lower-case letters, so that no weekday or month is a name; and where so.

    A known name that goes on behind one stays: "Fridays for Future".
    """
    out: list[str] = []
    masks: list[tuple[int, int]] = []
    last = 0
    for time in times:
        sizes = lex.sizes.get(text[time.start : time.end], ())
        if time.start >= last and not any(text[time.start : time.start + size] in lex.exact for size in sizes):
            out += [text[last : time.start], "x" * (time.end - time.start)]
            last = time.end
            masks.append((time.start, last))
    return "".join([*out, text[last:]]), masks


def _cut_all(
    text: str, stretches: Sequence[tuple[int, int]], sentences: Sequence[Sentence], lex: Lexicon
) -> tuple[list[Piece], list[Sentence]]:
    """The pieces of all sentences, and those that shout; `stretches`: where words with capitals stand together."""
    body: list[Piece] = []
    loud: list[Sentence] = []
    found, silent = runs(text, stretches, lex), openers(lex.language)
    at, count, covered = 0, len(found), 0
    for sentence in sentences:
        stop = sentence.end
        shouting = shouts(text, sentence, lex)
        if shouting:
            loud.append(sentence)
        opening = sentence.start
        if ticker := TICKER.match(text, opening, stop):
            opening = ticker.end()
        while opening < stop and not text[opening].isalnum():
            opening += 1
        while at < count and found[at].start < stop:
            run = found[at]
            start = run.start
            at += 1
            if shouting or start < sentence.start or start < covered or run.written in silent:
                continue
            if run.end > stop:  # "in the network X. Putin": a name ends with its sentence
                rest = text[stop : run.end].lstrip()
                if rest:
                    at -= 1
                    found[at] = Word(run.end - len(rest), run.end, rest)
                run = Word(start, stop, text[start:stop])
            opens = start <= opening or text[start - 1] in OPENERS or _behind_opener(text, start)
            for piece in cut(run, text, lex, opens):
                _number(piece, text, lex)
                piece.sentence = sentence
                body.append(piece)
                covered = piece.end
    return body, loud


def _behind_opener(text: str, start: int) -> bool:
    """A quotation mark, bracket or dash and a blank stand before the place, and no "Norsas' "."""
    if text[start - 1] != " " or text[start - 2] not in OPENERS:
        return False
    return text[start - 2] != "'" or not text[start - 3 : start - 2].isalpha()


def _place_in_sentences(pieces: Sequence[Piece], sentences: Sequence[Sentence]) -> None:
    """Give each piece its sentence; both in order."""
    at = 0
    for piece in pieces:
        while at + 1 < len(sentences) and sentences[at + 1].start <= piece.start:
            at += 1
        piece.sentence = sentences[at]


def _number(piece: Piece, text: str, lex: Lexicon) -> None:
    """ "82nd Airborne Division", "7th Fleet": the number is part of the name."""
    if piece.known is not None or text[piece.start - 3 : piece.start] not in NUMBER_ENDS:
        return
    found = NUMBER.search(text, max(0, piece.start - 8), piece.start)
    if found is None:
        return
    if piece.kind is ORGANIZATION or piece.text in lex.words["organizations.units"]:
        piece.start, piece.kind = found.start(), Kind.ORGANIZATION
        piece.text = piece.actor = text[piece.start : piece.end]
        piece.why = piece.why or "a number before it"
