"""What the sending does, in memory, to a chat that its batch has locked: its cursor and its lease. Pure, as the turns."""

from __future__ import annotations

from collections.abc import Sequence

from bot.service.sending import AGAIN, Reach
from bot.store.postgres.records import Hush, Record, Release, Settle
from bot.store.rules import CALLED_BACK, Lease
from bot.store.times import micros


def settle(record: Record, job: Settle, *, again: bool) -> bool:
    """The cursor goes forward only, never past the end; the lease is given back after the last, and if it is recalled: then False."""
    fate = job.fate
    if again and record.sent_seq == fate.past and record.epoch == job.epoch:
        return record.lease == (Lease.FREE if job.is_last else Lease.HELD)
    if not record.is_leased(job.epoch) or not record.sent_seq < fate.past <= record.seq:
        return False
    record.sent_seq, record.attempt, record.reason, record.is_touched = fate.past, 0, None, True
    record.marks.append(fate)
    is_called_back = record.lease in CALLED_BACK
    if is_called_back or job.is_last:
        _free(record)
    return not is_called_back


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
