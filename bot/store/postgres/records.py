"""A chat that a batch has locked, with all that the batch does to it, and what may be asked of a batch. No rules here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from bot.core.messages import Address
from bot.core.state import Mode
from bot.service.ports import Chat, Event, Turn
from bot.service.sending import Reach
from bot.store.rules import SENDING, Fate, Lease
from bot.store.states import States


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
    """The cursor moves past an entry; after the last the lease is given back."""

    number: int
    epoch: int
    fate: Fate
    is_last: bool = False


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
