"""The headline of a clause in a language of free order: its own words round the verb, without its times.

Nothing is inflected: the clause stands as it is told, a name for its pronoun, and as many whole phrases as fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.extract import belonging
from dashboard.extract.free import enclosed, verb_last
from dashboard.extract.labels import joined, short, upper_first
from dashboard.extract.lexicon import Happening, Lexicon
from dashboard.extract.phrases import LONGEST, fit, text_of
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group, Tokens
from dashboard.model import ActorMention, Kind

_GO_WITH_TIME = frozenset(("prepositions", "determiners", "limiting"))
_OPENING = frozenset("«„")
_CLOSING = {"«": "»", "„": "“”"}
_STOP_AT = frozenset((";", ":", "(", "—", "–", "«", "“", '"', "”", "»", "[", "?", "!"))
Skip = Sequence[tuple[int, int]]  # character spans of the times that are left out


def of_clause(scene: Scene, group: Group, subject: Sequence[ActorMention], skip: Skip, noun: int) -> str:
    """The headline of a verb's happening; `noun` is the token of the noun that names it, or the verb itself."""
    words, n = scene.words, group.n
    skip = [*skip, *_asides(scene, group)] if words.large else skip
    after = scene.groups[n + 1] if n + 1 < len(scene.groups) else None
    end = scene.reach(group)
    promise = None
    if group.promised and n:  # "prometió contratar a 200 médicos": the promise is named with it
        promise = group if scene.tokens.lows[group.start] == "," else None  # "kündigte an, 200 Ärzte einzustellen"
        group, end, after = scene.groups[n - 1], scene.reach(group), None
    elif after is not None and after.promised:
        end = scene.reach(after)
    kind = words.happenings.get(group.verb.happening)
    if noun != group.head:
        kind = words.happenings.get(scene.tokens.words[noun].noun) or kind
    names = [called(m, words) for m in subject]
    taken_up = text_of(scene.tokens, *group.host) if group.host else ""
    names = names if scene.people.named or not taken_up else []
    who = joined(names, words) or taken_up or scene.people.unnamed(group)
    reports = after is not None and not after.promised and after.head not in scene.quoted
    content = after if after is not None and reports and belonging.told(scene, after) else promise
    told = belonging.told(scene, group)
    goes_on = group.opener in words.grammar["coordinators"] and not group.own_subject  # "sperrte … und warnte …"
    agree = not scene.people.plural(group) or len(names) > 1
    own = joined(names, words) if scene.people.named and agree else ""
    said = "" if own and subject[0].kind is Kind.PERSON else scene.subject_text(group) if goes_on else ""
    on = (said or own) if goes_on else ""  # "Сборная Сербии", of which only Serbia is an actor
    label = _of_words(group, scene.tokens, words, names, who, skip, kind, end, content, told, on)
    at, meant = scene.people.pronoun_object(group, subject) if words.large else (-1, [])
    if meant:  # "Ein Gericht verurteilte ihn": in a language whose names do not change
        said, name = scene.tokens.lows[at], joined([called(m, words) for m in meant], words)
        label = fit(words.grammar, "", [re.sub(rf"\b{said}\b", name, label, count=1)]) or label
    return label


def _asides(scene: Scene, group: Group) -> list[tuple[int, int]]:
    """The spans, commas too, of what is set apart within a verb: "hat den Chef, Jan Visser, empfangen"."""
    tokens, commas = scene.tokens, [j for j in range(group.first + 1, group.head) if scene.tokens.lows[j] == ","]
    found = ((enclosed(tokens, group.first, j, scene.words, scene.names), j) for j in commas)
    return [(tokens.starts[k], tokens.end(j)) for k, j in found if k >= 0]


def of_occurrence(scene: Scene, group: Group, kind: Happening) -> str:
    """The headline of a noun's happening from the verb with which it happens: "Похороны пройдут в Москве"."""
    return _of_words(group, scene.tokens, scene.words, [], "", scene.spans, kind, scene.reach(group), None, False)


def by_name(group: Group, names: Sequence[str], lexicon: Lexicon) -> str:
    """What a saying is called of which nothing but who said it fits: "Erklärung: Berg"."""
    kind = lexicon.happenings.get(group.verb.happening)
    return _called_by(kind, names, lexicon) if kind is not None and names else ""


