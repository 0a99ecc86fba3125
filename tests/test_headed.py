"""A headline and the first sentence of a text are one event where they tell one thing, not where they share words."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.extract import extract
from dashboard.merge import build
from dashboard.model import Article


def of_one(headline: str, text: str) -> list[str]:
    """What the text tells that is of one event with the headline."""
    article = Article("a", f"{headline}\n\n{text}", headline, date(2024, 5, 14), "en")
    events = build([extract(article)]).events
    (of_it,) = [e for e in events if any(m.start == 0 for m in e.mentions)]
    return [m.label for m in of_it.mentions if m.start]


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Bank of England raises rates", "The Bank of England raised interest rates to 5.25 percent on Tuesday."),
        ("Volvo recalls cars in China", "Volvo recalled 300 cars in China on Tuesday."),
        ("Teachers in Leeds go on strike", "Teachers in Leeds went on strike on Tuesday."),
    ],
)
def test_a_headline_and_the_first_sentence_that_tell_one_thing_are_one(headline: str, text: str) -> None:
    assert of_one(headline, text)


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Police chief quits after Leeds fire", "Police in Leeds arrested a man over the fire on Tuesday."),
        ("Bank of England holds rates", "The European Central Bank kept rates at 4 percent on Tuesday."),
        ("Boeing wins order from Emirates", "Emirates cancelled an order for ten Boeing jets on Tuesday."),
        ("Syria frees journalist", "Syria arrested a journalist on Tuesday."),
        ("Mayor opens bridge in Riga", "The bridge in Riga collapsed on Tuesday."),
        ("Police arrest protesters in Berlin", "Protesters clashed with counter-demonstrators in Berlin on Tuesday."),
        ("Court jails former mayor of Porto", "The former mayor of Porto fled the court on Tuesday."),
    ],
)
def test_what_only_has_words_of_a_headline_is_another_event(headline: str, text: str) -> None:
    assert not of_one(headline, text)


def test_a_headline_keeps_its_event_when_an_article_tells_both_apart() -> None:
    texts = [
        "Students occupy university in Athens\n\nThe university in Athens expelled three students on Tuesday.",
        "Three students were expelled from the university in Athens on Tuesday.",
        "Students occupied the university in Athens on Tuesday.",
    ]
    read = [extract(Article(f"a{n}", text, "", date(2024, 5, 14), "en")) for n, text in enumerate(texts)]
    known = {m.id: e.id for e in build(read[1:]).events for m in e.mentions}
    after = {m.id: e.id for e in build(read, known).events for m in e.mentions}
    assert len(known) == 2 and {m: after[m] for m in known} == known
