"""Ends what runs in the background, however it waits."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

PATIENCE = 2.0
"""Seconds after which a task that has not ended is cancelled again."""


async def ended(tasks: Iterable[asyncio.Task[Any]], patience: float = PATIENCE) -> None:
    """Cancel these until they have ended. Once is not enough: `asyncio.wait_for` loses a cancellation that comes in the
    moment in which its wait is over (before Python 3.12), and a stop ends waits and cancels in one breath.
    """
    left = {task for task in tasks if not task.done()}
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=patience)
