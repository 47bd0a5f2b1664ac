"""Messages and timers a second of the SQLite store, beside the raw driver that writes the same rows.

    python -m benchmarks.store [--seconds 1.0] [--rounds 3] [--folder DIR]

*raw* is `sqlite3` with hand-written SQL on a group commit of its own (a thread, a queue, a savepoint
each); its state is a plain dict, read from JSON and written again. *limit* is hand-written SQL in a loop of
batches of known size, with JSON that is ready: no thread, no future, no state. The rounds take turns,
the figures are their medians. Each message: dedup, read the chat, a trivial turn, two log entries, keep
the state.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Literal

from bot.core.codec import encode_state
from bot.core.messages import Address
from bot.core.state import Attempt, Crumb, Move, Offer, Place, Question, State
from bot.service.ports import JSON, Alarm, Chat, Entry, EntryKind, Event, Kept, Store
from bot.store.migrating import migrate
from bot.store.opening import open_store
from bot.store.sqlite import connect

Synchronous = Literal["FULL", "NORMAL"]
Message = Callable[[int], Awaitable[object]]

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WAITING = (1, 8, 64)
TIMERS = 10_000
CHOICES: JSON = [{"key": "3.yes", "label": "亮了"}, {"key": "3.no", "label": "没亮"}]
BODY: dict[str, JSON] = {"text": "开不了机，充了一个晚上也没反应", "choices": CHOICES}
STATE = State(
    ref="1001",
    turn=6,
    trouble="power.no_power",
    place=Place("power.no_power", "check_outlet"),
    question=Question(6, tuple(Offer(name, name, Move.ANSWER, name) for name in ("yes", "no", "unsure")), "lamp"),
    slots={"serial": "0820123456", "model": "A920", "lamp": "off"},
    attempts=(Attempt("power.charge", "not_fixed"), Attempt("power.hold_button", "not_fixed")),
    trail=tuple(Crumb(Place("power.no_power", step), {"model": "A920"}, ()) for step in ("ask_model", "charge")),
    words=("开不了机，充了一个晚上也没反应",),
)

FIND = "SELECT number, state, mode, seq, sent_seq, due_at, lease, attempt FROM chat WHERE channel = ? AND chat = ?"
MAKE = "INSERT INTO chat (channel, chat, version, mode, seq, sent_seq, lease, epoch, attempt) VALUES (?, ?, 0, 'bot', 0, 0, 'free', 0, 0)"
SEEN = "INSERT INTO seen (number, account, id, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
APPEND = "INSERT INTO log (number, seq, kind, at, body, status) VALUES (?, ?, ?, ?, ?, 'kept')"
KEEP = "UPDATE chat SET state = ?, version = version + 1, mode = ?, seq = ?, due_at = ?, lease = ?, attempt = ? WHERE number = ?"


def turn(chat: Chat) -> Kept:
    """The trivial turn."""
    state = chat.state or STATE
    entries = (Entry(EntryKind.MERCHANT, NOW, BODY), Entry(EntryKind.BOT, NOW, BODY))
    return Kept(replace(state, turn=state.turn + 1), entries)


class Raw:
    """The raw driver."""

    def __init__(self, path: Path, synchronous: Synchronous) -> None:
        self.connection = connect(path, synchronous)
        self.state = json.dumps(encode_state(STATE), ensure_ascii=False)
        self.body = json.dumps(BODY, ensure_ascii=False)

    def texts(self, state: str | None) -> tuple[str, str, str]:
        """The chat's next state and what it heard and says, as a program without types would make them."""
        turned = json.loads(state or self.state)
        turned["turn"] += 1
        return json.dumps(turned, ensure_ascii=False), json.dumps(BODY, ensure_ascii=False), json.dumps(BODY, ensure_ascii=False)

    def ready(self, _state: str | None) -> tuple[str, str, str]:
        """The same, made before."""
        return self.state, self.body, self.body

    def message(self, chat: str, event: str, made: Callable[[str | None], tuple[str, str, str]]) -> None:
        """The same rows as one `handle`."""
        run = self.connection.execute
        row = run(FIND, ("web", chat)).fetchone()
        number, state, seq = (row[0], row[1], row[3]) if row else (run(MAKE, ("web", chat)).lastrowid, None, 0)
        if run(SEEN, (number, "web", event, 1)).rowcount:
            state, heard, said = made(state)
            self.connection.executemany(APPEND, [(number, seq + 1, "merchant", 1, heard), (number, seq + 2, "bot", 1, said)])
            run(KEEP, (state, "bot", seq + 2, 1, "free", 0, number))

    def together(self, messages: Sequence[tuple[str, str]], made: Callable[[str | None], tuple[str, str, str]]) -> None:
        """One transaction, a savepoint each."""
        self.connection.execute("BEGIN IMMEDIATE")
        for chat, event in messages:
            self.connection.execute("SAVEPOINT job")
            self.message(chat, event, made)
            self.connection.execute("RELEASE job")
        self.connection.execute("COMMIT")


