"""Cuts a capitalised run into what it names: known names, titles, and unknown names with the kind their words betray.

"US Secretary of State Antony Blinken" is a country (known), a title, and a name behind a title: a person. The context of
the run is left to the steps that follow; here only its own words speak.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.extract.actors.lexicon import Entry, Lexicon, fold
from dashboard.extract.actors.persons import PARTICLES
from dashboard.extract.actors.scan import Run
from dashboard.model import Kind, Role

LED = frozenset("led backed brokered mediated sponsored supported funded run controlled occupied allied".split())
SURNAME_TOO = frozenset(
    "Church Hill Park Lane House Hall Price Temple Drive Field Pass Cape Banks Forest Cook Post Gas Major Guard Price Fort Falls Bridge Street Castle Rivers Farm Camp Ford Times Power Young Bank Border Marsh Reef".split()
)


@dataclass(slots=True)
class Piece:
    """A part of a run: `kind` None while nothing tells; `known` the entry of the lexicon; `words` an unknown name's words."""

    start: int
    end: int
    text: str
    kind: Kind | None = None
    actor: str = ""
    known: Entry | None = None
    role: Role | None = None
    affiliation: str | None = None
    title: str = ""
    why: str = ""
    initial: bool = False
    drop: bool = False

    @property
    def single(self) -> bool:
        """One word long."""
        return " " not in self.text


def cut(run: Run, text: str, lex: Lexicon, initial: bool) -> list[Piece]:
    """The pieces of a run in order; titles and words that name nobody are left out."""
    words = run.words
    if initial:
        words = _without_opening(words, text, lex)
    out: list[Piece] = []
    held: list[tuple[int, int, str]] = []  # unknown words not yet read
    at = 0
    while at < len(words):
        start, end, word = words[at]
        entry = lookup(text, start, lex)
        if entry is None and "-" in word:
            pair = _hyphened(start, word, text, lex)
            if pair is not None:
                _read(held, text, lex, out)
                held = []
                out += pair
                at += 1
                continue
        if entry is not None:
            stop = start + len(entry.spelling)
            after = at
            while after < len(words) and words[after][0] < stop:
                after += 1
            if not _swallowed(entry, held, words[after:], text, lex):
                _read(held, text, lex, out)
                held = []
                out.append(_piece_of(entry, start, stop, text))
                at = after
                continue
            held += words[at:after]
            at = after
            continue
        held.append(words[at])
        at += 1
    _read(held, text, lex, out)
    if out and initial and run.words and out[0].start <= run.words[0][0] + 1:
        out[0].initial = True
    return out


def lookup(text: str, start: int, lex: Lexicon) -> Entry | None:
    """The longest known spelling that stands at this place."""
    end = start
    limit = len(text)
    while end < limit and (text[end].isalnum() or text[end] in "-.&"):
        end += 1
    word = text[start:end]
    for key in (word, word.rstrip(".") if word.endswith(".") else "", word.partition("-")[0] if "-" in word else ""):
        for entry in lex.index.get(key, ()) if key else ():
            spelling = entry.spelling
            if not text.startswith(spelling, start):
                continue
            after = text[start + len(spelling) : start + len(spelling) + 2]
            if (
                after[:1].isalnum()
                or (after[:1] == "-" and after[1:].isalpha())
                or (after[:1] == "." and after[1:].isalpha())
            ):
                continue
            if entry.the and text[max(0, start - 4) : start].lower() != "the ":
                continue
            return entry
    return None


def _piece_of(entry: Entry, start: int, end: int, text: str) -> Piece:
    return Piece(start, end, text[start:end], entry.kind, entry.name, entry)


def _without_opening(words: list, text: str, lex: Lexicon) -> list:
    """A sentence's opening words that name nobody are no part of a name: "Earlier", "The"."""
    starts = lex.words["starts.words"]
    while words:
        start, _, word = words[0]
        low = word.lower()
        if low not in starts and not (word.endswith("ly") and len(word) > 5 and len(words) == 1):
            break
        entry = lookup(text, start, lex)
        if entry is not None and (" " in entry.spelling or low not in starts or low == "us" and word == "US"):
            break
        if (
            len(words) > 1
            and low in ("will", "mark", "bill", "may", "young", "may", "grant", "rich", "chase")
            and words[1][2][0].isupper()
        ):
            break
        if len(words) > 1 and word in lex.words["titles.office"]:
            break
        words = words[1:]
    return words


