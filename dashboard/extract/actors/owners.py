"""Whose something is, in a language that tells it by the case of a name right behind a noun: «жена Лапина».

A name agrees with the office it stands behind («адвокат Седов», «адвоката Седова»), and is whose the thing is where it
stands behind another noun or in another case: «квартира Лапина», «адвокат Марии Седовой», «адвокат Седова заявил».
"""

from __future__ import annotations

from functools import lru_cache

from dashboard.extract.actors.declined import given_name, surnames
from dashboard.extract.actors.fold import fold, skeleton
from dashboard.extract.actors.lexicon import Lexicon, lexicon


@lru_cache(maxsize=16384)
def owns(noun: str, name: str, actor: str, he: bool, language: str) -> bool:
    """A person's name right behind a noun in small letters says whose it is.

    Parameters
    ----------
    name, actor : as it stands there, and its nominative
    he : what the sentence tells was done by one man
    """
    lex = lexicon(language)
    given, _, surname = name.partition(" ")
    somebody, man = _is_somebody(noun, lex), lex.ends(noun, "owners.bare")
    agrees = somebody and not (man or lex.ends(noun, "owners.women"))  # "активиста Сергея Седова"
    if surname:
        return not agrees and lex.ends(given, "owners.given") and _in_a_case(given, actor, lex)
    if not somebody:
        return not (lex.ends(name, "owners.bare") or lex.ends(noun, "owners.several"))
    if lex.ends(name, "owners.adjectival"):
        return not agrees
    return he and man and _is_genitive(name, actor, lex)


def _in_a_case(given: str, actor: str, lex: Lexicon) -> bool:
    """The given name has an ending that its nominative has not."""
    plain = given_name(given, lex)
    written, own = fold(given), fold(actor.split()[0])
    return (bool(plain) and plain != given) or (len(written) > len(own) > 1 and written.startswith(own))


def _is_somebody(noun: str, lex: Lexicon) -> bool:
    """The noun says what somebody is, in any case: "адвокат", "активиста"."""
    roles = lex.words["roles.nouns"]
    if noun in roles or lex.ends(noun, "owners.people") or lex.ends(noun, "owners.women"):
        return True
    return any(lex.ends(noun.removesuffix(end), "owners.people") for end in lex.declension.shared if noun.endswith(end))


def _is_genitive(name: str, actor: str, lex: Lexicon) -> bool:
    """A man's surname with the ending of the genitive, which a woman's or one without cases may have too."""
    if lex.ends(name, "owners.men"):
        return True
    stem = name[:-1]
    known = stem in lex.exact or stem in lex.names or skeleton(fold(stem)) in lex.surnames
    named = fold(actor.split()[-1]) in {fold(form) for form in surnames(name, lex) if form != name}
    return name[-1] in lex.declension.shared and (known or named)
