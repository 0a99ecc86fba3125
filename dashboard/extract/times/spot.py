"""One scan finds the words that can be times; rules then read the few words around them.

What stands between two blanks is looked up whole: most of it holds no word of a rule. Around a core word (a month, a
weekday, a unit, a number) the text is cut into tokens, every token becomes its code, and a stretch of known codes that
holds the core word is a segment. Rules run over the segment's codes, first the atoms ("21 January", "last
week"), then the joins over atoms ("the morning of …"). What the codes allow is remembered, so that the second "on
Thursday" costs a look-up. Time grows linearly: a rule sees at most WINDOW codes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

from dashboard.extract.spelling import Spelled, Spelling, plain, spelled
from dashboard.extract.times.grammar import OTHER, REMEMBERED, TOKEN, Grammar, Rule, item_features
from dashboard.extract.times.senses import MEANINGS, NoSuchDay, Sense

WINDOW = 36  # codes a rule may look at: 18 words
CHUNK = 4_096  # characters cut into tokens at a time
PROSE = 12  # a stretch of TABLE characters with a core word every so many of them is a table of figures, not prose
TABLE = 2_000
CORE, KNOWN, UNKNOWN = 1, 2, 3  # marks: it holds a core word; only words of rules; others too, but none that is core
CONTEXT = 32  # characters a rule's `after` and `not_before` may look at


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of text that a rule reads as a time: span, sense, and the rule's name."""

    start: int
    end: int
    sense: Sense
    rule: str


@dataclass(slots=True)
class Segment:
    """A stretch of known words that holds a core word: its tokens, their codes, where each starts, and behind those
    where it ends."""

    text: str  # of the article
    tokens: list[str]
    codes: str
    offsets: list[int]

    def span(self, a: int, b: int) -> tuple[int, int]:
        """Where tokens a…b stand in the text."""
        return self.offsets[a], self.offsets[b]


