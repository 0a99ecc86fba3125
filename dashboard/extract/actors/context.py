"""What the words around a name say of its part in the news: actor, literal place or source.

A capital is its government where it speaks, demands or is dealt with ("Beijing accused Taipei"), the city where
something happens ("flooding in Moscow"); an outlet that reports is a source; a byline or photo credit never
acts.
"""

from __future__ import annotations

import re

from dashboard.extract.actors.declined import declined
from dashboard.extract.actors.lexicon import Lexicon
from dashboard.extract.actors.piece import ACTOR, Piece
from dashboard.extract.actors.scan import LOWER
from dashboard.model import Block, Role, Sentence

DATELINE = re.compile(
    r"\s*(?P<place>[^\W\d_][^\n(\d—–]{1,40}?)"
    r"(?:, (?:(?:[^\W\d_]{3,9}\.? )?\d{1,2}(?:,? \d{4})?|\d{1,2} (?:de )?[^\W\d_]{3,10}))?[,.]?\s*"
    r"(?:\((?P<agency>[^\W\d_][^\n()]{1,30})\)\.?\s*(?:[—–]|-{1,2})|(?:—|–|--)\s|(?<=\.)-\s)"
)
_WAY = 40  # characters of a way beside the name of one of its ends
OWN = re.compile(r" ?'s? ")
STATE_S = re.compile(rf" ?'s? (?:[{LOWER}]+ ){{0,2}}?(?P<noun>[^\W\d_]+)")
NOUN_AFTER = re.compile(rf" ([{LOWER}]+)")
DONE = re.compile(rf" (?:on x{{3,}} )?([{LOWER}]+)")  # times are masked
QUOTED = frozenset('"«»„“”')
MARKS = 3  # characters of the dash that parts a dateline from its text
LINE = 120  # characters that a credit may have
JOINED = re.compile(r"(?P<joint> [^\W\d_]+ )(?P<name>[^\W\d_][\w-]+)")
NEXT = re.compile(r" ([^\W\d_][\w'-]*)")


def led_by(piece: Piece, text: str) -> tuple[str, ...]:
    """The words before a name, as `words_before` gives them: every step asks for them anew."""
    if piece.led_at != piece.start:
        piece.led_at, piece.led = piece.start, words_before(text, piece.start)
    return piece.led


def words_before(text: str, start: int) -> tuple[str, ...]:
    """Up to four words of the same line right before a place in the text; none where no blank is before it."""
    if start < 2 or text[start - 1] != " ":
        return ()
    before = text[max(0, start - 40) : start - 1]
    if "\n" in before:
        before = before.rpartition("\n")[2]
    return tuple(before.rsplit(" ", 4)[-4:])


def over_elision(text: str, start: int, lex: Lexicon) -> tuple[str, ...]:
    """The words before a name behind an elided one: "l'hôpital d'Antibes"."""
    small = text[start - 2 : start]
    if len(small) < 2 or small[1] != "'" or small[0].lower() not in lex.elided or text[start - 3 : start - 2] != " ":
        return ()
    return (*words_before(text, start - 2), small)


def is_place(piece: Piece, text: str, previous: Piece | None, lex: Lexicon) -> bool:
    """A country, seat or capital names the ground here and not the government."""
    words = lex.words
    if on_route(piece, text, lex):
        return True
    before = [w for w in led_by(piece, text) if w != "the"]
    article = len(before) > 1 and before[-1] in words["writing.articles"]
    if article and before[-1] not in words["places.ground"] and before[-2].lower() not in words["places.of"]:
        del before[-1]  # "in der Türkei", but "le président de la Russie"
    low = before[-1].lower() if before else ""
    ruler = before[-2:][0].lower().rpartition("'")[2] if before else ""  # "l'armée"
    if low in words["places.in"] and ruler in words["places.rulers"] and _sent_by_land(piece, text, ruler, lex):
        return False
    sense = piece.sense
    if sense == "seat":
        elided = () if before else over_elision(text, piece.start, lex)[:-1]  # "à l'Élysée"
        return (elided[-1].lower() if elided else low) in words["places.city"]
    on_ground = low in words["places.ground"] or _going(before, lex) or _off_it(before, lex)
    joined = previous is not None and text[previous.end : piece.start] in lex.words["links.listed"]
    if sense == "country":
        if on_ground:
            return OWN.match(text, piece.end) is None
        if not joined or previous is None or previous.role is not Role.PLACE:
            return False
        return bool(lex.stems) or not _acts_after(piece, text, lex)  # "В Турции и Сирии прошли": a comma parts clauses
    if text[piece.end : piece.end + 1] == "," and lex.patterns["which"].match(text, piece.end):
        return False
    return on_ground or not _capital_speaks(piece, text, previous if joined else None, before, lex)


