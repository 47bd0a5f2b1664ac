"""The whole path: Telegram's push accepted, understood, stepped, kept, and answered to a messenger that stands in.

    python -m benchmarks.whole [--conversations 300] [--at-once 64] [--varied] [--postgres [--workers 2]] [--rate 100]

Each merchant says the four sentences of `benchmarks.rivals.TALK`, the next when the answer to the last one is there; the stand-in and
who pushes share the machine with what is measured. All merchants say the same four, which understanding remembers in parts; with
``--varied`` no sentence is said twice: they are those of `tests/sentences`, which nobody has learned. First the limit: the same pushes
read and answered by aiogram alone, with nothing understood and nothing kept. With ``--rate`` the conversations begin at that many
messages a second, whatever was answered (open loop), and the times count from when a push was due. Over PostgreSQL the processor's time
is that of posbot alone, all its processes together.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from aiohttp import ClientSession, TCPConnector, web

from benchmarks.rivals import ROOT, TALK, TOKEN, end, free_port, memory
from bot.channels.telegram.account import PATH, secret_of
from bot.store.migrating import migrate
from tests.postgres import Server, ask, started

SENTENCES = tuple(
    line.partition("\t")[0]
    for name in ("zh", "fresh_zh", "later_zh")
    for line in (ROOT / "tests" / "sentences" / f"{name}.tsv").read_text("utf-8").splitlines()[1:]
)
FIRST = 2000
"""The first merchant's chat."""
CHAT_ID = re.compile(rb'chat_id(?:=|"\r\n\r\n|": ?)(\d+)')
RESTS = 0.1
"""Seconds of the processor in one of the clock below which a program is at rest: posbot makes after its start, beside all other work,
what first turns would make, each of its processes for itself, and that is none of a message's cost.
"""
SETTLED, SETTLING = 3, 120
"""Seconds for which it has to be so, and after which it is not waited for any longer."""
QUIET = 20.0
"""Seconds without an answer after which the run is over."""
ME = {"id": 42, "is_bot": True, "first_name": "B", "username": "b_bot", "can_join_groups": True, "can_read_all_group_messages": False}


