"""Cuts a capitalised run into what it names: known names, titles, and unknown names with the kind their words betray.

"US Secretary of State Antony Blinken" is a country (known), a title, and a name behind a title: a person. The
context of the run is left to the steps that follow; here only its own words speak.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import attrgetter

from dashboard.extract.actors.declined import declined, given_name, of_stem
from dashboard.extract.actors.lexicon import Entry, Lexicon, lexicon
from dashboard.extract.actors.persons import PARTICLES
from dashboard.extract.actors.scan import MEMORY, words_of
from dashboard.extract.actors.shapes import A_KIND, NOBODY, headed, is_given, unknown
from dashboard.model import Form, Kind, Role

Word = tuple[int, int, str]  # start, end, as written

ROMAN = re.compile(r"[IVX]+")


@dataclass(slots=True, eq=False)
class Piece:
    """A part of a run: `kind` None while nothing tells; `known` the entry of the lexicon it was found by.

    `initial`: it opens a sentence, where a capital means little. `nested`: it stands inside a longer name.
    """

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
    nested: bool = False
    sense: str = ""  # of the known spelling, else empty
    form: Form = Form.NAME

    @property
    def single(self) -> bool:
        """One word long."""
        return " " not in self.text

    @property
    def known_name(self) -> str:
        """The canonical name of the entry it was found by; its own text where it is in no table."""
        return self.known.name if self.known else self.text

    @property
    def home(self) -> str | None:
        """The country or organization of the entry it was found by."""
        return self.known.home if self.known else None


STATE = attrgetter(*Piece.__slots__[2:])  # all but start and end
WORDLIKE = re.compile(r"[\w.&-]*")
_known_cuts: dict[tuple, tuple[tuple, ...]] = {}


def cut(start: int, end: int, text: str, lex: Lexicon, initial: bool) -> list[Piece]:
    """The pieces of a run in order; titles and words that name nobody are left out.

    A run that was cut before, in the same surroundings, is not cut again: news repeats its names.
    """
    if lex.tails is not None:
        end = _with_tail(start, end, text, lex)
    run = text[start:end]
    tail = text[end : end + 2].rstrip() if text[end : end + 1] in "-.&+'$" else ""
    if text.startswith(lex.goes_on.get(run.rpartition(" ")[2].rpartition("'")[2], ()), end):
        tail = text[end : end + 50]
    key = (lex.language, run, initial, text[max(0, start - 4) : start] in ("the ", "The "), tail)
    kept = _known_cuts.get(key)
    if kept is None:
        if len(_known_cuts) > MEMORY:
            _known_cuts.clear()
        pieces = _cut(words_of(text, start, end), text, lex, initial)
        _known_cuts[key] = tuple([(p.start - start, p.end - start, STATE(p)) for p in pieces])
        return pieces
    return [Piece(first + start, last + start, *state) for first, last, state in kept]


@cache
def openers(language: str) -> frozenset[str]:
    """The words by which sentences open that name nobody when they stand alone, written large."""
    lex = lexicon(language)
    written = {word.capitalize() for word in lex.words["starts.words"]} - lex.goes_on.keys()
    return frozenset(
        word
        for word in written
        if not any(cut(4, 4 + len(word), f"the {word}", lex, initial) for initial in (True, False))
    )


def _with_tail(start: int, end: int, text: str, lex: Lexicon) -> int:
    """The end of a run whose last word is a head, with what is written small behind it: "Parti socialiste"."""
    found = lex.tails.match(text, end) if lex.tails else None
    if found is None or text[start:end].rpartition(" ")[2].rpartition("'")[2] not in lex.words["organizations.heads"]:
        return end
    return found.end()


def _cut(words: list[Word], text: str, lex: Lexicon, initial: bool) -> list[Piece]:
    whole = words
    if words and words[0][2][1:2] == "'" and words[0][2][0].lower() in lex.elided and words[0][2][2:3].isalpha():
        start, end, word = words[0]
        words = [(start + 2, end, word[2:]), *words[1:]]  # "L'Ukraine"
        whole = words
    words = _trimmed(_without_nickname(words), text, lex, initial)
    out: list[Piece] = []
    held: list[Word] = []  # unknown words not yet read
    at = 0
    while at < len(words):
        start, _, word = words[at]
        entry = lookup(words[at], text, lex)
        pair = _hyphened(start, word, text, lex) if entry is None and "-" in word else None
        if pair and headed([w[2] for w in words[at:]], lex)[0] is Kind.ORGANIZATION:
            pair = None  # "NATO-Russia Council"
        after = at + 1
        if pair is None:
            if entry is None:
                held.append(words[at])
                at = after
                continue
            stop = start + len(entry.spelling)
            while after < len(words) and words[after][0] < stop:
                after += 1
            if _swallowed(entry, held, words[after:], lex, initial and at == len(held) == 1 and words[:1] == whole[:1]):
                held += words[at:after]
                at = after
                continue
            pair = [_known(entry, start, stop, text)]
        office = _read(held, text, lex, out)
        if pair and office:
            pair[0].title = office
        held = []
        out += pair
        at = after
    _read(held, text, lex, out)
    if len(out) > 1:
        _join_bodies(out, text, lex)
        out = [piece for piece in out if not (piece.nested and piece.sense == "place")]
    behind_the = words and words[0] is not whole[0] and whole[0][2] == "The"
    if out and initial and out[0].start == words[0][0] and not behind_the:
        out[0].initial = True
    return out


def _without_nickname(words: list[Word]) -> list[Word]:
    """Dwayne "The Rock" Johnson without what stands in quotes."""
    first = next((i for i, w in enumerate(words) if w[2][0] == '"'), None)
    if first is None:
        return words
    last = next((i for i, w in enumerate(words) if i > first and w[2][-1] == '"'), first)
    return words[:first] + words[last + 1 :]


def lookup(word: Word, text: str, lex: Lexicon) -> Entry | None:
    """The longest known spelling that begins with this word."""
    start, end, written = word
    plain = written.isalnum() and text[end : end + 1] not in "-.&"
    if not plain:
        match = WORDLIKE.match(text, start)
        written = match[0] if match else ""
    found = lex.index.get(written)
    if found is None and not plain:
        heads = (written.rstrip("."), written.partition("-")[0])
        found = next((lex.index[head] for head in heads if head in lex.index), None)
    if found is None and lex.declension.endings:
        return declined(written.rstrip("."), lex)
    for entry in found or ():
        if not text.startswith(entry.spelling, start):
            continue
        stop = start + len(entry.spelling)
        after = text[stop : stop + 2]
        if after[:1].isalnum() or after[:1] == "$" or (after[:1] in ("-", ".", "&") and after[1:].isalnum()):
            continue
        if entry.the and text[max(0, start - 4) : start].lower() != "the ":
            continue
        return entry
    return None


def _known(entry: Entry, start: int, end: int, text: str) -> Piece:
    return Piece(start, end, text[start:end], entry.kind, entry.name, entry, sense=entry.sense)


def _trimmed(words: list[Word], text: str, lex: Lexicon, initial: bool) -> list[Word]:
    """A run without the words at its ends that name nobody: "Earlier", "The", a stray "In"."""
    starts, offices = lex.words["starts.words"], lex.words["titles.office"]
    common = lex.words["links.common"]
    at = 0
    if "peoples" in lex.large and of_stem(words[0][2].lower(), lex) is not None and lookup(words[0], text, lex) is None:
        at = 1  # "la Japonaise Juri Ide"
    while at < len(words):
        word = words[at][2]
        low = word.lower()
        if at and words[at - 1][2] == "The" and (len(words) > at + 1 or word in lex.words["actors.heads"]):
            break  # "The Border Force": behind the article a capital means what it says
        if word in lex.words["organizations.clubs"] and len(words) > at + 1 and not words[at + 1][2].isupper():
            break  # "IF Elfsborg"
        adverb = initial and low.endswith("ly") and len(low) > 5 and len(words) == at + 1
        if not adverb and low not in (starts if initial else common):
            break
        entry = lookup(words[at], text, lex) if low not in lex.words["links.articles"] or word == "The" else None
        if entry is not None and (
            " " in entry.spelling or entry.the or low not in starts or (len(word) > 1 and word.isupper())
        ):
            break
        if len(words) > at + 1 and (low in lex.words["starts.names"] or word in offices):
            break
        at += 1
    if initial and len(words) - at > 2 and is_given(words[at + 1][2], lex):
        first = words[at][2]
        if first.isalpha() and not is_given(first, lex) and lookup(words[at], text, lex) is None:
            at += (
                first not in lex.words["titles.all"] and first not in lex.words["titles.portfolio"]
            )  # "Novelist Ann Lee"
    end = len(words)
    while end > at + 1 and words[end - 1][2] in lex.words["never.words"] and len(words[end - 1][2]) > 2:
        if ROMAN.fullmatch(words[end - 1][2]):
            break
        end -= 1
    while end > at and (words[end - 1][2].lower() in common or words[end - 1][2] in lex.words["links.inside"]):
        if lookup(words[end - 1], text, lex) is not None or words[end - 1][2] in lex.words["organizations.suffixes"]:
            break
        if words[end - 1][2] in lex.words["people.small"] and end - 2 == at and is_given(words[at][2], lex):
            break  # James To
        end -= 1
    return words[at:end] if at or end < len(words) else words


def _hyphened(start: int, word: str, text: str, lex: Lexicon) -> list[Piece] | None:
    """ "US-led" is the United States, "American-Russian" both, "English-speaking" neither; None for a name."""
    left, _, right = word.partition("-")
    if word.lower().startswith(tuple(lex.words["links.prefixes"])) or (
        right[:1].islower() and left.isupper() and len(left) == 1
    ):
        return []
    one = lex.exact.get(left) or lex.combining.get(left)
    if one is None or one.sense not in ("country", "adjective", "actor"):
        return None
    if right in lex.words["links.led"]:
        return [_known(one, start, start + len(left), text)]
    if right and right[0].islower():
        return []
    two = lex.exact.get(right)
    if two is not None and two.sense in ("country", "adjective", "actor"):
        middle = start + len(left) + 1
        return [_known(one, start, start + len(left), text), _known(two, middle, middle + len(right), text)]
    return None


def _swallowed(entry: Entry, held: list[Word], after: list[Word], lex: Lexicon, opening: bool) -> bool:
    """A known spelling inside a longer name is a part of it: "Denzel Washington", "Ford Foundation", "Jordan Smith".

    `opening`: the one word before it opens the sentence, so that its capital means little.
    """
    words = lex.words
    following = after[0][2] if after else ""
    if following and following[-1].isdigit():
        return False  # "Ford F-150": a product of the one before it
    heads = words["actors.heads"]
    one_word = " " not in entry.spelling
    if entry.the and following in words["links.inside"] and one_word:
        return True  # "the Commission on Prison Reform"
    if held:
        last = held[-1][2]
        if last in words["writing.joins"]:
            return is_given(held[0][2], lex) or _opens_a_body([w[2] for w in held], lex)
        if entry.sense == "country" and one_word and last in words["organizations.fields"]:
            return True  # "Environment Canada"
        heading = (
            words["organizations.clubs"] | words["organizations.towns"] | words.get("organizations.first", frozenset())
        )
        if last in heading and entry.sense in ("place", "capital"):
            return True  # "FC Basel", "Real Madrid", "Landgericht Kassel"
        office = last in words["titles.all"] or last in words["titles.portfolio"]
        if entry.sense == "person" and (
            last not in words["links.inside"] or words["places.heads"].isdisjoint(w[2] for w in held)
        ):
            given = any(is_given(w[2], lex) for w in held) or (one_word and bool(given_name(held[0][2], lex)))
            if one_word and not (opening or office or last in words["never.words"]):
                given = given or (last.isalpha() and last.lower() not in words["common.words"] | words["starts.words"])
            return following in heads or given  # "Luis Inacio" Lula da Silva
        if any(w[2] == "of" for w in held) or last in words["links.inside"]:
            return last not in words["links.and"] and _opens_a_body([w[2] for w in held], lex)
        if one_word and not office and is_given(last, lex):
            return True
        if entry.sense in ("place", "capital", "country", "actor") and (
            last in words["modifiers.places"] or last in words["places.first"]
        ):
            return entry.sense != "actor"
        if entry.sense in ("body", "actor") and entry.spelling.rpartition(" ")[2] in words["organizations.heads"]:
            return last not in words["titles.all"] and not opening and last not in heads  # "Liberal" Democratic Party
        if entry.sense in ("place", "capital", "country", "actor") and one_word and not office and not opening:
            return not last.isupper() and last not in words["never.words"] and last not in heads
        return False
    if entry.sense == "person":
        return following in heads
    office = following in words["titles.fields"] and not (following in heads and len(after) == 1)  # "Siemens Energy"
    if not following or not following[0].isupper() or office:
        return False
    if entry.sense in ("place", "capital") and following in words["organizations.papers_of"]:
        return True  # "Lisbon Courier"
    if entry.sense in ("place", "capital", "actor", "outlet"):
        if any(w[2] in words["all.heads"] for w in after[:4]):
            return entry.sense != "outlet"
        return is_given(entry.spelling, lex)
    return entry.sense == "country" and is_given(entry.spelling, lex) and following not in words["all.heads"]


def _opens_a_body(spelled: list[str], lex: Lexicon) -> bool:
    """The words so far begin the name of a body, and no office of it: "Doctor Who Society of", not "Secretary of"."""
    words = lex.words
    if any(one in words["titles.office"] and two in words["links.of"] for one, two in pairwise(spelled)):
        return False
    heads = words["organizations.open"] | words["actors.heads"] | words.get("organizations.first", frozenset())
    opens = [i for i, w in enumerate(spelled) if w in heads]
    return bool(opens) and words["titles.office"].isdisjoint(spelled[opens[-1] :])


def _read(held: list[Word], text: str, lex: Lexicon, out: list[Piece]) -> str:
    """Read a stretch of unknown words: organization, place, title and person, or a name of unknown kind.

    Returns the title that is left over at its end, for the name that follows: "President of" (Ukraine).
    """
    if not held:
        return ""
    words = [w for w in held if w[2][0].isalnum() or w[2] == "&"]
    if parted := _parted([w[2] for w in words], lex):
        _read(words[:parted], text, lex, out)
        return _read(words[parted + 1 :], text, lex, out)
    links, titled = lex.words["links.inside"], bool(lex.words["writing.titled"])
    titles: list[Word] = []
    while words:
        if words[0][2] in links:
            words = words[1:]
            continue
        names = [w[2] for w in words]
        if paper := _paper(names, lex):
            start, end, town = words[0][0], words[paper - 1][1], " ".join(names[: paper - 1])
            name = text[start:end]
            why = f"a newspaper of {town}"
            out.append(Piece(start, end, name, Kind.ORGANIZATION, name, sense="outlet", why=why))
            words, titles = words[paper:], []
            continue
        count = _title_words(names, lex)
        if 0 < count < len(names) and text.startswith("'s", words[count - 1][1]) and "of" in names[:count]:
            count = names.index("of")  # "Head of the President's Office"
        if not count or (titled and not (count == len(names) or names[count] in links)):
            kind, stop = headed(names, lex)
            if (
                kind is Kind.ORGANIZATION
                and stop
                and names[0] in lex.words["titles.office"]
                and names[1] in lex.words["links.of"]
            ):
                titles, words = titles + words[: stop + 1], words[stop + 1 :]  # "Secretary of Human Services" Ann Lee
                continue
            if kind is not None:
                if kind is not NOBODY:
                    start, end = words[0][0], words[stop][1]
                    why = f"“{names[stop]}” names {A_KIND[kind]}"
                    out.append(Piece(start, end, text[start:end], kind, text[start:end], why=why))
                words, titles = words[stop + 1 :], []
                continue
        if not count and "nouns" in lex.large and len(names) > 1 and names[0] in lex.words["organizations.nouns"]:
            start, end = words[1][0], words[-1][1]  # "Gewerkschaft Luftverbund": the noun is written large too
            why = f"“{names[0]}” before it"
            if not any(name in lex.words["never.words"] for name in names):
                out.append(Piece(start, end, text[start:end], Kind.ORGANIZATION, text[start:end], why=why))
            return ""
        if not count:
            break
        while count < len(names) and names[count] in links:
            count += 1
        titles += words[:count]
        words = words[count:]
    while words and (words[-1][2] in PARTICLES or words[-1][2] in links or words[-1][2] in lex.words["writing.joins"]):
        words.pop()
    while titles and titles[-1][2] in links:
        titles.pop()
    title = text[titles[0][0] : titles[-1][1]] if titles else ""
    last = out[-1] if out else None
    office = last if last is not None and last.title and last.known is not None else None
    while words and words[0][2] in lex.words["titles.portfolio"]:
        if not (office or title or (len(words) > 2 and is_given(words[1][2], lex))):
            break
        words = words[1:]  # "President of the Malian Republic Awa Diarra", "ministre de la Culture Hélène Ferrandi"
    field = any(w[2] == "Affairs" for w in words[:-1])  # "Eurasian Affairs Karen Lee"
    if field or (
        title and any(w[2] == "of" for w in words)
    ):  # "Minister for Reintegration of the Occupied Territories Ann Lee"
        words = words[next((i for i, w in enumerate(words) if is_given(w[2], lex)), len(words)) :]
    if not words:
        return title
    words, rest = _before_second_title(words, lex)
    crowned = titles and titles[-1][2] in lex.words["titles.royal"] and titles[-1][1] + 1 == words[0][0]
    if crowned and (len(words) == 1 or (len(words) == 2 and ROMAN.fullmatch(words[1][2]))):
        words, title = [titles[-1], *words], ""  # "Prince Harry"
    start, end = words[0][0], words[-1][1]
    piece = Piece(start, end, text[start:end], title=title)
    royal = words[0][2] in lex.words["titles.royal"] and len(words) > 1
    everyday = len(words) == 1 and words[0][2].lower() in lex.words["common.words"]
    if office is not None and start - office.end < 12 and not everyday:
        piece.title, piece.affiliation = office.title, office.actor  # "President of Ukraine Volodymyr Zelenskyy"
    piece.kind, piece.why = unknown([w[2] for w in words], piece.title, lex)
    if royal:
        piece.kind, piece.why = Kind.PERSON, f"“{words[0][2]}” and a given name"
    piece.actor = piece.text if '"' not in piece.text else " ".join(w[2] for w in words)
    if piece.kind is not NOBODY:
        out.append(piece)
    return _read(rest, text, lex, out) if len(rest) > 2 else ""  # "Ostrava Mayor Jana Kubíková"


def _parted(names: list[str], lex: Lexicon) -> int:
    """Where a small word parts two names: "das Angebot der Rheinland AG", "PDG de la SNCF"; 0 where none does."""
    opens = lex.words["organizations.open"] | lex.words.get("organizations.first", frozenset())
    nouns = "nouns" in lex.large
    for index in range(1, len(names) - 1):
        if names[index] not in lex.words["writing.joins"] or not opens.isdisjoint(names[:index]):
            continue
        behind = names[index + 1]
        if (nouns and names[index - 1] not in PARTICLES) or behind in opens or (len(behind) > 1 and behind.isupper()):
            return index
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
                real and at and names[at - 1] in portfolio and "of" in names[:at]
            ):
                real = at + 1
        elif not (real and names[at] in words["links.titles"]):
            break
        at += 1
    return real


def _before_second_title(words: list[Word], lex: Lexicon) -> tuple[list[Word], list[Word]]:
    """The words before an office that stands inside, and those from there on."""
    if is_given(words[0][2], lex):
        return words, []
    offices, surnames = lex.words["titles.office"], lex.words["people.surnames"]
    cut_at = next((i for i, w in enumerate(words) if i and w[2] in offices and w[2] not in surnames), len(words))
    return words[:cut_at], words[cut_at:]


def _paper(names: list[str], lex: Lexicon) -> int:
    """How many words are a town and its newspaper: "Lisbon Courier"; 0 where none are."""
    papers = lex.words["organizations.papers_of"]
    for count, name in enumerate(names[1:3], 2):
        town = lex.exact.get(" ".join(names[: count - 1])) if name in papers else None
        if town is not None and town.sense in ("place", "capital"):
            return count
    return 0


def _join_bodies(pieces: list[Piece], text: str, lex: Lexicon) -> None:
    """ "Ukrainian" + "Ministry of Foreign Affairs" is one name; its country stays a mention inside it."""
    for left, right in pairwise(pieces):
        if left.sense not in ("country", "adjective", "capital", "place"):
            continue
        if right.kind is None and right.text in lex.words["organizations.heads"]:
            right.kind, right.why = Kind.ORGANIZATION, f"a body of {left.actor}"
        if right.kind is not Kind.ORGANIZATION:
            continue
        if right.known is not None or text[left.end : right.start] != " ":
            continue
        right.start, right.text = left.start, text[left.start : right.end]
        right.actor = left.actor if right.text.rpartition(" ")[2] in lex.words["organizations.cabinets"] else right.text
        left.nested = True
        if left.sense != "place":
            right.affiliation = left.actor
