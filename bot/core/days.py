"""Days: which one a moment is where somebody lives, which one is whole months later, which one a text means.

The zones are tables that come along; no clock is read.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

zone = lru_cache(maxsize=64)(ZoneInfo)


def day(at: datetime, where: str) -> date:
    """The day of that moment in that time zone."""
    return at.astimezone(zone(where)).date()


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


def known_to(text: str, months: int) -> str:
    """Of whole months after a date such as ``2024-05`` or ``2024``, as much as is known: the month, or the year. Empty where the
    day is told.
    """
    parts = text.split("-")
    start = purchased(text)
    if start is None or len(parts) > 2:
        return ""
    end = months_after(start, months)
    return f"{end.year}-{end.month:02d}" if len(parts) > 1 else f"{end.year}"


def first_day(last: date, about: str) -> date:
    """The first day of the month or the year that ``last`` ends, as exact as ``about`` is."""
    return last.replace(day=1) if "-" in about else last.replace(month=1, day=1)
