"""Tickets, merchants and terminals, as the conversations and the staff know them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.core.veiling import veiled, veiled_in
from bot.service.desk.bench import Bench
from bot.service.desk.casing import Reader, warranty_of
from bot.service.desk.outcomes import NotThere
from bot.service.desk.papers import Fact, Merchant, Page, Terminal, TicketCard, Warranty
from bot.service.desk.people import Staff
from bot.service.desk.rows import Filter
from bot.service.desk.shelf import Filed, Lying
from bot.service.desk.upkeep import Upkeep, upkeep_of
from bot.service.entries import QUIET_REMINDERS
from bot.service.hours import zone_of
from bot.service.support import OVERSEEN

BOARD_KEEPS = timedelta(days=14)
"""Tickets that are done stay on the board for so long."""
PER_PAGE = 50
STATUS = {
    "open": "new",
    "waiting_merchant": "working",
    "waiting_part": "working",
    "waiting_supplier": "working",
    "closed": "done",
    "merged": "cancelled",
}
"""The column of the board that a status stands in; the others are called the same."""


class CatalogueDesk(Bench):
    """The half of `bot.service.desk.ports.Lists` that is not about conversations."""

    def _reader(self, me: Staff, at: datetime) -> Reader:
        return Reader(self._names, me.wishes.locale, at.astimezone(zone_of(me.wishes.zone)).date())

    async def board(self, me: Staff, wanted: Filter | None = None) -> Sequence[TicketCard]:
        """Those due first, then the oldest."""
        filed = await self._shelf.tickets(since=self._now() - BOARD_KEEPS)
        cards = [await self._card(me, one) for one in filed]
        given = wanted or Filter()
        fitting = [card for card in cards if _fits_card(card, given, me)]
        return sorted(fitting, key=lambda card: (card.due is None, card.due or card.opened, card.opened))

    async def ticket(self, me: Staff, ref: str) -> TicketCard:
        """One ticket."""
        return await self._card(me, await self._filed(ref))

    async def _filed(self, ref: str) -> Filed:
        found = await self._found_by(ref)
        if found is None:
            raise NotThere(ref)
        return found

    async def _found_by(self, ref: str) -> Filed | None:
        return next((one for one in await self._shelf.tickets(ref=ref) if one.ticket.ref == ref), None)

    async def _card(self, me: Staff, filed: Filed) -> TicketCard:
        ticket, reader = filed.ticket, self._reader(me, self._now())
        crowd = await self._everybody()
        known = [(name, value) for name, value in ticket.facts.items() if value and value != "-"]
        facts = tuple(Fact(n, self._names.slot(reader.locale, n), _shown(n, self._names.value(reader.locale, n, v)), v) for n, v in known)
        return TicketCard(
            ref=ticket.ref,
            number=filed.number,
            kind=ticket.kind,
            trouble=ticket.intent,
            topic=self._names.trouble(reader.locale, ticket.intent),
            status=STATUS.get(ticket.status, ticket.status),
            state=ticket.status,
            priority=ticket.priority,
            visit=ticket.visit,
            agreement=ticket.agreements[-1] if ticket.agreements else {},
            flags=ticket.flags,
            opened=ticket.opened,
            merchant=veiled(ticket.facts.get("contact", "")) or f"#{filed.number}",
            model=ticket.facts.get("model", ""),
            serial=ticket.facts.get("serial", ""),
            due=filed.due or self._deadline(ticket),
            assignee=crowd.person(filed.assignee),
            warranty=self._covered(ticket.facts, ticket.intent),
            facts=facts,
            words=tuple(veiled_in(said, ticket.facts.get("contact", "")) for said in ticket.words),
        )

    async def merchants(self, me: Staff, text: str = "", after: int = 0) -> tuple[Sequence[Merchant], Page]:  # noqa: ARG002 -- as below
        """A page of them; ``after`` counts."""
        found = await self._shelf.merchants(text.strip(), after, PER_PAGE + 1)
        shown = [await self._merchant_line(one) for one in found[:PER_PAGE]]
        return shown, Page(after + len(shown), after + PER_PAGE if len(found) > PER_PAGE else 0)

    async def _merchant_line(self, lying: Lying) -> Merchant:
        known = await self._shelf.known(lying.merchant)
        name = known.name or veiled(lying.contact) or f"#{lying.merchant}"
        seen = lying.last or self._now()
        contact, locale = veiled(known.contact or lying.contact), known.locale or lying.locale
        terminals = (self._terminal(lying),) if lying.serial else ()
        return Merchant(lying.merchant, name, contact, locale, (lying.address.channel,), seen, known.plan, known.note, terminals=terminals)

    async def merchant(self, me: Staff, merchant: int) -> Merchant:
        """With all that belongs to him."""
        chats, known = await asyncio.gather(self._shelf.of_merchant(me.id, merchant), self._shelf.known(merchant))
        if not chats:
            raise NotThere(str(merchant))
        at, crowd = self._now(), await self._everybody()
        filed = [one for chat in chats for one in await self._shelf.tickets(number=chat.number)]
        set_ = [one for chat in chats for one in await self._shelf.reminders(chat.number)]
        reminders = [(name, due) for name, due in set_ if name not in QUIET_REMINDERS and not name.startswith(OVERSEEN)]
        contact = veiled(known.contact or next((chat.contact for chat in chats if chat.contact), ""))
        return Merchant(
            id=merchant,
            name=known.name or contact or f"#{merchant}",
            contact=contact,
            locale=known.locale or chats[0].locale,
            channels=tuple(dict.fromkeys(chat.address.channel for chat in chats)),
            seen=chats[0].last or at,
            plan=known.plan,
            note=known.note,
            chats=self._rows(me, chats, crowd, {}, at),
            terminals=tuple({chat.serial: self._terminal(chat, filed) for chat in reversed(chats) if chat.serial}.values()),
            tickets=tuple([await self._card(me, one) for one in filed]),
            reminders=tuple(reminders),
            upkeep=await self._upkeep(me, chats),
        )

    async def _upkeep(self, me: Staff, chats: Sequence[Lying]) -> tuple[Upkeep, ...]:
        mind = self._support.mind
        states = [(one.number, (await self._chat(one.address)).state) for one in chats]
        found = (upkeep_of(number, state, mind.knowledge, mind.phrases, me.wishes.locale) for number, state in states if state)
        return tuple(one for one in found if one)

    def _terminal(self, lying: Lying, filed: Sequence[Filed] = ()) -> Terminal:
        at, tickets = self._now(), sum(one.ticket.facts.get("serial") == lying.serial for one in filed)
        name = lying.called or veiled(lying.contact) or f"#{lying.merchant}"
        return Terminal(
            lying.serial,
            lying.model,
            lying.merchant,
            name,
            self._covered({"purchased": lying.purchased}, lying.trouble),
            lying.last or at,
            tickets,
        )

    def _covered(self, facts: Mapping[str, str], trouble: str) -> Warranty:
        return warranty_of(self._support.mind.knowledge.warranty, facts, trouble, self._now())

    async def terminals(self, me: Staff, text: str = "", after: int = 0) -> tuple[Sequence[Terminal], Page]:  # noqa: ARG002 -- the port's shape
        """A page of them; ``after`` counts."""
        found = await self._shelf.terminals(text.strip(), after, PER_PAGE + 1)
        page = Page(after + min(len(found), PER_PAGE), after + PER_PAGE if len(found) > PER_PAGE else 0)
        filed = await asyncio.gather(*(self._shelf.tickets(number=one.number) for one in found[:PER_PAGE]))
        return [self._terminal(one, its) for one, its in zip(found, filed, strict=False)], page


def _shown(slot: str, value: str) -> str:
    """How to reach a person is shown when somebody asks for it."""
    return veiled(value) if slot == "contact" else value


def _fits_card(card: TicketCard, wanted: Filter, me: Staff) -> bool:
    if wanted.assignee:
        held = card.assignee.id if card.assignee else ""
        if held != {"me": me.id, "nobody": ""}.get(wanted.assignee, wanted.assignee):
            return False
    text = wanted.text.casefold()
    return (not wanted.trouble or wanted.trouble == card.trouble) and text in f"{card.ref} {card.merchant} {card.serial}".casefold()
