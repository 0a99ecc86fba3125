"""The text of a clause cut into phrases, in a language of free order: whole strings as they stand, none inflected."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract import extended, flag
from dashboard.extract.lexicon import BASE, FUTURE, PART, PAST, Lexicon, S, Word
from dashboard.extract.phrases import FAR, LONGEST, ROOMY, STOP_AT, text_of
from dashboard.extract.tokens import Group, Tokens

_GO_WITH_TIME = flag.PREPOSITIONS | flag.DETERMINERS | flag.LIMITING
OPENING = frozenset('«„“"')
_CLOSING = {"«": "»", "„": "“”", "“": "”", '"': '"'}
Skip = Sequence[tuple[int, int]]  # character spans of the times that are left out


def room(lexicon: Lexicon) -> int:
    """How many characters a headline has: more where words are compounds or have the endings that others say apart."""
    return ROOMY if lexicon.large or not lexicon.grammar["definite"] else LONGEST


class _Phrases:
    """Phrases in the making: of each its first token and the one past its last."""

    __slots__ = ("articles", "b", "cuts", "first", "noun", "skip", "start", "tokens")

    def __init__(self, tokens: Tokens, a: int, b: int, skip: Skip) -> None:
        self.tokens, self.b, self.skip = tokens, b, skip
        self.cuts: list[tuple[int, int]] = []
        self.first = self.start = a  # of all, and of the phrase at hand
        self.articles: dict[int, int] = {}  # where a phrase goes on whose article stands before a time that is left out
        self.noun = -1  # which a phrase parts from its article

    def cut(self, j: int, after: int) -> int:
        """A phrase ends before token j, the next one begins at another; where that is."""
        alone = j == self.start + 1 and self.tokens.lows[self.start] in self.tokens.grammar["charged"]
        self.cuts.append((self.start, self.start if alone and self.cuts else j))  # "diplomates | accusés |"
        self.start = after
        return after

    def leave_time(self, j: int, until: int) -> int:
        """Leave out the time at token j, up to an offset, and what leads to it; where the phrases go on."""
        tokens, b, start, cuts = self.tokens, self.b, self.start, self.cuts
        lows, words, end = tokens.lows, tokens.words, j
        while end > start and (
            (words[end - 1].bits & _GO_WITH_TIME and lows[end - 1] not in tokens.grammar["numerals"])
            or lows[end - 1] in ",'"
            or _of_time(tokens, start, end - 1)
        ):
            end -= 1
        end = max(start, scheduled(tokens, start, end))
        held = end if extended.opens(tokens, end + 1) and describes_noun(tokens, j) else -1
        if end == start and start in self.articles:
            held = self.articles[start]  # "Der von 2010 | bis 2014 | amtierende Minister"
        if end == start and cuts and words[cuts[-1][1] - 1].bits & flag.LIMITING:
            cuts[-1] = (cuts[-1][0], cuts[-1][1] - 1)  # "trat noch am Abend zurück"
        elif end == start and cuts and cuts[-1][1] == start:
            cuts[-1] = (cuts[-1][0], scheduled(tokens, cuts[-1][0], start))  # "la huelga prevista | para el 13"
        while j < b and (
            tokens.starts[j] < until or words[j].bits & flag.ADVERBS or _joins_times(tokens, j, b, self.skip)
        ):
            j += 1
        if j < b and lows[j] in tokens.grammar["onwards"] and words[end].bits & flag.OF:
            j += 1  # "vom Donnerstag an"
        elif j < b and lows[j] in tokens.grammar["all_along"]:
            j += 1  # "sechs Tage lang"
        if j >= b or not lows[j][0].isalnum():
            end = max(start, _before_done_then(tokens, self.first, end))
        if " ".join(lows[max(start, end - 2) : end]) in tokens.grammar["dangling"]:
            end -= 2  # "los días | 25 y 26"
        if held >= 0:
            self.articles[j] = held
        return self.cut(end, j)

    def begins(self, j: int) -> bool:
        """A phrase begins at token j: a preposition or conjunction, or what cannot go on with the noun before."""
        tokens, start = self.tokens, self.start
        lows, words, low = tokens.lows, tokens.words, tokens.lows[j]
        opens = bool(words[j].bits & (flag.PREPOSITIONS | flag.COORDINATORS)) and not words[j].bits & flag.OF
        opens = opens and lows[j - 1] not in tokens.grammar["open"] and lows[j - 1] != "'"  # "d'en livrer"
        opens = opens and not (low in tokens.grammar["bare_of"] and j and tokens.is_noun(j - 1))  # "millions d'euros"
        opens = opens or (j > start and low in tokens.grammar["adding"] and not _led_by_article(tokens, j))
        opens = opens or (low in tokens.grammar["charged"] and self._of_what(j))
        opens = opens or _noun_again(tokens, start, j, self.b, self.first) or _begins_anew(tokens, start, j)
        if extended.opens(tokens, j):
            self.noun = max(self.noun, extended.noun_behind(tokens, j, self.b))
        if j <= start or j <= self.noun or not opens or _after_doing(tokens, start):
            return False
        if j == start + 1 and lows[start] in tokens.grammar["charged"]:
            return False  # "accusés d'espionnage"
        alone = flag.PREPOSITIONS | flag.LIMITING * bool(tokens.grammar["genitive"])  # "bis | zum", "noch | vor"
        return not (j == start + 1 and words[start].bits & alone)

    def _of_what(self, j: int) -> bool:
        """A noun stands before the participle at token j and a preposition behind it: "diplomates | accusés de"."""
        tokens, words = self.tokens, self.tokens.words
        noun = j > self.start + 1 and tokens.is_plain(j - 1)
        return noun and j + 1 < len(words) and bool(words[j + 1].bits & flag.PREPOSITIONS)


def phrases(tokens: Tokens, a: int, b: int, skip: Skip) -> list[str]:
    """The text of tokens a…b as phrases, each beginning at a preposition or conjunction, up to the first strong mark;
    times go, with the preposition before them, but not the article of "den für Freitag geplanten Streik"."""
    lows, words, starts = tokens.lows, tokens.words, tokens.starts
    j, b = a, min(b, a + FAR)
    made = _Phrases(tokens, a, b, skip)
    while j < b:
        low, flags = lows[j], words[j].bits
        if low in OPENING and (close := _short_quotation(lows, j, b)):
            j = close + 1  # a name: «Волгамаш»
            continue
        if low == "(" and ")" in lows[j : min(j + 7, b)]:  # "hat Christian Lindner (FDP) entlassen"
            j = made.cut(j, lows.index(")", j) + 1)
            continue
        if (until := next((stop for begin, stop in skip if begin <= starts[j] < stop), -1)) >= 0:
            j = made.leave_time(j, until)
            continue
        relative = j > a and bool(flags & flag.RELATIVE) and (not flags & flag.DETERMINERS or lows[j - 1] == ",")
        if (low in STOP_AT and not tokens.joins_names(j)) or relative:
            break
        if low == "," and not any(words[k].bits & flag.COORDINATORS for k in range(j + 1, min(j + 5, b - 1))):
            break
        if made.begins(j):
            made.cut(j, j)
        j += 1
    made.cut(j, j)
    texts = ((made.articles.get(x, -1), text_of(tokens, x, y)) for x, y in made.cuts)
    return [text if at < 0 else f"{text_of(tokens, at, at + 1)} {text}" for at, text in texts if text]


def _led_by_article(tokens: Tokens, j: int) -> bool:
    """An article stands right before token j, which is a noun: "l'opposant"."""
    return tokens.lows[j - 1] == "'" or bool(tokens.words[j - 1].bits & flag.DETERMINERS)


def _of_time(tokens: Tokens, a: int, j: int) -> bool:
    """An adjective between a preposition and a time: "am frühen Mittwochmorgen", where nouns are written large."""
    plain = not tokens.words[j].bits and tokens.text[tokens.starts[j]].islower() and bool(tokens.grammar["genitive"])
    ending = plain and tokens.lows[j].endswith(tuple(tokens.grammar["inflected"]))
    return ending and j > a and bool(tokens.words[j - 1].bits & flag.PREPOSITIONS)


def describes_noun(tokens: Tokens, time: int) -> bool:
    """An article and a preposition stand before the time: "den für Freitag geplanten Streik", "das in der Nacht"."""
    if time > len(tokens.words):
        return False
    j = time - 1
    j -= j > 0 and bool(tokens.words[j].bits & flag.DETERMINERS)
    if not extended.opens(tokens, j):
        return False
    return not (j > 1 and tokens.lows[j - 2] == "," and tokens.words[j - 1].bits & flag.RELATIVE)  # ", der am Montag"


def scheduled(tokens: Tokens, a: int, time: int) -> int:
    """Where the participle stands that says for when a noun is planned, before a time, in tokens a…: "la grève prévue
    pour lundi"; the time itself without one."""
    k = time
    while k > a and tokens.words[k - 1].bits & _GO_WITH_TIME:
        k -= 1
    if k - 1 <= a or tokens.lows[k - 1] not in tokens.grammar["scheduled"]:
        return time
    helped = tokens.words[k - 2].bits & (flag.BE | flag.HAVE)  # "un débrayage est prévu mardi", "ha convocado"
    return time if helped else k - 1


