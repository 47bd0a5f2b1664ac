"""One event, inside the writer's savepoint: find the chat, run its turn, keep what the turn leaves.

Whatever is raised here undoes all of it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from datetime import datetime
from typing import Any, NamedTuple

from bot.core.codec import encode_ticket
from bot.core.messages import Address
from bot.core.state import Mode, Ticket
from bot.service.encoding import encoded
from bot.service.ports import Alarm, Chat, Entry, Event, Handled, Kept, Turn
from bot.service.sending import Reach
from bot.service.standing import Standing
from bot.store.rules import SENDING, Lease, Status, firing, first_status, is_written_by_merchant, knocked, owed_since
from bot.store.sealing import PLAIN, SEALED, Vault
from bot.store.statements.turns import TurnTexts
from bot.store.states import States
from bot.store.times import micros

STANDING_COLUMNS = tuple(field.name for field in fields(Standing))


class Record(NamedTuple):
    """A chat's row as the turn finds it; the order is that of the statement ``find_chat``."""

    number: int
    state: str | None = None
    mode: str = Mode.BOT.value
    seq: int = 0
    sent_seq: int = 0
    due_at: int | None = None
    lease: str = Lease.FREE.value
    attempt: int = 0
    reach: str = Reach.OPEN.value


class Keeper:
    """Handles events on a connection that is inside a transaction and holds the write lock."""

    def __init__(self, texts: TurnTexts, vault: Vault = PLAIN) -> None:
        """Take the compiled statements."""
        self._texts = texts
        self._vault = vault
        self._states = States(vault)

    def handle(self, connection: sqlite3.Connection, event: Event, turn: Turn) -> Handled | None:
        """See `bot.service.ports.Store.handle`."""
        record = self._found(connection, event.address)
        if record is None:
            if firing(event):
                return None
            record = self._made(connection, event.address)
        if not self._is_new(connection, event, record.number):
            return None
        state = self._states.decoded(record.number, record.state)
        reached = record.reach == Reach.OPEN
        kept = turn(Chat(record.number, event.address, state, record.seq, sending=_is_sending(record, event), reached=reached))
        return self._keep(connection, record, kept)

    def _found(self, connection: sqlite3.Connection, address: Address) -> Record | None:
        where = {"channel": address.channel, "chat": address.chat}
        row = connection.execute(self._texts.find_chat, where).fetchone()
        return None if row is None else Record(*row)

    def _made(self, connection: sqlite3.Connection, address: Address) -> Record:
        blank = {"version": 0, "mode": Mode.BOT, "seq": 0, "sent_seq": 0, "lease": Lease.FREE, "epoch": 0, "attempt": 0}
        row = {"channel": address.channel, "chat": address.chat, **blank}
        number = connection.execute(self._texts.make_chat, row).lastrowid
        if number is None:  # pragma: no cover - SQLite always says which row it made
            raise AssertionError(address)
        return Record(number)

    def _is_new(self, connection: sqlite3.Connection, event: Event, number: int) -> bool:
        """Note the event. A timer's event is new while the timer stands as it was found due."""
        fired = firing(event)
        if fired is None:
            seen = {"number": number, "account": event.account, "id": event.id, "at": micros(event.at)}
            return connection.execute(self._texts.note_seen, seen).rowcount == 1
        timer = {"number": number, "id": fired[0], "occurrence": fired[1]}
        return connection.execute(self._texts.fire_timer, timer).rowcount == 1

    def _keep(self, connection: sqlite3.Connection, record: Record, kept: Kept) -> Handled:
        number, seq = record.number, record.seq + len(kept.entries)
        self._append(connection, record, kept)
        self._keep_chat(connection, record, kept, seq)
        if kept.tickets:
            connection.executemany(self._texts.put_ticket, [_ticket(self._vault, number, ticket) for ticket in kept.tickets])
        if kept.silenced:
            names = [{"number": number, "name": name} for name in kept.silenced]
            connection.executemany(self._texts.cancel_timer, names)
        if kept.alarms:
            connection.executemany(self._texts.set_timer, [_timer(number, alarm) for alarm in kept.alarms])
        self._queue(connection, number, kept)
        if kept.standing:
            connection.execute(self._texts.put_standing, standing_row(self._vault, number, kept.standing))
        return Handled(number, seq)

    def _append(self, connection: sqlite3.Connection, record: Record, kept: Kept) -> None:
        if _is_taken_over(record, kept) or _is_back(record, kept):
            unsent = {"number": record.number, "sent_seq": record.sent_seq}
            connection.execute(self._texts.drop_unsent, unsent)
        rows = [
            _line(self._vault, (record.number, seq), entry, first_status(entry, kept.state.mode))
            for seq, entry in enumerate(kept.entries, record.seq + 1)
        ]
        connection.executemany(self._texts.append_entry, rows)

    def _keep_chat(self, connection: sqlite3.Connection, record: Record, kept: Kept, seq: int) -> None:
        state = self._states.encoded(record.number, kept.state)
        row = {"number": record.number, "state": state, "mode": kept.state.mode.value, "seq": seq}
        connection.execute(self._texts.keep_chat, row | _delivery(record, kept))

    def _queue(self, connection: sqlite3.Connection, number: int, kept: Kept) -> None:
        if kept.answered:
            connection.execute(self._texts.answer, {"number": number})
        if kept.call is not None:
            call = {"number": number, "at": micros(kept.call.at), "reason": kept.call.reason}
            connection.execute(self._texts.call, call)


