"""Lists as HTML, made one after another, and once for all tabs that see the same.

A hundred tabs that are told that the list has changed ask at once. If each were answered at once, a colleague's reply
would wait behind all of them; so at most one list is in the making, and everything else goes on beside it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.service.ports import Clock

KEPT_FOR = timedelta(seconds=2)
"""Some things change without a sign: who types has stopped, a clock has broken."""
KEPT = 64
"""Lists at most; each is some hundred kilobytes."""


@dataclass(frozen=True, slots=True)
class Made:
    """A list, with what was known when it was begun."""

    revision: int
    at: datetime
    html: str


class Shared:
    """What was made last, for each who sees it."""

    def __init__(self, revision: Callable[[], int], now: Clock) -> None:
        """``revision`` is another number after every change."""
        self._revision = revision
        self._now = now
        self._alone = asyncio.Lock()
        self._made: OrderedDict[Hashable, Made] = OrderedDict()

    async def html(self, key: Hashable, make: Callable[[], Awaitable[str]]) -> str:
        """The list of that key: as it was made since the last change, or made now."""
        async with self._alone:
            revision, at = self._revision(), self._now()
            known = self._made.get(key)
            if known is not None and known.revision == revision and at - known.at < KEPT_FOR:
                return known.html
            made = Made(revision, at, await make())
            self._made[key] = made
            self._made.move_to_end(key)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
            return made.html
