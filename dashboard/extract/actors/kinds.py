"""What the words around a name make of one that no table knows: of what kind it is, or a thing, and so nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dashboard.extract.actors.context import (
    NEXT,
    NOUN_AFTER,
    OWN,
    QUOTED,
    acts,
    behind_article,
    led_by,
    over_elision,
    words_before,
)
from dashboard.extract.actors.declined import given_name, is_foreign, of_stem
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import PERSON, Piece
from dashboard.extract.actors.scan import LOWER, UPPER
from dashboard.extract.actors.shapes import is_everyday, is_given
from dashboard.model import Kind

VERSUS = re.compile(r"\b([A-Z]\w+) v\. ([A-Z]\w+)")
OWNED = re.compile(r"'s ([A-Z][a-z]+)")
AGE = re.compile(r", \d\d?,")
ACRONYM = re.compile(r" \([A-Z][A-Za-z&-]{1,7}\)")
LETTERS = re.compile(r" \([A-Z][a-z]*[A-Z]")
OFFICE_NEXT = re.compile(rf" (?P<office>(?:[{LOWER}-]+ ){{0,2}}[{LOWER}-]+) [{UPPER}]")
NOUNS_AFTER = re.compile(rf" ([{LOWER}]+)(?: ([{LOWER}]+))?")
EXAMPLES = (
    ("examples.organizations", Kind.ORGANIZATION),
    ("examples.people", Kind.PERSON),
    ("examples.places", Kind.PLACE),
)
Vote = tuple[Kind | None, str]  # what a name is, and why


def parties(text: str) -> frozenset[str]:
    """The names of court cases, "Roe v. Wade": they are no persons here."""
    return (
        frozenset(name for match in VERSUS.finditer(text) for name in match.groups()) if " v. " in text else frozenset()
    )


def is_thing(piece: Piece, text: str, lex: Lexicon) -> bool:
    """A ship, a book, a storm, or the name after a number: "aboard Freewinds", "Boeing 737 MAX"."""
    start = piece.start
    while start and text[start - 1] in '"(':
        start -= 1
    if piece.single and text.startswith("'s ", piece.end):
        owned = OWNED.match(text, piece.end)
        if owned is not None and owned[1] in lex.words["never.heads"]:
            return True  # "Moore's Law"
    before = led_by(piece, text) if start == piece.start else words_before(text, start)
    last = _but_articles(before, lex)
    if last[:1].isdigit() and piece.single:
        if piece.text.isupper():
            return True
        last = before[-2] if len(before) > 1 else ""  # "the asteroid 4412 Vesna"
    doing = before[-2] if len(before) > 1 else ""
    if last.lower() in lex.words.get("never.verbs", ()) and doing.lower() in lex.words["never.verbs_behind"]:
        return False
    somebody = last in lex.words.get("never.calls", ()) and is_given(piece.text.split()[0], lex)
    if somebody and (doing[:1].isupper() or doing in lex.words["never.callers"]):
        return False
    if last.lower() in lex.words["never.before"] or (
        before and _described(list(before), lex) in lex.words["never.before"]
    ):
        return True
    if is_foreign(piece.text, lex) and lex.begins(last.lower(), "never.works"):
        return True  # "в журнале Nature"
    return _example_of(before, lex) in lex.words["examples.things"]


def _but_articles(before: Sequence[str], lex: Lexicon) -> str:
    """The last of the words that is no article; empty where there is none."""
    articles = lex.words["links.articles"]
    for word in reversed(before):
        if word not in articles:
            return word
    return ""


def vessels(pieces: Iterable[Piece], text: str, lex: Lexicon) -> frozenset[str]:
    """The names that an article gives to ships, storms and animals: they are nobody in the whole of it.

    A ship may bear a title: "the trawler Lady Brenda", "a frigate, the Admiral Golovko".
    """
    named = set()
    for piece in pieces:
        if piece.title in lex.words["titles.personal"] or piece.title in lex.words["titles.military"]:
            before = words_before(text, max(0, text.rfind(piece.title, 0, piece.start)))
            noun = _but_articles(before, lex)
            if (noun if before[-1:] == (noun,) else noun.rstrip(",")) in lex.words["never.vessels"]:
                named.add(piece.text)
        elif piece.known is None and piece.kind is not PERSON:
            before = led_by(piece, text)
            last = _but_articles(before, lex)
            low = last.lower()
            new = piece.kind is None and low in lex.words["never.launched"] and last is not before[-1]
            if new or low in lex.words["never.vessels"]:
                named.add(piece.text)
    for word in lex.words["never.baptised"]:
        if word in text:
            named.update(re.findall(rf"\b{word} ([A-Z]\w+)", text))
    return frozenset(named)


def kind_around(piece: Piece, text: str, lex: Lexicon) -> Vote:
    """What the surroundings make of a name whose own words do not tell, None where they do not either."""
    many = f"{piece.text}s"
    if many in lex.words["modifiers.groups"] and many not in lex.words["modifiers.camps"]:
        return None, ""  # "the Sikh group"
    quoted = piece.start > 1 and text[piece.start - 1] in QUOTED and text[piece.end : piece.end + 1] in QUOTED
    before = (words_before(text, piece.start - 1) if quoted else led_by(piece, text)) or over_elision(
        text, piece.start, lex
    )  # 'the company "Lestorg"'
    the = bool(before) and before[-1].lower() == "the"
    bare = [w for w in before if w != "the"]
    if _as_firms_are_called(piece, bare, lex):
        return Kind.ORGANIZATION, f"“{bare[-1]}” before it"
    if len(bare) > 1 and lex.stems and of_stem(bare[-1], lex) is not None and bare[-1].islower():
        del bare[-1]  # "la compañía portuguesa Norsa"
    last = bare[-1] if bare else ""
    following = text[piece.end : piece.end + 2]
    acronym = following == " (" and ACRONYM.match(text, piece.end) and LETTERS.match(text, piece.end)
    if acronym and (not piece.single or text[piece.end + 2] == piece.text[0]):
        # "Roubaix (Nord)" is a town, "Ada Dibaba (Kenya)" a runner, "Overhaul (MRO)" a part of more
        return Kind.ORGANIZATION, "its acronym follows"
    if quoted and last.lower() in lex.words["roles.nouns"] and lex.acts:
        return Kind.ORGANIZATION, f"“{last}” of it"  # "вратарь «Динамо»"
    if last.rstrip(",") in lex.words["roles.nouns"] and not the and not _firm_or_person(bare, lex):
        return Kind.PERSON, f"“{last}” before it"
    if following == ", ":
        if AGE.match(text, piece.end):
            return Kind.PERSON, "an age follows"
        if (called := _apposed(piece, text, lex)) is not None:
            return called
        noun = last[:-1] if last[-1:] == "," else ""
        if noun and (noun in lex.words["organizations.nouns"] or noun.lower() in lex.words["organizations.called"]):
            return Kind.ORGANIZATION, f"“{noun}” before it"  # "The firm, Korvia, said"
    found = _kind_before(piece, bare, the, text, lex) if bare else None
    if found is None:
        nouns = NOUNS_AFTER.match(text, piece.end)
        found = _kind_behind(piece, text, last, the, nouns.groups() if nouns else (None, None), lex)
    if found is not None:
        return found
    if the and not piece.single and acts(piece, text, lex):
        return Kind.ORGANIZATION, "a name with the article"
    if lex.patterns["firm"].match(text, piece.end):
        return Kind.ORGANIZATION, "what only a company has is its own"
    owning = lex.patterns["body"].match(text, piece.end)
    own = owning["own"] if owning else None
    theirs, low = own == "their", piece.text.lower()
    several = piece.initial and (own is None or theirs) and lex.ends(low, "common.many")
    several = several or (piece.initial and theirs and piece.single and lex.ends(low, "common.openers"))
    if owning and not (several or (theirs and last in lex.words["links.and"])):
        # "Maersk cut its costs", "said it would sail"; but "Thieves left their car", "Lee and Ott filed their papers"
        return Kind.ORGANIZATION, "“it” or “its” means the name"
    return None, ""


def _as_firms_are_called(piece: Piece, before: list[str], lex: Lexicon) -> bool:
    """ "le belge Univercells", "l'allemand Norsa": the adjective of a land, written small, for a noun is that
    of a firm, where peoples are written large."""
    articles = lex.words.get("organizations.by_land")
    if not (articles and before and piece.single) or is_given(piece.text, lex):
        return False
    led, elided, adjective = before[-1].rpartition("'")
    led = led if elided else before[-2] if len(before) > 1 else ""
    return led.lower() in articles and adjective.islower() and of_stem(adjective, lex) is not None


def _firm_or_person(before: list[str], lex: Lexicon) -> bool:
    """ "Blinkit rival Dunzo" may be both, "her rival Visser" is a person."""
    owner = before[-2].lower() if len(before) > 1 else ""
    return before[-1] in lex.words["organizations.nouns"] and owner not in lex.words["people.owners"]


def _apposed(piece: Piece, text: str, lex: Lexicon) -> Vote | None:
    """What a phrase behind the comma calls the name: "Norsa, another union, said", "Berg, a retired teacher"."""
    found = lex.patterns["apposed"].match(text, piece.end)
    if found is None:
        return None
    words, noun = lex.words, found["noun"]
    for listed, kind in (
        ("organizations.nouns", Kind.ORGANIZATION),
        ("roles.nouns", Kind.PERSON),
        ("demonyms.members", Kind.PERSON),
        ("places.nouns", Kind.PLACE),
    ):
        if noun in words[listed]:
            return kind, f"“{noun}” behind it"
    return None


def _example_of(before: Sequence[str], lex: Lexicon) -> str:
    """What many are of whom the next name is one, in small letters: "airlines" of "airlines such as"; else empty."""
    phrases, articles = lex.words["examples.behind"], lex.words["links.articles"]
    if not before or (before[-1] not in lex.words["examples.ends"] and before[-1].lower() not in articles):
        return ""
    while before and before[-1].lower() in articles:
        before = before[:-1]
    for size in (1, 2):
        said = " ".join(before[-size:])
        if said in phrases and len(before) > size and f"{before[-size - 1]} {said}" not in phrases:
            return before[-size - 1].rstrip(",").lower()
    return ""


def _kind_before(piece: Piece, before: list[str], the: bool, text: str, lex: Lexicon) -> Vote | None:
    """What the words before a name make of it, those without "the"; `the`: it stands right before the name."""
    words, last = lex.words, before[-1]
    owner = before[-2] if len(before) > 1 else ""
    capitals = piece.single and piece.text.isupper()
    if last in words["people.named"] and owner in words["roles.nouns"]:
        return Kind.PERSON, f"a {owner} of that name"
    if (many := _example_of(before, lex)) or (many := last) in words["examples.organizations"]:
        for listed, kind in EXAMPLES:
            if many in words[listed]:
                return kind, f"one of the {many}"
    noun = last.removesuffix(",")
    if capitals and noun != last and (noun in words["examples.organizations"] or noun in words["organizations.nouns"]):
        return Kind.ORGANIZATION, f"“{noun}” before it"  # "its unions, the TWU and the ASU"
    lives = last in words["places.dwelling"] and owner in words["places.dwellers"]
    of_it = last in words["places.of"] and (owner in words["places.nouns"] or owner in words["modifiers.groups"])
    of_it |= piece.single and last in words["places.of"] and owner.lower() in words.get("places.ruled_by", ())
    if lives or of_it:
        return Kind.PLACE, f"“{owner} {last}” before it"
    if last in words["organizations.at"] and (
        owner.lower() in words["roles.nouns"] or owner.lower()[:-1] in words["roles.nouns"]
    ):
        return Kind.ORGANIZATION, f"“{owner} {last}” before it"
    if last in words.get("places.before", ()) and not _acts_there(piece, owner, text, lex):
        return Kind.PLACE, f"“{last}” before it"
    if not piece.single and owner.lower() in words["roles.nouns"] and words.get("writing.firms"):
        return Kind.PERSON, f"“{owner}” before it"  # "глава компании Параг Агравал": a firm stands in quotation marks
    noun = _described(before, lex)
    if noun in words["organizations.nouns"] or noun.lower() in words["organizations.nouns"]:
        if _is_owner(piece, text, lex):
            return Kind.PERSON, f"“{noun}” of his"
        return Kind.ORGANIZATION, f"“{noun}” before it"
    if capitals and last.lower() in words.get("organizations.articles", ()):
        return Kind.ORGANIZATION, "capitals behind the article"
    if (capitals or (the and not piece.single)) and owner and last in words["links.of"]:
        named = owner[0].isupper() and owner not in words["actors.heads"]
        if owner in words["roles.nouns"] or (named and len(before) > 2 and before[-3][:1].isupper()):
            return Kind.ORGANIZATION, "somebody is of it"  # "Leung Yiu-chung of NWSC", "of the Consell Comarcal"
    if not the and last in words["places.in"] and owner.lower() in words["organizations.held"]:
        return Kind.ORGANIZATION, f"“{owner} in” it"
    of = last in words["links.of"] or last in words["places.of"]
    if not the and of and owner in words["organizations.has"]:
        return Kind.ORGANIZATION, f"“{owner} {last}” before it"
    return None


def _is_owner(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "Команда Лапина", "директора театра Веру Антонову": a person, where firms stand in quotation marks."""
    if not lex.words.get("writing.firms") or text[piece.end : piece.end + 1] in QUOTED:
        return False
    first = piece.text.partition(" ")[0]
    if not piece.single:
        return given_name(first, lex) != ""
    return lex.ends(first, "owners.men") or lex.ends(first, "owners.adjectival")


