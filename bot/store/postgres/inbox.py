"""The inbox on PostgreSQL, in batches as all else; see `bot.service.inbox.Inbox`. Also the shared limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql import insert

from bot.core.messages import Address
from bot.service.inbox import Lane, Parked, Update
from bot.service.sending import Bucket
from bot.store.postgres.batching import Batcher, Waiting
from bot.store.postgres.buckets import BucketWriter
from bot.store.postgres.lanes import Arrivals, Finish, GiveBack, LaneJob, LaneWriter
from bot.store.postgres.pool import Connection, Pool
from bot.store.postgres.signals import Signals
from bot.store.rules import UPDATES_AT_ONCE
from bot.store.sealing import PLAIN, Vault
from bot.store.sqlite_inbox import parked_of, sealed_raw, taken_of
from bot.store.statements.inbox import inbox_texts
from bot.store.statements.inbox_batches import inbox_batch_texts
from bot.store.times import micros
from bot.store.writing import Outcome


class PostgresInbox:
    """See `bot.service.inbox.Inbox`."""

    def __init__(self, pool: Pool, words: Dialect, signals: Signals, vault: Vault = PLAIN) -> None:
        """The pool stays its owner's."""
        self._vault = vault
        self._pool = pool
        self._signals = signals
        self._texts, self._single = inbox_batch_texts(words), inbox_texts(words, insert)
        self._arrivals = Arrivals(self._texts, pool)
        self._coming: Batcher[Update] = Batcher(self._take_in, pool.access.patience)
        self._batches: Batcher[LaneJob] = Batcher(LaneWriter(self._texts, pool).run, pool.access.patience)
        self._buckets: Batcher[tuple[Sequence[Bucket], datetime]] = Batcher(BucketWriter(self._texts, pool).run, pool.access.patience)

    async def _take_in(self, batch: Sequence[Waiting[Update]]) -> Sequence[Outcome[Any]]:
        outcomes = await self._arrivals.run(batch)
        self._signals.tell({Address(waiting.job.account, waiting.job.lane) for waiting in batch})
        return outcomes

    async def take_in(self, account: str, update_id: str, lane: str, at: datetime, raw: str) -> bool:
        """Keep an update."""
        return bool(await self._coming.run(Update(account, update_id, lane, at, sealed_raw(self._vault, account, update_id, raw))))

    async def take_up(self, accounts: Sequence[str], at: datetime, lease: timedelta, limit: int) -> Sequence[Lane]:
        """Lease lanes that are due."""
        if not accounts:
            return []
        values = {"account": sorted(set(accounts)), "at": micros(at), "until": micros(at + lease), "limit": limit}
        text = self._texts.take_up
        leased = sorted(await self._pool.patiently(lambda connection: connection.fetch(text.sql, *text.values(values))))
        if not leased:
            return []
        held = await self._pool.patiently(lambda connection: self._held(connection, [row[1] for row in leased]))
        lanes = [
            Lane(row[1], row[2], row[3], row[4], tuple(taken_of(self._vault, (row[2], row[3]), one[1:]) for one in held.get(row[1], [])))
            for row in leased
        ]
        for lane in lanes:
            if not lane.updates:
                await self.give_back(lane.number, lane.epoch)
        return [lane for lane in lanes if lane.updates]

    async def _held(self, connection: Connection, numbers: list[int]) -> dict[int, list[Any]]:
        rows = await connection.fetch(self._texts.new_updates.sql, numbers, UPDATES_AT_ONCE)
        return {number: list(updates) for number, updates in groupby(rows, lambda row: row[0])}

    async def done(self, lane: int, epoch: int, id: int, *, is_last: bool = False) -> bool:  # noqa: A002 -- the field's name
        """Worked off."""
        return bool(await self._batches.run(Finish(lane, epoch, id, "done", is_last=is_last)))

    async def park(self, lane: int, epoch: int, id: int, reason: str) -> bool:  # noqa: A002 -- the field's name
        """Put aside."""
        return bool(await self._batches.run(Finish(lane, epoch, id, "parked", reason)))

    async def put_off(self, lane: int, epoch: int, id: int, until: datetime, reason: str) -> bool:  # noqa: A002 -- the field's name
        """Try again later."""
        return bool(await self._batches.run(Finish(lane, epoch, id, "new", reason, until)))

    async def give_back(self, lane: int, epoch: int) -> bool:
        """Give the lease back."""
        return bool(await self._batches.run(GiveBack(lane, epoch)))

    async def parked(self, limit: int = 100) -> Sequence[Parked]:
        """What was put aside."""
        rows = await self._pool.patiently(lambda connection: connection.fetch(self._single.parked.sql, limit))
        return [parked_of(self._vault, row) for row in rows]

    async def unpark(self, id: int) -> bool:  # noqa: A002 -- the field's name
        """Try it again."""
        return await self._pool.patiently(lambda connection: self._unpark(connection, id))

    async def _unpark(self, connection: Connection, id_: int) -> bool:
        wake = self._single.wake_lane
        async with connection.transaction():
            rows = await connection.fetch(self._single.unpark.sql, id_)
            for row in rows:
                await connection.execute(wake.sql, *wake.values({"number": row["lane"], "at": row["at"]}))
        return bool(rows)

    async def drop(self, id: int) -> bool:  # noqa: A002 -- the field's name
        """Give it up."""
        told: str = await self._pool.patiently(lambda connection: connection.execute(self._single.drop.sql, id))
        return told.endswith(" 1")

    async def forget(self, before: datetime, limit: int = 1000) -> int:
        """Forget old ids."""
        text = self._single.forget
        values = text.values({"before": micros(before), "limit": limit})
        told: str = await self._pool.patiently(lambda connection: connection.execute(text.sql, *values))
        return int(told.rpartition(" ")[2])

    async def admit(self, buckets: Sequence[Bucket], at: datetime) -> datetime | None:
        """See `bot.service.ports.Store.admit`."""
        retry: datetime | None = await self._buckets.run((buckets, at))
        return retry

    async def close(self) -> None:
        """Finish what waits."""
        await self._coming.close()
        await self._batches.close()
        await self._buckets.close()
