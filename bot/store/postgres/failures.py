"""Which failures of PostgreSQL pass by themselves, so that trying again is right."""

from __future__ import annotations

import asyncpg

PASSING = (
    OSError,  # refused, reset, unreachable, timed out
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,  # the driver found its connection closed under it
    asyncpg.InternalClientError,
    asyncpg.TransactionRollbackError,  # deadlock, serialisation
    asyncpg.InsufficientResourcesError,  # disk full, out of memory, too many connections
    asyncpg.OperatorInterventionError,  # shutting down, statement cancelled
    asyncpg.ObjectNotInPrerequisiteStateError,  # a lock that was not to be had
    asyncpg.PostgresSystemError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.ReadOnlySQLTransactionError,  # a standby that is not promoted yet
)


class ChatMadeElsewhere(Exception):
    """Another process made one of the new chats in the same moment: look again."""


def is_passing(wrong: BaseException) -> bool:
    """Whether to try again. An interface error for a value that cannot be stored is none."""
    if isinstance(wrong, asyncpg.DataError) or isinstance(wrong.__cause__, (UnicodeError, TypeError, OverflowError)):
        return False
    return isinstance(wrong, (*PASSING, ChatMadeElsewhere))


def kind_of(wrong: BaseException) -> str:
    """Its kind and the server's own word. Not the whole of it: that may hold what a merchant wrote."""
    words = str(wrong).splitlines()[0] if isinstance(wrong, (OSError, asyncpg.OperatorInterventionError)) and str(wrong) else ""
    return f"{type(wrong).__name__}{f' ({words})' if words else ''}"
