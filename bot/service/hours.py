"""Working time: whether a team is there, when it comes back, when a span of its time is over. Pure.

Spans are local; what is reckoned with is UTC, so that a day on which the clocks change is as long as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
LOOK_AHEAD = 400
"""Days; a team that does not work for so long counts as always there."""

zone_of = lru_cache(maxsize=64)(ZoneInfo)


@dataclass(frozen=True, slots=True)
class Hours:
    """When a team works: weekday (0 Monday) -> spans of local time, in the team's zone. A span that
    ends at 00:00 lasts until midnight. ``holidays`` are days without work.
    """

    zone: str = "Asia/Shanghai"
    week: Mapping[int, tuple[tuple[time, time], ...]] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()


@dataclass(slots=True)
class Calendar:
    """The hours that count now, and the visit windows that are full; set anew when they change."""

    hours: Hours = field(default_factory=Hours)
    full: tuple[str, ...] = ()


def is_open(hours: Hours, at: datetime) -> bool:
    """Whether the team works at that moment. A team without hours always does."""
    return not hours.week or any(start <= at < end for start, end in _spans(hours, at, 1))


def opens(hours: Hours, at: datetime) -> datetime:
    """When the team is next there; ``at`` itself if it is there."""
    if not hours.week:
        return at
    return next((max(start, at) for start, end in _spans(hours, at, LOOK_AHEAD) if end > at), at)


def after(hours: Hours, start: datetime, span: timedelta) -> datetime:
    """The moment at which ``span`` of working time since ``start`` has passed."""
    if not hours.week:
        return start + span
    left = span
    for begins, ends in _spans(hours, start, LOOK_AHEAD):
        begin = max(begins, start)
        if ends > begin:
            if ends - begin >= left:
                return begin + left
            left -= ends - begin
    return start + span


def worked(hours: Hours, start: datetime, end: datetime) -> timedelta:
    """How much working time lies between."""
    if not hours.week:
        return max(end - start, timedelta())
    days = min((end - start).days + 2, LOOK_AHEAD)
    parts = (min(ends, end) - max(begins, start) for begins, ends in _spans(hours, start, days))
    return sum((part for part in parts if part > timedelta()), timedelta())


def _spans(hours: Hours, at: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
    """The spans of work from the day before ``at`` on, in order, as UTC."""
    first = at.astimezone(zone_of(hours.zone)).date() - DAY
    for number in range(days + 2):
        day = first + number * DAY
        if day not in hours.holidays:
            for begins, ends in sorted(hours.week.get(day.weekday(), ())):
                yield _moment(hours, day, begins), _moment(hours, day + DAY if ends <= begins else day, ends)


def _moment(hours: Hours, day: date, local: time) -> datetime:
    return datetime.combine(day, local, zone_of(hours.zone)).astimezone(UTC)
