"""A happening said as a headline: who, the verb in the present, and as many whole phrases as sixty characters hold.

Never cut inside a phrase; times, brackets, asides and clauses of their own are left out; a name stands for a pronoun.
Where it does not fit otherwise, articles go first, as in any headline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.extract import flag
from dashboard.extract.actors.given import is_given
from dashboard.extract.lexicon import BASE, PART, PAST, Happening, Lexicon
from dashboard.extract.phrases import HOLDS, LONGEST, Rest, fit, phrases, plain
from dashboard.extract.suffixes import third_person
from dashboard.extract.tokens import Group, Tokens
from dashboard.model import ActorMention, Kind, Status
from dashboard.rules import rules

_SPACE = re.compile(r"\s+")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_HELD = re.compile(rf" ?{HOLDS}")


_FAMILY_FIRST = re.compile(r"[A-Z][a-z]+-[a-z]+")  # a given name of East Asia: "Lee Jae-myung", no "Karim al-Said"


def short(name: str, kind: str, lexicon: Lexicon) -> str:
    """A name as a headline writes it: a person by surname, some countries and bodies by their letters."""
    if name in lexicon.names:
        return lexicon.names[name]
    parts, parts_of_names = name.split(), rules("all.names")["parts"]
    if kind != "person" or len(parts) < 2:
        return name
    if len(parts) == 2 and _FAMILY_FIRST.fullmatch(parts[1]):
        return parts[0]
    first = 1
    if lexicon.grammar["two_surnames"] and len(parts) > 2 and is_given(parts[0]):
        first = next((n for n, part in enumerate(parts) if n and not is_given(part)), len(parts) - 1)
    for n, part in enumerate(parts[1:], 1):
        if part.lower() in parts_of_names["surname"] and n + 1 < len(parts):
            return " ".join(parts[min(n, first) if first > 1 or lexicon.grammar["two_surnames"] else n :])
    if lexicon.grammar["two_surnames"] and len(parts) > 2 and is_given(parts[0]):
        return " ".join(parts[first:])  # "Isabel Díaz Ayuso", "Juan Manuel Santos"
    if parts[-1].rstrip(".") in parts_of_names["junior"]:
        return parts[-2] if len(parts) > 2 else name  # "Vinicius Junior"
    return parts[-1]


def called(m: ActorMention, lexicon: Lexicon) -> str:
    """A mention as a headline writes it; a long name as the text shortens it."""
    name = short(m.actor, str(m.kind), lexicon)
    return m.text if len(name) > 28 and len(m.text) < len(name) else name


def all_called(people: Sequence[ActorMention], lexicon: Lexicon) -> list[str]:
    """Mentions as a headline writes them."""
    names = [called(m, lexicon) for m in people] if people else []
    if len(names) > 1 and len(set(names)) < len(names):  # "Thomas Sam and Gloria Sam"
        names = [m.actor if names.count(name) > 1 else name for m, name in zip(people, names, strict=True)]
    return names


def joined(names: Sequence[str], lexicon: Lexicon) -> str:
    """Up to three names as prose, of more the first two and that there are others."""
    if len(names) < 2:
        return "".join(names)
    if len(names) > 3:
        return lexicon.patterns["others"].format(who=", ".join(names[:2]))
    return f"{', '.join(names[:-1])} {lexicon.patterns['and']} {names[-1]}"


_LATER = frozenset(("future", "would", "base", "gerund", "modal"))


@dataclass(slots=True)
class Told:
    """The headline of a clause, "" where nothing fits; the subject that it names; whether the verb is all it adds."""

    label: str
    who: str
    bare: bool


def of_verb(
    group: Group,
    tokens: Tokens,
    lexicon: Lexicon,
    subjects: Sequence[str],
    plural: bool,
    status: Status,
    skip: Sequence[tuple[int, int]],
    *,
    end: int,
    noun: int | None = None,
    stated: str = "",
    says: str = "",
    object_: str = "",
    pronoun: bool = False,
    doer: bool = False,
    found: str = "",
    rooms: Sequence[int] = (LONGEST,),
) -> Told:
    """The headline of a clause, with the first of the subjects and in the first of the rooms where it fits.

    `subjects` are the subject as a reader should see it, longest first; `end` the token where its phrases end; `noun`
    the token of the noun that names the happening after a light verb; `stated` the content of a saying, itself a
    headline, and `says` the verb to put before it where the clause's own does not do; `object_` an object that stands
    before the clause, or that the `pronoun` behind the verb means; `doer` that the subject could have done it as well;
    `found` the word without which it says nothing; `rooms` the letters it may have.
    """
    own = verb_of(group, tokens, plural, status, lexicon.patterns)
    verb, rest, named = says if says and stated else own, None, Told("", "", False)
    is_ = lexicon.patterns["were" if plural else "was"] if doer and _looks_done(group, status, lexicon) else ""
    for room, who in ((room - len(is_), who) for room in rooms for who in subjects):
        label = fit(lexicon, f"{who} {verb}", [stated]) if stated else ""
        if not label:
            rest = rest or Rest(tokens, group.head + 1 + pronoun, end, skip, object_)
            parts = rest.behind(f"{who} {verb}")
            label = fit(lexicon, f"{who} {verb}", parts, room) if parts else f"{who} {verb}"
            if noun is not None and tokens.lows[noun] not in label.lower().split():
                name = phrases(tokens, _phrase_start(tokens, noun), end, skip)[:1]
                head = f"{who}:" if name and len(who) + len(name[0]) < LONGEST else ""
                label = fit(lexicon, head, name, room)
                if label and not named.label:
                    named = Told(upper_first(label), who, False)
                continue  # a shorter subject may leave room for the verb
        if found and found not in label.split():
            continue
        if label and (written := upper_first(label)):
            bare = label == f"{who} {own}"
            if is_ and lexicon.grammar["agent"].isdisjoint(label.split()):
                written = written.replace(f" {own}", f" {is_} {own}", 1)
            return Told(written, who, bare)
    return named


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


def undergone(group: Group, tokens: Tokens, lexicon: Lexicon, skip: Sequence[tuple[int, int]], end: int) -> str:
    """A clause without a subject to name, told from its object: "All 228 on board killed"; "" where that cannot be."""
    done = group.tense in ("past", "perfect") and not group.passive and group.known
    if not (done and group.verb.forms & PART) or not (parts := phrases(tokens, group.head + 1, end, skip)):
        return ""
    first = parts[0].split()
    if first[0].endswith(lexicon.manner) or first[0].lower() in lexicon.grammar["adverbs"]:
        return ""
    if (
        first[0].lower() in lexicon.grammar["preposed"]
        or first[0].lower() in lexicon.grammar["prepositions"]
        or first[-1].lower() in lexicon.grammar["open"]
        or not 1 < len(first) < 8
    ):
        return ""
    own = tokens.written(group.head)
    return upper_first(fit(lexicon, "", [f"{plain(parts[0], lexicon.articles)} {own}", *parts[1:]]))


def of_content(
    group: Group,
    tokens: Tokens,
    lexicon: Lexicon,
    skip: Sequence[tuple[int, int]],
    end: int,
    described: Group | None,
    conditioned: bool,
) -> str:
    """What a saying says, short enough to follow "X says": subject without its complements, verb group, phrases.

    `described` is the participle that describes the subject: "the team formed in May had been merged"; what is
    `conditioned` keeps its "would".
    """
    a, stop = (described.start, described.first) if described else (group.start, group.first)
    if a + 1 < stop and _CLOCK.fullmatch(tokens.lows[a]):
        a += 1  # of a ticker: "09:03 Ada Berg will speak, her office says"
    while a < stop and (tokens.words[a].bits & flag.JOINS or not tokens.lows[a][0].isalnum()):
        a += 1
    own = stop - 1
    if own > a and tokens.lows[own] in lexicon.grammar["relative"]:
        return ""  # "said it was Berg who left"
    if own > a and tokens.words[own].bits & flag.PRONOUNS:
        if any(tokens.words[j].bits & (flag.BE | flag.HAVE | flag.SUBORDINATORS) for j in range(a + 1, own)):
            return ""  # "said that a meeting was possible if it would help"
        a = own  # "told police he left"
    subject = phrases(tokens, a, stop, skip, titled=False)
    if len(subject) > 1 and subject[1].split(" ")[0] == lexicon.patterns["and"]:
        subject[0] = f"{subject[0]} {subject[1]}"  # "Berg and Visser have agreed"
    if len(subject) > 1 and " ".join(tokens.lows[a : a + 2]) in lexicon.grammar["about"]:
        subject[0] = f"{subject[0]} {subject[1]}"  # "up to | 40 workers"
    subject = subject[:1]
    if not subject or subject[0].lower().split()[0] in lexicon.grammar["leaning"]:
        return ""
    common = tokens.words[a].bits or tokens.lows[a] in tokens.grammar["arms"]  # "says workers will strike"
    if common and tokens.lows[a] not in tokens.grammar["written_large"]:
        subject[0] = subject[0][:1].lower() + subject[0][1:]
    verb = _SPACE.sub(" ", tokens.written(group.first, group.head + 1))
    verb = verb if conditioned else _retold(group, tokens, lexicon, verb)
    rest = phrases(tokens, group.head + 1, end, skip, titled=False)
    if len(rest) > 1 and rest[0].lower() in lexicon.grammar["prepositions"]:
        rest = [f"{rest[0]} {rest[1]}"]  # "put up | to 8,500 soldiers"
    says_that = not lexicon.grammar["that"].isdisjoint(tokens.lows[end : end + 1])
    if tokens.words[own].bits & flag.IT and group.passive and not says_that:
        return ""  # "it was not known whether"
    if not rest:
        alone = group.verb.lemma in lexicon.grammar["clause_too"] or tokens.words[group.head].bits & (
            flag.BE | flag.HAVE
        )
        return "" if alone else f"{subject[0]} {verb}"
    last = rest[0].split()
    if last[-1].lower() in lexicon.grammar["pronoun_objects"]:
        return f"{subject[0]} {verb}" if tokens.words[group.head].bits else ""
    to_do = group.verb.lemma in lexicon.status["expected_to"] and len(rest) > 1 and group.end < end
    whole = f"{rest[0]} {rest[1]}" if to_do else rest[0]  # "expects prices to fall"
    for part in (whole, rest[0], rest[0].split(" of ")[0]):
        if len(label := f"{subject[0]} {verb} {part}") <= LONGEST - 8:
            return label
    return ""


def _retold(group: Group, tokens: Tokens, lexicon: Lexicon, verb: str) -> str:
    """The verb group of what was said, as one in the present says it: "says she will stay", "says it is closing"."""
    first = tokens.lows[group.first]
    if not (group.tense == "would" or group.progressive) or first not in lexicon.patterns:
        return verb
    return f"{lexicon.patterns[first]}{verb[len(first) :]}"


def _phrase_start(tokens: Tokens, noun: int) -> int:
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


def verb_of(group: Group, tokens: Tokens, plural: bool, status: Status, said: Mapping[str, str]) -> str:
    """The verb as the headline has it, behind the word that says it is only alleged."""
    verb = _inflected(group, tokens, plural, status, said)
    return f"{group.hedged} {verb}" if group.hedged else verb


def _inflected(group: Group, tokens: Tokens, plural: bool, status: Status, said: Mapping[str, str]) -> str:
    own = tokens.written(group.head)
    lemma = group.verb.lemma
    if group.chain and (group.led or group.passive) and status in (Status.HAPPENED, Status.POSSIBLE):
        return _SPACE.sub(" ", tokens.written(group.chain[0][1], group.head + 1))
    if group.chain and status is not Status.EXPECTED and not group.led:  # "refuses to sign"
        first, at = group.chain[0]
        rest = _SPACE.sub(" ", tokens.written(at + 1, group.head + 1))
        if status is Status.DENIED and 0 <= group.negated < at:  # "has not begun to sell", "has no plans to sell"
            return f"{said['negated_many' if plural else 'negated'].format(verb=first)} {rest}"
        return f"{first if plural else third_person(first)} {rest}"
    known = group.known or group.verb.present != lemma
    if group.negated >= 0 and status is Status.DENIED:
        if group.tense == "future" and group.negated < group.head:  # not "was to testify but did not appear"
            return said["refused_form"].format(verb=own) if group.passive else said["refused"].format(verb=lemma)
        if group.passive or not known:
            return said["negated_form"].format(verb=own)
        return said["negated_many" if plural else "negated"].format(verb=lemma)
    if group.tense == "modal" and status is Status.EXPECTED and tokens.lows[group.first] in tokens.grammar["obliged"]:
        return said["obliged_form"].format(verb=own) if group.passive else said["obliged"].format(verb=lemma)
    if (group.chain or group.tense in _LATER) and status is Status.EXPECTED:
        return said["expected_form"].format(verb=own) if group.passive else said["expected"].format(verb=lemma)
    if group.tense in ("would", "future") and status is Status.POSSIBLE:
        return said["conditional_form"].format(verb=own) if group.passive else said["conditional"].format(verb=lemma)
    if group.tense == "modal" and any(word.bits & flag.HAVE for word in tokens.words[group.first : group.head]):
        return _SPACE.sub(" ", tokens.written(group.first, group.head + 1))  # "may have killed"
    if group.tense in ("modal", "gerund") and status is Status.POSSIBLE:
        return said["possible_form"].format(verb=own) if group.passive else said["possible"].format(verb=lemma)
    if group.passive or group.tense == "participle":
        return own
    if group.progressive and known and status is Status.ONGOING:
        return lemma if plural else group.verb.present
    return (lemma if plural else group.verb.present) if known else own


def of_noun(
    tokens: Tokens,
    lexicon: Lexicon,
    begin: int,
    stop: int,
    people: Sequence[ActorMention],
    places: Sequence[str],
    kind: Happening,
    skip: Sequence[tuple[int, int]],
) -> str:
    """The headline of a noun's happening: its pattern where actors and place fill it, else the noun phrase."""
    who = all_called(people, lexicon)
    pattern = kind.label if len(who) > 1 else kind.label_one
    if who and pattern and "{place}" in pattern and places:
        label = pattern.format(who=joined(who, lexicon), place=places[0])
        if len(label) <= LONGEST:
            return upper_first(label)
    parts = phrases(tokens, begin, stop, skip)
    if len(" ".join(parts)) > LONGEST:
        parts = phrases(tokens, begin, stop, skip, titled=False)
    while parts and parts[0].split()[0].lower() in lexicon.grammar["open"]:
        rest = parts[0].split()[1:]
        parts = [" ".join(rest), *parts[1:]] if rest else parts[1:]
    return upper_first(fit(lexicon, "", parts)) if parts else ""


