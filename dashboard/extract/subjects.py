"""The noun phrase before a verb that is its subject, as a headline would write it, where no name stands for it.

A clause without a subject of its own takes that of the clause it carries on; titles, times, asides and what leads to
them are no part of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.extract import flag, which_last
from dashboard.extract.aside_of_subject import before_aside, before_predicate, in_name, is_adverb, leans, of_its_day
from dashboard.extract.carrying import described_until
from dashboard.extract.cues import BE, RELATIVE
from dashboard.extract.hanging import resumed
from dashboard.extract.labels import again, called
from dashboard.extract.lexicon import ED, FUTURE, ING, PART, PAST, S, spoken
from dashboard.extract.listing import commas_of_list
from dashboard.extract.phrases import text_of
from dashboard.extract.phrases_free import scheduled
from dashboard.extract.scene import Scene
from dashboard.extract.suffixes import many
from dashboard.extract.tokens import Group
from dashboard.model import Role, TimeType

_MARKS = frozenset((",", "•", ":", ";", "«", "“", '"', "—", "–", "-", "(", ")", "”", "»"))
_NEVER_SUBJECT = flag.PREPOSITIONS | flag.PRONOUNS | flag.BE | flag.HAVE | flag.WILL | flag.WOULD | flag.DO
_BEFORE_SUBJECT = flag.PREPOSITIONS | flag.ADVERBS
_MEANS_ANOTHER = flag.IT | flag.THEY | flag.HE_SHE
_LENGTHY = 17  # words that no subject of a headline has
_BRACKET = 9  # tokens of one that only adds to a name
_CLAUSELESS = flag.RELATIVE | flag.ADVERBS


def subject_text(scene: Scene, group: Group) -> str:
    """The noun phrase before the verb, where no name stands for it: the last stretch between commas that is one."""
    if group.subject is None:
        said = _subject_text(scene, group)
        group.subject = which_last.without_object(scene.tokens, group, said, scene.words, scene.names)
    return group.subject


def _subject_text(scene: Scene, group: Group) -> str:
    if (shared := _shared_with(scene, group)) is not None:
        return subject_text(scene, shared)
    a, b, relative = _before_verb(scene, group)
    at, _ = scene.people.pronoun(group)
    if at >= 0 and scene.words.large and scene.tokens.words[at].bits & (flag.HE_SHE | flag.SIE):
        return scene.people.unnamed(group)
    if at >= 0 and scene.tokens.words[at].bits & _MEANS_ANOTHER:
        return _meant(scene, group, scene.tokens.words[at].bits)
    if group.own_subject and scene.tokens.words[group.first - 1].bits & flag.WE_YOU and not scene.words.free:
        return ""  # "Ada Berg, we will build a school"
    grammar, n = scene.words.grammar, group.n
    if not group.own_subject and group.opener in grammar["relative"]:
        thing = thing_with_name(scene, group)
        return noun_phrase(scene, *thing) if thing else ""
    if n and not (group.own_subject or group.host):
        joined = group.opener in grammar["coordinators"] or scene.groups[n - 1].reduced
        if joined or (group.tense in ("base", "gerund") and not scene.words.free):
            return subject_text(scene, scene.groups[n - 1])
    if (beside := scene.people.beside_partner(group)) >= a:
        b = beside
    elif not relative:
        b = before_predicate(scene, a, before_aside(scene, a, b))
    if owned := _whose(scene, group, a, b):
        return owned
    if (comma := described_until(scene.tokens, a, b, scene.names.inside)) > a:
        return noun_phrase(scene, a, comma)
    marked = not _MARKS.isdisjoint(scene.tokens.lows[a:b])
    if not marked and (not scene.spans or scene.names.times.isdisjoint(range(a, b))):
        return noun_phrase(scene, a, b)
    return _last_phrase(scene, group, a, b)


def _shared_with(scene: Scene, group: Group) -> Group | None:
    """The verb whose subject this one has too, for the clause goes on behind one that only describes; None without."""
    n = group.n
    if n > 1 and (main := resumed(scene, group)) is not None:
        return main
    if not n or not scene.groups[n - 1].own_subject:
        return None
    before = scene.groups[n - 1]
    if before.reduced and not group.own_subject:
        return before  # "a clinic run by nuns closed"
    goes_on = group.opener in scene.words.grammar["coordinators"] and _gerund(scene, group.start + 1)
    return before if goes_on and before.tense == "participle" else None  # "accused of theft and causing damage was"


def _before_verb(scene: Scene, group: Group) -> tuple[int, int, bool]:
    """The tokens before a verb in which its subject stands, over what only adds to it; and whether a relative pronoun
    stands for it there."""
    n, tokens, grammar, free = group.n, scene.tokens, scene.words.grammar, scene.words.free
    a, b = group.host or (group.start, group.first)
    if group.host and any(g.tense == "base" and group.host == (g.start, g.first) for g in scene.groups[:n]):
        b = group.first  # "an attempt to free the miners failed"
    if n and b > a and tokens.lows[b - 1] == "," and not group.own_subject:
        a, b = _before_comma(scene, scene.groups[n - 1], a, b)
    if group.host and grammar["dropped"]:  # "La sonda | que la agencia lanzó | entrará en órbita"
        b = next((j for j in range(a + 2, b) if tokens.lows[j] in grammar["that"] and tokens.is_plain(j - 1)), b)
    b = _before_bracket(tokens.lows, a, b)
    for start, end in scene.parted:
        if tokens.starts[a] < start and end == tokens.end(b - 1):
            b = tokens.index(start)  # "el fuego | declarado el viernes en la sierra"
    related = bool(tokens.here & RELATIVE)
    if related and not free and not group.host:
        a = next((j + 1 for j in range(b - 2, a, -1) if tokens.lows[j] in grammar["possessor"]), a)
        host = scene.groups[n + 1].host if n + 1 < len(scene.groups) else None
        if host is not None and host[0] == a < host[1] < b - 1 and tokens.lows[host[1]] in grammar["of_any"]:
            a = host[1] + 1  # "a truck that | Norsa built was destroyed"
    if group.reduced and not free and (source := _source(scene, a, b)):
        a = phrase_before(scene, source, b)  # ", according to a study published in May"
    if group.absolute:
        a = next((j + 1 for j in range(a, b) if tokens.lows[j] in grammar["absolute"]), a)
    if (
        n
        and related
        and tokens.lows[scene.groups[n - 1].first - 1] in grammar["relative"]
        and all(j in scene.names.times or tokens.words[j].bits & _BEFORE_SUBJECT for j in range(a, b))
    ):
        a, b = scene.groups[n - 1].start, scene.groups[n - 1].first - 1  # "a call that was planned was put off"
    relative = related and b > a + 1 and tokens.lows[b - 1] in grammar["relative"]
    if relative:
        b -= 1  # "a man who was shot"
        a = _who_of(scene, a, b)
        speaks = bool(tokens.words[a].bits & flag.PRONOUNS) and tokens.lows[a] not in grammar["possessive"]
        verbal = not free and (speaks or tokens.holds(a, b, BE) or _has_verb(scene, a, b))
        if verbal and (own := _antecedent(scene, a, b - (tokens.lows[b - 1] == ","))) < b - 1:
            a = own  # "Ott was on a jet that crashed", "we condemn the attacks on Israel that began"
    return a, b, relative


def thing_with_name(scene: Scene, group: Group) -> tuple[int, int] | None:
    """What "that" stands for right behind a name that a preposition governs: "the attacks on Israel that killed ten",
    as no name is told apart; None where something else stands there."""
    tokens, grammar, b = scene.tokens, scene.words.grammar, group.start
    if scene.words.free or not group.n or group.opener not in grammar["that"] or tokens.lows[b] not in grammar["that"]:
        return None
    a = scene.groups[group.n - 1].head + 1
    name = next((j for j in range(b, a, -1) if not _is_large(scene, j - 1)), a)
    if name == b or name - 1 <= a or not tokens.words[name - 1].bits & flag.PREPOSITIONS:
        return None  # "praised the company Norsa that built the port"
    if not tokens.may_be_noun(name - 2) or tokens.lows[name - 2] in scene.words.grammar["adjectives"]:
        return None  # "made clear to Ott that"
    begin = phrase_before(scene, a, name - 1)
    return (begin, b) if begin < name - 1 and not _is_large(scene, begin) else None


def _is_large(scene: Scene, j: int) -> bool:
    """Token j is of a name, or written as one."""
    return j in scene.names.inside or scene.tokens.text[scene.tokens.starts[j]].isupper()


def _antecedent(scene: Scene, a: int, b: int) -> int:
    """Where the noun phrase begins that ends at token b, over a name behind a preposition: "the attacks on Israel"."""
    tokens, begin = scene.tokens, phrase_before(scene, a, b)
    named = begin < b and all(_is_large(scene, j) for j in range(begin, b))
    if named and begin - 1 > a and tokens.words[begin - 1].bits & flag.PREPOSITIONS:
        return phrase_before(scene, a, begin - 1)
    return begin


def _whose(scene: Scene, group: Group, a: int, b: int) -> str:
    """ "A woman's son" for the "whose son" of tokens a…b behind her; "" without."""
    lows = scene.tokens.lows
    if scene.words.free or a <= group.start + 1 or lows[a - 1] not in scene.words.grammar["possessor"]:
        return ""
    end = a - 1 - (lows[a - 2] == ",")
    begin = max((j + 1 for j in range(group.start, end) if lows[j] == ","), default=group.start)
    named = scene.people.ending_at(a - 1)
    owner = called(named[0], scene.words) if named else noun_phrase(scene, begin, end)
    own = noun_phrase(scene, a, b)
    return f"{owner}'{'' if many(owner) else 's'} {own}" if owner and own else ""


def _before_comma(scene: Scene, aside: Group, a: int, b: int) -> tuple[int, int]:
    """The tokens before what a verb between commas adds to the subject of the next; a and b where it adds nothing."""
    lows, free = scene.tokens.lows, scene.words.free
    comma = next((j for j in range(aside.start + 1, aside.first) if lows[j] == ","), 0)
    if free and aside.tense == "base" and comma and not scene.tokens.words[comma + 1].bits:
        return aside.start, comma  # "Un homme, suspecté d'avoir tué son père, a été arrêté"
    if aside.tense not in ("gerund", "participle") and aside.opener not in scene.words.grammar["relative"]:
        return a, b
    whose = scene.groups[aside.n - 1] if aside.n and not aside.own_subject else aside
    return whose.start, whose.first  # "The flight, carrying 228, crashed"


def _meant(scene: Scene, group: Group, flags: int) -> str:
    """What "it", "they", "he" or "she" before a verb stands for, of these flags; "" where it is open."""
    said = scene.people.referents
    if flags & flag.IT and scene.people.expletive(group):
        return ""
    if flags & flag.IT and (failed := scene.people.failing(group)):
        return failed if failed[0].isupper() else again(failed, scene.words)
    if flags & flag.IT and scene.people.is_way(group):
        shut = scene.people.object_told(many=False, thing=True)
        return again(shut.text, scene.words) if shut is not None and not shut.people else ""
    if flags & flag.IT and group.verb.lemma in scene.words.grammar["things"]:
        made = scene.people.object_told(many=False, thing=True) if group.passive else None
        if made is not None and (what := again(made.text, scene.words)):
            return what  # "Norway closed the port in 2012. It was reopened"
        if said.thing.text[:1].isupper():
            return "" if said.thing.text.split()[0].lower() not in scene.words.words else said.thing.text
    many = scene.people.those(group) if flags & flag.THEY else said.many
    text = (said.person if flags & flag.HE_SHE else said.thing if flags & flag.IT else many).text
    return "" if spoken(group.kind) and flags & flag.THEY and not _persons(scene, text) else text


def _last_phrase(scene: Scene, group: Group, a: int, b: int) -> str:
    """The last stretch of tokens a…b, between commas, other marks and times, that can be a subject; "" without."""
    tokens, times = scene.tokens, scene.names.times
    stop, inside = b, scene.people.list_commas(a, b) | commas_of_list(tokens, scene.names, a, b)
    behind = group.tense in ("past", "perfect", "pluperfect") and not scene.words.free
    for j in range(b - 1, a - 2, -1):
        if (j >= a and not _parts(scene, j)) or j in inside:
            continue
        begin = j + 1
        if behind and stop > begin and j in times and tokens.lows[begin] in scene.words.grammar["owning"]:
            begin += 1  # "Friday's vote was put off"
        age = stop == j + 2 and tokens.lows[j + 1].isdigit() and tokens.lows[j] == tokens.lows[stop] == ","
        if stop > j + 1 and not age and (text := noun_phrase(scene, begin, stop)):
            return text
        stop = j
    return ""


def _has_verb(scene: Scene, a: int, b: int) -> bool:
    """A form in -s that can only be a verb stands among tokens a…b."""
    words, inside = scene.tokens.words, scene.names.inside
    verbs = ((words[j].verb, words[j].noun) for j in range(a, b) if j not in inside)
    return any(verb is not None and not noun and verb.forms == S and not verb.happening for verb, noun in verbs)


def _who_of(scene: Scene, a: int, b: int) -> int:
    """Where the person begins whom "who" at token b means: "a boy" in "the body of a boy who drowned"; a without."""
    lows, grammar = scene.tokens.lows, scene.words.grammar
    if scene.words.free or lows[b] not in grammar["one_subject"] or grammar["of"].isdisjoint(lows[a:b]):
        return a
    person = lows[b - 1].removesuffix("s") in grammar["person_nouns"] or lows[b - 1] in grammar["aged"]
    return next((j + 1 for j in range(b - 2, a, -1) if lows[j] in grammar["of"]), a) if person else a


def _source(scene: Scene, a: int, b: int) -> int:
    """The token behind the last "according to" of tokens a…b, which a comma parts from what is said; 0 without."""
    lows, status = scene.tokens.lows, scene.words.status
    return next((j + 2 for j in range(b - 2, a, -1) if lows[j] in status["according"] and lows[j - 1] == ","), 0)


def _before_bracket(lows: Sequence[str], a: int, b: int) -> int:
    """Where tokens a…b end before a bracket that closes right before the verb: "a fire in Losacio (Zamora) burned"."""
    if b <= a or lows[b - 1] != ")":
        return b
    return next((j for j in range(b - 1, max(a, b - _BRACKET), -1) if lows[j] == "("), b)


def _persons(scene: Scene, text: str) -> bool:
    """The noun phrase may be persons, who say something: "officials", not "the seeds"."""
    grammar, words = scene.words.grammar, text.lower().split()
    return not text or any(
        word in grammar["arms"] or word in grammar["many"] or word[:-1] in grammar["person_nouns"] or word[0].isdigit()
        for word in words
    )


def noun_phrase(scene: Scene, a: int, stop: int) -> str:
    """The text of tokens a…stop where it can be a subject, without what leads to it; "" where it can be none."""
    tokens = scene.tokens
    while a < stop and _leads(scene, a) and not _about(scene, a):
        a += 1
    if a + 1 < stop and a == scene.first and tokens.words[a].manner and not in_name(scene, a) and not scene.words.free:
        a += 1  # "Hopefully this will help"
    if _relates(scene, a, stop) or (a < stop and tokens.lows[a] in scene.words.grammar["opens_passing"]):
        return ""
    a = _past_source(scene, a, stop)
    for j in range(stop - 1, a, -1):
        if tokens.words[j].bits & flag.SUBORDINATORS and _opens_clause(scene, a, j):
            a = j + 1
            break
    while stop > a and (tokens.words[stop - 1].bits & flag.PREPOSITIONS or is_adverb(scene, stop - 1)):
        stop -= 1
    if stop > a + 1 and tokens.lows[stop - 1] in scene.words.grammar["lasting"] and not in_name(scene, stop - 1):
        stop -= 1  # "workers last went on strike in 2019"
    while scene.words.free and stop > a and (leans(scene, stop - 1) or _is_object(scene, a, stop - 1)):
        stop -= 1  # "le joueur s'était incliné", "el mandatario la aceptó"
    if a >= stop or not tokens.lows[a][0].isalnum() or (not scene.words.free and _states(scene, a, stop)):
        return ""
    if _acts_itself(scene, a, stop):
        return ""
    done = tokens.words[a].verb if scene.words.grammar["dropped"] and a + 1 < stop else None
    if done is not None and done.forms == PART and tokens.words[a + 1].bits & flag.PREPOSITIONS:
        return ""  # "Exiliado en Francia, perdió la nacionalidad"
    grammar, low = scene.words.grammar, tokens.lows[a]
    vague = low in grammar["vague"] and not in_name(scene, a)  # "them", not "US"
    if a + 1 == stop and tokens.words[a].bits & flag.CLITICS:
        return ""  # "Lo encontró una patrulla"
    if vague or tokens.words[a].bits & _NEVER_SUBJECT:
        counts = a + 1 < len(tokens.lows) and tokens.lows[a + 1][0].isdigit()
        if not (counts or _about(scene, a) or _some_of(scene, a, stop)):
            return ""
    inside = _times_inside(scene, a, stop)
    whole = inside and inside[-1] + 1 == stop and len(inside) == stop - inside[0] and scene.words.articled
    if whole and inside[0] - 1 > a and tokens.lows[inside[0] - 1] in grammar["of"]:
        stop, inside = inside[0] - 1, []  # "une plaque à la mémoire des victimes | du 17 octobre 1961"
    apart_from = inside and not (tokens.words[inside[0] - 1].bits & flag.DETERMINERS or of_its_day(scene, inside[0]))
    if inside and (inside[-1] + 1 == stop or apart_from):
        return ""
    apart = a > scene.first and stop < len(tokens.lows) and tokens.lows[stop] == ","
    if apart and scene.names.inside.issuperset(range(a, stop)) and not _named(scene, a, stop):
        return ""  # ", Norway, said"
    if tokens.words[a].bits & flag.POSSESSIVE and a + 1 < stop:
        a += 1
    text = tokens.written(a, stop).strip("'\"“”‘’ ")
    if len(text) < 2 and not text.isdigit():
        return ""  # the (b) of a list
    if scene.words.large and not any(word[0].isupper() or word[0].isdigit() for word in text.split()):
        return ""  # "erwiesen": nouns are written large
    if inside:  # "the 2009 crash"
        if of_its_day(scene, inside[0]):
            return f"{text_of(tokens, a, inside[0])} {text_of(tokens, inside[-1] + 2, stop)}"
        text = f"{text_of(tokens, a, scheduled(tokens, a, inside[0]))} {text_of(tokens, inside[-1] + 1, stop)}"
    adverb = tokens.lows[a] in grammar["adverbs"] and not _counts_all(scene, a, stop)
    short = stop - a < _LENGTHY or len(text.split()) < _LENGTHY
    return text if short and not adverb else ""


def _times_inside(scene: Scene, a: int, stop: int) -> list[int]:
    """The tokens a…stop that are of a time, but in "dos jóvenes de 19 y 21 años"."""
    inside = [j for j in range(a, stop) if j in scene.names.times] if scene.spans else []
    if scene.words.free:
        inside = [j for j in inside if scene.times[scene.times_before[j + 1] - 1].type is not TimeType.DURATION]
    return inside


def phrase_before(scene: Scene, a: int, stop: int) -> int:
    """Where the noun phrase begins that ends at token stop: its article, over "traité de paix"."""
    tokens, lows, grammar, j = scene.tokens, scene.tokens.lows, scene.words.grammar, stop
    while j > a:
        word, k = tokens.words[j - 1], j - 1
        if k in scene.names.times or k in scene.verbal or not (lows[k][0].isalnum() or lows[k] == "'"):
            break
        if word.bits & flag.DETERMINERS:
            return k
        bare = lows[k] in grammar["bare_of"] and not tokens.words[j].bits
        if word.bits and k not in scene.names.mentioned and not bare:
            break
        j -= 1
    return j


def _states(scene: Scene, a: int, stop: int) -> bool:
    """A form of "be" among tokens a…stop makes them a clause: "contracts are open to firms", not "men who were"."""
    tokens, relative = scene.tokens, scene.words.grammar["relative"]
    if not tokens.here & BE:
        return False
    for j in range(a, stop):
        if tokens.lows[j] in relative:
            return False
        if tokens.words[j].bits & flag.BE and j not in scene.names.inside and tokens.lows[j].isalpha():
            return True
    return False


def _relates(scene: Scene, a: int, stop: int) -> bool:
    """A verb stands behind a relative pronoun: "that limits the volume", not "who officers of the fleet"."""
    lows, words = scene.tokens.lows, scene.tokens.words
    if scene.words.free or not 0 < a < stop - 1 or lows[a - 1] not in scene.words.grammar["relative"]:
        return False
    verb = words[a].verb
    finite = lows[a].endswith("s") or (verb is not None and bool(verb.forms & PAST))  # not "that sweeping new laws"
    plain = not words[a].bits and a not in scene.names.inside
    return finite and plain and words[a + 1].bits & flag.DETERMINERS != 0


def _past_source(scene: Scene, a: int, stop: int) -> int:
    """Behind "according to" and who says so, where no comma parts it from the subject; a without."""
    lows, people = scene.tokens.lows, scene.people
    if lows[a] not in scene.words.status["according"] or scene.words.free:
        return a
    begin = next((j + 1 for j in range(a, min(a + 3, stop)) if lows[j] in scene.words.grammar["to"]), stop)
    begin += begin < stop and scene.tokens.words[begin].bits & flag.DETERMINERS != 0
    named = next((people.till[i] for i in people.between(begin, stop)), 0)
    source = named if named and begin in scene.names.mentioned else begin + 1
    return source if source < stop else a


def _leads(scene: Scene, a: int) -> bool:
    """A conjunction, a time or what leads to one stands at token a: "in 2015 the bank failed"."""
    low, flags, times = scene.tokens.lows[a], scene.tokens.words[a].bits, scene.names.times
    if scene.words.large and flags & flag.DETERMINERS and a not in times and scene.tokens.lows[a - 1] != ",":
        return False  # "die" is an article, and behind a comma a "who"
    if flags & flag.JOINS or low in scene.words.grammar["leading"] or a in times:
        return True
    if not scene.spans:
        return False
    clock = a > 0 and a - 1 in times and low in scene.words.grammar["clock"]
    return clock or (flags & flag.PREPOSITIONS != 0 and a + 1 in times)


def _about(scene: Scene, a: int) -> bool:
    """What makes a figure rough begins at token a: "at least 26 people", "as many as nine"."""
    lows = scene.tokens.lows
    return a + 1 < len(lows) and f"{lows[a]} {lows[a + 1]}" in scene.words.grammar["about"]


def _counts_all(scene: Scene, a: int, stop: int) -> bool:
    """ "All flights", "first aid": the adverb at token a is a determiner, for a noun follows it."""
    words = scene.tokens.words
    owned = words[a - 1].bits & flag.POSSESSIVE  # "her first published book"
    return (
        a + 1 < stop and words[a].bits & flag.EITHER == flag.EITHER and not (owned or words[a + 1].bits & ~flag.EITHER)
    )


def _acts_itself(scene: Scene, a: int, stop: int) -> bool:
    """ "Taking the train helps": what somebody does is no subject of a headline; "rising prices" are."""
    if scene.words.free or a + 1 >= stop or a in scene.names.inside or not _gerund(scene, a):
        return False
    after, article = scene.tokens.words[a + 1].bits, scene.tokens.lows[a + 1] in scene.words.grammar["article"]
    return article or after & (flag.POSSESSIVE | flag.PREPOSITIONS) != 0 or a + 1 in scene.names.mentioned


def _gerund(scene: Scene, j: int) -> bool:
    verb = scene.tokens.words[j].verb
    return verb is not None and bool(verb.forms & ING) and not scene.tokens.words[j].noun


def _some_of(scene: Scene, a: int, stop: int) -> bool:
    """ "One man", "many workers", "some of Norway's ships": tokens a…stop count a noun, not "one of them"."""
    tokens, grammar = scene.tokens, scene.words.grammar
    if tokens.lows[a] not in grammar["counting"]:
        return False
    whole = a + 1 < len(tokens.lows) and tokens.lows[a + 1] in grammar["clinging"]
    if tokens.lows[a - 1 : a] == tokens.lows[stop : stop + 1] == [","]:
        return False  # "the mosque, one of the oldest in town, burned"
    a += 1 + whole
    while a < stop and tokens.words[a].bits & flag.OWNERS and tokens.lows[a] not in grammar["vague"]:
        a += 1
    if a >= stop or tokens.words[a].bits or tokens.lows[a] in grammar["vague"]:
        return False
    word = tokens.words[a]  # not "one believed to be his"
    return word is not ED and (word.verb is None or not word.verb.forms & PAST or bool(word.noun))


def _parts(scene: Scene, j: int) -> bool:
    """A mark or a time parts the words before from those behind; no hyphen inside a word does."""
    if scene.spans and j in scene.names.times and of_its_day(scene, j):
        return False
    if scene.spans and j in scene.names.times:
        return j == 0 or not scene.tokens.words[j - 1].bits & flag.DETERMINERS
    low, at = scene.tokens.lows[j], scene.tokens.starts[j]
    if scene.words.nominatives and scene.tokens.quotes_title(j, scene.first):
        return False  # "Хоккеисты «Авангарда»"
    joins = low in _MARKS and scene.tokens.joins_names(j)
    return low in _MARKS and not joins and (low not in "-–" or scene.tokens.text[at - 1 : at].isspace())


def _is_object(scene: Scene, a: int, j: int) -> bool:
    """An article right before the verb is none, but its object: "el mandatario la aceptó", "le jury | l'a annoncé"."""
    words, articled = scene.tokens.words, scene.words.articled
    if not articled or a >= j or j + 2 >= len(words) or not words[j].bits & flag.CLITICS:
        return False
    after = words[j + 1 + (scene.tokens.lows[j + 1] == "'")]
    verb = after.verb
    return bool(after.bits & flag.HAVE) or (verb is not None and bool(verb.forms & (PAST | FUTURE)))


def _opens_clause(scene: Scene, a: int, j: int) -> bool:
    """A conjunction behind a verb: "worked there until the firm closed"."""
    words, lows = scene.tokens.words, scene.tokens.lows
    if not scene.words.free and words[a].bits & flag.BE and lows[a].isalpha() and not words[j].bits & _CLAUSELESS:
        return True  # "…, are missing after a yacht sank"
    if scene.words.free and j == a + 1 and words[a].bits & flag.PREPOSITIONS and lows[j] in scene.words.grammar["that"]:
        return True  # "después de que el agua arrastrara"
    if words[j].bits & _CLAUSELESS or scene.tokens.lows[j] in scene.words.grammar["opens_no_clause"]:
        return False
    return any(words[k] is ED or (words[k].verb and not words[k].noun) for k in range(a, j))


def _named(scene: Scene, a: int, b: int) -> bool:
    """A person or body stands in tokens a…b, not a place."""
    return any(scene.people.mentions[i].role is not Role.PLACE for i in scene.people.between(a, b))
