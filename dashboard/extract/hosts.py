"""The noun phrase that a verb takes up again behind a clause that only says who or what it is."""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.aims import aimed
from dashboard.extract.lexicon import Lexicon, spoken
from dashboard.extract.taken_up import bare_noun, predicated, taken_up
from dashboard.extract.tokens import FINITE, Group, Names, Tokens
from dashboard.extract.two_verbs import TAKES_UP, tells

NEAR = 12  # tokens before a verb in which its subject stands
_BACK = 30  # clauses between a subject and the verb that takes it up again


def take_up(tokens: Tokens, found: list[Group], n: int, lexicon: Lexicon, names: Names) -> None:
    """The noun phrase that verb number n takes up again behind a clause, whose end that moves."""
    group = found[n]
    if lexicon.articled and (over := taken_up(tokens, found, n, names)) is not None:
        before = found[n - 1]
        before.end = group.start = group.first
        if over[0] == before.start < over[1] < before.first - 1:
            before.start = over[1]  # "l'immeuble | où trois personnes ont péri"
        group.host, group.own_subject = over, False
    elif lexicon.articled and (be := predicated(tokens, group)) > 0:
        group.host, group.start, group.own_subject = (group.start, be), group.first, False
    elif not n and (behind := _of_next(tokens, found, lexicon, names)) is not None:
        group.host = behind
    elif group.reduced or group.tense in TAKES_UP:
        group.host = _host(tokens, found, n, lexicon, names)
    if lexicon.free and n and group.host:
        while group.start - 1 > found[n - 1].head and tokens.leans(group.start - 1):
            group.start -= 1  # "le pont qui relie les rives | s'est effondré"
            found[n - 1].end = group.start


def _of_next(tokens: Tokens, found: list[Group], lexicon: Lexicon, names: Names) -> tuple[int, int] | None:
    """ "Founded in 1996 by Ott, the airline went public": the subject behind the comma of what a participle opens a
    sentence with."""
    one = found[0]
    made = one.reduced and one.passive and one.first == one.head == one.start
    if tokens.free or not (made or _opens_doing(tokens, one)):
        return None
    two, reach = (found[1], found[1].first) if len(found) > 1 else (None, one.end)
    comma = next((j for j in range(one.head + 1, reach - 1) if tokens.lows[j] == ","), 0)
    if not comma:
        return None
    if made and only_frames(tokens, found, reach, lexicon):
        return None
    if two is None or two.tense not in FINITE:
        stop = next((j for j in range(comma + 1, reach) if tokens.words[j].bits & flag.AUXILIARIES), 0)
        one.end, name = comma, comma + 1
        while not stop and name < reach and name in names.mentioned:
            name += 1  # "Before joining Norsa in May, Ada Berg | worked in Oslo"
        stop = stop or name
        return (comma + 1, stop) if stop > comma + 1 else None  # "Born in Oslo, she was the first to win"
    joined = two.opener in tokens.grammar["coordinators"] and tokens.lows[two.start] == two.opener
    if joined:
        comma = next((j for j in range(two.start - 1, one.head, -1) if tokens.lows[j] == ","), comma)
    if two.start + 1 == two.first or joined:  # "Appointed in May, the judge, Ott, resigned"
        one.end = two.start = comma  # "Hit by a storm on Friday, the ferry and its crew sank"
        two.opener, two.own_subject = "", True
    own = not (two.opener or two.reduced) and two.start + 1 < two.first
    if _is_held(tokens, one, two, lexicon, names):
        if names.times.isdisjoint(range(two.start, two.end)):
            two.start, one.end = one.start, one.head
        return None
    return (two.start + 1, two.first) if own and tokens.lows[two.start] == "," and one.end <= two.start else None


