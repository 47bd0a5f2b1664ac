"""A look at a database from outside, whether or not posbot runs on it: nothing is written, migrated or locked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text
from sqlmodel import Session

from bot.core.telling import told
from bot.service.backlog import Backlog, Process
from bot.store.board import backlog, processes
from bot.store.copying import reading, revision
from bot.store.locking import FileLock
from bot.store.migrating import HEAD, POSTGRES, sqlite_path
from bot.store.problems import StoreProblem


def is_in_use(url: str) -> bool:
    """Whether a process has this embedded database now, so that no other may open it."""
    if url.startswith(POSTGRES) or not sqlite_path(url).is_file():
        return False
    try:
        FileLock(sqlite_path(url)).let_go()
    except StoreProblem:
        return True
    return False


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen, and when by the database's own clock."""

    at: datetime
    schema: str
    backlog: Backlog
    processes: tuple[Process, ...]


async def look_at(url: str, fresh: timedelta) -> Look:
    """Raises StoreProblem for a database that is not there or has another schema."""
    async with reading(url) as ask:
        found = await revision(ask)
        if found < HEAD:
            message = told("store_older", schema=found, ours=HEAD)
            raise StoreProblem(message)
        return await ask(lambda connection: _seen(connection, found, fresh))


def _seen(connection: Connection, schema: str, fresh: timedelta) -> Look:
    at = _now(connection)
    with Session(bind=connection) as session:
        return Look(at, schema, backlog(session, at), tuple(processes(session, at - fresh)))


def _now(connection: Connection) -> datetime:
    if connection.dialect.name != "postgresql":
        return datetime.now(UTC)
    found: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return found
