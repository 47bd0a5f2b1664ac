"""posbot is killed, or asked to stop, at every point of a message's way: nothing is lost, and nothing is said twice
unless it is marked so.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.core.messages import Address
from bot.emulator.telegram.calls import Call
from bot.emulator.telegram.people import Account
from bot.service.ports import EntryKind
from bot.store.opening import open_store
from bot.wiring.places import shipped
from tests.contract.telegram.conftest import Stage

ROOT = Path(__file__).resolve().parents[3]
POINTS = ("received", "stored", "handled", "sent", "confirmed")


@dataclass
class Nursery:
    """Lives of posbot, one after another."""

    process: asyncio.subprocess.Process
    lives: int = 0

    async def line(self) -> str:
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            return (await self.process.stdout.readline()).decode().strip()

    async def born(self) -> int:
        """The process id of a new life."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{self.lives}\n".encode())
        self.lives += 1
        return int(await self.line())


@asynccontextmanager
async def nursery(stage: Stage, folder: Path) -> AsyncIterator[Nursery]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.integration.killed_telegram", str(folder), stage.base, stage.merchant_bot.token,
        cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    found = Nursery(process)
    assert await found.line() == "ready"
    yield found
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()


@dataclass
class Trap:
    """Sends the signal when the message comes to a point of its way; then it is shut for good."""

    stage: Stage
    point: str
    sign: signal.Signals
    pid: int = 0
    is_sent: bool = False

    def set(self, pid: int) -> None:
        self.pid = pid
        self.run = self.stage.emulator.run
        self.stage.emulator.run = self.watch  # type: ignore[method-assign]  # between the wire and the emulator

    async def watch(self, bot: Account, call: Call) -> Any:
        method = call.method.lower()
        if self.point == "stored" and method == "getupdates" and call.number("offset"):
            self.spring()
        if self.point == "handled" and method == "sendmessage":
            self.spring()
        result = await self.run(bot, call)
        if method == "getupdates" and result and (self.point == "received" or (self.point == "confirmed" and self.is_sent)):
            self.spring()
        self.is_sent = self.is_sent or method == "sendmessage"
        if self.point == "sent" and method == "sendmessage":
            self.spring()
        return result

    def spring(self) -> None:
        self.stage.emulator.run = self.run  # type: ignore[method-assign]  # as above
        os.kill(self.pid, self.sign)


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
async def test_killed_at_any_point_nothing_is_lost_or_silently_said_twice(telegram: Stage, tmp_path: Path, sign: signal.Signals) -> None:
    people = [telegram.world.add_person(2000 + n, f"Shop {n}", language="en") for n in range(len(POINTS))]
    async with nursery(telegram, tmp_path) as lives:
        for person, point in zip(people, POINTS, strict=True):
            trap = Trap(telegram, point, sign)
            trap.set(await lives.born())
            chat = telegram.private(person)
            telegram.hands.say(person, chat, {"text": "hello"})
            if point == "confirmed":
                async with asyncio.timeout(30):
                    while len(telegram.texts(chat, telegram.merchant_bot.id)) < 1:  # noqa: ASYNC110 -- another process does it
                        await asyncio.sleep(0.01)
                telegram.hands.say(person, chat, {"text": "no power"})
            assert (await lives.line()).startswith("ended")
            if point != "confirmed":
                telegram.hands.say(person, chat, {"text": "no power"})
            pid = await lives.born()
            async with asyncio.timeout(60):
                while not any("Plug it in" in text for text in telegram.texts(chat, telegram.merchant_bot.id)):  # noqa: ASYNC110 -- as above
                    await asyncio.sleep(0.02)
            os.kill(pid, signal.SIGTERM)
            assert await lives.line() == "ended 0"

    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", migrations=shipped("migrations"))
    for person, point in zip(people, POINTS, strict=True):
        log = await store.log(Address("telegram", str(person.id)))
        assert [entry.body["text"] for entry in log if entry.kind is EntryKind.MERCHANT] == ["hello", "no power"], point
        greetings = [text for text in telegram.texts(telegram.private(person), telegram.merchant_bot.id) if text.startswith("Hi")]
        first = next(entry for entry in log if entry.kind is EntryKind.BOT)
        assert len(greetings) == 1 or (len(greetings) == 2 and first.reason == "again"), point
    await store.close()
