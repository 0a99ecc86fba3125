"""What the words around a name say of it: actor, literal place or source, and whose office its bearer holds.

A capital is its government where it speaks, demands or is dealt with ("Beijing accused Taipei"), the city where something
happens ("flooding in Moscow"); an outlet that reports is a source; a byline or photo credit never acts.
"""

from __future__ import annotations

import re

from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.pieces import Piece
from dashboard.model import Block, Kind, Role

DATELINE = re.compile(
    r"\s*(?P<place>[^\W\d_][^\n(\d—–]{1,40}?)(?:, (?:[^\W\d_]{3,9}\.? )?\d{1,2}(?:,? \d{4})?)?,?\s*"
    r"(?:\((?P<agency>[^\W\d_][^\n()]{1,30})\)\s*(?:[—–]|-{1,2})|(?:—|–|--)\s)"
)
BYLINE = re.compile(r"\s*(?:By|Reporting by|Editing by|Written by|Photo:?|Image:?|Picture:?|Credit:?|Source:?)\s")
BEFORE_PLACE = re.compile(
    r"\b(?:in|inside|across|throughout|near|around|within|outside|at|(?:(?:in|of) (?:north|south|east|west|central)\w*)"
    r"|(?:visit(?:s|ed|ing)?|trips?|travel\w*|fl[ei]w|fly|flying|flies|arriv\w+|return\w*|mov\w+|c[oa]me|went|go|going|sent|drove) to"
    r"|(?:arriv\w+|land\w+) (?:in|at)|(?:visit(?:s|ed|ing)?|leaving|left|reached|entered|leaves))(?: the)? $",
    re.I,
)
BEFORE_CITY = re.compile(
    r"\b(?:in|at|near|to|from|of|for|outside|around|through|via|across|into|inside|downtown|throughout|over|on)(?: the)? $",
    re.I,
)
DEALT_WITH = re.compile(
    r"\b(?:with|against|by|between|government in|authorities in|regime in|leadership in|leaders in|on behalf of|pressure on|sanctions on"
    r"|warn\w*|accus\w+|urg\w+|ang\w+red|blam\w+|told|ask\w+|press\w+|criticis\w+|criticiz\w+|support\w*|help\w*|arm\w*|back\w*|threaten\w*|assur\w+|remind\w*|inform\w*)(?: \w+)? $",
    re.I,
)
GOVERNMENT_IN = re.compile(
    r"\b(?:government|authorities|regime|leadership|leaders|rulers|administration|officials) (?:in|of)(?: the)? $", re.I
)
ACTS = re.compile(
    r"(?:'s?)?(?:,? (?:and|or|,) [A-Z]\w+)* (?:has|have|had|is|are|was|were|will|would|could|may|might|must|should|can|does|did|do|also|now|again|still|then|not|never|later|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|x{3,9}) "
    r"|(?:'s?)?(?:,? (?:and|or|,) [A-Z]\w+)* (?!(?:based|born|hosted|located|bombed|attacked|flooded)\b)(?:[a-z]{2,}ed|[a-z]{2,}(?:s|es)|said|told|sent|took|gave|held|made|won|saw|put|set|cut|left|withdrew|began|sought|meant|kept|met|struck|hit|chose|spoke|fought|says)\b"
)
STATE_S = re.compile(r"'s? (?:[a-z]+ ){0,2}?(?P<noun>[A-Za-z]+)")
PRECEDING_AND = re.compile(r"(?:, |,? and |,? or | and the |/)$")
NEXT_WORD = re.compile(r"(?: |'s? )(?P<word>[A-Za-z-]+)(?: (?P<second>[A-Za-z-]+))?")
BORDER = re.compile(r"(?:border|borders) (?:with|of)(?: the)? $")
OFFICE_OF = re.compile(r"\b(?P<role>[a-z-]+)(?: [a-z]+)? (?:of|for)(?: the)? $")


def is_place(piece: Piece, text: str, previous: Piece | None, lex: Lexicon) -> bool:
    """A country or capital names the ground here and not the government."""
    entry = piece.known
    before = text[max(0, piece.start - 40) : piece.start]
    after = text[piece.end : piece.end + 60]
    if entry.sense == "country":
        if GOVERNMENT_IN.search(before):
            return False
        if BEFORE_PLACE.search(before):
            return not re.match(r"'s? ", after)
        if (
            previous is not None
            and previous.role is Role.PLACE
            and PRECEDING_AND.fullmatch(text[previous.end : piece.start])
        ):
            return not ACTS.match(after)
        return False
    if entry.sense == "seat":
        return bool(
            re.search(r"\b(?:in|at|near|to|from|outside|inside|around|of|into) (?:the )?$", before)
        ) and not GOVERNMENT_IN.search(before)
    return not capital_speaks(piece, text, previous, lex)


