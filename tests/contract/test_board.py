"""What waits and who is at work, on the stores that have tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from bot.rendering.phrases import Phrases
from bot.service.backlog import Board, Heap, Process, last_intake
from bot.service.ports import Call, Store
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.board import StoredBoard
from bot.store.database import Database
from bot.store.looking import look_at
from bot.store.migrating import HEAD, migrate
from bot.store.opening import open_store
from bot.store.problems import StoreProblem
from bot.store.sqlite import SqliteStore
from bot.understanding.matcher.matching import Matcher
from bot.wiring.beating import Beating
from bot.wiring.health import Looks, health_routes
from bot.wiring.parts import Page
from bot.wiring.watching import Watcher
from bot.wiring.worker import Worker
from tests.contract.building import MINUTE, NINE, alarm, bot, claimed_one, merchant, said
from tests.refusing import refused
from tests.world import KNOWLEDGE

MIND = Mind(KNOWLEDGE, cast("Matcher", None), Phrases(KNOWLEDGE))


@pytest.fixture
def board(stored: Store) -> StoredBoard:
    assert isinstance(stored, Database)
    return StoredBoard(stored)


async def test_nothing_waits_in_an_empty_desk(board: Board) -> None:
    backlog = await board.backlog(NINE)
    assert (backlog.outbox, backlog.inbox, backlog.timers, backlog.people) == ({}, {}, Heap(), Heap())
    assert backlog.parked == 0


async def test_all_that_waits_is_seen_with_the_age_of_what_nobody_took_up(stored: Store, board: Board) -> None:
    await said(stored, merchant(), bot(), alarms=(alarm(),), call=Call(NINE, "danger"))
    await stored.inbox.take_in("telegram:7", "1", "lane", NINE, "{}")
    backlog = await board.backlog(NINE + 3 * MINUTE)
    assert backlog.outbox == {"web": Heap(1, NINE)}
    assert {name: heap.count for name, heap in backlog.inbox.items()} == {"telegram:7": 1}
    assert backlog.timers == Heap(1, NINE + MINUTE)
    assert backlog.people == Heap(1, NINE)
    assert backlog.outbox["web"].age(NINE + 3 * MINUTE) == 180


async def test_what_is_taken_up_or_put_off_waits_for_nobody(stored: Store, board: Board) -> None:
    await said(stored, merchant(), bot())
    owed = await claimed_one(stored)
    assert (await board.backlog(NINE + timedelta(seconds=5))).outbox == {"web": Heap(1, None)}
    await stored.postpone(owed.number, owed.epoch, NINE + 60 * MINUTE, "busy")
    assert (await board.backlog(NINE + 2 * MINUTE)).outbox == {"web": Heap(1, None)}


async def test_processes_sign_in_are_seen_while_they_do_and_leave(board: Board) -> None:
    def process(name: str, beat: int, **intake: int) -> Process:
        heard = {source: NINE + timedelta(seconds=at) for source, at in intake.items()}
        return Process(name, "1.0", HEAD, ("web", "worker"), NINE, NINE + timedelta(seconds=beat), {"deliver": 0.5}, heard)

    await board.sign(process("a", 0, web=1))
    await board.sign(process("b", 5, web=3, telegram=2))
    await board.sign(process("a", 6, web=1))
    people = await board.processes(NINE)
    assert {one.id: one.beat - NINE for one in people} == {"a": timedelta(seconds=6), "b": timedelta(seconds=5)}
    assert {source: at - NINE for source, at in last_intake(people).items()} == {
        "web": timedelta(seconds=3),
        "telegram": timedelta(seconds=2),
    }
    assert [one.id for one in await board.processes(NINE + timedelta(seconds=6))] == ["a"]
    await board.leave("a")
    assert [one.id for one in await board.processes(NINE)] == ["b"]


class Asked:
    """Health, asked over HTTP."""

    def __init__(self, store: Store, **doors: Page) -> None:
        assert isinstance(store, Database)
        watch = Watcher(store.now)
        self.worker = Worker(Support(store, MIND, watch=watch), doors)
        board = StoredBoard(store)
        self.beating = Beating(board, self.worker, watch, ["web"])
        app = FastAPI()
        app.include_router(health_routes(Looks(store, self.worker, watch.metrics, board, self.beating)))
        self.client = AsyncClient(transport=ASGITransport(app), base_url="http://desk")

    async def ready(self) -> tuple[int, Mapping[str, object]]:
        answer = await self.client.get("/health/ready")
        return answer.status_code, answer.json()

    async def metrics(self) -> str:
        return (await self.client.get("/metrics")).text


async def test_a_process_whose_answers_nobody_sends_is_not_ready_and_one_without_that_door_is(stored: Store) -> None:
    await said(stored, merchant(), bot())  # long ago, by the store's own clock
    code, told = await Asked(stored, web=Page()).ready()
    assert (code, told["status"]) == (503, "outbox")
    assert (await Asked(stored, telegram=Page()).ready())[0] == 200


async def test_a_timer_that_nobody_fires_is_late_beside_one_that_nobody_will_ever_know(stored: Store) -> None:
    asked = Asked(stored)
    asked.worker.ticks = True
    await said(stored, merchant(), alarms=(alarm("invented", NINE),))
    assert await asked.worker.support.tick(stored.now()) == 0
    code, told = await asked.ready()
    assert (code, told["late"]) == (200, {"outbox": 0.0, "inbox": 0.0, "timers": 0.0})
    assert "posbot_timers_age_seconds 0.0\n" in await asked.metrics()
    await said(stored, merchant(), alarms=(alarm("nudge", NINE),), chat="another")
    assert (await asked.ready())[1]["status"] == "timers"
    assert "posbot_timers_age_seconds 0.0\n" not in await asked.metrics()


async def test_a_loop_that_hangs_makes_it_unready_and_one_that_hangs_for_long_dead(stored: Store) -> None:
    asked = Asked(stored)
    asked.worker.looked["deliver"] = stored.now() - timedelta(seconds=90)
    code, told = await asked.ready()
    assert (code, told["status"], told["reason"]) == (503, "worker", "has not looked for work: deliver")
    assert (await asked.client.get("/health/live")).status_code == 200
    asked.worker.looked["deliver"] = stored.now() - timedelta(seconds=600)
    assert (await asked.client.get("/health/live")).status_code == 503


async def test_a_store_that_is_read_and_keeps_nothing_more_is_not_ready_until_it_keeps_again(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/posbot.db")
    assert isinstance(store, SqliteStore)
    asked = Asked(store)
    await asked.beating.sign()
    assert (await asked.ready())[0] == 200
    pages = await store._writer.run(lambda to: to.execute("PRAGMA page_count").fetchone()[0])
    await store._writer.run(lambda to: to.execute(f"PRAGMA max_page_count = {pages}").fetchone())
    asked.beating.roles = ["x" * 100_000]  # more than the pages have room for
    await asked.beating.sign()
    code, told = await asked.ready()
    assert (code, told["status"]) == (503, "store")
    assert "full" in str(told["reason"])
    await store._writer.run(lambda to: to.execute("PRAGMA max_page_count = 1000000").fetchone())
    await asked.beating.sign()
    assert (await asked.ready())[0] == 200
    await store.close()


async def test_metrics_tell_what_waits_and_who_is_at_work(stored: Store) -> None:
    await said(stored, merchant(), bot(), call=Call(NINE, "danger"))
    told = await Asked(stored).metrics()
    assert "posbot_chats_waiting 1.0" in told
    assert 'posbot_outbox_lanes{source="web"} 1.0' in told
    assert f'schema="{HEAD}"' in told


async def test_a_look_from_outside_sees_the_same_and_writes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/posbot.db"
    with refused(StoreProblem, match="is not there yet"):
        await look_at(url, MINUTE)
    migrate(url)
    before = (tmp_path / "posbot.db").read_bytes()
    look = await look_at(url, MINUTE)
    assert (look.schema, look.processes) == (HEAD, ())
    assert (tmp_path / "posbot.db").read_bytes() == before
