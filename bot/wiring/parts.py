"""The roles of a process: what each adds to it. `PARTS` is the list; a new door or desk is one more line.

A part is made once, when the process starts, and imports what it needs only then: a role that is not
wanted costs nothing. Several processes may have the same role; they share nothing but the database and
the blobs.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter

from bot.core.messages import Outbound
from bot.knowledge.loading import Loaded
from bot.service.ports import Blobs, Store
from bot.service.sending import Delivered, Door, Outcome
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


def _nothing() -> None:
    """Nothing to be told."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a role adds.

    ``routers``: pages and webhooks. ``doors``: ways out, by channel; what the logs owe goes through them.
    ``intakes``: who works off the inbox, by account. ``ticks``: this process fires timers and keeps house.
    ``runs``: what runs as long as the process, and is cancelled after ``stop`` was called.
    """

    routers: tuple[APIRouter, ...] = ()
    doors: Mapping[str, Door] = field(default_factory=dict)
    intakes: Mapping[str, Intake] = field(default_factory=dict)
    ticks: bool = False
    runs: tuple[Callable[[], Coroutine[Any, Any, None]], ...] = ()
    stop: Callable[[], None] = _nothing


class Page:
    """The way out to the merchant page: the page reads the log, so a message is delivered once it is kept."""

    channel = "web"

    async def send(self, message: Outbound, attempt: int, at: datetime) -> Outcome:  # noqa: ARG002 -- the protocol's shape
        """The signal went out when the entry was kept."""
        return Delivered()


def web(ground: Ground) -> Part:
    """The merchant page."""
    from bot.channels.web.door import merchant_routes  # noqa: PLC0415 -- see the top
    from bot.wiring.front import DeskFront  # noqa: PLC0415
    from bot.wiring.places import shipped  # noqa: PLC0415

    settings = ground.settings
    pages = (settings.templates or shipped("templates")) / "pages"
    zone = datetime.now(UTC).astimezone().tzinfo or UTC
    front = DeskFront(ground.support, ground.blobs, pages, zone)
    return Part(routers=(merchant_routes(front, secure_cookies=settings.secure_cookies),), stop=front.stop)


def worker(_ground: Ground) -> Part:
    """Timers, house keeping, and the merchant page's way out."""
    return Part(doors={"web": Page()}, ticks=True)


PARTS: Mapping[str, Callable[[Ground], Part]] = {"web": web, "worker": worker}
"""Every role, in the order in which they start. One that is not configured makes an empty `Part`."""
