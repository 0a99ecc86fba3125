"""Between dates and actors stands the event: which clauses report a happening, when it was, who took part, who says so.

A verb or a noun that names a happening makes an event; its date is the time expression of its own clause, else that of
the sentence it carries on, else the article's "now" for what the lead reports; else it stays undated.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from dashboard.extract import (
    acting,
    captions,
    flag,
    hanging,
    harm_at,
    headline,
    labels,
    meant,
    nouns,
    participles,
    planned,
    plots,
    putting_off,
    settling,
    stops,
    verbs,
)
from dashboard.extract.clauses import groups
from dashboard.extract.cues import ACCORDING, BE, CONDITIONAL
from dashboard.extract.free import fronted
from dashboard.extract.hosts import told_of
from dashboard.extract.identified import Nameless
from dashboard.extract.lexicon import PART, lexicon, spoken
from dashboard.extract.naming import shuts_out
from dashboard.extract.scene import SUMMARIES, Scene
from dashboard.extract.telling import by_kind
from dashboard.extract.tokens import FINITE, Group, Passage
from dashboard.extract.when import UNDATED, Report, Why
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
)

_UNREAD = (Block.CREDIT, Block.DATELINE)
_NO_TIMES: Set[int] = frozenset()
_OPENING = 3  # tokens in which the subject of a sentence begins
_PARTS = flag.PREPOSITIONS | flag.COORDINATORS
_TOGETHER = 20  # characters between two verbs that share what follows


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
    scene, nameless = Scene(article, words, times, actors), Nameless()
    spans = scene.tokens.located([(sentence.start, sentence.end) for sentence in sentences])
    scene.people.opens = {a for a, _ in spans}
    for (a, b), sentence in zip(spans, sentences, strict=True):
        if sentence.block not in _UNREAD:
            _read(scene, sentence, a, b, nameless)
    return tuple(sorted(settling.settle(scene), key=lambda m: (m.start, m.trigger, m.id)))


@dataclass(slots=True)
class _Course:
    """What the clauses of a sentence have told so far, and hand on to the next one."""

    made: list[EventMention] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # nouns that a verb has taken
    subject: list[ActorMention] = field(default_factory=list)
    speaking: list[ActorMention] = field(default_factory=list)
    said: bool = False  # a clause has said something
    denying: bool = False  # … or denied it
    saying: Group | None = None  # the verb of that clause
    reported: bool = False  # the clause at hand is what was said


def _read(scene: Scene, sentence: Sentence, a: int, b: int, nameless: Nameless) -> None:
    """Find the events of one sentence, tokens a…b."""
    tokens, words = scene.tokens, scene.words
    if a >= b or tokens.lows[b - 1] == "?":
        return
    a, b = scene.open_entry(sentence, a, b)
    summary = scene.entry is not None or sentence.block in SUMMARIES
    tokens.enter(a, b)
    found = groups(Passage(tokens, a, b, words, scene.names, summary))
    begun = sentence.paragraph != scene.sentence.paragraph
    scene.enter(sentence, a, b, found)
    if begun or not scene.retold or _cites(scene):
        scene.voice = []
    aside = participles.find(scene) if words.free else []
    scene.apart = {n for one in aside for n in scene.times_in(one.at, one.end)} if aside else _NO_TIMES
    scene.parted = [(tokens.starts[one.at], tokens.end(one.end - 1)) for one in aside if one.begin < one.stop]
    course = _Course()
    if found:
        scene.people.referents.described_here = {group.first - 1 for group in found if group.reduced}
        unreal = tokens.lows[a] in words.grammar["inverted"] and not summary  # "Had it rained, …"
        condition = words.free and fronted(tokens, a, b, words)
        plot = plots.work(scene)
        scene.conditional = unreal or condition or (bool(tokens.here & CONDITIONAL) and meant.conditional(scene))
        asked: Group | None = None
        for group in found:
            if asked is not None and _asks_on(scene, asked, group):
                continue
            asked = group if group.own_subject and group.opener in words.grammar["interrogatives"] else None
            if not ((plot >= 0 and plots.tells(scene, group)) or _is_passed_over(scene, group, unreal, condition)):
                _tell(scene, group, course, nameless)
        if course.saying is not None:
            scene.voice = [] if tokens.here & ACCORDING else course.speaking
    elif (words.articled or not words.free) and tokens.here & BE and sentence.block is Block.BODY:
        _keep_described(scene)
    elif sentence.block is Block.CAPTION and (met := captions.meeting(scene)) is not None:
        course.made.append(met)
    described = [event for one in aside if (event := participles.event(scene, one)) is not None]
    if described:
        course.used.update(j for one in aside for j in range(one.begin, one.stop))
        scene.described.update(event.trigger[0] for event in described)
    named = nouns.happenings(scene, course.used, course.made)
    made = [_carried_on(scene, m, named) for m in course.made] + named if named else course.made
    scene.recall(_attributed(scene, made))
    scene.found += described


def _keep_described(scene: Scene) -> None:
    """ "Ada Berg, 47, was the treasurer", "L'Argentine est championne": of whom a sentence only says who he is "he"
    means behind it."""
    people, lows, a, b = scene.people, scene.tokens.lows, scene.first, scene.stop
    i = next(iter(people.between(a, min(a + _OPENING, b))), None)
    if i is None or (people.mentions[i].kind is not Kind.PERSON and not scene.words.articled):
        return
    articles = (scene.tokens.words[k].bits & flag.DETERMINERS or lows[k] == "'" for k in range(a, people.at[i]))
    if people.at[i] != a and not (scene.words.articled and all(articles)):
        return
    j = people.till[i]
    if lows[j] == ",":
        j = next((k + 1 for k in range(j + 1, b) if lows[k] == ","), b)
    if j < b and scene.tokens.words[j].bits & flag.BE:
        people.referents.remember([people.mentions[i]])


def _is_glad(scene: Scene, group: Group) -> bool:
    """ "Proud to announce that Norsa has won": what is said is told behind it."""
    lows, grammar = scene.tokens.lows, scene.words.grammar
    at = group.first - 1 - (lows[group.first - 1] in grammar["to"])
    return at >= scene.first and lows[at] in grammar["glad"]


def _is_passed_over(scene: Scene, group: Group, unreal: bool, condition: bool) -> bool:
    """What is quoted, asked or alleged is not told, nor is the condition that a sentence begins with."""
    if group.head in scene.quoted or (not group.n and (unreal or (condition and group.first == scene.first))):
        return True
    grammar = scene.words.grammar
    if group.host is not None and scene.words.free and scene.tokens.lows[group.host[0]] in grammar["conditional"]:
        return True  # "investiga si el fuego que destruyó la nave fue provocado"
    if scene.words.large and scene.tokens.lows[group.start] in grammar["interrogatives"]:
        return True  # "Warum das Feuer ausbrach, ist unklar"
    if grammar["without"]:
        opens = scene.tokens.lows[group.start : group.first]
        if not grammar["without"].isdisjoint(opens[:2]) and not grammar["that"].isdisjoint(opens[1:3]):
            return True  # "ohne dass die Täter gefasst wurden"
    if group.tense == "base" and spoken(group.kind) and _is_glad(scene, group):
        return True
    if not group.opener:
        return False
    alleged = group.opener in grammar["alleged"] and not meant.refuted(scene, group)
    return alleged or group.opener in grammar["interrogatives"]


def _asks_on(scene: Scene, asked: Group, group: Group) -> bool:
    """What is asked goes on: "whether Norsa had bought votes | and bribed judges", "how it grows, | raising wages"."""
    had = asked.tense in ("perfect", "pluperfect") and bool(group.verb.forms & PART)
    joined = group.opener in scene.words.grammar["coordinators"] and had
    return not (scene.words.free or group.own_subject) and (joined or group.tense == "gerund")


def _tell(scene: Scene, group: Group, course: _Course, nameless: Nameless) -> None:
    """Read one clause: who is its subject, whether it is what was said, and its event."""
    words = scene.words
    _read_verb(scene, group)
    kind, speech = group.kind, spoken(group.kind)
    subject, course.subject = acting.subject(scene, group, course.subject, speech=speech)
    content = _take_up(scene, group, course)
    if course.denying and (course.reported or (words.free and hanging.told(scene, group))):
        return
    told = course.reported or hanging.told_behind(scene, group.n)
    speaking = course.speaking if course.reported else []
    if not speaking and (words.free or (told and not course.reported)):
        speaking = _heard(scene, group, told and not course.reported)
    parts, whole = stops.find(scene, group, subject) if scene.spans else [], group.end
    if parts:
        group.end = parts[0].end
    if kind is not None and kind.name in words.status["done_to"]:
        course.used.add(putting_off.put_off(scene, group))
    event = verbs.happening(scene, group, subject, speaking, told, course.used, course.made)
    group.end = whole
    nameless.reveal(scene, group)
    held = content and course.reported and (speech or group.verb.lemma in words.status["attitudes"])
    if event is not None and not (held and _says_again(group, event, subject, speaking)):
        if speech:
            event = _reporting(scene, group, subject, event)
        if not course.subject:
            nameless.keep(scene, group, event)
        event = _keep(scene, group, subject, event, course)
        if parts:
            course.made += stops.told(scene, event, parts)
    aside = words.large and hanging.is_aside(scene, group)
    if speech and not (group.reduced or aside) and (group.tense in FINITE or group.absolute):
        course.saying = group
        course.speaking = course.subject
        course.said, course.denying = True, kind is not None and kind.name == "deny"


def _read_verb(scene: Scene, group: Group) -> None:
    """What its sentence and what stands around it make of a verb: "had moved" as told on, "was moved to 3 June" as put
    off."""
    words = scene.words
    if words.free and group.tense == "perfect" and (scene.carried or not scene.lead):
        group.tense = "past"  # "ont évacué" tells on; only the first report is of the day
        if scene.tokens.lows[group.first] in words.grammar["of_now"] and not group.opener:
            scene.carry(None)  # "Ayer llovió. El alcalde ha decretado tres días de luto": back to the present
    if group.negated >= 0 and planned.not_until(scene, group):
        group.negated, group.late = -1, True
    if group.verb.lemma in words.status["shifted"] and not words.free and planned.shifted(scene, group):
        group.kind = words.happenings["postpone"]  # "the hearing was moved to 3 June"
    if planned.lifted(scene, group):
        group.kind = words.happenings["postpone"]
    if shuts_out(scene, group):
        group.kind = words.happenings["post"]


def _take_up(scene: Scene, group: Group, course: _Course) -> bool:
    """Note in the course whether a clause is what was said; whether it is the content of a saying before it."""
    grammar = scene.words.grammar
    if course.said and _goes_on(scene, group, course.saying):
        course.said = course.denying = False
    on = course.reported and not group.own_subject and group.opener in grammar["coordinators"]
    on = on and (group.n < 2 or hanging.resumed(scene, group) is None)
    content = course.said and group.start > scene.first and (not group.opener or group.opener in grammar["that"])
    course.reported = on or (content and not (hanging.unsaid(scene, group) or hanging.says_more(scene, group)))
    return content


def _reporting(scene: Scene, group: Group, subject: list[ActorMention], event: EventMention) -> EventMention:
    """A saying as it is told: of one that only reports what another clause tells, the day alone."""
    if not subject and hanging.only_reports(scene, group):
        scene.reported.add(event.trigger[0])
    pointing = scene.words.free and not scene.words.large and headline.points_back(scene, group)
    return _pointed_back(scene, group, subject, event) if pointing else event


def _pointed_back(scene: Scene, group: Group, subject: list[ActorMention], event: EventMention) -> EventMention:
    """What only says who told what stands before, "Об этом 14 мая сообщила пресс-служба", of which the day alone is
    told; where an article names him, "Mme Rochat l'a annoncé à Berne", he does so."""
    if scene.words.nominatives or event.happening in ("say", "announce"):
        here = scene.tokens.starts[group.start]
        if scene.words.nominatives or not (event.actors and subject and subject[0].start >= here):
            scene.reported.add(event.trigger[0])
        elif group.kind is not None:
            label = by_kind(group.kind, labels.all_called(subject, scene.words), scene.words)
            return replace(event, label=label or event.label)
    return event


def _keep(
    scene: Scene, group: Group, subject: list[ActorMention], event: EventMention, course: _Course
) -> EventMention:
    """Put the event of a clause behind those made before, as far as they have one day with it; the event as it is put
    there."""
    made, words = course.made, scene.words
    if made and event.time is not None and group.opener in words.grammar["coordinators"]:
        made[-1] = _shared(made[-1], event)
    elif made and event.time is not None and group.opener in words.status["moment"]:
        made[-1] = _of_that_moment(scene, made[-1], event, group)
    elif made and event.time is not None and group.reduced and group.n:
        made[-1] = _within(scene, made[-1], event, group)
    made[-1:], event = harm_at.of_one_day(scene, made[-1:], event, group)
    made.append(event)
    if event.happening == "postpone":
        _tell_what_was_put_off(scene, group, subject, course)
    return event


def _tell_what_was_put_off(scene: Scene, group: Group, subject: list[ActorMention], course: _Course) -> None:
    """Before the putting off, the last event made, set what is now to come; its old day, "scheduled for 22 May", is no
    event of its own."""
    made = course.made
    meant = putting_off.expected(scene, group, subject, made)
    course.used.update(scene.tokens.index(m.trigger[0]) for m in meant)
    made[-1:] = [*meant, made[-1]]
    before = scene.groups[group.n - 1] if group.n else None
    if meant and before is not None and before.reduced:
        set_for = scene.tokens.starts[before.head]
        made[:] = [m for m in made if m.trigger[0] != set_for or m.date not in {one.date for one in meant}]


def _says_again(
    group: Group, event: EventMention, subject: Sequence[ActorMention], speaking: Sequence[ActorMention]
) -> bool:
    """ "Berg said she regretted it": by saying so she does so; not where it had been so, or has a day of its own."""
    same = {m.actor for m in subject} == {m.actor for m in speaking} != set()
    return same and event.time is None and event.status is Status.HAPPENED and group.tense in ("past", "present")


def _heard(scene: Scene, group: Group, told_behind: bool) -> list[ActorMention]:
    """Whose words a clause repeats: of who says so behind it, "…, sagte Berg"; where only its mood tells, of who spoke
    last, "Er habe …"."""
    if told_behind:
        says = scene.groups[group.n + 1]
        return headline.inverted(scene, says) or scene.people.subject(says)
    return scene.voice if meant.in_others_words(scene, group) else []


def _cites(scene: Scene) -> bool:
    """The sentence says itself whose word it is: "laut Polizei", "hieß es", "sagte Berg"."""
    cited = not scene.words.grammar["cited"].isdisjoint(scene.tokens.lows[scene.first : scene.stop])
    return cited or bool(scene.tokens.here & ACCORDING) or any(spoken(group.kind) for group in scene.groups)


def _carried_on(scene: Scene, m: EventMention, named: list[EventMention]) -> EventMention:
    """ "The exercise of Norway and Iceland begins on Monday and is to end in May": what a verb behind "and" tells of a
    happening is told of those who take part in it."""
    found = scene.groups
    if m.actors:
        return m
    n = next((group.n for group in found if scene.tokens.starts[group.head] == m.trigger[0]), 0)
    if not n or found[n].own_subject or found[n].opener not in scene.words.grammar["coordinators"]:
        return m
    a, b = scene.tokens.starts[found[n - 1].start], scene.tokens.starts[found[n - 1].first]
    one = next((e for e in named if a <= e.trigger[0] < b), None)
    if one is None:
        return m
    return replace(m, actors=one.actors, via=one.via, keywords=tuple(dict.fromkeys((*m.keywords, *one.keywords))))


def _goes_on(scene: Scene, group: Group, saying: Group | None) -> bool:
    """The verb takes up a noun that a saying describes: "Ott, who said no, left", but "who Norway said left"."""
    if saying is None or group.host is None or group.host[0] >= saying.head:
        return False
    return not told_of(scene.tokens, saying, scene.words)


def _of_that_moment(scene: Scene, one: EventMention, two: EventMention, group: Group) -> EventMention:
    """ "The shuttle was lost when it exploded on 28 January": what happened when another did, on that day."""
    main = scene.groups[group.n - 1]
    near = one.trigger[0] >= scene.tokens.starts[main.start] and main.end == group.start
    told = one.status is Status.HAPPENED or one.happening == "deny"  # "denied it when asked in January"
    alike = told and two.status is Status.HAPPENED and main.tense == group.tense == "past"
    if one.time is not None or not (near and alike) or main.verb.lemma in scene.words.status["lasts"]:
        return one  # who "led the party when Norway joined" led it for years
    return replace(one, date=two.date, time=two.time, date_why=Why.CARRIED_ON)


def _within(scene: Scene, one: EventMention, two: EventMention, group: Group) -> EventMention:
    """ "Was overthrown in a coup led by Ott in 2015": what happened in another happening, whose day that is; not "was
    convicted in a trial opened in 2015", which went on after that."""
    tokens, before = scene.tokens, scene.groups[group.n - 1]
    noun, spanning = group.first - 1, scene.words.status["spanning"] | scene.words.grammar["located"]
    at = next((j for j in range(noun, before.head, -1) if tokens.lows[j] in spanning), -1)
    near = 0 <= at < noun < at + 4 and not any(tokens.words[j].bits & _PARTS for j in range(at + 1, noun))
    its = one.trigger[0] == tokens.starts[before.head] and one.status is two.status is Status.HAPPENED
    if scene.words.free or one.date or not (its and near and tokens.words[noun].noun):
        return one
    status = scene.words.status
    if group.verb.lemma in status["begins"] and tokens.lows[noun] in status["go_on_long"] | status["come_of"]:
        return one
    return replace(one, date=two.date, time=two.time, date_why=Why.CARRIED_ON)


