"""The wire to the database is cut, the clock is wrong, the disk is full, two want to do the same."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.messages import Address
from bot.service.ports import Alarm, Event, Store
from bot.service.problems import StoreAway
from bot.store.access import Access
from bot.store.opening import open_store
from bot.store.postgres import pool
from bot.store.problems import StoreProblem
from bot.store.sqlite import SqliteStore
from bot.wiring.health import readiness
from bot.wiring.worker import Worker
from tests.chaos.desk import Ringing, support_of
from tests.chaos.proxy import Wire, wire
from tests.contract.building import MINUTE, NINE, alarm, at, bot, claimed_one, event, merchant, said, turn
from tests.postgres import ask, server
from tests.refusing import refused

SHOP = at()


@pytest.fixture
async def cable(tmp_path: Path) -> AsyncIterator[Wire]:
    server().database(tmp_path)
    async with wire(server().port) as made:
        yield made


async def opened(cable: Wire, folder: Path, patience: float = 20) -> Store:
    """The folder's database at the other end of the wire, which is served by this thread."""
    url = server().database(folder).replace(f":{server().port}/", f":{cable.port}/")
    return await asyncio.to_thread(open_store, url, access=Access(url, patience=patience))


async def test_what_is_said_while_the_wire_is_cut_waits_and_is_kept_once(cable: Wire, tmp_path: Path) -> None:
    store = await opened(cable, tmp_path)
    await said(store, merchant("before"))
    cable.cut()
    waiting = [asyncio.ensure_future(store.handle(event(f"cut {number}"), turn(merchant(str(number)), bot()))) for number in range(20)]
    await asyncio.wait(waiting, timeout=0.3)
    assert not any(one.done() for one in waiting)
    cable.mend()
    assert all(await asyncio.gather(*waiting))
    assert [line.body["text"] for line in await store.log(SHOP) if line.kind == "merchant"] == ["before", *map(str, range(20))]
    await store.close()


async def test_a_wire_that_goes_silent_is_given_up_and_what_was_under_way_is_kept_once(cable: Wire, tmp_path: Path) -> None:
    store = await opened(cable, tmp_path)
    await said(store, merchant("before"))
    cable.is_silent = True
    waiting = asyncio.ensure_future(store.handle(event("silent"), turn(merchant("once"))))
    await asyncio.wait([waiting], timeout=0.3)
    assert not waiting.done()
    cable.cut()
    cable.mend()
    await waiting
    assert [line.body["text"] for line in await store.log(SHOP)] == ["before", "once"]
    await store.close()


async def test_whoever_may_not_wait_longer_is_told_and_health_says_so(cable: Wire, tmp_path: Path) -> None:
    store = await opened(cable, tmp_path, patience=0.2)
    worker = Worker(support_of(store))
    assert await readiness(store, worker) == {"status": "ready"}
    cable.cut()
    with pytest.raises(StoreAway):
        await store.handle(event("cut"), turn(merchant()))
    with pytest.raises(StoreAway):
        await store.inbox.take_in("bot", "1", "shop", NINE, "raw")
    assert (await readiness(store, worker))["status"] == "store"
    cable.mend()
    assert await store.handle(event("cut"), turn(merchant()))
    assert await readiness(store, worker) == {"status": "ready"}
    await store.close()


async def test_a_worker_outlives_the_cut_and_goes_on(cable: Wire, tmp_path: Path) -> None:
    store = await opened(cable, tmp_path, patience=0.1)
    support = support_of(store)
    worker = Worker(support, ticks=True)
    running = asyncio.create_task(worker.run())
    cable.cut()
    while not worker.away:  # noqa: ASYNC110 - it is looked at as a page of health would
        await asyncio.sleep(0.01)
    cable.mend()
    await store.handle(event("1"), turn(merchant(), alarms=(Alarm("timer 1", store.now(), 1),)))
    while len(await store.log(SHOP)) < 2:  # noqa: ASYNC110 - as a page does
        await asyncio.sleep(0.01)
    worker.stop()
    await running
    assert [line.body["text"] for line in await store.log(SHOP)] == ["it is dead", "timer 1"]
    await store.close()


