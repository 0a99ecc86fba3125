"""An event from a verb: is it a happening, of what kind, with what status, and how would a headline say it?

Kept are the verbs that the rules name, and unknown ones that a named subject or a date vouches for; dropped are habits,
conditions, quotations and what serves grammar alone.
"""

from __future__ import annotations

from dashboard.extract import (
    anniversary,
    belonging,
    dating,
    distance,
    expressions,
    flag,
    hanging,
    headline,
    labels,
    meant,
    planned,
)
from dashboard.extract.called_for import called_for
from dashboard.extract.cues import BACKGROUND, NOBODY
from dashboard.extract.hosts import told_of
from dashboard.extract.lexicon import MAY, WISHED, Happening, body_nouns, spoken
from dashboard.extract.naming import calls_so, named, object_noun, subject_noun
from dashboard.extract.no_report import is_no_report
from dashboard.extract.putting_off import is_of_no_person
from dashboard.extract.scene import Scene
from dashboard.extract.standing import Clause, give_date, give_status
from dashboard.extract.subjects import noun_phrase, subject_text
from dashboard.extract.taking_part import beside, visited
from dashboard.extract.tokens import FINITE, Group
from dashboard.extract.two_verbs import told_to
from dashboard.extract.when import UNDATED, Report
from dashboard.model import ActorMention, EventMention, Kind, Role, Status, TimeExpression

_NEAR = 5  # tokens from a verb on in which stands that nobody did it: "verletzt worden sei sonst niemand"
_GRAMMATICAL = ("expected_to", "possible_to", "denied_to", "happened_to", "light")  # lists of verbs


def happening(
    scene: Scene,
    group: Group,
    subject: list[ActorMention],
    speaking: list[ActorMention],
    reported: bool,
    used_nouns: set[int],
    made: list[EventMention],
) -> EventMention | None:
    """The event that a verb group tells; None where its verb names none, or tells only a commentary or a habit.

    `used_nouns` takes the noun that names the happening; `made` are the events of the sentence so far.
    """
    if (marked := anniversary.marked(scene, group)) is not None:
        used_nouns.add(scene.tokens.index(marked.trigger[0]))
        return marked
    clause = _clause(scene, group, subject, reported, first=not made)
    if clause is None:
        return None
    only_dated = _only_dated(scene, group, clause.kind, clause.subject, clause.trigger)
    counted = distance.counted_ahead(scene, group, made)
    if only_dated and not (clause.times or counted):
        return None
    give_status(clause, cited=bool(speaking))
    give_date(clause, made)
    if clause.appointed:
        clause.dated = clause.appointed
        clause.becomes(Status.EXPECTED, clause.appointed[1].text)
    elif counted:
        clause.dated, clause.times = counted, [counted[1]]
        clause.becomes(Status.EXPECTED)
    if (only_dated and not clause.dated) or _is_commentary(clause, made) or _is_habit(clause):
        return None
    return _event(clause, speaking, used_nouns, made)


def _clause(scene: Scene, group: Group, subject: list[ActorMention], reported: bool, *, first: bool) -> Clause | None:
    """What a verb group tells, of whom and with which times; None where it tells nothing.

    `first`: nothing has been told before in the sentence.
    """
    if group.negated < 0:
        meant.negate(scene, group)
    if group.negated >= 0 and meant.unwanted(scene, group):
        return None
    if (after := scene.after(group)) is not None and _is_given(scene, after):
        return None  # "gave the firm until Friday to respond" tells what it is to do
    promised = _promised(scene, group)
    if not promised and _is_given(scene, group):
        promised, subject = scene.tokens.lows[group.start], _receiver(scene, group)
    if is_no_report(scene, group, bool(promised), first) or _is_nobody_s(scene, group, subject):
        return None
    if _is_advice(scene, group, subject):
        return None
    kind, trigger = named(scene, group, subject)
    if _is_another_s(scene, group, kind, reported) or _is_reflexive(scene, group):
        return None
    if is_of_no_person(scene, group, subject):
        return None
    if group.verb.happening == "visit" and not group.verb.forms and not _is_somewhere(scene, group, subject):
        return None
    times = belonging.of_clause(scene, group) if scene.spans else []
    if only_shows(scene, group, bool(times)):
        return None
    if times and group.tense != "past":
        times = [t for t in times if not (expressions.counted_from_now(t) and _says_how_long(scene, group, t))]
    appointed, called = planned.appointed(scene, group, times) if scene.spans else None, called_for(scene, group)
    if called is not None:
        trigger, appointed = called
        kind = scene.words.happenings[scene.tokens.words[trigger].noun]
    elif appointed and (noun := object_noun(scene, group)) is not None:
        trigger, kind = noun[0], scene.words.happenings[noun[1]]
    elif not (appointed and (_is_appointed(scene, group) or _is_called_for(scene, group, times))):
        appointed = None
        if _expects_nothing(scene, group, trigger, subject):
            return None
    return Clause(scene, group, subject, kind, trigger, times, reported, promised, appointed)


