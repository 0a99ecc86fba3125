"""A sentence cut into clauses, each with its verb group: who stands before the verb, what follows, and how it is meant.

No part-of-speech tagger: forms that can only be verbs, auxiliaries before them and the words that open a clause are
enough for news. What is doubtful is left alone: an event that is not found is better than one that did not happen.
"""

from __future__ import annotations

from functools import cache

from dashboard.extract import flag, which_last
from dashboard.extract.bare_verbs import absolute, bare, invariable
from dashboard.extract.being import add_being
from dashboard.extract.borders import NOUN_PHRASE_OPENS, borders
from dashboard.extract.free import governed, opens_two
from dashboard.extract.free import read as read_free
from dashboard.extract.helped import only_how, second_participle, share
from dashboard.extract.lexicon import BASE, ED, ING, MAY, PART, PAST, WISHED, Lexicon, Verb
from dashboard.extract.moods import is_part_of, wished
from dashboard.extract.noun_or_verb import is_object_of, is_subject_of
from dashboard.extract.presence import add_having, add_plans, add_presence, add_talks
from dashboard.extract.reduced import mark_reduced
from dashboard.extract.suffixes import many
from dashboard.extract.tense import (
    BEHIND_PASSIVE,
    auxiliaries,
    is_adverbial,
    tense_of,
)
from dashboard.extract.tokens import FINITE, Group, Names, Passage, Tokens
from dashboard.extract.two_verbs import bids, chained

_QUOTES, _CLOSING = frozenset('«“"'), frozenset('»”"')
_PHRASE = 7  # tokens behind a verb in which the words stand that it is one happening with
_MONEY = frozenset("$€£")
_PLANNED = 16  # tokens between two infinitives of one plan
_COMING = frozenset(("future", "would"))
_LATER = frozenset(("future", "would", "modal", "base"))


def groups(passage: Passage) -> list[Group]:
    """The verb groups of a sentence, with the borders of their clauses."""
    tokens, lexicon, names = passage.tokens, passage.lexicon, passage.names
    here = [i for i in tokens.verbal.within(passage.a, passage.b) if i not in names.inside]
    if lexicon.free:
        found = _parted(passage, here)
        add_being(passage, found)
    else:
        found = _together(passage, here)
        add_presence(passage, found)
        add_having(passage, found)
        add_talks(passage, found)
        add_plans(passage, found)
    for group in found:
        if bids(tokens, group, lexicon, names):
            urge = lexicon.words[next(iter(lexicon.grammar["bidding"]))].verb or group.verb
            group.verb = group.verb._replace(lemma=urge.lemma, happening=urge.happening)
        if lexicon.articled and _closes_quotation(tokens, passage.a, group, names):
            group.verb = group.verb._replace(happening="say")
        group.kind = lexicon.happenings.get(group.verb.happening)
    if not lexicon.free:
        if not passage.headline:
            _finite(found)
        mark_reduced(passage, found)
    borders(passage, found)
    for n, group in enumerate(found):
        group.n, verb = n, group.verb
        if verb.other and _is_the_other(passage, group):
            group.verb = verb._replace(happening=verb.other)
            group.kind = lexicon.happenings.get(verb.other)
        if verb.lemma in lexicon.verb_phrases and (phrasal := _phrasal(tokens, group, lexicon, names)):
            group.phrasal, group.kind = phrasal, lexicon.happenings.get(phrasal)
    return found


def _closes_quotation(tokens: Tokens, a: int, group: Group, names: Names) -> bool:
    """The verb stands right behind the comma of the quotation that opens the sentence at token a, and says it, whatever
    it tells elsewhere: "« Nous irons », a lancé Ada Berg"; not "« Rives », a été condamné"."""
    says = group.tense in FINITE and not group.passive and group.verb.happening != "respond"
    if tokens.lows[a] not in _QUOTES or not says:
        return False
    j = group.first
    while j > a and tokens.leans(j - 1):
        j -= 1
    closes = j - 2 > a and tokens.lows[j - 1] == "," and tokens.lows[j - 2] in _CLOSING
    titled = all(k in names.mentioned or tokens.words[k].bits & flag.DETERMINERS for k in range(a + 1, j - 2))
    return closes and not titled


