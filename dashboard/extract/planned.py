"""What a verb says of days ahead: for when it appoints, to when it puts off, and what had been planned for a day.

Which times belong to a verb is asked of `belonging.py`; here is asked what the verb makes of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard import edtf
from dashboard.extract import flag
from dashboard.extract.belonging import has_called, names_day, of_clause
from dashboard.extract.calendar import edtf_of
from dashboard.extract.expressions import ahead, lies_ahead, read, usable
from dashboard.extract.scene import Scene
from dashboard.extract.tokens import Group
from dashboard.model import Status, TimeExpression

_ON = frozenset(("", "on"))
_FROM = "from"
_UNTIL = frozenset(("until", "till", "to"))
_TILL, _BEFORE = frozenset(("until", "till")), frozenset(("before",))
_AHEAD = ("future", "would")
_FOR = frozenset(("for", "to"))


def appointed(scene: Scene, group: Group, times: Sequence[TimeExpression]) -> tuple[str, TimeExpression] | None:
    """The day ahead for which something is announced or called: "kündigte für Montag Proteste an"; None without."""
    set_for = [scene.times[n] for n in scene.times_in(group.head, group.end) if names_day(scene, group, n)]
    if set_for and group.negated < 0:
        return read([replace(t, signal="") for t in set_for], Status.EXPECTED, scene.article.published)
    if group.verb.lemma not in scene.words.status["appointing"] or group.negated >= 0:
        return None
    if has_called(scene, group):
        meant = [replace(t, signal="") for t in times if t.signal in _FOR or t.signal in _ON]
        return read(meant, Status.EXPECTED, scene.article.published)
    published, free = scene.article.published, scene.words.free
    told = any(t.signal != _FROM and t.date and not lies_ahead(t.date, published) for t in times)
    onward = not told  # not "a annoncé mardi une hausse à compter du 1er avril"
    meant = [
        replace(t, signal="")
        for t in times
        if t.signal in _FOR or (onward and t.signal == _FROM) or (free and _only_ahead(t, published))
    ]
    if meant and free:
        return read(meant, Status.EXPECTED, published)  # "convocó para este jueves un consejo", told on that day
    return ahead(meant, published) if meant else None


def _only_ahead(time: TimeExpression, published: date | None) -> bool:
    """A day of the month ahead that the text gives without its year: "призвали к забастовке 6 июня", told in May."""
    return time.signal in _ON and edtf.is_day(time.date) and not time.weekday and lies_ahead(time.date, published)


def moved_to(
    scene: Scene, group: Group, times: Sequence[TimeExpression], postpones: bool
) -> tuple[str, TimeExpression] | None:
    """The new day of what is put off, which lies ahead: "postponed to Wednesday", "delayed from March to May"."""
    put_off = postpones and group.verb.lemma in scene.words.status["moved"] and not _late(scene, group, times)
    if not times or not (put_off or shifted(scene, group)):
        return None
    told = [t for t in times if t.signal in _ON and edtf.is_day(t.date)]
    if told and len(times) > len(told) and read(told, Status.HAPPENED, scene.article.published):
        return None  # "on Tuesday the court postponed the trial to May"
    return new_day(scene, times)


def new_day(scene: Scene, times: Sequence[TimeExpression]) -> tuple[str, TimeExpression] | None:
    """The day until or to which something is put off."""
    new = [replace(t, date=edtf_of(t.value), signal="") for t in times if t.signal in _UNTIL]  # the end of no range
    published = scene.article.published
    return read(new, Status.EXPECTED, published) or read(new, Status.HAPPENED, published)


def told_on(times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The times of putting off itself: neither of the old day nor of the new."""
    return [t for t in times if t.signal not in _UNTIL and t.signal != _FROM]


def _late(scene: Scene, group: Group, times: Sequence[TimeExpression]) -> bool:
    """What runs was late all the time: "trains were delayed from Monday to Wednesday" moved no train to Wednesday."""
    runs = not scene.words.status["running"].isdisjoint(scene.tokens.lows[group.start : group.first])
    return runs and any("/" in (t.date or "") for t in times)


