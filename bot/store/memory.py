"""The store's twin in memory: the same behaviour, for tests and for talking without a database.

Nothing awaits inside a method, so that one event loop is all the locking there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.core.messages import Address
from bot.core.state import Mode, Ticket
from bot.service.ports import Chat, Delivery, Due, Event, Handled, Kept, Logged, Turn, Waiting
from bot.service.sending import AGAIN, Bucket, Reach
from bot.store.dossier import Dossier, Line, Timer
from bot.store.memory_inbox import MemoryInbox
from bot.store.rules import (
    CALLED_BACK,
    ENTRIES_AT_ONCE,
    FIRST_NUMBER,
    Fate,
    Lease,
    Status,
    filled,
    is_written_by_merchant,
    knocked,
    may_have_arrived,
    owed_since,
    refuse_naive,
)
from bot.store.times import micros, moment


class MemoryStore:
    """See `bot.service.ports.Store`."""

    def __init__(self) -> None:
        """An empty store."""
        self._dossiers: dict[Address, Dossier] = {}
        self._numbered: dict[int, Dossier] = {}
        self._owing: set[int] = set()
        self._timer_ids = count(1)
        self._full_at: dict[str, int] = {}
        self.inbox = MemoryInbox()

    def listen(self, hear: Callable[[Address | None], None]) -> None:
        """There is no other process."""

    def tell(self, address: Address) -> None:
        """There is nobody else to hear it."""

    async def handle(self, event: Event, turn: Turn) -> Handled | None:
        """Look up, turn, keep. Nothing is touched before the turn is done and proved fit to be kept."""
        dossier = self._dossiers.get(event.address) or Dossier(FIRST_NUMBER + len(self._dossiers), event.address)
        if not dossier.is_new(event):
            return None
        sending, reached = dossier.is_sending(event.at), dossier.reach is Reach.OPEN
        kept = turn(Chat(dossier.number, dossier.address, dossier.state, len(dossier.lines), sending=sending, reached=reached))
        refuse_naive(kept)
        lines = dossier.new_lines(kept)
        self._dossiers[event.address] = self._numbered[dossier.number] = dossier
        dossier.note(event)
        self._keep(dossier, kept, lines)
        return Handled(dossier.number, len(dossier.lines))

    def _keep(self, dossier: Dossier, kept: Kept, lines: Sequence[Line]) -> None:
        if kept.state.mode is Mode.STAFF and dossier.mode is not Mode.STAFF:
            dossier.take_over()
            if dossier.lease is Lease.FREE and dossier.due_at is not None and dossier.reach is Reach.OPEN and kept.entries:
                self._set_due(dossier, min(dossier.due_at, kept.entries[0].at))
        dossier.state = kept.state
        is_back = dossier.reach is not Reach.OPEN and is_written_by_merchant(kept)
        if is_back and dossier.reach is Reach.GONE:
            dossier.drop_unsent()
        dossier.lines.extend(lines)
        dossier.tickets.update({ticket.ref: ticket for ticket in kept.tickets})
        if is_back:
            dossier.reach = Reach.OPEN
            self._set_due(dossier, kept.entries[0].at)
        elif dossier.due_at is None and dossier.reach is Reach.OPEN:
            self._set_due(dossier, owed_since(kept))
        elif dossier.due_at is None:
            self._set_due(dossier, knocked(dossier.reach, kept))
        self._set_timers(dossier, kept)
        dossier.queue(kept)

    def _set_timers(self, dossier: Dossier, kept: Kept) -> None:
        for name in kept.silenced:
            dossier.timers.pop(name, None)
        for alarm in kept.alarms:
            old = dossier.timers.get(alarm.name)
            again = Timer(old.id, old.occurrence + 1, alarm) if old else Timer(next(self._timer_ids), 1, alarm)
            dossier.timers[alarm.name] = again

    def _set_due(self, dossier: Dossier, due_at: datetime | None) -> None:
        dossier.due_at = due_at
        (self._owing.discard if due_at is None else self._owing.add)(dossier.number)

    async def claim(self, channels: Sequence[str], at: datetime, lease: timedelta, limit: int, back: int = 0) -> Sequence[Delivery]:
        """Lease what is due."""
        owing = [self._numbered[number] for number in self._owing]
        due = [(chat.due_at, chat.number) for chat in owing if chat.address.channel in channels and chat.due_at]
        oldest = sorted(pair for pair in due if pair[0] <= at)[:limit]
        deliveries = [self._lease(self._numbered[number], at + lease, back) for _, number in oldest]
        return [delivery for delivery in deliveries if delivery.entries]

    def _lease(self, dossier: Dossier, until: datetime, back: int) -> Delivery:
        """Lease the chat; one that is owed nothing any more stops being due instead."""
        entries = tuple(line.logged() for line in dossier.owed())[:ENTRIES_AT_ONCE]
        again = may_have_arrived(dossier.lease, dossier.reason)
        dossier.epoch += 1
        if entries:
            dossier.lease = Lease.HELD
            self._set_due(dossier, until)
        else:
            self._give_back(dossier)
        before = dossier.lines[max(0, entries[0].seq - 1 - back) : entries[0].seq - 1] if entries else ()
        told = tuple(line.logged() for line in before)
        return Delivery(dossier.number, dossier.address, dossier.epoch, entries, dossier.attempt, again, len(dossier.lines), told)

    def _give_back(self, dossier: Dossier) -> None:
        is_hushed = dossier.lease is Lease.HUSHED
        dossier.lease = Lease.FREE
        if not is_hushed:
            self._set_due(dossier, dossier.owed_since())

    async def sent(  # noqa: PLR0913 -- a row
        self, number: int, epoch: int, seq: int, ref: str | None = None, reason: str | None = None, *, is_last: bool = False
    ) -> bool:
        """Move the cursor past an entry that was sent."""
        return self._settle(number, epoch, Fate(seq, Status.SENT, reason, ref), is_last=is_last)

    async def refused(self, number: int, epoch: int, seq: int, reason: str) -> bool:
        """Move the cursor past an entry that never will be."""
        return self._settle(number, epoch, Fate(seq, Status.REFUSED, reason))

    async def doubted(self, number: int, epoch: int, seq: int, reason: str) -> bool:
        """Move the cursor past an entry that may have been."""
        return self._settle(number, epoch, Fate(seq, Status.MAYBE, reason))

    async def hold(self, number: int, epoch: int, reach: Reach, reason: str, seq: int | None = None) -> bool:
        """Give the lease back and wait for the merchant."""
        dossier = self._numbered.get(number)
        if dossier is None or not dossier.is_leased(epoch) or seq not in {None, len(dossier.lines)}:
            return False
        dossier.lease, dossier.attempt, dossier.reach, dossier.reason = Lease.FREE, 0, reach, reason
        self._set_due(dossier, None)
        return True

    def _settle(self, number: int, epoch: int, fate: Fate, *, is_last: bool = False) -> bool:
        dossier = self._numbered.get(number)
        if dossier is None or not dossier.move_cursor(epoch, fate):
            return False
        is_called_back = dossier.lease in CALLED_BACK
        if is_called_back or is_last:
            self._give_back(dossier)
        return not is_called_back

    async def postpone(self, number: int, epoch: int, until: datetime, reason: str) -> bool:
        """Give the lease back and wait."""
        dossier = self._numbered.get(number)
        if dossier is None or not dossier.is_leased(epoch):
            return False
        dossier.attempt = 0 if dossier.lease is Lease.RECALLED else dossier.attempt + 1
        dossier.lease, dossier.reason = Lease.FREE, reason
        self._set_due(dossier, until)
        return True

    async def release(self, number: int, epoch: int) -> bool:
        """Give the lease back."""
        dossier = self._numbered.get(number)
        if dossier is None or not dossier.is_leased(epoch):
            return False
        self._give_back(dossier)
        return True

    async def hush(self, address: Address, at: datetime, until: datetime) -> bool:
        """Call the sender back, and let none begin."""
        dossier = self._dossiers.get(address)
        if dossier is None:
            return True
        dossier.reason = dossier.reason if dossier.lease is Lease.FREE else AGAIN
        if dossier.is_sending(at):
            dossier.lease = Lease.HUSHED
            return False
        dossier.epoch += dossier.lease is not Lease.FREE
        dossier.lease = Lease.FREE
        self._set_due(dossier, until)
        return True

    async def due(self, at: datetime, limit: int) -> Sequence[Due]:
        """Timers that are due."""
        timers = [due for due in self._timers() if due.at <= at]
        return sorted(timers, key=lambda due: (due.at, due.id))[:limit]

    async def next_due(self) -> datetime | None:
        """The earliest timer's time."""
        return min((due.at for due in self._timers()), default=None)

    def _timers(self) -> Iterator[Due]:
        for dossier in self._dossiers.values():
            for timer in dossier.timers.values():
                alarm = timer.alarm
                yield Due(timer.id, timer.occurrence, dossier.address, alarm.name, alarm.turn, alarm.at)

    async def chat(self, address: Address) -> Chat | None:
        """The chat at the address."""
        dossier = self._dossiers.get(address)
        return Chat(dossier.number, address, dossier.state) if dossier else None

    async def log(self, address: Address, after: int = 0, limit: int = 500) -> Sequence[Logged]:
        """The chat's log."""
        dossier = self._dossiers.get(address)
        return [line.logged() for line in dossier.lines[after : after + limit]] if dossier else []

    async def tickets(self, address: Address) -> Sequence[Ticket]:
        """The chat's tickets."""
        dossier = self._dossiers.get(address)
        return sorted(dossier.tickets.values(), key=lambda ticket: (ticket.opened, ticket.ref)) if dossier else []

    async def waiting(self) -> Sequence[Waiting]:
        """The staff's queue."""
        calls = [(chat, chat.call) for chat in self._dossiers.values() if chat.call]
        queue = [Waiting(chat.number, chat.address, call.at, call.reason) for chat, call in calls]
        return sorted(queue, key=lambda waiting: (waiting.since, waiting.number))

    @staticmethod
    def now() -> datetime:
        """The clock of the machine."""
        return datetime.now(UTC)

    async def admit(self, buckets: Sequence[Bucket], at: datetime) -> datetime | None:
        """A token of every bucket, or none."""
        soonest, after = filled(self._full_at, buckets, micros(at))
        if soonest > micros(at):
            return moment(soonest)
        self._full_at.update(after)
        return None

    async def close(self) -> None:
        """Nothing is under way, and nothing is kept."""
