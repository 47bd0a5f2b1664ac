"""How fast due reminders are planned, and how that grows with the plans stored.

    python -m benchmarks.reminders [--sizes 10000 100000 1000000] [--due 10000] [--sqlite]

Every chat has a plan for one terminal and its alarm; ``due`` of them ring in the same hour, spread over all. Measured is
what the running program does (`Support.tick`): found by the index, decided, said, kept, the next alarm set. Sending is not
part of it: the messenger's limits pace it. PostgreSQL of the system's binaries, durable to a power cut, or SQLite (FULL).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.core.codec import encode_state
from bot.core.knowledge import Knowledge
from bot.core.reminders.making import made
from bot.core.state import State
from bot.core.upkeep.plan import Plan, Terminal
from bot.knowledge.loading import load_or_raise
from bot.rendering.phrases import Phrases
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.migrating import migrate
from bot.store.opening import open_store
from bot.store.times import micros
from bot.understanding.matcher.matching import Matcher
from bot.wiring.places import cache_folder
from tests.postgres import ask, started

ROOT = Path(__file__).resolve().parents[1]
MADE = date(2026, 11, 23)
NOW = datetime(2026, 11, 30, 7, 30, tzinfo=UTC)  # half past three in Shanghai, a week later
COLUMNS = "number, channel, chat, state, version, mode, seq, sent_seq, lease, epoch, attempt"


def mind() -> Mind:
    """The one that ships."""
    read = load_or_raise(ROOT / "knowledge", ROOT / "templates", cache_folder(os.environ))
    return Mind(read.knowledge, Matcher.build(read.examples, cache=cache_folder(os.environ)), Phrases(read.knowledge))


def planned(knowledge: Knowledge) -> str:
    """The state of a restaurant, as it is stored."""
    plan = made(knowledge, Plan(MADE, "middle", "greasy", "meals", (Terminal("1"),)), MADE)
    return json.dumps(encode_state(State(ref="1042", plan=plan, offered=True)), ensure_ascii=False)


def fill(run: Callable[[str], object], series: str, state: str, every: int) -> None:
    """A chat and an alarm for each number of the series; one in ``every`` is due."""
    at, later = micros(NOW - timedelta(minutes=30)), micros(NOW + timedelta(days=1))
    run(f"INSERT INTO chat ({COLUMNS}) SELECT n, 'web', n || '', '{state}', 1, 'bot', 0, 0, 'free', 0, 0 FROM ({series}) t")
    when = f"CASE WHEN n % {every} = 0 THEN {at} + n ELSE {later} + n END"
    run(f"INSERT INTO timer (number, name, at, turn, occurrence) SELECT n, 'upkeep', {when}, 1, 1 FROM ({series}) t")


async def measured(url: str, due: int, mind: Mind) -> str:
    """Reminders planned a second of the clock and of this process's own work, and its memory in MB before and after."""
    store = open_store(url)
    support, rung, before = Support(store, mind), 0, _memory()
    began, worked = time.perf_counter(), time.process_time()
    while rang := await support.tick(NOW):
        rung += rang
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    assert rung == due, (rung, due)
    await store.close()
    return f"{rung:,} due, {rung / seconds:,.0f} planned/s ({rung / worked:,.0f} a second of its own work), {before} -> {_memory()} MB"


def _memory() -> int:
    """What is resident now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 2**20


def sqlite_filled(folder: Path, size: int, state: str, every: int) -> str:
    """A file with so many plans."""
    url = f"sqlite:///{folder}/{size}.db"
    migrate(url)
    series = f"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {size}) SELECT n FROM s"
    with closing(sqlite3.connect(f"{folder}/{size}.db")) as connection:
        fill(connection.execute, series, state, every)
        connection.commit()
    return url


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--sqlite", action="store_true")
    wanted = parser.parse_args()
    able = mind()
    state = planned(able.knowledge)
    print(f"{len(state)} characters a plan; {'SQLite' if wanted.sqlite else 'PostgreSQL'}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        server = None if wanted.sqlite else started(folder / "pg", fsync="on", shared_buffers="256MB") if _made(folder / "pg") else None
        for size in wanted.sizes:
            every = max(size // wanted.due, 1)
            if server is None:
                url = sqlite_filled(folder, size, state, every)
            else:
                ask(server.url("postgres"), f"CREATE DATABASE r{size}")
                url = server.url(f"r{size}")
                migrate(url)
                fill(lambda statement, url=url: ask(url, statement), f"SELECT generate_series(1, {size}) n", state, every)  # type: ignore[misc]
                ask(url, "VACUUM ANALYZE")
            print(f"{size:>9,} plans: {asyncio.run(measured(url, size // every, able))}", flush=True)
        if server:
            server.stop()


def _made(folder: Path) -> bool:
    folder.mkdir()
    return True


if __name__ == "__main__":
    main()
