"""What an event does, in memory, to a chat that its batch has locked. Pure: reads nothing, writes nothing.

A job that fails changes nothing here, so the others of its batch go on.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from bot.core.state import Mode
from bot.service.encoding import encoded
from bot.service.ports import Entry, EntryKind, Handled, Kept
from bot.service.sending import Reach
from bot.store.keeping import standing_row, ticket_body
from bot.store.postgres.records import Handle, Record, Row
from bot.store.rules import Lease, Status, firing, first_status, is_written_by_merchant, knocked, owed_since
from bot.store.sealing import Vault
from bot.store.statements.turns import LEFT_AS_IT_WAS
from bot.store.states import States
from bot.store.times import micros


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
    knock: int | None
    standing: dict[str, Any]


def _change(record: Record, kept: Kept, states: States) -> Change:
    vault = states.vault
    lines = [_line(vault, (record.number, seq), entry, kept.state.mode) for seq, entry in enumerate(kept.entries, record.seq + 1)]
    since, knock = owed_since(kept), knocked(record.reach, kept)
    return Change(
        states.encoded(record.number, kept.state),
        lines,
        {one.ref: (one.kind, one.intent, micros(one.opened), one.status, ticket_body(vault, record.number, one)) for one in kept.tickets},
        {alarm.name: (micros(alarm.at), alarm.turn) for alarm in kept.alarms},
        (micros(kept.call.at), kept.call.reason) if kept.call else None,
        None if since is None else micros(since),
        None if knock is None else micros(knock),
        standing_row(vault, record.number, kept.standing) if kept.standing else {},
    )


def _line(vault: Vault, row: tuple[int, int], entry: Entry, mode: Mode) -> Row:
    body = vault.seal("log.body", row, encoded(entry.body))
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
    elif record.due_at is None and change.knock is not None:
        record.due_at = change.knock
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
