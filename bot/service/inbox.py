"""The inbox: raw updates of a messenger, kept before they are acknowledged, worked off lane by lane.

A lane is what must stay in order, usually a chat. One worker holds a lane at a time, on a lease; what
was taken up and not finished comes again, so working off an update must bear to be repeated.
``raw`` is what the channel made fit to be kept: secrets are masked before they come here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Update:
    """A raw update as it came in. ``account`` and ``update_id`` together are its identity."""

    account: str
    update_id: str
    lane: str
    at: datetime
    raw: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An update to be worked off. ``tries`` counts how often that failed before."""

    id: int
    update: Update
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane that was taken up, with its oldest updates in order. ``epoch`` fences, as with a delivery."""

    number: int
    account: str
    lane: str
    epoch: int
    updates: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class Parked:
    """An update that could not be worked off, put aside for staff to see."""

    id: int
    update: Update
    tries: int
    reason: str


class Inbox(Protocol):
    """Part of every store; see `bot.service.ports.Store.inbox`."""

    async def take_in(self, account: str, update_id: str, lane: str, at: datetime, raw: str) -> bool:
        """Keep an update; it is durable when this returns. False if it was seen before."""

    async def take_up(self, accounts: Sequence[str], at: datetime, lease: timedelta, limit: int) -> Sequence[Lane]:
        """Lease lanes of these accounts that hold something and are due at ``at``, oldest first."""

    async def done(self, lane: int, epoch: int, id: int, *, is_last: bool = False) -> bool:  # noqa: A002 -- the field's name
        """The update is worked off: its raw text is forgotten, its id kept; the lease is given back with what is the last. False
        if the epoch is stale: stop.
        """

    async def park(self, lane: int, epoch: int, id: int, reason: str) -> bool:  # noqa: A002 -- the field's name
        """Put the update aside, so that the lane goes on. False if stale."""

    async def put_off(self, lane: int, epoch: int, id: int, until: datetime, reason: str) -> bool:  # noqa: A002 -- the field's name
        """Working this one off failed: count it, give the lane back, due again at ``until``. False if stale."""

    async def give_back(self, lane: int, epoch: int) -> bool:
        """Give the lease back; a lane that holds more is due again at once. False if stale."""

    async def parked(self, limit: int = 100) -> Sequence[Parked]:
        """What was put aside, oldest first."""

    async def unpark(self, id: int) -> bool:  # noqa: A002 -- the field's name
        """Try a parked one again, from the beginning. False if it is not parked."""

    async def drop(self, id: int) -> bool:  # noqa: A002 -- the field's name
        """Give a parked one up: its raw text is forgotten, its id kept. False if it is not parked."""

    async def forget(self, before: datetime, limit: int = 1000) -> int:
        """Forget ids of updates done that came in before; how many. Whoever sends one of them again is not recognised."""
