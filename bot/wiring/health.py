"""Health and metrics of a process.

Live: it does its work, or waits for a store that is away. Ready: besides, the store answers and keeps what is
written, and what is due is taken up.
What a messenger does is no reason to be neither: restarting helps nobody then. It is told, and the alert rules look at it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Response

from bot.service.backlog import Backlog, Board, Heap, Process, last_intake
from bot.service.ports import Store
from bot.wiring.beating import FRESH, Beating
from bot.wiring.metrics import CONTENT_TYPE, Metrics, Moment
from bot.wiring.nightly import Nightly
from bot.wiring.worker import Worker

STALE_SECONDS = 30.0
STUCK_SECONDS = 60.0
"""A kind of work that has not looked for so long hangs; what is due for so long, nobody takes up."""
DEAD_SECONDS = 300.0
PATIENCE_SECONDS = 2.0
"""Whoever asks for health wants to know now: a store that does not answer by then is away."""


@dataclass(frozen=True)
class Looks:
    """What health and metrics look at."""

    store: Store
    worker: Worker
    metrics: Metrics
    board: Board | None = None
    beating: Beating | None = None
    nightly: Nightly | None = None


def health_routes(looks: Looks) -> APIRouter:
    """``/health/live``, ``/health/ready`` and ``/metrics``."""
    router = APIRouter(tags=["operations"])

    @router.get("/health/live", summary="The process works, or waits for a store that is away", response_model=None)
    async def live(response: Response) -> dict[str, Any]:
        looks.metrics.health.inc()
        stuck = {loop: age for loop, age in looks.worker.ages().items() if age > DEAD_SECONDS}
        response.status_code = 503 if stuck else 200
        return {"status": "stuck", "loops": stuck} if stuck else {"status": "alive"}

    @router.get("/health/ready", summary="The store answers and keeps, and what is due is taken up", response_model=None)
    async def ready(response: Response) -> dict[str, Any]:
        looks.metrics.health.inc()
        state = await readiness(looks.store, looks.worker, looks.board, looks.beating)
        response.status_code = 200 if state["status"] == "ready" else 503
        return state

    @router.get("/metrics", summary="Prometheus metrics")
    async def metrics() -> Response:
        return Response(looks.metrics.text(await _moment(looks)), media_type=CONTENT_TYPE)

    for path, answer in (("/health/live", live), ("/health/ready", ready), ("/metrics", metrics)):
        router.add_api_route(path, answer, methods=["HEAD"], include_in_schema=False, response_model=None)  # as load balancers ask
    return router


async def readiness(store: Store, worker: Worker, board: Board | None = None, beating: Beating | None = None) -> dict[str, Any]:
    """``{"status": "ready"}``, or what is not: ``store``, ``worker``, or the work that nobody takes up (``outbox``, ``inbox``,
    ``timers``). With a board also the ages in seconds of what waits, of the last intake, and of the loops.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await store.next_due()
            found = await _facts(worker, board, beating) if board and beating else {}
    except Exception as wrong:  # noqa: BLE001 -- whatever ails the store, not ready is the answer
        return {"status": "store", "reason": type(wrong).__name__}
    if beating and beating.unkept:
        return {"status": "store", "reason": beating.unkept} | found
    stuck = sorted(loop for loop, age in worker.ages().items() if age > STUCK_SECONDS)
    if worker.age() > STALE_SECONDS or stuck:
        return {"status": "worker", "reason": worker.away or f"has not looked for work: {', '.join(stuck) or 'beat'}"} | found
    late = [name for name in ("outbox", "inbox", "timers") if found.get("late", {}).get(name, 0.0) > STUCK_SECONDS]
    return {"status": late[0] if late else "ready"} | found


async def _facts(worker: Worker, board: Board, beating: Beating) -> dict[str, Any]:
    at = worker.now()
    backlog, people = await board.backlog(at), await at_work(board, beating, at)
    return {
        "late": await _late(backlog, worker, at),
        "intake": {source: round((at - heard).total_seconds(), 1) for source, heard in last_intake(people).items()},
        "loops": {loop: round(age, 1) for loop, age in worker.ages().items()},
        "processes": len(people),
    }


async def at_work(board: Board, beating: Beating, at: datetime) -> list[Process]:
    """All processes, this one as it is at this moment."""
    others = [process for process in await board.processes(at - FRESH) if process.id != beating.id]
    return [*others, beating.process()]


async def _late(backlog: Backlog, worker: Worker, at: datetime) -> dict[str, float]:
    """Seconds that the oldest of what this process does has waited to be taken up."""
    found = {"outbox": _oldest(backlog.outbox, worker.doors, at), "inbox": _oldest(backlog.inbox, worker.intakes, at)}
    return found | ({"timers": round(await worker.support.overdue(at), 1)} if worker.ticks else {})


def _oldest(heaps: Mapping[str, Heap], mine: Mapping[str, object], at: datetime) -> float:
    return round(max((heap.age(at) for name, heap in heaps.items() if name in mine), default=0.0), 1)


async def _moment(looks: Looks) -> Moment | None:
    """What is true now; None while the store is away: the counters are told all the same."""
    if looks.board is None or looks.beating is None:
        return None
    at = looks.store.now()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            backlog, people = await looks.board.backlog(at), await at_work(looks.board, looks.beating, at)
            timers = await looks.worker.support.overdue(at)
    except Exception:  # noqa: BLE001 -- as above
        return None
    backup = looks.nightly.last if looks.nightly else None
    return Moment(at, backlog, tuple(people), looks.beating.process(), looks.worker.age(), timers, backup)
