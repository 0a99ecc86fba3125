"""Verb groups put in order: what two verbs tell as one, and where each clause begins and ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.extract import flag, which_last
from dashboard.extract.cues import HINGES, MARKS, RELATIVE
from dashboard.extract.free import fronted
from dashboard.extract.hosts import NEAR, take_up, tells_apart
from dashboard.extract.left_unread import leave_unread
from dashboard.extract.lexicon import BASE, MAY, WISHED, Lexicon, body_nouns, spoken
from dashboard.extract.main_clause import opens_main
from dashboard.extract.taken_up import alone_behind, which_begins
from dashboard.extract.tokens import FINITE, Group, Names, Passage, Tokens
from dashboard.extract.two_verbs import TAKES_UP, before_be, behind, meanwhile

_THIRD = flag.HE_SHE | flag.IT | flag.THEY
NOUN_PHRASE_OPENS = flag.OWNERS | flag.PRONOUNS
_CLOSES = frozenset('”»“"')
_ARTICLE = flag.RELATIVE | flag.DETERMINERS
_OF_ITS_OWN = flag.AUXILIARIES | flag.COORDINATORS | flag.TO | flag.SUBORDINATORS


def borders(passage: Passage, found: list[Group]) -> None:
    """Give each verb group of a sentence its clause: `start`, `end`, and what opens it."""
    if not found:
        return
    tokens, a, lexicon, names, last = passage.tokens, passage.a, passage.lexicon, passage.names, found[-1]
    lows = tokens.lows
    _part(passage, found)
    if lexicon.free:
        condition = fronted(tokens, a, passage.b, lexicon)
        for n, group in enumerate(found):
            leave_unread(tokens, group, n, lexicon, names, condition)
    else:
        if lows[a] in lexicon.grammar["as"] and "," not in lows[a : found[0].first]:
            found[0].opener = lows[a]  # "As Norway left, Iceland stayed"
        if len(found) == 1 and (that := _only_content(tokens, found[0])) > 0:
            last.start, last.opener = that, lows[that]
    for n, group in enumerate(found):
        _read_opening(tokens, group, lexicon, names)
        take_up(tokens, found, n, lexicon, names)
        group.end = _closed(tokens, group, names)
        if not lexicon.free:
            group.end = _before_relative(tokens, group)
            if group.reduced and group is last:
                group.end = before_be(tokens, group, group.end, names)
    for group in found if lexicon.large else ():
        if (p := which_last.pronoun_of(tokens, group, lexicon)) >= 0:
            group.start, group.opener = which_last.comma_before(tokens, p), lows[p]
            closing = which_last.closing(tokens, group)
            group.end = closing + 1 if lows[closing + 1 : closing + 2] == [","] else group.end


def _part(passage: Passage, found: list[Group]) -> None:
    """Where each clause begins and ends, by what stands between its verb and the next."""
    tokens, a, lexicon, names, last = passage.tokens, passage.a, passage.lexicon, passage.names, found[-1]
    start, opener = a if lexicon.free else _attribution(tokens, a, found[0], names), ""
    for n, (one, two) in enumerate(pairwise(found)):
        if two.first < one.first and lexicon.large:
            one.start, one.end = two.first + 1, which_last.closing(tokens, one) + 1
            continue  # within the second, which begins where it would have begun
        one.start, one.opener = _behind_quotation(tokens, start, one), opener
        start, opener = _border(tokens, one, two, lexicon, names)
        aside = two.first - 1 if two.reduced else start if opener in lexicon.grammar["soft"] else -1
        if aside > 0 and n + 2 < len(found) and (soft := _opens_told_apart(tokens, one, two, found[n + 2], aside)) >= 0:
            start, opener = _opening(tokens.lows, soft)
        if two.promised and not lexicon.large and not two.verb.forms & (WISHED | MAY):
            start = two.first  # "acordaron el lunes | retomar el diálogo"
        one.end = which_begins(tokens, start)
    last.start, last.opener, last.end = _behind_quotation(tokens, start, last), opener, passage.b
    if last.start == a and lexicon.free:
        last.start = _inverted(tokens, a, last)
    if lexicon.grammar["dropped"] and (comma := alone_behind(tokens, found[0])) >= 0:
        found[0].start, found[0].opener = comma, tokens.lows[comma + 1]


def _read_opening(tokens: Tokens, group: Group, lexicon: Lexicon, names: Names) -> None:
    """Whether a word of its own stands before the verb in its clause, and what opens that where no border says it."""
    lows, grammar = tokens.lows, lexicon.grammar
    plain = not lexicon.free or bool(lexicon.nominatives)  # no verb leans on the time or adverb before it
    which = bool(grammar["dropped"]) and lows[group.start] in grammar["that"]
    for j in range(group.start, group.first):  # "el conductor | que el domingo arrolló"
        flags = tokens.words[j].bits
        light = bool(flags & flag.JOINS or (plain and flags & flag.EITHER == flag.ADVERBS))  # "and then left"
        if lexicon.free and flags & flag.LEANING:  # "et | l'a arrêté", "qui | l'a reconnu"
            light = light or group.opener in grammar["coordinators"] or group.opener in grammar["doing"]
        if j == group.start and not lexicon.free and _before_soft(tokens, j, grammar):
            group.opener = group.opener or lows[j + 1]
            continue  # "Shortly after Ott left"
        led = bool(flags & (flag.PREPOSITIONS | flag.DETERMINERS * which)) and j + 1 in names.times
        if (led or j in names.times) and (plain or which):
            continue  # "which last week fired a missile", "and on Monday left"
        if j in names.inside or (not light and lows[j][0].isalnum()):
            group.own_subject = not (lexicon.large and group.helped)
            break
        article = flags & _ARTICLE == _ARTICLE and (lows[j - 1] != "," or opens_main(tokens, group, j))  # no "die"
        if flags and not group.opener and not article:
            group.opener = lows[j]


def _before_soft(tokens: Tokens, j: int, grammar: Mapping[str, frozenset[str]]) -> bool:
    """An adverb at token j stands before the word that opens a clause: "Just as", "Soon after"."""
    word, opens = tokens.words[j], tokens.lows[j + 1] in grammar["soft"] or tokens.lows[j + 1] in grammar["as"]
    return opens and (word.manner or bool(word.bits & flag.ADVERBS) or tokens.lows[j] in grammar["limiting"])


def _only_content(tokens: Tokens, group: Group) -> int:
    """The "that" before the only verb of a sentence, which tells what a verb that we do not know says: "the union fears
    that jobs could be lost"; 0 without."""
    lows, that = tokens.lows, tokens.grammar["that"]
    j = next((j for j in range(group.first - 2, group.start + 1, -1) if lows[j] in that), 0)
    before = tokens.words[j - 1]
    alone = j > 0 and lows[j - 1][0].isalpha() and not before.bits and "," not in lows[group.start : j]
    return j if alone and not before.noun else 0


