"""A ticket that should have been done by now calls the staff, once, without a word to the merchant."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.service.hours import Hours
from bot.service.turning import Mind
from tests.contract.building import at
from tests.contract.desk.room import LI, WANG, ZHAO, Room
from tests.contract.desk.test_desk_cases import Cases
from tests.contract.desk.test_desk_oversight import DAY, FIRST, led
from tests.world import heard

WITHIN = timedelta(days=2)
"""``urgent`` in the shipped policy: a shop whose only terminal is dead takes no money."""


@pytest.fixture
async def cases(room: Room, mind: Mind) -> Cases:
    made = Cases(room, mind)
    await led(room, FIRST.__class__("first", "First line", Hours(), FIRST.targets))
    return made


async def lates(room: Room) -> list[str]:
    return [str(line.body["ref"]) for line in await room.store.log(at()) if line.body.get("did") == "ticket_late"]


async def passes(room: Room, gone: timedelta) -> None:
    room.pass_time(gone)
    await room.ticks()


async def test_past_its_deadline_somebody_is_called_once_and_the_merchant_hears_nothing(room: Room, cases: Cases) -> None:
    ref = await cases.filed()
    await passes(room, timedelta(days=1, hours=23))
    said = await cases.texts()
    assert (await room.desk.inbox(LI)).waiting == 0
    await passes(room, timedelta(hours=1))
    await passes(room, timedelta(hours=1))
    [section] = [one for one in (await room.desk.inbox(LI)).sections if one.rows and one.group.value == "waiting"]
    assert [row.number for row in section.rows] == [1001]
    assert (await room.desk.open(LI, 1001)).case.reason == "ticket_late"
    assert await lates(room) == [ref]
    assert [text for text in (await cases.texts())[len(said) :] if "colleague" in text.casefold()] == []


async def test_whose_ticket_it_is_is_meant_and_after_a_while_the_next_in_line(room: Room, cases: Cases) -> None:
    ref = await cases.filed()
    await room.desk.assign_ticket(LI, ref, "wang")
    await passes(room, WITHIN)
    row = await room.desk.row(LI, 1001)
    assert row.assignee == WANG
    await passes(room, FIRST.targets.nobody)
    row = await room.desk.row(LI, 1001)
    assert row.assignee
    assert (row.assignee.id, row.alerted) == (ZHAO.id, (ZHAO.id,))


async def test_seeing_to_the_ticket_ends_the_call_and_taking_it_up_again_starts_the_clock_anew(room: Room, cases: Cases) -> None:
    ref = await cases.filed()
    await passes(room, WITHIN)
    await cases.desk.move(LI, ref, "done")
    assert (await room.desk.inbox(LI)).waiting == 0
    await cases.desk.move(LI, ref, "working")
    assert (await room.desk.ticket(LI, ref)).due == room.timed.at + WITHIN
    await passes(room, WITHIN)
    assert len(await lates(room)) == 2


async def test_while_somebody_else_is_waited_for_the_clock_stands(room: Room, cases: Cases) -> None:
    ref = await cases.filed()
    opened = room.timed.at
    await passes(room, timedelta(days=1))
    await cases.desk.move(LI, ref, "waiting_part")
    assert (await room.desk.ticket(LI, ref)).due is None
    await passes(room, timedelta(days=6))
    await cases.desk.move(LI, ref, "working")
    assert (await room.desk.ticket(LI, ref)).due == opened + WITHIN + timedelta(days=6)
    await passes(room, timedelta(hours=23))
    assert await lates(room) == []
    await passes(room, timedelta(hours=1))
    assert await lates(room) == [ref]


async def test_the_day_that_the_staff_have_set_counts(room: Room, cases: Cases) -> None:
    ref = await cases.filed()
    due = room.timed.at + timedelta(days=4)
    await room.desk.move_ticket(LI, ref, "working", due)
    await passes(room, timedelta(days=3, hours=23))
    assert await lates(room) == []
    await passes(room, timedelta(hours=1))
    assert await lates(room) == [ref]


async def test_who_asks_for_a_person_in_a_chat_that_only_the_desk_has_called_waits_from_then_on(room: Room, cases: Cases) -> None:
    await cases.filed()
    await passes(room, WITHIN)
    assert (await room.state()).since is None
    await room.hears(heard("handoff.human", text="a person please"))
    assert (await room.state()).since == room.timed.at


async def test_the_deadline_is_in_the_working_time_of_the_team(room: Room, cases: Cases) -> None:
    await led(room, FIRST.__class__("first", "First line", Hours("UTC", DAY), FIRST.targets))
    ref = await cases.filed()
    assert (await room.desk.ticket(LI, ref)).due == room.timed.at + timedelta(days=5, hours=3)  # 48 hours at 9 a day
