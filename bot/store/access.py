"""How to reach a PostgreSQL database, and how long to wait for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach the database. Times are seconds. ``size``: connections of one process, the one that listens and
    those of pages aside. What TLS needs (``sslmode``, ``sslrootcert``) stands in the address.
    """

    url: str
    size: int = 5
    statement_timeout: float = 10.0
    lock_timeout: float = 5.0
    patience: float = 30.0
    connect_timeout: float = 5.0

    def settings(self) -> dict[str, str]:
        """What the server is told of every session. One that hangs in a transaction is cut off, so that the locks of a
        process that was cut off the network do not outlive it by much.
        """
        return {
            "application_name": "posbot",
            "timezone": "UTC",
            "statement_timeout": _milliseconds(self.statement_timeout),
            "lock_timeout": _milliseconds(self.lock_timeout),
            "idle_in_transaction_session_timeout": _milliseconds(2 * self.statement_timeout),
            "tcp_keepalives_idle": "10",
            "tcp_keepalives_interval": "5",
            "tcp_keepalives_count": "3",
        }

    def connect(self, **more: Any) -> Any:
        """A connection by itself; to be awaited."""
        import asyncpg  # noqa: PLC0415 - only whoever uses it pays for it

        return asyncpg.connect(
            self.url, timeout=self.connect_timeout, command_timeout=self.statement_timeout + 2, server_settings=self.settings(), **more
        )


def _milliseconds(seconds: float) -> str:
    return str(round(seconds * 1000))
