"""The scorer judges as the published scorers do: cases are rows, every yes has a no beside it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

import pytest

from dashboard import evaluate
from dashboard.errors import InputError
from dashboard.evaluate.actors import score_actors
from dashboard.evaluate.agree import actors_in_common, bare_span, date_agreement, likeness, same_actor
from dashboard.evaluate.events import score_events
from dashboard.evaluate.figures import Record, sentence_round
from dashboard.evaluate.filters import score_cases, score_timelines
from dashboard.evaluate.gold import load
from dashboard.evaluate.times import score_times

TEXT = "Blinken met Lavrov in Geneva on Friday. On Thursday Blinken had visited Berlin."


def article(**layers: object) -> dict[str, Record]:
    return {"a": {"id": "a", "text": TEXT, "published": "2022-01-21", **layers}}


def event(phrase: str, date: str | None = None, actors: tuple[str, ...] = (), **more: object) -> Record:
    start = TEXT.index(phrase)
    return {"label": phrase, "span": [start, start + len(phrase)], "date": date, "actors": list(actors), **more}


def time(words: str, value: str) -> Record:
    start = TEXT.index(words)
    return {"span": [start, start + len(words)], "text": words, "type": "DATE", "value": value}


@pytest.mark.parametrize(
    ("expected", "found", "agreement"),
    [
        ("2022-01-20", "2022-01-20", 2),
        ("2022-01-24/2022-01-30", "2022-W04", 2),
        ("2022-Q1", "2022-33", 2),
        ("2022-01-20", "2022-01-20~", 2),
        ("2022-01", "2022-01-20", 1),
        ("2022-01-20", "2022-01", 1),
        ("2022-01-20", "2022", 0),  # a year is no answer to a question about a day
        ("2022-01-20", "2022-01-21", 0),
        ("2022-01-20", None, 0),
        (None, "2022-01-20", 0),
        ("../2022-02-01", "2022-01-20", 1),
        ("../2022-02-01", "2022-02-02", 0),
        ("2022-02-30", "2022-02-30", 2),  # no day of the calendar: only the spelling can agree
    ],
)
def test_dates_agree_by_the_days_they_mean(expected: str | None, found: str | None, agreement: int) -> None:
    assert date_agreement(expected, found) == agreement


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ("Antony Blinken", "Blinken", True),
        ("Antony Blinken", "A. Blinken", True),
        ("Joe Biden", "Jill Biden", True),  # the first letter is all that is looked at, as in the published scorer
        ("Joe Biden", "Hunter Biden", False),
        ("United States", "the US", True),
        ("United States", "United Kingdom", False),
        ("Norvik Steel", "Norvik Steel Ltd", True),
        ("Bank Austria", "Austria", False),  # what follows Bank is no surname
        ("Ada Austria", "Austria", True),
        ("Слово", "Slovo", True),  # by the alias
    ],
)
def test_names_agree_by_surname_or_alias(expected: str, found: str, same: bool) -> None:
    assert same_actor(expected, found, {"Слово": ["Slovo"]}) is same


def test_an_actor_answers_only_once() -> None:
    assert actors_in_common(["Ann Lee", "Ann Lee"], ["Lee"], {}) == 1
    assert actors_in_common(["Ann Lee", "Bob Ray"], ["Ray", "Lee"], {}) == 2


def test_endings_of_words_do_not_part_labels() -> None:
    assert likeness("Blinken visits Berlin", "Blinken visiting Berlin") > likeness("Blinken visits Berlin", "A vote")
    assert likeness("", "") == 0


@pytest.mark.parametrize(
    ("text", "bare"),
    [("the Kremlin", "Kremlin"), ("Blinken's", "Blinken"), ("Acme Inc.", "Acme Inc."), ("Oslo,", "Oslo")],
)
def test_spans_are_compared_without_their_wrapping(text: str, bare: str) -> None:
    start, end = bare_span(text, [0, len(text)])
    assert text[start:end] == bare


def test_strict_relaxed_and_value_are_three_questions() -> None:
    gold = article(times=[time("Friday", "2022-01-21"), time("Thursday", "2022-01-20")])
    exact = score_times(gold, article(times=[time("Friday", "2022-01-21"), time("Thursday", "2022-01-20")])).figures
    assert (exact["strict F1"], exact["relaxed F1"], exact["value F1"]) == (100, 100, 100)
    rough = score_times(gold, article(times=[time("on Friday", "2022-01-21"), time("Thursday", "2022-01-27")]))
    assert (rough.figures["strict F1"], rough.figures["relaxed F1"], rough.figures["value F1"]) == (50, 100, 50)
    assert [mistake.kind for mistake in rough.mistakes] == ["EXTENT", "VALUE"]


def test_a_week_and_its_seven_days_are_the_same_days_but_not_the_same_value() -> None:
    found = article(times=[time("Friday", "2022-W03")])
    figures = score_times(article(times=[time("Friday", "2022-01-17/2022-01-23")]), found).figures
    assert (figures["value accuracy"], figures["value accuracy, as days"]) == (0, 100)
    other = score_times(article(times=[time("Friday", "2022-01-17/2022-01-24")]), found).figures
    assert other["value accuracy, as days"] == 0


def test_a_length_whose_end_is_known_means_its_days() -> None:
    gold = article(times=[time("Friday", "1992/2022")])
    for days, right in (("1992/2022", 100), ("1992/2021", 0), (None, 0)):
        found = article(times=[time("Friday", "P30Y") | {"date": days}])
        figures = score_times(gold, found).figures
        assert (figures["value accuracy, as days"], figures["value accuracy, as days or days derived"]) == (0, right)


def test_one_expression_answers_one_expectation() -> None:
    gold = article(times=[time("Friday", "2022-01-21")])
    twice = score_times(gold, article(times=[time("on Friday", "2022-01-21"), time("Friday", "2022-01-21")])).figures
    assert (twice["strict P"], twice["strict R"]) == (50, 100)


def test_a_layer_that_was_not_annotated_is_not_judged() -> None:
    found = article(times=[time("Friday", "2022-01-21")], events=[event("met")])
    assert score_times(article(), found).figures["predicted"] == 0
    assert score_times(article(times=[]), found).figures["predicted"] == 1
    assert score_events(article(), found).figures["predicted"] == 0


def test_what_lies_behind_the_annotated_part_is_not_judged() -> None:
    found = article(times=[time("Friday", "2022-01-21"), time("Thursday", "2022-01-20")])
    gold = article(times=[time("Friday", "2022-01-21")], annotated_upto=40)
    assert score_times(gold, found).figures["strict F1"] == 100


def mention(text: str, actor: str, kind: str = "person") -> Record:
    start = TEXT.index(text)
    return {"span": [start, start + len(text)], "text": text, "actor": actor, "kind": kind}


def test_a_wrong_class_costs_strict_but_not_boundary() -> None:
    gold = article(mentions=[mention("Blinken", "Antony Blinken"), mention("Lavrov", "Sergei Lavrov")])
    found = article(mentions=[mention("Blinken", "Antony Blinken"), mention("Lavrov", "Lavrov", "organization")])
    figures = score_actors(gold, found).figures
    assert (figures["strict F1"], figures["boundary F1"], figures["actors F1"]) == (50, 100, 100)


def test_who_only_reports_is_counted_apart() -> None:
    gold = article(mentions=[mention("Blinken", "Antony Blinken"), mention("Lavrov", "Sergei Lavrov")])
    found = article(mentions=[mention("Blinken", "Antony Blinken"), mention("Lavrov", "") | {"actor": None}])
    figures = score_actors(gold, found).figures
    assert (figures["actors R"], figures["actors, with who only reports R"]) == (50, 100)


def test_b_cubed_sees_two_people_put_into_one() -> None:
    gold = article(mentions=[mention("Blinken", "Antony Blinken"), mention("Lavrov", "Sergei Lavrov")])
    merged = article(mentions=[mention("Blinken", "Somebody"), mention("Lavrov", "Somebody")])
    apart = article(mentions=[mention("Blinken", "A"), mention("Lavrov", "B")])
    assert score_actors(gold, merged).figures["B-cubed, mentions found P"] == 50
    assert score_actors(gold, merged).figures["B-cubed, mentions found R"] == 100
    assert score_actors(gold, apart).figures["B-cubed, mentions found F1"] == 100


GOLD = article(
    events=[
        event("met", "2022-01-21", ("Antony Blinken", "Sergei Lavrov"), status="happened"),
        event("had visited", "2022-01-20", ("Antony Blinken",), status="happened"),
    ]
)


def test_events_match_where_the_clause_holds_the_trigger() -> None:
    good = [event("met Lavrov", "2022-01-21", ("Blinken",), status="happened")]
    figures = score_events(GOLD, article(events=good)).figures
    assert (figures["event P"], figures["event R"], figures["joint F1"]) == (100, 50, figures["event F1"])
    elsewhere = score_events(GOLD, article(events=[event("in Geneva", "2022-01-21", ("Blinken",))]))
    assert elsewhere.figures["event F1"] == 0
    assert sorted(mistake.kind for mistake in elsewhere.mistakes) == ["MISSED", "MISSED", "SPURIOUS"]


def test_joint_wants_event_date_and_an_actor() -> None:
    wrong_date = [event("met", "2022-01-14", ("Blinken",))]
    wrong_actor = [event("met", "2022-01-21", ("Friday",))]
    for found in (wrong_date, wrong_actor):
        report = score_events(GOLD, article(events=found))
        assert report.figures["event R"] == 50
        assert report.figures["joint F1"] == 0


def test_an_actor_with_a_title_in_gold_is_counted_by_name_and_by_meaning() -> None:
    gold = article(events=[event("met", "2022-01-21", ("Dr Ada Berg", "Air Berg Flight 4"))])
    found = article(events=[event("met", "2022-01-21", ("Ada Berg", "Air Berg"))])
    names = evaluate.called(gold)
    assert names == {"Dr Ada Berg": "Ada Berg"}  # a flight is not the airline
    figures = score_events(gold, found, called=names).figures
    assert (figures["actors R"], figures["actors, meaning the same R"]) == (0, 50)
    assert figures["joint F1"] == 0  # which is counted as published


def test_a_mistake_tells_sentence_expected_and_found() -> None:
    report = score_events(
        GOLD, article(events=[event("met", "2022-01-14", ("Blinken", "Sergei Lavrov"), status="denied")])
    )
    date, status = (next(m for m in report.mistakes if m.kind == kind) for kind in ("DATE", "STATUS"))
    assert (date.expected, date.found) == ("2022-01-21", "2022-01-14")
    assert (status.expected, status.found) == ("happened", "denied")
    assert "Blinken [met] Lavrov in Geneva on Friday." in str(date)
    assert sentence_round("One. Two [x] three. Four", [9, 12]) == "Two [[x]] three."


def test_an_undated_event_must_stay_undated() -> None:
    gold = article(events=[event("met", None, ("Antony Blinken",))])
    assert score_events(gold, article(events=[event("met", None, ("Blinken",))])).figures["undated kept undated"] == 100
    dated = score_events(gold, article(events=[event("met", "2022-01-21", ("Blinken",))])).figures
    assert (dated["undated kept undated"], dated["joint F1"]) == (0, 0)


def test_a_date_that_gold_leaves_open_is_not_judged() -> None:
    gold = article(events=[event("met", None, ("Antony Blinken",), date_unknown=True), GOLD["a"]["events"][1]])
    for date in (None, "2022-01-21"):
        found = [event("met", date, ("Blinken",)), event("had visited", "2022-01-20", ("Blinken",))]
        report = score_events(gold, article(events=found))
        assert (report.figures["event F1"], report.figures["joint F1"]) == (100, 100)
        assert not [mistake for mistake in report.mistakes if mistake.kind == "DATE"]


def test_an_optional_event_is_neither_missed_nor_spurious() -> None:
    gold = article(events=[*GOLD["a"]["events"][:1], event("had visited", optional=True)])
    met = event("met", "2022-01-21", ("Blinken", "Lavrov"))
    for found in ([met], [met, event("had visited", "2022-01-20")]):
        assert score_events(gold, article(events=found)).figures["event F1"] == 100
    assert score_events(gold, article(events=[met, event("in Geneva")])).figures["event P"] == 50


CASE = {"id": "c", "text": "…", "actors": ["Ann Lee"], "optional": ["Oslo"], "forbidden": ["Lee Hotel"]}


@pytest.mark.parametrize(
    ("names", "right", "forbidden"),
    [
        (["Ann Lee"], 1, 0),
        (["Ann Lee", "Oslo"], 1, 0),
        (["Ann Lee", "Somebody"], 0, 0),
        (["Ann Lee", "Lee Hotel"], 0, 1),
        (["Oslo"], 0, 0),
        (["Lee"], 0, 0),  # names must be the canonical ones
    ],
)
def test_a_case_is_right_when_nothing_is_missing_and_nothing_too_much(
    names: list[str], right: int, forbidden: int
) -> None:
    half = len(names) // 2
    records = [{"events": [{"actors": names[:half]}], "mentions": [{"actor": name} for name in names[half:]]}]
    figures = score_cases({"c": CASE}, {"c": records}).figures
    assert (figures["right"], figures["cases with a forbidden actor"]) == (right, forbidden)


def test_a_target_under_two_names_is_split() -> None:
    told = [
        {"date": "2022-01-21", "mentions": [{"article": "a"}]},
        {"date": "2022-01-20", "mentions": [{"article": "a"}]},
    ]
    gold = {"set": {"articles": ["a"], "entities": {"Antony Blinken": told}}}
    one = [event("met", "2022-01-21", ("Antony Blinken",)), event("had visited", "2022-01-20", ("Antony Blinken",))]
    two = [one[0], one[1] | {"actors": ["Blinken"]}]
    for found, entries in ((one, 1), (two, 2)):
        figures = score_timelines(gold, article(), article(events=found)).figures
        assert figures["all targets: entries a found target is split into"] == entries
        assert figures["dates F1"] == 100
    best = "all targets: mean F1 of the best entry"
    assert score_timelines(gold, article(), article(events=one)).figures[best] == 100
    assert score_timelines(gold, article(), article(events=two)).figures[best] < 100


def folder(path: Path, name: str = "one", events: str = "", header: str = 'published = "2022-01-21"') -> Path:
    front = f'---\ntitle: {name}\npublisher: Sample Wire\npublished: 2022-01-21\nlanguage: en\nurl: ""\n---\n'
    (path / f"{name}.md").write_text(front + TEXT + "\n", encoding="utf-8")
    (path / f"{name}.events.toml").write_text(f"{header}\n{events}", encoding="utf-8")
    return path


MET = '[[event]]\nlabel = "Meeting"\ndate = "2022-01-21"\nstatus = "happened"\nactors = []\nphrase = "met"\n'


def test_a_folder_is_gold(tmp_path: Path) -> None:
    gold = load(folder(tmp_path, events=MET))["one"]
    [(start, end)] = gold["events"][0]["spans"]
    assert gold["text"][start:end] == "met"
    assert gold["published"] == "2022-01-21"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (MET.replace('"met"', '"Blinken"'), "2 times"),
        (MET.replace('"met"', '"nowhere"'), "0 times"),
        (MET.replace("happened", "maybe"), "maybe"),
        (MET.replace("2022-01-21", "2022-02-31"), "2022-02-31"),
        (MET.replace("label", "lable"), "lable"),
        ("[[event]]\nlabel = 'x'", "no phrase, status"),
        ("[[event", "TOML"),
    ],
)
def test_gold_that_does_not_fit_its_text_is_refused_by_name(tmp_path: Path, wrong: str, named: str) -> None:
    with pytest.raises(InputError, match=named) as error:
        load(folder(tmp_path, events=wrong))
    assert "one.events.toml" in str(error.value)


@pytest.mark.parametrize(
    ("line", "layer", "named"),
    [
        ("", "times", "no article"),
        ("[1]", "times", "id and text"),
        ('{"id": "a", "text": 5}', "times", "id and text"),
        ('{"id": "a", "text": "x", "published": "2022-02-31"}', "times", "2022-02-31"),
        ('{"id": "a", "text": "x", "times": [5]}', "times", "need span, type, value"),
        ('{"id": "a", "text": "x", "times": [{"span": "ab", "type": "DATE", "value": ""}]}', "times", "need span"),
        ('{"id": "a", "text": "x", "mentions": [{"span": [0, 1]}]}', "actors", "need kind"),
        ('{"id": "a", "text": "x", "events": [{"span": [0, 1]}]}', "events", "need actors"),
        ('{"id": "a", "text": "x"}', "cases", "without actors"),
    ],
)
def test_gold_that_is_not_as_described_is_refused_by_line(
    tmp_path: Path, line: str, layer: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    assert command(layer, str(tmp_path / "gold.jsonl")) == 2
    assert "gold.jsonl" in (said := capsys.readouterr().err)
    assert named in said


def command(*words: str) -> int:
    parser = ArgumentParser()
    evaluate.add_parser(parser.add_subparsers(dest="command"))
    return evaluate.run(parser.parse_args(["evaluate", *words]))


def test_the_command_prints_tuned_and_held_out_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder(tmp_path, "one", MET)
    folder(tmp_path, "two", MET, 'published = "2022-01-21"\nheld_out = true')
    assert command("events", str(tmp_path), "--errors") == 0
    tuned, held = capsys.readouterr().out.split("held out\n")
    for part in (tuned, held):
        assert "event F1" in part.replace("  ", " ") or "event " in part
        assert "gold" in part
    assert tuned.startswith("tuned\n")


def test_mistakes_are_shown_but_not_those_of_held_out_articles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = MET.replace("01-21", "01-25")
    folder(tmp_path, "one", wrong)
    folder(tmp_path, "two", wrong, 'published = "2022-01-21"\nheld_out = true')
    assert command("events", str(tmp_path), "--errors") == 0
    tuned, held = capsys.readouterr().out.split("held out\n")
    assert "2022-01-25" in tuned
    assert "2022-01-25" not in held
    assert " mistakes, not shown" in held


def test_gold_that_cannot_be_used_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "gold.jsonl"
    broken.write_text('{"id": "a", "text": "x"}\nno json\n', encoding="utf-8")
    assert command("times", str(broken)) == 2
    assert "line 2" in capsys.readouterr().err
    assert command("times", str(tmp_path / "missing.jsonl")) == 2
    assert command("timelines", str(broken)) == 2
    assert "two files" in capsys.readouterr().err
