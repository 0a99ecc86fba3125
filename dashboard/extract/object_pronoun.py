"""Whom "him", "her", "it" and "them" beside a verb mean: never its subject.

What the clause told before has as its object comes first, then whom the clause itself names before its subject, then
the last subject of the sort.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from dashboard.extract import flag
from dashboard.extract.actors.given import gender
from dashboard.extract.lexicon import spoken
from dashboard.extract.refer import Said
from dashboard.extract.tokens import Group
from dashboard.extract.told_before import ToldBefore
from dashboard.model import ActorMention, Kind

_PERSON = Kind.PERSON
_NOBODY = (-1, Said())


class Objects(ToldBefore):
    """The mentions, the last subjects, and whom the pronouns mean to whom something is done."""

    def pronoun_object(self, group: Group, subject: Sequence[ActorMention]) -> tuple[int, Said]:
        """The token of "him", "her", "it" or "them" behind the verb, -1 without, and whom or what it means: what the
        clause told before had as its object, else the last subject of its sort that is not that of this clause."""
        g, said, lows, after = self.lexicon.grammar, self.referents, self.tokens.lows, group.head + 1
        if not self.lexicon.free and (after >= group.end or lows[after] not in g["him"]):
            return _NOBODY  # "said it had left": the subject of the next clause
        reach = range(group.first + 1, group.end - 1) if self.lexicon.large else range(after, after + 1)
        person = said.earlier if any(m.kind is _PERSON for m in subject) else said.person
        pronoun = lows[after] if after < len(lows) else ""
        person = self._led_by(group, subject, pronoun) or self._partner(subject, pronoun) or person
        if self.lexicon.free and (before := self._object_before(group)) >= 0:
            people = (said.many if lows[before] in g["they_too"] else person).people
            return before, Said(tuple(m for m in people if m not in subject))
        j = next((j for j in reach if j < len(lows) and lows[j] in g["him"]), -1)
        owning = j >= 0 and (lows[j] in g["possessive"] or lows[j] in g["his"])
        if j < 0 or group.passive or (owning and not self._closes(j + 1)):
            return _NOBODY  # "her brother", "ihr Bruder"
        if lows[group.head] in g["named_as"] and not g["as"].isdisjoint(lows[j + 1 : j + 2]):
            return _NOBODY  # "identified him as Ott": whom the name stands for
        if lows[j] in g["it"] and not self._is_object(j, group):
            return _NOBODY
        many, thing = lows[j] in g["they_too"], lows[j] in g["it"]
        other = said.another(said.many if many else said.thing if thing else person, many, thing)
        if self.lexicon.large and not (many or thing):  # "ihm" is no Anna
            other = Said(tuple(said.fitting(other.people, lows[j])), other.text)
        far = thing and other.people and other.people[0].start < said.before and not self.lexicon.free
        if far and self.told is not None and self.tokens.starts[self.told.head] >= said.here:
            other = Said()  # "Norsa sued. Ott wrote a film in 2017. Brell bought the rights and will release it"
        receives = thing and self._receives(group, j)  # "A judge granted it 30 days"
        meant = other if self.lexicon.free or receives else self.object_told(many, thing) or other
        if meant.text and meant.people and not self.lexicon.free:
            return j, Said((), meant.text)  # "Emails about Norsa were found. Police read them"
        own = {one.actor for one in subject}
        people = tuple(m for m in meant.people if m.actor not in own)
        return j, Said(people, meant.text if people or not meant.people else "")  # "Berg informed him": not himself

    def _receives(self, group: Group, j: int) -> bool:
        """The "it" at token j is given what stands behind it, so that it is somebody: "granted it 30 days"."""
        tokens, after = self.tokens, j + 1
        counted = after < group.end and (tokens.lows[after][0].isdigit() or tokens.words[after].bits & flag.DETERMINERS)
        return bool(counted) and group.verb.lemma in self.lexicon.status["giving"] and bool(self.referents.thing.people)

    def _led_by(self, group: Group, subject: Sequence[ActorMention], pronoun: str) -> Said | None:
        """The one person named before a named subject in its clause: "At the request of Ott, Berg told him"."""
        if self.lexicon.free or len(subject) != 1 or subject[0].kind is not _PERSON:
            return None
        led = (i for i in self.between(group.start, group.first) if self.role(i) in self.lexicon.grammar["led_by"])
        before = (self.mentions[i] for i in led)
        people = {m.actor: m for m in before if m.kind is _PERSON and m.end < subject[0].start}
        people.pop(subject[0].actor, None)
        return Said((one,)) if len(people) == 1 and self._may_be(one := next(iter(people.values())), pronoun) else None

    def _may_be(self, person: ActorMention, pronoun: str) -> bool:
        """The person is not known to be of the other gender."""
        return gender(person.actor) != ("m" if pronoun in self.lexicon.grammar["she"] else "f")

    def _partner(self, subject: Sequence[ActorMention], pronoun: str) -> Said | None:
        """The other of the two whom alone the sentence before names together, for one of them: "Berg and Visser spoke.
        Berg told him"."""
        said, pair = self.referents, self.referents.pair
        if len(subject) != 1 or len(pair) != 2 or subject[0].kind is not _PERSON:
            return None
        two = {m.actor for m in pair}
        if subject[0].actor not in two or {m.kind for m in pair} != {_PERSON}:
            return None
        last = bisect_left(said.people, said.here, key=attrgetter("start"))
        first = bisect_left(said.people, said.before, key=attrgetter("start"))
        if {m.actor for m in said.people[first:last]} != two:
            return None
        other = pair[pair[0].actor == subject[0].actor]
        return Said((other,)) if self._may_be(other, pronoun) else None

    def _is_object(self, j: int, group: Group) -> bool:
        """The "it" at token j stands for no clause ("found it hard to", "made it clear that") and is no subject of what
        is said ("said it was shut")."""
        tokens, after = self.tokens, j + 1
        ends = after >= len(tokens.lows) or after in self.times or not tokens.lows[after][0].isalnum()
        flags = 0 if ends else tokens.words[after].bits
        speech = spoken(group.kind)
        if group.phrasal or (speech and not ends and not flags & (flag.PREPOSITIONS | flag.COORDINATORS)):
            return group.verb.lemma in self.lexicon.grammar["naming"]
        linked = self.lexicon.grammar["to"] | self.lexicon.grammar["that"]
        return bool(flags) or linked.isdisjoint(self.tokens.lows[j + 2 : j + 3])

    def _object_before(self, group: Group) -> int:
        """The token of the pronoun right before the verb for whom it is done to: "la policía lo detuvo", "l'a arrêté",
        "его задержали", -1 without; only of what is done to persons, as "lo anunció" is no person."""
        g, lows, j = self.lexicon.grammar, self.tokens.lows, group.first - 1
        if group.passive or j < 0 or group.verb.happening not in g["him_in"]:
            return -1
        j -= lows[j] == "'"
        if self.lexicon.nominatives and j > group.start and self.tokens.words[j].bits & flag.ADVERBS:
            j -= 1  # "его заочно приговорили"
        return j if j >= group.start and lows[j] in g["him_before"] else -1
