"""Desks that kill themselves: real processes of the real worker, over a real database, a messenger over real HTTP.

``python -m tests.chaos.desk DATABASE MESSENGER FOLDER PORT DESKS CHANCE`` forks so many desks on one listening socket
and a new one for each that dies. A desk dies with SIGKILL, by chance, at one of the `STAGES` of a message, and
writes down at which. When the file ``calm`` is in the folder they die no more; on SIGTERM all stop in good order.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from uvicorn import Config, Server

from bot.core.messages import Address, Outbound
from bot.core.state import Mode, State, Ticket
from bot.rendering.phrases import Phrases
from bot.service import delivering, taking
from bot.service.inbox import Update
from bot.service.ports import Alarm, Chat, Entry, EntryKind, Event, Kept, Store, Turn
from bot.service.problems import StoreAway
from bot.service.sending import AGAIN, Delivered, Outcome, RetryAt
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store import sqlite  # noqa: F401 - imported before the fork
from bot.store.access import Access
from bot.store.opening import open_store
from bot.store.postgres import store as _store  # noqa: F401 - as above
from bot.understanding.matcher.matching import Matcher
from bot.wiring.worker import Worker
from tests.world import KNOWLEDGE

STAGES = ("received", "stored", "understood", "kept", "sent", "confirmed")
ACCOUNT = "chaos"
LEASE = timedelta(seconds=4)


def deaths(folder: Path) -> Counter[str]:
    """How many have died at which stage."""
    book = folder / "kills"
    return Counter(book.read_text().split() if book.exists() else ())


def opens_ticket(number: int) -> bool:
    """Whether that update ends in a ticket."""
    return number % 11 == 0


def sets_timer(number: int) -> bool:
    """Whether that update sets a timer."""
    return number % 7 == 0


@dataclass
class Death:
    """Comes by chance, and to every stage once."""

    folder: Path
    chance: float
    dice: random.Random

    def near(self, stage: str) -> None:
        """Perhaps now; for certain where nobody has died yet."""
        if (self.dice.random() < self.chance or stage not in deaths(self.folder)) and not (self.folder / "calm").exists():
            with (self.folder / "kills").open("a") as book:
                book.write(f"{stage}\n")
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class HttpDoor:
    """Sends over HTTP, and may die before or after the messenger has answered."""

    client: httpx.AsyncClient
    death: Death
    channel: str = ACCOUNT

    async def send(self, message: Outbound, attempt: int, at: datetime) -> Outcome:
        seq = message.id.rpartition("-")[2]
        try:
            answer = await self.client.post("/send", json={"chat": message.recipient.chat, "seq": seq})
        except httpx.HTTPError as wrong:
            return RetryAt(at + timedelta(seconds=0.2), "away" if isinstance(wrong, httpx.ConnectError) else AGAIN)
        self.death.near("sent")
        return Delivered(answer.json()["ref"])


@dataclass
class Reader:
    """Makes an event of an update."""

    support: Support
    death: Death

    async def take(self, update: Update) -> None:
        told = json.loads(update.raw)
        event = Event(ACCOUNT, update.update_id, Address(ACCOUNT, update.lane), update.at)
        turn = join(update.at) if told["joins"] else answer(told["update"], update.at, self.death)
        await self.support.keep(event, turn)
        self.death.near("kept")


def answer(number: int, at: datetime, death: Death) -> Turn:
    """A turn that notes the update and answers it; some open a ticket, some set a timer."""

    def turn(chat: Chat) -> Kept:
        death.near("understood")
        state = chat.state or State(ref=str(chat.number))
        state = replace(state, turn=state.turn + 1)
        ticket = Ticket(f"{state.ref}-{state.turn}", "other", "", at, facts={"update": str(number)})
        alarm = Alarm(f"timer {number}", at + timedelta(seconds=0.5), state.turn)
        return Kept(
            state,
            (Entry(EntryKind.MERCHANT, at, {"text": str(number)}), Entry(EntryKind.BOT, at, {"text": f"answer {number}"})),
            tickets=(ticket,) if opens_ticket(number) else (),
            alarms=(alarm,) if sets_timer(number) else (),
        )

    return turn


def join(at: datetime) -> Turn:
    """A turn by which a person takes over, and says so."""

    def turn(chat: Chat) -> Kept:
        state = replace(chat.state or State(ref=str(chat.number)), mode=Mode.STAFF, staff="li")
        return Kept(state, (Entry(EntryKind.MERCHANT, at, {"text": "join"}), Entry(EntryKind.STAFF, at, {"text": "staff", "who": "li"})))

    return turn


class Ringing(Support):
    """Fires a timer with a line that says which."""

    async def tick(self, at: datetime, *, errands: bool = False) -> int:
        due = await self.store.due(at, 64)
        for timer in due:
            event = Event("timer", f"{timer.id}:{timer.occurrence}", timer.address, at)
            await self.keep(event, self._ring(timer.name, at))
        return len(due)

    @staticmethod
    def _ring(name: str, at: datetime) -> Turn:
        def turn(chat: Chat) -> Kept:
            assert chat.state
            return Kept(chat.state, (Entry(EntryKind.BOT, at, {"text": name}),))

        return turn


def support_of(store: Store) -> Support:
    """The engine, with next to nothing to understand."""
    return Ringing(store, Mind(KNOWLEDGE, cast("Matcher", None), Phrases(KNOWLEDGE)))


def hook(store: Store, wake: Callable[[], None], death: Death) -> Starlette:
    """Where updates come in: kept first, acknowledged after."""

    async def take(request: Request) -> Response:
        told = await request.json()
        death.near("received")
        try:
            await store.inbox.take_in(ACCOUNT, str(told["update"]), str(told["chat"]), store.now(), json.dumps(told))
        except StoreAway:
            return Response(status_code=503)
        death.near("stored")
        wake()
        return Response()

    return Starlette(routes=[Route("/hook", take, methods=["POST"])])


async def live(database: str, messenger: str, folder: Path, shared: socket.socket, chance: float) -> None:
    """One desk, until it dies or is told to stop."""
    death = Death(folder, chance, random.Random())
    store = open_store(database, access=Access(database, patience=20))
    sent = store.sent

    async def confirmed(
        number: int, epoch: int, seq: int, ref: str | None = None, reason: str | None = None, *, is_last: bool = False
    ) -> bool:
        is_ours = await sent(number, epoch, seq, ref, reason, is_last=is_last)
        death.near("confirmed")
        return is_ours

    store.sent = confirmed  # type: ignore[method-assign]
    support = support_of(store)
    async with httpx.AsyncClient(base_url=messenger, timeout=5) as client:
        doors, intakes = {ACCOUNT: HttpDoor(client, death)}, {ACCOUNT: Reader(support, death)}
        worker = Worker(support, doors, intakes, ticks=True)
        server = Server(Config(hook(store, support.work.set, death), log_level="critical", access_log=False, lifespan="off"))
        work = asyncio.create_task(worker.run())
        await server.serve(sockets=[shared])
        worker.stop()
        await work
    await store.close()


def bear(arguments: list[str], shared: socket.socket) -> int:
    """Fork a desk; its process id."""
    database, messenger, folder, _, _, chance = arguments
    process = os.fork()
    if not process:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        random.seed()
        delivering.LEASE = taking.LEASE = LEASE
        delivering.SENDING_AT_MOST = timedelta(seconds=2)
        asyncio.run(live(database, messenger, Path(folder), shared, float(chance)))
        os._exit(0)
    return process


def main(arguments: list[str]) -> None:
    """Desks, replaced as they die."""
    shared = socket.socket(fileno=int(arguments[3]))
    desks = {bear(arguments, shared) for _ in range(int(arguments[4]))}
    stopping = False

    def stop(_sign: int, _frame: object) -> None:
        nonlocal stopping
        stopping = True
        for desk in desks:
            os.kill(desk, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    while desks:
        process, _ = os.waitpid(-1, 0)
        desks.discard(process)
        if not stopping:
            desks.add(bear(arguments, shared))


if __name__ == "__main__":
    main(sys.argv[1:])
