"""Cuts a capitalised run into what it names: known names, titles, and unknown names with the kind their words betray.

"US Secretary of State Antony Blinken" is a country (known), a title, and a name behind a title: a person. The
context of the run is left to the steps that follow; here only its own words speak.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from dashboard.extract.actors.context import owned_behind
from dashboard.extract.actors.declined import declined, declined_land, given_name, of_stem
from dashboard.extract.actors.joined import join_bodies
from dashboard.extract.actors.lexicon import Entry, Lexicon, lexicon
from dashboard.extract.actors.persons import PARTICLES
from dashboard.extract.actors.piece import ORGANIZATION, Piece
from dashboard.extract.actors.scan import MEMORY, Word, words_of
from dashboard.extract.actors.shapes import INITIALS, headed, is_everyday, is_given
from dashboard.extract.actors.stretch import ROMAN, is_led, read, spelled

STUCK = frozenset("-.&+'$")  # what may stand right behind a word of a known name, and be part of it
JOINTS = frozenset(" '")  # what a known name goes on behind
BEHIND_THE = frozenset(("the ", "The "))
SHORT = (2, 3)  # letters of a family name that stands first: "Ho Tran Binh"
_GROUND = frozenset(("place", "capital", "country"))
WITHIN = frozenset("_.&-")  # what a word may have beside letters and digits
WORDLIKE = re.compile(r"[\w.&-]*")
_known_cuts: dict[tuple, tuple[int, list[Piece]]] = {}  # where a run began when it was cut, and its pieces


def cut(run: Word, text: str, lex: Lexicon, initial: bool) -> list[Piece]:
    """The pieces of a run in order; titles and words that name nobody are left out.

    A run that was cut before, in the same surroundings, is not cut again: news repeats its names.
    """
    start, end, name = run.start, run.end, run.written
    if lex.tails is not None:
        end = _with_tail(end, name, text, lex)
        name = text[start:end]
    after = text[end : end + 1]
    tail = text[end : end + 2].rstrip() if after in STUCK else ""
    behind = lex.goes_on.get(name.rpartition(" ")[2].rpartition("'")[2]) if after in JOINTS else None
    if behind is not None and text.startswith(behind, end):
        tail = text[end : end + 50]
    if name.rpartition(" ")[2] in lex.words.get("never.owned", frozenset[str]()):
        tail = text[end : end + 6]  # "les Bleus | de Chelsea"
    led = is_led(start, text) if "nouns" in lex.large else text[start - 4 : start] in BEHIND_THE
    key = (lex.language, name, initial, led, tail)
    kept = _known_cuts.get(key)
    if kept is None:
        if len(_known_cuts) > MEMORY:
            _known_cuts.clear()
        words = words_of(text, start, end)
        if '"' in name:
            words = _without_nickname(words)
        kept = _known_cuts[key] = start, _cut(words, text, lex, initial)
    begun, pieces = kept
    return [piece.moved(start - begun) for piece in pieces]


@cache
def openers(language: str) -> frozenset[str]:
    """The words by which sentences open that name nobody when they stand alone, written large."""
    lex = lexicon(language)
    written = {word.capitalize() for word in lex.words["starts.words"]} - lex.goes_on.keys()
    return frozenset(
        word
        for word in written
        if not any(cut(Word(4, 4 + len(word), word), f"the {word}", lex, initial) for initial in (True, False))
    )


def _with_tail(end: int, name: str, text: str, lex: Lexicon) -> int:
    """The end of a run whose last word is a head, with what is written small behind it: "Parti socialiste"; and with
    where it is: "Tribunal de commerce de Lille". What a known name deals with is no part of it."""
    found = lex.tails.match(text, end) if lex.tails else None
    head = name.rpartition(" ")[2].rpartition("'")[2]
    if found is None or head not in lex.words["organizations.heads"]:
        return end
    adjectives = found.end("adjectives") if "adjectives" in found.groupdict() else found.end()
    known = adjectives > end and f"{head}{text[end:adjectives]}" in lex.exact
    tailed, end = found.end() > end, adjectives if known else found.end()
    while (where := lex.patterns["tail_of"].match(text, end)) is not None:
        entry, more = lex.exact.get(where["name"]), where["more"] or ""
        placed = not more and entry is not None and entry.sense in ("country", "capital", "place")
        if not placed and (known or entry is not None or not _is_of_name(where, more, tailed, lex)):
            break
        end = _with_tail_of(where.end(), lex.tails, text)
    return end


def _is_of_name(where: re.Match[str], more: str, tailed: bool, lex: Lexicon) -> bool:
    """A name that no table knows belongs to the body before it: behind "de l'" what a ministry is for, "Ministère de
    l'Éducation nationale"; `tailed`: behind a tail any but a person's, "Communauté de communes du Pays de Gex"."""
    name, offices = where["name"], lex.words["titles.all"]
    if where["small"] == "de l'":
        return not (more and is_given(more[1:], lex))
    return tailed and not more and name not in offices and not is_given(name, lex)


def _with_tail_of(end: int, tails: re.Pattern[str] | None, text: str) -> int:
    """The end of a name with the adjectives behind it: "Éducation nationale"."""
    found = tails.match(text, end) if tails else None
    return found.end() if found else end


def _cut(words: list[Word], text: str, lex: Lexicon, initial: bool) -> list[Piece]:
    """The pieces of the words of a run: the known names, and what is read of the unknown words between them."""
    if words and _is_elided(words[0], lex):
        words = [_unelided(words[0]), *words[1:]]  # "L'Ukraine"
    for at in range(1, len(words) if lex.elided else 0):
        if words[at - 1].written.isupper() and _is_elided(words[at], lex) and is_given(words[at].written[2:], lex):
            behind = [_unelided(words[at]), *words[at + 1 :]]  # "le PS d'Olivier Faure"
            return _cut(words[:at], text, lex, initial) + _cut(behind, text, lex, False)
    whole = words
    words = _trimmed(words, text, lex, initial)
    opening = initial and words[:1] == whole[:1]
    out: list[Piece] = []
    held: list[Word] = []  # unknown words not yet read
    at = 0
    while at < len(words):
        known, after = _known_at(words, at, held, text, lex, opening)
        if known is None:
            held += words[at:after]
        else:
            office = read(held, text, lex, out)
            if known and office:
                known[0].title = office
            held = []
            out += known
        at = after
    read(held, text, lex, out)
    if len(out) > 1:
        join_bodies(out, text, lex)
        out = [piece for piece in out if not (piece.nested and piece.sense == "place")]
    if out and out[0].start == words[0].start:
        out[0].initial = opening or (initial and whole[0].written != "The")
    return out


def _is_elided(word: Word, lex: Lexicon) -> bool:
    said = word.written
    return said[1:2] == "'" and said[0].lower() in lex.elided and said[2:3].isalpha()


def _unelided(word: Word) -> Word:
    return Word(word.start + 2, word.end, word.written[2:])


def _known_at(
    words: list[Word], at: int, held: list[Word], text: str, lex: Lexicon, opening: bool
) -> tuple[list[Piece] | None, int]:
    """The known names that a word begins, and the word behind them; None where it is unknown or in a longer name.

    `opening`: the first of the words opens the sentence.
    """
    start, word = words[at].start, words[at].written
    entry = lookup(words[at], text, lex)
    if entry is None:
        pair = _hyphened(start, word, text, lex) if "-" in word else None
        joined = pair or (pair is not None and word.partition("-")[2][:1].isupper())  # not "Kisumu-based"
        if joined and headed(spelled(words[at:]), lex)[0] is ORGANIZATION:
            return None, at + 1  # "NATO-Russia Council", "Anti-Corruption Commission"
        return pair, at + 1
    stop = start + len(entry.spelling)
    after = at + 1
    while after < len(words) and words[after].start < stop:
        after += 1
    if (
        word in lex.words["demonyms.given"]
        and len(words) - after == 1
        and words[after].written not in lex.words["titles.all"]
    ):
        return None, after  # "Tory Burch", but "Tory MP", "Tory leader"
    if _swallowed(entry, held, words[after:], lex, opening and at == len(held) == 1):
        return None, after
    return [_known(entry, start, stop, text)], after


def _without_nickname(words: list[Word]) -> list[Word]:
    """Dwayne "The Rock" Johnson without what stands in quotes."""
    names = spelled(words)
    first = next((i for i, name in enumerate(names) if name[0] == '"'), len(names))
    last = next((i for i, name in enumerate(names) if i > first and name[-1] == '"'), first)
    return words[:first] + words[last + 1 :]


def lookup(word: Word, text: str, lex: Lexicon) -> Entry | None:
    """The longest known spelling that begins with this word."""
    start, end, written = word.start, word.end, word.written
    plain = written.isalnum()
    if plain:
        while end < len(text) and (text[end] in WITHIN or text[end].isalnum()):
            end += 1
        plain = end == word.end
        written = text[start:end]
    else:
        match = WORDLIKE.match(text, start)
        written = match[0] if match else ""
    sizes = lex.sizes.get(written)
    if sizes is None and not plain:
        sizes = lex.sizes.get(written.rstrip(".")) or lex.sizes.get(written.partition("-")[0])
    for size in sizes or ():
        stop = start + size
        entry = lex.exact.get(text[start:stop])
        if entry is None:
            continue
        after = text[stop : stop + 2]
        if after[:1].isalnum() or after[:1] == "$" or (after[:1] in ("-", ".", "&") and after[1:].isalnum()):
            continue
        if entry.spelling in lex.words.get("never.owned", frozenset[str]()) and owned_behind(text, stop, lex):
            continue
        if entry.the and text[max(0, start - 4) : start].lower() != "the ":
            continue
        return entry
    if not lex.declension.endings:
        return None
    return declined_land(text, start, word.end, lex) or declined(written.rstrip("."), lex)


def _known(entry: Entry, start: int, end: int, text: str) -> Piece:
    return Piece(start, end, text[start:end], entry.kind, entry.name, entry, sense=entry.sense)


def _trimmed(words: list[Word], text: str, lex: Lexicon, initial: bool) -> list[Word]:
    """A run without the words at its ends that name nobody: "Earlier", "The", a stray "In"."""
    names = spelled(words)
    at = 0
    while at < len(words) and _is_stray(words, names, at, text, lex, initial):
        at += 1
    peoples = "peoples" in lex.large and at < len(words)
    if peoples and of_stem(names[at].lower(), lex) is not None and lookup(words[at], text, lex) is None:
        at += 1  # "La Japonaise Juri Ide"
    if len(words) - at > 2 and lex.ends(names[at].lower(), "organizations.of_a_town"):
        at += lex.ends(names[at + 1].lower(), "organizations.firms")  # "Der Berliner | Pharmakonzern Larvia"
    if (initial or "nouns" in lex.large) and len(words) - at > 1 and _describes(words, names, at, text, lex):
        at += 1
    end = len(words)
    if "nouns" in lex.large and end > at and lex.ends(names[end - 1].lower(), "never.plurals"):
        end -= 1  # "kündigte das Unternehmen Entlassungen an"
    while end > at + 1 and names[end - 1] in lex.words["never.words"] and len(names[end - 1]) > 2:
        last = names[end - 1]
        behind_given = end - at == 2 or is_given(names[end - 2], lex)  # "Bürgermeister Peter Sommer"
        if ROMAN.fullmatch(last) or (behind_given and last in lex.words["people.rare"]):
            break
        if end - at > 2 and (last in lex.words["organizations.heads"] or last in lex.words["never.patrons"]):
            break  # "Global Rights Watch", "Redeemed Church of God"
        if names[end - 2] in lex.words["links.inside"] and names[at] in lex.words["organizations.open"]:
            break  # "Organisation für Sicherheit und Zusammenarbeit"
        end -= 1
    while end > at and (
        names[end - 1].lower() in lex.words["links.common"] or names[end - 1] in lex.words["links.inside"]
    ):
        if lookup(words[end - 1], text, lex) is not None or names[end - 1] in lex.words["organizations.suffixes"]:
            break
        if names[end - 1] in lex.words["people.small"] and end - 2 == at and is_given(names[at], lex):
            break  # James To
        end -= 1
    return words[at:end]


def _is_stray(words: list[Word], names: list[str], at: int, text: str, lex: Lexicon, initial: bool) -> bool:
    """The word at the front of a run is none of the name: an everyday one, the only one or before others.

    `initial`: the run opens its sentence, where more words are written large.
    """
    word, low, more = names[at], names[at].lower(), len(names) > at + 1
    acts = bool(lex.acting) and initial and not at and more and low.endswith(lex.acting)
    if acts and not given_name(word, lex) and word not in lex.words["all.heads"]:
        return True  # "Приехал Кир Стармер", but "Совет Европы"
    if at and names[at - 1] == "The" and (more or word in lex.words["actors.heads"]):
        return False  # "The Border Force": behind the article a capital means what it says
    if more and word in lex.words["organizations.clubs"] and not names[at + 1].isupper():
        return False  # "IF Elfsborg"
    if more and word in lex.words["organizations.causes"] and names[at + 1] in lex.words["links.for"]:
        return False  # "Nurses for Change"
    starts = lex.words["starts.words"]
    adverb = initial and not more and low.endswith("ly") and len(low) > 5 and "-" not in low
    if not adverb and low not in (starts if initial else lex.words["links.common"]):
        return False
    entry = lookup(words[at], text, lex) if low not in lex.words["links.articles"] or word == "The" else None
    if entry is not None and (
        " " in entry.spelling or entry.the or low not in starts or (len(word) > 1 and word.isupper())
    ):
        return False
    if more and (low in lex.words["starts.names"] or word in lex.words["titles.all"]):
        return False
    body = low in lex.words["starts.fields"] and names[-1] in lex.words["organizations.heads"]
    return not (body and len(names) > at + 2)  # "Emergency Support Services"


def _describes(words: list[Word], names: list[str], at: int, text: str, lex: Lexicon) -> bool:
    """ "Novelist Ann Lee", "Carmaker Velmora": the word that opens the sentence says what who is named next is."""
    first = names[at]
    if first.lower() in lex.words["organizations.trades"]:
        firm = len(names) - at > 2 and names[-1] in lex.words["organizations.trading"]  # "Carmaker Grand Motors"
        plain = firm or not is_everyday(names[at + 1].lower(), lex)
        return plain and names[at + 1] not in lex.words["all.heads"]
    if (
        names[at + 1].isupper()
        and len(names[at + 1]) > 2
        and len(names) - at == 2
        and first not in lex.words["all.heads"]
    ):
        doing = lex.words["common.doing"]  # of a language without them nothing is told from "Совбез ООН"
        return bool(doing) and not first.isupper() and _does(first.lower(), lex)  # "Promoter SJM"
    if len(names) - at < 3 or names[at + 1] in lex.words["links.inside"]:
        return False  # "Nurses for Change"
    if first in lex.words["titles.all"] or not first.isalpha() or is_given(first, lex):
        return False
    if lookup(words[at], text, lex) is not None:
        return False
    if len(first) not in SHORT and is_given(names[at + 1], lex) and _does(first.lower(), lex):
        return first not in lex.words["titles.portfolio"]
    roles = lex.words["roles.nouns"]
    described = first.lower() in roles or first[:-1].lower() in roles
    return described and lex.words["all.heads"].isdisjoint(names[at:])


def _does(low: str, lex: Lexicon) -> bool:
    """The word may be a trade or an everyday one, and no given name: "Ufologist Ann Lee", not "Silje Karine Muotka"."""
    everyday = low in lex.words["roles.nouns"] or is_everyday(low, lex) or lex.ends(low, "common.doing")
    return everyday or len(low) == 1 or not lex.words["common.doing"]


def _hyphened(start: int, word: str, text: str, lex: Lexicon) -> list[Piece] | None:
    """ "US-led" is the United States, "American-Russian" both, "English-speaking" neither; None for a name."""
    left, _, right = word.partition("-")
    if lex.begins(word.lower(), "links.prefixes") or (right[:1].islower() and left.isupper() and len(left) == 1):
        return []
    one = lex.exact.get(left) or lex.combining.get(left)
    if one is None or one.sense not in ("country", "adjective", "actor"):
        return [] if right in lex.words["links.hyphened"] else None  # "Kisumu-based"
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

    `held` stand before it and are not known, `after` behind it; `opening`: the one word before it opens the sentence,
    so that its capital means little.
    """
    words, one_word = lex.words, " " not in entry.spelling
    following = after[0].written if after else ""
    if following and following[-1].isdigit():
        return False  # "Ford F-150": a product of the one before it
    deciding = words["organizations.heads"] - words["organizations.media"] if entry.sense == "outlet" else frozenset()
    if one_word and any(w.written in deciding for w in after[:3]):
        return True  # "Azawad Liberation Front", "Reuters Institute"
    if entry.sense == "adjective" and held and held[-1].written in words["modifiers.bodies"]:
        return any(w.written in words["organizations.heads"] for w in after[:4])  # "Royal Thai Police"
    if entry.sense == "body" and following in words["links.of"] and entry.spelling in words["organizations.open"]:
        return True  # "Irish Congress of Trade Unions"
    if entry.the and following in words["links.inside"] and one_word:
        return True  # "the Commission on Prison Reform"
    return _ends_name(entry, held, after, lex, opening) if held else _begins_name(entry, after, lex)


