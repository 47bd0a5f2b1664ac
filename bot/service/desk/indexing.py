"""Keeps what is made from the logs, the index of the search and the counts: what they gain is taken in a moment later, what
was missed when posbot starts.

Of several processes one keeps it for all: each for itself, they write the same rows twice and wait for each other. The others
look a while later at what they have changed themselves, so nothing depends on that one.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from bot.core.messages import Address
from bot.service.problems import StoreAway
from bot.service.signals import Signals

MOMENT = 1.0
"""Seconds in which signals are gathered: a turn of a talk gives several, and a chat that talks on is looked at once for all."""
LATER = 5.0
"""Seconds after which who does not keep looks at its own: as a rule it is taken in by then, and there is nothing to do."""
LOOK_ROUND = 600.0
"""Seconds after which it is looked for what no signal told of."""
BREATH = 0.01
"""Seconds between two parts of a long way to catch up, so that others come to write."""
logger = logging.getLogger(__name__)


class Index(Protocol):
    """Where it is kept."""

    async def make(self) -> bool:
        """Make what is missing. False where there can be none."""

    async def take_in(self, addresses: Sequence[Address]) -> None:
        """What these chats have gained."""

    async def catch_up(self, after: int = 0) -> int:
        """What some chats past that number have gained; the last of them, 0 if there are none."""


class Indexer:
    """One task of a process."""

    def __init__(
        self, index: Index, signals: Signals, keeps: Callable[[], bool], moment: float = MOMENT, look_round: float = LOOK_ROUND
    ) -> None:
        """Hears from now on. ``keeps``: whether it is this process that keeps it."""
        self._index = index
        self._keeps = keeps
        self._moment, self._look_round = moment, look_round
        self._changed: set[Address] = set()
        self._left: set[Address] = set()
        self._wake = asyncio.Event()
        self._is_behind = True
        signals.overhear(self._hear, self._hear_elsewhere)

    def _hear(self, address: Address | None) -> None:
        if address is not None and not self._keeps():
            self._leave(address)
            return
        if address is None:
            self._is_behind = True
        else:
            self._changed.add(address)
        self._wake.set()

    def _hear_elsewhere(self, address: Address) -> None:
        if self._keeps():
            self._hear(address)

    def _leave(self, address: Address) -> None:
        if not self._left:
            asyncio.get_running_loop().call_later(LATER, self._look_after)
        self._left.add(address)

    def _look_after(self) -> None:
        self._changed |= self._left
        self._left = set()
        self._wake.set()

    async def run(self) -> None:
        """As long as the process."""
        if not await self._made():
            logger.warning("this SQLite has no FTS5: a search looks through all lines, which takes longer the more there are")
            return
        self._keeps()  # offers to
        while True:
            with contextlib.suppress(StoreAway):
                await self.catch_up()
            if not await self._woken():
                self._is_behind = True
            await asyncio.sleep(self._moment)

    async def _made(self) -> bool:
        while True:
            with contextlib.suppress(StoreAway):
                return await self._index.make()
            await asyncio.sleep(1)

    async def _woken(self) -> bool:
        try:
            async with asyncio.timeout(self._look_round):
                await self._wake.wait()
        except TimeoutError:
            return False
        self._wake.clear()
        return True

    async def catch_up(self) -> None:
        """Take in everything that is known to be new."""
        behind, self._is_behind = self._is_behind, False
        changed, self._changed = self._changed, set()
        self._left -= changed
        try:
            if changed:
                await self._index.take_in(sorted(changed, key=lambda one: (one.channel, one.chat)))
            number = await self._index.catch_up() if behind else 0
            while number:
                await asyncio.sleep(BREATH)
                number = await self._index.catch_up(number)
        except StoreAway:
            self._is_behind = True
            raise
