"""A verb form without an auxiliary: is it the verb of a clause, in what tense, or does it only describe a noun?"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract import flag
from dashboard.extract.cues import ABSOLUTE, RELATIVE
from dashboard.extract.lexicon import BASE, ED, ING, NONE, PART, PAST, Lexicon, S, Verb, Word
from dashboard.extract.suffixes import many
from dashboard.extract.tense import (
    BEHIND_PASSIVE,
    before_past,
    can_be_present,
    plural_subject,
)
from dashboard.extract.tokens import Names, Passage, Tokens
from dashboard.extract.two_verbs import behind, counts_adjective

_NEAR = 4  # tokens from a verb to the "that" of what is wanted: "demanded on Monday that"
_FAR = 12  # tokens from "with" to the verb of its clause
_QUOTES = frozenset("'\"“«„‘")
_NOUN_BEFORE = flag.OWNERS | flag.PREPOSITIONS
_BEFORE_BASE = flag.WILL | flag.WOULD | flag.MODAL | flag.TO


def bare(passage: Passage, i: int, verb: Verb, known: bool) -> tuple[str, bool]:
    """Tense and passive of a form that no auxiliary stands before; the tense is "" where it is no verb there."""
    tokens, a, b, grammar = passage.tokens, passage.a, passage.b, passage.lexicon.grammar
    words, lows, forms = tokens.words, tokens.lows, verb.forms
    k = _over_adverb(tokens, a, i)
    if k == i - 1 and k > a and words[k].manner and _describes(tokens, k - 1, i + 1, b):
        return "", False
    before, low_before = (words[k], lows[k]) if i > a else (NONE, "")
    if forms & PART and low_before in grammar["remaining"]:
        return "", False  # "remained hospitalized"
    if forms & PART and i > a + 1 and lows[i - 1] in grammar["ever"] and not words[i - 2].bits:
        return "", False  # "the first samples ever gathered"
    if low_before == "," and forms & PART and not passage.headline and _before_title(passage, i):
        return "", False
    joined = before.bits & flag.COORDINATORS and i - 2 > a and words[i - 2].verb is not None
    if forms & PART and (led_by_adverb(tokens, a, i) or (joined and led_by_adverb(tokens, a, i - 2))):
        return "participle", True  # but "the army, heavily armed and backed by Norsa, attacked"
    if described(verb, i, tokens, passage.lexicon) and not passage.headline:
        return "participle", True
    if forms & (PAST | PART) and _free(tokens, i, b, before, low_before, forms, passage.names):
        if _is_adjective(passage, i, verb, before, low_before):
            return "", False
        passive = bool(forms & PART) and _is_undergone(passage, i)
        aside = low_before in (",", "(") and not (forms & PAST and known)
        return "past" if not aside and (passive or forms & PAST) else "participle", passive
    if i > a and _has_subject(passage, i, verb):
        if forms & S and before_past(tokens, i + 1, b, passage.names):
            return "", False  # "Swiss watch exports fell in May"
        of = i + 1 < b and lows[i + 1] in grammar["of"] and verb.lemma not in grammar["takes_of"]
        return "" if of else "present", False  # "at opposite ends of a table"
    if forms & BASE and low_before and _is_wished(passage, i):
        return "base", False
    listed = low_before == "," and i + 1 < b and lows[i + 1] == "," and not words[i].says  # "rain, flooding, mud"
    if forms & ING and known and not listed and (low_before == "," or _leads(before, passage.lexicon)):
        return "gerund", False
    if forms & ING and known and _has_its_day(passage, i):
        return "gerund", False
    return "participle" if low_before == "," and forms & PART else "", False


def _before_title(passage: Passage, i: int) -> bool:
    """A noun and a name stand behind the participle at token i, a comma closes them, and no verb stands before, as in
    the aside of a subject: "its chairman, retired judge Oskar Venn, cited", not "he left, fired lawyer Oskar Venn,"."""
    tokens, names, name = passage.tokens, passage.names, i + 2
    if name >= passage.b or not tokens.is_plain(i + 1) or i + 1 in names.inside or name not in names.mentioned:
        return False
    if i - 2 < passage.a or i - 2 in names.times or not (tokens.is_plain(i - 2) or i - 2 in names.mentioned):
        return False
    if any(word.verb is not None and not word.noun for word in tokens.words[passage.a : i - 1]):
        return False
    stop = next((stop for first, stop in names.spans if first == name), name)
    return stop > name + 1 and stop < passage.b and tokens.lows[stop] in (",", "–", "—", ")")


def _is_adjective(passage: Passage, i: int, verb: Verb, before: Word, low_before: str) -> bool:
    """The past form only describes the noun behind it: "two escaped prisoners", "debris and fallen trees", "sold stolen
    cars", "would help wounded soldiers"."""
    tokens, grammar = passage.tokens, passage.lexicon.grammar
    if counts_adjective(tokens, passage.a, i, passage.b, passage.names):
        return True
    if _beside_adjective(passage, i, verb) or _behind_adjective(passage, i, verb, low_before):
        return True
    adjective = not verb.forms & PAST or verb.lemma in grammar["adjectives_too"]
    infinitive = before.verb is not None and i > passage.a + 1 and bool(tokens.words[i - 2].bits & _BEFORE_BASE)
    if not (adjective or (infinitive and not _closes_relative(passage, i))):
        return False
    led = bool(before.bits & flag.COORDINATORS) or (before.verb is not None and not before.noun)
    led = led or (adjective and low_before in grammar["subject_alone"])
    return led and i + 1 < passage.b and tokens.is_plain(i + 1) and i + 1 not in passage.names.times