@dataclass
class Messenger:
    """Pushes updates and takes answers. Times in seconds."""

    address: str
    said: dict[int, int] = field(default_factory=dict)
    due: dict[int, float] = field(default_factory=dict)
    answered: list[float] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)
    refused: int = 0
    last: float = 0.0
    updates: int = 0
    ahead: list[int] = field(default_factory=list)
    """Merchants who have not begun."""
    pushing: set[asyncio.Task[None]] = field(default_factory=set)
    client: ClientSession | None = None
    is_varied: bool = False

    def _sentence(self, chat: int) -> str:
        said = self.said.setdefault(chat, 0)
        return SENTENCES[((chat - FIRST) * len(TALK) + said) % len(SENTENCES)] if self.is_varied else TALK[said]

    def say(self, chat: int, due: float) -> None:
        """The merchant's next sentence."""
        self.due[chat] = due
        task = asyncio.create_task(self._push(chat, self._sentence(chat)))
        self.pushing.add(task)
        task.add_done_callback(self.pushing.discard)

    async def _push(self, chat: int, text: str) -> None:
        self.updates += 1
        person = {"id": chat, "is_bot": False, "first_name": "M", "language_code": "zh"}
        about = {"message_id": self.said[chat] + 1, "date": int(time.time()), "from": person, "text": text}
        update = {"update_id": self.updates, "message": about | {"chat": {"id": chat, "type": "private", "first_name": "M"}}}
        assert self.client is not None
        began = time.perf_counter()
        headers = {"x-telegram-bot-api-secret-token": secret_of(TOKEN)}
        async with self.client.post(self.address + PATH, json=update, headers=headers) as answer:
            self.refused += answer.status != web.HTTPOk.status_code
        self.taken.append(time.perf_counter() - began)

    async def call(self, request: web.Request) -> web.Response:
        """One method of the Bot API."""
        body = await request.read()
        if request.match_info["method"] != "sendMessage":
            return web.json_response({"ok": True, "result": ME if request.match_info["method"] == "getMe" else True})
        found = CHAT_ID.search(body)
        chat = int(found[1]) if found else 0
        self._hear(chat)
        sent = {"message_id": 10_000 + len(self.answered), "date": int(time.time()), "chat": {"id": chat, "type": "private"}}
        return web.json_response({"ok": True, "result": sent | {"text": "…"}})

    def _hear(self, chat: int) -> None:
        self.last = now = time.perf_counter()
        if chat not in self.due:
            return  # told more than once
        self.answered.append(now - self.due.pop(chat))
        self.said[chat] += 1
        if self.said[chat] < len(TALK):
            self.say(chat, now)
        elif self.ahead:
            self.say(self.ahead.pop(), now)

    async def until(self, answered: int) -> bool:
        """Whether so many were answered before it was quiet for too long."""
        self.last = time.perf_counter()
        while len(self.answered) < answered and time.perf_counter() - self.last < QUIET:  # noqa: ASYNC110 - quiet is told by a clock
            await asyncio.sleep(0.02)
        return len(self.answered) >= answered

    def at(self, share: float, times: Sequence[float]) -> float:
        """So many milliseconds at most for that share of them."""
        ordered = sorted(times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


@contextlib.asynccontextmanager
async def standing_in(messenger: Messenger) -> AsyncIterator[str]:
    """The stand-in's address."""
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", messenger.call)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with ClientSession(connector=TCPConnector(limit=200)) as messenger.client:
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


def cpu_of(process: subprocess.Popen[bytes]) -> float:
    """Seconds of the processor, of the program and those that it has started."""
    found = 0.0
    for pid in (process.pid, *_children(process.pid)):
        with contextlib.suppress(FileNotFoundError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            found += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    direct = [int(one) for one in listed.read_text().split()] if listed.exists() else []
    return [*direct, *(deeper for one in direct for deeper in _children(one))]


@dataclass(frozen=True)
class Load:
    """How the merchants write; see the top."""

    conversations: int
    at_once: int
    rate: float = 0.0
    is_varied: bool = False


@dataclass(frozen=True)
class Measured:
    """A program to run, and how."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()


def start(command: Sequence[str], environment: Mapping[str, str], told: IO[bytes]) -> subprocess.Popen[bytes]:
    """The program; what it says goes into that file."""
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=told, stderr=told)


async def measure(one: Measured, load: Load) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        messenger = Messenger(f"http://127.0.0.1:{(port := free_port())}", is_varied=load.is_varied)
        async with standing_in(messenger) as server:
            own = {"TOKEN": TOKEN, "SERVER": server, "POSBOT_TELEGRAM_TOKEN": TOKEN, "POSBOT_TELEGRAM_SERVER": server}
            own |= {"POSBOT_TELEGRAM_WEBHOOK": "https://desk.example.com", "POSBOT_FOLDER": folder, "POSBOT_PORT": str(port)}
            with (Path(folder) / "said").open("ab") as told:
                command = [sys.executable, "-m", one.module, *one.arguments]
                process = start(command, os.environ | own | dict(one.settings), told)
            try:
                await _ready(messenger, process, folder)
                await settled(process)
                return await _run(one, messenger, process, load)
            finally:
                end(process, signal.SIGTERM)


async def _ready(messenger: Messenger, process: subprocess.Popen[bytes], folder: str) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit((Path(folder) / "said").read_text()[-2000:])
        with contextlib.suppress(OSError):
            messenger.say(1000, time.perf_counter())
            await asyncio.gather(*messenger.pushing)
            if await messenger.until(len(TALK)):
                return
        await asyncio.sleep(0.2)


async def settled(process: subprocess.Popen[bytes]) -> None:
    """Once the program is at rest."""
    resting, spent = 0, cpu_of(process)
    for _ in range(SETTLING):
        await asyncio.sleep(1)
        before, spent = spent, cpu_of(process)
        resting = resting + 1 if spent - before < RESTS * (1 + len(_children(process.pid))) else 0
        if resting == SETTLED:
            return


async def _run(one: Measured, messenger: Messenger, process: subprocess.Popen[bytes], load: Load) -> str:
    messenger.answered, messenger.taken, messenger.said = [], [], {}
    whole, before, began = load.conversations * len(TALK), cpu_of(process), time.perf_counter()
    merchants = [FIRST + number for number in range(load.conversations)]
    if load.rate:
        for place, chat in enumerate(merchants):
            due = began + place * len(TALK) / load.rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            messenger.say(chat, due)
    else:
        messenger.ahead = merchants[load.at_once :]
        for chat in merchants[: load.at_once]:
            messenger.say(chat, time.perf_counter())
    await messenger.until(whole)
    done, spent = len(messenger.answered), cpu_of(process) - before
    times = [messenger.at(share, messenger.answered) for share in (0.5, 0.99)]
    cells = [f"{done / (messenger.last - began):,.0f}", *(f"{one:.0f}" for one in times), f"{messenger.at(0.99, messenger.taken):.0f}"]
    missing = whole - done + messenger.refused
    return f"| {one.name} | {' | '.join(cells)} | {spent / max(1, done) * 1000:.1f} | {memory(process):.0f} | {missing} |"


@contextlib.contextmanager
def database(*, wanted: bool) -> Iterator[Server | None]:
    """A PostgreSQL, if one is wanted."""
    if not wanted:
        yield None
        return
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        server = started(Path(name), fsync="on", autovacuum="on")
        try:
            yield server
        finally:
            server.stop()


def taking_part(server: Server | None = None, workers: int = 1) -> list[Measured]:
    """The limit, and posbot."""
    module, found = "benchmarks.rival.posbot_bot", [Measured("aiogram alone", "benchmarks.rival.hook_bot")]
    found.append(Measured("posbot, SQLite", module, ("run",)))
    for many in sorted({1, workers}):
        if server is None:
            break
        ask(server.url("postgres"), f"CREATE DATABASE w{many}")
        migrate(url := server.url(f"w{many}"))
        run = ("run", "--workers", str(many))
        found.append(Measured(f"posbot, PostgreSQL, {many} of it", module, run, (("POSBOT_DATABASE", url),)))
    return found


async def main() -> None:
    """Everyone, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, default=300)
    parser.add_argument("--at-once", type=int, default=64)
    parser.add_argument("--rate", type=float, default=0.0, help="messages a second; 0: as fast as they are answered")
    parser.add_argument("--postgres", action="store_true", help="PostgreSQL as well, one of the system's binaries")
    parser.add_argument("--workers", type=int, default=1, help="processes over PostgreSQL")
    parser.add_argument("--varied", action="store_true", help="no sentence is said twice")
    given = parser.parse_args()
    load = Load(given.conversations, given.at_once, given.rate, given.varied)
    print("| who | messages/s | answer p50, ms | p99, ms | push taken p99, ms | processor a message, ms | memory, MB | missing |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with database(wanted=given.postgres) as server:
        for one in taking_part(server, given.workers):
            print(await measure(one, load), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