def is_plural(who: str, lexicon: Lexicon) -> bool:
    """The noun phrase takes a plural verb: the noun before its first preposition ends like one."""
    words = who.lower().split()
    governs = lexicon.grammar["prepositions"]
    cut = len(words)
    for n in range(1, cut):
        doing = words[n].endswith("ing") and words[n - 1].endswith("s")  # "residents sheltering in tents"
        if doing or (words[n] in governs and words[n] not in lexicon.grammar["comparing"]):  # "more than 800"
            cut = n
            break
    head = words[cut - 1] if cut else ""
    if head.isdigit() and cut > 1 and words[cut - 2] not in lexicon.words:
        rough = " ".join(words[cut - 3 : cut - 1]) in lexicon.grammar["about"]  # "at least 90 of the animals"
        if not rough:
            return False  # "a Boeing 737"
    if lexicon.patterns["and"] in words[:cut]:
        return True
    if words[:1] and words[0] in lexicon.grammar["singular"] and cut > 1 and not _counts(words[1:cut], lexicon):
        return False  # "a ferry carrying 120 passengers"
    if head in lexicon.grammar["many"]:
        return True
    if head in lexicon.grammar["singular_in_s"]:
        return False
    figure = head.replace(",", "").replace(".", "")
    return (figure.isdigit() and figure != "1") or (head.endswith("s") and not head.endswith(("ss", "us", "is", "'s")))