def _hyphened(start: int, word: str, text: str, lex: Lexicon) -> list[Piece] | None:
    """ "US-led" is the United States, "American-Russian" both, "English-speaking" neither; None where the word is a name."""
    left, _, right = word.partition("-")
    one = lex.exact.get(left)
    if one is None or one.sense not in ("country", "adjective", "actor"):
        return None
    if right in LED:
        return [_piece_of(one, start, start + len(left), text)]
    if right and right[0].islower():
        return []
    two = lex.exact.get(right)
    if two is not None and two.sense in ("country", "adjective", "actor"):
        middle = start + len(left) + 1
        return [_piece_of(one, start, start + len(left), text), _piece_of(two, middle, middle + len(right), text)]
    return None


def _swallowed(entry: Entry, held: list, after: list, text: str, lex: Lexicon) -> bool:
    """A known spelling inside a longer name is a part of it: "Denzel Washington", "Ford Foundation", "Jordan Smith"."""
    following = after[0][2] if after else ""
    heads = lex.words["organizations.heads"] | lex.words["places.heads"]
    if entry.sense == "person":
        return following in heads or bool(held and " " not in entry.spelling and _is_given(held[-1][2], lex))
    if held:
        last = held[-1][2]
        if last in ("of", "for", "the", "of the"):
            return any(w[2] in lex.words["organizations.open"] and w[2] not in lex.words["titles.office"] for w in held)
        if last in lex.words["places.first"] and entry.sense in ("place", "capital", "country"):
            return True
        if (
            entry.sense in ("place", "capital", "country", "actor")
            and " " not in entry.spelling
            and _is_given(last, lex)
        ):
            return last not in lex.words["titles.office"]
        if (
            entry.sense in ("place", "capital")
            and last[0].isupper()
            and last not in lex.words["titles.office"]
            and entry.spelling not in ("Washington",)
        ):
            return last in (
                "New",
                "East",
                "West",
                "North",
                "South",
                "Port",
                "Fort",
                "Air",
                "Bank",
                "Port",
                "Radio",
                "Real",
                "Daily",
            )
    if not following or not following[0].isupper():
        return False
    if entry.sense in ("place", "capital", "actor", "outlet"):
        if following in heads and entry.sense != "outlet":
            return True
        chain = [w[2] for w in after]
        return any(w in lex.words["organizations.heads"] for w in chain) and not any(
            w in lex.words["titles.office"] for w in chain[:1]
        )
    if entry.sense == "country" and _is_given(entry.spelling, lex):
        return following not in heads and not lex.exact.get(following)
    return False


def _is_given(word: str, lex: Lexicon) -> bool:
    first = word.split("-")[0]
    return fold(word) in lex.given or fold(first) in lex.given and "-" in word


def _read(held: list, text: str, lex: Lexicon, out: list[Piece]) -> None:
    """Read a stretch of unknown words: organization, place, title and person, or a name of unknown kind."""
    words = [w for w in held]
    titles, offices = [], lex.words
    while words:
        names = [w[2] for w in words]
        kind, stop = _headed(names, lex)
        if kind is not None:
            if kind is not _NOBODY:
                start, end = words[0][0], words[stop][1]
                piece = Piece(
                    start, end, text[start:end], kind, text[start:end], why=f"“{names[stop]}” names {_A[kind]}"
                )
                out.append(piece)
            words = words[stop + 1 :]
            titles = []
            continue
        if names[0] in offices["titles.office"] | offices["titles.personal"] | offices["titles.military"] or (
            titles and names[0] in ("of", "for", "the", "and")
        ):
            titles.append(words.pop(0))
            continue
        break
    if not words:
        if titles and out and out[-1].known is not None:
            out[-1].title = text[titles[0][0] : titles[-1][1]]
        return
    while words and words[-1][2] in PARTICLES | {"of", "for", "the", "&", "and"}:
        words.pop()
    if not words:
        return
    for index, word in enumerate(words):  # a second title inside: "Blinken Secretary"
        if (
            index
            and word[2] in offices["titles.office"]
            and word[2] not in SURNAME_TOO
            and not _is_given(words[0][2], lex)
        ):
            words = words[:index]
            break
    start, end = words[0][0], words[-1][1]
    title = text[titles[0][0] : titles[-1][1]] if titles else ""
    piece = Piece(start, end, text[start:end], title=title)
    names = [w[2] for w in words]
    piece.kind, piece.why = _unknown(names, title, lex)
    piece.actor = piece.text
    if piece.kind is not _NOBODY:
        out.append(piece)


