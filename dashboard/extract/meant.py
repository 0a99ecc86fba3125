"""How a clause is meant by what stands around it: demanded, denied, doubted, alleged, under a condition."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract import flag
from dashboard.extract.belonging import AMOUNT, BEFORE_TIME
from dashboard.extract.cues import BE, HEDGES, REPORTS, TIMES_TOLD
from dashboard.extract.free import verb_last
from dashboard.extract.hanging import hangs_on, speech, told, told_behind
from dashboard.extract.lexicon import BASE, PART, spoken
from dashboard.extract.planned import planned_then
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.model import ActorMention, Kind

_HEDGING = range(1, 6)  # tokens of a hedge: "selon des informations non confirmées" has five
_FIRST_TIME = 4  # tokens from "time" to "that": "the first time since May 1985 that"
_REPORT = 4  # tokens from "reports" to "that": "reports in Oslo newspapers that"


def demanded(scene: Scene, group: Group) -> str:
    """The demand or proposal whose content a clause in the present is: "demands that talks begin", "proposed that it
    be closed"; "" without."""
    n = group.n
    if not n or scene.words.free or group.tense != "present" or group.negated >= 0:
        return ""
    bare = group.verb.forms & BASE or scene.tokens.lows[group.first] in scene.words.grammar["subjunctive"]
    before = scene.groups[n - 1]
    proposed = before.verb.happening == "propose" and group.opener in scene.words.grammar["that"]
    demand = bare and (proposed or (before.verb.happening == "demand" and told(scene, group)))
    return scene.tokens.lows[before.head] if demand else ""


def unwanted(scene: Scene, group: Group) -> bool:
    """What somebody demands not to be done tells of no happening: "demands that Oslo does not expand the port"."""
    if group.negated < 0 or not group.n or group.opener not in scene.words.grammar["that"]:
        return False
    before = scene.groups[group.n - 1]
    return before.verb.happening == "demand" and before.end == group.start


def unreal(scene: Scene, group: Group) -> bool:
    """What was not so, or lies ahead of what is only to come: "could have been fined", "would stop before it began"."""
    tokens, status = scene.tokens, scene.words.status
    if scene.words.free:
        return False
    if _is_counted(scene, group):
        return True
    if group.chain and group.chain[0][0] in status["causing"] and hangs_on(scene, group) is not None:
        return True  # "will recognise Iceland, prompting Norway to recall its envoy"
    if tokens.lows[group.first] in scene.words.grammar["be_past"]:
        behind = tokens.words[group.first + 1 : group.first + 3]
        if len(behind) > 1 and behind[0].bits & flag.TO and behind[1].bits & flag.HAVE:
            return True  # "the visit was to have included a meeting"
        if _was_called_off(scene, group):
            return True
    near = tokens.lows[max(group.start, group.first - 1) : group.head]
    if not status["nearly"].isdisjoint(near) and not (group.kind is not None and group.kind.measured):
        return True  # "nearly went bankrupt", but "nearly doubled"
    if group.tense == "modal" and group.negated >= 0:
        modal = tokens.lows[group.first]  # "the trial might not begin for months", "the bank should not cut rates"
        if modal in status["may"] or modal in scene.words.grammar["foreseen_by"]:
            return True
    if group.tense == "modal" and any(word.bits & flag.HAVE for word in tokens.words[group.first : group.head]):
        return tokens.lows[group.first] not in status["may"]
    before = scene.groups[group.n - 1] if group.n else group
    ahead = group.opener in status["off_before"] or group.opener in status["terms"]
    if ahead and group.tense == "present" and before is not group and not scene.times_in(before.head, group.end):
        return True  # "plans two flights before it retires the fleet"
    return ahead and group.tense == "past" and before.tense == "would" and before.end == group.start


def says_nothing(scene: Scene, group: Group) -> bool:
    """Who "declined to comment" or "asked not to be named" has said nothing and done nothing, nor has what "came"
    where no more is told of it."""
    if comes_alone(scene, group) or _asks_not_to_be_named(scene, group):
        return True
    remark = group.verb.lemma in scene.words.status["remarks"] and bool(group.chain)
    return remark and group.chain[0][0] in scene.words.status["declining"]


