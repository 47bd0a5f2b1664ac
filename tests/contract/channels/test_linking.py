"""A merchant goes on in another messenger, by a code: one conversation, wherever he wrote last."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import httpx
import pytest
from sqlmodel import col, select

from bot.core.messages import Address
from bot.core.state import Mode, State, Ticket
from bot.core.understanding import MovedAway, StaffJoined, StaffSaid, TicketChanged
from bot.emulator.wechat.cast import ACCOUNT, SERVICE, stage
from bot.emulator.wechat.people import Bubble, Merchant
from bot.emulator.wechat.server import WeChat
from bot.knowledge.loading import Loaded
from bot.service.codes import HIDDEN, LETTERS, code, digest, found
from bot.service.linking import CODE
from bot.service.ports import Chat, EntryKind, Event, Kept, Logged
from bot.service.turning import Mind
from bot.store.database import Database
from bot.store.desk.tables import HandlingRow
from bot.store.links import StoredLinks
from bot.store.opening import open_store
from bot.store.tables import TicketRow
from bot.wiring.parts import web, worker
from tests.contract.wechat.conftest import PATIENCE, Playing, Props, playing, theirs

OURS = (EntryKind.BOT, EntryKind.STAFF)
CODES = re.compile(r"LK-\w{4}-\w{4}")


@dataclass
class Shop:
    """A merchant with a browser and a phone."""

    play: Playing
    browser: httpx.AsyncClient
    page: Address

    @property
    def phone(self) -> Merchant:
        return self.play.wang

    async def say(self, text: str) -> None:
        """On the page."""
        fields = {"text": text}
        headers = {"sec-fetch-site": "same-origin", "accept": "application/json"}
        (await self.browser.post("/chat", data=fields, headers=headers)).raise_for_status()

    async def read(self, words: str, address: Address | None = None) -> Logged:
        """The line of ours that has these words."""
        async with asyncio.timeout(PATIENCE):
            while True:
                lines = await self.play.store.log(address or self.page)
                found = [line for line in lines if line.kind in OURS and words in str(line.body["text"])]
                if found:
                    return found[-1]
                await asyncio.sleep(0.01)

    async def asks_for_a_code(self) -> str:
        await self.say("换微信继续")
        await self.read("往哪边接")
        await self.say("从这里换到别处")
        return str(CODES.findall(str((await self.read("分钟内有效")).body["text"]))[0])

    def writes(self, text: str, merchant: Merchant | None = None) -> None:
        """On the phone, at the service account."""
        self.play.hands.say(merchant or self.phone, text)

    async def sees(self, words: str, merchant: Merchant | None = None) -> Bubble:
        """On the phone."""
        shown = (merchant or self.phone).at_account
        await self.play.until(lambda: any(words in bubble.text for bubble in theirs(shown)))
        return next(bubble for bubble in reversed(theirs(shown)) if words in bubble.text)

    async def until(self, seen: Callable[[], Awaitable[object]]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not await seen():  # noqa: ASYNC110 -- what is waited for is on the other side of the net
                await asyncio.sleep(0.01)

    async def lives_here(self) -> bool:
        """The conversation is on the page."""
        return (await self.state(self.page)).lives_at is None

    async def state(self, address: Address) -> State:
        chat = await self.play.store.chat(address)
        assert chat
        assert chat.state
        return chat.state

    @property
    def account(self) -> Address:
        return self.play.address(self.phone)

    @property
    def database(self) -> Database:
        assert isinstance(self.play.store, Database)
        return self.play.store


@pytest.fixture
async def shop(shipped: Loaded, mind: Mind, tmp_path: Path) -> AsyncIterator[Shop]:
    wechat = WeChat(stage(ACCOUNT, SERVICE), patience=5.0)
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", synchronous="OFF")
    async with playing(wechat, store, Props(shipped, mind), tmp_path, (web, worker)) as play:
        for merchant in play.world.merchants:
            merchant.follows = True
        async with httpx.AsyncClient(base_url=play.address_of_posbot, headers={"accept-language": "zh"}) as browser:
            await browser.get("/")
            yield Shop(play, browser, Address("web", browser.cookies["posbot_chat"]))
    await store.close()
    assert wechat.journal.wrong == []


async def test_a_merchant_goes_on_in_wechat_and_back(shop: Shop) -> None:
    await shop.say("机器开不了机")
    asked = await shop.read("插上电")
    given = await shop.asks_for_a_code()

    shop.writes(f"接续码是 {given.lower().replace('-', ' ')}")
    assert "网页" in (await shop.sees("接上了")).text
    assert "插上电" in (await shop.sees("插上电")).text
    assert "微信公众号" in str((await shop.read("已经接到")).body["text"])
    assert (await shop.state(shop.page)).lives_at == shop.account
    assert (await shop.state(shop.account)).trouble == "power.no_power"
    assert given not in str([line.body for line in await shop.play.store.log(shop.account)])
    assert [line.body["text"] for line in await shop.play.store.log(shop.account) if line.kind is EntryKind.MERCHANT] == [
        f"接续码是 {HIDDEN}"
    ]

    shop.writes("找人工")
    await shop.sees("转人工")
    await shop.say("我回到电脑前了，还是开不了机")
    await shop.until(shop.lives_here)
    back = await shop.state(shop.page)
    assert back.called
    assert back.trouble == "power.no_power"
    assert (await shop.state(shop.account)).lives_at == shop.page
    assert [one.address for one in await shop.play.store.waiting()] == [shop.page]
    assert asked.body["choices"]


async def test_staff_and_tickets_follow_the_merchant(shop: Shop) -> None:
    await shop.say("机器开不了机")
    await shop.read("插上电")
    await shop.say("找人工")
    await shop.read("转人工")
    number = (await shop.play.store.chat(shop.page)).number  # type: ignore[union-attr]  # it has talked
    at = shop.play.store.now()
    await shop.play.support.staff(shop.page, "s1", StaffJoined(at, "li", "小李"))
    given = code()
    await StoredLinks(shop.database).offer(number, digest(given), at, at + timedelta(minutes=10))
    shop.writes(given)
    await shop.sees("接上了")
    assert (await shop.state(shop.account)).mode is Mode.STAFF
    # The person writes where he has it open; it is read where the merchant is.
    await shop.play.support.staff(shop.page, "s2", StaffSaid(shop.play.store.now(), "li", "我看到了，稍等", "小李"))
    assert "小李" in (await shop.sees("我看到了")).text


async def test_a_ticket_lies_with_the_conversation_and_is_told_there(shop: Shop) -> None:
    await shop.say("机器开不了机")
    await shop.read("插上电")
    before = await shop.state(shop.page)
    number = (await shop.play.store.chat(shop.page)).number  # type: ignore[union-attr]  # it has talked
    ticket = Ticket(f"{number}-1", "other", before.trouble, shop.play.store.now())

    def filed(chat: Chat) -> Kept:
        return Kept(replace(before, tickets=(ticket,)), tickets=(ticket,))

    await shop.play.support.keep(Event("test", "filed", shop.page, shop.play.store.now()), filed)
    shop.writes(await shop.asks_for_a_code())
    await shop.sees("接上了")
    await shop.until(lambda: shop.play.store.tickets(shop.account))
    assert await shop.play.store.tickets(shop.page) == []

    moved = TicketChanged(shop.play.store.now(), ticket.ref, "moved", {"status": "done"}, "li", "小李")
    turn = partial(shop.play.support.minds.happen, event=moved)
    await shop.play.support.keep(Event("staff", "s9", shop.page, shop.play.store.now()), turn)
    assert ticket.ref in (await shop.sees("处理完了")).text
    rows = await shop.database.read(lambda session: session.exec(select(TicketRow)).all())
    assert [(row.number != number, row.ref, row.status) for row in rows] == [(True, ticket.ref, "done")]
    merchants = await shop.database.read(lambda session: session.exec(select(col(HandlingRow.merchant))).all())
    assert len(set(merchants)) == 1


async def test_a_code_is_good_once_for_minutes_and_not_for_its_own_chat(shop: Shop) -> None:
    chen = shop.play.world.merchants[1]
    given = await shop.asks_for_a_code()
    await shop.say(given)
    await shop.read("另一个聊天软件里，不是")
    shop.writes(given)
    await shop.sees("接上了")
    shop.writes(given, chen)
    await shop.sees("不对", chen)
    number = (await shop.play.store.chat(shop.page)).number  # type: ignore[union-attr]  # it has talked
    old, at = code(), shop.play.store.now()
    await StoredLinks(shop.database).offer(number, digest(old), at, at - timedelta(seconds=1))
    shop.writes(old, chen)
    await shop.play.until(lambda: sum("不对" in bubble.text for bubble in theirs(chen.at_account)) == 2)
    assert (await shop.state(shop.play.address(chen))).lives_at is None


async def test_who_guesses_is_slowed_down(shop: Shop) -> None:
    for _ in range(6):
        await shop.say(code())
    await shop.read("试的次数太多")
    assert sum("不对" in str(line.body["text"]) for line in await shop.play.store.log(shop.page) if line.kind is EntryKind.BOT) == 5


async def test_what_was_held_at_the_old_door_is_said_first_at_the_new_one(shop: Shop) -> None:
    shop.writes("找人工")
    await shop.sees("转人工")
    at = shop.play.store.now()
    for count, words in enumerate((*"一二三四", "明天上门"), 1):
        await shop.play.support.staff(shop.account, f"s{count}", StaffSaid(at, "li", words, "小李"))
        if words != "明天上门":
            await shop.play.settled(shop.phone, EntryKind.STAFF, count)
    await shop.play.did(shop.phone, "not_reached")
    number = (await shop.play.store.chat(shop.account)).number  # type: ignore[union-attr]  # it has talked
    given = code()
    await StoredLinks(shop.database).offer(number, digest(given), at, at + timedelta(minutes=10))
    await shop.say(given)
    await shop.read("明天上门")

    async def dropped() -> bool:
        lines = [line for line in await shop.play.store.log(shop.account) if "明天上门" in str(line.body.get("text"))]
        return [line.status for line in lines] == ["dropped"]

    await shop.until(dropped)


async def test_a_move_that_was_cut_short_is_finished(shop: Shop) -> None:
    await shop.say("机器开不了机")
    await shop.read("插上电")
    shop.writes("你好")
    await shop.play.until(lambda: theirs(shop.phone.at_account))
    left = MovedAway(shop.play.store.now(), shop.account)
    await shop.play.support.keep(Event("link", "cut", shop.page, left.at), partial(shop.play.support.minds.happen, event=left))
    back = MovedAway(shop.play.store.now(), shop.page)
    await shop.play.support.keep(Event("link", "cut2", shop.account, left.at), partial(shop.play.support.minds.happen, event=back))
    await shop.say("还是不亮")
    await shop.until(shop.lives_here)


def test_a_code_is_found_as_people_type_it() -> None:
    given = code()
    _, first, last = given.split("-")
    for text in (given, given.lower(), f"ＬＫ {first}{last}", f"我的码：LK{first} {last}。", f"LK—{first}—{last}"):
        assert found(text) == given, text
    for text in ("LK", f"{first}-{last}", "机器序列号 LK12345678901", ""):
        assert found(text) == "", text
    assert set(first + last) <= set(LETTERS)
    assert CODE == "link_code"