async def test_a_server_that_goes_down_and_comes_back_is_waited_for(tmp_path: Path) -> None:
    url = server().database(tmp_path)
    store = open_store(url, access=Access(url, patience=30))
    await said(store, merchant("before"))
    ask(url, "CHECKPOINT")  # what other tests have written is none of what it has to make good
    server().stop()
    waiting = asyncio.ensure_future(store.handle(event("down"), turn(merchant("meanwhile"))))
    await asyncio.to_thread(server().start)
    assert await waiting
    assert [line.body["text"] for line in await store.log(SHOP)] == ["before", "meanwhile"]
    await store.close()
    server().give_back(tmp_path)


async def test_two_schedulers_fire_every_timer_once(tmp_path: Path) -> None:
    url = server().database(tmp_path)
    one, two = open_store(url), open_store(url)
    for chat in range(10):
        await said(one, alarms=tuple(alarm(f"timer {number}", NINE) for number in range(10)), chat=f"shop {chat}")
    desks = [Ringing(store, support_of(store).mind) for store in (one, two)]
    while sum(await asyncio.gather(*(desk.tick(NINE + MINUTE) for desk in desks))):
        pass
    for chat in range(10):
        rung = [line.body["text"] for line in await one.log(at(f"shop {chat}"))]
        assert sorted(map(str, rung)) == [f"timer {number}" for number in range(10)]
    await one.close()
    await two.close()
    server().give_back(tmp_path)


def as_a_tenant(folder: Path, connections: int) -> tuple[str, str]:
    """The folder's database for a user who may have so many connections, as hosted databases are; its address, and ours."""
    url, tenant = server().database(folder), f"tenant_{folder.name.replace('-', '_')[-40:]}"
    ask(url, f"CREATE ROLE {tenant} LOGIN CONNECTION LIMIT {connections}")
    for thing in ("TABLES", "SEQUENCES"):
        ask(url, f"GRANT ALL ON ALL {thing} IN SCHEMA public TO {tenant}")
    return url.replace("posbot@", f"{tenant}@"), url


def forget_the_tenant(url: str, folder: Path) -> None:
    """Roles are of the whole server."""
    tenant = url.partition("://")[2].partition("@")[0]
    ours = url.replace(f"{tenant}@", "posbot@")
    ask(ours, f"DROP OWNED BY {tenant}")
    ask(ours, f"DROP ROLE {tenant}")
    server().give_back(folder)


