"""Tickets of several merchants' chats that are handled together: each hears of it once and is heard, whatever dies in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest

from bot.core.messages import Address
from bot.core.understanding import Chose
from bot.service.desk.outcomes import Done
from bot.service.desk.together import BOARD, Together
from bot.service.ports import Event, Handled, Store, Turn
from bot.service.support import Support
from bot.service.turning import Mind
from tests.contract.desk.room import LI, Room
from tests.contract.desk.test_desk_cases import Cases

CHATS = ("shop", "cafe", "bar")


class Killed(Exception):
    """The process is gone."""


class Dying(Support):
    """A process that dies after so many events; with ``before``, when it is about to keep the one after them."""

    def __init__(self, room: Room, kept: int, *, before: bool) -> None:
        super().__init__(cast("Store", room.timed), room.mind)
        self.minds = room.support.minds
        self.left, self.before = kept, before
        self.run_errands(Together(self, room.shelf).errands)

    async def keep(self, event: Event, turn: Turn) -> Handled | None:
        if self.before and not self.left:
            raise Killed
        handled = await Support.keep(self, event, turn)
        self.left -= 1
        if not self.before and not self.left:
            raise Killed
        return handled


@pytest.fixture
def cases(room: Room, mind: Mind) -> Cases:
    return Cases(room, mind)


async def cut(cases: Cases, kept: int, *, before: bool) -> None:
    """The timers fire in a process that dies; another goes on."""
    with pytest.raises(Killed):
        await Dying(cases.room, kept, before=before).tick(cases.room.timed.at)
    await cases.room.ticks()


async def texts(cases: Cases) -> list[list[str]]:
    return [await cases.texts(chat) for chat in CHATS]


async def gained(cases: Cases, before: Sequence[Sequence[str]]) -> list[list[str]]:
    """What each merchant was told since."""
    return [now[len(then) :] for now, then in zip(await texts(cases), before, strict=True)]


async def together(cases: Cases) -> tuple[str, str, str]:
    """The shop's ticket has taken up those of the cafe and the bar."""
    one, two, three = [await cases.filed(chat) for chat in CHATS]
    for ref in (two, three):
        assert await cases.desk.merge(LI, ref, one) == Done()
    await cases.room.ticks()
    return one, two, three


async def test_open_boards_hear_of_what_is_brought_over(cases: Cases) -> None:
    one, two = [await cases.filed(chat) for chat in CHATS[:2]]
    assert await cases.desk.merge(LI, two, one) == Done()
    heard: list[Address | None] = []
    cases.room.support.signals.overhear(heard.append)
    await cases.room.ticks()
    assert BOARD in heard


async def test_what_took_another_up_knows_it_wherever_the_process_dies(cases: Cases) -> None:
    one = await cases.filed()
    for number, (kept, before) in enumerate([(0, True), (1, False), (1, True), (2, False)]):
        two = await cases.filed(f"cafe{number}")
        assert await cases.desk.merge(LI, two, one) == Done()
        assert f"{two} and {one} are about the same trouble" in (await cases.texts(f"cafe{number}"))[-1]
        assert two not in (await cases.desk.case(LI, one)).links
        await cut(cases, kept, before=before)
        assert (await cases.desk.case(LI, one)).links.count(two) == 1


async def test_each_step_is_told_in_each_chat_once_wherever_the_process_dies(cases: Cases) -> None:
    one, two, three = await together(cases)
    cuts = [(kept, before) for kept in range(4) for before in (False, True) if (before and kept < 3) or (kept and not before)]
    assert len(cuts) == 6, "before and after each of three events"
    for number, (kept, before) in enumerate(cuts):
        known = await texts(cases)
        status, how = (("working", "is being worked on."), ("waiting_part", "is waiting for a part."))[number % 2]
        assert await cases.desk.move(LI, one, status) == Done()
        assert (await gained(cases, known))[1:] == [[], []]
        await cut(cases, kept, before=before)
        own, *others = await gained(cases, known)
        assert len(own) == 1
        assert others == [[f"Ticket {ref}, handled together with {one}, {how}"] for ref in (two, three)]