def only_shows(scene: Scene, group: Group, dated: bool) -> bool:
    """ "A memo at Norsa showed it lost money": what shows something acts no more than it says; the rest tells, and in
    the present its day is that of the rest: "records show Visser lied on Monday"."""
    shows = group.tense == "present" and group.verb.lemma in scene.words.grammar["clause_too"]
    if not shows and (dated or not headline.finds_that(scene, group)):
        return False
    if scene.words.free or (scene.people.named and scene.people.subject(group)):
        return False
    head = labels.core(subject_text(scene, group), scene.words).lower().rpartition(" ")[2]
    return head in scene.words.grammar["papers"]


def _is_advice(scene: Scene, group: Group, subject: list[ActorMention]) -> bool:
    """What somebody should do is asked of him and not expected: "Norway should leave the pact by May", but "the probe
    should reach Mars in May"."""
    grammar = scene.words.grammar
    if group.tense != "modal" or scene.tokens.lows[group.first] not in grammar["foreseen_by"]:
        return False
    if subject and scene.people.named:
        return True
    head = labels.core(subject_text(scene, group), scene.words).lower().rpartition(" ")[2]
    doers = grammar["person_nouns"] | grammar["arms"] | body_nouns(scene.words)
    return head in doers or head.removesuffix("s") in doers


def _is_nobody_s(scene: Scene, group: Group, subject: list[ActorMention]) -> bool:
    """Nobody did it: "no date was agreed"; "neither" before two subjects that have names denies it, and so does who
    stands behind the verb: "verletzt wurde niemand"; nobody "außer Berg" is Berg."""
    if not scene.tokens.here & NOBODY:
        return False
    near = min(group.end, group.head + _NEAR)
    spared = scene.words.grammar["except"]
    for j in scene.tokens.cued(group.start, near, NOBODY) if spared else ():
        if not spared.isdisjoint(scene.tokens.lows[j + 1 : j + 2]):
            group.negated = -1
            return False
        if j > group.first and not subject:
            group.negated = j
            return False
    of = scene.words.grammar["of_no"]  # "a vote of no confidence"
    if all(scene.tokens.lows[j - 1] in of for j in scene.tokens.cued(group.start, group.first, NOBODY)):
        return False
    grammar, lows = scene.words.grammar, scene.tokens.lows[group.start : group.first]
    at = next((n for n, low in enumerate(lows) if low in grammar["none_of"]), -1)
    if at < 0 or len(subject) < 2 or (group.negated >= 0 and not scene.words.free):
        return True  # "ni Vega ni Solis n'ont démissionné" negates twice
    group.negated = group.start + at
    return False


def _is_somewhere(scene: Scene, group: Group, subject: list[ActorMention]) -> bool:
    """A person is in a place, not in something of it: "was in Kyiv", not "was in Kyiv's council"."""
    person = any(m.kind is Kind.PERSON for m in subject)
    at = next(iter(scene.people.between(group.head + 1, group.head + 2)), None)
    if not person or at is None or not scene.people.places(group.head, group.head + 2):
        return False
    after, lows = scene.people.till[at], scene.tokens.lows
    noun = after < group.end and scene.tokens.is_plain(after)
    return after in scene.names.times or not (noun or lows[after] in scene.words.grammar["owning"])


def _is_reflexive(scene: Scene, group: Group) -> bool:
    """ "Sich" makes the verb one that tells nothing, "müssen sich auf Staus einstellen", or does not stand where only
    with it something is told: "war bekannt geworden"."""
    lemma, without = group.verb.lemma, scene.words.grammar["with_self"]
    if lemma not in scene.words.status["not_reflexive"] and lemma not in without:
        return False
    itself = any(word.bits & flag.REFLEXIVE for word in scene.tokens.words[group.start : group.end])
    return itself is not (lemma in without)


def _is_another_s(scene: Scene, group: Group, kind: Happening | None, reported: bool) -> bool:
    """The happening is the noun before "took place", or one that "would have" happened and did not."""
    lemma, status = group.verb.lemma, scene.words.status
    if lemma in status["occur"] and (group.passive or lemma not in status["arranging"]) and subject_noun(scene, group):
        return True
    if group.tense != "would" or reported:
        return False
    have = scene.words.grammar["have"]
    return kind is None or not have.isdisjoint(scene.tokens.lows[group.first : group.head])