def _called_by(kind: Happening, names: Sequence[str], lexicon: Lexicon) -> str:
    return fit(lexicon.grammar, f"{kind.noun_label}:", [joined(names, lexicon)])


def called(m: ActorMention, lexicon: Lexicon) -> str:
    """A mention as a headline of its own language writes it: a person by surname, all others as the text does."""
    if m.kind is not Kind.PERSON:
        return m.text
    name = short(m.actor, "person", lexicon)
    return name if name in m.text or m.text.split()[-1][:3] == name[:3] else m.text.split()[-1]


def _of_words(
    group: Group,
    tokens: Tokens,
    lexicon: Lexicon,
    names: Sequence[str],
    who: str,
    skip: Skip,
    kind: Happening | None,
    end: int,
    content: Group | None,
    told: bool,
    on: str = "",
) -> str:
    """The headline of a clause in a language of free order: the clause itself without its times where it fits, else
    what of it fits round its verb, else its happening with a colon and who takes part.

    `who` is named for a pronoun, for a subject that an aside parts from its verb or that is too long, and for a verb
    that has none of its own; `content` is the clause that a saying reports, `told` says that this is one; `on`
    is the subject of the clause before where this one goes on with it.
    """
    a = group.start
    while a < group.end and (
        not tokens.lows[a][0].isalnum()
        or tokens.lows[a] in lexicon.grammar["leading"]
        or ("subordinators" in tokens.words[a].flags and "determiners" not in tokens.words[a].flags)
    ):
        a += 1
    if group.start < a < group.first and "relative" in tokens.words[a].flags and tokens.lows[a - 1] == ",":
        a += 1  # ", den die Kommission vorstellte"
    a = max((j + 1 for j in range(a, group.first) if tokens.lows[j] == ":"), default=a)  # "Burundi : l'assemblée …"
    a = _past_time(tokens, a, group, skip)
    parts = _phrases(tokens, a, end, skip)
    verb = tokens.written(group.head)
    last = verb_last(tokens, group, lexicon)
    if last >= 0:
        particle = _particle(group, tokens, lexicon) if last == group.head else ""
        verb = verb.removeprefix(particle)
        parts = _main(parts, tokens.written(last), particle, names, lexicon)
    to = tokens.lows[group.head - 1] in lexicon.grammar["to"] or tokens.lows[group.head].startswith(lexicon.infixed)
    over = lexicon.large and to and "," in tokens.lows[group.first + 1 : group.head]
    if over:
        parts = _over_comma(tokens, a, group, end, skip, who)
    first = group.first
    while first > a and tokens.words[first - 1].flags & {"reflexive", "negation", "clitics"}:
        first -= 1
    pronoun = next((j for j in range(a, group.head + 2) if j < end and _pronoun(tokens, j, group, lexicon)), -1)
    speech = kind is not None and kind.nature == "speech" and kind.name != "deny"
    pointing, alone = lexicon.grammar["pointing"], list[str]()  # the clause without the subject that it goes on with
    if parts and (
        parts[0].split()[0].lower() in pointing or (speech and first == a and not on and not lexicon.grammar["dropped"])
    ):
        parts = []  # "Das teilte der Konzern mit", "a annoncé son avocate"
    elif pronoun >= 0:
        parts = _named(parts, tokens.written(pronoun), verb, who)
    elif on and first == a:
        alone, parts = parts, _led(on, parts)
    elif not any(verb in part.split() for part in parts):
        subject = who or (parts[0] if parts else "")  # "El ministro, Andrés Vidal, se reunirá": an aside stands between
        parts = _led(subject, _phrases(tokens, first, end, skip)) if subject else parts
    elif group.host and who and not over:
        parts = _led(who, parts)  # "Berg, die … hatte, wurde festgenommen"
    elif (
        who
        and first == a
        and lexicon.grammar["dropped"]
        and (told or group.verb.happening in lexicon.grammar["dropped"])
    ):
        parts = _led(who, [f"{parts[0][:1].lower()}{parts[0][1:]}", *parts[1:]])  # "Firmaron un acuerdo"
    if lexicon.large and parts and first == a and not names[1:] and not on:
        opening = tokens.written(first)
        if parts[0].lower() == opening.lower() and parts[1:]:
            parts = [f"{parts[0]} {parts[1]}", *parts[2:]]  # "war in dem Park ein Tank explodiert"
        if parts[0].lower().startswith(f"{opening.lower()} ") and pronoun < 0:
            parts = [_verb_second(parts[0], opening, lexicon), *parts[1:]]  # "droht ein Streik", its time left out
    brief = _led(who, _phrases(tokens, first, end, skip)) if who and group.first > a and pronoun < 0 else []
    brief = [] if last >= 0 else brief
    if over or (who and any(who.split()[-1] in part.split() for part in brief[1:] or brief)):
        brief = [] if not brief or brief[0].count(who.split()[-1]) > 1 or len(brief) > 1 else brief
    said = _content(tokens, content, lexicon, skip) if content is not None else ""
    choices = [parts, [_bare(part, lexicon) for part in parts], brief]
    if said:
        choices = [[*_until(parts[:1], said), said], [*_until(brief[:1], said), said], *choices]
    helps = tokens.written(group.first) if group.first < group.head else ""
    around = (_round_verb(each, verb, lexicon, helps) for each in (parts, brief))
    shorter = _led(_complement(on, lexicon), alone) if alone else []
    for kept in (*choices, *around, shorter, [] if lexicon.large else alone):
        label = _ended(" ".join(kept).replace(" ,", ","), lexicon)
        told = len(label.split()) > (3 if speech else 1)
        opens = label.split(" ")[0]
        led = opens != verb or (len(label.split()) > 2 and not lexicon.large)
        twice = (on or who) and label.split().count((on or who).split()[-1]) > 1
        if len(label) <= LONGEST and verb in label and told and led and not twice and opens.lower() not in pointing:
            return upper_first(label)
    if kind is None or not kind.noun_label:
        return ""
    if pronoun >= 0 and not who:
        begin = max(group.head, pronoun) + 1
        rest = _phrases(tokens, begin, end, skip)[:1]  # "Sie bestreiten die Vorwürfe", whoever they are
        return fit(lexicon.grammar, f"{kind.noun_label}:", [_bare(part, lexicon) for part in rest]) if rest else ""
    if names:
        return _called_by(kind, names, lexicon)
    subject = _ended(_bare(parts[0], lexicon), lexicon) if parts else ""
    governed = subject and subject.split()[0].lower() in lexicon.grammar["prepositions"]
    if not subject or governed or verb in subject or kind.nature == "speech":
        return ""
    return fit(lexicon.grammar, f"{kind.noun_label}:", [subject])


