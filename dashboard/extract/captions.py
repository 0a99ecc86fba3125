"""A caption without a verb shows who was together: "Ada Berg and Jan Visser in Oslo on Monday" met there that day."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import edtf
from dashboard.extract import expressions, flag, labels
from dashboard.extract.scene import Scene
from dashboard.extract.when import Report
from dashboard.model import ActorMention, Block, EventMention, Kind, Status


def meeting(scene: Scene) -> EventMention | None:
    """The meeting that a caption shows; None without two persons before all else, without a day, or where
    the text has told what they did that day."""
    kind, tokens, people = scene.words.happenings["meet"], scene.tokens, scene.people
    a, b = scene.first, scene.stop
    times = [scene.times[n] for n in scene.times_in(a, b)]
    if scene.sentence.block is not Block.CAPTION or not times or not kind.label:
        return None
    behind = (j for j in range(a, b) if tokens.words[j].bits & flag.PREPOSITIONS and j not in scene.names.inside)
    stop = next(behind, b)
    shown = [one for i in people.between(a, stop) if (one := people.mentions[i]).kind is Kind.PERSON]
    dated = expressions.read(times, Status.HAPPENED, scene.article.published)
    if len(shown) < 2 or not _side_by_side(scene, a, stop, shown) or dated is None or not edtf.is_day(dated[0]):
        return None
    actors = list(dict.fromkeys(one.actor for one in shown))
    if any(m.date == dated[0] and set(actors) <= set(m.actors) for m in scene.found):
        return None
    label = kind.label.format(who=labels.joined(labels.all_called(shown, scene.words), scene.words))
    told = Report(kind.name, label, Status.HAPPENED, "", scene.by_its_own(dated))
    return scene.mention((a, b), tokens.index(shown[0].start), told, shown, people.places(stop, b))


def _side_by_side(scene: Scene, a: int, stop: int, shown: Sequence[ActorMention]) -> bool:
    """Nothing but names, titles, commas and "and" stands before, between and right behind them: no "supporters holding
    Ada Berg and Jan Visser masks", no "Ada Berg, Jan Visser's lawyer"."""
    tokens, named = scene.tokens, scene.names.inside
    titles = " ".join(m.title for m in shown if m.title).lower().split()
    last = tokens.index(shown[-1].start)
    for j in range(a, stop):
        low = tokens.lows[j]
        if (
            tokens.lows[j - 1] == "("
            or j in named
            or j in scene.names.times
            or low in titles
            or low in scene.words.grammar["joining"]
        ):
            continue
        if low in scene.words.grammar["owning"] or (
            j <= last and low[0].isalpha() and tokens.text[tokens.starts[j]].islower()
        ):
            return False
        if j > last and tokens.is_plain(j) and not tokens.words[j].manner:
            return False
    return True
