"""A whole posbot with its bots at the emulator: store, machine, doors, worker; only Telegram is played."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.core.messages import Address
from bot.core.state import State
from bot.emulator.telegram.people import Message, Person
from bot.knowledge.loading import Loaded
from bot.service.inbox import Parked
from bot.service.ports import EntryKind, Logged, Store
from bot.service.support import Support
from bot.service.turning import Mind
from bot.settings import Settings
from bot.wiring.blobs import FolderBlobs
from bot.wiring.ending import ended
from bot.wiring.ground import Ground, Part
from bot.wiring.worker import Worker
from tests.contract.telegram.conftest import Stage

PATIENCE = 60.0


@dataclass
class Playing:
    """posbot at work, with what a test wants to know of it."""

    stage: Stage
    store: Store
    support: Support
    parts: Sequence[Part]

    def say(self, person: Person, text: str) -> Message:
        """The merchant writes."""
        return self.stage.hands.say(person, self.stage.private(person), {"text": text})

    def answers(self, person: Person) -> list[Message]:
        """What the bot has sent to this merchant."""
        return [message for message in self.stage.private(person).messages.values() if message.sender == self.stage.merchant_bot.id]

    async def until(self, seen: Callable[[], Any]) -> Any:
        """Wait until it is so, looking again whenever something may have changed."""
        async with asyncio.timeout(PATIENCE):
            while not (found := seen()):  # noqa: ASYNC110 -- what is waited for is on the other side of the net
                await asyncio.sleep(0.01)
        return found

    async def answered(self, person: Person, count: int) -> Message:
        """The answer of that number, from 1."""
        await self.until(lambda: len(self.answers(person)) >= count)
        return self.answers(person)[count - 1]

    async def log(self, person: Person) -> Sequence[Logged]:
        """The merchant's chat as posbot keeps it."""
        return await self.store.log(Address("telegram", str(person.id)))

    async def logged(self, person: Person, kind: EntryKind, count: int) -> Logged:
        """The line of that kind and number, from 1."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = [entry for entry in await self.log(person) if entry.kind is kind]
                if len(found) >= count:
                    return found[count - 1]
                await asyncio.sleep(0.01)

    async def state(self, person: Person) -> State:
        """Where the merchant's conversation stands."""
        chat = await self.store.chat(Address("telegram", str(person.id)))
        assert chat is not None
        assert chat.state is not None
        return chat.state

    async def parked(self, count: int) -> Sequence[Parked]:
        """What was put aside, once it is so many."""
        async with asyncio.timeout(PATIENCE):
            while len(found := await self.store.inbox.parked()) < count:  # noqa: ASYNC110 -- as above
                await asyncio.sleep(0.01)
        return found

    async def settled(self, person: Person, kind: EntryKind, count: int) -> str:
        """What became of that line, once it is known."""
        async with asyncio.timeout(PATIENCE):
            while (entry := await self.logged(person, kind, count)).status == "kept":  # noqa: ASYNC110 -- as above
                await asyncio.sleep(0.01)
        return entry.status


def buttons(message: Message) -> list[dict[str, str]]:
    """The buttons under a message, row by row."""
    rows = message.content.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


@dataclass(frozen=True)
class Props:
    """What every play needs: made once, for it is slow to make."""

    read: Loaded
    mind: Mind


@asynccontextmanager
async def playing(
    stage: Stage, store: Store, props: Props, folder: Path, makers: Sequence[Callable[[Ground], Part]], **settings: Any
) -> AsyncIterator[Playing]:
    """Run these parts until the end of the block."""
    given: dict[str, Any] = {"telegram_server": stage.base, "telegram_token": stage.merchant_bot.token, "folder": folder, "locale": "en"}
    support = Support(store, props.mind)
    ground = Ground(Settings(**(given | settings)), store, support, FolderBlobs(folder / "media"), props.read)
    parts = [make(ground) for make in makers]
    doors = {name: door for part in parts for name, door in part.doors.items()}
    intakes = {name: intake for part in parts for name, intake in part.intakes.items()}
    worker = Worker(support, doors, intakes, ticks=True)
    tasks = [asyncio.create_task(worker.run()), *(asyncio.create_task(run()) for part in parts for run in part.runs)]
    try:
        yield Playing(stage, store, support, parts)
    finally:
        for part in parts:
            part.stop()
        worker.stop()
        await asyncio.gather(tasks[0], ended(tasks[1:]), return_exceptions=True)
        for part in parts:
            for close in part.closes:
                await close()
