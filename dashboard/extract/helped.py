"""A verb that "and" joins to the one before shares its auxiliary, in a language of free order: "a dénoncé le vote et
convoqué l'ambassadeur", "hat Keller überflutet und Bäume entwurzelt"."""

from __future__ import annotations

from dashboard.extract import flag
from dashboard.extract.lexicon import BASE, PART, Lexicon
from dashboard.extract.tokens import Group, Names, Tokens

_LIST = 12  # tokens from a participle to the "and" that closes its list
_REACH = 24  # tokens between two verbs with one auxiliary


def second_participle(tokens: Tokens, i: int, one: Group, lexicon: Lexicon) -> Group | None:
    """The participle at token i that "and" joins to another with its auxiliary: "a dénoncé le vote et convoqué
    l'ambassadeur"; None where it may be an adjective: "les personnes blessées et choquées"."""
    verb, lows = tokens.words[i].verb, tokens.lows
    if verb is None or verb.forms != PART or not verb.happening or not lexicon.articled:
        return None
    joins = (
        tokens.words[i - 1].bits & flag.COORDINATORS and (one.first < one.head or one.helped) and one.verb.forms & PART
    )
    joins = joins or _is_listed(tokens, i, one)
    own = one.tense in ("perfect", "pluperfect", "past") and i - one.head < _REACH
    if not joins or not own or any(low in ";:()«»" for low in lows[one.head : i]):
        return None
    helped = one.helped or (one.first, one.head)
    before = tokens.words[i - 2].verb
    alike = before is not None and before.forms & PART and i - 2 != one.head  # an adjective stands before "and"
    return None if alike else Group(i, i, verb, one.tense, one.passive, helped=helped)


def _is_listed(tokens: Tokens, i: int, one: Group) -> bool:
    """The participle at token i stands behind the comma of a list of such that "and" closes: "a été interpellé lundi,
    placé en garde à vue puis relâché"."""
    if tokens.lows[i - 1] != "," or not (one.first < one.head or one.helped) or not one.verb.forms & PART:
        return False
    for k in range(i + 1, min(i + _LIST, len(tokens.lows) - 1)):
        if not tokens.lows[k][0].isalnum() and tokens.lows[k] not in "',":
            return False
        after = tokens.words[k + 1].verb
        if tokens.words[k].bits & flag.COORDINATORS:
            return after is not None and after.forms == PART
    return False


def share(tokens: Tokens, found: list[Group], two: Group, lexicon: Lexicon, names: Names) -> None:
    """Where the second of two verbs that "and" or the comma of a list joins, the first the last one found, has the
    auxiliary of the first it has its subject too: "hat Keller überflutet und Bäume entwurzelt"; not where a subject may
    stand between, "und die CDU verloren"; in a passive only behind a phrase that is none: "festgenommen und in Haft
    gebracht", not "und ein Komplize verletzt"."""
    one = found[-1]
    j = one.head + 1
    first, _ = helped = one.helped or (one.first, one.head)
    between = tokens.lows[j : min(two.head, j + _REACH)]
    joined = bool(between) and "," not in between[1:] and two.head < j + _REACH
    joined = joined and (between[0] in lexicon.grammar["shares_subject"] or between[0] == ",")
    if not joined or first == one.head or not one.verb.forms & two.verb.forms & (PART | BASE):
        return
    for before in found if two.hearsay else ():  # "soll ihn bedroht und Geld erbeutet haben"
        if (before.helped or (before.first, before.head))[0] == first:
            before.tense, before.hearsay, before.passive = two.tense, True, two.passive
    undergone = (one.passive and not one.hearsay) or bool(tokens.words[first].bits & flag.BE)
    listed = between[0] == "," and not undergone  # "hat das Werk besucht, Jan Visser getroffen und …"
    if listed:
        own = tokens.lows[j + 1] in lexicon.grammar["masculine"]
    elif undergone:
        own = _undergoes_itself(tokens, j + 1, two.head, lexicon, names)
    else:
        own = _has_subject(tokens, j + 1, two.head, lexicon, names)
    two.helped = None if own else helped


