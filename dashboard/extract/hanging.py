"""How the clauses of a sentence hang together: which one another belongs to, takes up, or says what was told."""

from __future__ import annotations

from dashboard.extract import flag, which_last
from dashboard.extract.cues import RELATIVE
from dashboard.extract.labels import is_plural
from dashboard.extract.lexicon import spoken
from dashboard.extract.scene import Scene
from dashboard.extract.taken_up import which_begins
from dashboard.extract.tokens import FINITE, Group
from dashboard.model import ActorMention

_CLOSES = frozenset(',»”"')
_MAY_BE = frozenset(("would", "modal", "future"))  # of what is said: no past form behind "and" is in it
BEFORE_NOUN = flag.OWNERS | flag.JOINS


def hangs_on(scene: Scene, group: Group) -> Group | None:
    """The clause ahead that a gerund right behind it goes with: "will meet on Monday, with Berg joining by video"."""
    if not group.n or group.tense != "gerund" or group.negated >= 0 or scene.words.free:
        return None
    before = scene.groups[group.n - 1]
    return before if before.tense in ("future", "would", "modal") and before.end == group.start else None


def opening_times(scene: Scene) -> list[tuple[int, int]]:
    """The time that opens the sentence, and its token: "On Monday, Ott, who had led it, resigned"."""
    a = scene.first
    n = scene.times_before[a]
    if n == len(scene.times) or scene.time_at[n] > a + 2:
        return []
    before = scene.tokens.words[a : scene.time_at[n]]
    light = flag.PREPOSITIONS | flag.ADVERBS | flag.DETERMINERS * scene.words.free  # "el martes"
    return [(n, scene.time_at[n])] if all(word.bits & light for word in before) else []


def main_clause(scene: Scene) -> Group | None:
    """The first verb of the sentence that no "who", "while" or "-ing" sets apart."""
    words, lows = scene.tokens.words, scene.tokens.lows
    for group in scene.groups:
        before = [j for j in range(group.start, group.first) if j not in scene.names.times]  # "the following spring"
        apart = any(words[j].bits & flag.SUBORDINATORS and "," not in lows[j : group.first] for j in before)
        told_by = speech(scene, group.verb.happening) and between_commas(scene, group)
        if group.tense not in ("participle", "gerund", "base") and not (apart or told_by or aside(scene, group)):
            return group
    return None


def between_commas(scene: Scene, group: Group) -> bool:
    """ "On Tuesday, Berg said, the court …": a subject and a verb between commas, and a clause behind them."""
    lows, after = scene.tokens.lows, scene.after(group)
    if after is None or after.opener or not (after.own_subject or after.host or scene.words.free):
        return False
    before = next((j for j in range(group.first - 1, group.start, -1) if lows[j] == ","), group.start)
    behind = lows[group.head + 1 : min(after.first, group.head + 5)] if scene.words.free else [lows[group.head + 1]]
    return lows[before] == "," and "," in behind


def behind_aside(scene: Scene, group: Group) -> bool:
    """The subject stands before an aside: "Ada Berg, speaking in Bern, accused Norsa", not "“No”, said Ada Berg"."""
    if group.host is not None:
        return True
    before = scene.groups[group.n - 1] if group.n else group
    if before is group:
        return bool(scene.people.subject(group))
    return before.tense == "gerund" and before.own_subject and scene.tokens.lows[before.first - 1] == ","


def set_apart(scene: Scene, group: Group, i: int) -> bool:
    """The time stands between commas or in a clause behind the subject: "the summit, planned for May, was held in
    June", "a man who had been missing since May was found in June"."""
    if i >= group.first:
        return False
    lows = scene.tokens.lows
    before, relative = lows[group.start + 1 : i], scene.words.grammar["relative"]
    apart = ("," in before and "," in lows[i : group.first]) or not relative.isdisjoint(before)
    return apart or of_subject(scene, group, i)


def of_subject(scene: Scene, group: Group, i: int) -> bool:
    """The time is of the happening that is the subject: "the May summit was", "the crash of a ferry in May led", "the
    verdict, first due on 1 May, was"."""
    tokens, words = scene.tokens, scene.tokens.words
    due = scene.words.status["expected_words"] | scene.words.grammar["awaited"]
    if not due.isdisjoint(tokens.lows[max(group.start, i - 2) : i]):
        return True
    owned = not scene.words.free and scene.owns(scene.times[scene.times_before[i + 1] - 1])
    if owned and i > group.start + 1 and words[i - 1].bits & flag.PREPOSITIONS:
        return tokens.is_plain(i - 2)  # "protesters from Friday's march were"
    if i > group.start and words[i - 1].bits & flag.DETERMINERS:
        after = tokens.index(scene.times[scene.times_before[i]].end)
        return not words[after].bits and tokens.lows[after].isalpha()
    first = group.start
    while first < i and words[first].bits & BEFORE_NOUN:
        first += 1
    head = next((j for j in range(first, i) if words[j].noun or words[j].bits & flag.PREPOSITIONS), i)
    return head < i and bool(words[head].noun) and "," not in tokens.lows[head:i]


