"""Who else takes part in what a verb or noun tells: whom it is done to, by, with or against, and where.

A name that only describes a noun ("Airbus jets", "the head of Airbus in Spain") takes no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from dashboard.extract import flag
from dashboard.extract.cues import ACCORDING, ANOTHER_TIME
from dashboard.extract.pointing import Pointing
from dashboard.model import ActorMention, Kind, Role

# Asked of every mention, and slow to look up in their enums.
_PLACE = Kind.PLACE
_ACTOR, _LOCATED = Role.ACTOR, Role.PLACE


class Partners(Pointing):
    """The mentions, and who of them takes part beside the subject."""

    def objects(
        self, a: int, b: int, led: Set[str], *, speech: bool = False, aimed: bool = False
    ) -> list[ActorMention]:
        """Named partners after the verb, in tokens a…b; of a saying only those it is directed at.

        What a preposition governs takes part where it is one of those in `led`; a country also where that is `aimed` at
        it: "massed troops on the border with Belarus".
        """
        if not (self.between(a, b) or self.referents.described(a, b)):
            return []
        b = self.until_another(a, self._told_from(a, b) if speech else b)
        b = next(iter(self.tokens.cued(a, b, ACCORDING)), b) if self.lexicon.grammar["dropped"] else b
        here, taken = self.between(a, b), list[int]()
        for i in here:
            if not self._acts(i):
                continue
            if self.lexicon.free:
                fit = self._takes_part_in_free_order(i, a, led, speech)
            elif not (self._is_head(i) or self._owns(i)) or self._is_left_out(i):
                continue
            elif (before := self._joined_to(i)) in here:
                of_place = self._governs_place(before, i)  # "detained Oslo's mayor, Ada Berg, on Monday"
                fit = not self.preposition(before) if of_place else before in taken
            else:
                fit = self._takes_part(i, a, led, aimed)
            if fit:
                taken.append(i)
        out = [self.mentions[i] for i in taken]
        for j in self.referents.described(a, b):
            if (preposition := self.governor(j)) in led or not preposition:
                out += self.referents.body(j)
        return unique(out)

    def leading(
        self, particle: str = "", *, speech: bool = False, about: bool = False, passive: bool = False
    ) -> Set[str]:
        """The prepositions that say by whom, with whom, to whom or against whom something is done, and the `particle`
        of the verb, "called on Berg"; of what is only talked `about` none of those that lead to its parties: "condemned
        the pact between the two"."""
        grammar = self.lexicon.grammar
        led: Set[str] = grammar["to_whom" if speech else "with_whom"] | {particle}
        if about:
            led -= grammar["pairing"]
        if not (passive or self.lexicon.free):
            led -= grammar["agent"]  # "bought a portrait by Berg"
        return led

    def _takes_part(self, i: int, a: int, led: Set[str], aimed: bool) -> bool:
        """No preposition governs the mention, or one behind which stands who takes part."""
        preposition = self.preposition(i)
        if not preposition or self._done_to(i, a, preposition):
            return True
        facing = aimed and self.mentions[i].kind is Kind.COUNTRY
        return preposition in led and (facing or not self._nested(i, a, preposition))

    def _takes_part_in_free_order(self, i: int, a: int, led: Set[str], speech: bool) -> bool:
        """The same where the subject may stand behind the verb: a name in the genitive is no object."""
        if self._genitive(i) or self.is_owner(i, False):
            return False
        preposition = self.governs(i)
        if not preposition or self._done_to(i, a, preposition):
            return True
        return not speech and (preposition in led or self._is_dealt_with(i, a, preposition, led))

    def _is_left_out(self, i: int) -> bool:
        """Nothing is done to the land of another, nor to those who are excepted, "visited Oslo, never Denmark", nor to
        the house that takes somebody in: "was flown to Alva Hospital"."""
        excepted = self.tokens.lows[self.at[i] - 1] in self.lexicon.grammar["not"]
        return bool(self.land_of(i)) or excepted or self._takes_in(i)

    def _governs_place(self, place: int, i: int) -> bool:
        """Between commas the person is named who holds the office of a place before: "Oslo's mayor, Ada Berg,"."""
        one, lows = self.mentions[i], self.tokens.lows
        between = lows[self.at[i] - 1] == "," and self.possessive(place)
        return between and one.kind is Kind.PERSON and bool(one.title) and self.mentions[place].kind is Kind.PLACE

    def _takes_in(self, i: int) -> bool:
        """A hospital or prison to which somebody is brought only takes him in."""
        house = self.tokens.lows[self.till[i] - 1] in self.lexicon.grammar["take_in"]
        return house and self.preposition(i) in self.lexicon.grammar["goals"]

    def governed(self, a: int, b: int, prepositions: Set[str]) -> list[ActorMention]:
        """The names in tokens a…b that one of the prepositions governs, over a list."""
        return [self.mentions[i] for i in self.between(a, b) if self._acts(i) and self.role(i) in prepositions]

    def _told_from(self, a: int, b: int) -> int:
        """Where in tokens a…b, behind a verb of saying, begins what is said: at "that", at the subject of an auxiliary
        ("claimed Norway did not own the ship")."""
        names = {self.till[i]: self.at[i] for i in self.between(a, b)}
        for j in range(a, b):
            if self.tokens.lows[j] in self.lexicon.grammar["that"]:
                return j
            if (
                self.tokens.words[j].bits & flag.AUXILIARIES
                and self.tokens.lows[j] not in self.lexicon.grammar["owning"]
            ):
                return names.get(j, j)
        return b

    def until_another(self, a: int, b: int) -> int:
        """Where in tokens a…b another happening is named: "met Berg a day before his talks with Visser"."""
        return next(iter(self.tokens.cued(a, b, ANOTHER_TIME)), b)

    def partners(self, a: int, noun: int, stop: int, end: int) -> list[ActorMention]:
        """Who takes part in what the noun names, its phrase being tokens a…stop, its clause ending at `end`: whose it
        is, of whom, by whom and with whom, also over a participle: "the agreement reached between the two"."""
        allowed = self.lexicon.grammar["with_whom"] | self.lexicon.grammar["whose"]
        out = self._whose(a, noun)
        taken: set[int] = set()
        here = self.between(a, end)
        for i in here:
            if not self._acts(i) and self.till[i] != noun:
                continue
            after, joined = self.at[i] > noun, self._joined_to(i)
            preposition = self.preposition(i)
            if self.mentions[i].role is not _ACTOR or self.mentions[i].kind is _PLACE:
                continue
            if after and joined in here and self.at[joined] > noun:
                fit = joined in taken
            elif self.at[i] >= stop:
                fit = preposition in self.lexicon.grammar["mutual"]
            else:
                fit = not after or preposition in allowed
            if fit:
                taken.add(i)
                out.append(self.mentions[i])
        return unique(out)

    def _nested(self, i: int, a: int, preposition: str) -> bool:
        """ "On the border with Ukraine": the phrase belongs to a noun that itself only says where."""
        j = self.at[i] - 1
        while j > a and self.tokens.lows[j] != preposition:
            j -= 1
        grammar = self.lexicon.grammar
        if j and preposition in grammar["to"] and self.tokens.lows[j - 1] in grammar["related"]:
            return True  # "choose a successor to Ada Berg"
        apart = preposition in grammar["beside"] and self.governor(j) in grammar["setting"]
        return apart and not self.tokens.words[j - 1].noun

    def _done_to(self, i: int, a: int, preposition: str) -> bool:
        """ "The acquisition of Acme", "a reply from Acme": the noun before names a happening of the one named; or what
        somebody has in him: "a stake in Acme"."""
        j = self.at[i] - 1
        while j > a and self.tokens.lows[j] != preposition:
            j -= 1
        grammar = self.lexicon.grammar
        if j and preposition in grammar["located"] and self.tokens.lows[j - 1] in grammar["had_in"]:
            return not self.lexicon.free
        of = preposition in grammar["whose"] or preposition in grammar["of"] or preposition in grammar["agent"]
        return of and j > 0 and (self._happens(j - 1) or self.tokens.lows[j - 1] in grammar["done_of"])

    def _is_dealt_with(self, i: int, a: int, preposition: str, allowed: Set[str]) -> bool:
        """ "Con directivos de Acme", "con la dirección de Acme": whoever acts for the body is dealt with."""
        j, grammar = self.at[i] - 1, self.lexicon.grammar
        while j > a and self.tokens.lows[j] != preposition:
            j -= 1
        arm = grammar["dropped"] and preposition in grammar["arm_of"] and self._is_arm(j - 1)
        return bool(arm) and self.governor(j - 1) in allowed

    def places(self, a: int, b: int) -> list[str]:
        """Literal places named in tokens a…b after in, at, to and the like."""
        near = self.lexicon.grammar["place_prepositions"]
        out: dict[str, None] = {}
        for i in self.between(a, b):
            m = self.mentions[i]
            if (m.role is _LOCATED or m.kind is _PLACE) and (self.preposition(i) in near or self.coordinated(i)):
                out[m.actor] = None
        return list(out)


def unique(mentions: Iterable[ActorMention]) -> list[ActorMention]:
    seen: dict[str, ActorMention] = {}
    for m in mentions:
        seen.setdefault(m.actor, m)
    return list(seen.values())