class RawWriter:
    """The raw driver behind a thread that commits what waits."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.jobs: SimpleQueue[tuple[str, str, asyncio.Future[None]] | None] = SimpleQueue()
        self.loop = asyncio.get_running_loop()
        self.thread = Thread(target=self.write, daemon=True)
        self.thread.start()

    async def message(self, number: int, chats: int) -> None:
        """One message, kept."""
        future = self.loop.create_future()
        self.jobs.put((str(number % chats), str(number), future))
        await future

    def write(self) -> None:
        """Until the end is among the jobs."""
        while job := self.jobs.get():
            jobs = [job]
            while len(jobs) < 256:
                try:
                    more = self.jobs.get_nowait()
                except Empty:
                    break
                if more is None:
                    return
                jobs.append(more)
            self.raw.together([(chat, event) for chat, event, _ in jobs], self.raw.texts)
            self.loop.call_soon_threadsafe(self.wake, [future for _, _, future in jobs])

    @staticmethod
    def wake(futures: Sequence[asyncio.Future[None]]) -> None:
        """Those who wait."""
        for future in futures:
            future.set_result(None)

    def close(self) -> None:
        """No more."""
        self.jobs.put(None)
        self.thread.join()
        self.raw.connection.close()


async def rate(message: Message, waiting: int, seconds: float) -> float:
    """Messages a second with so many chats waiting at any time."""
    numbers, end = count(), time.perf_counter() + seconds
    done = 0

    async def merchant(chat: int) -> None:
        nonlocal done
        while time.perf_counter() < end:
            await message(next(numbers) * waiting + chat)
            done += 1

    start = time.perf_counter()
    await asyncio.gather(*map(merchant, range(waiting)))
    return done / (time.perf_counter() - start)


async def ours(path: Path, synchronous: Synchronous, waiting: int, seconds: float) -> float:
    """The store's messages a second."""
    store = open_store(f"sqlite:///{path}", synchronous=synchronous)

    async def message(number: int) -> object:
        return await store.handle(Event("web", str(number), Address("web", str(number % waiting)), NOW), turn)

    result = await rate(message, waiting, seconds)
    await store.close()
    return result


async def raw(path: Path, synchronous: Synchronous, waiting: int, seconds: float) -> float:
    """The raw driver's, with its own group commit."""
    writer = RawWriter(Raw(path, synchronous))
    result = await rate(lambda number: writer.message(number, waiting), waiting, seconds)
    writer.close()
    return result


async def limit(path: Path, synchronous: Synchronous, waiting: int, seconds: float) -> float:
    """The raw driver's in a loop of full batches."""
    driver, done, start = Raw(path, synchronous), 0, time.perf_counter()
    while time.perf_counter() < start + seconds:
        driver.together([(str(chat), str(done)) for chat in range(waiting)], driver.ready)
        done += waiting
    driver.connection.close()
    return done / (time.perf_counter() - start)


async def timers(path: Path, synchronous: Synchronous) -> float:
    """Timers fired a second, found due and handled in batches."""
    store = open_store(f"sqlite:///{path}", synchronous=synchronous)
    alarms = tuple(Alarm(str(number), NOW, 1) for number in range(TIMERS // 100))
    await asyncio.gather(*(_set(store, str(chat), alarms) for chat in range(100)))
    start, fired = time.perf_counter(), 0
    while due := await store.due(NOW, 500):
        events = [Event("timer", f"{timer.id}:{timer.occurrence}", timer.address, NOW) for timer in due]
        outcomes = await asyncio.gather(*(store.handle(event, remind) for event in events))
        fired += sum(outcome is not None for outcome in outcomes)
    elapsed = time.perf_counter() - start
    assert fired == TIMERS
    await store.close()
    return fired / elapsed


async def _set(store: Store, chat: str, alarms: tuple[Alarm, ...]) -> None:
    event = Event("web", "1", Address("web", chat), NOW - timedelta(days=1))
    await store.handle(event, lambda _: Kept(STATE, alarms=alarms))


def remind(chat: Chat) -> Kept:
    """The turn of a timer: one line."""
    state = chat.state or STATE
    return Kept(replace(state, turn=state.turn + 1), (Entry(EntryKind.BOT, NOW, BODY),))


def fresh(folder: Path) -> Path:
    """A migrated database that nobody used."""
    path = folder / f"{time.monotonic_ns()}.db"
    migrate(f"sqlite:///{path}")
    return path


def measure(folder: Path, synchronous: Synchronous, waiting: int, seconds: float, rounds: int) -> None:
    """Print one line of the table."""
    ways = (ours, raw, limit)
    figures = [[asyncio.run(way(fresh(folder), synchronous, waiting, seconds)) for way in ways] for _ in range(rounds)]
    store, beside, most = (median(column) for column in zip(*figures, strict=True))
    print(f"{synchronous:8} {waiting:>7} {store:>9,.0f} {beside:>9,.0f} {most:>9,.0f} {beside / store:>9.2f}x {most / store:>9.2f}x")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    size = len(json.dumps(encode_state(STATE), ensure_ascii=False).encode())
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores, state of {size} bytes")
    print(f"{'sync':8} {'waiting':>7} {'store/s':>9} {'raw/s':>9} {'limit/s':>9} {'raw/store':>10} {'limit/store':>10}")
    levels: tuple[Synchronous, ...] = ("FULL", "NORMAL")
    with TemporaryDirectory(dir=given.folder) as name:
        for synchronous in levels:
            for waiting in WAITING:
                measure(Path(name), synchronous, waiting, given.seconds, given.rounds)
        for synchronous in levels:
            figures = [asyncio.run(timers(fresh(Path(name)), synchronous)) for _ in range(given.rounds)]
            print(f"{synchronous:8} timers  {median(figures):>9,.0f}")


if __name__ == "__main__":
    main()
