"""The numbers of the desk for a range of days: what came of the talks, how long it took, which troubles, who came back.

Four counts stand side by side and are never added up: confirmed solved, confirmed not solved, silent, person. There is no
rate of success here, because silence is not success.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Protocol

from bot.service.desk.bench import must
from bot.service.desk.people import Right, Staff
from bot.service.insight.counting import Span
from bot.service.insight.spans import percentile
from bot.service.ports import Clock

FOUR = ("solved", "not_solved", "silent", "person")
MEASURES = ("begun", *FOUR, "again", "rated_solved", "rated_not_yet")
SHARES = (0.5, 0.9, 0.99)
DAY = timedelta(days=1)
LONGEST = 366
"""Days that are shown at most."""
EARLIEST = date(1970, 1, 1)
"""Nobody wrote before; from here as many days before can still be counted."""
USUAL = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """Which days (both ends belong to it), and of which talks; what is empty is not looked at."""

    first: date
    last: date
    channel: str = ""
    locale: str = ""
    model: str = ""
    supplier: str = ""

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> date:
        """The first of as many days before these."""
        return self.first - self.days * DAY


def asked_of(given: Mapping[str, str], today: date) -> Asked:
    """What a form or an address asks for: ``days`` up to today, or ``from`` and ``to``; what cannot be read is the usual."""
    first, last = _day(given.get("from", "")), _day(given.get("to", ""))
    days = given.get("days", "")
    if first and last and first <= last:
        span = (max(first, last - (LONGEST - 1) * DAY), last)
    else:
        wanted = int(days) if days.isdecimal() and 0 < int(days[:4]) <= LONGEST else USUAL
        span = (today - (wanted - 1) * DAY, today)
    channel, locale, model, supplier = (given.get(name, "")[:80] for name in ("channel", "locale", "model", "supplier"))
    return Asked(*span, channel, locale, model, supplier)


def _day(text: str) -> date | None:
    try:
        return max(date.fromisoformat(text), EARLIEST)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Reminded:
    """Reminders of maintenance: told, and what the merchants made of them."""

    told: int = 0
    done: int = 0
    later: int = 0
    cannot: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be filtered by."""

    channels: Sequence[str] = ()
    locales: Sequence[str] = ()
    models: Sequence[str] = ()
    suppliers: Sequence[str] = ()


Measures = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A trouble, and the model and firmware it was of where these are asked for, with its counts."""

    trouble: str
    measures: Measures
    model: str = ""
    firmware: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the tables say. ``by_day`` holds the days before as well; ``spans`` day -> span -> bucket -> how many, of what
    is shown day by day; all else is under the first day.
    """

    by_day: Mapping[date, Measures]
    troubles: Sequence[Ranked]
    terminals: Sequence[Ranked]
    spans: Mapping[date, Mapping[Span, Mapping[int, int]]]
    reminded: Reminded
    choices: Choices


class Ledger(Protocol):
    """Where the counts are kept."""

    async def counted(self, asked: Asked) -> Counted:
        """Everything for these days, all of one moment."""


@dataclass(frozen=True, slots=True)
class Took:
    """How long something took: seconds within which each of `SHARES` was over, and how many there were."""

    n: int
    shares: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What the page shows. ``totals`` and ``before``: of these days and of as many before; ``took`` by what was timed;
    ``days`` in order, each with its counts and the median and 90th percentile of the first response.
    """

    asked: Asked
    at: datetime
    totals: Measures
    before: Measures
    days: Sequence[tuple[date, Measures, Took]]
    took: Mapping[Span, Took]
    troubles: Sequence[Ranked]
    terminals: Sequence[Ranked]
    reminded: Reminded
    choices: Choices = field(default_factory=Choices)


class Numbers:
    """The numbers as the console and the weekly report see them."""

    def __init__(self, ledger: Ledger, zone: tzinfo, now: Clock) -> None:
        """``zone``: where the days begin."""
        self._ledger = ledger
        self._zone = zone
        self._now = now

    def today(self) -> date:
        """The day where the desk is."""
        return self._now().astimezone(self._zone).date()

    async def board(self, me: Staff, given: Mapping[str, str]) -> Board:
        """What is asked for. Needs the right to read."""
        must(me, Right.READ)
        return await self.of(asked_of(given, self.today()))

    async def of(self, asked: Asked) -> Board:
        """The same without anybody who looks."""
        return board(asked, await self._ledger.counted(asked), self._now())


def board(asked: Asked, counted: Counted, at: datetime) -> Board:
    """Put together. Pure."""
    every = [asked.first + number * DAY for number in range(asked.days)]
    earlier = [asked.before + number * DAY for number in range(asked.days)]
    timed = {span: _merged(counted.spans.get(day, {}).get(span, {}) for day in every) for span in Span}
    return Board(
        asked=asked,
        at=at,
        totals=_summed(counted.by_day, every),
        before=_summed(counted.by_day, earlier),
        days=[(day, _summed(counted.by_day, [day]), _took(counted.spans.get(day, {}).get(Span.RESPONSE, {}))) for day in every],
        took={span: _took(buckets) for span, buckets in timed.items()},
        troubles=counted.troubles,
        terminals=counted.terminals,
        reminded=counted.reminded,
        choices=counted.choices,
    )


def _merged(parts: Iterable[Mapping[int, int]]) -> Mapping[int, int]:
    found: Counter[int] = Counter()
    for part in parts:
        found.update(part)
    return found


def _took(buckets: Mapping[int, int]) -> Took:
    return Took(sum(buckets.values()), tuple(percentile(buckets, share) for share in SHARES))


def _summed(by_day: Mapping[date, Measures], days: Sequence[date]) -> Measures:
    return {name: sum(by_day.get(day, {}).get(name, 0) for day in days) for name in MEASURES}
