"""Everything that the store in memory holds of one chat, and how it changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.messages import Address
from bot.core.state import Mode, State, Ticket
from bot.service.encoding import decoded, encoded
from bot.service.ports import Alarm, Call, EntryKind, Event, Kept, Logged
from bot.service.sending import Reach
from bot.store.rules import OUTGOING, SENDING, Fate, Lease, Status, firing, first_status, is_owed


@dataclass(slots=True)
class Line:
    """A line of a log. ``body`` is kept as text, so that nobody's later change reaches it."""

    seq: int
    kind: EntryKind
    at: datetime
    body: str
    status: Status
    reason: str | None = None
    ref: str | None = None

    def logged(self) -> Logged:
        """The line as it is handed out."""
        return Logged(self.seq, self.kind, self.at, decoded(self.body), str(self.status), self.reason, self.ref)


@dataclass(slots=True)
class Timer:
    """A timer that is set."""

    id: int
    occurrence: int
    alarm: Alarm


@dataclass(slots=True)
class Dossier:
    """A chat; `bot.store.tables` says what the fields mean."""

    number: int
    address: Address
    state: State | None = None
    lines: list[Line] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    timers: dict[str, Timer] = field(default_factory=dict)
    call: Call | None = None
    sent_seq: int = 0
    due_at: datetime | None = None
    lease: Lease = Lease.FREE
    epoch: int = 0
    attempt: int = 0
    reach: Reach = Reach.OPEN
    reason: str | None = None

    @property
    def mode(self) -> Mode:
        """Who speaks."""
        return self.state.mode if self.state else Mode.BOT

    def owed(self) -> Iterator[Line]:
        """What is still to be sent, in order."""
        return (line for line in self.lines[self.sent_seq :] if is_owed(line.kind, line.status))

    def owed_since(self) -> datetime | None:
        """When the first entry that is still to be sent was made."""
        return next((line.at for line in self.owed()), None)

    def is_leased(self, epoch: int) -> bool:
        """Whether the lease of that epoch still stands."""
        return self.lease is not Lease.FREE and self.epoch == epoch

    def is_sending(self, at: datetime) -> bool:
        """Whether a message may be under way."""
        return self.lease in SENDING and self.due_at is not None and self.due_at > at

    def is_new(self, event: Event) -> bool:
        """Whether the event was not handled yet; a timer's is new while the timer stands as it was found due."""
        fired = firing(event)
        return (event.account, event.id) not in self.seen if fired is None else self._standing(fired) is not None

    def note(self, event: Event) -> None:
        """The event is handled."""
        fired = firing(event)
        if fired is None:
            self.seen.add((event.account, event.id))
        else:
            del self.timers[self._standing(fired) or ""]

    def _standing(self, fired: tuple[int, int]) -> str | None:
        return next((name for name, timer in self.timers.items() if (timer.id, timer.occurrence) == fired), None)

    def new_lines(self, kept: Kept) -> Sequence[Line]:
        """What the turn appends, not appended yet. Raises TypeError for a body that is not JSON."""
        return [
            Line(seq, entry.kind, entry.at, encoded(entry.body), first_status(entry, kept.state.mode))
            for seq, entry in enumerate(kept.entries, len(self.lines) + 1)
        ]

    def take_over(self) -> None:
        """A person speaks now: what the bot still wanted to say is dropped, its sender is called back."""
        self.drop_unsent()
        self.lease = Lease.RECALLED if self.lease is Lease.HELD else self.lease
        self.attempt = 0

    def drop_unsent(self) -> None:
        """What the bot still wanted to say is not said any more."""
        for line in self.owed():
            if line.kind is EntryKind.BOT:
                line.status = Status.DROPPED

    def queue(self, kept: Kept) -> None:
        """Out of the staff's queue, or into it; who calls again keeps the place."""
        if kept.answered:
            self.call = None
        if kept.call is not None:
            since = self.call.at if self.call else kept.call.at
            self.call = Call(since, kept.call.reason)

    def move_cursor(self, epoch: int, fate: Fate) -> bool:
        """Past that entry, forward only; False if the lease does not stand."""
        if not self.is_leased(epoch) or not self.sent_seq < fate.past <= len(self.lines):
            return False
        self.sent_seq, self.attempt, self.reason = fate.past, 0, None
        line = self.lines[fate.past - 1]
        if line.kind in OUTGOING:
            line.status, line.reason, line.ref = Status(fate.status), fate.reason, fate.ref
        return True
