"""Puts a running process together: store, engine, the parts of its roles, health, the worker."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.core.telling import Told
from bot.knowledge.loading import Loaded
from bot.service.ports import Store
from bot.service.problems import StoreAway
from bot.service.support import Support
from bot.settings import Settings, require_spoken
from bot.store.board import StoredBoard
from bot.store.database import Database
from bot.understanding.matcher.matching import Precision
from bot.wiring.archives import archives_of
from bot.wiring.astray import Astray
from bot.wiring.beating import Beating, this_version
from bot.wiring.desk import overseen
from bot.wiring.ending import ended
from bot.wiring.ground import Ground, Part
from bot.wiring.health import Looks, health_routes
from bot.wiring.hooks import told_of
from bot.wiring.keeping import blobs_of, store_of
from bot.wiring.linking import with_links
from bot.wiring.mind import Sources, loaded, matcher_of
from bot.wiring.nightly import Nightly
from bot.wiring.papers import with_papers
from bot.wiring.parts import APART, PARTS
from bot.wiring.passing import passing_of
from bot.wiring.personal import own_data
from bot.wiring.places import shipped
from bot.wiring.played import with_emulator
from bot.wiring.studio import followed
from bot.wiring.talking import support_of
from bot.wiring.tracing import traces_to
from bot.wiring.warming import Warming, samples
from bot.wiring.watching import Watcher
from bot.wiring.worker import Worker

ROLES = tuple(PARTS)


@dataclass
class Desk:
    """Everything that runs in this process."""

    settings: Settings
    store: Store
    support: Support
    parts: Sequence[Part]
    worker: Worker
    app: FastAPI
    watch: Watcher
    roles: Sequence[str]

    async def greet(self, address: str) -> Sequence[Told]:
        """What whoever starts the process is told."""
        return [line for part in self.parts for line in await part.greets(address)]

    def stop(self) -> None:
        """Let go of those who wait; called at the first signal, before open connections are waited for."""
        for part in self.parts:
            part.stop()


def open_desk(settings: Settings, roles: Sequence[str] = ROLES, read: Loaded | None = None) -> Desk:
    """Read the knowledge unless it was ``read``, open the store, make the parts. Raises the problems of each, in that order."""
    settings = with_emulator(settings)
    traces = traces_to(settings.traces, this_version()) if settings.traces else None
    read = read or loaded(Sources(settings.knowledge, settings.templates))
    require_spoken(settings, read.knowledge.locales)
    matcher = matcher_of(read, precision=Precision(settings.wrong_in, settings.lost_in))
    store = store_of(settings)
    kept = blobs_of(settings)
    watch = Watcher(store.now, traces=traces)
    support = support_of(read, matcher, store, settings.locale, kept, watch)
    if isinstance(store, Database):
        support.run_errands(own_data(settings, store, support).errands)
    with_links(support, store)
    blobs = with_papers(kept, store, support, settings.templates or shipped("templates"))
    passing, closing = passing_of(settings, support)
    ground = Ground(settings, store, support, blobs, read, passing)
    made = [make(ground) for role, make in {**PARTS, **APART}.items() if role in roles]
    warming = Warming(samples(read.examples) if any(part.hears for part in made) else ())
    parts = [followed(ground, warming.begin), overseen(ground), closing, *made, Part(runs=(warming.run,))]
    desk = Desk(settings, store, support, parts, _worker(support, parts), FastAPI(), watch, roles)
    desk.app = _app(desk)
    return desk


def _worker(support: Support, parts: Sequence[Part]) -> Worker:
    doors = {name: door for part in parts for name, door in part.doors.items()}
    intakes = {name: intake for part in parts for name, intake in part.intakes.items()}
    return Worker(support, doors, intakes, any(part.ticks for part in parts))


def _nightly(desk: Desk) -> Nightly | None:
    """Who takes the backups, in a process that keeps house; None where there is no place for them."""
    archives = archives_of(desk.settings)
    return Nightly(desk.settings, archives, desk.store, desk.watch) if archives and desk.worker.ticks else None


def _app(desk: Desk) -> FastAPI:
    board = StoredBoard(desk.store) if isinstance(desk.store, Database) else None
    beating = Beating(board, desk.worker, desk.watch, desk.roles) if board else None
    nightly = _nightly(desk)

    @contextlib.asynccontextmanager
    async def working(_app: FastAPI) -> AsyncIterator[None]:
        for ready in [ready for part in desk.parts for ready in part.readies]:
            await ready()
        work = asyncio.create_task(desk.worker.run())
        runs = [asyncio.create_task(run()) for part in desk.parts for run in part.runs]
        runs += [asyncio.create_task(beating.run())] if beating else []
        runs += [asyncio.create_task(nightly.run())] if nightly else []
        try:
            yield
        finally:
            desk.stop()
            desk.worker.stop()
            await asyncio.gather(work, ended(runs), return_exceptions=True)
            await asyncio.gather(*(close() for part in desk.parts for close in part.closes), return_exceptions=True)
            await desk.store.close()
            if desk.watch.traces:
                await asyncio.to_thread(desk.watch.traces.close)

    hooks = [hook for part in desk.parts for hook in part.hooks]
    app = _Described(title="posbot", lifespan=working, docs_url=None, redoc_url=None, routes=list[BaseRoute](hooks))
    app.hooks = hooks
    app.add_exception_handler(ClientDisconnect, _hung_up)
    astray = Astray(desk.support, desk.settings)
    app.add_exception_handler(HTTPStatus.NOT_FOUND, astray.nowhere)
    app.add_exception_handler(StoreAway, astray.away)
    for part in desk.parts:
        for router in part.routers:
            app.include_router(router)
    app.include_router(health_routes(Looks(desk.store, desk.worker, desk.watch.metrics, board, beating, nightly)))
    return app


class _Described(FastAPI):
    """Tells of the webhooks that are tried before its own routes as well."""

    hooks: Sequence[Route] = ()

    def openapi(self) -> dict[str, Any]:
        """Every way in, with the webhooks."""
        return told_of(super().openapi(), self.hooks)


async def _hung_up(request: Request, gone: Exception) -> Response:  # noqa: ARG001 -- the shape that is called
    """Whoever was still sending has gone: nobody reads this, and nothing is wrong."""
    return Response(status_code=408)
