"""Fetches what a messenger holds ready, for a shop without an address of its own on the net.

Kept first, acknowledged after: the offset that tells the messenger to forget goes out with the next
question. Where several processes share a store, one at a time asks, by a token of a bucket of theirs.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.service.ports import JSON, Store
from bot.service.problems import StoreAway
from bot.service.sending import Bucket
from bot.service.watching import NOBODY, Action, Watch, told

PERIOD = 10.0
"""Seconds for which a token lets one process ask: as long as a new process may have to wait."""
SPARE = 0.1
"""The part of it in which nothing is asked any more: the clocks of two processes are not the same."""
PAUSE = 3.0
Raw = Mapping[str, JSON]
Keep = Callable[[Raw], Awaitable[None]]
log = logging.getLogger(__name__)


class SourceAway(Exception):
    """The messenger did not answer, or not as hoped; ``seconds`` to wait. The message says why."""

    def __init__(self, why: str, seconds: float = PAUSE) -> None:
        """``seconds`` before the next try."""
        super().__init__(why)
        self.seconds = seconds


class Source(Protocol):
    """A messenger that can be asked for updates."""

    @property
    def account(self) -> str:
        """Whose updates these are."""

    async def fetch(self, offset: int | None, wait: float) -> Sequence[Raw]:
        """Updates not acknowledged yet; ``offset`` acknowledges all before it. Waits for one as long as
        ``wait`` seconds. Raises `SourceAway`.
        """


@dataclass
class Fetcher:
    """Asks one source until it is told to stop. ``alone``: no other process has this store. ``fetched`` counts
    successful questions. ``period``: see `PERIOD`.
    """

    store: Store
    source: Source
    keep: Keep
    alone: bool = False
    fetched: int = 0
    period: float = PERIOD
    watch: Watch = NOBODY
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Take a token, ask while it lasts, and so on."""
        while not self.stopping.is_set():
            try:
                await self._turn()
            except SourceAway as away:
                log.warning("%s: %s", self.source.account, away, extra=self._told())
                await self._sleep(away.seconds)
            except StoreAway:
                await self._sleep(PAUSE)
            except Exception:
                log.exception("%s: asked again later", self.source.account, extra=self._told())
                await self._sleep(PAUSE)

    def _told(self) -> dict[str, str]:
        return told(Action.SOURCE_ASKED, source=self.source.account)

    async def _turn(self) -> None:
        now, began = self.store.now(), asyncio.get_running_loop().time()
        again = None if self.alone else await self.store.admit([Bucket(f"{self.source.account}:fetch", 1 / self.period)], now)
        if again is not None:
            await self._sleep(min((again - now).total_seconds(), self.period))
            return
        end = began + self.period * (1 - SPARE)
        offset: int | None = None
        while not self.stopping.is_set() and (left := end - asyncio.get_running_loop().time()) > 0:
            offset = await self._ask(offset, left)

    async def _ask(self, offset: int | None, wait: float) -> int | None:
        """The offset to go out with the next question. None after an empty answer: ids may begin anew, lower."""
        with self.watch.watching(Action.SOURCE_ASKED, self.source.account):
            updates = await self._unless_stopped(self.source.fetch(offset, wait))
        for update in updates:
            await self.keep(update)
        self.fetched += 1
        ids = [number for update in updates if isinstance(number := update.get("update_id"), int)]
        return max(ids) + 1 if ids else None

    async def _unless_stopped(self, question: Awaitable[Sequence[Raw]]) -> Sequence[Raw]:
        asked = asyncio.ensure_future(question)
        stop = asyncio.ensure_future(self.stopping.wait())
        try:
            await asyncio.wait({asked, stop}, return_when=asyncio.FIRST_COMPLETED)
            return asked.result() if asked.done() else ()
        finally:
            for task in (asked, stop):
                task.cancel()

    async def _sleep(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.stopping.wait()

    def stop(self) -> None:
        """Ask no more."""
        self.stopping.set()
