"""Events against gold: matched one to one inside an article, then their date, their status and their actors.

An expected event marked `optional` may be found or not: neither is a mistake, because readers differ about it. A date
that gold leaves open (`date_unknown`) is not judged. *Joint* asks for everything at once: the event is found, its date
agrees (or is rightly absent) and one actor is right where gold has any.

Actors are counted twice: called as gold calls them, and, where it is known how Dateline calls what gold names ("Dr Ada
Berg" is "Ada Berg"), meaning the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.evaluate.agree import LONGEST_CLAUSE, actors_in_common, date_agreement, days, likeness
from dashboard.evaluate.figures import Count, Mistake, Record, Records, Report, Share, one_to_one, sentence_round

Aliases = Mapping[str, Sequence[str]]


@dataclass
class _Tally:
    """Counts over all articles; `groups` holds recall, date exact and date within granularity of slices of gold."""

    event: Count = field(default_factory=Count)
    joint: Count = field(default_factory=Count)
    actor: Count = field(default_factory=Count)
    meant: Count = field(default_factory=Count)
    exact: Share = field(default_factory=Share)
    within: Share = field(default_factory=Share)
    kept: Share = field(default_factory=Share)
    status: Share = field(default_factory=Share)
    groups: dict[str, tuple[Share, Share, Share]] = field(default_factory=dict)

    def group(self, name: str) -> tuple[Share, Share, Share]:
        """Recall, exact dates and dates within granularity of one group, made when first asked for."""
        return self.groups.setdefault(name, (Share(), Share(), Share()))


def score_events(
    gold: Records, found: Records, salient: bool = False, called: Mapping[str, str] | None = None
) -> Report:
    """Compare the events of every annotated article.

    With `salient`, expected events without actors and merely grammatical ones are left out. `called` tells of names of
    gold what they are called in what was found; then actors that mean the same are counted beside those named the same.
    """
    tally, report = _Tally(), Report()
    for key, article in gold.items():
        if "events" in article:
            report.mistakes += _score_article(article, found.get(key, {}), tally, salient, called or {})
    report.figures = {"gold": tally.event.expected, "predicted": tally.event.found}
    report.put("event", tally.event)
    report.figures |= {
        "date exact (matched, gold dated)": tally.exact.percent,
        "date within granularity": tally.within.percent,
        "undated kept undated": tally.kept.percent,
        "status right (where both say)": tally.status.percent,
    }
    report.put("actors", tally.actor)
    if called is not None:
        report.put("actors, meaning the same", tally.meant)
    report.put("joint", tally.joint)
    for name, (recall, exact, within) in sorted(tally.groups.items()):
        report.figures |= {
            f"{name}: gold": recall.whole,
            f"{name}: recall": recall.percent,
            f"{name}: date exact": exact.percent,
            f"{name}: date within granularity": within.percent,
        }
    return report


def _score_article(
    article: Record, found: Record, tally: _Tally, salient: bool, called: Mapping[str, str]
) -> Iterator[Mistake]:
    """Match one article's events, count them, and yield what is wrong."""
    key, text, aliases = article["id"], article["text"], article.get("aliases", {})
    wanted = [event for event in _expected(article, salient) if not event.get("optional")]
    optional = [event for event in _expected(article, salient) if event.get("optional")]
    got = _inside(found.get("events") or [], article)
    pairs = _pair(wanted, got, aliases)
    left = [event for j, event in enumerate(got) if j not in {j for _, j in pairs}]
    excused = {j for _, j in _pair(optional, left, aliases)}
    unjudged_pairs = sum(bool(wanted[i].get("date_unknown")) for i, _ in pairs)
    unjudged = sum(bool(event.get("date_unknown")) for event in wanted)
    shown = len(got) - len(excused)
    tally.event.add(len(pairs), shown, len(wanted))
    tally.joint.add(0, shown - unjudged_pairs, len(wanted) - unjudged)
    matched = {i for i, _ in pairs}
    for i, event in enumerate(wanted):
        for name in _slices(event, article):
            tally.group(name)[0].add(i in matched)
        if i not in matched:
            yield Mistake("MISSED", key, _where(text, event), expected=_shown(event))
    for i, j in pairs:
        yield from _score_pair(wanted[i], got[j], article, tally, called)
    for j, event in enumerate(left):
        if j not in excused:
            yield Mistake("SPURIOUS", key, sentence_round(text, event.get("span")), found=_shown(event))


