"""The store on one SQLite file: WAL, one writer thread with group commit, readers beside it.

The file is held by one process at a time; the schema is already the program's (`bot.store.opening`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar

from sqlalchemy.dialects.sqlite import dialect, insert
from sqlmodel import Session

from bot.core.codec import decode_ticket
from bot.core.messages import Address
from bot.core.state import Ticket
from bot.service.ports import Chat, Delivery, Due, Event, Handled, Logged, Turn, Waiting
from bot.service.sending import Bucket, Reach
from bot.store.delivering import Deliverer, logged
from bot.store.keeping import Keeper
from bot.store.reading import Readers
from bot.store.rules import Fate, Status
from bot.store.sealing import PLAIN, Vault
from bot.store.sessions import Sessions
from bot.store.sqlite_inbox import SqliteInbox
from bot.store.statements.delivery import delivery_texts
from bot.store.statements.inbox import inbox_texts
from bot.store.statements.reads import read_texts
from bot.store.statements.turns import turn_texts
from bot.store.states import opened
from bot.store.times import micros, moment
from bot.store.writing import Writer

T = TypeVar("T")

Synchronous: TypeAlias = Literal["FULL", "NORMAL", "OFF"]
"""`FULL`: a commit survives a power cut. `NORMAL`: it survives a kill of the process. `OFF`: tests."""

READERS = 2
PRAGMAS = ("journal_mode = WAL", "foreign_keys = ON", "busy_timeout = 5000", "journal_size_limit = 67108864")


def connect(path: Path, synchronous: Synchronous) -> sqlite3.Connection:
    """A driver connection in autocommit mode that may move between threads."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in (*PRAGMAS, f"synchronous = {synchronous}"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


OUTLIVED = (
    "UPDATE chat SET due_at = min(due_at, ?) WHERE due_at IS NOT NULL AND lease IN ('held', 'recalled')",
    "UPDATE lane SET due_at = min(due_at, ?) WHERE due_at IS NOT NULL AND lease = 'held'",
)


def outlive(path: Path) -> None:
    """End the leases of a process that was killed: whoever has the file is alone with it, so nobody else is at work.

    Without it merchants who wrote when the power went would wait a minute longer than the restart takes. Raises sqlite3.Error
    where the first message would: a file, a folder or a disk that only reads.
    """
    with closing(connect(path, "FULL")) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for text in OUTLIVED:
            connection.execute(text, (micros(datetime.now(UTC)),))
        connection.execute("COMMIT")


