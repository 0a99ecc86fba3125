"""What is compiled runs only in place of the very sources it was made from, and every other test holds for it too."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep

import pytest

from dashboard import compiled
from tests.test_house import imports, room

ROOT = compiled.PACKAGE.parent
COMPILED, WRITTEN = "True", "False"
ASK = "from importlib.util import find_spec; print('.compiled' in find_spec('dashboard.merge').origin)"
BUILD = [sys.executable, "-c", "from dashboard.compiled import build; build()"]
NEEDS_A_COMPILER = pytest.mark.skipif(not compiled.possible(), reason="no C compiler (apt-get install gcc python3-dev)")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package, with a stand-in where its compiled merge would lie."""
    copy = tmp_path / "dashboard"
    shutil.copytree(compiled.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    standing_in = compiled.folder(copy) / "dashboard" / "merge"
    standing_in.mkdir(parents=True)
    (standing_in / "__init__.py").touch()
    return copy


def how(package: Path, wanted: str = "1") -> str:
    """Whether a new process would run the compiled merge."""
    environment = os.environ | {"PYTHONPATH": str(package.parent), compiled.WANTED: wanted}
    asked = [sys.executable, "-c", ASK]
    return subprocess.run(asked, cwd=package.parent, env=environment, capture_output=True, text=True).stdout.strip()


def test_what_is_compiled_runs_in_place_of_its_sources(package: Path) -> None:
    assert how(package) == COMPILED
    assert how(package, wanted="0") == WRITTEN


@pytest.mark.parametrize("name", ["merge/clusters.py", "extract/times/spot.py", "model.py", "rules.py"])
def test_a_source_that_has_changed_is_read_itself(package: Path, name: str) -> None:
    path = package / name
    kept, stamp = path.read_bytes(), path.stat()
    path.write_bytes(kept + b"\n")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # as after a checkout: no newer than before
    assert how(package) == WRITTEN
    path.write_bytes(kept)
    assert how(package) == COMPILED


def test_a_source_that_came_or_went_counts_as_a_change(package: Path) -> None:
    more = package / "extract" / "more.py"
    more.touch()
    assert how(package) == WRITTEN
    more.unlink()
    assert how(package) == COMPILED


def test_what_is_only_shown_is_not_compiled(package: Path) -> None:
    (package / "table.py").write_text("", encoding="utf-8")
    assert how(package) == COMPILED


def test_all_that_compiled_code_imports_counts() -> None:
    counted = {*compiled.ROOMS, *compiled.BELOW}
    files = compiled.sources(tuple(counted))
    named = {name.split(".")[1] for path in files for name in imports(path) if name.startswith("dashboard.")}
    assert named <= counted
    assert {room(path) for path in files} == counted


WRITTEN_OUT = """
@dataclass(slots=True)
class Count:
    what: str
    of: list[int] = field(default_factory=list)
    sum: int = 0
    sure: bool = True

    def __post_init__(self) -> None:
        self.sum = sum(self.of)

@dataclass(frozen=True, slots=True)
class Fixed:
    what: str
    of: int = 1

class Base: pass

@dataclass(frozen=True)
class Other(Base):
    what: str

"""


def test_a_class_is_made_as_dataclass_would_make_it_and_every_line_stays() -> None:
    written = compiled.with_makers(WRITTEN_OUT)
    there = {"dataclass": dataclass, "field": field}
    exec(compile(written, "written out", "exec"), there)
    count = there["Count"]
    assert repr(count("a", [1, 2])) == "Count(what='a', of=[1, 2], sum=3, sure=True)"
    assert count("a", sure=False).of is not count("a").of
    own = {name for name in ("Count", "Fixed", "Other") if there[name].__init__.__code__.co_filename == "written out"}
    assert own == {"Count", "Fixed"}, "of those with a base the fields are not all known"
    kept = [line for line in written.split("\n") if "def __init__" not in line]
    assert len(written.split("\n")) == len(WRITTEN_OUT.split("\n"))
    assert [line for line in kept if line] == [line for line in WRITTEN_OUT.split("\n") if line]


@pytest.mark.parametrize(
    ("options", "body"),
    [
        ("", "of: int = field(default=1)"),
        ("", "of: int = field(default_factory=int, compare=False)"),
        ("", "of: list = field(default_factory=lambda: [1])"),
        ("", "of: int = field(init=False)"),
        ("", "of: ClassVar[int] = 1"),
        ("(kw_only=True)", "of: int = 1"),
        ("(init=False)", "of: int = 1"),
        ("", "def __init__(self) -> None: self.of = 1"),
    ],
)
def test_a_class_that_asks_for_more_stays_as_it_is(options: str, body: str) -> None:
    source = f"@dataclass{options}\nclass Count:\n    what: str\n    {body}\n\n"
    assert compiled.with_makers(source) == source
    plain = "@dataclass\nclass Count:\n    what: str\n    of: list[int] = field(default_factory=list)\n\n"
    assert compiled.with_makers(plain) != plain


def test_a_constant_inside_a_text_is_no_constant() -> None:
    text = 'TEXT = """\nONE = 1\nTWO: int = 2\n"""\nTWO: int = 2\n'
    assert compiled.with_finals(text) == text.replace("TEXT =", "TEXT: Final =").replace(
        '"""\nTWO: int', '"""\nTWO: Final[int]'
    )


def test_constants_are_marked_final_and_nothing_else() -> None:
    future = "from __future__ import annotations"
    source = (
        "ONE = 1\n_TWO: dict[str, int] = {}\nThree = list[int]\nFOUR: Final = 4\nfive = ONE\nif ONE:\n    SIX = 6\n"
    )
    marked = source.replace("ONE = 1", "ONE: Final = 1").replace("dict[str, int]", "Final[dict[str, int]]")
    assert compiled.with_finals(f"{future}\n{source}") == f"{future}; from typing import Final\n{marked}"


def test_constants_that_get_their_values_together_are_marked_one_by_one() -> None:
    source = 'ONE, TWO = (\n    1,\n    "b",\n)\nTHREE = 3\n'
    assert compiled.with_finals(source) == "ONE: Final = 1; TWO: Final = 'b'\n\n\n\nTHREE: Final = 3\n"


@pytest.mark.parametrize(
    "source", ["one, TWO = 1, 2\n", "ONE, TWO = (n for n in range(2))\n", "ONE, TWO = pair(), 2, 3\n"]
)
def test_what_is_no_pair_of_constants_is_not_marked(source: str) -> None:
    assert compiled.with_finals(source) == source


def test_without_a_c_compiler_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(SystemExit, match="needs a C compiler"):
        compiled.build()


@NEEDS_A_COMPILER
def test_an_interruption_leaves_nothing_half_made(package: Path) -> None:
    home = package.parent / ".compiled"
    shutil.rmtree(home)
    shutil.copy(ROOT / "pyproject.toml", package.parent)
    environment = os.environ | {"PYTHONPATH": str(package.parent)}
    building = subprocess.Popen(BUILD, cwd=package.parent, env=environment, stderr=subprocess.DEVNULL)
    while building.poll() is None and not list(home.glob("*/dashboard/model.py")):
        sleep(0.1)
    assert building.poll() is None
    building.send_signal(signal.SIGTERM)
    assert building.wait() != 0
    assert list(home.iterdir()) == []


@pytest.mark.skipif(not compiled.folder().is_dir(), reason="nothing is compiled of these sources (make compile)")
def test_each_step_can_be_the_first_that_is_imported() -> None:
    steps = ("actors", "events", "language", "lexicon", "sentences", "spelling", "times", "tokens")
    for name in steps:  # machine code that needs a type of a module not yet imported ends the process
        subprocess.run(
            [sys.executable, "-c", f"import dashboard.extract.{name}"],
            cwd=ROOT,
            env=os.environ | {compiled.WANTED: "1"},
            check=True,
        )


@pytest.mark.app
@pytest.mark.skipif(not compiled.folder().is_dir(), reason="nothing is compiled of these sources (make compile)")
def test_every_test_holds_for_what_is_compiled() -> None:
    asked = (
        "import pytest, sys; from dashboard.compiled import used; assert used(); sys.exit(pytest.main(sys.argv[1:]))"
    )
    given = ["-x", "-m", "not browser", "-p", "no:cacheprovider", f"--ignore={__file__}", "tests"]
    environment = os.environ | {compiled.WANTED: "1"}
    assert subprocess.run([sys.executable, "-c", asked, *given], cwd=ROOT, env=environment).returncode == 0
