"""The rules of the log and its delivery cursor that every back end obeys; no I/O, no tables.

An entry that goes out (`BOT`, `STAFF`) is *owed* while it is past the cursor and `KEPT`. A chat is
due when it is owed something; ``due_at`` says since when, or until when it is leased or put off.
While a person speaks no `BOT` entry past the cursor is `KEPT`: a turn that ends so drops them.
A chat that cannot be reached is not due; a merchant's message makes it so again, and a knock at a shut window once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from bot.core.state import Mode
from bot.service.ports import Entry, EntryKind, Event, Kept
from bot.service.sending import AGAIN, Bucket, Reach
from bot.store.times import micros

FIRST_NUMBER = 1001
ENTRIES_AT_ONCE = 100
"""A claim hands out at most so many entries of one chat; the rest is still due at its release."""

UPDATES_AT_ONCE = 20
"""A lane that is taken up hands out at most so many updates; the rest is due at its return."""

TIMER = "timer"
OUTGOING = frozenset({EntryKind.BOT, EntryKind.STAFF})


class Status(StrEnum):
    """What became of an entry; see `bot.service.ports.Logged`."""

    KEPT = "kept"
    SENT = "sent"
    DROPPED = "dropped"
    REFUSED = "refused"
    MAYBE = "maybe"


class Lease(StrEnum):
    """Whether somebody is sending to a chat.

    `RECALLED`: a person took over while entries were out for sending. The sender learns it with its
    next `sent`. `HUSHED`: a person is about to; whoever sends stops after the message under way, and
    nobody begins before the person has come, so that nothing at all is said over him.
    """

    FREE = "free"
    HELD = "held"
    RECALLED = "recalled"
    HUSHED = "hushed"


CALLED_BACK = frozenset({Lease.RECALLED, Lease.HUSHED})
"""The sender stops."""
SENDING = frozenset({Lease.HELD, Lease.HUSHED})
"""A message may be under way, until the lease runs out."""


class Fate(NamedTuple):
    """What became of the entry ``past`` which the cursor moves."""

    past: int
    status: str
    reason: str | None = None
    ref: str | None = None


def first_status(entry: Entry, mode: Mode) -> Status:
    """What an entry starts as in a turn that ends in ``mode``."""
    return Status.DROPPED if entry.kind is EntryKind.BOT and mode is Mode.STAFF else Status.KEPT


def is_owed(kind: EntryKind, status: str) -> bool:
    """Whether an entry past the cursor is still to be sent."""
    return kind in OUTGOING and status == Status.KEPT


def owed_since(kept: Kept) -> datetime | None:
    """When the first entry to go out of this turn was made, if it has one."""
    mode = kept.state.mode
    return next((entry.at for entry in kept.entries if is_owed(entry.kind, first_status(entry, mode))), None)


def may_have_arrived(lease: str, reason: str | None) -> bool:
    """Whether the first entry of a chat that is due was, perhaps, sent: its sender died, or got no answer."""
    return lease != Lease.FREE or reason == AGAIN


def refuse_naive(kept: Kept) -> None:
    """Raises TypeError for a time without a zone."""
    for dated in (*kept.entries, *kept.alarms, *((kept.call,) if kept.call else ())):
        micros(dated.at)


def firing(event: Event) -> tuple[int, int] | None:
    """The timer's id and occurrence, if the event is a timer that fires."""
    if event.account != TIMER:
        return None
    timer, _, occurrence = event.id.partition(":")
    return int(timer), int(occurrence)


def knocked(reach: str, kept: Kept) -> datetime | None:
    """When a chat whose window is shut is due all the same: its door may have another way to say that something waits."""
    return kept.knock if reach == Reach.CLOSED else None


def is_written_by_merchant(kept: Kept) -> bool:
    """Whether the merchant wrote in this turn, so that he can be reached again."""
    return any(entry.kind is EntryKind.MERCHANT for entry in kept.entries)


def filled(ready: Mapping[str, int], buckets: Sequence[Bucket], at: int) -> tuple[int, dict[str, int]]:
    """When one token of every bucket may be taken (``at``, or later), and when each is full again after that.

    ``ready`` holds, by name, when a bucket is full; times in microseconds. This is the generic cell rate
    algorithm: one number a bucket is all that is kept.
    """
    soonest, after = at, {}
    for bucket in buckets:
        gap = round(1_000_000 / bucket.rate)
        full = max(ready.get(bucket.name, 0), at)
        soonest = max(soonest, full - gap * (bucket.burst - 1))
        after[bucket.name] = full + gap
    return soonest, after
