"""Storms: thousands of updates, twice, out of order; random flood waits; two processes with one token."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.account import merchant_bot
from bot.channels.telegram.intake import MerchantIntake
from bot.core.messages import Address
from bot.emulator.telegram.faults import Fault
from bot.knowledge.loading import Loaded
from bot.rendering.words import Words
from bot.service.fetching import Fetcher, Raw
from bot.service.ports import EntryKind
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.memory import MemoryStore
from bot.store.opening import open_store
from bot.wiring.blobs import MemoryBlobs
from bot.wiring.fronts import MerchantFront, keeper, sentences
from bot.wiring.places import shipped as folder_of
from bot.wiring.telegram import chat_of
from bot.wiring.telegram import telegram as merchants
from tests.contract.telegram.conftest import Stage
from tests.contract.telegram.playing import Props, playing

UPDATES, CHATS = (10_000, 500) if os.environ.get("STORM") == "full" else (2_000, 200)
"""``STORM=full`` plays the whole storm, about a minute."""
TOKEN = "7:" + "x" * 35


def update(number: int) -> dict[str, Any]:
    """A place that a merchant sends; which one tells the order."""
    chat = number % CHATS + 1
    person = {"id": chat, "is_bot": False, "first_name": "M", "language_code": "en"}
    place = {"latitude": number / 1000, "longitude": 1.0}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person, "location": place},
    }


@pytest.mark.slow
async def test_updates_some_twice_and_chats_mixed_are_each_handled_once_and_in_order(tmp_path: Path, mind: Mind) -> None:
    chance = random.Random(7)
    store = open_store(f"sqlite:///{tmp_path / 'storm.db'}", migrations=folder_of("migrations"), synchronous="OFF")
    support = Support(store, mind)
    keep = keeper(store, "telegram:7", chat_of, lambda: None)
    intake = MerchantIntake(
        merchant_bot(TOKEN, "http://127.0.0.1:9"), MerchantFront(support, MemoryBlobs()), Words(sentences(support, "telegram"))
    )
    lanes = [[number for number in range(1, UPDATES + 1) if number % CHATS == chat] for chat in range(CHATS)]

    async def push(numbers: Sequence[int]) -> None:
        """A chat's updates in order, as Telegram pushes them; some come twice, now or later."""
        for number in numbers:
            await keep(update(number))
            if chance.random() < 0.1:
                await keep(update(chance.choice(numbers[: numbers.index(number) + 1])))

    pushing = asyncio.gather(*(push(lane) for lane in chance.sample(lanes, CHATS)))
    while not pushing.done() or await support.work_off({"telegram:7": intake}, store.now()):  # noqa: ASYNC110 -- it only lets the pushing go on
        await asyncio.sleep(0)
    await pushing

    for chat in chance.sample(range(1, CHATS + 1), 60):
        log = await store.log(Address("telegram", str(chat)))
        said = [str(entry.body["text"]) for entry in log if entry.kind is EntryKind.MERCHANT]
        assert said == [f"{number / 1000:.6f}, 1.000000" for number in range(1, UPDATES + 1) if number % CHATS + 1 == chat]
    assert await store.inbox.parked() == []
    await store.close()


async def test_random_flood_waits_hold_up_nobody_else(telegram: Stage, shipped: Loaded, mind: Mind, tmp_path: Path) -> None:
    chance = random.Random(11)
    people = [telegram.world.add_person(1000 + n, f"Shop {n}", language="en") for n in range(24)]
    flooded = set(chance.sample(range(24), 8))
    telegram.world.faults.on += [Fault("flood", "sendMessage", chat=1000 + n, seconds=chance.randint(600, 10_072)) for n in flooded]
    async with playing(telegram, MemoryStore(), Props(shipped, mind), tmp_path, [merchants]) as play:
        for person in people:
            play.say(person, "hello")
        await play.until(lambda: all(play.answers(person) for n, person in enumerate(people) if n not in flooded))
        await play.until(lambda: not telegram.world.faults.on)
        assert [n for n, person in enumerate(people) if play.answers(person)] == [n for n in range(24) if n not in flooded]


@dataclass
class Slow:
    """A messenger that notes how many ask at once."""

    account: str = "telegram:7"
    asking: int = 0
    most: int = 0
    asked: list[int] = field(default_factory=list)

    async def fetch(self, offset: int | None, wait: float) -> Sequence[Raw]:
        self.asking += 1
        self.most = max(self.most, self.asking)
        self.asked.append(offset or 0)
        try:
            await asyncio.sleep(0.01)
        finally:
            self.asking -= 1
        number = len(self.asked)
        return [update(number)] if number < 4 else []


async def test_of_two_processes_with_one_token_one_asks_and_what_is_kept_is_acknowledged() -> None:
    source, store = Slow(), MemoryStore()
    kept: list[Mapping[str, Any]] = []

    async def keep(raw: Raw) -> None:
        kept.append(raw)

    fetchers = [Fetcher(store, source, keep) for _ in range(2)]
    tasks = [asyncio.create_task(fetcher.run()) for fetcher in fetchers]
    async with asyncio.timeout(20):
        while len(source.asked) < 6:  # noqa: ASYNC110 -- what is waited for is the other's doing
            await asyncio.sleep(0.01)
    for fetcher in fetchers:
        fetcher.stop()
    await asyncio.gather(*tasks)

    assert source.most == 1
    assert source.asked[:5] == [0, 2, 3, 4, 0]
    assert [raw["update_id"] for raw in kept] == [1, 2, 3]
    assert sum(fetcher.fetched > 0 for fetcher in fetchers) == 1


def test_the_lane_of_an_update_is_its_chat() -> None:
    assert chat_of(update(5)) == "6"
    pressed: Raw = {"update_id": 1, "callback_query": {"id": "1", "from": {"id": 8}, "message": {"chat": {"id": 9}}}}
    assert chat_of(pressed) == "9"
    assert chat_of({"update_id": 1, "inline_query": {"from": {"id": 8}}}) == "8"
    assert chat_of({"update_id": 1}) == ""