def are_many(one: ActorMention, name: str, tokens: Tokens, lexicon: Lexicon) -> bool:
    """The name alone takes a plural verb: "Houthis", "the Boston Celtics", "Wolverhampton Wanderers"; not "the United
    Nations", "the NHS"."""
    grammar, last = lexicon.grammar, name.lower().rpartition(" ")[2]
    if one.kind is Kind.GROUP:
        return is_plural(name, lexicon)
    if one.kind is not Kind.ORGANIZATION or last in grammar["teams"]:
        return last in grammar["teams"]
    if one.text.rpartition(" ")[2].isupper():
        return False
    written, before = one.text.lower().split(), tokens.index(one.start) - 1
    the = written[0] in grammar["the"] or (before >= 0 and tokens.lows[before] in grammar["the"])
    plain = last == written[-1] and last not in grammar["one_in_s"] and grammar["prepositions"].isdisjoint(written)
    return the and plain and is_plural(last, lexicon)


def _counts(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Of what follows "a" many are meant: "a dozen workers", "a further 12", "an estimated 40 people"."""
    if words[0] in lexicon.grammar["numerals"]:
        return True
    carrying = next((n for n, word in enumerate(words) if word.endswith("ing")), len(words))
    return any(word[0].isdigit() and not word.endswith(("th", "st", "nd", "rd")) for word in words[:carrying])


def core(who: str, lexicon: Lexicon) -> str:
    """A noun phrase without what hangs on it: "A ferry" for "A ferry with 189 people on board"."""
    parts = who.split()
    governs = lexicon.grammar["prepositions"] - lexicon.grammar["clinging"]
    cuts = (n for n, w in enumerate(parts) if n > 1 and w in governs and not _to_do(parts, n, lexicon))
    kept = parts[: next(cuts, len(parts))]
    return " ".join(kept[:-1] if len(kept) > 2 and len(kept) < len(parts) and kept[-1].endswith("ed") else kept)


def _to_do(parts: Sequence[str], n: int, lexicon: Lexicon) -> bool:
    """An infinitive begins at word n: "a plan to close the port", not "a letter to the port"."""
    after = lexicon.words.get(parts[n + 1]) if n + 1 < len(parts) and parts[n] in lexicon.grammar["to"] else None
    return after is not None and after.verb is not None and bool(after.verb.forms & BASE)


def again(text: str, lexicon: Lexicon) -> str:
    """What was named before, as it is called again: "the ferry" for "a ferry with 40 people", "the two men", "the
    workers"; "" for what has no article or number and is no plural."""
    whole = core(text, lexicon)
    first, _, rest = whole.partition(" ")
    low, known = first.lower(), lexicon.words.get(first.lower())
    bare = (known is None or not known.bits) and low.isalpha() and not lexicon.free
    bare = (
        bare
        and (not rest or (rest.islower() and (first.islower() or known is not None)))
        and low not in lexicon.grammar["quantities"]
    )
    if bare and is_plural(whole, lexicon):
        return lexicon.patterns["again"].format(what=whole[:1].lower() + whole[1:])
    if bare and whole.islower() and rest:
        return whole  # "martial law"
    if not rest or not (low[0].isdigit() or (known is not None and known.bits & flag.DETERMINERS)):
        return ""
    alone = low in lexicon.grammar["article"] or (known is not None and bool(known.bits & flag.POSSESSIVE))
    return lexicon.patterns["again"].format(what=rest if alone else f"{low} {rest}")


def upper_first(label: str) -> str:
    """First letter large, the rest as it is; a name that is written so keeps its small one: "iPhone"."""
    label = _HELD.sub(" ", label) if HOLDS in label else label
    if len(label) < 4:
        return ""
    first = label.split(" ", 1)[0]
    elided = first[1:2] in ("'", "’")  # "l'OM"
    own = first[1:] != first[1:].lower() and "-" not in first and not elided
    return label if own else label[:1].upper() + label[1:]
