"""One person, one entry: the names of all articles of a collection put together in a registry.

What an article could not know from its own text the collection may: the full name of somebody it calls by
surname, the long form of an acronym, the usual spelling. Names are joined in this order, each step giving its
reason: known spellings; spellings of one person; surnames; acronyms and short forms; names that differ only in
case, accents or company suffix. The result does not depend on the order of the articles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter

from dashboard.extract.actors.document import is_full
from dashboard.extract.actors.fold import fold, skeleton
from dashboard.extract.actors.lexicon import lexicon
from dashboard.extract.actors.persons import bare, parts, same_person, ways, without_second
from dashboard.extract.actors.piece import COUNTRY, GROUP, ORGANIZATION, PERSON, PLACE
from dashboard.extract.actors.shapes import is_everyday
from dashboard.extract.actors.unknown import ACTS, IN_A_ROW
from dashboard.merge.edits import Edits, homes, named, names_in, rehome, retype
from dashboard.merge.registry import Tally, add, registry, slug
from dashboard.model import Actor, ActorMention, EventMention, Form, Kind, Reading, Role
from dashboard.rules import rules

COMPANY = re.compile(rf"(?:{'|'.join(rules('all.names')['parts']['company'])})\.?")
INITIAL = re.compile(r"\b(\w)\. ?(?=\w\.)")  # "M. K. Sundaram" is MK Sundaram
DOMINANT = 3  # a bare surname means the bearer who is named at least this many times as often as any other


def ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The highest count first; of equals the one that was counted first."""
    return sorted(counts.items(), key=itemgetter(1), reverse=True)


@dataclass(slots=True)
class Name:
    """One canonical name of an article, over the collection."""

    name: str
    count: int = 0
    first: tuple = ()  # (publication date, article id, offset) of its first mention, for ties
    kinds: dict[Kind, int] = field(default_factory=dict)
    spellings: Tally = field(default_factory=dict)
    offices: set[str] = field(default_factory=set)  # words of the titles named with it: "secretary"
    guessed: bool = True  # nothing but its shape and that it acts tells what it is
    kind: Kind = Kind.PERSON  # that most mentions have


def resolve(readings: Sequence[Reading], edits: Edits = ()) -> tuple[list[Reading], dict[str, Actor]]:
    """The readings with the collection's names, and the registry: actor id → Actor.

    Parameters
    ----------
    readings : the readings of one collection, in any order; the result keeps it
    edits : what a reader has corrected, in order; two names made alike are merged

    Mentions of places and sources keep their names; they are in the registry only where they act elsewhere, or where an
    actor is affiliated with them. The id of an actor is `slug(name)`.
    """
    names = _collect(readings)
    chosen, why = _join(names)
    kinds = _kinds(names, chosen)
    retype(kinds, edits)
    for edit in edits:
        if edit.what in ("name", "part"):
            why[named(edits, edit.value)].append(
                f"{edit.actor}: {'parted' if edit.articles else 'renamed'} by a reader"
            )
    rewritten = [_rewrite(r, names_in(r, chosen, edits) if edits else chosen, kinds) for r in readings]
    if told := homes(edits):
        rewritten = [rehome(reading, told) for reading in rewritten]
    return rewritten, registry(rewritten, kinds, why)


def _collect(readings: Sequence[Reading]) -> dict[str, Name]:
    """The names that act, with how often, how spelled, with which office and where first."""
    names: dict[str, Name] = {}
    words = lexicon().words
    personal = {title.lower() for title in words["titles.personal"]}
    spelled = dict(pair.lower().split("=") for pair in words["titles.short"])
    for reading in readings:
        when = (reading.article.published or date.max, reading.article.id)
        for mention in reading.actors:
            if mention.kind is PLACE and mention.role is Role.PLACE:
                continue
            name = names.get(mention.actor)
            if name is None:
                name = names[mention.actor] = Name(mention.actor)
            place = (*when, mention.start)
            name.count += 1
            name.kinds[mention.kind] = name.kinds.get(mention.kind, 0) + 1
            if mention.title:
                name.offices.update({spelled.get(w, w) for w in mention.title.lower().split()} - personal)
            if mention.form is Form.NAME:
                add(name.spellings, mention.text)
                by_shape = mention.why in (ACTS, IN_A_ROW) or (mention.kind is PERSON and not is_full(name.name))
                name.guessed &= mention.text != name.name or by_shape
            if not name.first or place < name.first:
                name.first = place
    for name in names.values():
        name.kind = max(name.kinds, key=name.kinds.__getitem__)
    return names