def _together(passage: Passage, here: list[int]) -> list[Group]:
    """The verb groups of the tokens `here`, in a language whose auxiliaries stand right before their verb."""
    tokens, a, lexicon, names = passage.tokens, passage.a, passage.lexicon, passage.names
    found: list[Group] = []
    for i in here:
        last = found[-1] if found else None
        group = None
        if last is not None and (last.tense in _LATER or last.chain):
            group = _second_base(passage, i, last)
        group = group or _group(passage, i)
        if group is None:
            continue
        if last is not None:
            if is_object_of(tokens, last, group, lexicon, names) or _describes_object(tokens, last, group, names):
                continue
            if is_subject_of(tokens, last, group, names):
                found.pop()
                last = found[-1] if found else None
        if last is not None:
            if (passage.headline and _beside(last, group)) or _is_of_noun(tokens, a, last, group, names):
                continue
            _coordinate(tokens, last, group, names)
            if chained(tokens, last, group, lexicon):
                continue
        found.append(group)
    return found


def _parted(passage: Passage, here: list[int]) -> list[Group]:
    """The verb groups of the tokens `here`, in a language of free order."""
    tokens, lexicon, names, headline = passage.tokens, passage.lexicon, passage.names, passage.headline
    found: list[Group] = []
    for i in here:
        last = found[-1] if found else None
        if opens_two(tokens, i, lexicon):
            continue
        if last is not None and i == last.head + 1 and tokens.lows[i] in lexicon.grammar["had_done"]:
            continue  # "hat das Haus räumen | lassen"
        group = read_free(passage, i)
        if group is None and last is not None:
            group = second_participle(tokens, i, last, lexicon)
        if group is None or (headline and last is not None and _beside(last, group)):
            continue
        if headline and last is not None and lexicon.grammar["dropped"] and _only_says_which(tokens, group, names):
            continue
        if last is not None and group.first == group.head == last.head + 1 and is_part_of(last, group):
            continue
        if last is not None and group.first == last.head and group.first < group.head:
            found.pop()  # "планируют закрыть": the first verb is the auxiliary of the second
        elif last is not None and group.first <= last.head and only_how(tokens, last, group, lexicon):
            found.pop()
        elif last is not None and group.first <= last.head and which_last.nests(tokens, last, group, lexicon):
            pass  # "hat den Mann, der floh, am Montag verurteilt"
        elif last is not None and group.first <= last.head:
            group.first = group.head  # "sollen 2026 beginnen und vier Jahre dauern": one auxiliary for both
            if lexicon.large:
                share(tokens, found, group, lexicon, names)
        if group.tense == "base" and group.verb.forms & (WISHED | MAY):
            wished(tokens, passage.a, found[-1] if found else None, group, lexicon, names.times)
        if not (found and governed(tokens, found[-1], group, lexicon, names.times)):
            found.append(group)
    return found


def _only_says_which(tokens: Tokens, group: Group, names: Names) -> bool:
    """A participle of a headline that has its verb stands right behind a noun: "detenido un hombre acusado de robo"."""
    before = group.first - 1
    plain = tokens.is_plain(before) and before not in names.times
    return plain and group.verb.forms == PART and group.first == group.head


@cache
def _particles(lexicon: Lexicon, lemma: str) -> frozenset[str]:
    """The words with which verbs of several words go on: "off", "for" of "called"."""
    return frozenset(rest[0] for rest, _ in lexicon.verb_phrases[lemma])


def _phrasal(tokens: Tokens, group: Group, lexicon: Lexicon, names: Names) -> str:
    """The happening of a verb with the particle next behind it, which no time follows: "called off on Sunday"; or with
    several words, over an article: "taken to a hospital"."""
    if _particles(lexicon, group.verb.lemma).isdisjoint(tokens.lows[group.head + 1 : group.head + _PHRASE]):
        return ""
    after = range(group.head + 1, min(group.head + 4, len(tokens.lows)))
    article = lexicon.grammar["article"]
    plain = [low for low in tokens.lows[group.head + 1 : group.head + _PHRASE] if low not in article]
    for j in after:
        for rest, name in lexicon.verb_phrases[group.verb.lemma]:
            if len(rest) > 1:
                if tuple(plain[j - after.start :][: len(rest)]) == rest:
                    return name
            elif rest[0] == tokens.lows[j] and j + 1 not in names.times:
                return name
    return ""


