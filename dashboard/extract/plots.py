"""What a film or novel tells has not happened: its plot is told in the present."""

from __future__ import annotations

from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group

_OPENING = 5  # tokens in which the work stands


def work(scene: Scene) -> int:
    """The token of the film or novel that a sentence opens with, "In the film", "The novel"; -1 without one, as in "In
    the film industry"."""
    tokens, a, plots = scene.tokens, scene.first, scene.words.grammar["plots"]
    if plots.isdisjoint(tokens.lows[a : a + _OPENING]):
        return -1
    at = next(j for j in range(a, a + _OPENING) if tokens.lows[j] in plots)
    grammar, after = scene.words.grammar, at + 1
    if tokens.lows[at - 1] in grammar["indefinite"] and tokens.lows[at] in grammar["plots_of_the"]:
        return -1
    named = after >= scene.stop or after in scene.names.inside or not tokens.text[tokens.starts[after]].islower()
    if tokens.lows[a] in grammar["told_of_in"]:
        return at if named or tokens.lows[after] in grammar["agent"] else -1  # "In a novel move, Norsa"
    return at if named or not tokens.is_noun(after) else -1


def tells(scene: Scene, group: Group) -> bool:
    """The clause tells the plot of the work that its sentence opens with, in the present: behind "In the film"; of whom
    it tells, "The novel follows a spy who kills a king"; not "the film, which opens on Friday"."""
    tokens, grammar = scene.tokens, scene.words.grammar
    if group.tense not in ("present", "gerund", "base"):
        return False
    related = group.opener in grammar["relative"]
    if tokens.lows[scene.first] in grammar["told_of_in"]:
        return not (related and group.n == 0)
    return related and group.n > 0 and group.opener in grammar["persons_who"]
