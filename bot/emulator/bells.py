"""Tells open pages of the emulators that something has changed. A page then asks what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from starlette.responses import FileResponse, Response, StreamingResponse

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'",
    "cache-control": "no-store",
}
KINDS_OF_FILES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
BEAT_SECONDS = 15.0


class Bells:
    """One for each page that is open."""

    def __init__(self) -> None:
        """None is."""
        self._bells: set[asyncio.Event] = set()

    def ring(self) -> None:
        """Something has changed."""
        for bell in self._bells:
            bell.set()

    def stream(self, is_over: Callable[[], bool]) -> Response:
        """Server-sent events until it is over."""
        return StreamingResponse(self._signs(is_over), media_type="text/event-stream", headers={"cache-control": "no-store"})

    async def _signs(self, is_over: Callable[[], bool]) -> AsyncIterator[bytes]:
        bell = asyncio.Event()
        self._bells.add(bell)
        try:
            while not is_over():
                yield b"data: changed\n\n"
                try:
                    async with asyncio.timeout(BEAT_SECONDS):
                        await bell.wait()
                except TimeoutError:
                    continue
                await asyncio.sleep(0.05)  # several changes, one sign
                bell.clear()
        finally:
            self._bells.discard(bell)


def static(folder: Path, name: str) -> Response:
    """A file of the page; 404 for any other."""
    path = folder / name
    if path.parent != folder or path.suffix not in KINDS_OF_FILES or not path.is_file():
        return Response(status_code=404)
    return FileResponse(path, headers=HEADERS, media_type=KINDS_OF_FILES[path.suffix])