def _closed(tokens: Tokens, group: Group, names: Names) -> int:
    """Where a clause ends that "which" opens between commas: at the comma before the auxiliary of the sentence in
    "The ban, which was moved to May, was for a fight against Brook"."""
    if not tokens.here & RELATIVE or "," not in tokens.lows[group.head + 1 : group.end - 1]:
        return group.end
    if not tokens.holds(group.host[0] if group.host else group.start, group.first, RELATIVE):
        return group.end
    for j in range(group.head + 1, group.end - 1):
        if tokens.lows[j] == "," and tokens.words[j + 1].bits & flag.AUXILIARIES and j + 1 not in names.inside:
            return j
    return group.end


def _before_relative(tokens: Tokens, group: Group) -> int:
    """Where a clause ends that one with "which" and a verb we do not know closes: "burned the hall, which dates from
    1868"."""
    lows = tokens.lows
    for j in tokens.cued(group.head + 2, group.end, RELATIVE):
        if lows[j - 1] == "," and lows[j] in tokens.grammar["relative"]:
            return group.end if "," in lows[j : group.end] else j - 1
    return group.end


def _behind_quotation(tokens: Tokens, a: int, group: Group) -> int:
    """Where the clause of a saying begins that follows what is said: at the mark that closes it, else at token `a`."""
    if not tokens.quotes.at or not (spoken(group.kind) or group.verb.happening == "respond"):
        return a
    lows, text = tokens.lows, tokens.text
    for j in range(group.first - 1, a, -1):
        closes = lows[j] in _CLOSES and (
            not text[tokens.starts[j] - 1].isspace() or (lows[j] == "»" and "«" in lows[a:j])
        )
        if closes and (lows[j - 1] in ",.!?" or lows[j + 1] == ","):
            return j
    return a


def _inverted(tokens: Tokens, a: int, group: Group) -> int:
    """Where the clause of a saying begins that stands behind the only comma, its subject behind it, where what is said
    has no verb we know: "340 salariés sont concernés, a précisé la direction"."""
    j = group.first - 1
    if j <= a or tokens.lows[j] != "," or not spoken(group.kind) or "," in tokens.lows[a:j]:
        return a
    states = any(tokens.words[k].bits & flag.AUXILIARIES and tokens.lows[k][0].isalpha() for k in range(a + 1, j))
    return j if states else a