def _shared(one: EventMention, two: EventMention) -> EventMention:
    """ "Were shot and killed on Sunday": a date at the end of the second verb holds for the first that has none.

    A year holds for the second only where both verbs stand together: "studied law in Rome and moved to Oslo in 1951".
    """
    together = two.trigger[0] - one.trigger[1] < _TOGETHER or len(two.date or "") >= len("2022-01-20")
    if one.date or one.status is not two.status or (one.status is Status.HAPPENED and not together):
        return one
    return replace(one, date=two.date, time=two.time, date_why=Why.CARRIED_ON)


def _attributed(scene: Scene, made: list[EventMention]) -> list[EventMention]:
    """Sets speaker and source from "according to X", "citing Y" and reporting outlets.

    A sentence that only attributes ("This is reported by Interfax, citing Ryabkov") says whose word the one before is;
    the person named there has made a statement.
    """
    tokens, people, found, a, b = scene.tokens, scene.people, scene.groups, scene.first, scene.stop
    here = people.between(a, b) if scene.sources or tokens.here & ACCORDING else []
    if not here:
        return made
    source = next((people.mentions[i].actor for i in here if i in scene.sources), None) if scene.sources else None
    speaker: ActorMention | None = None
    for i in here if tokens.here & ACCORDING else ():
        m = people.mentions[i]
        if m.role is Role.ACTOR and m.kind is not Kind.PLACE and _cited(scene, i):
            speaker = _in_person(scene, i)
            break
    if source is None and speaker is None:
        return made
    if not made and found and tokens.lows[found[0].start] in tokens.grammar["pointing"] and scene.found:
        last = max(m.start for m in scene.found)
        scene.found = [
            replace(m, speaker=speaker.actor if speaker else m.speaker, source=source or m.source)
            if m.start == last and m.end >= last else m
            for m in scene.found
        ]  # fmt: skip
        if speaker is None:
            return made
        names = labels.called(speaker, scene.words)
        label = scene.words.patterns["statement"].format(who=names)
        told = Report("say", label, Status.HAPPENED, "", UNDATED)
        return [replace(scene.mention((a, b), found[0].head, told, [speaker]), source=source)]
    return [
        replace(
            m,
            speaker=m.speaker or (speaker.actor if speaker and speaker.actor not in m.actors else None),
            source=source,
        )
        for m in made
    ]


def _in_person(scene: Scene, i: int) -> ActorMention:
    """Who is cited where mention i is: whoever is named right behind his land or firm, over his office, not these."""
    people = scene.people
    m, after = people.mentions[i], people.mentions[i + 1 : i + 2]
    if m.kind is Kind.PERSON or not after or after[0].kind is not Kind.PERSON or after[0].affiliation != m.actor:
        return m
    between = scene.tokens.words[people.till[i] : people.at[i + 1]]
    return m if any(word.bits & _PARTS for word in between) else after[0]


def _cited(scene: Scene, i: int) -> bool:
    """The mention follows "according to", "citing" and the like, over its title."""
    j = scene.people.at[i] - 1
    while j >= scene.first and scene.people.at[i] - j < 9 and scene.tokens.lows[j][0].isalnum():
        if scene.tokens.lows[j] in scene.words.status["according"]:
            return True
        j -= 1
    return False
