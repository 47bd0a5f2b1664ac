"""Restore: a new database and the photos, made from a backup; and a rehearsal of it in a scratch place.

A backup of an older schema is restored into that schema and then migrated, as the database itself would have been.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select, text

from bot.core.telling import told
from bot.store.albums import Album, FolderAlbum
from bot.store.copying import Ask, Sum, all_tables, count_on, is_empty, put, sum_of, writing
from bot.store.migrating import HEAD, SQLITE, migrate
from bot.store.problems import StoreProblem
from bot.store.revisions import alembic_config, check_known
from bot.store.saving import MEDIA, examine, kept, table_rows
from bot.store.sealing import PLAIN, Vault
from bot.store.states import opened
from bot.store.tables import ChatRow

STATES = 1_000
"""So many of the newest conversations are read by a rehearsal as the program reads them."""


async def restore(archive: Path, url: str, media: Path | Album, migrations: Path, passphrase: str = "") -> dict[str, Any]:
    """Fill an empty database and the place of photos, and compare. Raises StoreProblem."""
    album = FolderAlbum(media) if isinstance(media, Path) else media
    manifest = examine(archive, passphrase)
    schema = str(manifest["schema"])
    check_known(alembic_config(migrations), schema, str(archive))
    migrate(url, migrations, schema)
    async with writing(url, anew=True) as ask:
        tables = all_tables() if schema == HEAD else await _tables_then(ask, manifest)
        if not await is_empty(ask, tables):
            message = told("restore_not_empty")
            raise StoreProblem(message)
        with kept(archive, passphrase) as whole:
            await _fill(ask, whole, tables, manifest)
            await count_on(ask, tables)
            await _fill_album(whole, album)
    migrate(url, migrations)
    return manifest


async def _tables_then(ask: Ask, manifest: dict[str, Any]) -> Sequence[Table]:
    """The tables as they were. Archives of form 1 name no columns: theirs stand in the order in which the migrations made them."""

    def look(connection: Connection) -> list[Table]:
        found = MetaData()
        found.reflect(connection, only=list(manifest["tables"]))
        return [table for table in found.sorted_tables if table.name in manifest["tables"]]

    return await ask(look)


async def _fill(ask: Ask, opened: zipfile.ZipFile, tables: Sequence[Table], manifest: dict[str, Any]) -> None:
    for table in tables:
        names = manifest.get("columns", {}).get(table.name) or [column.name for column in table.c]
        for piece in table_rows(opened, table.name):
            await put(ask, table, piece, names)
        if await sum_of(ask, table, names) != Sum(*manifest["tables"][table.name]):
            message = told("restore_differs", table=table.name)
            raise StoreProblem(message)


async def _fill_album(opened: zipfile.ZipFile, album: Album) -> None:
    for name in opened.namelist():
        if name.startswith(MEDIA) and not name.endswith("/"):
            await album.write(name.removeprefix(MEDIA), opened.read(name))


class _Counted:
    """Takes photos and keeps none."""

    def __init__(self) -> None:
        self.count = 0

    async def refs(self) -> AsyncIterator[str]:
        nothing: tuple[str, ...] = ()
        for ref in nothing:
            yield ref

    async def get(self, _ref: str) -> bytes | None:
        return None

    async def write(self, _ref: str, _content: bytes) -> None:
        self.count += 1


async def rehearse(
    archive: Path, migrations: Path, passphrase: str = "", folder: Path | None = None, vault: Vault = PLAIN
) -> dict[str, Any]:
    """Restore into a scratch place in ``folder``, look at what came of it, and take it away again. The manifest.

    Raises StoreProblem: for whatever `restore` does, for rows that name others that are missing, for conversations that this
    program cannot read with the keys of this ``vault``.
    """
    photos = _Counted()
    with tempfile.TemporaryDirectory(prefix="posbot-rehearsal-", dir=folder) as scratch:
        url = f"{SQLITE}{scratch}/posbot.db"
        manifest = await restore(archive, url, photos, migrations, passphrase)
        async with writing(url) as ask:
            wrong = await ask(lambda connection: _wrong(connection, vault))
    if photos.count != manifest["media"]:
        wrong = wrong or f"{manifest['media'] - photos.count} photos are missing"
    if wrong:
        message = f"{archive} restores, but {wrong}"
        raise StoreProblem(message)
    return manifest


def _wrong(connection: Connection, vault: Vault) -> str:
    """What is wrong with a restored database; empty if nothing is."""
    lost = connection.execute(text("PRAGMA foreign_key_check")).first()
    if lost:
        return f"a row of {lost[0]} names one of {lost[2]} that is not there"
    broken = connection.execute(text("PRAGMA integrity_check(1)")).scalar()
    if broken != "ok":
        return str(broken)
    table = ChatRow.__table__  # type: ignore[attr-defined]  # SQLModel makes it
    asked = select(table.c.number, table.c.state).where(table.c.state.is_not(None)).order_by(table.c.number.desc()).limit(STATES)
    for number, state in connection.execute(asked):
        try:
            opened(vault, number, state)
        except (ValueError, KeyError, TypeError) as unreadable:
            return f"conversation {number} cannot be read ({type(unreadable).__name__})"
    return ""
