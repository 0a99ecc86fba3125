"""A part of a capitalised run, with what the steps that follow find out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboard.extract.actors.lexicon import Entry
from dashboard.model import Form, Kind, Role, Sentence

# What every loop over pieces asks for; to look a member up in its class takes as long as ten comparisons.
PERSON: Final = Kind.PERSON
ORGANIZATION: Final = Kind.ORGANIZATION
COUNTRY: Final = Kind.COUNTRY
GROUP: Final = Kind.GROUP
PLACE: Final = Kind.PLACE
ACTOR: Final = Role.ACTOR
TEAM = "a team of a town"  # why a name in the plural behind a place is an organization


@dataclass(slots=True, eq=False)
class Piece:
    """A part of a run: `kind` None while nothing tells; `known` the entry of the lexicon it was found by.

    `initial`: it opens a sentence, where a capital means little. `nested`: it stands inside a longer name.
    `dateline`: it is the place from which the article is written.
    """

    start: int
    end: int
    text: str
    kind: Kind | None = None
    actor: str = ""
    known: Entry | None = None
    role: Role | None = None
    affiliation: str | None = None
    title: str = ""
    why: str = ""
    initial: bool = False
    nested: bool = False
    sense: str = ""  # of the known spelling, else empty
    form: Form = Form.NAME
    sentence: Sentence | None = None
    dateline: bool = False
    led: tuple[str, ...] = ()  # the words before it, once they were asked for
    led_at: int = -1  # where it began then

    def moved(self, by: int) -> Piece:
        """A copy of a piece as it was cut, so many characters further on."""
        return Piece(
            self.start + by,
            self.end + by,
            self.text,
            self.kind,
            self.actor,
            self.known,
            None,
            self.affiliation,
            self.title,
            self.why,
            self.initial,
            self.nested,
            self.sense,
        )

    @property
    def single(self) -> bool:
        """One word long."""
        return " " not in self.text

    @property
    def adjectival(self) -> bool:
        """An adjective of a country: "French", "kanadischen"; written large, the latter are a people."""
        return self.sense == "adjective" or (self.sense == "people" and self.text[0].islower())

    @property
    def known_name(self) -> str:
        """The canonical name of the entry it was found by; its own text where it is in no table."""
        return self.known.name if self.known else self.text

    @property
    def home(self) -> str | None:
        """The country or organization of the entry it was found by."""
        return self.known.home if self.known else None
