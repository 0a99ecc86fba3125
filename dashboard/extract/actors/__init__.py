"""Finds who and what an article names: persons, organizations, countries, groups and places, each under one name.

    lexicon   what is known before reading: countries of CLDR, tables of `data/`
    scan      capitalised runs: everything that could be a name
    pieces    a run cut into known names, titles and unknown names
    document  the names of one article put together
    describe  "the two ministers", "he": who is meant where no name stands
    context   actor, literal place or source; whose office a person holds

Mentions may overlap ("Ukrainian" in "Ukrainian Ministry of Foreign Affairs") and several may share one span. `why` says how
each was decided; one that begins with "affiliation" names a country only because a person's office is named with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dashboard.extract.actors import context
from dashboard.extract.actors.bodies import name_bodies
from dashboard.extract.actors.describe import descriptions, pronouns
from dashboard.extract.actors.document import settle
from dashboard.extract.actors.lexicon import Lexicon, fold, lexicon
from dashboard.extract.actors.pieces import Piece, cut, is_given
from dashboard.extract.actors.scan import plain, runs
from dashboard.model import ActorMention, Article, Block, Kind, Role, Sentence, TimeExpression

LOWER = re.compile(r"(?<![\w-])[a-z]{3,}\b")
OPENERS = "\"“”«»„‘'([–—-•*:"


def find(article: Article, sentences: Sequence[Sentence], times: Sequence[TimeExpression]) -> tuple[ActorMention, ...]:
    """All mentions of an article, sorted by start.

    `actor` is the canonical name inside the article; `merge.actors.resolve` gives the collection's.
    """
    lex = lexicon()
    text = _masked(plain(article.text), times)
    body: list[Piece] = []
    shouted: list[Sentence] = []
    found = iter(runs(text, lex))
    run = next(found, None)
    blocks: dict[int, Sentence] = {}  # id of a piece → its sentence
    for sentence in sentences:
        loud = _shouts(text[sentence.start : sentence.end], sentence)
        if loud:
            shouted.append(sentence)
        opening = _first_letter(text, sentence)
        while run is not None and run.start < sentence.end:
            if not loud and run.start >= sentence.start:
                initial = run.start <= opening or text[max(0, run.start - 2) : run.start].strip()[-1:] in OPENERS
                for piece in cut(run, text, lex, bool(initial) and run.start > 0 or run.start <= opening):
                    body.append(piece)
                    blocks[id(piece)] = sentence
            run = next(found, None)
    common = frozenset(LOWER.findall(text))
    body = [p for p in body if not _is_word(p, text, common) and not (p.known is None and context.is_thing(p, text, lex))]
    body += _shared_heads(body, text, lex)
    said = settle(body, text, lex)
    _type_unknown(body, text, lex, common, said)
    for sentence in shouted:
        for piece in _headline(sentence, text, body, lex):
            body.append(piece)
            blocks[id(piece)] = sentence
    body.sort(key=lambda p: (p.start, -p.end))
    _place_roles(body, blocks, text, lex)
    name_bodies(body, text, lex, _home_of_dateline(body))
    _affiliate(body, text, lex)
    named = [p for p in body if p.kind is not None and p.role is not None]
    more = descriptions(named, text, lex) + pronouns(named, sentences, text, lex)
    return tuple(_mention(p, article.text) for p in sorted(named + more, key=lambda p: (p.start, -p.end)))


def _shared_heads(pieces: list[Piece], text: str, lex: Lexicon) -> list[Piece]:
    """ "North and South Korea" names both: a word before "and" that makes a country with the other's last word."""
    out = []
    for piece in pieces:
        first, _, rest = piece.text.partition(" ")
        if piece.sense != "country" or not rest:
            continue
        match = re.search(r"\b([A-Z][a-z]+) and $", text[max(0, piece.start - 24) : piece.start])
        entry = lex.exact.get(f"{match[1]} {rest}") if match else None
        if entry is not None and entry.sense == "country":
            start = max(0, piece.start - 24) + match.start(1)
            out.append(Piece(start, start + len(match[1]), match[1], entry.kind, entry.name, entry))
    return out


def _is_word(piece: Piece, text: str, common: frozenset[str]) -> bool:
    """An unknown single word that the article also writes small, or a handle or hashtag: no name."""
    if piece.known is not None or not piece.single or piece.kind is Kind.PERSON:
        return False
    if text[piece.start - 1 : piece.start] in ("#", "@"):
        return True
    return piece.kind is None and piece.text.lower() in common


def _masked(text: str, times: Sequence[TimeExpression]) -> str:
    """The text with time expressions made lower-case letters, so that no weekday or month is a name."""
    for time in times:
        text = text[: time.start] + "x" * (time.end - time.start) + text[time.end :]
    return text


def _first_letter(text: str, sentence: Sentence) -> int:
    at = sentence.start
    while at < sentence.end and not text[at].isalnum():
        at += 1
    return at


