"""What is wrong with a draft as it stands and what in it is risky: found out once for the same files, in a process of its own.

That takes some seconds for all that ships. A page that wants it at once shows what is known and looks again when it is told.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.core.telling import told
from bot.knowledge.problems import Problem
from bot.knowledge.risky import Risky

logger = logging.getLogger(__name__)
Inspect = Callable[[Path, Path | None, date], Awaitable["Inspected"]]
"""Raises nothing that an author has caused: what cannot be read is a problem."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """``problems``: what `posbot check` says; ``risky``: what somebody else must have read, against the version in force."""

    problems: tuple[Problem, ...] = ()
    risky: tuple[Risky, ...] = ()


BROKEN = Inspected((Problem("knowledge", 0, "not-checked", told("not_checked")),))
"""Nothing is published on it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The draft's folder and its version, the folder and version in force (None: nobody has its files), and the day."""

    draft: Path
    digest: str
    base: Path | None
    current: str
    today: date


@dataclass(slots=True)
class _Look:
    """``awaited``: how many wait for this very answer."""

    wanted: Wanted
    task: asyncio.Task[Inspected]
    awaited: int = 0


class Inspector:
    """One look for the same files, however many want it; the last answer of each draft is kept. A look at files that were changed
    meanwhile is given up, unless somebody waits for it: who saves seven files waits for one look, not for seven.
    """

    def __init__(self, inspect: Inspect, tell: Callable[[], None]) -> None:
        """``tell``: open pages look again."""
        self._inspect = inspect
        self._tell = tell
        self._looks: dict[Path, _Look] = {}
        self._running: set[asyncio.Task[Inspected]] = set()

    def known(self, wanted: Wanted) -> Inspected | None:
        """What is known of just these files; None where that is being found out, from now on at the latest. A look that broke
        off is not begun again by itself.
        """
        task = self._look_at(wanted).task
        return task.result() if task.done() else None

    async def found(self, wanted: Wanted) -> Inspected:
        """The same, waited for, and tried again where it broke off. Whoever gives up waiting stops nobody else's look."""
        look = self._look_at(wanted)
        if look.task.done() and look.task.result() == BROKEN:
            del self._looks[wanted.draft]
            look = self._look_at(wanted)
        look.awaited += 1
        try:
            return await asyncio.shield(look.task)
        finally:
            look.awaited -= 1

    def _look_at(self, wanted: Wanted) -> _Look:
        before = self._looks.get(wanted.draft)
        if before is not None and before.wanted == wanted:
            return before
        if before is not None and not before.awaited:
            before.task.cancel()
        look = _Look(wanted, asyncio.ensure_future(self._look(wanted)))
        self._looks[wanted.draft] = look
        self._running.add(look.task)
        look.task.add_done_callback(self._ended)
        return look

    async def _look(self, wanted: Wanted) -> Inspected:
        try:
            return await self._inspect(wanted.draft, wanted.base, wanted.today)
        except Exception:
            logger.exception("a look at a draft")
            return BROKEN

    def _ended(self, task: asyncio.Task[Inspected]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            self._tell()

    async def stop(self) -> None:
        """What runs is given up."""
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