@dataclass(slots=True)
class Spotter:
    """Runs one language's grammar; keeps what it has seen of sequences of codes."""

    grammar: Grammar
    _core: re.Pattern[str] = field(init=False)
    _segment: re.Pattern[str] = field(init=False)
    _joins: dict[str, bool] = field(init=False, default_factory=dict)
    _seen: dict[tuple[bool, str], list[tuple[int, Rule, re.Match[str]]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        core = re.escape("".join(sorted(self.grammar.core_codes)))
        self._core = re.compile(f"[{core}]")
        self._segment = re.compile(f"[{core}][^{OTHER}]*")  # from its first core word on

    def find(self, text: str, bad: list[tuple[int, int]], tables: list[tuple[int, int]]) -> list[Item]:
        """Every expression of a text in order.

        Spans of impossible days are added to `bad`, stretches that are tables of figures and were not read to `tables`.
        """
        read = spelled(text, self.grammar.language)
        out: list[Item] = []
        for start, end in _chunks(text):
            stretches = self._stretches(text, read, bisect_left(read.starts, start), bisect_left(read.starts, end))
            if end - start >= TABLE or (tables and tables[-1][1] == start):
                core = sum(len(self._core.findall(codes)) for _, _, codes in stretches)
                if core * PROSE > end - start:
                    tables.append((start, end))
                    continue
            for first, tokens, codes in stretches:
                offsets = list(accumulate(map(len, tokens), initial=first))
                for match in self._segment.finditer(codes):
                    a, b = codes.rfind(OTHER, 0, match.start()) + 1, match.end()
                    segment = Segment(text, tokens[a:b], codes[a:b], offsets[a : b + 1])
                    found = self._atoms(segment, bad)
                    if found:
                        out += self._joined(segment, found)
        return [_unbracketed(item, text) for item in out]

    def _mark(self, word: Spelled) -> int:
        """Whether it holds a core word, only words of rules, or others too; a word is read once."""
        lexicon = self.grammar.lexicon
        codes = [lexicon[token] for token in plain(word.text) or TOKEN.findall(word.text)]
        if not self.grammar.core_codes.isdisjoint(codes):
            word.mark = CORE
        else:
            word.mark = UNKNOWN if OTHER in codes else KNOWN
        return word.mark

    def _stretches(self, text: str, read: Spelling, a: int, b: int) -> list[tuple[int, list[str], str]]:
        """The stretches around the core words among a…b, each up to words that no rule has: offset, tokens, codes."""
        out: list[tuple[int, list[str], str]] = []
        words, unknown, first = read.words, a, -1
        for i in range(a, b):
            mark = words[i].mark or self._mark(words[i])
            if mark == UNKNOWN:
                if first >= 0:
                    out.append(self._coded(text, read.starts[first], read.starts[i + 1]))
                    first = -1
                unknown = i
            elif mark == CORE and first < 0:
                first = unknown
        if first >= 0:
            out.append(self._coded(text, read.starts[first], read.starts[b]))
        return out

    def _coded(self, text: str, start: int, end: int) -> tuple[int, list[str], str]:
        tokens = TOKEN.findall(text, start, end)
        return start, tokens, "".join(map(self.grammar.lexicon.__getitem__, tokens))

    def _candidates(self, joins: bool, codes: str, at: int) -> list[tuple[int, Rule, re.Match[str]]]:
        rules = (self.grammar.joins if joins else self.grammar.atoms).get(codes[at])
        if not rules:
            return []
        window = codes[at : at + WINDOW]
        seen = self._seen
        key = (joins, window)
        found = seen.get(key)
        if found is None:
            matches = [(rule, match) for rule in rules if (match := rule.regex.match(window))]
            found = sorted(((m.end(), rule, m) for rule, m in matches), key=lambda x: (-x[0], x[1].order))
            if len(seen) >= REMEMBERED:
                seen.clear()
            seen[key] = found
        return found

    def _atoms(self, segment: Segment, bad: list[tuple[int, int]]) -> list[tuple[int, int, Item]]:
        out: list[tuple[int, int, Item]] = []
        at = 0
        codes, rules = segment.codes, self.grammar.atoms
        while at < len(codes):
            step = 1
            if codes[at] in rules:
                for length, rule, match in self._candidates(False, codes, at):
                    start, end = segment.span(at, at + length)
                    if not _fits(rule, segment.text, start, end):
                        continue
                    slots = dict(rule.params)
                    for group, name, slot in rule.slots:
                        if match[group] is not None:
                            slots[slot] = self.grammar.value(name, segment.tokens[at + match.start(group)])
                    try:
                        if "two" in rule.params:
                            pair = _several(rule, slots, match, segment, at)
                            if pair is None:
                                continue
                            out += pair
                            step = length
                            break
                        sense = MEANINGS[rule.means](slots)
                    except NoSuchDay:
                        bad.append((start, end))
                        step = length
                        break
                    if sense is not None:
                        out.append((at, at + length, Item(start, end, sense, rule.name)))
                        step = length
                        break
            at += step
        return out

    def _joined(self, segment: Segment, found: list[tuple[int, int, Item]]) -> list[Item]:
        """Put neighbouring atoms together until nothing more fits; each round makes an atom longer."""
        codes = segment.codes
        for _ in range(4):
            short = self._shortened(codes, found)
            if not self._may_join(short):
                break
            cells: list[tuple[int, int, Item | None]] = []
            at = 0
            for start, end, item in found:
                cells += [(i, i + 1, None) for i in range(at, start)]
                cells.append((start, end, item))
                at = end
            cells += [(i, i + 1, None) for i in range(at, len(codes))]
            joined, changed, at = [], False, 0
            while at < len(cells):
                step = 1
                for length, rule, match in self._candidates(True, short, at):
                    a, b = cells[at][0], cells[at + length - 1][1]
                    start, end = segment.span(a, b)
                    if not _fits(rule, segment.text, start, end):
                        continue
                    slots = dict(rule.params)
                    for group, name, slot in rule.slots:
                        if match[group] is not None:
                            cell = cells[at + match.start(group)]
                            slots[slot] = cell[2] if cell[2] else self.grammar.value(name, segment.tokens[cell[0]])
                    try:
                        sense = MEANINGS[rule.means](slots)
                    except NoSuchDay:
                        continue
                    if sense is not None:
                        joined.append((a, b, Item(start, end, sense, rule.name)))
                        step, changed = length, True
                        break
                else:
                    if cells[at][2]:
                        joined.append(cells[at])
                at += step
            found = joined
            if not changed:
                break
        return [item for _, _, item in found if item.sense.kind != "nothing"]

    def _shortened(self, codes: str, found: list[tuple[int, int, Item]]) -> str:
        """The codes with one code in place of those of each expression."""
        holders = self.grammar.lexicon.codes
        parts: list[str] = []
        at = 0
        for start, end, item in found:
            sense = item.sense
            parts += codes[at:start], holders[item_features(sense.category, sense.kind == "shift" and sense.bare)]
            at = end
        return "".join(parts) + codes[at:]

    def _may_join(self, short: str) -> bool:
        """Some rule begins here and goes on, as far as the codes tell; most segments hold one expression and none."""
        if len(short) > WINDOW:
            return True
        may = self._joins.get(short)
        if may is None:
            if len(self._joins) >= REMEMBERED:
                self._joins.clear()
            may = self._joins[short] = any(self._candidates(True, short, at) for at in range(len(short)))
        return may


def _several(
    rule: Rule, slots: dict[str, Any], match: re.Match[str], segment: Segment, at: int
) -> list[tuple[int, int, Item]] | None:
    """April 12–13 is two expressions: the first ends with its day, the second begins with its own, and so does each
    between them; `at` is the token where the rule begins."""
    names, tokens = rule.params["two"], segment.tokens
    place = {slot: at + match.start(group) for group, _, slot in rule.slots if match[group] is not None}
    out = []
    for n, slot in enumerate(names):
        a, b = (place[slot] if n else at), at + match.end()
        if n + 1 < len(names):
            b = place[slot] + 1
            while b < place[names[n + 1]] and (tokens[b].isalpha() or tokens[b] == "."):  # the ordinal's ending
                b += 1
        sense = MEANINGS[rule.means](slots | {rule.params.get("slot", "day"): slots[slot]})
        if sense is None:
            return None
        out.append((a, b, Item(*segment.span(a, b), sense, rule.name)))
    return out


def _unbracketed(item: Item, text: str) -> Item:
    """An expression that an editor put in whole, "[Monday]", is the word without the brackets."""
    if text[item.start] == "[" and text.find("]", item.start) == item.end - 1:
        return replace(item, start=item.start + 1, end=item.end - 1)
    return item


def _fits(rule: Rule, text: str, start: int, end: int) -> bool:
    if rule.after or rule.not_after:
        left = text[max(0, start - CONTEXT) : start]
        if rule.after and not rule.after.holds(left):
            return False
        if rule.not_after and rule.not_after.holds(left):
            return False
    if rule.before or rule.not_before:
        right = text[end : end + CONTEXT]
        if rule.before and not rule.before.holds(right):
            return False
        if rule.not_before and rule.not_before.holds(right):
            return False
    return True


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of about CHUNK characters that end where no expression is cut: at a newline, else at a blank."""
    start = 0
    while start < len(text):
        end = min(len(text), start + CHUNK)
        if end < len(text):
            cut = text.rfind("\n", start, end) + 1 or text.rfind(" ", start + CHUNK // 2, end) + 1
            end = cut if cut > start else end
        yield start, end
        start = end