def _sent_by_land(piece: Piece, text: str, ruler: str, lex: Lexicon) -> bool:
    """A team is the land's whose it is, and not a town's or that of a trade: "l'équipe de France de chimie"."""
    sides = lex.words.get("places.sides", frozenset[str]())
    return ruler not in sides or (piece.sense == "country" and not owned_behind(text, piece.end, lex))


def owned_behind(text: str, end: int, lex: Lexicon) -> bool:
    """A name that ends here is followed by "of": "les Bleus | d'Auxerre"."""
    return text[end + 1 : end + 6].replace("'", "' ").partition(" ")[0] in lex.words["places.of"]


def on_route(piece: Piece, text: str, lex: Lexicon) -> bool:
    """The name is where a way begins or ends: "поезд Адлер — Москва"."""
    if (route := lex.patterns.get("route")) is None:
        return False
    found = route.search(text, max(0, piece.start - _WAY), piece.end + _WAY)
    return found is not None and found.start() < piece.start and piece.end <= found.end()


def _going(before: list[str], lex: Lexicon) -> bool:
    """ "a visit to", "left", "in northern": somebody goes there, or something lies there."""
    if not before:
        return False
    last = before[-1].lower()
    if last in lex.words["places.to"]:
        return len(before) > 1 and before[-2].lower() in lex.words["places.going"]
    if len(before) > 1 and before[-2].lower() in lex.words["places.in"] and lex.begins(last, "places.parts"):
        return True
    parted = before[-1].islower() and lex.begins(last, "places.parted")
    return last in lex.words["places.reaching"] or parted  # "hit central Japan"


def _off_it(before: list[str], lex: Lexicon) -> bool:
    """ "A tanker sank off Malta", where no verb goes on with the small word: "they cut off Malta"."""
    off = len(before) > 1 and before[-1] in lex.words.get("places.off", ())
    return off and before[-2].lower() not in lex.words["places.off_behind"]


def _capital_speaks(piece: Piece, text: str, listed: Piece | None, before: list[str], lex: Lexicon) -> bool:
    """A capital stands for its government: it is dealt with, or does what only governments do."""
    if text[piece.end : piece.end + 1] == "-":
        return False
    low = [w.lower() for w in before]
    last = low[-1] if low else ""
    if last and lex.begins(last, "places.of_town"):
        return False  # "суд Москвы"
    if len(low) > 1 and low[-2] in lex.words.get(f"dealings.before_{last}", ()):
        return True
    possessive = STATE_S.match(text, piece.end)
    if possessive is not None:
        return possessive["noun"] in lex.words["people.nouns"] and last not in lex.words["places.city"]
    if last in lex.words["places.city"]:
        return False
    if last in lex.words["dealings.words"] or any(deals(word, lex) for word in low[-2:]):
        return True
    if listed is not None and listed.known is not None:
        if listed.role is Role.PLACE:
            return False
        if listed.role is ACTOR and listed.sense in ("capital", "country", "seat"):
            return True
    return _acts_after(piece, text, lex) or _acts_with_another(piece, text, lex)


