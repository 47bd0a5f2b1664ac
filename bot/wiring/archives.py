"""Where backups are kept, a folder or a bucket, and taking one: written beside the data, tried out, put there, old ones removed."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from bot.core.telling import told
from bot.settings import Settings, SettingsProblem
from bot.store.albums import Album, FolderAlbum
from bot.store.problems import StoreProblem
from bot.store.thinning import Rotation, name_of, outdated, taken
from bot.wiring.blobs import is_ref
from bot.wiring.buckets import answering, opened_bucket
from bot.wiring.keeping import vault_of
from bot.wiring.places import shipped


class Archives(Protocol):
    """A place for backups."""

    def names(self) -> list[str]:
        """What lies there."""

    def bring(self, archive: Path) -> None:
        """Put a file there, under its own name; it is whole or not there."""

    def fetch(self, name: str, folder: Path) -> Path:
        """The file, on this machine."""

    def drop(self, name: str) -> None:
        """Remove it."""


class FolderArchives:
    """A folder, on another disk if the operator is wise."""

    def __init__(self, folder: Path) -> None:
        """It is made when the first backup comes."""
        self._folder = folder

    def names(self) -> list[str]:
        """Its files."""
        return [path.name for path in self._folder.iterdir() if path.is_file()] if self._folder.is_dir() else []

    def bring(self, archive: Path) -> None:
        """Copied beside, then renamed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = self._folder / f"{archive.name}.part"
        shutil.copyfile(archive, fresh)
        fresh.chmod(0o600)
        fresh.replace(self._folder / archive.name)

    def fetch(self, name: str, folder: Path) -> Path:  # noqa: ARG002 - the protocol's shape
        """It is here."""
        return self._folder / name

    def drop(self, name: str) -> None:
        """Remove it."""
        (self._folder / name).unlink(missing_ok=True)


class BucketArchives:
    """A bucket, as `bot.wiring.buckets` opens it."""

    def __init__(self, url: str) -> None:
        """``url`` is ``s3://BUCKET/FOLDER``."""
        self._store = opened_bucket(url, "POSBOT_BACKUPS")

    def names(self) -> list[str]:
        """Its objects."""
        with answering("lists nothing"):
            return [str(one["path"]) for found in self._store.list() for one in found]

    def bring(self, archive: Path) -> None:
        """In parts; an object that is not whole never shows."""
        with answering("keeps nothing"):
            self._store.put(archive.name, archive)

    def fetch(self, name: str, folder: Path) -> Path:
        """Into the folder."""
        path = folder / name
        with path.open("wb") as file, answering("answers nothing"):
            path.chmod(0o600)
            for piece in self._store.get(name).stream():
                file.write(bytes(piece))
        return path

    def drop(self, name: str) -> None:
        """Remove it."""
        with answering("forgets nothing"):
            self._store.delete(name)


class BucketAlbum:
    """Photos in a bucket, as a backup sees them."""

    def __init__(self, url: str) -> None:
        """``url`` is ``s3://BUCKET/FOLDER``."""
        self._store = opened_bucket(url, "POSBOT_MEDIA")

    async def refs(self) -> AsyncIterator[str]:
        """Every photo."""
        with answering("lists nothing"):
            async for found in self._store.list():
                for one in found:
                    if is_ref(str(one["path"])):
                        yield str(one["path"])

    async def get(self, ref: str) -> bytes | None:
        """Its bytes."""
        try:
            with answering("answers nothing"):
                return bytes(await (await self._store.get_async(ref)).bytes_async())
        except FileNotFoundError:
            return None

    async def write(self, ref: str, content: bytes) -> None:
        """A bucket has no folders by letters."""
        with answering("keeps nothing"):
            await self._store.put_async(ref.rpartition("/")[2], content)


def archives_of(settings: Settings) -> Archives | None:
    """Where backups are kept; None if nowhere. Raises SettingsProblem."""
    if not settings.backups:
        return None
    return BucketArchives(settings.backups) if settings.backups.startswith("s3://") else FolderArchives(Path(settings.backups))


def album_of(settings: Settings) -> Album:
    """The photos. Raises SettingsProblem."""
    return BucketAlbum(settings.bucket) if settings.bucket else FolderAlbum(settings.media_folder)


def take(settings: Settings, archive: Path, *, tried: bool = True) -> dict[str, Any]:
    """Write the archive and, if it is to be ``tried``, restore it into a scratch place beside it. The manifest."""
    from bot.store.restoring import rehearse  # noqa: PLC0415 -- a desk starts without it: backups are taken in processes of their own
    from bot.store.saving import back_up  # noqa: PLC0415 -- as above

    manifest = asyncio.run(back_up(settings.database_url, album_of(settings), archive, settings.backup_key))
    if tried:
        try:
            asyncio.run(rehearse(archive, shipped("migrations"), settings.backup_key, archive.parent, vault_of(settings)))
        except StoreProblem:
            archive.rename(archive.with_name(f"{archive.name}.unfit"))
            raise
    return manifest


def take_there(settings: Settings, archives: Archives, *, tried: bool = True) -> tuple[str, dict[str, Any], list[str]]:
    """Take one, put it where backups are kept, remove those that are outdated. Its name, its manifest, what was removed."""
    name = name_of(datetime.now(UTC), sealed=bool(settings.backup_key))
    settings.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="backup-", dir=settings.folder) as scratch:
        archive = Path(scratch) / name
        manifest = take(settings, archive, tried=tried)
        archives.bring(archive)
    gone = sorted(outdated(archives.names(), Rotation.read(settings.backup_keep)))
    for old in gone:
        archives.drop(old)
    return name, manifest, gone


def newest(archives: Archives) -> str | None:
    """The name of the newest backup."""
    times = taken(archives.names())
    return max(times, key=lambda name: times[name], default=None)


@contextmanager
def named(settings: Settings, archive: str) -> Iterator[Path]:
    """The file that ``archive`` names: a path, the name of one where backups are kept, or ``latest`` of those."""
    path, archives = Path(archive), archives_of(settings)
    if path.is_file():
        yield path
        return
    known = taken(archives.names()) if archives else {}
    name = (newest(archives) or "") if archives and archive == "latest" else archive
    if archives is None or name not in known:
        raise SettingsProblem(told("backup_nowhere", archive=archive))
    with tempfile.TemporaryDirectory(prefix="posbot-restore-") as scratch:
        yield archives.fetch(name, Path(scratch))
