"""Who takes part in a clause: the names before and after its verb, and whom its pronouns stand for.

The subject is the name (or names) before the verb that no preposition governs; a pronoun stands for the last subject of
its kind. After the verb take part the object and whom it is done by, with, to or against; a name that only describes a
noun ("Airbus jets", "the head of Airbus in Spain") does not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache

from dashboard.extract.lexicon import AUXILIARIES, Lexicon
from dashboard.extract.refer import Referents, body_nouns
from dashboard.extract.tokens import NOWHERE, Group, Names, Tokens
from dashboard.model import ActorMention, Kind, Role

_JOINS = frozenset(("subordinators", "coordinators"))
# Asked of every mention, and slow to look up in their enums.
_PERSON, _ORGANIZATION, _GROUP, _PLACE = Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP, Kind.PLACE
_ACTOR, _LOCATED = Role.ACTOR, Role.PLACE


@cache
def _standing(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """The words that end "the two" and the like, and all words that can stand for a name."""
    g = lexicon.grammar
    pairing = frozenset(said.split()[-1] for said in g["both"])
    return pairing, pairing.union(g["sie"], g["he_she"], g["possessive"], g["it"], g["they"], body_nouns(lexicon))


class People:
    """The actor mentions of an article, and the last subjects its pronouns can mean."""

    def __init__(self, tokens: Tokens, mentions: Sequence[ActorMention], lexicon: Lexicon, names: Names) -> None:
        self.tokens, self.lexicon, self.times = tokens, lexicon, names.times
        self.mentions, self.joining = mentions, lexicon.grammar["joining"]
        self.at = [first for first, _ in names.spans]
        self.till = [stop for _, stop in names.spans]
        self.begins = set(self.at)
        self.opens: Set[int] = frozenset()  # first tokens of sentences: no noun phrase goes back beyond
        self.governors: dict[int, str] = {}  # answers of `preposition`
        self.joints: dict[int, int] = {}  # answers of `_joined_to`
        self.describes = {i for i in range(len(mentions)) if self._describes(i)}
        self.inside = names.mentioned
        self.referents = Referents(tokens, mentions, lexicon, self.inside)
        self.named = True  # the last subject is the names themselves, not "the board of Acme"
        self.asked: tuple[Group, int, list[ActorMention]] | None = None  # the last answer of `pronoun`
        self.pairing, self.standing = _standing(lexicon)

    def between(self, a: int, b: int) -> range:
        """Indices of the mentions that begin in tokens a…b."""
        first = bisect_left(self.at, a)
        if first == len(self.at) or self.at[first] >= b:
            return NOWHERE
        return range(first, bisect_left(self.at, b, first))

    def preposition(self, i: int) -> str:
        """The preposition before a mention, over determiners and titles; "" where there is none near."""
        if i not in self.governors:
            self.governors[i] = self.governor(self.at[i], self.mentions[i].kind is _PERSON)
        return self.governors[i]

    def role(self, i: int) -> str:
        """The preposition that governs a mention, in a list that of its first: "between Ada Berg and Jan Visser"."""
        found = self.preposition(i)
        while not found and self._listed(i):
            i = self._joined_to(i)
            found = self.preposition(i)
        return found

    def _listed(self, i: int) -> bool:
        """A later item of a list that an "and" closes, here or further on."""
        while (before := self._joined_to(i)) >= 0:
            if not self.joining.isdisjoint(self.tokens.lows[self.till[before] : self.at[i]]):
                return True
            after = i + 1
            while after in self.describes:
                after += 1
            if after >= len(self.at) or self._joined_to(after) != i:
                return False
            i = after
        return False

    def governor(self, at: int, person: bool = False) -> str:
        """The preposition before the noun phrase that token `at` belongs to."""
        tokens = self.tokens
        j, titled, pairing = at - 1, False, self.lexicon.grammar["pairing"]
        joined = 0  # behind "and" only a preposition that asks for two reaches so far: "between the union and Ota"
        while j >= 0 and at - j < 8 + joined and j + 1 not in self.opens:
            if j in self.times:
                return ""  # "on Wednesday Biden met Putin": it governs the day
            word, low = tokens.words[j], tokens.lows[j]
            if low in self.lexicon.grammar["including"] and (low != "as" or tokens.lows[j - 1] == "such"):
                j -= 1 + (low == "as")  # "guarantees such as Norway's pledge": as the noun before
                continue
            if "prepositions" in word.flags or low == "to":
                if joined and low not in pairing:
                    return ""
                if at - j == 2 and low in self.lexicon.grammar["bare_of"] and self._bare(j + 1):
                    j -= 1  # "le fabricant de vélos Véloria"
                    continue
                if not (
                    titled
                    and low in self.lexicon.grammar["complement"]
                    and j
                    and tokens.text[tokens.starts[j - 1]].isupper()
                ):
                    return low  # but "Secretary of State Blinken", "President of Ukraine Zelenskyy"
            elif not joined and pairing and low in self.joining:
                joined = 6
            elif low == "'" and tokens.lows[j - 1] in self.lexicon.grammar["definite"]:
                pass  # "contre l'Ukraine", but "l'homme d'affaires Lacaze"
            elif (
                (not low[0].isalnum() and not (joined and low == "'"))
                or not word.flags.isdisjoint(_JOINS)
                or (word.verb and not word.noun)
            ):
                return ""
            elif low != "the":
                titled = person and tokens.text[tokens.starts[j]].isupper()
            j -= 1
        return ""

    def _bare(self, j: int) -> bool:
        """A common noun without an article."""
        word = self.tokens.words[j]
        noun = not word.flags and (word.verb is None or bool(word.noun))
        return noun and self.tokens.text[self.tokens.starts[j]].islower()

    def list_commas(self, a: int, b: int) -> set[int]:
        """The commas in tokens a…b that stand inside a list of names: "advisers of Norway, Sweden and Denmark"."""
        if "," not in self.tokens.lows[a:b]:
            return set()
        commas = {j for j in range(a, b) if self.tokens.lows[j] == ","}
        gaps = ((self.till[self._joined_to(i)], self.at[i]) for i in self.between(a, b) if self._listed(i))
        inside = {j for x, y in gaps for j in range(x, y)}
        return commas & inside

    def coordinated(self, i: int) -> bool:
        """Joined by "and" or a comma to the mention right before it, which no other word parts from it."""
        return self._joined_to(i) >= 0

    def _joined_to(self, i: int) -> int:
        """The mention that "and" or a comma joins this one to, -1 without."""
        if i not in self.joints:
            self.joints[i] = self._joint(i)
        return self.joints[i]

    def _joint(self, i: int) -> int:
        before, person = i - 1, self.mentions[i].kind is _PERSON
        while (
            before in self.describes
            or (
                person and before > 0 and self.mentions[before].kind is not _PERSON and self.preposition(before) == "of"
            )
            or (before > 0 and self.mentions[before].kind is _GROUP and self.till[before] == self.at[before + 1])
        ):
            before -= 1  # "Ada Berg of Norway and Jan Visser", "Duarte y su homólogo español Rivas"
        if before < 0:
            return -1
        lows, gap = self.tokens.lows, range(self._past_aside(self.till[before], self.at[i]), self.at[i])
        between = lows[gap.start : gap.stop]
        if len(between) > 11 or ("," not in between and self.joining.isdisjoint(between)):
            return -1
        inside = {j for k in range(before + 1, i) for j in range(self.at[k], self.till[k])}
        for j in gap:
            low = lows[j]
            if j in self.opens:
                return -1
            if not (low == "," or low in self.joining or j in inside or self._nominal(j)) and not (
                low == "of" and (j + 1 in inside or self.tokens.text[self.tokens.starts[j - 1]].isupper())
            ):
                return -1
        return before

    def _past_aside(self, a: int, b: int) -> int:
        """Where tokens a…b go on behind what two commas say of the name before: "Ada Berg, 45, and", "Ada Berg, head of
        Norsa, and"; a where they say nothing."""
        lows, words = self.tokens.lows, self.tokens.words
        if b - a < 3 or lows[a] != ",":
            return a
        close = next((j for j in range(a + 1, b) if lows[j] == ","), a)
        for j in range(a + 1, close):
            verb = words[j].verb is not None and not words[j].noun and j not in self.inside
            if verb or words[j].flags & {"subordinators", "coordinators"} or j in self.opens:
                return a
        return close

    def _nominal(self, j: int) -> bool:
        """A determiner or common noun, as in "X and the operator Y"."""
        word = self.tokens.words[j]
        return (
            self.tokens.lows[j][0].isalpha()
            and word.verb is None
            and (not word.flags or not word.flags.isdisjoint(("determiners", "possessive")))
        )

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

    def pronoun_object(self, group: Group, subject: Sequence[ActorMention]) -> tuple[int, list[ActorMention]]:
        """The token of "him", "her" or "them" behind the verb, -1 without, and whom it means: the last person who did
        something or had it done to him, or before this sentence where a person is the subject."""
        g, said, lows = self.lexicon.grammar, self.referents, self.tokens.lows
        reach = range(group.first + 1, group.end - 1) if self.lexicon.large else range(group.head + 1, group.head + 2)
        j = next((j for j in reach if lows[j] in g["him"]), -1)
        if j < 0 or group.passive or not self._closes(j + 1):
            return -1, []  # "her brother"
        person = said.earlier if any(m.kind is _PERSON for m in subject) else said.person
        meant = (said.many if lows[j] in g["they_too"] else person).people
        return j, [m for m in meant if m.actor not in {one.actor for one in subject}]

    def _closes(self, j: int) -> bool:
        """No noun begins at token j."""
        if j >= len(self.tokens.lows) or j in self.times or not self.tokens.lows[j][0].isalnum():
            return True
        word = self.tokens.words[j]
        return bool(word.flags) or (self.lexicon.large and word.verb is not None)

    def antecedent(self, group: Group) -> list[ActorMention]:
        """The name that "whom" stands for: Visser in "Visser, whom Berg accused of fraud"."""
        lows, g = self.tokens.lows, self.lexicon.grammar
        if g["whom"].isdisjoint(lows[group.start : group.first]):
            return []
        for j in range(group.start, group.first - 1):
            own = any(not self.tokens.words[k].flags for k in range(j + 1, group.first))
            if lows[j] in g["whom"] and own and "," not in lows[j : group.first]:
                at = j - 1 if lows[j - 1] in g["with_whom"] else j  # "with whom Berg met"
                if lows[at - 1] == "," or at == group.start:
                    return self.ending_at(at)
        return []

    def titles(self) -> set[int]:
        """The tokens of titles right before the whole names of persons: "Prime Minister of Canada", "the striker"."""
        found: set[int] = set()
        for i, m in enumerate(self.mentions):
            if m.kind is _PERSON and self.till[i] - self.at[i] > 1:
                found.update(range(self._title(i), self.at[i]))
        return found

    def _title(self, i: int) -> int:
        """Where the title of a person begins; his name where there is none."""
        tokens, persons = self.tokens, {j for k in range(max(0, i - 3), i) for j in self._of_person(k)}
        links, first, linked = self.lexicon.grammar["links"], self.at[i], False
        for j in range(first - 1, max(first - 14, -1), -1):
            if j in persons or j in self.times or j + 1 in self.opens:
                break
            low, word = tokens.lows[j], tokens.words[j]
            large, owned = tokens.text[tokens.starts[j]].isupper(), word.flags & {"determiners", "possessive"}
            if low in links:
                if linked or not tokens.text[tokens.starts[j - 1]].isupper():
                    break
                linked = True  # "Secretary of State": only with what is before it
                continue
            noun = low[0].isalpha() and not word.flags and (word.verb is None or bool(word.noun))
            if not large and (linked or not (owned or noun)):
                if word.verb is not None and low.endswith("ing"):
                    first = self.at[i]  # "chief operating officer": where the title begins is not known
                break
            first, linked = j, False
            if owned and tokens.lows[j - 1] not in links:
                break
        only = all(tokens.words[j].flags & {"determiners", "possessive"} for j in range(first, self.at[i]))
        return self.at[i] if only else first

    def _of_person(self, k: int) -> range:
        return range(self.at[k], self.till[k]) if self.mentions[k].kind is _PERSON else range(0)

    def _describes(self, i: int) -> bool:
        """The mention only says whose its neighbour is: "Russian Minister Lavrov", "Lavrov, the Russian minister"."""
        one, lows = self.mentions[i], self.tokens.lows
        if one.kind is _ORGANIZATION and self._is_model(self.till[i]):
            return True  # "an Airbus A320"
        if i + 1 < len(self.mentions):
            gap = range(self.till[i], self.at[i + 1])
            if gap and lows[gap.start] == "," and lows[gap.start + 1] in self.lexicon.grammar["relative"]:
                return False  # "Tesla, whose owner Musk …"
            if len(gap) < 8 and self._leads(one, gap, self.mentions[i + 1]):
                return True
        if i and self.mentions[i - 1].affiliation == one.actor:
            gap = range(self.till[i - 1], self.at[i])
            return len(gap) < 5 and "," in lows[self.till[i - 1] : self.till[i - 1] + 1]
        return False

    def _leads(self, one: ActorMention, gap: range, two: ActorMention) -> bool:
        """Two mentions with these tokens between are one noun phrase, about the second."""
        lows, words = self.tokens.lows, self.tokens.words
        if len(gap) > 1 and lows[gap[0]] == "." and self.tokens.text[self.tokens.starts[gap[1]]].islower():
            gap = gap[1:]  # "Acme Inc. chief executive Berg"
        if (
            len(gap) < 7
            and two.affiliation == one.actor
            and all(
                (lows[j][0].isalnum() or lows[j] in "-',")
                and (lows[j] not in self.joining or j > gap[0])
                and (words[j].verb is None or words[j].noun)
                for j in gap
            )
        ):
            return True  # "Russian Minister Lavrov", "Tesla's chief executive, Musk"
        return 0 < len(gap) < 4 and all(lows[j][0].isalpha() and self._common(j) for j in gap)  # "Airbus parent EADS"

    def _is_model(self, j: int) -> bool:
        """Token j is the number of a model: "A320", "737" unless something is counted ("300 jobs")."""
        low = self.tokens.lows[j] if j < len(self.tokens.lows) else ""
        if low.isalpha() or not any(c.isdigit() for c in low) or j in self.times:
            return False
        plain = j + 1 < len(self.tokens.lows) and self.tokens.lows[j + 1][0].isalpha() and self._common(j + 1)
        return not low.isdigit() or (len(low) == 3 and not plain)

    def _common(self, j: int) -> bool:
        """A common noun and nothing else."""
        word = self.tokens.words[j]
        return not word.flags and word.verb is None and self.tokens.text[self.tokens.starts[j]].islower()

    def possessive(self, i: int) -> bool:
        """The mention is a possessive: "Ukraine's"."""
        j = self.till[i]
        return j < len(self.tokens.lows) and self.tokens.lows[j] in ("'s", "'")

    def subject(self, group: Group) -> list[ActorMention]:
        """Named subject of a clause: the name or list of names nearest before the verb, or whom its pronoun means."""
        if group.host is not None:
            return self.subject(replace(group, start=group.host[0], first=group.host[1], host=None))
        if group.start == group.first and not self.lexicon.free:
            return []
        at, spoken = self.pronoun(group)
        here = list(filter(self._acts, self.between(group.start, group.first)))
        return self._subject(group, at, spoken, here) if here or at >= 0 or self.lexicon.free else []

    def _subject(self, group: Group, at: int, spoken: list[ActorMention], here: list[int]) -> list[ActorMention]:
        """The subject among the mentions `here` before the verb, and whom the pronoun at token `at` means."""
        if ":" in (before := self.tokens.lows[group.start : group.first]):  # "Ministry: Visser arrested"
            start = group.first - before[::-1].index(":")
            here = [i for i in here if self.at[i] >= start]
        governed = self.preposition if self.lexicon.free else self.role
        own = self.lexicon.grammar["absolute"] if group.absolute else ()  # "with Norway saying"
        direct = [i for i in here if self._is_head(i) and (not (by := governed(i)) or by in own)]
        if self.lexicon.free and not direct and self._subjectless(group):
            # the subject may stand after the verb, or between its parts
            after = (i for i in self.between(group.first, group.end) if self._acts(i) and not self.preposition(i))
            direct = [i for i in (next(after, None),) if i is not None]
        last = self.at[direct[-1]] if direct else -1
        if at >= 0 and (self.lexicon.free or last < at or (last == at and self._unnamed(group))):
            owner = self.tokens.lows[at] in self.lexicon.grammar["possessive"] or self.tokens.lows[at + 1] == "'s"
            self.named = not owner  # "its leaders", "the orchestra's board"
            return spoken
        if not direct and group.verb.happening in self.lexicon.grammar["dropped"] and self._subjectless(group):
            said = self.referents
            return list((said.many if self.plural(group) else said.person).people)
        if not direct:
            parts = [i for i in here if self._has_part(i) or self._owns(i) or self._names(i)]
            self.named = self.named and not parts
            return _unique(self.mentions[i] for i in parts)
        self.named = not self._several(direct[-1])
        chosen = [direct[-1]]
        listed = False
        for i in reversed(direct[:-1]):
            between = self.tokens.lows[self.till[i] : self.at[chosen[0]]]
            listed = listed or not self.joining.isdisjoint(between)
            if not listed or not self.coordinated(chosen[0]):
                break
            chosen.insert(0, i)
        return _unique(self.mentions[i] for i in chosen)

    def _unnamed(self, group: Group) -> bool:
        """Whom a pronoun of this clause means has no name, or is not named in it."""
        person = self.referents.person
        return bool(person.text and not person.people) or self._attributes(group)

    def _several(self, i: int) -> bool:
        """ "Two Turkish soldiers": some who act for the state and are not the state itself."""
        j = self._head(self.till[i])
        adjective = self.mentions[i].kind is _GROUP and j >= self.till[i]
        return adjective and self.tokens.lows[j] in self.lexicon.grammar["several"]

    def plural(self, group: Group) -> bool:
        """The finite verb is a plural by its ending, in languages whose file lists such endings; it may come last."""
        at = group.first
        if at == group.head and self.lexicon.grammar["closing"]:
            while at + 1 < group.end and self.tokens.words[at + 1].flags & AUXILIARIES:
                at += 1  # "dass sie zurückgezogen habe"
        return self.tokens.lows[at].endswith(self.lexicon.plural)

    def unnamed(self, group: Group) -> str:
        """The last subject without a name that a pronoun of the clause, or its missing subject, can mean."""
        said, at = self.referents, self.pronoun(group)[0]
        flags = self.tokens.words[at].flags if at >= 0 else frozenset()
        if self.plural(group):
            return said.many.text
        return said.last.text if "sie" in flags or at < 0 else said.person.text or said.thing.text

    def _subjectless(self, group: Group) -> bool:
        """Nothing before the verb can be its subject: "Firmaron un acuerdo" says that those just named signed."""
        light = {"prepositions", "determiners", "adverbs", "coordinators", "reflexive", "negation", "clitics"}
        before = range(group.start, group.first)
        return all(
            j in self.times or not self.tokens.lows[j][0].isalnum() or self.tokens.words[j].flags & light
            for j in before
        )

    def _acts(self, i: int) -> bool:
        m = self.mentions[i]
        if m.role is not _ACTOR or m.kind is _PLACE or i in self.describes:
            return False
        money = self.till[i] < len(self.tokens.lows) and self.tokens.lows[self.till[i]] in "$€£"
        return not (money or self.adjective(i))

    def _is_head(self, i: int) -> bool:
        """The mention is what its noun phrase is about, or has there an arm that acts for it: "Iran's parliament"."""
        j, lows = self.till[i], self.tokens.lows
        if j >= len(lows) or self.lexicon.free:
            return not self.possessive(i)
        if owns := lows[j] in ("'s", "'"):
            j += 1
        if not owns and not self._common_or_happening(j):
            return True
        head = self._head(j)
        return head >= j and lows[head] in self.lexicon.grammar["arms"]

    def _head(self, j: int) -> int:
        """The last noun of the phrase that goes on at token j, j - 1 without one."""
        last, k = j - 1, j
        while k < len(self.tokens.lows) and k < j + 4 and k not in self.begins and self._common_or_happening(k):
            last, k = k, k + 1
        return last

    def _common_or_happening(self, j: int) -> bool:
        """A noun in small letters, which may be that of a happening ("Airbus order")."""
        if j >= len(self.tokens.lows) or j in self.times:
            return False
        word = self.tokens.words[j]
        if word.flags - {"leading"} or not self.tokens.text[self.tokens.starts[j]].islower():
            return False
        if self.tokens.lows[j].endswith("ly") and self.tokens.lows[j] not in self.lexicon.grammar["ly_nouns"]:
            return False  # "Visser quickly resigned"
        return word.verb is None or bool(word.noun and not word.verb.forms & ~1)

    def _has_part(self, i: int) -> bool:
        """ "The board of Acme and Norsa": an arm of the body is the subject, so the body is; so with what it runs, and
        with its talks and strikes, whoever they are with or on."""
        while not self.preposition(i) and self._listed(i):
            i = self._joined_to(i)
        governor, g = self.preposition(i), self.lexicon.grammar
        lows, j = self.tokens.lows, self.at[i] - 1
        while j > 0 and "prepositions" not in self.tokens.words[j].flags:
            j -= 1
        if governor in g["arm_of"] and lows[j - 1] in g["arms"]:
            return True
        if (lows[j] in g["agent"] and lows[j - 1] in g["run"]) or lows[j - 1] in g["named_as"]:
            return True  # "a clinic run by Caritas", "a man identified as Ott"
        if governor not in g["party"]:
            return False
        return self._happens(j - 1) or (
            i > 0 and self.till[i - 1] == j and (self._has_part(i - 1) or self._names(i - 1))
        )

    def _owns(self, i: int) -> bool:
        """ "Ada Berg's visit": the happening of the one named."""
        head = self._head(self.till[i] + 1) if self.possessive(i) else -1
        return head > self.till[i] and self._happens(head)

    def _names(self, i: int) -> bool:
        """ "The US strike": the name right before the noun of a happening."""
        head = self._head(self.till[i]) if not self.preposition(i) else -1
        return head >= self.till[i] and self._happens(head)

    def _happens(self, j: int) -> bool:
        """Token j ends the noun of a happening: "a phone call"."""
        return bool(self.tokens.words[j].noun) or tuple(self.tokens.lows[j - 1 : j + 1]) in self.lexicon.phrase_noun

    def adjective(self, i: int) -> bool:
        """A demonym before a common noun that is no arm of the state: a "British boxer" is not the United Kingdom."""
        m, j = self.mentions[i], self.till[i]
        if m.kind is not _GROUP or j >= len(self.tokens.lows) or not self.tokens.lows[j][0].isalpha():
            return False
        if self.tokens.words[j].flags or (self.tokens.words[j].verb and not self.tokens.words[j].noun):
            return False
        while j + 1 < len(self.tokens.lows) and j < self.till[i] + 3:
            after = self.tokens.words[j + 1]
            if (
                not self.tokens.lows[j + 1][0].isalpha()
                or after.flags
                or after.verb is not None
                or j + 1 in self.begins
            ):
                break  # j is the head of the noun phrase
            j += 1
        return self.tokens.lows[j] not in self.lexicon.grammar["state_nouns"]

    def pronoun(self, group: Group) -> tuple[int, list[ActorMention]]:
        """The pronoun, "the company" or "the two" nearest before the verb: its token, -1 without, and whom it means."""
        if self.standing.isdisjoint(self.tokens.lows[group.start : group.first + 2]):
            return -1, []
        if self.asked is None or self.asked[0] is not group:
            self.asked = (group, *self._pronoun(group))
        return self.asked[1:]

    def _pronoun(self, group: Group) -> tuple[int, list[ActorMention]]:
        g, said, words, lows = self.lexicon.grammar, self.referents, self.tokens.words, self.tokens.lows
        behind = [group.first + 1] if self.lexicon.free and group.first + 1 < len(lows) else []
        described, sie = said.described(group.start, group.first + 2), g["sie"]
        for j in (*range(group.first - 1, group.start - 1, -1), *behind):  # "am Montag trafen sie sich"
            flags, low = words[j].flags, lows[j]
            if low in sie:
                return j, list((said.many if self.plural(group) else said.last).people)
            if j in described and not self.governor(j):
                return j, said.body(j)
            if not flags:
                if low in self.pairing and (pair := self._both(j)) is not None:
                    return j, pair
            elif "he_she" in flags:
                return j, list((said.earlier if self._attributes(group) else said.person).people)
            elif "possessive" in flags and low not in g["person_possessive"] and self._owned_arm(j):
                owners = (said.thing if low in g["its"] else said.many).people
                return j, [m for m in owners if m.kind is not _PERSON]
            elif "it" in flags:
                thing = self.expletive(group) or (group.passive and group.verb.lemma in g["things"])
                return j, [] if thing else list(said.thing.people)
            elif "they" in flags:
                return j, list(said.many.people)
            elif low in self.pairing and (pair := self._both(j)) is not None:
                return j, pair
        return -1, []

    def _both(self, j: int) -> list[ActorMention] | None:
        """Whom "the two" or "both sides" that ends at token j means, None where it is no such phrase."""
        lows, said_before = self.tokens.lows, self.referents
        said = (" ".join(lows[max(0, j - width + 1) : j + 1]) for width in (1, 2, 3))
        words = next((words for words in said if words in self.lexicon.grammar["both"]), "")
        if not words or self.governor(j):
            return None
        if lows[j].removesuffix("s") in self.lexicon.grammar["person_nouns"]:
            return list(said_before.pair_of.get(_PERSON, ()))
        if lows[j] in self.lexicon.grammar["countries"]:
            return list(said_before.pair_of.get(Kind.COUNTRY, ()))
        return list(said_before.pair)

    def _attributes(self, group: Group) -> bool:
        """ "…, he said" closes a sentence: he is whoever spoke before it, not who is named in what is said."""
        kind, said = self.lexicon.happenings.get(group.verb.happening), self.referents.earlier
        closes = self.tokens.lows[group.start] == "," and not group.opener and bool(said.people or said.text)
        return closes and kind is not None and kind.nature == "speech" and not self.lexicon.free

    def expletive(self, group: Group) -> bool:
        """ "It" stands for what follows: "it was announced that", "it was agreed to wait"."""
        kind = self.lexicon.happenings.get(group.verb.happening)
        says = kind is not None and kind.nature == "speech"
        if (
            group.verb.lemma in self.lexicon.grammar["impersonal"]
            and "that" in self.tokens.lows[group.head + 1 : group.head + 4]
        ):
            return True  # "it became known that"
        return group.passive and (says or self.tokens.lows[group.head + 1 : group.head + 2] in (["to"], ["that"]))

    def objects(self, a: int, b: int, speech: bool, aimed: bool = False, particle: str = "") -> list[ActorMention]:
        """Named partners after the verb, in tokens a…b; of a saying only those it is directed at.

        What a preposition governs takes part where that says by whom, with whom, to whom or against whom it is done, or
        is the `particle` of the verb, "called on Berg"; a country also where that is `aimed` at it: "massed troops on
        the border with Belarus".
        """
        if not (self.between(a, b) or self.referents.described(a, b)):
            return []
        allowed = self.lexicon.grammar["to_whom" if speech else "with_whom"] | {particle}
        out: list[ActorMention] = []
        taken: set[int] = set()
        b = self.until_another(a, self._told_from(a, b) if speech else b)
        here = self.between(a, b)
        for i in here:
            if not self._acts(i):
                continue
            if self.lexicon.free:
                preposition = self.preposition(i)
                if self._genitive(i):
                    continue
                if preposition in ("", *(() if speech else allowed)) or self._done_to(i, a, preposition):
                    out.append(self.mentions[i])
                continue
            joined, preposition = self._joined_to(i), self.preposition(i)
            if joined in here:
                fit = joined in taken
            else:
                fit = not preposition or self._done_to(i, a, preposition)
                facing = aimed and self.mentions[i].kind is Kind.COUNTRY
                fit |= preposition in allowed and (facing or not self._nested(i, a, preposition))
            if fit and (self._is_head(i) or self._owns(i)):
                taken.add(i)
                out.append(self.mentions[i])
        for j in self.referents.described(a, b):
            if self.governor(j) in ("", *allowed):
                out += self.referents.body(j)
        return _unique(out)

    def governed(self, a: int, b: int, prepositions: Set[str]) -> list[ActorMention]:
        """The names in tokens a…b that one of the prepositions governs, over a list."""
        return [self.mentions[i] for i in self.between(a, b) if self._acts(i) and self.role(i) in prepositions]

    def _genitive(self, i: int) -> bool:
        """In a language without articles a country right behind a noun that acts for nobody and is no happening only
        describes it: "президентом Норвегии"."""
        before = self.at[i] - 1
        bare = self.lexicon.free and not self.lexicon.grammar["definite"] and self.mentions[i].kind is Kind.COUNTRY
        return bare and before >= 0 and self._common(before) and not self._happens(before)

    def _told_from(self, a: int, b: int) -> int:
        """Where in tokens a…b, behind a verb of saying, begins what is said: at "that", at the subject of an auxiliary
        ("declared Moscow had nothing to do with it")."""
        names = {self.till[i]: self.at[i] for i in self.between(a, b)}
        for j in range(a, b):
            if self.tokens.lows[j] in self.lexicon.grammar["that"]:
                return j
            if self.tokens.words[j].flags & AUXILIARIES and self.tokens.lows[j] != "'s":
                return names.get(j, j)
        return b

    def until_another(self, a: int, b: int) -> int:
        """Where in tokens a…b another happening is named: "met Berg a day before his talks with Visser"."""
        another = self.lexicon.grammar["another_time"]
        if another.isdisjoint(self.tokens.lows[a:b]):
            return b
        return next(j for j in range(a, b) if self.tokens.lows[j] in another)

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
        return _unique(out)

    def _whose(self, a: int, noun: int) -> list[ActorMention]:
        """Whom "his", "its" or "their" before a noun mean: "her defeat by Visser"."""
        g, said = self.lexicon.grammar, self.referents
        for j in range(noun - 1, a - 1, -1):
            low, flags = self.tokens.lows[j], self.tokens.words[j].flags
            if "possessive" in flags:
                people = said.person if low in g["person_possessive"] else said.thing if low in g["its"] else said.many
                return list(people.people) if not self.lexicon.free else []
            if not low[0].isalnum() or flags:
                break
        return []

    def _owned_arm(self, j: int) -> bool:
        """ "Its leaders", "their presidents": what acts for the one just named."""
        head = self._head(j + 1)
        return head > j and self.tokens.lows[head] in self.lexicon.grammar["arms"]

    def _nested(self, i: int, a: int, preposition: str) -> bool:
        """ "On the border with Ukraine": the phrase belongs to a noun that itself only says where."""
        j = self.at[i] - 1
        while j > a and self.tokens.lows[j] != preposition:
            j -= 1
        grammar = self.lexicon.grammar
        apart = preposition in grammar["beside"] and self.governor(j) in grammar["setting"]
        return apart and not self.tokens.words[j - 1].noun

    def _done_to(self, i: int, a: int, preposition: str) -> bool:
        """ "The acquisition of Acme", "a reply from Acme": the noun before names a happening of the one named."""
        j = self.at[i] - 1
        while j > a and self.tokens.lows[j] != preposition:
            j -= 1
        of = preposition in self.lexicon.grammar["whose"] or preposition in self.lexicon.grammar["of"]
        return of and self._happens(j - 1)

    def places(self, a: int, b: int) -> list[str]:
        """Literal places named in tokens a…b after in, at, to and the like."""
        near = self.lexicon.grammar["place_prepositions"]
        out: dict[str, None] = {}
        for i in self.between(a, b):
            m = self.mentions[i]
            if (m.role is _LOCATED or m.kind is _PLACE) and (self.preposition(i) in near or self.coordinated(i)):
                out[m.actor] = None
        return list(out)


def _unique(mentions) -> list[ActorMention]:
    seen: dict[str, ActorMention] = {}
    for m in mentions:
        seen.setdefault(m.actor, m)
    return list(seen.values())
