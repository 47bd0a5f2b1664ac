"""Messages and timers a second of the PostgreSQL store, beside the raw driver that writes the same rows, in one run.

    python -m benchmarks.store_postgres [--url postgresql://…] [--seconds 1.0] [--rounds 3]

Without an address it starts a PostgreSQL of its own from the system's binaries, durable to a power cut (fsync on).
*raw* is asyncpg with hand-written SQL and a batch of its own (`unnest`): find and lock, look up, append, keep; its state
is a plain dict, read from JSON and written again. The rounds take turns, the figures are their medians.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg

from benchmarks.store import BODY, NOW, STATE, TIMERS, WAITING, _set, rate, remind, turn
from bot.core.codec import encode_state
from bot.core.messages import Address
from bot.service.ports import Alarm, Event
from bot.store.migrating import migrate
from bot.store.opening import open_store
from tests.postgres import ask, started

MAKE = (
    "INSERT INTO chat (channel, chat, version, mode, seq, sent_seq, lease, epoch, attempt) SELECT 'web', c, 0, 'bot', 0, 0, 'free', 0, 0 "
    "FROM unnest($1::text[]) c ON CONFLICT DO NOTHING"
)
LOCK = "SELECT number, chat, state, seq FROM chat WHERE channel = 'web' AND chat = ANY($1::text[]) ORDER BY number FOR UPDATE"
SEEN = (
    "INSERT INTO seen (number, account, id, at) SELECT n, 'web', i, 1 FROM unnest($1::bigint[], $2::text[]) t(n, i) "
    "ON CONFLICT DO NOTHING RETURNING number, id"
)
WRITE = (
    "WITH lines AS (INSERT INTO log (number, seq, kind, at, body, status) SELECT n, s, k, 1, b, 'kept' "
    "FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) t(n, s, k, b)) "
    "UPDATE chat SET state = t.state, version = version + 1, mode = 'bot', seq = t.seq, due_at = 1, lease = 'free', attempt = 0 "
    "FROM unnest($5::bigint[], $6::text[], $7::bigint[]) t(number, state, seq) WHERE chat.number = t.number"
)


class RawBatches:
    """asyncpg, and what waits shares a transaction."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.jobs: list[tuple[str, str, asyncio.Future[None]]] = []
        self.came = asyncio.Event()
        self.task = asyncio.create_task(self.work())
        self.first = json.dumps(encode_state(STATE), ensure_ascii=False)

    async def message(self, number: int, chats: int) -> None:
        """One message, kept."""
        future = asyncio.get_running_loop().create_future()
        self.jobs.append((str(number % chats), str(number), future))
        self.came.set()
        await future

    async def work(self) -> None:
        """Batch after batch; a chat is in a batch once."""
        while True:
            await self.came.wait()
            self.came.clear()
            while self.jobs:
                batch = {job[0]: job for job in reversed(self.jobs[:256])}
                self.jobs = [job for job in self.jobs if batch.get(job[0]) is not job]
                await self.keep(batch)
                for _, _, future in batch.values():
                    future.set_result(None)

    async def keep(self, batch: dict[str, Any]) -> None:
        """One transaction."""
        run = self.connection.fetch
        async with self.connection.transaction():
            rows = await run(LOCK, list(batch))
            if len(rows) < len(batch):
                await run(MAKE, list(batch))
                rows = await run(LOCK, list(batch))
            await run(SEEN, [row["number"] for row in rows], [batch[row["chat"]][1] for row in rows])
            numbers, seqs, kinds, bodies, states = [], [], [], [], []
            for row in rows:
                state = json.loads(row["state"] or self.first)
                state["turn"] += 1
                states.append(json.dumps(state, ensure_ascii=False))
                numbers += [row["number"]] * 2
                seqs += [row["seq"] + 1, row["seq"] + 2]
                kinds += ["merchant", "bot"]
                bodies += [json.dumps(BODY, ensure_ascii=False), json.dumps(BODY, ensure_ascii=False)]
            await run(WRITE, numbers, seqs, kinds, bodies, [r["number"] for r in rows], states, [r["seq"] + 2 for r in rows])


async def ours(url: str, waiting: int, seconds: float) -> float:
    """The store's messages a second."""
    store = open_store(url)

    async def message(number: int) -> object:
        return await store.handle(Event("web", str(number), Address("web", str(number % waiting)), NOW), turn)

    result = await rate(message, waiting, seconds)
    await store.close()
    return result


async def raw(url: str, waiting: int, seconds: float) -> float:
    """The raw driver's, with its own batches."""
    connection = await asyncpg.connect(url, server_settings={"enable_seqscan": "off"})
    batches = RawBatches(connection)
    result = await rate(lambda number: batches.message(number, waiting), waiting, seconds)
    batches.task.cancel()
    await connection.close()
    return result


async def timers(url: str) -> float:
    """Timers fired a second, found due and handled in batches."""
    store = open_store(url)
    alarms = tuple(Alarm(str(number), NOW, 1) for number in range(TIMERS // 100))
    await asyncio.gather(*(_set(store, str(chat), alarms) for chat in range(100)))
    start, fired = time.perf_counter(), 0
    while due := await store.due(NOW, 500):
        events = [Event("timer", f"{timer.id}:{timer.occurrence}", timer.address, NOW) for timer in due]
        fired += sum(outcome is not None for outcome in await asyncio.gather(*(store.handle(event, remind) for event in events)))
    elapsed = time.perf_counter() - start
    assert fired == TIMERS
    await store.close()
    return fired / elapsed


async def inbox(url: str, waiting: int, seconds: float) -> float:
    """Updates taken in a second: what a webhook waits for."""
    store = open_store(url)
    result = await rate(lambda n: store.inbox.take_in("bot", str(n), str(n % waiting), NOW, "x" * 600), waiting, seconds)
    await store.close()
    return result


def fresh(make: Callable[[str], str]) -> str:
    """A migrated database that nobody used."""
    url = make(f"b{time.monotonic_ns()}")
    migrate(url)
    return url


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="of a server where databases may be made")
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = None if given.url else started(Path(folder), fsync="on", shared_buffers="256MB", autovacuum="on")
        base = given.url or (server.url("postgres") if server else "")

        def make(name: str) -> str:
            ask(base, f"CREATE DATABASE {name}")
            return base.rpartition("/")[0] + f"/{name}"

        try:
            version = ask(base, "SHOW server_version")[0][0]
            print(f"Python {platform.python_version()}, PostgreSQL {version}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
            print(f"{'waiting':>7} {'store/s':>9} {'raw/s':>9} {'raw/store':>10} {'inbox/s':>9}")
            for waiting in WAITING:
                figures = [
                    [asyncio.run(way(fresh(make), waiting, given.seconds)) for way in (ours, raw, inbox)] for _ in range(given.rounds)
                ]
                store, beside, taken = (median(column) for column in zip(*figures, strict=True))
                print(f"{waiting:>7} {store:>9,.0f} {beside:>9,.0f} {beside / store:>9.2f}x {taken:>9,.0f}")
            print(f"timers  {median([asyncio.run(timers(fresh(make))) for _ in range(given.rounds)]):>9,.0f}")
        finally:
            if server:
                server.stop()


if __name__ == "__main__":
    main()
