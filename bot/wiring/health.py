"""Health and metrics of a process."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, generate_latest

from bot.service.ports import Store
from bot.wiring.worker import Worker

STALE_SECONDS = 30.0
PATIENCE_SECONDS = 2.0
"""Whoever asks for health wants to know now: a store that does not answer by then is away."""


def health_routes(store: Store, worker: Worker) -> APIRouter:
    """``/health/live``, ``/health/ready`` and ``/metrics``."""
    router = APIRouter(tags=["operations"])
    registry = CollectorRegistry()
    asked = Counter("posbot_health_requests", "How often health was asked for", registry=registry)
    waiting = Gauge("posbot_chats_waiting", "Chats that wait for a person", registry=registry)
    parked = Gauge("posbot_updates_parked", "Updates of messengers that were put aside", registry=registry)
    beat = Gauge("posbot_worker_age_seconds", "Seconds since the worker last looked for work", registry=registry)

    @router.get("/health/live", summary="The process answers")
    async def live() -> dict[str, str]:
        asked.inc()
        return {"status": "alive"}

    @router.get("/health/ready", summary="The store answers and the worker works")
    async def ready(response: Response) -> dict[str, str]:
        asked.inc()
        state = await readiness(store, worker)
        response.status_code = 200 if state["status"] == "ready" else 503
        return state

    @router.get("/metrics", summary="Prometheus metrics")
    async def metrics() -> Response:
        waiting.set(len(await store.waiting()))
        parked.set(len(await store.inbox.parked(1000)))
        beat.set(worker.age())
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return router


async def readiness(store: Store, worker: Worker) -> dict[str, str]:
    """``{"status": "ready"}``, or what is not."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await store.next_due()
    except Exception as wrong:  # noqa: BLE001 -- whatever ails the store, not ready is the answer
        return {"status": "store", "reason": type(wrong).__name__}
    if worker.age() > STALE_SECONDS:
        return {"status": "worker", "reason": worker.away or "has not looked for work"}
    return {"status": "ready"}