def _phrases(tokens: Tokens, a: int, b: int, skip: Skip) -> list[str]:
    """The text of tokens a…b as phrases, each beginning at a preposition or conjunction, up to the first strong mark;
    times go, with the preposition before them."""
    cuts: list[tuple[int, int]] = []
    lows, words, starts = tokens.lows, tokens.words, tokens.starts
    start = j = a
    while j < b:
        low, flags = lows[j], words[j].flags
        if low in _OPENING and (close := _short_quotation(lows, j, b)):
            j = close + 1  # a name: «Волгамаш»
            continue
        relative = j > a and "relative" in flags and ("determiners" not in flags or lows[j - 1] == ",")
        listed = low == "," and any("coordinators" in words[k].flags for k in range(j + 1, min(j + 5, b - 1)))
        hit = next((s for s in skip if s[0] <= starts[j] < s[1]), None)
        if hit is None and (low in _STOP_AT or relative or (low == "," and not listed)):
            break
        if hit is not None:
            end = j
            while end > start and (words[end - 1].flags & _GO_WITH_TIME or lows[end - 1] == ","):
                end -= 1
            if end == start and cuts and "limiting" in words[cuts[-1][1] - 1].flags:
                cuts[-1] = (cuts[-1][0], cuts[-1][1] - 1)  # "trat noch am Abend zurück"
            cuts.append((start, end))
            while j < b and (starts[j] < hit[1] or "adverbs" in words[j].flags):
                j += 1
            start = j
            continue
        opens = bool(flags & {"prepositions", "coordinators"}) and "of" not in flags
        if j > start and opens and lows[j - 1] not in tokens.grammar["open"]:
            cuts.append((start, j))
            start = j
        j += 1
    cuts.append((start, j))
    return [text for x, y in cuts if (text := text_of(tokens, x, y))]


def _short_quotation(lows: Sequence[str], j: int, b: int) -> int:
    """Where a quotation of a few words closes that opens at token j; 0 where it does not."""
    return next((k for k in range(j + 1, min(j + 7, b)) if lows[k] in _CLOSING[lows[j]]), 0)


