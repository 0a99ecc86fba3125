"""The verb of a clause in a language of free order: auxiliaries may stand far before it, at the end, or round it.

German brackets ("hat … verurteilt", "schloss … aus", "dass er gekauft worden sei"), French and Spanish chains ("a été
arrêté", "se espera que abra"), Russian aspect ("закроет", "был закрыт", "может начаться"). What a language does is in
its rule file; here no language is named.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from dashboard.extract import extended, flag
from dashboard.extract.helped import lists_participles
from dashboard.extract.lexicon import BASE, FUTURE, MAY, NONE, PART, PAST, WISHED, WOULD, Lexicon, S, Verb
from dashboard.extract.noun_or_verb import ends_like_conditional
from dashboard.extract.tense import told_before_time
from dashboard.extract.tokens import FINITE, Group, Names, Passage, Tokens

_TOLD = frozenset({"past", "perfect", "pluperfect"})
AUXILIARY = (flag.AUXILIARIES & ~flag.DO) | flag.PLAN | flag.DID
_NOUN_BEFORE = flag.OWNERS | flag.PREPOSITIONS
_BEFORE_PARTICIPLE = flag.ADVERBS | flag.NEGATION | flag.LEADING | flag.LIMITING
_HELPING = flag.BE | flag.HAVE
_REACH = 24  # tokens between the parts of a verb
_PHRASE = 9  # tokens from an article to a participle before its noun


def read(passage: Passage, i: int) -> Group | None:
    """The verb at token i of a sentence; None where it is a noun, an adjective or a bare infinitive."""
    tokens, a, b, lexicon, names = passage.tokens, passage.a, passage.b, passage.lexicon, passage.names
    verb, low = tokens.words[i].verb, tokens.lows[i]
    written = verb.forms if verb else 0
    helps = bool(tokens.words[i].bits & AUXILIARY)  # "vergiftet zu haben" is one verb
    to_do = verb is None and i > a and not helps and tokens.lows[i - 1] in lexicon.grammar["to"]
    to_do = to_do and not (lexicon.large and tokens.text[tokens.starts[i]].isupper())  # "kam es zu Protesten"
    if to_do and low.endswith(lexicon.infinitive):
        ends = i + 1 >= b or not tokens.lows[i + 1][0].isalnum() or tokens.words[i + 1].bits & flag.COORDINATORS
        return Group(i - 1, i, Verb(low, low, "", BASE), "base", known=False) if ends else None  # "zu überarbeiten"
    if (
        verb is None
        or (low in lexicon.grammar["in_passing"] and _in_passing(tokens, a, i))
        or (tokens.words[i].bits & (flag.PREPOSITIONS | flag.DETERMINERS) and not _governs_none(tokens, i, written))
        or (i > a and f"{tokens.lows[i - 1]} {low}" in lexicon.grammar["no_verb_behind"])
        or (low in lexicon.signalling and a < i < b - 1 and " ".join(tokens.lows[i - 1 : i + 2]) in lexicon.signals)
        or _nominal(tokens, a, i, written, lexicon, names)
    ):
        return None
    if lexicon.grammar["particles"] and (whole := _separated(tokens, i, b, verb, lexicon, names)) is not None:
        verb = whole
    if lexicon.large and i > a and tokens.lows[i - 1] in lexicon.grammar["particles"]:
        written_apart = lexicon.words.get(tokens.lows[i - 1] + low)  # "hat bekannt gegeben"
        verb = (written_apart.verb if written_apart is not None else None) or verb
    forms = verb.forms
    to = i - 1 if i > a and tokens.lows[i - 1] in lexicon.grammar["to"] else i
    if to < i or tokens.lows[i].startswith(lexicon.infixed):
        return Group(to, i, verb, "base")
    if verb.forms & PART and tokens.lows[i + 1 : i + 2] and tokens.lows[i + 1] in lexicon.grammar["to"]:
        return Group(i, i, verb, "base")  # "Geld erhalten zu haben"
    aux, first, negated = _before(tokens, a, i, written, lexicon, names)
    if lexicon.large and not aux and forms & S and forms & PART and _after_finite(tokens, a, i, lexicon, names):
        return None  # "zeigte sich erschüttert"
    if aux and aux[0] in lexicon.grammar["to_have"]:
        return Group(first, i, verb, "base")  # "d'avoir détourné"
    if lexicon.large and i == a and forms & PART and not aux:
        aux = _behind(tokens, i, b)
    elif lexicon.grammar["closing"] and forms & (PART | BASE) and (helped := _closing(tokens, i, b)):
        aux = aux + helped  # "soll … fortgesetzt werden", "nachdem er verurteilt worden war"
    if low in lexicon.grammar["past_only"]:  # a form that is a participle and something else besides
        forms &= ~PART
    if negated < 0 and not aux:
        negated = _negation_behind(tokens, i, b, lexicon)
        if negated < 0 and verb is not tokens.words[i].verb:
            negated = _negation_of_particle(tokens, i, b, verb, lexicon)
    if forms & BASE and _was_never_done(tokens, i, aux, lexicon):
        return None
    tense, passive = _tense(forms, aux, lexicon, passage.headline)
    done = not lexicon.grammar["had_done"].isdisjoint(tokens.lows[i + 1 : i + 2])  # "hat das Haus räumen lassen"
    if done and aux and forms & BASE and aux[0] in lexicon.grammar["have"]:
        tense, passive = "pluperfect" if aux[0] in lexicon.grammar["have_past"] else "perfect", False
    hearsay = bool(aux) and bool(forms & PART) and _is_hearsay(tokens, i, aux, forms, lexicon)
    if hearsay and aux[0] in lexicon.grammar["hearsay"]:
        tense = "pluperfect"
    if not aux:
        first = i
        if not tense and forms & BASE:
            tense = "base"
    return Group(first, i, verb, tense, passive, negated=negated, hearsay=hearsay) if tense else None


def _governs_none(tokens: Tokens, i: int, forms: int) -> bool:
    """What looks like a preposition is a verb before another one: "que la ley entre en vigor"."""
    behind = tokens.words[i + 1].bits if i + 1 < len(tokens.words) else 0
    return bool(forms & MAY and tokens.words[i].bits & flag.PREPOSITIONS and behind & flag.PREPOSITIONS)


def _in_passing(tokens: Tokens, a: int, i: int) -> bool:
    """The verb stands between commas with what opens it and no more than a word: ", как ожидается,"."""
    lows = tokens.lows
    apart = i - 2 > a and lows[i - 2] == "," and "," in lows[i + 1 : i + 3]
    return apart and lows[i - 1] in tokens.grammar["opens_passing"]


def _is_hearsay(tokens: Tokens, i: int, aux: Sequence[str], forms: int, lexicon: Lexicon) -> bool:
    """The auxiliaries say that the participle at token i is what one hears: "soll … geflohen sein", "aurait fui"."""
    grammar = lexicon.grammar
    if aux[0] in grammar["hearsay"]:
        behind = tokens.lows[i + 1 : i + 3]
        verb = tokens.words[i].verb
        if behind[:1] and behind[0] in grammar["is_done"] and verb is not None:
            return verb.happening not in grammar["done"]  # "soll 2026 fertiggestellt sein" is a plan
        return not grammar["perfect"].isdisjoint(behind)
    return not forms & BASE and any(x in grammar["reportedly"] for x in aux)


def _was_never_done(tokens: Tokens, i: int, aux: Sequence[str], lexicon: Lexicon) -> bool:
    """What somebody should have done or could have had done was not: "hätte den Mann festnehmen müssen"."""
    unreal = bool(aux) and aux[0] in lexicon.grammar["unreal"]
    return unreal and not lexicon.grammar["unreal_behind"].isdisjoint(tokens.lows[i : i + 2])


def _after_finite(tokens: Tokens, a: int, i: int, lexicon: Lexicon, names: Names) -> bool:
    """A finite verb stands before token i in its clause, which no mark or conjunction parts from it."""
    for j in range(i - 1, max(a, i - 4) - 1, -1):
        if not tokens.lows[j][0].isalnum() or tokens.words[j].bits & flag.COORDINATORS:
            return False
        if tokens.words[j].bits & flag.REFLEXIVE:
            return any(_finite(tokens, a, k, lexicon, names) for k in range(max(a, j - 2), j))
    return False


def _nominal(tokens: Tokens, a: int, i: int, forms: int, lexicon: Lexicon, names: Names) -> bool:
    """A noun or adjective that looks like the verb: written large, or behind an article, preposition or number."""
    if lexicon.large:
        if forms & PAST and _describes_noun(tokens, a, i, lexicon):
            return True
        if forms & PART and i > a and tokens.lows[i - 1] in lexicon.grammar["predicative"]:
            return True
        return tokens.text[tokens.starts[i]].isupper() and (i > a or tokens.words[i].nominal)
    if i > a and tokens.text[tokens.starts[i]].isupper() and tokens.lows[i - 1][0].isalnum():
        return i - 1 not in names.times  # "la portavoz de Sumar", but "10:40 Comienza el juicio"
    if not lexicon.articled or i == a or forms & BASE:
        return False
    if forms == WOULD and ends_like_conditional(tokens, i):
        return True
    if tokens.lows[i] in lexicon.grammar["also_nouns"] and _is_named_behind(tokens, i + 1, lexicon):
        return True
    j = i - 1
    if tokens.words[i].noun and _is_helped(tokens, i + 1):
        return True  # "un violent incendie a ravagé", "s'est déclaré"
    if j in names.inside and j not in names.times:
        return False  # "Véloria SA fermera"
    noun = tokens.words[i].noun and not forms & (PAST | FUTURE)
    if noun and j in names.times and told_before_time(tokens, a, j, names):
        return True  # "decretó este lunes | alerta roja"
    if tokens.lows[j] == "'" and j > a:
        j -= 1
    flags, low = tokens.words[j].bits, tokens.lows[j]
    if flags & flag.CLITICS and forms & (PAST | FUTURE | WOULD | WISHED) and not tokens.words[i].noun:
        return False  # "lo anunció"
    counted = low[0].isdigit() and not forms & (PAST | FUTURE | WOULD)  # "12 blessés", not "6,1 sacudió"
    led = bool(flags & _NOUN_BEFORE) and not flags & AUXILIARY and j not in names.times
    if flags & flag.DETERMINERS and forms & (PAST | FUTURE) and not (forms & (PART | S) or tokens.words[i].noun):
        led = False  # "los tres murieron"
    if not flags and j - 2 >= a and tokens.words[i].noun and tokens.words[j].verb is None:
        article, before = tokens.words[j - 1].bits, tokens.words[j - 2].bits
        led = bool(article & flag.DETERMINERS and before & flag.PREPOSITIONS)  # "après un long débat"
    return (led and not _is_again(tokens, j, lexicon)) or counted


def _is_named_behind(tokens: Tokens, j: int, lexicon: Lexicon) -> bool:
    """A name or "of" stands at token j: "place Beauvau", "place de la République"."""
    if j >= len(tokens.lows):
        return False
    return tokens.text[tokens.starts[j]].isupper() or tokens.lows[j] in lexicon.grammar["of"]


def _is_helped(tokens: Tokens, j: int) -> bool:
    """An auxiliary stands at token j, or behind the word that leans on it there: "s'est", "n'a"."""
    leaning = tokens.words[j : j + 1] != [] and bool(tokens.words[j].bits & (flag.REFLEXIVE | flag.NEGATION))
    j += leaning
    j += leaning and tokens.lows[j : j + 1] == ["'"]
    return j < len(tokens.words) and bool(tokens.words[j].bits & _HELPING)


def _describes_noun(tokens: Tokens, a: int, i: int, lexicon: Lexicon) -> bool:
    """An inflected participle between an article and its noun: "eines bereits zweimal verurteilten Straftäters"."""
    starts, text = tokens.starts, tokens.text
    if i > a and tokens.lows[i - 1] == "," and not tokens.words[i].says and _ended_as_adjective(tokens, i, lexicon):
        return True
    noun = i + 1 + (tokens.lows[i + 1 : i + 2] in (["„"], ["«"]))
    if noun >= len(starts) or not text[starts[noun]].isupper() or not tokens.lows[i].endswith(lexicon.inflected):
        return False
    near = range(max(a, i - _PHRASE) + 1, i - 1)
    if any(extended.opens(tokens, j) and extended.noun_behind(tokens, j, i + 2) == i + 1 for j in near):
        return True  # "das vom Amtsgericht verhängte Urteil"
    for j in range(i - 1, max(a, i - 5) - 1, -1):
        flags = tokens.words[j].bits
        if flags & flag.DETERMINERS:
            return not j == a == i - 1  # "Das bestätigte Berg"
        if not text[starts[j]].islower() or flags & ~_BEFORE_PARTICIPLE or tokens.words[j].verb is not None:
            return False
    return False


def _ended_as_adjective(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """The past form before a noun is a participle with an ending: ", beschädigte Gebäude zu meiden"."""
    low, starts = tokens.lows[i], tokens.starts
    ending = next((end for end in lexicon.inflected if low.endswith(end)), "")
    base = lexicon.words.get(low.removesuffix(ending)) if ending else None
    done = base is not None and base.verb is not None and bool(base.verb.forms & PART)
    return done and i + 1 < len(starts) and tokens.text[starts[i + 1]].isupper()


def _before(tokens: Tokens, a: int, i: int, forms: int, lexicon: Lexicon, names: Names) -> tuple[list[str], int, int]:
    """The auxiliaries before a verb, from left to right; the first one's token; a negation."""
    aux: list[str] = []
    first, negated, near = i, -1, lexicon.articled
    j = i - 1
    while j >= max(a, i - _REACH):
        low, word = tokens.lows[j], tokens.words[j]
        flags = word.bits
        if near and flags & flag.PLAN and j > a and tokens.words[j - 1].bits & flag.DETERMINERS:
            break  # "son intention de fermer" is a noun
        if lexicon.large and j > a and flags & AUXILIARY and tokens.text[tokens.starts[j]].isupper():
            pass  # "gegen Borussia Werden"
        elif flags & AUXILIARY and not (
            near and aux and not flags & (flag.BE | flag.HAVE) and not _gapless(tokens, j, first)
        ):
            aux.insert(0, low)
            first = j
            if not near:
                while not lexicon.large and first > a and tokens.words[first - 1].bits & AUXILIARY:
                    first -= 1
                    aux.insert(0, tokens.lows[first])  # "должна быть закрыта"
                negated = _negation(tokens, max(a, first - 1), i, lexicon) if negated < 0 else negated
                break
        elif flags & flag.NEGATION:
            negated = negated if _is_spared(tokens, j, lexicon) else j
        elif near:
            plain = low == "'" or (low == "," and not aux)  # what stands before ", a-t-il dit" is no part of it
            light = bool(flags & flag.LIGHT) or j in names.times or plain or low.endswith(lexicon.adverbial)
            light = light or _is_again(tokens, j, lexicon)
            if aux and low in lexicon.grammar["that"] and tokens.lows[j - 1] in lexicon.grammar["did"]:
                aux.insert(0, tokens.lows[j - 1])  # "tuvieron que ser evacuadas"
                first = j - 1
                break
            if not light and not (forms & BASE and low in lexicon.grammar["linking"]):
                break
        elif low == ",":
            aside = enclosed(tokens, a, j, lexicon, names)
            if aside < 0 and not lists_participles(tokens, a, j, i, lexicon):
                break
            j = aside if aside >= 0 else j
        elif low == ")" and "(" in tokens.lows[max(a, j - 6) : j]:  # "hat Christian Lindner (FDP) entlassen"
            j = next(k for k in range(j - 1, a - 1, -1) if tokens.lows[k] == "(")
        elif (
            (low in (";", ":", "(", "—", "–") and not tokens.lows[j - 1][0].isdigit())  # "mit 3:1"
            or (flags & flag.SUBORDINATORS and not flags & (flag.DETERMINERS | flag.PREPOSITIONS))
            or _finite(tokens, a, j, lexicon, names)
        ):
            break
        j -= 1
    if near and negated < 0 and first > a and tokens.words[first - 1].bits & flag.NEGATION:
        negated = first - 1
    if near and aux and negated < 0:
        negated = _negation(tokens, max(a, first - 2), i, lexicon)
    if negated >= 0 and _is_expletive(tokens, a, negated, lexicon):
        negated = -1
    return aux, first, negated


