"""The noun of a happening: where its phrase begins and ends, and what makes it more than a word of its clause.

A date in its phrase, "there was", "after", a verb like "begin"; in a headline without a verb it stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dashboard.extract import expressions, flag
from dashboard.extract.lexicon import ING, Happening, spoken
from dashboard.extract.naming import aside_before, within
from dashboard.extract.phrases import FAR
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.extract.which_time import between_noun_and_article
from dashboard.model import ActorMention, Status, TimeExpression

_PARTS_NOUN = flag.PREPOSITIONS | flag.JOINS | flag.BE | flag.HAVE
_PARTS_PHRASE = frozenset((",", ";", ":", ".", "—", "–", "(", "-"))
_FINITE = flag.BE | flag.HAVE | flag.WILL | flag.WOULD
_ENDS_PHRASE = _FINITE | flag.SUBORDINATORS
NEAR = 4  # tokens from "there" to what there is


@dataclass(slots=True)
class Noun:
    """The noun of a happening in its phrase and clause, and what is known so far of its happening."""

    scene: Scene
    at: int  # its token
    kind: Happening
    group: Group | None  # the verb of its clause
    start: int  # its clause
    end: int
    begin: int  # its phrase
    stop: int
    free: bool  # the verb makes no event
    verbless: bool  # a headline or bullet without a verb
    own: list[TimeExpression] = field(default_factory=list)  # that date it, in its phrase
    adjectival: bool = False  # one of them stands before the noun: "the 2009 crash"
    leading: bool = False  # "after the talks, they left"
    occurs: bool = False  # it is what takes place: "the talks began"
    told: bool = False  # it is dated, and the subject of a verb
    state: bool = False  # "have been on strike"
    exists: bool = False  # "there was a fire"
    status: Status = Status.HAPPENED
    cue: str = ""
    dated: tuple[str, TimeExpression] | None = None

    @property
    def governed(self) -> str:
        """The word before its phrase."""
        return self.scene.tokens.lows[self.begin - 1] if self.begin > self.scene.first else ""

    @property
    def subject_of(self) -> Group | None:
        """The verb that its phrase stands before."""
        return self.group if self.group is not None and self.stop <= self.group.first else None


def end_of(scene: Scene, j: int, end: int) -> int:
    """Where the phrase of the noun at token j ends, in a clause that ends at `end`."""
    lows, words, stop = scene.tokens.lows, scene.tokens.words, j + 1
    end = min(end, j + FAR)
    listed = _list_commas(scene, j, end)
    while (
        stop < end
        and stop not in scene.verbal
        and (lows[stop] not in _PARTS_PHRASE or stop in listed)
        and not words[stop].bits & _ENDS_PHRASE
        and not (_counts_with(scene, stop) or _goes_on_to(scene, stop))
    ):
        stop += 1
    if stop < len(lows) and lows[stop] in scene.words.grammar["owning"]:  # "the war and Russia's …": without Russia
        stop = next((k for k in range(stop - 1, j, -1) if words[k].bits & _PARTS_NOUN), stop)
    particle = scene.words.large and stop - 1 > j and lows[stop - 1] in scene.words.grammar["particles"]
    if particle and (stop >= len(lows) or not lows[stop][0].isalnum()):
        stop -= 1  # "sagte das Weinfest | ab"
    while stop > j + 1 and words[stop - 1].bits & (flag.ADVERBS | flag.NEGATION):
        stop -= 1
    return stop


def _goes_on_to(scene: Scene, j: int) -> bool:
    """Behind "and" comes what else is to be done: "to discuss the attacks | and to plan a reply"."""
    words = scene.tokens.words
    joins = j + 2 < len(words) and words[j].bits & flag.COORDINATORS and words[j + 1].bits & flag.TO
    return bool(joins) and scene.tokens.is_plain(j + 2) and not words[j + 2].noun


def _counts_with(scene: Scene, j: int) -> bool:
    """ "Won the election with 61 percent of the vote": the figure behind "with" is of the verb; but "a
    meeting with 300 workers"."""
    with_, behind = scene.words.grammar["beside"], scene.tokens.lows[j + 1 : j + 3]
    figure = len(behind) > 1 and behind[0][0].isdigit() and behind[1] in scene.words.grammar["votes"]
    return scene.tokens.lows[j] in with_ and not scene.words.free and figure


def _list_commas(scene: Scene, j: int, end: int) -> set[int]:
    """The commas of the list right behind the noun at token j: "talks between Norway, Sweden and Denmark"."""
    lows, grammar = scene.tokens.lows, scene.words.grammar
    if j + 1 >= len(lows) or not (lows[j + 1] in grammar["pairing"] or lows[j + 1] in grammar["clinging"]):
        return set()
    return scene.people.list_commas(j, end)