def _has_subject(tokens: Tokens, a: int, b: int, lexicon: Lexicon, names: Names) -> bool:
    """A subject may stand among tokens a…b: a name or a noun with an article that nothing governs, or two nouns side by
    side."""
    g, words = lexicon.grammar, tokens.words
    for k in range(a, b):
        governed = k > a and bool(words[k - 1].bits & flag.PREPOSITIONS)
        if k in names.mentioned and not (governed or k - 1 in names.mentioned):
            return True
        if governed or k in names.times:
            continue
        large = k > a and tokens.text[tokens.starts[k - 1]].isupper() and k - 1 not in names.times
        article = tokens.lows[k] in g["nominative"]
        if (article and (k == a or large)) or (large and tokens.text[tokens.starts[k]].isupper()):
            return True
    return False


def _undergoes_itself(tokens: Tokens, a: int, b: int, lexicon: Lexicon, names: Names) -> bool:
    """Among tokens a…b before a passive participle stands a noun that neither a preposition nor a dative governs: "in
    Bonn zwei Täter gefasst", not "in eine Klinik in Bonn gebracht", "dem Richter vorgeführt"."""
    g, governed = lexicon.grammar, False
    for k in range(a, b):
        bits, low = tokens.words[k].bits, tokens.lows[k]
        if k in names.times:
            governed = False
        elif bits & flag.PREPOSITIONS or low in g["predicative"]:
            governed = True
        elif bits & flag.PRONOUNS:
            return True
        elif bits & flag.DETERMINERS or low[0].isdigit():
            led = k > a and bool(tokens.words[k - 1].bits & flag.PREPOSITIONS)
            governed = led or low in g["oblique"] or low in g["genitive"]
        elif tokens.text[tokens.starts[k]].isupper():
            if not governed:
                return True
            governed = k not in names.mentioned or k + 1 in names.mentioned  # "in Bonn | Beweise"
    return False


def only_how(tokens: Tokens, one: Group, two: Group, lexicon: Lexicon) -> bool:
    """Of two participles with one auxiliary and nothing to join them the first says how: "wurde leicht verletzt ins
    Krankenhaus gebracht", where nouns are written large."""
    between = range(one.head + 1, two.head)
    both = one.verb.forms & two.verb.forms & PART and one.first == two.first < one.head and not one.helped
    joins = any(tokens.words[j].bits & flag.COORDINATORS or not tokens.lows[j][0].isalnum() for j in between)
    return bool(lexicon.large and both and between) and not joins


def lists_participles(tokens: Tokens, a: int, j: int, i: int, lexicon: Lexicon) -> bool:
    """The comma at token j parts participles of one list, up to the one at token i: "wurde festgenommen, verhört und in
    der Nacht freigelassen"; one before "berichtet die Polizei" is no list."""
    if not lexicon.large or j <= a or not _done(tokens, j - 1) or not _done(tokens, i):
        return False
    g, lows = lexicon.grammar, tokens.lows
    joins = (k for k in range(j + 1, i + 2) if k < len(lows) and lows[k] in g["shares_subject"])
    joined = next(joins, -1)
    listed = joined == i + 1 or (joined > 0 and _done(tokens, joined - 1))
    goes_on = lows[i + 1 : i + 2] == [","] and lists_participles(tokens, a, i + 1, _next_done(tokens, i), lexicon)
    return listed or goes_on


def _next_done(tokens: Tokens, i: int) -> int:
    return next((k for k in range(i + 1, min(i + _REACH, len(tokens.lows))) if _done(tokens, k)), i)


def _done(tokens: Tokens, k: int) -> bool:
    """A participle of a verb stands at token k, written small."""
    verb = tokens.words[k].verb
    return verb is not None and bool(verb.forms & PART) and tokens.text[tokens.starts[k]].islower()
