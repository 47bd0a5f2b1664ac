"""Processes in which the staff change tickets and reminders come due, killed at it; over one PostgreSQL and a moved clock.

    python -m tests.chaos.tickets [--processes 3] [--chats 24] [--chance 0.05]

A change that was not acknowledged is made again, as a page would, under another id. What each merchant was told in the end
must be what one undisturbed process over the memory store tells: every change once.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from bot.core.messages import Address
from bot.core.state import State, Ticket
from bot.core.understanding import TicketChanged
from bot.service.ports import Chat, Event, Kept, Store
from bot.service.problems import StoreAway
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.access import Access
from bot.store.memory import MemoryStore
from bot.store.opening import open_store
from tests.chaos.reminders import BROKEN, CHANNEL, ROOT, Doomed, mind, moved, told
from tests.postgres import ask, server

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
WINDOW = "2026-11-26T09:00/12:00"
CHANGES = (
    ("moved", {"status": "working"}),
    ("booked", {"window": WINDOW, "technician": "Zhao Lei", "code": "0427", "confirmed": ""}),
    ("moved", {"status": "waiting_part", "note": "a battery"}),
    ("booked", {"window": WINDOW, "technician": "Wang Min", "code": "1188", "confirmed": ""}),
    ("visited", {"status": "done", "note": "", "parts": "unit", "old": "NB12345678", "new": "NB87654321"}),
)
VISITED = 4
"""The change that comes after the visit."""
CLOCK = (0.0, 58.0, 70.0, 80.0, 80.0 + 24 * 3.5)
"""Hours: the changes, the eve, the morning, the visit, and when what is done closes by itself."""


async def filed(store: Store, chats: int) -> None:
    """So many merchants with a ticket."""
    for number in range(chats):

        def turn(chat: Chat, ref: str = f"{number}-1") -> Kept:
            ticket = Ticket(ref, "paid", "hardware.keypad", START, facts={"serial": "NB12345678"})
            return Kept(replace(chat.state or State(ref=ref[:-2], locale="en"), tickets=(ticket,), turn=2), tickets=(ticket,))

        await store.handle(Event("test", f"file {number}", Address(CHANNEL, str(number)), START), turn)


async def changed(support: Support, number: int, step: int) -> None:
    """One change, as the desk makes it: under an id of its own each time it is tried."""
    name, facts = CHANGES[step]
    at = START + timedelta(hours=CLOCK[3] if step == VISITED else 0.1 * (step + 1))
    event = TicketChanged(at, f"{number}-1", name, facts, "li", "Li Na")
    await support.keep(Event("staff", uuid4().hex, Address(CHANNEL, str(number)), at), lambda chat: support.minds.happen(chat, event))


async def work(database: str, able: Mind, folder: Path, share: tuple[int, int, int], chance: float) -> None:
    """One process: its share of the merchants, change by change, each noted when it is done; and whatever comes due."""
    store = open_store(database, access=Access(database, patience=20))
    support = Doomed(store, able, chance)
    mine, of, chats = share
    while (clock := folder / "clock").exists():
        hours = float(clock.read_text())
        with suppress(StoreAway):
            for number in range(mine, chats, of):
                note = folder / f"done.{number}"
                step = len(note.read_text()) if note.exists() else 0
                if step < (len(CHANGES) if hours >= CLOCK[3] else VISITED):
                    await changed(support, number, step)
                    with note.open("a") as file:
                        file.write("x")
            await support.tick(START + timedelta(hours=hours))
        await asyncio.sleep(0.01)
    await store.close()


def born(database: str, able: Mind, folder: Path, share: tuple[int, int, int], chance: float) -> int:
    """Fork a process; its id."""
    process = os.fork()
    if not process:
        random.seed()
        try:
            asyncio.run(work(database, able, folder, share, chance))
        except BaseException:  # noqa: BLE001 -- whatever it is, it ends this process alone, and is told
            traceback.print_exc()
            os._exit(BROKEN)
        os._exit(0)
    return process


def keep_alive(database: str, folder: Path, given: argparse.Namespace) -> None:
    """So many processes, and a new one for each that dies, until the clock is taken away."""
    able = mind()
    alive = {born(database, able, folder, (n, given.processes, given.chats), given.chance): n for n in range(given.processes)}
    while alive:
        process, status = os.wait()
        share = alive.pop(process)
        if os.waitstatus_to_exitcode(status) == BROKEN:
            raise SystemExit("a process broke by itself; what it said stands above")
        if (folder / "clock").exists():
            with (folder / "kills").open("a") as file:
                file.write("k")
            alive[born(database, able, folder, (share, given.processes, given.chats), given.chance)] = share


async def undisturbed(able: Mind, chats: int) -> dict[int, list[tuple[str, str]]]:
    """What one process tells that nobody kills."""
    store = MemoryStore()
    await filed(store, chats)
    support = Support(store, able)
    for number in range(chats):
        for step in range(VISITED):
            await changed(support, number, step)
    for hours in CLOCK:
        if hours == CLOCK[3]:
            for number in range(chats):
                await changed(support, number, VISITED)
        while await support.tick(START + timedelta(hours=hours)):
            pass
    return await told(store, chats)


def storm(database: str, able: Mind, folder: Path, given: argparse.Namespace) -> tuple[int, list[str]]:
    """How many were killed, and every merchant who was told something else than he should have been."""

    async def prepared() -> None:
        store = open_store(database)
        await filed(store, given.chats)
        await store.close()

    async def books() -> dict[int, list[tuple[str, str]]]:
        store = open_store(database)
        found = await told(store, given.chats)
        await store.close()
        return found

    asyncio.run(prepared())
    moved(folder / "clock", 0)
    (folder / "kills").touch()
    command = [sys.executable, "-m", "tests.chaos.tickets", "--keep-alive", database, str(folder)]
    command += ["--processes", str(given.processes), "--chance", str(given.chance), "--chats", str(given.chats)]
    with subprocess.Popen(command, cwd=ROOT) as keeper:
        for hours in CLOCK:
            moved(folder / "clock", hours)
            micros = int((START + timedelta(hours=hours)).timestamp() * 1_000_000)
            wanted = given.chats * (len(CHANGES) if hours >= CLOCK[3] else VISITED)
            due = f"SELECT count(*) FROM timer WHERE at <= {micros}"  # noqa: S608 - a number of ours
            while sum(one.stat().st_size for one in folder.glob("done.*")) < wanted or ask(database, due)[0][0]:
                if keeper.poll() is not None:
                    return 0, ["the processes could not be kept alive"]
                time.sleep(0.05)
        (folder / "clock").unlink()
    expected, found = asyncio.run(undisturbed(able, given.chats)), asyncio.run(books())
    return len((folder / "kills").read_text()), [
        f"chat {number}: {found[number]} instead of {expected[number]}" for number in expected if found[number] != expected[number]
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--chats", type=int, default=24)
    parser.add_argument("--chance", type=float, default=0.05)
    parser.add_argument("--keep-alive", nargs=2, metavar=("DATABASE", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.keep_alive:
        keep_alive(given.keep_alive[0], Path(given.keep_alive[1]), given)
        return 0
    able = mind()
    with tempfile.TemporaryDirectory() as name:
        database = server().database(Path(name))
        kills, wrong = storm(database, able, Path(name), given)
        server().give_back(Path(name))
    sys.stdout.write(f"{kills} kills of {given.processes} processes; {wrong[:3] or 'nothing lost, nothing twice'}\n")
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