def _acts_there(piece: Piece, led: str, text: str, lex: Lexicon) -> bool:
    """ "В городе Петров встретил мэра": a surname right before what one man did, where only a place would be declined;
    "в городе Орлов прошёл митинг" tells what took place there."""
    words, after = lex.words, NEXT.match(text, piece.end)
    if led.lower() not in words["places.ground"] or not lex.ends(piece.text, "people.endings"):
        return False
    return after is not None and lex.ends(after[1], "acts.his") and after[1] not in words["acts.occur"]


def _described(before: list[str], lex: Lexicon) -> str:
    """The last word, over the adjectives behind a noun: "le constructeur automobile belge"."""
    adjectives = lex.words.get("organizations.adjectives", frozenset())
    at = len(before) - 1
    while adjectives and at > max(0, len(before) - 3) and (before[at] in adjectives or of_stem(before[at], lex)):
        at -= 1
    return before[at]


def _kind_behind(
    piece: Piece, text: str, last: str, the: bool, nouns: tuple[str | None, ...], lex: Lexicon
) -> Vote | None:
    """What the two words behind a name make of it, how it is formed, or `last`, the word before it."""
    words = lex.words
    low, noun = piece.text.lower(), nouns[0]
    everyday = low in words["common.words"]  # "Black members"
    opens = piece.single and piece.initial and not _may_open(piece.text, lex)
    if noun is not None and not (the or everyday or opens):
        served = _served(piece, text, lex)
        if served is not None:
            return served
    if last in words["places.taken"] and (piece.single or last not in words["places.caught"]):
        return Kind.PLACE, f"“{last}” before it"
    if piece.single:
        if noun in words["people.rule"] and not everyday:
            return Kind.PERSON, f"“{noun}” after it"
        if noun in words["places.nouns"]:
            return Kind.PLACE, f"“{noun}” after it"
        if noun in words["modifiers.tribal"] and not everyday:
            return Kind.GROUP, f"“{noun}” after it"
        if lex.ends(low, "places.suffixes"):
            return Kind.PLACE, "formed like a place"
        role = noun in words["roles.nouns"] and not lex.declension.given  # "в Доме архитектора"
        member = not everyday and (noun in words["organizations.members"] or role)
        if not piece.initial and (noun in words["organizations.papers"] or member):
            return Kind.ORGANIZATION, f"“{noun}” after it"
    owned, owner = words.get("people.owned", frozenset()), led_by(piece, text)[-2:-1]
    if not piece.single and last in words["places.of"] and owner and owner[0] in owned:
        return Kind.PERSON, f"“{owner[0]} {last}” before it"
    ground = words["places.unknown"] or words["places.ground"]
    named = (
        not piece.single and lex.declension.given and given_name(piece.text.partition(" ")[0], lex)
    )  # "на Ивана Орлова"
    here = last.lower() if lex.declension.given else last  # "В Перми": of a common noun elsewhere
    thing = lex.ends(piece.text.lower(), "places.things")  # "Einbrüche in Einfamilienhäuser"
    whom = here in words.get("places.at", ()) and lex.ends(piece.text, "places.attacked")
    quoted = text[piece.start - 1 : piece.start] in words.get("writing.firms", ())  # "перешёл в «Трактор»"
    own = named or thing or whom or quoted or OWN.match(text, piece.end) is not None
    if here in ground and not own and not piece.text.isupper():
        return Kind.PLACE, "where something is"
    if not (the or (piece.single and _in_a_phrase(piece, text, lex))):
        return None
    called = words["organizations.called"] if piece.single else words["organizations.nouns"]
    group = next((n for n in nouns[: 1 if piece.single else None] if n in called), None)
    return None if group is None else (Kind.ORGANIZATION, f"“{group}” after it")  # "the Salt Wolves biker gang"


