"""Backup: one archive with every table and every photo, which either kind of database can be made from.

Taken in one snapshot while posbot runs; enciphered where there is a passphrase. What was written is read again before it
counts as done. `bot.store.restoring` is the way back.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BufferedReader, BufferedWriter
from pathlib import Path
from typing import Any

from bot.core.telling import told
from bot.store.albums import Album, FolderAlbum
from bot.store.copying import AT_ONCE, Row, Sum, all_tables, reading, revision, rows
from bot.store.enciphering import CHUNK, Deciphering, Enciphering, is_enciphered
from bot.store.problems import StoreProblem

KEPT_OUT = frozenset({"access_token"})
"""Tables of which nothing is written: what opens a messenger for hours, and is fetched anew when it is missing."""
MANIFEST, TABLES, MEDIA = "manifest.json", "tables/", "media/"
LONGEST = 256 * 1024 * 1024
"""Bytes of a photo or of a row, at most: an archive that would unpack to more is none of ours."""
FORM = 2
"""2: with the names of the columns, so that a newer program can read what an older one wrote."""


async def back_up(url: str, media: Path | Album, archive: Path, passphrase: str = "") -> dict[str, Any]:
    """Write the archive, look at it again, and only then give it its name. What it holds, as in its manifest."""
    album = FolderAlbum(media) if isinstance(media, Path) else media
    fresh = archive.with_name(f"{archive.name}.part")
    try:
        manifest = await _write(url, album, fresh, passphrase)
        examine(fresh, passphrase)
        fresh.replace(archive)
    finally:
        fresh.unlink(missing_ok=True)
    return manifest


async def _write(url: str, album: Album, fresh: Path, passphrase: str) -> dict[str, Any]:
    manifest: dict[str, Any] = {"posbot": FORM, "at": datetime.now(UTC).isoformat(), "tables": {}, "columns": {}, "media": 0}
    with _new(fresh, passphrase) as opened:
        async with reading(url) as ask:
            manifest["schema"] = await revision(ask)
            for table in all_tables():
                found = await _write_table(opened, table.name, _nothing() if table.name in KEPT_OUT else rows(ask, table))
                manifest["tables"][table.name] = [found.count, found.digest]
                manifest["columns"][table.name] = [column.name for column in table.c]
        manifest["media"] = await _write_media(opened, album)
        opened.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return manifest


@contextmanager
def _new(path: Path, passphrase: str) -> Iterator[zipfile.ZipFile]:
    """An archive to be written. Quick rather than small: most of the time of a backup goes into making it small."""
    file = path.open("wb")
    path.chmod(0o600)  # it holds what merchants wrote
    stream = BufferedWriter(Enciphering(file, passphrase), CHUNK) if passphrase else file
    with stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=1) as opened:
        yield opened


@contextmanager
def kept(archive: Path, passphrase: str = "") -> Iterator[zipfile.ZipFile]:
    """An archive to be read. Raises StoreProblem where the passphrase is missing or wrong."""
    if is_enciphered(archive):
        if not passphrase:
            message = told("archive_sealed", archive=archive)
            raise StoreProblem(message)
        with BufferedReader(Deciphering(archive, passphrase)) as stream, zipfile.ZipFile(stream) as opened:
            yield opened
        return
    with zipfile.ZipFile(archive) as opened:
        yield opened


async def _nothing() -> AsyncIterator[list[Row]]:
    pieces: tuple[list[Row], ...] = ()
    for piece in pieces:
        yield piece


async def _write_media(opened: zipfile.ZipFile, album: Album) -> int:
    """After the tables: a photo is kept before the line that names it, so none that is named is missing."""
    count = 0
    async for ref in album.refs():
        content = await album.get(ref)
        if content is not None:
            opened.writestr(f"{MEDIA}{ref}", content, zipfile.ZIP_STORED)  # a photo does not become smaller
            count += 1
    return count


async def _write_table(opened: zipfile.ZipFile, name: str, pieces: AsyncIterator[list[Row]]) -> Sum:
    found = Sum()
    with opened.open(f"{TABLES}{name}.jsonl", "w", force_zip64=True) as file:
        async for piece in pieces:
            lines = [json.dumps(row).encode() for row in piece]
            file.write(b"\n".join(lines) + b"\n")
            found = found.with_digests(hashlib.sha256(line).digest() for line in lines)
    return found


def examine(archive: Path, passphrase: str = "") -> dict[str, Any]:
    """The manifest of an archive that is whole. Raises StoreProblem for any other."""
    try:
        with kept(archive, passphrase) as opened:
            manifest: dict[str, Any] = json.loads(opened.read(MANIFEST))
            broken = next((name for name in manifest["tables"] if not _is_whole(opened, name, manifest)), None)
            for info in (info for info in opened.infolist() if info.filename.startswith(MEDIA)):
                _check_length(info.file_size)
                opened.read(info)  # fails where the bytes are not those that were written
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as wrong:
        message = told("archive_unread", archive=archive, why=type(wrong).__name__)
        raise StoreProblem(message) from wrong
    if broken:
        message = told("archive_damaged", archive=archive, place=broken)
        raise StoreProblem(message)
    return manifest


def _is_whole(opened: zipfile.ZipFile, name: str, manifest: dict[str, Any]) -> bool:
    found = Sum()
    with opened.open(f"{TABLES}{name}.jsonl") as file:
        while line := file.readline(LONGEST + 1):
            _check_length(len(line))
            found = found.with_digests([hashlib.sha256(line[:-1]).digest()])
    return found == Sum(*manifest["tables"][name])


def _check_length(length: int) -> None:
    if length > LONGEST:
        message = "something in it is larger than anything that posbot keeps"
        raise ValueError(message)


def table_rows(opened: zipfile.ZipFile, name: str) -> Iterator[list[Row]]:
    """A table's rows, in pieces."""
    piece: list[Row] = []
    with opened.open(f"{TABLES}{name}.jsonl") as file:
        for line in file:
            piece.append(tuple(json.loads(line)))
            if len(piece) == AT_ONCE:
                yield piece
                piece = []
    if piece:
        yield piece
