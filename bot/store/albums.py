"""Photos and documents as a backup sees them: names and bytes, as they lie there."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

_REF = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{1,5}")


class Album(Protocol):
    """A folder, a bucket, or anything else that keeps bytes under names."""

    def refs(self) -> AsyncIterator[str]:
        """Every name."""

    async def get(self, ref: str) -> bytes | None:
        """The bytes; None if they are gone."""

    async def write(self, ref: str, content: bytes) -> None:
        """Keep the bytes under that name."""


class FolderAlbum:
    """The folder of photos, whatever it is called in there."""

    def __init__(self, folder: Path) -> None:
        """The folder need not be there."""
        self._folder = folder

    async def refs(self) -> AsyncIterator[str]:
        """Every file that is whole."""
        for file in sorted(self._folder.rglob("*")) if self._folder.is_dir() else ():
            if file.is_file() and file.suffix != ".part":
                yield file.relative_to(self._folder).as_posix()

    async def get(self, ref: str) -> bytes | None:
        """What is in the file."""
        path = self._folder / ref
        return path.read_bytes() if path.is_file() else None

    async def write(self, ref: str, content: bytes) -> None:
        """Photos lie in folders by the first two letters of their name; a bucket has none."""
        name = ref.rpartition("/")[2]
        path = self._folder / name[:2] / name if _REF.fullmatch(name) else self._folder / ref
        if path.resolve().is_relative_to(self._folder.resolve()):  # nothing of ours has another name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