def _begins_name(entry: Entry, after: list[Word], lex: Lexicon) -> bool:
    """The spelling and the words behind it are one name: "Siemens Energy", "Lisbon Courier"."""
    words, following = lex.words, after[0].written if after else ""
    if entry.sense == "person":
        return following in words["actors.heads"]
    if not following or not following[0].isupper() or _is_office(after, lex):
        return False
    if entry.sense in ("place", "capital") and following in words["organizations.papers_of"]:
        return True  # "Lisbon Courier"
    if entry.sense in ("place", "capital", "actor", "outlet"):
        if any(w.written in words["all.heads"] for w in after[:4]):
            return entry.sense != "outlet"
        return is_given(entry.spelling, lex)
    return entry.sense == "country" and is_given(entry.spelling, lex) and following not in words["all.heads"]


def _is_office(after: list[Word], lex: Lexicon) -> bool:
    """The first of the words is an office, which may be a head as well: no "Siemens Energy", no "New York State
    Department of Health"."""
    words, heads, first = lex.words, lex.words["actors.heads"], after[0].written
    if first not in words["titles.fields"]:
        return False
    ends = len(after) == 1 or after[-1].written in heads or after[-1].written in words["organizations.suffixes"]
    of_it = (
        len(after) > 3 and after[1].written in words["organizations.ruled"] and after[2].written in words["links.of"]
    )
    return not (first in heads and (ends or of_it))


