"""Articles in, a timeline out: extraction of each article, then the merge of all.

With `workers` extraction runs in other processes, one article at a time each, under a limit of time and memory. An
article that kills or hangs its process is named in a `Problem`, costs no other article anything, and the process is
started anew. The result is the same for every number of workers.

Plain subprocesses, not multiprocessing: its children run the main module again, which inside Streamlit is the app.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from queue import SimpleQueue
from threading import Timer

from dashboard.errors import DatelineError
from dashboard.extract import extract
from dashboard.merge import build
from dashboard.merge.lean import Lean
from dashboard.model import Article, Problem, Reading, Timeline

SECONDS = 120.0  # for one article; a report takes a few milliseconds
MEMORY = 4_000_000_000  # bytes for one process
FRESH = 1_000_000  # new objects between two searches for garbage: reading makes none that holds itself
AHEAD = 16  # articles a process that may be read before the first of them is asked for

_ROOT = Path(__file__).resolve().parent.parent
_COMMAND = [sys.executable, "-m", "dashboard.pipeline"]
_STEPS = ("model", "edtf", "rules", "typed_dates")


def read_timeline(
    articles: Iterable[Article], workers: int = 0, seconds: float = SECONDS, keep_text: bool = True
) -> Timeline:
    """Read the articles of one collection and merge what they say.

    Parameters
    ----------
    articles : read one by one; no two may have the same id
    workers, seconds : as of `read_all`
    keep_text : False leaves the timeline without the texts of its articles and the derivations of its times, for
        collections of any size: a quarter of the memory, and the same events
    """
    readings = read_all(articles, workers, seconds)
    if not keep_text:
        readings = map(Lean().reading, readings)
    return build(list(readings))


def read_all(articles: Iterable[Article], workers: int = 0, seconds: float = SECONDS) -> Iterator[Reading]:
    """The readings of the articles in their order, each as soon as it and those before it are there.

    Parameters
    ----------
    workers : processes to read in; 0 reads in this one, without limits
    seconds : after which an article is given up
    """
    if workers <= 0:
        yield from map(read_one, articles)
        return
    idle: SimpleQueue[_Worker] = SimpleQueue()
    held = [_Worker(seconds) for _ in range(workers)]
    for worker in held:
        idle.put(worker)

    def read(article: Article) -> Reading:
        worker = idle.get()
        try:
            return worker.read(article)
        finally:
            idle.put(worker)

    waiting: deque[Future[Reading]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        for article in articles:
            waiting.append(pool.submit(read, article))
            if len(waiting) > workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in held:
            worker.stop()


def read_one(article: Article) -> Reading:
    """The reading of an article; where a step fails, an empty one with a `Problem`. A wrong rule stops everything."""
    try:
        return extract(article)
    except DatelineError:
        raise
    except Exception as error:  # whatever it is, the other articles go on
        log = logging.getLogger(__name__)
        log.warning("%s: %r in %s", article.id, error, _place(error), exc_info=log.isEnabledFor(logging.DEBUG))
        return _unread(article, f"could not be read ({type(error).__name__})", "Please report this article.")


def collect_rarely() -> None:
    """Search less often for garbage that holds itself: readings are many small objects that stay, a tenth faster so.

    For processes that do nothing else: the command line, workers, benchmarks.
    """
    gc.set_threshold(FRESH, *gc.get_threshold()[1:])


@cache
def version() -> str:
    """What readings depend on besides the article: changes with any rule, table or code that has a part in them."""
    package, data = _ROOT / "dashboard", _ROOT / "data"
    code = [*(package / "extract").rglob("*.py"), *(package / "merge").rglob("*.py")]
    code += [package / f"{name}.py" for name in _STEPS]
    digest = blake2b(digest_size=8)
    for path in sorted([*code, *data.glob("*.csv"), *(data / "rules").rglob("*.toml")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


class _Worker:
    """Another process that reads one article at a time; started when first asked, and again after a death."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def read(self, article: Article) -> Reading:
        """The reading, or an empty one with a `Problem`. After a death it is tried once more: it may be innocent."""
        for _ in range(2):
            process = self._running()
            late: list[bool] = []

            def give_up(process: subprocess.Popen[bytes] = process, late: list[bool] = late) -> None:
                late.append(True)
                process.kill()

            timer = Timer(self._seconds, give_up)
            timer.daemon = True
            timer.start()
            try:
                assert process.stdin is not None and process.stdout is not None  # both are pipes
                pickle.dump(article, process.stdin)
                process.stdin.flush()
                answer = pickle.load(process.stdout)
            except (OSError, EOFError, ValueError, pickle.UnpicklingError):
                self._end()
                if late:
                    hint = "Split it, or leave it out."
                    return _unread(article, f"given up after {self._seconds:g} seconds", hint)
                if self._stopped:
                    break
            else:
                if isinstance(answer, DatelineError):
                    raise answer
                return answer
            finally:
                timer.cancel()
        return _unread(article, "reading it ended the process", "Leave it out, and please report it.")

    def stop(self) -> None:
        """End the process."""
        self._stopped = True
        self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            paths = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
            self._process = subprocess.Popen(
                _COMMAND,
                cwd=_ROOT,  # where the command is given there may be another `dashboard`
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": paths},
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in filter(None, (process.stdin, process.stdout)):
                with suppress(OSError):  # what was still to be written to a dead process
                    pipe.close()


def _place(error: Exception) -> str:
    """File and line where an error was raised."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else "?"


def _unread(article: Article, what: str, hint: str) -> Reading:
    return Reading(article, problems=(Problem(what, article.id, hint),))


def _serve() -> None:
    """The other end of a `_Worker`: an article in, its reading out, until the input ends."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    collect_rarely()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing printed may come between the readings
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):  # a system without these limits
        pass
    while True:
        try:
            article = pickle.load(source)
        except EOFError:
            return
        try:
            answer: Reading | DatelineError = read_one(article)
        except DatelineError as error:
            answer = error
        pickle.dump(answer, sink)
        sink.flush()


if __name__ == "__main__":
    _serve()
