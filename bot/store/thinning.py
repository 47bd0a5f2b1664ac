"""Which backups are kept: the newest of so many days, weeks and months. Pure; names and times in, names out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

NAME = re.compile(r"posbot-(\d{8}-\d{6})\.zip(\.sealed)?")


@dataclass(frozen=True, slots=True)
class Rotation:
    """So many of each."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12

    @classmethod
    def read(cls, words: str) -> Rotation:
        """From ``7,4,12``. Raises ValueError."""
        daily, weekly, monthly = (int(word) for word in words.split(","))
        if min(daily, weekly, monthly) < 0 or daily < 1:
            raise ValueError(words)
        return cls(daily, weekly, monthly)


def name_of(at: datetime, *, sealed: bool) -> str:
    """What a backup taken then is called."""
    return f"posbot-{at.astimezone(UTC):%Y%m%d-%H%M%S}.zip{'.sealed' if sealed else ''}"


def taken(names: Iterable[str]) -> dict[str, datetime]:
    """When each was taken; names that are none of ours are left out, and so nothing of others is ever removed."""
    found = ((name, NAME.fullmatch(name)) for name in names)
    return {name: datetime.strptime(match[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC) for name, match in found if match}


def outdated(names: Iterable[str], rotation: Rotation) -> set[str]:
    """Those that may go. The newest never does."""
    times = taken(names)
    newest_first = sorted(times, key=lambda name: times[name], reverse=True)
    kept = set(newest_first[:1])
    for count, period in ((rotation.daily, _day), (rotation.weekly, _week), (rotation.monthly, _month)):
        kept |= set(_newest_of_each(newest_first, times, period)[:count])
    return set(times) - kept


def _newest_of_each(newest_first: list[str], times: Mapping[str, datetime], period: Callable[[datetime], object]) -> list[str]:
    found: dict[object, str] = {}
    for name in newest_first:
        found.setdefault(period(times[name]), name)
    return list(found.values())


def _day(at: datetime) -> object:
    return at.date()


def _week(at: datetime) -> object:
    return at.isocalendar()[:2]


def _month(at: datetime) -> object:
    return at.year, at.month
