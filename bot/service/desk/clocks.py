"""The clocks of a conversation and of a ticket: which run, and when each breaks. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.state import Ticket
from bot.service.desk.people import Team
from bot.service.desk.rows import Clock, Deadline
from bot.service.hours import Hours, after, is_open, worked
from bot.service.placing import STAFF, WAITING

TICKET, AGREED = "desk.ticket", "desk.agreed"
"""The timers of a ticket: by its priority, and the day that the staff have set."""


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


def ticket_due(hours: Hours, within: timedelta, ticket: Ticket) -> datetime | None:
    """By when a ticket is to be done, in working time since it was filed or taken up again; the time in which somebody
    else was waited for does not count. None while no clock runs.
    """
    if not ticket.is_open or ticket.is_waiting:
        return None
    waited = sum((worked(hours, since, until) for since, until in ticket.waits if until), timedelta())
    return after(hours, ticket.reopened or ticket.opened, within + waited)


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
