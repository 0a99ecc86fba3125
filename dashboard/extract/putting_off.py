"""Putting off is done, and what is put off is expected on its new day: "adjourned the trial until 3 May" tells two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard import edtf
from dashboard.extract import belonging, expressions, flag, labels, labels_free, planned, telling
from dashboard.extract.fitting import fit
from dashboard.extract.naming import aside_before
from dashboard.extract.nominal import begin_of, end_of
from dashboard.extract.phrases_free import phrases
from dashboard.extract.rephrased import ended
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.extract.when import Report
from dashboard.model import ActorMention, EventMention, Kind, Status, TimeExpression


def rearranged(
    scene: Scene, group: Group, times: Sequence[TimeExpression]
) -> tuple[int, str, tuple[str, TimeExpression]] | None:
    """What is put off to a day ahead: the noun that names it, its happening, the new day; None where no noun does."""
    if scene.words.free or group.verb.lemma not in scene.words.status["moved"] | scene.words.status["shifted"]:
        return None
    new = planned.new_day(scene, times)
    if new is None or not expressions.lies_ahead(new[0], scene.article.published):
        return None
    named = _named(scene, *_of_what(scene, group))
    return (*named, new) if named else None


def _named(scene: Scene, a: int, b: int) -> tuple[int, str] | None:
    """The first noun of a happening in tokens a…b, before a preposition, and what it names; of what is about to begin
    that which begins: "the start of the trial"."""
    begins, of, lows = scene.words.status["beginnings"], scene.words.grammar["of"], scene.tokens.lows
    for j in range(a, b):
        word = scene.tokens.words[j]
        if word.bits & flag.PREPOSITIONS and not (j > a and lows[j] in of and lows[j - 1] in begins):
            break
        if (name := scene.phrase(j) or word.noun) and j not in scene.names.inside and not scene.modifies(j):
            return j, name
    return None


def _of_what(scene: Scene, group: Group) -> tuple[int, int]:
    """The tokens that say what is put off: before a passive and what is set apart there, else behind the verb, up to or
    behind its particle: "put off the vote", "brought the vote forward"."""
    if group.passive:
        parted = aside_before(scene, group)
        return (scene.groups[group.n - 1].start, parted) if parted >= 0 else (group.start, group.first)
    a, lows = group.head + 1, scene.tokens.lows
    particles = {rest[0] for rest, _ in scene.words.verb_phrases.get(group.verb.lemma, ())} if group.phrasal else ()
    at = next((j for j in range(a, group.end) if lows[j] in particles), -1)
    return (a, group.end) if at < 0 else (a + 1, group.end) if at == a else (a, at)


def put_off(scene: Scene, group: Group) -> int:
    """The token of the noun that names what is put off or called off, and so was not held on the day that it gives:
    "Friday's vote was postponed"; -1 where none does, or it is not put off."""
    after = scene.after(group)
    if scene.words.free or group.negated >= 0 or aside_before(scene, group) >= 0 or (after and after.reduced):
        return -1  # "a strike planned for last week was called off"
    named = _named(scene, *_of_what(scene, group))
    return named[0] if named else -1


def expected(
    scene: Scene, group: Group, subject: Sequence[ActorMention], made: Sequence[EventMention]
) -> list[EventMention]:
    """What is put off, as it was expected on its old day and as it is on its new one: "put off Monday's vote to 3 May";
    nothing of what is not, nor what stands among those `made`."""
    if not scene.spans:
        return []
    times = belonging.of_clause(scene, group)
    moved, old = rearranged(scene, group, times), _as_planned(scene, group)
    if old and planned.new_day(scene, times) is None and _just_past(scene, old[2][1], old[2][0]):
        old = None
    was = _mention(scene, group, subject, *old) if old else None
    if was is not None and any(m.happening == was.happening and m.date == was.date for m in made):
        was = None
    if was is not None and moved and (was.date or "") >= moved[2][0]:
        was = None  # a weekday past
    new = _mention(scene, group, subject, *moved) if moved else None
    return [m for m in (was, replace(new, moved=(new.happening,)) if new else None) if m is not None]


def _as_planned(scene: Scene, group: Group) -> tuple[int, str, tuple[str, TimeExpression]] | None:
    """What is put off from a day ahead that it names itself: "Tuesday's signing", "the visit planned for Thursday"."""
    tokens, due = scene.tokens, scene.words.status["expected_words"]
    a, b = (group.start, group.end) if scene.words.free else _of_what(scene, group)
    after = scene.after(group) or group
    described = after.reduced and after.start == b and tokens.lows[after.head] in due
    reach = after.end if described else group.first if group.passive else b
    for n in scene.times_in(a, reach):
        at, behind = scene.time_at[n], tokens.index(scene.times[n].end)
        topic = not scene.words.free and at > a + 1 and tokens.words[at - 1].bits & flag.PREPOSITIONS
        if topic and scene.owns(scene.times[n]):
            continue  # "the trial over Friday's crash"
        if scene.owns(scene.times[n]) or (behind < b and tokens.lows[behind] in due):
            named = _named(scene, behind + 1, b)
        elif not due.isdisjoint(tokens.lows[max(a, at - 2) : at]):
            named = _named(scene, a, at)
        else:
            continue
        day = expressions.read([scene.times[n]], Status.EXPECTED, scene.article.published)
        if named and day and expressions.lies_ahead(day[0], scene.article.published):
            return *named, day
    return None


def _just_past(scene: Scene, time: TimeExpression, ahead: str) -> bool:
    """The weekday is nearer in the week gone by: "Saturday's match was called off", told on Sunday."""
    published = scene.article.published
    if published is None or not (time.weekday and edtf.is_day(time.date) and edtf.is_day(ahead)):
        return False
    gone = (published - date.fromisoformat(time.date or "")).days
    return 0 < gone < (date.fromisoformat(ahead) - published).days


def _is_his(scene: Scene, name: str, j: int, stop: int) -> bool:
    """ "Called off a trip to Rome", "put off talks with Visser": the subject takes part, where nobody else does it."""
    behind, grammar = scene.tokens.lows[j + 1 : stop], scene.words.grammar
    if not (grammar["agent"] | grammar["of"] | grammar["pairing"]).isdisjoint(behind):
        return False
    travels = name == "visit" and scene.tokens.lows[j - 1] not in grammar["owning"]
    return travels or (name in grammar["alike"] and not grammar["beside"].isdisjoint(behind))


def _mention(
    scene: Scene, group: Group, subject: Sequence[ActorMention], j: int, name: str, dated: tuple[str, TimeExpression]
) -> EventMention | None:
    """The happening that the noun at token j names in a clause, as it is expected; None where no headline tells it."""
    words = scene.words
    start, end = (group.start, group.end) if words.free else _of_what(scene, group)
    begin, stop = begin_of(scene, start, j), end_of(scene, j, end)
    people, places = scene.people.partners(begin, j, stop, stop), scene.people.places(begin, stop)
    kind, own = words.happenings[name], words.grammar["his"] if words.free else words.grammar["possessive"]
    if not people and not group.passive and not own.isdisjoint(scene.tokens.lows[start:stop]):
        people = list(subject)  # "put off the publication of its plan", "sagte seinen Besuch ab"
    elif not words.free and not group.passive and _is_his(scene, name, j, stop):
        people = list({m.actor: m for m in (*subject, *people)}.values())
    if words.free:
        names = [labels_free.called_here(scene, m) for m in people]
        label = labels.of_noun(scene.tokens, words, j, stop, people, places, kind, scene.spans)
        if names and words.articled:  # "Match : Lens et Brest"
            head = words.headed(kind).replace(kind.noun_label, labels.upper_first(scene.tokens.written(j)), 1)
            label = fit(words, head, [labels.joined(names, words)])
        elif names:
            label = telling.by_kind(kind, names, words)
        if (
            scene.tokens.words[stop - 1].bits & flag.PREPOSITIONS and not names
        ):  # "Warnstreik bei | den Verkehrsbetrieben"
            till = group.first if j < group.first else group.end
            label = ended(fit(words, "", phrases(scene.tokens, j, till, scene.spans)), words)
    else:
        label = labels.of_noun(scene.tokens, words, begin, stop, people, places, kind, scene.spans)
    if label and " " not in label and "awaited" in words.patterns:
        label = words.patterns["awaited"].format(what=label)
    if " " not in label:
        return None
    told = Report(name, label, Status.EXPECTED, dated[1].text, scene.by_its_own(dated))
    return scene.mention((begin, stop), j, told, people, places)


def is_of_no_person(scene: Scene, group: Group, subject: list[ActorMention]) -> bool:
    """What is put off is no person whom "он" may mean too: "визит Берга … был перенесён"."""
    if not (scene.words.nominatives and subject and group.kind and group.kind.name in scene.words.status["done_to"]):
        return False
    return group.passive and scene.people.pronoun(group)[0] >= 0 and all(m.kind is Kind.PERSON for m in subject)
