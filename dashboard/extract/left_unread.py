"""Where a clause of free order ends or begins that holds a subordinate one whose verb no list knows."""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.lexicon import Lexicon
from dashboard.extract.tokens import Group, Names, Tokens


def leave_unread(tokens: Tokens, group: Group, n: int, lexicon: Lexicon, names: Names, condition: bool) -> None:
    """A subordinate clause whose verb no list knows ends at its comma, and begins at its conjunction:
    "Si le vent tourne, le feu pourrait …", "le feu pourrait … si le vent tourne lundi".
    """
    a = group.start
    opens = (j for j in range(group.head + 1, group.end) if _subordinates(tokens, j) and j not in names.times)
    opens = (j for j in opens if not lexicon.large or tokens.lows[j - 1] == ",")  # "wies den Bericht als falsch zurück"
    group.end = next(opens, group.end)
    noun = next((j for j in range(group.first - 1, a, -1) if tokens.lows[j] == ","), a)
    if lexicon.large and not n and noun > a and _subordinates(tokens, noun + 1):
        group.start = noun  # "Berichte, wonach Visser verhandelt habe"
        return
    if lexicon.large and not n and noun > a and _stands_apart(tokens, a, noun):
        group.start = noun
        return
    if n or not (condition or _subordinates(tokens, a)):
        return
    commas = [j for j in range(a, group.first) if tokens.lows[j] == ","]
    if commas and (not lexicon.large or group.first == commas[-1] + 1):
        group.start, group.opener = commas[-1], ""


def _stands_apart(tokens: Tokens, a: int, comma: int) -> bool:
    """The comma ends a clause of its own from token `a` on, whose verb is an auxiliary: "450 Mann waren im Einsatz, |
    zwei erlitten …"."""
    own = any(tokens.words[j].bits & flag.AUXILIARIES for j in range(a, comma))
    return own and "," not in tokens.lows[a:comma] and not _subordinates(tokens, a)


def _subordinates(tokens: Tokens, j: int) -> bool:
    flags = tokens.words[j].bits
    return bool(flags & flag.SUBORDINATORS) and not flags & (flag.DETERMINERS | flag.PREPOSITIONS)
