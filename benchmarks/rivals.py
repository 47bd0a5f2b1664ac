"""posbot beside what a shop would run instead: the same stand-in for Telegram, the same number of conversations.

    python -m benchmarks.rivals [--conversations 600] [--at-once 64] [--postgres URL]

aiogram's example with memory and with Redis (where ``redis-server`` is installed), python-telegram-bot's
ConversationHandler with its persistence, and posbot on its embedded database, each as a program of its own. A merchant
writes the next message when the answer to the last one is there. Once undisturbed: messages a second, time to an
answer, memory. Once with SIGKILL at half of the way and a new start: who waits for an answer that never comes, who is
answered as a stranger (not what stands at that place in a quiet run), who is told the same twice.

The others ask three questions and write down what they hear; posbot understands the words, chooses among steps and keeps a
log, on a disk that is waited for. So the speeds are no race; what is lost is the point.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from uvicorn import Config, Server

ROOT = Path(__file__).resolve().parents[1]
TOKEN = "42:" + "A" * 35
FORM = ("/start", "Corner shop", "A920", "It prints nothing")
TALK = ("开不了机", "没反应", "还是不行", "还是不行")
STRANGER = "Please begin with /start"
QUIET = 12.0
"""Seconds without an answer after which nobody waits any longer."""


@dataclass
class Conversation:
    """One merchant: what was said, when, and what came back to each message."""

    script: tuple[str, ...]
    said: int = 0
    at: float = 0.0
    answers: list[list[str]] = field(default_factory=list)


@dataclass
class Telegram:
    """The stand-in: gives out updates, takes messages."""

    script: tuple[str, ...]
    total: int
    at_once: int
    conversations: dict[int, Conversation] = field(default_factory=dict)
    updates: list[dict[str, Any]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    fresh: asyncio.Event = field(default_factory=asyncio.Event)
    answered: int = 0
    last: float = 0.0
    first: float = 0.0
    url: str = ""
    confirmed: int = 0
    """Updates before this place are forgotten, as Telegram forgets what an offset has confirmed."""

    def open(self) -> None:
        """The first merchants write."""
        self.first = self.last = time.monotonic()
        for _ in range(min(self.at_once, self.total)):
            self._another()

    def _another(self) -> None:
        if len(self.conversations) < self.total:
            chat = 1000 + len(self.conversations)
            self.conversations[chat] = Conversation(self.script)
            self._say(chat)

    def _say(self, chat: int) -> None:
        talk = self.conversations[chat]
        person = {"id": chat, "is_bot": False, "first_name": "M", "language_code": "zh"}
        message: dict[str, Any] = {"message_id": talk.said + 1, "date": int(time.time()), "from": person, "text": talk.script[talk.said]}
        message["chat"] = {"id": chat, "type": "private", "first_name": "M"}
        if message["text"].startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(message["text"])}]
        talk.said, talk.at = talk.said + 1, time.monotonic()
        talk.answers.append([])
        self.updates.append({"update_id": len(self.updates) + 1, "message": message})
        self.fresh.set()

    def take(self, chat: int, text: str) -> None:
        """An answer; the merchant goes on at the first to each message."""
        talk = self.conversations[chat]
        self.last = time.monotonic()
        if len(talk.answers) > 1 and text == talk.answers[-2][-1] != STRANGER:
            talk.answers[-2].append(text)  # told again; the merchant still waits
            return
        talk.answers[-1].append(text)
        if len(talk.answers[-1]) > 1:
            return
        self.answered += 1
        self.times.append(self.last - talk.at)
        if talk.said < len(talk.script):
            self._say(chat)
        else:
            self._another()

    @property
    def messages(self) -> int:
        """How many there are to be answered."""
        return self.total * len(self.script)

    async def until(self, answered: int) -> bool:
        """Whether so many came, before it was quiet for too long."""
        self.last = time.monotonic()
        while self.answered < answered:
            if time.monotonic() - self.last > QUIET:
                return False
            await asyncio.sleep(0.02)
        return True

    async def call(self, request: Request) -> JSONResponse:
        """One method of the Bot API."""
        form = await request.form()
        asked = {name: value for name, value in form.items() if isinstance(value, str)}
        if request.headers.get("content-type", "").startswith("application/json"):
            asked = {name: str(value) for name, value in (await request.json()).items()}
        method = request.path_params["method"]
        if method == "getUpdates":
            return JSONResponse({"ok": True, "result": await self._from(int(asked.get("offset") or 0), float(asked.get("timeout") or 0))})
        if method == "sendMessage":
            self.take(int(asked["chat_id"]), asked["text"])
            chat = {"id": int(asked["chat_id"]), "type": "private", "first_name": "M"}
            sent = {"message_id": 10_000 + self.answered, "date": int(time.time()), "chat": chat, "text": asked["text"]}
            return JSONResponse({"ok": True, "result": sent})
        me = {
            "id": 42,
            "is_bot": True,
            "first_name": "B",
            "username": "b_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
        }
        return JSONResponse({"ok": True, "result": me | {"supports_inline_queries": False} if method == "getMe" else True})

    async def _from(self, offset: int, wait: float) -> list[dict[str, Any]]:
        self.confirmed = max(self.confirmed, offset - 1)
        found = self.updates[self.confirmed :][:100]
        if not found and wait:
            self.fresh.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.fresh.wait(), min(wait, 2.0))
            found = self.updates[self.confirmed :][:100]
        return found


@contextlib.asynccontextmanager
async def standing_in(telegram: Telegram) -> AsyncIterator[Telegram]:
    """The stand-in, on a port of its own."""
    app = Starlette(routes=[Route("/bot{token}/{method}", telegram.call, methods=["GET", "POST"])])
    server = Server(Config(app, port=0, log_level="critical", access_log=False, lifespan="off"))
    task = asyncio.create_task(server._serve())  # noqa: SLF001 - without its signal handlers
    while not server.started:  # noqa: ASYNC110 - the server tells it by a flag
        await asyncio.sleep(0.01)
    telegram.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield telegram
    finally:
        server.should_exit = True
        await task


@dataclass(frozen=True)
class Rival:
    """A program to run; ``settings`` name its place in ``{folder}`` and the stand-in as ``{server}``."""

    name: str
    module: str
    settings: dict[str, str]
    script: tuple[str, ...] = FORM
    arguments: tuple[str, ...] = ()

    def start(self, server: str, folder: Path) -> subprocess.Popen[bytes]:
        """Run it."""
        given = {name: value.format(server=server, folder=folder) for name, value in self.settings.items()}
        environment = os.environ | {"TOKEN": TOKEN, "SERVER": server} | given
        with (folder / "said").open("ab") as said:
            command = [sys.executable, "-m", self.module, *self.arguments]
            return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)


def memory(process: subprocess.Popen[bytes]) -> float:
    """Resident, in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def end(process: subprocess.Popen[bytes], sign: signal.Signals) -> None:
    """Stop what was started."""
    process.send_signal(sign)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


