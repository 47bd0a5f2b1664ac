"""Connections to PostgreSQL, made when they are first needed and again when they were lost; and its clock."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

import asyncpg

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
        self._pool: Any = None
        self._making = asyncio.Lock()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """One for a while. Raises whatever keeps it from being had."""
        pool = self._pool or await self._made()
        async with pool.acquire(timeout=self.access.connect_timeout) as connection:
            yield connection

    async def _made(self) -> Any:
        async with self._making:
            if self._pool is None:
                access = self.access
                self._pool = await asyncpg.create_pool(
                    access.url,
                    min_size=1,
                    max_size=access.size,
                    timeout=access.connect_timeout,
                    command_timeout=access.statement_timeout + 2,
                    server_settings=access.settings() | KEYED,
                    init=self.clock.read,
                    reset=_as_it_is,
                )
            return self._pool

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
        """Close the connections; those that hang are not waited for."""
        if self._pool is not None:
            try:
                await asyncio.wait_for(self._pool.close(), self.access.connect_timeout)
            except TimeoutError:
                self._pool.terminate()


async def _as_it_is(_connection: Connection) -> None:
    """Nothing here sets anything for a session, so giving a connection back needs no way to the server."""


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
