"""The table keeps its columns, whatever the timeline; what is exported from it opens in other programs."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.export import to_csv, to_ics
from dashboard.export.table_csv import COLUMNS as CSV_COLUMNS
from dashboard.export.table_csv import defused
from dashboard.model import (
    Actor,
    Article,
    Event,
    EventMention,
    Kind,
    Reading,
    Status,
    TimeExpression,
    Timeline,
    TimeType,
)
from dashboard.pipeline import read_timeline
from dashboard.rows import fold
from dashboard.table import COLUMNS, from_rows, to_frame

ARTICLE = Article("a", "=Anna met Bob, in Málaga; he said.", "=Title", date(2022, 1, 21), "en", "Wire")


def timeline(*dates: str | None, label: str = "Anna meets Bob") -> Timeline:
    """One event for each date, told by one article."""
    told = [
        EventMention(f"m{n}", "a", 0, 34, (6, 9), "meet", label, Status.HAPPENED, day, published=ARTICLE.published)
        for n, day in enumerate(dates)
    ]
    events = [
        Event(f"e{n}", label, Status.HAPPENED, (m,), m.date, "meet", ("anna",), ("spain",), ("Málaga",))
        for n, m in enumerate(told)
    ]
    people = {"anna": Actor("anna", "Anna Núñez", Kind.PERSON), "spain": Actor("spain", "Spain", Kind.COUNTRY)}
    return Timeline({"a": Reading(ARTICLE, events=tuple(told))}, people, tuple(events))


@pytest.mark.parametrize("dates", [(), (None,), ("2022-01-21",), ("0001", "9999", None)])
def test_columns_and_types_are_the_contract(dates: tuple[str | None, ...]) -> None:
    frame = to_frame(timeline(*dates))
    assert list(frame.columns) == list(COLUMNS)
    wanted = pd.DataFrame(columns=list(COLUMNS)).astype({name: dtype for name, (dtype, _) in COLUMNS.items()})
    assert frame.dtypes.to_dict() == wanted.dtypes.to_dict()
    assert len(frame) == len(dates)


@pytest.mark.parametrize(
    ("day", "start", "end", "grain", "about"),
    [
        ("2022-01-20", "2022-01-20", "2022-01-20", "day", False),
        ("2022-01", "2022-01-01", "2022-01-31", "month", False),
        ("2021~", "2021-01-01", "2021-12-31", "year", True),
        ("2022-W04", "2022-01-24", "2022-01-30", "week", False),
        ("../2022-02-01", None, "2022-02-01", "day", False),
        ("0001-01-01/9999-12-31", "0001-01-01", "9999-12-31", "day", False),
        (None, None, None, "", False),
    ],
)
def test_a_date_is_as_long_as_its_precision(
    day: str | None, start: str | None, end: str | None, grain: str, about: bool
) -> None:
    (row,) = to_frame(timeline(day)).to_dict("records")
    shown = [None if pd.isna(row[name]) else row[name].isoformat()[:10] for name in ("start", "end")]
    assert shown == [start, end]
    assert (row["date"], row["grain"], row["about"]) == (day, grain, about)


TOLD = date(2022, 1, 10)


@pytest.mark.parametrize(
    ("said", "day", "status", "near"),
    [
        (["END"], "2021-11", "happened", ("2021-11-16", "2021-11-30")),  # late November
        (["START"], "2024", "expected", ("2024-01-01", "2024-07-01")),  # early 2024
        (["MID"], "2021", "happened", ("2021-04-02", "2021-10-01")),  # mid-2021
        (["START"], "199X", "happened", ("1990-01-01", "1994-12-31")),  # the early 1990s
        (["END"], "2022-01", "expected", ("2022-01-16", "2022-01-31")),  # late this month
        (["later"], "2022-01", "expected", ("2022-01-10", "2022-01-31")),  # later this month: any day from the news on
        (["later"], "2022-01", "denied", ("2022-01-10", "2022-01-31")),
        (["later"], "2022-01", "happened", ("2022-01-16", "2022-01-31")),  # later that month: than another day
        (["later"], "2023", "expected", ("2023-07-02", "2023-12-31")),  # later in a year that is to come
        (["START"], "2022-01", "happened", ("2022-01-01", "2022-01-10")),  # early this month: none after the news
        (["START"], "2022-W01/2022-W02", "happened", ("2022-01-03", "2022-01-09")),
        (["earlier"], "2022-W01/2022-W02", "happened", ("2022-01-03", "2022-01-10")),  # any day until the news
        (["START"], "2022", "expected", ("2022-01-10", "2022-07-02")),  # early in the new year, which has begun
        (["START"], "2022-W02", "happened", ("2022-01-10", "2022-01-10")),  # earlier this week, told on its Monday
        (["MID"], "2022-01", "expected", ("2022-01-10", "2022-01-24")),
        ([None], "2022-01", "expected", (None, None)),  # January
        (["APPROX"], "2022-01", "happened", (None, None)),
        (["END"], "2022-01-20/..", "ongoing", (None, None)),  # since the end of January
        (["END"], "../2022-02-28", "expected", (None, None)),  # by the end of February
        (["END"], "2022-01-20", "happened", ("2022-01-20", "2022-01-20")),  # late on Thursday
        (["END", None], "2021-11", "happened", ("2021-11-16", "2021-11-30")),  # one article says more
        (["END", "START"], "2021-11", "happened", (None, None)),  # they agree on no part
        (["END", "later"], "2022-01", "expected", ("2022-01-16", "2022-01-31")),
    ],
)
def test_the_part_of_a_date_that_the_words_name_is_kept_beside_it(
    said: list[str | None], day: str, status: str, near: tuple[str | None, str | None]
) -> None:
    readings, told = {}, []
    for n, words in enumerate(said):
        mod, side = (None, words) if words in ("earlier", "later") else (words, "")
        article = Article(f"a{n}", "then", "", TOLD)
        time = TimeExpression(0, 4, "then", TimeType.DATE, day, mod, side=side)
        told.append(
            EventMention(f"m{n}", f"a{n}", 0, 4, (0, 1), "meet", "Talks", Status(status), day, 0, published=TOLD)
        )
        readings[article.id] = Reading(article, times=(time,), events=(told[-1],))
    made = Event("e", "Talks", Status(status), tuple(told), day)
    (row,) = to_frame(Timeline(readings, {}, (made,))).to_dict("records")
    assert tuple(None if pd.isna(row[x]) else row[x].isoformat()[:10] for x in ("near_start", "near_end")) == near


def test_the_words_of_an_article_name_the_part() -> None:
    text = (
        "The ministers will meet later this month. The bridge was closed in late November. A tunnel opened in 2020. "
        "Norway will hold a vote late this year."
    )
    frame = to_frame(read_timeline([Article("a", text, "", TOLD, "en")])).set_index("date")
    assert frame.loc["2022-01", "near_start"] == pd.Timestamp(TOLD)
    assert frame.loc["2021-11", "near_start"] == pd.Timestamp(2021, 11, 16)
    assert frame.loc["2022", "near_start"] == pd.Timestamp(2022, 7, 2)
    assert pd.isna(frame.loc["2020", "near_start"])


def test_what_is_absent_is_none() -> None:
    frame = to_frame(timeline("2022", None))
    assert frame["date"].tolist() == ["2022", None]
    for name in ("followed_by", "speaker", "source"):
        assert frame[name].tolist() == [None, None]


def test_cells_that_hold_several_are_tuples() -> None:
    frame = to_frame(timeline("2022", "2023"))
    assert frame["actors"].tolist() == [("anna",), ("anna",)]
    assert frame["via"].tolist() == [("spain",), ("spain",)]


def test_words_are_found_without_capitals_and_accents() -> None:
    (words,) = to_frame(timeline("2022"))["words"]
    for word in ("anna meets bob", "nunez", "malaga", "spain", "he said"):
        assert word in words
    assert fold("Ñandú ÉLYSÉE Straße") == "nandu elysee strasse"


def test_a_table_of_no_rows_is_a_table() -> None:
    assert from_rows([]).empty


# --- CSV -----------------------------------------------------------------------------------------------------------


def read_csv(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_a_spreadsheet_gets_names_days_and_the_sentence() -> None:
    made = timeline("2022-01", None)
    first, second = read_csv(to_csv(to_frame(made), made))
    assert tuple(first) == CSV_COLUMNS
    assert (first["first_day"], first["last_day"], first["date"]) == ("2022-01-01", "2022-01-31", "2022-01")
    assert (first["actors"], first["via"]) == ("Anna Núñez", "Spain")
    assert first["sentence"] == "'" + ARTICLE.text
    assert first["article"] == "'=Title"
    assert (first["outlet"], first["article_published"], first["url"]) == ("Wire", "2022-01-21", "")
    assert (second["first_day"], second["date"]) == ("", "")


def test_a_spreadsheet_says_which_words_of_which_page_give_the_date() -> None:
    text, url = "Norway opened a bridge in Bergen on Monday.", "https://example.org/bridge"
    made = read_timeline([Article("b", text, "", date(2022, 3, 9), "en", "Wire", url)])
    (row,) = read_csv(to_csv(to_frame(made), made))
    assert (row["date"], row["date_words"], row["url"]) == ("2022-03-07", "Monday", url)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "|x",
        "%x",
        "＝1+1",
        "\xa0=1",
        "\u3000＠A1",
        "\ufeff=1",
        "\n",
    ],
)
def test_no_cell_is_calculated(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["a=1", "2022-01-20", "Anna, Bob", "", "(−1)", "\xa0a=1", "Ａ＝1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert defused(cell) == cell


def test_nothing_is_nothing() -> None:
    assert defused(None) == ""


# --- calendar ------------------------------------------------------------------------------------------------------


def unfolded(text: str) -> list[str]:
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_a_calendar_holds_whole_days_and_leaves_out_what_has_none() -> None:
    made = timeline("2022-01-21", "2022-02", None, "../2022-02", "9999-12-31", "0001-01-01")
    lines = unfolded(to_ics(to_frame(made), made, "Talks, winter"))
    assert lines.count("BEGIN:VEVENT") == 4
    assert "X-WR-CALNAME:Talks\\, winter" in lines
    for line in ("DTSTART;VALUE=DATE:20220121", "DTEND;VALUE=DATE:20220122", "DTEND;VALUE=DATE:20220301",
                 "DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:99991231"):  # fmt: skip
        assert line in lines, line


def test_a_deadline_stands_on_its_day_and_says_that_it_is_one() -> None:
    made = timeline("../2022-02-01", "2022-05-01/..", label="Members vote")
    lines = unfolded(to_ics(to_frame(made), made, "Talks"))
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20220201", "DTSTART;VALUE=DATE:20220501"
    ]  # fmt: skip
    assert [line for line in lines if line.startswith("SUMMARY:Members vote (")] == [
        "SUMMARY:Members vote (by 1 February 2022)", "SUMMARY:Members vote (since 1 May 2022)"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("when", "first", "after"), [("late February", "20220215", "20220301"), ("February", "20220201", "20220301")]
)
def test_an_entry_stands_on_the_part_of_its_month_that_is_named(when: str, first: str, after: str) -> None:
    made = read_timeline([Article("a", f"The ministers will meet in {when}.", "", TOLD, "en")])
    lines = unfolded(to_ics(to_frame(made), made, "Talks"))
    assert [line.partition(":")[2] for line in lines if line.startswith(("DTSTART", "DTEND"))] == [first, after]


def test_what_was_called_off_is_called_off_in_the_calendar_too() -> None:
    told = "Ada Berg will visit Oslo on 3 February 2022. Jan Visser will visit Rome on 4 February 2022."
    later = "Ada Berg has called off her visit to Oslo on 3 February 2022."
    articles = [Article("a", told, "", TOLD, "en"), Article("b", later, "", TOLD + timedelta(1), "en")]
    made = read_timeline(articles)
    entries = to_ics(to_frame(made), made, "Talks").split("BEGIN:VEVENT")
    assert ["STATUS:CANCELLED" in entry for entry in entries if "DTSTART;VALUE=DATE:20220203" in entry] == [True]
    assert ["STATUS:TENTATIVE" in entry for entry in entries if "DTSTART;VALUE=DATE:20220204" in entry] == [True]


def test_a_calendar_says_the_date_in_words_and_quotes_the_sentence() -> None:
    made = timeline("2022-01-21")
    about = next(x for x in unfolded(to_ics(to_frame(made), made, "Talks")) if x.startswith("DESCRIPTION:"))
    assert about.startswith("DESCRIPTION:Friday 21 January 2022 (happened): ")
    assert "“=Anna met Bob\\, in Málaga\\; he said.”\\nWire" in about


def test_no_text_can_break_out_of_its_line() -> None:
    made = timeline("2022-01-21", label="a\r\nEND:VCALENDAR\nb; c, d\\" + "é" * 200)
    lines = unfolded(to_ics(to_frame(made), made, "x\nBEGIN:VEVENT"))
    assert lines.count("END:VCALENDAR") == 1
    assert lines.count("BEGIN:VEVENT") == 1
