"""A verb as a headline tells it: who, the verb in the present, and as many whole phrases as sixty characters hold.

Never cut inside a phrase; times, brackets, asides and clauses of their own are left out; a name stands for a pronoun.
Where it does not fit otherwise, articles go first, as in any headline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.extract import flag
from dashboard.extract.fitting import fit
from dashboard.extract.labels import upper_first
from dashboard.extract.lexicon import PART, PAST, Lexicon, spoken
from dashboard.extract.phrases import LONGEST, Rest, phrases, plain
from dashboard.extract.scene import Scene
from dashboard.extract.suffixes import third_person
from dashboard.extract.tokens import Group, Tokens
from dashboard.model import Status

_LATER = frozenset(("future", "would", "base", "gerund", "modal"))


@dataclass(slots=True)
class Subject:
    """Who or what a clause is about, as a headline may call it."""

    forms: Sequence[str]  # longest first
    plural: bool  # takes a plural verb
    doer: bool = False  # could as well have done what was done to it: "Berg is shot", not "Berg shot"


@dataclass(slots=True)
class Complement:
    """What a headline may say behind the verb of a clause."""

    end: int  # token where the phrases of the clause end
    skip: Sequence[tuple[int, int]]  # characters that they leave out: the times
    before: str = ""  # an object that stands before the clause, or that the pronoun behind the verb means
    pronoun: bool = False  # the word right behind the verb is that pronoun
    stated: str = ""  # the content of a saying, itself a headline
    says: str = ""  # the verb to put before it where the clause's own does not do
    noun: int = -1  # token of the noun that names the happening after a light verb
    found: str = ""  # the word without which the headline says nothing


@dataclass(slots=True)
class Told:
    """The headline of a clause, "" where nothing fits; the subject that it names; whether the verb is all it adds."""

    label: str
    who: str
    bare: bool


def of_verb(
    scene: Scene,
    group: Group,
    subject: Subject,
    complement: Complement,
    status: Status,
    rooms: Sequence[int] = (LONGEST,),
) -> Told:
    """The headline of a clause, with the first form of its subject and in the first of the rooms where it fits.

    `rooms` are the letters that it may have.
    """
    tokens, words, after = scene.tokens, scene.words, complement
    own = _verb(scene, group, subject.plural, status)
    verb = after.says if after.says and after.stated else own
    to_be = subject.doer and _looks_done(group, status, words)
    is_ = words.patterns["were" if subject.plural else "was"] if to_be else ""
    rest: Rest | None = None
    named = Told("", "", False)
    for room, who in ((room - len(is_), who) for room in rooms for who in subject.forms):
        head = f"{who} {verb}"
        label = fit(words, head, [after.stated]) if after.stated else ""
        if not label:
            rest = rest or Rest(tokens, group.head + 1 + after.pronoun, after.end, after.skip, after.before)
            parts = rest.behind(head)
            label = fit(words, head, parts, room) if parts else head
            if after.noun >= 0 and tokens.lows[after.noun] not in label.lower().split():
                named = named if named.label else _by_noun(scene, who, after, room)
                continue  # a shorter subject may leave room for the verb
        if after.found and after.found not in label.split():
            continue
        whole = _says_all(tokens, group, after.end, label)
        if not after.stated and spoken(group.kind) and _breaks_off(label, words, whole):
            continue
        if label and (written := upper_first(label)):
            bare = label == f"{who} {own}"
            if is_ and words.grammar["agent"].isdisjoint(label.split()):
                written = written.replace(f" {own}", f" {is_} {own}", 1)
            return Told(written, who, bare)
    return named


def _says_all(tokens: Tokens, group: Group, end: int, label: str) -> bool:
    """The label ends with the last word of its sentence, before token `end`: "warns that risks remain"."""
    last = next((j for j in range(end - 1, group.head, -1) if tokens.lows[j][0].isalnum()), -1)
    closes = tokens.lows[last + 1 : last + 2] in ([], ["."])
    return last > group.head and closes and label.lower().rpartition(" ")[2] == tokens.lows[last]


def _breaks_off(label: str, lexicon: Lexicon, whole: bool) -> bool:
    """What a saying says behind "that" has no verb, or ends with one that wants more where it is not the `whole`:
    "notes that Sweden", "says that this concerns"."""
    told = label.lower().split()
    that = next((n for n, low in enumerate(told) if low in lexicon.grammar["that"]), len(told))
    thing, behind = [*told[that + 1 : that + 3], "", ""][:2]
    if thing[-1:] != "s" and thing in lexicon.words and lexicon.words[thing].noun and behind in lexicon.grammar["as"]:
        return False  # "rejects that bid as too low"
    words = [lexicon.words[low] for low in told[that + 1 :] if low in lexicon.words]
    unfinished = lexicon.grammar["unfinished"]
    acts = not unfinished.isdisjoint(told[that + 2 :]) or any(
        not word.noun and (word.verb is not None or word.bits & flag.AUXILIARIES) for word in words
    )
    return that < len(told) - 1 and (not acts or (told[-1] in unfinished and not whole))


def _by_noun(scene: Scene, who: str, complement: Complement, room: int) -> Told:
    """The headline by the noun that names the happening, where the verb leaves no room for it: "Berg: talks"."""
    tokens, noun = scene.tokens, complement.noun
    name = phrases(tokens, _phrase_start(tokens, noun), complement.end, complement.skip)[:1]
    head = f"{who}:" if name and len(who) + len(name[0]) < LONGEST else ""
    label = fit(scene.words, head, name, room)
    return Told(upper_first(label) if label else "", who, False)


def undergone(scene: Scene, group: Group, skip: Sequence[tuple[int, int]]) -> str:
    """A clause without a subject to name, told from its object: "All 228 on board killed"; "" where that cannot be."""
    tokens, words, grammar = scene.tokens, scene.words, scene.words.grammar
    done = group.tense in ("past", "perfect") and not group.passive and group.known
    if not (done and group.verb.forms & PART) or group.verb.lemma in grammar["not_undergone"]:
        return ""
    if not (parts := phrases(tokens, group.head + 1, scene.reach(group), skip)):
        return ""
    whole = parts[0].split()
    first, last = whole[0].lower(), whole[-1].lower()
    if whole[0].endswith(words.manner) or first in grammar["adverbs"] or not 1 < len(whole) < 8:
        return ""
    if first in grammar["preposed"] or first in grammar["prepositions"] or last in grammar["open"]:
        return ""
    own = tokens.written(group.head)
    return upper_first(fit(words, "", [f"{plain(parts[0], words.articles)} {own}", *parts[1:]]))


def _looks_done(group: Group, status: Status, lexicon: Lexicon) -> bool:
    """The participle of what somebody undergoes could be a past form: "Berg robbed", not "Berg beaten" or "elected"."""
    told = status not in (Status.EXPECTED, Status.DENIED) and group.tense not in ("modal", "would", "future")
    return (
        group.passive
        and told
        and not group.chain
        and bool(group.verb.forms & PAST)
        and group.verb.lemma not in lexicon.grammar["headlined"]
    )


def _phrase_start(tokens: Tokens, noun: int) -> int:
    """Where the words begin that stand before a noun and belong to it, behind its article."""
    a = noun
    while (
        a > 0
        and (tokens.lows[a - 1][0].isalnum() or tokens.lows[a - 1] == "-")
        and tokens.lows[a - 1] not in tokens.grammar["article"]
        and not tokens.words[a - 1].bits & (flag.PREPOSITIONS | flag.POSSESSIVE)
        and (tokens.words[a - 1].verb is None or tokens.words[a - 1].noun)
    ):
        a -= 1
    return a


def _verb(scene: Scene, group: Group, plural: bool, status: Status) -> str:
    """The verb as the headline has it, behind the word that says it is only alleged."""
    verb = _inflected(scene, group, plural, status)
    return f"{group.hedged} {verb}" if group.hedged else verb


def _plain(group: Group, lexicon: Lexicon) -> str:
    """The verb as many do it, also where it is read as another one: "tell" of "told residents to leave"."""
    present = lexicon.words.get(group.verb.present)
    return present.verb.lemma if present is not None and present.verb is not None else group.verb.lemma


def _inflected(scene: Scene, group: Group, plural: bool, status: Status) -> str:
    """The verb with the words around it that say how it is meant: "refuses to sign", "expected to sign", "to be
    signed"."""
    tokens, said = scene.tokens, scene.words.patterns
    own, lemma = tokens.written(group.head), _plain(group, scene.words)
    if group.host and group.head < group.host[0]:
        own = own.lower()  # "Founded in May, the airline": the verb opens its sentence
    if group.chain and (group.led or group.passive) and status in (Status.HAPPENED, Status.POSSIBLE):
        return tokens.on_one_line(group.chain[0][1], group.head + 1)
    if group.chain and group.led and status is Status.DENIED and 0 <= group.negated < group.chain[0][1]:
        planned = tokens.on_one_line(group.chain[0][1], group.head + 1)
        return said["negated_form"].format(verb=planned)  # "not expected to attend"
    if group.tense == "future" and status is Status.DENIED and 0 <= group.negated < group.head:
        near = tokens.lows[group.negated : group.negated + 2]
        if not tokens.grammar["chances"].isdisjoint(near):
            return tokens.on_one_line(group.negated, group.head + 1)  # "unlikely to stand", "not likely to win"
    if group.chain and status is not Status.EXPECTED and not group.led:  # "refuses to sign"
        first, at = group.chain[0]
        rest = tokens.on_one_line(at + 1, group.head + 1)
        if status is Status.DENIED and 0 <= group.negated < at:  # "has not begun to sell", "has no plans to sell"
            return f"{said['negated_many' if plural else 'negated'].format(verb=first)} {rest}"
        return f"{first if plural else third_person(first)} {rest}"
    known = group.known or group.verb.present != lemma
    active, passive = _turn(group, tokens, plural, status)
    form = lemma if plural else group.verb.present
    if active and group.negated >= 0 and " " in form:  # "is not in talks"
        return form.replace(" ", f" {tokens.lows[group.negated]} ", 1)
    if active:
        done = group.passive or (passive == "negated_form" and not known)
        return said[passive].format(verb=own) if done else said[active].format(verb=lemma)
    if _may_have(group, tokens):
        return tokens.on_one_line(group.first, group.head + 1)
    if group.passive or group.tense == "participle":
        return own
    return form if known else own


def _turn(group: Group, tokens: Tokens, plural: bool, status: Status) -> tuple[str, str]:
    """The phrases of the language that say how a verb is meant, active and passive; "" where it stands alone."""
    if group.negated >= 0 and status is Status.DENIED:
        if group.tense == "future" and group.negated < group.head:  # not "was to testify but did not appear"
            return "refused", "refused_form"
        return "negated_many" if plural else "negated", "negated_form"
    if status is Status.EXPECTED:
        if group.tense == "modal" and tokens.lows[group.first] in tokens.grammar["obliged"]:
            return "obliged", "obliged_form"
        if group.chain or group.tense in _LATER:
            return "expected", "expected_form"
    if status is Status.POSSIBLE:
        if group.tense in ("would", "future"):
            return "conditional", "conditional_form"
        if group.tense in ("modal", "gerund") and not _may_have(group, tokens):
            return "possible", "possible_form"
    return "", ""


def _may_have(group: Group, tokens: Tokens) -> bool:
    """ "May have killed": what may be so lies behind."""
    if group.tense != "modal":
        return False
    return any(word.bits & flag.HAVE for word in tokens.words[group.first : group.head])
