"""What stands for a name that was given before: "it", "they", "the company", "the two airlines".

A pronoun stands for the last subject of its kind, named or not; a body's noun for the one body that the text has called
so, else for the last company that did something. Where the text allows two readings nobody is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from dashboard.extract import flag
from dashboard.extract.actors.given import gender as _gender_of
from dashboard.extract.lexicon import ED, Lexicon
from dashboard.extract.tokens import Tokens
from dashboard.model import ActorMention, Kind, Role

_PERSON, _ORGANIZATION, _ACTOR, _SOURCE = (
    Kind.PERSON,
    Kind.ORGANIZATION,
    Role.ACTOR,
    Role.SOURCE,
)  # asked of every mention, slow to look up
_NEAR = 40  # persons named before a pronoun
_CHIEF = 3  # times that the body is named which an article is about
_BESIDE = 40  # characters between a name and the body in its title or behind its comma


@dataclass(frozen=True, slots=True)
class Said:
    """A subject: whom it names (nobody where it has no name) and its words."""

    people: tuple[ActorMention, ...] = ()
    text: str = ""


_NOTHING = Said()


@cache
def _told_so(lexicon: Lexicon) -> frozenset[str]:
    """The nouns for bodies that are no companies, nor agencies: capitals alone may be an agency's or not."""
    grammar = lexicon.grammar
    return grammar["organs"] - grammar["bodies"] - grammar["agency"]