def _is_again(tokens: Tokens, j: int, lexicon: Lexicon) -> bool:
    """Token j is one of the two words of an adverb: "sera de nouveau entendue"."""
    return opens_two(tokens, j, lexicon) or opens_two(tokens, j - 1, lexicon)


def opens_two(tokens: Tokens, j: int, lexicon: Lexicon) -> bool:
    """Token j is the first of two words of which none is a verb: "de nouveau", or it is one with the verb behind it:
    "portés disparus"."""
    phrases = lexicon.grammar["adverbs_of_two"]
    return bool(phrases) and " ".join(tokens.lows[j : j + 2]) in phrases


def _is_expletive(tokens: Tokens, a: int, j: int, lexicon: Lexicon) -> bool:
    """The "ne" at token j denies nothing: "avant que Blas ne marque"."""
    openers, lows = lexicon.grammar["expletive"], tokens.lows
    k = j - 1
    while openers and k > a and lows[k][0].isalnum() and j - k < _REACH:
        if f"{lows[k - 1]} {lows[k]}" in openers:
            return True
        k -= 1 + (lows[k - 1] == "'")
    return False


def _gapless(tokens: Tokens, j: int, first: int) -> bool:
    return all(tokens.words[k].bits & flag.LIGHT or tokens.lows[k] in "'" for k in range(j + 1, first))


