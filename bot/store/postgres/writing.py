"""One batch of events and settlements as one transaction: find, lock, look up, decide, write.

Each statement runs once for the whole batch, and only if there is something for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from bot.core.messages import Address
from bot.service.ports import Event
from bot.store.postgres.batching import Waiting
from bot.store.postgres.failures import ChatMadeElsewhere
from bot.store.postgres.pool import Connection, Pool, run, run_together
from bot.store.postgres.turns import Handle, Hush, Job, Known, Record, Release, Settle, handle, hush, release, settle, touched
from bot.store.rules import firing
from bot.store.sealing import PLAIN, Vault
from bot.store.statements.batches import BatchTexts
from bot.store.states import States
from bot.store.writing import Outcome

Key: TypeAlias = tuple[str, str]


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
        async with self._pool.connection() as connection:
            numbers = await self._numbers(connection, batch)
            fresh = await self._fresh(connection, batch, numbers)
            try:
                async with connection.transaction():
                    outcomes, records = await self._decided(connection, batch, numbers, fresh)
                    await self._write(connection, records)
            except ChatMadeElsewhere:
                self._unused += [record.number for record in fresh]
                raise
        self._unused += [record.number for record in fresh if not record.is_touched]
        self.changed |= {Address(record.channel, record.chat) for record in records}
        return outcomes

    async def _decided(
        self, connection: Connection, batch: Sequence[Waiting[Job]], numbers: dict[Key, int], fresh: Sequence[Record]
    ) -> tuple[list[Outcome[Any]], list[Record]]:
        """What comes of each, and the chats of which something is to be written."""
        records = await self._locked(connection, batch, numbers)
        known = await self._known(connection, batch, numbers)
        here = {**numbers, **{(record.channel, record.chat): record.number for record in fresh}}
        found = {**records, **{record.number: record for record in fresh}}
        outcomes = [self._outcome(waiting, here, found, known) for waiting in batch]
        return outcomes, touched(list(found.values()))

    async def _numbers(self, connection: Connection, batch: Sequence[Waiting[Job]]) -> dict[Key, int]:
        """The numbers of the chats that the events name, as far as they were made."""
        keys = {(a.channel, a.chat) for a in _addresses(batch)}
        rows = await run(connection, self._texts.numbers, list(keys))
        return {(row["channel"], row["chat"]): row["number"] for row in rows}

    async def _fresh(self, connection: Connection, batch: Sequence[Waiting[Job]], numbers: dict[Key, int]) -> list[Record]:
        """Chats to be made, by address; a timer makes none. Numbers that were not used in the end are used again."""
        keys = {(e.address.channel, e.address.chat) for e in _events(batch) if firing(e) is None} - numbers.keys()
        missing = len(keys) - len(self._unused)
        if missing > 0:
            rows = await connection.fetch(self._texts.fresh_numbers.sql, missing)
            self._unused += [row[0] for row in rows]
        self._unused.sort(reverse=True)
        in_order = dict.fromkeys((e.address.channel, e.address.chat) for e in _events(batch))
        return [Record(self._unused.pop(), *key, is_new=True) for key in in_order if key in keys]

    async def _locked(self, connection: Connection, batch: Sequence[Waiting[Job]], numbers: dict[Key, int]) -> dict[int, Record]:
        turning = list(numbers.values())
        wanted = {*turning, *(w.job.number for w in batch if isinstance(w.job, (Settle, Release)))}
        if not wanted:
            return {}
        rows = await connection.fetch(self._texts.lock.sql, turning, list(wanted))
        return {row[0]: Record(*row) for row in rows}

    async def _known(self, connection: Connection, batch: Sequence[Waiting[Job]], numbers: dict[Key, int]) -> Known:
        """Asked after the lock, so that what another process has just committed is seen."""
        seen, timers = set(), set()
        for event in _events(batch):
            number = numbers.get((event.address.channel, event.address.chat))
            fired = firing(event)
            if number is not None and fired is None:
                seen.add((number, event.account, event.id))
            elif number is not None and fired is not None:
                timers.add((number, *fired))
        found = await run(connection, self._texts.seen, list(seen))
        standing = await run(connection, self._texts.timers, list(timers))
        return Known({(row[0], row[1], row[2]) for row in found}, {(row[0], row[1], row[2]): row[3] for row in standing})

    def _outcome(self, waiting: Waiting[Job], numbers: dict[Key, int], records: dict[int, Record], known: Known) -> Outcome[Any]:
        job = waiting.job
        try:
            if isinstance(job, Handle):
                record = _record(job.event.address, numbers, records)
                return Outcome(None if record is None else handle(record, job, known, self._states, again=waiting.again))
            if isinstance(job, Hush):
                record = _record(job.address, numbers, records)
                return Outcome(record is None or hush(record, job))
            record = records.get(job.number)
            if record is None:
                return Outcome(value=False)
            if isinstance(job, Settle):
                return Outcome(settle(record, job, again=waiting.again))
            return Outcome(release(record, job, again=waiting.again))
        except BaseException as error:  # noqa: BLE001 - the batch outlives whatever a turn raises
            return Outcome(error=error)

    async def _write(self, connection: Connection, records: Sequence[Record]) -> None:
        """Chats first, because all else names them; what asks the log last, and then by itself."""
        await self._make(connection, [record for record in records if record.is_new])
        texts = self._texts
        drops = [(r.number, r.drop_past) for r in records if r.drop_past is not None and not r.is_new]
        await run(connection, texts.drop, drops)
        await run(connection, texts.mark, [(r.number, f.past, f.status, f.reason, f.ref) for r in records for f in r.marks])
        await self._take_back(connection, records)
        kept = [_kept(record) for record in records]
        is_asked = any(record.recount for record in records)
        papers = (
            (texts.put_ticket, [(r.number, ref, *ticket) for r in records for ref, ticket in r.tickets.items()]),
            (texts.set_timer, [(r.number, name, *timer) for r in records for name, timer in r.timers.items()]),
            (texts.call, [(r.number, *r.call) for r in records if r.call]),
            (texts.put_standing, [texts.put_standing.values(r.standing) for r in records if r.standing]),
        )
        await run_together(
            connection,
            (texts.append, [line for r in records for line in r.lines]),
            (texts.note, [(r.number, *key, at) for r in records for key, at in r.seen.items()]),
            *papers,
            (texts.keep, [] if is_asked else kept),
        )
        if is_asked:
            await run(connection, texts.keep, kept)

    async def _take_back(self, connection: Connection, records: Sequence[Record]) -> None:
        """What a turn undoes in the rows that it then writes."""
        await run(connection, self._texts.cancel_timer, [(r.number, name) for r in records for name in sorted(r.cancelled)])
        answered = [r.number for r in records if r.answered]
        if answered:
            await connection.fetch(self._texts.answer.sql, answered)

    async def _make(self, connection: Connection, fresh: Sequence[Record]) -> None:
        rows = await run(connection, self._texts.make, [(r.number, r.channel, r.chat) for r in fresh])
        if len(rows) < len(fresh):
            raise ChatMadeElsewhere


def _record(address: Address, numbers: dict[Key, int], records: dict[int, Record]) -> Record | None:
    number = numbers.get((address.channel, address.chat))
    return None if number is None else records.get(number)


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
