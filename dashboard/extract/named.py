"""What a name is in its noun phrase: whether it acts, or only describes its neighbour, and who bears a title.

A name before a common noun ("Airbus jets") or beside the one whose body it is ("Tesla's chief executive, Musk")
describes it; the arms of a body and its happenings stand for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract import flag
from dashboard.extract.actors.owners import owns
from dashboard.extract.governed import Governed
from dashboard.extract.lexicon import BASE, ED, ING, NONE, Lexicon
from dashboard.extract.tokens import Group, Names, Tokens
from dashboard.model import ActorMention, Form, Kind, Role

_BEFORE_OFFICE = 4  # tokens behind a country in which its office stands: "Norway's deputy foreign minister"
_ASIDE = 12  # tokens of what two commas say of a name
_MONEY = frozenset("$€£")
_DASHES = frozenset("–—-")
# Asked of every mention, and slow to look up in their enums.
_PERSON, _ORGANIZATION, _GROUP, _PLACE = Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP, Kind.PLACE
_COUNTRY = Kind.COUNTRY
_ACTOR, _LOCATED, _DESCRIPTION = Role.ACTOR, Role.PLACE, Form.DESCRIPTION


class Named(Governed):
    """The mentions, and which of them act."""

    def __init__(self, tokens: Tokens, mentions: Sequence[ActorMention], lexicon: Lexicon, names: Names) -> None:
        super().__init__(tokens, mentions, lexicon, names)
        self.describes = {i for i in range(len(mentions)) if self._describes(i)}

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

    def before_aside(self, a: int) -> list[ActorMention]:
        """The name before what two commas say of it, the second at token a: "Ada Berg, the union's head, who"."""
        words = self.tokens.words
        for j in range(a - 1, max(a - _ASIDE, 0), -1):
            if self.tokens.lows[j] == ",":
                aged = self.tokens.lows[j + 1] in self.lexicon.grammar["of"] and self.tokens.lows[j + 2][0].isdigit()
                return (
                    self.ending_at(j) if aged or words[j + 1].bits & flag.DETERMINERS else []
                )  # "Ana Ruiz, de 21 años"
            if words[j].verb is not None and not words[j].noun and j not in self.inside:
                return []
            if not self.tokens.lows[j][0].isalnum() and not self.owns(j):
                return []
        return []

    def homes(self, a: int, b: int) -> list[str]:
        """The countries for which somebody without a name holds an office in tokens a…b: Norway of "the Norwegian
        president", both of "the ministers of Norway and Iceland"."""
        out: list[str] = []
        held = -1
        for i in self.between(a, b) if self.lexicon.grammar["state_offices"] else ():
            if self.mentions[i].kind is not _COUNTRY and self.mentions[i].kind is not _GROUP:
                continue
            if self._holds_office(i, b) or (held >= 0 and self._joined_to(i) == held):
                held = i
                out.append(self.mentions[i].actor)
        return out

    def _holds_office(self, i: int, b: int) -> bool:
        """An office stands right before the country or behind it, today's and no part of a name: "Norway's foreign
        minister", "le président norvégien", not "the former president of Norway", "President of Norway Ada Berg",
        "the president of Norway's largest bank"."""
        tokens, grammar, lows, inside = self.tokens, self.lexicon.grammar, self.tokens.lows, self.inside
        j, k = self.at[i] - 1, self.till[i]
        if j >= 0 and lows[j] in grammar["of_former"]:
            return False
        while j > 0 and tokens.words[j].bits & flag.DETERMINERS:
            j -= 1
        of = j > 0 and lows[j] in grammar["of"]
        j -= of
        whole = self.mentions[i].kind is _COUNTRY  # no "president of a Norwegian bank"
        placed = (whole and not self.owns(k)) if of or not self.lexicon.articled else self.lexicon.articled
        if placed and j >= 0 and lows[j] in grammar["state_offices"] and j not in inside and k not in inside:
            former = j > 0 and lows[j - 1] in grammar["of_former"]
            return not (former or self._is_of_noun(j) or (not whole and self._of_another(j, k)))
        if self._is_of_noun(self.at[i]):
            return False
        k += self.owns(k)
        while k < min(b, self.till[i] + _BEFORE_OFFICE) and lows[k] not in grammar["state_offices"]:
            if not tokens.is_plain(k) or k in inside or lows[k] in grammar["of_former"]:
                return False
            k += 1
        if k >= b or lows[k] not in grammar["state_offices"] or k in inside or k + 1 in inside:
            return False
        return not self._of_another(k, k + 1)

    def _is_of_noun(self, j: int) -> bool:
        """The phrase of what stands at token j only says whose a thing is: "a portrait of the Danish queen", not "the
        visit of the Danish queen"."""
        tokens, of, owned = self.tokens, self.lexicon.grammar["of"], self.lexicon.grammar["owned_endings"]
        k = j - 1
        while k > 0 and tokens.words[k].bits & flag.DETERMINERS and tokens.lows[k] not in of:
            k -= 1
        governed = k > 0 and (
            tokens.lows[k] in of or (k < j - 1 and any(tokens.lows[j].endswith(end) for end in owned))
        )
        k -= governed and tokens.lows[k] in of
        if not governed and not self.lexicon.nominatives:
            return False
        noun = k >= 0 and tokens.is_noun(k) and k not in self.inside and k not in self.times
        return noun and not (self._happens(k) or tokens.lows[k] in self.lexicon.grammar["quantities"])

    def _of_another(self, j: int, k: int) -> bool:
        """The office at token j is only part of a noun, or of something else than a land: "king prawn", "the minister's
        son", "the Croatian president of Uefa", which goes on at token k; not "minister of defence"."""
        lows, grammar = self.tokens.lows, self.lexicon.grammar
        if self.owns(k):
            return not self._happens(self._head(k + 1))
        genitive = self.lexicon.large and k < len(lows) and lows[k] in grammar["genitive"]
        if genitive or (k < len(lows) and lows[k] in grammar["of"]):
            return lows[j] not in grammar["of_fields"]
        return not self.lexicon.free and k < len(lows) and self._common_or_happening(k)

    def titles(self) -> set[int]:
        """The tokens of titles right before the whole names of persons: "Prime Minister of Canada", "the striker"."""
        found: set[int] = set()
        for i, m in enumerate(self.mentions):
            if m.kind is _PERSON and self.till[i] - self.at[i] > 1:
                found.update(range(self._title(i), self.at[i]))
        return found

    def _of_then(self, j: int) -> bool:
        """Token j says who somebody was: in "the Office of | then-Vice President" another's title begins there."""
        when, hyphen, _ = self.tokens.lows[j].partition("-")
        return bool(hyphen) and when in self.lexicon.grammar["adverbs"] | self.lexicon.grammar["of_former"]

    def _title(self, i: int) -> int:
        """Where the title of a person begins; his name where there is none."""
        tokens, persons = self.tokens, {j for k in range(max(0, i - 3), i) for j in self._of_person(k)}
        links, first, linked = self.lexicon.grammar["links"], self.at[i], False
        for j in range(first - 1, max(first - 14, -1), -1):
            if j in persons or j + 1 in self.opens:
                break
            if j in self.times and (j - 1 in self.times or not tokens.lows[j].isalpha()):
                break  # "на два месяца директора Аду Берг", but "the former mayor"
            low, word = tokens.lows[j], tokens.words[j]
            if low == "." and j in self.inside:
                continue  # "U.S. Secretary of State"
            large, owned = tokens.text[tokens.starts[j]].isupper(), bool(word.bits & flag.OWNERS)
            if large and j in self.times:
                break  # "on Monday President Karl Ott", but "the former mayor Karl Ott"
            if low in links:
                if linked or not tokens.text[tokens.starts[j - 1]].isupper() or self._of_then(first):
                    break
                linked = True  # "Secretary of State": only with what is before it
                continue
            if not large and (linked or not (owned or tokens.may_be_noun(j))):
                if word.verb is not None and word.verb.forms & ING:
                    first = self.at[i]  # "chief operating officer": where the title begins is not known
                break
            first, linked = j, False
            if owned and tokens.lows[j - 1] not in links:
                break
        only = all(tokens.words[j].bits & flag.OWNERS for j in range(first, self.at[i]))
        return self.at[i] if only else first

    def _of_person(self, k: int) -> range:
        return range(self.at[k], self.till[k]) if self.mentions[k].kind is _PERSON else range(0)

    def _describes(self, i: int) -> bool:
        """The mention only says whose its neighbour is: "Russian Minister Lavrov", "Lavrov, the Russian minister"."""
        one, lows = self.mentions[i], self.tokens.lows
        if (
            i
            and lows[self.at[i] - 1] == "("
            and self.till[i - 1] == self.at[i] - 1
            and ")" in lows[self.till[i] : self.till[i] + 1]
        ):
            return True  # "Ada Berg (CDU)"
        if i and self.at[i - 1] == self.at[i] and self.till[i - 1] > self.till[i]:
            return True  # the land of "US Air"
        if one.kind is _ORGANIZATION and self._is_model(self.till[i]):
            return True  # "an Airbus A320"
        if i + 1 < len(self.mentions):
            a, b = self.till[i], self.at[i + 1]
            if a < b and lows[a] == "," and lows[a + 1] in self.lexicon.grammar["relative"]:
                return False  # "Tesla, whose owner Musk …"
            if b - a < 8 and self._leads(one, a, b, self.mentions[i + 1]):
                return True
        if i and self.mentions[i - 1].affiliation == one.actor:
            a, b = self.till[i - 1], self.at[i]
            before = self.mentions[i - 1]
            office = before.form is _DESCRIPTION  # "le président français"
            office |= before.kind is _ORGANIZATION and bool(self.lexicon.nominatives)  # "Центробанк России"
            apart = any(low in _DASHES for low in lows[a:b])  # "BUDAPEST, Feb 24 - Hungary agreed"
            return (office and a >= b) or (b - a < 5 and "," in lows[a : a + 1] and not apart)
        return False

    def _leads(self, one: ActorMention, a: int, b: int, two: ActorMention) -> bool:
        """Two mentions with tokens a…b between are one noun phrase, about the second."""
        lows, words, owning = self.tokens.lows, self.tokens.words, self.lexicon.grammar["owning"]
        if b - a > 1 and lows[a] == "." and self.tokens.text[self.tokens.starts[a + 1]].islower():
            a += 1  # "Acme Inc. chief executive Berg"
        if (
            b - a < 7
            and two.affiliation == one.actor
            and not (two.kind is _PLACE and a < b and lows[a] in self.lexicon.grammar["place_prepositions"])
            and all(
                (lows[j][0].isalnum() or lows[j] in "-'," or (j == a and lows[j] in owning))
                and (lows[j] not in self.joining or j > a)
                and (words[j].verb is None or words[j].noun)
                for j in range(a, b)
            )
        ):
            return True  # "Russian Minister Lavrov", "Tesla's chief executive, Musk"
        return 0 < b - a < 4 and all(lows[j][0].isalpha() and self._common(j) for j in range(a, b))  # "Airbus parent"

    def _is_model(self, j: int) -> bool:
        """Token j is the number of a model: "A320", "737" unless something is counted ("300 jobs")."""
        low = self.tokens.lows[j] if j < len(self.tokens.lows) else ""
        if low.isalpha() or not any(c.isdigit() for c in low) or j in self.times:
            return False
        plain = j + 1 < len(self.tokens.lows) and self.tokens.lows[j + 1][0].isalpha() and self._common(j + 1)
        figure = low.replace(".", "").replace(",", "").isdigit()
        return not figure or (len(low) == 3 and not plain)  # "fined Apple 1.8 billion euros"

    def _common(self, j: int) -> bool:
        """A common noun and nothing else."""
        word = self.tokens.words[j]
        return (
            not word.bits and word.verb is None and word is not ED and self.tokens.text[self.tokens.starts[j]].islower()
        )

    def possessive(self, i: int) -> bool:
        """The mention is a possessive: "Ukraine's"."""
        j = self.till[i]
        return self.owns(j)

    def owns(self, j: int) -> bool:
        """Token j makes a possessive of what stands before it: "Ukraine's", "the ministers'"; none does at the end."""
        low = self.tokens.lows[j] if j < len(self.tokens.lows) else ""
        return low == "'" or low in self.lexicon.grammar["owning"]

    def acting(self, a: int, b: int) -> list[ActorMention]:
        """Who of those named in tokens a…b can take part in something."""
        return [self.mentions[i] for i in self.between(a, b) if self._acts(i)]

    def _acts(self, i: int) -> bool:
        m = self.mentions[i]
        if m.role is not _ACTOR or m.kind is _PLACE or i in self.describes:
            return False
        money = self.tokens.text[m.end : m.end + 1] in _MONEY  # "US$5"
        if self.is_flight(self.till[i]):
            return False
        land = i > 0 and m.kind is Kind.COUNTRY and self.mentions[i - 1].kind is _PLACE
        return not (money or self.adjective(i) or (land and self._lies_in(i - 1)))

    def is_flight(self, j: int) -> bool:
        """Tokens from j on make the name before them that of a flight, which is no airline: "Norsa Air Flight 12"."""
        said = self.tokens.lows[j : j + 2]
        return len(said) > 1 and said[0] in self.lexicon.grammar["flights"] and said[1][0].isdigit()

    def _is_head(self, i: int) -> bool:
        """The mention is what its noun phrase is about, or has there an arm that acts for it: "Iran's parliament"."""
        j, lows = self.till[i], self.tokens.lows
        if j >= len(lows) or self.lexicon.free:
            return not self.possessive(i)
        if lows[j] in _DASHES and self.at[i + 1 : i + 2] == [j + 1] and self.tokens.text[self.mentions[i].end] != " ":
            return self._is_head(i + 1)  # "Norway–Iceland relations"
        if lows[j] in self.lexicon.grammar["also_nouns"] and j not in self.verbs and self.tokens.counts(self.at[i] - 1):
            return False  # "six US states sued"
        if self.before_name(i):
            return False
        if owns := self.owns(j):
            j += 1
        if not owns and (not self._common_or_happening(j) or self._is_so(j)):
            return True
        head = self._head(j)
        called = head == j and not owns and lows[j] in self.lexicon.grammar["self_called"] and self._is_called(i)
        return called or (head >= j and (self._acts_for(i, head) or self._is_weapon(i, head)))

    def _is_plan(self, i: int) -> bool:
        """The base form behind the mention is a noun that has its article before the name: "a new UN plan for Sudan was
        rejected", not "the Taliban plan to meet", "the Persian force sailed"."""
        j, grammar = self.till[i], self.lexicon.grammar
        word = self.tokens.words[j] if j < len(self.tokens.words) else NONE
        if word.verb is None or word.verb.forms != BASE or word.verb.present not in grammar["also_nouns"]:
            return False
        before = self.at[i] - 1
        before -= before > 0 and self.tokens.is_plain(before) and before not in self.inside
        article = before >= 0 and bool(self.tokens.words[before].bits & flag.DETERMINERS)
        several = self.tokens.lows[self.till[i] - 1] in grammar["many"]
        acts = f"{self.tokens.lows[j]}s" in grammar["arms"]
        to = not grammar["to"].isdisjoint(self.tokens.lows[j + 1 : j + 2])
        return article and not (acts or several or to or j in self.verbs)

    def _walks_out(self, i: int, group: Group) -> bool:
        """What shuts or halts something is a walkout, by nobody who is named: "French strikes shut schools"; but not
        what kills or is elsewhere: "Russian strikes killed six people", "Russian strikes stopped trains in Kharkiv"."""
        j, grammar = self.till[i], self.lexicon.grammar
        strikes = not grammar["walkouts_of"].isdisjoint(self.tokens.lows[j + self.owns(j) : j + self.owns(j) + 1])
        if not strikes or group.verb.lemma not in grammar["walkouts_do"] or self.mentions[i].affiliation:
            return False
        end = next((k for k in range(j, len(self.tokens.lows)) if self.tokens.lows[k] == "."), len(self.tokens.lows))
        lands = {self.mentions[n].affiliation or self.mentions[n].actor for n in self.between(j, end)}
        verbs = (word.verb for word in self.tokens.words[group.head : end])
        hurts = any(verb is not None and verb.happening in self.lexicon.status["harm"] for verb in verbs)
        return not hurts and lands <= {self.mentions[i].actor}

    def _acts_for(self, i: int, head: int) -> bool:
        """ "Norway's parliament", "Norsa's subsidiary"; not "Norway's largest operator of ferries"."""
        land = self.mentions[i].kind in (_GROUP, Kind.COUNTRY)
        return self._is_arm(head) and not (land and self.tokens.lows[head] in self.lexicon.grammar["firms_arms"])

    def _is_weapon(self, i: int, head: int) -> bool:
        """ "Russian missiles", "Norway's jets": what a land fights with is its own, a firm's jets are what it makes."""
        land = self.mentions[i].kind in (_GROUP, Kind.COUNTRY) and not self.lexicon.free
        return land and self.tokens.lows[head] in self.lexicon.grammar["weapons"]

    def _is_arm(self, j: int) -> bool:
        """Token j ends the noun of what acts for the whole: "parliament", "central bank"."""
        lows, grammar = self.tokens.lows, self.lexicon.grammar
        return j < len(lows) and (lows[j] in grammar["arms"] or " ".join(lows[j - 1 : j + 1]) in grammar["arms_of_two"])

    def _is_so(self, j: int) -> bool:
        """ "Found Ada Berg guilty": token j says how somebody is and belongs to no noun behind it."""
        return self.tokens.lows[j] in self.lexicon.grammar["predicates"] and not self._common_or_happening(j + 1)

    def _is_called(self, i: int) -> bool:
        """ "The Unite union": a body between the article and a noun that is its own."""
        definite = self.lexicon.grammar["definite"]
        return self.mentions[i].kind in (_ORGANIZATION, _GROUP) and self.tokens.lows[self.at[i] - 1] in definite

    def _head(self, j: int) -> int:
        """The last noun of the phrase that goes on at token j, j - 1 without one."""
        last, k = j - 1, j
        if not self.lexicon.free and self._is_arm(j + 1) and self._common_or_happening(j + 1):
            last, k = j + 1, j + 2  # "Norway's finance ministry"
        while k < len(self.tokens.lows) and k < j + 4 and k not in self.begins and self._common_or_happening(k):
            last, k = k, k + 1
        return last

    def _common_or_happening(self, j: int) -> bool:
        """A noun in small letters, which may be that of a happening ("Airbus order")."""
        if j >= len(self.tokens.lows) or j in self.times or j in self.verbs:
            return False  # "Norway mothballed the plant"
        word = self.tokens.words[j]
        office = self.tokens.lows[j] in self.lexicon.grammar["lettered"] and j not in self.inside  # "the Boeing CEO"
        if word.bits & ~flag.LEADING or not (office or self.tokens.text[self.tokens.starts[j]].islower()):
            return False
        if word.manner:
            return False  # "Visser quickly resigned"
        arm = self.tokens.lows[j] in self.lexicon.grammar["arms"]  # "Brisa's supervisory board"
        return word.verb is None or arm or bool(word.noun and not word.verb.forms & ~1)

    def _happens(self, j: int) -> bool:
        """Token j ends the noun of a happening: "a phone call"."""
        return bool(self.tokens.words[j].noun) or tuple(self.tokens.lows[j - 1 : j + 1]) in self.lexicon.phrase_noun

    def _names(self, i: int) -> bool:
        """ "The US strike": the name right before the noun of a happening."""
        head = self._head(self.till[i]) if not self.preposition(i) else -1
        return head >= self.till[i] and self._happens(head)

    def _owns(self, i: int) -> bool:
        """ "Ada Berg's visit": the happening of the one named."""
        head = self._head(self.till[i] + 1) if self.possessive(i) else -1
        return head > self.till[i] and self._happens(head)

    def _has_part(self, i: int) -> bool:
        """ "The board of Acme and Norsa": an arm of the body is the subject, so the body is; so with what it runs, and
        with its talks and strikes, whoever they are with or on, and with what it is worth: "Norsa shares fell"."""
        while not self.preposition(i) and self._listed(i):
            i = self._joined_to(i)
        governor, g = self.preposition(i), self.lexicon.grammar
        lows, j, after = self.tokens.lows, self.at[i] - 1, self.till[i] + self.owns(self.till[i])
        if not governor and after < len(lows) and lows[after] in g["worth"]:
            return self.mentions[i].kind is _ORGANIZATION
        while j > 0 and not self.tokens.words[j].bits & flag.PREPOSITIONS and lows[j] != governor:
            j -= 1
        if governor in g["arm_of"] and self._is_arm(j - 1):
            return not (self.lexicon.large and self.governor(j - 1) in self.lexicon.grammar["prepositions"])
        if (lows[j] in g["agent"] and lows[j - 1] in g["run"]) or lows[j - 1] in g["named_as"]:
            return True  # "a clinic run by Caritas", "a man identified as Ott"
        if governor in g["of"] and lows[j - 1] in g["worth"]:
            return self.mentions[i].kind is _ORGANIZATION
        if governor not in g["party"]:
            return False
        happens = self._happens(j - 1) and not (self.lexicon.free and self.governor(j - 1))
        return happens or (  # not "un homme soupçonné du meurtre de Berg"
            i > 0
            and self.till[i - 1] == j
            and (self._has_part(i - 1) or self._names(i - 1) or (not self.lexicon.free and self._in_place(i - 1)))
        )

    def _in_place(self, i: int) -> bool:
        """ "A visit to Kyiv": the noun of a happening and a preposition stand before the place."""
        j, placed = self.at[i] - 1, self.lexicon.grammar["place_prepositions"]
        return self.mentions[i].role is _LOCATED and j > 0 and self.tokens.lows[j] in placed and self._happens(j - 1)

    def is_owner(self, i: int, he: bool) -> bool:
        """In a language without articles the mention is of a person, and right behind a noun which is no happening and
        no body that acts for him: "жена Лапина", not "арест Лапина"; `he`: one man did what is told."""
        m, j = self.mentions[i], self.at[i] - 1
        if m.kind is not _PERSON or not self.lexicon.nominatives or j < 0 or not self.tokens.may_be_noun(j):
            return False
        low, grammar = self.tokens.lows[j], self.lexicon.grammar
        acts = low in grammar["state_nouns"] or low in grammar["bodies"] or low in grammar["kinds_of_body"]
        if acts or self._happens(j) or j in self.times or j in self.inside:
            return False
        return owns(low, m.text, m.actor, he, self.lexicon.language)

    def _genitive(self, i: int) -> bool:
        """In a language without articles a country right behind a noun that acts for nobody and is no happening only
        describes it: "президентом Норвегии"; and right before the name of a person that of his office: "главу МИД
        Норвегии Яна Берга"."""
        before = self.at[i] - 1
        if not self.lexicon.free or self.lexicon.grammar["definite"] or self.mentions[i].kind is not Kind.COUNTRY:
            return False
        behind = i + 1 < len(self.at) and self.at[i + 1] == self.till[i] and self.mentions[i + 1].kind is Kind.PERSON
        return before >= 0 and (behind or (self._common(before) and not self._happens(before)))

    def _behind_noun(self, i: int) -> bool | None:
        """A demonym written small stands behind a common noun that acts for nobody: "la frontière tchadienne", not "la
        selección española femenina"; None where no noun stands before it."""
        j, grammar = self.at[i] - 1, self.lexicon.grammar
        if j < 0 or not self.lexicon.articled or not self.mentions[i].text[0].islower():
            return None
        low, small = self.tokens.lows[j], self.tokens.text[self.tokens.starts[j]].islower()
        if not (small and self.tokens.is_plain(j)) or j in self.inside:
            return None
        return not any(low in grammar[name] for name in ("state_nouns", "arms", "person_nouns", "public_bodies"))

    def adjective(self, i: int) -> bool:
        """A demonym before a common noun that is no arm of the state: a "British boxer" is not the United Kingdom."""
        m, j = self.mentions[i], self.till[i]
        if m.kind is _GROUP and self.lexicon.free and (behind := self._behind_noun(i)) is not None:
            return behind
        if m.kind is not _GROUP or j >= len(self.tokens.lows) or not self.tokens.may_be_noun(j):
            return False
        if j in self.verbs:
            return False  # "the Kurds mothballed the plant"
        if not self.lexicon.free and self._is_arm(j + 1) and self._common_or_happening(j + 1):
            return False  # "the Norwegian central bank"
        if m.text == m.actor and not self.lexicon.free:
            called = self.tokens.lows[j] in self.lexicon.grammar["self_called"] and self._is_called(i)
            if called or self.tokens.lows[self._head(j)] in self.lexicon.grammar["arms"]:
                return False  # "Hamas militants", "the Hamas group"
        while j + 1 < len(self.tokens.lows) and j < self.till[i] + 3:
            if not self.tokens.is_noun(j + 1) or j + 1 in self.begins:
                break  # j is the head of the noun phrase
            j += 1
        low, grammar = self.tokens.lows[j], self.lexicon.grammar
        return low not in grammar["state_nouns"] or (low in grammar["state_offices"] and self._of_another(j, j + 1))