def _negation(tokens: Tokens, a: int, i: int, lexicon: Lexicon) -> int:
    """The first negation in tokens a…i that negates: not "не менее трёх", "nicht nur"."""
    negations = (k for k in range(a, i) if tokens.words[k].bits & flag.NEGATION)
    return next((k for k in negations if not _is_spared(tokens, k, lexicon)), -1)


def _negation_behind(tokens: Tokens, i: int, b: int, lexicon: Lexicon) -> int:
    """The negation close behind token i that no mark parts from it; -1 without."""
    k = _negation(tokens, i + 1, min(i + 4, b), lexicon)
    return -1 if any(not tokens.lows[j][0].isalnum() for j in range(i + 1, k)) else k


def _negation_of_particle(tokens: Tokens, i: int, b: int, verb: Verb, lexicon: Lexicon) -> int:
    """The negation right before the particle of the verb at token i: "schloss weitere Streiks im Mai nicht | aus"; -1
    without."""
    for j in range(i + 2, min(i + _REACH, b)):
        if tokens.lows[j] in lexicon.grammar["particles"] and verb.lemma.startswith(tokens.lows[j]):
            return j - 1 if tokens.words[j - 1].bits & flag.NEGATION else -1
    return -1


def _is_spared(tokens: Tokens, k: int, lexicon: Lexicon) -> bool:
    """What follows the negation at token k takes it up: "nicht | nur", "nicht | mehr als", but "nicht mehr" negates;
    or it only describes a noun: "mehrere nicht genehmigte Versammlungen"."""
    after = tokens.lows[k + 1 : k + 3]
    if tokens.lows[k] in lexicon.grammar["not"] and len(after) > 1 and after[0].endswith(lexicon.inflected):
        done = not tokens.words[k + 1].bits and tokens.text[tokens.starts[k + 1]].islower()
        if lexicon.large and done and tokens.text[tokens.starts[k + 2]].isupper():
            return True
    return not lexicon.grammar["unnegated"].isdisjoint((*after[:1], " ".join(after)))


