"""Nothing that the bot says comes after a person has joined, whatever the order of things."""

from __future__ import annotations

import asyncio
import inspect
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot.core.messages import Address, Outbound
from bot.core.state import Mode, State
from bot.core.understanding import StaffJoined, StaffSaid
from bot.rendering.phrases import Phrases
from bot.service.ports import EntryKind, Event, Store
from bot.service.sending import Delivered, Outcome, RetryAt
from bot.service.standing import Standing
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.database import Database
from bot.store.tables import StandingRow
from bot.understanding.matcher.matching import Matcher
from tests.contract.building import (
    BACK_ENDS,
    MINUTE,
    NINE,
    at,
    bot,
    claimed,
    claimed_one,
    event,
    merchant,
    said,
    staff,
    statuses,
    texts,
    turn,
)
from tests.world import KNOWLEDGE

INTERLEAVINGS, TOGETHER = 1_000, 50
SECOND = timedelta(seconds=1)
SOON = NINE + 5 * SECOND


class TestHush:
    """Somebody is about to take over."""

    async def test_where_nobody_sends_nobody_begins_before_the_time_is_up(self, store: Store) -> None:
        await said(store, bot())
        assert await store.hush(at(), NINE, SOON)
        assert await claimed(store, NINE) == []
        assert texts(await claimed_one(store, SOON)) == ["is it charged?"]

    async def test_who_sends_stops_after_the_message_under_way_and_nobody_begins_anew(self, store: Store) -> None:
        await said(store, bot("one"), bot("two"))
        under_way = await claimed_one(store)
        assert not await store.hush(at(), NINE, SOON)
        assert not await store.sent(under_way.number, under_way.epoch, 1)
        assert await claimed(store, NINE + SECOND) == []
        assert await store.hush(at(), NINE + SECOND, SOON)
        assert texts(await claimed_one(store, SOON)) == ["two"]

    async def test_a_sender_whose_lease_has_run_out_is_fenced(self, store: Store) -> None:
        await said(store, bot())
        dead = await claimed_one(store)
        assert await store.hush(at(), NINE + MINUTE, NINE + 2 * MINUTE)
        assert not await store.sent(dead.number, dead.epoch, 1)

    async def test_a_chat_that_nobody_knows_is_quiet(self, store: Store) -> None:
        assert await store.hush(at("nobody"), NINE, SOON)

    async def test_what_the_person_says_goes_out_at_once(self, store: Store) -> None:
        await said(store, bot())
        assert await store.hush(at(), NINE, SOON)
        await said(store, staff(), mode=Mode.STAFF)
        assert texts(await claimed_one(store, NINE)) == ["hello, Li here"]
        assert await statuses(store) == ["dropped", "kept"]

    async def test_the_turn_knows_whether_somebody_sends_and_how_long_the_log_is(self, store: Store) -> None:
        seen: list[tuple[int, bool]] = []

        async def look(name: str) -> None:
            def run(chat: Any) -> Any:
                seen.append((chat.seq, chat.sending))
                return turn()(chat)

            await store.handle(event(name), run)

        await said(store, merchant(), bot())
        await look("before")
        under_way = await claimed_one(store)
        await look("meanwhile")
        await store.sent(under_way.number, under_way.epoch, 2)
        await store.release(under_way.number, under_way.epoch)
        await look("after")
        assert seen == [(2, False), (2, True), (2, False)]