def _is_sending(record: Record, event: Event) -> bool:
    return record.lease in SENDING and record.due_at is not None and record.due_at > micros(event.at)


def _is_taken_over(record: Record, kept: Kept) -> bool:
    return kept.state.mode is Mode.STAFF and record.mode != Mode.STAFF


def _is_back(record: Record, kept: Kept) -> bool:
    """Whether a merchant writes who was gone: what the bot wanted to tell him then is stale."""
    return record.reach == Reach.GONE and is_written_by_merchant(kept)


def _delivery(record: Record, kept: Kept) -> dict[str, Any]:
    """Where delivery stands after the turn: a lease or a delay is left as it is."""
    taken_over = _is_taken_over(record, kept)
    lease = Lease.RECALLED.value if taken_over and record.lease == Lease.HELD else record.lease
    attempt = 0 if taken_over else record.attempt
    return {"due_at": _due_at(record, kept), "lease": lease, "attempt": attempt, "reach": _reach(record, kept)}


def _reach(record: Record, kept: Kept) -> str:
    return Reach.OPEN.value if is_written_by_merchant(kept) else record.reach


def _due_at(record: Record, kept: Kept) -> int | None:
    """A chat that can be reached again is looked at, whatever it is owed; so is one that a person takes over
    while nobody sends, or one at whose shut window somebody knocks.
    """
    if record.reach != Reach.OPEN:
        return micros(kept.entries[0].at) if is_written_by_merchant(kept) else _knocked_at(record, kept)
    if _is_taken_over(record, kept) and record.lease == Lease.FREE and record.due_at is not None and kept.entries:
        return min(record.due_at, micros(kept.entries[0].at))
    since = owed_since(kept)
    return micros(since) if record.due_at is None and since is not None else record.due_at


def _knocked_at(record: Record, kept: Kept) -> int | None:
    knock = knocked(record.reach, kept)
    return micros(knock) if record.due_at is None and knock else record.due_at


def _line(vault: Vault, row: tuple[int, int], entry: Entry, status: Status) -> dict[str, Any]:
    body = vault.seal("log.body", row, encoded(entry.body))
    said = {"kind": entry.kind.value, "at": micros(entry.at), "body": body}
    return {"number": row[0], "seq": row[1], "status": status.value, **said}


def _ticket(vault: Vault, number: int, ticket: Ticket) -> dict[str, Any]:
    row = {name: getattr(ticket, name) for name in ("ref", "kind", "intent", "status")}
    return row | {"number": number, "opened": micros(ticket.opened), "body": ticket_body(vault, number, ticket)}


def ticket_body(vault: Vault, number: int, ticket: Ticket) -> str:
    """The whole of a ticket as its row holds it."""
    return vault.seal("ticket.body", (number, ticket.ref), encoded(encode_ticket(ticket)))


def _timer(number: int, alarm: Alarm) -> dict[str, Any]:
    return {"number": number, "name": alarm.name, "at": micros(alarm.at), "turn": alarm.turn, "occurrence": 1}


def standing_row(vault: Vault, number: int, standing: Standing) -> dict[str, Any]:
    """Where a chat stands, as parameters of ``put_standing``."""
    plain = {name: getattr(standing, name) for name in STANDING_COLUMNS}
    row = {name: micros(value) if isinstance(value, datetime) else value for name, value in plain.items()} | {"number": number}
    for name in SEALED["standing"].sealed:
        text = plain[name]
        row[name] = text and vault.seal(f"standing.{name}", (number,), text)
    return row
