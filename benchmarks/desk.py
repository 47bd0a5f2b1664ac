"""What the staff's lists cost with 2,000 open chats, beside the same rows read by hand-written SQL.

    python -m benchmarks.desk [--chats 2000] [--rounds 30] [--tabs 100]

*inbox* is what the page's fragment asks of the desk: counts and the first sixty rows of each group, names put to
them; *fragment* is that with its HTML, what a tab fetches. *raw* reads as many rows of the same tables with one statement a group and makes nothing of them. Then posbot runs
with these chats and so many tabs of the desk open; see `benchmarks.tabs`.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks import tabs
from bot.console.access.gate import Visit
from bot.console.looking import Look
from bot.console.looks import Looks
from bot.core.messages import Address
from bot.core.state import Mode, Place, State
from bot.rendering.phrases import Phrases
from bot.service.desk.accounts import Caller, Session
from bot.service.desk.bus import Bus
from bot.service.desk.living import StaffDesk
from bot.service.desk.people import Staff
from bot.service.ports import Entry, EntryKind, Event, Kept
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.desk.index import StoredIndex
from bot.store.desk.keys import StoredKeys
from bot.store.desk.shelf import StoredShelf
from bot.store.opening import open_store
from bot.store.sqlite import SqliteStore
from bot.wiring.blobs import MemoryBlobs
from bot.wiring.mind import Sources, loaded, matcher_of

Span = tuple[float, float]
"""Seconds of the clock on the wall, and of the processor: the first is no measure where other work holds the machine."""
NOW = datetime.now(UTC)
ME = Staff("li", "Li Na")
KINDS: tuple[Callable[[State], State], ...] = (
    lambda state: _but(state, called=True, since=NOW),
    lambda state: _but(state, mode=Mode.STAFF, staff="li", since=NOW),
    lambda state: _but(state, mode=Mode.STAFF, staff="wang"),
    lambda state: _but(state, place=Place("power.no_power", "check_outlet")),
)
RAW = """SELECT * FROM standing JOIN chat ON chat.number = standing.number LEFT JOIN handling ON handling.number = standing.number
WHERE place = ? ORDER BY since LIMIT 60"""


def _but(state: State, **changes: object) -> State:
    return replace(state, **changes)  # type: ignore[arg-type]


async def fill(support: Support, chats: int) -> None:
    """Chats of four kinds, a few lines each."""

    async def one(number: int) -> None:
        at = NOW - timedelta(minutes=number % 600)

        def turn(_chat: object) -> Kept:
            state = KINDS[number % len(KINDS)](State(ref=str(number), trouble="power.no_power", slots={"serial": f"SN{number:06}"}))
            line = Entry(EntryKind.MERCHANT, at, {"text": "开不了机，充了一个晚上也没反应"})
            return Kept(state, (line, line, line))

        await support.keep(Event("web", "1", Address("web", f"shop {number}"), at), turn)

    for first in range(0, chats, 200):
        await asyncio.gather(*(one(number) for number in range(first, min(first + 200, chats))))


async def measure(chats: int, rounds: int, folder: Path) -> None:
    """Print the figures."""
    path = folder / "posbot.db"
    store = open_store(f"sqlite:///{path}", synchronous="NORMAL")
    assert isinstance(store, SqliteStore)
    read = loaded(Sources())
    mind = Mind(read.knowledge, matcher_of(read), Phrases(read.knowledge))
    support = Support(store, mind)
    desk = StaffDesk(support, StoredShelf(store), StoredKeys(store), MemoryBlobs(), Bus())
    await fill(support, chats)
    begun = time.perf_counter()
    index = StoredIndex(store)
    assert await index.make()
    number = await index.catch_up()
    while number:
        number = await index.catch_up(number)
    taken_in = time.perf_counter() - begun
    looks = Looks(Path("templates/pages"), desk, store.now)
    looked = {what: [await timed(desk, looks, what) for _ in range(rounds)] for what in ("inbox", "fragment", "open", "search", "rare")}
    with closing(sqlite3.connect(path)) as connection:
        raw = [_raw(connection) for _ in range(rounds)]
    await store.close()
    print(f"{chats} chats, milliseconds: of the clock (median, 95th percentile), of the processor; times the raw reading of the inbox")
    for name, spans in (("raw", raw), *looked.items()):
        wall, busy = [span[0] for span in spans], median(span[1] for span in spans)
        high, ratio = quantiles(wall, n=20)[-1], busy / median(span[1] for span in raw)
        print(f"{name:<8} {median(wall) * 1e3:8.2f} {high * 1e3:8.2f} {busy * 1e3:8.2f} {ratio:6.1f}x")
    print(f"index of {chats * 3} lines made in {taken_in:.1f} s")


async def fragment(desk: StaffDesk, looks: Looks) -> None:
    """The list as HTML."""
    visit = Visit(ME, Session(1, ME, "", NOW, NOW, "", ""), Caller("", ""))
    look = Look()
    whole = await desk.inbox(ME, shown=look.groups)
    looks.text("queue.html", visit, look=look, whole=whole, sections=[one for one in whole.sections if one.group in look.groups])


async def timed(desk: StaffDesk, looks: Looks, what: str) -> Span:
    """One look."""
    asked: dict[str, Callable[[], Awaitable[object]]] = {
        "fragment": lambda: fragment(desk, looks),
        "inbox": lambda: desk.inbox(ME, shown=Look().groups),
        "open": lambda: desk.open(ME, 1001),
        "search": lambda: desk.search(ME, "没反应"),
        "rare": lambda: desk.search(ME, "0418"),
    }
    clocks = time.perf_counter(), time.process_time()
    await asked[what]()
    return time.perf_counter() - clocks[0], time.process_time() - clocks[1]


def _raw(connection: sqlite3.Connection) -> Span:
    clocks = time.perf_counter(), time.process_time()
    for place in ("waiting", "staff", "staff", "bot", "waiting"):
        connection.execute(RAW, (place,)).fetchall()
    return time.perf_counter() - clocks[0], time.process_time() - clocks[1]


def main() -> None:
    """Measure with what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--chats", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--tabs", type=int, default=100)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        asyncio.run(measure(given.chats, given.rounds, Path(folder)))
        if given.tabs:
            figures = asyncio.run(tabs.measure(Path(folder), given.tabs, given.rounds))
            print(f"over HTTP on this machine, milliseconds: median, worst\n{tabs.told(figures, given.tabs)}")


if __name__ == "__main__":
    main()
