"""The actor filter against gold: hard cases of who is an entry of it, and the dates it shows when one entry is chosen.

A case is a short text, or several read as one collection, with the actors that must be found, those that may be, and
those that must not: right when all of the first and nothing but the second are there. A timeline (after SemEval-2015
task 4) lists, for one actor, the dated events of a set of articles; it is compared with what the filter shows for every
entry that bears the actor's name, and an actor spread over several entries is split.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from dashboard import edtf
from dashboard.evaluate.agree import days, folded_name, same_actor
from dashboard.evaluate.figures import Count, Mistake, Record, Records, Report, Share


def case_articles(case: Record) -> list[Record]:
    """The articles of a case, as records of their own."""
    texts = case["text"] if isinstance(case["text"], list) else [case["text"]]
    return [case | {"id": f"{case['id']}#{n}", "text": text, "title": ""} for n, text in enumerate(texts, 1)]


def score_cases(cases: Records, found: Mapping[str, Iterable[Record]]) -> Report:
    """`found` has, for each case, the records of its articles; their events and mentions name the actors."""
    report, right, named, forbidden = Report(), Share(), Count(), Share()
    missing = 0
    for key, case in cases.items():
        wanted, allowed, banned = (set(case[name]) for name in ("actors", "optional", "forbidden"))
        got = {actor for record in found[key] for actor in _actors(record)}
        bad = got & banned - wanted
        ok = wanted <= got <= wanted | allowed
        right.add(ok)
        forbidden.add(bool(bad))
        missing += len(wanted - got)
        named.add(len(wanted & got), len(got - (allowed - wanted)), len(wanted))
        if not ok:
            text = case["text"] if isinstance(case["text"], str) else " / ".join(case["text"])
            extra = sorted(got - wanted - allowed)
            shown = f"missing {sorted(wanted - got)}, too much {extra}, of these forbidden {sorted(bad)}"
            report.mistakes.append(Mistake("CASE", key, " ".join(text.split()), ", ".join(sorted(wanted)), shown))
    report.figures = {"cases": right.whole, "right": right.part, "whole-case accuracy": right.percent}
    report.put("actors", named)
    report.figures |= {"missing actors": missing, "cases with a forbidden actor": forbidden.part}
    return report


def _actors(record: Record) -> set[str]:
    acting = {actor for event in record["events"] for actor in event["actors"]}
    return acting | {mention["actor"] for mention in record["mentions"] if mention.get("actor")}


def score_timelines(gold: Mapping[str, Any], articles: Records, found: Records) -> Report:
    """Date F1 of the filter for every target of `gold`, over the events of its set of articles."""
    report, dates = Report(), Count()
    rows: list[dict[str, float]] = []
    for corpus, part in gold.items():
        ids = [key for key in part["articles"] if key in articles]
        events = [event for key in ids for event in found.get(key, {}).get("events", [])]
        for name, told in part["entities"].items():
            wanted = {
                day for row in told if any(m["article"] in ids for m in row["mentions"]) and (day := days(row["date"]))
            }
            if not wanted:
                continue
            aliases = {name: _other_names(name, [articles[key] for key in ids])}
            entries: dict[str, set[edtf.Bounds]] = defaultdict(set)
            for event in events:
                for entry in {folded_name(actor) for actor in event["actors"] if same_actor(name, actor, aliases)}:
                    entries[entry] |= {day for day in (days(event["date"]),) if day}
            shown = set().union(*entries.values())
            dates.add(len(shown & wanted), len(shown), len(wanted))
            best = max((_f1(days_of_one, wanted) for days_of_one in entries.values()), default=0.0)
            rows.append(
                {
                    "acts": name not in part.get("not actors", ()),
                    "F1": _f1(shown, wanted),
                    "best": best,
                    "entries": len(entries),
                }
            )
            for day in sorted(wanted - shown, key=str):
                report.mistakes.append(Mistake("MISSED", corpus, name, f"{day.first} to {day.last}"))
    report.put("dates", dates)
    for group, chosen in (("all targets", rows), ("actors only", [row for row in rows if row["acts"]])):
        split = [row["entries"] for row in chosen if row["entries"]]
        report.figures |= {
            f"{group}: number": len(chosen),
            f"{group}: found": len(split),
            f"{group}: mean date F1": sum(row["F1"] for row in chosen) / max(1, len(chosen)),
            f"{group}: mean F1 of the best entry": sum(row["best"] for row in chosen) / max(1, len(chosen)),
            f"{group}: entries a found target is split into": sum(split) / max(1, len(split)),
        }
    return report


def _f1(shown: set[edtf.Bounds], wanted: set[edtf.Bounds]) -> float:
    return Count(len(shown & wanted), len(shown), len(wanted)).f1


def _other_names(name: str, articles: Iterable[Record]) -> list[str]:
    found: list[str] = []
    for article in articles:
        for actor, forms in article.get("aliases", {}).items():
            if folded_name(name) in map(folded_name, (actor, *forms)):
                found += [actor, *forms]
    return found
