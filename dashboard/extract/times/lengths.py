"""Numbers in words and lengths of time: "two and a half years" is P2.5Y, "several weeks" PXW."""

from __future__ import annotations

from typing import Any

_CODES = {
    "second": ("T", "S"),
    "minute": ("T", "M"),
    "hour": ("T", "H"),
    "day": ("", "D"),
    "night": ("", "D"),
    "week": ("", "W"),
    "weekend": ("", "WE"),
    "month": ("", "M"),
    "season": ("", "SE"),
    "quarter": ("", "Q"),
    "year": ("", "Y"),
    "decade": ("", "DE"),
    "century": ("", "CE"),
    "millennium": ("", "ML"),
    "fortnight": ("", "W"),
    "half": ("", "Y"),
}


def amount(slots: dict[str, Any]) -> float | None:
    """The number that slots give: "21", "twenty-one", "two hundred", "two and a half", "3.5"; None where it is open."""
    total: float | None = None
    if "number" in slots:
        total = slots["number"]
    if "tens" in slots:
        total = slots["tens"] + slots.get("ones", 0)
    elif "ones" in slots and total is None:
        total = slots["ones"]
    if "thousands" in slots:
        total = slots["thousands"] * 1000 + (total or 0)
    if "times" in slots:
        total = (total if total is not None else 1) * slots["times"]
    if "fraction" in slots and total is not None:
        total = float(f"{int(total)}.{slots['fraction']}")
    if "plus_half" in slots:
        total = (total or 0) + 0.5
    return total


def period(n: float | None, unit: str) -> str:
    """A TIMEX3 duration: period(2, "year") is "P2Y", period(None, "day") "PXD"."""
    time, letter = _CODES[unit]
    if n is not None and unit == "fortnight":
        n *= 2
    if n is not None and unit == "half":
        n *= 0.5
    if unit == "hour" and n is not None and n != int(n):
        whole, minutes = int(n), round(n % 1 * 60)
        return f"PT{whole}H{minutes}M" if whole else f"PT{minutes}M"
    number = "X" if n is None else f"{n:g}" if n < 1e6 else str(int(n))
    return f"P{time}{number}{letter}"


def finer(unit: str, n: float) -> tuple[str, float]:
    """A broken number of units in smaller ones: half a year is six months; ("", n) where none fits."""
    factors = {
        "hour": ("minute", 60),
        "day": ("hour", 24),
        "year": ("month", 12),
        "decade": ("year", 10),
        "century": ("year", 100),
        "week": ("day", 7),
    }
    if unit not in factors:
        return "", n
    finer, factor = factors[unit]
    return (finer, n * factor) if n * factor == int(n * factor) else ("", n)
