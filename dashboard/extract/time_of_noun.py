"""Times that belong to a noun in the clause, and those that its verb shares with one.

"La huelga prevista para el lunes" has its day whatever is done about it; "ganó las elecciones del domingo" was then.
"""

from __future__ import annotations

from dashboard.extract.attributive import attributive
from dashboard.extract.expressions import RANGE_ENDS
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group

_OF_HAPPENING = 12  # tokens from "during" to the time of the happening that it governs


def of_noun(scene: Scene, n: int) -> bool:
    """The time belongs to a noun: "la huelga prevista para el lunes", or is the end of such a range."""
    tokens, at = scene.tokens, scene.time_at[n]
    if n and scene.times[n].signal in RANGE_ENDS and tokens.index(scene.times[n - 1].end) == at - 1:
        at = scene.time_at[n - 1]
    return attributive(tokens, at, scene.names, scene.heads, scene.words)


def of_participle(scene: Scene, n: int) -> bool:
    """The time stands in an aside that a participle opens: "Шойгу, возглавлявший ведомство с 2012 года, назначен"."""
    describing, lows, at = scene.words.describing, scene.tokens.lows, scene.time_at[n]
    if not describing or "," not in lows[scene.first : at]:
        return False
    comma = next(j for j in range(at - 1, scene.first - 1, -1) if lows[j] == ",")
    opens = lows[comma + 1].endswith(describing) and comma + 1 not in scene.heads
    return opens and not any(comma < j < at for j in scene.heads)


def of_aside(scene: Scene, group: Group, n: int) -> bool:
    """The time stands behind a comma and a bare noun that says who somebody is: "murió Siles, premio Cervantes en
    2019"."""
    tokens, at = scene.tokens, scene.time_at[n]
    comma = next((j for j in range(at - 1, group.head, -1) if tokens.lows[j] == ","), 0)
    if scene.words.large or not comma or comma + 1 >= at or comma + 1 in scene.names.inside:
        return False
    if len(scene.times[n].value) > len("2019-05"):
        return False
    if tokens.lows[comma + 1] in scene.words.status["ranks"]:
        return True  # ", première visite d'État depuis 1998"
    return tokens.is_noun(comma + 1)


def on_its_day(scene: Scene, group: Group, n: int) -> bool:
    """Who wins or loses a match or an election does so on its day: "ganó las elecciones del domingo"."""
    decided, at = scene.words.status["decided_by"], scene.time_at[n]
    nouns = (scene.tokens.words[j].noun for j in range(max(group.head + 1, at - 5), at))
    return group.verb.happening in decided and any(noun in decided for noun in nouns)


def at_which(scene: Scene, group: Group, n: int) -> bool:
    """What is done at a happening, and the harm that a disaster does, is of its day: "se verront lors d'une réunion
    prévue en mai", "sont morts dans un accident survenu lundi"."""
    tokens, status, happens = scene.tokens, scene.words.status, False
    harm = group.kind is not None and group.kind.name in status["harm"]
    for j in range(scene.time_at[n] - 1, max(group.head, scene.time_at[n] - _OF_HAPPENING), -1):
        if tokens.lows[j] in ",;" or j in scene.heads:
            return False
        if happens and tokens.lows[j] in scene.words.grammar["at_which"]:
            return True
        happens = happens or tokens.words[j].noun != ""
        if harm and tokens.words[j].noun in status["harmful"]:
            return True
    return False