def comes_alone(scene: Scene, group: Group) -> bool:
    """Nothing, nor a time, is told of what "came": "The shooting came"."""
    after = group.head + 1
    ends = after >= group.end or not scene.tokens.lows[after][0].isalnum()
    alone = group.verb.lemma in scene.words.grammar["comes_alone"] and ends and not group.chain
    return alone and not scene.times_in(group.start, group.end)


def _asks_not_to_be_named(scene: Scene, group: Group) -> bool:
    """A source "asked not to be named" or "to remain anonymous"."""
    grammar, lows = scene.words.grammar, scene.tokens.lows[group.head + 1 : group.head + 5]
    if group.verb.lemma not in scene.words.status["told_to"] or group.passive or len(lows) < 3:
        return False
    secret = lows[0] in grammar["to"] and lows[2] in grammar["anonymous"]
    return secret or (lows[0] in grammar["not"] and lows[1] in grammar["to"] and lows[-1] in grammar["unnamed_sources"])


def only_was_doing(scene: Scene, group: Group) -> bool:
    """A clause behind a comma that says what somebody was about when he spoke or was met: "said Ott, who was travelling
    with his children"; what he did on a day of its own is told."""
    doing = group.progressive and group.tense == "past" and not group.passive and not scene.words.free
    return doing and scene.hangs(group) and not scene.times_in(group.start, group.end)


def _was_called_off(scene: Scene, group: Group) -> bool:
    """The clause tells of what the verb before has called off: "cancelled a speech he was to give on Monday"."""
    before = scene.groups[group.n - 1] if group.n else group
    off = before.kind is not None and before.kind.name in scene.words.status["done_to"] and not before.reduced
    if not (off and group.own_subject) or before.end != group.start or group.tense not in ("future", "past"):
        return False
    after = group.head + 1
    if after + 1 in scene.names.times and scene.tokens.words[after].bits & flag.PREPOSITIONS:
        after += 1
    to = bool(scene.tokens.words[group.head - 1].bits & flag.TO)
    return to and (
        group.opener in scene.words.grammar["relative"]
        or after >= group.end
        or after in scene.names.times
        or not scene.tokens.lows[after][0].isalnum()
    )


def _is_counted(scene: Scene, group: Group) -> bool:
    """What was told is only counted: "it was the first time since 1985 that the market had shut", but "said for the
    third time that she would resign"."""
    if not scene.tokens.here & TIMES_TOLD:
        return False
    lows, grammar = scene.tokens.lows, scene.words.grammar
    that = next((j for j in range(group.start, group.first) if lows[j] in grammar["that"]), scene.first)
    if not scene.tokens.holds(max(scene.first, that - _FIRST_TIME), that, TIMES_TOLD):
        return False
    said = scene.groups[group.n - 1] if group.n else group
    return said is group or not spoken(said.kind) or scene.tokens.holds(said.head, that, BE)


def is_sum(scene: Scene, j: int) -> bool:
    """A sum stands right before token j, which only says which: "from 80 million pounds given in January"."""
    lows, near = scene.tokens.lows, range(max(scene.first, j - AMOUNT), j)
    return lows[j - 1] in scene.words.grammar["measures"] and any(lows[k][0].isdigit() for k in near)


def is_purpose(scene: Scene, group: Group) -> bool:
    """What somebody wants to be so: "fell silent so that Berg speaks", "to ensure that Berg speaks"."""
    lows, grammar = scene.tokens.lows, scene.words.grammar
    before, at = lows[max(scene.first, group.start - 1)], group.start
    return before in grammar["ensuring"] or (
        group.opener in grammar["that"] and f"{before} {lows[at]}" in grammar["purpose"]
    )


