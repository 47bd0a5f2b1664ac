"""Updates that come in over PostgreSQL while another process holds what they need."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from bot.service.ports import Store
from bot.store.opening import open_store
from tests.contract.test_inbox import came, ids, taken
from tests.postgres import server, why_not

BLOCKED = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """On PostgreSQL."""
    if reason := why_not():
        pytest.skip(reason)
    opened = open_store(server().database(tmp_path))
    yield opened
    await opened.close()
    server().give_back(tmp_path)


@pytest.fixture
async def other(store: Store, tmp_path: Path) -> AsyncIterator[Any]:
    """Another process, as far as the database sees."""
    connection = await asyncpg.connect(server().url(server().lent[tmp_path]))
    yield connection
    await connection.close()


async def come_and_wait(store: Store, other: Any, number: int) -> asyncio.Task[list[bool]]:
    """An update that is coming in, once it waits for the other process."""
    coming = asyncio.create_task(came(store, number))
    while not await other.fetchval(BLOCKED):
        assert not coming.done(), "nothing was waited for"
    return coming


async def test_what_comes_while_a_lane_is_given_back_makes_it_due(store: Store, other: Any) -> None:
    await came(store, 1)
    [lane] = await taken(store)
    assert await store.inbox.done(lane.number, lane.epoch, lane.updates[0].id)
    async with other.transaction():
        await other.execute("UPDATE lane SET lease = 'free', due_at = NULL WHERE number = $1", lane.number)
        coming = await come_and_wait(store, other, 2)
    assert await coming == [True]
    assert [ids(lane) for lane in await taken(store)] == [["2"]]


async def test_what_comes_while_another_makes_its_lane_is_kept_in_that(store: Store, other: Any) -> None:
    await came(store, 0, lane="cafe")
    async with other.transaction():
        await other.execute("INSERT INTO lane (account, lane, epoch, lease) VALUES ('bot', 'shop', 0, 'free')")
        coming = await come_and_wait(store, other, 1)
    assert await coming == [True]
    assert [(lane.lane, ids(lane)) for lane in await taken(store)] == [("cafe", ["0"]), ("shop", ["1"])]
