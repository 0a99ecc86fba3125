"""What was said, decided or is, put behind the name of who said so."""

from __future__ import annotations

import re

from dashboard.extract import flag, hanging, labels_free, meant
from dashboard.extract.belonging import bound, of_cause
from dashboard.extract.lexicon import ED, spoken
from dashboard.extract.phrases import LONGEST, phrases, text_of
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import FINITE, Group
from dashboard.extract.which_time import of_done_next
from dashboard.model import TimeExpression, TimeType

Skip = list[tuple[int, int]]
_ASIDE = 12  # tokens of what two commas say of a subject
_CLOCK = re.compile(r"\d{1,2}:\d\d")


def auxiliary(scene: Scene, a: int, b: int) -> int:
    """The first auxiliary of a clause in tokens a…b that has no verb we know: "the plan is dead"; -1 without."""
    tokens, owning = scene.tokens, scene.words.grammar["owning"]
    for j in range(a, b):
        flags = tokens.words[j].bits
        if flags & flag.AUXILIARIES and j not in scene.names.inside and tokens.lows[j] not in owning:
            return j
        low = tokens.lows[j]
        if low == "," and j > a:
            return _behind_aside(scene, j, b)
        if not (low[0].isalnum() or low in "'-" or low in owning) or (j > a and flags & flag.RELATIVE):
            break
    return -1


def _behind_aside(scene: Scene, comma: int, b: int) -> int:
    """The auxiliary right behind the comma that closes what one opens: "Sweden, as the host, | is"; -1 without."""
    tokens = scene.tokens
    close = next((j for j in range(comma + 1, min(comma + _ASIDE, b - 1)) if tokens.lows[j] == ","), b)
    return close + 1 if close < b - 1 and tokens.words[close + 1].bits & flag.AUXILIARIES else -1


def _copula(scene: Scene, group: Group, skip: Skip, room: int) -> str:
    """What is said without a verb we know, in `room` letters: "the outbreak is an emergency"."""
    tokens, a, end = scene.tokens, group.head + 1, group.end
    n, that = group.n + 1, scene.words.grammar["that"]
    if n < len(scene.groups) and scene.groups[n].start == end and scene.groups[n].opener in that:
        end = scene.groups[n].end  # "said that the plan was good if it helped"
    while a < end and (
        tokens.lows[a] in that
        or a in scene.names.times
        or (a + 1 in scene.names.times and tokens.words[a].bits & flag.PREPOSITIONS)
    ):
        a += 1
    if tokens.words[min(a, end - 1)].bits & flag.PREPOSITIONS:  # "announced in a memo that"
        a = next((j + 1 for j in range(a, end) if tokens.lows[j] in that), a)
    at = auxiliary(scene, a, end)
    return _auxiliary_clause(scene, a, at, end, skip, room)


def _auxiliary_clause(scene: Scene, a: int, at: int, end: int, skip: Skip, room: int) -> str:
    """The clause of tokens a…end whose only verb is the auxiliary at `at`, in `room` letters; "" where none can be."""
    tokens = scene.tokens
    if not a < at or tokens.words[at].bits & flag.DO or tokens.words[a].bits & flag.PREPOSITIONS:
        return ""
    if tokens.words[at - 1].bits & (flag.HE_SHE | flag.IT | flag.THEY):
        a = at - 1  # "told the press he was glad"
    parts = phrases(tokens, at, end, skip)
    last = parts[0].split()[-1].lower() if parts else ""
    if (
        not parts
        or " " not in parts[0]
        or last in scene.words.grammar["adverbs"]
        or tokens.lows[a] == "'"
        or tokens.lows[a] in tokens.grammar["written_large"]
    ):
        return ""
    stop = next((j for j in range(a, at) if tokens.lows[j] == ","), at)  # before an aside
    subject = text_of(tokens, a, stop)
    if len(subject) > room // 2:  # without what hangs on it
        subject = next(iter(phrases(tokens, a, stop, skip)), "")
    if not subject:
        return ""
    stated = f"{subject} {parts[0]}"
    for part in parts[1:]:
        if len(stated) + len(part) >= room:
            break
        stated = f"{stated} {part}"
    return "" if stated.rpartition(" ")[2] in scene.words.grammar["unfinished"] else stated


