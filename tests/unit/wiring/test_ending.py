"""What runs in the background ends when it is told to, also if a cancellation got lost."""

from __future__ import annotations

import asyncio

from bot.wiring.ending import ended


async def test_a_task_that_lost_its_cancellation_is_cancelled_again() -> None:
    woken, turns = asyncio.Event(), 0

    async def loops() -> None:
        nonlocal turns
        while True:
            try:
                await woken.wait()
            except asyncio.CancelledError:
                turns += 1
                if turns > 2:
                    raise

    task = asyncio.create_task(loops())
    await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await ended([task], patience=0.01)
    assert task.cancelled()
    assert turns == 3


async def test_what_has_ended_is_left_alone() -> None:
    async def done() -> int:
        return 7

    task = asyncio.create_task(done())
    await task
    await ended([task])
    assert task.result() == 7
