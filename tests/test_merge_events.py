"""Mentions become events: what is joined, what never is, and ids that stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from dashboard.merge.as_of import as_of
from dashboard.merge.events import cluster
from dashboard.merge.facts import Fact, judge
from dashboard.merge.mends import Corrections
from dashboard.merge.policy import policy
from dashboard.model import Actor, Article, Block, Event, EventMention, Kind, Reading, Sentence, Status, Timeline
from dashboard.rules import rules


def _mention(
    article: str = "a",
    start: int = 0,
    day: str | None = "2022-01-21",
    kind: str = "meet",
    actors: tuple[str, ...] = ("Antony Blinken", "Sergei Lavrov"),
    places: tuple[str, ...] = ("Geneva",),
    words: str = "ministers crisis hotel",
    **rest,
) -> EventMention:
    return EventMention(
        id=f"{article}{start}",
        article=article,
        start=start,
        end=start + 20,
        trigger=(start, start + 5),
        happening=kind,
        label=rest.pop("label", f"Label {article}{start}"),
        status=rest.pop("status", Status.HAPPENED),
        date=day,
        time=rest.pop("time", 0 if day else None),
        actors=actors,
        places=places,
        published=rest.pop("published", date(2022, 1, 21)),
        keywords=tuple(words.split()),
        salience=rest.pop("salience", 0.5),
        **rest,
    )


def _reading(*mentions: EventMention, source: str | None = None) -> Reading:
    article = Article(mentions[0].article, "x" * 500, published=mentions[0].published, source=source)
    sentences = tuple(Sentence(m.start, m.end, m.block, n) for n, m in enumerate(mentions))
    return Reading(article, sentences, events=mentions)


def _events(*readings: Reading, known: dict[str, str] | None = None) -> list[set[str]]:
    return [{m.id for m in event.mentions} for event in cluster(readings, {}, known or {})]


@pytest.mark.parametrize(
    ("day", "words", "status", "events"),
    [
        ("2022-01-28", "bridge reopen", Status.EXPECTED, 1),
        ("2022-01-28", "bridge reopen traffic", Status.EXPECTED, 1),
        ("2022-01-28", "school reopen", Status.EXPECTED, 2),  # another one
        ("2022-01-29", "bridge reopen", Status.EXPECTED, 2),
        ("2022-01-28", "bridge reopen", Status.DENIED, 2),
    ],
)
def test_a_plan_of_nobody_is_one_where_two_articles_tell_it_in_like_words_for_one_day(
    day: str, words: str, status: Status, events: int
) -> None:
    one = _mention("a", 0, "2022-01-28", "start", (), (), "bridge reopen", status=Status.EXPECTED)
    assert len(_events(_reading(one), _reading(_mention("b", 0, day, "start", (), (), words, status=status)))) == events


def test_one_meeting_told_by_two_articles_is_one_event() -> None:
    (event,) = cluster([_reading(_mention("a")), _reading(_mention("b"))], {}, {})
    assert len(event.mentions) == 2
    assert "the same day" in event.why


@pytest.mark.parametrize(("actors", "joined"), [(("Brisa",), False), (("Norsa",), True)])
def test_two_bodies_of_one_article_do_not_do_one_thing(actors: tuple[str, ...], joined: bool) -> None:
    one = _mention(kind="build", actors=("Norsa",), places=(), words="cut jobs plants", status=Status.EXPECTED)
    two = replace(one, id="a50", start=50, end=70, trigger=(50, 55), actors=actors, via=("Norway",))
    assert (len(cluster([_reading(replace(one, via=("Norway",)), two)], {}, {})) == 1) is joined


def test_two_meetings_of_the_same_people_on_different_days_stay_two() -> None:
    assert len(_events(_reading(_mention("a")), _reading(_mention("b", day="2022-01-22")))) == 2


def test_a_chain_of_coarse_dates_never_joins_two_days() -> None:
    readings = [
        _reading(_mention("a", day="2022-01-21")),
        _reading(_mention("b", day="2022-01")),
        _reading(_mention("c", day="2022-01-25")),
    ]
    days = [{m.date for m in e.mentions} for e in cluster(readings, {}, {})]
    assert not any({"2022-01-21", "2022-01-25"} <= each for each in days)


@pytest.mark.parametrize(
    ("other", "joined"),
    [
        ({}, True),
        ({"places": ("Berlin",)}, False),
        ({"kind": "kill"}, False),
        ({"actors": ("Olaf Scholz",), "words": "other things entirely"}, False),
        ({"status": Status.EXPECTED}, False),
        ({"status": Status.DENIED}, False),
    ],
)
def test_what_differs_in_kind_place_people_or_status_stays_apart(other: dict, joined: bool) -> None:
    assert (len(_events(_reading(_mention("a")), _reading(_mention("b", **other)))) == 1) is joined


@pytest.mark.parametrize(
    ("one", "two", "where", "article", "joined"),
    [
        ("Two people killed in Oslo", "Four people killed in Bergen", "Bergen", "a", False),
        ("Storm kills three", "A woman dies in Alva", "Alva", "a", False),
        ("Storm kills three", "Three people killed", "Oslo", "a", True),
        ("At least 26 people killed", "26 killed in the blast", "Oslo", "a", True),
        ("Two people killed in Oslo", "Four people killed in Oslo", "Oslo", "a", True),
        ("Two people killed in Oslo", "Four people killed in Oslo", "Oslo", "b", True),
    ],
)
def test_so_many_killed_and_so_many_others_elsewhere_are_two(
    one: str, two: str, where: str, article: str, joined: bool
) -> None:
    said = {"kind": "kill", "actors": (), "words": "people storm"}
    first = _mention("a", 0, label=one, places=("Oslo",), **said)
    second = _mention(article, 100, label=two, places=(where,), **said)
    readings = (_reading(first, second),) if article == "a" else (_reading(first), _reading(second))
    assert (len(_events(*readings)) == 1) is joined


@pytest.mark.parametrize(
    ("told", "label", "joined"),
    [
        ("The Sensex rises 2 percent", "The Kospi rises 2 percent", False),
        ("The Sensex rises 2 percent", "The Sensex rises 3 percent", False),
        ("The Sensex rises 2 percent", "The Sensex rises 2 percent to a record", True),
        ("Sales rise to $7 million", "Profit rises to $7 million", False),
        ("Sales rise to $7 million", "Sales rise to $7 million in May", True),
    ],
)
def test_what_rose_by_other_figures_or_is_another_thing_is_another_rise(told: str, label: str, joined: bool) -> None:
    plain = {"kind": "figures", "actors": (), "places": (), "words": "index rise percent"}
    one = _mention(label=told, **plain)
    two = _mention(start=40, label=label, **plain)
    assert (len(_events(_reading(one, two))) == 1) is joined


def test_a_headline_joins_the_sentence_that_tells_the_same() -> None:
    reading = _reading(_mention("a", 0, day=None, actors=(), words="crisis", block=Block.HEADLINE), _mention("a", 100))
    assert _events(reading) == [{"a0", "a100"}]


def test_a_second_date_for_what_happens_once_is_a_conflict_and_kept() -> None:
    one = _mention("a", kind="crash", actors=(), day="2022-01-20", words="helicopter island coast soldiers")
    two = _mention("b", kind="crash", actors=(), day="2022-01-21", words="helicopter island coast soldiers")
    (event,) = cluster([_reading(one), _reading(two)], {}, {})
    assert event.conflict
    assert event.dates == {"2022-01-20": 1, "2022-01-21": 1}


def test_the_exact_date_wins_over_the_coarse_one_that_holds_it() -> None:
    one, two = _mention("a", day="2022-01"), _mention("b", day="2022-01-21")
    (event,) = cluster([_reading(one), _reading(two)], {}, {})
    assert event.date == "2022-01-21"
    assert not event.conflict


def test_near_copies_count_as_one_source_and_others_do_not() -> None:
    words = "ministers crisis hotel lake guards delegation"
    copies = [_reading(_mention(x, words=words)) for x in "ab"]
    own = _reading(_mention("c", words="ministers crisis palace"))
    assert [e.sources for e in cluster(copies, {}, {})] == [1]
    assert [e.sources for e in cluster([*copies, own], {}, {})] == [2]


def test_the_result_does_not_depend_on_the_order_of_the_input() -> None:
    readings = [
        _reading(_mention(f"a{n}", day=f"2022-01-{10 + n % 4}", words=f"ministers crisis word{n % 3}"))
        for n in range(12)
    ]
    assert cluster(readings, {}, {}) == cluster(readings[::-1], {}, {})


def test_an_event_keeps_its_id_when_an_earlier_article_is_added() -> None:
    later = _reading(_mention("b"))
    (before,) = cluster([later], {}, {})
    earlier = _reading(_mention("a", published=date(2022, 1, 20)))
    (after,) = cluster([earlier, later], {}, {m.id: before.id for m in before.mentions})
    assert after.id == before.id
    assert len(after.mentions) == 2


def test_one_known_id_is_never_given_twice() -> None:
    readings = [_reading(_mention("a")), _reading(_mention("b", day="2022-02-22"))]
    events = cluster(readings, {}, {"a0": "old", "b0": "old"})
    assert sorted(e.id == "old" for e in events) == [False, True]


def test_a_merge_explains_itself() -> None:
    score, why = judge(Fact.of(0, _mention("a")), Fact.of(1, _mention("b")))
    assert score >= 6
    assert {"the same kind of happening", "the same day", "an actor in common", "the same place"} <= set(why)


def test_a_country_comes_in_by_its_people() -> None:
    summit = _mention("a", actors=("United States", "Russia"), words="crisis")
    people = _mention("b", via=("United States", "Russia"))
    (event,) = cluster([_reading(summit), _reading(people)], {}, {})
    assert set(event.actors) == {"Antony Blinken", "Sergei Lavrov"}
    assert set(event.via) == {"United States", "Russia"}


def test_as_of_knows_only_what_was_published() -> None:
    readings = [_reading(_mention("a")), _reading(_mention("b", day="2022-02-22", published=date(2022, 2, 22)))]
    timeline = Timeline({r.article.id: r for r in readings}, {}, cluster(readings, {}, {}))
    known = as_of(timeline, date(2022, 1, 31))
    assert [m.article for e in known.events for m in e.mentions] == ["a"]
    assert {e.id for e in known.events} <= {e.id for e in timeline.events}


def _event(key: str, **rest) -> Event:
    mention = _mention(key, **rest)
    return replace(cluster([_reading(mention)], {}, {})[0], id=key)


def test_a_single_mention_makes_an_event_of_its_own_date() -> None:
    assert _event("x").date == "2022-01-21"


# ---- who, where, when ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("other", "joined"),
    [
        (("Antony Blinken", "Sergei Lavrov"), True),
        (("Antony Blinken",), True),  # the caption names one of them
        (("Antony Blinken", "Annalena Baerbock"), False),
        (("Olaf Scholz", "Sergei Lavrov"), False),
    ],
)
def test_with_other_partners_it_is_another_meeting(other: tuple[str, ...], joined: bool) -> None:
    one, two = _mention("a"), _mention("b", actors=other, places=())
    assert (len(_events(_reading(one), _reading(two))) == 1) is joined


@pytest.mark.parametrize(
    ("places", "joined"), [(("Geneva",), True), (("Hotel President Wilson",), True), (("Kyiv",), False)]
)
def test_a_hotel_can_be_in_any_town_but_a_town_is_no_other_town(places: tuple[str, ...], joined: bool) -> None:
    assert (len(_events(_reading(_mention("a")), _reading(_mention("b", places=places)))) == 1) is joined


@pytest.mark.parametrize(
    ("days", "joined"),
    [
        (("2022-01-21",), True),
        (("2022-01-21", "2022-01-24"), False),  # it could mean either
        (("2021-11-02",), False),  # too long ago
    ],
)
def test_an_undated_meeting_joins_the_one_it_can_only_mean(days: tuple[str, ...], joined: bool) -> None:
    dated = [_reading(_mention(f"d{n}", day=day)) for n, day in enumerate(days)]
    vague = _reading(_mention("v", day=None, words="", published=date(2022, 1, 26)))
    found = _events(*dated, vague)
    assert (len(found) == len(days)) is joined


def test_an_undated_saying_never_joins_that_of_another_article() -> None:
    one = _mention("a", kind="say", actors=("Joe Biden",), words="sanctions")
    two = _mention("b", kind="say", actors=("Joe Biden",), words="troops", day=None)
    assert len(_events(_reading(one), _reading(two))) == 2


@pytest.mark.parametrize(
    ("words", "block", "joined"),
    [
        ("tax fuel", Block.BODY, True),
        ("fund schools", Block.BODY, False),
        ("fund schools", Block.HEADLINE, True),  # the headline of the same speaker
    ],
)
def test_two_announcements_of_one_speaker_are_two_where_they_announce_different_things(
    words: str, block: Block, joined: bool
) -> None:
    one = _mention(kind="announce", actors=("Ada Berg",), words="tax fuel", block=Block.BODY)
    two = _mention(start=30, kind="announce", actors=("Ada Berg",), words=words, block=block)
    assert len(_events(_reading(one, two))) == (1 if joined else 2)


@pytest.mark.parametrize(("kind", "joined"), [("meet", True), ("respond", True), ("decide", False), ("trade", False)])
def test_deeds_of_too_broad_a_kind_need_words_in_common(kind: str, joined: bool) -> None:
    one = _mention("a", 0, kind=kind, words="regions independence", places=())
    two = _mention("a", 200, kind=kind, words="troops", places=())
    assert (len(_events(_reading(one, two))) == 1) is joined


@pytest.mark.parametrize(("kind", "joined"), [("letter", True), ("respond", True), ("deploy", False), ("send", False)])
def test_a_letter_that_is_awaited_is_the_answer_that_was_promised(kind: str, joined: bool) -> None:
    one = _mention("a", 0, kind="respond", words="written demands", places=())
    two = _mention("a", 200, kind=kind, words="troops", places=())
    assert (len(_events(_reading(one, two))) == 1) is joined


# ---- what a cluster says ---------------------------------------------------------------------------------------------
def test_the_better_told_of_two_days_is_the_date_and_both_are_kept() -> None:
    words = {"kind": "respond", "actors": ("United States",), "places": (), "words": "written demands"}
    told = [
        _reading(_mention("a", day="2022-01-26", published=date(2022, 1, 26), **words)),
        _reading(_mention("b", day="2022-01-27", published=date(2022, 1, 30), **words)),
    ]
    (event,) = cluster(told, {}, {})
    assert (event.date, event.conflict) == ("2022-01-26", True)
    assert event.dates == {"2022-01-26": 1, "2022-01-27": 1}
    assert "two dates for what happens once" in event.why


def test_the_label_comes_from_the_meeting_and_not_from_the_greeting() -> None:
    text = _mention("a", 0, label="Blinken and Lavrov meet in Geneva")
    caption = _mention(
        "a", 100, label="Blinken and Lavrov greet each other before it", kind="find", block=Block.CAPTION
    )
    people = {n: Actor(n, n, Kind.PERSON) for n in ("Antony Blinken", "Sergei Lavrov")}
    (event,) = cluster([_reading(text, caption)], people, {})
    assert event.label == "Blinken and Lavrov meet in Geneva"
    assert event.happening == "meet"


@pytest.mark.parametrize(
    ("second", "label"), [("happened", "Reuss speaks"), ("expected", "Reuss to address the parliament in Geneva")]
)
def test_what_has_happened_is_not_called_as_it_was_announced(second: str, label: str) -> None:
    ahead = _mention("a", label="Reuss to address the parliament in Geneva", status=Status.EXPECTED, salience=0.9)
    then = _mention("b", label="Reuss speaks", status=Status(second), published=date(2022, 1, 23))
    (event,) = cluster([_reading(ahead), _reading(then)], {}, {}, Corrections(together=[("a0", "b0")]))
    assert (event.label, event.status) == (label, second)


def test_one_place_is_not_listed_in_two_spellings() -> None:
    one, two = _mention("a", places=("Hotel President Wilson",)), _mention("b", places=("President Wilson Hotel",))
    (event,) = cluster([_reading(one), _reading(two)], {}, {})
    assert len(event.places) == 1


def test_the_status_is_that_of_the_latest_telling() -> None:
    lasting = _mention("a", status=Status.ONGOING)
    over = _mention("b", published=date(2022, 1, 23))
    (event,) = cluster([_reading(over), _reading(lasting)], {}, {})
    assert event.status is Status.HAPPENED


def test_an_article_that_repeats_most_labels_of_another_is_a_near_copy() -> None:
    def article(name: str, labels: str) -> Reading:
        kinds = ("meet", "respond", "attack", "elect")
        pairs = zip(kinds, labels, strict=True)
        return _reading(*(_mention(name, 100 * n, kind=k, label=x) for n, (k, x) in enumerate(pairs)))

    assert {e.sources for e in cluster([article("a", "KLMN"), article("b", "KLMN")], {}, {})} == {1}
    assert {e.sources for e in cluster([article("a", "KLMN"), article("b", "PQRS")], {}, {})} == {2}


# ---- what a reader corrects, and ids ---------------------------------------------------------------------------------
def test_what_a_reader_parted_stays_apart() -> None:
    parted = Corrections(apart=[("b0", "a0")])
    assert len(cluster([_reading(_mention("a")), _reading(_mention("b"))], {}, {}, parted)) == 2


def test_what_a_reader_joined_is_one_whatever_it_says() -> None:
    readings = [_reading(_mention("a")), _reading(_mention("b", day="2022-03-01", kind="kill"))]
    (event,) = cluster(readings, {}, {}, Corrections(together=[("a0", "b0")]))
    assert "joined by a reader" in event.why
    assert event.conflict


def test_parting_is_stronger_than_joining() -> None:
    both = Corrections(together=[("a0", "b0")], apart=[("a0", "b0")])
    assert len(cluster([_reading(_mention("a")), _reading(_mention("b"))], {}, {}, both)) == 2


TOLD = [
    _reading(_mention("a", published=date(2022, 1, 20), status=Status.EXPECTED)),
    _reading(_mention("b")),
    _reading(_mention("c", day=None, published=date(2022, 1, 24))),
    _reading(_mention("d", day="2022-02-02", published=date(2022, 2, 3))),
]


@pytest.mark.parametrize("order", list(permutations(TOLD)), ids=lambda o: "".join(r.article.id for r in o))
def test_ids_do_not_depend_on_the_order_of_the_articles(order: tuple[Reading, ...]) -> None:
    assert [e.id for e in cluster(order, {}, {})] == [e.id for e in cluster(TOLD, {}, {})]


def test_articles_added_one_by_one_as_published_get_the_ids_of_all_at_once() -> None:
    known: dict[str, str] = {}
    for n in range(1, len(TOLD) + 1):
        known |= {m.id: e.id for e in cluster(TOLD[:n], {}, known) for m in e.mentions}
    assert known == {m.id: e.id for e in cluster(TOLD, {}, {}) for m in e.mentions}


@pytest.mark.parametrize("order", list(permutations(TOLD))[::5], ids=lambda o: "".join(r.article.id for r in o))
def test_an_id_once_given_to_a_mention_stays_when_articles_come_late(order: tuple[Reading, ...]) -> None:
    known: dict[str, str] = {}
    for n in range(1, len(order) + 1):
        now = {m.id: e.id for e in cluster(order[:n], {}, known) for m in e.mentions}
        gone = {key for m, key in known.items() if now[m] != key}
        assert not gone & set(now.values())  # an id goes only where two events turn out to be one
        known = now
    again = {m.id: e.id for e in cluster(order, {}, known) for m in e.mentions}
    assert again == known


def test_every_kind_of_the_policy_is_a_kind_of_the_rules() -> None:
    kinds = {row["name"] for row in rules("en.events")["happening"]} | {"act"}
    named = policy().speech | policy().pair | policy().joint | policy().phase | policy().lasts | policy().broad
    named |= policy().once | policy().move | set(policy().alike) | set().union(*policy().fulfils.values())
    assert named <= kinds


@pytest.mark.parametrize(("other", "joined"), [("Ada Berg", True), ("Jan Visser", False)])
def test_what_other_people_did_of_one_kind_for_one_body_stays_apart(other: str, joined: bool) -> None:
    persons = {name: Actor(name, name, Kind.PERSON) for name in ("Ada Berg", "Jan Visser")}
    told = [
        _reading(_mention(article, day="2003/2005", kind="send", actors=(who, "Ministry"), words="attorney office"))
        for article, who in (("a", "Ada Berg"), ("b", other))
    ]
    assert (len(cluster(told, persons, {})) == 1) is joined


@pytest.mark.parametrize(("words", "joined"), [("ministers crisis hotel", True), ("chips factory subsidy", False)])
def test_the_same_year_is_not_the_same_day(words: str, joined: bool) -> None:
    told = [_reading(_mention("a", day="2023")), _reading(_mention("b", day="2023", words=words))]
    assert (len(_events(*told)) == 1) is joined


@pytest.mark.parametrize(("told", "joined"), [(date(2022, 1, 20), True), (date(2022, 1, 26), False)])
def test_what_is_foreseen_later_is_not_what_was_foreseen_for_a_day_gone_by(told: date, joined: bool) -> None:
    first = _mention("a", status=Status.EXPECTED, published=date(2022, 1, 18))
    later = _mention("b", status=Status.EXPECTED, day=None, published=told)
    assert (len(_events(_reading(first), _reading(later))) == 1) is joined


@pytest.mark.parametrize(("told", "joined"), [(date(2022, 1, 18), True), (date(2022, 1, 2), False)])
def test_what_is_foreseen_undated_is_what_articles_of_its_week_foresee(told: date, joined: bool) -> None:
    dated = _mention("a", status=Status.EXPECTED, published=date(2022, 1, 20))
    vague = _mention("b", status=Status.EXPECTED, day=None, words="", places=(), published=told)
    assert (len(_events(_reading(dated), _reading(vague))) == 1) is joined


@pytest.mark.parametrize(
    ("other", "joined"),
    [
        ({}, True),
        ({"day": "2022-01-22"}, False),
        ({"places": ("Vienna",)}, False),
        ({"actors": ("OSCE", "NATO")}, False),
        ({"kind": "win"}, False),
        ({"status": Status.HAPPENED}, False),
    ],
    ids=str,
)
def test_what_one_body_is_to_do_that_day_in_that_town_is_one_where_a_telling_does_not_say_what(
    other: dict, joined: bool
) -> None:
    told = {"kind": "act", "actors": ("OSCE",), "places": ("Berlin",), "status": Status.EXPECTED, "words": "crisis"}
    one = _mention("a", **(told | {"kind": "meet", "words": "session"}))
    assert (len(_events(_reading(one), _reading(_mention("b", **(told | other))))) == 1) is joined


@pytest.mark.parametrize(("partner", "joined"), [("Jan Visser", True), ("Karl Ott", False)])
def test_with_another_person_it_is_another_meeting_at_the_same_place_too(partner: str, joined: bool) -> None:
    names = {key: Actor(key, key, Kind.PERSON) for key in ("Ada Berg", "Jan Visser", "Karl Ott")}
    told = {"via": ("Norway",), "day": None, "places": ("Oslo",)}
    one = _mention("a", actors=("Ada Berg", "Jan Visser"), **told)
    other = _mention("b", actors=("Ada Berg", partner), **told)
    assert (len(cluster([_reading(one), _reading(other)], names, {})) == 1) is joined


@pytest.mark.parametrize(
    ("actors", "joined"), [((), False), (("Ada Berg",), True), (("Ada Berg", "Jan Visser"), False)], ids=str
)
def test_undated_talks_of_two_articles_are_one_only_between_the_same(actors: tuple[str, ...], joined: bool) -> None:
    told = {"kind": "discuss", "day": None, "places": ("Oslo",), "words": "security border troops"}
    one = _mention("a", actors=actors[:1], **told)
    two = _mention("b", actors=actors, **told)
    assert (len(_events(_reading(one), _reading(two))) == 1) is joined


def test_a_headline_writes_a_country_by_its_letters() -> None:
    noun = _mention("a", kind="meet", actors=(), label="Talks in Geneva", places=(), salience=0.6)
    verb = _mention("a", 30, kind="discuss", actors=("United States",), label="US ends talks in Geneva", places=())
    (event,) = cluster([_reading(noun, verb)], {}, {})
    assert event.label == "US ends talks in Geneva"
