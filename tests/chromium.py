"""Finds the browser that the browser tests drive; installs Debian's where it can, else says what to install.

Run as a program it makes sure there is one; the tests ask `find()`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Root may not use Chromium's sandbox; the other switches keep a headless browser from calling home.
SWITCHES = [
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """Path of an installed Chrome or Chromium: `CHROMIUM` in the environment first, then the usual names."""
    named = os.environ.get("CHROMIUM")
    found = (named, *map(shutil.which, NAMES), *(p for p in MAC if Path(p).exists()))
    return next((path for path in found if path), None)


def install() -> None:
    """Debian's chromium and a font, where this process may install packages."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([apt, "update", "-qq"], env=quiet, check=False)
    packages = ["chromium", "fonts-dejavu-core"]
    subprocess.run([apt, "install", "-y", "-qq", "--no-install-recommends", *packages], env=quiet, check=False)


def main() -> int:
    """0 where there is a browser, installed just now if need be."""
    if find() is None:
        install()
    if find() is None:
        print(
            "The browser tests need Chrome or Chromium. Install one (Debian, Ubuntu: apt-get install chromium), "
            "or name one: CHROMIUM=/path/to/chrome make test",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
