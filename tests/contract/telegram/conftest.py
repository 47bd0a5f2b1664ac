"""The emulator, running on loopback, with everything that passes checked against the Bot API's description."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from uvicorn import Config, Server

from bot.emulator.telegram.cast import stage
from bot.emulator.telegram.hands import Hands
from bot.emulator.telegram.people import Account, Chat, Person
from bot.emulator.telegram.server import Emulator
from bot.emulator.telegram.spec import Spec
from bot.emulator.telegram.world import World

os.environ.setdefault("PTB_TIMEDELTA", "true")
"""python-telegram-bot warns without it; the product sets it too."""

SPEC = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "telegram-bot-api-spec" / "api.json"

KEPT_OPEN = 130
"""Seconds: longer than any client keeps a connection, or the server may close it just when something is sent on it."""


@pytest.fixture(scope="session")
def spec() -> Spec:
    """The description of the Bot API, where this machine has it."""
    if not SPEC.exists():
        pytest.skip("the description of the Bot API (../shared/data/telegram-bot-api-spec/api.json) is not here: nothing to check against")
    return Spec.read(SPEC)


@dataclass
class Stage:
    """The emulator with names for who is on it."""

    emulator: Emulator
    base: str

    @property
    def world(self) -> World:
        return self.emulator.world

    @property
    def hands(self) -> Hands:
        return self.emulator.hands

    @property
    def merchant_bot(self) -> Account:
        return next(iter(self.world.bots.values()))

    @property
    def desk_bot(self) -> Account:
        return list(self.world.bots.values())[1]

    @property
    def ann(self) -> Person:
        return self.world.people[502]

    @property
    def li(self) -> Person:
        return self.world.people[601]

    @property
    def group(self) -> Chat:
        return next(group for group in self.world.groups.values() if group.moved_to is None)

    def private(self, person: Person) -> Chat:
        return self.world.private_chat(self.merchant_bot, person)

    def texts(self, chat: Chat, sender: int) -> list[str]:
        return [str(message.content.get("text", "")) for message in chat.messages.values() if message.sender == sender]


@asynccontextmanager
async def listening_on(app: Starlette) -> AsyncIterator[str]:
    """The app on a free port; its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = Server(Config(app, log_level="critical", access_log=False, lifespan="on", timeout_keep_alive=KEPT_OPEN))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110 -- the server has no event to wait for
        await asyncio.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
        listening.close()


@pytest.fixture
async def telegram(spec: Spec) -> AsyncIterator[Stage]:
    """Running; afterwards nothing that passed may have been wrong."""
    emulator = Emulator(stage(), spec, pace=0.01)
    async with listening_on(emulator.app()) as base:
        yield Stage(emulator, base)
        await emulator.close()
    assert emulator.journal.wrong == []
