"""The nouns, extraction and merge as machine code, where `make compile` was run; everywhere else their sources run.

What is compiled lies in `.compiled/`, in a folder named after all it was made from: the sources, to the byte, and the
Python. So a source that has changed since finds nothing compiled and is read itself.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, redirect_stdout
from hashlib import blake2b
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

PACKAGE = Path(__file__).resolve().parent
ROOMS = ("edtf", "model", "extract", "merge")  # what is compiled
BELOW = ("compiled", "errors", "rules", "typed_dates")  # what it imports besides
ARTICLES = ("data/articles", "tests/articles")  # read both ways before what was compiled is kept
LEVEL = "3"  # of optimization
_CONSTANT = re.compile(r"[A-Z_\d]+")
_FUTURE = "from __future__ import annotations"
WANTED = "DATELINE_COMPILED"  # "0" in the environment: the sources run, whatever is compiled


def sources(rooms: tuple[str, ...], package: Path = PACKAGE) -> list[Path]:
    """The files of some rooms."""
    files = (path for room in rooms for path in (package / f"{room}.py", *(package / room).rglob("*.py")))
    return sorted(path for path in files if path.is_file())


def folder(package: Path = PACKAGE) -> Path:
    """Where the compiled files of these sources lie, or would lie."""
    digest = blake2b(f"{sys.version} {sysconfig.get_platform()}".encode(), digest_size=8)
    for path in sources(ROOMS + BELOW, package):
        digest.update(f"{path.relative_to(package)}\0".encode() + path.read_bytes() + b"\0")
    return package.parent / ".compiled" / digest.hexdigest()


def use(path: list[str], package: Path = PACKAGE) -> None:
    """Put the compiled files before their sources in the package's `path`, if they are there and wanted."""
    if (package.parent / ".compiled").is_dir() and os.environ.get(WANTED) != "0":
        found = folder(package)
        if found.is_dir():
            sys.path.append(str(found))
            path.insert(0, str(found / package.name))


def used() -> bool:
    """What is compiled runs in this process."""
    return str(folder()) in sys.path


def possible() -> bool:
    """There is a C compiler, and what it needs of Python."""
    return shutil.which(_compiler()[0]) is not None and Path(sysconfig.get_path("include"), "Python.h").is_file()


def build() -> None:
    """Compile, read the own articles both ways, and remove what was compiled before; nothing where all is as it was.

    Exits with a sentence where there is no C compiler, or where the two ways differ.
    """
    if not possible():
        sys.exit(
            f"Not compiled: that needs a C compiler ({_compiler()[0]}) and Python's headers (Debian, Ubuntu: apt-get"
            " install gcc python3-dev). Without, the same is done more slowly."
        )
    if folder().is_dir():
        print("Compiled already, and no source has changed since.")
        return
    home, start = folder().parent, monotonic()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as by Ctrl-C: nothing half made stays
    print("Compiling the nouns, extraction and merge: one to four minutes …", flush=True)
    home.mkdir(exist_ok=True)
    try:
        with TemporaryDirectory(prefix="unfinished-", dir=home) as place:
            named = _compile(Path(place), home)
    except subprocess.CalledProcessError as error:
        sys.exit(f"Not compiled: the C compiler failed ({' '.join(error.cmd)}).")
    print("Reading the own articles both ways …", flush=True)
    if _read("0") != _read("1"):
        shutil.rmtree(named)
        sys.exit("Not compiled: compiled, the own articles are read otherwise than by the sources. Please report it.")
    for old in home.iterdir():
        if old != named:
            shutil.rmtree(old)
    print(f"Compiled in {monotonic() - start:.0f} s; used from now on, until a source changes.")


def _compile(place: Path, home: Path) -> Path:
    """Copy the sources to `place`, make an extension module of each, and put those in their folder in `home`."""
    import setuptools  # noqa: F401  (mypyc asks for it to be there first)
    from mypyc.build import mypycify

    for path in [PACKAGE / "__init__.py", *sources(ROOMS + BELOW), PACKAGE.parent / "pyproject.toml"]:
        copy = place / path.relative_to(PACKAGE.parent)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    package, made = place / PACKAGE.name, place / "made"
    named = home / folder(package).name  # of the copies: a source may change meanwhile
    names = []
    for path in sources(ROOMS, package):
        path.write_text(with_finals(with_makers(path.read_text(encoding="utf-8"))), encoding="utf-8")
        names.append(str(path.relative_to(place)))
    said = StringIO()
    with chdir(place):
        try:
            with redirect_stdout(said):
                modules = mypycify(
                    ["--no-warn-unused-ignores", *names], opt_level=LEVEL, debug_level="0", multi_file=True
                )
        except SystemExit:
            sys.exit(f"Not compiled: mypyc refuses a source.\n{said.getvalue()}")
        commands = {source: _command(source, module) for module in modules for source in module.sources}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            running = [pool.submit(subprocess.run, command, check=True) for command in commands.values()]
            try:
                for one in running:
                    one.result()
            finally:
                pool.shutdown(cancel_futures=True)  # of those that an interruption finds waiting
        for module in modules:
            target = made / (module.name.replace(".", "/") + sysconfig.get_config_var("EXT_SUFFIX"))
            target.parent.mkdir(parents=True, exist_ok=True)
            objects = [f"{source}.o" for source in module.sources]
            subprocess.run([*sysconfig.get_config_var("LDSHARED").split(), *objects, "-o", str(target)], check=True)
    made.rename(named)
    return named


