"""The forms of a verb or noun from its dictionary form, by the paradigms that a language's rule file lists.

A paradigm is an ending and what takes its place: "ieren" and "-iert, -ieren | -ierte, -ierten | -iert". A hyphen stands
for the stem, so that "ge-t" goes round it. The columns are present, past, participle, future; a present form that ends
in "?" tells what may or shall be, not what is: "abra?". Irregular verbs are listed once, the infinitive first; those
marked by "~" have others built on them: "detener" goes as "~tener".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.errors import RuleError

Columns = list[list[str]]  # infinitive, present, past, participle, future


class Inflection:
    """The paradigms of one language, from the tables [conjugation] and [declension] of its rule file."""

    def __init__(self, data: Mapping[str, Any], where: str) -> None:
        verbs = data.get("conjugation", {})
        self.where = where
        self.regular = [(re.compile(f"(?:{end})$"), _columns(forms)) for end, forms in verbs.get("regular", ())]
        irregular = [(spelled.startswith("~"), _columns(spelled.lstrip("~"))) for spelled in verbs.get("irregular", ())]
        self.irregular = {columns[0][0]: columns for _, columns in irregular}
        self.stems = sorted((columns[0][0] for built_on, columns in irregular if built_on), key=len, reverse=True)
        self.bound = tuple(verbs.get("bound", "").split())  # prefixes that never part from their verb
        self.derived = [tuple(row) for row in verbs.get("derived", ())]  # ending, what takes its place, of which forms
        self.taken = verbs.get("taken", "")  # what such a prefix takes from the participle
        self.reflexive = tuple(verbs.get("reflexive", "").split())  # after a consonant, after a vowel
        self.between = verbs.get("between", "")  # what the infinitive has between a prefix that parts and its stem
        self.clitics = verbs.get("clitics", "").split()  # pronouns written together with the infinitive
        nouns = data.get("declension", {}).get("regular", ())
        self.nouns = [(re.compile(f"(?:{end})$"), _columns(forms)[0]) for end, forms in nouns]

    def verb(self, spelled: str) -> Iterator[tuple[str, Columns]]:
        """The forms of a verb as a rule file spells it, with its lemma; of one that parts also those of its stem.

        Spellings: "anunciar"; "comenzar:comienz" with the stem of the present (then of past, participle, future) where
        it differs; "fest-nehmen" for a prefix that parts; "решить/решать" for a pair of aspects, "/бастовать" for an
        imperfective alone; columns in full, parted by "|".
        """
        if "|" in spelled:
            columns = _columns(spelled)
            yield columns[0][0], columns
            return
        perfective, pair, imperfective = spelled.partition("/")
        if pair:
            columns = self._forms(perfective) if perfective else [[] for _ in range(5)]
            other = self._forms(imperfective)
            columns[0] = columns[0] + other[0]
            columns[1], columns[2] = other[4] or other[1], columns[2] + other[2]
            yield columns[0][0], columns
            return
        prefix, parts, stem = spelled.partition("-")
        if not parts:
            columns = self._forms(spelled)
            columns[0] += [columns[0][0] + clitic for clitic in self.clitics]
            yield columns[0][0], columns
            return
        bare = self._forms(stem)
        whole = [[prefix + form for form in forms] for forms in bare]
        whole[0].append(f"{prefix}{self.between}{stem}")
        yield whole[0][0], whole
        yield bare[0][0], bare

    def noun(self, noun: str) -> tuple[str, ...]:
        """All forms of a noun: cases, plurals; a phrase is declined by its first word alone."""
        first, space, rest = noun.partition(" ")
        for ending, forms in self.nouns:
            if match := ending.search(first):
                stem = first[: match.start()]
                return tuple(dict.fromkeys((noun, *(f"{_round(form, stem)}{space}{rest}" for form in forms))))
        return (noun,)

    def _forms(self, spelled: str) -> Columns:
        base, *stems = spelled.split(":")
        if self.reflexive and base.endswith(self.reflexive[0]):
            plain = self._forms(":".join([base[: -len(self.reflexive[0])], *stems]))
            return [[self._reflexive(form) for form in forms] for forms in (*plain[:3], [], plain[4])]
        if not stems and (found := self._irregular(base)) is not None:
            return found
        for ending, columns in self.regular:
            if match := ending.search(base):
                own = base[: match.start()]
                out = [[base]]
                for n, forms in enumerate(columns[:4]):
                    stem = stems[n] if n < len(stems) and stems[n] else own
                    out.append([_round(form, stem, self.taken if self._is_bound(base) else "") for form in forms])
                return out
        raise RuleError(f"no paradigm fits the verb {spelled}", self.where, "List its forms, parted by |.")

    def _reflexive(self, form: str) -> str:
        return form + (self.reflexive[1] if form[-1] in "аеёиоуыэюя" else self.reflexive[0])

    def _irregular(self, base: str) -> Columns | None:
        if base in self.irregular:
            return [list(forms) for forms in self.irregular[base]]
        stem = next((known for known in self.stems if base.endswith(known)), None)
        if stem is None:
            return None
        prefix, found = base[: -len(stem)], self.irregular[stem]
        taken = self.taken if prefix in self.bound else ""
        return [
            [prefix + (form.removeprefix(taken) if n == 3 and taken else form) for form in forms]
            for n, forms in enumerate(found)
        ]

    def _is_bound(self, base: str) -> bool:
        return any(base.startswith(prefix) and len(base) > len(prefix) + 3 for prefix in self.bound)


def _round(form: str, stem: str, taken: str = "") -> str:
    """A form of a paradigm with its stem: "-t", "ge-t"."""
    before, _, after = form.partition("-")
    return f"{'' if before == taken else before}{stem}{after}"


def _columns(listed: str) -> Columns:
    columns = [[form.strip() for form in column.split(",") if form.strip()] for column in listed.split("|")]
    return columns + [[] for _ in range(5 - len(columns))]
