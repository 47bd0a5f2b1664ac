"""When somebody can come: windows of the supplier's calendar, where to, and when a visit is reminded of. Pure arithmetic.

A window is written ``2026-11-27T09:00/12:00``, local to the supplier; its seats are counted by area, as ``WINDOW@area``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
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


def ends(window: str, where: str) -> datetime | None:
    """When the window ends, later the same day; None for words that are no window."""
    begins = starts(window, where)
    try:
        till = datetime.combine(begins.date(), time.fromisoformat(window.partition("/")[2]), zone(where)) if begins else None
    except ValueError:
        return None
    return till if begins and till and till > begins else None


def there(hours: VisitHours, address: str) -> VisitHours:
    """The hours that hold for that address: those of the area whose place it names, the longest name first; else the usual ones."""
    said = unicodedata.normalize("NFKC", address).casefold()
    named = ((len(place), area) for area in hours.areas for place in area.places if place.casefold() in said)
    found = max(named, key=lambda one: one[0], default=None)
    return of_area(hours, found[1].name) if found else hours


def of_area(hours: VisitHours, name: str) -> VisitHours:
    """The hours of the area of that name; the usual ones where there is none."""
    area = next((one for one in hours.areas if one.name == name), None)
    return replace(hours, week=area.week, capacity=area.capacity, notice=area.notice, area=name) if area else hours


def has_calendar(hours: VisitHours) -> bool:
    """Whether windows are written for any place at all."""
    return bool(hours.week) or any(area.week for area in hours.areas)


def seats(window: str, area: str) -> str:
    """What the seats of a window are counted under."""
    return f"{window}@{area}" if area else window


def windows(hours: VisitHours, at: datetime) -> Iterator[str]:
    """The windows that can still be had, earliest first; those that are full are left out."""
    earliest = at + timedelta(hours=hours.notice)
    first = at.astimezone(zone(hours.zone)).date()
    for number in range(hours.ahead + 1):
        day = first + timedelta(days=number)
        for span in () if day.isoformat() in hours.closed else hours.week.get(str(day.weekday()), ()):
            window = f"{day.isoformat()}T{span.replace('-', '/')}"
            begins = starts(window, hours.zone)
            if begins and begins >= earliest and seats(window, hours.area) not in hours.full:
                yield window


def reminded(window: str, where: str) -> Mapping[str, datetime]:
    """When to remind of it, by the name of the reminder."""
    begins = starts(window, where)
    if begins is None:
        return {}
    return {"visit_eve": _at(begins.date() - timedelta(days=1), EVE, where), "visit_morning": _at(begins.date(), MORNING, where)}


def _at(day: date, hour: time, where: str) -> datetime:
    return datetime.combine(day, hour, zone(where))