def with_makers(source: str) -> str:
    """The source, line for line, with the `__init__` that `dataclass` would only write when it runs, uncompiled.

    Not where fields are another class's, or it or one of its fields asks for more than is done here: then it stays as
    it is. What is frozen is so behind its `__init__`.
    """
    lines = source.split("\n")
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    bases = {ast.unparse(base) for node in classes for base in node.bases}
    for node in classes:
        said = " ".join(map(ast.unparse, node.decorator_list))
        alone = not (node.bases or node.name in bases)
        if alone and _plain(node) and said.startswith("dataclass") and node.end_lineno is not None:
            kept = "  # type: ignore[misc]" if "frozen" in said else ""  # what no one else may set
            lines[node.end_lineno] = _maker(node) + kept  # the line behind a class is empty
    return "\n".join(lines)


def with_finals(source: str) -> str:
    """The source, line for line, its constants marked `Final`: names that may change are looked up again and again."""
    lines = source.split("\n")
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) if _CONSTANT.fullmatch(name):
                said = "Final"
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)) if len(names) == len(values):
                _mark_each(lines, node, names, values)
                continue
            case ast.AnnAssign(target=ast.Name(id=name), annotation=kind, value=ast.expr()) if (
                _CONSTANT.fullmatch(name)
                and kind.lineno == kind.end_lineno == node.lineno
                and "Final" not in ast.unparse(kind)
            ):
                said = f"Final[{ast.unparse(kind)}]"
            case _:
                continue
        at = node.lineno - 1
        lines[at] = f"{name}: {said} = {lines[at].split(' = ', 1)[1]}"
    return "\n".join(lines).replace(_FUTURE, f"{_FUTURE}; from typing import Final", 1)


def _mark_each(lines: list[str], node: ast.Assign, names: list[ast.expr], values: list[ast.expr]) -> None:
    """Constants given their values together, each by itself on the first of their lines; the others stay empty."""
    said = [ast.unparse(name) for name in names]
    if node.end_lineno is not None and all(map(_CONSTANT.fullmatch, said)):
        marked = [f"{name}: Final = {ast.unparse(value)}" for name, value in zip(said, values, strict=True)]
        lines[node.lineno - 1 : node.end_lineno] = ["; ".join(marked), *[""] * (node.end_lineno - node.lineno)]


def _plain(node: ast.ClassDef) -> bool:
    """Every field is plain, its value a constant of some kind or `field(default_factory=NAME)`; no own `__init__`."""
    for option in (word for made in node.decorator_list if isinstance(made, ast.Call) for word in made.keywords):
        if option.arg not in ("frozen", "slots", "eq", "order", "repr"):
            return False
    for part in node.body:
        match part:
            case ast.FunctionDef(name="__init__"):
                return False
            case ast.AnnAssign(annotation=kind) if re.search(r"\b(ClassVar|InitVar|KW_ONLY)\b", ast.unparse(kind)):
                return False
            case ast.AnnAssign(value=ast.Call(func=ast.Name(id="field"), args=[], keywords=[made])):
                if made.arg != "default_factory" or not isinstance(made.value, ast.Name):
                    return False
            case ast.AnnAssign(value=value) if value is not None and any(
                isinstance(inner, ast.Call) and ast.unparse(inner.func).endswith("field") for inner in ast.walk(value)
            ):
                return False
    return True


def _maker(node: ast.ClassDef) -> str:
    """One line: takes the fields of a dataclass in their order, and sets them."""
    given, done = [], []
    for part in node.body:
        match part:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=kind, value=ast.Call(keywords=[made])):
                given.append(f"{name}: {ast.unparse(kind)} | None = None")
                done.append(f"self.{name} = {ast.unparse(made.value)}() if {name} is None else {name}")
            case ast.AnnAssign(target=ast.Name(id=name), annotation=kind, value=value):
                given.append(f"{name}: {ast.unparse(kind)}" + (f" = {ast.unparse(value)}" if value else ""))
                done.append(f"self.{name} = {name}")
            case ast.FunctionDef(name="__post_init__"):
                done.append("self.__post_init__()")
    return f"    def __init__(self, {', '.join(given)}) -> None: {'; '.join(done)}"


def _command(source: str, module: Any) -> list[str]:
    """How the C compiler is called for one file."""
    flags = [
        *sysconfig.get_config_var("CCSHARED").split(),
        *module.extra_compile_args,
        "-w",
        "-fvisibility=hidden",
        "-fwrapv",
        "-DNDEBUG",
    ]
    headers = [f"-I{path}" for path in (sysconfig.get_path("include"), *module.include_dirs)]
    return [*_compiler(), *flags, *headers, "-c", source, "-o", f"{source}.o"]


def _compiler() -> list[str]:
    return (sysconfig.get_config_var("CC") or "cc").split()


def _read(wanted: str) -> bytes:
    """What the command line says of the own articles, compiled ("1") or not ("0")."""
    command = [sys.executable, "-m", PACKAGE.name, "extract", *ARTICLES]
    environment = os.environ | {WANTED: wanted}
    return subprocess.run(command, cwd=PACKAGE.parent, env=environment, stdout=subprocess.PIPE, check=True).stdout
