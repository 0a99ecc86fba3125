"""Participles that only describe a noun: they are no verb of their sentence."""

from __future__ import annotations

from itertools import pairwise

from dashboard.extract import flag
from dashboard.extract.aims import aimed
from dashboard.extract.borders import NOUN_PHRASE_OPENS
from dashboard.extract.cues import BE
from dashboard.extract.hosts import NEAR, only_frames, tells_apart, told_of
from dashboard.extract.lexicon import ING, PART, PAST, Lexicon, spoken
from dashboard.extract.tokens import FINITE, Group, Names, Passage, Tokens
from dashboard.extract.two_verbs import (
    OPENS_CLAUSE,
    TAKES_UP,
    before_be,
    behind,
    hangs,
    in_aside,
    meanwhile,
    tells,
)

_TO = ["to"]
_HAS_OBJECT = TAKES_UP | {"base", "gerund"}


def mark_reduced(passage: Passage, found: list[Group]) -> None:
    """A bare past form beside another verb, with no mark or opener between, only describes the noun before it."""
    if not found:
        return
    tokens, begin = passage.tokens, passage.a
    for n, group in enumerate(found):
        if group.tense == "past" and _is_bare(tokens, group):
            _mark_bare(passage, group, begin, found[n + 1].first if n + 1 < len(found) else passage.b)
        begin = group.head + 1
    _mark_fronted(passage, found)
    own = _mark_made(passage, found)
    for n in range(len(found) - 2):
        _mark_joined(tokens, *found[n : n + 3])
    for one, two in pairwise(found):
        if two.head not in own:
            _mark_pair(passage, found, one, two)
    for group in found:
        if group.tense == "past" and not group.reduced and _lacks_object(passage, group):
            group.reduced, group.passive = len(found) > 1, True
    for n in range(len(found) - 1, 0, -1):
        if aimed(tokens, passage.a, found, n, passage.names) >= 0:
            if (last := found[n]).reduced and last.first == last.head and last.verb.forms & PAST:
                last.reduced = last.passive = False  # "a plan to close the port angered Norway"
            break


def _mark_fronted(passage: Passage, found: list[Group]) -> None:
    """ "Founded in 1996 by Ott, the airline went public": a participle with no object opens the sentence."""
    tokens, one, names = passage.tokens, found[0], passage.names
    if tokens.free or passage.headline or one.head != passage.a or not one.verb.forms & PART:
        return
    if (spoken(one.kind) and one.verb.happening != "accuse") or one.verb.lemma in passage.lexicon.status["occur"]:
        return  # "Asked about it, Ott said", "Held in Oslo, the talks failed", but "Charged with theft, Ott fled"
    after = one.head + 1
    hangs_on = after in names.times or bool(tokens.words[after].bits & flag.PREPOSITIONS)
    stop = found[1].first - 1 if len(found) > 1 else passage.b
    if hangs_on and "," in tokens.lows[after:stop] and not only_frames(tokens, found, stop, passage.lexicon):
        one.reduced = one.passive = True


def _mark_made(passage: Passage, found: list[Group]) -> set[int]:
    """ "A satellite built to measure winds lifted off": the first form says what the subject is for. The verbs that are
    those of such subjects, by their tokens."""
    tokens, own = passage.tokens, set[int]()
    for n, one in enumerate(found[:-1]):
        bare = one.tense in ("past", "participle") and not one.chain and _is_bare(tokens, one)
        if not bare or one.verb.lemma not in tokens.grammar["made_to"]:
            continue
        to = min(behind(tokens, one.head), found[n + 1].first)
        to += tokens.lows[to] in tokens.grammar["stranded"]  # "a panel set up to advise the king"
        if tokens.lows[to : to + 1] != _TO:
            continue
        aim = found[n + 1].tense == "base" and found[n + 1].first == to
        if n + 1 + aim < len(found) and _ends_aim(passage, to + 2, two := found[n + 1 + aim]):
            one.reduced = one.passive = True
            own.add(two.head)
    return own


def _mark_joined(tokens: Tokens, one: Group, two: Group, main: Group) -> None:
    """ "The army, newly formed and backed by Norsa, attacked": two participles between commas describe the subject."""
    joined = one.tense == two.tense == "participle" and one.first == one.head == two.first - 2
    joined = joined and one.passive and two.passive and bool(tokens.words[one.head + 1].bits & flag.COORDINATORS)
    comma = one.first - 1 - tokens.words[one.first - 1].manner
    if joined and tokens.lows[comma] == "," and tokens.lows[main.first - 1] == "," and main.tense in FINITE:
        one.reduced = two.reduced = True


