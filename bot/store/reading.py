"""Readers beside the writer: a few threads, each read on a connection of its own."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeVar

from bot.store.problems import StoreProblem
from bot.store.writing import Work

T = TypeVar("T")


class Readers:
    """As many threads as connections, so that a connection is always free for a thread."""

    def __init__(self, connections: Sequence[sqlite3.Connection]) -> None:
        """Take over the connections; `close` closes them."""
        self._connections = tuple(connections)
        self._free: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        for connection in connections:
            self._free.put(connection)
        self._threads = ThreadPoolExecutor(len(connections), thread_name_prefix="store-reader")
        self._is_closed = False

    async def run(self, work: Work[T]) -> T:
        """The value of ``work``, which sees everything committed before it began."""
        if self._is_closed:
            message = "the store is closed"
            raise StoreProblem(message)
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, work)

    def _read(self, work: Work[T]) -> T:
        connection = self._free.get()
        try:
            return work(connection)
        finally:
            self._free.put(connection)

    async def close(self) -> None:
        """Let the reads under way finish, then close the connections."""
        self._is_closed = True
        await asyncio.to_thread(self._threads.shutdown)
        for connection in self._connections:
            connection.close()
