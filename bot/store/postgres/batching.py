"""Group commit: what waits is done together in one transaction, one batch after the other.

What fails for a reason that passes (a deadlock, a connection that broke, a database that is away) is
tried again for as long as whoever asked may wait; then it is `DatabaseAway`. Knows no SQL.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.store.postgres.failures import is_passing, kind_of
from bot.store.problems import DatabaseAway, StoreProblem
from bot.store.writing import Outcome

J = TypeVar("J")

TOGETHER = 256
"""So many at most share a transaction: it bounds how long the first of them waits for the last."""

MOST_WAITING = 20_000
"""More than that are refused at once: a database that is away must not fill the memory."""

PAUSES = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Seconds after the first failure in a row, the second, ..."""


@dataclass(slots=True)
class Waiting(Generic[J]):
    """A job, who waits for it, and until when. ``again``: it was tried before, and may have been done."""

    job: J
    future: asyncio.Future[Any]
    until: float
    again: bool = False


Run = Callable[[Sequence[Waiting[J]]], Awaitable[Sequence[Outcome[Any]]]]


class Batcher(Generic[J]):
    """``run`` does a batch in one transaction; what it raises undoes all of it."""

    def __init__(self, run: Run[J], patience: float) -> None:
        """Nothing waits. ``patience``: seconds that a job may wait for a database that is away."""
        self._run = run
        self._patience = patience
        self._jobs: deque[Waiting[J]] = deque()
        self._came = asyncio.Event()
        self._is_closed = False
        self._task: asyncio.Task[None] | None = None

    async def run(self, job: J) -> Any:
        """What comes of the job once it is durable."""
        if self._is_closed:
            message = "the store is closed"
            raise StoreProblem(message)
        if len(self._jobs) >= MOST_WAITING:
            message = "too much is waiting for the database"
            raise DatabaseAway(message)
        loop = asyncio.get_running_loop()
        waiting = Waiting(job, loop.create_future(), loop.time() + self._patience)
        self._jobs.append(waiting)
        self._came.set()
        self._task = self._task or loop.create_task(self._work())
        outcome: Outcome[Any] = await waiting.future
        return outcome.unwrap()

    async def close(self) -> None:
        """Finish what waits."""
        self._is_closed = True
        self._came.set()
        if self._task:
            await self._task

    async def _work(self) -> None:
        while self._jobs or not self._is_closed:
            await self._came.wait()
            self._came.clear()
            while self._jobs:
                batch = [self._jobs.popleft() for _ in range(min(len(self._jobs), TOGETHER))]
                await self._finish(batch)

    async def _finish(self, batch: Sequence[Waiting[J]]) -> None:
        """Done, or given up, to the last of them."""
        failures = 0
        while batch:
            try:
                outcomes = await self._run(batch)
            except Exception as wrong:  # noqa: BLE001 - each of them is told
                if is_passing(wrong):
                    batch = self._still_patient(batch, wrong)
                    await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
                    failures += 1
                else:
                    await self._one_by_one(batch, wrong)
                    return
            else:
                for waiting, outcome in zip(batch, outcomes, strict=True):
                    _tell(waiting, outcome)
                return

    async def _one_by_one(self, batch: Sequence[Waiting[J]], wrong: Exception) -> None:
        """One of them cannot be kept: the others shall not suffer."""
        if len(batch) > 1:
            for waiting in batch:
                await self._finish([waiting])
            return
        problem = StoreProblem(f"the database could not be written: {kind_of(wrong)}")
        problem.__cause__ = wrong
        _tell(batch[0], Outcome(error=problem))

    def _still_patient(self, batch: Sequence[Waiting[J]], wrong: Exception) -> list[Waiting[J]]:
        """Those who may wait longer; the others are told why not."""
        now = asyncio.get_running_loop().time()
        for waiting in batch:
            waiting.again = True
            if waiting.until <= now:
                away = DatabaseAway(f"the database is away: {kind_of(wrong)}")
                away.__cause__ = wrong
                _tell(waiting, Outcome(error=away))
        return [waiting for waiting in batch if waiting.until > now]


def _tell(waiting: Waiting[Any], outcome: Outcome[Any]) -> None:
    if not waiting.future.done():  # whoever waited may have been cancelled
        waiting.future.set_result(outcome)
