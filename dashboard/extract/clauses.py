"""A sentence cut into clauses, each with its verb group: who stands before the verb, what follows, and how it is meant.

No part-of-speech tagger: forms that can only be verbs, auxiliaries before them and the words that open a clause are
enough for news. What is doubtful is left alone: an event that is not found is better than one that did not happen.
"""

from __future__ import annotations

from bisect import bisect_left

from dashboard.extract.borders import NOUN_PHRASE_OPENS, borders, chained, mark_reduced
from dashboard.extract.free import governed
from dashboard.extract.free import read as read_free
from dashboard.extract.lexicon import BASE, ED, ING, NONE, PART, PAST, Lexicon, S, Verb, Word
from dashboard.extract.tokens import AUXILIARIES, Group, Names, Tokens

_NOUN_BEFORE = frozenset(("determiners", "prepositions", "possessive"))


def groups(tokens: Tokens, a: int, b: int, lexicon: Lexicon, names: Names, headline: bool) -> list[Group]:
    """The verb groups of the sentence that spans tokens a…b, with the borders of their clauses."""
    found: list[Group] = []
    verbal = tokens.verbal
    for i in verbal[bisect_left(verbal, a) : bisect_left(verbal, b)]:
        if i in names.inside:
            continue
        group = _second_base(tokens, i, b, found, lexicon, names) or _group(tokens, a, b, i, lexicon, names, headline)
        if group is not None:
            if not lexicon.free:
                _coordinate(tokens, found, group)
            elif found and group.first == found[-1].head and group.first < group.head:
                found.pop()  # "планируют закрыть": the first verb is the auxiliary of the second
            elif found and group.first <= found[-1].head:
                group.first = group.head  # "sollen 2026 beginnen und vier Jahre dauern": one auxiliary for both
            join = governed if lexicon.free else chained
            if found and (joined := join(tokens, found[-1], group, lexicon)) is not None:
                found[-1] = joined
            else:
                found.append(group)
    if not lexicon.free:
        _finite(found, headline)
        mark_reduced(tokens, found, lexicon, names)
    borders(tokens, a, b, found, lexicon, names)
    for group in found:
        kind = lexicon.happenings.get(group.verb.happening)
        if kind is not None and kind.measured and group.verb.other and not _measured(tokens, group, lexicon):
            group.verb = group.verb._replace(happening=group.verb.other)
    return found


def _measured(tokens: Tokens, group: Group, lexicon: Lexicon) -> bool:
    """The clause has a figure, or is about what is counted: a percentage, money, shares, prices."""
    lows, after = tokens.lows, group.head + 1
    if after + 1 < group.end and lows[after] in ("by", "to") and lows[after + 1][0].isdigit():
        return True
    return not lexicon.grammar["measures"].isdisjoint(lows[group.start : group.end])


def _finite(found: list[Group], headline: bool) -> None:
    """A sentence has a verb: where none is finite, "Ott, the chief, justified his choice" has one behind the comma."""
    if not headline and found and all(group.tense in ("participle", "gerund", "base") for group in found):
        for group in found:
            if group.tense == "participle" and group.verb.forms & PAST and group.first > group.start + 1:
                group.tense = "past"
                break


