"""What is made from the logs is brought up to date by the process that changed them; others look a while later, and once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from bot.core.messages import Address
from bot.service.desk.indexing import Indexer
from bot.service.signals import Signals

HERE, THERE = Address("web", "here"), Address("web", "there")
MOMENT, ELSEWHERE = 0.01, 0.2


class Looks:
    """An index that notes what it was told to take in."""

    def __init__(self) -> None:
        self.taken: list[Address] = []
        self.came = asyncio.Event()

    async def make(self) -> bool:
        return True

    async def take_in(self, addresses: Sequence[Address]) -> None:
        self.taken += addresses
        self.came.set()

    async def catch_up(self, after: int = 0) -> int:
        return 0


async def test_what_changed_here_is_taken_in_first_and_what_changed_elsewhere_once_its_process_has_had_time() -> None:
    signals, index = Signals(), Looks()
    running = asyncio.create_task(Indexer(index, signals, MOMENT, elsewhere=ELSEWHERE).run())
    for address in (THERE, THERE):
        signals.tell(address, elsewhere=True)
    signals.tell(HERE)
    await index.came.wait()
    assert index.taken == [HERE]
    index.came.clear()
    await index.came.wait()
    assert index.taken == [HERE, THERE]
    await _ended(running)


async def test_what_changed_both_here_and_elsewhere_is_looked_at_once() -> None:
    signals, index = Signals(), Looks()
    running = asyncio.create_task(Indexer(index, signals, MOMENT, elsewhere=ELSEWHERE).run())
    signals.tell(HERE, elsewhere=True)
    signals.tell(HERE)
    await index.came.wait()
    await asyncio.sleep(2 * ELSEWHERE)
    assert index.taken == [HERE]
    await _ended(running)


async def _ended(running: asyncio.Task[None]) -> None:
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
