"""The versions and drafts of the knowledge as folders: where each lies, and how it comes there.

A version that was published is in the database, so that every process finds it; here it is unpacked when it is first wanted.
Drafts are plain folders, to be edited by any means.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.branches import Branch
from bot.service.studio.ports import VersionShelf


@dataclass(frozen=True, slots=True)
class Installed:
    """The knowledge that came with the program or that the operator has given: its folders and its version."""

    knowledge: Path
    templates: Path | None
    version: str


class Library:
    """Below one folder of this machine."""

    def __init__(self, root: Path, installed: Installed, shelf: VersionShelf) -> None:
        """``root`` is made when something is put there."""
        self.root = root
        self.installed = installed
        self._shelf = shelf

    def draft(self, draft: int) -> Branch:
        """The folder of a draft."""
        return Branch(self.root / "drafts" / str(draft))

    async def version(self, digest: str) -> Branch | None:
        """The folder of a version; None where nobody has its files any more."""
        branch = Branch(self.root / "versions" / digest)
        if await asyncio.to_thread(self._is_whole, branch, digest):
            return branch
        archive = await self._shelf.archive(digest)
        if archive is not None:
            await asyncio.to_thread(branch.unpack, archive)
            return branch if await asyncio.to_thread(self._is_whole, branch, digest) else None
        if digest != self.installed.version:
            return None
        await asyncio.to_thread(branch.begin, self.installed.knowledge, self.installed.templates)
        return branch

    @staticmethod
    def _is_whole(branch: Branch, digest: str) -> bool:
        return branch.exists() and branch.digest() == digest

    async def begin(self, draft: int, base: str) -> Branch:
        """A draft with the files of a version. Raises LookupError where there is none such."""
        found = await self.version(base)
        if found is None:
            raise LookupError(base)
        branch = self.draft(draft)
        await asyncio.to_thread(branch.begin, found.knowledge, found.templates)
        return branch