def fronted(scene: Scene, group: Group) -> Group | None:
    """The participle of a phrase that opens the sentence, or the clause that tells when it took place: "In a report
    released on Monday, the ministry …"."""
    n = group.n
    if not n or scene.tokens.lows[group.start] != ",":
        return None
    tokens, before = scene.tokens, scene.groups[n - 1]
    first = before.start
    opens = n == 1 and bool(tokens.words[first].bits & flag.PREPOSITIONS) and before.first == before.head
    if opens and _took_place(scene, before):
        return before
    phrase = range(first + 2, before.first)
    plain = all(tokens.lows[j][0].isalnum() and not tokens.words[j].bits for j in phrase)
    return before if opens and phrase and plain and first + 1 not in scene.names.inside else None


def _took_place(scene: Scene, group: Group) -> bool:
    """ "На встрече, которая прошла в понедельник, …": the clause says when the happening of the phrase took place."""
    lows, words = scene.tokens.lows, scene.words
    which = group.first - 1 > group.start and lows[group.first - 1] in words.grammar["relative"]
    noun = next((word.noun for word in scene.tokens.words[group.start : group.first] if word.noun), "")
    return words.free and which and bool(noun) and group.verb.lemma in words.status["occur"]


def aside(scene: Scene, group: Group) -> bool:
    """The clause only says who or what it was: "who won the seat in May", "sent in March"."""
    n, known = group.n, scene.asides
    while n not in known and not _describes(scene, scene.groups[n]) and _goes_on(scene, scene.groups[n]):
        n -= 1  # "who had left and sold the firm"
    known[group.n] = said = known[n] if n in known else _describes(scene, scene.groups[n])
    return said


def _describes(scene: Scene, group: Group) -> bool:
    """A participle or a relative pronoun says so of the clause alone."""
    relative, same_time = scene.words.grammar["relative"], scene.words.status["same_time"]
    openers = (group.opener, scene.tokens.lows[group.first - 1], _hung(scene, group))
    return group.reduced or any(low in relative and low not in same_time for low in openers)


def _goes_on(scene: Scene, group: Group) -> bool:
    on = group.opener in scene.words.grammar["coordinators"] and not group.own_subject
    return on and bool(group.n) and scene.tokens.lows[group.start] == group.opener


def _hung(scene: Scene, group: Group) -> str:
    """The relative pronoun behind a comma before the verb, over the subject of its own: "Ott, whose firm sued"."""
    if group.n or group.host is not None or not scene.tokens.here & RELATIVE:
        return ""
    if scene.words.free and not scene.words.nominatives:
        return ""
    lows, relative, whose = scene.tokens.lows, scene.words.grammar["relative"], scene.words.grammar["possessor"]
    return next(
        (
            lows[j]
            for j in range(group.first - 1, group.start, -1)
            if lows[j] in relative and (lows[j - 1] == "," or lows[j] in whose)
        ),
        "",
    )


def told(scene: Scene, group: Group) -> bool:
    """The clause is what the verb before it says, with or without "that"; when that was is not when it was said."""
    n = group.n
    content = not group.opener or group.opener in scene.words.grammar["that"]
    if not n or not content or same_time(scene, group):
        return False
    if (
        unsaid(scene, group)
        or which_begins(scene.tokens, group.start) < group.start  # "lamentó el naufragio en el que murieron doce"
        or takes_up_all(scene, group)
        or says_more(scene, group)  # "durante el juicio, que se celebró en abril"
        or (says_which(scene, group) and scene.groups[n - 1].own_subject)
    ):
        return False  # "rechazaron la huelga que habían convocado"
    near = scene.tokens.words[group.start - 1].verb  # "sent a letter alleging his company stole"
    verbs = (scene.groups[n - 1].verb, *((near,) if near else ()))
    return any(speech(scene, verb.happening) for verb in verbs)


