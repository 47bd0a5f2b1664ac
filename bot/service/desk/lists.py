"""What is looked at: the inbox, a conversation, what a search finds, replies, filters, the record."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import replace

from bot.core.veiling import veiled
from bot.service.desk.bench import must
from bot.service.desk.casing import case_of, warranty_of
from bot.service.desk.catalogue import CatalogueDesk
from bot.service.desk.people import Right, Staff, Team
from bot.service.desk.ports import ROWS
from bot.service.desk.rows import Filter, Group, Inbox, Row, SavedFilter, Section
from bot.service.desk.sharing import filled, fits, in_language
from bot.service.desk.shelf import Looking, Lying
from bot.service.desk.transcript import lines_of
from bot.service.desk.views import Canned, Deed, Found, Opened

GROUPS = (Group.WAITING, Group.MINE, Group.OTHERS, Group.BOT, Group.SNOOZED, Group.CLOSED)
ALERTING = frozenset({Group.WAITING, Group.MINE, Group.OTHERS})
"""Chats of these may be ones that somebody should hear of."""
ALIKE = 8
"""Chats that may be the same merchant's, shown at most."""
DEEDS = 200


class ListDesk(CatalogueDesk):
    """See `bot.service.desk.ports.Lists`."""

    async def inbox(self, me: Staff, wanted: Filter | None = None, shown: Collection[Group] | None = None, rows: int = ROWS) -> Inbox:
        """Counts and first rows of each group, at one moment."""
        looking = Looking(me.id, self._now(), wanted or Filter())
        crowd = await self._everybody()
        limits = {group: rows if shown is None or group in shown else ROWS if group in ALERTING else 0 for group in GROUPS}
        found = await self._shelf.page(looking, limits)
        typing = await self._shelf.typing([one.number for _, part in found.values() for one in part], looking.at)
        parts = found.items()
        sections = tuple(Section(group, count, self._rows(me, part, crowd, typing, looking.at)) for group, (count, part) in parts)
        by_group = {section.group: section for section in sections}
        mine, waits = by_group.get(Group.MINE), by_group.get(Group.WAITING)
        unread = sum(1 for row in (mine.rows if mine else ()) if row.unread)
        alerts = sorted((row for section in sections for row in section.rows if _concerns(row, me)), key=lambda row: row.since or row.last)
        return Inbox(sections, unread, waits.count if waits else 0, tuple(alerts))

    async def section(self, me: Staff, group: Group, wanted: Filter | None = None, skip: int = 0) -> Section:
        """One group, further on."""
        given = wanted or Filter()
        looking = Looking(me.id, self._now(), given if given.groups else replace(given, groups=(group,)))
        crowd = await self._everybody()
        counts = await self._shelf.counts(looking, (group,))
        rows = await self._shelf.rows(looking, group, skip, ROWS)
        typing = await self._shelf.typing([one.number for one in rows], looking.at)
        return Section(group, counts.get(group, 0), self._rows(me, rows, crowd, typing, looking.at))

    async def row(self, me: Staff, number: int) -> Row:
        """One conversation's row."""
        at = self._now()
        typing = await self._shelf.typing([number], at)
        return self._row(me, await self._lying(me, number), await self._everybody(), typing.get(number, ()), at)

    async def open(self, me: Staff, number: int, after: int = 0, before: int = 0, limit: int = 200) -> Opened:
        """All that the thread and the details show."""
        at = self._now()
        lying, crowd = await self._lying(me, number), await self._everybody()
        chat, logged, present, drafts, room = await asyncio.gather(
            self._chat(lying.address),
            self._shelf.lines(number, after, before, limit),
            self._shelf.present(number, at),
            self._shelf.drafts(me.id, number),
            self._shelf.room(lying.address, at),
        )
        merchant = await self.merchant(me, lying.merchant)
        others = [(crowd.person(one.staff), one.typing) for one in present if one.staff != me.id]
        return Opened(
            row=self._row(me, lying, crowd, [one.staff for one in present if one.typing], at),
            lines=lines_of(logged),
            last=logged[-1].seq if logged else after,
            earlier=bool(logged) and logged[0].seq > 1 and not after,
            case=case_of(self._support.mind, chat, lying.reason, self._reader(me, at), at),
            merchant=merchant,
            deadlines=self._deadlines(lying, crowd, at),
            viewing=tuple(who for who, _ in others if who),
            typing=tuple(who for who, types in others if who and types),
            drafts=drafts,
            merged=tuple(row.number for row in merchant.chats if row.number != number),
            room=room,
            passable=tuple(self._passing.people(lying.address.channel)) if self._passing else (),
        )

    async def alike(self, me: Staff, number: int) -> Sequence[Row]:
        """Asked of the search, so that sealed names are found too; what only resembles is left out."""
        at, one, crowd = self._now(), await self._lying(me, number), await self._everybody()
        known = _marks(one)
        found = {other.number: other for word in known for other in await self._shelf.find(me.id, word, ALIKE)}
        same = sorted((other for other in found.values() if other.merchant != one.merchant and known & _marks(other)), key=_latest)
        return self._rows(me, same[::-1][:ALIKE], crowd, {}, at)

    async def search(self, me: Staff, text: str, limit: int = 30) -> Sequence[Found]:
        """Conversations and merchants first, then tickets, then words."""
        wanted = text.strip()
        if not wanted:
            return []
        chats, tickets, said = await asyncio.gather(
            self._shelf.find(me.id, wanted, limit), self._shelf.filed(wanted, limit), self._shelf.said(wanted, limit)
        )
        hits = [_hit(one, wanted) for one in chats]
        hits += [Found("ticket", one.number, one.ticket.ref, ref=one.ticket.ref, at=one.ticket.opened) for one in tickets]
        hits += [Found("message", one.number, f"#{one.number}", _around(one.text, wanted), seq=one.seq, at=one.at) for one in said]
        return hits[:limit]

    async def canned(self, me: Staff, number: int | None = None, text: str = "") -> Sequence[Canned]:
        """Best first; own before shared among equals."""
        replies = await self._shelf.canned(me.id)
        lying = await self._lying(me, number) if number else None
        locale = lying.locale if lying else me.wishes.locale
        values = await self._values(me, lying) if lying else {"me": me.name}
        shown = [(reply, in_language(reply.texts, locale)) for reply in replies]
        ranked = [(fits(reply.short, reply.title, words, text), reply, words) for reply, words in shown]
        fitting = sorted((one for one in ranked if one[0]), key=lambda one: (-one[0], not one[1].owner, one[1].short))
        return [Canned(r.id, r.short, r.title, r.texts, r.owner, filled(words, values)) for _, r, words in fitting]

    async def _values(self, me: Staff, lying: Lying) -> dict[str, str]:
        chat = await self._chat(lying.address)
        facts = chat.state.slots if chat.state else {}
        covered = warranty_of(self._support.mind.knowledge.warranty, facts, lying.trouble, self._now())
        terminal = " ".join(part for part in (lying.model, lying.serial) if part)
        until = covered.ends.isoformat() if covered.ends else covered.about
        return {"merchant": lying.called, "terminal": terminal, "warranty": until, "me": me.name}

    async def filters(self, me: Staff) -> Sequence[SavedFilter]:
        """By name."""
        return [wanted for wanted, _ in await self._shelf.filters(me.id)]

    async def tags(self) -> Sequence[tuple[str, int]]:
        """Most used first."""
        return await self._shelf.tags()

    async def colleagues(self) -> Sequence[Staff]:
        """Active, by name."""
        crowd = await self._everybody()
        return [one for one in crowd.people.values() if one.active]

    async def teams(self) -> Sequence[Team]:
        """By name."""
        crowd = await self._everybody()
        return list(crowd.teams.values())

    async def deeds(self, me: Staff, number: int | None = None, who: str = "", before: int = 0) -> Sequence[Deed]:
        """Newest first."""
        must(me, Right.AUDIT)
        return await self._shelf.deeds(number, who, before, 0, DEEDS)

    async def every_deed(self, me: Staff) -> AsyncIterator[Deed]:
        """Oldest first, to the end."""
        must(me, Right.AUDIT)
        after = 0
        while part := await self._shelf.deeds(None, "", 0, after or -1, DEEDS):
            for deed in part:
                yield deed
            after = part[-1].id


