"""Several processes on one PostgreSQL: one of them asks Telegram, and the group's budget is one for all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.desk.group import BURST, RATE
from bot.service.fetching import Fetcher
from bot.service.ports import Store
from bot.service.sending import Bucket
from bot.store.opening import open_store
from tests.contract.building import NINE
from tests.contract.telegram.test_storm import Slow
from tests.postgres import server

PERIOD = 0.4


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[Sequence[Store]]:
    """Two processes' stores on one database."""
    url = server().database(tmp_path)
    opened = [open_store(url), open_store(url)]
    opened[1].now = opened[0].now  # type: ignore[method-assign]  # each reads the database's clock as exactly as the machine is quick
    yield opened
    for store in opened:
        await store.close()
    server().give_back(tmp_path)


async def test_one_process_polls_and_when_it_is_gone_the_other_takes_its_place(stores: Sequence[Store]) -> None:
    source = Slow()
    kept: list[Mapping[str, Any]] = []

    async def keep(raw: Mapping[str, Any]) -> None:
        kept.append(raw)

    fetchers = [Fetcher(store, source, keep, period=PERIOD) for store in stores]
    tasks = [asyncio.create_task(fetcher.run()) for fetcher in fetchers]
    async with asyncio.timeout(30):
        while not all(fetcher.fetched for fetcher in fetchers):  # noqa: ASYNC110 -- the turns change with the token
            await asyncio.sleep(0.01)
        gone, left = fetchers
        gone.stop()
        await tasks[0]
        before = left.fetched
        while left.fetched < before + 20:  # noqa: ASYNC110 -- as above
            await asyncio.sleep(0.01)
    left.stop()
    await tasks[1]
    assert source.most == 1
    assert [raw["update_id"] for raw in kept] == [1, 2, 3]


async def test_the_group_takes_twenty_messages_a_minute_whoever_sends_them(stores: Sequence[Store]) -> None:
    bucket = Bucket("telegram:group:-100", RATE, BURST)
    taken: list[int] = []
    for step in range(480):
        at = NINE + step * timedelta(seconds=0.25)
        if await stores[step % 2].admit([bucket], at) is None:
            taken.append(step)
    busiest = max(sum(first <= step < first + 240 for step in taken) for first in taken)
    assert 15 <= busiest <= 20
