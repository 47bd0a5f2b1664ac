"""A process signs in while it works: every few seconds a line that others, and `posbot status`, can read."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version

from bot.service.backlog import Board, Process
from bot.service.problems import StoreAway
from bot.store.migrating import HEAD
from bot.store.problems import StoreProblem
from bot.wiring.watching import Watcher
from bot.wiring.worker import Worker

SIGN_SECONDS = 5.0
FRESH = timedelta(seconds=20)
"""One that has not signed for so long is not at work any more, or cannot reach the store."""


def this_version() -> str:
    """Which posbot this is."""
    try:
        return version("posbot")
    except PackageNotFoundError:
        return "checkout"


def fresh_id() -> str:
    """A name that says where it runs and that no other process has."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"


@dataclass
class Beating:
    """Signs for one process."""

    board: Board
    worker: Worker
    watch: Watcher
    roles: Sequence[str]
    id: str = field(default_factory=fresh_id)
    started: datetime | None = None
    unkept: str = ""
    """Why the last line could not be written: nothing else can be kept either. Empty while all is well."""

    def process(self) -> Process:
        """As it is right now."""
        now = self.watch.now()
        self.started = self.started or now
        ages = {name: round(age, 1) for name, age in self.worker.ages().items()}
        intake, away = dict(self.watch.intake), self.worker.away
        return Process(self.id, this_version(), HEAD, tuple(self.roles), self.started, now, ages, intake, away)

    async def run(self) -> None:
        """Until it is cancelled; then the line goes."""
        try:
            while True:
                await self.sign()
                await asyncio.sleep(SIGN_SECONDS)
        finally:
            with contextlib.suppress(StoreAway, TimeoutError):
                async with asyncio.timeout(2):
                    await self.board.leave(self.id)

    async def sign(self) -> None:
        """One line, and whether it could be kept."""
        try:
            await self.board.sign(self.process())
        except (StoreAway, StoreProblem) as wrong:
            self.unkept = str(wrong) or type(wrong).__name__
        else:
            self.unkept = ""
