"""A text whose lines were broken to a width, as mail and scans have it, read as if they were not.

Offsets stay those of the text as it was given: a line end becomes a blank, and a word that a hyphen parts at one is put
together, with blanks behind it for what is gone. Where a compound was parted at its own hyphen, that is lost.
"""

from __future__ import annotations

import re

_SMALL = "a-zß-öø-ÿа-яё"
_SHARE = 0.7  # of the widest line that goes on; a shorter one was ended on purpose
_GOES_ON = re.compile(rf"\n(?=[{_SMALL}])(?:(?<=[^\n]{{30}}\n)(?<![.!?…:;|]\n)|(?<=[{_SMALL}]-\n))")
_PARTED = re.compile(rf"[{_SMALL}]-\Z")
_REST = re.compile(rf"[{_SMALL}]\S*")
_BULLET = re.compile(r"\s|[•·●▪◦*–—>|-]|\d{1,2}[.):]\s")
_ENDS = ".!?…:;|"
# Who answers, in a text that marks its questions: no initial of a name.
_ASKS, _ANSWERS = re.compile(r"^Q[.:] ", re.M), re.compile(r"^A[.:](?= )", re.M)
_TIMES = 2  # so often a line goes on in a text that was broken


def unwrapped(text: str) -> str:
    """The text with its lines put together where they go on, as long as it was; as it is where less than two do."""
    if ("\nA. " in text or "\nA: " in text) and _ASKS.search(text):
        text = _ANSWERS.sub("  ", text)
    ends = [match.start() for match in _GOES_ON.finditer(text)]
    if len(ends) < _TIMES:
        return text
    width = max(end - text.rfind("\n", 0, end) for end in ends) * _SHARE
    lines = text.split("\n")
    out: list[str] = []
    for n, after in enumerate(lines[1:]):
        line = lines[n]
        rest = _REST.match(after)
        if rest is not None and _PARTED.search(line):
            lines[n + 1] = f"{rest[0]}  {after[rest.end() :]}"
            out.append(line[:-1])
        else:
            out += [line, "\n" if _is_closed(line, after, width, first=not n) else " "]
    return "".join([*out, lines[-1]])


def _is_closed(line: str, after: str, width: float, *, first: bool) -> bool:
    """The line was ended where it stands, and not by its width; the first may be a title, behind which a capital
    begins the text."""
    if len(line) < width or not after or _BULLET.match(after) or line.rstrip()[-1:] in _ENDS:
        return True
    return first and not after[0].islower()
