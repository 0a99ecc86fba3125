"""The auxiliaries before a verb and the tense they give it; forms without any that only their subject makes verbs."""

from __future__ import annotations

from functools import lru_cache

from dashboard.extract import flag
from dashboard.extract.lexicon import BASE, ED, ING, NONE, PART, PAST, Lexicon, S, Word
from dashboard.extract.suffixes import many
from dashboard.extract.tokens import Names, Tokens

_ADVERBIAL = flag.ADVERBS | flag.LEADING
_ARTICLES = flag.DETERMINERS | flag.PREPOSITIONS
BEHIND_PASSIVE = flag.PREPOSITIONS | flag.SUBORDINATORS


def auxiliaries(tokens: Tokens, a: int, i: int, lexicon: Lexicon, names: Names) -> tuple[int, list[str], int]:
    """The auxiliaries right before a verb, over adverbs: index of the first, their lower-case words, a negation."""
    aux: list[str] = []
    negated, first, j = -1, i, i - 1
    while j >= a and i - j < 8:
        low, word = tokens.lows[j], tokens.words[j]
        if j in names.times and (word.auxiliary or not word.leads):
            before = _before_time(tokens, a, j, names)
            if aux or not tokens.words[before].auxiliary or before in names.times:
                break  # "in May was broken", but "will now meet", "was on Monday broken"
            j = before
            continue
        if low in lexicon.grammar["owning"] and (j - 1 in names.mentioned or not tokens.words[j - 1].bits):
            break  # "Norway's meeting with Iceland", "the city's closed schools", but "it's closed"
        if word.auxiliary:
            if aux and low in lexicon.grammar["do"] and aux[0] in lexicon.grammar["to"]:
                return first, aux, -1  # "does not plan | to meet"
            aux.insert(0, low)
            first = j
        elif not (
            word.leads  # an adverb or a negation
            or word.manner
            or (low in lexicon.grammar["between"] and tokens.words[j - 1].auxiliary)  # "has long fought"
            or (aux and aux[0] in lexicon.grammar["to"] and low in lexicon.status["expected_to"])  # "are due to meet"
        ):
            break
        if word.bits & flag.NEGATION and (aux or low in lexicon.grammar["not"]):
            negated = j
        j -= 1
    return first, aux, negated


def _before_time(tokens: Tokens, a: int, j: int, names: Names) -> int:
    """The token before the time that token j belongs to and its preposition, not before a."""
    while j > a and j in names.times:
        j -= 1
    return j - 1 if j > a and tokens.words[j].bits & flag.PREPOSITIONS else j


@lru_cache(maxsize=10_000)
def tense_of(forms: int, aux: tuple[str, ...], lexicon: Lexicon) -> tuple[str, bool, bool]:
    """Tense, passive, progressive; tense is "" where the auxiliaries do not fit the form."""
    g = lexicon.grammar
    passive = bool(forms & PART and aux[-1] in g["be"])
    progressive = bool(forms & ING and aux[-1] in g["be"]) or (passive and len(aux) > 1 and aux[-1] in g["being"])
    if aux[-1] in g["be"] and not (passive or progressive):
        return "", False, False  # "will be back"
    if not g["will"].isdisjoint(aux):
        return "future", passive, progressive
    if not g["would"].isdisjoint(aux):
        return "would", passive, progressive
    if not g["modal"].isdisjoint(aux):
        return "modal", passive, progressive
    if not g["to"].isdisjoint(aux):
        if len(aux) == 2 and aux[0] in g["have"]:
            return ("past" if aux[0] in g["have_past"] else "future"), False, False
        if aux[0] in g["be"] and len(aux) > 1 and aux[1] in g["to"]:
            return "future", passive, progressive
        return "base", passive, progressive
    if not g["have"].isdisjoint(aux) and (forms & PART or not g["be"].isdisjoint(aux)):
        return ("perfect" if g["have_past"].isdisjoint(aux) else "pluperfect"), passive, progressive
    if passive or progressive:
        return ("present" if g["be_past"].isdisjoint(aux) else "past"), passive, progressive
    if forms & BASE and not g["do"].isdisjoint(aux):
        return ("present" if g["do_past"].isdisjoint(aux) else "past"), False, False
    return "", False, False


