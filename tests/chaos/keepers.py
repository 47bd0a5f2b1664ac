"""Processes that talk to merchants and keep index, counts and misses for each other, over one PostgreSQL; whoever keeps is killed at it.

    python -m tests.chaos.keepers [--processes 3] [--kills 12]

It dies before a transaction, within it, and between one that is done and the next; the last to die has no successor, who would
look at all when it starts. What is kept in the end, by those who are left and by nobody else, must be what one undisturbed process makes of the same logs: each line once, each talk counted once.
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
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Table
from sqlmodel import Session

from bot.core.understanding import Chose, Understanding
from bot.service.desk import indexing
from bot.service.desk.indexing import Indexer
from bot.service.studio.catching import MissIndex
from bot.store.access import Access
from bot.store.desk.index import StoredIndex
from bot.store.insight.tallying import DAY, FLOW, SPAN, STEP, TALLY, StoredTally
from bot.store.opening import open_store
from bot.store.postgres import store as postgres
from bot.store.studio.misses import StoredMisses
from tests.chaos.reminders import BROKEN, ROOT
from tests.contract.building import NINE
from tests.contract.desk.room import PERSON, Room
from tests.postgres import ask, server
from tests.world import heard

T = TypeVar("T")
ZONE = ZoneInfo("Asia/Shanghai")
CHATS = 12
"""Of all processes together, and of each alone: nobody else looks at these when it dies."""
MOMENT, LATER = 0.05, 0.3
DEATH = 0.04
"""The chance at each of the places."""
PATIENCE = 120.0
BEHIND = """
SELECT count(*) FROM chat
LEFT JOIN search_chat ON search_chat.number = chat.number
LEFT JOIN chronicle ON chronicle.number = chat.number
LEFT JOIN miss_chat ON miss_chat.number = chat.number
WHERE least(coalesce(search_chat.seq, 0), coalesce(chronicle.seq, 0), coalesce(miss_chat.seq, 0)) < chat.seq
"""


def counted(table: Table) -> str:
    """What is not nothing: what was added and taken back leaves a row of noughts."""
    measures = [column.name for column in table.columns if not column.primary_key]
    return f"SELECT * FROM {table.name} AS t WHERE {' OR '.join(f'{name} <> 0' for name in measures)} ORDER BY t::text"  # noqa: S608 - names of ours


KEPT = {
    "lines": "SELECT number, seq, words::text FROM search_line ORDER BY 1, 2, 3",
    "chats": "SELECT number, seq, names FROM search_chat ORDER BY 1",
    "misses": "SELECT number, seq, kind, text FROM miss ORDER BY 1, 2, 3",
    "chronicles": "SELECT * FROM chronicle ORDER BY number",
    "talks": "SELECT * FROM talk ORDER BY number, seq",
    **{table.name: counted(table) for table in (TALLY, DAY, SPAN, STEP, FLOW)},
}
FORGET = "TRUNCATE search_line, search_chat, miss, miss_group, miss_chat"


def events() -> Sequence[Understanding]:
    """What merchants say and do."""
    return (
        heard("printer.blank", text="the printer is blank"),
        Chose(NINE, "1.solved"),
        heard(text="the doodad wobbles"),
        heard(text="it spits out pale slips"),
        heard("power.dead", text="it is dead"),
        PERSON,
    )


class DoomedStore(postgres.PostgresStore):
    """Where whoever keeps may die before a transaction, within it and after it."""

    calm: Path

    async def perform(self, work: Callable[[Session], T]) -> T:
        """See `bot.store.database.Database`."""

        def dying(session: Session) -> T:
            value = work(session)
            self._die()
            return value

        self._die()
        value = await super().perform(dying)
        self._die()
        return value

    def _die(self) -> None:
        if self.keeps() and (self._is_last() if self.calm.exists() else random.random() < DEATH):
            os.kill(os.getpid(), signal.SIGKILL)

    def _is_last(self) -> bool:
        """Whoever keeps when it grows calm dies once more, with what it has not come to do."""
        try:
            self.calm.with_name("last").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


def kept_by(room: Room, store: DoomedStore) -> list[StoredIndex | StoredTally | MissIndex]:
    """All that is made from the logs."""
    return [StoredIndex(store), StoredTally(store, ZONE, room.timed.now), MissIndex(StoredMisses(store), lambda letter: letter)]


async def talk(database: str, folder: Path) -> None:
    """One process, until it dies or the end has come."""
    store = DoomedStore(Access(database, patience=20))
    store.calm, indexing.LATER = folder / "calm", LATER
    room = Room(store)
    room._ids = count(os.getpid() * 1_000_000)
    keeping = [asyncio.create_task(Indexer(one, room.support.signals, store.keeps, MOMENT).run()) for one in kept_by(room, store)]
    said = events()
    while not (folder / "end").exists():
        if not store.calm.exists():
            await room.hears(random.choice(said), f"{random.choice((os.getpid(), 'shop'))} {random.randrange(CHATS)}")
        await asyncio.sleep(0.005)
        for task in keeping:
            if task.done():
                task.result()
    for task in keeping:
        task.cancel()
    await store.close()


def born(database: str, folder: Path) -> int:
    """Fork a process; its id."""
    process = os.fork()
    if not process:
        random.seed()
        try:
            asyncio.run(talk(database, folder))
        except BaseException:  # noqa: BLE001 -- whatever it is, it ends this process alone, and is told
            traceback.print_exc()
            os._exit(BROKEN)
        os._exit(0)
    return process


def keep_alive(database: str, folder: Path, processes: int) -> None:
    """So many processes, and a new one for each that dies before it grows calm. Each death is a letter in the file ``kills``. It has never touched
    a database itself; see `tests.chaos.reminders`.
    """
    alive = {born(database, folder) for _ in range(processes)}
    while alive:
        process, status = os.wait()
        alive.remove(process)
        if os.waitstatus_to_exitcode(status) == BROKEN:
            raise SystemExit("a process broke by itself; what it said stands above")
        if not (folder / "calm").exists():
            with (folder / "kills").open("a") as file:
                file.write("k")
            alive.add(born(database, folder))


def kept(database: str) -> dict[str, list[Any]]:
    """All of it."""
    return {name: [tuple(row) for row in ask(database, asked)] for name, asked in KEPT.items()}


async def anew(database: str) -> None:
    """What one process makes of the logs that nobody kills."""
    store = open_store(database)
    assert isinstance(store, postgres.PostgresStore)
    room = Room(store)
    ask(database, FORGET)
    await StoredTally(store, ZONE, room.timed.now).forget()
    for index in kept_by(room, store):  # type: ignore[arg-type]  # it dies no more than the other
        after = await index.catch_up()
        while after:
            after = await index.catch_up(after)
    await store.close()


def until(process: subprocess.Popen[bytes], is_so: Callable[[], bool], what: str) -> None:
    """Wait for it."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if process.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"{what}: not in {PATIENCE:.0f} s")
        time.sleep(0.05)