def _measured(tokens: Tokens, group: Group, lexicon: Lexicon) -> bool:
    """The clause has a figure, or is about what is counted: a percentage, money, shares, prices."""
    lows, after = tokens.lows, group.head + 1
    if after + 1 < group.end and lows[after] in lexicon.grammar["by_figure"] and lows[after + 1][0].isdigit():
        return True
    return not lexicon.grammar["measures"].isdisjoint(lows[group.start : group.end])


def _is_the_other(passage: Passage, group: Group) -> bool:
    """A verb of two happenings tells the second: it needs a figure for the first, or an object: "a bus overturned on a
    bend", not "overturned a ruling"."""
    lexicon, verb = passage.lexicon, group.verb
    if lexicon.happenings[verb.happening].measured:
        return not _measured(passage.tokens, group, lexicon)
    if verb.lemma not in lexicon.grammar["upsets"] or group.passive or group.reduced or passage.headline:
        return False
    after, words = group.head + 1, passage.tokens.words
    ends = after >= passage.b or after in passage.names.times or not passage.tokens.lows[after][0].isalnum()
    return ends or bool(words[after].bits & (flag.PREPOSITIONS | flag.COORDINATORS))


def _finite(found: list[Group]) -> None:
    """A sentence has a verb: where none is finite, "Ott, the chief, justified his choice" has one behind the comma."""
    if any(group.tense not in ("participle", "gerund", "base") for group in found):
        return
    for group in found:
        if group.tense == "participle" and group.verb.forms & PAST and group.first > group.start + 1:
            group.tense = "past"
            break


def _group(passage: Passage, i: int) -> Group | None:
    """The verb at token i of a sentence with its auxiliaries; None where it is a noun or an adjective."""
    tokens, a, lexicon, names = passage.tokens, passage.a, passage.lexicon, passage.names
    low, word, grammar = tokens.lows[i], tokens.words[i], lexicon.grammar
    after = tokens.lows[i + 1] if i + 1 < passage.b else ""
    verb, known = word.verb, True
    if verb is None:
        verb, known = _unlisted(passage, i), False
        if verb is None:
            return None
    elif not verb.happening and low in grammar["not_verbs"] and not _with_particle(verb, after, lexicon):
        known = False
    forms = verb.forms
    if _only_looks_like(passage, i, verb, after):
        return None
    before = tokens.words[i - 1]
    if i > a and (before.leads or before.manner or i - 1 in names.times or tokens.lows[i - 1] in grammar["between"]):
        first, aux, negated = auxiliaries(tokens, a, i, lexicon, names)
        if aux:
            return _helped(passage, Group(first, i, verb, "", negated=negated, known=known), aux)
    else:
        negated = -1
    if (low in grammar["prepositional"] and i + 2 not in names.times) or word.bits & flag.PREPOSITIONS:
        return None  # "given the risk", but "a range given in May"; "due to rain", but "is due in March"
    if forms & PART and known and absolute(tokens, a, i, lexicon, flag.PREPOSITIONS):
        return Group(i, i, verb, "past", True, absolute=True)  # ", with the search for them called off"
    tense, passive = bare(passage, i, verb, known)
    if not tense and forms & ING and known and absolute(tokens, a, i, lexicon):
        return Group(i, i, verb, "gerund", absolute=True)
    return Group(i, i, verb, tense, passive, negated=negated, known=known) if tense else None