def _shouts(line: str, sentence: Sentence) -> bool:
    """A headline in capitals or Title Case, where capitals name nobody."""
    if sentence.block not in (Block.HEADLINE, Block.HEADING) and not line.isupper():
        return False
    words = [w for w in re.findall(r"[^\W\d_]{2,}", line) if len(w) > 3 or w.isupper()]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)


def _headline(sentence: Sentence, text: str, body: list[Piece], lex: Lexicon) -> list[Piece]:
    """The names of a Title Case or ALL CAPS line: only what the tables or the body know."""
    line = text[sentence.start : sentence.end]
    spoken: dict[str, Piece] = {}
    for piece in body:
        if piece.kind is not None:
            spoken.setdefault(fold(piece.text), piece)
            if piece.kind is Kind.PERSON:
                spoken.setdefault(fold(piece.actor), piece)
                spoken.setdefault(fold(piece.actor).split()[-1], piece)
    out: list[Piece] = []
    upper = line.isupper()
    words = [
        (m.start() + sentence.start, m.end() + sentence.start)
        for m in re.finditer(r"[^\W_][\w.-]*(?:'(?!s\b|S\b)\w+)?", line)
    ]
    at = 0
    while at < len(words):
        start = words[at][0]
        for last in range(min(at + 4, len(words) - 1), at - 1, -1):
            end = words[last][1]
            said = text[start:end]
            known = spoken.get(fold(said))
            if known is not None:
                out.append(
                    Piece(
                        start, end, said, known.kind, known.actor, known.known, why=f"named in the text: {known.actor}"
                    )
                )
                break
            entry = lex.exact.get(lex.upper.get(said, "")) if upper else lex.exact.get(said)
            if entry is not None and not entry.the and not (upper and len(said) < 3 and said == "US" and False):
                out.append(Piece(start, end, said, entry.kind, entry.name, entry))
                break
        else:
            at += 1
            continue
        at = last + 1
    return out


def _type_unknown(
    pieces: list[Piece], text: str, lex: Lexicon, common: frozenset[str], said: dict[str, list[str]]
) -> None:
    """Give a kind to the names that neither their words nor the article's other names explain.

    What one occurrence shows counts for all of a spelling; a bare word that never acts stays without a kind, and falls out.
    """
    votes: dict[str, Counter[tuple[Kind, str]]] = {}
    heads = lex.words["organizations.heads"] | lex.words["places.heads"]
    open_ones = [p for p in pieces if p.kind is None and p.known is None]
    for piece in open_ones:
        kind, why = context.kind_around(piece, text, lex)
        if kind is None and context.person_said(piece, text) and not (piece.single and piece.text.isupper()):
            kind, why = Kind.PERSON, "speaks"
        if kind is None and piece.single and is_given(piece.text, lex):
            kind, why = Kind.PERSON, "a given name"
        if kind is None and not piece.single and fold(piece.text.split()[0]) in said and "-" not in piece.text:
            continue  # "Warhol Polaroids": a thing of somebody's
        if kind is None and not piece.single:
            kind, why = _several_words(piece, lex, common, context.acts(piece, text) and not piece.initial)
        if kind is None and context.acts(piece, text) and not piece.initial and piece.text not in heads:
            kind, why = Kind.ORGANIZATION, "a name of one word that acts"
        if kind is not None:
            votes.setdefault(piece.text, Counter())[kind, why] += 1
    decided = {name: _verdict(counts) for name, counts in votes.items()}
    for piece in open_ones:
        if piece.text in decided:
            piece.kind, piece.why = decided[piece.text]
            if piece.text in lex.words["modifiers.groups"]:
                piece.kind, piece.why = Kind.GROUP, "a people"
    settle([p for p in pieces if p.known is None], text, lex)


def _several_words(
    piece: Piece, lex: Lexicon, common: frozenset[str], acts: bool
) -> tuple[Kind | None, str]:
    """Two or three plain words that the language does not write small are a person."""
    words = piece.text.split()
    low = {w.lower() for w in words}
    if low & common or low & lex.words["common.words"] or low & lex.words["starts.words"]:
        return (Kind.ORGANIZATION, "a name of several words that acts") if acts else (None, "")
    if len(words) <= 3 and all(w[-1].isalpha() and not (w.isupper() and len(w) > 2) for w in words):
        return Kind.PERSON, "two names in a row"
    return Kind.ORGANIZATION, "a name of several words"


def _verdict(votes: Counter[tuple[Kind, str]]) -> tuple[Kind, str]:
    """The kind most occurrences show; a place only where nothing else is shown as often."""
    kinds: Counter[Kind] = Counter()
    for (kind, _), count in votes.items():
        kinds[kind] += count
    best = max(kinds, key=lambda k: (kinds[k], k is not Kind.PLACE))
    return best, next(why for (kind, why) in votes if kind is best)