def _expects_nothing(scene: Scene, group: Group, trigger: int, subject: list[ActorMention]) -> bool:
    """An expectation of a happening that is denied, over or of nobody: "had expected a rise", "the agreement provides
    for a rise"."""
    if trigger == group.head or group.verb.lemma not in scene.words.status["expecting"]:
        return False
    over = group.tense == "pluperfect" and not (group.passive or scene.words.free)
    return over or group.negated >= 0 or (scene.words.free and not subject and not group.passive)


def _is_appointed(scene: Scene, group: Group) -> bool:
    """What the passive appoints happens: "ein Besuch sei für Mai vereinbart worden", or its verb says so itself:
    "собрание назначено на 21 июня"."""
    expects = group.verb.lemma in scene.words.status["expecting"]
    return group.passive and (expects or (scene.words.free and subject_noun(scene, group)))


def _is_called_for(scene: Scene, group: Group, times: list[TimeExpression]) -> bool:
    """What is called for a day is no happening that a noun names, which would be told for itself: "convocó para este
    jueves un consejo"."""
    behind = range(group.head + 1, group.end) if scene.words.free and any(t.signal == "for" for t in times) else ()
    return bool(behind) and not any(scene.tokens.words[j].noun for j in behind)


def _only_dated(scene: Scene, group: Group, kind: Happening | None, subject: list[ActorMention], trigger: int) -> bool:
    """Only a date makes it an event: what "will be ready", a participle that describes, the present of later
    sentences, an unknown verb of nobody, a saying of nobody or behind "who"."""
    speech = spoken(kind)
    behind = scene.after(group) if speech else None
    if behind is not None and behind.host is not None and told_of(scene.tokens, group, scene.words):
        return True
    headed = scene.headline and scene.entry is None and not scene.words.free
    told = subject or headed  # "Minister says talks failed"
    must = scene.words.grammar["obliged"] | scene.words.grammar["foreseen_by"]
    obliged = group.tense == "modal" and scene.tokens.lows[group.first] in must
    obliged = obliged and not _is_still_to(scene, group, kind)
    obliged |= group.tense == "modal" and not subject and scene.tokens.lows[group.first] in scene.words.grammar["able"]
    lasted = group.verb.lemma in scene.words.status["lasting_on"]
    if (
        obliged
        or lasted
        or group.reduced
        or not group.verb.forms
        or (kind is not None and kind.name == "say" and not told and not _was_told(scene, group, vouched=False))
        or (speech and not subject and group.n and _is_only_who_says(scene, group))
    ):
        return True
    if group.tense == "present" and not (
        scene.headline or scene.lead or speech or group.progressive or group.chain or trigger != group.head
    ):
        return True
    if kind is None and _is_news(scene, group, subject, []):
        return False
    vouched = subject or _by_names(scene, group)
    return kind is None and (group.tense not in FINITE or group.tense == "present" or not vouched)


def _lets(scene: Scene, group: Group) -> bool:
    """Somebody lets something be done, or not: "lassen keine Schiffe auslaufen"."""
    return group.first < group.head and scene.tokens.lows[group.first] in scene.words.grammar["lets"]


def _is_only_who_says(scene: Scene, group: Group) -> bool:
    """The sentence ends with who says so behind more than a participle: not "Seen from Rome, the pact threatens it"."""
    return scene.groups[group.n - 1].head > scene.first and hanging.told_behind(scene, group.n - 1)


def _is_still_to(scene: Scene, group: Group, kind: Happening | None) -> bool:
    """ "Parliament must still approve the deal": the step that is missing."""
    still = not scene.words.grammar["still_to"].isdisjoint(scene.tokens.lows[group.first : group.head])
    return still and kind is not None and kind.name in scene.words.status["steps"] and not group.opener


def _was_told(scene: Scene, group: Group, vouched: bool) -> bool:
    """ "Residents have been told to leave": news without a name; else a date or speaker vouches for it."""
    return (vouched or group.tense == "perfect") and told_to(scene.tokens, group, scene.words, scene.names.times)


def _says_how_long(scene: Scene, group: Group, time: TimeExpression) -> bool:
    """The length says how long it takes, not when it is: "will train 400 soldiers in six months", "build a dam in three
    years"."""
    object_ = scene.tokens.lows[group.head + 1 : scene.time_at[scene.place(time)]]
    return group.verb.lemma in scene.words.status["lengthy"] or any(low[0].isdigit() for low in object_)


