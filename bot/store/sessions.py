"""SQLModel sessions over a driver connection that somebody else commits.

The writer thread shares a transaction between all that waits; a session of a page is one savepoint
of it, so the session may flush but neither begin nor commit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

T = TypeVar("T")

NAME = "sqlite.shared"


class SharedDialect(SQLiteDialect_pysqlite):
    """Leaves transaction and connection to their owner."""

    supports_statement_cache = True

    def do_commit(self, dbapi_connection: Any) -> None:
        """The owner commits."""

    def do_rollback(self, dbapi_connection: Any) -> None:
        """The owner rolls back to its savepoint, because what the session met is raised on."""

    def do_close(self, dbapi_connection: Any) -> None:
        """The owner closes."""


class Sessions:
    """Opens sessions; each connection has an engine of its own, made when it is first needed."""

    def __init__(self) -> None:
        """No engine yet."""
        registry.register(NAME, __name__, SharedDialect.__name__)
        self._engines: dict[int, Engine] = {}

    def _engine(self, connection: sqlite3.Connection) -> Engine:
        known = self._engines.get(id(connection))
        if known is None:
            url = f"{NAME.replace('.', '+')}://"
            known = create_engine(url, creator=lambda: connection, poolclass=StaticPool)
            self._engines[id(connection)] = known
        return known

    def perform(self, connection: sqlite3.Connection, work: Callable[[Session], T]) -> T:
        """Run the work inside the transaction that the connection is in."""
        with Session(self._engine(connection), expire_on_commit=False) as session:
            value = work(session)
            session.commit()
        return value

    def read(self, connection: sqlite3.Connection, work: Callable[[Session], T]) -> T:
        """Run the work in one snapshot."""
        connection.execute("BEGIN")
        try:
            with Session(self._engine(connection), expire_on_commit=False) as session:
                return work(session)
        finally:
            connection.execute("ROLLBACK")
