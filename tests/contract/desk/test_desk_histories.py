"""Random days at the desk: whatever the order of things, every chat is in exactly one group, and the same for all."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.core.state import Mode
from bot.core.understanding import Understanding
from bot.service.desk.lists import GROUPS
from bot.service.desk.outcomes import Done, Outcome, Overtaken, Refused, Taken
from bot.service.desk.people import Staff
from bot.service.desk.ports import Writing
from bot.service.desk.rows import Filter, Group
from bot.service.ports import EntryKind
from tests.contract.building import at
from tests.contract.desk.room import LI, PERSON, WANG, ZHAO, Room
from tests.world import heard, said

CHATS = ("a", "b", "c")
STEPS = 25
LEFT = frozenset({"staff_left", "staff_released", "staff_closed"})
SAYS: tuple[Understanding, ...] = (PERSON, heard("power.dead"), heard("printer.blank"), said("thanks"), said("no"))
EVERYTHING = Filter(groups=GROUPS)


class Day:
    """What happens, by the dice."""

    def __init__(self, room: Room, seed: int) -> None:
        self.room = room
        self.dice = random.Random(seed)
        self.chats: dict[str, int] = {}

    async def begin(self) -> None:
        for chat in CHATS:
            self.chats[chat] = await self.room.hears(self.dice.choice(SAYS), chat)

    async def step(self) -> None:
        self.room.pass_time(timedelta(seconds=self.dice.randrange(900)))
        if self.dice.random() < 0.3:
            await self.room.hears(self.dice.choice(SAYS), self.dice.choice(CHATS))
            return
        number = self.dice.choice(list(self.chats.values()))
        me = self.dice.choice((LI, WANG, ZHAO))
        outcome = await self.dice.choice(self._acts(me, number))()
        assert isinstance(outcome, Done | Taken | Overtaken | Refused)
        if isinstance(outcome, Done) and outcome.undo and self.dice.random() < 0.3:
            await self.room.desk.undo(me, number, outcome.undo)

    def _acts(self, me: Staff, number: int) -> list[Callable[[], Awaitable[Outcome]]]:
        desk, when = self.room.desk, self.room.timed.at + timedelta(seconds=self.dice.randrange(1800))
        writing = Writing(f"{self.dice.random()}", "hello", over=self.dice.random() < 0.5)
        return [
            lambda: desk.join(me, number),
            lambda: desk.say(me, number, writing),
            lambda: desk.note(me, number, writing),
            lambda: desk.hand_back(me, number, resume=self.dice.random() < 0.5),
            lambda: desk.release(me, number),
            lambda: desk.close(me, number),
            lambda: desk.snooze(me, number, when),
            *([lambda: desk.assign(me, number, self.dice.choice(("li", "wang", "")))] if me is ZHAO else []),
            lambda: desk.mark(me, number, 0),
        ]

    async def check(self) -> None:
        """Each chat once, in the group that its own row names; unread and holder as the chat itself has it."""
        for me in (LI, WANG):
            inbox = await self.room.desk.inbox(me, EVERYTHING)
            found = {row.number: section.group for section in inbox.sections for row in section.rows}
            assert sum(section.count for section in inbox.sections) == len(found) == len(self.chats)
            for chat, number in self.chats.items():
                row, state = await self.room.desk.row(me, number), await self.room.state(chat)
                assert row.group is found[number]
                assert (row.holder.id if row.holder else "") == (state.staff if state.mode is Mode.STAFF else "")
                assert (row.group is Group.WAITING) <= state.called
        for chat in CHATS:
            await self._silent(chat)

    async def _silent(self, chat: str) -> None:
        """Between a join and the next hand-back the bot says nothing that goes out."""
        speaks = True
        for line in await self.room.store.log(at(chat)):
            did = line.body.get("did")
            if did in {"staff_joined", *LEFT} or line.kind is EntryKind.STAFF:
                speaks = did in LEFT
            assert speaks or line.kind is not EntryKind.BOT or line.status == "dropped", line


@pytest.mark.parametrize("seed", range(8))
async def test_a_random_day_leaves_every_chat_in_one_group_and_the_bot_silent_beside_a_person(room: Room, seed: int) -> None:
    day = Day(room, seed)
    await day.begin()
    for _ in range(STEPS):
        await day.step()
    await day.check()