def _beside_adjective(passage: Passage, i: int, verb: Verb) -> bool:
    """An adjective of their noun stands before "and" and the participle at token i: "a strong and coordinated answer",
    "in-depth and measured talks", not "stayed united and urged residents"."""
    tokens, names = passage.tokens, passage.names
    joined = i - 2 > passage.a and bool(tokens.words[i - 1].bits & flag.COORDINATORS) and bool(verb.forms & PART)
    if not joined or i + 1 >= passage.b or not tokens.is_plain(i + 1) or i + 1 in names.inside or i + 1 in names.times:
        return False
    if i - 2 in names.times:
        return False  # "was followed in 2022 and confronted one of them"
    adjective = tokens.lows[i - 2]
    led = bool(tokens.words[i - 3].bits & _NOUN_BEFORE) or tokens.lows[i - 3] == ","
    return not adjective.isalpha() or (led and adjective in tokens.grammar["adjectives"])


def _behind_adjective(passage: Passage, i: int, verb: Verb, low_before: str) -> bool:
    """An object is described twice: "will publish its provisional revised plan", not "the firm that sued its former
    official faced a fine"."""
    tokens, grammar = passage.tokens, passage.lexicon.grammar
    describes = low_before.endswith(tuple(grammar["adjectival"])) or low_before in grammar["adjectives"]
    if not (describes and verb.forms & PART):
        return False
    if i - 3 < passage.a or i + 1 >= passage.b or not tokens.words[i - 2].bits & flag.DETERMINERS:
        return False
    governs, after = tokens.words[i - 3], i + 1
    if tokens.lows[after].isdigit() and after + 1 < passage.b:
        after += 1  # "its provisional revised 2030 plan"
    if governs.verb is None or governs.says or tokens.cued(passage.a, i, RELATIVE):
        return False
    return tokens.is_plain(after) and after not in passage.names.inside and after not in passage.names.times


def _closes_relative(passage: Passage, i: int) -> bool:
    """Token i is the only verb that the subject told apart before it can have: "Workers who intend to sue met lawyers",
    not "Men who would help wounded soldiers left"."""
    words, which = passage.tokens.words, passage.tokens.cued(passage.a, i - 2, RELATIVE)
    if not which:
        return False
    others = (words[k] for k in range(passage.a, passage.b) if k < which[0] or k > i)
    return not any(word.verb is not None and not word.noun and word.verb.forms & PAST for word in others)