def _ends_name(entry: Entry, held: list[Word], after: list[Word], lex: Lexicon, opening: bool) -> bool:
    """The unknown words before it and the spelling are one name: "Denzel Washington", "FC Basel"."""
    words, heads, one_word = lex.words, lex.words["actors.heads"], " " not in entry.spelling
    first, last, following = held[0].written, held[-1].written, after[0].written if after else ""
    cased = bool(lex.declension.given) and entry.spelling not in lex.exact and entry.sense in _GROUND
    named = last in words["never.heads"] or last in words["organizations.first"]  # "Полиция Казани" is a body
    if cased and not (named or given_name(first, lex)):
        return False  # "Суперкубок Китая"
    if len(after) == 1 and one_word and _bears(last, following, lex):
        return entry.sense != "person"  # "President Duma Boko"
    if last in words.get("writing.and", ()):
        return False  # "CCOO y UGT"
    if last in words["writing.joins"] or (last in words["places.of"] and last in PARTICLES):
        surname = following and following not in heads and not is_given(following, lex)
        if entry.sense == "country" and surname and is_given(entry.spelling, lex):
            return True  # "RN de Jordan Bardella"
        return is_given(first, lex) or _opens_a_body(spelled(held), lex)
    portfolio = entry.spelling in words["titles.portfolio"] and last in words["links.of"]
    if portfolio and first in words["titles.office"]:
        return True  # "Minister of State for Labour"
    if entry.sense == "country" and one_word and last in words["organizations.fields"]:
        return True  # "Environment Canada"
    if last in words["organizations.sides"] and entry.sense in ("place", "capital"):
        return True  # "FC Basel", "Real Madrid", "Landgericht Kassel"
    office = last in words["titles.all"] or last in words["titles.portfolio"]
    if entry.sense == "person" and (
        last not in words["links.inside"] or words["places.heads"].isdisjoint(w.written for w in held)
    ):
        return following in heads or _is_given_to(entry, held, lex, opening or office)  # "Luis Inacio" Lula da Silva
    if any(w.written == "of" for w in held) or last in words["links.inside"]:
        return last not in words["links.and"] and _opens_a_body(spelled(held), lex)
    if one_word and not office and is_given(last, lex):
        return True
    placed = entry.sense in ("place", "capital", "country", "actor")
    if placed and (last in words["modifiers.places"] or last in words["places.first"]):
        return entry.sense != "actor"
    if entry.sense in ("body", "actor") and entry.spelling.rpartition(" ")[2] in words["organizations.heads"]:
        town = lex.exact.get(first)
        if len(held) > 1 and town is not None and town.sense in ("place", "capital"):
            return True  # "Lagos State Environmental Protection Agency"
        if last in words["modifiers.bodies"]:
            return True  # "United" Conservative Party
        return last not in words["titles.all"] and not opening and last not in heads  # "Liberal" Democratic Party
    if placed and one_word and not office and not opening:
        if entry.sense == "country" and "nouns" in lex.large:
            return False  # "besiegten in Kolding | Norwegen"
        return not last.isupper() and last not in words["never.words"] and last not in heads
    return False


