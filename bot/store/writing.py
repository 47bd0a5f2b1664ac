"""The one thread that writes to SQLite. What waits shares one transaction, a savepoint each.

A caller's future resolves after the commit, so what it was told is durable; what fails in its own
savepoint harms nobody else. No SQL of ours is here.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeAlias, TypeVar, cast

from bot.store.problems import StoreProblem

T = TypeVar("T")
Work: TypeAlias = Callable[[sqlite3.Connection], T]

TOGETHER = 256
"""So many at most share a transaction: it bounds how long the first of them waits for the last."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of a job: its value, or what it raised."""

    value: T | None = None
    error: BaseException | None = None

    def unwrap(self) -> T:
        """The value; raises what the job raised."""
        if self.error is not None:
            raise self.error
        return cast("T", self.value)


@dataclass(frozen=True, slots=True)
class Job:
    """Work that waits for the writer, and who waits for its outcome."""

    work: Work[Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Outcome[Any]]


class Lost(Exception):
    """The transaction as a whole is gone (disk full, database locked), not one job of it."""


class Writer:
    """Runs work on a connection of its own that is in autocommit mode and used by nobody else."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Start the thread; the connection is closed by `close`."""
        self._connection = connection
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._is_closed = False
        self._thread = Thread(target=self._write, name="store-writer", daemon=True)
        self._thread.start()

    async def run(self, work: Work[T]) -> T:
        """The value of ``work`` once it is durable. It may run twice, only the last run being kept."""
        if self._is_closed:
            message = "the store is closed"
            raise StoreProblem(message)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome[T]] = loop.create_future()
        self._jobs.put(Job(work, loop, future))
        return (await future).unwrap()

    async def close(self) -> None:
        """Finish what waits, then close the connection."""
        if not self._is_closed:
            self._is_closed = True
            self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _write(self) -> None:
        is_open = True
        while is_open:
            jobs, is_open = self._waiting()
            if jobs:
                _settle(jobs, self._together(jobs))
        self._connection.close()

    def _waiting(self) -> tuple[list[Job], bool]:
        """What waits now, at least one job; False once the end is among it."""
        job = self._jobs.get()
        jobs: list[Job] = []
        while job is not None:
            jobs.append(job)
            if len(jobs) == TOGETHER:
                return jobs, True
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return jobs, True
        return jobs, False

    def _together(self, jobs: Sequence[Job]) -> list[Outcome[Any]]:
        """One transaction for all. When it is lost, each is tried again alone."""
        try:
            return self._transaction(jobs)
        except (sqlite3.Error, Lost) as error:
            self._roll_back()
            if len(jobs) == 1:
                return [Outcome(error=_problem(error))]
            return [outcome for job in jobs for outcome in self._together([job])]

    def _transaction(self, jobs: Sequence[Job]) -> list[Outcome[Any]]:
        self._connection.execute("BEGIN IMMEDIATE")
        outcomes = [self._apart(job.work) for job in jobs]
        self._connection.execute("COMMIT")
        return outcomes

    def _apart(self, work: Work[Any]) -> Outcome[Any]:
        """One job in its own savepoint."""
        self._connection.execute("SAVEPOINT job")
        try:
            outcome = Outcome(work(self._connection))
        except BaseException as error:  # noqa: BLE001 - the writer outlives whatever a job raises
            self._undo(error)
            outcome = Outcome(error=error)
        self._connection.execute("RELEASE job")
        return outcome

    def _undo(self, error: BaseException) -> None:
        if not self._connection.in_transaction:  # SQLite gave up the whole of it
            raise Lost(str(error)) from error
        self._connection.execute("ROLLBACK TO job")

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")


def _problem(error: Exception) -> StoreProblem:
    problem = StoreProblem(f"the database could not be written: {error}")
    problem.__cause__ = error
    return problem


def _settle(jobs: Sequence[Job], outcomes: Sequence[Outcome[Any]]) -> None:
    """Wake those who wait, with one call into each of their loops."""
    by_loop = defaultdict(list)
    for job, outcome in zip(jobs, outcomes, strict=True):
        by_loop[job.loop].append((job.future, outcome))
    for loop, settled in by_loop.items():
        with suppress(RuntimeError):  # the loop was closed, and with it whoever waited
            loop.call_soon_threadsafe(_resolve, settled)


def _resolve(settled: Sequence[tuple[asyncio.Future[Outcome[Any]], Outcome[Any]]]) -> None:
    for future, outcome in settled:
        if not future.done():  # whoever waited may have been cancelled
            future.set_result(outcome)
