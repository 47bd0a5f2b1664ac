"""One storm: desks that die, a messenger that repeats itself, and the books compared in the end.

    python -m tests.chaos.running [--updates 10000] [--chats 500] [--desks 4] [--chance 0.012] [--sqlite]

By itself it runs the full storm and prints what came of it; the tests run a small one.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.store.database import Database
from bot.store.opening import open_store
from tests.chaos.checking import problems, read_books
from tests.chaos.desk import STAGES, deaths
from tests.chaos.messenger import listening
from tests.postgres import ask, server

ROOT = Path(__file__).resolve().parents[2]
OPEN_WORK = (
    "SELECT (SELECT count(*) FROM inbox WHERE status = 'new') + (SELECT count(*) FROM timer)"
    " + (SELECT count(*) FROM chat WHERE due_at IS NOT NULL)"
)


@dataclass(frozen=True)
class Storm:
    """What was done, and what is wrong."""

    kills: Counter[str]
    updates: int
    acknowledged: int
    messages: int
    repeated: int
    seconds: float
    problems: list[str]


async def storm(folder: Path, database: str, left: Callable[[], int], desks: int, updates: int, chats: int, chance: float) -> Storm:
    """Run one. ``left`` counts what is still to be done."""
    began = time.monotonic()
    shared = socket.create_server(("127.0.0.1", 0), backlog=512)
    async with listening() as messenger:
        port = str(shared.fileno())
        command = [sys.executable, "-m", "tests.chaos.desk", database, messenger.url, str(folder), port, str(desks), str(chance)]
        process = subprocess.Popen(command, cwd=ROOT, pass_fds=(shared.fileno(),))  # noqa: ASYNC220 - takes a millisecond
        try:
            address = f"http://127.0.0.1:{shared.getsockname()[1]}"
            await messenger.push(address, range(updates), chats, random.Random())
            await _died(folder)
            (folder / "calm").touch()
            await _settled(left)
        finally:
            process.send_signal(signal.SIGTERM)
            await asyncio.to_thread(process.wait, 60)
            shared.close()
        store = open_store(database)
        assert isinstance(store, Database)
        books = await store.read(read_books)
        await store.close()
        counts = [Counter(received) for received in messenger.received.values()]
        return Storm(
            deaths(folder),
            updates,
            messenger.acknowledged.total(),
            sum(count.total() for count in counts),
            sum(count.total() - len(count) for count in counts),
            time.monotonic() - began,
            problems(books, messenger, updates, chats),
        )


async def _died(folder: Path) -> None:
    """Until somebody has at every stage; what was pushed comes to all of them."""
    end = time.monotonic() + 120
    while not deaths(folder).keys() >= set(STAGES):
        assert time.monotonic() < end, "the desks do not come to every stage"
        await asyncio.sleep(0.05)


async def _settled(left: Callable[[], int]) -> None:
    """Until nothing is left to be done, twice running: an answer may just be on its way from one to the other."""
    quiet, end = 0, time.monotonic() + 120
    while quiet < 2:
        quiet = 0 if await asyncio.to_thread(left) else quiet + 1
        assert time.monotonic() < end, "the desks do not come to an end"
        await asyncio.sleep(0.3)


async def on_postgres(folder: Path, desks: int, updates: int, chats: int, chance: float) -> Storm:
    """Over PostgreSQL."""
    database = server().database(folder)
    found = await storm(folder, database, lambda: int(ask(database, OPEN_WORK)[0][0]), desks, updates, chats, chance)
    server().give_back(folder)
    return found


async def on_sqlite(folder: Path, updates: int, chats: int, chance: float) -> Storm:
    """Over the embedded database, with its one desk."""

    def left() -> int:
        try:
            with sqlite3.connect(f"file:{folder}/posbot.db?mode=ro", uri=True) as connection:
                return int(connection.execute(OPEN_WORK).fetchone()[0])
        except sqlite3.Error:
            return 1

    return await storm(folder, f"sqlite:///{folder}/posbot.db", left, 1, updates, chats, chance)


def main() -> int:
    """Run the full storm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--updates", type=int, default=10_000)
    parser.add_argument("--chats", type=int, default=500)
    parser.add_argument("--desks", type=int, default=4)
    parser.add_argument("--chance", type=float, default=0.012)
    parser.add_argument("--sqlite", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.sqlite:
            found = asyncio.run(on_sqlite(Path(name), given.updates, given.chats, given.chance))
        else:
            found = asyncio.run(on_postgres(Path(name), given.desks, given.updates, given.chats, given.chance))
    told = f"{found.kills.total()} kills {dict(found.kills)}, {found.updates} updates pushed {found.acknowledged} times, "
    told += f"{found.messages} messages out, {found.repeated} of them repeats, {found.seconds:.0f} s"
    sys.stdout.write("\n".join([told, *(found.problems or ["nothing lost, nothing twice, nothing out of order"])]) + "\n")
    return bool(found.problems)


if __name__ == "__main__":
    raise SystemExit(main())