class Referents:
    """The subjects of an article so far, and the nouns by which it calls its bodies."""

    def __init__(self, tokens: Tokens, mentions: Sequence[ActorMention], lexicon: Lexicon, inside: Set[int]) -> None:
        self.tokens, self.lexicon = tokens, lexicon
        self.inside = inside  # tokens of the mentions
        acting = [m for m in mentions if m.role is _ACTOR]
        self.bodies = [m for m in acting if m.kind is _ORGANIZATION]
        self.bands = [m for m in acting if m.kind is Kind.GROUP and (m.affiliation or m.text == m.actor)]  # no people
        self.people = [m for m in acting if m.kind is _PERSON]
        self.called_so = {m.end for m in (*self.bodies, *self.bands, *(m for m in mentions if m.role is _SOURCE))}
        self.person = self.thing = self.many = self.last = self.earlier = self.joint = _NOTHING
        self.several = _NOTHING  # the last subject of many that is not one body: "both"
        self.before_it = self.before_them = _NOTHING  # the thing, the many as they were before this sentence
        self.beside_it = self.beside_him = _NOTHING  # the thing, the person before the last one, which has no name
        self.unnamed_at = self.closed_at = -1  # where begin the sentences of the person without a name, of the speaker
        self.speaker = _NOTHING  # who closed a sentence on a person without a name, and says what "he says" behind it
        self.paragraph = self.begins = -1  # the paragraph, and where it begins
        self.many_since = 0  # where the sentence begins that told last of many without a name
        self.here = self.before = 0  # where this sentence and the one before begin
        self.described_here: set[int] = set()  # nouns that a participle tells apart: "the firm founded in May"
        self.pair: tuple[ActorMention, ...] = ()
        self.pair_of: dict[Kind, tuple[ActorMention, ...]] = {}  # the last two persons, the last two countries
        self.firm: ActorMention | None = None
        self.company: ActorMention | None = None  # what "the company" meant last, in the sentence that begins there
        self.company_at = -1
        self.acting: Set[str] = frozenset()  # the subjects of a clause, whom a company behind its verb does not mean
        self.spoke = ""  # the actor who last said something
        self.acted: set[str] = set()  # bodies that were the subject of a clause
        self.called: dict[str, list[ActorMention]] | None = None
        self.body_at = [j for j in tokens.bodies if self._is_body(j)]

    def remember(self, people: Sequence[ActorMention], text: str = "", plural: bool = False) -> None:
        """Keep the subject of a clause for the pronouns after it."""
        said = Said(tuple(people), text)
        if people or text:
            self.last = said
        if not self.lexicon.free and (plural or len(people) > 1) and self.many.text != text:
            self.before_them = self.many  # "Protesters gathered, and Berg and Visser joined them"
        human = self.lexicon.grammar["person_nouns"]
        if len(people) > 1:
            self.many, self.pair = said, said.people
            self.several = said
            self._keep(said.people)
        elif people and people[0].kind is _PERSON:
            self.person = said
        elif people:
            self.thing = said
            if not self.lexicon.free:
                self.many = said  # "Chelsea said they …"
            self.acted.add(people[0].actor)
            if self._private(people[0]):
                self.firm = people[0]
        elif plural:
            self.many = self.several = said
            self.many_since = self.here
        elif text and not human.isdisjoint(text.lower().split()):
            self.beside_him = self.person if self.person.people else _NOTHING
            self.person, self.unnamed_at = said, self.here
        elif text:
            self.beside_it = self.thing if self.thing.people else _NOTHING
            self.thing = said
            if not self.lexicon.grammar["collectives"].isdisjoint(text.lower().split()[-1:]):
                self.many = said  # "The crew docked. They"

    def only_says(self, people: Sequence[ActorMention], closing: bool) -> bool:
        """Keep who says so behind a sentence on a person without a name, whom "he" goes on to mean where he says
        nothing: "A driver was arrested, prosecutor Berg said. He had fled". `closing`: the sentence ends with that
        saying; else only who closed the one before goes on to say more."""
        told = closing and self.unnamed_at == self.here and all(m.kind is _PERSON for m in people)
        if not told and tuple(people) != self.who_closed():
            return False
        self.speaker, self.closed_at = Said(tuple(people)), self.here
        return True

    def stands_for(self, people: Sequence[ActorMention]) -> None:
        """Keep who speaks for whom the text is about, and is not meant by "he" behind: "Sein Anwalt Jan Ott legte
        Revision ein. Er wurde verlegt"."""
        self.speaker, self.closed_at = Said(tuple(people)), self.here

    def who_closed(self) -> tuple[ActorMention, ...]:
        """Who so closed the sentence before this one; nobody where none did."""
        return self.speaker.people if self.closed_at == self.before else ()

    def of_gender(self, pronoun: str, human: bool = False) -> Said:
        """What "il" or "elle" stands for: the last subject whose gender is told and fits, else the person of this or
        the last sentence of whom it does, else the last subject of which it is not told; only persons where it is
        `human`; in languages whose rules list the articles of genders."""
        grammar = self.lexicon.grammar
        she = pronoun in grammar["feminine"] or pronoun in grammar["she"]
        gender = "f" if she else "n" if pronoun in grammar["neuter"] else "m"
        human = human or pronoun in grammar["of_persons"]
        subjects: tuple[Said, ...] = (self.person,) if human else (self.last, self.person, self.thing)
        for said in subjects:
            if self._gender(said) == gender:
                return said
        if gender == "n":  # "Ein Flugzeug": no article of the other two
            article = self.last.text.lower().partition(" ")[0]
            return self.last if article in grammar["masculine_or_neuter"] else _NOTHING
        for m in reversed(self.people):
            if self.before <= m.start < self.here and m.text != m.actor.split()[0] and _gender_of(m.actor) == gender:
                return Said((m,))
        subjects = (self.person,) if human else (self.person, self.thing)
        return next((said for said in subjects if said != _NOTHING and not self._gender(said)), _NOTHING)

    def inanimate(self, pronoun: str) -> Said:
        """What "il" or "elle" stands for where no person can, "elle durera": the last subject, if it is a thing and its
        gender not another."""
        gender = "f" if pronoun in self.lexicon.grammar["feminine"] else "m"
        return self.thing if self.last is self.thing and self._gender(self.thing) in ("", gender) else _NOTHING

    def fitting(self, people: Sequence[ActorMention], pronoun: str) -> list[ActorMention]:
        """Those `people` whom "he" or "she" can mean by the given name; where the last subject's tells the other gender
        the last person named before this sentence whose name does not: "Her boss, Karl Ott, left. She …"."""
        if not people or self.fits(people[0], pronoun):
            return list(people)
        k = bisect_left(self.people, self.here, key=attrgetter("start"))
        near = reversed(self.people[max(0, k - _NEAR) : k])
        return next(([m] for m in near if " " in m.actor and self.fits(m, pronoun)), [])

    def fits(self, m: ActorMention, pronoun: str) -> bool:
        """No given name tells that "he" or "she" cannot mean this person; Danièle is no Daniele."""
        given = m.actor.partition(" ")[0]
        other = "m" if pronoun in self.lexicon.grammar["she"] else "f"
        return not given.isascii() or _gender_of(given) != other

    def _gender(self, said: Said) -> str:
        """ "f", "m" or "n" by the given name of a person, else by the article; "" where neither tells."""
        one = said.people[0] if said.people else None
        if one is None and said.text and self.lexicon.nominatives:
            return self._by_ending(said.text.lower().partition(" ")[0])
        if one is not None and one.kind is _PERSON and (told := _gender_of(one.actor)):
            return told
        at = self.tokens.index(one.start) if one is not None else 0
        k, grammar = at - 1, self.lexicon.grammar
        while k > max(0, at - 3) and self.tokens.is_plain(k):
            k -= 1  # "Die Gewerkschaft Unia"
        word = self.tokens.lows[k] if one is not None and at else said.text.lower().partition(" ")[0]
        told = next((name[0] for name in ("feminine", "masculine", "neuter") if word in grammar[name]), "")
        land = one is not None and one.kind is Kind.COUNTRY and bool(grammar["neuter"])
        return told or ("n" if land else "")

    def _by_ending(self, word: str) -> str:
        """The gender of a noun phrase by how its first word ends, where no article tells: "девушка", "новая школа"."""
        grammar = self.lexicon.grammar
        if word in grammar["either_in_a"]:
            return ""
        if word in grammar["masculine_in_a"]:
            return "m"
        for name in ("feminine", "neuter", "masculine"):
            if word.endswith(tuple(grammar[name])):
                return name[0]
        return ""

    def met(self, people: Sequence[ActorMention], subject: Sequence[ActorMention]) -> None:
        """Keep the two of a sort who took part in a clause for "the two", and for "he" the only person in it where the
        subject is none: "Police arrested Berg. He …"."""
        named = {m.actor: m for m in people}
        if subject and len(named) == 2 and len({m.kind is _PERSON for m in named.values()}) == 1:
            self.pair = tuple(named.values())
            self._keep(self.pair)
            if all(m.kind in (_PERSON, Kind.COUNTRY) for m in self.pair):
                self.many = self.joint = self.several = Said(
                    self.pair
                )  # "Berg met Visser. They …", but "Chelsea beat Arsenal. They lead"
        persons = [m for m in named.values() if m.kind is _PERSON]
        human = any(m.kind is _PERSON for m in subject) or (not subject and self.last is self.person)
        if len(persons) == 1 and not human:
            self.person = Said((persons[0],))

    def hosted(self, people: Sequence[ActorMention]) -> None:
        """Keep for "they" a host and those he received: "Berg received her colleagues from Norway. They will …"."""
        both = tuple({m.actor: m for m in people}.values())
        if len(both) > 1:
            self.many = self.joint = Said(both)

    def another(self, said: Said, many: bool, thing: bool) -> Said:
        """What stands for a pronoun behind a verb whose own subject is the last one of that sort: the one before it."""
        if said is not self.last and (self.lexicon.free or not said.people or said.people != self.last.people):
            return said
        return self.before_them if many else self.before_it if thing else self.earlier

    def _keep(self, people: tuple[ActorMention, ...]) -> None:
        kinds = {m.kind for m in people}
        if len(kinds) == 1:
            self.pair_of[kinds.pop()] = people

    def enter(self, start: int, paragraph: int) -> None:
        """Go on to the sentence that begins at this offset; a noun without a name ends with its paragraph."""
        if paragraph != self.paragraph:
            self.paragraph, self.begins = paragraph, start
            self.thing = self.thing if self.thing.people else _NOTHING
            self.many = self.many if self.many.people and self.many is not self.joint else _NOTHING
            self.several = self.several if self.several.people else _NOTHING
        self.before, self.here, self.earlier = self.here, start, self.person
        self.before_it, self.before_them = self.thing, self.many

    def body(self, j: int) -> list[ActorMention]:
        """Whom "the company", "the airline", "both firms" mean, the noun being token j: the one body of its sort that
        this sentence names before, else that the sentence before names, else the last one that did something."""
        found, low = self._body(j), self.tokens.lows[j]
        if len(found) == 1 and low in self.lexicon.grammar["bodies"] and not self.lexicon.free:
            self.company, self.company_at = found[0], self.here
        return found

    def _body(self, j: int) -> list[ActorMention]:
        low, at = self.tokens.lows[j], self.tokens.starts[j]
        grammar = self.lexicon.grammar
        if self.tokens.lows[j - 1] in grammar["his"]:
            return self._employer_of_last(at)
        if self.bands and low in grammar["bands"] and (band := self._band(low, at)) is not None:
            return band
        if low in grammar["many_bodies"] and low not in grammar["bodies"]:  # "Unternehmen" is either
            bodies = [m for m in self.pair if m.kind is not _PERSON]
            return bodies if len(bodies) > 1 else self._last_two(at)
        called = {m.actor for m in self._called(low)}
        other = self._called_otherwise(low) - called
        if self.acting and grammar["owning"].isdisjoint(self.tokens.lows[j + 1 : j + 2]):
            other = other | self.acting  # "Norsa bought shares in the company", but "sold the company's ships"
        if (one := self._employer()) is not None:
            return [one]
        if low in grammar["bodies"] and self.begins == self.here and (chief := self._chief(at)) is not None:
            return [chief]
        for since in (self.here, self.before, 0):
            if since < self.here and self.company and self.company_at == self.before and low in grammar["bodies"]:
                return [self.company]  # "Norsa bought shares in the company. Berg joined the company"
            named = {
                m.actor: m
                for m in self.bodies
                if since <= m.start < at
                and m.actor not in other
                and (m.actor in called or (low not in grammar["organs"] and self._private(m)))
                and (m.actor in called or low not in grammar["sides"] or m.actor in self.acted)
            }
            so_called = [m for name, m in named.items() if name in called]
            if len(so_called) == 1 or len(named) == 1:
                return so_called if len(so_called) == 1 else list(named.values())
            if named and self.firm and self.firm.actor in (called or named):
                return [self.firm]
        return []

    def _band(self, low: str, at: int) -> list[ActorMention] | None:
        """Whom "the group", "the rebels" mean, where a band is named last: the only one; None where a firm is."""
        bodies = self.bodies if low in self.lexicon.grammar["bodies"] else []
        for since in (self.here, self.before, 0):
            named = {m.actor: m for m in (*self.bands, *bodies) if since <= m.start < at}
            if named:
                bands = [m for m in named.values() if m.kind is Kind.GROUP]
                return (bands if len(bands) == 1 else []) if len(bands) == len(named) else None
        return None

    def _chief(self, at: int) -> ActorMention | None:
        """The one that the article is about, where the sentence before a new paragraph only names another in passing:
        "Rival Brell said it had no plans. ¶ The company …" is Norsa, whose article it is."""
        told = [m for m in self.bodies if m.start < at and self._private(m)]
        last = {m.actor for m in told if m.start >= self.before}
        counted = Counter(m.actor for m in told)
        chief = max(counted, key=counted.__getitem__, default="")
        passing = len(last) == 1 and chief not in last and all(counted[name] == 1 for name in last)
        if self.lexicon.free or not passing or counted[chief] < _CHIEF or told[0].actor != chief:
            return None
        return next((m for m in reversed(told) if m.actor == chief), None)

    def _called_otherwise(self, noun: str) -> set[str]:
        """The bodies that the text calls by a noun no company bears, where this noun means one: "el sindicato CCOO" is
        no "empresa", "the Unite union" no "carrier"; in languages without compounds."""
        grammar = self.lexicon.grammar
        firm = noun in grammar["bodies"]
        if not self.lexicon.free:
            firm = noun not in grammar["organs"] and noun not in grammar["bands"]
        if not firm or self.lexicon.large:
            return set()
        return {m.actor for other in _told_so(self.lexicon) for m in self._called(other)}

    def _employer(self) -> ActorMention | None:
        """The body of the person who is the subject of this sentence: "Ada Berg of Acme said the company …"."""
        person = self.person.people[0] if self.person.people else None
        if person is None or person.start < self.here:
            return None
        return next((m for m in self.bodies if m.actor == person.affiliation and m.start < person.end + 60), None)

    def _employer_of_last(self, at: int) -> list[ActorMention]:
        """The body of the person named last before this offset, here or in the sentence before: "his company"; where
        nothing attaches one to him, the only private body beside his name."""
        person = next((m for m in reversed(self.people) if self.before <= m.start < at), None)
        if person is None:
            return []
        own = {m.actor: m for m in self.bodies if m.actor == person.affiliation}
        near = range(max(self.here, person.start - _BESIDE), min(at, person.end + _BESIDE))
        beside = {m.actor: m for m in self.bodies if m.start in near and self._private(m)}
        return list((own or beside).values()) if len(own or beside) == 1 else []

    def described(self, a: int, b: int) -> list[int]:
        """Nouns of definite descriptions of bodies in tokens a…b: "the Dutch company"."""
        first = bisect_left(self.body_at, a)
        if first == len(self.body_at) or self.body_at[first] >= b:
            return []
        return [j for j in self.body_at[first : bisect_left(self.body_at, b)] if j not in self.described_here]

    def _is_body(self, j: int) -> bool:
        """The noun has its article, and is no part of a longer one."""
        lows, words, grammar = self.tokens.lows, self.tokens.words, self.lexicon.grammar
        if j in self.inside:
            return False
        if j - 1 in self.inside and self.tokens.starts[j] - 1 in self.called_so:
            return False  # "the Unite union" has its name
        if lows[j - 1] in grammar["another_body"]:
            return False  # "the central bank", "the rival airline"
        if lows[j] in grammar["arms"] and not self.lexicon.free:
            k = j - 1
            while k > max(j - 4, 0) and self.tokens.is_plain(k) and k not in self.inside:
                k -= 1
            if k in self.inside and self.tokens.text[self.tokens.starts[k]].isupper():
                return False  # "the French foreign ministry"
        if j + 1 < len(lows):
            after = words[j + 1]
            if lows[j + 1] in grammar["relative"] or lows[j + 1] in grammar["hanging"]:
                return False  # "the firm that built the bridge" is none named before
            if lows[j + 1] in grammar["of"] or lows[j + 1] in grammar["bare_of"]:
                return False  # "le fabricant de vélos"
            aside = j + 2 + (not grammar["definite"].isdisjoint(lows[j + 2 : j + 3]))
            named = aside
            while named in self.inside:
                named += 1
            if lows[j + 1] == "," and named > aside and lows[named : named + 1] == [","]:
                return False  # "the operator, Norsa, said"
            placed = lows[j + 1] in grammar["place_prepositions"] and j + 2 in self.inside
            if placed and lows[j] not in grammar["bodies"]:
                return False  # "the court in Bergen"
            plain = self.tokens.is_noun(j + 1) and after is not ED
            if self.lexicon.large and self.tokens.text[self.tokens.starts[j + 1]].isupper():
                plain = j + 1 in self.inside  # "kündigte das Unternehmen Entlassungen an"
            if lows[j + 1] in grammar["owning"] and not grammar["arms"].isdisjoint(lows[j + 2 : j + 4]):
                pass  # "the orchestra's board"
            elif (
                lows[j + 1] in "'-«„“\""
                or lows[j + 1] in grammar["owning"]
                or (plain and not self._described_so(j + 1))
            ):
                return False
        if self.lexicon.free and not grammar["definite"]:
            return True  # a language without articles
        for k in range(j - 1, max(j - 4, -1), -1):
            if lows[k] in grammar["definite"] or (k == j - 1 and lows[k] in grammar["his"]):
                return True
            if lows[k] == "'":
                continue  # "l'entreprise"
            if not lows[k][0].isalpha() or words[k].bits & ~flag.DETERMINERS:
                return False
        return False

    def _described_so(self, j: int) -> bool:
        """An adjective stands behind the noun, and then the verb: "le constructeur européen prévoit"."""
        tokens = self.tokens
        if not self.lexicon.articled or j + 1 >= len(tokens.lows):
            return False
        after = tokens.words[j + 1]
        tells = after.verb is not None and not after.noun and not after.bits & (flag.PREPOSITIONS | flag.DETERMINERS)
        return tokens.text[tokens.starts[j]].islower() and (
            tells or bool(after.bits & (flag.HAVE | flag.BE | flag.WILL))
        )

    def _private(self, m: ActorMention) -> bool:
        """No organ of a state, which nobody calls a company."""
        return m.kind is _ORGANIZATION and self.lexicon.grammar["public_bodies"].isdisjoint(m.actor.lower().split())

    def _last_two(self, at: int) -> list[ActorMention]:
        """The two companies named so far, where they are two."""
        named = {m.actor: m for m in self.bodies if m.start < at and self._private(m)}
        return list(named.values()) if len(named) == 2 else []

    def _does(self, a: int) -> bool:
        """A verb follows the noun at token a: "sank near Alva, the agency said" calls nobody an agency."""
        for word, low in zip(self.tokens.words[a + 1 : a + 6], self.tokens.lows[a + 1 : a + 6], strict=True):
            if word.bits or not low[0].isalnum() or (word.verb is not None and not word.noun):
                return word.verb is not None
        return False

    def _called(self, noun: str) -> list[ActorMention]:
        """The bodies whose name holds the noun, or that stand beside it: "the airline Norsa", "Norsa, an airline"."""
        if self.called is None:
            self.called = {}
            grammar, lows = self.lexicon.grammar, self.tokens.lows
            nouns = grammar["bodies"] | grammar["kinds_of_body"]
            for m in self.bodies:
                a, b = self.tokens.index(m.start), self.tokens.index(m.end)
                near = {lows[a - 1]} if a else set()
                if a and lows[b : b + 1] and lows[b] in grammar["self_called"] and lows[a - 1] in grammar["definite"]:
                    near.add(lows[b])  # "the Unite union"
                if lows[b : b + 1] == [","] and self.tokens.words[b + 1 : b + 2] != []:
                    aside = lows[b + 1 : b + 6]
                    if lows[b + 1] in grammar["indefinite"] | grammar["definite"] and not self._does(b + 1):
                        near.update(aside[: aside.index(",")] if "," in aside else aside)
                if self.lexicon.large:  # "die Lokführergewerkschaft GDL"
                    near.update(noun for noun in nouns for word in tuple(near) if word.endswith(noun))
                headed = not grammar["agencies"].isdisjoint(m.actor.lower().split()[-1:])
                if headed or m.text.isupper():
                    near |= grammar["agency"]  # "NASA", "the Food and Drug Administration"
                if headed:
                    near |= grammar["watchdogs"]
                for word in nouns.intersection(near.union(*((w, w[:-1]) for w in m.actor.lower().split()))):
                    self.called.setdefault(word, []).append(m)
            for one, two in map(str.split, grammar["same_trade"]):
                for noun_of, other in ((one, two), (two, one)):
                    if noun_of in self.called and other not in self.called:
                        self.called[other] = self.called[noun_of]
        return self.called.get(noun, [])
