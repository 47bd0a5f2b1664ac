"""Signs between processes: "this chat has changed", sent after the commit, many in one.

Sent inside the transaction they would halve its throughput, because a commit that notifies takes a lock of
the whole server. A sign that is lost costs a second at most: everybody looks now and then by himself.

Whoever keeps what is made from the logs holds a lock of the connection on which it hears: a process that ends, however it
ends, or that hears no more leaves it to the next, who then looks at all.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from bot.core.messages import Address
from bot.store.access import Access
from bot.store.postgres.failures import is_passing
from bot.store.postgres.pool import Connection, Pool

CHANNEL = "posbot"
TOGETHER_SECONDS = 0.02
LONGEST = 7_000
"""Bytes of one sign; the server takes just under 8,000."""

KEEPER = 7061206
"""The key of the advisory lock of the one who keeps what is made from the logs."""

LOOKS = 10
"""So many times it is looked whether the lock is free between two looks at the server's clock."""
AGAIN_SECONDS = 1.0


class Signals:
    """Tells the others, and hears them on a connection of its own."""

    def __init__(self, access: Access, pool: Pool) -> None:
        """Nobody is told or heard yet."""
        self._access = access
        self._pool = pool
        self._me = secrets.token_hex(4)
        self._changed: set[Address] = set()
        self._came = asyncio.Event()
        self._hear: list[Callable[[Address | None], None]] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._offers, self._keeps = False, False

    def tell(self, addresses: Iterable[Address]) -> None:
        """These chats have changed."""
        self._changed.update(addresses)
        if self._changed:
            self._start()
            self._came.set()

    def listen(self, hear: Callable[[Address | None], None]) -> None:
        """Have this called for what others tell; outside of an event loop it begins with the first of our own."""
        self._hear.append(hear)
        with suppress(RuntimeError):
            asyncio.get_running_loop()
            self._start()

    def keeps(self) -> bool:
        """See `bot.store.database.Database`; within an event loop."""
        self._offers = True
        self._start()
        return self._keeps

    def _start(self) -> None:
        if not self._tasks:
            loop = asyncio.get_running_loop()
            self._tasks = [loop.create_task(self._telling()), loop.create_task(self._listening())]

    async def close(self) -> None:
        """Tell and hear no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _telling(self) -> None:
        while True:
            await self._came.wait()
            self._came.clear()
            told, self._changed = self._changed, set()
            with suppress(Exception):  # whoever does not hear looks by himself
                async with self._pool.connection() as connection:
                    await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, self._words(told))
            await asyncio.sleep(TOGETHER_SECONDS)

    def _words(self, addresses: Iterable[Address]) -> str:
        words = json.dumps([self._me, [[address.channel, address.chat] for address in addresses]])
        return words if len(words) < LONGEST else json.dumps([self._me, None])

    async def _listening(self) -> None:
        while True:
            try:
                connection = await self._access.connect()
                try:
                    await self._follow(connection)
                finally:
                    self._keeps = False
                    connection.terminate()
            except Exception as wrong:
                if not is_passing(wrong):
                    raise
            await asyncio.sleep(AGAIN_SECONDS)

    async def _follow(self, connection: Connection) -> None:
        """Until the connection breaks. What was told while there was none is not known, so all is looked at."""
        await connection.add_listener(CHANNEL, self._heard)
        self._pass_on(None)
        while True:
            await self._pool.clock.read(connection)
            for _ in range(LOOKS):
                await self._offer(connection)
                await asyncio.sleep(AGAIN_SECONDS)

    async def _offer(self, connection: Connection) -> None:
        """Whoever begins to keep looks at all: what its forerunner was told, and did not come to do, nobody tells again."""
        if self._offers and not self._keeps and await connection.fetchval("SELECT pg_try_advisory_lock($1)", KEEPER):
            self._keeps = True
            self._pass_on(None)

    def _heard(self, _connection: Any, _process: int, _channel: str, words: str) -> None:
        sender, addresses = json.loads(words)
        if sender == self._me:
            return
        for address in [None] if addresses is None else [Address(*pair) for pair in addresses]:
            self._pass_on(address)

    def _pass_on(self, address: Address | None) -> None:
        for hear in self._hear:
            hear(address)
