"""What governs a name in its noun phrase, and which list of names it stands in.

A preposition governs a name over determiners and titles, and the first of a list for all of it; commas and "and" join a
list over what is said of its names.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache

from dashboard.extract import flag
from dashboard.extract.actors.given import declines
from dashboard.extract.lexicon import Lexicon
from dashboard.extract.suffixes import many
from dashboard.extract.tokens import Group, Names, Tokens, counted
from dashboard.model import ActorMention, Kind

_MARKS = frozenset('«»„“”"')
_HELPING = flag.AUXILIARIES | flag.PLAN | flag.DID
_PERSON, _GROUP, _PLACE = Kind.PERSON, Kind.GROUP, Kind.PLACE  # asked of every mention, and slow to look up


@cache
def _them(lexicon: Lexicon) -> frozenset[str]:
    """The words that end "among them" and the like."""
    return frozenset(said.split()[-1] for said in lexicon.grammar["among"])


class Governed:
    """The actor mentions of an article among its words, and what they hang on there."""

    def __init__(self, tokens: Tokens, mentions: Sequence[ActorMention], lexicon: Lexicon, names: Names) -> None:
        self.tokens, self.lexicon, self.times = tokens, lexicon, names.times
        self.mentions, self.joining = list(mentions), lexicon.grammar["joining"]
        self.at = [first for first, _ in names.spans]
        self.till = [stop for _, stop in names.spans]
        self.them = _them(lexicon)
        self.order = list(range(len(mentions)))
        self.before = counted(self.at, len(tokens.lows))
        self.begins = set(self.at)
        self.opens: set[int] = set()  # first tokens of sentences: no noun phrase goes back beyond
        self.verbs: Set[int] = frozenset()  # first tokens of the verb groups of the sentence at hand
        self.governors: dict[int, str] = {}  # answers of `preposition`
        self.joints: dict[int, int] = {}  # answers of `_joined_to`
        self.listed: dict[int, bool] = {}  # … of `_listed`
        self.links = self._joining_phrases()
        self.describes: set[int] = set()  # mentions that only say whose their neighbour is
        self.inside = names.mentioned

    def _joining_phrases(self) -> set[int]:
        """The tokens of phrases that join two names as "and" does: "Norway as well as Iceland"."""
        lows, found = self.tokens.lows, set[int]()
        for phrase in self.lexicon.grammar["joining_phrases"]:
            words, text = phrase.split(), self.tokens.text
            at = text.find(phrase)
            while at >= 0:
                first = self.tokens.index(at)
                if lows[first : first + len(words)] == words:
                    found.update(range(first, first + len(words)))
                at = text.find(phrase, at + len(phrase))
        return found

    def join_headed(self, a: int, b: int) -> None:
        """ "Biden, Xi to meet": in a headline, tokens a…b, a comma alone joins the two who open it; not "Oslo, Norway",
        "Ada Berg, Norway's minister, resigns", "Ukraine, Russia talks fail"."""
        here, lows = self.between(a, b)[:2], self.tokens.lows
        if len(here) < 2 or self.at[here[0]] != a or Kind.PLACE in (kinds := [self.mentions[i].kind for i in here]):
            return
        comma, end = self.till[here[0]], self.till[here[1]]
        parted = comma >= b or lows[comma] != "," or self.at[here[1]] != comma + 1 or end >= b
        unlike = (kinds[0] is _PERSON) is not (kinds[1] is _PERSON)
        grammar = self.lexicon.grammar
        if parted or unlike or lows[end] == "," or lows[end] in grammar["owning"]:
            return
        if lows[end] not in grammar["talks_held"]:
            self.links.add(comma)
            self.listed.clear()

    def joins(self, a: int, b: int) -> bool:
        """A word or phrase in tokens a…b joins what stands before it to what stands behind."""
        joined = not self.joining.isdisjoint(self.tokens.lows[a:b])
        return joined or (bool(self.links) and not self.links.isdisjoint(range(a, b)))

    def between(self, a: int, b: int) -> list[int]:
        """Indices of the mentions that begin in tokens a…b."""
        return self.order[self.before[a] : self.before[b]]

    def preposition(self, i: int) -> str:
        """The preposition before a mention, over determiners and titles; "" where there is none near."""
        if i not in self.governors:
            person = self.mentions[i].kind is _PERSON
            first, _, rest = self.mentions[i].text.partition(" ")
            bare = person and bool(rest and self.lexicon.nominatives) and declines(first)  # "тренер по боксу Олег Ким"
            self.governors[i] = "" if bare else self.governor(self._office(i), person)
        return self.governors[i]

    def _office(self, i: int) -> int:
        """The token that opens what names a person, with the office before whose owner stands between: "president of
        Peru Ada Berg", "Adviser to the President of Peru Ada Berg"."""
        owner, tokens, at = i - 1, self.tokens, self.at[i]
        if self.lexicon.large and (title := self.mentions[i].title) and tokens.lows[at - 1] == title.lower():
            return at - 1  # "die Partei von Präsident Jan Visser"
        if owner < 0 or self.till[owner] != self.at[i] or self.mentions[owner].kind is _PERSON:
            return self.at[i]
        first = self.at[i]
        for j in range(self.at[owner] - 1, max(-1, self.at[owner] - 12), -1):
            if j + 1 in self.opens or j in self.times or j in self.inside:
                break
            if tokens.words[j].bits & (flag.PREPOSITIONS | flag.DETERMINERS):
                continue
            if not (tokens.lows[j] in self.lexicon.grammar["person_nouns"] or tokens.text[tokens.starts[j]].isupper()):
                break
            first = j
        return self.at[i] if first and tokens.lows[first - 1] in self.lexicon.grammar["of"] else first

    def role(self, i: int) -> str:
        """The preposition that governs a mention, in a list that of its first: "between Ada Berg and Jan Visser"."""
        found = self.preposition(i)
        while not found and self._listed(i):
            i = self._joined_to(i)
            found = self.preposition(i)
        return found

    def place_before(self, group: Group) -> bool:
        """A place stands right before the verb, and no preposition governs it."""
        before = self.between(group.start, group.first)
        return any(self.till[i] == group.first and self.mentions[i].kind is _PLACE and not self.role(i) for i in before)

    def governs(self, i: int) -> str:
        """The preposition that governs a mention; where order is free, of a land or body in a list that of the first of
        its kind, unless its case tells: "le sud de la Turquie et la Syrie"."""
        if not self.lexicon.free:
            return self.role(i)
        found, kind = self.preposition(i), self.mentions[i].kind
        while not (found or self.lexicon.nominatives) and kind is not _PERSON and self._listed(i):
            i = self._joined_to(i)
            found = self.preposition(i)
            if self.mentions[i].kind is not kind:
                return found if found in self.lexicon.grammar["pairing"] else ""  # "entre Israel y Hamás"
        return found

    def _listed(self, i: int) -> bool:
        """A later item of a list that an "and" closes, here or further on: one answer for all that are passed."""
        if i in self.listed:
            return self.listed[i]
        found, passed = False, list[int]()
        while (before := self._joined_to(i)) >= 0:
            passed.append(i)
            found = self.listed.get(i, False) or self.joins(self.till[before], self.at[i])
            if found or i in self.listed:
                break
            i += 1
            while i in self.describes:
                i += 1
            if i >= len(self.at) or self._joined_to(i) != passed[-1]:
                break
        self.listed.update((n, found) for n in passed)
        return found

    def governor(self, at: int, person: bool = False) -> str:
        """The preposition before the noun phrase that token `at` belongs to."""
        tokens, grammar = self.tokens, self.lexicon.grammar
        j, titled, pairing = at - 1, False, grammar["pairing"]
        articled = False  # an article stands behind token j: a clause opens before it, ", zu dem die Gewerkschaft"
        joined = 0  # behind "and" only a preposition that asks for two reaches so far: "between the union and Ota"
        while j >= 0 and at - j < 8 + joined and j + 1 not in self.opens:
            if j in self.times:
                return ""  # "on Wednesday Biden met Putin": it governs the day
            word, low = tokens.words[j], tokens.lows[j]
            if j in self.links:
                return ""
            if between := self.singles_out(j):
                j -= between  # as the noun before
                continue
            if self.lexicon.large and word.bits & flag.RELATIVE and word.bits & flag.DETERMINERS:
                if articled and "," in tokens.lows[j - 2 : j]:
                    return ""
                articled = True
            if low in grammar["genitive"] and j not in self.opens and self._noun(j - 1):
                if tokens.lows[j - 1] not in grammar["arms"]:
                    return low  # "Chef der Norsa AG"
                j -= 2  # "durch Beamte der Norsa AG"
                continue
            if self.lexicon.large and word.bits & flag.DETERMINERS and j not in self.opens and self._large(j - 1):
                return ""  # "hat in Athen die griechische Präsidentin getroffen"
            if low in grammar["definite"] and self._begins_anew(j):
                return ""  # "declaró ante el juez el alcalde Jan Visser"
            if word.bits & flag.PREPOSITIONS:
                if self._is_where(j, at) or (joined and low not in pairing):
                    return ""
                if at - j == 2 and low in grammar["bare_of"] and self._bare(j + 1):
                    pass  # "le fabricant de vélos Véloria"
                elif titled and self.lexicon.free and low in grammar["of"]:
                    titled = False  # "el ministro de Perú Jan Visser"
                elif person and self._field_of_office(j + 1, titled=False):
                    pass  # "le président du conseil Luc Garnier"
                elif not (titled and low in grammar["complement"] and self._is_office(j - 1)):
                    return low  # but "Secretary of State Blinken", "President of Ukraine Zelenskyy"
            elif not joined and pairing and low in self.joining:
                joined = 6
            elif low == "'" and tokens.lows[j - 1] in grammar["definite"]:
                pass  # "contre l'Ukraine", but "l'homme d'affaires Lacaze"
            elif (
                (not low[0].isalnum() and not (joined and low == "'"))
                or (word.bits & flag.JOINS and not (self.lexicon.large and word.bits & flag.DETERMINERS))
                or (word.verb and not word.noun)
                or (self.lexicon.free and word.bits & _HELPING)  # "Nach dem Brand hat Berg …"
            ):
                return ""
            elif (titled or person) and self._field_of_office(j, titled):
                titled = True  # "la ministre de la Santé Anne Morel", "le chef de la diplomatie Luc Garnier"
            elif low not in grammar["articled"]:
                titled = person and tokens.text[tokens.starts[j]].isupper()
            j -= 1
        return ""

    def _is_office(self, j: int) -> bool:
        """Token j is written large, and not as the plural that opens a sentence: "Supporters of President Ott"."""
        large = j >= 0 and self.tokens.text[self.tokens.starts[j]].isupper()
        return large and not (j in self.opens and not self.lexicon.free and many(self.tokens.lows[j]))

    def _begins_anew(self, j: int) -> bool:
        """The article at token j stands right behind a noun or name, so that what governs those governs nothing behind:
        "murió en Lima la poeta", not "todo el país"; where the language is `articled`."""
        before = j - 1
        if not self.lexicon.articled or before < 0:
            return False
        named = self.tokens.is_plain(before) and before in self.inside
        return (named or self.tokens.may_be_noun(before)) and j not in self.opens

    def _is_where(self, j: int, at: int) -> bool:
        """The preposition at token j has its place, behind which another phrase begins: "принят в Париже президентом",
        "hat in Berlin Kanzler Scholz getroffen", in languages whose names stand without an article."""
        if not self.lexicon.free or self.lexicon.articled:
            return False
        place = next(iter(self.between(j + 1, j + 2)), None)
        return place is not None and self.at[place] != at and self.mentions[place].kind is _PLACE

    def _field_of_office(self, j: int, titled: bool) -> bool:
        """The article at token j, or the noun behind "du", opens what an office is for: "la ministre de la Santé", "le
        chef de la diplomatie", no "visite de la Reine" and no "avocat de la chanteuse"."""
        lows, grammar = self.tokens.lows, self.lexicon.grammar
        offices = (low.rpartition("-")[2] for low in lows[max(0, j - 3) : j - 1])  # "ex-ministre", "ministre français"
        if lows[j - 1] not in grammar["of"] or grammar["person_nouns"].isdisjoint(offices) or not self.lexicon.free:
            return False
        elided = lows[j + 1 : j + 2] == ["'"]
        if lows[j] in grammar["definite"] and titled:
            return True
        contracted = any(pair.startswith(f"{lows[j - 1]}=") for pair in grammar["contracted"])  # "du conseil"
        if lows[j] not in grammar["definite"] and not contracted:
            return False
        field = lows[j + (0 if contracted else 1 + elided)]
        return field in grammar["fields"] or field in grammar["kinds_of_body"] or field in grammar["public_bodies"]

    def _noun(self, j: int) -> bool:
        """A common noun, where nouns are written large."""
        return self._large(j) and j not in self.begins

    def _large(self, j: int) -> bool:
        """A noun or name written large."""
        return j >= 0 and not self.tokens.words[j].bits and self.tokens.text[self.tokens.starts[j]].isupper()

    def _bare(self, j: int) -> bool:
        """A common noun without an article."""
        word = self.tokens.words[j]
        noun = not word.bits and (word.verb is None or bool(word.noun))
        return noun and self.tokens.text[self.tokens.starts[j]].islower()

    def list_commas(self, a: int, b: int) -> set[int]:
        """The commas in tokens a…b that stand inside a list of names: "advisers of Norway, Sweden and Denmark"."""
        if "," not in self.tokens.lows[a:b]:
            return set()
        gaps = ((self.till[self._joined_to(i)], self.at[i]) for i in self.between(a, b) if self._listed(i))
        inside = {j for x, y in gaps for j in range(max(x, a), min(y, b)) if self.tokens.lows[j] == ","}
        places = (i for i in self.between(a, b) if self.mentions[i].kind is _PLACE and self.till[i] < b)
        inside.update(self.till[i] for i in places if self._lies_in(i))
        return inside

    def _lies_in(self, i: int) -> bool:
        """ "A girl in Alpine, Texas": behind a place that tells where a noun is, a comma and the land it lies in."""
        j, n, lows = self.at[i] - 2, i + 1, self.tokens.lows
        if j < 0 or n >= len(self.at) or self.at[n] != self.till[i] + 1 or lows[self.till[i]] != ",":
            return False
        if self.mentions[n].kind not in (_PLACE, Kind.COUNTRY):
            return False
        noun = self.tokens.is_plain(j) and j not in self.times
        return noun and lows[j + 1] in self.lexicon.grammar["place_prepositions"] and not self.governor(j)

    def land_of(self, i: int) -> bool:
        """ "Flown to Berlin, Germany": behind a place that a preposition governs, the land it lies in."""
        town, m = i - 1, self.mentions[i]
        if town < 0 or m.kind is not Kind.COUNTRY or self.mentions[town].kind is not _PLACE:
            return False
        beside = self.at[i] == self.till[town] + 1 and self.tokens.lows[self.till[town]] == ","
        return beside and self.preposition(town) in self.lexicon.grammar["place_prepositions"]

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
                person
                and before > 0
                and self.mentions[before].kind is not _PERSON
                and self.preposition(before) in self.lexicon.grammar["of"]
            )
            or (before > 0 and self.mentions[before].kind is _GROUP and self.till[before] == self.at[before + 1])
            or (before == i - 1 and not self.lexicon.free and self.before_name(before))
        ):
            before -= 1  # "Ada Berg of Norway and Jan Visser", "Duarte y su homólogo español Rivas"
        if before < 0:
            return -1
        lows, b = self.tokens.lows, self.at[i]
        a = self._past_aside(self.till[before], b)
        if (
            b - a > 11
            or not ("," in lows[a:b] or self.joins(a, b))
            or (person and self._only_tells_whose(before, a, b))
            or (self._only_where(before, i) and not self.joins(a, b))
        ):
            return -1
        inside = {j for k in range(before + 1, i) for j in range(self.at[k], self.till[k])}
        for j in range(a, b):
            low = lows[j]
            if j in self.opens:
                return -1
            # "Sudan's army and the RSF", "Ada Berg and Norway's minister Jan Visser"
            owned = low in self.lexicon.grammar["owning"] and (j == self.till[before] or j - 1 in inside)
            joins = low in self.joining or j in self.links
            joins |= low == "'" and lows[j - 1] in self.lexicon.grammar["definite"]  # "la France et l'Espagne"
            marked = low in _MARKS and j in (self.till[before], b - 1)  # "«Аэрофлот» и «Победа»"
            if not (low == "," or joins or j in inside or owned or marked or self._nominal(j)) and not (
                low in self.lexicon.grammar["of"]
                and (j + 1 in inside or self.tokens.text[self.tokens.starts[j - 1]].isupper())
            ):
                return -1
        return before

    def _only_where(self, before: int, i: int) -> bool:
        """ "After talks in Rome, the Red Cross and Norsa signed a deal": only a comma parts a place from a body; not
        "at Ebo, Spotsylvania, and Cold Harbor"."""
        if self.tokens.lows[self.till[i] : self.till[i] + 1] == [","]:
            return False
        unlike = self.mentions[before].kind is _PLACE and self.mentions[i].kind is Kind.ORGANIZATION
        return unlike and not self.lexicon.free

    def before_name(self, i: int) -> bool:
        """ "The Danish shipping group Norsa": nouns alone part a land from whom it describes."""
        n, a = i + 1, self.till[i]
        b = self.at[n] if n < len(self.at) else a
        if self.mentions[i].kind is _PERSON or not a < b < a + 4:
            return False
        within = range(a, b)
        nouns = all(self.tokens.lows[j].isalpha() and not self.tokens.words[j].bits for j in within)
        small = all(self.tokens.text[self.tokens.starts[j]].islower() and j not in self.verbs for j in within)
        return nouns and small and self.tokens.lows[b - 1] in self.lexicon.grammar["before_names"]

    def _only_tells_whose(self, before: int, a: int, b: int) -> bool:
        """ "Two Norsa engineers, Ada Berg and Jan Visser": a body before a noun of persons, whom a comma names."""
        lows, comma = self.tokens.lows, b - 1
        noun = not self.lexicon.free and comma > a and lows[comma] == "," and self.tokens.is_plain(comma - 1)
        human = noun and self.mentions[before].kind is not _PERSON and not self.joins(a, comma)
        return human and many(lows[comma - 1]) and all(self.tokens.is_plain(j) for j in range(a, comma))

    def _past_aside(self, a: int, b: int) -> int:
        """Where tokens a…b go on behind what two commas say of the name before: "Ada Berg, 45, and", "Ada Berg, head of
        Norsa, and"; a where they say nothing."""
        lows, words = self.tokens.lows, self.tokens.words
        if b - a < 3 or lows[a] != ",":
            return a
        close = next((j for j in range(a + 1, b) if lows[j] == ","), a)
        for j in range(a + 1, close):
            verb = words[j].verb is not None and not words[j].noun and j not in self.inside
            if verb or words[j].bits & flag.JOINS or j in self.opens:
                return a
        return close

    def _nominal(self, j: int) -> bool:
        """A determiner or common noun, as in "X and the operator Y"."""
        word = self.tokens.words[j]
        return (
            self.tokens.lows[j][0].isalpha() and word.verb is None and (not word.bits or bool(word.bits & flag.OWNERS))
        )

    def singles_out(self, j: int) -> int:
        """How many words that end here part one from several: "five firms, including Acme", "some, among them Berg"."""
        low, grammar = self.tokens.lows[j], self.lexicon.grammar
        if low in grammar["including"]:
            return 1
        if low not in self.them or not j:
            return 0
        return 2 * (f"{self.tokens.lows[j - 1]} {low}" in grammar["among"])
