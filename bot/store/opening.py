"""Opens the store that an address names. SQLAlchemy and Alembic are imported only for one that needs them."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from bot.service.ports import Store
from bot.store.access import Access
from bot.store.memory import MemoryStore
from bot.store.migrating import HEAD, POSTGRES, SQLITE, make_way, migrate_file, migrations_folder, sqlite_path
from bot.store.problems import StoreProblem

if TYPE_CHECKING:
    from bot.store.sqlite import Synchronous

__all__ = ["StoreProblem", "open_store"]

MEMORY = "memory:"


def open_store(url: str, *, migrations: Path | None = None, synchronous: Synchronous = "FULL", access: Access | None = None) -> Store:
    """The store at ``memory:``, ``sqlite:///path`` (three slashes and a relative path, four for an absolute one) or
    ``postgresql://user:password@host/name?sslmode=…``.

    A missing file is made, an older schema migrated. Raises StoreProblem with one line to show.
    """
    if url == MEMORY:
        return MemoryStore()
    if url.startswith(POSTGRES):
        return _open_postgres(access or Access(url), migrations or migrations_folder())
    return _open_sqlite(sqlite_path(url), migrations or migrations_folder(), synchronous)


def _open_postgres(access: Access, migrations: Path) -> Store:
    from bot.store.postgres.migrating import migrate_database  # noqa: PLC0415 - see the top
    from bot.store.postgres.pool import DatabaseClock  # noqa: PLC0415
    from bot.store.postgres.store import PostgresStore  # noqa: PLC0415

    clock = DatabaseClock()
    migrate_database(access, migrations, HEAD, clock)
    refuse_carried(access.url)
    return PostgresStore(access, clock)


def refuse_carried(url: str) -> None:
    """Raises StoreProblem for a database that was moved, or is being moved to. May be called inside of an event loop."""
    from bot.store.moving import refuse_moved  # noqa: PLC0415 - see the top

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(refuse_moved(url))).result()


def _open_sqlite(path: Path, migrations: Path, synchronous: Synchronous) -> Store:
    lock = make_way(path)
    try:
        migrate_file(path, migrations)
        refuse_carried(f"{SQLITE}{path}")
        from bot.store.sqlite import SqliteStore, outlive  # noqa: PLC0415 - see the top

        outlive(path)
        return SqliteStore(path, synchronous, lock.let_go)
    except sqlite3.Error as error:
        lock.let_go()
        message = f"{path} cannot be written as a database ({error}): check the disk, or choose another file"
        raise StoreProblem(message) from error
    except BaseException:
        lock.let_go()
        raise