def _after_doing(tokens: Tokens, a: int) -> bool:
    """The phrase that begins at token a tells what was done before, or not done, by an infinitive, which keeps what it
    governs: "tras pasar la noche a la intemperie", "sans faire de dégâts"."""
    after = tokens.lows[a] in tokens.grammar["another_time"] and bool(tokens.grammar["to_have"])
    if not after or a + 1 >= len(tokens.words):
        return False
    verb = tokens.words[a + 1].verb
    return tokens.lows[a + 1] in tokens.grammar["to_have"] or (verb is not None and bool(verb.forms & BASE))


def _before_done_then(tokens: Tokens, a: int, time: int) -> int:
    """Where a participle stands that a time behind it, which closes the phrase, says when it was: "a levé l'alerte |
    déclenchée dimanche"; the time itself without one, or where it is the only verb: "trois hommes arrêtés mardi"."""
    words, j = tokens.words, time - 1
    endings = tuple(tokens.grammar["done_endings"])
    verb = words[j].verb if j > a + 1 else None
    done = verb is None or (bool(verb.forms & PART) and not verb.forms & PAST)
    if j <= a + 1 or not done or words[j].noun or words[j].bits or not tokens.lows[j].endswith(endings or "?"):
        return time
    noun = tokens.is_plain(j - 1) and (bool(words[j - 1].noun) or words[j - 1].verb is None)
    if not noun:
        return time
    told = any(words[k].bits & (flag.BE | flag.HAVE) for k in range(a, j - 1))
    return j if told or any(_can_be_verb(words[k]) for k in range(a, j - 1)) else time


