"""All rows of a database, read in one snapshot or written in pieces: what moving, backup and restore are made of.

Rows are plain values, the same on SQLite and on PostgreSQL, so that what was read from one may be written to the
other. A table's checksum does not depend on the order of its rows.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Column, Connection, Engine, Identity, Table, create_engine, event, func, select, text, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from bot.core.telling import told
from bot.store import channel_tables, device_tables, key_table, notice_tables, process_tables, tables, topics
from bot.store.access import Access
from bot.store.desk import staff_tables
from bot.store.desk import tables as desk_tables
from bot.store.insight import tables as insight_tables
from bot.store.migrating import POSTGRES, sqlite_path
from bot.store.problems import StoreProblem
from bot.store.studio import tables as studio_tables

T = TypeVar("T")
AT_ONCE = 1_000
CACHE_KIB = 64 * 1024
"""Of pages: indexes grow in many places at once, and what does not fit is written again and again."""
ABOUT = SQLModel.metadata.tables["about"]
MODULES = (
    tables,
    channel_tables,
    device_tables,
    key_table,
    notice_tables,
    process_tables,
    topics,
    desk_tables,
    staff_tables,
    insight_tables,
    studio_tables,
)
"""Every module with tables, so that none is forgotten."""
STAYING = frozenset({"about", "process"})
"""What is true of one database at one moment, and of no copy of it."""

Row = tuple[Any, ...]


class Ask(Protocol):
    """Runs work on the connection of a database."""

    def __call__(self, work: Callable[[Connection], T]) -> Awaitable[T]:
        """The value of the work."""


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows there are, and their checksum."""

    count: int = 0
    digest: str = "0" * 32

    def with_rows(self, rows: Sequence[Row]) -> Sum:
        """As many more; the order does not matter."""
        return self.with_digests(hashlib.sha256(json.dumps(row).encode()).digest() for row in rows)

    def with_digests(self, digests: Iterable[bytes]) -> Sum:
        """As many more, each by the SHA-256 of its JSON."""
        total, count = int(self.digest, 16), self.count
        for digest in digests:
            total += int.from_bytes(digest[:16], "big")
            count += 1
        return Sum(count, f"{total % 2**128:032x}")


def all_tables() -> list[Table]:
    """Every table, those that others name first. What is `STAYING` stays."""
    return [table for table in SQLModel.metadata.sorted_tables if table.name not in STAYING]


@asynccontextmanager
async def reading(url: str) -> AsyncIterator[Ask]:
    """One snapshot, whoever writes meanwhile."""
    async with _connected(url, read_only=True) as ask:
        yield ask


@asynccontextmanager
async def writing(url: str, *, anew: bool = False) -> AsyncIterator[Ask]:
    """Each piece of work is a transaction. ``anew``: whatever is interrupted is begun again with a new database, so on SQLite
    nothing needs to be on the disk before all of it is, when this ends.
    """
    async with _connected(url, read_only=False, anew=anew) as ask:
        yield ask
    if anew and not url.startswith(POSTGRES):
        with sqlite_path(url).open("rb+") as file:
            os.fsync(file.fileno())


@asynccontextmanager
async def _connected(url: str, *, read_only: bool, anew: bool = False) -> AsyncIterator[Ask]:
    if not url.startswith(POSTGRES):
        engine = _sqlite_engine(_existing(sqlite_path(url)), read_only=read_only, anew=anew)
        with engine.connect() as connection:

            async def here(work: Callable[[Connection], T]) -> T:
                value = work(connection)
                if not read_only:
                    connection.commit()
                return value

            yield here
        engine.dispose()
        return
    made = create_async_engine("postgresql+asyncpg://", async_creator=Access(url, statement_timeout=600).connect, poolclass=NullPool)
    async with made.connect() as there:
        if read_only:
            await there.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

        async def ask(work: Callable[[Connection], T]) -> T:
            value = await there.run_sync(work)
            if not read_only:
                await there.commit()
            return value

        yield ask
    await made.dispose()


def _existing(path: Path) -> Path:
    """Raises StoreProblem for a database that is not there."""
    if not path.is_file():
        message = told("store_not_yet", path=path)
        raise StoreProblem(message)
    return path


