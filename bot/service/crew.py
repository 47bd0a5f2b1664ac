"""Work done side by side, so that one chat that is slow holds up no other. Knows nothing of what the work is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

BATCH = 16
"""So many at most are begun in one go: who else waits for this process, a messenger for its acknowledgement, comes in between.
More at once cost no less of the processor (`benchmarks/RESULTS.md`).
"""
logger = logging.getLogger(__name__)


class Crew:
    """At most ``size`` pieces of work at once."""

    def __init__(self, size: int, finished: Callable[[], None] | None = None) -> None:
        """Nobody works yet. ``finished`` is called after each piece of work: there may be more of its kind."""
        self._size = size
        self._finished = finished
        self._busy: set[asyncio.Task[None]] = set()
        self._freed = asyncio.Event()
        self._freed.set()

    @property
    def room(self) -> int:
        """How many more may begin."""
        return self._size - len(self._busy)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin it. What it raises is logged by its kind alone: words may quote a merchant."""
        task = asyncio.create_task(work)
        self._busy.add(task)
        task.add_done_callback(self._finish)
        if self.room <= 0:
            self._freed.clear()

    def _finish(self, task: asyncio.Task[None]) -> None:
        self._busy.discard(task)
        self._freed.set()
        if self._finished:
            self._finished()
        if not task.cancelled() and (wrong := task.exception()):
            logger.warning("work was given up and comes again: %s", type(wrong).__name__)

    async def freed(self) -> None:
        """Wait until there is room."""
        await self._freed.wait()

    async def rest(self) -> None:
        """Wait until all is done."""
        while self._busy:
            await asyncio.wait(self._busy)