_NOBODY = Kind.GROUP  # inside this module: a name that is no actor
_A = {Kind.ORGANIZATION: "an organization", Kind.PLACE: "a place", Kind.PERSON: "a person", Kind.GROUP: "no actor"}


def _headed(names: list[str], lex: Lexicon) -> tuple[Kind | None, int]:
    """Kind and last word of a name at the front of the words that a head noun betrays."""
    words = lex.words
    places, organizations, never = words["places.heads"], words["organizations.heads"], words["never.heads"]
    if names[0] in words["never.first"] and len(names) > 1:
        return _NOBODY, len(names) - 1
    given = _is_given(names[0], lex)
    last = None
    for index, name in enumerate(names):
        if name in organizations or name in places or name in never:
            if index == 0 and name not in words["organizations.open"]:
                continue
            if index == 1 and given and len(names) == 2 and name in SURNAME_TOO:
                continue
            last = index
    if last is None:
        if (
            len(names) > 1
            and names[0] in words["places.first"]
            and names[0] not in ("San", "Santa", "Saint", "El", "Las", "Los", "La")
        ):
            return Kind.PLACE, len(names) - 1
        if len(names) > 1 and names[0] in ("St.", "San", "Santa", "Los", "Las", "El", "São") and not given:
            return Kind.PLACE, len(names) - 1
        return None, 0
    if last == 0 and len(names) == 1:
        return _NOBODY, 0
    if last == 0 and names[1] not in ("of", "for"):
        return None, 0
    name = names[last]
    stop = last
    if names[0] in words["organizations.open"] and len(names) > last + 1 and "of" in names[: last + 2]:
        stop = len(names) - 1
    if last < len(names) - 1 and names[last + 1] in ("of", "for"):
        stop = _until_title(names, last + 1, lex)
    if name in places and name not in organizations:
        return Kind.PLACE, stop
    if name in never and name not in organizations:
        return _NOBODY, stop
    return Kind.ORGANIZATION, stop


def _until_title(names: list[str], at: int, lex: Lexicon) -> int:
    for index in range(at, len(names)):
        if names[index] in lex.words["titles.personal"]:
            return index - 1
    return len(names) - 1


def _unknown(names: list[str], title: str, lex: Lexicon) -> tuple[Kind | None, str]:
    """What an unknown name is by its own words, None where they do not tell."""
    words = lex.words
    if len(names) == 1:
        name = names[0]
        if name in words["never.words"] and not title:
            return _NOBODY, ""
        if title:
            return Kind.PERSON, f"title “{title}”"
        if (
            len(name) > 1
            and sum(c.isupper() for c in name) > 1
            and name.replace("-", "").replace("&", "").replace(".", "").isupper()
        ):
            return Kind.ORGANIZATION, "an acronym"
        return None, ""
    if title:
        return Kind.PERSON, f"title “{title}”"
    if _is_given(names[0], lex):
        return Kind.PERSON, f"given name “{names[0]}”"
    if (
        any(len(n) == 2 and n[1] == "." for n in names)
        or any(n in PARTICLES for n in names[1:])
        or names[-1] in ("Jr.", "Sr.")
    ):
        return Kind.PERSON, "shaped like a person's name"
    if any(n in words["organizations.suffixes"] for n in names[1:]):
        return Kind.ORGANIZATION, "company suffix"
    if any(n in words["never.words"] for n in names):
        return _NOBODY, ""
    return None, ""
