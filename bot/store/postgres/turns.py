"""What a batch decides, in memory, on the chats that it has locked. Pure: reads nothing, writes nothing.

A job that fails changes nothing here, so the others of its batch go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from bot.core.messages import Address
from bot.core.state import Mode
from bot.service.ports import Chat, Entry, EntryKind, Event, Handled, Kept, Turn
from bot.service.sending import AGAIN, Reach
from bot.store.keeping import standing_row, ticket_body
from bot.store.rules import CALLED_BACK, SENDING, Fate, Lease, Status, firing, first_status, is_written_by_merchant, owed_since, to_text
from bot.store.sealing import Vault
from bot.store.statements.turns import LEFT_AS_IT_WAS
from bot.store.states import States
from bot.store.times import micros


class Row(NamedTuple):
    """A line to be appended; the order is that of the statement ``append``."""

    number: int
    seq: int
    kind: str
    at: int
    body: str
    status: str


@dataclass(slots=True)
class Record:
    """A locked chat, and all that the batch does to it; the first fields are in the order of ``lock``."""

    number: int
    channel: str
    chat: str
    state: str | None = None
    mode: str = Mode.BOT.value
    seq: int = 0
    sent_seq: int = 0
    due_at: int | None = None
    lease: str = Lease.FREE.value
    epoch: int = 0
    attempt: int = 0
    reach: str = Reach.OPEN.value
    reason: str | None = None
    is_new: bool = False
    is_touched: bool = False
    turns: int = 0
    recount: bool = False
    drop_past: int | None = None
    lines: list[Row] = field(default_factory=list)
    marks: list[Fate] = field(default_factory=list)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    tickets: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    cancelled: set[str] = field(default_factory=set)
    timers: dict[str, tuple[int, int]] = field(default_factory=dict)
    answered: bool = False
    call: tuple[int, str] | None = None
    standing: dict[str, Any] = field(default_factory=dict)

    def is_leased(self, epoch: int) -> bool:
        """Whether the lease of that epoch still stands."""
        return self.lease != Lease.FREE and self.epoch == epoch

    def is_sending(self, at: int) -> bool:
        """Whether a message may be under way."""
        return self.lease in SENDING and self.due_at is not None and self.due_at > at

    def as_chat(self, states: States, at: int) -> Chat:
        """The chat as a turn sees it."""
        address, state = Address(self.channel, self.chat), states.decoded(self.number, self.state)
        return Chat(self.number, address, state, self.seq, sending=self.is_sending(at), reached=self.reach == Reach.OPEN)


@dataclass(frozen=True, slots=True)
class Handle:
    """An event and its turn."""

    event: Event
    turn: Turn


@dataclass(frozen=True, slots=True)
class Settle:
    """The cursor moves past an entry."""

    number: int
    epoch: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class Release:
    """The lease is given back; with ``until`` the chat waits, with ``reach`` it waits for the merchant, but only if
    the log ends at ``seq``, where one is given.
    """

    number: int
    epoch: int
    until: datetime | None = None
    reach: Reach | None = None
    reason: str | None = None
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Hush:
    """Somebody is about to take the chat over."""

    address: Address
    at: datetime
    until: datetime


Job = Handle | Settle | Release | Hush


class Known(NamedTuple):
    """What the database knew of the batch's events: ids seen, and timers that stand with their names."""

    seen: set[tuple[int, str, str]]
    timers: dict[tuple[int, int, int], str]


def handle(record: Record, job: Handle, known: Known, states: States, *, again: bool) -> Handled | None:
    """One event; None if it was handled before, unless that may have been this very try."""
    fired = firing(job.event)
    if fired is None:
        key = (job.event.account, job.event.id)
        if key in record.seen:
            return None
        if (record.number, *key) in known.seen:
            return Handled(record.number, record.seq) if again else None
    name = None
    if fired is not None:
        name = known.timers.get((record.number, *fired))
        if name is None or name in record.cancelled or name in record.timers:
            return None
    kept = job.turn(record.as_chat(states, micros(job.event.at)))
    change = _change(record, kept, states)
    if name is None:
        record.seen[job.event.account, job.event.id] = micros(job.event.at)
    else:
        record.cancelled.add(name)
    return _keep(record, kept, change)


class Change(NamedTuple):
    """A turn as it will be stored. Made before anything is touched: what cannot be stored fails here."""

    state: str
    lines: list[Row]
    tickets: dict[str, tuple[Any, ...]]
    timers: dict[str, tuple[int, int]]
    call: tuple[int, str] | None
    owed_since: int | None
    standing: dict[str, Any]


def _change(record: Record, kept: Kept, states: States) -> Change:
    vault = states.vault
    lines = [_line(vault, (record.number, seq), entry, kept.state.mode) for seq, entry in enumerate(kept.entries, record.seq + 1)]
    since = owed_since(kept)
    return Change(
        states.encoded(record.number, kept.state),
        lines,
        {one.ref: (one.kind, one.intent, micros(one.opened), one.status, ticket_body(vault, record.number, one)) for one in kept.tickets},
        {alarm.name: (micros(alarm.at), alarm.turn) for alarm in kept.alarms},
        (micros(kept.call.at), kept.call.reason) if kept.call else None,
        None if since is None else micros(since),
        standing_row(vault, record.number, kept.standing) if kept.standing else {},
    )


