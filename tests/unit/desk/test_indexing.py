"""What is made from the logs is brought up to date by one process for all; another looks a while later at what it has changed itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import pytest

from bot.core.messages import Address
from bot.service.desk import indexing
from bot.service.desk.indexing import Indexer
from bot.service.signals import Signals

HERE, THERE = Address("web", "here"), Address("web", "there")
MOMENT, LATER = 0.01, 0.2


class Looks:
    """An index that notes what it was told to take in."""

    def __init__(self) -> None:
        self.taken: list[Address] = []
        self.looks = 0
        self.came = asyncio.Event()

    async def make(self) -> bool:
        return True

    async def take_in(self, addresses: Sequence[Address]) -> None:
        self.taken += addresses
        self.came.set()

    async def catch_up(self, after: int = 0) -> int:
        self.looks += 1
        return 0


@asynccontextmanager
async def running(signals: Signals, index: Looks, *, keeps: bool) -> AsyncIterator[None]:
    task = asyncio.create_task(Indexer(index, signals, lambda: keeps, MOMENT).run())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_who_keeps_takes_in_what_changed_here_and_elsewhere() -> None:
    signals, index = Signals(), Looks()
    async with running(signals, index, keeps=True):
        signals.tell(THERE, elsewhere=True)
        signals.tell(HERE)
        await index.came.wait()
    assert index.taken == [HERE, THERE]


async def test_who_does_not_keep_looks_later_at_its_own_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "LATER", LATER)
    signals, index = Signals(), Looks()
    async with running(signals, index, keeps=False):
        began = asyncio.get_running_loop().time()
        for _ in range(2):
            signals.tell(HERE)
            signals.tell(THERE, elsewhere=True)
        await index.came.wait()
        assert asyncio.get_running_loop().time() - began >= LATER
    assert index.taken == [HERE]


async def test_what_nobody_knows_more_of_is_looked_at_by_who_was_waiting() -> None:
    signals, index = Signals(), Looks()
    async with running(signals, index, keeps=True), asyncio.timeout(10):
        while not index.looks:  # noqa: ASYNC110 - another task works
            await asyncio.sleep(MOMENT)
        signals.tell_all()
        while index.looks < 2:  # noqa: ASYNC110 - as above
            await asyncio.sleep(MOMENT)
