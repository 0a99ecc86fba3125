"""`python -m benchmarks [FILE.jsonl] [--only NAME]`: every measurement, or one."""

from __future__ import annotations

import argparse
from importlib import import_module

from dashboard.compiled import used

NAMES = ("extract", "times", "actors", "collection", "app")


def main() -> None:
    """Run the measurements in turn; each prints its own lines."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("corpus", nargs="?", help="a .jsonl file of articles; without it a generated set is used")
    parser.add_argument("--only", choices=NAMES)
    args = parser.parse_args()
    how = ", compiled" if used() else ", not compiled"
    for name in [args.only] if args.only else NAMES:
        print(f"\n== {name}{how}", flush=True)
        import_module(f"benchmarks.{name}").run(args.corpus)


if __name__ == "__main__":
    main()
