"""Knowledge is data: loads `data/rules/*.toml` and `data/*.csv`, and refuses what is wrong by file and row.

A language is the files `data/rules/<language>.toml` (time expressions), `<language>.actors.toml` and
`<language>.events.toml`. A table is a CSV file whose first lines, starting with `#`, are its legend.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.errors import RuleError

DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def rules(name: str) -> dict[str, Any]:
    """The rule file `data/rules/NAME.toml`, parsed.

    Raises RuleError, naming file and line, when it is missing or no valid TOML.
    """
    path = DATA / "rules" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RuleError("no such rule file", str(path), "Is the language code right?") from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"not valid TOML: {error}", str(path), "Mend the line named.") from None


@cache
def has_rules(name: str) -> bool:
    """There is a rule file of this name."""
    return (DATA / "rules" / f"{name}.toml").is_file()


@cache
def languages() -> tuple[str, ...]:
    """Languages with a file of time rules, sorted."""
    return tuple(sorted(path.stem for path in (DATA / "rules").glob("*.toml") if len(path.stem) in (2, 3)))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/NAME.csv` as dictionaries of stripped strings; lines that start with `#` are its legend.

    Raises RuleError, naming file and row, when a row has more or fewer cells than the header.
    """
    path = DATA / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        numbered = [(n, line) for n, line in enumerate(handle, 1) if line.strip() and not line.startswith("#")]
    rows = list(csv.reader(line for _, line in numbered))
    if not rows:
        raise RuleError("empty table", str(path), "The first row that is not a comment names the columns.")
    header = [cell.strip() for cell in rows[0]]
    for (number, _), row in zip(numbered, rows, strict=False):
        if len(row) != len(header):
            raise RuleError(
                f"{len(row)} cells where the header has {len(header)}", f"{path}, line {number}", "Quote a comma."
            )
    return tuple({key: cell.strip() for key, cell in zip(header, row, strict=True)} for row in rows[1:])