class _Joined:
    """Names of articles → names of the collection where these are others, and the reasons by the latter."""

    def __init__(self, names: dict[str, Name]) -> None:
        self.names = names
        self.chosen: dict[str, str] = {}
        self.why: defaultdict[str, list[str]] = defaultdict(list)

    def join(self, name: str, to: str, why: str) -> None:
        """A name is another, for a reason that the registry tells."""
        self.chosen[name] = to
        self.why[to].append(why)

    def end(self, name: str) -> str:
        """The name of the collection, over all names that one is joined by."""
        seen = {name}
        while name in self.chosen and self.chosen[name] not in seen:
            name = self.chosen[name]
            seen.add(name)
        return name


def _join(names: dict[str, Name]) -> tuple[dict[str, str], defaultdict[str, list[str]]]:
    """Name of an article → name of the collection where it is another, and the reasons by the latter."""
    joined = _Joined(names)
    people = sorted((n for n in names.values() if n.kind is PERSON), key=lambda n: (-n.count, n.first))
    full = [n for n in people if is_full(n.name)]
    _spellings(full, joined)
    _surnames(full, joined)
    _bodies(joined)
    _short_forms(joined)
    _firms(joined)
    _same_letters(joined)
    return {name: joined.end(name) for name in joined.chosen}, joined.why


def _spellings(full: list[Name], joined: _Joined) -> None:
    """Full names that can be one person: the most frequent spelling names them all, unless a table does."""
    known = lexicon().people
    canonical = set(known.values())
    heads: defaultdict[str, list[Name]] = defaultdict(list)
    longer: defaultdict[str, list[Name]] = defaultdict(list)  # by the name without its second surname
    whole: dict[str, Name] = {}
    for name in sorted(full, key=lambda n: (n.name not in canonical, n.name.isupper(), -n.count, n.first)):
        if name.name in known and known[name.name] != name.name:
            joined.chosen[name.name] = known[name.name]
            continue
        key = skeleton(parts(name.name).surname)
        match = [] if name.name in canonical else [h for h in heads[key] if same_person(h.name, name.name)]
        if not match and name.name not in canonical:
            shorter = whole.get(without_second(name.name))
            match = [shorter] if shorter is not None else longer[fold(name.name)]
        if len(match) == 1:
            joined.join(name.name, match[0].name, f"“{name.name}” is a spelling of the name")
        else:
            heads[key].append(name)
            whole[fold(name.name)] = name
            if short := without_second(name.name):
                longer[short].append(name)


def _surnames(full: list[Name], joined: _Joined) -> None:
    """A bare surname is the one person of the collection who bears it, or the one named far more often.

    Of several, it is the only one who holds the office named with it. A given name alone, as in talk, is somebody of
    the table only, whose full name is told half as often or more. What is an organization by its deeds alone is a
    person where the collection has one of that surname.
    """
    lex, names, chosen = lexicon(), joined.names, joined.chosen
    short = [
        n
        for n in names.values()
        if not (n.kind is GROUP or n.name in lex.kinds or n.name in chosen or (n.kind is PERSON and is_full(n.name)))
    ]
    asked = {way for name in short for way in (fold(name.name), bare(fold(name.name)))}
    bearers: defaultdict[str, Tally] = defaultdict(dict)
    offices: defaultdict[str, set[str]] = defaultdict(set)
    for name in full:
        person = joined.end(name.name)
        offices[person] |= name.offices
        for way in ways(name.name):
            if way in asked:
                add(bearers[way], person, name.count)
    for name in short:
        said = fold(name.name)
        who = bearers.get(said) or bearers.get(bare(said))
        if not who:
            continue
        (best, most), *others = ranked(who)
        officials = [person for person in who if not offices[person].isdisjoint(name.offices)]
        if len(officials) == 1:
            (best, most), others = (officials[0], who[officials[0]]), []
        first, *_, last = fold(best).split()
        surname = bare(last) == bare(said)
        sure = best not in names or not (names[best].guessed and _has_everyday_word(best))
        if name.kind is ORGANIZATION and name.guessed and sure and (surname or offices[best]):
            name.kinds = {PERSON: name.count}  # "Halloran declined", in an article that says no more of it
        elif name.kind is not PERSON and (first not in lex.given or not surname):
            continue  # "Black" is not Black Hawk
        by_given = said in lex.given and not surname
        if by_given and (best not in lex.famous or 2 * most < name.count):
            continue
        if not others or most >= DOMINANT * others[0][1]:
            joined.join(name.name, best, f"“{name.name}” alone, as in other articles of the collection")


