"""What a desk for tickets and terminals stands on: a ticket looked up, and what happens to it brought to the chat.

Everything the merchant can notice goes through the machine, in the chat's own transaction, and is told to him there.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace

from bot.core.days import day
from bot.core.lookups import Office, VisitHours
from bot.core.messages import Media
from bot.core.state import State, Ticket
from bot.core.understanding import TicketChanged
from bot.core.visiting import there, windows
from bot.service.bookings import Bookings
from bot.service.casework import Casework
from bot.service.desk.bench import Bench, fresh_id, must
from bot.service.desk.catalogue import CatalogueDesk
from bot.service.desk.outcomes import Done, NotThere, Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.desk.shelf import Filed
from bot.service.devices import Devices
from bot.service.passports import Happening, Passports
from bot.service.ports import JSON, Chat, Event, Kept
from bot.understanding.text.masking import masked

LONGEST = 600


class Docket(CatalogueDesk):
    """Tickets as they are, and the way to them."""

    def __init__(self, desk: Bench, casework: Casework, passports: Passports, bookings: Bookings) -> None:
        """Shares what ``desk`` stands on."""
        super().__init__(desk._support, desk._shelf, desk._keys, desk._blobs, desk._bus)  # noqa: SLF001 -- of the same family
        self._casework = casework
        self._passports = passports
        self._bookings = bookings
        self._devices = Devices(self._support, passports)

    async def case(self, me: Staff, ref: str) -> Ticket:
        """The ticket itself. Raises NotThere."""
        must(me, Right.READ)
        return (await self._filed(ref)).ticket

    def windows(self, ticket: Ticket) -> Sequence[str]:
        """Windows that can be had where the terminal stands, earliest first; none where there is no calendar."""
        hours = self.hours(ticket)
        return list(windows(hours, self._now()))[:30]

    def hours(self, ticket: Ticket) -> VisitHours:
        """When somebody can come to that ticket's address."""
        hours = replace(self._support.mind.knowledge.visits, full=self._support.mind.calendar.full)
        return there(hours, ticket.facts.get("address", ""))

    def directory(self, me: Staff) -> Sequence[tuple[Office, bool]]:
        """Whom to call, by kind and name, and whether the number has been looked at lately enough to be trusted."""
        must(me, Right.READ)
        today = day(self._now(), self._support.mind.knowledge.warranty.zone).isoformat()
        offices = sorted(self._support.mind.knowledge.directory, key=lambda one: (one.kind, one.names.get(me.wishes.locale, one.id)))
        return [(one, one.reviewed is not None and one.reviewed.expires > today) for one in offices]

    def own_office(self, me: Staff) -> Mapping[str, str]:
        """What merchants are told of the supplier himself; empty until it is filled in."""
        return self._support.mind.knowledge.supplier.get(me.wishes.locale, {})

    def troubles(self) -> Sequence[str]:
        """What a ticket can be split off for."""
        return [one.id for one in self._support.mind.knowledge.intents.values() if one.trouble]

    async def duplicates(self, me: Staff, ref: str) -> Sequence[str]:
        """Other open tickets for the same trouble of the same terminal, in whichever chat."""
        must(me, Right.READ)
        filed = await self._filed(ref)
        serial = filed.ticket.facts.get("serial", "")
        numbers = dict.fromkeys([filed.number, *(await self._passports.holders(serial) if serial else ())])
        found = [one.ticket for number in numbers for one in await self._shelf.tickets(number=number)]
        same = (one for one in found if one.ref != ref and one.is_open and one.intent == filed.ticket.intent)
        return [one.ref for one in same if not serial or one.facts.get("serial", serial) == serial]

    async def every_ticket(self, me: Staff) -> AsyncIterator[tuple[int, Ticket]]:
        """All tickets with the numbers of their chats, for export."""
        must(me, Right.READ)
        for filed in await self._shelf.tickets(limit=100_000):
            yield filed.number, filed.ticket

    async def agreement(self, me: Staff, ref: str, version: int) -> tuple[str, str]:
        """A version of the agreement as a page, and the policy it is shown under. Raises NotThere."""
        must(me, Right.READ)
        filed = await self._filed(ref)
        if not 1 <= version <= len(filed.ticket.agreements):
            raise NotThere(ref)
        state = await self._state(me, filed)
        return self._casework.page(state, filed.ticket, filed.ticket.agreements[version - 1]), self._casework.policy

    async def _state(self, me: Staff, filed: Filed) -> State:
        chat = await self._chat((await self._lying(me, filed.number)).address)
        return chat.begun

    async def _happen(self, me: Staff, filed: Filed, event: TicketChanged, key: str = "") -> Outcome:
        """Refused where nothing changes: the merchant was told nothing then."""
        address = (await self._lying(me, filed.number)).address
        made = replace(event, at=self._now(), who=me.id, name=me.name)
        kept: list[Kept] = []

        def turn(chat: Chat) -> Kept:
            kept[:] = [self._support.minds.happen(chat, made)]
            return kept[0]

        handled = await self._support.keep(Event("staff", key or fresh_id(), address, made.at), turn)
        now = next((one for one in kept[0].tickets if one.ref == filed.ticket.ref), None) if handled and kept else None
        if now is None:
            return Refused("case_unchanged")
        await self._note(me, f"ticket_{event.change}", filed.number, filed.ticket.ref)
        self._tell(filed.number, "tickets")
        return Done()

    def _event(self, ref: str, change: str, facts: Mapping[str, str], document: str = "", media: tuple[Media, ...] = ()) -> TicketChanged:
        told = {name: clean(value) for name, value in facts.items()}
        return TicketChanged(self._now(), ref, change, told, document=document, media=media)

    async def _repaired(self, ticket: Ticket, who: str) -> None:
        """The passport knows the repair, so that the same fault soon after is its business."""
        at, serial = self._now(), ticket.facts["serial"]
        body: dict[str, JSON] = {"trouble": ticket.intent, "parts": ticket.visit.get("parts", "")}
        await self._passports.note(Happening(serial, at, "repaired", f"{ticket.ref}:repaired", ticket.ref, who, body))


def clean(text: str) -> str:
    """One line, without secrets, of bounded length."""
    return masked(" ".join(text.split()))[0][:LONGEST]
