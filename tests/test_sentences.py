"""Sentences and the part of the article they stand in."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dashboard.extract.sentences import split
from dashboard.model import Article, Block


def _split(text: str, title: str = "") -> list[tuple[Block, str]]:
    return [(s.block, text[s.start : s.end]) for s in split(Article("a", text, title=title))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He met Mr. Smith. They talked.", 2),
        ("The U.S. Senate voted. It passed.", 2),
        ("Ott joined the U.S. All Stars and met U.S. In-house lawyers.", 1),
        ("Ott left the U.S. In May she came back.", 2),
        ("The talks ended at 9 p.m. Visser left at 10 p.m. Monday.", 2),
        ("At 9 a.m. Visser left.", 1),
        ("Ott closed the shop at 5 p.m. New York time on Friday.", 1),
        ("The talks ended at 5 p.m. Visser spent time in Rome.", 2),
        ("Visser told the 10 p.m. Norsa News that she would go.", 1),
        ("Visser said no. Norway left.", 2),
        ("Case no. A-5 was dismissed on sat. March 2.", 1),
        ("It rose by 3.5 percent. Then it fell.", 2),
        ("J. K. Rowling wrote it.", 1),
        ("On Jan. 5 he left.", 1),
        ("“Stop.” he said. Nobody did!", 2),
        ("Did he? Yes. No!", 3),
        ("No stop at the end", 1),
        ("Сумма составила 2 млн руб. в год.", 1),
        ("Das schrieb er auf der Plattform X. Trump schwieg.", 2),
        ("König Felipe VI. will kommen. Er kam.", 2),
        ("Сумма составила 2 млн руб. Суд решил иначе.", 2),
        ("", 0),
        (" \n \n", 0),
    ],
)
def test_a_full_stop_ends_a_sentence_unless_it_belongs_to_a_word(text: str, count: int) -> None:
    assert len(_split(f"Rain fell today.\n\n{text}")) == count + 1


def test_headline_bullets_body_and_caption_are_told_apart() -> None:
    text = "Talks begin\n\n• The talks have begun.\n\nThe ministers met.\n\nPhoto: The ministers shake hands."
    assert [block for block, _ in _split(text, title="Talks begin")] == [
        Block.HEADLINE,
        Block.BULLET,
        Block.BODY,
        Block.CAPTION,
    ]


def test_a_heading_begins_behind_its_marks_and_the_first_is_the_headline() -> None:
    text = "# Talks begin in Bern\n\n## What is next\nThey met on #1 of the list.\n"
    found = split(Article("a", text, "Talks begin in Bern"))
    assert [(text[s.start : s.end], s.block) for s in found] == [
        ("Talks begin in Bern", Block.HEADLINE),
        ("What is next", Block.HEADING),
        ("They met on #1 of the list.", Block.BODY),
    ]


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("The Harbour Post, 4 March 2024", Block.CREDIT),
        ("Harbour Post", Block.CREDIT),
        ("The Harbour Post, sued in May, closes", Block.HEADLINE),
        ("The Harbour Times, 4 March 2024", Block.HEADLINE),
    ],
)
def test_a_line_of_the_outlet_and_a_day_is_a_credit_and_the_headline_may_stand_below(line: str, block: Block) -> None:
    article = Article("a", f"{line}\n\nTalks begin\n\nThe ministers met.", source="Harbour Post")
    first, second, _ = split(article)
    assert first.block is block
    assert (second.block is Block.HEADLINE) is (block is Block.CREDIT)


def test_a_place_and_date_before_the_first_words_are_a_dateline() -> None:
    text = "Talks begin\n\nKHOREM, Nov. 15 - The ministers met."
    assert _split(text, title="Talks begin")[1:] == [
        (Block.DATELINE, "KHOREM, Nov. 15"),
        (Block.BODY, "The ministers met."),
    ]


@pytest.mark.parametrize("line", ["Santiago, 15 may (EFE)", "MADRID, 15 de mayo", "GUADALAJARA, Jalisco", "Monterrey"])
def test_a_full_stop_and_a_dash_close_a_dateline(line: str) -> None:
    text = f"Dimite el alcalde\n\n{line}.- El alcalde dimitió este martes."
    sentences = split(Article(id="a", text=text, language="es"))
    assert [(text[s.start : s.end], s.block) for s in sentences[1:]] == [
        (line, Block.DATELINE),
        ("El alcalde dimitió este martes.", Block.BODY),
    ]


def test_a_dash_behind_a_sentence_closes_no_dateline() -> None:
    text = "Dimite el alcalde\n\nEl alcalde dimitió este martes.- La oposición aplaudió."
    assert all(s.block is not Block.DATELINE for s in split(Article(id="a", text=text, language="es")))


def test_a_dash_inside_a_sentence_is_no_dateline() -> None:
    text = "Talks begin\n\nThe ministers met - nobody knew why."
    assert [block for block, _ in _split(text, title="Talks begin")[1:]] == [Block.BODY]


def test_spans_follow_each_other_without_white_space() -> None:
    text = "One.  Two.\n\n Three. "
    sentences = split(Article("a", text))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in sentences)
    assert all(a.end <= b.start for a, b in pairwise(sentences))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Am 3. Oktober 1990 war es so weit.", 1),
        ("Der Chor singt am Freitag, 12. März, ab 19.45 Uhr. Danach wird getanzt.", 2),
        ("Im 19. Jahrhundert gab es das nicht.", 1),
        ("Die Zahl der Toten stieg auf 22. Die Polizei sucht weiter.", 2),
    ],
)
def test_a_german_ordinal_ends_no_sentence(text: str, count: int) -> None:
    assert len(split(Article("a", text, language="de"))) == count


def test_a_language_without_such_ordinals_keeps_its_stops() -> None:
    assert len(split(Article("a", "The toll rose to 22. August was quiet.", language="en"))) == 2
