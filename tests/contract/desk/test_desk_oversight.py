"""Those who wait are not forgotten: turns, alerts, broken clocks, and what is said outside hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.core.understanding import Chose
from bot.service.desk.outcomes import Done
from bot.service.desk.people import Targets, Team
from bot.service.hours import Hours
from tests.contract.building import at
from tests.contract.desk.room import LI, WANG, ZHAO, Room
from tests.world import heard

MINUTE = timedelta(minutes=1)
DAY = {day: ((time(9), time(18)),) for day in range(7)}
FIRST = Team("first", "First line", Hours("UTC", DAY), Targets(5 * MINUTE, 10 * MINUTE, timedelta(hours=8), 3 * MINUTE))


async def led(room: Room, team: Team = FIRST) -> None:
    """Such a team is there, and known to who looks after it."""
    assert isinstance(await room.desk.keep_team(ZHAO, team), Done)
    await room.oversee()


async def dids(room: Room, chat: str = "shop") -> list[str]:
    """What the log says was done by the desk itself."""
    kinds = {"alerted", "late"}
    return [
        f"{line.body['did']} {line.body.get('who', line.body.get('clock'))}"
        for line in await room.store.log(at(chat))
        if line.body.get("did") in kinds
    ]


async def test_nobody_comes_and_the_next_in_line_is_alerted_then_the_one_after(room: Room) -> None:
    await led(room, replace(FIRST, escalate=("li", "zhao")))
    number = await room.waiting()
    for gone, who in ((3, "li"), (3, "zhao"), (3, "zhao")):
        room.pass_time(gone * MINUTE)
        await room.ticks()
        assignee = (await room.desk.row(LI, number)).assignee
        assert assignee
        assert assignee.id == who
    assert sorted(await dids(room)) == ["alerted Li Na", "alerted Zhao Lei", "late first"]
    assert (await room.state()).called


async def test_without_a_line_whoever_leads_is_alerted(room: Room) -> None:
    await led(room)
    await room.waiting()
    room.pass_time(3 * MINUTE)
    await room.ticks()
    assert await dids(room) == ["alerted Zhao Lei"]


async def test_who_is_there_in_time_hears_nothing(room: Room) -> None:
    await led(room)
    number = await room.held()
    await room.says(LI, number)
    room.pass_time(10 * MINUTE)
    await room.ticks()
    assert await dids(room) == []


async def test_a_merchant_who_waits_for_the_next_answer_breaks_that_clock(room: Room) -> None:
    await led(room)
    number = await room.held()
    await room.says(LI, number)
    await room.hears(heard("printer.blank"))
    room.pass_time(9 * MINUTE)
    await room.ticks()
    assert await dids(room) == []
    room.pass_time(MINUTE)
    await room.ticks()
    assert await dids(room) == ["late following", "alerted Zhao Lei"]
    assert [row.number for row in (await room.desk.inbox(ZHAO)).alerts] == [number]
    assert [row.number for row in (await room.desk.inbox(LI)).alerts] == [number]
    assert not (await room.desk.inbox(WANG)).alerts
    assert (await room.desk.row(LI, number)).assignee == LI
    await room.says(LI, number)
    assert not (await room.desk.inbox(ZHAO)).alerts
    room.pass_time(timedelta(hours=1))
    await room.ticks()
    assert await dids(room) == ["late following", "alerted Zhao Lei"]


async def test_a_clock_that_breaks_with_who_leads_alerts_the_next_in_line(room: Room) -> None:
    await led(room, replace(FIRST, escalate=("zhao", "wang")))
    number = await room.held(ZHAO)
    room.pass_time(10 * MINUTE)
    await room.ticks()
    assert await dids(room) == ["late first", "alerted Wang Min"]
    assert [row.number for row in (await room.desk.inbox(WANG)).alerts] == [number]


async def test_a_case_that_is_not_closed_in_time_breaks_the_last_clock(room: Room) -> None:
    await led(room)
    number = await room.held()
    await room.says(LI, number)
    room.pass_time(timedelta(hours=8))
    await room.ticks()
    assert await dids(room) == ["late resolution", "alerted Zhao Lei"]
    await room.desk.close(LI, number)
    await room.waiting()
    await room.desk.close(LI, number)
    room.pass_time(timedelta(days=3))
    await room.ticks()
    assert await dids(room) == ["late resolution", "alerted Zhao Lei"]


async def test_clocks_stand_still_while_the_team_is_not_there(room: Room) -> None:
    await led(room, replace(FIRST, hours=Hours("Asia/Shanghai", DAY)))
    room.pass_time(timedelta(hours=9))
    await room.waiting()
    room.pass_time(timedelta(hours=2))
    await room.ticks()
    assert [did for did in await dids(room) if did.startswith("alerted")] == []


async def test_a_team_that_takes_turns_gives_what_waits_at_once(room: Room) -> None:
    await led(room, replace(FIRST, by_turns=True))
    first, second = await room.waiting("a"), await room.waiting("b")
    await room.ticks()
    shared = [(await room.desk.row(LI, number)).assignee for number in (first, second)]
    assert sorted(one.id for one in shared if one) == ["li", "wang"]


@pytest.mark.parametrize(("hours", "day"), [(0, ""), (9, "1")])
async def test_outside_hours_the_merchant_is_told_when_somebody_will_be_there(room: Room, hours: int, day: str) -> None:
    await led(room)
    room.pass_time(timedelta(hours=hours))
    await room.waiting()
    [told] = [line.body["text"] for line in await room.store.log(at()) if line.kind.value == "bot"]
    assert ("<common.outside_hours>" in str(told)) == bool(day)


async def test_a_ticket_is_there_and_nothing_is_lost_when_nobody_comes(room: Room) -> None:
    await led(room)
    number = await room.waiting()
    room.pass_time(10 * MINUTE)
    await room.ticks()
    assert [card.number for card in await room.desk.board(LI)] == [number]
    assert (await room.desk.inbox(LI)).waiting == 1


async def test_a_snoozed_chat_wakes_at_its_time(room: Room) -> None:
    await led(room)
    number = await room.held()
    await room.desk.snooze(LI, number, room.timed.at + 30 * MINUTE)
    watching = room.desk.watch(["queue"])
    assert await anext(watching) == "queue"
    room.pass_time(30 * MINUTE)
    assert await room.ticks() >= 1
    assert await anext(watching) == "queue"
    await watching.aclose()


async def test_not_yet_after_closing_starts_the_clocks_anew(room: Room) -> None:
    await led(room)
    number = await room.held()
    await room.desk.close(LI, number)
    await room.hears(Chose(room.timed.at, f"{(await room.state()).turn}.not_fixed"))
    room.pass_time(3 * MINUTE)
    await room.ticks()
    assert await dids(room) == ["alerted Zhao Lei"]