def _attribution(tokens: Tokens, a: int, group: Group, names: Names) -> int:
    """Where the clause of the first verb begins: at the comma of "The plan is dead, officials said"."""
    if group.tense not in FINITE or not spoken(group.kind):
        return a
    j = group.first - 1
    while j > a and tokens.lows[j][0].isalnum():
        j -= 1
    named = any(k in names.inside or not tokens.words[k].bits & ~flag.DETERMINERS for k in range(j + 1, group.first))
    if tokens.lows[j] != "," or not (named or tokens.words[group.first - 1].bits & _THIRD):
        return a
    tells, owning = flag.AUXILIARIES & ~flag.DO, tokens.grammar["owning"]
    said = any(
        tokens.words[k].bits & tells and k not in names.inside and tokens.lows[k] not in owning for k in range(a + 1, j)
    )
    aside = any(tokens.words[k].bits & flag.RELATIVE for k in range(a, j)) or "," in tokens.lows[a:j]
    return j if said and not aside else a


def _opens_infinitive(tokens: Tokens, j: int) -> bool:
    """A conjunction that is a preposition too is one before an infinitive or another conjunction: "para que venga"."""
    after = tokens.words[j + 1 : j + 3]
    return any((w.verb is not None and bool(w.verb.forms & BASE)) or bool(w.bits & flag.SUBORDINATORS) for w in after)


def _apposed(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon, names: Names) -> int:
    """The "and" of "closed the port and its owner, Ada Berg, left": two commas right before a verb set apart who its
    subject is, which begins behind the conjunction; -1 where it is none, or the first verb only describes or says."""
    lows, words = tokens.lows, tokens.words
    finite = one.tense in FINITE and two.tense in TAKES_UP and not (one.reduced or two.reduced)
    if not finite or lows[two.first - 1] != "," or "," not in lows[one.head : two.first - 1]:
        return -1
    if spoken(one.kind) or one.verb.lemma in lexicon.grammar["clausal"] or (lexicon.free and spoken(two.kind)):
        return -1
    if any(words[j].bits & flag.SUBORDINATORS for j in range(one.start, one.first)):
        return -1  # "Ott, who led Norway and its neighbour, Denmark, left"
    after = behind(tokens, one.head)
    if one.first == one.head and words[after].bits & flag.PREPOSITIONS and after + 1 not in names.times:
        return -1  # "a bridge built by Norway and its neighbour, Denmark, fell"
    hinges = [
        j
        for j in tokens.cued(one.head + 1, two.first, HINGES)
        if j not in names.inside and not words[j].bits & flag.DETERMINERS
    ]
    if (
        len(hinges) < 3
        or [lows[j] for j in hinges[-2:]] != [",", ","]
        or not (words[hinges[-3]].bits & flag.COORDINATORS or lows[hinges[-3]] in lexicon.grammar["soft"])
    ):
        return -1
    conjunction, comma, last = hinges[-3:]
    return -1 if comma - conjunction < 2 or tokens.only_time(comma + 1, last, names.times) else conjunction


def _opens_told_apart(tokens: Tokens, one: Group, two: Group, three: Group, a: int) -> int:
    """The "after" or "and" that opens a clause whose subject a comma at token a and one more tell apart: "closed the
    port after its owners, led by Norsa, refused to pay"; -1 without."""
    lows = tokens.lows
    aside = lows[a] == "," == lows[three.first - 1] and not (three.reduced or three.tense not in FINITE)
    if tokens.free or not aside or "," in lows[two.head : three.first - 1]:
        return -1
    for j in range(a - 1, one.head, -1):
        if lows[j] in tokens.grammar["soft"] or tokens.words[j].bits & flag.COORDINATORS:
            return j
        if not lows[j][0].isalnum():
            return -1
    return -1


def _past_hearer(tokens: Tokens, j: int, stop: int, names: Names) -> int:
    """Where what is said begins behind who is told it: "told reporters | the bank would", "told the BBC | his firm";
    j where nothing before token `stop` opens another noun phrase."""
    at = j + (j not in names.mentioned)
    while at < stop and at in names.mentioned:
        at += 1
    while at < stop and not (tokens.words[at].bits & NOUN_PHRASE_OPENS or at in names.inside):
        at += 1
    while at < stop and at in names.times:
        at += 1
    return at if at < stop else j


