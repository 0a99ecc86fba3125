"""One person, one entry, over a whole collection: whatever the order of the articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from dashboard.extract import actors, sentences
from dashboard.merge.actors import letters, resolve
from dashboard.merge.edits import Edit
from dashboard.merge.registry import slug
from dashboard.model import ActorMention, Article, EventMention, Kind, Reading, Role, Status


def read(name: str, text: str, day: date = date(2022, 1, 21)) -> Reading:
    article = Article(name, text, published=day, language="en")
    split = sentences.split(article)
    return Reading(article, split, (), actors.find(article, split, ()))


LAVROV = [
    read("a", "Russian Foreign Minister Sergei Lavrov arrived.", date(2022, 1, 20)),
    read("b", "Sergey Lavrov spoke.", date(2022, 1, 21)),
    read("c", "Lavrov left, said Olena Petrenko. Petrenko had met him.", date(2022, 1, 24)),
]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_the_articles_changes_nothing(order: tuple[int, ...]) -> None:
    expected = resolve(LAVROV)[1]
    readings, registry = resolve([LAVROV[i] for i in order])
    assert registry == expected
    assert [r.article.id for r in readings] == ["abc"[i] for i in order]


def test_spellings_are_counted_and_days_kept() -> None:
    lavrov = resolve(LAVROV)[1]["sergei-lavrov"]
    assert lavrov.aliases == {"Lavrov": 1, "Sergei Lavrov": 1, "Sergey Lavrov": 1}
    assert (lavrov.first, lavrov.last) == (date(2022, 1, 20), date(2022, 1, 24))


def test_an_office_is_kept_with_its_title_and_days() -> None:
    lavrov = resolve(LAVROV)[1]["sergei-lavrov"]
    assert lavrov.affiliation == "russia"
    assert ("russia", "Foreign Minister", date(2022, 1, 20), date(2022, 1, 20)) in lavrov.affiliations


def test_an_affiliation_is_an_entry_of_the_registry() -> None:
    registry = resolve(LAVROV)[1]
    assert all(a.affiliation in registry for a in registry.values() if a.affiliation)


def test_events_bear_the_names_of_the_collection() -> None:
    event = EventMention(
        "e", "c", 0, 5, (0, 5), "say", "Melnik speaks", Status.HAPPENED,
        actors=("Melnik",), via=("Ivan Melnik",), speaker="Melnik",
    )  # fmt: skip
    named, _ = resolve([read("a", "Ivan Melnik won."), replace(read("c", "Mr Melnik spoke."), events=(event,))])
    told = named[1].events[0]
    assert (told.actors, told.via, told.speaker) == (("Ivan Melnik",), (), "Ivan Melnik")


def test_a_bare_surname_of_two_bearers_stays_bare() -> None:
    readings = [read("a", "Anna Kovalenko won."), read("b", "Taras Kovalenko lost."), read("c", "Mr Kovalenko wept.")]
    assert {"anna-kovalenko", "taras-kovalenko", "kovalenko"} <= set(resolve(readings)[1])


ABROAD = Reading(
    Article("f", "La ministre Sanda Petrin arrive.", published=date(2022, 1, 20), language="fr"), (), (),
    (ActorMention(12, 24, "Sanda Petrin", "Sanda Petrin", Kind.PERSON, Role.ACTOR, why="two names in a row"),),
)  # fmt: skip


def test_a_surname_is_its_one_bearer_of_another_language_whatever_each_article_took_it_for() -> None:
    acts = read("b", "Rain fell. In Oslo, Petrin rejected the plan.")
    listed = read("c", "Lavrov and Petrin met.")
    assert "sanda-petrin" in resolve([ABROAD, acts])[1]
    assert "petrin" not in resolve([ABROAD, acts])[1]
    assert "petrin" not in resolve([ABROAD, acts, listed])[1]
    assert "petrin" in resolve([ABROAD, acts, read("d", "Ivan Petrin won.")])[1]


def test_a_reader_may_rename_and_so_merge() -> None:
    readings = [read("a", "Anna Kovalenko won."), read("b", "Hanna Kowalenka lost.")]
    registry = resolve(readings, [Edit("name", "Hanna Kowalenka", "Anna Kovalenko")])[1]
    assert set(registry) == {"anna-kovalenko"}
    assert any("renamed by a reader" in why for why in registry["anna-kovalenko"].why)


def test_places_and_sources_have_no_entry() -> None:
    registry = resolve([read("a", "Floods hit Moscow, Reuters reported. Germany sent help.")])[1]
    assert set(registry) == {"germany"}
    assert registry["germany"].kind is Kind.COUNTRY


def test_company_suffixes_and_spellings_of_ization_are_one() -> None:
    assert letters("Acme Inc.") == letters("Acme")
    assert letters("World Health Organisation") == letters("World Health Organization")
    assert letters("Acme Bank") != letters("Acme")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Antony Blinken", "antony-blinken"),
        ("Côte d'Ivoire", "cote-d-ivoire"),
        ("Congo - Kinshasa", "congo-kinshasa"),
        ("Türkiye", "turkiye"),
        ("OPEC+", "opec-plus"),
        ("Сергей Лавров", "sergey-lavrov"),
    ],
)
def test_an_id_is_plain_ascii_made_of_the_name(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_name_in_a_script_without_table_still_has_an_id() -> None:
    assert slug("習近平").startswith("actor-")
    assert slug("習近平") != slug("安倍晋三")


def test_opec_and_opec_plus_are_two() -> None:
    assert slug("OPEC") != slug("OPEC+")


def test_a_reader_may_part_what_one_article_means_by_a_name() -> None:
    readings = [read("a", "Anna Kovalenko won."), read("b", "Anna Kovalenko lost.")]
    named, registry = resolve(readings, [Edit("part", "Anna Kovalenko", "Anna Kovalenko (judge)", ("b",))])
    assert set(registry) == {"anna-kovalenko", "anna-kovalenko-judge"}
    assert [{m.actor for m in reading.actors} for reading in named] == [{"Anna Kovalenko"}, {"Anna Kovalenko (judge)"}]
    assert registry["anna-kovalenko-judge"].kind is Kind.PERSON


def test_a_reader_may_retype_and_later_names_keep_the_kind() -> None:
    readings = [read("a", "Anna Kovalenko won.")]
    edits = [Edit("kind", "Anna Kovalenko", "organization"), Edit("name", "Anna Kovalenko", "AK Group")]
    assert resolve(readings, edits)[1]["ak-group"].kind is Kind.ORGANIZATION


def test_corrections_hold_in_the_order_in_which_they_were_made() -> None:
    there = Edit("name", "Anna Kovalenko", "Hanna Kowalenka")
    back = Edit("name", "Hanna Kowalenka", "Anna Kovalenko")
    readings = [read("a", "Anna Kovalenko won.")]
    assert set(resolve(readings, [there])[1]) == {"hanna-kowalenka"}
    assert set(resolve(readings, [there, back])[1]) == {"anna-kovalenko"}
