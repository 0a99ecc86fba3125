"""Time expressions in context: what they are counted from, what they wait for, and what the reader is told."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import edtf
from dashboard.extract import sentences, times
from dashboard.model import Article, Problem, TimeExpression

FRIDAY = date(2022, 1, 21)
LANGUAGES = ("en", "de", "fr", "es", "ru")


def read(
    text: str, published: date | None = FRIDAY, language: str = "en"
) -> tuple[tuple[TimeExpression, ...], tuple[Problem, ...]]:
    article = Article("a", text, published=published, language=language)
    return times.find(article, sentences.split(article))


def values(text: str, published: date | None = FRIDAY, language: str = "en") -> list[str]:
    return [time.value for time in read(text, published, language)[0]]


def dates(text: str, published: date | None = FRIDAY, language: str = "en") -> list[str | None]:
    return [time.date for time in read(text, published, language)[0]]


# --- sentences as a newswire writes them ------------------------------------------------------------------------------

CASES = tomllib.loads((Path(__file__).parent / "cases" / "times.toml").read_text(encoding="utf-8"))["article"]


@pytest.mark.parametrize(
    ("language", "published", "sentence"),
    [(case["language"], case["published"], sentence) for case in CASES for sentence in case["sentences"]],
)
def test_a_sentence_holds_the_times_a_reader_marks_and_no_other(language: str, published: date, sentence: str) -> None:
    marked, _, wanted = sentence.partition(" => ")
    spans = re.findall(r"\[(.*?)\]", marked)
    found = read(re.sub(r"[\[\]]", "", marked), published, language)[0]
    assert [(time.text, time.value) for time in found] == list(
        zip(spans, wanted.split("; ") if wanted else [], strict=True)
    )


# --- the day of the text --------------------------------------------------------------------------------------------


def test_a_span_leaves_its_preposition_out_and_keeps_it_as_signal() -> None:
    (time,) = read("The answer is due by Monday.")[0]
    assert (time.text, time.signal, time.value) == ("Monday", "by", "2022-01-24")


def test_the_coming_week_is_seven_days() -> None:
    (time,) = read("An answer is expected in the coming week.")[0]
    assert (time.text, time.value, time.date) == ("the coming week", "2022-W04", "2022-01-24/2022-01-30")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He spoke on Thursday.", "2022-01-20"),
        ("He will speak on Thursday.", "2022-01-27"),
        ("He spoke on Friday.", "2022-01-21"),
        ("They have until Friday.", "2022-01-28"),
        ("The talks were postponed to Saturday.", "2022-01-22"),
        ("The council meets on Wednesday.", "2022-01-26"),
        ("The truce ends Saturday.", "2022-01-22"),
        ("Both ends of the bridge were shut Saturday.", "2022-01-15"),
        ("Six died in the latest attack Saturday.", "2022-01-15"),
        ("By Saturday 40 people had died.", "2022-01-15"),
        ("Mohamed Saturday won.", "2022-01-15"),
        ("The offer has stood since Wednesday.", "2022-01-19"),
    ],
)
def test_tense_and_cue_words_choose_the_weekday(text: str, value: str) -> None:
    assert values(text) == [value]


def test_a_derivation_names_the_day_it_counts_from() -> None:
    (time,) = read("He spoke on Thursday.")[0]
    assert time.why == "Thursday → the Thursday on or before Friday 2022-01-21, because “spoke” looks back"
    assert time.rule == "weekday"


@pytest.mark.parametrize(
    ("words", "mod", "side"),
    [
        ("late this year", "END", ""),
        ("later this year", None, "later"),
        ("for the rest of the year", None, "later"),
        ("at the end of the year", "END", ""),
        ("early this month", "START", ""),
        ("earlier this month", None, "earlier"),
    ],
)
def test_late_in_a_period_is_its_end_and_later_the_side_of_the_news(words: str, mod: str | None, side: str) -> None:
    (time,) = read(f"The talks were held {words}.")[0]
    assert (time.mod, time.side) == (mod, side)


def test_without_a_publication_date_nothing_relative_is_dated_and_one_problem_says_so() -> None:
    found, problems = read("He came on Thursday, left yesterday, and was born on 3 May 1960.", published=None)
    assert [(time.value, time.date) for time in found] == [
        ("XXXX-WXX-4", None),
        ("XXXX-XX-XX", None),
        ("1960-05-03", "1960-05-03"),
    ]
    assert [problem.what for problem in problems] == ["the publication date is missing and 2 expressions wait for it"]


def test_with_a_publication_date_no_problem_is_made() -> None:
    assert read("He came on Thursday.")[1] == ()


def test_a_dateline_stands_in_for_a_missing_publication_date() -> None:
    found, problems = read("Talks begin\n\nFriday, January 21, 2022\n\nHe came on Thursday.", published=None)
    assert found[-1].value == "2022-01-20"
    assert "dateline" in found[-1].why
    assert problems == ()


def test_a_dateline_next_to_the_publication_date_is_the_day_that_is_counted_from() -> None:
    found, _ = read("Talks begin\n\nThursday, January 20, 2022\n\nHe came yesterday.")
    assert found[-1].value == "2022-01-19"
    assert "dateline" in found[-1].why


def test_a_date_line_far_from_the_publication_date_is_not_counted_from() -> None:
    found, _ = read("Talks begin\n\nMonday, January 10, 2022\n\nHe came yesterday.")
    assert found[-1].value == "2022-01-20"
    assert "dateline" not in found[-1].why


def test_a_date_that_only_opens_a_sentence_is_no_dateline() -> None:
    found, _ = read("January 21, 2022 was cold, and on Thursday it snowed.", published=None)
    assert found[-1].date is None


def test_a_day_that_no_calendar_has_is_a_problem_and_no_date() -> None:
    found, problems = read("It happened on 31 February 2022.")
    assert found == ()
    assert "31 February 2022" in problems[0].what


def test_a_leap_day_is_a_day_and_its_twin_is_none() -> None:
    assert values("It happened on 29 February 2020.") == ["2020-02-29"]
    assert values("It happened on 29 February 2021.") == []
    assert values("They met on 29 February.") == ["2020-02-29"]


def test_a_word_in_square_brackets_is_read_as_the_word() -> None:
    (ago, day) = read("“[Ten] years ago he left; he returned on [Monday].”")[0]
    assert (ago.text, ago.value) == ("[Ten] years ago", "2012")
    assert (day.text, day.value) == ("Monday", "2022-01-17")
    assert values("“[Men] years ago left.”") == ["PAST_REF"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Prices have doubled over the past five years.", "2017/2022"),
        ("Prices have doubled over the past five months.", "2021-08/2022-01"),
        ("Prices have doubled over the past five days.", "2022-01-16/2022-01-21"),
        ("Several towns have complained in the past few days.", "../2022-01-21"),
        ("Several towns have complained for five days.", None),
        ("A decade ago few had heard of it.", "2012~"),
        ("Several decades ago it closed.", None),
    ],
)
def test_a_length_that_ends_today_has_ends_as_exact_as_its_unit(text: str, wanted: str | None) -> None:
    assert dates(text) == [wanted]


# --- the time the text speaks of ------------------------------------------------------------------------------------


def test_a_month_earlier_counts_from_the_date_spoken_of() -> None:
    assert values("He resigned in May 2020. A month earlier he had won.") == ["2020-05", "2020-04"]


def test_a_month_ago_counts_from_the_day_of_the_text() -> None:
    assert values("He resigned in May 2020. A month ago he came back.") == ["2020-05", "2021-12"]


HISTORY = "In 1939 it began. In 1940 it spread. On 22 June 1941 they invaded. By 1942 it turned. In May 1943 it ended. "


@pytest.mark.parametrize("published", [FRIDAY, None])
def test_in_a_history_the_last_year_carries_on(published: date | None) -> None:
    assert values(HISTORY + "In July they landed.", published)[-1] == "1943-07"
    assert values(HISTORY + "The next year they fled.", published)[-1] == "1944"


def test_a_text_whose_first_day_is_a_weekday_alone_is_news_however_many_years_it_tells() -> None:
    """An obituary goes back to birth and fame, and ahead to the funeral."""
    assert values("Ott died on Thursday. " + HISTORY + "He will be buried on 30 May.")[-1] == "2022-05-30"
    assert values(HISTORY + "On Thursday they met. They fled on 30 June.")[-1] == "1941-06-30"


def test_a_text_that_opens_with_a_day_of_its_week_is_news_though_it_names_no_year() -> None:
    assert values("ALVA, Jan. 20 (Norsa) - Ott died. " + HISTORY + "It opened in April last year.")[-1] == "2021-04"
    assert values("ALVA, March 3 - Ott died. " + HISTORY + "It opened in April last year.")[-1] != "2021-04"


def test_a_later_year_that_is_only_looked_ahead_to_does_not_move_the_story_on() -> None:
    assert values(HISTORY + "The pact was to last until May 1949. In July they landed.", None)[-1] == "1943-07"
    assert values(HISTORY + "The pact was broken in May 1944. In July they landed.", None)[-1] == "1944-07"


def test_a_date_that_says_which_thing_is_meant_does_not_move_the_text_on() -> None:
    text = "On Wednesday they met. {} The following day Ankara protested."
    assert values(text.format("They rejected the December 27 deal as void."))[-1] == "2022-01-20"
    assert values(text.format("They had signed it on December 27."))[-1] == "2021-12-28"


def test_a_year_beside_the_story_does_not_move_it_on() -> None:
    assert values(HISTORY + "Under the treaty of 1955 he fled. In July they landed.")[-1] == "1943-07"
    assert values(HISTORY + "In 1955 he fled. In July they landed.")[-1] == "1955-07"


@pytest.mark.parametrize(
    "planned",
    ["The army saved its tanks for a campaign planned for 1944.", "A bridge was projected for May 1944, they said."],
)
def test_a_later_year_that_a_plan_names_does_not_move_the_story_on(planned: str) -> None:
    assert values(f"{HISTORY}{planned} In July they landed.", None)[-1] == "1943-07"
    assert values(HISTORY + "They made a plan, and in 1944 they won. In July they landed.", None)[-1] == "1944-07"


@pytest.mark.parametrize(
    "behind",
    [
        "They won back the town that had been lost in May 1941.",
        "It was the bloodiest month since May 1941.",
        "More ships sank than in the previous year.",
        "Losses passed the May 1941 peak.",
    ],
)
def test_what_lies_behind_the_story_does_not_move_it_back(behind: str) -> None:
    assert values(f"{HISTORY}{behind} In July they landed.", None)[-1] == "1943-07"
    assert values(HISTORY + "Elsewhere it began in May 1941. In July they landed.", None)[-1] == "1941-07"


def test_a_year_named_again_makes_a_date_of_it_no_coarser() -> None:
    text = HISTORY + "On 8 December 1943 they fled. The harvest of that kind was rare in 1943. In January they landed."
    assert values(text, None)[-1] == "1944-01"


def test_in_the_news_the_last_year_does_not_carry_on() -> None:
    assert values("The treaty dates from 1990. In July they met.")[-1] == "2021-07"


def test_a_clock_time_belongs_to_the_day_of_its_sentence() -> None:
    assert values("On Tuesday it lifted off at 18:00 UTC.")[-1] == "2022-01-18T18:00Z"
    assert values("It lifted off at 18:00 UTC.") == ["2022-01-21T18:00Z"]


# --- ranges ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The forum ran from 12 to 14 April 2021.", "2021-04-12/2021-04-14"),
        ("The forum ran April 12–14, 2021.", "2021-04-12/2021-04-14"),
        ("It lasted from 1914 to 1918.", "1914/1918"),
        ("It happened between May and July 2020.", "2020-05/2020-07"),
    ],
)
def test_both_ends_of_a_range_are_dated_with_the_whole(text: str, wanted: str) -> None:
    assert dates(text) == [wanted, wanted]


def test_two_dates_in_a_list_are_no_range() -> None:
    assert dates("It happened in 1914 and 1918.") == ["1914", "1918"]


def test_a_year_behind_two_months_belongs_to_both() -> None:
    assert values("It happened in August and September 2014.") == ["2014-08", "2014-09"]


# --- figures --------------------------------------------------------------------------------------------------------


def test_figures_are_read_in_the_order_of_the_ones_that_are_plain() -> None:
    assert values("Filed 03/04/2021.") == ["2021-03-04"]
    assert values("Filed 03/04/2021, closed 25/04/2021.") == ["2021-04-03", "2021-04-25"]
    assert values("Filed 03/04/2021.", language="en-GB") == ["2021-04-03"]


# --- never a date ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "It may rain. May I come in?",
        "They march on.",
        "The sun set. We sat. Second, prices fall once.",
        "The Sunday Times and USA Today report.",
        "It cost $2000 and 2022 euros, or 10% more.",
        "A 22-year-old man aged 21 won 12-13.",
        "Version 2.1.5 of Boeing 747 and G20 flight 1549.",
        "Call 555-1998 or visit 1600 Pennsylvania Avenue.",
        "Theresa May and April Jones met Jan Smith.",
    ],
)
def test_words_that_only_look_like_dates_are_none(text: str) -> None:
    assert [time.text for time in read(text)[0]] == []


# --- any language, any input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("it", "Il vertice del 12 marzo 2021 a Ginevra.", "2021-03-12"),
        ("pl", "Spotkanie 21 stycznia 2022 r. w Genewie.", "2022-01-21"),
        ("pt", "Encontro em março de 2020.", "2020-03"),
        ("pl", "W kwietniu 2019 spotkali się znowu.", "2019-04"),
        ("uk", "У квітні 2019 року вони зустрічалися.", "2019-04"),
        ("it", "Torneranno il 1º maggio 2021.", "2021-05-01"),
        ("nl", "De vergadering van 3-4-2020 ging niet door.", "2020-04-03"),
        ("tr", "8 Mart 2021'de zirve vardı.", "2021-03-08"),
        ("hu", "A miniszterelnök 2021. március 12-én beszélt.", "2021-03-12"),
        ("zh", "2022年1月21日,北京", "2022-01-21"),
    ],
)
def test_a_language_without_rules_gets_its_explicit_dates(language: str, text: str, value: str) -> None:
    assert values(text, language=language) == [value]


def test_a_language_without_rules_refuses_a_day_that_no_calendar_has() -> None:
    found, problems = read("Si vedranno il 31 febbraio 2022.", language="it")
    assert found == ()
    assert "31 febbraio 2022" in problems[0].what


def test_a_language_without_rules_gets_no_guess() -> None:
    assert values("Ci vediamo domani, o venerdì.", language="it") == []


def test_a_table_of_figures_is_named_and_not_read() -> None:
    found, problems = read("1939 1940 1941\n" * 400)
    assert found == ()
    assert "table" in problems[0].what
    assert len(read("1939, 1940 and 1941 were hard.")[0]) == 3


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    text=st.text(st.sampled_from("0123456789 ,.:-–/()'\nMaymonday of the last Fri 12 1999 vor mai год"), max_size=200)
)
@settings(max_examples=60)
def test_whatever_comes_spans_match_and_dates_are_edtf(language: str, text: str) -> None:
    found, _ = read(text, language=language)
    assert [time.text for time in found] == [text[time.start : time.end] for time in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(edtf.is_edtf(time.date) for time in found if time.date)


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (date(1, 1, 3), "He left last Friday."),
        (date(1, 1, 3), "He left last weekend."),
        (date(1, 1, 3), "He left last week."),
        (date(9999, 12, 31), "He will leave next Friday."),
        (date(9999, 12, 31), "He will leave tomorrow."),
    ],
)
def test_beyond_the_calendar_nothing_is_dated_and_a_problem_says_so(published: date, text: str) -> None:
    found, problems = read(text, published)
    assert [time.date for time in found] == [None]
    assert [problem.what for problem in problems] == [
        f"“{found[0].text}” lies outside the years that a calendar counts"
    ]
    assert read(text, date(2022, 1, 3))[1] == ()


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_break_nothing(published: date) -> None:
    text = (
        "Yesterday, tomorrow, last week, next week, 500 years ago, next century, Monday, next May, the weekend, Easter."
    )
    assert all(edtf.is_edtf(found) for found in dates(text, published) if found)


def test_the_same_text_gives_the_same_answer_twice() -> None:
    text = HISTORY + "In July they landed, two days before Monday."
    assert read(text) == read(text)


def test_dateparser_and_babel_stay_unloaded_until_a_language_needs_them() -> None:
    code = (
        "import sys, dashboard.extract.times; print([m for m in sys.modules if m in ('dateparser', 'babel', 'pandas')])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
