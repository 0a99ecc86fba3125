"""What is known of an article while its sentences are read in order, and what the next one may refer to.

Verbs, nouns and dates are read by their own modules; they share the words, the people and the memory kept here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dashboard.extract.free import attributive
from dashboard.extract.lexicon import ED, ING, PAST, Happening, Lexicon
from dashboard.extract.phrases import text_of
from dashboard.extract.tokens import EITHER, JOINS, OWNERS, Group, Names, counted, tokenize
from dashboard.extract.who import People
from dashboard.model import (
    ActorMention,
    Article,
    Block,
    EventMention,
    Kind,
    Role,
    Sentence,
    Status,
    TimeExpression,
    short_id,
)

_MARKS = frozenset((",", "•", ":", ";", "«", "“", '"', "—", "–", "-", "(", ")", "”", "»"))
_NEVER_SUBJECT = frozenset(("prepositions", "he_she", "it", "they", "we_you", "be", "have", "will", "would", "do"))
_BEFORE_SUBJECT = frozenset(("prepositions", "adverbs"))
_CLAUSELESS = frozenset(("relative", "adverbs"))
_NOTHING: Set[int] = frozenset()
_WORDLESS = 0.4  # share of its weight that a saying keeps of which no word is told
_AROUND = 60  # tokens before and behind a trigger that are looked at for what else the event is about
SUMMARIES = (Block.HEADLINE, Block.HEADING, Block.CAPTION)  # written as headlines are
_FIRST, _BODY = (Block.HEADLINE, Block.BULLET, Block.CAPTION), Block.BODY
LEAD = 2  # sentences of body that tell the article's own news


class Day(NamedTuple):
    """A day that the text tells of: where it was named last, by paragraph and by sentence of the body."""

    value: str
    paragraph: int
    body: int


class Scene:
    """One article in reading: its tokens, people and times, the sentence at hand, and the memory of those before."""

    def __init__(
        self, article: Article, words: Lexicon, times: Sequence[TimeExpression], actors: Sequence[ActorMention]
    ) -> None:
        self.article, self.words, self.times = article, words, times
        self.tokens = tokenize(article.text, words)
        group = Kind.GROUP
        demonyms = {m.start for m in actors if m.kind is group and m.text != m.actor and m.text[-1] != "s"}
        self.names = Names(self.tokens, [(m.start, m.end) for m in actors], [(t.start, t.end) for t in times], demonyms)
        self.people = People(self.tokens, actors, words, self.names)
        if not words.free:
            self.tokens.titles = self.people.titles()
        self.time_at = [self.tokens.index(t.start) for t in times]
        self.times_before = counted(self.time_at, len(self.tokens.lows))
        if words.signals:
            said = map(self._signal, self.time_at)
            self.times = [replace(t, signal=role) if role else t for t, role in zip(times, said, strict=True)]
        self.found: list[EventMention] = []
        self.before_that: set[int] = set()  # triggers in the pluperfect: asides from an earlier time
        self.described: set[int] = set()  # triggers that only say which thing is meant: "a bridge begun in May"
        self.told: list[EventMention] = []  # what the lead dates outright
        self.where: dict[int, tuple[int, bool]] = {}  # of sentences, by start: paragraph, and whether it is lead
        self.quoted: Set[int] = _NOTHING  # tokens of the sentence at hand inside quotation marks
        self.body = 0  # body sentences so far
        self.spoken = 0  # … in which somebody speaks for himself outside quotation marks
        self.carried: Day | None = None  # the day the text has reached
        self.earlier: Day | None = None  # … before the sentence at hand
        self.days: list[tuple[int, int, str]] = []  # of the news that open a sentence: its start, paragraph, day
        self.by_kind: dict[str, str] = {}  # happening → date last given, for "before the meeting"
        self.last_date: str | None = None
        self.asked: tuple[str, int] | None = None  # what was last demanded, and the start of its sentence
        self.quote, self.quote_paragraph = False, -1
        self.sentence, self.first = Sentence(0, 0, Block.BODY, 0), 0  # the one at hand, and its first token
        self.headline = self.lead = self.conditional = False
        self.spans: list[tuple[int, int]] = []  # of its times
        self.groups: list[Group] = []
        self.heads: dict[int, Group] = {}  # its verbs by their tokens
        self.verbal: set[int] = set()  # tokens of its verbs, and where their auxiliaries begin

    def _signal(self, at: int) -> str:
        """What the words before a time mean, over articles: "until" for "jusqu'à la"; "" where none is known."""
        lows, j = self.tokens.lows, at - 1
        while j > 0 and lows[j] not in self.words.signals and "determiners" in self.tokens.words[j].flags:
            j -= 1
        for width in (4, 3, 2, 1):
            if j + 1 >= width and (role := self.words.signals.get(" ".join(lows[j - width + 1 : j + 1]))):
                return role
        return ""

    def enter(self, sentence: Sentence, a: int, b: int, groups: list[Group]) -> None:
        """Go on to a sentence that spans tokens a…b and has these verb groups."""
        self.sentence, self.groups, self.first = sentence, groups, a
        self.heads = {group.head: group for group in groups}
        self.verbal = {group.first for group in groups}.union(self.heads)
        self.people.verbs = {group.first for group in groups if not group.reduced}
        self.people.referents.enter(sentence.start, sentence.paragraph)
        body = sentence.block is _BODY
        self.body += body
        self.headline = sentence.block in SUMMARIES
        self.lead = (body and self.body <= LEAD) or sentence.block in _FIRST
        self.where[sentence.start] = (sentence.paragraph, self.lead)
        self.quoted = self.quoted_in(a, b) if self.tokens.quotes else _NOTHING
        if body and self._in_first_person(a, b):
            self.spoken += 1
        self.earlier = self.carried
        first, stop = self.times_before[a], self.times_before[b]
        self.spans = [(t.start, t.end) for t in self.times[first:stop]] if first < stop else []
        opens = first < len(self.times) and self.time_at[first] <= a + 2
        opens = opens and not any(word.noun for word in self.tokens.words[a : self.time_at[first]])  # "talks on Monday"
        day = self.times[first].date if opens else None
        timeless = bool(groups) and groups[0].tense == "present"  # "Sunday is a holiday"
        if day is not None and self.words.free and groups:  # "Ein für Freitag geplantes Treffen wurde abgesagt"
            timeless = timeless or attributive(self.tokens, self.time_at[first], self.names, self.heads, self.words)
        if day is not None and not timeless and self.recent(day):
            self.carry(day)
            self.days += [(sentence.start, sentence.paragraph, day)] if groups else []

    def _in_first_person(self, a: int, b: int) -> bool:
        """ "I", "we" or "you" stand among tokens a…b, outside quotation marks."""
        if self.words.grammar["we_you"].isdisjoint(self.tokens.lows[a:b]):
            return False
        return any("we_you" in self.tokens.words[j].flags and j not in self.quoted for j in range(a, b))

    def place(self, time: TimeExpression) -> int:
        """Which of the times it is."""
        return self.times_before[self.tokens.index(time.start)]

    def times_in(self, a: int, b: int) -> range:
        """Indices of the time expressions that begin in tokens a…b."""
        return range(self.times_before[a], self.times_before[b])

    def carry(self, day: str | None) -> None:
        """The text has reached this day, or none."""
        self.carried = Day(day, self.sentence.paragraph, self.body) if day else None

    def reached(self, before: bool = False) -> str | None:
        """The day that the text has reached here, or had reached `before` this sentence."""
        day = self.earlier if before else self.carried
        near = day and (self.sentence.paragraph - day.paragraph <= 1 or self.body - day.body <= 2)
        return day.value if day and near else None

    def recall(self, made: Sequence[EventMention]) -> None:
        """Keep what later sentences may refer to."""
        if not made:
            return
        self.found += made
        self.before_that |= self._triggers(made, [g for g in self.groups if g.tense == "pluperfect"])
        self.described |= self._triggers(made, [g for g in self.groups if g.reduced])
        if self.sentence.block is Block.BODY and self.body <= LEAD:
            aside = self._triggers(made, [g for g in self.groups if self.hangs(g)]) | self.before_that
            dated = [m for m in made if m.time is not None and m.date and m.status is Status.HAPPENED]
            self.told += [m for m in dated if m.trigger[0] not in aside]
        onward = [m for m in made if m.date and not (m.happening in self.by_kind and m.trigger[0] in self.before_that)]
        self.last_date = onward[0].date if onward else self.last_date
        self.by_kind.update({m.happening: m.date for m in onward if m.date})

    def _triggers(self, made: Sequence[EventMention], groups: Sequence[Group]) -> set[int]:
        """Where the words stand that trigger the mentions of some clauses."""
        if not groups:
            return set()
        clauses = [(self.tokens.starts[g.start], self.tokens.end(g.end - 1)) for g in groups]
        return {m.trigger[0] for m in made if any(a <= m.trigger[0] < b for a, b in clauses)}

    def refused(self, people: Sequence[ActorMention]) -> None:
        """Whoever only stands against what was last demanded takes part in it: "Rome wants a ban. Oslo rejects it"."""
        for n, m in enumerate(self.found):
            if self.asked is not None and (m.start, m.happening) == (self.asked[1], "demand"):
                more = [one.actor for one in people if one.actor not in m.actors]
                self.found[n] = replace(m, actors=(*m.actors, *more))

    def quoted_in(self, a: int, b: int) -> Set[int]:
        """Tokens inside quotation marks; a quotation goes on over the sentences of its paragraph until it is closed."""
        if self.sentence.paragraph != self.quote_paragraph:
            self.quote = False
        marks = self.tokens.quotes
        if not self.quote and bisect_left(marks, a) == bisect_left(marks, b):
            return _NOTHING
        inside: set[int] = set()
        text, starts = self.article.text, self.tokens.starts
        for j in range(a, b):
            low = self.tokens.lows[j]
            if low in "”»" or (low == "“" and self.quote):  # „German“
                self.quote = False
            elif low in "“«„":
                self.quote = True
            elif low == '"':
                at = starts[j]
                opens = (at == 0 or text[at - 1] in " \n([—–") and at + 1 < len(text) and not text[at + 1].isspace()
                self.quote = opens
            elif self.quote:
                inside.add(j)
        self.quote_paragraph = self.sentence.paragraph
        return inside

    def modifies(self, j: int) -> bool:
        """A happening noun right before another noun only describes it: "crisis meeting" names the meeting."""
        return j + 1 < len(self.tokens.lows) and bool(self.tokens.words[j + 1].noun) and j + 1 not in self.names.inside

    def phrase(self, j: int) -> str | None:
        """The happening that a noun of several words beginning at token `j` names ("press conference")."""
        rest = self.words.noun_phrases.get(self.tokens.lows[j])
        if rest:
            for parts in rest:
                if tuple(self.tokens.lows[j + 1 : j + 1 + len(parts)]) == parts:
                    return self.words.phrase_noun[(self.tokens.lows[j], *parts)]
        return None

    def reach(self, group: Group) -> int:
        """Where the phrases of a clause end: infinitives and a "that" right after belong to it, a second gerund not:
        ", killing 31 and injuring dozens"."""
        end, words = group.end, self.tokens.words
        if group.tense == "gerund":
            for j in range(group.head + 1, end - 1):
                if "coordinators" in words[j].flags and (verb := words[j + 1].verb) and verb.forms & ING:
                    return j
        for n in range(group.n + 1, len(self.groups)):
            after = self.groups[n]
            if after.tense != "base" or after.start != end:
                break
            end = after.end
        return end

    def hangs(self, group: Group) -> bool:
        """ "Berg, who had left": the clause of a verb is one that a comma and "who" part from its sentence."""
        lows, j = self.tokens.lows, group.first - 1
        return j > group.start and lows[j] in self.words.grammar["relative"] and lows[j - 1] == ","

    def subject_text(self, group: Group) -> str:
        """The noun phrase before the verb, where no name stands for it: the last stretch between commas that is one."""
        if group.subject is None:
            group.subject = self._subject_text(group)
        return group.subject

    def _subject_text(self, group: Group) -> str:
        n = group.n
        if n and not group.own_subject and self.groups[n - 1].reduced and self.groups[n - 1].own_subject:
            return self.subject_text(self.groups[n - 1])  # "a clinic run by nuns closed"
        goes_on = group.opener in self.words.grammar["coordinators"] and self._gerund(group.start + 1)
        if n and goes_on and self.groups[n - 1].tense == "participle" and self.groups[n - 1].own_subject:
            return self.subject_text(self.groups[n - 1])  # "a man accused of theft and causing damage was charged"
        a, b = group.host or (group.start, group.first)
        if n and b > a and self.tokens.lows[b - 1] == "," and not group.own_subject:
            aside = self.groups[n - 1]  # "The flight, carrying 228, crashed"
            if aside.tense in ("gerund", "participle") or aside.opener in self.words.grammar["relative"]:
                a, b = aside.start, aside.first
                if n > 1 and not aside.own_subject:
                    a, b = self.groups[n - 2].start, self.groups[n - 2].first
        tokens = self.tokens
        if group.absolute:
            a = next((j + 1 for j in range(a, b) if tokens.lows[j] in self.words.grammar["absolute"]), a)
        if (
            n
            and tokens.lows[self.groups[n - 1].first - 1] in self.words.grammar["relative"]
            and all(j in self.names.times or tokens.words[j].flags & _BEFORE_SUBJECT for j in range(a, b))
        ):
            a, b = self.groups[n - 1].start, self.groups[n - 1].first - 1  # "a call that was planned was put off"
        relative = tokens.lows[b - 1] in self.words.grammar["relative"] and b > a + 1
        if relative:
            b -= 1  # "a man who was shot"
        at, _ = self.people.pronoun(group)
        if at >= 0 and tokens.words[at].flags & {"it", "they", "he_she"}:
            said, flags = self.people.referents, tokens.words[at].flags
            if "it" in flags and self.people.expletive(group):
                return ""
            if "it" in flags and group.verb.lemma in self.words.grammar["things"] and said.thing.text[:1].isupper():
                return "" if said.thing.text.split()[0].lower() not in self.words.words else said.thing.text
            return (said.person if "he_she" in flags else said.thing if "it" in flags else said.many).text
        if group.opener in self.words.grammar["relative"] and not group.own_subject:
            return ""
        if (
            not (group.own_subject or group.host)
            and n
            and (
                group.opener in self.words.grammar["coordinators"]
                or self.groups[n - 1].reduced
                or (group.tense in ("base", "gerund") and not self.words.free)
            )
        ):
            return self.subject_text(self.groups[n - 1])
        if not relative:
            b = self._before_aside(a, b)
        if _MARKS.isdisjoint(tokens.lows[a:b]) and self.names.times.isdisjoint(range(a, b)):
            return self.noun_phrase(a, b, b)
        stop, inside = b, self.people.list_commas(a, b)
        for j in range(b - 1, a - 2, -1):
            if (j >= a and not self._parts(j)) or j in inside:
                continue
            age = stop == j + 2 and tokens.lows[j + 1].isdigit() and tokens.lows[j] == tokens.lows[stop] == ","
            if stop > j + 1 and not age and (text := self.noun_phrase(j + 1, stop, b)):
                return text
            stop = j
        return ""

    def noun_phrase(self, a: int, stop: int, b: int) -> str:
        """The text of tokens a…stop where it can be a subject; over a place in commas it runs on to b."""
        tokens, times = self.tokens, self.names.times
        while a < stop and self._leads(a) and not self._about(a):
            a += 1
        if self._relates(a, stop):
            return ""
        a = self._past_source(a, stop)
        for j in range(stop - 1, a, -1):
            if "subordinators" in tokens.words[j].flags and self._opens_clause(a, j):
                a = j + 1
                break
        while stop > a and ("prepositions" in tokens.words[stop - 1].flags or self._adverb(stop - 1)):
            stop -= 1
        while self.words.free and stop > a and self._leans(stop - 1):
            stop -= 1  # "le joueur s'était incliné"
        if a >= stop or not tokens.lows[a][0].isalnum() or (not self.words.free and self._states(a, stop)):
            return ""
        grammar, low = self.words.grammar, tokens.lows[a]
        vague = low in grammar["vague"] and not self._in_name(a)  # "them", not "US"
        if vague or not tokens.words[a].flags.isdisjoint(_NEVER_SUBJECT):
            counts = a + 1 < len(tokens.lows) and tokens.lows[a + 1][0].isdigit()
            if not (counts or self._about(a) or self._some_of(a, stop)):
                return ""
        inside = [] if times.isdisjoint(range(a, stop)) else [j for j in range(a, stop) if j in times]
        if inside and (inside[-1] + 1 == stop or "determiners" not in tokens.words[inside[0] - 1].flags):
            return ""
        apart = a > self.first and tokens.lows[stop : stop + 1] == [","]
        if apart and self.names.inside.issuperset(range(a, stop)) and not self._named(a, stop):
            return ""  # ", Norway, said"
        if "possessive" in tokens.words[a].flags and a + 1 < stop:
            a += 1
        text = tokens.written(a, stop).strip("'\"“”‘’ ")
        if len(text) < 2 and not text.isdigit():
            return ""  # the (b) of a list
        if inside:  # "the 2009 crash"
            text = f"{text_of(tokens, a, inside[0])} {text_of(tokens, inside[-1] + 1, stop)}"
        adverb = tokens.lows[a] in grammar["adverbs"] and not self._counts_all(a, stop)
        return text if len(text.split()) < 17 and not adverb else ""

    def _states(self, a: int, stop: int) -> bool:
        """A form of "be" among tokens a…stop makes them a clause: "contracts are open to firms", not "men who were"."""
        tokens, relative = self.tokens, self.words.grammar["relative"]
        for j in range(a, stop):
            if tokens.lows[j] in relative:
                return False
            if "be" in tokens.words[j].flags and j not in self.names.inside and tokens.lows[j].isalpha():
                return True
        return False

    def _relates(self, a: int, stop: int) -> bool:
        """A verb stands behind a relative pronoun: "that limits the volume", not "who officers of the fleet"."""
        lows, words = self.tokens.lows, self.tokens.words
        if self.words.free or not 0 < a < stop - 1 or lows[a - 1] not in self.words.grammar["relative"]:
            return False
        verb = words[a].verb
        finite = lows[a].endswith("s") or (verb is not None and bool(verb.forms & PAST))  # not "that sweeping new laws"
        plain = not words[a].flags and a not in self.names.inside
        return finite and plain and "determiners" in words[a + 1].flags

    def _past_source(self, a: int, stop: int) -> int:
        """Behind "according to" and who says so, where no comma parts it from the subject; a without."""
        lows, people = self.tokens.lows, self.people
        if lows[a] not in self.words.status["according"] or self.words.free:
            return a
        begin = next((j + 1 for j in range(a, min(a + 3, stop)) if lows[j] in self.words.grammar["to"]), stop)
        begin += begin < stop and "determiners" in self.tokens.words[begin].flags
        named = next((people.till[i] for i in people.between(begin, stop)), 0)
        source = named if named and begin in self.names.mentioned else begin + 1
        return source if source < stop else a

    def _leads(self, a: int) -> bool:
        """A conjunction, a time or what leads to one stands at token a: "in 2015 the bank failed"."""
        low, flags, times = self.tokens.lows[a], self.tokens.words[a].flags, self.names.times
        if a in times or not flags.isdisjoint(JOINS) or low in self.words.grammar["leading"]:
            return True
        clock = a > 0 and a - 1 in times and low in self.words.grammar["clock"]
        return clock or (a + 1 in times and "prepositions" in flags)

    def _about(self, a: int) -> bool:
        """What makes a figure rough begins at token a: "at least 26 people", "as many as nine"."""
        lows = self.tokens.lows
        return a + 1 < len(lows) and f"{lows[a]} {lows[a + 1]}" in self.words.grammar["about"]

    def _counts_all(self, a: int, stop: int) -> bool:
        """ "All flights", "first aid": the adverb at token a is a determiner, for a noun follows it."""
        words = self.tokens.words
        owned = "possessive" in words[a - 1].flags  # "her first published book"
        return a + 1 < stop and words[a].flags >= EITHER and not (owned or words[a + 1].flags - EITHER)

    def _gerund(self, j: int) -> bool:
        verb = self.tokens.words[j].verb
        return verb is not None and bool(verb.forms & ING) and not self.tokens.words[j].noun

    def _some_of(self, a: int, stop: int) -> bool:
        """ "One man", "many workers", "some of Norway's ships": tokens a…stop count a noun, not "one of them"."""
        tokens, grammar = self.tokens, self.words.grammar
        whole = not grammar["clinging"].isdisjoint(tokens.lows[a + 1 : a + 2])
        if tokens.lows[a] not in grammar["counting"]:
            return False
        if tokens.lows[a - 1 : a] == tokens.lows[stop : stop + 1] == [","]:
            return False  # "the mosque, one of the oldest in town, burned"
        a += 1 + whole
        while a < stop and tokens.words[a].flags & OWNERS and tokens.lows[a] not in grammar["vague"]:
            a += 1
        if a >= stop or tokens.words[a].flags or tokens.lows[a] in grammar["vague"]:
            return False
        word = tokens.words[a]  # not "one believed to be his"
        return word is not ED and (word.verb is None or not word.verb.forms & PAST or bool(word.noun))

    def _before_aside(self, a: int, b: int) -> int:
        """Where the subject ends before an aside in commas: "a strike in Brest, a port in Brittany, went on"."""
        tokens = self.tokens
        if b <= a or tokens.lows[b - 1] != "," or "," not in tokens.lows[a : b - 1]:
            return b
        comma = max(j for j in range(a, b - 1) if tokens.lows[j] == ",")
        first = tokens.words[comma + 1]
        said = comma + 1 in self.names.inside or not (first.flags or first.verb or self._adverb(comma + 1))
        if said or comma == a:
            return b
        before = max((j for j in range(a, comma) if tokens.lows[j] == ","), default=a)
        return before if before > a and tokens.lows[before + 1] in tokens.grammar["indefinite"] else comma

    def _parts(self, j: int) -> bool:
        """A mark or a time parts the words before from those behind; no hyphen inside a word does."""
        if j in self.names.times:
            return j == 0 or "determiners" not in self.tokens.words[j - 1].flags
        low, at = self.tokens.lows[j], self.tokens.starts[j]
        return low in _MARKS and (low != "-" or self.tokens.text[at - 1 : at].isspace())

    def _adverb(self, j: int) -> bool:
        word = self.tokens.words[j]
        return "adverbs" in word.flags or (word.manner and not self._in_name(j))

    def _leans(self, j: int) -> bool:
        """A clitic, no article, or the apostrophe behind one, right before the verb."""
        flags = self.tokens.words[j].flags
        return self.tokens.lows[j] == "'" or (bool(flags & {"clitics", "reflexive"}) and "determiners" not in flags)

    def _in_name(self, j: int) -> bool:
        return j in self.names.inside and j not in self.names.times

    def _opens_clause(self, a: int, j: int) -> bool:
        """A conjunction behind a verb: "worked there until the firm closed"."""
        words = self.tokens.words
        if words[j].flags & _CLAUSELESS or self.tokens.lows[j] in self.words.grammar["opens_no_clause"]:
            return False
        return any(words[k] is ED or (words[k].verb and not words[k].noun) for k in range(a, j))

    def _named(self, a: int, b: int) -> bool:
        """A person or body stands in tokens a…b, not a place."""
        return any(self.people.mentions[i].role is not Role.PLACE for i in self.people.between(a, b))

    def mention(
        self, a: int, b: int, trigger: int, happening: str, label: str, status: Status, cue: str, date: str | None,
        time: int | None, why: str, actors: list[str], people: Sequence[ActorMention], places: list[str],
        speaking: list[ActorMention],
    ) -> EventMention:  # fmt: skip
        """The event of the tokens `a` to `b`, triggered by one of them; its id is the same for the same text."""
        tokens = self.tokens
        start, end = self.sentence.start, self.sentence.end
        span = (tokens.starts[trigger], tokens.end(trigger))
        via = dict.fromkeys(m.affiliation for m in people if m.affiliation and m.affiliation not in actors)
        block = self.sentence.block
        return EventMention(
            id=short_id(self.article.id, start, end, span),
            article=self.article.id,
            start=start,
            end=end,
            trigger=span,
            happening=happening,
            label=label,
            status=status,
            date=date,
            time=time,
            date_why=why,
            cue=cue,
            actors=tuple(actors),
            via=tuple(via),
            places=tuple(places),
            speaker=speaking[0].actor if speaking else None,
            source=None,
            published=self.article.published,
            salience=self._salience(happening, bool(actors), time is not None, label),
            block=block,
            keywords=self._keywords(a, b, trigger, happening),
            moved=self._moved(a, b, happening),
        )

    def _salience(self, happening: str, acted: bool, dated: bool, label: str) -> float:
        kind = self.words.happenings.get(happening)
        weight = kind.weight if kind else 0.2
        if kind and kind.nature == "speech" and label.startswith(self._wordless(kind)):
            weight *= _WORDLESS  # that somebody spoke, not what was said
        place = 0.3 if self.sentence.block is Block.HEADLINE else 0.2 if self.lead else 0.0
        return round(min(1.0, 0.5 * weight + place + 0.1 * acted + 0.1 * dated), 3)

    def _wordless(self, kind: Happening) -> tuple[str, ...]:
        """How labels begin that do not tell what was said."""
        statement = self.words.patterns["statement"].partition("{")[0]
        return (statement, f"{kind.noun_label}:") if kind.noun_label else (statement,)

    def _keywords(self, a: int, b: int, trigger: int, happening: str) -> tuple[str, ...]:
        """Folded content words of the clause, of a saying those of the sentence, as far as they stand near the trigger;
        names, times and other verbs aside."""
        kind, told = self.words.happenings.get(happening), []
        if kind and kind.nature == "speech":
            a, b = self.tokens.index(self.sentence.start), self.tokens.index(self.sentence.end)
        elif trigger in self.heads:
            told = [self.heads[trigger].verb.lemma[:6]]
        a, b = max(a, trigger - _AROUND), min(b, trigger + _AROUND)
        aside, inside = self.heads, self.names.inside
        told += [
            low[:6]
            for j, low, word in zip(range(a, b), self.tokens.lows[a:b], self.tokens.words[a:b], strict=True)
            if word.content and len(low) > 3 and j not in inside and j not in aside and low[0].isalpha()
        ]
        return tuple(dict.fromkeys(told))

    def _moved(self, a: int, b: int, happening: str) -> tuple[str, ...]:
        """The kinds of happening that nouns of tokens a…b name where these tell that something was put off."""
        if happening != "postpone":
            return ()
        named = (self.phrase(j) or self.tokens.words[j].noun for j in range(a, b) if j not in self.names.inside)
        return tuple(dict.fromkeys(kind for kind in named if kind and kind != happening))

    def recent(self, value: str | None) -> bool:
        """The day is that of the article or at most eight before it."""
        try:
            day = date.fromisoformat((value or "").rstrip("~"))
        except ValueError:
            return False
        return self.article.published is not None and 0 <= (self.article.published - day).days <= 8
