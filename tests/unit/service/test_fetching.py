"""Asking a messenger: for how long one process may, where several share a store."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot.service.fetching import PERIOD, SPARE, Fetcher, Raw
from bot.service.sending import Bucket
from bot.store.memory import MemoryStore


@dataclass
class Time:
    """Seconds that have passed beside those of the machine."""

    ahead: float = 0.0


class Slow(MemoryStore):
    """A store whose answer about the token takes seconds."""

    def __init__(self, time: Time, seconds: float) -> None:
        super().__init__()
        self._time, self._seconds = time, seconds

    async def admit(self, buckets: Sequence[Bucket], at: datetime) -> datetime | None:
        self._time.ahead += self._seconds
        return await super().admit(buckets, at)


@dataclass
class Source:
    """Notes how long it may wait, and has nothing to tell."""

    account: str = "telegram:7"
    waits: list[float] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def fetch(self, offset: int | None, wait: float) -> Sequence[Raw]:
        self.waits.append(wait)
        self.asked.set()
        return ()


async def test_what_the_answer_about_the_token_took_is_no_time_to_ask_in(monkeypatch: pytest.MonkeyPatch) -> None:
    loop, time, source = asyncio.get_running_loop(), Time(), Source()
    steady = loop.time
    monkeypatch.setattr(loop, "time", lambda: steady() + time.ahead)

    async def keep(_raw: Raw) -> None:
        raise AssertionError

    fetcher = Fetcher(Slow(time, 4.0), source, keep)
    running = asyncio.create_task(fetcher.run())
    await source.asked.wait()
    fetcher.stop()
    await running
    assert source.waits[0] <= PERIOD * (1 - SPARE) - 4.0
