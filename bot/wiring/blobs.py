"""Photos and documents: in a folder, or in memory for a conversation that is not kept."""

from __future__ import annotations

import asyncio
import re
import secrets
from pathlib import Path

_REF = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{1,5}")


def fresh_ref(suffix: str) -> str:
    """A name nobody can guess; ``suffix`` such as ``.jpg``."""
    return f"{secrets.token_hex(16)}{suffix}"


def is_ref(name: str) -> bool:
    """Whether it is one that `fresh_ref` may have given."""
    return bool(_REF.fullmatch(name))


class FolderBlobs:
    """One file per blob, in 256 folders by the first two letters of its name."""

    def __init__(self, folder: Path) -> None:
        """The folder is made when the first blob is kept."""
        self._folder = folder

    def _path(self, ref: str) -> Path:
        return self._folder / ref[:2] / ref

    async def put(self, content: bytes, suffix: str) -> str:
        """Keep the bytes under a name nobody can guess."""
        ref = fresh_ref(suffix)
        await asyncio.to_thread(self._write, self._path(ref), content)
        return ref

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".part")
        fresh.write_bytes(content)
        fresh.replace(path)

    async def get(self, ref: str) -> bytes | None:
        """The bytes; None for a name that is none of ours."""
        if not is_ref(ref):
            return None
        try:
            return await asyncio.to_thread(self._path(ref).read_bytes)
        except OSError:
            return None


class MemoryBlobs:
    """Forgotten with the process."""

    def __init__(self) -> None:
        """Empty."""
        self._kept: dict[str, bytes] = {}

    async def put(self, content: bytes, suffix: str) -> str:
        """Keep the bytes."""
        ref = fresh_ref(suffix)
        self._kept[ref] = content
        return ref

    async def get(self, ref: str) -> bytes | None:
        """The bytes."""
        return self._kept.get(ref)
