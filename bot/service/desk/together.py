"""What happens to a ticket is brought to the tickets of other merchants' chats that are handled together with it.

Errands of the engine (see `bot.service.support.Support.run_errands`), set in the turn in which it happened: each step is an event
with an id of its own, so that what a crash interrupts is finished, and nothing is brought over twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.core.cases.telling import FOLLOW, stands
from bot.core.cases.together import ANSWER, LINK
from bot.core.messages import Address
from bot.core.understanding import TicketChanged
from bot.service.companions import Errand
from bot.service.desk.bus import TOPIC
from bot.service.desk.shelf import Filed, ListShelf
from bot.service.ports import Chat, Due, Event, Kept, unchanged
from bot.service.support import Support

BOARD = Address(TOPIC, "tickets")


class Together:
    """Registers with the engine; see `errands`."""

    def __init__(self, support: Support, shelf: ListShelf) -> None:
        """``shelf`` finds a ticket by its number, in whichever chat."""
        self._support = support
        self._shelf = shelf

    @property
    def errands(self) -> Mapping[str, Errand]:
        """By the name of the timer."""
        return {LINK: self._link, FOLLOW: self._follow, ANSWER: self._answer}

    async def _link(self, due: Due, at: datetime) -> None:
        """The ticket that takes another up learns of it."""
        taken = await self._ticket(due.name.partition(":")[2])
        other = await self._ticket(taken.ticket.into) if taken else None
        if taken and other:
            facts = {"other": taken.ticket.ref, "taken": "yes"}
            await self._happens(due, other, TicketChanged(at, other.ticket.ref, "linked", facts))
        await self._support.keep(due.fired(due.at), unchanged)

    async def _follow(self, due: Due, at: datetime) -> None:
        """Whoever's ticket it has taken up hears how it stands."""
        here = await self._ticket(due.name.partition(":")[2])
        if here and stands(here.ticket)[0] != "merged":
            status, note = stands(here.ticket)
            for one in await self._taken_up(here):
                await self._happens(
                    due, one, TicketChanged(at, one.ticket.ref, "followed", {"status": status, "note": note, "moved": due.at.isoformat()})
                )
        await self._support.keep(due.fired(due.at), unchanged)

    async def _answer(self, due: Due, at: datetime) -> None:
        """What a merchant said to his ticket is known at the one that has taken it up, however many were taken up in turn."""
        verb, _, ref = due.name.partition(":")[2].partition(":")
        found, seen = await self._ticket(ref), {""}
        while found and found.ticket.ref not in seen and found.ticket.status == "merged":
            seen.add(found.ticket.ref)
            found = await self._ticket(found.ticket.into)
        if found and found.ticket.ref != ref:
            facts = {"by": ref, "verb": verb, "at": due.at.isoformat()}
            await self._happens(due, found, TicketChanged(at, found.ticket.ref, "answered", facts))
        await self._support.keep(due.fired(due.at), unchanged)

    async def _taken_up(self, here: Filed) -> Sequence[Filed]:
        """Tickets of other chats that this one has taken up, also by way of one of its own chat."""
        own = {here.ticket.ref}
        beside = [one.ticket for one in await self._shelf.tickets(number=here.number)]
        while more := {one.ref for one in beside if one.into in own} - own:
            own |= more
        found = [await self._ticket(ref) for ref in here.ticket.links]
        return [one for one in found if one and one.number != here.number and one.ticket.into in own]

    async def _ticket(self, ref: str) -> Filed | None:
        return next((one for one in await self._shelf.tickets(ref=ref) if one.ticket.ref == ref), None) if ref else None

    async def _happens(self, due: Due, there: Filed, event: TicketChanged) -> None:
        def turn(chat: Chat) -> Kept:
            return self._support.minds.happen(chat, event)

        address = await self._shelf.address(there.number)
        if address:
            await self._support.keep(Event("together", f"{due.id}:{due.occurrence}:{event.ref}", address, event.at), turn)
            for tell in (self._support.signals.tell, self._support.store.tell):  # the boards that are open, here and elsewhere
                tell(BOARD)
