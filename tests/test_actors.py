"""Who acts, who is a place, who only reports: every case of `tests/cases/`, and what holds for any text."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import RuleError
from dashboard.export.record import records_of
from dashboard.extract import actors, extract, sentences, times
from dashboard.extract.actors.fold import fold
from dashboard.extract.actors.lexicon import _load, country_names, lexicon
from dashboard.extract.actors.persons import same_person, ways
from dashboard.extract.actors.rule_words import compounded
from dashboard.merge.actors import resolve
from dashboard.model import ActorMention, Article, Form, Kind, Reading, Role
from dashboard.pipeline import read_timeline
from dashboard.rules import rules, table

CASES, FILTERS = (
    tomllib.loads((Path(__file__).parent / "cases" / name).read_text(encoding="utf-8"))["case"]
    for name in ("actors.toml", "filters.toml")
)
SEED = (
    "Ukrainian Foreign Minister Dmytro Kuleba and his Polish counterpart Zbigniew Rau met. The two ministers spoke for "
    "an hour. He expects nothing, Rau said. NATO rejects it. The alliance will answer."
)


def read(text: str, name: str = "a", language: str = "en") -> Reading:
    article = Article(name, text, published=date(2022, 1, 21), language=language)
    split = sentences.split(article)
    found, _ = times.find(article, split)
    return Reading(article, split, found, actors.find(article, split, found))


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("Norsa Echo", "Norsa Echo, 15 January 2022"),
        ("Norsa Echo", "By Ada Berg | Norsa Echo | 15 January 2022"),
        ("The Norsa Post", "The Norsa Post (15 January 2022)"),
    ],
)
def test_who_publishes_an_article_is_no_person_and_the_town_of_that_name_is_not_the_outlet(
    source: str, line: str
) -> None:
    text = f"Minister opens bridge\n{line}\n\nMinister Eva Lund opened the bridge in Norsa on Tuesday."
    reading = extract(Article("a", text, "Minister opens bridge", date(2022, 1, 21), "en", source))
    told = {(m.text, m.kind, m.role) for m in reading.actors}
    assert ("Norsa", Kind.PLACE, Role.PLACE) in told
    assert (source.removeprefix("The "), Kind.ORGANIZATION, Role.SOURCE) in told
    person = extract(Article("b", "Ada Berg visited Norsa on Tuesday.", "", date(2022, 1, 21), "en", "Ada Berg"))
    assert person.actors[0].kind is Kind.PERSON, "who writes under a name is one"


def mentions(case: dict) -> list[ActorMention]:
    texts = case["text"] if isinstance(case["text"], list) else [case["text"]]
    readings, _ = resolve([read(text, f"a{n}", case.get("language", "en")) for n, text in enumerate(texts)])
    return [mention for reading in readings for mention in reading.actors]


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_the_right_actors_and_no_others(case: dict) -> None:
    found = mentions(case)
    assert sorted({m.actor for m in found if m.role is Role.ACTOR}) == sorted(case["actors"])
    if "places" in case:
        assert sorted({m.actor for m in found if m.role is Role.PLACE and m.kind is Kind.PLACE}) == sorted(
            case["places"]
        )
    if "sources" in case:
        assert sorted({m.actor for m in found if m.role is Role.SOURCE}) == sorted(case["sources"])
    for name, kind in case.get("kind", {}).items():
        assert {m.kind.value for m in found if m.actor == name} == {kind}
    for person, home in case.get("home", {}).items():
        assert {m.affiliation for m in found if m.actor == person} == {home}


@pytest.mark.parametrize(
    ("text", "person", "told"),
    [
        ("Oslo on Friday found former mayor Lena Okafor guilty.", "Lena Okafor", None),
        ("Norway jailed former minister Jan Visser.", "Jan Visser", None),
        ("Norway's former foreign minister Jan Visser sued the museum.", "Jan Visser", "Norway"),
        ("Norway named former minister Jan Visser. The former Norwegian minister Ada Berg left.", "Ada Berg", "Norway"),
    ],
)
def test_an_office_goes_over_no_verb_and_no_time(text: str, person: str, told: str | None) -> None:
    found = [m for m in read(text).actors if m.actor == person]
    assert {m.affiliation for m in found} == {told}
    assert not any(word in (m.title or "").split() for m in found for word in ("on", "found", "jailed", "xxxxxx"))


@pytest.mark.parametrize("case", FILTERS, ids=[f"{n} {case['kind']}" for n, case in enumerate(FILTERS)])
def test_the_filter_has_these_entries_and_no_others(case: dict) -> None:
    texts = case["text"] if isinstance(case["text"], list) else [case["text"]]
    articles = [
        Article(f"a{n}", text, "", date(2022, 1, 21), case.get("language", "en")) for n, text in enumerate(texts)
    ]
    records = list(records_of(read_timeline(articles)))
    found = {mention["actor"] for record in records for mention in record["mentions"] if mention["actor"]}
    found |= {actor for record in records for event in record["events"] for actor in event["actors"]}
    assert set(case["actors"]) - found == set()
    assert found - set(case["actors"]) - set(case.get("optional", ())) == set()


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("Moscow Biden. US-led 'said' «Ł» of the NATO\n\t\u00a0Éa1(-)\u2019"), max_size=120)
)
def test_every_mention_is_the_text_at_its_offsets(text: str) -> None:
    for mention in read(text).actors:
        assert mention.text == text[mention.start : mention.end]
        assert mention.actor
        assert mention.why


def test_the_two_ministers_are_the_two_named_before() -> None:
    pair = [m for m in read(SEED).actors if m.text == "The two ministers"]
    assert [m.actor for m in pair] == ["Dmytro Kuleba", "Zbigniew Rau"]
    assert all(m.form is Form.DESCRIPTION for m in pair)


def test_two_ministers_nobody_named_stay_unnamed() -> None:
    assert read("The two ministers left. Both countries agreed.").actors == ()


def test_a_pronoun_says_that_it_is_one() -> None:
    found = [m for m in read("Angela Merkel arrived. She said little.").actors if m.text == "She"]
    assert [(m.actor, m.form is Form.PRONOUN) for m in found] == [("Angela Merkel", True)]


def test_a_pronoun_of_the_other_gender_is_left_alone() -> None:
    assert [m.text for m in read("Angela Merkel arrived. He said little.").actors] == ["Angela Merkel"]


def test_the_alliance_is_nato_once_nato_was_named() -> None:
    assert [m.actor for m in read(SEED).actors if m.text == "alliance"] == ["NATO"]


def test_a_country_that_only_comes_with_an_office_says_so() -> None:
    country = next(m for m in read(SEED).actors if m.text == "Ukrainian")
    assert country.why == "affiliation of Dmytro Kuleba"


def test_mentions_are_sorted() -> None:
    starts = [m.start for m in read(SEED).actors]
    assert starts == sorted(starts)


def test_reading_twice_gives_the_same() -> None:
    assert read(SEED).actors == read(SEED).actors


def test_a_name_goes_on_although_it_broke_off_in_another_text() -> None:
    assert not read("Western rain fell for two days.").actors
    assert [m.text for m in read("Western leaders, all four of them, will meet.").actors] == ["Western leaders"]


def test_a_name_breaks_off_although_it_went_on_in_another_text() -> None:
    assert [m.actor for m in read("He spoke for the People's Republic of China.").actors] == ["China"]
    assert not read("He read the People's Friend to her.").actors


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Joe Biden", "Joseph R. Biden Jr."),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ],
)
def test_spellings_of_one_person(one: str, two: str) -> None:
    assert same_person(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Joe Biden", "Jill Biden"),
        ("George H. Bush", "George W. Bush"),
        ("Alexander Lukashenko", "Alexander Lebed"),
        ("Maria Garcia", "Mario Garcia"),
    ],
)
def test_two_persons_stay_two(one: str, two: str) -> None:
    assert not same_person(one, two)


def test_a_name_is_called_by_its_surname_with_and_without_particles() -> None:
    assert {"von der leyen", "leyen", "ursula"} <= set(ways("Ursula von der Leyen"))
    assert "sisi" in ways("Abdel Fattah al-Sisi")


def test_every_country_of_the_table_has_its_cldr_name() -> None:
    names = set(country_names().values())
    homes = {e.name for e in lexicon().exact.values() if e.sense in ("adjective", "capital")}
    assert homes <= names | {"European Union"}


def test_no_spelling_means_two_actors_of_one_sense() -> None:
    assert lexicon().exact["Georgian"].name == "Georgia"
    assert lexicon().exact["Congo"].name == "Congo - Kinshasa"
    assert all(fold(spelling) for spelling in lexicon().exact)


@pytest.mark.parametrize(
    ("section", "names"), [({"patterns": {"said": "(says"}}, "said"), ({"declension": {"foreign": "(.+"}}, "foreign")]
)
def test_a_wrong_pattern_of_names_stops_the_start(section: dict, names: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = rules("de.actors") | section
    monkeypatch.setattr("dashboard.extract.actors.rule_words.rules", lambda f: broken if f == "de.actors" else rules(f))
    with pytest.raises(RuleError, match=rf"de\.actors\.toml: .*{names}"):
        _load.__wrapped__("de")


def test_a_german_genitive_is_the_name_itself() -> None:
    found = {m.text: m.actor for m in read("Die Regierung kritisierte Deutschlands Haltung.", language="de").actors}
    assert found["Deutschlands"] == "Germany"


def test_a_short_name_in_s_is_no_genitive() -> None:
    assert all(m.actor != "Cuba" for m in read("Er aß Kubus und Obst.", language="de").actors)


@pytest.mark.parametrize(
    ("office", "country"),
    [
        ("Bundesaußenministerin", "Germany"),
        ("Der Bundesfinanzminister", "Germany"),
        ("Bundeskanzler", None),
        ("Außenministerin", None),
        ("Der österreichische Bundesfinanzminister", "Austria"),
    ],
)
def test_an_office_that_one_country_alone_has_gives_its_holder_to_it(office: str, country: str | None) -> None:
    text = f"{office} Marta Kuhn traf am Donnerstag in Warschau den Chef der Bahn."
    reading = extract(Article("a", text, published=date(2022, 1, 21), language="de"))
    assert {m.affiliation for m in reading.actors if m.actor == "Marta Kuhn"} == {country}


def test_compounds_of_a_language_unite_with_other_words() -> None:
    words = compounded(frozenset(("Minister",)), frozenset(("minister",)))
    assert "Verkehrsminister" in words
    assert "Verkehrsministerium" not in words
    assert words | {"The"} == {"Minister", "The"}
    text = "Die Norsa Werke & Partner AG und die Norsa Werke & Verkehrsminister klagten am Montag."
    assert extract(Article("a", text, language="de")).actors


def test_no_spelling_is_of_two_actors_of_the_table() -> None:
    rows = table("actors")
    owners: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for spelling in (row["name"], *filter(None, row["aliases"].split("|"))):
            owners.setdefault(spelling, set()).add(number)
    assert {spelling: [rows[n]["name"] for n in found] for spelling, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Am Montag trat die Abgeordnete Angela Merkel (CDU"),
        ("de", "Torwerk verkauft am Montag seine Pumpensparte an die Firma Aquadyn, teilte das Unternehmen"),
        ("de", "In İzmir wird die neue Brücke am Freitag eröffnet, sagte Heike Lorenz am Mittwoch."),
        ("en", f"The report said {'a ' * 50}(AAAAAAAAA) was there on Monday."),
    ],
)
def test_what_ends_too_soon_or_grows_with_its_letters_is_read(language: str, text: str) -> None:
    assert extract(Article("a", text, published=date(2022, 1, 21), language=language)).times
