"""The house keeps its order: no room imports a higher one, each library has one door, recipes name real things."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "dashboard"

# Lowest first. A room may import what stands before it, and its own row only inside one package.
ORDER = [
    {"model", "errors", "compiled"},
    {"edtf"},
    {"rules", "words"},
    {"typed_dates"},
    {"read"},
    {"extract"},
    {"merge"},
    {"pipeline", "rows"},
    {"store"},
    {"table"},
    {"view"},
    {"selection"},
    {"charts", "export"},
    {"evaluate"},
    {"session"},
    {"pages"},
    {"app", "__main__"},
]
DOORS = {
    "streamlit": {"app.py", "dashboard/session.py", "dashboard/pages/"},
    "plotly": {"dashboard/charts/"},
    "sqlalchemy": {"dashboard/store/"},
    "dateparser": {"dashboard/typed_dates.py"},
    "spacy": {"dashboard/extract/actors/spacy_names.py"},
    "pandas": {"dashboard/table.py", "dashboard/view.py", "dashboard/selection.py", "dashboard/charts/",
               "dashboard/export/", "dashboard/session.py", "dashboard/pages/"},
}  # fmt: skip
SOURCES = sorted([*PACKAGE.rglob("*.py"), ROOT / "app.py"])


def imports(path: Path) -> list[str]:
    """Dotted names of everything a file imports, wherever in the file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def room(path: Path) -> str:
    """The room of a file: its module or its package directly below `dashboard`."""
    return "app" if path.name == "app.py" else path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def level(name: str) -> int:
    return next(number for number, rooms in enumerate(ORDER) if name in rooms)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_lower_rooms_never_import_higher_ones(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        return
    here = room(path)
    for name in imports(path):
        if name.startswith("dashboard."):
            there = name.split(".")[1]
            assert here == there or level(there) < level(here), f"{here} must not import {there} ({name})"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_each_library_has_one_door(path: Path) -> None:
    where = path.relative_to(ROOT).as_posix()
    for name in imports(path):
        doors = DOORS.get(name.split(".")[0])
        assert doors is None or any(where.startswith(door) for door in doors), f"{where} imports {name}"


def test_steps_of_the_extraction_do_not_know_each_other() -> None:
    steps = {"sentences", "times", "actors", "events", "language"}

    def step(name: str) -> str | None:
        return next((s for s in steps if name == s or name.startswith(f"{s}_")), None)

    for path in (PACKAGE / "extract").rglob("*.py"):
        mine = step(path.relative_to(PACKAGE / "extract").parts[0].removesuffix(".py"))
        if mine is None:
            continue
        for name in imports(path):
            parts = name.split(".")
            if parts[:2] == ["dashboard", "extract"] and len(parts) > 2:
                assert step(parts[2]) in (None, mine), f"{path.name} imports {name}"


RULES = {p.stem: tomllib.loads(p.read_text(encoding="utf-8")) for p in (ROOT / "data" / "rules").glob("*.toml")}
LANGUAGES = {name for name in RULES if "." not in name}
ENGINE = [p for p in SOURCES if room(p) in ("extract", "merge")]


def literals(node: ast.AST) -> list[object]:
    """The constants of a literal: one, or those of a tuple, list or set."""
    return [part.value for part in (node, *getattr(node, "elts", ())) if isinstance(part, ast.Constant)]


def languages_asked_for(source: str) -> list[str]:
    """Comparisons of a program with the code of a language: `language == "de"`."""
    compared = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Compare))
    return [
        ast.unparse(node)
        for node in compared
        if any(LANGUAGES.intersection(literals(side)) for side in (node.left, *node.comparators))
    ]


def word_lists(source: str) -> list[str]:
    """Literals of three words or more that stand under [grammar] of a language; names of its tables and kinds aside."""
    tables = [data[section] for data in RULES.values() for section in ("grammar", "signals") if section in data]
    names = {name for table in tables for name in table}
    names |= {kind["name"] for data in RULES.values() for kind in data.get("happening", ())}
    small = {word for data in RULES.values() for words in data.get("grammar", {}).values() for word in words}
    found = (
        (node, literals(node))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) > 2
    )
    return [
        ast.unparse(node)
        for node, words in found
        if len(words) == len(node.elts) and small.issuperset(words) and not names.issuperset(words)
    ]


# What programs call the words of a text; what they ask of one, its classes or its noun, is none.
TEXT = re.compile(
    r"^(?!.*\.(?:flags|name|noun|tense|sense|happening|signals)\b)"
    r".*\b(?:lows?|low_before|lower|lemma|names|so_far|before|after|aux|parts|words|w)\b"
)
CLASSES = {name for data in RULES.values() for name in data.get("grammar", ()) if len(name) > 4}