def begin_of(scene: Scene, start: int, j: int) -> int:
    """Where the phrase of the noun at token j begins, in a clause that begins at `start`."""
    lows, words, begin, owning = scene.tokens.lows, scene.tokens.words, j, scene.words.grammar["owning"]
    while begin > start:
        low, word, owned = lows[begin - 1], words[begin - 1], _owned(scene, begin - 1)
        if not (owned or not word.bits & _PARTS_NOUN) or not (low[0].isalnum() or low in owning):
            break
        if not scene.words.free and words[begin].bits & flag.DETERMINERS and word.verb and not owned:
            break  # "we support | the talks"
        if begin - 1 in scene.heads or (word.verb and word.verb.forms & ING and not word.noun):
            break
        articled = scene.words.free or lows[begin] in scene.words.grammar["articled"]
        if begin - 1 in scene.names.times and articled:
            break
        begin -= 1
    return begin


def is_meant(noun: Noun) -> bool:
    """No word before the noun denies it or calls it only possible, and it is no saying beside a verb; takes what its
    phrase tells: its dates, that it is "planned"."""
    scene, words = noun.scene, noun.scene.words
    dated = [n for n in scene.times_in(noun.begin, noun.stop) if expressions.usable(scene.times[n])]
    if scene.tokens.lows[noun.at] in words.status["come_of"]:  # "the search for survivors of the crash on Monday"
        dated = [n for n in dated if not any(w.noun for w in scene.tokens.words[noun.at + 1 : scene.time_at[n]])]
    dated = [n for n in dated if not _is_of_another_noun(noun, n)]
    noun.own = [scene.times[n] for n in dated]
    noun.adjectival = any(scene.time_at[n] < noun.at for n in dated)
    noun.leading = noun.subject_of is not None and noun.governed in words.grammar["before_after"]
    before = scene.tokens.lows[noun.begin : noun.at]
    if not words.grammar["negation"].isdisjoint(before) or _is_not_done(noun) or _is_not_there(noun):
        return False
    if (
        words.grammar["idioms"]
        and " ".join(scene.tokens.lows[max(0, noun.at - 2) : noun.at + 1]) in words.grammar["idioms"]
    ):
        return False  # "entre la vie et la mort"
    ranked = words.free and not words.status["ranks"].isdisjoint(before)
    if ranked and noun.own and all(t.signal == "since" for t in noun.own):
        return False  # "la troisième noyade depuis juillet"
    if not words.status["expected_words"].isdisjoint(before):
        noun.status, noun.cue = Status.EXPECTED, next(w for w in before if w in words.status["expected_words"])
    elif not (noun.own or noun.leading or noun.verbless or words.status["possible_words"].isdisjoint(before)):
        arranged = noun.subject_of is not None and noun.subject_of.verb.lemma in words.status["arranging"]
        return arranged and not words.grammar["more"].isdisjoint(before)  # "further talks are planned for Monday"
    return not spoken(noun.kind) or noun.verbless


def _is_of_another_noun(noun: Noun, n: int) -> bool:
    """The time says which other thing is meant: "the inquiry into the 2011 crash"; not in "during the 2011 race"."""
    tokens, at = noun.scene.tokens, noun.scene.time_at[n]
    behind = at > noun.at + 2 and tokens.lows[at - 2] not in noun.scene.words.grammar["before_after"]
    return behind and between_noun_and_article(noun.scene, n, noun.stop)


def _is_not_there(noun: Noun) -> bool:
    """ "No habrá paro": where the verb of what there is stands right before the noun, and a negation before that."""
    tokens, at = noun.scene.tokens, noun.begin - 1
    there = noun.scene.words.free and at > noun.scene.first and bool(tokens.words[at].bits & flag.HAVE)
    return there and bool(tokens.words[at - 1].bits & flag.NEGATION)


def _is_not_done(noun: Noun) -> bool:
    """ "Has not ruled out a visit": an indefinite object of a negated verb is none that took place."""
    group, lows = noun.group, noun.scene.tokens.lows
    if group is None or group.negated < 0 or not group.head < noun.at:
        return False
    return not noun.scene.words.grammar["indefinite"].isdisjoint(lows[max(group.head, noun.begin - 1) : noun.at])


def give_date(noun: Noun) -> None:
    """The date in its own phrase; one that lies ahead makes the happening expected."""
    published = noun.scene.article.published
    own = [replace(t, signal="") if noun.scene.owns(t) else t for t in noun.own]  # "after Friday's quake"
    noun.dated = expressions.read(own, noun.status, published, move=False)
    if noun.dated is None and noun.own and noun.status is Status.HAPPENED:
        noun.dated = expressions.read(noun.own, Status.EXPECTED, published)
        if noun.dated is not None:
            noun.status, noun.cue = Status.EXPECTED, noun.dated[1].text


