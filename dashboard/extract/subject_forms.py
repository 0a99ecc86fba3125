"""The subject of a clause as a headline may write it: names, or a noun phrase with fewer and fewer complements."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.extract import flag, labels
from dashboard.extract.lexicon import ING, Lexicon
from dashboard.extract.phrases import LONGEST, phrases
from dashboard.extract.scene import Scene
from dashboard.extract.subjects import subject_text
from dashboard.extract.tokens import Group
from dashboard.extract.verb_labels import Subject
from dashboard.model import ActorMention, Form

_ROOM = LONGEST - 12  # letters of a subject, so that a verb and its object fit: "Houthis fire a missile"
_BEHIND = ("past", "pluperfect")
_SHORT, _LONG = 20, 30  # letters of a noun phrase: of one that loses nothing, of one that is shown by its core alone


def subject_forms(scene: Scene, group: Group, subject: list[ActorMention], names: list[str]) -> Subject:
    """The subject as a headline names it; a long one loses its last complements, a long list its later names."""
    words, people = scene.words, scene.people
    if names and people.named:
        who = [labels.joined(names, words)]
        if len(names) > 1:
            who.append(words.patterns["others"].format(who=names[0]))
        plural = len(names) > 1 or labels.are_many(subject[0], names[0], scene.tokens, words)
        room = LONGEST if len(names) == 2 else _ROOM  # of two both are named where that can be
        return Subject([w for w in who if len(w) <= room], plural)
    whole = subject_text(scene, group) or _described(scene, group)
    if not whole:
        return Subject([], False)
    whole = _in_short(_with_owner(scene, group, names, whole), words)
    if len(whole) < _SHORT:
        here = (people.mentions[i] for i in people.between(group.start, group.first))
        named = any(m.text == whole and m.form is Form.NAME for m in here)
        return Subject([whole], not named and labels.is_plural(whole, words))  # "Texas"
    core, bare = labels.core(whole, words), _before_gerund(scene, group, whole)
    who = [core] if len(whole) > _LONG and not names else [whole, core]
    plural = labels.is_plural(bare or who[0], words)
    who += [*_without_complements(scene, group, whole), *([bare] if bare else [])]
    if ", " in whole and (first := _first_of_several(scene, group, whole)):
        who.append(first)
    return Subject([w for w in dict.fromkeys(who) if len(w) <= _ROOM], plural)


def _first_of_several(scene: Scene, group: Group, whole: str) -> str:
    """The first thing of a list: "Schools" of "Schools, libraries and museums"; of names also that there are others; ""
    where the verb of all would not fit the one."""
    first, people = whole.partition(", ")[0], scene.people
    if any(people.mentions[i].text == first for i in people.between(group.start, group.first)):
        return scene.words.patterns["others"].format(who=first)
    return first if labels.is_plural(first, scene.words) else ""


def _before_gerund(scene: Scene, group: Group, whole: str) -> str:
    """The noun phrase before what it is told to do: "a jet" of "a jet carrying four men"; "" where it does nothing."""
    tokens = scene.tokens
    for j in range(group.start + 1, group.first) if not scene.words.free else ():
        word = tokens.words[j]
        if word.verb is not None and word.verb.forms & ING and not word.noun and tokens.is_noun(j - 1):
            return whole[: max(0, whole.find(f" {tokens.written(j)} "))]
    return ""


def _with_owner(scene: Scene, group: Group, names: list[str], whole: str) -> str:
    """The noun phrase with the names for its possessive: "Norway's leaders" for "its leaders", "Berg's husband" for
    "her husband", who does not act."""
    tokens, (at, _) = scene.tokens, scene.people.pronoun(group)
    words = tokens.words
    owned = names and at >= 0 and words[at].bits & flag.POSSESSIVE and not words[at - 1].bits & flag.PREPOSITIONS
    if not (owned or names or scene.words.free):
        first = whole.partition(" ")[0]
        at = next((j for j in range(group.start, group.first - 1) if words[j].bits & flag.POSSESSIVE), -1)
        owned = at >= 0 and tokens.written(at + 1) == first and not words[at - 1].bits & flag.PREPOSITIONS
        behind = {m.actor for m in scene.people.acting(group.head, group.end)} if owned else set()
        owners = scene.people.owner(at) if owned else []
        names = labels.all_called([m for m in owners if m.actor not in behind], scene.words)
    return f"{labels.joined(names, scene.words)}'s {whole}" if owned and names else whole


def _in_short(whole: str, lexicon: Lexicon) -> str:
    """The noun phrase with countries and bodies by their letters: "the UN's office"."""
    for name in (name for name in lexicon.names if name in whole):
        whole = re.sub(rf"\b(?:the )?{name}'(?!s)", f"{lexicon.names[name]}'s", whole)  # "the United Nations' office"
        whole = re.sub(rf"\b(?:the )?{name}\b", lexicon.names[name], whole)
    return whole


def _without_complements(scene: Scene, group: Group, whole: str) -> list[str]:
    """The noun phrase without its last complement, without the last two, and so on; no name is cut."""
    people, out = scene.people, list[str]()
    inside = [people.mentions[i].text for i in people.between(group.start, group.first)]
    while cut := _last_complement(whole, scene.words.grammar):
        starts = [whole.find(name) for name in inside if 0 <= whole.find(name) < cut < whole.find(name) + len(name)]
        if starts:  # "Astronomers at the University of Geneva"
            whole = whole[: starts[0]]
            continue
        whole = re.sub(r" \w+ed$", "", whole[:cut].rstrip(" ,"))
        out.append(whole)
    return out


def _described(scene: Scene, group: Group) -> str:
    """What a participle describes behind another verb: "all contracts" in "an inquiry into all contracts signed"; what
    is to come or has a day in a clause of its own: "a truce that will take effect on Monday", "which is expected to end
    in May", "60 rescuers, who arrived on Monday"."""
    n = group.n
    planned = bool(group.chain) and group.chain[0][0] in scene.words.status["expected_to"]
    ahead = group.tense == "future" or planned
    relative = n and not group.own_subject and scene.times_in(group.head, group.end)
    if relative and ahead and group.opener in scene.words.grammar["of_any"]:
        return _antecedent(scene, scene.groups[n - 1].head + 1, group.start)
    if relative and group.tense in _BEHIND and group.opener in scene.words.grammar["one_subject"]:
        return _object_before(scene, scene.groups[n - 1], group)
    if not (group.reduced and n) or group.start != group.first:
        return ""
    return last_noun(scene, scene.groups[n - 1].head + 1, group.first)


