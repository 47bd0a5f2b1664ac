"""Opens the store that an address names. SQLAlchemy and Alembic are imported only for one that needs them."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.telling import told
from bot.service.ports import Store
from bot.store.access import Access
from bot.store.memory import MemoryStore
from bot.store.migrating import HEAD, POSTGRES, SQLITE, make_way, migrate_file, migrations_folder, sqlite_path
from bot.store.problems import StoreProblem
from bot.store.sealing import PLAIN, Vault

if TYPE_CHECKING:
    from bot.store.sqlite import Synchronous

__all__ = ["StoreProblem", "open_store"]

MEMORY = "memory:"


def open_store(
    url: str, *, migrations: Path | None = None, synchronous: Synchronous = "FULL", access: Access | None = None, vault: Vault = PLAIN
) -> Store:
    """The store at ``memory:``, ``sqlite:///path`` (three slashes and a relative path, four for an absolute one) or
    ``postgresql://user:password@host/name?sslmode=…``.

    A missing file is made, an older schema migrated. Raises StoreProblem with one line to show.
    """
    if url == MEMORY:
        return MemoryStore()
    if url.startswith(POSTGRES):
        return _open_postgres(access or Access(url), migrations or migrations_folder(), vault)
    return _open_sqlite(sqlite_path(url), migrations or migrations_folder(), synchronous, vault)


def _open_postgres(access: Access, migrations: Path, vault: Vault) -> Store:
    from bot.store.postgres.migrating import migrate_database  # noqa: PLC0415 - see the top
    from bot.store.postgres.pool import DatabaseClock  # noqa: PLC0415
    from bot.store.postgres.store import PostgresStore  # noqa: PLC0415

    clock = DatabaseClock()
    migrate_database(access, migrations, HEAD, clock)
    refuse_carried(access.url, vault)
    return PostgresStore(access, clock, vault)


def refuse_carried(url: str, vault: Vault = PLAIN) -> None:
    """Raises StoreProblem for a database that was moved, or is being moved to, or is sealed with other keys.

    May be called inside of an event loop.
    """
    from bot.store.keyring import fit  # noqa: PLC0415 - see the top
    from bot.store.moving import refuse_moved  # noqa: PLC0415

    async def look() -> None:
        await refuse_moved(url)
        await fit(url, vault)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(look())).result()


def _open_sqlite(path: Path, migrations: Path, synchronous: Synchronous, vault: Vault) -> Store:
    lock = make_way(path)
    try:
        migrate_file(path, migrations)
        refuse_carried(f"{SQLITE}{path}", vault)
        from bot.store.sqlite import SqliteStore, outlive  # noqa: PLC0415 - see the top

        outlive(path)
        return SqliteStore(path, synchronous, lock.let_go, vault)
    except sqlite3.Error as error:
        lock.let_go()
        message = told("store_unwritten", path=path, why=error)
        raise StoreProblem(message) from error
    except BaseException:
        lock.let_go()
        raise
