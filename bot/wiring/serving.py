"""Puts the running desk together: store, engine, merchant page, health and metrics, the worker."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, generate_latest

from bot.channels.web.door import merchant_routes
from bot.core.messages import Outbound
from bot.service.ports import Store
from bot.service.sending import Delivered, Door, Outcome
from bot.service.support import Support
from bot.settings import Settings
from bot.store.opening import open_store
from bot.wiring.blobs import FolderBlobs
from bot.wiring.front import DeskFront
from bot.wiring.mind import Sources, loaded, matcher_of
from bot.wiring.places import shipped
from bot.wiring.talking import support_of

IDLE_SECONDS = 1.0
"""How long the worker sleeps at most; a message or a stop wakes it at once."""
STALE_SECONDS = 30.0


class Page:
    """The way out to the merchant page: the page reads the log, so a message is delivered once it is kept."""

    channel = "web"

    async def send(self, message: Outbound, attempt: int, at: datetime) -> Outcome:  # noqa: ARG002 -- the protocol's shape
        """The signal went out when the entry was kept."""
        return Delivered()


@dataclass
class Worker:
    """Fires timers and delivers, until it is told to stop."""

    support: Support
    doors: Mapping[str, Door]
    beat: datetime | None = None
    stopping: bool = False

    async def run(self) -> None:
        """Work while there is some, then wait for a sign or a second."""
        while not self.stopping:
            self.support.work.clear()
            at = datetime.now(UTC)
            done = await self.support.tick(at) + await self.support.deliver(self.doors, at)
            self.beat = datetime.now(UTC)
            if not done:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.support.work.wait(), IDLE_SECONDS)

    def stop(self) -> None:
        """Finish what is under way."""
        self.stopping = True
        self.support.work.set()


@dataclass
class Desk:
    """Everything that runs."""

    settings: Settings
    store: Store
    support: Support
    front: DeskFront
    worker: Worker
    app: FastAPI


def open_desk(settings: Settings) -> Desk:
    """Read the knowledge, open the store, build the app. Raises the problems of each, in that order."""
    read = loaded(Sources(settings.knowledge, settings.templates))
    matcher = matcher_of(read)
    store = open_store(settings.database_url, migrations=shipped("migrations"), synchronous=settings.synchronous)
    support = support_of(read, matcher, store, settings.locale)
    pages = (settings.templates or shipped("templates")) / "pages"
    zone = datetime.now(UTC).astimezone().tzinfo or UTC
    front = DeskFront(support, FolderBlobs(settings.folder / "media"), pages, zone)
    worker = Worker(support, {"web": Page()})
    desk = Desk(settings, store, support, front, worker, FastAPI())
    desk.app = _app(desk)
    return desk


def _app(desk: Desk) -> FastAPI:
    @contextlib.asynccontextmanager
    async def working(_app: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(desk.worker.run())
        try:
            yield
        finally:
            desk.front.stop()
            desk.worker.stop()
            await task
            await desk.store.close()

    app = FastAPI(title="posbot", lifespan=working, docs_url=None, redoc_url=None)
    app.include_router(merchant_routes(desk.front, secure_cookies=desk.settings.secure_cookies))
    _add_health(app, desk)
    return app


def _add_health(app: FastAPI, desk: Desk) -> None:
    registry = CollectorRegistry()
    asked = Counter("posbot_health_requests", "How often health was asked for", registry=registry)
    waiting = Gauge("posbot_chats_waiting", "Chats that wait for a person", registry=registry)
    beat = Gauge("posbot_worker_age_seconds", "Seconds since the worker last looked for work", registry=registry)

    @app.get("/health/live", tags=["operations"], summary="The process answers")
    async def live() -> dict[str, str]:
        asked.inc()
        return {"status": "alive"}

    @app.get("/health/ready", tags=["operations"], summary="The store answers and the worker works")
    async def ready(response: Response) -> dict[str, str]:
        asked.inc()
        try:
            await desk.store.next_due()
        except Exception as wrong:  # noqa: BLE001 -- whatever ails the store, not ready is the answer
            response.status_code = 503
            return {"status": "store", "reason": type(wrong).__name__}
        if _age(desk.worker) > STALE_SECONDS:
            response.status_code = 503
            return {"status": "worker", "reason": "has not looked for work"}
        return {"status": "ready"}

    @app.get("/metrics", tags=["operations"], summary="Prometheus metrics")
    async def metrics() -> Response:
        waiting.set(len(await desk.store.waiting()))
        beat.set(_age(desk.worker))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


def _age(worker: Worker) -> float:
    return (datetime.now(UTC) - worker.beat).total_seconds() if worker.beat else 0.0