def led_by_adverb(tokens: Tokens, a: int, i: int) -> bool:
    """A comma and an adverb stand before the participle at token i, and who did it behind it or behind the next: it
    only describes: "a crisis, artificially created and stirred up by Norsa"."""
    if i - 2 <= a or tokens.lows[i - 2] != "," or not tokens.words[i - 1].manner:
        return False
    agent, after = tokens.grammar["agent"], i + 1
    if after + 2 < len(tokens.lows) and tokens.words[after].bits & flag.COORDINATORS:
        after += 2
    return not agent.isdisjoint(tokens.lows[after : after + 1])


def _is_undergone(passage: Passage, i: int) -> bool:
    """Who did it stands behind the participle: "shot dead by police"; or it closes what a headline says."""
    tokens, b = passage.tokens, passage.b
    if passage.headline and (i + 1 >= b or bool(tokens.words[i + 1].bits & BEHIND_PASSIVE) or _loses_sum(passage, i)):
        return True
    by = behind(tokens, i)
    return by < b and tokens.lows[by] in passage.lexicon.grammar["agent"] and not _doing(tokens.words, by + 1)


def _loses_sum(passage: Passage, i: int) -> bool:
    """ "Norsa fined €5 million": a sum right behind the verb is taken from the subject; "Berg shot, in hospital": so is
    what befalls somebody before a comma told of him."""
    tokens, verb = passage.tokens, passage.tokens.words[i].verb
    if verb is not None and tokens.lows[i + 1] == ",":
        return verb.lemma in passage.lexicon.grammar["headed_harm"] and not _harms_on(passage, i + 2)
    if verb is None or verb.lemma not in passage.lexicon.grammar["sums_taken"]:
        return False
    low = tokens.lows[i + 1]
    return low[0].isdigit() or (not low[0].isalpha() and low in passage.lexicon.grammar["measures"])


def _harms_on(passage: Passage, j: int) -> bool:
    """Token j tells of more harm, and of whom: "Storm killed, injured dozens", not "Man shot, killed in Oslo"."""
    tokens, after = passage.tokens, j + 1
    verb = tokens.words[j].verb if after < passage.b else None
    if verb is None or verb.lemma not in passage.lexicon.grammar["headed_harm"] or after in passage.names.times:
        return False
    return tokens.lows[after][0].isalnum() and not tokens.words[after].bits & (BEHIND_PASSIVE | flag.COORDINATORS)


def _has_its_day(passage: Passage, i: int) -> bool:
    """ "After leaving Norsa in May, Ott …", "died on Monday after falling ill in May": the gerund at token i has an
    object or place and a time, which no verb before wants or which commas keep for it."""
    tokens, a, times, status = passage.tokens, passage.a, passage.names.times, passage.lexicon.status
    lows, words, after = tokens.lows, tokens.words, i + 1
    led = i > a and (lows[i - 1] in status["off_after"] or lows[i - 1] in status["off_before"])
    if tokens.free or not led or after >= passage.b:
        return False
    stop = next((j for j in range(after, passage.b) if lows[j] == ","), passage.b)
    governs = after in passage.names.mentioned or words[after].bits & flag.OWNERS or lows[after][0].isdigit()
    goes = bool(words[after].bits & flag.PREPOSITIONS) and not words[i].noun and lows[after] not in tokens.grammar["of"]
    if not (governs or goes or tokens.is_plain(after)) or times.isdisjoint(range(after, stop)):
        return False
    begin = i - 1
    while begin > a and (
        words[begin - 1].manner or lows[begin - 1] in tokens.grammar["limiting"] or begin - 1 in times
    ):
        begin -= 1
    apart = stop < passage.b and (begin == a or lows[begin - 1] == ",")
    return apart or (begin > a and not times.isdisjoint(range(a, begin)))


