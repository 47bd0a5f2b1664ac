"""SQLModel sessions of pages and features on PostgreSQL; see `bot.store.database`."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, TypeVar

from asyncpg import ReadOnlySQLTransactionError
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import Session

from bot.store.access import Access
from bot.store.postgres.failures import is_passing, kind_of
from bot.store.postgres.pool import PAUSES
from bot.store.problems import DatabaseAway

T = TypeVar("T")
CONNECTIONS, MORE = 2, 3
LOOK: dict[str, object] = {"isolation_level": "AUTOCOMMIT"}
READS: dict[str, object] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class PostgresSessions:
    """A small pool of its own, opened when a page first asks."""

    def __init__(self, access: Access) -> None:
        """Nothing is connected yet."""
        self._access = access
        self._engine: AsyncEngine | None = None

    def _made(self) -> AsyncEngine:
        if self._engine is None:
            self._engine = create_async_engine(
                "postgresql+asyncpg://", async_creator=self._access.connect, pool_size=CONNECTIONS, max_overflow=MORE
            )
            event.listen(self._engine.sync_engine, "checkout", _usable)
        return self._engine

    async def perform(self, work: Callable[[Session], T]) -> T:
        """One transaction."""
        return await self._patiently(work, {})

    async def read(self, work: Callable[[Session], T]) -> T:
        """One snapshot."""
        return await self._patiently(work, READS)

    async def look(self, work: Callable[[Session], T]) -> T:
        """One statement, which the server wraps itself."""
        return await self._patiently(work, LOOK)

    async def _patiently(self, work: Callable[[Session], T], options: dict[str, object]) -> T:
        end, failures = time.monotonic() + self._access.patience, 0
        while True:
            try:
                return await self._once(work, options)
            except Exception as wrong:
                cause = _cause(wrong)
                is_our_fault = options is READS and isinstance(cause, ReadOnlySQLTransactionError)
                if is_our_fault or not is_passing(cause):
                    raise
                if time.monotonic() > end:
                    message = f"the database is away: {kind_of(cause)}"
                    raise DatabaseAway(message) from wrong
            await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
            failures += 1

    async def _once(self, work: Callable[[Session], T], options: dict[str, object]) -> T:
        async with self._made().connect() as connection:
            await connection.execution_options(**options)
            return await connection.run_sync(lambda inner: _in_session(inner, work))

    async def close(self) -> None:
        """Close the connections."""
        if self._engine is not None:
            await self._engine.dispose()


def _usable(connection: Any, _record: object, _taker: object) -> None:
    """A connection whose end has come is replaced. The driver knows; asking the server first would double the cost of a
    short look, and what breaks later is tried again anyway.
    """
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def _in_session(connection: object, work: Callable[[Session], T]) -> T:
    with Session(connection, expire_on_commit=False) as session:  # type: ignore[arg-type]  # SQLAlchemy's own connection
        value = work(session)
        session.commit()
    return value


def _cause(wrong: BaseException) -> BaseException:
    """The driver's own failure inside SQLAlchemy's."""
    inner = wrong.orig if isinstance(wrong, DBAPIError) and wrong.orig else wrong
    return inner.__cause__ or inner
