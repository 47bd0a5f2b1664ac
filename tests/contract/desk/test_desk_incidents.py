"""One incident for many shops: raised, confirmed, told once each, over, told once each. On every back end that has tables."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.service.desk.noticing import Notices
from bot.service.desk.outcomes import Done, NotAllowed, NotThere, Refused
from bot.service.insight.alarm import Key, Sighting
from bot.service.insight.incidents import QUIET, Incident, Incidents, Status
from bot.store.database import Database
from bot.store.insight.incidents import StoredIncidents
from bot.store.notices import StoredNotices
from tests.contract.building import at
from tests.contract.desk.room import LI, QIAN, ZHAO, Room
from tests.contract.desk.test_desk_counts import caught_up
from tests.world import heard

ZONE = ZoneInfo("Asia/Shanghai")
WORDS = {"zh": "线路故障", "en": "a fault on the lines"}
SHOPS = tuple(f"shop{number}" for number in range(6))


class Practised(StoredIncidents):
    """With four weeks behind it, which are not played one by one."""

    def __init__(self, database: Database, now: datetime) -> None:
        super().__init__(database)
        chance = Random(1)
        self.weeks = [Sighting(n, now - timedelta(days=1 + 27 * chance.random()), f"trouble.{n % 20}") for n in range(600)]

    async def sightings(self, since: datetime) -> list[Sighting]:
        return [*(one for one in self.weeks if one.at > since), *await super().sightings(since)]

    async def first(self) -> datetime | None:
        return self.weeks[0].at - timedelta(days=28)


class Watch:
    """The alarm over the room."""

    def __init__(self, room: Room) -> None:
        assert isinstance(room.store, Database)
        self.room = room
        self.stirred: list[int] = []
        book = Practised(room.store, room.timed.at)
        self.incidents = Incidents(room.support, book, room.keys, ZONE, lambda: self.stirred.append(len(self.incidents.open)))
        self.notices = Notices(room.support, StoredNotices(room.store), room.keys)

    async def looks(self) -> list[Incident]:
        await caught_up(self.room)
        await self.incidents.look(self.room.timed.at)
        return list(await self.incidents.every(ZHAO))

    async def tells(self) -> None:
        while await self.notices.tick(self.room.timed.at):
            pass

    async def heard_of(self, chat: str) -> list[str]:
        """What the merchant was told of incidents."""
        log = await self.room.store.log(at(chat))
        said = [str(line.body.get("text")) for line in log if line.body.get("bulk")]
        return ["over" if "it is over" in text or "known_over" in text else "known" for text in said]


@pytest.fixture
async def watch(room: Room) -> Watch:
    return Watch(room)


async def outage(room: Room, chats: tuple[str, ...] = SHOPS) -> None:
    for chat in chats:
        room.pass_time(timedelta(minutes=1))
        await room.hears(heard("printer.blank", text="blank"), chat)


async def confirmed(watch: Watch) -> int:
    await outage(watch.room)
    found = (await watch.looks())[0].id
    assert await watch.incidents.confirm(ZHAO, found, WORDS) == Done()
    return found


async def test_many_shops_are_one_incident_and_nobody_is_told_before_a_person_says_so(watch: Watch) -> None:
    await outage(watch.room)
    found = await watch.looks()
    assert [(one.key, one.status, len(one.chats)) for one in found] == [(Key("trouble", "printer.blank"), Status.SUSPECTED, 6)]
    assert [one.status for one in watch.incidents.open] == [Status.SUSPECTED]
    assert await watch.looks() == found
    assert watch.stirred == [1]
    await watch.tells()
    assert await watch.heard_of("shop0") == []
    log = await watch.room.store.log(at("shop0"))
    assert [line.body["did"] for line in log if line.body.get("did") == "incident"] == ["incident"]


async def test_confirmed_it_is_told_once_each_and_whoever_comes_later_is_told_too(watch: Watch) -> None:
    await confirmed(watch)
    await watch.tells()
    await outage(watch.room, ("late",))
    await watch.looks()
    await watch.tells()
    await watch.tells()
    assert {chat: await watch.heard_of(chat) for chat in (*SHOPS, "late")} == {key: ["known"] for key in (*SHOPS, "late")}
    assert (await watch.incidents.every(ZHAO))[0].told == 7


async def test_when_it_is_over_those_who_were_told_hear_it_once_and_nobody_else(watch: Watch) -> None:
    number = await confirmed(watch)
    await watch.tells()
    await outage(watch.room, ("late",))
    await watch.looks()
    assert await watch.incidents.end(ZHAO, number) == Done()
    for _ in range(3):
        await watch.looks()
        await watch.tells()
    assert await watch.heard_of("shop3") == ["known", "over"]
    assert await watch.heard_of("late") == []
    over = (await watch.incidents.every(ZHAO))[0]
    assert (over.status, over.told, over.told_over) == (Status.OVER, 6, 6)


async def test_whoever_was_being_told_when_it_ended_hears_the_end_as_well(watch: Watch) -> None:
    number = await confirmed(watch)
    assert isinstance(watch.room.store, Database)
    book = StoredNotices(watch.room.store)
    first, *_ = await book.next(watch.room.timed.at, 1)
    assert await watch.incidents.end(ZHAO, number) == Done()
    await watch.notices._tell(first, watch.room.timed.at)
    await watch.looks()
    await watch.tells()
    assert await watch.heard_of(first.address.chat) == ["known", "over"]


async def test_what_was_dismissed_is_not_raised_again_for_a_day(watch: Watch) -> None:
    await outage(watch.room)
    (found,) = await watch.looks()
    assert await watch.incidents.dismiss(ZHAO, found.id) == Done()
    await outage(watch.room, ("more",))
    assert [one.status for one in await watch.looks()] == [Status.DISMISSED]
    assert watch.incidents.open == ()
    watch.room.pass_time(QUIET + timedelta(hours=7))
    await outage(watch.room, tuple(f"next{n}" for n in range(7)))
    assert [one.status for one in await watch.looks()] == [Status.SUSPECTED, Status.DISMISSED]


async def test_only_one_decides_and_only_who_may(watch: Watch) -> None:
    await outage(watch.room)
    (found,) = await watch.looks()
    for who in (LI, QIAN):
        with pytest.raises(NotAllowed):
            await watch.incidents.confirm(who, found.id, WORDS)
    assert await watch.incidents.confirm(ZHAO, found.id, {"zh": "x" * 41, "en": "y"}) == Refused("notice_when", "zh")
    assert await watch.incidents.end(ZHAO, found.id) == Refused("incident_decided")
    assert await watch.incidents.confirm(ZHAO, found.id, WORDS) == Done()
    assert await watch.incidents.confirm(ZHAO, found.id, WORDS) == Refused("incident_decided")
    assert await watch.incidents.dismiss(ZHAO, found.id) == Refused("incident_decided")
    with pytest.raises(NotThere):
        await watch.incidents.end(ZHAO, found.id + 1)
