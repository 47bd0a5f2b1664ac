"""Backup and restore: one archive with every table and every photo, which either kind of database can be made from.

Taken in one snapshot while posbot runs. What was written is read again before it counts as done.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.store.copying import AT_ONCE, Row, Sum, all_tables, count_on, is_empty, put, reading, revision, rows, sum_of, writing
from bot.store.migrating import HEAD, migrate
from bot.store.problems import StoreProblem

MANIFEST, TABLES, MEDIA = "manifest.json", "tables/", "media/"


async def back_up(url: str, media: Path, archive: Path) -> dict[str, Any]:
    """Write the archive, look at it again, and only then give it its name. What it holds, as in its manifest."""
    fresh = archive.with_name(f"{archive.name}.part")
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as opened:
        manifest: dict[str, Any] = {"posbot": 1, "at": datetime.now(UTC).isoformat(), "tables": {}, "media": 0}
        async with reading(url) as ask:
            manifest["schema"] = await revision(ask)
            for table in all_tables():
                found = await _write_table(opened, table.name, rows(ask, table))
                manifest["tables"][table.name] = [found.count, found.digest]
        manifest["media"] = _write_media(opened, media)
        opened.writestr(MANIFEST, json.dumps(manifest, indent=1))
    examine(fresh)
    fresh.replace(archive)
    return manifest


def _write_media(opened: zipfile.ZipFile, media: Path) -> int:
    """After the tables: a photo is kept before the line that names it, so none that is named is missing."""
    files = [file for file in sorted(media.rglob("*")) if file.is_file() and file.suffix != ".part"] if media.is_dir() else []
    for file in files:
        opened.write(file, f"{MEDIA}{file.relative_to(media)}")
    return len(files)


async def _write_table(opened: zipfile.ZipFile, name: str, pieces: AsyncIterator[list[Row]]) -> Sum:
    found = Sum()
    with opened.open(f"{TABLES}{name}.jsonl", "w", force_zip64=True) as file:
        async for piece in pieces:
            file.write("".join(f"{json.dumps(row)}\n" for row in piece).encode())
            found = found.with_rows(piece)
    return found


def examine(archive: Path) -> dict[str, Any]:
    """The manifest of an archive that is whole. Raises StoreProblem for any other."""
    try:
        with zipfile.ZipFile(archive) as opened:
            manifest: dict[str, Any] = json.loads(opened.read(MANIFEST))
            broken = opened.testzip()
            for name, (count, digest) in manifest["tables"].items():
                found = Sum()
                for piece in _read_table(opened, name):
                    found = found.with_rows(piece)
                if found != Sum(count, digest):
                    broken = broken or name
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as wrong:
        message = f"{archive} cannot be read as a backup of posbot ({type(wrong).__name__})"
        raise StoreProblem(message) from wrong
    if broken:
        message = f"{archive} is damaged at {broken}: take another backup"
        raise StoreProblem(message)
    return manifest


def _read_table(opened: zipfile.ZipFile, name: str) -> Iterator[list[Row]]:
    piece: list[Row] = []
    with opened.open(f"{TABLES}{name}.jsonl") as file:
        for line in file:
            piece.append(tuple(json.loads(line)))
            if len(piece) == AT_ONCE:
                yield piece
                piece = []
    if piece:
        yield piece


async def restore(archive: Path, url: str, media: Path, migrations: Path) -> dict[str, Any]:
    """Fill an empty database and the folder of photos, and compare. Raises StoreProblem."""
    manifest = examine(archive)
    if manifest["schema"] != HEAD:
        message = f"{archive} has schema {manifest['schema']}, this posbot has {HEAD}: restore with the version that wrote it, then migrate"
        raise StoreProblem(message)
    migrate(url, migrations)
    async with writing(url) as ask:
        if not await is_empty(ask):
            message = "the database is not empty: restore into a new one"
            raise StoreProblem(message)
        with zipfile.ZipFile(archive) as opened:
            for table in all_tables():
                for piece in _read_table(opened, table.name):
                    await put(ask, table, piece)
                if await sum_of(ask, table) != Sum(*manifest["tables"][table.name]):
                    message = f"table {table.name} differs after the restore: begin again with an empty database"
                    raise StoreProblem(message)
            await count_on(ask)
            _restore_media(opened, media)
    return manifest


def _restore_media(opened: zipfile.ZipFile, media: Path) -> None:
    for name in opened.namelist():
        if name.startswith(MEDIA) and not name.endswith("/"):
            target = media / name.removeprefix(MEDIA)
            if not target.resolve().is_relative_to(media.resolve()):
                continue  # no photo of ours has such a name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(opened.read(name))