def _is_given_to(entry: Entry, held: list[Word], lex: Lexicon, doubtful: bool) -> bool:
    """The words before the name of a person are given names of another: "Luis Inacio", "M.K."; `doubtful`: the last
    may be an office, or large because it opens the sentence."""
    last, one_word = held[-1].written, " " not in entry.spelling
    if any(is_given(w.written, lex) for w in held) or (one_word and given_name(held[0].written, lex)):
        return True
    if INITIALS.fullmatch(last) is not None and last[0] != entry.name[0]:
        return True  # "M.K. Stalin"
    if not one_word or doubtful or last in lex.words["never.words"]:
        return False
    low = last.lower()
    return last.isalpha() and low not in lex.words["common.words"] and low not in lex.words["starts.words"]


def _bears(title: str, name: str, lex: Lexicon) -> bool:
    """Behind the title stand two words, of which the last is no title, head or known name."""
    words = lex.words
    plain = name[0].isupper() and not name.isupper() and name not in words["all.heads"] | words["titles.fields"]
    return title in words["titles.office"] and plain and name not in lex.exact


def _opens_a_body(spelled: list[str], lex: Lexicon) -> bool:
    """The words so far begin the name of a body, and no office of it: "Doctor Who Society of", not "Secretary of"."""
    words = lex.words
    if any(one in words["titles.office"] and two in words["links.of"] for one, two in pairwise(spelled)):
        return False
    opens = [i for i, w in enumerate(spelled) if w in words["actors.begin"]]
    return bool(opens) and words["titles.office"].isdisjoint(spelled[opens[-1] :])
