"""A sentence is asked once which lists of the rules have a word in it."""

from __future__ import annotations

import pytest

from dashboard.extract import cues
from dashboard.extract.lexicon import lexicon
from dashboard.extract.tokens import Tokens, tokenize


def _tokens(text: str) -> Tokens:
    words = lexicon("en")
    assert words is not None
    return tokenize(text, words)


def _here(text: str) -> int:
    tokens = _tokens(text)
    tokens.enter(0, len(tokens.starts))
    return tokens.here


def test_every_list_that_is_asked_for_is_in_some_rule_file() -> None:
    found = [words for code in ("en", "de", "fr", "es", "ru") if (words := lexicon(code)) is not None]
    assert all(any(words.grammar[name] for words in found) for name in cues.GRAMMAR)
    assert all(any(words.status[name] for words in found) for name in cues.STATUS)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Nobody came to the vote.", cues.NOBODY),
        ("Ott, whom Rome had sent, left.", cues.WHOM),
        ("The bridge is open.", cues.BE),
        ("Ott has left since then.", cues.SINCE_THEN),
        ("Ott left shortly after.", cues.SAME_DAY),
    ],
)
def test_a_sentence_holds_the_words_of_its_lists(text: str, cue: int) -> None:
    assert _here(text) & cue
    assert not _here("The minister resigned.") & cue


def test_a_sentence_holds_nothing_of_the_one_before() -> None:
    tokens = _tokens("Nobody came. Ott left.")
    tokens.enter(3, len(tokens.starts))
    assert not tokens.here & cues.NOBODY


def test_before_a_sentence_is_entered_everything_may_stand_in_it() -> None:
    assert _tokens("Ott left.").here == cues.ANY


def test_a_content_word_is_no_small_word_and_has_four_letters() -> None:
    tokens = _tokens("The port with two ships burned")
    telling = [low for low, bits in zip(tokens.lows, tokens.cues, strict=True) if bits & cues.TELLING]
    assert telling == ["port", "ships", "burned"]
