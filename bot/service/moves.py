"""The one conversation of a merchant who has several chats goes from one to another.

It is then where he wrote last (`bot.core.moving`): it is fetched when he writes, and whatever happens to a chat that he has
left happens where he is. Each step is an event with an id of its own, so that what a crash interrupts is finished by whoever
comes next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, cast

from bot.core.messages import Address, Inbound
from bot.core.state import State
from bot.core.understanding import MovedAway, MovedHere
from bot.service import buttons
from bot.service.ports import JSON, Alarm, Chat, Due, Entry, EntryKind, Event, Kept, Logged, unchanged
from bot.service.support import Support

SETTLE = "link_settle"
"""The errand that finishes a move which was cut short, if nobody else has by then."""
SETTLED = timedelta(seconds=30)
DOORS = 10
"""So many chats of one merchant are followed from one to the next."""
_NUMBER = re.compile(r"\W*\d{1,2}\W*")


@dataclass(frozen=True, slots=True)
class Left:
    """A chat whose conversation is to arrive elsewhere, and the turn in which it was left."""

    number: int
    turn: int


class Kin(Protocol):
    """What the store knows of chats that are one merchant's."""

    async def held(self, number: int) -> Sequence[Logged]:
        """What is said in that chat and cannot be sent until the merchant writes there."""

    async def passed(self, left: Left, to: int, held: Sequence[Logged]) -> None:
        """The conversation went on: what was held there is said here instead, its tickets lie here, and who is to answer stays.
        Nothing, where it has been seen to already and the chat is no longer as it was left.
        """


class Moves:
    """Of one engine; ``kin`` is of its store's database."""

    def __init__(self, support: Support, kin: Kin) -> None:
        """Nothing moves yet."""
        self._support = support
        self._kin = kin

    async def home(self, address: Address) -> Address:
        """Where the merchant's conversation is, of whom this is one chat. A move that was cut short is finished first."""
        for _ in range(DOORS):
            chat = await self._support.store.chat(address)
            if chat is None or chat.state is None or chat.state.lives_at is None:
                return address
            if chat.state.before is not None:
                await self.settle(address, self._support.store.now())
            address = chat.state.lives_at
        return address

    async def fetch(self, inbound: Inbound) -> Inbound:
        """The merchant writes in a chat that he had left: the conversation comes here. A number, or a button, answers a
        question that was asked elsewhere since, or none: it is asked again.
        """
        there = await self.home(inbound.sender)
        if there != inbound.sender:
            await self.move(there, inbound.sender, inbound.at)
        stands = (inbound.choice or "").startswith("0.")
        is_blind = (inbound.choice is not None and not stands) or bool(_NUMBER.fullmatch(inbound.text))
        return replace(inbound, choice=buttons.UNKNOWN) if is_blind else inbound

    async def move(self, there: Address, here: Address, at: datetime, *, first: bool = False) -> None:
        """The conversation of that chat goes on in this one. Done twice, it is done once."""
        chat = await self._support.store.chat(there)
        turn = chat.state.turn if chat and chat.state else 0
        event = Event("link", f"away:{here.channel}:{here.chat}:{turn}", there, at)
        number = await self._number(here)
        await self._support.keep(event, lambda chat: self._left(chat, MovedAway(at, here, first), number))
        await self.settle(there, at, first=first)

    async def _number(self, address: Address) -> int:
        chat = await self._support.store.chat(address)
        return chat.number if chat else 0

    def _left(self, chat: Chat, event: MovedAway, number: int) -> Kept:
        kept = self._support.minds.happen(chat, event)
        if not kept.silenced:  # it had been left before
            return kept
        line: dict[str, JSON] = {"did": "moved_away", "to": event.to.channel, "number": str(number)}
        alarm = Alarm(SETTLE, event.at + SETTLED, kept.state.turn)
        return replace(kept, entries=(Entry(EntryKind.SYSTEM, event.at, line), *kept.entries), alarms=(*kept.alarms, alarm))

    async def finish(self, due: Due, at: datetime) -> None:
        """The errand of `SETTLE`."""
        await self.settle(due.address, at)
        await self._support.keep(due.fired(at), unchanged)

    async def settle(self, there: Address, at: datetime, *, first: bool = False) -> None:
        """What was left there arrives, with what belongs to it; then that chat holds nothing any more. Each step is done once,
        however often it is begun, so whoever finds a conversation that has not arrived may finish the move.
        """
        left = await self._support.store.chat(there)
        if left is None or left.state is None or left.state.before is None or left.state.lives_at is None:
            return
        held = await self._kin.held(left.number)
        here = await self._arrive(left, MovedHere(at, left.state.before, there, first), held)
        await self._kin.passed(Left(left.number, left.state.turn), await self._number(here), held)
        arrived = Event("link", f"arrived:{left.number}:{left.state.turn}", there, at)
        await self._support.keep(arrived, partial(_emptied, left=left.state))

    async def _arrive(self, left: Chat, comes: MovedHere, held: Sequence[Logged]) -> Address:
        """Where it was kept: in the chat that it was left for, or where the merchant has gone on to from there meanwhile. Where
        that leads back, it comes back to a chat that it had left before.
        """
        first_door = here = cast("State", left.state).lives_at or left.address
        seen = {left.address}
        while here not in seen:
            seen.add(here)
            try:
                await self._come(left, comes, held, here)
            except _WentOnError as went:
                here = went.to
            else:
                return here
        await self._come(left, comes, held, first_door, back=True)
        return first_door

    async def _come(self, left: Chat, comes: MovedHere, held: Sequence[Logged], here: Address, *, back: bool = False) -> None:
        """Nothing, if it came here before. Raises _WentOnError where the merchant has left this chat as well."""
        turned = cast("State", left.state).turn
        line: dict[str, JSON] = {"did": "moved_here", "to": left.address.channel, "number": str(left.number)}
        first_lines = (Entry(EntryKind.SYSTEM, comes.at, line), *(Entry(one.kind, comes.at, one.body) for one in held))

        def turn(chat: Chat) -> Kept:
            if chat.state is not None and chat.state.lives_at is not None and not back:
                raise _WentOnError(chat.state.lives_at)
            kept = self._support.minds.happen(chat, comes)
            return replace(kept, entries=(*first_lines, *kept.entries))

        await self._support.keep(Event("link", f"here:{left.number}:{turned}", here, comes.at), turn)


class _WentOnError(Exception):
    """The merchant has left that chat too, for another."""

    def __init__(self, to: Address) -> None:
        super().__init__(to)
        self.to = to


def _emptied(chat: Chat, left: State) -> Kept:
    """The stub without what has arrived; a chat that he came back to meanwhile is no stub."""
    state = chat.state or left
    if state.lives_at != left.lives_at or state.turn != left.turn:
        return Kept(state)
    return Kept(state.but(before=None), silenced=(SETTLE,))
