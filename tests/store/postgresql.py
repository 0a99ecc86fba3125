"""A PostgreSQL server of the tests' own: what is installed, with its data and its socket in a folder that goes with it.

No port is opened, nothing that runs already is touched, nothing is installed: a database server would start by itself
on the machine of whoever runs the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
OWNER = "nobody"  # the server refuses to run as root


def find() -> Path | None:
    """The folder of its programs: that on the path, else the newest in the usual places; None where there is none."""
    found = [path for place in PLACES for path in Path("/").glob(f"{place[1:]}/initdb")]
    named = shutil.which("initdb")
    path = (
        Path(named).resolve()
        if named
        else max(found, key=lambda p: [int(n) for n in p.parts if n.isdigit()], default=None)
    )
    return path.parent if path else None


@contextmanager
def serve(programs: Path) -> Iterator[str]:
    """The address of an empty database while its server runs."""
    with TemporaryDirectory(prefix="dateline") as made:
        folder = Path(made)
        if ROOT:
            shutil.chown(folder, OWNER)

        def run(program: str, *words: str) -> None:
            command = [str(programs / program), "-D", str(folder / "data"), *words]
            subprocess.run(command, check=True, capture_output=True, cwd=folder, user=OWNER if ROOT else None)

        run("initdb", "-U", "dateline", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        only_here = f"-c listen_addresses='' -c fsync=off -k {folder}"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", only_here, "start")
        try:
            yield f"postgresql+psycopg://dateline@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
