"""The strike or march that somebody calls for: a time behind it is its day, and lies ahead."""

from __future__ import annotations

from dataclasses import replace

from dashboard.extract.expressions import read, usable
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.model import Status, TimeExpression


def called_for(scene: Scene, group: Group) -> tuple[int, tuple[str, TimeExpression]] | None:
    """The token of the noun of what is called for, and its date with the time that gives it: "a appelé à la | grève le
    21 mai"; None where the verb calls for none, or for none of a day ahead."""
    if group.verb.lemma not in scene.words.status["calling"] or group.negated >= 0 or not scene.spans:
        return None
    words, kinds = scene.tokens.words, scene.words.status["called_for"]
    noun = next((j for j in range(group.head + 1, group.end) if words[j].noun in kinds), group.end)
    times = (scene.times[n] for n in scene.times_in(noun + 1, group.end))
    first = next((t for t in times if usable(t)), None) if noun < group.end else None
    dated = (
        read(
            [replace(first, signal="" if first.signal == "for" else first.signal)],
            Status.EXPECTED,
            scene.article.published,
        )
        if first is not None
        else None
    )
    return (noun, dated) if dated is not None else None
