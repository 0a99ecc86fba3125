"""What a clause says of its happening: happened, ongoing, expected, possible or denied, and by which word.

One sentence a rule: a negated happening is denied; a condition, "could" or a threat makes it possible; a future tense,
a plan or an appointment makes it expected; a progressive or a state that lasts makes it ongoing; all else has happened.
"""

from __future__ import annotations

from dashboard.extract.lexicon import Lexicon
from dashboard.extract.tokens import Group, Tokens
from dashboard.model import Status


def judge(
    group: Group, tokens: Tokens, lexicon: Lexicon, *, conditional: bool, reported: bool, headline: bool
) -> tuple[Status, str]:
    """Status of a verb group's happening and the cue that shows it ("" where plain tense does).

    `conditional`: the sentence holds a condition; `reported`: the clause is the content of a past speech verb, so that
    "would" is a future seen from then.
    """
    words = lexicon.status
    kind = lexicon.happenings.get(group.verb.happening)
    aux = " ".join(tokens.lows[group.first : group.head])
    for lemma, at in reversed(group.chain):
        cue = tokens.lows[at]
        if lemma in words["denied_to"]:
            return Status.DENIED, cue
        if group.negated >= 0:
            return Status.DENIED, tokens.lows[group.negated]
        if lemma in words["possible_to"] and not (group.led and lemma in words["told_to"]):
            return Status.POSSIBLE, cue
        if lemma in words["expected_to"]:
            return Status.EXPECTED, cue
    if group.negated >= 0:
        return Status.DENIED, tokens.lows[group.negated]
    if group.tense == "future" and group.passive and tokens.lows[group.head - 1] in lexicon.grammar["still"]:
        return Status.ONGOING, tokens.lows[group.head - 1]  # "wird noch vermisst"
    if group.tense == "future":
        return (Status.POSSIBLE, "if") if conditional else (Status.EXPECTED, aux)
    if group.tense == "would":
        return (Status.EXPECTED, aux) if reported and not conditional else (Status.POSSIBLE, aux)
    if group.tense == "modal":
        obliged = tokens.lows[group.first] in lexicon.grammar["obliged"] | lexicon.grammar["foreseen_by"]
        return (Status.EXPECTED if obliged else Status.POSSIBLE), aux
    if group.tense == "base" and tokens.lows[group.first - 1] in lexicon.grammar["on_doing"]:
        return Status.HAPPENED, ""  # "Tres muertos al chocar dos coches"
    if group.tense == "base":
        return (Status.EXPECTED, "to") if headline else (Status.POSSIBLE, "to")
    if group.tense == "present" and group.verb.lemma in words["expected_to"] and _to_have(group, tokens, lexicon):
        return Status.EXPECTED, tokens.lows[group.head]
    if group.progressive:
        return (Status.ONGOING, aux) if group.tense in ("present", "perfect") else (Status.HAPPENED, "")
    if kind and kind.nature == "lasting" and group.tense in ("perfect", "present"):
        return Status.ONGOING, tokens.lows[group.head]
    return Status.HAPPENED, ""


def _to_have(group: Group, tokens: Tokens, lexicon: Lexicon) -> bool:
    """ "Expects to have 24 million users": what is to be stands behind the verb, without one of its own."""
    after = tokens.lows[group.head + 1 : group.head + 3]
    grammar = lexicon.grammar
    return (
        not lexicon.free
        and len(after) == 2
        and after[0] in grammar["to"]
        and after[1] in grammar["have"] | grammar["be"]
    )
