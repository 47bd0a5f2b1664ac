"""What follows from a ticket outside of its conversation: a seat in the calendar, a document, what a passport should know.

Errands of the engine (see `bot.service.support.Support.run_errands`): each is redone if it was not finished, and what it
comes to is told through the machine, once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.core.days import day
from bot.core.state import State, Ticket
from bot.core.understanding import TicketChanged
from bot.core.visiting import has_calendar, of_area, seats, there
from bot.rendering.printing import CannotPrint
from bot.service.bookings import Bookings
from bot.service.companions import Errand
from bot.service.papering import agreement_values
from bot.service.ports import Blobs, Chat, Due, Kept, unchanged
from bot.service.press import Press
from bot.service.support import Support


class Casework:
    """Registers with the engine; see `errands`."""

    def __init__(self, support: Support, bookings: Bookings, blobs: Blobs, press: Press) -> None:
        """``bookings`` may be of a database or in memory."""
        self._support = support
        self._bookings = bookings
        self._blobs = blobs
        self._press = press

    @property
    def errands(self) -> Mapping[str, Errand]:
        """By the name of the timer."""
        return {"book": self._book, "unbook": self._unbook, "elsewhere": self._elsewhere, "seal": self._seal}

    async def refresh(self) -> None:
        """What is full is not offered."""
        hours = self._support.mind.knowledge.visits
        if has_calendar(hours):
            since = day(self._support.store.now(), hours.zone).isoformat()
            taken = await self._bookings.taken(since)
            self._support.mind.calendar.full = tuple(
                seat for seat, count in taken.items() if count >= of_area(hours, seat.partition("@")[2]).capacity
            )

    async def _book(self, due: Due, at: datetime) -> None:
        ticket = await self._ticket(due)
        window = ticket.visit.get("wanted", "") if ticket else ""
        got = bool(window) and ticket is not None and await self.seated(ticket, window)
        await self.refresh()
        if got:
            await self._happens(due, TicketChanged(at, due.name.partition(":")[2], "booked", {"window": window}))
        else:
            await self._happens(due, TicketChanged(at, due.name.partition(":")[2], "full", {}) if window else None)

    async def seated(self, ticket: Ticket, window: str) -> bool:
        """Whether the ticket has a seat of that window on the round that leads to its address; it gives up any other."""
        hours = there(self._support.mind.knowledge.visits, ticket.facts.get("address", ""))
        return await self._bookings.take(seats(window, hours.area), ticket.ref, hours.capacity)

    async def _elsewhere(self, due: Due, at: datetime) -> None:
        """The address has moved to another round."""
        ref = due.name.partition(":")[2]
        await self._bookings.free(ref)
        await self.refresh()
        await self._happens(due, TicketChanged(at, ref, "elsewhere", {}))

    async def _unbook(self, due: Due, at: datetime) -> None:  # noqa: ARG002 -- every errand has the same shape
        await self._bookings.free(due.name.partition(":")[2])
        await self.refresh()
        await self._happens(due, None)

    async def _seal(self, due: Due, at: datetime) -> None:
        """The document with both confirmations; where nothing can be printed, what was agreed stands all the same."""
        chat, ticket = await self._support.store.chat(due.address), await self._ticket(due)
        if chat is None or chat.state is None or ticket is None or not ticket.agreements:
            await self._happens(due, None)
            return
        ref = await self.document(chat.state, ticket, ticket.agreements[-1])
        await self._happens(due, TicketChanged(at, ticket.ref, "sealed", {}, document=ref) if ref else None)

    async def document(self, state: State, ticket: Ticket, agreement: Mapping[str, str]) -> str:
        """The agreement as a PDF among the blobs; empty where nothing can be printed."""
        sheet = self._press.sheet(state.locale, "agreement", agreement_values(self._support.mind, state, ticket, agreement))
        try:
            return await self._blobs.put(await self._press.pdf(sheet), ".pdf")
        except CannotPrint:
            return ""

    def page(self, state: State, ticket: Ticket, agreement: Mapping[str, str]) -> str:
        """The agreement as a page."""
        return self._press.sheet(state.locale, "agreement", agreement_values(self._support.mind, state, ticket, agreement)).html

    @property
    def policy(self) -> str:
        """Under which a page is shown."""
        return self._press.documents.policy

    async def _ticket(self, due: Due) -> Ticket | None:
        ref = due.name.partition(":")[2]
        lies = await self._support.store.tickets(await self._support.home(due.address))
        return next((one for one in lies if one.ref == ref), None)

    async def _happens(self, due: Due, event: TicketChanged | None) -> None:
        def turn(chat: Chat) -> Kept:
            return self._support.minds.happen(chat, event) if event else unchanged(chat)

        await self._support.keep(due.fired(due.at), turn)
