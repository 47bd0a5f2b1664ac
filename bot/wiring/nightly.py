"""The backup of every day, taken by the desk itself: in a process of its own, so that no merchant waits for it.

Whether one is due is read off the backups that are there, so that nothing is forgotten when posbot was away at the hour. Where
several processes share a database, a token of a bucket of theirs lets one take it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo

from bot.service.ports import Store
from bot.service.problems import StoreAway
from bot.service.sending import Bucket
from bot.service.watching import Action, Watch, told
from bot.settings import Settings
from bot.store.thinning import taken
from bot.wiring.archives import Archives

LOOK_SECONDS = 60.0
TURN = Bucket("backup", 1 / 1800)
"""Who has the token tries; if it fails, half an hour later somebody tries again."""
NICE = 10
logger = logging.getLogger(__name__)


def due_since(now: datetime, at: str, zone: tzinfo | None = None) -> datetime:
    """When the last backup should have been taken: ``at`` such as ``03:20``, by the clock of the machine or of the ``zone``."""
    here = now.astimezone(zone)
    today = datetime.combine(here.date(), time.fromisoformat(at), here.tzinfo)
    return today if today <= here else today - timedelta(days=1)


@dataclass
class Nightly:
    """Takes them. ``last``: when the newest was taken, as far as is known here."""

    settings: Settings
    archives: Archives
    store: Store
    watch: Watch
    last: datetime | None = None
    _under_way: asyncio.subprocess.Process | None = field(default=None, repr=False)

    async def run(self) -> None:
        """Look every minute, until it is cancelled; a backup under way is then given up."""
        try:
            while True:
                with contextlib.suppress(StoreAway, OSError):
                    await self.look()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            if self._under_way and self._under_way.returncode is None:
                self._under_way.terminate()

    async def look(self) -> bool:
        """Take one if it is due; whether it was taken."""
        times = taken(await asyncio.to_thread(self.archives.names)).values()
        self.last = max(times, default=None)
        now = self.store.now()
        if self.last and self.last >= due_since(now, self.settings.backup_at):
            return False
        if await self.store.admit([TURN], now):
            return False
        return await self._taken()

    async def _taken(self) -> bool:
        with self.watch.watching(Action.BACKUP_MADE, "backup") as piece:
            self._under_way = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "backup"),
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
                preexec_fn=lambda: os.nice(NICE),
            )
            _, words = await self._under_way.communicate()
            if self._under_way.returncode:
                piece.outcome = "failed"
                logger.error("the backup failed: %s", words.decode("utf-8", "replace").strip()[-300:], extra=told(Action.BACKUP_MADE))
                return False
        self.last = self.store.now()
        return True
