"""What a word does in a clause: a bit for each class of words under [grammar] that rules ask for, one for the rest."""

from __future__ import annotations

from collections.abc import Iterable

ADVERBS, LEADING, LIMITING, NEGATION, REFLEXIVE, CLITICS = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5
DETERMINERS, POSSESSIVE, PREPOSITIONS = 1 << 6, 1 << 7, 1 << 8
SUBORDINATORS, COORDINATORS, RELATIVE = 1 << 9, 1 << 10, 1 << 11
HE_SHE, IT, THEY, WE_YOU, SIE = 1 << 12, 1 << 13, 1 << 14, 1 << 15, 1 << 16
BE, HAVE, DO, WILL, WOULD, MODAL = 1 << 17, 1 << 18, 1 << 19, 1 << 20, 1 << 21, 1 << 22
TO, OF, PLAN, DID, STRANDED = 1 << 23, 1 << 24, 1 << 25, 1 << 26, 1 << 27
OTHER = 1 << 28

AUXILIARIES = BE | HAVE | DO | WILL | WOULD | MODAL
JOINS = SUBORDINATORS | COORDINATORS
OWNERS = DETERMINERS | POSSESSIVE
EITHER = DETERMINERS | ADVERBS  # "first", "all": adverbs right behind a subject
LEANING = NEGATION | REFLEXIVE | CLITICS  # lean on the verb behind them: "ne", "se", "s'"
LIGHT = ADVERBS | LEANING  # may stand between the parts of a verb
PRONOUNS = HE_SHE | IT | THEY | WE_YOU
_BITS = {
    "adverbs": ADVERBS, "leading": LEADING, "limiting": LIMITING, "negation": NEGATION, "reflexive": REFLEXIVE,
    "clitics": CLITICS, "determiners": DETERMINERS, "possessive": POSSESSIVE, "prepositions": PREPOSITIONS,
    "subordinators": SUBORDINATORS, "coordinators": COORDINATORS, "relative": RELATIVE, "he_she": HE_SHE, "it": IT,
    "they": THEY, "we_you": WE_YOU, "sie": SIE, "be": BE, "have": HAVE, "do": DO, "will": WILL, "would": WOULD,
    "modal": MODAL, "to": TO, "of": OF, "plan": PLAN, "did": DID, "stranded": STRANDED,
}  # fmt: skip


def bits(classes: Iterable[str]) -> int:
    """The bits of a word that is in these classes."""
    found = 0
    for name in classes:
        found |= _BITS.get(name, OTHER)
    return found