def refuted(scene: Scene, group: Group) -> str:
    """The word that calls untrue what a clause alleges: "Berichte, wonach sie verhandelt habe, seien falsch"; ""."""
    tokens, words = scene.tokens, scene.words
    behind = range(group.head + 1, min(group.head + 10, len(tokens.lows)))
    at = next((j for j in behind if tokens.lows[j] in words.status["untrue"]), -1)
    said = range(group.head + 1, at)
    plain = any(tokens.words[j].bits & flag.BE for j in said) and not any(
        tokens.words[j].bits & flag.NEGATION for j in said
    )
    return tokens.lows[at] if plain else ""


def calls_untrue(scene: Scene, group: Group) -> bool:
    """Somebody says that reports are false: "aseguró que las informaciones sobre una crisis son falsas"; for languages
    whose rules list what is reported."""
    tokens, status, end = scene.tokens, scene.words.status, scene.stop
    if not scene.words.free or status["reports"].isdisjoint(tokens.lows[group.head + 1 : end]):
        return False
    told = next(j for j in range(group.head + 1, end) if tokens.lows[j] in status["reports"])
    at = next((j for j in range(told + 1, end) if tokens.words[j].bits & flag.BE), end)
    near = range(at - 1, min(at + _REPORT, end))
    false = any(tokens.lows[j] in status["untrue"] for j in near)
    return false and not any(tokens.words[j].bits & flag.NEGATION for j in near)


def negate(scene: Scene, group: Group) -> None:
    """Give a clause the negation that stands outside it: of the belief it is the content of, or of the report of it,
    behind which it ends."""
    if (at := judged(scene, group)) is not None:
        word = _predicate(scene, at, group.end)
        group.end, group.negated = at, word if scene.tokens.lows[word] in _false(scene, at, word) else -1
    else:
        group.negated = max(_disbelieved(scene, group), _came_to_nothing(scene, group))


def contrast(scene: Scene, group: Group) -> Group | None:
    """What came instead of what was to be: "was to testify on Monday but fell ill"; None where nothing is told."""
    after = scene.after(group)
    if after is None or after.own_subject or after.opener not in scene.words.grammar["contrasting"]:
        return None
    return after if after.tense == "past" and planned_then(scene, group) else None


def _came_to_nothing(scene: Scene, group: Group) -> int:
    """The negation behind "but" of what was to be: "was to testify on Monday but did not appear"; -1 without."""
    after = contrast(scene, group)
    if after is not None and after.chain and after.chain[0][0] in scene.words.status["denied_to"]:
        return after.chain[0][1]
    if after is None or after.verb.lemma not in scene.words.status["turning_up"] | {group.verb.lemma}:
        return -1  # "was to sign the deal but did not disclose the price"
    return after.negated


def _disbelieved(scene: Scene, group: Group) -> int:
    """The negation of the belief that a clause is the content of: "does not expect that talks begin"; -1 without."""
    if not group.n or not group.own_subject or scene.tokens.lows[group.start] in (",", ";"):
        return -1
    before = scene.groups[group.n - 1]
    content = not group.opener or group.opener in scene.words.grammar["that"]
    return before.negated if content and before.verb.lemma in scene.words.status["beliefs"] else -1


def judged(scene: Scene, group: Group) -> int | None:
    """The auxiliary behind a clause by which the report of it is judged: "reports that they met are untrue"."""
    if not scene.tokens.here & REPORTS:
        return None
    tokens, status, opens = scene.tokens, scene.words.status, scene.words.grammar["that"]
    that = next((j for j in range(group.start, group.first) if tokens.lows[j] in opens), 0)
    if not that or status["reports"].isdisjoint(tokens.lows[max(scene.first, that - _REPORT) : that]):
        return None
    stop = min(group.end + 1, len(tokens.lows) - 1)  # the clause may end before it already; a verdict stands behind
    for j in range(group.head + 1, stop):
        if tokens.words[j].bits & flag.BE and tokens.lows[j][0].isalpha() and j not in scene.names.inside:
            return j
    return None


def _predicate(scene: Scene, at: int, end: int) -> int:
    """The word behind an auxiliary, over adverbs and "not"."""
    words, j = scene.tokens.words, at + 1
    while j < end - 1 and (words[j].bits & (flag.ADVERBS | flag.NEGATION) or words[j].manner):
        j += 1
    return j


