"""Of the processes that offer to keep what is made from the logs one does, and when it ends another."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import cast

import pytest

from bot.core.messages import Address
from bot.service.ports import Store
from bot.store.database import Database
from bot.store.opening import open_store
from bot.store.postgres import signals
from tests.postgres import ask, server

CUT = f"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = {signals.KEEPER}"  # noqa: S608 - a number of ours


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "AGAIN_SECONDS", 0.1)


async def keeping(*stores: Store) -> list[bool]:
    """Who does, once somebody does."""
    async with asyncio.timeout(20):
        while not any(found := [cast("Database", store).keeps() for store in stores]):  # noqa: ASYNC110 - as who keeps asks
            await asyncio.sleep(0.02)
    return found


async def test_who_is_alone_keeps(stored: Store) -> None:
    assert await keeping(stored) == [True]


async def test_one_of_two_keeps_and_the_other_once_the_first_has_ended_and_looks_at_all(tmp_path: Path) -> None:
    url = server().database(tmp_path)
    one, two = open_store(url), open_store(url)
    assert await keeping(one) == [True]
    heard: asyncio.Queue[Address | None] = asyncio.Queue()
    two.listen(heard.put_nowait)
    assert await asyncio.wait_for(heard.get(), 10) is None  # it listens now
    await asyncio.sleep(2 * signals.AGAIN_SECONDS)
    assert await keeping(one, two) == [True, False]
    assert heard.empty()
    await one.close()
    assert await keeping(two) == [True]
    assert await asyncio.wait_for(heard.get(), 10) is None
    await two.close()
    server().give_back(tmp_path)


async def test_whose_connection_is_cut_keeps_no_more_until_it_hears_again(tmp_path: Path) -> None:
    url = server().database(tmp_path)
    one = open_store(url)
    assert await keeping(one) == [True]
    await asyncio.to_thread(ask, url, CUT)
    async with asyncio.timeout(20):
        while cast("Database", one).keeps():  # noqa: ASYNC110 - as who keeps asks
            await asyncio.sleep(0.01)
    assert await keeping(one) == [True]
    await one.close()
    server().give_back(tmp_path)


async def test_who_does_not_offer_does_not_keep(tmp_path: Path) -> None:
    url = server().database(tmp_path)
    one, two = open_store(url), open_store(url)
    heard: asyncio.Queue[Address | None] = asyncio.Queue()
    one.listen(heard.put_nowait)
    assert await asyncio.wait_for(heard.get(), 10) is None
    assert await keeping(two) == [True]
    for store in (one, two):
        await store.close()
    server().give_back(tmp_path)