async def measure(rival: Rival, total: int, at_once: int, *, killed: bool) -> tuple[Telegram, float]:
    """One run; the stand-in with what it saw, and the memory at the end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with standing_in(Telegram(rival.script, 1, 1)) as telegram:
            process = rival.start(telegram.url, folder)
            try:
                telegram.open()
                if not await _warm(telegram):
                    raise RuntimeError(f"{rival.name} does not answer:\n{(folder / 'said').read_text()[-2000:]}")
                telegram.total, telegram.at_once, telegram.times, telegram.answered = 1 + total, at_once, [], 0
                telegram.open()
                whole = total * len(rival.script)
                if killed:
                    await telegram.until(whole // 2)
                    end(process, signal.SIGKILL)
                    process = rival.start(telegram.url, folder)
                    await asyncio.to_thread(_settle)
                await telegram.until(whole)
                return telegram, memory(process)
            finally:
                end(process, signal.SIGTERM)


def _settle() -> None:
    """A program takes some seconds to start, which are no silence."""
    time.sleep(8)


async def _warm(telegram: Telegram) -> bool:
    """The first conversation, until the program is there."""
    for _ in range(10):
        if await telegram.until(len(telegram.script)):
            return True
    return False


def losses(quiet: Telegram, killed: Telegram) -> tuple[int, int, int]:
    """Messages never answered, answered otherwise than in a quiet run, and repeated."""
    usual = next(iter(quiet.conversations.values())).answers
    talks = list(killed.conversations.values())
    never = sum(not answers for talk in talks for answers in talk.answers)
    strange = sum(bool(answers) and answers[0] != usual[place][0] for talk in talks for place, answers in enumerate(talk.answers))
    twice = sum(len(answers) - len(set(answers)) for talk in talks for answers in talk.answers)
    return never, strange, twice


def free_port() -> int:
    """One that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """Redis as it comes, on a port of its own; empty where it is not installed."""
    program = shutil.which("redis-server")
    if not program:
        print("redis-server is not installed: aiogram with Redis is left out")
        yield ""
        return
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen([program, "--port", str(port), "--bind", "127.0.0.1", "--dir", folder], stdout=subprocess.DEVNULL)
        try:
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            end(process, signal.SIGTERM)


def rivals(redis_url: str, postgres: str) -> list[Rival]:
    """Who takes part."""
    own = {
        "POSBOT_TELEGRAM_TOKEN": TOKEN,
        "POSBOT_TELEGRAM_SERVER": "{server}",
        "POSBOT_FOLDER": "{folder}",
        "POSBOT_PORT": str(free_port()),
    }
    run = ("run",)
    found = [
        Rival("aiogram, memory", "benchmarks.rival.aiogram_bot", {"STORAGE": "memory"}),
        Rival("python-telegram-bot, pickle", "benchmarks.rival.ptb_bot", {"STORAGE": "{folder}/kept"}),
        Rival("posbot, SQLite", "benchmarks.rival.posbot_bot", own, TALK, run),
    ]
    if redis_url:
        found.insert(1, Rival("aiogram, Redis", "benchmarks.rival.aiogram_bot", {"STORAGE": redis_url}))
    if postgres:
        found.append(Rival("posbot, PostgreSQL", "benchmarks.rival.posbot_bot", own | {"POSBOT_DATABASE": postgres}, TALK, run))
    return found


async def main() -> None:
    """Everyone, one after the other."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--conversations", type=int, default=600)
    parser.add_argument("--at-once", type=int, default=64)
    parser.add_argument("--postgres", default="", help="an empty database of your own for posbot")
    options = parser.parse_args()
    print("| who | messages/s | answer p50, ms | p99, ms | memory, MB | never answered | answered as a stranger | told twice |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with redis() as redis_url:
        for rival in rivals(redis_url, options.postgres):
            quiet, resident = await measure(rival, options.conversations, options.at_once, killed=False)
            times = sorted(quiet.times)
            rate = len(times) / (quiet.last - quiet.first)
            p50, p99 = statistics.median(times) * 1000, times[int(len(times) * 0.99)] * 1000
            never, strange, twice = losses(quiet, (await measure(rival, options.conversations, options.at_once, killed=True))[0])
            print(f"| {rival.name} | {rate:,.0f} | {p50:.0f} | {p99:.0f} | {resident:.0f} | {never} | {strange} | {twice} |", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