def says_which(scene: Scene, group: Group) -> bool:
    """A "que" right behind a noun or name opens what only describes that: "un decreto que rebaja el IVA", not "anunció
    ayer que rebaja"."""
    at = group.start - 1
    if group.opener not in scene.words.grammar["that"] or group.own_subject or at <= scene.first:
        return False
    if group.n and at == scene.groups[group.n - 1].head:
        return False  # "ha comunicado que cerrará" is no "comunicado" that closes
    tokens, names = scene.tokens, scene.names
    noun = tokens.may_be_noun(at) or (at in names.mentioned and tokens.is_plain(at))
    return (
        noun
        and at not in names.times
        and tokens.lows[at + 1] in scene.words.grammar["that"]
        and bool(scene.words.grammar["dropped"])
    )


def says_more(scene: Scene, group: Group) -> bool:
    """A "que" behind a comma goes on about the noun before it: "el anteproyecto de ley, que prohibirá los vuelos"."""
    lows, a = scene.tokens.lows, group.start
    apart = a > scene.first and lows[a] == "," and lows[a + 1] in scene.words.grammar["hanging"]
    return apart and group.opener in scene.words.grammar["that"] and not group.own_subject


def opens_with_which(scene: Scene, group: Group) -> bool:
    """The first verb of a sentence stands right behind a "que", which tells of the noun before it: "La firma, que
    factura 900 millones, compró"."""
    first, lows = group.first - 1, scene.tokens.lows
    behind = not group.n and first > scene.first and lows[first] in scene.words.grammar["that"]
    return behind and bool(scene.words.grammar["dropped"])


def takes_up_all(scene: Scene, group: Group) -> bool:
    """What opens the clause is all that was told before it: "cerrará su planta, lo que afectará a 310 empleados"."""
    return scene.tokens.lows[group.start - 1] in scene.words.grammar["all_before"] and group.start > scene.first


def unsaid(scene: Scene, group: Group) -> bool:
    """Behind a bare comma nothing is told of what was said, where that takes "что" or a colon: "назовут победителя,
    работы начнутся"."""
    return bool(scene.words.nominatives) and not group.opener and scene.tokens.lows[group.start] == ","


def told_behind(scene: Scene, n: int) -> bool:
    """The sentence ends with who says so: "Berg would resign, a spokesman said"."""
    if n + 2 != len(scene.groups):
        return False
    says = scene.groups[n + 1]
    said = speech(scene, says.verb.happening) and says.tense in FINITE and says.host is None
    return said and not says.opener and scene.tokens.lows[says.start] == ","


def by_outlet(scene: Scene, group: Group) -> bool:
    """Right before the verb stands an outlet: ", Reuters reported"."""
    here = scene.people.between(group.start, group.first) if scene.sources else []
    return bool(here) and here[-1] in scene.sources and scene.people.till[here[-1]] == group.first


def only_reports(scene: Scene, group: Group) -> bool:
    """An outlet says what the clause before or behind tells of others: "Norway closed the port, the Guardian said on
    Tuesday", but "the Guardian said it had sued Norway"."""
    if not by_outlet(scene, group):
        return False
    after, words = scene.after(group), scene.tokens.words
    behind = after is not None and after.tense in FINITE and told(scene, after)
    itself = after is not None and behind and words[after.first - 1].bits & (flag.IT | flag.THEY)
    return (group.n > 0 or behind) and not itself


def says_another(scene: Scene, group: Group) -> bool:
    """ ", sagte ein Sprecher": behind what is said stands who says it, who has no name."""
    lows, words, a = scene.tokens.lows, scene.tokens.words, group.head + 1
    if lows[group.start] != "," or group.first > group.start + 1:
        return False
    return any(lows[j][0].isalpha() and not words[j].bits & ~flag.DETERMINERS for j in range(a, min(a + 3, group.end)))


def resumed(scene: Scene, group: Group) -> Group | None:
    """The clause that a verb behind ", and" takes up again over a "who …" or "when …" between commas: "A court cleared
    Ott, who had served nine years, and ordered a retrial"; None where it carries on the clause before."""
    lows, grammar = scene.tokens.lows, scene.words.grammar
    if scene.words.large:
        return _over_relative(scene, group)
    if scene.words.free or group.own_subject or group.opener not in grammar["coordinators"]:
        return None
    if (main := _singular(scene, group)) is not None:
        return main
    if (main := _said_on(scene, group)) is not None:
        return main
    if lows[group.start] != ",":
        return None
    if group.tense not in FINITE or group.host is not None:
        return None
    for k in range(group.n - 1, 0, -1):
        aside, main = scene.groups[k], scene.groups[k - 1]
        apart = aside.opener in grammar["relative"] or (aside.opener in grammar["subordinators"] - grammar["that"])
        if apart and lows[aside.start] == ",":
            return main if main.tense in FINITE and main.end == aside.start else None
        if aside.opener in grammar["coordinators"]:
            return None
    return None


