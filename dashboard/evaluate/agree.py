"""When two names, labels, spans or dates say the same: the judgements of the published scorers, in one place.

Dates: the days they can mean are compared, not their spelling. Names: equal when folded, or the same surname where one
side gives no first name or the first letter agrees. Labels: words cut to six letters, so that an ending does not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dashboard import edtf

SHORT_NAMES = {
    **dict.fromkeys(("us", "usa", "america", "united states of america"), "united states"),
    "uk": "united kingdom",
    "eu": "european union",
    "un": "united nations",
}
NO_FIRST_NAMES = frozenset(("air", "bank", "east", "new", "north", "south", "west"))  # what follows is no surname
COMPANY_FORMS = re.compile(r"[,\s]+(?:inc|corp|corporation|ltd|llc|plc|co|ag|nv|sa)$")
EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
    the and for with from his her their its says said was will that after
    der die das und mit les des del los
""",
    )
)  # words of one or two letters never count
LONGEST_CLAUSE = 1000  # an event that claims more characters than this is treated as having no place in the text
_QUARTERS = {f"Q{n}": str(32 + n) for n in range(1, 5)} | {"H1": "40", "H2": "41"}
_PARTS = _QUARTERS | {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


def _unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower().strip()


@lru_cache(maxsize=16384)
def folded_name(name: str) -> str:
    """A name without case, accents, article, possessive, full stops and company form; "us" is "united states"."""
    bare = re.sub(r"^(?:the|a|an)\s+|['’]s?$", "", _unaccented(name)).replace(".", "")
    bare = COMPANY_FORMS.sub("", bare)
    return SHORT_NAMES.get(bare, bare)


def same_actor(expected: str, found: str, aliases: Mapping[str, Sequence[str]]) -> bool:
    """The two names are one actor's; `aliases` lists other names the article gives for `expected`."""
    if folded_name(found) in map(folded_name, (expected, *aliases.get(expected, ()))):
        return True
    one, two = folded_name(expected).split(), folded_name(found).split()
    if not one or not two or one[-1] != two[-1] or NO_FIRST_NAMES & {one[0], two[0]}:
        return False
    return 1 in (len(one), len(two)) or one[0][0] == two[0][0]


def actors_in_common(expected: Iterable[str], found: Iterable[str], aliases: Mapping[str, Sequence[str]]) -> int:
    """How many expected actors find one of their own among the found ones."""
    left, hits = list(found), 0
    for name in expected:
        mine = next((other for other in left if same_actor(name, other, aliases)), None)
        if mine is not None:
            left.remove(mine)
            hits += 1
    return hits


@lru_cache(maxsize=16384)
def label_words(label: str) -> frozenset[str]:
    """The words of a label that carry meaning, each cut to six letters."""
    every = re.findall(r"\w+", _unaccented(label))
    return frozenset(word[:6] for word in every if len(word) > 2 and word not in EMPTY_WORDS)


def likeness(one: str, two: str) -> float:
    """Share of words that two labels have in common, 0 to 1."""
    a, b = label_words(one), label_words(two)
    return len(a & b) / len(a | b) if a or b else 0.0


def bare_span(text: str, span: Sequence[int]) -> tuple[int, int]:
    """A span of a name without leading article, possessive ending and closing punctuation ("Inc." keeps its stop)."""
    start, end = span
    if article := re.match(r"(?:the|an?)\s+", text[start:end], re.IGNORECASE):
        start += article.end()
    if possessive := re.search(r"(?: ?['’]s|['’])$", text[start:end]):
        end -= len(possessive[0])
    while end > start and text[end - 1] in " .,":
        if re.search(r"\b(?:[A-Z]\.)+$|(?:Inc|Corp|Co|Ltd|Jr|Sr)\.$", text[start:end]):
            break
        end -= 1
    return start, end


@lru_cache(maxsize=16384)
def days(value: str | None) -> edtf.Bounds | None:
    """The days a date can mean; TIMEX3 quarters, seasons and clock times are understood too. None where it is none."""
    parts = [_as_edtf(part) for part in (value or "").split("/")]
    for attempt in ("/".join(parts), *(f"{a}/.." for a in parts[:1]), *(f"../{b}" for b in parts[1:])):
        try:
            return edtf.bounds(attempt)
        except ValueError:
            if len(parts) == 1:
                return None
    return None


def _as_edtf(point: str) -> str:
    plain = re.sub(r"[~?%]|T.*$|(?:-(?:XX|uu))+$", "", point.strip())
    return re.sub(r"-(Q[1-4]|H[12]|SP|SU|FA|WI)$", lambda m: f"-{_PARTS[m[1]]}", plain)


def date_agreement(expected: str | None, found: str | None) -> int:
    """2: the same days. 1: inside the expected date, or holding it and a month long at most. 0: neither."""
    if not expected or not found:
        return 0
    want, have = days(expected), days(found)
    if want is None or have is None or want == have:
        return 2 if want == have and (want or expected == found) else 0
    if _inside(have, want):
        return 1
    short = have.first is not None and have.last is not None and (have.last - have.first).days <= 31
    return int(short and _inside(want, have))


def _inside(inner: edtf.Bounds, outer: edtf.Bounds) -> bool:
    first = outer.first is None or (inner.first is not None and inner.first >= outer.first)
    return first and (outer.last is None or (inner.last is not None and inner.last <= outer.last))