def _sqlite_engine(path: Path, *, read_only: bool, anew: bool = False) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{path}?mode={'ro' if read_only else 'rw'}", uri=True, isolation_level=None)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            # What is copied is durable when all of it is, at the end.
            connection.execute(f"PRAGMA synchronous = {'OFF' if anew else 'NORMAL'}")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.DatabaseError as error:
            connection.close()
            message = told("store_no_database", path=path, why=error)
            raise StoreProblem(message) from error
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    # A snapshot from the first statement on; a writer begins anew after each commit. Not when connecting: the library's own
    # questions to a new database end in a rollback, and then every statement would see another moment.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


async def rows(ask: Ask, table: Table, names: Sequence[str] = ()) -> AsyncIterator[list[Row]]:
    """The table's rows, in pieces, by key; the columns as ``names`` has them, or as the table does."""
    last: Row | None = None
    columns = [table.c[name] for name in names] or list(table.c)
    places = [columns.index(column) for column in table.primary_key]
    while piece := await ask(lambda connection, past=last: _piece(connection, table, columns, past)):  # type: ignore[misc]  # bound now
        yield piece
        last = tuple(piece[-1][place] for place in places)


def _piece(connection: Connection, table: Table, columns: Sequence[Column[Any]], last: Row | None) -> list[Row]:
    key = tuple(table.primary_key)
    asked = select(*columns).order_by(*key).limit(AT_ONCE)
    if last is not None:
        asked = asked.where(tuple_(*key) > tuple_(*last))
    return [tuple(row) for row in connection.execute(asked)]


async def sum_of(ask: Ask, table: Table, names: Sequence[str] = ()) -> Sum:
    """The table's count and checksum."""
    found = Sum()
    async for piece in rows(ask, table, names):
        found = found.with_rows(piece)
    return found


async def put(ask: Ask, table: Table, piece: Sequence[Row], names: Sequence[str] = ()) -> None:
    """Write rows, their columns as ``names`` has them; those that are there already are left as they are."""
    columns = names or [column.name for column in table.c]

    def work(connection: Connection) -> None:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        statement = insert(table).on_conflict_do_nothing().compile(dialect=connection.dialect, column_keys=columns)
        places = [columns.index(name) for name in statement.positiontup or ()]
        values = [tuple(row[place] for place in places) for row in piece]
        connection.exec_driver_sql(str(statement), values)  # as they are: the library looks at each value of each row

    await ask(work)


async def count_on(ask: Ask, tables: Sequence[Table] | None = None) -> None:
    """Let PostgreSQL's counters go on after the highest key that was written."""

    def work(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            for table, column in counted(tables):
                highest = connection.execute(select(func.max(table.c[column]))).scalar()
                if highest is not None:
                    name = connection.execute(select(func.pg_get_serial_sequence(table.name, column))).scalar()
                    connection.execute(select(func.setval(name, highest)))

    await ask(work)


def counted(tables: Sequence[Table] | None = None) -> Iterator[tuple[Table, str]]:
    """Tables whose key the database counts, with that key."""
    for table in all_tables() if tables is None else tables:
        for column in table.c:
            if isinstance(column.identity, Identity):
                yield table, column.name


async def is_empty(ask: Ask, tables: Sequence[Table] | None = None) -> bool:
    """Whether nothing was kept in the database yet."""
    looked = all_tables() if tables is None else tables
    return await ask(lambda connection: not any(connection.execute(select(table).limit(1)).first() for table in looked))


async def fact(ask: Ask, name: str) -> str | None:
    """A fact about the database."""
    found = await ask(lambda connection: connection.execute(select(ABOUT.c.value).where(ABOUT.c.name == name)).scalar())
    return None if found is None else str(found)


async def note(ask: Ask, name: str, value: str | None) -> None:
    """Write a fact down; None takes it away."""

    def work(connection: Connection) -> None:
        connection.execute(ABOUT.delete().where(ABOUT.c.name == name))
        if value is not None:
            connection.execute(ABOUT.insert(), {"name": name, "value": value})

    await ask(work)


async def revision(ask: Ask) -> str:
    """The schema's revision."""
    return str(await ask(lambda connection: connection.execute(text("SELECT version_num FROM alembic_version")).scalar()))