def _group(tokens: Tokens, a: int, b: int, i: int, lexicon: Lexicon, names: Names, headline: bool) -> Group | None:
    if lexicon.free:
        return read_free(tokens, a, b, i, lexicon, names, headline)
    low, word = tokens.lows[i], tokens.words[i]
    verb, known = word.verb, True
    if verb is None:
        if word.flags or not low[0].isalpha():
            return None
        if i > a and tokens.words[i - 1].opens and low not in lexicon.grammar["adverbs"] and low[-2:] != "ly":
            if tokens.lows[i - 1] in ("do", "does", "did"):
                return None  # "as it did air traffic controllers"
            verb, known = Verb(low, low, "", BASE), False
        elif word is ED and low not in lexicon.grammar["not_verbs"] and not low.startswith("un"):
            verb, known = Verb(low, low, "", PAST | PART), False
        else:
            return None
    elif low in lexicon.grammar["not_verbs"] and not word.verb.happening and not _with_particle(tokens, i, b, lexicon):
        known = False
    if verb.forms & BASE and verb.forms & PAST and i > a and not _invariable(tokens, a, i, b, names):
        return None
    if tokens.text[tokens.starts[i]].isupper() and i > a and not headline:
        return None
    if i + 1 < b and (tokens.lows[i + 1] == "-" or (verb.forms & ING and tokens.lows[i + 1] == "of")):
        return None  # "Russia's holding of exercises"
    first, aux, negated = _auxiliaries(tokens, a, i, lexicon, names)
    if "prepositions" in word.flags and (first == i or tokens.lows[i + 1 : i + 2] == ["to"]):
        return None  # "is due in March", but not "due to rain", "is due to meet"
    if first == i and low in lexicon.grammar["prepositional"]:
        return None  # "given the risk"
    k = first - 1
    while k > a and first == i and tokens.lows[k].endswith("ly") and tokens.words[k - 1].flags & {"determiners"}:
        k -= 1  # "a medically induced coma"
    before = tokens.words[k] if first > a else NONE
    low_before = tokens.lows[k] if first > a else ""
    free = before.flags.isdisjoint(_NOUN_BEFORE) and low_before != "'s"
    if first - 1 in names.adjectives and not aux and i + 1 < b:
        after = tokens.words[i + 1]  # "the American written response"
        free = bool(after.flags) or not tokens.lows[i + 1][0].isalpha() or i + 1 in names.inside
    if low_before in ("that", "both", "all", "two") and not aux:
        free = True
    if free and not aux and first > a and first - 1 not in names.inside and not before.flags and before.verb is None:
        # an unknown word before: an adjective or a noun; "local", "disgruntled" do not matter to a past form
        free = not (i + 1 < b and verb.forms & ING)
    tense, passive, progressive = _tense(verb.forms, aux, lexicon) if aux else ("", False, False)
    if not tense:
        if aux:
            return None
        if verb.forms & (PAST | PART) and free:
            tense = "past" if verb.forms & PAST else "participle"
            after = tokens.words[i + 1] if i + 1 < b else NONE
            if (headline and verb.forms & PART and (i + 1 >= b or after.flags & {"prepositions", "subordinators"})) or (
                verb.forms & PART and i + 1 < b and tokens.lows[i + 1] == "by"
            ):
                tense, passive = "past", True
            if first > a and low_before in (",", "(") and not (verb.forms & PAST and known):
                tense = "participle"
        elif (
            verb.forms & S and _can_be_present(tokens, a, first, names, headline, word, lexicon.grammar["also_nouns"])
        ) or (
            verb.forms & BASE
            and first > a
            and _plural_subject(
                tokens,
                a,
                first,
                names,
                headline or not (word.noun or verb.present in lexicon.grammar["also_nouns"]),
                word,
            )
        ):
            if i + 1 < b and tokens.lows[i + 1] == "of" and verb.lemma not in lexicon.grammar["takes_of"]:
                return None  # "at opposite ends of a table"
            tense = "present"
        elif verb.forms & ING and known and (low_before == "," or _leads(before, lexicon)):
            tense = "gerund"
        elif verb.forms & ING and known and _absolute(tokens, a, i, lexicon):
            return Group(first, i, verb, "gerund", absolute=True)
        elif verb.forms & PART and low_before == ",":
            tense = "participle"
        else:
            return None
    return Group(first, i, verb, tense, passive, progressive, negated, known)


def _leads(before: Word, lexicon: Lexicon) -> bool:
    """A verb that another follows in -ing: "is considering selling"."""
    lemma = before.verb.lemma if before.verb is not None else ""
    return lemma in lexicon.status["possible_to"] or lemma in lexicon.status["denied_to"]


def _absolute(tokens: Tokens, a: int, i: int, lexicon: Lexicon) -> bool:
    """ ", with Norway saying it would help": the noun phrase before the gerund stands behind "with" and a comma."""
    for j in range(i - 1, max(a, i - 8), -1):
        if tokens.lows[j] in lexicon.grammar["absolute"]:
            return j < i - 1 and tokens.lows[j - 1] == ","
        flags = tokens.words[j].flags
        if not tokens.lows[j][0].isalnum() or (flags and not flags <= {"determiners", "possessive"}):
            return False
    return False


