"""Brings a database to the program's schema, with Alembic and without any ini file.

Alembic itself is imported only when there is something to do: a start on a current file stays quick.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.telling import told
from bot.store.access import Access
from bot.store.locking import FileLock
from bot.store.problems import StoreProblem
from bot.store.revisions import FINISHED, alembic_config, check_known, goal_of, is_past, serves

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0018"
"""The newest revision in the folder of migrations; a test holds the two together."""

__all__ = ["FINISHED", "HEAD", "POSTGRES", "SQLITE", "migrate", "migrate_file", "migrations_folder", "revision", "sqlite_path"]
SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")


def migrations_folder() -> Path:
    """Where the migrations are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "_data" / "migrations"
    return packed if packed.is_dir() else package.parent / "migrations"


def sqlite_path(url: str) -> Path:
    """The file of a ``sqlite:///`` address; StoreProblem for any other address."""
    name = url.removeprefix(SQLITE)
    if not url.startswith(SQLITE) or name in {"", ":memory:"}:
        scheme = url.partition(":")[0]
        message = f"a database address of the kind {scheme!r} is not known: use sqlite:///path/to/file, postgresql://… or memory:"
        raise StoreProblem(message)
    return Path(name)


def migrate(url: str, folder: Path | None = None, target: str = "") -> None:
    """Make the database if it is missing and bring it to the schema that this program needs, or to the ``target``: an older
    revision if it is older still, or `FINISHED`.

    ``folder`` holds the migrations (`migrations_folder` unless given). Raises StoreProblem.
    """
    if url.startswith(POSTGRES):
        from bot.store.postgres.migrating import migrate_database  # noqa: PLC0415 - see the top

        migrate_database(Access(url), folder or migrations_folder(), HEAD, target=target)
        return
    path = sqlite_path(url)
    lock = make_way(path)
    try:
        migrate_file(path, folder or migrations_folder(), target)
    finally:
        lock.let_go()


def is_current(url: str) -> bool:
    """Whether the database is there and has the newest schema. Raises StoreProblem if it is unfit."""
    path = sqlite_path(url)
    return path.is_file() and revision(path) == HEAD


def make_way(path: Path) -> FileLock:
    """The folder made, the lock held."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = told("store_no_folder", folder=path.parent, why=error.strerror)
        raise StoreProblem(message) from error
    return FileLock(path)


def migrate_file(path: Path, folder: Path, target: str = "") -> None:
    """Migrate the file, whose lock is held; all of it or nothing."""
    found = revision(path)
    if found in {HEAD, target}:
        return
    config = alembic_config(folder)
    if serves(config, found, _serving(path), HEAD):
        return
    check_known(config, found, str(path))
    goal = goal_of(config, target)
    if not is_past(config, found, goal):
        _upgrade(path, config, goal)


def _serving(path: Path) -> str | None:
    """What is noted of the programs that may run on the file; None if nothing is."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'about'").fetchone()
        row = connection.execute("SELECT value FROM about WHERE name = 'serves'").fetchone() if tables[0] else None
    return str(row[0]) if row else None


def revision(path: Path) -> str | None:
    """The schema's revision; None for a file that is missing or empty."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            return _stamp(path, connection, tables)
    except sqlite3.Error as error:
        message = told("store_no_database", path=path, why=error)
        raise StoreProblem(message) from error


def _stamp(path: Path, connection: sqlite3.Connection, tables: set[str]) -> str | None:
    if "alembic_version" in tables:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if row:
            return str(row[0])
    if tables - {"alembic_version", "sqlite_sequence"}:
        message = told("store_foreign", path=path)
        raise StoreProblem(message)
    return None


def _upgrade(path: Path, config: Config, target: str = "head") -> None:
    from alembic import command  # noqa: PLC0415 - see the top
    from sqlalchemy import create_engine, event  # noqa: PLC0415
    from sqlalchemy.pool import NullPool  # noqa: PLC0415

    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(path, isolation_level=None),
        poolclass=NullPool,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, target)
