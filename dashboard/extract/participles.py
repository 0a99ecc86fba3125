"""What a participle tells of a noun with a time of its own: "le pont, rénové en 2009, a cédé", "élue en 2008, elle …".

Its time is not that of the verb beside it. Read in languages whose rules say how a headline tells it (`undergone`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.extract import expressions, flag
from dashboard.extract.content import left_out
from dashboard.extract.fitting import fit
from dashboard.extract.free import opens_two
from dashboard.extract.labels_free import called, joined
from dashboard.extract.lexicon import PART, spoken
from dashboard.extract.phrases import text_of
from dashboard.extract.phrases_free import phrases
from dashboard.extract.rephrased import ended
from dashboard.extract.scene import Scene
from dashboard.extract.subjects import phrase_before, subject_text
from dashboard.extract.when import Report
from dashboard.model import ActorMention, EventMention, Kind, Status

_BEFORE_TIME = flag.PREPOSITIONS | flag.DETERMINERS
_NEAR = 8  # tokens from a participle to the time for which it plans
_FOR = frozenset(("for",))  # before the day for which something is planned
_BEHIND = frozenset(("past", "perfect", "pluperfect"))


@dataclass(frozen=True, slots=True)
class Participle:
    """A participle at token `at`, the noun phrase begin…stop that it describes (empty where it opens the sentence and
    describes the subject), and the token behind its phrases."""

    at: int
    begin: int
    stop: int
    end: int


def find(scene: Scene) -> list[Participle]:
    """The participles of a sentence with a time of their own, which describe a noun."""
    tokens, a, b = scene.tokens, scene.first, scene.stop
    if not scene.spans or scene.headline or not scene.words.patterns.get("undergone"):
        return []
    out = [Participle(i, i, i, end) for i, end in _unread(scene, a, b)] if scene.groups else []
    for i in tokens.verbal.within(a, b):
        verb = tokens.words[i].verb
        if verb is None or verb.forms != PART or (_plans(scene, verb.lemma) and not _is_planned(scene, i, b)):
            continue
        if tokens.words[i].noun or (i > a and scene.phrase(i - 1)):
            continue  # "la segunda vuelta en mayo"
        if verb.lemma == tokens.lows[i] or i in scene.verbal or i in scene.names.inside or i in scene.quoted:
            continue  # "marché" may look like one
        if (one := _read(scene, a, b, i)) is not None:
            out.append(one)
    return out


def _plans(scene: Scene, lemma: str) -> bool:
    """The participle of the verb says for when something is planned."""
    return lemma in scene.words.status["expecting"] or lemma in scene.words.status["appointing"]


def _is_planned(scene: Scene, i: int, b: int) -> bool:
    """The participle at token i says for what day ahead something is planned that a verb before it, or a past one
    behind it, tells of: "canceló la huelga prevista para el lunes"; what is planned "will begin" on that day itself."""
    after = scene.times_in(i + 1, min(i + _NEAR, b)) if scene.words.grammar["dropped"] else []
    if not after or not scene.groups or scene.times[after[0]].signal not in _FOR or not _at_once(scene, i):
        return False
    told = next((group for group in scene.groups if group.end > i), scene.groups[-1])
    dated = expressions.read([scene.times[after[0]]], Status.EXPECTED, scene.article.published)
    ahead = dated is not None and expressions.lies_ahead(dated[0], scene.article.published)
    return ahead and (told.head < i or told.tense in _BEHIND)


def _unread(scene: Scene, a: int, b: int) -> Iterator[tuple[int, int]]:
    """Words behind a comma that are of no verb and no list and describe the noun before it: "sustraído en agosto",
    "ganador en 2023"; and the comma that closes theirs."""
    lows, words = scene.tokens.lows, scene.tokens.words
    for j in range(a, b - 1):
        if lows[j] == "," and scene.tokens.is_noun(j + 1):
            end = next((k for k in range(j + 2, b) if lows[k] == "," or k in scene.verbal), b)
            verb = end + 1
            while verb < b and (words[verb].bits & flag.LIGHT or lows[verb] == "'"):
                verb += 1
            if end < b and lows[end] == "," and verb in scene.verbal and j + 1 not in scene.names.inside:
                yield j + 1, end


def _read(scene: Scene, a: int, b: int, i: int) -> Participle | None:
    """The participle at token i where it describes a noun right before it or its comma, or opens the sentence."""
    tokens, lows = scene.tokens, scene.tokens.lows
    end = i + 1
    while end < b and lows[end][0].isalnum() and end not in scene.verbal and not _joins(scene, end):
        end += 1 + (lows[end + 1 : end + 2] == ["'"])
    end = min(end, b)
    if not scene.times_in(i + 1, end):
        return None
    closes = lows[end] if end < b else "."
    if i == a:
        return Participle(i, i, i, end) if closes == "," and scene.groups else None
    stop = i - (lows[i - 1] == "," or opens_two(tokens, i - 1, scene.words))
    if stop < i and closes[0].isalnum():
        return None  # ", placé mardi et jugé" goes on with the verb before
    if stop == i and not _at_once(scene, i) and not (end in scene.verbal and _opens(scene, i)):
        return None  # "a envoyé une lettre ouverte aux soldats hier": when it was sent
    named = stop - 1 in scene.names.ends_at and stop - 1 not in scene.names.times
    if named and stop < i and scene.people.places(max(a, stop - 2), stop):
        return None  # "est mort en Guadeloupe, emporté par les eaux"
    if not named and (lows[stop - 1] in scene.words.grammar["having"] or not tokens.may_be_noun(stop - 1)):
        return None
    begin = phrase_before(scene, a, stop)
    apart, of = stop < i and not named, scene.words.grammar["of"]
    while apart and not _agrees(scene, begin, i) and lows[begin - 1] in of and begin - 1 > a:
        begin = phrase_before(scene, a, begin - 1)  # "les chefs d'État | de la région, réunis"
    before = lows[begin - 1] if begin > a else ""
    whole = (
        named or (tokens.words[begin].bits | tokens.words[begin - 1].bits) & flag.DETERMINERS or lows[begin].isdigit()
    )
    fits = (
        begin < stop
        and whole
        and (not apart or _agrees(scene, begin, i))
        and before not in scene.words.status["according"]
    )
    return Participle(i, begin, stop, end) if fits else None


def _joins(scene: Scene, j: int) -> bool:
    """A conjunction stands at token j: not "para" in "prevista para el lunes"."""
    bits = scene.tokens.words[j].bits
    return bool(bits & flag.JOINS) and not (bits & flag.PREPOSITIONS and j + 1 < len(scene.tokens.lows))


def _agrees(scene: Scene, begin: int, i: int) -> bool:
    """The article at `begin` may be that of what the participle at token i describes: not "la région, réunis"."""
    grammar, article, done = scene.words.grammar, scene.tokens.lows[begin], scene.tokens.lows[i]
    many = done.endswith(tuple(grammar["many"])) and done[:-1] in scene.words.words
    one = article in grammar["masculine"] or article in grammar["feminine"]
    if not scene.words.articled or not one:
        return True
    feminine = not grammar["of_feminine"] or (article in grammar["feminine"]) == done.endswith(
        tuple(grammar["of_feminine"])
    )
    return not many and feminine


def _opens(scene: Scene, i: int) -> bool:
    """No verb stands before token i in its clause."""
    before = max((group.head for group in scene.groups if group.head < i), default=-1)
    words, lows = scene.tokens.words, scene.tokens.lows
    return before < 0 or any(words[j].bits & flag.JOINS or not lows[j][0].isalnum() for j in range(before + 1, i))


def _at_once(scene: Scene, i: int) -> bool:
    """A time stands right behind the participle, over a preposition and an article."""
    j = i + 1
    while scene.tokens.words[j].bits & _BEFORE_TIME and j not in scene.names.times:
        j += 1
    return j in scene.names.times


def event(scene: Scene, one: Participle) -> EventMention | None:
    """The event that a participle tells; None where it tells of nobody, of no past day, or names no happening."""
    tokens, words = scene.tokens, scene.words
    verb = tokens.words[one.at].verb
    planned = verb is not None and _plans(scene, verb.lemma)
    if verb is not None and (planned or verb.lemma in words.status["occur"]) and (noun := _happening(scene, one)) >= 0:
        return _occurrence(scene, one, noun, Status.EXPECTED if planned else Status.HAPPENED)
    kind = words.happenings.get(verb.happening) if verb is not None else None
    born = verb is not None and kind is None and one.begin == one.stop and verb.lemma in words.grammar["goes"]
    if verb is None or planned or (kind is None and not born) or spoken(kind):
        return None
    times = [scene.times[n] for n in scene.times_in(one.at + 1, one.end)]
    if verb.lemma in words.grammar["undergone_not"] or any(t.signal == "since" for t in times):
        return None  # "jugé depuis le 2 mai pour l'attentat de 2019" goes on
    dated = expressions.read(times, Status.HAPPENED, scene.article.published)
    who, people = _who(scene, one)
    if dated is None or not who:
        return None
    done, goes = tokens.lows[one.at], verb.lemma in words.grammar["goes"]
    if goes and not words.patterns.get("gone"):
        return None  # "el hombre fallecido el lunes"
    one_did, many_did = ("gone", "gone_many") if goes else ("undergone", "undergone_many")
    many = done.endswith(tuple(words.grammar["many"])) and done[:-1] in words.words
    head = words.patterns.get(many_did if many else one_did, "").format(who=who, done=done, does=verb.present)
    if not head:
        return None  # "los hombres fallecidos el lunes"
    parts = phrases(tokens, one.at + 1, one.end, left_out(scene, times, one.at))
    label = ended(fit(words, f"{head[:1].upper()}{head[1:]}", parts), words)
    name = kind.name if kind is not None else "act"
    told = Report(name, label, Status.HAPPENED, "", scene.by_its_own(dated))
    return _mention(scene, one, one.at, told, people) if label else None


def _mention(scene: Scene, one: Participle, trigger: int, told: Report, people: list[ActorMention]) -> EventMention:
    """The event of a participle, or of the noun that it describes where that is the trigger."""
    begin = one.begin if trigger == one.at else trigger
    people = [*people, *scene.people.objects(one.at + 1, one.end, scene.people.leading(passive=True))]
    return scene.mention((begin, one.end), trigger, told, people, scene.people.places(trigger, one.end))


def _happening(scene: Scene, one: Participle) -> int:
    """The token of the happening of which the participle says when it was, "el choque de dos trenes ocurrido el lunes";
    -1 without."""
    lows, words, begin, stop = scene.tokens.lows, scene.tokens.words, one.begin, one.stop
    while begin < stop:
        if (noun := next((j for j in range(begin, stop) if words[j].noun), -1)) >= 0:
            return noun
        if begin - 1 <= scene.first or lows[begin - 1] not in scene.words.grammar["of"]:
            return -1
        stop, begin = begin - 1, phrase_before(scene, scene.first, begin - 1)
    return -1


def _occurrence(scene: Scene, one: Participle, noun: int, status: Status) -> EventMention | None:
    """The event that the noun names, of the day that its participle gives."""
    tokens, words, times = scene.tokens, scene.words, scene.times_in(one.at + 1, one.end)
    dated = expressions.read([scene.times[n] for n in times], status, scene.article.published)
    kind = words.happenings[tokens.words[noun].noun]
    if dated is None or dated[0].endswith("/..") or spoken(kind):
        return None
    planned = status is Status.EXPECTED and one.stop == noun + 1  # "Reunión prevista"
    what = text_of(tokens, noun, one.at + 1).replace(",", "") if planned else text_of(tokens, noun, one.stop)
    parts = phrases(tokens, one.at + 1, one.end, scene.spans)
    what = f"{what[:1].upper()}{what[1:]}"
    label = ended(fit(words, what, parts) or what, words)
    told = Report(kind.name, label, status, "", scene.by_its_own(dated))
    return _mention(scene, one, noun, told, scene.people.ending_at(one.stop)) if " " in label else None


def _who(scene: Scene, one: Participle) -> tuple[str, list[ActorMention]]:
    """Whom or what the participle describes, as a headline names it, and who of them acts."""
    people, words, tokens = scene.people, scene.words, scene.tokens
    if one.begin == one.stop:
        group = scene.groups[0]
        subject = people.subject(group)
        return joined([called(m, words) for m in subject], words) or subject_text(scene, group), subject
    meant = people.ending_at(one.stop)
    if meant and meant[0].kind is Kind.PERSON:
        return called(meant[0], words), meant
    for j in people.referents.described(one.begin, one.stop) if not meant else ():
        meant = people.referents.body(j)
        if meant:
            return called(meant[0], words), meant
    if (begin := _agreeing(scene, one)) != one.begin:
        return text_of(tokens, begin, one.stop) if begin > 0 else "", meant
    text, before = text_of(tokens, one.begin, one.stop), tokens.lows[one.begin - 1] if one.begin else ""
    article = next((p.partition("=")[2] for p in words.grammar["contracted"] if p.startswith(f"{before}=")), "")
    return f"{article} {text}".strip(), meant


def _agreeing(scene: Scene, one: Participle) -> int:
    """Where the noun begins that a participle in the plural describes, behind another in the singular: "la poda de | 40
    pinos quemados"; the begin of the whole where that is no singular, -1 where no plural is there."""
    lows, grammar = scene.tokens.lows, scene.words.grammar
    many = tuple(grammar["many"])
    singular = grammar["masculine"] | grammar["feminine"]
    if (
        not grammar["dropped"]
        or not lows[one.at].endswith(many)
        or singular.isdisjoint(lows[one.begin - 1 : one.begin + 1])
    ):
        return one.begin
    return next((j + 1 for j in range(one.begin, one.stop - 1) if lows[j] in grammar["of"]), -1)
