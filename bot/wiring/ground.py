"""What every part of a process stands on, and what a part is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter
from starlette.routing import Route

from bot.core.telling import Told
from bot.knowledge.loading import Loaded
from bot.service.passing import Passing
from bot.service.ports import Blobs, Store
from bot.service.sending import Door
from bot.service.support import Support
from bot.service.taking import Intake
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Ground:
    """What every part stands on."""

    settings: Settings
    store: Store
    support: Support
    blobs: Blobs
    read: Loaded
    passing: Passing | None = None


async def _silent(_address: str) -> Sequence[Told]:
    return ()


def _nothing() -> None:
    """Nothing to be told."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a role adds.

    ``routers``: pages and webhooks. ``hooks``: webhooks that are tried before all of these.
    ``doors``: ways out, by channel; what the logs owe goes through them.
    ``intakes``: who works off the inbox, by account. ``hears``: this process answers merchants'
    messages. ``ticks``: it fires timers and keeps house.
    ``greets``: lines for whoever starts the process, given the address it is reached at.
    ``readies``: what must be done before anything of the process works.
    ``runs``: what runs as long as the process, and is cancelled after ``stop`` was called.
    ``closes``: what is let go when nothing works any more.
    """

    routers: tuple[APIRouter, ...] = ()
    hooks: tuple[Route, ...] = ()
    doors: Mapping[str, Door] = field(default_factory=dict)
    intakes: Mapping[str, Intake] = field(default_factory=dict)
    hears: bool = False
    ticks: bool = False
    readies: tuple[Callable[[], Awaitable[None]], ...] = ()
    runs: tuple[Callable[[], Coroutine[Any, Any, None]], ...] = ()
    stop: Callable[[], None] = _nothing
    greets: Callable[[str], Awaitable[Sequence[Told]]] = _silent
    closes: tuple[Callable[[], Coroutine[Any, Any, None]], ...] = ()