def _ends_aim(passage: Passage, a: int, two: Group) -> bool:
    """Behind the infinitive, from token a on, only its object stands before the verb of the sentence."""
    tokens, names = passage.tokens, passage.names
    if two.tense not in FINITE or two.first <= a:
        return False
    within = [j for j in range(a, two.first) if j not in names.inside]
    plain = all(tokens.lows[j][0].isalnum() or tokens.lows[j] in tokens.grammar["owning"] for j in within)
    return plain and not any(tokens.words[j].bits & OPENS_CLAUSE & ~flag.DETERMINERS for j in within)


def _is_bare(tokens: Tokens, group: Group) -> bool:
    """The verb is one word that can be a participle, and nothing joins it: no "who fell asleep and hit a tree"."""
    bare = group.first == group.head and bool(group.verb.forms & PART)
    return bare and not tokens.words[group.first - 1].bits & flag.COORDINATORS


def _lacks_object(passage: Passage, group: Group) -> bool:
    """A verb that tells nothing without an object has none, but a preposition behind it: "the second man released from
    prison", "the emergency declared in May must continue"; not behind a name or "who"."""
    tokens, names, before, after = passage.tokens, passage.names, group.first - 1, group.head + 1
    if (
        passage.headline
        or group.verb.lemma not in passage.lexicon.grammar["wants_object"]
        or not _is_bare(tokens, group)
    ):
        return False
    if group.phrasal or before < passage.a or before in names.inside or not tokens.is_plain(before):
        return False
    if after + 1 >= passage.b or not tokens.words[after].bits & flag.PREPOSITIONS:
        return False
    if tokens.counts(after + 1) or " ".join(tokens.lows[after : after + 2]) in tokens.grammar["about"]:
        return False  # "destroyed at least 300 homes", "arrested over 300 people"
    return not any(_opens_object(tokens, j, names) for j in range(after + 1, passage.b))


def _opens_object(tokens: Tokens, j: int, names: Names) -> bool:
    """What a verb does it to, or that it says so, begins at token j behind a time or comma: "published on Monday a
    report", "declared in May that"."""
    parted = j - 1 in names.times or tokens.lows[j - 1] == ","
    return parted and j not in names.times and bool(tokens.words[j].bits & flag.DETERMINERS)


def _mark_bare(passage: Passage, group: Group, begin: int, stop: int) -> None:
    """A bare past form that only describes by what stands behind the verb before it, from token `begin` on, and before
    the next at `stop`."""
    tokens, names = passage.tokens, passage.names
    if (be := _copula(tokens, begin, group, names)) >= 0:
        group.copula, group.reduced, group.passive = be, True, True
    elif tokens.here & BE and hangs(tokens, group, names) and before_be(tokens, group, stop, names) < stop:
        group.reduced, group.passive = True, True
    elif group.head + 1 < passage.b and _before_was(tokens, group.head + 1):
        group.reduced, group.passive = True, True  # "those elected were Berg and Visser"


def _mark_pair(passage: Passage, found: list[Group], one: Group, two: Group) -> None:
    """Which of two verbs in a row only describes, if one does."""
    tokens, lexicon, names = passage.tokens, passage.lexicon, passage.names
    bare = not one.chain and _is_bare(tokens, one)
    if bare and len(found) == 2 and two.tense == "participle" and two.verb.forms & PAST and not passage.headline:
        objects = two.head + 1 < passage.b and bool(tokens.words[two.head + 1].bits & flag.DETERMINERS)
        if objects and two.first == two.head and _between_commas(tokens, one, two, names) and hangs(tokens, one, names):
            two.tense, two.passive = "past", False  # "The union, led by Holm, called a strike": a sentence has a verb
    if bare and two.tense in FINITE and _is_called(passage, one, two):
        one.reduced = one.passive = True
        return
    if bare and two.tense in FINITE and _between_commas(tokens, one, two, names) and hangs(tokens, one, names):
        one.reduced = one.passive = True  # "Ott, arrested in March, left Rome"
    elif bare and two.tense in TAKES_UP and one.tense == "past" and in_aside(tokens, passage.a, one, two, names):
        one.reduced = one.passive = True
    if two is found[-1] and _trails(tokens, one, two, names):
        two.reduced = two.passive = True  # "under a deal with the union, reached on Friday"
    if two.tense in ("base", "gerund") or meanwhile(tokens, one, two, names) >= 0:
        return
    if one.tense == "participle" and two.tense == "past" and _is_only_verb(found, two):
        one.reduced = one.passive = True
    elif found[0] is one and found[-1] is two and tells_apart(tokens, one) and not _by(tokens, two, lexicon):
        one.reduced, one.passive = False, one.passive and not one.reduced
        return  # "two men who robbed a bank in Alva surrendered": no other verb is left for the men
    elif _in_phrase(tokens, one, two, lexicon, names):
        two.reduced = two.passive = True
        return
    if not _together(tokens, one, two):
        return
    bare = bare and one.tense in ("past", "participle")
    bare = bare and not (_says(tokens, one, two, names) or told_of(tokens, one, lexicon))
    bare = bare and not (one.verb.lemma in lexicon.grammar["clause_too"] and _governs(tokens, one, names))
    bare = bare and not tells_apart(tokens, one)  # "a law that Norway passed in May angered Iceland"
    if bare and two.tense == "present" and _by(tokens, one, lexicon):
        one.reduced = True  # "economists polled by Norsa see a cut"
    elif two.first != two.head:
        one.reduced = bare and two.tense != "participle"  # "the bill passed in March would"
    elif two.chain:
        return
    elif two.tense == "past" and not two.verb.forms & PART:
        one.reduced = bare and hangs(tokens, one, names)  # "a group led by Norsa withdrew"
    elif two.tense in ("past", "participle") and two.verb.forms & PART and two.first > one.head + 1:
        _mark_one(passage, one, two, bare=bare, last=two is found[-1])
    one.passive |= one.reduced
    two.passive |= two.reduced


