"""What is to be told once outlives the process that was asked, and is told once by however many there are."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.messages import Address, Inbound
from bot.service.playing import START
from bot.service.ports import EntryKind, Store
from bot.service.support import Support
from bot.service.turning import Mind
from tests.contract.building import BACK_ENDS
from tests.postgres import server

SHOP = Address("web", "shop")
DUE = START + timedelta(days=1, hours=7)


async def told(store: Store) -> list[str]:
    return [str(line.body["text"]) for line in await store.log(SHOP, limit=100) if line.kind is EntryKind.BOT]


async def says(support: Support, name: str, text: str) -> None:
    await support.receive(Inbound(name, SHOP, START, text))


@pytest.mark.parametrize("kind", sorted(BACK_ENDS.keys() - {"memory"}))
async def test_what_is_asked_for_once_is_told_once_after_a_restart_by_whichever_process(kind: str, tmp_path: Path, mind: Mind) -> None:
    able = replace(mind, locale="en")
    first = BACK_ENDS[kind](tmp_path)
    await says(Support(first, able), "1", "remind me tomorrow 5pm to call the bank")
    await says(Support(first, able), "1", "remind me tomorrow 5pm to call the bank")
    assert await told(first) == ["I'll remind you on Tuesday 24 Nov at 17:00: call the bank."]
    await first.close()

    store = BACK_ENDS[kind](tmp_path)
    many = [Support(store, able) for _ in range(3)]
    await asyncio.gather(*(one.tick(DUE - timedelta(minutes=1)) for one in many))
    assert len(await told(store)) == 1
    await asyncio.gather(*(one.tick(DUE) for one in many))
    await asyncio.gather(*(one.tick(DUE + timedelta(days=30)) for one in many))
    assert (await told(store))[1:] == ["You asked me to remind you:\n· call the bank\nDone? Or tell me when to ask again."]
    chat = await store.chat(SHOP)
    assert chat
    assert chat.state
    assert chat.state.plan is None
    await store.close()
    if kind == "postgres":
        server().give_back(tmp_path)
