"""A clause put into the order of a main clause: the finite verb second, behind its whole subject.

Works on phrases that are already text; where the subject is in doubt they stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dashboard.extract.lexicon import Lexicon
from dashboard.extract.tokens import Group, Tokens


@cache
def doers(lexicon: Lexicon) -> frozenset[str]:
    """Nouns of persons and bodies: a second noun right behind one is the object, "die Beamten | Schmuck"."""
    grammar = lexicon.grammar
    bodies = grammar["arms"] | grammar["bodies"] | grammar["organs"] | grammar["public_bodies"]
    return frozenset(bodies | grammar["person_nouns"])


def verb_second(part: str, verb: str, lexicon: Lexicon, lone: bool = False) -> str:
    """A phrase that begins with its finite verb, the verb put behind the first noun phrase; `lone`: no name is in it,
    so that a second noun is the object."""
    words = part.split()[1:]
    leaning = words[:1] if words[:1] and words[0] in lexicon.grammar["reflexive"] else []  # "hat sich die Lage"
    words = words[len(leaning) :]
    noun = next((n for n, word in enumerate(words) if word[:1].isupper() or word[:1].isdigit()), 0)
    noun = _extended(words, lexicon) or noun
    noun = noun or (1 if words[1:] and " ".join(words[:2]).lower() in lexicon.grammar["both"] else 0)
    end = next((n for n, word in enumerate(words) if n > noun and not word[:1].isupper()), len(words))
    if end - noun == 2 and lone and words[noun].lower() in doers(lexicon):
        end -= 1  # "die Beamten Schmuck"
    aged = words[noun : noun + 1] != [] and words[noun][0].isdigit() and end < len(words)
    if aged and words[end].endswith(lexicon.inflected) and words[end] not in lexicon.grammar["prepositions"]:
        end = 1 + next(
            (n for n in range(end + 1, len(words)) if words[n][0].isupper()), end - 1
        )  # "61 Jahre alte Pilot"
    opening = lexicon.grammar["adverbs"] | lexicon.grammar["leading"] | lexicon.grammar["to_them"]
    if words[:1] and words[0] in opening:
        end = 1  # "musste | allerdings | ein Streik …", "drohen | ihnen | zehn Jahre Haft"
    governed = words[:1] and words[0].lower() in lexicon.grammar["prepositions"]  # "in Köln der Prozess"
    if governed and end - noun > 1 and words[noun][0].isalpha() and not any(word[0].isupper() for word in words[end:]):
        end -= 1  # "in Köln Einsatzkräfte"
    bound = lexicon.grammar["genitive"]  # "der Norsa AG", "die Elf von Trainer Ott"; not "wird von Räubern"
    bound = bound if verb.lower() in lexicon.grammar["be"] | lexicon.grammar["will"] else bound | lexicon.grammar["of"]
    while end > noun and not governed and words[end : end + 1] and words[end] in bound:
        named = next((n for n in range(end + 1, min(end + 3, len(words))) if words[n][:1].isupper()), 0)
        if not named:
            break
        end = next((n for n in range(named, len(words)) if not words[n][:1].isupper()), len(words))
    return " ".join([*words[:end], verb, *leaning, *words[end:]])


def _extended(words: Sequence[str], lexicon: Lexicon) -> int:
    """Which of the words is the noun that a phrase parts from its article: "die für Freitag geplante | Kundgebung"; 0
    where none does."""
    grammar = lexicon.grammar
    if not (words[1:] and words[0] in grammar["determiners"] and words[1] in grammar["prepositions"]):
        return 0
    plain = grammar["determiners"] | grammar["prepositions"]
    return next(
        (
            n
            for n in range(3, len(words))
            if words[n][0].isupper() and words[n - 1].endswith(lexicon.inflected)
            if words[n - 1][0].islower() and words[n - 1] not in plain
        ),
        0,
    )


def with_second(part: str, verb: str, rest: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The phrases of a subject of two, the plural verb behind the second: "eine Anlage und drei Werke seien | getroffen
    worden", "Ada Berg und der Minister Jan Visser trafen sich"."""
    one, *leaning = part.rsplit(f" {verb}", 1)
    itself = "".join(leaning).strip()
    joins = bool(leaning) and (not itself or itself in lexicon.grammar["reflexive"]) and rest
    several = verb.lower().endswith(lexicon.plural)
    several = several or part.split()[0].lower() in lexicon.grammar["prepositions"]  # "In Ulm wurde | und in Alva"
    words = rest[0].split() if joins and several else []
    noun = next((n for n, word in enumerate(words) if word[0].isupper()), 0)
    if not noun or words[0] not in lexicon.grammar["shares_subject"]:
        return [part, *rest]
    end = next((n for n in range(noun, len(words)) if not words[n][0].isupper()), len(words))
    both = " ".join((one, *words[:end], verb, *leaning[0].split()))
    return [part for part in (both, " ".join(words[end:]), *rest[1:]) if part]


def particle(group: Group, tokens: Tokens, lexicon: Lexicon) -> str:
    """The particle that a main clause sets apart from the verb: "zurück" of "dass er zurücktrat"; "" without."""
    low, lemma = tokens.lows[group.head], group.verb.lemma
    fit = (p for p in lexicon.grammar["particles"] if low.startswith(p) and lemma.startswith(p))
    return max(
        (p for p in fit if any(f"{p}{to}{lemma[len(p) :]}" in lexicon.words for to in lexicon.grammar["to"])),
        key=len,
        default="",
    )


def main_clause(parts: Sequence[str], finite: str, particle: str, names: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The phrases of a clause that ends with its finite verb as a main clause, the verb behind the subject: "dass Berg
    ihn treffen soll" is "Berg soll ihn treffen"; as they are where the subject is in doubt."""
    words = " ".join(parts).split()
    if len(words) < 3 or words[-1] != finite:
        return list(parts)
    noun = next((n for n, word in enumerate(words) if word[:1].isupper() or word[:1].isdigit()), -1)
    if words[0] in lexicon.grammar["he_she"] | lexicon.grammar["sie"]:
        noun = 0  # "wo er am Freitag Berg trifft"
    named = next((n for n in range(noun, noun + 4) if names and words[n : n + 1] == names[-1].split()[-1:]), noun)
    while not names and noun == 0 and words[named + 1][:1].isupper() and named + 2 < len(words):
        named += 1  # "ehe Amine Adli verkürzte"
    if noun < 0 or any(word.lower() in lexicon.grammar["prepositions"] for word in words[:named]):
        return list(parts)
    cut = len(" ".join(words[: named + 1]))
    if cut > len(parts[0]):
        return list(parts)
    out = [parts[0][:cut], parts[0][cut:], *parts[1:]]
    out[-1] = out[-1].removesuffix(finite) + particle
    out[0:2] = [f"{out[0]} {finite.removeprefix(particle)} {out[1].lstrip()}".rstrip()]
    return [part.rstrip() for part in out if part]


def opens_main(tokens: Tokens, group: Group, a: int) -> bool:
    """The article at token a, behind a comma, opens a main clause and no relative one: right behind its noun stands the
    verb, and the clause goes on: ", die Fahrerin wurde verletzt", not ", die Ott leitete"."""
    if not tokens.grammar["genitive"] or group.first != a + 2 or a + 3 >= len(tokens.lows):
        return False
    return tokens.text[tokens.starts[a + 1]].isupper() and tokens.lows[a + 3][0].isalnum()
