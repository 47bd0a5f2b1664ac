"""Tells an open page which of its topics may have changed; the page then fetches. Carries no content itself."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.channels.web.stream import BEAT, HELLO
from bot.console.access.gate import visit_of
from bot.console.routes import Route
from bot.service.desk.people import Right
from bot.service.desk.ports import Desk

HEARTBEAT_SECONDS = 15.0
STREAMS_PER_PERSON = 200
TOPIC = re.compile(r"queue|tickets|studio|(?:c|typing)\d{1,9}")
MOST_TOPICS = 8
_OVER = ""


class Streams:
    """Counts the open streams of each person, so that one account cannot hold them all."""

    def __init__(self, desk: Desk, heartbeat: float = HEARTBEAT_SECONDS) -> None:
        """``heartbeat`` in seconds of silence before a sign of life."""
        self._desk = desk
        self._heartbeat = heartbeat
        self._open: Counter[str] = Counter()

    def routes(self) -> Sequence[Route]:
        """The one address."""
        return (Route("GET", "/stream", self.stream, Right.READ),)

    async def stream(self, request: Request) -> Response:
        """Server-sent events, named by topic."""
        who = visit_of(request).staff.id
        topics = [topic for topic in request.query_params.get("topics", "").split(",") if TOPIC.fullmatch(topic)]
        if not topics or len(topics) > MOST_TOPICS:
            return Response(status_code=422)
        if self._open[who] >= STREAMS_PER_PERSON:
            return Response(status_code=429, headers={"retry-after": "10"})
        events = self._follow(who, topics)
        return StreamingResponse(events, media_type="text/event-stream", headers={"cache-control": "no-store", "x-accel-buffering": "no"})

    async def _follow(self, who: str, topics: Sequence[str]) -> AsyncGenerator[bytes, None]:
        self._open[who] += 1
        try:
            async with aclosing(signals(self._desk.watch(topics), self._heartbeat)) as events:
                async for event in events:
                    yield event
        finally:
            self._open[who] -= 1


async def signals(topics: AsyncIterator[str], heartbeat: float) -> AsyncGenerator[bytes, None]:
    """An event for each topic that comes, a heartbeat in silence. Ends when the topics end."""
    upcoming: asyncio.Future[str] = asyncio.ensure_future(_next(topics))
    try:
        yield HELLO
        while True:
            await asyncio.wait({upcoming}, timeout=heartbeat)
            if not upcoming.done():
                yield BEAT
                continue
            topic = upcoming.result()
            if topic == _OVER:
                return
            upcoming = asyncio.ensure_future(_next(topics))
            yield f"event: {topic}\ndata:\n\n".encode()
    finally:
        if not upcoming.done():
            upcoming.cancel()
            await asyncio.gather(upcoming, return_exceptions=True)
        close = getattr(topics, "aclose", None)
        if close is not None:
            await close()


async def _next(topics: AsyncIterator[str]) -> str:
    return await anext(topics, _OVER)
