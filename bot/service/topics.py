"""Topics of the staff's group, one a chat that wants a person. What is here is a note of what was done at
Telegram, never the truth: a topic that is gone is made anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Topic:
    """``thread`` is Telegram's id of it, ``card`` the pinned message, ``shown`` what the card says, ``seq`` the last
    line of the chat's log that is there. ``awaiting``: messages of the staff (id -> line) whose delivery is not
    marked yet.
    """

    number: int
    group: int
    thread: int
    card: int = 0
    seq: int = 0
    closed: bool = False
    shown: str = ""
    awaiting: Mapping[int, int] = field(default_factory=dict)


class Topics(Protocol):
    """Where they are kept."""

    async def of(self, number: int) -> Topic | None:
        """The chat's topic."""

    async def at(self, group: int, thread: int) -> Topic | None:
        """The chat a topic belongs to."""

    async def every(self) -> Sequence[Topic]:
        """Those that are open."""

    async def keep(self, topic: Topic) -> None:
        """New, or in place of what was known of the chat's."""

    async def forget(self, number: int) -> None:
        """The topic is gone."""

    async def group(self, given: int) -> int:
        """The number the group has now, if it has moved since it was set up."""

    async def move(self, before: int, after: int) -> None:
        """The group has another number; its topics are gone."""
