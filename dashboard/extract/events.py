"""Between dates and actors stands the event: which clauses report a happening, when it was, who took part, who says so.

A verb or a noun that names a happening makes an event; its date is the time expression of its own clause, else that of
the sentence it carries on, else the article's "now" for what the lead reports; else it stays undated.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract import dating, labels
from dashboard.extract.clauses import Group, Names, groups, tokenize
from dashboard.extract.lexicon import Lexicon, lexicon
from dashboard.extract.status import judge
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

_FINITE = frozenset(("past", "present", "perfect", "pluperfect", "future"))
_REPORTED = frozenset(("that", ""))
_LEAD = 2  # sentences of body that tell the article's own news


def find(
    article: Article,
    sentences: Sequence[Sentence],
    times: Sequence[TimeExpression],
    actors: Sequence[ActorMention],
) -> tuple[EventMention, ...]:
    """The event mentions of an article, by start; none where its language has no rules.

    `times` and `actors` are sorted by start, spans are offsets into `article.text`.
    """
    words = lexicon(article.language or "en")
    if words is None:
        return ()
    reader = _Reader(article, words, times, actors)
    for sentence in sentences:
        if sentence.block not in (Block.CREDIT, Block.DATELINE):
            reader.read(sentence)
    return tuple(sorted(reader.found, key=lambda m: (m.start, m.trigger, m.id)))


class _Reader:
    """Reads the sentences of one article in order and remembers what the next one may refer to."""

    def __init__(
        self, article: Article, words: Lexicon, times: Sequence[TimeExpression], actors: Sequence[ActorMention]
    ) -> None:
        self.article, self.words, self.times = article, words, times
        self.tokens = tokenize(article.text, words)
        self.people = People(self.tokens, actors, words)
        self.names = Names(self.tokens, [(m.start, m.end) for m in actors] + [(t.start, t.end) for t in times])
        self.time_at = [self.tokens.index(t.start) for t in times]
        self.found: list[EventMention] = []
        self.body = 0  # body sentences so far
        self.carried: tuple[str, int] | None = None  # date and paragraph of the last dated happening
        self.by_kind: dict[str, str] = {}  # happening → date last given, for "before the meeting"
        self.last_date: str | None = None
        self.quote = False

    # ---- a sentence -----------------------------------------------------------------------------------------------
    def read(self, sentence: Sentence) -> None:
        """Find the events of one sentence."""
        tokens = self.tokens
        a, b = tokens.index(sentence.start), tokens.index(sentence.end)
        if a >= b:
            return
        self.body += sentence.block is Block.BODY
        headline = sentence.block in (Block.HEADLINE, Block.HEADING, Block.CAPTION)
        if tokens.lows[b - 1] == "?":
            return
        quoted = self._quoted(a, b)
        found = groups(tokens, a, b, self.words, self.names, headline)
        self.sentence, self.headline, self.groups = sentence, headline, found
        self.lead = sentence.block in (Block.HEADLINE, Block.BULLET, Block.CAPTION) or (
            sentence.block is Block.BODY and self.body <= _LEAD
        )
        conditional = any(tokens.lows[j] in self.words.grammar["conditional"] for j in range(a, b))
        made: list[EventMention] = []
        subject: list[ActorMention] = []
        speaking: list[ActorMention] = []
        used_nouns: set[int] = set()
        for group in found:
            if group.head in quoted:
                continue
            kind = self.words.happenings.get(group.verb.happening)
            speech = kind is not None and kind.nature == "speech"
            own = self.people.subject(group, speech)
            if not own and speech and (inverted := self._inverted(group)):
                own = inverted
            if own:
                subject = own
            elif group.own_subject and not self._continues(group):
                subject = []
            if own and group.tense in _FINITE:
                self.people.remember(own)
            reported = group.opener in _REPORTED and bool(speaking) and group.start > a
            event = self._from_verb(
                group, subject, speaking if reported else [], conditional, reported, used_nouns, made
            )
            if event is not None:
                made.append(event)
            if speech and group.tense in _FINITE:
                speaking = subject
        made += self._from_nouns(a, b, found, quoted, used_nouns, made)
        self.found += made
        dated = [m.date for m in made if m.date]
        if dated:
            self.last_date = dated[0]
        for m in made:
            if m.date:
                self.by_kind[m.happening] = m.date

    def _quoted(self, a: int, b: int) -> set[int]:
        """Tokens inside quotation marks; straight marks toggle, a quotation of two words or fewer is no speech."""
        inside: set[int] = set()
        start = a if self.quote else -1
        for j in range(a, b):
            low = self.tokens.lows[j]
            if low in "“«„" or (low == '"' and start < 0):
                start = j
            elif low in "”»" or low == '"':
                if start >= 0:
                    inside.update(range(start, j))
                start = -1
        if start >= 0:
            inside.update(range(start, b))
        self.quote = start >= 0 and self.tokens.lows[start] in "“«„"
        return inside

    def _inverted(self, group: Group) -> list[ActorMention]:
        """The speaker right after the verb: "said Blinken"."""
        near = self.people.between(group.head + 1, min(group.head + 8, group.end))
        if near and self.people.at[near[0]] - group.head <= 6 and self.people.mentions[near[0]].role is Role.ACTOR:
            between = self.tokens.lows[group.head + 1 : self.people.at[near[0]]]
            if all(
                low[0].isalnum() and not self.tokens.words[group.head + 1 + n].flags & {"prepositions", "subordinators"}
                for n, low in enumerate(between)
            ):
                return [self.people.mentions[near[0]]]
        return []

    def _continues(self, group: Group) -> bool:
        """The clause has no noun of its own before the verb, only conjunctions, adverbs and times."""
        for j in range(group.start, group.first):
            low, word = self.tokens.lows[j], self.tokens.words[j]
            if low[0].isalnum() and not word.flags and not low.endswith("ly") and j not in self.names.inside:
                return False
        return True

    # ---- an event from a verb -------------------------------------------------------------------------------------
    def _from_verb(
        self,
        group: Group,
        subject: list[ActorMention],
        speaking: list[ActorMention],
        conditional: bool,
        reported: bool,
        used_nouns: set[int],
        made: list[EventMention],
    ) -> EventMention | None:
        words, tokens = self.words, self.tokens
        kind = words.happenings.get(group.verb.happening)
        trigger, head = group.head, group.head
        if group.verb.lemma in words.status["light"] and (noun := self._object_noun(group)) is not None:
            light = kind is None or kind.nature != "speech"
            if light or words.happenings[noun[1]].name in ("press",):
                kind = words.happenings[noun[1]]
                trigger = noun[0]
        if group.opener in words.grammar["conditional"]:
            return None
        if group.verb.lemma in words.status["occur"] and self._subject_noun(group):
            return None
        if group.tense == "base" and not (self.headline and len(made) == 0):
            return None
        if group.tense == "modal" or (group.tense == "would" and not (reported or kind)):
            return None
        speech = kind is not None and kind.nature == "speech"
        status, cue = judge(
            group, tokens, words, conditional=conditional, reported=reported or bool(speaking), headline=self.headline
        )
        if group.verb.lemma in words.status["expecting"] and trigger != head:
            if group.negated >= 0:
                return None
            status, cue = Status.EXPECTED, tokens.lows[head]
        if speech and group.verb.lemma in words.status["denials"] and self._denies(group):
            status, cue = Status.DENIED, tokens.lows[head]
        clause_times = [self.times[n] for n in dating.of_clause(tokens, group, self.times, self.time_at)]
        dated = dating.read(clause_times, status, self.article.published)
        if group.reduced and not dated:
            return None
        if group.tense in ("participle", "gerund") and not (dated or (kind and not speech and made)):
            return None
        if status is Status.DENIED and group.negated >= 0 and (speech or kind is None or not subject):
            return None
        if group.tense == "present" and not (
            self.headline or self.lead or speech or group.progressive or group.chain or dated or trigger != head
        ):
            return None
        if (
            kind is None
            and not (dated and group.known)
            and not (subject and group.tense in _FINITE and group.tense != "present")
        ):
            return None
        if kind is None and self._grammatical(group):
            return None
        if speech and not subject:
            return None
        if self._habit(group) and not dated:
            return None
        passive = group.passive
        after = self.people.objects(group.head + 1, group.end, kind is not None and kind.name in ("say", "announce"))
        before = [] if speech else self._side(group)
        actors = list(dict.fromkeys(m.actor for m in (*subject, *after, *before)))
        places = self.people.places(group.start, group.end)
        if trigger != head:
            used_nouns.add(trigger)
        date, time, why = self._date(group, dated, status, kind.name if kind else "act", made)
        label = self._label(group, subject, clause_times, status, trigger, speech)
        if not label:
            return None
        return self._mention(group.start, group.end, trigger, kind.name if kind else "act", label, status, cue, date, time, why,
            actors, (*subject, *after, *before), places, speaking)  # fmt: skip

    def _label(
        self,
        group: Group,
        subject: list[ActorMention],
        times: list[TimeExpression],
        status: Status,
        noun: int,
        speech: bool,
    ) -> str:
        """Headline of a verb's happening, "" where it cannot stand alone."""
        words, tokens = self.words, self.tokens
        names = [labels.short(m.actor, str(m.kind), words) for m in subject]
        who = labels.joined(names, words) if names else self._subject_text(group)
        if not who or len(who) > 42:
            return ""
        skip = [(t.start, t.end) for t in times]
        plural = len(names) > 1 or (not names and who.lower().endswith("s") and not who.lower().endswith("ss"))
        after = group.head + 1
        lone = tokens.lows[after] if after < len(tokens.lows) else ""
        if lone in words.grammar["pronoun_objects"] and not tokens.words[after + 1 : after + 2] == []:
            follows = tokens.words[after + 1].flags if after + 1 < len(tokens.words) else frozenset()
            if (
                (not speech
                and (follows or not tokens.lows[after + 1][0].isalnum()))
                or (speech and "prepositions" in follows)
            ):
                return ""
        stated = self._stated(group, skip) if speech else ""
        shown = Status.HAPPENED if group.verb.lemma in words.status["expecting"] and noun != group.head else status
        label = labels.of_verb(
            group, tokens, words, who, plural, shown, skip, noun=noun if noun != group.head else None, stated=stated
        )
        bare = speech and len(label) <= len(who) + len(group.verb.present) + 1
        if (bare or not label) and speech and names:
            label = words.patterns["statement"].format(who=who)
        return label

    def _stated(self, group: Group, skip: list[tuple[int, int]]) -> str:
        """What a saying says: the clause after it, or before it where it closes the sentence."""
        n = self.groups.index(group)
        if n + 1 < len(self.groups) and self.groups[n + 1].opener in _REPORTED:
            return labels.of_content(self.groups[n + 1], self.tokens, self.words, skip)
        if n > 0 and group.end >= self.tokens.index(self.sentence.end) and not group.opener:
            return labels.of_content(self.groups[n - 1], self.tokens, self.words, skip)
        return ""

    def _side(self, group: Group) -> list[ActorMention]:
        return []

    def _grammatical(self, group: Group) -> bool:
        """The verb serves grammar only: "seem", "include", or expects and wants with nothing to follow."""
        lemma, status = group.verb.lemma, self.words.status
        return any(
            lemma in status[name] for name in ("expected_to", "possible_to", "denied_to", "happened_to", "light")
        )

    def _denies(self, group: Group) -> bool:
        """What is denied is a claim, not an offer: "denies that", "rejects the accusation", "denied taking"."""
        words = self.tokens.words
        after = range(group.head + 1, min(group.head + 5, len(words)))
        return group.verb.lemma == "deny" or any(words[j].noun == "accuse" for j in after)

    def _habit(self, group: Group) -> bool:
        lows = self.tokens.lows
        return any(
            lows[j] in self.words.status["background"] for j in range(group.start, min(group.head + 3, group.end))
        )

    def _object_noun(self, group: Group) -> tuple[int, str] | None:
        """The first happening noun after a light verb, before any preposition or clause: index and happening."""
        tokens = self.tokens
        reflexive = False
        for j in range(group.head + 1, min(group.head + 10, group.end)):
            flags, low = tokens.words[j].flags, tokens.lows[j]
            reflexive |= "reflexive" in flags
            if "subordinators" in flags or (
                ("prepositions" in flags or low == "to") and not (reflexive and low == "in")
            ):
                return None
            if (phrase := self._phrase(j)) is not None:
                return j, phrase
            if tokens.words[j].noun and j not in self.names.inside and not self._modifies(j):
                return j, tokens.words[j].noun
        return None

    def _subject_noun(self, group: Group) -> bool:
        """A happening noun is the subject: "the meeting in Geneva has started"."""
        tokens = self.tokens
        j = group.first - 1
        while j >= group.start:
            if tokens.words[j].noun and j not in self.names.inside:
                return True
            if not tokens.lows[j][0].isalnum():
                return False
            j -= 1
        return False

    def _modifies(self, j: int) -> bool:
        """A happening noun right before another noun only describes it: "crisis meeting" names the meeting."""
        return j + 1 < len(self.tokens.lows) and bool(self.tokens.words[j + 1].noun) and j + 1 not in self.names.inside

    def _phrase(self, j: int) -> str | None:
        rest = self.words.noun_phrases.get(self.tokens.lows[j])
        if rest:
            for parts in rest:
                if tuple(self.tokens.lows[j + 1 : j + 1 + len(parts)]) == parts:
                    return self.words.phrase_noun[(self.tokens.lows[j], *parts)]
        return None

    def _subject_text(self, group: Group) -> str:
        """The noun phrase before the verb, where no name stands for it: the last stretch between commas."""
        tokens = self.tokens
        a, b = group.start, group.first
        while b > a and (
            tokens.words[b - 1].flags & {"adverbs"}
            or not tokens.lows[b - 1][0].isalnum()
            or tokens.lows[b - 1].endswith("ly")
        ):
            b -= 1
        for j in range(b - 1, a - 1, -1):
            if tokens.lows[j] in (",", "•", ":", ";", "«", "“", '"', "—", "–", "-"):
                a = j + 1
                break
        while a < b and (
            tokens.words[a].flags & {"subordinators", "coordinators"} or tokens.lows[a] in self.words.grammar["leading"]
        ):
            a += 1
        if (
            a >= b
            or tokens.words[a].flags & {"prepositions", "he_she", "it", "they", "we_you"}
            or tokens.lows[a] in ("this", "that", "these", "those", "such", "there")
        ):
            return ""
        if any(self.time_at[n] in range(a, b) for n in range(len(self.times))):
            return ""
        return tokens.text[tokens.starts[a] : tokens.ends[b - 1]]

    # ---- an event from a noun -------------------------------------------------------------------------------------
    def _from_nouns(
        self, a: int, b: int, found: list[Group], quoted: set[int], used: set[int], made: list[EventMention]
    ) -> list[EventMention]:
        out: list[EventMention] = []
        tokens, words = self.tokens, self.words
        heads = {g.head for g in found}
        j = a
        while j < b:
            name = self._phrase(j) or tokens.words[j].noun
            if (
                not name
                or j in self.names.inside
                or j in quoted
                or j in used
                or j in heads
                or (self._phrase(j) is None and self._modifies(j))
            ):
                j += 1
                continue
            if (event := self._noun_event(a, b, j, name, found, made)) is not None:
                out.append(event)
            j += 1
        return out

    def _noun_event(
        self, a: int, b: int, j: int, name: str, found: list[Group], made: list[EventMention]
    ) -> EventMention | None:
        tokens, words = self.tokens, self.words
        kind = words.happenings[name]
        group = next((g for g in found if g.start <= j < g.end), None)
        start, end = (group.start, group.end) if group else (a, b)
        stop = j + 1
        while (
            stop < end
            and not (tokens.words[stop].verb is not None and stop in {g.head for g in found})
            and tokens.lows[stop] not in (",", ";", ":", ".", "—", "–", "(", "-")
            and not tokens.words[stop].flags & {"subordinators"}
        ):
            stop += 1
        begin = j
        while (
            begin > start
            and not (tokens.words[begin - 1].flags & {"prepositions", "coordinators", "subordinators", "be", "have"})
            and (tokens.lows[begin - 1][0].isalnum() or tokens.lows[begin - 1] == "'s")
            and not any(g.head == begin - 1 for g in found)
        ):
            begin -= 1
        own = [n for n, i in enumerate(self.time_at) if begin <= i < stop and dating.usable(self.times[n])]
        adjectival = [n for n in own if self.time_at[n] < j]
        governed = tokens.lows[begin - 1] if begin > a else ""
        verbless = not found and (self.headline or self.sentence.block is Block.BULLET)
        leading = group is not None and stop <= group.first and governed in words.grammar["before_after"]
        people = [
            m for i in self.people.between(start if verbless else begin, stop)
            if (m := self.people.mentions[i]).role is Role.ACTOR and m.kind is not Kind.PLACE
        ]  # fmt: skip
        places = self.people.places(begin, stop)
        status = Status.HAPPENED
        cue = ""
        before = tokens.lows[begin:j]
        if hit := next((w for w in before if w in words.status["expected_words"]), None):
            status, cue = Status.EXPECTED, hit
        elif any(w in words.status["possible_words"] or w in ("a", "an", "any") for w in before) and not (
            own or leading or verbless
        ):
            return None
        if kind.nature == "speech" and not verbless:
            return None
        dated = dating.read([self.times[n] for n in own], status, self.article.published)
        if dated is None and own and status is Status.HAPPENED:
            dated = dating.read([self.times[n] for n in own], Status.EXPECTED, self.article.published)
            if dated is not None:
                status, cue = Status.EXPECTED, dated[1].text
        occurs = (
            group is not None
            and stop <= group.first
            and group.verb.lemma in words.status["occur"]
            and not any(m.trigger[0] == tokens.starts[group.head] for m in made)
        )
        if not (adjectival or verbless or (leading and (dated or places)) or (dated and (people or places)) or occurs):
            return None
        if group is not None and any(m.happening == name and m.start == tokens.starts[group.start] for m in made):
            return None
        if leading and not people and group is not None:
            subject = self.people.subject(group, False)
            people = subject
        if group is not None and occurs:
            status, cue = judge(group, tokens, words, conditional=False, reported=False, headline=self.headline)
            if dated is None:
                extra = [self.times[n] for n in dating.of_clause(tokens, group, self.times, self.time_at)]
                dated = dating.read(extra, status, self.article.published)
            places = places or self.people.places(group.start, group.end)
        label = labels.of_noun(tokens, words, begin, stop, people, places, kind, [(t.start, t.end) for t in self.times])
        if not label:
            return None
        date, time, why = None, None, ""
        if dated:
            date, time, why = dated[0], self.times.index(dated[1]), "its own time expression"
        elif verbless and self.lead and self.article.published:
            date, why = self.article.published.isoformat(), "told by the headline or lead as the day's news"
        return self._mention(begin if not verbless else start, stop if not verbless else end, j, name, label, status, cue, date, time, why,
            list(dict.fromkeys(m.actor for m in people)), tuple(people), places, [])  # fmt: skip

    # ---- date and record ------------------------------------------------------------------------------------------
    def _date(
        self,
        group: Group,
        dated: tuple[str, TimeExpression] | None,
        status: Status,
        happening: str,
        made: list[EventMention],
    ) -> tuple[str | None, int | None, str]:
        published = self.article.published
        paragraph = self.sentence.paragraph
        if dated:
            value, time = dated
            self.carried = (value, paragraph)
            return value, self.times.index(time), "the time expression of its clause"
        if (anchored := self._anchored(group)) is not None:
            return anchored, None, "the day of the happening it is told with"
        if status not in (Status.HAPPENED, Status.ONGOING) or status is Status.ONGOING:
            return None, None, ""
        if (
            group.opener in ("and", "but", "")
            and made
            and made[-1].date
            and made[-1].status is Status.HAPPENED
            and group.tense in ("past", "gerund", "participle")
        ):
            return made[-1].date, None, "the clause it carries on"
        if (
            self.lead
            and published
            and group.tense in ("present", "perfect", "past")
            and not (group.tense == "past" and self.sentence.block is Block.BODY)
        ):
            return published.isoformat(), None, "told by the lead as the day's news"
        if self.carried and group.tense == "past" and paragraph - self.carried[1] <= 0:
            return self.carried[0], None, "the sentence before"
        return None, None, ""

    def _anchored(self, group: Group) -> str | None:
        """ "before the meeting", "in advance": the day of a happening that has its date."""
        tokens, words = self.tokens, self.words
        text = " ".join(tokens.lows[group.start : group.end])
        if self.last_date and any(f"{cue}" in text for cue in words.status["same_day"]):
            return self.last_date
        for j in range(group.start, group.end):
            if tokens.lows[j] in words.grammar["before_after"]:
                for k in range(j + 1, min(j + 6, group.end)):
                    name = self._phrase(k) or tokens.words[k].noun
                    if name in self.by_kind and k not in self.names.inside:
                        return self.by_kind[name]
                    if not tokens.lows[k][0].isalnum():
                        break
        return None

    def _mention(
        self, a: int, b: int, trigger: int, happening: str, label: str, status: Status, cue: str, date: str | None,
        time: int | None, why: str, actors: list[str], people: Sequence[ActorMention], places: list[str],
        speaking: list[ActorMention],
    ) -> EventMention:  # fmt: skip
        tokens = self.tokens
        while a < b - 1 and not tokens.lows[a][0].isalnum():
            a += 1
        start, end = tokens.starts[a], tokens.ends[b - 1]
        span = (tokens.starts[trigger], tokens.ends[trigger])
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
            salience=self._salience(happening, bool(actors), time is not None, status),
            block=block,
            keywords=self._keywords(a, b),
        )

    def _salience(self, happening: str, acted: bool, dated: bool, status: Status) -> float:
        kind = self.words.happenings.get(happening)
        weight = kind.weight if kind else 0.2
        place = 0.3 if self.sentence.block is Block.HEADLINE else 0.2 if self.lead else 0.0
        return round(min(1.0, 0.5 * weight + place + 0.1 * acted + 0.1 * dated), 3)

    def _keywords(self, a: int, b: int) -> tuple[str, ...]:
        lows, words = self.tokens.lows, self.tokens.words
        return tuple(
            dict.fromkeys(
                lows[j][:6] for j in range(a, b) if len(lows[j]) > 3 and not words[j].flags and lows[j][0].isalpha()
            )
        )
