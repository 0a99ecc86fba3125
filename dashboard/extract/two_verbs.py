"""What two verbs of a sentence are to each other, and a verb to what follows it."""

from __future__ import annotations

from collections.abc import Set

from dashboard.extract import flag
from dashboard.extract.cues import AS
from dashboard.extract.lexicon import BASE, ED, ING, PART, PAST, Lexicon, spoken
from dashboard.extract.suffixes import many
from dashboard.extract.tokens import FINITE, Group, Names, Tokens

OPENS_CLAUSE = flag.JOINS | flag.THEY | flag.HE_SHE
_NO_SUBJECT = flag.PREPOSITIONS | flag.ADVERBS | flag.SUBORDINATORS  # behind "as"
_BESIDE = flag.ADVERBS | flag.NEGATION  # between a verb and its infinitive
TAKES_UP = frozenset((*FINITE, "would", "modal"))
_TOLD = FINITE - {"future"}
_SUBJECTS = flag.THEY | flag.HE_SHE | flag.IT
_BIDDEN = 10  # tokens behind a verb in which "to" stands behind whom it addresses


def chained(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon) -> bool:
    """Take `two` into `one`: "plans to buy", "was expected to see", "began selling" are one happening, told by two
    verbs; False where they are two."""
    gap = two.first - one.head - 1
    if gap > 1 and not (two.verb.happening == "win" and _comes_back(tokens, one, two)):
        return False
    gerund = gap == 0 and two.verb.forms & ING and two.first == two.head
    if not (gerund or two.tense == "base"):
        return False
    lemma, status = one.verb.lemma, lexicon.status
    catenative = (
        lemma in status["expected_to"]
        or lemma in status["happened_to"]
        or lemma in status["denied_to"]
        or (lemma in status["possible_to"] and not one.verb.happening)
    )
    if not catenative or (gap and lemma in status["expected_to"] and not one.passive and _is_object(tokens, one)):
        return False
    named = gap and not (lexicon.free or one.passive) and tokens.text[tokens.starts[one.head + 1]].isupper()
    if named and one.verb.happening:
        return False  # "ordered Norsa to pay" is of both
    one.chain = (*one.chain, (lemma, one.head))
    one.head, one.verb, one.known = two.head, two.verb, two.known
    one.led, one.passive = one.passive, two.passive
    if one.negated < 0:
        one.negated = two.negated
    return True


def told_to(tokens: Tokens, group: Group, lexicon: Lexicon, times: Set[int]) -> bool:
    """ "Residents were told on Monday to leave": what somebody is to do stands behind a saying and one of the `times`,
    and tells more than it."""
    behind = tokens.past_times(group.head + 1, len(tokens.lows) - 1, times)
    after = tokens.lows[behind : behind + 1]
    bidden = group.passive and group.tense in _TOLD and group.verb.lemma in lexicon.status["told_to"]
    return bidden and not lexicon.grammar["to"].isdisjoint(after)


def bids(tokens: Tokens, group: Group, lexicon: Lexicon, names: Names) -> bool:
    """Behind whom the verb addresses stands what he is to do: "told residents on Monday to leave"."""
    if group.passive or lexicon.free or group.verb.lemma not in lexicon.grammar["addressing"]:
        return False
    first = group.head + 1
    heard = first < len(tokens.lows) and tokens.is_plain(first) and many(tokens.lows[first])
    for j in range(group.head + 2, min(group.head + _BIDDEN, len(tokens.lows) - 1)):
        word = tokens.words[j]
        if tokens.lows[j] in lexicon.grammar["to"]:
            after = tokens.words[j + 1]
            free = not (after.bits or j + 1 in names.inside)
            return free and (not after.noun if after.verb is None else bool(after.verb.forms & BASE))
        parts = word.bits & (OPENS_CLAUSE | flag.PREPOSITIONS) and j not in names.inside and j + 1 not in names.times
        plain = tokens.is_plain(j) and j not in names.times
        second = (plain and heard) or word.bits & flag.DETERMINERS
        heard = heard or (plain and many(tokens.lows[j]))
        if parts or second or word.bits & _SUBJECTS or not tokens.lows[j][0].isalnum():
            return False  # "told reporters the deal to buy Norsa was off", "told investors attempts to sell it failed"
    return False


def _comes_back(tokens: Tokens, one: Group, two: Group) -> bool:
    """ "Came from behind to beat", "fought back to win": one happening, told by its end."""
    back = tokens.grammar["comeback"]
    between = tokens.lows[one.head + 1 : two.first]
    return len(between) < 3 and bool(back) and back.issuperset(between)


def _is_object(tokens: Tokens, group: Group) -> bool:
    """A noun or name stands behind the verb, and no adverb: "expects prices to fall", "hopes soon to sell"."""
    after = tokens.words[group.head + 1]
    return not (after.manner or after.bits & _BESIDE)


