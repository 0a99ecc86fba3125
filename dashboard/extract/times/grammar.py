"""A language is a rule file: this compiles `data/rules/<language>.toml` into patterns over word classes.

Every word of a text becomes one character, its *code*: all words that belong to the same classes share a code, and all
words no rule knows share the code OTHER. A rule's pattern becomes a regular expression over codes, so a match costs the
same whatever the words are, the result for a sequence of codes can be remembered, and no pattern ever sees raw text.

The pattern language, as used in the rule files:

    word            the word itself, in any case           {month}        a word of the class "month"
    [ x ]           x may be missing                       {unit:other}   the same, kept under the name "other"
    ( x | y )       one of them                            <number>       the macro "number"
    a blank         white space                            ~              white space or a hyphen
    other signs     themselves; \\( \\) are brackets in the text
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dashboard.errors import RuleError
from dashboard.extract.times.senses import MEANINGS
from dashboard.rules import DATA, rules

OTHER = "\x00"
TOKEN = re.compile(r"[^\W\d_]+|\d+|\[[^\W\d_]+\]|[ \t\xa0\u202f\u2009]+|\s+|.", re.DOTALL)
_PATTERN = re.compile(r"\\(?P<escaped>.)|\{(\w+)(?::(\w+))?\}|<(\w+)>|([^\W\d_]+|\d+)|(.)", re.DOTALL)
_CHARACTER = re.compile(r"(\\)?.", re.DOTALL)
_UNKNOWN: frozenset[str] = frozenset()
DASHES = "-–—‐‑−"
APOSTROPHES = "'’`´"
PUNCTUATION = ',.:;/()&"“”„«»' + DASHES + APOSTROPHES
REMEMBERED = 100_000  # distinct words or shapes kept in memory
CATEGORIES = ("day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century")
_SAMPLES = (
    0,
    1,
    3,
    12,
    13,
    24,
    25,
    31,
    32,
    59,
    60,
    99,
    100,
    999,
    1000,
    1001,
    1200,
    1201,
    1900,
    2000,
    2101,
    2999,
    3000,
    99999,
    10**7,
)
OTHER_CATEGORIES = ("part", "clock", "duration", "set", "ref", "long", "nothing")


class Beside:
    """What may stand before an expression, up to its first character, or behind it.

    A pattern that is blind to case as a whole, `(?i:…)`, is put into small letters and asked of small letters: so an
    alternative that begins with another letter is passed over at once.
    """

    def __init__(self, source: str, before: bool) -> None:
        small = _CHARACTER.sub(lambda m: m[0] if m[1] else m[0].lower(), source[4:-1])
        self.small = source.startswith("(?i:") and _is_pattern(small)
        pattern = re.compile(f"(?:{small if self.small else source})" + (r"\Z" if before else ""))
        self.find = pattern.search if before else pattern.match

    def holds(self, text: str) -> bool:
        """Whether it stands there."""
        return self.find(text.lower() if self.small else text) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled rule: `slots` lists (group, class, name) of its pattern."""

    name: str
    means: str
    params: dict[str, Any]
    regex: re.Pattern[str]
    slots: tuple[tuple[str, str, str], ...]
    order: int
    after: Beside | None
    not_after: Beside | None
    not_before: Beside | None
    before: Beside | None


class Lexicon(dict):
    """Token → code. Unknown tokens are classified once and remembered, up to a bound."""

    def __init__(self) -> None:
        super().__init__()
        self.features: dict[str, set[str]] = defaultdict(set)
        self.codes: dict[frozenset[str], str] = {frozenset(): OTHER}
        self.holders: dict[str, str] = {}

    def seal(self) -> None:
        """Give every combination of classes its code, those of numbers and signs included."""
        numbers = {number_features(str(n).zfill(width)) for width in range(1, 9) for n in _SAMPLES}
        words = {self.classify(word) for word in self.features}
        items = {item_features(c, counted) for c in (*CATEGORIES, *OTHER_CATEGORIES) for counted in (False, True)}
        for combination in sorted(numbers | words | items, key=sorted):
            self._code(combination)
        holders: dict[str, list[str]] = defaultdict(list)
        for combination, code in self.codes.items():
            for feature in combination:
                holders[feature].append(code)
        self.holders = {feature: "".join(codes) for feature, codes in holders.items()}

    def _code(self, features: frozenset[str]) -> str:
        return self.codes.setdefault(features, chr(0xE000 + len(self.codes)))

    def __missing__(self, token: str) -> str:
        features = self.classify(token)
        code = self.codes.get(features, OTHER) if features else OTHER
        if len(self) < REMEMBERED and len(token) < 40:
            self[token] = code
        return code

    def classify(self, token: str) -> frozenset[str]:
        """The classes of a token: as written, else in lower case, else (for capitals) as a title."""
        if token.isdigit():
            return number_features(token) | frozenset(self.features.get(token, ()))
        token = token.strip("[]") or token  # "[Ten] years ago": an editor's word
        found = self.features.get(token) or self.features.get(token.lower()) or _UNKNOWN
        if token.isupper() and len(token) > 2:
            found = found | self.features.get(token.capitalize(), _UNKNOWN)
        if not found and token.isspace() and "\n" not in token and len(token) < 4:
            return frozenset({" "})
        return frozenset(found)


