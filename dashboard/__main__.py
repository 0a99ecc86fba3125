"""Dateline from the command line: articles in, dated events with their actors out.

Exit status 0 when every input was read, 1 when some were not (the others are done, the failures are named on standard
error), 2 for unusable arguments.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO

from dashboard import evaluate, export
from dashboard.errors import DatelineError, InputError
from dashboard.export.record import line_of, records_of
from dashboard.model import Article, Problem, Unread
from dashboard.pipeline import collect_rarely, read_timeline
from dashboard.read import read_path

MOST_WORKERS = 64


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the same bytes under every locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    args = _parser().parse_args(argv)
    collect_rarely()
    try:
        return args.run(args)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:  # of standard output: all other files are named where they are opened
        if not isinstance(error, BrokenPipeError):  # who read our output has gone, and knows
            print(f"{error.filename or 'standard output'}: {error.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains once more at its end
        return 1
    except KeyboardInterrupt:
        return 130


# --- the commands --------------------------------------------------------------------------------------------------


def _extract(args: argparse.Namespace) -> int:
    inputs = Inputs(args)
    with _output(args.to) as out:
        timeline = read_timeline(inputs.articles(), args.workers, keep_text=False)
        inputs.progress.end()
        for record in records_of(timeline, inputs.order):
            notes = [{"what": p.what, "where": p.where, "hint": p.hint} for p in inputs.notes.get(record["id"], ())]
            out.write(line_of({**record, "problems": notes + record["problems"]}))
    return inputs.status


def _add(args: argparse.Namespace) -> int:
    from dashboard.store import EventStore

    store, inputs = EventStore(), Inputs(args)
    collection = store.find(args.collection)
    articles = list(inputs.articles())
    if collection is None:
        if not articles:
            return inputs.status
        collection = store.create(args.title or args.collection, args.collection)
    report = store.add(collection, articles, inputs.progress, args.workers, args.replace)
    inputs.progress.end()
    for problem in (*(p for notes in inputs.notes.values() for p in notes), *report.problems):
        _say(problem)
    now = store.collection(collection)
    counts = f"{len(report.added)} added, {len(report.changed)} changed, {len(report.unchanged)} unchanged"
    print(f"{counts}; {now.title}: {_count(now.articles, 'article')}, {_count(now.events, 'event')}", file=sys.stderr)
    return inputs.status


def _export(args: argparse.Namespace) -> int:
    from dashboard.store import EventStore
    from dashboard.table import to_frame

    store = EventStore()
    collection = store.find(args.collection) or args.collection
    title, timeline = store.collection(collection).title, store.load(collection)
    make: dict[str, Callable[[], str]] = {
        "jsonl": lambda: export.to_jsonl(timeline),
        "csv": lambda: export.to_csv(to_frame(timeline), timeline),
        "html": lambda: export.to_html(timeline, to_frame(timeline), title),
        "ics": lambda: export.to_ics(to_frame(timeline), timeline, title),
    }
    with _output(args.to) as out:
        out.write(make["jsonl" if args.format == "json" else args.format]())
    return 0


def _collections(_: argparse.Namespace) -> int:
    from dashboard.store import EventStore

    for one in EventStore().collections():
        print(one.id, _count(one.articles, "article"), _count(one.events, "event"), one.title, sep="\t")
    return 0


# --- arguments -----------------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    extract = commands.add_parser("extract", help="articles in, one JSON record a line out")
    _add_inputs(extract)
    extract.add_argument("--to", type=Path, metavar="FILE", help="write there and not to standard output")
    extract.set_defaults(run=_extract)

    add = commands.add_parser("add", help="read articles into a collection; the app may be open meanwhile")
    add.add_argument("collection", metavar="COLLECTION", help="its id or title; it is made where there is none")
    _add_inputs(add)
    add.add_argument("--title", help="of a collection that is made")
    add.add_argument("--replace", action="store_true", help="an article takes the place of another with its id")
    add.set_defaults(run=_add)

    out = commands.add_parser("export", help="a collection as JSON Lines, CSV, HTML page or calendar")
    out.add_argument("collection", metavar="COLLECTION", help="its id, or its title where no other has it")
    out.add_argument(
        "--format", choices=("jsonl", "json", "csv", "html", "ics"), default="jsonl",
        help="jsonl (also called json): JSON Lines, one object a line for each article, as extract writes them; "
        "csv: a table with a row an event; html: a page that opens without network; ics: a calendar of what is dated; "
        "without it jsonl",
    )  # fmt: skip
    out.add_argument("--to", type=Path, metavar="FILE", help="write there and not to standard output")
    out.set_defaults(run=_export)

    listing = commands.add_parser("collections", help="what the store holds: id, articles, events, title")
    listing.set_defaults(run=_collections)
    evaluate.add_parser(commands)
    return parser


def _add_inputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a file or folder of articles; - is standard input")
    parser.add_argument("--published", type=_day, metavar="DATE", help="of articles that do not say: 2022-01-21")
    parser.add_argument("--language", type=_language, help="of articles that do not say: en, de …")
    parser.add_argument(
        "--workers", type=_workers, default=0, metavar="N", help="read in N guarded processes; 0 (the default): in this"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2022-01-21") from None


def _language(text: str) -> str:
    if not (text.isascii() and text.isalpha() and 2 <= len(text) <= 3):
        raise argparse.ArgumentTypeError(f"{text!r} is not a language code such as en")
    return text.lower()


def _workers(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to {MOST_WORKERS}")
    return int(text)


# --- in and out ----------------------------------------------------------------------------------------------------


class Inputs:
    """The articles of the arguments; meanwhile `order` fills with their ids, `notes` with doubts about them, and
    `status` becomes 1 when an input cannot be read."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self.order: list[str] = []
        self.notes: dict[str, list[Problem]] = {}
        self.status = 0
        self.progress = Progress()

    def articles(self) -> Iterator[Article]:
        """Each article as soon as it is read, under an id that no other has."""
        seen: set[str] = set()
        waiting: list[Problem] = []
        for path in self._args.inputs:
            for item in read_path(path, self._args.published, self._args.language):
                if isinstance(item, Unread):
                    self.status = 1
                    self.progress.end()
                    _say(item)
                elif isinstance(item, Problem):
                    waiting.append(item)
                else:
                    article = _apart(item, seen)
                    if article is not item:
                        what = f"another article has the id {item.id}, this one is called {article.id}"
                        waiting.append(Problem(what, str(path), "Give each article an id of its own."))
                    seen.add(article.id)
                    self.order.append(article.id)
                    if waiting:
                        self.notes[article.id], waiting = waiting, []
                    self.progress(len(self.order))
                    yield article


