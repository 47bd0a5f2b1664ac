"""Looks after those who wait: sets the clocks when somebody begins to, and acts when one breaks.

What is set is decided in the turn itself (`Oversight.watched`, pure but for the hours it was last told);
what is done when a timer comes due is decided anew from what then holds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.state import State
from bot.core.understanding import TicketChanged
from bot.service.desk.bench import Bench, Crowd
from bot.service.desk.bus import Bus
from bot.service.desk.clocks import AGREED, TICKET
from bot.service.desk.keys import Keys
from bot.service.desk.people import Right, Role, Staff, Team
from bot.service.desk.rows import Clock
from bot.service.desk.sharing import next_alerted, next_in_turn
from bot.service.desk.shelf import Filed, Lying, Shelf
from bot.service.hours import after
from bot.service.placing import CLOSED, STAFF, WAITING, place_of
from bot.service.ports import JSON, Alarm, Blobs, Chat, Due, Entry, EntryKind, Kept
from bot.service.problems import StoreAway
from bot.service.support import Support

SHARE, NOBODY, ANSWER, RESOLUTION = "desk.share", "desk.nobody", "desk.answer", "desk.resolution"
REFRESHED = 30.0
"""Seconds after which the teams' hours are read again: another process may have changed them."""
NOBODY_THERE = Staff("", "")


@dataclass(frozen=True, slots=True)
class Found:
    """What is decided when a timer has come due: lines for the log, timers to be set again, whose it is now."""

    lines: tuple[dict[str, JSON], ...] = ()
    alarms: tuple[Alarm, ...] = ()
    assignee: str | None = None
    alerted: tuple[str, ...] | None = None