def _finite(tokens: Tokens, a: int, j: int, lexicon: Lexicon, names: Names) -> bool:
    """The word can only be a finite verb: "Ende" written large ends nothing."""
    verb = tokens.words[j].verb
    finite = verb is not None and verb.forms & (S | PAST | FUTURE | MAY) and not verb.forms & (BASE | PART)
    forms = verb.forms if verb else 0
    return bool(finite) and not (lexicon.large and _nominal(tokens, a, j, forms, lexicon, names))


def enclosed(tokens: Tokens, a: int, j: int, lexicon: Lexicon, names: Names) -> int:
    """The comma that opens what the comma j closes: "hat den Mann, der 2014 floh, verurteilt", "hat den Chef, Jan
    Visser, empfangen"; -1 where none does."""
    k = j - 1
    while k > a and j - k < _REACH and tokens.lows[k] != ",":
        k -= 1
    if tokens.lows[k] != ",":
        return -1
    name = k + 1 in names.inside and k + 1 not in names.times
    named = name and not any(_finite(tokens, a, i, lexicon, names) for i in range(k + 1, j))
    return k if named or tokens.lows[k + 1] in lexicon.grammar["relative"] else -1


def verb_last(tokens: Tokens, group: Group, lexicon: Lexicon) -> int:
    """The finite verb that closes a subordinate clause: "dass Berg ihn treffen soll"; -1 where none does."""
    a = group.start + (tokens.lows[group.start] == ",")
    if not lexicon.grammar["closing"] or not tokens.words[a].bits & flag.SUBORDINATORS or group.first < group.head:
        return -1
    if tokens.words[a].bits & flag.DETERMINERS and a == group.start:
        return -1
    j = group.head
    while j + 1 < len(tokens.lows) and tokens.words[j + 1].bits & AUXILIARY:
        j += 1
    return j if j + 1 >= len(tokens.lows) or not tokens.lows[j + 1][0].isalnum() else -1