def _concerns(row: Row, me: Staff) -> bool:
    """Whether this person should hear of a chat: it waits, and is meant for nobody yet or for this one; or it has waited
    too long, and nobody has it, or this one, or this one was alerted.
    """
    is_late = row.deadline is not None and row.deadline.broken
    if not me.may(Right.ANSWER) or row.group not in ALERTING:
        return False
    if row.group is Group.WAITING:
        return row.assignee is None or row.assignee.id == me.id or is_late
    return is_late and (row.group is Group.MINE or me.id in row.alerted)


def _marks(lying: Lying) -> frozenset[str]:
    """What tells a shop from others."""
    return frozenset(word for word in (lying.serial, lying.contact, lying.called) if word)


def _latest(lying: Lying) -> tuple[float, int]:
    return lying.last.timestamp() if lying.last else 0.0, lying.number


def _hit(lying: Lying, wanted: str) -> Found:
    is_serial = bool(lying.serial) and wanted.casefold() in lying.serial.casefold()
    kind = "terminal" if is_serial else ("merchant" if lying.called and wanted.casefold() in lying.called.casefold() else "chat")
    title = lying.called or veiled(lying.contact) or f"#{lying.number}"
    return Found(kind, lying.number, title, lying.preview, lying.serial if is_serial else "", at=lying.last)


def _around(text: str, wanted: str, width: int = 30) -> str:
    place = text.casefold().find(wanted.casefold())
    first, last = max(0, place - width), place + len(wanted) + width
    return ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")