def _acts_with_another(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "Rabat et Madrid ont conclu": the capital that "and" joins to it acts, where verbs are listed."""
    other = JOINED.match(text, piece.end) if lex.acts else None
    if other is None or other["joint"] not in lex.words["links.listed"]:
        return False
    known, after = lex.exact.get(other["name"]) or declined(other["name"], lex), NEXT.match(text, other.end())
    if known is None or known.sense not in ("capital", "country") or after is None:
        return False
    return after[1] in lex.acts or lex.begins(after[1], "acts.many")  # "Минск и Москва подпишут"


def deals(word: str, lex: Lexicon) -> bool:
    verbs = lex.words["dealings.verbs"]
    return len(word) > 2 and (word in verbs or any(f"{word[:n]}-" in verbs for n in range(3, min(len(word), 10) + 1)))


def demonym_acts(piece: Piece, text: str, lex: Lexicon) -> bool:
    """An adjective brings its country in before a noun of people or state, before a title, or in a headline pair."""
    if text[piece.end : piece.end + 1] == "-":
        return True
    found = lex.patterns["coordinated"].match(text, piece.end, piece.end + 80)
    if found is None:
        return False
    words = lex.words
    for word in found.groups():
        if word is None or word in words["demonyms.no_people"]:
            return False
        if word in words["people.nouns"] or word in words["titles.office"] or word in words["roles.nouns"]:
            return True
        if word in words["organizations.heads"] or word.lower() in words["people.nouns"]:
            return True
        if word.endswith("s") and word[:-1] in words["people.nouns"]:
            return True
    return False


def outlet_acts(piece: Piece, text: str, lex: Lexicon) -> bool:
    """An outlet that sues, hires or apologises is an actor; one that is sued too."""
    acts = lex.words["reports.acts"]
    after = lex.patterns["verb"].match(text, piece.end)
    if after is not None and after["verb"] in acts:
        return True
    before = [w for w in led_by(piece, text) if w != "the"]
    if before and before[-1] in lex.words["links.by"]:
        before.pop()  # "was sued by the Daily Ledger"
    return bool(before) and before[-1] in acts


def only_reports(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "The Economic Times reported": an unknown outlet, by its last word and what it does, or by what it is called
    before its name, "local station KRIV named"; an agency by its name."""
    if (led_by(piece, text)[-1:] or ("",))[0].lower() in lex.words.get("reports.outlets", ()):
        after = lex.patterns["verb"].match(text, piece.end)
        itself = NEXT.match(text, after.end("verb")) if after is not None else None
        own = itself is not None and itself[1] in lex.words["reports.itself"]
        return after is not None and after["verb"] in lex.words["reports.told"] and not own
    if lex.ends(piece.text, "organizations.agencies"):
        return not outlet_acts(piece, text, lex)
    if piece.single or piece.text.rpartition(" ")[2] not in lex.words["organizations.media"]:
        return False
    after = lex.patterns["verb"].match(text, piece.end)
    return after is not None and after["verb"] in lex.words["reports.reported"]


def dateline(sentence: Sentence, text: str) -> re.Match[str] | None:
    """The place, and the agency, that a sentence opens with: "KHOREM (Agency) - ", "Khorem, Nov. 15 — ",
    "Lima.- "."""
    apart = text[sentence.end - 1] == ")" or sentence.block is Block.DATELINE
    end = sentence.end + MARKS * apart  # "Bern (SDA) | – Der Rat"
    said = text[sentence.start : end]
    if not any(mark in said for mark in ("(", "—", "–", "--", ".-")):
        return None
    return DATELINE.match(text, sentence.start, end)


def in_credit(sentence: Sentence, text: str, lex: Lexicon) -> bool:
    """The name stands in a byline, a photo credit or a line that names the source."""
    end = min(sentence.end, sentence.start + LINE)
    return sentence.block is Block.CREDIT or lex.patterns["credit"].match(text, sentence.start, end) is not None


def journey(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "after leaving Charles de Gaulle": a person's name that is an airport here."""
    before = led_by(piece, text)[-3:]
    phrases = lex.words["places.journey"]
    return bool(before) and (" ".join(before[-2:]) in phrases or " ".join(before) in phrases or before[-1] in phrases)


def named_after(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "the Willy Brandt airport": a full name between the article and a noun for a place or building."""
    if piece.single or text[max(0, piece.start - 4) : piece.start].lower() != "the ":
        return False
    if piece.text.rpartition(" ")[2] in lex.words.get("places.heads", ()):
        return True  # "the Francis Scott Key Bridge"
    noun = NOUN_AFTER.match(text, piece.end)
    return noun is not None and noun[1] in lex.words["places.buildings"]


def _acts_after(piece: Piece, text: str, lex: Lexicon) -> bool:
    if not lex.acts:
        found = lex.patterns["acts"].match(text, piece.end)
        return found is not None and found["word"] not in lex.words["dealings.nouns"]
    after = NEXT.match(text, piece.end + (text[piece.end : piece.end + 1] in QUOTED))
    return after is not None and (after[1] in lex.acts or (len(after[1]) > 3 and after[1].endswith(lex.acting)))


def person_said(piece: Piece, text: str, lex: Lexicon) -> bool:
    """A verb of saying or an age stands at the name."""
    before = led_by(piece, text)
    return lex.patterns["said"].match(text, piece.end) is not None or (
        bool(before) and before[-1] in lex.words["people.said"] and text[piece.end : piece.end + 1] in ".,;"
    )


def behind_article(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "the Budweiser Man", "l'Hyper Cacher": an article right before the name, where no person has one."""
    start = piece.start
    if text[start - 1 : start] == "'":
        return text[start - 2 : start].lower() in lex.words["writing.articles"]
    before = led_by(piece, text)
    return bool(before) and before[-1].lower() in lex.words["writing.articles"]


def is_medium(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "on Twitter", "her Facebook page": where something is said, not who acts."""
    words = lex.words
    if piece.known_name not in words["reports.platforms"]:
        return False
    before = led_by(piece, text)
    if before and before[-1].lower() in words["reports.through"]:
        return True
    noun = NOUN_AFTER.match(text, piece.end)
    return noun is not None and noun[1] in words["reports.channels"]


def acts(piece: Piece, text: str, lex: Lexicon) -> bool:
    """The bare name does something, owns something or is dealt with: more than a word with a capital."""
    if OWN.match(text, piece.end) is not None:
        return True
    if not lex.acts:
        found = lex.patterns["acts"].match(text, piece.end)
        word = (found["word"] or "") if found is not None else ""
        if found is not None and (not word.endswith("s") or word in lex.words["acts.present"]):
            return True  # "EV chargers": a plural is no verb
        if piece.initial and is_agent(piece, text, lex):
            return True  # "Velmora on Monday sacked"
    elif _acts_after(piece, text, lex):
        return True
    before = led_by(piece, text)
    if not before:
        return False
    lost = before[-1] in lex.words["places.to"] and before[-2:-1] and before[-2] in lex.words["dealings.yields"]
    plays = before[-1] in lex.words["links.for"] and before[-2:-1] and before[-2] in lex.words["dealings.plays"]
    if lost or plays or before[-1].lower() in lex.words["dealings.agent"]:
        return True
    behind = before[-1].lower() in lex.words["writing.articles"] and before[-2:-1]
    if not behind:
        return False
    team = lex.ends(piece.text, "organizations.plurals") and before[-2] in lex.words["dealings.teams"]
    return team or before[-2] in lex.words["dealings.sides"]  # "hit for the Marlins", "beat the Oilers"


def is_agent(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "Velmora sacked 40 workers": what only somebody does, right behind the name or the day behind it."""
    after = DONE.match(text, piece.end)
    return after is not None and after[1] in lex.words["acts.agents"]


def speaks(piece: Piece, text: str, lex: Lexicon) -> bool:
    """ "Heathrow Airport said": what only somebody does, right behind the name."""
    after = NOUN_AFTER.match(text, piece.end)
    return after is not None and after[1] in lex.words["places.speaking"]
