"""Everything that can go wrong says what, where, and what to do about it.

A `Problem` (see model.py) is something a reader should know while the work goes on: an article without a date, a file
that could not be read. A `DatelineError` stops what was asked for; the command line and the pages show its sentence and
never a traceback.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Something the person in front of the screen can act on.

    Parameters
    ----------
    what : what went wrong, a short sentence without full stop
    where : the file, row, setting or article it is about
    hint : what to do now
    """

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(": ".join(filter(None, (where, what))) + (f". {hint}" if hint else ""))


class RuleError(DatelineError):
    """A rule or table in `data/` is wrong: the start stops, because every result would be in doubt."""


class InputError(DatelineError):
    """An article, file or argument cannot be read: it is named and the rest goes on."""


class StoreError(DatelineError):
    """The database cannot be opened, read or written."""