async def test_a_note_is_told_there_as_well_and_moved_on_the_board_it_is_told_too(cases: Cases) -> None:
    one, two, three = await together(cases)
    known = await texts(cases)
    await cases.room.desk.move_ticket(LI, one, "working")
    for note in ("", "On Friday.", "On Friday."):
        await cases.room.ticks()
        await cases.desk.move(LI, one, "waiting_part", note)
    await cases.room.ticks()
    own, *others = await gained(cases, known)
    assert len(own) == 3
    told = ("is being worked on.", "is waiting for a part.", "is waiting for a part. On Friday.")
    assert others == [[f"Ticket {ref}, handled together with {one}, {how}" for how in told] for ref in (two, three)]


async def test_how_it_stands_already_is_told_to_whom_joins_later(cases: Cases) -> None:
    one = await cases.filed()
    await cases.desk.move(LI, one, "waiting_part", "On Friday.")
    two = await cases.filed("cafe")
    await cases.desk.merge(LI, two, one)
    await cases.room.ticks()
    assert (await cases.texts("cafe"))[-1] == f"Ticket {two}, handled together with {one}, is waiting for a part. On Friday."


async def press(cases: Cases, chat: str, verb: str) -> None:
    question = (await cases.room.state(chat)).question
    assert question
    await cases.room.hears(Chose(cases.room.timed.at, f"{question.turn}.{verb}"), chat)


async def test_what_another_merchant_says_is_at_the_ticket_once_wherever_the_process_dies(cases: Cases) -> None:
    one, two, three = await together(cases)
    await cases.desk.move(LI, one, "done", "A new battery.")
    await cases.room.ticks()
    last = (await cases.texts("cafe"))[-1]
    assert last == f"Ticket {two}, handled together with {one}, is done. A new battery. Is the terminal working for you now?"
    await press(cases, "cafe", "accept")
    await cut(cases, 1, before=False)
    ticket = await cases.desk.case(LI, one)
    assert [(said.ref, said.verb) for said in ticket.answers] == [(two, "accept")]
    assert ticket.status == "done", "the shop itself has not answered yet"

    known = await texts(cases)
    await press(cases, "bar", "again")
    await cut(cases, 0, before=True)
    ticket = await cases.desk.case(LI, one)
    assert [(said.ref, said.verb) for said in ticket.answers] == [(two, "accept"), (three, "again")]
    assert ticket.status == "working"
    shop, cafe, bar = await gained(cases, known)
    assert shop == [
        f"Ticket {one} is open again and being worked on. The shop that reported the same trouble as ticket {three} says it isn't solved yet."
    ]
    assert cafe == [f"Ticket {two}, handled together with {one}, is being worked on."]
    assert bar[0].startswith(f"Ticket {three} and {one}, with which it is handled together, are open again and being worked on.")
    assert len(bar) == 1
    assert [row.number for row in await cases.room.store.waiting()] == [int(three.partition("-")[0])]


async def test_what_is_taken_up_in_turn_hears_of_it_and_is_heard_all_the_same(cases: Cases) -> None:
    one, two, three = [await cases.filed(chat) for chat in CHATS]
    await cases.desk.merge(LI, three, two)
    await cases.room.ticks()
    await cases.desk.merge(LI, two, one)
    await cases.room.ticks()
    known = await texts(cases)
    await cases.desk.move(LI, one, "done")
    await cases.room.ticks()
    told = (await gained(cases, known))[1:]
    assert [len(chat) for chat in told] == [1, 1]
    await press(cases, "bar", "accept")
    await cases.room.ticks()
    assert [(said.ref, said.verb) for said in (await cases.desk.case(LI, one)).answers] == [(three, "accept")]


async def test_what_a_ticket_of_the_same_chat_had_taken_up_hears_of_it(cases: Cases) -> None:
    one, two, _ = await together(cases)
    assert await cases.desk.split(LI, one, "network.wifi") == Done()
    part = next(ref for ref in (await cases.desk.case(LI, one)).links if ref.partition("-")[0] == one.partition("-")[0])
    assert await cases.desk.merge(LI, one, part) == Done()
    known = await texts(cases)
    await cases.desk.move(LI, part, "waiting_part")
    await cases.room.ticks()
    assert (await gained(cases, known))[1] == [f"Ticket {two}, handled together with {one}, is waiting for a part."]
