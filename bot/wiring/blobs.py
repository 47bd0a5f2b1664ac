"""Photos and documents: in a folder, or in memory for a conversation that is not kept."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from bot.store.sealing import Vault

_REF = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{1,5}")


def fresh_ref(suffix: str) -> str:
    """A name nobody can guess; ``suffix`` such as ``.jpg``."""
    return f"{secrets.token_hex(16)}{suffix}"


def is_ref(name: str) -> bool:
    """Whether it is one that `fresh_ref` may have given."""
    return bool(_REF.fullmatch(name))


class Kept(Protocol):
    """A place for bytes under names."""

    async def get(self, ref: str) -> bytes | None:
        """The bytes; None for a name that is none of ours."""

    async def write(self, ref: str, content: bytes) -> None:
        """Keep the bytes under that name."""

    async def drop(self, ref: str) -> None:
        """Forget them, if they are there."""

    def refs(self) -> AsyncIterator[str]:
        """Every name."""


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
        await self.write(ref, content)
        return ref

    async def write(self, ref: str, content: bytes) -> None:
        """Keep the bytes under that name."""
        await asyncio.to_thread(self._write, self._path(ref), content)

    async def drop(self, ref: str) -> None:
        """Forget the bytes, if they are there."""
        if is_ref(ref):
            await asyncio.to_thread(self._path(ref).unlink, missing_ok=True)

    async def refs(self) -> AsyncIterator[str]:
        """Every name, in order."""
        for path in await asyncio.to_thread(lambda: sorted(self._folder.glob("??/*"))):
            if is_ref(path.name):
                yield path.name

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

    async def write(self, ref: str, content: bytes) -> None:
        """Under that name."""
        self._kept[ref] = content

    async def drop(self, ref: str) -> None:
        """Forget them."""
        self._kept.pop(ref, None)

    async def refs(self) -> AsyncIterator[str]:
        """Every name."""
        for ref in sorted(self._kept):
            yield ref


class SealedBlobs:
    """Photos in any of these places, sealed (`bot.store.sealing`); each is bound to its name."""

    def __init__(self, kept: Kept, vault: Vault) -> None:
        """Without keys they are kept as they are."""
        self._kept, self._vault = kept, vault

    async def put(self, content: bytes, suffix: str) -> str:
        """Seal and keep them."""
        ref = fresh_ref(suffix)
        await self._kept.write(ref, self._vault.seal_bytes("media", (ref,), content))
        return ref

    async def get(self, ref: str) -> bytes | None:
        """Opened. Raises SealProblem."""
        content = await self._kept.get(ref)
        return None if content is None else self._vault.open_bytes("media", (ref,), content)

    async def drop(self, ref: str) -> None:
        """Forget them."""
        await self._kept.drop(ref)

    async def raw(self, ref: str) -> bytes | None:
        """As they lie there."""
        return await self._kept.get(ref)

    async def write(self, ref: str, content: bytes) -> None:
        """As they shall lie there."""
        await self._kept.write(ref, content)

    def refs(self) -> AsyncIterator[str]:
        """Every name."""
        return self._kept.refs()