def _is_held(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon, names: Names) -> bool:
    """What the second verb tells has only taken place, and did nothing before: "After visiting Kyiv on Monday, a dinner
    was held"; not "After leaving Oslo on Monday, Ott was held"."""
    occur, before = lexicon.status["occur"], two.first - 1
    if one.passive or two.verb.lemma not in occur or one.verb.lemma in occur:
        return False
    somebody = bool(tokens.words[two.start + 1].bits & flag.PRONOUNS)
    somebody = somebody or not names.mentioned.isdisjoint(range(two.start + 1, two.first))
    return (bool(tokens.words[before].noun) and before not in names.mentioned) or (two.passive and not somebody)


def only_frames(tokens: Tokens, found: list[Group], stop: int, lexicon: Lexicon) -> bool:
    """The participle that opens a sentence, whose next verb stands at token `stop`, does not tell of the subject behind
    the comma: "Compared with 2011, sales rose", "Delayed until Friday, the flight left on Monday", "Killed on Monday
    were Berg, Ott and Visser", "Arrested on Monday, police said, was Karl Ott"."""
    one, two = found[0], found[1] if len(found) > 1 else None
    if one.verb.lemma in lexicon.grammar["frames"] or tokens.lows[one.head + 1] in lexicon.status["terms"]:
        return True
    for j in range(one.head + 1, stop):
        if tokens.lows[j] == ",":
            break
        if tokens.words[j].bits & flag.BE:
            return True
    return two is not None and spoken(two.kind) and tokens.lows[two.head + 1 : two.head + 2] == [","]


def _host(tokens: Tokens, found: list[Group], n: int, lexicon: Lexicon, names: Names) -> tuple[int, int] | None:
    """The noun phrase that a verb takes up again behind a clause that only says who or what it is:
    "The bridge, which Norway built, fell", "Ott, a trader whose firm sued Acme, left"."""
    two = found[n]
    if n > 1 and _is_only_verb(tokens, found, n):
        two.reduced, two.passive = False, two.passive and not two.reduced
        found[n - 1].end = two.start = two.first
        two.own_subject = False  # "The trial of men accused of plotting to kill the king opened in Oslo"
        return found[0].start, found[0].first
    if not n and two.copula >= 0:
        noun = bare_noun(tokens, two.copula + 1, two.first)
        return (two.start, two.copula) if noun == two.copula + 1 else (noun, two.first)
    if not two.reduced and (aim := aimed(tokens, found[0].start, found, n, names)) >= 0:
        return found[aim].start, found[aim].first
    if n and two.start == two.first and (host := _told_apart(tokens, found[n - 1], two, lexicon)) is not None:
        return host
    if n and two.start == two.first and (who := told_of(tokens, found[n - 1], lexicon)):
        return found[n - 1].start, who - (tokens.lows[who - 1] == ",")
    if (
        n
        and two.start == two.first
        and not two.opener
        and (inner := _contact(tokens, found[n - 1], two, lexicon, names))
    ):
        return found[n - 1].start, inner
    goes_on = (
        n > 1 and two.start == two.first and not two.opener and found[n - 1].opener in tokens.grammar["coordinators"]
    )
    if goes_on and not found[n - 1].own_subject and (who := tells_apart(tokens, found[n - 2])):
        return found[n - 2].start, who  # "a driver who fell asleep and hit a tree was jailed"
    joined = n > 1 and found[n - 1].reduced and found[n - 1].tense == "participle" and not found[n - 1].own_subject
    made = found[n - 2] if n > 1 and (joined or found[n - 1].tense == "base") else two
    if made.reduced and made.own_subject and not (two.opener or two.own_subject) and not tokens.free:
        return made.start, made.first  # "a ship built to lay cables sank", "an army, newly formed and paid, fled"
    if n > 1 and two.start == two.first and not two.opener and told_of(tokens, found[n - 2], lexicon):
        return found[n - 1].host  # "a man who police said had shot Ott was arrested"
    light = two.first - 1
    while light > two.start and _is_light(tokens, light):
        light -= 1
    one = found[n - 1]
    if n and one.reduced and one.own_subject and not two.opener and light == two.start:
        return one.start, two.start  # "two men, identified as Ott and Berg, were arrested"
    if two.reduced or two.first == two.start or tokens.lows[light] != ",":
        return None
    if n == 1 and one.tense == "base" and one.first < one.head and light == two.start and not tokens.free:
        comma = next((j for j in range(one.start + 1, one.first) if tokens.lows[j] == ","), 0)
        return (one.start, comma) if comma else None  # "Ott, the first woman to lead Norway, resigned"
    if lexicon.large and tokens.text[tokens.starts[light - 1]].isupper():
        return None  # a noun, no verb, ends what stands between: "der Betreiber, die Norsa AG, kündigte"
    if light > two.start:  # the verb of the clause between is none we know: "Ott, who hates cats, left"
        return _noun_before(tokens, two.start, light, lexicon)
    if n and not two.opener and (who := tells_apart(tokens, one)) and _is_apposed(tokens, one.head, light):
        return one.start, who  # "the man who led the search, a retired officer, died"
    begin, comma = one.start, _interrupts(tokens, one) if n and not two.opener and light == two.start else 0
    if comma:
        one.start = comma
        return begin, comma
    begin, comma = _told_by(tokens, found[n - 1], names) if n else (0, 0)
    if comma and not two.opener:
        found[n - 1].start = comma
        return begin, comma
    if n > 1 and not (two.opener or tokens.free) and (said := _said_of(tokens, found[n - 2], found[n - 1], names)):
        return said
    for k in range(n - 1 if not two.opener else -1, max(-1, n - _BACK), -1):
        one = found[k]
        host = _noun_before(tokens, one.start, one.first, lexicon)
        if host is not None:
            return host
        told = k > 0 and not one.opener and tells(found[k - 1], lexicon)  # "Ott, who said talks had failed, left"
        hinged = one.opener in tokens.grammar["subordinators"] and tokens.lows[one.start] != ","
        hangs = hinged and not tokens.free  # "Ott, who resigned because Norsa lost money, was arrested"
        if one.own_subject and one.opener not in lexicon.grammar["relative"] and not (told or hangs):
            return None
    return None