def can_be_present(tokens: Tokens, a: int, i: int, names: Names, headline: bool, plain: bool) -> bool:
    """A form in -s is a verb after a name, a relative pronoun or he/she/it, and where it is no noun after any noun."""
    before, low, word = tokens.words[i - 1], tokens.lows[i - 1], tokens.words[i]
    k = i - 1  # over "also"
    while k > a and (tokens.words[k].manner or is_adverbial(tokens.words[k].bits)):
        k -= 1
    if (k in names.ends_at and k not in names.times) or tokens.lows[k] in tokens.grammar["one_subject"]:
        return (k == i - 1 or not word.noun) and not _counted(tokens, k, i, names)
    if word.verb is not None and word.verb.lemma in tokens.grammar["rivals"]:
        return False  # "new faces emerge"
    if before.bits & flag.COORDINATORS:
        return not (word.noun or _ends_pair(tokens, a, i))
    named = i - 2 >= a and bool(tokens.words[i - 2].bits & flag.OWNERS)
    owned = i - 2 >= a and tokens.lows[i - 2] in tokens.grammar["owning"]  # "Norsa's board rejects the bid"
    if before.verb is not None and not (before.noun or named or owned):
        return False
    if not tokens.is_plain(i - 1):
        aside = tokens.lows[k] == "," and "," in tokens.lows[a:k]  # "a second trial, against his brother, also opens"
        if aside and word.noun and i + 1 < len(tokens.lows):
            return i + 1 in names.mentioned or tokens.lows[i + 1] in tokens.grammar["article"]
        return (aside or (headline and low in (",", ")", "”", "»"))) and not word.noun
    if word.noun and not headline and before is NONE and _under_condition(tokens, a, i, names):
        return True
    to_follows = not tokens.grammar["to"].isdisjoint(tokens.lows[i + 1 : i + 2])
    plan = word.verb is not None and word.verb.lemma in tokens.grammar["plans"]  # "plans to block", whatever that is
    verbs = [after.verb is not None for after in tokens.words[i + 2 : i + 3]]
    if to_follows and not before.noun and (any(verbs) or (plan and _may_be_infinitive(tokens, i + 2))):
        return not _takes(tokens, a, i - 2)  # "the company plans to sell", but "ordered security forces to rescue"
    if headline and word.noun and i == a + 1 and low not in tokens.grammar["many"]:
        after = tokens.words[i + 1].bits if i + 1 < len(tokens.words) else BEHIND_PASSIVE
        behind_noun = bool(after & BEHIND_PASSIVE)  # "Coalition collapses in Oslo"
        if before is NONE and i + 1 in names.mentioned and _governs_name(tokens, i, names):
            return True  # "Judge delays Visser trial"
        return before is NONE and (behind_noun or _drops_plan(tokens, i))
    counted = named and i - 4 in names.times and tokens.words[i - 3].bits & flag.SUBORDINATORS
    if counted and (i + 1 >= len(tokens.lows) or not tokens.lows[i + 1][0].isalnum()):
        return True  # "two days before the phone launches"
    follows = named and before is NONE and i + 1 < len(tokens.words)
    follows = follows and (i + 1 in names.mentioned or tokens.lows[i + 1] in tokens.grammar["article"])
    return (plain or follows) and not word.noun  # "the team plays Houston"


def _ends_pair(tokens: Tokens, a: int, i: int) -> bool:
    """The form in -s is the second of two nouns that something is wanted of: "called for cities and states to pay"."""
    led = i - 3 > a and bool(tokens.words[i - 3].bits & flag.PREPOSITIONS) and many(tokens.lows[i - 2])
    return led and not tokens.grammar["to"].isdisjoint(tokens.lows[i + 1 : i + 2])


def _under_condition(tokens: Tokens, a: int, i: int, names: Names) -> bool:
    """The form in -s behind "if" and a bare noun is the verb of the condition, where no other stands in it: "if
    parliament votes against it", not "if parliament votes are counted"."""
    lows, words = tokens.lows, tokens.words
    j = i - 1
    while j > a and j > i - 4 and (words[j] is NONE or words[j].bits & flag.DETERMINERS):
        j -= 1
    after = words[i + 1] if i + 1 < len(words) else NONE
    governs = bool(after.bits & (flag.PREPOSITIONS | flag.OWNERS)) or i + 1 in names.inside
    if lows[j] not in tokens.grammar["condition_opens"] or not governs:
        return False
    for k in range(i + 1, len(words)):
        word = words[k]
        if lows[k] in ",.;":
            return True
        finite = word.verb is not None and not word.noun and bool(word.verb.forms & (BASE | S))
        if word.auxiliary or (finite and lows[k - 1] not in tokens.grammar["to"]):
            return False
    return True


def _counted(tokens: Tokens, k: int, i: int, names: Names) -> bool:
    """The form in -s at token i is a noun behind a number and the land whose things they are: "six US states"."""
    while k >= 0 and k in names.mentioned:
        k -= 1
    several = k >= 0 and (tokens.lows[k].isdigit() or tokens.lows[k] in tokens.grammar["many"])
    return several and k < i - 1 and tokens.lows[i] in tokens.grammar["also_nouns"]