def _false(scene: Scene, at: int, word: int) -> frozenset[str]:
    """The words that say a report is false behind an auxiliary, with a negation between or in it or without."""
    negated = any(scene.tokens.words[j].bits & flag.NEGATION for j in range(at, word))
    return scene.words.status["true" if negated else "untrue"]


def in_others_words(scene: Scene, group: Group) -> bool:
    """The mood of the finite verb says that the text repeats what somebody says: "Berg habe das Amt abgegeben"."""
    if not scene.retold:
        return False
    said_so, lows = scene.words.grammar["said_so"], scene.tokens.lows
    at = verb_last(scene.tokens, group, scene.words)
    return lows[group.helped[0] if group.helped else at if at >= 0 else group.first] in said_so


def claimed(scene: Scene, group: Group, subject: Sequence[ActorMention]) -> bool:
    """What the mood of reported speech tells of a person is alleged where it is a crime, done by an accused, or told by
    who accuses: "Der Angeklagte habe das Geld genommen, sagte der Staatsanwalt"; "Die Polizei habe ihn gefasst" is
    not."""
    if group.passive or group.negated >= 0 or not in_others_words(scene, group):
        return False
    if group.helped and group.n:
        return scene.groups[group.n - 1].hearsay
    grammar = scene.words.grammar
    noun = _subject_noun(scene, group.start, group.first)
    if noun in grammar["accused"]:
        return True
    at = scene.people.pronoun(group)[0]
    pronoun = at >= 0 and bool(scene.tokens.words[at].bits & (flag.HE_SHE | flag.SIE))
    person = pronoun or noun in grammar["person_nouns"] or any(m.kind is Kind.PERSON for m in subject)
    return person and (group.verb.lemma in scene.words.status["crimes"] or _accuses(scene, group))


def _accuses(scene: Scene, group: Group) -> bool:
    """Who says what the clause tells, behind or before it, is one who accuses, or speaks for one."""
    if told_behind(scene, group.n):
        says = scene.groups[group.n + 1]
        return _subject_noun(scene, says.head + 1, says.end) in scene.words.grammar["accusers"]
    before = scene.groups[group.n - 1] if group.n else None
    if before is None or not speech(scene, before.verb.happening):
        return False
    return _subject_noun(scene, before.start, before.first) in scene.words.grammar["accusers"]


def _subject_noun(scene: Scene, a: int, b: int) -> str:
    """The noun among tokens a…b behind nothing but a nominative article and small words, in small letters; of a
    spokesman for whom he speaks; "" without: "der Angeklagte", not "den" or "der Angeklagten", "am Montag"."""
    tokens, grammar = scene.tokens, scene.words.grammar
    article = ""
    for j in range(a, b):
        low, flags = tokens.lows[j], tokens.words[j].bits
        if not low[0].isalpha() and j > a:
            return ""
        if flags & flag.PREPOSITIONS or (flags & flag.DETERMINERS and low not in grammar["nominative"]):
            return ""
        if flags & flag.DETERMINERS:
            article = low
        elif tokens.text[tokens.starts[j]].isupper() and not flags:
            whose = tokens.lows[j + 1 : j + 3]
            if low in grammar["spokesmen"] and len(whose) > 1 and whose[0] in grammar["genitive"]:
                return whose[1]
            oblique = article == "der" and low[:-1] in grammar["accused"]
            return "" if oblique or j in scene.names.inside else low
    return ""