def content(scene: Scene, group: Group, skip: Skip, room: int) -> str:
    """What a saying says, as a clause."""
    return _stated(scene, group, skip, room) or _copula(scene, group, skip, room) or _wished(scene, group, skip)


def _wished(scene: Scene, group: Group, skip: Skip) -> str:
    """What is demanded in "demanded that Careway hand over its lists"."""
    end = scene.reach(group)
    for j in range(group.head + 1, min(group.head + 4, end - 2)):
        if scene.tokens.lows[j] in scene.words.grammar["that"]:
            words, wished = scene.tokens.words, " ".join(phrases(scene.tokens, j + 1, end, skip)[:2])
            verbs = (k for k in range(j + 2, end) if words[k] is ED or (words[k].verb and not words[k].noun))
            return wished if any(scene.tokens.lows[k] in wished.lower().split() for k in verbs) else ""
    return ""


def _stated(scene: Scene, group: Group, skip: Skip, room: int) -> str:
    """What a saying says: the clause right after it, or before it where it closes the sentence."""
    n = group.n
    if n + 1 < len(scene.groups) and (
        scene.groups[n + 1].head in scene.quoted or scene.tokens.lows[scene.groups[n + 1].start] == ";"
    ):
        return ""
    if not scene.words.grammar["reflexive"].isdisjoint(scene.tokens.lows[group.head + 1 : group.head + 2]):
        return ""  # "declared herself the winner, a result that is disputed"
    if n + 1 < len(scene.groups) and _had_done_to_him(scene, scene.groups[n + 1]):
        return ""  # "accused Ott of having hit her"
    after, that = n + 1, scene.words.grammar["that"]
    if _condition(scene, after) is not None and scene.tokens.lows[scene.groups[after].start] in that:
        after += 1  # "said that if it rained, the game would be off"
    if after < len(scene.groups) and scene.groups[after].opener in {"", *that} and scene.groups[after].tense != "base":
        content = scene.groups[after]
        if (
            not content.opener
            and scene.tokens.lows[content.start] == ","
            and hanging.speech(scene, content.verb.happening)
        ):
            return ""  # "pointed at the hole, Berg said"
        if "as" in scene.tokens.lows[group.head + 1 : content.first]:
            return ""  # "said as he left"
        between = scene.tokens.words[group.head + 1 : scene.groups[n + 1].start]
        stated = _conditioned(scene, after, skip, room)
        hopes = not scene.words.grammar["held"].isdisjoint(scene.tokens.lows[group.head + 1 : group.head + 3])
        if stated and len(between) < 5 and (hopes or any(w.noun == "accuse" for w in between)):
            claim = scene.tokens.written(group.head + 1, content.start)
            return f"{claim} that {stated}"
        named = group.head + 1 in scene.names.inside
        addressed = group.verb.lemma in scene.words.grammar["addressing"]
        hears = named or group.verb.lemma in scene.words.grammar["hearing"]
        plain = not between or (not between[0].bits & flag.DETERMINERS and bool(between[0].bits)) or hears
        return stated if plain or addressed else ""  # "blamed a tax that Norway introduced"
    closes = n > 0 and group.host is None and group.end >= scene.stop and not group.opener
    if (
        closes
        and not hanging.behind_aside(scene, group)
        and group.tense in FINITE
        and scene.tokens.lows[group.start] == ","
        and scene.groups[n - 1].head not in scene.quoted
    ):
        k = n - 1
        while k > 0 and scene.groups[k].opener and scene.groups[k].opener not in scene.words.grammar["coordinators"]:
            k -= 1
        if scene.groups[k].opener in scene.words.grammar["conditional"]:
            return _under_condition(scene, scene.groups[k], skip, room)
        return _conditioned(scene, k, skip, room)
    return ""