class Oversight(Bench):
    """See `bot.service.support.Overseer`."""

    def __init__(self, support: Support, shelf: Shelf, keys: Keys, blobs: Blobs, bus: Bus) -> None:
        """Until it is told of teams everybody is always there."""
        super().__init__(support, shelf, keys, blobs, bus)
        self.team = Team("", "")
        self._turns = asyncio.Lock()

    async def refresh(self) -> None:
        """Whose hours and targets count where no team was named."""
        self._crowd = None
        crowd = await self._everybody()
        self.team = next(iter(crowd.teams.values()), Team("", ""))
        self._support.mind.calendar.hours = self.team.hours

    async def run(self) -> None:
        """As long as the process."""
        while True:
            with suppress(StoreAway):
                await self.refresh()
            await asyncio.sleep(REFRESHED)

    # ---- in the turn ---------------------------------------------------------------------------

    def watched(self, chat: Chat, kept: Kept) -> Kept:
        """The turn with the clocks that it starts and stops."""
        started, stopped = self._clocks(chat.state, kept)
        alarms = (*kept.alarms, *(Alarm(name, at, kept.state.turn) for name, at in started))
        return replace(kept, alarms=alarms, silenced=(*kept.silenced, *stopped)) if started or stopped else kept

    def _clocks(self, before: State | None, kept: Kept) -> tuple[list[tuple[str, datetime]], list[str]]:
        now, was = kept.state, before or State(ref="")
        started: list[tuple[str, datetime]] = []
        if now.since and not was.since:
            started += self._waits_from(now.since, is_called=now.called)
        if kept.call and self.team.targets.resolution:
            started.append((RESOLUTION, after(self.team.hours, kept.call.at, self.team.targets.resolution)))
        if kept.call and now.called and not was.called and now.since is None:  # the desk calls, the merchant does not wait
            started += self._waits_to_be_taken(kept.call.at)
        for ticket in kept.tickets:
            due = self._deadline(ticket)
            started += [(f"{TICKET}:{ticket.ref}", due)] if due else []
        stopped = [f"{TICKET}:{ticket.ref}" for ticket in kept.tickets if self._deadline(ticket) is None]
        stopped += [ANSWER] if was.since and not now.since else []
        stopped += [NOBODY, SHARE] if was.called and not now.called else []
        stopped += [RESOLUTION] if place_of(now) == CLOSED and place_of(was) != CLOSED else []
        return started, stopped

    def _waits_from(self, since: datetime, *, is_called: bool) -> list[tuple[str, datetime]]:
        hours, targets = self.team.hours, self.team.targets
        target = targets.first if is_called else targets.following
        found = [(ANSWER, after(hours, since, target))] if target else []
        return [*found, *self._waits_to_be_taken(since)] if is_called else found

    def _waits_to_be_taken(self, since: datetime) -> list[tuple[str, datetime]]:
        return [(NOBODY, after(self.team.hours, since, self.team.targets.nobody)), (SHARE, since)]

    # ---- when a timer has come due ---------------------------------------------------------------

    async def fire(self, due: Due, at: datetime) -> None:
        """Act on it, once, whatever process it comes due in. Turns are given one after another."""
        if due.name.startswith((f"{TICKET}:", f"{AGREED}:")):
            await self._ticket_due(due, at)
            return
        async with self._turns if due.name == SHARE else nullcontext():
            await self._fire(due, at)

    async def _fire(self, due: Due, at: datetime) -> None:
        chat = await self._chat(due.address)
        lying = await self._shelf.row("", chat.number)
        found = await self._found(due.name, lying, at) if lying else Found()

        def turn(locked: Chat) -> Kept:
            entries = tuple(Entry(EntryKind.SYSTEM, at, line) for line in found.lines)
            return Kept(locked.begun, entries, alarms=found.alarms)

        handled = await self._support.keep(due.fired(at), turn)
        changes: dict[str, JSON | datetime] = {} if found.assignee is None else {"assignee": found.assignee}
        changes |= {} if found.alerted is None else {"alerted": list(found.alerted)}
        if handled is not None and changes:
            await self._shelf.arrange(chat.number, changes)
            self._support.signals.tell(due.address)

    async def _ticket_due(self, due: Due, at: datetime) -> None:
        """A ticket is past its deadline: the staff are called, with its number; where it is not yet, the clock is set again."""
        name, _, ref = due.name.partition(":")
        filed = next((one for one in await self._shelf.tickets(ref=ref) if one.ticket.ref == ref), None)
        ends = self._ends(name, filed) if filed else None

        def turn(chat: Chat) -> Kept:
            if ends is None or ends > at:
                again = (Alarm(due.name, ends, due.turn),) if ends else ()
                return Kept(chat.begun, alarms=again)
            called = self._support.minds.happen(chat, TicketChanged(at, ref, "late", {}))
            line: dict[str, JSON] = {"did": "ticket_late", "ref": ref}
            return replace(called, entries=(Entry(EntryKind.SYSTEM, at, line), *called.entries))

        handled = await self._support.keep(due.fired(at), turn)
        if handled is not None and filed and filed.assignee and ends and ends <= at:
            await self._meant(filed)

    def _ends(self, name: str, filed: Filed) -> datetime | None:
        """When that clock of the ticket breaks: the day that the staff have set goes before what follows from its priority."""
        running = self._deadline(filed.ticket)
        if filed.due:
            return filed.due if running and name == AGREED else None
        return running if name == TICKET else None

    async def _meant(self, filed: Filed) -> None:
        """Whose ticket it is, his is the chat, unless it is somebody's already."""
        handling = await self._shelf.handling(filed.number)
        if not handling.assignee:
            await self._shelf.arrange(filed.number, {"assignee": filed.assignee})

    async def _found(self, name: str, lying: Lying, at: datetime) -> Found:
        self._crowd = None
        crowd = await self._everybody()
        team = crowd.team_of(lying)
        if name == SHARE:
            return await self._shared(lying, team, crowd)
        if name == NOBODY:
            return await self._nobody_came(lying, team, crowd, at) if lying.place == WAITING else Found()
        if name in {ANSWER, RESOLUTION}:
            return await self._late(name, lying, team, crowd, at)
        return Found()

    async def _shared(self, lying: Lying, team: Team, crowd: Crowd) -> Found:
        """By turns, if the team works so: to whoever has least."""
        if not team.by_turns or lying.place != WAITING or lying.assignee:
            return Found()
        members = [one for one in crowd.people.values() if one.team == team.id]
        chosen = next_in_turn(members, await self._shelf.loads(), await self._shelf.last_in_turn(team.id))
        if chosen is None:
            return Found()
        await self._shelf.last_in_turn(team.id, chosen.id)
        return Found(assignee=chosen.id)

    async def _nobody_came(self, lying: Lying, team: Team, crowd: Crowd, at: datetime) -> Found:
        """The next in line hears of it; while there is one more, he is given his time as well."""
        alerted = (await self._shelf.handling(lying.number)).alerted
        line = _line(team, crowd)
        who = next_alerted(line, alerted)
        if who is None:
            return Found()
        told = (*alerted, who)
        again = Alarm(NOBODY, after(team.hours, at, team.targets.nobody), 0)
        more = next_alerted(line, told) is not None
        return Found((_alert(crowd, who),), (again,) if more else (), who, told)

    async def _late(self, name: str, lying: Lying, team: Team, crowd: Crowd, at: datetime) -> Found:
        """A clock has broken, by the team's own hours; where it has not yet, it is set again."""
        running = [one for one in self._deadlines(lying, crowd, at) if (one.clock is Clock.RESOLUTION) == (name == RESOLUTION)]
        if not running:
            return Found()
        if not running[0].broken:
            return Found(alarms=(Alarm(name, running[0].due, 0),))
        late: dict[str, JSON] = {"did": "late", "clock": running[0].clock.value}
        alerted = (await self._shelf.handling(lying.number)).alerted
        line = [who for who in _line(team, crowd) if who != lying.staff]
        who = next_alerted(line, alerted) if lying.place == STAFF else None  # who waits for anybody is seen by all
        if who is None:
            return Found((late,))
        return Found((late, _alert(crowd, who)), alerted=(*alerted, who))


def _line(team: Team, crowd: Crowd) -> Sequence[str]:
    """Who is alerted, in order: as the team says, or else who leads, then who administrates."""
    if team.escalate:
        return team.escalate
    able = [one for one in crowd.people.values() if one.may(Right.ASSIGN) and not one.away]
    return [one.id for one in sorted(able, key=lambda one: (one.role is Role.ADMIN, one.team != team.id, one.id))]


def _alert(crowd: Crowd, who: str) -> dict[str, JSON]:
    return {"did": "alerted", "who": (crowd.person(who) or NOBODY_THERE).name, "by": who}
