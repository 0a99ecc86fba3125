"""Who a man without a name turns out to be: "a man shot two people … police identified the man as Ole Lund".

What is told of a person noun before it is told of the one whom a later clause names, where the article has no other
person of that noun that does or undergoes something.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from dashboard.extract import flag
from dashboard.extract.cues import NAMED_AS
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.model import ActorMention, EventMention, Kind


class Nameless:
    """The events of an article whose subject is a person without a name, by what the text calls him."""

    def __init__(self) -> None:
        self.called: dict[str, frozenset[str]] = {}  # event id → the nouns of its subject
        self.last: frozenset[str] = frozenset()

    def keep(self, scene: Scene, group: Group, event: EventMention) -> None:
        """Remember an event whose subject is nobody with a name: "a man", "he" behind it."""
        at, _ = scene.people.pronoun(group)
        flags = scene.tokens.words[at].bits if at >= 0 else 0
        same = flags & flag.HE_SHE and not scene.people.referents.person.people
        nouns = self.last if same or not (group.own_subject or group.host) else _nouns(scene, group)
        if nouns:
            self.called[event.id], self.last = nouns, nouns

    def reveal(self, scene: Scene, group: Group) -> ActorMention | None:
        """The one named in "identified the man as Ole Lund"; the events told of the man are his from now on."""
        tokens = scene.tokens
        if not tokens.cues[group.head] & NAMED_AS or group.reduced:
            return None
        people, g = scene.people, scene.words.grammar
        i = next((i for i in people.between(group.head, group.end) if people.preposition(i) in g["as"]), -1)
        if i < 0 or people.mentions[i].kind is not Kind.PERSON:
            return None
        nouns = g["person_nouns"].intersection(tokens.lows[group.start : people.at[i]])
        one = people.mentions[i]
        his = {event for event, called in self.called.items() if called & nouns}
        scene.found = [
            replace(m, actors=(one.actor, *m.actors)) if m.id in his and one.actor not in m.actors else m
            for m in scene.found
        ]
        people.referents.remember([one])
        return one


def _nouns(scene: Scene, group: Group) -> frozenset[str]:
    """What the subject of a clause calls a person, one and not several: "a man described as a lawyer"."""
    lows: Set[str] = set(scene.tokens.lows[slice(*(group.host or (group.start, group.first)))])
    several = not scene.words.grammar["another"].isdisjoint(lows)
    return frozenset() if several else scene.words.grammar["person_nouns"] & lows