def _had_done_to_him(scene: Scene, group: Group) -> bool:
    """Of having done something to whom only a pronoun names: "of having hit her", not "of having stolen 3 million"."""
    objects = scene.words.grammar["pronoun_objects"]
    him = not objects.isdisjoint(scene.tokens.lows[group.head + 1 : group.head + 2])
    return him and group.tense == "perfect" and scene.of_having(group)


def _clause(scene: Scene, group: Group, skip: Skip, described: Group | None, *, conditioned: bool) -> str:
    """A clause, short enough to follow "X says": subject without its complements, verb group, phrases.

    `described` is the participle that describes the subject: "the team formed in May had been merged"; what is
    `conditioned` keeps its "would".
    """
    tokens, words, grammar, end = scene.tokens, scene.words, scene.words.grammar, scene.reach(group)
    a, stop = (described.start, described.first) if described else (group.start, group.first)
    if not (subject := _subject(scene, a, stop, skip)):
        return ""
    verb = tokens.on_one_line(group.first, group.head + 1)
    verb = verb if conditioned else _retold(scene, group, verb)
    rest = phrases(tokens, group.head + 1, end, skip, titled=False)
    if len(rest) > 1 and rest[0].lower() in grammar["prepositions"]:
        rest = [f"{rest[0]} {rest[1]}"]  # "put up | to 8,500 soldiers"
    says_that = not grammar["that"].isdisjoint(tokens.lows[end : end + 1])
    if tokens.words[stop - 1].bits & flag.IT and group.passive and not says_that:
        return ""  # "it was not known whether"
    if not rest:
        auxiliary_alone = tokens.words[group.head].bits & (flag.BE | flag.HAVE)
        return "" if auxiliary_alone or group.verb.lemma in grammar["clause_too"] else f"{subject} {verb}"
    if rest[0].split()[-1].lower() in grammar["pronoun_objects"]:
        return f"{subject} {verb}" if tokens.words[group.head].bits else ""
    to_do = group.verb.lemma in words.status["expected_to"] and group.end < end
    goes_on = to_do or " " in group.verb.lemma  # "expects prices to fall", "is in talks with Norsa"
    whole = f"{rest[0]} {rest[1]}" if goes_on and len(rest) > 1 else rest[0]
    for part in (whole, rest[0], rest[0].split(" of ")[0]):
        if len(label := f"{subject} {verb} {part}") <= LONGEST - 8:
            return label
    return ""


def _subject(scene: Scene, a: int, stop: int, skip: Skip) -> str:
    """The subject of what is said, tokens a…stop, without its complements; "" where it says nothing alone."""
    tokens, grammar, own = scene.tokens, scene.words.grammar, stop - 1
    if a + 1 < stop and _CLOCK.fullmatch(tokens.lows[a]):
        a += 1  # of a ticker: "09:03 Ada Berg will speak, her office says"
    while a < stop and (tokens.words[a].bits & flag.JOINS or not tokens.lows[a][0].isalnum()):
        a += 1
    if own > a and tokens.lows[own] in grammar["relative"]:
        return ""  # "said it was Berg who left"
    if own > a and tokens.words[own].bits & flag.PRONOUNS:
        if any(tokens.words[j].bits & (flag.BE | flag.HAVE | flag.SUBORDINATORS) for j in range(a + 1, own)):
            return ""  # "said that a meeting was possible if it would help"
        a = own  # "told police he left"
    parts = phrases(tokens, a, stop, skip, titled=False)
    subject = parts[0] if parts else ""
    if len(parts) > 1:
        joined = parts[1].partition(" ")[0] == scene.words.patterns["and"]  # "Berg | and Visser have agreed"
        if joined or " ".join(tokens.lows[a : a + 2]) in grammar["about"]:  # "up to | 40 workers"
            subject = f"{subject} {parts[1]}"
    if not subject or subject.lower().split()[0] in grammar["leaning"]:
        return ""
    common = tokens.words[a].bits or tokens.lows[a] in grammar["arms"]  # "says workers will strike"
    return _lower_first(subject) if common and tokens.lows[a] not in grammar["written_large"] else subject


