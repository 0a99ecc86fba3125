"""The command line does what its contract says: what comes out, where, and with which status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.store import EventStore

ROOT = Path(__file__).resolve().parent.parent
TEXT = "Anna Berger met Tomas Novak in Vienna on Friday.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINE_DB", str(tmp_path / "test.db"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks.txt").write_text(TEXT)
    (tmp_path / "more.jsonl").write_text(
        '{"id": "one", "text": "Foreign Minister Irena Kovac resigned on 3 May 2021.",'
        ' "published": "2021-05-04", "more": 1}\n'
        '{"id": "two", "text": "Minister Kovac left for Oslo yesterday.", "published": null, "language": "en"}\n'
    )
    return tmp_path


def records(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def run(*args: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, in a locale that knows no letters but ASCII."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return subprocess.run([sys.executable, "-m", "dashboard", *args], input=given, capture_output=True, env=env)


# --- extract -------------------------------------------------------------------------------------------------------


def test_a_record_an_article_in_the_order_of_the_input(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "more.jsonl", "talks.txt", "--published", "2022-01-22"]) == 0
    out, err = capsys.readouterr()
    found = records(out)
    assert [(r["id"], r["published"]) for r in found] == [
        ("one", "2021-05-04"),
        ("two", "2022-01-22"),
        ("talks", "2022-01-22"),
    ]
    assert [e["date"] for e in found[2]["events"]] == ["2022-01-21"]
    assert err == "", "nothing but failures, and progress only on a terminal"


def test_without_a_date_nothing_relative_is_dated_and_it_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", "talks.txt"]) == 0
    (record,) = records(capsys.readouterr().out)
    assert record["published"] is None
    assert [e["date"] for e in record["events"]] == [None]
    assert any("publi" in p["what"] for p in record["problems"])


def test_one_call_is_one_collection(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["extract", "more.jsonl"])
    _, two = records(capsys.readouterr().out)
    assert "Irena Kovac" in {m["actor"] for m in two["mentions"]}


def test_the_same_bytes_on_every_run_and_for_every_number_of_workers(folder: Path) -> None:
    args = ["extract", "more.jsonl", "talks.txt", "--published", "2022-01-22"]
    outs = {run(*args, "--workers", workers).stdout for workers in ("0", "1", "2")}
    assert len(outs) == 1
    assert len(outs.pop().splitlines()) == 3


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "fake.txt").write_bytes(b"%PDF-1.7")
    (folder / "bad.jsonl").write_text('nonsense\n{"id": "x", "text": "They met."}\n')
    assert main(["extract", "none.txt", "fake.txt", "bad.jsonl", "talks.txt"]) == 1
    out, err = capsys.readouterr()
    assert [r["id"] for r in records(out)] == ["x", "talks"]
    assert [line.partition(":")[0] for line in err.splitlines()] == ["none.txt", "fake.txt", "bad.jsonl, line 1"]


def test_a_doubt_stands_with_its_article_and_is_no_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "old.txt").write_bytes("The café in Málaga was closed on 3 May 2021.".encode("cp1252"))
    assert main(["extract", "talks.txt", "old.txt"]) == 0
    talks, old = records(capsys.readouterr().out)
    assert any("UTF-8" in p["what"] for p in old["problems"])
    assert not any("UTF-8" in p["what"] for p in talks["problems"])


def test_articles_of_the_same_id_are_kept_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "talks.txt", "talks.txt", "talks.txt"]) == 0
    found = records(capsys.readouterr().out)
    assert [r["id"] for r in found] == ["talks", "talks#2", "talks#3"]
    assert any("talks#2" in p["what"] for p in found[1]["problems"])
    assert {m["text"] for m in found[2]["mentions"]} == {m["text"] for m in found[0]["mentions"]}


def test_standard_input_is_read_for_a_dash(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for given, ids in ((TEXT.encode(), 1), ((folder / "more.jsonl").read_bytes(), 2)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
        assert main(["extract", "-"]) == 0
        assert len(records(capsys.readouterr().out)) == ids


def test_a_file_is_written_where_one_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["extract", "talks.txt"])
    printed = capsys.readouterr().out
    assert main(["extract", "talks.txt", "--to", "out.jsonl"]) == 0
    assert capsys.readouterr().out == ""
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == printed
    assert main(["extract", "talks.txt", "--to", "-"]) == 0
    assert capsys.readouterr().out == printed and not (folder / "-").exists()


def test_a_file_is_replaced_only_when_all_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["extract", "more.jsonl", "--to", "more.jsonl"]) == 0, "the output may be the input"
    assert len(records((folder / "more.jsonl").read_text(encoding="utf-8"))) == 2
    (folder / "out.jsonl").write_text("what was there")

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dashboard.__main__.line_of", broken)
    assert main(["extract", "talks.txt", "--to", "out.jsonl"]) == 130
    assert (folder / "out.jsonl").read_text() == "what was there"
    assert sorted(path.name for path in folder.iterdir()) == ["more.jsonl", "out.jsonl", "talks.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is a thing of Linux")
def test_a_full_disk_is_said_in_a_sentence(folder: Path) -> None:
    assert main(["extract", "talks.txt", "--to", "/dev/full"]) == 2
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "dashboard", "extract", "talks.txt"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=env)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["standard output: No space left on device"]


def test_letters_come_out_whole_in_every_locale(folder: Path) -> None:
    (folder / "é.txt").write_text("Ángel Núñez met 李明 in Málaga on 3 May 2021.", encoding="utf-8")
    done = run("extract", "é.txt")
    assert done.returncode == 0
    assert "Málaga" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["extract"],
        ["nonsense"],
        ["extract", "talks.txt", "--published", "yesterday"],
        ["extract", "talks.txt", "--published", "2022-02-30"],
        ["extract", "talks.txt", "--workers", "-1"],
        ["extract", "talks.txt", "--workers", "1000000"],
        ["extract", "talks.txt", "--language", "../en"],
        ["extract", "talks.txt", "--to", "no/such/folder/out.jsonl"],
        ["export", "none"],
        ["export", "none", "--format", "docx"],
    ],
)
def test_unusable_arguments_are_status_two(folder: Path, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(args)
    except SystemExit as stop:
        status = stop.code
    assert status == 2
    assert capsys.readouterr().err.strip()


def test_no_traceback_is_shown(folder: Path) -> None:
    for args in (["export", "none"], ["extract", "none.txt"], ["extract", "talks.txt", "--workers", "x"]):
        assert b"Traceback" not in run(*args).stderr


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    (folder / "many.jsonl").write_text("".join(f'{{"id": "{n}", "text": "{TEXT.strip()}"}}\n' for n in range(300)))
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "dashboard", "extract", "many.jsonl"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    process.stdout.readline()
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.wait(60)


# --- the store -----------------------------------------------------------------------------------------------------


def test_articles_are_added_and_taken_out_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "talks", "talks.txt", "more.jsonl", "--published", "2022-01-22", "--title", "The talks"]) == 0
    assert "3 added" in capsys.readouterr().err
    assert main(["add", "talks", "talks.txt", "more.jsonl", "--published", "2022-01-22"]) == 0
    assert "0 added, 0 changed, 3 unchanged" in capsys.readouterr().err
    assert main(["collections"]) == 0
    assert capsys.readouterr().out.split("\t")[:2] == ["talks", "3 articles"]
    assert main(["export", "talks"]) == 0
    exported = capsys.readouterr().out
    main(["extract", "talks.txt", "more.jsonl", "--published", "2022-01-22"])
    assert exported == capsys.readouterr().out


def test_a_collection_is_found_by_its_id_or_by_a_title_that_no_other_has(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = EventStore()
    made = store.create("My crisis")
    assert main(["add", "My crisis", "talks.txt"]) == 0
    assert [(c.id, c.articles) for c in store.collections()] == [(made, 1)], "no second one of that title"
    capsys.readouterr()
    assert main(["export", "My crisis"]) == 0
    assert [r["id"] for r in records(capsys.readouterr().out)] == ["talks"]
    other = store.create("My crisis", "other")
    for command in (["add", "My crisis", "more.jsonl"], ["export", "My crisis"]):
        assert main(command) == 2
        err = capsys.readouterr().err
        assert made in err and other in err
    assert main(["add", other, "more.jsonl"]) == 0
    assert {c.id: c.articles for c in store.collections()} == {made: 1, other: 2}
    assert main(["export", "none of them"]) == 2


@pytest.mark.parametrize(("kind", "start"), [("csv", "\ufeffid,"), ("ics", "BEGIN:VCALENDAR"), ("jsonl", '{"id"')])
def test_every_format_can_be_exported(folder: Path, kind: str, start: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", "talks", "more.jsonl"])
    assert main(["export", "talks", "--format", kind, "--to", "out"]) == 0
    assert (folder / "out").read_text(encoding="utf-8").startswith(start)


def test_json_is_another_name_of_json_lines_which_are_written_where_no_format_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", "talks", "more.jsonl", "talks.txt"])
    written = []
    for asked in ([], ["--format", "json"], ["--format", "jsonl"]):
        assert main(["export", "talks", *asked]) == 0
        written.append(capsys.readouterr().out)
    assert len({*written}) == 1 and [r["id"] for r in records(written[0])] == ["one", "two", "talks"]


def test_where_nothing_can_be_read_no_collection_is_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "talks", "none.txt"]) == 1
    assert main(["collections"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81, "\udcff"])
def test_a_collection_has_a_name_that_can_be_written(folder: Path, name: str) -> None:
    assert main(["add", name, "talks.txt"]) == 2
    assert main(["collections"]) == 0


def test_adding_twice_changes_nothing_even_where_facts_contradict_each_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "torn.jsonl").write_text(
        '{"id": "a", "text": "They met.", "language": "en", "source": "Wire"}\n'
        '{"id": "b", "text": "They met.", "language": "de", "source": "Post"}\n'
        '{"id": "a", "text": "They met.", "published": "2022-01-21"}\n'
        '{"id": "a", "text": "They left."}\n'
    )
    main(["add", "talks", "torn.jsonl"])
    assert "2 added" in capsys.readouterr().err
    main(["add", "talks", "torn.jsonl"])
    assert "0 added, 0 changed, 2 unchanged" in capsys.readouterr().err
    main(["export", "talks"])
    assert records(capsys.readouterr().out)[0]["published"] == "2022-01-21", "a fact that was missing is taken"


def test_adding_what_cannot_be_read_is_status_one_and_the_rest_is_added(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", "talks", "none.txt", "talks.txt"]) == 1
    err = capsys.readouterr().err
    assert "none.txt: no such file" in err
    assert "1 added" in err