def _only_looks_like(passage: Passage, i: int, verb: Verb, after: str) -> bool:
    """What has the form of a verb at token i, before the word `after`, is a noun or an adjective."""
    tokens, a, b, names, grammar = passage.tokens, passage.a, passage.b, passage.names, passage.lexicon.grammar
    low, before = tokens.lows[i], tokens.lows[i - 1]
    if low in grammar["currencies"] and (before in grammar["numerals"] or before[0].isdigit()):
        return True  # "rose to 11 trillion won"
    if low in grammar["ended"] and _is_term(tokens, i, names):
        return True  # "in the three months ended March 31"
    if low == verb.lemma and low in grammar["lasting"] and not _lasts(tokens, i, b, names):
        return True  # "the play-offs last season"
    if f"{low} {after}" in grammar["mere_nouns"]:
        return True  # "a US appeals court"
    if after == "-" or (verb.forms & ING and after in grammar["of"]):
        return True  # "Russia's holding of exercises"
    if i == a:
        return False
    if not passage.headline and tokens.text[tokens.starts[i]].isupper():
        return True
    return bool(verb.forms & BASE and verb.forms & PAST) and not invariable(tokens, a, i, b, names)


def _helped(passage: Passage, group: Group, aux: list[str]) -> Group | None:
    """A verb with its auxiliaries, from left to right, in the tense that they give; None where it is no verb there."""
    tokens, lexicon, i = passage.tokens, passage.lexicon, group.head
    low, grammar, forms = tokens.lows[i], lexicon.grammar, group.verb.forms
    after = tokens.lows[i + 1] if i + 1 < passage.b else ""
    planned = low in lexicon.status["expected_to"] and aux[-1] not in grammar["do"]
    if after in grammar["to"] and (tokens.words[i].bits & flag.PREPOSITIONS or planned):
        return None  # "is due to meet", "is set to meet", but "does not plan to meet"
    becomes = low in grammar["states"] and after not in grammar["to"]
    becomes = becomes and aux[-1] in grammar["be"] and tokens.words[i - 1].auxiliary
    tense, passive, progressive = tense_of(PART if becomes else forms, tuple(aux), lexicon)
    if becomes and not forms & PART and tense not in _COMING:
        return None  # "is ready"
    before = tokens.lows[group.first - 1]
    if passive and len(aux) == 1 and (before in lexicon.status["off_after"] or before in lexicon.status["off_before"]):
        tense = "gerund"  # "after being shot"
    if tense == "future" and tokens.lows[i - 2] in grammar["not_yet"]:
        tense, group.negated = "perfect", i - 2  # "has yet to name an envoy"
    if tense == "future" and group.negated < 0:
        unlikely = grammar["chances"] & lexicon.status["possible_to"]  # "is unlikely to stand"
        group.negated = next((j for j in range(group.first, i) if tokens.lows[j] in unlikely), -1)
    group.tense, group.passive, group.progressive = tense, passive, progressive
    return group if tense else None


def _lasts(tokens: Tokens, i: int, b: int, names: Names) -> bool:
    """A time, a preposition or an article follows "last"; before a plain noun it is an adjective."""
    return i + 1 >= b or i + 1 in names.times or not tokens.is_plain(i + 1)


def _is_term(tokens: Tokens, i: int, names: Names) -> bool:
    """A length of time with its article stands right before "ended" at token i, and a time right behind it."""
    j = i - 1
    while j in names.times and tokens.lows[j] not in tokens.grammar["definite"]:
        j -= 1
    return j < i - 1 and j in names.times and not names.times.isdisjoint((i + 1, i + 2))


def _unlisted(passage: Passage, i: int) -> Verb | None:
    """The verb that a word of no list is behind "will" and the like, or by its ending; None where it need be none."""
    tokens, a, lexicon = passage.tokens, passage.a, passage.lexicon
    low, word, grammar = tokens.lows[i], tokens.words[i], lexicon.grammar
    if not tokens.is_plain(i):
        return None
    will = i - 1
    if will > a and not lexicon.free and tokens.words[will].bits & (flag.ADVERBS | flag.NEGATION):
        will -= 1  # "may not limit", "will also mean"
    opened = i > a and tokens.words[will].opens and will not in passage.names.times  # "passed in May angered"
    if opened and low not in grammar["adverbs"] and not word.manner:
        if tokens.lows[i - 1] in lexicon.grammar["verb_alone"]:
            return None  # "as it did air traffic controllers"
        return Verb(low, low, "", BASE)
    acts = low not in grammar["not_verbs"]
    if not acts and low in grammar["acts_too"]:
        acts = i + 1 < len(tokens.lows) and tokens.lows[i + 1] in grammar["article"]
    if word is ED and acts and (low in lexicon.plain or not low.startswith("un")):
        return lexicon.plain.get(low) or Verb(low, low, "", PAST | PART)
    return None


