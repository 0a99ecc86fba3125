"""Dateline measured against gold: `python -m dashboard evaluate times|actors|events GOLD` prints the published figures.

GOLD is a JSON Lines file of annotated articles, or a folder of articles with their expected events; then the articles
that were held back from tuning are reported apart. All articles of one file are read as one collection. `cases` takes
hard cases of actor recognition; `timelines` takes timelines by actor and the annotated articles they were made from.
With `--errors` every mistake follows, but for those held back: its sentence, what was expected and what was found.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from dashboard.errors import DatelineError, InputError
from dashboard.evaluate.actors import score_actors
from dashboard.evaluate.events import score_events
from dashboard.evaluate.figures import Record, Records, Report
from dashboard.evaluate.filters import case_articles, score_cases, score_timelines
from dashboard.evaluate.gold import article_of, load
from dashboard.evaluate.times import score_times
from dashboard.export.record import records_of
from dashboard.extract import extract
from dashboard.model import Article, Kind
from dashboard.pipeline import read_timeline

HELD_OUT = "held out"
LAYERS = ("times", "actors", "events", "cases", "timelines")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `evaluate` to a command line."""
    parser = subparsers.add_parser("evaluate", help="measure extraction against gold", description=__doc__)
    parser.add_argument("layer", choices=LAYERS)
    parser.add_argument("gold", type=Path, help="annotated .jsonl file, or a folder of NAME.md and NAME.events.toml")
    parser.add_argument("articles", type=Path, nargs="?", help="timelines: the annotated articles")
    parser.add_argument("--errors", action="store_true", help="print every mistake: sentence, expected, found")
    parser.add_argument("--salient", action="store_true", help="events: leave out those without actors")
    parser.add_argument("--cross-document", action="store_true", help="actors: one name over all articles")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the figures; 0 when done, 2 when the gold cannot be used."""
    try:
        reports = measure(args.layer, args.gold, args.articles, args.salient, args.cross_document)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 2
    for heading, report in reports.items():
        print(*([heading] if heading else []), *say(report), sep="\n")
        if args.errors and heading == HELD_OUT:
            print(f"{len(report.mistakes)} mistakes, not shown: no rule is to be made for them")
        elif args.errors:
            print(*report.mistakes, sep="\n")
    return 0


def measure(
    layer: str, gold_path: Path, articles_path: Path | None = None, salient: bool = False, cross_document: bool = False
) -> dict[str, Report]:
    """Reports by heading; one without a heading where nothing was held out.

    Raises InputError where gold cannot be used.
    """
    if layer == "timelines":
        if articles_path is None:
            raise InputError("timelines need the articles they were made from", str(gold_path), "Name two files.")
        articles = load(articles_path)
        return {"": score_timelines(_timelines(gold_path), articles, find(articles))}
    gold = load(gold_path)
    if not gold:
        raise InputError("no article in it", str(gold_path), "Give a JSON Lines file or a folder.")
    if layer == "cases":
        if odd := next((key for key, case in gold.items() if "actors" not in case), None):
            raise InputError("a case without actors", f"{gold_path}: {odd}", "Name those who are to be found.")
        return {"": score_cases(gold, {key: read(case_articles(case)) for key, case in gold.items()})}
    found = find(gold)
    scorers = {
        "times": lambda part: score_times(part, found),
        "actors": lambda part: score_actors(part, found, cross_document),
        "events": lambda part: score_events(part, found, salient, called(part)),
    }
    return {heading: scorers[layer](part) for heading, part in parts(gold).items()}


def find(gold: Records) -> dict[str, Record]:
    """What Dateline finds in the articles of a gold file, by article id; gold itself is never seen."""
    return {record["id"]: record for record in read(gold.values())}


def read(records: Iterable[Record]) -> list[Record]:
    """What Dateline finds in some articles, read as one collection; beside a time's value stand its days."""
    timeline = read_timeline(article_of(record) for record in records)
    found = list(records_of(timeline))
    for record in found:
        for time, expression in zip(record["times"], timeline.readings[record["id"]].times, strict=True):
            time["date"] = expression.date
    return found


def called(gold: Records) -> dict[str, str]:
    """What Dateline calls the actors of gold events: each name is read by itself, with the title that it may have."""
    names = {name for article in gold.values() for event in article.get("events", ()) for name in event["actors"]}
    read_as = {}
    for name in names:
        found = [m for m in extract(Article("", name, language="en")).actors if m.actor and m.end == len(name)]
        if found and (found[0].start == 0 or found[0].kind is Kind.PERSON):
            read_as[name] = found[0].actor
    return read_as


def parts(gold: Records) -> dict[str, Records]:
    """Gold under headings: articles that rules may be tuned on, and those held back; one part without heading else."""
    held = {key: record for key, record in gold.items() if record.get("held_out")}
    if not held:
        return {"": gold}
    return {"tuned": {k: r for k, r in gold.items() if k not in held}, HELD_OUT: held}


def say(report: Report) -> list[str]:
    """The figures as lines: a name and percentages to one decimal; what belongs together stands on one line."""
    lines: dict[str, str] = {}
    for name, value in report.figures.items():
        shown = f"{value:.1f}" if isinstance(value, float) else "-" if value is None else str(value)
        group, part, figure = name.partition(": ")
        if not part and name.endswith((" P", " R", " F1")) and f"{name.rpartition(' ')[0]} P" in report.figures:
            group, part, figure = name.rpartition(" ")
        lines[group] = f"{lines.get(group) or f'{group:<40s}'}  {f'{figure} {shown}' if part else shown}"
    return list(lines.values())


def _timelines(path: Path) -> Record:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"no file of timelines ({error})", str(path), "Give a JSON file.") from None