def number_features(token: str) -> frozenset[str]:
    """What a run of digits can be: a day, month, hour, minute, a year (1000–2999, plain or round), or only digits."""
    length = len(token)
    if length > 8 or not token.isascii():
        return frozenset()
    value = int(token)
    facts = {
        "day_no": length <= 2 and 1 <= value <= 31,
        "month_no": length <= 2 and 1 <= value <= 12,
        "hour": length <= 2 and value <= 24,
        "minute": length == 2 and value <= 59,
        "year_no": length == 4 and 1000 <= value <= 2999,
        "plain_year": length == 4 and 1200 <= value <= 2100 and value % 50 != 0,
        "round_year": length == 4 and 1000 <= value <= 2100 and value % 50 == 0,
    }
    return frozenset({"digits", f"digits{length}", *(name for name, holds in facts.items() if holds)})


@cache
def item_features(category: str, counted: bool) -> frozenset[str]:
    """The classes of an expression already found, for the joins; `counted`: so many units ago, earlier or later."""
    features = {category, "date"} if category in CATEGORIES else {category}
    return frozenset(features | {"counted"} if counted else features)


class _Compiler:
    """Turns one pattern into a regular expression over codes and the set of codes it can begin with."""

    def __init__(self, grammar: Grammar, where: str) -> None:
        self.grammar, self.where = grammar, where
        self.slots: list[tuple[str, str, str]] = []

    def compile(self, pattern: str, anywhere: bool = True) -> tuple[re.Pattern[str], str]:
        """The regular expression and the codes it can begin with; not `anywhere`: only where a core word stands."""
        tokens = list(self.expand(pattern, 0))
        source, first, empty, seen, rest = self._choice(tokens)
        if rest:
            raise RuleError(f"a bracket too many in {pattern!r}", self.where)
        if empty:
            raise RuleError(f"the pattern {pattern!r} matches nothing at all", self.where, "Make one part necessary.")
        if not seen and not anywhere:
            what = f"the pattern {pattern!r} would never be read: none of its words is in a class of `core`"
            raise RuleError(what, self.where, "Put its chief word into a class, and the class into `core`.")
        return re.compile(source), first

    def expand(self, pattern: str, depth: int):
        """The parts of a pattern in order, macros replaced by what they stand for."""
        for match in _PATTERN.finditer(pattern):
            if match["escaped"]:
                yield ("char", match["escaped"], "")
            elif match[4]:
                if depth > 8 or match[4] not in self.grammar.macros:
                    raise RuleError(f"no macro named {match[4]!r}", self.where)
                yield ("sign", "(", "")
                yield from self.expand(self.grammar.macros[match[4]], depth + 1)
                yield ("sign", ")", "")
            elif match[2]:
                yield ("class", match[2], match[3] or match[2])
            elif match[5]:
                yield ("word", match[5].lower(), "")
            else:
                yield ("sign", match[6], "")

    def _choice(self, tokens):
        sources, first, empty, seen = [], set(), False, False
        while True:
            source, begins, void, core, tokens = self._sequence(tokens)
            sources.append(source)
            first |= set(begins)
            empty |= void
            seen = seen or core
            if not tokens or tokens[0][:2] != ("sign", "|"):
                return "|".join(sources), "".join(sorted(first)), empty, seen, tokens
            tokens = tokens[1:]

    def _sequence(self, tokens):
        out, first, empty, seen = [], set(), True, False
        while tokens:
            kind, text, name = tokens[0]
            if kind == "sign" and text in "|)]":
                break
            tokens = tokens[1:]
            if kind == "sign" and text in "([":
                source, begins, void, core, tokens = self._choice(tokens)
                closing = ")" if text == "(" else "]"
                if not tokens or tokens[0][:2] != ("sign", closing):
                    raise RuleError(f"a bracket {text!r} is not closed", self.where)
                tokens = tokens[1:]
                out.append(f"(?:{source})" + ("?" if text == "[" else ""))
                void = void or text == "["
            else:
                begins = self._codes(kind, text)
                source = f"[{begins}]"
                if kind == "class" and name != "_":
                    group = f"g{len(self.slots)}"
                    self.slots.append((group, text, name))
                    source = f"(?P<{group}>{source})"
                out.append(source)
                void, core = False, not self.grammar.core_codes.isdisjoint(begins)
            if empty:
                first |= set(begins)
            empty = empty and void
            seen = seen or core
        return "".join(out), first, empty, seen, tokens

    def _codes(self, kind: str, text: str) -> str:
        holders = self.grammar.lexicon.holders
        key = f"={text}" if kind == "word" else text
        if kind == "sign" and text == "~":
            return holders[" "] + holders["-"]
        if key not in holders:
            raise RuleError(f"no {'class' if kind == 'class' else 'word'} {text!r} is known", self.where)
        return holders[key]


