"""Time expressions against gold, counted as TempEval-3 counts: extents, types and TIMEX3 values over all articles."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.edtf import Bounds
from dashboard.evaluate.agree import days
from dashboard.evaluate.figures import (
    Count,
    Mistake,
    Record,
    Records,
    Report,
    Share,
    annotated,
    one_to_one,
    sentence_round,
)
from dashboard.extract.calendar import edtf_of


def score_times(gold: Records, found: Records) -> Report:
    """Strict (same extent), relaxed (overlapping) and value F1 of time expressions, counted over all articles.

    Values are counted three times: spelled the same; meaning the same days; or the days found being those that were
    derived for the expression ("the last 30 years" is P30Y, and 1985/2015).
    """
    report = Report()
    strict, relaxed, both = Count(), Count(), Count()
    kinds, values, valued, derived = Share(), Share(), Share(), Share()
    for key, article in gold.items():
        if "times" not in article:
            continue
        wanted = article["times"]
        got = annotated(sorted(found.get(key, {}).get("times", []), key=lambda t: t["span"]), article)
        ranked = (
            ((list(w["span"]) != list(g["span"]), -shared, w["span"][0], g["span"][0]), i, j)
            for i, w in enumerate(wanted)
            for j, g in enumerate(got)
            if (shared := _overlap(w["span"], g["span"])) > 0
        )
        pairs = sorted(one_to_one(ranked))
        size = len(got), len(wanted)
        extents = [list(wanted[i]["span"]) == list(got[j]["span"]) for i, j in pairs]
        right = [wanted[i]["value"] == (got[j].get("value") or "") for i, j in pairs]
        strict.add(sum(extents), *size)
        relaxed.add(len(pairs), *size)
        both.add(sum(a and b for a, b in zip(extents, right, strict=True)), *size)
        values.add(sum(right), len(pairs))
        for is_right, (i, j) in zip(right, pairs, strict=True):
            asked = _days(wanted[i])
            same = is_right or (asked is not None and asked == _days(got[j]))
            valued.add(same, 1)
            derived.add(same or (asked is not None and asked == days(got[j].get("date"))), 1)
        kinds.add(sum(wanted[i]["type"] == got[j].get("type") for i, j in pairs), len(pairs))
        for (i, j), extent, value in zip(pairs, extents, right, strict=True):
            if not (extent and value):
                label = "VALUE" if extent else "EXTENT" if value else "EXTENT AND VALUE"
                where = sentence_round(article["text"], wanted[i]["span"])
                report.mistakes.append(Mistake(label, key, where, _time(wanted[i]), _time(got[j])))
        for label, side, lost in (("MISSED", wanted, 0), ("SPURIOUS", got, 1)):
            for n in sorted(set(range(len(side))) - {pair[lost] for pair in pairs}):
                where, shown = sentence_round(article["text"], side[n]["span"]), _time(side[n])
                report.mistakes.append(Mistake(label, key, where, **{("expected", "found")[lost]: shown}))
    report.figures = {"gold": strict.expected, "predicted": strict.found}
    report.put("strict", strict)
    report.put("relaxed", relaxed)
    report.figures |= {
        "type F1": relaxed.f1 * (kinds.percent or 0) / 100,
        "value accuracy": values.percent or 0.0,
        "value accuracy, as days": valued.percent or 0.0,
        "value accuracy, as days or days derived": derived.percent or 0.0,
        "value F1": relaxed.f1 * (values.percent or 0) / 100,
        "strict and value F1": both.f1,
    }
    return report


def _overlap(one: Sequence[int], two: Sequence[int]) -> int:
    return min(one[1], two[1]) - max(one[0], two[0])


def _days(record: Record) -> Bounds | None:
    """The days of a value: those of 2015-W38 are those of 2015-09-14/2015-09-20."""
    return days(edtf_of(record.get("value") or "") or record.get("value"))


def _time(record: Record) -> str:
    return f"{record.get('text', '')!r} {record.get('type')} {record.get('value')}"
