"""How long the numbers of a month take to read, and how fast they are counted, over made-up talks.

    python -m benchmarks.dashboard [--messages 100000] [--database postgresql://…] [--explain]

Without ``--database`` on SQLite in a temporary folder; with one, its database must be new and empty. Printed: lines counted a
second, then the median and the slowest of twenty readings of the dashboard's numbers and of the whole page, and with
``--explain`` how the database finds them.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session

from benchmarks.made_up import Line, Shop, shops
from bot.core.knowledge import Knowledge
from bot.service.hours import zone_of
from bot.service.insight.numbers import Numbers, asked_of
from bot.service.ports import Store
from bot.store.database import Database
from bot.store.insight.ledger import STATEMENTS, StoredLedger
from bot.store.insight.tallying import StoredTally
from bot.store.migrating import migrate
from bot.store.opening import open_store
from bot.store.statements.words import CHAT, LOG
from bot.wiring.mind import Sources, loaded

ROUNDS = 20
GIVEN: Sequence[Mapping[str, str]] = ({"days": "30"}, {"days": "90"}, {"days": "30", "channel": "web", "locale": "zh", "model": "PAX A920"})


async def fill(database: Database, knowledge: Knowledge, messages: int) -> int:
    """The logs; how many lines."""
    lines, piece, chats = 0, [], []
    for shop, told in shops(knowledge, messages, 90, datetime.now(UTC)):
        chats.append(_chat(shop))
        piece += told
        if len(piece) > 20_000:
            lines += await _put(database, chats, piece)
            piece, chats = [], []
    return lines + await _put(database, chats, piece)


def _chat(shop: Shop) -> dict[str, Any]:
    still = {"version": 0, "mode": "bot", "seq": shop.seq, "sent_seq": shop.seq, "lease": "free", "epoch": 0, "attempt": 0, "reach": "open"}
    return {"number": shop.number, "channel": shop.channel, "chat": f"shop-{shop.number}", **still}


async def _put(database: Database, chats: list[dict[str, Any]], lines: list[Line]) -> int:
    rows = [line.row() for line in lines]

    def work(session: Session) -> None:
        session.connection().execute(insert(CHAT), chats)
        session.connection().execute(insert(LOG), rows)

    if rows:
        await database.perform(work)
    return len(rows)


async def measure(store: Store, knowledge: Knowledge, messages: int, *, explain: bool) -> None:
    """All of it, printed."""
    if not isinstance(store, Database):
        raise SystemExit("this needs a database with tables")
    zone = zone_of(knowledge.warranty.zone)
    began = time.perf_counter()
    lines = await fill(store, knowledge, messages)
    print(f"{lines:,} lines written in {time.perf_counter() - began:.0f} s")
    tally, after, began = StoredTally(store, zone, store.now), 0, time.perf_counter()
    while after := await tally.catch_up(after):
        pass
    took = time.perf_counter() - began
    print(f"counted in {took:.0f} s: {lines / took:,.0f} lines a second")
    if store_is_postgres(store):
        await store.perform(_analyse)
    numbers = Numbers(StoredLedger(store), zone, store.now)
    for given in GIVEN:
        times: list[float] = []
        board = await numbers.of(asked_of(given, numbers.today()))
        for _ in range(ROUNDS):
            began = time.perf_counter()
            await numbers.of(asked_of(given, numbers.today()))
            times.append((time.perf_counter() - began) * 1000)
        told = " ".join(f"{name}={value}" for name, value in given.items())
        print(f"{told}: median {median(times):.0f} ms, slowest {max(times):.0f} ms ({board.totals['begun']:,} talks begun)")
    if explain:
        await _explain(store, numbers)


def _analyse(session: Session) -> None:
    session.connection().execute(text("ANALYZE"))


def store_is_postgres(store: object) -> bool:
    """By its name: SQLite needs no statistics here."""
    return "ostgres" in type(store).__name__


async def _explain(database: Database, numbers: Numbers) -> None:
    asked = asked_of({"days": "30"}, numbers.today())
    prefix = "EXPLAIN (ANALYZE, BUFFERS)" if store_is_postgres(database) else "EXPLAIN QUERY PLAN"
    for name, statement in STATEMENTS.items():

        def work(session: Session, statement: Any = statement) -> list[str]:
            connection = session.connection()
            compiled = statement(asked).compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
            return [str(row[-1]) for row in connection.execute(text(f"{prefix} {compiled}".replace(":", "\\:")))]

        print(f"-- {name}", *await database.read(work), sep="\n   ")


def main() -> None:
    """Read the wishes, make the database, measure."""
    wishes = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wishes.add_argument("--messages", type=int, default=100_000)
    wishes.add_argument("--database", default="")
    wishes.add_argument("--explain", action="store_true")
    given = wishes.parse_args()
    knowledge = loaded(Sources()).knowledge
    with TemporaryDirectory() as folder:
        url = given.database or f"sqlite:///{Path(folder) / 'posbot.db'}"
        migrate(url)

        async def run() -> None:
            store = open_store(url)
            try:
                await measure(store, knowledge, given.messages, explain=given.explain)
            finally:
                await store.close()

        asyncio.run(run())


if __name__ == "__main__":
    main()