class TestStanding:
    """Where a chat stands is kept with the turn; what a turn does not say stays as it was."""

    @pytest.fixture(params=sorted(BACK_ENDS.keys() - {"memory"}))
    async def store(self, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
        opened = BACK_ENDS[request.param](tmp_path)
        yield opened
        await opened.close()

    async def test_it_is_kept_with_the_turn(self, store: Store) -> None:
        first = Standing("waiting", "", NINE, "power", 0, "zh", "", "", "", last=NINE, by="merchant", preview="hello", heard=1)
        await said(store, merchant(), standing=first)
        await said(store, merchant(), standing=Standing("staff", "li", None, "power", 0, "zh", "SN1", "", ""))
        assert isinstance(store, Database)
        row = await store.read(lambda session: session.get(StandingRow, 1001))
        assert row is not None
        assert (row.place, row.staff, row.since, row.serial) == ("staff", "li", None, "SN1")
        preview = store.vault.open("standing.preview", (1001,), row.preview or "")
        assert (row.by, preview, row.heard) == ("merchant", "hello", 1)


@dataclass
class Dice:
    """Lets others go first, a random number of times."""

    chance: random.Random

    async def wait(self) -> None:
        for _ in range(self.chance.choice((0, 0, 1, 2, 5))):
            await asyncio.sleep(0)


class Dawdling:
    """The store; before and after each call others may go first."""

    def __init__(self, store: Store, dice: Dice) -> None:
        self._store = store
        self._dice = dice

    @staticmethod
    def now() -> datetime:
        return NINE

    def __getattr__(self, name: str) -> Any:
        inner = getattr(self._store, name)
        if not inspect.iscoroutinefunction(inner):
            return inner

        async def call(*given: Any, **named: Any) -> Any:
            await self._dice.wait()
            try:
                return await inner(*given, **named)
            finally:
                await self._dice.wait()

        return call


@dataclass
class Messenger:
    """A door that dawdles, sometimes is busy, and looks at the end of every message whether a person has joined."""

    store: Store
    dice: Dice
    channel: str
    over_a_person: list[Outbound] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    async def send(self, message: Outbound, attempt: int, at: Any) -> Outcome:
        await self.dice.wait()
        if self.dice.chance.random() < 0.1:
            return RetryAt(at, "busy")
        await self.dice.wait()
        chat = await self.store.chat(message.recipient)
        if chat and chat.state and chat.state.mode is Mode.STAFF and message.text.startswith("bot"):
            self.over_a_person.append(message)
        self.taken.append(message.text)
        return Delivered()


class TestRace:
    """The bot's reply decided before, sent after a takeover: never."""

    async def test_no_order_of_things_lets_the_bot_speak_after_a_join(self, store: Store) -> None:
        for first in range(0, INTERLEAVINGS, TOGETHER):
            doors = await asyncio.gather(*(self._one(store, seed) for seed in range(first, first + TOGETHER)))
            assert [door.over_a_person for door in doors if door.over_a_person] == []
            assert all("staff" in door.taken for door in doors)

    async def _one(self, store: Store, seed: int) -> Messenger:
        dice = Dice(random.Random(seed))
        slow = cast("Store", Dawdling(store, dice))
        support = Support(slow, Mind(KNOWLEDGE, cast("Matcher", None), Phrases(KNOWLEDGE)))
        door, here = Messenger(store, dice, f"channel {seed}"), at(f"channel {seed}/shop")
        await asyncio.gather(
            *(self._bot_says(support, here, number) for number in range(3)),
            *(self._sends(support, door) for _ in range(2)),
            self._takes_over(support, here, dice),
        )
        for _ in range(40):  # what is left, unhurried
            if not await support.deliver({door.channel: door}, NINE + 10 * MINUTE) and "staff" in door.taken:
                break
        return door

    async def _bot_says(self, support: Support, here: Address, number: int) -> None:
        await support.keep(Event("web", str(number), here, NINE), turn(merchant(), bot(f"bot {number}")))

    async def _sends(self, support: Support, door: Messenger) -> None:
        for _ in range(6):
            await support.deliver({door.channel: door}, NINE)

    async def _takes_over(self, support: Support, here: Address, dice: Dice) -> None:
        await dice.wait()
        if dice.chance.random() < 0.7:
            await support.staff(here, "join", StaffJoined(NINE, "li"))
        await support.staff(here, "say", StaffSaid(NINE, "li", "staff"))


async def test_a_chat_that_was_never_opened_can_be_joined(store: Store) -> None:
    support = Support(store, Mind(KNOWLEDGE, cast("Matcher", None), Phrases(KNOWLEDGE)))
    assert await support.staff(at(), "1", StaffJoined(NINE, "li"))
    chat = await store.chat(at())
    assert chat
    assert isinstance(chat.state, State)
    assert (chat.state.mode, chat.state.staff) == (Mode.STAFF, "li")
    assert [entry.kind for entry in await store.log(at())] == [EntryKind.SYSTEM]
