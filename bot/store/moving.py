"""Moves a supplier's data from the embedded database to PostgreSQL. What was begun may be begun again.

While it goes on, and for ever after on the old one, posbot does not start on either of the two by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from bot.core.telling import told
from bot.store.copying import all_tables, count_on, fact, is_empty, note, put, reading, rows, sum_of, writing
from bot.store.locking import FileLock
from bot.store.migrating import POSTGRES, migrate, sqlite_path
from bot.store.problems import StoreProblem

MOVED_TO, MOVING_FROM = "moved_to", "moving_from"


def without_password(url: str) -> str:
    """An address that may be shown."""
    return re.sub(r"(://[^/@:]*):[^/@]*@", r"\1:********@", url)


async def move(source: str, target: str, migrations: Path, tell: Callable[[str], None]) -> None:
    """Copy every table, compare counts and checksums, and mark the old database as moved. Raises StoreProblem."""
    path = sqlite_path(source)
    if not target.startswith(POSTGRES):
        message = told("move_target")
        raise StoreProblem(message)
    if not path.is_file():
        message = told("move_nowhere", path=path)
        raise StoreProblem(message)
    migrate(source, migrations)
    migrate(target, migrations)
    lock = FileLock(path)
    try:
        await _move(source, target, tell)
    finally:
        lock.let_go()


async def _move(source: str, target: str, tell: Callable[[str], None]) -> None:
    async with reading(source) as old, writing(target) as new:
        if await fact(old, MOVED_TO):
            message = told("move_already", source=source, target=await fact(old, MOVED_TO))
            raise StoreProblem(message)
        begun = await fact(new, MOVING_FROM)
        if begun != source and (begun or not await is_empty(new)):
            message = told("move_not_empty", target=without_password(target))
            raise StoreProblem(message)
        await note(new, MOVING_FROM, source)
        for table in all_tables():
            async for piece in rows(old, table):
                await put(new, table, piece)
            before, after = await sum_of(old, table), await sum_of(new, table)
            if before != after:
                message = told("move_differs", table=table.name, before=before.count, after=after.count)
                raise StoreProblem(message)
            tell(f"{table.name:<16} {after.count:>9} rows  {after.digest}")
        await count_on(new)
    async with writing(source) as old, writing(target) as new:
        await note(old, MOVED_TO, without_password(target))
        await note(new, MOVING_FROM, None)


async def refuse_moved(url: str) -> None:
    """Raises StoreProblem for a database that was moved, or is being moved to."""
    async with reading(url) as ask:
        if moved := await fact(ask, MOVED_TO):
            message = told("move_moved", target=moved)
            raise StoreProblem(message)
        if begun := await fact(ask, MOVING_FROM):
            message = told("move_unfinished", source=begun)
            raise StoreProblem(message)
