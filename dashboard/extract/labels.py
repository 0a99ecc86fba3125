"""What a headline calls somebody or something: names in short, noun phrases without what hangs on them, how many.

A happening that a noun names is told by this alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.extract import flag
from dashboard.extract.actors.given import is_given
from dashboard.extract.fitting import fit
from dashboard.extract.lexicon import BASE, Happening, Lexicon
from dashboard.extract.phrases import HOLDS, LONGEST, phrases
from dashboard.extract.tokens import Tokens
from dashboard.model import ActorMention, Kind
from dashboard.rules import rules

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
    flight = cut > 1 and words[cut - 2] in lexicon.grammar["flights"]  # "Norsa Air Flight 12"
    if head.isdigit() and cut > 1 and (flight or words[cut - 2] not in lexicon.words):
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
    """The name alone takes a plural verb: "Houthis", "the Boston Celtics", "Wolverhampton Wanderers", "a number of
    Celtics"; not "the United Nations", "the NHS"."""
    grammar, last = lexicon.grammar, name.lower().rpartition(" ")[2]
    if one.kind is Kind.GROUP:
        return is_plural(name, lexicon)
    if one.kind is not Kind.ORGANIZATION or last in grammar["teams"]:
        return last in grammar["teams"]
    if one.text.rpartition(" ")[2].isupper():
        return False
    written, before = one.text.lower().split(), tokens.index(one.start) - 1
    the = written[0] in grammar["the"] or (before >= 0 and tokens.lows[before] in grammar["the"])
    of = before > 0 and tokens.lows[before] in grammar["of"] and tokens.lows[before - 1] in grammar["quantities"]
    plain = last == written[-1] and last not in grammar["one_in_s"] and grammar["prepositions"].isdisjoint(written)
    return (the or of) and plain and is_plural(last, lexicon)


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
