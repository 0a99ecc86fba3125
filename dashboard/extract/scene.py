"""What is known of an article while its sentences are read in order, and what the next one may refer to.

Verbs, nouns and dates are read by their own modules; they share the words, the people and the memory kept here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dashboard.extract import flag
from dashboard.extract.attributive import attributive
from dashboard.extract.cues import TELLING, WE_YOU
from dashboard.extract.lexicon import ING, Happening, Lexicon, spoken
from dashboard.extract.tokens import Group, Names, counted, tokenize
from dashboard.extract.when import Report, When, Why
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
    TimeType,
    short_id,
)

_NOTHING: Set[int] = frozenset()
_WORDLESS = 0.4  # share of its weight that a saying keeps of which no word is told
_AROUND = 60  # tokens before and behind a trigger that are looked at for what else the event is about
SUMMARIES = (Block.HEADLINE, Block.HEADING, Block.CAPTION)  # written as headlines are
_FIRST, _BODY = (Block.HEADLINE, Block.BULLET, Block.CAPTION), Block.BODY
_AHEAD = ("present", "future")  # tenses in which a day that opens is none that is told of: "Sunday is a holiday"
_ENTRY = re.compile(
    r"(?:\s?[A-Z]{2,4})?(?::\s|\s[–—-]\s|\s?[|\t])\s*(?=\S)"
)  # behind the time that heads an entry, and its zone
_LINE, _DAY = ("", "\n"), len("2022-01-20")
_POINTS = (TimeType.DATE, TimeType.TIME)
_RECENT, _MONTH = 8, 31  # days before publication that are news, and that an article may still be about
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
        self.sources = frozenset(i for i, m in enumerate(actors) if m.role is Role.SOURCE)
        self.time_at = [first for first, _ in self.names.timed]
        self.time_order = list(range(len(times)))
        self.times_before = counted(self.time_at, len(self.tokens.lows))
        if words.signals:
            said = map(self._signal, self.time_at)
            self.times = [
                replace(t, signal=role) if role and role != t.signal else t for t, role in zip(times, said, strict=True)
            ]
        else:
            self.times = [replace(t, signal="") if t.signal == "by" and self.owns(t) else t for t in times]
        self.found: list[EventMention] = []
        self.reported: set[int] = (
            set()
        )  # triggers of outlets that report what another clause tells: of its day, no event
        self.before_that: set[int] = set()  # triggers in the pluperfect: asides from an earlier time
        self.apart: Set[int] = _NOTHING  # times of the sentence at hand that are a participle's: "renovated in 2009"
        self.parted: list[tuple[int, int]] = []  # the spans of those participles, to the end of their phrases
        self.described: set[int] = set()  # triggers that only say which thing is meant: "a bridge begun in May"
        self.passing: set[int] = set()  # triggers of clauses that hang on another: their day is not that of the text
        self.told: list[EventMention] = []  # what the lead dates outright
        self.news = ""  # … the first recent day of that
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
        self.voice: list[ActorMention] = []  # who said something last, where what follows may still be his words
        self.retold = False  # a verb of the sentence may be in the mood of reported speech
        self.quote, self.quote_paragraph = False, -1
        self.sentence = Sentence(0, 0, Block.BODY, 0)  # the one at hand
        self.first = self.stop = 0  # its first token, and the one past its last
        self.headline = self.lead = self.conditional = False
        self.entry: TimeExpression | None = None  # the time that heads it, as one of a chronicle
        self.spans: list[tuple[int, int]] = []  # of its times
        self.groups: list[Group] = []
        self.heads: dict[int, Group] = {}  # its verbs by their tokens
        self.verbal: Set[int] = _NOTHING  # tokens of its verbs, and where their auxiliaries begin
        self.related: dict[int, str | None] = {}  # by verb, what the relative pronoun before it stands for
        self.asides: dict[int, bool] = {}  # by verb, whether its clause only says who or what it was

    def owns(self, time: TimeExpression) -> bool:
        """The time says of which day the noun behind it is: "by Friday's landslide" is no deadline."""
        after = self.tokens.index(time.end)
        return not self.words.grammar["owning"].isdisjoint(self.tokens.lows[after : after + 1])

    def _signal(self, at: int) -> str:
        """What the words before a time mean, over articles: "until" for "jusqu'à la"; "" where none is known."""
        lows, j = self.tokens.lows, at - 1
        while j > 0 and lows[j] not in self.words.signals and self.tokens.words[j].bits & flag.DETERMINERS:
            j -= 1
        for width in (4, 3, 2, 1):
            if j + 1 >= width and (role := self.words.signals.get(" ".join(lows[j - width + 1 : j + 1]))):
                return "" if role == "to" and self._is_place_in_time(at) else role
        return ""

    def _is_place_in_time(self, at: int) -> bool:
        """The case of the time at token `at` says when, not until or for when: "на прошлой неделе"."""
        located = self.words.grammar["located"]
        return bool(located) and not located.isdisjoint(self.tokens.lows[at : at + 3])

    def open_entry(self, sentence: Sentence, a: int, b: int) -> tuple[int, int]:
        """Where the text of a sentence, tokens a…b, begins and ends. A line that opens with a day or time of day and a
        colon or dash is an entry of a chronicle, and written as headlines are behind it: "9 March: Court suspends law";
        with a year alone a heading is that of a chapter, "2005: War and elections". Of a table's row it is one cell."""
        n, text, self.entry = self.times_before[a], self.article.text, None
        marked = int(sentence.block is Block.BULLET)
        if n == len(self.times) or self.time_at[n] > a + marked or self.times[n].type not in _POINTS:
            return a, b
        headed = _ENTRY.match(text, self.times[n].end, sentence.end)
        if headed is None or text[max(0, sentence.start - 1) : sentence.start] not in _LINE:
            return a, b
        chapter = sentence.block is Block.HEADING and len((self.times[n].date or "").partition("/")[0]) < _DAY
        if self.times[n].date is None or chapter:
            return a, b
        self.entry, first = self.times[n], self.tokens.index(headed.end())
        self.people.opens.add(first)
        lows, starts = self.tokens.lows, self.tokens.starts
        return first, next((j for j in range(first + 1, b) if lows[j] == "|" or text[starts[j] - 1] == "\t"), b)

    def enter(self, sentence: Sentence, a: int, b: int, groups: list[Group]) -> None:
        """Go on to a sentence that spans tokens a…b and has these verb groups."""
        self.sentence, self.groups, self.first, self.stop = sentence, groups, a, b
        self.heads, self.verbal, self.people.verbs = {}, _NOTHING, _NOTHING
        self.related, self.asides = {}, {}
        if groups:
            self.heads = {group.head: group for group in groups}
            self.verbal = {group.first for group in groups}.union(self.heads)
            self.people.verbs = {group.first for group in groups if not group.reduced}
        self.people.referents.enter(sentence.start, sentence.paragraph)
        said_so = self.words.grammar["said_so"]
        self.retold = bool(said_so) and not said_so.isdisjoint(self.tokens.lows[a:b])
        body = sentence.block is _BODY
        self.body += body
        self.headline = self.entry is not None or sentence.block in SUMMARIES
        if self.headline and not self.words.free:
            self.people.join_headed(a, b)
        over = sentence.block is Block.HEADING and not self.body  # a line of a ticker below its first
        over = over and self.article.text[sentence.start : sentence.end].isupper()
        self.lead = self.entry is not None or over or (body and self.body <= LEAD) or sentence.block in _FIRST
        self.where[sentence.start] = (sentence.paragraph, self.lead)
        self.quoted = self.quoted_in(a, b) if self.tokens.quotes.at else _NOTHING
        self.spoken += body and self._in_first_person(a, b)
        self.earlier = self.carried
        first, stop = self.times_before[a], self.times_before[b]
        self.spans = [(t.start, t.end) for t in self.times[first:stop]] if first < stop else []
        self.spans += [(self.entry.start, self.entry.end)] if self.entry is not None else []
        if first < len(self.times) and (at := self.time_at[first]) <= a + 2:
            day = self.times[first].date
            if self.words.free and self.times[first].dayless and self.reached():
                day = self.reached()  # "Am Abend reiste er weiter": on the day told of
            if day is not None and self._opens_on(day, a, at):
                self.carry(day)
                self.days += [(sentence.start, sentence.paragraph, day)] if groups else []

    def _opens_on(self, day: str, a: int, at: int) -> bool:
        """The day that token `at` gives near the beginning a of the sentence is one that is told of."""
        if any(word.noun for word in self.tokens.words[a:at]):
            return False  # "talks on Monday"
        kind = self.groups[0].kind if self.groups else None
        if kind and kind.name in self.words.status["done_to"] and self.owns(self.times[self.times_before[at]]):
            return False  # "Friday's vote was put off"
        if self.groups and self.groups[0].tense in (_AHEAD if self.words.free else ("present",)):
            return False
        if self.words.large and self.groups and self._goes_back(day):
            return False
        leads = at == a or bool(self.tokens.words[a].bits & flag.PREPOSITIONS)
        if self.words.nominatives and not leads and day < (self.reached() or ""):
            return False  # "Берг прибыла накануне. Стороны договорились"
        # "Ein für Freitag geplantes Treffen wurde abgesagt"
        described = self.words.free and self.groups and attributive(self.tokens, at, self.names, self.heads, self.words)
        return not described and self.recent(day)

    def _goes_back(self, day: str) -> bool:
        """What had been on an earlier day than that of the news is an aside, behind which no day goes on: "Am Montag
        trat er zurück. Am Freitag war bekannt geworden, … Der Kanzler nahm an"."""
        group, grammar = self.groups[0], self.words.grammar
        become = not grammar["become"].isdisjoint(self.tokens.lows[group.head : group.head + 2])
        become = become and self.tokens.lows[group.first] in grammar["were"]  # "war bekannt geworden"
        back = (become or group.tense == "pluperfect") and day < (self.reached() or self.news)
        if back:
            self.carry(None)
        return back

    def _in_first_person(self, a: int, b: int) -> bool:
        """ "I", "we" or "you" stand among tokens a…b, outside quotation marks."""
        return any(j not in self.quoted for j in self.tokens.cued(a, b, WE_YOU))

    def place(self, time: TimeExpression) -> int:
        """Which of the times it is."""
        return self.times_before[self.tokens.index(time.start)]

    def times_in(self, a: int, b: int) -> list[int]:
        """Indices of the time expressions that begin in tokens a…b."""
        return self.time_order[self.times_before[a] : self.times_before[b]]

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
        self.passing |= self._triggers(made, [g for g in self.groups if self.hangs(g) or self.background(g)])
        if self.sentence.block is Block.BODY and self.body <= LEAD:
            beside = [g for g in self.groups if self.hangs(g) or g.tense == "base"]  # "tras reunirse el lunes"
            aside = self._triggers(made, beside) | self.before_that
            dated = [m for m in made if m.time is not None and m.date and m.status is Status.HAPPENED]
            dated = [m for m in dated if m.trigger[0] not in aside]
            self.told += dated
            late = self.words.free or self.body > 1  # a monthly report on what its first sentence dates
            days = _RECENT if late else _MONTH
            self.news = self.news or next((m.date for m in dated if m.date and self.recent(m.date, days)), "")
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
        here = self.tokens.quotes.within(a, b)
        if not (self.quote or here):
            return _NOTHING
        inside: set[int] = set()
        for j in here:
            if self.quote:
                inside.update(range(a, j))
            self.quote, a = self._opens(j), j + 1
        if self.quote:
            inside.update(range(a, b))
        self.quote_paragraph = self.sentence.paragraph
        return inside

    def _opens(self, j: int) -> bool:
        """The quotation mark at token j opens a quotation."""
        low, text, at = self.tokens.lows[j], self.article.text, self.tokens.starts[j]
        if low == '"':
            return (at == 0 or text[at - 1] in " \n([—–") and at + 1 < len(text) and not text[at + 1].isspace()
        return low in "«„" or (low == "“" and not self.quote)  # „German“

    def modifies(self, j: int) -> bool:
        """A happening noun right before another noun only describes it: "crisis meeting" names the meeting, "opening
        hours" name nothing that happens."""
        if j + 1 >= len(self.tokens.lows):
            return False
        low, after = self.tokens.lows[j], self.tokens.lows[j + 1]
        named = bool(self.tokens.words[j + 1].noun) and j + 1 not in self.names.inside
        return named or f"{low} {after}" in self.words.grammar["mere_nouns"]

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
                if words[j].bits & flag.COORDINATORS and (verb := words[j + 1].verb) and verb.forms & ING:
                    return j
        for n in range(group.n + 1, len(self.groups)):
            after = self.groups[n]
            if after.start == end and after.tense == "perfect" and self.of_having(after):
                return after.first - 1  # "accused Ott of having taken bribes"
            if after.tense != "base" or after.start != end:
                break
            end = after.end
        return end

    def of_having(self, group: Group) -> bool:
        """ "Of having taken": a preposition governs the verb."""
        governed = group.first - 1 > group.start and bool(self.tokens.words[group.first - 1].bits & flag.PREPOSITIONS)
        return governed and not self.words.free

    def after(self, group: Group) -> Group | None:
        """The next verb of the sentence; None behind the last."""
        return self.groups[group.n + 1] if group.n + 1 < len(self.groups) else None

    def hangs(self, group: Group) -> bool:
        """ "Berg, who had left": the clause of a verb is one that a comma and "who" part from its sentence."""
        lows, j, grammar = self.tokens.lows, group.first - 1, self.words.grammar
        who = j >= group.start and (
            lows[j] in grammar["relative"] or (self.words.free and lows[j] in grammar["hanging"])
        )
        return who and j > 0 and lows[j - 1] == ","

    def background(self, group: Group) -> bool:
        """A clause behind "after", or behind the "when" that opens its sentence, has its day for the one it hangs on
        alone: "When a bridge fell on Monday, …", "resigned after police searched his flat on Monday"."""
        if self.words.free or not group.own_subject or "," in self.tokens.lows[group.start + 1 : group.first]:
            return False
        if group.start > self.first:
            return group.opener in self.words.grammar["soft"]
        main = self.after(group)
        behind = main is not None and main.own_subject and self.tokens.lows[main.start] == ","
        return behind and group.opener in self.words.grammar["soft"] | self.words.status["same_time"]

    def by_its_own(self, dated: tuple[str, TimeExpression]) -> When:
        """The date of what has a time expression of its own."""
        return When(dated[0], self.place(dated[1]), Why.OWN)

    def mention(
        self,
        within: tuple[int, int],
        trigger: int,
        told: Report,
        people: Sequence[ActorMention],
        places: Sequence[str] = (),
        speaking: Sequence[ActorMention] = (),
    ) -> EventMention:
        """The event of a stretch of tokens, triggered by one of them; its id is the same for the same text."""
        tokens, (a, b) = self.tokens, within
        start, end = self.sentence.start, self.sentence.end
        span = (tokens.starts[trigger], tokens.end(trigger))
        actors = list(dict.fromkeys(m.actor for m in people))
        homes = [*(m.affiliation for m in people if m.affiliation), *self.people.homes(a, b)]
        via = dict.fromkeys(home for home in homes if home not in actors)
        block, happening, when = self.sentence.block, told.happening, told.when
        return EventMention(
            id=short_id(self.article.id, start, end, span),
            article=self.article.id,
            start=start,
            end=end,
            trigger=span,
            happening=happening,
            label=" ".join(told.label.split()),
            status=told.status,
            date=when.date,
            time=when.time,
            date_why=when.why,
            cue=told.cue,
            actors=tuple(actors),
            via=tuple(via),
            places=tuple(places),
            speaker=speaking[0].actor if speaking else None,
            source=None,
            published=self.article.published,
            salience=self._salience(told, bool(actors)),
            block=block,
            keywords=self._keywords(a, b, trigger, happening),
            moved=self._moved(a, b, happening),
        )

    def _salience(self, told: Report, acted: bool) -> float:
        kind, dated = self.words.happenings.get(told.happening), told.when.time is not None
        weight = kind.weight if kind else 0.2
        if kind and spoken(kind) and told.label.startswith(self._wordless(kind)):
            weight *= _WORDLESS  # that somebody spoke, not what was said
        place = 0.3 if self.sentence.block is Block.HEADLINE else 0.2 if self.lead else 0.0
        return round(min(1.0, 0.5 * weight + place + 0.1 * acted + 0.1 * dated), 3)

    def _wordless(self, kind: Happening) -> tuple[str, ...]:
        """How labels begin that do not tell what was said."""
        statement = self.words.patterns["statement"].partition("{")[0]
        return (statement, self.words.headed(kind)) if kind.noun_label else (statement,)

    def _keywords(self, a: int, b: int, trigger: int, happening: str) -> tuple[str, ...]:
        """Folded content words of the clause, of a saying those of the sentence, as far as they stand near the trigger;
        names, times and other verbs aside."""
        kind, told = self.words.happenings.get(happening), []
        if spoken(kind):
            a, b = self.first, self.stop
        elif trigger in self.heads:
            told = [self.heads[trigger].verb.lemma[:6]]
        a, b = max(a, trigger - _AROUND), min(b, trigger + _AROUND)
        aside, inside = self.heads, self.names.inside
        telling = self.tokens.cued(a, b, TELLING)
        told += [self.tokens.lows[j][:6] for j in telling if j not in inside and j not in aside]
        return tuple(dict.fromkeys(told))

    def _moved(self, a: int, b: int, happening: str) -> tuple[str, ...]:
        """The kinds of happening that nouns of tokens a…b name where these tell that something was put off."""
        if happening != "postpone":
            return ()
        named = (self.phrase(j) or self.tokens.words[j].noun for j in range(a, b) if j not in self.names.inside)
        return tuple(dict.fromkeys(kind for kind in named if kind and kind != happening))

    def is_behind(self, day: str) -> bool:
        """The day, reached in a paragraph before this one, lies before that of the news."""
        before = self.carried is not None and self.carried.paragraph < self.sentence.paragraph
        return before and day < self.news  # no day is before ""

    def recent(self, value: str | None, days: int = _RECENT) -> bool:
        """The day is that of the article or at most eight, or so many `days`, before it."""
        try:
            day = date.fromisoformat((value or "").rstrip("~"))
        except ValueError:
            return False
        return self.article.published is not None and 0 <= (self.article.published - day).days <= days
