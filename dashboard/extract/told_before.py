"""What the clause told before has as its object, which "it", "them" or "sie" beside the next verb can mean."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract import flag
from dashboard.extract.labels import core, is_plural
from dashboard.extract.lexicon import Lexicon
from dashboard.extract.named import Named
from dashboard.extract.phrases import phrases
from dashboard.extract.refer import Referents, Said
from dashboard.extract.tokens import Group, Names, Tokens
from dashboard.extract.undergone import law_in, object_of
from dashboard.model import ActorMention, Kind

_PERSON = Kind.PERSON
_NEAR = 7  # tokens behind a verb in which its object begins


class ToldBefore(Named):
    """The mentions, the last subjects, and the clause that told a happening last."""

    def __init__(self, tokens: Tokens, mentions: Sequence[ActorMention], lexicon: Lexicon, names: Names) -> None:
        super().__init__(tokens, mentions, lexicon, names)
        self.referents = Referents(tokens, mentions, lexicon, self.inside)
        self.told: Group | None = None  # the clause that told a happening last
        self.told_by: Sequence[ActorMention] = ()  # its subject
        self.told_of = Said()  # whom its "him" or "it" meant

    def object_told(self, many: bool, thing: bool) -> Said | None:
        """The object of the clause told before, in this sentence or the one before, where it is of the sort."""
        told, g = self.told, self.lexicon.grammar
        if told is None or told.passive or self.tokens.starts[told.head] < self.referents.before:
            return None
        a = told.head + 1
        if self.tokens.lows[a] in g["no_prepositions"] and self.tokens.words[a + 1].bits & flag.DETERMINERS:
            a += 1  # "took back the town"
        if self.lexicon.articled:  # "a reporté jeudi | le procès"
            a = next((j for j in range(a, told.end) if j not in self.times), a)
        if self.tokens.lows[a] in g["him"]:  # "Police freed them. Doctors treated them"
            alike = (self.tokens.lows[a] in g["they_too"]) is many and (self.tokens.lows[a] in g["it"]) is thing
            return self.told_of if alike else None
        end = next((j for j in range(a, told.end) if j in self.times), told.end)
        if told.verb.lemma in g["naming"]:  # "called the mutiny a crime"
            end = next((j for j in range(a + 1, end) if self.tokens.lows[j] in g["indefinite"]), end)
        near = range(self.before[a], self.before[min(a + _NEAR, end)]) if a < end else range(0)
        free = (i for i in near if not self.preposition(i) and self._joined_to(i) < 0)
        i = next((i for i in free if self._acts(i) and self._is_head(i)), -1)
        if self.lexicon.articled and i >= 0 and any(w.bits & flag.OF for w in self.tokens.words[a : self.at[i]]):
            i = -1  # "le procès | de l'ancien maire Gérard Pinson"
        if i >= 0:
            fits = not many and (self.mentions[i].kind is _PERSON) is not thing
            return Said((self.mentions[i],)) if fits else None
        opened = a < end and (bool(self.tokens.words[a].bits & flag.DETERMINERS) or self.tokens.lows[a][0].isdigit())
        bare = a < end and self.tokens.is_noun(a) and not self.tokens.words[a].manner  # "declared martial law"
        if a >= end or not (opened or (many and not self.tokens.words[a].bits) or (thing and bare)):
            return None
        text = core(next(iter(phrases(self.tokens, a, end, ())), ""), self.lexicon)
        person = not g["person_nouns"].isdisjoint(text.lower().split())
        fits = is_plural(text, self.lexicon) if many else not is_plural(text, self.lexicon) and person is not thing
        return Said((), text) if text and fits else None

    def joined_pair(self, j: int) -> tuple[ActorMention, ...]:
        """The two persons whom "and" joined last before token j, in this sentence or the one before, or the only two
        that these name: "freed Berg and Visser after the two had apologised"."""
        near = self.between(self.tokens.index(self.referents.before), j) if not self.lexicon.free else []
        i = next((i for i in reversed(near) if self._listed(i)), -1)
        one = self._joined_to(i) if i >= 0 else -1
        if one < 0 or self._joined_to(one) >= 0 or not self.joins(self.till[one], self.at[i]):
            people = {self.mentions[k].actor: self.mentions[k] for k in near if self.mentions[k].kind is _PERSON}
            return tuple(people.values()) if len(people) == 2 else ()
        pair = self.mentions[one], self.mentions[i]
        return pair if pair[0].kind is pair[1].kind is _PERSON else ()

    def counts_others(self, j: int) -> bool:
        """Where nouns are written large, one that names nobody stands at token j: "die beiden Züge"."""
        g, starts = self.lexicon.grammar, self.tokens.starts
        if j >= len(starts) or not self.tokens.text[starts[j]].isupper() or j in self.inside or j in self.times:
            return False
        return not any(self.tokens.lows[j] in g[name] for name in ("person_nouns", "countries", "many_bodies"))

    def failing(self, group: Group) -> str:
        """What fails where a verb says so of "it": the object that the clause before has, nobody told of and no sum,
        "brokered a truce, but it collapsed"; "" for other verbs."""
        if self.lexicon.free or group.verb.lemma not in self.lexicon.grammar["fails"]:
            return ""
        made = self.object_told(many=False, thing=True)
        text = made.text if made is not None and not made.people and made.text[:1].isalpha() else ""
        if text[:1].isupper() and not text.replace(" ", "").isalpha():
            return ""  # "lent Norsa $40 million"
        return text if text.islower() or all(m.text != text for m in self.mentions) else ""  # "attacked Oslo"

    def is_way(self, group: Group) -> bool:
        """ "It will remain shut", "it reopened on Friday" behind a land, or behind whoever shut something: said of a
        road or a school, not of the land through which it leads."""
        g, told, after = self.lexicon.grammar, self.told, group.head + 1
        low = self.tokens.lows[after] if after < group.end else ""
        if group.verb.lemma in g["ways_do"]:
            goes_on = bool(low) and bool(self.tokens.words[after].bits & flag.PREPOSITIONS)
            said = not low[:1].isalnum() or after in self.times or goes_on
        else:
            said = low in g["ways_remain"] and self.tokens.lows[group.head] in g["remaining"]
        if not said:
            return False
        shut = told is not None and told.verb.lemma in self.lexicon.status["kept_so"]
        land = any(m.kind is Kind.COUNTRY for m in self.referents.thing.people)
        return land or (shut and self.object_told(many=False, thing=True) is not None)

    def undergone(self, group: Group, pronoun: str) -> str:
        """What the clause told before has as its object, where a clause with this pronoun tells what is done to that:
        "Sie wurde verhört", "Es tritt in Kraft"; "" without."""
        g, told, tokens = self.lexicon.grammar, self.told, self.tokens
        many, force = self.plural(group), tokens.lows[group.start : group.end]
        if not many and (group.verb.lemma in g["things"] or not g["in_force"].isdisjoint(force)):
            return law_in(tokens, tokens.index(self.referents.before), tokens.index(self.referents.here), pronoun, g)
        if told is None or not group.passive or tokens.starts[told.head] < self.referents.before:
            return ""
        acting = [m for m in self.told_by if m.kind is _PERSON]
        if len(acting) > many:
            return ""  # "Berg eröffnete eine Schule. Sie wurde geehrt"
        return object_of(tokens, told, pronoun, many, self.lexicon, self.inside, self.times)

    def plural(self, group: Group) -> bool:
        """The finite verb is a plural by its ending, in languages whose file lists such endings; it may come last."""
        at = group.first
        if at == group.head and self.lexicon.grammar["closing"]:
            while at + 1 < group.end and self.tokens.words[at + 1].bits & flag.AUXILIARIES:
                at += 1  # "dass sie zurückgezogen habe"
        low, singular = self.tokens.lows[at], self.lexicon.grammar["ends_too"]
        return low.endswith(self.lexicon.plural) and not low.endswith(tuple(singular))

    def _closes(self, j: int, verb: int = -1) -> bool:
        """No noun begins at token j, nor before the `verb`."""
        if j >= len(self.tokens.lows) or j in self.times or j == verb or not self.tokens.lows[j][0].isalnum():
            return True
        word = self.tokens.words[j]
        return bool(word.bits) or (self.lexicon.large and word.verb is not None)
