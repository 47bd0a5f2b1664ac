"""How long a messenger waits until its push is acknowledged, while posbot understands and answers what was pushed before.

    python -m benchmarks.acknowledging [--rates 50 100 500] [--seconds 10] [--postgres]

An open loop over 40 connections, as many as Telegram is told to use: a push is due whatever came of the last, and its time counts
from then on. Beside posbot stands aiogram alone, which keeps nothing before it acknowledges. Who pushes, the stand-in for Telegram and
what is measured are processes of their own on the same machine. With ``--postgres`` also over a PostgreSQL of the system's binaries,
durable to a power cut: everything in one process, with a process of its own for the webhooks (``--role webhooks``), and with the
other at ``POSBOT_NICE=15``, as docs/growing.md advises where they share a machine, and with the others elsewhere: nobody answers here.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from aiohttp import ClientSession

from benchmarks.rivals import ROOT, TALK, TOKEN, end, free_port
from benchmarks.whole import Measured, cpu_of, database, settled, start, taking_part
from bot.channels.telegram.account import PATH, secret_of
from bot.store.migrating import migrate
from tests.postgres import Server, ask

CONNECTIONS = 40
MERCHANTS = 2_000
OK = b"HTTP/1.1 200"
BEGINNING = 5.0
"""Seconds of a few pushes, whose first make what later ones find."""


@dataclass
class Pusher:
    """Pushes to that port. ``taken``: seconds from when each push was due to its acknowledgement."""

    port: int
    taken: list[float] = field(default_factory=list)
    refused: int = 0
    pushed: int = 0
    free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = field(default_factory=asyncio.Queue)

    async def connect(self) -> None:
        """All connections, once somebody listens."""
        while self.free.qsize() < CONNECTIONS:
            try:
                self.free.put_nowait(await asyncio.open_connection("127.0.0.1", self.port))
            except OSError:
                await asyncio.sleep(0.2)

    def _update(self) -> bytes:
        self.pushed += 1
        chat, turn = 1000 + self.pushed % MERCHANTS, self.pushed // MERCHANTS
        person = {"id": chat, "is_bot": False, "first_name": "M", "language_code": "zh"}
        about = {"message_id": turn + 1, "date": int(time.time()), "from": person, "text": TALK[turn % len(TALK)]}
        message = about | {"chat": {"id": chat, "type": "private", "first_name": "M"}}
        body = json.dumps({"update_id": self.pushed, "message": message}).encode()
        head = f"POST {PATH} HTTP/1.1\r\nhost: a\r\nx-telegram-bot-api-secret-token: {secret_of(TOKEN)}\r\n"
        return f"{head}content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body

    async def push(self, due: float) -> None:
        """One update."""
        update, (reader, writer) = self._update(), await self.free.get()
        writer.write(update)
        self.refused += not (await reader.readuntil(b"\r\n\r\n")).startswith(OK)
        self.taken.append(time.perf_counter() - due)
        self.free.put_nowait((reader, writer))

    async def run(self, rate: float, seconds: float) -> float:
        """Push at that rate; the rate at which they were acknowledged."""
        self.taken, self.refused, began = [], 0, time.perf_counter()
        async with asyncio.TaskGroup() as pushes:
            for number in range(int(rate * seconds)):
                due = began + number / rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                pushes.create_task(self.push(due))
        return len(self.taken) / (time.perf_counter() - began)

    def at(self, share: float) -> float:
        """Milliseconds at most for that share."""
        return sorted(self.taken)[int((len(self.taken) - 1) * share)] * 1000


@contextlib.contextmanager
def messenger() -> Iterator[str]:
    """The stand-in's address."""
    command = [sys.executable, "-m", "benchmarks.rival.quiet_messenger"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


async def works(port: int) -> None:
    """Once the process that listens there is ready."""
    async with ClientSession() as client:
        while True:
            with contextlib.suppress(OSError):
                async with client.get(f"http://127.0.0.1:{port}/health/ready") as answer:
                    if answer.ok:
                        return
            await asyncio.sleep(0.2)


async def measure(one: Measured, beside: Measured | None, server: str, rate: float, seconds: float) -> str:
    """One line of the table. ``beside``: another process over the same database."""
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "said").open("ab") as told:
        pusher, processes = Pusher(free_port()), []
        own = {"TOKEN": TOKEN, "SERVER": server, "POSBOT_TELEGRAM_TOKEN": TOKEN, "POSBOT_TELEGRAM_SERVER": server}
        own |= {"POSBOT_TELEGRAM_WEBHOOK": "https://desk.example.com", "POSBOT_FOLDER": folder}
        for which, port in ((one, pusher.port), (beside, other := free_port())):
            if which:
                environment = os.environ | own | dict(which.settings) | {"POSBOT_PORT": str(port)}
                environment |= {"POSBOT_NICE": "15"} if "nice" in one.name else {}
                processes.append(start([sys.executable, "-m", which.module, *which.arguments], environment, told))
        try:
            if beside:
                await works(other)
            await pusher.connect()
            await pusher.run(20, BEGINNING)
            for process in processes:
                await settled(process)
            before = sum(map(cpu_of, processes))
            reached = await pusher.run(rate, seconds)
            spent = (sum(map(cpu_of, processes)) - before) / (rate * seconds) * 1000
            times = [f"{pusher.at(share):.1f}" for share in (0.5, 0.99, 1.0)]
            return f"| {one.name} | {rate:.0f} | {reached:.0f} | {' | '.join(times)} | {pusher.refused} | {spent:.2f} |"
        finally:
            for process in processes:
                end(process, signal.SIGKILL)


Pair = tuple[Measured, Measured | None]


def on_postgres(server: Server, rate: float) -> Iterator[Pair]:
    """One process for all, and two; each over a database of its own."""
    others = "web,worker,telegram"
    apart = [(f", webhooks apart{how}", "webhooks", beside) for how, beside in (("", others), (", the other nice", others), (" alone", ""))]
    ways = [("", "all", ""), *apart]
    for place, (name, role, beside) in enumerate(ways):
        url = server.url(f"a{place}_{rate:.0f}")
        ask(server.url("postgres"), f"CREATE DATABASE a{place}_{rate:.0f}")
        migrate(url)
        one = Measured(f"posbot, PostgreSQL{name}", "benchmarks.rival.posbot_bot", ("run", "--role", role), (("POSBOT_DATABASE", url),))
        yield one, replace(one, arguments=("run", "--role", beside)) if beside else None


async def main() -> None:
    """Everyone, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rates", type=float, nargs="*", default=[50, 100, 500])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--postgres", action="store_true", help="PostgreSQL as well")
    given = parser.parse_args()
    print("| who | asked, pushes/s | acknowledged/s | p50, ms | p99, ms | worst | refused | processor a push, ms |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with messenger() as stand_in, database(wanted=given.postgres) as server:
        for rate in given.rates:
            found: list[Pair] = [(one, None) for one in taking_part()]
            for one, beside in (*found, *(on_postgres(server, rate) if server else ())):
                print(await measure(one, beside, stand_in, rate, given.seconds), flush=True)
    print(f"load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    asyncio.run(main())
