"""What a headline and the first sentence of its text tell is one event, and what only stands there is none of it."""

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
        ("Storm Hanna leaves thousands without power in Jutland", "Storm Hanna cut electricity to 40,000 homes."),
        (
            "Nurses strike in Portugal",
            "Thousands of nurses walked out of hospitals across Portugal on Tuesday in a dispute over pay.",
        ),
        ("Bank of England holds rates", "The Bank of England kept interest rates at 5.25 percent on Tuesday."),
        ("Fire destroys Oslo school", "A school in Oslo was lost to a fire on Tuesday."),
    ],
)
def test_a_headline_and_the_first_sentence_are_one_in_other_words(headline: str, text: str) -> None:
    assert of_one(headline, text)


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Police chief quits after Leeds fire", "Police in Leeds arrested a man over the fire on Tuesday."),
        ("Nurses strike in Portugal", "Nurses in Spain left hospitals on Tuesday."),  # elsewhere
        ("Bank of England holds rates", "The European Central Bank kept rates at 4 percent on Tuesday."),
        ("Nurses strike in Portugal", "Ada Berg resigned on Tuesday. Nurses walked out across Portugal."),
        ("Storm Hanna leaves thousands without power in Jutland", "The storm of 2013 cut electricity to Fyn."),
    ],
)
def test_what_only_has_words_of_a_headline_is_another_event(headline: str, text: str) -> None:
    assert not of_one(headline, text)


def test_a_headline_that_tells_what_stands_further_below_is_not_the_first_sentence() -> None:
    text = "Volvo sold 20,000 cars in China on Tuesday, a record. It also recalled 300."
    assert of_one("Volvo recalls cars in China", text) == ["Volvo recalls 300"]