def _can_be_verb(word: Word) -> bool:
    """The word can be the verb of a clause by itself."""
    return word.verb is not None and not word.noun and bool(word.verb.forms & (PAST | FUTURE | S))


def _joins_times(tokens: Tokens, j: int, b: int, skip: Skip) -> bool:
    """ "Zwischen 2018 und 2021": the word between two times that are left out goes with them."""
    after = tokens.starts[j + 1] if j + 1 < b else -1
    return bool(tokens.words[j].bits & flag.COORDINATORS) and any(s <= after < e for s, e in skip)


def _begins_anew(tokens: Tokens, a: int, j: int) -> bool:
    """Where nouns are written small and have articles, one right behind the noun of a phrase with a preposition begins
    the next: "en Lima | su nueva película", "à l'unanimité | le projet"."""
    if j == a or not tokens.words[a].bits & flag.PREPOSITIONS:
        return False
    flags = tokens.words[j].bits
    opens = bool(flags & flag.DETERMINERS) and not flags & (flag.OF | flag.PREPOSITIONS)
    opens = opens and not tokens.lows[j - 1].endswith(tuple(tokens.grammar["in_doing"]))  # "le fossé longeant la route"
    return opens and tokens.may_be_noun(j - 1) and bool(tokens.grammar["definite"]) and not tokens.grammar["genitive"]


