"""How long the pages of insight take to be made, whole, as a browser gets them: dashboard, flows, misses, weekly report.

    python -m benchmarks.pages [--messages 100000] [--database postgresql://…] [--rounds 12] [--filled] [--explain] [--server PID]

Without ``--database`` on SQLite in a temporary folder; with one, its database must be new and empty, or hold what an earlier
run left there (``--filled``). Chats stand in the staff's lists (one in fifty is open), and beside the talks there are sentences
that went wrong, one for seven messages, in groups of some seven. Printed for each page: the quickest and the median by the clock, and
the processor time of this process; with ``--server``, the number of a PostgreSQL's first process on this machine, that of the
database as well: both together are what a page costs where nothing else is at work. ``--explain``: how it finds the misses.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from sqlalchemy import func, insert, select, text
from sqlmodel import Session

from benchmarks.dashboard import fill, store_is_postgres
from bot.service.hours import zone_of
from bot.service.studio.rows import Sought
from bot.settings import Settings
from bot.store.database import Database
from bot.store.insight.tallying import StoredTally
from bot.store.migrating import migrate
from bot.store.statements.words import CHAT
from bot.store.studio.misses import GROUPS, MISSES, counted
from bot.store.tables import StandingRow
from bot.store.times import micros
from bot.wiring.mind import Sources, loaded
from bot.wiring.serving import Desk, open_desk

PAGES = (
    "dashboard?days=30",
    "dashboard?days=90",
    "dashboard?days=30&channel=web&locale=zh&model=PAX%20A920",
    "dashboard/week",
    "flows",
    "flows/hardware.printer_blank",
    "misses?days=7",
    "misses?days=30",
    "misses?days=90",
    "misses?days=365",
    "knowledge",
)
PASSWORD = "correct horse battery staple"  # noqa: S105 -- of a made-up account
STANDING: Any = StandingRow.__table__  # type: ignore[attr-defined]  # SQLModel makes it
KINDS = ("rejected", "rejected", "clarified", "clarified", "corrected", "not_fixed", "taken_over")
AT_ONCE = 5_000


async def stand(database: Database) -> None:
    """Where each chat stands: one in fifty is open."""
    numbers = await database.read(lambda session: list(session.connection().execute(select(CHAT.c.number)).scalars()))
    now, chance = datetime.now(UTC), Random(5)
    for first in range(0, len(numbers), AT_ONCE):
        await _put(database, STANDING, [_standing(number, now, chance) for number in numbers[first : first + AT_ONCE]])


def _standing(number: int, now: datetime, chance: Random) -> dict[str, Any]:
    place = chance.choice(("waiting", "staff", "bot", "bot", "bot")) if number % 50 == 0 else "closed"
    last = micros(now - timedelta(minutes=chance.randrange(600) if number % 50 == 0 else chance.randrange(600, 90 * 24 * 60)))
    told = {"staff": "li" if place == "staff" else "", "since": last if place == "waiting" else None, "last": last, "by": "merchant"}
    plain = {"trouble": "power.no_power", "urgency": 0, "locale": "zh", "serial": "", "model": "", "contact": "", "purchased": ""}
    return {"number": number, "place": place, "preview": "开不了机", "heard": 1, "heard_at": last, **told, **plain}


async def go_wrong(database: Database, count: int) -> None:
    """Sentences that went wrong, over a year, most of them lately, some groups far more frequent than others."""
    groups, now, chance = max(1, count // 7), datetime.now(UTC), Random(6)
    rows = [
        {"number": one, "seq": 1, "kind": "rejected", "locale": chance.choice(("zh", "zh", "zh", "en")), "text": f"那条子跟被狗啃过似的 {one}", "intent": "", "score": 0}
        for one in range(1, groups + 1)
    ]  # fmt: skip
    for first in range(0, groups, AT_ONCE):
        await _put(database, GROUPS, [{**row, "settled": 0} for row in rows[first : first + AT_ONCE]])
    found = list(_wrong(rows, count, now, chance))
    for first in range(0, count, AT_ONCE):
        await _put(database, MISSES, found[first : first + AT_ONCE])


def _wrong(groups: list[dict[str, Any]], count: int, now: datetime, chance: Random) -> Iterator[dict[str, Any]]:
    for one in range(count):
        group = groups[int(len(groups) * chance.random() ** 2)]
        at = now - timedelta(days=365 * chance.random() ** 1.5)
        yield {"number": 1_000_000 + one, "seq": 1, "kind": chance.choice(KINDS), "at": micros(at), "locale": group["locale"], "grp": group["number"], "text": group["text"]}  # fmt: skip


async def _put(database: Database, table: Any, rows: list[dict[str, Any]]) -> None:
    def work(session: Session) -> None:
        session.connection().execute(insert(table), rows)

    await database.perform(work)


async def prepare(desk: Desk, messages: int, *, filled: bool) -> None:
    """Talks, counted; lists; misses."""
    database = desk.store
    assert isinstance(database, Database)
    if not filled:
        await fill(database, desk.support.mind.knowledge, messages)
        tally, after = StoredTally(database, zone_of(desk.support.mind.knowledge.warranty.zone), database.now), 0
        while after := await tally.catch_up(after):
            pass
    if not await database.read(lambda session: session.connection().execute(select(func.count()).select_from(MISSES)).scalar()):
        await stand(database)
        await go_wrong(database, messages // 7)
    if store_is_postgres(database):
        await database.perform(lambda session: session.connection().execute(text("ANALYZE")))


async def signed_in(desk: Desk) -> httpx.AsyncClient:
    """Somebody who may see all of it."""
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(desk.app), base_url="http://desk", headers={"origin": "http://desk"}, timeout=120
    )
    link = next((str(dict(line.values)["page"]) for line in await desk.greet("http://desk") if line.name == "run_first"), "")
    given = {"account": "lead", "password": PASSWORD}
    path = link.removeprefix("http://desk") if link else "/desk/sign-in"
    answer = await client.post(path, data={**given, "name": "Lead", "again": PASSWORD} if link else given)
    assert answer.status_code == httpx.codes.SEE_OTHER, answer.text
    return client


def busy(server: int) -> float:
    """Milliseconds of the processor that this PostgreSQL has had, with all its processes, those that have ended too."""
    spent = 0
    for stat in Path("/proc").glob("[0-9]*/stat") if server else ():
        with contextlib.suppress(OSError):
            rest = stat.read_text("utf-8").rpartition(")")[2].split()
            first = stat.parent.name == str(server)
            spent += sum(int(rest[place]) for place in ((11, 12, 13, 14) if first else (11, 12))) if first or rest[1] == str(server) else 0
    return spent * 1e3 / os.sysconf("SC_CLK_TCK")


async def measure(desk: Desk, rounds: int, server: int) -> None:
    """Every page, printed."""
    client = await signed_in(desk)
    for page in PAGES:
        answer = await client.get(f"/desk/{page}")
        there = busy(server)
        clocks: list[float] = []
        own: list[float] = []
        for _ in range(rounds):
            began, spent = time.perf_counter(), time.process_time()
            answer = await client.get(f"/desk/{page}")
            clocks.append((time.perf_counter() - began) * 1e3)
            own.append((time.process_time() - spent) * 1e3)
            assert answer.status_code == httpx.codes.OK, (page, answer.status_code)
        there = (busy(server) - there) / rounds
        told = f"quickest {min(clocks):4.0f} ms, median {median(clocks):4.0f}; processor {median(own):3.0f} here, {there:3.0f} there"
        print(f"{page:58} {told}; {len(answer.content) / 1024:.0f} KB")
    await client.aclose()


async def explain(database: Database) -> None:
    """How the list of misses is found."""
    prefix = "EXPLAIN (ANALYZE, BUFFERS)" if store_is_postgres(database) else "EXPLAIN QUERY PLAN"
    for days in (7, 30, 365):
        asked = counted(Sought(datetime.now(UTC) - timedelta(days=days)))

        def work(session: Session, asked: Any = asked) -> list[str]:
            connection = session.connection()
            compiled = str(asked.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))
            return [str(row[-1]) for row in connection.exec_driver_sql(f"{prefix} {compiled}")]

        print(f"-- misses of {days} days", *await database.read(work), sep="\n   ")


async def run(url: str, folder: Path, given: argparse.Namespace) -> None:
    """Without what works in the background: nothing else is asked of the database meanwhile."""
    desk = open_desk(Settings(folder=folder, database=url), ("web", "desk"), loaded(Sources()))
    try:
        await prepare(desk, given.messages, filled=given.filled)
        await measure(desk, given.rounds, given.server)
        if given.explain:
            assert isinstance(desk.store, Database)
            await explain(desk.store)
    finally:
        await desk.store.close()


def main() -> None:
    """Read the wishes, make the database, measure."""
    wishes = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wishes.add_argument("--messages", type=int, default=100_000)
    wishes.add_argument("--database", default="")
    wishes.add_argument("--rounds", type=int, default=12)
    wishes.add_argument("--server", type=int, default=0)
    wishes.add_argument("--filled", action="store_true")
    wishes.add_argument("--explain", action="store_true")
    given = wishes.parse_args()
    with TemporaryDirectory() as folder:
        url = given.database or f"sqlite:///{Path(folder) / 'posbot.db'}"
        migrate(url)
        asyncio.run(run(url, Path(folder), given))


if __name__ == "__main__":
    main()