def _has_everyday_word(name: str) -> bool:
    """A word of it is none of a name alone: "Cabinet Secretaries"."""
    return any(is_everyday(word, lexicon()) for word in name.lower().split())


def _bodies(joined: _Joined) -> None:
    """A ministry or office named without its state is the only one that the collection names with it."""
    names, adjectives = joined.names, frozenset(lexicon().adjectives.values())
    states: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        first, _, rest = name.partition(" ")
        if first in adjectives and rest in names:
            states[rest].append(name)
    for short, full in states.items():
        if len(full) == 1 and short not in joined.chosen and names[full[0]].count * DOMINANT >= names[short].count:
            joined.join(short, full[0], f"“{short}” of no other state is named in the collection")


def _short_forms(joined: _Joined) -> None:
    """An acronym or short form that one article explains means the same in the others."""
    known = lexicon().kinds
    everyday = lexicon().words["common.words"]
    heads = lexicon().words["actors.heads"]  # "the Council" is another one in another article
    meant: defaultdict[str, Tally] = defaultdict(dict)
    for name in joined.names.values():
        if name.kind is not PERSON:
            for spelling in name.spellings:
                if (
                    spelling != name.name
                    and " " not in spelling
                    and not (spelling.lower() in everyday or spelling in heads)
                ):
                    add(meant[spelling], joined.end(name.name), name.spellings[spelling])
    for name in joined.names.values():
        if name.name not in meant:
            continue
        meanings = [item for item in ranked(meant[name.name])[:3] if item[0] != name.name]
        clear = meanings and (len(meanings) == 1 or meanings[0][1] >= DOMINANT * meanings[1][1])
        free = name.name not in known and name.name not in joined.chosen and name.kind is not PERSON
        if clear and free and joined.end(meanings[0][0]) != name.name:
            joined.join(name.name, meanings[0][0], f"“{name.name}” is short for it in another article")


def _firms(joined: _Joined) -> None:
    """A bare name is the one firm of the collection that is called so with what it does: "Tarsk", Tarsk Metals."""
    lex = lexicon()
    trading = (
        lex.words["organizations.trading"] | lex.words["organizations.generic"] | lex.words["organizations.suffixes"]
    )
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for name in joined.names.values():
        first, _, rest = name.name.partition(" ")
        legal = COMPANY.fullmatch(rest.lower())  # "Oakline Corp" is Oakline, by the same letters
        if name.kind is Kind.ORGANIZATION and rest in trading and not legal and name.name not in lex.kinds:
            longer[first].append(joined.end(name.name))
    for short, firms in longer.items():
        bare_name = joined.names.get(short)
        plain = bare_name is not None and bare_name.kind is Kind.ORGANIZATION and short not in joined.chosen
        if plain and short not in lex.kinds and len(set(firms)) == 1 and short.lower() not in lex.words["common.words"]:
            joined.join(short, firms[0], f"“{short}” is short for it in another article")


def _same_letters(joined: _Joined) -> None:
    """Names that differ in case, accents, article, spelling of -ization or company suffix are one."""
    known = lexicon().kinds
    heads: dict[str, str] = {}
    order = sorted(joined.names.values(), key=lambda n: (n.name not in known, -n.count, _is_legal(n.name), n.first))
    for name in order:
        if name.name in joined.chosen:
            continue
        head = heads.setdefault(letters(name.name), name.name)
        if head != name.name:
            joined.join(name.name, head, f"“{name.name}” is the same name")


