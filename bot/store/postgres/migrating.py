"""Brings a PostgreSQL database to the program's schema. One process at a time; the others wait."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.core.telling import Told, told
from bot.store.access import Access
from bot.store.postgres.failures import kind_of
from bot.store.postgres.pool import DatabaseClock
from bot.store.problems import StoreProblem
from bot.store.revisions import alembic_config, check_known, goal_of, is_past, serves

LOCK = 7_001_042
"""The key of the advisory lock that whoever migrates holds."""


def migrate_database(access: Access, folder: Path, head: str, clock: DatabaseClock | None = None, target: str = "") -> None:
    """Migrate to what this program needs, or to the ``target``; all of it or nothing. Reads the ``clock`` first.

    Raises StoreProblem. May be called inside of an event loop and outside.
    """
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(_migrate(access, folder, (head, target), clock or DatabaseClock()))).result()


async def _migrate(access: Access, folder: Path, aims: tuple[str, str], clock: DatabaseClock) -> None:
    if await revision(access, clock) in aims:
        return
    engine = create_async_engine("postgresql+asyncpg://", async_creator=access.connect, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        await connection.run_sync(lambda inner: _upgrade(inner, folder, aims))
    await engine.dispose()


def _upgrade(connection: Connection, folder: Path, aims: tuple[str, str]) -> None:
    from alembic import command  # noqa: PLC0415 - imported only when there is something to do

    head, target = aims
    config = alembic_config(folder)
    found = None
    if connection.dialect.has_table(connection, "alembic_version"):
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if serves(config, found, _serving(connection), head):
            return
        check_known(config, found, "the database")
    goal = goal_of(config, target)
    if not is_past(config, found, goal):
        config.attributes["connection"] = connection
        command.upgrade(config, goal)


def _serving(connection: Connection) -> str | None:
    """What is noted of the programs that may run on the database; None if nothing is."""
    if not connection.dialect.has_table(connection, "about"):
        return None
    found: str | None = connection.execute(text("SELECT value FROM about WHERE name = 'serves'")).scalar()
    return found


async def revision(access: Access, clock: DatabaseClock | None = None) -> str | None:
    """The schema's revision; None for a database that is empty. Raises StoreProblem if it cannot be reached."""
    try:
        connection: Any = await access.connect()
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as wrong:
        raise StoreProblem(_unreachable(wrong)) from wrong
    try:
        if clock:
            await clock.read(connection)
        if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
            return None
        found = await connection.fetchval("SELECT version_num FROM alembic_version")
        return None if found is None else str(found)
    finally:
        await connection.close()


def _unreachable(wrong: BaseException) -> Told:
    """One line that says what to do, without the address, which may hold a password."""
    advice = {
        "InvalidPasswordError": "postgres_password",
        "InvalidAuthorizationSpecificationError": "postgres_password",
        "InvalidCatalogNameError": "postgres_database",
    }.get(type(wrong).__name__, "postgres_address")
    return told("postgres_away", why=kind_of(wrong), advice=told(advice))
