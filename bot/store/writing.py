"""The one thread that writes to SQLite. What waits shares one transaction.

A caller's future resolves after the commit, so what it was told is durable. Where a job fails, which is rare, the transaction
is begun anew with a savepoint for each, so that what fails harms nobody else. A messenger that waits for its
acknowledgement goes before what can wait. No SQL of ours is here.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from time import monotonic, thread_time
from typing import Any, Generic, TypeAlias, TypeVar, cast

from bot.store.problems import DatabaseAway, StoreProblem

T = TypeVar("T")
Work: TypeAlias = Callable[[sqlite3.Connection], T]

TOGETHER = 256
"""So many at most share a transaction: it bounds how long the first of them waits for the last."""
LONGEST = 0.008
"""Seconds of work after which no more join a transaction, for the same reason: some jobs are a turn that reads and thinks. Where a
commit takes longer than that, on a slow disk, as many as it takes, or the writer would do little but commit.
"""
SOON = 0.002
"""The same where a messenger waits for the end of the transaction; who else is so urgent may join it all the same."""


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
    is_urgent: bool = False


class Line:
    """Jobs that wait, those that are urgent before all others, and each kind in its order."""

    def __init__(self) -> None:
        """Nobody waits."""
        self._came: SimpleQueue[Job | None] = SimpleQueue()
        self._urgent: deque[Job] = deque()
        self._others: deque[Job] = deque()
        self._is_ended = False

    def put(self, job: Job | None) -> None:
        """None: there will be no more. From any thread; all else is for the writer's own."""
        self._came.put(job)

    def first(self) -> Job | None:
        """The job that a transaction begins with, waited for; None at the end. It is no urgent one if there is another, so that
        however many are urgent the others go on.
        """
        self._look()
        if not (self._others or self._urgent or self._is_ended):
            self._join(self._came.get())
        return self._others.popleft() if self._others else self.more()

    def more(self, *, urgent: bool = False) -> Job | None:
        """One more that waits, if one does; only one that is ``urgent``, where that is asked for."""
        self._look()
        waiting = self._urgent if urgent else self._urgent or self._others
        return waiting.popleft() if waiting else None

    def _look(self) -> None:
        while not self._came.empty():
            self._join(self._came.get_nowait())

    def _join(self, job: Job | None) -> None:
        if job is None:
            self._is_ended = True
        else:
            (self._urgent if job.is_urgent else self._others).append(job)


CAREFUL = 16
"""So many transactions after one in which a job failed have savepoints from the start: where one fails, others may."""


class Failed(Exception):
    """A job raised, and there was no savepoint to go back to."""


class Lost(Exception):
    """The transaction as a whole is gone (disk full, database locked), not one job of it."""


class Writer:
    """Runs work on a connection of its own that is in autocommit mode and used by nobody else."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Start the thread; the connection is closed by `close`."""
        self._connection = connection
        self._line = Line()
        self._is_closed = False
        self._commit_seconds = 0.0
        self._careful = 0
        self._thread = Thread(target=self._write, name="store-writer", daemon=True)
        self._thread.start()

    async def run(self, work: Work[T], *, is_urgent: bool = False) -> T:
        """The value of ``work`` once it is durable. It may run twice, only the last run being kept."""
        if self._is_closed:
            message = "the store is closed"
            raise StoreProblem(message)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome[T]] = loop.create_future()
        self._line.put(Job(work, loop, future, is_urgent))
        return (await future).unwrap()

    async def close(self) -> None:
        """Finish what waits, then close the connection."""
        if not self._is_closed:
            self._is_closed = True
            self._line.put(None)
        await asyncio.to_thread(self._thread.join)

    def _write(self) -> None:
        while (first := self._line.first()) is not None:
            jobs = [first]
            _settle(jobs, self._together(jobs))
        self._connection.close()

    def _together(self, jobs: list[Job]) -> list[Outcome[Any]]:
        """One transaction for these and for what joins them. When it is lost, each is tried again alone."""
        try:
            return self._tried(jobs)
        except (sqlite3.Error, Lost) as error:
            self._roll_back()
            return [Outcome(error=_problem(error))] if len(jobs) == 1 else [self._alone(job) for job in jobs]

    def _tried(self, jobs: list[Job]) -> list[Outcome[Any]]:
        if self._careful:
            self._careful -= 1
            return self._transaction(self._joined(jobs), self._apart)
        try:
            return self._transaction(self._joined(jobs), self._plainly)
        except Failed:
            self._roll_back()
            self._careful = CAREFUL
            return self._transaction(tuple(jobs), self._apart)

    def _joined(self, jobs: list[Job]) -> Iterator[Job]:
        """These, and what waits, until they are many or have taken long; ``jobs`` has all that were begun."""
        began, is_urgent = thread_time(), jobs[0].is_urgent
        yield from tuple(jobs)
        while len(jobs) < TOGETHER:
            longest = max(SOON if is_urgent else LONGEST, self._commit_seconds)
            job = self._line.more(urgent=thread_time() - began >= longest)
            if job is None:
                return
            is_urgent |= job.is_urgent
            jobs.append(job)
            yield job

    def _alone(self, job: Job) -> Outcome[Any]:
        try:
            return self._transaction([job], self._apart)[0]
        except (sqlite3.Error, Lost) as error:
            self._roll_back()
            return Outcome(error=_problem(error))

    def _transaction(self, jobs: Iterable[Job], run: Callable[[Work[Any]], Outcome[Any]]) -> list[Outcome[Any]]:
        self._connection.execute("BEGIN IMMEDIATE")
        outcomes = [run(job.work) for job in jobs]
        began = monotonic()
        self._connection.execute("COMMIT")
        self._commit_seconds = monotonic() - began
        return outcomes

    def _plainly(self, work: Work[Any]) -> Outcome[Any]:
        try:
            return Outcome(work(self._connection))
        except BaseException as error:  # whatever a job raises
            raise Failed from error

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
    """A full disk passes, as a database does that is away: whoever sent is told to try again, and nothing counts as his fault."""
    kind = DatabaseAway if "disk is full" in str(error) else StoreProblem
    problem = kind(f"the database could not be written: {error}")
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