def _lower_first(text: str) -> str:
    """A phrase or clause as it goes on inside a sentence."""
    return text[:1].lower() + text[1:]


def _retold(scene: Scene, group: Group, verb: str) -> str:
    """The verb group of what was said, as one in the present says it: "says she will stay", "says it is closing"."""
    first, patterns = scene.tokens.lows[group.first], scene.words.patterns
    if not (group.tense == "would" or group.progressive) or first not in patterns:
        return verb
    return f"{patterns[first]}{verb[len(first) :]}"


def _condition(scene: Scene, n: int) -> Group | None:
    """The clause number n where it is a condition."""
    group = scene.groups[n] if 0 <= n < len(scene.groups) else None
    return group if group is not None and group.opener in scene.words.grammar["conditional"] else None


def _conditioned(scene: Scene, n: int, skip: Skip, room: int) -> str:
    """What clause number n says, in `room` letters with its condition; where both do not fit, as what could be."""
    content, tokens, described = scene.groups[n], scene.tokens, None
    if content.reduced and n + 1 < len(scene.groups) and not scene.groups[n + 1].own_subject:
        n, described = n + 1, content
        content = scene.groups[n]
    if meant.judged(scene, content) is not None:
        return ""  # "reports that they met are untrue, Berg said"
    condition = _condition(scene, n + 1) or _condition(scene, n - 1)
    stated = _clause(scene, content, skip, described, conditioned=condition is not None)
    if content.start == scene.first and _common(scene, scene.first, content.first):
        stated = _lower_first(stated)
    if not stated or condition is None:
        return stated
    begin = next(j for j in range(condition.start, condition.end) if tokens.lows[j] == condition.opener)
    when = text_of(tokens, begin, condition.end)
    whole = f"{stated} {_lower_first(when)}"
    if len(whole) <= room:
        return whole
    said = f" {tokens.lows[content.first]} "
    would = scene.words.patterns["conditional"].format(verb="")
    return stated.replace(said, f" {would}", 1) if content.tense in ("future", "would") and said in stated else ""


def _common(scene: Scene, a: int, b: int) -> bool:
    """A word that we know and a small one open the subject a…b: "Train drivers" is large only to open a sentence."""
    tokens, grammar = scene.tokens, scene.words.grammar
    word, low = tokens.words[a], tokens.lows[a]
    small = a + 1 == b or tokens.text[tokens.starts[a + 1]].islower()
    if a not in scene.names.inside and small and (low in grammar["many"] or low[:-1] in grammar["person_nouns"]):
        return True  # "Passengers will wait", "Gunmen in Oslo freed him"
    plain = a not in scene.names.inside and a + 1 < b and tokens.text[tokens.starts[a + 1]].islower()
    body = plain and tokens.lows[a + 1] in grammar["kinds_of_body"]  # "Budget airline Norsa"
    return plain and (body or word.verb is not None or word is ED or word.noun != "")


def _under_condition(scene: Scene, condition: Group, skip: Skip, room: int) -> str:
    """ "If it rains, the game is off, Berg said": what holds and the condition; "" where both together do not fit."""
    lows = scene.tokens.lows
    comma = next((j for j in range(condition.head, condition.end) if lows[j] == ","), condition.end)
    at = auxiliary(scene, comma + 1, condition.end)
    main = _auxiliary_clause(scene, comma + 1, at, condition.end, skip, room)
    when = text_of(scene.tokens, condition.start, comma)
    whole = f"{main} {_lower_first(when)}"
    return whole if main and len(whole) <= room else ""


