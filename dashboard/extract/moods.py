"""What the mood of a verb, or the verb right before it, makes of a form, in a language of free order."""

from __future__ import annotations

from collections.abc import Set

from dashboard.extract import flag
from dashboard.extract.lexicon import WISHED, Lexicon
from dashboard.extract.tokens import FINITE, Group, Tokens

_REACH = 24  # tokens between the parts of a verb
_BEFORE_TIME = flag.PREPOSITIONS | flag.DETERMINERS | flag.ADVERBS


def wished(tokens: Tokens, a: int, one: Group | None, two: Group, lexicon: Lexicon, times: Set[int]) -> None:
    """Set the tense of `two` where its mood tells of more than a wish: "decidió que la nave regrese" plans it,
    "después de que el agua arrastrara su coche" tells it."""
    that, lows = lexicon.grammar["that"], tokens.lows
    opens = next((j for j in range(two.first - 1, max(a, two.first - _REACH), -1) if lows[j] in that), 0)
    if opens > a + 1 and two.verb.forms & WISHED and " ".join(lows[opens - 2 : opens + 1]) in lexicon.grammar["once"]:
        two.tense = "past"
    elif one is not None and one.tense in FINITE and one.negated < 0 and opens > one.head:
        light = all(j in times or tokens.words[j].bits & _BEFORE_TIME for j in range(one.head + 1, opens))
        if light and (one.verb.lemma in lexicon.status["expected_to"] or one.verb.lemma in lexicon.status["expecting"]):
            two.tense, two.promised = "future", True


def is_part_of(last: Group, group: Group) -> bool:
    """No present stands right behind a finite verb, but a noun: "formaban parte", "a fait part"."""
    return group.tense == "present" and last.tense in ("past", "present", "perfect", "pluperfect", "future")