def _with_particle(tokens: Tokens, i: int, b: int, lexicon: Lexicon) -> bool:
    """A happening of two words begins here: "called on", "took off"."""
    verb = tokens.words[i].verb
    after = tokens.lows[i + 1] if i + 1 < b else ""
    return verb is not None and any(rest[0] == after for rest, _ in lexicon.verb_phrases.get(verb.lemma, ()))


def _invariable(tokens: Tokens, a: int, i: int, b: int, names: Names) -> bool:
    """ "Cost", "cut", "hit" are verbs behind a subject or before an object, not in "low cost airline"."""
    before, after = tokens.words[i - 1], tokens.words[i + 1] if i + 1 < b else NONE
    subject = i - 1 in names.ends_at or bool(before.flags) or before.noun or tokens.lows[i - 1].endswith("s")
    if not subject and before is NONE and i - 2 >= a and "determiners" in tokens.words[i - 2].flags:
        return i + 1 < b and tokens.lows[i + 1][0].isalnum()  # "the bank cut rates", but "a severe cost."
    return bool(
        subject
        or before.verb
        or after.flags
        or i + 1 >= b
        or i + 1 in names.inside
        or not tokens.lows[i + 1][0].isalpha()
    )


def _coordinate(tokens: Tokens, found: list[Group], group: Group) -> None:
    """ "Was shot and killed": the second participle shares the auxiliary of the first."""
    if not found or group.first != group.head or not group.verb.forms & PART:
        return
    one = found[-1]
    if one.first == one.head or not one.verb.forms & PART or group.head - one.head > 6:
        return
    between = tokens.lows[one.head + 1 : group.head]
    if between and between[-1] in ("and", "or", "but") and not any(low == "," for low in between[:-2]):
        group.tense, group.passive = one.tense, one.passive


def _second_base(tokens: Tokens, i: int, b: int, found: list[Group], lexicon: Lexicon, names: Names) -> Group | None:
    """ "Would close two plants and cut 300 jobs": a base form behind "and", before its object, is meant so too."""
    word, one = tokens.words[i], found[-1] if found else None
    if one is None or lexicon.free or word.verb is None or not word.verb.forms & one.verb.forms & BASE:
        return None
    j = i - 1
    while j > one.head and "adverbs" in tokens.words[j].flags and "coordinators" not in tokens.words[j].flags:
        j -= 1
    later = one.tense in ("future", "would", "modal", "base") or one.chain
    if not later or i - one.head > 15 or "coordinators" not in tokens.words[j].flags or i + 1 >= b:
        return None
    after = tokens.words[i + 1].flags
    governs = after & NOUN_PHRASE_OPENS or i + 1 in names.inside or tokens.lows[i + 1][0].isdigit()
    plain = not word.noun and word.verb.present not in lexicon.grammar["also_nouns"]
    if not (governs or (plain and "prepositions" in after)):
        return None
    negated = one.negated if tokens.lows[j] in ("or", "nor") else -1
    return Group(i, i, word.verb, one.tense, negated=negated, chain=one.chain)


def _auxiliaries(tokens: Tokens, a: int, i: int, lexicon: Lexicon, names: Names) -> tuple[int, list[str], int]:
    """The auxiliaries right before a verb, over adverbs: index of the first, their lower-case words, a negation."""
    aux: list[str] = []
    negated, first, j = -1, i, i - 1
    while j >= a and i - j < 8 and j not in names.times:  # "in May was broken"
        flags, low = tokens.words[j].flags, tokens.lows[j]
        if not (flags or aux) and low != "to" and low[-2:] != "ly":
            break
        if low == "to" or not flags.isdisjoint(AUXILIARIES):
            aux.insert(0, low)
            first = j
        elif not (
            (aux[:1] == ["to"] and low in lexicon.status["expected_to"])  # "are due to meet"
            or "adverbs" in flags
            or "negation" in flags
            or (low.endswith("ly") and low not in lexicon.grammar["ly_nouns"])
        ):
            break
        if "negation" in flags and (aux or low in ("never", "not", "no")):
            negated = j
        j -= 1
    return first, aux, negated


