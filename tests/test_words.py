"""What is said is grammatical, as exact as the date and no more, and no key is missing."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import edtf
from dashboard.errors import RuleError
from dashboard.words import date_in_words, days_in_words, list_in_words, say

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = tomllib.loads((ROOT / "data/words/en.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("value", "long", "short"),
    [
        ("2022-01-21", "Friday 21 January 2022", "21 Jan 2022"),
        ("2022-W04", "week of 24 January 2022", "week of 24 Jan 2022"),
        ("2022-W04-WE", "weekend of 29–30 January 2022", "weekend of 29–30 Jan 2022"),
        ("2022-01", "January 2022", "Jan 2022"),
        ("2022", "2022", "2022"),
        ("2022-21", "spring 2022", "spring 2022"),
        ("2022-24", "winter 2022–23", "winter 2022–23"),
        ("2022-33", "first quarter of 2022", "first quarter of 2022"),
        ("2022-41", "second half of 2022", "second half of 2022"),
        ("199X", "the 1990s", "the 1990s"),
        ("19XX", "the 20th century", "the 20th century"),
        ("20XX", "the 21st century", "the 21st century"),
        ("2021~", "about 2021", "about 2021"),
        ("2021?", "2021 (uncertain)", "2021 (uncertain)"),
        ("2022-01-21~", "about 21 January 2022", "about 21 Jan 2022"),
        ("../2022-02-01", "by 1 February 2022", "by 1 Feb 2022"),
        ("../2023-05-31", "by the end of May 2023", "by the end of May 2023"),
        ("../2024-02-28", "by 28 February 2024", "by 28 Feb 2024"),
        ("../2023-12-31", "by the end of 2023", "by the end of 2023"),
        ("../2023-05", "by May 2023", "by May 2023"),
        ("2021-11/..", "since November 2021", "since Nov 2021"),
        ("2022-01-24/2022-01-30", "24–30 January 2022", "24–30 Jan 2022"),
        ("2022-01-28/2022-02-03", "28 January – 3 February 2022", "28 Jan – 3 Feb 2022"),
        ("2021-12-28/2022-01-03", "28 December 2021 – 3 January 2022", "28 Dec 2021 – 3 Jan 2022"),
        ("2022-01/2022-03", "January–March 2022", "Jan–Mar 2022"),
        ("2021/2023", "2021 – 2023", "2021 – 2023"),
        ("0033", "AD 33", "AD 33"),
        (None, "undated", "undated"),
        ("no date", "no date", "no date"),
    ],
)
def test_a_date_is_said_at_its_precision(value: str | None, long: str, short: str) -> None:
    assert date_in_words(value, "long") == long
    assert date_in_words(value, "short") == short


def test_an_open_end_is_since_for_the_past_and_from_for_the_future() -> None:
    assert date_in_words("2022-02-01/..") == "since 1 February 2022"
    assert date_in_words("2022-02-01/..", ahead=True) == "from 1 February 2022"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2022, 1, 10), date(2022, 1, 31), "10–31 January 2022"),
        (date(2022, 1, 1), date(2022, 1, 31), "January 2022"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2022, 1, 10), None, "since 10 January 2022"),
        (None, date(2022, 1, 31), "by 31 January 2022"),
        (None, None, "all time"),
    ],
)
def test_a_window_is_said_once(first: date | None, last: date | None, said: str) -> None:
    assert days_in_words(first, last) == said


@given(st.dates(), st.sampled_from(["", "~", "?"]), st.sampled_from([10, 7, 4]))
def test_no_day_is_said_that_the_date_does_not_give(day: date, mark: str, length: int) -> None:
    value = day.isoformat()[:length] + mark
    said = date_in_words(value, "long")
    days = [word for word in said.replace("(", " ").split() if word.isdigit() and len(word) <= 2 and int(word) <= 31]
    year_is_short = day.year < 1000
    assert bool(days) is (length == 10) or year_is_short
    assert edtf.is_edtf(value)


@pytest.mark.parametrize(("n", "said"), [(0, "no event"), (1, "1 event"), (2, "2 events"), (1234, "1,234 events")])
def test_counts_take_their_plural_and_their_separators(n: int, said: str) -> None:
    assert say("result.events", n=n) == said


@pytest.mark.parametrize(("n", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (21, "21st")])
def test_ordinals_take_their_own_forms(n: int, said: str) -> None:
    assert say("date.ordinal", n=n) == said


def test_lists_are_joined_as_english_does() -> None:
    assert list_in_words(["a"]) == "a"
    assert list_in_words(["a", "b"]) == "a and b"
    assert list_in_words(["a", "b", "c"], "or") == "a, b, or c"


def test_braces_in_a_value_stay_what_they_are() -> None:
    assert say("note.actor", value="{shown!r} {0}") == (
        "The link asks for the actor “{shown!r} {0}”, who is not in this collection: "
        "choose one from the list of actors."
    )


@pytest.mark.parametrize("key", ["nothing.here", "result", "result.count.other.more", ""])
def test_a_missing_message_is_named(key: str) -> None:
    with pytest.raises(RuleError, match=r"en\.toml"):
        say(key)


def test_a_missing_value_is_named() -> None:
    with pytest.raises(RuleError, match="shown"):
        say("result.count", total=2)


def _calls() -> list[tuple[str, str, set[str]]]:
    """Every `say("key", name=…)` in the source: file, key, names; calls with `**` or a computed key are left out."""
    found = []
    for path in sorted([*(ROOT / "dashboard").rglob("*.py"), ROOT / "app.py"]):
        source = path.read_text(encoding="utf-8")
        if not re.search(r"^from dashboard\.words import .*\bsay\b", source, re.MULTILINE):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant) and all(word.arg for word in node.keywords):
                    names = {word.arg for word in node.keywords} - {"language"}
                    found.append((str(path.relative_to(ROOT)), str(key.value), names))
    return found


def _blanks(message: str | dict) -> set[str]:
    if isinstance(message, dict):
        every = set().union(*(_blanks(text) for form, text in message.items() if form not in ("by", "ordinal")))
        return every | {message["by"]}
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


@pytest.mark.parametrize(("where", "key", "names"), _calls())
def test_every_key_that_code_names_has_words_and_its_blanks(where: str, key: str, names: set[str]) -> None:
    section, _, name = key.partition(".")
    assert name in ENGLISH.get(section, {}), f"{where} says {key!r}"
    assert _blanks(ENGLISH[section][name]) <= names, f"{where} says {key!r}"


def test_the_search_for_keys_finds_them() -> None:
    assert len(_calls()) > 50


def test_every_message_is_said_somewhere() -> None:
    exact, computed = set(), []
    for path in sorted([*(ROOT / "dashboard").rglob("*.py"), ROOT / "app.py"]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant):
                exact.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = (re.escape(v.value) if isinstance(v, ast.Constant) else r"\w+" for v in node.values)
                computed.append("".join(parts))
    said = re.compile("|".join(pattern for pattern in computed if re.match(r"\w+\\\.", pattern)))
    keys = [f"{section}.{name}" for section, messages in ENGLISH.items() for name in messages]
    assert [key for key in keys if key not in exact and not said.fullmatch(key)] == []