def _with_particle(verb: Verb, after: str, lexicon: Lexicon) -> bool:
    """A happening of two words begins here: "called on", "took off"."""
    return verb.lemma in lexicon.verb_phrases and after in _particles(lexicon, verb.lemma)


def _coordinate(tokens: Tokens, one: Group, group: Group, names: Names) -> None:
    """ "Was shot and killed": the second participle shares the auxiliary of the first, "plans to go and to stay"."""
    to = group.tense == "base" and group.first < group.head and group.head - one.head < _PLANNED
    if to and one.chain and tokens.words[group.first - 1].bits & flag.COORDINATORS:
        group.tense, group.chain, group.led = one.tense, one.chain, one.led
        return
    if _shares_being(tokens, one, group, names):
        group.tense, group.passive = one.tense, True
        return
    if group.head - one.head > 10 or group.first != group.head or one.first == one.head:
        return
    after = tokens.words[group.head + 1].bits if group.head + 1 < len(tokens.words) else 0
    if group.head - one.head > 6 and (after & NOUN_PHRASE_OPENS or group.head + 1 in names.inside - names.times):
        return  # "was elected in May and formed a government"
    if group.head > 1 and tokens.lows[group.head - 2] == "," and after & NOUN_PHRASE_OPENS:
        return  # "had been jailed in 2019, and ordered a retrial"
    behind = tokens.lows[group.head + 1 : group.head + 2]
    takes = bool(behind) and (behind[0] in tokens.grammar["takes"] or behind[0][0].isdigit() or behind[0] in _MONEY)
    takes = takes and group.head + 1 not in names.times
    if one.verb.lemma in tokens.grammar["born"] and group.verb.lemma in tokens.grammar["born_and"]:
        return  # "was born in Oslo and moved to Rome"
    if one.passive and takes and group.verb.forms & PAST and group.verb.lemma not in tokens.grammar["handing"]:
        return  # "was elected and formed a cabinet", "was fired and won $300", but "was tried and fined $300"
    j = group.head
    while j - 1 > one.head and is_adverbial(tokens.words[j - 1].bits):
        j -= 1  # "was shot and then killed"
    between = tokens.lows[one.head + 1 : j]
    both = group.verb.forms & one.verb.forms & PART
    if both and between and between[-1] in tokens.grammar["coordinators"] and "," not in between[:-2]:
        group.tense, group.passive = one.tense, one.passive


def _shares_being(tokens: Tokens, one: Group, group: Group, names: Names) -> bool:
    """ "Two officers were hurt and 20 police cars damaged": behind "and" and a number a participle of what is done to
    somebody, with nothing behind it, shares the "were" of the verb before."""
    done = one.passive and one.first < one.head and group.first == group.head and group.verb.forms & PART
    if not done or group.verb.lemma not in tokens.grammar["undergone"] or not 2 < group.head - one.head < 10:
        return False
    lows, after = tokens.lows, group.head + 1
    joins = [j for j in range(one.head + 1, group.head) if lows[j] in tokens.grammar["coordinators"]]
    if len(joins) != 1 or "," in lows[joins[0] : group.head]:
        return False
    behind = tokens.words[after].bits if after < len(lows) else flag.PREPOSITIONS
    ends = after >= len(lows) or after in names.times or not lows[after][0].isalnum() or bool(behind & BEHIND_PASSIVE)
    counted = lows[joins[0] + 1]
    return ends and (counted[0].isdigit() or counted in tokens.grammar["many"])


