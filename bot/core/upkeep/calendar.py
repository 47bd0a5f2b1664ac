"""Days and moments of a shop: what comes after how long, and when a shop may be spoken to. Pure.

Spans and days are local; moments are aware and in UTC, so that a day on which the clocks change is as long as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.core.days import months_after

DAY = timedelta(days=1)
MONTHS = {"M": 1, "Y": 12}
DAYS = {"D": 1, "W": 7}
zone_of = lru_cache(maxsize=64)(ZoneInfo)


def known_zone(name: str) -> str:
    """The zone of that name; empty for what is none."""
    try:
        return zone_of(name).key if name else ""
    except (KeyError, ValueError, OSError):
        return ""


@dataclass(frozen=True, slots=True)
class Span:
    """Local time from ``start`` until before ``end``; one that does not end after it starts passes midnight."""

    start: time
    end: time

    def has(self, at: time) -> bool:
        """Whether that time of day lies in it."""
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def later(day: date, every: str) -> date:
    """The day a duration such as ``P3D``, ``P2W``, ``P6M`` or ``P1Y`` after that one. The 31st of a month plus one
    month is the last day of the next.
    """
    count, unit = int(every[1:-1]), every[-1]
    return months_after(day, count * MONTHS[unit]) if unit in MONTHS else day + timedelta(days=count * DAYS[unit])


def days_of(every: str) -> int:
    """About how many days such a duration has, to compare two of them."""
    count, unit = int(every[1:-1]), every[-1]
    return count * DAYS[unit] if unit in DAYS else count * MONTHS[unit] * 30


def local(at: datetime, zone: str) -> datetime:
    """The moment on the shop's clock."""
    return at.astimezone(zone_of(zone))


def moment(day: date, at: time, zone: str) -> datetime:
    """The moment at which the shop's clock shows that; where it skips the hour, the one that comes in its place."""
    return datetime.combine(day, at, zone_of(zone)).astimezone(UTC)


def is_free(at: datetime, zone: str, closed: Iterable[Span]) -> bool:
    """Whether the shop may be spoken to at that moment."""
    now = local(at, zone).time()
    return not any(span.has(now) for span in closed)


def next_free(at: datetime, zone: str, closed: tuple[Span, ...]) -> datetime:
    """The first moment from ``at`` on at which the shop may be spoken to; ``at`` where it never may."""
    found = at
    for _ in range(2 * len(closed) + 2):
        here = local(found, zone)
        inside = next((span for span in closed if span.has(here.time())), None)
        if inside is None:
            return found
        found = _end_of(inside, here)
    return at


def _end_of(span: Span, here: datetime) -> datetime:
    """When the span ends that this moment lies in. Of an hour that comes twice, the pass that is being lived counts."""
    passes_midnight = span.end <= span.start and here.time() >= span.start
    ending = datetime.combine(here.date() + DAY if passes_midnight else here.date(), span.end, here.tzinfo)
    return ending.replace(fold=here.fold).astimezone(UTC)
