"""Processes in which the staff change tickets and reminders come due, killed at it; over one PostgreSQL and a moved clock.

    python -m tests.chaos.tickets [--processes 3] [--chats 24] [--pairs 8] [--chance 0.05]

A change that was not acknowledged is made again, as a page would, under another id. Of each pair of merchants the ticket of one takes
up the other's, who hears of every step and answers. What each was told in the end, and how the tickets stand, must be what one
undisturbed process comes to: every change once, in both chats.
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
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.core.messages import Address
from bot.core.state import State, Ticket
from bot.core.understanding import Chose, TicketChanged
from bot.service.desk.together import Together
from bot.service.devices import Devices
from bot.service.ports import Chat, Event, Kept, Store
from bot.service.problems import StoreAway
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.access import Access
from bot.store.database import Database
from bot.store.desk.shelf import StoredShelf
from bot.store.opening import open_store
from bot.wiring.devices import passports_of
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
CLOCK = (1.0, 58.0, 70.0, 80.0, 80.0 + 24 * 3.5)
"""Hours: the changes, the eve, the morning, the visit, and when what is done closes by itself."""
AFTER_VISIT = CLOCK[3]
MANY = 100_000

Deed = Callable[[Support, datetime], Awaitable[object]]


@dataclass(frozen=True)
class Lot:
    """One merchant, or two whose tickets are handled together, and what is done there: from which hour on, and the deed."""

    chats: Sequence[int]
    deeds: Sequence[tuple[float, Deed]]

    def by(self, hours: float) -> int:
        """How much of it is done by then."""
        return sum(since <= hours for since, _ in self.deeds)


def lots(given: argparse.Namespace) -> list[Lot]:
    """All of them."""
    alone = [Lot((number,), own(number)) for number in range(given.chats)]
    first = range(given.chats, given.chats + 2 * given.pairs, 2)
    return alone + [
        Lot((number, number + 1), pair(number, number + 1, ("accept", "again")[place % 2])) for place, number in enumerate(first)
    ]


def own(number: int) -> list[tuple[float, Deed]]:
    """What the staff do to one ticket."""
    return [(AFTER_VISIT if step == VISITED else 0.0, changed(number, *CHANGES[step])) for step in range(len(CHANGES))]


def pair(number: int, other: int, verb: str) -> list[tuple[float, Deed]]:
    """The same, when it has taken up the other merchant's, who answers whether it works."""
    return [(0.0, changed(other, "merged", {"into": f"{number}-1"})), *own(number), (AFTER_VISIT, answers(other, verb))]


def changed(number: int, name: str, facts: dict[str, str]) -> Deed:
    """One change, as the desk makes it: under an id of its own each time it is tried."""

    async def done(support: Support, at: datetime) -> None:
        event = TicketChanged(at, f"{number}-1", name, facts, "li", "Li Na")
        await support.keep(Event("staff", uuid4().hex, Address(CHANNEL, str(number)), at), lambda chat: support.minds.happen(chat, event))

    return done


def answers(number: int, verb: str) -> Deed:
    """The merchant presses a button, which a messenger brings under one id however often."""

    async def done(support: Support, at: datetime) -> None:
        def turn(chat: Chat) -> Kept:
            question = chat.begun.question
            return support.minds.happen(chat, Chose(at, f"{question.turn if question else 0}.{verb}"))

        await support.keep(Event("press", f"press {number}", Address(CHANNEL, str(number)), at), turn)

    return done


def when(since: float, step: int) -> datetime:
    """Each deed a little after the one before."""
    return START + timedelta(hours=since or 0.1 * (step + 1))


async def filed(store: Store, all_lots: Sequence[Lot]) -> None:
    """The merchants, each with a ticket."""
    for number in (number for lot in all_lots for number in lot.chats):

        def turn(chat: Chat, ref: str = f"{number}-1") -> Kept:
            ticket = Ticket(ref, "paid", "hardware.keypad", START, facts={"serial": "NB12345678"})
            return Kept(replace(chat.state or State(ref=ref[:-2], locale="en"), tickets=(ticket,), turn=2), tickets=(ticket,))

        await store.handle(Event("test", f"file {number}", Address(CHANNEL, str(number)), START), turn)


def together(support: Support, store: Store) -> Support:
    """With the errands by which merchants hear of one another's tickets, and what is learned of a terminal is written down."""
    assert isinstance(store, Database)
    support.run_errands({**Devices(support, passports_of(store)).errands, **Together(support, StoredShelf(store)).errands})
    return support


async def is_quiet(store: Store, lot: Lot, now: datetime) -> bool:
    """Whether nothing is under way between its merchants: what happens twice before it is brought over is brought over once."""
    return len(lot.chats) == 1 or not any(due.address.chat in map(str, lot.chats) for due in await store.due(now, MANY))


