"""What is done to the phrases of a clause in a language of free order before they are a headline.

A verb may be put second, a name put for a pronoun, an article or complement left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dashboard.extract import flag
from dashboard.extract.lexicon import Lexicon
from dashboard.extract.main_clause import verb_second, with_second
from dashboard.extract.phrases_free import OPENING, Skip, phrases, room
from dashboard.extract.tokens import Group, Tokens


def named(parts: Sequence[str], said: str, verb: str, who: str) -> list[str]:
    """The phrases with a name for their pronoun; none where nobody is known for it."""
    if not who:
        return []
    inverted = rf"{re.escape(verb)} {re.escape(said)}\b"  # "traf er" becomes "Berg traf"
    opening = re.sub(rf"^{inverted}", f"{said} {verb}", parts[0], count=1) if parts else ""  # not "Das lehnt er ab"
    swapped = [opening, *parts[1:]] if parts else []
    return [re.sub(rf"\b{re.escape(said)}\b", who, part, count=1) for part in swapped]


def over_comma(tokens: Tokens, a: int, group: Group, end: int, skip: Skip, who: str, lexicon: Lexicon) -> list[str]:
    """The phrases of "Berg kündigte an, den Hafen zu schließen": both sides of the comma, an aside before the verb left
    out."""
    comma = max(j for j in range(group.first + 1, group.head) if tokens.lows[j] == ",")
    before, after = phrases(tokens, a, comma, skip), phrases(tokens, comma + 1, end, skip)
    verb = tokens.written(group.first)
    if before and not any(holds(part, verb) for part in before):
        before = led(who or before[0], phrases(tokens, group.first, comma, skip))
    led_by = tokens.written(group.chain[-1][1]) if group.chain else ""
    last = before[-1].split()[-1] if before else ""
    for briefer in (False, True) if before and after else ():
        if briefer and who and holds(before[0], verb) and before[0].endswith(f" {verb}"):
            before = [f"{who} {verb}", *before[1:]]
        parts = [*before, f", {after[0]}", *after[1:]]
        if len(" ".join(parts)) > room(lexicon) + 1 and len(before) > 1:
            if last in tokens.grammar["particles"]:
                parts = [before[0], last, *parts[len(before) :]]  # how it was announced goes first
            elif last == led_by != verb:
                parts = [f"{before[0]} {last}", *parts[len(before) :]]  # "hat | bei einem Besuch | angekündigt"
        if len(" ".join(parts)) <= room(lexicon) + 1:
            return parts
    if not (before and after):
        return []
    if len(" ".join(parts)) > room(lexicon) + 1 and len(after) > 1:  # the object and the infinitive tell it
        to = tokens.lows[group.head - 1] in tokens.grammar["to"]
        infinitive = tokens.written(group.head - to, group.head + 1)
        parts = [*parts[: 1 - len(after)], infinitive]
    if len(" ".join(parts)) > room(lexicon) + 1 and before and after:
        parts = [part.replace(after[0], bare(after[0], lexicon), 1) for part in parts]
    return parts


def until(parts: Sequence[str], said: str) -> list[str]:
    """The phrases without what is said, where they run on into it."""
    first, *rest = said.split()[:2]
    return [part.partition(" ".join((first, *rest)))[0].strip().removesuffix(f" {first}") for part in parts]


def opened(parts: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The phrase with which a saying opens, and that of the particle that closes it: "Die Bahn teilte … mit"."""
    closes = len(parts) > 1 and parts[-1].split()[-1] in lexicon.grammar["particles"]
    return [*parts[:1], *(parts[-1:] if closes else ())]


