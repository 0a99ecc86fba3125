"""Forms of verbs and nouns from their dictionary form, by the paradigms of a language's rule file."""

from __future__ import annotations

import pytest

from dashboard.errors import RuleError
from dashboard.extract.clauses import groups
from dashboard.extract.inflect import Inflection
from dashboard.extract.lexicon import lexicon
from dashboard.extract.tokens import Group, Names, Passage, tokenize
from dashboard.rules import rules


def _groups(language: str, text: str) -> list[Group]:
    words = lexicon(language)
    assert words is not None
    tokens = tokenize(text, words)
    return groups(Passage(tokens, 0, len(tokens.starts), words, Names(tokens, []), headline=False))


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [
        ("de", "festgenommen", "festnehmen"),
        ("de", "anzukündigen", "ankündigen"),
        ("de", "verhandelt", "verhandeln"),
        ("fr", "appellera", "appeler"),
        ("fr", "démissionnerait", "démissionner"),
        ("es", "detuvieron", "detener"),
        ("es", "dimitiría", "dimitir"),
        ("ru", "объявит", "объявить"),
        ("ru", "откроется", "открыться"),
        ("ru", "обсуждают", "обсудить"),
        ("ru", "уволен", "уволить"),
        ("ru", "получает", "получить"),
        ("ru", "отменяют", "отменить"),
        ("ru", "создадут", "создать"),
        ("de", "vorbereitet", "vorbereiten"),
        ("de", "geborgen", "bergen"),
    ],
)
def test_a_form_is_of_its_verb(language: str, form: str, lemma: str) -> None:
    words = lexicon(language)
    assert words is not None
    assert words.words[form].verb is not None and words.words[form].verb.lemma == lemma


@pytest.mark.parametrize(("language", "form"), [("ru", "обсуждаст"), ("ru", "получнёт"), ("de", "beritten")])
def test_a_verb_that_only_ends_like_another_is_not_conjugated_as_it(language: str, form: str) -> None:
    words = lexicon(language)
    assert words is not None and form not in words.words


def test_a_noun_is_declined_and_a_compound_ends_with_one() -> None:
    words, german = lexicon("ru"), lexicon("de")
    assert words is not None and german is not None
    assert words.words["переговоров"].noun == "meet"
    assert german.unknown("brückeneinsturz", "Brückeneinsturz").noun == "disaster"
    assert german.unknown("beispiel", "Beispiel").noun == ""
    assert german.unknown("x" * 60 + "einsturz", "X" * 60 + "einsturz").noun == "", "no word is so long"


def test_a_verb_that_no_paradigm_fits_stops_the_start() -> None:
    with pytest.raises(RuleError):
        list(Inflection({"conjugation": {"regular": [["en", "-t"]]}}, "xx").verb("tun"))


@pytest.mark.parametrize(
    ("language", "text", "lemma", "tense", "negated"),
    [
        ("de", "Der Minister kündigte an, im April nach Graz zu reisen.", "reisen", "past", False),
        ("de", "Sie sagten, dass er verurteilt worden sei.", "verurteilen", "perfect", False),
        ("de", "Das Werk soll 2026 geschlossen werden.", "schließen", "future", False),
        ("fr", "Le maire a été arrêté lundi.", "arrêter", "perfect", False),
        ("fr", "Le musée n'ouvrira pas lundi.", "ouvrir", "future", True),
        ("es", "El ministro no dimitirá.", "dimitir", "future", True),
        ("ru", "Погибли не менее трёх человек.", "погибнуть", "past", False),
        ("ru", "Суд не отменил приговор.", "отменить", "past", True),
    ],
)
def test_a_verb_has_the_tense_of_its_parts(language: str, text: str, lemma: str, tense: str, negated: bool) -> None:
    found = {g.verb.lemma: g for g in _groups(language, text)}
    assert lemma in found, list(found)
    assert (found[lemma].tense, found[lemma].negated >= 0) == (tense, negated)


@pytest.mark.parametrize(
    ("language", "text"), [("de", "Die Warnung galt."), ("fr", "La visite plaît."), ("es", "La marcha es larga.")]
)
def test_a_noun_is_no_verb(language: str, text: str) -> None:
    assert not {"warnen", "visiter", "marchar"} & {g.verb.lemma for g in _groups(language, text)}


def test_a_language_whose_labels_lack_a_phrase_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    known = rules("fr.events")
    monkeypatch.setattr("dashboard.extract.lexicon.rules", lambda name: known | {"phrases": {"says": "dit"}})
    with pytest.raises(RuleError, match="lacks and, others, say, statement"):
        lexicon.__wrapped__("fr")


def test_a_language_whose_labels_inflect_its_verbs_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    known = rules("en.events")
    broken = known | {"phrases": {key: said for key, said in known["phrases"].items() if key != "negated"}}
    monkeypatch.setattr("dashboard.extract.lexicon.rules", lambda name: broken)
    with pytest.raises(RuleError, match="lacks negated"):
        lexicon.__wrapped__("en")
