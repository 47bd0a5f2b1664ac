"""Tries drafts out in the background: checked, learned, dialogs played, real conversations replayed. One at a time.

How far it is stands in the database, so that any process can show it; a trial whose process has died shows no sign of life.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from typing import Any

from bot.knowledge.problems import KnowledgeProblem
from bot.service.desk.bus import Bus
from bot.service.desk.people import Staff
from bot.service.studio.bench import TOPIC
from bot.service.studio.ports import VersionShelf
from bot.service.studio.rows import Draft, Study
from bot.service.studio.tallying import KEPT
from bot.service.studio.trial import Kit, Trial

BEAT = 2.0
DEAD = timedelta(seconds=30)
"""Without a sign of life for so long a trial is over."""
logger = logging.getLogger(__name__)


class Studying:
    """See the top."""

    def __init__(self, kit: Kit, versions: VersionShelf, bus: Bus) -> None:
        """Nothing runs yet."""
        self._kit = kit
        self._versions = versions
        self._bus = bus
        self._one = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._wanted: dict[int, int] = {}
        self._trial: Trial | None = None

    def begin(self, me: Staff, draft: Draft, conversations: int) -> None:
        """In the background. Several wishes for one draft that wait are one, the greater one."""
        waits = draft.id in self._wanted
        self._wanted[draft.id] = max(conversations, self._wanted.get(draft.id, 0))
        if not waits:
            task = asyncio.create_task(self._when_free(me, draft.id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """What runs is given up."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _when_free(self, me: Staff, draft: int) -> None:
        if await self._taken_along(draft):
            return
        async with self._one:
            conversations = self._wanted.pop(draft)
            found = await self._versions.draft(draft)
            if found is not None and found.status == "open":
                await self.run(me, found, conversations)

    async def _taken_along(self, draft: int) -> bool:
        """Whether the trial that runs is of just these files, against what is in force, and does now all that is wanted."""
        trial = self._trial
        if trial is None or trial.study.draft != draft or trial.study.base != await self._in_force():
            return False
        digest = await asyncio.to_thread(self._kit.library.draft(draft).digest)
        if digest != trial.study.digest or not trial.widen(self._wanted[draft]):
            return False
        del self._wanted[draft]
        await self.tell(trial.study.id, kind="full" if trial.conversations else "quick")
        return True

    async def _in_force(self) -> str:
        current = await self._versions.current()
        return current.digest if current else self._kit.library.installed.version

    async def run(self, me: Staff, draft: Draft, conversations: int) -> Study:
        """Try the draft as it stands; the trial as it ended."""
        branch = self._kit.library.draft(draft.id)
        digest, at = await asyncio.to_thread(branch.digest), self._kit.now()
        base = await self._in_force()
        kind = "full" if conversations else "quick"
        study = await self._versions.study(Study(0, draft.id, kind, digest, base, me.id, at, at))
        beating = asyncio.create_task(self._beating(study.id))
        self._trial = Trial(self._kit, study, conversations, self.tell)
        try:
            result = await self._trial.found()
            await self.tell(study.id, status="done", result=result)
        except KnowledgeProblem as wrong:
            await self.tell(study.id, status="failed", result={"problems": [str(one) for one in wrong.problems[:KEPT]]})
        except Exception as wrong:
            logger.exception("a trial of a draft")
            await self.tell(study.id, status="failed", result={"wrong": type(wrong).__name__})
        finally:
            self._trial = None
            beating.cancel()
        return await self._versions.last_study(draft.id) or study

    async def _beating(self, study: int) -> None:
        while True:
            await asyncio.sleep(BEAT)
            with suppress(Exception):
                await self._versions.studied(study, self._kit.now())

    async def tell(self, study: int, **changes: Any) -> None:
        """How far it is; open pages look."""
        await self._versions.studied(study, self._kit.now(), **changes)
        self._bus.tell(TOPIC)