def _drops_plan(tokens: Tokens, j: int) -> bool:
    """The form in -s at token j has as its object what somebody plans: "Council drops plan to close", not "Council
    leaders plan to close"."""
    verb, lows = tokens.words[j].verb, tokens.lows
    if verb is None or not verb.forms & S or tokens.words[j - 1] is not NONE:
        return False
    to = not tokens.grammar["to"].isdisjoint(lows[j + 2 : j + 3])
    return to and lows[j + 1] in tokens.grammar["plans"]


def _governs_name(tokens: Tokens, i: int, names: Names) -> bool:
    """No other word of the headline behind the form in -s at token i can be its verb, and the noun before is one thing:
    "Judge delays Visser trial", not "Price rises Norsa announced", "Police raids Norsa confirmed"."""
    others = (tokens.words[j] for j in range(i + 1, len(tokens.lows)) if j not in names.inside)
    return not many(tokens.lows[i - 1]) and not any(_finite(word) for word in others)


def _finite(word: Word) -> bool:
    """The word is a finite verb or an auxiliary, and no noun."""
    verb = word.verb
    return word.auxiliary or word is ED or (verb is not None and not word.noun and bool(verb.forms & (PAST | S)))


def is_adverbial(flags: int) -> bool:
    """The word is an adverb and nothing else, though it may lead a phrase."""
    return bool(flags & flag.ADVERBS) and not flags & ~_ADVERBIAL


def _takes(tokens: Tokens, a: int, j: int) -> bool:
    """Token j is the past form of a verb, whose object stands behind it, and no saying."""
    verb = tokens.words[j].verb if j > a else None
    return verb is not None and bool(verb.forms & PAST) and not (tokens.words[j].noun or tokens.words[j].says)


def plural_subject(tokens: Tokens, a: int, i: int, names: Names, plain: bool, headline: bool = False) -> bool:
    """A base form is a verb after we/they, or in a headline after a plural."""
    low, before, noun = tokens.lows[i - 1], tokens.words[i - 1], bool(tokens.words[i].noun)
    if low in tokens.grammar["many_subject"]:
        return True
    if low in tokens.grammar["owning"]:
        return False  # "the agency's head"
    if tokens.lows[i] in tokens.grammar["fixtures"] and _meets_next(tokens, a, i, names):
        return True
    if tokens.lows[i] in tokens.grammar["plans"] and _plans_to(tokens, a, i):
        return True
    if _acts_at(tokens, i, names) and _plural_before_phrase(tokens, a, i):
        return True
    if not plain or (noun and before.noun) or (before.verb is not None and not before.noun):
        return False
    if before.bits & _ARTICLES:
        return False
    if many(low) and len(low) > 2 and i - 1 not in names.inside:
        return not (i - 2 == a and _drops_plan(tokens, i - 1))
    if headline and low in tokens.grammar["many"] and not noun and i - 1 == a and _takes_object(tokens, i, names):
        return tokens.lows[i] not in tokens.grammar["clause_too"]  # "Police believe Ott sold the ship"
    listed = i - 1 in names.ends_at and i - 1 not in names.times
    if listed and any(tokens.lows[j] == "," or tokens.lows[j] in tokens.grammar["joining"] for j in range(a, i)):
        return True
    return not noun and _plural_before_phrase(tokens, a, i)


def _acts_at(tokens: Tokens, i: int, names: Names) -> bool:
    """Between persons and the base form at token i stands only where they work, and a phrase behind it: "workers at
    Norsa vote on Thursday", not "members of the Norsa board vote"."""
    j = i - 1
    while j > 0 and j in names.mentioned:
        j -= 1
    before, behind = tokens.lows[j - 1].removesuffix("s"), tokens.words[i + 1].bits if i + 1 < len(tokens.words) else 0
    persons = before in tokens.grammar["person_nouns"] or tokens.lows[j - 1] in tokens.grammar["arms"]
    return j < i - 1 and tokens.lows[j] in tokens.grammar["located_at"] and persons and bool(behind & flag.PREPOSITIONS)


def _meets_next(tokens: Tokens, a: int, i: int, names: Names) -> bool:
    """The base form at token i is what one team does to another, in a sentence with no other verb: "Ajax host PSV on
    Thursday", not "BBC host Ada Berg left on Thursday"."""
    after, b = i + 1, len(tokens.lows)
    begins = i - 1 in names.ends_at and i - 1 not in names.times
    if not begins or after >= b or after in names.times or not tokens.text[tokens.starts[after]].isupper():
        return False
    while after < b and (after in names.inside or tokens.text[tokens.starts[after]].isupper()):
        after += 1
    dated = after in names.times or (after < b and bool(tokens.words[after].bits & flag.PREPOSITIONS))
    if not dated:
        return False
    stop = next((j for j in range(after, b) if tokens.lows[j] in ".;:"), b)
    around = (*range(a, i - 1), *range(after, stop))
    return not any(
        tokens.words[j].verb is not None and not tokens.words[j].noun for j in around if j not in names.inside
    )


