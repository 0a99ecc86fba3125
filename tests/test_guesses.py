"""What a text does not say of itself is guessed only where it is plain: title, outlet, day, language, a typed day."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.read.guess import guess
from dashboard.read.text import from_text
from dashboard.typed_dates import read_day


@pytest.mark.parametrize(
    ("text", "title", "source", "day"),
    [
        ("Talks begin\n\nGENEVA, Jan 21, 2022 (Reuters) - They met.", "Talks begin", "Reuters", date(2022, 1, 21)),
        ("Talks begin\nFriday, 21 January 2022\nThey met.", "Talks begin", None, date(2022, 1, 21)),
        (
            "Talks begin\nUpdated: 2022-01-21 10:40 | Example News\nThey met.",
            "Talks begin",
            "Example News",
            date(2022, 1, 21),
        ),
        ("Gespräche\n21. Januar 2022\nSie trafen sich.", "Gespräche", None, date(2022, 1, 21)),
        ("Talks\nThey met.\n\nSource: Example News", "Talks", "Example News", None),
        ("GENEVA (AP) — They met on Friday.\nThen they left.", "", "AP", None),
        ("Talks begin\nThe Harbour Post, 4 March 2024\nThey met.", "Talks begin", "The Harbour Post", date(2024, 3, 4)),
        ("The Harbour Post, 4 March 2024\n\nTalks begin\nThey met.", "", "The Harbour Post", date(2024, 3, 4)),
        ("Talks\nReuters, 4 March 2024\nThey met.", "Talks", "Reuters", date(2024, 3, 4)),
        ("Talks\nNorsa Echo, March 4, 2024\nThey met.", "Talks", "Norsa Echo", date(2024, 3, 4)),
        ("Talks\nThe Lighthouse, 4 March 2024\nThey met.", "Talks", "The Lighthouse", date(2024, 3, 4)),
        ("Talks\nThe Harbour Post (4 March 2024)\nThey met.", "Talks", "The Harbour Post", date(2024, 3, 4)),
        ("Talks\n4 March 2024 | The Harbour Post\nThey met.", "Talks", "The Harbour Post", date(2024, 3, 4)),
        ("Talks\nThe Harbour Post – 4 March 2024\nThey met.", "Talks", "The Harbour Post", date(2024, 3, 4)),
        ("Talks\nBy Ada Berg, Norsa Echo, 4 March 2024\nThey met.", "Talks", "Norsa Echo", date(2024, 3, 4)),
        ("Talks\nSource: Norsa Echo, 4 March 2024\nThey met.", "Talks", "Norsa Echo", date(2024, 3, 4)),
        ("Gespräche\nDer Bote, 4. März 2024\nSie.", "Gespräche", "Der Bote", date(2024, 3, 4)),
        ("Talks\nTimes of Norsa\n4 March 2024\nThey met.", "Talks", "Times of Norsa", date(2024, 3, 4)),
        ("Talks begin\nBy Ada Berg, March 4, 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("Talks begin\nAgency desk, January 24, 2024\nThey met.", "Talks begin", None, date(2024, 1, 24)),
        ("Talks\nForeign desk, Norsa Echo, 4 March 2024\nThey met.", "Talks", "Norsa Echo", date(2024, 3, 4)),
        ("# Talks begin\n*By Ada Berg, 4 March 2024*\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        (
            "**Talks begin**\n_The Harbour Post, 4 March 2024_\nThey.",
            "Talks begin",
            "The Harbour Post",
            date(2024, 3, 4),
        ),
        ("Gespräche\nNordkurier, 13. März 2024\nSie trafen sich.", "Gespräche", "Nordkurier", date(2024, 3, 13)),
        ("Gespräche\nBerlin, 3. März 2024 (dpa) - Sie trafen sich.", "Gespräche", "dpa", date(2024, 3, 3)),
        ("Négociations\nPARIS, 1er mars 2024 (AFP) – Ils se sont vus.", "Négociations", "AFP", date(2024, 3, 1)),
        ("Diálogo\nMadrid, 3 mar. 2024 (EFE).- Se vieron.", "Diálogo", "EFE", date(2024, 3, 3)),
        ("Переговоры\nОСЛО, 3 марта 2024 г. (Интерфакс) - Они.", "Переговоры", "Интерфакс", date(2024, 3, 3)),
        ("Talks begin\nThe Hague, Netherlands, 4 March 2024 - They met.", "Talks begin", None, date(2024, 3, 4)),
        ("OSLO March 4, 2024 (AP) - They met.\nMore.", "", "AP", date(2024, 3, 4)),
        ("Berlin (dpa) - Sie trafen sich.\nMehr.", "", "dpa", None),
        ("Talks\n(Reuters) - They met.\nMore.", "Talks", "Reuters", None),
        ("Talks\nKYIV/MOSCOW, Jan 21 (Reuters) - They met.", "Talks", "Reuters", None),
        ("Talks\nBy Ada Berg for The Coast Gazette\nThey met.", "Talks", "The Coast Gazette", None),
        ("Gespräche\nVon Ada Berg für den Nordkurier\nSie.", "Gespräche", None, None),
        ("Gespräche\nVon Ada Berg und Jan Visser für Nordkurier\nSie.", "Gespräche", "Nordkurier", None),
        # what only looks like it
        ("Talks begin\nTimes Square, 4 March 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("Talks begin\nThe Hague, 4 March 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("The Crash, 4 March 1924\nThey met.", "", None, None),
        ("Talks begin\nThe Netherlands, 4 March 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("Talks begin\nThe Kremlin, 4 March 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("Talks begin\nThe Pope, 4 March 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("Talks begin\nThe Crash, 4 March 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("Talks begin\nThe Balkans, 4 March 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("Gespräche\nDie Schweiz, 4. März 2024\nSie.", "Gespräche", None, date(2024, 3, 4)),
        ("Gespräche\nDer Kreml, 4. März 2024\nSie.", "Gespräche", None, date(2024, 3, 4)),
        ("Gespräche\nDer Unfall, 4. März 2024\nSie.", "Gespräche", None, date(2024, 3, 4)),
        ("Talks begin\nThe talks at the desk, 4 March 2024\nThey met.", "Talks begin", None, None),
        ("Talks begin\nThey cleared their desk again, 4 March 2024\nThey met.", "Talks begin", None, None),
        ("Talks begin\nAda Berg, Oslo, 4 March 2024\nThey met.", "Talks begin", None, None),
        ("Talks begin\nBattle of Hill End (4 March 1924)\nThey met.", "Talks begin", None, None),
        ("Talks begin\nThe Treaty of Oslo, 4 March 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("Talks begin\nBreaking News, 4 March 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("Talks begin\nBy Ada Post, 4 March 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("Talks\nTimes of Norsa\nThey met in Oslo.", "Talks", None, None),
        ("Talks\nBy Monday for many it was too late\nThey met.", "Talks", None, None),
        ("Talks\nBy Ada Berg for the third time\nThey met.", "Talks", None, None),
        ("By Ada Berg for The Coast Gazette", "", None, None),
        ("Talks\nAfter the talks of 6 May 2024 - the second - they left.", "Talks", None, None),
        ("Talks\nSince 6 May 2024 - a Monday - they talk.", "Talks", None, None),
        ("Gespräche\nNach dem Treffen am 3. März 2024 - dem zweiten - gingen sie.", "Gespräche", None, None),
        ("Gespräche\nOslo, 3. Etage 2024 - Sie trafen sich.", "Gespräche", None, None),
        ("Oslo (again) - They met.\nMore.", "", None, None),
        ("Talks begin\nThey met again, 4 March 2024\nThen they left.", "Talks begin", None, None),
        ("Battle of Hill End, 4 March 1924\nThey met.", "", None, None),
        ("They met on 21 January 2022 in Geneva.\nThen they left.", "", None, None),
        ("A chronicle\n21 January 2022\nThey met.\n24 February 2022\nThey did not.", "A chronicle", None, None),
        ("GENEVA, Jan 21 (Reuters) - They met.\nMore.", "", "Reuters", None),
        ("Just one line", "", None, None),
    ],
)
def test_guesses_are_made_only_where_the_text_is_plain(
    text: str, title: str, source: str | None, day: date | None
) -> None:
    found = guess(text)
    assert (found.title.startswith(title) if title else True, found.source, found.published) == (True, source, day)


def test_what_is_said_of_a_pasted_text_comes_before_what_is_guessed() -> None:
    text = "Talks begin\n3 May 2021\nThey met."
    assert from_text(text).published == date(2021, 5, 3)
    pasted = from_text(text, "Other", "Wire", date(2022, 1, 21))
    assert (pasted.title, pasted.source, pasted.published) == ("Other", "Wire", date(2022, 1, 21))
    assert pasted.id == from_text(text).id != from_text(text + " ").id


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("# Talks begin", "Talks begin"),
        ("## Talks begin ##", "Talks begin"),
        ("*Hamlet* and *Othello*", "*Hamlet* and *Othello*"),
        ("Talks on C #", "Talks on C #"),
        ("*Talks* begin", "*Talks* begin"),
        ("#talks begin", "#talks begin"),
        ("Talks on C#", "Talks on C#"),
        ("***", ""),
        ("#", ""),
    ],
)
def test_a_title_is_without_the_marks_of_a_heading(line: str, title: str) -> None:
    assert guess(f"{line}\n\nThey met.").title == title


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2022-01-21", date(2022, 1, 21)),
        ("2022-01-21T23:40:00-05:00", date(2022, 1, 21)),
        ("20220121", date(2022, 1, 21)),
        ("Fri, 21 Jan 2022 10:40 GMT", date(2022, 1, 21)),
        ("January 21st, 2022", date(2022, 1, 21)),
        ("21 января 2022 г.", date(2022, 1, 21)),
        ("le 21 janvier 2022", date(2022, 1, 21)),
        ("0001-01-01", date(1, 1, 1)),
        ("9999-12-31", date(9999, 12, 31)),
        ("2022-02-31", None),
        ("January 2022", None),
        ("2022", None),
        ("Friday", None),
        ("in two days", None),
        ("1642760000", None),
        ("12 3 4", None),
        ("9" * 100_000, None),
        ("", None),
    ],
)
def test_a_day_is_one_that_is_typed_in_full(typed: str, day: date | None) -> None:
    assert read_day(typed) == day


def test_which_is_the_month_depends_on_the_language() -> None:
    assert read_day("03/04/2022", "en") == date(2022, 3, 4)
    assert read_day("03/04/2022", "de") == date(2022, 4, 3)
