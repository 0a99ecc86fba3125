"""Who takes part in a clause: the names before and after its verb, and whom its pronouns stand for.

The subject is the name (or names) before the verb that no preposition governs; a pronoun stands for the last subject of
its kind. After the verb take part the object and whom it is done by, with, to or against; a name that only describes a
noun ("Airbus jets", "the head of Airbus in Spain") does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract import flag
from dashboard.extract.carrying import led_by_gerund
from dashboard.extract.cues import ACCORDING
from dashboard.extract.free import verb_last
from dashboard.extract.left_out import drops, lacks_subject, no_subject
from dashboard.extract.lexicon import ING, Lexicon
from dashboard.extract.partners import Partners, unique
from dashboard.extract.refer import Said
from dashboard.extract.tokens import Group, Names, Tokens
from dashboard.model import ActorMention, Kind, Role

# Asked of every mention, and slow to look up in their enums.
_PERSON, _GROUP, _PLACE = Kind.PERSON, Kind.GROUP, Kind.PLACE
_ACTOR, _LOCATED = Role.ACTOR, Role.PLACE


class People(Partners):
    """The actor mentions of an article, and who of them takes part in what."""

    def __init__(self, tokens: Tokens, mentions: Sequence[ActorMention], lexicon: Lexicon, names: Names) -> None:
        super().__init__(tokens, mentions, lexicon, names)
        self.named = True  # the last subject is the names themselves, not "the board of Acme"

    def subject(self, group: Group) -> list[ActorMention]:
        """Named subject of a clause: the name or list of names nearest before the verb, or whom its pronoun means."""
        if group.host is not None:
            return self._of_host(group, *group.host)
        if (group.start == group.first and not self.lexicon.free) or (self.lexicon.large and group.helped):
            return []
        if self._addressed(group):
            return []
        at, spoken = self.pronoun(group)
        here = [i for i in self.between(group.start, group.first) if self._acts(i)]
        if here and not self.lexicon.free and self.has_its_own_was(self.at[here[-1]], group):
            return []
        return self._subject(group, at, spoken, here) if here or at >= 0 or self.lexicon.free else []

    def _addressed(self, group: Group) -> bool:
        """ "Ada Berg, we thank you": whoever is named before "we" and a comma is spoken to."""
        at = group.first - 1
        we = at > group.start and self.tokens.words[at].bits & flag.WE_YOU != 0
        return we and not self.lexicon.free and self.tokens.lows[at - 1] == ","

    def _of_host(self, group: Group, a: int, b: int) -> list[ActorMention]:
        """The subject that a clause parts from its verb, in tokens a…b."""
        start, first = group.start, group.first
        group.start, group.first, group.host, self.asked = a, b, None, None
        own = self.subject(group)
        group.start, group.first, group.host, self.asked = start, first, (a, b), None
        if not own and (own := self._one_of(b, first)):
            self.named = False  # "several ministers, among them Berg"
        return own

    def _subject(self, group: Group, at: int, spoken: list[ActorMention], here: list[int]) -> list[ActorMention]:
        """The subject among the mentions `here` before the verb, and whom the pronoun at token `at` means."""
        here = self._of_its_own(group, here)
        direct = self._ungoverned(group, here)
        direct = [
            i
            for i in direct
            if self.lexicon.free or not led_by_gerund(self.tokens, group.start, self.at[i], self.inside)
        ]
        beside = self.beside_partner(group) if direct else -1
        if beside >= 0:
            direct = [i for i in direct if self.at[i] < beside]
        direct = direct or self._behind_verb(group)
        if self.lexicon.nominatives and direct and self._before_noun(self.till[direct[-1]], group.first):
            direct = []
        last = self.at[direct[-1]] if direct else -1
        headed = self.lexicon.nominatives or (self.lexicon.large and at >= 0 and not self.tokens.words[at].bits)
        if headed and 0 <= last < group.first < at:
            at = -1  # "Берг возглавил компанию", "Berg hatte den Klub übernommen": it is what he heads
        if direct and self.lexicon.articled and at > group.head:
            at = -1  # "Ada Berg quittera le club": it is what she leaves
        if at >= 0 and (self.lexicon.free or last < at or (last == at and self._unnamed(group))):
            return self._by_pronoun(group, at, spoken)
        if not direct:
            told = self._told_before(group)
            return self._partly(group, here, beside + 1 if beside >= 0 else -1) if told is None else told
        if verb_last(self.tokens, group, self.lexicon) >= 0:  # "dass Visser den Konzern Acme verklagt hatte"
            direct = direct[: next((n for n, i in enumerate(direct) if n and not self.coordinated(i)), len(direct))]
        fate = group.verb.lemma in self.lexicon.grammar["of_the_arm"] and self._has_arm(direct[-1])
        self.named = not (fate or self._several(direct[-1]))
        chosen = [direct[-1]]
        listed = False
        for i in reversed(direct[:-1]):
            listed = listed or self.joins(self.till[i], self.at[chosen[0]])
            if not listed or not self.coordinated(chosen[0]):
                break
            chosen.insert(0, i)
        return unique(self.mentions[i] for i in chosen)

    def _of_its_own(self, group: Group, here: list[int]) -> list[int]:
        """Those of the mentions before a verb that stand in its clause alone: behind a colon, a "but", a source."""
        if ":" in (before := self.tokens.lows[group.start : group.first]):  # "Ministry: Visser arrested"
            start = group.first - before[::-1].index(":")
            own = [i for i in here if self.at[i] >= start]
            if own or start < group.first or self.lexicon.free or not here or self.at[here[0]] > group.start:
                here = own  # but "Visser: Will not resign"
        if here and not self.lexicon.free and (begin := self._behind_but(group)) > group.start:
            told = (i for i in here if self.at[i] < begin and self.mentions[i].kind is _PERSON and self._is_head(i))
            if (person := next((i for i in told if not self.role(i)), -1)) >= 0:
                self.referents.person = self.referents.earlier = Said((self.mentions[person],))
            here = [i for i in here if self.at[i] >= begin]
        if not self.lexicon.free and (begin := self._own_noun(group)) > group.start:
            here = [i for i in here if self.at[i] >= begin]
        small = not self.lexicon.free or self.lexicon.articled
        if small and len(here) > 1 and self._behind_comma(group):
            here = self._before_aside(group, here)
        if here and not self.lexicon.free and (begin := self._past_source(group)) > group.start:
            here = [i for i in here if self.at[i] >= begin]
        return here

    def _ungoverned(self, group: Group, here: list[int]) -> list[int]:
        """Those of the mentions before a verb that nothing governs, but for what opens its clause."""
        grammar, free = self.lexicon.grammar, self.lexicon.free
        own = grammar["absolute"] if group.absolute else frozenset[str]()  # "with Norway saying"
        if not free and group.opener in grammar["subordinators"] | grammar["soft"] | grammar["as"]:
            own |= {group.opener}  # "after Norway left", "as Norway left"
        he = free and self._by_one_man(group)
        heads = (i for i in here if self._is_head(i) and not (self._instead(i) or self.is_owner(i, he)))
        heads = heads if free else (i for i in heads if not (self._is_plan(i) or self._walks_out(i, group)))
        return [i for i in heads if not (by := self.governs(i)) or by in own]

    def _by_one_man(self, group: Group) -> bool:
        """The past of the verb ends as that of one man does: "подал", "погиб", "задержан"."""
        said = self.tokens.lows[group.head].removesuffix("ся")
        return group.tense not in ("future", "present") and said[-1] in self.lexicon.grammar["ends_of_him"]

    def _behind_verb(self, group: Group) -> list[int]:
        """The mentions that are the subject behind the verb, or between its parts, where it can stand there."""
        if self.lexicon.free and not self._shares_subject(group) and self._subjectless(group):
            end = next(iter(self.tokens.cued(group.head, group.end, ACCORDING)), group.end)  # ", según anunció Vega"
            after = (i for i in self.between(group.first, end) if self._acts(i) and not self.preposition(i))
            he, shared = self._by_one_man(group), group.opener in self.lexicon.grammar["coordinators"]
            after = (i for i in after if not (self.is_owner(i, he) or (shared and self._genitive(i))))
            return self._joined_from(next(after, -1), group.end)
        if self._fronted(group):
            first = next(iter(i for i in self.between(group.first, group.end) if self._acts(i)), -1)
            return self._joined_from(first, group.end) if first >= 0 and self._behind(group.first, first) else []
        return []

    def _by_pronoun(self, group: Group, at: int, spoken: list[ActorMention]) -> list[ActorMention]:
        """Whom the pronoun at token `at` means; they are not named by "its leaders", "the orchestra's board"."""
        low, behind = self.tokens.lows[at], self.tokens.lows[at + 1 : at + 2]
        self.named = low not in self.lexicon.grammar["possessive"] and behind != ["'s"]
        if spoken and self.tokens.words[at].bits & flag.THEY and not self.lexicon.free:
            self.named = not self.those(group).text  # "Norway sent troops. They"
        return spoken

    def _told_before(self, group: Group) -> list[ActorMention] | None:
        """Who was told of last, where the language leaves a pronoun out: "Dimitió el lunes"; None where it does not."""
        # whoever did what was told before
        goes_on = group.n > 0 and group.opener in self.lexicon.grammar["coordinators"]
        dropped = drops(self.tokens, group, self.lexicon, self.times) and not (goes_on or self._hangs_on_noun(group))
        if not (dropped and self._subjectless(group)):
            return None
        said = self.referents
        if group.passive and (pronoun := self._agreeing(group)):
            return list(said.of_gender(pronoun).people)
        alone = len(said.last.people) == 1 and lacks_subject(self.tokens, group, self.lexicon, self.times)
        one = said.last if alone else said.person
        return list((said.many if self.plural(group) else one).people)

    def _agreeing(self, group: Group) -> str:
        """The pronoun with which a participle agrees, "ella" for "detenida"; empty in a language that lists none."""
        pairs = (pair.partition("=") for pair in self.lexicon.grammar["agreeing"])
        return next((pronoun for ending, _, pronoun in pairs if self.tokens.lows[group.head].endswith(ending)), "")

    def _partly(self, group: Group, here: list[int], partner: int) -> list[ActorMention]:
        """Whose people, body or part the subject is, or who stands at token `partner` beside it."""
        parts = [i for i in here if self._has_part(i) or self._owns(i) or self._names(i) or self.at[i] == partner]
        parts = parts if self.lexicon.free else [i for i in parts if not self._walks_out(i, group)]
        if not parts and self.lexicon.large and self._subjectless(group):
            # "am Montag streikten die Fahrer der Norsa AG"
            parts = [i for i in self.between(group.first, group.end)[:1] if self._acts(i) and self._has_part(i)]
        self.named = self.named and not parts
        return unique(self.mentions[i] for i in parts)

    def _before_noun(self, a: int, b: int) -> bool:
        """One comma alone parts a name from a noun before the verb, which is the subject: "Norsa fell silent, eight men
        are held"."""
        commas = [j for j in range(a, b) if self.tokens.lows[j] == ","]
        if len(commas) != 1:
            return False
        plain = (j for j in range(commas[0] + 1, b) if j not in self.times and self.tokens.lows[j][0].isalpha())
        return any(not self.tokens.words[j].bits and self.tokens.words[j].verb is None for j in plain)

    def _behind_comma(self, group: Group) -> bool:
        """A comma stands before the verb, over what leans on it: ", est mort", ", s'est rendu"."""
        j, lows = group.first - 1, self.tokens.lows
        while self.lexicon.free and j > group.start and (lows[j] == "'" or self.tokens.words[j].bits & flag.LIGHT):
            j -= 1
        return lows[j] == ","

    def _before_aside(self, group: Group, here: list[int]) -> list[int]:
        """Those of the mentions before a verb that two commas do not set apart as what a person is: "Ada Berg, a State
        Department official, said"."""
        lows = self.tokens.lows
        comma = next((j for j in range(group.first - 2, group.start, -1) if lows[j] == ","), -1)
        person = next((i for i in here if self.till[i] == comma and self.mentions[i].kind is _PERSON), -1)
        if person < 0 or self.role(person) or any(self._listed(i) for i in here if i > person):
            return here
        return [i for i in here if i <= person]

    def _past_source(self, group: Group) -> int:
        """Where the clause goes on behind "according to" and who says so, with his name between commas; its start
        without."""
        lows, a = self.tokens.lows, group.start
        if lows[a] not in self.lexicon.status["according"]:
            return a
        commas = [j for j in range(a, group.first) if lows[j] == ","]
        named = len(commas) == 2 and self.inside.issuperset(range(commas[0] + 1, commas[1]))
        return commas[named and self._begins_subject(commas[1] + 1, group.first)] + 1 if commas else a

    def _begins_subject(self, a: int, b: int) -> bool:
        """Tokens a…b before a verb are its subject: no age, no "a lawyer", no rest of a list."""
        low, words = self.tokens.lows[a], self.tokens.words
        if a >= b or low[0].isdigit() or low in self.lexicon.grammar["indefinite"]:
            return False
        told = any(j in self.begins or not words[j].bits for j in range(a, b) if self.tokens.lows[j][0].isalpha())
        return told and not any(words[j].bits & flag.COORDINATORS for j in range(a, b) if j not in self.inside)

    def _behind_but(self, group: Group) -> int:
        """Where the clause goes on behind ", but", which joins no subjects: "Ott had been ill, but a judge jailed him",
        or behind who only says what follows: "the US saying prisoners fled"; its start without."""
        lows, words, contrasting = self.tokens.lows, self.tokens.words, self.lexicon.grammar["contrasting"]
        for j in range(group.first - 2, group.start, -1):
            verb = words[j].verb if words[j].says and j not in self.inside else None
            if (lows[j] in contrasting and lows[j - 1] == ",") or (verb is not None and bool(verb.forms & ING)):
                return j + 1
        return group.start

    def _own_noun(self, group: Group) -> int:
        """Where the common noun begins that a comma parts from the names before: "in Brent, rescuers dug"; the start of
        the clause without."""
        lows, words, noun = self.tokens.lows, self.tokens.words, False
        cut = group.first == len(words)  # the text ends where its subject does
        if cut or not (words[group.first].verb or words[group.first].leads or group.first == group.head):
            return group.start  # "Ott, a trader who": who is told of
        for j in range(group.first - 1, group.start - 1, -1):
            low, word = lows[j], words[j]
            if low == ",":
                named = not noun or lows[j + 1] in self.lexicon.grammar["indefinite"]  # "Berg, a trader hoping to win"
                return group.start if named else j + 1
            if j in self.inside or word.bits & flag.COORDINATORS or not low[0].isalpha():
                break
            noun |= not word.bits and not word.manner and (word.verb is None or bool(word.noun)) and j not in self.times
        return group.start

    def _one_of(self, a: int, b: int) -> list[ActorMention]:
        """Who of several are named in tokens a…b: "plusieurs ministres, dont Ada Berg, ont démissionné"."""
        first = next((i for i in self.between(a, b) if self._acts(i) and self.singles_out(self.at[i] - 1)), -1)
        later = (i for i in self.between(a, b) if first >= 0 and i > first and self._listed(i))
        return unique(self.mentions[i] for i in (first, *later) if i >= 0)

    def beside_partner(self, group: Group) -> int:
        """The comma before a name between commas that says with whom or on what something happens: "talks with the
        operator, Norsa, collapsed"; -1 without."""
        lows, words, end = self.tokens.lows, self.tokens.words, group.first - 1
        if self.lexicon.free or end <= group.start or lows[end] != ",":
            return -1
        i = next((i for i in self.between(group.start, end) if self.till[i] == end and lows[self.at[i] - 1] == ","), -1)
        for j in range(self.at[i] - 2, group.start, -1) if i >= 0 else ():
            if j in self.inside or not lows[j][0].isalpha():
                return -1
            if words[j].bits & flag.PREPOSITIONS:
                return self.at[i] - 1 if words[j - 1].noun else -1
        return -1

    def _instead(self, i: int) -> bool:
        """ "Ada Berg, not Jan Visser, will lead": Visser will not."""
        before, grammar = self.at[i] - 1, self.lexicon.grammar
        both = self.tokens.lows[before] in grammar["none_of"] | grammar["neither"]  # "neither Berg nor Visser"
        return before >= 0 and bool(self.tokens.words[before].bits & flag.NEGATION) and not both

    def _shares_subject(self, group: Group) -> bool:
        """The verb stands right behind "and", where only that of the clause before can be its subject: "reiste nach Rom
        und traf dort Berg"; not where a language lets its subject follow the verb."""
        g = self.lexicon.grammar
        return bool(g["shares_subject"]) and group.opener in g["shares_subject"] and group.first == group.start + 1

    def _has_arm(self, i: int) -> bool:
        """ "France's government fell": what befalls an arm does not befall its whole."""
        head = self._head(self.till[i] + self.owns(self.till[i]))
        return not self.lexicon.free and head >= self.till[i] and self.tokens.lows[head] in self.lexicon.grammar["arms"]

    def _several(self, i: int) -> bool:
        """ "Two Turkish soldiers", "Turkey's ambassador": some who act for the state and are not the state itself."""
        several, lows = self.lexicon.grammar["several"], self.tokens.lows
        j = self.till[i] + (not self.lexicon.free and self.owns(self.till[i]))
        while j < len(lows) and lows[j] not in several and self.tokens.is_plain(j):
            if j in self.verbs or j in self.begins:
                return False
            j += 1
        return j < len(lows) and lows[j] in several

    def _fronted(self, group: Group) -> bool:
        """A phrase that is no subject opens the clause: "Nach dem Brand hat Berg …", "Den Bericht wies Berg zurück"."""
        lows, a = self.tokens.lows, group.start
        while a < group.first and self.tokens.words[a].bits & flag.COORDINATORS:
            a += 1
        opens = lows[a] in self.lexicon.grammar["oblique"] or bool(self.tokens.words[a].bits & flag.PREPOSITIONS)
        return self.lexicon.large and opens and a < group.first and verb_last(self.tokens, group, self.lexicon) < 0

    def ungoverned(self, a: int, b: int) -> list[ActorMention]:
        """The first name in tokens a…b that no preposition governs, and those joined to it."""
        first = next((i for i in self.between(a, b) if self._acts(i) and not self.preposition(i)), -1)
        return unique(self.mentions[i] for i in self._joined_from(first, b))

    def _joined_from(self, i: int, end: int) -> list[int]:
        """The mention that a subject behind its verb begins with, and those joined to it, where nouns are written
        large: "Am Sonntag trafen sich | Ada Berg und Jan Visser"."""
        if i < 0:
            return []
        out = [i]
        while self.lexicon.large and i + 1 < len(self.at) and self.at[i + 1] < end and self._joined_to(i + 1) == i:
            i += 1
            out.append(i)
        return out if len(out) == 1 or self._listed(out[-1]) else out[:1]

    def _behind(self, first: int, i: int) -> bool:
        """The mention stands right behind the finite verb at token `first`, over a time, title and article of a
        subject: "wurde am Montag auch Ministerin | Ada Berg"."""
        tokens, title = self.tokens, self.mentions[i].title or ""
        oblique = self.lexicon.grammar["oblique"]
        stop = self.at[i] - (bool(title) and tokens.lows[self.at[i] - 1] == title.lower().split()[-1])
        before = (j for j in range(first + 1, stop) if j not in self.times and j + 1 not in self.times)
        plain = all(tokens.text[tokens.starts[j]].islower() and tokens.lows[j] not in oblique for j in before)
        return plain and not self.preposition(i)

    def _hangs_on_noun(self, group: Group) -> bool:
        """ "Un juez que investiga", but "anunció que investiga": the word that opens the clause is its subject."""
        before = self.tokens.words[group.start - 1] if group.start else None
        opens = group.opener in self.lexicon.grammar["that"] or group.opener in self.lexicon.grammar["relative"]
        return opens and before is not None and before.verb is None and not before.bits & flag.PREPOSITIONS

    def _subjectless(self, group: Group) -> bool:
        """Nothing before the verb can be its subject: "Firmaron un acuerdo" says that those just named signed."""
        return no_subject(self.tokens, group.start, group.first, self.lexicon, self.times)
