"""Whatever comes from outside becomes an article, or a problem that names it; nothing stops the rest."""

from __future__ import annotations

import io
import json
import random
from datetime import date
from pathlib import Path

import pytest

from dashboard.model import Article, Problem
from dashboard.read import FORMATS, MAX_CHARS, Unread, encoding, jsonl, read_bytes, read_path
from dashboard.read.guess import guess
from dashboard.read.markdown import plain
from dashboard.read.tags import Tag, Words, scan
from dashboard.read.text import from_text
from dashboard.typed_dates import read_day

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Ministers meet in Vienna | The Daily Example</title>
<meta property="og:site_name" content="The Daily Example">
<meta property="article:published_time" content="2022-01-21T23:40:00-05:00">
<link rel="canonical" href="https://example.org/2022/01/22/vienna">
<script>if (a < b && "</p>") { document.write("<p>never</p>") }</script><style>p > a { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Ministers meet in Vienna</h1><p>By A. Writer</p>
<p>The two ministers met in Vienna on Friday &amp; spoke for three hours<br>about fisheries.</p>
<ul><li>They agreed on quotas.</li><li>They will meet again in March.</li></ul>
<figure><img src="x.jpg" alt="a > b"><figcaption>The ministers in Vienna.</figcaption></figure>
<aside>Subscribe to our newsletter!</aside><div class="related-links"><p>Read more: older talks</p></div>
<p>Neither side said what would happen if the talks failed, but both called them useful and frank.</p>
<!-- <p>a comment</p> --></article>
<footer><p>All rights reserved</p></footer></body></html>"""


def read(name: str, data: bytes | str) -> list[Article | Problem]:
    return list(read_bytes(name, data.encode() if isinstance(data, str) else data))


def one(name: str, data: bytes | str) -> Article:
    """The one article of a file that has no other problem."""
    (article,) = read(name, data)
    assert isinstance(article, Article)
    return article


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


# --- HTML ----------------------------------------------------------------------------------------------------------


def test_a_page_gives_its_report_and_its_facts() -> None:
    article = one("page.html", PAGE)
    assert article.text == (
        "Ministers meet in Vienna\n\nBy A. Writer\n\n"
        "The two ministers met in Vienna on Friday & spoke for three hours\n\nabout fisheries.\n\n"
        "• They agreed on quotas.\n• They will meet again in March.\n\nThe ministers in Vienna.\n\n"
        "Neither side said what would happen if the talks failed, but both called them useful and frank."
    )
    assert article.title == "Ministers meet in Vienna"
    assert article.published == date(2022, 1, 21)
    assert article.source == "The Daily Example"
    assert article.language == "en"
    assert article.url == "https://example.org/2022/01/22/vienna"


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2022-01-21"}]}'
        "</script>",
        '<meta name="date" content="Fri, 21 Jan 2022 10:00:00 GMT">',
        '<meta itemprop="datePublished" content="20220121">',
        "<META NAME='pubdate' CONTENT='21.01.2022'>",
        '<link rel="canonical" href="https://example.org/news/2022/1/21/talks.html">',
        '<meta name="date" content="no day"><time itemprop="datePublished" datetime="2022-01-21T10:00">today</time>',
        "<p>Published 21 January 2022, 10:40</p>",
        '<script type="application/ld+json">{broken</script><time datetime="2022-01-21">Friday</time>',
    ],
)
def test_the_day_of_publication_is_found_where_pages_state_it(head: str) -> None:
    assert one("a.html", f"<html>{head}<p>The talks began.</p>").published == date(2022, 1, 21)


@pytest.mark.parametrize(
    "head",
    ["", '<meta property="article:modified_time" content="2022-01-21">', '<meta name="date" content="January 2022">'],
)
def test_no_day_is_made_up(head: str) -> None:
    assert one("a.html", f"<html>{head}<p>The talks of 3 May 2020 began.</p>").published is None


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + " ".join(f"a{n}=1" for n in range(20_000)) + "<p>The end.",
        "<p " + " ".join(f"a{n}=1" for n in range(40_000)) + ">The end.",
        "<div>" * 50_000 + "The end.",
        "<p>The end.</p>" + "<!--" * 25_000,
        "<p>The end.</p>" + "<a " * 30_000,
        "<p>The end.</p>" + "<a b='" * 15_000,
        "<p>The end." + "</x>" * 50_000,
        "<p>The end.</p>" + "<![CDATA[" * 10_000,
        "<time datetime='1 2 1999 x'>" * 3_000 + "The end.",
        "<script>" * 20 + "</script><p>The end.</p>",
        "<p>&#1114112;&#xD800;&bogus;&amp The end.",
    ],
    ids=lambda page: page[:12],
)
def test_hostile_pages_are_read_in_time_that_grows_with_their_length(page: str) -> None:
    assert "The end." in one("a.html", page).text


def test_a_page_without_text_says_so() -> None:
    (problem,) = read("a.html", "<html><script>draw()</script><nav>Home</nav></html>")
    assert isinstance(problem, Unread)
    assert "no article" in problem.what


def test_markup_is_a_stream_of_tags_and_words() -> None:
    found = list(scan("a<b c='>' D=2 d=3>&lt;x</B><!-- <i> -->1 < 2<br/><script>a<b</script>"))
    assert [(i.name, i.close) if isinstance(i, Tag) else i.text for i in found] == [
        "a", ("b", False), "<x", ("b", True), "1 ", "<", " 2", ("br", False),
        ("script", False), "a<b", ("script", True),
    ]  # fmt: skip
    assert found[1].attributes() == {"c": ">", "d": "2"}
    assert found[-2] == Words("a<b", "script")


def test_the_declared_encoding_of_a_page_counts() -> None:
    page = '<meta charset="iso-8859-7"><p>Ο υπουργός συναντήθηκε στη Γενεύη.</p>'
    *_, article = read("a.html", page.encode("iso-8859-7"))
    assert "Γενεύη" in article.text


# --- guesses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title", "source", "day"),
    [
        ("Talks begin\n\nGENEVA, Jan 21, 2022 (Reuters) - They met.", "Talks begin", "Reuters", date(2022, 1, 21)),
        ("Talks begin\nFriday, 21 January 2022\nThey met.", "Talks begin", None, date(2022, 1, 21)),
        ("Talks begin\nUpdated: 2022-01-21 10:40 | Example News\nThey met.", "Talks begin", None, date(2022, 1, 21)),
        ("Gespräche\n21. Januar 2022\nSie trafen sich.", "Gespräche", None, date(2022, 1, 21)),
        ("Talks\nThey met.\n\nSource: Example News", "Talks", "Example News", None),
        ("GENEVA (AP) — They met on Friday.\nThen they left.", "", "AP", None),
        ("Talks begin\nThe Harbour Post, 4 March 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("Talks begin\nBy Ada Berg, March 4, 2024\nThey met.", "Talks begin", None, date(2024, 3, 4)),
        ("Gespräche\nNordkurier, 13. März 2024\nSie trafen sich.", "Gespräche", None, date(2024, 3, 13)),
        ("Gespräche\nBerlin, 3. März 2024 (dpa) - Sie trafen sich.", "Gespräche", "dpa", date(2024, 3, 3)),
        ("Négociations\nPARIS, 1er mars 2024 (AFP) – Ils se sont vus.", "Négociations", "AFP", date(2024, 3, 1)),
        ("Diálogo\nMadrid, 3 mar. 2024 (EFE).- Se vieron.", "Diálogo", "EFE", date(2024, 3, 3)),
        ("Переговоры\nОСЛО, 3 марта 2024 г. (Интерфакс) - Они.", "Переговоры", "Интерфакс", date(2024, 3, 3)),
        ("Talks begin\nThe Hague, Netherlands, 4 March 2024 - They met.", "Talks begin", None, date(2024, 3, 4)),
        ("OSLO March 4, 2024 (AP) - They met.\nMore.", "", "AP", date(2024, 3, 4)),
        ("Berlin (dpa) - Sie trafen sich.\nMehr.", "", "dpa", None),
        # what only looks like it
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


def test_the_limits_of_reading_are_the_readers_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(encoding, "MAX_BYTES", 12)
    path = tmp_path / "a.txt"
    path.write_text("Twelve bytes and then more.")
    problem, article = read_path(path)
    assert "partial" in problem.what
    assert article.text == "Twelve bytes"