def apart(scene: Scene, group: Group, times: list[TimeExpression]) -> Skip:
    """The spans of the times that a headline leaves out."""
    if spoken(group.kind) and not scene.words.free:  # "declared a day of mourning from Monday"
        begins = [scene.times[n] for n in scene.times_in(group.head + 1, group.end)]
        times = [*times, *(t for t in begins if t.signal == "from" and t.weekday and t not in times)]
    if not scene.words.free:
        behind = scene.times_in(group.head + 1, group.end)
        own = [n for n in behind if of_done_next(scene, group, n) or of_cause(scene, group, n)]
        times = [*times, *(scene.times[n] for n in own if scene.times[n] not in times)]
    if not times or group.verb.lemma in scene.words.grammar["lasting"]:
        return []
    return left_out(scene, times, group.head)


def left_out(scene: Scene, times: list[TimeExpression], head: int) -> Skip:
    """The spans of the times behind the verb at token `head`, without the lengths of time that belong to what it
    tells."""
    measures = [_measures(scene, t, head) for t in times]
    spans = [(_from(scene, t), t.end) for t in times]
    for n in range(1, len(times)):
        between = scene.article.text[times[n - 1].end : times[n].start].strip()
        measures[n] |= measures[n - 1] and between in scene.words.grammar["coordinators"]  # "a year and two months"
        if between == "/":  # "the budget for 2024/25"
            spans[n - 1] = spans[n - 1][0], spans[n][1]
        if between in scene.words.grammar["ended"]:  # "for the three months ended March 31"
            measures[n - 1], spans[n - 1] = False, (times[n - 1].start, times[n].start)
    told = (measured or labels_free.describes(scene, t) for t, measured in zip(times, measures, strict=True))
    return [span for span, kept in zip(spans, told, strict=True) if not kept]


def _from(scene: Scene, time: TimeExpression) -> int:
    """Where a time begins, with the "no later than" before it."""
    n = scene.place(time)
    return scene.tokens.starts[scene.time_at[n] - 3] if bound(scene, n) else time.start


def _measures(scene: Scene, time: TimeExpression, head: int) -> bool:
    """A length of time that belongs to what is told: "a two-year agreement", "to three years in prison"."""
    if time.type is not TimeType.DURATION or time.date:
        return False
    behind, off = scene.tokens.index(time.end), scene.words.status["off_after"] | scene.words.status["off_before"]
    before = scene.tokens.index(time.start) - 1
    by = scene.tokens.lows[before] in scene.words.grammar["lengths"]  # "put off by a week after they left"
    if not (scene.words.free or by or off.isdisjoint(scene.tokens.lows[behind : behind + 1])):
        return False  # "failed two hours after they left"
    if before > 1 and scene.tokens.words[before].bits & flag.COORDINATORS and scene.tokens.lows[before - 1].isdigit():
        before -= 2  # "de 19 y 21 años"
    if scene.words.free and before in scene.names.times:  # "forderte am Mittwoch acht Jahre Haft"
        light = flag.PREPOSITIONS | flag.DETERMINERS
        while before > head and (before in scene.names.times or scene.tokens.words[before].bits & light):
            before -= 1
    after = scene.tokens.lows[scene.tokens.index(time.end) :][:1]
    if scene.words.articled and after and after[0] in scene.words.grammar["of"]:
        return True  # "pedirá hasta 20 años de cárcel"
    if after and after[0] in scene.words.grammar["served"]:
        return True  # "грозит до 15 лет лишения свободы"
    had = scene.words.free and scene.tokens.words[before].verb is not None  # "tiene 45 días para decidir"
    if not scene.words.free and after and after[0] in scene.words.grammar["to"]:
        had = scene.tokens.is_noun(before) or before in scene.names.inside  # "gave the junta a week to answer"
    return "-" in time.text or before == head or had or scene.tokens.lows[before] in scene.words.grammar["lengths"]