def _apart(tokens: Tokens, one: Group, two: Group, names: Names) -> int:
    """The comma before who says what stands before it, his name set apart by two more: "97 of them drowned, the envoy
    to Rome, Ada Berg, said"; -1 where there is none."""
    if not spoken(two.kind) or two.first != two.head:
        return -1
    commas = [j for j in range(one.head + 1, two.first) if tokens.lows[j] == ","]
    if len(commas) < 3 or not names.mentioned.issuperset(range(commas[-2] + 1, commas[-1])):
        return -1
    opens = tokens.words[commas[-3] + 1].bits
    return commas[-3] if opens & flag.DETERMINERS or commas[-3] + 1 in names.mentioned else -1


def _goes_past(tokens: Tokens, one: Group, two: Group, that: int) -> bool:
    """ "Declared that a crisis exists and ordered aid": the verb behind "and" goes on from before "that", behind which
    one stands that we do not know."""
    last, words = two.first - 1, tokens.words
    if not (words[last].bits & flag.COORDINATORS and spoken(one.kind) and one.tense == two.tense == "past"):
        return False
    between = words[that + 1 : last]
    return len(between) > 1 and not any(word.bits & _OF_ITS_OWN for word in between)


def _opening(lows: Sequence[str], j: int) -> tuple[int, str]:
    """Where a clause begins that the word at token j opens, with the comma before it, and that word."""
    return j - (lows[j - 1] == ","), lows[j]


@dataclass(slots=True)
class _Hinges:
    """The tokens between two verbs at which one clause may go over into the next; -1 without."""

    mark: int = -1
    conjunction: int = -1
    comma: int = -1
    soft: int = -1  # "after", "before", which govern a noun as well
    opens: int = -1  # what opens the second clause whatever else stands there: "that", "because"


def _hinges(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon, names: Names) -> _Hinges:
    """The last of each between the verbs, up to a word that opens the clause of the second."""
    low, words, inside, found = tokens.lows, tokens.words, names.inside, _Hinges()
    for j in tokens.cued(one.head + 1, two.first, HINGES):
        flags = words[j].bits if j not in inside else 0
        if j - 1 in names.times and j + 1 in names.times and low[j] not in MARKS:
            continue  # "entre 2006 y 2019", "won it in 2020 and 2021"
        if low[j] == ",":
            found.comma = j
        elif low[j] in MARKS and not (lexicon.nominatives and tokens.quotes_name(j, inside)):
            found.mark = j
        elif flags & flag.SUBORDINATORS:
            if low[j - 1] in lexicon.grammar["comparatives"]:
                continue  # "un 11 % más que el año anterior"
            if low[j] in lexicon.grammar["soft"]:
                found.soft = j
            elif flags & flag.DETERMINERS and lexicon.free and "," not in low[max(one.head, j - 2) : j]:
                continue  # "sperrte die Autobahn und warnte": an article, no relative pronoun
            elif lexicon.free and flags & flag.PREPOSITIONS and not _opens_infinitive(tokens, j):
                continue  # "un acuerdo para un programa, informó": it governs a noun
            elif lexicon.grammar["dropped"] or not (
                low[j] in lexicon.grammar["that"] and words[j - 1].bits & flag.PREPOSITIONS
            ):  # "alertó de que el brote ha causado", "desde que asumió"
                found.opens = j
                break
        elif found.soft >= 0 and j + 1 in inside and inside.issuperset(range(found.soft + 1, j)):
            continue  # "after U.S. and South Korean troops ended a drill": one subject
        elif found.soft >= 0 and j < two.first - 1 and _is_one_of_two(tokens, found.soft, j, lexicon):
            continue
        elif flags & flag.COORDINATORS and (
            j == two.first - 1 or low[j - 1] == "," or low[j] in lexicon.grammar["contrasting"] or found.conjunction < 0
        ):
            found.conjunction = j
    return found


def _is_one_of_two(tokens: Tokens, soft: int, j: int, lexicon: Lexicon) -> bool:
    """The word before the "and" at token j can act and nothing but "after" and its article stand before it: "after the
    union and the company agreed", not "after the vote and the company agreed"."""
    noun, grammar = j - 1, lexicon.grammar
    low = tokens.lows[noun]
    acts = low in grammar["arms"] or low in grammar["public_bodies"] or low in body_nouns(lexicon)
    acts = acts or low in grammar["person_nouns"] or low.removesuffix("s") in grammar["person_nouns"]
    plain = all(tokens.words[k].bits & flag.OWNERS or tokens.is_plain(k) for k in range(soft + 1, noun))
    return acts and plain and tokens.lows[j] not in grammar["contrasting"] and not tokens.words[noun].noun


