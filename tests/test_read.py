"""Whatever comes from outside becomes an article, or a problem that names it; nothing stops the rest."""

from __future__ import annotations

import io
import json
import random
from datetime import date
from pathlib import Path

import pytest

from dashboard.model import Article, Problem, Unread
from dashboard.read import FORMATS, MAX_CHARS, encoding, jsonl, read_bytes, read_path
from dashboard.read.markdown import plain
from tests.files import PAGE, one, read

# --- text and encodings --------------------------------------------------------------------------------------------


def test_plain_text_is_taken_as_it_is() -> None:
    text = "  A headline\n\n\tTalks ended on Friday.  \n\n"
    assert one("talks.txt", text).text == text
    assert one("talks.txt", text).id == "talks"


def test_line_ends_are_those_python_reads() -> None:
    assert one("a.txt", "One.\r\nTwo.\rThree.\n").text == "One.\nTwo.\nThree.\n"


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Talks in Kraków.", "utf-8", False),
        ("Talks in Kraków.", "utf-8-sig", False),
        ("Talks in Kraków.", "utf-16", False),
        ("Talks in Kraków, in the old town.", "utf-16-le", False),
        ("Talks in Kraków, in the old town.", "utf-16-be", False),
        ("Talks in Kraków.", "utf-32", False),
        ("He said “no” – the café was closed for two days, and the talks went on until Friday.", "cp1252", True),
        ("Министр иностранных дел встретился в пятницу в Женеве с госсекретарём.", "cp1251", True),
        ("Minister spraw zagranicznych powiedział w piątek, że Polska będzie gotowa do rozmów. " * 3, "cp1250", True),
        ("Minister wyjechał w środę.", "cp1250", True),
        ("外務大臣は金曜日にジュネーブで国務長官と会談した。両者は来週も協議を続ける。", "shift_jis", True),
        # A short text with many accents is French or Spanish before it is anything rarer.
        ("À Málaga, “Müller” a rencontré Señor Pérez à l’été.", "cp1252", True),
        ("La décision a été différée à Genève.", "cp1252", True),
        ("As negociações põem fim às tensões.", "cp1252", True),
        ("Министр встретился в пятницу в Женеве.", "koi8-r", True),
        ("Министр встретился в пятницу в Женеве.", "utf-16-le", False),
        ("Ο υπουργός δήλωσε την Τετάρτη ότι μένει.", "utf-16-be", False),
    ],
)
def test_any_encoding_is_read_and_a_guess_is_told(text: str, name: str, told: bool) -> None:
    *problems, article = read("a.txt", text.encode(name))
    assert article.text == text
    assert bool(problems) == told
    assert all("not UTF-8" in problem.what and problem.where == "a.txt" for problem in problems)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00", "Word"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"text\x00\x01\x02\x03 and more" * 9, "binary"),
        (bytes(range(1, 256)) * 40, "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_its_content(data: bytes, what: str) -> None:
    for name in ("a.txt", "a.md", "a.html", "a.jsonl"):
        (problem,) = read(name, data)
        assert isinstance(problem, Unread)
        assert problem.where.startswith(name)
        assert what in problem.what


def test_bytes_at_random_are_never_taken_for_wide_letters() -> None:
    chance = random.Random(3)
    for _ in range(50):
        (problem,) = read("a.txt", bytes(chance.choices(range(256), k=3000)))
        assert isinstance(problem, Unread)


@pytest.mark.parametrize(("stated", "language"), [("en-US", "en"), ("DE", "de"), ("pt_BR", "pt"), (" fr ", "fr")])
def test_a_language_is_its_code_without_region(stated: str, language: str) -> None:
    (article,) = read("a.jsonl", json.dumps({"text": "They met.", "language": stated}).encode())
    assert article.language == language


@pytest.mark.parametrize("stated", ["english", "../../en", "e", "12", "en us"])
def test_what_is_no_language_code_is_said_and_left_to_detection(stated: str) -> None:
    problem, article = read("a.jsonl", json.dumps({"text": "They met.", "language": stated}).encode())
    assert article.language is None
    assert stated in problem.what and problem.where == "a.jsonl: a-1"


def test_an_id_may_be_a_number() -> None:
    lines = b'{"id": 7, "text": "a"}\n{"id": 1.5, "text": "b"}\n{"id": true, "text": "c"}\n{"id": [], "text": "d"}'
    assert [article.id for article in read("a.jsonl", lines)] == ["7", "1.5", "a-3", "a-4"]


def test_a_line_that_is_no_json_names_the_letter_and_no_second_line() -> None:
    (unread,) = read("a.jsonl", b'{"id": 1 "text": "They met."}\n')
    assert (unread.where, unread.what) == ("a.jsonl, line 1", "not JSON: Expecting ',' delimiter at letter 10")


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    (problem,) = read_path(tmp_path)
    assert isinstance(problem, Unread)
    assert problem.where == str(tmp_path) and ".txt" in problem.hint


def test_a_stray_control_character_makes_no_binary_file() -> None:
    assert (
        "Friday" in one("a.txt", "The talks began on Friday.\x00 They ended on Sunday, and nobody knew why.\x0c").text
    )


def test_a_text_longer_than_a_book_is_cut_and_says_so() -> None:
    problem, article = read("a.txt", "word " * (MAX_CHARS // 4))
    assert "partial" in problem.what
    assert len(article.text) == MAX_CHARS


def test_a_file_larger_than_the_limit_is_refused_when_uploaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.read.MAX_BYTES", 10)
    (problem,) = read("a.txt", "more than ten bytes")
    assert isinstance(problem, Unread)
    assert one("a.txt", "just ten b").text == "just ten b"


def test_the_limits_of_reading_are_the_readers_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(encoding, "MAX_BYTES", 12)
    path = tmp_path / "a.txt"
    path.write_text("Twelve bytes and then more.")
    problem, article = read_path(path)
    assert "partial" in problem.what
    assert article.text == "Twelve bytes"


# --- names and paths -----------------------------------------------------------------------------------------------


def test_an_ending_that_is_not_known_is_named_with_those_that_are() -> None:
    (problem,) = read("a.docx", "text")
    assert isinstance(problem, Unread)
    assert all(suffix in problem.hint for suffix in FORMATS)


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "C:\\temp\\passwd.txt", "/a/b/passwd.txt"])
def test_the_path_in_a_name_is_left_out(name: str) -> None:
    assert one(name, "text").id == "passwd"


def test_a_page_saved_as_text_is_read_as_a_page() -> None:
    assert "<p>" not in one("page.txt", PAGE).text
    assert "<p>" in one("page.txt", "In HTML a paragraph begins with <p>.").text


def test_missing_files_and_folders_do_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Second.")
    (tmp_path / "a.md").write_text("First.")
    (tmp_path / "c.bin").write_bytes(b"\x00")
    assert [item.id for item in read_path(tmp_path)] == ["a", "b"]
    (problem,) = read_path(tmp_path / "none.txt")
    assert isinstance(problem, Unread)
    assert "no such file" in problem.what
    (problem,) = read_path("a\0b.txt")
    assert isinstance(problem, Unread)


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ('{"id": "x", "text": "Talks ended."}\n{"id": "y", "text": "Talks began."}\n', ["x", "y"]),
        ("---\nid: z\n---\nTalks ended.", ["z"]),
        (PAGE, None),
        ("{ said nobody ever }", None),
    ],
)
def test_standard_input_is_told_apart_by_its_content(
    given: str, ids: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    found = list(read_path("-"))
    assert all(isinstance(item, Article) and "<p>" not in item.text for item in found)
    assert ids is None or [item.id for item in found] == ids


def test_what_the_caller_says_comes_after_the_article_and_before_a_guess() -> None:
    day = date(2022, 1, 21)
    stated = "---\npublished: 2020-02-02\n---\nText."
    guessed = "Headline\nPublished: 3 March 2021\nText."
    (article,) = read_bytes("a.md", stated.encode(), published=day)
    assert article.published == date(2020, 2, 2)
    (article,) = read_bytes("a.txt", guessed.encode(), published=day)
    assert article.published == day
    assert one("a.txt", guessed).published == date(2021, 3, 3)


# --- Markdown ------------------------------------------------------------------------------------------------------


def test_front_matter_gives_the_facts() -> None:
    article = one(
        "a.md",
        '---\ntitle: "Talks: day two"\npublisher: Sample Wire\npublished: 2022-01-21\n'
        'language: en\nurl: ""\n---\n\nText.\n',
    )
    assert article == Article("a", "Text.\n", "Talks: day two", date(2022, 1, 21), "en", "Sample Wire", None)


def test_two_rules_around_text_are_no_front_matter() -> None:
    assert "no list of facts" in one("a.md", "---\nThis is no list of facts\n---\nText.").text
    assert "fact" not in one("a.md", "---\nThis: is a list of facts\n---\nText.").text


def test_a_date_that_is_no_day_is_named_and_the_article_read() -> None:
    problem, article = read("a.md", "---\npublished: soon\n---\nText.")
    assert "soon" in problem.what
    assert article.published is None


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("# A headline #\n\nText.", "A headline\n\nText."),
        ("He **was** *not* __there__.", "He was not there."),
        ("The [talks](https://example.org) began.", "The talks began."),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("- one\n- two", "- one\n- two"),
        ("> quoted", "quoted"),
        ("a\n\n\n\nb", "a\n\nb"),
    ],
)
def test_marks_go_and_words_stay(marked: str, words: str) -> None:
    assert plain(marked) == words