def shifted(scene: Scene, group: Group) -> bool:
    """Something is moved right from or to a date: "moved the vote from May", not "troops moved from May"."""
    words, times = scene.tokens.words, scene.times_in(group.head, group.end)
    if group.verb.lemma not in scene.words.status["shifted"] or not times:
        return False
    taken = group.passive or bool(words[group.head + 1].bits & flag.DETERMINERS)
    return taken and not any(
        words[j].bits & flag.PREPOSITIONS for j in range(group.head + 1, scene.time_at[times[0]] - 1)
    )


def lifted(scene: Scene, group: Group) -> bool:
    """A strike is lifted and no ban or blockade: "la grève, prévue jeudi, a été levée", "a levé son préavis de grève",
    not "a levé l'interdiction de la marche", "ont levé le blocage"."""
    if group.verb.lemma not in scene.words.status["lifting"]:
        return False
    a, b = (scene.first, group.first) if group.passive else (group.head + 1, group.end)
    lows, strikes = scene.tokens.lows, scene.words.status["lifted"]
    first = next((j for j in range(a, b) if scene.tokens.words[j].noun or lows[j] in strikes), -1)
    return first >= 0 and lows[first] in strikes


def planned_then(scene: Scene, group: Group) -> bool:
    """A plan told in the past, whose day may be behind: "was to open in 2020", "had first been planned for May"."""
    past = scene.words.grammar["be_past"] | scene.words.grammar["have_past"]
    if group.first == group.head and group.passive and group.verb.lemma in scene.words.status["arranging"]:
        return not scene.words.free  # "a strike planned for last week"
    ahead = group.tense == "future" or bool(group.chain) or (group.tense == "pluperfect" and group.passive)
    if scene.words.free:  # "war für Februar geplant", "estaba previsto para febrero"
        expects = group.verb.lemma in scene.words.status["expecting"]
        helped = scene.tokens.lows[group.first : group.head]
        if group.tense == "future" and len(helped) > 1 and not past.isdisjoint(helped):
            return True  # "матч должен был состояться"
        ahead = expects and not any(t.weekday for t in of_clause(scene, group))
    return ahead and scene.tokens.lows[group.first] in past


def could_then(scene: Scene, group: Group) -> bool:
    """What could be done because something had happened lies behind: "could sail because the storm had passed"."""
    if group.tense != "modal":
        return False
    near = (*scene.groups[max(0, group.n - 1) : group.n], *scene.groups[group.n + 1 : group.n + 2])
    return any(g.tense == "pluperfect" and g.opener in scene.words.status["reasons"] for g in near)


def not_until(scene: Scene, group: Group) -> bool:
    """What begins not until a time begins then: "will not reopen until May", "did not open until 1998"; but "will not
    stay until May", "will not reopen before May" and "will never reopen" tell of no beginning."""
    if not scene.spans or not 0 <= group.negated < group.head:
        return False
    if scene.tokens.lows[group.negated] not in scene.words.grammar["plainly_not"]:
        return False
    awaited = _is_expected(scene, group)
    lemma, status = group.verb.lemma, scene.words.status
    goes = group.phrasal in status["in_force"] and lemma in status["goes_in_force"]  # "will not take effect until May"
    if not (awaited or goes or lemma in status["begins"]):
        return False
    told = group.tense == "past" or group.tense in _AHEAD or bool(group.chain) or awaited
    cues = _TILL | _BEFORE if awaited else _TILL  # "trials are not expected before 2027"
    return told and any(t.signal in cues and usable(t) for t in of_clause(scene, group))


def _is_expected(scene: Scene, group: Group) -> bool:
    """ "A verdict is not expected": the verb itself tells what is to come."""
    return group.passive and group.verb.lemma in scene.words.status["expecting"]