async def test_a_server_that_gives_no_more_connections_is_waited_for(tmp_path: Path) -> None:
    url, ours = as_a_tenant(tmp_path, 4)
    store = open_store(url, access=Access(url, size=3, patience=30))
    await said(store, merchant("before"))
    tenant = url.partition("://")[2].partition("@")[0]
    ask(ours, f"ALTER ROLE {tenant} CONNECTION LIMIT 0")
    ask(ours, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'tenant%'")
    waiting = [asyncio.ensure_future(store.handle(event(f"{number}"), turn(merchant(str(number))))) for number in range(10)]
    await asyncio.wait(waiting, timeout=0.5)
    assert not any(one.done() for one in waiting)
    ask(ours, f"ALTER ROLE {tenant} CONNECTION LIMIT 4")
    assert all(await asyncio.gather(*waiting))
    assert sorted(str(line.body["text"]) for line in await store.log(SHOP)) == sorted(["before", *map(str, range(10))])
    await store.close()
    forget_the_tenant(url, tmp_path)


def make_it_fail(url: str, state: str, times: int) -> None:
    """So many of the next messages cannot be kept, for the reason that PostgreSQL calls ``state``."""
    ask(url, "CREATE SEQUENCE failures")
    when = f"IF nextval('failures') <= {times} THEN RAISE 'cannot' USING ERRCODE = '{state}'; END IF"
    ask(url, f"CREATE FUNCTION fail() RETURNS trigger AS $$ BEGIN {when}; RETURN NEW; END $$ LANGUAGE plpgsql")
    ask(url, "CREATE TRIGGER fail BEFORE INSERT ON log FOR EACH STATEMENT EXECUTE FUNCTION fail()")


def make_it_work(url: str) -> None:
    """As it was: the next test may get this database."""
    ask(url, "DROP FUNCTION fail CASCADE")
    ask(url, "DROP SEQUENCE failures")


@pytest.mark.parametrize("state", ["53100", "40001", "40P01"], ids=["full", "serialisation", "deadlock"])
async def test_what_collided_or_found_the_disk_full_for_a_moment_is_done_again(tmp_path: Path, state: str) -> None:
    url = server().database(tmp_path)
    store = open_store(url, access=Access(url, patience=20))
    make_it_fail(url, state, 3)
    assert await store.handle(event("1"), turn(merchant("now")))
    assert ask(url, "SELECT last_value FROM failures")[0]["last_value"] == 4
    assert [line.body["text"] for line in await store.log(SHOP)] == ["now"]
    make_it_work(url)
    await store.close()
    server().give_back(tmp_path)


async def test_a_server_whose_disk_stays_full_is_reported_and_harms_nothing_that_was_kept(tmp_path: Path) -> None:
    url = server().database(tmp_path)
    store = open_store(url, access=Access(url, patience=0.2))
    await said(store, merchant("before"))
    make_it_fail(url, "53100", 1_000_000)
    with pytest.raises(StoreAway, match="DiskFull"):
        await store.handle(event("2"), turn(merchant("now")))
    make_it_work(url)
    assert await store.handle(event("2"), turn(merchant("now")))
    assert [line.body["text"] for line in await store.log(SHOP)] == ["before", "now"]
    await store.close()
    server().give_back(tmp_path)


class Wrong(datetime):
    """A clock that is five minutes fast."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003 - it is told in UTC
        return datetime.now(UTC) + timedelta(minutes=5)


async def test_a_machine_whose_clock_is_fast_goes_by_the_databases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "datetime", Wrong)
    url = server().database(tmp_path)
    right, wrong = open_store(url), open_store(url)
    assert abs(wrong.now() - right.now()) < timedelta(seconds=5)
    assert abs(wrong.now() - datetime.now(UTC)) < timedelta(minutes=1)
    await right.handle(Event("web", "1", SHOP, right.now()), turn(bot(when=right.now())))
    await claimed_one(right, right.now())
    assert await wrong.claim(["web"], wrong.now(), MINUTE, 10) == []
    await right.close()
    await wrong.close()
    server().give_back(tmp_path)


async def test_two_processes_that_lock_the_same_chats_in_any_order_get_on(tmp_path: Path) -> None:
    url = server().database(tmp_path)
    stores = [open_store(url) for _ in range(3)]

    async def talk(store: Store, number: int) -> None:
        for chat in range(20):
            here = Address("web", f"shop {(chat * 7 + number) % 20}")
            assert await store.handle(Event("web", f"{number} {chat}", here, NINE), turn(merchant(), bot()))

    await asyncio.gather(*(talk(stores[number % 3], number) for number in range(12)))
    logs = [await stores[0].log(at(f"shop {chat}")) for chat in range(20)]
    assert [len(log) for log in logs] == [24] * 20
    assert [line.seq for line in logs[0]] == list(range(1, 25))
    for store in stores:
        await store.close()
    server().give_back(tmp_path)


async def test_signs_reach_the_other_process(tmp_path: Path) -> None:
    url = server().database(tmp_path)
    one, two = open_store(url), open_store(url)
    heard: asyncio.Queue[Address | None] = asyncio.Queue()
    two.listen(heard.put_nowait)
    assert await asyncio.wait_for(heard.get(), 10) is None  # it listens now
    await said(one, merchant())
    assert await asyncio.wait_for(heard.get(), 10) == SHOP
    await one.close()
    await two.close()
    server().give_back(tmp_path)


async def test_a_full_disk_is_reported_and_harms_nothing_that_was_kept(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/posbot.db")
    assert isinstance(store, SqliteStore)
    await said(store, merchant("before"))
    pages = await store._writer.run(lambda to: to.execute("PRAGMA page_count").fetchone()[0])
    await store._writer.run(lambda to: to.execute(f"PRAGMA max_page_count = {pages}").fetchone())
    with refused(StoreProblem, match="full"):
        await store.handle(event("big"), turn(merchant("x" * 100_000)))
    await store._writer.run(lambda to: to.execute("PRAGMA max_page_count = 1000000").fetchone())
    assert await store.handle(event("big"), turn(merchant("after")))
    assert [line.body["text"] for line in await store.log(SHOP)] == ["before", "after"]
    await store.close()