def _over_relative(scene: Scene, group: Group) -> Group | None:
    """The clause that a verb behind ", und" takes up again over a relative clause: "suchte den Mann, der geflohen war,
    und nahm ihn fest"."""
    if group.n < 2 or group.own_subject or group.opener not in scene.words.grammar["shares_subject"]:
        return None
    aside, main = scene.groups[group.n - 1], scene.groups[group.n - 2]
    near = scene.tokens.lows[group.start] == "," and aside.end == group.start and main.end == aside.start
    return main if near and which_last.pronoun_of(scene.tokens, aside, scene.words) >= 0 else None


def _said_on(scene: Scene, group: Group) -> Group | None:
    """The saying that another goes on from, behind a comma or what only may be: "Ott said his party would vote, and
    added that …", "would vote and promised …"."""
    main, said = scene.groups[group.n - 2], scene.groups[group.n - 1]
    if scene.tokens.lows[group.start] != "," and not (said.tense in _MAY_BE and group.tense == "past"):
        return None
    both = speech(scene, group.verb.happening) and speech(scene, main.verb.happening)
    near = main.end == said.start and said.end == group.start and main.tense in FINITE
    return main if both and near and told(scene, said) else None


def _singular(scene: Scene, group: Group) -> Group | None:
    """The saying that a verb in the singular carries on, over what it says of several: "Oslo demands that talks begin
    and has named a day"; None where it may carry on what is said."""
    said, tokens = scene.groups[group.n - 1], scene.tokens
    if tokens.lows[group.first] not in scene.words.grammar["one_verb"] or said.first <= said.start:
        return None
    noun, main = said.first - 1, scene.groups[group.n - 2]
    plural = noun not in scene.names.inside and is_plural(tokens.written(noun), scene.words)
    return main if plural and told(scene, said) and main.tense in FINITE and main.end == said.start else None


def continues(scene: Scene, group: Group) -> bool:
    """The clause has no noun of its own before the verb, only conjunctions, adverbs and times, nor a place that is its
    subject: "and Aleppo fell", but "and in Aleppo fell ill"."""
    lows, words, inside = scene.tokens.lows, scene.tokens.words, scene.names.inside
    if inverted(scene, group) or lows[group.first - 1] in scene.words.grammar["some_alone"]:
        return False  # "reports that some had caught fire"
    for j in range(group.start, group.first):
        if not words[j].bits and j not in inside and lows[j][0].isalnum() and not words[j].manner:
            return False
    return scene.words.free or not scene.people.place_before(group)


def inverted(scene: Scene, group: Group) -> bool:
    """A common noun behind the verb is its subject: ", informó su familia", "donde se suspendieron las clases"."""
    tokens, grammar, j = scene.tokens, scene.words.grammar, group.head + 1
    if not scene.words.free or scene.words.large:
        return False
    passive = not grammar["reflexive"].isdisjoint(tokens.lows[group.start : group.first])
    if not passive and (group.own_subject or tokens.lows[group.start] not in _CLOSES):
        return False
    while j < group.end and (j in scene.names.times or (j + 1 in scene.names.times and tokens.words[j].bits)):
        j += 1
    return j < group.end and bool(tokens.words[j].bits & flag.DETERMINERS)


def same_time(scene: Scene, group: Group) -> bool:
    """ "As he inspected the scene": the clause tells the moment of the one it hangs on."""
    return not {group.opener, scene.tokens.lows[group.start]}.isdisjoint(scene.words.status["same_time"])


def speech(scene: Scene, happening: str) -> bool:
    """The happening is something said."""
    kind = scene.words.happenings.get(happening)
    return spoken(kind)


def of_which(scene: Scene, group: Group) -> list[ActorMention] | None:
    """The named subject of a relative clause that its verb closes: whom the pronoun stands for, else who stands behind
    it, "den | der Rat gewählt hat"; None where the clause is none."""
    p = which_last.pronoun_of(scene.tokens, group, scene.words)
    if p < 0:
        return None
    if which_last.is_subject(scene.tokens, p, group, scene.words, scene.names):
        return scene.people.ending_at(p - 1)
    return scene.people.ungoverned(p + 1, group.first)


def is_aside(scene: Scene, group: Group) -> bool:
    """A relative clause that its verb closes, behind which its sentence goes on: "der Streik, zu dem Verdi aufrief,
    begann"."""
    after = scene.after(group)
    taken_up = after is not None and after.host is not None
    return taken_up and which_last.pronoun_of(scene.tokens, group, scene.words) >= 0