def _said_of(tokens: Tokens, says: Group, which: Group, names: Names) -> tuple[int, int] | None:
    """The noun behind a saying of which a "which" between commas tells more: "Ott said on Monday | the bill |, which
    drew protests, would be dropped"."""
    hangs = which.opener in tokens.grammar["relative"] and tokens.lows[which.start] == "," and which.start == says.end
    hangs = hangs and tokens.lows[says.first - 1] not in tokens.grammar["relative"]  # "Ott, who said the law, which"
    if not hangs or says.opener or says.passive or says.kind is None or not spoken(says.kind):
        return None
    j = says.head + 1
    while j < says.end and (j in names.times or (j + 1 in names.times and tokens.words[j].bits & flag.PREPOSITIONS)):
        j += 1
    return (j, which.start) if j < says.end - 1 and tokens.words[j].bits & flag.DETERMINERS else None


def _is_apposed(tokens: Tokens, a: int, comma: int) -> bool:
    """Between the only other comma behind token a and the one at `comma` stands a noun with its article."""
    commas = [j for j in range(a + 1, comma) if tokens.lows[j] == ","]
    alone = len(commas) == 1 and tokens.lows[commas[0] + 1] in tokens.grammar["article"]
    return alone and not any(tokens.words[j].bits & flag.COORDINATORS for j in range(commas[0], comma))


def _opens_doing(tokens: Tokens, one: Group) -> bool:
    """ "After leaving Norsa in May, …", "Having left Norsa, …" open a sentence."""
    if one.own_subject or "," in tokens.lows[one.start : one.first]:
        return False
    having = tokens.words[one.first].bits & flag.HAVE and one.first == one.start and one.tense == "perfect"
    return bool(having) or (one.tense == "gerund" and one.first > one.start)