def _place_roles(pieces: list[Piece], blocks: dict[int, Sentence], text: str, lex: Lexicon) -> None:
    """Actor, place or source."""
    previous: Piece | None = None
    sentence = next(iter(blocks.values()), None)
    for piece in pieces:
        sentence = blocks.get(id(piece), sentence)
        line = text[sentence.start : min(sentence.end, sentence.start + 200)]
        piece.role = Role.ACTOR
        entry = piece.known
        sense = entry.sense if entry is not None else ""
        dateline = (
            context.DATELINE.match(text, sentence.start)
            if sentence.start <= piece.start < sentence.start + 60
            else None
        )
        if dateline is not None and piece.start < dateline.end():
            if sense in ("outlet",) or (dateline["agency"] and piece.start >= dateline.start("agency")):
                piece.role, piece.why = Role.SOURCE, "agency in the dateline"
            elif sense in ("capital", "place", "country", "") and piece.start < dateline.end("place"):
                piece.role, piece.why = Role.PLACE, "dateline"
        elif context.in_credit(sentence.block, piece.start, line):
            piece.role, piece.why = Role.SOURCE, "byline or credit"
        elif sense == "outlet":
            if context.outlet_acts(piece, text, lex):
                piece.why = "acts itself"
            else:
                piece.role, piece.why = Role.SOURCE, "an outlet that reports"
        elif piece.kind is Kind.PERSON and context.MOVED_BY.search(text[max(0, piece.start - 20) : piece.start]):
            piece.role, piece.kind, piece.why = Role.PLACE, Kind.PLACE, "where a journey leads"
        elif sense == "body":
            piece.why = f"stands for {entry.name}"
        elif sense in ("country", "capital", "seat"):
            if context.is_place(piece, text, previous, lex):
                piece.role, piece.why = Role.PLACE, "literal place"
            elif sense != "country":
                piece.why = (
                    f"{'capital' if sense == 'capital' else 'seat of government'} of {entry.name}, speaks for it"
                )
        elif sense in ("adjective", "actor") and text[piece.start - 7 : piece.start].lower() == "former " and text[piece.end:piece.end+2].strip()[:1].islower():
            piece.role = None
        elif sense == "adjective":
            if not context.demonym_acts(piece, text, lex):
                piece.role = None
            else:
                piece.why = f"“{entry.spelling}” is {entry.name}"
        elif piece.kind is Kind.PLACE:
            piece.role = Role.PLACE
        if piece.role is Role.PLACE and sense == "capital":
            piece.kind, piece.actor = Kind.PLACE, piece.text
        if piece.nested and sense in ("country", "capital", "seat", "adjective"):
            piece.role, piece.kind, piece.actor = Role.ACTOR, Kind.GROUP, entry.name
            piece.why = "affiliation of the body named with it"
        previous = piece


def _home_of_dateline(pieces: list[Piece]) -> str | None:
    """The country of the city in the dateline."""
    for piece in pieces[:6]:
        if piece.why == "dateline" and piece.known is not None:
            return piece.known.name if piece.sense in ("capital", "country") else piece.known.home
    return None


def _affiliate(pieces: list[Piece], text: str, lex: Lexicon) -> None:
    """Attach persons to the country or organization whose office the text names with them."""
    for left, right in zip(pieces, pieces[1:], strict=False):
        owner = (
            left.known is not None
            and left.known.sense in ("country", "adjective", "actor", "seat", "capital")
            or left.kind is Kind.ORGANIZATION
        )
        if owner and right.kind is Kind.PERSON and right.affiliation is None:
            office = context.office_between(left, right, text, lex)
            if office is not None:
                right.affiliation, right.title = left.actor, office or right.title
                if left.role is None:
                    left.role = Role.ACTOR
                left.why = f"affiliation of {right.actor}"
                continue
        if (
            left.kind is Kind.PERSON
            and left.affiliation is None
            and (right.known is not None or right.kind is Kind.ORGANIZATION)
        ):
            office = context.office_after(left, right, text, lex)
            if office is not None:
                left.affiliation, left.title = right.actor, office
                if right.role is None:
                    right.role = Role.ACTOR
                right.why = f"affiliation of {left.actor}"
    known: dict[str, tuple[str, str]] = {}
    for piece in pieces:
        if piece.kind is Kind.PERSON:
            if piece.affiliation is None and piece.actor in lex.homes and piece.role is Role.ACTOR:
                piece.affiliation = lex.homes[piece.actor]
            if piece.affiliation:
                known.setdefault(piece.actor, (piece.affiliation, piece.title))
    for piece in pieces:
        if piece.affiliation is None:
            if piece.kind is Kind.PERSON and piece.actor in known:
                piece.affiliation = known[piece.actor][0]
            elif piece.known is not None and piece.known.home:
                piece.affiliation = piece.known.home


def _mention(piece: Piece, text: str) -> ActorMention:
    return ActorMention(
        piece.start,
        piece.end,
        text[piece.start : piece.end],
        piece.actor or piece.text,
        piece.kind,
        piece.role,
        piece.affiliation,
        piece.title,
        piece.why or "named",
    )
