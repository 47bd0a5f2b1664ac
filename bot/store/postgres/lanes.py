"""The inbox in batches: updates that came in, as one statement; those that were worked off or put off, as one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.service.inbox import Update
from bot.store.postgres.batching import Waiting
from bot.store.postgres.pool import Connection, Pool, run
from bot.store.rules import Lease
from bot.store.statements.inbox_batches import InboxBatchTexts
from bot.store.times import micros
from bot.store.writing import Outcome


@dataclass(frozen=True, slots=True)
class Finish:
    """What became of an update: ``status`` done or parked, or new when it is to be tried again ``until`` then; the lease is given
    back with the last.
    """

    number: int
    epoch: int
    id: int
    status: str
    reason: str | None = None
    until: datetime | None = None
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class GiveBack:
    """The lease is given back."""

    number: int
    epoch: int


LaneJob = Finish | GiveBack


@dataclass(slots=True)
class Lane:
    """A locked lane; the first fields are in the order of the statement ``lock``."""

    number: int
    account: str
    lane: str
    due_at: int | None
    lease: str
    epoch: int
    recount: bool = False
    is_touched: bool = False

    def is_leased(self, epoch: int) -> bool:
        """Whether the lease of that epoch still stands."""
        return self.lease == Lease.HELD and self.epoch == epoch

    def free(self, until: int | None) -> None:
        """Due at ``until``, or since its oldest update."""
        self.lease, self.due_at, self.recount, self.is_touched = Lease.FREE.value, until, until is None, True


class Arrivals:
    """Takes updates in, many at a time: who pushed them waits for it."""

    def __init__(self, texts: InboxBatchTexts, pool: Pool) -> None:
        """The pool stays its owner's."""
        self._take_in = texts.take_in
        self._pool = pool

    async def run(self, batch: Sequence[Waiting[Update]]) -> list[Outcome[Any]]:
        """See `bot.store.postgres.batching`."""
        new: dict[tuple[str, str], Update] = {}
        for waiting in batch:
            new.setdefault((waiting.job.account, waiting.job.update_id), waiting.job)
        left, taken = list(new.values()), set()
        async with self._pool.connection() as connection:
            while left:
                given = [(seq, u.account, u.lane, u.update_id, micros(u.at), u.raw) for seq, u in enumerate(left)]
                rows = await run(connection, self._take_in, given)
                taken |= {(account, update_id) for account, update_id, is_taken in rows if is_taken}
                found = {(account, lane) for account, lane, is_taken in rows if not is_taken}
                left = [update for update in left if (update.account, update.lane) not in found]
        return [Outcome(_is_taken(waiting, new, taken) or waiting.again) for waiting in batch]


def _is_taken(waiting: Waiting[Update], new: dict[tuple[str, str], Update], taken: set[tuple[str, str]]) -> bool:
    """Whether it was new; the same one twice in a batch was, once."""
    identity = (waiting.job.account, waiting.job.update_id)
    return new[identity] is waiting.job and identity in taken


class LaneWriter:
    """Does batches of what became of updates, one at a time."""

    def __init__(self, texts: InboxBatchTexts, pool: Pool) -> None:
        """The pool stays its owner's."""
        self._texts = texts
        self._pool = pool

    async def run(self, batch: Sequence[Waiting[LaneJob]]) -> list[Outcome[Any]]:
        """See `bot.store.postgres.batching`."""
        async with self._pool.connection() as connection, connection.transaction():
            lanes = await self._locked(connection, batch)
            finished = await self._finish(connection, batch, lanes)
            outcomes = [Outcome(_outcome(waiting, lanes, finished)) for waiting in batch]
            kept = sorted((lane for lane in lanes.values() if lane.is_touched), key=lambda lane: lane.number)
            await run(connection, self._texts.keep, [(lane.number, lane.due_at, lane.recount, lane.lease) for lane in kept])
        return outcomes

    async def _locked(self, connection: Connection, batch: Sequence[Waiting[LaneJob]]) -> dict[int, Lane]:
        rows = await connection.fetch(self._texts.lock.sql, list({waiting.job.number for waiting in batch}))
        return {row[0]: Lane(*row) for row in rows}

    async def _finish(self, connection: Connection, batch: Sequence[Waiting[LaneJob]], lanes: dict[int, Lane]) -> set[int]:
        ends = []
        for waiting in batch:
            job = waiting.job
            if isinstance(job, Finish) and (lane := lanes.get(job.number)) and lane.is_leased(job.epoch):
                ends.append((job.id, job.number, job.status, int(job.status != "done"), job.reason))
        return {row[0] for row in await run(connection, self._texts.finish, ends)}


def _outcome(waiting: Waiting[LaneJob], lanes: dict[int, Lane], finished: set[int]) -> bool:
    job = waiting.job
    lane = lanes.get(job.number)
    if lane is None or not lane.is_leased(job.epoch):
        gives_back = isinstance(job, GiveBack) or job.is_last
        return waiting.again and gives_back and lane is not None and lane.epoch == job.epoch
    if isinstance(job, GiveBack):
        lane.free(None)
        return True
    if job.id in finished and (job.is_last or job.until is not None):
        lane.free(None if job.until is None else micros(job.until))
    return job.id in finished or (waiting.again and job.status != "new")