def _interrupts(tokens: Tokens, one: Group) -> int:
    """The comma at which begins what parts a subject from its verb: "Ott, shortly after Berg left Norsa, resigned"; it
    gives its opener to the clause; 0 where there is none."""
    begin = one.start
    while tokens.lows[begin] == "," or tokens.words[begin].bits & flag.COORDINATORS:
        begin += 1
    comma = next((j for j in range(begin + 1, one.first) if tokens.lows[j] == ","), 0)
    if tokens.free or one.reduced or not comma or (one.opener and begin == one.start):
        return 0
    for j in range(comma + 1, min(comma + NEAR // 2, one.first - 1)):
        low, bits = tokens.lows[j], tokens.words[j].bits
        if not low[0].isalnum() or low in tokens.grammar["one_subject"] or low in tokens.grammar["of_any"]:
            return 0
        if bits & flag.SUBORDINATORS or low in tokens.grammar["as"]:
            one.opener = low
            return comma
    return 0


def _is_only_verb(tokens: Tokens, found: list[Group], n: int) -> bool:
    """Verb number n closes a sentence that has no other: a participle describes its subject, infinitives go on, and no
    mark or conjunction stands between."""
    one, two, words = found[0], found[n], tokens.words
    describes = one.own_subject and one.first == one.head and (one.tense == "participle" or one.passive)
    closes = two is found[-1] and (two.tense in TAKES_UP or two.reduced) and not two.opener
    if tokens.free or not (describes and closes) or any(g.tense != "base" for g in found[1:n]):
        return False
    between = range(one.head + 1, two.first)
    return all(tokens.lows[j][0].isalnum() and not words[j].bits & flag.JOINS for j in between)


def _told_apart(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon) -> tuple[int, int] | None:
    """The noun phrase right before a verb, where a participle or a clause without commas says which one is meant."""
    if two.reduced:
        noun = bare_noun(tokens, one.head + 1, two.first)  # "freed 12 sailors held by pirates"
        return _dealing(tokens, one.head + 1, noun, two, lexicon), two.first
    if not two.opener and tells_apart(tokens, one):
        return one.start, tells_apart(tokens, one)
    if one.reduced and one.host is not None and not (two.opener or one.own_subject):
        return one.host  # "believes the men found in the water had left"
    return (one.start, two.first) if one.reduced and one.own_subject else None  # "a clinic run by nuns closed"


def _dealing(tokens: Tokens, a: int, noun: int, group: Group, lexicon: Lexicon) -> int:
    """Where the talks or the paper begin of which the noun at token `noun` is only the matter: "the talks on gas
    deliveries | held in Oslo"; the noun itself where that is done to something else: "the report on ships | sunk"."""
    grammar, dealing = lexicon.grammar, noun - 2
    if dealing < a or group.verb.lemma not in grammar["dealt"] or tokens.lows[noun - 1] not in grammar["dealing_with"]:
        return noun
    happens = bool(tokens.words[group.first - 1].noun) and group.verb.lemma not in grammar["signed"]
    matter = happens or tokens.lows[group.first - 1] in grammar["documents"]
    deals = tokens.words[dealing].noun or tokens.lows[dealing] in grammar["documents"]
    return bare_noun(tokens, a, noun - 1) if deals and not matter else noun


def _contact(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon, names: Names) -> int:
    """Where the subject begins of a clause that without a pronoun says which is meant: "the measures | the government
    took on Monday are working"; 0 without."""
    words, grammar = tokens.words, lexicon.grammar
    if tokens.free or one.opener or one.reduced or not (one.tense in FINITE and two.tense in FINITE):
        return 0
    if spoken(one.kind) or one.verb.lemma in grammar["clausal"] or one.verb.lemma in grammar["clause_too"]:
        return 0
    light = (
        words[j].bits & flag.ADVERBS or j in names.times or j + 1 in names.times for j in range(one.head + 1, two.first)
    )
    if not (words[one.start].bits & flag.DETERMINERS and all(light)):
        return 0
    opens = flag.PRONOUNS if words[one.first - 1].bits & flag.PRONOUNS else flag.DETERMINERS
    at = next((j for j in range(one.first - 1, one.start + 1, -1) if words[j].bits & opens), 0)
    return at if at and tokens.may_be_noun(at - 1) else 0


def told_of(tokens: Tokens, one: Group, lexicon: Lexicon) -> int:
    """The "who" in "the envoy, who Norway said had died": what it stands for is the subject of what the saying before
    its verb tells; 0 where none is."""
    if lexicon.free or one.tense not in FINITE or one.first != one.head or not tells(one, lexicon):
        return 0
    for j in range(one.first - 1, max(0, one.first - NEAR), -1):
        word, low = tokens.words[j], tokens.lows[j]
        if low in tokens.grammar["relative"]:
            return j if j < one.first - 1 else 0  # "who said" tells of somebody else
        verb = word.verb is not None and not word.noun and tokens.text[tokens.starts[j]].islower()
        if verb or not (low[0].isalnum() or low in tokens.grammar["owning"]):
            return 0
    return 0


def tells_apart(tokens: Tokens, group: Group) -> int:
    """The pronoun of a clause that says without commas which one is meant, also over its own subject: "the firm that
    built the bridge", "a law that Norway passed", "a woman whose body was found"; 0 where none does."""
    grammar = tokens.grammar
    for j in range(group.first - 1, max(0, group.first - (2 if tokens.free else NEAR // 2)), -1):
        low, word = tokens.lows[j], tokens.words[j]
        if low in grammar["relative"] or low in grammar["hanging"]:
            before = tokens.words[j - 1]
            noun = tokens.lows[j - 1][0].isalnum() and not before.bits and (before.verb is None or bool(before.noun))
            return j if noun or tokens.lows[j - 1] in grammar["those"] else 0
        acts = word.verb is not None and not word.noun and tokens.lows[j - 1] not in grammar["possessor"]
        if not low[0].isalnum() or acts or word.bits & flag.JOINS:
            return 0
    return 0


def _told_by(tokens: Tokens, one: Group, names: Names) -> tuple[int, int]:
    """Where the noun begins and the comma behind it in "Ott, officials said, left" and "on Monday, Ott, officials said,
    left": a saying of few words between commas behind a noun; zeros where none is."""
    if one.end - one.head > 3 or one.opener or one.tense not in FINITE or not spoken(one.kind):
        return 0, 0
    begin, commas = one.start, [j for j in range(one.start + 1, one.first) if tokens.lows[j] == ","]
    if len(commas) > 1 and tokens.only_time(begin, commas[0], names.times):
        begin, commas = commas[0] + 1, commas[1:]
    few = len(commas) == 1 and 1 < one.first - commas[0] < 7
    plain = few and not any(tokens.words[j].bits & flag.PREPOSITIONS for j in range(begin, commas[0] + 2))
    return (begin, commas[0]) if plain else (0, 0)


def _is_light(tokens: Tokens, j: int) -> bool:
    """An adverb or clitic, which may stand between a comma and the verb behind it."""
    return tokens.lows[j] == "'" or bool(tokens.words[j].bits & flag.LIGHT)


def _noun_before(tokens: Tokens, a: int, b: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The tokens of a…b before the comma that opens a clause which describes."""
    for j in range(a + 1, b):
        if tokens.lows[j] == "," and _describes(tokens, j + 1, b, lexicon):
            return a, j
    return None


def _describes(tokens: Tokens, a: int, b: int, lexicon: Lexicon) -> bool:
    """A comma before token `a` opens a clause that describes: "who", "with whom", "a trader whose firm"."""
    relative = lexicon.grammar["relative"] | lexicon.grammar["hanging"]
    flags = tokens.words[a].bits
    if tokens.lows[a] in relative:
        return True
    near = a + 2 + bool(lexicon.grammar["dropped"])  # "en la que"
    behind = range(a + 1, min(near, b) if flags & flag.PREPOSITIONS else b)
    return bool(flags & (flag.PREPOSITIONS | flag.DETERMINERS)) and any(tokens.lows[j] in relative for j in behind)