def _behind(tokens: Tokens, i: int, b: int) -> list[str]:
    """The auxiliaries behind a participle that opens its sentence, the finite one first: "Gewählt wurde Ada Berg"."""
    stop = i + 1
    while stop < min(b, i + 4) and tokens.words[stop].bits & AUXILIARY:
        stop += 1
    return tokens.lows[i + 1 : stop][::-1]


def _closing(tokens: Tokens, i: int, b: int) -> list[str]:
    """The auxiliaries right after a verb that ends its clause: "nachdem er verurteilt worden war"."""
    aux: list[str] = []
    for j in range(i + 1, min(i + 4, b)):
        if not tokens.words[j].bits & AUXILIARY:
            break
        aux.insert(0, tokens.lows[j])
    else:
        return aux
    j = i + 1 + len(aux)
    ends = j >= b or not tokens.lows[j][0].isalnum() or tokens.words[j].bits & flag.COORDINATORS
    return aux if ends or len(aux) > 1 else []


def _tense(forms: int, aux: list[str], lexicon: Lexicon, headline: bool) -> tuple[str, bool]:
    """Tense and passive of a form with its auxiliaries; "" where they do not fit."""
    g = lexicon.grammar
    passive = bool(forms & PART) and any(x in g["be"] for x in aux)
    if aux and forms & (BASE | PART):
        if forms & PART and not forms & BASE and any(x in g["reportedly"] for x in aux):
            return "perfect", passive  # "aurait tué": so it is said
        if aux[0] in g["lets"]:
            return "present", False
        if aux[0] in g["did"]:
            return "past", False
        if any(x in g["modal"] for x in aux):
            return "modal", passive
        if any(x in g["would"] for x in aux):
            return "would", passive
        if any(x in g["will"] for x in aux) or (forms & BASE and any(x in g["plan"] for x in aux)):
            return "future", passive or (bool(forms & PART) and g["closing"] != frozenset())
        if forms & PART:
            if any(x in g["have"] for x in aux):
                return ("pluperfect" if any(x in g["have_past"] for x in aux) else "perfect"), passive
            if passive and any(x in g["been"] for x in aux) and any(x in g["were"] for x in aux):
                return "pluperfect", True
            if passive:
                return ("past" if any(x in g["be_past"] for x in aux) else "perfect"), True
    if forms & FUTURE:
        return "future", False
    if forms & WOULD:
        return "would", False
    if forms & WISHED:
        return "base", False  # "pidió que dimitiera": wished, not done
    if forms & PAST:
        return "past", False
    if forms & S:
        return "present", False
    if forms & MAY:
        return "base", False  # "pide que dimita"
    if forms & PART and (headline or "bare" in g["participle"]):
        return "past", True
    return "", False


