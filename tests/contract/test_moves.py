"""A conversation that goes on in another chat is never lost and never in two: cut off at any step, or crossed by a message."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from sqlmodel import select

from bot.core.messages import Address, Inbound
from bot.core.state import State, Ticket
from bot.core.understanding import StaffJoined, StaffSaid
from bot.service.codes import code, digest
from bot.service.linking import Linking
from bot.service.moves import Left
from bot.service.ports import Chat, Event, Kept, Logged, Store
from bot.service.sending import Reach
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.database import Database
from bot.store.links import StoredLinks
from bot.store.tables import TicketRow
from tests.contract.building import MINUTE

PAGE, PHONE, THIRD = Address("web", "page"), Address("wx_oa", "phone"), Address("web", "third")


class Killed(Exception):
    """The process is gone."""


@dataclass
class Cut(StoredLinks):
    """Dies before what arrives is looked for, before it is passed on, or right after; and may be held up before it arrives."""

    database: Database
    dies: str = ""
    holds: asyncio.Event | None = None
    held_up: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        super().__init__(self.database)

    def _die(self, where: str) -> None:
        if self.dies == where:
            self.dies = ""
            raise Killed

    async def held(self, number: int) -> Sequence[Logged]:
        self._die("left")
        if self.holds is not None:
            gate, self.holds = self.holds, None
            self.held_up.set()
            await gate.wait()
        return await super().held(number)

    async def passed(self, left: Left, to: int, held: Sequence[Logged]) -> None:
        self._die("arrived")
        await super().passed(left, to, held)
        self._die("passed")


@dataclass
class Merchant:
    """Writes at several doors."""

    support: Support
    links: Cut
    count: int = 0

    async def says(self, address: Address, text: str, name: str = "") -> None:
        self.count += 1
        await self.support.receive(Inbound(name or f"m{self.count}", address, self.support.store.now(), text))

    async def state(self, address: Address) -> State:
        chat = await self.support.store.chat(address)
        assert chat
        assert chat.state
        return chat.state

    async def code_of(self, address: Address) -> str:
        made, at = code(), self.support.store.now()
        chat = await self.support.store.chat(address)
        assert chat
        await self.links.offer(chat.number, digest(made), at, at + 10 * MINUTE)
        return made

    async def is_at(self, address: Address) -> None:
        """A minute later the conversation is there, whole, and nowhere else."""
        await self.support.tick(self.support.store.now() + MINUTE, errands=True)
        for one in (PAGE, PHONE, THIRD):
            chat = await self.support.store.chat(one)
            state = chat.state if chat else None
            if one == address:
                assert state
                assert (state.lives_at, state.trouble, [ticket.ref[-2:] for ticket in state.tickets]) == (None, "power.no_power", ["-1"])
            elif state:
                assert (state.lives_at is not None, state.before, state.trouble) == (True, None, "")
        rows = await self.links.database.read(lambda session: session.exec(select(TicketRow)).all())
        chat = await self.support.store.chat(address)
        assert chat
        assert [row.number for row in rows] == [chat.number]

    async def lines(self, words: str) -> list[Address]:
        """Where something with these words stands."""
        logs = {one: await self.support.store.log(one) for one in (PAGE, PHONE, THIRD)}
        return [one for one, log in logs.items() for line in log if words in str(line.body.get("text"))]


@pytest.fixture
async def merchant(stored: Store, mind: Mind) -> Merchant:
    assert isinstance(stored, Database)
    support, links = Support(stored, mind), Cut(stored)
    linking = Linking(support, links)
    support.link(linking)
    support.run_errands(linking.errands)
    made = Merchant(support, links)
    await made.says(PAGE, "机器开不了机")

    def filed(chat: Chat) -> Kept:
        ticket = Ticket(f"{chat.number}-1", "other", "power.no_power", stored.now())
        assert chat.state
        return Kept(replace(chat.state, tickets=(ticket,)), tickets=(ticket,))

    await support.keep(Event("test", "filed", PAGE, stored.now()), filed)
    return made


CUTS = ("left", "arrived", "passed")


@pytest.mark.parametrize("dies", CUTS)
async def test_the_message_with_the_code_comes_again_and_the_move_is_finished(merchant: Merchant, dies: str) -> None:
    given = await merchant.code_of(PAGE)
    merchant.links.dies = dies
    with pytest.raises(Killed):
        await merchant.says(PHONE, given, "code")
    await merchant.says(PHONE, given, "code")
    await merchant.is_at(PHONE)
    assert await merchant.lines("接上了") == [PHONE]


@pytest.mark.parametrize("dies", CUTS)
@pytest.mark.parametrize("door", [PAGE, PHONE])
async def test_whoever_writes_next_finishes_it(merchant: Merchant, dies: str, door: Address) -> None:
    given = await merchant.code_of(PAGE)
    merchant.links.dies = dies
    with pytest.raises(Killed):
        await merchant.says(PHONE, given, "code")
    await merchant.says(door, "还是不行")
    await merchant.says(PHONE, given, "code")
    await merchant.says(door, "还是不行")
    await merchant.is_at(door)


@pytest.mark.parametrize("dies", CUTS)
async def test_what_a_person_says_meanwhile_is_said_once_where_the_merchant_is(merchant: Merchant, dies: str) -> None:
    at = merchant.support.store.now()
    await merchant.support.staff(PAGE, "s1", StaffJoined(at, "li", "小李"))
    await merchant.says(PHONE, await merchant.code_of(PAGE))
    merchant.links.dies = dies
    with pytest.raises(Killed):
        await merchant.says(PAGE, "我回来了", "back")
    for _ in range(2):
        await merchant.support.staff(PAGE, "s2", StaffSaid(at, "li", "十点上门", "小李"))
    assert await merchant.lines("十点上门") == [PAGE]
    await merchant.says(PAGE, "我回来了", "back")
    await merchant.is_at(PAGE)


async def test_a_message_that_crosses_the_move_is_answered_with_all_that_is_known(merchant: Merchant) -> None:
    given = await merchant.code_of(PAGE)
    merchant.links.holds = gate = asyncio.Event()
    moving = asyncio.create_task(merchant.says(PHONE, given, "code"))
    await merchant.links.held_up.wait()
    await merchant.says(PAGE, "还是不行")
    gate.set()
    await moving
    await merchant.is_at(PAGE)


async def test_a_conversation_follows_a_merchant_who_has_gone_on_meanwhile(merchant: Merchant) -> None:
    await merchant.says(PHONE, "你好")
    first, second = await merchant.code_of(PAGE), await merchant.code_of(PHONE)
    merchant.links.dies = "left"
    with pytest.raises(Killed):
        await merchant.says(PHONE, first, "code")
    await merchant.says(THIRD, second, "code two")
    await merchant.says(PHONE, first, "code")
    await merchant.says(THIRD, "还是不行")
    await merchant.is_at(THIRD)


async def test_the_warning_stays_at_the_door_that_was_left(merchant: Merchant) -> None:
    await merchant.says(PHONE, "开不了机")
    given = await merchant.code_of(PHONE)
    store = merchant.support.store
    [chat] = await store.claim(("wx_oa",), store.now(), MINUTE, 1)
    assert await store.hold(chat.number, chat.epoch, Reach.CLOSED, "quota", chat.seq)
    await merchant.says(THIRD, given)
    assert await merchant.lines("不是您本人接的") == [PHONE]
    [warning] = [line for line in await store.log(PHONE) if "不是您本人接的" in str(line.body.get("text"))]
    assert warning.status == "kept"


async def test_what_stands_beside_the_code_is_kept_and_a_serial_number_is_no_code(merchant: Merchant) -> None:
    await merchant.says(PHONE, f"{await merchant.code_of(PAGE)} 打印机也卡纸了")
    assert await merchant.lines("打印机也卡纸了") == [PHONE]
    await merchant.says(PHONE, "序列号是 LK12345678")
    assert await merchant.lines("不对") == []
