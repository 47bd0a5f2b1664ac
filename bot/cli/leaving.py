"""The web server, and how it leaves: nobody notices when another process takes its place."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from types import FrameType

from uvicorn import Config, Server

SETTLING = 0.25
"""Seconds in which whoever had just connected is still heard."""


class Leaving(Server):
    """Open streams end at the first signal, so that nobody waits for them; a connection over which nothing has been asked yet is
    closed only when its request had time to come.
    """

    def __init__(self, config: Config, stop: Callable[[], None], *, settling: float = SETTLING) -> None:
        """``stop`` ends the streams."""
        super().__init__(config)
        self._stop, self._settling = stop, settling

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal came."""
        self._stop()
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Connect with nobody any more, hear who has come, and leave."""
        for server in self.servers:
            server.close()
        for one in sockets or ():
            one.close()
        await asyncio.sleep(self._settling)
        await super().shutdown(sockets)