def _named(parts: Sequence[str], said: str, verb: str, who: str) -> list[str]:
    """The phrases with a name for their pronoun; none where nobody is known for it."""
    if not who:
        return []
    inverted = rf"{re.escape(verb)} {re.escape(said)}\b"  # "traf er" becomes "Berg traf"
    opening = re.sub(rf"^{inverted}", f"{said} {verb}", parts[0], count=1) if parts else ""  # not "Das lehnt er ab"
    swapped = [opening, *parts[1:]] if parts else []
    return [re.sub(rf"\b{re.escape(said)}\b", who, part, count=1) for part in swapped]


def _over_comma(tokens: Tokens, a: int, group: Group, end: int, skip: Skip, who: str) -> list[str]:
    """The phrases of "Berg kündigte an, den Hafen zu schließen": both sides of the comma, an aside before the verb left
    out."""
    comma = max(j for j in range(group.first + 1, group.head) if tokens.lows[j] == ",")
    before, after = _phrases(tokens, a, comma, skip), _phrases(tokens, comma + 1, end, skip)
    verb = tokens.written(group.first)
    if before and not any(verb in part.split() for part in before):
        before = _led(who or before[0], _phrases(tokens, group.first, comma, skip))
    parts = [*before, f", {after[0]}", *after[1:]] if before and after else []
    last = before[-1].split()[-1] if before else ""
    if len(" ".join(parts)) > LONGEST + 1 and len(before) > 1 and last in tokens.grammar["particles"]:
        parts = [before[0], last, *parts[len(before) :]]  # how it was announced goes first
    if len(" ".join(parts)) > LONGEST + 1 and len(after) > 1:  # the object and the infinitive tell it
        to = tokens.lows[group.head - 1] in tokens.grammar["to"]
        infinitive = tokens.written(group.head - to, group.head + 1)
        parts = [*parts[: 1 - len(after)], infinitive]
    return parts


def _until(parts: Sequence[str], said: str) -> list[str]:
    """The phrases without what is said, where they run on into it."""
    opening = " ".join(said.split()[:2])
    return [part.partition(opening)[0].strip() for part in parts]


def _led(who: str, parts: Sequence[str]) -> list[str]:
    return [f"{who} {parts[0]}", *parts[1:]] if parts else []


def _content(tokens: Tokens, content: Group, lexicon: Lexicon, skip: Skip) -> str:
    """What is said, with the word that opens it: "que recurrirá la sentencia", ", er werde zurücktreten"."""
    a = content.start + (tokens.lows[content.start] == ",")
    parts = _phrases(tokens, a, content.end, skip)
    text = " ".join(parts)
    verb = tokens.written(content.head)
    return f"{',' if a > content.start else ''} {text}".strip() if verb in text.split() else ""


def _ended(label: str, lexicon: Lexicon) -> str:
    """A label without words that hang at its end, their time left out: "antes", "jusqu", an article."""
    words = label.split()
    loose = lexicon.grammar["prepositions"] | lexicon.grammar["dangling"] | lexicon.grammar["coordinators"]
    while (
        len(words) > 1
        and words[-1].lower().strip("'’") in loose
        and words[-1].lower() not in lexicon.grammar["particles"]
    ):
        words.pop()
    return " ".join(words).strip(" ,;:–—-")


def _verb_second(part: str, verb: str, lexicon: Lexicon) -> str:
    """A phrase that begins with its finite verb, the verb put behind the first noun phrase."""
    words = part.split()[1:]
    noun = next((n for n, word in enumerate(words) if word[:1].isupper() or word[:1].isdigit()), 0)
    end = next((n for n, word in enumerate(words) if n > noun and not word[:1].isupper()), len(words))
    end = 1 if words[:1] and words[0] in lexicon.grammar["adverbs"] else end  # "musste allerdings ein Streik …"
    return " ".join([*words[:end], verb, *words[end:]])


def _particle(group: Group, tokens: Tokens, lexicon: Lexicon) -> str:
    """The particle that a main clause sets apart from the verb: "zurück" of "dass er zurücktrat"; "" without."""
    low, lemma = tokens.lows[group.head], group.verb.lemma
    fit = (p for p in lexicon.grammar["particles"] if low.startswith(p) and lemma.startswith(p))
    return max(
        (p for p in fit if any(f"{p}{to}{lemma[len(p) :]}" in lexicon.words for to in lexicon.grammar["to"])),
        key=len,
        default="",
    )