def _may_open(name: str, lex: Lexicon) -> bool:
    """No everyday word and not formed like an adjective: "Wallabies coach Ann Lee", not "Populist senator Ann Lee"."""
    words, low = lex.words, name.lower()
    return not (is_everyday(low, lex) or name in words["titles.fields"] or lex.ends(low, "common.adjectival"))


def people(piece: Piece, text: str, lex: Lexicon) -> bool:
    """The name of a people, alone or before who of it acts: "the Turkana", "Hausa traders", not "Yoruba music".

    Those who think alike are one behind the article: "the Greens"; those of a faith where they act.
    """
    words = lex.words
    doubtful = piece.initial and piece.text in words["modifiers.camps"]  # "Greens are good for you"
    if piece.text in words["modifiers.groups"] and not doubtful and acts(piece, text, lex):
        return True
    if piece.text not in words["modifiers.peoples"] and not (
        piece.text in words["modifiers.camps"] and behind_article(piece, text, lex)
    ):
        return False
    noun = NOUN_AFTER.match(text, piece.end)
    behind = noun[1] if noun is not None else ""
    stated = behind in words["modifiers.folk"] or behind in words["people.nouns"]
    return stated or not behind or behind in words["starts.words"] or acts(piece, text, lex)


def _in_a_phrase(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "The opposition Harmony party": one small word stands between the article and the name."""
    before = led_by(piece, text)[-2:]
    return len(before) == 2 and before[1].isalpha() and before[1].islower() and before[0].lower() in lex.the


def _served(piece: Piece, text: str, lex: Lexicon) -> Vote | None:
    """A name before an office and who holds it is what the office is for: "Khorem mayor Ann Lee"."""
    words = lex.words
    found = OFFICE_NEXT.match(text, piece.end) if not lex.acts else None  # only where verbs are told by their form
    office = found["office"].split() if found is not None else [""]
    if office[-1] not in words["roles.nouns"] or not words["titles.small"] >= set(office):
        return None
    if words["places.served"].isdisjoint(office):
        return Kind.ORGANIZATION, f"“{office[-1]}” after it"
    return Kind.PLACE, f"“{' '.join(office)}” after it"