def _tense(forms: int, aux: list[str], lexicon: Lexicon) -> tuple[str, bool, bool]:
    """Tense, passive, progressive; tense is "" where the auxiliaries do not fit the form."""
    g = lexicon.grammar
    passive = bool(forms & PART and aux[-1] in g["be"])
    progressive = bool(forms & ING and aux[-1] in g["be"])
    if aux[-1] in g["be"] and not (passive or progressive):
        return "", False, False  # "will be back"
    if not g["will"].isdisjoint(aux):
        return "future", passive, progressive
    if not g["would"].isdisjoint(aux):
        return "would", passive, progressive
    if not g["modal"].isdisjoint(aux):
        return "modal", passive, progressive
    if "to" in aux:
        if len(aux) == 2 and aux[0] in g["have"]:
            return ("past" if aux[0] in g["have_past"] else "future"), False, False
        if aux[0] in g["be"] and len(aux) > 1 and aux[1] == "to":
            return "future", passive, progressive
        return "base", passive, progressive
    if not g["have"].isdisjoint(aux) and (forms & PART or not g["be"].isdisjoint(aux)):
        return ("perfect" if g["have_past"].isdisjoint(aux) else "pluperfect"), passive, progressive
    if passive or progressive:
        return ("present" if g["be_past"].isdisjoint(aux) else "past"), passive, progressive
    if forms & BASE and not g["do"].isdisjoint(aux):
        return ("past" if any(x.startswith("did") for x in aux) else "present"), False, False
    return "", False, False


def _can_be_present(
    tokens: Tokens, a: int, first: int, names: Names, headline: bool, word: Word, nouns: frozenset[str]
) -> bool:
    """A form in -s is a verb after a name, a relative pronoun or he/she/it, and where it is no noun after any noun."""
    if first == a:
        return False
    before, low = tokens.words[first - 1], tokens.lows[first - 1]
    if (first - 1 in names.ends_at and first - 1 not in names.times) or low in ("who", "which", "he", "she", "it"):
        return True
    if "coordinators" in before.flags:
        return not word.noun
    named = first - 2 >= a and bool(tokens.words[first - 2].flags & {"determiners", "possessive"})
    if before.verb is not None and not before.noun and not named:
        return False
    if before.flags or not low[0].isalpha():
        aside = low == "," and "," in tokens.lows[a : first - 1]  # "a second trial, against his brother, opens"
        return (aside or (headline and low in (",", ")", "”", "»"))) and not word.noun
    if tokens.lows[first + 1 : first + 2] == ["to"] and not before.noun and tokens.words[first + 2].verb is not None:
        return True  # "the company plans to sell"
    return not word.noun and (headline or (word.verb is not None and word.verb.present not in nouns))


def _plural_subject(tokens: Tokens, a: int, first: int, names: Names, headline: bool, word: Word) -> bool:
    """A base form is a verb after we/they, or in a headline after a plural."""
    low = tokens.lows[first - 1]
    if low in ("they", "we", "you", "i", "who"):
        return True
    before = tokens.words[first - 1]
    if not headline or before.flags & {"determiners", "prepositions"} or (before.verb is not None and not before.noun):
        return False
    plural = (low.endswith("s") and not low.endswith("ss") and first - 1 not in names.inside) or (
        first - 1 in names.ends_at
        and first - 1 not in names.times
        and any(tokens.lows[j] in ("and", ",") for j in range(a, first))
    )
    if not plural and not word.noun:
        plural = _plural_before_phrase(tokens, a, first)
    return plural and not (word.noun and tokens.words[first - 1].noun)


def _plural_before_phrase(tokens: Tokens, a: int, first: int) -> bool:
    """A plural and what describes it stand before the verb: "the advisers of the Normandy format meet"."""
    for j in range(first - 1, max(a, first - 7), -1):
        word = tokens.words[j]
        if "prepositions" in word.flags:
            low, head = tokens.lows[j - 1], tokens.words[j - 1]
            return low.endswith("s") and not low.endswith("ss") and head.verb is None and not head.flags
        if word.flags - {"determiners"} or word.verb is not None or not tokens.lows[j][0].isalnum():
            return False
    return False
