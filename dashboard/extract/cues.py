"""What rules ask a sentence for before they look at a clause of it: a bit for the words of each list, so that one look
at the sentence answers for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# What is frequent is a small number, which costs less.
TELLING = 1 << 0  # a word of no closed class, of four letters or more: no list has these
HINGES = 1 << 1  # marks and conjunctions, where a clause can begin or end
BE, AS, RELATIVE, HAVE = 1 << 2, 1 << 3, 1 << 4, 1 << 6
STANDING = 1 << 5  # what can stand for a name: "it", "his", "the company", "the two"
WE_YOU, CONDITIONAL, NOBODY, WHOM, BEFORE_AFTER = 1 << 7, 1 << 8, 1 << 9, 1 << 10, 1 << 11
ABSOLUTE, ACCORDING, REPORTS, BACKGROUND, SAME_DAY = 1 << 12, 1 << 13, 1 << 14, 1 << 15, 1 << 16
SINCE_THEN, ANOTHER_TIME, THERE_IS, UNDER_WAY, NAMED_AS, HEDGES = 1 << 17, 1 << 18, 1 << 19, 1 << 20, 1 << 21, 1 << 22
BODY = 1 << 23  # a noun by which a text calls a body: "company", "airline", "firms"
TIMES_TOLD = 1 << 24
ANY = (1 << 25) - 1

GRAMMAR = {
    "be": BE, "have": HAVE, "we_you": WE_YOU, "conditional": CONDITIONAL, "nobody": NOBODY, "whom": WHOM,
    "relative": RELATIVE, "hanging": RELATIVE, "possessor": RELATIVE, "absolute": ABSOLUTE,
    "before_after": BEFORE_AFTER,
    "subordinators": HINGES, "coordinators": HINGES, "he_she": STANDING, "it": STANDING, "they": STANDING,
    "sie": STANDING, "possessive": STANDING, "aged": STANDING, "bodies": STANDING | BODY,
    "kinds_of_body": STANDING | BODY, "many_bodies": STANDING | BODY, "bands": STANDING | BODY,
    "another_time": ANOTHER_TIME, "there_is": THERE_IS, "under_way": UNDER_WAY, "named_as": NAMED_AS, "as": AS,
}  # fmt: skip
STATUS = {
    "according": ACCORDING, "reports": REPORTS, "background": BACKGROUND, "same_day": SAME_DAY,
    "since_then": SINCE_THEN, "hedges": HEDGES, "times_told": TIMES_TOLD,
}  # fmt: skip
MARKS = frozenset((",", ";", ":", "—", "–", "«", "“", '"', "”", "»"))
_WORD = re.compile(r"\w+")


def cues(grammar: Mapping[str, frozenset[str]], status: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """The words of a language by the lists they are on; a list of several words is asked for by the longest of them."""
    found: dict[str, int] = dict.fromkeys(MARKS, HINGES)
    for lists, bits in ((grammar, GRAMMAR), (status, STATUS)):
        for name, bit in bits.items():
            for said in lists[name]:
                word = said if " " not in said else max(_WORD.findall(said), key=len)
                found[word] = found.get(word, 0) | bit
    for said in grammar["both"]:
        word = said.split()[-1]
        found[word] = found.get(word, 0) | STANDING
    return found
