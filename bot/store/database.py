"""How pages and features read and write tables of their own, on the database of the store.

``bot/store/__init__.py`` says how to add a table. Not for a merchant's message: that has compiled
statements, because a session costs ten times as much.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar, runtime_checkable

from sqlmodel import Session

from bot.store.sealing import Vault

T = TypeVar("T")


@runtime_checkable
class Database(Protocol):
    """Kept by the stores on SQLite and on PostgreSQL; the one in memory has no tables."""

    @property
    def vault(self) -> Vault:
        """Seals and opens the columns of `bot.store.sealing.SEALED`."""

    def keeps(self) -> bool:
        """Whether it is this process that keeps what is made from the logs. Who asks offers to; of those that offer one does, and
        another once that one has ended, however it ended.
        """

    async def perform(self, work: Callable[[Session], T]) -> T:
        """The value of ``work`` once what it changed is durable: one transaction, all or nothing.

        ``work`` is plain synchronous code, may be run more than once (after a deadlock, say), and must touch
        nothing but its session; it neither commits nor rolls back. Whatever it raises undoes it and is raised
        here. Rows that it returns can be used afterwards as far as they were loaded.
        """

    async def read(self, work: Callable[[Session], T]) -> T:
        """The value of ``work``, which only reads; all its statements see the same moment."""

    async def look(self, work: Callable[[Session], T]) -> T:
        """The value of ``work``, which asks one statement: what needs no snapshot is spared the way there and back for it."""
