"""Every rule file proves itself: its examples are found with their values, its never-examples are not found at all."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from dashboard.errors import RuleError
from dashboard.extract import sentences, times
from dashboard.extract.times.grammar import Grammar, _Compiler
from dashboard.model import Article
from dashboard.rules import has_rules, languages, rules

PUBLISHED = date(2022, 1, 21)  # a Friday
LAYERS = ("atom", "join")


def _cases(kind: str) -> list[tuple[str, str, str]]:
    return [
        (language, entry["name"], example)
        for language in languages()
        for layer in LAYERS
        for entry in rules(language).get(layer, [])
        for example in entry.get(kind, [])
    ]


def _find(language: str, text: str):
    article = Article("example", text, published=PUBLISHED, language=language)
    return times.find(article, sentences.split(article))[0]


@pytest.mark.parametrize(("language", "rule", "example"), _cases("examples"))
def test_an_example_is_found_with_its_span_and_value(language: str, rule: str, example: str) -> None:
    marked, _, values = example.rpartition(" => ")
    text = re.sub(r"[\[\]]", "", marked)
    wanted = list(zip(re.findall(r"\[(.*?)\]", marked), values.split("; "), strict=True))
    found = [(time.text, time.value) for time in _find(language, text)]
    assert [pair for pair in found if pair in wanted] == wanted, found


@pytest.mark.parametrize(("language", "rule", "text"), _cases("never"))
def test_a_never_example_holds_no_time(language: str, rule: str, text: str) -> None:
    assert [(time.text, time.rule) for time in _find(language, text)] == []


@pytest.mark.parametrize("language", languages())
def test_every_rule_has_a_positive_and_a_negative_example(language: str) -> None:
    bare = [
        entry["name"]
        for layer in LAYERS
        for entry in rules(language)[layer]
        if not entry.get("examples") or not entry.get("never")
    ]
    assert bare == []


@pytest.mark.parametrize("language", languages())
def test_rule_names_are_unique(language: str) -> None:
    names = [entry["name"] for layer in LAYERS for entry in rules(language)[layer]]
    assert sorted(set(names)) == sorted(names)


def _twice(text: str) -> list[str]:
    """The words, or phrases parted by "|", that a list of names a second time."""
    found = text.split("|") if "|" in text else text.split()
    return [word for word, count in Counter(found).items() if count > 1]


@pytest.mark.parametrize("language", [code for code in languages() if has_rules(f"{code}.events")])
def test_a_list_of_words_of_events_holds_each_once(language: str) -> None:
    lists = {
        f"[{section}] {key}": [word for word, count in Counter(map(str, value)).items() if count > 1]
        for section, keys in rules(f"{language}.events").items()
        if isinstance(keys, dict)
        for key, value in keys.items()
        if isinstance(value, list)
    }
    assert len(lists) > 10
    assert not {key: words for key, words in lists.items() if words}


@pytest.mark.parametrize("language", [code for code in languages() if has_rules(f"{code}.actors")])
def test_a_list_of_words_around_names_holds_each_once(language: str) -> None:
    lists = {
        f"[{section}] {key}": _twice(value)
        for section, keys in rules(f"{language}.actors").items()
        for key, value in keys.items()
        if section not in ("patterns", "declension")
    }
    assert len(lists) > 10
    assert not {key: words for key, words in lists.items() if words}
    assert _twice("bank|bank of|bank") == ["bank"] and not _twice("bank banks")


def test_a_pattern_that_would_never_be_read_is_refused() -> None:
    grammar = Grammar("xx")
    grammar.lexicon.features["gloaming"].add("=gloaming")
    grammar.lexicon.seal()
    with pytest.raises(RuleError, match="never be read"):
        _Compiler(grammar, "xx.toml, rule 'mine'").compile("gloaming", anywhere=False)
    assert _Compiler(grammar, "xx.toml, rule 'mine'").compile("gloaming")


@pytest.mark.parametrize("pattern", ["[the]", "{unknown}", "<unknown>", "(the", "the]", ""])
def test_a_wrong_pattern_is_refused_by_name(pattern: str) -> None:
    grammar = Grammar("xx")
    grammar.lexicon.features["the"].add("=the")
    grammar.lexicon.seal()
    with pytest.raises(RuleError, match="rule 'mine'"):
        _Compiler(grammar, "xx.toml, rule 'mine'").compile(pattern)