def _is_wished(passage: Passage, i: int) -> bool:
    """The base form at token i is what somebody wants done: "demanded that Norway | pay", "urged that the firm, a
    partner, | join", not "said that banks | pay"."""
    tokens, names = passage.tokens, passage.names
    wants, that = passage.lexicon.grammar["wants_that"], passage.lexicon.grammar["that"]
    near = range(max(passage.a + 1, i - _FAR), i - 1)
    at = next((j for j in reversed(near) if tokens.lows[j] in that), -1) if wants else -1
    if at < 0 or (tokens.words[i].noun and i not in names.inside and not tokens.is_plain(i - 1)):
        return False
    before = (tokens.words[j].verb for j in range(max(passage.a, at - _NEAR), at))
    if not any(one is not None and one.lemma in wants for one in before):
        return False
    between = tokens.words[at + 1 : i]
    acts = any(word is ED or (word.verb is not None and not word.noun) for word in between)
    return bool(between) and not (acts or any(word.bits & (flag.AUXILIARIES | flag.TO) for word in between))


def _has_subject(passage: Passage, i: int, verb: Verb) -> bool:
    """What stands before a form of the present can be its subject."""
    tokens, a, names, headline = passage.tokens, passage.a, passage.names, passage.headline
    plain = headline or verb.present not in passage.lexicon.grammar["also_nouns"]
    if verb.forms & S and can_be_present(tokens, a, i, names, headline, plain):
        return True
    several = plain and (headline or not tokens.words[i].noun)
    return bool(verb.forms & BASE) and plural_subject(tokens, a, i, names, several, headline)


def _doing(words: Sequence[Word], j: int) -> bool:
    """Token j is a verb in -ing: "began by warning of floods" names nobody who did it."""
    verb = words[j].verb if j < len(words) else None
    return verb is not None and bool(verb.forms & ING) and not words[j].noun


def _over_adverb(tokens: Tokens, a: int, i: int) -> int:
    """The word before token i, over an adverb or a mark behind an article."""
    words, lows, k = tokens.words, tokens.lows, i - 1
    while (
        k > a and words[k].manner and (words[k - 1].bits & flag.DETERMINERS or lows[k - 1] in tokens.grammar["owning"])
    ):
        k -= 1  # "a medically induced coma", "Norway's newly built ferry"
    if lows[k] in _QUOTES and k > a + 1 and words[k - 1].bits & flag.DETERMINERS:
        k -= 1  # "a 'retired teacher'"
    return k


