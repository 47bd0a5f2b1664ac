"""The way out of a channel: what a door is asked to do, and what can come of it.

A door never raises for what a messenger answers: retry, refusal and doubt are returned decisions,
written back to the chat's log by `bot.service.support`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable

from bot.core.messages import Address, Outbound

AGAIN = "again"
"""The reason of a delay, or the mark on an entry: the message may have arrived already, and came once more."""


class Reach(StrEnum):
    """Whether a chat can be written to. What it is owed is held until the merchant writes again."""

    OPEN = "open"
    CLOSED = "closed"  # the messenger lets nobody answer until the merchant writes; then all that is held goes out
    GONE = "gone"  # blocked or deleted; when he writes again, what a person said goes out, what the bot said is dropped


@dataclass(frozen=True, slots=True)
class Delivered:
    """The messenger took the message. ``ref``: its own id for it, kept in the log."""

    ref: str | None = None


@dataclass(frozen=True, slots=True)
class RetryAt:
    """The messenger is busy or away; try this chat again at ``at``. With the reason `AGAIN` the message may have
    arrived all the same; it is marked when it comes again.
    """

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The messenger will never take this message, but may take the next."""

    reason: str


@dataclass(frozen=True, slots=True)
class WindowClosed:
    """The messenger takes nothing for this chat until the merchant writes; everything is held till then."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The merchant has blocked us or is gone. The chat is marked, and staff are told; his next message clears it."""

    reason: str


@dataclass(frozen=True, slots=True)
class MaybeSent:
    """No answer came in time, and sending again could say it twice: marked so, and the next goes on."""

    reason: str


Outcome = Delivered | RetryAt | Refused | WindowClosed | Unreachable | MaybeSent


class Door(Protocol):
    """A channel's way out. Retry is a returned decision, not an exception."""

    channel: str

    async def send(self, message: Outbound, attempt: int, at: datetime) -> Outcome:
        """Send one message. ``attempt`` counts earlier failures of this one. A message whose sender died may come
        again, under the same id.
        """


@runtime_checkable
class Joining(Protocol):
    """A door that says several messages at once where each costs. For ``gathers`` a colleague's next line is waited for."""

    @property
    def gathers(self) -> timedelta:
        """How long; nothing at all where every message is sent at once."""

    def joined(self, messages: Sequence[Outbound]) -> tuple[Outbound, int]:
        """As many of the first messages as go out together, as one, and how many they are."""


@runtime_checkable
class LookingBack(Protocol):
    """A door that does something with the message above the one it sends; see `Outbound.above`."""

    @property
    def looks_back(self) -> int:
        """In so many lines that is found nearly always."""


@runtime_checkable
class Knocking(Protocol):
    """A door that can let a merchant know that something waits for him although it may say nothing."""

    async def knock(self, address: Address, key: str, attempt: int) -> Outcome:
        """What came of it; refused where there is no way to. The same ``key`` uses up one consent, however often it is tried."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A limit that all processes share: ``rate`` messages a second, ``burst`` at once after a pause.
    ``name`` says whose, such as ``telegram:bot``, ``telegram:chat:7``.
    """

    name: str
    rate: float
    burst: int = 1
