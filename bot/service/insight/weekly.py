"""The week's report: the numbers of the last whole week beside those of the week before, as a document and as a few lines.

The few lines go to the lead's messenger on Monday morning, once: who sends them holds a lease, and what was sent is written down.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Protocol

from bot.service.desk.bench import must
from bot.service.desk.naming import Names
from bot.service.desk.people import Right, Staff
from bot.service.insight.counting import Span
from bot.service.insight.numbers import DAY, FOUR, Asked, Board, Numbers, asked_of
from bot.service.ports import Clock
from bot.service.press import Press, Sheet
from bot.service.problems import StoreAway

WEEK = 7
AT = time(9)
LEASE = timedelta(minutes=5)
EVERY = 60.0
"""Seconds between two looks at the clock."""


def last_week(today: date) -> Asked:
    """Monday to Sunday, the last that is over."""
    monday = today - (today.weekday() + WEEK) * DAY
    return Asked(monday, monday + (WEEK - 1) * DAY)


Lines = tuple[Asked, dict[str, int], int | None]
"""The days, the counts, the median of the first response in seconds."""


class Weekly:
    """Makes it."""

    def __init__(self, numbers: Numbers, names: Names, press: Press) -> None:
        """``names`` are those of the knowledge."""
        self._numbers = numbers
        self._names = names
        self._press = press

    async def sheet(self, me: Staff, given: Mapping[str, str]) -> Sheet:
        """The document in that person's language; of the last week, or of the days that are given."""
        must(me, Right.READ)
        today = self._numbers.today()
        asked = asked_of(given, today) if given.get("from") else last_week(today)
        board = await self._numbers.of(asked)
        return self._press.sheet(me.wishes.locale, "weekly", values_of(board, self._names, me.wishes.locale))

    async def pdf(self, me: Staff, given: Mapping[str, str]) -> bytes:
        """The same, printed. Raises CannotPrint."""
        return await self._press.pdf(await self.sheet(me, given))

    def policy(self) -> str:
        """The content security policy that it is shown under."""
        return self._press.documents.policy

    async def lines(self) -> Lines | None:
        """For a messenger; None when nobody has written in that week or the one before: of a desk that begins there is nothing to tell."""
        board = await self._numbers.of(last_week(self._numbers.today()))
        if not board.totals["begun"] and not board.before["begun"]:
            return None
        median = board.took[Span.RESPONSE].shares[0]
        return board.asked, {name: board.totals[name] for name in ("begun", *FOUR, "again")}, None if median is None else round(median)


def values_of(board: Board, names: Names, locale: str) -> dict[str, object]:
    """What the template may use; times as minutes and seconds."""
    return {
        "first": board.asked.first.isoformat(),
        "last": board.asked.last.isoformat(),
        "four": FOUR,
        "totals": dict(board.totals),
        "before": dict(board.before),
        "took": [(span.value, [_told(seconds) for seconds in took.shares], took.n) for span, took in board.took.items()],
        "days": [(day.isoformat(), dict(measures)) for day, measures, _ in board.days],
        "troubles": [(names.trouble(locale, one.trouble), dict(one.measures)) for one in board.troubles],
        "terminals": [(names.trouble(locale, one.trouble), one.model, one.firmware, dict(one.measures)) for one in board.terminals[:8]],
        "reminded": {"told": board.reminded.told, "done": board.reminded.done, "later": board.reminded.later},
    }


def _told(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}" if whole < 3600 else f"{whole // 3600}:{whole % 3600 // 60:02} h"  # noqa: PLR2004 -- an hour


class WeeklyBook(Protocol):
    """What week was told last."""

    async def claim(self, week: str, at: datetime, lease: timedelta) -> bool:
        """Whether this process is to tell it now: nobody has, and nobody is about to."""

    async def told(self, week: str) -> None:
        """It is told."""


@dataclass
class Messenger:
    """Tells it on Monday morning. ``tell`` sends the lines; what it raises is tried again when the lease is over."""

    weekly: Weekly
    book: WeeklyBook
    now: Clock
    zone: tzinfo
    tell: Callable[[Asked, Mapping[str, int], int | None], Awaitable[None]]

    async def run(self) -> None:
        """As long as the process."""
        while True:
            with suppress(StoreAway):
                await self.look(self.now())
            await asyncio.sleep(EVERY)

    async def look(self, at: datetime) -> bool:
        """Whether it was told now."""
        here = at.astimezone(self.zone)
        week = last_week(here.date())
        is_time = here.weekday() > 0 or here.time() >= AT
        name = week.first.isoformat()
        if not is_time or not await self.book.claim(name, at, LEASE):
            return False
        lines = await self.weekly.lines()
        if lines:
            await self.tell(*lines)
        await self.book.told(name)
        return lines is not None