# --- JSON Lines ----------------------------------------------------------------------------------------------------


def test_an_article_a_line_with_text_as_given() -> None:
    line = {
        "id": "x",
        "title": "T",
        "text": " A\r\nB ",
        "published": "2022-01-21T10:00:00Z",
        "source": "S",
        "more": [1],
    }
    article = one("a.jsonl", json.dumps(line))
    assert article == Article("x", " A\r\nB ", "T", date(2022, 1, 21), None, "S", None)


def test_bad_lines_are_named_by_number_and_the_others_read() -> None:
    lines = [
        '{"id": 7, "text": "One."}',
        "not json",
        '{"id": "no text"}',
        "",
        "[" * 100_000,
        '{"text": "Two.", "published": null}',
        '{"text": "Half a pair \\ud800."}',
        '{"text": "Three.", "published": "someday"}',
        '["a list"]',
        '{"text": ""}',
    ]
    found = read("a.jsonl", "\n".join(lines))
    assert [item.text for item in found if isinstance(item, Article)] == [
        "One.",
        "Two.",
        "Half a pair \ufffd.",
        "Three.",
    ]
    assert [item.id for item in found if isinstance(item, Article)] == ["7", "a-6", "a-7", "a-8"]
    unread = [item.where for item in found if isinstance(item, Unread)]
    assert unread[:4] == [f"a.jsonl, line {n}" for n in (2, 3, 5, 9)]
    assert len(unread) == 5
    assert [item.what for item in found if type(item) is Problem] == ["publication date 'someday' is not a day"]


def test_a_line_that_is_too_long_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 30)
    found = read("a.jsonl", '{"text": "%s"}\n{"text": "Short."}\n' % ("long " * 50))
    assert [type(item) for item in found] == [Unread, Article]


def test_articles_saved_by_a_spreadsheet_are_read() -> None:
    assert one("a.jsonl", '{"text": "Łódź"}\n'.encode("utf-16")).text == "Łódź"


def test_articles_of_a_large_file_come_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n' + "not json\n" * 1000)
    assert next(iter(read_path(path))).text == "One."