def _line(vault: Vault, row: tuple[int, int], entry: Entry, mode: Mode) -> Row:
    body = vault.seal("log.body", row, to_text(entry.body))
    return Row(*row, entry.kind.value, micros(entry.at), body, first_status(entry, mode).value)


def _keep(record: Record, kept: Kept, change: Change) -> Handled:
    is_taken_over = kept.state.mode is Mode.STAFF and record.mode != Mode.STAFF
    is_back = record.reach != Reach.OPEN and is_written_by_merchant(kept)
    if is_taken_over or (is_back and record.reach == Reach.GONE):
        _drop(record)
    if is_taken_over:
        record.lease = Lease.RECALLED.value if record.lease == Lease.HELD else record.lease
        record.attempt = 0
    if is_back:
        record.reach, record.due_at = Reach.OPEN.value, change.lines[0].at
    elif record.reach == Reach.OPEN:
        record.due_at = _due_at(record, change, is_taken_over=is_taken_over)
    record.lines += change.lines
    record.standing = _latest(record.standing, change.standing)
    record.tickets |= change.tickets
    _set_timers(record, kept, change)
    _queue(record, kept, change)
    record.state, record.mode, record.seq = change.state, kept.state.mode.value, record.seq + len(change.lines)
    record.turns += 1
    record.is_touched = True
    return Handled(record.number, record.seq)


def _due_at(record: Record, change: Change, *, is_taken_over: bool) -> int | None:
    """A lease or a delay is left as it is; a chat that a person takes over while nobody sends is looked at."""
    if record.due_at is None:
        return change.owed_since
    if is_taken_over and record.lease == Lease.FREE and change.lines:
        return min(record.due_at, change.lines[0].at)
    return record.due_at


def _latest(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What a later turn does not say stays as it was; nulls only where that is so in the table as well."""
    return (after and after | {name: before[name] for name in LEFT_AS_IT_WAS if before and after[name] is None}) or before


def _drop(record: Record) -> None:
    """What the bot still wanted to say is not said any more: what is stored, and what this batch appends."""
    record.drop_past = record.sent_seq if record.drop_past is None else record.drop_past
    record.lines = [
        line._replace(status=Status.DROPPED.value) if line.kind == EntryKind.BOT and line.status == Status.KEPT else line
        for line in record.lines
    ]


def _set_timers(record: Record, kept: Kept, change: Change) -> None:
    record.cancelled.update(kept.silenced)
    for name in kept.silenced:
        record.timers.pop(name, None)
    record.timers |= change.timers


def _queue(record: Record, kept: Kept, change: Change) -> None:
    if kept.answered:
        record.answered, record.call = True, None
    if change.call:
        since = record.call[0] if record.call else change.call[0]
        record.call = since, change.call[1]


def settle(record: Record, job: Settle, *, again: bool) -> bool:
    """The cursor goes forward only, never past the end; a recalled lease is given back, and False."""
    fate = job.fate
    if again and record.sent_seq == fate.past and record.epoch == job.epoch:
        return record.lease == Lease.HELD
    if not record.is_leased(job.epoch) or not record.sent_seq < fate.past <= record.seq:
        return False
    record.sent_seq, record.attempt, record.reason, record.is_touched = fate.past, 0, None, True
    record.marks.append(fate)
    if record.lease not in CALLED_BACK:
        return True
    _free(record)
    return False


def _free(record: Record) -> None:
    """Due again at once if anything is owed; but not while a person is about to take over."""
    record.recount = record.lease != Lease.HUSHED
    record.lease, record.is_touched = Lease.FREE.value, True


def hush(record: Record, job: Hush) -> bool:
    """Who sends is called back; where nobody does, nobody may begin before ``until``."""
    record.is_touched = True
    record.reason = record.reason if record.lease == Lease.FREE else AGAIN
    if record.is_sending(micros(job.at)):
        record.lease = Lease.HUSHED.value
        return False
    record.epoch += record.lease != Lease.FREE
    record.lease = Lease.FREE.value
    if record.reach == Reach.OPEN:
        record.due_at, record.recount = micros(job.until), False
    return True


def release(record: Record, job: Release, *, again: bool) -> bool:
    """The lease is given back. A failure counts for the first entry; when that was dropped meanwhile, for none."""
    if not record.is_leased(job.epoch):
        return again and record.lease == Lease.FREE and record.epoch == job.epoch
    if job.seq not in {None, record.seq}:
        return False
    if job.until is None and job.reach is None:
        _free(record)
        return True
    was_recalled = record.lease == Lease.RECALLED
    record.lease, record.reason, record.is_touched = Lease.FREE.value, job.reason, True
    if job.reach is not None:
        record.attempt, record.reach, record.due_at = 0, job.reach.value, None
    else:
        record.attempt = 0 if was_recalled else record.attempt + 1
        record.due_at = None if job.until is None else micros(job.until)
    return True


def touched(records: Sequence[Record]) -> list[Record]:
    """Those of which something is to be written, by number."""
    return sorted((record for record in records if record.is_touched), key=lambda record: record.number)
