"""One batch of events and settlements as one transaction: find, lock, look up, decide, write.

Each statement runs once for the whole batch, and only if there is something for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Any, TypeAlias

from bot.core.messages import Address
from bot.service.ports import Event
from bot.store.postgres.batching import Waiting
from bot.store.postgres.failures import ChatMadeElsewhere
from bot.store.postgres.leases import hush, release, settle, touched
from bot.store.postgres.pool import Connection, Pool, run, run_together
from bot.store.postgres.records import Handle, Hush, Job, Record, Release, Settle
from bot.store.postgres.turns import Known, handle
from bot.store.rules import firing
from bot.store.sealing import PLAIN, Vault
from bot.store.statements.batches import BatchTexts
from bot.store.statements.words import Text
from bot.store.states import States
from bot.store.writing import Outcome

Key: TypeAlias = tuple[str, str]
LONGEST = 0.002
"""Seconds of turns after which whoever else waits for this process comes to it: a messenger for its acknowledgement."""


class ChatWriter:
    """Does batches; at most one at a time, so that a process keeps the order in which it was asked."""

    def __init__(self, texts: BatchTexts, pool: Pool, vault: Vault = PLAIN) -> None:
        """Nothing is open yet; the pool stays its owner's."""
        self._texts = texts
        self._pool = pool
        self._states = States(vault)
        self._unused: list[int] = []
        self.changed: set[Address] = set()

    async def run(self, batch: Sequence[Waiting[Job]]) -> list[Outcome[Any]]:
        """See `bot.store.postgres.batching`."""
        fresh: dict[Key, Record] = {}
        try:
            async with self._pool.connection() as connection, connection.transaction():
                outcomes, records = await self._decided(connection, batch, fresh)
                await self._write(connection, records)
        except ChatMadeElsewhere:
            self._unused += [record.number for record in fresh.values()]
            raise
        self._unused += [record.number for record in fresh.values() if not record.is_touched]
        self.changed |= {Address(record.channel, record.chat) for record in records}
        return outcomes

    async def _decided(
        self, connection: Connection, batch: Sequence[Waiting[Job]], fresh: dict[Key, Record]
    ) -> tuple[list[Outcome[Any]], list[Record]]:
        """What comes of each, and the chats of which something is to be written; those to be made go into ``fresh``."""
        found = await self._locked(connection, batch)
        known = await self._known(connection, batch, found)
        fresh |= await self._fresh(connection, batch, found)
        records = [*found.values(), *fresh.values()]
        here, numbered = {**found, **fresh}, {record.number: record for record in records}
        outcomes, until = [], monotonic() + LONGEST
        for waiting in batch:
            outcomes.append(self._outcome(waiting, here, numbered, known))
            if monotonic() > until:
                await asyncio.sleep(0)
                until = monotonic() + LONGEST
        return outcomes, touched(records)

    async def _locked(self, connection: Connection, batch: Sequence[Waiting[Job]]) -> dict[Key, Record]:
        """The chats that the jobs name by address or by number, as far as they were made."""
        keys = {(a.channel, a.chat) for a in _addresses(batch)}
        numbers = {w.job.number for w in batch if isinstance(w.job, (Settle, Release))}
        channels, chats = [key[0] for key in keys], [key[1] for key in keys]
        rows = await connection.fetch(self._texts.lock.sql, channels, chats, list(numbers))
        return {(row[1], row[2]): Record(*row) for row in rows}

    async def _fresh(self, connection: Connection, batch: Sequence[Waiting[Job]], found: dict[Key, Record]) -> dict[Key, Record]:
        """Chats to be made; a timer makes none. Numbers that were not used in the end are used again."""
        keys = dict.fromkeys((e.address.channel, e.address.chat) for e in _events(batch) if firing(e) is None)
        wanted = [key for key in keys if key not in found]
        missing = len(wanted) - len(self._unused)
        if missing > 0:
            rows = await connection.fetch(self._texts.fresh_numbers.sql, missing)
            self._unused += [row[0] for row in rows]
        self._unused.sort(reverse=True)
        return {key: Record(self._unused.pop(), *key, is_new=True) for key in wanted}

    async def _known(self, connection: Connection, batch: Sequence[Waiting[Job]], found: dict[Key, Record]) -> Known:
        """Asked after the lock, so that what another process has just committed is seen."""
        seen, timers = set(), set()
        for event in _events(batch):
            record = found.get((event.address.channel, event.address.chat))
            fired = firing(event)
            if record is not None and fired is None:
                seen.add((record.number, event.account, event.id))
            elif record is not None and fired is not None:
                timers.add((record.number, *fired))
        before = await run(connection, self._texts.seen, list(seen))
        standing = await run(connection, self._texts.timers, list(timers))
        return Known({(row[0], row[1], row[2]) for row in before}, {(row[0], row[1], row[2]): row[3] for row in standing})

    def _outcome(self, waiting: Waiting[Job], here: dict[Key, Record], numbered: dict[int, Record], known: Known) -> Outcome[Any]:
        job = waiting.job
        try:
            if isinstance(job, Handle):
                record = _record(job.event.address, here)
                return Outcome(None if record is None else handle(record, job, known, self._states, again=waiting.again))
            if isinstance(job, Hush):
                record = _record(job.address, here)
                return Outcome(record is None or hush(record, job))
            record = numbered.get(job.number)
            if record is None:
                return Outcome(value=False)
            if isinstance(job, Settle):
                return Outcome(settle(record, job, again=waiting.again))
            return Outcome(release(record, job, again=waiting.again))
        except BaseException as error:  # noqa: BLE001 - the batch outlives whatever a turn raises
            return Outcome(error=error)

    async def _write(self, connection: Connection, records: Sequence[Record]) -> None:
        """Chats first, because all else names them; what undoes before what is written anew; what asks the log last."""
        await self._make(connection, [record for record in records if record.is_new])
        texts = self._texts
        await run(connection, texts.drop, [(r.number, r.drop_past) for r in records if r.drop_past is not None and not r.is_new])
        await run(connection, texts.answer, [(r.number,) for r in records if r.answered and r.call])
        await run(connection, texts.cancel_timer, [(r.number, name) for r in records for name in sorted(r.cancelled & r.timers.keys())])
        kept = [_kept(record) for record in records]
        is_asked = any(record.recount for record in records)
        await run_together(connection, *self._papers(records), (texts.keep, [] if is_asked else kept))
        if is_asked:
            await run(connection, texts.keep, kept)

    def _papers(self, records: Sequence[Record]) -> Iterable[tuple[Text, Sequence[Sequence[Any]]]]:
        """Rows of the other tables, none of them named twice."""
        texts = self._texts
        return (
            (texts.mark, [(r.number, f.past, f.status, f.reason, f.ref) for r in records for f in r.marks]),
            (texts.append, [line for r in records for line in r.lines]),
            (texts.note, [(r.number, *key, at) for r in records for key, at in r.seen.items()]),
            (texts.put_ticket, [(r.number, ref, *ticket) for r in records for ref, ticket in r.tickets.items()]),
            (texts.cancel_timer, [(r.number, name) for r in records for name in sorted(r.cancelled - r.timers.keys())]),
            (texts.set_timer, [(r.number, name, *timer) for r in records for name, timer in r.timers.items()]),
            (texts.answer, [(r.number,) for r in records if r.answered and not r.call]),
            (texts.call, [(r.number, *r.call) for r in records if r.call]),
            (texts.put_standing, [texts.put_standing.values(r.standing) for r in records if r.standing]),
        )

    async def _make(self, connection: Connection, fresh: Sequence[Record]) -> None:
        rows = await run(connection, self._texts.make, [(r.number, r.channel, r.chat) for r in fresh])
        if len(rows) < len(fresh):
            raise ChatMadeElsewhere


def _record(address: Address, here: dict[Key, Record]) -> Record | None:
    return here.get((address.channel, address.chat))


def _addresses(batch: Iterable[Waiting[Job]]) -> list[Address]:
    jobs = [waiting.job for waiting in batch]
    return [job.event.address if isinstance(job, Handle) else job.address for job in jobs if isinstance(job, (Handle, Hush))]


def _events(batch: Iterable[Waiting[Job]]) -> list[Event]:
    return [waiting.job.event for waiting in batch if isinstance(waiting.job, Handle)]


def _kept(record: Record) -> tuple[Any, ...]:
    """In the order of the statement ``keep``; a state that no turn changed is left as it is."""
    state = record.state if record.turns else None
    delivery = (record.sent_seq, record.due_at, record.recount, record.lease, record.attempt, record.reach, record.reason)
    return (record.number, state, record.mode, record.seq, *delivery, record.turns, record.epoch)
