"""Limits that processes share, on PostgreSQL. They need not survive a power cut, so nobody waits for the disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.service.sending import Bucket
from bot.store.postgres.batching import Waiting
from bot.store.postgres.pool import Connection, Pool, run
from bot.store.rules import filled
from bot.store.statements.inbox_batches import InboxBatchTexts
from bot.store.times import micros, moment
from bot.store.writing import Outcome


class BucketWriter:
    """Takes tokens for all that ask at once."""

    def __init__(self, texts: InboxBatchTexts, pool: Pool) -> None:
        """The pool stays its owner's."""
        self._texts = texts
        self._pool = pool

    async def run(self, batch: Sequence[Waiting[tuple[Sequence[Bucket], datetime]]]) -> list[Outcome[Any]]:
        """See `bot.store.postgres.batching`."""
        names = sorted({bucket.name for waiting in batch for bucket in waiting.job[0]})
        async with self._pool.connection() as connection, connection.transaction():
            await connection.execute("SET LOCAL synchronous_commit = off")
            full = await self._locked(connection, names)
            outcomes: list[Outcome[Any]] = []
            for waiting in batch:
                buckets, at = waiting.job
                soonest, after = filled(full, buckets, micros(at))
                if soonest > micros(at):
                    outcomes.append(Outcome(moment(soonest)))
                else:
                    full |= after
                    outcomes.append(Outcome(None))
            await run(connection, self._texts.fill, sorted(full.items()))
        return outcomes

    async def _locked(self, connection: Connection, names: list[str]) -> dict[str, int]:
        rows = await connection.fetch(self._texts.lock_buckets.sql, names)
        if len(rows) < len(names):
            await connection.execute(self._texts.make_buckets.sql, sorted(set(names) - {row[0] for row in rows}))
            rows = await connection.fetch(self._texts.lock_buckets.sql, names)
        return {row[0]: row[1] for row in rows}
