"""What all the desk's work stands on: engine, shelf, bus; the rows of lists with names put to them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from bot.core.messages import Address
from bot.core.state import Ticket
from bot.core.veiling import veiled
from bot.service.desk.bus import Bus
from bot.service.desk.clocks import Timed, deadlines, ticket_due
from bot.service.desk.keys import Keys
from bot.service.desk.naming import Names
from bot.service.desk.outcomes import NotAllowed, NotThere
from bot.service.desk.people import Right, Staff, Team
from bot.service.desk.rows import Deadline, Group, Pill, Row
from bot.service.desk.shelf import Lying, Shelf
from bot.service.desk.views import Deed
from bot.service.durations import duration
from bot.service.passing import THERE, Passing
from bot.service.placing import CLOSED, STAFF, WAITING
from bot.service.ports import JSON, Blobs, Chat
from bot.service.support import Support

Changes = Mapping[str, tuple[JSON, JSON]]
REMEMBERED = timedelta(seconds=5)
"""So long persons and teams are taken from memory; what changes them here forgets them at once."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody and every team, as known at ``at``."""

    at: datetime
    people: Mapping[str, Staff]
    teams: Mapping[str, Team]

    def person(self, account: str) -> Staff | None:
        """The person; one whose account is gone keeps its name, and so does somebody who answers in the messenger's own client."""
        return self.people.get(account) or (Staff(account, account.removesuffix(THERE), active=False) if account else None)

    def team_of(self, lying: Lying) -> Team:
        """The team whose clocks count: the chat's, or else that of who has it, or else the first."""
        who = self.people.get(lying.staff or lying.assignee)
        found = self.teams.get(lying.team) or (self.teams.get(who.team) if who else None)
        return found or next(iter(self.teams.values()), Team("", ""))


class Bench:
    """Shared by the desk's four kinds of work."""

    def __init__(self, support: Support, shelf: Shelf, keys: Keys, blobs: Blobs, bus: Bus) -> None:
        """Holds nothing that could not be read again."""
        self._support = support
        self._shelf = shelf
        self._keys = keys
        self._blobs = blobs
        self._bus = bus
        self._names = Names(lambda: support.mind.knowledge)
        self._crowd: Crowd | None = None
        self._passing: Passing | None = None

    def passes(self, passing: Passing) -> None:
        """From now on conversations can be given to people who answer in a messenger's own client."""
        self._passing = passing

    def _now(self) -> datetime:
        return self._support.store.now()

    async def _everybody(self) -> Crowd:
        at = self._now()
        if self._crowd is None or at - self._crowd.at > REMEMBERED:
            people, teams = await asyncio.gather(self._shelf.everybody(), self._shelf.teams())
            self._crowd = Crowd(at, {one.id: one for one in people}, {team.id: team for team in teams})
        return self._crowd

    async def _lying(self, me: Staff, number: int) -> Lying:
        found = await self._shelf.row(me.id, number)
        if found is None:
            raise NotThere(str(number))
        return found

    async def _chat(self, address: Address) -> Chat:
        found = await self._support.store.chat(address)
        if found is None:
            raise NotThere(address.chat)
        return found

    async def _note(self, me: Staff, did: str, number: int | None = None, what: str = "", changes: Changes | None = None) -> None:
        await self._keys.record(Deed(0, self._now(), me.id, did, number, what, changes or {}))

    def _tell(self, number: int, *more: str) -> None:
        self._bus.tell("queue", f"c{number}", *more)

    def _rows(self, me: Staff, found: Sequence[Lying], crowd: Crowd, typing: Mapping[int, Sequence[str]], at: datetime) -> tuple[Row, ...]:
        return tuple(self._row(me, one, crowd, typing.get(one.number, ()), at) for one in found)

    def _holder(self, me: Staff, person: Staff | None) -> Staff | None:
        """Whoever speaks now. What stands for nobody in particular, such as another desk's queue, by what it is called here."""
        called = self._names.elsewhere(me.wishes.locale, person.id.removesuffix(THERE)) if person else ""
        return replace(person, name=called) if person and person.id.endswith(THERE) and called else person

    def _row(self, me: Staff, lying: Lying, crowd: Crowd, typing: Sequence[str], at: datetime) -> Row:
        group = group_of(lying, me.id, at)
        running = self._deadlines(lying, crowd, at)
        by, _, who = lying.by.partition(":")
        typists = (crowd.person(who) for who in typing if who != me.id)
        return Row(
            number=lying.number,
            channel=lying.address.channel,
            group=group,
            pill=pill_of(lying, group),
            name=lying.called or veiled(lying.contact) or f"#{lying.number}",
            locale=lying.locale,
            trouble=lying.trouble,
            topic=self._names.trouble(me.wishes.locale, lying.trouble),
            preview=lying.preview,
            by=by,
            writer=self._holder(me, crowd.person(who or lying.staff)) if by == "staff" else None,
            last=lying.last or lying.called_at or at,
            since=lying.since,
            holder=self._holder(me, crowd.person(lying.staff)),
            assignee=crowd.person(lying.assignee),
            team=lying.team,
            priority=lying.urgency if lying.priority is None else lying.priority,
            tags=lying.tags,
            unread=lying.unread,
            snoozed=lying.snoozed if group is Group.SNOOZED else None,
            deadline=next(iter(running), None),
            typing=tuple(one for one in typists if one),
            alerted=lying.alerted,
        )

    def _deadlines(self, lying: Lying, crowd: Crowd, at: datetime) -> tuple[Deadline, ...]:
        timed = Timed(lying.place, lying.since, lying.called_at, lying.spoke)
        return deadlines(crowd.team_of(lying), timed, at)

    def _deadline(self, ticket: Ticket) -> datetime | None:
        """By when a ticket is to be done, by its priority and the hours that count where no team was named."""
        mind = self._support.mind
        return ticket_due(mind.calendar.hours, duration(mind.knowledge.within[ticket.priority]), ticket)


def must(me: Staff, right: Right) -> None:
    """Raises NotAllowed without the right."""
    if not me.may(right):
        raise NotAllowed(right)


def fresh_id() -> str:
    """An id for an event that no page named."""
    return uuid4().hex


def group_of(lying: Lying, me: str, at: datetime) -> Group:
    """Which group a conversation is in for that person; as the list's query has it."""
    if lying.place in {WAITING, STAFF}:
        if lying.snoozed and lying.snoozed > at:
            return Group.SNOOZED
        if lying.place == WAITING:
            return Group.WAITING
        return Group.MINE if lying.staff == me else Group.OTHERS
    return Group.CLOSED if lying.place == CLOSED else Group.BOT


def pill_of(lying: Lying, group: Group) -> Pill:
    """The state in one word."""
    if group is Group.MINE:
        return Pill.AWAITS_US if lying.since else Pill.AWAITS_MERCHANT
    return {
        Group.WAITING: Pill.WAITING,
        Group.OTHERS: Pill.COLLEAGUE,
        Group.BOT: Pill.BOT,
        Group.SNOOZED: Pill.SNOOZED,
        Group.CLOSED: Pill.CLOSED,
    }[group]
