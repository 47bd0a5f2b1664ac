"""The web server leaves without anybody noticing."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import Any

from uvicorn import Config

from bot.cli.leaving import Leaving


async def app(_scope: Any, _receive: Any, send: Any) -> None:
    """Answers anything."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"heard"})


async def refused(port: int) -> None:
    """Until nobody is connected with any more."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionError:  # refused; or reset, where the socket was closed while this one still queued at it
            return
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


async def test_who_had_just_connected_is_heard() -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = Leaving(Config(app, log_config=None, lifespan="off"), lambda: None, settling=3)
    serving = asyncio.ensure_future(server.serve(sockets=[listening]))
    async with asyncio.timeout(30):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        server.should_exit = True
        await refused(port)
        writer.write(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
        assert b"heard" in await reader.read(4096) + await reader.read(4096)
        writer.close()
        await serving
