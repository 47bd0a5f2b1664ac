"""When something that comes again and again comes next. Pure.

A rhythm is a duration, and after a slash the days it comes on: ``P2D``; ``P1W/135`` on these days of the week, of which Monday
is 1; ``P1M/1,31`` on these days of the month, or on the last one of a month that has none such; ``P1M/2:1`` on its second
Monday, ``P1M/-1:5`` on its last Friday.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from bot.core.days import months_after
from bot.core.upkeep.calendar import DAY, MONTHS

WEEK, LAST = 7, 31
FOURTH, LAST_ONE = 4, -1
"""The fourth weekday of a kind, which every month has, and the last."""
_WRITTEN = re.compile(
    r"P([1-9]\d{0,2})(?:(D|Y)|(W)(?:/([1-7]{1,7}))?|(M)(?:/(?:([1-4]|-1):([1-7])|((?:[12]\d|3[01]|[1-9])(?:,(?:[12]\d|3[01]|[1-9])){0,5})))?)"
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Once in so many days, weeks, months or years (D, W, M, Y); ``days`` of the week or of the month, empty where the
    first turn tells. With ``nth`` it is that one among the month's days of that name, or the last.
    """

    number: int
    unit: str
    days: tuple[int, ...] = ()
    nth: int = 0


def rhythm(every: str) -> Rhythm | None:
    """What was written; None for what is no rhythm."""
    found = _WRITTEN.fullmatch(every)
    if found is None:
        return None
    number, plain, week, weekdays, month, nth, weekday, day = found.groups()
    named = day.split(",") if day else weekdays or weekday or ""
    days = tuple(sorted({int(one) for one in named}))
    return Rhythm(int(number), plain or week or month, days, int(nth or 0))


def settled(every: str, first: date) -> str:
    """The rhythm with the day of the month that its first turn tells: what began on the 31st comes on the last day of February and
    on the 31st of March again.
    """
    found = rhythm(every)
    return f"{every}/{first.day}" if found and found.unit == "M" and not found.days else every


def shifted(every: str, first: date) -> str:
    """The same, on that day instead."""
    found, whole = rhythm(every), every.partition("/")[0]
    if found and found.nth:
        is_last = found.nth == LAST_ONE and (first + WEEK * DAY).month != first.month
        return f"{whole}/{LAST_ONE if is_last else min((first.day - 1) // WEEK + 1, FOURTH)}:{first.isoweekday()}"
    return settled(whole, first) if found and found.days else every


def turn(every: str, since: date, after: date) -> date:
    """The first turn after that day, counted from ``since``, which is the first there may be."""
    found = rhythm(every)
    if found is None:
        return max(since, after + DAY)
    whole = _passed(found, since, after)
    turns = (day for period in count(whole) for day in _turns(found, since, period))
    return next(day for day in turns if day > after and day >= since)


def _passed(found: Rhythm, since: date, after: date) -> int:
    """The periods that are surely over."""
    if found.unit in MONTHS:
        passed = (after.year - since.year) * 12 + after.month - since.month
        return max(passed // (found.number * MONTHS[found.unit]), 0)
    days = WEEK if found.unit == "W" else 1
    return max((after - since).days // (found.number * days), 0)


def _turns(found: Rhythm, since: date, period: int) -> Iterator[date]:
    """Those of that period, in order."""
    if found.unit == "D":
        yield since + period * found.number * DAY
    elif found.unit == "W":
        monday = since + timedelta(days=WEEK * found.number * period) - since.weekday() * DAY
        yield from (monday + (day - 1) * DAY for day in found.days or (since.isoweekday(),))
    else:
        month = months_after(since.replace(day=1), period * found.number * MONTHS[found.unit])
        last = monthrange(month.year, month.month)[1]
        if found.nth:
            yield month + _within(found, month, last) * DAY
            return
        yield from (month.replace(day=min(day, last)) for day in found.days or (since.day,))


def _within(found: Rhythm, month: date, last: int) -> int:
    """So many days after the month's first one comes the weekday that is meant."""
    ahead = (found.days[0] - month.isoweekday()) % WEEK
    return ahead + ((last - 1 - ahead) // WEEK if found.nth == LAST_ONE else found.nth - 1) * WEEK