@dataclass(slots=True)
class Grammar:
    """The rules of one language, ready to run.

    `atoms` and `joins` map the code a rule can begin with to its rules; `words[class][word]` is the value of a word.
    """

    language: str
    lexicon: Lexicon = field(default_factory=Lexicon)
    words: dict[str, dict[str, Any]] = field(default_factory=dict)
    macros: dict[str, str] = field(default_factory=dict)
    atoms: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    joins: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    core_codes: frozenset[str] = frozenset()
    settings: dict[str, Any] = field(default_factory=dict)

    def value(self, name: str, word: str) -> Any:
        """What a word means in a class: the month's number, the unit's name; digits mean their number."""
        table, word = self.words.get(name), word.strip("[]")
        if table is not None:
            found = table.get(word)
            if found is None:
                found = table.get(word.lower())
            if found is None:
                found = table.get(word.capitalize())
            if found is not None:
                return found
        return int(word) if word.isdigit() else word


def spelled(word: str) -> list[str]:
    """The forms that a word of a rule file stands for: "letzt(e|en)" is "letzte" and "letzten"."""
    match = re.search(r"\(([^()]*)\)", word)
    if match is None:
        return [word]
    return [
        form for ending in match[1].split("|") for form in spelled(word[: match.start()] + ending + word[match.end() :])
    ]


@cache
def grammar(language: str) -> Grammar:
    """The compiled rule file of a language. Raises RuleError naming the file and rule that is wrong."""
    data = rules(language)
    path = str(DATA / "rules" / f"{language}.toml")
    out = Grammar(language, macros=dict(data.get("macros", {})), settings=data)
    features = out.lexicon.features
    for name, table in data.get("words", {}).items():
        out.words[name] = {form: value for word, value in table.items() for form in spelled(word)}
        for word in out.words[name]:
            features[word].add(name)
    for name, (left, right) in data.get("compounds", {}).items():
        out.words[name] = {
            one + two.lower(): [a, b] for one, a in out.words[left].items() for two, b in out.words[right].items()
        }
        for word in out.words[name]:
            features[word].add(name)
    for sign in PUNCTUATION:
        kind = "-" if sign in DASHES else "'" if sign in APOSTROPHES else sign
        features[sign] |= {sign, kind}
    features[" "].add(" ")
    entries = [(layer, n, entry) for layer in ("atom", "join") for n, entry in enumerate(data.get(layer, []))]
    for _, _, entry in entries:
        _literals(entry.get("pattern", ""), features)
    for body in out.macros.values():
        _literals(body, features)
    for word in [w for w in features if w != w.lower() and w.lower() in features]:
        features[word] |= {
            feature for feature in features[word.lower()] if feature[0] == "="
        }  # words named in patterns
    out.lexicon.seal()
    core = set(data.get("core", []))
    out.core_codes = frozenset(code for combination, code in out.lexicon.codes.items() if combination & core)
    tables: dict[str, dict[str, list[Rule]]] = {"atom": defaultdict(list), "join": defaultdict(list)}
    for layer, order, entry in entries:
        where = f"{path}, rule {entry.get('name', order)!r}"
        for key in ("name", "pattern", "means"):
            if key not in entry:
                raise RuleError(f"the rule has no {key!r}", where)
        if entry["means"] not in MEANINGS:
            raise RuleError(f"no meaning {entry['means']!r} is known", where, f"One of: {', '.join(sorted(MEANINGS))}.")
        compiler = _Compiler(out, where)
        regex, first = compiler.compile(entry["pattern"], anywhere=layer == "join")
        rule = Rule(
            entry["name"],
            entry["means"],
            entry.get("with", {}),
            regex,
            tuple(compiler.slots),
            order,
            _beside(entry, "after", where),
            _beside(entry, "not_after", where),
            _beside(entry, "not_before", where),
            _beside(entry, "before", where),
        )
        for code in first:
            tables[layer][code].append(rule)
    out.atoms = {code: tuple(found) for code, found in tables["atom"].items()}
    out.joins = {code: tuple(found) for code, found in tables["join"].items()}
    return out


def _is_pattern(source: str) -> bool:
    """The brackets of a regular expression are balanced, and the rest is in order."""
    try:
        re.compile(source)
    except re.error:
        return False
    return True


def _beside(entry: dict[str, Any], key: str, where: str) -> Beside | None:
    if key not in entry:
        return None
    try:
        return Beside(entry[key], before=key.endswith("after"))
    except re.error as error:
        raise RuleError(f"{key}: {error}", where) from None


def _literals(pattern: str, features: dict[str, set[str]]) -> None:
    for match in _PATTERN.finditer(pattern):
        if match[5]:
            features[match[5].lower()].add(f"={match[5].lower()}")
        elif (sign := match["escaped"] or match[6]) and sign not in "[]()|~ " and sign not in PUNCTUATION:
            features[sign].add(sign)