def _is_called(passage: Passage, one: Group, two: Group) -> bool:
    """ "A woman called Ann Berg reported the theft": only the name stands between that she is called so and her act."""
    inside = passage.names.inside
    if one.verb.lemma not in passage.lexicon.grammar["rings"] or one.first < 2:
        return False
    if not passage.tokens.words[one.first - 2].bits & flag.DETERMINERS:
        return False
    return one.head + 1 < two.first and all(j in inside for j in range(one.head + 1, two.first))


def _mark_one(passage: Passage, one: Group, two: Group, *, bare: bool, last: bool) -> None:
    """Which of two forms that both can be participles only describes: the first, where it is `bare` and the second has
    an object, needs none or is the `last` verb of the sentence and closes it, else the second."""
    tokens, lexicon, names = passage.tokens, passage.lexicon, passage.names
    closes = last and spoken(two.kind) and _closes(tokens, two, passage.b)  # "men hit by it said."
    alone = two.verb.lemma in lexicon.grammar["intransitive"]  # "passengers stranded in Oslo sailed on"
    alone = alone or _governs(tokens, two, names)
    by = _by(tokens, one, lexicon) and not _by(tokens, two, lexicon)
    if bare and hangs(tokens, one, names) and (alone or closes or by):
        one.reduced = True  # "a report released on Tuesday showed that", "a clinic run by nuns closed in May"
    elif one.tense in _HAS_OBJECT and not tells(one, lexicon) and not tells_apart(tokens, one):
        found_that = one.verb.lemma in lexicon.grammar["clause_too"] and alone
        two.reduced = not found_that  # "a photograph of ships anchored off Malta", "found the firm hid a debt"


def _is_only_verb(found: list[Group], verb: Group) -> bool:
    """No other verb of the sentence can be its own: "the trial of a man accused of taking bribes opened in May"."""
    return all(group is verb or group.reduced or group.tense not in FINITE for group in found)


def _copula(tokens: Tokens, a: int, group: Group, names: Names) -> int:
    """The "was" of "it was the third treaty signed in May", tokens from `a` on: the verb of the clause, whose noun a
    participle with a time or preposition behind it describes; -1 where none is."""
    if not tokens.here & BE or not hangs(tokens, group, names):
        return -1
    for j in range(group.first - 1, a, -1):
        if tokens.words[j].bits & flag.BE and j not in names.inside and tokens.lows[j] not in tokens.grammar["owning"]:
            return j if j < group.first - 2 else -1
        if not tokens.lows[j][0].isalnum() or (tokens.words[j].bits & OPENS_CLAUSE and j not in names.inside):
            return -1
    return -1


def _before_was(tokens: Tokens, j: int) -> bool:
    """Token j is a form of "be", and no possessive."""
    return bool(tokens.words[j].bits & flag.BE) and tokens.lows[j][0].isalpha()


def _trails(tokens: Tokens, one: Group, two: Group, names: Names) -> bool:
    """A bare participle behind the only comma, with a time or preposition and no object, describes the noun before."""
    bare = two.first == two.head and two.tense == "past" and not two.chain and bool(two.verb.forms & PART)
    if not bare or tokens.lows[two.first - 1] != "," or not hangs(tokens, two, names) or one.tense == "base":
        return False
    before = " ".join(tokens.lows[max(0, one.first - NEAR) : two.first - 1]).rpartition(" . ")[2]  # of this sentence
    return "," not in before


