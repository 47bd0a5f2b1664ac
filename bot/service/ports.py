"""What the service needs of the world, as protocols: a store and a blob store. The doors are in `sending`.

One log per chat is transcript and outbox at once: entries of kind `BOT` and `STAFF` with a
sequence number past the chat's delivery cursor are still to be sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeAlias

from bot.core.messages import Address
from bot.core.state import State, Ticket
from bot.service.inbox import Inbox
from bot.service.sending import Bucket, Reach
from bot.service.standing import Standing

JSON: TypeAlias = "str | int | float | bool | list[JSON] | dict[str, JSON] | None"


class EntryKind(StrEnum):
    """Who put a line into a chat's log."""

    MERCHANT = "merchant"
    BOT = "bot"
    STAFF = "staff"
    NOTE = "note"  # the staff among themselves; it never leaves
    SYSTEM = "system"  # something that was done: a ticket opened, a person called, a takeover


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to a chat, once. ``account`` and ``id`` together are its identity
    (``timer`` and ``<timer id>:<occurrence>`` for a timer).
    """

    account: str
    id: str
    address: Address
    at: datetime


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat as loaded under its lock. ``number`` starts at 1001 and is what a person reads aloud;
    ``state`` is None before the first turn. ``seq`` is the last one of its log, as locked;
    ``sending``: a message may be under way to the merchant right now. ``reached``: he can be written to.
    """

    number: int
    address: Address
    state: State | None
    seq: int = field(default=0, compare=False)
    sending: bool = field(default=False, compare=False)
    reached: bool = field(default=True, compare=False)

    @property
    def begun(self) -> State:
        """Where the conversation stands: at its very start before the first turn."""
        return self.state or State(ref=str(self.number))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to be appended to a chat's log. ``body`` is JSON."""

    kind: EntryKind
    at: datetime
    body: Mapping[str, JSON]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A timer to be set: at ``at`` (aware, UTC) the chat gets `Elapsed(name, turn)`."""

    name: str
    at: datetime
    turn: int


@dataclass(frozen=True, slots=True)
class Call:
    """A person is wanted in this chat."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Kept:
    """All that one turn leaves behind; it is kept in one transaction or not at all.

    ``tickets`` are inserted, or replace the one of the same ref. ``alarms`` are set (same name in
    the chat: replaced), names in ``silenced`` are cancelled. ``call`` puts the chat into the
    staff's queue; ``answered`` takes it out. ``standing`` is kept for their lists. A chat whose ``state`` says that a person speaks gets
    no `BOT` entry delivered any more: those still past the cursor are marked dropped. ``knock``: since then something waits that
    is worth telling in another way where the messenger's window is shut; the chat is due once more for that alone.
    """

    state: State
    entries: tuple[Entry, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    silenced: tuple[str, ...] = ()
    call: Call | None = None
    answered: bool = False
    standing: Standing | None = None
    knock: datetime | None = None


Turn = Callable[[Chat], Kept]
"""The pure part of a turn: from the chat as locked and loaded to what is kept."""


def unchanged(chat: Chat) -> Kept:
    """The turn of what only has to count as handled."""
    return Kept(chat.begun)


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of a chat's log as stored; ``seq`` counts from 1 without gaps within the chat.
    ``status``: kept | sent | dropped | refused | maybe (only entries that go out leave ``kept``).
    ``reason``: why it was refused or is in doubt; ``again`` on one that a dead sender may have sent already.
    ``ref``: the messenger's own id of what was sent.
    """

    seq: int
    kind: EntryKind
    at: datetime
    body: Mapping[str, JSON]
    status: str = "kept"
    reason: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Handled:
    """The outcome of an event that was new."""

    number: int
    seq: int  # the last sequence number of the chat's log now


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed chat with what it is owed, in order. ``epoch`` fences: a later claim makes it stale.
    ``attempt`` counts earlier failures of the first entry in a row. ``again``: the lease before ran out, so the
    first entry may have been sent already. ``seq`` is the last one of the log, as claimed. ``before``: the lines right before
    the first entry, as many as were asked for.
    """

    number: int
    address: Address
    epoch: int
    entries: tuple[Logged, ...]
    attempt: int = 0
    again: bool = False
    seq: int = 0
    before: tuple[Logged, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A timer that came due."""

    id: int
    occurrence: int
    address: Address
    name: str
    turn: int
    at: datetime

    def fired(self, at: datetime) -> Event:
        """The event that handles it, once for each time it is set."""
        return Event("timer", f"{self.id}:{self.occurrence}", self.address, at)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A chat in the staff's queue."""

    number: int
    address: Address
    since: datetime
    reason: str


class Store(Protocol):
    """Where everything is kept. One contract, several back ends; see ``tests/contract``."""

    @property
    def inbox(self) -> Inbox:
        """Raw updates that are not worked off yet."""

    def now(self) -> datetime:
        """The one clock: the same for all processes of a store, whatever their own clocks say."""

    def listen(self, hear: Callable[[Address | None], None]) -> None:
        """Have ``hear`` called when another process changed a chat; None: look at everything."""

    def tell(self, address: Address) -> None:
        """Have the other processes hear of this address, which need not be a chat's."""

    async def handle(self, event: Event, turn: Turn) -> Handled | None:
        """Lock the chat (made if new), look the event up, run ``turn``, keep what it returns: one
        transaction. None if the event was handled before. Whatever ``turn`` raises is raised here
        and nothing is kept.
        """

    async def claim(self, channels: Sequence[str], at: datetime, lease: timedelta, limit: int, back: int = 0) -> Sequence[Delivery]:
        """Lease chats of these channels that are owed something and due at ``at``, oldest first; ``back`` lines before what is owed
        come along.
        """

    async def sent(  # noqa: PLR0913 -- a row
        self, number: int, epoch: int, seq: int, ref: str | None = None, reason: str | None = None, *, is_last: bool = False
    ) -> bool:
        """Move the cursor past ``seq``, and give the lease back with what is the last. False if the epoch is stale: stop."""

    async def refused(self, number: int, epoch: int, seq: int, reason: str) -> bool:
        """The messenger will never take this entry: mark it and move on. False if stale."""

    async def doubted(self, number: int, epoch: int, seq: int, reason: str) -> bool:
        """Nobody knows whether this entry arrived: mark it and move on. False if stale."""

    async def hold(self, number: int, epoch: int, reach: Reach, reason: str, seq: int | None = None) -> bool:
        """Give the lease back; what is owed is held until the merchant writes again. False if stale, or if the log no
        longer ends at ``seq``: the merchant may have written meanwhile, and would be waited for in vain.
        """

    async def postpone(self, number: int, epoch: int, until: datetime, reason: str) -> bool:
        """Give the lease back; this chat is due again at ``until``. False if stale."""

    async def release(self, number: int, epoch: int) -> bool:
        """Give the lease back, all sent. False if stale."""

    async def hush(self, address: Address, at: datetime, until: datetime) -> bool:
        """Somebody is about to take the chat over. True: nobody is sending to it, and nobody will begin before
        ``until`` unless it is taken over first. False: somebody is; he stops after the message under way. Ask again.
        """

    async def due(self, at: datetime, limit: int) -> Sequence[Due]:
        """Timers due at ``at``, earliest first. Handling the timer's event removes it."""

    async def next_due(self) -> datetime | None:
        """When the earliest timer comes due."""

    async def chat(self, address: Address) -> Chat | None:
        """The chat at that address, if there is one."""

    async def log(self, address: Address, after: int = 0, limit: int = 500) -> Sequence[Logged]:
        """The chat's log past ``after``, in order."""

    async def tickets(self, address: Address) -> Sequence[Ticket]:
        """The chat's tickets, oldest first."""

    async def waiting(self) -> Sequence[Waiting]:
        """The staff's queue, longest wait first."""

    async def admit(self, buckets: Sequence[Bucket], at: datetime) -> datetime | None:
        """Take one token of every bucket, or none of any: None, or when to ask again."""

    async def close(self) -> None:
        """Finish what is under way and let go."""


class Blobs(Protocol):
    """Photos and documents."""

    async def put(self, content: bytes, suffix: str) -> str:
        """Keep the bytes; the returned name is their ref."""

    async def get(self, ref: str) -> bytes | None:
        """The bytes of that ref."""


Clock = Callable[[], datetime]
"""The time now, aware, UTC. The one clock is passed in."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a merchant may send: characters of text, messages of one chat within ``window``."""

    characters: int = 4_000
    messages: int = 20
    window: timedelta = field(default=timedelta(seconds=10))
