"""One batch of the inbox as one transaction: updates taken in, worked off, put off."""

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
class TakeIn:
    """An update that came in."""

    update: Update


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


LaneJob = TakeIn | Finish | GiveBack


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

    def wake(self, at: int) -> None:
        """Something new is in it."""
        if self.due_at is None:
            self.due_at, self.is_touched = at, True

    def free(self, until: int | None) -> None:
        """Due at ``until``, or since its oldest update."""
        self.lease, self.due_at, self.recount, self.is_touched = Lease.FREE.value, until, until is None, True


class LaneWriter:
    """Does batches, one at a time."""

    def __init__(self, texts: InboxBatchTexts, pool: Pool) -> None:
        """The pool stays its owner's."""
        self._texts = texts
        self._pool = pool

    async def run(self, batch: Sequence[Waiting[LaneJob]]) -> list[Outcome[Any]]:
        """See `bot.store.postgres.batching`."""
        updates = [waiting.job.update for waiting in batch if isinstance(waiting.job, TakeIn)]
        async with self._pool.connection() as connection:
            numbers = await self._numbers(connection, {(update.account, update.lane) for update in updates})
            async with connection.transaction():
                lanes = await self._locked(connection, batch, numbers)
                taken = await self._take_in(connection, updates, numbers)
                finished = await self._finish(connection, batch, lanes)
                outcomes = [Outcome(_outcome(waiting, lanes, numbers, taken, finished)) for waiting in batch]
                kept = sorted((lane for lane in lanes.values() if lane.is_touched), key=lambda lane: lane.number)
                await run(connection, self._texts.keep, [(lane.number, lane.due_at, lane.recount, lane.lease) for lane in kept])
        return outcomes

    async def _numbers(self, connection: Connection, names: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
        rows = await run(connection, self._texts.lanes, list(names))
        if len(rows) < len(names):
            await run(connection, self._texts.make, sorted(names - {(row[1], row[2]) for row in rows}))
            rows = await run(connection, self._texts.lanes, list(names))
        return {(row[1], row[2]): row[0] for row in rows}

    async def _locked(
        self, connection: Connection, batch: Sequence[Waiting[LaneJob]], numbers: dict[tuple[str, str], int]
    ) -> dict[int, Lane]:
        wanted = {*numbers.values(), *(w.job.number for w in batch if not isinstance(w.job, TakeIn))}
        rows = await connection.fetch(self._texts.lock.sql, list(wanted))
        return {row[0]: Lane(*row) for row in rows}

    async def _take_in(
        self, connection: Connection, updates: Sequence[Update], numbers: dict[tuple[str, str], int]
    ) -> set[tuple[str, str]]:
        """The identities of those that are new. The ids are counted under the lane's lock, so they are in its order."""
        once = {(update.account, update.update_id): update for update in reversed(updates)}
        new = [
            (numbers[u.account, u.lane], u.account, u.update_id, micros(u.at), u.raw)
            for u in updates
            if once.get((u.account, u.update_id)) is u
        ]
        return {(row[0], row[1]) for row in await run(connection, self._texts.take_in, new)}

    async def _finish(self, connection: Connection, batch: Sequence[Waiting[LaneJob]], lanes: dict[int, Lane]) -> set[int]:
        ends = []
        for waiting in batch:
            job = waiting.job
            if isinstance(job, Finish) and (lane := lanes.get(job.number)) and lane.is_leased(job.epoch):
                ends.append((job.id, job.number, job.status, int(job.status != "done"), job.reason))
        return {row[0] for row in await run(connection, self._texts.finish, ends)}


def _outcome(
    waiting: Waiting[LaneJob],
    lanes: dict[int, Lane],
    numbers: dict[tuple[str, str], int],
    taken: set[tuple[str, str]],
    finished: set[int],
) -> bool:
    job = waiting.job
    if isinstance(job, TakeIn):
        identity = (job.update.account, job.update.update_id)
        is_new = identity in taken
        taken.discard(identity)
        if is_new:
            lanes[numbers[job.update.account, job.update.lane]].wake(micros(job.update.at))
        return is_new or waiting.again
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