def _in_phrase(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon, names: Names) -> bool:
    """A bare participle describes the noun before it where a preposition behind another verb governs that noun: "to
    meet under the terms agreed on Friday", "told her about the talks held in Oslo"."""
    bare = two.first == two.head and not two.chain and bool(two.verb.forms & PART) and two.tense != "perfect"
    only = two.tense == "participle"
    if not bare or not (only or hangs(tokens, two, names)) or two.first - 1 in names.inside:
        return False  # but not "the deal with Norway signed in May"
    describes = one.tense in ("past", "participle") and one.first == one.head and bool(one.verb.forms & PART)
    if describes and two.verb.lemma in lexicon.grammar["intransitive"]:
        return False  # "a man accused of theft appeared in court"
    by = _by(tokens, two, lexicon) and not (two.kind is not None and two.kind.measured)  # "rose by 5 percent"
    content = tells(one, lexicon) and not (only or by)  # "said the ship of the firm sank in May"
    for j in range(two.first - 1, one.head, -1):
        flags, verb = tokens.words[j].bits, tokens.words[j].verb
        if verb is not None and verb.forms & ING and j < two.first - 1 and not tokens.words[j].noun:
            return (
                not tokens.is_noun(j - 1) or j - 1 in names.inside
            )  # "of keeping the promises made", no "bus carrying"
        if flags & flag.PREPOSITIONS:
            addresses = one.verb.lemma in lexicon.grammar["addressing"] or j == one.head + 1
            addresses = addresses and tokens.lows[two.head] not in lexicon.grammar["object_nouns"]  # "about the cut"
            if content and not (addresses and tokens.lows[j] in lexicon.grammar["topical"]):
                return False
            told = any(low in lexicon.grammar["absolute"] for low in tokens.lows[one.head + 1 : j])  # ", with the"
            return j < two.first - 1 and not flags & flag.SUBORDINATORS and not told
        if not tokens.lows[j][0].isalnum() or (flags & OPENS_CLAUSE and not flags & flag.DETERMINERS):
            return False
    return False


def _by(tokens: Tokens, group: Group, lexicon: Lexicon) -> bool:
    """The verb is a passive that says by whom."""
    at = behind(tokens, group.head)
    return not lexicon.grammar["agent"].isdisjoint(tokens.lows[at : at + 1])


def _between_commas(tokens: Tokens, one: Group, two: Group, names: Names) -> bool:
    """The first verb stands between commas, and the second follows them at once."""
    lows, words, end = tokens.lows, tokens.words, two.first - 1
    end -= 2 * tokens.is_age(end - 2)  # "The man, named by police as Ott, 34, drove"
    comma = one.first - 1
    comma -= words[comma].manner and lows[comma - 1] == ","  # "The vote, originally scheduled for Thursday, was"
    if lows[comma] != "," or lows[end] != "," or "," in lows[one.head : end]:
        return False
    soft = tokens.grammar["soft"]
    return all(
        not words[j].bits & flag.JOINS
        or lows[j] in soft
        or words[j].bits & flag.DETERMINERS
        or (j - 1 in names.inside and j + 1 in names.inside)  # "named as Berg and Visser"
        for j in range(one.head, two.first)
    )


def _together(tokens: Tokens, one: Group, two: Group) -> bool:
    """Only words stand between two verbs, and none that opens a clause."""
    words, lows = tokens.words, tokens.lows
    return all(lows[j][0].isalnum() and not words[j].bits & OPENS_CLAUSE for j in range(one.head + 1, two.first))


def _governs(tokens: Tokens, group: Group, names: Names) -> bool:
    """An object or "that" follows the verb, or its day."""
    end = len(tokens.lows)
    j = tokens.past_times(group.head + 1, end, names.times)
    if j >= end:
        return False
    that = tokens.lows[j] in tokens.grammar["that"]
    large = tokens.text[tokens.starts[j]].isupper()  # "passed Wal-Mart", whoever that is
    return that or large or j in names.inside or bool(tokens.words[j].bits & NOUN_PHRASE_OPENS)


def _closes(tokens: Tokens, group: Group, b: int) -> bool:
    """Nothing but the mark that ends the sentence stands behind the verb."""
    return all(not low[0].isalnum() for low in tokens.lows[group.head + 1 : b])


def _says(tokens: Tokens, one: Group, two: Group, names: Names) -> bool:
    """ "She said sales would fall": a saying, and the subject of what is said right behind it or behind its date."""
    j = one.head + 1
    while j < two.first and (j in names.times or j + 1 in names.times):
        j += 1
    return j < two.first and not tokens.words[j].bits & flag.PREPOSITIONS and spoken(one.kind)