def _noun_again(tokens: Tokens, a: int, j: int, b: int, first: int) -> bool:
    """Where nouns are written large, what describes a noun right behind another, or behind the auxiliary of the subject
    that opens the phrase at token a, opens its own, but for a genitive: "an seinem Standort | 1200 Arbeitsplätze", "Das
    Gericht hat | die Strafe", not "der Chef der Bank"."""
    text, starts, genitive = tokens.text, tokens.starts, tokens.grammar["genitive"]
    before, oblique = tokens.words[j - 1].bits, tokens.grammar["oblique"]
    noun = j > 0 and text[starts[j - 1]].isupper() and not before
    helped = not noun and bool(before & flag.AUXILIARIES)
    led = noun and tokens.words[j].noun and text[starts[j]].isupper() and tokens.words[a].bits & flag.PREPOSITIONS
    if led and not (tokens.lows[j - 2] in tokens.grammar["numerals"] or tokens.lows[j - 2][0].isdigit()):
        return True  # "gegen den Manager | Anklage erhoben", not "zu drei Jahren Haft"
    if not genitive or not (noun or helped) or (noun and tokens.lows[j] in genitive):
        return False
    if noun and j > 1 and tokens.lows[j - 2][0].isdigit() and not tokens.words[j].bits:
        return False  # "einen 37 Jahre | alten Pfleger"
    if helped and tokens.lows[j] not in oblique:  # "hat | den", "Das Gericht hat | die"
        place = (
            a == first and tokens.words[a].bits & flag.PREPOSITIONS
        )  # "In Ulm hat ein Mann", not "Die Stadt | in Ulm"
        opens = a < j - 1 and not place and tokens.lows[a] not in oblique
        if not (opens and tokens.words[j].bits & flag.DETERMINERS and text[starts[j - 2]].isupper()):
            return False
    k = j
    while k < b - 1 and not text[starts[k]].isupper():
        flags, low = tokens.words[k].bits, tokens.lows[k]
        adjective = not flags and low.endswith(tuple(tokens.grammar["inflected"]))
        if (
            not (low[0].isdigit() or low == "-" or flags & (flag.DETERMINERS | flag.ADVERBS) or adjective)
            or tokens.words[k].verb is not None
        ):
            return False
        k += 1
    return k > j and text[starts[k]].isupper()


def _short_quotation(lows: Sequence[str], j: int, b: int) -> int:
    """Where a quotation of a few words closes that opens at token j; 0 where it does not."""
    return next((k for k in range(j + 1, min(j + 7, b)) if lows[k] in _CLOSING[lows[j]]), 0)


def past_time(tokens: Tokens, a: int, group: Group, skip: Skip) -> int:
    """Where the clause goes on behind a time that opens it: "En août 2016, un incendie …"."""
    j, timed = a, False
    if describes_noun(tokens, a + 2):
        return a
    while j < group.first:
        leads = bool(tokens.words[j].bits & _GO_WITH_TIME)
        if any(s <= tokens.starts[j] < e for s, e in skip):
            timed = True
        elif leads and timed and tokens.lows[j - 1] == "," and any(s == tokens.starts[j + 1] for s, _ in skip):
            pass  # "Von Freitag, 22 Uhr, | bis Dienstag, 5 Uhr, | ist die A7 gesperrt"
        elif not (tokens.lows[j] in ",'" or leads) or (timed and tokens.lows[j] != ","):
            break
        j += 1
    return j if timed and (tokens.lows[j - 1] == "," or any(s <= tokens.starts[j - 1] < e for s, e in skip)) else a