def _is_commentary(clause: Clause, made: list[EventMention]) -> bool:
    """Nothing vouches for the happening: no date, no subject, no rule that names it; or nobody says what is denied."""
    group, kind, subject, dated = clause.group, clause.kind, clause.subject, clause.dated
    finite = group.tense in FINITE
    if group.tense in ("participle", "gerund") and not (dated or (kind and not clause.speech and made)):
        return True
    if group.promised and made and not dated and group.verb.forms & (WISHED | MAY):
        return True  # "decidieron que la nave regrese" is told with the decision
    if clause.status is Status.DENIED and 0 <= group.negated < group.head:
        firm = group.tense in ("future", "would") and (
            clause.reported or (dated is not None and clause.scene.words.free)
        )
        firm = firm or (dated is not None and _lets(clause.scene, group))
        told = subject or clause.trigger != group.head or (firm and clause.scene.words.free)
        if clause.speech or not told or (kind is None and not firm):
            return True
    if kind is not None:
        ahead = clause.status is Status.EXPECTED  # "the winner will be announced on Monday"
        done = kind.name != "say" and not clause.scene.words.free  # "the bill was rejected on Monday"
        made_so = group.verb.lemma in clause.scene.words.status["makes_so"]
        named = dated and (ahead or done or made_so or _says_by_whom(clause.scene, group))
        named = named or _was_told(clause.scene, group, clause.reported or bool(dated))
        named = named or (dated and _befalls(clause.scene, group))
        named = named or (done and _by_names(clause.scene, group))  # "the ruling was condemned by Norway"
        return clause.speech and not subject and group.passive and not named
    may = bool(subject) and group.tense == "modal"  # "Norsa could certify it in June"
    vouched = dated and (group.known or finite or may)
    news = _is_news(clause.scene, group, subject, made)
    somebody = subject or _by_names(clause.scene, group)
    if not vouched and not news and not (somebody and finite and group.tense != "present"):
        return True
    status = clause.scene.words.status
    light = (dated or (news and subject)) and group.verb.lemma in status["light"]
    ahead = group.passive and bool(dated) and clause.status is Status.EXPECTED and clause.scene.words.large
    arranged = ahead and group.verb.lemma in status["arranging"]  # "weitere Messungen sind für Mai geplant"
    return _grammatical(clause.scene, group) and not (light or arranged)


def _befalls(scene: Scene, group: Group) -> bool:
    """ "The first case was reported on 4 February": what is told so is that there was one."""
    return group.start < group.first and scene.tokens.lows[group.first - 1] in scene.words.grammar["befalls"]


def _by_names(scene: Scene, group: Group) -> bool:
    """ "The truce was brokered by Norway": somebody with a name did what was done."""
    at = group.head + 1
    told = group.passive and group.first < group.head and not scene.words.free
    if not told or at >= len(scene.tokens.lows):
        return False
    by = scene.words.grammar["agent"]
    return scene.tokens.lows[at] in by and bool(scene.people.governed(at, group.end, by))


def _says_by_whom(scene: Scene, group: Group) -> bool:
    """ "A été rejeté mardi par le parlement": who rejected it stands behind."""
    behind = scene.tokens.lows[group.head + 1 : group.end]
    return scene.words.free and not scene.words.grammar["agent"].isdisjoint(behind)


def _is_news(scene: Scene, group: Group, subject: list[ActorMention], made: list[EventMention]) -> bool:
    """The main clause of a headline or of the first sentence tells the news, whatever its verb and whoever did it; in
    the present only a headline does, of somebody with a name."""
    if scene.words.free or made or group.reduced or group.opener or not (scene.headline or scene.body == 1):
        return False
    if group.tense == "present":
        return bool(scene.headline and subject and not group.progressive)
    return group.tense in FINITE and group.verb.lemma not in scene.words.status["expecting"]


def _is_habit(clause: Clause) -> bool:
    """What is done again and again has no day; who "has repeatedly warned" in the lead goes on with it."""
    scene, group = clause.scene, clause.group
    near = min(group.head + 3, group.end)
    if clause.dated or clause.status is Status.DENIED or not scene.tokens.holds(group.start, near, BACKGROUND):
        return False
    if clause.speech and scene.lead and group.tense == "perfect" and (again := _again(scene, group)):
        clause.becomes(Status.ONGOING, again)
        return False
    return True