def capital_speaks(piece: Piece, text: str, previous: Piece | None, lex: Lexicon) -> bool:
    """A capital stands for its government: it is dealt with, or does what only governments do."""
    before = text[max(0, piece.start - 40) : piece.start]
    after = text[piece.end : piece.end + 60]
    if GOVERNMENT_IN.search(before):
        return True
    if after.startswith("-"):
        return False
    possessive = STATE_S.match(after)
    if BEFORE_PLACE.search(before):
        return False
    if possessive:
        return possessive["noun"] in lex.words["people.nouns"] and not BEFORE_CITY.search(before)
    if BEFORE_CITY.search(before):
        return False
    if DEALT_WITH.search(before):
        return True
    if (
        previous is not None
        and previous.known is not None
        and PRECEDING_AND.fullmatch(text[previous.end : piece.start])
    ):
        if previous.role is Role.PLACE:
            return False
        if previous.role is Role.ACTOR and previous.known.sense in ("capital", "country", "seat"):
            return True
    return bool(ACTS.match(after))


def demonym_acts(piece: Piece, text: str, lex: Lexicon) -> bool:
    """An adjective brings its country in before a noun of people or state, before a title, or in a headline pair."""
    after = text[piece.end : piece.end + 60]
    if after.startswith("-"):
        return True
    low = re.match(
        r"(?:,? (?:and|or) [A-Z]\w+| and [A-Z]\w+|, [A-Z]\w+)* (?P<one>[A-Za-z-]+)(?: (?P<two>[A-Za-z-]+))?(?: (?P<three>[A-Za-z-]+))?",
        after,
    )
    if low is None:
        return False
    nouns = lex.words["people.nouns"]
    offices = lex.words["titles.office"] | lex.words["roles.nouns"] | lex.words["organizations.heads"]
    for name in ("one", "two", "three"):
        word = low[name]
        if word is None:
            return False
        if word in nouns or word in offices or word.lower() in nouns:
            return True
        if name == "one" and word in ("and", "or", "language", "origin", "descent"):
            return False
    return False


def outlet_acts(piece: Piece, text: str, lex: Lexicon) -> bool:
    """An outlet that sues, hires or apologises is an actor; one that is sued too."""
    after = re.match(r"(?: has| have| had| will)? (?P<verb>[a-z]+)", text[piece.end : piece.end + 30])
    acts = lex.words["reports.acts"]
    if after is not None and after["verb"] in acts:
        return True
    before = re.search(r"(?P<verb>[a-z]+) $", text[max(0, piece.start - 20) : piece.start])
    return bool(before is not None and before["verb"] in acts)


def role_before(piece: Piece, text: str, lex: Lexicon) -> str:
    """The lower-case office right before a name: "spokesman" in "Putin's spokesman, Dmitry Peskov", else empty."""
    found = re.search(r"([a-z][a-z-]+)(?:,)? $", text[max(0, piece.start - 30) : piece.start])
    return found[1] if found is not None and found[1] in lex.words["roles.nouns"] else ""


def in_credit(block: Block, start: int, line: str) -> bool:
    """The name stands in a byline, a photo credit or a line that names the source."""
    return block is Block.CREDIT or bool(BYLINE.match(line))


GAP_TITLE = re.compile(r"(?:'s)?,?(?: (?P<words>[a-z-]+(?:[ -](?:[a-z-]+|and|of the|for|of)){0,5}),?)? ?$")


def office_between(left: Piece, right: Piece, text: str, lex: Lexicon) -> str | None:
    """The office that lies between a country or organization and a person; "" for a bare possessive; None where unrelated.

    "Russia's foreign minister, Sergei Lavrov", "his Russian counterpart Sergei Lavrov", "Germany's Olaf Scholz".
    """
    gap = text[left.end : right.start]
    if len(gap) > 60 or "\n" in gap:
        return None
    if gap == " " and right.title:
        return right.title
    if gap in ("'s ", "' "):
        return right.title
    found = GAP_TITLE.fullmatch(gap)
    if found is None or found["words"] is None:
        if right.title:
            head, _, rest = gap.partition(right.title)
            return right.title if rest in (" ", "") and head in (" ", "'s ", "' ", "'s former ", " former ") else None
        return None
    words = found["words"].split()
    roles = lex.words["roles.nouns"]
    if words[-1] in roles and all(len(w) > 1 for w in words) and not {"said", "says", "told", "and"} & set(words[:-1]):
        return found["words"]
    return None