def not_governed(parts: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The phrases that no preposition opens: who does it, to whom, and the particle that closes the verb."""
    kept, closes = [*parts[:1]], lexicon.grammar["particles"]
    for part in parts[1:]:
        if not is_governed(part, lexicon):
            kept.append(part)
        elif (last := part.split()[-1]) in closes:
            kept.append(last)
    return kept


def led(who: str, parts: Sequence[str]) -> list[str]:
    return [f"{who} {parts[0]}", *parts[1:]] if parts else []


def content_of(tokens: Tokens, content: Group, skip: Skip) -> str:
    """What is said, with the word that opens it: "que recurrirá la sentencia", ", er werde zurücktreten", "de que"."""
    return next(shorter_contents(tokens, content, skip), "")


def shorter_contents(tokens: Tokens, content: Group, skip: Skip) -> Iterator[str]:
    """The same, and without the last of its phrases, as long as it has its verb; longest first."""
    a = content.start
    opens = tokens.lows[a] if tokens.lows[a] == "," else ""
    parts = phrases(tokens, a + len(opens), content.end, skip)
    if tokens.grammar["dropped"] and tokens.words[a - 1].bits & flag.PREPOSITIONS:
        opens = tokens.lows[a - 1]  # "alertó | de que"
    while tokens.written(content.head) in (text := " ".join(parts)).split():
        yield f"{opens} {text}".strip()
        parts = parts[:-1]


def ended(label: str, lexicon: Lexicon) -> str:
    """A label without words that hang at its end, their time left out: "antes", "jusqu", an article."""
    words = label.split()
    loose = lexicon.grammar["prepositions"] | lexicon.grammar["dangling"] | lexicon.grammar["coordinators"]
    while (
        len(words) > 1
        and words[-1].lower().strip("'’") in loose
        and words[-1].lower() not in lexicon.grammar["particles"]
        and words[-1].lower() not in lexicon.grammar["closing_words"]
    ):
        words.pop()
    if " ".join(words[-2:]).lower() in loose:
        del words[-2:]  # "par rapport"
    return " ".join(words).strip(" ,;:–—-+")


def surnames_in(parts: Sequence[str], persons: Sequence[tuple[str, str]]) -> list[str]:
    """The phrases with persons by surname."""
    out = list(parts)
    for written, surname in persons:
        out = [part.replace(written, surname) for part in out]
    return out if out != list(parts) else []


def subject_first(parts: Sequence[str], finite: str, verb: str, behind: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The phrases of "Mit einem Streik haben am Ort Fahrer den Verkehr lahmgelegt" without the one in front: subject
    and `finite` verb, the rest; `behind` are those from the finite verb on. None where nothing stands in front, or the
    subject is in doubt."""
    if not parts or not behind or not is_governed(parts[0], lexicon) or behind[0].split()[0] != finite:
        return []
    rest = [part for part in (behind[0].removeprefix(finite).strip(), *behind[1:]) if part]
    if rest[1:] and rest[0] in lexicon.grammar["reflexive"] and not is_governed(rest[1], lexicon):
        rest[:2] = [f"{rest[0]} {rest[1]}"]  # "haben sich | Ada Berg und Jan Visser"
    rest = _verb_apart(["", *rest], verb, lexicon)[1:]
    n = next((n for n, part in enumerate(rest) if not is_governed(part, lexicon)), -1)
    if n < 0 or rest[n].split()[0] == verb or not any(word[0].isupper() for word in rest[n].split()):
        return []
    first, *behind = with_second(verb_second(f"{finite} {rest[n]}", finite, lexicon), finite, rest[n + 1 :], lexicon)
    return [first, *rest[:n], *behind]


def round_verb(parts: Sequence[str], verb: str, lexicon: Lexicon, helps: str, apart: bool = False) -> list[str]:
    """The first phrase and that of the verb, and as many others, in their order, as fit; complements go first. Its
    auxiliary `helps` stands behind the first phrase where its own does not fit; `apart` leaves what belongs to the verb
    to the others."""
    if lexicon.large:
        parts = _with_coordinated(_verb_apart(parts, verb, lexicon, apart), verb, lexicon)
    elif lexicon.nominatives and len(" ".join(parts)) > room(lexicon):
        parts = _with_coordinated(parts, verb, lexicon)
        if len(parts) > 1 and is_governed(parts[0], lexicon) and not holds(parts[0], verb):
            parts = parts[1:]  # "В результате столкновения автобуса и грузовика | под Омском погибли …"
    at = next((n for n, part in enumerate(parts) if holds(part, verb)), -1)
    joined = next((n for n in range(1, at + 1) if parts[n].split()[0].lower() in lexicon.grammar["coordinators"]), 0)
    if joined and (joined == at or (joined == 1 and not lexicon.large)):  # "CCOO | y UGT convocan"
        parts, at = [*parts[: joined - 1], f"{parts[joined - 1]} {parts[joined]}", *parts[joined + 1 :]], at - 1
    if at < 0:
        return []
    kept = {0: parts[0], at: parts[at]}
    if at and helps and not any(helps in part.split() for part in kept.values()):
        kept[0] = f"{parts[0]} {helps}"
    held = lexicon.large and _belongs(parts[at].removesuffix(f" {verb}"), lexicon)  # "unter Vertrag genommen"
    if held and len(" ".join(kept[k] for k in sorted(kept))) > room(lexicon):
        kept[0] = _without_complement(kept[0], helps, lexicon)
    if len(" ".join(kept[k] for k in sorted(kept))) > room(lexicon):
        if at and helps and not lexicon.large:
            return []  # the auxiliary stands before its participle, and would be lost
        kept[at] = verb if at else complement(parts[0], lexicon)
        tail = parts[at][parts[at].find(f" {verb} ") + 1 :] if at and lexicon.grammar["dropped"] else verb
        if at and len(f"{kept[0]} {tail}") > room(lexicon):
            kept[0] = _without_complement(parts[0], helps, lexicon)
        if len(f"{kept[0]} {tail}") <= room(lexicon):
            kept[at] = tail if at else kept[at]  # "Trabajadores de Norsa | en Ávila convocan una huelga"
    particle = parts[-1].split()[-1]
    closes = particle in lexicon.grammar["particles"] or (lexicon.large and parts[-1] == particle.lower())
    if at < len(parts) - 1 and closes:  # "kündigte Gespräche … an", "bleibt … gesperrt"
        kept[len(parts) - 1] = particle
    objects_first = sorted(range(at - 1, 0, -1), key=lambda n: lexicon.large and is_governed(parts[n], lexicon))
    objects = max((n for n in range(at + 1, len(parts)) if is_done_to(parts[n], lexicon)), default=0)
    for n in (*range(at + 1, len(parts)), *objects_first):
        if n < at and n - 1 not in kept and parts[n].split()[0].lower() in lexicon.grammar["coordinators"]:
            continue  # "und sechs Monaten" of "zu drei Jahren und sechs Monaten"
        text = _fitting(kept, n, parts[n], lexicon)
        if not text and parts[at].endswith(verb) and at < n and is_done_to(parts[n], lexicon):
            nearest = {k: part for k, part in kept.items() if not at < k < n or is_done_to(part, lexicon)}
            kept = nearest if (text := _fitting(nearest, n, parts[n], lexicon)) else kept  # "detuvo | en Lima | a dos"
        if text:
            kept[n] = text
        elif n > at and not (parts[at].endswith(verb) and is_governed(parts[n], lexicon) and objects > n):
            break
    if at > 0 and any(helps in kept[n].split() for n in kept if n):
        kept[0] = parts[0]  # it fits where it stood
    return [kept[n] for n in sorted(kept)]


def _fitting(kept: dict[int, str], n: int, part: str, lexicon: Lexicon) -> str:
    """The phrase, or it without its complement, where the headline has room for it as its n-th; "" without. Some nouns
    say nothing without theirs: "mit den Stimmen | von ÖVP und Grünen"."""
    short = complement(part, lexicon)
    hollow = short != part and short.rpartition(" ")[2].lower() in lexicon.grammar["hollow"]
    for tried in (part, part if hollow else short):
        if len(" ".join((kept | {n: tried})[k] for k in sorted({*kept, n}))) <= room(lexicon):
            return tried
    return ""


def is_done_to(part: str, lexicon: Lexicon) -> bool:
    """A phrase that says what or whom something is done to, in a language where persons have a preposition there: "su
    nueva película", "a dos hombres"."""
    grammar, (first, *rest) = lexicon.grammar, part.split()
    if (first in grammar["determiners"] or first.partition("'")[0] in grammar["definite"]) and first not in grammar[
        "prepositions"
    ]:
        return lexicon.articled
    article = any(one.startswith(f"{first}=") for one in grammar["contracted"])  # "al"
    noun = rest[:1] and (article or rest[0] in grammar["determiners"] or not rest[0].islower())  # not "a dimitir"
    return bool(grammar["dropped"] and noun) and first in grammar["to_whom"]


def _without_complement(part: str, helps: str, lexicon: Lexicon) -> str:
    """The first phrase without what a second noun adds, but with its auxiliary: "Der Chef | des Werks | muss sich"."""
    short, words = complement(part, lexicon), part.split()
    if not lexicon.large or helps not in words or helps in short.split():
        return short
    return f"{short} {' '.join(words[words.index(helps) :])}"


def is_governed(part: str, lexicon: Lexicon) -> bool:
    low, *rest = part.lower().split()
    counts = low in lexicon.grammar["rough"] and bool(rest) and rest[0][0].isdigit()  # "rund 300 Menschen"
    return low in lexicon.grammar["prepositions"] and not counts


def _verb_apart(parts: Sequence[str], verb: str, lexicon: Lexicon, always: bool = False) -> list[str]:
    """The phrases with the verb that closes the last one as one of its own."""
    *before, last = parts
    head, found, tail = last.partition(f" {verb}")
    apart = found and before and tail[:1] in ("", " ") and (always or not _belongs(head, lexicon))
    return [*before, head, f"{verb}{tail}"] if apart else list(parts)


def _with_coordinated(parts: Sequence[str], verb: str, lexicon: Lexicon) -> list[str]:
    """The phrases with what "and" joins to one behind the first: "zu zwei Jahren und drei Monaten" is one length."""
    first = 2 if lexicon.large else 1
    out = list(parts[:first])
    for part in parts[first:]:
        joined = part.split()[0].lower() in lexicon.grammar["coordinators"] and not holds(out[-1], verb)
        out[-1:] = [f"{out[-1]} {part}"] if joined else [out[-1], part]
    return out


def _belongs(phrase: str, lexicon: Lexicon) -> bool:
    """A preposition and a noun without an article right before the verb are part of it: "ums Leben gekommen"."""
    words = phrase.split()
    return len(words) == 2 and is_governed(phrase, lexicon) and words[1][0].isupper()


def complement(part: str, lexicon: Lexicon) -> str:
    """A phrase without what a second noun adds: "en la novena etapa de la Vuelta"."""
    words = part.split()
    genitive = lexicon.grammar["genitive"]  # behind a noun: "die Abschiebung eines Straftäters"
    _, mark, rest = part.partition(" ")[0].partition("'")
    elided = mark and rest not in lexicon.grammar["determiners"]  # "l'arrivée | du gardien"
    least = 0 if elided or (words and _is_many(words[0].lower(), lexicon)) else 1  # "Investigadores de la Universidad"
    second = (n for n, word in enumerate(words) if n > least and _of(word.lower(), lexicon))
    second = (n for n in second if lexicon.large or not _in_name(words, n))
    second = (n for n in second if " ".join(words[:n]).lower() not in lexicon.grammar["compound"])
    owned = (n for n, word in enumerate(words) if n and word in genitive and words[n - 1][0].isupper())
    cut = min(next(second, len(words)), next(owned, len(words)))
    short = " ".join(words[:cut])
    if short.lower() in lexicon.grammar["charged"]:
        return part  # "accusés | d'espionnage"
    return part if any(mark in short for mark in OPENING) else short


def _is_many(low: str, lexicon: Lexicon) -> bool:
    """A word that is a noun in the plural, where such have an ending of their own."""
    grammar = lexicon.grammar
    closed = ("adverbs", "prepositions", "determiners")
    return low.endswith(tuple(grammar["plural_noun"])) and not any(low in grammar[name] for name in closed)


def _in_name(words: Sequence[str], n: int) -> bool:
    """ "Picos de Europa": both words beside are written large."""
    return (
        words[n - 1][0].isupper() and words[n][0].islower() and words[n + 1 : n + 2] != [] and words[n + 1][0].isupper()
    )


def _of(low: str, lexicon: Lexicon) -> bool:
    """ "de", and "d'un"."""
    elided, mark, _ = low.partition("'")
    return low in lexicon.grammar["of"] or bool(mark and elided in lexicon.grammar["bare_of"])


def holds(part: str, verb: str) -> bool:
    """The phrase has the verb, also with what leans on it: "La course s'achève"."""
    return any(word == verb or word.endswith((f"'{verb}", f"’{verb}")) for word in part.split())


def bare(part: str, lexicon: Lexicon) -> str:
    """A phrase without its article."""
    first, _, rest = part.partition(" ")
    if lexicon.large and rest[:1].islower():
        return part  # "das neue Gesetz": the ending goes with the article
    dropped = lexicon.grammar["determiners"] - lexicon.grammar["numerals"]  # "deux complices" are two
    return rest if rest and first.lower() in dropped else part


def points_back(label: str, finite: str, lexicon: Lexicon) -> bool:
    """The label opens with a word that points back, no article: "Das teilte sie mit", not "Das Gericht urteilt"."""
    opens, *rest = label.split()
    return opens.lower() in lexicon.grammar["pointing"] and not (lexicon.large and rest[:1] != [finite] and rest)
