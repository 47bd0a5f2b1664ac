"""Processes that ring the alarms of plans and are killed at it, over one PostgreSQL and a clock that is moved day by day.

    python -m tests.chaos.reminders [--processes 3] [--chats 60] [--days 40] [--minutes 5]

What each chat was told in the end must be what one undisturbed process over the memory store tells: nothing lost, nothing
twice. With ``--minutes`` it goes on, year after year, for so long.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from bot.core.messages import Address
from bot.core.reminders import making, reminding, single
from bot.core.state import State
from bot.core.upkeep.plan import Plan, Terminal
from bot.knowledge.loading import load_or_raise
from bot.rendering.phrases import Phrases
from bot.service.ports import Alarm, Chat, EntryKind, Event, Kept, Store
from bot.service.problems import StoreAway
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.access import Access
from bot.store.memory import MemoryStore
from bot.store.opening import open_store
from bot.store.postgres import store as _store  # noqa: F401 - imported before the fork
from bot.understanding.matcher.matching import Matcher
from bot.wiring.places import cache_folder
from tests.postgres import ask, server

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CHANNEL = "chaos"
OWN = ((), (("P1D", "10:00"),), (("P1W/25", "15:00"), ("P1M/31", "22:00")), (("P3D", "12:00"), ("", "09:00")))
"""What the merchants want themselves beside their plans, again and again or once."""
BROKEN = 3
"""How a process ends that nobody has killed."""


class Doomed(Support):
    """An engine that may die before a turn, after it, and after it was kept."""

    def __init__(self, store: Store, able: Mind, chance: float) -> None:
        super().__init__(store, able)
        self.chance = chance
        self.dice = random.Random()

    async def keep(self, event: Event, turn: object) -> object:  # type: ignore[override]
        def dying(chat: Chat) -> Kept:
            self.die()
            kept: Kept = turn(chat)  # type: ignore[operator]
            self.die()
            return kept

        handled = await Support.keep(self, event, dying)
        self.die()
        return handled

    def die(self) -> None:
        """Perhaps now."""
        if self.dice.random() < self.chance:
            os.kill(os.getpid(), signal.SIGKILL)


def mind() -> Mind:
    """What ships, with nothing to understand."""
    read = load_or_raise(ROOT / "knowledge", ROOT / "templates", cache_folder(os.environ))
    return Mind(read.knowledge, cast("Matcher", None), Phrases(read.knowledge))


async def planned(store: Store, able: Mind, chats: int) -> None:
    """So many shops with a plan and its alarm."""
    rush = sorted(able.knowledge.upkeep.rush)

    def turn(number: int) -> object:
        def made(chat: Chat) -> Kept:
            plan = Plan(START.date(), ("light", "heavy")[number % 2], "greasy", rush[number % len(rush)], (Terminal("1"),))
            plan = making.made(able.knowledge, plan, START.date())
            for every, at in OWN[number % len(OWN)]:
                plan, _ = single.added(plan, f"{START.date() + timedelta(days=1)}T{at}", "", every, every)
            rings = reminding.rings(able.knowledge, plan, START)
            assert rings
            return Kept(State(ref=str(number), plan=plan), alarms=(Alarm(reminding.ALARM, rings, 0),))

        return made

    for number in range(chats):
        await store.handle(Event("test", f"plan {number}", Address(CHANNEL, str(number)), START), turn(number))  # type: ignore[arg-type]


async def ring(database: str, able: Mind, clock: Path, chance: float) -> None:
    """One process, until it dies or the clock is taken away."""
    store = open_store(database, access=Access(database, patience=20))
    support = Doomed(store, able, chance)
    while clock.exists():  # noqa: ASYNC240 - a local file of a few bytes
        at = START + timedelta(hours=float(clock.read_text()))  # noqa: ASYNC240 - as above
        with suppress(StoreAway):
            await support.tick(at)
        await asyncio.sleep(0.01)
    await store.close()


def born(database: str, able: Mind, clock: Path, chance: float) -> int:
    """Fork a process; its id."""
    process = os.fork()
    if not process:
        random.seed()
        try:
            asyncio.run(ring(database, able, clock, chance))
        except BaseException:  # noqa: BLE001 -- whatever it is, it ends this process alone, and is told
            traceback.print_exc()
            os._exit(BROKEN)
        os._exit(0)
    return process


async def told(store: Store, chats: int) -> dict[int, list[tuple[str, str]]]:
    """What each chat was told, and on which day."""
    found = {}
    for number in range(chats):
        lines = await store.log(Address(CHANNEL, str(number)), limit=100_000)
        found[number] = [(f"{line.at:%Y-%m-%d}", str(line.body["text"])) for line in lines if line.kind is EntryKind.BOT]
    return found


async def undisturbed(able: Mind, chats: int, hours: list[float]) -> dict[int, list[tuple[str, str]]]:
    """What one process tells that nobody kills."""
    store = MemoryStore()
    await planned(store, able, chats)
    support = Support(store, able)
    for hour in hours:
        while await support.tick(START + timedelta(hours=hour)):
            pass
    return await told(store, chats)


def moved(clock: Path, hour: float) -> None:
    draft = clock.with_suffix(".new")
    draft.write_text(str(hour))
    draft.replace(clock)


def keep_alive(database: str, folder: Path, processes: int, chance: float) -> None:
    """So many processes, and a new one for each that dies, until the clock is taken away. Each death is a letter in
    the file ``kills``. It has never touched a database itself: a fork beside a thread that is in OpenSSL hangs now and then.
    """
    able, clock = mind(), folder / "clock"
    alive = {born(database, able, clock, chance) for _ in range(processes)}
    while alive:
        process, status = os.wait()
        alive.remove(process)
        if os.waitstatus_to_exitcode(status) == BROKEN:
            raise SystemExit("a process broke by itself; what it said stands above")
        if clock.exists():
            with (folder / "kills").open("a") as file:
                file.write("k")
            alive.add(born(database, able, clock, chance))


def storm(database: str, able: Mind, folder: Path, given: argparse.Namespace) -> tuple[int, list[str]]:
    """How many were killed, and every chat that was told something else than it should have been."""
    chats, hours = given.chats, days(given.days)

    async def prepared() -> None:
        store = open_store(database)
        await planned(store, able, chats)
        await store.close()

    async def books() -> dict[int, list[tuple[str, str]]]:
        store = open_store(database)
        found = await told(store, chats)
        await store.close()
        return found

    asyncio.run(prepared())
    clock, kills = folder / "clock", folder / "kills"
    moved(clock, 0)
    kills.touch()
    command = [sys.executable, "-m", "tests.chaos.reminders", "--keep-alive", database, str(folder)]
    command += ["--processes", str(given.processes), "--chance", str(given.chance)]
    with subprocess.Popen(command, cwd=ROOT) as keeper:
        for hour in hours:
            moved(clock, hour)
            micros = int((START + timedelta(hours=hour)).timestamp() * 1_000_000)
            while ask(database, f"SELECT count(*) FROM timer WHERE at <= {micros}")[0][0]:  # noqa: S608 - a number of ours
                if keeper.poll() is not None:
                    return 0, ["the processes could not be kept alive"]
                time.sleep(0.02)
        clock.unlink()
    expected, found = asyncio.run(undisturbed(able, chats, hours)), asyncio.run(books())
    return len(kills.read_text()), [
        f"chat {number}: {found[number]} instead of {expected[number]}" for number in expected if found[number] != expected[number]
    ]


def days(count: int) -> list[float]:
    """Every afternoon at four in the shops; and two days on which posbot was away."""
    return [24.0 * day + 6 for day in range(1, count + 1) if day % 13 not in {3, 4}]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--chats", type=int, default=60)
    parser.add_argument("--days", type=int, default=40)
    parser.add_argument("--chance", type=float, default=0.01)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--keep-alive", nargs=2, metavar=("DATABASE", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.keep_alive:
        keep_alive(given.keep_alive[0], Path(given.keep_alive[1]), given.processes, given.chance)
        return 0
    able, end, kills = mind(), time.monotonic() + 60 * given.minutes, 0
    while True:
        with tempfile.TemporaryDirectory() as name:
            database = server().database(Path(name))
            killed, wrong = storm(database, able, Path(name), given)
            server().give_back(Path(name))
        kills += killed
        if wrong or time.monotonic() >= end:
            break
    sys.stdout.write(f"{kills} kills of {given.processes} processes; {wrong[:3] or 'nothing lost, nothing twice'}\n")
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