def _border(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon, names: Names) -> tuple[int, str]:
    """Where the clause of one verb ends and that of the next begins, and the word that opens it."""
    low, words, grammar = tokens.lows, tokens.words, lexicon.grammar
    at = _hinges(tokens, one, two, lexicon, names)
    if at.opens >= 0 and not lexicon.free and _goes_past(tokens, one, two, at.opens):
        return _opening(low, two.first - 1)
    if at.opens >= 0:
        condition = low[at.opens + 1] in grammar["conditional"]  # "said that if it rained, …"
        return at.opens - (low[at.opens - 1] == ","), low[at.opens + condition]
    if at.comma == two.first - 1 and (says_who := _apart(tokens, one, two, names)) >= 0:
        return says_who, ""
    if (apposed := _apposed(tokens, one, two, lexicon, names)) >= 0:
        return _opening(low, apposed)
    plain = one.verb.lemma in grammar["clausal"] and low[one.head + 1] not in grammar["nobody"]
    plain = plain and not any(words[j].bits & flag.AUXILIARIES for j in range(one.head + 1, at.conjunction))
    if plain and at.comma < 0 and at.mark < 0 and at.conjunction < two.first - 1:
        at.conjunction = -1  # "said Spain and Peru had agreed"
    last = max(at.comma, at.conjunction, at.mark)
    if not two.reduced and (while_ := meanwhile(tokens, one, two, names)) > max(last, at.soft):
        return _opening(low, while_)
    clausal = (grammar["clausal"], grammar["clause_too"], lexicon.status["expecting"])
    takes_clause = one.kind is None and any(one.verb.lemma in verbs for verbs in clausal)
    # "Men who were attending a concert were shot"; a call "that was planned for May was put off" is read with its plan.
    quiet = not (takes_clause or spoken(one.kind))
    apart = one.reduced or (quiet and two.tense in TAKES_UP and tells_apart(tokens, one))
    # "halted a strike planned for May after the board met", "a strike that was to begin after the board met"
    behind = at.soft >= 0 and ((one.reduced and one.start == one.first) or one.opener in grammar["relative"])
    if two.reduced or (apart and last < 0 and not behind):
        return two.first, ""
    if at.soft > at.comma and at.soft > at.conjunction:
        return _opening(low, at.soft)
    if at.mark >= 0:
        return at.mark, ""
    dated = at.conjunction >= 0 and tokens.only_time(at.conjunction + 1, at.comma, names.times)  # "and on 22 June, he"
    dated = dated and not (lexicon.free and low[at.conjunction - 1] != ",")  # "состоится и в субботу, сообщил"
    if at.conjunction >= 0 and (at.conjunction > at.comma - 2 or dated):
        return _opening(low, at.conjunction)
    if at.comma >= 0:
        shares = grammar["shares_subject"] or grammar["coordinators"] if two.helped else frozenset[str]()
        return at.comma, next((joins for joins in low[two.head + 1 : two.head + NEAR] if joins in shares), "")
    if two.tense == "base":
        return two.first, ""
    return _unmarked(tokens, one, two, lexicon, names), ""


def _unmarked(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon, names: Names) -> int:
    """Where the clause of the second verb begins that no word or mark opens: before its subject."""
    low, words, says = tokens.lows, tokens.words, one.kind is None or spoken(one.kind)
    told = says and two.first - 2 > one.head and bool(words[two.first - 1].bits & _THIRD)
    if told and not words[two.first - 2].bits & flag.PREPOSITIONS:
        return two.first - 1  # "told investors on Monday she would resign"
    if says or (two.tense in FINITE and one.verb.lemma in lexicon.grammar["clause_too"]):
        j = one.head + 1  # "said talks had failed", "said on Tuesday it would buy"
        if j + 1 < two.first and words[j].bits & flag.PREPOSITIONS and j + 1 in names.times:
            j += 1
        while j < two.first and j in names.times:
            j += 1
        if one.verb.lemma in lexicon.grammar["addressing"]:
            j = _past_hearer(tokens, j, two.first, names)
        return j if j < two.first or one.reduced else one.head + 1
    j = two.first - 1  # "sent a letter alleging his company stole secrets"
    while j > one.head and low[j][0].isalnum() and not words[j].bits & NOUN_PHRASE_OPENS:
        j -= 1
    if j <= one.head or not words[j].bits & NOUN_PHRASE_OPENS:
        return two.first
    while j - 1 > one.head and words[j - 1].bits & flag.OWNERS:
        j -= 1  # "no other country"
    governed = words[j - 1].bits & flag.PREPOSITIONS and not (words[j - 1].bits & flag.SUBORDINATORS or lexicon.free)
    return two.first if governed else j  # "a driver who ploughed into a queue on the M6 has been jailed"
