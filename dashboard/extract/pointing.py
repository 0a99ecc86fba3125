"""Whom a pronoun, "the two" or "the company" beside a verb means, and what "whom" and "her" before a noun stand for.

A pronoun stands for the last subject of its kind (`refer.py` keeps them); nearest before the verb wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dashboard.extract import flag
from dashboard.extract.actors.given import gender
from dashboard.extract.cues import STANDING, WHOM
from dashboard.extract.lexicon import Lexicon, human_endings, spoken
from dashboard.extract.object_pronoun import Objects
from dashboard.extract.placeholder import holds_place
from dashboard.extract.refer import Said
from dashboard.extract.tokens import Group, Names, Tokens
from dashboard.model import ActorMention, Kind

_PERSON = Kind.PERSON
_CLOSING = frozenset('”"’»')  # behind what is quoted
_INSIDE = flag.HE_SHE | flag.THEY  # of an auxiliary: "a-t-il"
_THIRD = flag.HE_SHE | flag.THEY | flag.IT
_AGES = 400  # tokens before an age in which it may stand for somebody without a name


@cache
def _pairing(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """The words that begin "the two" and the like, and those that end it."""
    both = [said.split() for said in lexicon.grammar["both"]]
    return frozenset(words[0] for words in both), frozenset(words[-1] for words in both)


class Pointing(Objects):
    """The mentions, and the last subjects that pronouns can mean."""

    def __init__(self, tokens: Tokens, mentions: Sequence[ActorMention], lexicon: Lexicon, names: Names) -> None:
        super().__init__(tokens, mentions, lexicon, names)
        self.asked: Group | None = None  # of whom `pronoun` was last asked
        self.answer: tuple[int, list[ActorMention]] = -1, []
        self.paired, self.pairing = _pairing(lexicon)
        self.aged: dict[str, list[ActorMention]] = {}  # whom "the 23-year-old" has meant

    def pronoun(self, group: Group) -> tuple[int, list[ActorMention]]:
        """The pronoun, "the company" or "the two" nearest before the verb: its token, -1 without, and whom it means."""
        if self.asked is not group:
            reach = 5 if self.lexicon.large else 3 if self.lexicon.free else 2
            near = self.tokens.holds(group.start, group.first + reach, STANDING)
            self.asked, self.answer = group, self._pronoun(group) if near else (-1, [])
        return self.answer

    def _pronoun(self, group: Group) -> tuple[int, list[ActorMention]]:
        g, said, words, lows = self.lexicon.grammar, self.referents, self.tokens.words, self.tokens.lows
        behind = self._right_behind(group.first) if self.lexicon.free else range(0)
        described, sie = said.described(group.start, group.first + 3 if len(behind) > 1 else group.first + 2), g["sie"]
        standing = self.tokens.cued(group.start, group.first, STANDING)[::-1]
        if words[group.first].bits & _INSIDE and group.first < group.head:
            standing.insert(0, group.first)
        standing += behind  # "am Montag trafen sie sich"
        for j in standing:
            flags, low = words[j].bits, lows[j]
            if lows[j - 1] == "," and lows[j + 1 : j + 2] == [","]:
                continue  # "la Norvège, elle, ratifiera"
            if low in g["couple"] and lows[j - 1] == "," == lows[group.first - 1]:
                continue  # "Berg and Ott, both engineers, left"
            if flags & flag.HE_SHE and self.lexicon.articled and words[j - 1].bits & flag.PREPOSITIONS:
                continue  # "en él participaron sesenta agentes"
            if flags & _THIRD and j + 1 < group.first and lows[j + 1] in g["not_verbs"]:
                return -1, []  # "they used data collected by"
            if self.lexicon.large and flags & (flag.HE_SHE | flag.SIE) and self._closes_saying(group, j):
                return j, [m for m in said.earlier.people if not self.plural(group)]
            if self.lexicon.large and flags & (flag.HE_SHE | flag.SIE) and self.undergone(group, low):
                return j, []
            if low in sie:
                return j, list((said.many if self.plural(group) else self._of_gender(group, low)).people)
            if j in described and lows[j - 1] in g["oblique"]:
                continue  # "den Konzern"
            if (
                j in described and (self.governor(j) or group.opener) == group.opener
            ):  # "after the airline cut its fares"
                return j, said.body(j) or (self._both(j, group) or [] if low in self.pairing else [])
            if not flags:
                if low in g["aged"] and lows[max(0, j - 3)] in g["definite"] and self._ends_age(j + 1, group):
                    return j, self._of_age(j)
                if low in self.pairing and (pair := self._both(j, group)) is not None:
                    return j, pair
            elif flags & flag.HE_SHE:
                if spoken(group.kind) and (closed := said.who_closed()):
                    return j, list(closed)
                if low in g["feminine"] or low in g["masculine"] or low in g["neuter"]:
                    return j, [] if self.expletive(group, j) else list(self._of_gender(group, low).people)
                people = (said.earlier if self._attributes(group, low) else said.person).people
                if not (people or group.passive or group.tense == "pluperfect"):
                    people = said.who_closed()  # "A girl drowned, Ott said. He closed the beach", but "She had left"
                if not self.lexicon.free:
                    people = people or self._dealt_with(group)
                    return j, said.fitting(people, low)
                return j, [m for m in people if self._is_of_gender(m, low)]
            elif flags & flag.POSSESSIVE and low not in g["person_possessive"] and self._owned_arm(j):
                owners = (said.thing if low in g["its"] else said.many).people
                return j, [m for m in owners if m.kind is not _PERSON]
            elif flags & flag.IT:
                thing = self.expletive(group) or (group.passive and group.verb.lemma in g["things"])
                thing = thing or group.verb.lemma in g["costing"] or bool(self.failing(group)) or self.is_way(group)
                return j, [] if thing else list(said.thing.people)
            elif flags & flag.THEY:
                those = list(self.those(group).people)
                return j, those if len(those) > 1 or low not in g["couple"] else []  # "both" are two
            elif low in self.pairing and (pair := self._both(j, group)) is not None:
                return j, pair
        return -1, []

    def has_its_own_was(self, j: int, group: Group) -> bool:
        """The pronoun at token j is the subject of a "was" behind which another is that of the verb: "she was hopeful a
        deal could be struck"."""
        words = self.tokens.words
        own = range(j + 2, group.first)
        return (
            j + 2 < group.first
            and words[j].bits & _THIRD != 0
            and words[j + 1].bits & flag.BE != 0
            and any(words[k].bits & flag.DETERMINERS and self.tokens.is_plain(k + 1) for k in own)
            and not any(words[k].bits & (flag.JOINS | flag.PREPOSITIONS) for k in own)
        )

    def _dealt_with(self, group: Group) -> tuple[ActorMention, ...]:
        """The one person behind the verb before, whom somebody without a name dealt with, where something was done to
        "him" before: "A judge denied bail to Berg, a week after she was arrested"."""
        told = self.told
        if told is None or self.told_by or not group.passive or group.start < told.end:
            return ()
        if self.tokens.starts[told.head] < self.referents.here or group.opener not in self.lexicon.grammar["soft"]:
            return ()
        people = [self.mentions[i] for i in self.between(told.head, told.end) if self.mentions[i].kind is _PERSON]
        return tuple(people) if len(people) == 1 else ()

    def _closes_saying(self, group: Group, j: int) -> bool:
        """ "…, sagte er": the pronoun right behind the verb is whoever was told of before this sentence, not who is
        named in what is said."""
        plain = self.tokens.lows[group.start] == "," and group.first == group.start + 1 and j == group.first + 1
        return plain and not group.opener and spoken(self.lexicon.happenings.get(group.verb.happening))

    def _ends_age(self, j: int, group: Group) -> bool:
        """No noun goes on from "the 23-year-old" at token j: none begins there, or behind the verb none is written
        large."""
        plain = group.first < j < len(self.tokens.starts) and self.tokens.text[self.tokens.starts[j]].islower()
        return plain or self._closes(j, group.first)

    def _of_age(self, j: int) -> list[ActorMention]:
        """Whom "the 23-year-old" whose age stands two tokens before j means: the last person; where nouns are written
        large the one beside whose name that age stands, else whoever alone the sentence before names and describes, and
        later whom it has meant; nobody with another age, without a name ("ein 23-Jähriger") or who has only spoken."""
        lows = self.tokens.lows
        if not self.lexicon.large:
            return list(self.referents.person.people)
        aged = (k for k in range(max(1, j - _AGES), j - 2) if lows[k] == lows[j - 2] and lows[k + 1] == "-")
        unnamed = any(lows[k - 1] not in self.lexicon.grammar["definite"] for k in aged)
        named = {self.mentions[i].actor: self.mentions[i] for i in self.between(max(0, j - _AGES), j - 3)
                 if self._age(i) == lows[j - 2]}  # fmt: skip
        key = f"{lows[j - 3]} {lows[j - 2]}"
        if key not in self.aged:
            self.aged[key] = [] if named else self._told_alone(j)
        people = list(named.values()) or self.aged[key]
        fits = "f" if lows[j - 3] in self.lexicon.grammar["feminine"] else "m"
        if len(people) != 1 or unnamed or (gender(people[0].actor.partition(" ")[0]) or fits) != fits:
            return []
        return people

    def _age(self, i: int) -> str:
        """The age beside the name of a person: "Kurt Ott (23)", "Kurt Ott, 23,"; "" without."""
        behind = self.tokens.lows[self.till[i] : self.till[i] + 3]
        beside = self.mentions[i].kind is _PERSON and behind[:1] in (["("], [","]) and behind[2:] in ([")"], [","])
        return behind[1] if beside and behind[1].isdigit() else ""

    def _told_alone(self, j: int) -> list[ActorMention]:
        """The last person, where the sentence before and this one up to the age before token j name him or tell of him,
        and name and describe nobody else."""
        said, people, tokens = self.referents, list(self.referents.person.people), self.tokens
        a, b = tokens.index(said.before), j - 3
        told = self.told is not None and tokens.starts[self.told.head] >= said.before and people[:1] == [
            m for m in self.told_by if m.kind is _PERSON
        ]  # fmt: skip
        if len(people) != 1 or not (told or said.before <= people[0].start):
            return []
        if told and self.told is not None and spoken(self.told.kind):
            return []
        others = any(
            self.mentions[i].actor != people[0].actor and self.mentions[i].kind is _PERSON for i in self.between(a, b)
        )
        beside = others or any(self._age(i) for i in self.between(a, b))
        return [] if beside or any(self._is_human(k) for k in range(a, b)) else people

    def _is_human(self, k: int) -> bool:
        """Token k may mean somebody without a name: a noun that ends as those of persons do, or "him"."""
        tokens, g = self.tokens, self.lexicon.grammar
        low = tokens.lows[k]
        if k in self.inside or k in self.times or k in tokens.titles:
            return False
        if low in g["him"]:
            return True
        return (
            not tokens.words[k].bits
            and tokens.text[tokens.starts[k]].isupper()
            and low.endswith(human_endings(self.lexicon))
        )

    def those(self, group: Group) -> Said:
        """What "they" before a verb means: the last subject of many, but behind a land or a body that did something to
        several those, where only they can be meant: "Norway sent 200 men. They will stay", "were deployed". Troops that
        a land sends are its own."""
        said, arms = self.referents, self.lexicon.grammar["arms"]
        many, lows = said.many, self.tokens.lows[group.start : group.first]
        kind = group.kind.name if group.kind is not None else ""
        if not self.lexicon.free and kind in self.lexicon.grammar["mutually"] and len(many.people) == 1:
            return said.joint if said.joint.people else many  # one alone agrees with nobody
        if self.lexicon.free or any(m.kind is _PERSON for m in many.people):
            return many
        if len(many.people) == 1 and not self.lexicon.grammar["the_two"].isdisjoint(lows):
            meant = self.object_told(True, False)
            return said.several if meant is None or not self._are_persons(meant.text) else meant
        beside = many is said.joint and len(self.told_by) == 1  # "sent troops to its border with Denmark"
        one = len(many.people) == 1 or (beside and len(many.people) > 1)
        land = one and all(m.kind is Kind.COUNTRY for m in many.people)
        if not (land or (group.passive and (one or not many.people))):
            return many
        meant, told = self.object_told(True, False), self.told
        if meant is None or told is None or not ((land and group.passive) or self._are_persons(meant.text)):
            return many
        sent = told.kind is not None and told.kind.name in self.lexicon.grammar["sends_own"]
        own = sent and not arms.isdisjoint(meant.text.lower().split())
        return Said(tuple(self.told_by), meant.text) if own else meant

    def _are_persons(self, text: str) -> bool:
        """The noun phrase means several persons, or what acts for a state: "two players", "warships"."""
        grammar = self.lexicon.grammar
        low = text.lower().split()
        return any(word in grammar["arms"] or word[:-1] in grammar["person_nouns"] for word in low) or (
            low[-1] in grammar["many"]
        )

    def _is_of_gender(self, m: ActorMention, pronoun: str) -> bool:
        """The pronoun fits the given name, in languages whose names tell by their ending: "он" is no Мария."""
        endings, given = self.lexicon.grammar["feminine"], m.actor.split()[0]
        if not endings or given.isascii() or given.isupper():
            return True
        told = gender(given)
        return (told == "f" if told else given[-1] in endings) == (pronoun in self.lexicon.grammar["she"])

    def _right_behind(self, first: int) -> range:
        """The tokens right behind a finite verb in which its subject can be: "trafen sie", "trafen die beiden"."""
        lows, g = self.tokens.lows, self.lexicon.grammar
        two = lows[first + 1 : first + 2] and (lows[first + 1] in g["definite"] or lows[first + 1] in self.paired)
        aged = two and lows[first + 3 : first + 4] == ["-"]  # "trat der 61-Jährige"
        return range(first + 1, min(first + (5 if aged else 3 if two else 2), len(lows)))

    def _suffers(self, group: Group) -> bool:
        """The clause tells what is done to persons: "il a été interpellé", "il est soupçonné d'avoir volé"."""
        if group.led and group.chain[0][0] in self.lexicon.status["accusing"]:
            return True
        return group.passive and group.verb.happening in self.lexicon.grammar["him_in"]

    def _of_gender(self, group: Group, pronoun: str) -> Said:
        """What a pronoun of that gender means: a person where the clause tells what is done to one, or what only a
        person does; where nouns are written large something else where there is none."""
        if self.lexicon.articled and (put_off := self._put_off(group)) is not None:
            return put_off
        if group.verb.lemma in self.lexicon.grammar["things_do"]:
            return self.referents.inanimate(pronoun)
        human = self._suffers(group) or group.verb.lemma in self.lexicon.grammar["persons_do"]
        said = self.referents.of_gender(pronoun, human)
        return said if said.people or not (human and self.lexicon.large) else self.referents.of_gender(pronoun)

    def _put_off(self, group: Group) -> Said | None:
        """What was put off in the clause told before, where this one tells when it was to take place: "Le tribunal a
        reporté le procès. Il devait s'ouvrir lundi"."""
        status, told = self.lexicon.status, self.told
        if told is None or told.verb.happening not in status["done_to"] or group.verb.lemma not in status["occur"]:
            return None
        return self.object_told(many=False, thing=True) or self.object_told(many=True, thing=True)  # "procès"

    def _both(self, j: int, group: Group) -> list[ActorMention] | None:
        """Whom "the two" or "both sides" that ends at token j means, None where it is no such phrase."""
        lows, said_before = self.tokens.lows, self.referents
        said = (" ".join(lows[max(0, j - width + 1) : j + 1]) for width in (1, 2, 3, 4))
        words = next((words for words in said if words in self.lexicon.grammar["both"]), "")
        if not words or (self.lexicon.large and self.counts_others(j + 1)):
            return None
        if (governor := self.governor(j - words.count(" "))) and (self.lexicon.free or governor != group.opener):
            return None  # but "before the two left"
        pair, pairs, grammar = said_before.pair, said_before.pair_of, self.lexicon.grammar
        two = not grammar["two_only"].isdisjoint(words.split())
        if lows[j] in grammar["countries"]:
            return list(pairs.get(Kind.COUNTRY, ()))
        if lows[j].removesuffix("s") in grammar["person_nouns"]:
            pair = pairs.get(_PERSON, ())
        elif two and lows[j] not in grammar["of_bodies"] and (joined := self.joined_pair(j)):
            pair = joined if not pair or joined[1].start > max(m.start for m in pair) else pair
        if (persons := any(m.kind is _PERSON for m in pair)) and lows[j] in grammar["of_bodies"]:
            return list(pairs.get(Kind.COUNTRY) or pairs.get(Kind.ORGANIZATION, ()))
        return list(pair) if not (two and persons) or len(pair) < 3 else []

    def _attributes(self, group: Group, pronoun: str) -> bool:
        """ "…, he said" closes a sentence: he is whoever spoke before it, not who is named in what is said; who does
        there what he says, where the last person before it did not speak or is no he: "Berg left. Lind resigned, he
        said"."""
        kind, said = self.lexicon.happenings.get(group.verb.happening), self.referents
        before, tokens = said.earlier, self.tokens
        ends = tokens.lows[max(0, group.start - 1) : group.start + 1]
        quoted = not _CLOSING.isdisjoint(ends)  # "…," he said
        closes = "," in (ends if quoted else ends[-1:]) and not group.opener and bool(before.people or before.text)
        opening = tokens.words[tokens.index(said.here)].bits
        closes = closes and not opening & flag.SUBORDINATORS  # "When Berg left, he thanked …"
        if not (closes and spoken(kind)) or self.lexicon.free:
            return False
        itself = said.last.people and said.last is said.person and said.last is not before
        if not itself or quoted or not before.people or not said.fits(said.last.people[0], pronoun):
            return True
        return before.people[0].actor == said.spoke and said.fits(before.people[0], pronoun)

    def expletive(self, group: Group, at: int = -1) -> bool:
        """ "It", at token `at` where that is neuter alone, stands for what follows: "it was announced that", "it was
        agreed to wait", or for nothing: "es gab"."""
        kind = self.lexicon.happenings.get(group.verb.happening)
        says = spoken(kind)
        grammar, behind = self.lexicon.grammar, self.tokens.lows[group.head + 1 : group.head + 4]
        if group.verb.lemma in grammar["impersonal"] and not grammar["that"].isdisjoint(behind):
            return True  # "it became known that"
        if group.led and group.chain[0][0] in grammar["impersonal"]:
            return True  # "il a été décidé de fermer"
        if not grammar["nobody_s"].isdisjoint(self.tokens.lows[group.first : group.head]):
            return True  # "il a fallu attendre"
        if at >= 0 and self.tokens.lows[at] in grammar["neuter"]:
            return holds_place(self.tokens, at, group, self.lexicon, self.times, self.inside)
        return group.passive and (says or not (grammar["to"] | grammar["that"]).isdisjoint(behind[:1]))

    def antecedent(self, group: Group) -> list[ActorMention]:
        """The name that "whom" stands for: Visser in "Visser, whom Berg accused of fraud"."""
        lows, g = self.tokens.lows, self.lexicon.grammar
        if not self.tokens.here & WHOM:
            return []
        for j in range(group.start, group.first - 1):
            own = any(not self.tokens.words[k].bits and k not in self.times for k in range(j + 1, group.first))
            if lows[j] in g["whom"] and own and "," not in lows[j : group.first]:
                at = j - 1 if lows[j - 1] in g["with_whom"] else j  # "with whom Berg met"
                if lows[at - 1] == "," or at == group.start:
                    return self.ending_at(at)
        return []

    def unnamed(self, group: Group) -> str:
        """The last subject without a name that a pronoun of the clause, or its missing subject, can mean."""
        said, at = self.referents, self.pronoun(group)[0]
        flags = self.tokens.words[at].bits if at >= 0 else 0
        if at >= 0 and self.lexicon.large and (text := self.undergone(group, self.tokens.lows[at])):
            return text
        if self.plural(group):
            far = self.lexicon.large and said.many_since < said.before
            return "" if far else said.many.text
        if flags & flag.HE_SHE and self.lexicon.grammar["feminine"]:
            return "" if self.expletive(group, at) else self._of_gender(group, self.tokens.lows[at]).text
        if flags & flag.SIE:
            return self._of_gender(group, self.tokens.lows[at]).text
        return said.last.text if at < 0 else said.person.text or said.thing.text

    def _unnamed(self, group: Group) -> bool:
        """Whom a pronoun of this clause means has no name, or is not named in it."""
        person = self.referents.person
        return bool(person.text and not person.people) or self._attributes(group, self.tokens.lows[group.first - 1])

    def bodies_before(self, group: Group) -> tuple[ActorMention, ...]:
        """The one body that the subject belongs to: Norsa of "Norsa's shares fell"."""
        if self.lexicon.free:
            return ()
        here = [i for i in self.between(group.start, group.first) if self._acts(i)]
        owns = len(here) == 1 and self.mentions[here[0]].kind is Kind.ORGANIZATION and self.possessive(here[0])
        return (self.mentions[here[0]],) if owns else ()

    def owner(self, j: int) -> list[ActorMention]:
        """Whom "his", "her", "its" or "their" at token j means."""
        people, low = self._whose(j, j + 1), self.tokens.lows[j]
        return self.referents.fitting(people, low) if low in self.lexicon.grammar["person_possessive"] else people

    def _whose(self, a: int, noun: int) -> list[ActorMention]:
        """Whom "his", "its" or "their" before a noun mean: "her defeat by Visser"."""
        g, said = self.lexicon.grammar, self.referents
        for j in range(noun - 1, a - 1, -1):
            low, flags = self.tokens.lows[j], self.tokens.words[j].bits
            if flags & flag.POSSESSIVE:
                thing, person = said.thing, said.person
                if not thing.people and thing.text.endswith(self.tokens.lows[noun]):
                    thing = said.beside_it  # "its annual meeting will take place" is the last subject itself
                if not person.people and person.text.endswith(self.tokens.lows[noun]):
                    person = said.beside_him  # "her husband died"
                people = person if low in g["person_possessive"] else thing if low in g["its"] else said.many
                return list(people.people) if not self.lexicon.free else []
            if not low[0].isalnum() or flags:
                break
        return []

    def _owned_arm(self, j: int) -> bool:
        """ "Its leaders", "their presidents": what acts for the one just named."""
        head, g = self._head(j + 1), self.lexicon.grammar
        joined = self.tokens.words[j - 1].bits & (flag.COORDINATORS | flag.PREPOSITIONS)  # "Spain and its neighbour"
        if not (self.lexicon.free or joined) and self.tokens.lows[j] in g["its"] and head > j:
            return self.tokens.lows[head] in g["arms"] | g["person_nouns"]  # "its chief executive"
        return head > j and self.tokens.lows[head] in g["arms"]
