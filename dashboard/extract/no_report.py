"""Which verbs report nothing: conditions, what may be, what only describes a noun."""

from __future__ import annotations

from dashboard.extract import (
    belonging,
    expressions,
    flag,
    lasting,
    meant,
)
from dashboard.extract.bare_verbs import described, led_by_adverb
from dashboard.extract.hanging import opens_with_which, says_more, says_which, takes_up_all
from dashboard.extract.scene import Scene
from dashboard.extract.taken_up import which_begins
from dashboard.extract.tokens import Group

_COMING = frozenset(("future", "would", "modal", "base"))


def _only_described(scene: Scene, group: Group) -> bool:
    """An adverb behind a comma leads the participle, or that to which "and" joins it; what was done to the subject on a
    day of its own is told: "the ship, reportedly sunk on Monday, carried grain"."""
    if group.reduced and belonging.of_clause(scene, group):
        return False
    at = group.first - 2 if scene.tokens.words[group.first - 1].bits & flag.COORDINATORS else group.first
    return group.first == group.head and led_by_adverb(scene.tokens, 0, at)


def is_no_report(scene: Scene, group: Group, promised: bool, first: bool) -> bool:
    """A bare infinitive, what may be, a condition and what only describes a noun report nothing."""
    words, lows = scene.words, scene.tokens.lows
    if group.tense == "base":
        shares = group.first == group.head and group.n > 0 and scene.groups[group.n - 1].tense == "base"
        headlined = scene.headline and (first or (shares and not words.free))  # "to close plant, cut 300 jobs"
        if not (promised or headlined or lasting.came_before(scene, group) or lasting.only_on_doing(scene, group)):
            return True
    elif group.tense == "modal":
        modal = lows[group.first]
        if not any(modal in words.grammar[name] for name in ("perhaps", "obliged", "foreseen_by")):
            return True
    if meant.unreal(scene, group) or meant.only_was_doing(scene, group) or meant.says_nothing(scene, group):
        return True
    if group.passive and group.tense == "gerund" and scene.groups[max(0, group.n - 1)].tense in _COMING:
        return True  # "will have to be approved before being sold"
    if group.tense == "participle" and described(group.verb, group.head, scene.tokens, words):
        return True
    if words.grammar["dropped"] and _of_which(scene, group):
        return True
    if group.head + 1 < len(lows) and lows[group.head + 1] in words.grammar["known"]:
        return True  # "стало известно"
    causing = group.verb.lemma in words.grammar["causing"]
    if causing and not words.grammar["causes"].isdisjoint(lows[group.start : group.end]):
        return True  # "причиной пожара стало замыкание"
    if takes_up_all(scene, group) and not belonging.of_clause(scene, group):
        return True
    if _goes_on_condition(scene, group):
        return True
    if group.opener in words.grammar["conditional"] or (group.hearsay and _only_imagined(scene, group)):
        return True
    if group.reduced and not group.own_subject and lows[group.first - 1] == ",":
        return True  # ", reached on Friday": of which noun before it?
    if group.tense == "participle" and not words.free and _only_described(scene, group):
        return True  # ", artificially created and orchestrated by Norsa": of which noun before it?
    if group.tense == "past" and lows[group.head] in words.grammar["awaited"] and not words.free:
        return True  # "was due in Paris at noon": it need not have come
    if group.reduced and meant.is_sum(scene, group.first):
        return True
    if lasting.only_lasts(scene, group):
        return True
    if group.tense != "present":
        return False
    if not words.free:
        return meant.is_purpose(scene, group)
    if group.opener not in words.grammar["relative"] and not (
        says_which(scene, group) or says_more(scene, group) or opens_with_which(scene, group)
    ):
        return False
    times = belonging.of_clause(scene, group)  # "un test qui détecte", but "wo er am Freitag Berg trifft"
    published = scene.article.published
    today = published.isoformat() if published is not None else "-"  # "un estudio que publica hoy la revista"
    return not any(t.weekday or t.date == today for t in times) and not expressions.ahead(times, published, move=False)


def _goes_on_condition(scene: Scene, group: Group) -> bool:
    """ "Unless Norsa pulls back and frees the men": a verb behind "and" without a subject is of the condition too."""
    grammar, n = scene.words.grammar, group.n
    while n and group.opener in grammar["coordinators"] and not group.own_subject:
        before, n = scene.groups[n - 1], n - 1
        if before.opener in grammar["conditional"]:
            return before.end == group.start and before.tense == group.tense
        group = before
    return False


def _of_which(scene: Scene, group: Group) -> bool:
    """A preposition and an article govern the "que" that opens the clause, whose subject is left out and not known:
    "lanzó 76 drones, de los que derribó 68", but not "el incendio en el que murieron 34 jóvenes"."""
    relative = not group.own_subject and which_begins(scene.tokens, group.start) < group.start
    return relative and not (group.passive or group.verb.lemma in scene.words.grammar["goes"])


def _only_imagined(scene: Scene, group: Group) -> bool:
    """What looks like hearsay is a wish or hangs on what was not so: "aurait préféré", "habría … si hubiera"."""
    tokens, status = scene.tokens, scene.words.status
    if tokens.lows[group.head] in status["wishing"]:
        return True
    if not scene.conditional:
        return False
    lows = tokens.lows[scene.first : tokens.index(scene.sentence.end)]
    begin = next((j for j, low in enumerate(lows) if low in scene.words.grammar["conditional"]), len(lows))
    return not status["unreal"].isdisjoint(lows[begin:])
