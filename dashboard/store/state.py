"""A whole collection in memory while it is being changed, and the changes that can be made to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard import edtf
from dashboard.errors import StoreError
from dashboard.merge import mends
from dashboard.merge.actors import resolve
from dashboard.merge.edits import WHAT, Edit, before, carried
from dashboard.merge.mends import Mend, names_of
from dashboard.model import Article, Reading, Status, short_id
from dashboard.store import codec

FACTS = ("title", "published", "source", "language", "url")
"""What may be corrected about an article without changing its text."""

WITHDRAWN = "actor edit withdrawn"
"""The field of a correction that takes back the one whose number is `new`, of an actor or an event."""

LET_GO = "event actor let go of"
"""The field of a correction that takes the name that is `old` out of the one whose number is `new`."""

EDITS = {f"actor {what}": what for what in WHAT}
"""The fields of corrections that are of actors, and what each edits."""

MENDS = {f"event {what}": what for what in mends.WHAT}
"""The fields of corrections that are of events, and what each mends."""

LONGEST_ID = 200
_REFUSED = re.compile("[\0\ud800-\udfff]")


@dataclass(slots=True)
class Kept:
    """One article as the database has it, or is to have it.

    `given` is the hash of the article as it came, before corrections; `origin` names the files that are kept in step
    with it, empty where somebody added it; `raw` is None where it has to be read.
    """

    article: Article
    given: str
    position: int
    origin: str = ""
    removed: str | None = None
    raw: Reading | None = None


@dataclass(slots=True)
class State:
    """The articles of a collection by id, the events its mentions belonged to, and the revision this was read at."""

    kept: dict[str, Kept]
    known: dict[str, str]
    revision: int
    corrections: list[dict[str, Any]] = field(default_factory=list)
    edits: dict[int, Edit] = field(default_factory=dict)  # of actors, those in force
    mends: dict[int, Mend] = field(default_factory=dict)  # of events, those in force
    _by_text: dict[str, str] = field(default_factory=dict)  # text → the article that has it; filled by `place`
    _last: int = -1  # position of the last article

    @property
    def stale(self) -> list[str]:
        """Articles that are there and have to be read."""
        return [name for name, kept in self.kept.items() if kept.raw is None and kept.removed is None]

    def get(self, article: str) -> Kept:
        """One article; raises StoreError where there is none of this id."""
        if article not in self.kept:
            raise StoreError("no such article", article[:120], "It may have been removed meanwhile.")
        return self.kept[article]

    def readings(self) -> list[Reading]:
        """What is to be merged."""
        return [kept.raw for kept in self.kept.values() if kept.raw and not kept.removed]

    def place(self, article: Article, replace_same_id: bool) -> tuple[str, str]:
        """Put one article in; returns what became of it ("added", "changed", "unchanged") and its id."""
        if not self._by_text:
            self._by_text = {kept.article.text: name for name, kept in reversed(self.kept.items())}
            self._last = max((kept.position for kept in self.kept.values()), default=-1)
        name = self._by_text.get(article.text)
        if name is None and article.id in self.kept:
            if replace_same_id:
                name = article.id
            else:
                digits = short_id(article.id, article.text)
                free = (f"{article.id}-{digits[:n]}" for n in (6, len(digits)))
                article = replace(article, id=next(name for name in free if name not in self.kept))
        if name is None:
            self._last += 1
            self.kept[article.id] = Kept(article, given(article), self._last)
            self._by_text[article.text] = article.id
            return "added", article.id
        kept = self.kept[name]
        other = article.id != name and kept.article.text == article.text
        facts = {fact: _fact(fact, article, kept.article, other) for fact in FACTS}
        same = kept.given == given(article) or (
            kept.article.text == article.text and all(getattr(kept.article, fact) == facts[fact] for fact in FACTS)
        )
        if same and kept.removed is None:
            return "unchanged", name
        self._by_text.pop(kept.article.text, None)
        self._by_text[article.text] = name
        self.kept[name] = Kept(replace(article, id=name, **facts), given(article), kept.position, kept.origin)
        return "changed", name

    def place_all(self, wanted: Iterable[Article], replace_same_id: bool) -> dict[str, str]:
        """Put articles in; returns what became of each by its id. What was added and comes again stays "added"."""
        verdicts: dict[str, str] = {}
        for article in map(storable, wanted):
            verdict, name = self.place(article, replace_same_id)
            if verdicts.get(name, "unchanged") == "unchanged":
                verdicts[name] = verdict
        return verdicts

    def follow(self, fresh: Iterable[Article], origin: str) -> bool:
        """Let the articles of one origin be these, in this order; what people did to those that stay the same holds.

        Always a change, if only of what was looked at.
        """
        old = {name: kept for name, kept in self.kept.items() if kept.origin == origin}
        others = {name: kept for name, kept in self.kept.items() if kept.origin != origin}
        self.kept = {}
        for position, article in enumerate(map(storable, fresh)):
            same = old.get(article.id)
            if same is None or same.given != given(article):
                same = Kept(article, given(article), position, origin)
            self.kept[article.id] = same
        self.kept |= {name: kept for name, kept in others.items() if name not in self.kept}
        return True

    def correct(self, article: str, facts: dict[str, Any]) -> bool:
        """Correct facts of an article, which is then to be read again; returns whether one differs."""
        kept = self.get(article)
        changed = {name: value for name, value in facts.items() if getattr(kept.article, name) != value}
        for name, value in changed.items():
            old = getattr(kept.article, name)
            self._note(article, name, old and str(old), value and str(value))
        if changed:
            kept.article, kept.raw = storable(replace(kept.article, **changed)), None
        return bool(changed)

    def set_removed(self, article: str, when: str | None) -> bool:
        """Remove an article, or with None restore it; returns whether it was not so already."""
        kept = self.get(article)
        changed, kept.removed = bool(kept.removed) != bool(when), when
        return changed

    def correct_actors(self, edits: Iterable[Edit]) -> bool:
        """Put corrections of actors in force, in order; returns whether there was any."""
        before = len(self.edits)
        for edit in edits:
            self.edits[max(self.edits, default=0) + 1] = edit
            self._note(
                edit.actor, f"actor {edit.what}", codec.dump(edit.articles) if edit.articles else None, edit.value
            )
        return len(self.edits) > before

    def correct_events(self, mends: Iterable[Mend]) -> bool:
        """Put corrections of events in force, in order; returns whether there was any."""
        already = len(self.mends)
        for mend in mends:
            self._check(mend)
            if mend.what in ("new", "actors"):
                mend = mend._replace(value="\n".join(map(self._at_first, names_of(mend))))
            self.mends[max(self.mends, default=0) + 1] = mend
            told = codec.dump((mend.label, mend.mentions, mend.others))
            self._note(mend.mentions[0], f"event {mend.what}", told, mend.value)
        return len(self.mends) > already

    def _at_first(self, name: str) -> str:
        """What an actor is called without the corrections of actors, any of which may be undone."""
        renamed = any(edit.what == "name" and edit.value == name for edit in self.edits.values())
        return before(list(self.edits.values()), name, self._called(0)) if renamed else name

    def _check(self, mend: Mend) -> None:
        """Raise StoreError where a correction says nothing that could be kept, or of mentions that are not here."""
        hint = _refused(mend)
        if not hint and any(_REFUSED.search(text) for text in (mend.label, mend.value)):
            hint = "Use letters that a database takes."
        if not hint and any(mention not in self.known for mention in (*mend.mentions, *mend.others)):
            hint = "Name mentions of events of this collection."
        if hint:
            raise StoreError("not a correction of an event", storable_text(f"{mend.what} {mend.value}"[:120]), hint)

    def withdraw(self, numbers: Sequence[int]) -> bool:
        """Take corrections of actors or events back; returns whether one of them was in force.

        What was corrected later of whom a rename had renamed stays with them, where nobody else bears the new name.
        """
        before = len(self.edits) + len(self.mends)
        gone = {number: edit for number in numbers if (edit := self._drop(number)) is not None}
        taken = [mend for number in numbers if (mend := self._take_back(number)) is not None]
        self._carry_on(gone)
        undone = len(self.edits) + len(self.mends) < before
        for mend in taken:
            if mend.what == "new":
                self._let_go(mend.value)
        return undone

    def _take_back(self, number: int) -> Mend | None:
        """Take one correction of an event out of force, and return it."""
        mend = mends.withdraw(self.mends, number)
        if mend is not None:
            self._note(mend.mentions[0], WITHDRAWN, mend.value, str(number))
        return mend

    def _let_go(self, name: str) -> None:
        """Let nobody of this name act where only readers told of such a one, and none does any more.

        A correction that names others too keeps its number; one that names nobody else is withdrawn.
        """
        if name in self._called(0) or any(mend.what == "new" and mend.value == name for mend in self.mends.values()):
            return
        for number, mend in list(self.mends.items()):
            if mend.what != "actors" or name not in names_of(mend):
                continue
            if names_of(mend) == [name]:
                self._take_back(number)
            else:
                self.mends[number] = mends.without(mend, name)
                self._note(mend.mentions[0], LET_GO, name, str(number))

    def _drop(self, number: int) -> Edit | None:
        """Take one correction of an actor out of force, and return it."""
        edit = self.edits.pop(number, None)
        if edit is not None:
            self._note(edit.actor, WITHDRAWN, edit.value, str(number))
        return edit

    def _carry_on(self, gone: dict[int, Edit]) -> None:
        """Let the corrections made after renames that are undone hold for whom they had renamed."""
        kept = dict(self.edits)
        for number, undone in gone.items():
            if undone.what == "name" and undone.value not in self._called(number):
                later = [n for n in kept if n > number]
                kept |= zip(later, carried([kept[n] for n in later], undone), strict=True)
        moved = [n for n in kept if kept[n] != self.edits[n]]
        again = [n for n in kept if moved and n >= moved[0]]  # in their order
        for n in again:
            self._drop(n)
        self.correct_actors([kept[n] for n in again])

    def _called(self, number: int) -> set[str]:
        """The names that actors have by the articles and by corrections up to one."""
        edits = [edit for n, edit in self.edits.items() if n < number]
        return {mention.actor for reading in resolve(self.readings(), edits)[0] for mention in reading.actors}

    def _note(self, target: str, changed: str, old: str | None, new: str | None) -> None:
        self.corrections.append({"target": target, "field": changed, "old": old, "new": new})


def given(article: Article) -> str:
    """A hash of what came with an article."""
    return short_id(article.text, *(getattr(article, fact) or "" for fact in FACTS))


def storable_text(text: str) -> str:
    """The text without what a database refuses: NUL and halves of surrogate pairs, replaced one for one."""
    return _REFUSED.sub("\ufffd", text)


def storable(article: Article) -> Article:
    """The article with `storable_text` throughout and an id that an index takes."""
    texts: dict[str, Any] = {
        name: getattr(article, name) or "" for name in ("id", "title", "text", "language", "source", "url")
    }
    texts = {name: storable_text(value) for name, value in texts.items() if value}
    if len(article.id) > LONGEST_ID:
        texts["id"] = f"{texts['id'][: LONGEST_ID - 13]}-{short_id(article.id)}"
    return replace(article, **texts)


def _fact(name: str, new: Article, old: Article, keep: bool) -> Any:
    """What is known of an article that comes again; `keep`: under another id, when it only tells what was missing."""
    first, second = (old, new) if keep else (new, old)
    return getattr(first, name) or getattr(second, name)


def _refused(mend: Mend) -> str:
    """What to do about a correction that says nothing which could be kept; empty where it does."""
    pair = mend.what in ("apart", "together", "refused")
    if mend.what not in mends.WHAT:
        return f"Choose of {', '.join(mends.WHAT)}."
    if not mend.mentions:
        return "Name the mentions that tell the event."
    if pair != bool(mend.others) and mend.what not in mends.OUTCOMES:
        return "Name the mentions that are meant on the other side." if pair else "Name no mentions of another event."
    if not set(mend.mentions).isdisjoint(mend.others):
        return "Name each mention on one side only."
    if mend.what in ("label", "new") and not (
        mends.headline(mend.value) == mend.value and 0 < len(mend.value) <= mends.LONGEST
    ):
        return f"Use 1 to {mends.LONGEST} characters that are seen, on one line."
    if mend.what == "actors" and len({name for name in names_of(mend) if name.strip()}) < len(names_of(mend)):
        return "Name each actor once, by its name, one on a line."
    if mend.what == "date" and mend.value and not (edtf.is_edtf(mend.value) and mend.value.split() == [mend.value]):
        return "Write the date as EDTF does, such as 2021-03-05 or 2021-03, or leave it empty."
    if mend.what == "status" and mend.value not in set(Status):
        return f"Choose of {', '.join(Status)}."
    return "Give no value." if mend.what == "off" and mend.value else ""