class SqliteStore:
    """See `bot.service.ports.Store`. ``let_go`` is called once when all is closed."""

    def __init__(self, path: Path, synchronous: Synchronous, let_go: Callable[[], None], vault: Vault = PLAIN) -> None:
        """Compile the statements, open the connections and start the threads."""
        words = dialect(paramstyle="named")
        self.vault = vault
        self._reads = read_texts(words)
        self._keeper = Keeper(turn_texts(words, insert), vault)
        self._deliverer = Deliverer(delivery_texts(words), vault)
        self._readers = Readers([_reader(path, synchronous) for _ in range(READERS)])
        self._writer = Writer(connect(path, synchronous))
        self._sessions = Sessions()
        self.inbox = SqliteInbox(inbox_texts(words, insert), self._writer, vault)
        self._let_go = let_go

    def listen(self, hear: Callable[[Address | None], None]) -> None:
        """There is no other process."""

    def tell(self, address: Address) -> None:
        """There is nobody else to hear it."""

    def keeps(self) -> bool:
        """Nobody else could."""
        return True

    async def handle(self, event: Event, turn: Turn) -> Handled | None:
        """Lock, look up, turn, keep: one savepoint of a shared transaction."""
        return await self._writer.run(lambda connection: self._keeper.handle(connection, event, turn))

    async def claim(self, channels: Sequence[str], at: datetime, lease: timedelta, limit: int, back: int = 0) -> Sequence[Delivery]:
        """Lease what is due."""
        work = partial(self._deliverer.claim, channels=channels, at=at, lease=lease, limit=limit, back=back)
        return await self._writer.run(work)

    async def sent(  # noqa: PLR0913 -- a row
        self, number: int, epoch: int, seq: int, ref: str | None = None, reason: str | None = None, *, is_last: bool = False
    ) -> bool:
        """Move the cursor past an entry that was sent."""
        return await self._settle(number, epoch, Fate(seq, Status.SENT.value, reason, ref), is_last=is_last)

    async def refused(self, number: int, epoch: int, seq: int, reason: str) -> bool:
        """Move the cursor past an entry that never will be."""
        return await self._settle(number, epoch, Fate(seq, Status.REFUSED.value, reason))

    async def doubted(self, number: int, epoch: int, seq: int, reason: str) -> bool:
        """Move the cursor past an entry that may have been."""
        return await self._settle(number, epoch, Fate(seq, Status.MAYBE.value, reason))

    async def _settle(self, number: int, epoch: int, fate: Fate, *, is_last: bool = False) -> bool:
        return await self._writer.run(partial(self._deliverer.settle, number=number, epoch=epoch, fate=fate, is_last=is_last))

    async def hold(self, number: int, epoch: int, reach: Reach, reason: str, seq: int | None = None) -> bool:
        """Give the lease back and wait for the merchant."""
        return await self._writer.run(partial(self._deliverer.hold, number=number, epoch=epoch, reach=reach, reason=reason, seq=seq))

    async def postpone(self, number: int, epoch: int, until: datetime, reason: str) -> bool:
        """Give the lease back and wait."""
        work = partial(self._deliverer.postpone, number=number, epoch=epoch, until=until, reason=reason)
        return await self._writer.run(work)

    async def release(self, number: int, epoch: int) -> bool:
        """Give the lease back."""
        return await self._writer.run(partial(self._deliverer.release, number=number, epoch=epoch))

    async def hush(self, address: Address, at: datetime, until: datetime) -> bool:
        """Call the sender back, and let none begin."""
        return await self._writer.run(partial(self._deliverer.hush, address=address, at=at, until=until))

    async def due(self, at: datetime, limit: int) -> Sequence[Due]:
        """Timers that are due."""
        rows = await self._rows(self._reads.due_timers, until=micros(at), limit=limit)
        return [_due(*row) for row in rows]

    async def next_due(self) -> datetime | None:
        """The earliest timer's time."""
        [(at,)] = await self._rows(self._reads.next_due)
        return None if at is None else moment(at)

    async def chat(self, address: Address) -> Chat | None:
        """The chat at the address."""
        rows = await self._rows(self._reads.chat, **_at(address))
        return _chat(self.vault, address, *rows[0]) if rows else None

    async def log(self, address: Address, after: int = 0, limit: int = 500) -> Sequence[Logged]:
        """The chat's log."""
        rows = await self._rows(self._reads.log, **_at(address), after=after, limit=limit)
        return [logged(self.vault, row[0], row[1:]) for row in rows]

    async def tickets(self, address: Address) -> Sequence[Ticket]:
        """The chat's tickets."""
        rows = await self._rows(self._reads.tickets, **_at(address))
        return [decode_ticket(json.loads(self.vault.open("ticket.body", (number, ref), body))) for number, ref, body in rows]

    async def waiting(self) -> Sequence[Waiting]:
        """The staff's queue."""
        rows = await self._rows(self._reads.waiting)
        return [Waiting(number, Address(channel, chat), moment(at), why) for number, channel, chat, at, why in rows]

    @staticmethod
    def now() -> datetime:
        """The clock of the machine: there is one process."""
        return datetime.now(UTC)

    async def admit(self, buckets: Sequence[Bucket], at: datetime) -> datetime | None:
        """A token of every bucket, or none."""
        return await self.inbox.admit(buckets, at)

    async def perform(self, work: Callable[[Session], T]) -> T:
        """See `bot.store.database.Database`."""
        return await self._writer.run(lambda connection: self._sessions.perform(connection, work))

    async def read(self, work: Callable[[Session], T]) -> T:
        """See `bot.store.database.Database`."""
        return await self._readers.run(lambda connection: self._sessions.read(connection, work))

    async def look(self, work: Callable[[Session], T]) -> T:
        """See `bot.store.database.Database`."""
        return await self.read(work)

    async def close(self) -> None:
        """Readers first: the writer's connection then folds the WAL into the file as the last one."""
        await self._readers.close()
        await self._writer.close()
        self._let_go()

    async def _rows(self, text: str, **values: str | int) -> list[tuple[Any, ...]]:
        return await self._readers.run(lambda connection: connection.execute(text, values).fetchall())


def _reader(path: Path, synchronous: Synchronous) -> sqlite3.Connection:
    connection = connect(path, synchronous)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _at(address: Address) -> dict[str, str]:
    return {"channel": address.channel, "chat": address.chat}


def _chat(vault: Vault, address: Address, number: int, state: str | None) -> Chat:
    return Chat(number, address, None if state is None else opened(vault, number, state))


def _due(timer: int, occurrence: int, channel: str, chat: str, name: str, turn: int, at: int) -> Due:  # noqa: PLR0913 - a row
    return Due(timer, occurrence, Address(channel, chat), name, turn, moment(at))
