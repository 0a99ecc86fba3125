"""A web page gives its report, its facts and its day of publication, whoever made it and whatever is in it."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.model import Unread
from dashboard.read.tags import Tag, Words, scan
from tests.files import PAGE, one, read


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
