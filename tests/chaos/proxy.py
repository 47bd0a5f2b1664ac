"""A wire between a store and its PostgreSQL that can be cut, or go silent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Wire:
    """``is_cut``: connections are closed and refused. ``is_silent``: nothing passes, nothing is closed."""

    target: int
    port: int = 0
    is_cut: bool = False
    is_silent: bool = False
    _cuts: int = 0
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def cut(self) -> None:
        """Every connection breaks, and none can be made."""
        self.is_cut = True
        self._cuts += 1
        for writer in self._writers:
            writer.transport.abort()

    def mend(self) -> None:
        """As if nothing had been."""
        self.is_cut = self.is_silent = False

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        if self.is_cut:
            writer.transport.abort()
            return
        cuts = self._cuts
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.target)
        if self._cuts > cuts:  # meanwhile
            for one in (writer, there_writer):
                one.transport.abort()
            return
        self._writers |= {writer, there_writer}
        with suppress(ConnectionError, asyncio.CancelledError):
            await asyncio.gather(self._pass(reader, there_writer), self._pass(there_reader, writer))
        for one in (writer, there_writer):
            self._writers.discard(one)
            one.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65_536):
            while self.is_silent:  # noqa: ASYNC110 - a wire, not a program
                await asyncio.sleep(0.01)
            writer.write(data)
            await writer.drain()
        writer.transport.abort()


@asynccontextmanager
async def wire(target: int) -> AsyncIterator[Wire]:
    """A wire to that port."""
    made = Wire(target)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    made.cut()
    server.close()
