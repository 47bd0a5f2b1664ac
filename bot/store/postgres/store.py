"""The store on PostgreSQL; see `bot.service.ports.Store`. Any number of processes may share one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlmodel import Session

from bot.core.codec import decode_ticket
from bot.core.messages import Address
from bot.core.state import Ticket
from bot.service.ports import Chat, Delivery, Due, Event, Handled, Logged, Turn, Waiting
from bot.service.sending import Bucket, Reach
from bot.store.access import Access
from bot.store.delivering import logged
from bot.store.postgres.batching import Batcher
from bot.store.postgres.batching import Waiting as Queued
from bot.store.postgres.inbox import PostgresInbox
from bot.store.postgres.pool import Connection, DatabaseClock, Pool
from bot.store.postgres.records import Handle, Hush, Job, Release, Settle
from bot.store.postgres.sessions import PostgresSessions
from bot.store.postgres.signals import Signals
from bot.store.postgres.writing import ChatWriter
from bot.store.rules import ENTRIES_AT_ONCE, Fate, Status, may_have_arrived
from bot.store.sealing import PLAIN, Vault
from bot.store.statements.batches import batch_texts
from bot.store.statements.reads import read_texts
from bot.store.statements.words import Text
from bot.store.states import opened
from bot.store.times import micros, moment
from bot.store.writing import Outcome

T = TypeVar("T")
Lines = dict[int, tuple[Logged, ...]]
"""Of a log, by chat."""


class PostgresStore:
    """Writes in batches, reads at once, tells the other processes."""

    def __init__(self, access: Access, clock: DatabaseClock | None = None, vault: Vault = PLAIN) -> None:
        """Nothing is connected until something is asked."""
        self.vault = vault
        words = dialect()  # type: ignore[no-untyped-call]
        self._texts, self._reads = batch_texts(words), read_texts(words)
        self._pool = Pool(access, clock or DatabaseClock())
        self._signals = Signals(access, self._pool)
        self._writer = ChatWriter(self._texts, self._pool, vault)
        self._batches: Batcher[Job] = Batcher(self._write, access.patience)
        self._sessions = PostgresSessions(access)
        self.inbox = PostgresInbox(self._pool, words, self._signals, vault)

    async def _write(self, batch: Sequence[Queued[Job]]) -> Sequence[Outcome[Any]]:
        outcomes = await self._writer.run(batch)
        self._signals.tell(self._writer.changed)
        self._writer.changed = set()
        return outcomes

    def now(self) -> datetime:
        """The database's clock."""
        return self._pool.clock.now()

    def listen(self, hear: Callable[[Address | None], None]) -> None:
        """Called from now on."""
        self._signals.listen(hear)

    def tell(self, address: Address) -> None:
        """A moment later, together with what else there is to tell."""
        self._signals.tell([address])

    def keeps(self) -> bool:
        """Whose connection holds the lock; see `bot.store.postgres.signals`."""
        return self._signals.keeps()

    async def handle(self, event: Event, turn: Turn) -> Handled | None:
        """Lock, look up, turn, keep: its part of a shared transaction."""
        handled: Handled | None = await self._batches.run(Handle(event, turn))
        return handled

    async def claim(self, channels: Sequence[str], at: datetime, lease: timedelta, limit: int, back: int = 0) -> Sequence[Delivery]:
        """Lease what is due, in one statement; then read what it is owed, and what stands before that."""
        if not channels:
            return []
        values = {"channel": sorted(set(channels)), "at": micros(at), "until": micros(at + lease), "limit": limit}
        leased = sorted(await self._fetch(self._texts.claim, values))
        if not leased:
            return []
        owed, before = await self._pool.patiently(lambda connection: self._owed(connection, leased, back))
        deliveries = [_delivery(row, owed.get(row[1], ()), before.get(row[1], ())) for row in leased]
        for delivery in deliveries:
            if not delivery.entries:
                await self.release(delivery.number, delivery.epoch)
        return [delivery for delivery in deliveries if delivery.entries]

    async def _owed(self, connection: Connection, leased: Sequence[Any], back: int) -> tuple[Lines, Lines]:
        past = [(row[1], row[4]) for row in leased]
        owed = self._lines(await connection.fetch(self._texts.owed.sql, *map(list, zip(*past, strict=True)), ENTRIES_AT_ONCE))
        firsts = [(number, lines[0].seq) for number, lines in owed.items()]
        if not back or not firsts:
            return owed, {}
        return owed, self._lines(await connection.fetch(self._texts.before.sql, *map(list, zip(*firsts, strict=True)), back))

    def _lines(self, rows: Sequence[Any]) -> Lines:
        return {
            number: tuple(logged(self.vault, number, tuple(row)[1:]) for row in lines)
            for number, lines in groupby(rows, lambda row: row[0])
        }

    async def sent(  # noqa: PLR0913 -- a row
        self, number: int, epoch: int, seq: int, ref: str | None = None, reason: str | None = None, *, is_last: bool = False
    ) -> bool:
        """Move the cursor past an entry that was sent."""
        return await self._settle(number, epoch, Fate(seq, Status.SENT.value, reason, ref), is_last=is_last)

    async def refused(self, number: int, epoch: int, seq: int, reason: str) -> bool:
        """Move the cursor past an entry that never will be."""
        return await self._settle(number, epoch, Fate(seq, Status.REFUSED.value, reason))

    async def doubted(self, number: int, epoch: int, seq: int, reason: str) -> bool:
        """Move the cursor past an entry that may have been."""
        return await self._settle(number, epoch, Fate(seq, Status.MAYBE.value, reason))

    async def _settle(self, number: int, epoch: int, fate: Fate, *, is_last: bool = False) -> bool:
        return bool(await self._batches.run(Settle(number, epoch, fate, is_last)))

    async def hold(self, number: int, epoch: int, reach: Reach, reason: str, seq: int | None = None) -> bool:
        """Give the lease back and wait for the merchant."""
        return bool(await self._batches.run(Release(number, epoch, reach=reach, reason=reason, seq=seq)))

    async def postpone(self, number: int, epoch: int, until: datetime, reason: str) -> bool:
        """Give the lease back and wait."""
        return bool(await self._batches.run(Release(number, epoch, until=until, reason=reason)))

    async def release(self, number: int, epoch: int) -> bool:
        """Give the lease back."""
        return bool(await self._batches.run(Release(number, epoch)))

    async def hush(self, address: Address, at: datetime, until: datetime) -> bool:
        """Call the sender back, and let none begin."""
        return bool(await self._batches.run(Hush(address, at, until)))

    async def due(self, at: datetime, limit: int) -> Sequence[Due]:
        """Timers that are due."""
        rows = await self._fetch(self._reads.due_timers, {"until": micros(at), "limit": limit})
        return [Due(r[0], r[1], Address(r[2], r[3]), r[4], r[5], moment(r[6])) for r in rows]

    async def next_due(self) -> datetime | None:
        """The earliest timer's time."""
        [[at]] = await self._fetch(self._reads.next_due, {})
        return None if at is None else moment(at)

    async def chat(self, address: Address) -> Chat | None:
        """The chat at the address."""
        rows = await self._fetch(self._reads.chat, _at(address))
        return Chat(rows[0][0], address, None if rows[0][1] is None else opened(self.vault, *rows[0])) if rows else None

    async def log(self, address: Address, after: int = 0, limit: int = 500) -> Sequence[Logged]:
        """The chat's log."""
        rows = await self._fetch(self._reads.log, _at(address) | {"after": after, "limit": limit})
        return [logged(self.vault, row[0], tuple(row)[1:]) for row in rows]

    async def tickets(self, address: Address) -> Sequence[Ticket]:
        """The chat's tickets."""
        rows = await self._fetch(self._reads.tickets, _at(address))
        return [decode_ticket(json.loads(self.vault.open("ticket.body", (number, ref), body))) for number, ref, body in rows]

    async def waiting(self) -> Sequence[Waiting]:
        """The staff's queue."""
        rows = await self._fetch(self._reads.waiting, {})
        return [Waiting(r[0], Address(r[1], r[2]), moment(r[3]), r[4]) for r in rows]

    async def admit(self, buckets: Sequence[Bucket], at: datetime) -> datetime | None:
        """A token of every bucket, or none."""
        return await self.inbox.admit(buckets, at)

    async def perform(self, work: Callable[[Session], T]) -> T:
        """See `bot.store.database.Database`."""
        return await self._sessions.perform(work)

    async def read(self, work: Callable[[Session], T]) -> T:
        """See `bot.store.database.Database`."""
        return await self._sessions.read(work)

    async def look(self, work: Callable[[Session], T]) -> T:
        """See `bot.store.database.Database`."""
        return await self._sessions.look(work)

    async def close(self) -> None:
        """Finish what waits, then let go."""
        await self._batches.close()
        await self.inbox.close()
        await self._signals.close()
        await self._sessions.close()
        await self._pool.close()

    async def _fetch(self, text: Text, values: dict[str, Any]) -> list[Any]:
        return await self._pool.patiently(lambda connection: connection.fetch(text.sql, *text.values(values)))


def _at(address: Address) -> dict[str, Any]:
    return {"channel": address.channel, "chat": address.chat}


def _delivery(row: Any, entries: tuple[Logged, ...], before: tuple[Logged, ...]) -> Delivery:
    """From a row of the statement ``claim``: since, number, channel, chat, sent_seq, epoch, attempt, reason, before, seq."""
    return Delivery(row[1], Address(row[2], row[3]), row[5], entries, row[6], may_have_arrived(row[8], row[7]), row[9], before)