def _object_before(scene: Scene, one: Group, group: Group) -> str:
    """ "60 rescuers" of "sent 60 rescuers with dogs, who arrived on Monday", "the plant" of "sold its plant in Oslo,
    which was shut down in 2016": the only noun that a clause without an object can describe; "" without."""
    tokens, grammar, after = scene.tokens, scene.words.grammar, group.head + 1
    ends = after in scene.names.times or bool(tokens.words[after].bits & flag.PREPOSITIONS)
    if scene.words.free or tokens.lows[group.start] != "," or not (group.passive or ends):
        return ""
    if group.start - 1 in scene.names.times:
        return ""  # "a rise in the last quarter, which ended in May"
    noun, *rest = phrases(tokens, one.head + 1, group.start, scene.spans) or [""]
    first, _, governed = noun.partition(" ")
    if first.lower() in grammar["agent"]:
        return ""
    noun = governed if first.lower() in grammar["prepositions"] else noun
    counted = noun[:1].isdigit()
    if not counted and not grammar["of"].isdisjoint(noun.split()):
        return ""  # "the mother of the victim, who was killed": either
    person = labels.core(noun, scene.words).lower().rpartition(" ")[2].removesuffix("s") in grammar["person_nouns"]
    if group.opener not in grammar["of_any"] and not (counted or person):  # "who"
        return ""
    places = all(_is_place(scene, part) for part in rest)
    several = counted and group.opener not in grammar["of_any"]  # "12 people with a bomb, which": either
    return labels.again(noun, scene.words) if noun and (places or several) else ""


def _is_place(scene: Scene, part: str) -> bool:
    """The phrase tells where: "in Oslo", not "to Norsa"."""
    where, _, name = part.partition(" ")
    return name[:1].isupper() and where in scene.words.grammar["place_prepositions"] - scene.words.grammar["to"]


def last_noun(scene: Scene, a: int, b: int) -> str:
    """The noun phrase that ends at token b, begun behind token a, without the preposition before it."""
    parts = phrases(scene.tokens, a, b, scene.spans)
    first, _, rest = parts[-1].partition(" ") if parts else ("", "", "")
    return rest if first.lower() in scene.words.grammar["prepositions"] else " ".join(parts[-1:])


def _antecedent(scene: Scene, a: int, b: int) -> str:
    """The noun phrase that ends at token b with the places behind it: "the congress in Rome, which ends"."""
    said, prepositions = "", scene.words.grammar["prepositions"]
    for part in reversed(phrases(scene.tokens, a, b, scene.spans)):
        first, _, rest = part.partition(" ")
        governed = first.lower() in prepositions
        if not (governed and rest[:1].isupper()):
            return f"{rest if governed else part} {said}".strip()
        said = f"{part} {said}".strip()
    return ""


def _last_complement(who: str, grammar: Mapping[str, frozenset[str]]) -> int:
    """Where the last "of …", "in …" of a noun phrase begins, 0 without one."""
    parts = who.split(" ")
    at = next((n for n in range(len(parts) - 1, 0, -1) if parts[n].lower() in grammar["prepositions"]), 0)
    governed = parts[at - 1].lower() if at else ""
    if parts[at].lower() in grammar["comparing"]:
        return 0  # "more than 2,000 tourists"
    if parts[at].lower() in grammar["of"] and any(
        governed in grammar[name] for name in ("quantities", "counting", "determiners")
    ):
        return 0  # "a group of miners", "one of the miners"
    return len(" ".join(parts[:at]))
