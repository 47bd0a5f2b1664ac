"""Connections to PostgreSQL, made when they are first needed and again when they were lost; and its clock.

The driver's own pool makes a task of its own of every taking and giving back, which costs more of the processor than a short
statement, and several rounds of the event loop for which a messenger waits that wants its acknowledgement. Nothing here sets
anything for a session, so one that is given back needs nothing.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from bot.store.access import Access
from bot.store.postgres.failures import is_passing, kind_of
from bot.store.problems import DatabaseAway
from bot.store.statements.words import Text

T = TypeVar("T")
Connection: TypeAlias = Any
"""An `asyncpg.Connection`; the library has no types."""

PAUSES = (0.05, 0.2, 0.5, 1.0)
_PARAMETER = re.compile(r"\$(\d+)")


KEYED = {"enable_seqscan": "off", "enable_hashjoin": "off", "enable_mergejoin": "off", "jit": "off"}
"""The hot statements find a few rows by their keys. On a database without statistics the planner does not know
that, and would keep the plan of a table that was empty.
"""


class DatabaseClock:
    """The database's time, told by this machine's steady clock since it was last read."""

    def __init__(self) -> None:
        """Until it was read, this machine's time."""
        self._read: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        """The time, aware, UTC."""
        if self._read is None:
            return datetime.now(UTC)
        at, then = self._read
        return at + timedelta(seconds=time.monotonic() - then)

    async def read(self, connection: Connection) -> None:
        """Ask the database; it answered, on an average, half way."""
        before = time.monotonic()
        at = await connection.fetchval("SELECT clock_timestamp()")
        self._read = at, (before + time.monotonic()) / 2


class Pool:
    """Connections for the hot statements."""

    def __init__(self, access: Access, clock: DatabaseClock) -> None:
        """Nothing is connected yet."""
        self.access = access
        self.clock = clock
        self._idle: list[Connection] = []
        self._room = asyncio.Semaphore(access.size)
        self._is_closed = False

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """One for a while, the one that was used last if it is free. Raises whatever keeps it from being had. After whatever
        is raised meanwhile, nobody knows how it stands: it is not used again.
        """
        async with asyncio.timeout(self.access.connect_timeout):
            await self._room.acquire()
        connection = None
        try:
            connection = self._free() or await self._made()
            yield connection
        except BaseException:
            if connection:
                connection.terminate()
            raise
        else:
            self._idle.append(connection)
        finally:
            self._room.release()
            if self._is_closed:
                await self.close()

    def _free(self) -> Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
        return None

    async def _made(self) -> Connection:
        connection = await self.access.connect(KEYED)
        await self.clock.read(connection)
        return connection

    async def patiently(self, ask: Callable[[Connection], Awaitable[T]]) -> T:
        """What the database answers; asked again while it is away, for as long as one may wait."""
        end, failures = time.monotonic() + self.access.patience, 0
        while True:
            try:
                async with self.connection() as connection:
                    return await ask(connection)
            except Exception as wrong:
                if not is_passing(wrong):
                    raise
                if time.monotonic() > end:
                    message = f"the database is away: {kind_of(wrong)}"
                    raise DatabaseAway(message) from wrong
            await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
            failures += 1

    async def close(self) -> None:
        """Close the connections, those that are in use once they are given back; those that hang are not waited for."""
        self._is_closed = True
        idle, self._idle = self._idle, []
        await asyncio.gather(*(connection.close(timeout=self.access.connect_timeout) for connection in idle), return_exceptions=True)


async def run(connection: Connection, text: Text, rows: Sequence[Sequence[Any]]) -> list[Any]:
    """The statement for these rows, whose columns are in the order of its parameters; nothing for none."""
    if not rows:
        return []
    found: list[Any] = await connection.fetch(text.sql, *map(list, zip(*rows, strict=True)))
    return found


async def run_together(connection: Connection, *work: tuple[Text, Sequence[Sequence[Any]]]) -> None:
    """Statements that write to tables of their own, as one: each statement more is a way to the server and back."""
    wanted = [(text, rows) for text, rows in work if rows]
    if wanted:
        columns = [list(column) for _, rows in wanted for column in zip(*rows, strict=True)]
        await connection.fetch(joined(tuple(text.sql for text, _ in wanted)), *columns)


@lru_cache(maxsize=128)
def joined(texts: tuple[str, ...]) -> str:
    """All but the last as parts of the last; the parameters are counted through."""
    counted, before = [], 0
    for text in texts:
        counted.append(_PARAMETER.sub(lambda found, past=before: f"${past + int(found[1])}", text))  # type: ignore[misc]
        before += max(map(int, _PARAMETER.findall(text)), default=0)
    *first, last = counted
    return f"WITH {', '.join(f'part{n} AS ({text})' for n, text in enumerate(first))} {last}" if first else last