def _takes_object(tokens: Tokens, i: int, names: Names) -> bool:
    """A noun with its article or number, a name, a plural, or a participle before one stands behind token i: "Police
    seize weapons", "People flee captured towns", not "Police force chief quits"."""
    j = i + 1
    verb = tokens.words[j].verb if j + 1 < len(tokens.lows) else None
    if (verb is not None and verb.forms & PART) or tokens.words[j : j + 1] == [ED]:
        j += 1
    if j >= len(tokens.lows) or j in names.times:
        return False
    after = tokens.words[i + 1].verb
    if after is not None and after.forms == ING and tokens.words[i].verb is not None and tokens.words[i].says:
        return True  # "Police deny shooting protesters"
    plural = many(tokens.lows[j]) and tokens.is_plain(j) and tokens.words[j].verb is None
    opens = bool(tokens.words[j].bits & flag.DETERMINERS) or tokens.lows[j][0].isdigit()
    return plural or opens or j in names.mentioned or (j > i + 1 and tokens.is_plain(j))


def _plans_to(tokens: Tokens, a: int, i: int) -> bool:
    """Behind a plural and before "to" and a verb stands what somebody means to do: "rights groups plan to sue", "nurses
    in Oslo plan to march", not "Council drops plan to sue", "Rejects plan to sue"."""
    low = tokens.lows[i - 1]
    if tokens.grammar["to"].isdisjoint(tokens.lows[i + 1 : i + 2]) or not _may_be_infinitive(tokens, i + 2):
        return False
    if any(_acts(word) for word in tokens.words[a : i - 1]):
        return False
    several = (many(low) or low in tokens.grammar["many"]) and not (i - 2 == a and _drops_plan(tokens, i - 1))
    if several and tokens.may_be_noun(i - 1) and (i - 2 >= a or tokens.words[i - 1].verb is None):
        return True
    placed = tokens.may_be_noun(i - 1) and not tokens.words[i - 1].bits
    return placed and _plural_before_phrase(tokens, a, i)


def _may_be_infinitive(tokens: Tokens, j: int) -> bool:
    """A verb stands at token j behind "to", or a word in small letters of no list, which may be one: "to block"."""
    if j >= len(tokens.lows):
        return False
    word = tokens.words[j]
    return word.verb is not None or (tokens.is_plain(j) and not word.noun and tokens.text[tokens.starts[j]].islower())


def _acts(word: Word) -> bool:
    """The word is a verb and no noun, nor a form in -ing alone, which describes one: "striking nurses"."""
    return word.verb is not None and not word.noun and word.verb.forms != ING


def _plural_before_phrase(tokens: Tokens, a: int, first: int) -> bool:
    """A plural and what describes it stand before the verb: "the advisers of the Normandy format meet"."""
    for j in range(first - 1, max(a, first - 7), -1):
        word = tokens.words[j]
        if word.bits & flag.PREPOSITIONS:
            before = j - 1 - (tokens.lows[j] in tokens.grammar["agent"])  # "economists polled by Norsa see a cut"
            low, head = tokens.lows[before], tokens.words[before]
            return many(low) and head.verb is None and not head.bits
        if word.bits & ~flag.DETERMINERS or word.verb is not None or not tokens.lows[j][0].isalnum():
            return False
    return False


def before_past(tokens: Tokens, j: int, b: int, names: Names) -> bool:
    """Token j is a past form and no adjective: a figure, time, preposition or the end follows it."""
    verb = tokens.words[j].verb if j < b and j not in names.inside else None
    if verb is None or not verb.forms & PAST or verb.forms & BASE:
        return False
    after = j + 1
    ends = after >= b or after in names.times or not tokens.lows[after][0].isalpha()
    return ends or bool(tokens.words[after].bits & flag.PREPOSITIONS)


def told_before_time(tokens: Tokens, a: int, j: int, names: Names) -> bool:
    """A verb in the past stands right before the time that ends at token j."""
    while j > a and (j in names.times or tokens.words[j].bits & flag.DETERMINERS):
        j -= 1
    verb = tokens.words[j].verb
    return verb is not None and not tokens.words[j].noun and bool(verb.forms & PAST)
