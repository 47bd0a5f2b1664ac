"""The clocks of a conversation: which run, and when each breaks. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.service.desk.people import Team
from bot.service.desk.rows import Clock, Deadline
from bot.service.hours import after, is_open
from bot.service.placing import STAFF, WAITING


@dataclass(frozen=True, slots=True)
class Timed:
    """What of a conversation is timed: where it stands, since when the merchant waits, when a person was called,
    whether one has answered since.
    """

    place: str
    since: datetime | None
    called_at: datetime | None
    spoke: bool


def deadlines(team: Team, timed: Timed, at: datetime) -> tuple[Deadline, ...]:
    """The clocks that run, the one that breaks first first."""
    running = (_deadline(team, clock, start, target, at) for clock, start, target in _running(team, timed))
    return tuple(sorted(running, key=lambda deadline: deadline.due))


def _running(team: Team, timed: Timed) -> Iterator[tuple[Clock, datetime, timedelta]]:
    if timed.place not in {WAITING, STAFF}:
        return
    targets = team.targets
    if timed.since is not None:
        clock, target = (Clock.FOLLOWING, targets.following) if timed.spoke else (Clock.FIRST, targets.first)
        if target is not None:
            yield clock, timed.since, target
    if timed.called_at is not None and targets.resolution is not None:
        yield Clock.RESOLUTION, timed.called_at, targets.resolution


def _deadline(team: Team, clock: Clock, start: datetime, target: timedelta, at: datetime) -> Deadline:
    due = after(team.hours, start, target)
    return Deadline(clock, due, due <= at, int(target.total_seconds()), paused=not is_open(team.hours, at))