def _separated(tokens: Tokens, i: int, b: int, verb: Verb, lexicon: Lexicon, names: Names) -> Verb | None:
    """ "Schloss … aus" is "ausschließen": the particle closes the clause."""
    over = -1  # the comma that closes a relative clause: "nahm den Mann, der geflohen war, in Ulm fest"
    for j in range(i + 1, min(i + _REACH, b)):
        low = tokens.lows[j]
        if low == "," and over < 0 and tokens.lows[j + 1 : j + 2] and tokens.lows[j + 1] in lexicon.grammar["relative"]:
            over = next((k for k in range(j + 2, min(i + _REACH, b)) if tokens.lows[k] == ","), 0)
        if j <= over:
            continue
        if low in ",;:()—–" and j not in names.times:
            return None
        if low in lexicon.grammar["particles"] and j not in names.times:
            after = tokens.lows[j + 1] if j + 1 < b else "."
            if not after[0].isalnum() or after in lexicon.grammar["coordinators"] | lexicon.grammar["comparing"]:
                found = lexicon.words.get(low + verb.lemma, NONE).verb
                if over > 0 and found is None:
                    return None
                return Verb(low + verb.lemma, verb.present, found.happening if found else "", verb.forms)
    return None


def governed(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon, times: Set[int]) -> bool:
    """Take `two` into `one`: "kündigte an, nach Wien zu reisen", "prévoit de fermer", an infinitive and the verb that
    governs it; False where they are two.

    What is promised is an expectation of its own beside the promise.
    """
    if two.tense != "base" or one.tense not in FINITE or two.first - one.head > 12:
        return False
    between = range(one.head + 1, two.first)
    marks = [tokens.lows[j] for j in between if not tokens.lows[j][0].isalnum() and tokens.lows[j] != "'"]
    if any(tokens.words[j].bits & flag.SUBORDINATORS and not lexicon.large for j in between) or (
        marks and (not lexicon.large or marks != [","])
    ):
        return False
    lemma, status = one.verb.lemma, lexicon.status
    if tokens.lows[two.first - 1] in lexicon.grammar["on_doing"] - lexicon.grammar["linking"]:
        return False  # "aseguró | tras visitar un liceo"
    agreed = lemma in status["expected_to"] and one.verb.happening and not one.passive
    if agreed and lexicon.grammar["dropped"] and not times.isdisjoint(between):
        two.tense, two.promised = "future", True
        return False  # "acordaron el lunes | retomar el diálogo": when that was is not when it will be
    if lemma in status["promised_to"]:
        two.tense, two.promised = "future", True
        return False
    told = lemma in status["happened_to"] or (
        lemma in status["expected_to"] and one.tense in _TOLD and not lexicon.large
    )
    if told and one.verb.happening and not (two.verb.happening or one.passive):
        return False  # "acusó a Vega de hacer el ridículo", "a promis de faire la lumière": that he did so
    if lemma in status["making"] and not (two.verb.happening and two.first == one.head + 1):
        return False  # "a fait évacuer la salle", not "a fait vivre", "a fait tout pour gagner"
    if not any(lemma in status[name] for name in ("expected_to", "possible_to", "denied_to", "happened_to")):
        return False
    one.chain = (*one.chain, (lemma, one.head))
    one.head, one.verb = two.head, two.verb
    one.led, one.passive = one.passive, False
    return True


def fronted(tokens: Tokens, a: int, b: int, lexicon: Lexicon) -> bool:
    """A condition without "if": "Sollte das Gericht zustimmen, beginnt der Bau", "Scheitern sie, droht ein Streik"."""
    if not lexicon.large or a + 2 >= b or (not tokens.words[a].verb and not tokens.words[a].bits & AUXILIARY):
        return False
    return any(
        tokens.lows[j] == ","
        and (
            tokens.words[j + 1].verb
            or tokens.words[j + 1].bits & AUXILIARY
            or tokens.lows[j + 1] in lexicon.grammar["then"]
        )
        for j in range(a + 2, min(b - 1, a + 30))
    )
