"""When somebody can come: windows of the supplier's calendar, and when a visit is reminded of. Pure arithmetic.

A window is written ``2026-11-27T09:00/12:00``, local to the supplier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from bot.core.days import zone
from bot.core.lookups import VisitHours

EVE, MORNING = time(18), time(8)
"""When a visit is reminded of, the day before and on the day, where the supplier is."""


def starts(window: str, where: str) -> datetime | None:
    """When the window begins; None for words that are no window."""
    try:
        return datetime.fromisoformat(window.partition("/")[0]).replace(tzinfo=zone(where)) if "/" in window else None
    except ValueError:
        return None


def windows(hours: VisitHours, at: datetime) -> Iterator[str]:
    """The windows that can still be had, earliest first; those that are full are left out."""
    earliest = at + timedelta(hours=hours.notice)
    first = at.astimezone(zone(hours.zone)).date()
    for number in range(hours.ahead + 1):
        day = first + timedelta(days=number)
        for span in () if day.isoformat() in hours.closed else hours.week.get(str(day.weekday()), ()):
            window = f"{day.isoformat()}T{span.replace('-', '/')}"
            begins = starts(window, hours.zone)
            if begins and begins >= earliest and window not in hours.full:
                yield window


def reminded(window: str, where: str) -> Mapping[str, datetime]:
    """When to remind of it, by the name of the reminder."""
    begins = starts(window, where)
    if begins is None:
        return {}
    return {"visit_eve": _at(begins.date() - timedelta(days=1), EVE, where), "visit_morning": _at(begins.date(), MORNING, where)}


def _at(day: date, hour: time, where: str) -> datetime:
    return datetime.combine(day, hour, zone(where))
