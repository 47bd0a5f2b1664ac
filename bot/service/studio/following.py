"""Takes up in this process whatever version is in force: when it starts, when it is told, and by looking now and then."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from bot.core.messages import Address
from bot.knowledge.problems import KnowledgeProblem
from bot.service.desk.bus import TOPIC, Bus
from bot.service.problems import StoreAway
from bot.service.studio.library import Library
from bot.service.studio.ports import VersionShelf
from bot.service.studio.publishing import KNOWLEDGE
from bot.service.support import Support
from bot.service.turning import Mind

LOOK = 15.0
"""Seconds after which it is looked without being told."""
MindOf = Callable[[Path], Awaitable[Mind]]
logger = logging.getLogger(__name__)


class Follower:
    """One for each process."""

    def __init__(self, support: Support, versions: VersionShelf, library: Library, mind_of: MindOf, bus: Bus | None = None) -> None:
        """``mind_of`` a version's folder; may take a minute, elsewhere. ``bus``: pages of this process that show knowledge."""
        self._support = support
        self._versions = versions
        self._library = library
        self._mind_of = mind_of
        self._bus = bus
        self._wake = asyncio.Event()
        self._unfit: set[str] = set()
        support.signals.overhear(self._hear)
        support.minds.fetch = self.mind

    def _hear(self, address: Address | None) -> None:
        if address is None or (address.channel, address.chat) == (TOPIC, KNOWLEDGE):
            self._wake.set()

    async def follow(self) -> bool:
        """Take up what is in force; whether it is another one than before."""
        current = await self._versions.current()
        version = current.digest if current else self._library.installed.version
        if version == self._support.mind.knowledge.version or version in self._unfit:
            return False
        mind = await self.mind(version)
        if mind is None:
            self._unfit.add(version)
            logger.error("version %s of the knowledge cannot be used here; the one before goes on answering", version)
            return False
        self._support.minds.take(mind)
        if self._bus:
            self._bus.tell("queue", "studio")
        return True

    async def mind(self, version: str) -> Mind | None:
        """The mind of a version; None where its files are gone or cannot be read."""
        branch = await self._library.version(version)
        if branch is None:
            return None
        try:
            return await self._mind_of(branch.root)
        except KnowledgeProblem as wrong:
            logger.warning("version %s: %s", version, wrong.problems[0] if wrong.problems else wrong)
            return None

    async def run(self) -> None:
        """As long as the process."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):  # `wait_for` forgets that it was cancelled when it is woken at that moment
                    await self._wake.wait()
            self._wake.clear()
            with suppress(StoreAway):
                await self.follow()
            self._support.minds.tidy(self._support.store.now())
