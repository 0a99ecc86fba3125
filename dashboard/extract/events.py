"""Between dates and actors stands the event: which clauses report a happening, when it was, who took part, who says so.

A verb or a noun that names a happening makes an event; its date is the time expression of its own clause, else that of
the sentence it carries on, else the article's "now" for what the lead reports; else it stays undated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

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
_MARKS = frozenset((",", "•", ":", ";", "«", "“", '"', "—", "–", "-", "(", ")", "”", "»"))
_DANGLING = frozenset(("this", "that", "these", "those", "such", "there", "one", "some", "many"))
_LEAD_WHY = "told by the headline or lead as the day's news"
_PERFECT_WHY = "the present perfect in an article that reports of its own day"
_NOW_WHY = "the present perfect of the lead"
_STRIKES = frozenset(("attack", "disaster", "protest", "crash", "win", "start", "move"))
_SAYING_WHY = "a saying of the lead, or told in the present"
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
    return tuple(sorted(reader.finish(), key=lambda m: (m.start, m.trigger, m.id)))


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
        self.told: list[EventMention] = []  # what the lead dates outright
        self.unnamed = ""  # the last subject where it has no name: what "it" and "they" mean then
        self.quoted: set[int] = set()
        self.body = 0  # body sentences so far
        self.carried: dict[bool, tuple[str, int]] = {}  # of sayings and of other happenings: last day given, paragraph
        self.by_kind: dict[str, str] = {}  # happening → date last given, for "before the meeting"
        self.last_date: str | None = None
        self.quote, self.quote_paragraph = False, -1

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
        found = groups(tokens, a, b, self.words, self.names, headline)
        self.sentence, self.headline, self.groups = sentence, headline, found
        quoted = self.quoted = self._quoted(a, b)
        self.lead = sentence.block in (Block.HEADLINE, Block.BULLET, Block.CAPTION) or (
            sentence.block is Block.BODY and self.body <= _LEAD
        )
        conditional = any(tokens.lows[j] in self.words.grammar["conditional"] for j in range(a, b))
        made: list[EventMention] = []
        subject: list[ActorMention] = []
        speaking: list[ActorMention] = []
        used_nouns: set[int] = set()
        denying = False
        for group in found:
            if group.head in quoted or group.opener in self.words.grammar["interrogatives"]:
                continue
            kind = self.words.happenings.get(group.verb.happening)
            if (phrasal := self._phrasal(group)) is not None:
                kind = self.words.happenings[phrasal]
            speech = kind is not None and kind.nature == "speech"
            own = self.people.subject(group)
            if not own and speech and (inverted := self._inverted(group)):
                own = inverted
            if own:
                subject = own
            elif group.opener in self.words.grammar["relative"] and not group.own_subject:
                subject = self.people.ending_at(group.start)
            elif group.own_subject and not self._continues(group):
                subject = []
            self.people.remember(own)
            if group.tense in _FINITE and group.own_subject and not group.reduced:
                self.unnamed = "" if subject else self._subject_text(group) or self.unnamed
            reported = group.opener in _REPORTED and bool(speaking) and group.start > a
            if reported and denying:
                continue
            event = self._from_verb(
                group, subject, speaking if reported else [], conditional, reported, used_nouns, made
            )
            if event is not None:
                made.append(event)
            if speech and group.tense in _FINITE:
                speaking = subject
                denying = kind.name == "deny"
        made += self._from_nouns(a, b, found, quoted, used_nouns, made)
        made = self._attributed(a, b, found, made)
        if sentence.block is Block.BODY and self.body <= _LEAD:
            self.told += [m for m in made if m.time is not None and m.date and m.status is Status.HAPPENED]
        self.found += made
        dated = [m.date for m in made if m.date]
        if dated:
            self.last_date = dated[0]
        for m in made:
            if m.date:
                self.by_kind[m.happening] = m.date

    def finish(self) -> list[EventMention]:
        """The mentions, those of headline and lead on the day of the news: the day the body's first report gives.

        A headline of the same kind takes the very date of that report ("Tsunami hits": "on Saturday, a tsunami struck").
        """
        told = self.told
        published = self.article.published
        if published is None:
            return self.found
        news = next((m.date for m in told if self._recent(m.date)), None)
        today = news == published.isoformat()
        out = []
        for m in self.found:
            if m.date_why == _PERFECT_WHY and not today:
                m = replace(m, date=None, date_why="")
            elif m.date_why == _SAYING_WHY:
                m = replace(m, date=news or m.date)
            elif m.date_why == _LEAD_WHY and m.block is not Block.BODY:
                same = next((t.date for t in told if t.happening == m.happening), news)
                m = replace(m, date=same or m.date)
            out.append(m)
        return out

    def _recent(self, value: str | None) -> bool:
        try:
            day = date.fromisoformat(value or "")
        except ValueError:
            return False
        return self.article.published is not None and 0 <= (self.article.published - day).days <= 8

    def _attributed(self, a: int, b: int, found: list[Group], made: list[EventMention]) -> list[EventMention]:
        """Sets speaker and source from "according to X", "citing Y" and reporting outlets.

        A sentence that only attributes ("This is reported by Interfax, citing Ryabkov") says whose word the one before is;
        the person named there has made a statement.
        """
        tokens, people = self.tokens, self.people
        here = people.between(a, b)
        source = next((people.mentions[i].actor for i in here if people.mentions[i].role is Role.SOURCE), None)
        speaker: ActorMention | None = None
        for i in here:
            m = people.mentions[i]
            if m.role is Role.ACTOR and m.kind is not Kind.PLACE and self._cited(a, i):
                speaker = m
                break
        if source is None and speaker is None:
            return made
        if not made and found and tokens.lows[found[0].start] in ("this", "that", "it") and self.found:
            last = max(m.start for m in self.found)
            self.found = [
                replace(m, speaker=speaker.actor if speaker else m.speaker, source=source or m.source)
                if m.start == last and m.end >= last else m
                for m in self.found
            ]  # fmt: skip
            if speaker is None:
                return made
            names = labels.called(speaker, self.words)
            label = self.words.patterns["statement"].format(who=names)
            group = found[0]
            return [
                replace(
                    self._mention(a, b, group.head, "say", label, Status.HAPPENED, "", None, None, "",
                                  [speaker.actor], [speaker], [], []),
                    source=source,
                )
            ]  # fmt: skip
        return [
            replace(
                m,
                speaker=m.speaker or (speaker.actor if speaker and speaker.actor not in m.actors else None),
                source=source,
            )
            for m in made
        ]

    def _cited(self, a: int, i: int) -> bool:
        """The mention follows "according to", "citing" and the like, over its title."""
        j = self.people.at[i] - 1
        while j >= a and self.people.at[i] - j < 9 and self.tokens.lows[j][0].isalnum():
            if self.tokens.lows[j] in self.words.status["according"]:
                return True
            j -= 1
        return False

    def _quoted(self, a: int, b: int) -> set[int]:
        """Tokens inside quotation marks; a quotation goes on over the sentences of its paragraph until it is closed."""
        inside: set[int] = set()
        if self.sentence.paragraph != self.quote_paragraph:
            self.quote = False
        text, starts = self.article.text, self.tokens.starts
        for j in range(a, b):
            low = self.tokens.lows[j]
            if low in "“«„":
                self.quote = True
            elif low in "”»":
                self.quote = False
            elif low == '"':
                at = starts[j]
                opens = (at == 0 or text[at - 1] in " \n([—–") and at + 1 < len(text) and not text[at + 1].isspace()
                self.quote = opens
            elif self.quote:
                inside.add(j)
        self.quote_paragraph = self.sentence.paragraph
        return inside

    def _inverted(self, group: Group) -> list[ActorMention]:
        """The speaker right after the verb: "said Blinken"."""
        if group.first > group.start and self.tokens.lows[group.first - 1][0].isalnum():
            return []
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
        if (phrasal := self._phrasal(group)) is not None:
            kind = words.happenings[phrasal]
        trigger, head = group.head, group.head
        if group.verb.lemma in words.status["light"] and (noun := self._object_noun(group)) is not None:
            light = kind is None or kind.nature != "speech"
            if light or words.happenings[noun[1]].name in ("press",):
                kind = words.happenings[noun[1]]
                trigger = noun[0]
        if group.opener in words.grammar["conditional"]:
            return None
        if group.verb.lemma in words.status["occur"] and self._subject_noun(group):
            if group.passive or group.verb.lemma not in words.status["arranging"]:
                return None
        if group.tense == "base" and not (self.headline and len(made) == 0):
            return None
        if group.tense == "modal" and (kind is None or tokens.lows[group.first] not in words.grammar["perhaps"]):
            return None
        if group.tense == "would" and not (reported or kind):
            return None
        speech = kind is not None and kind.nature == "speech"
        clause_times = [self.times[n] for n in dating.of_clause(tokens, group, self.times, self.time_at)]
        status, cue = judge(
            group, tokens, words, conditional=conditional, reported=reported or bool(speaking), headline=self.headline
        )
        if group.verb.lemma in words.status["expecting"] and trigger != head:
            if group.negated >= 0:
                return None
            status, cue = Status.EXPECTED, tokens.lows[head]
        if kind is not None and kind.name == "deny" and (phrasal or self._denies(group)):
            status, cue = Status.DENIED, tokens.lows[head]
        since = any(t.signal == "since" for t in clause_times)
        if status is Status.HAPPENED and since and group.tense == "perfect" and not group.passive:
            status, cue = Status.ONGOING, "since"
        if group.verb.lemma in words.status["threats"]:
            status, cue = Status.POSSIBLE, tokens.lows[head]
        dated = dating.read(clause_times, status, self.article.published)
        if dated is None and group.tense == "present" and status is Status.HAPPENED and not group.passive:
            dated = dating.read(clause_times, Status.EXPECTED, self.article.published)
            if dated is not None:
                status, cue = Status.EXPECTED, dated[1].text  # "the trial opens on 4 March"
        if group.reduced and not dated:
            return None
        if group.tense in ("participle", "gerund") and not (dated or (kind and not speech and made)):
            return None
        if status is Status.DENIED and group.negated >= 0:
            firm = group.tense in ("future", "would") and reported
            if speech or not (subject or trigger != head) or (kind is None and not firm):
                return None
        if group.tense == "present" and not (
            self.headline or self.lead or speech or group.progressive or group.chain or dated or trigger != head
        ):
            return None
        if (
            kind is None
            and not (dated and (group.known or group.tense in _FINITE))
            and not (subject and group.tense in _FINITE and group.tense != "present")
        ):
            return None
        if kind is None and self._grammatical(group) and not (dated and group.verb.lemma in words.status["light"]):
            return None
        if speech and not subject and (group.passive or (kind.name == "say" and not dated)):
            return None
        if kind is not None and kind.name in _STRIKES and (natural := self._striking(group)):
            kind = words.happenings[natural]
        if self._habit(group) and not dated:
            return None
        after = self.people.objects(group.head + 1, group.end, kind is not None and kind.name in ("say", "announce"))
        people = (*subject, *after)
        actors = list(dict.fromkeys(m.actor for m in people))
        places = self.people.places(group.start, group.end)
        if trigger != head:
            used_nouns.add(trigger)
        date, time, why = self._date_of(group, dated, status, kind.name if kind else "act", made, bool(speaking))
        label = self._label(group, subject, clause_times, status, trigger, speech)
        if not label:
            return None
        return self._mention(group.start, group.end, trigger, kind.name if kind else "act", label, status, cue, date, time, why,
            actors, people, places, speaking)  # fmt: skip

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
        names = [labels.called(m, words) for m in subject]
        if words.free:
            kind = words.happenings.get(group.verb.happening)
            return labels.of_free(group, tokens, words, names, [(t.start, t.end) for t in times], kind)
        who = labels.joined(names, words) if names else self._subject_text(group)
        skip = [(t.start, t.end) for t in times]
        if len(who) > 42 and len(names) > 1:
            who = words.patterns["others"].format(who=names[0])
        if not who or len(who) > 48:
            return "" if speech else labels.undergone(group, tokens, words, skip, self._reach(group))
        plural = len(names) > 1 or (not names and labels.is_plural(who, words))
        after = group.head + 1
        lone = tokens.lows[after] if after < len(tokens.lows) else ""
        if lone in words.grammar["pronoun_objects"] and not tokens.words[after + 1 : after + 2] == []:
            follows = tokens.words[after + 1].flags if after + 1 < len(tokens.words) else frozenset()
            if (not speech and (follows or not tokens.lows[after + 1][0].isalnum())) or (
                speech and "prepositions" in follows
            ):
                return words.patterns["statement"].format(who=who) if speech and names and times else ""
        stated = (self._stated(group, skip) or self._wished(group, skip)) if speech else ""
        end = self._reach(group)
        says = words.patterns["say" if plural else "says"] if self._phrasal(group) else ""
        if speech and not stated and self._inverted(group):
            return words.patterns["statement"].format(who=who)
        shown = Status.HAPPENED if group.verb.lemma in words.status["expecting"] and noun != group.head else status
        label = labels.of_verb(
            group,
            tokens,
            words,
            who,
            plural,
            shown,
            skip,
            noun=noun if noun != group.head else None,
            stated=stated,
            end=end,
            says=says,
        )
        bare = speech and len(label) <= len(who) + len(group.verb.present) + 1
        if bare and not names:
            return ""
        if (bare or not label) and speech and names:
            label = words.patterns["statement"].format(who=who)
        return label

    def _reach(self, group: Group) -> int:
        """Where the phrases of a clause end: infinitives and a "that" right after belong to it."""
        end = group.end
        for after in self.groups[self.groups.index(group) + 1 :]:
            if after.tense != "base" or after.start != end:
                break
            end = after.end
        return end

    def _wished(self, group: Group, skip: list[tuple[int, int]]) -> str:
        """What is demanded in "demanded that Careway hand over its lists"."""
        for j in range(group.head + 1, group.end - 2):
            if self.tokens.lows[j] == "that":
                return " ".join(labels.phrases(self.tokens, j + 1, group.end, skip)[:2])
        return ""

    def _stated(self, group: Group, skip: list[tuple[int, int]]) -> str:
        """What a saying says: the clause right after it, or before it where it closes the sentence."""
        n = self.groups.index(group)
        if n + 1 < len(self.groups) and self.groups[n + 1].head in self.quoted:
            return ""
        if n + 1 < len(self.groups) and self.groups[n + 1].opener in _REPORTED and self.groups[n + 1].tense != "base":
            content = self.groups[n + 1]
            between = self.tokens.words[group.head + 1 : content.start]
            stated = labels.of_content(content, self.tokens, self.words, skip, self._reach(content))
            if stated and len(between) < 5 and any(w.noun == "accuse" for w in between):
                claim = self.article.text[self.tokens.starts[group.head + 1] : self.tokens.ends[content.start - 1]]
                return f"{claim} that {stated}"
            after = group.head + 1
            plain = not between or bool(between[0].flags) or after in self.names.inside or group.verb.lemma == "tell"
            return stated if plain else ""
        closes = n > 0 and group.end >= self.tokens.index(self.sentence.end) and not group.opener
        if (
            closes
            and group.tense in _FINITE
            and self.tokens.lows[group.start] == ","
            and self.groups[n - 1].head not in self.quoted
        ):
            k = n - 1
            while k > 0 and self.groups[k].opener and self.groups[k].opener not in self.words.grammar["coordinators"]:
                k -= 1
            return labels.of_content(self.groups[k], self.tokens, self.words, skip, self.groups[k].end)
        return ""

    def _grammatical(self, group: Group) -> bool:
        """The verb serves grammar only: "seem", "include", or expects and wants with nothing to follow."""
        lemma, status = group.verb.lemma, self.words.status
        return any(
            lemma in status[name] for name in ("expected_to", "possible_to", "denied_to", "happened_to", "light")
        )

    def _striking(self, group: Group) -> str:
        """What a disaster does is the disaster: the happening of the subject's noun in "a tsunami struck the coast"."""
        j = group.first - 1
        while j > group.start and "adverbs" in self.tokens.words[j].flags:
            j -= 1
        name = self.tokens.words[j].noun if j >= group.start else ""
        return name if name in ("disaster", "explode", "crash", "attack") and j not in self.names.inside else ""

    def _phrasal(self, group: Group) -> str | None:
        """The happening of a verb with its particle, "shut down", "made it clear"; None where there is none."""
        for rest, name in self.words.verb_phrases.get(group.verb.lemma, ()):
            if rest[0] in self.tokens.lows[group.head + 1 : group.head + 4]:
                return name
        return None

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
        """The noun phrase before the verb, where no name stands for it: the last stretch between commas that is one."""
        n = self.groups.index(group)
        a, b = group.start, group.first
        if n and b > a and self.tokens.lows[b - 1] == "," and not group.own_subject:
            aside = self.groups[n - 1]  # "The flight, carrying 228, crashed"
            if aside.tense in ("gerund", "participle") or aside.opener in self.words.grammar["relative"]:
                a, b = aside.start, aside.first
                if n > 1 and not aside.own_subject:
                    a, b = self.groups[n - 2].start, self.groups[n - 2].first
        tokens = self.tokens
        at, _ = self.people.pronoun(group)
        if at >= 0 and tokens.words[at].flags & {"it", "they", "he_she"}:
            return self.unnamed if tokens.lows[at] in ("it", "they") else ""
        if group.opener in self.words.grammar["relative"] and not group.own_subject:
            return ""
        stop = b
        for j in range(b - 1, a - 2, -1):
            if j >= a and tokens.lows[j] not in _MARKS:
                continue
            if stop > j + 1 and (text := self._noun_phrase(j + 1, stop, b)):
                return text
            stop = j
        return ""

    def _noun_phrase(self, a: int, stop: int, b: int) -> str:
        """The text of tokens a…stop where it can be a subject; over a place in commas it runs on to b."""
        tokens = self.tokens
        while a < stop and (
            tokens.words[a].flags & {"subordinators", "coordinators"} or tokens.lows[a] in self.words.grammar["leading"]
        ):
            a += 1
        while stop > a and ("adverbs" in tokens.words[stop - 1].flags or tokens.lows[stop - 1].endswith("ly")):
            stop -= 1
        if a >= stop or not tokens.lows[a][0].isalnum():
            return ""
        counted = tokens.lows[a + 1 : a + 2] != [] and (
            " ".join(tokens.lows[a : a + 2]) in self.words.grammar["about"] or tokens.lows[a + 1][0].isdigit()
        )  # "at least 26 people"
        if not counted and (
            tokens.words[a].flags & {"prepositions", "he_she", "it", "they", "we_you"} or tokens.lows[a] in _DANGLING
        ):
            return ""
        if any(a <= i < stop for i in self.time_at):
            return ""
        if all(j in self.names.inside for j in range(a, stop)) and not self._named(a, stop):
            return ""
        if "possessive" in tokens.words[a].flags and a + 1 < stop:
            a += 1
        text = tokens.text[tokens.starts[a] : tokens.ends[stop - 1]].strip("'\"“”‘’ ")
        return text if len(text.split()) < 9 and tokens.lows[a] not in self.words.grammar["adverbs"] else ""

    def _named(self, a: int, b: int) -> bool:
        """A person or body stands in tokens a…b, not a place."""
        return any(self.people.mentions[i].role is not Role.PLACE for i in self.people.between(a, b))

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
            and not any(g.first == stop for g in found)
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
        if any("negation" in tokens.words[k].flags for k in range(begin, j)):
            return None
        if hit := next((w for w in before if w in words.status["expected_words"]), None):
            status, cue = Status.EXPECTED, hit
        elif any(w in words.status["possible_words"] for w in before) and not (own or leading or verbless):
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
            and not any(tokens.words[k].noun or not tokens.lows[k][0].isalnum() for k in range(j + 1, group.first))
            and (group.passive or group.verb.lemma not in words.status["arranging"])
        )
        told = (
            bool(dated)
            and group is not None
            and stop <= group.first
            and not any(m.trigger[0] == tokens.starts[group.head] for m in made)
        )
        state = begin > a + 1 and tokens.lows[begin - 1] == "on" and "be" in tokens.words[begin - 2].flags
        exists = state or "there" in tokens.lows[max(a, begin - 4) : begin]
        if exists and not state and not tokens.words[begin - 1].flags & {"be", "have", "adverbs"}:
            exists = False
        free = group is None or not any(m.trigger[0] == tokens.starts[group.head] for m in made)
        apart = governed in words.grammar["before_after"] or governed in ("of", "for")
        if not (
            adjectival
            or verbless
            or told
            or exists
            or occurs
            or (leading and (dated or places))
            or (dated and (people or places) and (free or apart))
        ):
            return None
        if state:
            status, cue = Status.ONGOING, tokens.lows[begin - 2]
            after = [self.times[n] for n, i in enumerate(self.time_at) if j < i < end]
            dated = dated or dating.read(after, status, self.article.published)
        if group is not None and any(
            m.happening == name and tokens.starts[group.start] <= m.trigger[0] < tokens.ends[group.end - 1]
            for m in made
        ):
            return None
        had = begin > a and "have" in tokens.words[begin - 1].flags
        if had and not people and made:
            people = [
                m for i in self.people.between(a, begin) if self.people._acts(i) for m in (self.people.mentions[i],)
            ][:1]
        if leading and not people and group is not None:
            subject = self.people.subject(group)
            people = subject
        if group is not None and occurs:
            status, cue = judge(group, tokens, words, conditional=False, reported=False, headline=self.headline)
            if group.verb.lemma in words.status["expected_to"]:
                status, cue = Status.EXPECTED, tokens.lows[group.head]
            if dated is None and group.tense == "present":
                extra = [self.times[n] for n in dating.of_clause(tokens, group, self.times, self.time_at)]
                if dating.read(extra, Status.HAPPENED, self.article.published) is None:
                    dated = dating.read(extra, Status.EXPECTED, self.article.published)
                    status = Status.EXPECTED if dated else status
            if dated is None or status is Status.EXPECTED:
                extra = [self.times[n] for n in dating.of_clause(tokens, group, self.times, self.time_at)]
                dated = dating.read(extra, status, self.article.published)
            places = places or self.people.places(group.start, group.end)
        label = labels.of_noun(tokens, words, begin, stop, people, places, kind, [(t.start, t.end) for t in self.times])
        if state:
            label = self._state_label(a, begin - 1, stop) or label
        if occurs and group is not None and len(label.split()) < 3:
            noun = tokens.text[tokens.starts[begin] : tokens.ends[stop - 1]]
            times = [(t.start, t.end) for t in self.times]
            label = (
                labels.of_verb(
                    group, tokens, words, noun, labels.is_plural(noun, words), status, times, end=self._reach(group)
                )
                or label
            )
        if not label:
            return None
        date, time, why = None, None, ""
        if occurs and group is not None:
            date, time, why = self._date_of(group, dated, status, name, made)
        elif dated:
            date, time, why = dated[0], self.times.index(dated[1]), "its own time expression"
            if status is Status.HAPPENED and len(date) == 10 and not adjectival:
                self.carried[False] = (date, self.sentence.paragraph)
        elif exists and False in self.carried and self.sentence.paragraph - self.carried[False][1] <= 1:
            date, why = self.carried[False][0], "the sentence before"
        elif verbless and self.lead and self.article.published:
            date, why = self.article.published.isoformat(), _LEAD_WHY
        return self._mention(begin if not verbless else start, stop if not verbless else end, j, name, label, status, cue, date, time, why,
            list(dict.fromkeys(m.actor for m in people)), tuple(people), places, [])  # fmt: skip

    def _state_label(self, a: int, on: int, stop: int) -> str:
        """ "Dockers on strike": what stands before "have been on strike", and the state."""
        first = on - 1
        while first > a and self.tokens.words[first - 1].flags & {"be", "have", "adverbs"}:
            first -= 1
        who = self._noun_phrase(a + (not self.tokens.lows[a][0].isalnum()), first, first)
        state = self.article.text[self.tokens.starts[on] : self.tokens.ends[stop - 1]]
        return (
            labels.fit(
                labels.upper_first(who), labels.phrases(self.tokens, on, stop, [(t.start, t.end) for t in self.times])
            )
            if who and state
            else ""
        )

    # ---- date and record ------------------------------------------------------------------------------------------
    def _date_of(
        self,
        group: Group,
        dated: tuple[str, TimeExpression] | None,
        status: Status,
        happening: str,
        made: list[EventMention],
        reported: bool = False,
    ) -> tuple[str | None, int | None, str]:
        """EDTF date of a verb's happening, the time expression it rests on, and from what it follows."""
        published, paragraph = self.article.published, self.sentence.paragraph
        kind = self.words.happenings.get(happening)
        speech = kind is not None and kind.nature == "speech"
        if dated:
            value, time = dated
            if status is Status.HAPPENED and group.tense in ("past", "perfect") and len(value) == 10:
                self.carried[speech] = (value, paragraph)
            return value, self.times.index(time), "the time expression of its clause"
        if (anchored := self._anchored(group)) is not None:
            return anchored, None, "the day of the happening it is told with"
        if status is not Status.HAPPENED:
            return None, None, ""
        last = made[-1] if made and not reported else None
        if last and last.date and last.status is Status.HAPPENED and group.opener in ("and", "but", ""):
            if group.tense in ("past", "gerund", "participle"):
                return last.date, None, "the clause it carries on"
        if published and group.tense == "perfect":
            return published.isoformat(), None, _NOW_WHY if self.lead else _PERFECT_WHY
        if (
            speech
            and published
            and (group.tense == "present" or (group.tense == "past" and self.lead and self.body < 2))
        ):
            return published.isoformat(), None, _SAYING_WHY
        if self.lead and published and (group.tense == "present" or self.sentence.block is not Block.BODY):
            return published.isoformat(), None, _LEAD_WHY
        if not speech and speech in self.carried and group.tense == "past" and paragraph - self.carried[speech][1] <= 1:
            self.carried[speech] = (self.carried[speech][0], paragraph)
            return self.carried[speech][0], None, "the sentence before"
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
        start, end = self.sentence.start, self.sentence.end
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
            keywords=self._keywords(a, b, happening),
        )

    def _salience(self, happening: str, acted: bool, dated: bool, status: Status) -> float:
        kind = self.words.happenings.get(happening)
        weight = kind.weight if kind else 0.2
        place = 0.3 if self.sentence.block is Block.HEADLINE else 0.2 if self.lead else 0.0
        return round(min(1.0, 0.5 * weight + place + 0.1 * acted + 0.1 * dated), 3)

    def _keywords(self, a: int, b: int, happening: str) -> tuple[str, ...]:
        """Folded content words of the clause, of a saying those of the sentence; names, times and verbs aside."""
        kind = self.words.happenings.get(happening)
        if kind and kind.nature == "speech":
            a, b = self.tokens.index(self.sentence.start), self.tokens.index(self.sentence.end)
        lows, words = self.tokens.lows, self.tokens.words
        skip = {g.head for g in self.groups} | self.names.inside
        return tuple(
            dict.fromkeys(
                lows[j][:6]
                for j in range(a, b)
                if len(lows[j]) > 3 and not words[j].flags and lows[j][0].isalpha() and j not in skip
            )
        )
