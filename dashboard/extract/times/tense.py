"""Whether a sentence looks back or ahead at a time: the nearest cue word in its clause decides.

"Said on Friday" is the Friday before, "until Friday" and "will meet on Friday" the one to come. The cues are word lists
in the rule file, under [tense].
"""

from __future__ import annotations

import re
from typing import Any

_REACH = 160  # characters looked at before an expression, and half of it after
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ARRANGED = 4  # words from an auxiliary to a time for which something is planned
_PLAN = 60  # characters between a plan and its time
_CLAUSE = re.compile(r"[,;:.()]")
_OPENING = "([{\"'“‘«„—–-"


class Cues:
    """The cue words of one language."""

    def __init__(self, settings: dict[str, Any]) -> None:
        tense = settings.get("tense", {})
        self.future = frozenset(tense.get("future", ()))
        self.reported = frozenset(tense.get("reported", ()))  # of these, a future seen from a saying: "would"
        self.reported_endings = tuple(tense.get("reported_endings", ()))
        self.undone = frozenset(tense.get("undone", ()))  # before a word that looks ahead: "had been scheduled"
        self.past = frozenset(tense.get("past", ()))
        self.past_endings = tuple(tense.get("past_endings", ()))
        self.not_past = frozenset(tense.get("not_past", ()))
        self.future_endings = tuple(tense.get("future_endings", ()))
        self.not_future = frozenset(tense.get("not_future", ()))
        self.future_signals = frozenset(tense.get("future_signals", ()))
        self.future_near = frozenset(tense.get("future_near", ()))
        self.future_after = frozenset(tense.get("future_after", ()))
        self.arranged = frozenset(tense.get("arranged", ()))  # behind these auxiliaries: "ist für Mai geplant"
        self.is_now = frozenset(tense.get("is_now", ()))
        self.reached = frozenset(tense.get("reached", ()))  # signals of a limit that may be behind: "by"
        self.was = frozenset(tense.get("was", ()))  # auxiliaries that say so: "by Friday 40 had died"
        self.before_past = frozenset(tense.get("before_past", ()))  # of those behind, what lies behind the story: "had"
        self.past_signals = frozenset(tense.get("past_signals", ()))
        self.signals = frozenset(tense.get("signals", ()))
        self.skipped = frozenset(tense.get("skipped", ()))
        self.names = frozenset(word.capitalize() for word in tense.get("lower_only", ()))  # May and Will are names
        self.joiners = frozenset(tense.get("joiners", ("and", "-", "–")))
        self.aside = frozenset(tense.get("aside", ()))
        self.planned = frozenset(tense.get("planned", ()))
        self.put_off = tuple(tense.get("put_off", ()))  # between a day and the later one that takes its place
        self.before_noun = frozenset(tense.get("before_noun", ()))
        self.in_words = frozenset(tense.get("in_words", ()))
        self.to_words = frozenset(tense.get("to_words", ("-", "–")))
        self.and_words = frozenset(tense.get("and_words", ()))
        self.ended_words = frozenset(tense.get("ended_words", ()))
        self.from_words = frozenset(tense.get("from_words", ()))
        self.between_words = frozenset(tense.get("between_words", ()))
        self.week_words = frozenset(tense.get("week_words", ()))
        self.week_of = tuple(tense.get("week_of", ()))
        self.hearsay = frozenset(tense.get("hearsay", ()))  # "soll": what is said to have been, where these close it
        self.hearsay_past = _pattern(tense, "hearsay_past")
        self.infinitive = _pattern(tense, "infinitive")  # behind a comma and an expression: what is to be done then
        self.infinitive_past = _pattern(tense, "infinitive_past")  # … or has been done
        self.title = _pattern(tense, "title")
        self.verb_last = frozenset(tense.get("verb_last", ()))  # behind a comma: what opens a clause that its verb ends
        pairs = tense.get("future_pairs", ())
        self.future_pairs = frozenset(tuple(pair.split()) for pair in pairs)
        self.past_pairs = frozenset(tuple(pair.split()) for pair in tense.get("past_pairs", ()))

    def signal(self, text: str, start: int) -> str:
        """The preposition before an expression, in lower case, else empty."""
        *_, two, one, rest = ["", "", *text[max(0, start - 40) : start].lower().split(" ")]
        word = one.lstrip(_OPENING).replace("’", "'")
        if rest or not word:
            return ""
        pair = f"{two} {word}" if word == one else ""
        return pair if pair in self.signals else word if word in self.signals else ""

    def of_noun(self, text: str, start: int, end: int) -> bool:
        """The expression only says which thing is meant: "the 27 November deal"."""
        before = text[max(0, start - 10) : start].split(" ")
        behind = text[end : end + 30].split(" ")
        if len(before) < 2 or before[-1] or before[-2].lower() not in self.before_noun or len(behind) < 2 or behind[0]:
            return False
        word = behind[1].rstrip(".,;:)")
        return word.isalpha() and word.islower() and word not in self.signals and word not in self.joiners

    def is_planned(self, text: str, start: int, first: int) -> bool:
        """A plan stands before the expression in its clause, which begins not before `first`: "planned for May"."""
        clause = _CLAUSE.split(text[max(first, start - _PLAN) : start])[-1]
        return not self.planned.isdisjoint(_WORD.findall(clause.lower()))

    def tense(
        self, text: str, start: int, end: int, bounds: tuple[int, int], signal: str, since: bool = False
    ) -> tuple[str, str]:
        """ "past", "future", "since", "until" or "" for the clause around an expression."""
        if since:
            return "since", signal
        before = _WORD.findall(text[max(bounds[0], start - _REACH) : start])
        behind = _WORD.findall(text[end : min(bounds[1], end + _REACH)])
        if before and start - _REACH <= bounds[0]:
            before[0] = before[0].lower()  # a capital that only opens the sentence
        verb = before[-2:-1] if signal and before[-1:] == [signal] else before[-1:]
        if verb and verb[0] in self.future_near:
            return "future", verb[0]
        if (pair := " ".join(before[-2:])) in self.future_near:
            return "future", pair
        if behind and behind[0] in self.future_after:
            return "future", behind[0]
        if behind and behind[0] in self.arranged and not self.is_now.isdisjoint(before[-_ARRANGED:]):
            return "future", behind[0]
        if self.infinitive is not None and (infinitive := self._infinitive(text, start, end, bounds)):
            return infinitive
        found = self._at_the_end(text, start, end, bounds) if self.verb_last else ("", "")
        found = found if found[0] else self._nearest(before[::-1], backwards=True)
        if found[1] in self.hearsay and self.hearsay_past is not None and self.hearsay_past.match(text, end, bounds[1]):
            return "past", found[1]
        if not found[0]:
            found = self._nearest(behind, backwards=False)
        if signal in self.future_signals and (signal not in self.reached or found[1].split(" ")[0] not in self.was):
            return "until", signal
        return found

    def _infinitive(self, text: str, start: int, end: int, bounds: tuple[int, int]) -> tuple[str, str] | None:
        """The tense of an infinitive that a comma sets apart: "kündigte an, im Mai zu öffnen"; None without."""
        comma = text.rfind(",", max(bounds[0], start - _REACH), start)
        if comma < 0 or self.infinitive is None or self._nearest(_WORD.findall(text[comma:start]), backwards=True)[0]:
            return None
        if self.infinitive_past is not None and self.infinitive_past.match(text, end, bounds[1]):
            return "past", ","
        return ("future", ",") if self.infinitive.match(text, end, bounds[1]) else None

    def _at_the_end(self, text: str, start: int, end: int, bounds: tuple[int, int]) -> tuple[str, str]:
        """The tense of a clause that ends with its verb, by its last cue: ", die am Freitag gewählt wird"."""
        comma = text.rfind(",", max(bounds[0], start - _REACH), start)
        opening = _WORD.findall(text[comma:start])[:2] if comma >= 0 else []
        if self.verb_last.isdisjoint(word.lower() for word in opening):
            return "", ""
        stop = text.find(",", end, bounds[1])
        behind = _WORD.findall(text[end : stop if stop >= 0 else bounds[1]])
        return self._nearest(behind[::-1], backwards=True)

    def told_ahead(self, cue: str) -> bool:
        """The cue looks ahead from what somebody said: "would", "firmaría"."""
        word = cue.split(" ")[0]
        return word in self.reported or word.endswith(self.reported_endings)

    def _nearest(self, spelled: list[str], backwards: bool) -> tuple[str, str]:
        """The cue nearest to the expression, where `spelled` begins. A capital is no verb's: "Mohamed" ends in -ed."""
        words = [word if word in self.names else word.lower() for word in spelled]
        for i, word in enumerate(words):
            other = words[i + 1] if i + 1 < len(words) else ""
            pair = (other, word) if backwards else (word, other)
            if backwards and word in self.future and " ".join(words[i + 2 : i : -1]) in self.undone:
                return "past", f"{other} {word}"
            if pair in self.future_pairs:
                return "future", " ".join(pair)
            if pair in self.past_pairs:
                return "past", " ".join(pair)
            verb = spelled[i].islower()
            if word in self.future or (verb and _ends(word, self.future_endings, self.not_future, 5)):
                return "future", word
            if word in self.past or (verb and _ends(word, self.past_endings, self.not_past, 4)):
                if backwards and other in self.skipped:
                    continue  # "is to be held": the participle says nothing, the words before it do
                done = " ".join(words[i + 2 : i : -1]) if backwards else ""
                led = done if done in self.undone else other if backwards and other in self.was else ""
                return "past", f"{led} {word}".strip()
        return "", ""


def _pattern(tense: dict[str, Any], key: str) -> re.Pattern[str] | None:
    return re.compile(tense[key]) if key in tense else None


def _ends(word: str, endings: tuple[str, ...], but: frozenset[str], letters: int) -> bool:
    return bool(endings) and word.endswith(endings) and len(word) >= letters and word not in but
