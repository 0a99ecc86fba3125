"""Each expectation followed to its end, as seen on a given day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.extract import extract
from dashboard.merge import build
from dashboard.merge.expectations import follow, state
from dashboard.model import Article, Event, EventMention, Reading, Status, Timeline


def _event(
    key: str,
    status: Status,
    day: str | None,
    told: date,
    kind: str = "respond",
    actors: tuple[str, ...] = ("us", "ru"),
    words: str = "written response conditions",
    label: str = "",
    moved: tuple[str, ...] = (),
) -> Event:
    mention = EventMention(
        id=key,
        article=key,
        start=0,
        end=10,
        trigger=(0, 5),
        happening=kind,
        label=label or key,
        status=status,
        date=day,
        actors=actors,
        published=told,
        keywords=tuple(words.split()),
        moved=moved,
    )
    return Event(key, label or key, status, (mention,), day, kind, actors)


EXPECTED = _event("expected", Status.EXPECTED, "2022-01-24/2022-01-30", date(2022, 1, 21))


def test_what_happened_in_time_confirms_the_expectation() -> None:
    happened = _event("happened", Status.HAPPENED, "2022-01-26", date(2022, 1, 27))
    event = follow([EXPECTED, happened])[0]
    assert (event.outcome, event.followed_by) == ("confirmed", "happened")


@pytest.mark.parametrize(
    "other",
    [
        _event("earlier", Status.HAPPENED, "2021-12-01", date(2022, 1, 27)),
        _event("other people", Status.HAPPENED, "2022-01-26", date(2022, 1, 27), actors=("fr",)),
        _event("other kind", Status.HAPPENED, "2022-01-26", date(2022, 1, 27), kind="kill"),
        _event("still expected", Status.EXPECTED, "2022-01-28", date(2022, 1, 27)),
        _event("undated", Status.HAPPENED, None, date(2022, 1, 27)),
    ],
    ids=lambda e: e.id,
)
def test_what_is_earlier_or_something_else_confirms_nothing(other: Event) -> None:
    assert follow([EXPECTED, other])[0].outcome == ""


def test_a_report_of_postponing_moves_it() -> None:
    moved = _event("moved", Status.HAPPENED, "2022-01-25", date(2022, 1, 26), kind="postpone")
    assert follow([EXPECTED, moved])[0].outcome == "postponed"


@pytest.mark.parametrize(
    ("named", "outcome"), [(("discuss",), "postponed"), (("agree",), ""), (("start",), "postponed")]
)
def test_only_what_is_put_off_is_postponed(named: tuple[str, ...], outcome: str) -> None:
    meeting = _event("meeting", Status.EXPECTED, "2022-01-28", date(2022, 1, 21), kind="meet")
    moved = _event("moved", Status.HAPPENED, "2022-01-25", date(2022, 1, 26), kind="postpone", moved=named)
    assert follow([meeting, moved])[0].outcome == outcome


def test_a_report_of_cancelling_cancels_it() -> None:
    label = "US cancels written response"
    off = _event("off", Status.HAPPENED, "2022-01-25", date(2022, 1, 26), kind="postpone", label=label)
    assert follow([EXPECTED, off])[0].outcome == "cancelled"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2022, 1, 23), "open"),
        (date(2022, 1, 24), "due"),
        (date(2022, 1, 30), "due"),
        (date(2022, 1, 31), "no report found"),
    ],
)
def test_an_expectation_is_open_then_due_then_without_report(today: date, said: str) -> None:
    assert state(EXPECTED, today) == said


@pytest.mark.parametrize(("day", "said"), [(20, "open"), (28, "due"), (29, "no report found")])
def test_a_deadline_is_open_until_its_day(day: int, said: str) -> None:
    deadline = _event("x", Status.EXPECTED, "../2022-01-28", date(2022, 1, 10))
    assert state(deadline, date(2022, 1, day)) == said


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2022, 1, 21), "undated"),
        (date(2022, 2, 21), "undated"),
        (date(2022, 2, 22), "no report found"),
    ],
)
def test_an_expectation_without_a_day_is_undated_for_a_month(today: date, said: str) -> None:
    assert state(_event("x", Status.EXPECTED, None, date(2022, 1, 21)), today) == said


def _undated_call(day: str, people: tuple[str, ...] = ("berg", "visser")) -> Event:
    return _event(day, Status.HAPPENED, day, date(2022, 3, 1), kind="call", actors=people, words="speak")


@pytest.mark.parametrize(
    ("days", "followed"),
    [
        (("2022-02-01", "2022-02-12"), "2022-02-01"),
        (("2022-01-21", "2022-02-12"), "2022-02-12"),
        (("2022-01-20",), None),
    ],
)
def test_without_a_day_the_first_report_after_it_was_told_confirms(days: tuple[str, ...], followed: str | None) -> None:
    again = _event("again", Status.EXPECTED, None, date(2022, 1, 21), kind="discuss", actors=("berg", "visser"))
    assert follow([again, *map(_undated_call, days)])[0].followed_by == followed


def test_a_person_and_the_country_that_comes_in_by_him_are_one() -> None:
    waits = replace(_event("waits", Status.EXPECTED, None, date(2022, 1, 21), actors=("berg",)), via=("no",))
    other = _event("other", Status.HAPPENED, "2022-01-25", date(2022, 1, 26), actors=("berg", "no"))
    assert follow([waits, other])[0].outcome == ""


TO_ROME = replace(
    _event("to", Status.EXPECTED, "2022-01-24", date(2022, 1, 21), kind="visit", actors=("berg",), words="travel"),
    places=("Rome",),
)


@pytest.mark.parametrize(
    ("kind", "actors", "places", "outcome"),
    [
        ("say", ("berg",), ("Rome",), "confirmed"),  # did something there
        ("say", ("berg",), (), ""),
        ("say", ("berg",), ("Oslo",), ""),
        ("respond", ("Italy", "berg"), (), "confirmed"),  # was with those whose capital it is
        ("respond", ("Norway", "berg"), (), ""),
        ("warn", ("Italy", "berg"), (), ""),  # that can be done from afar
        ("say", ("ott",), ("Rome",), ""),
    ],
)
def test_a_journey_is_confirmed_by_what_the_traveller_did_there(
    kind: str, actors: tuple[str, ...], places: tuple[str, ...], outcome: str
) -> None:
    deed = _event("deed", Status.HAPPENED, "2022-01-24", date(2022, 1, 25), kind=kind, actors=actors, words="paper")
    assert follow([TO_ROME, replace(deed, places=places)])[0].outcome == outcome


ENDS = {key: Reading(Article(key, "", language="en")) for key in ("end", "longer")}


@pytest.mark.parametrize(
    ("label", "actors", "words", "told", "outcome"),
    [
        ("Norway extends the exercise", ("no",), "exerci extend", date(2022, 2, 20), "postponed"),
        ("Norway praises the exercise", ("no",), "exerci praise", date(2022, 2, 20), ""),
        ("Norway extends the deadline", ("no",), "deadline extend", date(2022, 2, 20), ""),
        ("Norway extended the exercise", ("no",), "exerci extend", date(2022, 2, 28), ""),  # it was over
    ],
)
def test_who_extends_something_puts_off_its_end(
    label: str, actors: tuple[str, ...], words: str, told: date, outcome: str
) -> None:
    end = _event(
        "end", Status.EXPECTED, "2022-02-20", date(2022, 2, 8), "start", ("no",), "exerci end", "The exercise to end"
    )
    longer = _event("longer", Status.HAPPENED, told.isoformat(), told, "decide", actors, words, label)
    assert follow([end, longer], ENDS)[0].outcome == outcome


@pytest.mark.parametrize(
    ("foreseen", "told", "words", "outcome"),
    [
        ("Norway to end the strike", "Norway extends the strike", "strike", "postponed"),
        ("The strike to end", "The strike at mines extended", "strike mines", "postponed"),
        ("Norway to endorse the treaty", "Norway extends the treaty", "treaty", ""),
        ("Norway to enter a closer pact", "Norway extends the pact", "pact closer", ""),
        ("Norway to close two mines", "Norway extends help to mines", "mines help", ""),
        ("Norway to end the ban", "Norway amplifies the ban", "ban", ""),
        ("Norway to end the ban", "Norway prorroga the ban", "ban", ""),  # the verb of another language
    ],
)
def test_what_is_extended_must_be_what_ends(foreseen: str, told: str, words: str, outcome: str) -> None:
    end = _event("end", Status.EXPECTED, "2022-02-20", date(2022, 2, 8), "act", ("no",), words, foreseen)
    longer = _event("longer", Status.HAPPENED, "2022-02-18", date(2022, 2, 18), "decide", ("no",), words, told)
    assert follow([end, longer], ENDS)[0].outcome == outcome


@pytest.mark.parametrize(("language", "outcome"), [("es", "postponed"), ("fr", "")])
def test_an_end_is_put_off_in_the_words_of_its_own_language(language: str, outcome: str) -> None:
    told = "Noruega prorroga la tregua"
    end = _event("end", Status.EXPECTED, "2022-02-20", date(2022, 2, 8), "act", ("no",), "tregua", "La tregua termina")
    longer = _event("longer", Status.HAPPENED, "2022-02-18", date(2022, 2, 18), "decide", ("no",), "tregua", told)
    assert (
        follow([end, longer], {key: Reading(Article(key, "", language=language)) for key in ENDS})[0].outcome == outcome
    )


@pytest.mark.parametrize(("article", "outcome"), [("longer", "postponed"), ("end", "")])
def test_one_sentence_says_what_was_to_end_and_that_it_goes_on(article: str, outcome: str) -> None:
    end = _event("end", Status.EXPECTED, "2022-02-20", date(2022, 2, 21), "start", (), "end", "Their drill to end")
    end = replace(end, mentions=(replace(end.mentions[0], article=article),))
    longer = _event("longer", Status.HAPPENED, "2022-02-20", date(2022, 2, 21), "decide", ("no",), "drill", "")
    longer = replace(longer, mentions=(replace(longer.mentions[0], label="Norway extends its drill"),))
    assert follow([end, longer], ENDS)[0].outcome == outcome


@pytest.mark.parametrize(
    ("day", "foreseen", "outcome"), [("2022-01", "2022-01-26", ""), ("2022-02", "2022-02", "confirmed")]
)
def test_what_fell_in_the_month_of_its_telling_confirms_nothing(day: str, foreseen: str, outcome: str) -> None:
    reply = _event("reply", Status.EXPECTED, foreseen, date(2022, 1, 21))
    assert follow([reply, _event("replied", Status.HAPPENED, day, date(2022, 3, 1))])[0].outcome == outcome


@pytest.mark.parametrize(
    ("when", "waiting", "due", "late"),
    [
        ("in mid-May", (5, 2), [(5, 9), (5, 23)], (5, 25)),
        ("in late May", (5, 15), [(5, 16), (5, 31)], (6, 1)),
        ("in early June", (5, 31), [(6, 1), (6, 15)], (6, 16)),
        ("in May", (4, 30), [(5, 1), (5, 31)], (6, 1)),  # which names no part
        ("later this month", None, [(4, 10), (4, 30)], (5, 1)),
        ("late this month", (4, 15), [(4, 16), (4, 30)], (5, 1)),
        ("for the rest of the month", None, [(4, 10), (4, 30)], (5, 1)),
        ("by the end of May", (5, 30), [(5, 31)], (6, 1)),  # a deadline
        ("by mid-May", (5, 15), [(5, 16)], (5, 17)),
    ],
)
def test_an_expectation_is_due_in_the_part_that_the_words_name(
    when: str, waiting: tuple[int, int] | None, due: list[tuple[int, int]], late: tuple[int, int]
) -> None:
    timeline = _timeline((date(2024, 4, 10), f"Norway will hold a vote on the treaty {when}."))
    (vote,) = timeline.events
    assert waiting is None or state(vote, date(2024, *waiting), readings=timeline.readings) == "open"
    assert {state(vote, date(2024, *day), readings=timeline.readings) for day in due} == {"due"}
    assert state(vote, date(2024, *late), readings=timeline.readings) == "no report found"


def _timeline(*told: tuple[date, str]) -> Timeline:
    articles = [Article(f"a{n}", text, "", day, "en") for n, (day, text) in enumerate(told)]
    return build([extract(article) for article in articles])


def _read(*told: tuple[date, str]) -> tuple[Event, ...]:
    return _timeline(*told).events


PUT_OFF = (date(2025, 6, 10), "Norway postponed a vote on the treaty from Tuesday to 20 June.")


def test_what_was_put_off_to_a_day_is_open_until_then_and_followed_by_what_moved_it() -> None:
    (vote,) = (event for event in _read(PUT_OFF) if event.status is Status.EXPECTED)
    (move,) = (event for event in _read(PUT_OFF) if event.status is Status.HAPPENED)
    assert (vote.date, vote.outcome, vote.followed_by) == ("2025-06-20", "", move.id)
    assert [state(vote, date(2025, 6, day)) for day in (11, 20, 21)] == ["open", "due", "no report found"]


@pytest.mark.parametrize(("did", "outcome"), [("presented its plan", "confirmed"), ("sued Norway", "")])
def test_what_was_published_on_the_day_to_which_it_was_put_off_confirms_that(did: str, outcome: str) -> None:
    foreseen = (date(2024, 3, 2), "Brisa said on 1 March it would publish its plan on 14 March.")
    put_off = (date(2024, 3, 12), "Brisa on Monday postponed the publication of its plan to 21 March.")
    events = _read(foreseen, put_off, (date(2024, 3, 22), f"Brisa on Thursday {did}."))
    first, new = sorted((e for e in events if e.status is Status.EXPECTED), key=lambda e: e.date or "")
    assert (first.date, first.outcome, first.followed_by) == ("2024-03-14", "postponed", new.id)
    assert (new.date, new.outcome) == ("2024-03-21", outcome)


def test_what_was_put_off_from_a_day_stays_postponed() -> None:
    foreseen = (date(2025, 6, 4), "Norway will hold a vote on the treaty on 10 June.")
    first, new = (event for event in _read(foreseen, PUT_OFF) if event.status is Status.EXPECTED)
    assert (first.date, first.outcome, first.followed_by) == ("2025-06-10", "postponed", new.id)
    assert state(first, date(2025, 6, 11)) == "postponed" and state(new, date(2025, 6, 11)) == "open"


def test_what_is_put_off_twice_is_postponed_from_its_first_new_day() -> None:
    trial = "The judge adjourned the trial of Ada Berg "
    told = (date(2025, 6, 10), f"{trial}until 20 June."), (date(2025, 6, 18), f"{trial}from 20 June to 30 June.")
    first, new = (event for event in _read(*told) if event.status is Status.EXPECTED)
    assert (first.date, first.outcome, first.followed_by) == ("2025-06-20", "postponed", new.id)
    assert (new.date, new.outcome) == ("2025-06-30", "")


def test_what_happened_is_no_expectation() -> None:
    assert state(_event("x", Status.HAPPENED, "2022-01-26", date(2022, 1, 27)), date(2022, 2, 1)) == ""


def test_a_followed_expectation_says_its_outcome_on_every_day() -> None:
    happened = _event("happened", Status.HAPPENED, "2022-01-26", date(2022, 1, 27))
    assert state(follow([EXPECTED, happened])[0], date(2022, 3, 1)) == "confirmed"


@pytest.mark.parametrize(
    ("other", "outcome"),
    [
        ({}, "confirmed"),
        ({"day": "2022-01-25"}, ""),
        ({"kind": "meet"}, ""),
        ({"words": "march farmers"}, ""),
        ({"actors": ("us",)}, "confirmed"),
    ],
    ids=str,
)
def test_what_names_nobody_is_confirmed_on_its_very_day_in_a_like_word(other: dict, outcome: str) -> None:
    told = {"day": "2022-01-24", "kind": "protest", "actors": (), "words": "strike"}
    expected = _event("expected", Status.EXPECTED, told=date(2022, 1, 21), **told)
    happened = _event(
        "happened", Status.HAPPENED, told=date(2022, 1, 25), **(told | {"words": "strike harbour"} | other)
    )
    assert follow([expected, happened])[0].outcome == outcome


def test_what_names_somebody_is_not_confirmed_by_what_names_nobody() -> None:
    told = {"day": "2022-01-24", "kind": "protest", "words": "strike"}
    expected = _event("expected", Status.EXPECTED, told=date(2022, 1, 21), actors=("ru",), **told)
    happened = _event("happened", Status.HAPPENED, told=date(2022, 1, 25), actors=(), **told)
    assert follow([expected, happened])[0].outcome == ""


def test_without_a_day_talks_of_two_countries_are_not_those_of_their_envoys() -> None:
    envoys = replace(
        _event("e", Status.EXPECTED, None, date(2022, 1, 21), "meet", ("berg", "visser")), via=("no", "is")
    )
    states = _event("s", Status.HAPPENED, "2022-01-28", date(2022, 1, 29), "meet", ("no", "is"))
    assert follow([envoys, states])[0].outcome == ""


@pytest.mark.parametrize(("via", "outcome"), [(("no", "is"), "confirmed"), (("no", "dk"), ""), ((), "")])
def test_two_are_all_there_by_their_countries(via: tuple[str, ...], outcome: str) -> None:
    day = "2022-01-25"
    envoys = _event("envoys", Status.EXPECTED, day, date(2022, 1, 21), "meet", ("berg", "visser"), "meet")
    states = _event("states", Status.HAPPENED, day, date(2022, 1, 26), "discuss", ("no", "is", "se"), "talk")
    assert follow([replace(envoys, via=via), states])[0].outcome == outcome


@pytest.mark.parametrize(("article", "outcome"), [("expected", "cancelled"), ("another", "")])
def test_one_sentence_that_foresees_and_calls_off_is_enough_where_nobody_is_named(article: str, outcome: str) -> None:
    told = date(2022, 1, 21)
    strike = _event("expected", Status.EXPECTED, "2022-01-24", told, "protest", (), "strike planned")
    off = _event("off", Status.HAPPENED, None, told, "postpone", (), "strike called", "A strike called off")
    off = replace(off, mentions=tuple(replace(m, article=article) for m in off.mentions))
    assert follow([strike, off])[0].outcome == outcome


@pytest.mark.parametrize(("kind", "outcome"), [("call", "confirmed"), ("say", "")])
def test_without_a_day_what_one_says_of_the_other_is_not_their_talk(kind: str, outcome: str) -> None:
    talk = _event("talk", Status.EXPECTED, None, date(2022, 1, 21), "discuss", ("berg", "visser"), "dialogue")
    said = _event("said", Status.HAPPENED, "2022-01-28", date(2022, 1, 29), kind, ("berg", "visser"), "dialogue")
    assert follow([talk, said])[0].outcome == outcome


@pytest.mark.parametrize(
    ("day", "words", "places", "outcome"),
    [
        ("2022", "leaders", (), ""),  # in a year he meets many
        ("2022", "leaders", ("Oslo",), "confirmed"),
        ("2022", "harbour treaty", (), "confirmed"),
        ("2022-02-01/2022-02-07", "leaders", (), "confirmed"),
    ],
)
def test_in_a_month_or_year_words_or_place_must_agree_too(
    day: str, words: str, places: tuple[str, ...], outcome: str
) -> None:
    meeting = _event("meeting", Status.EXPECTED, day, date(2022, 1, 21), "meet", ("berg",), "harbour treaty")
    met = _event("met", Status.HAPPENED, "2022-02-02", date(2022, 2, 3), "meet", ("berg", "visser"), words)
    assert follow([replace(meeting, places=places), replace(met, places=places)])[0].outcome == outcome


@pytest.mark.parametrize(("came", "outcome"), [(("no", "is", "se", "fr"), "confirmed"), (("no", "is", "fr", "dk"), "")])
def test_of_four_one_may_be_called_otherwise(came: tuple[str, ...], outcome: str) -> None:
    day = "2022-01-25"
    round_ = _event("round", Status.EXPECTED, day, date(2022, 1, 21), "meet", ("no", "is", "se", "bonne"), "meet")
    talks = _event("talks", Status.HAPPENED, day, date(2022, 1, 26), "discuss", came, "talk")
    assert follow([round_, talks])[0].outcome == outcome


FORESEEN = (date(2024, 5, 3), "Rain fell. The council will vote on the tram line on Tuesday.")
VOTED = (date(2024, 5, 10), "Rain fell. The council voted on the tram line on Thursday.")


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("The council postponed Tuesday's vote on the tram line to Thursday.", "postponed"),
        ("The council postponed Friday's vote on the tram line to Monday.", "confirmed"),  # another one
        ("The council praised Tuesday's vote on the tram line.", "confirmed"),
    ],
)
def test_what_is_put_off_from_its_day_is_confirmed_on_its_new_day_alone(told: str, outcome: str) -> None:
    events = _read(FORESEEN, (date(2024, 5, 6), f"Rain fell. {told}"), VOTED)
    (first,) = (e for e in events if e.status is Status.EXPECTED and e.date == "2024-05-07")
    assert first.outcome == outcome
    new = [e for e in events if e.status is Status.EXPECTED and e.date == "2024-05-09"]
    assert [e.outcome for e in new] == (["confirmed"] if outcome == "postponed" else [])


def test_a_signing_put_off_is_confirmed_by_who_signs_on_its_new_day() -> None:
    put_off = "Rain fell. The signing of the dam agreement, planned for Thursday, has been postponed until Monday."
    signed = "Rain fell. Anna Holm and Tomas Kral signed the agreement on {day}."
    for day, outcomes in (("Monday", ["postponed", "confirmed"]), ("Friday", ["postponed", ""])):
        events = _read((date(2024, 5, 8), put_off), (date(2024, 5, 14), signed.format(day=day)))
        assert [e.outcome for e in events if e.status is Status.EXPECTED] == outcomes


def test_what_is_cancelled_is_what_was_planned_for_that_day_not_what_will_come_instead() -> None:
    events = _read(
        (date(2024, 5, 6), "Ada Berg cancelled her visit planned for Thursday. She will travel to Rome on 3 June.")
    )
    outcomes = {e.date: e.outcome for e in events if e.status is Status.EXPECTED}
    assert outcomes == {"2024-05-09": "cancelled", "2024-06-03": ""}
