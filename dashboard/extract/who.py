"""Who takes part in a clause: the names before and after its verb, and whom its pronouns stand for.

The subject is the name (or names) before the verb that no preposition governs; a pronoun stands for the last subject of its
kind; who merely reports is the source.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dashboard.extract.clauses import Group, Tokens
from dashboard.extract.lexicon import Lexicon
from dashboard.model import ActorMention, Kind, Role


class People:
    """The actor mentions of an article, and the last subjects its pronouns can mean."""

    def __init__(self, tokens: Tokens, mentions: Sequence[ActorMention], lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = tokens, lexicon
        self.mentions = mentions
        self.at = [tokens.index(m.start) for m in mentions]
        self.till = [tokens.index(m.end) for m in mentions]
        self.person: ActorMention | None = None
        self.body: ActorMention | None = None
        self.pair: list[ActorMention] = []
        self.paragraph = -1

    def between(self, a: int, b: int) -> list[int]:
        """Indices of the mentions that begin in tokens a…b."""
        return list(range(bisect_left(self.at, a), bisect_left(self.at, b)))

    def preposition(self, i: int) -> str:
        """The preposition before a mention, over determiners and titles; "" where there is none near."""
        j = self.at[i] - 1
        while j >= 0 and self.at[i] - j < 6:
            flags = self.tokens.words[j].flags
            if "prepositions" in flags or self.tokens.lows[j] == "to":
                return self.tokens.lows[j]
            low = self.tokens.lows[j]
            if not low[0].isalnum() or self.tokens.words[j].verb is not None or "coordinators" in flags:
                return ""
            j -= 1
        return ""

    def coordinated(self, i: int) -> bool:
        """Joined by "and" or a comma to the mention right before it, which no other word parts from it."""
        return (
            i > 0
            and 0 < self.at[i] - self.till[i - 1] <= 3
            and all(
                self.tokens.lows[j] in ("and", ",", "his", "her", "the", "&")
                for j in range(self.till[i - 1], self.at[i])
            )
        )

    def possessive(self, i: int) -> bool:
        """The mention is a possessive: "Ukraine's"."""
        j = self.till[i]
        return j < len(self.tokens.lows) and self.tokens.lows[j] in ("'s", "'")

    def subject(self, group: Group, conscious: bool) -> list[ActorMention]:
        """Named subject of a clause with a subject of its own; [] where it has none that is named or known.

        `conscious`: only somebody can be the subject (speech).
        """
        direct: list[int] = []
        governed: list[int] = []
        for i in self.between(group.start, group.first):
            m = self.mentions[i]
            if m.role is not Role.ACTOR or m.kind is Kind.PLACE or self.possessive(i):
                continue
            if self.coordinated(i) and direct and direct[-1] == i - 1:
                direct.append(i)
            elif self.preposition(i):
                governed.append(i)
            else:
                direct.append(i)
        if not direct and (spoken := self.pronoun(group)):
            return spoken
        if direct:
            return self._apposed(direct)
        return []

    def _apposed(self, direct: list[int]) -> list[ActorMention]:
        """In "X, president of Y, said" the person is meant; a list keeps all."""
        return _unique(self.mentions[i] for i in direct)

    def pronoun(self, group: Group) -> list[ActorMention]:
        """Whom the pronoun (or "the two") right before the verb stands for."""
        g = self.lexicon.grammar
        lows = self.tokens.lows
        for j in range(group.start, group.first):
            low = lows[j]
            if low in g["he_she"]:
                return [self.person] if self.person else []
            if low in g["it"]:
                return [self.body] if self.body else []
            pair = " ".join(lows[j : j + 2])
            if low in g["they"] or pair in g["both"] or " ".join(lows[j : j + 3]) in g["both"]:
                return self.pair
        return []

    def objects(self, a: int, b: int, speech: bool) -> list[ActorMention]:
        """Named partners after the verb, in tokens a…b; of a saying only those it is directed at."""
        out = []
        for i in self.between(a, b):
            m = self.mentions[i]
            if m.role is not Role.ACTOR or m.kind is Kind.PLACE:
                continue
            if speech and (
                self.possessive(i) or self.preposition(i) not in ("", "to", "with", "against", "on", "from")
            ):
                continue
            out.append(m)
        return _unique(out)

    def places(self, a: int, b: int) -> list[str]:
        """Literal places named in tokens a…b after in, at, to and the like."""
        near = self.lexicon.grammar["place_prepositions"]
        out: dict[str, None] = {}
        for i in self.between(a, b):
            m = self.mentions[i]
            if (m.role is Role.PLACE or m.kind is Kind.PLACE) and (self.preposition(i) in near or self.coordinated(i)):
                out[m.actor] = None
        return list(out)

    def remember(self, subject: list[ActorMention]) -> None:
        """The subjects that the next pronoun can mean."""
        for m in subject:
            if m.kind is Kind.PERSON:
                self.person = m
            else:
                self.body = m
        if len(subject) > 1:
            self.pair = subject


def _unique(mentions) -> list[ActorMention]:
    seen: dict[str, ActorMention] = {}
    for m in mentions:
        seen.setdefault(m.actor, m)
    return list(seen.values())
