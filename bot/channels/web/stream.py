"""Tells an open page that its log has grown; the page then fetches. Carries no content itself."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from bot.channels.web.refusals import Refusal

HEARTBEAT_SECONDS = 15.0
STREAMS_PER_CHAT = 12
STREAMS_PER_NETWORK = 500
"""A market's shared connection holds many shops; each stream holds a connection of ours."""
CHANGED = b"event: changed\ndata:\n\n"
# The comment keeps proxies from closing; the event lets the page notice a line that died silently.
BEAT = b": beat\nevent: beat\ndata:\n\n"
HELLO = b"retry: 2000\n\n"
_OVER = object()


class Streams:
    """Counts the open streams of each chat and network, so that neither can hold them all: a new chat costs nothing."""

    def __init__(self, heartbeat: float = HEARTBEAT_SECONDS) -> None:
        """``heartbeat`` in seconds."""
        self._heartbeat = heartbeat
        self._open: Counter[str] = Counter()
        self._from: Counter[str] = Counter()

    def check(self, chat: str, network: str) -> None:
        """Refuse one stream too many."""
        if self._open[chat] >= STREAMS_PER_CHAT or self._from[network] >= STREAMS_PER_NETWORK:
            raise Refusal(429, "too_fast", {"n": "10"}, retry_after=10)

    async def follow(self, chat: str, network: str, changes: AsyncIterator[None]) -> AsyncGenerator[bytes, None]:
        """Events: one at once, one for every change, a heartbeat in silence. Ends when ``changes`` ends."""
        self._open[chat] += 1
        self._from[network] += 1
        try:
            async with aclosing(_events(changes, self._heartbeat)) as events:
                async for event in events:
                    yield event
        finally:
            _one_less(self._open, chat)
            _one_less(self._from, network)


def _one_less(counted: Counter[str], key: str) -> None:
    counted[key] -= 1
    if not counted[key]:
        del counted[key]


async def _events(changes: AsyncIterator[None], heartbeat: float) -> AsyncGenerator[bytes, None]:
    upcoming = asyncio.ensure_future(_is_over(changes))
    try:
        await asyncio.sleep(0)  # listens before the page is told to fetch, so that nothing falls between
        yield HELLO + CHANGED
        while True:
            await asyncio.wait({upcoming}, timeout=heartbeat)
            if not upcoming.done():
                yield BEAT
                continue
            if upcoming.result():
                return
            upcoming = asyncio.ensure_future(_is_over(changes))
            yield CHANGED
    finally:
        await _let_go(upcoming, changes)


async def _is_over(changes: AsyncIterator[None]) -> bool:
    """Waits for the next change; true when there will be none."""
    return await anext(changes, _OVER) is _OVER


async def _let_go(upcoming: asyncio.Future[bool], changes: AsyncIterator[None]) -> None:
    if not upcoming.done():
        upcoming.cancel()
        await asyncio.gather(upcoming, return_exceptions=True)
    close = getattr(changes, "aclose", None)
    if close is not None:
        await close()