def _is_legal(name: str) -> bool:
    """The name has a company suffix: where both are told as often, it is called without."""
    return COMPANY.fullmatch(name.lower().rpartition(" ")[2]) is not None


def letters(name: str) -> str:
    """What of a name tells it from others: no case, accents, article or company suffix, one spelling of -ization."""
    plain = fold(name).replace("isation", "ization").replace("defence", "defense").replace("centre", "center")
    plain = plain.replace("programme", "program").replace("labour", "labor").replace("&", "and")
    plain = INITIAL.sub(r"\1", plain.removeprefix("the "))
    rest, _, last = plain.rpartition(" ")
    return slug(rest.removesuffix(",") if rest and COMPANY.fullmatch(last) else plain)


def _kinds(names: dict[str, Name], chosen: dict[str, str]) -> dict[str, Kind]:
    """The kind of each actor: of the tables, else the one most mentions have; a town that acts is its club."""
    known = lexicon().kinds
    votes: defaultdict[str, dict[Kind, int]] = defaultdict(dict)
    for name in names.values():
        counts = votes[chosen.get(name.name, name.name)]
        for kind, count in name.kinds.items():
            counts[kind] = counts.get(kind, 0) + count
    told = {name: known.get(name, Kind.PLACE) for name in votes}
    return {name: _winner(counts) if told[name] is Kind.PLACE else told[name] for name, counts in votes.items()}


def _winner(counts: dict[Kind, int]) -> Kind:
    order = (Kind.PERSON, Kind.ORGANIZATION, Kind.COUNTRY, Kind.GROUP, Kind.PLACE)
    return max(order, key=lambda kind: counts.get(kind, 0)) if len(counts) > 1 else next(iter(counts))


def _rewrite(reading: Reading, chosen: dict[str, str], kinds: dict[str, Kind]) -> Reading:
    actors = tuple(_renamed(m, chosen, kinds) for m in reading.actors)
    events = tuple(_renamed_event(e, chosen) for e in reading.events)
    if actors == reading.actors and events == reading.events:
        return reading
    return replace(reading, actors=actors, events=events)


def _renamed(mention: ActorMention, chosen: dict[str, str], kinds: dict[str, Kind]) -> ActorMention:
    if mention.kind is PLACE and mention.role is Role.PLACE:
        return mention
    name = chosen.get(mention.actor, mention.actor)
    home = chosen.get(mention.affiliation, mention.affiliation) if mention.affiliation else None
    kind = kinds.get(name, mention.kind)
    if kind is not mention.kind and (
        mention.kind is GROUP or kind is PLACE or (mention.kind is ORGANIZATION and kind is COUNTRY)
    ):
        kind = mention.kind  # "Russian troops" are a group, the Bundestag an organization, whosoever they stand for
    if name == mention.actor and home == mention.affiliation and kind is mention.kind:
        return mention
    why = mention.why
    if mention.form is not Form.NAME:
        return replace(mention, actor=name, affiliation=home if home != name else None, kind=kind)
    if (name != mention.actor and mention.kind is not PERSON) or not is_full(mention.actor):
        why = f"{name} in other articles of the collection" if name != mention.actor else why
    return replace(mention, actor=name, affiliation=home if home != name else None, kind=kind, why=why)


def _renamed_event(event: EventMention, chosen: dict[str, str]) -> EventMention:
    names = {*event.actors, *event.via}
    if (
        len(names) == len(event.actors) + len(event.via)
        and event.speaker not in chosen
        and chosen.keys().isdisjoint(names)
    ):
        return event  # as most: everybody is named once, and as the collection does
    actors = tuple(dict.fromkeys(chosen.get(a, a) for a in event.actors))
    via = tuple(v for v in dict.fromkeys(chosen.get(a, a) for a in event.via) if v not in actors)
    speaker = chosen.get(event.speaker, event.speaker) if event.speaker else event.speaker
    if (actors, via, speaker) == (event.actors, event.via, event.speaker):
        return event
    return replace(event, actors=actors, via=via, speaker=speaker)
