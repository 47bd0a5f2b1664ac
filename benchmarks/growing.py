"""How the cost of a message grows with the conversations stored: messages a second with 64 chats waiting, spread over all.

    python -m benchmarks.growing [--sizes 1000 10000 100000] [--seconds 2.0] [--sqlite]

On PostgreSQL of the system's binaries, durable to a power cut, or on SQLite (FULL). Each conversation has a state, two
lines of log and an id seen; they are written straight into the tables. 1000000 takes minutes to fill.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.store import BODY, NOW, STATE, rate, turn
from bot.core.codec import encode_state
from bot.core.messages import Address
from bot.service.ports import Event
from bot.store.migrating import migrate
from bot.store.opening import open_store
from tests.postgres import ask, started

STATE_TEXT, BODY_TEXT = json.dumps(encode_state(STATE), ensure_ascii=False), json.dumps(BODY, ensure_ascii=False)
CHAT = "number, channel, chat, state, version, mode, seq, sent_seq, lease, epoch, attempt"


def fill(run: Callable[[str], object], series: str) -> None:
    """So many conversations; ``series`` is a query of the numbers n from 1."""
    run(f"INSERT INTO chat ({CHAT}) SELECT n, 'web', n || '', '{STATE_TEXT}', 1, 'bot', 2, 2, 'free', 0, 0 FROM ({series}) t")
    for seq, kind in ((1, "merchant"), (2, "bot")):
        run(f"INSERT INTO log (number, seq, kind, at, body, status) SELECT n, {seq}, '{kind}', 1, '{BODY_TEXT}', 'sent' FROM ({series}) t")
    run(f"INSERT INTO seen (number, account, id, at) SELECT n, 'web', 'old', 1 FROM ({series}) t")


async def measured(url: str, size: int, seconds: float) -> float:
    """Messages a second over all the chats."""
    store, chance = open_store(url), random.Random(1)

    async def message(number: int) -> object:
        return await store.handle(Event("web", str(number), Address("web", str(chance.randint(1, size))), NOW), turn)

    await rate(message, 64, 0.5)
    result = await rate(lambda number: message(number + 10**9), 64, seconds)
    await store.close()
    return result


def on_sqlite(folder: Path, size: int) -> str:
    """A filled file."""
    url = f"sqlite:///{folder}/{size}.db"
    migrate(url)
    series = f"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {size}) SELECT n FROM s"
    with sqlite3.connect(folder / f"{size}.db") as connection:
        fill(connection.execute, series)
    return url


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--sqlite", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        server = (
            None if given.sqlite else started(folder, fsync="on", shared_buffers="256MB", autovacuum="on", maintenance_work_mem="256MB")
        )
        print(f"{'chats':>9} {'messages/s':>11} {'memory MB':>10}   load {os.getloadavg()[0]:.1f}")
        try:
            for size in given.sizes:
                if server:
                    ask(server.url("postgres"), f"CREATE DATABASE g{size}")
                    url = server.url(f"g{size}")
                    migrate(url)
                    fill(lambda statement, to=url: ask(to, statement), f"SELECT generate_series(1, {size}) n")  # type: ignore[misc]  # bound now
                    ask(url, "ANALYZE")
                else:
                    url = on_sqlite(folder, size)
                figure = asyncio.run(measured(url, size, given.seconds))
                print(f"{size:>9,} {figure:>11,.0f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>10.0f}", flush=True)
                time.sleep(0.5)
        finally:
            if server:
                server.stop()


if __name__ == "__main__":
    main()
