"""Mentions become events: what is joined, what never is, and ids that stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.merge.as_of import as_of
from dashboard.merge.events import cluster, explain
from dashboard.model import Article, Block, Event, EventMention, Reading, Sentence, Status, Timeline


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


def test_one_meeting_told_by_two_articles_is_one_event() -> None:
    (event,) = cluster([_reading(_mention("a")), _reading(_mention("b"))], {}, {})
    assert len(event.mentions) == 2
    assert "the same day" in event.why


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
    score, why = explain(_mention("a"), _mention("b"))
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
