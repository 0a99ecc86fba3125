"""Finds the capitalised runs of a text: everything that could be a name, nothing decided yet.

A regular expression looks at the words that have capitals; runs that belong together over "of" or "for" ("Ministry of
Foreign Affairs", "Secretary of State") are joined where the word before asks for it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from dashboard.extract.actors.fold import fold
from dashboard.extract.actors.lexicon import Lexicon, lexicon
from dashboard.extract.actors.written import CAPITALS, LINK, LINKS
from dashboard.rules import rules


def _class(member: Callable[[str], bool]) -> str:
    """The inside of a character class with the letters of Europe of which this is true."""
    letters = [chr(c) for c in range(0x41, 0x530) if member(chr(c))]
    out, start = [], letters[0]
    for a, b in zip(letters, [*letters[1:], chr(sys.maxunicode)], strict=True):
        if ord(b) != ord(a) + 1:
            out.append(start if start == a else f"{start}-{a}")
            start = b
    return "".join(out)


UPPER, LOWER = _class(str.isupper), _class(str.islower)
PARTS = rules("all.names")["parts"]
ABBREVIATED, BEGUN, ENDED = ("|".join(PARTS[key]) for key in ("abbreviated", "prefixed", "ended"))
INSIDE = r"(?<=\w[^\Wu])'(?!(?:s|t|m|d|ll|re|ve)\b)[a-z]{1,6}\b"  # "Matiang'i", no "Qu'il" or "They'll"
TOKEN = (
    rf"(?:(?:[{UPPER}]\.){{2,}}(?:[{UPPER}]\b|-[^\W\d_]+)?|(?:{ABBREVIATED})\.(?=,? )|[{UPPER}]\.(?= ?[{UPPER}])"
    rf"|(?:{BEGUN})?[{UPPER}]\w*(?:[-'&][{UPPER}]\w*|-\w+|\.(?=com\b)com|{INSIDE})*)"
)
RUN = re.compile(
    rf"(?<![\w-]){TOKEN}(?:(?:{LINK})? {TOKEN}|(?<=\.){TOKEN}|,? (?:{ENDED})\b\.?)*(?:,? (?:{ENDED}|Co)\.)?"
)
WORD = re.compile(rf"(?:{ENDED}|Co)\.|{TOKEN}|\S+")
SHORTENED = frozenset((*PARTS["abbreviated"], *PARTS["ended"], "Co"))  # a full stop behind these may be of the name
AROUND = " \t\n\"',;:!?…“”„«»()[]—–*•"  # never of a name, before or behind it
NICKNAMED = frozenset({'" ', ' "', *(f'" {link} ' for link in LINKS), *(f' "{link} ' for link in LINKS)})
POSSESSIVE = frozenset({"'s ", " 's ", "' ", " ' "})
LONGEST = 200  # characters: a longer stretch of capitals is no name
NEAR = 10  # characters between two runs that may be one name
MEMORY = 50_000  # stretches kept, those of some 3,000 articles in 30 MB: news repeats its names


@dataclass(slots=True, eq=False)
class Word:
    """A word of a name, or a run of them, and where it stands."""

    start: int
    end: int
    written: str


_known_runs: dict[str, tuple[Word, ...]] = {}


def runs(text: str, stretches: Sequence[tuple[int, int]], lex: Lexicon) -> list[Word]:
    """The runs of a text in order; `stretches`: where its words with capitals stand together."""
    out: list[Word] = []
    till = -NEAR  # where the last run ended
    joints = _joints(lex.language)
    for start, end in stretches:
        stretch = text[start : end + 1]
        found = _known_runs.get(stretch)
        if found is None:
            found = _inside(stretch)
            if len(_known_runs) > MEMORY:
                _known_runs.clear()
            if len(stretch) <= 5 * LONGEST:
                _known_runs[stretch] = found
        for run in found:
            first, last = run.start + start, run.end + start
            if first - till < NEAR and text[till:first] in joints and _goes_on(out[-1], first, last, text, lex):
                begun = out[-1].start
                out[-1] = Word(begun, last, text[begun:last])
            else:
                out.append(Word(first, last, run.written))
            till = last
    return out


def _inside(stretch: str) -> tuple[Word, ...]:
    """The runs of a stretch, by their places in it; where its words are plain, marks alone part them."""
    out: list[Word] = []
    at, joined = 0, False
    for word in stretch.split(" "):
        core = word.strip(AROUND)
        name = core[:-1] if core[-1:] == "." else core.removesuffix("'s")
        end = at + len(word)
        if name:
            if not _is_plain(name) or (len(name) == 1 and name != core):
                return _runs_of_pattern(stretch)
            start = at + word.index(core)
            last = start + len(name)
            if joined and start == at:
                out[-1] = Word(out[-1].start, last, stretch[out[-1].start : last])
            else:
                out.append(Word(start, last, name))
            joined = last == end
        else:
            joined = False
        at = end + 1
    return tuple([run for run in out if len(run.written) <= LONGEST])


def _is_plain(name: str) -> bool:
    """Letters and digits behind a capital, and such behind hyphens; nothing that is part of a name with its stop."""
    if name[0] not in CAPITALS or name in SHORTENED:
        return False
    return name.isalnum() or all(part.isalnum() for part in name.split("-"))


def _runs_of_pattern(stretch: str) -> tuple[Word, ...]:
    found = (Word(m.start(), m.end(), m[0]) for m in RUN.finditer(stretch))
    return tuple(run for run in found if len(run.written) <= LONGEST)


@cache
def _joints(language: str) -> frozenset[str]:
    """What stands between two runs that may be one name."""
    words = lexicon(language).words["links.between"]
    return POSSESSIVE | NICKNAMED | {f" {word} " for word in words}


def _goes_on(before: Word, first: int, last: int, text: str, lex: Lexicon) -> bool:
    """The run before goes on in this one, over small words or a nickname in quotes."""
    begun, till, so_far = before.start, before.end, before.written
    if first - begun >= LONGEST:
        return False
    gap = text[till:first]
    if gap in NICKNAMED:
        return _nicknamed(so_far, gap, last, text, lex)
    if _word(gap) in lex.words["links.and"] and text.startswith("'s", last):
        return False  # "and King's College"
    return _joins(so_far.split(), gap, text[first:last].split(), lex)


def _nicknamed(so_far: str, gap: str, last: int, text: str, lex: Lexicon) -> bool:
    """Dwayne "The Rock" Johnson: the nickname right behind a given name, or the surname behind the nickname."""
    if gap.startswith(' "'):
        word = text[last + 2 : last + LONGEST].partition(" ")[0]
        goes_on = word[:1].isupper() or word in LINKS
        return text[last : last + 2] == '" ' and goes_on and fold(so_far.split()[-1]) in lex.given
    return ' "' in so_far


def _word(gap: str) -> str:
    """What stands between two blanks."""
    return gap[1:-1] if len(gap) > 2 and gap[0] == gap[-1] == " " else ""


def _joins(so_far: list[str], gap: str, words: list[str], lex: Lexicon) -> bool:
    """The name before the gap goes on after it: "Ministry of", "Department of Health and", "People's"."""
    listed = lex.words
    if gap in POSSESSIVE:
        return _owns_its_body(so_far, gap, words, listed)
    linked = not listed["links.of"].isdisjoint(so_far)
    between = _word(gap)
    if between in listed["links.for"] and so_far[-1] in listed["organizations.causes"]:
        if fold(words[0]) in lex.given and len(words) > 1:
            return False  # "Lawyers for Ada Berg" are hers
        if words[0].lower() not in listed["common.words"] and _is_land_or_unknown(words[0], lex):
            return False  # "Lawyers for Norway" are its
        return all(word.lower() in listed["links.articles"] for word in so_far[:-1])  # "Nurses for Change"
    if between in listed["links.of_the"]:
        return so_far[-1] in listed["scan.openers"] or (linked and so_far[-1] not in lex.exact)
    if between in listed["links.on_the"]:
        return so_far[-1] in listed["organizations.boards"]
    if between not in listed["links.and"]:
        return False
    if words[0] in lex.exact or words[0] in listed["titles.office"]:
        return False
    portfolio = listed["titles.portfolio"]
    if so_far[-1] in portfolio and not listed["links.governing"].isdisjoint(so_far) and words[0] in portfolio:
        return True
    if so_far[0] in listed["modifiers.bodies"] and listed["organizations.deciding"].isdisjoint(so_far):
        own = takewhile(lambda word: fold(word) not in lex.given, words)
        return any(word in listed["organizations.heads"] or word in listed["places.houses"] for word in own)
    if _two_matters(so_far, words, lex):
        return True
    if so_far[-1] in listed["places.houses"] and len(so_far) > 1:
        return words[-1] in listed["places.houses"]  # "the Tang Museum and Art Gallery"
    if not linked or listed["organizations.open"].isdisjoint(so_far):
        return False
    head = words[-1] in listed["organizations.open"] and not words[-1].endswith("s")
    if head and words[0].lower() not in listed["common.words"] and words[0] not in listed["titles.portfolio"]:
        return False  # "the Institute for Baltic Studies and Lund University"
    return len(words) < 3 and fold(words[0]) not in lex.given


def _is_land_or_unknown(word: str, lex: Lexicon) -> bool:
    """A country, or a name that no table has: no cause to stand up for, as "Change" and "Afghan Women" are."""
    entry = lex.exact.get(word)
    return entry is None or entry.sense == "country"


def _two_matters(so_far: list[str], words: list[str], lex: Lexicon) -> bool:
    """ "Trade and Technology Council", "Fire and Rescue Service": a head behind two words for what it deals with."""
    listed = lex.words
    before = [word for word in so_far if word != "The" and word not in lex.exact and "-" not in word]
    own = list(takewhile(lambda word: fold(word) not in lex.given, words))
    return (
        0 < len(before) < 3
        and len(own) > 1
        and not listed["organizations.deciding"].isdisjoint(own[1:3])
        and " ".join(words) not in lex.exact
        and all(
            word.lower() in listed["common.words"]
            or word.lower().removesuffix("s") in listed["common.words"]
            or word.lower().removesuffix("s") in listed["roles.nouns"]
            or word in listed["titles.portfolio"]
            or word in listed["organizations.matters"]
            for word in (*before, own[0])
        )
    )


def _owns_its_body(so_far: list[str], gap: str, words: list[str], listed: Mapping[str, Set[str]]) -> bool:
    """ "People's Army", "Dockworkers' Union", "St. Mary's Hospital": the possessive stands inside the name."""
    heads = listed["organizations.heads"]
    if so_far[-1] in listed["organizations.possessive"]:
        return not heads.isdisjoint(words)
    if so_far[-1].endswith(("men", "women")):
        return words[0] in listed["organizations.joined"]
    if gap.startswith("'s"):
        return so_far[0] in listed["places.saints"] and (words[0] in heads or words[0] in listed["places.heads"])
    return so_far[-1].endswith("s") and words[0] in listed["organizations.joined"]


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of a run; only what is more than letters between two blanks can be several."""
    out: list[Word] = []
    for part in text[start:end].split(" "):
        stop = start + len(part)
        if part.isalpha() or (part and _is_plain(part)):
            out.append(Word(start, stop, part))
        elif part:
            _take_apart(text, start, stop, end, out)
        start = stop + 1
    return out


def _take_apart(text: str, start: int, stop: int, end: int, out: list[Word]) -> None:
    """Put the words that begin before `stop` in a run, which goes on to `end`, behind the others."""
    while start < stop:
        found = WORD.search(text, start, end)
        if found is None or found.start() >= stop:
            break
        start = found.end()
        out.append(Word(found.start(), start, found[0]))
