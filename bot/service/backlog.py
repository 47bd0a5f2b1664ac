"""What waits, and who is at work: what health, metrics and `posbot status` look at. Nothing of what anybody wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Heap:
    """So many wait; ``since``: since when the oldest of them could have been worked off, None if none is due."""

    count: int = 0
    since: datetime | None = None

    def age(self, at: datetime) -> float:
        """Seconds for which the oldest has waited for nothing but somebody to take it up."""
        return max((at - self.since).total_seconds(), 0.0) if self.since else 0.0


@dataclass(frozen=True, slots=True)
class Backlog:
    """All of it. ``outbox``: chats that are owed something, by channel; ``inbox``: lanes of updates, by account; both without
    what a failure has put off. ``parked``: updates put aside.
    ``barred``: accounts of messengers that have no token and may not try for one yet.
    """

    outbox: Mapping[str, Heap] = field(default_factory=dict)
    inbox: Mapping[str, Heap] = field(default_factory=dict)
    timers: Heap = Heap()
    people: Heap = Heap()
    parked: int = 0
    barred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Process:
    """One that works on this store. ``loops``: seconds since each of its kinds of work last looked for some; ``intake``: when
    something last came from each source, or it last answered that there is nothing; ``away``: why the store did not answer it.
    """

    id: str
    version: str
    schema: str
    roles: tuple[str, ...]
    started: datetime
    beat: datetime
    loops: Mapping[str, float] = field(default_factory=dict)
    intake: Mapping[str, datetime] = field(default_factory=dict)
    away: str = ""


class Board(Protocol):
    """Where processes sign in, and what waits can be read."""

    async def backlog(self, at: datetime) -> Backlog:
        """What waits at this moment."""

    async def sign(self, process: Process) -> None:
        """It works: its line is written, or written anew."""

    async def leave(self, process_id: str) -> None:
        """It has stopped."""

    async def processes(self, since: datetime) -> Sequence[Process]:
        """Those that have signed since then, the longest at work first; lines that are much older are taken away."""


def last_intake(processes: Sequence[Process]) -> dict[str, datetime]:
    """When something last came from each source, whichever process heard it."""
    found: dict[str, datetime] = {}
    for process in processes:
        for source, at in process.intake.items():
            found[source] = max(at, found.get(source, at))
    return found