def _describes_object(tokens: Tokens, one: Group, group: Group, names: Names) -> bool:
    """A participle right behind a verb and before a plain noun describes that: "seized stolen goods", "will return
    looted bronzes"; where the first verb only says which one is meant it does not: "the man arrested admitted theft",
    "the bomb that exploded killed soldiers"."""
    at, after = group.head, group.head + 1
    if group.first < at or at != one.head + 1 or one.passive or not group.verb.forms & PART:
        return False
    if after >= len(tokens.lows) or not tokens.is_plain(after) or after in names.inside:
        return False
    if one.first > 1 and tokens.lows[one.first - 1] in tokens.grammar["relative"] and tokens.lows[one.first - 2] != ",":
        return False  # but "Norsa, which published leaked letters"
    return one.first < one.head or not one.verb.forms & PART or many(tokens.lows[after])


def _beside(one: Group, group: Group) -> bool:
    """Two finite verbs never stand side by side: "Ott and Berg win doubles opener"."""
    return group.first == group.head == one.head + 1 and group.tense == one.tense == "present"


def _is_of_noun(tokens: Tokens, a: int, one: Group, group: Group, names: Names) -> bool:
    """The verb behind another only says which one is meant, and tells nothing."""
    if group.tense not in ("perfect", "past") or not _tells_which(tokens, one, group, names):
        return False
    return group.tense == "perfect" or _goes_past(tokens, a, one, group, names)


def _tells_which(tokens: Tokens, one: Group, group: Group, names: Names) -> bool:
    """ "Met the conditions it has set": what somebody has done, behind a noun and with no object, says which; a day
    behind it is that of the verb before, as what has been done has none."""
    at, after = group.first - 1, group.head + 1
    if at - 1 <= one.head or not tokens.words[at].bits & flag.PRONOUNS or group.passive:
        return False
    noun, said = tokens.may_be_noun(at - 1), tokens.words[one.head].says
    ends = after >= len(tokens.lows) or after in names.times or not tokens.lows[after][0].isalpha()
    return noun and not said and (ends or bool(tokens.words[after].bits & flag.PREPOSITIONS))


def _goes_past(tokens: Tokens, a: int, one: Group, group: Group, names: Names) -> bool:
    """ "Brought the clock he made to school": behind what says which stands a place, no day, so it is of the verb
    before; no conjunction opens that one's clause, "when the war hit the town they moved to Oslo"."""
    after = group.head + 1
    if after + 1 >= len(tokens.words) or group.first < 3:
        return False
    place = bool(tokens.words[after].bits & flag.PREPOSITIONS) and after + 1 not in names.times
    opened = any(tokens.words[j].bits & flag.SUBORDINATORS for j in range(a, one.first))
    said = one.verb.lemma in tokens.grammar["clause_too"] or one.tense not in ("past", "future", "perfect")
    return place and not opened and not said and bool(tokens.words[group.first - 3].bits & flag.DETERMINERS)


def _second_base(passage: Passage, i: int, one: Group) -> Group | None:
    """ "Would close two plants and cut 300 jobs": a base form behind "and", before its object, is meant so too; in a
    headline behind a comma: "Norsa to close plant, cut 300 jobs"."""
    tokens, names, grammar = passage.tokens, passage.names, passage.lexicon.grammar
    word = tokens.words[i]
    if i - one.head > 15 or i + 1 >= passage.b or word.verb is None or not word.verb.forms & one.verb.forms & BASE:
        return None
    j = i - 1
    while j > one.head and tokens.words[j].bits & flag.ADVERBS and not tokens.words[j].bits & flag.COORDINATORS:
        j -= 1
    comma = passage.headline and one.tense == "base" and tokens.lows[j] == ","
    if not (comma or tokens.words[j].bits & flag.COORDINATORS):
        return None
    described = grammar["adjectives"]
    if tokens.lows[i] in described and tokens.lows[j - 1] in described and tokens.words[j - 2].bits & flag.DETERMINERS:
        return None  # "will build a free and open port"
    after = tokens.words[i + 1].bits
    governs = after & NOUN_PHRASE_OPENS or i + 1 in names.inside or tokens.lows[i + 1][0].isdigit()
    plain = not word.noun and word.verb.present not in grammar["also_nouns"]
    governs |= comma and plain and tokens.is_noun(i + 1)
    if not (governs or (plain and after & flag.PREPOSITIONS)):
        return None
    negated = one.negated if tokens.lows[j] in grammar["neither"] else -1
    return Group(i, i, word.verb, one.tense, negated=negated, chain=one.chain)
