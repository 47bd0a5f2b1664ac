"""Hours, holidays and targets as a form has them: spans such as ``09:00-12:00, 13:00-18:00``. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from zoneinfo import available_timezones

from bot.service.desk.people import Targets
from bot.service.hours import Hours

DAYS = range(7)
_PARTS = re.compile(r"[,，;；\s]+")
_DASHES = str.maketrans("–—~～至", "-----")


def spans(hours: Hours, day: int) -> str:
    """A day's spans as the field shows them."""
    return ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in hours.week.get(day, ()))


def hours_of(fields: Mapping[str, str]) -> Hours:
    """The hours that a form makes. Raises ValueError for what is no time, day or zone."""
    zone = fields.get("zone", "")
    if zone not in available_timezones():
        raise ValueError(zone)
    week = {day: _spans(fields.get(f"day{day}", "")) for day in DAYS}
    holidays = frozenset(date.fromisoformat(part) for part in _PARTS.split(fields.get("holidays", "")) if part)
    return Hours(zone, {day: open_ for day, open_ in week.items() if open_}, holidays)


def targets_of(fields: Mapping[str, str]) -> Targets:
    """Minutes; an empty field is a clock that does not run. Raises ValueError for what is no number."""
    nobody = _minutes(fields.get("nobody", ""))
    return Targets(
        first=_minutes(fields.get("first", "")),
        following=_minutes(fields.get("following", "")),
        resolution=_minutes(fields.get("resolution", "")),
        nobody=nobody or Targets().nobody,
    )


def _spans(text: str) -> tuple[tuple[time, time], ...]:
    parts = [part for part in re.split(r"[,，;；]", text.translate(_DASHES).replace("：", ":")) if part.strip()]
    return tuple(_span(part) for part in parts)


def _span(text: str) -> tuple[time, time]:
    start, _, end = text.partition("-")
    opens, closes = _time(start), _time(end)
    if closes != time(0) and closes <= opens:
        raise ValueError(text)
    return opens, closes


def _time(text: str) -> time:
    hour, _, minute = text.strip().partition(":")
    return time(0) if hour == "24" else time(int(hour), int(minute or 0))


def _minutes(text: str) -> timedelta | None:
    return timedelta(minutes=int(text)) if text.strip() else None
