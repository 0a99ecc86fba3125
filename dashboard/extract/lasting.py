"""A past that lasts, and an infinitive: which of them report a happening, and which only set the scene for another.

"Murió cuando cruzaba la calle" tells one happening, "doce muertos al volcar un autobús" one, "visitó la planta tras
reunirse el lunes con Vega" two.
"""

from __future__ import annotations

from dashboard.extract import belonging, expressions, flag
from dashboard.extract.hanging import says_which, told
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import FINITE, Group


def only_lasts(scene: Scene, group: Group) -> bool:
    """ "El decreto que reformaba la ley", "se encuentra en buen estado": what was or is so tells no happening."""
    words, lows = scene.words, scene.tokens.lows
    if _sets_scene(scene, group):
        return True
    if not words.grammar["imperfect"]:
        return False
    finite = group.chain[0][1] if group.chain else group.head
    if group.tense == "past" and lows[finite].endswith(tuple(words.grammar["imperfect"])):
        times = belonging.of_clause(scene, group)
        if expressions.ahead(times, scene.article.published, move=False):
            return True  # "su mandato terminaba en 2026"
        return (says_which(scene, group) or told(scene, group)) and not times  # "anunció que aceptaba la tregua"
    leans = group.first > scene.first and bool(scene.tokens.words[group.first - 1].bits & flag.REFLEXIVE)
    return group.tense == "present" and leans and group.verb.lemma in words.grammar["lies"]


def _sets_scene(scene: Scene, group: Group) -> bool:
    """A past that lasts, behind "when" and without a time of its own, says in what something else happened: "murió
    cuando cruzaba la calle"."""
    grammar, finite = scene.words.grammar, group.chain[0][1] if group.chain else group.head
    if group.tense != "past" or group.opener not in grammar["while_lasting"]:
        return False
    kinds = {group.verb.happening, group.verb.lemma}
    if group.own_subject and not kinds.isdisjoint(grammar["news_meanwhile"]) and not _same(scene, group):
        return False  # "mientras Hamás lanzaba cohetes"
    lasts = scene.tokens.lows[finite].endswith(tuple(grammar["lasting_past"]))
    return lasts and not scene.times_in(group.start, group.end)


def _same(scene: Scene, group: Group) -> bool:
    """A pronoun is its subject: "alors qu'il traversait la rue"."""
    grammar = scene.words.grammar
    return not (grammar["he_she"] | grammar["they"]).isdisjoint(scene.tokens.lows[group.start : group.first])


def only_on_doing(scene: Scene, group: Group) -> bool:
    """The only verb of a lead tells on doing what somebody died: "Al menos doce muertos al volcar un autobús"."""
    if not scene.lead or group.first <= scene.first + 1 or any(g.tense in FINITE for g in scene.groups):
        return False
    return scene.tokens.lows[group.first - 1] in scene.words.grammar["on_doing"]


def came_before(scene: Scene, group: Group) -> bool:
    """An infinitive with a time of its own behind "tras": "visitó la planta tras reunirse el lunes con Vega"."""
    after = group.first > scene.first and scene.words.signals.get(scene.tokens.lows[group.first - 1]) == "after"
    return after and scene.words.free and bool(scene.times_in(group.head, group.end))
