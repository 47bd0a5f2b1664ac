"""Claims and the delivery cursor, inside the writer's savepoint. Nothing is sent here."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from bot.core.messages import Address
from bot.service.encoding import decoded
from bot.service.ports import Delivery, EntryKind, Logged
from bot.service.sending import Reach
from bot.store.rules import CALLED_BACK, ENTRIES_AT_ONCE, Fate, Lease, may_have_arrived
from bot.store.sealing import PLAIN, Vault
from bot.store.statements.delivery import DeliveryTexts
from bot.store.times import micros, moment


class DueChat(NamedTuple):
    """A chat that is due; the order is that of the statement ``due_chats``, and the oldest sorts first."""

    due_at: int
    number: int
    channel: str
    chat: str
    sent_seq: int
    epoch: int
    attempt: int
    lease: str
    reason: str | None
    seq: int


def logged(vault: Vault, number: int, row: tuple[Any, ...]) -> Logged:
    """A line of the chat's log from its row (seq, kind, at, body, status, reason, ref)."""
    seq, kind, at, body, status, reason, ref = row
    said = decoded(vault.open("log.body", (number, seq), body))
    return Logged(seq, EntryKind(kind), moment(at), said, status, reason, ref)


class Deliverer:
    """Leases chats and moves their cursors, on a connection that holds the write lock."""

    def __init__(self, texts: DeliveryTexts, vault: Vault = PLAIN) -> None:
        """Take the compiled statements."""
        self._texts = texts
        self._vault = vault

    def claim(  # noqa: PLR0913 -- the store's shape
        self,
        connection: sqlite3.Connection,
        channels: Sequence[str],
        at: datetime,
        lease: timedelta,
        limit: int,
        back: int = 0,
    ) -> list[Delivery]:
        """See `bot.service.ports.Store.claim`."""
        due = [chat for channel in set(channels) for chat in self._due(connection, channel, at, limit)]
        until = micros(at + lease)
        deliveries = (self._lease(connection, chat, until, back) for chat in sorted(due)[:limit])
        return [delivery for delivery in deliveries if delivery.entries]

    def _due(self, connection: sqlite3.Connection, channel: str, at: datetime, limit: int) -> list[DueChat]:
        where = {"channel": channel, "at": micros(at), "limit": limit}
        return [DueChat(*row) for row in connection.execute(self._texts.due_chats, where).fetchall()]

    def _lease(self, connection: sqlite3.Connection, chat: DueChat, until: int, back: int) -> Delivery:
        """Lease the chat; one that is owed nothing any more stops being due instead."""
        where = {"number": chat.number, "sent_seq": chat.sent_seq, "limit": ENTRIES_AT_ONCE}
        owed = connection.execute(self._texts.owed_entries, where).fetchall()
        entries = tuple(logged(self._vault, chat.number, row) for row in owed)
        if entries:
            connection.execute(self._texts.lease_chat, {"number": chat.number, "due_at": until})
        else:
            connection.execute(self._texts.clear_chat, {"number": chat.number})
        address, again = Address(chat.channel, chat.chat), may_have_arrived(chat.lease, chat.reason)
        before = self._before(connection, chat.number, entries[0].seq, back) if entries and back else ()
        return Delivery(chat.number, address, chat.epoch + 1, entries, chat.attempt, again, chat.seq, before)

    def _before(self, connection: sqlite3.Connection, number: int, seq: int, back: int) -> tuple[Logged, ...]:
        where = {"number": number, "first": seq - back, "next": seq}
        return tuple(logged(self._vault, number, row) for row in connection.execute(self._texts.before, where))

    def settle(self, connection: sqlite3.Connection, number: int, epoch: int, fate: Fate, *, is_last: bool = False) -> bool:
        """Move the cursor past an entry and mark it; the lease is given back after the last, and if it is recalled: then False."""
        lease = {"number": number, "epoch": epoch}
        moved = connection.execute(self._texts.move_cursor, {**lease, "past": fate.past}).fetchall()
        if not moved:
            return False
        connection.execute(self._texts.mark_entry, {"number": number, **fate._asdict()})
        is_called_back = moved[0][0] in CALLED_BACK
        if is_called_back or is_last:
            self.release(connection, number, epoch)
        return not is_called_back

    def postpone(self, connection: sqlite3.Connection, number: int, epoch: int, until: datetime, reason: str) -> bool:
        """See `bot.service.ports.Store.postpone`."""
        row = {"number": number, "epoch": epoch, "until": micros(until), "reason": reason}
        return connection.execute(self._texts.postpone, row).rowcount == 1

    def release(self, connection: sqlite3.Connection, number: int, epoch: int) -> bool:
        """See `bot.service.ports.Store.release`; a chat still owed something is due again at once."""
        return connection.execute(self._texts.release, {"number": number, "epoch": epoch}).rowcount == 1

    def hold(self, connection: sqlite3.Connection, number: int, epoch: int, reach: Reach, reason: str, seq: int | None) -> bool:  # noqa: PLR0913 -- a row
        """See `bot.service.ports.Store.hold`."""
        row = {"number": number, "epoch": epoch, "reach": reach.value, "reason": reason, "ends": seq}
        return connection.execute(self._texts.hold, row).rowcount == 1

    def hush(self, connection: sqlite3.Connection, address: Address, at: datetime, until: datetime) -> bool:
        """See `bot.service.ports.Store.hush`."""
        row = {"channel": address.channel, "chat": address.chat, "at": micros(at), "until": micros(until)}
        found = connection.execute(self._texts.hush, row).fetchall()
        return not found or found[0][0] == Lease.FREE
