"""Notices reach those they are for, once, by day, at their pace; not those who want none, and nobody after a stop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.messages import Address, Inbound
from bot.service.desk.noticing import Audience, Notices, Preview, Wish
from bot.service.desk.outcomes import Done, NotAllowed, Refused
from bot.service.desk.people import Role, Staff
from bot.service.ports import EntryKind, Store
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.database import Database
from bot.store.desk.keys import StoredKeys
from bot.store.desk.shelf import StoredShelf
from bot.store.device_tables import DeviceRow, HoldingRow
from bot.store.migrating import migrate
from bot.store.notices import StoredNotices
from bot.store.opening import open_store
from tests.contract.building import SEALED

DAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # ten o'clock in Shanghai
LEAD, AGENT = Staff("li", "Li", Role.LEAD), Staff("wang", "Wang", Role.AGENT)
WHEN = {"zh": "今晚 10 点到 11 点", "en": "tonight, 10 to 11"}


class World:
    """Shops that have written once, on a real database."""

    def __init__(self, store: Store, mind: Mind) -> None:
        assert isinstance(store, Database)
        self.store, self.database, self.support = store, store, Support(store, mind)
        self.notices = Notices(self.support, StoredNotices(store), StoredKeys(store))

    async def shop(self, name: str, model: str = "", address: str = "", text: str = "在吗") -> None:
        at = Address("web", name)
        await self.support.receive(Inbound(f"{name}1", at, DAY, text))
        chat = await self.store.chat(at)
        assert chat
        number = chat.number
        rows = [DeviceRow(serial=f"S{name}", model=model, address=address, changed=0), HoldingRow(serial=f"S{name}", number=number, at=0)]
        await self.database.perform(lambda session: session.add_all(rows))

    async def told(self, name: str) -> list[str]:
        lines = await self.store.log(Address("web", name))
        said = [
            line
            for line in lines
            if line.kind is EntryKind.BOT and isinstance(line.body["why"], dict) and line.body["why"]["rule"] == "notice"
        ]
        return [str(line.body["text"]) for line in said]

    async def all_told(self, at: datetime) -> None:
        while await self.notices.tick(at):
            pass


@pytest_asyncio.fixture
async def world(tmp_path: Path, mind: Mind) -> AsyncIterator[World]:
    url = f"sqlite:///{tmp_path}/x.db"
    migrate(url)
    store = open_store(url, synchronous="OFF", vault=SEALED)
    yield World(store, mind)
    await store.close()


def wish(template: str = "planned_work", **more: object) -> Wish:
    return replace(Wish(template, WHEN, Audience(), 60), **more)  # type: ignore[arg-type]  # names are checked by the dataclass


async def test_it_reaches_the_model_and_the_area_it_is_for_and_nobody_else(world: World) -> None:
    await world.shop("a", "PAX A920", "杭州市西湖区文三路 1 号")
    await world.shop("b", "PAX A920", "上海市静安区")
    await world.shop("c", "Clover Flex", "杭州市西湖区文三路 2 号")
    aimed = wish(audience=Audience("a920", "西湖"))
    shown = await world.notices.preview(LEAD, aimed)
    assert isinstance(shown, Preview)
    assert (shown.merchants, shown.minutes) == (1, 1)
    assert "今晚 10 点到 11 点" in shown.texts["zh"]
    assert "tonight, 10 to 11" in shown.texts["en"]
    await world.all_told(await sent(world, aimed, 1))
    assert [len(await world.told(name)) for name in "abc"] == [1, 0, 0]


async def sent(world: World, what: Wish, shops: int) -> datetime:
    """Begun; a moment by day at which all of it may be told."""
    assert await world.notices.send(LEAD, what, shops) == Done()
    return (world.store.now() + timedelta(days=1)).replace(hour=4)  # noon in Shanghai


async def test_everybody_is_told_once_at_the_pace_that_was_chosen(world: World) -> None:
    for name in "abcd":
        await world.shop(name)
    begun = world.store.now()
    noon = await sent(world, wish(rate=10), 4)
    book = StoredNotices(world.database)
    assert [len(await book.next(begun + timedelta(seconds=seconds), 64)) for seconds in (2, 8, 20)] == [1, 2, 4]
    await world.all_told(noon)
    await world.all_told(noon)
    assert [len(await world.told(name)) for name in "abcd"] == [1, 1, 1, 1]
    [notice] = await world.notices.every(LEAD)
    assert (notice.status, notice.counts) == ("done", {"told": 4})


async def test_nobody_is_told_at_night_and_all_in_the_morning(world: World) -> None:
    await world.shop("a")
    noon = await sent(world, wish(), 1)
    night = noon.replace(hour=18)  # two o'clock in Shanghai
    await world.all_told(night)
    assert await world.told("a") == []
    await world.all_told(night + timedelta(hours=7))
    assert len(await world.told("a")) == 1


async def test_who_wants_none_gets_none_and_can_turn_them_on_again(world: World) -> None:
    await world.shop("a")
    noon = await sent(world, wish(), 1)
    await world.all_told(noon)
    await world.support.receive(Inbound("a2", Address("web", "a"), noon, choice="0.mute"))
    await world.all_told(await sent(world, wish("outage"), 1))
    assert len(await world.told("a")) == 1
    assert (await world.notices.every(LEAD))[0].counts == {"muted": 1}
    await world.support.receive(Inbound("a3", Address("web", "a"), noon, choice="0.unmute"))
    await world.all_told(await sent(world, wish("outage_over"), 1))
    assert len(await world.told("a")) == 2


async def test_after_a_stop_nobody_else_is_told_and_each_result_is_known(world: World) -> None:
    for name in "ab":
        await world.shop(name)
    await sent(world, wish(rate=10), 2)
    [first] = await StoredNotices(world.database).next(world.store.now() + timedelta(seconds=1), 1)
    noon = (world.store.now() + timedelta(days=1)).replace(hour=4)
    await world.notices._tell(first, noon)
    [notice] = await world.notices.every(LEAD)
    assert await world.notices.stop(LEAD, notice.id) == Done()
    await world.all_told(noon)
    assert sorted(result for _, result in await world.notices.results(LEAD, notice.id)) == ["stopped", "told"]
    assert (await world.notices.every(LEAD))[0].status == "stopped"
    deeds = [one.did for one in await StoredShelf(world.database).deeds(None, "", 0, 0, 50)]
    assert {"notice_sent", "notice_stopped"} <= set(deeds)


async def test_an_open_question_stays_open_and_a_conversation_with_a_person_waits(world: World) -> None:
    await world.shop("a", text="开不了机")
    before = await world.store.chat(Address("web", "a"))
    noon = await sent(world, wish(), 1)
    await world.all_told(noon)
    after = await world.store.chat(Address("web", "a"))
    assert before and before.state and after and after.state  # noqa: PT018 - all are there
    assert (after.state.place, after.state.question) == (before.state.place, before.state.question)
    await world.support.receive(Inbound("a2", Address("web", "a"), noon, "转人工"))
    await world.all_told(await sent(world, wish("outage"), 1))
    assert len(await world.told("a")) == 1


async def test_only_a_lead_may_and_only_what_was_written(world: World) -> None:
    await world.shop("a")
    with pytest.raises(NotAllowed):
        await world.notices.preview(AGENT, wish())
    assert await world.notices.send(LEAD, wish("spring_sale"), 1) == Refused("notice_unknown", "template")
    assert await world.notices.preview(LEAD, wish(when={"zh": "长" * 41, "en": "x"})) == Refused("notice_when", "when")
    assert await world.notices.preview(LEAD, wish(rate=100_000)) == Refused("notice_rate", "rate")
    assert await world.notices.send(LEAD, wish(), 7) == Refused("notice_moved", "", {"n": "1"})