def _main(parts: Sequence[str], finite: str, particle: str, names: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The phrases of a clause that ends with its finite verb as a main clause, the verb behind the subject: "dass Berg
    ihn treffen soll" is "Berg soll ihn treffen"; as they are where the subject is in doubt."""
    words = " ".join(parts).split()
    if len(words) < 3 or words[-1] != finite:
        return list(parts)
    noun = next((n for n, word in enumerate(words) if word[:1].isupper() or word[:1].isdigit()), -1)
    named = next((n for n in range(noun, noun + 4) if names and words[n : n + 1] == names[-1].split()[-1:]), noun)
    if noun < 0 or any(word.lower() in lexicon.grammar["prepositions"] for word in words[:named]):
        return list(parts)
    cut = len(" ".join(words[: named + 1]))
    if cut > len(parts[0]):
        return list(parts)
    out = [parts[0][:cut], parts[0][cut:], *parts[1:]]
    out[-1] = out[-1].removesuffix(finite) + particle
    out[0:2] = [f"{out[0]} {finite.removeprefix(particle)} {out[1].lstrip()}".rstrip()]
    return [part.rstrip() for part in out if part]


def _past_time(tokens: Tokens, a: int, group: Group, skip: Skip) -> int:
    """Where the clause goes on behind a time that opens it: "En août 2016, un incendie …"."""
    j, timed = a, False
    while j < group.first:
        if any(s <= tokens.starts[j] < e for s, e in skip):
            timed = True
        elif not (tokens.lows[j] in ",'" or tokens.words[j].flags & _GO_WITH_TIME) or (timed and tokens.lows[j] != ","):
            break
        j += 1
    return j if timed and (tokens.lows[j - 1] == "," or any(s <= tokens.starts[j - 1] < e for s, e in skip)) else a


def _pronoun(tokens: Tokens, j: int, group: Group, lexicon: Lexicon) -> bool:
    """A pronoun that is the subject: before the verb, or right behind the finite one ("am Montag trafen sie sich")."""
    return bool(tokens.words[j].flags & {"he_she", "they", "sie"}) and (j < group.head or j == group.first + 1)


def _round_verb(parts: Sequence[str], verb: str, lexicon: Lexicon, helps: str) -> list[str]:
    """The first phrase and that of the verb, and as many others, in their order, as fit; complements go first. Its
    auxiliary `helps` stands behind the first phrase where its own does not fit."""
    at = next((n for n, part in enumerate(parts) if verb in part.split()), -1)
    if at < 0:
        return []
    kept = {0: parts[0], at: parts[at]}
    if at and helps and not any(helps in part.split() for part in kept.values()):
        kept[0] = f"{parts[0]} {helps}"
    if len(" ".join(kept[k] for k in sorted(kept))) > LONGEST:
        kept[at] = verb if at else _complement(parts[0], lexicon)
    particle = parts[-1].split()[-1]
    if at < len(parts) - 1 and particle in lexicon.grammar["particles"]:  # "kündigte Gespräche … an"
        kept[len(parts) - 1] = particle
    for n in (*range(at + 1, len(parts)), *range(at - 1, 0, -1)):
        for tried in (parts[n], _complement(parts[n], lexicon)):
            if len(" ".join((kept | {n: tried})[k] for k in sorted({*kept, n}))) <= LONGEST:
                kept[n] = tried
                break
        else:
            if n > at:
                break
    if at > 0 and any(helps in kept[n].split() for n in kept if n):
        kept[0] = parts[0]  # it fits where it stood
    return [kept[n] for n in sorted(kept)]


def _complement(part: str, lexicon: Lexicon) -> str:
    """A phrase without what a second noun adds: "en la novena etapa de la Vuelta"."""
    words = part.split()
    cut = next((n for n, word in enumerate(words) if n > 1 and word.lower() in lexicon.grammar["of"]), len(words))
    return " ".join(words[:cut])


def _bare(part: str, lexicon: Lexicon) -> str:
    """A phrase without its article."""
    first, _, rest = part.partition(" ")
    return rest if rest and first.lower() in lexicon.grammar["determiners"] else part