def office_after(left: Piece, right: Piece, text: str, lex: Lexicon) -> str | None:
    """The office in "Emmanuel Macron, the French president" or "Tim Cook, head of Apple"; None where unrelated."""
    gap = text[left.end : right.start]
    if len(gap) > 50 or not gap.startswith(", ") or "\n" in gap:
        return None
    middle = gap[2:].strip()
    roles = lex.words["roles.nouns"]
    words = middle.replace("-", " ").split()
    if (
        right.known is not None
        and right.known.sense in ("adjective", "country")
        and middle in ("", "the", "a", "an", "the former", "a former", "former")
    ):
        following = re.match(r"(?:'s)? ([a-z]+)(?: ([a-z]+))?(?: ([a-z]+))?", text[right.end : right.end + 50])
        if following:
            for count in (1, 2, 3):
                if following[count] in roles:
                    return " ".join(filter(None, following.groups()[:count]))
        return None
    if words and words[-1] in ("of", "for", "at", "the") and any(w in roles for w in words):
        return " ".join(w for w in words if w not in ("the", "a", "an"))
    return None


SAID = re.compile(r",? (?:said|says|told|added|wrote|tweeted|argued|testified|wept|smiled|laughed|who)\b|, \d\d?,")
MOVED_BY = re.compile(r"\b(?:leaving|departing|departed|landed at|took off from|arrived at|flew (?:to|from)|bound for) $")
AGENT = re.compile(r"\b(?:[Bb]y|[Ww]ith|[Aa]gainst|joined|told|asked|accused|sued|between|from|said) $")


def person_said(piece: Piece, text: str) -> bool:
    """A verb of saying or an age stands at the name."""
    return bool(SAID.match(text[piece.end : piece.end + 24]))


def acts(piece: Piece, text: str) -> bool:
    """The bare name does something, owns something or is dealt with: more than a word with a capital."""
    after = text[piece.end : piece.end + 60]
    if re.match(r" ?'s? ", after) or AGENT.search(text[max(0, piece.start - 16) : piece.start]):
        return True
    return bool(ACTS.match(after))


def is_thing(piece: Piece, text: str, lex: Lexicon) -> bool:
    """A ship, a book, a storm, or the name after a number: "aboard Freewinds", "Boeing 737 MAX"."""
    before = text[max(0, piece.start - 30) : piece.start]
    if re.search(r"\d[\w-]* $", before) and piece.single and piece.text.isupper():
        return True
    word = re.search(r"([a-zA-Z-]+)(?: the| a| an)? [\"(]?$", before)
    return word is not None and word[1].lower() in lex.words["never.before"]


def kind_around(piece: Piece, text: str, lex: Lexicon) -> tuple[Kind | None, str]:
    """What the surroundings make of a name whose own words do not tell, None where they do not either."""
    before = text[max(0, piece.start - 30) : piece.start]
    after = text[piece.end : piece.end + 40]
    if re.match(r" \([A-Z][A-Za-z&-]{1,7}\)", after):
        return Kind.ORGANIZATION, "its acronym follows"
    if role := role_before(piece, text, lex):
        return Kind.PERSON, f"“{role}” before it"
    if re.match(r", \d\d?,", after):
        return Kind.PERSON, "an age follows"
    found = re.search(r"([a-z-]+)(?P<of> of)?(?: the)? $", before)
    if found is not None:
        if found["of"] is None and found[1] in lex.words["organizations.nouns"]:
            return Kind.ORGANIZATION, f"“{found[1]}” before it"
        if found["of"] is not None and found[1] in lex.words["places.nouns"]:
            return Kind.PLACE, f"“{found[1]} of” before it"
        if found["of"] is None and piece.single and found[1] in lex.words["places.taken"]:
            return Kind.PLACE, f"“{found[1]}” before it"
    found = re.match(r" ([a-z]+)", after)
    if found is not None and found[1] in ("government", "administration", "cabinet", "presidency") and piece.single:
        return Kind.PERSON, f"“{found[1]}” after it"
    if found is not None and found[1] in lex.words["places.nouns"] and piece.single:
        return Kind.PLACE, f"“{found[1]}” after it"
    if piece.single and piece.text.lower().endswith(tuple(lex.words["places.suffixes"])):
        return Kind.PLACE, "formed like a place"
    the = bool(re.search(r"\b[Tt]he $", before))
    if re.search(r"\b(?:in|at|near|outside|around|throughout|inside) (?:the )?$", before) and not re.match(
        r"'s", after
    ):
        return Kind.PLACE, "where something is"
    if the and not piece.single and acts(piece, text):
        return Kind.ORGANIZATION, "a name with the article"
    return None, ""
