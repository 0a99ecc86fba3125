"""Who takes part in a clause: the names before and after its verb, and whom its pronouns stand for.

The subject is the name (or names) before the verb that no preposition governs; a pronoun stands for the last subject of
its kind; who merely reports is the source.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set

from dashboard.extract.clauses import Group, Tokens
from dashboard.extract.lexicon import Lexicon
from dashboard.model import ActorMention, Kind, Role

_AND = frozenset(("and", "&", "und", "et", "y", "e", "и"))


class People:
    """The actor mentions of an article, and the last subjects its pronouns can mean."""

    def __init__(
        self, tokens: Tokens, mentions: Sequence[ActorMention], lexicon: Lexicon, times: Set[int] = frozenset()
    ) -> None:
        self.tokens, self.lexicon, self.times = tokens, lexicon, times
        self.mentions = mentions
        self.at = [tokens.index(m.start) for m in mentions]
        self.till = [tokens.index(m.end) for m in mentions]
        self.describes = {i for i in range(len(mentions)) if self._describes(i)}
        self.person: ActorMention | None = None
        self.body: ActorMention | None = None
        self.group: list[ActorMention] = []  # whom "they" means
        self.pair: list[ActorMention] = []
        self.pairing = {said.split()[-1] for said in lexicon.grammar["both"]}

    def between(self, a: int, b: int) -> list[int]:
        """Indices of the mentions that begin in tokens a…b."""
        return list(range(bisect_left(self.at, a), bisect_left(self.at, b)))

    def preposition(self, i: int) -> str:
        """The preposition before a mention, over determiners and titles; "" where there is none near."""
        tokens = self.tokens
        j, titled = self.at[i] - 1, False
        while j >= 0 and self.at[i] - j < 8:
            if j in self.times:
                return ""  # "on Wednesday Biden met Putin": it governs the day
            word, low = tokens.words[j], tokens.lows[j]
            if "prepositions" in word.flags or low == "to":
                if not (titled and low in ("of", "for")):  # "Secretary of State Blinken"
                    return low
            elif (
                not low[0].isalnum() or word.flags & {"coordinators", "subordinators"} or (word.verb and not word.noun)
            ):
                return ""
            titled = tokens.text[tokens.starts[j]].isupper()
            j -= 1
        return ""

    def coordinated(self, i: int) -> bool:
        """Joined by "and" or a comma to the mention right before it, which no other word parts from it."""
        before = i - 1
        while before in self.describes:
            before -= 1
        if before < 0:
            return False
        gap = range(self.till[before], self.at[i])
        inside = {j for k in range(before + 1, i) for j in range(self.at[k], self.till[k])}
        lows = self.tokens.lows
        return 0 < len(gap) < 6 and all(
            j in inside or (lows[j] == "," or lows[j] in _AND) or self._nominal(j) for j in gap
        )

    def _nominal(self, j: int) -> bool:
        """A determiner or common noun, as in "X and the operator Y"."""
        word = self.tokens.words[j]
        return self.tokens.lows[j][0].isalpha() and word.verb is None and not word.flags - {"determiners", "possessive"}

    def ending_at(self, a: int) -> list[ActorMention]:
        """The name right before token a, over a comma or closing bracket: what "who" and "which" stand for."""
        for i in self.between(max(0, a - 8), a):
            if (
                self.till[i] <= a
                and all(low in (",", ")") for low in self.tokens.lows[self.till[i] : a])
                and self._acts(i)
            ):
                return [self.mentions[i]]
        return []

    def _describes(self, i: int) -> bool:
        """The mention only says whose its neighbour is: "Russian Minister Lavrov", "Lavrov, the Russian minister"."""
        one = self.mentions[i]
        if i + 1 < len(self.mentions) and self.mentions[i + 1].affiliation == one.actor:
            gap = self.tokens.lows[self.till[i] : self.at[i + 1]]
            if len(gap) < 7 and all((low[0].isalnum() and low not in _AND) or low in "-'," for low in gap):
                return True
        if i and self.mentions[i - 1].affiliation == one.actor:
            gap = self.tokens.lows[self.till[i - 1] : self.at[i]]
            return len(gap) < 5 and "," in gap[:1]
        return False

    def possessive(self, i: int) -> bool:
        """The mention is a possessive: "Ukraine's"."""
        j = self.till[i]
        return j < len(self.tokens.lows) and self.tokens.lows[j] in ("'s", "'")

    def subject(self, group: Group) -> list[ActorMention]:
        """Named subject of a clause: the name or list of names nearest before the verb, or whom its pronoun means."""
        at, spoken = self.pronoun(group)
        here = [i for i in self.between(group.start, group.first) if self._acts(i) and not self.possessive(i)]
        direct = [i for i in here if not self.preposition(i)]
        if self.lexicon.free and not direct:  # the subject may stand after the verb, or between its parts
            after = (i for i in self.between(group.first, group.end) if self._acts(i) and not self.preposition(i))
            direct = [i for i in (next(after, None),) if i is not None]
        if at >= 0 and (not direct or self.at[direct[-1]] < at):
            return spoken
        if not direct:
            near = [i for i in here if self.preposition(i) in ("of", "in", "for", "at") and self._after_comma(i, group)]
            return _unique(self.mentions[i] for i in near[-1:])
        chosen = [direct[-1]]
        listed = False
        for i in reversed(direct[:-1]):
            between = self.tokens.lows[self.till[i] : self.at[chosen[0]]]
            listed = listed or not _AND.isdisjoint(between)
            if not listed or not self.coordinated(chosen[0]):
                break
            chosen.insert(0, i)
        return _unique(self.mentions[i] for i in chosen)

    def _acts(self, i: int) -> bool:
        m = self.mentions[i]
        if self.till[i] < len(self.tokens.lows) and self.tokens.lows[self.till[i]] in "$€£":
            return False
        return m.role is Role.ACTOR and m.kind is not Kind.PLACE and i not in self.describes and not self.adjective(i)

    def adjective(self, i: int) -> bool:
        """A demonym before a common noun that is no arm of the state: a "British boxer" is not the United Kingdom."""
        m, j = self.mentions[i], self.till[i]
        if m.kind is not Kind.GROUP or j >= len(self.tokens.lows) or not self.tokens.lows[j][0].isalpha():
            return False
        if self.tokens.words[j].flags or (self.tokens.words[j].verb and not self.tokens.words[j].noun):
            return False
        while j + 1 < len(self.tokens.lows) and j < self.till[i] + 3:
            after = self.tokens.words[j + 1]
            if not self.tokens.lows[j + 1][0].isalpha() or after.flags or after.verb is not None or j + 1 in self.at:
                break  # j is the head of the noun phrase
            j += 1
        return self.tokens.lows[j] not in self.lexicon.grammar["state_nouns"]

    def _after_comma(self, i: int, group: Group) -> bool:
        """No comma stands between the mention and the verb: it belongs to the subject's noun phrase."""
        return "," not in self.tokens.lows[self.till[i] : group.first]

    def pronoun(self, group: Group) -> tuple[int, list[ActorMention]]:
        """The pronoun (or "the two") nearest before the verb: its token, -1 without, and whom it stands for."""
        g = self.lexicon.grammar
        lows = self.tokens.lows
        for j in range(group.first - 1, group.start - 1, -1):
            low = lows[j]
            if low in g["he_she"]:
                return j, [self.person] if self.person else []
            if low in g["it"]:
                return j, [self.body] if self.body else []
            if low in g["they"]:
                return j, self.group
            if low not in self.pairing:
                continue
            for width in (2, 3):
                if (said := " ".join(lows[max(0, j - width + 1) : j + 1])) in g["both"]:
                    people = all(m.kind is Kind.PERSON for m in self.pair)
                    return j, [] if people and "countr" in said else self.pair
        return -1, []

    def objects(self, a: int, b: int, speech: bool) -> list[ActorMention]:
        """Named partners after the verb, in tokens a…b; of a saying only those it is directed at."""
        out = []
        for i in self.between(a, b):
            m = self.mentions[i]
            if not self._acts(i):
                continue
            if speech and (self.possessive(i) or self.preposition(i) not in ("", "to")):
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
            self.pair = self.group = subject
        elif subject and subject[0].kind is not Kind.PERSON:
            self.group = subject


def _unique(mentions) -> list[ActorMention]:
    seen: dict[str, ActorMention] = {}
    for m in mentions:
        seen.setdefault(m.actor, m)
    return list(seen.values())
