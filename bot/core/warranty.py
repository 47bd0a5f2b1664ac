"""The warranty verdict: calendar arithmetic and exclusions, never a promise.

Terms are whole months from the date of purchase; the last day counts. The 31st of a month plus
one month is the last day of the next.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

OUTSIDE_CAUSES = frozenset({"hardware.damage", "hardware.tamper_alarm", "repair.self_open"})
"""Troubles whose cause is excluded from nearly every warranty unless an inspection shows otherwise."""


def months_after(start: date, months: int) -> date:
    """The day ``months`` whole months after ``start``, or the last day of that month."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def purchased(text: str) -> date | None:
    """The date of purchase from ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` (the last day it can mean, so
    that nobody is told too early that the term is over).
    """
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4 or not 1900 < int(parts[0]) < 9000:
        return None
    year = int(parts[0])
    month = int(parts[1]) if len(parts) > 1 else 12
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = int(parts[2]) if len(parts) > 2 else last
    return date(year, month, day) if 1 <= day <= last else None


def ends(slots: Mapping[str, str], months: int) -> date | None:
    """The last day of the term, if the date of purchase is known."""
    start = purchased(slots.get("purchased", ""))
    return months_after(start, months) if start else None


def verdict(slots: Mapping[str, str], trouble: str, months: int, today: date) -> str:
    """``in``, ``out``, ``inspect`` (in term, but the cause may be excluded) or ``unknown``."""
    end = ends(slots, months)
    if end is None:
        return "unknown"
    if end < today:
        return "out"
    excluded = trouble in OUTSIDE_CAUSES or bool(slots.get("excluded_cause"))
    return "inspect" if excluded else "in"