async def work(database: str, able: Mind, folder: Path, share: tuple[int, int], all_lots: Sequence[Lot], chance: float) -> None:
    """One process: its share of the merchants, deed by deed, each noted when it is done; and whatever comes due."""
    store = open_store(database, access=Access(database, patience=20))
    support = together(Doomed(store, able, chance), store)
    mine, of = share
    while (clock := folder / "clock").exists():
        hours = float(clock.read_text())
        now = START + timedelta(hours=hours)
        with suppress(StoreAway):
            for place in range(mine, len(all_lots), of):
                lot, note = all_lots[place], folder / f"done.{place}"
                step = len(note.read_text()) if note.exists() else 0
                if step < lot.by(hours) and await is_quiet(store, lot, now):
                    since, deed = lot.deeds[step]
                    await deed(support, when(since, step))
                    with note.open("a") as file:
                        file.write("x")
            await support.tick(now)
        await asyncio.sleep(0.01)
    await store.close()


def born(database: str, able: Mind, folder: Path, share: tuple[int, int], given: argparse.Namespace) -> int:
    """Fork a process; its id."""
    process = os.fork()
    if not process:
        random.seed()
        try:
            asyncio.run(work(database, able, folder, share, lots(given), given.chance))
        except BaseException:  # noqa: BLE001 -- whatever it is, it ends this process alone, and is told
            traceback.print_exc()
            os._exit(BROKEN)
        os._exit(0)
    return process


def keep_alive(database: str, folder: Path, given: argparse.Namespace) -> None:
    """So many processes, and a new one for each that dies, until the clock is taken away."""
    able = mind()
    alive = {born(database, able, folder, (n, given.processes), given): n for n in range(given.processes)}
    while alive:
        process, status = os.wait()
        mine = alive.pop(process)
        if os.waitstatus_to_exitcode(status) == BROKEN:
            raise SystemExit("a process broke by itself; what it said stands above")
        if (folder / "clock").exists():
            with (folder / "kills").open("a") as file:
                file.write("k")
            alive[born(database, able, folder, (mine, given.processes), given)] = mine


async def undisturbed(able: Mind, folder: Path, all_lots: Sequence[Lot]) -> dict[int, Any]:
    """What one process comes to that nobody kills."""
    store = open_store(f"sqlite:///{folder / 'undisturbed.db'}")
    await filed(store, all_lots)
    support = together(Support(store, able), store)
    done = [0] * len(all_lots)
    for hours in CLOCK:
        now = START + timedelta(hours=hours)
        for place, lot in enumerate(all_lots):
            while done[place] < lot.by(hours):
                since, deed = lot.deeds[done[place]]
                await deed(support, when(since, done[place]))
                done[place] += 1
                while len(lot.chats) > 1 and await support.tick(now):
                    pass
        while await support.tick(now):
            pass
    found = await books(store, all_lots)
    await store.close()
    return found


async def books(store: Store, all_lots: Sequence[Lot]) -> dict[int, Any]:
    """What each merchant was told, and how his ticket stands."""
    numbers = sorted(number for lot in all_lots for number in lot.chats)
    said, found = await told(store, len(numbers)), {}
    for number in numbers:
        ticket = next(one for one in await store.tickets(Address(CHANNEL, str(number))) if one.ref == f"{number}-1")
        answered = [(one.ref, one.verb) for one in ticket.answers]
        found[number] = (said[number], ticket.status, ticket.links, ticket.into, answered)
    return found


def storm(database: str, able: Mind, folder: Path, given: argparse.Namespace) -> tuple[int, list[str]]:
    """How many were killed, and every merchant who was told something else than he should have been."""
    all_lots = lots(given)

    async def prepared() -> None:
        store = open_store(database)
        await filed(store, all_lots)
        await store.close()

    async def kept() -> dict[int, Any]:
        store = open_store(database)
        found = await books(store, all_lots)
        await store.close()
        return found

    asyncio.run(prepared())
    moved(folder / "clock", 0)
    (folder / "kills").touch()
    command = [sys.executable, "-m", "tests.chaos.tickets", "--keep-alive", database, str(folder)]
    command += [f"--{name}={getattr(given, name)}" for name in ("processes", "chance", "chats", "pairs")]
    with subprocess.Popen(command, cwd=ROOT) as keeper:
        for hours in CLOCK:
            moved(folder / "clock", hours)
            micros = int((START + timedelta(hours=hours)).timestamp() * 1_000_000)
            wanted = sum(lot.by(hours) for lot in all_lots)
            due = f"SELECT count(*) FROM timer WHERE at <= {micros}"  # noqa: S608 - a number of ours
            while sum(one.stat().st_size for one in folder.glob("done.*")) < wanted or ask(database, due)[0][0]:
                if keeper.poll() is not None:
                    return 0, ["the processes could not be kept alive"]
                time.sleep(0.05)
        (folder / "clock").unlink()
    expected, found = asyncio.run(undisturbed(able, folder, all_lots)), asyncio.run(kept())
    return len((folder / "kills").read_text()), [
        f"chat {number}: {found[number]} instead of {expected[number]}" for number in expected if found[number] != expected[number]
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--chats", type=int, default=24)
    parser.add_argument("--pairs", type=int, default=8)
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
