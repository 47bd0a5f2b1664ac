"""Seals anew what is sealed with an older key or not at all, while posbot runs.

In small transactions, each of which is whole; what was done needs no note, because it shows in the values. A value that
somebody else changes meanwhile is left alone: it was written with the newest key.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, func, or_, select, tuple_
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from bot.core.telling import told
from bot.store.copying import Ask, reading, writing
from bot.store.keyring import KEYS, fit, forget, known_keys, misfit
from bot.store.passports import sought
from bot.store.problems import StoreProblem
from bot.store.sealing import MARK, SEALED, Vault

AT_ONCE = 200
"""Rows of one transaction: some milliseconds for which nobody else writes."""
TRIES = 20


class Sealable(Protocol):
    """Where photos are, with the bytes as they lie there."""

    def refs(self) -> AsyncIterator[str]:
        """Every ref."""

    async def raw(self, ref: str) -> bytes | None:
        """The bytes as they lie there."""

    async def write(self, ref: str, content: bytes) -> None:
        """In place of those."""


@dataclass(slots=True)
class Count:
    """How many values there are, by the version of the key; 0 for those that are not sealed."""

    by_version: dict[int, int] = field(default_factory=dict)

    def add(self, version: int, count: int) -> None:
        """So many more."""
        if count:
            self.by_version[version] = self.by_version.get(version, 0) + count

    def outdated(self, newest: int) -> int:
        """How many are not sealed with the newest."""
        return sum(count for version, count in self.by_version.items() if version != newest)


async def status(url: str, vault: Vault, photos: Sealable) -> tuple[dict[int, str], Mapping[str, Count]]:
    """The keys that the database knows, and the values of each table. Raises StoreProblem."""
    async with reading(url) as ask:
        known = await known_keys(ask)
        versions = sorted({*known, *vault.versions})
        found = {name: await ask(partial(_counted, name=name, versions=versions)) for name in SEALED}
    return known, {**found, "media": await _photos(vault, photos)}


def _counted(connection: Connection, name: str, versions: Sequence[int]) -> Count:
    count, table = Count(), _table(name)
    for column in SEALED[name].sealed:
        stored = table.c[column]
        total = _scalar(connection, stored != "")
        for version in versions:
            sealed = _scalar(connection, _starts(stored, version))
            count.add(version, sealed)
            total -= sealed
        count.add(0, total)
    return count


def _scalar(connection: Connection, condition: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).where(condition)).scalar() or 0


async def _photos(vault: Vault, photos: Sealable) -> Count:
    count = Count()
    async for ref in photos.refs():
        content = await photos.raw(ref)
        if content is not None:
            count.add(vault.bytes_version(content), 1)
    return count


async def rotate(url: str, vault: Vault, photos: Sealable, tell: Callable[[str, int, int], None]) -> int:
    """How many values were sealed anew. ``tell`` is given the table, how many of it are done, and how many there were to do.

    Older keys are forgotten by the database once nothing needs them. Raises StoreProblem.
    """
    await _ready(url, vault)
    done = 0
    for name in SEALED:
        done += await _rotate_table(url, vault, name, tell)
    done += await _rotate_photos(vault, photos, tell)
    _, left = await status(url, vault, photos)
    if not any(count.outdated(vault.newest) for count in left.values()):
        async with writing(url) as ask:
            for version in set(await known_keys(ask)) - {vault.newest}:
                await forget(ask, version)
    return done


async def _ready(url: str, vault: Vault) -> None:
    if not vault.is_on:
        message = told("key_none")
        raise StoreProblem(message)
    async with reading(url) as ask:
        if problem := misfit(await known_keys(ask), vault):
            raise StoreProblem(problem)
    await fit(url, vault)


async def _rotate_table(url: str, vault: Vault, name: str, tell: Callable[[str, int, int], None]) -> int:
    table, done = _table(name), 0
    async with writing(url) as ask:
        total = await ask(lambda connection: _scalar(connection, _outdated(table, vault)))
        last: tuple[Any, ...] | None = None
        while piece := await _patiently(ask, partial(_rotate_piece, vault=vault, table=table, past=last)):
            last = piece[-1]
            done += len(piece)
            tell(name, done, max(total, done))
    return done


async def _patiently(ask: Ask, work: Callable[[Connection], Any]) -> Any:
    """While posbot writes, the embedded database may be busy for a moment."""
    for _ in range(TRIES - 1):
        try:
            return await ask(work)
        except OperationalError as wrong:
            if "locked" not in str(wrong):
                raise
            await ask(Connection.rollback)
            await asyncio.sleep(0.2)
    return await ask(work)


def _rotate_piece(connection: Connection, vault: Vault, table: Table, past: tuple[Any, ...] | None) -> list[tuple[Any, ...]]:
    """One transaction: the keys of the rows that were looked at, past that one."""
    connection.execute(KEYS.update().values(since=KEYS.c.since))  # takes SQLite's one pen before anything is read
    key, names = tuple(table.primary_key), SEALED[table.name]
    asked = select(*key, *(table.c[name].label(f"row_{name}") for name in names.row), *(table.c[name] for name in names.sealed))
    asked = asked.where(_outdated(table, vault)).order_by(*key).limit(AT_ONCE)
    rows = connection.execute(asked if past is None else asked.where(tuple_(*key) > tuple_(*past))).all()
    for row in rows:
        _reseal(connection, vault, table, row)
    return [tuple(row)[: len(key)] for row in rows]


def _reseal(connection: Connection, vault: Vault, table: Table, row: Row[Any]) -> None:
    names, stored = SEALED[table.name], row._mapping  # noqa: SLF001 -- SQLAlchemy's own way to a row's columns by name
    bound = tuple(stored[f"row_{name}"] for name in names.row)
    plain = {name: vault.open(f"{table.name}.{name}", bound, stored[name]) for name in names.sealed if stored[name]}
    fresh = {name: vault.seal(f"{table.name}.{name}", bound, text) for name, text in plain.items()}
    if table.name == "device":
        fresh["sought"] = sought(vault, *(plain.get(name, "") for name in ("shop", "contact", "address")))
    mine = [column == row[place] for place, column in enumerate(table.primary_key)]
    same = [table.c[name] == stored[name] for name in plain]
    connection.execute(table.update().where(*mine, *same).values(**fresh))


async def _rotate_photos(vault: Vault, photos: Sealable, tell: Callable[[str, int, int], None]) -> int:
    done = 0
    async for ref in photos.refs():
        content = await photos.raw(ref)
        if content is not None and vault.bytes_version(content) != vault.newest:
            await photos.write(ref, vault.seal_bytes("media", (ref,), vault.open_bytes("media", (ref,), content)))
            done += 1
            tell("media", done, done)
    return done


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


def _starts(stored: Any, version: int) -> ColumnElement[bool]:
    prefix = f"{MARK}{version}."
    return func.substr(stored, 1, len(prefix)) == prefix


def _outdated(table: Table, vault: Vault) -> ColumnElement[bool]:
    columns = [table.c[name] for name in SEALED[table.name].sealed]
    return or_(*(and_(column != "", ~_starts(column, vault.newest)) for column in columns))