def words_compared(source: str) -> list[str]:
    """Comparisons of the words of a text with words written out, however few: `low == "of"`, `low in ("at", *more)`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        sides = (node.left, *node.comparators) if isinstance(node, ast.Compare) else ()
        words = {w for side in sides for w in literals(side) if isinstance(w, str) and re.search(r"[^\W_]", w)}
        text = any(TEXT.search(ast.unparse(side)) for side in sides if not literals(side))
        if text and words - CLASSES:
            found.append(ast.unparse(node))
    return found


# Single words of English that the engine still compares a text with, and beginnings and endings that it asks for: the
# "s" of a plural, "ing", "Ministry". To move one is to say what it is in each language. The numbers may only fall: a
# new one belongs in the rule files.
STILL_COMPARED = 9
STILL_ASKED = 30
# These ask of values and patterns, or inflect English verbs.
NO_TEXT = {*(PACKAGE / "extract" / "times").iterdir(), *(PACKAGE / "extract" / f"{name}.py" for name in
           ("calendar", "distance", "suffixes"))}  # fmt: skip


def affixes(source: str) -> list[str]:
    """Questions for a written out beginning or ending of a word: `low.endswith("ing")`."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        ast.unparse(call)
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("startswith", "endswith")
        and any(isinstance(w, str) and re.search(r"[^\W\d_]", w) for arg in call.args for w in literals(arg))
    ]  # fmt: skip


@pytest.mark.parametrize("path", ENGINE, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_in_the_engine_names_a_language_or_lists_its_words(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert languages_asked_for(source) == []
    assert word_lists(source) == []


def test_the_words_that_the_engine_still_compares_become_fewer() -> None:
    left = [found for path in ENGINE for found in words_compared(path.read_text(encoding="utf-8"))]
    assert len(left) == STILL_COMPARED, "put a new word into data/rules; lower the number for one less"


def test_the_endings_that_the_engine_still_asks_for_become_fewer() -> None:
    left = [found for path in ENGINE if path not in NO_TEXT for found in affixes(path.read_text(encoding="utf-8"))]
    assert len(left) == STILL_ASKED, "put a new ending into data/rules; lower the number for one less"
    assert affixes('if low.endswith(("ly", *more)) or low.startswith(lexicon.articles): pass')
    assert not affixes('if low.endswith(lexicon.plural) or low.startswith("-"): pass')


def test_a_single_word_of_a_language_would_be_seen() -> None:
    assert words_compared('if low == "of": pass') == ["low == 'of'"]
    assert words_compared('if lows[j] not in ("at", *more): pass') == ["lows[j] not in ('at', *more)"]
    assert words_compared('if low in "-," or "prepositions" in words[j].flags: pass') == []  # marks, classes
    assert words_compared('if low in grammar["to"]: pass') == []


def test_every_list_of_a_rule_file_is_asked_for() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    quoted, begun = set(re.findall(r"[\w.-]+", source)), tuple(re.findall(r'f"([a-z_]+\.[a-z_]*)\{', source))
    lists = {
        f"{name}: {key if language else f'{section}.{key}'}": key if language else f"{section}.{key}"
        for name, data in RULES.items()
        for section, table in data.items()
        for language in [name.endswith(".events")]
        if section in ("grammar", "lists", "status", "phrases")
        or (name.endswith(".actors") and section not in ("patterns", "declension"))
        for key in table
    }
    assert [where for where, key in lists.items() if key not in quoted and not key.startswith(begun)] == []


def test_a_language_named_in_the_engine_would_be_seen() -> None:
    assert languages_asked_for('if lexicon.language in ("de", "fr"): pass') == ["lexicon.language in ('de', 'fr')"]
    assert word_lists('if low in ("who", "which", "she"): pass') == ["('who', 'which', 'she')"]
    assert word_lists('if flags & {"be", "have", "will"}: pass') == []  # classes of words


def test_the_top_level_holds_what_the_house_promises() -> None:
    for name in ("app.py", "dashboard", "data", "tests", "requirements.txt", ".streamlit", "README.md", ".ci/run",
                 "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "Makefile", "requirements-dev.txt",
                 "benchmarks"):  # fmt: skip
        assert (ROOT / name).exists(), name


def test_the_map_of_the_house_names_every_room() -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| room |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`dashboard/(\w+)(?:\.py|/)`", table))
    rooms = {path.stem for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"}
    assert named == rooms - {"__init__", "__pycache__"}


def test_the_door_is_small() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 40


def test_the_door_opens_before_the_large_libraries_are_loaded() -> None:
    app = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    first = [ast.unparse(node) for node in app.body if isinstance(node, ast.Import | ast.ImportFrom)]
    lines = [*(line for line in first if "dashboard" in line), "import sys"]
    lines.append("print(sorted({'pandas', 'plotly', 'sqlalchemy'} & sys.modules.keys()))")
    ran = subprocess.run([sys.executable, "-c", "\n".join(lines)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]" and len(lines) > 3  # what they wait for is told meanwhile


def test_every_requirement_has_a_tested_range() -> None:
    for path in ROOT.glob("requirements*.txt"):
        name = path.name
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = line.partition("#")[0].strip()
            if entry and not entry.startswith("-r"):
                assert re.search(r">=.*,\s*<", entry), f"{name}: {entry} has no lower and upper bound"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/accuracy.md"])
def test_documents_name_files_that_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(r"`((?:dashboard|data|tests|docs|benchmarks|\.streamlit|\.ci)/[\w./-]*[\w/])`", text)
    assert named or name != "CONTRIBUTING.md"
    for path in named:
        assert (ROOT / path).exists(), f"{name} names {path}"
    for path in re.findall(r"\]\((?!https?:|#)([^)#]+)\)", text):
        assert ((ROOT / name).parent / path).exists(), f"{name} links to {path}"