async def prepared(database: str) -> None:
    """The index that is missing."""
    store = open_store(database)
    assert isinstance(store, postgres.PostgresStore)
    await StoredIndex(store).make()
    await store.close()


def storm(database: str, folder: Path, given: argparse.Namespace) -> tuple[int, list[str]]:
    """How many were killed, and what is not as it should be."""
    asyncio.run(prepared(database))
    kills = folder / "kills"
    kills.touch()
    command = [sys.executable, "-m", "tests.chaos.keepers", "--keep-alive", database, str(folder), "--processes", str(given.processes)]
    with subprocess.Popen(command, cwd=ROOT) as keeper:
        try:
            until(keeper, lambda: len(kills.read_text()) >= given.kills, "the kills")
            (folder / "calm").touch()
            until(keeper, (folder / "last").exists, "the last death")
            until(keeper, lambda: ask(database, BEHIND)[0][0] == 0, "all that was left is kept")
        finally:
            (folder / "end").touch()
    found = kept(database)
    asyncio.run(anew(database))
    expected = kept(database)
    wrong = [f"{name}: {len(found[name])} for {len(expected[name])}" for name in KEPT if found[name] != expected[name]]
    return len(kills.read_text()), wrong or ([] if found["lines"] and found["talks"] and found["misses"] else ["nobody talked"])


def main() -> None:
    """A database, a storm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--keep-alive", nargs=2, metavar=("DATABASE", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.keep_alive:
        keep_alive(given.keep_alive[0], Path(given.keep_alive[1]), given.processes)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data").mkdir()
        kills, wrong = storm(server().database(folder / "data"), folder, given)
        server().stop()
    sys.stdout.write(f"{kills} kills of {given.processes} processes; {wrong[:3] or 'nothing lost, nothing twice'}\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