class Progress:
    """A counter on standard error where that is a terminal; silent elsewhere."""

    def __init__(self) -> None:
        self._shown = False

    def __call__(self, done: int, total: int = 0) -> None:
        if sys.stderr.isatty():
            self._shown = True
            print(f"\r{done}{f' of {total}' if total else ''} articles", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line of the counter."""
        if self._shown:
            print(file=sys.stderr)
        self._shown = False


def _apart(article: Article, seen: set[str]) -> Article:
    if article.id not in seen:
        return article
    number = next(n for n in range(2, len(seen) + 3) if f"{article.id}#{n}" not in seen)
    return replace(article, id=f"{article.id}#{number}")


@contextmanager
def _output(path: Path | None) -> Iterator[IO[str]]:
    """Where to write. A file is replaced when all is written, so that it is never half of one, and may be an input."""
    if path is None or str(path) == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    whole = path.resolve()
    part = None
    if (whole.is_file() or not whole.exists()) and os.access(whole.parent, os.W_OK):
        part = whole.with_name(f"{whole.name[:200]}.{os.getpid()}.part")
    try:
        with (part or path).open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            yield out
        if part:
            part.replace(whole)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", str(path), "Name another file with --to.") from None
    finally:
        if part:
            part.unlink(missing_ok=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _say(problem: Problem) -> None:
    print(": ".join(filter(None, (problem.where, problem.what))) + (f". {problem.hint}" if problem.hint else ""),
          file=sys.stderr)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
