"""What is counted of the talks, on every back end that has tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.understanding import Chose
from bot.rendering.documents import Documents
from bot.service.desk.naming import Names
from bot.service.desk.outcomes import Done, NotAllowed
from bot.service.desk.people import Staff
from bot.service.insight.flows import Listing
from bot.service.insight.numbers import FOUR, Asked, Board, Numbers, asked_of
from bot.service.insight.weekly import Messenger, Weekly
from bot.service.press import Press
from bot.store.database import Database
from bot.store.insight.ledger import StoredLedger, StoredSteps
from bot.store.insight.tallying import StoredTally
from bot.store.insight.weekly import StoredWeeks
from tests.contract.building import at
from tests.contract.desk.room import LI, PERSON, Room
from tests.world import heard

ZONE = ZoneInfo("Asia/Shanghai")
LAST = {"days": "30"}


def tally(room: Room) -> StoredTally:
    assert isinstance(room.store, Database)
    return StoredTally(room.store, ZONE, room.timed.now)


async def caught_up(room: Room) -> None:
    after = await tally(room).catch_up()
    while after:
        after = await tally(room).catch_up(after)


async def board(room: Room) -> Board:
    assert isinstance(room.store, Database)
    return await Numbers(StoredLedger(room.store), ZONE, room.timed.now).board(LI, LAST)


async def four(room: Room) -> dict[str, int]:
    totals = (await board(room)).totals
    return {name: totals[name] for name in FOUR if totals[name]}


async def a_morning(room: Room) -> None:
    """One is helped by the bot, one wants a person, one goes without a word."""
    await room.hears(heard("printer.blank", text="printer blank"), "helped")
    await room.hears(Chose(room.timed.at, "1.solved"), "helped")
    number = await room.hears(PERSON, "called")
    await room.hears(heard("power.dead", text="dead"), "gone")
    room.pass_time(timedelta(minutes=3))
    assert await room.desk.join(LI, number) == Done()
    await room.says(LI, number)


async def test_each_line_is_counted_once_however_often_it_is_looked_at(room: Room) -> None:
    await a_morning(room)
    await caught_up(room)
    await tally(room).take_in([at("helped"), at("called"), at("gone")])
    assert await four(room) == {"solved": 1, "person": 1}
    room.pass_time(timedelta(hours=26))
    await caught_up(room)
    await caught_up(room)
    assert await four(room) == {"solved": 1, "person": 1, "silent": 1}
    shown = await board(room)
    assert shown.totals["begun"] == 3
    response = shown.took["response"]  # type: ignore[index]  # a StrEnum is its text
    assert response.n == 1
    assert response.shares[0] == pytest.approx(180, rel=0.05)


async def test_counted_anew_it_comes_to_the_same(room: Room) -> None:
    await a_morning(room)
    await caught_up(room)
    room.pass_time(timedelta(days=2))
    await room.hears(heard("printer.blank", text="again"), "helped")
    await caught_up(room)
    before = await board(room)
    await tally(room).forget()
    assert await four(room) == {}
    await caught_up(room)
    assert await board(room) == before
    assert before.totals["again"] == 1
    assert {one.trouble: one.measures["begun"] for one in before.troubles} == {"printer.blank": 2, "power.dead": 1}


async def test_only_who_may_read_sees_the_numbers(room: Room) -> None:
    assert isinstance(room.store, Database)
    with pytest.raises(NotAllowed):
        await Numbers(StoredLedger(room.store), ZONE, room.timed.now).board(Staff("gone", "Gone", active=False), LAST)


async def test_the_steps_of_a_flow_are_counted_with_their_answers(room: Room) -> None:
    assert isinstance(room.store, Database)
    await a_morning(room)
    await caught_up(room)
    book = StoredSteps(room.store)
    asked = asked_of(LAST, room.timed.now().astimezone(ZONE).date())
    found = await book.steps("printer.blank", asked)
    assert {name: (one.came, one.answered("solved")) for name, one in found.items()} == {"roll": (1, 1)}
    assert await book.flows(asked) == {"printer.blank": Listing(solved=1)}
    assert (await book.choices(asked)).locales == ["en"]
    room.pass_time(timedelta(hours=26))
    await caught_up(room)
    assert await book.flows(asked) == {"printer.blank": Listing(solved=1), "power.dead": Listing(gave_up=1)}


async def test_the_weeks_report_is_claimed_by_one_and_told_once(room: Room) -> None:
    assert isinstance(room.store, Database)
    book, now, lease = StoredWeeks(room.store), room.timed.at, timedelta(minutes=5)
    assert await book.claim("2026-11-16", now, lease)
    assert not await book.claim("2026-11-16", now + timedelta(minutes=1), lease)
    assert await book.claim("2026-11-16", now + timedelta(minutes=6), lease)
    await book.told("2026-11-16")
    assert not await book.claim("2026-11-16", now + timedelta(days=1), lease)
    assert not await book.claim("2026-11-09", now + timedelta(days=1), lease)
    assert await book.claim("2026-11-23", now + timedelta(days=7), lease)


async def test_a_desk_that_begins_is_told_of_no_empty_week_and_later_of_each_once(room: Room) -> None:
    assert isinstance(room.store, Database)
    numbers = Numbers(StoredLedger(room.store), ZONE, room.timed.now)
    weekly = Weekly(numbers, Names(lambda: room.support.mind.knowledge), Press(Documents(Path("templates"))))
    told: list[int] = []

    async def tell(_asked: Asked, counts: Mapping[str, int], _median: int | None) -> None:
        told.append(counts["begun"])

    messenger = Messenger(weekly, StoredWeeks(room.store), room.timed.now, ZONE, tell)
    assert not await messenger.look(room.timed.at)
    await a_morning(room)
    await caught_up(room)
    for _ in range(2):
        room.pass_time(timedelta(days=7))
        assert await messenger.look(room.timed.at)
        assert not await messenger.look(room.timed.at)
    assert told == [3, 0]
