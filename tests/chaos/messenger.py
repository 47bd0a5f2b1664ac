"""A messenger on loopback that records what it is told: it pushes updates until they are taken, as often as it likes,
and writes down every message it gets, in the order in which they arrive.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from uvicorn import Config, Server

AT_ONCE = 40
JOINED = 3
"""In one of so many chats a person joins at the end."""
TWICE = 0.3
"""The share of updates that come once more although they were taken."""


def update(number: int, total: int, chats: int) -> dict[str, object]:
    """The update of that number."""
    return {"update": number, "chat": number % chats, "joins": joins(number, total, chats)}


def joins(number: int, total: int, chats: int) -> bool:
    """Whether a person joins with that update."""
    return number >= total - chats and number % chats % JOINED == 0


@dataclass
class Messenger:
    """``received``: by chat, the sequence numbers of our messages as they came in."""

    received: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    acknowledged: Counter[int] = field(default_factory=Counter)
    url: str = ""
    total: int = 0

    async def take(self, request: Request) -> JSONResponse:
        """One of our messages."""
        told = await request.json()
        self.received[told["chat"]].append(int(told["seq"]))
        return JSONResponse({"ref": f"m{told['seq']}"})

    async def push(self, address: str, updates: Sequence[int], chats: int, chance: random.Random) -> None:
        """Every update until it is taken, some of them again; near one another they come in any order."""
        self.total = len(updates)
        order = sorted(range(len(updates)), key=lambda place: place + chance.uniform(0, 3 * AT_ONCE))
        waiting = asyncio.Semaphore(AT_ONCE)
        async with httpx.AsyncClient(base_url=address, timeout=10, limits=httpx.Limits(max_keepalive_connections=0)) as client:

            async def one(number: int) -> None:
                async with waiting:
                    await self._until_taken(client, number, chats)
                    if chance.random() < TWICE:
                        await self._until_taken(client, number, chats)

            await asyncio.gather(*(one(updates[place]) for place in order))

    async def _until_taken(self, client: httpx.AsyncClient, number: int, chats: int) -> None:
        while True:
            try:
                answer = await client.post("/hook", json=update(number, self.total, chats))
            except httpx.HTTPError:
                await asyncio.sleep(0.02)
                continue
            if answer.status_code == 200:
                self.acknowledged[number] += 1
                return
            await asyncio.sleep(0.05)


@asynccontextmanager
async def listening() -> AsyncIterator[Messenger]:
    """The messenger, on a port of its own."""
    messenger = Messenger()
    app = Starlette(routes=[Route("/send", messenger.take, methods=["POST"])])
    server = Server(Config(app, port=0, log_level="critical", access_log=False, lifespan="off"))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server._serve())
    while not server.started:  # noqa: ASYNC110 - the server tells it by a flag
        await asyncio.sleep(0.01)
    messenger.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield messenger
    server.should_exit = True
    await task
