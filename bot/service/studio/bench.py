"""What all of the studio's work stands on: shelves, library, record, and the draft that is written in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from bot.knowledge.expiring import Expiry
from bot.service.desk.bus import Bus
from bot.service.desk.keys import Keys
from bot.service.desk.outcomes import NotThere
from bot.service.desk.people import Staff
from bot.service.desk.views import Deed
from bot.service.studio.inspecting import Inspector
from bot.service.studio.library import Library
from bot.service.studio.ports import MissShelf, VersionShelf
from bot.service.studio.rows import Draft
from bot.service.support import Support

TOPIC = "studio"


class Studies(Protocol):
    """Who tries drafts out; see `bot.service.studio.studying`."""

    def begin(self, me: Staff, draft: Draft, conversations: int) -> None:
        """In the background; results come to the shelf."""


@dataclass
class Tools:
    """What the studio stands on."""

    support: Support
    library: Library
    versions: VersionShelf
    misses: MissShelf
    keys: Keys
    bus: Bus
    inspector: Inspector
    studies: Studies | None = None
    expiries: dict[str, list[Expiry]] = field(default_factory=dict)


class StudioBench:
    """Shared by all that the studio does."""

    def __init__(self, tools: Tools) -> None:
        """Nothing is read before it is asked for."""
        self._tools = tools
        self._support = tools.support
        self._library = tools.library
        self._versions = tools.versions
        self._misses = tools.misses
        self._lock = asyncio.Lock()
        self._epoch = datetime(1970, 1, 1, tzinfo=UTC)

    def _now(self) -> datetime:
        return self._support.store.now()

    async def _record(self, me: Staff, did: str, what: str = "") -> None:
        await self._tools.keys.record(Deed(0, self._now(), me.id, did, None, what[:400]))
        self._tools.bus.tell(TOPIC)

    async def _touched(self, me: Staff, draft: int, did: str, what: str) -> None:
        await self._versions.change(draft, author=me.id)
        await self._record(me, did, what)

    async def _open(self, draft: int) -> Draft:
        found = await self._versions.draft(draft)
        if found is None or found.status != "open" or not self._library.draft(draft).exists():
            raise NotThere(str(draft))
        return found

    def begin_study(self, me: Staff, draft: int, conversations: int) -> None:
        """In the background, where there is somebody to do it."""
        if self._tools.studies:
            task = asyncio.ensure_future(self._study(me, draft, conversations))
            task.add_done_callback(lambda _: None)

    async def _study(self, me: Staff, draft: int, conversations: int) -> None:
        found = await self._versions.draft(draft)
        if found and self._tools.studies:
            self._tools.studies.begin(me, found, conversations)