def stands(noun: Noun) -> bool:
    """Something makes the noun more than a word of its clause: a date, "there was", "after", a verb like "begin"."""
    tokens, grammar, begin = noun.scene.tokens, noun.scene.words.grammar, noun.begin
    group = noun.subject_of if noun.free else None
    within_one = within(noun.scene, noun.at, noun.start)
    noun.occurs = group is not None and not (within_one or is_topic(noun)) and _takes_place(noun.scene, noun.at, group)
    noun.occurs = noun.occurs and not (group is not None and (_has_lasted(noun.scene, group) or _is_asked(noun, group)))
    led = begin > noun.scene.first and bool(
        tokens.words[begin - 1].bits & flag.PREPOSITIONS
    )  # "the toll from Monday's quake"
    noun.told = group is not None and bool(noun.dated) and (noun.scene.words.free or not led)
    on = begin > noun.scene.first + 1 and noun.governed in grammar["under_way"]
    on = on and (not grammar["lasting_kinds"] or noun.kind.name in grammar["lasting_kinds"])
    noun.state = on and bool(tokens.words[begin - 2].bits & flag.BE)
    there = not grammar["there_is"].isdisjoint(tokens.lows[max(noun.scene.first, begin - NEAR) : begin])
    noun.exists = noun.state or (there and bool(tokens.words[begin - 1].bits & (flag.BE | flag.HAVE | flag.ADVERBS)))
    dated = bool(noun.dated) or noun.adjectival
    return dated or noun.verbless or noun.exists or noun.occurs or noun.leading


def _is_asked(noun: Noun, group: Group) -> bool:
    """ "Whether the fire was started", "how the talks began": what takes place there is only asked."""
    return not noun.scene.words.free and group.opener in noun.scene.words.grammar["interrogatives"]


def _has_lasted(scene: Scene, group: Group) -> bool:
    """How long something took is no news of a day: "le procès a duré un mois", but "la grève durera jusqu'à lundi"."""
    return group.verb.lemma in scene.words.status["lasting_on"] and group.tense in ("past", "perfect", "pluperfect")


def is_topic(noun: Noun) -> bool:
    """Another happening before it is what takes place: "talks on the strike began"."""
    words, lows, at = noun.scene.tokens.words, noun.scene.tokens.lows, noun.begin - 1
    if noun.scene.words.free or at <= noun.start or not words[at].bits & flag.PREPOSITIONS:
        return False
    for k in range(at - 1, noun.start - 1, -1):
        if words[k].noun:
            return True
        if not lows[k][0].isalnum() or words[k].bits & _ENDS_PHRASE:
            break
    return False


def _takes_place(scene: Scene, j: int, group: Group) -> bool:
    """The noun at token j is what takes place by the verb behind it: "the talks began", "a vote was held"."""
    tokens, lemma, status = scene.tokens, group.verb.lemma, scene.words.status
    if lemma not in status["occur"] or (lemma in status["follows"] and _object(scene, group)):
        return False
    if lemma in status["runs"] and status["spans"].isdisjoint(tokens.lows[group.head + 1 : group.head + 2]):
        return False  # "the trial ran out of time", but "ran from Monday until Friday"
    listed, elided = _list_commas(scene, j, group.first), "'" if scene.words.free else ""  # "s'est déclaré"
    end = group.first if group.start <= j else aside_before(scene, group)
    between = [k for k in range(j + 1, end) if k not in listed and tokens.lows[k] != elided]
    if len(between) > 1 and tokens.lows[between[0]] == tokens.lows[between[-1]] == ",":
        between = []  # "the exercise, called Snow, began"
    between = [k for k in between if tokens.lows[k] not in scene.words.grammar["owning"]]  # "talks on Oslo's demands"
    if any(not tokens.lows[k][0].isalnum() for k in between):
        return False
    if not scene.words.free and any(tokens.words[k].bits & _FINITE for k in between):
        return False  # "the sale is the result of a deal begun last year"
    if lemma in status["phases"] and any(tokens.lows[k] in status["ever_since"] for k in between):
        return False  # "the first visit since the war began", but "the worst attack since the vote occurred"
    on = next((k for k in between if tokens.words[k].bits & flag.PREPOSITIONS), group.first)
    if any(tokens.words[k].noun for k in between if k < on or scene.words.free):
        return False  # "the strike talks began", but "talks on a strike began"
    return group.passive or lemma not in status["arranging"]


def is_its_own(noun: Noun, people: list[ActorMention], places: list[str]) -> bool:
    """The noun is an event beside that of its verb: a date describes it, it takes place, or is dated and somebody's."""
    if noun.adjectival or noun.verbless or noun.told or noun.exists or noun.occurs:
        return True
    if noun.leading and (noun.dated or places):
        return True
    grammar = noun.scene.words.grammar
    apart = noun.governed in grammar["before_after"] or noun.governed in grammar["complement"]
    return bool(noun.dated and (people or places) and (noun.free or apart))


def _owned(scene: Scene, j: int) -> bool:
    """The "'s" of a name, no verb."""
    return scene.tokens.lows[j] in scene.words.grammar["owning"] and j - 1 in scene.names.inside


def _object(scene: Scene, group: Group) -> bool:
    """Something stands behind the verb that is no time, place or mark: "the vote followed weeks of protests"."""
    j = group.head + 1
    after = scene.tokens.words[j] if j < group.end else None
    return after is not None and scene.tokens.lows[j][0].isalnum() and not after.bits & flag.PREPOSITIONS