def described(verb: Verb, i: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """The verb at token i says of somebody what he is said to have done: "a man accused of theft", "charged with
    theft"."""
    after = tokens.lows[i + 1] if i + 1 < len(tokens.lows) else ""
    if verb.lemma in lexicon.grammar["said_with"] and after in lexicon.grammar["beside"]:
        return True
    return verb.lemma in lexicon.grammar["said_of"] and after in lexicon.grammar["complement"]


def _free(tokens: Tokens, i: int, b: int, before: Word, low_before: str, forms: int, names: Names) -> bool:
    """What stands before a past form leaves it a verb: no article, preposition or possessive makes it an adjective."""
    if low_before in tokens.grammar["subject_alone"]:
        free = True
    elif low_before in tokens.grammar["of_several"]:
        free = i > 1 and (i - 2 in names.inside or many(tokens.lows[i - 2]))  # "Norway and Iceland each expelled six"
    elif i - 1 in names.adjectives and i + 1 < b:
        free = not tokens.is_plain(i + 1) or i + 1 in names.inside  # "the American written response"
    elif before.bits & flag.EITHER == flag.EITHER and i > 1:
        subject = tokens.words[i - 2]  # "she first met him", but "her first published book"
        named = i - 2 in names.inside or bool(subject.bits & flag.PRONOUNS)
        free = named or (not subject.bits and subject.verb is None and tokens.lows[i - 2].isalpha())
    else:
        owned = low_before in tokens.grammar["owning"] and i - 1 not in names.inside  # "Moody's cut its rating"
        free = not owned and not before.bits & _NOUN_BEFORE
    if free and forms & ING and low_before and i - 1 not in names.inside and not before.bits and before.verb is None:
        return i + 1 >= b  # an unknown word before; an adjective or a noun does not matter to a past form
    return free


def _describes(tokens: Tokens, j: int, after: int, b: int) -> bool:
    """An adverb and a participle stand between the verb or preposition at j and a noun: "met newly elected members",
    "the release of illegally detained members"."""
    verb = tokens.words[j].verb
    governs = verb is not None and bool(verb.forms & PAST) and not tokens.words[j].noun
    governs = governs or bool(tokens.words[j].bits & flag.PREPOSITIONS)
    return governs and after < b and tokens.is_plain(after)


def _leads(before: Word, lexicon: Lexicon) -> bool:
    """A verb that another follows in -ing: "is considering selling"."""
    lemma = before.verb.lemma if before.verb is not None else ""
    return lemma in lexicon.status["possible_to"] or lemma in lexicon.status["denied_to"]


def absolute(tokens: Tokens, a: int, i: int, lexicon: Lexicon, over: int = 0) -> bool:
    """ ", with Norway saying it would help": the noun phrase before the gerund stands behind "with" and a comma."""
    if not tokens.here & ABSOLUTE:
        return False
    for j in range(i - 1, max(a, i - _FAR), -1):
        if tokens.lows[j] in lexicon.grammar["absolute"]:
            return j < i - 1 and tokens.lows[j - 1] == ","
        flags = tokens.words[j].bits
        if not tokens.lows[j][0].isalnum() or (flags & ~flag.OWNERS and not flags & over):
            return False
    return False


def invariable(tokens: Tokens, a: int, i: int, b: int, names: Names) -> bool:
    """ "Cost", "cut", "hit" are verbs behind a subject or before an object, not in "low cost airline"."""
    before, after = tokens.words[i - 1], tokens.words[i + 1] if i + 1 < b else NONE
    if tokens.words[i].noun and _is_owned_object(tokens, a, i, names):
        return False
    if tokens.lows[i - 1] in tokens.grammar["that"] and i - 2 > a and _is_past(tokens.words[i - 2]):
        return False  # "rejected that bid": no clause begins with its verb
    subject = i - 1 in names.ends_at or bool(before.bits) or before.noun or _in_s(tokens, i - 1)
    subject = subject or (i - 1 > a and tokens.text[tokens.starts[i - 1]].isupper())  # "when Storm Malik hit Norway"
    if not subject and before is NONE and i - 2 >= a and tokens.words[i - 2].bits & flag.DETERMINERS:
        return i + 1 < b and tokens.lows[i + 1][0].isalnum()  # "the bank cut rates", but "a severe cost."
    owner = i - 3
    owned = owner >= a and (tokens.words[owner].bits & flag.OWNERS or tokens.lows[owner] in tokens.grammar["owning"])
    if owned and tokens.words[i - 2] is before is NONE and i + 1 < b and _in_s(tokens, i + 1):
        return True  # "the largest bank cut jobs"
    named = i - 1 == a and i + 1 < b and tokens.text[tokens.starts[i + 1]].isupper()  # "United beat Rovers"
    aside = tokens.lows[i - 1] == "," and "," in tokens.lows[a : i - 1]  # "five firms, including Acme, cut jobs"
    return bool(
        subject
        or aside
        or named
        or before.verb
        or after.bits
        or i + 1 >= b
        or i + 1 in names.inside
        or not tokens.lows[i + 1][0].isalpha()
    )


def _is_owned_object(tokens: Tokens, a: int, i: int, names: Names) -> bool:
    """It is what somebody has, and a verb before it has it for object: "approves Norway's EU bid"."""
    words, k = tokens.words, i - 1
    while (
        k > a
        and (k in names.mentioned or words[k] is NONE or words[k].noun)
        and tokens.lows[k] not in tokens.grammar["owning"]
    ):
        k -= 1
    if tokens.lows[k] not in tokens.grammar["owning"] or k == i - 1:
        return False
    k -= 1
    while k > a and k in names.mentioned:
        k -= 1
    verb = words[k].verb
    finite = verb is not None and not words[k].noun and bool(verb.forms & (PAST | S))
    return finite and not words[k].says  # "said Norway's Brisa cut 300 jobs"


def _is_past(word: Word) -> bool:
    """The word is a past form and no noun."""
    return word.verb is not None and bool(word.verb.forms & PAST) and not word.noun


def _in_s(tokens: Tokens, j: int) -> bool:
    """Token j ends as plurals do."""
    return tokens.lows[j].endswith("s")