def _event(
    clause: Clause, speaking: list[ActorMention], used_nouns: set[int], made: list[EventMention]
) -> EventMention | None:
    """The event of a clause that reports one; None where no headline tells it."""
    scene, group, subject, trigger = clause.scene, clause.group, clause.subject, clause.trigger
    people = (*subject, *beside(clause), *scene.people.antecedent(group))
    scene.people.referents.met(people, subject)
    if clause.name == "meet" and group.verb.lemma in scene.words.grammar["hosts"]:
        scene.people.referents.hosted(people)
    if trigger != group.head:
        used_nouns.add(trigger)
    over = clause.hedged and scene.words.free and not group.hearsay and group.tense in ("past", "perfect")
    status = Status.HAPPENED if over else clause.status  # "tötete mutmaßlich": alleged, and behind
    when = dating.date_of(scene, group, clause.dated, status, clause.name, made)
    said = clause.speech and group.negated <= group.head  # "was to testify but did not appear": nothing was said
    label = headline.of_clause(scene, group, subject, clause.times, clause.status, trigger, said)
    if not label:
        return None
    meant = scene.people.pronoun_object(group, subject)[1]
    scene.people.told, scene.people.told_by, scene.people.told_of = group, subject, meant
    if headline.pointed(scene, group) and not clause.dated:
        when = UNDATED  # no more dated than what is refused
        if group.tense == "present" and not scene.lead:
            scene.refused(subject)
            return None
    elif clause.name in ("demand", "propose") and (text := headline.asked(scene, group, clause.times)):
        scene.asked = text, scene.sentence.start
    places = scene.people.places(group.start, scene.people.until_another(group.head, group.end))
    if clause.name == "visit" and (there := visited(scene, group)) and there not in places:
        places.insert(0, there)
    told = Report(clause.name, label, clause.status, clause.cue, when)
    return scene.mention((group.start, group.end), trigger, told, people, places, speaking)


def _promised(scene: Scene, group: Group) -> str:
    """The promise before an infinitive that has a date ahead of its own: "agreed to meet on Friday"; "" without."""
    n = group.n
    if group.tense != "base" or not n or belonging.foreseen(scene, scene.groups[n - 1], group) is None:
        return ""
    return scene.tokens.lows[scene.groups[n - 1].head]


def _is_given(scene: Scene, group: Group) -> bool:
    """What somebody is given until a day to do: "gave Norsa until Friday to respond"."""
    if group.tense != "base" or not group.n or group.own_subject or group.opener not in scene.words.status["terms"]:
        return False
    before = scene.groups[group.n - 1]
    return before.verb.lemma in scene.words.status["giving"] and not before.passive and before.end == group.start


def _receiver(scene: Scene, group: Group) -> list[ActorMention]:
    """Who is given a term, or has one: the object of the verb before, where it has none its subject, which becomes that
    of the clause."""
    before, people = scene.groups[group.n - 1], scene.people
    a = before.head + 1
    if a == group.start:
        group.subject = subject_text(scene, before)
        return people.subject(before)
    group.subject = noun_phrase(scene, a, group.start)
    return [people.mentions[i] for i in people.between(a, group.start) if people.mentions[i].role is Role.ACTOR]


def _grammatical(scene: Scene, group: Group) -> bool:
    """The verb serves grammar only: "seem", "include", or expects and wants with nothing to follow."""
    lemma, status = group.verb.lemma, scene.words.status
    goes_on = not scene.words.grammar["to"].isdisjoint(scene.tokens.lows[group.head + 2 : group.head + 7])
    if lemma in status["happened_to"] and not group.chain and scene.words.free and _takes(scene, group):
        return False  # "dejará el club", but "dejó de llover"
    if lemma in status["seeking"] and not group.chain and _takes(scene, group, bare=True):
        return False  # "sought protection from its creditors"
    if lemma in status["weighing"] and group.tense == "future" and not (scene.words.free or group.chain):
        return False  # "will consider a bill on Monday"
    if calls_so(scene, group) or (lemma in status["causing"] and not group.passive and goes_on):
        return False  # "a crack forced engineers to empty the lake"
    return any(lemma in status[name] for name in _GRAMMATICAL)


def _takes(scene: Scene, group: Group, bare: bool = False) -> bool:
    """A noun with its article, a name, or a `bare` noun is the object right behind the verb."""
    j, tokens = group.head + 1, scene.tokens
    if not (j < group.end and j not in scene.names.times):
        return False
    return j in scene.names.mentioned or tokens.words[j].bits & flag.DETERMINERS != 0 or (bare and tokens.is_noun(j))


def _again(scene: Scene, group: Group) -> str:
    """The word that says that something was said more than once, "" without."""
    return next((low for low in scene.tokens.lows[group.start : group.head] if low in scene.words.status["again"]), "")
