"""Actors against gold: spans of names with their class, the actors of an article, and who is put together with whom."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from dashboard.evaluate.agree import bare_span, same_actor
from dashboard.evaluate.figures import (
    Count,
    Mistake,
    Record,
    Records,
    Report,
    Share,
    annotated,
    harmonic,
    one_to_one,
    sentence_round,
)

Place = tuple[str, tuple[int, int]]  # article id, span
CLASSES = {"person": "person", "organization": "organization", "country": "place", "place": "place"}  # groups: unjudged
ACTING = ("person", "organization", "country")


def score_actors(gold: Records, found: Records, cross_document: bool = False) -> Report:
    """Strict and boundary F1 of mentions, F1 of an article's actors, B-cubed over shared mentions and over all."""
    report = Report()
    strict, boundary, actors, all_named, named = Count(), Count(), Count(), Count(), Share()
    expected_of: dict[Place, str] = {}
    found_of: dict[Place, str] = {}
    for key, article in gold.items():
        if "mentions" not in article:
            continue
        text, aliases = article["text"], article.get("aliases", {})
        wanted = [m for m in article["mentions"] if m["kind"] in CLASSES]
        got = [m for m in found.get(key, {}).get("mentions", []) if m.get("kind") in CLASSES]
        got = annotated(got, article)
        want_at = {bare_span(text, m["span"]): m for m in wanted}
        have_at = {bare_span(text, m["span"]): m for m in got}
        size = len(have_at), len(want_at)
        both = want_at.keys() & have_at.keys()
        wrong_kind = {s for s in both if CLASSES[want_at[s]["kind"]] != CLASSES[have_at[s]["kind"]]}
        boundary.add(len(both), *size)
        strict.add(len(both) - len(wrong_kind), *size)
        for label, spans in (
            ("MISSED", want_at.keys() - both),
            ("KIND", wrong_kind),
            ("SPURIOUS", have_at.keys() - both),
        ):
            for span in sorted(spans):
                sides = {"expected": want_at.get(span), "found": have_at.get(span)}
                shown = {side: f"{m['kind']} {m.get('actor') or ''}".strip() for side, m in sides.items() if m}
                report.mistakes.append(Mistake(label, key, sentence_round(text, span), **shown))
        if not any(m.get("actor") for m in wanted):
            continue
        want_actors, have_actors = _by_actor(wanted), _by_actor(got)
        pairs = _same_clusters(want_actors, have_actors)
        actors.add(len(pairs), len(have_actors), len(want_actors))
        everybody = _by_actor([m if m.get("actor") else m | {"actor": m["text"]} for m in got])
        all_named.add(len(_same_clusters(want_actors, everybody)), len(everybody), len(want_actors))
        for want, have in pairs:
            if not re.match(r"chain |.* #\d+$", want):  # a gold actor without a name of its own
                named.add(same_actor(want, have, aliases))
        for at, table in ((want_at, expected_of), (have_at, found_of)):
            for span, m in at.items():
                name = m.get("actor") or f"mention at {key} {span}"
                table[key, span] = name if cross_document else f"{key}: {name}"
    report.figures = {"gold": strict.expected, "predicted": strict.found}
    report.put("strict", strict)
    report.put("boundary", boundary)
    if expected_of:
        report.put("actors", actors)
        report.put("actors, with who only reports", all_named)
        report.figures["canonical name right (of matched actors)"] = named.percent
        for name, everything in (("B-cubed, mentions found", False), ("B-cubed, all mentions", True)):
            precision, recall = b_cubed(expected_of, found_of, everything)
            report.figures |= {
                f"{name} P": precision,
                f"{name} R": recall,
                f"{name} F1": harmonic(precision, recall),
            }
    return report


def b_cubed(gold: Mapping[Place, str], found: Mapping[Place, str], everything: bool) -> tuple[float, float]:
    """B-cubed precision and recall in percent over the mentions that both have.

    With `everything` a mention that only one side has counts zero, and clusters have their full size; without, only the
    naming is judged.
    """
    both = gold.keys() & found.keys()
    together = Counter((gold[m], found[m]) for m in both)
    sides = []
    for names in (found, gold):
        judged = names.keys() if everything else both
        sizes = Counter(names[m] for m in judged)
        total = sum(n * n / sizes[pair[0] if names is gold else pair[1]] for pair, n in together.items())
        sides.append(100 * total / len(judged) if judged else 0.0)
    return sides[0], sides[1]


def _by_actor(mentions: Sequence[Record]) -> dict[str, list[Sequence[int]]]:
    """Spans of the mentions of each named actor, places left out."""
    table: dict[str, list[Sequence[int]]] = defaultdict(list)
    for mention in mentions:
        if mention.get("actor") and mention["kind"] in ACTING:
            table[mention["actor"]].append(mention["span"])
    return table


def _same_clusters(
    gold: Mapping[str, list[Sequence[int]]], found: Mapping[str, list[Sequence[int]]]
) -> list[tuple[str, str]]:
    """One-to-one pairs of actors that share at least half of their mentions, most alike first."""

    def touched(mine: list[Sequence[int]], others: list[Sequence[int]]) -> int:
        return sum(any(a < d and c < b for c, d in others) for a, b in mine)

    wanted, got = sorted(gold), sorted(found)
    ranked = []
    for i, want in enumerate(wanted):
        for j, have in enumerate(got):
            ours, theirs = gold[want], found[have]
            alike = (touched(ours, theirs) + touched(theirs, ours)) / (len(ours) + len(theirs))
            if alike >= 0.5:
                ranked.append((-alike, i, j))
    return [(wanted[i], got[j]) for i, j in one_to_one(ranked)]