def before_be(tokens: Tokens, group: Group, b: int, names: Names) -> int:
    """The verb of the sentence behind a bare participle and its only phrase: the "was" of "the bridge built in 1974 was
    old"; b where none is."""
    if tokens.grammar["be"].isdisjoint(tokens.lows[group.head : b]) or spoken(group.kind):
        return b
    for j in range(group.head + 2, b):
        flags = tokens.words[j].bits if j not in names.inside else 0
        if not tokens.lows[j][0].isalnum() or flags & OPENS_CLAUSE or tokens.lows[j] in tokens.grammar["as"]:
            return b
        if flags & flag.AUXILIARIES and tokens.lows[j] not in tokens.grammar["owning"]:
            return j
        if flags & flag.DETERMINERS and not tokens.words[j - 1].bits & flag.PREPOSITIONS:
            return b  # "left on Monday the union was angry"
    return b


def meanwhile(tokens: Tokens, one: Group, two: Group, names: Names) -> int:
    """The "as" that opens a clause of its own behind another: "trains stopped on Monday as Norway recalled its envoy",
    not "served as a minister elected in May"; -1 where none does."""
    if not tokens.here & AS or two.tense not in TAKES_UP:
        return -1
    lows, words, grammar = tokens.lows, tokens.words, tokens.grammar
    for j in tokens.cued(one.head + 1, two.first - 1, AS):
        dated = j - 1 in names.times or lows[j - 1] == ","
        describes = two.first == two.head and bool(two.verb.forms & PART) and hangs(tokens, two, names)
        describes = describes and two.verb.lemma not in grammar["intransitive"]  # "cheered as the pictures arrived"
        if lows[j - 1] in grammar["as_behind"] or words[j + 1].bits & _NO_SUBJECT:
            continue
        if not dated and (describes or one.verb.lemma in grammar["as_role"]):
            continue
        if all(
            (lows[k][0].isalnum() or lows[k] in grammar["owning"] or k in names.inside)
            and (
                k in names.inside or not words[k].bits & (flag.JOINS | flag.AUXILIARIES) or lows[k] in grammar["owning"]
            )
            for k in range(j + 1, two.first)
        ):
            return j
    return -1


def behind(tokens: Tokens, verb: int) -> int:
    """The token behind that of a verb, over how it left somebody: "shot dead by police"."""
    after = verb + 1
    return after + (after < len(tokens.lows) and tokens.lows[after] in tokens.grammar["resultative"])


def tells(group: Group, lexicon: Lexicon) -> bool:
    """A clause without "that" can follow the verb: "said talks failed", not "demanded talks held in Rome"."""
    nominal = lexicon.grammar["nominal_sayings"]
    return spoken(group.kind) and nominal.isdisjoint((group.verb.happening, group.verb.lemma))


def in_aside(tokens: Tokens, a: int, one: Group, two: Group, names: Names) -> bool:
    """ "The plane, a jet built in 1983, had crashed": the noun before a participle opens an aside behind a comma, and
    the verb follows the comma that closes it."""
    lows = tokens.lows
    if lows[two.first - 1] != "," or "," in lows[one.head : two.first - 1] or not hangs(tokens, one, names):
        return False
    j = one.first - 1
    while j > a and lows[j][0].isalnum() and not tokens.words[j].bits & OPENS_CLAUSE:
        j -= 1
    return lows[j] == "," and one.first - j > 2 and lows[j + 1] in tokens.grammar["indefinite"]


def hangs(tokens: Tokens, group: Group, names: Names) -> bool:
    """A preposition or a time follows the verb, over an adverb: "identified only as Ott"."""
    after = behind(tokens, group.head)
    after += after + 1 < len(tokens.words) and tokens.words[after].bits & flag.EITHER == flag.ADVERBS
    return after in names.times or (after < len(tokens.words) and bool(tokens.words[after].bits & flag.PREPOSITIONS))


def counts_adjective(tokens: Tokens, a: int, i: int, b: int, names: Names) -> bool:
    """A number stands before the past form and a noun of many right behind it: "18,000 suspected cases", "two masked
    men", not "in 2021 police found", "40 died men said"."""
    low, grammar = tokens.lows[i - 1], tokens.grammar
    number = (low[0].isdigit() and i - 1 not in names.times) or low in grammar["numbers"]
    if not number or i + 2 >= b or not tokens.may_be_noun(i + 1) or i + 1 in names.inside:
        return False
    if not (many(tokens.lows[i + 1]) or tokens.lows[i + 1] in grammar["many"]):
        return False
    around = (*range(a, i - 1), *range(i + 2, b))  # "two signed contracts" has no other verb
    verbs = [tokens.words[k] for k in around if k not in names.inside]
    led = tokens.words[i - 2].bits & flag.ADVERBS if i - 2 >= a else 0  # "all three agreed terms"
    return not led and any(w is ED or (w.verb is not None and bool(w.verb.forms & PAST)) for w in verbs)