def hedged(scene: Scene, group: Group) -> int:
    """The token by which the clause is only alleged, believed or open: "allegedly paid", "accused of having paid",
    "police believe he paid", "is said to have paid", "whether he paid"; -1 where it is told outright."""
    tokens, status = scene.tokens, scene.words.status
    words = tokens.words
    if group.chain and group.led and group.chain[-1][0] in status["believing"] | status["rumoured"]:
        said = range(group.chain[-1][1], group.head)
        have = any(words[j].bits & flag.HAVE for j in said)
        if scene.words.free and not scene.names.times.isdisjoint(said):
            return -1  # "fue acusado el lunes de haber cobrado": that he was accused is told outright
        return group.chain[-1][1] if have else -1
    before = scene.groups[group.n - 1] if group.n else group
    if before is not group and before.end == group.start and before.verb.lemma in status["accusing"]:
        return before.head if words[group.head - 1].bits & flag.HAVE else -1
    if group.hearsay:
        return group.first
    if tokens.here & HEDGES and (hedge := _hedge(scene, group)) >= 0:
        return hedge
    for j in range(group.start, group.first):
        verb = words[j].verb
        if verb is not None and verb.lemma in status["believing"]:
            return j
    return -1


def _hedge(scene: Scene, group: Group) -> int:
    """The first word of what hedges a clause; where word order is free also right behind its verb or a time, or there
    in a phrase of its own: "tötete mutmaßlich seine Frau", "a été tué, selon des rumeurs"; not what hedges a noun
    alone: "ein mutmaßlich gestohlener Wagen", "un homme apparemment ivre", "якобы похищенный"."""
    tokens, hedges, free = scene.tokens, scene.words.status["hedges"], scene.words.free
    for j in range(group.start, group.end if free else group.head):
        flags = tokens.words[j].bits
        if j > group.head and flags & flag.SUBORDINATORS and not flags & BEFORE_TIME:
            return -1
        width = next((n for n in _HEDGING if " ".join(tokens.lows[j : j + n]) in hedges), 0)
        if not width or (j > group.start and tokens.lows[j - 1] in scene.words.status["unhedged"]):
            continue
        before = tokens.words[j - 1].bits if j else 0
        led = bool(before & BEFORE_TIME)
        adverb = led and tokens.text[tokens.starts[j]].islower() and bool(before & flag.DETERMINERS)
        describes = scene.words.large and adverb and tokens.lows[j - 2] != ","
        after = tokens.lows[j + 1] if j + 1 < group.end else ""
        describes = describes or (
            width == 1 and not led and bool(scene.words.describing) and after.endswith(scene.words.describing)
        )
        describes = describes or (scene.words.large and group.first < j and _describes(scene, group, j + 1))
        apart = j > group.head + 1 and not led and j - 1 not in scene.names.times and tokens.lows[j] in hedges
        if not free or not (describes or apart):
            return j
    return -1


def _describes(scene: Scene, group: Group, j: int) -> bool:
    """ "Gewann angeblich gestohlene Bilder zurück": token j is a participle with an ending before its noun."""
    tokens, words = scene.tokens, scene.words
    if j + 1 >= group.end or j in scene.names.times or not tokens.text[tokens.starts[j + 1]].isupper():
        return False
    low = tokens.lows[j]
    ending = next((end for end in words.grammar["attributive"] if low.endswith(end)), "")
    base = low.removesuffix(ending)
    verb = (words.words.get(base) or words.unknown(base, base)).verb if ending else None
    return verb is not None and bool(verb.forms & PART)


def _follows_asking(scene: Scene, asking: Sequence[int], j: int) -> bool:
    """Only small words and times stand between the last verb of asking before token j and that: "will decide on Friday
    whether to close it, it said"."""
    asked = max((head for head in asking if head < j), default=j)
    return asked < j and all(k in scene.names.times or scene.tokens.words[k].bits for k in range(asked + 1, j))


def conditional(scene: Scene) -> bool:
    """A condition stands in the sentence: "caerá si llueve", not "decidirá el viernes si pueden volver"."""
    lows, grammar, a, b = scene.tokens.lows, scene.words.grammar, scene.first, scene.stop
    if grammar["conditional"].isdisjoint(lows[a:b]):
        return False
    asking = [g.head for g in scene.groups if g.verb.lemma in grammar["whether"]]
    return any(
        low in grammar["conditional"]
        and not any(g.first <= j < g.head for g in scene.groups)  # "it should enter service"
        and " ".join(lows[j : j + 2]) not in grammar["unconditional"]
        and not _follows_asking(scene, asking, j)
        for j, low in enumerate(lows[a:b], a)
    )