def _score_pair(
    want: Record, have: Record, article: Record, tally: _Tally, called: Mapping[str, str]
) -> Iterator[Mistake]:
    key, where, aliases = article["id"], _where(article["text"], want), article.get("aliases", {})
    agreed = date_agreement(want["date"], have.get("date"))
    judged = not want.get("date_unknown")
    rightly_undated = judged and not want["date"] and not have.get("date")
    if want["date"]:
        tally.exact.add(agreed == 2)
        tally.within.add(agreed >= 1)
        for name in _slices(want, article):
            tally.group(name)[1].add(agreed == 2)
            tally.group(name)[2].add(agreed >= 1)
    elif judged:
        tally.kept.add(rightly_undated)
    if judged and agreed < 2 and not rightly_undated:
        yield Mistake("DATE", key, where, want["date"] or "undated", have.get("date") or "undated")
    names = have.get("actors") or []
    common = actors_in_common(want["actors"], names, aliases)
    tally.actor.add(common, len(names), len(want["actors"]))
    also = {name: [*aliases.get(name, ()), called.get(name, name)] for name in want["actors"]}
    tally.meant.add(actors_in_common(want["actors"], names, also), len(names), len(want["actors"]))
    if common < max(len(want["actors"]), len(names)):
        yield Mistake("ACTORS", key, where, ", ".join(want["actors"]) or "nobody", ", ".join(names) or "nobody")
    if want.get("status") and have.get("status"):
        tally.status.add(want["status"] == have["status"])
        if want["status"] != have["status"]:
            yield Mistake("STATUS", key, where, want["status"], have["status"])
    tally.joint.hits += judged and (agreed >= 1 or rightly_undated) and (common > 0 or not want["actors"])


def _expected(article: Record, salient: bool) -> list[Record]:
    """Gold events with a mention in the annotated part, each with the spans of its mentions there."""
    limit, events = article.get("annotated_upto"), []
    for event in article["events"]:
        spans = event.get("spans") or ([event["span"]] if event.get("span") else [])
        spans = [span for span in spans if limit is None or span[1] <= limit]
        minor = salient and (event.get("class") == "GRAMMATICAL" or not event["actors"])
        if (spans or limit is None) and not minor:
            events.append(event | {"spans": spans})
    return events


def _inside(events: Sequence[Record], article: Record) -> list[Record]:
    """Found events that begin in the annotated part."""
    limit = article.get("annotated_upto")
    return [event for event in events if limit is None or not event.get("span") or event["span"][0] < limit]


def _pair(wanted: Sequence[Record], got: Sequence[Record], aliases: Aliases) -> list[tuple[int, int]]:
    """One-to-one pairs; where clauses tell nothing apart, label, date and actors decide.

    A pair may match when the found clause touches a trigger; without a place in the text on either side, when the
    labels share a fifth of their words.
    """
    ranked = []
    for i, want in enumerate(wanted):
        for j, have in enumerate(got):
            alike = likeness(want.get("label") or "", have.get("label") or "")
            span = have.get("span") or [0, 0]
            placed = bool(want["spans"]) and 0 < span[1] - span[0] <= LONGEST_CLAUSE
            touches = placed and any(span[0] < end and start < span[1] for start, end in want["spans"])
            if touches or (not placed and alike >= 0.2):
                common = actors_in_common(want["actors"], have.get("actors") or [], aliases)
                agreed = date_agreement(want["date"], have.get("date"))
                rank = alike + agreed / 4 + common / max(1, len(want["actors"])) / 2
                ranked.append((-rank, i, j))
    return one_to_one(ranked)


def _slices(event: Record, article: Record) -> list[str]:
    """The groups an expected event is also reported under."""
    names = [f"status {event['status']}"] if event.get("status") else []
    if article.get("language", "en") != "en":
        names.append(f"language {article['language']}")
    if event["date"]:
        names.append("date = published" if event["date"] == article.get("published") else "date != published")
        bounds = days(event["date"])
        exact = bounds is not None and bounds.first == bounds.last
        names.append("given as interval" if "/" in event["date"] else "to the day" if exact else "coarser than a day")
    return names


def _where(text: str, event: Record) -> str:
    return sentence_round(text, next(iter(event["spans"]), None))


def _shown(event: Record) -> str:
    who = ", ".join(event.get("actors") or []) or "nobody"
    return f"{event.get('label')} | {event.get('date') or 'undated'} | {event.get('status')} | {who}"
